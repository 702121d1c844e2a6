#include <algorithm>
#include <string>
#include <utility>
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

std::vector<std::vector<std::string>> Sample() {
  return casus_test::ReadRecords(ReadAll(DataPath("polecat.txt")), casus::DelimitedOptions::Tabs());
}

Header PolecatHeader() { return Sample().front(); }

// A sound row without words for empty cells, with some cells replaced.
Row PolecatRow(const Row& changes = {}) {
  const auto records = Sample();
  Row row;
  for (std::size_t i = 0; i < records[0].size(); ++i) {
    row[records[0][i]] = records[1][i] == "None" ? "" : records[1][i];
  }
  for (const auto& [name, value] : changes) row.at(name) = value;
  return row;
}

std::string HeaderLine(const Header& header) {
  Row names;
  for (const std::string& name : header) names[name] = name;
  return Tabs(header, {names});
}

Imported ImportRows(const std::vector<Row>& rows) {
  return ImportText("polecat", HeaderLine(PolecatHeader()) + Tabs(PolecatHeader(), rows));
}

Imported ImportRow(const Row& changes) { return ImportRows({PolecatRow(changes)}); }

TEST(Polecat, MakesAnEventOfARow) {
  const Imported imported = ImportFile("polecat", DataPath("polecat.txt"));
  EXPECT_EQ(imported.report.layout, "40 columns, header");
  EXPECT_EQ(imported.report.kept, 3u);
  EXPECT_EQ(imported.report.issues.issues().size(), 0u) << OnlyIssue(imported);
  const Chronicle& chronicle = imported.chronicle;
  const EventView event = EventOf(chronicle, "polecat:ab12cd_5f1");
  EXPECT_EQ(event.span(), Span::On(Day::FromYmd(2023, 1, 3)));
  EXPECT_EQ(event.Record().fact.learnt, Moment::OnDay(Day::FromYmd(2023, 1, 4)));
  EXPECT_EQ(event.type(), EventType::kArmedViolence);
  ASSERT_EQ(event.codes().size(), 1u);
  EXPECT_EQ(event.codes()[0], (casus::TypeCode{casus::Taxonomy::kPlover, "ASSAULT/firearms"}));
  EXPECT_EQ(event.at(), (casus::Coordinates{10.25, 20.5}));
  EXPECT_EQ(event.place_precision(), PlacePrecision::kExact);
  EXPECT_EQ(PathOf(chronicle, event.place()),
            "polecat:city:SYL:North-province/Mill-district/Millbrook < "
            "polecat:district:SYL:North-province/Mill-district < "
            "polecat:province:SYL:North-province < polecat:country:SYL");
  EXPECT_EQ(chronicle.place(*chronicle.FindPlace("polecat:country:SYL")).codes,
            (std::vector<casus::Code>{{CodeSystem::kIso3166Alpha3, "SYL", std::nullopt}}));
  std::vector<std::string> attributes;
  for (const casus::Attribute& attribute : event.attributes()) {
    attributes.push_back(attribute.name + "=" + attribute.value);
  }
  EXPECT_EQ(attributes,
            (std::vector<std::string>{"polecat.Intensity=-9",
                                      "polecat.Quad Code=MATERIAL CONFLICT",
                                      "polecat.Contexts=military; terrorism",
                                      "polecat.Actor Name=Red Front",
                                      "polecat.Actor Country=SYL",
                                      "polecat.Actor COW=990",
                                      "polecat.Primary Actor Sector=REB",
                                      "polecat.Actor Sectors=REB",
                                      "polecat.Actor Name Raw=the rebels",
                                      "polecat.Wikipedia Actor ID=Red Front (Sylvania)",
                                      "polecat.Recipient Name=Ruritania; None",
                                      "polecat.Recipient Country=RUR; SYL",
                                      "polecat.Recipient COW=991; 990",
                                      "polecat.Primary Recipient Sector=GOV; CVL",
                                      "polecat.Recipient Sectors=GOV; CVL",
                                      "polecat.Recipient Name Raw=Ruritania; two \"farmers\"",
                                      "polecat.Raw Placename=near Millbrook",
                                      "polecat.Feature Type=PPL",
                                      "polecat.Source=Sylvanian Herald",
                                      "polecat.Story Locations=Millbrook; Sylvania",
                                      "polecat.Language=English",
                                      "polecat.Version=1.2",
                                      "polecat.GeoNames ID=7000001"}));
}

