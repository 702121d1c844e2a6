#include "casus/time/parse.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "src/time/scanner.h"

namespace casus {
namespace {

using time_internal::CheckYear;
using time_internal::EqualsIgnoreCase;
using time_internal::IsDigit;
using time_internal::IsLetter;
using time_internal::Qualified;
using time_internal::ScanClock;
using time_internal::ScanEdtfDate;
using time_internal::Scanner;
using time_internal::ScanOffset;

constexpr std::array<std::string_view, 12> kMonthNames = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

// 1..12, or 0 for a word that names no month: the whole name or its first three letters ("Sept"
// too).
int MonthOfName(std::string_view word) {
  for (std::size_t i = 0; i < kMonthNames.size(); ++i) {
    if (EqualsIgnoreCase(word, kMonthNames[i]) ||
        EqualsIgnoreCase(word, kMonthNames[i].substr(0, 3))) {
      return static_cast<int>(i) + 1;
    }
  }
  return EqualsIgnoreCase(word, "Sept") ? 9 : 0;
}

// The letters here, those beyond ASCII included.
std::string_view PeekWord(const Scanner& in) {
  std::size_t size = 0;
  while (IsLetter(in.peek(size)) || static_cast<unsigned char>(in.peek(size)) >= 0x80) ++size;
  return in.rest().substr(0, size);
}

Result<int> ReadMonthName(Scanner& in) {
  const std::string_view word = PeekWord(in);
  const int month = MonthOfName(word);
  if (month == 0) return in.Expected("an English month name");
  in.Skip(word.size());
  return month;
}

// A number and the byte it begins at.
struct Number {
  int value;
  std::size_t at;
};

std::string CountOfDigits(std::size_t least, std::size_t most) {
  if (least == most) return std::to_string(most) + " digits";
  return std::to_string(least) + " or " + std::to_string(most) + " digits";
}

// REQUIRES: most <= 9.
Result<Number> ReadNumber(Scanner& in, const char* what, std::size_t least, std::size_t most) {
  const std::size_t at = in.pos();
  const std::size_t digits = in.CountDigits();
  if (digits < least) {
    return in.Expected(std::string(what) + " of " + CountOfDigits(least, most), at + digits);
  }
  if (digits > most) {
    return in.Fail(at, ErrorCode::kParse,
                   std::string(what) + " has " + CountOfDigits(least, most) + ", not " +
                       std::to_string(digits));
  }
  return Number{*in.TakeDigits(digits), at};
}

std::optional<Error> ReadMark(Scanner& in, char mark) {
  if (in.Take(mark)) return std::nullopt;
  return in.Expected(mark == ' ' ? "one blank" : std::string("'") + mark + "'");
}

// A year, month and day as read, and where they stand.
struct Parts {
  Number year{0, 0};
  Number month{0, 0};
  Number day{0, 0};
};

constexpr int kLeastYearOutsideIso = 1000;

std::optional<Error> CheckPlainYear(const Scanner& in, std::size_t at, int year,
                                    YearLimits limits) {
  if (year < kLeastYearOutsideIso) {
    return in.Fail(at, ErrorCode::kInvalidArgument, "a year below 1000 is read in ISO shapes only");
  }
  return CheckYear(in, at, year, limits);
}

// The day that the parts name. The error of a month or day that does not exist stands at that.
Result<Day> MakeDay(const Scanner& in, const Parts& parts) {
  const std::optional<Day> day =
      Day::TryFromYmd(parts.year.value, parts.month.value, parts.day.value);
  if (day) return *day;
  const bool month_exists = parts.month.value >= 1 && parts.month.value <= 12;
  return in.NoSuchDay(month_exists ? parts.day.at : parts.month.at, parts.year.value,
                      parts.month.value, parts.day.value);
}

enum class Part : std::uint8_t { kYear, kMonth, kDay };

// Three numbers with a mark between them, in the order given.
Result<Parts> ReadThree(Scanner& in, std::array<Part, 3> order, char mark, std::size_t least) {
  Parts parts;
  for (std::size_t i = 0; i < 3; ++i) {
    if (i > 0) {
      if (std::optional<Error> error = ReadMark(in, mark)) return *std::move(error);
    }
    Result<Number> number = order[i] == Part::kYear    ? ReadNumber(in, "a year", 4, 4)
                            : order[i] == Part::kMonth ? ReadNumber(in, "a month", least, 2)
                                                       : ReadNumber(in, "a day", least, 2);
    if (!number.ok()) return number.error();
    (order[i] == Part::kYear    ? parts.year
     : order[i] == Part::kMonth ? parts.month
                                : parts.day) = *number;
  }
  return parts;
}

// A day, a month name and a year with a mark between them; none where the mark is NUL.
Result<Parts> ReadNamed(Scanner& in, std::size_t least_day, char mark, std::size_t year_digits) {
  const Result<Number> day = ReadNumber(in, "a day", least_day, 2);
  if (!day.ok()) return day.error();
  if (mark != '\0') {
    if (std::optional<Error> error = ReadMark(in, mark)) return *std::move(error);
  }
  const std::size_t month_at = in.pos();
  const Result<int> month = ReadMonthName(in);
  if (!month.ok()) return month.error();
  if (mark != '\0') {
    if (std::optional<Error> error = ReadMark(in, mark)) return *std::move(error);
  }
  const Result<Number> year = ReadNumber(in, "a year", year_digits, year_digits);
  if (!year.ok()) return year.error();
  return Parts{*year, Number{*month, month_at}, *day};
}

// "2020-12-03", "-0044-03-15".
Result<Parts> ReadIso(Scanner& in) {
  const std::size_t begin = in.pos();
  const bool negative = in.Take('-');
  Result<Parts> parts = ReadThree(in, {Part::kYear, Part::kMonth, Part::kDay}, '-', 2);
  if (!parts.ok() || !negative) return parts;
  if (parts->year.value == 0) {
    return in.Fail(begin, ErrorCode::kInvalidArgument, "year 0 has no sign");
  }
  parts->year = Number{-parts->year.value, begin};
  return parts;
}

// So many digits in a row, as year, month and day.
Result<Parts> ReadDigits(Scanner& in, std::size_t year_digits) {
  const std::size_t begin = in.pos();
  const std::size_t wanted = year_digits + 4;
  const std::size_t digits = in.CountDigits();
  if (digits < wanted) return in.Expected(std::to_string(wanted) + " digits", begin + digits);
  const int year = *in.TakeDigits(year_digits);
  const int month = *in.TakeDigits(2);
  const int day = *in.TakeDigits(2);
  return Parts{{year, begin}, {month, begin + year_digits}, {day, begin + year_digits + 2}};
}

// " 00:00:00.000" or nothing less than midnight.
std::optional<Error> ReadMidnight(Scanner& in) {
  if (!in.Take(' ') && !in.Take('T')) return in.Expected("a blank or 'T' and a clock");
  const std::size_t at = in.pos();
  const Result<int> second = ScanClock(in);
  if (!second.ok()) return second.error();
  bool midnight = *second == 0;
  if (in.Take('.')) {
    if (!IsDigit(in.peek())) return in.Expected("a fraction of a second");
    for (; IsDigit(in.peek()); in.Skip(1)) midnight = midnight && in.peek() == '0';
  }
  if (midnight) return std::nullopt;
  return in.Fail(at, ErrorCode::kInvalidArgument,
                 "only midnight is read here: another time of day would be lost");
}

Result<Parts> ReadShape(Scanner& in, DayShape shape) {
  constexpr std::array<Part, 3> kDmy = {Part::kDay, Part::kMonth, Part::kYear};
  constexpr std::array<Part, 3> kMdy = {Part::kMonth, Part::kDay, Part::kYear};
  switch (shape) {
    case DayShape::kIso: return ReadIso(in);
    case DayShape::kCompact: return ReadDigits(in, 4);
    case DayShape::kIsoMidnight: {
      Result<Parts> parts = ReadIso(in);
      if (!parts.ok()) return parts;
      if (std::optional<Error> error = ReadMidnight(in)) return *std::move(error);
      return parts;
    }
    case DayShape::kIsoZoned: {
      Result<Parts> parts = ReadIso(in);
      if (!parts.ok()) return parts;
      const Result<std::optional<int>> offset = ScanOffset(in);
      if (!offset.ok()) return offset.error();
      return parts;
    }
    case DayShape::kDayMonthNameYear: return ReadNamed(in, 1, ' ', 4);
    case DayShape::kStata: return ReadNamed(in, 2, '\0', 4);
    case DayShape::kDmyDots: return ReadThree(in, kDmy, '.', 1);
    case DayShape::kDmyColons: return ReadThree(in, kDmy, ':', 2);
    case DayShape::kDmyDashes: return ReadThree(in, kDmy, '-', 1);
    case DayShape::kDmySlashes: return ReadThree(in, kDmy, '/', 1);
    case DayShape::kMdySlashes: return ReadThree(in, kMdy, '/', 1);
  }
  return in.Fail(0, ErrorCode::kInvalidArgument, "no such shape of a day");
}

bool IsIsoShape(DayShape shape) { return shape <= DayShape::kIsoZoned; }

// What `read` gives, unless the text is a missing value: looked at last, since most are not.
template <typename T>
Result<T> UnlessMissing(Result<T> read, std::string_view text) {
  if (read.ok() || !IsMissingWord(text)) return read;
  Where where;
  where.column = 1;
  return Error(ErrorCode::kParse, "a date is wanted and the value is missing", std::move(where),
               std::string(text));
}

Result<Day> ReadDay(Scanner& in, DayShape shape, YearLimits limits) {
  const Result<Parts> parts = ReadShape(in, shape);
  if (!parts.ok()) return parts.error();
  if (!in.done()) return in.Expected("the end");
  if (std::optional<Error> error =
          IsIsoShape(shape) ? CheckYear(in, parts->year.at, parts->year.value, limits)
                            : CheckPlainYear(in, parts->year.at, parts->year.value, limits)) {
    return *std::move(error);
  }
  return MakeDay(in, *parts);
}

Result<Day> ReadShortYearDay(Scanner& in, ShortYearShape shape, CenturyPivot pivot,
                             YearLimits limits) {
  Result<Parts> parts = in.Fail(0, ErrorCode::kInvalidArgument, "no such shape of a day");
  switch (shape) {
    case ShortYearShape::kDayMonYear: parts = ReadNamed(in, 1, '-', 2); break;
    case ShortYearShape::kCompact: parts = ReadDigits(in, 2); break;
    case ShortYearShape::kMdySlashes: {
      Parts read;
      for (Number* number : {&read.month, &read.day, &read.year}) {
        const bool year = number == &read.year;
        if (number != &read.month) {
          if (std::optional<Error> error = ReadMark(in, '/')) return *std::move(error);
        }
        const Result<Number> one =
            ReadNumber(in, year ? "a year" : "a month or day", year ? 2 : 1, 2);
        if (!one.ok()) return one.error();
        *number = *one;
      }
      parts = read;
      break;
    }
  }
  if (!parts.ok()) return parts.error();
  if (!in.done()) return in.Expected("the end");
  parts->year.value = pivot.Expand(parts->year.value);
  if (std::optional<Error> error = CheckYear(in, parts->year.at, parts->year.value, limits)) {
    return *std::move(error);
  }
  return MakeDay(in, *parts);
}

Result<Moment> ReadTimestamp14(Scanner& in, YearLimits limits) {
  const std::size_t digits = in.CountDigits();
  if (digits < 14) return in.Expected("14 digits", digits);
  const Result<Parts> parts = ReadDigits(in, 4);
  if (!parts.ok()) return parts.error();
  const std::size_t clock_at = in.pos();
  const int hour = *in.TakeDigits(2);
  const int minute = *in.TakeDigits(2);
  const int second = *in.TakeDigits(2);
  if (!in.done()) return in.Expected("the end");
  if (std::optional<Error> error = CheckYear(in, parts->year.at, parts->year.value, limits)) {
    return *std::move(error);
  }
  const Result<Day> day = MakeDay(in, *parts);
  if (!day.ok()) return day.error();
  const bool leap_second = hour == 23 && minute == 59 && second == 60;
  if (hour > 23 || minute > 59 || (second > 59 && !leap_second)) {
    return in.Fail(clock_at, ErrorCode::kInvalidArgument,
                   "no such time of day: " + std::string(in.text().substr(clock_at)));
  }
  return Moment::AtTime(*day, hour * 3600 + minute * 60 + second, 0);
}

Result<Moment> ReadTimestampIso(Scanner& in, YearLimits limits) {
  const Result<Parts> parts = ReadIso(in);
  if (!parts.ok()) return parts.error();
  if (!in.Take('T') && !in.Take(' ')) return in.Expected("'T' or a blank and a clock");
  const Result<int> second = ScanClock(in);
  if (!second.ok()) return second.error();
  if (in.Take('.')) {
    if (!IsDigit(in.peek())) return in.Expected("a fraction of a second");
    in.Skip(in.CountDigits());
  }
  const Result<std::optional<int>> offset = ScanOffset(in);
  if (!offset.ok()) return offset.error();
  if (!in.done()) return in.Expected("the end");
  if (std::optional<Error> error = CheckYear(in, parts->year.at, parts->year.value, limits)) {
    return *std::move(error);
  }
  const Result<Day> day = MakeDay(in, *parts);
  if (!day.ok()) return day.error();
  return Moment::AtTime(*day, *second, *offset);
}

Result<Moment> ReadUnixTime(Scanner& in, YearLimits limits) {
  const bool negative = in.Take('-');
  const std::size_t digits = in.CountDigits();
  if (digits == 0) return in.Expected("a number of seconds");
  if (digits < in.rest().size()) return in.Expected("the end", in.pos() + digits);
  constexpr std::size_t kMostDigits = 15;  // the calendar needs 12
  std::int64_t seconds = 0;
  for (std::size_t i = 0; i < digits && i < kMostDigits; ++i) {
    seconds = seconds * 10 + (in.peek(i) - '0');
  }
  if (negative) seconds = -seconds;
  constexpr std::int64_t kSecondsPerDay = 86400;
  const std::int64_t number =
      (seconds >= 0 ? seconds : seconds - (kSecondsPerDay - 1)) / kSecondsPerDay;
  const Day day = Day::FromNumber(number);
  if (digits > kMostDigits || !day.is_finite()) {
    return in.Fail(0, ErrorCode::kOutOfRange, "not within years -9999 to 9999 as seconds");
  }
  if (std::optional<Error> error = CheckYear(in, 0, day.year(), limits)) return *std::move(error);
  return Moment::AtTime(day, static_cast<int>(seconds - number * kSecondsPerDay), 0);
}

Result<Moment> ReadYearMonth6(Scanner& in, YearLimits limits) {
  const std::size_t digits = in.CountDigits();
  if (digits < 6) return in.Expected("6 digits", digits);
  const int year = *in.TakeDigits(4);
  const int month = *in.TakeDigits(2);
  if (!in.done()) return in.Expected("the end");
  if (std::optional<Error> error = CheckYear(in, 0, year, limits)) return *std::move(error);
  if (month == 0) return Moment::InYear(year);
  if (month > 12) {
    return in.Fail(4, ErrorCode::kInvalidArgument, "no such month: " + std::to_string(month));
  }
  return Moment::InMonth(year, month);
}

// ---- Dates in several columns ----

struct DatePart {
  const char* field;
  std::string_view text;
  std::optional<int> value;
};

Error FailPart(const DatePart& part, ErrorCode code, std::string message) {
  Where where;
  where.column = 1;
  where.field = part.field;
  return Error(code, std::move(message), std::move(where), std::string(part.text));
}

bool IsCode(const MissingCodes& missing, int value) {
  return std::find(missing.codes.begin(), missing.codes.end(), value) != missing.codes.end();
}

std::optional<Error> ReadPart(DatePart& part, const MissingCodes& missing) {
  if (missing.words && IsMissingWord(part.text)) return std::nullopt;
  Scanner in(part.text);
  const bool negative = in.Take('-');
  const Result<Number> number = ReadNumber(in, part.field, 1, 9);
  const bool ends = number.ok() && in.done();
  if (!ends) {
    Where where;
    where.field = part.field;
    return (number.ok() ? in.Expected("the end") : number.error()).At(std::move(where));
  }
  const int value = negative ? -number->value : number->value;
  if (!IsCode(missing, value)) part.value = value;
  return std::nullopt;
}

Result<Moment> JoinParts(const DatePart& year, const DatePart& month, const DatePart& day,
                         const MissingCodes& missing, YearLimits limits) {
  if (day.value && !month.value) {
    return FailPart(day, ErrorCode::kInvalidArgument, "a day without a month");
  }
  if (month.value && !year.value) {
    return FailPart(month, ErrorCode::kInvalidArgument, "a month without a year");
  }
  if (!year.value) {
    if (missing.year_may_be_missing) return Moment::Unknown();
    return FailPart(year, ErrorCode::kParse, "the year is missing");
  }
  if (*year.value < limits.min_year || *year.value > limits.max_year) {
    return FailPart(year, ErrorCode::kInvalidArgument,
                    "the year is outside the years expected here, " +
                        std::to_string(limits.min_year) + " to " + std::to_string(limits.max_year));
  }
  if (*year.value < Day::kMinYear || *year.value > Day::kMaxYear) {
    return FailPart(year, ErrorCode::kOutOfRange, "the year is outside -9999 to 9999");
  }
  if (!month.value) return Moment::InYear(*year.value);
  if (*month.value < 1 || *month.value > 12) {
    return FailPart(month, ErrorCode::kInvalidArgument, "no such month");
  }
  if (!day.value) return Moment::InMonth(*year.value, *month.value);
  const std::optional<Day> made = Day::TryFromYmd(*year.value, *month.value, *day.value);
  if (!made) return FailPart(day, ErrorCode::kInvalidArgument, "no such day in that month");
  return Moment::OnDay(*made);
}

// ---- Free text ----

// Reads dates as people write them. One per text.
class TextReader {
 public:
  TextReader(std::string_view text, const MomentHint& hint)
      : in_(text.substr(0, text.find_last_not_of(" \t") + 1), text), hint_(hint) {
    SkipBlanks();
  }

