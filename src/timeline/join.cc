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

// A join asks the larger side once for each different span of the smaller one, the outer side. What
// it asks follows from Allen's relations as a grid: where does the inner begin lie (before the
// outer begin, on it, between the outer ends, on the outer end, after it), and where the inner end?
// Each relation is one of the 25 cells; the other twelve would end before they begin. A set of
// relations is covered by a few rectangles of cells, often by one (sharing a day, being inside,
// being before), and for a given outer row each rectangle is a Box.
//
// Exact and vague rows of both sides are four joins: of exact rows with exact ones no pair has to
// be looked at.

namespace casus {
namespace {

using internal::Box;
using internal::DayBox;
using internal::DayIndex;
using internal::DayRanks;
using internal::Facts;
using internal::IsExact;
using internal::Question;
using internal::ScratchLease;
using internal::SpanTable;
using internal::Standing;
using internal::TimelineAccess;

// Where the inner begin and the inner end lie: 0 before the outer begin, 1 on it, 2 between the
// outer ends, 3 on the outer end, 4 after it.
constexpr int kPlaces = 5;
struct Cell {
  Allen relation;  // of outer to inner
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

// What a rectangle asks of the inner rows for one outer row.
struct Asked {
  Question question;
  // Is touching question.possible the same as being possible?
  bool decided;
};

// Each side of the rectangle is a bound that one of the outer ends sets on one of the inner ends.
// What fits for every placement of the outer ends lies inside the box whose sides are the narrowest
// any placement sets; what fits for some placement touches the box of the widest. The other way
// round that holds only where one placement sets all of the widest sides at once.
Asked Ask(const Rectangle& rectangle, const SpanBounds& outer) {
  const std::int64_t begin_earliest = outer.begin_earliest.number();
  const std::int64_t begin_latest = outer.begin_latest.number();
  const std::int64_t end_earliest = outer.end_earliest.number();
  const std::int64_t end_latest = outer.end_latest.number();
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
  if (IsExact(outer)) return {widest, true};

  const bool early_begin = rectangle.LowIsOneOf(1, 2);
  const bool late_begin = rectangle.HighIsOneOf(0, 1);
  const bool early_end = rectangle.LowIsOneOf(3, 4);
  const bool late_end = rectangle.HighIsOneOf(2, 3);
  const bool at_once =
      !(early_begin && late_begin) && !(early_end && late_end) &&
      (late_begin ? begin_latest : begin_earliest) < (early_end ? end_earliest : end_latest);
  return {{widest, box(begin_latest, end_latest, begin_earliest, end_earliest)}, at_once};
}

AllenSet Inverse(AllenSet relations) {
  AllenSet inverse;
  for (int i = 0; i < 13; ++i) {
    if (relations.Contains(static_cast<Allen>(i))) inverse = inverse | static_cast<Allen>(12 - i);
  }
  return inverse;
}

// The pairs of one of the relations, asked from the left (outer) or from the right.
class Relations {
 public:
  explicit Relations(AllenSet relations)
      : sides_{Side{relations, Cover(relations)},
               Side{Inverse(relations), Cover(Inverse(relations))}} {}

  // Boxes of which exact rows are in one at most.
  void Ask(bool from_left, const SpanBounds& outer, std::vector<Asked>& asked) const {
    asked.clear();
    for (const Rectangle& rectangle : sides_[from_left ? 0 : 1].cover) {
      asked.push_back(::casus::Ask(rectangle, outer));
    }
  }
  Truth Of(bool from_left, const SpanBounds& outer, const SpanBounds& inner) const {
    return Relate(outer, sides_[from_left ? 0 : 1].relations, inner);
  }

 private:
  struct Side {
    AllenSet relations;
    std::vector<Rectangle> cover;
  };
  std::array<Side, 2> sides_;
};

// The pairs of which the right one begins within `days` of the left one's end.
class Following {
 public:
  explicit Following(std::int32_t days) : days_(days) {}

