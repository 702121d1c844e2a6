#include <string>
#include <tuple>
#include <utility>
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
  return casus_test::ReadRecords(ReadAll(DataPath("icews.tab")), casus::DelimitedOptions::Tabs());
}

// A sound row, with some cells replaced.
Row IcewsRow(const Row& changes = {}) {
  const auto records = Sample();
  Row row;
  for (std::size_t i = 0; i < records[0].size(); ++i) row[records[0][i]] = records[1][i];
  row.at("Target Sectors") = "";
  for (const auto& [name, value] : changes) row.at(name) = value;
  return row;
}

// With the header before the rows.
std::string Text(const std::vector<Row>& rows, const Header& header = Sample().front()) {
  Row names;
  for (const std::string& name : header) names[name] = name;
  std::vector<Row> all = {names};
  all.insert(all.end(), rows.begin(), rows.end());
  return Tabs(header, all);
}

TEST(Icews, MakesAnEventOfARow) {
  const Imported imported = ImportFile("icews", DataPath("icews.tab"));
  EXPECT_EQ(imported.report.layout, "20 columns, header");
  EXPECT_EQ(imported.report.kept, 3u);
  EXPECT_EQ(OnlyIssue(imported),
            "f: note: a word for an empty cell, in 5 cells of records kept: 'NULL or NA' "
            "[taken as empty]");
  const Chronicle& chronicle = imported.chronicle;
  const EventView event = EventOf(chronicle, "icews:9000001:2014-03-18");
  EXPECT_EQ(event.span(), Span::On(Day::FromYmd(2014, 3, 18)));
  EXPECT_EQ(event.Record().fact.learnt, std::nullopt);
  EXPECT_EQ(event.type(), EventType::kStatement);
  ASSERT_EQ(event.codes().size(), 1u);
  EXPECT_EQ(event.codes()[0], (casus::TypeCode{casus::Taxonomy::kCameo, "010"}));
  EXPECT_EQ(event.media(), std::nullopt);
  EXPECT_EQ(event.locator(), "story 4711, sentence 3");
  EXPECT_EQ(event.at(), (casus::Coordinates{10.25, 20.5}));
  std::vector<std::string> attributes;
  for (const casus::Attribute& attribute : event.attributes()) {
    attributes.push_back(attribute.name + "=" + attribute.value);
  }
  EXPECT_EQ(attributes, (std::vector<std::string>{
                            "icews.Source Sectors=Executive,Foreign Ministry,Government",
                            "icews.Source Country=Sylvania", "icews.Target Country=Ruritania",
                            "icews.Event Text=Make statement", "icews.Intensity=0",
                            "icews.Publisher=Sylvanian \"Herald\""}))
      << "quotes are data";
}

TEST(Icews, AnIdOfTwoDaysMakesTwoEvents) {
  const Imported imported = ImportFile("icews", DataPath("icews.tab"));
  EXPECT_EQ(EventOf(imported.chronicle, "icews:9000001:2014-03-18").type(), EventType::kStatement);
  EXPECT_EQ(EventOf(imported.chronicle, "icews:9000001:2014-05-02").codes()[0].code, "016");
  const Imported twice = ImportText("icews", Text({IcewsRow(), IcewsRow()}));
  EXPECT_EQ(twice.report.kept, 1u);
  ASSERT_EQ(twice.report.refused, 1u);
  EXPECT_EQ(twice.report.issues.issues()[0].code, ErrorCode::kDuplicate);
}

TEST(Icews, ActorsAreNamesInTheirCountriesWithADirection) {
  const Imported imported = ImportText(
      "icews", Text({IcewsRow(), IcewsRow({{"Event ID", "2"}, {"Source Country", "Ruritania"}})}));
  const Chronicle& chronicle = imported.chronicle;
  const EventView event = EventOf(chronicle, "icews:9000001:2014-03-18");
  const casus::Actor& ministry = chronicle.actor(*event.party(Role::kInitiator));
  EXPECT_EQ(ministry.fact.key, "icews:actor:Sylvania:Foreign-Ministry-_28Sylvania_29");
  EXPECT_EQ(ministry.name, "Foreign Ministry (Sylvania)");
  EXPECT_EQ(ministry.kind, ActorKind::kOther);
  const casus::Actor& target = chronicle.actor(*event.party(Role::kTarget));
  EXPECT_EQ(target.fact.key, "icews:actor:Ruritania:Ruritania");
  EXPECT_EQ(target.kind, ActorKind::kState);
  EXPECT_NE(EventOf(chronicle, "icews:2:2014-03-18").party(Role::kInitiator),
            event.party(Role::kInitiator));
}

