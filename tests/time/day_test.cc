#include "casus/time/day.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <limits>
#include <sstream>
#include <unordered_set>

namespace casus {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

TEST(Day, EveryDayOfYears1To9999AgreesWithChrono) {
  using std::chrono::sys_days;
  using std::chrono::year_month_day;
  const sys_days first = std::chrono::year(1) / 1 / 1;
  const sys_days last = std::chrono::year(9999) / 12 / 31;
  for (sys_days chrono = first; chrono <= last; chrono += std::chrono::days(1)) {
    const year_month_day wanted(chrono);
    const Day day = Day::FromNumber(chrono.time_since_epoch().count());
    const Ymd ymd = day.ymd();
    ASSERT_EQ(ymd.year, int(wanted.year()));
    ASSERT_EQ(ymd.month, int(unsigned(wanted.month()))) << ymd.year;
    ASSERT_EQ(ymd.day, int(unsigned(wanted.day()))) << ymd.year << '-' << ymd.month;
    ASSERT_EQ(Day::FromYmd(ymd.year, ymd.month, ymd.day), day);
    ASSERT_EQ(unsigned(day.weekday()), std::chrono::weekday(chrono).iso_encoding());
  }
}

// One day after the other, with the calendar's rules in words.
TEST(Day, EveryDayOfTheCalendarFollowsTheOneBefore) {
  int year = -9999;
  int month = 1;
  int day_of_month = 1;
  int weekday = 1;
  std::int64_t count = 0;
  for (Day day = Day::Min(); day.is_finite(); ++day, ++count) {
    ASSERT_EQ(day.ymd(), (Ymd{year, month, day_of_month}));
    ASSERT_EQ(Day::TryFromYmd(year, month, day_of_month), day);
    ASSERT_EQ(int(day.weekday()), weekday);
    ASSERT_EQ(day - Day::Min(), count);
    const bool divides_by_4 = (year + 10000) % 4 == 0;
    const bool divides_by_100 = (year + 10000) % 100 == 0;
    const bool divides_by_400 = (year + 10000) % 400 == 0;
    const bool leap = divides_by_400 || (divides_by_4 && !divides_by_100);
    const int length = month == 2                                              ? (leap ? 29 : 28)
                       : month == 4 || month == 6 || month == 9 || month == 11 ? 30
                                                                               : 31;
    weekday = weekday % 7 + 1;
    if (day_of_month < length) {
      ++day_of_month;
    } else {
      day_of_month = 1;
      month = month % 12 + 1;
      if (month == 1) ++year;
    }
  }
  EXPECT_EQ(year, 10000);
  EXPECT_EQ(count, Day::Max() - Day::Min() + 1);
}

TEST(Day, CountsFrom1970) {
  EXPECT_EQ(Day::FromYmd(1970, 1, 1).number(), 0);
  EXPECT_EQ(Day::FromYmd(1969, 12, 31).number(), -1);
  EXPECT_EQ(Day::FromYmd(2000, 3, 1).number(), 11017);
  EXPECT_EQ(Day::Min(), Day::FromYmd(-9999, 1, 1));
  EXPECT_EQ(Day::Max(), Day::FromYmd(9999, 12, 31));
}

TEST(Day, KnowsOldDaysByTheirWeekday) {
  // 24 October 1648, a Saturday, and 18 June 1815, a Sunday.
  EXPECT_EQ(Day::FromYmd(1648, 10, 24).weekday(), Weekday::kSaturday);
  EXPECT_EQ(Day::FromYmd(1815, 6, 18).weekday(), Weekday::kSunday);
  EXPECT_EQ(ToString(Day::FromYmd(2022, 2, 24).weekday()), "Thursday");
}

TEST(Day, RefusesDaysThatDoNotExist) {
  EXPECT_FALSE(Day::TryFromYmd(2022, 2, 29));
  EXPECT_TRUE(Day::TryFromYmd(2024, 2, 29));
  EXPECT_FALSE(Day::TryFromYmd(1900, 2, 29));
  EXPECT_TRUE(Day::TryFromYmd(2000, 2, 29));
  EXPECT_TRUE(Day::TryFromYmd(0, 2, 29));
  EXPECT_TRUE(Day::TryFromYmd(-4, 2, 29));
  EXPECT_FALSE(Day::TryFromYmd(2022, 0, 1));
  EXPECT_FALSE(Day::TryFromYmd(2022, 13, 1));
  EXPECT_FALSE(Day::TryFromYmd(2022, 1, 0));
  EXPECT_FALSE(Day::TryFromYmd(2022, 4, 31));
  EXPECT_FALSE(Day::TryFromYmd(10000, 1, 1));
  EXPECT_FALSE(Day::TryFromYmd(-10000, 12, 31));
  EXPECT_FALSE(Day::TryFromYmd(std::numeric_limits<int>::max(), 1, 1));
  EXPECT_FALSE(Day::TryFromYmd(std::numeric_limits<int>::min(), 1, 1));
}

TEST(Day, SentinelsOrderAroundTheCalendar) {
  EXPECT_LT(Day::BeginningOfTime(), Day::Min());
  EXPECT_LT(Day::Max(), Day::EndOfTime());
  EXPECT_LT(Day::BeginningOfTime().number(), Day::Min().number());
  EXPECT_LT(Day::Max().number(), Day::EndOfTime().number());
  EXPECT_FALSE(Day::BeginningOfTime().is_finite());
  EXPECT_FALSE(Day::EndOfTime().is_finite());
  EXPECT_TRUE(Day::Min().is_finite());
  EXPECT_TRUE(Day::Max().is_finite());
}

TEST(Day, SentinelsAbsorbEverySum) {
  for (const std::int64_t days :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, kMost, kLeast}) {
    EXPECT_EQ(Day::BeginningOfTime() + days, Day::BeginningOfTime());
    EXPECT_EQ(Day::BeginningOfTime() - days, Day::BeginningOfTime());
    EXPECT_EQ(Day::EndOfTime() + days, Day::EndOfTime());
    EXPECT_EQ(Day::EndOfTime() - days, Day::EndOfTime());
  }
}

