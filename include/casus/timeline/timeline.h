#ifndef CASUS_TIMELINE_TIMELINE_H_
#define CASUS_TIMELINE_TIMELINE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <type_traits>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/function_ref.h"
#include "casus/base/truth.h"
#include "casus/time/allen.h"
#include "casus/time/calendar.h"
#include "casus/time/day.h"
#include "casus/time/period.h"
#include "casus/time/span.h"

namespace casus {

// The position of a fact in the table a Timeline was built from.
using Row = std::uint32_t;

// When a version of a fact was learnt, and when a later version (or a deletion) replaced it.
//   learnt in [learnt_earliest, learnt_latest]; both BeginningOfTime: known from the start
//   superseded: the first day on which this version no longer stood; EndOfTime: it stands
struct KnownTime {
  Day learnt_earliest = Day::BeginningOfTime();
  Day learnt_latest = Day::BeginningOfTime();
  Day superseded = Day::EndOfTime();
  friend constexpr bool operator==(const KnownTime&, const KnownTime&) = default;
};

namespace internal {
struct TimelineAccess;
}  // namespace internal

// Was the version the one that stood on the day?
constexpr Truth StandsOn(const KnownTime& known, Day day) {
  if (day >= known.superseded || day < known.learnt_earliest) return Truth::kNo;
  return day >= known.learnt_latest ? Truth::kCertain : Truth::kPossible;
}

// One row of an answer. Never holds kNo.
struct Hit {
  Row row;
  Truth truth;
  friend bool operator==(const Hit&, const Hit&) = default;
};

struct RowPair {
  Row left;
  Row right;
  Truth truth;
  friend bool operator==(const RowPair&, const RowPair&) = default;
};

struct BinCount {
  Period bin;
  Bounds count;
  friend bool operator==(const BinCount&, const BinCount&) = default;
};

// The index over the spans of one table of facts.
//
// A fact holds on a stretch [b, e) of days, of which four bounds are known: b in [begin_earliest,
// begin_latest], e in [end_earliest, end_latest], b < e. A placement is a choice of b and e. The
// answers are
//   certain   every placement makes it true
//   possible  some placement makes it true (every certain answer is possible too)
// namely
//   At(d)       the fact holds on day d
//                 certain iff begin_latest <= d < end_earliest   (d is in the core)
//                 possible iff begin_earliest <= d < end_latest  (d is in the hull)
//   During(q)   the fact shares a day with the period q
//                 certain iff begin_latest < q.last and q.first < end_earliest, which may well be
//                 where the core is empty: "some day in March" certainly falls in March
//                 possible iff the hull meets q
//   Within(q)   all days of the fact lie in q
//                 certain iff the hull lies in q
//                 possible iff some placement does
// A count is Bounds: `certain` rows at least, `possible` rows at most.
//
// Answers come in an order of the index's own: the same for the same timeline and question, and
// no other promise. SortByBegin() gives the order of (begin_earliest, row).
//
// Known-time: each row may carry the days on which its version was learnt and superseded. Plain
// questions see the rows that stand now (not superseded). AsKnown(day) asks the past: it sees the
// versions that stood on that day (StandsOn); where the day of learning is itself vague, what would
// be certain becomes possible.
//
// A Timeline is immutable and may be read from many threads. Copies are cheap and share the index.
// A visitor may ask timelines itself, the same one too.
//
// Cost, for n rows of which m are vague (an end is not known to the day) and C classes of durations
// (see IntervalIndex; a few dozens at most):
//   CountAt, CountDuring   two ranks, as rows know their days or not; a period and rows without a
//                          core: O(C) more
//   At, During, Within     O(C) and what the answer itself costs: runs of rows that are given out
//                          unseen, and some hundreds that are compared; of vague rows those are
//                          looked at whose hull meets the question
//   CountWithin            O(C), and the looking at vague rows
//   AsKnown on a day from which on, or before which, nothing was learnt or superseded costs
//                          nothing; on other days each row of an answer is looked up, in counts too
//   memory                 about 16 bytes a row and 30 more a vague one; known-times are kept once
//                          for all rows that share them, and then take 0, 1, 2 or 4 bytes a row
//
//   std::vector<casus::Span> spans = ...;  // spans[i] belongs to your row i
//   casus::Timeline timeline = casus::Timeline::Build(spans).value();
//   timeline.During(casus::Period::OfMonth(2022, 3),
//                   [&](casus::Row row, casus::Truth truth) { Use(my_rows[row], truth); });
class CASUS_EXPORT Timeline {
 public:
  using Visitor = FunctionRef<void(Row, Truth)>;  // for those who pass one on
  // Rows of which all have the same truth, one or many of them; valid during the call.
  using RunVisitor = FunctionRef<void(std::span<const Row>, Truth)>;

