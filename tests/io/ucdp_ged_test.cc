#include <algorithm>
#include <cctype>
#include <string>
#include <variant>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"

namespace {

using casus::ActorId;
using casus::ActorKind;
using casus::Chronicle;
using casus::CodeSystem;
using casus::Day;
using casus::Error;
using casus::ErrorCode;
using casus::EventType;
using casus::EventView;
using casus::ImportOptions;
using casus::Moment;
using casus::PlacePrecision;
using casus::Role;
using casus::Severity;
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

Header GedHeader() { return casus_test::HeaderOf("ged_49.csv"); }
Row GedRow(const Row& changes = {}) { return casus_test::SampleRow("ged_49.csv", changes); }

std::string OneRow(const Row& changes) { return Csv(GedHeader(), {GedRow(changes)}); }

TEST(UcdpGed, ReadsEveryLayoutToTheSameEvents) {
  const Imported full = ImportFile("ucdp-ged", DataPath("ged_49.csv"));
  EXPECT_EQ(full.report.format, "ucdp-ged");
  EXPECT_EQ(full.report.layout, "49 columns, header");
  EXPECT_EQ(full.report.records, 6u);
  EXPECT_EQ(full.report.kept, 6u);
  const Imported candidate = ImportFile("ucdp-ged", DataPath("ged_candidate_no_header.csv"));
  EXPECT_EQ(candidate.report.layout, "49 columns, no header");
  EXPECT_EQ(candidate.report.kept, 6u);
  const Imported old = ImportFile("ucdp-ged", DataPath("ged_41.csv"));
  EXPECT_EQ(old.report.layout, "41 columns, header");
  EXPECT_EQ(old.report.kept, 6u);
  for (std::uint32_t i = 0; i < 6; ++i) {
    const EventView event = full.chronicle.event(casus::EventId(i));
    EXPECT_EQ(event.Record(), candidate.chronicle.event(casus::EventId(i)).Record());
    const EventView older = old.chronicle.event(casus::EventId(i));
    EXPECT_EQ(event.key(), older.key());
    EXPECT_EQ(event.span(), older.span());
    EXPECT_EQ(event.casualties(), older.casualties());
    EXPECT_EQ(event.type(), older.type());
    EXPECT_EQ(PathOf(full.chronicle, event.place()), PathOf(old.chronicle, older.place()));
  }
}

TEST(UcdpGed, MakesAnEventOfARow) {
  const Imported imported = ImportFile("ucdp-ged", DataPath("ged_49.csv"));
  const Chronicle& chronicle = imported.chronicle;
  const EventView event = EventOf(chronicle, "ged:1001");
  EXPECT_EQ(event.span(), Span::On(Day::FromYmd(2020, 3, 5)));
  EXPECT_EQ(event.type(), EventType::kArmedViolence);
  ASSERT_TRUE(std::holds_alternative<casus::ArmedViolenceDetails>(event.details()));
  EXPECT_EQ(std::get<casus::ArmedViolenceDetails>(event.details()).organisation,
            casus::ViolenceOrganisation::kStateBased);
  ASSERT_EQ(event.codes().size(), 1u);
  EXPECT_EQ(event.codes()[0], (casus::TypeCode{casus::Taxonomy::kUcdp, "1"}));
  EXPECT_EQ(
      event.casualties(),
      (casus::Casualties{
          .low = 2, .best = 3, .high = 4, .side_a = 1, .side_b = 2, .civilians = 0, .unknown = 0}));
  EXPECT_EQ(event.at(), (casus::Coordinates{10.25, 20.75}));
  EXPECT_EQ(event.place_precision(), PlacePrecision::kExact);
  EXPECT_EQ(PathOf(chronicle, event.place()),
            "ged:where:990:North-province/Mill-district/Millbrook-village < "
            "ged:adm2:990:North-province/Mill-district < ged:adm1:990:North-province < "
            "ged:country:990 < ged:region:Europe");
  EXPECT_EQ(chronicle.place(*event.place()).kind, casus::PlaceKind::kSettlement);
  EXPECT_EQ(chronicle.place(*event.place()).name, "Millbrook village");
  const casus::Place& country = chronicle.place(*chronicle.FindPlace("ged:country:990"));
  EXPECT_EQ(country.kind, casus::PlaceKind::kCountry);
  EXPECT_EQ(country.codes, (std::vector<casus::Code>{{CodeSystem::kGw, "990", {}}}));

  const casus::Actor& side_a = chronicle.actor(*event.party(Role::kSideA));
  EXPECT_EQ(side_a.fact.key, "ucdp:501");
  EXPECT_EQ(side_a.name, "Government of Sylvania");
  EXPECT_EQ(side_a.kind, ActorKind::kGovernment);
  EXPECT_EQ(side_a.codes, (std::vector<casus::Code>{{CodeSystem::kUcdpActor, "501", {}},
                                                    {CodeSystem::kGw, "990", {}}}));
  const casus::Actor& side_b = chronicle.actor(*event.party(Role::kSideB));
  EXPECT_EQ(side_b.fact.key, "ucdp:602");
  EXPECT_EQ(side_b.kind, ActorKind::kNonStateArmed);
  EXPECT_EQ(side_b.codes, (std::vector<casus::Code>{{CodeSystem::kUcdpActor, "602", {}}}));
  const casus::Actor& civilians = chronicle.actor(*chronicle.FindActor("ucdp:9999"));
  EXPECT_EQ(civilians.kind, ActorKind::kPopulation);
  EXPECT_EQ(chronicle.actor(*chronicle.FindActor("ucdp:603")).kind, ActorKind::kOther)
      << "a party to non-state violence may be a communal group";
}

TEST(UcdpGed, KeepsWhatTheModelHasNoFieldForAndLeavesOutWhatFollows) {
  const Imported imported = ImportFile("ucdp-ged", DataPath("ged_49.csv"));
  const EventView event = EventOf(imported.chronicle, "ged:1001");
  std::vector<std::string> names;
  for (const casus::Attribute& attribute : event.attributes()) names.push_back(attribute.name);
  EXPECT_EQ(names, (std::vector<std::string>{
                       "ucdp.relid", "ucdp.active_year", "ucdp.code_status", "ucdp.conflict_new_id",
                       "ucdp.conflict_name", "ucdp.dyad_new_id", "ucdp.number_of_sources",
                       "ucdp.source_article", "ucdp.source_office", "ucdp.source_date",
                       "ucdp.source_headline", "ucdp.source_original", "ucdp.where_description",
                       "ucdp.event_clarity"}));
  EXPECT_EQ(AttributeOf(event, "ucdp.relid"), "SYL-2020-1-77-1");
  EXPECT_EQ(AttributeOf(event, "ucdp.active_year"), "TRUE");

  const EventView second = EventOf(imported.chronicle, "ged:1002");
  EXPECT_EQ(AttributeOf(second, "ucdp.source_article"),
            "\"Sylvanian Herald,2020-03-10,They said \"\"no\"\"\"\n;\"Reuters,2020-03-10,Clash\"")
      << "line breaks and quotes are part of the cell";
  const EventView third = EventOf(imported.chronicle, "ged:1003");
  EXPECT_EQ(AttributeOf(third, "ucdp.conflict_dset_id"), "78") << "it is not the new id";
  EXPECT_EQ(AttributeOf(third, "ucdp.conflict_new_id"), "13078");
  EXPECT_EQ(AttributeOf(third, "ucdp.number_of_sources"), "-1");
  const EventView fourth = EventOf(imported.chronicle, "ged:1004");
  EXPECT_EQ(AttributeOf(fourth, "ucdp.side_b_dset_id"), "1");

  const Imported other =
      ImportText("ucdp-ged", OneRow({{"dyad_name", "Sylvania - RF"}, {"geom_wkt", "POINT (1 2)"}}));
  const EventView changed = other.chronicle.event(casus::EventId(0));
  EXPECT_EQ(AttributeOf(changed, "ucdp.dyad_name"), "Sylvania - RF") << "not what the sides say";
  EXPECT_EQ(AttributeOf(changed, "ucdp.geom_wkt"), "POINT (1 2)") << "not the coordinates";
}

TEST(UcdpGed, AVagueDateIsSomeDayOfTheRangeAndNotAllOfThem) {
  const Imported imported = ImportFile("ucdp-ged", DataPath("ged_49.csv"));
  const auto between = [](Day first, Day last) {
    return Span::On(Moment::Between(first, last).value());
  };
  EXPECT_EQ(EventOf(imported.chronicle, "ged:1002").span(),
            between(Day::FromYmd(2020, 3, 7), Day::FromYmd(2020, 3, 9)));
  const Span month = EventOf(imported.chronicle, "ged:1004").span();
  EXPECT_EQ(month, between(Day::FromYmd(2020, 6, 1), Day::FromYmd(2020, 6, 30)));
  EXPECT_EQ(casus::HoldsAt(month, Day::FromYmd(2020, 6, 1)), casus::Truth::kPossible);
  EXPECT_EQ(casus::MeetsDuring(month, casus::Period::OfMonth(2020, 6)), casus::Truth::kCertain);
  EXPECT_EQ(EventOf(imported.chronicle, "ged:1005").span(),
            between(Day::FromYmd(2020, 1, 1), Day::FromYmd(2020, 12, 31)));
}

TEST(UcdpGed, AnEventKnownToAUnitOnlyIsInTheUnit) {
  const Imported imported = ImportFile("ucdp-ged", DataPath("ged_49.csv"));
  const auto path = [&](std::string_view key) {
    const std::string whole = PathOf(imported.chronicle, EventOf(imported.chronicle, key).place());
    return whole.substr(0, whole.find(" < "));
  };
  EXPECT_EQ(path("ged:1003"), "ged:adm2:990:North-province/Mill-district");
  EXPECT_EQ(path("ged:1004"), "ged:adm1:990:North-province");
  EXPECT_EQ(path("ged:1005"), "ged:country:990");
  EXPECT_EQ(path("ged:1006"), "ged:where:990:North-province//Border-river");
  EXPECT_EQ(EventOf(imported.chronicle, "ged:1002").place(),
            EventOf(imported.chronicle, "ged:1001").place())
      << "a place is one place, however well each event is known";
  EXPECT_EQ(EventOf(imported.chronicle, "ged:1002").place_precision(), PlacePrecision::kNear);
  EXPECT_EQ(EventOf(imported.chronicle, "ged:1003").place_precision(), PlacePrecision::kAdmin2);
  EXPECT_EQ(EventOf(imported.chronicle, "ged:1004").place_precision(), PlacePrecision::kAdmin1);
  EXPECT_EQ(EventOf(imported.chronicle, "ged:1005").place_precision(), PlacePrecision::kCountry);
  EXPECT_EQ(EventOf(imported.chronicle, "ged:1006").place_precision(), PlacePrecision::kRegion);
  EXPECT_EQ(ImportText("ucdp-ged", OneRow({{"where_prec", "7"}}))
                .chronicle.event(casus::EventId(0))
                .place_precision(),
            PlacePrecision::kInternational);
}

TEST(UcdpGed, NoNameOfAPlaceIsLostWhereTheUnitDoesNotSayIt) {
  // A unit's precision with another name, or with more units than the unit's own.
  for (const Row& changes :
       std::vector<Row>{{{"where_prec", "4"}, {"where_coordinates", "North province"}},
                        {{"where_prec", "6"}, {"where_coordinates", "Sylvania"}},
                        {{"where_prec", "3"}, {"where_coordinates", "Mill"}},
                        {{"where_prec", "1"}, {"where_coordinates", "Mill district"}}}) {
    const Imported imported = ImportText("ucdp-ged", OneRow(changes));
    const EventView event = imported.chronicle.event(casus::EventId(0));
    EXPECT_EQ(imported.chronicle.place(*event.place()).name, changes.at("where_coordinates"));
    EXPECT_TRUE(PathOf(imported.chronicle, event.place()).starts_with("ged:where:"));
  }
  const Imported unnamed = ImportText("ucdp-ged", OneRow({{"where_coordinates", ""}}));
  EXPECT_TRUE(PathOf(unnamed.chronicle, unnamed.chronicle.event(casus::EventId(0)).place())
                  .starts_with("ged:adm2:"));
}

TEST(UcdpGed, NamesInAnyAlphabetMakeDifferentKeys) {
  const Imported imported =
      ImportText("ucdp-ged", Csv(GedHeader(), {GedRow({{"id", "1"}, {"adm_1", "\xC3\x89 x"}}),
                                               GedRow({{"id", "2"}, {"adm_1", "\xC3\x89-x"}}),
                                               GedRow({{"id", "3"}, {"adm_1", "_c3_89-x"}})}));
  std::vector<std::string> keys;
  for (const casus::Place& place : imported.chronicle.places()) {
    if (place.kind == casus::PlaceKind::kAdmin1) keys.push_back(place.fact.key);
  }
  EXPECT_EQ(keys, (std::vector<std::string>{"ged:adm1:990:_c3_89-x", "ged:adm1:990:_c3_89_2dx",
                                            "ged:adm1:990:_5fc3_5f89_2dx"}));
}

TEST(UcdpGed, AListOfStatesIsNoCodeOfTheActor) {
  const Imported imported = ImportFile("ucdp-ged", DataPath("ged_49.csv"));
  const EventView event = EventOf(imported.chronicle, "ged:1006");
  EXPECT_EQ(AttributeOf(event, "ucdp.gwnoa"), "990, 992");
  EXPECT_EQ(AttributeOf(event, "ucdp.gwnob"), "(none)");
  const casus::Actor& side_b = imported.chronicle.actor(*event.party(Role::kSideB));
  EXPECT_EQ(side_b.codes.back(), (casus::Code{CodeSystem::kGw, "991", {}}));
  EXPECT_EQ(side_b.kind, ActorKind::kGovernment);
}

TEST(UcdpGed, AnActorOrCountryUnderAnotherNameIsTheSameWithAnAlias) {
  const Imported imported =
      ImportText("ucdp-ged", Csv(GedHeader(), {GedRow(), GedRow({{"id", "2"},
                                                                 {"side_b", "RF"},
                                                                 {"country", "Sylvania (old)"},
                                                                 {"gwnoa", "991"}})}));
  const Chronicle& chronicle = imported.chronicle;
  const EventView second = EventOf(chronicle, "ged:2");
  const casus::Actor& side_b = chronicle.actor(*second.party(Role::kSideB));
  EXPECT_EQ(side_b.name, "Red Front");
  ASSERT_EQ(side_b.names.size(), 1u);
  EXPECT_EQ(side_b.names[0].text, "RF");
  EXPECT_EQ(AttributeOf(second, "ucdp.side_b"), "RF");
  EXPECT_EQ(AttributeOf(second, "ucdp.country"), "Sylvania (old)");
  EXPECT_EQ(AttributeOf(second, "ucdp.gwnoa"), "991") << "the actor bears another number";
  EXPECT_EQ(chronicle.place(*chronicle.FindPlace("ged:country:990")).names[0].text,
            "Sylvania (old)");
}

TEST(UcdpGed, ColumnsMayStandInAnyOrderAndUnknownOnesAreKept) {
  Header header = GedHeader();
  std::reverse(header.begin(), header.end());
  header.insert(header.begin(), "");
  header.push_back("month");
  Row row = GedRow();
  row[""] = "17";
  row["month"] = "3";
  const Imported imported = ImportText("ucdp-ged", Csv(header, {row}));
  EXPECT_EQ(imported.report.kept, 1u);
  EXPECT_EQ(imported.report.issues.warnings(), 2u) << "one for each column that is not GED's";
  const EventView event = EventOf(imported.chronicle, "ged:1001");
  EXPECT_EQ(AttributeOf(event, "ucdp.column_1"), "17");
  EXPECT_EQ(AttributeOf(event, "ucdp.month"), "3");
}

TEST(UcdpGed, CapitalsAndUnderscoresOfTheHeaderDoNotCount) {
  std::string text = OneRow({});
  const std::size_t end = text.find('\n');
  std::transform(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), text.begin(),
                 [](char c) { return static_cast<char>(std::toupper(c)); });
  text.replace(text.find("SIDE_A_NEW_ID"), 13, "SideANewID");
  const Imported imported = ImportText("auto", text);
  EXPECT_EQ(imported.report.format, "ucdp-ged");
  EXPECT_EQ(imported.report.issues.issues().size(), 0u);
  EXPECT_EQ(EventOf(imported.chronicle, "ged:1001").Record(),
            EventOf(ImportText("auto", OneRow({})).chronicle, "ged:1001").Record());
}

