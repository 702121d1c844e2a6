#include "casus/time/parse.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "casus/time/edtf.h"

namespace casus {
namespace {

constexpr DayShape kShapes[] = {
    DayShape::kIso,        DayShape::kCompact,          DayShape::kIsoMidnight,
    DayShape::kIsoZoned,   DayShape::kDayMonthNameYear, DayShape::kStata,
    DayShape::kDmyDots,    DayShape::kDmyColons,        DayShape::kDmyDashes,
    DayShape::kDmySlashes, DayShape::kMdySlashes};

constexpr ErrorCode kShapeWrong = ErrorCode::kParse;
constexpr ErrorCode kNoSuch = ErrorCode::kInvalidArgument;

struct Golden {
  DayShape shape;
  const char* text;
  const char* day;
};

const Golden kGolden[] = {
    {DayShape::kIso, "2020-12-03", "2020-12-03"},
    {DayShape::kIso, "1648-10-24", "1648-10-24"},
    {DayShape::kIso, "9999-12-31", "9999-12-31"},
    {DayShape::kIso, "0025-01-02", "0025-01-02"},
    {DayShape::kIso, "0000-02-29", "0000-02-29"},
    {DayShape::kIso, "-0044-03-15", "-0044-03-15"},
    {DayShape::kCompact, "20191024", "2019-10-24"},
    {DayShape::kCompact, "18160101", "1816-01-01"},
    {DayShape::kIsoMidnight, "2020-12-03 00:00:00.000", "2020-12-03"},
    {DayShape::kIsoMidnight, "2020-12-03 00:00:00", "2020-12-03"},
    {DayShape::kIsoMidnight, "2020-12-03T00:00:00", "2020-12-03"},
    {DayShape::kIsoZoned, "2015-04-07-04:00", "2015-04-07"},
    {DayShape::kIsoZoned, "2015-04-07+13:00", "2015-04-07"},
    {DayShape::kIsoZoned, "2015-04-07Z", "2015-04-07"},
    {DayShape::kIsoZoned, "2015-04-07", "2015-04-07"},
    {DayShape::kDayMonthNameYear, "03 December 2020", "2020-12-03"},
    {DayShape::kDayMonthNameYear, "3 December 2020", "2020-12-03"},
    {DayShape::kDayMonthNameYear, "25 Dec 1990", "1990-12-25"},
    {DayShape::kDayMonthNameYear, "25 DEC 1990", "1990-12-25"},
    {DayShape::kDayMonthNameYear, "1 sept 1939", "1939-09-01"},
    {DayShape::kDayMonthNameYear, "08 May 1945", "1945-05-08"},
    {DayShape::kStata, "22feb1984", "1984-02-22"},
    {DayShape::kStata, "01JAN1960", "1960-01-01"},
    {DayShape::kDmyDots, "01.09.1960", "1960-09-01"},
    {DayShape::kDmyDots, "1.9.1960", "1960-09-01"},
    {DayShape::kDmyColons, "18:03:2014", "2014-03-18"},
    {DayShape::kDmyColons, "01:01:1816", "1816-01-01"},
    {DayShape::kDmyDashes, "18-03-2014", "2014-03-18"},
    {DayShape::kDmyDashes, "8-3-2014", "2014-03-08"},
    {DayShape::kDmySlashes, "31/12/2019", "2019-12-31"},
    {DayShape::kDmySlashes, "3/4/2019", "2019-04-03"},
    {DayShape::kMdySlashes, "03/18/2014", "2014-03-18"},
    {DayShape::kMdySlashes, "3/4/2019", "2019-03-04"},
};

TEST(ParseDay, ReadsEachShapeOfTheField) {
  for (const Golden& golden : kGolden) {
    SCOPED_TRACE(golden.text);
    const Result<Day> day = ParseDay(golden.text, golden.shape);
    ASSERT_TRUE(day.ok()) << day.error();
    EXPECT_EQ(ToString(*day), golden.day);
  }
}

struct Refusal {
  DayShape shape;
  const char* text;
  ErrorCode code;
  std::uint64_t column;
  const char* says;
};

const Refusal kRefused[] = {
    {DayShape::kIso, "2020-12-3", kShapeWrong, 10, "a day of 2 digits"},
    {DayShape::kIso, "2020-1-03", kShapeWrong, 7, "a month of 2 digits"},
    {DayShape::kIso, "20-12-03", kShapeWrong, 3, "a year of 4 digits"},
    {DayShape::kIso, "2020-12-03 ", kShapeWrong, 11, "the end, found a blank"},
    {DayShape::kIso, " 2020-12-03", kShapeWrong, 1, "a year"},
    {DayShape::kIso, "2020-12-03T00:00:00", kShapeWrong, 11, "the end"},
    {DayShape::kIso, "2020/12/03", kShapeWrong, 5, "'-'"},
    {DayShape::kIso, "2020-12", kShapeWrong, 8, "'-'"},
    {DayShape::kIso, "20201203", kShapeWrong, 1, "a year has 4 digits, not 8"},
    {DayShape::kIso, "2020-12-031", kShapeWrong, 9, "a day has 2 digits, not 3"},
    {DayShape::kIso, "+2020-12-03", kShapeWrong, 1, "a year"},
    {DayShape::kIso, "2020-02-30", kNoSuch, 9, "no such day: 2020-02-30"},
    {DayShape::kIso, "2020-00-10", kNoSuch, 6, "no such day"},
    {DayShape::kIso, "2020-13-10", kNoSuch, 6, "no such day"},
    {DayShape::kIso, "2020-12-00", kNoSuch, 9, "no such day"},
    {DayShape::kIso, "0000-00-00", kNoSuch, 6, "no such day"},
    {DayShape::kIso, "-0000-01-01", kNoSuch, 1, "sign"},
    // What Boost's parsers let through.
    {DayShape::kIso, "2002-01-25 12:00", kShapeWrong, 11, "the end"},
    {DayShape::kIso, "2002- 1-25", kShapeWrong, 6, "a month"},
    {DayShape::kCompact, "2002012", kShapeWrong, 8, "8 digits"},
    {DayShape::kCompact, "200201255", kShapeWrong, 9, "the end"},
    {DayShape::kCompact, "2002-01-25", kShapeWrong, 5, "8 digits"},
    {DayShape::kCompact, "20020230", kNoSuch, 7, "no such day"},
    {DayShape::kCompact, "20021301", kNoSuch, 5, "no such day"},
    {DayShape::kCompact, "20191024143000", kShapeWrong, 9, "the end"},
    {DayShape::kIsoMidnight, "2020-12-03", kShapeWrong, 11, "a clock"},
    {DayShape::kIsoMidnight, "2020-12-03 12:30:00", kNoSuch, 12, "lost"},
    {DayShape::kIsoMidnight, "2020-12-03 00:00:00.001", kNoSuch, 12, "lost"},
    {DayShape::kIsoMidnight, "2020-12-03 00:00:00.", kShapeWrong, 21, "fraction"},
    {DayShape::kIsoMidnight, "2020-12-03 00:00", kShapeWrong, 17, "':'"},
    {DayShape::kIsoMidnight, "2020-12-03 00:00:00Z", kShapeWrong, 20, "the end"},
    {DayShape::kIsoMidnight, "2020-02-30 00:00:00", kNoSuch, 9, "no such day"},
    {DayShape::kIsoZoned, "2015-04-07-4:00", kShapeWrong, 13, "hour"},
    {DayShape::kIsoZoned, "2015-04-07+25:00", kNoSuch, 11, "offset"},
    {DayShape::kIsoZoned, "2015-04-07T00:00:00Z", kShapeWrong, 11, "the end"},
    {DayShape::kDayMonthNameYear, "03  December 2020", kShapeWrong, 4, "English month name"},
    {DayShape::kDayMonthNameYear, "03-December-2020", kShapeWrong, 3, "one blank"},
    {DayShape::kDayMonthNameYear, "03 d\u00e9cembre 2020", kShapeWrong, 4, "found 'd\u00e9cembre'"},
    {DayShape::kDayMonthNameYear, "03 Dezember 2020", kShapeWrong, 4, "found 'Dezember'"},
    {DayShape::kDayMonthNameYear, "03 \u0434\u0435\u043a\u0430\u0431\u0440\u044f 2020", kShapeWrong,
     4, "English month name"},
    {DayShape::kDayMonthNameYear, "03 De 2020", kShapeWrong, 4, "found 'De'"},
    {DayShape::kDayMonthNameYear, "03 Dece 2020", kShapeWrong, 4, "found 'Dece'"},
    {DayShape::kDayMonthNameYear, "December 2020", kShapeWrong, 1, "a day of 1 or 2 digits"},
    {DayShape::kDayMonthNameYear, "003 December 2020", kShapeWrong, 1, "not 3"},
    {DayShape::kDayMonthNameYear, "31 June 2020", kNoSuch, 1, "no such day: 2020-06-31"},
    {DayShape::kDayMonthNameYear, "26 Dec 90", kShapeWrong, 10, "a year of 4 digits"},
    {DayShape::kDayMonthNameYear, "26 Dec 0090", kNoSuch, 8, "ISO shapes only"},
    {DayShape::kStata, "2feb1984", kShapeWrong, 2, "a day of 2 digits"},
    {DayShape::kStata, "22 feb 1984", kShapeWrong, 3, "month name"},
    {DayShape::kStata, "22feb84", kShapeWrong, 8, "a year of 4 digits"},
    {DayShape::kDmyDots, "08.011.2024)", kShapeWrong, 4, "a month has 1 or 2 digits, not 3"},
    {DayShape::kDmyDots, "08.01.2024)", kShapeWrong, 11, "the end, found ')'"},
    {DayShape::kDmyDots, "01.09.60", kShapeWrong, 9, "a year of 4 digits"},
    {DayShape::kDmyDots, "01.09.1960 - 30.03.2015", kShapeWrong, 11, "the end"},
    {DayShape::kDmyDots, "09.13.1960", kNoSuch, 4, "no such day"},
    {DayShape::kDmyDots, "00.09.1960", kNoSuch, 1, "no such day"},
    {DayShape::kDmyDots, "01.01.0025", kNoSuch, 7, "ISO shapes only"},
    {DayShape::kDmyColons, "1:01:1816", kShapeWrong, 2, "a day of 2 digits"},
    {DayShape::kDmyColons, "31:12:YYYY", kShapeWrong, 7, "a year of 4 digits, found 'YYYY'"},
    {DayShape::kDmyDashes, "2014-03-18", kShapeWrong, 1, "a day has 1 or 2 digits, not 4"},
    {DayShape::kDmySlashes, "03/18/2014", kNoSuch, 4, "no such day"},
    {DayShape::kDmySlashes, "dd/mm/1945", kShapeWrong, 1, "a day"},
    {DayShape::kMdySlashes, "18/03/2014", kNoSuch, 1, "no such day"},
    {DayShape::kMdySlashes, "3/18/14", kShapeWrong, 8, "a year of 4 digits"},
};

TEST(ParseDay, RefusesAllElseAndSaysWhere) {
  for (const Refusal& refusal : kRefused) {
    SCOPED_TRACE(refusal.text);
    const Result<Day> day = ParseDay(refusal.text, refusal.shape);
    ASSERT_FALSE(day.ok()) << *day;
    EXPECT_EQ(day.error().code(), refusal.code) << day.error();
    EXPECT_EQ(day.error().where().column, refusal.column) << day.error();
    EXPECT_NE(day.error().message().find(refusal.says), std::string::npos) << day.error();
    EXPECT_EQ(day.error().text(), refusal.text);
  }
}

TEST(ParseDay, SaysThatAValueIsMissing) {
  for (const DayShape shape : kShapes) {
    for (const char* text : {"", "NA", "NULL", "-0-", "-0- ", ".", " ", "n/a"}) {
      const Result<Day> day = ParseDay(text, shape);
      ASSERT_FALSE(day.ok()) << *day;
      EXPECT_EQ(day.error().code(), ErrorCode::kParse);
      EXPECT_EQ(day.error().where().column, 1U);
      EXPECT_EQ(day.error().text(), text);
      EXPECT_NE(day.error().message().find("missing"), std::string::npos) << day.error();
    }
  }
}

TEST(ParseDay, HoldsTheYearsTheReaderExpects) {
  const YearLimits limits{1800, 2030};
  EXPECT_TRUE(ParseDay("1800-01-01", DayShape::kIso, limits).ok());
  EXPECT_TRUE(ParseDay("2030-12-31", DayShape::kIso, limits).ok());
  for (const char* text : {"0025-03-01", "1799-12-31", "2031-01-01", "2068-05-06", "9999-12-31"}) {
    const Result<Day> day = ParseDay(text, DayShape::kIso, limits);
    ASSERT_FALSE(day.ok());
    EXPECT_EQ(day.error().code(), ErrorCode::kInvalidArgument);
    EXPECT_EQ(day.error().where().column, 1U);
    EXPECT_NE(day.error().message().find("1800 to 2030"), std::string::npos) << day.error();
  }
  EXPECT_EQ(ParseDay("01.02.2068", DayShape::kDmyDots, limits).error().where().column, 7U);
}

std::string Write(Day day, DayShape shape) {
  const Ymd d = day.ymd();
  const char* const kNames[] = {"January",   "February", "March",    "April",
                                "May",       "June",     "July",     "August",
                                "September", "October",  "November", "December"};
  char text[64];
  const auto print = [&](const char* format, auto... values) {
    std::snprintf(text, sizeof text, format, values...);
    return std::string(text);
  };
  switch (shape) {
    case DayShape::kIso: return ToString(day);
    case DayShape::kCompact: return print("%04d%02d%02d", d.year, d.month, d.day);
    case DayShape::kIsoMidnight: return ToString(day) + " 00:00:00.000";
    case DayShape::kIsoZoned: return ToString(day) + "+02:00";
    case DayShape::kDayMonthNameYear:
      return print("%d %s %04d", d.day, kNames[d.month - 1], d.year);
    case DayShape::kStata: return print("%02d%.3s%04d", d.day, kNames[d.month - 1], d.year);
    case DayShape::kDmyDots: return print("%d.%d.%04d", d.day, d.month, d.year);
    case DayShape::kDmyColons: return print("%02d:%02d:%04d", d.day, d.month, d.year);
    case DayShape::kDmyDashes: return print("%02d-%d-%04d", d.day, d.month, d.year);
    case DayShape::kDmySlashes: return print("%02d/%02d/%04d", d.day, d.month, d.year);
    case DayShape::kMdySlashes: return print("%d/%d/%04d", d.month, d.day, d.year);
  }
  return "";
}

TEST(ParseDay, ReadsBackEveryDayInEveryShape) {
  for (const DayShape shape : kShapes) {
    const bool iso = shape <= DayShape::kIsoZoned;
    const Day first = Day::FromYmd(iso ? 0 : 1000, 1, 1);
    for (Day day = first; day.is_finite(); day += 17) {
      const Result<Day> read = ParseDay(Write(day, shape), shape);
      ASSERT_TRUE(read.ok()) << read.error();
      ASSERT_EQ(*read, day);
    }
  }
  for (Day day = Day::Min(); day < Day::FromYmd(1, 1, 1); day += 17) {
    ASSERT_EQ(*ParseDay(ToString(day), DayShape::kIso), day);
  }
}

// "20191024" is read as one shape only: a reader that names the wrong one is told so.
TEST(ParseDay, ShapesAreApart) {
  const Day day = Day::FromYmd(2019, 10, 24);
  for (const DayShape written : kShapes) {
    for (const DayShape read : kShapes) {
      const bool same =
          written == read || (written == DayShape::kIso && read == DayShape::kIsoZoned);
      EXPECT_EQ(ParseDay(Write(day, written), read).ok(), same)
          << ToString(written) << " as " << ToString(read);
    }
  }
}

TEST(ParseDay, ShapesAreNamedByAnExampleOfThem) {
  for (const DayShape shape : kShapes) {
    const Result<Day> day = ParseDay(ToString(shape), shape);
    ASSERT_TRUE(day.ok()) << day.error();
    EXPECT_EQ(*day, Day::FromYmd(2020, 12, 3));
  }
}

TEST(ParseDayTwoDigitYear, TakesTheCenturyFromThePivotGiven) {
  const CenturyPivot pivot(1930);
  const ShortYearShape shape = ShortYearShape::kDayMonYear;
  EXPECT_EQ(*ParseDayTwoDigitYear("26-Dec-90", shape, pivot), Day::FromYmd(1990, 12, 26));
  EXPECT_EQ(*ParseDayTwoDigitYear("1-Jan-30", shape, pivot), Day::FromYmd(1930, 1, 1));
  EXPECT_EQ(*ParseDayTwoDigitYear("31-Dec-29", shape, pivot), Day::FromYmd(2029, 12, 31));
  EXPECT_EQ(*ParseDayTwoDigitYear("29-Feb-00", shape, pivot), Day::FromYmd(2000, 2, 29));
  EXPECT_EQ(*ParseDayTwoDigitYear("26-Dec-68", shape, CenturyPivot(1900)),
            Day::FromYmd(1968, 12, 26));
  EXPECT_EQ(*ParseDayTwoDigitYear("901226", ShortYearShape::kCompact, pivot),
            Day::FromYmd(1990, 12, 26));
  EXPECT_EQ(*ParseDayTwoDigitYear("3/18/14", ShortYearShape::kMdySlashes, pivot),
            Day::FromYmd(2014, 3, 18));
}

TEST(ParseDayTwoDigitYear, PivotsCoverEachOfTheHundredYearsOnce) {
  for (const int first : {-150, 0, 1, 1899, 1900, 1930, 1999}) {
    std::vector<bool> seen(100);
    for (int two = 0; two < 100; ++two) {
      const int year = CenturyPivot(first).Expand(two);
      ASSERT_GE(year, first);
      ASSERT_LT(year, first + 100);
      ASSERT_EQ(((year % 100) + 100) % 100, two);
      ASSERT_FALSE(seen[static_cast<std::size_t>(year - first)]);
      seen[static_cast<std::size_t>(year - first)] = true;
    }
  }
}

TEST(ParseDayTwoDigitYear, RefusesOtherShapesAndYears) {
  struct Case {
    ShortYearShape shape;
    const char* text;
    ErrorCode code;
    std::uint64_t column;
  };
  const Case cases[] = {
      {ShortYearShape::kDayMonYear, "26-Dec-1990", kShapeWrong, 8},
      {ShortYearShape::kDayMonYear, "26-Dez-90", kShapeWrong, 4},
      {ShortYearShape::kDayMonYear, "26 Dec 90", kShapeWrong, 3},
      {ShortYearShape::kDayMonYear, "31-Jun-90", kNoSuch, 1},
      {ShortYearShape::kDayMonYear, "29-Feb-90", kNoSuch, 1},
      {ShortYearShape::kDayMonYear, "NA", kShapeWrong, 1},
      {ShortYearShape::kCompact, "19901226", kShapeWrong, 7},
      {ShortYearShape::kCompact, "90122", kShapeWrong, 6},
      {ShortYearShape::kCompact, "901326", kNoSuch, 3},
      {ShortYearShape::kMdySlashes, "18/3/14", kNoSuch, 1},
      {ShortYearShape::kMdySlashes, "3/18/2014", kShapeWrong, 6},
      {ShortYearShape::kMdySlashes, "3/18/4", kShapeWrong, 7},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const Result<Day> day = ParseDayTwoDigitYear(c.text, c.shape, CenturyPivot(1930));
    ASSERT_FALSE(day.ok()) << *day;
    EXPECT_EQ(day.error().code(), c.code) << day.error();
    EXPECT_EQ(day.error().where().column, c.column) << day.error();
    EXPECT_EQ(day.error().text(), c.text);
  }
  EXPECT_FALSE(ParseDayTwoDigitYear("26-Dec-25", ShortYearShape::kDayMonYear, CenturyPivot(1930),
                                    YearLimits{1946, 2016})
                   .ok());
  EXPECT_FALSE(
      ParseDayTwoDigitYear("26-Dec-25", ShortYearShape::kDayMonYear, CenturyPivot(20000)).ok());
}

TEST(ParseTimestamp14, IsUtc) {
  const Result<Moment> moment = ParseTimestamp14("20191024143005");
  ASSERT_TRUE(moment.ok()) << moment.error();
  EXPECT_EQ(ToEdtf(*moment), "2019-10-24T14:30:05Z");
  EXPECT_EQ(ToEdtf(*ParseTimestamp14("20161231235960")), "2016-12-31T23:59:60Z");
}

TEST(ParseTimestamp14, RefusesAllElse) {
  struct Case {
    const char* text;
    ErrorCode code;
    std::uint64_t column;
  };
  const Case cases[] = {{"20191024", kShapeWrong, 9},         {"2019102414300", kShapeWrong, 14},
                        {"201910241430000", kShapeWrong, 15}, {"20191024T143000", kShapeWrong, 9},
                        {"20191324143000", kNoSuch, 5},       {"20190230143000", kNoSuch, 7},
                        {"20191024240000", kNoSuch, 9},       {"20191024146000", kNoSuch, 9},
                        {"20191024143060", kNoSuch, 9},       {"NULL", kShapeWrong, 1}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const Result<Moment> moment = ParseTimestamp14(c.text);
    ASSERT_FALSE(moment.ok()) << *moment;
    EXPECT_EQ(moment.error().code(), c.code) << moment.error();
    EXPECT_EQ(moment.error().where().column, c.column) << moment.error();
  }
}

TEST(ParseTimestampIso, KeepsClockAndZone) {
  EXPECT_EQ(ToEdtf(*ParseTimestampIso("2026-08-05T16:47:04.449+02:00")),
            "2026-08-05T16:47:04+02:00");
  EXPECT_EQ(ToEdtf(*ParseTimestampIso("2026-08-05 16:47:04")), "2026-08-05T16:47:04");
  EXPECT_EQ(ToEdtf(*ParseTimestampIso("2026-08-05T16:47:04Z")), "2026-08-05T16:47:04Z");
  for (const char* text :
       {"2026-08-05", "2026-08-05T16:47", "2026-08-05T16:47:04.", "2026-08-05T16:47:04 Z",
        "2026-02-30T16:47:04", "2026-08-05  16:47:04", "2026-08-05T25:47:04"}) {
    EXPECT_FALSE(ParseTimestampIso(text).ok()) << text;
  }
}

TEST(ParseUnixTime, CountsFrom1970InUtc) {
  EXPECT_EQ(ToEdtf(*ParseUnixTime("0")), "1970-01-01T00:00:00Z");
  EXPECT_EQ(ToEdtf(*ParseUnixTime("1649187000")), "2022-04-05T19:30:00Z");
  EXPECT_EQ(ToEdtf(*ParseUnixTime("-1")), "1969-12-31T23:59:59Z");
  EXPECT_EQ(ToEdtf(*ParseUnixTime("-86400")), "1969-12-31T00:00:00Z");
  EXPECT_EQ(ToEdtf(*ParseUnixTime("253402300799")), "9999-12-31T23:59:59Z");
  for (const char* text : {"253402300800", "1649187000000", "99999999999999999999999999",
                           "-99999999999999999999999999"}) {
    const Result<Moment> moment = ParseUnixTime(text);
    ASSERT_FALSE(moment.ok()) << *moment;
    EXPECT_EQ(moment.error().code(), ErrorCode::kOutOfRange);
  }
  for (const char* text : {"", "-", "1649187000.5", "1649187000 ", "+1", "1e9", "2022-04-05"}) {
    EXPECT_EQ(ParseUnixTime(text).error().code(), ErrorCode::kParse) << text;
  }
}

TEST(ParseYearMonth6, ZeroesMeanThatTheMonthIsNotKnown) {
  EXPECT_EQ(*ParseYearMonth6("201403"), *Moment::InMonth(2014, 3));
  EXPECT_EQ(*ParseYearMonth6("181600"), *Moment::InYear(1816));
  EXPECT_EQ(ParseYearMonth6("201413").error().code(), kNoSuch);
  EXPECT_EQ(ParseYearMonth6("201413").error().where().column, 5U);
  EXPECT_EQ(ParseYearMonth6("2014-03").error().where().column, 5U);
  EXPECT_EQ(ParseYearMonth6("20140318").error().where().column, 7U);
  EXPECT_EQ(ParseYearMonth6("20143").error().where().column, 6U);
  EXPECT_FALSE(ParseYearMonth6("002503", YearLimits{1816, 2020}).ok());
}

TEST(MomentFromParts, IsAsPreciseAsItsColumns) {
  const auto edtf = [](int year, int month, int day) {
    return ToEdtf(MomentFromParts(year, month, day).value());
  };
  EXPECT_EQ(edtf(2014, 3, 18), "2014-03-18");
  EXPECT_EQ(edtf(2014, 3, 0), "2014-03");
  EXPECT_EQ(edtf(2014, 3, -9), "2014-03");
  EXPECT_EQ(edtf(2014, -99, -99), "2014");
  EXPECT_EQ(edtf(2014, 0, 0), "2014");
  EXPECT_EQ(edtf(-44, 3, 15), "-0044-03-15");
}

TEST(ParseMomentFromParts, ReadsTheMissingValuesOfTheField) {
  const auto edtf = [](const char* year, const char* month, const char* day) {
    const Result<Moment> moment = ParseMomentFromParts(year, month, day);
    return moment.ok() ? ToEdtf(*moment) : moment.error().ToString();
  };
  EXPECT_EQ(edtf("2014", "3", "18"), "2014-03-18");
  EXPECT_EQ(edtf("2014", "03", "08"), "2014-03-08");
  EXPECT_EQ(edtf("2014", "00", "00"), "2014");  // GTD
  EXPECT_EQ(edtf("1816", "-9", "-9"), "1816");  // COW
  EXPECT_EQ(edtf("1816", ".", "."), "1816");    // COW, Stata
  EXPECT_EQ(edtf("1816", "5", ""), "1816-05");  // empty field
  EXPECT_EQ(edtf("1816", "NA", "NA"), "1816");  // saved again by R
}

TEST(ParseMomentFromParts, NamesThePartThatIsWrong) {
  struct Case {
    const char* year;
    const char* month;
    const char* day;
    ErrorCode code;
    const char* field;
    const char* text;
    std::uint64_t column;
  };
  const Case cases[] = {
      {"2014", "13", "1", kNoSuch, "month", "13", 1},
      {"2014", "-1", "1", kNoSuch, "month", "-1", 1},
      {"2014", "2", "30", kNoSuch, "day", "30", 1},
      {"2014", "2", "-1", kNoSuch, "day", "-1", 1},
      {"2014", "0", "18", kNoSuch, "day", "18", 1},
      {"2014", "", "18", kNoSuch, "day", "18", 1},
      {"", "3", "18", kNoSuch, "month", "3", 1},
      {"-9", "3", "0", kNoSuch, "month", "3", 1},
      {"", "", "", kShapeWrong, "year", "", 1},
      {"0", "0", "0", kShapeWrong, "year", "0", 1},
      {"20x4", "3", "18", kShapeWrong, "year", "20x4", 3},
      {"2014", "March", "18", kShapeWrong, "month", "March", 1},
      {"2014", "3", "18.0", kShapeWrong, "day", "18.0", 3},
      {"2014", "3", "18 ", kShapeWrong, "day", "18 ", 3},
      {"12345678901", "3", "18", kShapeWrong, "year", "12345678901", 1},
      {"12014", "3", "18", kNoSuch, "year", "12014", 1},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::Message() << c.year << '/' << c.month << '/' << c.day);
    const Result<Moment> moment = ParseMomentFromParts(c.year, c.month, c.day);
    ASSERT_FALSE(moment.ok()) << *moment;
    EXPECT_EQ(moment.error().code(), c.code) << moment.error();
    EXPECT_EQ(moment.error().where().field, c.field) << moment.error();
    EXPECT_EQ(moment.error().where().column, c.column) << moment.error();
    EXPECT_EQ(moment.error().text(), c.text) << moment.error();
  }
}

TEST(ParseMomentFromParts, AMissingYearIsUnknownOnlyIfAsked) {
  MissingCodes missing;
  missing.year_may_be_missing = true;
  EXPECT_EQ(*ParseMomentFromParts("", "", "", missing), Moment::Unknown());
  EXPECT_EQ(*MomentFromParts(-9, -9, -9, missing), Moment::Unknown());
  EXPECT_FALSE(ParseMomentFromParts("", "3", "", missing).ok());
  EXPECT_FALSE(MomentFromParts(-9, -9, -9).ok());
}

TEST(ParseMomentFromParts, OnlyTheCodesNamedAreMissing) {
  MissingCodes none;
  none.codes = {};
  none.words = false;
  EXPECT_FALSE(ParseMomentFromParts("2014", "0", "0", none).ok());
  EXPECT_FALSE(ParseMomentFromParts("2014", "", "", none).ok());
  EXPECT_FALSE(MomentFromParts(2014, -9, -9, none).ok());
  EXPECT_EQ(*MomentFromParts(0, 1, 1, none), Moment::OnDay(Day::FromYmd(0, 1, 1)));
  EXPECT_FALSE(MomentFromParts(2014, 3, 18, {}, YearLimits{2015, 2020}).ok());
}

TEST(IsMissingWord, KnowsTheWordsOfTheFieldAndNoOthers) {
  for (const char* text :
       {"",    " ",    "\t",  ".",    "-",    "--",   "?",   "-0-",     "-0- ", "NA",  "na",
        "N/A", "n.a.", "NaN", "NULL", "null", "None", "nil", "unknown", "#N/A", " NA "}) {
    EXPECT_TRUE(IsMissingWord(text)) << text;
  }
  for (const char* text : {"0", "-9", "Namibia", "NAN.", "2014", "..", "XXXX", "N", "not known"}) {
    EXPECT_FALSE(IsMissingWord(text)) << text;
  }
}

}  // namespace
}  // namespace casus
