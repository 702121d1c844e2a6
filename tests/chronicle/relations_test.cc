#include "casus/chronicle/relations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "random_chronicle.h"
#include "words.h"

namespace casus::chronicle_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// ---- Codes and names ----

TEST(ResolveInChronicle, GivesEachSpellOfACode) {
  Maker maker;
  const ActorId germany = maker.AddActor("germany", "1816/..");
  const ActorId other = maker.AddActor("other", "1900/1950");
  const ActorId undated = maker.AddActor("undated");
  maker.builder.actor_at(germany).codes = {{CodeSystem::kCow, "255", S("1816-01-01/1945-05-08")},
                                           {CodeSystem::kCow, "260", S("1955-05-05/1990-10-02")},
                                           {CodeSystem::kCow, "255", S("1990-10/..")}};
  maker.builder.actor_at(other).codes = {{CodeSystem::kCow, "255", {}},
                                         {CodeSystem::kGw, "260", {}}};
  maker.builder.actor_at(undated).codes = {{CodeSystem::kGw, "260", {}},
                                           {CodeSystem::kUcdpCountry, "260", {}}};
  const Chronicle chronicle = maker.Build();
  using Spell = ResolvedActor;
  EXPECT_THAT(Resolve(chronicle, "255", CodeSystem::kCow, D(1920, 1, 1)),
              ElementsAre(Spell{germany, S("1816-01-01/1945-05-08"), Truth::kCertain},
                          Spell{other, std::nullopt, Truth::kCertain}));
  EXPECT_THAT(Resolve(chronicle, "255", CodeSystem::kCow, D(1970, 1, 1)), IsEmpty());
  EXPECT_THAT(Resolve(chronicle, "255", CodeSystem::kCow, D(1990, 10, 15)),
              ElementsAre(Spell{germany, S("1990-10/.."), Truth::kPossible}));
  EXPECT_EQ(Resolve(chronicle, "255", CodeSystem::kCow).size(), 3U);
  // A code of the same text in another system.
  EXPECT_THAT(Resolve(chronicle, "260", CodeSystem::kGw, D(1970, 1, 1)),
              ElementsAre(Spell{undated, std::nullopt, Truth::kCertain}));
  EXPECT_THAT(Resolve(chronicle, "0255", CodeSystem::kCow), IsEmpty());
}

TEST(ResolveInChronicle, IsAsSureAsActorsWithCode) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Random random(seed);
    Maker maker;
    for (int i = 0; i < 5; ++i) {
      const ActorId id = maker.AddActor("actor" + std::to_string(i));
      Actor& actor = maker.builder.actor_at(id);
      actor.fact.span = random.AnySpan();
      for (int n = random.Between(0, 3); n > 0; --n) {
        actor.codes.push_back(
            {CodeSystem::kCow, std::to_string(random.Between(1, 3)), random.PerhapsSpan()});
      }
    }
    const Chronicle chronicle = maker.Build();
    for (int day = 0; day <= kDays; ++day) {
      for (const char* code : {"1", "2", "3"}) {
        const Day on = Day::FromNumber(day);
        std::map<ActorId, Truth> best;
        for (const ResolvedActor& one : Resolve(chronicle, code, CodeSystem::kCow, on)) {
          best[one.actor] = Or(best[one.actor], one.truth);
        }
        std::map<ActorId, Truth> expected;
        for (const auto& match : chronicle.ActorsWithCode(CodeSystem::kCow, code, on)) {
          expected[match.id] = match.truth;
        }
        EXPECT_EQ(best, expected);
      }
    }
  }
}