TEST(Icews, TheSmallestPlaceThatIsSaidIsTheEvents) {
  const Imported imported = ImportFile("icews", DataPath("icews.tab"));
  const Chronicle& chronicle = imported.chronicle;
  const EventView city = EventOf(chronicle, "icews:9000001:2014-03-18");
  EXPECT_EQ(PathOf(chronicle, city.place()),
            "icews:city:Sylvania:North-province/Mill-district/Millbrook < "
            "icews:district:Sylvania:North-province/Mill-district < "
            "icews:province:Sylvania:North-province < icews:country:Sylvania");
  EXPECT_EQ(city.place_precision(), PlacePrecision::kExact);
  const EventView country = EventOf(chronicle, "icews:9000002:2014-03-19");
  EXPECT_EQ(PathOf(chronicle, country.place()), "icews:country:Sylvania");
  EXPECT_EQ(country.place_precision(), PlacePrecision::kCountry);
  const EventView province = EventOf(chronicle, "icews:9000001:2014-05-02");
  EXPECT_EQ(province.place_precision(), PlacePrecision::kAdmin1);
  // A city of no province is not that of one.
  const Imported other = ImportText("icews", Text({IcewsRow({{"Province", ""}})}));
  EXPECT_EQ(PathOf(other.chronicle, other.chronicle.event(casus::EventId(0)).place()),
            "icews:city:Sylvania:/Mill-district/Millbrook < "
            "icews:district:Sylvania:/Mill-district < icews:country:Sylvania");
  EXPECT_EQ(ImportText("icews", Text({IcewsRow({{"City", ""}})}))
                .chronicle.event(casus::EventId(0))
                .place_precision(),
            PlacePrecision::kAdmin2);
}

TEST(Icews, ReadsTheThreeWaysOfDatesAndDecidesByTheFirst) {
  for (const auto& [first, second, wrong] :
       std::vector<std::tuple<const char*, const char*, const char*>>{
           {"3/8/2017", "03/18/2017", "2017-03-18"},
           {"2017-03-08", "2017-03-18", "3/18/2017"},
           {"2017-03-08 00:00:00", "2017-03-18 00:00:00", "2017-03-18"}}) {
    const Imported imported =
        ImportText("icews", Text({IcewsRow({{"Event Date", first}}),
                                  IcewsRow({{"Event ID", "2"}, {"Event Date", second}}),
                                  IcewsRow({{"Event ID", "3"}, {"Event Date", wrong}})}));
    EXPECT_EQ(imported.report.kept, 2u) << first;
    EXPECT_EQ(imported.report.issues.issues()[0].text, wrong);
    EXPECT_EQ(EventOf(imported.chronicle, "icews:9000001:2017-03-08").span(),
              Span::On(Day::FromYmd(2017, 3, 8)));
    EXPECT_EQ(EventOf(imported.chronicle, "icews:2:2017-03-18").span(),
              Span::On(Day::FromYmd(2017, 3, 18)));
  }
}

TEST(Icews, QuotesAroundAListOfSectorsAreLeftOutAndNoted) {
  const Imported imported =
      ImportText("icews", Text({IcewsRow({{"Source Sectors", "\"Police,Government\""}})}));
  EXPECT_EQ(OnlyIssue(imported),
            "f:2:48 (Source Sectors): note: quotes around the list: '\"Police,Government\"' "
            "[left out]");
  EXPECT_EQ(AttributeOf(imported.chronicle.event(casus::EventId(0)), "icews.Source Sectors"),
            "Police,Government");
}

TEST(Icews, WarnsOfWhatBreaksItsOwnRules) {
  for (const auto& [changes, message] : std::vector<std::pair<Row, std::string>>{
           {{{"CAMEO Code", "10"}, {"Intensity", "-5"}}, ""},
           {{{"CAMEO Code", "43"}}, "(CAMEO Code): warning: "},
           {{{"CAMEO Code", "999"}}, "[kept as an event of type other]"},
           {{{"Intensity", "3"}},
            "(Intensity): warning: not the intensity of the CAMEO code in ICEWS's table: '3'"},
           {{{"CAMEO Code", "016"}, {"Intensity", "-2"}},
            "(Intensity): warning: not the intensity"},
           {{{"CAMEO Code", "999"}, {"Intensity", ""}}, "(CAMEO Code): warning: "},
           {{{"Intensity", "-11"}}, "(Intensity): warning: not between -10 and 10: '-11'"},
           {{{"Latitude", ""}}, "(Latitude): warning: missing, and the other is there"},
           {{{"Latitude", "0"}, {"Longitude", "0"}},
            "latitude and longitude 0 are rarely meant"}}) {
    const Imported imported = ImportText("icews", Text({IcewsRow(changes)}));
    EXPECT_EQ(imported.report.kept, 1u) << message;
    if (message.empty()) {
      EXPECT_EQ(imported.report.issues.issues().size(), 0u) << OnlyIssue(imported);
    } else {
      EXPECT_NE(OnlyIssue(imported).find(message), std::string::npos) << OnlyIssue(imported);
    }
  }
  const Imported unknown = ImportText("icews", Text({IcewsRow({{"CAMEO Code", "43"}})}));
  EXPECT_EQ(unknown.chronicle.event(casus::EventId(0)).type(), EventType::kOther);
  EXPECT_EQ(unknown.chronicle.event(casus::EventId(0)).codes()[0].code, "43");
}

