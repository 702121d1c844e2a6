#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "command.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace {

using casus_test::CommandTest;
using casus_test::Outcome;
using casus_test::Slurp;
namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::string kBundled = CASUS_SOURCE_DIR "/examples/data/russia-ukraine";
const std::string kGed = CASUS_SOURCE_DIR "/examples/data/invented-ged.csv";

TEST_F(CommandTest, HelpOfEveryVerbHasAnExample) {
  for (const char* verb :
       {"", "read ", "info ", "at ", "during ", "check ", "archive ", "diff ", "as-known "}) {
    const Outcome outcome = Run(std::string(verb) + "--help");
    EXPECT_EQ(outcome.code, 0) << verb;
    EXPECT_THAT(outcome.out, HasSubstr("Example")) << verb;
    EXPECT_EQ(outcome.err, "") << verb;
  }
}

TEST_F(CommandTest, WrongUsageIsTwoAndGoesToStderr) {
  for (const char* arguments : {"", "frobnicate", "at", "at x", "info", "read ucdp-ged f.csv",
                                "info x --csv --json", "info x --no-such-option"}) {
    const Outcome outcome = Run(arguments);
    EXPECT_EQ(outcome.code, 2) << arguments;
    EXPECT_EQ(outcome.out, "") << arguments;
    EXPECT_NE(outcome.err, "") << arguments;
  }
}

TEST_F(CommandTest, AtSaysHowSureEachAnswerIsAndWhoSaysSo) {
  const Outcome outcome = Run("at '" + kBundled + "' 2022-11-11 --limit 0");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, StartsWith("On 2022-11-11, a Friday:"));
  EXPECT_THAT(outcome.out, HasSubstr("  certain "));
  EXPECT_THAT(outcome.out, HasSubstr("  possible"));
  EXPECT_THAT(outcome.out, HasSubstr("Kherson"));
}

TEST_F(CommandTest, AnEmptyAnswerOutsideCoverageSaysThatItMeansNothing) {
  const Outcome outcome = Run("at '" + kBundled + "' 1815-06-18");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("Not covered on 1815-06-18"));
}

TEST_F(CommandTest, CsvAndJsonHoldTheSameRows) {
  const std::string question = "during '" + kBundled + "' 2014-02 2014-03 ";
  const Outcome csv = Run(question + "--csv");
  const Outcome json = Run(question + "--json");
  EXPECT_EQ(csv.code, 0) << csv.err;
  EXPECT_EQ(json.code, 0) << json.err;
  EXPECT_THAT(csv.out, StartsWith("table,key,truth,what,when,begin_earliest,begin_latest,"
                                  "end_earliest,end_latest,edtf,source,source_title,locator\n"));
  EXPECT_THAT(json.out, StartsWith("[\n  {\"table\": \""));
  std::size_t objects = 0;
  for (std::size_t at = json.out.find("\n  {"); at != std::string::npos;
       at = json.out.find("\n  {", at + 1)) {
    ++objects;
  }
  std::size_t lines = 0;
  for (const char c : csv.out) lines += c == '\n';
  EXPECT_GT(objects, 10U);
  EXPECT_EQ(objects + 1, lines);
}

TEST_F(CommandTest, AFilterNarrowsAndAnUnknownActorIsAnError) {
  const std::string question = "during '" + kBundled + "' 2014 2025 --csv";
  const Outcome all = Run(question);
  const Outcome russia = Run(question + " --actor russia");
  const Outcome parts = Run(question + " --actor russia --with-parts");
  EXPECT_LT(russia.out.size(), parts.out.size());
  EXPECT_LT(parts.out.size(), all.out.size());
  const Outcome nobody = Run(question + " --actor atlantis");
  EXPECT_EQ(nobody.code, 1);
  EXPECT_THAT(nobody.err, HasSubstr("no actor has this key or name: 'atlantis'"));
}

