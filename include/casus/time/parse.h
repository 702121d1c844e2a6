#ifndef CASUS_TIME_PARSE_H_
#define CASUS_TIME_PARSE_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/time/day.h"
#include "casus/time/moment.h"
#include "casus/time/span.h"

namespace casus {

// Strict parsers for the shapes in which the field's data write dates. A reader names the shape its
// source uses; nothing tries one shape after another, and nothing is guessed.
//
// What all of them hold to:
// * The whole text is the date: no blanks around it (ParseMoment and ParseSpanText ignore them).
// * The day exists: 30 February and month 0 are kInvalidArgument, another shape is kParse. Years
//   outside YearLimits are kInvalidArgument. 9999-12-31 is a day; whether it means "still" is for
//   the reader of that source to say.
// * A missing value (IsMissingWord) is kParse and named as such: whether a field may be missing is
//   for the reader to say.
// * Errors carry the offset of the first byte that does not fit (where().column, from 1) and the
//   whole text.
// * No locale and no state; callable from any thread.

// The years that a source can mean: for refusing 0025 and 2068, which parse.
struct YearLimits {
  int min_year = Day::kMinYear;
  int max_year = Day::kMaxYear;
  friend constexpr bool operator==(const YearLimits&, const YearLimits&) = default;
};

// How a field writes one day. Day and month have exactly two digits unless said otherwise, years
// exactly four; a year below 1000 ("0025") is read in the ISO shapes (the first four) only.
enum class DayShape : std::uint8_t {
  kIso,          // "2020-12-03", "-0044-03-15": UCDP, COW, ICEWS, most
  kCompact,      // "20191024": GDELT SQLDATE, VIINA
  kIsoMidnight,  // "2020-12-03 00:00:00.000", "2020-12-03T00:00:00": UCDP GED 23.1+; another
                 // clock than midnight is an error, as it would be lost
  kIsoZoned,     // "2015-04-07-04:00", "2015-04-07Z", "2015-04-07": XML Schema's date, UN list;
                 // the day is the one written
  kDayMonthNameYear,  // "03 December 2020", "3 Dec 1990": ACLED, OFAC; English, any case, 1 or 2
                      // digits
  kStata,             // "22feb1984": EUSANCT
  kDmyDots,           // "01.09.1960", "1.9.1960": 1 or 2 digits
  kDmyColons,         // "18:03:2014": Gleditsch and Ward
  kDmyDashes,         // "18-03-2014", "8-3-2014": spreadsheets' re-saves; 1 or 2 digits
  kDmySlashes,        // "18/03/2014", "8/3/2014": UK sanctions list; 1 or 2 digits
  kMdySlashes,        // "03/18/2014", "3/8/2014": ICEWS 2017, OFAC; 1 or 2 digits
};
// The shape by example: "2020-12-03".
CASUS_EXPORT std::string_view ToString(DayShape shape);

CASUS_EXPORT Result<Day> ParseDay(std::string_view text, DayShape shape, YearLimits limits = {});

// The hundred years that two-digit years fall in: CenturyPivot(1930) reads 30..99 as 1930..1999 and
// 00..29 as 2000..2029. There is no default: a pivot that was not chosen published persons born in
// 2068.
class CenturyPivot {
 public:
  constexpr explicit CenturyPivot(int first_year) : first_year_(first_year) {}
  constexpr int first_year() const { return first_year_; }
  // REQUIRES: two_digits in 0..99.
  constexpr int Expand(int two_digits) const {
    return first_year_ + ((two_digits - first_year_) % 100 + 100) % 100;
  }
  friend constexpr bool operator==(CenturyPivot, CenturyPivot) = default;