  // An index over nothing.
  Timeline();

  // `known` is empty (everything known from the start, nothing superseded) or one per span. Error
  // kInvalidArgument if the sizes differ, if a row is superseded no later than it was at the
  // earliest learnt, or if learnt_latest < learnt_earliest; kOutOfRange for 2^32 rows or more.
  static Result<Timeline> Build(std::span<const Span> spans, std::span<const KnownTime> known = {});
  // The same from bounds alone, for callers who keep no Spans. Error kInvalidArgument if the four
  // bounds of a row are not tight (see SpanBounds).
  static Result<Timeline> Build(std::span<const SpanBounds> spans,
                                std::span<const KnownTime> known = {});

  // This timeline with more rows behind its own, numbered on from size(), and known on the day that
  // this one is asked about. Errors as of Build. The rows that are there keep their index, which
  // both share; only the latest few are indexed again: appending n rows in small pieces costs about
  // 8 log n times what building costs, and questions ask up to log8(n) indexes. A version that
  // replaces one of the rows there needs a new Build, for those never change.
  Result<Timeline> Appended(std::span<const SpanBounds> more,
                            std::span<const KnownTime> known = {}) const;
  // The same rows under one index, as if built at once.
  Timeline Compacted() const;

  // All rows, superseded ones included.
  std::size_t size() const;
  // REQUIRES: row < size().
  SpanBounds bounds(Row row) const;
  KnownTime known(Row row) const;
  // Bytes held by the index, mapped ones too.
  std::size_t MemoryUsed() const;

  // All rows in the order of the index: those that stand now and whose ends are known to the day,
  // then those that stand now, then the superseded ones. Whoever keeps their rows in this order and
  // builds the timeline of them so, gets runs of neighbouring rows as answers.
  std::vector<Row> Order() const;

  // The same timeline as it stood on the day, whatever day this one was asked about. Shares the
  // index. Nothing stands on Day::EndOfTime(), which is no day.
  Timeline AsKnown(Day day) const;
  // Does this row stand (now, or on the day of AsKnown)?
  Truth Stands(Row row) const;

  // Each question in four forms: visit(row, truth) for each row of the answer; the same by runs of
  // rows, which is what all the others stand on; all of them in a list; how many.
  //
  // REQUIRES (of At): day is finite.
  template <typename F>
  requires(std::is_invocable_v<F&, Row, Truth>) void At(Day day, F&& visit) const {
    RunsAt(day, [&](std::span<const Row> rows, Truth truth) {
      for (const Row row : rows) visit(row, truth);
    });
  }
  void RunsAt(Day day, RunVisitor visit) const;
  std::vector<Hit> At(Day day) const;
  Bounds CountAt(Day day) const;

  template <typename F>
  requires(std::is_invocable_v<F&, Row, Truth>) void During(Period period, F&& visit) const {
    RunsDuring(period, [&](std::span<const Row> rows, Truth truth) {
      for (const Row row : rows) visit(row, truth);
    });
  }
  void RunsDuring(Period period, RunVisitor visit) const;
  std::vector<Hit> During(Period period) const;
  Bounds CountDuring(Period period) const;

  template <typename F>
  requires(std::is_invocable_v<F&, Row, Truth>) void Within(Period period, F&& visit) const {
    RunsWithin(period, [&](std::span<const Row> rows, Truth truth) {
      for (const Row row : rows) visit(row, truth);
    });
  }
  void RunsWithin(Period period, RunVisitor visit) const;
  std::vector<Hit> Within(Period period) const;
  Bounds CountWithin(Period period) const;

  // Puts hits of this timeline into the order of (begin_earliest, row), in linear time.
  void SortByBegin(std::vector<Hit>& hits) const;

  // The k facts that surely ended before the day and ended last: "what came just before?" From the
  // last to the first in the order of (end_latest, row). An end at Day::EndOfTime() is none, and a
  // fact that only possibly stands (AsKnown) has not surely ended. Cost: that of the facts that
  // ended on the days since, where k of them ended.
  std::vector<Row> NearestBefore(Day day, std::size_t k) const;