TEST_F(CommandTest, BadDaysAreRefusedWithTheirPlace) {
  const Outcome impossible = Run("at '" + kBundled + "' 2022-02-30");
  EXPECT_EQ(impossible.code, 1);
  EXPECT_THAT(impossible.err, HasSubstr("2022-02-30"));
  const Outcome vague = Run("at '" + kBundled + "' 2022-02");
  EXPECT_EQ(vague.code, 1);
  EXPECT_THAT(vague.err, HasSubstr("during"));
  const Outcome reversed = Run("during '" + kBundled + "' 2023 2022");
  EXPECT_EQ(reversed.code, 1);
  EXPECT_THAT(reversed.err, HasSubstr("before"));
}

TEST_F(CommandTest, ReadWritesAChronicleThatAnswersLikeTheFile) {
  const Outcome read = Run("read ucdp-ged '" + kGed + "' -o '" + Path("ged") + "'");
  ASSERT_EQ(read.code, 0) << read.err;
  EXPECT_THAT(read.err, HasSubstr("6 records: 6 kept, 0 refused"));
  const std::string question = "' 2022-03 2022-03 --csv";
  const Outcome from_file = Run("during '" + kGed + question);
  const Outcome from_chronicle = Run("during '" + Path("ged") + question);
  EXPECT_EQ(from_file.code, 0) << from_file.err;
  EXPECT_EQ(from_file.out, from_chronicle.out);
  EXPECT_THAT(from_file.out, HasSubstr("ged:900002,certain"));

  // Writing the chronicle again gives the same bytes.
  ASSERT_EQ(Run("read chronicle '" + Path("ged") + "' -o '" + Path("again") + "'").code, 0);
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(Path("ged"))) {
    EXPECT_EQ(Slurp(entry.path()), Slurp(fs::path(Path("again")) / entry.path().filename()));
    ++files;
  }
  EXPECT_GT(files, 4U);
}

TEST_F(CommandTest, CheckListsEveryProblemAndFailsOnErrors) {
  const Outcome good = Run("check ucdp-ged '" + kGed + "'");
  EXPECT_EQ(good.code, 0) << good.err;
  EXPECT_THAT(good.out, HasSubstr("warning"));  // low 3 above high 2 in the last record

  std::string text = Slurp(kGed);
  text.replace(text.find("2022-11-11 00:00:00.000"), 10, "2022-11-31");
  const Outcome bad = Run("check auto '" + Write("bad.csv", text) + "' --csv");
  EXPECT_EQ(bad.code, 1);
  EXPECT_THAT(bad.out, HasSubstr("error,"));
  EXPECT_THAT(bad.out, HasSubstr("bad.csv:5"));  // the record before it has a line break inside
  EXPECT_THAT(bad.out, HasSubstr("date_start"));
  EXPECT_THAT(bad.out, HasSubstr("2022-11-31"));
}

TEST_F(CommandTest, RefusedRecordsWriteNothingUnlessAskedTo) {
  std::string text = Slurp(kGed);
  text.replace(text.find("2022-11-11 00:00:00.000"), 10, "2022-11-31");
  const std::string bad = Write("bad.csv", text);
  const Outcome refused = Run("read ucdp-ged '" + bad + "' -o '" + Path("x") + "'");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("nothing was written"));
  EXPECT_FALSE(fs::exists(Path("x")));
  const Outcome kept = Run("read ucdp-ged '" + bad + "' --keep-going -o '" + Path("x") + "'");
  EXPECT_EQ(kept.code, 1);
  EXPECT_THAT(kept.err, HasSubstr("6 records: 5 kept, 1 refused"));
  EXPECT_TRUE(fs::exists(Path("x")));
}

TEST_F(CommandTest, ABatchGoesOnPastABadFile) {
  const Outcome outcome = Run("read ucdp-ged '" + Path("nothing.csv") + "' '" + kGed +
                              "' --keep-going -o '" + Path("x") + "'");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("nothing.csv"));
  EXPECT_THAT(outcome.err, HasSubstr("6 kept"));
  EXPECT_THAT(outcome.err, HasSubstr("1 of 2 files"));
  EXPECT_TRUE(fs::exists(Path("x")));
}

