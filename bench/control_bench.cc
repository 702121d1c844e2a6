// VIINA's table of control as the reader gets it: 33,000 places by 1,500 days, five columns, made
// on the way and never on disk. Nine places of ten never change hands; the others do up to six
// times, which each map shows some days later than the other; DeepStateMap is silent for 40 days,
// the Institute for the Study of War for 300.
//
//   casus      kViinaControl: episodes with bounds and sources, in a builder
//   last       what programs do: split at commas, a map of the last values by place, a line for
//   each
//              change. It needs the rows in order of days, and knows no gap, no refusal and no
//              source
//   generate   the rows alone, made and dropped: in the times of both
//
//   by_place   rows as the files have them, each place from its first day to its last
//   by_day     all places of a day, then the next
//   map        TerritoryIndex::Map of a day of what was read

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "casus/casus.h"
#include "shapes.h"
#include "src/io/format.h"

namespace casus::bench {
namespace {

constexpr std::int64_t kPlaces = 33'000;
constexpr std::string_view kHeader =
    "geonameid,date,status_wiki,status_boost,status_dsm,status_isw,status,vcontrol_version\n";
const Day kBegin = Day::FromYmd(2022, 2, 24);

struct Change {
  std::int32_t day;
  std::uint8_t value;
};
const std::vector<std::vector<Change>>& Changes() {
  static const std::vector<std::vector<Change>> changes = [] {
    Random random(11);
    std::vector<std::vector<Change>> made(kPlaces);
    for (std::vector<Change>& place : made) {
      place.push_back({0, static_cast<std::uint8_t>(random.Below(20) == 0 ? 1 : 0)});
      if (random.Below(10) > 0) continue;
      std::int32_t day = 10;
      for (std::int64_t i = random.Below(6); i >= 0; --i) {
        day += static_cast<std::int32_t>(random.LogUniform(10, 400));
        place.push_back({day, static_cast<std::uint8_t>((place.back().value + 1) % 3)});
      }
    }
    return made;
  }();
  return changes;
}

enum class Order { kByPlace, kByDay };

// The table as text.
class Rows final : public Input {
 public:
  Rows(Order order, std::int64_t days) : Input("synthetic"), order_(order), days_(days) {
    text_ = kHeader;
    for (std::int64_t day = 0; day < days; ++day) {
      std::string date = ToString(kBegin + day);
      date.erase(std::remove(date.begin(), date.end(), '-'), date.end());
      dates_.push_back(date);
    }
  }
  Result<std::size_t> Read(char* into, std::size_t size) override {
    if (used_ == text_.size()) Refill(size);
    const std::size_t count = std::min(size, text_.size() - used_);
    std::memcpy(into, text_.data() + used_, count);
    used_ += count;
    read_ += count;
    return count;
  }
  std::uint64_t consumed() const override { return read_; }
  std::uint64_t total() const override { return 0; }

