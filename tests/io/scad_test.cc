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

Header ScadHeader() { return casus_test::HeaderOf("scad.csv"); }
Row ScadRow(const Row& changes = {}) { return casus_test::SampleRow("scad.csv", changes); }

Imported ImportRow(const Row& changes) {
  return ImportText("scad", Csv(ScadHeader(), {ScadRow(changes)}));
}

TEST(Scad, MakesAnEventOfARow) {
  const Imported imported = ImportFile("scad", DataPath("scad.csv"));
  EXPECT_EQ(imported.report.layout, "44 columns, header");
  EXPECT_EQ(imported.report.kept, 4u);
  EXPECT_EQ(imported.report.issues.issues().size(), 0u) << OnlyIssue(imported);
  const Chronicle& chronicle = imported.chronicle;
  const EventView event = EventOf(chronicle, "scad:9900001:1:Millbrook");
  EXPECT_EQ(event.span(), Span::On(Day::FromYmd(1994, 12, 26)));
  EXPECT_EQ(event.type(), EventType::kProtest);
  ASSERT_EQ(event.codes().size(), 1u);
  EXPECT_EQ(event.codes()[0], (casus::TypeCode{casus::Taxonomy::kScad, "1"}));
  EXPECT_EQ(event.casualties()->best, 0);
  EXPECT_EQ(event.at(), (casus::Coordinates{10.25, 20.5}));
  EXPECT_EQ(event.place_precision(), PlacePrecision::kExact);
  EXPECT_EQ(PathOf(chronicle, event.place()), "scad:location:990:Millbrook < scad:country:990");
  EXPECT_EQ(chronicle.place(*chronicle.FindPlace("scad:country:990")).codes,
            (std::vector<casus::Code>{{CodeSystem::kCow, "990", std::nullopt}}));
  EXPECT_EQ(event.Record().fact.note, "Students marched against fees.");
  for (const auto& [name, value] :
       std::vector<std::pair<const char*, const char*>>{{"eventid", "9900001"},
                                                        {"npart", "3"},
                                                        {"issuenote", "fees"},
                                                        {"location_precision", "1"},
                                                        {"startdate", "(none)"},
                                                        {"ndeath", "(none)"},
                                                        {"elocal", "(none)"}}) {
    EXPECT_EQ(AttributeOf(event, std::string("scad.") + name), value) << name;
  }
}

TEST(Scad, AnEventOfSeveralDaysIsAnEpisode) {
  const Imported imported = ImportFile("scad", DataPath("scad.csv"));
  const EventView event = EventOf(imported.chronicle, "scad:9900002:2:Hill-province");
  EXPECT_EQ(event.span(), Span::Make(Moment::OnDay(Day::FromYmd(1995, 1, 3)),
                                     Moment::OnDay(Day::FromYmd(1995, 2, 1)))
                              .value());
  EXPECT_EQ(casus::HoldsAt(event.span(), Day::FromYmd(1995, 1, 20)), casus::Truth::kCertain);
  const Imported open =
      ImportRow({{"eyr", "-99"}, {"emo", "-99"}, {"eday", "-99"}, {"enddate", ""}});
  EXPECT_EQ(open.chronicle.event(casus::EventId(0)).span(),
            Span::Make(Moment::OnDay(Day::FromYmd(1994, 12, 26)),
                       Moment::NotBefore(Day::FromYmd(1994, 12, 26)))
                .value());
}

TEST(Scad, PartsThatAreNotKnownMakeAMonthAndTheWordsAreKept) {
  const Imported imported = ImportFile("scad", DataPath("scad.csv"));
  const EventView event = EventOf(imported.chronicle, "scad:9900003:3:Nationwide");
  EXPECT_EQ(event.span(),
            Span::Make(Moment::InMonth(1996, 3).value(), Moment::InMonth(1996, 3).value()).value());
  EXPECT_EQ(AttributeOf(event, "scad.startdate"), "1-Mar-96");
  EXPECT_EQ(AttributeOf(event, "scad.enddate"), "31-Mar-96");
}

TEST(Scad, RowsOfOneEventAreEventsByLocation) {
  const Imported imported = ImportFile("scad", DataPath("scad.csv"));
  const EventView hill = EventOf(imported.chronicle, "scad:9900002:2:Hill-province");
  const EventView valley = EventOf(imported.chronicle, "scad:9900002:2:Valley");
  EXPECT_EQ(hill.casualties()->best, 12);
  EXPECT_EQ(valley.casualties(), std::nullopt) << "no number of its own";
  EXPECT_EQ(AttributeOf(valley, "scad.ndeath"), "-77");
  EXPECT_EQ(AttributeOf(hill, "scad.eventid"), AttributeOf(valley, "scad.eventid"));
  EXPECT_EQ(hill.place_precision(), PlacePrecision::kAdmin1);
  const Imported part = ImportRow({{"sublocal", "Old ward"}});
  EXPECT_TRUE(part.chronicle.FindRow(casus::Table::kEvents, "scad:9900001:1:Millbrook/Old-ward"));
  const Imported twice = ImportText("scad", Csv(ScadHeader(), {ScadRow(), ScadRow()}));
  EXPECT_EQ(twice.report.kept, 1u);
  EXPECT_EQ(twice.report.issues.issues()[0].code, ErrorCode::kDuplicate);
}

