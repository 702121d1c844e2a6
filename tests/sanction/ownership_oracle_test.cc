// The ownership rule against the plainest code there is, over small random graphs.

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "casus/sanction/ownership.h"

namespace casus {
namespace {

const Day kDay = Day::FromYmd(2022, 3, 1);

// A holding as it is in one case: its bounds are gone.
struct Fact {
  std::uint32_t owner;
  std::uint32_t owned;
  std::int64_t millionths;
};

// Round after round over all entities, each sum made anew.
std::set<std::uint32_t> NaiveBlocked(const OwnershipRule& rule, std::uint32_t entities,
                                     const std::vector<Fact>& facts,
                                     const std::set<std::uint32_t>& listed) {
  std::set<std::uint32_t> blocked = listed;
  for (bool changed = true; changed;) {
    changed = false;
    for (std::uint32_t entity = 0; entity < entities; ++entity) {
      if (blocked.contains(entity)) continue;
      std::int64_t all = 0;
      std::int64_t greatest = 0;
      for (const std::uint32_t owner : blocked) {
        std::int64_t of_owner = 0;
        for (const Fact& fact : facts) {
          if (fact.owner == owner && fact.owned == entity) of_owner += fact.millionths;
        }
        all += of_owner;
        greatest = std::max(greatest, of_owner);
      }
      // As a fraction: part / 1e8 against threshold / 1e8.
      const std::int64_t part = rule.aggregate ? all : greatest;
      const std::int64_t threshold = rule.threshold.millionths();
      if (part > threshold || (rule.at_threshold && part == threshold)) {
        blocked.insert(entity);
        changed = true;
      }
    }
  }
  return blocked;
}

struct Graph {
  std::uint32_t entities = 0;
  std::vector<Holding> rows;
  std::vector<Listed> listed;
  OwnershipRule rule;
};

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : random_(seed) {}
  std::uint32_t Below(std::uint32_t n) {
    return std::uniform_int_distribution<std::uint32_t>(0, n - 1)(random_);
  }

  // With at most `unsure` holdings and listings that are not sure.
  Graph Make(std::uint32_t entities, std::uint32_t holdings, std::uint32_t unsure) {
    static const std::vector<PerCent> kShares = {
        PerCent::Of(5),   PerCent::Of(10), PerCent::OfMillionths(16'700'000),
        PerCent::Of(20),  PerCent::Of(25), PerCent::OfMillionths(16'600'000),
        PerCent::Of(30),  PerCent::Of(40), PerCent::OfMillionths(33'333'300),
        PerCent::Of(50),  PerCent::Of(60), PerCent::OfMillionths(49'999'999),
        PerCent::Of(100), PerCent::Of(0),  PerCent::OfMillionths(16'666'700)};
    Graph graph;
    graph.entities = entities;
    graph.rule.at_threshold = Below(2) == 0;
    graph.rule.aggregate = Below(3) != 0;
    for (std::uint32_t i = 0; i < holdings; ++i) {
      Holding holding{ActorId(Below(entities)), ActorId(Below(entities)), PerCent()};
      holding.low = kShares[Below(static_cast<std::uint32_t>(kShares.size()))];
      holding.high = holding.low;
      if (unsure > 0 && Below(4) == 0) {
        --unsure;
        if (Below(2) == 0) {
          holding.high = kShares[Below(static_cast<std::uint32_t>(kShares.size()))];
          if (holding.high < holding.low) std::swap(holding.low, holding.high);
        } else {
          holding.span = Span::On(Moment::InYear(2022).value()).bounds();
        }
      } else if (Below(8) == 0) {
        holding.span = Span::Exactly(Period::OfYear(2021)).bounds();
      }
      graph.rows.push_back(holding);
    }
    for (std::uint32_t i = 0; i < entities; ++i) {
      if (Below(4) != 0) continue;
      const bool is_sure = unsure == 0 || Below(2) == 0;
      if (!is_sure) --unsure;
      graph.listed.push_back({ActorId(i), is_sure ? Truth::kCertain : Truth::kPossible});
    }
    return graph;
  }

  std::mt19937_64& random() { return random_; }

