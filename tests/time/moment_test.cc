#include "casus/time/moment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace casus {
namespace {

constexpr Qualifier kQualifiers[] = {Qualifier::kNone, Qualifier::kUncertain,
                                     Qualifier::kApproximate, Qualifier::kBoth};

Day D(int year, int month, int day) { return Day::FromYmd(year, month, day); }

void ExpectBounds(const Result<Moment>& moment, Day earliest, Day latest, Basis basis) {
  ASSERT_TRUE(moment.ok()) << moment.error();
  EXPECT_EQ(moment->earliest(), earliest);
  EXPECT_EQ(moment->latest(), latest);
  EXPECT_EQ(moment->basis(), basis);
}

TEST(Moment, OnADayIsExact) {
  const Moment moment = Moment::OnDay(D(2014, 3, 18));
  ExpectBounds(moment, D(2014, 3, 18), D(2014, 3, 18), Basis::kDay);
  EXPECT_TRUE(moment.is_exact());
  EXPECT_TRUE(moment.Admits(D(2014, 3, 18)));
  EXPECT_FALSE(moment.Admits(D(2014, 3, 19)));
}

TEST(Moment, InAMonthIsSomeDayOfIt) {
  ExpectBounds(Moment::InMonth(2014, 3), D(2014, 3, 1), D(2014, 3, 31), Basis::kMonth);
  ExpectBounds(Moment::InMonth(2024, 2), D(2024, 2, 1), D(2024, 2, 29), Basis::kMonth);
  ExpectBounds(Moment::InMonth(2014, 12), D(2014, 12, 1), D(2014, 12, 31), Basis::kMonth);
  EXPECT_FALSE(Moment::InMonth(2014, 3)->is_exact());
}

TEST(Moment, InAYearDecadeOrCenturyIsSomeDayOfIt) {
  ExpectBounds(Moment::InYear(2014), D(2014, 1, 1), D(2014, 12, 31), Basis::kYear);
  ExpectBounds(Moment::InYear(-44), D(-44, 1, 1), D(-44, 12, 31), Basis::kYear);
  ExpectBounds(Moment::InDecade(2010), D(2010, 1, 1), D(2019, 12, 31), Basis::kDecade);
  ExpectBounds(Moment::InCentury(1900), D(1900, 1, 1), D(1999, 12, 31), Basis::kCentury);
  ExpectBounds(Moment::InCentury(0), D(0, 1, 1), D(99, 12, 31), Basis::kCentury);
}

TEST(Moment, AQualifierWidensByOneUnitToEitherSide) {
  for (const Qualifier qualifier :
       {Qualifier::kUncertain, Qualifier::kApproximate, Qualifier::kBoth}) {
    ExpectBounds(Moment::OnDay(D(2014, 3, 1), qualifier), D(2014, 2, 28), D(2014, 3, 2),
                 Basis::kDay);
    ExpectBounds(Moment::InMonth(2014, 3, qualifier), D(2014, 2, 1), D(2014, 4, 30), Basis::kMonth);
    ExpectBounds(Moment::InMonth(2014, 1, qualifier), D(2013, 12, 1), D(2014, 2, 28),
                 Basis::kMonth);
    ExpectBounds(Moment::InMonth(2014, 12, qualifier), D(2014, 11, 1), D(2015, 1, 31),
                 Basis::kMonth);
    ExpectBounds(Moment::InYear(1965, qualifier), D(1964, 1, 1), D(1966, 12, 31), Basis::kYear);
    ExpectBounds(Moment::InYear(0, qualifier), D(-1, 1, 1), D(1, 12, 31), Basis::kYear);
    ExpectBounds(Moment::InDecade(1960, qualifier), D(1950, 1, 1), D(1979, 12, 31), Basis::kDecade);
    ExpectBounds(Moment::InCentury(1900, qualifier), D(1800, 1, 1), D(2099, 12, 31),
                 Basis::kCentury);
    EXPECT_EQ(Moment::InYear(1965, qualifier)->qualifier(), qualifier);
    EXPECT_FALSE(Moment::OnDay(D(2014, 3, 1), qualifier).is_exact());
  }
}

TEST(Moment, SeasonsHaveTheirWidestReading) {
  struct Case {
    int season;
    Day earliest;
    Day latest;
  };
  const Case cases[] = {
      {21, D(2014, 3, 1), D(2014, 12, 24)}, {22, D(2013, 12, 1), D(2015, 3, 24)},
      {23, D(2014, 3, 1), D(2014, 12, 24)}, {24, D(2013, 12, 1), D(2015, 3, 24)},
      {25, D(2014, 3, 1), D(2014, 6, 24)},  {26, D(2014, 6, 1), D(2014, 9, 24)},
      {27, D(2014, 9, 1), D(2014, 12, 24)}, {28, D(2013, 12, 1), D(2015, 3, 24)},
      {29, D(2014, 9, 1), D(2014, 12, 24)}, {30, D(2013, 12, 1), D(2015, 3, 24)},
      {31, D(2014, 3, 1), D(2014, 6, 24)},  {32, D(2014, 6, 1), D(2014, 9, 24)},
      {33, D(2014, 1, 1), D(2014, 3, 31)},  {34, D(2014, 4, 1), D(2014, 6, 30)},
      {35, D(2014, 7, 1), D(2014, 9, 30)},  {36, D(2014, 10, 1), D(2014, 12, 31)},
      {37, D(2014, 1, 1), D(2014, 4, 30)},  {38, D(2014, 5, 1), D(2014, 8, 31)},
      {39, D(2014, 9, 1), D(2014, 12, 31)}, {40, D(2014, 1, 1), D(2014, 6, 30)},
      {41, D(2014, 7, 1), D(2014, 12, 31)},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.season);
    ExpectBounds(Moment::InSeason(2014, c.season), c.earliest, c.latest, Basis::kSeason);
    EXPECT_EQ(Moment::InSeason(2014, c.season)->season(), c.season);
  }
  EXPECT_EQ(Moment::InYear(2014)->season(), 0);
}

