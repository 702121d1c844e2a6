// Who held what, who claims it, who says so, on which day.

#include "casus/analysis/territory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/actor/words.h"
#include "tests/chronicle/oracle.h"
#include "tests/chronicle/random_chronicle.h"
#include "tests/chronicle/words.h"

namespace casus {

void PrintTo(const PlaceStatus& status, std::ostream* out) {
  *out << status.status.value() << ' ' << status.truth << (status.of_part ? " of a part" : "");
}

namespace testing {

using TerritoryEnumerations = ::testing::Types<Succession>;
INSTANTIATE_TYPED_TEST_SUITE_P(Territory, Words, TerritoryEnumerations);

}  // namespace testing

namespace chronicle_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

PlaceStatus Certain(StatusId status) { return {status, Truth::kCertain}; }
PlaceStatus Possible(StatusId status) { return {status, Truth::kPossible}; }
PlaceStatus OfPart(StatusId status) { return {status, Truth::kCertain, true}; }

Day D(int year, int month, int day) { return Day::FromYmd(year, month, day); }

class Land : public Maker {
 public:
  TerritorialStatus Make(PlaceId place, const std::vector<ActorId>& holders,
                         const std::string& span) {
    TerritorialStatus status;
    status.fact = MakeFact(Key("status"), S(span), source());
    status.place = place;
    status.holders = holders;
    return status;
  }
  StatusId Hold(PlaceId place, const std::vector<ActorId>& holders, const std::string& span,
                std::optional<SourceId> by = std::nullopt) {
    TerritorialStatus status = Make(place, holders, span);
    if (by) status.fact.source = by;
    return builder.Add(status);
  }
  SourceId AddSource(const std::string& key, const std::vector<SourceId>& derived_from = {}) {
    Source row;
    row.key = key;
    row.title = key;
    row.published = M("2030-01-01");
    row.derived_from = derived_from;
    return builder.Add(row);
  }
  PlaceId AddPlaceIn(const std::string& key, PlaceId outer,
                     std::optional<ActorId> viewpoint = std::nullopt) {
    PlaceParent parent{outer, std::nullopt, viewpoint};
    return AddPlace(key, {parent});
  }

