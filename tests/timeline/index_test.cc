// The table of spans below the timeline, against a loop.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "random_spans.h"
#include "src/timeline/box.h"
#include "src/timeline/facts.h"
#include "src/timeline/parts.h"
#include "src/timeline/span_table.h"

namespace casus::internal {
namespace {

using timeline_test::Random;

constexpr std::int32_t kMin = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kMax = std::numeric_limits<std::int32_t>::max();

// Boxes of every form, beyond those that the timeline asks.
TEST(SpanTableTest, BoxesAreAnsweredAsALoopDoes) {
  Random random(34);
  for (int round = 0; round < 300; ++round) {
    timeline_test::Shape shape{.first = 0, .last = 60, .longest = 30};
    shape.vague = round % 2 == 0;
    const auto spans =
        timeline_test::RandomSpans(random, static_cast<std::size_t>(random.Between(0, 900)), shape);
    const Row first = round % 3 == 0 ? 0 : 17;
    std::vector<Row> rows;
    for (Row i = 0; i < spans.size(); ++i) {
      if (round % 5 < 3 || random.OneIn(2)) rows.push_back(first + i);
    }
    std::vector<Row> vague;
    SpanTable table(first, spans, rows, vague);
    const Facts facts(first, spans, vague);
    table.Attach(facts, {});
    ASSERT_EQ(table.size(), rows.size());
    for (const Row row : rows) ASSERT_EQ(facts[row], spans[row - first]);
    for (int i = 0; i < 20; ++i) {
      const auto side = [&](std::int64_t open) {
        return random.OneIn(4) ? open : random.Between(-3, 65);
      };
      const auto box = [&] {
        return Box{side(Box::kNever), side(Box::kForever), side(Box::kNever), side(Box::kForever)}
            .Tightened();
      };
      const Box possible = box();
      // The inner box of a vague question lies in the outer one.
      Box certain = possible;
      if (random.OneIn(3)) {
        certain = box();
        certain = {std::max(certain.begin_low, possible.begin_low),
                   std::min(certain.begin_high, possible.begin_high),
                   std::max(certain.end_low, possible.end_low),
                   std::min(certain.end_high, possible.end_high)};
      }
      const Question question(possible, certain);
      std::vector<std::pair<Row, Truth>> expected;
      Bounds count;
      for (const Row row : rows) {
        const SpanBounds& span = spans[row - first];
        const std::int64_t be = span.begin_earliest.number();
        const std::int64_t bl = span.begin_latest.number();
        const std::int64_t ee = span.end_earliest.number();
        const std::int64_t el = span.end_latest.number();
        if (possible.empty() || be > possible.begin_high || bl < possible.begin_low ||
            ee > possible.end_high || el < possible.end_low) {
          continue;
        }
        const bool all = be >= certain.begin_low && bl <= certain.begin_high &&
                         ee >= certain.end_low && el <= certain.end_high;
        expected.emplace_back(row, all ? Truth::kCertain : Truth::kPossible);
        count.Count(expected.back().second);
      }
      std::vector<std::pair<Row, Truth>> visited;
      ScratchLease scratch;
      table.Visit(question, *scratch, [&](std::span<const Row> run, Truth truth) {
        ASSERT_FALSE(run.empty());
        for (const Row row : run) visited.emplace_back(row, truth);
      });
      std::sort(visited.begin(), visited.end());
      ASSERT_EQ(visited, expected);
      ASSERT_EQ(table.Count(question), count);
    }
  }
}

TEST(BoxTest, WhatLiesBeyondTheNumbersOfDaysTouchesNothing) {
  const std::int64_t low = std::int64_t{kMin} - 1;
  const std::int64_t high = std::int64_t{kMax} + 1;
  for (const Box& box : {Box{.begin_high = low}, Box{.begin_low = high}, Box{.end_high = low},
                         Box{.end_low = high}}) {
    EXPECT_TRUE(ToDays(box).empty());
  }
  EXPECT_EQ(ToDays(Box{}), DayBox());
}

// Arrays of a timeline with everything: vague rows, history, many days of learning.
class PartsTest : public ::testing::Test {
 protected:
  PartsTest() {
    Random random(41);
    const timeline_test::Shape shape{.first = 0, .last = 300, .longest = 60};
    timeline_ = Timeline::Build(timeline_test::RandomSpans(random, 900, shape),
                                timeline_test::RandomKnowns(random, 900, shape))
                    .value();
  }
  Timeline timeline_;
};

TEST_F(PartsTest, GiveTheSameTimelineAndTheSameParts) {
  TimelineParts parts = PartsOf(timeline_);
  const Timeline read = TimelineFromParts(parts, true).value();
  ASSERT_EQ(read.size(), timeline_.size());
  for (Row row = 0; row < read.size(); ++row) {
    ASSERT_EQ(read.bounds(row), timeline_.bounds(row));
    ASSERT_EQ(read.known(row), timeline_.known(row));
  }
  EXPECT_EQ(read.During(Period::Always()), timeline_.During(Period::Always()));
  EXPECT_EQ(read.MemoryUsed(), timeline_.MemoryUsed());
  TimelineParts again = PartsOf(read);
  std::vector<const void*> places;
  std::vector<const void*> places_again;
  ForEachArray(parts, [&](auto& array) { places.push_back(array.data()); });
  ForEachArray(again, [&](auto& array) { places_again.push_back(array.data()); });
  EXPECT_EQ(places, places_again);
  EXPECT_EQ(TimelineFromParts(PartsOf(Timeline()), true).value().size(), 0U);
}

TEST_F(PartsTest, AShorterArrayIsRefused) {
  int arrays = 0;
  TimelineParts parts = PartsOf(timeline_);
  ForEachArray(parts, [&](auto& array) { arrays += array.empty() ? 0 : 1; });
  ASSERT_GT(arrays, 20);
  for (int cut = 0; cut < arrays; ++cut) {
    TimelineParts less = PartsOf(timeline_);
    int i = 0;
    ForEachArray(less, [&](auto& array) {
      if (!array.empty() && i++ == cut) array = array.first(array.size() - 1);
    });
    const auto read = TimelineFromParts(less, true);
    ASSERT_FALSE(read.ok()) << cut;
  }
}

// What is appended is indexed apart until it is an eighth of what stands before it.
TEST(AppendDeathTest, SmallPiecesStayApartAndLargeOnesAreMerged) {
  using timeline_test::Exact;
  const Timeline timeline = Timeline::Build(std::vector<SpanBounds>(1000, Exact(0, 1))).value();
  const Timeline small = timeline.Appended(std::vector<SpanBounds>(120, Exact(5, 6))).value();
  EXPECT_DEATH((void)PartsOf(small), "not in one piece");
  EXPECT_EQ(PartsOf(small.Compacted()).begins.size(), 1120U);
  const Timeline more = small.Appended(std::vector<SpanBounds>(20, Exact(7, 9))).value();
  EXPECT_EQ(PartsOf(more).begins.size(), 1140U);
  EXPECT_EQ(more.CountAt(Day::FromNumber(5)), (Bounds{120, 120, {}}));
  EXPECT_EQ(more.CountAt(Day::FromNumber(8)), (Bounds{20, 20, {}}));
}

// Whatever the numbers are: an error, or a timeline that reads within its arrays and names rows
// that are there.
TEST_F(PartsTest, OtherNumbersAreRefusedOrHarmless) {
  Random random(42);
  int accepted = 0;
  for (int round = 0; round < 1500; ++round) {
    TimelineParts parts = PartsOf(timeline_);
    int arrays = 0;
    ForEachArray(parts, [&](auto& array) { arrays += array.empty() ? 0 : 1; });
    const auto chosen = random.Between(0, arrays - 1);
    std::vector<std::vector<std::byte>> kept;
    int i = 0;
    ForEachArray(parts, [&](auto& array) {
      if (array.empty() || i++ != chosen) return;
      using Number =
          std::remove_const_t<typename std::remove_reference_t<decltype(array)>::element_type>;
      const auto bytes = std::as_bytes(array);
      // Exactly as long, so that a sanitizer sees what is read behind it.
      std::vector<std::byte>& copy = kept.emplace_back(bytes.begin(), bytes.end());
      auto* const numbers = reinterpret_cast<Number*>(copy.data());
      const auto at = static_cast<std::size_t>(random.Between(0, std::ssize(array) - 1));
      const auto number = static_cast<std::uint64_t>(numbers[at]);
      const auto near = static_cast<Number>(random.OneIn(2) ? number + 1 : number - 1);
      numbers[at] = random.OneIn(2) ? near : static_cast<Number>(random.Between(kMin, kMax));
      array = {numbers, array.size()};
    });
    const auto read = TimelineFromParts(parts, true);
    if (!read.ok()) continue;
    ++accepted;
    for (const Timeline& asked : {*read, read->AsKnown(Day::FromNumber(random.Between(0, 300)))}) {
      const Day day = Day::FromNumber(random.Between(0, 300));
      const Period period = timeline_test::RandomPeriod(random, {.first = 0, .last = 300});
      const auto look = [&](Row row, Truth) { ASSERT_LT(row, read->size()); };
      asked.At(day, look);
      asked.During(period, look);
      asked.Within(period, look);
      (void)asked.CountDuring(period);
      (void)asked.CountWithin(period);
      (void)asked.CountByBin(Bin::kMonth, Period::Of(day, day + 40));
      for (const Row row : asked.NearestBefore(day, 5)) look(row, Truth::kCertain);
    }
  }
  EXPECT_GT(accepted, 0);
}

// Each table sound by itself, but fewer spans begun by a day than ended by it.
TEST_F(PartsTest, TablesOfOtherSpansAreRefusedOrHarmless) {
  TimelineParts parts = PartsOf(timeline_);
  std::swap(parts.current.exact.begins, parts.current.exact.ends);
  const auto read = TimelineFromParts(parts, true);
  ASSERT_TRUE(read.ok());
  ASSERT_GT(read->CountAt(Day::FromNumber(100)).possible,
            static_cast<std::int64_t>(timeline_.size()));
  EXPECT_EQ(read->At(Day::FromNumber(100)), timeline_.At(Day::FromNumber(100)));
}

}  // namespace
}  // namespace casus::internal
