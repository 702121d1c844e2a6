// A chronicle of events as a media source gives them: building it, what it takes, its snapshot, its
// filters.
//
//   records   beside it: a loop over the records of a plain program, std::vector<Event>

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "casus/casus.h"
#include "shapes.h"

namespace casus::bench {
namespace {

constexpr std::int64_t kActors = 20'000;
constexpr std::int64_t kPlaces = 60'000;

// Few are in most rows: the square of a uniform number, scaled.
std::uint32_t Skewed(Random& random, std::int64_t size) {
  const double unit = random.Unit();
  return static_cast<std::uint32_t>(unit * unit * unit * static_cast<double>(size));
}

Event EventNumber(std::int64_t i, std::int64_t size, Random& random) {
  Event event;
  event.fact.key = "gdelt:" + std::to_string(400'000'000 + i);
  const Day day = kFirst + i * kDays / size;
  event.fact.span = Span::On(day);
  event.fact.source = SourceId(0);
  event.fact.learnt = Moment::OnDay(day + 1);
  event.type = EventType::kStatement;
  event.parties = {{ActorId(Skewed(random, kActors)), Role::kInitiator},
                   {ActorId(Skewed(random, kActors)), Role::kTarget}};
  const std::uint32_t place = Skewed(random, kPlaces);
  event.place = PlaceId(place);
  event.at = Coordinates{place % 180 - 90.0, place % 360 - 180.0};
  const std::int64_t code = random.Below(190);
  event.codes = {{Taxonomy::kCameo, std::to_string(10 + code)}};
  event.media = MediaCoding{.goldstein = static_cast<double>(code % 40 - 20) / 2,
                            .quad_class = static_cast<std::int32_t>(code / 50 + 1),
                            .is_root_event = code % 2 == 0,
                            .mentions = 1 + random.Below(10),
                            .sources = 1,
                            .articles = 1 + random.Below(10),
                            .average_tone = static_cast<double>(random.Below(100'000)) / 9973};
  return event;
}

ChronicleBuilder BuilderOf(std::int64_t size) {
  ChronicleBuilder builder;
  Source source;
  source.key = "gdelt";
  source.published = Moment::OnDay(kWhole.last() + 10);
  builder.Add(source);
  for (std::int64_t i = 0; i < kActors; ++i) {
    Actor actor;
    actor.fact.key = "cameo:" + std::to_string(i);
    actor.fact.source = SourceId(0);
    actor.name = "Actor " + std::to_string(i);
    builder.Add(actor);
  }
  for (std::int64_t i = 0; i < kPlaces; ++i) {
    Place place;
    place.fact.key = "gns:" + std::to_string(i);
    place.fact.source = SourceId(0);
    place.name = "Place " + std::to_string(i);
    builder.Add(place);
  }
  Random random(11);
  for (std::int64_t i = 0; i < size; ++i) builder.Add(EventNumber(i, size, random));
  return builder;
}

// Made once for each size: the benchmarks only read it.
const Chronicle& ChronicleOf(std::int64_t size) {
  static std::map<std::int64_t, Chronicle> made;
  const auto found = made.find(size);
  if (found != made.end()) return found->second;
  return made.emplace(size, BuilderOf(size).Build().value()).first->second;
}

class SnapshotOf {
 public:
  explicit SnapshotOf(std::int64_t size)
      : path_((std::filesystem::temp_directory_path() /
               ("casus_bench_" + std::to_string(getpid()) + "_" + std::to_string(size) + ".casus"))
                  .string()) {
    const Result<void> saved = ChronicleOf(size).Save(path_);
    if (!saved.ok()) std::abort();
  }
  ~SnapshotOf() { std::filesystem::remove(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};
const std::string& Snapshot(std::int64_t size) {
  static std::map<std::int64_t, std::unique_ptr<SnapshotOf>> made;
  std::unique_ptr<SnapshotOf>& snapshot = made[size];
  if (snapshot == nullptr) snapshot = std::make_unique<SnapshotOf>(size);
  return snapshot->path();
}

const std::vector<Event>& RecordsOf(std::int64_t size) {
  static std::map<std::int64_t, std::vector<Event>> made;
  std::vector<Event>& records = made[size];
  if (records.empty()) {
    Random random(11);
    for (std::int64_t i = 0; i < size; ++i) records.push_back(EventNumber(i, size, random));
  }
  return records;
}

EventQuery QueryNumber(std::int64_t i, bool with_actor) {
  EventQuery query;
  const Day first = kFirst + (i * 3967) % (kDays - 110);
  query.when = During{Period::Of(first, first + 110)};
  if (with_actor) query.actor = ActorFilter{.actor = ActorId(static_cast<std::uint32_t>(i % 500))};
  return query;
}

void Build(benchmark::State& state) {
  const std::int64_t size = state.range(0);
  for (auto _ : state) {
    state.PauseTiming();
    ChronicleBuilder builder = BuilderOf(size);
    state.ResumeTiming();
    benchmark::DoNotOptimize(builder.Build().value());
  }
  state.counters["bytes_per_event"] =
      static_cast<double>(ChronicleOf(size).MemoryUsed()) / static_cast<double>(size);
}

void Save(benchmark::State& state) {
  const Chronicle& chronicle = ChronicleOf(state.range(0));
  const std::string path = Snapshot(state.range(0)) + ".again";
  for (auto _ : state) benchmark::DoNotOptimize(chronicle.Save(path).ok());
  state.counters["MB"] = static_cast<double>(std::filesystem::file_size(path)) / 1e6;
  std::filesystem::remove(path);
}

template <Chronicle::OpenOptions::Verify kVerify>
void OpenAndAsk(benchmark::State& state) {
  const std::string& path = Snapshot(state.range(0));
  for (auto _ : state) {
    const Chronicle chronicle = Chronicle::Open(path, {.verify = kVerify}).value();
    benchmark::DoNotOptimize(chronicle.timeline(Table::kEvents).CountAt(kFirst + 5000));
  }
}

void CountOfActor(benchmark::State& state) {
  const Chronicle& chronicle = ChronicleOf(state.range(0));
  std::int64_t i = 0;
  std::int64_t found = 0;
  for (auto _ : state) found += chronicle.Count(QueryNumber(i++, true)).possible;
  state.counters["found"] = static_cast<double>(found) / static_cast<double>(i);
}

void CountOfActorInRecords(benchmark::State& state) {
  const std::vector<Event>& records = RecordsOf(state.range(0));
  std::int64_t i = 0;
  for (auto _ : state) {
    const EventQuery query = QueryNumber(i++, true);
    const Period period = std::get<During>(query.when).period;
    std::int64_t found = 0;
    for (const Event& event : records) {
      if (MeetsDuring(event.fact.span, period) == Truth::kNo) continue;
      found += std::any_of(event.parties.begin(), event.parties.end(),
                           [&](const Party& party) { return party.actor == query.actor->actor; });
    }
    benchmark::DoNotOptimize(found);
  }
}

constexpr std::int64_t kSizes[] = {100'000, 1'000'000, 10'000'000};

void Register() {
  using Verify = Chronicle::OpenOptions::Verify;
  for (const std::int64_t size : kSizes) {
    const auto add = [&](const char* question, const char* method, void (*run)(benchmark::State&),
                         benchmark::TimeUnit unit) {
      benchmark::RegisterBenchmark(
          (std::string(question) + "/" + std::to_string(size) + "/" + method).c_str(), run)
          ->Arg(size)
          ->Unit(unit);
    };
    add("build", "casus", Build, benchmark::kMillisecond);
    add("save", "casus", Save, benchmark::kMillisecond);
    add("open_first_answer", "casus", OpenAndAsk<Verify::kSmallParts>, benchmark::kMillisecond);
    add("open_verified", "casus", OpenAndAsk<Verify::kEverything>, benchmark::kMillisecond);
    add("actor_1%_count", "casus", CountOfActor, benchmark::kMicrosecond);
    add("actor_1%_count", "records", CountOfActorInRecords, benchmark::kMicrosecond);
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
