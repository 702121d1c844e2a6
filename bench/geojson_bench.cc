// Areas from GeoJSON and back: 2,000 units of some 1,100 corners, 50 MB, one status each.
//
//   read    the file into a builder: Import
//   write   a map of a day: ExportMapTo, into a string
//
//   casus   the reader and the writer
//   dom     nlohmann::json: the text into a tree and the tree into a text, nothing checked or kept

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <utility>

#include "casus/casus.h"

#ifdef CASUS_BENCH_NLOHMANN_JSON
#include <nlohmann/json.hpp>
#endif

namespace casus::bench {
namespace {

constexpr std::uint32_t kUnits = 2'000;
constexpr int kCorners = 1'100;

std::string MakeText() {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> longitude(-170, 170);
  std::uniform_real_distribution<double> latitude(-60, 60);
  std::uniform_real_distribution<double> radius(0.9, 1.1);
  std::string text = "{\"type\":\"FeatureCollection\",\"features\":[\n";
  for (std::uint32_t i = 0; i < kUnits; ++i) {
    const double x = longitude(random);
    const double y = latitude(random);
    if (i > 0) text += ",\n";
    text += "{\"type\":\"Feature\",\"properties\":{\"ADM2_PCODE\":\"XX" + std::to_string(i) +
            "\",\"ADM2_EN\":\"Unit " + std::to_string(i) +
            "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[";
    std::string first;
    for (int corner = 0; corner < kCorners; ++corner) {
      const double angle = 6.283185307179586 * corner / kCorners;
      const double r = radius(random);
      char position[64];
      std::snprintf(position, sizeof position, "[%.8f,%.8f]", x + r * std::cos(angle),
                    y + r * std::sin(angle));
      if (corner == 0) first = position;
      text += position;
      text += ',';
    }
    text += first + "]]}}";
  }
  return text + "\n]}\n";
}

const std::string& Text() {
  static const std::string text = MakeText();
  return text;
}
// Gone when the program ends.
const std::string& File() {
  struct Owned {
    Owned() {
      path = "/tmp/casus_bench_" + std::to_string(std::random_device()()) + ".geojson";
      std::ofstream(path, std::ios::binary) << Text();
    }
    ~Owned() { std::remove(path.c_str()); }
    std::string path;
  };
  static const Owned file;
  return file.path;
}

ChronicleBuilder ReadFile() {
  ChronicleBuilder builder;
  const Result<ImportReport> report = Import("geojson", File(), {}, builder);
  if (!report.ok() || report->kept != kUnits) std::abort();
  return builder;
}

void Read(benchmark::State& state) {
  File();
  for (auto _ : state) benchmark::DoNotOptimize(ReadFile());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(Text().size()));
}
BENCHMARK(Read)->Name("read/casus")->Unit(benchmark::kMillisecond);

void Write(benchmark::State& state) {
  ChronicleBuilder builder = ReadFile();
  for (std::uint32_t i = 0; i < kUnits; ++i) {
    TerritorialStatus status;
    status.fact.key = "s" + std::to_string(i);
    status.fact.span = Span::On(Day::FromYmd(2020, 1, 1));
    status.fact.source = SourceId(0);
    status.place = PlaceId(i);
    builder.Add(std::move(status));
  }
  const TerritoryIndex index = TerritoryIndex::Build(builder.Build().value());
  std::size_t size = 0;
  for (auto _ : state) {
    std::string text;
    const auto report = ExportMapTo(index, Day::FromYmd(2020, 1, 1), {},
                                    [&](std::string_view bytes) -> Result<void> {
                                      text += bytes;
                                      return {};
                                    });
    if (!report.ok() || report->rows != kUnits) std::abort();
    size = text.size();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(size));
}
BENCHMARK(Write)->Name("write/casus")->Unit(benchmark::kMillisecond);

#ifdef CASUS_BENCH_NLOHMANN_JSON
void ReadDom(benchmark::State& state) {
  File();
  for (auto _ : state) {
    std::ifstream in(File(), std::ios::binary);
    benchmark::DoNotOptimize(nlohmann::json::parse(in));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(Text().size()));
}
BENCHMARK(ReadDom)->Name("read/dom")->Unit(benchmark::kMillisecond);

void WriteDom(benchmark::State& state) {
  const nlohmann::json tree = nlohmann::json::parse(Text());
  for (auto _ : state) benchmark::DoNotOptimize(tree.dump());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(Text().size()));
}
BENCHMARK(WriteDom)->Name("write/dom")->Unit(benchmark::kMillisecond);
#endif

}  // namespace
}  // namespace casus::bench

BENCHMARK_MAIN();