  Result<Moment> ReadMoment();
  Result<Span> ReadSpan();

 private:
  // Whether there were any.
  bool SkipBlanks() {
    const std::size_t begin = in_.pos();
    while (in_.peek() == ' ' || in_.peek() == '\t') in_.Skip(1);
    return in_.pos() > begin;
  }
  bool TakeWord(std::string_view word) {
    if (!EqualsIgnoreCase(PeekWord(in_), word)) return false;
    in_.Skip(word.size());
    return true;
  }
  // An ordinal's ending after a number: "th".
  void SkipOrdinal() {
    const std::string_view word = PeekWord(in_);
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
      if (EqualsIgnoreCase(word, ending)) in_.Skip(2);
    }
  }
  bool TakeDash() { return in_.Take('-') || in_.Take("\u2013") || in_.Take("\u2014"); }

  Qualifier TakeCirca();
  Result<int> ReadYear();
  Result<Moment> ReadDate();
  Result<Moment> Qualify(Result<Moment> moment, Qualifier qualifier, std::size_t at) const;
  Result<Moment> ReadQualifiedDate();
  Result<Moment> ReadFromFourDigits();
  Result<Moment> ReadFromOneOrTwoDigits(std::size_t digits);
  Result<Moment> ReadFromWord();
  Result<Moment> ReadDecade();
  Result<Moment> ReadCentury(int number, std::size_t at);
  Result<Moment> ReadYearFirst(char mark);
  Result<Moment> ReadDayMonthNameYear(std::size_t digits);
  Result<Moment> ReadNumeric();
  Result<Moment> ReadBetween();
  Result<Moment> MakeRange(const Moment& first, std::size_t first_at, const Moment& last,
                           std::size_t last_at) const;
  Error IsPeriod(std::size_t at) const {
    return in_.Fail(at, ErrorCode::kParse,
                    "two dates with a mark between are a period, not a date");
  }