 private:
  void Refill(std::size_t size) {
    text_.erase(0, used_);
    used_ = 0;
    while (text_.size() < size && outer_ < (order_ == Order::kByPlace ? kPlaces : days_)) {
      const std::int64_t inner_end = order_ == Order::kByPlace ? days_ : kPlaces;
      for (std::int64_t inner = 0; inner < inner_end; ++inner) {
        if (order_ == Order::kByPlace) {
          Append(outer_, inner);
        } else {
          Append(inner, outer_);
        }
      }
      ++outer_;
    }
  }
  void Append(std::int64_t place, std::int64_t day) {
    static constexpr std::string_view kValues[] = {",UA", ",RU", ",CONTESTED"};
    static constexpr std::int32_t kLag[] = {2, 1, 0, 3, 1};
    text_ += std::to_string(600'000 + place * 7);
    text_ += ',';
    text_ += dates_[static_cast<std::size_t>(day)];
    const std::vector<Change>& changes = Changes()[static_cast<std::size_t>(place)];
    for (std::size_t vote = 0; vote < std::size(kLag); ++vote) {
      if ((vote == 2 && day < 40) || (vote == 3 && day < 300)) {
        text_ += ',';
        continue;
      }
      std::size_t at = changes.size() - 1;
      while (at > 0 && day < changes[at].day + kLag[vote]) --at;
      text_ += kValues[changes[at].value];
    }
    text_ += ",v2\n";
  }

  const Order order_;
  const std::int64_t days_;
  std::vector<std::string> dates_;
  std::int64_t outer_ = 0;
  std::string text_;
  std::size_t used_ = 0;
  std::uint64_t read_ = 0;
};

// A field of /proc/self/status, in MiB; 0 where there is none.
double StatusMebibytes(std::string_view field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(field)) return std::stod(line.substr(field.size())) / 1024;
  }
  return 0;
}
void ResetPeak() { std::ofstream("/proc/self/clear_refs") << "5"; }

void Count(benchmark::State& state, double before) {
  const std::int64_t rows = kPlaces * state.range(0);
  state.SetItemsProcessed(state.iterations() * rows);
  state.counters["peak_mib"] = StatusMebibytes("VmHWM:") - before;
}

// The last table read.
std::unique_ptr<Chronicle>& Kept() {
  static std::unique_ptr<Chronicle> kept;
  return kept;
}

void ReadCasus(benchmark::State& state, Order order) {
  benchmark::DoNotOptimize(Changes());
  Kept() = nullptr;
  ResetPeak();
  const double before = StatusMebibytes("VmRSS:");
  for (auto _ : state) {
    const internal::Shape shape =
        internal::ShapeOf(kHeader, true, "synthetic", Encoding::kUtf8).value();
    ChronicleBuilder builder;
    const ImportOptions options;
    auto input = std::make_unique<Rows>(order, state.range(0));
    const Rows* const rows = input.get();
    benchmark::DoNotOptimize(rows);
    const Result<ImportReport> report = internal::kViinaControl.read(
        internal::ImportJob{std::move(input), shape, options, builder});
    if (!report.ok() || report->refused > 0) {
      state.SkipWithError("not read whole");
      return;
    }
    state.PauseTiming();
    state.counters["episodes"] = static_cast<double>(builder.size(Table::kStatuses));
    Count(state, before);
    Kept() = std::make_unique<Chronicle>(builder.Build().value());
    state.ResumeTiming();
  }
  const double peak = state.counters["peak_mib"];
  Count(state, before);
  state.counters["peak_mib"] = peak;  // without the building
}

template <typename Use>
void ReadPlain(benchmark::State& state, Use use) {
  benchmark::DoNotOptimize(Changes());
  ResetPeak();
  const double before = StatusMebibytes("VmRSS:");
  std::uint64_t bytes = 0;
  for (auto _ : state) {
    Rows rows(Order::kByDay, state.range(0));
    std::vector<char> buffer(std::size_t{1} << 18);
    std::string line;
    bytes = 0;
    for (;;) {
      const std::size_t got = rows.Read(buffer.data(), buffer.size()).value();
      if (got == 0) break;
      bytes += got;
      use(std::string_view(buffer.data(), got));
    }
  }
  Count(state, before);
  state.counters["raw_mib"] = static_cast<double>(bytes) / (1 << 20);
}

void Generate(benchmark::State& state) {
  ReadPlain(state, [](std::string_view text) { benchmark::DoNotOptimize(text); });
}

void ReadLast(benchmark::State& state) {
  std::unordered_map<std::int64_t, std::array<std::string, 5>> last;
  std::uint64_t changes = 0;
  std::string rest;
  const auto line = [&](std::string_view text) {
    std::array<std::string_view, 8> cells;
    for (std::string_view& cell : cells) {
      const std::size_t end = std::min(text.find(','), text.size());
      cell = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    auto& values = last[std::strtoll(cells[0].data(), nullptr, 10)];
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i] == cells[i + 2]) continue;
      values[i] = cells[i + 2];
      ++changes;
    }
  };
  ReadPlain(state, [&](std::string_view text) {
    for (std::size_t end; (end = text.find('\n')) != std::string_view::npos;) {
      if (rest.empty()) {
        line(text.substr(0, end));
      } else {
        line(rest + std::string(text.substr(0, end)));
        rest.clear();
      }
      text.remove_prefix(end + 1);
    }
    rest = text;
  });
  state.counters["episodes"] = static_cast<double>(changes);
}

void Map(benchmark::State& state) {
  if (Kept() == nullptr) {
    state.SkipWithError("nothing was read");
    return;
  }
  const TerritoryIndex index = TerritoryIndex::Build(*Kept());
  TerritoryFilter filter;
  filter.source = Kept()->FindSource("viina-control:geonames");
  Random random(12);
  std::uint64_t found = 0;
  for (auto _ : state) {
    index.Map(kBegin + random.Below(150), filter, [&](PlaceId, const PlaceStatus&) { ++found; });
  }
  state.counters["found"] = static_cast<double>(found) / static_cast<double>(state.iterations());
}

void Control(benchmark::internal::Benchmark* benchmark) {
  benchmark->Arg(150)->Arg(1500)->Iterations(1)->Unit(benchmark::kSecond);
}
BENCHMARK(Generate)->Name("control/by_day/generate")->Apply(Control);
BENCHMARK(ReadLast)->Name("control/by_day/last")->Apply(Control);
BENCHMARK_CAPTURE(ReadCasus, by_day, Order::kByDay)->Name("control/by_day/casus")->Apply(Control);
BENCHMARK_CAPTURE(ReadCasus, by_place, Order::kByPlace)
    ->Name("control/by_place/casus")
    ->Apply(Control);
BENCHMARK(Map)->Name("control/map/casus")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace casus::bench

BENCHMARK_MAIN();
