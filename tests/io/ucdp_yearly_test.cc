#include <algorithm>
#include <string>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"

namespace {

using casus::Actor;
using casus::ActorKind;
using casus::Chronicle;
using casus::CodeSystem;
using casus::Day;
using casus::EventType;
using casus::EventView;
using casus::ImportOptions;
using casus::PlacePrecision;
using casus::Role;
using casus_test::AttributeOf;
using casus_test::Csv;
using casus_test::EventOf;
using casus_test::Header;
using casus_test::Imported;
using casus_test::ImportText;
using casus_test::OnlyIssue;
using casus_test::PathOf;
using casus_test::Refusal;
using casus_test::Row;

const Header kAcdHeader = {
    "conflict_id",          "location",         "side_a",     "side_a_id",
    "side_a_2nd",           "side_b",           "side_b_id",  "side_b_2nd",
    "incompatibility",      "territory_name",   "year",       "intensity_level",
    "cumulative_intensity", "type_of_conflict", "start_date", "start_prec",
    "start_date2",          "start_prec2",      "ep_end",     "ep_end_date",
    "ep_end_prec",          "gwno_a",           "gwno_a_2nd", "gwno_b",
    "gwno_b_2nd",           "gwno_loc",         "region",     "version"};

Row Changed(Row row, const Row& changes) {
  for (const auto& [name, value] : changes) row.at(name) = value;
  return row;
}

// The second year of an episode that goes on.
Row AcdRow(const Row& changes = {}) {
  return Changed({{"conflict_id", "77"},
                  {"location", "Sylvania"},
                  {"side_a", "Government of Sylvania"},
                  {"side_a_id", "501"},
                  {"side_a_2nd", ""},
                  {"side_b", "Red Front"},
                  {"side_b_id", "602"},
                  {"side_b_2nd", ""},
                  {"incompatibility", "1"},
                  {"territory_name", "North"},
                  {"year", "2012"},
                  {"intensity_level", "1"},
                  {"cumulative_intensity", "0"},
                  {"type_of_conflict", "3"},
                  {"start_date", "1997-05-29"},
                  {"start_prec", "1"},
                  {"start_date2", "2011-03-15"},
                  {"start_prec2", "1"},
                  {"ep_end", "0"},
                  {"ep_end_date", ""},
                  {"ep_end_prec", ""},
                  {"gwno_a", "990"},
                  {"gwno_a_2nd", ""},
                  {"gwno_b", ""},
                  {"gwno_b_2nd", ""},
                  {"gwno_loc", "990"},
                  {"region", "1"},
                  {"version", "25.1"}},
                 changes);
}
std::string Acd(const Row& changes) { return Csv(kAcdHeader, {AcdRow(changes)}); }

const Header kBrdHeader = {
    "conflict_id", "dyad_id",   "location_inc", "side_a",           "side_a_id",       "side_a_2nd",
    "side_b",      "side_b_id", "side_b_2nd",   "incompatibility",  "territory_name",  "year",
    "bd_best",     "bd_low",    "bd_high",      "type_of_conflict", "battle_location", "gwno_a",
    "gwno_a_2nd",  "gwno_b",    "gwno_b_2nd",   "gwno_loc",         "gwno_battle",     "region",
    "version"};
Row BrdRow(const Row& changes = {}) {
  return Changed({{"conflict_id", "77"},
                  {"dyad_id", "710"},
                  {"location_inc", "Sylvania"},
                  {"side_a", "Government of Sylvania"},
                  {"side_a_id", "501"},
                  {"side_a_2nd", ""},
                  {"side_b", "Red Front"},
                  {"side_b_id", "602"},
                  {"side_b_2nd", ""},
                  {"incompatibility", "2"},
                  {"territory_name", ""},
                  {"year", "2012"},
                  {"bd_best", "30"},
                  {"bd_low", "25"},
                  {"bd_high", "40"},
                  {"type_of_conflict", "3"},
                  {"battle_location", "Sylvania"},
                  {"gwno_a", "990"},
                  {"gwno_a_2nd", ""},
                  {"gwno_b", ""},
                  {"gwno_b_2nd", ""},
                  {"gwno_loc", "990"},
                  {"gwno_battle", "990"},
                  {"region", "1"},
                  {"version", "23.1"}},
                 changes);
}

const Header kNonStateHeader = {"conflict_id",
                                "dyad_id",
                                "org",
                                "side_a_name",
                                "side_a_name_fulltext",
                                "side_a_name_mothertongue",
                                "side_a_id",
                                "side_a_components",
                                "side_a_2nd",
                                "gwno_a_2nd",
                                "side_b_name",
                                "side_b_name_fulltext",
                                "side_b_name_mothertongue",
                                "side_b_id",
                                "side_b_components",
                                "side_b_2nd",
                                "gwno_b_2nd",
                                "start_date",
                                "start_prec",
                                "start_date2",
                                "start_prec2",
                                "ep_end",
                                "ep_end_date",
                                "ep_end_prec",
                                "year",
                                "best_fatality_estimate",
                                "low_fatality_estimate",
                                "high_fatality_estimate",
                                "location",
                                "gwno_location",
                                "region",
                                "version"};
Row NonStateRow(const Row& changes = {}) {
  return Changed({{"conflict_id", "88"},
                  {"dyad_id", "720"},
                  {"org", "1"},
                  {"side_a_name", "HG"},
                  {"side_a_name_fulltext", "Hill Guard"},
                  {"side_a_name_mothertongue", "n/a"},
                  {"side_a_id", "605"},
                  {"side_a_components", "1, 2"},
                  {"side_a_2nd", ""},
                  {"gwno_a_2nd", ""},
                  {"side_b_name", "Valley, Lake and River Front"},
                  {"side_b_name_fulltext", "Valley, Lake and River Front"},
                  {"side_b_name_mothertongue", "Vala Fronto"},
                  {"side_b_id", "606"},
                  {"side_b_components", ""},
                  {"side_b_2nd", ""},
                  {"gwno_b_2nd", ""},
                  {"start_date", "2012-02-03"},
                  {"start_prec", "1"},
                  {"start_date2", "2012-02-03"},
                  {"start_prec2", "1"},
                  {"ep_end", "1"},
                  {"ep_end_date", "2012-11-20"},
                  {"ep_end_prec", "2"},
                  {"year", "2012"},
                  {"best_fatality_estimate", "30"},
                  {"low_fatality_estimate", "25"},
                  {"high_fatality_estimate", "40"},
                  {"location", "Sylvania"},
                  {"gwno_location", "990"},
                  {"region", "1"},
                  {"version", "23.1"}},
                 changes);
}

const Header kOneSidedHeader = {"conflict_id",
                                "dyad_id",
                                "actor_id",
                                "coalition_components",
                                "actor_name",
                                "actor_name_fulltext",
                                "actor_name_mothertongue",
                                "year",
                                "best_fatality_estimate",
                                "low_fatality_estimate",
                                "high_fatality_estimate",
                                "is_government_actor",
                                "location",
                                "gwno_location",
                                "gwnoa",
                                "region",
                                "version"};
Row OneSidedRow(const Row& changes = {}) {
  return Changed({{"conflict_id", "533"},
                  {"dyad_id", "1000"},
                  {"actor_id", "602"},
                  {"coalition_components", "3, 4"},
                  {"actor_name", "Red Front"},
                  {"actor_name_fulltext", "Red Front of the Hills"},
                  {"actor_name_mothertongue",
                   "Ru\xC4\x9D"
                   "a Fronto"},
                  {"year", "2012"},
                  {"best_fatality_estimate", "30"},
                  {"low_fatality_estimate", "25"},
                  {"high_fatality_estimate", "40"},
                  {"is_government_actor", "0"},
                  {"location", "Sylvania"},
                  {"gwno_location", "990"},
                  {"gwnoa", ""},
                  {"region", "1"},
                  {"version", "23.1"}},
                 changes);
}

std::string SpanOf(const Imported& imported) {
  return ToEdtf(imported.chronicle.event(casus::EventId(0)).span());
}

casus::Casualties LowBestHigh(std::int64_t low, std::int64_t best, std::int64_t high) {
  casus::Casualties deaths;
  deaths.low = low;
  deaths.best = best;
  deaths.high = high;
  return deaths;
}

TEST(UcdpYearly, MakesAnEventOfAConflictYear) {
  const Imported imported = ImportText("auto", Acd({}));
  EXPECT_EQ(imported.report.format, "ucdp-acd");
  EXPECT_EQ(imported.report.layout, "28 columns, header");
  EXPECT_EQ(imported.report.kept, 1u);
  EXPECT_EQ(imported.report.issues.issues().size(), 0u);
  const Chronicle& chronicle = imported.chronicle;
  const EventView event = EventOf(chronicle, "ucdp-acd:77:2012");
  EXPECT_EQ(event.type(), EventType::kArmedViolence);
  EXPECT_EQ(std::get<casus::ArmedViolenceDetails>(event.details()).organisation,
            casus::ViolenceOrganisation::kStateBased);
  EXPECT_EQ(event.codes()[0], (casus::TypeCode{casus::Taxonomy::kUcdp, "1"}));
  EXPECT_EQ(event.casualties(), std::nullopt);
  std::string attributes;
  for (const casus::Attribute& attribute : event.attributes()) {
    attributes += attribute.name + "=" + attribute.value + "\n";
  }
  EXPECT_EQ(attributes,
            "ucdp.unit=conflict-year\n"
            "ucdp.incompatibility=1\n"
            "ucdp.territory_name=North\n"
            "ucdp.intensity_level=1\n"
            "ucdp.cumulative_intensity=0\n"
            "ucdp.type_of_conflict=3\n"
            "ucdp.start_prec=1\n"
            "ucdp.start_prec2=1\n"
            "ucdp.ep_end=0\n"
            "ucdp.start_date=1997-05-29\n"
            "ucdp.start_date2=2011-03-15\n"
            "ucdp.location=Sylvania\n"
            "ucdp.gwno_loc=990\n"
            "ucdp.region=1\n");
  EXPECT_FALSE(event.place()) << "the incompatibility's country need not be where the fighting was";
  const Actor& side_a = chronicle.actor(*event.party(Role::kSideA));
  EXPECT_EQ(side_a.fact.key, "ucdp:501") << "as in GED";
  EXPECT_EQ(side_a.kind, ActorKind::kGovernment);
  EXPECT_EQ(side_a.codes, (std::vector<casus::Code>{{CodeSystem::kUcdpActor, "501", {}},
                                                    {CodeSystem::kGw, "990", {}}}));
  EXPECT_EQ(chronicle.actor(*event.party(Role::kSideB)).kind, ActorKind::kNonStateArmed);
  EXPECT_EQ(chronicle.sources()[0].version, "25.1");
  EXPECT_TRUE(chronicle.sources()[0].key.starts_with("ucdp-acd:"));
}

TEST(UcdpYearly, AYearOfAnEpisodeIsSomeOfTheYear) {
  EXPECT_EQ(SpanOf(ImportText("ucdp-acd", Acd({}))), "2012") << "no end of it is known";
  const Row first = {{"start_date2", "2012-03-15"}};
  const auto with = [&](Row row, const Row& more) {
    for (const auto& [name, value] : more) row[name] = value;
    return SpanOf(ImportText("ucdp-acd", Acd(row)));
  };
  EXPECT_EQ(with(first, {{"start_prec2", "1"}}), "2012-03-15/2012");
  EXPECT_EQ(with(first, {{"start_prec2", "2"}}), "2012-03/2012");
  EXPECT_EQ(with(first, {{"start_prec2", "3"}}), "2012-03/2012");
  for (const char* const code : {"4", "5", "6", "7"}) {
    EXPECT_EQ(with(first, {{"start_prec2", code}}), "2012") << code;
  }
  const Row last = {{"ep_end", "1"}, {"ep_end_date", "2012-11-20"}};
  EXPECT_EQ(with(last, {{"ep_end_prec", "1"}}), "2012/2012-11-20");
  EXPECT_EQ(with(last, {{"ep_end_prec", "3"}}), "2012/2012-11");
  EXPECT_EQ(with(last, {{"ep_end_prec", "5"}}), "2012");
  EXPECT_EQ(with(last, {{"ep_end_prec", "2"}, {"start_date2", "2012-11-20"}}),
            "2012-11-20/2012-11");
}

TEST(UcdpYearly, AnEndWithoutAPrecisionIsSomeDayOfTheYearAndNotedOnce) {
  const Imported imported = ImportText(
      "ucdp-acd",
      Csv(kAcdHeader,
          {AcdRow({{"ep_end", "1"}, {"ep_end_date", "2012-11-20"}}),
           AcdRow({{"conflict_id", "78"}, {"ep_end", "1"}, {"ep_end_date", "2012-11-21"}})}));
  EXPECT_EQ(SpanOf(imported), "2012");
  EXPECT_EQ(
      OnlyIssue(imported),
      "f: note: no precision of start_date2 or ep_end_date in 2 records [taken as some day of "
      "the year]");
  EXPECT_EQ(AttributeOf(imported.chronicle.event(casus::EventId(0)), "ucdp.ep_end_date"),
            "2012-11-20");
}

TEST(UcdpYearly, NamesAndIdsOfListsAreNotPaired) {
  // Names in alphabetical order, ids in that of the numbers.
  const Imported imported = ImportText(
      "ucdp-acd",
      Csv(kAcdHeader,
          {AcdRow({{"conflict_id", "1"},
                   {"side_b", "Blue Front, Red Front"},
                   {"side_b_id", "602,  603"},
                   {"side_a_2nd", "Government of Atlantis, Government of Oz"},
                   {"gwno_a_2nd", "2, 911"}}),
           AcdRow({{"conflict_id", "2"}}),
           AcdRow(
               {{"conflict_id", "3"}, {"side_a_2nd", " Government of Oz"}, {"gwno_a_2nd", "2"}})}));
  const Chronicle& chronicle = imported.chronicle;
  const EventView event = EventOf(chronicle, "ucdp-acd:1:2012");
  std::string parties;
  for (const casus::Party& party : event.parties()) {
    parties += chronicle.actor(party.actor).fact.key + " " + chronicle.actor(party.actor).name +
               (party.role == Role::kSideA ? " a\n" : " b\n");
  }
  EXPECT_EQ(parties,
            "ucdp:501 Government of Sylvania a\n"
            "ucdp:gw:2 Government of Oz a\n"
            "ucdp:gw:911 911 a\n"
            "ucdp:602 Red Front b\n"
            "ucdp:603 603 b\n");
  for (const Actor& actor : chronicle.actors()) EXPECT_TRUE(actor.names.empty()) << actor.name;
  EXPECT_EQ(chronicle.actor(*chronicle.FindActor("ucdp:gw:911")).kind, ActorKind::kGovernment);
  EXPECT_EQ(chronicle.actor(*chronicle.FindActor("ucdp:gw:911")).codes,
            (std::vector<casus::Code>{{CodeSystem::kGw, "911", {}}}));
  EXPECT_EQ(chronicle.actor(*chronicle.FindActor("ucdp:603")).kind, ActorKind::kNonStateArmed);
  EXPECT_EQ(AttributeOf(event, "ucdp.side_b"), "Blue Front, Red Front");
  EXPECT_EQ(AttributeOf(event, "ucdp.side_a_2nd"), "Government of Atlantis, Government of Oz");
  EXPECT_EQ(OnlyIssue(imported),
            "f: note: lists of sides, whose names may not be in the order of the numbers, in 2 "
            "records [names kept as attributes]");
}

TEST(UcdpYearly, ListsOfStatesAreGovernmentsAndKeepTheirNumbers) {
  const Imported imported =
      ImportText("ucdp-acd", Acd({{"side_a", "Government of Oz, Government of Sylvania"},
                                  {"side_a_id", "500, 501"},
                                  {"gwno_a", "651,  990"},
                                  {"region", "1, 3, 5"},
                                  {"location", "Oz, Sylvania"},
                                  {"gwno_loc", "651, 990"}}));
  EXPECT_EQ(imported.report.issues.warnings(), 0u);
  const Actor& first = imported.chronicle.actor(*imported.chronicle.FindActor("ucdp:500"));
  EXPECT_EQ(first.kind, ActorKind::kGovernment);
  EXPECT_EQ(first.codes.size(), 1u) << "which of the numbers is its own is not said";
  const EventView event = imported.chronicle.event(casus::EventId(0));
  EXPECT_EQ(AttributeOf(event, "ucdp.gwno_a"), "651,  990");
  EXPECT_EQ(AttributeOf(event, "ucdp.region"), "1, 3, 5");
  EXPECT_EQ(AttributeOf(event, "ucdp.gwno_loc"), "651, 990");
}

TEST(UcdpYearly, OneIdHasOneNameWhateverCommasAreInIt) {
  const Imported imported =
      ImportText("ucdp-acd",
                 Csv(kAcdHeader, {AcdRow({{"conflict_id", "1"}, {"side_b", "Officers (A, B & C)"}}),
                                  AcdRow({{"conflict_id", "2"}, {"gwno_a", "991"}})}));
  EXPECT_EQ(imported.report.issues.issues().size(), 0u);
  const Actor& actor = imported.chronicle.actor(*imported.chronicle.FindActor("ucdp:602"));
  EXPECT_EQ(actor.name, "Officers (A, B & C)");
  ASSERT_EQ(actor.names.size(), 1u);
  EXPECT_EQ(actor.names[0].text, "Red Front");
  const EventView second = EventOf(imported.chronicle, "ucdp-acd:2:2012");
  EXPECT_EQ(AttributeOf(second, "ucdp.side_b"), "Red Front") << "which of its names the row says";
  EXPECT_EQ(AttributeOf(second, "ucdp.gwno_a"), "991") << "the actor bears another number";
}

TEST(UcdpYearly, MakesAnEventOfADyadYearOfDeaths) {
  const Imported imported =
      ImportText("auto", Csv(kBrdHeader, {BrdRow(), BrdRow({{"year", "2013"},
                                                            {"battle_location", "Oz, Sylvania"},
                                                            {"gwno_battle", "911, 990"}})}));
  EXPECT_EQ(imported.report.format, "ucdp-brd");
  EXPECT_EQ(imported.report.issues.issues().size(), 0u);
  const EventView event = EventOf(imported.chronicle, "ucdp-brd:710:2012");
  EXPECT_EQ(ToEdtf(event.span()), "2012");
  EXPECT_EQ(event.casualties(), LowBestHigh(25, 30, 40));
  EXPECT_EQ(AttributeOf(event, "ucdp.unit"), "dyad-year");
  EXPECT_EQ(AttributeOf(event, "ucdp.conflict_id"), "77");
  EXPECT_EQ(AttributeOf(event, "ucdp.location_inc"), "Sylvania");
  EXPECT_EQ(PathOf(imported.chronicle, event.place()), "ged:country:990")
      << "the region is the incompatibility's";
  EXPECT_EQ(AttributeOf(event, "ucdp.region"), "1");
  EXPECT_EQ(event.place_precision(), PlacePrecision::kCountry);
  const EventView second = EventOf(imported.chronicle, "ucdp-brd:710:2013");
  EXPECT_FALSE(second.place()) << "of two countries none is chosen";
  EXPECT_EQ(AttributeOf(second, "ucdp.battle_location"), "Oz, Sylvania");
  EXPECT_EQ(AttributeOf(second, "ucdp.gwno_battle"), "911, 990");
}

TEST(UcdpYearly, DeathsOfAConflictWithSeveralDyadsAreAConflictYear) {
  const Imported imported =
      ImportText("ucdp-brd", Csv(kBrdHeader, {BrdRow({{"dyad_id", "710, 711"}})}));
  const EventView event = EventOf(imported.chronicle, "ucdp-brd:conflict:77:2012");
  EXPECT_EQ(AttributeOf(event, "ucdp.unit"), "conflict-year");
  EXPECT_EQ(AttributeOf(event, "ucdp.dyad_id"), "710, 711");
}

TEST(UcdpYearly, ReadsTheDyadicDatasetByItsDyads) {
  Header header = kAcdHeader;
  header.insert(header.begin(), "dyad_id");
  Row row = AcdRow();
  row["dyad_id"] = "710";
  const Imported imported = ImportText("auto", Csv(header, {row}));
  EXPECT_EQ(imported.report.format, "ucdp-dyadic");
  const EventView event = EventOf(imported.chronicle, "ucdp-dyadic:710:2012");
  EXPECT_EQ(AttributeOf(event, "ucdp.unit"), "dyad-year");
  EXPECT_EQ(AttributeOf(event, "ucdp.conflict_id"), "77");
  EXPECT_NE(Refusal("ucdp-acd", Csv(header, {row})).message().find("makes it the Dyadic Dataset"),
            std::string::npos);
}

TEST(UcdpYearly, MakesAnEventOfANonStateDyadYear) {
  const Imported imported = ImportText(
      "auto", Csv(kNonStateHeader, {NonStateRow(), NonStateRow({{"dyad_id", "721"},
                                                                {"org", "3"},
                                                                {"side_a_id", "607"},
                                                                {"location", "Old Sylvania"},
                                                                {"region", "Asia"}})}));
  EXPECT_EQ(imported.report.format, "ucdp-nonstate");
  EXPECT_EQ(imported.report.issues.issues().size(), 0u);
  const Chronicle& chronicle = imported.chronicle;
  const EventView event = EventOf(chronicle, "ucdp-nonstate:720:2012");
  EXPECT_EQ(event.codes()[0].code, "2");
  EXPECT_EQ(ToEdtf(event.span()), "2012-02-03/2012-11");
  EXPECT_EQ(event.casualties(), LowBestHigh(25, 30, 40));
  EXPECT_EQ(PathOf(chronicle, event.place()), "ged:country:990 < ged:region:Europe");
  EXPECT_EQ(AttributeOf(event, "ucdp.region"), "(none)") << "the place's parent says it";
  EXPECT_EQ(AttributeOf(event, "ucdp.side_a_components"), "1, 2");
  EXPECT_EQ(AttributeOf(event, "ucdp.conflict_id"), "88");
  const Actor& side_a = chronicle.actor(*event.party(Role::kSideA));
  EXPECT_EQ(side_a.kind, ActorKind::kNonStateArmed);
  ASSERT_EQ(side_a.names.size(), 1u) << "n/a is no name";
  EXPECT_EQ(side_a.names[0].text, "Hill Guard");
  const Actor& side_b = chronicle.actor(*event.party(Role::kSideB));
  EXPECT_EQ(side_b.name, "Valley, Lake and River Front");
  ASSERT_EQ(side_b.names.size(), 1u);
  EXPECT_EQ(side_b.names[0].text, "Vala Fronto");

  const EventView second = EventOf(chronicle, "ucdp-nonstate:721:2012");
  EXPECT_EQ(chronicle.actor(*second.party(Role::kSideA)).kind, ActorKind::kCommunalGroup);
  EXPECT_EQ(AttributeOf(second, "ucdp.region"), "Asia") << "the place lies elsewhere";
  EXPECT_EQ(AttributeOf(second, "ucdp.location"), "Old Sylvania") << "the place has another name";
}

TEST(UcdpYearly, MakesAnEventOfAnActorYear) {
  const Imported imported = ImportText(
      "auto", Csv(kOneSidedHeader, {OneSidedRow(), OneSidedRow({{"actor_id", "501"},
                                                                {"actor_name", "Sylvania"},
                                                                {"is_government_actor", "1"},
                                                                {"gwnoa", "990"}})}));
  EXPECT_EQ(imported.report.format, "ucdp-onesided");
  EXPECT_EQ(imported.report.issues.issues().size(), 0u);
  const Chronicle& chronicle = imported.chronicle;
  const EventView event = EventOf(chronicle, "ucdp-onesided:602:2012");
  EXPECT_EQ(event.type(), EventType::kViolenceAgainstCivilians);
  EXPECT_EQ(event.codes()[0].code, "3");
  EXPECT_EQ(AttributeOf(event, "ucdp.unit"), "actor-year");
  EXPECT_EQ(AttributeOf(event, "ucdp.coalition_components"), "3, 4");
  EXPECT_EQ(AttributeOf(event, "ucdp.dyad_id"), "1000");
  ASSERT_EQ(event.parties().size(), 1u);
  const Actor& actor = chronicle.actor(*event.party(Role::kSideA));
  EXPECT_EQ(actor.kind, ActorKind::kNonStateArmed);
  EXPECT_EQ(actor.names.size(), 2u);
  const EventView second = EventOf(chronicle, "ucdp-onesided:501:2012");
  EXPECT_EQ(chronicle.actor(*second.party(Role::kSideA)).kind, ActorKind::kGovernment);
  EXPECT_EQ(chronicle.actor(*second.party(Role::kSideA)).codes.back(),
            (casus::Code{CodeSystem::kGw, "990", {}}));
}

TEST(UcdpYearly, FilesSavedAgainBySpreadsheetsReadToTheSame) {
  const std::vector<Row> rows = {AcdRow({{"ep_end", "1"}, {"ep_end_date", "2012-12-21"}}),
                                 AcdRow({{"year", "2013"}, {"start_date2", "2013-02-01"}})};
  const Imported genuine = ImportText("auto", Csv(kAcdHeader, rows));
  for (const char mark : {'-', '.'}) {
    std::vector<Row> saved = rows;
    for (Row& row : saved) {
      for (const char* const column : {"start_date", "start_date2", "ep_end_date"}) {
        std::string& cell = row[column];
        if (cell.empty()) continue;
        const Day day = casus::ParseDay(cell, casus::DayShape::kIso).value();
        cell = std::to_string(day.day()) + mark + std::to_string(day.month()) + mark +
               std::to_string(day.year());
      }
    }
    std::string text = Csv(kAcdHeader, saved, true, ';');
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
      text.insert(at, "\r");
    }
    const Imported again = ImportText("auto", text);
    EXPECT_EQ(again.report.layout,
              mark == '-' ? "28 columns between semicolons, header, days as 03-12-2020"
                          : "28 columns between semicolons, header, days as 03.12.2020");
    ASSERT_EQ(again.chronicle.event_count(), 2u);
    for (std::uint32_t i = 0; i < 2; ++i) {
      EXPECT_EQ(again.chronicle.event(casus::EventId(i)).Record(),
                genuine.chronicle.event(casus::EventId(i)).Record());
    }
  }
}

