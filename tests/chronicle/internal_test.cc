// The parts that the answers are made of.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "random_chronicle.h"
#include "src/chronicle/cycles.h"
#include "src/chronicle/day_truth.h"
#include "src/chronicle/lists.h"

namespace casus::internal {
namespace {

using chronicle_test::kDays;
using chronicle_test::Random;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Day> DaysToAsk() {
  std::vector<Day> days = {Day::BeginningOfTime(), Day::Min(), Day::Max(), Day::EndOfTime()};
  for (int d = -3; d < kDays + 15; ++d) days.push_back(Day::FromNumber(d));
  return days;
}

TEST(DayTruth, IsTheSpansOwnOnEveryDay) {
  Random random(1);
  for (int i = 0; i < 2000; ++i) {
    const Span span = random.AnySpan();
    const DayTruth truth = DayTruth::Of(span.bounds());
    for (const Day day : DaysToAsk()) EXPECT_EQ(truth.At(day), HoldsAt(span, day)) << span;
  }
}

TEST(DayTruth, CombinesDayByDay) {
  Random random(2);
  for (int i = 0; i < 2000; ++i) {
    DayTruth a = DayTruth::Of(random.AnySpan().bounds());
    if (random.OneIn(2)) a = Or(a, DayTruth::Of(random.AnySpan().bounds()));
    const DayTruth b = DayTruth::Of(random.AnySpan().bounds());
    const DayTruth both = And(a, b);
    const DayTruth either = Or(a, b);
    const DayTruth weak = a.AtMost(Truth::kPossible);
    Truth ever = Truth::kNo;
    for (const Day day : DaysToAsk()) {
      EXPECT_EQ(both.At(day), And(a.At(day), b.At(day)));
      EXPECT_EQ(either.At(day), Or(a.At(day), b.At(day)));
      EXPECT_EQ(weak.At(day), And(a.At(day), Truth::kPossible));
      ever = Or(ever, a.At(day));
    }
    EXPECT_EQ(a.Ever(), ever);
    EXPECT_EQ(And(a, DayTruth::Always()), a);
    EXPECT_EQ(Or(a, DayTruth()), a);
    EXPECT_TRUE(And(a, DayTruth()).never());
    EXPECT_EQ(Or(a, DayTruth::Always()), DayTruth::Always());
    EXPECT_EQ(a.AtMost(Truth::kCertain), a);
    EXPECT_TRUE(a.AtMost(Truth::kNo).never());
  }
}

// Whoever holds on all days shares one with a span in a period as surely as the span meets it.
TEST(DayTruth, OnSomeDayOfIsMeetsDuringForWhatAlwaysHolds) {
  Random random(3);
  for (int i = 0; i < 5000; ++i) {
    const Span span = random.AnySpan();
    const Period period = random.AnyPeriod();
    EXPECT_EQ(DayTruth::Always().OnSomeDayOf(span.bounds(), period), MeetsDuring(span, period))
        << span << " " << period;
  }
}

TEST(Cycles, AreFoundWhereEveryNodeReachesEveryOther) {
  EXPECT_THAT(CyclesOf(0, {}), IsEmpty());
  EXPECT_THAT(CyclesOf(3, {{0, 1}, {1, 2}, {0, 2}}), IsEmpty());
  EXPECT_THAT(CyclesOf(3, {{1, 1}, {0, 1}}), ElementsAre(ElementsAre(1U)));
  EXPECT_THAT(CyclesOf(6, {{5, 4}, {4, 5}, {4, 3}, {3, 0}, {0, 1}, {1, 0}, {1, 2}}),
              ElementsAre(ElementsAre(0U, 1U), ElementsAre(4U, 5U)));
}

TEST(Cycles, AgreeWithReachability) {
  Random random(4);
  for (int i = 0; i < 500; ++i) {
    constexpr std::uint32_t kNodes = 7;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    bool reaches[kNodes][kNodes] = {};
    for (int e = random.Between(0, 10); e > 0; --e) {
      const auto from = static_cast<std::uint32_t>(random.Between(0, kNodes - 1));
      const auto to = static_cast<std::uint32_t>(random.Between(0, kNodes - 1));
      edges.emplace_back(from, to);
      reaches[from][to] = true;
    }
    for (std::uint32_t via = 0; via < kNodes; ++via) {
      for (std::uint32_t a = 0; a < kNodes; ++a) {
        for (std::uint32_t b = 0; b < kNodes; ++b) {
          reaches[a][b] = reaches[a][b] || (reaches[a][via] && reaches[via][b]);
        }
      }
    }
    std::vector<std::vector<std::uint32_t>> expected;
    for (std::uint32_t a = 0; a < kNodes; ++a) {
      std::vector<std::uint32_t> set;
      for (std::uint32_t b = 0; b < kNodes; ++b) {
        if (reaches[a][b] && reaches[b][a]) set.push_back(b);
      }
      if (!set.empty() && set.front() == a) expected.push_back(set);
    }
    EXPECT_EQ(CyclesOf(kNodes, edges), expected);
  }
}

TEST(Cycles, OfAChainAsLongAsATable) {
  constexpr std::uint32_t kNodes = 300'000;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
  for (std::uint32_t i = 0; i + 1 < kNodes; ++i) edges.emplace_back(i, i + 1);
  EXPECT_THAT(CyclesOf(kNodes, edges), IsEmpty());
  edges.emplace_back(kNodes - 1, 0);
  EXPECT_EQ(CyclesOf(kNodes, edges).size(), 1U);
}

TEST(Lists, KeepTheOrderInWhichValuesCome) {
  const std::vector<std::pair<std::uint32_t, int>> pairs = {{2, 5}, {0, 4}, {2, 1}};
  const auto lists = Lists<int>::Of(4, [&](auto f) {
    for (const auto& [number, value] : pairs) f(number, value);
  });
  EXPECT_THAT(lists[0], ElementsAre(4));
  EXPECT_THAT(lists[1], IsEmpty());
  EXPECT_THAT(lists[2], ElementsAre(5, 1));
  EXPECT_THAT(lists[3], IsEmpty());
  EXPECT_THAT(lists[99], IsEmpty());
  EXPECT_THAT(Lists<int>()[0], IsEmpty());
}

}  // namespace
}  // namespace casus::internal
