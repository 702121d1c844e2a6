#ifndef CASUS_TIME_PERIOD_H_
#define CASUS_TIME_PERIOD_H_

#include <compare>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/time/day.h"

namespace casus {

// An exact stretch of days [first, last): what queries and bins use. Never empty (an empty period
// meets nothing, so it slips past every check) and never reversed: both are errors, and nothing is
// swapped. Either side may be open (a Day sentinel); the day after 9999-12-31, the last of the
// calendar, is EndOfTime, so that a period which reaches it is open. 8 bytes, copied by value.
//
//   const casus::Period march = casus::Period::OfMonth(2014, 3);
//   march.Contains(casus::Day::FromYmd(2014, 3, 18));
class Period {
 public:
  // Error kInvalidArgument if no day lies in it.
  static Result<Period> Make(Day first, Day last) {
    if (!HoldsADay(first, last)) {
      return Error(ErrorCode::kInvalidArgument, "a period must end after it begins: [" +
                                                    ToString(first) + ", " + ToString(last) + ")");
    }
    return Period(first, last);
  }
  // [first, last]: for sources and people who name the last day. Error if last < first.
  static Result<Period> MakeClosed(Day first, Day last) {
    if (last < first) {
      return Error(ErrorCode::kInvalidArgument,
                   "the last day " + ToString(last) + " lies before the first " + ToString(first));
    }
    return Make(first, last + 1);
  }
  // REQUIRES: a day lies in it; otherwise aborts, and does not compile in a constexpr.
  static constexpr Period Of(Day first, Day last) {
    if (!HoldsADay(first, last)) {
      internal::DieOnMisuse("Period::Of: a period must end after it begins");
    }
    return Period(first, last);
  }
  // REQUIRES: day is finite.
  static constexpr Period OfDay(Day day) { return Of(day, day + 1); }
  // REQUIRES: the month exists.
  static constexpr Period OfMonth(int year, int month) {
    const Day first = Day::FromYmd(year, month, 1);
    return Of(first, first + DaysInMonth(year, month));
  }
  // REQUIRES: year in Day::kMinYear..kMaxYear.
  static constexpr Period OfYear(int year) {
    return Of(Day::FromYmd(year, 1, 1), Day::FromYmd(year, 12, 31) + 1);
  }
  static constexpr Period Always() { return Of(Day::BeginningOfTime(), Day::EndOfTime()); }

  constexpr Day first() const { return first_; }
  // The day after the last one inside.
  constexpr Day last() const { return last_; }

  constexpr bool Contains(Day day) const { return first_ <= day && day < last_; }
  constexpr bool Contains(Period other) const {
    return first_ <= other.first_ && other.last_ <= last_;
  }
  // Do the two share a day?
  constexpr bool Meets(Period other) const { return first_ < other.last_ && other.first_ < last_; }
  constexpr std::optional<Period> Intersect(Period other) const {
    if (!Meets(other)) return std::nullopt;
    return Period(first_ < other.first_ ? other.first_ : first_,
                  last_ < other.last_ ? last_ : other.last_);
  }
  // In days; empty if a side is open.
  constexpr std::optional<std::int64_t> length() const {
    if (!first_.is_finite() || !last_.is_finite()) return std::nullopt;
    return last_ - first_;
  }

  friend constexpr auto operator<=>(const Period&, const Period&) = default;

 private:
  // [BeginningOfTime, Day::Min()) is in order and yet has no day of the calendar.
  static constexpr bool HoldsADay(Day first, Day last) { return first < last && Day::Min() < last; }
  constexpr Period(Day first, Day last) : first_(first), last_(last) {}
  Day first_;
  Day last_;
};

// An EDTF interval with its last day inside: "2014-03-01/2014-03-31".
CASUS_EXPORT std::string ToString(Period period);
CASUS_EXPORT std::ostream& operator<<(std::ostream& out, Period period);

}  // namespace casus

#endif  // CASUS_TIME_PERIOD_H_
