#ifndef CASUS_SRC_CHRONICLE_KEYS_H_
#define CASUS_SRC_CHRONICLE_KEYS_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/timeline/timeline.h"
#include "src/chronicle/columns.h"
#include "src/chronicle/tables.h"

namespace casus::internal {

// The rows of one table by key: a table of rows open to probing, which holds no copy of the keys
// and may lie in a mapped file. `rows` is, everywhere, the table that it was filled from.
class KeyMap {
 public:
  KeyMap() = default;
  KeyMap(Array<std::uint32_t> slots, Column<> previous)
      : slots_(std::move(slots)), previous_(std::move(previous)) {}

  // Takes up the rows from the last that it knows.
  template <typename RowsType>
  void Add(const RowsType& rows) {
    if (4 * rows.size() > 3 * slots_.size()) Grow(rows.size());
    for (; size_ < rows.size(); ++size_) Insert(rows, static_cast<Row>(size_));
  }

  // The rows that bear the key, the last first, until visit(row) returns false.
  template <typename RowsType, typename F>
  void VisitVersions(const RowsType& rows, std::string_view key, F&& visit) const {
    if (slots_.empty()) return;
    std::uint32_t row_after = slots_[SlotOf(rows, key)];
    // Of a damaged file the chain may lead anywhere; it only ever leads back.
    while (row_after != 0 && row_after <= rows.size() && visit(row_after - 1)) {
      const std::uint32_t previous = previous_[row_after - 1];
      row_after = previous < row_after ? previous : 0;
    }
  }

  // The version of the key that stands now, else the last.
  template <typename RowsType>
  std::optional<Row> Find(const RowsType& rows, std::string_view key) const {
    std::optional<Row> found;
    VisitVersions(rows, key, [&](Row row) {
      const bool stands = StandsNow(rows[row]);
      if (stands || !found) found = row;
      return !stands;
    });
    return found;
  }

  const Array<std::uint32_t>& slots() const { return slots_; }
  const Array<std::uint32_t>& previous() const { return previous_.array(); }
  std::size_t MemoryUsed() const { return slots_.MemoryUsed() + previous_.MemoryUsed(); }

 private:
  // The same in every process, as files hold what follows from it.
  static std::uint64_t Hash(std::string_view key);

  // Where the key's last row is, or would be. REQUIRES: there are slots, some of them free.
  template <typename RowsType>
  std::size_t SlotOf(const RowsType& rows, std::string_view key) const {
    const std::size_t mask = std::bit_floor(slots_.size()) - 1;
    std::size_t slot = Hash(key) & mask;
    for (std::size_t probes = 0; probes <= mask; ++probes, slot = (slot + 1) & mask) {
      const std::uint32_t row_after = slots_[slot];
      if (row_after == 0 || row_after > rows.size()) break;
      if (KeyOfRow(rows[row_after - 1]) == key) break;
    }
    return slot;
  }

  template <typename RowsType>
  void Insert(const RowsType& rows, Row row) {
    const std::size_t slot = SlotOf(rows, KeyOfRow(rows[row]));
    previous_.Set(row, slots_[slot]);
    slots_.Set(slot, row + 1);
  }

  // Three quarters of the slots are taken at most.
  void Grow(std::size_t rows) {
    slots_ = Array<std::uint32_t>(std::vector<std::uint32_t>(std::bit_ceil(rows / 3 * 4 + 16)));
    previous_ = Column<>();
    size_ = 0;
  }

  Array<std::uint32_t> slots_;  // one more than the last row of the key; 0: free
  Column<> previous_;           // one more than the row of the key before this one; 0: none
  std::size_t size_ = 0;
};

// Of every table.
using Keys = std::array<KeyMap, kTableCount>;

// Each row's number, or the first one's where the key has versions.
template <typename RowType>
std::vector<std::uint32_t> FirstVersions(const Rows<RowType>& rows) {
  std::vector<std::uint32_t> firsts;
  firsts.reserve(rows.size());
  absl::flat_hash_map<std::string_view, Row> first;
  first.reserve(rows.size());
  for (Row row = 0; row < rows.size(); ++row) {
    firsts.push_back(first.try_emplace(KeyOfRow(rows[row]), row).first->second);
  }
  return firsts;
}

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_KEYS_H_
