#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"

namespace {

using casus::Day;
using casus::EventType;
using casus::EventView;
using casus::PlacePrecision;
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

const std::vector<std::string> kLabels = {
    "t_mil",       "a_rus",      "a_ukr",    "a_rus_init",  "a_ukr_init",
    "a_civ",       "a_other",    "t_aad",    "t_airstrike", "t_airalert",
    "t_uav",       "t_armor",    "t_arrest", "t_artillery", "t_control",
    "t_firefight", "t_ied",      "t_raid",   "t_occupy",    "t_property",
    "t_cyber",     "t_hospital", "t_milcas", "t_civcas",    "t_retreat"};

const Header kInfoHeader = {
    "viina_version", "event_id",  "event_id_1pd",  "date",      "time",      "geonameid",
    "feature_code",  "asciiname", "ADM1_NAME",     "ADM1_CODE", "ADM2_NAME", "ADM2_CODE",
    "longitude",     "latitude",  "GEO_PRECISION", "GEO_API",   "location",  "address",
    "report_id",     "source",    "url",           "text",      "lang"};

Row InfoRow(const Row& changes = {}) {
  Row row = {{"viina_version", "2.1"},
             {"event_id", "501"},
             {"event_id_1pd", "77"},
             {"date", "20220301"},
             {"time", "08:30"},
             {"geonameid", "9001"},
             {"feature_code", "PPL"},
             {"asciiname", "Millbrook"},
             {"ADM1_NAME", "North"},
             {"ADM1_CODE", "901"},
             {"ADM2_NAME", "Mill's district"},
             {"ADM2_CODE", "90101"},
             {"longitude", "20.75"},
             {"latitude", "10.25"},
             {"GEO_PRECISION", "STREET"},
             {"GEO_API", "OSM"},
             {"location", "1"},
             {"address", "Main street, Millbrook"},
             {"report_id", "33"},
             {"source", "herald"},
             {"url", "https://herald.example/1"},
             {"text", "He said \"\"\"\"yes\"\"\"\" twice"},
             {"lang", "ua"}};
  for (const auto& [name, value] : changes) row.at(name) = value;
  return row;
}

Header LabelsHeader() {
  Header header = {"viina_version", "event_id", "event_id_1pd", "date", "geonameid"};
  header.insert(header.end(), kLabels.begin(), kLabels.end());
  for (const std::string& label : kLabels) header.push_back(label + "_b");
  for (const char* const name : {"t_loc", "t_san", "t_loc_b", "t_san_b", "tid"}) {
    header.push_back(name);
  }
  return header;
}

Row LabelsRow(const Row& changes = {}) {
  Row row;
  for (const std::string& name : LabelsHeader()) row[name] = name.ends_with("_b") ? "0" : "0.25";
  row["viina_version"] = "2.1";
  row["event_id"] = "501";
  row["event_id_1pd"] = "77";
  row["date"] = "20220301";
  row["geonameid"] = "9001";
  row["t_mil_b"] = "1";
  row["tid"] = "4";
  for (const auto& [name, value] : changes) row.at(name) = value;
  return row;
}

TEST(Viina, AReportIsOfSomethingOnItsDayOrBefore) {
  const Imported imported = ImportText("auto", Csv(kInfoHeader, {InfoRow()}));
  EXPECT_EQ(imported.report.format, "viina");
  EXPECT_EQ(imported.report.layout, "event_info, 23 columns, header");
  EXPECT_EQ(imported.report.issues.issues().size(), 0u);
  const EventView event = EventOf(imported.chronicle, "viina:501");
  EXPECT_EQ(ToEdtf(event.span()), "[..2022-03-01]");
  EXPECT_EQ(event.Record().fact.learnt,
            casus::Moment::AtTime(Day::FromYmd(2022, 3, 1), 30'600, std::nullopt).value());
  EXPECT_EQ(event.type(), EventType::kOther);
  EXPECT_EQ(event.locator(), "https://herald.example/1");
  EXPECT_EQ(event.at(), (casus::Coordinates{10.25, 20.75}));
  EXPECT_EQ(event.place_precision(), PlacePrecision::kExact);
  EXPECT_EQ(PathOf(imported.chronicle, event.place()),
            "geonames:9001 < viina:adm2:North/Mill_27s-district < viina:adm1:North");
  const casus::Place& place = imported.chronicle.place(*event.place());
  EXPECT_EQ(place.name, "Millbrook");
  EXPECT_EQ(place.kind, casus::PlaceKind::kSettlement);
  EXPECT_EQ(place.codes,
            (std::vector<casus::Code>{{casus::CodeSystem::kGeoNames, "9001", std::nullopt}}));
  EXPECT_EQ(AttributeOf(event, "viina.text"), "He said \"\"\"\"yes\"\"\"\" twice")
      << "runs of quotes are data";
  std::string names;
  for (const casus::Attribute& attribute : event.attributes()) names += attribute.name + " ";
  EXPECT_EQ(names,
            "viina.table viina.event_id_1pd viina.text viina.feature_code viina.ADM1_CODE "
            "viina.ADM2_CODE viina.GEO_API viina.location viina.address viina.report_id "
            "viina.source viina.lang ");
  EXPECT_EQ(imported.chronicle.sources()[0].version, "2.1");
  EXPECT_EQ(imported.chronicle.coverage()[0].period,
            casus::Period::Of(Day::FromYmd(2022, 3, 1), Day::FromYmd(2022, 3, 2)));
}

TEST(Viina, MidnightIsATimeNotKnown) {
  for (const char* const time : {"00:00", ""}) {
    const Imported imported = ImportText("viina", Csv(kInfoHeader, {InfoRow({{"time", time}})}));
    EXPECT_EQ(imported.chronicle.event(casus::EventId(0)).Record().fact.learnt,
              casus::Moment::OnDay(Day::FromYmd(2022, 3, 1)));
  }
}

TEST(Viina, PrecisionsAreThoseOfTheGeocoder) {
  const auto precision_of = [](const char* text) {
    return ImportText("viina", Csv(kInfoHeader, {InfoRow({{"GEO_PRECISION", text}})}))
        .chronicle.event(casus::EventId(0))
        .place_precision();
  };
  EXPECT_EQ(precision_of("ADM3"), PlacePrecision::kNear);
  EXPECT_EQ(precision_of("ADM2"), PlacePrecision::kAdmin2);
  EXPECT_EQ(precision_of("ADM1"), PlacePrecision::kAdmin1);
  EXPECT_EQ(precision_of(""), PlacePrecision::kUnknown);
}

TEST(Viina, LabelsCompleteTheEventsOfEventInfo) {
  casus::ChronicleBuilder builder;
  const casus_test::TemporaryFile info(
      "info.csv", Csv(kInfoHeader, {InfoRow(), InfoRow({{"event_id", "502"}})}));
  const casus_test::TemporaryFile labels(
      "labels.csv", Csv(LabelsHeader(), {LabelsRow({{"t_airstrike_b", "1"}}),
                                         LabelsRow({{"event_id", "503"}, {"t_ied_b", "1"}})}));
  ASSERT_TRUE(casus::Import("auto", info.path(), {}, builder).ok());
  const auto report = casus::Import("auto", labels.path(), {}, builder);
  ASSERT_TRUE(report.ok()) << report.error();
  EXPECT_EQ(report->layout, "event_labels, 60 columns, header");
  EXPECT_EQ(report->kept, 2u);
  ASSERT_EQ(report->issues.issues().size(), 1u);
  EXPECT_EQ(report->issues.issues()[0].message, "labels of 1 events that are there already");
  const auto twice = casus::Import("auto", labels.path(), {}, builder);
  ASSERT_TRUE(twice.ok());
  EXPECT_EQ(twice->kept, 0u);
  EXPECT_EQ(twice->issues.issues()[0].message, "labels of this event are there already");
  const auto info_twice = casus::Import("auto", info.path(), {}, builder);
  ASSERT_TRUE(info_twice.ok());
  EXPECT_EQ(info_twice->kept, 0u);
  EXPECT_EQ(info_twice->issues.issues()[1].message, "an event of this id is there already");

  const auto chronicle = builder.Build();
  ASSERT_TRUE(chronicle.ok()) << chronicle.error();
  EXPECT_EQ(chronicle->event_count(), 3u);
  const EventView event = EventOf(*chronicle, "viina:501");
  EXPECT_EQ(event.type(), EventType::kRemoteViolence);
  EXPECT_EQ(std::get<casus::RemoteViolenceDetails>(event.details()).weapon,
            casus::WeaponKind::kAirDroneStrike);
  EXPECT_EQ(event.codes().size(), 2u);
  EXPECT_EQ(event.codes()[1], (casus::TypeCode{casus::Taxonomy::kOther, "t_airstrike"}));
  EXPECT_TRUE(event.place()) << "from event_info";
  EXPECT_EQ(AttributeOf(event, "viina.t_mil"), "0.25");
  EXPECT_EQ(AttributeOf(event, "viina.t_airstrike_b"), "1");
  EXPECT_EQ(AttributeOf(event, "viina.tid"), "4");
  EXPECT_EQ(EventOf(*chronicle, "viina:502").type(), EventType::kOther) << "has no labels";
  const EventView alone = EventOf(*chronicle, "viina:503");
  EXPECT_FALSE(alone.place());
  EXPECT_EQ(alone.type(), EventType::kRemoteViolence);
  EXPECT_EQ(AttributeOf(alone, "viina.geonameid"), "9001");
  EXPECT_EQ(ToEdtf(alone.span()), "[..2022-03-01]");
}

TEST(Viina, ReportsAfterTheirLabelsAreRefused) {
  casus::ChronicleBuilder builder;
  const casus_test::TemporaryFile info("info.csv", Csv(kInfoHeader, {InfoRow()}));
  const casus_test::TemporaryFile labels("labels.csv", Csv(LabelsHeader(), {LabelsRow()}));
  ASSERT_TRUE(casus::Import("auto", labels.path(), {}, builder).ok());
  const auto report = casus::Import("auto", info.path(), {}, builder);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->kept, 0u);
  EXPECT_EQ(report->issues.issues()[0].message,
            "an event of this id is there already; event_info goes before event_labels");
}

TEST(Viina, LabelsOfOneTypeAreTheTypeAndOfTwoNone) {
  const auto type_of = [](const Row& changes) {
    const Imported imported = ImportText("viina", Csv(LabelsHeader(), {LabelsRow(changes)}));
    const EventView event = imported.chronicle.event(casus::EventId(0));
    std::string text(ToString(event.type()));
    const casus::EventDetails details = event.details();
    std::visit(
        [&](const auto& of_the_type) {
          casus::ForEachField(of_the_type, [&](std::string_view, const auto& field) {
            if constexpr (std::is_enum_v<std::remove_cvref_t<decltype(field)>>) {
              text += " " + std::string(ToString(field));
            }
          });
        },
        details);
    return text;
  };
  EXPECT_EQ(type_of({}), "other");
  EXPECT_EQ(type_of({{"t_airstrike_b", "1"}}), "remote_violence air_drone_strike");
  EXPECT_EQ(type_of({{"t_artillery_b", "1"}}), "remote_violence shelling_artillery_missile");
  EXPECT_EQ(type_of({{"t_ied_b", "1"}}), "remote_violence remote_explosive_landmine_ied");
  EXPECT_EQ(type_of({{"t_airstrike_b", "1"}, {"t_artillery_b", "1"}}),
            "remote_violence unspecified");
  EXPECT_EQ(type_of({{"t_firefight_b", "1"}}), "battle armed_clash");
  EXPECT_EQ(type_of({{"t_armor_b", "1"}}), "battle unspecified");
  EXPECT_EQ(type_of({{"t_raid_b", "1"}}), "battle unspecified");
  EXPECT_EQ(type_of({{"t_firefight_b", "1"}, {"t_raid_b", "1"}}), "battle unspecified");
  EXPECT_EQ(type_of({{"t_occupy_b", "1"}}), "military_operation occupation");
  EXPECT_EQ(type_of({{"t_retreat_b", "1"}}), "military_operation withdrawal");
  EXPECT_EQ(type_of({{"t_occupy_b", "1"}, {"t_retreat_b", "1"}}), "military_operation unspecified");
  EXPECT_EQ(type_of({{"t_arrest_b", "1"}}), "coercion arrest");
  EXPECT_EQ(type_of({{"t_cyber_b", "1"}}), "coercion cyber");
  EXPECT_EQ(type_of({{"t_cyber_b", "1"}, {"t_arrest_b", "1"}}), "coercion unspecified");
  EXPECT_EQ(type_of({{"t_airstrike_b", "1"}, {"t_firefight_b", "1"}}), "other");
  EXPECT_EQ(type_of({{"t_airstrike_b", "1"}, {"t_civcas_b", "1"}}),
            "remote_violence air_drone_strike")
      << "casualties are no type";
  EXPECT_EQ(type_of({{"t_airstrike_b", "1"}, {"t_mil_b", "0"}}), "other") << "not about the war";
  EXPECT_EQ(type_of({{"t_airstrike_b", ""}, {"t_airstrike", "0.99"}}), "other")
      << "a probability is no decision";
}

Header OnePerDayHeader() {
  Header header = {"viina_version", "event_id_1pd", "date",      "n_reports",
                   "event_ids",     "sources",      "geonameid", "feature_code",
                   "asciiname",     "ADM1_NAME",    "ADM1_CODE", "ADM2_NAME",
                   "ADM2_CODE",     "longitude",    "latitude",  "GEO_PRECISION"};
  for (const std::string& label : kLabels) header.push_back(label + "_b");
  for (const char* const name : {"t_loc_b", "t_san_b", "tid"}) header.push_back(name);
  return header;
}

TEST(Viina, MakesAnEventOfAllReportsOfADay) {
  Row row = InfoRow();
  for (const auto& [name, value] : LabelsRow()) row[name] = value;
  row["n_reports"] = "2";
  row["event_ids"] = "501, 502";
  row["sources"] = "herald, reuters";
  row["t_artillery_b"] = "1";
  const Imported imported = ImportText("auto", Csv(OnePerDayHeader(), {row}));
  EXPECT_EQ(imported.report.layout, "event_1pd, 44 columns, header");
  EXPECT_EQ(imported.report.issues.issues().size(), 0u);
  const EventView event = EventOf(imported.chronicle, "viina-1pd:77");
  EXPECT_EQ(event.type(), EventType::kRemoteViolence);
  EXPECT_EQ(AttributeOf(event, "viina.table"), "event_1pd");
  EXPECT_EQ(AttributeOf(event, "viina.event_ids"), "501, 502");
  EXPECT_EQ(AttributeOf(event, "viina.sources"), "herald, reuters");
  EXPECT_EQ(AttributeOf(event, "viina.n_reports"), "2");
  EXPECT_TRUE(PathOf(imported.chronicle, event.place()).starts_with("geonames:9001 < "));
}

TEST(Viina, ReadsDerivedTablesAndKeepsTheirColumns) {
  const Header header = {"event_id_1pd", "date",      "event_ids_matching", "sources_matching",
                         "source_urls",  "geonameid", "asciiname",          "ADM1_NAME",
                         "ADM2_NAME",    "longitude", "latitude",           "a_rus",
                         "verdict"};
  Row row = InfoRow();
  row["event_ids_matching"] = "501|502";
  row["sources_matching"] = "herald|reuters";
  row["source_urls"] = "https://a.example|https://b.example";
  row["a_rus"] = "1";
  row["verdict"] = "keep";
  Row other = row;
  other["event_id_1pd"] = "78";
  other["source_urls"] = "https://a.example";
  other["geonameid"] = "";
  const Imported imported = ImportText("auto", Csv(header, {row, other}));
  EXPECT_EQ(imported.report.layout, "derived, 13 columns, header");
  EXPECT_EQ(imported.report.kept, 2u);
  EXPECT_NE(OnlyIssue(imported).find("not a column of VIINA: 'verdict' [kept as attribute "
                                     "viina.verdict]"),
            std::string::npos);
  const EventView event = EventOf(imported.chronicle, "viina-1pd:77");
  EXPECT_EQ(event.locator(), "");
  EXPECT_EQ(AttributeOf(event, "viina.source_urls"), "https://a.example|https://b.example");
  EXPECT_EQ(AttributeOf(event, "viina.a_rus"), "1") << "what it is is said elsewhere";
  EXPECT_EQ(AttributeOf(event, "viina.verdict"), "keep");
  const EventView second = EventOf(imported.chronicle, "viina-1pd:78");
  EXPECT_EQ(second.locator(), "https://a.example");
  EXPECT_EQ(PathOf(imported.chronicle, second.place()),
            "viina:adm2:North/Mill_27s-district < viina:adm1:North");
  EXPECT_EQ(AttributeOf(second, "viina.asciiname"), "Millbrook");
}

TEST(Viina, APlaceUnderAnotherNameOrUnitKeepsWhatTheRowSays) {
  const Imported imported =
      ImportText("viina", Csv(kInfoHeader, {InfoRow(), InfoRow({{"event_id", "502"},
                                                                {"asciiname", "Mill Brook"},
                                                                {"ADM1_NAME", "South"},
                                                                {"viina_version", "2.2"}})}));
  const EventView second = EventOf(imported.chronicle, "viina:502");
  EXPECT_EQ(imported.chronicle.place(*second.place()).names[0].text, "Mill Brook");
  EXPECT_EQ(AttributeOf(second, "viina.asciiname"), "Mill Brook");
  EXPECT_EQ(AttributeOf(second, "viina.ADM1_NAME"), "South");
  EXPECT_EQ(AttributeOf(second, "viina.viina_version"), "2.2");
}

TEST(Viina, RefusesAndWarns) {
  struct Case {
    Row changes;
    std::string issue;
    bool kept;
  };
  for (const Case& bad : std::vector<Case>{
           {{{"event_id", ""}}, "(event_id): error: missing", false},
           {{{"event_id", "501"}}, "(event_id): error: an event of this id is there", false},
           {{{"date", "2022-03-01"}}, "(date): error: ", false},
           {{{"date", "20220230"}}, "(date): error: no such day", false},
           {{{"latitude", "91"}}, "(latitude): error: ", false},
           {{{"longitude", "-181"}}, "(longitude): error: ", false},
           {{{"longitude", "east"}}, "(longitude): error: not a number: 'east'", false},
           {{{"longitude", ""}},
            "(longitude): warning: missing, and the other is there [kept as an attribute]",
            true},
           {{{"GEO_PRECISION", "ROOM"}},
            "(GEO_PRECISION): warning: not one of STREET, ADM3, ADM2, ADM1: 'ROOM'",
            true},
           {{{"time", "24:00"}}, "(time): warning: not a time as 08:30: '24:00' [kept as an", true},
           {{{"time", "8:3"}}, "(time): warning: not a time as 08:30", true}}) {
    Row changes = bad.changes;
    changes.emplace("event_id", "7");
    const Imported imported = ImportText("viina", Csv(kInfoHeader, {InfoRow(), InfoRow(changes)}));
    EXPECT_EQ(imported.report.kept, bad.kept ? 2u : 1u) << bad.issue;
    EXPECT_NE(OnlyIssue(imported).find(bad.issue), std::string::npos) << OnlyIssue(imported);
    if (!bad.kept) continue;
    const EventView event = EventOf(imported.chronicle, "viina:7");
    for (const auto& [name, value] : bad.changes) {
      EXPECT_EQ(AttributeOf(event, "viina." + name), value.empty() ? "(none)" : value);
    }
    if (bad.changes.contains("longitude")) {
      EXPECT_EQ(AttributeOf(event, "viina.latitude"), "10.25");
    }
  }
  EXPECT_NE(OnlyIssue(ImportText("viina", Csv(LabelsHeader(), {LabelsRow({{"t_uav", "1.5"}})})))
                .find("(t_uav): warning: not a probability from 0 to 1: '1.5'"),
            std::string::npos);
  EXPECT_NE(OnlyIssue(ImportText("viina", Csv(LabelsHeader(), {LabelsRow({{"t_uav_b", "2"}})})))
                .find("(t_uav_b): warning: not 0 or 1: '2'"),
            std::string::npos);
  EXPECT_NE(
      OnlyIssue(ImportText("viina", Csv(LabelsHeader(), {LabelsRow(), LabelsRow({{"tid", "5"}})})))
          .find("(event_id): error: an event of this id is there already"),
      std::string::npos);

  casus::ChronicleBuilder builder;
  const casus_test::TemporaryFile info("info.csv", Csv(kInfoHeader, {InfoRow()}));
  const casus_test::TemporaryFile labels(
      "labels.csv", Csv(LabelsHeader(), {LabelsRow({{"date", "20220302"}}), LabelsRow()}));
  ASSERT_TRUE(casus::Import("auto", info.path(), {}, builder).ok());
  const auto report = casus::Import("auto", labels.path(), {}, builder);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->issues.issues()[0].message, "not the date in event_info, 2022-03-01");
  EXPECT_EQ(report->issues.issues()[1].message, "labels of this event are there already");
}

TEST(Viina, RefusesOtherShapesWhole) {
  EXPECT_NE(Refusal("viina", "geonameid,date,status_wiki,status_boost,status_dsm,status_isw\n")
                .message()
                .find("it is a table of territorial control, which viina-control reads"),
            std::string::npos);
  EXPECT_NE(Refusal("viina", "event_id,date\n").message().find("a header of none of its tables"),
            std::string::npos);
  EXPECT_NE(Refusal("viina", Csv(kInfoHeader, {InfoRow()}, true, ';'))
                .message()
                .find("the delimiter is another one"),
            std::string::npos);
}

}  // namespace
