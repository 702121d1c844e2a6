#include "src/chronicle/snapshot_file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>
#include <random>
#include <regex>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/base/error.h"
#include "tests/chronicle/snapshot_testing.h"

namespace {

// What was asked of the disk, in order, and which of these calls shall fail (-1: none).
struct Disk {
  std::vector<std::string> calls;
  int failing = -1;

  bool Fails(const char* call) {
    calls.emplace_back(call);
    if (failing != static_cast<int>(calls.size()) - 1) return false;
    errno = EIO;
    return true;
  }
};
Disk* g_disk = nullptr;

}  // namespace

// In place of the C library's.
extern "C" int fsync(int fd) {
  struct stat status {};
  const bool folder = fstat(fd, &status) == 0 && S_ISDIR(status.st_mode);
  if (g_disk != nullptr && g_disk->Fails(folder ? "sync folder" : "sync file")) return -1;
  return static_cast<int>(syscall(SYS_fsync, fd));
}
extern "C" int renameat(int from_folder, const char* from, int to_folder, const char* to) noexcept {
  if (g_disk != nullptr && g_disk->Fails("rename")) return -1;
  return static_cast<int>(syscall(SYS_renameat2, from_folder, from, to_folder, to, 0));
}

namespace casus::internal {
namespace {

namespace fs = std::filesystem;
using casus_test::Aligned;
using casus_test::Get;
using casus_test::RepairChecksums;
using casus_test::Set;
using testing::HasSubstr;
using FileBytes = std::vector<std::byte>;

struct Pair {
  std::uint32_t first;
  std::uint32_t second;
  bool operator==(const Pair&) const = default;
};
struct WithPadding {
  std::uint64_t first;
  std::uint8_t second;
};
enum class Color : std::uint16_t { kRed, kGreen };

static_assert(Section("EVNT").tag == 0x544E5645);
static_assert(SectionElement<Pair> && SectionElement<Color> && SectionElement<char>);
static_assert(!SectionElement<WithPadding> && !SectionElement<bool> && !SectionElement<int*> &&
              !SectionElement<std::string>);
static_assert(ElementTypeOf<Color>() == ElementType{ElementKind::kUnsigned, 2});
static_assert(ElementTypeOf<std::int64_t>() == ElementType{ElementKind::kSigned, 8});
static_assert(ElementTypeOf<float>() == ElementType{ElementKind::kFloat, 4});
static_assert(ElementTypeOf<char>() == ElementType{} &&
              ElementTypeOf<std::byte>() == ElementType{});
static_assert(ElementTypeOf<Pair>() == ElementType{ElementKind::kOpaque, 8});

// A folder that is gone when the test is over.
class SnapshotFileTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!SnapshotsSupported()) GTEST_SKIP() << "built without xxHash";
    std::string name = testing::TempDir() + "casus_snapshot_XXXXXX";
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }

  std::string Path(std::string_view name = "a.casus") const {
    return folder_ + "/" + std::string(name);
  }
  std::vector<std::string> NamesInFolder() const {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) {
      names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  std::string folder_;
};

