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
using casus::Day;
using casus::ErrorCode;
using casus::EventType;
using casus::EventView;
using casus::ImportOptions;
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

Header GtdHeader() { return casus_test::HeaderOf("gtd.csv"); }
Row GtdRow(const Row& changes = {}) { return casus_test::SampleRow("gtd.csv", changes); }

std::string OneRow(const Row& changes) { return Csv(GtdHeader(), {GtdRow(changes)}); }

Imported ImportRow(const Row& changes) { return ImportText("gtd", OneRow(changes)); }

TEST(Gtd, MakesAnEventOfARow) {
  const Imported imported = ImportFile("gtd", DataPath("gtd.csv"));
  EXPECT_EQ(imported.report.layout, "135 columns, header");
  EXPECT_EQ(imported.report.kept, 3u);
  EXPECT_EQ(imported.report.issues.issues().size(), 0u) << OnlyIssue(imported);
  const Chronicle& chronicle = imported.chronicle;
  const EventView event = EventOf(chronicle, "gtd:200103050001");
  EXPECT_EQ(event.span(), Span::On(Day::FromYmd(2001, 3, 5)));
  EXPECT_EQ(event.type(), EventType::kRemoteViolence);
  EXPECT_EQ(event.details(), casus::EventDetails(casus::RemoteViolenceDetails{}));
  ASSERT_EQ(event.codes().size(), 2u);
  EXPECT_EQ(event.codes()[0], (casus::TypeCode{casus::Taxonomy::kGtd, "3"}));
  EXPECT_EQ(event.codes()[1], (casus::TypeCode{casus::Taxonomy::kGtd, "2"}));
  EXPECT_EQ(event.casualties()->best, 2);
  EXPECT_EQ(event.casualties()->low, std::nullopt);
  EXPECT_EQ(event.at(), (casus::Coordinates{10.25, 20.5}));
  EXPECT_EQ(event.place_precision(), PlacePrecision::kExact);
  EXPECT_EQ(PathOf(chronicle, event.place()),
            "gtd:city:990:North-province/Millbrook < gtd:provstate:990:North-province < "
            "gtd:country:990 < gtd:region:9");
  EXPECT_EQ(chronicle.place(*chronicle.FindPlace("gtd:country:990")).name, "Sylvania");
  EXPECT_EQ(event.Record().fact.note,
            "03/05/2001: A bomb went off at a police post. No group claimed it.");
  for (const auto& [name, value] : std::vector<std::pair<const char*, const char*>>{
           {"attacktype1_txt", "Bombing/Explosion"},
           {"doubtterr", "0"},
           {"weaptype1", "6"},
           {"nperps", "-99"},
           {"nwound", "4"},
           {"nkillter", "1"},
           {"corp1", "Sylvanian Police"},
           {"gsubname", "Northern column"},
           {"scite1", "\"Blast at post,\" Sylvanian Herald, March 6, 2001."},
           {"INT_IDEO", "-9"},
           {"eventid", "(none)"},
           {"summary", "(none)"},
           {"city", "(none)"}}) {
    EXPECT_EQ(AttributeOf(event, std::string("gtd.") + name), value) << name;
  }
}

TEST(Gtd, GroupsAreInitiatorsAndTargetsTargets) {
  const Imported imported = ImportFile("gtd", DataPath("gtd.csv"));
  const Chronicle& chronicle = imported.chronicle;
  const auto parties = [&](std::string_view key) {
    std::string text;
    for (const casus::Party& party : EventOf(chronicle, key).parties()) {
      const casus::Actor& actor = chronicle.actor(party.actor);
      text += std::string(ToString(party.role)) + " " + actor.fact.key + " " + actor.name + " " +
              std::string(ToString(actor.kind)) + "; ";
    }
    return text;
  };
  EXPECT_EQ(parties("gtd:200103050001"),
            "initiator gtd:group:Red-Front Red Front other; "
            "target gtd:target:990:Sylvanian-Police:Police-post Police post organ; ");
  EXPECT_EQ(parties("gtd:200107000002"),
            "target gtd:target:990:Not-Applicable:Villagers Villagers population; ")
      << "an unknown group is no actor";
  EXPECT_EQ(parties("gtd:200200000003"),
            "initiator gtd:group:Red-Front Red Front other; "
            "initiator gtd:group:Blue-Front Blue Front other; ");
}

