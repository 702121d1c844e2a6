// Who is blocked by ownership on a day, in graphs of three holdings an entity:
//
//   register  as registers of companies have it: few own much, one share in ten is known within
//             bounds only, one in five ended before, 2 % are listed
//   tree      the worst for both: each entity is owned by one made before it, and so on down to the
//             one that is listed, so that all are blocked and every holding is looked at
//
//   rounds  beside it: the definition as it is written (FAQ 401), round after round over all
//   holdings
//           until nothing changes; for what is certain, then for what is possible

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "casus/sanction/ownership.h"
#include "shapes.h"

namespace casus::bench {
namespace {

const Day kDay = Day::FromYmd(2022, 3, 1);

struct Graph {
  std::uint32_t entities = 0;
  std::vector<Holding> rows;
  std::vector<Listed> listed;
};

enum GraphShape : std::int64_t { kRegister, kTree };

// Made once for each size.
const Graph& GraphOf(std::int64_t entities, std::int64_t shape) {
  static std::map<std::pair<std::int64_t, std::int64_t>, Graph> made;
  Graph& graph = made[{entities, shape}];
  if (graph.entities != 0) return graph;
  graph.entities = static_cast<std::uint32_t>(entities);
  Random random(17);
  const SpanBounds ended = Span::Exactly(Period::OfYear(2020)).bounds();
  const auto any = [&] { return static_cast<std::uint32_t>(random.Below(entities)); };
  if (shape == kTree) {
    for (std::uint32_t i = 1; i < graph.entities; ++i) {
      const auto before = static_cast<std::uint32_t>(random.Below(i));
      graph.rows.push_back({ActorId(before), ActorId(i), PerCent::Of(60), PerCent::Of(60)});
      for (int more = 0; more < 2; ++more) {
        graph.rows.push_back({ActorId(any()), ActorId(i), PerCent::Of(20), PerCent::Of(20)});
      }
    }
    // In no order: the baseline would go through owned ones one after the other.
    for (std::size_t i = graph.rows.size(); i > 1; --i) {
      std::swap(graph.rows[i - 1],
                graph.rows[static_cast<std::size_t>(random.Below(static_cast<std::int64_t>(i)))]);
    }
    graph.listed.push_back({ActorId(0)});
    return graph;
  }
  for (std::int64_t i = 0; i < 3 * entities; ++i) {
    // Few own much.
    const double unit = random.Unit();
    const auto owner =
        static_cast<std::uint32_t>(unit * unit * unit * static_cast<double>(entities - 1));
    const PerCent low = PerCent::OfHundredths(static_cast<std::int32_t>(random.Below(5'000)));
    Holding holding{ActorId(owner), ActorId(any()), low, low};
    if (random.Below(10) == 0) holding.high = PerCent::Of(75);
    if (random.Below(5) == 0) holding.span = ended;
    graph.rows.push_back(holding);
  }
  for (std::int64_t i = 0; i < entities / 50; ++i) {
    graph.listed.push_back({ActorId(any()), i % 10 == 0 ? Truth::kPossible : Truth::kCertain});
  }
  return graph;
}

Bounds Rounds(const Graph& graph, const OwnershipRule& rule) {
  Bounds count;
  for (const Truth level : {Truth::kCertain, Truth::kPossible}) {
    std::vector<bool> blocked(graph.entities);
    for (const Listed& listed : graph.listed) {
      if (listed.truth >= level) blocked[listed.actor.value()] = true;
    }
    std::vector<PerCent> sums;
    for (bool changed = true; changed;) {
      changed = false;
      sums.assign(graph.entities, PerCent());
      for (const Holding& row : graph.rows) {
        if (!blocked[row.owner.value()] || HoldsAt(row.span, kDay) < level) continue;
        PerCent& sum = sums[row.owned.value()];
        sum = sum + (level == Truth::kCertain ? row.low : row.high);
      }
      for (std::uint32_t entity = 0; entity < graph.entities; ++entity) {
        if (blocked[entity] || !rule.IsReachedBy(sums[entity])) continue;
        blocked[entity] = true;
        changed = true;
      }
    }
    std::int64_t& number = level == Truth::kCertain ? count.certain : count.possible;
    number = std::count(blocked.begin(), blocked.end(), true);
  }
  return count;
}

const OwnershipRule& Rule() {
  static const OwnershipRule rule = RuleOn(OwnershipSystem::kOfac, kDay).value();
  return rule;
}

void Build(benchmark::State& state, std::int64_t entities, GraphShape shape) {
  const Graph& graph = GraphOf(entities, shape);
  for (auto _ : state) benchmark::DoNotOptimize(Holdings::Build(graph.entities, graph.rows));
  state.counters["bytes"] =
      static_cast<double>(Holdings::Build(graph.entities, graph.rows)->MemoryUsed());
}

void BlockedOnDay(benchmark::State& state, std::int64_t entities, GraphShape shape) {
  const Graph& graph = GraphOf(entities, shape);
  const Holdings holdings = Holdings::Build(graph.entities, graph.rows).value();
  Bounds count;
  for (auto _ : state) count = holdings.Blocked(Rule(), kDay, graph.listed)->count();
  const Bounds expected = Rounds(graph, Rule());
  if (count != expected) state.SkipWithError("the baseline finds others");
  state.counters["found"] = static_cast<double>(count.possible);
  state.counters["certain"] = static_cast<double>(count.certain);
}

void BlockedOnDayRounds(benchmark::State& state, std::int64_t entities, GraphShape shape) {
  const Graph& graph = GraphOf(entities, shape);
  for (auto _ : state) benchmark::DoNotOptimize(Rounds(graph, Rule()));
}

// Of a thousand blocked entities.
void Explain(benchmark::State& state, std::int64_t entities, GraphShape shape) {
  const Graph& graph = GraphOf(entities, shape);
  const Holdings holdings = Holdings::Build(graph.entities, graph.rows).value();
  const Blocking blocking = holdings.Blocked(Rule(), kDay, graph.listed).value();
  std::vector<ActorId> asked;
  blocking.Visit([&](ActorId entity, Truth truth) {
    if (blocking.listed(entity) < truth) asked.push_back(entity);
  });
  if (asked.size() > 1'000) asked.erase(asked.begin() + 1'000, asked.end());
  std::int64_t proven = 0;
  std::size_t most = 0;
  std::size_t next = 0;
  std::int64_t asked_count = 0;
  for (auto _ : state) {
    const BlockingReason reason = blocking.Explain(asked[next++ % asked.size()]);
    proven += reason.fewest ? 1 : 0;
    most = std::max(most, reason.holdings.size());
    ++asked_count;
  }
  state.counters["proven"] = static_cast<double>(proven) / static_cast<double>(asked_count);
  state.counters["most"] = static_cast<double>(most);
}

void Register() {
  const auto add = [](const char* question, const char* method, auto ask, std::int64_t entities,
                      GraphShape shape) {
    const std::string name = std::string(question) + (shape == kTree ? "/tree/" : "/register/") +
                             std::to_string(entities) + "/" + method;
    return benchmark::RegisterBenchmark(name.c_str(), ask, entities, shape);
  };
  for (const std::int64_t entities : {100'000, 1'000'000}) {
    add("build", "casus", Build, entities, kRegister)->Unit(benchmark::kMillisecond);
    for (const GraphShape shape : {kRegister, kTree}) {
      add("blocked", "casus", BlockedOnDay, entities, shape)->Unit(benchmark::kMillisecond);
      add("blocked", "rounds", BlockedOnDayRounds, entities, shape)->Unit(benchmark::kMillisecond);
    }
  }
  for (const GraphShape shape : {kRegister, kTree}) {
    add("explain", "casus", Explain, 1'000'000, shape)
        ->Iterations(1'000)
        ->Unit(benchmark::kMicrosecond);
  }
}

}  // namespace
}  // namespace casus::bench

int main(int argc, char** argv) {
  casus::bench::Register();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