  ActorId russia = AddActor("russia");
  ActorId ukraine = AddActor("ukraine");
};

// --- Places on a day.

TEST(TerritoryAtTest, AStatusSpeaksOfAllThatLiesInItsPlace) {
  Land land;
  const PlaceId oblast = land.AddPlace("oblast");
  const PlaceId raion = land.AddPlaceIn("raion", oblast);
  const PlaceId village = land.AddPlaceIn("village", raion);
  const StatusId outer = land.Hold(oblast, {land.ukraine}, "2022-01-01/2022-12-31");
  const StatusId own = land.Hold(village, {land.russia}, "2022-03-01/2022-11-10");
  const TerritoryIndex index = TerritoryIndex::Build(land.Build());
  EXPECT_THAT(index.At(village, D(2022, 5, 1)), ElementsAre(Certain(outer), Certain(own)));
  EXPECT_THAT(index.At(village, D(2022, 2, 28)), ElementsAre(Certain(outer)));
  EXPECT_THAT(index.At(oblast, D(2022, 5, 1)), ElementsAre(Certain(outer)));
  EXPECT_THAT(index.At(village, D(2021, 5, 1)), IsEmpty());
  EXPECT_THAT(index.Inside(oblast, D(2022, 5, 1)), ElementsAre(Certain(own)));
  EXPECT_THAT(index.Inside(village, D(2022, 5, 1)), IsEmpty());
}

TEST(TerritoryAtTest, VagueBoundsArePossible) {
  Land land;
  const PlaceId village = land.AddPlace("village");
  const StatusId held = land.Hold(village, {land.russia}, "2022-03/2022-11-10");
  const TerritoryIndex index = TerritoryIndex::Build(land.Build());
  EXPECT_THAT(index.At(village, D(2022, 3, 15)), ElementsAre(Possible(held)));
  EXPECT_THAT(index.At(village, D(2022, 4, 1)), ElementsAre(Certain(held)));
}

TEST(TerritoryAtTest, WhatIsExceptedIsNotHeldAndTheRestIsAPart) {
  Land land;
  const PlaceId hromada = land.AddPlace("hromada");
  const PlaceId village = land.AddPlaceIn("village", hromada);
  const PlaceId farm = land.AddPlaceIn("farm", village);
  const PlaceId town = land.AddPlaceIn("town", hromada);
  TerritorialStatus status = land.Make(hromada, {land.russia}, "2022/2023");
  status.extent.except = {village};
  const StatusId id = land.builder.Add(status);
  const TerritoryIndex index = TerritoryIndex::Build(land.Build());
  const Day day = D(2022, 12, 31);
  EXPECT_THAT(index.At(hromada, day), ElementsAre(OfPart(id)));
  EXPECT_THAT(index.At(town, day), ElementsAre(Certain(id)));
  EXPECT_THAT(index.At(village, day), IsEmpty());
  EXPECT_THAT(index.At(farm, day), IsEmpty());
}

TEST(TerritoryAtTest, AFractionIsAPartAndMayHoldWhatLiesInside) {
  Land land;
  const PlaceId oblast = land.AddPlace("oblast");
  const PlaceId village = land.AddPlaceIn("village", oblast);
  TerritorialStatus status = land.Make(oblast, {land.russia}, "2022-01-01/2022-12-31");
  status.extent.fraction_low = 3000;
  status.extent.fraction_high = 4000;
  const StatusId some = land.builder.Add(status);
  status = land.Make(oblast, {land.ukraine}, "2022-01-01/2022-12-31");
  status.extent.fraction_low = status.extent.fraction_high = 0;
  land.builder.Add(status);
  const TerritoryIndex index = TerritoryIndex::Build(land.Build());
  EXPECT_THAT(index.At(oblast, D(2022, 5, 1)), ElementsAre(OfPart(some)));
  EXPECT_THAT(index.At(village, D(2022, 5, 1)), ElementsAre(Possible(some)));
}

TEST(TerritoryAtTest, WhatLiesWhereIsByTheViewAskedFor) {
  Land land;
  const PlaceId russia = land.AddPlace("russia-land");
  const PlaceId crimea = land.AddPlaceIn("crimea", russia, land.russia);
  const StatusId title = land.Hold(russia, {land.russia}, "2000-01-01/..");
  TerritorialStatus by_ukraine = land.Make(crimea, {land.ukraine}, "2000-01-01/..");
  by_ukraine.viewpoint = land.ukraine;
  const StatusId other = land.builder.Add(by_ukraine);
  TerritorialStatus by_russia = land.Make(russia, {land.russia}, "2000-01-02/..");
  by_russia.viewpoint = land.russia;
  const StatusId own = land.builder.Add(by_russia);
  const TerritoryIndex index = TerritoryIndex::Build(land.Build());
  const Day day = D(2015, 1, 1);
  EXPECT_THAT(index.At(crimea, day), ElementsAre(Possible(title), Certain(other), Possible(own)));
  EXPECT_THAT(index.At(crimea, day, {.viewpoint = land.russia}), ElementsAre(Certain(own)));
  EXPECT_THAT(index.At(crimea, day, {.viewpoint = land.ukraine}), ElementsAre(Certain(other)));
}

TEST(TerritoryAtTest, FiltersAndWhatWasKnown) {
  Land land;
  const PlaceId village = land.AddPlace("village");
  const SourceId map = land.AddSource("map");
  TerritorialStatus first = land.Make(village, {land.russia}, "2022-03-01/..");
  first.fact.learnt = M("2022-03-02");
  first.fact.superseded = D(2022, 12, 1);
  const StatusId before = land.builder.Add(first);
  first.fact.span = S("2022-03-01/2022-11-10");
  first.fact.learnt = M("2022-12-01");
  first.fact.superseded.reset();
  const StatusId after = land.builder.Add(first);
  const StatusId by_map = land.Hold(village, {}, "2022-03-05/..", map);
  TerritorialStatus claim = land.Make(village, {land.ukraine}, "1991-08-24/..");
  claim.axis = Axis::kClaim;
  const StatusId claimed = land.builder.Add(claim);
  const TerritoryIndex index = TerritoryIndex::Build(land.Build());
  const Day day = D(2022, 11, 20);
  EXPECT_THAT(index.At(village, day), ElementsAre(Certain(claimed), Certain(by_map)));
  EXPECT_THAT(index.At(village, D(2022, 11, 1), {.axes = {Axis::kControl}}),
              ElementsAre(Certain(after), Certain(by_map)));
  EXPECT_THAT(index.At(village, day, {.source = map}), ElementsAre(Certain(by_map)));
  EXPECT_THAT(index.At(village, day, {.as_known = D(2022, 11, 20)}), ElementsAre(Certain(before)));
}

TEST(TerritoryAtTest, WhereAPlaceLiesIsAsKnownThen) {
  Land land;
  const PlaceId oblast = land.AddPlace("oblast");
  Place village;
  village.fact = MakeFact("village", Span::Unknown(), land.source());
  village.fact.learnt = M("2022-06-01");
  village.name = "village";
  village.parents = {{oblast, std::nullopt, std::nullopt}};
  const PlaceId inner = land.builder.Add(village);
  TerritorialStatus status = land.Make(oblast, {land.russia}, "2022-03-01/..");
  status.fact.learnt = M("2022-03-02");
  const StatusId held = land.builder.Add(status);
  const TerritoryIndex index = TerritoryIndex::Build(land.Build());
  const Day day = D(2022, 7, 1);
  EXPECT_THAT(index.At(inner, day, {.as_known = D(2022, 5, 1)}), IsEmpty());
  EXPECT_THAT(index.At(inner, day, {.as_known = D(2022, 6, 1)}), ElementsAre(Certain(held)));
}

// --- Who.

TEST(TerritoryHoldersTest, AreThoseThatAnySourceNamesWithItsWitnesses) {
  Land land;
  const PlaceId village = land.AddPlace("village");
  const SourceId isw = land.AddSource("isw");
  const SourceId viina = land.AddSource("viina", {isw});
  const SourceId list = land.AddSource("list");
  const StatusId a = land.Hold(village, {land.russia}, "2022-03-01/..", isw);
  const StatusId b = land.Hold(village, {land.russia}, "2022-03-02/..", viina);
  const StatusId c = land.Hold(village, {land.russia, land.ukraine}, "2022-03-03/..", list);
  const StatusId nobody = land.Hold(village, {}, "2022-03/..", isw);
  const TerritoryIndex index = TerritoryIndex::Build(land.Build());
  EXPECT_THAT(index.Holders(village, D(2022, 3, 20), Axis::kControl),
              ElementsAre(Holder{land.russia, Truth::kCertain, false, {a, b, c}, 2},
                          Holder{land.ukraine, Truth::kCertain, false, {c}, 1},
                          Holder{std::nullopt, Truth::kPossible, false, {nobody}, 1}));
  EXPECT_THAT(index.Holders(village, D(2022, 3, 20), Axis::kTitle), IsEmpty());
}

TEST(TerritoryHoldersTest, PlacesHeldAreThoseOfPartsTooWhereAsked) {
  Land land;
  const ActorId proxy = land.AddActor("proxy");
  land.Relate(proxy, RelationKind::kPartOf, land.russia, "2014/..");
  const PlaceId town = land.AddPlace("town");
  const PlaceId village = land.AddPlace("village");
  land.Hold(town, {proxy}, "2015-01-01/..");
  land.Hold(village, {land.russia}, "2015/..");
  const TerritoryIndex index = TerritoryIndex::Build(land.Build());
  using Matches = std::vector<Match<PlaceId>>;
  EXPECT_EQ(index.PlacesHeld({land.russia}, D(2015, 6, 1), Axis::kControl),
            (Matches{{village, Truth::kPossible}}));
  EXPECT_EQ(index.PlacesHeld({land.russia, true}, D(2015, 6, 1), Axis::kControl),
            (Matches{{town, Truth::kCertain}, {village, Truth::kPossible}}));
}

TEST(IndependentSourcesTest, CountsNoTwoThatDrawOnOneAnother) {
  Land land;
  const SourceId isw = land.AddSource("isw");
  const SourceId map = land.AddSource("map");
  const SourceId viina = land.AddSource("viina", {isw, map});
  const SourceId copy = land.AddSource("copy", {viina});
  const SourceId other = land.AddSource("other");
  const SourceId digest = land.AddSource("digest", {isw});
  const Chronicle chronicle = land.Build();
  const auto count = [&](const std::vector<SourceId>& sources) {
    return IndependentSources(chronicle, sources);
  };
  EXPECT_EQ(count({}), 0u);
  EXPECT_EQ(count({isw, isw}), 1u);
  EXPECT_EQ(count({isw, viina}), 1u);
  EXPECT_EQ(count({viina, copy}), 1u);
  // What is drawn on is two witnesses, what draws on them one.
  EXPECT_EQ(count({viina, isw, map}), 2u);
  EXPECT_EQ(count({viina, other}), 2u);
  // Both have it from a third.
  EXPECT_EQ(count({viina, digest}), 1u);
}

// --- Over time.

TEST(TerritoryEpisodesTest, SayHowEachFollowsTheOneBefore) {
  Land land;
  const PlaceId village = land.AddPlace("village");
  const StatusId a = land.Hold(village, {land.ukraine}, "2022-01-01/2022-02-28");
  const StatusId b = land.Hold(village, {land.russia}, "2022-03-01/2022-03-31");
  const StatusId c = land.Hold(village, {land.ukraine}, "2022-05-01/2022-05-31");
  const StatusId d = land.Hold(village, {land.russia}, "2022-05-31/2022-08");
  const StatusId e = land.Hold(village, {land.ukraine}, "2022-08-15/..");
  const TerritoryIndex index = TerritoryIndex::Build(land.Build());
  const std::vector<EpisodeSeries> series = index.Episodes(village);
  ASSERT_EQ(series.size(), 1u);
  EXPECT_THAT(series[0].episodes,
              ElementsAre(Episode{a, Succession::kFirst}, Episode{b, Succession::kMeets},
                          Episode{c, Succession::kGap}, Episode{d, Succession::kOverlaps},
                          Episode{e, Succession::kUnsure}));
  EXPECT_THAT(index.Episodes(village, {.axes = {Axis::kTitle}}), IsEmpty());
}

TEST(TerritoryOpinionsTest, AreTheSameOnAllDaysOfASpell) {
  Land land;
  const PlaceId village = land.AddPlace("village");
  const SourceId map = land.AddSource("map");
  const StatusId a = land.Hold(village, {land.russia}, "2022-03-01/2022-03-20");
  const StatusId b = land.Hold(village, {land.russia}, "2022-03-10/2022-03-15", map);
  const StatusId c = land.Hold(village, {land.ukraine}, "2022-03-16/2022-03-20", map);
  const TerritoryIndex index = TerritoryIndex::Build(land.Build());
  const auto period = [](int first, int last) {
    return Period::Of(D(2022, 3, first), D(2022, 3, last));
  };
  const Opinion one{{land.russia}, {a}, 1};
  const Opinion both{{land.russia}, {a, b}, 2};
  const Opinion other{{land.ukraine}, {c}, 1};
  EXPECT_THAT(
      index.Opinions(village, Axis::kControl, period(5, 31)),
      ElementsAre(OpinionSpell{period(5, 10), {one}, {}}, OpinionSpell{period(10, 16), {both}, {}},
                  OpinionSpell{period(16, 21), {one, other}, {}},
                  OpinionSpell{period(21, 31), {}, {}}));
}

TEST(TerritoryOpinionsTest, OfOpenPeriodsAreWhole) {
  Land land;
  const PlaceId village = land.AddPlace("village");
  land.Hold(village, {land.russia}, "2022-03-01/2022-03-20");
  const TerritoryIndex index = TerritoryIndex::Build(land.Build());
  const std::vector<OpinionSpell> spells =
      index.Opinions(village, Axis::kControl, Period::Always());
  ASSERT_EQ(spells.size(), 3u);
  EXPECT_EQ(spells[0].period, Period::Of(Day::BeginningOfTime(), D(2022, 3, 1)));
  EXPECT_EQ(spells[2].period, Period::Of(D(2022, 3, 21), Day::EndOfTime()));
}

TEST(TerritoryChangesTest, AreWhatASourceSaysOtherwise) {
  Land land;
  const PlaceId gained = land.AddPlace("gained");
  const PlaceId same = land.AddPlace("same");
  const PlaceId silent = land.AddPlace("silent");
  const StatusId a = land.Hold(gained, {land.ukraine}, "2022-01-01/2022-02-28");
  const StatusId b = land.Hold(gained, {land.russia}, "2022-03-01/..");
  // Said again by another row.
  land.Hold(same, {land.russia}, "2022-01-01/2022-02-28");
  land.Hold(same, {land.russia}, "2022-03-01/..");
  const StatusId c = land.Hold(silent, {land.russia}, "2022-03-01/..");
  const TerritoryIndex index = TerritoryIndex::Build(land.Build());
  const std::vector<TerritoryChange> changes =
      index.Changes(D(2022, 2, 1), D(2022, 4, 1), {.axes = {Axis::kControl}});
  EXPECT_THAT(
      changes,
      ElementsAre(
          TerritoryChange{
              gained, Axis::kControl, land.source(), std::nullopt, {Certain(a)}, {Certain(b)}},
          TerritoryChange{silent, Axis::kControl, land.source(), std::nullopt, {}, {Certain(c)}}));
  EXPECT_THAT(index.Changes(D(2022, 4, 1), D(2022, 5, 1)), IsEmpty());
}

// --- Against loops over all rows.

class SlowTerritory {
 public:
  explicit SlowTerritory(const Chronicle& chronicle) : c_(chronicle), oracle_(chronicle) {}

