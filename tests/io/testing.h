#ifndef CASUS_TESTS_IO_TESTING_H_
#define CASUS_TESTS_IO_TESTING_H_

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace casus_test {

// A file of tests/io/data.
inline std::string DataPath(std::string_view name) {
  return std::string(CASUS_SOURCE_DIR) + "/tests/io/data/" + std::string(name);
}

inline std::string ReadAll(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// A file that is gone when the test is over.
class TemporaryFile {
 public:
  TemporaryFile(std::string_view name, std::string_view bytes)
      : path_(testing::TempDir() + "casus_" +
              testing::UnitTest::GetInstance()->current_test_info()->name() + "_" +
              std::string(name)) {
    std::ofstream file(path_, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace casus_test

#endif  // CASUS_TESTS_IO_TESTING_H_
