#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "casus/time/edtf.h"
#include "casus/time/parse.h"

namespace casus {
namespace {

constexpr ErrorCode kShape = ErrorCode::kParse;
constexpr ErrorCode kNoSuch = ErrorCode::kInvalidArgument;

struct Golden {
  const char* text;
  const char* edtf;
};

// As lists write them: OFAC, UN, EU, UK, and the bad input of others' issues.
const Golden kMoments[] = {
    {"1965", "1965"},
    {" 1965 ", "1965"},
    {"Mar 1965", "1965-03"},
    {"March 1965", "1965-03"},
    {"Nov. 1973", "1973-11"},
    {"Nov.1973", "1973-11"},
    {"SEPT 1973", "1973-09"},
    {"25 Dec 1965", "1965-12-25"},
    {"5 May 1965", "1965-05-05"},
    {"25 Dec. 1965", "1965-12-25"},
    {"25  December  1965", "1965-12-25"},
    {"25 December, 1965", "1965-12-25"},
    {"December 25, 1965", "1965-12-25"},
    {"December 25 1965", "1965-12-25"},
    {"Dec. 25th, 1965", "1965-12-25"},
    {"3rd March 1960", "1960-03-03"},
    {"26-Dec-1990", "1990-12-26"},
    {"26/Dec/1990", "1990-12-26"},
    {"18/03/2014", "2014-03-18"},
    {"03/18/2014", "2014-03-18"},
    {"18.03.2014", "2014-03-18"},
    {"18-3-2014", "2014-03-18"},
    {"04/04/2014", "2014-04-04"},
    {"2014/03/18", "2014-03-18"},
    {"2014.3.18", "2014-03-18"},
    {"03/2014", "2014-03"},
    {"3.2014", "2014-03"},
    // Forms that were not filled in.
    {"dd/mm/1945", "1945"},
    {"dd/03/1945", "1945-03"},
    {"DD.MM.1945", "1945"},
    {"mm/dd/1945", "1945"},
    {"03/dd/1945", "1945-03"},
    {"00/00/1963", "1963"},
    {"00/03/1963", "1963-03"},
    {"03/00/1963", "1963-03"},
    {"00/1963", "1963"},
    // EDTF.
    {"2014-03", "2014-03"},
    {"2014-03-18", "2014-03-18"},
    {"2003-04", "2003-04"},
    {"1965~", "1965~"},
    {"196X", "196X"},
    {"19XX", "19XX"},
    {"XXXX", "XXXX"},
    {"2014-XX-XX", "2014"},
    {"[1959..1965]", "[1959..1965]"},
    {"[..1935]", "[..1935]"},
    {"-0044-03-15", "-0044-03-15"},
    {"0025", "0025"},
    {"2014-21", "2014-21"},
    {"2014-03-18T10:00:00Z", "2014-03-18T10:00:00Z"},
    {"9999-12-31", "9999-12-31"},
    // Decades, seasons, centuries.
    {"1960s", "196X"},
    {"spring 1916", "1916-21"},
    {"Fall 1916", "1916-23"},
    {"20. century", "[1901..2000]"},
    {"20th century", "[1901..2000]"},
    {"20 century", "[1901..2000]"},
    {"1st Century", "[0001..0100]"},
    // Circa.
    {"circa 1965", "1965~"},
    {"Circa 1965", "1965~"},
    {"c. 1965", "1965~"},
    {"c.1965", "1965~"},
    {"c 1965", "1965~"},
    {"ca. 1965", "1965~"},
    {"approximately 1965", "1965~"},
    {"approx. 1965", "1965~"},
    {"about Mar 1965", "1965-03~"},
    {"circa Mar 1965", "1965-03~"},
    {"circa 25 Dec 1965", "1965-12-25~"},
    {"circa 1965-12-25", "1965-12-25~"},
    {"circa 1960s", "196X~"},
    {"circa spring 1916", "1916-21~"},
    {"circa winter 1916", "1916-24~"},
    // Ranges.
    {"1970-1973", "[1970..1973]"},
    {"1970 - 1973", "[1970..1973]"},
    {"1970\u20131973", "[1970..1973]"},
    {"1970 \u2014 1973", "[1970..1973]"},
    {"1959 to 1965", "[1959..1965]"},
    {"circa 1965-1967", "[1964..1968]"},
    {"circa 1965 - circa 1967", "[1964..1968]"},
    {"1965 - circa 1967", "[1965..1968]"},
    {"circa 1965 to 1967", "[1964..1967]"},
    {"Between 1959 and 1965", "[1959..1965]"},
    {"between circa 1959 and Mar 1965", "[1958-01..1965-03]"},
    {"25 Dec 1959 to 3 Mar 1960", "[1959-12-25..1960-03-03]"},
    {"Jan 1960 to Mar 1960", "[1960-01..1960-03]"},
    {"1960s to 1970s", "[1960..1979]"},
    {"1970-1970", "[1970..1970]"},
};

TEST(ParseMoment, ReadsDatesAsListsWriteThem) {
  for (const Golden& golden : kMoments) {
    SCOPED_TRACE(golden.text);
    const Result<Moment> moment = ParseMoment(golden.text);
    ASSERT_TRUE(moment.ok()) << moment.error();
    EXPECT_EQ(ToEdtf(*moment), golden.edtf);
    EXPECT_EQ(*moment, *ParseEdtfMoment(golden.edtf));
  }
}

struct Refusal {
  const char* text;
  ErrorCode code;
  std::uint64_t column;
  const char* says;
};

const Refusal kRefusedMoments[] = {
    {"", kShape, 1, "missing"},
    {"NA", kShape, 1, "missing"},
    {" NULL ", kShape, 1, "missing"},
    {"-0- ", kShape, 1, "missing"},
    {"..", kShape, 1, "a date"},
    // Ambiguous.
    {"03/04/2014", kShape, 1, "2014-04-03 (day first) or 2014-03-04 (month first)"},
    {"03.04.2014", kShape, 1, "ambiguous"},
    {"3-4-2014", kShape, 1, "ambiguous"},
    {"1900s", kShape, 1, "ambiguous"},
    {"circa 2000s", kShape, 7, "ambiguous"},
    // No century.
    {"26-Dec-90", kShape, 8, "century pivot"},
    {"18/03/14", kShape, 7, "century pivot"},
    {"25 Dec 65", kShape, 8, "century pivot"},
    {"March 3, 65", kShape, 10, "century pivot"},
    {"Dec 90", kShape, 7, "a year of 4 digits"},
    {"90", kShape, 3, "a month"},
    {"1965-67", kNoSuch, 6, "no such month"},
    // No such date.
    {"30 Feb 2014", kNoSuch, 1, "no such day: 2014-02-30"},
    {"February 30, 2014", kNoSuch, 10, "no such day"},
    {"2014-02-30", kNoSuch, 9, "no such day"},
    {"31/04/2014", kNoSuch, 1, "in either order"},
    {"13/13/2014", kNoSuch, 1, "in either order"},
    {"13/2014", kNoSuch, 1, "no such month"},
    {"2014/13/01", kNoSuch, 6, "no such day"},
    {"dd/18/1945", kNoSuch, 1, "no such date"},
    {"18/mm/1945", kNoSuch, 1, "no such date"},
    {"mm/mm/1945", kNoSuch, 1, "no such date"},
    {"18/00/1945", kNoSuch, 1, "no such date"},
    {"0th century", kNoSuch, 1, "no such century"},
    {"1965s", kNoSuch, 1, "no such decade"},
    // Other shapes.
    {"08.011.2024)", kShape, 4, "not 3"},
    {"18.01.2024)", kShape, 11, "found ')'"},
    {"08.01/2024", kShape, 6, "'.'"},
    {"08.01.0025", kNoSuch, 7, "ISO shapes only"},
    {"19651", kShape, 1, "a year has 4 digits, not 5"},
    {"196", kShape, 1, "a year has 4 digits, not 3"},
    {"20191024", kShape, 1, "not 8"},
    {"25 d\u00e9cembre 1965", kShape, 4, "English month name"},
    {"d\u00e9cembre 1965", kShape, 1, "English month names"},
    {"\u044f\u043d\u0432\u0430\u0440\u044c 1965", kShape, 1, "English month names"},
    {"Dezember 1965", kShape, 1, "found 'Dezember'"},
    {"Mmm 1965", kShape, 1, "found 'Mmm'"},
    {"March", kShape, 6, "a year"},
    {"3 March", kShape, 8, "a year"},
    {"March 3", kShape, 8, "a year"},
    {"25Dec1965", kShape, 3, "a month"},
    {"1965 or 1966", kShape, 6, "found 'or'"},
    {"1965, 1966", kShape, 5, "found ','"},
    {"1965?-1967", ErrorCode::kUnsupported, 5, "level 2"},
    {"circa", kShape, 1, "found 'circa'"},
    {"circa unknown", kShape, 7, "a date"},
    {"circa 1965~", kNoSuch, 7, "1965~ cannot be approximate"},
    {"circa 20th century", kNoSuch, 7, "cannot be approximate"},
    {"circa [1960..1965]", kNoSuch, 7, "cannot be approximate"},
    {"circa 2014-03-18T10:00:00", kNoSuch, 7, "cannot be approximate"},
    {"circa XXXX", kNoSuch, 7, "cannot be approximate"},
    {"early 1965", kShape, 1, "a date"},
    {"Thursday", kShape, 1, "a date"},
    {"~1965", ErrorCode::kUnsupported, 1, "level 2"},
    {"Y170000002", ErrorCode::kOutOfRange, 1, "-9999 to 9999"},
    // Ranges that are none.
    {"between 1965 and 1959", kNoSuch, 18, "before the earliest"},
    {"1973-1970", kNoSuch, 6, "before the earliest"},
    {"between 1959", kShape, 13, "'and'"},
    {"between 1959 or 1965", kShape, 14, "'and'"},
    {"between 1959 and", kShape, 17, "a date"},
    {"1959 to", kShape, 8, "a date"},
    {"1959to 1965", kShape, 5, "the end"},
    {"2014-03-18T10:00:00 to 2015", kShape, 1, "time of day"},
    {"XXXX to 2015", kShape, 1, "unknown date"},
    // Periods are no dates.
    {"15.09.1960 - 30.03.2015", kShape, 12, "a period, not a date"},
    {"18/03/2014-19/03/2014", kShape, 11, "a period"},
    {"1960 - Mar 1965", kShape, 6, "a period"},
    {"Mar 1960 - 1965", kShape, 10, "a period"},
    {"2016-", kShape, 5, "a period"},
    {"2014/2015", kShape, 5, "a period"},
    {"since 1965", kShape, 1, "a date"},
};

TEST(ParseMoment, RefusesAllElseAndSaysWhere) {
  for (const Refusal& refusal : kRefusedMoments) {
    SCOPED_TRACE(refusal.text);
    const Result<Moment> moment = ParseMoment(refusal.text);
    ASSERT_FALSE(moment.ok()) << *moment;
    EXPECT_EQ(moment.error().code(), refusal.code) << moment.error();
    EXPECT_EQ(moment.error().where().column, refusal.column) << moment.error();
    EXPECT_NE(moment.error().message().find(refusal.says), std::string::npos) << moment.error();
    EXPECT_EQ(moment.error().text(), refusal.text);
  }
}

TEST(ParseMoment, CountsColumnsFromTheBlanksBeforeTheDate) {
  const Result<Moment> moment = ParseMoment("  30 Feb 2014 ");
  ASSERT_FALSE(moment.ok());
  EXPECT_EQ(moment.error().where().column, 3U);
  EXPECT_EQ(moment.error().text(), "  30 Feb 2014 ");
}

TEST(ParseMoment, ReadsOneOrderOnlyWhereTheReaderKnowsIt) {
  MomentHint day_first;
  day_first.order = FieldOrder::kDayMonth;
  MomentHint month_first;
  month_first.order = FieldOrder::kMonthDay;
  EXPECT_EQ(ToEdtf(*ParseMoment("03/04/2014", day_first)), "2014-04-03");
  EXPECT_EQ(ToEdtf(*ParseMoment("03/04/2014", month_first)), "2014-03-04");
  EXPECT_EQ(ToEdtf(*ParseMoment("03.04.2014", day_first)), "2014-04-03");
  EXPECT_EQ(ToEdtf(*ParseMoment("18-03-2014", day_first)), "2014-03-18");
  EXPECT_FALSE(ParseMoment("03/18/2014", day_first).ok());
  EXPECT_FALSE(ParseMoment("18/03/2014", month_first).ok());
  EXPECT_NE(ParseMoment("03/18/2014", day_first).error().message().find("day first"),
            std::string::npos);
  EXPECT_EQ(ToEdtf(*ParseMoment("00/03/1963", day_first)), "1963-03");
  EXPECT_FALSE(ParseMoment("00/03/1963", month_first).ok());
}

TEST(ParseMoment, ReadsTwoDigitYearsWithAPivotOnly) {
  MomentHint hint;
  hint.pivot = CenturyPivot(1930);
  EXPECT_EQ(ToEdtf(*ParseMoment("26-Dec-90", hint)), "1990-12-26");
  EXPECT_EQ(ToEdtf(*ParseMoment("18/03/14", hint)), "2014-03-18");
  EXPECT_EQ(ToEdtf(*ParseMoment("25 Dec 29", hint)), "2029-12-25");
  // A pivot does not make a year of any two digits.
  EXPECT_FALSE(ParseMoment("90", hint).ok());
  EXPECT_FALSE(ParseMoment("Dec 90", hint).ok());
  EXPECT_FALSE(ParseMoment("1965-67", hint).ok());
}

TEST(ParseMoment, HoldsTheYearsTheReaderExpects) {
  MomentHint hint;
  hint.limits = YearLimits{1900, 2030};
  for (const char* text :
       {"0025", "0025-03-01", "1 May 1899", "Mar 2068", "2068", "31/12/9999", "1890s", "189X",
        "18XX", "19th century", "spring 1899", "[1899..1950]", "circa 1899", "1890-1950",
        "1950 to 2068", "between 1950 and 2068", "1899/05/01", "05/1899", "2014-03 to 2068-03"}) {
    const Result<Moment> moment = ParseMoment(text, hint);
    ASSERT_FALSE(moment.ok()) << *moment;
    EXPECT_EQ(moment.error().code(), ErrorCode::kInvalidArgument) << moment.error();
    EXPECT_NE(moment.error().message().find("outside the years expected"), std::string::npos)
        << moment.error();
  }
  // It is the year written that counts, not the bounds that doubt gives it.
  EXPECT_TRUE(ParseMoment("circa 1900", hint).ok());
  EXPECT_TRUE(ParseMoment("2030~", hint).ok());
}

const Golden kSpans[] = {
    {"01.09.1960 - 30.03.2015", "1960-09-01/2015-03-30"},
    {"01.09.1960-30.03.2015", nullptr},
    {"18/03/2014 - 19/04/2014", "2014-03-18/2014-04-19"},
    {"1970-1973", "1970/1973"},
    {"1970 \u2013 1973", "1970/1973"},
    {"May 1960 to 1965", "1960-05/1965"},
    {"from 1960 to 1965", "1960/1965"},
    {"from 1960 until Mar 1965", "1960/1965-03"},
    {"From 25 Dec 1960 to 3 Mar 1961", "1960-12-25/1961-03-03"},
    {"2014-03-18 - 2014-04-01", "2014-03-18/2014-04-01"},
    {"circa 1965-1967", "1965~/1967~"},
    {"c. 1965 to 1967", "1965~/1967"},
    {"1965 to c. 1967", "1965/1967~"},
    {"2016-", "2016/.."},
    {"2016 -", "2016/.."},
    {"Mar 2016 -", "2016-03/.."},
    {"since 2016", "2016/.."},
    {"Since circa Mar 2016", "2016-03~/.."},
    {"from 2016", "2016/.."},
    {"2016 to present", "2016/.."},
    {"2016 - Present", "2016/.."},
    {"2016-present", "2016/.."},
    {"from 18/03/2014 until now", "2014-03-18/.."},
    {"until 1960", "/1960"},
    {"1960s - 1970s", "196X/197X"},
    // One date is something on it.
    {"1965", "1965"},
    {"25 Dec 1965", "1965-12-25"},
    {"between 1959 and 1965", "[1959..1965]"},
    {"2003-04", "2003-04"},
    // EDTF.
    {"2014/2015", "2014/2015"},
    {"2014-04/..", "2014-04/.."},
    {"2014/[2024-12-31..]", "2014/[2024-12-31..]"},
    {"/1960", "/1960"},
    {"../1960", "../1960"},
    {" 1985/ ", "1985/"},
    // No interval: the slashes of a date.
    {"2014/03/18", "2014-03-18"},
};

TEST(ParseSpanText, ReadsPeriodsAsPeopleWriteThem) {
  for (const Golden& golden : kSpans) {
    SCOPED_TRACE(golden.text);
    MomentHint hint;
    if (golden.edtf == nullptr) hint.order = FieldOrder::kDayMonth;
    const Result<Span> span = ParseSpanText(golden.text, hint);
    if (golden.edtf == nullptr) {
      ASSERT_TRUE(span.ok()) << span.error();
      EXPECT_EQ(ToEdtf(*span), "1960-09-01/2015-03-30");
      continue;
    }
    // "01.09.1960" has two readings.
    if (std::string_view(golden.text).starts_with("01.09.")) {
      EXPECT_NE(span.error().message().find("ambiguous"), std::string::npos);
      hint.order = FieldOrder::kDayMonth;
    }
    const Result<Span> read = ParseSpanText(golden.text, hint);
    ASSERT_TRUE(read.ok()) << read.error();
    EXPECT_EQ(ToEdtf(*read), golden.edtf);
    EXPECT_EQ(*read, *ParseEdtfSpan(golden.edtf));
  }
}

const Refusal kRefusedSpans[] = {
    {"", kShape, 1, "missing"},
    {"NA", kShape, 1, "missing"},
    {"..", kShape, 1, ""},
    {"1965 to 1960", kNoSuch, 9, "before it begins"},
    {"1965-1960", kNoSuch, 6, "before it begins"},
    {"2015/2014", kNoSuch, 6, "before it begins"},
    {"2014/2015-13", kNoSuch, 11, "no such month"},
    {"2014/2015/2016", kShape, 10, "the end"},
    {"from 1960 to", kShape, 13, "a date"},
    {"from", kShape, 5, "a date"},
    {"since 1960 to 1965", kShape, 12, "the end"},
    {"until", kShape, 6, "a date"},
    {"until 1960 -", kShape, 11, "the end"},
    {"2016 to presently", kShape, 9, "found 'presently'"},
    {"2016 - present day", kShape, 15, "the end"},
    {"1960 - 30 Feb 1965", kNoSuch, 8, "no such day"},
    {"1965 and 1966", kShape, 6, "found 'and'"},
    {"03/04/2014 - 05/06/2014", kShape, 1, "ambiguous"},
};

TEST(ParseSpanText, RefusesAllElseAndSaysWhere) {
  for (const Refusal& refusal : kRefusedSpans) {
    SCOPED_TRACE(refusal.text);
    const Result<Span> span = ParseSpanText(refusal.text);
    ASSERT_FALSE(span.ok()) << *span;
    EXPECT_EQ(span.error().code(), refusal.code) << span.error();
    EXPECT_EQ(span.error().where().column, refusal.column) << span.error();
    EXPECT_NE(span.error().message().find(refusal.says), std::string::npos) << span.error();
    EXPECT_EQ(span.error().text(), refusal.text);
  }
}

TEST(ParseSpanText, HoldsTheYearsTheReaderExpects) {
  MomentHint hint;
  hint.limits = YearLimits{1900, 2030};
  for (const char* text : {"1950-2068", "1950/2068", "2068-", "since 1899", "until 2031"}) {
    EXPECT_FALSE(ParseSpanText(text, hint).ok()) << text;
  }
  EXPECT_TRUE(ParseSpanText("1900/2030", hint).ok());
}

}  // namespace
}  // namespace casus
