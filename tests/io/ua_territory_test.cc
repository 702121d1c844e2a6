// Ukraine's codifier of administrative units, and its list of territories with hostilities or
// occupied. All units, codes and days here are made up.

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "casus/casus.h"
#include "gmock/gmock.h"
#include "import_testing.h"

namespace {

using casus::Axis;
using casus::Chronicle;
using casus::Day;
using casus::PlaceId;
using casus::PlaceKind;
using casus::SecurityStatus;
using casus::Span;
using casus::TerritorialStatus;
using casus::Truth;
using casus_test::Csv;
using casus_test::Header;
using casus_test::Imported;
using casus_test::OnlyIssue;
using casus_test::PathOf;
using casus_test::Row;
using casus_test::TemporaryFile;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// ---- Files ----

constexpr const char* kLevels[] = {"Перший рівень", "Другий рівень", "Третій рівень",
                                   "Четвертий рівень", "Додатковий рівень"};
constexpr const char* kOblast = "UA98000000000000001";
constexpr const char* kRaion = "UA98020000000000002";
constexpr const char* kCommunity = "UA98020010000000003";
constexpr const char* kCapital = "UA97000000000000013";

Header CodifierHeader() {
  return {kLevels[0], kLevels[1],          kLevels[2],     kLevels[3],
          kLevels[4], "Категорія об’єкта", "Назва об’єкта"};
}
// A unit with the codes of what it lies in before its own.
Row Unit(const std::string& category, const std::string& name,
         const std::vector<std::string>& codes) {
  Row row{{"Категорія об’єкта", category}, {"Назва об’єкта", name}};
  for (std::size_t i = 0; i < std::size(kLevels); ++i) {
    row[kLevels[i]] = i < codes.size() ? codes[i] : "";
  }
  return row;
}
// One in the community.
Row Inside(const std::string& category, const std::string& name, const std::string& own) {
  return Unit(category, name, {kOblast, kRaion, kCommunity, "UA98020010" + own});
}
std::vector<Row> Units() {
  return {Unit("O", "Вигаданська", {kOblast}),
          Unit("P", "Приозерний", {kOblast, kRaion}),
          Unit("H", "Лугова", {kOblast, kRaion, kCommunity}),
          Inside("M", "Лугове", "010000004"),
          Inside("C", "Нове", "020000005"),
          Inside("X", "Нове", "030000006"),
          Inside("C", "Сон і Яв", "040000007"),
          Inside("C", "Кам’яне", "050000008"),
          Inside("C", "Двійня", "060000009"),
          Inside("C", "Двійня", "070000010"),
          Inside("T", "Старе", "080000011"),
          Unit("K", "Столичне", {kCapital}),
          Unit("B", "Береговий", {kCapital, kCapital, kCapital, kCapital, "UA97000000000100014"})};
}
std::string Codifier(const std::vector<Row>& rows) {
  return Csv(CodifierHeader(), rows, true, ';');
}

Header ListHeader() {
  return {"table", "category", "oblast", "raion", "katottg", "name", "start", "end"};
}
Row ListRow(const Row& changes = {}) {
  Row row = {{"table", "0"},
             {"category", "II temporarily occupied"},
             {"oblast", "9.1. ВИГАДАНСЬКА ОБЛАСТЬ"},
             {"raion", "Приозерний район"},
             {"katottg", kCommunity},
             {"name", "Лугова міська територіальна громада"},
             {"start", "01.03.2022"},
             {"end", "11.11.2022"}};
  for (const auto& [name, value] : changes) row.at(name) = value;
  return row;
}

casus::ImportOptions Published(int year, int month, int day) {
  casus::ImportOptions options;
  options.published = casus::Moment::OnDay(Day::FromYmd(year, month, day));
  return options;
}

// A list, and the codifier read before it, if any.
Imported ImportList(const std::vector<Row>& rows, const std::vector<Row>& units = Units(),
                    const std::string& name = "list_07052025.csv") {
  const TemporaryFile codifier("units_2025-05-01.csv", Codifier(units));
  const TemporaryFile list(name, Csv(ListHeader(), rows));
  casus::ChronicleBuilder builder;
  if (!units.empty()) {
    EXPECT_TRUE(casus::Import("katottg", codifier.path(), {}, builder).ok());
  }
  casus::ImportReport report = casus::Import("ua-order-376", list.path(), {}, builder).value();
  EXPECT_EQ(report.records, report.kept + report.refused);
  EXPECT_EQ(report.issues.errors(), report.refused);
  return {std::move(report), builder.Build().value()};
}
Imported ImportUnits(const std::vector<Row>& rows) {
  return casus_test::ImportRows("katottg", TemporaryFile("units.csv", Codifier(rows)).path(),
                                Published(2025, 5, 1));
}

// ---- The codifier ----

TEST(Katottg, MakesAPlaceOfAUnit) {
  const TemporaryFile file("units_2025-05-01.csv", Codifier(Units()));
  const Imported imported = casus_test::ImportRows("auto", file.path());
  EXPECT_EQ(imported.report.format, "katottg");
  EXPECT_EQ(imported.report.layout, "7 columns, header");
  EXPECT_EQ(imported.report.kept, 13u);
  EXPECT_EQ(imported.report.issues.issues().size(), 0u) << OnlyIssue(imported);
  const Chronicle& chronicle = imported.chronicle;
  EXPECT_EQ(chronicle.places().size(), 13u);

  const auto village = chronicle.FindPlace("katottg:UA98020010020000005");
  EXPECT_EQ(PathOf(chronicle, village),
            "katottg:UA98020010020000005 < katottg:UA98020010000000003 < "
            "katottg:UA98020000000000002 < katottg:UA98000000000000001");
  const casus::Place& place = chronicle.place(*village);
  EXPECT_EQ(place.name, "Нове");
  EXPECT_EQ(
      place.names,
      (std::vector<casus::Name>{{"с. Нове", casus::NameKind::kOfficial, "uk", std::nullopt}}));
  EXPECT_EQ(place.codes, (std::vector<casus::Code>{
                             {casus::CodeSystem::kKatottg, "UA98020010020000005", std::nullopt}}));
  EXPECT_EQ(place.fact.span, Span::Unknown());

  const casus::Source& source = chronicle.source(*place.fact.source);
  EXPECT_EQ(source.kind, casus::SourceKind::kOfficialDocument);
  EXPECT_EQ(source.published, casus::Moment::OnDay(Day::FromYmd(2025, 5, 1)));
  ASSERT_EQ(chronicle.coverage().size(), 2u);
  const casus::Coverage& coverage = chronicle.coverage()[0];
  EXPECT_THAT(coverage.key, EndsWith(":coverage:UA98000000000000001"));
  EXPECT_EQ(coverage.table, casus::Table::kPlaces);
  EXPECT_EQ(coverage.place, chronicle.FindPlace("katottg:UA98000000000000001"));
  EXPECT_EQ(coverage.period, casus::Period::Of(Day::FromYmd(2025, 5, 1), Day::FromYmd(2025, 5, 2)));
  EXPECT_TRUE(coverage.complete);
}

TEST(Katottg, CategoriesAreKindsAndOfficialNames) {
  const Imported imported = ImportUnits(Units());
  std::map<std::string, std::pair<PlaceKind, std::string>> read;
  for (const casus::Place& place : imported.chronicle.places()) {
    read[place.fact.key.substr(8)] = {place.kind, place.names.at(0).text};
  }
  const std::vector<std::tuple<std::string, PlaceKind, std::string>> expected = {
      {kOblast, PlaceKind::kAdmin1, "Вигаданська область"},
      {kRaion, PlaceKind::kAdmin2, "Приозерний район"},
      {kCommunity, PlaceKind::kAdmin3, "Лугова територіальна громада"},
      {"UA98020010010000004", PlaceKind::kSettlement, "м. Лугове"},
      {"UA98020010030000006", PlaceKind::kSettlement, "с-ще Нове"},
      {"UA98020010080000011", PlaceKind::kSettlement, "смт Старе"},
      {kCapital, PlaceKind::kAdmin1, "м. Столичне"},
      {"UA97000000000100014", PlaceKind::kDistrict, "Береговий район"}};
  for (const auto& [code, kind, name] : expected) {
    EXPECT_EQ(read[code], std::pair(kind, name)) << code;
  }
  EXPECT_EQ(PathOf(imported.chronicle, imported.chronicle.FindPlace("katottg:UA97000000000100014")),
            "katottg:UA97000000000100014 < katottg:UA97000000000000013");
  const Imported republic = ImportUnits({Unit("O", "Автономна Республіка Вигадка", {kOblast})});
  EXPECT_EQ(republic.chronicle.places()[0].names.at(0).text, "Автономна Республіка Вигадка");
}

TEST(Katottg, RefusesWhatIsNoUnit) {
  const Row village = Inside("C", "Нове", "020000005");
  const auto with = [&](std::size_t level, const std::string& code) {
    Row row = village;
    row[kLevels[level]] = code;
    return row;
  };
  const std::vector<std::pair<Row, std::string>> bad = {
      {Inside("Z", "Нове", "020000005"), "not one of the categories"},
      {Inside("C", " ", "020000005"), "(Назва об’єкта): error: missing"},
      {with(3, ""), "(Четвертий рівень): error: missing"},
      {with(3, "UA9802001002000000"), "(Четвертий рівень): error: "},
      {with(3, "UA98020010000000005"), "not a code of units of its category"},
      {with(2, "UA9802001"), "(Третій рівень): error: "},
      {with(2, "UA98020010020000006"), "a code of units further down"},
      {with(4, "UA98020010020100006"), "a code below the level of its category"},
      {Unit("C", "Нове", {"", "", "", "UA98020010020000005"}),
       "missing, and so is all that it lies in"}};
  for (const auto& [row, message] : bad) {
    const Imported imported = ImportUnits({Unit("O", "Вигаданська", {kOblast}), row});
    EXPECT_EQ(imported.report.refused, 1u) << message;
    EXPECT_EQ(imported.chronicle.places().size(), 1u) << message;
    EXPECT_THAT(OnlyIssue(imported), HasSubstr(message));
    EXPECT_FALSE(imported.chronicle.coverage()[0].complete);
  }
}

TEST(Katottg, RefusesAUnitThatIsThereAlready) {
  std::vector<Row> rows = Units();
  rows.push_back(rows[4]);
  const Imported imported = ImportUnits(rows);
  EXPECT_EQ(imported.report.refused, 1u);
  EXPECT_THAT(OnlyIssue(imported), HasSubstr("f:15:"));
  EXPECT_THAT(OnlyIssue(imported), HasSubstr("a unit of this code is there already"));

  const TemporaryFile file("units_2025-05-01.csv", Codifier(Units()));
  casus::ChronicleBuilder builder;
  ASSERT_TRUE(casus::Import("katottg", file.path(), {}, builder).ok());
  EXPECT_EQ(casus::Import("katottg", file.path(), {}, builder)->refused, 13u);
}

TEST(Katottg, WarnsOfUnitsThatLieInUnknownOnes) {
  const Imported imported = ImportUnits({Inside("C", "Нове", "020000005")});
  EXPECT_EQ(OnlyIssue(imported),
            "f:2:1 (Перший рівень): warning: the unit that UA98020010020000005 lies in is not in "
            "the file: 'UA98020010000000003' [kept, named by its code]");
  const Chronicle& chronicle = imported.chronicle;
  const casus::Place& community =
      chronicle.place(*chronicle.FindPlace("katottg:UA98020010000000003"));
  EXPECT_EQ(community.kind, PlaceKind::kAdmin3);
  EXPECT_EQ(community.name, kCommunity);
  EXPECT_THAT(community.names, IsEmpty());

  // Its code is that of another raion's.
  std::vector<Row> rows = Units();
  rows.push_back(Unit("H", "Степова", {kOblast, kRaion, "UA98040010000000015"}));
  EXPECT_THAT(OnlyIssue(ImportUnits(rows)),
              HasSubstr("its code is not one of units in UA98020000000000002"));
}

TEST(Katottg, NotesBlanksAndAnEditionWithoutADay) {
  std::vector<Row> rows = Units();
  rows[2]["Назва об’єкта"] = "Лугова ";
  const Imported imported = ImportUnits(rows);
  EXPECT_EQ(OnlyIssue(imported), "f: note: 1 names with blanks around them [left out]");
  EXPECT_EQ(
      imported.chronicle.place(*imported.chronicle.FindPlace(std::string("katottg:") + kCommunity))
          .name,
      "Лугова");
  const TemporaryFile file("units.csv", Codifier(Units()));
  const Imported undated = casus_test::ImportRows("katottg", file.path());
  EXPECT_THAT(OnlyIssue(undated),
              HasSubstr("no day of the edition in the options or the file's name"));
  EXPECT_THAT(undated.chronicle.coverage(), IsEmpty());
}

TEST(Katottg, OtherColumnsGoIntoTheNote) {
  Header header = CodifierHeader();
  header.push_back("popis");
  Row row = Unit("O", "Вигаданська", {kOblast});
  row["popis"] = "x";
  const TemporaryFile file("units_2025-05-01.csv", Csv(header, {row}));
  const Imported imported = casus_test::ImportRows("auto", file.path());
  EXPECT_THAT(OnlyIssue(imported), HasSubstr("not a column of the codifier"));
  EXPECT_EQ(imported.chronicle.places()[0].fact.note, "popis=x");
}

TEST(Katottg, TheDayIsThatOfTheOptionsOrTheFilesName) {
  const std::vector<std::pair<std::string, std::string>> names = {
      {"units_07052025.csv", "2025-05-07"},
      {"units-16-05-2025.csv", "2025-05-16"},
      {"units_2025-05-16.csv", "2025-05-16"},
      {"units20250516.csv", "2025-05-16"},
      {"order-376-20052025.csv", "2025-05-20"},
      {"units_376.csv", "unknown"},
      {"units_4", "unknown"},
      {"units_32052025.csv", "unknown"},
      {"units_120250516.csv", "unknown"},
      // Which of the two is not said.
      {"units_07052025_2025-05-16.csv", "unknown"}};
  for (const auto& [name, day] : names) {
    const TemporaryFile file(name, Codifier(Units()));
    const Imported imported = casus_test::ImportRows("katottg", file.path());
    const casus::Moment published = imported.chronicle.sources()[0].published;
    EXPECT_EQ(published.is_unknown() ? "unknown" : ToString(published.earliest()), day) << name;
  }
  const TemporaryFile file("units_07052025.csv", Codifier(Units()));
  const Imported named = casus_test::ImportRows("katottg", file.path(), Published(2024, 1, 31));
  EXPECT_EQ(named.chronicle.sources()[0].published.earliest(), Day::FromYmd(2024, 1, 31));
}

// ---- The list ----

const TerritorialStatus& StatusOf(const Chronicle& chronicle, const std::string& key) {
  const auto row = chronicle.FindRow(casus::Table::kStatuses, "ua-order-376:" + key);
  EXPECT_TRUE(row) << key;
  return chronicle.statuses()[row ? std::get<casus::StatusId>(*row).value() : 0];
}

TEST(UaOrder376, MakesAStatusOfAStay) {
  const Imported imported = ImportList({ListRow()});
  EXPECT_EQ(imported.report.layout, "8 columns, header");
  EXPECT_EQ(imported.report.issues.issues().size(), 0u) << OnlyIssue(imported);
  const Chronicle& chronicle = imported.chronicle;
  const TerritorialStatus& status = StatusOf(chronicle, "UA98020010000000003:II:2022-03-01");
  EXPECT_EQ(status.fact.span, casus::ParseEdtfSpan("2022-03-01/2022-11-11").value());
  EXPECT_EQ(status.fact.locator, "II, UA98020010000000003");
  EXPECT_EQ(status.fact.note, "");
  EXPECT_EQ(status.place, chronicle.FindPlace("katottg:UA98020010000000003"));
  EXPECT_EQ(status.axis, Axis::kControl);
  EXPECT_EQ(status.regime, casus::ControlRegime::kMilitaryOccupation);
  EXPECT_EQ(status.security, SecurityStatus::kTemporarilyOccupied);
  EXPECT_EQ(status.extent, casus::Extent());
  EXPECT_EQ(status.method, "official list");
  ASSERT_EQ(status.holders.size(), 1u);
  const casus::Actor& russia = chronicle.actor(status.holders[0]);
  EXPECT_EQ(russia.fact.key, "cow:365");
  EXPECT_EQ(russia.name, "Russia");
  EXPECT_EQ(chronicle.actor(*status.viewpoint).fact.key, "cow:369");
  EXPECT_EQ(chronicle.place(*status.place).name, "Лугова");

  const casus::Source& source = chronicle.source(*status.fact.source);
  EXPECT_EQ(source.kind, casus::SourceKind::kOfficialDocument);
  EXPECT_EQ(source.published.earliest(), Day::FromYmd(2025, 5, 7));
  EXPECT_THAT(source.note, HasSubstr("days of end are inside"));
  const auto coverage =
      std::find_if(chronicle.coverage().begin(), chronicle.coverage().end(),
                   [](const casus::Coverage& row) { return row.table == casus::Table::kStatuses; });
  ASSERT_NE(coverage, chronicle.coverage().end());
  EXPECT_EQ(coverage->place, status.place);
  EXPECT_FALSE(coverage->complete);
  EXPECT_EQ(coverage->period,
            casus::Period::Of(Day::FromYmd(2022, 3, 1), Day::FromYmd(2025, 5, 8)));

  // Who asks for a village of it has the answer.
  const auto index = casus::TerritoryIndex::Build(chronicle);
  const auto holders = index.Holders(*chronicle.FindPlace("katottg:UA98020010020000005"),
                                     Day::FromYmd(2022, 6, 1), Axis::kControl);
  ASSERT_EQ(holders.size(), 1u);
  EXPECT_EQ(holders[0].actor, status.holders[0]);
  EXPECT_EQ(holders[0].truth, Truth::kCertain);
}

TEST(UaOrder376, HostilitiesAreContestByNobodyNamed) {
  const std::vector<std::tuple<std::string, std::string, SecurityStatus>> categories = {
      {"I.1 possible hostilities", "I.1", SecurityStatus::kPossibleHostilities},
      {"I.2. active hostilities", "I.2", SecurityStatus::kActiveHostilities},
      {"I.3", "I.3", SecurityStatus::kActiveHostilitiesServicesWorking}};
  for (const auto& [cell, number, security] : categories) {
    const Imported imported = ImportList({ListRow({{"category", cell}})});
    const TerritorialStatus& status =
        StatusOf(imported.chronicle, "UA98020010000000003:" + number + ":2022-03-01");
    EXPECT_EQ(status.axis, Axis::kContest);
    EXPECT_EQ(status.security, security);
    EXPECT_THAT(status.holders, IsEmpty());
    EXPECT_EQ(status.regime, casus::ControlRegime::kUnspecified);
  }
}

// The spans of a row's statuses, and its only issue, if any.
std::string Spans(const std::string& start, const std::string& end) {
  const Imported imported = ImportList({ListRow({{"start", start}, {"end", end}})});
  std::string spans;
  for (const TerritorialStatus& status : imported.chronicle.statuses()) {
    spans += (spans.empty() ? "" : " | ") + ToEdtf(status.fact.span);
  }
  if (imported.report.issues.issues().empty()) return spans;
  const casus::Issue& issue = imported.report.issues.issues().at(0);
  EXPECT_EQ(issue.where.line, 2u);
  return spans + " (" + issue.where.field + ": " + issue.message + ")";
}

TEST(UaOrder376, DaysAreInsideAndAMissingEndHadNotCome) {
  EXPECT_EQ(Spans("24.02.2022", "24.02.2022"), "2022-02-24");
  EXPECT_EQ(Spans("24.02.2022", ""), "2022-02-24/[2025-05-07..]");
  EXPECT_EQ(Spans("24.02.2022 | 12.06.2023", "09.03.2022 | 15.02.2024"),
            "2022-02-24/2022-03-09 | 2023-06-12/2024-02-15");
  EXPECT_EQ(Spans("24.02.2022\n12.06.2023", "09.03.2022"),
            "2022-02-24/2022-03-09 | 2023-06-12/[2025-05-07..]");
}

TEST(UaOrder376, DaysWithOneReadingGetIt) {
  EXPECT_EQ(Spans("12.11 2022", "01.05.2023"),
            "2022-11-12/2023-05-01 (start: days run together or with stray blanks)");
  EXPECT_EQ(Spans("01.03.2022", "31.03. 2022 "),
            "2022-03-01/2022-03-31 (end: days run together or with stray blanks)");
  EXPECT_EQ(Spans(" 01.03.2022", "31.03.2022"),
            "2022-03-01/2022-03-31 (start: days run together or with stray blanks)");
  EXPECT_EQ(Spans("10.03.202207.02.2025", "11.06.2023"),
            "2022-03-10/2023-06-11 | 2025-02-07/[2025-05-07..] "
            "(start: days run together or with stray blanks)");
  const Imported imported = ImportList({ListRow({{"start", "10.03.202207.02.2025"}})});
  EXPECT_THAT(OnlyIssue(imported), HasSubstr("[read as 2022-03-10 and 2025-02-07]"));
}

TEST(UaOrder376, DaysThatCantBeAreRefused) {
  EXPECT_EQ(Spans("", ""), " (start: missing)");
  EXPECT_EQ(Spans("10032022", ""), " (start: not days as 09.03.2022)");
  EXPECT_EQ(Spans("1.3.2022", ""), " (start: not days as 09.03.2022)");
  EXPECT_THAT(Spans("30.02.2022", ""), HasSubstr(" (start: "));
  EXPECT_THAT(Spans("01.03.1922", ""), HasSubstr(" (start: "));
  EXPECT_THAT(Spans("01.03.2022", "soon"), HasSubstr(" (end: "));
  EXPECT_THAT(Spans("01.03.2022 - 02.03.2022", ""), HasSubstr(" (start: "));
  EXPECT_EQ(Spans("01.03.2022", "28.02.2022"), " (end: ends on 2022-02-28, before it begins)");
  EXPECT_EQ(Spans("01.03.2022 | 01.05.2022", "02.05.2022 | 03.05.2022"),
            " (start: begins on 2022-05-01, before the one before ends)");
  EXPECT_EQ(Spans("01.03.2022", "02.03.2022 | 03.03.2022"),
            " (end: 1 begins and 2 ends: which belong together is not said)");
  EXPECT_EQ(Spans("01.03.2022 | 04.03.2022 | 06.03.2022", "02.03.2022"),
            " (end: 3 begins and 1 ends: which belong together is not said)");
}

TEST(UaOrder376, DaysAfterTheListsAreWarnedOf) {
  EXPECT_EQ(Spans("01.03.2022", "09.09.2025"),
            "2022-03-01/2025-09-09 (end: 2025-09-09 is after the day of the list)");
  EXPECT_EQ(Spans("08.05.2025", ""),
            "2025-05-08/[2025-05-08..] (start: 2025-05-08 is after the day of the list)");
}

TEST(UaOrder376, WithoutADayOfTheListItIsThatOfTheLatestBegin) {
  const Imported imported =
      ImportList({ListRow({{"end", ""}}), ListRow({{"katottg", "UA98020010020000005"},
                                                   {"name", "с. Нове Лугової громади"},
                                                   {"start", "20.03.2025"},
                                                   {"end", "30.03.2025"}})},
                 Units(), "list.csv");
  EXPECT_THAT(OnlyIssue(imported), HasSubstr("no day of the list"));
  EXPECT_THAT(OnlyIssue(imported), HasSubstr("taken as that of the latest begin, 2025-03-20"));
  EXPECT_EQ(ToEdtf(StatusOf(imported.chronicle, "UA98020010000000003:II:2022-03-01").fact.span),
            "2022-03-01/[2025-03-20..]");
}

TEST(UaOrder376, RefusesWhatIsNoRowOfIt) {
  const std::vector<std::pair<Row, std::string>> bad = {
      {{{"category", "III"}}, "(category): error: not one of the categories I.1, I.2, I.3, II"},
      {{{"category", "I.12"}}, "not one of the categories"},
      {{{"katottg", ""}}, "(katottg): error: missing"},
      {{{"katottg", "KOATUU"}}, "(katottg): error: not UA and 17 digits"},
      {{{"name", " | "}}, "(name): error: missing"}};
  for (const auto& [changes, message] : bad) {
    const Imported imported = ImportList({ListRow(changes)});
    EXPECT_EQ(imported.report.refused, 1u);
    EXPECT_THAT(OnlyIssue(imported), HasSubstr(message));
    EXPECT_THAT(imported.chronicle.statuses(), IsEmpty());
  }
}

TEST(UaOrder376, RefusesAStayThatIsThereAlready) {
  const Imported imported = ImportList(
      {ListRow(), ListRow({{"start", "01.01.2022 | 01.03.2022"}, {"end", "02.01.2022"}})});
  EXPECT_EQ(imported.report.refused, 1u);
  EXPECT_THAT(OnlyIssue(imported), HasSubstr("in this category from 2022-03-01 already"));
  EXPECT_EQ(imported.chronicle.statuses().size(), 1u);  // nothing of the row

  const TemporaryFile list("list_07052025.csv", Csv(ListHeader(), {ListRow()}));
  casus::ChronicleBuilder builder;
  ASSERT_TRUE(casus::Import("auto", list.path(), {}, builder).ok());
  EXPECT_EQ(casus::Import("auto", list.path(), {}, builder)->refused, 1u);
}

TEST(UaOrder376, CodesWithBlanksAreReadAndOthersArePlacesOfTheirOwn) {
  const Imported blank = ImportList({ListRow({{"katottg", "UA 98020010000000003"}})});
  EXPECT_THAT(OnlyIssue(blank), HasSubstr("a code with blanks"));
  EXPECT_EQ(StatusOf(blank.chronicle, "UA98020010000000003:II:2022-03-01").place,
            blank.chronicle.FindPlace("katottg:UA98020010000000003"));

  const Imported wrong = ImportList({ListRow({{"katottg", "UA980200100000000034"}})});
  EXPECT_THAT(OnlyIssue(wrong), HasSubstr("18 digits where a code has 17"));
  const auto place = wrong.chronicle.FindPlace("ua-order-376:UA980200100000000034");
  ASSERT_TRUE(place);
  EXPECT_EQ(StatusOf(wrong.chronicle, "UA980200100000000034:II:2022-03-01").place, place);
  EXPECT_THAT(wrong.chronicle.place(*place).codes, IsEmpty());
  EXPECT_EQ(wrong.chronicle.place(*place).fact.note, "9.1. ВИГАДАНСЬКА ОБЛАСТЬ; Приозерний район");

  const Imported unknown = ImportList({ListRow({{"katottg", "UA98020990000000099"}})});
  EXPECT_THAT(OnlyIssue(unknown), HasSubstr("not a code of the codifier"));
  const casus::Place& kept =
      unknown.chronicle.place(*unknown.chronicle.FindPlace("katottg:UA98020990000000099"));
  EXPECT_EQ(kept.kind, PlaceKind::kAdmin3);
  EXPECT_EQ(kept.name, "Лугова міська територіальна громада");
}

TEST(UaOrder376, NamesThatAreNotTheCodifiersAreWarnedOf) {
  EXPECT_THAT(OnlyIssue(ImportList({ListRow({{"name", "Лукова громада"}})})),
              HasSubstr("the codifier names the unit of this code 'Лугова'"));
  // Another apostrophe and other capitals are the same name.
  const Imported same = ImportList(
      {ListRow({{"katottg", "UA98020010050000008"}, {"name", "с. КАМ`ЯНЕ Лугової громади"}})});
  EXPECT_EQ(same.report.issues.issues().size(), 0u) << OnlyIssue(same);
}

// What a list of exceptions becomes: names found, per cent, and the words not found.
std::string Except(const std::string& list) {
  const Imported imported = ImportList({ListRow({{"name", "Лугова громада за винятком" + list}})});
  const TerritorialStatus& status = imported.chronicle.statuses().front();
  std::string out;
  for (const PlaceId place : status.extent.except) {
    out += (out.empty() ? "" : ", ") + imported.chronicle.place(place).names.at(0).text;
  }
  EXPECT_EQ(status.extent.fraction_high, 10000);
  EXPECT_THAT(status.fact.note, HasSubstr("за винятком"));
  const std::string message = "what is excepted is not one unit inside: ";
  for (const casus::Issue& issue : imported.report.issues.issues()) {
    EXPECT_THAT(issue.message, HasSubstr(message));
    out += " / " + issue.message.substr(message.size());
  }
  EXPECT_EQ(status.extent.fraction_low, imported.report.issues.issues().empty() ? 10000 : 0)
      << list;
  return out;
}

TEST(UaOrder376, ExceptedUnitsAreFoundByWordAndName) {
  EXPECT_EQ(Except(" с. Нове"), "с. Нове");
  EXPECT_EQ(Except(" с-ще Нове, м. Лугове"), "с-ще Нове, м. Лугове");
  EXPECT_EQ(Except(": с-ще. Нове, | с. Нове"), "с-ще Нове, с. Нове");
  EXPECT_EQ(Except(" с.Нове,с. Кам'яне"), "с. Нове, с. Кам’яне");
  EXPECT_EQ(Except(" с-ща Нове та с-ще Старе"), "с-ще Нове, смт Старе");
  EXPECT_EQ(Except(" смт Старе"), "смт Старе");
  // A Latin letter, a capital, and a comma forgotten.
  EXPECT_EQ(Except(" c. Нове с. Сон І Яв"), "с. Нове, с. Сон і Яв");
  EXPECT_EQ(Except(" с. Інше (с. Нове), с. Нове (с. Інше)"), "с. Нове");
  EXPECT_EQ(Except(" с. Двійня (UA98020010070000010)"), "с. Двійня");
}

TEST(UaOrder376, WhatCantBeFoundLeavesTheExtentOpen) {
  EXPECT_EQ(Except(" с. Нове, с. Нема"), "с. Нове / с. Нема");
  EXPECT_EQ(Except(" с. Двійня"), " / с. Двійня");  // which?
  EXPECT_EQ(Except(" с. Нове (с. Кам’яне)"), " / с. Нове (с. Кам’яне)");
  EXPECT_EQ(Except(" с. Нове (UA98020010070000010)"), " / с. Нове (UA98020010070000010)");
  EXPECT_EQ(Except(" м. Нове"), " / м. Нове");
  EXPECT_EQ(Except(" частина м. Лугове (Лугове – 5)"), " / частина м. Лугове (Лугове – 5)");
  EXPECT_EQ(Except(" с. Нове (без околиць)"), " / с. Нове (без околиць)");
  EXPECT_EQ(Except(" с. Нове (с. Інше"), " / с. Нове (с. Інше");
  EXPECT_EQ(Except(" Нове"), " / Нове");
  EXPECT_EQ(Except(""), " / ");
}

TEST(UaOrder376, WhatIsExceptedIsNotMeant) {
  const Imported imported = ImportList({ListRow({{"name", "Лугова громада за винятком с. Нове"}})});
  const auto index = casus::TerritoryIndex::Build(imported.chronicle);
  const auto held = [&](const std::string& code) {
    return index.Holders(*imported.chronicle.FindPlace("katottg:" + code), Day::FromYmd(2022, 6, 1),
                         Axis::kControl);
  };
  EXPECT_THAT(held("UA98020010020000005"), IsEmpty());
  EXPECT_EQ(held("UA98020010030000006").at(0).truth, Truth::kCertain);
  EXPECT_TRUE(held(kCommunity).at(0).of_part);
}

TEST(UaOrder376, APartOfAUnitIsSaidToBe) {
  const Imported imported = ImportList(
      {ListRow({{"katottg", "UA98020010010000004"}, {"name", "частина м. Лугове (Лугове – 5)"}})});
  EXPECT_THAT(OnlyIssue(imported), HasSubstr("note: a part of the unit"));
  const TerritorialStatus& status = imported.chronicle.statuses()[0];
  EXPECT_EQ(status.extent.fraction_low, 0);
  EXPECT_EQ(status.fact.note, "частина м. Лугове (Лугове – 5)");
}

TEST(UaOrder376, WithoutTheCodifierNothingIsGuessed) {
  const Imported imported = ImportList(
      {ListRow({{"name", "Лугова громада за винятком с. Нове"}}),
       ListRow({{"katottg", "UA98020010030000006"}, {"name", "с-ще Нове Лугової громади"}})},
      {});
  EXPECT_THAT(OnlyIssue(imported), HasSubstr("the codifier (katottg) was not read before"));
  EXPECT_THAT(OnlyIssue(imported), HasSubstr("1 rows that except others are 0 to 100 % of theirs"));
  const TerritorialStatus& status = imported.chronicle.statuses()[0];
  EXPECT_EQ(status.extent, (casus::Extent{{}, 0, 10000}));
  EXPECT_EQ(status.fact.note, "Лугова громада за винятком с. Нове");
  const casus::Place& place = imported.chronicle.place(*status.place);
  EXPECT_EQ(place.name, "Лугова громада");
  EXPECT_EQ(place.kind, PlaceKind::kAdmin3);
  EXPECT_EQ(imported.chronicle.places()[1].kind, PlaceKind::kSettlement);
  EXPECT_THAT(imported.chronicle.places()[1].parents, IsEmpty());
}

TEST(UaOrder376, TheCodifierMayBeReadAfterwards) {
  const TemporaryFile codifier("units_2025-05-01.csv", Codifier(Units()));
  const TemporaryFile list("list_07052025.csv", Csv(ListHeader(), {ListRow()}));
  casus::ChronicleBuilder builder;
  ASSERT_TRUE(casus::Import("auto", list.path(), {}, builder).ok());
  const casus::ImportReport report = casus::Import("auto", codifier.path(), {}, builder).value();
  EXPECT_EQ(report.kept, 13u);
  const Chronicle chronicle = builder.Build().value();
  EXPECT_EQ(chronicle.places().size(), 13u);
  const casus::Place& place =
      chronicle.place(*chronicle.FindPlace(std::string("katottg:") + kCommunity));
  EXPECT_EQ(place.parents.size(), 1u);
  EXPECT_EQ(place.codes.size(), 1u);
  EXPECT_THAT(chronicle.PlacesNamed("Лугова"), ElementsAre(*chronicle.FindPlace(place.fact.key)));
}

TEST(UaOrder376, StatesReadBeforeKeepTheDaysOfTheirCodes) {
  const TemporaryFile states(
      "states.csv",
      "cowcode,cowc,country_name,start,end,microstate\n"
      "369,UKR,Ukraine,1991-12-16,9999-12-31,FALSE\n365,RUS,Russia,1816-01-01,9999-12-31,FALSE\n");
  const TemporaryFile list("list_07052025.csv", Csv(ListHeader(), {ListRow()}));
  casus::ChronicleBuilder builder;
  ASSERT_TRUE(casus::Import("cow-states", states.path(), {}, builder).ok());
  ASSERT_TRUE(casus::Import("ua-order-376", list.path(), {}, builder).ok());
  const Chronicle chronicle = builder.Build().value();
  ASSERT_EQ(chronicle.actors().size(), 2u);
  for (const casus::Actor& state : chronicle.actors()) {
    ASSERT_EQ(state.codes.size(), 1u);
    EXPECT_TRUE(state.codes[0].span);
  }
}

TEST(UaOrder376, OverlapsAreWarnedOf) {
  const Imported imported =
      ImportList({ListRow({{"end", "09.09.2023"}}),
                  ListRow({{"category", "I.3"}, {"start", "10.09.2022"}, {"end", ""}})});
  EXPECT_EQ(OnlyIssue(imported),
            "f:3:1 (start): warning: I.3 from 2022-09-10 is within II from 2022-03-01: "
            "'UA98020010000000003' [kept as given]");
}

TEST(UaOrder376, ADayOfHandoverIsOfTheNextOnTheSameAxis) {
  const Imported imported =
      ImportList({ListRow({{"end", "11.11.2022"}}),
                  ListRow({{"category", "I.1"}, {"start", "11.11.2022"}, {"end", "01.05.2023"}}),
                  ListRow({{"category", "I.3"}, {"start", "01.05.2023"}, {"end", ""}})});
  EXPECT_THAT(OnlyIssue(imported),
              HasSubstr("1 end on the day on which the next on the axis begins"));
  const Chronicle& chronicle = imported.chronicle;
  const auto span = [&](const std::string& stay) {
    return ToEdtf(StatusOf(chronicle, "UA98020010000000003:" + stay).fact.span);
  };
  EXPECT_EQ(span("II:2022-03-01"), "2022-03-01/2022-11-11");
  EXPECT_EQ(span("I.1:2022-11-11"), "2022-11-11/2023-04-30");
  EXPECT_EQ(span("I.3:2023-05-01"), "2023-05-01/[2025-05-07..]");
  const auto series = casus::TerritoryIndex::Build(chronicle).Episodes(
      *chronicle.FindPlace("katottg:UA98020010000000003"), {.axes = {Axis::kContest}});
  ASSERT_EQ(series.size(), 1u);
  EXPECT_EQ(series[0].episodes.at(1).succession, casus::Succession::kMeets);
}

TEST(UaOrder376, ASingleDayIsNotHandedOver) {
  const Imported imported =
      ImportList({ListRow({{"category", "I.1"}, {"start", "01.05.2023"}, {"end", "01.05.2023"}}),
                  ListRow({{"category", "I.3"}, {"start", "01.05.2023"}, {"end", ""}})});
  EXPECT_EQ(imported.report.issues.issues().size(), 0u) << OnlyIssue(imported);
  EXPECT_EQ(ToEdtf(StatusOf(imported.chronicle, "UA98020010000000003:I.1:2023-05-01").fact.span),
            "2023-05-01");
}

// The stays of one unit by days: each day is in the categories printed for it, but for the last
// days of those that hand over to another of their axis.
TEST(UaOrder376, StaysAreDayByDayAsAnOracleHasThem) {
  std::mt19937 random(20250507);
  const auto below = [&](unsigned bound) { return static_cast<int>(random() % bound); };
  const Day begin = Day::FromYmd(2022, 2, 24);
  const std::vector<std::string> numbers = {"I.1", "I.2", "I.3", "II"};
  constexpr int kDays = 60;
  for (int round = 0; round < 20; ++round) {
    std::vector<Row> rows;
    std::vector<std::tuple<std::string, int, int>> stays;
    for (int day = below(3); day < kDays - 12;) {
      const std::string number = numbers[static_cast<std::size_t>(below(4))];
      const int end = day + below(8);
      stays.emplace_back(number, day, end);
      day = end + below(3);
      if (end == std::get<1>(stays.back())) ++day;  // one day is handed over to nobody
    }
    std::map<std::string, std::vector<bool>> expected;
    for (const auto& [number, first, last] : stays) {
      std::vector<bool>& days = expected[number];
      days.resize(kDays);
      bool hands_over = false;
      for (const auto& [other, other_first, other_last] : stays) {
        hands_over = hands_over ||
                     (other_first == last && first < last && (other == "II") == (number == "II"));
      }
      for (int day = first; day <= last - (hands_over ? 1 : 0); ++day) {
        days[static_cast<std::size_t>(day)] = true;
      }
      const auto printed = [&](int day) {
        const Day at = begin + day;
        const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n) + "."; };
        return two(static_cast<unsigned>(at.day())) + two(static_cast<unsigned>(at.month())) +
               std::to_string(at.year());
      };
      rows.push_back(
          ListRow({{"category", number}, {"start", printed(first)}, {"end", printed(last)}}));
    }
    std::shuffle(rows.begin(), rows.end(), random);
    const Imported imported = ImportList(rows, {});
    EXPECT_EQ(imported.report.kept, rows.size());
    EXPECT_EQ(imported.report.issues.warnings(), 0u);
    for (const std::string& number : numbers) {
      for (int day = 0; day < kDays; ++day) {
        const bool holds =
            std::any_of(imported.chronicle.statuses().begin(), imported.chronicle.statuses().end(),
                        [&](const TerritorialStatus& status) {
                          return status.fact.locator.starts_with(number + ",") &&
                                 HoldsAt(status.fact.span, begin + day) == Truth::kCertain;
                        });
        const std::vector<bool>& days = expected[number];
        EXPECT_EQ(holds, !days.empty() && days[static_cast<std::size_t>(day)])
            << number << " day " << day << " round " << round;
      }
    }
  }
}

TEST(UaOrder376, OtherColumnsGoIntoTheNote) {
  Header header = ListHeader();
  header.push_back("remark");
  Row row = ListRow();
  row["remark"] = "x";
  const TemporaryFile file("list_07052025.csv", Csv(header, {row}));
  const Imported imported = casus_test::ImportRows("auto", file.path());
  EXPECT_EQ(imported.report.format, "ua-order-376");
  EXPECT_EQ(imported.chronicle.statuses()[0].fact.note, "remark=x");
  EXPECT_THAT(imported.report.issues.issues().at(0).message, HasSubstr("not a column of the list"));
}

}  // namespace