TEST(UcdpYearly, DaysThatCouldBeMonthsRefuseTheFile) {
  const Row ambiguous = {{"start_date", "5-6-1997"}, {"start_date2", "3-3-2011"}};
  EXPECT_NE(Refusal("ucdp-acd", Acd(ambiguous))
                .message()
                .find("days as '3-3-2011' do not say whether the day or the month comes first"),
            std::string::npos);
  EXPECT_NE(Refusal("ucdp-acd", Acd({{"start_date", "5/29/1997"}}))
                .message()
                .find("days with slashes do not say"),
            std::string::npos);
}

TEST(UcdpYearly, ColumnsMayStandInAnyOrderUnderOtherCapitalsAndUnknownOnesAreKept) {
  Header header = kAcdHeader;
  std::reverse(header.begin(), header.end());
  std::string text = Csv(header, {AcdRow()});
  text.replace(text.find("side_b_id"), 9, "SideBID");
  text.replace(text.find("region"), 6, "Continent");
  const Imported imported = ImportText("ucdp-acd", text);
  EXPECT_EQ(OnlyIssue(imported),
            "f:1:9 (2): warning: not a column of ACD: 'Continent' [kept as attribute "
            "ucdp.Continent]");
  const EventView event = imported.chronicle.event(casus::EventId(0));
  EXPECT_EQ(event.party(Role::kSideB), imported.chronicle.FindActor("ucdp:602"));
  EXPECT_EQ(AttributeOf(event, "ucdp.Continent"), "1");
}

