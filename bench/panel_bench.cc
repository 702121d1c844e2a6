// Panels of a chronicle as a conflict data set gives it: countries, provinces, towns; two sides;
// deaths.
//
//   map   beside it: a plain loop that adds up cells in a std::map, of the same rows; it knows
//   neither
//         vague days nor places that lie in several countries

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "casus/casus.h"
#include "shapes.h"

namespace casus::bench {
namespace {

constexpr std::uint32_t kCountries = 200;
constexpr std::uint32_t kProvinces = 3'000;
constexpr std::uint32_t kTowns = 57'000;
constexpr std::int64_t kActors = 20'000;

// Few are in most rows.
std::uint32_t Skewed(Random& random, std::int64_t size) {
  const double unit = random.Unit();
  return static_cast<std::uint32_t>(unit * unit * unit * static_cast<double>(size));
}

// Countries first, then provinces in them, then towns in those.
Place PlaceNumber(std::uint32_t i) {
  Place place;
  place.fact.key = "p" + std::to_string(i);
  place.fact.source = SourceId(0);
  place.kind = PlaceKind::kCountry;
  if (i >= kCountries) {
    place.kind = PlaceKind::kAdmin1;
    place.parents = {{PlaceId((i - kCountries) % kCountries), std::nullopt, std::nullopt}};
  }
  if (i >= kCountries + kProvinces) {
    place.kind = PlaceKind::kSettlement;
    const std::uint32_t province = kCountries + (i - kCountries - kProvinces) % kProvinces;
    place.parents = {{PlaceId(province), std::nullopt, std::nullopt}};
  }
  return place;
}

// One in fifty is known to the month only.
Event EventNumber(std::int64_t i, std::int64_t size, Random& random) {
  Event event;
  event.fact.key = "e" + std::to_string(i);
  const Day day = kFirst + i * kDays / size;
  event.fact.span =
      Span::On(random.Below(50) == 0 ? Moment::InMonth(day.year(), day.month()).value()
                                     : Moment::OnDay(day));
  event.fact.source = SourceId(0);
  event.type = EventType::kBattle;
  event.parties = {{ActorId(Skewed(random, kActors)), Role::kSideA},
                   {ActorId(Skewed(random, kActors)), Role::kSideB}};
  event.place = PlaceId(Skewed(random, kCountries + kProvinces + kTowns));
  const std::int64_t best = random.Below(20);
  event.casualties = Casualties{best / 2, best, best * 2, {}, {}, {}, {}};
  return event;
}

std::vector<Event> EventsOf(std::int64_t size) {
  std::vector<Event> events;
  Random random(11);
  for (std::int64_t i = 0; i < size; ++i) events.push_back(EventNumber(i, size, random));
  return events;
}

// Made once for each size: the benchmarks only read them.
const Chronicle& ChronicleOf(std::int64_t size) {
  static std::map<std::int64_t, Chronicle> made;
  const auto found = made.find(size);
  if (found != made.end()) return found->second;
  ChronicleBuilder builder;
  Source source;
  source.key = "s";
  builder.Add(source);
  for (std::int64_t i = 0; i < kActors; ++i) {
    Actor actor;
    actor.fact.key = "a" + std::to_string(i);
    actor.fact.source = SourceId(0);
    builder.Add(actor);
  }
  for (std::uint32_t i = 0; i < kCountries + kProvinces + kTowns; ++i) builder.Add(PlaceNumber(i));
  Random random(11);
  for (std::int64_t i = 0; i < size; ++i) builder.Add(EventNumber(i, size, random));
  return made.emplace(size, builder.Build().value()).first->second;
}
const std::vector<Event>& RecordsOf(std::int64_t size) {
  static std::map<std::int64_t, std::vector<Event>> made;
  std::vector<Event>& records = made[size];
  if (records.empty()) records = EventsOf(size);
  return records;
}

template <PanelUnitKind kBy>
void Panels(benchmark::State& state) {
  const Chronicle& chronicle = ChronicleOf(state.range(0));
  PanelOptions options;
  options.by = kBy;
  options.period = kWhole;
  std::size_t cells = 0;
  // The index of the chronicle is made with the first question.
  benchmark::DoNotOptimize(chronicle.timeline(Table::kEvents).CountAt(kFirst));
  for (auto _ : state) cells = PanelOf(chronicle, options).value().cells.size();
  state.counters["cells"] = static_cast<double>(cells);
}

struct MapCell {
  std::int64_t events = 0;
  std::int64_t low = 0;
  std::int64_t best = 0;
  std::int64_t high = 0;
};

template <PanelUnitKind kBy>
void Maps(benchmark::State& state) {
  const std::vector<Event>& records = RecordsOf(state.range(0));
  std::vector<std::uint32_t> country(kCountries + kProvinces + kTowns);
  for (std::uint32_t i = 0; i < country.size(); ++i) {
    std::uint32_t place = i;
    while (place >= kCountries) place = PlaceNumber(place).parents.front().parent.value();
    country[i] = place;
  }
  std::size_t size = 0;
  for (auto _ : state) {
    std::map<std::pair<std::uint32_t, std::pair<int, int>>, MapCell> cells;
    for (const Event& event : records) {
      const Ymd ymd = event.fact.span.first().earliest().ymd();
      const auto add = [&](std::uint32_t unit) {
        MapCell& cell = cells[{unit, {ymd.year, ymd.month}}];
        ++cell.events;
        cell.low += *event.casualties->low;
        cell.best += *event.casualties->best;
        cell.high += *event.casualties->high;
      };
      if (kBy == PanelUnitKind::kPlace) {
        add(country[event.place->value()]);
      } else {
        for (const Party& party : event.parties) add(party.actor.value());
      }
    }
    size = cells.size();
  }
  state.counters["cells"] = static_cast<double>(size);
}

void Register() {
  for (const std::int64_t size : {100'000, 1'000'000, 10'000'000}) {
    const auto add = [&](const char* question, const char* method, void (*run)(benchmark::State&)) {
      benchmark::RegisterBenchmark(
          (std::string(question) + "/" + std::to_string(size) + "/" + method).c_str(), run)
          ->Arg(size)
          ->Unit(benchmark::kMillisecond);
    };
    add("country_month", "casus", Panels<PanelUnitKind::kPlace>);
    add("country_month", "map", Maps<PanelUnitKind::kPlace>);
    add("actor_month", "casus", Panels<PanelUnitKind::kActor>);
    add("actor_month", "map", Maps<PanelUnitKind::kActor>);
  }
}

}  // namespace
}  // namespace casus::bench

int main(int argc, char** argv) {
  casus::bench::Register();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
