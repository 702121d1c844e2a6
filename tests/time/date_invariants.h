#ifndef CASUS_TESTS_TIME_DATE_INVARIANTS_H_
#define CASUS_TESTS_TIME_DATE_INVARIANTS_H_

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "casus/time/day.h"
#include "casus/time/edtf.h"
#include "casus/time/parse.h"

// What every parser owes for any bytes at all; used by the fuzzer and by the test that mutates
// dates. Aborts where one does not.

namespace casus {

inline void Owes(bool kept, const char* what, std::string_view text) {
  if (kept) return;
  std::fprintf(stderr, "broken for '%.*s': %s\n", static_cast<int>(text.size()), text.data(), what);
  std::abort();
}

inline void CheckError(const Error& error, std::string_view text) {
  Owes(error.text() == text, "an error shows the whole text", text);
  Owes(error.where().column >= 1 && error.where().column <= text.size() + 1,
       "an error stands in the text or at its end", text);
  Owes(!error.message().empty(), "an error says what is wrong", text);
}

inline void CheckMoment(const Result<Moment>& moment, std::string_view text) {
  if (!moment.ok()) return CheckError(moment.error(), text);
  Owes(!moment->is_open(), "a date is not open", text);
  Owes(moment->earliest() <= moment->latest(), "bounds are in order", text);
  const Result<Moment> again = ParseEdtfMoment(ToEdtf(*moment));
  Owes(again.ok() && *again == *moment, "a moment is read back from its EDTF", text);
}

inline void CheckSpan(const Result<Span>& span, std::string_view text) {
  if (!span.ok()) return CheckError(span.error(), text);
  const SpanBounds& bounds = span->bounds();
  Owes(bounds.begin_earliest <= bounds.begin_latest && bounds.begin_latest < bounds.end_latest &&
           bounds.begin_earliest < bounds.end_earliest && bounds.end_earliest <= bounds.end_latest,
       "the bounds of a span are in order", text);
  const Result<Span> again = ParseEdtfSpan(ToEdtf(*span));
  Owes(again.ok() && *again == *span, "a span is read back from its EDTF", text);
}

inline void CheckDay(const Result<Day>& day, std::string_view text) {
  if (!day.ok()) return CheckError(day.error(), text);
  const Result<Day> again = ParseDay(ToString(*day), DayShape::kIso);
  Owes(again.ok() && *again == *day, "a day is read back from its ISO form", text);
}

inline void CheckAllParsers(std::string_view text) {
  for (int shape = 0; shape <= static_cast<int>(DayShape::kMdySlashes); ++shape) {
    CheckDay(ParseDay(text, static_cast<DayShape>(shape)), text);
  }
  for (int shape = 0; shape <= static_cast<int>(ShortYearShape::kMdySlashes); ++shape) {
    CheckDay(ParseDayTwoDigitYear(text, static_cast<ShortYearShape>(shape), CenturyPivot(1930)),
             text);
  }
  CheckMoment(ParseTimestamp14(text), text);
  CheckMoment(ParseTimestampIso(text), text);
  CheckMoment(ParseUnixTime(text), text);
  CheckMoment(ParseYearMonth6(text), text);

  const Result<Moment> edtf = ParseEdtfMoment(text);
  CheckMoment(edtf, text);
  const Result<Span> edtf_span = ParseEdtfSpan(text);
  CheckSpan(edtf_span, text);
  if (edtf.ok()) {
    Owes(edtf_span.ok() && *edtf_span == Span::On(*edtf), "a date is a span on it", text);
  }
  MomentHint hints[4];
  hints[1].order = FieldOrder::kDayMonth;
  hints[2].order = FieldOrder::kMonthDay;
  hints[3].pivot = CenturyPivot(1930);
  hints[3].limits = YearLimits{1000, 2030};
  for (const MomentHint& hint : hints) {
    const Result<Moment> moment = ParseMoment(text, hint);
    CheckMoment(moment, text);
    CheckSpan(ParseSpanText(text, hint), text);
    if (&hint == hints && edtf.ok()) {
      Owes(moment.ok() && *moment == *edtf, "free text reads every EDTF date as EDTF does", text);
    }
  }
  // In each of three columns; the errors of parts stand in the part.
  MissingCodes missing;
  missing.year_may_be_missing = true;
  for (const Result<Moment>& moment :
       {ParseMomentFromParts(text, "3", "18", missing), ParseMomentFromParts("2014", text, "18"),
        ParseMomentFromParts("2014", "3", text)}) {
    if (moment.ok()) {
      CheckMoment(moment, text);
    } else {
      Owes(!moment.error().where().field.empty(), "an error names its part", text);
    }
  }
}

}  // namespace casus

#endif  // CASUS_TESTS_TIME_DATE_INVARIANTS_H_