TEST(Polecat, EveryNameOfAListIsAPartyAndTheWordsStandWhereThereIsNoName) {
  const Imported imported = ImportFile("polecat", DataPath("polecat.txt"));
  const Chronicle& chronicle = imported.chronicle;
  const auto parties = [&](std::string_view key) {
    std::string text;
    for (const casus::Party& party : EventOf(chronicle, key).parties()) {
      const casus::Actor& actor = chronicle.actor(party.actor);
      text += std::string(ToString(party.role)) + " " + actor.fact.key + " " +
              std::string(ToString(actor.kind)) + "; ";
    }
    return text;
  };
  EXPECT_EQ(parties("polecat:ab12cd_5f1"),
            "initiator polecat:actor:Red-Front non_state_armed; "
            "target polecat:actor:Ruritania government; "
            "target polecat:raw:two-_22farmers_22 population; ");
  EXPECT_EQ(parties("polecat:ab12cd_5f2"),
            "initiator polecat:raw:students other; initiator polecat:raw:teachers other; ");
  // Lists of other lengths are not beside each other.
  const Imported uneven =
      ImportRow({{"Recipient Name Raw", "Ruritania"}, {"Primary Recipient Sector", "GOV"}});
  const EventView event = uneven.chronicle.event(casus::EventId(0));
  ASSERT_EQ(event.parties().size(), 2u);
  EXPECT_EQ(uneven.chronicle.actor(event.parties()[1].actor).kind, ActorKind::kOther);
  EXPECT_EQ(ImportRow({{"Recipient Name", "A; A"}, {"Recipient Name Raw", ""}})
                .chronicle.event(casus::EventId(0))
                .parties()
                .size(),
            2u)
      << "who stands in a list twice is one party";
}

TEST(Polecat, SeveralModesThatDifferLeaveTheEventTypeAlone) {
  const Imported imported = ImportFile("polecat", DataPath("polecat.txt"));
  const EventView event = EventOf(imported.chronicle, "polecat:ab12cd_5f2");
  EXPECT_EQ(event.type(), EventType::kProtest);
  EXPECT_EQ(event.details(), casus::EventDetails(casus::ProtestDetails{}));
  ASSERT_EQ(event.codes().size(), 2u);
  EXPECT_EQ(event.codes()[0].code, "PROTEST/demo");
  EXPECT_EQ(event.codes()[1].code, "PROTEST/riot");
  const Imported riot_first = ImportRow({{"Event Type", "PROTEST"}, {"Event Mode", "riot; demo"}});
  EXPECT_EQ(riot_first.chronicle.event(casus::EventId(0)).type(), EventType::kProtest);
  const Imported alike = ImportRow({{"Event Mode", "beat; targeted"}});
  EXPECT_EQ(
      alike.chronicle.event(casus::EventId(0)).details(),
      casus::EventDetails(casus::CivilianViolenceDetails{casus::CivilianViolenceKind::kAttack}));
  const Imported none = ImportRow({{"Event Mode", ""}});
  EXPECT_EQ(none.chronicle.event(casus::EventId(0)).codes()[0].code, "ASSAULT");
}

TEST(Polecat, APlaceThatIsNoUnitLiesInTheSmallest) {
  const Imported imported = ImportFile("polecat", DataPath("polecat.txt"));
  const Chronicle& chronicle = imported.chronicle;
  const EventView lake = EventOf(chronicle, "polecat:ab12cd_5f2");
  EXPECT_EQ(PathOf(chronicle, lake.place()),
            "polecat:geonames:7000002 < polecat:province:SYL:North-province < "
            "polecat:country:SYL");
  EXPECT_EQ(chronicle.place(*lake.place()).name, "Lake Mill");
  EXPECT_EQ(chronicle.place(*lake.place()).codes,
            (std::vector<casus::Code>{{CodeSystem::kGeoNames, "7000002", std::nullopt}}));
  EXPECT_EQ(lake.place_precision(), PlacePrecision::kUnknown);
  const EventView country = EventOf(chronicle, "polecat:ef34_5f1");
  EXPECT_EQ(PathOf(chronicle, country.place()), "polecat:country:SYL");
  EXPECT_EQ(country.place_precision(), PlacePrecision::kCountry);
  for (const auto& [feature, precision] :
       std::vector<std::pair<const char*, PlacePrecision>>{{"PPLA2", PlacePrecision::kExact},
                                                           {"ADM1", PlacePrecision::kAdmin1},
                                                           {"ADM2", PlacePrecision::kAdmin2},
                                                           {"", PlacePrecision::kUnknown}}) {
    EXPECT_EQ(
        ImportRow({{"Feature Type", feature}}).chronicle.event(casus::EventId(0)).place_precision(),
        precision);
  }
  const Imported twice = ImportRows({PolecatRow({{"Placename", "Mill"}}),
                                     PolecatRow({{"Event ID", "2"}, {"Placename", "Mille"}})});
  EXPECT_EQ(AttributeOf(EventOf(twice.chronicle, "polecat:2"), "polecat.Placename"), "Mille");
  EXPECT_EQ(twice.chronicle.place(*EventOf(twice.chronicle, "polecat:2").place()).kind,
            casus::PlaceKind::kSettlement);
  const Imported unkeyed = ImportRow({{"Placename", "Mill"}, {"GeoNames ID", ""}});
  EXPECT_TRUE(PathOf(unkeyed.chronicle, unkeyed.chronicle.event(casus::EventId(0)).place())
                  .starts_with("polecat:place:SYL:North-province/Mill-district/Millbrook:Mill < "));
}

