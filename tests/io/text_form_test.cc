// The text form as its users see it: folders on disk.

#include "casus/io/text_form.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "text_form_samples.h"

namespace casus {
namespace {

using casus_test::BytesOf;
using casus_test::ExpectSame;
using casus_test::Folder;
using casus_test::FullChronicle;
using casus_test::RandomChronicle;
using casus_test::TemporaryFolder;
using casus_test::WriteBytes;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kGolden[] = CASUS_SOURCE_DIR "/tests/io/data/text_form/golden";
constexpr char kExample[] = CASUS_SOURCE_DIR "/examples/data/russia-ukraine";

Chronicle OneSource(const std::string& key) {
  ChronicleBuilder builder;
  Source source;
  source.key = key;
  builder.Add(source);
  return builder.Build().value();
}

// A chronicle of one actor with that note.
Chronicle OneActor(const std::string& note) {
  ChronicleBuilder builder;
  Source source;
  source.key = "s";
  Actor actor;
  actor.fact.key = "a";
  actor.fact.source = builder.Add(source);
  actor.fact.note = note;
  builder.Add(actor);
  return builder.Build().value();
}

void ExpectSameBytes(const Folder& actual, const Folder& expected) {
  for (const auto& file : expected) {
    const auto found = actual.find(file.first);
    ASSERT_NE(found, actual.end()) << file.first << " is missing";
    EXPECT_EQ(found->second, file.second) << file.first;
  }
  EXPECT_EQ(actual.size(), expected.size());
}

TEST(TextForm, WritesTheGoldenBytes) {
  TemporaryFolder temporary;
  const std::string folder = temporary / "full";
  ASSERT_TRUE(WriteTextForm(FullChronicle(), folder).ok());
  // After a change that is meant: CASUS_WRITE_GOLDEN=1, and read what git shows.
  if (std::getenv("CASUS_WRITE_GOLDEN") != nullptr) WriteBytes(BytesOf(folder), kGolden);
  ExpectSameBytes(BytesOf(folder), BytesOf(kGolden));
}

TEST(TextForm, ReadsTheGoldenFolder) {
  const Result<TextFormResult> read = ReadTextForm(kGolden);
  ASSERT_TRUE(read.ok()) << read.error();
  ExpectSame(read->chronicle, FullChronicle());
  std::uint64_t lines = 0;
  for (const auto& file : BytesOf(kGolden)) {
    // Cells that hold line ends are counted by hand: a note and a quote.
    for (const char c : file.second) lines += c == '\n';
    --lines;
  }
  EXPECT_EQ(read->records, lines - 2);
  EXPECT_EQ(read->issues.errors(), 0u);
}

// The first record of a file and its columns, well enough for the golden files.
std::vector<std::vector<std::string>> SplitSimply(const std::string& bytes) {
  std::vector<std::vector<std::string>> records(1);
  std::string cell;
  bool quoted = false;
  for (const char c : bytes) {
    if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == ',' || c == '\n')) {
      records.back().push_back(cell);
      cell.clear();
      if (c == '\n') records.emplace_back();
    } else {
      cell += c;
    }
  }
  records.pop_back();
  return records;
}

TEST(TextForm, TheGoldenFolderUsesEveryFileAndColumn) {
  // What all facts have is in the first table of facts; the random chronicles have it everywhere.
  const std::set<std::string> of_all_facts = {"locator", "learnt", "superseded", "note"};
  EXPECT_EQ(BytesOf(kGolden).size(), 33u);
  for (const auto& file : BytesOf(kGolden)) {
    const std::vector<std::vector<std::string>> records = SplitSimply(file.second);
    for (std::size_t i = 0; i < records[0].size(); ++i) {
      bool used = file.first != "actors.csv" && of_all_facts.count(records[0][i]) > 0;
      for (std::size_t row = 1; row < records.size(); ++row) used |= !records[row].at(i).empty();
      EXPECT_TRUE(used) << file.first << ", " << records[0][i];
    }
  }
}