  std::vector<PlaceStatus> At(PlaceId place, Day day, const TerritoryFilter& filter) const {
    std::vector<PlaceStatus> answer;
    for (std::uint32_t row = 0; row < c_.statuses().size(); ++row) {
      const TerritorialStatus& status = c_.statuses()[row];
      const auto inside = [&](PlaceId inner, PlaceId outer) {
        return oracle_.IsInside(inner, outer, day, filter.viewpoint, filter.as_known,
                                Truth::kPossible);
      };
      PlaceStatus found{StatusId(row), Stands(status, filter)};
      found.truth = And(found.truth, HoldsAt(status.fact.span, day));
      found.truth = And(found.truth, inside(place, *status.place));
      const bool is_own = oracle_.Same(place, *status.place);
      const Extent& extent = status.extent;
      if (extent.fraction_high == 0) found.truth = Truth::kNo;
      if (extent.fraction_low < 10000) {
        if (is_own) found.of_part = true;
        if (!is_own) found.truth = And(found.truth, Truth::kPossible);
      }
      for (const PlaceId except : extent.except) {
        found.truth = And(found.truth, Not(inside(place, except)));
        if (!oracle_.Same(place, except) && inside(except, place) != Truth::kNo) {
          found.of_part = true;
        }
      }
      if (found.truth != Truth::kNo) answer.push_back(found);
    }
    std::sort(answer.begin(), answer.end(), [&](const PlaceStatus& a, const PlaceStatus& b) {
      const auto begin = [&](const PlaceStatus& s) {
        return c_.status(s.status).fact.span.bounds().begin_earliest;
      };
      return std::pair(begin(a), a.status) < std::pair(begin(b), b.status);
    });
    return answer;
  }

