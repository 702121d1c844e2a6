#ifndef CASUS_TIME_SPAN_H_
#define CASUS_TIME_SPAN_H_

#include <compare>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string_view>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/truth.h"
#include "casus/time/day.h"
#include "casus/time/moment.h"
#include "casus/time/period.h"

namespace casus {

// Why an end of a Span is where it is.
enum class EndKind : std::uint8_t {
  kKnown,     // a date is given, however vague
  kOngoing,   // it has not ended and no end is foreseen ("2014/.."); at the begin: always was
  kUnknown,   // it ended (began) some day, the source does not say when ("2014/")
  kCensored,  // observation stops: seen until then, not known after ("2014/[2024-12-31..]")
};
CASUS_EXPORT std::string_view ToString(EndKind kind);

// The four bounds of a Span as days, the end exclusive. Tight: every begin in [begin_earliest,
// begin_latest] has an end in [end_earliest, end_latest] after it, and the other way round.
//   begin_earliest <= begin_latest < end_latest,  begin_earliest < end_earliest <= end_latest
struct SpanBounds {
  Day begin_earliest;
  Day begin_latest;
  Day end_earliest;
  Day end_latest;
  friend constexpr bool operator==(const SpanBounds&, const SpanBounds&) = default;
};

// When a fact held or happened: a first day and a last day, each a Moment. The end of the half-open
// bounds is the day after the last day. A single day, however vague, is a Span too.
//
//   hull  [begin_earliest, end_latest): the days on which it may hold; never empty
//   core  [begin_latest, end_earliest): the days on which it surely holds; may be empty
//
// An event "in March 2014" has hull March and an empty core, and yet it certainly falls in March:
// ask MeetsDuring(), not the core. 56 bytes, copied by value; equal when both moments are.
//
//   casus::Span war = casus::Span::Make(*casus::Moment::InMonth(2014, 4),
//                                       casus::Moment::OpenEnd()).value();
//   casus::HoldsAt(war, casus::Day::FromYmd(2014, 4, 15)) == casus::Truth::kPossible;
class CASUS_EXPORT Span {
 public:
  // From a first to a last day, both inside. Error kInvalidArgument if it must end before it
  // begins (last.latest() < first.earliest()), if `first` is OpenEnd or `last` is OpenBegin.
  static Result<Span> Make(const Moment& first, const Moment& last);
  // Something of a day or less, on some day of `when`. REQUIRES: `when` is not open.
  static Span On(const Moment& when);
  static Span On(Day day) { return On(Moment::OnDay(day)); }
  // Exactly these days.
  static Span Exactly(Period period);
  // Nothing is known about the time.
  static Span Unknown() { return On(Moment::Unknown()); }

  const Moment& first() const { return first_; }
  const Moment& last() const { return last_; }
  EndKind begin_kind() const;
  EndKind end_kind() const;

  const SpanBounds& bounds() const { return bounds_; }
  Period hull() const { return Period::Of(bounds_.begin_earliest, bounds_.end_latest); }
  std::optional<Period> core() const {
    if (!(bounds_.begin_latest < bounds_.end_earliest)) return std::nullopt;
    return Period::Of(bounds_.begin_latest, bounds_.end_earliest);
  }
  // Both ends are known to the day (an open end is).
  bool is_exact() const {
    return bounds_.begin_earliest == bounds_.begin_latest &&
           bounds_.end_earliest == bounds_.end_latest;
  }

  friend bool operator==(const Span&, const Span&) = default;

 private:
  Span(const Moment& first, const Moment& last, const SpanBounds& bounds)
      : first_(first), last_(last), bounds_(bounds) {}
  Moment first_;
  Moment last_;
  SpanBounds bounds_;
};

// Does it hold at the day? REQUIRES: day is finite.
constexpr Truth HoldsAt(const SpanBounds& span, Day day) {
  if (span.begin_latest <= day && day < span.end_earliest) return Truth::kCertain;
  return span.begin_earliest <= day && day < span.end_latest ? Truth::kPossible : Truth::kNo;
}
// Does it share a day with the period?
constexpr Truth MeetsDuring(const SpanBounds& span, Period period) {
  if (span.begin_latest < period.last() && period.first() < span.end_earliest) {
    return Truth::kCertain;
  }
  return span.begin_earliest < period.last() && period.first() < span.end_latest ? Truth::kPossible
                                                                                 : Truth::kNo;
}
// Do all its days lie in the period?
constexpr Truth LiesWithin(const SpanBounds& span, Period period) {
  if (period.first() <= span.begin_earliest && span.end_latest <= period.last()) {
    return Truth::kCertain;
  }
  if (span.begin_latest < period.first() || period.last() < span.end_earliest) return Truth::kNo;
  const Day first = span.begin_earliest < period.first() ? period.first() : span.begin_earliest;
  const Day last = period.last() < span.end_latest ? period.last() : span.end_latest;
  return first < last ? Truth::kPossible : Truth::kNo;
}
inline Truth HoldsAt(const Span& span, Day day) { return HoldsAt(span.bounds(), day); }
inline Truth MeetsDuring(const Span& span, Period period) {
  return MeetsDuring(span.bounds(), period);
}
inline Truth LiesWithin(const Span& span, Period period) {
  return LiesWithin(span.bounds(), period);
}

// EDTF, see edtf.h: "2014-03-18", "2014-04/..", "2014/[2024-12-31..]".
CASUS_EXPORT std::ostream& operator<<(std::ostream& out, const Span& span);

}  // namespace casus

#endif  // CASUS_TIME_SPAN_H_