TEST(NamesOn, KnowsWhichNameIsOfTheDay) {
  Maker maker;
  const ActorId id = maker.AddActor("Czechia", "1993/..");
  maker.builder.actor_at(id).names = {
      {"Czech Republic", NameKind::kFormer, "en", S("1993-01-01/2016-07-01")},
      {"CZR", NameKind::kShort, "", std::nullopt},
      {"Czech lands", NameKind::kFormer, "", std::nullopt},
      {"Visegrad", NameKind::kAlias, "", S("1999")}};
  const Chronicle chronicle = maker.Build();
  const auto names = [&](Day day) {
    std::vector<std::string> texts;
    for (const NameOn& name : NamesOn(chronicle, id, day)) {
      texts.push_back(std::string(name.text) + (name.truth == Truth::kPossible ? "?" : ""));
    }
    return texts;
  };
  EXPECT_THAT(names(D(2000, 1, 1)),
              ElementsAre("Czechia?", "Czech Republic", "CZR", "Czech lands?"));
  EXPECT_THAT(names(D(2020, 1, 1)), ElementsAre("Czechia", "CZR", "Czech lands?"));
  EXPECT_THAT(names(D(1999, 5, 1)),
              ElementsAre("Czechia?", "Czech Republic", "CZR", "Czech lands?", "Visegrad?"));
  EXPECT_THAT(names(D(1980, 1, 1)), IsEmpty());
  const std::vector<NameOn> all = NamesOn(chronicle, id, D(2000, 1, 1));
  EXPECT_FALSE(all[0].kind.has_value());
  EXPECT_EQ(all[1].kind, NameKind::kFormer);
  EXPECT_EQ(all[1].language, "en");
}

// ---- Relations ----

TEST(RelatedOn, ShowsTheWayToEachPart) {
  Maker maker;
  const ActorId forces = maker.AddActor("forces");
  const ActorId ministry = maker.AddActor("ministry");
  const ActorId wagner = maker.AddActor("wagner");
  const ActorId unit = maker.AddActor("unit");
  const ActorId ally = maker.AddActor("ally");
  const RelationId directs =
      maker.Relate(ministry, RelationKind::kCommands, wagner, "2014/2023-06-23");
  const RelationId part = maker.Relate(ministry, RelationKind::kPartOf, forces, "2000/..");
  const RelationId inner = maker.Relate(unit, RelationKind::kPartOf, wagner, "2015/..");
  maker.Relate(forces, RelationKind::kAlliedWith, ally, "2000/..");
  const Chronicle chronicle = maker.Build();
  RelatedQuery query{.actor = forces,
                     .forward = {RelationKind::kCommands},
                     .backward = {RelationKind::kPartOf},
                     .day = D(2023, 6, 23)};
  using One = RelatedActor;
  Related related = RelatedOn(chronicle, query);
  EXPECT_THAT(related.actors,
              ElementsAre(One{forces, Truth::kCertain, {}}, One{ministry, Truth::kCertain, {part}},
                          One{wagner, Truth::kCertain, {part, directs}},
                          One{unit, Truth::kCertain, {part, directs, inner}}));
  EXPECT_THAT(related.cycles, IsEmpty());
  query.day = D(2023, 6, 24);
  EXPECT_EQ(RelatedOn(chronicle, query).actors.size(), 2U);
  query.day = D(2014, 6, 1);  // some day of 2014
  related = RelatedOn(chronicle, query);
  EXPECT_THAT(related.actors.back(), (One{wagner, Truth::kPossible, {part, directs}}));
  // From the part up.
  query = {.actor = unit, .forward = {RelationKind::kPartOf}, .backward = {}, .day = D(2020, 1, 1)};
  EXPECT_THAT(RelatedOn(chronicle, query).actors,
              ElementsAre(One{unit, Truth::kCertain, {}}, One{wagner, Truth::kCertain, {inner}}));
  // Nothing to follow.
  query.forward = {};
  EXPECT_EQ(RelatedOn(chronicle, query).actors.size(), 1U);
}

TEST(RelatedOn, PrefersASureWayToAShortOne) {
  Maker maker;
  const ActorId a = maker.AddActor("a");
  const ActorId b = maker.AddActor("b");
  const ActorId c = maker.AddActor("c");
  maker.Relate(c, RelationKind::kPartOf, a, "2020");
  const RelationId first = maker.Relate(b, RelationKind::kPartOf, a, "2010/..");
  const RelationId second = maker.Relate(c, RelationKind::kPartOf, b, "2010/..");
  const Chronicle chronicle = maker.Build();
  const Related related =
      RelatedOn(chronicle, {.actor = a, .backward = {RelationKind::kPartOf}, .day = D(2020, 5, 1)});
  EXPECT_EQ(related.actors.back(), (RelatedActor{c, Truth::kCertain, {first, second}}));
}

