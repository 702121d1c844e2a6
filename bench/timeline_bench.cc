// Timeline beside what one would write or take otherwise. Every method answers the same questions
// from the same spans; each question is one iteration. Names are
// <question>/<shape>/<rows>/<method>.
//
// Peers:
//   runs, days  casus too, in the forms that give rows by runs and days by columns
//   list   of one group: all of its rows are looked at
//   scan   columns sorted by begin; upper_bound, then a loop over all that begin in time
//   ranks  sorted begins and sorted ends, two std::upper_bound: counts only
//   sweep  +1 and -1 per day and a running sum (bins); forward scan over two sorted tables (join)
//   icl    Boost.ICL interval_map from days to a number: it counts per day, but has no rows and no
//          counts over periods. With sets of rows instead (icl_set) it does find the rows of a day,
//          and was left out where it would need gigabytes: each stretch between two ends keeps a
//          set of all rows that hold there.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <boost/icl/interval_map.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "casus/timeline/grouped.h"
#include "casus/timeline/sequence.h"
#include "casus/timeline/timeline.h"
#include "shapes.h"

namespace casus::bench {
namespace {

class Scan {
 public:
  explicit Scan(const std::vector<SpanBounds>& spans) {
    std::vector<Row> rows(spans.size());
    std::iota(rows.begin(), rows.end(), Row{0});
    std::stable_sort(rows.begin(), rows.end(), [&](Row a, Row b) {
      return spans[a].begin_earliest < spans[b].begin_earliest;
    });
    for (const Row row : rows) {
      begin_.push_back(spans[row].begin_earliest.number());
      end_.push_back(spans[row].end_latest.number());
      row_.push_back(row);
    }
  }

  // f(row) for each that shares a day with the period.
  template <typename F>
  void During(Period period, F f) const {
    const std::size_t last = BeginBefore(period.last().number());
    for (std::size_t i = 0; i < last; ++i) {
      if (end_[i] > period.first().number()) f(row_[i]);
    }
  }
  std::int64_t Count(Period period) const {
    const std::size_t last = BeginBefore(period.last().number());
    std::int64_t count = 0;
    for (std::size_t i = 0; i < last; ++i) count += end_[i] > period.first().number() ? 1 : 0;
    return count;
  }

  const std::vector<std::int32_t>& begin() const { return begin_; }
  const std::vector<std::int32_t>& end() const { return end_; }
  const std::vector<Row>& row() const { return row_; }

 private:
  std::size_t BeginBefore(std::int32_t day) const {
    return static_cast<std::size_t>(std::lower_bound(begin_.begin(), begin_.end(), day) -
                                    begin_.begin());
  }
  std::vector<std::int32_t> begin_;
  std::vector<std::int32_t> end_;
  std::vector<Row> row_;
};

class SortedEnds {
 public:
  explicit SortedEnds(const std::vector<SpanBounds>& spans) {
    for (const SpanBounds& span : spans) {
      begin_.push_back(span.begin_earliest.number());
      end_.push_back(span.end_latest.number());
    }
    std::sort(begin_.begin(), begin_.end());
    std::sort(end_.begin(), end_.end());
  }
  std::int64_t Count(Period period) const {
    return (std::lower_bound(begin_.begin(), begin_.end(), period.last().number()) -
            begin_.begin()) -
           (std::upper_bound(end_.begin(), end_.end(), period.first().number()) - end_.begin());
  }

 private:
  std::vector<std::int32_t> begin_;
  std::vector<std::int32_t> end_;
};

using IclCounts = boost::icl::interval_map<std::int32_t, std::int64_t>;
using IclRows = boost::icl::interval_map<std::int32_t, std::set<Row>>;

IclCounts BuildIclCounts(const std::vector<SpanBounds>& spans) {
  IclCounts map;
  for (const SpanBounds& span : spans) {
    map += std::make_pair(boost::icl::interval<std::int32_t>::right_open(
                              span.begin_earliest.number(), span.end_latest.number()),
                          std::int64_t{1});
  }
  return map;
}

IclRows BuildIclRows(const std::vector<SpanBounds>& spans) {
  IclRows map;
  for (std::size_t row = 0; row < spans.size(); ++row) {
    map += std::make_pair(boost::icl::interval<std::int32_t>::right_open(
                              spans[row].begin_earliest.number(), spans[row].end_latest.number()),
                          std::set<Row>{static_cast<Row>(row)});
  }
  return map;
}

// Made when first asked for, and kept for the other benchmarks of the run.
template <typename T, typename Make>
const T& Kept(const std::string& name, Make make) {
  static auto* const kept = new std::map<std::string, std::unique_ptr<const T>>();
  std::unique_ptr<const T>& one = (*kept)[name];
  if (!one) one = std::make_unique<const T>(make());
  return *one;
}

struct Data {
  Shape shape;
  std::size_t size;
  bool vague = false;

