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

// A join asks the right timeline once for each left row. What it asks follows from Allen's relations
// as a grid: where does the right begin lie (before the left begin, on it, between the left ends, on
// the left end, after it), and where the right end? Each relation is one of the 25 cells; the other
// twelve would end before they begin. A set of relations is covered by a few rectangles of cells,
// often by one (sharing a day, being inside, being before), and for a given left row each rectangle
// is a Box.

namespace casus {
namespace {

using internal::Box;
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

// The right ends that some placement of the left ends puts into the rectangle.
Box BoxOf(const Rectangle& rectangle, const SpanBounds& left) {
  const std::int64_t begin_earliest = left.begin_earliest.number();
  const std::int64_t begin_latest = left.begin_latest.number();
  const std::int64_t end_earliest = left.end_earliest.number();
  const std::int64_t end_latest = left.end_latest.number();
  const std::array<std::int64_t, kPlaces> low = {Box::kNever, begin_earliest, begin_earliest + 1,
                                                 end_earliest, end_earliest + 1};
  const std::array<std::int64_t, kPlaces> high = {begin_latest - 1, begin_latest, end_latest - 1,
                                                  end_latest, Box::kForever};
  const auto at = [](const std::array<std::int64_t, kPlaces>& days, int place) {
    return days[static_cast<std::size_t>(place)];
  };
  return Box{at(low, rectangle.begin_first), at(high, rectangle.begin_last),
             at(low, rectangle.end_first), at(high, rectangle.end_last)}
      .Tightened();
}

bool IsExact(const SpanBounds& span) {
  return span.begin_earliest == span.begin_latest && span.end_earliest == span.end_latest;
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

  static Box BoxOf(const Box& box) {
    return Box{~box.end_high, ~box.end_low, ~box.begin_high, ~box.begin_low};
  }
  const SpanOrder& spans() const { return spans_; }
  // In the order that was reversed.
  std::uint32_t position(std::size_t reversed) const { return positions_[reversed]; }

 private:
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
    const bool decided = BoxesDecide(left);
    const auto report = [&](std::size_t position, Truth inside) {
      const Row row = table.row(position);
      Truth truth = right_.Of(row);
      if (truth == Truth::kNo) return;
      truth = And(truth, decided ? inside : Relate(left, relations_, bounds_[row]));
      if (truth != Truth::kNo) f(row, truth);
    };
    if (cover_.size() == 1) {
      const Box box = BoxOf(cover_.front(), left);
      if (!EndsAreFewer(box)) return table.spans().Visit(box, report);
    }
    found_.clear();
    for (const Rectangle& rectangle : cover_) {
      const Box box = BoxOf(rectangle, left);
      if (EndsAreFewer(box)) {
        reversed_->spans().Visit(Reversed::BoxOf(box), [&](std::size_t position, Truth inside) {
          found_.push_back({reversed_->position(position), inside});
        });
      } else {
        table.spans().Visit(box, [&](std::size_t position, Truth inside) {
          found_.push_back({static_cast<std::uint32_t>(position), inside});
        });
      }
    }
    std::sort(found_.begin(), found_.end(),
              [](const Found& a, const Found& b) { return a.position < b.position; });
    // Vague ends may touch more than one box.
    const auto last = std::unique(
        found_.begin(), found_.end(),
        [](const Found& a, const Found& b) { return a.position == b.position; });
    for (auto found = found_.begin(); found != last; ++found) {
      report(found->position, found->inside);
    }
  }

  Bounds Count(const SpanBounds& left) {
    Bounds count;
    if (!right_.all() || !BoxesDecide(left)) {
      Visit(left, [&](Row, Truth truth) { count.Count(truth); });
      return count;
    }
    for (const Rectangle& rectangle : cover_) {
      const Box box = BoxOf(rectangle, left);
      count += EndsAreFewer(box) ? reversed_->spans().Count(Reversed::BoxOf(box))
                                 : right_.table().Count(box);
    }
    return count;
  }

 private:
  struct Found {
    std::uint32_t position;
    Truth inside;
  };

  // Do touching a box and lying inside tell the truth? They do where the box stands for itself, not
  // for every placement of a vague left row, and no right row can be in two boxes by halves.
  bool BoxesDecide(const SpanBounds& left) const {
    return IsExact(left) && (cover_.size() == 1 || right_.table().spans().exact());
  }

  // Are there fewer rows with an end in the box than with a begin in it?
  bool EndsAreFewer(const Box& box) const {
    if (!reversed_ || box.empty()) return false;
    return reversed_->spans().CountBegins(Reversed::BoxOf(box)) <
           right_.table().spans().CountBegins(box);
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
    // The right begin less the left end takes every value between its least and its greatest.
    const std::int64_t end_earliest = a.end_earliest.number();
    const std::int64_t end_latest = a.end_latest.number();
    const Box box = Box{.begin_low = end_earliest, .begin_high = end_latest + days}.Tightened();
    right_rows.Visit(box, [&](Row right_row, Truth) {
      const SpanBounds& b = right.index_->bounds[right_row];
      const bool certain =
          b.begin_earliest.number() >= end_latest && b.begin_latest.number() - end_earliest <= days;
      visit(left_row, right_row,
            And(And(left_stands, right_rows.Of(right_row)),
                certain ? Truth::kCertain : Truth::kPossible));
    });
  });
}

}  // namespace casus
