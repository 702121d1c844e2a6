#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"

namespace {

using casus::ActorKind;
using casus::Chronicle;
using casus::CodeSystem;
using casus::Day;
using casus::ErrorCode;
using casus::EventType;
using casus::EventView;
using casus::Moment;
using casus::PlacePrecision;
using casus::Role;
using casus::Span;
using casus_test::AttributeOf;
using casus_test::Csv;
using casus_test::DataPath;
using casus_test::EventOf;
using casus_test::Header;
using casus_test::Imported;
using casus_test::ImportFile;
using casus_test::ImportText;
using casus_test::OnlyIssue;
using casus_test::PathOf;
using casus_test::Refusal;
using casus_test::Row;

Header AcledHeader() { return casus_test::HeaderOf("acled.csv"); }
Row AcledRow(const Row& changes = {}) { return casus_test::SampleRow("acled.csv", changes); }

std::string OneRow(const Row& changes) { return Csv(AcledHeader(), {AcledRow(changes)}); }

std::string OnlyIssueOf(const Row& changes) {
  return OnlyIssue(ImportText("acled", OneRow(changes)));
}

// A row of before 2019.
std::string OldFile(const Row& changes = {}) {
  const Header header = {
      "GWNO",           "EVENT_ID_CNTY", "EVENT_ID_NO_CNTY", "EVENT_DATE",   "YEAR",
      "TIME_PRECISION", "EVENT_TYPE",    "ACTOR1",           "ALLY_ACTOR_1", "INTER1",
      "ACTOR2",         "ALLY_ACTOR_2",  "INTER2",           "INTERACTION",  "COUNTRY",
      "ADMIN1",         "ADMIN2",        "ADMIN3",           "LOCATION",     "LATITUDE",
      "LONGITUDE",      "GEO_PRECISION", "SOURCE",           "NOTES",        "FATALITIES"};
  Row row = {{"GWNO", "990"},
             {"EVENT_ID_CNTY", "7SYL"},
             {"EVENT_ID_NO_CNTY", "7"},
             {"EVENT_DATE", "03/12/2016"},
             {"YEAR", "2016"},
             {"TIME_PRECISION", "1"},
             {"EVENT_TYPE", "Riots/Protests"},
             {"ACTOR1", "Rioters (Sylvania)"},
             {"ALLY_ACTOR_1", "Students (Sylvania)"},
             {"INTER1", "5"},
             {"ACTOR2", ""},
             {"ALLY_ACTOR_2", ""},
             {"INTER2", "0"},
             {"INTERACTION", "50"},
             {"COUNTRY", "Sylvania"},
             {"ADMIN1", "North province"},
             {"ADMIN2", ""},
             {"ADMIN3", ""},
             {"LOCATION", "Millbrook"},
             {"LATITUDE", "10.25"},
             {"LONGITUDE", "20.5"},
             {"GEO_PRECISION", "1"},
             {"SOURCE", "Radio Mill"},
             {"NOTES", "Windows were broken."},
             {"FATALITIES", "1"}};
  for (const auto& [name, value] : changes) row.at(name) = value;
  return Csv(header, {row});
}

TEST(Acled, MakesAnEventOfARow) {
  const Imported imported = ImportFile("acled", DataPath("acled.csv"));
  EXPECT_EQ(imported.report.format, "acled");
  EXPECT_EQ(imported.report.layout, "31 columns, header");
  EXPECT_EQ(imported.report.kept, 3u);
  const Chronicle& chronicle = imported.chronicle;
  const EventView event = EventOf(chronicle, "acled:SYL101");
  EXPECT_EQ(event.span(), Span::On(Day::FromYmd(2021, 4, 12)));
  EXPECT_EQ(event.Record().fact.learnt,
            Moment::AtTime(Day::FromYmd(2021, 4, 21), 16 * 3600 + 30 * 60, 0).value());
  EXPECT_EQ(event.type(), EventType::kBattle);
  EXPECT_EQ(event.details(),
            casus::EventDetails(casus::BattleDetails{casus::BattleKind::kArmedClash}));
  ASSERT_EQ(event.codes().size(), 1u);
  EXPECT_EQ(event.codes()[0], (casus::TypeCode{casus::Taxonomy::kAcled, "Battles/Armed clash"}));
  ASSERT_TRUE(event.casualties());
  EXPECT_EQ(event.casualties()->best, 3);
  EXPECT_EQ(event.casualties()->low, std::nullopt);
  EXPECT_EQ(event.at(), (casus::Coordinates{10.25, 20.5}));
  EXPECT_EQ(event.place_precision(), PlacePrecision::kExact);
  EXPECT_EQ(event.Record().fact.note,
            "On 12 April, both sides exchanged fire in Millbrook. \"Heavy\" fire, residents said.");
  EXPECT_EQ(PathOf(chronicle, event.place()),
            "acled:location:Sylvania:North-province/Mill-district//Millbrook < "
            "acled:admin2:Sylvania:North-province/Mill-district < "
            "acled:admin1:Sylvania:North-province < acled:country:Sylvania < acled:region:Europe");
  EXPECT_EQ(chronicle.place(*event.place()).kind, casus::PlaceKind::kSettlement);
  const casus::Place& country = chronicle.place(*chronicle.FindPlace("acled:country:Sylvania"));
  EXPECT_EQ(country.codes,
            (std::vector<casus::Code>{{CodeSystem::kIso3166Numeric, "990", std::nullopt}}));

  std::vector<std::string> attributes;
  for (const casus::Attribute& attribute : event.attributes()) {
    attributes.push_back(attribute.name + "=" + attribute.value);
  }
  EXPECT_EQ(attributes,
            (std::vector<std::string>{
                "acled.assoc_actor_1=Police Forces of Sylvania (2018-); Border Guards",
                "acled.inter1=1", "acled.inter2=2", "acled.source=Sylvanian Herald; Radio Mill",
                "acled.source_scale=National"}))
      << "what follows from the rest is left out";
}

TEST(Acled, ActorsAreNamesOnTwoSidesWithTheKindOfTheirInterCode) {
  const Imported imported = ImportFile("acled", DataPath("acled.csv"));
  const Chronicle& chronicle = imported.chronicle;
  const EventView event = EventOf(chronicle, "acled:SYL101");
  std::vector<std::string> parties;
  for (const casus::Party& party : event.parties()) {
    const casus::Actor& actor = chronicle.actor(party.actor);
    parties.push_back(std::string(ToString(party.role)) + " " + actor.name + " " +
                      std::string(ToString(actor.kind)));
  }
  EXPECT_EQ(parties, (std::vector<std::string>{
                         "side_a Military Forces of Sylvania (2018-) armed_force",
                         "side_a Police Forces of Sylvania (2018-) other",
                         "side_a Border Guards other", "side_b RF: Red Front non_state_armed"}));
  EXPECT_EQ(chronicle.actor(event.parties()[3].actor).fact.key, "acled:actor:RF_3a-Red-Front");
  EXPECT_EQ(EventOf(chronicle, "acled:SYL102").party(Role::kSideB), std::nullopt);
  const EventView third = EventOf(chronicle, "acled:SYL103");
  EXPECT_EQ(chronicle.actor(*third.party(Role::kSideA)).kind, ActorKind::kOther);
  EXPECT_EQ(chronicle.actor(*third.party(Role::kSideB)).kind, ActorKind::kPopulation);
  // One who is named twice on a side is there once.
  const Imported twice = ImportText("acled", OneRow({{"assoc_actor_2", "RF: Red Front;;  X "}}));
  EXPECT_EQ(EventOf(twice.chronicle, "acled:SYL101").parties().size(), 5u);
}

TEST(Acled, AVagueDateIsSomeDayOfTheWeekAroundItOrOfItsMonth) {
  const Imported imported = ImportFile("acled", DataPath("acled.csv"));
  const EventView week = EventOf(imported.chronicle, "acled:SYL102");
  EXPECT_EQ(
      week.span(),
      Span::On(Moment::Between(Day::FromYmd(2021, 4, 11), Day::FromYmd(2021, 4, 17)).value()));
  EXPECT_EQ(AttributeOf(week, "acled.event_date"), "2021-04-14");
  EXPECT_EQ(AttributeOf(week, "acled.time_precision"), "(none)");
  const EventView month = EventOf(imported.chronicle, "acled:SYL103");
  EXPECT_EQ(month.span(), Span::On(Moment::InMonth(2021, 5).value()));
  EXPECT_EQ(AttributeOf(month, "acled.event_date"), "2021-05-15");

  const Imported odd = ImportText("acled", OneRow({{"time_precision", "4"}}));
  EXPECT_EQ(OnlyIssue(odd),
            "f:2:24 (time_precision): warning: not one of the precisions 1 to 3: '4' "
            "[taken as a day of the month]");
  EXPECT_EQ(EventOf(odd.chronicle, "acled:SYL101").span(),
            Span::On(Moment::InMonth(2021, 4).value()));
  EXPECT_EQ(AttributeOf(EventOf(odd.chronicle, "acled:SYL101"), "acled.time_precision"), "4");
}

TEST(Acled, WhatIsKnownToARegionIsNotInTheTownThatStandsForIt) {
  const Imported imported = ImportFile("acled", DataPath("acled.csv"));
  const EventView near = EventOf(imported.chronicle, "acled:SYL102");
  EXPECT_EQ(near.place_precision(), PlacePrecision::kNear);
  EXPECT_TRUE(PathOf(imported.chronicle, near.place())
                  .starts_with("acled:location:Sylvania:North-province/Mill-district/Old-ward/"
                               "Upper-Mill < acled:admin3:"));
  const EventView region = EventOf(imported.chronicle, "acled:SYL103");
  EXPECT_EQ(region.place_precision(), PlacePrecision::kAdmin1);
  EXPECT_TRUE(PathOf(imported.chronicle, region.place())
                  .starts_with("acled:admin1:Sylvania:South-province < "));
  EXPECT_EQ(AttributeOf(region, "acled.location"), "Port");
  EXPECT_EQ(AttributeOf(region, "acled.admin2"), "Port district");
}

TEST(Acled, ReadsDatesInWordsAndDecidesByTheFirst) {
  const Header header = AcledHeader();
  const Imported imported = ImportText(
      "acled", Csv(header, {AcledRow({{"event_date", "03 December 2020"}, {"year", "2020"}}),
                            AcledRow({{"event_id_cnty", "SYL2"}, {"event_date", "2020-12-03"}}),
                            AcledRow({{"event_id_cnty", "SYL3"},
                                      {"event_date", "31 December 2020"},
                                      {"year", "2020"}})}));
  EXPECT_EQ(imported.report.kept, 2u);
  EXPECT_EQ(EventOf(imported.chronicle, "acled:SYL101").span(),
            Span::On(Day::FromYmd(2020, 12, 3)));
  EXPECT_EQ(imported.report.issues.errors(), 1u);
  EXPECT_EQ(imported.report.issues.issues()[0].where.field, "event_date");
  EXPECT_EQ(imported.report.issues.issues()[0].text, "2020-12-03");
}

TEST(Acled, ReadsTheWordsThatReplacedTheCodesIn2024) {
  const Imported imported =
      ImportText("acled", OneRow({{"inter1", "State forces"},
                                  {"inter2", "Rebel group"},
                                  {"interaction", "State forces-Rebel group"}}));
  EXPECT_EQ(imported.report.issues.issues().size(), 0u);
  const EventView event = EventOf(imported.chronicle, "acled:SYL101");
  EXPECT_EQ(imported.chronicle.actor(*event.party(Role::kSideB)).kind, ActorKind::kNonStateArmed);
  EXPECT_EQ(AttributeOf(event, "acled.inter1"), "State forces");
  EXPECT_EQ(AttributeOf(event, "acled.interaction"), "(none)");
  for (const auto& [inter1, inter2, interaction] :
       std::vector<std::tuple<const char*, const char*, const char*>>{
           {"External/Other forces", "Civilians", "External/Other forces-Civilians"},
           {"Civilians", "External/Other forces", "External/Other forces-Civilians"},
           {"External/Other Forces", "Rebel Groups", "Rebel group-External/Other forces"},
           {"8", "7", "78"},
           {"3", "1", "13"},
           {"5", "5", "55"}}) {
    EXPECT_EQ(
        ImportText("acled",
                   OneRow({{"inter1", inter1}, {"inter2", inter2}, {"interaction", interaction}}))
            .report.issues.issues()
            .size(),
        0u)
        << interaction;
  }
  const Row alone = {
      {"inter1", "Protesters"}, {"actor2", ""}, {"inter2", ""}, {"interaction", "Protesters only"}};
  EXPECT_EQ(ImportText("acled", OneRow(alone)).report.issues.issues().size(), 0u);
}

TEST(Acled, ReadsTheColumnsOf2019To2022) {
  Header header = AcledHeader();
  for (const char* const name : {"disorder_type", "civilian_targeting", "tags"}) {
    std::erase(header, name);
  }
  header.insert(header.begin(), "data_id");
  header.push_back("event_id_no_cnty");
  header.push_back("iso3");
  Row row = AcledRow();
  row["data_id"] = "8000001";
  row["event_id_no_cnty"] = "101";
  row["iso3"] = "SYL";
  const Imported imported = ImportText("acled", Csv(header, {row}));
  EXPECT_EQ(imported.report.issues.issues().size(), 0u);
  EXPECT_EQ(imported.report.layout, "31 columns, header");
  const EventView event = EventOf(imported.chronicle, "acled:SYL101");
  EXPECT_EQ(AttributeOf(event, "acled.data_id"), "8000001");
  EXPECT_EQ(AttributeOf(event, "acled.event_id_no_cnty"), "101");
  const casus::Place& country =
      imported.chronicle.place(*imported.chronicle.FindPlace("acled:country:Sylvania"));
  EXPECT_EQ(country.codes.back(), (casus::Code{CodeSystem::kIso3166Alpha3, "SYL", std::nullopt}));
}

TEST(Acled, ReadsUpperCaseColumnsAndEventTypesOfBefore2019) {
  const Imported imported = ImportText("acled", OldFile());
  EXPECT_EQ(imported.report.issues.issues().size(), 0u);
  const EventView event = EventOf(imported.chronicle, "acled:7SYL");
  EXPECT_EQ(event.span(), Span::On(Day::FromYmd(2016, 12, 3))) << "day first";
  EXPECT_EQ(event.type(), EventType::kRiot);
  EXPECT_EQ(event.codes()[0].code, "Riots/Protests");
  EXPECT_EQ(event.parties().size(), 2u);
  EXPECT_EQ(AttributeOf(event, "acled.assoc_actor_1"), "Students (Sylvania)");
  EXPECT_EQ(event.Record().fact.learnt, std::nullopt);
  const casus::Place& country =
      imported.chronicle.place(*imported.chronicle.FindPlace("acled:country:Sylvania"));
  EXPECT_EQ(country.codes, (std::vector<casus::Code>{{CodeSystem::kGw, "990", std::nullopt}}));

  const Imported protests = ImportText("acled", OldFile({{"INTER1", "6"}, {"INTERACTION", "60"}}));
  EXPECT_EQ(protests.chronicle.event(casus::EventId(0)).type(), EventType::kProtest);
  const Imported neither = ImportText("acled", OldFile({{"INTER1", "1"}, {"INTERACTION", "10"}}));
  EXPECT_EQ(neither.chronicle.event(casus::EventId(0)).type(), EventType::kOther);
  EXPECT_NE(OnlyIssue(neither).find("riots or protests: inter1 tells which"), std::string::npos);
  const Imported battle =
      ImportText("acled", OldFile({{"EVENT_TYPE", "Battle-Government regains territory"}}));
  EXPECT_EQ(
      battle.chronicle.event(casus::EventId(0)).details(),
      casus::EventDetails(casus::BattleDetails{casus::BattleKind::kGovernmentRegainsTerritory}));
}

TEST(Acled, OtherColumnsAreKeptAndAMarkBeforeTheFirstIsNone) {
  Header header = AcledHeader();
  std::reverse(header.begin(), header.end());
  header.push_back("population_best");
  header.push_back("My_Code");
  Row row = AcledRow();
  row["population_best"] = "4100";
  row["My_Code"] = "x";
  const Imported imported = ImportText("acled", "\xEF\xBB\xBF" + Csv(header, {row}));
  EXPECT_EQ(OnlyIssue(imported),
            "f:1:323 (33): warning: not a column of ACLED: 'My_Code' "
            "[kept as attribute acled.My_Code]");
  const EventView event = EventOf(imported.chronicle, "acled:SYL101");
  EXPECT_EQ(AttributeOf(event, "acled.population_best"), "4100");
  EXPECT_EQ(AttributeOf(event, "acled.My_Code"), "x");
}

TEST(Acled, CellsThatRWroteAsMissingAreEmpty) {
  const Imported imported = ImportText(
      "acled", OneRow({{"actor2", "NA"}, {"inter2", "0"}, {"interaction", "10"}, {"tags", "NA"}}));
  EXPECT_EQ(OnlyIssue(imported),
            "f: note: a word for an empty cell, in 2 cells of records kept: 'NA' [taken as empty]");
  EXPECT_EQ(EventOf(imported.chronicle, "acled:SYL101").party(Role::kSideB), std::nullopt);
}

TEST(Acled, NotesWhatNoFatalitiesMeanOnce) {
  const Imported imported = ImportFile("acled", DataPath("acled.csv"));
  EXPECT_EQ(OnlyIssue(imported),
            "f: note: ACLED's 0 fatalities mean none, or none reported: so in 2 events: '0' "
            "[kept as 0]");
  EXPECT_EQ(EventOf(imported.chronicle, "acled:SYL102").casualties()->best, 0);
  const Imported none = ImportText("acled", OneRow({{"fatalities", ""}}));
  EXPECT_EQ(EventOf(none.chronicle, "acled:SYL101").casualties(), std::nullopt);
}

TEST(Acled, WarnsOfWhatBreaksAcledsOwnRules) {
  const std::vector<std::pair<Row, std::string>> cases = {
      {{{"year", "2020"}}, "(year): warning: not the year of event_date: '2020' [kept as given]"},
      {{{"interaction", "21"}},
       "(interaction): warning: not the interaction of inter1 and inter2, which is 12: '21'"},
      {{{"interaction", "Rebel group-State forces"}}, "which is State forces-Rebel group"},
      {{{"inter1", "9"}}, "(inter1): warning: not one of ACLED's kinds of actors: '9'"},
      {{{"inter2", "Pirates"}}, "(inter2): warning: not one of ACLED's kinds of actors: 'Pirates'"},
      {{{"inter2", ""}, {"interaction", "10"}}, "(inter2): warning: no kind of the actor"},
      {{{"actor2", ""}}, "(inter2): warning: the kind of an actor that is not there: '2'"},
      {{{"disorder_type", "Demonstrations"}},
       "(disorder_type): warning: not that of the event type, which is Political violence"},
      {{{"event_type", "Protests"},
        {"sub_event_type", "Peaceful protest"},
        {"disorder_type", "Demostrations"}},
       "(disorder_type): note: \"Demonstrations\" misspelt: 'Demostrations' [read as that]"},
      {{{"event_type", "Protests"}, {"disorder_type", ""}},
       "(sub_event_type): warning: not an ACLED sub-event type of Protests; these are: "},
      {{{"event_type", "Brawls"}, {"sub_event_type", ""}},
       "(event_type): warning: not an ACLED event type: 'Brawls' [kept as an event of type other]"},
      {{{"geo_precision", "5"}}, "(geo_precision): warning: not one of the precisions 1 to 3: '5'"},
      {{{"latitude", ""}, {"longitude", ""}}, "(latitude): warning: no coordinates"},
      {{{"longitude", ""}}, "(longitude): warning: missing, and the other is there"},
      {{{"latitude", "0"}, {"longitude", "0.0"}},
       "(latitude): warning: latitude and longitude 0 are rarely meant: '0'"},
      {{{"timestamp", "1610000000"}}, "(timestamp): warning: changed before it happened"},
      {{{"civilian_targeting", "yes"}},
       "(civilian_targeting): warning: neither empty nor 'Civilian targeting': 'yes'"},
  };
  for (const auto& [changes, message] : cases) {
    const Imported imported = ImportText("acled", OneRow(changes));
    EXPECT_EQ(imported.report.kept, 1u) << message;
    EXPECT_NE(OnlyIssue(imported).find(message), std::string::npos) << OnlyIssue(imported);
    // What the warning is about can be read from the chronicle.
    const EventView event = imported.chronicle.event(casus::EventId(0));
    for (const auto& [name, value] : changes) {
      for (const char* const kept : {"year", "interaction", "inter1", "disorder_type",
                                     "geo_precision", "civilian_targeting"}) {
        if (name == kept && !value.empty() && message.find("(" + name + ")") != std::string::npos) {
          EXPECT_EQ(AttributeOf(event, "acled." + name), value);
        }
      }
    }
  }
  EXPECT_EQ(ImportText("acled", OneRow({{"event_type", "Protests"},
                                        {"sub_event_type", "Excessive force against protesters"},
                                        {"disorder_type", "Political violence; Demonstrations"}}))
                .report.issues.issues()
                .size(),
            0u);
}

TEST(Acled, RefusesRecordsThatCannotBeUnderstood) {
  for (const auto& [changes, message] : std::vector<std::pair<Row, std::string>>{
           {{{"event_id_cnty", ""}}, "f:2:1 (event_id_cnty): error: missing [record refused]"},
           {{{"event_date", "2021-02-30"}}, "(event_date): error: no such day"},
           {{{"event_date", "1921-02-03"}}, "(event_date): error: "},
           {{{"time_precision", ""}}, "(time_precision): error: missing"},
           {{{"event_type", ""}}, "(event_type): error: missing"},
           {{{"fatalities", "-1"}}, "(fatalities): error: a negative count: '-1'"},
           {{{"fatalities", "many"}}, "(fatalities): error: not a whole number: 'many'"},
           {{{"fatalities", "3000000000"}}, "(fatalities): error: more deaths than can be"},
           {{{"latitude", "91"}}, "(latitude): error: "},
           {{{"longitude", "x"}}, "(longitude): error: not a number: 'x'"},
           {{{"iso", "1990"}}, "(iso): error: not a numeric code of ISO 3166: '1990'"},
           {{{"geo_precision", "a"}}, "(geo_precision): error: not a whole number"},
           {{{"timestamp", "yesterday"}}, "(timestamp): error: "}}) {
    const std::string issue = OnlyIssueOf(changes);
    EXPECT_NE(issue.find(message), std::string::npos) << issue;
  }
  const Imported twice = ImportText("acled", Csv(AcledHeader(), {AcledRow(), AcledRow()}));
  EXPECT_EQ(twice.report.kept, 1u);
  EXPECT_EQ(twice.report.issues.issues()[0].code, ErrorCode::kDuplicate);
}

TEST(Acled, AnotherNumberOrRegionOfACountryIsKeptWithTheEvent) {
  const Imported imported = ImportText(
      "acled",
      Csv(AcledHeader(),
          {AcledRow(), AcledRow({{"event_id_cnty", "SYL2"}, {"iso", "4"}, {"region", "Caucasus"}}),
           AcledRow({{"event_id_cnty", "SYL3"}, {"iso", "0"}}),
           AcledRow({{"event_id_cnty", "RUR4"}, {"iso", "4"}, {"country", "Ruritania"}}),
           AcledRow({{"event_id_cnty", "SYL5"}, {"country", ""}})}));
  const Chronicle& chronicle = imported.chronicle;
  EXPECT_EQ(AttributeOf(EventOf(chronicle, "acled:SYL2"), "acled.iso"), "4");
  EXPECT_EQ(AttributeOf(EventOf(chronicle, "acled:SYL2"), "acled.region"), "Caucasus");
  EXPECT_EQ(AttributeOf(EventOf(chronicle, "acled:SYL3"), "acled.iso"), "0");
  EXPECT_EQ(chronicle.place(*chronicle.FindPlace("acled:country:Ruritania")).codes,
            (std::vector<casus::Code>{{CodeSystem::kIso3166Numeric, "004", std::nullopt}}));
  EXPECT_EQ(AttributeOf(EventOf(chronicle, "acled:SYL5"), "acled.region"), "Europe");
  EXPECT_EQ(AttributeOf(EventOf(chronicle, "acled:SYL5"), "acled.iso"), "990");
}

TEST(Acled, RefusesWholeWhatIsNotAnExportOfEvents) {
  EXPECT_NE(Refusal("acled", "event_id_cnty,deleted_timestamp\nSYL1,1619022600\n")
                .message()
                .find("a list of deleted events: casus reads deletions as versions of an archive"),
            std::string::npos);
  EXPECT_NE(Refusal("acled", Csv(AcledHeader(), {AcledRow()}, true, ';'))
                .message()
                .find("saved again by a program that writes other delimiters"),
            std::string::npos);
  Header header = AcledHeader();
  std::erase(header, "fatalities");
  std::erase(header, "event_date");
  EXPECT_NE(Refusal("acled", Csv(header, {AcledRow()}))
                .message()
                .find("these columns are missing: event_date, fatalities"),
            std::string::npos);
  header = AcledHeader();
  header.push_back("YEAR");
  Row row = AcledRow();
  row["YEAR"] = "2021";
  EXPECT_NE(Refusal("acled", Csv(header, {row})).message().find("'YEAR' is there twice"),
            std::string::npos);
  EXPECT_NE(Refusal("acled", "a,b\n1,2\n").message().find("the first line is no header of it"),
            std::string::npos);
  EXPECT_NE(Refusal("acled", OneRow({{"event_date", "12/04/2021"}}))
                .message()
                .find("written with slashes, which ACLED has not done since 2019"),
            std::string::npos);
  EXPECT_NE(Refusal("acled", OldFile({{"EVENT_DATE", "04/18/2016"}}))
                .message()
                .find("have the month first, which ACLED never writes"),
            std::string::npos);
}

TEST(Acled, CoversTheDaysOfItsEventsByCountry) {
  const Imported imported = ImportFile("acled", DataPath("acled.csv"));
  ASSERT_EQ(imported.chronicle.coverage().size(), 1u);
  const casus::Coverage& coverage = imported.chronicle.coverage()[0];
  EXPECT_EQ(coverage.key, "acled:acled:coverage:country:Sylvania");
  EXPECT_EQ(
      coverage.period,
      casus::Period::MakeClosed(Day::FromYmd(2021, 4, 11), Day::FromYmd(2021, 5, 31)).value());
  EXPECT_FALSE(coverage.complete);
  EXPECT_EQ(imported.chronicle.sources()[0].locator, "https://acleddata.com");
}

}  // namespace