  // How many facts share a day with each bin over the period. The bins are those of BinsOver:
  // whole, though the period may cut the first and the last; those without facts are there, with
  // zeros. Error kInvalidArgument if the period is open on a side. As many ranks as bins, and no
  // look at the rows (but AsKnown, see there).
  Result<std::vector<BinCount>> CountByBin(Bin bin, Period period) const;

  // How many facts hold on each day of the period: certain[i] and possible[i] are those of the i-th
  // day, and what the lists held is replaced. For whoever needs all days of many years: a few loads
  // a day (but AsKnown, see there). REQUIRES: neither side of the period is open.
  void CountDays(Period period, std::vector<std::uint32_t>& certain,
                 std::vector<std::uint32_t>& possible) const;

  // From the first begin to the last end over the hulls of all rows that stand, if only possibly;
  // empty if none.
  std::optional<Period> Hull() const;

 private:
  struct Index;
  Timeline(std::shared_ptr<const Index> index, std::optional<Day> known_on);

  std::shared_ptr<const Index> index_;
  std::optional<Day> known_on_;

  friend struct internal::TimelineAccess;
};

// Joins: all pairs (left row, right row) that stand and for which one of the relations is possible
// or certain, each once, in an order of the indexes (see Timeline). Both timelines may be the same;
// a row then pairs with itself too, as with another of the same bounds.
//
// Join calls visit(left row, right row, truth). The runs form gives lists of rows of which each
// left one pairs with each right one; the lists are valid during the call.
//
// Costs a question to the larger timeline for each different span of the smaller, and what the
// pairs themselves cost; vague ends cost more the wider they are. Counts need no pairs where both
// are exact, and but two ranks a day where the relations are kAnyBefore, kAnyAfter, kSharesDay, or
// made of these and of kBefore, kMeets, kMetBy, kAfter.
//
//   casus::Join(events, casus::kInside, designations,
//               [](casus::Row event, casus::Row designation, casus::Truth truth) {...});
using PairRunVisitor = FunctionRef<void(std::span<const Row>, std::span<const Row>, Truth)>;
CASUS_EXPORT void JoinRuns(const Timeline& left, AllenSet relations, const Timeline& right,
                           PairRunVisitor visit);
namespace internal {
// The shorter list outside: it often is one row.
template <typename F>
void ForEachPair(std::span<const Row> lefts, std::span<const Row> rights, Truth truth, F& visit) {
  if (rights.size() < lefts.size()) {
    for (const Row b : rights) {
      for (const Row a : lefts) visit(a, b, truth);
    }
  } else {
    for (const Row a : lefts) {
      for (const Row b : rights) visit(a, b, truth);
    }
  }
}
}  // namespace internal

template <typename F>
requires(std::is_invocable_v<F&, Row, Row, Truth>) void Join(const Timeline& left,
                                                             AllenSet relations,
                                                             const Timeline& right, F&& visit) {
  JoinRuns(left, relations, right,
           [&](std::span<const Row> lefts, std::span<const Row> rights, Truth truth) {
             internal::ForEachPair(lefts, rights, truth, visit);
           });
}
CASUS_EXPORT std::vector<RowPair> CollectJoin(const Timeline& left, AllenSet relations,
                                              const Timeline& right);
CASUS_EXPORT Bounds CountJoin(const Timeline& left, AllenSet relations, const Timeline& right);
// Pairs in which the right fact begins after the left one has ended, at most `days` days later:
// 0 <= right begin - left end <= days, so that with 0 it begins on the day after the left one's
// last day. Certain if in every placement. REQUIRES: days >= 0.
CASUS_EXPORT void JoinFollowingRuns(const Timeline& left, std::int32_t days, const Timeline& right,
                                    PairRunVisitor visit);
template <typename F>
requires(std::is_invocable_v<F&, Row, Row, Truth>) void JoinFollowing(const Timeline& left,
                                                                      std::int32_t days,
                                                                      const Timeline& right,
                                                                      F&& visit) {
  JoinFollowingRuns(left, days, right,
                    [&](std::span<const Row> lefts, std::span<const Row> rights, Truth truth) {
                      internal::ForEachPair(lefts, rights, truth, visit);
                    });
}
CASUS_EXPORT Bounds CountJoinFollowing(const Timeline& left, std::int32_t days,
                                       const Timeline& right);

}  // namespace casus

#endif  // CASUS_TIMELINE_TIMELINE_H_