FileBytes ReadAll(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const std::span<const std::byte> bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

void WriteAll(const std::string& path, std::span<const std::byte> bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
}

std::span<const std::byte> AsBytes(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

std::vector<std::byte> RandomBytes(std::size_t size, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<std::byte> bytes(size);
  for (std::byte& byte : bytes) byte = static_cast<std::byte>(random() & 0xFFU);
  return bytes;
}

const std::vector<std::int32_t> kDays = {-5, 0, 7, std::numeric_limits<std::int32_t>::min(),
                                         std::numeric_limits<std::int32_t>::max()};
const std::vector<double> kNumbers = {0.5, -1.25, 0, 1e300, 4, 5, 6, 7, 8};
const std::vector<Pair> kPairs = {{1, 2}, {3, 4}, {5, 6}};
const std::string kText64(64, 'x');
const std::string kText65(65, 'y');

// Sizes below, at and above the alignment, and none.
void AddSample(SnapshotWriter& writer) {
  writer.AddArray<std::int32_t>(Section("DAYS"), kDays);
  writer.Add(Section("TEXT", 0), {});
  writer.Add(Section("TEXT", 1), AsBytes(kText64));
  writer.Add(Section("TEXT", 7), AsBytes(kText65));
  writer.AddArray<double>(Section("NUMB"), kNumbers);
  writer.AddArray<Pair>(Section("PAIR"), kPairs);
}

Result<void> WriteSample(const std::string& path, SnapshotInfo info = {3, 0x1234}) {
  Result<SnapshotWriter> writer = SnapshotWriter::Create(path, info);
  if (!writer.ok()) return writer.error();
  AddSample(*writer);
  return writer->Commit();
}

FileBytes Sample(const std::string& path) {
  const Result<void> written = WriteSample(path);
  EXPECT_TRUE(written.ok()) << written.error();
  return ReadAll(path);
}

template <typename T>
std::vector<T> Values(const SnapshotFile& file, SectionName name) {
  const Result<std::span<const T>> values = file.Array<T>(name);
  EXPECT_TRUE(values.ok()) << values.error();
  return values.ok() ? std::vector<T>(values->begin(), values->end()) : std::vector<T>();
}

std::string Text(const SnapshotFile& file, SectionName name) {
  const std::vector<char> values = Values<char>(file, name);
  return {values.begin(), values.end()};
}

void ExpectSample(const SnapshotFile& file) {
  EXPECT_EQ(Values<std::int32_t>(file, Section("DAYS")), kDays);
  EXPECT_EQ(Text(file, Section("TEXT", 0)), "");
  EXPECT_EQ(Text(file, Section("TEXT", 1)), kText64);
  EXPECT_EQ(Text(file, Section("TEXT", 7)), kText65);
  EXPECT_EQ(Values<double>(file, Section("NUMB")), kNumbers);
  EXPECT_EQ(Values<Pair>(file, Section("PAIR")), kPairs);
}

void ExpectError(const Result<SnapshotFile>& file, ErrorCode code, const std::string& words) {
  ASSERT_FALSE(file.ok()) << words;
  EXPECT_EQ(file.error().code(), code) << file.error();
  EXPECT_THAT(file.error().message(), HasSubstr(words));
}

TEST(SnapshotSupport, IsRefusedWithoutXxHash) {
  const auto expected = [](ErrorCode code) {
    return SnapshotsSupported() ? code : ErrorCode::kUnsupported;
  };
  EXPECT_EQ(SnapshotWriter::Create("none/x", {}).error().code(), expected(ErrorCode::kNotFound));
  EXPECT_EQ(SnapshotFile::Open("none/x").error().code(), expected(ErrorCode::kNotFound));
  EXPECT_EQ(SnapshotFile::FromMemory({}).error().code(), expected(ErrorCode::kCorrupt));
}

TEST(SnapshotNames, Print) {
  EXPECT_EQ(ToString(Section("EVNT", 3)), "EVNT/3");
  EXPECT_EQ(ToString(SectionName{1, 2}), "0x00000001/2");
  EXPECT_EQ(ToString(ElementTypeOf<std::int32_t>()), "int32");
  EXPECT_EQ(ToString(ElementTypeOf<std::uint8_t>()), "uint8");
  EXPECT_EQ(ToString(ElementTypeOf<double>()), "float64");
  EXPECT_EQ(ToString(ElementTypeOf<char>()), "bytes");
  EXPECT_EQ(ToString(ElementTypeOf<Pair>()), "records of 8 bytes");
}

// ---------------------------------------------------------------------------- round trips

TEST_F(SnapshotFileTest, KeepsWhatWasAdded) {
  ASSERT_TRUE(WriteSample(Path()).ok());
  for (const SnapshotVerify verify : {SnapshotVerify::kLazily, SnapshotVerify::kFully}) {
    const Result<SnapshotFile> file = SnapshotFile::Open(Path(), {.verify = verify});
    ASSERT_TRUE(file.ok()) << file.error();
    ExpectSample(*file);
    EXPECT_EQ(file->info(), (SnapshotInfo{3, 0x1234}));
    EXPECT_EQ(file->format_version(), 1U);
    EXPECT_EQ(file->size(), fs::file_size(Path()));
    EXPECT_TRUE(file->Has(Section("TEXT", 7)));
    EXPECT_FALSE(file->Has(Section("TEXT", 2)));
    ASSERT_EQ(file->sections().size(), 6U);
    EXPECT_EQ(file->sections()[0].name, Section("DAYS"));
    EXPECT_EQ(file->sections()[3].name, Section("TEXT", 7));
    EXPECT_EQ(file->sections()[3].size, 65U);
    EXPECT_EQ(file->sections()[5].type, ElementTypeOf<Pair>());
    for (const SectionInfo& section : file->sections()) {
      const Result<std::span<const std::byte>> bytes = file->Bytes(section.name);
      ASSERT_TRUE(bytes.ok());
      EXPECT_EQ(section.offset % 64, 0U);
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(bytes->data()) % 64, 0U);
      EXPECT_EQ(bytes->size(), section.size);
    }
  }
  EXPECT_THAT(NamesInFolder(), testing::ElementsAre("a.casus"));
}

TEST_F(SnapshotFileTest, MayHaveNoSections) {
  Result<SnapshotWriter> writer = SnapshotWriter::Create(Path(), {});
  ASSERT_TRUE(writer.ok());
  ASSERT_TRUE(writer->Commit().ok());
  const Result<SnapshotFile> file = SnapshotFile::Open(Path(), {.verify = SnapshotVerify::kFully});
  ASSERT_TRUE(file.ok()) << file.error();
  EXPECT_TRUE(file->sections().empty());
  EXPECT_EQ(file->size(), 128U);
}

TEST_F(SnapshotFileTest, KeepsManySectionsOfAllSizes) {
  std::vector<std::size_t> sizes = {(1U << 18U) - 1, 1U << 18U, (1U << 18U) + 1, 1'000'000};
  for (std::size_t size = 0; size < 1000; ++size) sizes.push_back(size % 200);
  Result<SnapshotWriter> writer = SnapshotWriter::Create(Path(), {});
  ASSERT_TRUE(writer.ok());
  for (std::uint32_t i = 0; i < sizes.size(); ++i) {
    writer->Add(Section("MANY", i * 7919), RandomBytes(sizes[i], i));
  }
  ASSERT_TRUE(writer->Commit().ok());
  const Result<SnapshotFile> file = SnapshotFile::Open(Path());
  ASSERT_TRUE(file.ok()) << file.error();
  for (std::uint32_t i = 0; i < sizes.size(); ++i) {
    EXPECT_EQ(Values<std::byte>(*file, Section("MANY", i * 7919)), RandomBytes(sizes[i], i));
  }
}

TEST_F(SnapshotFileTest, KeepsALargeSection) {
  std::vector<std::uint64_t> values(8U << 20U);
  std::iota(values.begin(), values.end(), std::uint64_t{1} << 40U);
  Result<SnapshotWriter> writer = SnapshotWriter::Create(Path(), {});
  ASSERT_TRUE(writer.ok());
  writer->AddArray<std::uint64_t>(Section("HUGE"), values);
  ASSERT_TRUE(writer->Commit().ok());
  const Result<SnapshotFile> file = SnapshotFile::Open(Path());
  ASSERT_TRUE(file.ok()) << file.error();
  EXPECT_TRUE(Values<std::uint64_t>(*file, Section("HUGE")) == values);
}

TEST_F(SnapshotFileTest, TakesASectionInPieces) {
  const std::vector<std::byte> bytes = RandomBytes(700'000, 1);
  {
    Result<SnapshotWriter> writer = SnapshotWriter::Create(Path("whole"), {});
    ASSERT_TRUE(writer.ok());
    writer->Add(Section("BYTE"), bytes);
    ASSERT_TRUE(writer->Commit().ok());
  }
  Result<SnapshotWriter> writer = SnapshotWriter::Create(Path("pieces"), {});
  ASSERT_TRUE(writer.ok());
  writer->Begin(Section("BYTE"));
  std::mt19937 random(2);
  for (std::span<const std::byte> rest = bytes; !rest.empty();) {
    const std::size_t size =
        std::min<std::size_t>(random() % 9 == 0 ? 300'000 : random() % 5'000, rest.size());
    writer->Append(rest.first(size));
    rest = rest.subspan(size);
  }
  ASSERT_TRUE(writer->Commit().ok());
  EXPECT_TRUE(ReadAll(Path("whole")) == ReadAll(Path("pieces")));
}

TEST_F(SnapshotFileTest, SpansLiveAsLongAsAnyCopyAndOutliveTheName) {
  ASSERT_TRUE(WriteSample(Path()).ok());
  std::optional<SnapshotFile> copy;
  std::span<const std::int32_t> days;
  {
    const Result<SnapshotFile> file = SnapshotFile::Open(Path());
    ASSERT_TRUE(file.ok());
    days = *file->Array<std::int32_t>(Section("DAYS"));
    copy = *file;
  }
  // Another file under the name, and then none.
  Result<SnapshotWriter> writer = SnapshotWriter::Create(Path(), {});
  ASSERT_TRUE(writer.ok());
  ASSERT_TRUE(writer->Commit().ok());
  fs::remove(Path());
  EXPECT_TRUE(std::equal(days.begin(), days.end(), kDays.begin(), kDays.end()));
  ExpectSample(*copy);
}

// ---------------------------------------------------------------------------- the format

TEST_F(SnapshotFileTest, IsWrittenAsDescribed) {
  using namespace casus_test;
  EXPECT_EQ(SnapshotChecksum({}), 0x2D06800538D394C2U);  // of nothing, by XXH3's specification
  const FileBytes file = Sample(Path());
  EXPECT_EQ((Get<std::array<std::uint8_t, 8>>(file, 0)), kMagic);
  EXPECT_EQ(Get<std::uint32_t>(file, kMarkAt), 0x0A0B0C0DU);
  EXPECT_EQ(Get<std::uint32_t>(file, kFormatVersionAt), 1U);
  EXPECT_EQ(Get<std::uint64_t>(file, kFileSizeAt), file.size());
  EXPECT_EQ(Get<std::uint32_t>(file, kSectionsAt), 6U);
  EXPECT_EQ(Get<std::uint32_t>(file, kEntrySizeAt), 40U);
  EXPECT_EQ(Get<std::uint32_t>(file, kContentVersionAt), 3U);
  EXPECT_EQ(Get<std::uint32_t>(file, kAlignmentAt), 64U);
  EXPECT_EQ(Get<std::uint64_t>(file, kFingerprintAt), 0x1234U);
  const std::span<const std::byte> all = file;
  EXPECT_EQ(Get<std::uint64_t>(file, kHeaderChecksumAt), SnapshotChecksum(all.first(120)));
  for (std::size_t i = kZerosAt; i < kHeaderChecksumAt; ++i) EXPECT_EQ(file[i], std::byte{0});

  const std::uint64_t table_at = Get<std::uint64_t>(file, kTableOffsetAt);
  EXPECT_EQ(table_at + 6 * kEntrySize, file.size());
  EXPECT_EQ(Get<std::uint64_t>(file, kTableChecksumAt), SnapshotChecksum(all.subspan(table_at)));
  std::uint64_t end = kHeaderSize;
  for (std::size_t entry = table_at; entry < file.size(); entry += kEntrySize) {
    const std::uint64_t offset = Get<std::uint64_t>(file, entry + kOffsetAt);
    const std::uint64_t size = Get<std::uint64_t>(file, entry + kSizeAt);
    EXPECT_EQ(offset, end);
    end = offset + PaddedTo64(size);
    EXPECT_EQ(Get<std::uint64_t>(file, entry + kChecksumAt),
              SnapshotChecksum(all.subspan(offset, PaddedTo64(size))));
    for (std::uint64_t i = offset + size; i < end; ++i) EXPECT_EQ(file[i], std::byte{0});
  }
  EXPECT_EQ(end, table_at);
  EXPECT_EQ((Get<std::array<char, 4>>(file, table_at)), (std::array{'D', 'A', 'Y', 'S'}));
  const std::size_t last = file.size() - kEntrySize;
  EXPECT_EQ(Get<std::uint32_t>(file, last + kElementSizeAt), 8U);
  EXPECT_EQ(Get<std::uint32_t>(file, last + kElementKindAt), 0U);
  EXPECT_EQ(Get<std::uint32_t>(file, table_at + 3 * kEntrySize + kNumberAt), 7U);
  EXPECT_EQ(Get<std::uint32_t>(file, table_at + kElementKindAt), 2U);
}

// The fuzzer begins with these, too. CASUS_WRITE_CORPUS in the environment writes them anew.
TEST_F(SnapshotFileTest, SameInputGivesTheBytesOfTheCorpus) {
  const std::string corpus = CASUS_SOURCE_DIR "/tests/chronicle/corpus/snapshot_file/";
  const FileBytes file = Sample(Path());
  EXPECT_TRUE(file == Sample(Path("b.casus")));
  Result<SnapshotWriter> writer = SnapshotWriter::Create(Path("empty"), {});
  ASSERT_TRUE(writer.ok() && writer->Commit().ok());
  const FileBytes empty = ReadAll(Path("empty"));
  if (std::getenv("CASUS_WRITE_CORPUS") != nullptr) {
    WriteAll(corpus + "sample", file);
    WriteAll(corpus + "empty", empty);
  }
  EXPECT_TRUE(file == ReadAll(corpus + "sample"));
  EXPECT_TRUE(empty == ReadAll(corpus + "empty"));
}

// ---------------------------------------------------------------------------- asking wrongly

TEST_F(SnapshotFileTest, RefusesTheWrongNameOrType) {
  ASSERT_TRUE(WriteSample(Path()).ok());
  const Result<SnapshotFile> file = SnapshotFile::Open(Path());
  ASSERT_TRUE(file.ok());
  const Error missing = file->Bytes(Section("NONE", 4)).error();
  EXPECT_EQ(missing.code(), ErrorCode::kNotFound);
  EXPECT_EQ(missing.message(), "no section NONE/4");
  EXPECT_EQ(missing.where().file, Path());
  EXPECT_EQ(file->Verify(Section("NONE", 4)).error(), missing);

  const Error type = file->Array<std::int64_t>(Section("DAYS")).error();
  EXPECT_EQ(type.code(), ErrorCode::kUnknownFormat);
  EXPECT_EQ(type.message(), "section DAYS/0: int64 expected, int32 found");
  EXPECT_FALSE(file->Array<std::uint32_t>(Section("DAYS")).ok());
  EXPECT_FALSE(file->Array<float>(Section("DAYS")).ok());
  EXPECT_FALSE(file->Array<char>(Section("DAYS")).ok());
  EXPECT_FALSE(file->ArrayUnverified<std::uint32_t>(Section("DAYS")).ok());
  EXPECT_TRUE(file->ArrayUnverified<std::int32_t>(Section("DAYS")).ok());
}

TEST_F(SnapshotFileTest, RefusesTwoSectionsOfOneName) {
  Result<SnapshotWriter> writer = SnapshotWriter::Create(Path(), {});
  ASSERT_TRUE(writer.ok());
  writer->Add(Section("SAME", 1), AsBytes("a"));
  writer->Add(Section("SAME", 2), AsBytes("a"));
  EXPECT_TRUE(writer->ok());
  writer->Add(Section("SAME", 1), AsBytes("b"));
  EXPECT_FALSE(writer->ok());
  writer->Add(Section("SAME", 3), AsBytes("c"));
  const Result<void> committed = writer->Commit();
  ASSERT_FALSE(committed.ok());
  EXPECT_EQ(committed.error().code(), ErrorCode::kDuplicate);
  EXPECT_EQ(committed.error().message(), "two sections are named SAME/1");
}

TEST_F(SnapshotFileTest, RefusesHalfElements) {
  for (const bool last : {false, true}) {
    Result<SnapshotWriter> writer = SnapshotWriter::Create(Path(), {});
    ASSERT_TRUE(writer.ok());
    writer->Begin(Section("HALF"), ElementTypeOf<std::int32_t>());
    writer->Append(AsBytes("123456"));
    if (!last) writer->Add(Section("NEXT"), {});
    const Result<void> committed = writer->Commit();
    ASSERT_FALSE(committed.ok());
    EXPECT_EQ(committed.error().code(), ErrorCode::kInvalidArgument);
  }
  for (const ElementType type :
       {ElementType{ElementKind::kSigned, 3}, ElementType{ElementKind::kOpaque, 0},
        ElementType{ElementKind::kFloat, 2}, ElementType{static_cast<ElementKind>(4), 1}}) {
    Result<SnapshotWriter> writer = SnapshotWriter::Create(Path(), {});
    ASSERT_TRUE(writer.ok());
    writer->Begin(Section("HALF"), type);
    EXPECT_FALSE(writer->ok());
  }
}

// ---------------------------------------------------------------------------- damage

// What was done to a sample must be seen on opening fully; and, lazily, on opening or on use of the
// section which it hit. `at` is the place of the first changed byte.
void ExpectDamageSeen(std::span<const std::byte> bytes, std::size_t at, std::size_t table_at) {
  const Aligned copy(bytes);
  EXPECT_FALSE(SnapshotFile::FromMemory(copy.bytes(), {.verify = SnapshotVerify::kFully}).ok())
      << at;
  const Result<SnapshotFile> lazy = SnapshotFile::FromMemory(copy.bytes());
  if (at < casus_test::kHeaderSize || at >= table_at) {
    EXPECT_FALSE(lazy.ok()) << at;
    return;
  }
  ASSERT_TRUE(lazy.ok()) << lazy.error();
  for (const SectionInfo& section : lazy->sections()) {
    const bool hit =
        at >= section.offset && at < section.offset + casus_test::PaddedTo64(section.size);
    // Twice: the second answer is the remembered one.
    for (int i = 0; i < 2; ++i) {
      const Result<std::span<const std::byte>> used = lazy->Bytes(section.name);
      ASSERT_EQ(used.ok(), !hit) << at << " " << ToString(section.name);
      if (hit) {
        EXPECT_EQ(used.error().code(), ErrorCode::kCorrupt);
        EXPECT_THAT(used.error().message(), HasSubstr(ToString(section.name) + ": damaged"));
      }
    }
  }
}

TEST_F(SnapshotFileTest, SeesEveryFlippedBit) {
  FileBytes file = Sample(Path());
  const std::uint64_t table_at = Get<std::uint64_t>(file, casus_test::kTableOffsetAt);
  for (std::size_t i = 0; i < file.size(); ++i) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      file[i] ^= std::byte{1} << bit;
      ExpectDamageSeen(file, i, table_at);
      file[i] ^= std::byte{1} << bit;
    }
  }
}

