#include "casus/time/moment.h"

#include <algorithm>
#include <string>

namespace casus {
namespace {

Error NoSuch(const char* what, int value) {
  return Error(ErrorCode::kInvalidArgument,
               std::string("no such ") + what + ": " + std::to_string(value));
}

bool YearInRange(int year) { return year >= Day::kMinYear && year <= Day::kMaxYear; }

// Months are counted from January of year 0, so that seasons and margins run on into other years.
// What lies outside the calendar is cut off at its first or last day: these moments are bounded.
Day FirstOfMonth(int month_index) {
  const int year = (month_index >= 0 ? month_index : month_index - 11) / 12;
  if (year < Day::kMinYear) return Day::Min();
  if (year > Day::kMaxYear) return Day::Max();
  return Day::FromYmd(year, month_index - year * 12 + 1, 1);
}

Day LastOfMonth(int month_index) {
  const Day next = FirstOfMonth(month_index + 1);
  return next == Day::Max() ? next : next - 1;
}

// By how many months a qualifier moves both bounds of a unit of `length` months.
int Margin(Qualifier qualifier, int length) { return qualifier == Qualifier::kNone ? 0 : length; }

// Months from January of the named year: [first, last), and the extra days by which an
// astronomical season runs past the month's end.
struct MonthRange {
  int first;
  int last;
  int extra_days;
};

// The widest reading of each EDTF season number. Meteorological seasons begin on the 1st of March,
// June, September, December; astronomical ones end by the 24th of the month after.
std::optional<MonthRange> MonthsOfSeason(int season) {
  constexpr int kPastMonthEnd = 24;
  switch (season) {
    case 21: return MonthRange{2, 11, kPastMonthEnd};  // spring: N from March, S to December
    case 22:
      return MonthRange{-1, 14, kPastMonthEnd};        // summer: S from December before, N, S after
    case 23: return MonthRange{2, 11, kPastMonthEnd};  // autumn: S from March, N to December
    case 24:
      return MonthRange{-1, 14, kPastMonthEnd};       // winter: N from December before, S, N after
    case 25: return MonthRange{2, 5, kPastMonthEnd};  // northern spring
    case 26: return MonthRange{5, 8, kPastMonthEnd};
    case 27: return MonthRange{8, 11, kPastMonthEnd};
    case 28: return MonthRange{-1, 14, kPastMonthEnd};  // northern winter, before or after
    case 29: return MonthRange{8, 11, kPastMonthEnd};   // southern spring
    case 30: return MonthRange{-1, 14, kPastMonthEnd};
    case 31: return MonthRange{2, 5, kPastMonthEnd};
    case 32: return MonthRange{5, 8, kPastMonthEnd};
    case 33: return MonthRange{0, 3, 0};
    case 34: return MonthRange{3, 6, 0};
    case 35: return MonthRange{6, 9, 0};
    case 36: return MonthRange{9, 12, 0};
    case 37: return MonthRange{0, 4, 0};
    case 38: return MonthRange{4, 8, 0};
    case 39: return MonthRange{8, 12, 0};
    case 40: return MonthRange{0, 6, 0};
    case 41: return MonthRange{6, 12, 0};
    default: return std::nullopt;
  }
}

}  // namespace

Moment Moment::OnDay(Day day) { return OnDay(day, Qualifier::kNone); }

Moment Moment::OnDay(Day day, Qualifier qualifier) {
  if (!day.is_finite()) internal::DieOnMisuse("Moment::OnDay: the day must be finite");
  const int margin = Margin(qualifier, 1);
  return Moment(std::max(day - margin, Day::Min()), std::min(day + margin, Day::Max()), Basis::kDay,
                qualifier);
}

Result<Moment> Moment::AtTime(Day day, int second, std::optional<int> utc_offset_minutes) {
  if (!day.is_finite()) return Error(ErrorCode::kInvalidArgument, "a time of day needs a day");
  if (second < 0 || second > 86400) return NoSuch("second of the day", second);
  // The widest offsets in use are -12:00 and +14:00; ISO 8601 allows up to a day.
  if (utc_offset_minutes && (*utc_offset_minutes <= -1440 || *utc_offset_minutes >= 1440)) {
    return NoSuch("offset from UTC", *utc_offset_minutes);
  }
  Moment moment(day, day, Basis::kTime);
  moment.second_ = second;
  if (utc_offset_minutes) moment.offset_ = static_cast<std::int16_t>(*utc_offset_minutes);
  return moment;
}

Result<Moment> Moment::InMonth(int year, int month, Qualifier qualifier) {
  if (!YearInRange(year)) return NoSuch("year", year);
  if (month < 1 || month > 12) return NoSuch("month", month);
  const int index = year * 12 + month - 1;
  const int margin = Margin(qualifier, 1);
  return Moment(FirstOfMonth(index - margin), LastOfMonth(index + margin), Basis::kMonth,
                qualifier);
}

Result<Moment> Moment::InYear(int year, Qualifier qualifier) {
  if (!YearInRange(year)) return NoSuch("year", year);
  const int margin = Margin(qualifier, 12);
  return Moment(FirstOfMonth(year * 12 - margin), LastOfMonth(year * 12 + 11 + margin),
                Basis::kYear, qualifier);
}

Result<Moment> Moment::InSeason(int year, int season, Qualifier qualifier) {
  if (!YearInRange(year)) return NoSuch("year", year);
  const std::optional<MonthRange> months = MonthsOfSeason(season);
  if (!months) return NoSuch("season", season);
  const int margin = Margin(qualifier, season < 37 ? 3 : season < 40 ? 4 : 6);
  const int end = year * 12 + months->last + margin;
  const Day latest = end > Day::kMaxYear * 12 + 11 ? Day::Max()
                     : months->extra_days > 0      ? FirstOfMonth(end) + (months->extra_days - 1)
                                                   : LastOfMonth(end - 1);
  return Moment(FirstOfMonth(year * 12 + months->first - margin), latest, Basis::kSeason, qualifier,
                static_cast<std::uint8_t>(season));
}

Result<Moment> Moment::InDecade(int first_year, Qualifier qualifier) {
  if (!YearInRange(first_year) || first_year < 0 || first_year % 10 != 0) {
    return NoSuch("decade", first_year);
  }
  const int margin = Margin(qualifier, 120);
  return Moment(FirstOfMonth(first_year * 12 - margin), LastOfMonth(first_year * 12 + 119 + margin),
                Basis::kDecade, qualifier);
}

Result<Moment> Moment::InCentury(int first_year, Qualifier qualifier) {
  if (!YearInRange(first_year) || first_year < 0 || first_year % 100 != 0) {
    return NoSuch("century", first_year);
  }
  const int margin = Margin(qualifier, 1200);
  return Moment(FirstOfMonth(first_year * 12 - margin),
                LastOfMonth(first_year * 12 + 1199 + margin), Basis::kCentury, qualifier);
}

Result<Moment> Moment::Between(Day earliest, Day latest) {
  if (latest < earliest) {
    return Error(
        ErrorCode::kInvalidArgument,
        "the latest day " + ToString(latest) + " lies before the earliest " + ToString(earliest));
  }
  if (earliest == Day::EndOfTime() || latest == Day::BeginningOfTime()) {
    return Error(ErrorCode::kInvalidArgument, "a range needs a day inside the calendar");
  }
  if (earliest == latest) return OnDay(earliest);
  if (!earliest.is_finite() && !latest.is_finite()) return Unknown();
  return Moment(earliest, latest, Basis::kRange);
}

Moment Moment::NotBefore(Day day) {
  if (!day.is_finite()) internal::DieOnMisuse("Moment::NotBefore: the day must be finite");
  return Moment(day, Day::EndOfTime(), Basis::kRange);
}

Moment Moment::NotAfter(Day day) {
  if (!day.is_finite()) internal::DieOnMisuse("Moment::NotAfter: the day must be finite");
  return Moment(Day::BeginningOfTime(), day, Basis::kRange);
}

Moment Moment::Unknown() {
  return Moment(Day::BeginningOfTime(), Day::EndOfTime(), Basis::kUnknown);
}

Moment Moment::OpenBegin() {
  return Moment(Day::BeginningOfTime(), Day::BeginningOfTime(), Basis::kOpen);
}

Moment Moment::OpenEnd() { return Moment(Day::EndOfTime(), Day::EndOfTime(), Basis::kOpen); }

namespace {

// The days that a moment may be. One that is not open is some day of the calendar, even where
// nothing bounds it.
Day Earliest(const Moment& moment) {
  return moment.is_open() ? moment.earliest() : std::max(moment.earliest(), Day::Min());
}
Day Latest(const Moment& moment) {
  return moment.is_open() ? moment.latest() : std::min(moment.latest(), Day::Max());
}

}  // namespace

Truth Before(const Moment& a, const Moment& b) {
  if (Latest(a) < Earliest(b)) return Truth::kCertain;
  return Earliest(a) < Latest(b) ? Truth::kPossible : Truth::kNo;
}

Truth SameDay(const Moment& a, const Moment& b) {
  if (a.is_open() || b.is_open()) return Truth::kNo;
  if (Latest(a) < Earliest(b) || Latest(b) < Earliest(a)) return Truth::kNo;
  return Earliest(a) == Latest(a) && Earliest(b) == Latest(b) ? Truth::kCertain : Truth::kPossible;
}

std::string_view ToString(Basis basis) {
  switch (basis) {
    case Basis::kTime: return "time";
    case Basis::kDay: return "day";
    case Basis::kMonth: return "month";
    case Basis::kSeason: return "season";
    case Basis::kYear: return "year";
    case Basis::kDecade: return "decade";
    case Basis::kCentury: return "century";
    case Basis::kRange: return "range";
    case Basis::kUnknown: return "unknown";
    case Basis::kOpen: return "open";
  }
  return "unknown";
}

std::string_view ToString(Qualifier qualifier) {
  switch (qualifier) {
    case Qualifier::kNone: return "none";
    case Qualifier::kUncertain: return "uncertain";
    case Qualifier::kApproximate: return "approximate";
    case Qualifier::kBoth: return "uncertain and approximate";
  }
  return "none";
}

}  // namespace casus
