// The state systems of COW and Gleditsch and Ward as published and as others pass them on, whole,
// against rows split by other code.

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"
#include "real_data.h"

namespace {

using casus_test::Imported;

struct List {
  std::string file;
  std::string format;
  std::size_t number;
  std::size_t letters;
  std::size_t name;
  std::size_t records;
  std::size_t open;
  casus::Encoding encoding = casus::Encoding::kUtf8;
};

void CheckFile(const List& list) {
  const std::string path = casus_test::RealDataPath("states/" + list.file);
  CASUS_REQUIRE_REAL_DATA(path);
  const bool is_tabs = list.file.ends_with(".dat");
  std::string bytes = casus_test::BytesOf(path);
  if (!bytes.ends_with('\n')) bytes += '\n';
  auto rows = is_tabs ? casus_test::PlainTabs(bytes) : casus_test::PlainCsv(bytes);
  if (!is_tabs) rows.erase(rows.begin());
  casus::ImportOptions options;
  options.encoding = list.encoding;
  const Imported imported = casus_test::ImportRows("auto", path, options);
  EXPECT_EQ(imported.report.format, list.format);
  EXPECT_EQ(imported.report.records, rows.size());
  EXPECT_EQ(imported.report.kept, list.records);
  EXPECT_EQ(imported.report.refused, 0u);

  std::map<std::string, std::size_t> spells;
  for (const auto& row : rows) ++spells[row[list.number]];
  EXPECT_EQ(imported.chronicle.actors().size(), spells.size());
  std::size_t open = 0;
  for (const auto& row : rows) {
    const std::string key = (list.format == "cow-states" ? "cow:" : "gw:") + row[list.number];
    const auto id = imported.chronicle.FindActor(key);
    ASSERT_TRUE(id) << key;
    const casus::Actor& actor = imported.chronicle.actor(*id);
    EXPECT_EQ(actor.codes.size(), spells[row[list.number]]);
    bool has_name = actor.name == row[list.name];
    bool has_letters = false;
    for (const casus::Name& name : actor.names) {
      has_name = has_name || name.text == row[list.name];
      has_letters = has_letters || name.text == row[list.letters];
    }
    const bool is_ascii = std::all_of(row[list.name].begin(), row[list.name].end(),
                                      [](char c) { return static_cast<signed char>(c) > 0; });
    EXPECT_TRUE(has_name || !is_ascii) << row[list.name];
    EXPECT_TRUE(has_letters) << row[list.letters];
  }
  for (const casus::Actor& actor : imported.chronicle.actors()) {
    for (const casus::Code& code : actor.codes) {
      open += code.span->end_kind() == casus::EndKind::kCensored ? 1 : 0;
    }
  }
  EXPECT_EQ(open, list.open);
}

TEST(RealStates, CowIsReadWhole) {
  CheckFile({"cow_states2016.csv", "cow-states", 1, 0, 2, 243, 195});
  CheckFile({"cowstates.csv", "cow-states", 0, 1, 2, 243, 195});
}

TEST(RealStates, GleditschAndWardIsReadWhole) {
  CheckFile({"gwstates.csv", "gw-states", 0, 1, 2, 239, 197});
  CheckFile({"gw_iisystem.dat", "gw-states", 0, 1, 2, 216, 174, casus::Encoding::kCp1252});
}

TEST(RealStates, TheTwoCopiesOfCowAgree) {
  const std::string path = casus_test::RealDataPath("states/");
  CASUS_REQUIRE_REAL_DATA(path);
  const Imported one = casus_test::ImportRows("auto", path + "cow_states2016.csv");
  const Imported two = casus_test::ImportRows("auto", path + "cowstates.csv");
  ASSERT_EQ(one.chronicle.actors().size(), two.chronicle.actors().size());
  for (std::size_t i = 0; i < one.chronicle.actors().size(); ++i) {
    const casus::Actor& a = one.chronicle.actors()[i];
    const casus::Actor& b = two.chronicle.actors()[i];
    EXPECT_EQ(a.fact.key, b.fact.key);
    ASSERT_EQ(a.codes.size(), b.codes.size());
    for (std::size_t c = 0; c < a.codes.size(); ++c) {
      EXPECT_EQ(a.codes[c].span->first(), b.codes[c].span->first()) << a.fact.key;
      EXPECT_EQ(a.codes[c].span->end_kind(), b.codes[c].span->end_kind()) << a.fact.key;
    }
  }
}

// Each change of an entity has a status of its gainer and, if there is one, of its loser, but for
// those told together: as many as the numbers say.
void CheckStatuses(const Imported& imported, const std::vector<std::vector<std::string>>& rows,
                   const std::vector<std::string>& header, std::size_t statuses,
                   std::size_t together) {
  const auto column = [&](const std::string& name) {
    return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
  };
  const auto is_missing = [](const std::string& cell) { return cell == "-9" || cell == "."; };
  std::size_t sides = 0;
  for (const auto& row : rows) {
    if (is_missing(row[column("entity")])) continue;
    sides += is_missing(row[column("loser")]) ? 1 : 2;
  }
  std::size_t both_ends = 0;
  for (const casus::TerritorialStatus& status : imported.chronicle.statuses()) {
    EXPECT_EQ(status.axis, casus::Axis::kControl);
    both_ends += status.begun_by && status.ended_by ? 1 : 0;
  }
  EXPECT_EQ(imported.chronicle.statuses().size(), statuses);
  EXPECT_EQ(both_ends, together);
  EXPECT_EQ(statuses + together, sides);
}

// The data as published in version 4.01, whose lines end in CR, and what version 6 has beyond it.
TEST(RealTerritorialChange, IsReadWholeWithWhatBreaksItsRules) {
  const std::string path = casus_test::RealDataPath("cow/tc2008.csv");
  CASUS_REQUIRE_REAL_DATA(path);
  std::string bytes = casus_test::BytesOf(path);
  std::replace(bytes.begin(), bytes.end(), '\r', '\n');
  if (!bytes.ends_with('\n')) bytes += '\n';
  auto rows = casus_test::PlainCsv(bytes);
  const std::vector<std::string> header = rows.front();
  rows.erase(rows.begin());
  const auto column = [&](const std::string& name) {
    return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
  };
  const Imported imported = casus_test::ImportFile("auto", path);
  EXPECT_EQ(imported.report.format, "cow-tc");
  EXPECT_EQ(imported.report.kept, 834u);
  EXPECT_EQ(imported.report.records, rows.size());
  std::map<std::string, std::size_t> procedures;
  for (const auto& row : rows) {
    ++procedures[row[column("procedur")]];
    const auto event = casus_test::EventOf(imported.chronicle, "cow-tc:" + row[column("number")]);
    const casus::Event record = event.Record();
    EXPECT_EQ(imported.chronicle.actor(record.parties.at(0).actor).fact.key,
              "cow:" + row[column("gainer")]);
    EXPECT_EQ(record.parties.size(), row[column("loser")] == "-9" ? 1u : 2u);
    EXPECT_EQ(record.fact.span.first().earliest().year(), std::stoi(row[column("year")]));
  }
  std::map<std::string, std::size_t> read;
  for (std::uint32_t i = 0; i < imported.chronicle.event_count(); ++i) {
    const casus::Event record = imported.chronicle.event(casus::EventId(i)).Record();
    const auto& details = std::get<casus::TerritorialChangeDetails>(record.details);
    ++read[std::string(ToString(details.procedure))];
  }
  EXPECT_EQ(read, (std::map<std::string, std::size_t>{{"conquest", procedures["1"]},
                                                      {"annexation", procedures["2"]},
                                                      {"cession", procedures["3"]},
                                                      {"secession", procedures["4"]},
                                                      {"unification", procedures["5"]},
                                                      {"mandate", procedures["6"]},
                                                      {"not_applicable", procedures["-9"]}}));
  std::vector<std::string> warned;
  for (const casus::Issue& issue : imported.report.issues.issues()) {
    if (issue.severity == casus::Severity::kWarning) {
      warned.push_back(rows[issue.where.line - 2][column("number")] + " " + issue.message);
    }
  }
  std::sort(warned.begin(), warned.end());
  EXPECT_EQ(warned,
            (std::vector<std::string>{
                "148 a state leaves the system, but loses only a part of its territory",
                "665 no procedure, but no independence either",
                "666 no procedure, but no independence either", "770 the gainer is the loser",
                "779 the gainer is the loser", "866 independence of another than the gainer"}));

  CheckStatuses(imported, rows, header, 1406, 115);

  const Imported tail =
      casus_test::ImportFile("auto", casus_test::RealDataPath("cow/tc2018_v6_tail_rows.csv"));
  EXPECT_EQ(tail.report.kept, 12u);
  const casus::Event crimea = casus_test::EventOf(tail.chronicle, "cow-tc:890").Record();
  EXPECT_EQ(std::get<casus::TerritorialChangeDetails>(crimea.details).procedure,
            casus::ChangeProcedure::kConquest);
  EXPECT_EQ(tail.chronicle.statuses().size(), 24u);
  // Ukraine, Finland and Portugal lose all of themselves and go on.
  std::vector<std::uint64_t> lines;
  for (const casus::Issue& issue : tail.report.issues.issues()) {
    if (issue.message == "a state loses the whole of itself, but goes on") {
      lines.push_back(issue.where.line);
    }
  }
  EXPECT_EQ(lines, (std::vector<std::uint64_t>{7, 11, 12}));
  EXPECT_EQ(casus_test::StatusInWords(tail.chronicle, "cow-tc:890.gainer"),
            "2014-03/: cow:365 control of cow:territory:369, 0-100 %, from cow-tc:890");
}

}  // namespace
