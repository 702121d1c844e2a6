// Correlates of War, Territorial Change.

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <random>
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
using casus_test::StatusInWords;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

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
  ASSERT_EQ(chronicle.coverage().size(), 2u);
  EXPECT_EQ(chronicle.coverage()[0].table, casus::Table::kEvents);
  EXPECT_EQ(chronicle.coverage()[1].table, casus::Table::kStatuses);
  EXPECT_EQ(chronicle.coverage()[1].period, chronicle.coverage()[0].period);
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

// ---- Statuses ----

// All of them by key.
std::vector<std::string> StatusesOf(const Imported& imported) {
  std::vector<std::string> all;
  for (const casus::TerritorialStatus& status : imported.chronicle.statuses()) {
    all.push_back(status.fact.key + " " + casus_test::InWords(imported.chronicle, status));
  }
  std::sort(all.begin(), all.end());
  return all;
}

// A change of the entity 385: "1901", "5", from 390 to 380, whole.
Row Change(const std::string& number, const std::string& year, const std::string& month,
           const std::string& loser, const std::string& gainer, const std::string& portion = "1") {
  return TcRow({{"number", number},
                {"year", year},
                {"month", month},
                {"loser", loser},
                {"gainer", gainer},
                {"portion", portion}});
}

TEST(CowTcStatuses, AChangeBeginsAStatusOfTheGainerAndEndsOneOfTheLoser) {
  EXPECT_THAT(StatusesOf(ImportTc({})),
              ElementsAre("cow-tc:9001.gainer 1901-05/: cow:380 control of cow:territory:385, "
                          "0-100 %, from cow-tc:9001",
                          "cow-tc:9001.loser /1901-05: cow:390 control of cow:territory:385, "
                          "0-100 % to cow-tc:9001"));
  // Nobody lost it; the portion is not said.
  EXPECT_THAT(StatusesOf(ImportTc({{"loser", "-9"}, {"portion", "-9"}})),
              ElementsAre(HasSubstr(", 0-100 %, from")));
  EXPECT_THAT(StatusesOf(ImportTc({{"loser", "-9"}, {"portion", "1"}})),
              ElementsAre(HasSubstr("cow:territory:385, from")));
}

TEST(CowTcStatuses, TheRegimeIsSaidWhereTheRowSaysIt) {
  const Imported mandate = ImportTc({{"procedur", "6"}, {"loser", "0"}});
  EXPECT_THAT(StatusInWords(mandate.chronicle, "cow-tc:9001.gainer"), HasSubstr(", mandate,"));
  EXPECT_THAT(StatusInWords(mandate.chronicle, "cow-tc:9001.loser"), Not(HasSubstr("mandate")));
  const Imported free =
      ImportTc({{"procedur", "-9"}, {"gainer", "385"}, {"portion", "1"}, {"indep", "1"}});
  EXPECT_EQ(StatusInWords(free.chronicle, "cow-tc:9001.gainer"),
            "1901-05/: cow:385 control of cow:territory:385, own_administration, from cow-tc:9001");
}

TEST(CowTcStatuses, WhatIsGainedAndLaterLostWholeIsOneStatus) {
  const Row gain = Change("1", "1901", "5", "390", "380");
  const Row loss = Change("2", "1910", ".", "380", "385");
  const std::vector<std::string> expected = {
      "cow-tc:1.gainer 1901-05/1910: cow:380 control of cow:territory:385, from cow-tc:1 to "
      "cow-tc:2",
      "cow-tc:1.loser /1901-05: cow:390 control of cow:territory:385 to cow-tc:1",
      "cow-tc:2.gainer 1910/: cow:385 control of cow:territory:385, own_administration, from "
      "cow-tc:2"};
  EXPECT_EQ(StatusesOf(ImportRows({gain, loss})), expected);
  EXPECT_EQ(StatusesOf(ImportRows({loss, gain})), expected);
  // It surely held the place between.
  const Imported imported = ImportRows({gain, loss});
  const auto territory = casus::TerritoryIndex::Build(imported.chronicle);
  const auto holders = territory.Holders(*imported.chronicle.FindPlace("cow:territory:385"),
                                         casus::Day::FromYmd(1905, 1, 1), casus::Axis::kControl);
  ASSERT_EQ(holders.size(), 1u);
  EXPECT_EQ(holders[0].truth, casus::Truth::kCertain);
}