TEST(Polecat, WordsForEmptyCellsAreEmpty) {
  const Imported imported = ImportFile("polecat", DataPath("polecat.txt"));
  const EventView event = EventOf(imported.chronicle, "polecat:ab12cd_5f2");
  EXPECT_EQ(AttributeOf(event, "polecat.Actor Name"), "(none)");
  EXPECT_EQ(AttributeOf(event, "polecat.Actor Title"), "(none)");
}

TEST(Polecat, ReadsTheTimeOfPublication) {
  const Imported imported = ImportRow({{"Publication Date", "2023-01-04 13:30:00"}});
  EXPECT_EQ(imported.chronicle.event(casus::EventId(0)).Record().fact.learnt,
            Moment::AtTime(Day::FromYmd(2023, 1, 4), 13 * 3600 + 1800, std::nullopt).value());
  EXPECT_EQ(
      ImportRow({{"Publication Date", ""}}).chronicle.event(casus::EventId(0)).Record().fact.learnt,
      std::nullopt);
}

TEST(Polecat, AHeaderWithMoreNamesThanCellsIsReadInOrder) {
  Header header = PolecatHeader();
  header.insert(header.begin() + 3, "Headline");
  const Imported imported =
      ImportText("polecat", HeaderLine(header) + Tabs(PolecatHeader(), {PolecatRow()}));
  EXPECT_EQ(imported.report.kept, 1u);
  ASSERT_EQ(imported.report.issues.issues().size(), 2u);
  EXPECT_EQ(imported.report.issues.issues()[0].message, "not a column of POLECAT");
  EXPECT_EQ(imported.report.issues.issues()[0].action,
            "kept as attribute polecat.Headline where a record has it");
  EXPECT_EQ(imported.report.issues.issues()[1].message,
            "the header has names more than 1 records have cells");
  EXPECT_EQ(imported.chronicle.event(casus::EventId(0)).codes()[0].code, "ASSAULT/firearms");

  // As many fields as names, but only as the last is empty.
  Header with_tab = PolecatHeader();
  with_tab.push_back("");
  Row row = PolecatRow();
  row[""] = "";
  const Imported shifted = ImportText("polecat", HeaderLine(header) + Tabs(with_tab, {row}));
  EXPECT_EQ(shifted.report.kept, 1u);
  EXPECT_EQ(shifted.chronicle.event(casus::EventId(0)).codes()[0].code, "ASSAULT/firearms");

  // Another order, and so no telling which cell is missing.
  std::reverse(header.begin(), header.end());
  const Imported unclear =
      ImportText("polecat", HeaderLine(header) + Tabs(PolecatHeader(), {PolecatRow()}));
  EXPECT_EQ(unclear.report.refused, 1u);
  EXPECT_EQ(unclear.report.issues.issues()[1].message, "40 fields where there must be 40 or 41");
}

TEST(Polecat, ColumnsThatAreNotPolecatsAreKeptWhereThereAreCells) {
  Header header = PolecatHeader();
  header.insert(header.begin() + 3, "Headline");
  std::replace(header.begin(), header.end(), std::string("Intensity"),
               std::string("Event Intensity"));
  Row row = PolecatRow();
  row["Headline"] = "Shots in Millbrook";
  row["Event Intensity"] = "-9";
  const Imported imported = ImportText("polecat", HeaderLine(header) + Tabs(header, {row}));
  ASSERT_EQ(imported.report.issues.issues().size(), 1u) << OnlyIssue(imported);
  const EventView event = imported.chronicle.event(casus::EventId(0));
  EXPECT_EQ(AttributeOf(event, "polecat.Headline"), "Shots in Millbrook");
  EXPECT_EQ(AttributeOf(event, "polecat.Intensity"), "-9");
}

