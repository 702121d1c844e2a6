// Two hot questions for `run.sh --instructions`, which counts the instructions inside these two
// functions: a number that a busy machine does not move.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdio>
#include <vector>

#include "casus/timeline/timeline.h"
#include "shapes.h"

using casus::Period;
using casus::Row;
using casus::Timeline;
using casus::Truth;

extern "C" {

[[gnu::noinline]] std::int64_t HotCountAt(const Timeline& timeline,
                                          const std::vector<Period>& days) {
  std::int64_t sum = 0;
  for (const Period& day : days) sum += timeline.CountAt(day.first()).possible;
  return sum;
}

[[gnu::noinline]] std::int64_t HotAt(const Timeline& timeline, const std::vector<Period>& days) {
  std::int64_t sum = 0;
  for (const Period& day : days) {
    timeline.At(day.first(), [&](Row row, Truth) { sum += row; });
  }
  return sum;
}
}

int main() {
  const std::vector<casus::SpanBounds> spans =
      casus::bench::Spans(casus::bench::Shape::kEvents, 1'000'000);
  const Timeline timeline = Timeline::Build(spans).value();
  const std::vector<Period> days = casus::bench::Periods(1, 1000);
  const std::int64_t found = HotCountAt(timeline, days);
  benchmark::DoNotOptimize(HotAt(timeline, days));
  std::printf("questions %zu rows_found %lld\n", days.size(), static_cast<long long>(found));
  return 0;
}
