#ifndef CASUS_TESTS_INDEX_RANDOM_INTERVALS_H_
#define CASUS_TESTS_INDEX_RANDOM_INTERVALS_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace casus::index_test {

// The same numbers on every machine, which std::uniform_int_distribution does not promise.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::int64_t Between(std::int64_t low, std::int64_t high) {
    const auto width = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    const std::uint64_t bits = engine_();
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) +
                                     (width + 1 == 0 ? bits : bits % (width + 1)));
  }
  bool OneIn(int n) { return Between(1, n) == 1; }
  std::int64_t LogUniform(std::int64_t low, std::int64_t high) {
    const double unit = static_cast<double>(engine_() >> 11) * 0x1p-53;
    const double ratio = static_cast<double>(high) / static_cast<double>(low);
    return std::min(high,
                    static_cast<std::int64_t>(static_cast<double>(low) * std::pow(ratio, unit)));
  }

 private:
  std::mt19937_64 engine_;
};

template <typename Time>
struct Table {
  static constexpr Time kMin = std::numeric_limits<Time>::min();
  static constexpr Time kMax = std::numeric_limits<Time>::max();

  std::string name;
  std::vector<Time> begins;
  std::vector<Time> ends;

  void Add(std::int64_t begin, std::int64_t end) {
    begins.push_back(static_cast<Time>(begin));
    ends.push_back(static_cast<Time>(end));
  }
};

// Days of 1816 to 2100, or seconds of the same, as Time is 4 or 8 bytes.
template <typename Time>
constexpr std::int64_t kUnit = sizeof(Time) == 4 ? 1 : 86'400;
constexpr std::int64_t kDay1816 = -56'248;
constexpr std::int64_t kDay2100 = 47'482;

// Tables that are ordinary, and tables that are made to break an index.
template <typename Time>
std::vector<Table<Time>> Tables(std::size_t size) {
  using T = Table<Time>;
  constexpr std::int64_t unit = kUnit<Time>;
  const auto rows = static_cast<std::int64_t>(size);
  Random random(static_cast<std::uint64_t>(size));
  std::vector<T> tables;
  const auto make = [&](const std::string& name, auto add) {
    T table;
    table.name = name + " of " + std::to_string(size);
    for (std::int64_t i = 0; i < rows; ++i) add(table, i);
    tables.push_back(std::move(table));
  };
  make("events", [&](T& table, std::int64_t) {
    const std::int64_t begin = random.Between(0, 10'956) * unit;
    table.Add(begin, begin + (random.OneIn(100) ? random.Between(1, 30) : 1) * unit);
  });
  make("spells", [&](T& table, std::int64_t) {
    const std::int64_t begin = random.Between(0, 10'956 * unit);
    table.Add(begin, begin + random.LogUniform(1, 7305 * unit));
  });
  make("two centuries, open on either side", [&](T& table, std::int64_t) {
    const std::int64_t begin = random.Between(kDay1816 * unit, kDay2100 * unit);
    const std::int64_t end = begin + random.LogUniform(1, 1826 * unit);
    const auto kind = random.Between(0, 29);
    table.Add(kind < 3 ? T::kMin : begin, kind == 0 || kind > 26 ? T::kMax : end);
  });
  make("wars", [&](T& table, std::int64_t) {
    // A third in one month, a twentieth on one day.
    const auto kind = random.Between(0, 59);
    const std::int64_t day = kind < 20   ? random.Between(8000, 8030)
                             : kind < 23 ? 8100
                                         : random.Between(0, 10'956);
    const std::int64_t begin = day * unit + (kind < 23 ? 0 : random.Between(0, unit - 1));
    table.Add(begin, begin + random.LogUniform(1, 400 * unit));
  });
  make("one day, all the same", [&](T& table, std::int64_t) { table.Add(100, 101); });
  make("one begin",
       [&](T& table, std::int64_t) { table.Add(100, 100 + random.LogUniform(1, 100'000 * unit)); });
  make("one end",
       [&](T& table, std::int64_t) { table.Add(-random.LogUniform(1, 100'000 * unit), 1); });
  make("one duration", [&](T& table, std::int64_t) {
    const std::int64_t begin = random.Between(-300, 300);
    table.Add(begin, begin + 17);
  });
  make("whole range", [&](T& table, std::int64_t i) {
    switch (i % 5) {
      case 0: table.Add(T::kMin, T::kMax); break;
      case 1: table.Add(T::kMin + 1, T::kMax - 1); break;
      case 2: table.Add(T::kMin, T::kMin + 1); break;
      case 3: table.Add(T::kMax - 1, T::kMax); break;
      default: table.Add(0, 1);
    }
  });
  make("anything", [&](T& table, std::int64_t) {
    const std::int64_t one = random.Between(T::kMin, T::kMax);
    const std::int64_t other = random.Between(T::kMin, T::kMax);
    if (one != other) table.Add(std::min(one, other), std::max(one, other));
  });
  make("days and two centuries", [&](T& table, std::int64_t i) {
    const std::int64_t begin = random.Between(0, 3000) * unit;
    if (i == 0) {
      table.Add(-20'000 * unit, 53'000 * unit);
    } else {
      table.Add(begin, begin + unit);
    }
  });
  make("far outliers", [&](T& table, std::int64_t i) {
    const std::int64_t begin = random.Between(0, 2000);
    const std::int64_t end = begin + random.Between(1, 200);
    const std::int64_t far = T::kMax - 5000;
    table.Add(i % 90 == 3   ? -far + begin
              : i % 90 == 4 ? far + begin
                            : begin,
              i % 90 == 3   ? -far + end + 400
              : i % 90 == 4 ? far + end
              : i % 90 == 5 ? far + end
                            : end);
  });
  make("a few numbers", [&](T& table, std::int64_t) {
    const std::int64_t begin = random.Between(0, 12);
    table.Add(begin, begin + random.Between(1, 12));
  });
  make("wide durations", [&](T& table, std::int64_t) {
    const std::int64_t begin = random.Between(0, 1000);
    table.Add(begin, begin + random.Between(1, 90'000'000));
  });
  return tables;
}

// Numbers of the table, their neighbours, and the extremes.
template <typename Time>
Time Number(Random& random, const Table<Time>& table) {
  using T = Table<Time>;
  if (random.OneIn(12)) return random.OneIn(2) ? T::kMin : T::kMax;
  if (random.OneIn(30)) return static_cast<Time>(random.Between(T::kMin, T::kMax));
  if (table.begins.empty() || random.OneIn(10)) return static_cast<Time>(random.Between(-20, 20));
  const auto row = static_cast<std::size_t>(
      random.Between(0, static_cast<std::int64_t>(table.begins.size()) - 1));
  const std::int64_t number = random.OneIn(2) ? table.begins[row] : table.ends[row];
  if (number == T::kMin || number == T::kMax) return static_cast<Time>(number);
  const std::int64_t step = random.Between(-2, 2);
  return static_cast<Time>(std::clamp<std::int64_t>(number, T::kMin + 2, T::kMax - 2) + step);
}

}  // namespace casus::index_test

#endif  // CASUS_TESTS_INDEX_RANDOM_INTERVALS_H_