TEST(Scad, ActorsAndTargetsAreOfTheirCountry) {
  const Imported imported = ImportText(
      "scad", Csv(ScadHeader(),
                  {ScadRow({{"actor2", "Teachers"}, {"actor3", "-99"}, {"target2", "Unknown"}}),
                   ScadRow({{"ccode", "991"}, {"eventid", "9910001"}})}));
  const Chronicle& chronicle = imported.chronicle;
  std::string parties;
  for (const casus::Party& party : EventOf(chronicle, "scad:9900001:1:Millbrook").parties()) {
    parties +=
        std::string(ToString(party.role)) + " " + chronicle.actor(party.actor).fact.key + "; ";
  }
  EXPECT_EQ(parties,
            "initiator scad:actor:990:Students; initiator scad:actor:990:Teachers; "
            "target scad:actor:990:Government; ");
  EXPECT_EQ(chronicle.actor(*chronicle.FindActor("scad:actor:990:Government")).kind,
            ActorKind::kGovernment);
  EXPECT_TRUE(chronicle.FindActor("scad:actor:991:Students"));
}

TEST(Scad, LocnumIsThePrecisionOfThePlace) {
  const Imported imported = ImportFile("scad", DataPath("scad.csv"));
  const EventView nationwide = EventOf(imported.chronicle, "scad:9900003:3:Nationwide");
  EXPECT_EQ(PathOf(imported.chronicle, nationwide.place()), "scad:country:990");
  EXPECT_EQ(nationwide.place_precision(), PlacePrecision::kCountry);
  EXPECT_EQ(AttributeOf(nationwide, "scad.elocal"), "Nationwide");
  EXPECT_EQ(nationwide.at(), std::nullopt);
  EXPECT_EQ(AttributeOf(nationwide, "scad.latitude"), "-99");
  for (const auto& [locnum, precision] :
       std::vector<std::pair<const char*, PlacePrecision>>{{"2", PlacePrecision::kExact},
                                                           {"3", PlacePrecision::kExact},
                                                           {"4", PlacePrecision::kRegion},
                                                           {"5", PlacePrecision::kRegion},
                                                           {"-99", PlacePrecision::kUnknown},
                                                           {"", PlacePrecision::kUnknown}}) {
    EXPECT_EQ(ImportRow({{"locnum", locnum}}).chronicle.event(casus::EventId(0)).place_precision(),
              precision)
        << locnum;
  }
}

TEST(Scad, ReadsTheColumnsOfAfrica) {
  Header header = ScadHeader();
  for (std::string& name : header) {
    if (name == "lgbtq_issue") name = "lgtbq_issue";
  }
  std::swap(header[1], header[2]);
  Row row = ScadRow({{"lgbtq_issue", "1"}});
  row["lgtbq_issue"] = "1";
  const Imported imported = ImportText("scad", Csv(header, {row}));
  EXPECT_EQ(imported.report.issues.issues().size(), 0u);
  EXPECT_EQ(AttributeOf(imported.chronicle.event(casus::EventId(0)), "scad.lgbtq_issue"), "1");
}

TEST(Scad, RefusesRowsThatSayThereWasNoEvent) {
  EXPECT_NE(OnlyIssue(ImportRow({{"etype", "-9"}}))
                .find("(etype): error: no event: the row says that the country had none in the "
                      "year: '-9' [record refused]"),
            std::string::npos);
}

TEST(Scad, RefusesBytesOfNoEncodingRecordByRecord) {
  const std::string text = Csv(
      ScadHeader(), {ScadRow({{"notes", "caf\xE9"}}),
                     ScadRow({{"eventid", "2"}, {"notes", "\x9D"}}), ScadRow({{"eventid", "3"}})});
  const Imported utf8 = ImportText("scad", text);
  EXPECT_EQ(utf8.report.kept, 1u);
  EXPECT_EQ(utf8.report.issues.issues().back().message,
            "there are records that are not UTF-8: SCAD's files hold bytes of several encodings "
            "of one byte a letter");
  ImportOptions options;
  options.encoding = casus::Encoding::kCp1252;
  const Imported windows = ImportText("scad", text, options);
  EXPECT_EQ(windows.report.kept, 2u) << "9D is none of its bytes";
  EXPECT_EQ(windows.report.issues.issues().size(), 1u);
  EXPECT_EQ(EventOf(windows.chronicle, "scad:9900001:1:Millbrook").Record().fact.note,
            "caf\xC3\xA9");
  options.encoding = casus::Encoding::kLatin1;
  EXPECT_EQ(ImportText("scad", text, options).report.kept, 3u);
}

