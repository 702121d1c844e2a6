// Who holds places on a day: a country of 30,000 settlements in four levels, of which two sources
// say who controls them, in episodes of whole days over ten years, and what the state's law says of
// the whole.
//
//   look_up   one place on one day, with what is said of the places it lies in
//   map       all places on a day
//   changes   what each source says otherwise on another day
//
//   casus   TerritoryIndex
//   find    Chronicle::Find(StatusQuery), one source's view of the place itself: no index by place
//           and day, and nothing of what the place lies in
//   loop    a vector of exact episodes for each place: it knows nothing vague, no second level, no
//           day of knowledge and no exception, and tells a holder's number

#include <benchmark/benchmark.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "casus/casus.h"
#include "shapes.h"

namespace casus::bench {
namespace {

constexpr std::uint32_t kOblasts = 25;
constexpr std::uint32_t kRaions = 136;
constexpr std::uint32_t kHromadas = 1'772;
constexpr std::uint32_t kSettlements = 30'000;
constexpr std::uint32_t kPlaces = 1 + kOblasts + kRaions + kHromadas + kSettlements;
constexpr std::int64_t kYears = 3'650;
const Day kBegin = Day::FromYmd(2014, 3, 1);

struct Spell {
  Day begin = Day::Min();
  Day end = Day::Min();
  std::uint32_t holder = 0;
};

struct Country {
  Chronicle chronicle;
  std::vector<std::vector<Spell>> spells;  // by place, of both sources
};

// The unit a place lies in, one level up.
std::uint32_t Outer(std::uint32_t place) {
  std::uint32_t first = 1;
  std::uint32_t outer_first = 0;
  std::uint32_t outer_count = 1;
  for (const std::uint32_t count : {kOblasts, kRaions, kHromadas, kSettlements}) {
    if (place < first + count) return outer_first + (place - first) % outer_count;
    outer_first = first;
    outer_count = count;
    first += count;
  }
  return 0;
}

Country Make() {
  Country country;
  country.spells.resize(kPlaces);
  ChronicleBuilder builder;
  std::vector<SourceId> sources;
  for (const char* key : {"law", "list", "map"}) {
    sources.push_back(builder.Add(Source{.key = key, .published = Moment::OnDay(kBegin)}));
  }
  for (std::uint32_t i = 0; i < 3; ++i) {
    Actor actor;
    actor.fact.key = "a" + std::to_string(i);
    actor.fact.source = sources[0];
    builder.Add(std::move(actor));
  }
  for (std::uint32_t i = 0; i < kPlaces; ++i) {
    Place place;
    place.fact.key = "p" + std::to_string(i);
    place.fact.source = sources[0];
    if (i > 0) place.parents = {{PlaceId(Outer(i)), std::nullopt, std::nullopt}};
    builder.Add(std::move(place));
  }
  std::uint32_t rows = 0;
  const auto add = [&](std::uint32_t place, Axis axis, SourceId source, std::uint32_t holder,
                       Day begin, Day end) {
    TerritorialStatus status;
    status.fact.key = "s" + std::to_string(rows++);
    status.fact.source = source;
    status.fact.span = Span::Exactly(Period::Of(begin, end));
    status.place = PlaceId(place);
    status.axis = axis;
    status.holders = {ActorId(holder)};
    builder.Add(std::move(status));
  };
  add(0, Axis::kTitle, sources[0], 0, Day::BeginningOfTime(), Day::EndOfTime());
  Random random(5);
  for (std::uint32_t place = kPlaces - kSettlements; place < kPlaces; ++place) {
    for (const SourceId source : {sources[1], sources[2]}) {
      Day begin = kBegin;
      for (int i = 0; i < 3; ++i) {
        const Day end = i == 2 ? kBegin + kYears : begin + 1 + random.Below(kYears / 3);
        const auto holder = static_cast<std::uint32_t>(random.Below(3));
        add(place, Axis::kControl, source, holder, begin, end);
        country.spells[place].push_back({begin, end, holder});
        begin = end;
      }
    }
  }
  country.chronicle = builder.Build().value();
  return country;
}

const Country& TheCountry() {
  static const Country country = Make();
  return country;
}
const TerritoryIndex& TheIndex() {
  static const TerritoryIndex index = TerritoryIndex::Build(TheCountry().chronicle);
  return index;
}

struct Question {
  std::uint32_t place;
  Day day;
};
std::vector<Question> Questions() {
  Random random(6);
  std::vector<Question> questions;
  while (questions.size() < 4096) {
    const auto place = static_cast<std::uint32_t>(random.Below(kSettlements));
    questions.push_back({kPlaces - 1 - place, kBegin + random.Below(kYears)});
  }
  return questions;
}

template <typename Ask>
void LookUp(benchmark::State& state, Ask ask) {
  const std::vector<Question> questions = Questions();
  std::size_t i = 0;
  std::uint64_t found = 0;
  for (auto _ : state) {
    found += ask(questions[i++ % questions.size()]);
    benchmark::DoNotOptimize(found);
  }
  state.counters["found"] = static_cast<double>(found) / static_cast<double>(state.iterations());
}

void Build(benchmark::State& state) {
  const Chronicle& chronicle = TheCountry().chronicle;
  for (auto _ : state) benchmark::DoNotOptimize(TerritoryIndex::Build(chronicle));
  state.counters["MB"] = static_cast<double>(TheIndex().MemoryUsed()) / 1e6;
}
void LookUpCasus(benchmark::State& state) {
  const TerritoryIndex& index = TheIndex();
  const TerritoryFilter filter;
  LookUp(state, [&](const Question& question) {
    std::uint64_t found = 0;
    index.Visit(PlaceId(question.place), question.day, filter,
                [&](const PlaceStatus&) { ++found; });
    return found;
  });
}
void LookUpFind(benchmark::State& state) {
  const Chronicle& chronicle = TheCountry().chronicle;
  LookUp(state, [&](const Question& question) {
    StatusQuery query;
    query.when = At{question.day};
    query.place = PlaceId(question.place);
    query.only_place_itself = true;
    return chronicle.Find(query).size();
  });
}
void LookUpLoop(benchmark::State& state) {
  const Country& country = TheCountry();
  LookUp(state, [&](const Question& question) {
    std::uint64_t found = 0;
    for (const Spell& spell : country.spells[question.place]) {
      found += spell.begin <= question.day && question.day < spell.end ? 1 : 0;
    }
    return found;
  });
}

void MapCasus(benchmark::State& state) {
  const TerritoryIndex& index = TheIndex();
  const TerritoryFilter filter{.axes = {Axis::kControl}};
  Random random(7);
  std::uint64_t found = 0;
  for (auto _ : state) {
    index.Map(kBegin + random.Below(kYears), filter, [&](PlaceId, const PlaceStatus&) { ++found; });
    benchmark::DoNotOptimize(found);
  }
  state.counters["found"] = static_cast<double>(found) / static_cast<double>(state.iterations());
}
void MapLoop(benchmark::State& state) {
  const Country& country = TheCountry();
  Random random(7);
  std::uint64_t found = 0;
  for (auto _ : state) {
    const Day day = kBegin + random.Below(kYears);
    for (const std::vector<Spell>& spells : country.spells) {
      for (const Spell& spell : spells) found += spell.begin <= day && day < spell.end ? 1 : 0;
    }
    benchmark::DoNotOptimize(found);
  }
  state.counters["found"] = static_cast<double>(found) / static_cast<double>(state.iterations());
}

void ChangesCasus(benchmark::State& state) {
  const TerritoryIndex& index = TheIndex();
  Random random(8);
  std::size_t found = 0;
  for (auto _ : state) {
    const Day first = kBegin + random.Below(kYears - 30);
    found += index.Changes(first, first + 30, {}).size();
  }
  state.counters["found"] = static_cast<double>(found) / static_cast<double>(state.iterations());
}

BENCHMARK(Build)->Name("build/30000/casus")->Unit(benchmark::kMillisecond);
BENCHMARK(LookUpCasus)->Name("look_up/30000/casus")->Unit(benchmark::kNanosecond);
BENCHMARK(LookUpFind)->Name("look_up/30000/find")->Unit(benchmark::kNanosecond);
BENCHMARK(LookUpLoop)->Name("look_up/30000/loop")->Unit(benchmark::kNanosecond);
BENCHMARK(MapCasus)->Name("map/30000/casus")->Unit(benchmark::kMillisecond);
BENCHMARK(MapLoop)->Name("map/30000/loop")->Unit(benchmark::kMillisecond);
BENCHMARK(ChangesCasus)->Name("changes/30000/casus")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace casus::bench

BENCHMARK_MAIN();