TEST(RelatedOn, ReportsCycles) {
  Maker maker;
  const ActorId a = maker.AddActor("a");
  const ActorId b = maker.AddActor("b");
  const ActorId c = maker.AddActor("c");
  const ActorId d = maker.AddActor("d");
  const ActorId e = maker.AddActor("e");
  maker.Relate(b, RelationKind::kPartOf, a, "2000/..");
  maker.Relate(a, RelationKind::kPartOf, b, "2000/2009");
  maker.Relate(c, RelationKind::kPartOf, b, "2000/..");
  maker.Relate(c, RelationKind::kPartOf, c, "2005");
  maker.Relate(d, RelationKind::kPartOf, e, "2000/..");  // not to be reached from a
  maker.Relate(e, RelationKind::kPartOf, d, "2000/..");
  const Chronicle chronicle = maker.Build();
  RelatedQuery query{.actor = a, .backward = {RelationKind::kPartOf}, .day = D(2005, 5, 1)};
  EXPECT_THAT(
      RelatedOn(chronicle, query).cycles,
      ElementsAre(RelationCycle{{a, b}, Truth::kCertain}, RelationCycle{{c}, Truth::kPossible}));
  query.day = D(2009, 5, 1);  // it ends some day of 2009
  EXPECT_THAT(RelatedOn(chronicle, query).cycles,
              ElementsAre(RelationCycle{{a, b}, Truth::kPossible}));
  query.day = D(2015, 5, 1);
  EXPECT_THAT(RelatedOn(chronicle, query).cycles, IsEmpty());
  // Both ways every relation would be one.
  query.forward = query.backward;
  query.day = D(2005, 5, 1);
  EXPECT_THAT(RelatedOn(chronicle, query).cycles, IsEmpty());
}

TEST(RelatedOn, AsksWhatWasKnown) {
  Maker maker;
  const ActorId whole = maker.AddActor("whole");
  const ActorId part = maker.AddActor("part");
  Relation relation;
  relation.fact = MakeFact("link", S("2014/.."), maker.source());
  relation.fact.learnt = M("2020");
  relation.from = part;
  relation.to = whole;
  maker.builder.Add(relation);
  const Chronicle chronicle = maker.Build();
  RelatedQuery query{.actor = whole, .backward = {RelationKind::kPartOf}, .day = D(2016, 1, 1)};
  const auto truth = [&](std::optional<Day> as_known) {
    query.as_known = as_known;
    const Related related = RelatedOn(chronicle, query);
    return related.actors.size() == 1 ? Truth::kNo : related.actors.back().truth;
  };
  EXPECT_EQ(truth(std::nullopt), Truth::kCertain);
  EXPECT_EQ(truth(D(2019, 1, 1)), Truth::kNo);
  EXPECT_EQ(truth(D(2020, 6, 1)), Truth::kPossible);
  EXPECT_EQ(truth(D(2021, 1, 1)), Truth::kCertain);
}

// The oracle: all simple paths.
class AllPaths {
 public:
  AllPaths(const Chronicle& chronicle, const RelatedQuery& query) : c_(chronicle), q_(query) {
    std::set<ActorId> seen;
    std::vector<RelationId> path;
    Visit(*c_.FindActor(c_.actor(q_.actor).fact.key), Truth::kCertain, seen, path);
  }
  std::vector<RelatedActor> Best() const {
    std::vector<RelatedActor> all;
    for (const auto& [actor, best] : best_) all.push_back(best);
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return std::pair(a.path.size(), a.actor) < std::pair(b.path.size(), b.actor);
    });
    return all;
  }
  Truth TruthOf(RelationId id) const {
    const KnownTime known = c_.timeline(Table::kRelations).known(id.value());
    const Truth stands = q_.as_known                            ? StandsOn(known, *q_.as_known)
                         : known.superseded == Day::EndOfTime() ? Truth::kCertain
                                                                : Truth::kNo;
    return And(stands, HoldsAt(c_.relation(id).fact.span, q_.day));
  }
  ActorId Same(ActorId actor) const { return *c_.FindActor(c_.actor(actor).fact.key); }

 private:
  void Visit(ActorId actor, Truth truth, std::set<ActorId>& seen, std::vector<RelationId>& path) {
    const RelatedActor candidate{actor, truth, path};
    const auto [found, is_new] = best_.try_emplace(actor, candidate);
    RelatedActor& old = found->second;
    const auto rank = [](const RelatedActor& one) {
      return std::tuple(Truth::kCertain == one.truth ? 0 : 1, one.path.size(), one.path);
    };
    if (!is_new && rank(candidate) < rank(old)) old = candidate;
    seen.insert(actor);
    for (std::uint32_t row = 0; row < c_.relations().size(); ++row) {
      const RelationId id(row);
      const Relation& relation = c_.relation(id);
      const auto has = [&](const auto& kinds) {
        return std::find(kinds.begin(), kinds.end(), relation.kind) != kinds.end();
      };
      const Truth further = And(truth, TruthOf(id));
      if (further == Truth::kNo) continue;
      const ActorId from = Same(*relation.from);
      const ActorId to = Same(*relation.to);
      for (const auto& [here, there, allowed] :
           {std::tuple(from, to, has(q_.forward)), std::tuple(to, from, has(q_.backward))}) {
        if (!allowed || here != actor || seen.contains(there)) continue;
        path.push_back(id);
        Visit(there, further, seen, path);
        path.pop_back();
      }
    }
    seen.erase(actor);
  }

  const Chronicle& c_;
  const RelatedQuery& q_;
  std::map<ActorId, RelatedActor> best_;
};