TEST(UcdpYearly, RefusesOtherShapesWhole) {
  EXPECT_NE(Refusal("ucdp-acd", "year,deaths\n2012,3\n")
                .message()
                .find("the first line is no header of it"),
            std::string::npos);
  Header header = kAcdHeader;
  std::erase(header, "intensity_level");
  std::erase(header, "side_b");
  EXPECT_NE(Refusal("ucdp-acd", Csv(header, {AcdRow()}))
                .message()
                .find("these columns are missing: side_b, intensity_level"),
            std::string::npos);
  header = kAcdHeader;
  header[1] = "Year";
  EXPECT_NE(Refusal("ucdp-acd", "x," + Csv(header, {})).message().find("'year' is there twice"),
            std::string::npos);
}

struct BadCell {
  Row changes;
  std::string issue;
};

TEST(UcdpYearly, RefusesRecordsThatCannotBeUnderstood) {
  const std::vector<BadCell> cases = {
      {{{"conflict_id", ""}}, "(conflict_id): error: missing [record refused]"},
      {{{"conflict_id", "x"}}, "(conflict_id): error: not a whole number: 'x'"},
      {{{"year", ""}}, "(year): error: missing"},
      {{{"year", "1945"}}, "(year): error: not a year from 1946 to 2099: '1945'"},
      {{{"start_date", "2012-02-30"}}, "(start_date): error: "},
      {{{"start_date2", "March"}}, "(start_date2): error: "},
      {{{"ep_end_date", "2012-11"}}, "(ep_end_date): error: "},
      {{{"side_a_id", "one"}}, "(side_a_id): error: not a list of whole numbers: 'one'"},
      {{{"side_b_id", "602; 603"}}, "(side_b_id): error: not a list of whole numbers"},
      {{{"side_b_id", "602, "}}, "(side_b_id): error: not a list of whole numbers"},
  };
  for (const BadCell& bad : cases) {
    const Imported imported = ImportText(
        "ucdp-acd", Csv(kAcdHeader, {AcdRow(bad.changes), AcdRow({{"conflict_id", "7"}})}));
    EXPECT_EQ(imported.report.kept, 1u) << bad.issue;
    EXPECT_NE(OnlyIssue(imported).find(bad.issue), std::string::npos) << OnlyIssue(imported);
  }
  const Imported deaths = ImportText(
      "ucdp-brd", Csv(kBrdHeader, {BrdRow({{"bd_high", "9999999999"}}), BrdRow({{"year", "2013"}}),
                                   BrdRow({{"year", "2014"}, {"bd_low", "-1"}})}));
  EXPECT_EQ(deaths.report.kept, 1u);
  EXPECT_EQ(deaths.report.issues.issues()[0].message, "more deaths than can be");
  EXPECT_EQ(deaths.report.issues.issues()[1].message, "a negative count");
}