TEST(UcdpGed, FilesSavedAgainWithSemicolonsAreReadWhereNumbersWereKept) {
  const Imported imported = ImportText("auto", Csv(GedHeader(), {GedRow()}, true, ';'));
  EXPECT_EQ(imported.report.layout, "49 columns between semicolons, header");
  EXPECT_EQ(EventOf(imported.chronicle, "ged:1001").Record(),
            EventOf(ImportText("auto", OneRow({})).chronicle, "ged:1001").Record());
  for (const Row& changes : std::vector<Row>{{{"date_start", "5-3-2020"}},
                                             {{"date_end", "05/03/2020"}},
                                             {{"latitude", "10,25"}},
                                             {{"longitude", "20.750.000"}}}) {
    const Error error = Refusal("ucdp-ged", Csv(GedHeader(), {GedRow(changes)}, true, ';'));
    EXPECT_EQ(error.code(), ErrorCode::kUnknownFormat);
    EXPECT_NE(error.message().find("49 columns between semicolons, beginning 'id;relid;year"),
              std::string::npos)
        << error;
    EXPECT_NE(error.message().find("saved again by a program that writes other dates or decimals"),
              std::string::npos)
        << error;
  }
}

TEST(UcdpGed, CellsThatRWroteAsMissingAreEmpty) {
  const Imported imported =
      ImportText("ucdp-ged", OneRow({{"gwnoa", "NA"}, {"adm_2", "NA"}, {"source_office", "NA"}}));
  EXPECT_EQ(OnlyIssue(imported),
            "f: note: a word for an empty cell, in 3 cells of records kept: 'NA' [taken as empty]");
  const EventView event = EventOf(imported.chronicle, "ged:1001");
  EXPECT_EQ(AttributeOf(event, "ucdp.source_office"), "(none)");
  EXPECT_EQ(PathOf(imported.chronicle, event.place()),
            "ged:where:990:North-province//Millbrook-village < ged:adm1:990:North-province < "
            "ged:country:990 < ged:region:Europe");
}

