// IntervalIndex and RankTable, over integers alone. Names are <question>/<shape>/<rows>/<method>,
// as in timeline_bench.cc; shape letters with an s are the same spans in seconds (std::int64_t).
//
//   bench_index [--large] [--benchmark_...]       --large: 10 million rows, too
//
// Methods:
//   casus   the index
//   scan    columns sorted by begin; lower_bound, then a loop over all that begin in time
//   ranks   sorted begins and sorted ends, two searches: counts only
//   sweep   +1 and -1 per day and a running sum (bins); forward scan (join); hash loop (sequence)

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "casus/index/interval_index.h"
#include "casus/index/interval_join.h"
#include "shapes.h"

namespace casus::bench {
namespace {

template <typename Time>
struct Rows {
  static constexpr Time kUnit = sizeof(Time) == 4 ? 1 : 86'400;

  std::vector<Time> begins;  // days from the first; in seconds at a random one of the day
  std::vector<Time> ends;

  static Rows Of(Shape shape, std::size_t size) {
    Rows rows;
    Random random(3);
    for (const SpanBounds& span : Spans(shape, size)) {
      const auto second = static_cast<Time>(random.Below(kUnit));
      const auto days = [&](Day day) { return static_cast<Time>(day - kFirst); };
      rows.begins.push_back(static_cast<Time>(days(span.begin_earliest) * kUnit + second));
      rows.ends.push_back(span.end_latest == Day::EndOfTime()
                              ? std::numeric_limits<Time>::max()
                              : static_cast<Time>(days(span.end_latest) * kUnit + second));
    }
    return rows;
  }
};

template <typename Time>
struct Sorted {
  std::vector<Time> begins;          // by begin
  std::vector<Time> ends;            // of these
  std::vector<Time> ascending_ends;  // by themselves
  std::vector<std::uint32_t> row;

  explicit Sorted(const Rows<Time>& rows) : row(rows.begins.size()) {
    std::iota(row.begin(), row.end(), 0U);
    std::stable_sort(row.begin(), row.end(), [&](std::uint32_t a, std::uint32_t b) {
      return rows.begins[a] < rows.begins[b];
    });
    for (const std::uint32_t one : row) {
      begins.push_back(rows.begins[one]);
      ends.push_back(rows.ends[one]);
    }
    ascending_ends = ends;
    std::sort(ascending_ends.begin(), ascending_ends.end());
  }

  std::size_t BeginBefore(Time number) const {
    return static_cast<std::size_t>(std::lower_bound(begins.begin(), begins.end(), number) -
                                    begins.begin());
  }
};

// Made when first asked for, and kept for the other benchmarks of the run.
template <typename T, typename Make>
const T& Kept(const std::string& name, Make make) {
  static auto* const kept = new std::map<std::string, std::unique_ptr<const T>>();
  std::unique_ptr<const T>& one = (*kept)[name];
  if (!one) one = std::make_unique<const T>(make());
  return *one;
}

template <typename Time>
struct Data {
  Shape shape;
  std::size_t size;