TEST(Moment, AQualifiedSeasonIsWidenedByItsOwnLength) {
  const Qualifier q = Qualifier::kApproximate;
  ExpectBounds(Moment::InSeason(2014, 25, q), D(2013, 12, 1), D(2014, 9, 24), Basis::kSeason);
  ExpectBounds(Moment::InSeason(2014, 33, q), D(2013, 10, 1), D(2014, 6, 30), Basis::kSeason);
  ExpectBounds(Moment::InSeason(2014, 39, q), D(2014, 5, 1), D(2015, 4, 30), Basis::kSeason);
  ExpectBounds(Moment::InSeason(2014, 40, q), D(2013, 7, 1), D(2014, 12, 31), Basis::kSeason);
}

// A date that is stated stays bounded, or it would pass for one of unknown end.
TEST(Moment, StatedDatesStayInsideTheCalendar) {
  std::vector<Moment> moments;
  for (const Qualifier qualifier : kQualifiers) {
    for (const Day day : {Day::Min(), Day::Max()}) moments.push_back(Moment::OnDay(day, qualifier));
    for (const int year : {-9999, -9998, 9998, 9999}) {
      moments.push_back(*Moment::InYear(year, qualifier));
      for (int month = 1; month <= 12; ++month) {
        moments.push_back(*Moment::InMonth(year, month, qualifier));
      }
      for (int season = 21; season <= 41; ++season) {
        moments.push_back(*Moment::InSeason(year, season, qualifier));
      }
    }
    moments.push_back(*Moment::InDecade(9990, qualifier));
    moments.push_back(*Moment::InCentury(9900, qualifier));
  }
  for (const Moment& moment : moments) {
    EXPECT_TRUE(moment.earliest().is_finite()) << moment;
    EXPECT_TRUE(moment.latest().is_finite()) << moment;
    EXPECT_LE(moment.earliest(), moment.latest()) << moment;
  }
  ExpectBounds(Moment::InYear(9999), D(9999, 1, 1), Day::Max(), Basis::kYear);
  ExpectBounds(Moment::InMonth(9999, 12), D(9999, 12, 1), Day::Max(), Basis::kMonth);
  ExpectBounds(Moment::InYear(-9999, Qualifier::kBoth), Day::Min(), D(-9998, 12, 31), Basis::kYear);
}