TEST(Day, ASumThatLeavesTheCalendarIsTheSentinelOnThatSide) {
  const Day day = Day::FromYmd(2022, 2, 24);
  EXPECT_EQ(Day::Max() + 1, Day::EndOfTime());
  EXPECT_EQ(Day::Min() - 1, Day::BeginningOfTime());
  EXPECT_EQ(day + kMost, Day::EndOfTime());
  EXPECT_EQ(day - kMost, Day::BeginningOfTime());
  EXPECT_EQ(day + kLeast, Day::BeginningOfTime());
  EXPECT_EQ(day - kLeast, Day::EndOfTime());
  EXPECT_EQ(Day::FromNumber(kMost), Day::EndOfTime());
  EXPECT_EQ(Day::FromNumber(kLeast), Day::BeginningOfTime());
}

TEST(Day, AddingAndTakingAwayCancelsInsideTheCalendar) {
  const std::int64_t length = Day::Max() - Day::Min();
  for (std::int64_t from = 0; from <= length; from += 104729) {
    for (std::int64_t to = 0; to <= length; to += 15485863 / 31) {
      const Day day = Day::Min() + from;
      EXPECT_EQ((day + (to - from)) - (to - from), day);
      EXPECT_EQ((Day::Min() + to) - day, to - from);
    }
  }
  Day day = Day::FromYmd(2022, 2, 24);
  EXPECT_EQ(day + 30, Day::FromYmd(2022, 3, 26));
  EXPECT_EQ(++day, Day::FromYmd(2022, 2, 25));
  EXPECT_EQ(--day, Day::FromYmd(2022, 2, 24));
  EXPECT_EQ(day += 5, Day::FromYmd(2022, 3, 1));
  EXPECT_EQ(day -= 5, Day::FromYmd(2022, 2, 24));
}

TEST(Day, PrintsAsIso8601) {
  EXPECT_EQ(ToString(Day::FromYmd(2022, 2, 24)), "2022-02-24");
  EXPECT_EQ(ToString(Day::FromYmd(25, 1, 2)), "0025-01-02");
  EXPECT_EQ(ToString(Day::FromYmd(0, 12, 31)), "0000-12-31");
  EXPECT_EQ(ToString(Day::FromYmd(-44, 3, 15)), "-0044-03-15");
  EXPECT_EQ(ToString(Day::Min()), "-9999-01-01");
  EXPECT_EQ(ToString(Day::Max()), "9999-12-31");
  EXPECT_EQ(ToString(Day::EndOfTime()), "..");
  EXPECT_EQ(ToString(Day::BeginningOfTime()), "..");
  std::ostringstream out;
  out << Day::FromYmd(1648, 10, 24);
  EXPECT_EQ(out.str(), "1648-10-24");
}

TEST(Day, IsAValueOfFourBytes) {
  static_assert(sizeof(Day) == 4);
  static_assert(std::is_trivially_copyable_v<Day>);
  static_assert(Day::FromYmd(2022, 2, 24) < Day::FromYmd(2022, 2, 25));
  std::unordered_set<Day> days = {Day::Min(), Day::Max(), Day::Min()};
  EXPECT_EQ(days.size(), 2U);
}

TEST(DayDeathTest, ASentinelHasNoCalendarDate) {
  EXPECT_DEATH((void)Day::EndOfTime().ymd(), "sentinel");
  EXPECT_DEATH((void)Day::BeginningOfTime().weekday(), "sentinel");
  EXPECT_DEATH((void)(Day::EndOfTime() - Day::Min()), "sentinel");
  EXPECT_DEATH((void)Day::FromYmd(2022, 2, 30), "no such day");
}

}  // namespace
}  // namespace casus