  Scanner in_;
  const MomentHint& hint_;
};

Qualifier TextReader::TakeCirca() {
  const std::size_t begin = in_.pos();
  for (const std::string_view word :
       {"circa", "ca", "c", "approximately", "approx", "about", "around"}) {
    if (!TakeWord(word)) continue;
    const bool stop = in_.Take('.');
    if (SkipBlanks() || stop) return Qualifier::kApproximate;
    break;
  }
  in_.set_pos(begin);
  return Qualifier::kNone;
}

// Four digits, or two with a pivot.
Result<int> TextReader::ReadYear() {
  const std::size_t at = in_.pos();
  const std::size_t digits = in_.CountDigits();
  int year = 0;
  if (digits == 2) {
    if (!hint_.pivot) {
      return in_.Fail(at, ErrorCode::kParse,
                      "a year of two digits cannot be read without a century pivot");
    }
    year = hint_.pivot->Expand(*in_.TakeDigits(2));
    if (std::optional<Error> error = CheckYear(in_, at, year, hint_.limits)) {
      return *std::move(error);
    }
    return year;
  }
  const Result<Number> number = ReadNumber(in_, "a year", 4, 4);
  if (!number.ok()) return number.error();
  year = number->value;
  if (std::optional<Error> error = CheckPlainYear(in_, at, year, hint_.limits)) {
    return *std::move(error);
  }
  return year;
}

// "1960s".
Result<Moment> TextReader::ReadDecade() {
  const std::size_t at = in_.pos();
  const Result<int> year = ReadYear();
  if (!year.ok()) return year.error();
  in_.Skip(1);
  if (*year % 100 == 0) {
    const std::string text = std::to_string(*year);
    return in_.Fail(at, ErrorCode::kParse,
                    "ambiguous: the ten years from " + text + " or the hundred years from " + text);
  }
  if (*year % 10 != 0) return in_.Fail(at, ErrorCode::kInvalidArgument, "no such decade");
  if (std::optional<Error> error = CheckYear(in_, at, *year + 9, hint_.limits)) {
    return *std::move(error);
  }
  return Moment::InDecade(*year);
}

// "20. century": 1901 to 2000, since there was no year 0 in the count of those who count so.
Result<Moment> TextReader::ReadCentury(int number, std::size_t at) {
  if (number < 1) return in_.Fail(at, ErrorCode::kInvalidArgument, "no such century");
  const int first = (number - 1) * 100 + 1;
  const int last = number * 100;
  for (const int year : {first, last}) {
    if (std::optional<Error> error = CheckYear(in_, at, year, hint_.limits)) {
      return *std::move(error);
    }
  }
  return Moment::Between(Day::FromYmd(first, 1, 1), Day::FromYmd(last, 12, 31));
}

// "2014/03/18", "2014.3.18".
Result<Moment> TextReader::ReadYearFirst(char mark) {
  const Result<int> year = ReadYear();
  if (!year.ok()) return year.error();
  Parts parts;
  parts.year.value = *year;
  for (Number* number : {&parts.month, &parts.day}) {
    if (std::optional<Error> error = ReadMark(in_, mark)) return *std::move(error);
    const Result<Number> one = ReadNumber(in_, number == &parts.month ? "a month" : "a day", 1, 2);
    if (!one.ok()) return one.error();
    *number = *one;
  }
  const Result<Day> day = MakeDay(in_, parts);
  if (!day.ok()) return day.error();
  return Moment::OnDay(*day);
}

Result<Moment> TextReader::ReadFromFourDigits() {
  const char next = in_.peek(4);
  if (next == 's' && !IsLetter(in_.peek(5))) return ReadDecade();
  if (next == '/' || next == '.') {
    std::size_t digits = 0;
    while (IsDigit(in_.peek(5 + digits))) ++digits;
    if (digits > 0 && digits < 3 && in_.peek(5 + digits) == next) return ReadYearFirst(next);
  }
  if (next == '-') {
    std::size_t digits = 0;
    while (IsDigit(in_.peek(5 + digits))) ++digits;
    // Another year, or something that is no part of this date: "1970-1973", "2016-",
    // "1990-present".
    if (digits == 4 || (digits == 0 && in_.peek(5) != 'X')) {
      const std::size_t at = in_.pos();
      const int year = *in_.TakeDigits(4);
      if (std::optional<Error> error = CheckYear(in_, at, year, hint_.limits)) {
        return *std::move(error);
      }
      return Moment::InYear(year);
    }
  }
  return ScanEdtfDate(in_, hint_.limits);
}

// "25 Dec 1965", "3rd March 1960", "26-Dec-1990".
Result<Moment> TextReader::ReadDayMonthNameYear(std::size_t digits) {
  Parts parts;
  parts.day = Number{*in_.TakeDigits(digits), in_.pos() - digits};
  SkipOrdinal();
  const char mark = in_.peek() == '-' || in_.peek() == '/' ? in_.peek() : ' ';
  if (mark == ' ' ? !SkipBlanks() : !in_.Take(mark)) return in_.Expected("a month");
  parts.month.at = in_.pos();
  const Result<int> month = ReadMonthName(in_);
  if (!month.ok()) return month.error();
  parts.month.value = *month;
  if (mark == ' ') {
    const bool stop = in_.Take('.') || in_.Take(',');
    if (!SkipBlanks() && !stop) return in_.Expected("a year");
  } else if (!in_.Take(mark)) {
    return in_.Expected(std::string("'") + mark + "' and a year");
  }
  const Result<int> year = ReadYear();
  if (!year.ok()) return year.error();
  parts.year.value = *year;
  const Result<Day> day = MakeDay(in_, parts);
  if (!day.ok()) return day.error();
  return Moment::OnDay(*day);
}

// Three numbers, or two of which the second is a year: "18/03/2014", "dd/mm/1945", "03/2014".
Result<Moment> TextReader::ReadNumeric() {
  const std::size_t begin = in_.pos();
  // A part is a number, or not known: zeros, or the letters of a form that was not filled in.
  struct FormPart {
    std::optional<int> value;
    bool day_letters = false;
    bool month_letters = false;
    std::size_t at = 0;
  };
  const auto read = [&](const char* what) -> Result<FormPart> {
    FormPart part;
    part.at = in_.pos();
    part.day_letters = TakeWord("dd");
    part.month_letters = !part.day_letters && TakeWord("mm");
    if (part.day_letters || part.month_letters) return part;
    const Result<Number> number = ReadNumber(in_, what, 1, 2);
    if (!number.ok()) return number.error();
    if (number->value != 0) part.value = number->value;
    return part;
  };

  const Result<FormPart> first = read("a day or month");
  if (!first.ok()) return first.error();
  const char mark = in_.peek();
  in_.Skip(1);
  if (in_.CountDigits() == 4) {  // "03/2014"
    const Result<int> year = ReadYear();
    if (!year.ok()) return year.error();
    if (!first->value) return Moment::InYear(*year);
    if (*first->value > 12) return in_.Fail(begin, ErrorCode::kInvalidArgument, "no such month");
    return Moment::InMonth(*year, *first->value);
  }
  const Result<FormPart> second = read("a day or month");
  if (!second.ok()) return second.error();
  if (std::optional<Error> error = ReadMark(in_, mark)) return *std::move(error);
  const Result<int> year = ReadYear();
  if (!year.ok()) return year.error();

  const auto make = [&](const FormPart& day, const FormPart& month) -> std::optional<Moment> {
    if (day.month_letters || month.day_letters) return std::nullopt;
    if (month.value && *month.value > 12) return std::nullopt;
    if (!month.value) return day.value ? std::nullopt : std::optional(*Moment::InYear(*year));
    if (!day.value) return *Moment::InMonth(*year, *month.value);
    const std::optional<Day> made = Day::TryFromYmd(*year, *month.value, *day.value);
    return made ? std::optional(Moment::OnDay(*made)) : std::nullopt;
  };
  std::optional<Moment> day_first;
  std::optional<Moment> month_first;
  if (hint_.order != FieldOrder::kMonthDay) day_first = make(*first, *second);
  if (hint_.order != FieldOrder::kDayMonth) month_first = make(*second, *first);
  if (day_first && month_first && *day_first != *month_first) {
    return in_.Fail(begin, ErrorCode::kParse,
                    "ambiguous: " + ToString(day_first->earliest()) + " (day first) or " +
                        ToString(month_first->earliest()) + " (month first)");
  }
  if (day_first) return *day_first;
  if (month_first) return *month_first;
  const char* order = hint_.order == FieldOrder::kDayMonth   ? " (day first)"
                      : hint_.order == FieldOrder::kMonthDay ? " (month first)"
                                                             : " in either order";
  return in_.Fail(begin, ErrorCode::kInvalidArgument, std::string("no such date") + order);
}

Result<Moment> TextReader::ReadFromOneOrTwoDigits(std::size_t digits) {
  const std::size_t begin = in_.pos();
  const char mark = in_.peek(digits);
  const char after = in_.peek(digits + 1);
  // "20. century", "20th century", "20 century".
  const int number = *in_.TakeDigits(digits);
  if (!in_.Take('.')) SkipOrdinal();
  SkipBlanks();
  if (TakeWord("century")) return ReadCentury(number, begin);
  in_.set_pos(begin);

  const bool numeric_mark = mark == '.' || mark == '/' || mark == '-';
  in_.Skip(std::min(digits + 1, in_.rest().size()));
  const bool form = TakeWord("mm") || TakeWord("dd");
  in_.set_pos(begin);
  if (numeric_mark && (IsDigit(after) || form)) return ReadNumeric();
  return ReadDayMonthNameYear(digits);
}

// "Mar 1965", "Nov. 1973", "December 25, 1965", "spring 1916", "dd/mm/1945".
Result<Moment> TextReader::ReadFromWord() {
  const std::size_t begin = in_.pos();
  const std::string_view word = PeekWord(in_);
  const char mark = in_.peek(word.size());
  if ((EqualsIgnoreCase(word, "dd") || EqualsIgnoreCase(word, "mm")) &&
      (mark == '/' || mark == '.' || mark == '-')) {
    return ReadNumeric();
  }
  struct SeasonName {
    std::string_view name;
    int number;
  };
  for (const SeasonName season :
       {SeasonName{"spring", 21}, SeasonName{"summer", 22}, SeasonName{"autumn", 23},
        SeasonName{"fall", 23}, SeasonName{"winter", 24}}) {
    if (!TakeWord(season.name)) continue;
    if (!SkipBlanks()) return in_.Expected("a year");
    const Result<int> year = ReadYear();
    if (!year.ok()) return year.error();
    return Moment::InSeason(*year, season.number);
  }
  const int month = MonthOfName(word);
  if (month == 0) return in_.Expected("a date (with English month names)");
  in_.Skip(word.size());
  const bool stop = in_.Take('.');
  if (!SkipBlanks() && !stop) return in_.Expected("a blank and a year");
  const std::size_t digits = in_.CountDigits();
  if (digits != 1 && digits != 2) {
    const Result<int> year = ReadYear();
    if (!year.ok()) return year.error();
    return Moment::InMonth(*year, month);
  }
  Parts parts;
  parts.month = Number{month, begin};
  parts.day = Number{*in_.TakeDigits(digits), in_.pos() - digits};
  SkipOrdinal();
  const bool comma = in_.Take(',');
  // "Dec 90" is no more a day than a year.
  if (!SkipBlanks() && !comma) return in_.Expected("a year of 4 digits");
  const Result<int> year = ReadYear();
  if (!year.ok()) return year.error();
  parts.year.value = *year;
  const Result<Day> day = MakeDay(in_, parts);
  if (!day.ok()) return day.error();
  return Moment::OnDay(*day);
}

// One date without a circa, ending where its shape ends.
Result<Moment> TextReader::ReadDate() {
  const char c = in_.peek();
  if (IsDigit(c)) {
    const std::size_t digits = in_.CountDigits();
    if (digits == 4) return ReadFromFourDigits();
    if (in_.peek(digits) == 'X') return ScanEdtfDate(in_, hint_.limits);
    if (digits <= 2) return ReadFromOneOrTwoDigits(digits);
    return in_.Fail(in_.pos(), ErrorCode::kParse,
                    "a year has 4 digits, not " + std::to_string(digits));
  }
  const bool edtf = c == '[' || c == '{' || c == '-' || c == '?' || c == '~' || c == '%' ||
                    c == 'X' || (c == 'Y' && (IsDigit(in_.peek(1)) || in_.peek(1) == '-'));
  if (edtf) return ScanEdtfDate(in_, hint_.limits);
  if (!PeekWord(in_).empty()) return ReadFromWord();
  return in_.Expected("a date");
}

Result<Moment> TextReader::Qualify(Result<Moment> moment, Qualifier qualifier,
                                   std::size_t at) const {
  if (!moment.ok() || qualifier == Qualifier::kNone) return moment;
  Result<Moment> qualified = Qualified(*moment, qualifier);
  if (qualified.ok()) return qualified;
  return in_.Fail(at, qualified.error().code(), qualified.error().message());
}

// A date, with or without a circa.
Result<Moment> TextReader::ReadQualifiedDate() {
  const Qualifier circa = TakeCirca();
  const std::size_t at = in_.pos();
  return Qualify(ReadDate(), circa, at);
}

// Some day from the first day of `first` to the last of `last`.
Result<Moment> TextReader::MakeRange(const Moment& first, std::size_t first_at, const Moment& last,
                                     std::size_t last_at) const {
  for (const auto& [moment, at] : {std::pair(&first, first_at), std::pair(&last, last_at)}) {
    if (moment->basis() == Basis::kTime) {
      return in_.Fail(at, ErrorCode::kParse,
                      "a range is bounded by days: the time of day would be lost");
    }
    if (moment->is_unknown()) {
      return in_.Fail(at, ErrorCode::kParse, "an unknown date bounds no range");
    }
  }
  Result<Moment> range = Moment::Between(first.earliest(), last.latest());
  if (!range.ok()) return in_.Fail(last_at, range.error().code(), range.error().message());
  return range;
}

// After "between".
Result<Moment> TextReader::ReadBetween() {
  if (!SkipBlanks()) return in_.Expected("a blank and a date");
  const std::size_t first_at = in_.pos();
  const Result<Moment> first = ReadQualifiedDate();
  if (!first.ok()) return first.error();
  SkipBlanks();
  if (!TakeWord("and")) return in_.Expected("'and'");
  if (!SkipBlanks()) return in_.Expected("a blank and a date");
  const std::size_t last_at = in_.pos();
  const Result<Moment> last = ReadQualifiedDate();
  if (!last.ok()) return last.error();
  if (!in_.done()) return in_.Expected("the end");
  return MakeRange(*first, first_at, *last, last_at);
}

bool IsPlainYear(const Moment& moment) {
  return moment.basis() == Basis::kYear && moment.qualifier() == Qualifier::kNone;
}

Result<Moment> TextReader::ReadMoment() {
  if (TakeWord("between")) return ReadBetween();
  const Qualifier circa = TakeCirca();
  const std::size_t first_at = in_.pos();
  const Result<Moment> first_read = ReadDate();
  const Result<Moment> first = Qualify(first_read, circa, first_at);
  if (!first.ok()) return first;
  const bool blank = SkipBlanks();
  if (in_.done()) return first;

  const std::size_t link_at = in_.pos();
  const bool dash = TakeDash();
  if (!dash && !(blank && TakeWord("to"))) {
    return in_.peek() == '/' ? IsPeriod(link_at) : in_.Expected("the end");
  }
  // "1970-1973" is how lists write some day of these years; with days or months a dash is a period.
  if (dash && !IsPlainYear(*first_read)) return IsPeriod(link_at);
  if (!SkipBlanks() && !dash) return in_.Expected("a blank and a date");
  if (dash && in_.done()) return IsPeriod(link_at);
  const Qualifier own_circa = TakeCirca();
  const std::size_t last_at = in_.pos();
  const Result<Moment> last_read = ReadDate();
  if (last_read.ok() && dash && !IsPlainYear(*last_read)) return IsPeriod(link_at);
  // "circa 1965-1967" doubts both years.
  const Result<Moment> last =
      Qualify(last_read, dash && own_circa == Qualifier::kNone ? circa : own_circa, last_at);
  if (!last.ok()) return last;
  if (!in_.done()) return in_.Expected("the end");
  return MakeRange(*first, first_at, *last, last_at);
}

Result<Span> TextReader::ReadSpan() {
  if (TakeWord("between")) {
    const Result<Moment> when = ReadBetween();
    if (!when.ok()) return when.error();
    return Span::On(*when);
  }
  if (TakeWord("until")) {
    if (!SkipBlanks()) return in_.Expected("a blank and a date");
    const Result<Moment> last = ReadQualifiedDate();
    if (!last.ok()) return last.error();
    if (!in_.done()) return in_.Expected("the end");
    return Span::Make(Moment::Unknown(), *last);
  }
  const bool since = TakeWord("since");
  const bool from = !since && TakeWord("from");
  if ((since || from) && !SkipBlanks()) return in_.Expected("a blank and a date");
  const Qualifier circa = TakeCirca();
  const std::size_t first_at = in_.pos();
  const Result<Moment> first_read = ReadDate();
  const Result<Moment> first = Qualify(first_read, circa, first_at);
  if (!first.ok()) return first.error();
  const bool blank = SkipBlanks();
  if (in_.done()) {
    return since || from ? Span::Make(*first, Moment::OpenEnd()) : Span::On(*first);
  }

  const bool dash = TakeDash();
  if (since || (!dash && !(blank && (TakeWord("to") || TakeWord("until"))))) {
    return in_.Expected("the end");
  }
  if (!SkipBlanks() && !dash) return in_.Expected("a blank and a date");
  if (dash && in_.done()) return Span::Make(*first, Moment::OpenEnd());
  for (const std::string_view word : {"present", "now", "today", "ongoing", "current"}) {
    if (!TakeWord(word)) continue;
    if (!in_.done()) return in_.Expected("the end");
    return Span::Make(*first, Moment::OpenEnd());
  }
  const Qualifier own_circa = TakeCirca();
  const std::size_t last_at = in_.pos();
  const Result<Moment> last_read = ReadDate();
  const bool both_doubted = dash && own_circa == Qualifier::kNone && last_read.ok() &&
                            IsPlainYear(*first_read) && IsPlainYear(*last_read);
  const Result<Moment> last = Qualify(last_read, both_doubted ? circa : own_circa, last_at);
  if (!last.ok()) return last.error();
  if (!in_.done()) return in_.Expected("the end");
  const Result<Span> span = Span::Make(*first, *last);
  if (!span.ok()) return in_.Fail(last_at, span.error().code(), span.error().message());
  return span;
}

// Do these bytes begin as an end of an EDTF interval does, and as no other date with slashes?
bool BeginsEdtfEnd(std::string_view text) {
  if (text.empty() || text.starts_with("..")) return true;
  if (text[0] == '[' || text[0] == '-' || text[0] == 'X' || text[0] == 'Y') return true;
  return text.size() >= 4 &&
         std::all_of(text.begin(), text.begin() + 4, [](char c) { return IsDigit(c) || c == 'X'; });
}

// "2014/2015", "/..", but not "2014/03/18" or "18/03/2014".
bool IsEdtfInterval(std::string_view text) {
  const std::size_t slash = text.find('/');
  return slash != std::string_view::npos && BeginsEdtfEnd(text.substr(0, slash)) &&
         BeginsEdtfEnd(text.substr(slash + 1));
}

}  // namespace