TEST(Scad, WarnsOfWhatBreaksItsOwnRules) {
  for (const auto& [changes, message] : std::vector<std::pair<Row, std::string>>{
           {{{"startdate", "25-Dec-94"}},
            "(startdate): warning: not the day that the numbers say: '25-Dec-94'"},
           {{{"enddate", "12/26/1994"}}, "(enddate): warning: not the day that the numbers say"},
           {{{"duration", "4"}},
            "(duration): warning: not the days from the first to the last, which are 1: '4'"},
           {{{"npart", "8"}}, "(npart): warning: not one of the codes 1 to 7: '8'"},
           {{{"repress", "3"}}, "(repress): warning: not one of the codes 0 to 2"},
           {{{"locnum", "0"}}, "(locnum): warning: not one of the codes 1 to 7"},
           {{{"issue2", "15"}}, "(issue2): warning: not one of the codes 1 to 14"},
           {{{"longitude", ""}}, "(longitude): warning: missing, and the other is there"}}) {
    const Imported imported = ImportRow(changes);
    EXPECT_EQ(imported.report.kept, 1u) << message;
    EXPECT_NE(OnlyIssue(imported).find(message), std::string::npos) << OnlyIssue(imported);
    for (const auto& [name, value] : changes) {
      if (value.empty()) continue;
      EXPECT_EQ(AttributeOf(imported.chronicle.event(casus::EventId(0)), "scad." + name), value);
    }
  }
  EXPECT_EQ(ImportRow({{"duration", "0"}}).report.issues.issues().size(), 0u);
  EXPECT_EQ(ImportRow({{"issue2", "-99"}}).report.issues.issues().size(), 0u);
}

TEST(Scad, RefusesRecordsThatCannotBeUnderstood) {
  for (const auto& [changes, message] : std::vector<std::pair<Row, std::string>>{
           {{{"eventid", ""}}, "f:2:1 (eventid): error: missing [record refused]"},
           {{{"ccode", "SYL"}}, "(ccode): error: not a whole number: 'SYL'"},
           {{{"etype", "11"}}, "(etype): error: not one of the event types 1 to 10: '11'"},
           {{{"etype", ""}}, "(etype): error: not one of the event types 1 to 10"},
           {{{"styr", "1899"}}, "(styr): error: "},
           {{{"stmo", "14"}}, "(stmo): error: "},
           {{{"stday", "32"}}, "(stday): error: "},
           {{{"eyr", "1993"}}, "(eyr): error: the event ends before it begins: '1993'"},
           {{{"ndeath", "-3"}}, "(ndeath): error: neither a count nor -77, -88 or -99: '-3'"},
           {{{"ndeath", "9999999999"}}, "(ndeath): error: more deaths than can be"},
           {{{"npart", "many"}}, "(npart): error: not a whole number: 'many'"},
           {{{"latitude", "100"}}, "(latitude): error: "}}) {
    const Imported imported = ImportRow(changes);
    EXPECT_EQ(imported.report.kept, 0u) << message;
    EXPECT_NE(OnlyIssue(imported).find(message), std::string::npos) << OnlyIssue(imported);
  }
}

TEST(Scad, AnotherNameOfACountryIsAnAlias) {
  const Imported imported = ImportText(
      "scad", Csv(ScadHeader(),
                  {ScadRow(), ScadRow({{"eventid", "2"}, {"countryname", "Sylvania (old)"}})}));
  EXPECT_EQ(AttributeOf(EventOf(imported.chronicle, "scad:2:1:Millbrook"), "scad.countryname"),
            "Sylvania (old)");
  EXPECT_EQ(imported.chronicle.place(*imported.chronicle.FindPlace("scad:country:990"))
                .names.front()
                .text,
            "Sylvania (old)");
}

TEST(Scad, RefusesOtherShapesWhole) {
  EXPECT_NE(Refusal("scad", Csv(ScadHeader(), {ScadRow()}, true, ';'))
                .message()
                .find("the delimiter is another one"),
            std::string::npos);
  Header header = ScadHeader();
  std::erase(header, "etype");
  EXPECT_NE(
      Refusal("scad", Csv(header, {ScadRow()})).message().find("these columns are missing: etype"),
      std::string::npos);
}

}  // namespace
