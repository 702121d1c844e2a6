// Arrays that come back from a file: the same answers from the same arrays, and from arrays that
// were changed an error or a wrong answer, but nothing read outside of them (AddressSanitizer sees
// it: each array is copied to a place of its own size).

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "casus/index/interval_index.h"
#include "random_intervals.h"

namespace casus {
namespace {

using index_test::Random;
using index_test::Table;

struct OwnArrays {
  explicit OwnArrays(const IndexArrays& arrays)
      : header(arrays.header.begin(), arrays.header.end()),
        bytes(arrays.bytes.begin(), arrays.bytes.end()),
        halves(arrays.halves.begin(), arrays.halves.end()),
        words(arrays.words.begin(), arrays.words.end()),
        longs(arrays.longs.begin(), arrays.longs.end()) {}

  IndexArrays view() const { return {header, bytes, halves, words, longs}; }

  // Changes one number, or drops or adds the last one of an array.
  void Damage(Random& random) {
    const auto damage = [&](auto& numbers, int few) {
      using Number = typename std::remove_reference_t<decltype(numbers)>::value_type;
      if (random.OneIn(6)) {
        if (!numbers.empty() && random.OneIn(2)) {
          numbers.pop_back();
        } else {
          numbers.push_back(Number{1});
        }
        numbers.shrink_to_fit();
        return;
      }
      if (numbers.empty()) return;
      for (int i = 0; i < few; ++i) {
        const auto at = static_cast<std::size_t>(
            random.Between(0, static_cast<std::int64_t>(numbers.size()) - 1));
        const auto bits = static_cast<std::uint64_t>(numbers[at]);
        switch (random.Between(0, 4)) {
          case 0: numbers[at] = static_cast<Number>(bits ^ (1ULL << random.Between(0, 63))); break;
          case 1: numbers[at] = static_cast<Number>(bits + 1); break;
          case 2: numbers[at] = static_cast<Number>(bits - 1); break;
          case 3: numbers[at] = static_cast<Number>(random.Between(INT64_MIN, INT64_MAX)); break;
          default: numbers[at] = static_cast<Number>(random.Between(0, 70)); break;
        }
      }
    };
    switch (random.Between(0, 7)) {
      case 0: damage(bytes, 40); break;
      case 1: damage(halves, 40); break;
      case 2: damage(words, 1); break;
      case 3: damage(longs, 40); break;
      default: damage(header, 1); break;
    }
  }

  std::vector<std::int64_t> header;
  std::vector<std::uint8_t> bytes;
  std::vector<std::uint16_t> halves;
  std::vector<std::uint32_t> words;
  std::vector<std::uint64_t> longs;
};

template <typename Time>
struct OwnParts {
  explicit OwnParts(const IntervalIndexParts<Time>& parts)
      : begins(parts.begins),
        ends(parts.ends),
        rows(parts.rows),
        order(parts.order.begin(), parts.order.end()) {}

  IntervalIndexParts<Time> view() const { return {begins.view(), ends.view(), rows.view(), order}; }