TEST_F(SnapshotFileTest, SeesEveryTruncationAndWhatIsAppended) {
  const FileBytes file = Sample(Path());
  for (std::size_t size = 0; size < file.size(); ++size) {
    const Aligned copy(std::span<const std::byte>(file).first(size));
    const Result<SnapshotFile> opened = SnapshotFile::FromMemory(copy.bytes());
    ASSERT_FALSE(opened.ok()) << size;
    EXPECT_EQ(opened.error().code(), ErrorCode::kCorrupt) << size << opened.error();
    EXPECT_THAT(opened.error().message(), HasSubstr(size == 0 ? "empty" : "truncated"));
  }
  for (const std::size_t more : {1U, 40U, 64U, 4096U}) {
    FileBytes longer = file;
    longer.resize(file.size() + more);
    const Aligned copy(longer);
    ExpectError(SnapshotFile::FromMemory(copy.bytes()), ErrorCode::kCorrupt, "too long: ");
  }
}

// The same in files, where a mapping ends with a page.
TEST_F(SnapshotFileTest, SeesTruncatedFilesAtEverySectionBoundary) {
  const FileBytes file = Sample(Path());
  std::set<std::size_t> boundaries = {0, casus_test::kHeaderSize, file.size()};
  const Result<SnapshotFile> whole = SnapshotFile::Open(Path());
  ASSERT_TRUE(whole.ok());
  for (const SectionInfo& section : whole->sections()) {
    boundaries.insert(section.offset);
    boundaries.insert(section.offset + section.size);
  }
  for (const std::size_t boundary : boundaries) {
    for (const std::size_t size : {boundary - 1, boundary, boundary + 1}) {
      if (size >= file.size()) continue;
      WriteAll(Path("cut"), std::span(file).first(size));
      const Result<SnapshotFile> opened = SnapshotFile::Open(Path("cut"));
      ASSERT_FALSE(opened.ok()) << size;
      EXPECT_EQ(opened.error().code(), ErrorCode::kCorrupt);
      EXPECT_EQ(opened.error().where().file, Path("cut"));
    }
  }
}