TEST(CowTcStatuses, EndsAreNotKnownWhereAnotherChangeMayLieBetween) {
  const Row gain = Change("1", "1901", "5", "390", "380");
  const Row loss = Change("2", "1910", "6", "380", "385");
  const std::vector<Row> others = {
      Change("3", "1905", "1", "380", "390", "0"),   // lost a part
      Change("3", "1910", ".", "380", "390", "-9"),  // lost, perhaps before
      Change("3", "1901", "5", "380", "390")};       // lost in the month of the gain
  for (const Row& other : others) {
    const Imported imported = ImportRows({gain, loss, other});
    EXPECT_THAT(StatusInWords(imported.chronicle, "cow-tc:1.gainer"), HasSubstr("1901-05/:"));
    EXPECT_THAT(StatusInWords(imported.chronicle, "cow-tc:2.loser"), HasSubstr("/1910-06:"));
  }
  // Gained once more: of two gains the loss ends the later.
  const Imported again = ImportRows({gain, loss, Change("3", "1905", "1", "390", "380")});
  EXPECT_THAT(StatusInWords(again.chronicle, "cow-tc:1.gainer"), HasSubstr("1901-05/:"));
  EXPECT_THAT(StatusInWords(again.chronicle, "cow-tc:3.gainer"), HasSubstr("1905-01/1910-06:"));
  // The same year, no month.
  const Imported same =
      ImportRows({Change("1", "1901", ".", "390", "380"), Change("2", "1901", "12", "380", "385")});
  EXPECT_THAT(StatusInWords(same.chronicle, "cow-tc:1.gainer"), HasSubstr("1901/:"));
  // A part gained meanwhile, and another's changes, are no obstacle.
  const Imported whole = ImportRows({gain, loss, Change("3", "1905", "1", "390", "380", "0"),
                                     Change("4", "1906", "1", "390", "395")});
  EXPECT_THAT(StatusInWords(whole.chronicle, "cow-tc:1.gainer"), HasSubstr("1901-05/1910-06:"));
}

// By the definition: of losses and gains of the whole, all but the two are surely before or after.
bool AreOneStatus(const std::vector<Row>& rows, const Row& gain, const Row& loss) {
  const auto when = [](const Row& row) {
    return casus::ParseMomentFromParts(row.at("year"), row.at("month"), {}).value();
  };
  const auto before = [&](const Row& a, const Row& b) {
    return casus::Before(when(a), when(b)) == casus::Truth::kCertain;
  };
  const std::string& party = gain.at("gainer");
  if (loss.at("loser") != party || gain.at("portion") != "1" || loss.at("portion") != "1") {
    return false;
  }
  if (!before(gain, loss)) return false;
  for (const Row& row : rows) {
    const std::string& number = row.at("number");
    const bool gains =
        row.at("gainer") == party && row.at("portion") == "1" && number != gain.at("number");
    const bool loses = row.at("loser") == party && number != loss.at("number");
    if ((gains || loses) && !before(row, gain) && !before(loss, row)) return false;
  }
  return true;
}

TEST(CowTcStatuses, AreThoseOfTheDefinitionInAnyOrderOfRows) {
  std::mt19937 random(20140318);
  const auto pick = [&](const std::vector<std::string>& from) {
    return from[random() % from.size()];
  };
  const std::vector<std::pair<std::string, std::string>> sides = {
      {"380", "390"}, {"390", "380"}, {"-9", "380"}, {"380", "385"}, {"380", "380"}};
  std::size_t pairs = 0;
  for (int trial = 0; trial < 60; ++trial) {
    std::vector<Row> rows;
    const std::size_t size = 3 + random() % 9;
    while (rows.size() < size) {
      const auto& [loser, gainer] = sides[random() % sides.size()];
      rows.push_back(Change(std::to_string(rows.size() + 1), std::to_string(1900 + random() % 6),
                            pick({".", ".", "1", "2", "11", "12"}), loser, gainer,
                            pick({"0", "1", "1", "1", "1", "1", "-9"})));
    }
    const Imported imported = ImportRows(rows);
    std::size_t statuses = 0;
    for (const Row& gain : rows) {
      statuses += gain.at("loser") == "-9" ? 1 : 2;
      const casus::TerritorialStatus status =
          casus_test::StatusOf(imported.chronicle, "cow-tc:" + gain.at("number") + ".gainer");
      std::string told =
          status.ended_by ? std::string(imported.chronicle.event(*status.ended_by).key()) : "none";
      std::string expected = "none";
      for (const Row& loss : rows) {
        if (AreOneStatus(rows, gain, loss)) expected = "cow-tc:" + loss.at("number");
      }
      EXPECT_EQ(told, expected) << trial;
      if (expected != "none") {
        --statuses;
        ++pairs;
      }
    }
    EXPECT_EQ(imported.chronicle.statuses().size(), statuses);
    std::shuffle(rows.begin(), rows.end(), random);
    EXPECT_EQ(StatusesOf(ImportRows(rows)), StatusesOf(imported)) << trial;
  }
  EXPECT_GT(pairs, 15u);
}

