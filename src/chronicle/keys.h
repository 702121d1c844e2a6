#ifndef CASUS_SRC_CHRONICLE_KEYS_H_
#define CASUS_SRC_CHRONICLE_KEYS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/timeline/timeline.h"
#include "src/chronicle/tables.h"

namespace casus::internal {

// The rows of one table by key. Holds no copy of the keys: rows whose keys share a hash form a
// chain, and the finder compares the keys themselves.
class KeyMap {
 public:
  // REQUIRES: rows come in order, from 0.
  void Add(std::string_view key);
  void Reserve(std::size_t rows);
  std::size_t MemoryUsed() const;

  // The rows that bear the key, the last first, until visit(row) returns false. `rows` is the table
  // the map was filled from.
  template <typename RowType, typename F>
  void VisitVersions(const std::vector<RowType>& rows, std::string_view key, F&& visit) const {
    const auto found = last_.find(Hash(key));
    if (found == last_.end()) return;
    for (Row row = found->second;; row = previous_[row]) {
      if (KeyOfRow(rows[row]) == key && !visit(row)) return;
      if (previous_[row] == row) return;
    }
  }

  // The version of the key that stands now, else the last.
  template <typename RowType>
  std::optional<Row> Find(const std::vector<RowType>& rows, std::string_view key) const {
    std::optional<Row> found;
    VisitVersions(rows, key, [&](Row row) {
      const bool stands = StandsNow(rows[row]);
      if (stands || !found) found = row;
      return !stands;
    });
    return found;
  }

 private:
  static std::uint64_t Hash(std::string_view key);

  absl::flat_hash_map<std::uint64_t, Row> last_;
  std::vector<Row> previous_;  // of the chain; the first names itself
};

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_KEYS_H_
