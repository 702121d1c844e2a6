// What analysts ask of a table of events, by country, dyad and place. Names are
// <question>/<rows>/<method>.
//
//   a_country_month  events of each country in each month
//   c_dyad_year      events of one dyad in one year
//   d_join           events of a dyad during a spell (of sanctions, of an alliance) of that dyad:
//                    their number; d_join_visit adds up the rows themselves
//   d_exists         events with at least one such spell
//   h_sequence       a threat answered by an attack the other way round within 7 days
//   i_controller     who held the place of each event on its day
//
//   casus   GroupedTimeline and KeyedTimeline, made before; `build` says what they cost
//   loop    one pass over plain columns, with a hash table where there is a key
//   duckdb  SQL over the same columns of INTEGER, the month ready in one of them (see duckdb.h)
//
// All must give the same answer before anything is timed.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "casus/time/calendar.h"
#include "casus/timeline/grouped.h"
#include "casus/timeline/sequence.h"
#include "casus/timeline/timeline.h"
#include "duckdb.h"
#include "shapes.h"

namespace casus::bench {
namespace {

constexpr std::int32_t kCountries = 200;
constexpr std::int32_t kActors = 2'000;
constexpr std::int32_t kPlaces = 5'000;
constexpr std::size_t kSpellCount = 10'000;
constexpr std::int32_t kThreat = 13;
constexpr std::int32_t kAttack = 19;
constexpr std::int32_t kAnswerDays = 7;

using Column = std::vector<std::int32_t>;

// Few are in most rows.
std::int32_t Skewed(Random& random, std::int32_t size) {
  const double unit = random.Unit();
  return static_cast<std::int32_t>(unit * unit * unit * size);
}

std::int32_t DyadOf(std::int32_t from, std::int32_t to) { return from * kActors + to; }

// Events of one day each, in no order; spells of dyads; and for each place periods, one behind the
// other, in which somebody holds it. `last` is the last day.
struct Data {
  Column day, month, country, from, to, dyad, root, place;
  struct {
    Column dyad, first, last;
  } spells;
  struct {
    Column place, first, last, holder;
  } control;
};

Data MakeData(std::size_t size) {
  Random random(20140318);
  Data data;
  for (std::size_t i = 0; i < size; ++i) {
    const Day day = kFirst + random.Below(kDays);
    data.day.push_back(day.number());
    data.month.push_back((day.year() - kFirst.year()) * 12 + day.month() - 1);
    data.country.push_back(Skewed(random, kCountries));
    data.from.push_back(Skewed(random, kActors));
    data.to.push_back(Skewed(random, kActors));
    data.dyad.push_back(DyadOf(data.from.back(), data.to.back()));
    data.root.push_back(static_cast<std::int32_t>(1 + random.Below(20)));
    data.place.push_back(Skewed(random, kPlaces));
  }
  for (std::size_t i = 0; i < kSpellCount; ++i) {
    const Day first = kFirst + random.Below(kDays);
    data.spells.dyad.push_back(
        data.dyad[static_cast<std::size_t>(random.Below(static_cast<std::int64_t>(size)))]);
    data.spells.first.push_back(first.number());
    data.spells.last.push_back((first + random.LogUniform(30, 3'650)).number());
  }
  for (std::int32_t place = 0; place < kPlaces; ++place) {
    for (Day first = kFirst; first < kWhole.last();) {
      const Day next = std::min(first + random.LogUniform(10, 2'000), kWhole.last());
      data.control.place.push_back(place);
      data.control.first.push_back(first.number());
      data.control.last.push_back(next.number() - 1);
      data.control.holder.push_back(static_cast<std::int32_t>(random.Below(20)));
      first = next;
    }
  }
  return data;
}

enum class Question {
  kCountryMonth,
  kDyadYear,
  kJoin,
  kJoinVisit,
  kExists,
  kSequence,
  kController
};
constexpr std::array kQuestions = {
    std::pair{Question::kCountryMonth, "a_country_month"},
    std::pair{Question::kDyadYear, "c_dyad_year"},
    std::pair{Question::kJoin, "d_join"},
    std::pair{Question::kJoinVisit, "d_join_visit"},
    std::pair{Question::kExists, "d_exists"},
    std::pair{Question::kSequence, "h_sequence"},
    std::pair{Question::kController, "i_controller"},
};

// The dyad and year of the n-th question kDyadYear.
struct DyadYear {
  std::int32_t dyad;
  std::int32_t first;
  std::int32_t last;
};
DyadYear DyadYearNumber(const Data& data, std::size_t n) {
  const std::size_t row = n * 7'919 % data.day.size();
  const Day first = Day::FromYmd(Day::FromNumber(data.day[row]).year(), 1, 1);
  return {data.dyad[row], first.number(), Day::FromYmd(first.year(), 12, 31).number()};
}

// Answers by one number; kCountryMonth by the sum of count x (country + 1) x (month + 1).
class Method {
 public:
  Method() = default;
  Method(const Method&) = delete;
  Method& operator=(const Method&) = delete;
  virtual ~Method() = default;
  virtual std::int64_t Ask(Question question, std::size_t n) = 0;
};

Period Days(std::int32_t first, std::int32_t last) {
  return Period::Of(Day::FromNumber(first), Day::FromNumber(last) + 1);
}

Timeline TimelineOf(const Column& days) {
  std::vector<SpanBounds> spans;
  spans.reserve(days.size());
  for (const std::int32_t number : days) {
    const Day day = Day::FromNumber(number);
    spans.push_back({day, day, day + 1, day + 1});
  }
  return Timeline::Build(spans).value();
}

GroupedTimeline GroupedBy(const Timeline& timeline, const Column& groups) {
  std::vector<GroupMember> members;
  members.reserve(groups.size());
  for (std::size_t row = 0; row < groups.size(); ++row) {
    members.push_back({static_cast<Group>(groups[row]), static_cast<Row>(row)});
  }
  return GroupedTimeline::Build(timeline, members).value();
}

// The events of a root, by the dyad of (from, to).
KeyedTimeline KeyedBy(const Data& data, std::int32_t root, const Column& from, const Column& to) {
  Column days;
  std::vector<std::uint32_t> keys;
  for (std::size_t row = 0; row < data.day.size(); ++row) {
    if (data.root[row] != root) continue;
    days.push_back(data.day[row]);
    keys.push_back(static_cast<std::uint32_t>(DyadOf(from[row], to[row])));
  }
  return KeyedTimeline::Build(TimelineOf(days), keys).value();
}

class Casus : public Method {
 public:
  explicit Casus(const Data& data)
      : data_(data),
        timeline_(TimelineOf(data.day)),
        by_country_(GroupedBy(timeline_, data.country)),
        by_dyad_(GroupedBy(timeline_, data.dyad)),
        by_place_(GroupedBy(timeline_, data.place)),
        threats_(KeyedBy(data, kThreat, data.from, data.to)),
        attacks_(KeyedBy(data, kAttack, data.to, data.from)),
        months_(BinsOver(Bin::kMonth, kWhole).value()),
        marks_(data.day.size()) {}

  std::int64_t Ask(Question question, std::size_t n) override {
    switch (question) {
      case Question::kCountryMonth: {
        std::int64_t sum = 0;
        for (std::int32_t country = 0; country < kCountries; ++country) {
          for (std::size_t month = 0; month < months_.size(); ++month) {
            sum += by_country_.CountDuring(static_cast<Group>(country), months_[month]).certain *
                   (country + 1) * (static_cast<std::int64_t>(month) + 1);
          }
        }
        return sum;
      }
      case Question::kDyadYear: {
        const DyadYear asked = DyadYearNumber(data_, n);
        return by_dyad_.CountDuring(static_cast<Group>(asked.dyad), Days(asked.first, asked.last))
            .certain;
      }
      case Question::kJoin: {
        std::int64_t count = 0;
        ForEachSpell([&](Group dyad, Period period) {
          count += by_dyad_.CountDuring(dyad, period).certain;
        });
        return count;
      }
      case Question::kJoinVisit: {
        std::int64_t sum = 0;
        ForEachSpell([&](Group dyad, Period period) {
          by_dyad_.During(dyad, period, [&](Row row, Truth) { sum += row; });
        });
        return sum;
      }
      case Question::kExists: {
        std::fill(marks_.begin(), marks_.end(), std::uint8_t{0});
        std::int64_t count = 0;
        ForEachSpell([&](Group dyad, Period period) {
          by_dyad_.During(dyad, period, [&](Row row, Truth) {
            count += marks_[row] == 0 ? 1 : 0;
            marks_[row] = 1;
          });
        });
        return count;
      }
      case Question::kSequence: return CountSequences(threats_, attacks_, kAnswerDays).certain;
      case Question::kController: {
        const auto& control = data_.control;
        for (std::size_t i = 0; i < control.place.size(); ++i) {
          const auto holder = static_cast<std::uint8_t>(control.holder[i]);
          by_place_.During(static_cast<Group>(control.place[i]),
                           Days(control.first[i], control.last[i]),
                           [&](Row row, Truth) { marks_[row] = holder; });
        }
        return std::accumulate(marks_.begin(), marks_.end(), std::int64_t{0});
      }
    }
    return 0;
  }

 private:
  template <typename F>
  void ForEachSpell(F f) const {
    const auto& spells = data_.spells;
    for (std::size_t i = 0; i < spells.dyad.size(); ++i) {
      f(static_cast<Group>(spells.dyad[i]), Days(spells.first[i], spells.last[i]));
    }
  }

  const Data& data_;
  Timeline timeline_;
  GroupedTimeline by_country_;
  GroupedTimeline by_dyad_;
  GroupedTimeline by_place_;
  KeyedTimeline threats_;
  KeyedTimeline attacks_;
  std::vector<Period> months_;
  std::vector<std::uint8_t> marks_;  // of the events
};

class Loop : public Method {
 public:
  explicit Loop(const Data& data) : data_(data) {}

  std::int64_t Ask(Question question, std::size_t n) override {
    const std::size_t size = data_.day.size();
    switch (question) {
      case Question::kCountryMonth: {
        const std::size_t months = kDays / 30 + 1;
        std::vector<std::int32_t> counts(kCountries * months);
        for (std::size_t i = 0; i < size; ++i) {
          ++counts[static_cast<std::size_t>(data_.country[i]) * months +
                   static_cast<std::size_t>(data_.month[i])];
        }
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < counts.size(); ++i) {
          sum += counts[i] * static_cast<std::int64_t>((i / months + 1) * (i % months + 1));
        }
        return sum;
      }
      case Question::kDyadYear: {
        const DyadYear asked = DyadYearNumber(data_, n);
        std::int64_t count = 0;
        for (std::size_t i = 0; i < size; ++i) {
          count += data_.dyad[i] == asked.dyad && data_.day[i] >= asked.first &&
                           data_.day[i] <= asked.last
                       ? 1
                       : 0;
        }
        return count;
      }
      case Question::kJoin:
      case Question::kJoinVisit:
      case Question::kExists: {
        const auto& spells = data_.spells;
        std::unordered_map<std::int32_t, std::vector<std::size_t>> of_dyad;
        for (std::size_t i = 0; i < spells.dyad.size(); ++i) of_dyad[spells.dyad[i]].push_back(i);
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < size; ++i) {
          const auto found = of_dyad.find(data_.dyad[i]);
          if (found == of_dyad.end()) continue;
          for (const std::size_t spell : found->second) {
            if (data_.day[i] < spells.first[spell] || data_.day[i] > spells.last[spell]) continue;
            sum += question == Question::kJoinVisit ? static_cast<std::int64_t>(i) : 1;
            if (question == Question::kExists) break;
          }
        }
        return sum;
      }
      case Question::kSequence: {
        std::unordered_map<std::int32_t, std::vector<std::int32_t>> attacks;
        for (std::size_t i = 0; i < size; ++i) {
          if (data_.root[i] == kAttack) {
            attacks[DyadOf(data_.to[i], data_.from[i])].push_back(data_.day[i]);
          }
        }
        std::int64_t count = 0;
        for (std::size_t i = 0; i < size; ++i) {
          if (data_.root[i] != kThreat) continue;
          const auto found = attacks.find(data_.dyad[i]);
          if (found == attacks.end()) continue;
          for (const std::int32_t day : found->second) {
            count += day > data_.day[i] && day <= data_.day[i] + 1 + kAnswerDays ? 1 : 0;
          }
        }
        return count;
      }
      case Question::kController: {
        const auto& control = data_.control;
        // Of each place its periods, which are in order.
        std::vector<std::size_t> begins(kPlaces + 1, control.place.size());
        for (std::size_t i = control.place.size(); i-- > 0;) {
          begins[static_cast<std::size_t>(control.place[i])] = i;
        }
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < size; ++i) {
          const auto place = static_cast<std::size_t>(data_.place[i]);
          const auto first = control.last.begin() + static_cast<std::ptrdiff_t>(begins[place]);
          const auto last = control.last.begin() + static_cast<std::ptrdiff_t>(begins[place + 1]);
          const auto at = std::lower_bound(first, last, data_.day[i]);
          sum += control.holder[static_cast<std::size_t>(at - control.last.begin())];
        }
        return sum;
      }
    }
    return 0;
  }

 private:
  const Data& data_;
};

class DuckdbMethod : public Method {
 public:
  DuckdbMethod(const DuckdbApi& api, const Data& data) : data_(data), duckdb_(api) {
    Column ids(data.day.size());
    std::iota(ids.begin(), ids.end(), 0);
    duckdb_.MakeTable(
        "events", {"id", "day", "month", "country", "origin", "target", "dyad", "root", "place"},
        {ids, data.day, data.month, data.country, data.from, data.to, data.dyad, data.root,
         data.place});
    duckdb_.MakeTable("spells", {"dyad", "first", "last"},
                      {data.spells.dyad, data.spells.first, data.spells.last});
    duckdb_.MakeTable(
        "control", {"place", "first", "last", "holder"},
        {data.control.place, data.control.first, data.control.last, data.control.holder});
    const std::string join =
        " FROM spells s JOIN events e ON e.dyad = s.dyad AND e.day BETWEEN s.first AND s.last";
    const std::map<Question, std::string> sql = {
        {Question::kCountryMonth,
         "SELECT CAST(sum(n * (country + 1) * (month + 1)) AS BIGINT) FROM (SELECT country, month, "
         "count(*) AS n FROM events GROUP BY country, month)"},
        {Question::kDyadYear, "SELECT count(*) FROM events WHERE dyad = ? AND day BETWEEN ? AND ?"},
        {Question::kJoin, "SELECT count(*)" + join},
        {Question::kJoinVisit, "SELECT CAST(sum(e.id) AS BIGINT)" + join},
        {Question::kExists,
         "SELECT count(*) FROM events e WHERE EXISTS (SELECT 1 FROM spells s WHERE s.dyad = e.dyad "
         "AND e.day BETWEEN s.first AND s.last)"},
        {Question::kSequence,
         "SELECT count(*) FROM events t JOIN events a ON a.origin = t.target AND a.target = "
         "t.origin AND a.day BETWEEN t.day + 1 AND t.day + " +
             std::to_string(1 + kAnswerDays) + " WHERE t.root = " + std::to_string(kThreat) +
             " AND a.root = " + std::to_string(kAttack)},
        {Question::kController,
         "SELECT CAST(sum(c.holder) AS BIGINT) FROM events e JOIN control c ON c.place = e.place "
         "AND e.day BETWEEN c.first AND c.last"},
    };
    for (const auto& [question, text] : sql) statements_.try_emplace(question, duckdb_, text);
  }

  std::int64_t Ask(Question question, std::size_t n) override {
    if (question == Question::kDyadYear) {
      const DyadYear asked = DyadYearNumber(data_, n);
      statements_.at(question).Ask({asked.dyad, asked.first, asked.last}, answer_);
    } else {
      statements_.at(question).Ask({}, answer_);
    }
    return answer_.at(0);
  }

 private:
  const Data& data_;
  Duckdb duckdb_;
  std::map<Question, Duckdb::Statement> statements_;
  std::vector<std::int64_t> answer_;
};

using Methods = std::map<std::string, std::unique_ptr<Method>>;

Methods MakeMethods(std::size_t size) {
  static std::map<std::size_t, Data> kept;
  const Data& data = kept.try_emplace(size, MakeData(size)).first->second;
  Methods methods;
  methods["casus"] = std::make_unique<Casus>(data);
  methods["loop"] = std::make_unique<Loop>(data);
  if (const DuckdbApi* const api = DuckdbApi::Get()) {
    methods["duckdb"] = std::make_unique<DuckdbMethod>(*api, data);
  }
  for (const auto& [question, name] : kQuestions) {
    for (std::size_t n = 0; n < 3; ++n) {
      const std::int64_t expected = methods.at("casus")->Ask(question, n);
      for (const auto& [method, peer] : methods) {
        if (peer->Ask(question, n) != expected) {
          Fail(std::string(name) + ": " + method + " answers something else");
        }
      }
    }
  }
  return methods;
}

// Made and checked when first asked for, and kept for the other benchmarks of the run.
Method& MethodOf(std::size_t size, const std::string& method) {
  static auto* const kept = new std::map<std::size_t, Methods>();
  Methods& methods = (*kept)[size];
  if (methods.empty()) methods = MakeMethods(size);
  return *methods.at(method);
}

void RegisterAll() {
  std::vector<std::string> methods = {"casus", "loop"};
  if (const DuckdbApi* const api = DuckdbApi::Get()) {
    methods.emplace_back("duckdb");
    benchmark::AddCustomContext("duckdb", api->version());
  } else {
    std::cerr << "bench: CASUS_DUCKDB does not name libduckdb.so; DuckDB's rows are left out\n";
  }
  for (const std::size_t size : {std::size_t{1'000'000}, std::size_t{10'000'000}}) {
    const std::string rows = "/" + std::to_string(size) + "/";
    for (const auto& [question, name] : kQuestions) {
      for (const std::string& method : methods) {
        benchmark::RegisterBenchmark((name + rows + method).c_str(),
                                     [size, method, asked = question](benchmark::State& state) {
                                       Method& peer = MethodOf(size, method);
                                       std::size_t n = 0;
                                       for (auto _ : state)
                                         benchmark::DoNotOptimize(peer.Ask(asked, n++));
                                     });
      }
    }
    benchmark::RegisterBenchmark(("build" + rows + "casus").c_str(), [size](
                                                                         benchmark::State& state) {
      const Data data = MakeData(size);
      const Timeline timeline = TimelineOf(data.day);
      for (auto _ : state) benchmark::DoNotOptimize(GroupedBy(timeline, data.dyad));
    })->Unit(benchmark::kMillisecond);
  }
}

}  // namespace
}  // namespace casus::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  casus::bench::RegisterAll();
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