TEST_F(SnapshotFileTest, SeesDamageAtTenThousandRandomPlaces) {
  Result<SnapshotWriter> writer = SnapshotWriter::Create(Path(), {});
  ASSERT_TRUE(writer.ok());
  for (std::uint32_t i = 0; i < 40; ++i) writer->Add(Section("RAND", i), RandomBytes(i * 37, i));
  ASSERT_TRUE(writer->Commit().ok());
  FileBytes file = ReadAll(Path());
  const std::uint64_t table_at = Get<std::uint64_t>(file, casus_test::kTableOffsetAt);
  std::mt19937 random(4);
  for (int i = 0; i < 10'000; ++i) {
    const std::size_t at = random() % file.size();
    if (i % 4 == 0) {
      const Aligned copy(std::span<const std::byte>(file).first(at));
      ASSERT_FALSE(SnapshotFile::FromMemory(copy.bytes()).ok()) << at;
      continue;
    }
    const std::byte before = file[at];
    file[at] ^= static_cast<std::byte>(1 + random() % 255);
    ExpectDamageSeen(file, at, table_at);
    file[at] = before;
  }
}

// A hole in the middle, as a crashed machine may leave one.
TEST_F(SnapshotFileTest, SeesZerosInPlaceOfWhatWasWritten) {
  const FileBytes file = Sample(Path());
  const std::uint64_t table_at = Get<std::uint64_t>(file, casus_test::kTableOffsetAt);
  for (const std::size_t begin :
       {std::size_t{0}, casus_test::kHeaderSize, static_cast<std::size_t>(table_at)}) {
    FileBytes holed = file;
    std::fill(holed.begin() + static_cast<std::ptrdiff_t>(begin), holed.end(), std::byte{0});
    const Aligned copy(holed);
    ExpectError(SnapshotFile::FromMemory(copy.bytes()), ErrorCode::kCorrupt,
                begin == 0 ? "begins with zeros" : "the table of sections is damaged");
  }
}

