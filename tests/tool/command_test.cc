#include <filesystem>
#include <fstream>
#include <map>
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
       {"", "read ", "info ", "at ", "during ", "check ", "panel ", "status ", "blocked ", "match ",
        "export ", "archive ", "diff ", "as-known ", "codes "}) {
    const Outcome outcome = Run(std::string(verb) + "--help");
    EXPECT_EQ(outcome.code, 0) << verb;
    EXPECT_THAT(outcome.out, HasSubstr("Example")) << verb;
    EXPECT_EQ(outcome.err, "") << verb;
  }
}

TEST_F(CommandTest, WrongUsageIsTwoAndGoesToStderr) {
  for (const char* arguments : {"", "frobnicate", "at", "at x", "info", "read ucdp-ged f.csv",
                                "info x --csv --json", "info x --no-such-option", "panel x",
                                "panel x --by country --first 2022", "export x", "match x"}) {
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

TEST_F(CommandTest, AFileIsReadInTheEncodingThatIsNamed) {
  std::string text = Slurp(kGed);
  const std::size_t name = text.find("Sampleton town");
  ASSERT_NE(name, std::string::npos);
  text.replace(name, 1, "\xDC");  // a letter of Windows-1252 and Latin-1, and no UTF-8
  const std::string file = Write("ged.csv", text);
  const Outcome refused = Run("check '" + file + "'");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out, HasSubstr("not UTF-8"));
  EXPECT_EQ(Run("check '" + file + "' --encoding cp1252").code, 0);
  const Outcome read = Run("export '" + file + "' --format csv --encoding latin-1");
  EXPECT_EQ(read.code, 0) << read.err;
  EXPECT_THAT(read.out, HasSubstr("Üampleton town"));
  const Outcome wrong = Run("check '" + file + "' --encoding koi8-r");
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("utf-8, latin-1, cp1252, mac-roman"));
}

TEST_F(CommandTest, FilesOfOneSetAreReadAsOneAndAListHasTheDayGiven) {
  const std::string entries =
      Write("sdn.csv", "36,\"AERO\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n");
  const std::string addresses = Write("add.csv", "36,1,-0- ,-0- ,\"Oz\",-0- \n");
  const std::string aliases = Write("alt.csv", "36,1,\"aka\",\"AIR\",-0- \n\x1A");
  const std::string comments = Write("sdn_comments.csv", "\x1A");
  const std::string day = " --published 2020-01-10";
  const Outcome read = Run("read ofac '" + entries + "' '" + addresses + "' '" + aliases + "' '" +
                           comments + "' -o '" + Path("list") + "'" + day);
  EXPECT_EQ(read.code, 0) << read.err;
  EXPECT_THAT(read.err, HasSubstr("3 records: 3 kept, 0 refused, 0 warnings"));
  const Outcome at = Run("at '" + Path("list") + "' 2020-01-10 --csv");
  EXPECT_THAT(at.out, HasSubstr("ofac:sdn:36:CUBA,certain"));
  EXPECT_THAT(Run("at '" + entries + "' 2020-01-09 --csv" + day).out,
              HasSubstr("ofac:sdn:36:CUBA,possible"));
  EXPECT_THAT(Run("check '" + entries + "'").out,
              HasSubstr("the day of this version was not given"));
  EXPECT_EQ(Run("check '" + entries + "' --published yesterday").code, 2);
  const Outcome reversed =
      Run("read ofac '" + aliases + "' '" + entries + "' -o '" + Path("l") + "'");
  EXPECT_EQ(reversed.code, 1);
  EXPECT_THAT(reversed.err, HasSubstr("which is read with that of the entries"));
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
  const Outcome bad = Run("check '" + Write("bad.csv", text) + "' --csv");
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

// Records of CSV that quote no line ends.
std::vector<std::vector<std::string>> Records(const std::string& csv) {
  std::vector<std::vector<std::string>> records;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string>& record = records.emplace_back(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        record.emplace_back();
      } else {
        record.back() += c;
      }
    }
  }
  return records;
}

