#include "src/chronicle/day_truth.h"

#include <algorithm>

namespace casus::internal {

void DayTruth::Append(Day from, Truth truth) {
  const Truth before = steps_.empty() ? Truth::kNo : steps_.back().truth;
  if (truth != before) steps_.push_back(Step{from, truth});
}

DayTruth DayTruth::Always() {
  DayTruth always;
  always.Append(Day::BeginningOfTime(), Truth::kCertain);
  return always;
}

DayTruth DayTruth::Of(const SpanBounds& span) {
  DayTruth truth;
  const bool has_core = span.begin_latest < span.end_earliest;
  if (!has_core || span.begin_earliest < span.begin_latest) {
    truth.Append(span.begin_earliest, Truth::kPossible);
  }
  if (has_core) {
    truth.Append(span.begin_latest, Truth::kCertain);
    if (span.end_earliest < span.end_latest) truth.Append(span.end_earliest, Truth::kPossible);
  }
  truth.Append(span.end_latest, Truth::kNo);
  return truth;
}

std::size_t DayTruth::StepAt(Day day) const {
  const auto after = std::upper_bound(steps_.begin(), steps_.end(), day,
                                      [](Day d, const Step& step) { return d < step.from; });
  return after == steps_.begin() ? steps_.size()
                                 : static_cast<std::size_t>(after - steps_.begin()) - 1;
}

Truth DayTruth::At(Day day) const {
  const std::size_t step = StepAt(day);
  return step == steps_.size() ? Truth::kNo : steps_[step].truth;
}

Truth DayTruth::Greatest(Day first, Day last) const {
  if (!(first < last)) return Truth::kNo;
  Truth greatest = At(first);
  const std::size_t step = StepAt(first);
  for (std::size_t i = step == steps_.size() ? 0 : step + 1;
       i < steps_.size() && steps_[i].from < last; ++i) {
    greatest = Or(greatest, steps_[i].truth);
  }
  return greatest;
}

Truth DayTruth::Least(Day first, Day last) const {
  Truth least = At(first);
  const std::size_t step = StepAt(first);
  for (std::size_t i = step == steps_.size() ? 0 : step + 1;
       i < steps_.size() && steps_[i].from < last; ++i) {
    least = And(least, steps_[i].truth);
  }
  return least;
}

Truth DayTruth::OnSomeDayOf(const SpanBounds& span, Period period) const {
  const Truth possible = Greatest(std::max(span.begin_earliest, period.first()),
                                  std::min(span.end_latest, period.last()));
  if (possible != Truth::kCertain) return possible;
  if (span.begin_latest < span.end_earliest) {
    // The shortest placement is the core, and every other contains it.
    return Or(Truth::kPossible, Greatest(std::max(span.begin_latest, period.first()),
                                         std::min(span.end_earliest, period.last())));
  }
  // The shortest placements are the single days from end_earliest - 1 to begin_latest, and every
  // other contains one of them.
  const Day first = span.end_earliest - 1;
  const Day last = span.begin_latest + 1;
  const bool in_period = period.first() <= first && last <= period.last();
  return in_period ? Or(Truth::kPossible, Least(first, last)) : Truth::kPossible;
}

template <typename Combine>
DayTruth DayTruth::Merge(const DayTruth& a, const DayTruth& b, Combine combine) {
  DayTruth merged;
  Truth truth_a = Truth::kNo;
  Truth truth_b = Truth::kNo;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.steps_.size() || j < b.steps_.size()) {
    const bool take_a =
        j == b.steps_.size() || (i < a.steps_.size() && a.steps_[i].from <= b.steps_[j].from);
    const Day from = take_a ? a.steps_[i].from : b.steps_[j].from;
    if (i < a.steps_.size() && a.steps_[i].from == from) truth_a = a.steps_[i++].truth;
    if (j < b.steps_.size() && b.steps_[j].from == from) truth_b = b.steps_[j++].truth;
    merged.Append(from, combine(truth_a, truth_b));
  }
  return merged;
}

DayTruth And(const DayTruth& a, const DayTruth& b) {
  return DayTruth::Merge(a, b, [](Truth x, Truth y) { return And(x, y); });
}

DayTruth Or(const DayTruth& a, const DayTruth& b) {
  return DayTruth::Merge(a, b, [](Truth x, Truth y) { return Or(x, y); });
}

DayTruth DayTruth::AtMost(Truth most) const {
  DayTruth truth;
  for (const Step& step : steps_) truth.Append(step.from, And(step.truth, most));
  return truth;
}

}  // namespace casus::internal
