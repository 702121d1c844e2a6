// Every question against a loop over the arrays, on ordinary and on hostile tables, in each form of
// the inner loops.

#include "casus/index/interval_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "random_intervals.h"
#include "src/index/simd.h"

namespace casus {
namespace {

using index_test::Random;
using index_test::Table;

template <typename Time>
std::string Describe(const IntervalBox<Time>& box) {
  return "begin in [" + std::to_string(box.begin_low) + ", " + std::to_string(box.begin_high) +
         "], end in [" + std::to_string(box.end_low) + ", " + std::to_string(box.end_high) + "]";
}

template <typename Time>
IntervalBox<Time> RandomBox(Random& random, const Table<Time>& table) {
  using Box = IntervalBox<Time>;
  const auto number = [&] { return index_test::Number(random, table); };
  Time a = number();
  Time b = number();
  switch (random.Between(0, 6)) {
    case 0: return Box::At(a);
    case 1: return Box::Meeting(std::min(a, b), std::max(a, b));
    case 2: return Box::Meeting(a, b);  // may be reversed: those that cover it
    case 3: return Box::Within(std::min(a, b), std::max(a, b));
    case 4: return Box::Covering(std::min(a, b), std::max(a, b));
    default: break;
  }
  Box box;
  if (!random.OneIn(3)) box.begin_low = a;
  if (!random.OneIn(3)) box.begin_high = b;
  a = number();
  b = number();
  if (!random.OneIn(3)) box.end_low = a;
  if (!random.OneIn(3)) box.end_high = b;
  if (box.begin_low > box.begin_high && !random.OneIn(8)) std::swap(box.begin_low, box.begin_high);
  if (box.end_low > box.end_high && !random.OneIn(8)) std::swap(box.end_low, box.end_high);
  return box;
}

// The rows in the box, ascending.
template <typename Time>
std::vector<std::uint32_t> Expected(const Table<Time>& table, const IntervalBox<Time>& box) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < table.begins.size(); ++row) {
    if (box.Holds(table.begins[row], table.ends[row])) rows.push_back(row);
  }
  return rows;
}

template <typename Time>
void ExpectAnswers(const IntervalIndex<Time>& index, const Table<Time>& table,
                   const IntervalBox<Time>& box, IntervalAnswer& answer) {
  const std::vector<std::uint32_t> expected = Expected(table, box);
  index.Find(box, answer);
  std::vector<std::uint32_t> positions(static_cast<std::size_t>(answer.size()));
  index.ExpandPositions(answer, positions.data());
  for (const PositionRange& range : answer.ranges()) ASSERT_LT(range.first, range.last);
  for (const PositionBlock& block : answer.blocks()) ASSERT_NE(block.bits, 0U);
  std::vector<std::uint32_t> rows;
  for (const std::uint32_t position : positions) rows.push_back(index.order()[position]);
  std::vector<std::uint32_t> expanded(positions.size());
  index.ExpandRows(answer, expanded.data());
  ASSERT_EQ(expanded, rows);
  std::sort(rows.begin(), rows.end());
  ASSERT_EQ(rows, expected) << table.name << ": " << Describe(box);
  ASSERT_EQ(index.Count(box), expected.size()) << table.name << ": " << Describe(box);

  std::vector<std::uint32_t> visited;
  index.Visit(box, answer, [&](std::uint32_t first, std::uint32_t last) {
    for (; first < last; ++first) visited.push_back(first);
  });
  ASSERT_EQ(visited, positions);
}

template <typename Time>
class IntervalIndexTest : public testing::Test {};
using Times = testing::Types<std::int32_t, std::int64_t>;
TYPED_TEST_SUITE(IntervalIndexTest, Times);