TEST(UcdpGed, ReadsLatin1WhereToldTo) {
  const std::string text = OneRow({{"where_coordinates", "Canc\xFAn town"}});
  const Imported refused = ImportText("ucdp-ged", text);
  EXPECT_EQ(refused.report.kept, 0u);
  EXPECT_EQ(refused.chronicle.sources().size(), 0u) << "nothing was kept, so nothing was added";
  ImportOptions options;
  options.encoding = casus::Encoding::kLatin1;
  const Imported imported = ImportText("ucdp-ged", text, options);
  ASSERT_EQ(imported.report.kept, 1u);
  EXPECT_EQ(imported.chronicle.place(*imported.chronicle.event(casus::EventId(0)).place()).name,
            "Canc\xC3\xBAn town");
}

TEST(UcdpGed, NamesItsSource) {
  ImportOptions options;
  options.source_version = "24.1";
  options.published = Moment::OnDay(Day::FromYmd(2024, 6, 3));
  const Imported imported = ImportFile("ucdp-ged", DataPath("ged_49.csv"), options);
  ASSERT_EQ(imported.chronicle.sources().size(), 1u);
  const casus::Source& source = imported.chronicle.sources()[0];
  EXPECT_EQ(source.key, "ucdp-ged:ged_49");
  EXPECT_EQ(source.kind, casus::SourceKind::kDataset);
  EXPECT_EQ(source.version, "24.1");
  EXPECT_EQ(source.published, *options.published);
  EXPECT_EQ(source.note, "read from ged_49.csv");
  EXPECT_EQ(imported.chronicle.event(casus::EventId(0)).source(), source);
  EXPECT_EQ(imported.chronicle.actors()[0].fact.source, casus::SourceId(0));
  options.source_key = "my-ged";
  EXPECT_EQ(ImportFile("ucdp-ged", DataPath("ged_49.csv"), options).chronicle.sources()[0].key,
            "my-ged");
}

