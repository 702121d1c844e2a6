#include "src/timeline/ranks.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace casus::internal {

std::vector<std::uint32_t> StableOrder(std::span<const std::int32_t> keys) {
  std::vector<std::uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0U);
  // Below this size counting the digits costs more than comparing.
  constexpr std::size_t kFewKeys = 1024;
  if (keys.size() < kFewKeys) {
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
    return order;
  }

  // Radix sort by 11 bits at a time, from the lowest: days of 30 years take two passes.
  constexpr unsigned kBits = 11;
  constexpr std::uint32_t kDigits = 1U << kBits;
  const auto [least, greatest] = std::minmax_element(keys.begin(), keys.end());
  const std::uint32_t origin = static_cast<std::uint32_t>(*least);
  const std::uint32_t width = static_cast<std::uint32_t>(*greatest) - origin;
  std::vector<std::uint32_t> sorted(keys.size());
  for (unsigned shift = 0; shift < 32 && (width >> shift) != 0; shift += kBits) {
    const auto digit = [&](std::uint32_t position) {
      return ((static_cast<std::uint32_t>(keys[position]) - origin) >> shift) % kDigits;
    };
    std::array<std::uint32_t, kDigits> next{};
    for (std::uint32_t position = 0; position < keys.size(); ++position) ++next[digit(position)];
    std::exclusive_scan(next.begin(), next.end(), next.begin(), 0U);
    for (const std::uint32_t position : order) sorted[next[digit(position)]++] = position;
    order.swap(sorted);
  }
  return order;
}

Ranks::Ranks(std::vector<std::int32_t> sorted) : sorted_(std::move(sorted)) {
  const std::size_t size = sorted_.size();
  // First all numbers, then without the outermost few on either side.
  for (const std::size_t left_out : {std::size_t{0}, size / 32}) {
    if (size == 0) return;
    const std::int64_t first = sorted_[left_out];
    const std::int64_t width = sorted_[size - 1 - left_out] - first + 1;
    if (width > static_cast<std::int64_t>(4 * size)) continue;
    table_first_ = static_cast<std::int32_t>(first);
    table_.resize(static_cast<std::size_t>(width));
    std::size_t position = left_out;
    for (std::size_t slot = 0; slot < table_.size(); ++slot) {
      while (position < size && sorted_[position] <= first + static_cast<std::int64_t>(slot)) {
        ++position;
      }
      table_[slot] = static_cast<std::uint32_t>(position);
    }
    return;
  }
}

std::size_t Ranks::Search(std::int32_t number) const {
  return static_cast<std::size_t>(std::upper_bound(sorted_.begin(), sorted_.end(), number) -
                                  sorted_.begin());
}

std::size_t Ranks::MemoryUsed() const {
  return sorted_.capacity() * sizeof(std::int32_t) + table_.capacity() * sizeof(std::uint32_t);
}

}  // namespace casus::internal
