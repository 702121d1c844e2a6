#ifndef CASUS_TIME_EDTF_H_
#define CASUS_TIME_EDTF_H_

#include <string>
#include <string_view>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/time/moment.h"
#include "casus/time/span.h"

namespace casus {

// The Extended Date/Time Format (ISO 8601-2:2019; Library of Congress, 2019-02-04): the text form
// of Moment and Span. Levels 0 and 1, and of level 2 the ranges and the season numbers 25..41.
//
//   2014  2014-03  2014-03-18  -0044-03-15        years -9999..9999
//   2014-03-18T13:45:00Z  ...+02:00  ...+02  ...  the clock as written; no zone is no zone
//   2014?  2014-03~  2014-03-18%                  uncertain, approximate, both
//   201X  20XX                                    decade, century; may be qualified
//   2014-03-XX                                    some day of March: the same as 2014-03
//   2014-XX  2014-XX-XX                           the same as 2014
//   XXXX                                          Moment::Unknown()
//   2014-21 .. 2014-41                            seasons, quarters, quadrimesters, halves
//   [2014-02..2014-03]  [..1935]  [2024-12-31..]  some day from the first day of the one to the
//                                                 last of the other; qualified ends are widened
//   2014-04/2014-09  2014/..  ../1960             an interval; ".." has no end (no begin)
//   2014/  /1960  /                               an end (begin, both) that nobody states
//   2014/[2024-12-31..]                           censored: still seen on that day
//
// A liberty, so that every Span has a text: the ends of an interval may be date-times and ranges.
//
// Not read, with an error that says what they are (kUnsupported): other level 2 shapes (lists
// [1667,1668], sets {..}, qualified parts ?2004-06-~11, digits unspecified elsewhere 156X-12,
// significant digits 1950S2) and unspecified digits before year 0. Years beyond four digits
// (Y170000002) are kOutOfRange. A month or day that does not exist, or a reversed range or
// interval, is kInvalidArgument. All else is kParse: among it blanks, fractions of a second, years
// of two digits, and the words and 'u' digits of the 2012 draft. where().column of an error is the
// first byte that does not fit, from 1; text() is the whole input.
//
// These functions keep no state and may be called from any thread.

// One date. ".." is none: an open end stands only in an interval.
CASUS_EXPORT Result<Moment> ParseEdtfMoment(std::string_view text);

// An interval, or one date, which is Span::On.
CASUS_EXPORT Result<Span> ParseEdtfSpan(std::string_view text);

// The exact inverses: ParseEdtfSpan(ToEdtf(s)) == s for every span, ParseEdtfMoment(ToEdtf(m)) == m
// for every moment but the open ones, which are written "..". A range names years or months where
// it is made of whole ones ("[1959..1965]"), days otherwise. A span whose first and last moments
// are the same is written as one date.
CASUS_EXPORT std::string ToEdtf(const Moment& moment);
CASUS_EXPORT std::string ToEdtf(const Span& span);

}  // namespace casus

#endif  // CASUS_TIME_EDTF_H_