TEST(UcdpGed, CoversTheCountriesAndDaysThatItHasEventsOfAndIsNeverComplete) {
  const Imported imported = ImportFile("ucdp-ged", DataPath("ged_49.csv"));
  const Chronicle& chronicle = imported.chronicle;
  ASSERT_EQ(chronicle.coverage().size(), 1u);
  const casus::Coverage& coverage = chronicle.coverage()[0];
  EXPECT_EQ(coverage.key, "ucdp-ged:ged_49:coverage:country:990");
  EXPECT_EQ(coverage.period,
            casus::Period::MakeClosed(Day::FromYmd(2020, 1, 1), Day::FromYmd(2021, 2, 3)).value());
  EXPECT_EQ(coverage.place, chronicle.FindPlace("ged:country:990"));
  EXPECT_FALSE(coverage.complete);
  EXPECT_EQ(chronicle.Covered(casus::Table::kEvents, Day::FromYmd(2020, 7, 7), coverage.place),
            casus::Truth::kPossible);
  EXPECT_EQ(chronicle.Covered(casus::Table::kEvents, Day::FromYmd(2022, 7, 7), coverage.place),
            casus::Truth::kNo);
}

struct BadCell {
  Row changes;
  std::string error;  // with its place, the file being "f"
};

TEST(UcdpGed, RefusesRecordsThatCannotBeUnderstood) {
  const std::vector<BadCell> cases = {
      {{{"id", ""}}, "f:2:1 (id): error: missing [record refused]"},
      {{{"id", "MEX-1"}}, "f:2:1 (id): error: not a whole number: 'MEX-1' [record refused]"},
      {{{"id", "-4"}}, "f:2:1 (id): error: a negative count: '-4' [record refused]"},
      {{{"side_b_new_id", ""}}, "(side_b_new_id): error: missing"},
      {{{"type_of_violence", "4"}}, "error: not one of the types of violence 1 to 3: '4'"},
      {{{"date_start", "2020-02-30"}}, "(date_start): error: no such day: "},
      {{{"date_start", "05/03/2020"}}, "(date_start): error: "},
      {{{"date_start", "0025-03-05"}}, "(date_start): error: "},
      {{{"date_start", "2020-03-05 12:30:00.000"}}, "(date_start): error: "},
      {{{"date_end", "2020-03-04"}},
       "(date_end): error: the event ends before it begins, on 2020-03-05: '2020-03-04'"},
      {{{"date_prec", "one"}}, "(date_prec): error: not a whole number: 'one'"},
      {{{"latitude", "90.5"}}, "(latitude): error: "},
      {{{"longitude", "-180.5"}}, "(longitude): error: "},
      {{{"latitude", "nan"}}, "(latitude): error: not a number: 'nan'"},
      {{{"latitude", "19,4"}}, "(latitude): error: not a number: '19,4'"},
      {{{"best", "-1"}}, "(best): error: a negative count: '-1'"},
      {{{"high", "9999999999"}}, "(high): error: more deaths than can be: '9999999999'"},
      {{{"low", "2.5"}}, "(low): error: not a whole number: '2.5'"},
  };
  for (const BadCell& bad : cases) {
    // A sound row follows, so that the reading is seen to go on.
    const Imported imported =
        ImportText("ucdp-ged", Csv(GedHeader(), {GedRow(bad.changes), GedRow({{"id", "7"}})}));
    EXPECT_EQ(imported.report.kept, 1u) << bad.error;
    EXPECT_NE(OnlyIssue(imported).find(bad.error), std::string::npos) << OnlyIssue(imported);
    EXPECT_NE(OnlyIssue(imported).find("[record refused]"), std::string::npos);
  }
}