TEST(Moment, BetweenIsARangeThatMayBeOpen) {
  ExpectBounds(Moment::Between(D(2014, 2, 20), D(2014, 3, 18)), D(2014, 2, 20), D(2014, 3, 18),
               Basis::kRange);
  ExpectBounds(Moment::Between(D(2014, 2, 20), D(2014, 2, 20)), D(2014, 2, 20), D(2014, 2, 20),
               Basis::kDay);
  ExpectBounds(Moment::NotBefore(D(2014, 2, 20)), D(2014, 2, 20), Day::EndOfTime(), Basis::kRange);
  ExpectBounds(Moment::NotAfter(D(2014, 2, 20)), Day::BeginningOfTime(), D(2014, 2, 20),
               Basis::kRange);
  EXPECT_EQ(*Moment::Between(D(2014, 2, 20), Day::EndOfTime()), Moment::NotBefore(D(2014, 2, 20)));
  EXPECT_EQ(*Moment::Between(Day::BeginningOfTime(), Day::EndOfTime()), Moment::Unknown());
}

TEST(Moment, UnknownAndOpenAreDifferent) {
  EXPECT_TRUE(Moment::Unknown().is_unknown());
  EXPECT_FALSE(Moment::Unknown().is_open());
  EXPECT_TRUE(Moment::OpenEnd().is_open());
  EXPECT_TRUE(Moment::OpenBegin().is_open());
  EXPECT_FALSE(Moment::OpenEnd().is_exact());
  EXPECT_NE(Moment::OpenBegin(), Moment::OpenEnd());
  EXPECT_NE(Moment::Unknown(), Moment::OpenEnd());
}

TEST(Moment, ATimeOfDayKeepsTheDayTheClockAndTheZoneAsWritten) {
  const Result<Moment> moment = Moment::AtTime(D(2014, 3, 18), 3600, 120);
  ExpectBounds(moment, D(2014, 3, 18), D(2014, 3, 18), Basis::kTime);
  EXPECT_EQ(moment->second_of_day(), 3600);
  EXPECT_EQ(moment->utc_offset_minutes(), 120);
  EXPECT_FALSE(Moment::AtTime(D(2014, 3, 18), 0, std::nullopt)->utc_offset_minutes().has_value());
  EXPECT_EQ(Moment::AtTime(D(2014, 3, 18), 0, 0)->utc_offset_minutes(), 0);
  EXPECT_FALSE(Moment::OnDay(D(2014, 3, 18)).second_of_day().has_value());
  // Midnight is a time, and a day is none.
  EXPECT_NE(*Moment::AtTime(D(2014, 3, 18), 0, std::nullopt), Moment::OnDay(D(2014, 3, 18)));
}

