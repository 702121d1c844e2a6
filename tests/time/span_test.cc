#include "casus/time/span.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "placements.h"

namespace casus {
namespace {

Day D(int year, int month, int day) { return Day::FromYmd(year, month, day); }

Truth TruthOf(int yes, std::size_t all) {
  return yes == 0                               ? Truth::kNo
         : static_cast<std::size_t>(yes) == all ? Truth::kCertain
                                                : Truth::kPossible;
}

// The days of the grid on which a placement holds, as bits.
unsigned DaysOf(const Placement& placement, const Grid& grid) {
  unsigned bits = 0;
  for (std::size_t i = 0; i < grid.size(); ++i) {
    if (!grid[i].is_finite()) continue;
    if (placement.begin <= grid[i] && grid[i] < placement.end) bits |= 1U << i;
  }
  return bits;
}

void CompareWithPlacements(const SpanBounds& span, const std::vector<Period>& periods,
                           const Grid& grid) {
  const std::vector<Placement> placements = PlacementsOf(span, grid);
  ASSERT_FALSE(placements.empty());
  for (std::size_t i = 0; i < grid.size(); ++i) {
    if (!grid[i].is_finite()) continue;
    int holds = 0;
    for (const Placement& placement : placements) holds += (DaysOf(placement, grid) >> i) & 1U;
    ASSERT_EQ(HoldsAt(span, grid[i]), TruthOf(holds, placements.size())) << grid[i];
  }
  for (const Period period : periods) {
    const unsigned days = DaysOf({period.first(), period.last()}, grid);
    int meets = 0;
    int within = 0;
    for (const Placement& placement : placements) {
      meets += (DaysOf(placement, grid) & days) != 0;
      within += period.first() <= placement.begin && placement.end <= period.last();
    }
    ASSERT_EQ(MeetsDuring(span, period), TruthOf(meets, placements.size())) << period;
    ASSERT_EQ(LiesWithin(span, period), TruthOf(within, placements.size())) << period;
  }
}

std::vector<Period> AllPeriods(const Grid& grid) {
  std::vector<Period> periods;
  for (const Day first : grid) {
    for (const Day last : grid) {
      const Result<Period> period = Period::Make(first, last);
      if (period.ok()) periods.push_back(*period);
    }
  }
  return periods;
}

TEST(Span, QueriesAgreeWithEveryPlacementOfTheBounds) {
  for (const Grid& grid : {MiddleGrid(7), LowGrid(7), HighGrid(7)}) {
    const std::vector<Period> periods = AllPeriods(grid);
    for (const SpanBounds& span : AllBounds(grid)) {
      SCOPED_TRACE(testing::Message() << span.begin_earliest << ' ' << span.begin_latest << ' '
                                      << span.end_earliest << ' ' << span.end_latest);
      CompareWithPlacements(span, periods, grid);
      if (HasFatalFailure()) return;
    }
  }
}

// Spans made from moments, against every pair of days that the moments admit.
TEST(Span, BoundsOfMomentsAreTight) {
  for (const Grid& grid : {MiddleGrid(6), LowGrid(6), HighGrid(6)}) {
    std::vector<Day> days;
    std::copy_if(grid.begin(), grid.end(), std::back_inserter(days),
                 [](Day day) { return day.is_finite(); });
    // On the low grid, what no later bound holds back is not looked at, and on the high grid the
    // other way round: the days there would be too many.
    const bool low = grid.front() == Day::BeginningOfTime();
    const bool high = grid.back() == Day::EndOfTime();
    std::vector<Moment> moments;
    for (const Day first : days) {
      if (low) moments.push_back(Moment::NotAfter(first));
      if (high) moments.push_back(Moment::NotBefore(first));
      for (const Day last : days) {
        if (first <= last) moments.push_back(*Moment::Between(first, last));
      }
    }
    if (low) moments.push_back(Moment::OpenBegin());
    if (high) moments.push_back(Moment::OpenEnd());
    const auto admitted = [&](const Moment& moment) {
      if (moment.is_open()) return std::vector<Day>{moment.earliest()};
      std::vector<Day> out;
      std::copy_if(days.begin(), days.end(), std::back_inserter(out),
                   [&](Day day) { return moment.Admits(day); });
      return out;
    };

    for (const Moment& first : moments) {
      for (const Moment& last : moments) {
        if (first == Moment::OpenEnd() || last == Moment::OpenBegin()) continue;
        std::vector<Day> begins;
        std::vector<Day> ends;
        for (const Day begin : admitted(first)) {
          for (const Day last_day : admitted(last)) {
            if (last_day < begin) continue;
            begins.push_back(begin);
            ends.push_back(last_day + 1);
          }
        }
        SCOPED_TRACE(testing::Message() << first << " to " << last);
        const Result<Span> span = Span::Make(first, last);
        ASSERT_EQ(span.ok(), !begins.empty());
        if (!span.ok()) continue;
        const auto [begin_earliest, begin_latest] =
            std::minmax_element(begins.begin(), begins.end());
        const auto [end_earliest, end_latest] = std::minmax_element(ends.begin(), ends.end());
        const SpanBounds& bounds = span->bounds();
        EXPECT_EQ(bounds.begin_earliest,
                  first.earliest().is_finite() ? *begin_earliest : Day::BeginningOfTime());
        EXPECT_EQ(bounds.begin_latest, *begin_latest);
        EXPECT_EQ(bounds.end_earliest, *end_earliest);
        EXPECT_EQ(bounds.end_latest, last.latest().is_finite() ? *end_latest : Day::EndOfTime());
      }
    }
  }
}

// The law of SpanBounds, for all kinds of moments from all over the calendar.
TEST(Span, BoundsKeepTheirOrder) {
  std::mt19937 random(1648);
  const auto day = [&] { return Day::Min() + static_cast<std::int64_t>(random() % 7304484); };
  const auto moment = [&](bool begin) {
    switch (random() % 8) {
      case 0: return Moment::Unknown();
      case 1: return begin ? Moment::OpenBegin() : Moment::OpenEnd();
      case 2: return Moment::NotBefore(day());
      case 3: return Moment::NotAfter(day());
      case 4: return *Moment::InYear(static_cast<int>(random() % 19999) - 9999);
      case 5: return Moment::OnDay(random() % 2 == 0 ? Day::Min() : Day::Max());
      case 6: return Moment::OnDay(day(), Qualifier::kApproximate);
      default: {
        const Day a = day();
        const Day b = day();
        return *Moment::Between(std::min(a, b), std::max(a, b));
      }
    }
  };
  int made = 0;
  for (int i = 0; i < 200000; ++i) {
    const Moment first = moment(true);
    const Moment last = moment(false);
    const Result<Span> span = Span::Make(first, last);
    if (!span.ok()) {
      ASSERT_LT(last.latest(), first.earliest());
      continue;
    }
    ++made;
    const SpanBounds& b = span->bounds();
    ASSERT_LE(b.begin_earliest, b.begin_latest);
    ASSERT_LT(b.begin_latest, b.end_latest);
    ASSERT_LT(b.begin_earliest, b.end_earliest);
    ASSERT_LE(b.end_earliest, b.end_latest);
    ASSERT_LE(b.begin_latest, Day::Max());
    ASSERT_GT(b.end_earliest, Day::Min());
    const Period hull = span->hull();
    const std::optional<Period> core = span->core();
    ASSERT_EQ(core.has_value(), b.begin_latest < b.end_earliest);
    ASSERT_TRUE(!core || hull.Contains(*core));
  }
  EXPECT_GT(made, 100000);
}

TEST(Span, HullIsWhereItMayHoldAndCoreWhereItSurelyDoes) {
  const Span span = *Span::Make(*Moment::InMonth(2014, 4), *Moment::InMonth(2014, 9));
  EXPECT_EQ(span.hull(), Period::Of(D(2014, 4, 1), D(2014, 10, 1)));
  EXPECT_EQ(span.core(), Period::Of(D(2014, 4, 30), D(2014, 9, 2)));
  EXPECT_EQ(HoldsAt(span, D(2014, 4, 29)), Truth::kPossible);
  EXPECT_EQ(HoldsAt(span, D(2014, 4, 30)), Truth::kCertain);
  EXPECT_EQ(HoldsAt(span, D(2014, 9, 1)), Truth::kCertain);
  EXPECT_EQ(HoldsAt(span, D(2014, 9, 2)), Truth::kPossible);
  EXPECT_EQ(HoldsAt(span, D(2014, 10, 1)), Truth::kNo);
}

// Some day in March certainly falls in March, on whichever day it fell.
TEST(Span, AVagueEventCertainlyMeetsThePeriodThatHoldsIt) {
  const Span event = Span::On(*Moment::InMonth(2014, 3));
  EXPECT_FALSE(event.core().has_value());
  EXPECT_EQ(MeetsDuring(event, Period::OfMonth(2014, 3)), Truth::kCertain);
  EXPECT_EQ(LiesWithin(event, Period::OfMonth(2014, 3)), Truth::kCertain);
  EXPECT_EQ(MeetsDuring(event, Period::OfDay(D(2014, 3, 18))), Truth::kPossible);
  EXPECT_EQ(HoldsAt(event, D(2014, 3, 18)), Truth::kPossible);
  EXPECT_EQ(MeetsDuring(event, Period::OfMonth(2014, 4)), Truth::kNo);
}

TEST(Span, SomeDayOfUnknownDateMayBeAnyDay) {
  const Span unknown = Span::Unknown();
  EXPECT_EQ(unknown.hull(), Period::Always());
  EXPECT_FALSE(unknown.core().has_value());
  EXPECT_EQ(HoldsAt(unknown, D(2014, 3, 18)), Truth::kPossible);
  EXPECT_EQ(MeetsDuring(unknown, Period::Always()), Truth::kCertain);
}

TEST(Span, WhatAlwaysHeldHoldsAlways) {
  const Span always = Span::Exactly(Period::Always());
  EXPECT_TRUE(always.is_exact());
  EXPECT_EQ(always.core(), Period::Always());
  for (const Day day : {Day::Min(), D(2014, 3, 18), Day::Max()}) {
    EXPECT_EQ(HoldsAt(always, day), Truth::kCertain);
  }
}

// It always was, and ends on some day of the calendar: so it held on the first.
TEST(Span, OfUnknownEndHoldsOnOneDayAtLeast) {
  const Span past = *Span::Make(Moment::OpenBegin(), Moment::Unknown());
  EXPECT_EQ(HoldsAt(past, Day::Min()), Truth::kCertain);
  EXPECT_EQ(HoldsAt(past, Day::Min() + 1), Truth::kPossible);
  const Span future = *Span::Make(Moment::Unknown(), Moment::OpenEnd());
  EXPECT_EQ(HoldsAt(future, Day::Max()), Truth::kCertain);
  EXPECT_EQ(HoldsAt(future, Day::Max() - 1), Truth::kPossible);
}

TEST(Span, ExactlyIsThePeriod) {
  for (const Period period :
       {Period::OfMonth(2014, 3), Period::OfDay(Day::Min()), Period::OfDay(Day::Max()),
        Period::Of(Day::BeginningOfTime(), Day::Min() + 1),
        Period::Of(Day::Max(), Day::EndOfTime()), Period::Always()}) {
    const Span span = Span::Exactly(period);
    EXPECT_EQ(span.hull(), period);
    EXPECT_EQ(span.core(), period);
    EXPECT_TRUE(span.is_exact());
  }
  EXPECT_FALSE(Span::On(*Moment::InYear(2014)).is_exact());
}

TEST(Span, EndsAreOfTheirKind) {
  const Moment begin = *Moment::InYear(2014);
  EXPECT_EQ(Span::Make(begin, Moment::OpenEnd())->end_kind(), EndKind::kOngoing);
  EXPECT_EQ(Span::Make(begin, Moment::Unknown())->end_kind(), EndKind::kUnknown);
  EXPECT_EQ(Span::Make(begin, Moment::NotBefore(D(2024, 12, 31)))->end_kind(), EndKind::kCensored);
  EXPECT_EQ(Span::Make(begin, Moment::NotAfter(D(2024, 12, 31)))->end_kind(), EndKind::kKnown);
  EXPECT_EQ(Span::Make(begin, *Moment::InYear(2020))->end_kind(), EndKind::kKnown);
  EXPECT_EQ(Span::Make(Moment::OpenBegin(), begin)->begin_kind(), EndKind::kOngoing);
  EXPECT_EQ(Span::Make(Moment::Unknown(), begin)->begin_kind(), EndKind::kUnknown);
  EXPECT_EQ(Span::Make(Moment::NotAfter(D(2014, 1, 1)), begin)->begin_kind(), EndKind::kCensored);
  EXPECT_EQ(Span::Make(Moment::NotBefore(D(2014, 1, 1)), begin)->begin_kind(), EndKind::kKnown);
  // The last year of the calendar is a year like others.
  EXPECT_EQ(Span::Make(begin, *Moment::InYear(9999))->end_kind(), EndKind::kKnown);
  EXPECT_EQ(ToString(EndKind::kKnown), "known");
  EXPECT_EQ(ToString(EndKind::kOngoing), "ongoing");
  EXPECT_EQ(ToString(EndKind::kUnknown), "unknown");
  EXPECT_EQ(ToString(EndKind::kCensored), "censored");
}

TEST(Span, RefusesToEndBeforeItBegins) {
  const Result<Span> reversed = Span::Make(*Moment::InYear(2015), *Moment::InYear(2014));
  ASSERT_FALSE(reversed.ok());
  EXPECT_EQ(reversed.error().code(), ErrorCode::kInvalidArgument);
  EXPECT_NE(reversed.error().message().find("2014-12-31"), std::string::npos);
  EXPECT_TRUE(Span::Make(*Moment::InMonth(2014, 6), *Moment::InYear(2014)).ok());
  EXPECT_FALSE(Span::Make(Moment::OpenEnd(), Moment::OpenEnd()).ok());
  EXPECT_FALSE(Span::Make(Moment::OpenBegin(), Moment::OpenBegin()).ok());
  EXPECT_FALSE(Span::Make(Moment::OpenEnd(), Moment::Unknown()).ok());
}

// An end in the year that holds the begin cannot lie before the begin.
TEST(Span, TheBeginNarrowsAnEndOfTheSameYear) {
  const Span span = *Span::Make(Moment::OnDay(D(2014, 6, 10)), *Moment::InYear(2014));
  EXPECT_EQ(span.bounds(),
            (SpanBounds{D(2014, 6, 10), D(2014, 6, 10), D(2014, 6, 11), D(2015, 1, 1)}));
  EXPECT_EQ(HoldsAt(span, D(2014, 6, 10)), Truth::kCertain);
}

TEST(Span, IsAValueOf56Bytes) {
  static_assert(sizeof(SpanBounds) == 16);
  static_assert(sizeof(Span) == 56);
  static_assert(std::is_trivially_copyable_v<Span>);
}

TEST(SpanDeathTest, OnNeedsADay) {
  EXPECT_DEATH((void)Span::On(Moment::OpenEnd()), "cannot be open");
}

}  // namespace
}  // namespace casus