  void Ask(bool from_left, const SpanBounds& outer, std::vector<Asked>& asked) const {
    // The right begin less the left end takes every value from its least to its greatest.
    Box some;
    Box all;
    if (from_left) {
      const std::int64_t earliest = outer.end_earliest.number();
      const std::int64_t latest = outer.end_latest.number();
      some = Box{.begin_low = earliest, .begin_high = latest + days_};
      all = Box{.begin_low = latest, .begin_high = earliest + days_};
    } else {
      const std::int64_t earliest = outer.begin_earliest.number();
      const std::int64_t latest = outer.begin_latest.number();
      some = Box{.end_low = earliest - days_, .end_high = latest};
      all = Box{.end_low = latest - days_, .end_high = earliest};
    }
    asked.assign(1, {{some.Tightened(), all.Tightened()}, true});
  }
  // Never asked: the boxes decide.
  Truth Of(bool, const SpanBounds&, const SpanBounds&) const { return Truth::kNo; }

 private:
  std::int64_t days_;
};

enum class Kind { kExact, kVague };

std::size_t SizeOf(const SpanTable& table, Kind kind) {
  return kind == Kind::kExact ? table.exact().size() : table.hulls().size();
}

// f(rows, bounds) for rows that have the same bounds.
template <typename F>
void ForEachOuter(const SpanTable& table, Kind kind, F f) {
  const Facts& facts = table.facts();
  if (kind == Kind::kVague) {
    for (std::uint32_t position = 0; position < table.hulls().size(); ++position) {
      const std::uint32_t number = table.VagueNumber(position);
      const Row row = facts.vague_row(number);
      f(std::span<const Row>(&row, 1), facts.Vague(number));
    }
    return;
  }
  // Equal spans are neighbours in their class.
  constexpr std::uint32_t kPiece = 1024;
  std::array<std::int32_t, kPiece> begins;
  std::array<std::int32_t, kPiece> ends;
  const std::span<const Row> rows = table.exact_rows();
  for (std::uint32_t first = 0; first < table.exact().size();) {
    const std::uint32_t size = std::min(kPiece, table.exact().size() - first);
    table.exact().Read({first, first + size}, begins.data(), ends.data());
    for (std::uint32_t i = 0; i < size;) {
      std::uint32_t next = i + 1;
      while (next < size && begins[next] == begins[i] && ends[next] == ends[i]) ++next;
      const Day begin = Day::FromNumber(begins[i]);
      const Day end = Day::FromNumber(ends[i]);
      f(rows.subspan(first + i, next - i), SpanBounds{begin, begin, end, end});
      i = next;
    }
    first += size;
  }
}

template <typename F>
void VisitInner(const SpanTable& table, Kind kind, const Question& question, F&& f) {
  ScratchLease scratch;
  if (kind == Kind::kExact) {
    table.VisitExact(question, *scratch, f);
  } else {
    table.VisitVague(question, *scratch, f);
  }
}

// Rows of one kind of the outer side with rows of one kind of the inner side.
template <typename Condition>
class Joiner {
 public:
  Joiner(const Condition& condition, const Standing& outer, Kind outer_kind, const Standing& inner,
         Kind inner_kind, bool from_left)
      : condition_(condition),
        outer_(outer),
        outer_kind_(outer_kind),
        inner_(inner),
        inner_kind_(inner_kind),
        from_left_(from_left) {}

  // f(outer rows, inner rows, truth).
  template <typename F>
  void Visit(F f) {
    ForEachOuter(outer_.table(), outer_kind_, [&](std::span<const Row> rows, const SpanBounds& at) {
      outer_.Filter(rows, Truth::kCertain, [&](std::span<const Row> outer, Truth stands) {
        condition_.Ask(from_left_, at, asked_);
        VisitPairs(at, [&](std::span<const Row> inner, Truth truth) {
          inner_.Filter(inner, And(truth, stands), [&](std::span<const Row> standing, Truth both) {
            f(outer, standing, both);
          });
        });
      });
    });
  }

  Bounds Count() {
    Bounds sum;
    const bool all = outer_.all() && inner_.all();
    const auto count_pairs = [&](std::span<const Row> outer, std::span<const Row> inner,
                                 Truth truth) {
      const std::int64_t pairs = std::ssize(outer) * std::ssize(inner);
      sum.possible += pairs;
      if (truth == Truth::kCertain) sum.certain += pairs;
    };
    if (!all) {
      Visit(count_pairs);
      return sum;
    }
    ForEachOuter(outer_.table(), outer_kind_, [&](std::span<const Row> rows, const SpanBounds& at) {
      condition_.Ask(from_left_, at, asked_);
      if (!Decided()) {
        VisitPairs(
            at, [&](std::span<const Row> inner, Truth truth) { count_pairs(rows, inner, truth); });
        return;
      }
      for (const Asked& one : asked_) {
        const Bounds count = inner_kind_ == Kind::kExact ? inner_.table().CountExact(one.question)
                                                         : inner_.table().CountVague(one.question);
        sum.certain += std::ssize(rows) * count.certain;
        sum.possible += std::ssize(rows) * count.possible;
      }
    });
    return sum;
  }