// ---------------------------------------------------------------------------- foreign files

TEST_F(SnapshotFileTest, NamesWhatIsNoSnapshot) {
  const std::string sample(reinterpret_cast<const char*>(Sample(Path()).data()), 200);
  struct Case {
    std::string bytes;
    ErrorCode code;
    std::string words;
  };
  std::string unix_to_dos = sample;
  unix_to_dos.replace(4, 4, "\r\r\n\x1A\r\n");
  std::string dos_to_unix = sample;
  dos_to_unix.replace(4, 2, "\n");
  std::string seven_bits = sample;
  seven_bits[0] = 0x09;
  const std::vector<Case> cases = {
      {"", ErrorCode::kCorrupt, "empty"},
      {std::string(5, '\0'), ErrorCode::kCorrupt, "begins with zeros"},
      {std::string("PK\x03\x04\x14\0\0\0\x08", 9), ErrorCode::kUnknownFormat,
       "50 4B 03 04 14 00 00 00 (a ZIP archive"},
      {"\x1F\x8B\x08", ErrorCode::kUnknownFormat, "1F 8B 08 (gzip"},
      {"\x28\xB5\x2F\xFD....", ErrorCode::kUnknownFormat, "(Zstandard"},
      {"id,begin,end\n1,2,3\n", ErrorCode::kUnknownFormat, "not a snapshot: begins with 69 64 2C"},
      {"x", ErrorCode::kUnknownFormat, "begins with 78, not"},
      {unix_to_dos, ErrorCode::kCorrupt, "text mode"},
      {dos_to_unix, ErrorCode::kCorrupt, "text mode"},
      {seven_bits, ErrorCode::kCorrupt, "text mode"},
      {sample.substr(0, 8), ErrorCode::kCorrupt, "truncated: 8 bytes"},
  };
  for (const Case& one : cases) {
    WriteAll(Path("foreign"), AsBytes(one.bytes));
    ExpectError(SnapshotFile::Open(Path("foreign")), one.code, one.words);
    const Aligned copy(AsBytes(one.bytes));
    ExpectError(SnapshotFile::FromMemory(copy.bytes()), one.code, one.words);
  }
}

TEST_F(SnapshotFileTest, OpensNothingButReadableFiles) {
  ExpectError(SnapshotFile::Open(Path("none")), ErrorCode::kNotFound, "No such file");
  ExpectError(SnapshotFile::Open(Path("none/none")), ErrorCode::kNotFound, "No such file");
  ExpectError(SnapshotFile::Open(folder_), ErrorCode::kIo, "is a folder");
  ExpectError(SnapshotFile::Open("/dev/null"), ErrorCode::kIo, "is no regular file");
  ASSERT_EQ(mkfifo(Path("pipe").c_str(), 0600), 0);
  ExpectError(SnapshotFile::Open(Path("pipe")), ErrorCode::kIo, "is no regular file");
  const FileBytes file = Sample(Path());
  const Aligned copy(file);
  ExpectError(SnapshotFile::FromMemory(copy.bytes().subspan(8)), ErrorCode::kInvalidArgument,
              "multiple of 64");
}

// ---------------------------------------------------------------------------- other versions

