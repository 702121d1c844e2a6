// One timeline read from eight threads; for ThreadSanitizer.

#include <gtest/gtest.h>

#include <cstdint>
#include <thread>
#include <vector>

#include "random_spans.h"

namespace casus::timeline_test {
namespace {

// A number that depends on every kind of answer.
std::uint64_t AskEverything(const Timeline& timeline, std::uint64_t seed) {
  Random random(seed);
  const Shape shape{.first = 0, .last = 300, .longest = 60};
  std::uint64_t sum = 0;
  const auto add = [&](std::uint64_t number) { sum = sum * 31 + number; };
  const auto add_bounds = [&](const Bounds& bounds) {
    add(static_cast<std::uint64_t>(bounds.certain));
    add(static_cast<std::uint64_t>(bounds.possible));
  };
  for (int round = 0; round < 30; ++round) {
    const Timeline asked = random.OneIn(2) ? timeline : timeline.AsKnown(D(random.Between(0, 300)));
    const Period period = RandomPeriod(random, shape);
    const Day day = D(random.Between(0, 300));
    asked.At(day, [&](Row row, Truth truth) { add(row + static_cast<std::uint64_t>(truth)); });
    for (const Hit& hit : asked.During(period)) add(hit.row);
    for (const Hit& hit : asked.Within(period)) add(hit.row);
    for (const Row row : asked.NearestBefore(day, 5)) add(row);
    add_bounds(asked.CountAt(day));
    add_bounds(asked.CountDuring(period));
    add_bounds(asked.CountWithin(period));
    const std::vector<BinCount> bins =
        asked.CountByBin(Bin::kWeek, Period::Of(D(0), D(300))).value();
    for (const BinCount& bin : bins) add_bounds(bin.count);
    add(asked.Hull() ? 1 : 0);
    add_bounds(CountJoin(asked, kInside, timeline));
    JoinFollowing(asked, 2, timeline, [&](Row left, Row right, Truth) { add(left ^ right); });
  }
  return sum;
}

TEST(TimelineThreadsTest, EightThreadsReadTheSameAnswers) {
  Random random(21);
  const Shape shape{.first = 0, .last = 300, .longest = 60};
  const std::vector<SpanBounds> spans = RandomSpans(random, 400, shape);
  const Timeline timeline = Timeline::Build(spans, RandomKnowns(random, 400, shape)).value();

  constexpr std::uint64_t kThreads = 8;
  std::vector<std::uint64_t> sums(kThreads);
  std::vector<std::thread> threads;
  for (std::uint64_t i = 0; i < kThreads; ++i) {
    // Each a copy of its own, of the one index.
    threads.emplace_back([&sums, i, timeline] { sums[i] = AskEverything(timeline, i / 2); });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::uint64_t i = 0; i < kThreads; ++i) {
    EXPECT_EQ(sums[i], AskEverything(timeline, i / 2)) << "thread " << i;
  }
}

TEST(TimelineThreadsTest, EmptyTimelinesMayBeMadeAtTheSameTime) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([] {
      EXPECT_EQ(Timeline().CountDuring(Period::Always()), Bounds());
      EXPECT_EQ(Timeline().AsKnown(kForever).CountDuring(Period::Always()), Bounds());
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace casus::timeline_test