TEST(UcdpYearly, WarnsWhereARowBreaksTheCodebooksOwnRules) {
  const std::vector<BadCell> cases = {
      {{{"start_date", "2013-01-01"}, {"start_date2", ""}},
       "(start_date): warning: the conflict begins after the year: '2013-01-01' [kept as given]"},
      {{{"start_date2", "2013-01-01"}},
       "(start_date2): warning: the episode begins after the year: '2013-01-01'"},
      {{{"start_date2", "1996-01-01"}},
       "(start_date2): warning: the episode begins before the conflict, on 1997-05-29"},
      {{{"ep_end_date", "2012-11-20"}, {"ep_end_prec", "1"}},
       "(ep_end_date): warning: an end of the episode, which ep_end says has none this year"},
      {{{"ep_end", "1"}},
       "(ep_end_date): warning: no end of the episode, which ep_end says has one"},
      {{{"ep_end", "1"}, {"ep_end_date", "2013-01-20"}, {"ep_end_prec", "1"}},
       "(ep_end_date): warning: the episode ends in another year: '2013-01-20'"},
      {{{"start_date2", "2012-11-25"},
        {"ep_end", "1"},
        {"ep_end_date", "2012-11-20"},
        {"ep_end_prec", "1"}},
       "(ep_end_date): warning: the episode ends before it begins, on 2012-11-25"},
      {{{"incompatibility", "4"}}, "(incompatibility): warning: not one of the codes 1 to 3: '4'"},
      {{{"intensity_level", "0"}}, "(intensity_level): warning: not one of the codes 1 to 2: '0'"},
      {{{"cumulative_intensity", "2"}}, "(cumulative_intensity): warning: not one of the codes 0 "},
      {{{"type_of_conflict", "x"}},
       "(type_of_conflict): warning: not one of the codes 1 to 4: 'x'"},
      {{{"start_prec", "8"}}, "(start_prec): warning: not one of the codes 1 to 7: '8'"},
      {{{"start_prec2", "0"}}, "(start_prec2): warning: not one of the codes 1 to 7: '0'"},
      {{{"ep_end_prec", "8"}}, "(ep_end_prec): warning: not one of the codes 0 to 7: '8'"},
      {{{"region", "1, 6"}}, "(region): warning: not one of the regions 1 to 5: '1, 6'"},
      {{{"location", "Oz"}, {"gwno_loc", "911, 990"}},
       "(location): warning: 1 items for 2 in gwno_loc: 'Oz' [kept as given]"},
      {{{"side_b_id", ""}},
       "(side_b): warning: a side without an id: 'Red Front' [kept as an attri"},
      {{{"side_a_2nd", "Oz"}, {"gwno_a_2nd", "x"}},
       "(gwno_a_2nd): warning: not a list of whole numbers: 'x' [kept as an attribute]"},
  };
  for (const BadCell& bad : cases) {
    const Imported imported = ImportText("ucdp-acd", Acd(bad.changes));
    EXPECT_EQ(imported.report.kept, 1u) << bad.issue;
    EXPECT_NE(OnlyIssue(imported).find(bad.issue), std::string::npos) << bad.issue << "\n"
                                                                      << OnlyIssue(imported);
    // What the warning is about can be read from the chronicle, and no year is narrowed by it.
    const EventView event = imported.chronicle.event(casus::EventId(0));
    EXPECT_EQ(ToEdtf(event.span()), "2012") << bad.issue;
    for (const auto& [name, value] : bad.changes) {
      EXPECT_EQ(AttributeOf(event, "ucdp." + name), value.empty() ? "(none)" : value);
    }
  }
  EXPECT_EQ(AttributeOf(
                ImportText("ucdp-acd", Acd({{"side_b_id", ""}})).chronicle.event(casus::EventId(0)),
                "ucdp.side_b"),
            "Red Front");
  const Imported lists = ImportText(
      "ucdp-acd", Acd({{"side_b", "A (B, C), D"}, {"side_b_id", "1, 2"}, {"gwno_b", "3"}}));
  EXPECT_NE(ToString(lists.report.issues.issues()[0]).find("3 items for 2 in side_b_id"),
            std::string::npos);
  EXPECT_NE(ToString(lists.report.issues.issues()[1]).find("1 items for 2 in side_b_id"),
            std::string::npos);
  EXPECT_EQ(lists.chronicle.actor(*lists.chronicle.FindActor("ucdp:1")).kind, ActorKind::kOther)
      << "which of them is a state is not said";
  EXPECT_NE(OnlyIssue(ImportText("ucdp-brd", Csv(kBrdHeader, {BrdRow({{"bd_best", "41"}})})))
                .find("(bd_best): warning: not between low (25) and high (40): '41'"),
            std::string::npos);
  EXPECT_NE(OnlyIssue(ImportText("auto", Csv(kNonStateHeader, {NonStateRow({{"org", "4"}})})))
                .find("(org): warning: not one of the codes 1 to 3"),
            std::string::npos);
  EXPECT_NE(OnlyIssue(ImportText("auto", Csv(kOneSidedHeader,
                                             {OneSidedRow({{"is_government_actor", "2"}})})))
                .find("(is_government_actor): warning: not one of the codes 0 to 1"),
            std::string::npos);
}