std::string_view ToString(DayShape shape) {
  switch (shape) {
    case DayShape::kIso: return "2020-12-03";
    case DayShape::kCompact: return "20201203";
    case DayShape::kIsoMidnight: return "2020-12-03 00:00:00.000";
    case DayShape::kIsoZoned: return "2020-12-03Z";
    case DayShape::kDayMonthNameYear: return "03 December 2020";
    case DayShape::kStata: return "03dec2020";
    case DayShape::kDmyDots: return "03.12.2020";
    case DayShape::kDmyColons: return "03:12:2020";
    case DayShape::kDmyDashes: return "03-12-2020";
    case DayShape::kDmySlashes: return "03/12/2020";
    case DayShape::kMdySlashes: return "12/03/2020";
  }
  return "";
}

Result<Day> ParseDay(std::string_view text, DayShape shape, YearLimits limits) {
  Scanner in(text);
  return UnlessMissing(ReadDay(in, shape, limits), text);
}

Result<Day> ParseDayTwoDigitYear(std::string_view text, ShortYearShape shape, CenturyPivot pivot,
                                 YearLimits limits) {
  Scanner in(text);
  return UnlessMissing(ReadShortYearDay(in, shape, pivot, limits), text);
}

Result<Moment> ParseTimestamp14(std::string_view text, YearLimits limits) {
  Scanner in(text);
  return UnlessMissing(ReadTimestamp14(in, limits), text);
}