const std::vector<RelationKind> kKinds = {RelationKind::kPartOf, RelationKind::kMemberOf,
                                          RelationKind::kCommands, RelationKind::kHoldsOffice,
                                          RelationKind::kAlliedWith};

RelatedQuery AnyQuery(const Chronicle& chronicle, Random& random) {
  const auto last = static_cast<int>(chronicle.actors().size()) - 1;
  RelatedQuery query{.actor = ActorId(static_cast<std::uint32_t>(random.Between(0, last))),
                     .forward = random.SomeOf(kKinds, 3),
                     .backward = random.SomeOf(kKinds, 2),
                     .day = random.AnyDay()};
  if (random.OneIn(2)) query.as_known = random.AnyDay();
  return query;
}

TEST(RelatedOn, AgreesWithAllPaths) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const Chronicle chronicle = RandomChronicle(seed).Make();
    Random random(seed);
    for (int i = 0; i < 12; ++i) {
      const RelatedQuery query = AnyQuery(chronicle, random);
      EXPECT_EQ(RelatedOn(chronicle, query).actors, AllPaths(chronicle, query).Best()) << seed;
    }
  }
}

TEST(RelatedOn, FindsTheCyclesThatWalksFind) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const Chronicle chronicle = RandomChronicle(seed).Make();
    Random random(seed);
    for (int i = 0; i < 6; ++i) {
      RelatedQuery query = AnyQuery(chronicle, random);
      query.forward = {RelationKind::kCommands};
      query.backward = {RelationKind::kPartOf, RelationKind::kMemberOf};
      const AllPaths paths(chronicle, query);
      std::set<ActorId> reached;
      for (const RelatedActor& one : paths.Best()) reached.insert(one.actor);
      // Warshall's closure, at each degree of truth.
      const auto cycles = [&](Truth at_least) {
        std::set<std::pair<ActorId, ActorId>> leads;
        for (std::uint32_t row = 0; row < chronicle.relations().size(); ++row) {
          const Relation& relation = chronicle.relation(RelationId(row));
          if (paths.TruthOf(RelationId(row)) < at_least) continue;
          std::pair edge(paths.Same(*relation.from), paths.Same(*relation.to));
          if (relation.kind == RelationKind::kPartOf || relation.kind == RelationKind::kMemberOf) {
            std::swap(edge.first, edge.second);
          } else if (relation.kind != RelationKind::kCommands) {
            continue;
          }
          if (reached.contains(edge.first)) leads.insert(edge);
        }
        for (const ActorId middle : reached) {
          for (const ActorId a : reached) {
            for (const ActorId b : reached) {
              if (leads.contains({a, middle}) && leads.contains({middle, b})) leads.insert({a, b});
            }
          }
        }
        std::set<std::vector<ActorId>> sets;
        for (const ActorId a : reached) {
          std::vector<ActorId> cycle;
          for (const ActorId b : reached) {
            if (leads.contains({a, b}) && leads.contains({b, a})) cycle.push_back(b);
          }
          if (!cycle.empty()) sets.insert(cycle);
        }
        return sets;
      };
      std::vector<RelationCycle> expected;
      const auto sure = cycles(Truth::kCertain);
      for (const std::vector<ActorId>& cycle : cycles(Truth::kPossible)) {
        expected.push_back({cycle, sure.contains(cycle) ? Truth::kCertain : Truth::kPossible});
      }
      EXPECT_EQ(RelatedOn(chronicle, query).cycles, expected) << seed;
    }
  }
}