 private:
  Truth Stands(const TerritorialStatus& status, const TerritoryFilter& filter) const {
    if (!filter.axes.empty() && filter.axes[0] != status.axis) return Truth::kNo;
    if (filter.viewpoint &&
        (!status.viewpoint || !oracle_.Same(*filter.viewpoint, *status.viewpoint))) {
      return Truth::kNo;
    }
    if (filter.source && filter.source != status.fact.source) return Truth::kNo;
    return oracle_.Stands(status.fact, filter.as_known);
  }

  const Chronicle& c_;
  const Oracle oracle_;
};

TEST(TerritoryOracleTest, EveryPlaceOnEveryDayIsAsALoopOverAllRowsHasIt) {
  std::size_t answers = 0;
  std::size_t parts = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    const Chronicle chronicle = RandomChronicle(seed).Make();
    const TerritoryIndex index = TerritoryIndex::Build(chronicle);
    const SlowTerritory slow(chronicle);
    Random random(seed);
    for (int i = 0; i < 40; ++i) {
      TerritoryFilter filter;
      if (random.OneIn(3)) filter.axes = {Axis::kControl};
      if (random.OneIn(3)) {
        filter.viewpoint = ActorId(static_cast<std::uint32_t>(
            random.Between(0, static_cast<int>(chronicle.actors().size()) - 1)));
      }
      if (random.OneIn(4))
        filter.source = SourceId(static_cast<std::uint32_t>(random.Between(0, 2)));
      if (random.OneIn(3)) filter.as_known = random.AnyDay();
      const Day day = random.AnyDay();
      for (std::uint32_t row = 0; row < chronicle.places().size(); ++row) {
        const std::vector<PlaceStatus> found = index.At(PlaceId(row), day, filter);
        ASSERT_EQ(found, slow.At(PlaceId(row), day, filter)) << day;
        answers += found.size();
        for (const PlaceStatus& status : found) parts += status.of_part ? 1 : 0;
      }
    }
  }
  EXPECT_GT(answers, 1000u);
  EXPECT_GT(parts, 100u);
}