 private:
  // Do the boxes alone tell the truth? Of several boxes, each for itself must, and no inner row may
  // lie in two by halves.
  bool Decided() const {
    if (asked_.size() == 1) return asked_.front().decided;
    return outer_kind_ == Kind::kExact && inner_kind_ == Kind::kExact;
  }

  // f(inner rows, truth) for what asked_ says, before it is known how surely they stand.
  template <typename F>
  void VisitPairs(const SpanBounds& outer, F f) {
    if (Decided()) {
      for (const Asked& one : asked_) VisitInner(inner_.table(), inner_kind_, one.question, f);
      return;
    }
    std::vector<Row> certain;
    std::vector<Row> possible;
    for (const Asked& one : asked_) {
      VisitInner(inner_.table(), inner_kind_, one.question,
                 [&](std::span<const Row> rows, Truth truth) {
                   std::vector<Row>& found = truth == Truth::kCertain ? certain : possible;
                   found.insert(found.end(), rows.begin(), rows.end());
                 });
    }
    // Vague ends may touch more than one box.
    for (std::vector<Row>* found : {&certain, &possible}) {
      std::sort(found->begin(), found->end());
      found->erase(std::unique(found->begin(), found->end()), found->end());
    }
    const Facts& facts = inner_.table().facts();
    std::vector<Row> perhaps;
    std::size_t known = certain.size();
    for (const Row row : possible) {
      const auto end = certain.begin() + static_cast<std::ptrdiff_t>(known);
      if (std::binary_search(certain.begin(), end, row)) continue;
      switch (condition_.Of(from_left_, outer, facts[row])) {
        case Truth::kNo: break;
        case Truth::kPossible: perhaps.push_back(row); break;
        case Truth::kCertain: certain.push_back(row); break;
      }
    }
    if (!certain.empty()) f(std::span<const Row>(certain), Truth::kCertain);
    if (!perhaps.empty()) f(std::span<const Row>(perhaps), Truth::kPossible);
  }