 private:
  std::mt19937_64 random_;
};

Blocking Ask(const Graph& graph) {
  return Holdings::Build(graph.entities, graph.rows)
      .value()
      .Blocked(graph.rule, kDay, graph.listed)
      .value();
}

TEST(OwnershipOracle, CertainIsWhatAllCasesSayAndPossibleWhatSomeSays) {
  std::int64_t certain = 0;
  std::int64_t possible = 0;
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    Maker maker(seed);
    const Graph graph = maker.Make(2 + maker.Below(6), maker.Below(14), 6);
    // Every case: each share at a bound (sums grow with each, so that no share between them makes
    // anything else), each vague holding there or not, each doubtful listing made or not.
    std::vector<std::vector<std::int64_t>> amounts;
    for (const Holding& row : graph.rows) {
      std::set<std::int64_t> values;
      const Truth holds = HoldsAt(row.span, kDay);
      if (holds != Truth::kNo) values = {row.low.millionths(), row.high.millionths()};
      if (holds != Truth::kCertain) values.insert(0);
      amounts.emplace_back(values.begin(), values.end());
    }
    std::vector<std::uint32_t> doubtful;
    std::set<std::uint32_t> sure;
    for (const Listed& listed : graph.listed) {
      if (listed.truth == Truth::kCertain) {
        sure.insert(listed.actor.value());
      } else {
        doubtful.push_back(listed.actor.value());
      }
    }
    std::vector<std::size_t> choice(amounts.size() + doubtful.size());
    std::vector<Truth> expected(graph.entities, Truth::kNo);
    std::vector<bool> always(graph.entities, true);
    for (bool more = true; more;) {
      std::vector<Fact> facts;
      for (std::size_t i = 0; i < amounts.size(); ++i) {
        facts.push_back(
            {graph.rows[i].owner.value(), graph.rows[i].owned.value(), amounts[i][choice[i]]});
      }
      std::set<std::uint32_t> listed = sure;
      for (std::size_t i = 0; i < doubtful.size(); ++i) {
        if (choice[amounts.size() + i] == 1) listed.insert(doubtful[i]);
      }
      const std::set<std::uint32_t> blocked =
          NaiveBlocked(graph.rule, graph.entities, facts, listed);
      for (std::uint32_t entity = 0; entity < graph.entities; ++entity) {
        if (blocked.contains(entity)) {
          expected[entity] = Truth::kPossible;
        } else {
          always[entity] = false;
        }
      }
      more = false;
      for (std::size_t i = 0; i < choice.size() && !more; ++i) {
        const std::size_t ways = i < amounts.size() ? amounts[i].size() : 2;
        if (++choice[i] < ways) {
          more = true;
        } else {
          choice[i] = 0;
        }
      }
    }
    const Blocking blocking = Ask(graph);
    for (std::uint32_t entity = 0; entity < graph.entities; ++entity) {
      const Truth truth = always[entity] ? Truth::kCertain : expected[entity];
      ASSERT_EQ(blocking.truth(ActorId(entity)), truth) << "seed " << seed << " entity " << entity;
      certain += truth == Truth::kCertain ? 1 : 0;
      possible += truth == Truth::kPossible ? 1 : 0;
    }
  }
  // The graphs are of all kinds.
  EXPECT_GT(certain, 200);
  EXPECT_GT(possible, 100);
}

// What the explanations may be made of: as the level has it, 0 where it does not hold.
std::vector<Fact> FactsAt(const Graph& graph, Truth level) {
  std::vector<Fact> facts;
  for (const Holding& row : graph.rows) {
    const PerCent share = level == Truth::kCertain ? row.low : row.high;
    facts.push_back({row.owner.value(), row.owned.value(),
                     HoldsAt(row.span, kDay) >= level ? share.millionths() : 0});
  }
  return facts;
}

