#ifndef CASUS_INDEX_INTERVAL_INDEX_H_
#define CASUS_INDEX_INTERVAL_INDEX_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/index/rank_table.h"

namespace casus {

// A question about intervals [begin, end): does begin lie in [begin_low, begin_high] and end in
// [end_low, end_high]? Both bounds are inside. Every relation of an interval to a given one is such
// a box. numeric_limits min and max are ordinary numbers here: they are below and above all others.
template <typename Time>
struct IntervalBox {
  static constexpr Time kMin = std::numeric_limits<Time>::min();
  static constexpr Time kMax = std::numeric_limits<Time>::max();

  Time begin_low = kMin;
  Time begin_high = kMax;
  Time end_low = kMin;
  Time end_high = kMax;

  constexpr bool empty() const { return begin_low > begin_high || end_low > end_high; }
  constexpr bool Holds(Time begin, Time end) const {
    return begin_low <= begin && begin <= begin_high && end_low <= end && end <= end_high;
  }
  friend constexpr bool operator==(const IntervalBox&, const IntervalBox&) = default;

  static constexpr IntervalBox None() { return {kMax, kMin, kMax, kMin}; }
  // begin < last and end > first: those that share a number with [first, last), if first < last.
  static constexpr IntervalBox Meeting(Time first, Time last) {
    if (last == kMin || first == kMax) return None();
    return {kMin, static_cast<Time>(last - 1), static_cast<Time>(first + 1), kMax};
  }
  // Those that hold at a time.
  static constexpr IntervalBox At(Time time) {
    return time == kMax ? None() : IntervalBox{kMin, time, static_cast<Time>(time + 1), kMax};
  }
  // Those that lie in [first, last).
  static constexpr IntervalBox Within(Time first, Time last) { return {first, kMax, kMin, last}; }
  // Those that [first, last) lies in.
  static constexpr IntervalBox Covering(Time first, Time last) { return {kMin, first, last, kMax}; }
};

// The positions first, first + 1, ..., last - 1.
struct PositionRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  std::uint32_t size() const { return last - first; }
  friend bool operator==(const PositionRange&, const PositionRange&) = default;
};

// Some of 64 neighbouring positions: first + i for each bit i that is set, bit 0 being the lowest.
struct PositionBlock {
  std::uint64_t bits = 0;
  std::uint32_t first = 0;

  friend bool operator==(const PositionBlock&, const PositionBlock&) = default;
};

// What a question found: ranges of positions that it took unseen, and blocks of those that it had
// to compare; none empty. No position is named twice; neither list is sorted as a whole. Keep one
// per thread: its memory is used again, so that later questions allocate nothing.
class CASUS_EXPORT IntervalAnswer {
 public:
  std::span<const PositionRange> ranges() const { return {ranges_.data(), range_count_}; }
  std::span<const PositionBlock> blocks() const { return {blocks_.data(), block_count_}; }
  // How many positions, those of the ranges and of the blocks.
  std::uint64_t size() const { return size_; }
  void Clear() { size_ = range_count_ = block_count_ = 0; }

  // The positions of the blocks one by one. Valid until the answer changes.
  std::span<const std::uint32_t> ExpandBlocks();

  // f(first, last) for the ranges, then f(p, p + 1) for each position of the blocks.
  template <typename F>
  void ForEachRange(F&& f) {
    for (const PositionRange& range : ranges()) f(range.first, range.last);
    for (const std::uint32_t position : ExpandBlocks()) f(position, position + 1);
  }

 private:
  template <typename Time>
  friend class IntervalIndex;

  // Room for `more` beyond what is held; the lists only grow.
  PositionRange* RoomForRanges(std::size_t more);
  PositionBlock* RoomForBlocks(std::size_t more);

  std::vector<PositionRange> ranges_;
  std::vector<PositionBlock> blocks_;
  std::vector<std::uint32_t> positions_;
  std::size_t range_count_ = 0;
  std::size_t block_count_ = 0;
  std::uint64_t size_ = 0;
};

