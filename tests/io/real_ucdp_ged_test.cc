// UCDP GED as published: Syria 2016 to 2019 (candidate, 41 columns) and Mexico 1989 to 2023 (24.1,
// 49 columns), whole, against counts made by other code.

#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"
#include "real_data.h"

namespace {

using casus::Chronicle;
using casus::Day;
using casus::EventView;
using casus::Place;
using casus::PlaceId;
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

long Number(const Row& row, const std::string& column) { return std::atol(row.at(column).c_str()); }

bool BestIsBetween(const Row& row) {
  return Number(row, "low") <= Number(row, "best") && Number(row, "best") <= Number(row, "high");
}

std::string CodeOf(const std::vector<casus::Code>& codes, casus::CodeSystem system) {
  for (const casus::Code& code : codes) {
    if (code.system == system) return code.value;
  }
  return "";
}

// The cell of a column, made again from the event. `row` gives the texts of numbers.
std::string Rebuilt(const Chronicle& chronicle, const EventView& event, const std::string& column,
                    const Row& row) {
  const std::string attribute = AttributeOf(event, "ucdp." + column);
  if (attribute != "(none)") return attribute;
  const auto is = [&](std::string_view name) { return column == name; };
  const auto side = [&](Role role) -> const casus::Actor& {
    return chronicle.actor(*event.party(role));
  };
  const casus::Casualties deaths = event.casualties().value_or(casus::Casualties{});
  const auto count = [](const std::optional<std::int64_t>& value) {
    return value ? std::to_string(*value) : std::string();
  };
  const Day first = event.span().first().earliest();
  const Day last = event.span().last().latest();
  if (is("id")) return std::string(event.key().substr(4));
  if (is("year")) return std::to_string(first.year());
  if (is("date_start")) return ToString(first);
  if (is("date_end")) return ToString(last);
  if (is("date_prec")) {
    const int days = last - first + 1;
    return days == 1 ? "1" : days <= 6 ? "2" : days == 7 ? "3" : days <= 31 ? "4" : "5";
  }
  if (is("type_of_violence")) return event.codes()[0].code;
  if (is("conflict_dset_id")) return AttributeOf(event, "ucdp.conflict_new_id");
  if (is("dyad_dset_id")) return AttributeOf(event, "ucdp.dyad_new_id");
  if (is("dyad_name")) {
    return Rebuilt(chronicle, event, "side_a", row) + " - " +
           Rebuilt(chronicle, event, "side_b", row);
  }
  if (is("side_a")) return side(Role::kSideA).name;
  if (is("side_b")) return side(Role::kSideB).name;
  if (is("side_a_new_id") || is("side_a_dset_id")) return side(Role::kSideA).fact.key.substr(5);
  if (is("side_b_new_id") || is("side_b_dset_id")) return side(Role::kSideB).fact.key.substr(5);
  if (is("gwnoa")) return CodeOf(side(Role::kSideA).codes, casus::CodeSystem::kGw);
  if (is("gwnob")) return CodeOf(side(Role::kSideB).codes, casus::CodeSystem::kGw);
  if (is("where_prec")) return std::to_string(static_cast<int>(event.place_precision()));
  if (is("latitude")) return std::to_string(event.at()->latitude);
  if (is("longitude")) return std::to_string(event.at()->longitude);
  if (is("geom_wkt")) return "POINT (" + row.at("longitude") + " " + row.at("latitude") + ")";
  if (is("priogrid_gid")) return std::to_string(casus::PrioGridCell(*event.at()));
  if (is("deaths_a")) return count(deaths.side_a);
  if (is("deaths_b")) return count(deaths.side_b);
  if (is("deaths_civilians")) return count(deaths.civilians);
  if (is("deaths_unknown")) return count(deaths.unknown);
  if (is("best")) return count(deaths.best);
  if (is("low")) return count(deaths.low);
  if (is("high")) return count(deaths.high);
  const std::string_view prefix = is("adm_1")     ? "ged:adm1:"
                                  : is("adm_2")   ? "ged:adm2:"
                                  : is("country") ? "ged:country:"
                                  : is("region")  ? "ged:region:"
                                                  : "";
  if (is("where_coordinates")) return chronicle.place(*event.place()).name;
  for (PlaceId id = *event.place();;) {
    const Place& place = chronicle.place(id);
    if (is("country_id") && place.fact.key.starts_with("ged:country:")) {
      return CodeOf(place.codes, casus::CodeSystem::kGw);
    }
    if (!prefix.empty() && place.fact.key.starts_with(prefix)) return place.name;
    if (place.parents.empty()) return "";
    id = place.parents[0].parent;
  }
}

void CheckFile(const std::string& path, const std::string& layout, std::uint64_t violations) {
  CASUS_REQUIRE_REAL_DATA(path);
  const std::vector<Row> rows = PlainRows(path);
  const Imported imported = casus_test::ImportFile("auto", path);
  EXPECT_EQ(imported.report.format, "ucdp-ged");
  EXPECT_EQ(imported.report.layout, layout);
  EXPECT_EQ(imported.report.records, rows.size());
  EXPECT_EQ(imported.report.kept, rows.size());
  EXPECT_EQ(imported.report.refused, 0u);

  // By year, from the rows as they stand and from the chronicle.
  struct Year {
    std::uint64_t events = 0;
    std::int64_t best = 0;
    std::int64_t high = 0;
    bool operator==(const Year&) const = default;
  };
  std::map<int, Year> expected;
  std::uint64_t expected_violations = 0;
  for (const Row& row : rows) {
    Year& year = expected[static_cast<int>(Number(row, "year"))];
    ++year.events;
    year.best += Number(row, "best");
    year.high += Number(row, "high");
    if (!BestIsBetween(row)) ++expected_violations;
  }
  std::map<int, Year> found;
  for (std::uint32_t i = 0; i < imported.chronicle.event_count(); ++i) {
    const EventView event = imported.chronicle.event(casus::EventId(i));
    Year& year = found[event.span().first().earliest().year()];
    ++year.events;
    year.best += event.casualties()->best.value();
    year.high += event.casualties()->high.value();
  }
  EXPECT_TRUE(found == expected);

  // The one rule that the data break: low <= best <= high.
  EXPECT_EQ(expected_violations, violations);
  EXPECT_EQ(imported.report.issues.warnings(), violations);
  EXPECT_EQ(imported.report.issues.notes(), 0u);
  for (const casus::Issue& issue : imported.report.issues.issues()) {
    EXPECT_TRUE(issue.message.starts_with("not between low ")) << issue;
  }

  // The rules that they keep, on every row; and that every cell can be made again.
  std::uint64_t differences = 0;
  for (const Row& row : rows) {
    const EventView event = EventOf(imported.chronicle, "ged:" + row.at("id"));
    const casus::Casualties deaths = event.casualties().value();
    EXPECT_EQ(*deaths.best, *deaths.side_a + *deaths.side_b + *deaths.civilians + *deaths.unknown);
    const double latitude = std::strtod(row.at("latitude").c_str(), nullptr);
    const double longitude = std::strtod(row.at("longitude").c_str(), nullptr);
    EXPECT_EQ(Number(row, "priogrid_gid"),
              std::floor((latitude + 90) * 2) * 720 + std::floor((longitude + 180) * 2) + 1);
    EXPECT_EQ(event.span().first() == event.span().last() && event.span().is_exact(),
              row.at("date_prec") == "1")
        << row.at("id");
    for (const auto& [column, cell] : row) {
      const std::string rebuilt = Rebuilt(imported.chronicle, event, column, row);
      const bool is_number = column == "latitude" || column == "longitude";
      // Elsewhere the actor may have a state's number that this row leaves out.
      const bool is_left_out = (column == "gwnoa" || column == "gwnob") && cell.empty();
      const bool same = is_left_out || (is_number ? casus_test::SameNumber(cell, rebuilt)
                                                  : cell == (rebuilt == "(none)" ? "" : rebuilt));
      if (!same && ++differences < 10) {
        ADD_FAILURE() << row.at("id") << " " << column << ": '" << rebuilt << "' for '" << cell
                      << "'";
      }
    }
  }
  EXPECT_EQ(differences, 0u);
}

TEST(RealUcdpGed, SyriaIsReadWhole) {
  CheckFile(casus_test::RealDataPath("ucdp/ged_v19_syria_2016_2019.csv.gz"), "41 columns, header",
            101);
}

TEST(RealUcdpGed, MexicoIsReadWhole) {
  CheckFile(casus_test::RealDataPath("ucdp/ged_v24_mexico_1989_2023.csv.gz"), "49 columns, header",
            89);
}

}  // namespace
