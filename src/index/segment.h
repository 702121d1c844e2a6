#ifndef CASUS_SRC_INDEX_SEGMENT_H_
#define CASUS_SRC_INDEX_SEGMENT_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "casus/index/rank_table.h"

namespace casus::internal {

// The vector or span for numbers of one width.
template <typename Number, typename Arrays>
auto& ColumnOf(Arrays& arrays) {
  if constexpr (std::is_same_v<Number, std::uint8_t>) {
    return arrays.bytes;
  } else if constexpr (std::is_same_v<Number, std::uint16_t>) {
    return arrays.halves;
  } else if constexpr (std::is_same_v<Number, std::uint32_t>) {
    return arrays.words;
  } else {
    return arrays.longs;
  }
}

// f(Number{}) for the unsigned number of 1, 2, 4 or 8 bytes.
template <typename F>
decltype(auto) WithWidth(std::uint32_t width, F&& f) {
  switch (width) {
    case 1: return f(std::uint8_t{});
    case 2: return f(std::uint16_t{});
    case 4: return f(std::uint32_t{});
    default: return f(std::uint64_t{});
  }
}

inline std::size_t ColumnSize(const IndexArrays& arrays, std::uint32_t width) {
  return WithWidth(width, [&](auto number) { return ColumnOf<decltype(number)>(arrays).size(); });
}

inline std::uint64_t ColumnAt(const IndexArrays& arrays, std::uint32_t width, std::uint64_t at) {
  return WithWidth(width, [&](auto number) -> std::uint64_t {
    return ColumnOf<decltype(number)>(arrays)[static_cast<std::size_t>(at)];
  });
}

// Adds `count` zeros, and returns where they begin.
inline std::uint64_t GrowColumn(IndexStorage& storage, std::uint32_t width, std::uint64_t count) {
  return WithWidth(width, [&](auto number) -> std::uint64_t {
    auto& column = ColumnOf<decltype(number)>(storage);
    const std::size_t offset = column.size();
    column.resize(offset + static_cast<std::size_t>(count));
    return offset;
  });
}

// The bytes that hold `bits` bits; none for none.
constexpr std::uint32_t WidthFor(std::uint32_t bits) {
  if (bits == 0) return 0;
  return bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
}

constexpr std::uint64_t LowMask(std::uint32_t shift) { return (std::uint64_t{1} << shift) - 1; }

// The shift that cuts the numbers 0..width into at most `dense` slots of one number or, where these
// do not do, at most `sparse` wider ones. REQUIRES: sparse >= 2.
constexpr std::uint32_t ShiftFor(std::uint64_t width, std::uint64_t dense, std::uint64_t sparse) {
  if (width < dense) return 0;
  std::uint32_t shift = 1;
  while ((width >> shift) >= sparse) ++shift;
  return shift;
}

// How many of the `size` ascending numbers at the front of the column are below the bound.
template <typename Number>
std::uint32_t CountBelow(std::span<const Number> column, std::uint32_t size, Number bound) {
  constexpr std::uint32_t kFew = 16;
  const Number* at = column.data();
  while (size > kFew) {
    const std::uint32_t half = size / 2;
    if (at[half] < bound) {
      at += half;
      size -= half;
    } else {
      size = half;
    }
  }
  const auto skipped = static_cast<std::uint32_t>(at - column.data());
  std::uint32_t below = 0;
  if (column.size() - skipped >= kFew) {
    // A fixed number of steps: nothing to mispredict, and vector instructions do it.
    for (std::uint32_t i = 0; i < kFew; ++i) {
      below += static_cast<std::uint32_t>(at[i] < bound) & static_cast<std::uint32_t>(i < size);
    }
  } else {
    for (std::uint32_t i = 0; i < size; ++i) below += at[i] < bound ? 1 : 0;
  }
  return skipped + below;
}

// How many of the low bits column[offset, offset + size) are below the bound.
inline std::uint32_t CountLowBelow(const IndexArrays& arrays, std::uint32_t width,
                                   std::uint64_t offset, std::uint32_t size, std::uint64_t bound) {
  return WithWidth(width, [&](auto number) {
    using Low = decltype(number);
    return CountBelow<Low>(ColumnOf<Low>(arrays).subspan(static_cast<std::size_t>(offset)), size,
                           static_cast<Low>(bound));
  });
}

// The rank of the first that is not below the number.
inline std::uint32_t RankBelow(const IndexArrays& arrays, const RankSegment& segment,
                               std::int64_t number) {
  if (number <= segment.origin) return segment.first;
  const std::uint64_t distance =
      static_cast<std::uint64_t>(number) - static_cast<std::uint64_t>(segment.origin);
  const std::uint64_t slot = distance >> segment.shift;
  if (slot >= segment.slots) return segment.last;
  const std::uint32_t* const table = arrays.words.data() + segment.table + slot;
  if (segment.shift == 0) return table[0];
  return table[0] + CountLowBelow(arrays, segment.low_width,
                                  segment.low_bits + (table[0] - segment.first),
                                  table[1] - table[0], distance & LowMask(segment.shift));
}

// f(number, rank) for each of the segment's numbers, ascending.
template <typename F>
void ForEachNumber(const IndexArrays& arrays, const RankSegment& segment, F f) {
  const std::uint32_t* const table = arrays.words.data() + segment.table;
  for (std::uint32_t slot = 0; slot < segment.slots; ++slot) {
    const std::uint64_t base =
        static_cast<std::uint64_t>(segment.origin) + (std::uint64_t{slot} << segment.shift);
    for (std::uint32_t rank = table[slot]; rank < table[slot + 1]; ++rank) {
      const std::uint64_t low =
          segment.shift == 0
              ? 0
              : ColumnAt(arrays, segment.low_width, segment.low_bits + (rank - segment.first));
      f(static_cast<std::int64_t>(base + low), rank);
    }
  }
}

// The number of a rank. REQUIRES: segment.first <= rank < segment.last.
inline std::int64_t NumberAt(const IndexArrays& arrays, const RankSegment& segment,
                             std::uint32_t rank) {
  const std::uint32_t* const table = arrays.words.data() + segment.table;
  const auto slot =
      static_cast<std::uint64_t>(std::upper_bound(table, table + segment.slots, rank) - table - 1);
  const std::uint64_t low =
      segment.shift == 0
          ? 0
          : ColumnAt(arrays, segment.low_width, segment.low_bits + (rank - segment.first));
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(segment.origin) +
                                   (slot << segment.shift) + low);
}

