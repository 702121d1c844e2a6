#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "casus/timeline/timeline.h"
#include "src/timeline/box.h"
#include "src/timeline/index.h"

// A join asks the right timeline once for each left row. What it asks follows from Allen's
// relations as a grid: where does the right begin lie (before the left begin, on it, between the
// left ends, on the left end, after it), and where the right end? Each relation is one of the 25
// cells; the other twelve would end before they begin. A set of relations is covered by a few
// rectangles of cells, often by one (sharing a day, being inside, being before), and for a given
// left row each rectangle is a Box.

namespace casus {
namespace {

using internal::Box;
using internal::Question;
using internal::SpanOrder;
using internal::Standing;

// Where the right begin and the right end lie: 0 before the left begin, 1 on it, 2 between the left
// ends, 3 on the left end, 4 after it.
constexpr int kPlaces = 5;
struct Cell {
  Allen relation;  // of left to right
  int begin;
  int end;
};
constexpr std::array<Cell, 13> kCells = {{
    {Allen::kBefore, 4, 4},
    {Allen::kMeets, 3, 4},
    {Allen::kOverlaps, 2, 4},
    {Allen::kStarts, 1, 4},
    {Allen::kDuring, 0, 4},
    {Allen::kFinishes, 0, 3},
    {Allen::kEquals, 1, 3},
    {Allen::kFinishedBy, 2, 3},
    {Allen::kContains, 2, 2},
    {Allen::kStartedBy, 1, 2},
    {Allen::kOverlappedBy, 0, 2},
    {Allen::kMetBy, 0, 1},
    {Allen::kAfter, 0, 0},
}};

struct Rectangle {
  int begin_first = 0;
  int begin_last = 0;
  int end_first = 0;
  int end_last = 0;

  bool Contains(const Cell& cell) const {
    return begin_first <= cell.begin && cell.begin <= begin_last && end_first <= cell.end &&
           cell.end <= end_last;
  }
  // Does such a place bound the rectangle from below (from above)?
  bool LowIsOneOf(int a, int b) const {
    return begin_first == a || begin_first == b || end_first == a || end_first == b;
  }
  bool HighIsOneOf(int a, int b) const {
    return begin_last == a || begin_last == b || end_last == a || end_last == b;
  }
  int area() const { return (begin_last - begin_first + 1) * (end_last - end_first + 1); }
};

// Rectangles that hold the cells of the relations, each once, and no cell of another relation. Each
// in turn is one that holds the most of those left; of these the largest, which bounds the fewest
// sides.
std::vector<Rectangle> Cover(AllenSet relations) {
  std::vector<Rectangle> cover;
  AllenSet left = relations;
  while (!left.empty()) {
    Rectangle best;
    AllenSet best_held;
    int best_count = 0;
    for (Rectangle r; r.begin_first < kPlaces; ++r.begin_first) {
      for (r.begin_last = r.begin_first; r.begin_last < kPlaces; ++r.begin_last) {
        for (r.end_first = 0; r.end_first < kPlaces; ++r.end_first) {
          for (r.end_last = r.end_first; r.end_last < kPlaces; ++r.end_last) {
            AllenSet held;
            int count = 0;
            for (const Cell& cell : kCells) {
              if (!r.Contains(cell)) continue;
              held = held | cell.relation;
              ++count;
            }
            if (!held.SubsetOf(left)) continue;
            if (count > best_count || (count == best_count && r.area() > best.area())) {
              best = r;
              best_held = held;
              best_count = count;
            }
          }
        }
      }
    }
    cover.push_back(best);
    AllenSet rest;
    for (const Cell& cell : kCells) {
      if (left.Contains(cell.relation) && !best_held.Contains(cell.relation)) {
        rest = rest | cell.relation;
      }
    }
    left = rest;
  }
  return cover;
}

bool IsExact(const SpanBounds& span) {
  return span.begin_earliest == span.begin_latest && span.end_earliest == span.end_latest;
}

// What a rectangle asks of the right rows for one left row.
struct Asked {
  Question question;
  // Is touching question.possible the same as being possible?
  bool decided;
};

// Each side of the rectangle is a bound that one of the left ends sets on one of the right ends.
// What fits for every placement of the left ends lies inside the box whose sides are the narrowest
// any placement sets; what fits for some placement touches the box of the widest. The other way
// round that holds only where one placement sets all of the widest sides at once.
Asked Ask(const Rectangle& rectangle, const SpanBounds& left) {
  const std::int64_t begin_earliest = left.begin_earliest.number();
  const std::int64_t begin_latest = left.begin_latest.number();
  const std::int64_t end_earliest = left.end_earliest.number();
  const std::int64_t end_latest = left.end_latest.number();
  const auto box = [&](std::int64_t low_begin, std::int64_t low_end, std::int64_t high_begin,
                       std::int64_t high_end) {
    const std::array<std::int64_t, kPlaces> low = {Box::kNever, low_begin, low_begin + 1, low_end,
                                                   low_end + 1};
    const std::array<std::int64_t, kPlaces> high = {high_begin - 1, high_begin, high_end - 1,
                                                    high_end, Box::kForever};
    const auto at = [](const std::array<std::int64_t, kPlaces>& days, int place) {
      return days[static_cast<std::size_t>(place)];
    };
    return Box{at(low, rectangle.begin_first), at(high, rectangle.begin_last),
               at(low, rectangle.end_first), at(high, rectangle.end_last)}
        .Tightened();
  };
  const Box widest = box(begin_earliest, end_earliest, begin_latest, end_latest);
  if (IsExact(left)) return {widest, true};

  const bool early_begin = rectangle.LowIsOneOf(1, 2);
  const bool late_begin = rectangle.HighIsOneOf(0, 1);
  const bool early_end = rectangle.LowIsOneOf(3, 4);
  const bool late_end = rectangle.HighIsOneOf(2, 3);
  const bool at_once =
      !(early_begin && late_begin) && !(early_end && late_end) &&
      (late_begin ? begin_latest : begin_earliest) < (early_end ? end_earliest : end_latest);
  return {{widest, box(begin_latest, end_latest, begin_earliest, end_earliest)}, at_once};
}

// Time reversed: what ended becomes what begins. ~n turns the order of the integers around and,
// unlike -n, has a value for all of them.
class Reversed {
 public:
  explicit Reversed(const SpanOrder& spans) {
    const internal::Columns columns = spans.ToColumns();
    std::vector<std::int32_t> keys;
    keys.reserve(spans.size());
    for (const std::int32_t end : columns.end_latest) keys.push_back(~end);
    positions_ = internal::StableOrder(keys);
    internal::Columns reversed;
    reversed.Reserve(spans.size());
    for (const std::uint32_t i : positions_) {
      reversed.Add(~columns.end_latest[i], ~columns.end_earliest[i], ~columns.begin_latest[i],
                   ~columns.begin_earliest[i]);
    }
    spans_ = SpanOrder(std::move(reversed));
  }