TEST_F(CommandTest, PanelRowsAddUpToAllEvents) {
  for (const char* options : {"--by country", "--by admin1 --bin quarter", "--by world --bin year",
                              "--by type --bin week", "--by source", "--by country --balanced",
                              "--by country --first 2022 --last 2022-06 --bin day"}) {
    const Outcome outcome = Run("panel '" + kBundled + "' " + options + " --csv");
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const auto records = Records(outcome.out);
    ASSERT_GT(records.size(), 6U) << options;
    ASSERT_EQ(records[0][0], "row");
    ASSERT_EQ(records[0][6], "events_certain");
    ASSERT_EQ(records[0].size(), 17U);
    long sum = 0;
    long total = -1;
    for (std::size_t i = 1; i < records.size(); ++i) {
      ASSERT_EQ(records[i].size(), 17U) << options;
      // Where nobody looked there is no number.
      const long events = records[i][6].empty() ? 0 : std::stol(records[i][6]);
      EXPECT_EQ(records[i][6].empty(),
                records[i][0] == "cell" && records[i][16] == "no" && records[i][7].empty());
      if (records[i][0] == "total") {
        total = events;
      } else {
        sum += events;
      }
    }
    EXPECT_EQ(sum, total) << options;
    EXPECT_GT(total, 200) << options;
  }
}

TEST_F(CommandTest, PanelSaysBinsInEdtfAndForPeopleInWords) {
  const std::string question = "panel '" + kGed + "' --by country --bin ";
  EXPECT_THAT(Run(question + "month --csv").out,
              HasSubstr("\ncell,ged:country:9365,Examplia,2022-03,2022-03-01,2022-03-31,"));
  EXPECT_THAT(Run(question + "quarter --csv").out,
              HasSubstr(",Examplia,2022-33,2022-01-01,2022-03-31,"));
  EXPECT_THAT(Run(question + "week --csv").out,
              HasSubstr(",Examplia,2022-02-28/2022-03-06,2022-02-28,2022-03-06,"));
  const Outcome people = Run(question + "quarter");
  EXPECT_THAT(people.out, HasSubstr("2022-Q1"));
  EXPECT_THAT(people.out, StartsWith("Events by country and quarter, 2022-"));
  EXPECT_THAT(Run(question + "quarter --json").out, HasSubstr("\"bin\": \"2022-33\""));
}

TEST_F(CommandTest, PanelFiltersAndNotesAndRefuses) {
  const std::string question = "panel '" + kBundled + "' --by country ";
  EXPECT_THAT(Run(question).err, HasSubstr("sources are added up"));
  const Outcome one = Run(question + "--source article --csv");
  EXPECT_EQ(one.code, 0) << one.err;
  EXPECT_THAT(one.err, Not(HasSubstr("added up")));
  EXPECT_LT(Run(question + "--type battle --csv").out.size(), Run(question + "--csv").out.size());
  EXPECT_LT(Run(question + "--place crimea --csv").out.size(), Run(question + "--csv").out.size());
  EXPECT_NE(Run(question + "--viewpoint ukraine --csv").out, Run(question + "--csv").out);
  EXPECT_NE(Run(question + "--known 2015-01-01 --csv").out, Run(question + "--csv").out);
  const auto refused = [&](const std::string& options, const char* words) {
    const Outcome outcome = Run("panel '" + kBundled + "' " + options);
    EXPECT_EQ(outcome.code, 1) << options;
    EXPECT_EQ(outcome.out, "") << options;
    EXPECT_THAT(outcome.err, HasSubstr(words)) << options;
  };
  refused("--by planet", "no unit");
  refused("--by country --bin decade", "a bin is day");
  refused("--by country --type quarrel", "not one of");
  refused("--by country --source nobody", "no source has this key: 'nobody'");
  refused("--by country --place atlantis", "no place");
  refused("--by country --viewpoint nobody", "no actor");
  refused("--by country --known 2022-02", "one day");
  refused("--by country --first 2023 --last 2022", "before");
}

