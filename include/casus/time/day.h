#ifndef CASUS_TIME_DAY_H_
#define CASUS_TIME_DAY_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "casus/base/error.h"
#include "casus/base/export.h"

namespace casus {

// A year, month (1..12) and day of the month (1..31) of the proleptic Gregorian calendar, with
// astronomical year numbers (year 0 is 1 BC, as in ISO 8601). A plain value; may name a day that
// does not exist until Day accepts it.
struct Ymd {
  int year = 1970;
  int month = 1;
  int day = 1;
  friend constexpr auto operator<=>(const Ymd&, const Ymd&) = default;
};

constexpr bool IsLeapYear(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
// REQUIRES: month in 1..12.
constexpr int DaysInMonth(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeapYear(year) ? 29 : kDays[month - 1];
}

// Monday first, as in ISO 8601.
enum class Weekday : std::uint8_t {
  kMonday = 1,
  kTuesday,
  kWednesday,
  kThursday,
  kFriday,
  kSaturday,
  kSunday,
};

// A calendar day: days since 1970-01-01, proleptic Gregorian, years -9999 to 9999, so that 1648 and
// 1816 are ordinary days. No time zone: the day the source wrote. 4 bytes, copied by value.
//
// Two sentinels stand outside the calendar and order around it:
//   Day::BeginningOfTime() < every finite day < Day::EndOfTime()
// Laws: (d + n) - n == d while d + n stays in the calendar; a sum that leaves the calendar is the
// sentinel on that side; sentinels absorb every sum.
//
//   const casus::Day day = casus::Day::FromYmd(2022, 2, 24);
//   day.weekday() == casus::Weekday::kThursday;
//   day + 30 == casus::Day::FromYmd(2022, 3, 26);
class Day {
 public:
  static constexpr int kMinYear = -9999;
  static constexpr int kMaxYear = 9999;

  // REQUIRES: the day exists and the year is in kMinYear..kMaxYear; otherwise aborts, and does not
  // compile where the arguments are constants in a constexpr. For data, use TryFromYmd.
  static constexpr Day FromYmd(int year, int month, int day) {
    const std::optional<Day> made = TryFromYmd(year, month, day);
    if (!made) internal::DieOnMisuse("Day::FromYmd: no such day");
    return *made;
  }
  // Empty if there is no such day (2022-02-30, month 0) or the year is out of range.
  static constexpr std::optional<Day> TryFromYmd(int year, int month, int day) {
    if (year < kMinYear || year > kMaxYear || month < 1 || month > 12 || day < 1 ||
        day > DaysInMonth(year, month)) {
      return std::nullopt;
    }
    return Day(DaysFromCivil(year, month, day));
  }
  // Days since 1970-01-01. A number outside the calendar gives the sentinel on that side.
  static constexpr Day FromNumber(std::int64_t number) {
    if (number < kMinNumber) return BeginningOfTime();
    if (number > kMaxNumber) return EndOfTime();
    return Day(static_cast<std::int32_t>(number));
  }
  static constexpr Day BeginningOfTime() { return Day(std::numeric_limits<std::int32_t>::min()); }
  static constexpr Day EndOfTime() { return Day(std::numeric_limits<std::int32_t>::max()); }
  // The first and the last day of the calendar, -9999-01-01 and 9999-12-31.
  static constexpr Day Min() { return Day(kMinNumber); }
  static constexpr Day Max() { return Day(kMaxNumber); }

  constexpr bool is_finite() const { return *this != BeginningOfTime() && *this != EndOfTime(); }
  // Days since 1970-01-01; INT32_MIN and INT32_MAX for the sentinels, so that numbers order as
  // days do.
  constexpr std::int32_t number() const { return number_; }

  // REQUIRES (all of these): is_finite().
  constexpr Ymd ymd() const {
    RequireFinite();
    return CivilFromDays(number_);
  }
  constexpr int year() const { return ymd().year; }
  constexpr int month() const { return ymd().month; }
  constexpr int day() const { return ymd().day; }
  constexpr Weekday weekday() const {
    RequireFinite();
    // 1970-01-01 was a Thursday.
    const int from_monday =
        static_cast<int>(((static_cast<std::int64_t>(number_) + 3) % 7 + 7) % 7);
    return static_cast<Weekday>(from_monday + 1);
  }

  friend constexpr Day operator+(Day day, std::int64_t days) {
    if (!day.is_finite()) return day;
    // This far leaves the calendar from anywhere in it; adding more could overflow.
    constexpr std::int64_t kBeyond = std::int64_t{1} << 32;
    if (days > kBeyond) return EndOfTime();
    if (days < -kBeyond) return BeginningOfTime();
    return FromNumber(day.number_ + days);
  }
  friend constexpr Day operator-(Day day, std::int64_t days) {
    constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
    return day + (days == kLeast ? std::numeric_limits<std::int64_t>::max() : -days);
  }
  constexpr Day& operator+=(std::int64_t days) { return *this = *this + days; }
  constexpr Day& operator-=(std::int64_t days) { return *this = *this - days; }
  constexpr Day& operator++() { return *this += 1; }
  constexpr Day& operator--() { return *this -= 1; }
  // Days from b to a. REQUIRES: both finite.
  friend constexpr std::int32_t operator-(Day a, Day b) {
    a.RequireFinite();
    b.RequireFinite();
    return a.number_ - b.number_;
  }
  friend constexpr auto operator<=>(Day, Day) = default;

 private:
  constexpr explicit Day(std::int32_t number) : number_(number) {}
  constexpr void RequireFinite() const {
    if (!is_finite()) internal::DieOnMisuse("Day: a sentinel has no calendar date");
  }

  // Counting years from March puts the leap day at the end of the year, so that the months before
  // it have a closed formula; an era is the 400 years after which the calendar repeats.
  static constexpr std::int32_t DaysFromCivil(int year, int month, int day) {
    const int y = month <= 2 ? year - 1 : year;
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int year_of_era = y - era * 400;
    const int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
  }
  static constexpr Ymd CivilFromDays(std::int32_t number) {
    const int z = number + 719468;
    const int era = (z >= 0 ? z : z - 146096) / 146097;
    const int day_of_era = z - era * 146097;
    const int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int month_from_march = (5 * day_of_year + 2) / 153;
    const int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    return Ymd{year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
               day_of_year - (153 * month_from_march + 2) / 5 + 1};
  }

  static constexpr std::int32_t kMinNumber = -4371587;  // -9999-01-01
  static constexpr std::int32_t kMaxNumber = 2932896;   // 9999-12-31

  std::int32_t number_;
};

// "2022-02-24"; "-0044-03-15" before year 0; ".." for both sentinels, as in EDTF.
CASUS_EXPORT std::string ToString(Day day);
CASUS_EXPORT std::ostream& operator<<(std::ostream& out, Day day);
// "Thursday".
CASUS_EXPORT std::string_view ToString(Weekday weekday);

}  // namespace casus

template <>
struct std::hash<casus::Day> {
  std::size_t operator()(casus::Day day) const noexcept {
    return std::hash<std::int32_t>{}(day.number());
  }
};

#endif  // CASUS_TIME_DAY_H_
