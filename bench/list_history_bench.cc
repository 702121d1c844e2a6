// Sanctions lists of several days as one chronicle. From list to list 0.5 % of the entries go, as
// many come, and as many read differently.
//
//   history   ListHistory: every list added, and the chronicle built
//   diff      beside it, what scripts do: the keys of each list as a sorted set, and the keys that
//             came and went from one to the next; no rows, no periods

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "casus/chronicle/list_history.h"
#include "casus/chronicle/versions.h"
#include "shapes.h"

namespace casus::bench {
namespace {

const Day kFirst = Day::FromYmd(2020, 1, 1);

struct Entry {
  std::uint32_t number = 0;
  std::uint32_t revision = 0;
};

// The list of each day in turn.
class Lists {
 public:
  explicit Lists(std::int64_t entries) {
    for (std::int64_t i = 0; i < entries; ++i) entries_.push_back({next_++, 0});
  }
  void Step() {
    const std::size_t some = entries_.size() / 200;
    for (std::size_t i = 0; i < some; ++i) {
      entries_[Any()] = {next_++, 0};
      ++entries_[Any()].revision;
    }
    ++day_;
  }
  Day day() const { return kFirst + 7 * day_; }
  const std::vector<Entry>& entries() const { return entries_; }

  Chronicle Make() const {
    ChronicleBuilder builder;
    Source source;
    source.key = "list";
    builder.Add(source);
    const auto fact = [](std::string key) {
      Fact made;
      made.key = std::move(key);
      made.source = SourceId(0);
      return made;
    };
    Actor sender;
    sender.fact = fact("sender");
    builder.Add(sender);
    Regime regime;
    regime.fact = fact("regime");
    regime.senders = {ActorId(0)};
    builder.Add(regime);
    for (const Entry& entry : entries_) {
      const std::string number = std::to_string(entry.number);
      Actor actor;
      actor.fact = fact("list:" + number);
      actor.fact.note = "remarks=DOB 1 Jan 1970; revised " + std::to_string(entry.revision) +
                        " times; Passport A" + number + " (Ruritania); Gender Male";
      actor.name = "SURNAME" + number + ", Given Name";
      actor.names.push_back({"ALIAS " + number, NameKind::kAlias, {}, {}});
      actor.codes.push_back({CodeSystem::kOfacUid, number, {}});
      Designation designation;
      designation.fact = fact("list:" + number + ":PROGRAMME");
      designation.fact.span = Span::Make(Moment::NotAfter(day()), Moment::NotBefore(day())).value();
      designation.regime = RegimeId(0);
      designation.target = builder.Add(std::move(actor));
      designation.measures = {Measure::kAssetFreeze};
      builder.Add(std::move(designation));
    }
    return builder.Build().value();
  }

 private:
  std::size_t Any() {
    return static_cast<std::size_t>(random_.Below(static_cast<std::int64_t>(entries_.size())));
  }

  Random random_{23};
  std::uint32_t next_ = 1;
  int day_ = 0;
  std::vector<Entry> entries_;
};

void HistoryOfLists(benchmark::State& state) {
  const std::int64_t days = state.range(0);
  double rows = 0;
  double bytes = 0;
  double bytes_apart = 0;
  for (auto _ : state) {
    ListHistory history;
    Lists lists(state.range(1));
    bytes_apart = 0;
    for (std::int64_t i = 0; i < days; ++i) {
      state.PauseTiming();
      if (i > 0) lists.Step();
      const Chronicle list = lists.Make();
      bytes_apart += static_cast<double>(list.MemoryUsed());
      state.ResumeTiming();
      const Result<void> added =
          history.Add({.list = "list", .name = std::to_string(i), .published = lists.day()}, list);
      if (!added.ok()) return state.SkipWithError(added.error().message().c_str());
    }
    const Result<Chronicle> built = history.Build();
    if (!built.ok()) return state.SkipWithError(built.error().message().c_str());
    rows = static_cast<double>(built->designations().size());
    bytes = static_cast<double>(built->MemoryUsed());
  }
  state.counters["designations"] = rows;
  state.counters["MB"] = bytes / 1e6;
  state.counters["MB_apart"] = bytes_apart / 1e6;
}

void DiffOfKeys(benchmark::State& state) {
  const std::int64_t days = state.range(0);
  for (auto _ : state) {
    Lists lists(state.range(1));
    std::set<std::string> before;
    std::size_t differences = 0;
    for (std::int64_t i = 0; i < days; ++i) {
      state.PauseTiming();
      if (i > 0) lists.Step();
      const Chronicle list = lists.Make();
      state.ResumeTiming();
      std::set<std::string> now;
      for (const Designation& row : list.designations()) now.insert(row.fact.key);
      std::vector<std::string> differ;
      std::set_symmetric_difference(before.begin(), before.end(), now.begin(), now.end(),
                                    std::back_inserter(differ));
      differences += differ.size();
      before = std::move(now);
    }
    benchmark::DoNotOptimize(differences);
  }
}

BENCHMARK(HistoryOfLists)
    ->Name("history")
    ->ArgNames({"lists", "entries"})
    ->Args({5, 7379})
    ->Args({25, 10000})
    ->Args({100, 10000})
    ->Iterations(1)
    ->Repetitions(3)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(DiffOfKeys)
    ->Name("diff")
    ->ArgNames({"lists", "entries"})
    ->Args({5, 7379})
    ->Args({100, 10000})
    ->Iterations(1)
    ->Repetitions(3)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace casus::bench

BENCHMARK_MAIN();
