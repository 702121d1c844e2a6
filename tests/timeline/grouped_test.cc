// Grouped timelines and sequences, against loops over the rows.

#include "casus/timeline/grouped.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "lib/sanitized.h"
#include "random_spans.h"

namespace casus::timeline_test {
namespace {

using testing_lib::Rounds;

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Table {
  std::vector<SpanBounds> spans;
  std::vector<KnownTime> known;
  std::vector<GroupMember> members;

  Timeline Build() const { return Timeline::Build(spans, known).value(); }
  bool Has(Group group, Row row) const {
    return std::find(members.begin(), members.end(), GroupMember{group, row}) != members.end();
  }
  // The groups' common rows for which truth(span) is not no, and how sure that is.
  template <typename F>
  std::vector<Hit> Loop(const Timeline& timeline, const std::vector<Group>& groups, F truth) const {
    std::vector<Hit> hits;
    std::set<std::pair<Group, Row>> all;
    for (const GroupMember& member : members) all.emplace(member.group, member.row);
    for (Row row = 0; row < spans.size(); ++row) {
      const bool in_all = std::all_of(groups.begin(), groups.end(), [&](Group group) {
        return all.count({group, row}) > 0;
      });
      const Truth both = And(truth(spans[row]), timeline.Stands(row));
      if (in_all && both != Truth::kNo) hits.push_back({row, both});
    }
    return hits;
  }
};

Bounds CountOf(const std::vector<Hit>& hits) {
  Bounds count;
  for (const Hit& hit : hits) count.Count(hit.truth);
  return count;
}

void ExpectSame(const Table& table, const GroupedTimeline& grouped,
                const std::vector<Group>& groups, Day day, Period period) {
  const Timeline& timeline = grouped.timeline();
  std::vector<Hit> hits;
  const auto visit = [&](Row row, Truth truth) { hits.push_back({row, truth}); };
  const auto expect = [&](const std::vector<Hit>& expected, const Bounds& count) {
    ASSERT_EQ(InOrder(hits), expected) << Print(expected);
    ASSERT_EQ(count, CountOf(expected));
    hits.clear();
  };
  const auto at = [&](const SpanBounds& span) { return HoldsAt(span, day); };
  const auto during = [&](const SpanBounds& span) { return MeetsDuring(span, period); };
  const auto within = [&](const SpanBounds& span) { return LiesWithin(span, period); };
  grouped.At(groups, day, visit);
  expect(table.Loop(timeline, groups, at), grouped.CountAt(groups, day));
  grouped.During(groups, period, visit);
  expect(table.Loop(timeline, groups, during), grouped.CountDuring(groups, period));
  grouped.Within(groups, period, visit);
  expect(table.Loop(timeline, groups, within), grouped.CountWithin(groups, period));
  if (groups.size() > 1) return;
  const Group group = groups.front();
  hits = grouped.At(group, day);
  expect(table.Loop(timeline, groups, at), grouped.CountAt(group, day));
  hits = grouped.During(group, period);
  expect(table.Loop(timeline, groups, during), grouped.CountDuring(group, period));
  hits = grouped.Within(group, period);
  expect(table.Loop(timeline, groups, within), grouped.CountWithin(group, period));
}

struct Mix {
  const char* name;
  Shape shape;
  std::int64_t size;
  int rounds;
};

class RandomGroups : public ::testing::TestWithParam<Mix> {};

// Group 0 has all rows, 1 none, 2 a handful, the others ever fewer.
TEST_P(RandomGroups, AreAnsweredAsALoopDoes) {
  const Mix& mix = GetParam();
  Random random(51);
  for (int round = 0; round < Rounds(mix.rounds); ++round) {
    Table table;
    const auto size = static_cast<std::size_t>(random.Between(mix.size / 2, mix.size));
    table.spans = RandomSpans(random, size, mix.shape);
    if (round % 3 == 2) table.known = RandomKnowns(random, size, mix.shape);
    for (Row row = 0; row < size; ++row) {
      table.members.push_back({0, row});
      if (row % 100 == 0) table.members.push_back({2, row});
      for (Group group = 3; group < 9; ++group) {
        if (!random.OneIn(static_cast<int>(group))) continue;
        table.members.push_back({group, row});
        if (random.OneIn(9)) table.members.push_back({group, row});
      }
    }
    // In no order.
    for (std::size_t i = 1; i < table.members.size(); ++i) {
      std::swap(
          table.members[i],
          table.members[static_cast<std::size_t>(random.Between(0, static_cast<std::int64_t>(i)))]);
    }
    const auto built = GroupedTimeline::Build(table.Build(), table.members).value();
    for (int i = 0; i < 12; ++i) {
      const GroupedTimeline grouped =
          i % 4 == 3 ? built.AsKnown(D(random.Between(mix.shape.first, mix.shape.last))) : built;
      const Day day = random.OneIn(9) ? Day::Max()
                      : random.OneIn(9)
                          ? Day::Min()
                          : D(random.Between(mix.shape.first - 3, mix.shape.last + 3));
      const Period period = RandomPeriod(random, mix.shape);
      for (Group group = 0; group < 10; ++group) {
        ExpectSame(table, grouped, {group}, day, period);
      }
      ExpectSame(table, grouped, {0, 4}, day, period);
      ExpectSame(table, grouped, {3, 5, 0}, day, period);
      ExpectSame(table, grouped, {4, 2, 3}, day, period);
      ExpectSame(table, grouped, {4, 1}, day, period);
      if (HasFailure()) return;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Mixes, RandomGroups,
    ::testing::Values(
        Mix{"grid", {}, 500, 12}, Mix{"exact", {.vague = false}, 500, 9},
        Mix{"closed", {.vague = false, .open = false}, 500, 6},
        Mix{"long", {.first = 10000, .last = 21000, .longest = 7000}, 1200, 6},
        Mix{"calendar", {.first = -4000000, .last = 2900000, .longest = 30000}, 800, 3}),
    [](const ::testing::TestParamInfo<Mix>& mix) { return std::string(mix.param.name); });

TEST(GroupedTimelineTest, NeighboursAndOpenEndsStayInTheirGroups) {
  // Each of three large groups has its own endless, always and one-day facts.
  Table table;
  for (Group group = 0; group < 3; ++group) {
    for (int i = 0; i < 200; ++i) {
      const auto row = static_cast<Row>(table.spans.size());
      table.spans.push_back(i % 4 == 0   ? SpanBounds{kNever, kNever, kForever, kForever}
                            : i % 4 == 1 ? SpanBounds{D(5), D(5), kForever, kForever}
                            : i % 4 == 2 ? SpanBounds{kNever, kNever, D(0), D(0)}
                                         : Exact(0, 5));
      table.members.push_back({group, row});
    }
  }
  const auto grouped = GroupedTimeline::Build(table.Build(), table.members).value();
  for (std::int64_t first = -3; first < 9; ++first) {
    for (std::int64_t last = first + 1; last < 10; ++last) {
      for (Group group = 0; group < 3; ++group) {
        ExpectSame(table, grouped, {group}, D(first), Period::Of(D(first), D(last)));
        ExpectSame(table, grouped, {group}, Day::Max(), Period::Of(kNever, D(last)));
        ExpectSame(table, grouped, {group}, Day::Min(), Period::Of(D(first), kForever));
      }
    }
  }
}

TEST(GroupedTimelineTest, RowsOfAGroupAscendAndAreThereOnce) {
  const Timeline timeline =
      Timeline::Build(std::vector<SpanBounds>{Exact(0, 1), Exact(1, 2), Exact(2, 3)}).value();
  const std::vector<GroupMember> members = {{3, 2}, {3, 0}, {3, 2}, {0, 1}};
  const auto grouped = GroupedTimeline::Build(timeline, members).value();
  EXPECT_EQ(grouped.group_count(), 4U);
  EXPECT_THAT(grouped.rows(3), ElementsAre(0, 2));
  EXPECT_THAT(grouped.rows(0), ElementsAre(1));
  EXPECT_THAT(grouped.rows(1), IsEmpty());
  EXPECT_THAT(grouped.rows(99), IsEmpty());
  EXPECT_EQ(grouped.CountDuring(Group{99}, Period::Always()), Bounds());
  EXPECT_EQ(GroupedTimeline().group_count(), 0U);
  EXPECT_EQ(GroupedTimeline().CountDuring(Group{0}, Period::Always()), Bounds());
}

TEST(GroupedTimelineTest, ARowThatIsNotThereIsRefused) {
  const Timeline timeline = Timeline::Build(std::vector<SpanBounds>{Exact(0, 1)}).value();
  const auto built = GroupedTimeline::Build(timeline, std::vector<GroupMember>{{7, 1}});
  ASSERT_FALSE(built.ok());
  EXPECT_EQ(built.error().code(), ErrorCode::kInvalidArgument);
  EXPECT_THAT(built.error().message(), HasSubstr("group 7"));
}

TEST(GroupedTimelineDeathTest, NoGroupAtAll) {
  EXPECT_DEATH((void)GroupedTimeline().CountAt(std::span<const Group>(), D(0)), "no group");
}

}  // namespace
}  // namespace casus::timeline_test
