#ifndef CASUS_SRC_TIMELINE_SPAN_ORDER_H_
#define CASUS_SRC_TIMELINE_SPAN_ORDER_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "casus/base/truth.h"
#include "src/timeline/box.h"
#include "src/timeline/ranks.h"

namespace casus::internal {

// The least and the greatest of every run of 16 values, of 16 such runs, and so on: a tree without
// pointers, whose node (level, i) covers the values from i * 16^(level + 1).
class Extremes {
 public:
  static constexpr unsigned kBits = 4;
  struct Node {
    std::int32_t least;
    std::int32_t greatest;
  };

  Extremes() = default;
  explicit Extremes(std::span<const std::int32_t> values);

  unsigned levels() const { return static_cast<unsigned>(level_begin_.size()); }
  const Node& At(unsigned level, std::size_t node) const {
    return nodes_[level_begin_[level] + node];
  }
  std::size_t MemoryUsed() const;

 private:
  std::vector<Node> nodes_;
  std::vector<std::size_t> level_begin_;
};

// Spans in the order of begin_earliest, and what it takes to answer a Box without looking at all of
// them.
//
// begin_earliest is sorted, so a bound on it is a range of positions. The bounds on the other three
// columns are held against Extremes of the columns: a run of which no span can fit is passed over
// whole, one whose spans all fit is taken whole, and only runs in between are opened. Walking the
// runs from left to right gives the answers in order without sorting them. Where both ends are
// exact the questions that matter (a range of begins, and a bound on the end from one side) cost
// O(log n) for each answer at worst, and next to nothing where answers lie together; spans are
// stored once, whatever their length, and one endless span costs a path, not a scan.
class SpanOrder {
 public:
  SpanOrder() = default;
  // `columns` in the order of begin_earliest.
  explicit SpanOrder(Columns columns);

  std::size_t size() const { return begin_earliest_.sorted().size(); }
  // Every end is known to the day.
  bool exact() const { return begin_latest_.empty(); }
  const Ranks& begin_earliest() const { return begin_earliest_; }
  std::int32_t begin_latest(std::size_t position) const {
    return exact() ? begin_earliest_.sorted()[position] : begin_latest_[position];
  }
  std::int32_t end_earliest(std::size_t position) const {
    return exact() ? end_latest_[position] : end_earliest_[position];
  }
  std::int32_t end_latest(std::size_t position) const { return end_latest_[position]; }
  Columns ToColumns() const;

  // Calls f(position, truth) for every span of which the answer is possible, in order.
  template <typename F>
  void Visit(const Question& question, F&& f) const;
  std::int64_t CountTouching(const Box& box) const;
  std::int64_t CountInside(const Box& box) const;
  // How many spans have their begin_earliest in the box.
  std::size_t CountBegins(const Box& box) const;

  std::size_t MemoryUsed() const;

 private:
  enum class Part { kNone, kSome, kAll };

  // A Box in 32 bits, which the columns are compared with. Not `any`: no span can touch it.
  struct Limits {
    std::int32_t begin_low;
    std::int32_t begin_high;
    std::int32_t end_low;
    std::int32_t end_high;
    bool any;

    explicit Limits(const Box& box);
  };

  static Part PartAtLeast(const Extremes::Node& node, std::int32_t low) {
    return node.greatest < low ? Part::kNone : node.least < low ? Part::kSome : Part::kAll;
  }
  static Part PartAtMost(const Extremes::Node& node, std::int32_t high) {
    return node.least > high ? Part::kNone : node.greatest > high ? Part::kSome : Part::kAll;
  }
  // The part that meets both conditions; kSome may turn out to be none.
  static Part Both(Part a, Part b) { return a < b ? a : b; }

