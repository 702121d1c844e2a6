// The parts of the index, each against a loop.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "random_spans.h"
#include "src/timeline/box.h"
#include "src/timeline/ranks.h"
#include "src/timeline/span_order.h"

namespace casus::internal {
namespace {

using timeline_test::Random;

constexpr std::int32_t kMin = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kMax = std::numeric_limits<std::int32_t>::max();

std::vector<std::int32_t> RandomNumbers(Random& random, std::size_t size, std::int64_t width,
                                        int outliers) {
  std::vector<std::int32_t> numbers;
  while (numbers.size() < size) {
    const std::int64_t far = random.OneIn(2) ? kMin : kMax;
    numbers.push_back(static_cast<std::int32_t>(
        outliers > 0 && random.OneIn(outliers) ? far : random.Between(-width, width)));
  }
  return numbers;
}

TEST(StableOrderTest, SortsAndKeepsTheOrderOfEquals) {
  Random random(31);
  for (const std::size_t size : {0u, 1u, 2u, 1023u, 1024u, 5000u}) {
    for (const std::int64_t width : {0L, 3L, 1000L, 100'000L, 2'000'000'000L}) {
      for (const int outliers : {0, 7}) {
        const auto keys = RandomNumbers(random, size, width, outliers);
        std::vector<std::uint32_t> expected(size);
        std::iota(expected.begin(), expected.end(), 0U);
        std::stable_sort(expected.begin(), expected.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
        ASSERT_EQ(StableOrder(keys), expected) << size << " of width " << width;
      }
    }
  }
}

TEST(RanksTest, CountAsALoopDoes) {
  Random random(32);
  for (const std::size_t size : {0u, 1u, 5u, 64u, 3000u}) {
    for (const std::int64_t width : {0L, 20L, 4000L, 1'000'000'000L}) {
      // One in 40 is left out of the table, one in 5 is too many.
      for (const int outliers : {0, 40, 5}) {
        auto numbers = RandomNumbers(random, size, width, outliers);
        std::sort(numbers.begin(), numbers.end());
        const Ranks ranks(numbers);
        std::vector<std::int64_t> asked = {kMin, kMin + 1, -1, 0, 1, kMax - 1, kMax};
        for (std::size_t i = 0; i < size; i += 1 + size / 200) {
          for (const int step : {-1, 0, 1}) asked.push_back(std::int64_t{numbers[i]} + step);
        }
        for (const std::int64_t number : asked) {
          if (number < kMin || number > kMax) continue;
          const auto at_most = static_cast<std::size_t>(
              std::count_if(numbers.begin(), numbers.end(), [&](auto n) { return n <= number; }));
          const auto equal = static_cast<std::size_t>(
              std::count(numbers.begin(), numbers.end(), static_cast<std::int32_t>(number)));
          ASSERT_EQ(ranks.AtMost(static_cast<std::int32_t>(number)), at_most) << number;
          ASSERT_EQ(ranks.Below(static_cast<std::int32_t>(number)), at_most - equal) << number;
        }
      }
    }
  }
}

TEST(RanksTest, AFewFarValuesDoNotForbidTheTable) {
  std::vector<std::int32_t> numbers(10'000);
  std::iota(numbers.begin(), numbers.end(), 0);
  const std::size_t near = Ranks(numbers).MemoryUsed();
  numbers.front() = kMin;
  numbers.back() = kMax;
  const std::size_t far = Ranks(numbers).MemoryUsed();
  EXPECT_GT(far, 10'000 * sizeof(std::int32_t) * 3 / 2);
  EXPECT_LT(far, near * 3 / 2);
}

TEST(ExtremesTest, EveryNodeHoldsTheExtremesOfItsRun) {
  Random random(33);
  for (const std::size_t size : {0u, 1u, 16u, 17u, 256u, 257u, 4096u, 4097u, 70'000u}) {
    const auto values = RandomNumbers(random, size, 1'000'000, 0);
    const Extremes extremes(values);
    EXPECT_EQ(extremes.levels() == 0, size == 0);
    for (unsigned level = 0; level < extremes.levels(); ++level) {
      const std::size_t run = std::size_t{1} << (Extremes::kBits * (level + 1));
      for (std::size_t node = 0; node * run < size; ++node) {
        const auto first = values.begin() + static_cast<std::ptrdiff_t>(node * run);
        const auto last =
            values.begin() + static_cast<std::ptrdiff_t>(std::min(size, (node + 1) * run));
        ASSERT_EQ(extremes.At(level, node).least, *std::min_element(first, last));
        ASSERT_EQ(extremes.At(level, node).greatest, *std::max_element(first, last));
      }
    }
  }
}

// Boxes of every form, beyond those that the timeline asks.
TEST(SpanOrderTest, BoxesAreAnsweredAsALoopDoes) {
  Random random(34);
  for (int round = 0; round < 300; ++round) {
    timeline_test::Shape shape{.first = 0, .last = 60, .longest = 30};
    shape.vague = round % 2 == 0;
    auto spans =
        timeline_test::RandomSpans(random, static_cast<std::size_t>(random.Between(0, 900)), shape);
    std::stable_sort(spans.begin(), spans.end(), [](const SpanBounds& a, const SpanBounds& b) {
      return a.begin_earliest < b.begin_earliest;
    });
    Columns columns;
    for (const SpanBounds& span : spans) {
      columns.Add(span.begin_earliest.number(), span.begin_latest.number(),
                  span.end_earliest.number(), span.end_latest.number());
    }
    const SpanOrder order(columns);
    EXPECT_TRUE(round % 2 == 0 || order.exact());
    for (int i = 0; i < 20; ++i) {
      const auto side = [&](std::int64_t open) {
        return random.OneIn(4) ? open : random.Between(-3, 65);
      };
      const Box box =
          Box{side(Box::kNever), side(Box::kForever), side(Box::kNever), side(Box::kForever)}
              .Tightened();
      std::vector<std::pair<std::size_t, Truth>> expected;
      std::int64_t inside = 0;
      for (std::size_t at = 0; at < spans.size(); ++at) {
        const std::int64_t be = columns.begin_earliest[at];
        const std::int64_t bl = columns.begin_latest[at];
        const std::int64_t ee = columns.end_earliest[at];
        const std::int64_t el = columns.end_latest[at];
        if (box.empty() || be > box.begin_high || bl < box.begin_low || ee > box.end_high ||
            el < box.end_low) {
          continue;
        }
        const bool all =
            be >= box.begin_low && bl <= box.begin_high && ee >= box.end_low && el <= box.end_high;
        expected.emplace_back(at, all ? Truth::kCertain : Truth::kPossible);
        inside += all ? 1 : 0;
      }
      std::vector<std::pair<std::size_t, Truth>> visited;
      order.Visit(box, [&](std::size_t at, Truth truth) { visited.emplace_back(at, truth); });
      ASSERT_EQ(visited, expected);
      ASSERT_EQ(order.CountTouching(box), std::ssize(expected));
      ASSERT_EQ(order.CountInside(box), inside);
    }
  }
}

TEST(SpanOrderTest, WhatLiesBeyondTheNumbersOfDaysTouchesNothing) {
  Columns columns;
  columns.Add(kMin, kMin, kMax, kMax);
  const SpanOrder order(columns);
  const std::int64_t low = std::int64_t{kMin} - 1;
  const std::int64_t high = std::int64_t{kMax} + 1;
  for (const Box& box : {Box{.begin_high = low}, Box{.begin_low = high}, Box{.end_high = low},
                         Box{.end_low = high}}) {
    EXPECT_EQ(order.CountTouching(box), 0);
    EXPECT_EQ(order.CountInside(box), 0);
    EXPECT_EQ(order.CountBegins(box), 0U);
  }
  EXPECT_EQ(order.CountInside(Box{}), 1);
}

}  // namespace
}  // namespace casus::internal
