// UCDP's yearly datasets as published, whole, cell by cell against rows split by other code; and
// the Armed Conflict Dataset as a spreadsheet saved it again, against the genuine file.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"
#include "real_data.h"

namespace {

using casus::Chronicle;
using casus::EventView;
using casus::Role;
using casus_test::AttributeOf;
using casus_test::EventOf;
using casus_test::Imported;
using casus_test::Row;

std::vector<Row> PlainRows(const std::string& path) {
  const auto records = casus_test::PlainCsv(casus_test::BytesOf(path));
  std::vector<Row> rows;
  for (std::size_t i = 1; i < records.size(); ++i) {
    EXPECT_EQ(records[i].size(), records[0].size()) << "record " << i;
    Row row;
    for (std::size_t c = 0; c < records[i].size(); ++c) row[records[0][c]] = records[i][c];
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string OrEmpty(const std::string& attribute) { return attribute == "(none)" ? "" : attribute; }

// Every text that the event, its parties and its place hold under names and codes.
std::set<std::string> TextsOf(const Chronicle& chronicle, const EventView& event) {
  std::set<std::string> texts;
  for (const casus::Party& party : event.parties()) {
    const casus::Actor& actor = chronicle.actor(party.actor);
    texts.insert(actor.name);
    for (const casus::Name& name : actor.names) texts.insert(name.text);
    for (const casus::Code& code : actor.codes) texts.insert(code.value);
  }
  for (std::optional<casus::PlaceId> id = event.place(); id;) {
    const casus::Place& place = chronicle.place(*id);
    texts.insert(place.name);
    for (const casus::Code& code : place.codes) texts.insert(code.value);
    id.reset();
    if (!place.parents.empty()) id = place.parents[0].parent;
  }
  return texts;
}

struct Dataset {
  std::string file;
  std::string format;
  std::string layout;
  std::string key;    // the column that a year is of
  std::string best;   // the column of deaths, where there is one
  std::string place;  // the column of the country
  std::uint64_t warnings;
};

void CheckFile(const Dataset& dataset) {
  const std::string path = casus_test::RealDataPath("ucdp/" + dataset.file);
  CASUS_REQUIRE_REAL_DATA(path);
  const std::vector<Row> rows = PlainRows(path);
  const Imported imported = casus_test::ImportFile("auto", path);
  const Chronicle& chronicle = imported.chronicle;
  EXPECT_EQ(imported.report.format, dataset.format);
  EXPECT_EQ(imported.report.layout, dataset.layout);
  EXPECT_EQ(imported.report.records, rows.size());
  EXPECT_EQ(imported.report.kept, rows.size());
  EXPECT_EQ(imported.report.refused, 0u);
  EXPECT_EQ(imported.report.issues.warnings(), dataset.warnings);

  const std::map<char, std::string> regions = {
      {'1', "Europe"}, {'2', "Middle East"}, {'3', "Asia"}, {'4', "Africa"}, {'5', "Americas"}};
  std::uint64_t differences = 0;
  for (const Row& row : rows) {
    const EventView event =
        EventOf(chronicle, dataset.format + ":" + row.at(dataset.key) + ":" + row.at("year"));
    const casus::Period year = casus::Period::OfYear(std::stoi(row.at("year")));
    EXPECT_EQ(casus::LiesWithin(event.span(), year), casus::Truth::kCertain);
    const std::string best = dataset.best.empty() ? "" : row.at(dataset.best);
    EXPECT_EQ(best, event.casualties() ? std::to_string(*event.casualties()->best) : "");
    EXPECT_EQ(event.place().has_value(),
              !dataset.place.empty() && row.at(dataset.place).find(',') == std::string::npos);
    const std::set<std::string> texts = TextsOf(chronicle, event);
    for (const auto& [column, cell] : row) {
      const std::string attribute = OrEmpty(AttributeOf(event, "ucdp." + column));
      const bool is_region = column == "region" && regions.contains(cell[0]);
      const bool is_elsewhere = column == dataset.key || column == "year" || column == "version" ||
                                column.starts_with("bd_") || column.ends_with("_estimate") ||
                                cell.empty() || cell == "n/a";
      bool is_held = is_elsewhere || attribute == cell || texts.contains(cell) ||
                     (is_region && texts.contains(regions.at(cell[0])));
      if (!is_held && column.ends_with("_id")) {
        // A list of ids: each is a party.
        is_held = true;
        for (std::size_t at = 0; at < cell.size();) {
          const std::size_t end = std::min(cell.find(',', at), cell.size());
          is_held = is_held && texts.contains(cell.substr(at, end - at));
          at = cell.find_first_not_of(", ", end);
        }
      }
      if (!is_held && ++differences < 10) {
        ADD_FAILURE() << event.key() << " " << column << ": '" << cell << "'";
      }
    }
  }
  EXPECT_EQ(differences, 0u);
}

TEST(RealUcdpYearly, ArmedConflictIsReadWhole) {
  CheckFile(
      {"UcdpPrioConflict_v25_1.csv", "ucdp-acd", "28 columns, header", "conflict_id", "", "", 3});
}

TEST(RealUcdpYearly, BattleRelatedDeathsAreReadWhole) {
  CheckFile({"BattleDeaths_v23_1.csv", "ucdp-brd", "25 columns, header", "dyad_id", "bd_best",
             "gwno_battle", 9});
}

TEST(RealUcdpYearly, NonStateConflictIsReadWhole) {
  CheckFile({"Nonstate_v23_1.csv", "ucdp-nonstate", "32 columns, header", "dyad_id",
             "best_fatality_estimate", "gwno_location", 12});
}

TEST(RealUcdpYearly, OneSidedViolenceIsReadWhole) {
  CheckFile({"OneSided_v23_1.csv", "ucdp-onesided", "17 columns, header", "actor_id",
             "best_fatality_estimate", "gwno_location", 5});
}

// The spans, from the columns by other code: precise to the day, the month, the year.
TEST(RealUcdpYearly, YearsAreNarrowedByTheEpisodesEnds) {
  for (const auto& [file, format, key] :
       {std::tuple("UcdpPrioConflict_v25_1.csv", "ucdp-acd:", "conflict_id"),
        std::tuple("Nonstate_v23_1.csv", "ucdp-nonstate:", "dyad_id")}) {
    const std::string path = casus_test::RealDataPath("ucdp/" + std::string(file));
    CASUS_REQUIRE_REAL_DATA(path);
    const Imported imported = casus_test::ImportFile("auto", path);
    const auto narrowed = [](const std::string& year, const std::string& day,
                             const std::string& code) {
      if (day.substr(0, 4) != year) return year;
      return code == "1" ? day : code == "2" || code == "3" ? day.substr(0, 7) : year;
    };
    std::map<std::size_t, int> lengths;
    for (const Row& row : PlainRows(path)) {
      const std::string& year = row.at("year");
      const std::string first = narrowed(year, row.at("start_date2"), row.at("start_prec2"));
      const std::string last = narrowed(year, row.at("ep_end_date"), row.at("ep_end_prec"));
      const EventView event = EventOf(imported.chronicle, format + row.at(key) + ":" + year);
      EXPECT_EQ(ToEdtf(event.span().first()), first);
      EXPECT_EQ(ToEdtf(event.span().last()), last);
      ++lengths[first.size()];
    }
    EXPECT_EQ(lengths.size(), 3u) << "days, months and years are all there";
  }
}

TEST(RealUcdpYearly, ASpreadsheetsFileReadsToTheSameButForTheRecordsThatItBroke) {
  const std::string genuine = casus_test::RealDataPath("ucdp/UcdpPrioConflict_v25_1.csv");
  const std::string saved =
      casus_test::RealDataPath("ucdp/UcdpPrioConflict_v25_1_excel_resave.csv");
  CASUS_REQUIRE_REAL_DATA(genuine);
  const Imported one = casus_test::ImportFile("auto", genuine);
  const Imported two = casus_test::ImportFile("auto", saved);
  EXPECT_EQ(two.report.layout, "28 columns between semicolons, header, days as 03-12-2020");
  EXPECT_EQ(two.report.records, 2752u);
  EXPECT_EQ(two.report.refused, 2u) << "one record over two lines; the next is not in the file";
  std::vector<std::string> missing;
  for (std::uint32_t i = 0; i < one.chronicle.event_count(); ++i) {
    const EventView event = one.chronicle.event(casus::EventId(i));
    if (!two.chronicle.FindRow(casus::Table::kEvents, event.key())) {
      missing.emplace_back(event.key());
      continue;
    }
    const casus::Event record = event.Record();
    const casus::Event again = EventOf(two.chronicle, event.key()).Record();
    EXPECT_EQ(again.fact.span, record.fact.span);
    EXPECT_EQ(again.attributes, record.attributes) << event.key();
    ASSERT_EQ(again.parties.size(), record.parties.size());
    for (std::size_t p = 0; p < record.parties.size(); ++p) {
      const casus::Actor& actor = one.chronicle.actor(record.parties[p].actor);
      const casus::Actor& same = two.chronicle.actor(again.parties[p].actor);
      EXPECT_EQ(same.fact.key, actor.fact.key);
      EXPECT_EQ(same.name, actor.name);
      EXPECT_EQ(same.names, actor.names);
      EXPECT_EQ(same.codes, actor.codes);
      EXPECT_EQ(again.parties[p].role, record.parties[p].role);
    }
  }
  EXPECT_EQ(missing, (std::vector<std::string>{"ucdp-acd:11349:2008", "ucdp-acd:11350:2005"}));
}

}  // namespace