  const Condition& condition_;
  const Standing& outer_;
  Kind outer_kind_;
  const Standing& inner_;
  Kind inner_kind_;
  bool from_left_;
  std::vector<Asked> asked_;
};

// f(joiner, from_left) for each of the joins that together are the join of the timelines;
// skip(left, right) says of the exact rows of two blocks that they need none.
template <typename Condition, typename Skip, typename F>
void ForEachJoiner(const Timeline& left, const Condition& condition, const Timeline& right,
                   Skip skip, F f) {
  TimelineAccess::ForEachBlock(left, [&](const Standing& a) {
    TimelineAccess::ForEachBlock(right, [&](const Standing& b) {
      for (const Kind left_kind : {Kind::kExact, Kind::kVague}) {
        for (const Kind right_kind : {Kind::kExact, Kind::kVague}) {
          const std::size_t left_size = SizeOf(a.table(), left_kind);
          const std::size_t right_size = SizeOf(b.table(), right_kind);
          if (left_size == 0 || right_size == 0) continue;
          if (left_kind == Kind::kExact && right_kind == Kind::kExact && skip(a, b)) continue;
          if (left_size <= right_size) {
            f(Joiner<Condition>(condition, a, left_kind, b, right_kind, true), true);
          } else {
            f(Joiner<Condition>(condition, b, right_kind, a, left_kind, false), false);
          }
        }
      }
    });
  });
}

template <typename Condition>
void VisitJoin(const Timeline& left, const Condition& condition, const Timeline& right,
               PairRunVisitor visit) {
  const auto none = [](const Standing&, const Standing&) { return false; };
  ForEachJoiner(left, condition, right, none, [&](Joiner<Condition> joiner, bool from_left) {
    joiner.Visit([&](std::span<const Row> outer, std::span<const Row> inner, Truth truth) {
      from_left ? visit(outer, inner, truth) : visit(inner, outer, truth);
    });
  });
}

// Over the numbers of one table, how many of the other are at most (below) each, together.
template <typename RankOf>
std::int64_t SumOfRanks(const DayRanks& numbers, RankOf rank_of) {
  const std::int64_t least = numbers.AtMost(DayBox::kMin);
  const std::int64_t greatest = std::int64_t{numbers.size()} - numbers.Below(DayBox::kMax);
  std::int64_t sum = least * rank_of(DayBox::kMin) + greatest * rank_of(DayBox::kMax);
  // One table that holds all of the finite ones?
  const std::int32_t first = numbers.dense_first();
  const auto slots = static_cast<std::size_t>(std::int64_t{numbers.dense_last()} - first);
  const std::uint32_t* const ranks = numbers.DenseRanks(first, slots + 1);
  if (ranks != nullptr && ranks[0] == least && ranks[slots] + greatest == numbers.size() &&
      slots < 4 * std::size_t{numbers.size()}) {
    for (std::size_t i = 0; i < slots; ++i) {
      const std::int64_t equal = std::int64_t{ranks[i + 1]} - ranks[i];
      if (equal > 0) {
        sum += equal * rank_of(static_cast<std::int32_t>(first + static_cast<std::int64_t>(i)));
      }
    }
    return sum;
  }
  std::vector<std::int32_t> sorted;
  numbers.AppendSorted(sorted);
  for (const std::int32_t number : sorted) {
    if (number != DayBox::kMin && number != DayBox::kMax) sum += rank_of(number);
  }
  return sum;
}

// How many pairs of exact rows have one of the relations, where ranks alone tell.
std::optional<std::int64_t> CountByRanks(const DayIndex& left, AllenSet relations,
                                         const DayIndex& right) {
  const bool shares = kSharesDay.SubsetOf(relations);
  if (!shares && !(relations & kSharesDay).empty()) return std::nullopt;
  // Pairs of which the one ends before the other begins, and those of which it ends as that begins.
  const auto before = [](const DayIndex& one, const DayIndex& other) {
    return SumOfRanks(other.begins(),
                      [&](std::int32_t day) -> std::int64_t { return one.ends().Below(day); });
  };
  const auto up_to = [](const DayIndex& one, const DayIndex& other) {
    return SumOfRanks(other.begins(),
                      [&](std::int32_t day) -> std::int64_t { return one.ends().AtMost(day); });
  };
  const auto ordered = [&](Allen apart, Allen touching, const DayIndex& one,
                           const DayIndex& other) -> std::int64_t {
    const bool with_apart = relations.Contains(apart);
    const bool with_touching = relations.Contains(touching);
    if (with_apart && with_touching) return up_to(one, other);
    if (with_apart) return before(one, other);
    return with_touching ? up_to(one, other) - before(one, other) : 0;
  };
  std::int64_t count = ordered(Allen::kBefore, Allen::kMeets, left, right) +
                       ordered(Allen::kAfter, Allen::kMetBy, right, left);
  if (shares) {
    count += std::int64_t{left.size()} * right.size() - up_to(left, right) - up_to(right, left);
  }
  return count;
}

}  // namespace

void JoinRuns(const Timeline& left, AllenSet relations, const Timeline& right,
              PairRunVisitor visit) {
  if (relations.empty()) return;
  VisitJoin(left, Relations(relations), right, visit);
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
  const Relations condition(relations);
  const auto by_ranks = [&](const Standing& a, const Standing& b) {
    if (!a.all() || !b.all()) return false;
    const std::optional<std::int64_t> count =
        CountByRanks(a.table().exact(), relations, b.table().exact());
    if (count) sum += Bounds{*count, *count, std::nullopt};
    return count.has_value();
  };
  ForEachJoiner(left, condition, right, by_ranks,
                [&](Joiner<Relations> joiner, bool) { sum += joiner.Count(); });
  return sum;
}

void JoinFollowingRuns(const Timeline& left, std::int32_t days, const Timeline& right,
                       PairRunVisitor visit) {
  if (days < 0) internal::DieOnMisuse("JoinFollowing: the days must not be negative");
  VisitJoin(left, Following(days), right, visit);
}

Bounds CountJoinFollowing(const Timeline& left, std::int32_t days, const Timeline& right) {
  if (days < 0) internal::DieOnMisuse("CountJoinFollowing: the days must not be negative");
  Bounds sum;
  const Following condition(days);
  const auto none = [](const Standing&, const Standing&) { return false; };
  ForEachJoiner(left, condition, right, none,
                [&](Joiner<Following> joiner, bool) { sum += joiner.Count(); });
  return sum;
}

}  // namespace casus
