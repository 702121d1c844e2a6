#ifndef CASUS_SRC_TIMELINE_BOX_H_
#define CASUS_SRC_TIMELINE_BOX_H_

#include <algorithm>
#include <cstdint>
#include <limits>

#include "casus/base/truth.h"
#include "casus/time/day.h"
#include "casus/time/period.h"
#include "casus/time/span.h"

namespace casus::internal {

// A question about the ends of one stretch [b, e) of days: does b lie in [begin_low, begin_high]
// and e in [end_low, end_high]? 64 bits, so that a step past a sentinel is an ordinary number.
//
// At, During, Within, and each Allen relation to a stretch whose ends are known are all such boxes
// in the plane of (b, e). A fact is a box in the same plane, [begin_earliest, begin_latest] x
// [end_earliest, end_latest], so that
//   possible  iff the two boxes touch
//   certain   iff the fact's box lies inside
// The first needs the question's box to be tight: with a begin and an end to choose freely from the
// overlap, some choice must have b < e. Tightened() sees to it.
struct Box {
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min() / 4;
  static constexpr std::int64_t kForever = -kNever;

  std::int64_t begin_low = kNever;
  std::int64_t begin_high = kForever;
  std::int64_t end_low = kNever;
  std::int64_t end_high = kForever;

  // b < e for every stretch, so neither bound can ask for less.
  constexpr Box Tightened() const {
    return Box{begin_low, std::min(begin_high, end_high - 1), std::max(end_low, begin_low + 1),
               end_high};
  }
  constexpr bool empty() const { return begin_low > begin_high || end_low > end_high; }
  friend constexpr bool operator==(const Box&, const Box&) = default;

  // Some day of the stretch lies in [first, last] (both inside).
  static constexpr Box Meeting(std::int64_t first, std::int64_t last) {
    return Box{kNever, last, first + 1, kForever};
  }
  static constexpr Box MeetingPeriod(Period period) {
    return Meeting(period.first().number(), std::int64_t{period.last().number()} - 1);
  }
  // All days of the stretch lie in the period.
  static constexpr Box LyingIn(Period period) {
    return Box{period.first().number(), kForever, kNever, period.last().number()}.Tightened();
  }
};

// What is asked of each fact: possible iff it touches the one box, certain iff it lies inside the
// other. The boxes differ where the question is vague itself, as that of a vague row in a join.
struct Question {
  Box possible;
  Box certain;

  constexpr Question(const Box& box)
      : possible(box), certain(box) {}  // implicit: an exact question
  constexpr Question(const Box& touched, const Box& inside) : possible(touched), certain(inside) {}

  // Of an exact fact it is the same to touch and to lie inside.
  constexpr bool exact() const { return possible == certain; }
};

// Does the span's box touch the question's / lie inside?
constexpr bool Touches(const SpanBounds& span, const Box& box) {
  return span.begin_earliest.number() <= box.begin_high &&
         span.begin_latest.number() >= box.begin_low &&
         span.end_earliest.number() <= box.end_high && span.end_latest.number() >= box.end_low;
}
constexpr bool LiesInside(const SpanBounds& span, const Box& box) {
  return span.begin_earliest.number() >= box.begin_low &&
         span.begin_latest.number() <= box.begin_high &&
         span.end_earliest.number() >= box.end_low && span.end_latest.number() <= box.end_high;
}
// What the question makes of the span.
constexpr Truth TruthOf(const SpanBounds& span, const Question& question) {
  if (question.possible.empty() || !Touches(span, question.possible)) return Truth::kNo;
  return LiesInside(span, question.certain) ? Truth::kCertain : Truth::kPossible;
}

constexpr bool IsExact(const SpanBounds& span) {
  return span.begin_earliest == span.begin_latest && span.end_earliest == span.end_latest;
}

}  // namespace casus::internal

#endif  // CASUS_SRC_TIMELINE_BOX_H_
