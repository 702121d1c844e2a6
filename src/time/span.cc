#include "casus/time/span.h"

#include <algorithm>
#include <string>

namespace casus {
namespace {

EndKind KindOf(const Moment& moment, bool unbounded_on_its_side) {
  if (moment.is_open()) return EndKind::kOngoing;
  if (moment.is_unknown()) return EndKind::kUnknown;
  return moment.basis() == Basis::kRange && unbounded_on_its_side ? EndKind::kCensored
                                                                  : EndKind::kKnown;
}

}  // namespace

std::string_view ToString(EndKind kind) {
  switch (kind) {
    case EndKind::kKnown: return "known";
    case EndKind::kOngoing: return "ongoing";
    case EndKind::kUnknown: return "unknown";
    case EndKind::kCensored: return "censored";
  }
  return "unknown";
}

Result<Span> Span::Make(const Moment& first, const Moment& last) {
  if (first.is_open() && first.earliest() == Day::EndOfTime()) {
    return Error(ErrorCode::kInvalidArgument, "a span cannot begin with an open end");
  }
  if (last.is_open() && last.latest() == Day::BeginningOfTime()) {
    return Error(ErrorCode::kInvalidArgument, "a span cannot end with an open begin");
  }
  if (last.latest() < first.earliest()) {
    return Error(ErrorCode::kInvalidArgument, "it ends (" + ToString(last.latest()) +
                                                  " at the latest) before it begins (" +
                                                  ToString(first.earliest()) + " at the earliest)");
  }
  // A begin after the latest end and an end before the earliest begin are in no placement. Where
  // neither bounds the other, the calendar's own last and first day do: a fact holds on one day
  // at least.
  Day begin_latest = std::min(first.latest(), last.latest());
  if (begin_latest == Day::EndOfTime()) begin_latest = Day::Max();
  const Day last_earliest = std::max({last.earliest(), first.earliest(), Day::Min()});
  return Span(first, last,
              SpanBounds{first.earliest(), begin_latest, last_earliest + 1, last.latest() + 1});
}

Span Span::On(const Moment& when) {
  if (when.is_open()) internal::DieOnMisuse("Span::On: a day cannot be open");
  return Make(when, when).value();
}

Span Span::Exactly(Period period) {
  return Make(period.first().is_finite() ? Moment::OnDay(period.first()) : Moment::OpenBegin(),
              period.last().is_finite() ? Moment::OnDay(period.last() - 1) : Moment::OpenEnd())
      .value();
}

EndKind Span::begin_kind() const {
  return KindOf(first_, first_.earliest() == Day::BeginningOfTime());
}

EndKind Span::end_kind() const { return KindOf(last_, last_.latest() == Day::EndOfTime()); }

}  // namespace casus