  // Do the spans of the run touch the box / lie inside, as far as the extremes tell?
  Part Touching(const Limits& box, unsigned level, std::size_t node) const {
    if (exact()) {
      const Extremes::Node& end = end_latest_runs_.At(level, node);
      return Both(PartAtLeast(end, box.end_low), PartAtMost(end, box.end_high));
    }
    return Both(Both(PartAtLeast(begin_latest_runs_.At(level, node), box.begin_low),
                     PartAtMost(end_earliest_runs_.At(level, node), box.end_high)),
                PartAtLeast(end_latest_runs_.At(level, node), box.end_low));
  }
  Part Inside(const Limits& box, unsigned level, std::size_t node) const {
    if (exact()) return Touching(box, level, node);
    return Both(Both(PartAtMost(begin_latest_runs_.At(level, node), box.begin_high),
                     PartAtLeast(end_earliest_runs_.At(level, node), box.end_low)),
                PartAtMost(end_latest_runs_.At(level, node), box.end_high));
  }
  bool Touches(const Limits& box, std::size_t position) const {
    return begin_latest(position) >= box.begin_low && end_earliest(position) <= box.end_high &&
           end_latest(position) >= box.end_low;
  }
  bool LiesInside(const Limits& box, std::size_t position) const {
    return box.any && begin_earliest_.sorted()[position] >= box.begin_low &&
           begin_latest(position) <= box.begin_high && end_earliest(position) >= box.end_low &&
           end_latest(position) <= box.end_high;
  }

  // The positions outside of which nothing touches: all of a prefix, for a vague begin may reach
  // into the box from any distance.
  std::size_t FirstTouching(const Limits& box) const {
    return exact() ? begin_earliest_.Below(box.begin_low) : 0;
  }

  // Runs of [first, last), from left to right: all(from, to) where part(level, node) says kAll,
  // some(from, to) where it says kSome of a run that cannot be divided.
  template <typename PartOf, typename All, typename Some>
  void Walk(std::size_t first, std::size_t last, PartOf part_of, All all, Some some) const;

  // begin_latest_ and end_earliest_, and their runs, are left out where all spans are exact.
  Ranks begin_earliest_;
  std::vector<std::int32_t> begin_latest_;
  std::vector<std::int32_t> end_earliest_;
  std::vector<std::int32_t> end_latest_;
  Extremes begin_latest_runs_;
  Extremes end_earliest_runs_;
  Extremes end_latest_runs_;
};

template <typename PartOf, typename All, typename Some>
void SpanOrder::Walk(std::size_t first, std::size_t last, PartOf part_of, All all,
                     Some some) const {
  const unsigned top = end_latest_runs_.levels();
  for (std::size_t position = first; position < last;) {
    // The largest run that begins here. Starting from it and not from the smallest asks each node
    // at most once.
    unsigned level = 0;
    if (position == 0) {
      level = top - 1;
    } else if (const unsigned zeros = static_cast<unsigned>(std::countr_zero(position));
               zeros >= 2 * Extremes::kBits) {
      level = std::min(zeros / Extremes::kBits, top) - 1;
    }
    const auto run_of = [&] { return position >> (Extremes::kBits * (level + 1)); };
    Part part = part_of(level, run_of());
    while (part == Part::kSome && level > 0) {
      --level;
      part = part_of(level, run_of());
    }
    const std::size_t end = std::min(last, (run_of() + 1) << (Extremes::kBits * (level + 1)));
    if (part == Part::kAll) {
      all(position, end);
    } else if (part == Part::kSome) {
      some(position, end);
    }
    position = end;
  }
}

template <typename F>
void SpanOrder::Visit(const Question& question, F&& f) const {
  const Limits possible(question.possible);
  const Limits certain(question.certain);
  if (!possible.any) return;
  const bool all_certain = exact() && question.exact();
  const auto take = [&](std::size_t position) {
    f(position, all_certain || LiesInside(certain, position) ? Truth::kCertain : Truth::kPossible);
  };
  Walk(
      FirstTouching(possible), begin_earliest_.AtMost(possible.begin_high),
      [&](unsigned level, std::size_t node) { return Touching(possible, level, node); },
      [&](std::size_t from, std::size_t to) {
        for (std::size_t position = from; position < to; ++position) take(position);
      },
      [&](std::size_t from, std::size_t to) {
        for (std::size_t position = from; position < to; ++position) {
          if (Touches(possible, position)) take(position);
        }
      });
}

}  // namespace casus::internal

#endif  // CASUS_SRC_TIMELINE_SPAN_ORDER_H_