 private:
  int first_year_;
};

// Shapes that lack the century. A type of their own, so that none is read without a pivot.
enum class ShortYearShape : std::uint8_t {
  kDayMonYear,  // "26-Dec-90": SCAD; 1 or 2 digits of day, English month
  kCompact,     // "901226": CAMEO actor dictionaries
  kMdySlashes,  // "3/18/14": spreadsheets' re-saves; 1 or 2 digits of month and day
};
CASUS_EXPORT Result<Day> ParseDayTwoDigitYear(std::string_view text, ShortYearShape shape,
                                              CenturyPivot pivot, YearLimits limits = {});

// "20191024143000": GDELT 2.0 DATEADDED, in UTC. Basis kTime, offset 0.
CASUS_EXPORT Result<Moment> ParseTimestamp14(std::string_view text, YearLimits limits = {});
// "2026-08-05T16:47:04.449+02:00", "2026-08-05 16:47:04": ISO 8601 with a 'T' or a blank. No zone
// is no zone. A fraction of a second is read and left out, as a Moment holds whole seconds.
CASUS_EXPORT Result<Moment> ParseTimestampIso(std::string_view text, YearLimits limits = {});
// "1649187000": seconds since 1970-01-01 UTC; ACLED timestamp.
CASUS_EXPORT Result<Moment> ParseUnixTime(std::string_view text, YearLimits limits = {});

// "201403", and "201400" where the month is not known: International System(s) Dataset.
CASUS_EXPORT Result<Moment> ParseYearMonth6(std::string_view text, YearLimits limits = {});

// Which numbers stand for "not known" in columns of integers.
struct MissingCodes {
  // GTD: 0. COW, ICOW: -9. SCAD: -99, -88.
  std::vector<int> codes = {0, -9, -99};
  // An empty field, or another word of IsMissingWord ("NA", ".").
  bool words = true;
  // A date without a year is Moment::Unknown() if set, else an error.
  bool year_may_be_missing = false;
};
// A date in three columns: the day, month or year as precisely as the columns say. A day without a
// month, or a month without a year, is kInvalidArgument. where().field of an error is "year",
// "month" or "day", where().column counts in that part, and text() is that part.
CASUS_EXPORT Result<Moment> ParseMomentFromParts(std::string_view year, std::string_view month,
                                                 std::string_view day,
                                                 const MissingCodes& missing = {},
                                                 YearLimits limits = {});
CASUS_EXPORT Result<Moment> MomentFromParts(int year, int month, int day,
                                            const MissingCodes& missing = {},
                                            YearLimits limits = {});

// Is it one of the words that say "no value here", in any case, blanks around it ignored?
//   "" "." "-" "--" "?" "-0-" "NA" "N/A" "n.a." "NaN" "NULL" "None" "nil" "unknown" "#N/A"
CASUS_EXPORT bool IsMissingWord(std::string_view text);

// The order in which a source writes day and month.
enum class FieldOrder : std::uint8_t { kUnstated, kDayMonth, kMonthDay };

// What a reader knows about its source's free text.
struct MomentHint {
  // Without it "03/04/2014" is an error that names both readings; "18/03/2014" and "04/04/2014"
  // have one reading and need no order. With it only that order is read.
  FieldOrder order = FieldOrder::kUnstated;
  // Without it a year of two digits is an error.
  std::optional<CenturyPivot> pivot = std::nullopt;
  YearLimits limits = {};
};

// A date as people write it in lists; English, any case, blanks around it ignored.
//
//   1965   Mar 1965   Nov. 1973   25 Dec 1965   December 25, 1965   3rd March 1960   26-Dec-1990
//   01.09.1960  18/03/2014  18-3-2014  2014/03/18   (see MomentHint)    03/2014   any EDTF date
//   dd/mm/1945  dd/03/1945  00/00/1963              the letters or zeros are parts not known
//   1960s       "1900s" and "2000s" are errors: decade or century?
//   spring 1916
//   20. century, 20th century                       1901..2000
//   circa 1965, c. 1965, c.1965, ca. 25 Dec 1965, approximately Mar 1965, about, around
//   1970-1973, 1970 - 1973, 1959 to 1965, 25 Dec 1959 to 3 Mar 1960, between 1959 and 1965
//                                                   some day of that range
//   circa 1965-1967                                 a range, each end widened as the circa of it is
//
// Two days or months with a dash between ("01.09.1960 - 30.03.2015") are a period, not a date:
// an error that says so; ParseSpanText reads them. Months in other languages are errors.
CASUS_EXPORT Result<Moment> ParseMoment(std::string_view text, const MomentHint& hint = {});

// A period as people write it: two dates of ParseMoment from the first to the last, or one date,
// which is Span::On.
//
//   01.09.1960 - 30.03.2015, 1970-1973, May 1960 to 1965, from 1960 to 1965, from 1960 until 1965
//   2016-, since 2016, from 2016       goes on
//   2016 to present, 2016 - present    goes on; so do now, today, ongoing, current
//   until 1960                         an end, and an unknown begin
//   between 1959 and 1965              Span::On some day of that range
//   any EDTF interval
CASUS_EXPORT Result<Span> ParseSpanText(std::string_view text, const MomentHint& hint = {});

}  // namespace casus

#endif  // CASUS_TIME_PARSE_H_