  std::string name() const {
    std::string name(1, static_cast<char>(shape));
    if (sizeof(Time) == 8) name += 's';
    name += '/';
    return name += std::to_string(size);
  }
  const Rows<Time>& rows() const {
    return Kept<Rows<Time>>(name(), [&] { return Rows<Time>::Of(shape, size); });
  }
  IntervalIndex<Time> Build() const {
    return IntervalIndex<Time>::Build(rows().begins, rows().ends).value();
  }
  const IntervalIndex<Time>& index() const {
    return Kept<IntervalIndex<Time>>(name(), [&] { return Build(); });
  }
  const Sorted<Time>& sorted() const {
    return Kept<Sorted<Time>>(name(), [&] { return Sorted<Time>(rows()); });
  }
};

void Register(const std::string& name, const std::function<void(benchmark::State&)>& run) {
  benchmark::RegisterBenchmark(name.c_str(), run);
}

// ask(first, last) for one stretch of `days` days after another.
template <typename Time, typename Ask>
void Loop(benchmark::State& state, std::int64_t days, Ask ask) {
  std::vector<std::pair<Time, Time>> stretches;
  for (const Period& period : Periods(days, 8192)) {
    const auto first = static_cast<Time>((period.first() - kFirst) * Rows<Time>::kUnit);
    stretches.emplace_back(first, static_cast<Time>(first + days * Rows<Time>::kUnit));
  }
  std::size_t next = 0;
  for (auto _ : state) {
    ask(stretches[next].first, stretches[next].second);
    next = (next + 1) % stretches.size();
  }
}

template <typename Time>
void RegisterBuild(const Data<Time>& data) {
  Register("build/" + data.name() + "/casus", [data](benchmark::State& state) {
    data.rows();
    for (auto _ : state) benchmark::DoNotOptimize(data.Build());
    IntervalIndex<Time> index = data.index();
    const auto rows = static_cast<double>(data.size);
    index.ForgetOrder();
    state.counters["bytes_per_row"] = static_cast<double>(index.MemoryUsed()) / rows;
    state.counters["classes"] = static_cast<double>(index.class_count());
  });
  Register("build/" + data.name() + "/scan", [data](benchmark::State& state) {
    data.rows();
    for (auto _ : state) benchmark::DoNotOptimize(Sorted<Time>(data.rows()));
  });
}

template <typename Time>
void RegisterQueries(const Data<Time>& data, const std::string& extent, std::int64_t days) {
  using Box = IntervalBox<Time>;
  const auto name = [&](const std::string& question, const std::string& method) {
    return extent + "_" + question + "/" + data.name() + "/" + method;
  };
  const auto scan = [data, days](benchmark::State& state, auto each) {
    const Sorted<Time>& sorted = data.sorted();
    Loop<Time>(state, days, [&](Time first, Time last) {
      const std::size_t before = sorted.BeginBefore(last);
      for (std::size_t i = 0; i < before; ++i) {
        if (sorted.ends[i] > first) each(static_cast<std::uint32_t>(i));
      }
    });
  };
  const auto scan_xor = [scan](benchmark::State& state) {
    std::uint32_t mixed = 0;
    scan(state, [&](std::uint32_t position) { mixed ^= position; });
    benchmark::DoNotOptimize(mixed);
  };
  Register(name("count", "casus"), [data, days](benchmark::State& state) {
    const IntervalIndex<Time>& index = data.index();
    Loop<Time>(state, days, [&](Time first, Time last) {
      benchmark::DoNotOptimize(index.CountMeeting(first, last));
    });
  });
  Register(name("count", "ranks"), [data, days](benchmark::State& state) {
    const Sorted<Time>& sorted = data.sorted();
    const std::vector<Time>& ends = sorted.ascending_ends;
    Loop<Time>(state, days, [&](Time first, Time last) {
      const auto ended = std::upper_bound(ends.begin(), ends.end(), first) - ends.begin();
      benchmark::DoNotOptimize(sorted.BeginBefore(last) - static_cast<std::size_t>(ended));
    });
  });
  Register(name("ranges", "casus"), [data, days](benchmark::State& state) {
    const IntervalIndex<Time>& index = data.index();
    IntervalAnswer answer;
    std::uint64_t found = 0;
    Loop<Time>(state, days, [&](Time first, Time last) {
      index.Find(Box::Meeting(first, last), answer);
      found += answer.size();
    });
    state.counters["found"] =
        benchmark::Counter(static_cast<double>(found), benchmark::Counter::kAvgIterations);
  });
  Register(name("ranges", "scan"), scan_xor);
  Register(name("visit", "casus"), [data, days](benchmark::State& state) {
    const IntervalIndex<Time>& index = data.index();
    IntervalAnswer answer;
    std::uint32_t mixed = 0;
    Loop<Time>(state, days, [&](Time first, Time last) {
      index.Visit(Box::Meeting(first, last), answer, [&](std::uint32_t from, std::uint32_t to) {
        for (; from < to; ++from) mixed ^= from;
      });
    });
    benchmark::DoNotOptimize(mixed);
  });
  Register(name("visit", "scan"), scan_xor);
  Register(name("collect", "casus"), [data, days](benchmark::State& state) {
    const IntervalIndex<Time>& index = data.index();
    IntervalAnswer answer;
    std::vector<std::uint32_t> out(data.size);
    Loop<Time>(state, days, [&](Time first, Time last) {
      index.Find(Box::Meeting(first, last), answer);
      index.ExpandPositions(answer, out.data());
      benchmark::ClobberMemory();
    });
  });
  Register(name("collect", "scan"), [data, scan](benchmark::State& state) {
    std::vector<std::uint32_t> out;
    scan(state, [&](std::uint32_t position) {
      if (out.size() == data.size) out.clear();
      out.push_back(position);
    });
  });
  Register(name("within_count", "casus"), [data, days](benchmark::State& state) {
    const IntervalIndex<Time>& index = data.index();
    Loop<Time>(state, days, [&](Time first, Time last) {
      benchmark::DoNotOptimize(index.Count(Box::Within(first, last)));
    });
  });
}

// How many hold on each of the days.
void RegisterBins(const Data<std::int32_t>& data) {
  Register("day_bins/" + data.name() + "/casus", [data](benchmark::State& state) {
    std::vector<std::int32_t> edges(kDays + 1);
    std::iota(edges.begin(), edges.end(), 0);
    std::vector<std::uint32_t> counts(kDays);
    const IntervalIndex<std::int32_t>& index = data.index();
    for (auto _ : state) {
      index.CountByBins(edges, counts);
      benchmark::ClobberMemory();
    }
  });
  Register("day_bins/" + data.name() + "/sweep", [data](benchmark::State& state) {
    const Rows<std::int32_t>& rows = data.rows();
    for (auto _ : state) {
      std::vector<std::int32_t> change(kDays + 1);
      for (std::size_t i = 0; i < rows.begins.size(); ++i) {
        ++change[static_cast<std::size_t>(rows.begins[i])];
        --change[static_cast<std::size_t>(std::min<std::int64_t>(rows.ends[i], kDays))];
      }
      std::partial_sum(change.begin(), change.end(), change.begin());
      benchmark::DoNotOptimize(change.data());
    }
  });
}

// Events with spells, ten times fewer: which meet?
void RegisterJoin(std::size_t size) {
  const Data<std::int32_t> events{Shape::kEvents, size};
  const Data<std::int32_t> others{Shape::kEvents, size / 10};
  const std::string shape = "a/" + std::to_string(size);
  Register("join_count/" + shape + "/casus", [=](benchmark::State& state) {
    const IntervalIndex<std::int32_t>& left = events.index();
    const IntervalIndex<std::int32_t>& right = others.index();
    for (auto _ : state) benchmark::DoNotOptimize(CountJoinMeeting(left, right));
  });
  Register("join_visit/" + shape + "/casus", [=](benchmark::State& state) {
    const IntervalIndex<std::int32_t>& left = events.index();
    const IntervalIndex<std::int32_t>& right = others.index();
    std::uint32_t mixed = 0;
    for (auto _ : state) {
      JoinMeeting<std::int32_t>(left, right, [&](PositionRange a, PositionRange b) {
        for (std::uint32_t j = b.first; j < b.last; ++j) {
          for (std::uint32_t i = a.first; i < a.last; ++i) mixed ^= i + j;
        }
      });
    }
    benchmark::DoNotOptimize(mixed);
  });
  const auto sweep = [=](benchmark::State& state) {
    const Sorted<std::int32_t>& a = events.sorted();
    const Sorted<std::int32_t>& b = others.sorted();
    std::uint32_t mixed = 0;
    const auto meet = [&](const auto& one, std::size_t at, const auto& other, std::size_t from) {
      for (; from < other.begins.size() && other.begins[from] < one.ends[at]; ++from) {
        mixed ^= static_cast<std::uint32_t>(at + from);
      }
    };
    for (auto _ : state) {
      std::size_t i = 0;
      std::size_t j = 0;
      while (i < a.begins.size() && j < b.begins.size()) {
        a.begins[i] <= b.begins[j] ? meet(a, i, b, j), ++i : (meet(b, j, a, i), ++j);
      }
    }
    benchmark::DoNotOptimize(mixed);
  };
  Register("join_count/" + shape + "/sweep", sweep);
  Register("join_visit/" + shape + "/sweep", sweep);
}

// A then B within a week, in one of 5,000 keys.
void RegisterSequence(std::size_t size) {
  struct Sides {
    std::vector<std::uint32_t> keys[2];
    std::vector<std::int32_t> times[2];
  };
  const auto sides = [size]() -> const Sides& {
    return Kept<Sides>(std::to_string(size), [&] {
      Random random(11);
      Sides made;
      for (int side = 0; side < 2; ++side) {
        std::vector<std::pair<std::uint32_t, std::int32_t>> rows(size / 10);
        for (auto& [key, time] : rows) {
          key = static_cast<std::uint32_t>(random.LogUniform(1, 5000));
          time = static_cast<std::int32_t>(random.Below(kDays));
        }
        std::sort(rows.begin(), rows.end());
        for (const auto& [key, time] : rows) {
          made.keys[side].push_back(key);
          made.times[side].push_back(time);
        }
      }
      return made;
    });
  };
  const std::string shape = "a/" + std::to_string(size);
  Register("sequence/" + shape + "/casus", [=](benchmark::State& state) {
    const Sides& of = sides();
    for (auto _ : state) {
      benchmark::DoNotOptimize(
          CountSequences<std::int32_t>({of.keys[0], of.times[0]}, {of.keys[1], of.times[1]}, 0, 7));
    }
  });
  Register("sequence/" + shape + "/sweep", [=](benchmark::State& state) {
    const Sides& of = sides();
    for (auto _ : state) {
      std::unordered_map<std::uint32_t, std::vector<std::int32_t>> by_key;
      for (std::size_t i = 0; i < of.keys[1].size(); ++i) {
        by_key[of.keys[1][i]].push_back(of.times[1][i]);
      }
      std::uint64_t count = 0;
      for (std::size_t i = 0; i < of.keys[0].size(); ++i) {
        const std::vector<std::int32_t>& times = by_key[of.keys[0][i]];
        const std::int32_t time = of.times[0][i];
        count += static_cast<std::uint64_t>(std::upper_bound(times.begin(), times.end(), time + 7) -
                                            std::lower_bound(times.begin(), times.end(), time));
      }
      benchmark::DoNotOptimize(count);
    }
  });
}

template <typename Time>
void RegisterTable(const Data<Time>& data) {
  RegisterBuild(data);
  RegisterQueries(data, "at", 1);
  RegisterQueries(data, "during_0.1%", kDays / 1000);
  RegisterQueries(data, "during_1%", kDays / 100);
  RegisterQueries(data, "during_10%", kDays / 10);
}

void RegisterAll(bool large) {
  std::vector<std::size_t> sizes = {100'000, 1'000'000};
  if (large) sizes.push_back(10'000'000);
  for (const std::size_t size : sizes) {
    for (const Shape shape : {Shape::kEvents, Shape::kSpells, Shape::kOpen, Shape::kWars}) {
      RegisterTable(Data<std::int32_t>{shape, size});
      RegisterBins({shape, size});
    }
    RegisterTable(Data<std::int64_t>{Shape::kSpells, size});
    RegisterJoin(size);
    RegisterSequence(size);
  }
}

}  // namespace
}  // namespace casus::bench

int main(int argc, char** argv) {
  char** const large =
      std::find_if(argv, argv + argc, [](const char* one) { return !std::strcmp(one, "--large"); });
  const bool found = large != argv + argc;
  if (found) {
    std::rotate(large, large + 1, argv + argc);
    --argc;
  }
  casus::bench::RegisterAll(found);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