TEST(UcdpGed, WarnsWhereARowBreaksTheCodebooksOwnRules) {
  const std::vector<BadCell> cases = {
      {{{"best", "4"}},
       "(best): warning: not the sum of the deaths by side, which is 3: '4' [kept as given]"},
      {{{"high", "2"}}, "(best): warning: not between low (2) and high (2): '3' [kept as given]"},
      {{{"low", "4"}}, "(best): warning: not between low (4) and high (4): '3' [kept as given]"},
      {{{"priogrid_gid", "1"}},
       "(priogrid_gid): warning: not the cell of the coordinates, which is 144402: '1'"},
      {{{"year", "2019"}}, "(year): warning: not the year of date_start: '2019'"},
      {{{"date_prec", "2"}}, "(date_prec): warning: not the precision of 1 day: '2'"},
      {{{"date_end", "2020-03-06"}}, "(date_prec): warning: not the precision of 2 days: '1'"},
      {{{"date_prec", "6"}}, "(date_prec): warning: not one of the precisions 1 to 5: '6'"},
      {{{"date_end", "2021-01-05"}, {"date_prec", "5"}},
       "(date_end): warning: the event goes over the end of a year: '2021-01-05'"},
      {{{"where_prec", "8"}}, "(where_prec): warning: not one of the precisions 1 to 7: '8'"},
      {{{"active_year", "yes"}}, "(active_year): warning: not one of 0, 1, TRUE, FALSE: 'yes'"},
      {{{"event_clarity", "3"}}, "(event_clarity): warning: not one of 1, 2: '3'"},
      {{{"latitude", ""}}, "(latitude): warning: no coordinates [kept as given]"},
      {{{"latitude", "0"}, {"longitude", "0"}, {"priogrid_gid", "129961"}},
       "(latitude): warning: latitude and longitude 0 are rarely meant: '0'"},
  };
  for (const BadCell& bad : cases) {
    const Imported imported = ImportText("ucdp-ged", OneRow(bad.changes));
    EXPECT_EQ(imported.report.kept, 1u) << bad.error;
    EXPECT_NE(OnlyIssue(imported).find(bad.error), std::string::npos) << OnlyIssue(imported);
    // What the warning is about can be read from the chronicle.
    const EventView event = imported.chronicle.event(casus::EventId(0));
    for (const auto& [name, value] : bad.changes) {
      if (name == "priogrid_gid" || name == "year" || name == "where_prec" ||
          name == "active_year" || name == "event_clarity") {
        EXPECT_EQ(AttributeOf(event, "ucdp." + name),
                  name == "priogrid_gid" && value != "1" ? "(none)" : value);
      }
    }
  }
}