TEST(TextForm, ReadWriteReadIsTheIdentity) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    TemporaryFolder temporary;
    const Chronicle chronicle = RandomChronicle(seed);
    const Result<void> written = WriteTextForm(chronicle, temporary / "first");
    ASSERT_TRUE(written.ok()) << written.error();
    const Result<TextFormResult> read = ReadTextForm(temporary / "first");
    ASSERT_TRUE(read.ok()) << read.error();
    ASSERT_NO_FATAL_FAILURE(ExpectSame(read->chronicle, chronicle));
    ASSERT_TRUE(WriteTextForm(read->chronicle, temporary / "second").ok());
    ExpectSameBytes(BytesOf(temporary / "second"), BytesOf(temporary / "first"));
  }
}

TEST(TextForm, AnEmptyChronicleIsAnEmptyFolderAndWarnedOf) {
  TemporaryFolder temporary;
  ASSERT_TRUE(WriteTextForm(Chronicle(), temporary / "none").ok());
  EXPECT_TRUE(std::filesystem::is_empty(temporary / "none"));
  IssueLog issues;
  const Result<TextFormResult> read = ReadTextForm(temporary / "none", &issues);
  ASSERT_TRUE(read.ok()) << read.error();
  EXPECT_EQ(read->chronicle.size(), 0u);
  EXPECT_EQ(read->records, 0u);
  EXPECT_EQ(read->issues.warnings(), 1u);
  EXPECT_EQ(issues.warnings(), 1u);
}

TEST(TextForm, ANumberOfCasualtiesThatNobodyGivesIsNoCasualties) {
  ChronicleBuilder builder;
  Source source;
  source.key = "s";
  Event event;
  event.fact.key = "e";
  event.fact.source = builder.Add(source);
  event.casualties = Casualties{};
  builder.Add(event);
  TemporaryFolder temporary;
  ASSERT_TRUE(WriteTextForm(builder.Build().value(), temporary / "x").ok());
  EXPECT_EQ(ReadTextForm(temporary / "x")->chronicle.event(EventId(0)).casualties(), std::nullopt);
}

// --- Folders that are none.

TEST(TextForm, AMissingFolderIsNotFound) {
  TemporaryFolder temporary;
  IssueLog issues;
  const Result<TextFormResult> read = ReadTextForm(temporary / "nowhere", &issues);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code(), ErrorCode::kNotFound);
  EXPECT_EQ(read.error().where().file, temporary / "nowhere");
  EXPECT_EQ(issues.errors(), 1u);
}

TEST(TextForm, AFileIsNoFolder) {
  TemporaryFolder temporary;
  WriteBytes({{"file", "x"}}, temporary.path());
  EXPECT_EQ(ReadTextForm(temporary / "file").error().code(), ErrorCode::kInvalidArgument);
  EXPECT_EQ(WriteTextForm(Chronicle(), temporary / "file").error().code(),
            ErrorCode::kInvalidArgument);
  EXPECT_EQ(BytesOf(temporary.path()), (Folder{{"file", "x"}}));
}

TEST(TextForm, AFolderWithTheNameOfATableIsAnError) {
  TemporaryFolder temporary;
  std::filesystem::create_directory(temporary / "actors.csv");
  const Result<TextFormResult> read = ReadTextForm(temporary.path());
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code(), ErrorCode::kIo);
  EXPECT_EQ(read.error().where().file, "actors.csv");
}

TEST(TextForm, HiddenFilesArePassedOver) {
  TemporaryFolder temporary;
  ASSERT_TRUE(WriteTextForm(OneSource("s"), temporary / "x").ok());
  WriteBytes({{".DS_Store", std::string("\0\1", 2)}, {".~lock.sources.csv#", "me"}},
             temporary / "x");
  EXPECT_TRUE(ReadTextForm(temporary / "x").ok());
}

