#include "casus/time/period.h"

#include <gtest/gtest.h>

#include <sstream>
#include <vector>

namespace casus {
namespace {

const Day kDay = Day::FromYmd(2014, 3, 18);

TEST(Period, IsHalfOpen) {
  const Period period = Period::Of(kDay, kDay + 2);
  EXPECT_FALSE(period.Contains(kDay - 1));
  EXPECT_TRUE(period.Contains(kDay));
  EXPECT_TRUE(period.Contains(kDay + 1));
  EXPECT_FALSE(period.Contains(kDay + 2));
  EXPECT_EQ(period.length(), 2);
}

TEST(Period, MadeFromTheLastDayHoldsThatDay) {
  EXPECT_EQ(*Period::MakeClosed(kDay, kDay), Period::OfDay(kDay));
  EXPECT_EQ(*Period::MakeClosed(kDay, kDay + 6), Period::Of(kDay, kDay + 7));
  EXPECT_EQ(*Period::MakeClosed(kDay, Day::EndOfTime()), Period::Of(kDay, Day::EndOfTime()));
}

TEST(Period, RefusesReversedAndEmptyAndSwapsNothing) {
  for (const Result<Period>& made :
       {Period::Make(kDay, kDay), Period::Make(kDay, kDay - 1), Period::MakeClosed(kDay, kDay - 1),
        Period::Make(Day::EndOfTime(), Day::BeginningOfTime()),
        Period::MakeClosed(Day::EndOfTime(), Day::EndOfTime())}) {
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(made.error().code(), ErrorCode::kInvalidArgument);
  }
  EXPECT_NE(Period::Make(kDay, kDay - 1).error().message().find("2014-03-18"), std::string::npos);
}

// In order, and yet without a day of the calendar: it would slip past every check.
TEST(Period, RefusesTheTimeBeforeTheCalendar) {
  EXPECT_FALSE(Period::Make(Day::BeginningOfTime(), Day::Min()).ok());
  EXPECT_FALSE(Period::MakeClosed(Day::BeginningOfTime(), Day::BeginningOfTime()).ok());
  EXPECT_TRUE(Period::Make(Day::BeginningOfTime(), Day::Min() + 1).ok());
  EXPECT_TRUE(Period::Make(Day::Max(), Day::EndOfTime()).ok());
}

TEST(Period, OfMonthAndYearAreTheirDays) {
  EXPECT_EQ(Period::OfMonth(2024, 2),
            Period::Of(Day::FromYmd(2024, 2, 1), Day::FromYmd(2024, 3, 1)));
  EXPECT_EQ(Period::OfMonth(2023, 12),
            Period::Of(Day::FromYmd(2023, 12, 1), Day::FromYmd(2024, 1, 1)));
  EXPECT_EQ(Period::OfYear(2023).length(), 365);
  EXPECT_EQ(Period::OfYear(2024).length(), 366);
}

TEST(Period, ThatReachesTheEndOfTheCalendarIsOpen) {
  EXPECT_EQ(Period::OfYear(9999).last(), Day::EndOfTime());
  EXPECT_FALSE(Period::OfYear(9999).length().has_value());
  EXPECT_FALSE(Period::Always().length().has_value());
  EXPECT_TRUE(Period::Always().Contains(Day::Min()));
  EXPECT_TRUE(Period::Always().Contains(Day::Max()));
}

// Against the days themselves, for all periods on a small grid.
TEST(Period, SetOperationsAgreeWithTheDays) {
  constexpr int kDays = 7;
  std::vector<Period> periods;
  for (int first = 0; first < kDays; ++first) {
    for (int last = first + 1; last <= kDays; ++last) {
      periods.push_back(Period::Of(kDay + first, kDay + last));
    }
  }
  for (const Period a : periods) {
    for (const Period b : periods) {
      int in_a = 0;
      int in_b = 0;
      int in_both = 0;
      for (int i = 0; i < kDays; ++i) {
        in_a += a.Contains(kDay + i);
        in_b += b.Contains(kDay + i);
        in_both += a.Contains(kDay + i) && b.Contains(kDay + i);
      }
      EXPECT_EQ(a.length(), in_a);
      EXPECT_EQ(a.Meets(b), in_both > 0);
      EXPECT_EQ(a.Contains(b), in_both == in_b);
      const std::optional<Period> both = a.Intersect(b);
      ASSERT_EQ(both.has_value(), in_both > 0);
      if (!both) continue;
      EXPECT_EQ(both->length(), in_both);
      for (int i = 0; i < kDays; ++i) {
        EXPECT_EQ(both->Contains(kDay + i), a.Contains(kDay + i) && b.Contains(kDay + i));
      }
    }
  }
}

TEST(Period, PrintsWithItsLastDayInside) {
  std::ostringstream out;
  out << Period::OfMonth(2014, 3);
  EXPECT_EQ(out.str(), "2014-03-01/2014-03-31");
  EXPECT_EQ(ToString(Period::Always()), "../..");
  EXPECT_EQ(ToString(Period::Of(kDay, Day::EndOfTime())), "2014-03-18/..");
}

TEST(Period, IsAValueOfEightBytes) {
  static_assert(sizeof(Period) == 8);
  static_assert(Period::OfMonth(2014, 3).Contains(Day::FromYmd(2014, 3, 31)));
}

TEST(PeriodDeathTest, OfAbortsOnAReversedPeriod) {
  EXPECT_DEATH((void)Period::Of(kDay, kDay), "must end after it begins");
  EXPECT_DEATH((void)Period::OfDay(Day::EndOfTime()), "must end after it begins");
}

}  // namespace
}  // namespace casus
