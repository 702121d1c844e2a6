#ifndef CASUS_SRC_CHRONICLE_DAY_TRUTH_H_
#define CASUS_SRC_CHRONICLE_DAY_TRUTH_H_

#include <cstddef>
#include <vector>

#include "casus/base/truth.h"
#include "casus/time/day.h"
#include "casus/time/period.h"
#include "casus/time/span.h"

namespace casus::internal {

// Something that is true on some days, possible on others, and not true on the rest: a Truth for
// every day, constant over stretches.
class DayTruth {
 public:
  // Never.
  DayTruth() = default;
  static DayTruth Always();
  // HoldsAt(span, day).
  static DayTruth Of(const SpanBounds& span);

  bool never() const { return steps_.empty(); }
  Truth At(Day day) const;
  // The greatest on any day.
  Truth Ever() const { return Greatest(Day::BeginningOfTime(), Day::EndOfTime()); }

  // Is it true on a day of the period on which the span holds? Certain if there is such a day in
  // every placement of the span.
  Truth OnSomeDayOf(const SpanBounds& span, Period period) const;

  // The lesser of the two on each day; the greater.
  friend DayTruth And(const DayTruth& a, const DayTruth& b);
  friend DayTruth Or(const DayTruth& a, const DayTruth& b);
  // The lesser of it and `most` on each day.
  DayTruth AtMost(Truth most) const;

  friend bool operator==(const DayTruth&, const DayTruth&) = default;

 private:
  struct Step {
    Day from;
    Truth truth;
    friend bool operator==(const Step&, const Step&) = default;
  };

  template <typename Combine>
  static DayTruth Merge(const DayTruth& a, const DayTruth& b, Combine combine);
  // Truth from a day on; drops a step that changes nothing.
  void Append(Day from, Truth truth);
  // The step that holds on the day; steps_.size() for the days before the first.
  std::size_t StepAt(Day day) const;
  // The greatest truth on [first, last). The least, REQUIRES: not empty.
  Truth Greatest(Day first, Day last) const;
  Truth Least(Day first, Day last) const;

  std::vector<Step> steps_;  // ascending; kNo before the first; neighbours differ
};

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_DAY_TRUTH_H_
