#ifndef CASUS_SRC_CHRONICLE_DATA_H_
#define CASUS_SRC_CHRONICLE_DATA_H_

#include <array>
#include <memory>
#include <optional>
#include <string_view>

#include "casus/chronicle/chronicle.h"
#include "src/chronicle/keys.h"
#include "src/chronicle/tables.h"

namespace casus::internal {

FactRef RefOf(Table table, Row row);

// A row of any table by key: the version that stands now, else the last.
std::optional<FactRef> FindRow(const Tables& tables, const std::array<KeyMap, kTableCount>& keys,
                               Table table, std::string_view key);

// Everything a Chronicle shares with its copies.
struct ChronicleData {
  ChronicleData() = default;
  // REQUIRES: Check found no errors in them.
  explicit ChronicleData(Tables rows);

  Tables tables;
  std::array<Timeline, kTableCount> timelines;
  std::array<KeyMap, kTableCount> keys;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_DATA_H_
