// The hot loops, for `run.sh --instructions`, which counts the instructions inside each function of
// extern "C": numbers that a busy machine does not move. Each returns how many rows or pairs it
// found, and how many questions it asked.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <span>
#include <vector>

#include "casus/time/allen.h"
#include "casus/timeline/sequence.h"
#include "casus/timeline/timeline.h"
#include "shapes.h"

using casus::KeyedTimeline;
using casus::Period;
using casus::Row;
using casus::Timeline;
using casus::Truth;

namespace {

struct Work {
  Timeline timeline;
  Timeline fewer;  // to be joined
  KeyedTimeline first;
  KeyedTimeline then;
  std::vector<Period> days;
  std::vector<Period> months;
};

struct Done {
  std::size_t questions = 0;
  std::int64_t found = 0;
};

}  // namespace

extern "C" {

[[gnu::noinline]] void HotCountAt(const Work& work, Done& done) {
  for (const Period& day : work.days) done.found += work.timeline.CountAt(day.first()).possible;
  done.questions = work.days.size();
}

[[gnu::noinline]] void HotCountDuring(const Work& work, Done& done) {
  for (const Period& month : work.months) done.found += work.timeline.CountDuring(month).possible;
  done.questions = work.months.size();
}

[[gnu::noinline]] void HotAt(const Work& work, Done& done) {
  std::int64_t sum = 0;
  for (const Period& day : work.days) {
    work.timeline.At(day.first(), [&](Row row, Truth) {
      sum += row;
      ++done.found;
    });
  }
  benchmark::DoNotOptimize(sum);
  done.questions = work.days.size();
}

[[gnu::noinline]] void HotRunsDuring(const Work& work, Done& done) {
  for (const Period& month : work.months) {
    work.timeline.RunsDuring(month, [&](std::span<const Row> rows, Truth) {
      done.found += static_cast<std::int64_t>(rows.size());
    });
  }
  done.questions = work.months.size();
}

[[gnu::noinline]] void HotCountDays(const Work& work, Done& done) {
  std::vector<std::uint32_t> certain;
  std::vector<std::uint32_t> possible;
  work.timeline.CountDays(casus::bench::kWhole, certain, possible);
  done = {.questions = certain.size(), .found = possible.back()};
}

[[gnu::noinline]] void HotCountJoin(const Work& work, Done& done) {
  const casus::Bounds count = CountJoin(work.timeline, casus::kSharesDay, work.fewer);
  done = {.questions = 1, .found = count.possible};
}

[[gnu::noinline]] void HotCountSequences(const Work& work, Done& done) {
  const casus::Bounds count = CountSequences(work.first, work.then, 7);
  done = {.questions = work.first.size(), .found = count.possible};
}

[[gnu::noinline]] void HotBuild(const Work& work, Done& done) {
  std::vector<casus::SpanBounds> spans;
  spans.reserve(work.fewer.size());
  for (Row row = 0; row < work.fewer.size(); ++row) spans.push_back(work.fewer.bounds(row));
  done = {.questions = spans.size(),
          .found = static_cast<std::int64_t>(Timeline::Build(spans).value().size())};
}
}

namespace {

struct Loop {
  const char* name;
  void (*run)(const Work&, Done&);
};
constexpr Loop kLoops[] = {{"HotCountAt", HotCountAt},
                           {"HotCountDuring", HotCountDuring},
                           {"HotAt", HotAt},
                           {"HotRunsDuring", HotRunsDuring},
                           {"HotCountDays", HotCountDays},
                           {"HotCountJoin", HotCountJoin},
                           {"HotCountSequences", HotCountSequences},
                           {"HotBuild", HotBuild}};

KeyedTimeline Keyed(std::size_t size, std::uint64_t seed) {
  casus::bench::Random random(seed);
  std::vector<std::uint32_t> keys(size);
  for (std::uint32_t& key : keys) key = static_cast<std::uint32_t>(random.Below(1000));
  const Timeline timeline =
      Timeline::Build(casus::bench::Spans(casus::bench::Shape::kEvents, size, seed)).value();
  return KeyedTimeline::Build(timeline, keys).value();
}

}  // namespace

// Without arguments the names of the loops, a line each; with one, its questions and what it found.
int main(int argc, char** argv) {
  using casus::bench::Shape;
  if (argc < 2) {
    for (const Loop& loop : kLoops) std::printf("%s\n", loop.name);
    return 0;
  }
  const Work work{Timeline::Build(casus::bench::Spans(Shape::kEvents, 1'000'000)).value(),
                  Timeline::Build(casus::bench::Spans(Shape::kSpells, 10'000, 2)).value(),
                  Keyed(100'000, 3),
                  Keyed(100'000, 4),
                  casus::bench::Periods(1, 1000),
                  casus::bench::Periods(30, 1000)};
  for (const Loop& loop : kLoops) {
    if (std::strcmp(loop.name, argv[1]) != 0) continue;
    Done done;
    loop.run(work, done);
    std::printf("%zu %lld\n", done.questions, static_cast<long long>(done.found));
    return 0;
  }
  std::fprintf(stderr, "no such loop: %s\n", argv[1]);
  return 2;
}