  std::string name() const {
    return std::string(1, static_cast<char>(shape)) + (vague ? "~" : "") + "/" +
           std::to_string(size);
  }
  const std::vector<SpanBounds>& spans() const {
    return Kept<std::vector<SpanBounds>>(
        name(), [&] { return vague ? VagueSpans(shape, size) : Spans(shape, size); });
  }
  const Timeline& timeline() const {
    return Kept<Timeline>(name(), [&] { return Timeline::Build(spans()).value(); });
  }
  const Scan& scan() const {
    return Kept<Scan>(name(), [&] { return Scan(spans()); });
  }
  const SortedEnds& ranks() const {
    return Kept<SortedEnds>(name(), [&] { return SortedEnds(spans()); });
  }
  const IclCounts& icl() const {
    return Kept<IclCounts>(name(), [&] { return BuildIclCounts(spans()); });
  }
  const IclRows& icl_rows() const {
    return Kept<IclRows>(name(), [&] { return BuildIclRows(spans()); });
  }
};

// ask(period) for one period after another.
template <typename Ask>
void Loop(benchmark::State& state, std::int64_t length, Ask ask) {
  const std::vector<Period> periods = Periods(length, 1024);
  std::size_t next = 0;
  for (auto _ : state) {
    ask(periods[next]);
    next = (next + 1) % periods.size();
  }
}

void Register(const std::string& question, const Data& data, const std::string& method,
              const std::function<void(benchmark::State&)>& run) {
  benchmark::RegisterBenchmark((question + "/" + data.name() + "/" + method).c_str(), run);
}

void RegisterBuild(const Data& data) {
  Register("build", data, "casus", [data](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(Timeline::Build(data.spans()).value());
    state.counters["bytes_per_row"] =
        static_cast<double>(data.timeline().MemoryUsed()) / static_cast<double>(data.size);
  });
  Register("build", data, "scan", [data](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(Scan(data.spans()));
  });
  if (data.size > 100'000) return;
  Register("build", data, "icl", [data](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(BuildIclCounts(data.spans()));
  });
}

void RegisterCount(const Data& data, const std::string& question, std::int64_t length) {
  Register(question, data, "casus", [data, length](benchmark::State& state) {
    const Timeline& timeline = data.timeline();
    Loop(state, length, [&](Period period) {
      benchmark::DoNotOptimize(length == 1 ? timeline.CountAt(period.first())
                                           : timeline.CountDuring(period));
    });
  });
  if (data.vague) return;
  Register(question, data, "ranks", [data, length](benchmark::State& state) {
    const SortedEnds& ranks = data.ranks();
    Loop(state, length, [&](Period period) { benchmark::DoNotOptimize(ranks.Count(period)); });
  });
  Register(question, data, "scan", [data, length](benchmark::State& state) {
    const Scan& scan = data.scan();
    Loop(state, length, [&](Period period) { benchmark::DoNotOptimize(scan.Count(period)); });
  });
  if (length > 1 || data.size > 100'000) return;
  Register(question, data, "icl", [data](benchmark::State& state) {
    const IclCounts& icl = data.icl();
    Loop(state, 1, [&](Period period) { benchmark::DoNotOptimize(icl(period.first().number())); });
  });
}

void RegisterVisit(const Data& data, const std::string& question, std::int64_t length) {
  Register(question, data, "casus", [data, length](benchmark::State& state) {
    const Timeline& timeline = data.timeline();
    std::int64_t found = 0;
    Loop(state, length, [&](Period period) {
      Row mixed = 0;
      timeline.During(period, [&](Row row, Truth) {
        mixed ^= row;
        ++found;
      });
      benchmark::DoNotOptimize(mixed);
    });
    state.counters["found"] =
        benchmark::Counter(static_cast<double>(found), benchmark::Counter::kAvgIterations);
  });
  Register(question, data, "runs", [data, length](benchmark::State& state) {
    const Timeline& timeline = data.timeline();
    Loop(state, length, [&](Period period) {
      Row mixed = 0;
      timeline.RunsDuring(period, [&](std::span<const Row> rows, Truth) {
        Row sum = 0;
        for (const Row row : rows) sum ^= row;
        mixed ^= sum;
      });
      benchmark::DoNotOptimize(mixed);
    });
  });
  Register(question, data, "scan", [data, length](benchmark::State& state) {
    const Scan& scan = data.scan();
    Loop(state, length, [&](Period period) {
      Row mixed = 0;
      scan.During(period, [&](Row row) { mixed ^= row; });
      benchmark::DoNotOptimize(mixed);
    });
  });
  if (length > 1 || data.size > 100'000 || data.shape != Shape::kEvents || data.vague) return;
  Register(question, data, "icl_set", [data](benchmark::State& state) {
    const IclRows& icl = data.icl_rows();
    Loop(state, 1, [&](Period period) {
      Row mixed = 0;
      const auto found = icl.find(period.first().number());
      if (found != icl.end()) {
        for (const Row row : found->second) mixed ^= row;
      }
      benchmark::DoNotOptimize(mixed);
    });
  });
}

void RegisterCollect(const Data& data, const std::string& question, std::int64_t length) {
  Register(question, data, "casus", [data, length](benchmark::State& state) {
    const Timeline& timeline = data.timeline();
    Loop(state, length,
         [&](Period period) { benchmark::DoNotOptimize(timeline.During(period).data()); });
  });
  Register(question, data, "scan", [data, length](benchmark::State& state) {
    const Scan& scan = data.scan();
    Loop(state, length, [&](Period period) {
      std::vector<Hit> hits;
      scan.During(period, [&](Row row) { hits.push_back({row, Truth::kCertain}); });
      benchmark::DoNotOptimize(hits.data());
    });
  });
}

// How many hold on each of the 10957 days.
void RegisterBins(const Data& data) {
  Register("day_bins", data, "casus", [data](benchmark::State& state) {
    const Timeline& timeline = data.timeline();
    for (auto _ : state) {
      benchmark::DoNotOptimize(timeline.CountByBin(Bin::kDay, kWhole).value().data());
    }
  });
  Register("day_bins", data, "days", [data](benchmark::State& state) {
    const Timeline& timeline = data.timeline();
    std::vector<std::uint32_t> certain;
    std::vector<std::uint32_t> possible;
    for (auto _ : state) {
      timeline.CountDays(kWhole, certain, possible);
      benchmark::DoNotOptimize(possible.data());
    }
  });
  Register("day_bins", data, "sweep", [data](benchmark::State& state) {
    const std::vector<SpanBounds>& spans = data.spans();
    const auto slot = [](Day day) {
      return static_cast<std::size_t>(std::min(day, kWhole.last()) - kFirst);
    };
    for (auto _ : state) {
      std::vector<std::int64_t> change(kDays + 1);
      for (const SpanBounds& span : spans) {
        ++change[slot(span.begin_earliest)];
        --change[slot(span.end_latest)];
      }
      std::partial_sum(change.begin(), change.end(), change.begin());
      benchmark::DoNotOptimize(change.data());
    }
  });
  if (data.size > 100'000) return;
  Register("day_bins", data, "icl", [data](benchmark::State& state) {
    const IclCounts& icl = data.icl();
    for (auto _ : state) {
      std::vector<std::int64_t> counts(kDays);
      for (const auto& [interval, count] : icl) {
        const std::int64_t last = std::min(interval.upper(), kWhole.last().number());
        for (std::int64_t day = interval.lower(); day < last; ++day) {
          counts[static_cast<std::size_t>(day - kFirst.number())] = count;
        }
      }
      benchmark::DoNotOptimize(counts.data());
    }
  });
}

// f(left row, right row) for pairs that share a day, in the order of the later begin.
template <typename F>
void ForwardScan(const Scan& left, const Scan& right, F f) {
  std::size_t l = 0;
  std::size_t r = 0;
  while (l < left.begin().size() && r < right.begin().size()) {
    if (left.begin()[l] <= right.begin()[r]) {
      for (std::size_t k = r; k < right.begin().size() && right.begin()[k] < left.end()[l]; ++k) {
        f(left.row()[l], right.row()[k]);
      }
      ++l;
    } else {
      for (std::size_t k = l; k < left.begin().size() && left.begin()[k] < right.end()[r]; ++k) {
        f(left.row()[k], right.row()[r]);
      }
      ++r;
    }
  }
}

// Events with spells (shape b, a thousand times fewer): which share a day?
void RegisterJoin(const Data& events) {
  const Data spells{Shape::kSpells, events.size / 1000};
  Register("join_count", events, "casus", [=](benchmark::State& state) {
    const Timeline& left = events.timeline();
    const Timeline& right = spells.timeline();
    for (auto _ : state) benchmark::DoNotOptimize(CountJoin(left, kSharesDay, right));
  });
  Register("join_visit", events, "casus", [=](benchmark::State& state) {
    const Timeline& left = events.timeline();
    const Timeline& right = spells.timeline();
    std::int64_t pairs = 0;
    for (auto _ : state) {
      Row mixed = 0;
      Join(left, kSharesDay, right, [&](Row a, Row b, Truth) {
        mixed ^= a + b;
        ++pairs;
      });
      benchmark::DoNotOptimize(mixed);
    }
    state.counters["found"] =
        benchmark::Counter(static_cast<double>(pairs), benchmark::Counter::kAvgIterations);
  });
  Register("join_visit", events, "runs", [=](benchmark::State& state) {
    const Timeline& left = events.timeline();
    const Timeline& right = spells.timeline();
    for (auto _ : state) {
      Row mixed = 0;
      JoinRuns(left, kSharesDay, right,
               [&](std::span<const Row> lefts, std::span<const Row> rights, Truth) {
                 Row sum = 0;
                 // One of the lists is short.
                 const bool turned = rights.size() < lefts.size();
                 for (const Row a : turned ? rights : lefts) {
                   for (const Row b : turned ? lefts : rights) sum ^= a + b;
                 }
                 mixed ^= sum;
               });
      benchmark::DoNotOptimize(mixed);
    }
  });
  if (events.vague) return;
  const auto sweep = [=](benchmark::State& state) {
    const Scan& left = events.scan();
    const Scan& right = spells.scan();
    for (auto _ : state) {
      Row mixed = 0;
      ForwardScan(left, right, [&](Row a, Row b) { mixed ^= a + b; });
      benchmark::DoNotOptimize(mixed);
    }
  };
  Register("join_count", events, "sweep", sweep);
  Register("join_visit", events, "sweep", sweep);
}

// A filter: 1,000 groups, the rows dealt to them so that the first have many and the last have few.
void RegisterGroups(const Data& data) {
  constexpr std::int64_t kGroups = 1000;
  const auto group_of = [](std::int64_t random) { return random * random / kGroups; };
  const auto members = [=]() {
    Random random(3);
    std::vector<GroupMember> made;
    for (Row row = 0; row < data.size; ++row) {
      made.push_back({static_cast<Group>(group_of(random.Below(kGroups))), row});
    }
    return made;
  };
  const auto grouped = [=]() -> const GroupedTimeline& {
    return Kept<GroupedTimeline>("groups/" + data.name(), [&] {
      return GroupedTimeline::Build(data.timeline(), members()).value();
    });
  };
  Register("build_groups", data, "casus", [=](benchmark::State& state) {
    const std::vector<GroupMember> all = members();
    for (auto _ : state) {
      benchmark::DoNotOptimize(GroupedTimeline::Build(data.timeline(), all).value());
    }
    state.counters["bytes_per_row"] =
        static_cast<double>(grouped().MemoryUsed()) / static_cast<double>(data.size);
  });
  const auto ask = [=](benchmark::State& state, auto count) {
    Group group = 0;
    Loop(state, kDays / 100, [&](Period period) {
      benchmark::DoNotOptimize(count(group, period));
      group = (group + 37) % kGroups;
    });
  };
  Register("group_1%_count", data, "casus", [=](benchmark::State& state) {
    const GroupedTimeline& all = grouped();
    ask(state, [&](Group group, Period period) { return all.CountDuring(group, period).certain; });
  });
  Register("group_1%_visit", data, "casus", [=](benchmark::State& state) {
    const GroupedTimeline& all = grouped();
    std::int64_t found = 0;
    ask(state, [&](Group group, Period period) {
      Row mixed = 0;
      all.During(group, period, [&](Row row, Truth) {
        mixed ^= row;
        ++found;
      });
      return mixed;
    });
    state.counters["found"] =
        benchmark::Counter(static_cast<double>(found), benchmark::Counter::kAvgIterations);
  });
  // One looks at the rows of the group, the other at those of the period.
  Register("group_1%_visit", data, "list", [=](benchmark::State& state) {
    const GroupedTimeline& all = grouped();
    const std::vector<SpanBounds>& spans = data.spans();
    ask(state, [&](Group group, Period period) {
      Row mixed = 0;
      for (const Row row : all.rows(group)) {
        if (MeetsDuring(spans[row], period) != Truth::kNo) mixed ^= row;
      }
      return mixed;
    });
  });
}

// A then B within a week, in one of 5,000 dyads.
void RegisterSequences(const Data& data) {
  const auto keyed = [=](std::uint64_t seed) {
    Random random(seed);
    std::vector<std::uint32_t> keys;
    while (keys.size() < data.size) {
      const std::int64_t key = random.Below(5000);
      keys.push_back(static_cast<std::uint32_t>(key * key / 5000));
    }
    return KeyedTimeline::Build(data.timeline(), keys).value();
  };
  Register("build_sequence", data, "casus", [=](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(keyed(4).size());
  });
  Register("sequence_count", data, "casus", [=](benchmark::State& state) {
    const KeyedTimeline a = keyed(4);
    const KeyedTimeline b = keyed(5);
    for (auto _ : state) benchmark::DoNotOptimize(CountSequences(a, b, 7));
  });
}

void RegisterAppend(const Data& data) {
  Register("append_1%", data, "casus", [=](benchmark::State& state) {
    const Timeline& timeline = data.timeline();
    const std::vector<SpanBounds> more(
        data.spans().begin(), data.spans().begin() + static_cast<std::ptrdiff_t>(data.size / 100));
    for (auto _ : state) benchmark::DoNotOptimize(timeline.Appended(more).value());
  });
}

void RegisterAll() {
  for (const std::size_t size : {std::size_t{100'000}, std::size_t{1'000'000}}) {
    for (const Shape shape : {Shape::kEvents, Shape::kSpells, Shape::kOpen}) {
      const Data data{shape, size};
      RegisterBuild(data);
      RegisterCount(data, "at_count", 1);
      RegisterVisit(data, "at_visit", 1);
      RegisterCollect(data, "at_collect", 1);
      RegisterCount(data, "during_1%_count", kDays / 100);
      RegisterVisit(data, "during_0.1%_visit", kDays / 1000);
      RegisterVisit(data, "during_1%_visit", kDays / 100);
      RegisterVisit(data, "during_10%_visit", kDays / 10);
      RegisterCollect(data, "during_10%_collect", kDays / 10);
      RegisterBins(data);
      RegisterGroups(data);
      RegisterSequences(data);
      RegisterAppend(data);
    }
    RegisterJoin({Shape::kEvents, size});
    // What vague rows cost: no peer answers with certain and possible.
    const Data vague{Shape::kEvents, size, true};
    RegisterCount(vague, "at_count", 1);
    RegisterCount(vague, "during_1%_count", kDays / 100);
    RegisterVisit(vague, "during_1%_visit", kDays / 100);
    RegisterJoin(vague);
  }
}

}  // namespace
}  // namespace casus::bench

int main(int argc, char** argv) {
  casus::bench::RegisterAll();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