TEST(CowTcStatuses, AChangeOfNoEntityMakesNone) {
  const Imported imported = ImportTc({{"entity", "-9"}});
  EXPECT_EQ(imported.chronicle.statuses().size(), 0u);
  EXPECT_EQ(imported.chronicle.coverage().size(), 1u);
  EXPECT_THAT(OnlyIssue(imported), AllOf(HasSubstr("note: 1 changes of no entity"),
                                         HasSubstr("kept as events; no status")));
}

TEST(CowTcStatuses, AStateThatLosesAllOfItselfAndGoesOnHasLostAPart) {
  const Row crimea = {{"year", "2014"},  {"month", "3"},   {"gainer", "365"},
                      {"entity", "369"}, {"portion", "1"}, {"loser", "369"},
                      {"contlose", "1"}, {"area", "100"},  {"losetype", "1"}};
  const Imported imported = ImportTc(crimea);
  EXPECT_THAT(OnlyIssue(imported),
              AllOf(HasSubstr("warning"), HasSubstr("loses the whole of itself, but goes on")));
  EXPECT_EQ(DetailsOf(imported).portion, Portion::kWhole);
  EXPECT_EQ(StatusInWords(imported.chronicle, "cow-tc:9001.gainer"),
            "2014-03/: cow:365 control of cow:territory:369, 0-100 %, from cow-tc:9001");
  // Austria was no member of the system after March 1938.
  Row anschluss = crimea;
  anschluss["year"] = "1938";
  anschluss["gainer"] = "255";
  anschluss["entity"] = anschluss["loser"] = "305";
  EXPECT_EQ(StatusInWords(ImportTc(anschluss).chronicle, "cow-tc:9001.gainer"),
            "1938-03/: cow:255 control of cow:territory:305, from cow-tc:9001");
}

TEST(CowTcStatuses, VersionsOfTheDataAreOneWitness) {
  casus::ChronicleBuilder builder;
  std::vector<casus::SourceId> sources;
  for (const std::string name : {"one", "two"}) {
    const casus_test::TemporaryFile file(
        "input.csv", Csv(TcHeader(), {TcRow({{"number", name == "one" ? "1" : "2"}})}));
    casus::ImportOptions options;
    options.source_key = name;
    ASSERT_TRUE(casus::Import("cow-tc", file.path(), options, builder).ok());
    sources.push_back(*builder.FindSource(name));
  }
  const casus::Chronicle chronicle = builder.Build().value();
  EXPECT_EQ(chronicle.sources().size(), 3u);
  EXPECT_EQ(casus::IndependentSources(chronicle, sources), 1u);
  // Unless it is called what they draw on.
  casus::ImportOptions root;
  root.source_key = "cow-tc";
  const Imported alone = ImportText("cow-tc", Csv(TcHeader(), {TcRow()}), root);
  ASSERT_EQ(alone.chronicle.sources().size(), 1u);
  EXPECT_EQ(alone.chronicle.sources()[0].version, "4.01");
}

TEST(CowTc, SmallAreasAndSeveralVersionsAreSaid) {
  const Imported imported =
      ImportRows({TcRow({{"area", "1"}}), TcRow({{"number", "9002"}, {"version", "6"}})});
  EXPECT_THAT(OnlyIssue(imported), HasSubstr("1 changes of 1 km2"));
  EXPECT_EQ(DetailsOf(imported).area_km2, 1.0);
  const casus::Event record = EventOf(imported.chronicle, "cow-tc:9001").Record();
  EXPECT_EQ(imported.chronicle.source(*record.fact.source).version, "");
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