struct IntervalIndexOptions {
  // What visiting a class of durations costs a question, counted in rows compared. More: fewer
  // classes, smaller tables, more rows compared.
  std::uint32_t class_cost = 256;
  // The most that the tables of offsets may take, in bytes per row (small ones apart). Where one
  // slot per number would take more, slots are wider and rows keep the low bits of their begin.
  double table_bytes = 6;
};

template <typename Time>
struct IntervalIndexParts {
  IndexArrays begins;
  IndexArrays ends;
  IndexArrays rows;
  std::span<const std::uint32_t> order;  // empty if forgotten
};

namespace internal {
template <typename Time>
struct IntervalLayout;
}  // namespace internal

// An index over half-open intervals [begin, end) of std::int32_t or std::int64_t, begin < end. A
// begin of numeric_limits min, and an end of max, are open: never reached. Up to 2^32 - 1 rows.
//
//   casus::Result<casus::IntervalIndex<std::int32_t>> index =
//       casus::IntervalIndex<std::int32_t>::Build(begins, ends);
//   casus::IntervalAnswer answer;
//   index->Find(casus::IntervalBox<std::int32_t>::Meeting(first, last), answer);
//
// Rows are put in an order of their own: by class of durations, then begin, then row. The place of
// a row in it is its position; answers are positions, and order()[position] is the row. Whoever can
// keep their rows in this order needs no order(): ForgetOrder() gives its 4 bytes per row back.
//
// Why it is fast: of a class with durations in [lo, hi], those that begin in (first - lo, last)
// meet [first, last) whatever their end: one range, taken unseen. Only those that begin in the hi -
// lo numbers before are compared, by what is kept of their end. Classes are chosen so that both
// cost the least; rows of one duration, and open ends, need no comparison and no column.
//
// Bounds. With C classes (class_count()) and K rows found:
//   Find           O(C) table look-ups, and 32 to 64 rows compared per step of AVX2 or AVX-512.
//                  Compared are the rows of each class that begin within its hi - lo of an edge of
//                  the question: on average over edges uniform in the span of begins, about
//                  C class_cost. Skew (many rows on few days) makes questions beside the burst
//                  compare more, but of one begin the rows of one class only, the one whose
//                  durations reach the edge; never more than all. All edges in one slot of a wide
//                  table cost O(log n) more per class.
//   Count          Meeting, At, and all else that bounds begin from above and end from below only:
//                  two ranks (RankTable). Other boxes: as Find, which does not depend on K either.
//   CountByBins    two ranks per bin; a subtraction where bins are one number long.
//   Build          linear, but for the choice of classes (at most 1024^2 steps) and the sorting of
//                  rows that share a class and a slot of begins.
//   classes        at most 256, and about sqrt(n W / (class_cost D)), W the longest finite
//                  duration, D the span of the begins. Begins far from nearly all others have up
//                  to 256 classes of their own on either side, so that they widen no slots.
//   memory         per row: order 4 (until forgotten); the end's low bits 0, 1, 2, 4 or 8 by the
//                  width of its class (hi - lo up to 0, 127, 32767, 2^31 - 1); tables at most
//                  table_bytes, and 64 KiB; where slots are wider than a number the low bits of the
//                  begin, 1, 2, 4 or 8; the two rank tables, see there.
//
// Immutable once built: safe to share between threads. Copies share their arrays.
template <typename Time>
class CASUS_EXPORT IntervalIndex {
 public:
  using Box = IntervalBox<Time>;

  // Of no rows.
  IntervalIndex();

  // kInvalidArgument if the columns differ in length, or for the first row whose begin is not
  // below its end; kOutOfRange for 2^32 rows or more.
  static Result<IntervalIndex> Build(std::span<const Time> begins, std::span<const Time> ends,
                                     const IntervalIndexOptions& options = {});