TEST(TextForm, UnknownFilesAreErrors) {
  TemporaryFolder temporary;
  ASSERT_TRUE(WriteTextForm(OneSource("s"), temporary / "x").ok());
  WriteBytes({{"actor.csv", "key\n"}, {"events2.csv", "key\n"}, {"readme.txt", "#"}},
             temporary / "x");
  IssueLog issues;
  const Result<TextFormResult> read = ReadTextForm(temporary / "x", &issues);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code(), ErrorCode::kUnknownFormat);
  EXPECT_THAT(read.error().message(), AllOf(HasSubstr("actors.csv"), HasSubstr("2 more errors")));
  std::vector<std::string> files;
  for (const Issue& issue : issues.issues()) files.push_back(issue.where.file);
  EXPECT_THAT(files, ElementsAre("actor.csv", "events2.csv", "readme.txt"));
}

TEST(TextForm, AReadmeIsNotReadAndStaysWhenTheFolderIsReplaced) {
  TemporaryFolder temporary;
  const std::string folder = temporary / "x";
  ASSERT_TRUE(WriteTextForm(FullChronicle(), folder).ok());
  const std::string remarks("# Remarks\n\0\xFF\"", 13);
  WriteBytes({{"README.md", remarks}}, folder);
  ASSERT_EQ(chmod((folder + "/README.md").c_str(), 0640), 0);
  const Result<TextFormResult> read = ReadTextForm(folder);
  ASSERT_TRUE(read.ok()) << read.error();
  ExpectSame(read->chronicle, FullChronicle());

  ASSERT_TRUE(WriteTextForm(OneSource("s"), folder).ok());
  EXPECT_EQ(BytesOf(folder).size(), 2u);
  EXPECT_EQ(BytesOf(folder).at("README.md"), remarks);
  struct stat status;
  ASSERT_EQ(stat((folder + "/README.md").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0640u);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(temporary.path()), {}), 1);
}

TEST(TextForm, AFolderOfAReadmeAloneIsAnEmptyChronicleAndWarnedOf) {
  TemporaryFolder temporary;
  WriteBytes({{"README.md", "#"}}, temporary / "x");
  const Result<TextFormResult> read = ReadTextForm(temporary / "x");
  ASSERT_TRUE(read.ok()) << read.error();
  EXPECT_EQ(read->issues.warnings(), 1u);
}

// --- Progress.

TEST(TextForm, TellsHowFarItIsInBytes) {
  TemporaryFolder temporary;
  ASSERT_TRUE(WriteTextForm(OneActor(std::string(1'000'000, 'x')), temporary / "x").ok());
  const Folder files = BytesOf(temporary / "x");
  ASSERT_EQ(files.size(), 2u);
  std::uint64_t bytes = 0;
  for (const auto& file : files) bytes += file.second.size();

  std::vector<std::string> stages;
  std::uint64_t fetched = 0;
  std::uint64_t done = 0;
  std::uint64_t calls = 0;
  const Result<TextFormResult> read =
      ReadTextForm(temporary / "x", nullptr, [&](const Progress& progress) {
        if (stages.empty() || stages.back() != progress.stage) {
          stages.emplace_back(progress.stage);
        }
        EXPECT_EQ(progress.unit, "bytes");
        std::uint64_t& before = progress.total == 0 ? fetched : done;
        EXPECT_GE(progress.done, before) << progress.stage;
        before = progress.done;
        // Both tables have keys.
        EXPECT_EQ(progress.total, progress.stage.starts_with("fetching") ? 0 : 2 * bytes);
        ++calls;
        return true;
      });
  ASSERT_TRUE(read.ok()) << read.error();
  EXPECT_EQ(fetched, bytes);
  EXPECT_EQ(done, 2 * bytes);
  EXPECT_GE(calls, 8u) << "a long file in one step";
  EXPECT_THAT(stages,
              ElementsAre("fetching actors.csv", "fetching sources.csv", "reading sources.csv",
                          "reading actors.csv", "reading sources.csv", "reading actors.csv"));
}

