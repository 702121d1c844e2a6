#include "casus/time/calendar.h"

#include <gtest/gtest.h>

#include <ctime>
#include <random>
#include <string>
#include <vector>

namespace casus {
namespace {

constexpr Bin kBins[] = {Bin::kDay, Bin::kWeek, Bin::kMonth, Bin::kQuarter, Bin::kYear};

std::string WeekByTheCLibrary(Day day) {
  std::tm tm = {};
  const std::time_t seconds = std::time_t{day.number()} * 86400;
  gmtime_r(&seconds, &tm);
  char text[32];
  std::strftime(text, sizeof text, "%G-W%V", &tm);
  return text;
}

TEST(Calendar, WeeksAreThoseOfTheCLibrary) {
  for (Day day = Day::FromYmd(1800, 1, 1); day < Day::FromYmd(2200, 1, 1); ++day) {
    ASSERT_EQ(BinLabel(Bin::kWeek, day), WeekByTheCLibrary(day)) << day;
  }
  for (Day day = Day::FromYmd(1001, 1, 1); day < Day::FromYmd(9990, 1, 1); day += 13) {
    ASSERT_EQ(BinLabel(Bin::kWeek, day), WeekByTheCLibrary(day)) << day;
  }
}

TEST(Calendar, WeeksBelongToTheYearOfTheirThursday) {
  EXPECT_EQ(BinLabel(Bin::kWeek, Day::FromYmd(2021, 1, 3)), "2020-W53");
  EXPECT_EQ(BinLabel(Bin::kWeek, Day::FromYmd(2021, 1, 4)), "2021-W01");
  EXPECT_EQ(BinLabel(Bin::kWeek, Day::FromYmd(2018, 12, 31)), "2019-W01");
  EXPECT_EQ(BinLabel(Bin::kWeek, Day::FromYmd(2014, 3, 18)), "2014-W12");
}

TEST(Calendar, BinsOfADayAreTheCalendarsOwn) {
  const Day day = Day::FromYmd(2014, 8, 31);
  EXPECT_EQ(BinOf(Bin::kDay, day), Period::OfDay(day));
  EXPECT_EQ(BinOf(Bin::kWeek, day),
            Period::Of(Day::FromYmd(2014, 8, 25), Day::FromYmd(2014, 9, 1)));
  EXPECT_EQ(BinOf(Bin::kMonth, day), Period::OfMonth(2014, 8));
  EXPECT_EQ(BinOf(Bin::kQuarter, day),
            Period::Of(Day::FromYmd(2014, 7, 1), Day::FromYmd(2014, 10, 1)));
  EXPECT_EQ(BinOf(Bin::kYear, day), Period::OfYear(2014));
}

// What every partition into bins owes: a bin holds its day, is the bin of each of its days, and the
// next begins where it ends.
TEST(Calendar, BinsTileTheCalendar) {
  for (const Bin bin : kBins) {
    Day day = Day::FromYmd(1890, 1, 1);
    Period before = BinOf(bin, day - 1);
    for (; day < Day::FromYmd(2110, 1, 1); ++day) {
      const Period now = BinOf(bin, day);
      ASSERT_TRUE(now.Contains(day));
      if (!before.Contains(day)) {
        ASSERT_EQ(before.last(), now.first());
        ASSERT_EQ(now.first(), day);
      } else {
        ASSERT_EQ(now, before);
      }
      before = now;
    }
  }
}

TEST(Calendar, BinsHaveTheLengthsOfTheirKind) {
  for (Day day = Day::FromYmd(1999, 1, 1); day < Day::FromYmd(2005, 1, 1); ++day) {
    EXPECT_EQ(BinOf(Bin::kWeek, day).length(), 7);
    EXPECT_EQ(BinOf(Bin::kWeek, day).first().weekday(), Weekday::kMonday);
    EXPECT_EQ(BinOf(Bin::kMonth, day).length(), DaysInMonth(day.year(), day.month()));
    EXPECT_EQ(BinOf(Bin::kMonth, day).first().day(), 1);
    EXPECT_EQ(BinOf(Bin::kQuarter, day).first().month() % 3, 1);
    EXPECT_EQ(BinOf(Bin::kYear, day).length(), IsLeapYear(day.year()) ? 366 : 365);
  }
}

TEST(Calendar, BinsAtTheEndsOfTheCalendarAreMade) {
  for (const Bin bin : kBins) {
    for (const Day day : {Day::Min(), Day::Min() + 1, Day::Max() - 1, Day::Max()}) {
      EXPECT_TRUE(BinOf(bin, day).Contains(day));
    }
    EXPECT_EQ(BinOf(bin, Day::Min()).first(), Day::Min());
    EXPECT_EQ(BinOf(bin, Day::Max()).last(), Day::EndOfTime());
  }
}

TEST(Calendar, BinsOverAPeriodTileItWhole) {
  std::mt19937 random(20140318);
  for (int i = 0; i < 2000; ++i) {
    const Bin bin = kBins[random() % 5];
    const Day first = Day::FromYmd(1816, 1, 1) + static_cast<int>(random() % 80000);
    const Day last = first + 1 + static_cast<int>(random() % 3000);
    const Result<std::vector<Period>> bins = BinsOver(bin, Period::Of(first, last));
    ASSERT_TRUE(bins.ok());
    ASSERT_FALSE(bins->empty());
    EXPECT_TRUE(bins->front().Contains(first));
    EXPECT_TRUE(bins->back().Contains(last - 1));
    for (std::size_t b = 0; b < bins->size(); ++b) {
      ASSERT_EQ((*bins)[b], BinOf(bin, (*bins)[b].first()));
      if (b > 0) {
        ASSERT_EQ((*bins)[b - 1].last(), (*bins)[b].first());
      }
    }
  }
}

TEST(Calendar, BinsOverTheEndsOfTheCalendarEnd) {
  for (const Bin bin : kBins) {
    const Result<std::vector<Period>> late = BinsOver(bin, Period::Of(Day::Max() - 9, Day::Max()));
    ASSERT_TRUE(late.ok());
    EXPECT_GE(late->back().last(), Day::Max());
    EXPECT_TRUE(BinsOver(bin, Period::Of(Day::Min(), Day::Min() + 9)).ok());
  }
}

TEST(Calendar, BinsOverAnOpenPeriodAreAnError) {
  for (const Period open : {Period::Always(), Period::Of(Day::Min(), Day::EndOfTime()),
                            Period::Of(Day::BeginningOfTime(), Day::Max())}) {
    const Result<std::vector<Period>> bins = BinsOver(Bin::kYear, open);
    ASSERT_FALSE(bins.ok());
    EXPECT_EQ(bins.error().code(), ErrorCode::kInvalidArgument);
  }
}

TEST(Calendar, LabelsNameTheBin) {
  const Day day = Day::FromYmd(2014, 3, 18);
  EXPECT_EQ(BinLabel(Bin::kDay, day), "2014-03-18");
  EXPECT_EQ(BinLabel(Bin::kMonth, day), "2014-03");
  EXPECT_EQ(BinLabel(Bin::kQuarter, day), "2014-Q1");
  EXPECT_EQ(BinLabel(Bin::kQuarter, Day::FromYmd(2014, 12, 31)), "2014-Q4");
  EXPECT_EQ(BinLabel(Bin::kYear, day), "2014");
  const Day old = Day::FromYmd(-44, 3, 15);
  EXPECT_EQ(BinLabel(Bin::kMonth, old), "-0044-03");
  EXPECT_EQ(BinLabel(Bin::kQuarter, old), "-0044-Q1");
  EXPECT_EQ(BinLabel(Bin::kYear, old), "-0044");
}

TEST(Calendar, BinNamesParseBack) {
  for (const Bin bin : kBins) EXPECT_EQ(*ParseBin(ToString(bin)), bin);
  for (const char* text : {"", "Day", "days", "day "}) {
    const Result<Bin> bin = ParseBin(text);
    ASSERT_FALSE(bin.ok());
    EXPECT_EQ(bin.error().text(), text);
  }
}

}  // namespace
}  // namespace casus