// What is said over a period is what is said on each of its days, and differs from spell to spell.
TEST(TerritoryOracleTest, SpellsAreWhatTheirDaysSay) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    const Chronicle chronicle = RandomChronicle(seed).Make();
    const TerritoryIndex index = TerritoryIndex::Build(chronicle);
    Random random(seed);
    for (std::uint32_t row = 0; row < chronicle.places().size(); ++row) {
      TerritoryFilter filter;
      if (random.OneIn(3)) filter.as_known = random.AnyDay();
      const Period period = random.AnyPeriod();
      const std::vector<OpinionSpell> spells =
          index.Opinions(PlaceId(row), Axis::kControl, period, filter);
      ASSERT_FALSE(spells.empty());
      Day next = period.first();
      for (std::size_t i = 0; i < spells.size(); ++i) {
        const OpinionSpell& spell = spells[i];
        ASSERT_EQ(spell.period.first(), next);
        next = spell.period.last();
        if (i > 0) {
          EXPECT_FALSE(spell.opinions == spells[i - 1].opinions &&
                       spell.others == spells[i - 1].others);
        }
        for (int number = 0; number < kDays + 10; ++number) {
          const Day day = Day::FromNumber(number);
          if (!spell.period.Contains(day)) continue;
          filter.axes = {Axis::kControl};
          std::vector<PlaceStatus> said = spell.others;
          for (const Opinion& opinion : spell.opinions) {
            for (const StatusId status : opinion.statuses) said.push_back(Certain(status));
          }
          EXPECT_THAT(index.At(PlaceId(row), day, filter),
                      ::testing::UnorderedElementsAreArray(said));
        }
      }
      EXPECT_EQ(next, period.last());
    }
  }
}

