#include <string>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"

namespace {

using casus::Actor;
using casus::ActorKind;
using casus::CodeSystem;
using casus::Day;
using casus_test::Imported;
using casus_test::Refusal;

Imported Read(std::string_view format, std::string_view text,
              const casus::ImportOptions& options = {}) {
  const casus_test::TemporaryFile file("input.csv", text);
  Imported imported = casus_test::ImportRows("auto", file.path(), options);
  EXPECT_EQ(imported.report.format, format);
  return imported;
}

const Actor& ActorOf(const Imported& imported, std::string_view key) {
  const auto id = imported.chronicle.FindActor(key);
  EXPECT_TRUE(id) << key;
  return imported.chronicle.actor(id.value_or(casus::ActorId(0)));
}

std::string CodesOf(const Actor& actor) {
  std::string text;
  for (const casus::Code& code : actor.codes) {
    text += code.value + " " + (code.span ? ToEdtf(*code.span) : "") + "\n";
  }
  return text;
}

constexpr std::string_view kCowHeader =
    "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n";
constexpr std::string_view kCow =
    "SYL,901,Sylvania,1816,1,1,1871,1,18,2016\n"
    "SYL,901,New Sylvania,1920,1,10,2016,12,31,2016\n"
    "OZZ,902,Oz,1816,1,1,1990,10,2,2016\n"
    "ATL,903,Atlantis,1973,7,10,2016,12,31,2016\n";
constexpr std::string_view kCowTable =
    "\"cowcode\",\"cowc\",\"country_name\",\"start\",\"end\",\"microstate\"\n"
    "901,\"SYL\",\"Sylvania\",\"1816-01-01\",\"1871-01-18\",FALSE\n"
    "901,\"SYL\",\"New Sylvania\",\"1920-01-10\",\"9999-12-31\",FALSE\n"
    "902,\"OZZ\",\"Oz\",\"1816-01-01\",\"1990-12-31\",FALSE\n"
    "903,\"ATL\",\"Atlantis\",\"1973-07-10\",\"9999-12-31\",TRUE\n";

TEST(States, ANumberIsOneActorWithItsSpells) {
  const Imported imported = Read("cow-states", std::string(kCowHeader) + std::string(kCow));
  EXPECT_EQ(imported.report.layout, "10 columns, header");
  EXPECT_EQ(imported.report.kept, 4u);
  ASSERT_EQ(imported.chronicle.actors().size(), 3u);
  const Actor& sylvania = ActorOf(imported, "cow:901");
  EXPECT_EQ(sylvania.kind, ActorKind::kState);
  EXPECT_EQ(sylvania.name, "New Sylvania");
  EXPECT_EQ(sylvania.codes[0].system, CodeSystem::kCow);
  EXPECT_EQ(CodesOf(sylvania), "901 1816-01-01/1871-01-18\n901 1920-01-10/[2016-12-31..]\n");
  ASSERT_EQ(sylvania.names.size(), 2u);
  EXPECT_EQ(sylvania.names[0].text, "Sylvania");
  EXPECT_EQ(sylvania.names[0].kind, casus::NameKind::kFormer);
  EXPECT_EQ(ToEdtf(sylvania.names[0].span.value()), "1816-01-01/1871-01-18");
  EXPECT_EQ(sylvania.names[1].text, "SYL");
  EXPECT_EQ(sylvania.names[1].kind, casus::NameKind::kShort);
  const casus::Span span = sylvania.fact.span;
  EXPECT_EQ(casus::HoldsAt(span, Day::FromYmd(1850, 1, 1)), casus::Truth::kCertain);
  EXPECT_EQ(casus::HoldsAt(span, Day::FromYmd(1900, 1, 1)), casus::Truth::kPossible)
      << "between two spells";
  EXPECT_EQ(casus::HoldsAt(span, Day::FromYmd(1815, 1, 1)), casus::Truth::kNo);

  const Actor& atlantis = ActorOf(imported, "cow:903");
  EXPECT_EQ(ToEdtf(atlantis.fact.span), "1973-07-10/[2016-12-31..]");
  EXPECT_EQ(atlantis.fact.span.end_kind(), casus::EndKind::kCensored);
  EXPECT_EQ(ToEdtf(ActorOf(imported, "cow:902").fact.span), "1816-01-01/1990-10-02");
  EXPECT_EQ(casus_test::OnlyIssue(imported),
            "f: note: 2 spells end with the list: '2016-12-31' [taken as seen until 2016-12-31, "
            "their ends as not known]");
  EXPECT_EQ(imported.chronicle.sources()[0].version, "2016");
  ASSERT_EQ(imported.chronicle.coverage().size(), 1u);
  EXPECT_EQ(imported.chronicle.coverage()[0].table, casus::Table::kActors);
  EXPECT_EQ(imported.chronicle.coverage()[0].period,
            casus::Period::Of(Day::FromYmd(1816, 1, 1), Day::FromYmd(2017, 1, 1)));
}

TEST(States, TheTablesOfRWriteTheOpenEndAs9999) {
  const Imported imported = Read("cow-states", kCowTable);
  EXPECT_EQ(imported.report.layout, "6 columns, header");
  EXPECT_EQ(CodesOf(ActorOf(imported, "cow:901")),
            "901 1816-01-01/1871-01-18\n901 1920-01-10/[1990-12-31..]\n")
      << "the list is at least as new as its latest day";
  EXPECT_EQ(ToEdtf(ActorOf(imported, "cow:902").fact.span), "1816-01-01/1990-12-31")
      << "an end at the end of a year, as open ones are told apart";
  EXPECT_EQ(ActorOf(imported, "cow:903").fact.note, "microstate=TRUE");
  EXPECT_EQ(ActorOf(imported, "cow:902").fact.note, "");
  EXPECT_EQ(casus_test::OnlyIssue(imported),
            "f: note: 2 spells end with the list: '9999-12-31' [taken as seen until 1990-12-31, "
            "their ends as not known]");

  std::string gw(kCowTable);
  gw.replace(gw.find("cowcode"), 7, "gwcode");
  gw.replace(gw.find("cowc"), 4, "gwc");
  const Imported other = Read("gw-states", gw);
  EXPECT_EQ(ActorOf(other, "gw:901").codes[0].system, CodeSystem::kGw);
}

TEST(States, ReadsGleditschAndWardsOwnFileInItsEncoding) {
  const std::string text =
      "901\tSYL\tSylvania\t01:01:1816\t31:12:2012\r\n"
      "902\tWRT\tW\xFCrtt\t01:01:1816\t17:01:1871\r\n";
  casus::ImportOptions options;
  options.encoding = casus::Encoding::kLatin1;
  const Imported imported = Read("gw-states", text, options);
  EXPECT_EQ(imported.report.layout, "5 columns, no header");
  EXPECT_EQ(imported.report.kept, 2u);
  EXPECT_EQ(ToEdtf(ActorOf(imported, "gw:901").fact.span), "1816-01-01/[2012-12-31..]");
  EXPECT_EQ(ActorOf(imported, "gw:902").name, "W\xC3\xBCrtt");
  EXPECT_EQ(Read("gw-states", text).report.refused, 1u);
}

TEST(States, WhatASpreadsheetLeftBesideTheListIsKeptInTheNote) {
  std::string text(kCowHeader);
  text.insert(text.size() - 1, ",,");
  text += "SYL,901,Sylvania,1816,1,1,1871,1,18,2016,#REF!,\n";
  const Imported imported = Read("cow-states", text);
  EXPECT_EQ(imported.report.issues.warnings(), 2u);
  EXPECT_EQ(imported.report.issues.issues()[0].action, "kept in the note, as column_11");
  EXPECT_EQ(ActorOf(imported, "cow:901").fact.note, "column_11=#REF!");
}

TEST(States, RefusesAndWarns) {
  struct Case {
    std::string row;
    std::string issue;
    bool kept;
  };
  for (const Case& bad : std::vector<Case>{
           {"X,,X,1816,1,1,1871,1,18,2016", "(ccode): error: missing", false},
           {"X,-2,X,1816,1,1,1871,1,18,2016", "(ccode): error: a negative count", false},
           {"X,5,X,1817,2,29,1871,1,18,2016", "(styear): error: no such day: 1817-2-29", false},
           {"X,5,X,1817,0,1,1871,1,18,2016", "(styear): error: no such day: 1817-0-1", false},
           {"X,5,X,17,1,1,1871,1,18,2016", "(styear): error: no such day: 17-1-1", false},
           {"X,5,X,1817,1,1,1871,x,18,2016", "(endmonth): error: not a whole number: 'x'", false},
           {"X,5,X,1817,1,1,1816,1,18,2016",
            "(endyear): error: the spell ends before it begins, on 1817-01-01", false},
           {"SYL,901,Sylvania,1816,1,1,1871,1,18,2016",
            "(ccode): error: the same spell is there already", false},
           {"SYL,901,Sylvania,1870,1,1,1880,1,18,2016",
            "(styear): warning: in another spell of the same state, from 1816-01-01", true},
           {"X,5,,1816,1,1,1871,1,18,2016",
            "(statenme): warning: a state without a name [named by its number]", true}}) {
    const Imported imported =
        Read("cow-states", std::string(kCowHeader) + "SYL,901,Sylvania,1816,1,1,1871,1,18,2016\n" +
                               bad.row + "\n");
    EXPECT_EQ(imported.report.kept, bad.kept ? 2u : 1u) << bad.issue;
    EXPECT_NE(casus_test::OnlyIssue(imported).find(bad.issue), std::string::npos)
        << casus_test::OnlyIssue(imported);
  }
  const Imported day =
      Read("cow-states", std::string(kCowTable) + "5,X,X,1816-13-01,9999-12-31,\n");
  EXPECT_EQ(day.report.refused, 1u);
  EXPECT_EQ(day.report.issues.issues()[0].where.field, "start");
}

TEST(States, AnotherVersionIsNoted) {
  const Imported imported =
      Read("cow-states", std::string(kCowHeader) + "SYL,901,Sylvania,1816,1,1,1871,1,18,2016\n" +
                             "OZZ,902,Oz,1816,1,1,1871,1,18,2011\n");
  EXPECT_EQ(imported.chronicle.sources()[0].version, "2016");
  EXPECT_EQ(ActorOf(imported, "cow:902").fact.note, "version=2011");
}

TEST(States, AFileReadTwiceAddsNothing) {
  casus::ChronicleBuilder builder;
  const casus_test::TemporaryFile file("states.csv", kCowTable);
  ASSERT_TRUE(casus::Import("cow-states", file.path(), {}, builder).ok());
  const auto twice = casus::Import("cow-states", file.path(), {}, builder);
  ASSERT_TRUE(twice.ok());
  EXPECT_EQ(twice->kept, 0u);
  EXPECT_EQ(twice->refused, 4u);
  EXPECT_EQ(twice->issues.issues()[0].message, "a state of this number is there already");
  EXPECT_EQ(twice->issues.issues()[0].code, casus::ErrorCode::kDuplicate);
  EXPECT_EQ(builder.size(casus::Table::kActors), 3u);
}

TEST(States, WhoIsThereWithoutDatesGetsThem) {
  casus::ChronicleBuilder builder;
  casus::Source earlier;
  earlier.key = "earlier";
  casus::Actor stub;
  stub.fact.key = "cow:902";
  stub.fact.source = builder.Add(earlier);
  stub.name = "902";
  stub.codes = {casus::Code{CodeSystem::kCow, "902", std::nullopt}};
  builder.Add(stub);
  const casus_test::TemporaryFile file("states.csv", kCowTable);
  const auto read = casus::Import("cow-states", file.path(), {}, builder);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->refused, 0u);
  const Actor& oz = builder.actor_at(*builder.FindActor("cow:902"));
  EXPECT_EQ(oz.name, "Oz");
  EXPECT_EQ(ToEdtf(oz.fact.span), "1816-01-01/1990-12-31");
  EXPECT_TRUE(builder.source_at(*oz.fact.source).key.starts_with("cow-states:"));
}

TEST(States, RefusesOtherShapesWhole) {
  EXPECT_NE(Refusal("cow-states", "stateabb,ccode,statenme,styear,stmonth,stday,endyear\n")
                .message()
                .find("these columns are missing: endmonth, endday"),
            std::string::npos);
  EXPECT_NE(Refusal("gw-states", "901\tSYL\tSylvania\t1816\t2012\n")
                .message()
                .find("the first line is no spell of it"),
            std::string::npos);
  EXPECT_NE(
      Refusal("gw-states", kCowTable).message().find("these columns are missing: gwc, gwcode"),
      std::string::npos);
}

}  // namespace