TEST(Icews, RefusesRecordsThatCannotBeUnderstood) {
  for (const auto& [changes, message] : std::vector<std::pair<Row, std::string>>{
           {{{"Event ID", ""}}, "f:2:1 (Event ID): error: missing [record refused]"},
           {{{"Event ID", "e7"}}, "(Event ID): error: not a whole number: 'e7'"},
           {{{"Event Date", "2014-02-30"}}, "(Event Date): error: no such day"},
           {{{"CAMEO Code", ""}}, "(CAMEO Code): error: missing"},
           {{{"Intensity", "high"}}, "(Intensity): error: not a number: 'high'"},
           {{{"Story ID", "-1"}}, "(Story ID): error: a negative count"},
           {{{"Sentence Number", "x"}}, "(Sentence Number): error: not a whole number"},
           {{{"Longitude", "200"}}, "(Longitude): error: "}}) {
    const Imported imported = ImportText("icews", Text({IcewsRow(changes)}));
    EXPECT_EQ(imported.report.kept, 0u) << message;
    EXPECT_NE(OnlyIssue(imported).find(message), std::string::npos) << OnlyIssue(imported);
  }
  const Imported ragged = ImportText("icews", Text({IcewsRow()}) + "1\t2\n");
  EXPECT_EQ(ragged.report.issues.issues()[0].message, "2 fields where there must be 20");
}

TEST(Icews, ColumnsMayHaveRsNamesAndOtherOrders) {
  std::string text = Text({IcewsRow()});
  for (const auto& [name, other] :
       {std::pair("Event ID", "event.id"), std::pair("CAMEO Code", "CAMEO_Code")}) {
    text.replace(text.find(name), std::string(name).size(), other);
  }
  EXPECT_EQ(ImportText("icews", text).report.kept, 1u);
  Header header = Sample().front();
  header.insert(header.begin() + 3, "row");
  Row row = IcewsRow();
  row["row"] = "7";
  const Imported imported = ImportText("icews", Text({row}, header));
  EXPECT_NE(OnlyIssue(imported).find("not a column of ICEWS: 'row' [kept as attribute icews.row]"),
            std::string::npos);
  EXPECT_EQ(AttributeOf(imported.chronicle.event(casus::EventId(0)), "icews.row"), "7");
}

TEST(Icews, RefusesWholeWhatAnotherProgramSaved) {
  EXPECT_NE(Refusal("icews", Text({IcewsRow({{"Source Name", "\"Police\""}})}))
                .message()
                .find("every name stands in quotes"),
            std::string::npos);
  EXPECT_NE(Refusal("icews", Text({IcewsRow({{"Event Date", "3/4/2017"}}),
                                   IcewsRow({{"Event Date", "18/3/2017"}})}))
                .message()
                .find("have the day first, which ICEWS never writes"),
            std::string::npos);
  EXPECT_NE(Refusal("icews", casus_test::Csv(Sample().front(), {IcewsRow()}))
                .message()
                .find("the delimiter is another one"),
            std::string::npos);
  Header header = Sample().front();
  std::erase(header, "CAMEO Code");
  EXPECT_NE(Refusal("icews", Text({IcewsRow()}, header))
                .message()
                .find("these columns are missing: CAMEO Code"),
            std::string::npos);
}

TEST(Icews, CoversTheDaysOfItsEventsEverywhere) {
  const Imported imported = ImportFile("icews", DataPath("icews.tab"));
  ASSERT_EQ(imported.chronicle.coverage().size(), 1u);
  const casus::Coverage& coverage = imported.chronicle.coverage()[0];
  EXPECT_EQ(coverage.key, "icews:icews:coverage");
  EXPECT_EQ(coverage.place, std::nullopt);
  EXPECT_EQ(coverage.period,
            casus::Period::MakeClosed(Day::FromYmd(2014, 3, 18), Day::FromYmd(2014, 5, 2)).value());
}

}  // namespace
