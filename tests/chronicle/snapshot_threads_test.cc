#include <gtest/gtest.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "casus/base/error.h"
#include "src/chronicle/snapshot_file.h"

namespace casus::internal {
namespace {

TEST(SnapshotThreads, ManyReadersVerifyOneFile) {
  if (!SnapshotsSupported()) GTEST_SKIP() << "built without xxHash";
  const std::string path =
      testing::TempDir() + "casus_snapshot_threads_" + std::to_string(getpid());
  Result<SnapshotWriter> writer = SnapshotWriter::Create(path, {});
  ASSERT_TRUE(writer.ok()) << writer.error();
  constexpr std::uint32_t kSections = 50;
  for (std::uint32_t i = 0; i < kSections; ++i) {
    writer->AddArray<std::uint32_t>(Section("NUMB", i), std::vector<std::uint32_t>(5'000, i));
  }
  ASSERT_TRUE(writer->Commit().ok());
  const Result<SnapshotFile> file = SnapshotFile::Open(path);
  ASSERT_TRUE(file.ok()) << file.error();
  std::remove(path.c_str());

  std::vector<std::uint64_t> sums(4);
  std::vector<std::thread> threads;
  for (std::uint64_t& sum : sums) {
    threads.emplace_back([copy = *file, &sum] {
      for (std::uint32_t i = 0; i < kSections; ++i) {
        const auto values = copy.Array<std::uint32_t>(Section("NUMB", i));
        if (!values.ok()) return;
        for (const std::uint32_t value : *values) sum += value;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::uint64_t sum : sums) EXPECT_EQ(sum, 5'000U * kSections * (kSections - 1) / 2);
}

}  // namespace
}  // namespace casus::internal