TEST(RelatedOn, IsPartsOfForTheKindsOfParts) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Chronicle chronicle = RandomChronicle(seed).Make();
    Random random(seed);
    for (int i = 0; i < 10; ++i) {
      RelatedQuery query = AnyQuery(chronicle, random);
      query.forward = {RelationKind::kCommands};
      query.backward = {RelationKind::kPartOf, RelationKind::kHoldsOffice, RelationKind::kMemberOf};
      std::vector<RelatedActor> expected;
      for (const Chronicle::Part& part :
           chronicle.PartsOf({query.actor, true, true}, query.day, query.as_known)) {
        expected.push_back({part.actor, part.truth, part.path});
      }
      EXPECT_EQ(RelatedOn(chronicle, query).actors, expected) << seed;
    }
  }
}

// ---- Lineage ----

TEST(Lineage, TellsRenamesSplitsAndMergers) {
  Maker maker;
  const ActorId old = maker.AddActor("old", "1980-01-01/1990-06-01");
  const ActorId now = maker.AddActor("now", "1990-06-02/..");
  const ActorId splinter = maker.AddActor("splinter", "2000-01-01/2010-01-01");
  const ActorId host = maker.AddActor("host", "1995-01-01/..");
  const ActorId vague = maker.AddActor("vague");
  const RelationId renamed = maker.Relate(now, RelationKind::kSuccessorOf, old, "1990-06-02/..");
  const RelationId split = maker.Relate(splinter, RelationKind::kSplitFrom, now, "2000/..");
  const RelationId merged =
      maker.Relate(splinter, RelationKind::kMergedInto, host, "2010-01-02/..");
  const RelationId into_vague =
      maker.Relate(host, RelationKind::kMergedInto, vague, "2020-01-01/..");
  maker.Relate(splinter, RelationKind::kPartOf, host, "2010/..");
  const Chronicle chronicle = maker.Build();

  const ActorLineage of_now = Lineage(chronicle, now);
  using Step = LineageStep;
  EXPECT_THAT(of_now.predecessors,
              ElementsAre(Step{renamed, RelationKind::kSuccessorOf, old, now, M("1990-06-02"),
                               Truth::kNo, Truth::kCertain, 1}));
  EXPECT_THAT(of_now.successors,
              ElementsAre(Step{split, RelationKind::kSplitFrom, now, splinter, M("2000"),
                               Truth::kNo, Truth::kCertain, 1},
                          Step{merged, RelationKind::kMergedInto, splinter, host, M("2010-01-02"),
                               Truth::kCertain, Truth::kCertain, 2},
                          Step{into_vague, RelationKind::kMergedInto, host, vague, M("2020-01-01"),
                               Truth::kPossible, Truth::kCertain, 3}));
  EXPECT_THAT(of_now.cycles, IsEmpty());
  const ActorLineage of_vague = Lineage(chronicle, vague);
  EXPECT_EQ(of_vague.predecessors.size(), 4U);
  EXPECT_EQ(of_vague.predecessors.back().relation, renamed);
  EXPECT_EQ(of_vague.predecessors.back().steps, 4U);
  EXPECT_THAT(of_vague.successors, IsEmpty());
}

TEST(Lineage, TellsAMergerThatMadeANewActor) {
  Maker maker;
  const ActorId a = maker.AddActor("a", "1990/2000");
  const ActorId b = maker.AddActor("b", "1990/2000");
  const ActorId both = maker.AddActor("both", "2000-05-01/..");
  maker.Relate(a, RelationKind::kMergedInto, both, "2000-05-01/..");
  maker.Relate(b, RelationKind::kMergedInto, both, "2000-05-01/..");
  const Chronicle chronicle = maker.Build();
  const ActorLineage lineage = Lineage(chronicle, both);
  ASSERT_EQ(lineage.predecessors.size(), 2U);
  EXPECT_EQ(lineage.predecessors[0].absorbed, Truth::kNo);
  EXPECT_EQ(lineage.predecessors[1].earlier, b);
}

