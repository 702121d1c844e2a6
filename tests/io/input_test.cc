#include "casus/io/input.h"

#include <unistd.h>

#include <memory>
#include <string>

#include "testing.h"

namespace {

using casus::ErrorCode;
using casus::Input;
using casus::Result;
using casus_test::DataPath;
using casus_test::ReadAll;
using casus_test::TemporaryFile;

Result<std::string> Drain(Input& input, std::size_t piece = 7) {
  std::string all;
  std::string buffer(piece, '\0');
  for (;;) {
    const Result<std::size_t> got = input.Read(buffer.data(), buffer.size());
    if (!got.ok()) return got.error();
    if (*got == 0) return all;
    all.append(buffer, 0, *got);
  }
}

Result<std::string> Content(const std::string& path) {
  Result<std::unique_ptr<Input>> input = casus::OpenInput(path);
  if (!input.ok()) return input.error();
  return Drain(**input);
}

// A build without libarchive says so for every compressed file.
bool CanReadCompressed() {
  const Result<std::string> content = Content(DataPath("small.csv.gz"));
  return content.ok() || content.error().code() != ErrorCode::kUnsupported;
}

TEST(Input, ReadsAPlainFileAndSaysHowFarItIs) {
  Result<std::unique_ptr<Input>> input = casus::OpenInput(DataPath("small.csv"));
  ASSERT_TRUE(input.ok()) << input.error();
  const std::string expected = ReadAll(DataPath("small.csv"));
  EXPECT_EQ((*input)->total(), expected.size());
  EXPECT_EQ((*input)->consumed(), 0u);
  const Result<std::string> content = Drain(**input);
  ASSERT_TRUE(content.ok()) << content.error();
  EXPECT_EQ(*content, expected);
  EXPECT_EQ((*input)->consumed(), expected.size());
}

TEST(Input, ReadsMemory) {
  const std::unique_ptr<Input> input = casus::InputFromMemory("hello world", "words");
  EXPECT_EQ(input->name(), "words");
  const Result<std::string> content = Drain(*input, 3);
  ASSERT_TRUE(content.ok());
  EXPECT_EQ(*content, "hello world");
}

TEST(Input, ReadsEveryCompressionToTheSameBytes) {
  if (!CanReadCompressed()) GTEST_SKIP() << "built without libarchive";
  const std::string expected = ReadAll(DataPath("small.csv"));
  for (const char* const name : {"small.csv.gz", "small.csv.xz", "small.csv.zst", "small.csv.bz2",
                                 "small.csv.zip", "mac.zip"}) {
    const Result<std::string> content = Content(DataPath(name));
    ASSERT_TRUE(content.ok()) << name << ": " << content.error();
    EXPECT_EQ(*content, expected) << name;
  }
}

TEST(Input, TellsCompressionFromTheBytesAndNotFromTheName) {
  if (!CanReadCompressed()) GTEST_SKIP() << "built without libarchive";
  const TemporaryFile compressed("a.csv", ReadAll(DataPath("small.csv.gz")));
  const TemporaryFile plain("b.csv.gz", "id,name\n");
  const Result<std::string> expanded = Content(compressed.path());
  ASSERT_TRUE(expanded.ok()) << expanded.error();
  EXPECT_EQ(*expanded, ReadAll(DataPath("small.csv")));
  const Result<std::string> as_is = Content(plain.path());
  ASSERT_TRUE(as_is.ok()) << as_is.error();
  EXPECT_EQ(*as_is, "id,name\n");
}

TEST(Input, ReadsGzipMembersOneAfterTheOther) {
  if (!CanReadCompressed()) GTEST_SKIP() << "built without libarchive";
  const std::string member = ReadAll(DataPath("small.csv.gz"));
  const TemporaryFile file("two.gz", member + member);
  const Result<std::string> content = Content(file.path());
  ASSERT_TRUE(content.ok()) << content.error();
  const std::string once = ReadAll(DataPath("small.csv"));
  EXPECT_EQ(*content, once + once);
}

TEST(Input, RefusesCompressedBytesCutOffAnywhere) {
  if (!CanReadCompressed()) GTEST_SKIP() << "built without libarchive";
  for (const char* const name :
       {"small.csv.gz", "small.csv.xz", "small.csv.zst", "small.csv.bz2", "small.csv.zip"}) {
    const std::string whole = ReadAll(DataPath(name));
    // A .zip read in one go does not need the folder at its end, which begins at some 2/3.
    const std::size_t end =
        std::string_view(name).ends_with(".zip") ? whole.size() / 2 : whole.size();
    for (std::size_t size = 20; size < end; ++size) {
      const TemporaryFile file("cut", std::string_view(whole).substr(0, size));
      const Result<std::string> content = Content(file.path());
      ASSERT_FALSE(content.ok()) << name << " cut to " << size << " bytes";
      EXPECT_EQ(content.error().code(), ErrorCode::kCorrupt) << content.error();
      EXPECT_EQ(content.error().where().file, file.path());
    }
  }
}

TEST(Input, RefusesGzipWhoseChecksumDoesNotMatch) {
  if (!CanReadCompressed()) GTEST_SKIP() << "built without libarchive";
  std::string bytes = ReadAll(DataPath("small.csv.gz"));
  bytes[bytes.size() - 6] = static_cast<char>(bytes[bytes.size() - 6] ^ 1);
  const TemporaryFile file("flipped.gz", bytes);
  const Result<std::string> content = Content(file.path());
  ASSERT_FALSE(content.ok());
  EXPECT_EQ(content.error().code(), ErrorCode::kCorrupt);
}

TEST(Input, RefusesWhatOnlyBeginsLikeGzip) {
  if (!CanReadCompressed()) GTEST_SKIP() << "built without libarchive";
  const TemporaryFile file("short.gz", "\x1F\x8B\x08");
  const Result<std::string> content = Content(file.path());
  ASSERT_FALSE(content.ok());
  EXPECT_EQ(content.error().code(), ErrorCode::kCorrupt);
}

TEST(Input, RefusesArchivesOfNoFileOrSeveralAndNamesThem) {
  if (!CanReadCompressed()) GTEST_SKIP() << "built without libarchive";
  const Result<std::string> two = Content(DataPath("two_files.zip"));
  ASSERT_FALSE(two.ok());
  EXPECT_EQ(two.error().code(), ErrorCode::kUnknownFormat);
  EXPECT_NE(two.error().message().find("small.csv, other.csv"), std::string::npos) << two.error();
  const Result<std::string> none = Content(DataPath("folder_only.zip"));
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().code(), ErrorCode::kUnknownFormat);
}