// A sample with one number changed and all checksums right.
template <typename T>
Result<SnapshotFile> Forged(FileBytes file, std::size_t at, std::type_identity_t<T> value,
                            const SnapshotOptions& options = {}) {
  Set<T>(file, at, value);
  RepairChecksums(file);
  const Aligned copy(file);
  return SnapshotFile::FromMemory(copy.bytes(), options);
}

TEST_F(SnapshotFileTest, TellsOtherVersionsFromDamage) {
  using namespace casus_test;
  const FileBytes file = Sample(Path());
  ExpectError(Forged<std::uint32_t>(file, kFormatVersionAt, 2), ErrorCode::kUnsupported,
              "newer format: version 1 expected, 2 found");
  ExpectError(Forged<std::uint32_t>(file, kFormatVersionAt, 0), ErrorCode::kUnsupported,
              "older format: version 1 expected, 0 found");
  ExpectError(Forged<std::uint32_t>(file, kMarkAt, 0x0D0C0B0A), ErrorCode::kUnsupported,
              "byte order");
  ExpectError(Forged<std::uint32_t>(file, kMarkAt, 0x0A0B0C0E), ErrorCode::kCorrupt, "0a0b0c0e");
  ExpectError(Forged<std::uint8_t>(file, kLayoutAt + 2, 4), ErrorCode::kUnsupported, "aligns");

  const auto open = [&file](SnapshotOptions options) {
    const Aligned copy(file);
    return SnapshotFile::FromMemory(copy.bytes(), options);
  };
  EXPECT_TRUE(open({.oldest_version = 3, .newest_version = 3, .fingerprint = 0x1234}).ok());
  ExpectError(open({.newest_version = 2}), ErrorCode::kUnsupported,
              "contents of a newer version: 0 to 2 expected, 3 found");
  ExpectError(open({.oldest_version = 4, .newest_version = 5}), ErrorCode::kUnsupported,
              "contents of an older version: 4 to 5 expected, 3 found");
  ExpectError(open({.fingerprint = 0x1235}), ErrorCode::kUnknownFormat,
              "fingerprint 0000000000001235 expected, 0000000000001234 found");
}

// ---------------------------------------------------------------------------- lies

TEST_F(SnapshotFileTest, BelievesNoHeader) {
  using namespace casus_test;
  const FileBytes file = Sample(Path());
  constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t table_at = Get<std::uint64_t>(file, kTableOffsetAt);
  EXPECT_TRUE(Forged<std::uint32_t>(file, kFormatVersionAt, 1).ok());
  for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{file.size() - 1}}) {
    ExpectError(Forged<std::uint64_t>(file, kFileSizeAt, size), ErrorCode::kCorrupt, "too long");
  }
  for (const std::uint64_t size : {std::uint64_t{file.size() + 1}, kMax}) {
    ExpectError(Forged<std::uint64_t>(file, kFileSizeAt, size), ErrorCode::kCorrupt, "truncated");
  }
  for (const std::uint64_t offset :
       {std::uint64_t{0}, std::uint64_t{64}, table_at - 64, table_at + 8, table_at + 64,
        std::uint64_t{file.size()}, kMax, kMax - 63}) {
    ExpectError(Forged<std::uint64_t>(file, kTableOffsetAt, offset), ErrorCode::kCorrupt,
                "does not end with the file");
  }
  for (const std::uint32_t count : {0U, 5U, 7U, std::numeric_limits<std::uint32_t>::max()}) {
    ExpectError(Forged<std::uint32_t>(file, kSectionsAt, count), ErrorCode::kCorrupt,
                "does not end with the file");
  }
  ExpectError(Forged<std::uint32_t>(file, kEntrySizeAt, 48), ErrorCode::kCorrupt, "values");
  ExpectError(Forged<std::uint32_t>(file, kAlignmentAt, 8), ErrorCode::kCorrupt, "values");
  ExpectError(Forged<std::uint8_t>(file, kZerosAt, 1), ErrorCode::kCorrupt, "values");
  ExpectError(Forged<std::uint8_t>(file, kHeaderChecksumAt - 1, 1), ErrorCode::kCorrupt, "values");
}

TEST_F(SnapshotFileTest, BelievesNoTable) {
  using namespace casus_test;
  const FileBytes file = Sample(Path());
  constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t table_at = Get<std::uint64_t>(file, kTableOffsetAt);
  const std::size_t first = static_cast<std::size_t>(table_at);
  const std::size_t last = file.size() - kEntrySize;
  for (const std::uint64_t offset :
       {std::uint64_t{0}, std::uint64_t{64}, std::uint64_t{192}, kMax}) {
    ExpectError(Forged<std::uint64_t>(file, first + kOffsetAt, offset), ErrorCode::kCorrupt,
                "section DAYS/0: begins at ");
  }
  for (const std::uint64_t size : {table_at - 127, kMax, kMax - 3, kMax - 63, kMax / 2 + 1}) {
    ExpectError(Forged<std::uint64_t>(file, first + kSizeAt, size), ErrorCode::kCorrupt,
                "section DAYS/0: ");
    ExpectError(Forged<std::uint64_t>(file, last + kSizeAt, size), ErrorCode::kCorrupt,
                "reach into the table");
  }
  // A gap before the second section, and one before the table.
  ExpectError(Forged<std::uint64_t>(file, first + kSizeAt, 0), ErrorCode::kCorrupt,
              "section TEXT/0: begins at 192, and must begin at 128");
  ExpectError(Forged<std::uint64_t>(file, last + kSizeAt, 0), ErrorCode::kCorrupt,
              "the sections end at ");
  for (const std::uint32_t size : {0U, 3U, 16U, std::numeric_limits<std::uint32_t>::max()}) {
    ExpectError(Forged<std::uint32_t>(file, first + kElementSizeAt, size), ErrorCode::kCorrupt,
                "section DAYS/0: 20 bytes of elements of kind 2 and size ");
  }
  for (const std::uint32_t kind : {3U, 4U, std::numeric_limits<std::uint32_t>::max()}) {
    ExpectError(Forged<std::uint32_t>(file, last + kElementKindAt, kind == 3 ? 4U : kind),
                ErrorCode::kCorrupt, "section PAIR/0: 24 bytes of elements of kind ");
  }
  ExpectError(Forged<std::uint32_t>(file, first + kEntrySize + kNumberAt, 7), ErrorCode::kCorrupt,
              "section TEXT/7: is there twice");
}