TEST(UcdpYearly, RefusesAYearGivenTwiceInAFileAndOverFiles) {
  casus::ChronicleBuilder builder;
  const casus_test::TemporaryFile file(
      "acd.csv", Csv(kAcdHeader, {AcdRow(), AcdRow({{"conflict_id", "077"}})}));
  const auto once = casus::Import("ucdp-acd", file.path(), {}, builder);
  ASSERT_TRUE(once.ok());
  EXPECT_EQ(once->kept, 1u);
  EXPECT_EQ(once->issues.issues()[0].code, casus::ErrorCode::kDuplicate);
  EXPECT_EQ(once->issues.issues()[0].message, "this year is there already, as ucdp-acd:77:2012");
  const auto twice = casus::Import("ucdp-acd", file.path(), {}, builder);
  ASSERT_TRUE(twice.ok());
  EXPECT_EQ(twice->kept, 0u);
}

TEST(UcdpYearly, TheVersionIsTheSourcesAndAnotherOneAnAttribute) {
  const std::string text =
      Csv(kAcdHeader, {AcdRow(), AcdRow({{"year", "2013"}, {"version", "24.1"}})});
  const Imported imported = ImportText("ucdp-acd", text);
  EXPECT_EQ(imported.chronicle.sources()[0].version, "25.1");
  EXPECT_EQ(OnlyIssue(imported),
            "f: note: a version other than '25.1' in 1 records [kept as an attribute]");
  EXPECT_EQ(AttributeOf(EventOf(imported.chronicle, "ucdp-acd:77:2013"), "ucdp.version"), "24.1");
  ImportOptions options;
  options.source_version = "mine";
  const Imported named = ImportText("ucdp-acd", text, options);
  EXPECT_EQ(named.chronicle.sources()[0].version, "mine");
  EXPECT_EQ(AttributeOf(EventOf(named.chronicle, "ucdp-acd:77:2012"), "ucdp.version"), "25.1");
}

