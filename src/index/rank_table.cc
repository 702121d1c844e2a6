#include "casus/index/rank_table.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "src/index/segment.h"

namespace casus {
namespace internal {

void WriteSegmentHeader(const RankSegment& segment, std::vector<std::int64_t>& header) {
  header.insert(header.end(), {segment.origin, segment.shift, segment.slots, segment.first,
                               segment.last, static_cast<std::int64_t>(segment.table),
                               static_cast<std::int64_t>(segment.low_bits), segment.low_width});
}

template <typename Time>
bool ReadSegment(HeaderReader& header, const IndexArrays& arrays, RankSegment& segment) {
  segment.origin = header.NextTime<Time>();
  segment.shift = static_cast<std::uint32_t>(header.NextUpTo(63));
  segment.slots = header.NextWord();
  segment.first = header.NextWord();
  segment.last = header.NextWord();
  segment.table = header.NextLong();
  segment.low_bits = header.NextLong();
  segment.low_width = header.NextWord();
  if (header.failed() || segment.first > segment.last) return false;
  if (segment.slots == 0) {
    segment.table = segment.low_bits = 0;
    return segment.first == segment.last;
  }
  if (!Fits(segment.table, std::uint64_t{segment.slots} + 1, arrays.words.size())) return false;
  const auto table = arrays.words.subspan(static_cast<std::size_t>(segment.table),
                                          static_cast<std::size_t>(segment.slots) + 1);
  if (table.front() != segment.first || table.back() != segment.last ||
      !std::is_sorted(table.begin(), table.end())) {
    return false;
  }
  if (segment.low_width != WidthFor(segment.shift)) return false;
  return segment.shift == 0 || Fits(segment.low_bits, segment.last - segment.first,
                                    ColumnSize(arrays, segment.low_width));
}

template bool ReadSegment<std::int32_t>(HeaderReader&, const IndexArrays&, RankSegment&);
template bool ReadSegment<std::int64_t>(HeaderReader&, const IndexArrays&, RankSegment&);

}  // namespace internal

namespace {

using internal::RankSegment;

// The kind and version of the arrays; then the width of the numbers.
constexpr std::int64_t kRankTableFormat = 0x52414E4B0001;  // "RANK", 1
constexpr std::uint64_t kMostSlots = std::uint64_t{1} << 31;
constexpr std::uint32_t kNone = 0;

Error Corrupt() { return Error(ErrorCode::kCorrupt, "not the arrays of a rank table"); }

}  // namespace

template <typename Time>
RankTable<Time>::RankTable() : dense_(&kNone), origin_(std::numeric_limits<Time>::min()) {}

template <typename Time>
Result<RankTable<Time>> RankTable<Time>::Build(std::span<const Time> numbers) {
  constexpr Time kMin = std::numeric_limits<Time>::min();
  constexpr Time kMax = std::numeric_limits<Time>::max();
  if (numbers.size() > std::numeric_limits<std::uint32_t>::max()) {
    return Error(ErrorCode::kOutOfRange, "a rank table holds at most 2^32 - 1 numbers");
  }
  RankTable table;
  table.size_ = static_cast<std::uint32_t>(numbers.size());
  table.at_min_ = static_cast<std::uint32_t>(std::count(numbers.begin(), numbers.end(), kMin));
  table.at_max_ = static_cast<std::uint32_t>(std::count(numbers.begin(), numbers.end(), kMax));

  const auto storage = std::make_shared<internal::IndexStorage>();
  const auto extent = internal::ExtentOf(numbers);
  std::uint32_t rank = table.at_min_;
  const auto add = [&](std::size_t at, Time least, Time greatest) {
    const std::uint64_t size = at == 1 ? table.size_ : table.size_ / 16;
    table.segments_[at] =
        internal::WriteSegment(numbers, least, greatest, rank,
                               std::min(2 * size + 1024, kMostSlots), size / 8 + 64, *storage);
    rank = table.segments_[at].last;
  };
  // Where a segment that is not needed begins: Search() takes the last that begins in time.
  const auto skip = [&](std::size_t at, Time origin) {
    table.segments_[at] = RankSegment{.origin = origin, .first = rank, .last = rank};
  };
  if (extent && extent->least < extent->core_least) {
    add(0, extent->least, static_cast<Time>(extent->core_least - 1));
  } else {
    skip(0, kMin);
  }
  if (extent) {
    add(1, extent->core_least, extent->core_greatest);
  } else {
    skip(1, kMin);
  }
  if (extent && extent->core_greatest < extent->greatest) {
    add(2, static_cast<Time>(extent->core_greatest + 1), extent->greatest);
  } else {
    skip(2, kMax);
  }

  storage->header = {kRankTableFormat, sizeof(Time), table.size_, table.at_min_, table.at_max_};
  for (const RankSegment& segment : table.segments_) {
    internal::WriteSegmentHeader(segment, storage->header);
  }
  table.storage_ = storage;
  table.Use(storage->view());
  return table;
}

template <typename Time>
Result<RankTable<Time>> RankTable<Time>::FromParts(const IndexArrays& parts) {
  internal::HeaderReader header(parts.header);
  RankTable table;
  if (header.Next() != kRankTableFormat) {
    return Error(ErrorCode::kUnknownFormat, "not a rank table of this version");
  }
  if (header.Next() != sizeof(Time)) {
    return Error(ErrorCode::kUnknownFormat, "a rank table of numbers of another width");
  }
  table.size_ = header.NextWord();
  table.at_min_ = header.NextWord();
  table.at_max_ = header.NextWord();
  std::uint32_t rank = table.at_min_;
  for (RankSegment& segment : table.segments_) {
    if (!internal::ReadSegment<Time>(header, parts, segment) || segment.first != rank) {
      return Corrupt();
    }
    rank = segment.last;
  }
  if (!header.done() || std::uint64_t{rank} + table.at_max_ != table.size_) return Corrupt();
  table.Use(parts);
  return table;
}

template <typename Time>
void RankTable<Time>::Use(const IndexArrays& arrays) {
  arrays_ = arrays;
  const RankSegment& core = segments_[1];
  if (core.slots == 0 || core.shift != 0) return;
  dense_ = arrays.words.data() + core.table;
  dense_slots_ = static_cast<Unsigned>(core.slots);
  origin_ = static_cast<Time>(core.origin);
}

template <typename Time>
std::uint32_t RankTable<Time>::Search(Time number) const {
  if (number == std::numeric_limits<Time>::min()) return 0;
  const std::size_t at = number < segments_[1].origin ? 0 : number < segments_[2].origin ? 1 : 2;
  return internal::RankBelow(arrays_, segments_[at], number);
}

template <typename Time>
void RankTable<Time>::AppendSorted(std::vector<Time>& numbers) const {
  numbers.reserve(numbers.size() + size_);
  numbers.insert(numbers.end(), at_min_, std::numeric_limits<Time>::min());
  for (const RankSegment& segment : segments_) {
    internal::ForEachNumber(arrays_, segment, [&](std::int64_t number, std::uint32_t) {
      numbers.push_back(static_cast<Time>(number));
    });
  }
  numbers.insert(numbers.end(), at_max_, std::numeric_limits<Time>::max());
}

template class RankTable<std::int32_t>;
template class RankTable<std::int64_t>;

}  // namespace casus