// ---------------------------------------------------------------------------- the disk

// What `work` returns in a process of its own, which may change what the process may do.
template <typename Work>
int InChild(Work work) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  int status = -1;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(SnapshotFileTest, LeavesNothingBehindWithoutCommit) {
  const FileBytes before = Sample(Path());
  {
    Result<SnapshotWriter> writer = SnapshotWriter::Create(Path(), {});
    ASSERT_TRUE(writer.ok());
    const SnapshotWriter moved = *std::move(writer);
    const std::regex temporary("a\\.casus\\.tmp\\." + std::to_string(getpid()) + "\\.[0-9]+");
    const std::vector<std::string> names = NamesInFolder();
    ASSERT_EQ(names.size(), 2U);
    EXPECT_TRUE(std::regex_match(names[1], temporary)) << names[1];
  }
  EXPECT_THAT(NamesInFolder(), testing::ElementsAre("a.casus"));
  EXPECT_TRUE(ReadAll(Path()) == before);
}

TEST_F(SnapshotFileTest, TwoWritersDoNotDisturbEachOther) {
  Result<SnapshotWriter> one = SnapshotWriter::Create(Path(), {.version = 1, .fingerprint = 0});
  Result<SnapshotWriter> two = SnapshotWriter::Create(Path(), {.version = 2, .fingerprint = 0});
  ASSERT_TRUE(one.ok() && two.ok());
  AddSample(*one);
  AddSample(*two);
  ASSERT_TRUE(two->Commit().ok());
  EXPECT_EQ(SnapshotFile::Open(Path())->info().version, 2U);
  ASSERT_TRUE(one->Commit().ok());
  EXPECT_EQ(SnapshotFile::Open(Path())->info().version, 1U);
  EXPECT_THAT(NamesInFolder(), testing::ElementsAre("a.casus"));
}

// A process that was killed had our number, and left files of ours.
TEST_F(SnapshotFileTest, GoesAroundLeftovers) {
  std::vector<std::string> leftovers;
  for (int i = 0; i < 1000; ++i) {
    leftovers.push_back(Path("a.casus.tmp." + std::to_string(getpid()) + "." + std::to_string(i)));
    WriteAll(leftovers.back(), AsBytes("left"));
  }
  ASSERT_TRUE(WriteSample(Path()).ok());
  for (const std::string& leftover : leftovers) EXPECT_EQ(fs::file_size(leftover), 4U);
  EXPECT_EQ(NamesInFolder().size(), 1001U);
}

