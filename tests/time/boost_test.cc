#include "casus/time/boost.h"

#include <gtest/gtest.h>

#include <optional>

#include "casus/time/edtf.h"

namespace casus {
namespace {

namespace greg = boost::gregorian;
namespace posix = boost::posix_time;

TEST(Boost, EveryDayThatBoostHoldsGoesThereAndBack) {
  for (Day day = Day::FromYmd(1400, 1, 1); day.is_finite(); ++day) {
    const Result<greg::date> date = ToBoostDate(day);
    ASSERT_TRUE(date.ok()) << date.error();
    const Ymd ymd = day.ymd();
    const greg::date::ymd_type there = date->year_month_day();
    ASSERT_EQ(int(there.year), ymd.year);
    ASSERT_EQ(int(there.month), ymd.month);
    ASSERT_EQ(int(there.day), ymd.day);
    const Result<Day> back = FromBoostDate(*date);
    ASSERT_TRUE(back.ok());
    ASSERT_EQ(*back, day);
  }
}

TEST(Boost, DaysThatBoostCannotHoldAreErrors) {
  for (const Day day : {Day::FromYmd(1399, 12, 31), Day::FromYmd(-44, 3, 15), Day::Min(),
                        Day::BeginningOfTime(), Day::EndOfTime()}) {
    const Result<greg::date> date = ToBoostDate(day);
    ASSERT_FALSE(date.ok());
    EXPECT_EQ(date.error().code(), ErrorCode::kOutOfRange);
  }
}

TEST(Boost, SpecialValuesAreNoDays) {
  for (const auto special : {boost::date_time::not_a_date_time, boost::date_time::pos_infin,
                             boost::date_time::neg_infin}) {
    const Result<Day> day = FromBoostDate(greg::date(special));
    ASSERT_FALSE(day.ok());
    EXPECT_EQ(day.error().code(), ErrorCode::kInvalidArgument);
    EXPECT_FALSE(FromBoostTime(posix::ptime(special), std::nullopt).ok());
  }
  EXPECT_FALSE(FromBoostDate(greg::date()).ok());
}

// Boost prints no error until such a date is taken apart.
TEST(Boost, SumsThatLeaveBoostsRangeAreErrors) {
  const greg::date beyond = *ToBoostDate(Day::Max()) + greg::days(1);
  ASSERT_FALSE(FromBoostDate(beyond).ok());
  EXPECT_EQ(FromBoostDate(beyond).error().code(), ErrorCode::kOutOfRange);
}

TEST(Boost, PeriodsGoThereAndBack) {
  const Period march = Period::OfMonth(2014, 3);
  const Result<greg::date_period> period = ToBoostPeriod(march);
  ASSERT_TRUE(period.ok()) << period.error();
  EXPECT_EQ(period->begin(), greg::date(2014, 3, 1));
  EXPECT_EQ(period->last(), greg::date(2014, 3, 31));
  EXPECT_EQ(period->length().days(), 31);
  EXPECT_EQ(*FromBoostPeriod(*period), march);
}

TEST(Boost, PeriodsThatTheOtherSideCannotHoldAreErrors) {
  for (const Period period :
       {Period::Always(), Period::Of(Day::FromYmd(2014, 1, 1), Day::EndOfTime()),
        Period::Of(Day::BeginningOfTime(), Day::FromYmd(2014, 1, 1)), Period::OfYear(1399)}) {
    ASSERT_FALSE(ToBoostPeriod(period).ok());
    EXPECT_EQ(ToBoostPeriod(period).error().code(), ErrorCode::kOutOfRange);
  }
  const greg::date day(2014, 3, 18);
  const greg::date_period empty(day, day);
  const greg::date_period reversed(day, day - greg::days(3));
  const greg::date_period special(day, greg::date(boost::date_time::pos_infin));
  for (const greg::date_period& period : {empty, reversed, special}) {
    ASSERT_FALSE(FromBoostPeriod(period).ok());
    EXPECT_EQ(FromBoostPeriod(period).error().code(), ErrorCode::kInvalidArgument);
  }
}

TEST(Boost, TimesGoThereAndBackWithTheirOffsetBeside) {
  const Day day = Day::FromYmd(2014, 3, 18);
  for (const std::optional<int> offset : {std::optional<int>(), std::optional<int>(0),
                                          std::optional<int>(330), std::optional<int>(-660)}) {
    for (const int second : {0, 1, 3599, 43200, 86399}) {
      const Moment moment = *Moment::AtTime(day, second, offset);
      const Result<posix::ptime> time = ToBoostTime(moment);
      ASSERT_TRUE(time.ok()) << time.error();
      EXPECT_EQ(time->date(), greg::date(2014, 3, 18));
      EXPECT_EQ(time->time_of_day().total_seconds(), second);
      EXPECT_EQ(*FromBoostTime(*time, moment.utc_offset_minutes()), moment);
    }
  }
}

TEST(Boost, TimesInUtcMayFallOnTheDayBeforeOrAfter) {
  const auto utc = [](const char* text) {
    const Result<posix::ptime> time = ToBoostUtc(*ParseEdtfMoment(text));
    return time.ok() ? ToEdtf(*FromBoostTime(*time, 0)) : time.error().ToString();
  };
  EXPECT_EQ(utc("2014-03-18T10:00:00+02:00"), "2014-03-18T08:00:00Z");
  EXPECT_EQ(utc("2014-03-18T01:00:00+05:30"), "2014-03-17T19:30:00Z");
  EXPECT_EQ(utc("2014-12-31T23:00:00-05:00"), "2015-01-01T04:00:00Z");
  EXPECT_EQ(utc("2014-03-18T00:00:00Z"), "2014-03-18T00:00:00Z");
  EXPECT_EQ(utc("1399-12-31T23:00:00-05:00"),
            ToBoostTime(*ParseEdtfMoment("1399-12-31T23:00:00-05:00")).error().ToString());
  EXPECT_FALSE(ToBoostUtc(*ParseEdtfMoment("1400-01-01T01:00:00+02:00")).ok());
  EXPECT_FALSE(ToBoostUtc(*ParseEdtfMoment("9999-12-31T23:00:00-02:00")).ok());
  EXPECT_FALSE(ToBoostUtc(*ParseEdtfMoment("2014-03-18T10:00:00")).ok());
}

TEST(Boost, TimesThatWouldLoseSomethingAreErrors) {
  EXPECT_EQ(ToBoostTime(Moment::OnDay(Day::FromYmd(2014, 3, 18))).error().code(),
            ErrorCode::kInvalidArgument);
  EXPECT_EQ(ToBoostTime(*ParseEdtfMoment("2016-12-31T23:59:60Z")).error().code(),
            ErrorCode::kOutOfRange);
  EXPECT_EQ(ToBoostTime(*ParseEdtfMoment("1399-12-31T10:00:00")).error().code(),
            ErrorCode::kOutOfRange);
  const posix::ptime exact(greg::date(2014, 3, 18), posix::hours(10));
  EXPECT_TRUE(FromBoostTime(exact, std::nullopt).ok());
  EXPECT_EQ(FromBoostTime(exact + posix::microseconds(1), std::nullopt).error().code(),
            ErrorCode::kOutOfRange);
  EXPECT_EQ(FromBoostTime(exact, 1440).error().code(), ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace casus