// Writes the segment of those numbers that lie in [least, greatest]; ranks begin at `first`.
template <typename Time>
RankSegment WriteSegment(std::span<const Time> numbers, Time least, Time greatest,
                         std::uint32_t first, std::uint64_t dense, std::uint64_t sparse,
                         IndexStorage& storage) {
  RankSegment segment;
  segment.origin = least;
  const std::uint64_t width = static_cast<std::uint64_t>(std::int64_t{greatest}) -
                              static_cast<std::uint64_t>(std::int64_t{least});
  segment.shift = ShiftFor(width, dense, sparse);
  segment.slots = static_cast<std::uint32_t>((width >> segment.shift) + 1);
  segment.low_width = WidthFor(segment.shift);
  segment.first = first;
  segment.table = GrowColumn(storage, 4, std::uint64_t{segment.slots} + 1);
  std::uint32_t* const table = storage.words.data() + segment.table;
  const auto distance = [&](Time number) {
    return static_cast<std::uint64_t>(std::int64_t{number}) -
           static_cast<std::uint64_t>(std::int64_t{least});
  };
  for (const Time number : numbers) {
    if (least <= number && number <= greatest) ++table[distance(number) >> segment.shift];
  }
  std::uint32_t rank = first;
  for (std::uint32_t slot = 0; slot < segment.slots; ++slot) {
    rank += std::exchange(table[slot], rank);
  }
  table[segment.slots] = segment.last = rank;
  if (segment.shift == 0) return segment;

  const std::uint32_t count = segment.last - first;
  // Grows words too where they are the low bits: the table has moved then.
  segment.low_bits = GrowColumn(storage, segment.low_width, count);
  WithWidth(segment.low_width, [&](auto zero) {
    using Low = decltype(zero);
    Low* const lows = ColumnOf<Low>(storage).data() + segment.low_bits;
    std::uint32_t* const cursor = storage.words.data() + segment.table;
    for (const Time number : numbers) {
      if (number < least || number > greatest) continue;
      const std::uint64_t at = distance(number);
      lows[cursor[at >> segment.shift]++ - first] = static_cast<Low>(at & LowMask(segment.shift));
    }
    // Each cursor stands where the next slot begins.
    std::uint32_t begin = first;
    for (std::uint32_t slot = 0; slot < segment.slots; ++slot) {
      const std::uint32_t end = std::exchange(cursor[slot], begin);
      std::sort(lows + (begin - first), lows + (end - first));
      begin = end;
    }
  });
  return segment;
}