TEST_F(CommandTest, ExportWritesAFileOrStandardOutput) {
  const std::string question = "export '" + kGed + "' --format ";
  const Outcome out = Run(question + "csv");
  EXPECT_EQ(out.code, 0);
  EXPECT_THAT(out.out, StartsWith("key,type,status,name,truth,begin_earliest,"));
  EXPECT_THAT(out.out, HasSubstr("\nged:900002,"));
  EXPECT_THAT(out.err, HasSubstr("standard output: 6 rows"));
  const Outcome file = Run(question + "csv -o " + Path("e.csv"));
  EXPECT_EQ(file.code, 0);
  EXPECT_EQ(file.out, "");
  EXPECT_EQ(Slurp(Path("e.csv")), out.out);

  const Outcome json = Run(question + "jsonl --first 2022-03 --last 2022-03 --known 2099-01-01");
  EXPECT_THAT(json.out, StartsWith("{\"key\": \"ged:"));
  EXPECT_LT(Run(question + "jsonl --type battle").out.size(), Run(question + "jsonl").out.size());
  const Outcome map = Run(question + "geojson");
  EXPECT_THAT(map.out, StartsWith("{\"type\": \"FeatureCollection\""));
  EXPECT_THAT(map.err, HasSubstr("without coordinates among them"));
  EXPECT_THAT(Run(question + "geojson --located").err, HasSubstr("without coordinates left out"));
  EXPECT_THAT(Run(question + "csv --table places").out, StartsWith("key,what,truth,"));
}

TEST_F(CommandTest, ExportRefusesWhatItCannotWrite) {
  const auto refused = [&](const std::string& options, const char* words) {
    const Outcome outcome = Run("export '" + kGed + "' " + options);
    EXPECT_EQ(outcome.code, 1) << options;
    EXPECT_EQ(outcome.out, "") << options;
    EXPECT_THAT(outcome.err, HasSubstr(words)) << options;
  };
  refused("--format parquet", "csv, jsonl, geojson");
  refused("--format csv --table sources", "sources");
  refused("--format csv --table wishes", "not one of");
  refused("--format csv --type quarrel", "not one of");
  refused("--format csv --known 2022", "one day");
  refused("--format csv --first 2023 --last 2022", "before");
  refused("--format geojson --table places", "only events");
  refused("--format csv -o " + Path("no/such.csv"), "no/such.csv");
}

TEST_F(CommandTest, InfoCountsTypesAndPrecisionsAndNamesVersions) {
  const Outcome csv = Run("info '" + kGed + "' --csv");
  ASSERT_EQ(csv.code, 0) << csv.err;
  std::map<std::string, long> sums;
  for (const std::vector<std::string>& record : Records(csv.out)) {
    if (record[0].ends_with("_precision") || record[0] == "event_type") {
      sums[record[0]] += std::stol(record[2]);
    }
  }
  EXPECT_EQ(sums, (std::map<std::string, long>{
                      {"date_precision", 6}, {"event_type", 6}, {"place_precision", 6}}));
  EXPECT_THAT(csv.out, HasSubstr("\ndate_precision,range,3,"));
  EXPECT_THAT(csv.out, HasSubstr("\nplace_precision,near,"));
  // Nobody dates an actor.
  EXPECT_THAT(csv.out, HasSubstr("\ntable,actors,3,,,0,3,0,0,"));
  const Outcome people = Run("info '" + kGed + "'");
  EXPECT_THAT(people.out, HasSubstr("\nEvents by type: "));
  EXPECT_THAT(people.out, HasSubstr("\nBy what is known of the place: "));

  // A version is there where a source has one.
  ASSERT_EQ(Run("read ucdp-ged '" + kGed + "' -o '" + Path("ged") + "'").code, 0);
  std::string sources = Slurp(Path("ged/sources.csv"));
  const auto columns = Records(sources);
  ASSERT_EQ(columns.size(), 2U);
  const std::size_t line = sources.find('\n') + 1;
  std::string with_version = sources.substr(0, line);
  for (std::size_t i = 0; i < columns[0].size(); ++i) {
    const bool is_version = columns[0][i] == "version";
    with_version +=
        (i == 0 ? "" : ",") + (is_version ? std::string("24.7") : "\"" + columns[1][i] + "\"");
  }
  Write("ged/sources.csv", with_version + "\n");
  EXPECT_THAT(Run("info '" + Path("ged") + "'").out, HasSubstr("version 24.7"));
  EXPECT_THAT(Run("info '" + Path("ged") + "' --csv").out, HasSubstr(",24.7\n"));
}

}  // namespace