TEST(UcdpYearly, CoversTheYearsThatItHasAndIsNeverComplete) {
  const Imported imported =
      ImportText("ucdp-acd", Csv(kAcdHeader, {AcdRow({{"year", "2014"}}), AcdRow()}));
  ASSERT_EQ(imported.chronicle.coverage().size(), 1u);
  const casus::Coverage& coverage = imported.chronicle.coverage()[0];
  EXPECT_EQ(coverage.period, casus::Period::Of(Day::FromYmd(2012, 1, 1), Day::FromYmd(2015, 1, 1)));
  EXPECT_FALSE(coverage.complete);
  EXPECT_FALSE(coverage.place);
}

TEST(UcdpYearly, SharesActorsAndCountriesWithGed) {
  casus::ChronicleBuilder builder;
  ASSERT_TRUE(casus::Import("ucdp-ged", casus_test::DataPath("ged_49.csv"), {}, builder).ok());
  const std::size_t actors = builder.size(casus::Table::kActors);
  const std::size_t places = builder.size(casus::Table::kPlaces);
  const casus_test::TemporaryFile file("brd.csv", Csv(kBrdHeader, {BrdRow()}));
  ASSERT_TRUE(casus::Import("auto", file.path(), {}, builder).ok());
  EXPECT_EQ(builder.size(casus::Table::kActors), actors);
  EXPECT_EQ(builder.size(casus::Table::kPlaces), places);
}

}  // namespace
