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

std::optional<FactRef> FindRow(const Tables& tables, const KeyMap& keys, Table table,
                               std::string_view key) {
  const std::optional<Row> row =
      WithTable(tables, table, [&](const auto& rows) { return keys.Find(rows, key); });
  if (!row) return std::nullopt;
  return RefOf(table, *row);
}

ChronicleData::ChronicleData() {
  ForEachTable(tables, [&](Table table, const auto& rows) {
    using RowType = typename std::decay_t<decltype(rows)>::value_type;
    const std::size_t i = IndexOf(table);
    if constexpr (!std::is_same_v<RowType, Source>) {
      timelines[i].Reset([this, &rows] { return BuildTimeline(rows, tables.sources); });
    }
    keys[i].Reset([&rows] {
      KeyMap map;
      map.Add(rows);
      return map;
    });
    versions[i].Reset([this, table, &rows] {
      std::vector<Row> same;
      const bool has_versions =
          !std::all_of(rows.begin(), rows.end(), [](const auto& row) { return StandsNow(row); });
      if (!has_versions) return same;
      same.reserve(rows.size());
      for (Row row = 0; row < rows.size(); ++row) {
        // Not found only in a file whose slots were forged.
        same.push_back(keys_of(table).Find(rows, KeyOfRow(rows[row])).value_or(row));
      }
      return same;
    });
    indexes[i].Reset([this, table] { return IndexTable(*this, table); });
  });
  graphs.Reset([this] { return Graphs(*this); });
  actor_names.Reset([this] { return NamesOf(tables.actors); });
  place_names.Reset([this] { return NamesOf(tables.places); });
  claims_about.Reset([this] { return ClaimsIndex(*this); });
}

ChronicleData::ChronicleData(Tables rows, Keys keys_of_rows) : ChronicleData() {
  tables = std::move(rows);
  tables.events.Seal();
  for (std::size_t i = 0; i < kTableCount; ++i) {
    keys[i].Reset(
        [map = std::make_shared<KeyMap>(std::move(keys_of_rows[i]))] { return std::move(*map); });
  }
}

}  // namespace casus::internal