  OwnArrays begins;
  OwnArrays ends;
  OwnArrays rows;
  std::vector<std::uint32_t> order;
};

// Asks everything; the answers need to be in range only.
template <typename Time>
void AskAll(const IntervalIndex<Time>& index, const Table<Time>& table, Random& random) {
  IntervalAnswer answer;
  for (int i = 0; i < 12; ++i) {
    IntervalBox<Time> box;
    if (!random.OneIn(3)) box.begin_low = index_test::Number(random, table);
    if (!random.OneIn(3)) box.begin_high = index_test::Number(random, table);
    if (!random.OneIn(3)) box.end_low = index_test::Number(random, table);
    if (!random.OneIn(3)) box.end_high = index_test::Number(random, table);
    index.Find(box, answer);
    answer.ForEachRange([&](std::uint32_t first, std::uint32_t last) {
      EXPECT_LT(first, last);
      EXPECT_LE(last, index.size());
    });
    for (const std::uint32_t row : index.order()) ASSERT_LT(row, index.size());
    index.Count(box);
    if (box.begin_low <= box.begin_high) index.CountMeeting(box.begin_low, box.begin_high);
  }
  std::vector<Time> begins(index.size());
  std::vector<Time> ends(index.size());
  index.Read({0, index.size()}, begins.data(), ends.data());
  begins.clear();
  index.begins().AppendSorted(begins);
  index.ends().AppendSorted(begins);
}

template <typename Time>
class PartsTest : public testing::Test {};
using Times = testing::Types<std::int32_t, std::int64_t>;
TYPED_TEST_SUITE(PartsTest, Times);

TYPED_TEST(PartsTest, TheSameArraysGiveTheSameAnswers) {
  Random random(6);
  for (const std::size_t size : {0U, 1U, 900U}) {
    for (const Table<TypeParam>& table : index_test::Tables<TypeParam>(size)) {
      const auto index = IntervalIndex<TypeParam>::Build(table.begins, table.ends).value();
      const OwnParts<TypeParam> own(index.Parts());
      const auto again = IntervalIndex<TypeParam>::FromParts(own.view());
      ASSERT_TRUE(again.ok()) << table.name << ": " << again.error();
      EXPECT_EQ(again->size(), index.size());
      EXPECT_EQ(again->MemoryUsed(), index.MemoryUsed());
      for (int i = 0; i < 30; ++i) {
        const TypeParam a = index_test::Number(random, table);
        const TypeParam b = index_test::Number(random, table);
        for (const auto& box : {IntervalBox<TypeParam>::Meeting(std::min(a, b), std::max(a, b)),
                                IntervalBox<TypeParam>::Within(std::min(a, b), std::max(a, b))}) {
          std::vector<std::uint32_t> expected;
          std::vector<std::uint32_t> found;
          index.CollectRows(box, expected);
          again->CollectRows(box, found);
          ASSERT_EQ(found, expected);
          ASSERT_EQ(again->Count(box), index.Count(box));
        }
      }
    }
  }
}

TYPED_TEST(PartsTest, DamagedArraysAreRefusedOrHarmless) {
  Random random(7);
  int refused = 0;
  int taken = 0;
  for (const std::size_t size : {3U, 400U}) {
    for (const Table<TypeParam>& table : index_test::Tables<TypeParam>(size)) {
      for (const double bytes : {0.0, 50.0}) {
        const auto index = IntervalIndex<TypeParam>::Build(table.begins, table.ends,
                                                           {.class_cost = 8, .table_bytes = bytes})
                               .value();
        for (int i = 0; i < 120; ++i) {
          OwnParts<TypeParam> parts(index.Parts());
          switch (random.Between(0, 5)) {
            case 0: parts.begins.Damage(random); break;
            case 1: parts.ends.Damage(random); break;
            case 2:
              if (!parts.order.empty()) parts.order[0] += static_cast<std::uint32_t>(i);
              break;
            default: parts.rows.Damage(random); break;
          }
          const auto damaged = IntervalIndex<TypeParam>::FromParts(parts.view());
          ++(damaged.ok() ? taken : refused);
          if (damaged.ok()) AskAll(*damaged, table, random);
          if (this->HasFatalFailure()) return;
        }
      }
    }
  }
  EXPECT_GT(refused, 1000);
  EXPECT_GT(taken, 100);  // changed low bits cannot be seen
}

TYPED_TEST(PartsTest, ArraysOfAnotherKindAreRefused) {
  using Other = std::conditional_t<sizeof(TypeParam) == 4, std::int64_t, std::int32_t>;
  const std::vector<TypeParam> begins = {1};
  const std::vector<TypeParam> ends = {2};
  const auto index = IntervalIndex<TypeParam>::Build(begins, ends).value();
  const IntervalIndexParts<TypeParam> parts = index.Parts();
  EXPECT_FALSE(
      IntervalIndex<Other>::FromParts({parts.begins, parts.ends, parts.rows, parts.order}).ok());
  EXPECT_FALSE(RankTable<TypeParam>::FromParts(parts.rows).ok());
  EXPECT_FALSE(IntervalIndex<TypeParam>::FromParts({}).ok());
  EXPECT_TRUE(IntervalIndex<TypeParam>::FromParts({parts.begins, parts.ends, parts.rows, {}}).ok());
}

}  // namespace
}  // namespace casus