TEST(Gtd, UnknownDaysAndMonthsAreSomeDayOfTheMonthOrYear) {
  const Imported imported = ImportFile("gtd", DataPath("gtd.csv"));
  const EventView month = EventOf(imported.chronicle, "gtd:200107000002");
  EXPECT_EQ(month.span().first(), Moment::InMonth(2001, 7).value());
  EXPECT_EQ(AttributeOf(month, "gtd.approxdate"), "July 2001");
  EXPECT_EQ(EventOf(imported.chronicle, "gtd:200200000003").span(),
            Span::On(Moment::InYear(2002).value()));
}

TEST(Gtd, AnExtendedIncidentGoesOnToItsResolution) {
  const Imported imported = ImportFile("gtd", DataPath("gtd.csv"));
  EXPECT_EQ(EventOf(imported.chronicle, "gtd:200107000002").span(),
            Span::Make(Moment::InMonth(2001, 7).value(), Moment::OnDay(Day::FromYmd(2001, 9, 14)))
                .value());
  for (const char* const date : {"2001-03-09", "2001-03-09 00:00:00", "3/9/2001"}) {
    const Imported other = ImportRow({{"extended", "1"}, {"resolution", date}});
    EXPECT_EQ(
        other.chronicle.event(casus::EventId(0)).span(),
        Span::Make(Moment::OnDay(Day::FromYmd(2001, 3, 5)), Moment::OnDay(Day::FromYmd(2001, 3, 9)))
            .value())
        << date;
    EXPECT_EQ(AttributeOf(other.chronicle.event(casus::EventId(0)), "gtd.resolution"), "(none)");
  }
  const Imported open = ImportRow({{"extended", "1"}});
  EXPECT_EQ(open.chronicle.event(casus::EventId(0)).span(),
            Span::Make(Moment::OnDay(Day::FromYmd(2001, 3, 5)),
                       Moment::NotBefore(Day::FromYmd(2001, 3, 5)))
                .value());
  EXPECT_EQ(open.chronicle.coverage()[0].period,
            casus::Period::MakeClosed(Day::FromYmd(2001, 3, 5), Day::FromYmd(2001, 3, 5)).value());
}

TEST(Gtd, ASuicideBombingSaysSo) {
  const Imported imported = ImportFile("gtd", DataPath("gtd.csv"));
  EXPECT_EQ(EventOf(imported.chronicle, "gtd:200200000003").details(),
            casus::EventDetails(casus::RemoteViolenceDetails{casus::WeaponKind::kSuicideBomb}));
}

TEST(Gtd, UnknownDeathsAreNotNone) {
  const Imported imported = ImportFile("gtd", DataPath("gtd.csv"));
  EXPECT_EQ(EventOf(imported.chronicle, "gtd:200107000002").casualties(), std::nullopt);
  EXPECT_EQ(EventOf(imported.chronicle, "gtd:200200000003").casualties(), std::nullopt);
  EXPECT_EQ(ImportRow({{"nkill", "0"}}).chronicle.event(casus::EventId(0)).casualties()->best, 0);
  EXPECT_EQ(ImportRow({{"nkill", "3.0"}}).chronicle.event(casus::EventId(0)).casualties()->best, 3);
  const Imported fraction = ImportRow({{"nkill", "2.5"}});
  EXPECT_NE(OnlyIssue(fraction).find("(nkill): note: a fraction: deaths shared out over incidents: "
                                     "'2.5' [taken as low and high, and kept as attribute]"),
            std::string::npos)
      << OnlyIssue(fraction);
  const EventView event = fraction.chronicle.event(casus::EventId(0));
  EXPECT_EQ(event.casualties()->low, 2);
  EXPECT_EQ(event.casualties()->high, 3);
  EXPECT_EQ(event.casualties()->best, std::nullopt);
  EXPECT_EQ(AttributeOf(event, "gtd.nkill"), "2.5");
}

TEST(Gtd, SpecificityIsThePrecisionOfThePlace) {
  for (const auto& [specificity, vicinity, precision] :
       std::vector<std::tuple<const char*, const char*, PlacePrecision>>{
           {"1", "0", PlacePrecision::kExact},
           {"1", "1", PlacePrecision::kNear},
           {"2", "0", PlacePrecision::kAdmin2},
           {"3", "1", PlacePrecision::kAdmin2},
           {"4", "0", PlacePrecision::kAdmin1},
           {"5", "0", PlacePrecision::kCountry},
           {"", "0", PlacePrecision::kUnknown}}) {
    EXPECT_EQ(ImportRow({{"specificity", specificity}, {"vicinity", vicinity}})
                  .chronicle.event(casus::EventId(0))
                  .place_precision(),
              precision)
        << specificity;
  }
  const Imported imported = ImportFile("gtd", DataPath("gtd.csv"));
  EXPECT_EQ(PathOf(imported.chronicle, EventOf(imported.chronicle, "gtd:200107000002").place()),
            "gtd:provstate:990:North-province < gtd:country:990 < gtd:region:9");
  EXPECT_EQ(PathOf(imported.chronicle, EventOf(imported.chronicle, "gtd:200200000003").place()),
            "gtd:country:990 < gtd:region:9");
}