TEST(Polecat, EmptyFieldsAtTheEndAreLeftOutAndOthersRefused) {
  std::string text = HeaderLine(PolecatHeader()) + Tabs(PolecatHeader(), {PolecatRow()});
  text.insert(text.size() - 1, "\t\t");
  const Imported imported = ImportText("polecat", text);
  EXPECT_EQ(imported.report.kept, 1u);
  EXPECT_EQ(OnlyIssue(imported), "f: note: empty fields at the end of 1 records [left out]");
  text.insert(text.size() - 1, "x");
  const Imported refused = ImportText("polecat", text);
  EXPECT_EQ(refused.report.kept, 0u);
  EXPECT_NE(OnlyIssue(refused).find("42 fields where there must be 40"), std::string::npos);
}

TEST(Polecat, WarnsOfWhatBreaksItsOwnRules) {
  for (const auto& [changes, message] : std::vector<std::pair<Row, std::string>>{
           {{{"Event Mode", "shout"}}, "(Event Mode): warning: "},
           {{{"Event Mode", "firearms; shout"}}, "[kept as an event without a mode]"},
           {{{"Quad Code", "VERBAL CONFLICT"}},
            "(Quad Code): warning: not that of the event type, which is MATERIAL CONFLICT"},
           {{{"Intensity", "12"}}, "(Intensity): warning: not between -10 and 10: '12'"},
           {{{"Publication Date", "Jan 4"}},
            "(Publication Date): warning: not a date like 2020-12-03: 'Jan 4' [kept as attribute]"},
           {{{"Publication Date", "2022-12-31"}},
            "(Publication Date): warning: published before it happened"},
           {{{"Latitude", ""}}, "(Latitude): warning: missing, and the other is there"}}) {
    const Imported imported = ImportRow(changes);
    EXPECT_EQ(imported.report.kept, 1u) << message;
    EXPECT_NE(OnlyIssue(imported).find(message), std::string::npos) << OnlyIssue(imported);
  }
  const Imported unknown = ImportRow({{"Event Mode", "firearms; shout"}});
  EXPECT_EQ(unknown.chronicle.event(casus::EventId(0)).codes()[1].code, "ASSAULT/shout");
}

TEST(Polecat, RefusesRecordsThatCannotBeUnderstood) {
  for (const auto& [changes, message] : std::vector<std::pair<Row, std::string>>{
           {{{"Event ID", ""}}, "f:2:1 (Event ID): error: missing [record refused]"},
           {{{"Event Date", "01/03/2023"}}, "(Event Date): error: "},
           {{{"Event Type", "SHOUT"}}, "(Event Type): error: "},
           {{{"Event Type", ""}}, "(Event Type): error: "},
           {{{"Intensity", "high"}}, "(Intensity): error: not a number: 'high'"},
           {{{"GeoNames ID", "Q7"}}, "(GeoNames ID): error: not a whole number: 'Q7'"},
           {{{"Latitude", "95"}}, "(Latitude): error: "}}) {
    const Imported imported = ImportRow(changes);
    EXPECT_EQ(imported.report.kept, 0u) << message;
    EXPECT_NE(OnlyIssue(imported).find(message), std::string::npos) << OnlyIssue(imported);
  }
  const Imported twice = ImportRows({PolecatRow(), PolecatRow()});
  EXPECT_EQ(twice.report.kept, 1u);
  EXPECT_EQ(twice.report.issues.issues()[0].code, ErrorCode::kDuplicate);
  const Imported bytes = ImportRows({PolecatRow({{"Source", "Caf\xE9"}})});
  ASSERT_EQ(bytes.report.issues.issues().size(), 2u);
  EXPECT_EQ(bytes.report.issues.issues()[1].message,
            "there are records that are not UTF-8: others read such files of POLECAT as Latin-1");
}

TEST(Polecat, RefusesOtherShapesWhole) {
  Header header = PolecatHeader();
  std::erase(header, "Version");
  EXPECT_NE(Refusal("polecat", HeaderLine(header) + Tabs(header, {PolecatRow()}))
                .message()
                .find("these columns are missing: Version"),
            std::string::npos);
  EXPECT_NE(Refusal("polecat", casus_test::Csv(PolecatHeader(), {PolecatRow()}))
                .message()
                .find("the delimiter is another one"),
            std::string::npos);
}

TEST(Polecat, CoversTheDaysOfItsEventsEverywhere) {
  const Imported imported = ImportFile("polecat", DataPath("polecat.txt"));
  ASSERT_EQ(imported.chronicle.coverage().size(), 1u);
  EXPECT_EQ(imported.chronicle.coverage()[0].period,
            casus::Period::MakeClosed(Day::FromYmd(2023, 1, 3), Day::FromYmd(2023, 1, 7)).value());
}

}  // namespace