  static Question Of(const Question& question) {
    return {Of(question.possible), Of(question.certain)};
  }
  const SpanOrder& spans() const { return spans_; }
  // In the order that was reversed.
  std::uint32_t position(std::size_t reversed) const { return positions_[reversed]; }

 private:
  static Box Of(const Box& box) {
    return Box{~box.end_high, ~box.end_low, ~box.begin_high, ~box.begin_low};
  }

  SpanOrder spans_;
  std::vector<std::uint32_t> positions_;
};

class Joiner {
 public:
  Joiner(AllenSet relations, const Standing& right, std::span<const SpanBounds> right_bounds)
      : relations_(relations), cover_(Cover(relations)), right_(right), bounds_(right_bounds) {
    // A window of ends, closed on both sides, selects next to nothing in the order of begins.
    for (const Rectangle& rectangle : cover_) {
      if (rectangle.end_first > 0 && rectangle.end_last < kPlaces - 1) {
        reversed_.emplace(right.table().spans());
        return;
      }
    }
  }

  // Calls f(right row, truth) in the order of the right rows.
  template <typename F>
  void Visit(const SpanBounds& left, F&& f) {
    const internal::SpanTable& table = right_.table();
    bool decided = Decided(left);
    const auto report = [&](std::size_t position, Truth truth) {
      const Row row = table.row(position);
      const Truth stands = right_.Of(row);
      if (stands == Truth::kNo) return;
      if (truth == Truth::kPossible && !decided) truth = Relate(left, relations_, bounds_[row]);
      if (truth != Truth::kNo) f(row, And(truth, stands));
    };
    if (cover_.size() == 1) {
      const Asked asked = Ask(cover_.front(), left);
      decided = asked.decided;
      if (!EndsAreFewer(asked.question)) return table.spans().Visit(asked.question, report);
    }
    found_.clear();
    for (const Rectangle& rectangle : cover_) {
      const Question question = Ask(rectangle, left).question;
      if (EndsAreFewer(question)) {
        reversed_->spans().Visit(Reversed::Of(question), [&](std::size_t position, Truth truth) {
          found_.push_back({reversed_->position(position), truth});
        });
      } else {
        table.spans().Visit(question, [&](std::size_t position, Truth truth) {
          found_.push_back({static_cast<std::uint32_t>(position), truth});
        });
      }
    }
    std::sort(found_.begin(), found_.end(),
              [](const Found& a, const Found& b) { return a.position < b.position; });
    // Vague ends may touch more than one box.
    const auto last = std::unique(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return a.position == b.position;
    });
    for (auto found = found_.begin(); found != last; ++found) {
      report(found->position, found->truth);
    }
  }

