#include "casus/time/edtf.h"

#include <gtest/gtest.h>

#ifdef CASUS_HAVE_RAPIDCHECK
#include <rapidcheck.h>
#endif

#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "random_moments.h"

namespace casus {
namespace {

constexpr Qualifier kQualifiers[] = {Qualifier::kNone, Qualifier::kUncertain,
                                     Qualifier::kApproximate, Qualifier::kBoth};

struct GoldenMoment {
  const char* text;
  const char* earliest;
  const char* latest;
  Basis basis;
  Qualifier qualifier;
  const char* written;  // nullptr: as read
};

// The features of ISO 8601-2:2019 annex A (and of the Library of Congress's specification), with
// the bounds that casus gives them.
const GoldenMoment kMoments[] = {
    // Level 0.
    {"1985-04-12", "1985-04-12", "1985-04-12", Basis::kDay, Qualifier::kNone, nullptr},
    {"1985-04", "1985-04-01", "1985-04-30", Basis::kMonth, Qualifier::kNone, nullptr},
    {"1985", "1985-01-01", "1985-12-31", Basis::kYear, Qualifier::kNone, nullptr},
    {"0000", "0000-01-01", "0000-12-31", Basis::kYear, Qualifier::kNone, nullptr},
    {"0025-03-01", "0025-03-01", "0025-03-01", Basis::kDay, Qualifier::kNone, nullptr},
    {"9999-12-31", "9999-12-31", "9999-12-31", Basis::kDay, Qualifier::kNone, nullptr},
    {"9999", "9999-01-01", "9999-12-31", Basis::kYear, Qualifier::kNone, nullptr},
    {"1985-04-12T23:20:30", "1985-04-12", "1985-04-12", Basis::kTime, Qualifier::kNone, nullptr},
    {"1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", Basis::kTime, Qualifier::kNone, nullptr},
    {"1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", Basis::kTime, Qualifier::kNone,
     "1985-04-12T23:20:30-04:00"},
    {"1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", Basis::kTime, Qualifier::kNone,
     nullptr},
    {"1985-04-12T23:20:30+00:00", "1985-04-12", "1985-04-12", Basis::kTime, Qualifier::kNone,
     "1985-04-12T23:20:30Z"},
    {"2016-12-31T23:59:60Z", "2016-12-31", "2016-12-31", Basis::kTime, Qualifier::kNone, nullptr},
    {"2016-12-31T00:00:00", "2016-12-31", "2016-12-31", Basis::kTime, Qualifier::kNone, nullptr},
    // Level 1: seasons.
    {"2001-21", "2001-03-01", "2001-12-24", Basis::kSeason, Qualifier::kNone, nullptr},
    {"2001-22", "2000-12-01", "2002-03-24", Basis::kSeason, Qualifier::kNone, nullptr},
    {"2001-23", "2001-03-01", "2001-12-24", Basis::kSeason, Qualifier::kNone, nullptr},
    {"2001-24", "2000-12-01", "2002-03-24", Basis::kSeason, Qualifier::kNone, nullptr},
    {"2001-21~", "2000-12-01", "2002-03-24", Basis::kSeason, Qualifier::kApproximate, nullptr},
    // Level 1: qualification of a date.
    {"1984?", "1983-01-01", "1985-12-31", Basis::kYear, Qualifier::kUncertain, nullptr},
    {"2004-06~", "2004-05-01", "2004-07-31", Basis::kMonth, Qualifier::kApproximate, nullptr},
    {"2004-06-11%", "2004-06-10", "2004-06-12", Basis::kDay, Qualifier::kBoth, nullptr},
    {"2022~", "2021-01-01", "2023-12-31", Basis::kYear, Qualifier::kApproximate, nullptr},
    // Level 1: unspecified digits from the right.
    {"201X", "2010-01-01", "2019-12-31", Basis::kDecade, Qualifier::kNone, nullptr},
    {"20XX", "2000-01-01", "2099-12-31", Basis::kCentury, Qualifier::kNone, nullptr},
    {"201X?", "2000-01-01", "2029-12-31", Basis::kDecade, Qualifier::kUncertain, nullptr},
    {"20XX~", "1900-01-01", "2199-12-31", Basis::kCentury, Qualifier::kApproximate, nullptr},
    {"000X", "0000-01-01", "0009-12-31", Basis::kDecade, Qualifier::kNone, nullptr},
    {"000X~", "-0010-01-01", "0019-12-31", Basis::kDecade, Qualifier::kApproximate, nullptr},
    {"00XX", "0000-01-01", "0099-12-31", Basis::kCentury, Qualifier::kNone, nullptr},
    {"999X", "9990-01-01", "9999-12-31", Basis::kDecade, Qualifier::kNone, nullptr},
    {"99XX", "9900-01-01", "9999-12-31", Basis::kCentury, Qualifier::kNone, nullptr},
    {"2004-XX", "2004-01-01", "2004-12-31", Basis::kYear, Qualifier::kNone, "2004"},
    {"1985-XX-XX", "1985-01-01", "1985-12-31", Basis::kYear, Qualifier::kNone, "1985"},
    {"1985-04-XX", "1985-04-01", "1985-04-30", Basis::kMonth, Qualifier::kNone, "1985-04"},
    {"1985-04-XX~", "1985-03-01", "1985-05-31", Basis::kMonth, Qualifier::kApproximate, "1985-04~"},
    {"1985-XX-XX?", "1984-01-01", "1986-12-31", Basis::kYear, Qualifier::kUncertain, "1985?"},
    {"XXXX", "..", "..", Basis::kUnknown, Qualifier::kNone, nullptr},
    // Level 1: negative years.
    {"-1985", "-1985-01-01", "-1985-12-31", Basis::kYear, Qualifier::kNone, nullptr},
    {"-0044-03-15", "-0044-03-15", "-0044-03-15", Basis::kDay, Qualifier::kNone, nullptr},
    {"-0001-12~", "-0001-11-01", "0000-01-31", Basis::kMonth, Qualifier::kApproximate, nullptr},
    {"-9999", "-9999-01-01", "-9999-12-31", Basis::kYear, Qualifier::kNone, nullptr},
    {"-9999~", "-9999-01-01", "-9998-12-31", Basis::kYear, Qualifier::kApproximate, nullptr},
    // Level 2: season numbers.
    {"2001-25", "2001-03-01", "2001-06-24", Basis::kSeason, Qualifier::kNone, nullptr},
    {"2001-34", "2001-04-01", "2001-06-30", Basis::kSeason, Qualifier::kNone, nullptr},
    {"2020-39", "2020-09-01", "2020-12-31", Basis::kSeason, Qualifier::kNone, nullptr},
    {"2001-41%", "2001-01-01", "2002-06-30", Basis::kSeason, Qualifier::kBoth, nullptr},
    // Level 2: ranges.
    {"[2014-02..2014-03]", "2014-02-01", "2014-03-31", Basis::kRange, Qualifier::kNone, nullptr},
    {"[1959..1965]", "1959-01-01", "1965-12-31", Basis::kRange, Qualifier::kNone, nullptr},
    {"[2014-02-20..2014-03-18]", "2014-02-20", "2014-03-18", Basis::kRange, Qualifier::kNone,
     nullptr},
    {"[..1935]", "..", "1935-12-31", Basis::kRange, Qualifier::kNone, nullptr},
    {"[..1983-12-03]", "..", "1983-12-03", Basis::kRange, Qualifier::kNone, nullptr},
    {"[1760-12..]", "1760-12-01", "..", Basis::kRange, Qualifier::kNone, nullptr},
    {"[2024-12-31..]", "2024-12-31", "..", Basis::kRange, Qualifier::kNone, nullptr},
    {"[2014..2014-03-18]", "2014-01-01", "2014-03-18", Basis::kRange, Qualifier::kNone,
     "[2014-01-01..2014-03-18]"},
    {"[2014..2014]", "2014-01-01", "2014-12-31", Basis::kRange, Qualifier::kNone, nullptr},
    {"[2014-03-18..2014-03-18]", "2014-03-18", "2014-03-18", Basis::kDay, Qualifier::kNone,
     "2014-03-18"},
    {"[196X..2001-24]", "1960-01-01", "2002-03-24", Basis::kRange, Qualifier::kNone,
     "[1960-01-01..2002-03-24]"},
    {"[1965~..1967~]", "1964-01-01", "1968-12-31", Basis::kRange, Qualifier::kNone, "[1964..1968]"},
    {"[-0044..-0040-02]", "-0044-01-01", "-0040-02-29", Basis::kRange, Qualifier::kNone,
     "[-0044-01..-0040-02]"},
    {"[-9999..9999]", "-9999-01-01", "9999-12-31", Basis::kRange, Qualifier::kNone, nullptr},
};

TEST(Edtf, ReadsTheMomentsOfTheSpecification) {
  for (const GoldenMoment& golden : kMoments) {
    SCOPED_TRACE(golden.text);
    const Result<Moment> moment = ParseEdtfMoment(golden.text);
    ASSERT_TRUE(moment.ok()) << moment.error();
    EXPECT_EQ(ToString(moment->earliest()), golden.earliest);
    EXPECT_EQ(ToString(moment->latest()), golden.latest);
    EXPECT_EQ(moment->basis(), golden.basis);
    EXPECT_EQ(moment->qualifier(), golden.qualifier);
    EXPECT_EQ(ToEdtf(*moment), golden.written != nullptr ? golden.written : golden.text);
    EXPECT_EQ(*ParseEdtfMoment(ToEdtf(*moment)), *moment);
    // As a span it is something on that day.
    const Result<Span> span = ParseEdtfSpan(golden.text);
    ASSERT_TRUE(span.ok()) << span.error();
    EXPECT_EQ(*span, Span::On(*moment));
  }
}

TEST(Edtf, KeepsTheClockAndTheZoneAsWritten) {
  const Moment east = *ParseEdtfMoment("2014-03-18T01:00:00+05:30");
  EXPECT_EQ(east.earliest(), Day::FromYmd(2014, 3, 18));
  EXPECT_EQ(east.second_of_day(), 3600);
  EXPECT_EQ(east.utc_offset_minutes(), 330);
  EXPECT_EQ(ParseEdtfMoment("2014-03-18T01:00:00-11:00")->utc_offset_minutes(), -660);
  EXPECT_EQ(ParseEdtfMoment("2014-03-18T01:00:00Z")->utc_offset_minutes(), 0);
  EXPECT_FALSE(ParseEdtfMoment("2014-03-18T01:00:00")->utc_offset_minutes().has_value());
  EXPECT_EQ(ParseEdtfMoment("2016-12-31T23:59:60")->second_of_day(), 86400);
}

struct GoldenSpan {
  const char* text;
  EndKind begin;
  EndKind end;
  const char* hull;
  const char* written;  // nullptr: as read
};

const GoldenSpan kSpans[] = {
    // Level 0.
    {"1964/2008", EndKind::kKnown, EndKind::kKnown, "1964-01-01/2008-12-31", nullptr},
    {"2004-06/2006-08", EndKind::kKnown, EndKind::kKnown, "2004-06-01/2006-08-31", nullptr},
    {"2004-02-01/2005-02-08", EndKind::kKnown, EndKind::kKnown, "2004-02-01/2005-02-08", nullptr},
    {"2004-02-01/2005-02", EndKind::kKnown, EndKind::kKnown, "2004-02-01/2005-02-28", nullptr},
    {"2004-02-01/2005", EndKind::kKnown, EndKind::kKnown, "2004-02-01/2005-12-31", nullptr},
    {"2005/2006-02", EndKind::kKnown, EndKind::kKnown, "2005-01-01/2006-02-28", nullptr},
    // Level 1: open and unknown ends.
    {"1985-04-12/..", EndKind::kKnown, EndKind::kOngoing, "1985-04-12/..", nullptr},
    {"1985/..", EndKind::kKnown, EndKind::kOngoing, "1985-01-01/..", nullptr},
    {"../1985-04-12", EndKind::kOngoing, EndKind::kKnown, "../1985-04-12", nullptr},
    {"1985-04-12/", EndKind::kKnown, EndKind::kUnknown, "1985-04-12/..", nullptr},
    {"1985/", EndKind::kKnown, EndKind::kUnknown, "1985-01-01/..", nullptr},
    {"/1985-04-12", EndKind::kUnknown, EndKind::kKnown, "../1985-04-12", nullptr},
    {"/..", EndKind::kUnknown, EndKind::kOngoing, "../..", nullptr},
    {"../", EndKind::kOngoing, EndKind::kUnknown, "../..", nullptr},
    {"../..", EndKind::kOngoing, EndKind::kOngoing, "../..", nullptr},
    {"/", EndKind::kUnknown, EndKind::kUnknown, "../..", "XXXX"},
    {"1985/XXXX", EndKind::kKnown, EndKind::kUnknown, "1985-01-01/..", "1985/"},
    // Level 1: qualified ends, unspecified digits, seasons.
    {"1984~/2004-06", EndKind::kKnown, EndKind::kKnown, "1983-01-01/2004-06-30", nullptr},
    {"1984-06-02?/2004-08-08~", EndKind::kKnown, EndKind::kKnown, "1984-06-01/2004-08-09", nullptr},
    {"1984-06-02?/..", EndKind::kKnown, EndKind::kOngoing, "1984-06-01/..", nullptr},
    {"2004-06-XX/2004-07-03", EndKind::kKnown, EndKind::kKnown, "2004-06-01/2004-07-03",
     "2004-06/2004-07-03"},
    {"196X/1975-33", EndKind::kKnown, EndKind::kKnown, "1960-01-01/1975-03-31", nullptr},
    // Ends that are ranges or times.
    {"2014-03/[2024-12-31..]", EndKind::kKnown, EndKind::kCensored, "2014-03-01/..", nullptr},
    {"[..2014-03]/2015", EndKind::kCensored, EndKind::kKnown, "../2015-12-31", nullptr},
    {"[2014-02..2014-03]/[2015..2016]", EndKind::kKnown, EndKind::kKnown, "2014-02-01/2016-12-31",
     nullptr},
    {"2014-03-18T10:00:00Z/2014-03-19", EndKind::kKnown, EndKind::kKnown, "2014-03-18/2014-03-19",
     nullptr},
    // Equal ends are one date.
    {"2014/2014", EndKind::kKnown, EndKind::kKnown, "2014-01-01/2014-12-31", "2014"},
    // An end inside the begin is sound: it ended in the month it began, or later in the year.
    {"2014-06/2014", EndKind::kKnown, EndKind::kKnown, "2014-06-01/2014-12-31", nullptr},
};

TEST(Edtf, ReadsTheIntervalsOfTheSpecification) {
  for (const GoldenSpan& golden : kSpans) {
    SCOPED_TRACE(golden.text);
    const Result<Span> span = ParseEdtfSpan(golden.text);
    ASSERT_TRUE(span.ok()) << span.error();
    EXPECT_EQ(span->begin_kind(), golden.begin);
    EXPECT_EQ(span->end_kind(), golden.end);
    EXPECT_EQ(ToString(span->hull()), golden.hull);
    EXPECT_EQ(ToEdtf(*span), golden.written != nullptr ? golden.written : golden.text);
    EXPECT_EQ(*ParseEdtfSpan(ToEdtf(*span)), *span);
  }
}

// edtf-ruby reads both as nil (inukshuk/edtf-ruby#21).
TEST(Edtf, AnUnknownEndIsNotAnOpenOne) {
  EXPECT_NE(*ParseEdtfSpan("1985/"), *ParseEdtfSpan("1985/.."));
  EXPECT_NE(*ParseEdtfSpan("/1985"), *ParseEdtfSpan("../1985"));
}

struct Refusal {
  const char* text;
  ErrorCode code;
  std::uint64_t column;
  const char* says;
};

constexpr ErrorCode kShape = ErrorCode::kParse;
constexpr ErrorCode kWrong = ErrorCode::kInvalidArgument;
constexpr ErrorCode kLevel2 = ErrorCode::kUnsupported;

// Refused as a moment and as a span, for the same reason.
const Refusal kRefusedDates[] = {
    {"", kShape, 1, "a year of four digits, found the end"},
    {" 2014", kShape, 1, "found a blank"},
    {"2014 ", kShape, 5, "found a blank"},
    {"NA", kShape, 1, "found 'NA'"},
    {"..", kShape, 1, "open end"},
    {"201", kShape, 4, "found the end"},
    {"20145", kShape, 5, "four digits"},
    {"20140318", kShape, 5, "'-'"},
    {"2014-3", kShape, 7, "two digits"},
    {"2014-", kShape, 6, "month"},
    {"2014-03-", kShape, 9, "day of two digits"},
    {"2014-03-8", kShape, 10, "day of two digits"},
    {"2014-031", kShape, 8, "after two digits"},
    {"2014-03-181", kShape, 11, "after two digits"},
    {"2014-03-18x", kShape, 11, "the end"},
    {"2014-00", kWrong, 6, "no such month"},
    {"2014-13", kWrong, 6, "no such month"},
    {"2014-20", kWrong, 6, "no such month"},
    {"2014-42", kWrong, 6, "no such month"},
    {"2014-03-00", kWrong, 9, "no such day"},
    {"2014-02-29", kWrong, 9, "no such day: 2014-02-29"},
    {"1900-02-29", kWrong, 9, "no such day"},
    {"2014-04-31~", kWrong, 9, "no such day"},
    {"2014-21-01", kShape, 8, "season"},
    {"-0000", kWrong, 1, "sign"},
    {"+2014", kShape, 1, "found '+'"},
    {"Y170000002", ErrorCode::kOutOfRange, 1, "-9999 to 9999"},
    {"Y-170000002", ErrorCode::kOutOfRange, 1, "-9999 to 9999"},
    {"Y2014", kShape, 1, "over four digits"},
    {"Y-17E7", kLevel2, 5, "level 2"},
    {"Y171010000S3", kLevel2, 11, "level 2"},
    {"1950S2", kLevel2, 5, "significant digits"},
    // Times of day.
    {"2014-03-18T", kShape, 12, "hour"},
    {"2014-03-18T10:30", kShape, 17, "':'"},
    {"2014-03-18T1:30:00", kShape, 13, "hour of two digits"},
    {"2014-03-18T24:00:00", kWrong, 12, "no such time of day: 24:00:00"},
    {"2014-03-18T10:60:00", kWrong, 15, "no such time"},
    {"2014-03-18T10:00:61", kWrong, 18, "no such time"},
    {"2014-03-18T10:00:60", kWrong, 18, "leap second"},
    {"2014-03-18T10:00:00.5", kShape, 20, "fraction"},
    {"2014-03-18T10:00:00+25", kWrong, 20, "offset"},
    {"2014-03-18T10:00:00+02:60", kWrong, 20, "offset"},
    {"2014-03-18T10:00:00-00:00", kWrong, 20, "UTC"},
    {"2014-03-18T10:00:00+2", kShape, 22, "hour"},
    {"2014-03-18T10:00:00+0230", kShape, 23, "hour"},
    {"2014-03-18T10:00:00~", kShape, 20, "cannot be qualified"},
    {"2014-03-18t10:00:00", kShape, 11, "found 't'"},
    {"2014-03T10:00:00", kShape, 8, "found 'T'"},
    // Qualifiers.
    {"2014?~", kShape, 6, "%"},
    {"2014-03??", kShape, 9, "one qualifier"},
    {"?2014", kLevel2, 1, "level 2"},
    {"?2004-06-~11", kLevel2, 1, "part of the date"},
    {"2004?-06-11", kLevel2, 5, "part of the date"},
    {"2004-06~-11", kLevel2, 8, "part of the date"},
    {"2004-~06-11", kShape, 6, "month"},
    {"XXXX?", kShape, 5, "unknown date"},
    // Unspecified digits.
    {"201x", kShape, 4, "written 'X'"},
    {"199u", kShape, 4, "written 'X'"},
    {"2XXX", kLevel2, 2, "three"},
    {"1X9X", kLevel2, 2, "before a given one"},
    {"156X-12-25", kLevel2, 5, "month after"},
    {"XXXX-12-XX", kLevel2, 5, "month after"},
    {"2004-XX-25", kLevel2, 9, "unspecified month"},
    {"2004-1X", kLevel2, 6, "one unspecified digit"},
    {"2004-06-X1", kLevel2, 9, "one unspecified digit"},
    {"-201X", kLevel2, 1, "before 0"},
    {"20XXX", kShape, 5, "four digits"},
    // Ranges.
    {"[..]", kShape, 4, "bounded on a side"},
    {"[", kShape, 2, "year"},
    {"[2014", kShape, 6, "'..'"},
    {"[2014..", kShape, 8, "year"},
    {"[2014..2015", kShape, 12, "']'"},
    {"[2014...2015]", kShape, 8, "year"},
    {"[2014]", kLevel2, 1, "list"},
    {"[1667,1668]", kLevel2, 6, "list"},
    {"[1667,1668..1670]", kLevel2, 6, "list"},
    {"[1667..1668,1670]", kLevel2, 12, "list"},
    {"{1667..1668}", kLevel2, 1, "set of dates"},
    {"{..1984}", kLevel2, 1, "set of dates"},
    {"[2015..2014]", kWrong, 8, "before the earliest"},
    {"[XXXX..2014]", kShape, 2, "unknown date"},
    {"[2014..XXXX]", kShape, 8, "unknown date"},
    {"[2014-03-18T10:00:00..]", kShape, 2, "time of day would be lost"},
    {"[[2014..]..]", kShape, 2, "year"},
    {"[2014..2015]~", kShape, 13, "the end"},
    {"2014..2015", kShape, 5, "the end"},
    // The draft of 2012.
    {"open", kShape, 1, "'..'"},
    {"unknown", kShape, 1, "XXXX"},
};

TEST(Edtf, RefusesWhatIsNoDateAndSaysWhere) {
  for (const Refusal& refusal : kRefusedDates) {
    SCOPED_TRACE(refusal.text);
    const Result<Moment> moment = ParseEdtfMoment(refusal.text);
    ASSERT_FALSE(moment.ok()) << *moment;
    EXPECT_EQ(moment.error().code(), refusal.code) << moment.error();
    EXPECT_EQ(moment.error().where().column, refusal.column) << moment.error();
    EXPECT_NE(moment.error().message().find(refusal.says), std::string::npos) << moment.error();
    EXPECT_EQ(moment.error().text(), refusal.text);
    const Result<Span> span = ParseEdtfSpan(refusal.text);
    ASSERT_FALSE(span.ok()) << *span;
    EXPECT_EQ(span.error().code(), refusal.code) << span.error();
    EXPECT_EQ(span.error().where().column, refusal.column) << span.error();
    EXPECT_EQ(span.error().text(), refusal.text);
  }
}

const Refusal kRefusedSpans[] = {
    {"2015/2014", kWrong, 6, "before it begins"},
    {"2014-03-18/2014-03-17", kWrong, 12, "before it begins"},
    {"2014/2015/2016", kShape, 10, "the end"},
    {"2014//2015", kShape, 6, "year"},
    {"2014/...", kShape, 8, "the end"},
    {"2014/..2015", kShape, 8, "the end"},
    {"../../..", kShape, 6, "the end"},
    {"..", kShape, 1, "open end"},
    {"..2014", kShape, 3, "'/'"},
    {"/2014/", kShape, 6, "the end"},
    {"2014/2015-13", kWrong, 11, "no such month"},
    {"2014 / 2015", kShape, 5, "found a blank"},
    {"2004-01-01/open", kShape, 12, "'..'"},
    {"unknown/2006", kShape, 1, "left empty"},
    {"2014/P1Y", kShape, 6, "year"},
    {"2014/03", kShape, 8, "year of four digits"},
    {"2014/03/18", kShape, 8, "year of four digits"},
    {"{2014..2015}/2016", kLevel2, 1, "set"},
};

TEST(Edtf, RefusesWhatIsNoIntervalAndSaysWhere) {
  for (const Refusal& refusal : kRefusedSpans) {
    SCOPED_TRACE(refusal.text);
    const Result<Span> span = ParseEdtfSpan(refusal.text);
    ASSERT_FALSE(span.ok()) << *span;
    EXPECT_EQ(span.error().code(), refusal.code) << span.error();
    EXPECT_EQ(span.error().where().column, refusal.column) << span.error();
    EXPECT_NE(span.error().message().find(refusal.says), std::string::npos) << span.error();
    EXPECT_EQ(span.error().text(), refusal.text);
  }
}

TEST(Edtf, AnIntervalIsNoMoment) {
  const Result<Moment> moment = ParseEdtfMoment("2014/2015");
  ASSERT_FALSE(moment.ok());
  EXPECT_EQ(moment.error().where().column, 5U);
  EXPECT_NE(moment.error().message().find("interval"), std::string::npos);
  EXPECT_FALSE(ParseEdtfMoment("..2014").ok());
}

TEST(Edtf, ATextWithANulByteIsRefusedThere) {
  const std::string_view text("2014\0", 5);
  const Result<Moment> moment = ParseEdtfMoment(text);
  ASSERT_FALSE(moment.ok());
  EXPECT_EQ(moment.error().where().column, 5U);
  EXPECT_EQ(moment.error().text(), text);
}

TEST(Edtf, WritesThroughStreams) {
  std::ostringstream out;
  out << *Moment::InMonth(2014, 3) << ' ' << *Span::Make(*Moment::InYear(2014), Moment::OpenEnd());
  EXPECT_EQ(out.str(), "2014-03 2014/..");
  EXPECT_EQ(ToEdtf(Moment::OpenEnd()), "..");
}

void ExpectRoundTrip(const Moment& moment) {
  const std::string text = ToEdtf(moment);
  const Result<Moment> read = ParseEdtfMoment(text);
  ASSERT_TRUE(read.ok()) << read.error();
  ASSERT_EQ(*read, moment) << text;
  ASSERT_EQ(ToEdtf(*read), text);
}

// Nothing left out: all years, months, seasons, decades and centuries, with every qualifier.
TEST(Edtf, EveryUnitOfTheCalendarIsWrittenAndReadBack) {
  for (const Qualifier qualifier : kQualifiers) {
    for (int year = Day::kMinYear; year <= Day::kMaxYear; ++year) {
      ExpectRoundTrip(*Moment::InYear(year, qualifier));
      // In full near the ends of the calendar and of the era, and here and there between.
      const bool near = year < -9990 || year > 9990 || (year > -5 && year < 5);
      if (!near && year % 97 != 0) continue;
      for (int month = 1; month <= 12; ++month) {
        ExpectRoundTrip(*Moment::InMonth(year, month, qualifier));
      }
      for (int season = 21; season <= 41; ++season) {
        ExpectRoundTrip(*Moment::InSeason(year, season, qualifier));
      }
    }
    for (int decade = 0; decade <= 9990; decade += 10) {
      ExpectRoundTrip(*Moment::InDecade(decade, qualifier));
    }
    for (int century = 0; century <= 9900; century += 100) {
      ExpectRoundTrip(*Moment::InCentury(century, qualifier));
    }
    for (Day day = Day::Min(); day < Day::Min() + 800; ++day) {
      ExpectRoundTrip(Moment::OnDay(day, qualifier));
    }
    for (Day day = Day::Max() - 800; day.is_finite(); ++day) {
      ExpectRoundTrip(Moment::OnDay(day, qualifier));
    }
    for (Day day = Day::Min(); day.is_finite(); day += 1009) {
      ExpectRoundTrip(Moment::OnDay(day, qualifier));
    }
  }
}

TEST(Edtf, EveryTimeOfDayAndOffsetIsWrittenAndReadBack) {
  const Day day = Day::FromYmd(2014, 3, 18);
  for (int second = 0; second <= 86400; ++second) {
    ExpectRoundTrip(*Moment::AtTime(day, second, std::nullopt));
  }
  for (int offset = -1439; offset <= 1439; ++offset) {
    ExpectRoundTrip(*Moment::AtTime(day, 1, offset));
  }
}

TEST(Edtf, RandomMomentsAndSpansAreWrittenAndReadBack) {
  std::mt19937 random(8601);
  auto pick = [&](int low, int high) {
    return low + static_cast<int>(random() % (static_cast<unsigned>(high - low) + 1U));
  };
  for (int i = 0; i < 100000; ++i) {
    ExpectRoundTrip(RandomMoment(pick));
    const Span span = RandomSpan(pick);
    const std::string text = ToEdtf(span);
    const Result<Span> read = ParseEdtfSpan(text);
    ASSERT_TRUE(read.ok()) << read.error();
    ASSERT_EQ(*read, span) << text;
    ASSERT_EQ(ToEdtf(*read), text);
    if (HasFatalFailure()) return;
  }
}

#ifdef CASUS_HAVE_RAPIDCHECK
// The same, shrinking what it finds.
TEST(Edtf, RoundTripProperty) {
  auto pick = [](int low, int high) { return *rc::gen::inRange(low, high + 1); };
  EXPECT_TRUE(rc::check("a moment is read back", [&] {
    const Moment moment = RandomMoment(pick);
    RC_ASSERT(ParseEdtfMoment(ToEdtf(moment)).value() == moment);
  }));
  EXPECT_TRUE(rc::check("a span is read back", [&] {
    const Span span = RandomSpan(pick);
    RC_ASSERT(ParseEdtfSpan(ToEdtf(span)).value() == span);
  }));
}
#endif

}  // namespace
}  // namespace casus
