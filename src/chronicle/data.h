#ifndef CASUS_SRC_CHRONICLE_DATA_H_
#define CASUS_SRC_CHRONICLE_DATA_H_

#include <array>
#include <memory>
#include <optional>
#include <string_view>

#include "casus/chronicle/chronicle.h"
#include "src/chronicle/graph.h"
#include "src/chronicle/index.h"
#include "src/chronicle/keys.h"
#include "src/chronicle/tables.h"

namespace casus::internal {

FactRef RefOf(Table table, Row row);

// A row of any table by key: the version that stands now, else the last.
std::optional<FactRef> FindRow(const Tables& tables, const Keys& keys, Table table,
                               std::string_view key);

// Everything a Chronicle shares with its copies.
struct ChronicleData {
  ChronicleData() = default;
  // REQUIRES: Check found no errors in them.
  ChronicleData(Tables rows, Keys keys_of_rows);

  // One row for all versions of a key: the one that stands now, else the last.
  Row SameRow(Table table, Row row) const {
    const std::vector<Row>& same = versions[IndexOf(table)];
    return row < same.size() ? same[row] : row;
  }
  template <typename IdType>
  std::uint32_t Same(IdType id) const {
    return SameRow(TableOfId<IdType>(), id.value());
  }

  Tables tables;
  std::array<Timeline, kTableCount> timelines;
  Keys keys;
  // Of the tables in which some key has more than one version.
  std::array<std::vector<Row>, kTableCount> versions;
  std::array<TableIndex, kTableCount> indexes;
  Graphs graphs;
  Names actor_names;
  Names place_names;
  ClaimsIndex claims_about;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_DATA_H_