// Changes, holders and maps say what At says.
TEST(TerritoryOracleTest, MapsAndHoldersAreMadeOfWhatIsSaidOfEachPlace) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    const Chronicle chronicle = RandomChronicle(seed).Make();
    const TerritoryIndex index = TerritoryIndex::Build(chronicle);
    const Day day = Random(seed).AnyDay();
    std::set<std::pair<PlaceId, StatusId>> mapped;
    index.Map(day, {}, [&](PlaceId place, const PlaceStatus& status) {
      EXPECT_TRUE(mapped.emplace(place, status.status).second);
    });
    for (std::uint32_t row = 0; row < chronicle.places().size(); ++row) {
      const PlaceId place(row);
      const bool is_last = chronicle.FindPlace(chronicle.place(place).fact.key) == place;
      const bool has_own = std::any_of(
          chronicle.statuses().begin(), chronicle.statuses().end(), [&](const auto& status) {
            return chronicle.place(*status.place).fact.key == chronicle.place(place).fact.key;
          });
      std::set<StatusId> held;
      for (const Holder& holder : index.Holders(place, day, Axis::kControl)) {
        held.insert(holder.statuses.begin(), holder.statuses.end());
      }
      for (const PlaceStatus& status : index.At(place, day)) {
        EXPECT_EQ(mapped.erase({place, status.status}), is_last && has_own ? 1u : 0u);
        EXPECT_EQ(held.erase(status.status),
                  chronicle.status(status.status).axis == Axis::kControl ? 1u : 0u);
      }
      EXPECT_THAT(held, IsEmpty());
    }
    EXPECT_THAT(mapped, IsEmpty());
  }
}

}  // namespace
}  // namespace chronicle_test
}  // namespace casus
