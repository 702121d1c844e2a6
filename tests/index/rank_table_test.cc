#include "casus/index/rank_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "random_intervals.h"

namespace casus {
namespace {

using index_test::Random;
using index_test::Table;

template <typename Time>
class RankTableTest : public testing::Test {};
using Times = testing::Types<std::int32_t, std::int64_t>;
TYPED_TEST_SUITE(RankTableTest, Times);

TYPED_TEST(RankTableTest, CountsAsASortedArrayDoes) {
  Random random(1);
  for (const std::size_t size : {0U, 1U, 2U, 17U, 300U, 5000U}) {
    for (const Table<TypeParam>& table : index_test::Tables<TypeParam>(size)) {
      for (const auto* column : {&table.begins, &table.ends}) {
        const RankTable<TypeParam> ranks = RankTable<TypeParam>::Build(*column).value();
        std::vector<TypeParam> sorted = *column;
        std::sort(sorted.begin(), sorted.end());
        ASSERT_EQ(ranks.size(), sorted.size());
        for (int i = 0; i < 300; ++i) {
          const TypeParam number = index_test::Number(random, table);
          const auto [below, at_most] = std::equal_range(sorted.begin(), sorted.end(), number);
          ASSERT_EQ(ranks.Below(number), below - sorted.begin()) << table.name << " " << number;
          ASSERT_EQ(ranks.AtMost(number), at_most - sorted.begin()) << table.name << " " << number;
        }
        std::vector<TypeParam> again;
        ranks.AppendSorted(again);
        ASSERT_EQ(again, sorted) << table.name;
      }
    }
  }
}

TYPED_TEST(RankTableTest, DenseRanksAreTheRanks) {
  std::vector<TypeParam> numbers;
  for (TypeParam i = 0; i < 3000; ++i) numbers.push_back(static_cast<TypeParam>(500 + i / 3));
  const RankTable<TypeParam> table = RankTable<TypeParam>::Build(numbers).value();
  EXPECT_EQ(table.dense_first(), 500);
  EXPECT_EQ(table.dense_last(), 1500);
  const std::uint32_t* const ranks = table.DenseRanks(510, 900);
  ASSERT_NE(ranks, nullptr);
  for (TypeParam i = 0; i < 900; ++i) {
    ASSERT_EQ(ranks[i], table.Below(static_cast<TypeParam>(510 + i)));
  }
  EXPECT_NE(table.DenseRanks(500, 1001), nullptr);
  EXPECT_EQ(table.DenseRanks(500, 1002), nullptr);
  EXPECT_EQ(table.DenseRanks(499, 1), nullptr);
}

TYPED_TEST(RankTableTest, FarOutliersDoNotForbidTheTable) {
  using Limits = std::numeric_limits<TypeParam>;
  std::vector<TypeParam> numbers;
  for (TypeParam i = 0; i < 20'000; ++i) numbers.push_back(static_cast<TypeParam>(i % 10'000));
  const RankTable<TypeParam> plain = RankTable<TypeParam>::Build(numbers).value();
  for (std::size_t i = 0; i < 1000; ++i) numbers.push_back(Limits::min());
  for (std::size_t i = 0; i < 1000; ++i) numbers.push_back(Limits::max());
  for (const int far : {-2'000'000'000, -1'000'000'000, 1'000'000'000, 2'000'000'000}) {
    numbers.push_back(far);
  }
  const RankTable<TypeParam> table = RankTable<TypeParam>::Build(numbers).value();
  EXPECT_NE(table.DenseRanks(0, 9'999), nullptr);
  EXPECT_LT(table.MemoryUsed(), plain.MemoryUsed() + 8192);
  EXPECT_EQ(table.Below(0), 1002U);
  EXPECT_EQ(table.AtMost(1'500'000'000), 1000U + 20'000 + 3);
}

TYPED_TEST(RankTableTest, MemoryStaysWithinTheBound) {
  for (const std::size_t size : {100U, 10'000U}) {
    for (const Table<TypeParam>& table : index_test::Tables<TypeParam>(size)) {
      const RankTable<TypeParam> ranks = RankTable<TypeParam>::Build(table.begins).value();
      EXPECT_LE(ranks.MemoryUsed(), size * (8 + sizeof(TypeParam)) + 9000) << table.name;
    }
  }
}

TYPED_TEST(RankTableTest, ADefaultTableIsEmpty) {
  const RankTable<TypeParam> table;
  EXPECT_EQ(table.size(), 0U);
  EXPECT_EQ(table.Below(0), 0U);
  EXPECT_EQ(table.AtMost(std::numeric_limits<TypeParam>::max()), 0U);
}

}  // namespace
}  // namespace casus