  Bounds Count(const SpanBounds& left) {
    Bounds count;
    if (!right_.all() || !Decided(left)) {
      Visit(left, [&](Row, Truth truth) { count.Count(truth); });
      return count;
    }
    for (const Rectangle& rectangle : cover_) {
      const Question question = Ask(rectangle, left).question;
      if (EndsAreFewer(question)) {
        const Question reversed = Reversed::Of(question);
        count.certain += reversed_->spans().CountInside(reversed.certain);
        count.possible += reversed_->spans().CountTouching(reversed.possible);
      } else {
        count += right_.table().Count(question);
      }
    }
    return count;
  }

 private:
  struct Found {
    std::uint32_t position;
    Truth truth;
  };

  // Do the boxes alone tell the truth about the left row? Of several boxes, each for itself must,
  // and no right row may lie in two by halves.
  bool Decided(const SpanBounds& left) const {
    if (cover_.size() == 1) return Ask(cover_.front(), left).decided;
    return IsExact(left) && right_.table().spans().exact();
  }

  // Are there fewer rows with an end in the box than with a begin in it?
  bool EndsAreFewer(const Question& question) const {
    if (!reversed_) return false;
    return reversed_->spans().CountBegins(Reversed::Of(question).possible) <
           right_.table().spans().CountBegins(question.possible);
  }

  AllenSet relations_;
  std::vector<Rectangle> cover_;
  const Standing& right_;
  std::span<const SpanBounds> bounds_;
  std::optional<Reversed> reversed_;
  std::vector<Found> found_;
};

}  // namespace

void Join(const Timeline& left, AllenSet relations, const Timeline& right,
          Timeline::PairVisitor visit) {
  if (relations.empty()) return;
  const Standing left_rows = left.index_->On(left.known_on_);
  const Standing right_rows = right.index_->On(right.known_on_);
  Joiner joiner(relations, right_rows, right.index_->bounds);
  left_rows.Visit(Box{}, [&](Row left_row, Truth left_stands) {
    joiner.Visit(left.index_->bounds[left_row], [&](Row right_row, Truth truth) {
      visit(left_row, right_row, And(truth, left_stands));
    });
  });
}

std::vector<RowPair> CollectJoin(const Timeline& left, AllenSet relations, const Timeline& right) {
  std::vector<RowPair> pairs;
  Join(left, relations, right, [&](Row left_row, Row right_row, Truth truth) {
    pairs.push_back({left_row, right_row, truth});
  });
  return pairs;
}

Bounds CountJoin(const Timeline& left, AllenSet relations, const Timeline& right) {
  Bounds sum;
  if (relations.empty()) return sum;
  const Standing left_rows = left.index_->On(left.known_on_);
  const Standing right_rows = right.index_->On(right.known_on_);
  Joiner joiner(relations, right_rows, right.index_->bounds);
  left_rows.Visit(Box{}, [&](Row left_row, Truth left_stands) {
    Bounds count = joiner.Count(left.index_->bounds[left_row]);
    if (left_stands != Truth::kCertain) count.certain = 0;
    sum += count;
  });
  return sum;
}

void JoinFollowing(const Timeline& left, std::int32_t days, const Timeline& right,
                   Timeline::PairVisitor visit) {
  if (days < 0) internal::DieOnMisuse("JoinFollowing: the days must not be negative");
  const Standing left_rows = left.index_->On(left.known_on_);
  const Standing right_rows = right.index_->On(right.known_on_);
  left_rows.Visit(Box{}, [&](Row left_row, Truth left_stands) {
    const SpanBounds& a = left.index_->bounds[left_row];
    const std::int64_t end_earliest = a.end_earliest.number();
    const std::int64_t end_latest = a.end_latest.number();
    // The right begin less the left end takes every value from its least to its greatest.
    const Box some = Box{.begin_low = end_earliest, .begin_high = end_latest + days}.Tightened();
    const Box all = Box{.begin_low = end_latest, .begin_high = end_earliest + days}.Tightened();
    right_rows.Visit({some, all}, [&](Row right_row, Truth truth) {
      visit(left_row, right_row, And(truth, left_stands));
    });
  });
}

}  // namespace casus
