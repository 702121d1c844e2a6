#include "casus/time/moment.h"

#include <string>

#include "casus/time/period.h"

namespace casus {
namespace {

Error NoSuch(const char* what, int value) {
  return Error(ErrorCode::kInvalidArgument,
               std::string("no such ") + what + ": " + std::to_string(value));
}

bool YearInRange(int year) { return year >= Day::kMinYear && year <= Day::kMaxYear; }

// The first day of a month counted from January of `year`; months run on into other years.
// Sentinels outside the calendar.
Day FirstOfMonth(int year, int months_after_january) {
  const int y = year + (months_after_january >= 0 ? months_after_january / 12
                                                  : -((11 - months_after_january) / 12));
  const int m = ((months_after_january % 12) + 12) % 12;
  if (y < Day::kMinYear) return Day::BeginningOfTime();
  if (y > Day::kMaxYear) return Day::EndOfTime();
  return Day::FromYmd(y, m + 1, 1);
}

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
    case 21: return MonthRange{2, 11, kPastMonthEnd};   // spring: N from March, S to December
    case 22: return MonthRange{-1, 14, kPastMonthEnd};  // summer: S from December before, N, S after
    case 23: return MonthRange{2, 11, kPastMonthEnd};   // autumn: S from March, N to December
    case 24: return MonthRange{-1, 14, kPastMonthEnd};  // winter: N from December before, S, N after
    case 25: return MonthRange{2, 5, kPastMonthEnd};    // northern spring
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
  const int margin = qualifier == Qualifier::kNone ? 0 : 1;
  return Moment(day - margin, day + margin, Basis::kDay, qualifier);
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
  const int margin = qualifier == Qualifier::kNone ? 0 : 1;
  return Moment(FirstOfMonth(year, month - 1 - margin), FirstOfMonth(year, month + margin) - 1,
                Basis::kMonth, qualifier);
}

Result<Moment> Moment::InYear(int year, Qualifier qualifier) {
  if (!YearInRange(year)) return NoSuch("year", year);
  const int margin = qualifier == Qualifier::kNone ? 0 : 12;
  return Moment(FirstOfMonth(year, -margin), FirstOfMonth(year, 12 + margin) - 1, Basis::kYear,
                qualifier);
}

Result<Moment> Moment::InSeason(int year, int season, Qualifier qualifier) {
  if (!YearInRange(year)) return NoSuch("year", year);
  const std::optional<MonthRange> months = MonthsOfSeason(season);
  if (!months) return NoSuch("season", season);
  const int length = season < 37 ? 3 : season < 40 ? 4 : 6;
  const int margin = qualifier == Qualifier::kNone ? 0 : length;
  return Moment(FirstOfMonth(year, months->first - margin),
                FirstOfMonth(year, months->last + margin) + (months->extra_days - 1),
                Basis::kSeason, qualifier, static_cast<std::uint8_t>(season));
}

Result<Moment> Moment::InDecade(int first_year) {
  if (!YearInRange(first_year) || first_year < 0 || first_year % 10 != 0) {
    return NoSuch("decade", first_year);
  }
  return Moment(FirstOfMonth(first_year, 0), FirstOfMonth(first_year, 120) - 1, Basis::kDecade);
}

Result<Moment> Moment::InCentury(int first_year) {
  if (!YearInRange(first_year) || first_year < 0 || first_year % 100 != 0) {
    return NoSuch("century", first_year);
  }
  return Moment(FirstOfMonth(first_year, 0), FirstOfMonth(first_year, 1200) - 1, Basis::kCentury);
}

Result<Moment> Moment::Between(Day earliest, Day latest) {
  if (latest < earliest) {
    return Error(ErrorCode::kInvalidArgument, "the latest day " + ToString(latest) +
                                                  " lies before the earliest " +
                                                  ToString(earliest));
  }
  if (earliest == Day::EndOfTime() || latest == Day::BeginningOfTime()) {
    return Error(ErrorCode::kInvalidArgument, "a range needs a day inside the calendar");
  }
  if (earliest == latest) return OnDay(earliest);
  if (!earliest.is_finite() && !latest.is_finite()) return Unknown();
  return Moment(earliest, latest, Basis::kRange);
}

Moment Moment::NotBefore(Day day) { return Between(day, Day::EndOfTime()).value(); }

Moment Moment::NotAfter(Day day) { return Between(Day::BeginningOfTime(), day).value(); }

Moment Moment::Unknown() {
  return Moment(Day::BeginningOfTime(), Day::EndOfTime(), Basis::kUnknown);
}

Moment Moment::OpenBegin() {
  return Moment(Day::BeginningOfTime(), Day::BeginningOfTime(), Basis::kOpen);
}

Moment Moment::OpenEnd() { return Moment(Day::EndOfTime(), Day::EndOfTime(), Basis::kOpen); }

Truth Before(const Moment& a, const Moment& b) {
  if (a.latest() < b.earliest()) return Truth::kCertain;
  return a.earliest() < b.latest() ? Truth::kPossible : Truth::kNo;
}

Truth SameDay(const Moment& a, const Moment& b) {
  if (a.latest() < b.earliest() || b.latest() < a.earliest()) return Truth::kNo;
  return a.earliest() == a.latest() && b.earliest() == b.latest() ? Truth::kCertain
                                                                   : Truth::kPossible;
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
