#include "casus/time/day.h"

#include <ostream>

#include "casus/time/period.h"
#include "src/time/digits.h"

namespace casus {

std::string ToString(Day day) {
  if (!day.is_finite()) return "..";
  const Ymd ymd = day.ymd();
  std::string text;
  time_internal::AppendYear(text, ymd.year);
  text += '-';
  time_internal::AppendTwoDigits(text, ymd.month);
  text += '-';
  time_internal::AppendTwoDigits(text, ymd.day);
  return text;
}

std::ostream& operator<<(std::ostream& out, Day day) { return out << ToString(day); }

std::string_view ToString(Weekday weekday) {
  switch (weekday) {
    case Weekday::kMonday: return "Monday";
    case Weekday::kTuesday: return "Tuesday";
    case Weekday::kWednesday: return "Wednesday";
    case Weekday::kThursday: return "Thursday";
    case Weekday::kFriday: return "Friday";
    case Weekday::kSaturday: return "Saturday";
    case Weekday::kSunday: return "Sunday";
  }
  return "";
}

std::string ToString(Period period) {
  return ToString(period.first()) + "/" + ToString(period.last() - 1);
}

std::ostream& operator<<(std::ostream& out, Period period) { return out << ToString(period); }

}  // namespace casus