TEST_F(SnapshotFileTest, AFullDiskLeavesTheOldFile) {
  const FileBytes before = Sample(Path());
  struct Case {
    std::size_t section;
    rlim_t disk;
  };
  // In a section larger than any buffer, in the header, at the last byte of the table.
  for (const auto [size, disk] :
       {Case{5'000'000, 1'000'000}, Case{3'000, 100}, Case{3'000, 128 + 3'008 + 40 - 1}}) {
    const auto write_much = [&, section = size, most = disk] {
      std::signal(SIGXFSZ, SIG_IGN);
      const rlimit limit{most, most};
      if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 2;
      Result<SnapshotWriter> writer = SnapshotWriter::Create(Path(), {});
      if (!writer.ok()) return 3;
      writer->Add(Section("BYTE"), RandomBytes(section, 1));
      const Result<void> committed = writer->Commit();
      if (committed.ok()) return 4;
      if (committed.error().code() != ErrorCode::kIo) return 5;
      return committed.error().message() == "cannot write: File too large" ? 0 : 6;
    };
    EXPECT_EQ(InChild(write_much), 0) << size;
    EXPECT_TRUE(ReadAll(Path()) == before);
    EXPECT_THAT(NamesInFolder(), testing::ElementsAre("a.casus"));
  }
}

TEST_F(SnapshotFileTest, SyncsTheFileBeforeItsNameAndTheFolderAfter) {
  const FileBytes before = Sample(Path());
  const std::vector<std::string> calls = {"sync file", "rename", "sync folder"};
  for (int failing = 2; failing >= -1; --failing) {
    WriteAll(Path(), before);
    Disk disk{.calls = {}, .failing = failing};
    g_disk = &disk;
    const Result<void> written = WriteSample(Path(), {.version = 8, .fingerprint = 0});
    g_disk = nullptr;
    const auto end = failing < 0 ? calls.end() : calls.begin() + failing + 1;
    EXPECT_THAT(disk.calls, testing::ElementsAreArray(calls.begin(), end));
    EXPECT_EQ(written.ok(), failing < 0);
    if (!written.ok()) {
      EXPECT_EQ(written.error().code(), ErrorCode::kIo);
      EXPECT_THAT(written.error().message(), HasSubstr("Input/output error"));
    }
    // A failed sync of the folder comes too late to keep the old file.
    EXPECT_EQ(SnapshotFile::Open(Path())->info().version, failing == 0 || failing == 1 ? 3U : 8U);
    EXPECT_THAT(NamesInFolder(), testing::ElementsAre("a.casus"));
  }
}

TEST_F(SnapshotFileTest, PermissionsAreRespected) {
  const FileBytes before = Sample(Path());
  ASSERT_EQ(chmod(folder_.c_str(), 0555), 0);
  ASSERT_EQ(chmod(Path().c_str(), 0), 0);
  const auto try_both = [&] {
    // The superuser may write anywhere.
    if (geteuid() == 0 && setuid(65534) != 0) return 2;
    const Result<SnapshotWriter> writer = SnapshotWriter::Create(Path(), {});
    if (writer.ok() || writer.error().code() != ErrorCode::kIo) return 3;
    if (writer.error().message() != "cannot create a file in the folder: Permission denied" &&
        writer.error().message() != "cannot resolve the name: Permission denied") {
      return 4;
    }
    const Result<SnapshotFile> file = SnapshotFile::Open(Path());
    if (file.ok() || file.error().code() != ErrorCode::kIo) return 5;
    return file.error().message() == "cannot open: Permission denied" ? 0 : 6;
  };
  EXPECT_EQ(InChild(try_both), 0);
  ASSERT_EQ(chmod(folder_.c_str(), 0755), 0);
  ASSERT_EQ(chmod(Path().c_str(), 0600), 0);
  EXPECT_TRUE(ReadAll(Path()) == before);
  EXPECT_THAT(NamesInFolder(), testing::ElementsAre("a.casus"));
}

TEST_F(SnapshotFileTest, WritesNothingButFiles) {
  const auto code = [](const std::string& path) {
    const Result<SnapshotWriter> writer = SnapshotWriter::Create(path, {});
    return writer.ok() ? std::optional<ErrorCode>() : writer.error().code();
  };
  EXPECT_EQ(code(Path("none/a.casus")), ErrorCode::kNotFound);
  EXPECT_EQ(code(folder_), ErrorCode::kIo);
  EXPECT_EQ(code(folder_ + "/"), ErrorCode::kIo);
  EXPECT_EQ(code(Path("new/")), ErrorCode::kInvalidArgument);
  EXPECT_EQ(code(""), ErrorCode::kInvalidArgument);
  EXPECT_EQ(code("/dev/null"), ErrorCode::kIo);
  fs::create_symlink(Path("nowhere"), Path("link"));
  EXPECT_EQ(code(Path("link")), ErrorCode::kInvalidArgument);

  // A folder that took the name while the file was being written.
  Result<SnapshotWriter> writer = SnapshotWriter::Create(Path("late"), {});
  ASSERT_TRUE(writer.ok());
  fs::create_directory(Path("late"));
  {
    SnapshotWriter last = *std::move(writer);
    EXPECT_EQ(last.Commit().error().code(), ErrorCode::kIo);
  }
  EXPECT_THAT(NamesInFolder(), testing::ElementsAre("late", "link"));
}

TEST_F(SnapshotFileTest, KeepsThePermissionsAndTheLinkOfTheTarget) {
  ASSERT_TRUE(WriteSample(Path()).ok());
  ASSERT_EQ(chmod(Path().c_str(), 0640), 0);
  fs::create_symlink("a.casus", Path("link"));
  ASSERT_TRUE(WriteSample(Path("link"), {.version = 9, .fingerprint = 0}).ok());
  EXPECT_TRUE(fs::is_symlink(Path("link")));
  EXPECT_EQ(SnapshotFile::Open(Path())->info().version, 9U);
  EXPECT_EQ(fs::status(Path()).permissions(), fs::perms{0640});
  EXPECT_THAT(NamesInFolder(), testing::ElementsAre("a.casus", "link"));
}

// ---------------------------------------------------------------------------- sudden death

constexpr std::uint32_t kParts = 6;
constexpr std::size_t kValues = 20'000;

// Every value of the file is its version.
bool WriteVersion(const std::string& path, std::uint32_t version) {
  Result<SnapshotWriter> writer =
      SnapshotWriter::Create(path, {.version = version, .fingerprint = 0});
  if (!writer.ok()) return false;
  const std::vector<std::uint32_t> values(kValues, version);
  for (std::uint32_t i = 0; i < kParts; ++i) {
    writer->AddArray<std::uint32_t>(Section("PART", i), values);
  }
  return writer->Commit().ok();
}

bool IsWhole(const SnapshotFile& file) {
  for (std::uint32_t i = 0; i < kParts; ++i) {
    const Result<std::span<const std::uint32_t>> part =
        file.Array<std::uint32_t>(Section("PART", i));
    if (!part.ok() || part->size() != kValues) return false;
    const auto right = [&](std::uint32_t value) { return value == file.info().version; };
    if (!std::all_of(part->begin(), part->end(), right)) return false;
  }
  return true;
}

// What a power cut leaves cannot be tested so; for that there is the order of the calls, above.
TEST_F(SnapshotFileTest, AKilledWriterLeavesTheOldFileOrTheNewOne) {
  using Clock = std::chrono::steady_clock;
  ASSERT_TRUE(WriteVersion(Path(), 1));
  const Clock::time_point begin = Clock::now();
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(WriteVersion(Path(), 1));
  const auto one = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin) / 5;

  std::mt19937 random(5);
  std::set<std::uint32_t> versions;
  int leftovers = 0;
  for (int round = 0; round < 200; ++round) {
    const pid_t child = fork();
    if (child == 0) {
      for (std::uint32_t version = 1;; ++version) {
        if (!WriteVersion(Path(), version)) _exit(1);
      }
    }
    const auto most = static_cast<unsigned>(std::min<std::int64_t>(3 * one.count(), 20'000));
    usleep(static_cast<unsigned>(random() % (most + 1)));
    kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the writer failed";

    const Result<SnapshotFile> file =
        SnapshotFile::Open(Path(), {.verify = SnapshotVerify::kFully});
    ASSERT_TRUE(file.ok()) << file.error();
    EXPECT_TRUE(IsWhole(*file));
    versions.insert(file->info().version);

    const std::regex temporary("a\\.casus\\.tmp\\." + std::to_string(child) + "\\.[0-9]+");
    for (const std::string& name : NamesInFolder()) {
      if (name == "a.casus") continue;
      EXPECT_TRUE(std::regex_match(name, temporary)) << name;
      const Result<SnapshotFile> left = SnapshotFile::Open(Path(name));
      if (left.ok()) {
        EXPECT_TRUE(IsWhole(*left));
      }
      fs::remove(Path(name));
      ++leftovers;
    }
  }
  // Otherwise none was killed while writing, or none wrote.
  EXPECT_GT(leftovers, 0);
  EXPECT_GT(versions.size(), 1U);
  RecordProperty("killed_while_writing", leftovers);
}

}  // namespace
}  // namespace casus::internal