TYPED_TEST(IntervalIndexTest, AnswersAsALoopDoes) {
  for (const internal::Simd simd :
       {internal::Simd::kPlain, internal::Simd::kAvx2, internal::Simd::kAvx512}) {
    if (!internal::UseSimd(simd)) continue;
    Random random(2);
    IntervalAnswer answer;
    for (const std::size_t size : {0U, 1U, 2U, 40U, 700U, 4000U}) {
      for (const Table<TypeParam>& table : index_test::Tables<TypeParam>(size)) {
        for (const IntervalIndexOptions options :
             {IntervalIndexOptions{}, IntervalIndexOptions{.class_cost = 4, .table_bytes = 100},
              IntervalIndexOptions{.class_cost = 1, .table_bytes = 0}}) {
          const auto index =
              IntervalIndex<TypeParam>::Build(table.begins, table.ends, options).value();
          ASSERT_EQ(index.size(), table.begins.size());
          for (int i = 0; i < (size < 1000 ? 60 : 25); ++i) {
            ExpectAnswers(index, table, RandomBox(random, table), answer);
            if (this->HasFatalFailure()) return;
          }
        }
      }
    }
  }
  internal::UseSimd(internal::Simd::kAvx2);
  internal::UseSimd(internal::Simd::kAvx512);
}

TYPED_TEST(IntervalIndexTest, OneDayOfAHundredThousandRows) {
  Random random(3);
  Table<TypeParam> table;
  for (int i = 0; i < 100'000; ++i) table.Add(7, 7 + random.LogUniform(1, 50'000));
  const auto index = IntervalIndex<TypeParam>::Build(table.begins, table.ends).value();
  IntervalAnswer answer;
  for (int i = 0; i < 40; ++i) {
    ExpectAnswers(index, table, RandomBox(random, table), answer);
    if (this->HasFatalFailure()) return;
  }
}

TYPED_TEST(IntervalIndexTest, PositionsAreByClassThenBeginThenRow) {
  for (const Table<TypeParam>& table : index_test::Tables<TypeParam>(2000)) {
    const auto index = IntervalIndex<TypeParam>::Build(table.begins, table.ends).value();
    std::vector<std::uint32_t> rows(index.order().begin(), index.order().end());
    std::sort(rows.begin(), rows.end());
    for (std::uint32_t i = 0; i < rows.size(); ++i) ASSERT_EQ(rows[i], i);
    // A new class, or stretch of begins, starts where the begins descend; else rows ascend.
    std::size_t breaks = 0;
    for (std::uint32_t i = 1; i < rows.size(); ++i) {
      const std::uint32_t a = index.order()[i - 1];
      const std::uint32_t b = index.order()[i];
      if (table.begins[a] == table.begins[b] && table.ends[a] == table.ends[b]) {
        ASSERT_LT(a, b) << table.name;
      }
      breaks += table.begins[a] > table.begins[b] ? 1 : 0;
    }
    EXPECT_LE(breaks, index.class_count() + 1) << table.name;
  }
}

TYPED_TEST(IntervalIndexTest, IntervalsAreReadBack) {
  Random random(4);
  for (const std::size_t size : {1U, 50U, 3000U}) {
    for (const Table<TypeParam>& table : index_test::Tables<TypeParam>(size)) {
      for (const double bytes : {0.0, 6.0, 100.0}) {
        const auto index =
            IntervalIndex<TypeParam>::Build(table.begins, table.ends, {.table_bytes = bytes})
                .value();
        const std::uint32_t rows = index.size();
        std::vector<TypeParam> begins(rows);
        std::vector<TypeParam> ends(rows);
        index.Read({0, rows}, begins.data(), ends.data());
        for (std::uint32_t i = 0; i < rows; ++i) {
          ASSERT_EQ(begins[i], table.begins[index.order()[i]]) << table.name;
          ASSERT_EQ(ends[i], table.ends[index.order()[i]]) << table.name;
        }
        for (int i = 0; i < 30 && rows > 0; ++i) {
          const auto first = static_cast<std::uint32_t>(random.Between(0, rows - 1));
          const auto last = static_cast<std::uint32_t>(random.Between(first, rows));
          ASSERT_EQ(index.begin(first), begins[first]) << table.name;
          ASSERT_EQ(index.end(first), ends[first]) << table.name;
          std::vector<TypeParam> some(last - first);
          std::vector<TypeParam> their(last - first);
          index.Read({first, last}, some.data(), their.data());
          ASSERT_TRUE(std::equal(some.begin(), some.end(), begins.begin() + first));
          ASSERT_TRUE(std::equal(their.begin(), their.end(), ends.begin() + first));
        }
      }
    }
  }
}