TEST(UcdpGed, ADateThatIsExactAndYetARangeIsTakenAsSomeDayOfIt) {
  const Imported imported = ImportText("ucdp-ged", OneRow({{"date_end", "2020-03-06"}}));
  const EventView event = imported.chronicle.event(casus::EventId(0));
  EXPECT_EQ(event.span(),
            Span::On(Moment::Between(Day::FromYmd(2020, 3, 5), Day::FromYmd(2020, 3, 6)).value()));
  EXPECT_EQ(AttributeOf(event, "ucdp.date_prec"), "1");
}

TEST(UcdpGed, KeepsEventsWithoutDeathsAndCellsWithoutNumbers) {
  const Imported imported =
      ImportText("ucdp-ged", Csv(GedHeader(), {GedRow({{"id", "1"}, {"best", ""}, {"high", ""}}),
                                               GedRow({{"id", "2"},
                                                       {"deaths_a", ""},
                                                       {"deaths_b", ""},
                                                       {"deaths_civilians", ""},
                                                       {"deaths_unknown", ""},
                                                       {"best", ""},
                                                       {"high", ""},
                                                       {"low", ""}})}));
  EXPECT_EQ(imported.report.kept, 2u);
  const casus::Casualties deaths = EventOf(imported.chronicle, "ged:1").casualties().value();
  EXPECT_EQ(deaths.best, std::nullopt);
  EXPECT_EQ(deaths.low, 2);
  EXPECT_EQ(EventOf(imported.chronicle, "ged:2").casualties(), std::nullopt);
}

