#include "casus/time/allen.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "placements.h"

namespace casus {
namespace {

constexpr Allen kAll[] = {
    Allen::kBefore,       Allen::kMeets,  Allen::kOverlaps,   Allen::kStarts,   Allen::kDuring,
    Allen::kFinishes,     Allen::kEquals, Allen::kFinishedBy, Allen::kContains, Allen::kStartedBy,
    Allen::kOverlappedBy, Allen::kMetBy,  Allen::kAfter};

// Allen's definitions, one by one.
bool Holds(const Placement& a, Allen relation, const Placement& b) {
  switch (relation) {
    case Allen::kBefore: return a.end < b.begin;
    case Allen::kMeets: return a.end == b.begin;
    case Allen::kOverlaps: return a.begin < b.begin && b.begin < a.end && a.end < b.end;
    case Allen::kStarts: return a.begin == b.begin && a.end < b.end;
    case Allen::kDuring: return b.begin < a.begin && a.end < b.end;
    case Allen::kFinishes: return b.begin < a.begin && a.end == b.end;
    case Allen::kEquals: return a.begin == b.begin && a.end == b.end;
    case Allen::kFinishedBy: return Holds(b, Allen::kFinishes, a);
    case Allen::kContains: return Holds(b, Allen::kDuring, a);
    case Allen::kStartedBy: return Holds(b, Allen::kStarts, a);
    case Allen::kOverlappedBy: return Holds(b, Allen::kOverlaps, a);
    case Allen::kMetBy: return Holds(b, Allen::kMeets, a);
    case Allen::kAfter: return Holds(b, Allen::kBefore, a);
  }
  return false;
}

TEST(Allen, ExactlyOneRelationHoldsBetweenTwoPlacedStretches) {
  const Grid grid = MiddleGrid(5);
  for (const Day a0 : grid) {
    for (const Day a1 : grid) {
      for (const Day b0 : grid) {
        for (const Day b1 : grid) {
          if (!(a0 < a1) || !(b0 < b1)) continue;
          int holding = 0;
          for (const Allen relation : kAll) holding += Holds({a0, a1}, relation, {b0, b1});
          EXPECT_EQ(holding, 1);
        }
      }
    }
  }
}

// All bounds on a small grid against all placements, in the middle of the calendar and at its ends.
TEST(Allen, PossibleRelationsAreThoseOfSomePlacement) {
  for (const Grid& grid : {MiddleGrid(6), LowGrid(6), HighGrid(6)}) {
    const std::vector<SpanBounds> spans = AllBounds(grid);
    std::vector<std::vector<Placement>> placements;
    for (const SpanBounds& span : spans) placements.push_back(PlacementsOf(span, grid));
    for (std::size_t i = 0; i < spans.size(); ++i) {
      for (std::size_t j = 0; j < spans.size(); ++j) {
        AllenSet wanted;
        for (const Placement& a : placements[i]) {
          for (const Placement& b : placements[j]) {
            for (const Allen relation : kAll) {
              if (Holds(a, relation, b)) wanted = wanted | relation;
            }
          }
        }
        const AllenSet possible = PossibleRelations(spans[i], spans[j]);
        ASSERT_FALSE(possible.empty());
        for (const Allen relation : kAll) {
          ASSERT_EQ(possible.Contains(relation), wanted.Contains(relation))
              << ToString(relation) << ": " << spans[i].begin_earliest << ' '
              << spans[i].begin_latest << ' ' << spans[i].end_earliest << ' ' << spans[i].end_latest
              << " | " << spans[j].begin_earliest << ' ' << spans[j].begin_latest << ' '
              << spans[j].end_earliest << ' ' << spans[j].end_latest;
        }
      }
    }
  }
}

TEST(Allen, RelateIsCertainWhenEveryPlacementAgrees) {
  const Grid grid = MiddleGrid(4);
  const std::vector<SpanBounds> spans = AllBounds(grid);
  const AllenSet asked[] = {AllenSet(), AllenSet::All(), kAnyBefore,     kAnyAfter,    kSharesDay,
                            kInside,    kCovers,         Allen::kEquals, Allen::kMeets};
  for (const SpanBounds& a : spans) {
    for (const SpanBounds& b : spans) {
      for (const AllenSet relations : asked) {
        int yes = 0;
        int all = 0;
        for (const Placement& x : PlacementsOf(a, grid)) {
          for (const Placement& y : PlacementsOf(b, grid)) {
            ++all;
            for (const Allen relation : kAll) {
              yes += relations.Contains(relation) && Holds(x, relation, y);
            }
          }
        }
        ASSERT_EQ(Relate(a, relations, b), yes == 0     ? Truth::kNo
                                           : yes == all ? Truth::kCertain
                                                        : Truth::kPossible);
      }
    }
  }
}

TEST(Allen, NamedSetsMeanWhatTheySay) {
  const Grid grid = MiddleGrid(5);
  for (const Day a0 : grid) {
    for (const Day a1 : grid) {
      for (const Day b0 : grid) {
        for (const Day b1 : grid) {
          if (!(a0 < a1) || !(b0 < b1)) continue;
          const Period a = Period::Of(a0, a1);
          const Period b = Period::Of(b0, b1);
          const auto related = [&](AllenSet relations) {
            return Relate(Span::Exactly(a), relations, Span::Exactly(b)) == Truth::kCertain;
          };
          EXPECT_EQ(related(kSharesDay), a.Meets(b));
          EXPECT_EQ(related(kInside), b.Contains(a));
          EXPECT_EQ(related(kCovers), a.Contains(b));
          EXPECT_EQ(related(kAnyBefore), a.last() <= b.first());
          EXPECT_EQ(related(kAnyAfter), b.last() <= a.first());
        }
      }
    }
  }
}

TEST(Allen, TwoVagueEventsOfTheSameMonthMayStandInAnyOrder) {
  const Span march = Span::On(*Moment::InMonth(2014, 3));
  EXPECT_EQ(Relate(march, Allen::kBefore, march), Truth::kPossible);
  EXPECT_EQ(Relate(march, Allen::kEquals, march), Truth::kPossible);
  EXPECT_EQ(Relate(march, AllenSet::All(), march), Truth::kCertain);
  const Span april = Span::On(*Moment::InMonth(2014, 4));
  EXPECT_EQ(Relate(march, kAnyBefore, april), Truth::kCertain);
  EXPECT_EQ(Relate(march, Allen::kMeets, april), Truth::kPossible);
}

TEST(Allen, SetsAreSets) {
  EXPECT_TRUE(AllenSet().empty());
  for (const Allen relation : kAll) {
    EXPECT_TRUE(AllenSet::All().Contains(relation));
    EXPECT_TRUE(AllenSet(relation).SubsetOf(AllenSet::All()));
    EXPECT_FALSE(AllenSet::All().SubsetOf(relation));
    for (const Allen other : kAll) {
      EXPECT_EQ(AllenSet(relation).Contains(other), relation == other);
    }
  }
  EXPECT_TRUE((kAnyBefore & kAnyAfter).empty());
  EXPECT_EQ(kAnyBefore | kAnyAfter | kSharesDay, AllenSet::All());
  static_assert(sizeof(AllenSet) == 2);
}

TEST(Allen, EachRelationHasItsOwnWords) {
  std::set<std::string> words;
  for (const Allen relation : kAll) words.insert(std::string(ToString(relation)));
  EXPECT_EQ(words.size(), 13U);
}

}  // namespace
}  // namespace casus