TEST(Gtd, SaysInWhichEncodingItIsPublished) {
  const std::string text = OneRow({{"city", "Ch\xE2lons \x96 west"}});
  const Imported refused = ImportText("gtd", text);
  EXPECT_EQ(refused.report.refused, 1u);
  ASSERT_EQ(refused.report.issues.issues().size(), 2u);
  EXPECT_EQ(refused.report.issues.issues()[1].message,
            "there are records that are not UTF-8: GTD is published in Windows-1252");
  ImportOptions options;
  options.encoding = casus::Encoding::kCp1252;
  const Imported read = ImportText("gtd", text, options);
  EXPECT_EQ(read.report.issues.issues().size(), 0u);
  EXPECT_EQ(read.chronicle.place(*read.chronicle.event(casus::EventId(0)).place()).name,
            "Ch\xC3\xA2lons \xE2\x80\x93 west");
  // Another error than that does not say it.
  EXPECT_EQ(ImportRow({{"nkill", "x"}}).report.issues.issues().size(), 1u);
}

TEST(Gtd, WarnsOfWhatBreaksItsOwnRules) {
  for (const auto& [changes, message] : std::vector<std::pair<Row, std::string>>{
           {{{"eventid", "200103060001"}}, "(eventid): warning: does not begin with the date"},
           {{{"resolution", "3/9/2001"}},
            "(resolution): warning: the resolution of an incident that is not extended: "
            "'3/9/2001' [kept as attribute]"},
           {{{"extended", "1"}, {"resolution", "3/1/2001"}},
            "(resolution): warning: before the incident: '3/1/2001' [kept as attribute]"},
           {{{"specificity", "6"}}, "(specificity): warning: not one of the precisions 1 to 5"},
           {{{"doubtterr", "2"}}, "(doubtterr): warning: not one of -9, 0, 1: '2'"},
           {{{"crit1", "-1"}}, "(crit1): warning: not one of -9, 0, 1"},
           {{{"attacktype1_txt", "Hijacking"}},
            "(attacktype1_txt): warning: not the label of code 3, which is 'Bombing/Explosion': "
            "'Hijacking' [kept as given]"},
           {{{"weaptype1_txt", "Firearms"}}, "(weaptype1_txt): warning: not the label of code 6"},
           {{{"targtype1", "4"}},
            "(targtype1_txt): warning: not the label of code 4, which is "
            "'Military': 'Police'"},
           {{{"region", "8"}}, "(region_txt): warning: not the label of code 8"},
           {{{"propextent", "2"}}, "(propextent_txt): warning: not the label of code 2"},
           {{{"natlty1", ""}}, "(natlty1_txt): warning: a label without its code: 'Sylvania'"},
           {{{"latitude", ""}}, "(latitude): warning: missing, and the other is there"}}) {
    const Imported imported = ImportRow(changes);
    EXPECT_EQ(imported.report.kept, 1u) << message;
    EXPECT_NE(OnlyIssue(imported).find(message), std::string::npos) << OnlyIssue(imported);
  }
  // Labels that are not listed are those of the first record that has them.
  const Imported twins =
      ImportText("gtd", Csv(GtdHeader(), {GtdRow(), GtdRow({{"eventid", "200103050002"},
                                                            {"country_txt", "Ruritania"},
                                                            {"targsubtype1_txt", "Guards"}})}));
  ASSERT_EQ(twins.report.issues.warnings(), 2u);
  EXPECT_EQ(twins.report.issues.issues()[0].message,
            "not the label of code 990, which is 'Sylvania'");
  EXPECT_EQ(AttributeOf(EventOf(twins.chronicle, "gtd:200103050002"), "gtd.country_txt"),
            "Ruritania");
  // A refused record teaches no labels.
  const Imported refused = ImportText(
      "gtd", Csv(GtdHeader(), {GtdRow({{"country_txt", "Ruritania"}, {"hostkidoutcome", "x"}}),
                               GtdRow({{"eventid", "200103050002"}})}));
  EXPECT_EQ(refused.report.issues.warnings(), 0u);
}