TEST_F(CommandTest, WhatCannotBeReadIsAnErrorThatNamesIt) {
  const std::string empty = Write("empty.csv", "");
  const std::string junk = Write("junk.csv", std::string("\x7f\x45LF\x02\0\0\1\xff\xfe", 10));
  const std::string other = Write("other.csv", "a,b,c\n1,2,3\n");
  fs::create_directory(Path("folder"));
  for (const std::string& file : {Path("missing.csv"), empty, junk, other}) {
    for (const char* verb : {"check auto '", "check ucdp-ged '", "check gdelt '", "info '"}) {
      const Outcome outcome = Run(verb + file + "'");
      EXPECT_EQ(outcome.code, 1) << verb << file;
      EXPECT_THAT(outcome.err + outcome.out, HasSubstr(fs::path(file).filename().string()))
          << verb << file;
    }
  }
  EXPECT_EQ(Run("check ucdp-ged '" + Path("folder") + "'").code, 1);
  const Outcome unknown = Run("check auto '" + other + "'");
  EXPECT_THAT(unknown.err, HasSubstr("ucdp-ged"));  // the shapes known are named
  EXPECT_THAT(unknown.err, HasSubstr("gdelt"));
}

TEST_F(CommandTest, AForeignFolderIsNotOverwritten) {
  fs::create_directory(Path("mine"));
  Write("mine/diary.txt", "dear diary");
  const Outcome outcome = Run("read ucdp-ged '" + kGed + "' -o '" + Path("mine") + "'");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(Slurp(Path("mine/diary.txt")), "dear diary");
  EXPECT_FALSE(fs::exists(Path("mine/events.csv")));
}

TEST_F(CommandTest, SnapshotsHoldWhatTheFolderHolds) {
  const std::string snapshot = Path("c.casus");
  const Outcome made = Run("read chronicle " + kBundled + " -o " + snapshot);
  ASSERT_EQ(made.code, 0) << made.err;
  for (const char* question : {"at %s 2022-11-11 --place kherson-oblast", "info %s --csv",
                               "during %s 2014-02 2014-03 --csv", "at %s 2022-11-11 --json"}) {
    const auto ask = [&](const std::string& path) {
      std::string command = question;
      return Run(command.replace(command.find("%s"), 2, path));
    };
    const Outcome of_folder = ask(kBundled);
    const Outcome of_snapshot = ask(snapshot);
    EXPECT_EQ(of_snapshot.code, 0) << of_snapshot.err;
    std::string expected = of_folder.out;
    for (std::size_t at; (at = expected.find(kBundled)) != std::string::npos;) {
      expected.replace(at, kBundled.size(), snapshot);
    }
    EXPECT_EQ(of_snapshot.out, expected) << question;
  }
  // And back, to the byte.
  const Outcome back = Run("read auto " + snapshot + " -o " + Path("folder"));
  ASSERT_EQ(back.code, 0) << back.err;
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(kBundled)) {
    if (entry.path().extension() != ".csv") continue;
    EXPECT_EQ(Slurp(fs::path(Path("folder")) / entry.path().filename()), Slurp(entry.path()));
    ++files;
  }
  EXPECT_GT(files, 20u);
}

TEST_F(CommandTest, DamagedSnapshotsAreRefused) {
  const std::string snapshot = Path("c.casus");
  ASSERT_EQ(Run("read ucdp-ged " + kGed + " -o " + snapshot).code, 0);
  EXPECT_THAT(Run("check chronicle " + snapshot).out, HasSubstr("undamaged"));
  std::string bytes = Slurp(snapshot);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
  const std::string damaged = Write("d.casus", bytes);
  for (const std::string verb : {"info ", "check auto "}) {
    const Outcome outcome = Run(verb + damaged);
    EXPECT_EQ(outcome.code, 1);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, HasSubstr("d.casus"));
    EXPECT_THAT(outcome.err, HasSubstr("checksum"));
  }
}

}  // namespace
