#ifndef CASUS_BENCH_SHAPES_H_
#define CASUS_BENCH_SHAPES_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "casus/time/day.h"
#include "casus/time/period.h"
#include "casus/time/span.h"

namespace casus::bench {

// Spans of 30 years, of four kinds. The same numbers on every machine.
enum class Shape : char {
  kEvents = 'a',  // 99 % one day, 1 % of 1..30 days
  kSpells = 'b',  // of 1 day to 20 years, log-uniform
  kOpen = 'c',    // 10 % without an end, the rest of 1 day to 5 years, log-uniform
  kWars = 'w',    // a third begin in one month, 5 % on one day; nine of ten for a day, the rest
                  // log-uniform to a year
};

inline constexpr std::int64_t kDays = 10957;
inline constexpr Day kFirst = Day::FromYmd(1990, 1, 1);
inline constexpr Period kWhole = Period::Of(kFirst, kFirst + kDays);

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::int64_t Below(std::int64_t n) {
    return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(n));
  }
  double Unit() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
  std::int64_t LogUniform(double low, double high) {
    return static_cast<std::int64_t>(low * std::exp(Unit() * std::log(high / low)));
  }

 private:
  std::mt19937_64 engine_;
};

// In no order of time. Ends are cut to the 30 years, as those of a data set are.
inline std::vector<SpanBounds> Spans(Shape shape, std::size_t size, std::uint64_t seed = 1) {
  Random random(seed);
  std::vector<SpanBounds> spans;
  spans.reserve(size);
  while (spans.size() < size) {
    Day begin = kFirst + random.Below(kDays);
    if (shape == Shape::kWars) {
      const std::int64_t kind = random.Below(60);
      if (kind < 20) begin = kFirst + 8000 + random.Below(30);
      if (kind >= 20 && kind < 23) begin = kFirst + 8100;
    }
    Day end = begin + 1;
    switch (shape) {
      case Shape::kEvents:
        if (random.Below(100) == 0) end = begin + 1 + random.Below(30);
        break;
      case Shape::kSpells: end = begin + random.LogUniform(1, 20 * 365.25); break;
      case Shape::kOpen:
        end = random.Below(10) == 0 ? Day::EndOfTime() : begin + random.LogUniform(1, 5 * 365.25);
        break;
      case Shape::kWars:
        if (random.Below(10) == 0) end = begin + random.LogUniform(1, 365.25);
        break;
    }
    if (end != Day::EndOfTime()) end = std::min(end, kWhole.last());
    spans.push_back({begin, begin, end, end});
  }
  return spans;
}

// The same, but every tenth known only to a month or so on either side.
inline std::vector<SpanBounds> VagueSpans(Shape shape, std::size_t size) {
  std::vector<SpanBounds> spans = Spans(shape, size);
  for (std::size_t i = 0; i < spans.size(); i += 10) {
    spans[i].begin_earliest = spans[i].begin_earliest - 15;
    spans[i].begin_latest = spans[i].begin_latest + 15;
    spans[i].end_earliest = std::max(spans[i].end_earliest - 15, spans[i].begin_earliest + 1);
    spans[i].end_latest = spans[i].end_latest + 15;
    spans[i].end_latest = std::max(spans[i].end_latest, spans[i].begin_latest + 1);
  }
  return spans;
}

// Periods of `length` days, uniform over the 30 years.
inline std::vector<Period> Periods(std::int64_t length, std::size_t size) {
  Random random(7);
  std::vector<Period> periods;
  while (periods.size() < size) {
    const Day first = kFirst + random.Below(kDays - length + 1);
    periods.push_back(Period::Of(first, first + length));
  }
  return periods;
}

}  // namespace casus::bench

#endif  // CASUS_BENCH_SHAPES_H_