Result<Moment> ParseTimestampIso(std::string_view text, YearLimits limits) {
  Scanner in(text);
  return UnlessMissing(ReadTimestampIso(in, limits), text);
}

Result<Moment> ParseUnixTime(std::string_view text, YearLimits limits) {
  Scanner in(text);
  return UnlessMissing(ReadUnixTime(in, limits), text);
}

Result<Moment> ParseYearMonth6(std::string_view text, YearLimits limits) {
  Scanner in(text);
  return UnlessMissing(ReadYearMonth6(in, limits), text);
}

Result<Moment> ParseMomentFromParts(std::string_view year, std::string_view month,
                                    std::string_view day, const MissingCodes& missing,
                                    YearLimits limits) {
  DatePart parts[3] = {{"year", year, {}}, {"month", month, {}}, {"day", day, {}}};
  for (DatePart& part : parts) {
    if (std::optional<Error> error = ReadPart(part, missing)) return *std::move(error);
  }
  return JoinParts(parts[0], parts[1], parts[2], missing, limits);
}

Result<Moment> MomentFromParts(int year, int month, int day, const MissingCodes& missing,
                               YearLimits limits) {
  const auto known = [&](int value) {
    return IsCode(missing, value) ? std::nullopt : std::optional<int>(value);
  };
  const std::string texts[3] = {std::to_string(year), std::to_string(month), std::to_string(day)};
  return JoinParts({"year", texts[0], known(year)}, {"month", texts[1], known(month)},
                   {"day", texts[2], known(day)}, missing, limits);
}

bool IsMissingWord(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return true;
  text = text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
  for (const std::string_view word : {".", "-", "--", "?", "-0-", "NA", "N/A", "n.a.", "NaN",
                                      "NULL", "None", "nil", "unknown", "#N/A"}) {
    if (EqualsIgnoreCase(text, word)) return true;
  }
  return false;
}

Result<Moment> ParseMoment(std::string_view text, const MomentHint& hint) {
  return UnlessMissing(TextReader(text, hint).ReadMoment(), text);
}

Result<Span> ParseSpanText(std::string_view text, const MomentHint& hint) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  const std::size_t end = text.find_last_not_of(" \t") + 1;
  if (!IsEdtfInterval(text.substr(begin, std::max(begin, end) - begin))) {
    return UnlessMissing(TextReader(text, hint).ReadSpan(), text);
  }
  Scanner in(text.substr(0, end), text);
  in.Skip(begin);
  return time_internal::ReadEdtfSpan(in, hint.limits);
}

}  // namespace casus