TEST(Gtd, AnotherRegionOfACountryIsKeptWithTheEvent) {
  const Imported imported = ImportText(
      "gtd",
      Csv(GtdHeader(),
          {GtdRow(),
           GtdRow({{"eventid", "200103050002"}, {"region", "8"}, {"region_txt", "Western Europe"}}),
           GtdRow({{"eventid", "200103050003"}, {"country", ""}, {"country_txt", ""}})}));
  EXPECT_EQ(AttributeOf(EventOf(imported.chronicle, "gtd:200103050002"), "gtd.region"), "8");
  const EventView nowhere = EventOf(imported.chronicle, "gtd:200103050003");
  EXPECT_EQ(nowhere.place(), std::nullopt);
  EXPECT_EQ(AttributeOf(nowhere, "gtd.city"), "Millbrook");
  EXPECT_EQ(imported.chronicle.coverage().size(), 2u);
}

TEST(Gtd, RefusesRecordsThatCannotBeUnderstood) {
  for (const auto& [changes, message] : std::vector<std::pair<Row, std::string>>{
           {{{"eventid", ""}}, "f:2:1 (eventid): error: missing [record refused]"},
           {{{"eventid", "2.00103E+11"}}, "(eventid): error: not a whole number"},
           {{{"iyear", "0"}}, "(imonth): error: a month without a year"},
           {{{"iyear", "1899"}}, "(iyear): error: "},
           {{{"imonth", "13"}}, "(imonth): error: "},
           {{{"iday", "31"}, {"imonth", "2"}}, "(iday): error: "},
           {{{"imonth", "0"}}, "(iday): error: "},
           {{{"extended", "1"}, {"resolution", "autumn"}}, "(resolution): error: "},
           {{{"attacktype1", ""}}, "(attacktype1): error: missing"},
           {{{"attacktype1", "10"}}, "(attacktype1): error: not one of the attack types 1 to 9"},
           {{{"attacktype2", "two"}}, "(attacktype2): error: not a whole number: 'two'"},
           {{{"nkill", "-1"}}, "(nkill): error: a negative count: '-1'"},
           {{{"nkill", "1e12"}}, "(nkill): error: more deaths than can be"},
           {{{"longitude", "181"}}, "(longitude): error: "},
           {{{"natlty1", "a"}}, "(natlty1): error: not a whole number"}}) {
    const Imported imported = ImportRow(changes);
    EXPECT_EQ(imported.report.kept, 0u) << message;
    EXPECT_NE(OnlyIssue(imported).find(message), std::string::npos) << OnlyIssue(imported);
  }
  const Imported twice = ImportText("gtd", Csv(GtdHeader(), {GtdRow(), GtdRow()}));
  EXPECT_EQ(twice.report.kept, 1u);
  EXPECT_EQ(twice.report.issues.issues()[0].code, ErrorCode::kDuplicate);
}

TEST(Gtd, MissingWordsAndOtherColumns) {
  Header header = GtdHeader();
  header.insert(header.begin(), "");
  Row row = GtdRow({{"attacktype2", "NA"}, {"attacktype2_txt", "."}, {"gsubname", "NA"}});
  row[""] = "17";
  const Imported imported = ImportText("gtd", Csv(header, {row}));
  ASSERT_EQ(imported.report.issues.issues().size(), 2u);
  EXPECT_EQ(imported.report.issues.issues()[0].action, "kept as attribute gtd.column_1");
  EXPECT_EQ(imported.report.issues.issues()[1].message,
            "a word for an empty cell, in 3 cells of records kept");
  EXPECT_EQ(imported.report.issues.issues()[1].text, ". or NA");
  EXPECT_EQ(AttributeOf(imported.chronicle.event(casus::EventId(0)), "gtd.column_1"), "17");
}

TEST(Gtd, RefusesOtherShapesWhole) {
  EXPECT_NE(Refusal("gtd", Csv(GtdHeader(), {GtdRow()}, true, ';'))
                .message()
                .find("the delimiter is another one"),
            std::string::npos);
  Header header = GtdHeader();
  std::erase(header, "nkill");
  EXPECT_NE(
      Refusal("gtd", Csv(header, {GtdRow()})).message().find("these columns are missing: nkill"),
      std::string::npos);
  EXPECT_NE(Refusal("gtd", OneRow({{"extended", "1"}, {"resolution", "14/9/2001"}}))
                .message()
                .find("days of resolution have the day first"),
            std::string::npos);
}

}  // namespace
