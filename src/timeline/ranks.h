#ifndef CASUS_SRC_TIMELINE_RANKS_H_
#define CASUS_SRC_TIMELINE_RANKS_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace casus::internal {

// The positions 0..keys.size() in the order of their keys; equal keys stay in the order given.
std::vector<std::uint32_t> StableOrder(std::span<const std::int32_t> keys);

// How many of a set of numbers are at most (or below) a number.
//
// The sorted numbers, and a table with the answer for every number of a range that holds nearly all
// of them, where such a range is short (days of a few decades are). It makes a rank one load
// instead of twenty that wait for each other; a few far-off values (an unknown begin is bounded
// only by the calendar) are left to the search, so that they cannot forbid the table.
class Ranks {
 public:
  Ranks() = default;
  explicit Ranks(std::vector<std::int32_t> sorted);

  std::size_t AtMost(std::int32_t number) const {
    const std::int64_t slot = std::int64_t{number} - table_first_;
    if (slot >= 0 && slot < static_cast<std::int64_t>(table_.size())) {
      return table_[static_cast<std::size_t>(slot)];
    }
    return Search(number);
  }
  std::size_t Below(std::int32_t number) const {
    return number == std::numeric_limits<std::int32_t>::min() ? 0 : AtMost(number - 1);
  }

  const std::vector<std::int32_t>& sorted() const { return sorted_; }
  std::size_t MemoryUsed() const;

 private:
  std::size_t Search(std::int32_t number) const;

  std::vector<std::int32_t> sorted_;
  std::vector<std::uint32_t> table_;
  std::int32_t table_first_ = 0;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_TIMELINE_RANKS_H_
