// Misuses of the words of casus/time that the compiler must refuse.
#include "casus/time/allen.h"
#include "casus/time/day.h"
#include "casus/time/edtf.h"
#include "casus/time/moment.h"
#include "casus/time/parse.h"
#include "casus/time/period.h"
#include "casus/time/span.h"

#if CASUS_CASE == 0
constexpr casus::Day kDay = casus::Day::FromYmd(2022, 2, 24);
constexpr casus::Period kMarch = casus::Period::OfMonth(2014, 3);
constexpr casus::Period kTwoDays = casus::Period::Of(kDay, kDay + 2);
static_assert(kMarch.Contains(casus::Day::FromYmd(2014, 3, 18)) && !kTwoDays.Contains(kDay + 2));
bool Right(const casus::Moment& a, const casus::Moment& b) {
  const casus::Result<casus::Day> day = casus::ParseDay("2014-03-18", casus::DayShape::kIso);
  return day.ok() && a != b && casus::Before(a, b) == casus::Truth::kCertain;
}
#endif

#if CASUS_CASE == 1
// EXPECT: conversion from 'int' to non-scalar type|no viable conversion
casus::Day TakesANumberForADay() {
  casus::Day day = 19000;
  return day;
}
#endif

#if CASUS_CASE == 2
// EXPECT: cannot convert|no viable conversion
int TakesADayForANumber(casus::Day day) {
  int number = day;
  return number;
}
#endif

#if CASUS_CASE == 3
// EXPECT: no match for 'operator=='|invalid operands
bool ComparesADayWithANumber(casus::Day day) { return day == 0; }
#endif

#if CASUS_CASE == 4
// EXPECT: no match for 'operator\+'|invalid operands
casus::Day AddsDays(casus::Day a, casus::Day b) { return a + b; }
#endif

#if CASUS_CASE == 5
// EXPECT: no matching (function|constructor)
casus::Day NoDay() { return casus::Day(); }
#endif

#if CASUS_CASE == 6
// EXPECT: call to non-'constexpr' function|must be initialized by a constant expression
constexpr casus::Day kNoSuchDay = casus::Day::FromYmd(2022, 2, 30);
#endif

#if CASUS_CASE == 7
// EXPECT: call to non-'constexpr' function|must be initialized by a constant expression
constexpr casus::Period kReversed =
    casus::Period::Of(casus::Day::FromYmd(2015, 1, 1), casus::Day::FromYmd(2014, 1, 1));
#endif

#if CASUS_CASE == 8
// EXPECT: call to non-'constexpr' function|must be initialized by a constant expression
constexpr casus::Period kEmpty =
    casus::Period::Of(casus::Day::FromYmd(2015, 1, 1), casus::Day::FromYmd(2015, 1, 1));
#endif

#if CASUS_CASE == 9
// Which of two vague dates is the earlier has three answers: Before() gives them.
// EXPECT: no match for 'operator<'|invalid operands
bool OrdersMoments(const casus::Moment& a, const casus::Moment& b) { return a < b; }
#endif

#if CASUS_CASE == 10
// EXPECT: no match for 'operator<'|invalid operands
bool OrdersSpans(const casus::Span& a, const casus::Span& b) { return a < b; }
#endif

#if CASUS_CASE == 11
// A vague date is no day.
// EXPECT: conversion from|no viable conversion
casus::Day TakesAMomentForADay(const casus::Moment& moment) {
  casus::Day d = moment;
  return d;
}
#endif

#if CASUS_CASE == 12
// EXPECT: conversion from|no viable conversion|no matching function
casus::Truth AsksWithAMoment(const casus::Span& span, const casus::Moment& moment) {
  return casus::HoldsAt(span, moment);
}
#endif

#if CASUS_CASE == 13
// EXPECT: nodiscard
void IgnoresAnError() { casus::ParseDay("2014-03-18", casus::DayShape::kIso); }
#endif

#if CASUS_CASE == 14
// No shape with a two-digit year is read without a pivot.
// EXPECT: could not convert|no viable conversion|no matching function|too few arguments
casus::Result<casus::Day> NoPivot() {
  return casus::ParseDayTwoDigitYear("26-Dec-90", casus::ShortYearShape::kDayMonYear);
}
#endif

#if CASUS_CASE == 15
// EXPECT: could not convert|no viable conversion|no matching function|no known conversion
casus::Result<casus::Day> NumberForPivot() {
  return casus::ParseDayTwoDigitYear("26-Dec-90", casus::ShortYearShape::kDayMonYear, 1930);
}
#endif

#if CASUS_CASE == 16
// EXPECT: cannot convert|cannot initialize|no viable conversion|could not convert
bool TakesTruthForABool(const casus::Moment& a, const casus::Moment& b) {
  return casus::Before(a, b);
}
#endif

#if CASUS_CASE == 17
// EXPECT: no matching (function|constructor)
casus::Span NoSpan() { return casus::Span(); }
#endif
