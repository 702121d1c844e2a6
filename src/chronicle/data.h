#ifndef CASUS_SRC_CHRONICLE_DATA_H_
#define CASUS_SRC_CHRONICLE_DATA_H_

#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "src/chronicle/graph.h"
#include "src/chronicle/index.h"
#include "src/chronicle/keys.h"
#include "src/chronicle/lazy.h"
#include "src/chronicle/snapshot_file.h"
#include "src/chronicle/tables.h"

namespace casus::internal {

FactRef RefOf(Table table, Row row);

// A row of any table by key: the version that stands now, else the last.
std::optional<FactRef> FindRow(const Tables& tables, const KeyMap& keys, Table table,
                               std::string_view key);

// Everything a Chronicle shares with its copies: the tables, and what follows from them, which is
// made when it is first asked for, or lies in a file beside them.
struct ChronicleData {
  // Of no rows.
  ChronicleData();
  // REQUIRES: Check found no errors in them.
  ChronicleData(Tables rows, Keys keys_of_rows);
  ChronicleData(const ChronicleData&) = delete;
  ChronicleData& operator=(const ChronicleData&) = delete;

  const Timeline& timeline(Table table) const { return *timelines[IndexOf(table)]; }
  const KeyMap& keys_of(Table table) const { return *keys[IndexOf(table)]; }
  const TableIndex& index_of(Table table) const { return *indexes[IndexOf(table)]; }
  const std::vector<Row>& versions_of(Table table) const { return *versions[IndexOf(table)]; }

  // One row for all versions of a key: the one that stands now, else the last.
  Row SameRow(Table table, Row row) const {
    const std::vector<Row>& same = versions_of(table);
    return row < same.size() ? same[row] : row;
  }
  template <typename IdType>
  std::uint32_t Same(IdType id) const {
    return SameRow(TableOfId<IdType>(), id.value());
  }

  Tables tables;
  std::array<Lazy<Timeline>, kTableCount> timelines;
  std::array<Lazy<KeyMap>, kTableCount> keys;
  // One row for all versions of the row's key; empty where no key has more than one.
  std::array<Lazy<std::vector<Row>>, kTableCount> versions;
  std::array<Lazy<TableIndex>, kTableCount> indexes;
  Lazy<Graphs> graphs;
  Lazy<Names> actor_names;
  Lazy<Names> place_names;
  Lazy<ClaimsIndex> claims_about;
  // Where arrays of the above lie, if they were read from one.
  std::optional<SnapshotFile> file;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_DATA_H_