TEST(Lineage, ReportsActorsThatDescendFromEachOther) {
  Maker maker;
  const ActorId a = maker.AddActor("a");
  const ActorId b = maker.AddActor("b");
  const ActorId c = maker.AddActor("c");
  const ActorId d = maker.AddActor("d");
  const ActorId e = maker.AddActor("e");
  maker.Relate(b, RelationKind::kSuccessorOf, a, "2000/..");
  maker.Relate(a, RelationKind::kSplitFrom, b, "2001/..");
  maker.Relate(c, RelationKind::kSuccessorOf, b, "2002/..");
  maker.Relate(d, RelationKind::kSuccessorOf, e, "2002/..");  // of no concern to the others
  maker.Relate(e, RelationKind::kSuccessorOf, d, "2002/..");
  const Chronicle chronicle = maker.Build();
  const ActorLineage lineage = Lineage(chronicle, c);
  EXPECT_THAT(lineage.cycles, ElementsAre(ElementsAre(a, b)));
  EXPECT_EQ(lineage.predecessors.size(), 3U);
  EXPECT_EQ(Lineage(chronicle, a).predecessors.size(), 2U);
  EXPECT_EQ(Lineage(chronicle, a).successors.size(), 3U);
}

TEST(Lineage, AsksWhatWasKnown) {
  Maker maker;
  const ActorId old = maker.AddActor("old");
  const ActorId now = maker.AddActor("now");
  Relation relation;
  relation.fact = MakeFact("link", S("2014/.."), maker.source());
  relation.fact.learnt = M("2020");
  relation.kind = RelationKind::kSuccessorOf;
  relation.from = now;
  relation.to = old;
  maker.builder.Add(relation);
  const Chronicle chronicle = maker.Build();
  EXPECT_EQ(Lineage(chronicle, old).successors.size(), 1U);
  EXPECT_THAT(Lineage(chronicle, old, D(2019, 1, 1)).successors, IsEmpty());
  const ActorLineage then = Lineage(chronicle, old, D(2020, 6, 1));
  ASSERT_EQ(then.successors.size(), 1U);
  EXPECT_EQ(then.successors[0].truth, Truth::kPossible);
}

// The oracle: repeated looks at all relations until nothing is added.
TEST(Lineage, AgreesWithRepeatedLooksAtAllRelations) {
  const std::vector<RelationKind> kinds = {RelationKind::kSuccessorOf, RelationKind::kSplitFrom,
                                           RelationKind::kMergedInto, RelationKind::kPartOf};
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    Random random(seed);
    Maker maker;
    std::vector<ActorId> actors;
    for (int i = 0; i < 7; ++i) actors.push_back(maker.AddActor("a" + std::to_string(i)));
    for (int i = random.Between(2, 9); i > 0; --i) {
      maker.Relate(random.Of(actors), random.Of(kinds), random.Of(actors), "2000/..");
    }
    const Chronicle chronicle = maker.Build();
    const ActorId root = random.Of(actors);
    for (const bool back : {false, true}) {
      std::map<ActorId, std::size_t> steps = {{root, 0}};
      for (std::size_t distance = 0; distance < actors.size(); ++distance) {
        for (const Relation& relation : chronicle.relations()) {
          if (relation.kind == RelationKind::kPartOf) continue;
          std::pair change(*relation.to, *relation.from);
          if ((relation.kind == RelationKind::kMergedInto) != back) {
            std::swap(change.first, change.second);
          }
          const auto found = steps.find(change.first);
          if (found != steps.end() && found->second == distance) {
            steps.try_emplace(change.second, distance + 1);
          }
        }
      }
      std::map<RelationId, std::size_t> expected;
      for (std::uint32_t row = 0; row < chronicle.relations().size(); ++row) {
        const Relation& relation = chronicle.relation(RelationId(row));
        if (relation.kind == RelationKind::kPartOf) continue;
        const bool starts_at_to = (relation.kind == RelationKind::kMergedInto) == back;
        const auto found = steps.find(starts_at_to ? *relation.to : *relation.from);
        if (found != steps.end()) expected[RelationId(row)] = found->second + 1;
      }
      const ActorLineage lineage = Lineage(chronicle, root);
      std::map<RelationId, std::size_t> got;
      for (const LineageStep& step : back ? lineage.predecessors : lineage.successors) {
        got[step.relation] = step.steps;
      }
      EXPECT_EQ(got, expected) << seed << (back ? " back" : " forward");
    }
  }
}

}  // namespace
}  // namespace casus::chronicle_test
