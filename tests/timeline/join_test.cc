// Joins against nested loops with Relate, and in small grids against every placement of both spans.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "lib/sanitized.h"
#include "random_spans.h"

namespace casus::timeline_test {
namespace {

using testing_lib::Rounds;

struct Side {
  std::vector<SpanBounds> spans;
  std::vector<KnownTime> known;
  std::optional<Day> known_on;

  Timeline Build() const {
    // Every other one in two pieces.
    const std::size_t cut = spans.size() % 2 == 0 ? spans.size() : spans.size() * 9 / 10;
    const std::span<const SpanBounds> all(spans);
    const std::span<const KnownTime> times(known);
    const Timeline timeline =
        Timeline::Build(all.first(cut), known.empty() ? times : times.first(cut))
            .value()
            .Appended(all.subspan(cut), known.empty() ? times : times.subspan(cut))
            .value();
    return known_on ? timeline.AsKnown(*known_on) : timeline;
  }
  Truth Stands(Row row) const {
    if (known_on) return StandsOn(known.empty() ? KnownTime() : known[row], *known_on);
    return known.empty() || known[row].superseded == kForever ? Truth::kCertain : Truth::kNo;
  }
};

// truth(left span, right span) -> Truth.
template <typename F>
std::vector<RowPair> NestedLoop(const Side& left, const Side& right, F truth) {
  std::vector<RowPair> pairs;
  for (Row a = 0; a < left.spans.size(); ++a) {
    for (Row b = 0; b < right.spans.size(); ++b) {
      const Truth pair =
          And(truth(left.spans[a], right.spans[b]), And(left.Stands(a), right.Stands(b)));
      if (pair != Truth::kNo) pairs.push_back({a, b, pair});
    }
  }
  return pairs;
}

Bounds CountOf(const std::vector<RowPair>& pairs) {
  Bounds count;
  for (const RowPair& pair : pairs) count.Count(pair.truth);
  return count;
}

AllenSet SetOf(std::int64_t bits) {
  AllenSet set;
  for (int i = 0; i < 13; ++i) {
    if ((bits >> i) % 2 == 1) set = set | static_cast<Allen>(i);
  }
  return set;
}

std::string Print(AllenSet set) {
  std::string names;
  for (int i = 0; i < 13; ++i) {
    if (set.Contains(static_cast<Allen>(i))) {
      names +=
          std::string(names.empty() ? "" : ", ") + std::string(ToString(static_cast<Allen>(i)));
    }
  }
  return names;
}

std::string Differs(const Side& left, AllenSet relations, const Side& right) {
  const Timeline left_timeline = left.Build();
  const Timeline right_timeline = right.Build();
  const std::vector<RowPair> expected =
      NestedLoop(left, right, [&](const SpanBounds& a, const SpanBounds& b) {
        return relations.empty() ? Truth::kNo : Relate(a, relations, b);
      });
  const std::vector<RowPair> pairs = InOrder(CollectJoin(left_timeline, relations, right_timeline));
  std::ostringstream out;
  if (pairs != expected) {
    out << "pairs" << timeline_test::Print(pairs) << "\nexpected" << timeline_test::Print(expected);
  } else if (CountJoin(left_timeline, relations, right_timeline) != CountOf(expected)) {
    out << "counted " << CountJoin(left_timeline, relations, right_timeline) << ", expected "
        << CountOf(expected);
  }
  return out.str();
}

std::string FollowingDiffers(const Side& left, std::int32_t days, const Side& right) {
  const std::vector<RowPair> expected =
      NestedLoop(left, right, [&](const SpanBounds& a, const SpanBounds& b) {
        const std::int64_t least = std::int64_t{b.begin_earliest.number()} - a.end_latest.number();
        const std::int64_t greatest =
            std::int64_t{b.begin_latest.number()} - a.end_earliest.number();
        // A distance to a sentinel is endless.
        if (a.end_earliest == kForever || b.begin_latest == kNever) return Truth::kNo;
        if (least >= 0 && greatest <= days) return Truth::kCertain;
        const bool near = b.begin_earliest == kNever || a.end_latest == kForever || least <= days;
        return near && greatest >= 0 ? Truth::kPossible : Truth::kNo;
      });
  std::vector<RowPair> pairs;
  JoinFollowing(left.Build(), days, right.Build(), [&](Row a, Row b, Truth truth) {
    pairs.push_back({a, b, truth});
  });
  pairs = InOrder(pairs);
  std::ostringstream out;
  const Bounds count = CountJoinFollowing(left.Build(), days, right.Build());
  if (pairs != expected) {
    out << "pairs" << timeline_test::Print(pairs) << "\nexpected" << timeline_test::Print(expected);
  } else if (count != CountOf(expected)) {
    out << "counted " << count << ", expected " << CountOf(expected);
  }
  return out.str();
}

Side RandomSide(Random& random, const Shape& shape, std::int64_t size, bool with_known) {
  Side side;
  const auto rows = static_cast<std::size_t>(random.Between(0, size));
  side.spans = RandomSpans(random, rows, shape);
  if (with_known) {
    side.known = RandomKnowns(random, rows, shape);
    if (random.OneIn(2)) side.known_on = D(random.Between(shape.first, shape.last));
  }
  return side;
}

// Cuts both sides down to the fewest rows for which `differs` still finds something.
template <typename F>
void Report(Side left, Side right, F differs) {
  const auto shrink = [&](Side& side) {
    struct Item {
      SpanBounds span;
      KnownTime known;
    };
    std::vector<Item> items;
    for (std::size_t i = 0; i < side.spans.size(); ++i) {
      items.push_back({side.spans[i], side.known.empty() ? KnownTime() : side.known[i]});
    }
    const auto take = [&side](const std::vector<Item>& fewer) {
      side.spans.clear();
      side.known.clear();
      for (const Item& item : fewer) {
        side.spans.push_back(item.span);
        side.known.push_back(item.known);
      }
    };
    items = Shrink<Item>(items, [&](const std::vector<Item>& fewer) {
      take(fewer);
      return !differs(left, right).empty();
    });
    take(items);
  };
  shrink(left);
  shrink(right);
  ADD_FAILURE() << differs(left, right) << "\nleft" << timeline_test::Print(left.spans) << "\nright"
                << timeline_test::Print(right.spans);
}

void ExpectJoin(const Side& left, AllenSet relations, const Side& right) {
  if (Differs(left, relations, right).empty()) return;
  Report(left, right, [&](const Side& a, const Side& b) {
    const std::string text = Differs(a, relations, b);
    return text.empty() ? text : Print(relations) + ": " + text;
  });
}

void ExpectFollowing(const Side& left, std::int32_t days, const Side& right) {
  if (FollowingDiffers(left, days, right).empty()) return;
  Report(left, right, [&](const Side& a, const Side& b) {
    const std::string text = FollowingDiffers(a, days, b);
    return text.empty() ? text : "within " + std::to_string(days) + " days: " + text;
  });
}

const std::vector<AllenSet>& NamedSets() {
  static const auto* const kSets =
      new std::vector<AllenSet>{kAnyBefore,
                                kAnyAfter,
                                kSharesDay,
                                kInside,
                                kCovers,
                                AllenSet::All(),
                                AllenSet(Allen::kStarts) | Allen::kEquals | Allen::kStartedBy,
                                AllenSet(Allen::kFinishes) | Allen::kEquals | Allen::kFinishedBy,
                                AllenSet(Allen::kMeets) | Allen::kMetBy};
  return *kSets;
}

TEST(JoinTest, EverySetOfRelationsFindsWhatNestedLoopsFind) {
  Random random(11);
  const Shape shape{.first = 0, .last = 9, .longest = 7};
  const Shape exact{.first = 0, .last = 9, .longest = 7, .vague = false};
  // All 8192 sets; over small tables, of which every fourth pair is exact.
  for (std::int64_t bits = 0; bits < 8192; ++bits) {
    const Side left = RandomSide(random, bits % 4 == 0 ? exact : shape, 9, false);
    const Side right = RandomSide(random, bits % 4 <= 1 ? exact : shape, 9, false);
    ExpectJoin(left, SetOf(bits), right);
    if (HasFailure()) return;
  }
}

struct Mix {
  const char* name;
  Shape left;
  Shape right;
  std::int64_t size;
  int rounds;
};

class RandomJoins : public ::testing::TestWithParam<Mix> {};

TEST_P(RandomJoins, FindWhatNestedLoopsFind) {
  const Mix& mix = GetParam();
  Random random(12);
  for (int round = 0; round < Rounds(mix.rounds); ++round) {
    const bool with_known = round % 3 == 2;
    const Side left = RandomSide(random, mix.left, mix.size, with_known);
    const Side right = RandomSide(random, mix.right, mix.size, with_known && random.OneIn(2));
    std::vector<AllenSet> sets = NamedSets();
    for (int i = 0; i < 13; ++i) sets.push_back(static_cast<Allen>(i));
    for (int i = 0; i < 6; ++i) sets.push_back(SetOf(random.Between(1, 8190)));
    for (const AllenSet set : sets) {
      ExpectJoin(left, set, right);
      ExpectJoin(right, set, right);
    }
    for (const std::int32_t days : {0, 1, 2, 7, 1000, INT32_MAX}) {
      ExpectFollowing(left, days, right);
      ExpectFollowing(left, days, left);
    }
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Mixes, RandomJoins,
    ::testing::Values(Mix{"grid", {}, {}, 30, 60},
                      Mix{"exact_grid", {.vague = false}, {.vague = false}, 60, 30},
                      Mix{"exact_in_vague", {.vague = false}, {}, 40, 30},
                      Mix{"vague_in_exact", {}, {.vague = false}, 40, 30},
                      Mix{"events_in_spells",
                          {.first = 0, .last = 900, .longest = 4, .open = false},
                          {.first = 0, .last = 900, .longest = 300},
                          120,
                          4},
                      // Enough rows for several classes of durations.
                      Mix{"many",
                          {.first = 0, .last = 200, .longest = 90},
                          {.first = 0, .last = 200, .longest = 90, .vague = false},
                          350,
                          2}),
    [](const ::testing::TestParamInfo<Mix>& mix) { return std::string(mix.param.name); });

// What each relation says, once more and in other words: by the two ends alone.
bool Holds(Allen relation, std::int64_t ab, std::int64_t ae, std::int64_t bb, std::int64_t be) {
  switch (relation) {
    case Allen::kBefore: return ae < bb;
    case Allen::kMeets: return ae == bb;
    case Allen::kOverlaps: return ab < bb && bb < ae && ae < be;
    case Allen::kStarts: return ab == bb && ae < be;
    case Allen::kDuring: return bb < ab && ae < be;
    case Allen::kFinishes: return bb < ab && ae == be;
    case Allen::kEquals: return ab == bb && ae == be;
    case Allen::kFinishedBy: return ab < bb && ae == be;
    case Allen::kContains: return ab < bb && be < ae;
    case Allen::kStartedBy: return ab == bb && be < ae;
    case Allen::kOverlappedBy: return bb < ab && ab < be && be < ae;
    case Allen::kMetBy: return ab == be;
    case Allen::kAfter: return be < ab;
  }
  return false;
}

using Placement = std::pair<std::int64_t, std::int64_t>;

std::vector<Placement> Placements(const SpanBounds& span) {
  std::vector<Placement> placements;
  for (std::int64_t b = span.begin_earliest.number(); b <= span.begin_latest.number(); ++b) {
    for (std::int64_t e = std::max<std::int64_t>(b + 1, span.end_earliest.number());
         e <= span.end_latest.number(); ++e) {
      placements.emplace_back(b, e);
    }
  }
  return placements;
}

// holds(placement of a, placement of b) -> bool.
template <typename F>
Truth ByPlacement(const SpanBounds& a, const SpanBounds& b, F holds) {
  bool all = true;
  bool any = false;
  const std::vector<Placement> right = Placements(b);
  for (const Placement& p : Placements(a)) {
    for (const Placement& q : right) {
      const bool one = holds(p, q);
      all = all && one;
      any = any || one;
    }
  }
  return all ? Truth::kCertain : any ? Truth::kPossible : Truth::kNo;
}

TEST(JoinTest, SmallTablesJoinAsEveryPlacementDoes) {
  Random random(13);
  const Shape shape{.first = 0, .last = 6, .longest = 3, .open = false};
  for (int round = 0; round < 250; ++round) {
    const Side left = RandomSide(random, shape, 8, false);
    const Side right = RandomSide(random, shape, 8, false);
    const AllenSet set = random.OneIn(2) ? random.Of(NamedSets()) : SetOf(random.Between(1, 8191));
    const std::vector<RowPair> expected =
        NestedLoop(left, right, [&](const SpanBounds& a, const SpanBounds& b) {
          return ByPlacement(a, b, [&](const Placement& p, const Placement& q) {
            for (int i = 0; i < 13; ++i) {
              const auto relation = static_cast<Allen>(i);
              if (set.Contains(relation) && Holds(relation, p.first, p.second, q.first, q.second)) {
                return true;
              }
            }
            return false;
          });
        });
    ASSERT_EQ(InOrder(CollectJoin(left.Build(), set, right.Build())), expected)
        << Print(set) << "\nleft" << timeline_test::Print(left.spans) << "\nright"
        << timeline_test::Print(right.spans);
    ASSERT_EQ(CountJoin(left.Build(), set, right.Build()), CountOf(expected));
  }
}

TEST(JoinTest, FollowingIsDecidedByEveryPlacement) {
  Random random(14);
  const Shape shape{.first = 0, .last = 9, .longest = 4, .open = false};
  for (int round = 0; round < 400; ++round) {
    const Side left = RandomSide(random, shape, 8, false);
    const Side right = RandomSide(random, shape, 8, false);
    const auto days = static_cast<std::int32_t>(random.Between(0, 6));
    const std::vector<RowPair> expected =
        NestedLoop(left, right, [&](const SpanBounds& a, const SpanBounds& b) {
          return ByPlacement(a, b, [&](const Placement& p, const Placement& q) {
            return 0 <= q.first - p.second && q.first - p.second <= days;
          });
        });
    std::vector<RowPair> pairs;
    JoinFollowing(left.Build(), days, right.Build(), [&](Row a, Row b, Truth truth) {
      pairs.push_back({a, b, truth});
    });
    ASSERT_EQ(InOrder(pairs), expected) << days << "\nleft" << timeline_test::Print(left.spans)
                                        << "\nright" << timeline_test::Print(right.spans);
  }
}

TEST(JoinTest, NoRelationsNoPairs) {
  const Timeline timeline = Timeline::Build(std::vector<SpanBounds>{Exact(0, 1)}).value();
  EXPECT_TRUE(CollectJoin(timeline, AllenSet(), timeline).empty());
  EXPECT_EQ(CountJoin(timeline, AllenSet(), timeline), Bounds());
}

TEST(JoinTest, NothingJoinsWithNothing) {
  const Timeline nothing;
  const Timeline one = Timeline::Build(std::vector<SpanBounds>{Exact(0, 1)}).value();
  for (const AllenSet set : NamedSets()) {
    EXPECT_TRUE(CollectJoin(nothing, set, one).empty());
    EXPECT_TRUE(CollectJoin(one, set, nothing).empty());
    EXPECT_EQ(CountJoin(nothing, set, nothing), Bounds());
  }
}

// A small answer from large tables has to come at once: nested loops would take hours.
class LargeJoin : public ::testing::Test {
 protected:
  static constexpr std::int64_t kRows = 200'000;
};

TEST_F(LargeJoin, EqualsOfDistinctSpans) {
  std::vector<SpanBounds> spans;
  for (std::int64_t i = 0; i < kRows; ++i) spans.push_back(Exact(0, i + 1));
  for (std::int64_t i = 0; i < kRows; ++i) spans.push_back(Exact(i, kRows + 1));
  const Timeline timeline = Timeline::Build(spans).value();
  EXPECT_EQ(CountJoin(timeline, Allen::kEquals, timeline), (Bounds{2 * kRows, 2 * kRows, {}}));
  EXPECT_EQ(CollectJoin(timeline, Allen::kEquals, timeline).size(), 2U * kRows);
}

TEST_F(LargeJoin, MetByAndFinishesAmongLongSpans) {
  std::vector<SpanBounds> spans;
  for (std::int64_t i = 0; i < kRows; ++i) spans.push_back(Exact(i, i + kRows));
  const Timeline timeline = Timeline::Build(spans).value();
  EXPECT_EQ(CountJoin(timeline, Allen::kMetBy, timeline), Bounds());
  EXPECT_EQ(CountJoin(timeline, Allen::kMeets, timeline), Bounds());
  EXPECT_EQ(CountJoin(timeline, AllenSet(Allen::kFinishes) | Allen::kFinishedBy, timeline),
            Bounds());
  EXPECT_EQ(CountJoin(timeline, Allen::kContains, timeline), Bounds());
  EXPECT_EQ(CountJoin(timeline, Allen::kDuring, timeline), Bounds());
  // Every row overlaps all that begin after it.
  EXPECT_EQ(CountJoin(timeline, Allen::kOverlaps, timeline),
            (Bounds{kRows * (kRows - 1) / 2, kRows * (kRows - 1) / 2, {}}));
}

TEST_F(LargeJoin, FollowingAmongManyDays) {
  std::vector<SpanBounds> spans;
  for (std::int64_t i = 0; i < kRows; ++i) spans.push_back(Exact(3 * i, 3 * i + 1));
  const Timeline timeline = Timeline::Build(spans).value();
  std::int64_t pairs = 0;
  JoinFollowing(timeline, 2, timeline, [&](Row left, Row right, Truth truth) {
    EXPECT_EQ(right, left + 1);
    EXPECT_EQ(truth, Truth::kCertain);
    ++pairs;
  });
  EXPECT_EQ(pairs, kRows - 1);
}

TEST(JoinDeathTest, FollowingWithinFewerThanNoDays) {
  const Timeline timeline;
  EXPECT_DEATH(JoinFollowing(timeline, -1, timeline, [](Row, Row, Truth) {}), "negative");
}

}  // namespace
}  // namespace casus::timeline_test
