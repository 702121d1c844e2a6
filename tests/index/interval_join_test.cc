#include "casus/index/interval_join.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "random_intervals.h"

namespace casus {
namespace {

using index_test::Random;
using index_test::Table;
using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

template <typename Time>
class IntervalJoinTest : public testing::Test {};
using Times = testing::Types<std::int32_t, std::int64_t>;
TYPED_TEST_SUITE(IntervalJoinTest, Times);

template <typename Time>
IntervalIndex<Time> IndexOf(const Table<Time>& table) {
  return IntervalIndex<Time>::Build(table.begins, table.ends).value();
}

// Collects rows, sorted: a pair named twice shows.
template <typename Time, typename Join>
Pairs RowsOf(const IntervalIndex<Time>& left, const IntervalIndex<Time>& right, Join join) {
  Pairs pairs;
  join([&](PositionRange a, PositionRange b) {
    for (std::uint32_t i = a.first; i < a.last; ++i) {
      for (std::uint32_t j = b.first; j < b.last; ++j) {
        pairs.emplace_back(left.order()[i], right.order()[j]);
      }
    }
  });
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

TYPED_TEST(IntervalJoinTest, MeetingAndFollowingAreWhatALoopFinds) {
  const auto lefts = index_test::Tables<TypeParam>(130);
  const auto rights = index_test::Tables<TypeParam>(50);
  for (const Table<TypeParam>& left : lefts) {
    for (const Table<TypeParam>& right : rights) {
      const IntervalIndex<TypeParam> l = IndexOf(left);
      const IntervalIndex<TypeParam> r = IndexOf(right);
      constexpr TypeParam kLeast = -3;
      constexpr TypeParam kMost = 200;
      Pairs meeting;
      Pairs following;
      for (std::uint32_t i = 0; i < l.size(); ++i) {
        for (std::uint32_t j = 0; j < r.size(); ++j) {
          if (left.begins[i] < right.ends[j] && right.begins[j] < left.ends[i]) {
            meeting.emplace_back(i, j);
          }
          if (left.ends[i] == Table<TypeParam>::kMax || right.begins[j] == Table<TypeParam>::kMin) {
            continue;
          }
          const auto gap = static_cast<long double>(right.begins[j]) - left.ends[i];
          if (kLeast <= gap && gap <= kMost) following.emplace_back(i, j);
        }
      }
      const auto names = left.name + " and " + right.name;
      ASSERT_EQ(CountJoinMeeting(l, r), meeting.size()) << names;
      ASSERT_EQ(RowsOf(l, r, [&](auto f) { JoinMeeting<TypeParam>(l, r, f); }), meeting) << names;
      ASSERT_EQ(CountJoinFollowing(l, r, kLeast, kMost), following.size()) << names;
      ASSERT_EQ(RowsOf(l, r, [&](auto f) { JoinFollowing<TypeParam>(l, r, kLeast, kMost, f); }),
                following)
          << names;
    }
  }
}

TYPED_TEST(IntervalJoinTest, SequencesAreWhatALoopFinds) {
  using Limits = std::numeric_limits<TypeParam>;
  Random random(9);
  for (int round = 0; round < 200; ++round) {
    const auto make = [&](std::vector<std::uint32_t>& keys, std::vector<TypeParam>& times) {
      std::vector<std::pair<std::uint32_t, TypeParam>> rows;
      for (std::int64_t i = random.Between(0, 60); i > 0; --i) {
        const TypeParam time = random.OneIn(20)   ? Limits::max()
                               : random.OneIn(20) ? Limits::min()
                                                  : static_cast<TypeParam>(random.Between(0, 50));
        rows.emplace_back(static_cast<std::uint32_t>(random.Between(0, 4)), time);
      }
      std::sort(rows.begin(), rows.end());
      for (const auto& [key, time] : rows) {
        keys.push_back(key);
        times.push_back(time);
      }
    };
    std::vector<std::uint32_t> a_keys;
    std::vector<std::uint32_t> b_keys;
    std::vector<TypeParam> a_times;
    std::vector<TypeParam> b_times;
    make(a_keys, a_times);
    make(b_keys, b_times);
    const auto least = static_cast<TypeParam>(random.Between(-5, 5));
    const auto most = static_cast<TypeParam>(least + random.Between(0, 10));
    Pairs expected;
    for (std::uint32_t i = 0; i < a_keys.size(); ++i) {
      for (std::uint32_t j = 0; j < b_keys.size(); ++j) {
        const auto gap = static_cast<long double>(b_times[j]) - a_times[i];
        if (a_keys[i] == b_keys[j] && least <= gap && gap <= most) expected.emplace_back(i, j);
      }
    }
    const KeyedTimes<TypeParam> a{a_keys, a_times};
    const KeyedTimes<TypeParam> b{b_keys, b_times};
    Pairs found;
    VisitSequences<TypeParam>(a, b, least, most,
                              [&](std::size_t i, std::size_t first, std::size_t last) {
                                for (; first < last; ++first) found.emplace_back(i, first);
                              });
    ASSERT_EQ(found, expected);
    ASSERT_EQ(CountSequences(a, b, least, most), expected.size());
  }
}

}  // namespace
}  // namespace casus
