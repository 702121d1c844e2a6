#ifndef CASUS_TIME_BOOST_H_
#define CASUS_TIME_BOOST_H_

// Conversions to and from Boost.Date_Time (target casus::boost). Header-only, and so is what it
// needs of Boost.
//
// All lose nothing or fail: what the other side cannot hold is an error, never another date. Boost
// holds the days 1400-01-01 to 9999-12-31 and, within ptime, microseconds; its special values
// (not_a_date_time, infinities) are equal to themselves and order among dates, so that they pass
// for days: here they are errors. Nothing throws. Callable from any thread.

#include <cstdint>
#include <optional>
#include <string>

#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <boost/date_time/posix_time/posix_time_types.hpp>

#include "casus/base/error.h"
#include "casus/time/day.h"
#include "casus/time/moment.h"
#include "casus/time/period.h"

namespace casus {
namespace boost_internal {

inline constexpr std::int64_t kEpoch = 2440588;  // 1970-01-01 as a day number of Boost
inline constexpr Day kFirstDay = Day::FromYmd(1400, 1, 1);
inline constexpr Day kLastDay = Day::FromYmd(9999, 12, 31);

inline Error Special() {
  return Error(ErrorCode::kInvalidArgument,
               "a special value of Boost (not_a_date_time, infinity) is no day");
}

}  // namespace boost_internal

// kOutOfRange before 1400 and for the sentinels.
inline Result<boost::gregorian::date> ToBoostDate(Day day) {
  if (day < boost_internal::kFirstDay || boost_internal::kLastDay < day) {
    return Error(ErrorCode::kOutOfRange,
                 "Boost holds the days 1400-01-01 to 9999-12-31, not " + ToString(day));
  }
  using Number = boost::gregorian::date::date_int_type;
  return boost::gregorian::date(static_cast<Number>(boost_internal::kEpoch + day.number()));
}

// kInvalidArgument for special values, kOutOfRange for dates beyond Boost's own range.
inline Result<Day> FromBoostDate(const boost::gregorian::date& date) {
  if (date.is_special()) return boost_internal::Special();
  const Day day = Day::FromNumber(std::int64_t{date.day_number()} - boost_internal::kEpoch);
  // Boost's own sums can leave its range unnoticed.
  if (day < boost_internal::kFirstDay || boost_internal::kLastDay < day) {
    return Error(ErrorCode::kOutOfRange, "a date of Boost outside 1400-01-01 to 9999-12-31");
  }
  return day;
}

// Both are half-open. kOutOfRange for an open side (a period that reaches 9999-12-31 has one) and
// for what Boost cannot hold.
inline Result<boost::gregorian::date_period> ToBoostPeriod(Period period) {
  const Result<boost::gregorian::date> first = ToBoostDate(period.first());
  if (!first.ok()) return first.error();
  const Result<boost::gregorian::date> last = ToBoostDate(period.last());
  if (!last.ok()) return last.error();
  return boost::gregorian::date_period(*first, *last);
}

// kInvalidArgument for empty and reversed periods (Boost has both) and for special values.
inline Result<Period> FromBoostPeriod(const boost::gregorian::date_period& period) {
  const Result<Day> first = FromBoostDate(period.begin());
  if (!first.ok()) return first.error();
  const Result<Day> last = FromBoostDate(period.end());
  if (!last.ok()) return last.error();
  return Period::Make(*first, *last);
}

// The clock as the source wrote it. A ptime has no zone: keep moment.utc_offset_minutes() beside it
// and give it to FromBoostTime to get the same moment back. kInvalidArgument for a moment without a
// time of day; kOutOfRange for a leap second, which Boost would move to the next day.
inline Result<boost::posix_time::ptime> ToBoostTime(const Moment& moment) {
  const std::optional<int> second = moment.second_of_day();
  if (!second) {
    return Error(ErrorCode::kInvalidArgument, "the moment is not known to the time of day");
  }
  if (*second == 86400) {
    return Error(ErrorCode::kOutOfRange, "Boost has no leap second 23:59:60");
  }
  const Result<boost::gregorian::date> date = ToBoostDate(moment.earliest());
  if (!date.ok()) return date.error();
  return boost::posix_time::ptime(*date, boost::posix_time::seconds(*second));
}

// The same instant in UTC. kInvalidArgument also for a moment whose source names no zone.
inline Result<boost::posix_time::ptime> ToBoostUtc(const Moment& moment) {
  const Result<boost::posix_time::ptime> clock = ToBoostTime(moment);
  if (!clock.ok()) return clock;
  const std::optional<int> offset = moment.utc_offset_minutes();
  if (!offset) {
    return Error(ErrorCode::kInvalidArgument, "the moment names no offset from UTC");
  }
  // Counted on the days of casus, which go on where those of Boost end.
  const std::int64_t second = *moment.second_of_day() - std::int64_t{*offset} * 60;
  const std::int64_t days = second < 0 ? -1 : second >= 86400 ? 1 : 0;
  const Result<boost::gregorian::date> date = ToBoostDate(moment.earliest() + days);
  if (!date.ok()) return date.error();
  return boost::posix_time::ptime(
      *date, boost::posix_time::seconds(static_cast<long>(second - days * 86400)));
}

// kInvalidArgument for special values and for an offset that no clock has; kOutOfRange where a
// fraction of a second would be lost.
inline Result<Moment> FromBoostTime(const boost::posix_time::ptime& time,
                                    std::optional<int> utc_offset_minutes) {
  if (time.is_special()) return boost_internal::Special();
  const boost::posix_time::time_duration clock = time.time_of_day();
  if (clock.fractional_seconds() != 0) {
    return Error(ErrorCode::kOutOfRange, "a moment holds whole seconds: a fraction would be lost");
  }
  const Result<Day> day = FromBoostDate(time.date());
  if (!day.ok()) return day.error();
  return Moment::AtTime(*day, static_cast<int>(clock.total_seconds()), utc_offset_minutes);
}

}  // namespace casus

#endif  // CASUS_TIME_BOOST_H_
