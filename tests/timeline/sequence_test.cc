// Sequences of one key, against nested loops.

#include "casus/timeline/sequence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "random_spans.h"

namespace casus::timeline_test {
namespace {

struct Side {
  Timeline timeline;
  std::vector<std::uint32_t> keys;

  KeyedTimeline Build() const { return KeyedTimeline::Build(timeline, keys).value(); }
};

// The pairs of JoinFollowing, which has an oracle of its own, that have one key.
std::vector<RowPair> Expected(const Side& first, const Side& then, std::int32_t days) {
  std::vector<RowPair> pairs;
  JoinFollowing(first.timeline, days, then.timeline, [&](Row a, Row b, Truth truth) {
    if (first.keys[a] == then.keys[b]) pairs.push_back({a, b, truth});
  });
  return InOrder(pairs);
}

Side RandomSide(Random& random, const Shape& shape, std::size_t size, std::int64_t keys,
                bool with_known) {
  Side side;
  side.timeline =
      Timeline::Build(RandomSpans(random, size, shape),
                      with_known ? RandomKnowns(random, size, shape) : std::vector<KnownTime>())
          .value();
  if (with_known && random.OneIn(2)) {
    side.timeline = side.timeline.AsKnown(D(random.Between(shape.first, shape.last)));
  }
  for (std::size_t i = 0; i < size; ++i) {
    // The least and the greatest key too.
    side.keys.push_back(random.OneIn(5) ? UINT32_MAX
                                        : static_cast<std::uint32_t>(random.Between(0, keys - 1)));
  }
  return side;
}

TEST(SequenceTest, FindsWhatFollowsInOneKey) {
  Random random(61);
  for (int round = 0; round < 300; ++round) {
    Shape shape{.first = 0, .last = round % 2 == 0 ? 30 : 400, .longest = 8};
    shape.vague = round % 3 != 0;
    shape.open = round % 5 != 0;
    const auto side = [&] {
      return RandomSide(random, shape, static_cast<std::size_t>(random.Between(0, 150)),
                        random.Between(1, 6), round % 4 == 3);
    };
    const Side first = side();
    const Side then = round % 7 == 0 ? first : side();
    for (const std::int32_t days : {0, 1, 7, 1000, INT32_MAX}) {
      const std::vector<RowPair> expected = Expected(first, then, days);
      std::vector<RowPair> pairs;
      Bounds count;
      VisitSequences(first.Build(), then.Build(), days,
                     [&](std::span<const Row> a, std::span<const Row> b, Truth truth) {
                       for (const Row left : a) {
                         for (const Row right : b) {
                           pairs.push_back({left, right, truth});
                           count.Count(truth);
                         }
                       }
                     });
      ASSERT_EQ(InOrder(pairs), expected)
          << days << Print(InOrder(pairs)) << "\nexpected" << Print(expected);
      ASSERT_EQ(CountSequences(first.Build(), then.Build(), days), count);
    }
  }
}

TEST(SequenceTest, ManyOnOneDayAreCountedAndNotVisited) {
  constexpr std::size_t kRows = 100'000;
  const Side first = {Timeline::Build(std::vector<SpanBounds>(kRows, Exact(5, 6))).value(),
                      std::vector<std::uint32_t>(kRows, 3)};
  const Side then = {Timeline::Build(std::vector<SpanBounds>(kRows, Exact(8, 9))).value(),
                     std::vector<std::uint32_t>(kRows, 3)};
  const std::int64_t all = std::int64_t{kRows} * kRows;
  EXPECT_EQ(CountSequences(first.Build(), then.Build(), 2), (Bounds{all, all, {}}));
  EXPECT_EQ(CountSequences(first.Build(), then.Build(), 1), Bounds());
}

TEST(SequenceTest, AKeyForEachRow) {
  const Timeline timeline = Timeline::Build(std::vector<SpanBounds>{Exact(0, 1)}).value();
  EXPECT_FALSE(KeyedTimeline::Build(timeline, {}).ok());
  EXPECT_EQ(KeyedTimeline::Build(timeline, std::vector<std::uint32_t>{4})->size(), 1U);
  EXPECT_EQ(CountSequences(KeyedTimeline(), KeyedTimeline(), 5), Bounds());
}

TEST(SequenceDeathTest, WithinFewerThanNoDays) {
  EXPECT_DEATH((void)CountSequences(KeyedTimeline(), KeyedTimeline(), -1), "negative");
}

}  // namespace
}  // namespace casus::timeline_test
