#include "casus/time/edtf.h"

#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "src/time/scanner.h"

namespace casus {
namespace time_internal {
namespace {

constexpr std::string_view kYearWanted = "a year of four digits";

bool IsQualifier(char c) { return c == '?' || c == '~' || c == '%'; }

Error Unsupported(const Scanner& in, std::size_t at, const char* what) {
  return in.Fail(at, ErrorCode::kUnsupported,
                 std::string(what) + ": a shape of EDTF level 2 that is not read");
}

Qualifier TakeQualifier(Scanner& in) {
  if (in.Take('?')) return Qualifier::kUncertain;
  if (in.Take('~')) return Qualifier::kApproximate;
  if (in.Take('%')) return Qualifier::kBoth;
  return Qualifier::kNone;
}

// What may not come after a qualifier.
std::optional<Error> CheckAfterQualifier(const Scanner& in) {
  if (in.peek() == '-') return Unsupported(in, in.pos() - 1, "a qualifier of a part of the date");
  if (IsQualifier(in.peek())) {
    return in.Fail(in.pos(), ErrorCode::kParse,
                   "expected one qualifier (both '?' and '~' are written '%')");
  }
  return std::nullopt;
}

// "Y170000002".
Error LongYear(Scanner& in) {
  const std::size_t begin = in.pos();
  in.Skip(1);
  in.Take('-');
  const std::size_t digits = in.CountDigits();
  in.Skip(digits);
  if (digits > 0 && (in.peek() == 'E' || in.peek() == 'S')) {
    return Unsupported(in, in.pos(), "an exponential year or significant digits");
  }
  if (digits < 5) return in.Fail(begin, ErrorCode::kParse, "'Y' is for years of over four digits");
  return in.Fail(begin, ErrorCode::kOutOfRange, "the year is outside -9999 to 9999");
}

// A year with X digits, read up to where they end.
Result<Moment> YearWithUnspecifiedDigits(Scanner& in, std::size_t begin, int year, int unspecified,
                                         YearLimits limits) {
  if (in.text()[begin] == '-') {
    return in.Fail(begin, ErrorCode::kUnsupported,
                   "unspecified digits of a year before 0 are not read");
  }
  if (in.peek() == '-') {
    return Unsupported(in, in.pos(), "a month after unspecified digits of a year");
  }
  if (unspecified == 3) return Unsupported(in, begin + 1, "a year with three unspecified digits");
  if (unspecified == 4) {
    if (IsQualifier(in.peek())) {
      return in.Fail(in.pos(), ErrorCode::kParse, "an unknown date cannot be qualified");
    }
    return Moment::Unknown();
  }
  const int last_year = year + (unspecified == 1 ? 9 : 99);
  if (std::optional<Error> error = CheckYear(in, begin, year, limits)) return *std::move(error);
  if (std::optional<Error> error = CheckYear(in, begin, last_year, limits)) {
    return *std::move(error);
  }
  const Qualifier qualifier = TakeQualifier(in);
  if (qualifier != Qualifier::kNone) {
    if (std::optional<Error> error = CheckAfterQualifier(in)) return *std::move(error);
  }
  return unspecified == 1 ? Moment::InDecade(year, qualifier) : Moment::InCentury(year, qualifier);
}

// A qualifier, if there is one, and nothing else of the date after it.
Result<Qualifier> ScanEndOfDate(Scanner& in) {
  const Qualifier qualifier = TakeQualifier(in);
  if (qualifier != Qualifier::kNone) {
    if (std::optional<Error> error = CheckAfterQualifier(in)) return *std::move(error);
  }
  return qualifier;
}

// Two digits, or "XX" (then nullopt inside).
Result<std::optional<int>> ScanTwoDigitsOrXX(Scanner& in, const char* wanted) {
  const std::size_t begin = in.pos();
  if (in.Take("XX")) return std::optional<int>();
  const bool one_x =
      (in.peek() == 'X' && IsDigit(in.peek(1))) || (IsDigit(in.peek()) && in.peek(1) == 'X');
  if (one_x) return Unsupported(in, begin, "one unspecified digit of a month or day");
  const std::size_t digits = in.CountDigits();
  if (digits < 2) return in.Expected(wanted, begin + digits);
  if (digits > 2) return in.Expected("'-' or the end after two digits", begin + 2);
  return in.TakeDigits(2);
}

Result<Moment> FinishYear(Scanner& in, int year) {
  const Result<Qualifier> qualifier = ScanEndOfDate(in);
  if (!qualifier.ok()) return qualifier.error();
  return Moment::InYear(year, *qualifier);
}

Result<Moment> FinishMonth(Scanner& in, int year, int month) {
  const Result<Qualifier> qualifier = ScanEndOfDate(in);
  if (!qualifier.ok()) return qualifier.error();
  return Moment::InMonth(year, month, *qualifier);
}

Result<Moment> FinishTime(Scanner& in, Day day) {
  const Result<int> second = ScanClock(in);
  if (!second.ok()) return second.error();
  if ((in.peek() == '.' || in.peek() == ',') && IsDigit(in.peek(1))) {
    return in.Fail(in.pos(), ErrorCode::kParse,
                   "a fraction of a second is not EDTF and would be lost");
  }
  const Result<std::optional<int>> offset = ScanOffset(in);
  if (!offset.ok()) return offset.error();
  if (IsQualifier(in.peek())) {
    return in.Fail(in.pos(), ErrorCode::kParse, "a date with a time of day cannot be qualified");
  }
  return Moment::AtTime(day, *second, *offset);
}

// One end of a range: a date that bounds something, without a time to lose.
Result<Moment> ScanRangeEnd(Scanner& in, YearLimits limits) {
  const std::size_t begin = in.pos();
  Result<Moment> moment = ScanEdtfPoint(in, limits);
  if (!moment.ok()) return moment;
  if (moment->is_unknown()) {
    return in.Fail(begin, ErrorCode::kParse, "an unknown date bounds no range");
  }
  if (moment->basis() == Basis::kTime) {
    return in.Fail(begin, ErrorCode::kParse,
                   "a range is bounded by days: the time of day would be lost");
  }
  return moment;
}

std::optional<Error> CheckForList(const Scanner& in) {
  if (in.peek() == ',') return Unsupported(in, in.pos(), "a list of dates");
  return std::nullopt;
}

// "[2014-02..2014-03]", "[..1935]", "[1960..]".
Result<Moment> ScanRange(Scanner& in, YearLimits limits) {
  const std::size_t begin = in.pos();
  in.Skip(1);
  Day earliest = Day::BeginningOfTime();
  Day latest = Day::EndOfTime();
  if (!in.Take("..")) {
    const Result<Moment> first = ScanRangeEnd(in, limits);
    if (!first.ok()) return first.error();
    earliest = first->earliest();
    if (std::optional<Error> error = CheckForList(in)) return *std::move(error);
    if (in.peek() == ']') return Unsupported(in, begin, "a list of dates");
    if (!in.Take("..")) return in.Expected("'..'");
  }
  const std::size_t second_at = in.pos();
  if (in.peek() != ']') {
    const Result<Moment> second = ScanRangeEnd(in, limits);
    if (!second.ok()) return second.error();
    latest = second->latest();
    if (std::optional<Error> error = CheckForList(in)) return *std::move(error);
  } else if (earliest == Day::BeginningOfTime()) {
    return in.Expected("a date: a range is bounded on a side at least", second_at);
  }
  if (!in.Take(']')) return in.Expected("']'");
  const Result<Moment> range = Moment::Between(earliest, latest);
  if (!range.ok()) return in.Fail(second_at, range.error().code(), range.error().message());
  return range;
}

// The draft of 2012 used other words for what 2019 writes in signs.
std::optional<Error> CheckForDraft(const Scanner& in) {
  if (in.rest().starts_with("open")) {
    return in.Fail(in.pos(), ErrorCode::kParse, "an open end is written '..', not 'open'");
  }
  if (in.rest().starts_with("unknown")) {
    return in.Fail(in.pos(), ErrorCode::kParse,
                   "an unknown end is left empty in an interval, and a date XXXX");
  }
  return std::nullopt;
}

// One side of an interval; `open` is what ".." means there.
Result<Moment> ScanIntervalEnd(Scanner& in, bool none, const Moment& open, YearLimits limits) {
  if (none) return Moment::Unknown();
  if (in.Take("..")) return open;
  return ScanEdtfDate(in, limits);
}

Error OpenAlone(const Scanner& in) {
  return in.Fail(in.pos(), ErrorCode::kParse,
                 "an open end is no date; it stands in an interval (2014/..)");
}

}  // namespace

Result<int> ScanClock(Scanner& in) {
  const std::size_t begin = in.pos();
  int parts[3] = {};
  constexpr int kMax[3] = {23, 59, 60};
  constexpr std::string_view kWanted[3] = {"an hour of two digits", "minutes of two digits",
                                           "seconds of two digits"};
  for (std::size_t i = 0; i < 3; ++i) {
    if (i > 0 && !in.Take(':')) return in.Expected("':'");
    const std::size_t at = in.pos();
    const std::size_t digits = in.CountDigits();
    if (digits < 2) return in.Expected(kWanted[i], at + digits);
    parts[i] = *in.TakeDigits(2);
    if (parts[i] > kMax[i]) {
      return in.Fail(at, ErrorCode::kInvalidArgument,
                     "no such time of day: " + std::string(in.text().substr(begin, 8)));
    }
  }
  const int second = parts[0] * 3600 + parts[1] * 60 + parts[2];
  if (parts[2] == 60 && second != 86400) {
    return in.Fail(in.pos() - 2, ErrorCode::kInvalidArgument,
                   "a leap second is held at 23:59:60 only");
  }
  return second;
}

Result<std::optional<int>> ScanOffset(Scanner& in) {
  if (in.Take('Z')) return std::optional<int>(0);
  if (in.peek() != '+' && in.peek() != '-') return std::optional<int>();
  const std::size_t begin = in.pos();
  const bool west = in.peek() == '-';
  in.Skip(1);
  std::size_t digits = in.CountDigits();
  if (digits != 2)
    return in.Expected("the two digits of an hour", in.pos() + (digits < 2 ? digits : 2));
  const int hours = *in.TakeDigits(2);
  int minutes = 0;
  if (in.Take(':')) {
    digits = in.CountDigits();
    if (digits < 2) return in.Expected("minutes of two digits", in.pos() + digits);
    minutes = *in.TakeDigits(2);
  }
  if (hours > 23 || minutes > 59) {
    return in.Fail(begin, ErrorCode::kInvalidArgument, "no such offset from UTC");
  }
  const int offset = hours * 60 + minutes;
  if (west && offset == 0) {
    return in.Fail(begin, ErrorCode::kInvalidArgument, "ISO 8601 writes UTC +00:00 or Z");
  }
  return std::optional<int>(west ? -offset : offset);
}

Result<Moment> ScanEdtfPoint(Scanner& in, YearLimits limits) {
  const std::size_t begin = in.pos();
  if (IsQualifier(in.peek()))
    return Unsupported(in, begin, "a qualifier before a part of the date");
  if (in.peek() == 'Y') return LongYear(in);
  const bool negative = in.Take('-');
  int year = 0;
  int unspecified = 0;
  for (int i = 0; i < 4; ++i) {
    const char c = in.peek();
    if (IsDigit(c)) {
      if (unspecified > 0) {
        return Unsupported(in, in.pos() - 1, "an unspecified digit before a given one");
      }
      year = year * 10 + (c - '0');
    } else if (c == 'X') {
      ++unspecified;
      year *= 10;
    } else if (c == 'x' || c == 'u') {
      return in.Fail(in.pos(), ErrorCode::kParse, "an unspecified digit is written 'X'");
    } else {
      return in.Expected(kYearWanted);
    }
    in.Skip(1);
  }
  if (IsDigit(in.peek()) || in.peek() == 'X') {
    return in.Expected("'-' or the end after a year of four digits");
  }
  if (in.peek() == 'S') return Unsupported(in, in.pos(), "significant digits");
  if (unspecified > 0) return YearWithUnspecifiedDigits(in, begin, year, unspecified, limits);
  if (negative && year == 0) {
    return in.Fail(begin, ErrorCode::kInvalidArgument, "year 0 has no sign");
  }
  if (negative) year = -year;
  if (std::optional<Error> error = CheckYear(in, begin, year, limits)) return *std::move(error);
  if (!in.Take('-')) return FinishYear(in, year);

  const std::size_t month_at = in.pos();
  const Result<std::optional<int>> month_read =
      ScanTwoDigitsOrXX(in, "a month or season of two digits");
  if (!month_read.ok()) return month_read.error();
  if (!*month_read) {  // "2014-XX", "2014-XX-XX"
    if (in.Take('-')) {
      const std::size_t day_at = in.pos();
      const Result<std::optional<int>> day =
          ScanTwoDigitsOrXX(in, "'XX': the month is unspecified");
      if (!day.ok()) return day.error();
      if (*day) return Unsupported(in, day_at, "a day of an unspecified month");
    }
    return FinishYear(in, year);
  }
  const int month = **month_read;
  if (month >= 21 && month <= 41) {
    const Result<Qualifier> qualifier = ScanEndOfDate(in);
    if (!qualifier.ok()) return qualifier.error();
    if (in.peek() == '-') return in.Expected("the end: a season has no days");
    return Moment::InSeason(year, month, *qualifier);
  }
  if (month < 1 || month > 12) {
    return in.Fail(month_at, ErrorCode::kInvalidArgument,
                   "no such month or season: " + std::string(in.text().substr(month_at, 2)));
  }
  if (!in.Take('-')) return FinishMonth(in, year, month);

  const std::size_t day_at = in.pos();
  const Result<std::optional<int>> day_read = ScanTwoDigitsOrXX(in, "a day of two digits");
  if (!day_read.ok()) return day_read.error();
  if (!*day_read) return FinishMonth(in, year, month);
  const std::optional<Day> day = Day::TryFromYmd(year, month, **day_read);
  if (!day) return in.NoSuchDay(day_at, year, month, **day_read);
  if (in.Take('T')) return FinishTime(in, *day);
  const Result<Qualifier> qualifier = ScanEndOfDate(in);
  if (!qualifier.ok()) return qualifier.error();
  return Moment::OnDay(*day, *qualifier);
}

Result<Moment> ScanEdtfDate(Scanner& in, YearLimits limits) {
  if (std::optional<Error> error = CheckForDraft(in)) return *std::move(error);
  if (in.peek() == '[') return ScanRange(in, limits);
  if (in.peek() == '{') return Unsupported(in, in.pos(), "a set of dates");
  return ScanEdtfPoint(in, limits);
}

Result<Moment> ReadEdtfMoment(Scanner& in, YearLimits limits) {
  if (in.rest() == "..") return OpenAlone(in);
  Result<Moment> moment = ScanEdtfDate(in, limits);
  if (!moment.ok() || in.done()) return moment;
  if (in.peek() == '/') return in.Expected("the end: one date is wanted here, not an interval");
  return in.Expected("the end");
}

Result<Span> ReadEdtfSpan(Scanner& in, YearLimits limits) {
  if (in.rest() == "..") return OpenAlone(in);
  const Result<Moment> first = ScanIntervalEnd(in, in.peek() == '/', Moment::OpenBegin(), limits);
  if (!first.ok()) return first.error();
  if (in.done() && !first->is_open()) return Span::On(*first);
  if (!in.Take('/')) return in.Expected("'/' or the end");
  const std::size_t last_at = in.pos();
  const Result<Moment> last = ScanIntervalEnd(in, in.done(), Moment::OpenEnd(), limits);
  if (!last.ok()) return last.error();
  if (!in.done()) return in.Expected("the end");
  const Result<Span> span = Span::Make(*first, *last);
  if (!span.ok()) return in.Fail(last_at, span.error().code(), span.error().message());
  return span;
}

}  // namespace time_internal

namespace {

using time_internal::AppendTwoDigits;
using time_internal::AppendYear;

void AppendMonth(std::string& out, const Ymd& ymd) {
  AppendYear(out, ymd.year);
  out += '-';
  AppendTwoDigits(out, ymd.month);
}

void AppendDay(std::string& out, const Ymd& ymd) {
  AppendMonth(out, ymd);
  out += '-';
  AppendTwoDigits(out, ymd.day);
}

void AppendQualifier(std::string& out, Qualifier qualifier) {
  switch (qualifier) {
    case Qualifier::kNone: return;
    case Qualifier::kUncertain: out += '?'; return;
    case Qualifier::kApproximate: out += '~'; return;
    case Qualifier::kBoth: out += '%'; return;
  }
}

void AppendClock(std::string& out, int second) {
  const bool leap = second == 86400;
  if (leap) --second;
  AppendTwoDigits(out, second / 3600);
  out += ':';
  AppendTwoDigits(out, second / 60 % 60);
  out += ':';
  AppendTwoDigits(out, leap ? 60 : second % 60);
}

void AppendOffset(std::string& out, int minutes) {
  if (minutes == 0) {
    out += 'Z';
    return;
  }
  out += minutes < 0 ? '-' : '+';
  if (minutes < 0) minutes = -minutes;
  AppendTwoDigits(out, minutes / 60);
  out += ':';
  AppendTwoDigits(out, minutes % 60);
}

// "[1959..1965]" where both sides are whole years, "[2014-02..2014-03]" for months, else days.
void AppendRange(std::string& out, Day earliest, Day latest) {
  constexpr Ymd kNone{0, 1, 1};
  const bool below = earliest.is_finite();
  const bool above = latest.is_finite();
  const Ymd from = below ? earliest.ymd() : kNone;
  const Ymd to = above ? latest.ymd() : kNone;
  const bool months =
      (!below || from.day == 1) && (!above || to.day == DaysInMonth(to.year, to.month));
  const bool years = months && (!below || from.month == 1) && (!above || to.month == 12);
  const auto append = [&](const Ymd& ymd) {
    if (years) {
      AppendYear(out, ymd.year);
    } else if (months) {
      AppendMonth(out, ymd);
    } else {
      AppendDay(out, ymd);
    }
  };
  out += '[';
  if (below) append(from);
  out += "..";
  if (above) append(to);
  out += ']';
}

int MonthIndex(Day day) {
  const Ymd ymd = day.ymd();
  return ymd.year * 12 + ymd.month - 1;
}

// The first month of what the moment names, a unit of `length` months, from its bounds: a qualifier
// has moved both by one unit. The last day tells it, except where the end of the calendar may have
// cut that off; then the first does.
int FirstMonthNamed(const Moment& moment, int length) {
  const int margin = moment.qualifier() == Qualifier::kNone ? 0 : length;
  if (moment.latest() == Day::Max()) return MonthIndex(moment.earliest()) + margin;
  return MonthIndex(moment.latest()) - margin - (length - 1);
}

int FirstYearNamed(const Moment& moment, int years) {
  const int month = FirstMonthNamed(moment, years * 12);
  return (month >= 0 ? month : month - 11) / 12;
}

Day DayNamed(const Moment& moment) {
  const int margin = moment.qualifier() == Qualifier::kNone ? 0 : 1;
  return moment.latest() == Day::Max() ? moment.earliest() + margin : moment.latest() - margin;
}

// Seasons overlap the years around them; few years come into question.
int SeasonYearNamed(const Moment& moment) {
  int year = moment.earliest().year();
  for (const int last = moment.latest().year(); year < last; ++year) {
    const Result<Moment> other = Moment::InSeason(year, moment.season(), moment.qualifier());
    if (other.ok() && *other == moment) break;
  }
  return year;
}

void AppendMoment(std::string& out, const Moment& moment) {
  switch (moment.basis()) {
    case Basis::kTime:
      AppendDay(out, moment.earliest().ymd());
      out += 'T';
      AppendClock(out, *moment.second_of_day());
      if (moment.utc_offset_minutes()) AppendOffset(out, *moment.utc_offset_minutes());
      return;
    case Basis::kDay: AppendDay(out, DayNamed(moment).ymd()); break;
    case Basis::kMonth: {
      const int month = FirstMonthNamed(moment, 1);
      const int year = (month >= 0 ? month : month - 11) / 12;
      AppendMonth(out, Ymd{year, month - year * 12 + 1, 1});
      break;
    }
    case Basis::kSeason:
      AppendYear(out, SeasonYearNamed(moment));
      out += '-';
      AppendTwoDigits(out, moment.season());
      break;
    case Basis::kYear: AppendYear(out, FirstYearNamed(moment, 1)); break;
    case Basis::kDecade:
      AppendYear(out, FirstYearNamed(moment, 10));
      out.back() = 'X';
      break;
    case Basis::kCentury:
      AppendTwoDigits(out, FirstYearNamed(moment, 100) / 100);
      out += "XX";
      break;
    case Basis::kRange: AppendRange(out, moment.earliest(), moment.latest()); return;
    case Basis::kUnknown: out += "XXXX"; return;
    case Basis::kOpen: out += ".."; return;
  }
  AppendQualifier(out, moment.qualifier());
}

// An unknown side of an interval is empty.
void AppendIntervalEnd(std::string& out, const Moment& moment) {
  if (!moment.is_unknown()) AppendMoment(out, moment);
}

}  // namespace

Result<Moment> time_internal::Qualified(const Moment& moment, Qualifier qualifier) {
  if (moment.qualifier() == Qualifier::kNone) {
    switch (moment.basis()) {
      case Basis::kDay: return Moment::OnDay(moment.earliest(), qualifier);
      case Basis::kMonth:
        return Moment::InMonth(moment.earliest().year(), moment.earliest().month(), qualifier);
      case Basis::kSeason:
        return Moment::InSeason(SeasonYearNamed(moment), moment.season(), qualifier);
      case Basis::kYear: return Moment::InYear(moment.earliest().year(), qualifier);
      case Basis::kDecade: return Moment::InDecade(moment.earliest().year(), qualifier);
      case Basis::kCentury: return Moment::InCentury(moment.earliest().year(), qualifier);
      case Basis::kTime:
      case Basis::kRange:
      case Basis::kUnknown:
      case Basis::kOpen: break;
    }
  }
  return Error(ErrorCode::kInvalidArgument,
               ToEdtf(moment) + " cannot be " + std::string(ToString(qualifier)));
}

Result<Moment> ParseEdtfMoment(std::string_view text) {
  time_internal::Scanner in(text);
  return time_internal::ReadEdtfMoment(in, YearLimits{});
}

Result<Span> ParseEdtfSpan(std::string_view text) {
  time_internal::Scanner in(text);
  return time_internal::ReadEdtfSpan(in, YearLimits{});
}

std::string ToEdtf(const Moment& moment) {
  std::string out;
  AppendMoment(out, moment);
  return out;
}

std::string ToEdtf(const Span& span) {
  std::string out;
  if (span.first() == span.last()) {
    AppendMoment(out, span.first());
    return out;
  }
  AppendIntervalEnd(out, span.first());
  out += '/';
  AppendIntervalEnd(out, span.last());
  return out;
}

std::ostream& operator<<(std::ostream& out, const Moment& moment) { return out << ToEdtf(moment); }

std::ostream& operator<<(std::ostream& out, const Span& span) { return out << ToEdtf(span); }

}  // namespace casus
