#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"

namespace {

using casus::Axis;
using casus::Chronicle;
using casus::Day;
using casus::Truth;
using casus_test::Imported;
using casus_test::ImportRows;
using casus_test::OnlyIssue;
using casus_test::Refusal;
using casus_test::TemporaryFile;

const std::string kHeader =
    "geonameid,date,status_wiki,status_boost,status_dsm,status_isw,status,vcontrol_version\n";
// What all five columns say, and one way to write a row of it.
std::string RowOf(const std::string& place, const std::string& date, const std::string& value) {
  std::string row = place + "," + date;
  for (int i = 0; i < 5; ++i) row += "," + value;
  return row + ",2.1\n";
}

Imported ImportControl(const std::string& text, const casus::ImportOptions& options = {}) {
  const TemporaryFile file("control.csv", text);
  return ImportRows("auto", file.path(), options);
}

std::string KeyOf(const Chronicle& chronicle, casus::SourceId source) {
  return chronicle.source(source).key;
}

// "geonames:1 control viina:UA [..2022-02-24]/2022-02-26": what a source says, in order.
std::vector<std::string> Said(const Chronicle& chronicle, std::string_view source) {
  std::vector<std::string> lines;
  for (const casus::TerritorialStatus& status : chronicle.statuses()) {
    if (KeyOf(chronicle, *status.fact.source) != source) continue;
    std::string line =
        chronicle.place(*status.place).fact.key + " " + std::string(ToString(status.axis));
    for (const casus::ActorId holder : status.holders) {
      line += " " + chronicle.actor(holder).fact.key;
    }
    lines.push_back(line + " " + ToEdtf(status.fact.span));
  }
  return lines;
}
using Lines = std::vector<std::string>;

std::vector<std::string> Issues(const casus::ImportReport& report) {
  std::vector<std::string> lines;
  for (casus::Issue issue : report.issues.issues()) {
    issue.where.file = "f";
    lines.push_back(ToString(issue));
  }
  return lines;
}

TEST(ViinaControl, ARunOfOneValueIsAnEpisode) {
  const Imported imported = ImportControl(
      kHeader + RowOf("1", "20220224", "UA") + RowOf("1", "20220225", "UA") +
      RowOf("1", "20220226", "RU") + RowOf("1", "20220227", "RU") + RowOf("1", "20220228", "UA"));
  EXPECT_EQ(imported.report.format, "viina-control");
  EXPECT_EQ(imported.report.layout, "control, 8 columns, header");
  EXPECT_EQ(imported.report.kept, 5u);
  EXPECT_EQ(Issues(imported.report), Lines());
  const Lines expected = {"geonames:1 control viina:UA [..2022-02-24]/2022-02-25",
                          "geonames:1 control viina:RU 2022-02-26/2022-02-27",
                          "geonames:1 control viina:UA 2022-02-28/[2022-02-28..]"};
  for (const char* const source : {"wiki", "boost", "dsm", "isw", "geonames"}) {
    EXPECT_EQ(Said(imported.chronicle, "viina-control:" + std::string(source)), expected);
  }
  ASSERT_EQ(imported.chronicle.statuses().size(), 15u);
  const casus::TerritorialStatus& status = imported.chronicle.statuses()[1];
  EXPECT_EQ(status.fact.key, "viina-control:wiki/geonames:1/2022-02-26");
  EXPECT_EQ(status.fact.learnt, casus::Moment::OnDay(Day::FromYmd(2022, 2, 26)));
  EXPECT_EQ(status.method, "");
  EXPECT_EQ(imported.chronicle.statuses()[13].method, "majority of four maps");
}

TEST(ViinaControl, PlacesAndStatesHaveTheirCodes) {
  const Imported imported = ImportControl(kHeader + RowOf("7e+05", "20220224", "UA") +
                                          RowOf("461727.0", "20220224", "UA"));
  ASSERT_EQ(imported.chronicle.places().size(), 2u);
  const casus::Place& place = imported.chronicle.places()[0];
  EXPECT_EQ(place.fact.key, "geonames:700000");
  EXPECT_EQ(imported.chronicle.places()[1].fact.key, "geonames:461727");
  EXPECT_EQ(place.kind, casus::PlaceKind::kSettlement);
  EXPECT_EQ(place.codes,
            (std::vector<casus::Code>{{casus::CodeSystem::kGeoNames, "700000", std::nullopt}}));
  ASSERT_EQ(imported.chronicle.actors().size(), 1u) << "Russia is in no cell";
  const casus::Actor& ukraine = imported.chronicle.actors()[0];
  EXPECT_EQ(ukraine.fact.key, "viina:UA");
  EXPECT_EQ(ukraine.name, "Ukraine");
  EXPECT_EQ(ukraine.codes,
            (std::vector<casus::Code>{{casus::CodeSystem::kIso3166Alpha2, "UA", std::nullopt}}));
}

TEST(ViinaControl, CodesOfTheCodifierNamePlacesToo) {
  std::string text = kHeader;
  text.replace(0, 9, "kod");
  const Imported imported = ImportControl(text + RowOf("UA01020030040050006", "20220224", "RU"));
  EXPECT_EQ(imported.report.layout, "kontrol, 8 columns, header");
  EXPECT_EQ(Said(imported.chronicle, "viina-control:katottg"),
            (Lines{"katottg:UA01020030040050006 control viina:RU [..2022-02-24]/[2022-02-24..]"}));
  EXPECT_EQ(imported.chronicle.places()[0].codes[0],
            (casus::Code{casus::CodeSystem::kKatottg, "UA01020030040050006", std::nullopt}));
}

TEST(ViinaControl, WhatIsMadeFromOtherMapsIsNoWitness) {
  const Imported imported = ImportControl(kHeader + RowOf("1", "20220224", "RU"));
  const Chronicle& chronicle = imported.chronicle;
  const auto made_from = [&](std::string_view key) {
    std::string from;
    for (const casus::SourceId source : chronicle.source(*chronicle.FindSource(key)).derived_from) {
      from += KeyOf(chronicle, source) + " ";
    }
    return from;
  };
  EXPECT_EQ(made_from("viina-control:wiki"), "");
  EXPECT_EQ(made_from("viina-control:dsm"), "");
  EXPECT_EQ(made_from("viina-control:isw"), "");
  EXPECT_EQ(made_from("viina-control:boost"), "viina-control:wiki viina-control:reports ");
  EXPECT_EQ(made_from("viina-control:geonames"),
            "viina-control:wiki viina-control:boost viina-control:dsm viina-control:isw ");
  EXPECT_EQ(chronicle.source(*chronicle.FindSource("viina-control:geonames")).version, "2.1");
  const auto holders = casus::TerritoryIndex::Build(chronicle).Holders(
      casus::PlaceId(0), Day::FromYmd(2022, 2, 24), Axis::kControl);
  ASSERT_EQ(holders.size(), 1u);
  EXPECT_EQ(holders[0].statuses.size(), 5u);
  EXPECT_EQ(holders[0].witnesses, 3u);
}

TEST(ViinaControl, ContestedIsNoAnswerToWhoIsInControl) {
  const Imported imported =
      ImportControl(kHeader + RowOf("1", "20220224", "UA") + RowOf("1", "20220225", "CONTESTED") +
                    RowOf("1", "20220226", "RU"));
  EXPECT_EQ(Said(imported.chronicle, "viina-control:dsm"),
            (Lines{"geonames:1 control viina:UA [..2022-02-24]/2022-02-24",
                   "geonames:1 contest viina:UA viina:RU 2022-02-25",
                   "geonames:1 control viina:RU 2022-02-26/[2022-02-26..]"}));
  const casus::TerritoryIndex index = casus::TerritoryIndex::Build(imported.chronicle);
  const Day day = Day::FromYmd(2022, 2, 25);
  EXPECT_EQ(index.Holders(casus::PlaceId(0), day, Axis::kControl).size(), 0u);
  EXPECT_EQ(index.Holders(casus::PlaceId(0), day, Axis::kContest).size(), 2u);
}

TEST(ViinaControl, NothingIsCertainOnDaysThatNobodySaw) {
  // No row of the 25th; DeepStateMap is silent on the 26th and the 28th.
  const Imported imported =
      ImportControl(kHeader + RowOf("1", "20220224", "UA") + "1,20220226,UA,UA,,NA,UA,2.1\n" +
                    RowOf("1", "20220227", "UA") + "1,20220228,RU,RU,,NA,UA,2.1\n");
  EXPECT_EQ(Said(imported.chronicle, "viina-control:wiki"),
            (Lines{"geonames:1 control viina:UA [..2022-02-24]/[2022-02-24..2022-02-25]",
                   "geonames:1 control viina:UA [2022-02-25..2022-02-26]/2022-02-27",
                   "geonames:1 control viina:RU 2022-02-28/[2022-02-28..]"}));
  EXPECT_EQ(Said(imported.chronicle, "viina-control:dsm"),
            (Lines{"geonames:1 control viina:UA [..2022-02-24]/[2022-02-24..2022-02-26]",
                   "geonames:1 control viina:UA [2022-02-25..2022-02-27]/[2022-02-27..]"}));
  EXPECT_EQ(
      Issues(imported.report),
      (Lines{"f: note: empty in 2 cells: 'status_dsm' [the source is silent there: no status]",
             "f: note: empty in 2 cells: 'status_isw' [the source is silent there: no status]",
             "f: note: a word for an empty cell, in 2 cells of records kept: 'NA' [taken as "
             "empty]",
             "f: note: 1 days between the first and the last have no cells; this is the "
             "first: '2022-02-25' [nothing is certain on them]"}));
  // Where all are silent, what is not said is not covered.
  const auto covered = [&](int day) {
    return imported.chronicle.Covered(casus::Table::kStatuses, Day::FromYmd(2022, 2, day));
  };
  EXPECT_EQ(covered(24), Truth::kPossible);
  EXPECT_EQ(covered(25), Truth::kNo);
  EXPECT_EQ(covered(28), Truth::kPossible);
  EXPECT_EQ(covered(23), Truth::kNo);
  std::string periods;
  for (const casus::Coverage& row : imported.chronicle.coverage()) {
    EXPECT_FALSE(row.complete);
    if (KeyOf(imported.chronicle, *row.source) == "viina-control:dsm") {
      periods += row.key + " " + ToString(row.period) + " ";
    }
  }
  EXPECT_EQ(periods,
            "viina-control:geonames:coverage/dsm/2022-02-24 2022-02-24/2022-02-24 "
            "viina-control:geonames:coverage/dsm/2022-02-27 2022-02-27/2022-02-27 ");
}

TEST(ViinaControl, VersionOneTellsTimesOfCollection) {
  const Imported imported = ImportControl(
      "geonameid,name,asciiname,alternatenames,longitude,latitude,feature_code,"
      "ctr_20220302080000,ctr_20220301080000,ctr_20220301200000,ctr_20220305083015\n"
      "9,Мілбрук,Millbrook,\"Mil Brook, Old Mill\",20.75,10.25,PPLA,RU,UA,RU,RU\n"
      "8,,,,,,,UA,,,\n");
  EXPECT_EQ(imported.report.layout, "control of version 1, 11 columns, header");
  // Of the 1st, both; and nobody saw the 3rd and the 4th.
  EXPECT_EQ(Said(imported.chronicle, "viina-control:v1"),
            (Lines{"geonames:9 control viina:UA [..2022-03-01]/2022-03-01",
                   "geonames:9 control viina:RU 2022-03-01/[2022-03-02..2022-03-05]",
                   "geonames:9 control viina:RU [2022-03-02..2022-03-05]/[2022-03-05..]",
                   "geonames:8 control viina:UA [..2022-03-02]/[2022-03-02..]"}));
  const casus::TerritorialStatus& last = imported.chronicle.statuses()[2];
  EXPECT_EQ(last.fact.key, "viina-control:v1/geonames:9/2022-03-05T08:30:15");
  EXPECT_EQ(last.fact.learnt,
            casus::Moment::AtTime(Day::FromYmd(2022, 3, 5), 30'615, std::nullopt).value());
  EXPECT_EQ(last.method, "reports of centres, elsewhere the nearest");
  const casus::Place& place = imported.chronicle.places()[0];
  EXPECT_EQ(place.name, "Мілбрук");
  std::string names;
  for (const casus::Name& name : place.names) names += name.text + ";";
  EXPECT_EQ(names, "Millbrook;Mil Brook;Old Mill;");
  EXPECT_EQ(place.at, (casus::Coordinates{10.25, 20.75}));
  EXPECT_EQ(place.fact.note, "GeoNames PPLA");
  EXPECT_EQ(imported.chronicle.places()[1].name, "8");
  EXPECT_EQ(Issues(imported.report),
            (Lines{"f: note: empty in 3 cells: 'ctr_' [the source is silent there: no status]",
                   "f: note: 2 days between the first and the last have no cells; this is the "
                   "first: '2022-03-03' [nothing is certain on them]"}));
}

TEST(ViinaControl, TwoValuesOfOneDayAreBothKeptAndWarnedOf) {
  casus::ChronicleBuilder builder;
  const TemporaryFile file("wide.csv",
                           "geonameid,ctr_20220301080000,ctr_20220301200000\n1,UA,RU\n2,UA,UA\n");
  ASSERT_TRUE(casus::Import("viina-control", file.path(), {}, builder).ok());
  EXPECT_EQ(builder.Check().warnings(), 1u);
  const auto chronicle = builder.Build();
  ASSERT_TRUE(chronicle.ok()) << chronicle.error();
  const casus::TerritoryIndex index = casus::TerritoryIndex::Build(*chronicle);
  const auto holders = index.Holders(casus::PlaceId(0), Day::FromYmd(2022, 3, 1), Axis::kControl);
  ASSERT_EQ(holders.size(), 2u);
  EXPECT_EQ(holders[0].truth, Truth::kCertain);
  EXPECT_EQ(holders[1].truth, Truth::kCertain);
}

TEST(ViinaControl, YearsAreReadTogether) {
  const TemporaryFile first("control_2022.csv",
                            kHeader + RowOf("1", "20221230", "UA") + RowOf("1", "20221231", "RU"));
  const TemporaryFile second("control_2023.csv",
                             kHeader + RowOf("1", "20230101", "RU") + RowOf("1", "20230102", "UA"));
  const TemporaryFile third("control_2024.csv", "geonameid,date\n1,20240101\n");
  for (const std::string& path : {first.path(), second.path()}) {
    casus::ChronicleBuilder builder;
    const auto report = casus::Import("viina-control", path, {}, builder);
    ASSERT_TRUE(report.ok()) << report.error();
    EXPECT_EQ(report->also_read, (Lines{path == first.path() ? second.path() : first.path()}));
    EXPECT_EQ(report->layout, "control, 8 columns, header, with " +
                                  report->also_read[0].substr(report->also_read[0].rfind('/') + 1));
    EXPECT_EQ(report->records, 4u);
    ASSERT_EQ(report->issues.issues().size(), 1u);
    EXPECT_EQ(ToString(report->issues.issues()[0]),
              third.path() + ": warning: named like a year of " + path.substr(path.rfind('/') + 1) +
                  ", but no such table [not read]");
    const auto again = casus::Import("viina-control", second.path(), {}, builder);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->kept, 0u);
    EXPECT_EQ(again->issues.issues()[0].message,
              "this table is there already; its files are read together where they differ in the "
              "year of their names only");
    EXPECT_EQ(again->issues.issues()[0].code, casus::ErrorCode::kDuplicate);
    EXPECT_EQ(builder.Check().warnings(), 0u);
    const auto chronicle = builder.Build();
    ASSERT_TRUE(chronicle.ok()) << chronicle.error();
    EXPECT_EQ(Said(*chronicle, "viina-control:isw"),
              (Lines{"geonames:1 control viina:UA [..2022-12-30]/2022-12-30",
                     "geonames:1 control viina:RU 2022-12-31/2023-01-01",
                     "geonames:1 control viina:UA 2023-01-02/[2023-01-02..]"}));
  }
}

TEST(ViinaControl, ADamagedYearRefusesAll) {
  const TemporaryFile first("control_2022.csv", kHeader + RowOf("1", "20221231", "RU"));
  const TemporaryFile second("control_2023.csv", std::string("\x1F\x8B\x08\0\0\0\0\0\0\0xx", 12));
  casus::ChronicleBuilder builder;
  const auto report = casus::Import("viina-control", first.path(), {}, builder);
  EXPECT_FALSE(report.ok());
  EXPECT_EQ(builder.size(casus::Table::kSources), 0u);
}

TEST(ViinaControl, ATableIsTakenOnceAndTheOtherTableBeside) {
  casus::ChronicleBuilder builder;
  std::string by_code = kHeader;
  by_code.replace(0, 9, "kod");
  const TemporaryFile control("control.csv", kHeader + RowOf("1", "20220224", "UA"));
  const TemporaryFile kontrol("kontrol.csv",
                              by_code + RowOf("UA01020030040050006", "20220224", "UA"));
  const TemporaryFile wide("wide.csv", "geonameid,ctr_20220301080000\n1,UA\n");
  for (const std::string& path : {control.path(), kontrol.path(), wide.path()}) {
    const auto report = casus::Import("auto", path, {}, builder);
    ASSERT_TRUE(report.ok()) << report.error();
    EXPECT_EQ(report->kept, 1u);
  }
  const auto again = casus::Import("auto", wide.path(), {}, builder);
  ASSERT_TRUE(again.ok());
  ASSERT_EQ(again->issues.issues().size(), 1u);
  EXPECT_EQ(again->issues.issues()[0].message, "this table is there already");
  // A source of another name is another table.
  casus::ImportOptions options;
  options.source_key = "mine";
  const auto other = casus::Import("auto", control.path(), options, builder);
  ASSERT_TRUE(other.ok());
  EXPECT_EQ(other->kept, 1u);
  const auto chronicle = builder.Build();
  ASSERT_TRUE(chronicle.ok()) << chronicle.error();
  EXPECT_EQ(Said(*chronicle, "viina-control:wiki").size(), 2u);
  EXPECT_EQ(Said(*chronicle, "mine:wiki").size(), 1u);
  EXPECT_EQ(chronicle->places().size(), 2u);
}

TEST(ViinaControl, RefusesAndWarns) {
  struct Case {
    std::string row;
    std::string issue;
  };
  const std::string good = RowOf("1", "20220224", "UA");
  for (const Case& bad : std::vector<Case>{
           {",20220225,UA,UA,UA,UA,UA,2.1\n", "f:3:1 (geonameid): error: missing"},
           {"x,20220225,UA,UA,UA,UA,UA,2.1\n", "(geonameid): error: not a number: 'x'"},
           {"1.5,20220225,UA,UA,UA,UA,UA,2.1\n", "(geonameid): error: not a number: '1.5'"},
           {"1,2022-02-25,UA,UA,UA,UA,UA,2.1\n", "(date): error: "},
           {"1,20220231,UA,UA,UA,UA,UA,2.1\n", "(date): error: no such day"},
           {"1,20130101,UA,UA,UA,UA,UA,2.1\n", "(date): error: "},
           {"1,20220225,UA,UA,UA,ua,UA,2.1\n",
            "(status_isw): error: not UA, RU or CONTESTED: 'ua' [record refused]"},
           {"1,20220224,UA,UA,UA,UA,RU,2.1\n",
            "(status): error: another value of this place and day is there already: 'RU'"},
           {"1,20220225,UA,UA,UA,UA,UA\n", "f:3:1: error: 7 fields where there must be 8"},
           {"1,20220225,UA,UA,UA,UA,UA,2.2\n",
            "f (vcontrol_version): warning: 1 records are not of version 2.1; this is the first "
            "other one: '2.2' [read alike]"},
           {"1,20220224,UA,UA,UA,UA,UA,2.1\n",
            "f: note: 1 records say what others say of their place and day [counted once]"}}) {
    const std::string issue = OnlyIssue(ImportControl(kHeader + good + bad.row));
    EXPECT_NE(issue.find(bad.issue), std::string::npos) << issue;
  }
  std::string by_code = kHeader;
  by_code.replace(0, 9, "kod");
  for (const char* const code : {"UA0102003004005000", "UA0102003004005000x", "1"}) {
    const std::string issue = OnlyIssue(ImportControl(
        by_code + RowOf("UA01020030040050006", "20220224", "UA") + RowOf(code, "20220224", "UA")));
    EXPECT_NE(issue.find("f:3:1 (kod): error: not UA and 17 digits"), std::string::npos) << issue;
  }
}

TEST(ViinaControl, WhatARefusedRecordSaysIsNotTaken) {
  const Imported imported =
      ImportControl(kHeader + RowOf("1", "20220224", "UA") + "1,20220224,,RU,,,,2.1\n" +
                    "2,20220224,RU,x,RU,RU,RU,2.1\n");
  EXPECT_EQ(imported.report.kept, 1u);
  EXPECT_EQ(imported.chronicle.places().size(), 1u);
  EXPECT_EQ(imported.chronicle.actors().size(), 1u);
}

TEST(ViinaControl, ASecondRowFillsWhatTheFirstIsSilentOf) {
  const std::string rows[] = {"1,20220224,UA,,UA,,,2.1\n", "1,20220224,UA,,,RU,,2.1\n"};
  for (const bool turned : {false, true}) {
    const Imported imported = ImportControl(kHeader + rows[turned ? 1 : 0] + rows[turned ? 0 : 1]);
    EXPECT_EQ(imported.report.kept, 2u);
    EXPECT_EQ(imported.chronicle.statuses().size(), 3u);
    EXPECT_EQ(Said(imported.chronicle, "viina-control:isw").size(), 1u);
  }
}

TEST(ViinaControl, RefusesWhatVersionOneMayNotSay) {
  const std::string header = "geonameid,longitude,latitude,ctr_20220301080000\n1,20,10,UA\n";
  EXPECT_NE(OnlyIssue(ImportControl(header + "2,20,10,XX\n"))
                .find("not UA, RU or CONTESTED on 2022-03-01T08:00:00, but 'XX'"),
            std::string::npos);
  EXPECT_NE(OnlyIssue(ImportControl(header + "1,20,10,RU\n"))
                .find("another value of this place is there already, of 2022-03-01T08:00:00"),
            std::string::npos);
  EXPECT_NE(OnlyIssue(ImportControl(header + "1,20,10,UA\n")).find("1 records say what others"),
            std::string::npos);
  EXPECT_NE(OnlyIssue(ImportControl(header + "2,20,91,UA\n")).find("(latitude): error: "),
            std::string::npos);
  EXPECT_NE(OnlyIssue(ImportControl(header + "2,,10,UA\n"))
                .find("(longitude): warning: missing, and the other is there"),
            std::string::npos);
}

TEST(ViinaControl, WarnsOfColumnsThatItDoesNotKnow) {
  const Imported imported = ImportControl("," + kHeader + "7," + RowOf("1", "20220224", "UA"));
  EXPECT_NE(OnlyIssue(imported).find("warning: not a column of VIINA's tables of control"),
            std::string::npos)
      << OnlyIssue(imported);
  EXPECT_NE(OnlyIssue(imported).find("[left out]"), std::string::npos);
}

TEST(ViinaControl, RefusesOtherShapesWhole) {
  const auto reason = [](std::string_view text) {
    return Refusal("viina-control", text).message();
  };
  EXPECT_NE(reason("geonameid,date,status_wiki,status_boost,status_dsm,status_isw\n")
                .find("these columns are missing: status)"),
            std::string::npos);
  EXPECT_NE(reason("a,b\n").find("the first line is no header of it"), std::string::npos);
  EXPECT_NE(reason("geonameid,ctr_20220301\n1,UA\n").find("'ctr_20220301' has no time"),
            std::string::npos);
  EXPECT_NE(reason("geonameid,ctr_20220301250000\n1,UA\n").find("has no time"), std::string::npos);
  EXPECT_NE(reason("geonameid,ctr_20220301080000,ctr_20220301080000\n1,UA,UA\n")
                .find("two columns have one time of collection"),
            std::string::npos);
  EXPECT_NE(reason("kod,ctr_20220301080000\n1,UA\n").find("geonameid"), std::string::npos);
}

// ---- Against every cell ----

// What a source was seen to show of a place, in order of time; 'u', 'r' or 'c'.
struct Seen {
  Day day;
  char value;
};
using Opinions = std::map<char, Truth>;

// What the cells allow on a day: what was seen on it, for certain; between two that were seen one
// after the other, what the one or the other shows, in days from the one to the other, `apart` of
// them; before the first and after the last, what these show.
Opinions Allowed(const std::vector<Seen>& seen, Day day, int apart) {
  Opinions allowed;
  const auto allow = [&](char value, Truth truth) {
    Truth& so_far = allowed[value];
    so_far = Or(so_far, truth);
  };
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (seen[i].day == day) allow(seen[i].value, Truth::kCertain);
    const bool after = i == 0 || seen[i - 1].day + apart <= day;
    const bool before = i + 1 == seen.size() || day <= seen[i + 1].day - apart;
    const bool is_later = seen[i].day < day;
    if (is_later ? before : after) allow(seen[i].value, Truth::kPossible);
  }
  return allowed;
}

Opinions Built(const casus::TerritoryIndex& index, casus::PlaceId place, Day day,
               casus::SourceId source) {
  Opinions built;
  casus::TerritoryFilter filter;
  filter.source = source;
  for (const casus::PlaceStatus& found : index.At(place, day, filter)) {
    const casus::TerritorialStatus& status = index.chronicle().status(found.status);
    const char value = status.axis == Axis::kContest                                       ? 'c'
                       : index.chronicle().actor(status.holders[0]).fact.key == "viina:UA" ? 'u'
                                                                                           : 'r';
    Truth& so_far = built[value];
    so_far = Or(so_far, found.truth);
  }
  return built;
}

std::string WordOf(char value) {
  return value == 'u' ? "UA" : value == 'r' ? "RU" : value == 'c' ? "CONTESTED" : "";
}

using Random = std::mt19937;
int Below(Random& random, int n) {
  return static_cast<int>(random() % static_cast<std::uint32_t>(n));
}
template <typename Value>
void Shuffle(std::vector<Value>& values, Random& random) {
  for (std::size_t i = values.size(); i > 1; --i) {
    std::swap(values[i - 1], values[random() % i]);
  }
}
// Often what it was before, sometimes nothing.
char NextValue(Random& random, char before) {
  const int kind = Below(random, 6);
  return kind == 0 ? ' ' : kind == 1 ? "urc"[Below(random, 3)] : before;
}

constexpr int kDays = 16;
const Day kBegin = Day::FromYmd(2022, 12, 24);
constexpr std::array<std::string_view, 5> kSources = {"wiki", "boost", "dsm", "isw", "geonames"};

void ExpectAllowed(const casus::TerritoryIndex& index, std::string_view place_key,
                   std::string_view source_key, const std::vector<Seen>& seen, int apart) {
  const std::optional<casus::PlaceId> place = index.chronicle().FindPlace(place_key);
  const std::optional<casus::SourceId> source = index.chronicle().FindSource(source_key);
  ASSERT_TRUE(place && source);
  for (Day day = kBegin - 2; day < kBegin + kDays + 2; ++day) {
    EXPECT_EQ(Built(index, *place, day, *source), Allowed(seen, day, apart))
        << place_key << " " << source_key << " " << day;
  }
}

TEST(ViinaControl, RowsInAnyOrderSayWhatTheirCellsAllow) {
  Random random(7);
  for (int round = 0; round < 25 && !HasFailure(); ++round) {
    std::map<std::pair<int, std::size_t>, std::vector<Seen>> seen;
    std::size_t episodes = 0;
    std::vector<std::string> rows[2];  // by year
    for (int place = 0; place < 3; ++place) {
      std::string values = "uuuuu";
      std::vector<Day> last_day(5, Day::Min());
      std::string last_values = "     ";
      for (int i = 0; i < kDays; ++i) {
        if (Below(random, 6) == 0) continue;  // no row
        const Day day = kBegin + i;
        std::string date = ToString(day);
        date.erase(std::remove(date.begin(), date.end(), '-'), date.end());
        std::string row = std::to_string(place + 1) + "," + date;
        for (std::size_t vote = 0; vote < 5; ++vote) {
          const char value = NextValue(random, values[vote]);
          row += "," + WordOf(value);
          if (value == ' ') continue;
          values[vote] = value;
          seen[{place, vote}].push_back({day, value});
          if (last_values[vote] != value || last_day[vote] + 1 != day) ++episodes;
          last_values[vote] = value;
          last_day[vote] = day;
        }
        rows[day.year() - 2022].push_back(row + ",2.1\n");
        if (Below(random, 8) == 0) rows[day.year() - 2022].push_back(row + ",2.1\n");
      }
    }
    std::string texts[2] = {kHeader, kHeader};
    for (int year = 0; year < 2; ++year) {
      Shuffle(rows[year], random);
      for (const std::string& row : rows[year]) texts[year] += row;
    }
    const TemporaryFile first("control_2022.csv", texts[0]);
    const TemporaryFile second("control_2023.csv", texts[1]);
    const Imported imported =
        ImportRows("viina-control", round % 2 == 0 ? first.path() : second.path());
    EXPECT_EQ(imported.report.refused, 0u);
    EXPECT_EQ(imported.chronicle.statuses().size(), episodes) << "each run is one episode";
    const casus::TerritoryIndex index = casus::TerritoryIndex::Build(imported.chronicle);
    for (const auto& [of, cells] : seen) {
      ExpectAllowed(index, "geonames:" + std::to_string(of.first + 1),
                    "viina-control:" + std::string(kSources[of.second]), cells, 1);
    }
  }
}

TEST(ViinaControl, ColumnsInAnyOrderSayWhatTheirCellsAllow) {
  Random random(8);
  for (int round = 0; round < 25 && !HasFailure(); ++round) {
    std::set<std::pair<int, int>> times;  // days and hours
    for (int i = 0; i < 14; ++i) times.emplace(Below(random, kDays), Below(random, 4) * 6);
    const std::vector<std::pair<int, int>> in_order(times.begin(), times.end());
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < in_order.size(); ++i) order.push_back(i);
    Shuffle(order, random);
    std::string text = "geonameid";
    for (const std::size_t i : order) {
      std::string date = ToString(kBegin + in_order[i].first);
      date.erase(std::remove(date.begin(), date.end(), '-'), date.end());
      const std::string hour = std::to_string(in_order[i].second);
      text += ",ctr_" + date + (hour.size() == 1 ? "0" : "") + hour + "0000";
    }
    text += '\n';
    std::map<int, std::vector<Seen>> seen;
    for (int place = 1; place <= 3; ++place) {
      std::vector<char> values;
      char before = 'u';
      for (const auto& [day, hour] : in_order) {
        const char value = NextValue(random, before);
        values.push_back(value);
        if (value == ' ') continue;
        before = value;
        seen[place].push_back({kBegin + day, value});
      }
      text += std::to_string(place);
      for (const std::size_t i : order) text += "," + WordOf(values[i]);
      text += '\n';
    }
    const Imported imported = ImportControl(text);
    EXPECT_EQ(imported.report.refused, 0u);
    const casus::TerritoryIndex index = casus::TerritoryIndex::Build(imported.chronicle);
    for (const auto& [place, cells] : seen) {
      ExpectAllowed(index, "geonames:" + std::to_string(place), "viina-control:v1", cells, 0);
    }
  }
}

}  // namespace
