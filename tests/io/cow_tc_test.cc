// Correlates of War, Territorial Change.

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "casus/casus.h"
#include "gmock/gmock.h"
#include "import_testing.h"

namespace {

using casus::ActorKind;
using casus::ChangeProcedure;
using casus::EventType;
using casus::EventView;
using casus::Portion;
using casus::Role;
using casus::Span;
using casus::TerritorialChangeDetails;
using casus::TerritoryRole;
using casus_test::AttributeOf;
using casus_test::Csv;
using casus_test::EventOf;
using casus_test::Header;
using casus_test::Imported;
using casus_test::ImportText;
using casus_test::OnlyIssue;
using casus_test::Refusal;
using casus_test::Row;
using ::testing::AllOf;
using ::testing::HasSubstr;

Header TcHeader() {
  return {"year", "month",  "gainer",  "gaintype", "procedur", "entity",   "contgain",
          "area", "pop",    "portion", "loser",    "losetype", "contlose", "entry",
          "exit", "number", "indep",   "conflict", "version"};
}
// Sweden gains a made-up half of Norway by conquest, in May 1901.
Row TcRow(const Row& changes = {}) {
  Row row = {{"year", "1901"},  {"month", "5"},    {"gainer", "380"},  {"gaintype", "1"},
             {"procedur", "1"}, {"entity", "385"}, {"contgain", "1"},  {"area", "1234.50"},
             {"pop", "56000"},  {"portion", "0"},  {"loser", "390"},   {"losetype", "0"},
             {"contlose", "0"}, {"entry", "0"},    {"exit", "0"},      {"number", "9001"},
             {"indep", "0"},    {"conflict", "1"}, {"version", "4.01"}};
  for (const auto& [name, value] : changes) row.at(name) = value;
  return row;
}
Imported ImportRows(const std::vector<Row>& rows) {
  return ImportText("cow-tc", Csv(TcHeader(), rows));
}
Imported ImportTc(const Row& changes) { return ImportRows({TcRow(changes)}); }

// Those of the first event.
TerritorialChangeDetails DetailsOf(const Imported& imported) {
  return std::get<TerritorialChangeDetails>(
      imported.chronicle.event(casus::EventId(0)).Record().details);
}

TEST(CowTc, MakesAnEventOfARow) {
  const Imported imported = ImportTc({});
  EXPECT_EQ(imported.report.layout, "19 columns, header");
  EXPECT_EQ(imported.report.issues.issues().size(), 0u) << OnlyIssue(imported);
  const casus::Chronicle& chronicle = imported.chronicle;
  const EventView event = EventOf(chronicle, "cow-tc:9001");
  EXPECT_EQ(event.type(), EventType::kTerritorialChange);
  EXPECT_EQ(event.span(), Span::On(casus::MomentFromParts(1901, 5, 0).value()));
  const TerritorialChangeDetails details = DetailsOf(imported);
  EXPECT_EQ(details.procedure, ChangeProcedure::kConquest);
  EXPECT_EQ(details.portion, Portion::kPart);
  EXPECT_EQ(details.gained_as, TerritoryRole::kHomeland);
  EXPECT_EQ(details.lost_as, TerritoryRole::kDependent);
  EXPECT_EQ(details.area_km2, 1234.5);
  EXPECT_EQ(details.population, 56000);
  EXPECT_EQ(details.military_conflict, true);
  EXPECT_EQ(details.territory, chronicle.FindPlace("cow:territory:385"));
  EXPECT_EQ(chronicle.place(*details.territory).name, "Norway");
  const casus::Event record = event.Record();
  ASSERT_EQ(record.parties.size(), 2u);
  EXPECT_EQ(record.parties[0].role, Role::kGainer);
  EXPECT_EQ(record.parties[1].role, Role::kLoser);
  const casus::Actor& gainer = chronicle.actor(record.parties[0].actor);
  EXPECT_EQ(gainer.fact.key, "cow:380");
  EXPECT_EQ(gainer.name, "Sweden");
  EXPECT_EQ(gainer.kind, ActorKind::kState);
  EXPECT_EQ(gainer.codes,
            (std::vector<casus::Code>{{casus::CodeSystem::kCow, "380", std::nullopt}}));
  for (const auto& [name, value] : std::map<std::string, std::string>{{"cow.contgain", "1"},
                                                                      {"cow.contlose", "0"},
                                                                      {"cow.entry", "0"},
                                                                      {"cow.exit", "0"},
                                                                      {"cow.indep", "0"},
                                                                      {"cow.version", "4.01"}}) {
    EXPECT_EQ(AttributeOf(event, name), value) << name;
  }
  EXPECT_EQ(chronicle.source(*record.fact.source).version, "4.01");
  ASSERT_EQ(chronicle.coverage().size(), 1u);
  EXPECT_EQ(chronicle.coverage()[0].table, casus::Table::kEvents);
}

TEST(CowTc, ProceduresAreCowsNumbers) {
  const std::vector<std::pair<std::string, ChangeProcedure>> procedures = {
      {"1", ChangeProcedure::kConquest},    {"2", ChangeProcedure::kAnnexation},
      {"3", ChangeProcedure::kCession},     {"4", ChangeProcedure::kSecession},
      {"5", ChangeProcedure::kUnification}, {"6", ChangeProcedure::kMandate}};
  for (const auto& [code, procedure] : procedures) {
    EXPECT_EQ(DetailsOf(ImportTc({{"procedur", code}})).procedure, procedure) << code;
  }
  const Imported independent =
      ImportTc({{"procedur", "-9"}, {"gainer", "385"}, {"portion", "1"}, {"indep", "1"}});
  EXPECT_EQ(DetailsOf(independent).procedure, ChangeProcedure::kNotApplicable);
  EXPECT_EQ(DetailsOf(independent).portion, Portion::kWhole);
  EXPECT_EQ(independent.report.issues.issues().size(), 0u) << OnlyIssue(independent);
}

TEST(CowTc, WhatIsMissingIsNotKnown) {
  const Imported imported = ImportTc({{"month", "."},
                                      {"gaintype", "-9"},
                                      {"losetype", "-9"},
                                      {"portion", "-9"},
                                      {"area", "-9"},
                                      {"pop", "."},
                                      {"conflict", "-9"},
                                      {"contgain", "-9"},
                                      {"loser", "-9"},
                                      {"entity", "."}});
  const EventView event = EventOf(imported.chronicle, "cow-tc:9001");
  EXPECT_EQ(event.span(), Span::On(casus::MomentFromParts(1901, 0, 0).value()));
  const TerritorialChangeDetails details = DetailsOf(imported);
  EXPECT_EQ(details.gained_as, TerritoryRole::kUnknown);
  EXPECT_EQ(details.lost_as, TerritoryRole::kUnknown);
  EXPECT_EQ(details.portion, Portion::kUnknown);
  EXPECT_FALSE(details.area_km2);
  EXPECT_FALSE(details.population);
  EXPECT_FALSE(details.military_conflict);
  EXPECT_FALSE(details.territory);
  EXPECT_EQ(AttributeOf(event, "cow.contgain"), "(none)");
  EXPECT_EQ(event.Record().parties.size(), 1u);
  EXPECT_THAT(OnlyIssue(imported), HasSubstr("3 cells"));
}

TEST(CowTc, LosersThatAreNoStates) {
  const Imported imported =
      ImportRows({TcRow({{"loser", "0"}}), TcRow({{"loser", "1"}, {"number", "9002"}}),
                  TcRow({{"loser", "9999"}, {"number", "9003"}})});
  const auto loser = [&](const std::string& key) {
    return imported.chronicle.actor(EventOf(imported.chronicle, key).Record().parties[1].actor);
  };
  EXPECT_EQ(loser("cow-tc:9001").name, "League of Nations");
  EXPECT_EQ(loser("cow-tc:9002").name, "United Nations");
  EXPECT_EQ(loser("cow-tc:9002").kind, ActorKind::kInternationalOrganisation);
  EXPECT_EQ(loser("cow-tc:9003").name, "9999");
  EXPECT_EQ(loser("cow-tc:9003").kind, ActorKind::kOther);
}

TEST(CowTc, RowsThatBreakTheManualsRulesAreKeptWithAWarning) {
  const std::vector<std::pair<Row, std::string>> broken = {
      {{{"loser", "380"}}, "the gainer is the loser"},
      {{{"exit", "1"}}, "a state leaves the system, but loses only a part of its territory"},
      {{{"indep", "1"}}, "independence of another than the gainer"},
      {{{"procedur", "-9"}}, "no procedure, but no independence either"}};
  for (const auto& [changes, message] : broken) {
    const Imported imported = ImportTc(changes);
    EXPECT_EQ(imported.report.kept, 1u) << message;
    EXPECT_THAT(OnlyIssue(imported), AllOf(HasSubstr("warning"), HasSubstr(message)));
  }
  // Nobody lost it.
  EXPECT_EQ(ImportTc({{"loser", "-9"}}).report.issues.issues().size(), 0u);
}

TEST(CowTc, RefusesWhatHasNoMeaning) {
  const std::vector<std::pair<Row, std::string>> refused = {
      {{{"number", ""}}, "number"},      {{{"year", "1301"}}, "year"},
      {{{"month", "13"}}, "month"},      {{{"gainer", "-9"}}, "nobody gained it"},
      {{{"loser", "-3"}}, "loser"},      {{{"procedur", "7"}}, "procedures 1 to 6"},
      {{{"portion", "2"}}, "neither 0"}, {{{"gaintype", "5"}}, "neither 0"},
      {{{"area", "-1"}}, "no area"},     {{{"pop", "-1"}}, "no number of people"},
      {{{"entity", "x"}}, "entity"},     {{{"indep", "3"}}, "neither 0"}};
  for (const auto& [changes, message] : refused) {
    const Imported imported = ImportTc(changes);
    EXPECT_EQ(imported.report.refused, 1u) << message;
    EXPECT_THAT(OnlyIssue(imported), HasSubstr(message));
  }
  const Imported twice = ImportRows({TcRow(), TcRow()});
  EXPECT_EQ(twice.report.kept, 1u);
  EXPECT_THAT(OnlyIssue(twice), HasSubstr("is there already"));
}

TEST(CowTc, SmallAreasAndSeveralVersionsAreSaid) {
  const Imported imported =
      ImportRows({TcRow({{"area", "1"}}), TcRow({{"number", "9002"}, {"version", "6"}})});
  EXPECT_THAT(OnlyIssue(imported), HasSubstr("1 changes of 1 km2"));
  EXPECT_EQ(DetailsOf(imported).area_km2, 1.0);
  EXPECT_EQ(imported.chronicle.sources()[0].version, "");
}

TEST(CowTc, IsRecognisedWithLinesThatEndInCrAlone) {
  // More than is looked at before.
  std::vector<Row> rows;
  while (rows.size() < 5000) rows.push_back(TcRow({{"number", std::to_string(rows.size() + 1)}}));
  rows.back().at("procedur") = "7";
  std::string text = Csv(TcHeader(), rows);
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  std::replace(text.begin(), text.end(), '\n', '\r');
  const Imported imported = ImportText("auto", text);
  EXPECT_EQ(imported.report.format, "cow-tc");
  EXPECT_EQ(imported.report.kept, 4999u);
  ASSERT_EQ(imported.report.issues.issues().size(), 2u);
  EXPECT_EQ(imported.report.issues.issues()[0].where.line, 5001u);
  EXPECT_EQ(imported.report.issues.issues()[1].message, "lines that end in CR alone");
}

TEST(CowTc, RefusesOtherTablesWhole) {
  EXPECT_EQ(Refusal("cow-tc", "year,month,gainer\n1900,1,2\n").code(),
            casus::ErrorCode::kUnknownFormat);
}

}  // namespace
