// Codes of states in time, and actors related on a day. Names are <question>/<method>.
//
// Plain: what a program without casus has, a hash table from code to code of today without days, so
// that it knows neither spells nor splits. Linear: every spell of the tables, compared one by one.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "casus/actor/codes.h"
#include "casus/chronicle/relations.h"
#include "shapes.h"

namespace casus::bench {
namespace {

constexpr CodeSystem kFrom = CodeSystem::kCow;
constexpr CodeSystem kTo = CodeSystem::kGw;

struct Column {
  std::vector<std::string_view> codes;
  std::vector<Day> days;
};

// Country-years: codes of COW of a year that have one, on its last day.
const Column& Panel() {
  static const auto* const kPanel = [] {
    auto* const column = new Column;
    Random random(5);
    while (column->codes.size() < 1'000'000) {
      const Day day = Day::FromYmd(1946 + static_cast<int>(random.Below(71)), 12, 31);
      const StateId state(
          static_cast<std::uint32_t>(random.Below(static_cast<std::int32_t>(StateCount()))));
      const auto held = CodesOf(state, kFrom, day).value();
      if (held.empty()) continue;
      column->codes.push_back(held.front().code);
      column->days.push_back(day);
    }
    return column;
  }();
  return *kPanel;
}

void Resolve_casus(benchmark::State& state) {
  const Column& panel = Panel();
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(Resolve(panel.codes[next], kFrom, panel.days[next]));
    next = next + 1 == panel.codes.size() ? 0 : next + 1;
  }
}
BENCHMARK(Resolve_casus)->Name("resolve/casus");

void Resolve_linear(benchmark::State& state) {
  const Column& panel = Panel();
  std::vector<std::pair<StateId, StateCode>> all;
  for (std::uint32_t i = 0; i < StateCount(); ++i) {
    const auto codes = CodesOf(StateId(i), kFrom).value();
    for (const StateCode& code : codes) {
      all.emplace_back(StateId(i), code);
    }
  }
  std::size_t next = 0;
  for (auto _ : state) {
    std::vector<StateId> found;
    for (const auto& [bearer, code] : all) {
      if (code.code == panel.codes[next] && HoldsAt(code.span, panel.days[next]) != Truth::kNo) {
        found.push_back(bearer);
      }
    }
    benchmark::DoNotOptimize(found);
    next = next + 1 == panel.codes.size() ? 0 : next + 1;
  }
}
BENCHMARK(Resolve_linear)->Name("resolve/linear");

void Crosswalk_casus(benchmark::State& state) {
  const Column& panel = Panel();
  for (auto _ : state) benchmark::DoNotOptimize(Crosswalk(panel.codes, kFrom, kTo, panel.days));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(panel.codes.size()));
}
BENCHMARK(Crosswalk_casus)->Name("crosswalk/casus")->Unit(benchmark::kMillisecond);

void Crosswalk_plain(benchmark::State& state) {
  const Column& panel = Panel();
  std::unordered_map<std::string_view, std::string_view> today;
  for (std::uint32_t i = 0; i < StateCount(); ++i) {
    const auto from = CodesOf(StateId(i), kFrom).value();
    const auto to = CodesOf(StateId(i), kTo).value();
    if (!from.empty() && !to.empty()) today[from.back().code] = to.back().code;
  }
  for (auto _ : state) {
    std::vector<std::string_view> made;
    made.reserve(panel.codes.size());
    for (const std::string_view code : panel.codes) {
      const auto found = today.find(code);
      made.push_back(found == today.end() ? std::string_view() : found->second);
    }
    benchmark::DoNotOptimize(made);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(panel.codes.size()));
}
BENCHMARK(Crosswalk_plain)->Name("crosswalk/plain")->Unit(benchmark::kMillisecond);

// 50,000 actors, each part of one before it during some years: about a fifth of the relations hold
// on a day.
const Chronicle& Forces() {
  static const auto* const kForces = [] {
    ChronicleBuilder builder;
    Random random(9);
    Source named;
    named.key = "source";
    const SourceId source = builder.Add(named);
    std::vector<ActorId> actors;
    const Day first = Day::FromYmd(1946, 1, 1);
    for (std::int32_t i = 0; i < 50'000; ++i) {
      Actor actor;
      actor.fact.key = "a" + std::to_string(i);
      actor.fact.source = source;
      actors.push_back(builder.Add(actor));
      if (i == 0) continue;
      Relation relation;
      relation.fact.key = "r" + std::to_string(i);
      relation.fact.source = source;
      const Day begin = first + random.Below(70 * 365);
      relation.fact.span = Span::Exactly(Period::Of(begin, begin + 365 * 14));
      relation.from = actors.back();
      relation.to = actors[static_cast<std::size_t>(random.Below(i < 50 ? 1 : 50))];
      builder.Add(relation);
    }
    return new Chronicle(builder.Build().value());
  }();
  return *kForces;
}

void Related_casus(benchmark::State& state) {
  const Chronicle& chronicle = Forces();
  std::size_t found = 0;
  for (auto _ : state) {
    const Related related = RelatedOn(chronicle, {.actor = ActorId(0),
                                                  .backward = {RelationKind::kPartOf},
                                                  .day = Day::FromYmd(1990, 1, 1)});
    found = related.actors.size();
    benchmark::DoNotOptimize(related);
  }
  state.counters["found"] = static_cast<double>(found);
}
BENCHMARK(Related_casus)->Name("related/RelatedOn")->Unit(benchmark::kMillisecond);

void Related_parts(benchmark::State& state) {
  const Chronicle& chronicle = Forces();
  std::size_t found = 0;
  for (auto _ : state) {
    const auto parts = chronicle.PartsOf({ActorId(0), true}, Day::FromYmd(1990, 1, 1));
    found = parts.size();
    benchmark::DoNotOptimize(parts);
  }
  state.counters["found"] = static_cast<double>(found);
}
BENCHMARK(Related_parts)->Name("related/PartsOf")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace casus::bench

BENCHMARK_MAIN();