TEST(Moment, RefusesWhatDoesNotExist) {
  const Result<Moment> wrong[] = {
      Moment::InMonth(2014, 0),
      Moment::InMonth(2014, 13),
      Moment::InMonth(10000, 1),
      Moment::InYear(10000),
      Moment::InYear(-10000),
      Moment::InYear(2147483647),
      Moment::InYear(-2147483647 - 1),
      Moment::InSeason(2014, 20),
      Moment::InSeason(2014, 42),
      Moment::InSeason(-10000, 21),
      Moment::InDecade(2014),
      Moment::InDecade(-10),
      Moment::InDecade(10000),
      Moment::InCentury(1950),
      Moment::InCentury(-100),
      Moment::Between(D(2014, 3, 18), D(2014, 3, 17)),
      Moment::Between(Day::EndOfTime(), Day::EndOfTime()),
      Moment::Between(Day::BeginningOfTime(), Day::BeginningOfTime()),
      Moment::Between(Day::EndOfTime(), Day::BeginningOfTime()),
      Moment::AtTime(D(2014, 3, 18), -1, std::nullopt),
      Moment::AtTime(D(2014, 3, 18), 86401, std::nullopt),
      Moment::AtTime(D(2014, 3, 18), 0, 1440),
      Moment::AtTime(D(2014, 3, 18), 0, -1440),
      Moment::AtTime(Day::EndOfTime(), 0, std::nullopt),
  };
  for (const Result<Moment>& moment : wrong) {
    ASSERT_FALSE(moment.ok()) << *moment;
    EXPECT_EQ(moment.error().code(), ErrorCode::kInvalidArgument);
    EXPECT_FALSE(moment.error().message().empty());
  }
  EXPECT_TRUE(Moment::AtTime(D(2014, 3, 18), 86400, 1439).ok());
}

TEST(MomentDeathTest, SentinelsAreNoDay) {
  EXPECT_DEATH((void)Moment::OnDay(Day::EndOfTime()), "must be finite");
  EXPECT_DEATH((void)Moment::NotBefore(Day::BeginningOfTime()), "must be finite");
  EXPECT_DEATH((void)Moment::NotAfter(Day::EndOfTime()), "must be finite");
}

// Before and SameDay against every way to place the two moments on their days. The days stand in
// for the calendar: its first and last ones, and some between.
TEST(Moment, BeforeAndSameDayAgreeWithEveryPlacement) {
  const Day mid = D(2014, 3, 18);
  const std::vector<Day> days = {Day::Min(), Day::Min() + 1, mid,       mid + 1,
                                 mid + 2,    Day::Max() - 1, Day::Max()};
  std::vector<Moment> moments = {Moment::Unknown(), Moment::OpenBegin(), Moment::OpenEnd()};
  for (const Day first : days) {
    moments.push_back(Moment::NotBefore(first));
    moments.push_back(Moment::NotAfter(first));
    for (const Day last : days) {
      if (first <= last) moments.push_back(*Moment::Between(first, last));
    }
  }
  const auto placements = [&](const Moment& moment) {
    if (moment.is_open()) return std::vector<Day>{moment.earliest()};
    std::vector<Day> admitted;
    std::copy_if(days.begin(), days.end(), std::back_inserter(admitted),
                 [&](Day day) { return moment.Admits(day); });
    return admitted;
  };
  const auto truth = [](int yes, int all) {
    return yes == 0 ? Truth::kNo : yes == all ? Truth::kCertain : Truth::kPossible;
  };
  for (const Moment& a : moments) {
    for (const Moment& b : moments) {
      int all = 0;
      int before = 0;
      int same = 0;
      for (const Day x : placements(a)) {
        for (const Day y : placements(b)) {
          ++all;
          before += x < y;
          same += x == y && x.is_finite();
        }
      }
      ASSERT_GT(all, 0);
      EXPECT_EQ(Before(a, b), truth(before, all)) << a << " before " << b;
      EXPECT_EQ(SameDay(a, b), truth(same, all)) << a << " same day as " << b;
    }
  }
}

TEST(Moment, IsAValueOf20Bytes) {
  static_assert(sizeof(Moment) == 20);
  static_assert(std::is_trivially_copyable_v<Moment>);
}

TEST(Moment, EachBasisAndQualifierHasItsOwnWord) {
  std::set<std::string> words;
  for (int basis = 0; basis <= static_cast<int>(Basis::kOpen); ++basis) {
    words.insert(std::string(ToString(static_cast<Basis>(basis))));
  }
  EXPECT_EQ(words.size(), 10U);
  words.clear();
  for (const Qualifier qualifier : kQualifiers) words.insert(std::string(ToString(qualifier)));
  EXPECT_EQ(words.size(), 4U);
}

}  // namespace
}  // namespace casus
