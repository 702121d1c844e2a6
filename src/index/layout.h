#ifndef CASUS_SRC_INDEX_LAYOUT_H_
#define CASUS_SRC_INDEX_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "casus/index/interval_index.h"
#include "src/index/segment.h"

namespace casus::internal {

// Positions [first, last): rows with durations in [least, greatest], by begin.
struct DurationClass {
  // The duration of an open end: longer than any other.
  static constexpr std::uint64_t kOpen = std::numeric_limits<std::uint64_t>::max();

  std::uint64_t least = 0;
  std::uint64_t greatest = 0;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  // Ends modulo 2^(8 width), column[ends] being that at `first`: of the least width with
  // 2 (greatest - least) < 2^(8 width), so that the sign of a difference from an edge that the
  // class straddles is that of the low bits' difference. As wide as Time, the end itself with the
  // sign bit flipped, which orders as unsigned. None where all durations are the same.
  std::uint32_t width = 0;
  std::uint64_t ends = 0;
};

// The classes of the rows that begin in one stretch of the number line. The table holds, slot by
// slot, for each class the position of the first row that begins in the slot or later: what one
// question needs of all classes lies together.
struct Zone {
  std::int64_t origin = 0;
  std::uint32_t shift = 0;  // a slot is 2^shift numbers
  std::uint32_t slots = 0;
  std::uint32_t first_class = 0;
  std::uint32_t classes = 0;
  std::uint64_t table = 0;     // of (slots + 1) * classes words
  std::uint64_t low_bits = 0;  // of the begins where shift > 0, in order of position
  std::uint32_t low_width = 0;
  std::uint32_t first = 0;  // positions
  std::uint32_t last = 0;
};

inline constexpr std::uint32_t kMostClasses = 256;  // of one zone

// Positions: the zones', class by class; then open begins, by end; then those open on both sides.
template <typename Time>
struct IntervalLayout {
  std::uint32_t size = 0;
  std::vector<Zone> zones;
  std::vector<DurationClass> classes;
  RankSegment open_begins;   // ranks are positions
  std::uint32_t always = 0;  // the first position open on both sides
  IndexArrays arrays;
  IndexStorage storage;
};

// Sub and Add on the number line: exact for 32 bits in 64; of 64 bits cut at the ends, where
// nothing lies beyond.
template <typename Time>
constexpr std::int64_t Before(std::int64_t number, std::uint64_t duration) {
  if constexpr (sizeof(Time) == 4) {
    return number - static_cast<std::int64_t>(duration);
  } else {
    constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
    const auto room = static_cast<std::uint64_t>(number) - static_cast<std::uint64_t>(kMin);
    return duration > room
               ? kMin
               : static_cast<std::int64_t>(static_cast<std::uint64_t>(number) - duration);
  }
}

// A 32-bit duration of an open end must stay subtractable.
template <typename Time>
constexpr std::uint64_t kOpenDuration = sizeof(Time) == 4 ? std::uint64_t{1} << 33
                                                          : DurationClass::kOpen;

// The least and the width (CheckLoop) of the low bits of ends that are at least, or at most, an
// edge that they straddle, or in [low, high] that is narrower than the class.
template <typename Time>
struct EndCheck {
  std::uint64_t least = 0;
  std::uint64_t width = 0;

  static constexpr std::uint64_t kSign = std::uint64_t{1} << (8 * sizeof(Time) - 1);
  static std::uint64_t Half(std::uint32_t bytes) {
    return (std::uint64_t{1} << (8 * bytes - 1)) - 1;
  }
  static bool Full(std::uint32_t bytes) { return bytes == sizeof(Time); }
  static std::uint64_t Ordered(std::int64_t number) {
    return static_cast<std::uint64_t>(number) ^ kSign;
  }

  static EndCheck AtLeast(std::int64_t low, std::uint32_t bytes) {
    if (!Full(bytes)) return {static_cast<std::uint64_t>(low), Half(bytes)};
    return {Ordered(low), ~Ordered(low)};
  }
  static EndCheck AtMost(std::int64_t high, std::uint32_t bytes) {
    if (!Full(bytes)) return {static_cast<std::uint64_t>(high) - Half(bytes), Half(bytes)};
    return {0, Ordered(high)};
  }
  static EndCheck Between(std::int64_t low, std::int64_t high, std::uint32_t bytes) {
    const std::uint64_t width = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    if (!Full(bytes)) return {static_cast<std::uint64_t>(low), std::min(width, Half(bytes))};
    return {Ordered(low), width};
  }
};

// The low bits that are kept of an end.
template <typename Time>
std::uint64_t EndBits(Time end, std::uint32_t bytes) {
  const auto bits = static_cast<std::uint64_t>(std::int64_t{end});
  return EndCheck<Time>::Full(bytes) ? bits ^ EndCheck<Time>::kSign : bits;
}

// The width for the ends of a class, 0 for none.
template <typename Time>
std::uint32_t EndWidth(const DurationClass& one) {
  const std::uint64_t range = one.greatest - one.least;
  if (range == 0) return 0;
  for (std::uint32_t width = 1; width < sizeof(Time); width *= 2) {
    if (range <= EndCheck<Time>::Half(width)) return width;
  }
  return sizeof(Time);
}

// Fills a layout and the order of the rows. All of them have begin < end, and are fewer than 2^32.
template <typename Time>
void BuildLayout(std::span<const Time> begins, std::span<const Time> ends,
                 const IntervalIndexOptions& options, IntervalLayout<Time>& layout,
                 std::vector<std::uint32_t>& order);

}  // namespace casus::internal

#endif  // CASUS_SRC_INDEX_LAYOUT_H_