TEST(OwnershipOracle, NoSmallerSetOfHoldingsExplains) {
  int explained = 0;
  int deep = 0;
  for (std::uint64_t seed = 0; seed < 2'500; ++seed) {
    Maker maker(1'000 + seed);
    const Graph graph = maker.Make(3 + maker.Below(5), 6 + maker.Below(6), 4);
    const Blocking blocking = Ask(graph);
    for (std::uint32_t entity = 0; entity < graph.entities; ++entity) {
      const BlockingReason reason = blocking.Explain(ActorId(entity));
      ASSERT_EQ(reason.truth, blocking.truth(ActorId(entity)));
      if (reason.truth == Truth::kNo || reason.listed >= reason.truth) {
        ASSERT_TRUE(reason.holdings.empty());
        continue;
      }
      const std::vector<Fact> facts = FactsAt(graph, reason.truth);
      std::set<std::uint32_t> listed;
      for (const Listed& one : graph.listed) {
        if (one.truth >= reason.truth) listed.insert(one.actor.value());
      }
      const auto blocks = [&](const std::vector<Fact>& chosen, std::uint32_t whom) {
        return NaiveBlocked(graph.rule, graph.entities, chosen, listed).contains(whom);
      };
      std::size_t fewest = facts.size() + 1;
      for (std::uint32_t set = 0; set < (1u << facts.size()); ++set) {
        std::vector<Fact> chosen;
        for (std::size_t i = 0; i < facts.size(); ++i) {
          if ((set >> i & 1u) != 0) chosen.push_back(facts[i]);
        }
        if (chosen.size() < fewest && blocks(chosen, entity)) fewest = chosen.size();
      }
      for (const std::size_t steps : {Blocking::kSteps, std::size_t{3}, std::size_t{0}}) {
        const BlockingReason given = blocking.Explain(ActorId(entity), steps);
        std::vector<Fact> chosen;
        for (const Row row : given.holdings) {
          // Each owner is explained by what came before.
          ASSERT_TRUE(blocks(chosen, facts[row].owner)) << "seed " << seed;
          chosen.push_back(facts[row]);
        }
        ASSERT_TRUE(blocks(chosen, entity)) << "seed " << seed;
        if (given.fewest) {
          ASSERT_EQ(given.holdings.size(), fewest) << "seed " << seed << " steps " << steps;
        }
      }
      ASSERT_TRUE(reason.fewest) << "seed " << seed;
      ++explained;
      deep += fewest > 2 ? 1 : 0;
    }
  }
  EXPECT_GT(explained, 200);
  EXPECT_GT(deep, 20);
}

TEST(OwnershipOracle, SharesAreThoseOfBlockedOwners) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Maker maker(2'000 + seed);
    const Graph graph = maker.Make(2 + maker.Below(30), maker.Below(80), 20);
    const Blocking blocking = Ask(graph);
    for (const Truth level : {Truth::kCertain, Truth::kPossible}) {
      const std::vector<Fact> facts = FactsAt(graph, level);
      for (std::uint32_t entity = 0; entity < graph.entities; ++entity) {
        std::int64_t all = 0;
        std::int64_t greatest = 0;
        for (std::uint32_t owner = 0; owner < graph.entities; ++owner) {
          if (owner == entity || blocking.truth(ActorId(owner)) < level) continue;
          std::int64_t sum = 0;
          for (const Fact& fact : facts) {
            if (fact.owner == owner && fact.owned == entity) sum += fact.millionths;
          }
          all += sum;
          greatest = std::max(greatest, sum);
        }
        const PerCent share = level == Truth::kCertain ? blocking.certain_share(ActorId(entity))
                                                       : blocking.possible_share(ActorId(entity));
        ASSERT_EQ(share.millionths(), graph.rule.aggregate ? all : greatest) << "seed " << seed;
      }
    }
  }
}

TEST(OwnershipOracle, MoreFactsNeverUnblockAndTheOrderOfRowsChangesNothing) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Maker maker(3'000 + seed);
    Graph graph = maker.Make(3 + maker.Below(30), maker.Below(90), 20);
    const Blocking before = Ask(graph);

    Graph shuffled = graph;
    std::shuffle(shuffled.rows.begin(), shuffled.rows.end(), maker.random());
    std::shuffle(shuffled.listed.begin(), shuffled.listed.end(), maker.random());
    const Blocking same = Ask(shuffled);
    ASSERT_EQ(same.count(), before.count());
    for (std::uint32_t entity = 0; entity < graph.entities; ++entity) {
      const ActorId id(entity);
      ASSERT_EQ(same.truth(id), before.truth(id)) << "seed " << seed;
      ASSERT_EQ(same.certain_share(id), before.certain_share(id)) << "seed " << seed;
      ASSERT_EQ(same.possible_share(id), before.possible_share(id)) << "seed " << seed;
      const BlockingReason a = same.Explain(id);
      const BlockingReason b = before.Explain(id);
      if (a.fewest && b.fewest) {
        ASSERT_EQ(a.holdings.size(), b.holdings.size());
      }
    }

    if (maker.Below(2) == 0) {
      graph.rows.push_back({ActorId(maker.Below(graph.entities)),
                            ActorId(maker.Below(graph.entities)), PerCent::Of(30)});
    } else {
      graph.listed.push_back({ActorId(maker.Below(graph.entities)), Truth::kPossible});
    }
    const Blocking after = Ask(graph);
    for (std::uint32_t entity = 0; entity < graph.entities; ++entity) {
      ASSERT_GE(after.truth(ActorId(entity)), before.truth(ActorId(entity))) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace casus
