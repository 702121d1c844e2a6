// Places on a map: 25 provinces that fill a country, 20,000 corners drawn as rough lines a
// kilometre apart, as many as the oblasts of Ukraine have.
//
//   locate      random points of the country's box, one after the other: the province and its truth
//   build       the index
//   area        of all provinces
//   difference  of two drawings of one front, a tenth of whose corners moved
//
//   casus   PlaceLocator, AreaKm2, Difference
//   brute   locate: a box and then all edges of each province by even-odd; knows no border that is
//           near, no day and no antimeridian

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "casus/geo/locator.h"
#include "casus/geo/shape.h"

namespace casus::bench {
namespace {

constexpr int kRows = 5;
constexpr int kColumns = 5;
constexpr int kPieces = 200;  // of each side of a province
constexpr double kSouth = 45;
constexpr double kWest = 24;
constexpr double kHeight = 1.5;
constexpr double kWidth = 3;

// A number in [-1, 1) that is the same for both provinces at a side.
double Roughness(int a, int b, unsigned seed) {
  std::mt19937 engine(seed + static_cast<unsigned>(a) * 7919U + static_cast<unsigned>(b));
  return std::uniform_real_distribution<double>(-1, 1)(engine);
}

// A corner of the net: on whole multiples of kPieces it is a corner of provinces.
Coordinates NetCorner(int row, int column) {
  const double rough = 0.004;
  return {kSouth + kHeight * row / kPieces + rough * Roughness(row, column, 1),
          kWest + kWidth * column / kPieces + rough * Roughness(row, column, 2)};
}

std::vector<PlaceArea> Provinces() {
  std::vector<PlaceArea> areas;
  for (int row = 0; row < kRows; ++row) {
    for (int column = 0; column < kColumns; ++column) {
      Polygon polygon;
      const int south = row * kPieces;
      const int west = column * kPieces;
      for (int i = 0; i < kPieces; ++i) polygon.outer.push_back(NetCorner(south, west + i));
      for (int i = 0; i < kPieces; ++i)
        polygon.outer.push_back(NetCorner(south + i, west + kPieces));
      for (int i = kPieces; i > 0; --i)
        polygon.outer.push_back(NetCorner(south + kPieces, west + i));
      for (int i = kPieces; i > 0; --i) polygon.outer.push_back(NetCorner(south + i, west));
      areas.push_back({PlaceId(static_cast<std::uint32_t>(areas.size())), std::nullopt, {polygon}});
    }
  }
  return areas;
}

std::vector<Coordinates> Points(std::size_t count) {
  std::mt19937 engine(3);
  std::uniform_real_distribution<double> latitude(kSouth - 0.5, kSouth + kRows * kHeight + 0.5);
  std::uniform_real_distribution<double> longitude(kWest - 1, kWest + kColumns * kWidth + 1);
  std::vector<Coordinates> points(count);
  for (Coordinates& point : points) point = {latitude(engine), longitude(engine)};
  return points;
}

PlaceLocator Locator(double border_m) {
  IssueLog issues;
  return PlaceLocator::Build(Provinces(), {.border_m = border_m}, issues);
}

void LocateCasus(benchmark::State& state) {
  const PlaceLocator locator = Locator(static_cast<double>(state.range(0)));
  const std::vector<Coordinates> points = Points(1'000'000);
  const Day day = Day::FromYmd(2022, 3, 1);
  std::size_t found = 0;
  for (auto _ : state) {
    locator.FindAll(points, day, [&](std::size_t, const PlaceMatch&) { ++found; });
  }
  benchmark::DoNotOptimize(found);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(points.size()));
  state.counters["bytes"] = static_cast<double>(locator.MemoryUsed());
}
BENCHMARK(LocateCasus)
    ->Name("locate/casus/1e6_points/border_m")
    ->Arg(0)
    ->Arg(10)
    ->Arg(1000)
    ->Unit(benchmark::kMillisecond);

struct Box {
  double south = 90;
  double west = 180;
  double north = -90;
  double east = -180;
};

void LocateBrute(benchmark::State& state) {
  const std::vector<PlaceArea> areas = Provinces();
  std::vector<Box> boxes(areas.size());
  for (std::size_t i = 0; i < areas.size(); ++i) {
    for (const Coordinates& corner : areas[i].polygons[0].outer) {
      boxes[i].south = std::min(boxes[i].south, corner.latitude);
      boxes[i].north = std::max(boxes[i].north, corner.latitude);
      boxes[i].west = std::min(boxes[i].west, corner.longitude);
      boxes[i].east = std::max(boxes[i].east, corner.longitude);
    }
  }
  const std::vector<Coordinates> points = Points(10'000);
  std::size_t found = 0;
  for (auto _ : state) {
    for (const Coordinates& at : points) {
      for (std::size_t i = 0; i < areas.size(); ++i) {
        if (at.latitude < boxes[i].south || at.latitude > boxes[i].north ||
            at.longitude < boxes[i].west || at.longitude > boxes[i].east) {
          continue;
        }
        const Ring& ring = areas[i].polygons[0].outer;
        bool is_in = false;
        for (std::size_t a = 0, b = ring.size() - 1; a < ring.size(); b = a++) {
          if ((ring[a].latitude > at.latitude) != (ring[b].latitude > at.latitude) &&
              at.longitude < ring[a].longitude + (at.latitude - ring[a].latitude) *
                                                     (ring[b].longitude - ring[a].longitude) /
                                                     (ring[b].latitude - ring[a].latitude)) {
            is_in = !is_in;
          }
        }
        found += is_in ? 1 : 0;
      }
    }
  }
  benchmark::DoNotOptimize(found);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(points.size()));
}
BENCHMARK(LocateBrute)->Name("locate/brute/1e4_points")->Unit(benchmark::kMillisecond);

void Build(benchmark::State& state) {
  const std::vector<PlaceArea> areas = Provinces();
  for (auto _ : state) {
    IssueLog issues;
    benchmark::DoNotOptimize(PlaceLocator::Build(areas, {}, issues));
  }
}
BENCHMARK(Build)->Name("build/casus")->Unit(benchmark::kMillisecond);

void Area(benchmark::State& state) {
  const auto edges = static_cast<EdgeKind>(state.range(0));
  const std::vector<PlaceArea> areas = Provinces();
  for (auto _ : state) {
    double km2 = 0;
    for (const PlaceArea& area : areas) km2 += AreaKm2(area.polygons, edges);
    benchmark::DoNotOptimize(km2);
  }
}
BENCHMARK(Area)->Name("area/casus/edge_kind")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void Differ(benchmark::State& state) {
  std::vector<Polygon> before;
  for (const PlaceArea& area : Provinces()) {
    const std::uint32_t number = area.place.value();
    // None beside another: moved corners would make them overlap.
    if (number / kColumns % 2 == 0 && number % kColumns % 2 == 0)
      before.push_back(area.polygons[0]);
  }
  std::vector<Polygon> after = before;
  std::mt19937 engine(4);
  std::uniform_real_distribution<double> move(-0.002, 0.002);
  for (Polygon& polygon : after) {
    for (std::size_t i = 0; i < polygon.outer.size(); i += 10)
      polygon.outer[i].latitude += move(engine);
  }
  for (auto _ : state) {
    const auto difference = DifferenceOf(before, after);
    if (!difference.ok()) {
      state.SkipWithError(difference.error().message().c_str());
      break;
    }
    benchmark::DoNotOptimize(difference->gained.km2);
  }
}
BENCHMARK(Differ)->Name("difference/casus")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace casus::bench

BENCHMARK_MAIN();