TYPED_TEST(IntervalIndexTest, BinsAreCountedAsALoopDoes) {
  Random random(5);
  for (const Table<TypeParam>& table : index_test::Tables<TypeParam>(800)) {
    const auto index = IntervalIndex<TypeParam>::Build(table.begins, table.ends).value();
    std::vector<TypeParam> edges;
    for (int i = 0; i < 40; ++i) edges.push_back(index_test::Number(random, table));
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    // As long as days are asked one by one, too.
    for (int i = 0; i < 100; ++i) {
      if (edges.back() < std::numeric_limits<TypeParam>::max()) {
        edges.push_back(static_cast<TypeParam>(edges.back() + 1));
      }
    }
    std::vector<std::uint32_t> counts(edges.size() - 1);
    index.CountByBins(edges, counts);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const auto box = IntervalBox<TypeParam>::Meeting(edges[i], edges[i + 1]);
      ASSERT_EQ(counts[i], Expected(table, box).size()) << table.name << ": " << Describe(box);
    }
  }
}

TYPED_TEST(IntervalIndexTest, BeginsMustBeBeforeEnds) {
  const std::vector<TypeParam> begins = {1, 2, 3, 9};
  const std::vector<TypeParam> ends = {2, 3, 3, 1};
  const auto index = IntervalIndex<TypeParam>::Build(begins, ends);
  ASSERT_FALSE(index.ok());
  EXPECT_EQ(index.error().code(), ErrorCode::kInvalidArgument);
  EXPECT_EQ(index.error().message(), "row 2: begin 3 is not before end 3");
  EXPECT_FALSE(IntervalIndex<TypeParam>::Build(begins, std::vector<TypeParam>{5, 5, 5}).ok());
}

TYPED_TEST(IntervalIndexTest, AForgottenOrderIsNotCounted) {
  const Table<TypeParam> table = index_test::Tables<TypeParam>(1000).front();
  auto index = IntervalIndex<TypeParam>::Build(table.begins, table.ends).value();
  const std::size_t before = index.MemoryUsed();
  index.ForgetOrder();
  EXPECT_TRUE(index.order().empty());
  EXPECT_EQ(index.MemoryUsed(), before - 4000);
}

TYPED_TEST(IntervalIndexTest, CopiesOutliveTheirOrigin) {
  const Table<TypeParam> table = index_test::Tables<TypeParam>(500)[1];
  IntervalIndex<TypeParam> copy;
  EXPECT_EQ(copy.Count(IntervalBox<TypeParam>{}), 0U);
  {
    const auto index = IntervalIndex<TypeParam>::Build(table.begins, table.ends).value();
    copy = index;
  }
  IntervalAnswer answer;
  ExpectAnswers(copy, table, IntervalBox<TypeParam>::Meeting(100, 2000), answer);
  std::vector<std::uint32_t> rows;
  copy.CollectRows(IntervalBox<TypeParam>{}, rows);
  EXPECT_EQ(rows.size(), 500U);
  std::vector<std::uint32_t> positions;
  copy.CollectPositions(IntervalBox<TypeParam>{}, positions);
  std::sort(positions.begin(), positions.end());
  EXPECT_EQ(positions.front(), 0U);
  EXPECT_EQ(positions.back(), 499U);
}

TYPED_TEST(IntervalIndexTest, MemoryStaysWithinTheBound) {
  constexpr std::size_t kSize = 20'000;
  for (const Table<TypeParam>& table : index_test::Tables<TypeParam>(kSize)) {
    auto index = IntervalIndex<TypeParam>::Build(table.begins, table.ends).value();
    index.ForgetOrder();
    const std::size_t ranks = index.begins().MemoryUsed() + index.ends().MemoryUsed();
    // The tables, and for each row the low bits of its begin and its end.
    EXPECT_LE(index.MemoryUsed() - ranks, kSize * (6 + 2 * sizeof(TypeParam)) + 65'536)
        << table.name;
    EXPECT_LE(index.class_count(), 3 * 256U);
  }
}

}  // namespace
}  // namespace casus