  // The index whose Parts() these are; they must outlive it and its copies. kCorrupt if they cannot
  // be: whatever the arrays hold, no later question reads outside of them, each position is below
  // size(), and each entry of order() too (that these are all different is not looked at). That the
  // arrays of begins and ends belong together is not looked at either: if they do not, counts may
  // be any number.
  static Result<IntervalIndex> FromParts(const IntervalIndexParts<Time>& parts);
  // Valid as long as this index or a copy of it lives.
  IntervalIndexParts<Time> Parts() const;

  std::uint32_t size() const { return begins_.size(); }
  std::size_t class_count() const;

  // The row at each position; empty once forgotten.
  std::span<const std::uint32_t> order() const { return order_; }
  void ForgetOrder();

  // The answer replaces what `answer` held.
  void Find(const Box& box, IntervalAnswer& answer) const;

  // f(first, last) for ranges of positions that together are the answer. The form with an answer
  // of the caller's allocates nothing when warm.
  template <typename F>
  void Visit(const Box& box, IntervalAnswer& scratch, F f) const {
    Find(box, scratch);
    scratch.ForEachRange(f);
  }
  template <typename F>
  void Visit(const Box& box, F f) const {
    IntervalAnswer scratch;
    Visit(box, scratch, std::move(f));
  }

  // Writes the answer.size() positions, or the rows at them, to `out`, which has room for them.
  // REQUIRES: for rows, order() is not forgotten. The answer is of this index.
  void ExpandPositions(const IntervalAnswer& answer, std::uint32_t* out) const;
  void ExpandRows(const IntervalAnswer& answer, std::uint32_t* out) const;
  // The same from the question; what `out` held is replaced.
  void CollectPositions(const Box& box, std::vector<std::uint32_t>& out) const;
  void CollectRows(const Box& box, std::vector<std::uint32_t>& out) const;

  std::uint32_t Count(const Box& box) const {
    // Who ends before end_low begins before end_low - 1.
    if (box.begin_low == Box::kMin && box.end_high == Box::kMax &&
        (box.end_low < Box::kMin + 2 || box.end_low - 2 <= box.begin_high)) {
      return begins_.AtMost(box.begin_high) - ends_.Below(box.end_low);
    }
    return CountByClasses(box);
  }
  // Those with begin < last and end > first. REQUIRES: first <= last.
  std::uint32_t CountMeeting(Time first, Time last) const {
    return begins_.Below(last) - ends_.AtMost(first);
  }
  // counts[i]: how many meet [edges[i], edges[i + 1]).
  // REQUIRES: each edge is above the one before; counts has one element less than edges.
  void CountByBins(std::span<const Time> edges, std::span<std::uint32_t> counts) const;

  // Read back from the tables and the low bits: exact, a binary search each (some 100 ns) and no
  // memory. REQUIRES: position < size().
  Time begin(std::uint32_t position) const;
  Time end(std::uint32_t position) const;
  // The intervals at the positions of the range, in one pass, where `begins` and `ends` have room.
  void Read(PositionRange range, Time* begins, Time* ends) const;

  // All begins and all ends.
  const RankTable<Time>& begins() const { return begins_; }
  const RankTable<Time>& ends() const { return ends_; }

  // Bytes of the arrays, owned or not, with order().
  std::size_t MemoryUsed() const;

 private:
  std::uint32_t CountByClasses(const Box& box) const;

  RankTable<Time> begins_;
  RankTable<Time> ends_;
  std::shared_ptr<const internal::IntervalLayout<Time>> layout_;
  std::shared_ptr<const std::vector<std::uint32_t>> own_order_;
  std::span<const std::uint32_t> order_;
};

extern template class IntervalIndex<std::int32_t>;
extern template class IntervalIndex<std::int64_t>;

}  // namespace casus

#endif  // CASUS_INDEX_INTERVAL_INDEX_H_