TEST(TextForm, IsStoppedAtAnyTime) {
  TemporaryFolder temporary;
  ASSERT_TRUE(WriteTextForm(FullChronicle(), temporary / "x").ok());
  for (int last = 1;; ++last) {
    int calls = 0;
    IssueLog issues;
    issues.Add(Issue{});
    const Result<TextFormResult> read =
        ReadTextForm(temporary / "x", &issues, [&](const Progress&) { return ++calls < last; });
    if (read.ok()) {
      EXPECT_EQ(calls, last - 1);
      EXPECT_GT(calls, 60) << "fewer than twice for each file";
      break;
    }
    ASSERT_EQ(read.error().code(), ErrorCode::kCancelled) << read.error();
    ASSERT_EQ(calls, last) << "went on";
    ASSERT_TRUE(issues.issues().empty());
  }
}

// --- Writing.

TEST(TextForm, ReplacesAFolderOfItsOwn) {
  TemporaryFolder temporary;
  const std::string folder = temporary / "x";
  ASSERT_TRUE(WriteTextForm(FullChronicle(), folder).ok());
  ASSERT_EQ(chmod(folder.c_str(), 0750), 0);
  ASSERT_TRUE(WriteTextForm(OneSource("s"), folder).ok());
  EXPECT_EQ(BytesOf(folder).size(), 1u);
  struct stat status;
  ASSERT_EQ(stat(folder.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0750u);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(temporary.path()), {}), 1);
}

TEST(TextForm, ReplacesWhatALinkLeadsToAndNotTheLink) {
  TemporaryFolder temporary;
  ASSERT_TRUE(WriteTextForm(FullChronicle(), temporary / "real").ok());
  std::filesystem::create_directory_symlink(temporary / "real", temporary / "link");
  ASSERT_TRUE(WriteTextForm(OneSource("s"), temporary / "link/").ok());
  EXPECT_TRUE(std::filesystem::is_symlink(temporary / "link"));
  EXPECT_EQ(BytesOf(temporary / "real").size(), 1u);
  std::filesystem::create_directory_symlink(temporary / "gone", temporary / "dangling");
  EXPECT_EQ(WriteTextForm(OneSource("s"), temporary / "dangling").error().code(),
            ErrorCode::kInvalidArgument);
}

TEST(TextForm, NamesOfFoldersMayBeRelativeAndEndInASlash) {
  TemporaryFolder temporary;
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(temporary.path());
  EXPECT_TRUE(WriteTextForm(OneSource("s"), "x/").ok());
  EXPECT_TRUE(WriteTextForm(OneSource("s"), "./x").ok());
  EXPECT_TRUE(ReadTextForm("x//").ok());
  std::filesystem::current_path(before);
  EXPECT_EQ(WriteTextForm(Chronicle(), "").error().code(), ErrorCode::kInvalidArgument);
  EXPECT_EQ(ReadTextForm("").error().code(), ErrorCode::kNotFound);
}

TEST(TextForm, RefusesToReplaceAFolderThatHoldsAnythingElse) {
  for (const std::string name : {"readme.txt", "readme.md", ".git", "events2.csv", "Actors.csv"}) {
    TemporaryFolder temporary;
    const std::string folder = temporary / "x";
    ASSERT_TRUE(WriteTextForm(OneSource("s"), folder).ok());
    WriteBytes({{name, "mine"}}, folder);
    const Folder before = BytesOf(folder);
    const Result<void> written = WriteTextForm(FullChronicle(), folder);
    ASSERT_FALSE(written.ok()) << name;
    EXPECT_EQ(written.error().code(), ErrorCode::kInvalidArgument);
    EXPECT_THAT(written.error().message(), HasSubstr("'" + name + "'"));
    ExpectSameBytes(BytesOf(folder), before);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(temporary.path()), {}), 1);
  }
  // A folder of the name of a table may hold anything.
  TemporaryFolder temporary;
  std::filesystem::create_directories(temporary / "x/actors.csv/mine");
  EXPECT_EQ(WriteTextForm(FullChronicle(), temporary / "x").error().code(),
            ErrorCode::kInvalidArgument);
  EXPECT_TRUE(std::filesystem::exists(temporary / "x/actors.csv/mine"));
}