TEST(UcdpGed, RefusesAnIdGivenTwiceInAFileAndOverFiles) {
  const Imported imported =
      ImportText("ucdp-ged", Csv(GedHeader(), {GedRow(), GedRow({{"best", "2"}, {"low", "1"}}),
                                               GedRow({{"id", "01001"}})}));
  EXPECT_EQ(imported.report.kept, 1u);
  EXPECT_EQ(imported.report.refused, 2u);
  EXPECT_EQ(imported.report.issues.issues()[0].code, ErrorCode::kDuplicate);
  EXPECT_EQ(imported.report.issues.issues()[1].code, ErrorCode::kDuplicate)
      << "a leading zero does not make another id";

  casus::ChronicleBuilder builder;
  ASSERT_TRUE(casus::Import("ucdp-ged", DataPath("ged_49.csv"), {}, builder).ok());
  const std::size_t actors = builder.size(casus::Table::kActors);
  const std::size_t places = builder.size(casus::Table::kPlaces);
  const auto again = casus::Import("ucdp-ged", DataPath("ged_41.csv"), {}, builder);
  ASSERT_TRUE(again.ok()) << again.error();
  EXPECT_EQ(again->kept, 0u);
  EXPECT_EQ(again->refused, 6u);
  EXPECT_EQ(builder.size(casus::Table::kActors), actors);
  EXPECT_EQ(builder.size(casus::Table::kPlaces), places);
  EXPECT_EQ(builder.size(casus::Table::kSources), 1u);
}

