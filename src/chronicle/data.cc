#include "src/chronicle/data.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace casus::internal {
namespace {

template <std::size_t I = 0>
FactRef MakeRef(Table table, Row row) {
  if constexpr (I < kTableCount) {
    if (IndexOf(table) == I) return std::variant_alternative_t<I, FactRef>(row);
    return MakeRef<I + 1>(table, row);
  } else {
    DieOnMisuse("no such table");
  }
}

template <typename RowsType>
Timeline BuildTimeline(const RowsType& rows, const Rows<Source>& sources) {
  std::vector<SpanBounds> bounds;
  std::vector<KnownTime> known;
  bounds.reserve(rows.size());
  known.reserve(rows.size());
  for (const auto& row : rows) {
    bounds.push_back(SpanOfRow(row).bounds());
    known.push_back(KnownTimeOf(row, sources));
  }
  return Timeline::Build(bounds, known).value();
}

}  // namespace

FactRef RefOf(Table table, Row row) { return MakeRef(table, row); }

std::optional<FactRef> FindRow(const Tables& tables, const Keys& keys, Table table,
                               std::string_view key) {
  const std::optional<Row> row = WithTable(
      tables, table, [&](const auto& rows) { return keys[IndexOf(table)].Find(rows, key); });
  if (!row) return std::nullopt;
  return RefOf(table, *row);
}

ChronicleData::ChronicleData(Tables rows, Keys keys_of_rows)
    : tables(std::move(rows)), keys(std::move(keys_of_rows)) {
  tables.events.Seal();
  ForEachTable(tables, [&](Table table, const auto& table_rows) {
    using RowType = typename std::decay_t<decltype(table_rows)>::value_type;
    const KeyMap& map = keys[IndexOf(table)];
    if constexpr (!std::is_same_v<RowType, Source>) {
      timelines[IndexOf(table)] = BuildTimeline(table_rows, tables.sources);
    }
    const bool has_versions = !std::all_of(table_rows.begin(), table_rows.end(),
                                           [](const auto& row) { return StandsNow(row); });
    if (!has_versions) return;
    std::vector<Row>& same = versions[IndexOf(table)];
    same.reserve(table_rows.size());
    for (const auto& row : table_rows) same.push_back(*map.Find(table_rows, KeyOfRow(row)));
  });
  graphs = Graphs(*this);
  for (std::size_t i = 0; i < kTableCount; ++i) {
    indexes[i] = IndexTable(*this, static_cast<Table>(i));
  }
  actor_names = NamesOf(tables.actors);
  place_names = NamesOf(tables.places);
  claims_about = ClaimsIndex(*this);
}

}  // namespace casus::internal
