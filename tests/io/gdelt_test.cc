#include <string>
#include <variant>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"

namespace {

using casus::ActorKind;
using casus::Chronicle;
using casus::CodeSystem;
using casus::Day;
using casus::Error;
using casus::ErrorCode;
using casus::EventType;
using casus::EventView;
using casus::Moment;
using casus::PlaceKind;
using casus::PlacePrecision;
using casus::Role;
using casus::Span;
using casus_test::AttributeOf;
using casus_test::DataPath;
using casus_test::EventOf;
using casus_test::Header;
using casus_test::Imported;
using casus_test::ImportFile;
using casus_test::ImportText;
using casus_test::OnlyIssue;
using casus_test::PathOf;
using casus_test::ReadAll;
using casus_test::Refusal;
using casus_test::Row;
using casus_test::Tabs;

Header GdeltHeader(bool version_2 = true) {
  Header header = {"GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"};
  for (const char* const actor : {"Actor1", "Actor2"}) {
    for (const char* const part :
         {"Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
          "Religion2Code", "Type1Code", "Type2Code", "Type3Code"}) {
      header.push_back(std::string(actor) + part);
    }
  }
  for (const char* const name :
       {"IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
        "NumMentions", "NumSources", "NumArticles", "AvgTone"}) {
    header.push_back(name);
  }
  for (const char* const geo : {"Actor1Geo_", "Actor2Geo_", "ActionGeo_"}) {
    for (const char* const part :
         {"Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"}) {
      if (!version_2 && std::string_view(part) == "ADM2Code") continue;
      header.push_back(std::string(geo) + part);
    }
  }
  header.push_back("DATEADDED");
  header.push_back("SOURCEURL");
  return header;
}

// A sound row of 2.0, with some cells replaced.
Row GdeltRow(const Row& changes = {}) {
  const auto records = casus_test::ReadRecords(ReadAll(DataPath("gdelt_2.export.CSV")),
                                               casus::DelimitedOptions::Tabs());
  const Header header = GdeltHeader();
  Row row;
  for (std::size_t i = 0; i < header.size(); ++i) row[header[i]] = records[0][i];
  for (const auto& [name, value] : changes) row.at(name) = value;
  return row;
}

Imported ImportRows(const std::vector<Row>& rows) {
  return ImportText("gdelt", Tabs(GdeltHeader(), rows));
}

TEST(Gdelt, TheLayoutsHave57And58And61Columns) {
  EXPECT_EQ(GdeltHeader(true).size(), 61u);
  EXPECT_EQ(GdeltHeader(false).size(), 58u);
}

TEST(Gdelt, MakesAnEventOfARow) {
  const Imported imported = ImportFile("gdelt", DataPath("gdelt_2.export.CSV"));
  EXPECT_EQ(imported.report.layout, "7 records of 61 columns");
  EXPECT_EQ(imported.report.kept, 7u);
  const Chronicle& chronicle = imported.chronicle;
  const EventView event = EventOf(chronicle, "gdelt:500001");
  EXPECT_EQ(event.span(), Span::On(Day::FromYmd(2015, 3, 1)));
  EXPECT_EQ(event.Record().fact.learnt,
            Moment::AtTime(Day::FromYmd(2015, 3, 1), 12 * 3600 + 15 * 60, 0).value());
  EXPECT_EQ(event.locator(), "http://example.org/a?\"b\"") << "quotes are data";
  EXPECT_EQ(event.type(), EventType::kStatement);
  EXPECT_TRUE(std::holds_alternative<casus::StatementDetails>(event.details()));
  ASSERT_EQ(event.codes().size(), 1u);
  EXPECT_EQ(event.codes()[0], (casus::TypeCode{casus::Taxonomy::kCameo, "0331"}));
  EXPECT_EQ(event.media(), (casus::MediaCoding{.goldstein = 5.2,
                                               .quad_class = 1,
                                               .is_root_event = true,
                                               .mentions = 4,
                                               .sources = 1,
                                               .articles = 4,
                                               .average_tone = -1.25}));
  EXPECT_EQ(event.at(), (casus::Coordinates{10.25, 20.75}));
  EXPECT_EQ(event.place_precision(), PlacePrecision::kExact);
  EXPECT_EQ(PathOf(chronicle, event.place()), "gns:_2d900001 < fips:SX01 < fips:SX");

  std::vector<std::string> attributes;
  for (const casus::Attribute& attribute : event.attributes()) {
    attributes.push_back(attribute.name + "=" + attribute.value);
  }
  EXPECT_EQ(attributes,
            (std::vector<std::string>{"gdelt.Actor1Name=CABINET", "gdelt.Actor1CountryCode=SYL",
                                      "gdelt.Actor1Type1Code=GOV", "gdelt.Actor2Name=RURITANIA",
                                      "gdelt.Actor2CountryCode=RUR", "gdelt.ActionGeo_ADM2Code=77",
                                      "gdelt.Actor1Geo=1\tSylvania\tSX\tSX\t\t11\t21\tSX"}));
}

TEST(Gdelt, AnActorIsItsCodeAndTheWordsOfTheArticleAreWeakAliases) {
  const Imported imported = ImportFile("gdelt", DataPath("gdelt_2.export.CSV"));
  const Chronicle& chronicle = imported.chronicle;
  const EventView event = EventOf(chronicle, "gdelt:500001");
  ASSERT_EQ(event.parties().size(), 2u);
  EXPECT_EQ(event.parties()[0].role, Role::kInitiator);
  EXPECT_EQ(event.parties()[1].role, Role::kTarget);
  const casus::Actor& cabinet = chronicle.actor(event.parties()[0].actor);
  EXPECT_EQ(cabinet.fact.key, "cameo:SYLGOV");
  EXPECT_EQ(cabinet.name, "SYLGOV");
  EXPECT_EQ(cabinet.kind, ActorKind::kGovernment);
  EXPECT_EQ(cabinet.codes, (std::vector<casus::Code>{{CodeSystem::kCameo, "SYLGOV", {}}}));
  ASSERT_EQ(cabinet.names.size(), 1u);
  EXPECT_EQ(cabinet.names[0],
            (casus::Name{"CABINET", casus::NameKind::kWeakAlias, {}, std::nullopt}));
  const casus::Actor& ruritania = chronicle.actor(*chronicle.FindActor("cameo:RUR"));
  EXPECT_EQ(ruritania.kind, ActorKind::kState);
  ASSERT_EQ(ruritania.names.size(), 2u);
  EXPECT_EQ(ruritania.names[1].text, "RURITANIAN");
  EXPECT_EQ(chronicle.actor(*chronicle.FindActor("cameo:EUR")).kind, ActorKind::kGroupOfStates);

  EXPECT_EQ(EventOf(chronicle, "gdelt:500002").parties().size(), 1u) << "no first actor";
  EXPECT_EQ(EventOf(chronicle, "gdelt:500002").parties()[0].role, Role::kTarget);
  EXPECT_EQ(EventOf(chronicle, "gdelt:500003").parties().size(), 1u) << "no second actor";
}

TEST(Gdelt, AnActorWithoutACodeIsItsName) {
  const Imported imported = ImportRows({GdeltRow({{"Actor1Code", ""}})});
  const casus::Actor& actor = imported.chronicle.actors()[0];
  EXPECT_EQ(actor.fact.key, "gdelt:name:CABINET");
  EXPECT_EQ(actor.name, "CABINET");
  EXPECT_TRUE(actor.codes.empty());
}

TEST(Gdelt, PlacesAreKeyedByWhatGdeltKnowsThemByAndLieInEachOther) {
  const Imported imported = ImportFile("gdelt", DataPath("gdelt_2.export.CSV"));
  const Chronicle& chronicle = imported.chronicle;
  const auto path = [&](std::string_view key) {
    return PathOf(chronicle, EventOf(chronicle, key).place());
  };
  EXPECT_EQ(path("gdelt:500002"), "fips:SX");
  EXPECT_EQ(path("gdelt:500003"), "fips:USCA < fips:US");
  EXPECT_EQ(path("gdelt:500004"), "gns:123456 < fips:USCA < fips:US");
  EXPECT_EQ(path("gdelt:500005"), "fips:SX01 < fips:SX");
  EXPECT_EQ(path("gdelt:500006"), "(none)");
  EXPECT_EQ(EventOf(chronicle, "gdelt:500006").at(), std::nullopt);

  const auto precision = [&](std::string_view key) {
    return EventOf(chronicle, key).place_precision();
  };
  EXPECT_EQ(precision("gdelt:500002"), PlacePrecision::kCountry) << "a centroid is no point";
  EXPECT_EQ(precision("gdelt:500003"), PlacePrecision::kAdmin1);
  EXPECT_EQ(precision("gdelt:500004"), PlacePrecision::kExact);
  EXPECT_EQ(precision("gdelt:500005"), PlacePrecision::kAdmin1);
  EXPECT_EQ(precision("gdelt:500006"), PlacePrecision::kUnknown);

  const casus::Place& country = chronicle.place(*chronicle.FindPlace("fips:SX"));
  EXPECT_EQ(country.kind, PlaceKind::kCountry);
  EXPECT_EQ(country.name, "Sylvania");
  EXPECT_EQ(country.codes, (std::vector<casus::Code>{{CodeSystem::kFips104, "SX", {}}}));
  const casus::Place& state = chronicle.place(*chronicle.FindPlace("fips:SX01"));
  EXPECT_EQ(state.kind, PlaceKind::kAdmin1);
  EXPECT_EQ(state.name, "North");
  EXPECT_EQ(state.codes, (std::vector<casus::Code>{{CodeSystem::kFips104, "SX01", {}},
                                                   {CodeSystem::kGns, "-900002", {}}}));
  const casus::Place& city = chronicle.place(*chronicle.FindPlace("gns:_2d900001"));
  EXPECT_EQ(city.kind, PlaceKind::kSettlement);
  EXPECT_EQ(city.name, "Millbrook, North, Sylvania");
  EXPECT_EQ(city.codes, (std::vector<casus::Code>{{CodeSystem::kGns, "-900001", {}}}));
  ASSERT_EQ(city.names.size(), 1u);
  EXPECT_EQ(city.names[0].text, "Milbruck, North, Sylvania");
  EXPECT_EQ(AttributeOf(EventOf(chronicle, "gdelt:500007"), "gdelt.ActionGeo_FullName"),
            "Milbruck, North, Sylvania");
}

TEST(Gdelt, APlaceThatARowPutsElsewhereStaysAndTheRowIsKept) {
  const Imported imported =
      ImportRows({GdeltRow(), GdeltRow({{"GLOBALEVENTID", "2"}, {"ActionGeo_ADM1Code", "SX02"}}),
                  GdeltRow({{"GLOBALEVENTID", "3"}, {"ActionGeo_CountryCode", "RX"}})});
  const Chronicle& chronicle = imported.chronicle;
  const std::string path = "gns:_2d900001 < fips:SX01 < fips:SX";
  EXPECT_EQ(PathOf(chronicle, EventOf(chronicle, "gdelt:2").place()), path);
  EXPECT_EQ(AttributeOf(EventOf(chronicle, "gdelt:2"), "gdelt.ActionGeo_ADM1Code"), "SX02");
  EXPECT_EQ(PathOf(chronicle, EventOf(chronicle, "gdelt:3").place()), path);
  EXPECT_EQ(AttributeOf(EventOf(chronicle, "gdelt:3"), "gdelt.ActionGeo_CountryCode"), "RX");
}

TEST(Gdelt, CommasInNamesMakeNoNamesOfCountries) {
  const Imported imported =
      ImportRows({GdeltRow({{"ActionGeo_FullName", "Harbour, New Isle, Islands, The"}}),
                  GdeltRow({{"GLOBALEVENTID", "2"},
                            {"ActionGeo_Type", "1"},
                            {"ActionGeo_FeatureID", "SX"},
                            {"ActionGeo_ADM1Code", "SX"},
                            {"ActionGeo_FullName", "Islands, The"}})});
  const Chronicle& chronicle = imported.chronicle;
  EXPECT_EQ(chronicle.place(*chronicle.FindPlace("fips:SX")).name, "Islands, The");
  EXPECT_EQ(chronicle.place(*chronicle.FindPlace("fips:SX01")).name, "SX01")
      << "nobody says unambiguously";
}

TEST(Gdelt, ReadsRowsOfBothOldLayoutsInOneFile) {
  const Imported imported = ImportFile("gdelt", DataPath("gdelt_1_mixed.csv"));
  EXPECT_EQ(imported.report.layout, "2 records of 57 columns, 1 records of 58 columns");
  EXPECT_EQ(imported.report.kept, 3u);
  const Chronicle& chronicle = imported.chronicle;
  const EventView old = EventOf(chronicle, "gdelt:100001");
  EXPECT_EQ(old.span(), Span::On(Day::FromYmd(1982, 1, 2)));
  EXPECT_EQ(old.Record().fact.learnt, Moment::OnDay(Day::FromYmd(2013, 2, 3)));
  EXPECT_EQ(old.place(), std::nullopt) << "the zeros of back files are no place";
  EXPECT_EQ(old.at(), std::nullopt);
  EXPECT_EQ(old.locator(), "");
  EXPECT_EQ(PathOf(chronicle, EventOf(chronicle, "gdelt:100002").place()), "fips:RX");
  EXPECT_EQ(chronicle.place(*chronicle.FindPlace("fips:RX")).name, "Ruritania, The");
  EXPECT_EQ(EventOf(chronicle, "gdelt:100003").locator(), "http://example.org/a?\"b\"");
}

TEST(Gdelt, NotesAYearBetweenTheEventAndItsAdding) {
  const Imported imported = ImportFile("gdelt", DataPath("gdelt_2.export.CSV"));
  EXPECT_EQ(OnlyIssue(imported),
            "f:2:8 (SQLDATE): note: SQLDATE a year before DATEADDED: '20140301' [kept as given]");
  EXPECT_EQ(EventOf(imported.chronicle, "gdelt:500002").span(), Span::On(Day::FromYmd(2014, 3, 1)));
}

TEST(Gdelt, CoversTheDaysOnWhichItWasMade) {
  const Imported daily = ImportFile("gdelt", DataPath("gdelt_2.export.CSV"));
  ASSERT_EQ(daily.chronicle.coverage().size(), 1u);
  EXPECT_EQ(daily.chronicle.coverage()[0].period, casus::Period::OfDay(Day::FromYmd(2015, 3, 1)))
      << "the event of a year before does not stretch it";
  EXPECT_FALSE(daily.chronicle.coverage()[0].complete);
  EXPECT_EQ(daily.chronicle.coverage()[0].place, std::nullopt);

  const Imported back = ImportRows(
      {GdeltRow({{"DATEADDED", "20200101000000"}}), GdeltRow({{"GLOBALEVENTID", "2"},
                                                              {"SQLDATE", "20150305"},
                                                              {"FractionDate", "2015.1781"},
                                                              {"DATEADDED", "20200101000000"}})});
  ASSERT_EQ(back.chronicle.coverage().size(), 1u);
  EXPECT_EQ(back.chronicle.coverage()[0].period,
            casus::Period::MakeClosed(Day::FromYmd(2015, 3, 1), Day::FromYmd(2015, 3, 5)).value());
}

struct BadCell {
  Row changes;
  std::string issue;
};

TEST(Gdelt, RefusesRecordsThatCannotBeUnderstood) {
  const std::vector<BadCell> cases = {
      {{{"GLOBALEVENTID", ""}}, "f:1:1 (GLOBALEVENTID): error: missing [record refused]"},
      {{{"GLOBALEVENTID", "x"}}, "(GLOBALEVENTID): error: not a whole number: 'x'"},
      {{{"SQLDATE", "20150230"}}, "f:1:8 (SQLDATE): error: no such day: "},
      {{{"SQLDATE", ""}}, "(SQLDATE): error: "},
      {{{"SQLDATE", "2015-03-01"}}, "(SQLDATE): error: "},
      {{{"DATEADDED", "20150301"}}, "(DATEADDED): error: "},
      {{{"DATEADDED", "20150301246000"}}, "(DATEADDED): error: "},
      {{{"EventCode", ""}}, "(EventCode): error: missing"},
      {{{"GoldsteinScale", "high"}}, "(GoldsteinScale): error: not a number: 'high'"},
      {{{"NumMentions", "-1"}}, "(NumMentions): error: a negative count: '-1'"},
      {{{"NumArticles", "1.5"}}, "(NumArticles): error: not a whole number: '1.5'"},
      {{{"IsRootEvent", "2"}}, "(IsRootEvent): error: not 0 or 1: '2'"},
      {{{"QuadClass", "5"}}, "(QuadClass): error: not one of the classes 1 to 4: '5'"},
      {{{"ActionGeo_Lat", "91"}}, "(ActionGeo_Lat): error: "},
      {{{"ActionGeo_Long", "181"}}, "(ActionGeo_Long): error: "},
      {{{"ActionGeo_Lat", "north"}}, "(ActionGeo_Lat): error: not a number: 'north'"},
      {{{"ActionGeo_Type", "city"}}, "(ActionGeo_Type): error: not a whole number: 'city'"},
  };
  for (const BadCell& bad : cases) {
    const Imported imported =
        ImportRows({GdeltRow(bad.changes), GdeltRow({{"GLOBALEVENTID", "7"}})});
    EXPECT_EQ(imported.report.kept, 1u) << bad.issue;
    EXPECT_NE(OnlyIssue(imported).find(bad.issue), std::string::npos) << OnlyIssue(imported);
  }
}

TEST(Gdelt, WarnsWhereARowDisagreesWithItself) {
  const std::vector<BadCell> cases = {
      {{{"MonthYear", "201502"}},
       "(MonthYear): warning: not the month and year of SQLDATE: '201502'"},
      {{{"EventBaseCode", "034"}},
       "(EventBaseCode): warning: does not agree with the code '0331': '034' [kept as given]"},
      {{{"EventRootCode", "3"}},
       "(EventRootCode): warning: does not agree with the code '0331': '3'"},
      {{{"QuadClass", "2"}}, "(QuadClass): warning: not the class of EventCode, which is 1: '2'"},
      {{{"GoldsteinScale", "5"}},
       "(GoldsteinScale): warning: not the value of EventCode in GDELT's table: '5'"},
      {{{"AvgTone", ""}},
       "(AvgTone): warning: missing [the numbers of the coverage kept as attributes]"},
      {{{"IsRootEvent", ""}}, "(IsRootEvent): warning: missing"},
      {{{"NumSources", ""}}, "(NumSources): warning: missing"},
      {{{"ActionGeo_Long", ""}}, "(ActionGeo_Long): warning: missing, and the other is there"},
      {{{"ActionGeo_Lat", "0"}, {"ActionGeo_Long", "0.0"}},
       "(ActionGeo_Lat): warning: latitude and longitude 0 are rarely meant: '0'"},
      {{{"ActionGeo_Type", "6"}},
       "(ActionGeo_Type): warning: not one of the place types 0 to 5: '6'"},
      {{{"DATEADDED", "20150228235959"}}, "(DATEADDED): warning: added before it happened"},
  };
  for (const BadCell& bad : cases) {
    const Imported imported = ImportRows({GdeltRow(bad.changes)});
    EXPECT_EQ(imported.report.kept, 1u) << bad.issue;
    EXPECT_NE(OnlyIssue(imported).find(bad.issue), std::string::npos) << OnlyIssue(imported);
    const EventView event = imported.chronicle.event(casus::EventId(0));
    for (const auto& [name, value] : bad.changes) {
      if (name == "MonthYear" || name == "EventBaseCode" || name == "EventRootCode") {
        EXPECT_EQ(AttributeOf(event, "gdelt." + name), value);
      }
    }
    if (bad.changes.contains("AvgTone")) {
      EXPECT_EQ(event.media(), std::nullopt);
      EXPECT_EQ(AttributeOf(event, "gdelt.GoldsteinScale"), "5.2");
      EXPECT_EQ(AttributeOf(event, "gdelt.NumMentions"), "4");
      EXPECT_EQ(AttributeOf(event, "gdelt.IsRootEvent"), "1");
    }
  }
}

TEST(Gdelt, ACodeThatCameoDoesNotHaveMakesAnEventOfTypeOther) {
  for (const char* const code : {"---", "331", "0399"}) {
    const Imported imported =
        ImportRows({GdeltRow({{"EventCode", code},
                              {"EventBaseCode", std::string(code).substr(0, 3)},
                              {"EventRootCode", std::string(code).substr(0, 2)}})});
    EXPECT_NE(OnlyIssue(imported).find("(EventCode): warning: "), std::string::npos)
        << OnlyIssue(imported);
    const EventView event = imported.chronicle.event(casus::EventId(0));
    EXPECT_EQ(event.type(), EventType::kOther);
    EXPECT_EQ(event.codes()[0].code, code) << "verbatim: a lost zero is not put back";
  }
}

TEST(Gdelt, RefusesAnIdGivenTwice) {
  const Imported imported =
      ImportRows({GdeltRow(), GdeltRow(), GdeltRow({{"GLOBALEVENTID", "7"}})});
  EXPECT_EQ(imported.report.kept, 2u);
  EXPECT_EQ(imported.report.issues.issues()[0].code, ErrorCode::kDuplicate);
}

TEST(Gdelt, RefusesOtherNumbersOfColumnsRecordByRecord) {
  const std::string good = Tabs(GdeltHeader(), {GdeltRow()});
  const Imported imported = ImportText("gdelt", "a\tb\tc\n" + good + "5\t6\n");
  EXPECT_EQ(imported.report.records, 3u);
  EXPECT_EQ(imported.report.kept, 1u);
  EXPECT_EQ(imported.report.issues.issues()[0].message,
            "3 fields where there must be 57, 58 or 61");
  EXPECT_EQ(imported.report.issues.issues()[0].where.line, 1u);
}

TEST(Gdelt, ARefusedRecordLeavesNothingBehind) {
  const Imported imported = ImportRows({GdeltRow(), GdeltRow({{"GLOBALEVENTID", "8"},
                                                              {"Actor1Code", "XYZ"},
                                                              {"ActionGeo_CountryCode", "QQ"},
                                                              {"ActionGeo_Long", "200"}})});
  EXPECT_EQ(imported.report.refused, 1u);
  EXPECT_FALSE(imported.chronicle.FindActor("cameo:XYZ"));
  EXPECT_FALSE(imported.chronicle.FindPlace("fips:QQ"));
}

TEST(Gdelt, HalfAPairOfCoordinatesIsKept) {
  const Imported imported =
      ImportRows({GdeltRow({{"ActionGeo_FullName", ""}, {"ActionGeo_Lat", ""}})});
  EXPECT_EQ(AttributeOf(imported.chronicle.event(casus::EventId(0)), "gdelt.ActionGeo_Long"),
            GdeltRow().at("ActionGeo_Long"));
}

// A file as a program saves it that takes codes for numbers and counts the rows.
Row SavedAgain(Row row, const std::string& number) {
  row[""] = number;
  row["Confidence"] = "60";
  for (const char* const code : {"EventBaseCode", "EventRootCode"}) {
    row[code].erase(0, row[code].find_first_not_of('0'));
  }
  return row;
}

Header SavedAgainHeader() {
  Header header = GdeltHeader();
  header.insert(header.begin(), "");
  header.push_back("Confidence");
  return header;
}

TEST(Gdelt, FilesSavedAgainWithAHeaderReadToTheSame) {
  const casus::Event original = ImportText("gdelt", Tabs(GdeltHeader(), {GdeltRow()}))
                                    .chronicle.event(casus::EventId(0))
                                    .Record();
  const auto check = [&](const std::string& text) {
    const Imported imported = ImportText("auto", text);
    EXPECT_EQ(imported.report.format, "gdelt");
    EXPECT_EQ(imported.report.layout, "63 columns, re-saved, header");
    ASSERT_EQ(imported.report.kept, 1u);
    ASSERT_EQ(imported.report.issues.warnings(), 3u);
    EXPECT_EQ(imported.report.issues.issues()[0].action, "kept as attribute gdelt.column_1");
    EXPECT_EQ(imported.report.issues.issues()[1].action, "kept as attribute gdelt.Confidence");
    EXPECT_EQ(imported.report.issues.issues()[2].message,
              "base and root codes without their leading zeros in 1 records");
    casus::Event event = imported.chronicle.event(casus::EventId(0)).Record();
    ASSERT_GE(event.attributes.size(), 2u);
    EXPECT_EQ(event.attributes.end()[-2], (casus::Attribute{"gdelt.column_1", "17"}));
    EXPECT_EQ(event.attributes.end()[-1], (casus::Attribute{"gdelt.Confidence", "60"}));
    event.attributes.resize(event.attributes.size() - 2);
    EXPECT_EQ(event, original);
    EXPECT_EQ(imported.chronicle.sources()[0].title, "GDELT 2.0 Event Database");
  };
  std::string text = casus_test::Csv(SavedAgainHeader(), {SavedAgain(GdeltRow(), "17")});
  check(text);
  // The names of the copy.
  const auto rename = [&](const std::string& name, const std::string& other) {
    const std::size_t at = text.find("," + name + ",");
    ASSERT_NE(at, std::string::npos) << name;
    text.replace(at + 1, name.size(), other);
  };
  for (const std::string actor : {"1", "2"}) {
    rename("Actor" + actor + "CountryCode", "Actor_" + actor + "_Country_ABBR");
    rename("Actor" + actor + "Code", "Actor_" + actor + "_Country_Code");
    rename("Actor" + actor + "Religion1Code", "Actor_" + actor + "_Religion_Code");
    rename("Actor" + actor + "Type1Code", "Actor_" + actor + "_Role");
    rename("Actor" + actor + "Type2Code", "Actor_" + actor + "_Role2");
    rename("Actor" + actor + "Type3Code", "Actor_" + actor + "_Role3");
  }
  for (const auto& [name, other] : std::vector<std::pair<std::string, std::string>>{
           {"SQLDATE", "Day"},
           {"MonthYear", "YYYYMM"},
           {"Year", "YYYY"},
           {"FractionDate", "Day_Time"},
           {"Actor2KnownGroupCode", "Actor_2_Know_Group_Code"},
           {"ActionGeo_Type", "Mention_Type"},
           {"ActionGeo_FullName", "ST_PR_CNTRY"},
           {"ActionGeo_CountryCode", "Country"},
           {"ActionGeo_ADM1Code", "ADM1Code_Extra"},
           {"ActionGeo_ADM2Code", "ADM2Code_Extra"},
           {"ActionGeo_Lat", "Lat_Extra"},
           {"ActionGeo_Long", "Long_Extra"},
           {"ActionGeo_FeatureID", "ActorGeo_FeaturID_Extra"}}) {
    rename(name, other);
  }
  check(text);
}

TEST(Gdelt, FilesSavedAgainBetweenTabsWithAHeaderAreReadToo) {
  Row names;
  for (const std::string& name : GdeltHeader()) names[name] = name;
  const Imported imported = ImportText("auto", Tabs(GdeltHeader(), {names, GdeltRow()}));
  EXPECT_EQ(imported.report.layout, "61 columns, re-saved, header");
  EXPECT_EQ(imported.report.kept, 1u);
  EXPECT_EQ(imported.report.issues.issues().size(), 0u);
}

TEST(Gdelt, CodesThatLostTheirZerosGetThemBackWhereTheRootCodeSaysSo) {
  const auto code_of = [](const Row& changes, std::string_view issue) {
    const Imported imported =
        ImportText("gdelt", casus_test::Csv(GdeltHeader(), {GdeltRow(changes)}));
    EXPECT_EQ(imported.report.kept, 1u);
    const std::vector<casus::Issue>& issues = imported.report.issues.issues();
    EXPECT_EQ(issues.empty(), issue.empty());
    if (!issues.empty()) {
      EXPECT_NE(ToString(issues[0]).find(issue), std::string::npos) << issues[0];
    }
    return imported.chronicle.event(casus::EventId(0)).codes()[0].code;
  };
  EXPECT_EQ(code_of({{"EventCode", "331"}, {"EventBaseCode", "33"}, {"EventRootCode", "3"}},
                    "(EventCode): warning: without the leading zero that its root code asks for: "
                    "'331' [read as 0331]"),
            "0331");
  const Row numbers = {{"QuadClass", "4"}, {"GoldsteinScale", "-9.5"}};
  Row whole = {{"EventCode", "183"}, {"EventBaseCode", "183"}, {"EventRootCode", "18"}};
  for (const auto& [name, value] : numbers) whole[name] = value;
  EXPECT_EQ(code_of(whole, "(GoldsteinScale)"), "183") << "nothing was lost";
  EXPECT_EQ(code_of({{"EventRootCode", "4"}}, "(EventRootCode): warning: does not agree"), "0331")
      << "no zero makes it one of that root";
  EXPECT_EQ(code_of({{"EventRootCode", "3"}}, "base and root codes without their leading zeros"),
            "0331");
}

TEST(Gdelt, RefusesHeadersThatItDoesNotKnowWhole) {
  Header header = SavedAgainHeader();
  Row row = SavedAgain(GdeltRow(), "1");
  header.push_back("Sentiment");
  header.push_back("");
  row["Sentiment"] = "good";
  const Error unknown = Refusal("gdelt", casus_test::Csv(header, {row}));
  EXPECT_EQ(unknown.code(), ErrorCode::kUnknownFormat);
  EXPECT_NE(unknown.message().find("65 columns between commas, beginning ',GLOBALEVENTID,SQLDATE"),
            std::string::npos)
      << unknown;
  EXPECT_NE(unknown.message().find("names that are not GDELT's: 'Sentiment', ''"),
            std::string::npos)
      << unknown;
  header = GdeltHeader();
  std::erase(header, "DATEADDED");
  EXPECT_NE(Refusal("gdelt", casus_test::Csv(header, {GdeltRow()}))
                .message()
                .find("these columns are missing: DATEADDED"),
            std::string::npos);
}

TEST(Gdelt, RefusesOtherShapesWhole) {
  const Error commas = Refusal("gdelt", casus_test::Csv(GdeltHeader(), {GdeltRow()}, false));
  EXPECT_NE(commas.message().find("61 columns between commas"), std::string::npos) << commas;
  EXPECT_NE(commas.message().find("gdelt reads 57, 58 or 61 columns between tabs"),
            std::string::npos);
  const Error mentions = Refusal("gdelt", "1\t2\t3\t4\n5\t6\t7\t8\n");
  EXPECT_NE(mentions.message().find("4 columns between tabs"), std::string::npos);
  EXPECT_NE(mentions.message().find("none of the first lines is an event of it"),
            std::string::npos);
}

}  // namespace