TEST(UcdpGed, ASecondFileSharesActorsAndPlacesWithTheFirst) {
  const Header header = GedHeader();
  const casus_test::TemporaryFile one("one.csv", Csv(header, {GedRow({{"gwnoa", ""}})}));
  const casus_test::TemporaryFile two(
      "two.csv",
      Csv(header, {GedRow({{"id", "2"}, {"side_b", "RF"}, {"adm_2", "Lake district"}})}));
  casus::ChronicleBuilder builder;
  ASSERT_TRUE(casus::Import("ucdp-ged", one.path(), {}, builder).ok());
  ASSERT_TRUE(casus::Import("ucdp-ged", two.path(), {}, builder).ok());
  const auto chronicle = builder.Build();
  ASSERT_TRUE(chronicle.ok()) << chronicle.error();
  EXPECT_EQ(chronicle->actors().size(), 2u);
  EXPECT_EQ(chronicle->sources().size(), 2u);
  const EventView second = EventOf(*chronicle, "ged:2");
  EXPECT_EQ(second.party(Role::kSideA), EventOf(*chronicle, "ged:1001").party(Role::kSideA));
  EXPECT_EQ(chronicle->actors()[0].codes.back(), (casus::Code{CodeSystem::kGw, "990", {}}))
      << "learnt from the second file";
  EXPECT_EQ(chronicle->actors()[1].name, "Red Front");
  EXPECT_EQ(chronicle->actors()[1].names.back().text, "RF");
  EXPECT_EQ(AttributeOf(second, "ucdp.side_b"), "RF") << "which of the two this row says";
  EXPECT_EQ(PathOf(*chronicle, second.place()),
            "ged:where:990:North-province/Lake-district/Millbrook-village < "
            "ged:adm2:990:North-province/Lake-district < ged:adm1:990:North-province < "
            "ged:country:990 < ged:region:Europe");
}

TEST(UcdpGed, ARefusedRecordLeavesNothingBehind) {
  const Imported imported =
      ImportText("ucdp-ged", Csv(GedHeader(), {GedRow(), GedRow({{"id", "2"},
                                                                 {"side_a_new_id", "888"},
                                                                 {"country_id", "5"},
                                                                 {"adm_1", "Elsewhere"},
                                                                 {"low", "x"}})}));
  EXPECT_EQ(imported.report.refused, 1u);
  EXPECT_FALSE(imported.chronicle.FindActor("ucdp:888"));
  EXPECT_FALSE(imported.chronicle.FindPlace("ged:country:5"));
  EXPECT_EQ(imported.chronicle.coverage().size(), 1u);
}

TEST(UcdpGed, RefusesRaggedAndBrokenRecordsOneByOne) {
  std::string text = OneRow({{"id", "1"}});
  text += "2,short\n";
  text += Csv(GedHeader(), {GedRow({{"id", "3"}})}, false);
  text += "4,\"unclosed";
  const Imported imported = ImportText("ucdp-ged", text);
  EXPECT_EQ(imported.report.records, 4u);
  EXPECT_EQ(imported.report.kept, 2u);
  EXPECT_EQ(imported.report.issues.issues()[0].message, "2 fields where there must be 49");
  EXPECT_EQ(imported.report.issues.issues()[1].message, "a quote that is never closed");
}

TEST(UcdpGed, RefusesOtherShapesWholeAndSaysWhatItSawAndReads) {
  EXPECT_NE(Refusal("ucdp-ged", Csv(GedHeader(), {GedRow()}, false, ';'))
                .message()
                .find("the delimiter is another one"),
            std::string::npos);

  Header header = GedHeader();
  std::erase(header, "date_end");
  std::erase(header, "best");
  EXPECT_NE(Refusal("ucdp-ged", Csv(header, {GedRow()}))
                .message()
                .find("these columns are missing: date_end, best"),
            std::string::npos);
  header = GedHeader();
  header[1] = "year";
  EXPECT_NE(Refusal("ucdp-ged", Csv(header, {GedRow()})).message().find("is there twice"),
            std::string::npos);
  // 49 columns without a header that are no events.
  EXPECT_NE(Refusal("ucdp-ged", Csv(GedHeader(), {GedRow({{"year", "Clear"}})}, false))
                .message()
                .find("neither a header of it nor an event"),
            std::string::npos);
  EXPECT_NE(Refusal("ucdp-ged", "a,b\n1,2\n").message().find("2 columns between commas"),
            std::string::npos);
}

TEST(UcdpGed, AHeaderAloneIsAFileOfNoRecords) {
  const Imported imported = ImportText("ucdp-ged", Csv(GedHeader(), {}));
  EXPECT_EQ(imported.report.records, 0u);
  EXPECT_EQ(imported.chronicle.sources().size(), 0u);
}

}  // namespace
