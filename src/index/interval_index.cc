#include "casus/index/interval_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>
#include <utility>

#include "src/index/layout.h"
#include "src/index/simd.h"

namespace casus {

PositionRange* IntervalAnswer::RoomForRanges(std::size_t more) {
  if (ranges_.size() - range_count_ < more) ranges_.resize(2 * range_count_ + more);
  return ranges_.data() + range_count_;
}

std::span<const std::uint32_t> IntervalAnswer::ExpandBlocks() {
  if (positions_.size() < 64 * block_count_) positions_.resize(64 * block_count_);
  return {positions_.data(), internal::Loops().expand(blocks_.data(), block_count_,
                                                      positions_.data(), positions_.size())};
}

PositionBlock* IntervalAnswer::RoomForBlocks(std::size_t more) {
  if (blocks_.size() - block_count_ < more) blocks_.resize(2 * block_count_ + more);
  return blocks_.data() + block_count_;
}

namespace {

using internal::Before;
using internal::DurationClass;
using internal::EndCheck;
using internal::IntervalLayout;
using internal::Loops;
using internal::SimdLoops;
using internal::Zone;

// Rows whose ends are to be compared (CheckLoop).
struct Comparison {
  const void* column;
  std::uint32_t size;
  std::uint32_t base;  // position
  std::uint64_t least;
  std::uint64_t width;
  std::uint32_t bytes;
};

// What a question asks of one zone. Of each class the rows that need no comparison are one range;
// those that do are before it, behind it and, where the class is so wide that nothing is sure,
// between.
struct Plan {
  PositionRange* ranges;  // has room for one per class
  std::size_t range_count = 0;
  std::array<Comparison, 3 * std::size_t{internal::kMostClasses}> comparisons;
  std::size_t comparison_count = 0;
  std::size_t compared = 0;
};

// The position of the first row of a class of the zone that begins at `number` or later.
template <typename Time, bool kDense>
inline std::uint32_t PositionOf(const IndexArrays& arrays, const Zone& zone,
                                const std::uint32_t* table, std::uint32_t one,
                                std::int64_t number) {
  if constexpr (kDense && sizeof(Time) == 4) {
    const std::int64_t slot =
        std::clamp(number - zone.origin, std::int64_t{0}, std::int64_t{zone.slots});
    return table[static_cast<std::size_t>(slot) * zone.classes + one];
  }
  if (number <= zone.origin) return table[one];
  const std::uint64_t distance =
      static_cast<std::uint64_t>(number) - static_cast<std::uint64_t>(zone.origin);
  const std::uint64_t slot = distance >> zone.shift;
  if (slot >= zone.slots) return table[std::size_t{zone.slots} * zone.classes + one];
  const std::uint32_t first = table[static_cast<std::size_t>(slot) * zone.classes + one];
  if (kDense || zone.shift == 0) return first;
  const std::uint32_t last = table[static_cast<std::size_t>(slot + 1) * zone.classes + one];
  return first + internal::CountLowBelow(arrays, zone.low_width,
                                         zone.low_bits + (first - zone.first), last - first,
                                         distance & internal::LowMask(zone.shift));
}

const void* ColumnAddress(const IndexArrays& arrays, std::uint32_t width, std::uint64_t at) {
  return internal::WithWidth(width, [&](auto number) -> const void* {
    return internal::ColumnOf<decltype(number)>(arrays).data() + at;
  });
}

inline void Compare(const IndexArrays& arrays, const DurationClass& one, std::uint32_t first,
                    std::uint32_t last, std::uint64_t least, std::uint64_t width, Plan& plan) {
  if (first >= last) return;
  const void* const column = ColumnAddress(arrays, one.width, one.ends + (first - one.first));
  // Most comparisons are of a few hundred bytes, each at a place that no predictor knows.
  const std::size_t bytes = std::min<std::size_t>(256, std::size_t{last - first} * one.width);
  for (std::size_t ahead = 0; ahead < bytes; ahead += 64) {
    __builtin_prefetch(static_cast<const char*>(column) + ahead);
  }
  plan.comparisons[plan.comparison_count++] = {column, last - first, first,
                                               least,  width,        one.width};
  plan.compared += last - first;
}

template <typename Time, bool kDense>
void PlanZone(const IntervalLayout<Time>& layout, const Zone& zone, const IntervalBox<Time>& box,
              Plan& plan) {
  using Check = EndCheck<Time>;
  constexpr Time kMax = std::numeric_limits<Time>::max();
  const IndexArrays& arrays = layout.arrays;
  const std::uint32_t* const table = arrays.words.data() + zone.table;
  const DurationClass* const classes = layout.classes.data() + zone.first_class;
  const auto at = [&](std::uint32_t one, std::int64_t number) {
    return PositionOf<Time, kDense>(arrays, zone, table, one, number);
  };
  PositionRange* const ranges = plan.ranges;
  std::size_t range_count = 0;

  // Begins in [first, last); no begin is kMax.
  const std::int64_t first = box.begin_low;
  const std::int64_t last = box.begin_high == kMax ? kMax : std::int64_t{box.begin_high} + 1;
  const std::int64_t low = box.end_low;
  if (box.end_high == kMax) {
    for (std::uint32_t i = 0; i < zone.classes; ++i) {
      const DurationClass& one = classes[i];
      const std::int64_t possible = std::max(first, Before<Time>(low, one.greatest));
      const std::int64_t sure = std::min(last, std::max(first, Before<Time>(low, one.least)));
      const std::uint32_t sure_at = at(i, sure);
      const std::uint32_t last_at = at(i, last);
      ranges[range_count] = {sure_at, last_at};
      range_count += sure_at < last_at ? 1 : 0;
      if (one.width == 0) continue;
      const auto check = Check::AtLeast(low, one.width);
      Compare(arrays, one, at(i, possible), sure_at, check.least, check.width, plan);
    }
    plan.range_count = range_count;
    return;
  }

  const std::int64_t high = box.end_high;
  for (std::uint32_t i = 0; i < zone.classes; ++i) {
    const DurationClass& one = classes[i];
    const std::int64_t from = std::max(first, Before<Time>(low, one.greatest));
    const std::int64_t to = std::min(last, Before<Time>(high + 1, one.least));
    if (from >= to) continue;
    // Ends are at least `low` from here on, and at most `high` up to there.
    const std::int64_t reaches = Before<Time>(low, one.least);
    const std::int64_t exceeds = Before<Time>(high + 1, one.greatest);
    const std::int64_t left = std::clamp(std::min(reaches, exceeds), from, to);
    const std::int64_t right = std::clamp(std::max(reaches, exceeds), from, to);
    const std::uint32_t left_at = at(i, left);
    const std::uint32_t right_at = at(i, right);
    if (reaches <= exceeds) {
      ranges[range_count] = {left_at, right_at};
      range_count += left_at < right_at ? 1 : 0;
    }
    if (one.width == 0) continue;
    if (from < left) {
      const auto check = Check::AtLeast(low, one.width);
      Compare(arrays, one, at(i, from), left_at, check.least, check.width, plan);
    }
    if (reaches > exceeds) {
      const auto check = Check::Between(low, high, one.width);
      Compare(arrays, one, left_at, right_at, check.least, check.width, plan);
    }
    if (right < to) {
      const auto check = Check::AtMost(high, one.width);
      Compare(arrays, one, right_at, at(i, to), check.least, check.width, plan);
    }
  }
  plan.range_count = range_count;
}

template <typename Time>
void MakePlan(const IntervalLayout<Time>& layout, const Zone& zone, const IntervalBox<Time>& box,
              Plan& plan) {
  plan.range_count = plan.comparison_count = plan.compared = 0;
  zone.shift == 0 ? PlanZone<Time, true>(layout, zone, box, plan)
                  : PlanZone<Time, false>(layout, zone, box, plan);
}

// The open begins in the box: one range of ends, and all that are open on both sides.
template <typename Time>
std::array<PositionRange, 2> OpenBegins(const IntervalLayout<Time>& layout,
                                        const IntervalBox<Time>& box) {
  constexpr Time kMax = std::numeric_limits<Time>::max();
  if (box.begin_low != std::numeric_limits<Time>::min() || box.empty()) return {};
  std::array<PositionRange, 2> found;
  const internal::RankSegment& segment = layout.open_begins;
  if (segment.first < segment.last) {
    found[0] = {internal::RankBelow(layout.arrays, segment, box.end_low),
                box.end_high == kMax
                    ? segment.last
                    : internal::RankBelow(layout.arrays, segment, std::int64_t{box.end_high} + 1)};
  }
  if (box.end_high == kMax) found[1] = {layout.always, layout.size};
  return found;
}

std::size_t RunCheck(const SimdLoops& loops, const Comparison& one, PositionBlock* out,
                     std::uint64_t& found) {
  switch (one.bytes) {
    case 1:
      return loops.check8(static_cast<const std::uint8_t*>(one.column), one.size,
                          static_cast<std::uint8_t>(one.least),
                          static_cast<std::uint8_t>(one.width), one.base, out, found);
    case 2:
      return loops.check16(static_cast<const std::uint16_t*>(one.column), one.size,
                           static_cast<std::uint16_t>(one.least),
                           static_cast<std::uint16_t>(one.width), one.base, out, found);
    case 4:
      return loops.check32(static_cast<const std::uint32_t*>(one.column), one.size,
                           static_cast<std::uint32_t>(one.least),
                           static_cast<std::uint32_t>(one.width), one.base, out, found);
    default:
      return loops.check64(static_cast<const std::uint64_t*>(one.column), one.size, one.least,
                           one.width, one.base, out, found);
  }
}

std::size_t RunCount(const SimdLoops& loops, const Comparison& one) {
  switch (one.bytes) {
    case 1:
      return loops.count8(static_cast<const std::uint8_t*>(one.column), one.size,
                          static_cast<std::uint8_t>(one.least),
                          static_cast<std::uint8_t>(one.width));
    case 2:
      return loops.count16(static_cast<const std::uint16_t*>(one.column), one.size,
                           static_cast<std::uint16_t>(one.least),
                           static_cast<std::uint16_t>(one.width));
    case 4:
      return loops.count32(static_cast<const std::uint32_t*>(one.column), one.size,
                           static_cast<std::uint32_t>(one.least),
                           static_cast<std::uint32_t>(one.width));
    default:
      return loops.count64(static_cast<const std::uint64_t*>(one.column), one.size, one.least,
                           one.width);
  }
}

// The kind and version of the arrays.
constexpr std::int64_t kIntervalIndexFormat = 0x49564C530001;  // "IVLS", 1

template <typename Time>
std::vector<std::int64_t> HeaderOf(const IntervalLayout<Time>& layout) {
  std::vector<std::int64_t> header = {kIntervalIndexFormat,
                                      sizeof(Time),
                                      layout.size,
                                      layout.always,
                                      static_cast<std::int64_t>(layout.zones.size()),
                                      static_cast<std::int64_t>(layout.classes.size())};
  internal::WriteSegmentHeader(layout.open_begins, header);
  for (const Zone& zone : layout.zones) {
    header.insert(header.end(),
                  {zone.origin, zone.shift, zone.slots, zone.first_class, zone.classes,
                   static_cast<std::int64_t>(zone.table), static_cast<std::int64_t>(zone.low_bits),
                   zone.low_width, zone.first, zone.last});
  }
  for (const DurationClass& one : layout.classes) {
    header.insert(header.end(),
                  {static_cast<std::int64_t>(one.least), static_cast<std::int64_t>(one.greatest),
                   one.first, one.last, one.width, static_cast<std::int64_t>(one.ends)});
  }
  return header;
}

// Does each class's column of the table ascend from its first position to its last?
template <typename Time>
bool TableIsSound(const IntervalLayout<Time>& layout, const Zone& zone) {
  const std::uint32_t* const table = layout.arrays.words.data() + zone.table;
  const std::size_t classes = zone.classes;
  const std::size_t last = std::size_t{zone.slots} * classes;
  for (std::size_t one = 0; one < classes; ++one) {
    const DurationClass& of = layout.classes[zone.first_class + one];
    if (table[one] != of.first || table[last + one] != of.last) return false;
  }
  bool ascends = true;
  for (std::size_t i = classes; i < last + classes; ++i) ascends &= table[i - classes] <= table[i];
  return ascends;
}

template <typename Time>
bool ReadLayout(const IndexArrays& arrays, IntervalLayout<Time>& layout) {
  internal::HeaderReader header(arrays.header);
  layout.arrays = arrays;
  if (header.Next() != kIntervalIndexFormat || header.Next() != sizeof(Time)) return false;
  layout.size = header.NextWord();
  layout.always = header.NextWord();
  const std::uint64_t zones = header.NextUpTo(3);
  const std::uint64_t classes = header.NextUpTo(3 * internal::kMostClasses);
  if (!internal::ReadSegment<Time>(header, arrays, layout.open_begins)) return false;

  std::uint32_t position = 0;
  std::uint32_t first_class = 0;
  for (std::uint64_t i = 0; i < zones; ++i) {
    Zone zone;
    zone.origin = header.NextTime<Time>();
    zone.shift = static_cast<std::uint32_t>(header.NextUpTo(63));
    zone.slots = header.NextWord();
    zone.first_class = header.NextWord();
    zone.classes = static_cast<std::uint32_t>(header.NextUpTo(internal::kMostClasses));
    zone.table = header.NextLong();
    zone.low_bits = header.NextLong();
    zone.low_width = header.NextWord();
    zone.first = header.NextWord();
    zone.last = header.NextWord();
    const std::uint64_t words = (std::uint64_t{zone.slots} + 1) * zone.classes;
    if (header.failed() || zone.classes == 0 || zone.slots == 0 || zone.first != position ||
        zone.last < zone.first || zone.first_class != first_class ||
        zone.low_width != internal::WidthFor(zone.shift) ||
        !internal::Fits(zone.table, words, arrays.words.size())) {
      return false;
    }
    if (zone.shift > 0 && !internal::Fits(zone.low_bits, zone.last - zone.first,
                                          internal::ColumnSize(arrays, zone.low_width))) {
      return false;
    }
    position = zone.last;
    first_class += zone.classes;
    layout.zones.push_back(zone);
  }
  if (first_class != classes || layout.open_begins.first != position ||
      layout.open_begins.last != layout.always || layout.always > layout.size) {
    return false;
  }

  constexpr std::uint64_t kLongest = std::numeric_limits<std::make_unsigned_t<Time>>::max() - 1;
  std::uint32_t class_position = 0;
  for (std::uint64_t i = 0; i < classes; ++i) {
    DurationClass one;
    one.least = header.NextLong();
    one.greatest = header.NextLong();
    one.first = header.NextWord();
    one.last = header.NextWord();
    one.width = header.NextWord();
    one.ends = header.NextLong();
    const bool open = one.least == internal::kOpenDuration<Time> && one.greatest == one.least;
    const bool closed = 1 <= one.least && one.least <= one.greatest && one.greatest <= kLongest;
    if (header.failed() || !(open || closed) || one.first != class_position ||
        one.last < one.first || one.width != internal::EndWidth<Time>(one)) {
      return false;
    }
    if (one.width > 0 &&
        !internal::Fits(one.ends, one.last - one.first, internal::ColumnSize(arrays, one.width))) {
      return false;
    }
    class_position = one.last;
    layout.classes.push_back(one);
  }
  if (!header.done() || class_position != position) return false;
  for (const Zone& zone : layout.zones) {
    if (layout.classes[zone.first_class].first != zone.first || !TableIsSound(layout, zone)) {
      return false;
    }
  }
  return true;
}

// The part of a class that a range of positions covers, read in one pass.
template <typename Time>
void ReadClass(const IntervalLayout<Time>& layout, const Zone& zone, std::uint32_t in_zone,
               PositionRange range, Time* begins, Time* ends) {
  const IndexArrays& arrays = layout.arrays;
  const DurationClass& one = layout.classes[zone.first_class + in_zone];
  const std::uint32_t* const column = arrays.words.data() + zone.table + in_zone;
  // The last slot that begins at or before the first position.
  std::size_t slot = 0;
  for (std::size_t size = zone.slots; size > 1;) {
    const std::size_t half = size / 2;
    if (column[(slot + half) * zone.classes] <= range.first) {
      slot += half;
      size -= half;
    } else {
      size = half;
    }
  }
  for (std::uint32_t at = range.first; at < range.last; ++at) {
    while (column[(slot + 1) * zone.classes] <= at) ++slot;
    std::uint64_t begin =
        static_cast<std::uint64_t>(zone.origin) + (std::uint64_t{slot} << zone.shift);
    if (zone.shift > 0) {
      begin += internal::ColumnAt(arrays, zone.low_width, zone.low_bits + (at - zone.first));
    }
    begins[at - range.first] = static_cast<Time>(begin);
    Time& end = ends[at - range.first];
    if (one.least == internal::kOpenDuration<Time>) {
      end = std::numeric_limits<Time>::max();
    } else if (one.width == 0) {
      end = static_cast<Time>(begin + one.least);
    } else {
      const std::uint64_t bits = internal::ColumnAt(arrays, one.width, one.ends + (at - one.first));
      if (EndCheck<Time>::Full(one.width)) {
        end = static_cast<Time>(bits ^ EndCheck<Time>::kSign);
      } else {
        const std::uint64_t shortest = begin + one.least;
        end = static_cast<Time>(shortest + ((bits - shortest) & internal::LowMask(8 * one.width)));
      }
    }
  }
}

}  // namespace

template <typename Time>
IntervalIndex<Time>::IntervalIndex() : layout_(std::make_shared<IntervalLayout<Time>>()) {}

template <typename Time>
Result<IntervalIndex<Time>> IntervalIndex<Time>::Build(std::span<const Time> begins,
                                                       std::span<const Time> ends,
                                                       const IntervalIndexOptions& options) {
  if (begins.size() != ends.size()) {
    return Error(ErrorCode::kInvalidArgument, "as many begins as ends are needed");
  }
  if (begins.size() > std::numeric_limits<std::uint32_t>::max()) {
    return Error(ErrorCode::kOutOfRange, "an interval index holds at most 2^32 - 1 rows");
  }
  for (std::size_t row = 0; row < begins.size(); ++row) {
    if (begins[row] < ends[row]) continue;
    return Error(ErrorCode::kInvalidArgument,
                 "row " + std::to_string(row) + ": begin " + std::to_string(begins[row]) +
                     " is not before end " + std::to_string(ends[row]));
  }
  IntervalIndex index;
  index.begins_ = RankTable<Time>::Build(begins).value();
  index.ends_ = RankTable<Time>::Build(ends).value();
  const auto layout = std::make_shared<IntervalLayout<Time>>();
  const auto order = std::make_shared<std::vector<std::uint32_t>>();
  internal::BuildLayout(begins, ends, options, *layout, *order);
  layout->storage.header = HeaderOf(*layout);
  layout->arrays = layout->storage.view();
  index.layout_ = layout;
  index.own_order_ = order;
  index.order_ = *order;
  return index;
}

template <typename Time>
Result<IntervalIndex<Time>> IntervalIndex<Time>::FromParts(const IntervalIndexParts<Time>& parts) {
  const Error corrupt(ErrorCode::kCorrupt, "not the arrays of an interval index");
  Result<RankTable<Time>> begins = RankTable<Time>::FromParts(parts.begins);
  if (!begins.ok()) return begins.error();
  Result<RankTable<Time>> ends = RankTable<Time>::FromParts(parts.ends);
  if (!ends.ok()) return ends.error();
  const auto layout = std::make_shared<IntervalLayout<Time>>();
  if (!ReadLayout(parts.rows, *layout)) return corrupt;
  if (begins->size() != layout->size || ends->size() != layout->size) return corrupt;
  if (!parts.order.empty()) {
    if (parts.order.size() != layout->size ||
        *std::max_element(parts.order.begin(), parts.order.end()) >= layout->size) {
      return corrupt;
    }
  }
  IntervalIndex index;
  index.begins_ = *std::move(begins);
  index.ends_ = *std::move(ends);
  index.layout_ = layout;
  index.order_ = parts.order;
  return index;
}

template <typename Time>
IntervalIndexParts<Time> IntervalIndex<Time>::Parts() const {
  return {begins_.Parts(), ends_.Parts(), layout_->arrays, order_};
}

template <typename Time>
std::size_t IntervalIndex<Time>::class_count() const {
  return layout_->classes.size();
}

template <typename Time>
void IntervalIndex<Time>::ForgetOrder() {
  order_ = {};
  own_order_ = nullptr;
}

template <typename Time>
void IntervalIndex<Time>::Find(const Box& box, IntervalAnswer& answer) const {
  answer.Clear();
  if (box.empty()) return;
  const SimdLoops& loops = Loops();
  Plan plan;
  for (const Zone& zone : layout_->zones) {
    plan.ranges = answer.RoomForRanges(zone.classes + 1);
    MakePlan(*layout_, zone, box, plan);
    answer.range_count_ += plan.range_count;
    for (std::size_t i = 0; i < plan.range_count; ++i) answer.size_ += plan.ranges[i].size();
    PositionBlock* out = answer.RoomForBlocks(plan.compared / 64 + plan.comparison_count);
    for (std::size_t i = 0; i < plan.comparison_count; ++i) {
      out += RunCheck(loops, plan.comparisons[i], out, answer.size_);
    }
    answer.block_count_ = static_cast<std::size_t>(out - answer.blocks_.data());
  }
  for (const PositionRange& range : OpenBegins(*layout_, box)) {
    if (range.first < range.last) {
      *answer.RoomForRanges(1) = range;
      ++answer.range_count_;
      answer.size_ += range.size();
    }
  }
}

template <typename Time>
std::uint32_t IntervalIndex<Time>::CountByClasses(const Box& box) const {
  if (box.empty()) return 0;
  const SimdLoops& loops = Loops();
  std::array<PositionRange, internal::kMostClasses + 1> ranges;
  Plan plan;
  plan.ranges = ranges.data();
  std::size_t count = 0;
  for (const Zone& zone : layout_->zones) {
    MakePlan(*layout_, zone, box, plan);
    for (std::size_t i = 0; i < plan.range_count; ++i) count += ranges[i].size();
    for (std::size_t i = 0; i < plan.comparison_count; ++i) {
      count += RunCount(loops, plan.comparisons[i]);
    }
  }
  for (const PositionRange& range : OpenBegins(*layout_, box)) {
    if (range.first < range.last) count += range.size();
  }
  return static_cast<std::uint32_t>(count);
}

template <typename Time>
void IntervalIndex<Time>::ExpandPositions(const IntervalAnswer& answer, std::uint32_t* out) const {
  const SimdLoops& loops = Loops();
  for (const PositionRange& range : answer.ranges()) {
    loops.fill(range.first, range.size(), out);
    out += range.size();
  }
  std::uint64_t rest = answer.size();
  for (const PositionRange& range : answer.ranges()) rest -= range.size();
  loops.expand(answer.blocks().data(), answer.blocks().size(), out, static_cast<std::size_t>(rest));
}

template <typename Time>
void IntervalIndex<Time>::ExpandRows(const IntervalAnswer& answer, std::uint32_t* out) const {
  for (const PositionRange& range : answer.ranges()) {
    out = std::copy(order_.data() + range.first, order_.data() + range.last, out);
  }
  for (const PositionBlock& block : answer.blocks()) {
    for (std::uint64_t bits = block.bits; bits != 0; bits &= bits - 1) {
      *out++ = order_[block.first + static_cast<std::uint32_t>(std::countr_zero(bits))];
    }
  }
}

template <typename Time>
void IntervalIndex<Time>::CollectPositions(const Box& box, std::vector<std::uint32_t>& out) const {
  IntervalAnswer answer;
  Find(box, answer);
  out.resize(static_cast<std::size_t>(answer.size()));
  ExpandPositions(answer, out.data());
}

template <typename Time>
void IntervalIndex<Time>::CollectRows(const Box& box, std::vector<std::uint32_t>& out) const {
  IntervalAnswer answer;
  Find(box, answer);
  out.resize(static_cast<std::size_t>(answer.size()));
  ExpandRows(answer, out.data());
}

template <typename Time>
void IntervalIndex<Time>::CountByBins(std::span<const Time> edges,
                                      std::span<std::uint32_t> counts) const {
  std::size_t at = 0;
  const auto count_to = [&](std::size_t end) {
    for (; at < end; ++at) counts[at] = CountMeeting(edges[at], edges[at + 1]);
  };
  // Bins of one number each, as days are, where both tables are dense: a difference of two arrays.
  const std::int64_t first = std::max(begins_.dense_first(), ends_.dense_first());
  const std::int64_t last = std::min(begins_.dense_last(), ends_.dense_last());
  const bool ones =
      !counts.empty() && static_cast<std::uint64_t>(std::int64_t{edges.back()}) -
                                 static_cast<std::uint64_t>(std::int64_t{edges.front()}) ==
                             counts.size();
  if (ones && first <= edges.back() && last > edges.front() && first <= last) {
    // The ranks below the second edge of each bin.
    const std::int64_t from = std::max<std::int64_t>(first, std::int64_t{edges.front()} + 1);
    const std::int64_t to = std::min<std::int64_t>(last, edges.back());
    count_to(static_cast<std::size_t>(from - 1 - edges.front()));
    const auto size = static_cast<std::size_t>(to - from + 1);
    const std::uint32_t* const begun = begins_.DenseRanks(static_cast<Time>(from), size);
    const std::uint32_t* const ended = ends_.DenseRanks(static_cast<Time>(from), size);
    if (begun != nullptr && ended != nullptr) {
      std::uint32_t* const out = counts.data() + at;
      for (std::size_t i = 0; i < size; ++i) out[i] = begun[i] - ended[i];
      at += size;
    }
  }
  count_to(counts.size());
}

template <typename Time>
Time IntervalIndex<Time>::begin(std::uint32_t position) const {
  Time begin;
  Time end;
  Read({position, position + 1}, &begin, &end);
  return begin;
}

template <typename Time>
Time IntervalIndex<Time>::end(std::uint32_t position) const {
  Time begin;
  Time end;
  Read({position, position + 1}, &begin, &end);
  return end;
}

template <typename Time>
void IntervalIndex<Time>::Read(PositionRange range, Time* begins, Time* ends) const {
  constexpr Time kMin = std::numeric_limits<Time>::min();
  constexpr Time kMax = std::numeric_limits<Time>::max();
  std::uint32_t at = range.first;
  const auto part = [&](std::uint32_t last) {
    const PositionRange taken = {at, std::min(last, range.last)};
    at = taken.last;
    return taken;
  };
  const std::vector<DurationClass>& classes = layout_->classes;
  for (const Zone& zone : layout_->zones) {
    if (at >= zone.last) continue;
    const auto after = std::upper_bound(
        classes.begin() + zone.first_class, classes.begin() + zone.first_class + zone.classes, at,
        [](std::uint32_t position, const DurationClass& one) { return position < one.last; });
    for (auto one = static_cast<std::uint32_t>(after - classes.begin()) - zone.first_class;
         at < range.last && at < zone.last; ++one) {
      const std::uint32_t done = at - range.first;
      ReadClass(*layout_, zone, one, part(classes[zone.first_class + one].last), begins + done,
                ends + done);
    }
  }
  const internal::RankSegment& open = layout_->open_begins;
  if (at < range.last && at < open.last) {
    // Ends of open begins are few: found again by their rank.
    for (const std::uint32_t last = std::min(open.last, range.last); at < last; ++at) {
      begins[at - range.first] = kMin;
      ends[at - range.first] = static_cast<Time>(internal::NumberAt(layout_->arrays, open, at));
    }
  }
  for (; at < range.last; ++at) {
    begins[at - range.first] = kMin;
    ends[at - range.first] = kMax;
  }
}

template <typename Time>
std::size_t IntervalIndex<Time>::MemoryUsed() const {
  return begins_.MemoryUsed() + ends_.MemoryUsed() + layout_->arrays.MemoryUsed() +
         order_.size_bytes();
}

template class IntervalIndex<std::int32_t>;
template class IntervalIndex<std::int64_t>;

}  // namespace casus