TEST(Input, RefusesEncryptedArchives) {
  if (!CanReadCompressed()) GTEST_SKIP() << "built without libarchive";
  const Result<std::string> content = Content(DataPath("encrypted.zip"));
  ASSERT_FALSE(content.ok());
  EXPECT_EQ(content.error().code(), ErrorCode::kUnsupported) << content.error();
}

TEST(Input, ReadsAnEmptyFileAsNothing) {
  const TemporaryFile file("empty", "");
  const Result<std::string> content = Content(file.path());
  ASSERT_TRUE(content.ok()) << content.error();
  EXPECT_EQ(*content, "");
}

TEST(Input, SaysWhichFileIsMissing) {
  const Result<std::string> content = Content("no/such/file.csv");
  ASSERT_FALSE(content.ok());
  EXPECT_EQ(content.error().code(), ErrorCode::kNotFound);
  EXPECT_EQ(content.error().where().file, "no/such/file.csv");
}

TEST(Input, RefusesADirectory) {
  const Result<std::string> content = Content(DataPath(""));
  ASSERT_FALSE(content.ok());
  EXPECT_EQ(content.error().code(), ErrorCode::kIo);
  EXPECT_EQ(content.error().message(), "is a directory");
}

// Runs a test body with a file as standard input.
class StandardInput {
 public:
  explicit StandardInput(const std::string& path) : saved_(dup(STDIN_FILENO)) {
    EXPECT_NE(std::freopen(path.c_str(), "rb", stdin), nullptr);
  }
  StandardInput(const StandardInput&) = delete;
  StandardInput& operator=(const StandardInput&) = delete;
  ~StandardInput() {
    dup2(saved_, STDIN_FILENO);
    close(saved_);
  }

 private:
  int saved_;
};

TEST(Input, ReadsStandardInputPlainAndCompressed) {
  const std::string expected = ReadAll(DataPath("small.csv"));
  {
    const StandardInput redirected(DataPath("small.csv"));
    const Result<std::string> content = Content("-");
    ASSERT_TRUE(content.ok()) << content.error();
    EXPECT_EQ(*content, expected);
  }
  if (!CanReadCompressed()) GTEST_SKIP() << "built without libarchive";
  const StandardInput redirected(DataPath("small.csv.gz"));
  const Result<std::string> content = Content("-");
  ASSERT_TRUE(content.ok()) << content.error();
  EXPECT_EQ(*content, expected);
}

}  // namespace