TEST(TextForm, ReportsThatTheFolderCannotBeMade) {
  TemporaryFolder temporary;
  EXPECT_EQ(WriteTextForm(OneSource("s"), temporary / "no/such/x").error().code(),
            ErrorCode::kNotFound);
  // Nobody can make folders there, whoever runs this.
  const Result<void> written = WriteTextForm(OneSource("s"), "/proc/self/x");
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().where().file, "/proc/self/x");
}

TEST(TextForm, AFullDiskLeavesTheOldFolder) {
  TemporaryFolder temporary;
  ASSERT_TRUE(WriteTextForm(OneSource("s"), temporary / "x").ok());
  const Folder before = BytesOf(temporary / "x");

  // Files may not grow beyond this, which write() reports like a full disk.
  rlimit old_limit;
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &old_limit), 0);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{100, old_limit.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const Result<void> written = WriteTextForm(FullChronicle(), temporary / "x");
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &old_limit), 0);
  std::signal(SIGXFSZ, old_handler);

  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().code(), ErrorCode::kIo);
  EXPECT_THAT(written.error().where().file, HasSubstr("sources.csv"));
  ExpectSameBytes(BytesOf(temporary / "x"), before);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(temporary.path()), {}), 1);
}

TEST(TextForm, RefusesToWriteWhatHasNoText) {
  TemporaryFolder temporary;
  ASSERT_TRUE(WriteTextForm(OneSource("s"), temporary / "x").ok());
  const Folder before = BytesOf(temporary / "x");
  for (const std::string& note : {std::string("caf\xE9"), std::string("a\0b", 3)}) {
    const Result<void> written = WriteTextForm(OneActor(note), temporary / "x");
    ASSERT_FALSE(written.ok());
    EXPECT_EQ(written.error().code(), ErrorCode::kInvalidArgument);
    EXPECT_EQ(ToString(written.error().where()), "actors.csv (note)");
    EXPECT_THAT(written.error().message(), HasSubstr("(in row a)"));
    ExpectSameBytes(BytesOf(temporary / "x"), before);
  }

  ChronicleBuilder builder;
  Source source;
  source.key = "s";
  source.published = Moment::OpenEnd();
  builder.Add(source);
  EXPECT_EQ(ToString(WriteTextForm(builder.Build().value(), temporary / "x").error().where()),
            "sources.csv (published)");

  for (const double number :
       {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    ChronicleBuilder events;
    source.published = Moment::Unknown();
    Event event;
    event.fact.key = "e";
    event.fact.source = events.Add(source);
    event.media.emplace().average_tone = number;
    events.Add(event);
    const Result<void> written = WriteTextForm(events.Build().value(), temporary / "x");
    ASSERT_FALSE(written.ok());
    EXPECT_EQ(ToString(written.error().where()), "event_media.csv (average_tone)");
  }
  ExpectSameBytes(BytesOf(temporary / "x"), before);
}

// --- The chronicle that comes with the examples.

TEST(TextForm, TheExampleChronicleIsReadWithoutErrorsAndIsInCanonicalForm) {
  if (!std::filesystem::exists(kExample)) GTEST_SKIP() << "not here: " << kExample;
  IssueLog issues;
  const Result<TextFormResult> read = ReadTextForm(kExample, &issues);
  std::string errors;
  for (const Issue& issue : issues.issues()) {
    if (issue.severity == Severity::kError) errors += ToString(issue) + "\n";
  }
  ASSERT_TRUE(read.ok()) << errors;
  TemporaryFolder temporary;
  ASSERT_TRUE(WriteTextForm(read->chronicle, temporary / "x").ok());
  Folder expected;
  for (const auto& file : BytesOf(kExample)) {
    if (file.first != "README.md") expected.insert(file);
  }
  ExpectSameBytes(BytesOf(temporary / "x"), expected);
}

}  // namespace
}  // namespace casus