// The least and greatest number, and the part between them that holds all but some few far ones.
template <typename Time>
struct Extent {
  Time least = 0;
  Time greatest = 0;
  Time core_least = 0;
  Time core_greatest = 0;
};

// Of those between numeric_limits min and max, these left out; nothing if there are none.
template <typename Time>
std::optional<Extent<Time>> ExtentOf(std::span<const Time> numbers) {
  constexpr Time kMin = std::numeric_limits<Time>::min();
  constexpr Time kMax = std::numeric_limits<Time>::max();
  Extent<Time> extent{.least = kMax, .greatest = kMin};
  for (const Time number : numbers) {
    extent.least = std::min(extent.least, number == kMin ? kMax : number);
    extent.greatest = std::max(extent.greatest, number == kMax ? kMin : number);
  }
  if (extent.least == kMax) return std::nullopt;

  constexpr std::size_t kSample = 1024;
  std::vector<Time> sample;
  for (std::size_t i = 0; i < numbers.size(); i += numbers.size() / kSample + 1) {
    if (numbers[i] != kMin && numbers[i] != kMax) sample.push_back(numbers[i]);
  }
  extent.core_least = extent.least;
  extent.core_greatest = extent.greatest;
  if (sample.size() < 2) return extent;

  // A 64th on either side may be far, and what is beyond a quarter of the others' width is.
  std::sort(sample.begin(), sample.end());
  using Unsigned = std::make_unsigned_t<Time>;
  const auto width = [](Time from, Time to) {
    return static_cast<Unsigned>(static_cast<Unsigned>(to) - static_cast<Unsigned>(from));
  };
  const std::size_t left_out = std::max<std::size_t>(sample.size() / 64, sample.size() > 16);
  const Time low = sample[left_out];
  const Time high = sample[sample.size() - 1 - left_out];
  const Unsigned slack = static_cast<Unsigned>(width(low, high) / 4 + 64);
  if (width(extent.least, extent.greatest) / 4 < static_cast<Unsigned>(slack * 2)) return extent;
  const Time from = width(extent.least, low) > slack
                        ? static_cast<Time>(static_cast<Unsigned>(low) - slack)
                        : extent.least;
  const Time to = width(high, extent.greatest) > slack
                      ? static_cast<Time>(static_cast<Unsigned>(high) + slack)
                      : extent.greatest;
  extent.core_least = high;
  extent.core_greatest = low;
  for (const Time number : numbers) {
    if (number < from || number > to) continue;
    extent.core_least = std::min(extent.core_least, number);
    extent.core_greatest = std::max(extent.core_greatest, number);
  }
  return extent;
}

// Words of a header, written and read in the same order.
class HeaderReader {
 public:
  explicit HeaderReader(std::span<const std::int64_t> words) : words_(words) {}

  // 0 and failed() behind the end.
  std::int64_t Next() {
    if (at_ >= words_.size()) {
      failed_ = true;
      return 0;
    }
    return words_[at_++];
  }
  // A number in [0, most].
  std::uint64_t NextUpTo(std::uint64_t most) {
    const auto word = static_cast<std::uint64_t>(Next());
    if (word > most) failed_ = true;
    return failed_ ? 0 : word;
  }
  std::uint32_t NextWord() {
    return static_cast<std::uint32_t>(NextUpTo(std::numeric_limits<std::uint32_t>::max()));
  }
  std::uint64_t NextLong() { return static_cast<std::uint64_t>(Next()); }
  template <typename Time>
  std::int64_t NextTime() {
    const std::int64_t word = Next();
    if (word != static_cast<Time>(word)) failed_ = true;
    return failed_ ? 0 : word;
  }
  bool failed() const { return failed_; }
  bool done() const { return !failed_ && at_ == words_.size(); }

 private:
  std::span<const std::int64_t> words_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

// Is [offset, offset + count) inside of `size` elements?
constexpr bool Fits(std::uint64_t offset, std::uint64_t count, std::uint64_t size) {
  return offset <= size && count <= size - offset;
}

void WriteSegmentHeader(const RankSegment& segment, std::vector<std::int64_t>& header);
// False if a rank in the segment could be out of [first, last], or read outside of the arrays.
template <typename Time>
bool ReadSegment(HeaderReader& header, const IndexArrays& arrays, RankSegment& segment);

}  // namespace casus::internal

#endif  // CASUS_SRC_INDEX_SEGMENT_H_
