#ifndef CASUS_TESTS_TIMELINE_RANDOM_SPANS_H_
#define CASUS_TESTS_TIMELINE_RANDOM_SPANS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "casus/time/day.h"
#include "casus/time/period.h"
#include "casus/time/span.h"
#include "casus/timeline/timeline.h"

namespace casus {

// Found by ADL when a test fails.
inline std::ostream& operator<<(std::ostream& out, const SpanBounds& span) {
  const auto number = [](Day day) {
    if (day == Day::BeginningOfTime()) return std::string("-oo");
    if (day == Day::EndOfTime()) return std::string("+oo");
    return std::to_string(day.number());
  };
  return out << "b[" << number(span.begin_earliest) << "," << number(span.begin_latest) << "] e["
             << number(span.end_earliest) << "," << number(span.end_latest) << "]";
}
inline std::ostream& operator<<(std::ostream& out, const Hit& hit) {
  return out << "(" << hit.row << " " << hit.truth << ")";
}
inline std::ostream& operator<<(std::ostream& out, const RowPair& pair) {
  return out << "(" << pair.left << " " << pair.right << " " << pair.truth << ")";
}

namespace timeline_test {

constexpr Day kNever = Day::BeginningOfTime();
constexpr Day kForever = Day::EndOfTime();

inline Day D(std::int64_t number) { return Day::FromNumber(number); }

// The same numbers on every machine, which std::uniform_int_distribution does not promise.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::int64_t Between(std::int64_t low, std::int64_t high) {
    const auto width = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<std::int64_t>(engine_() % width);
  }
  bool OneIn(int n) { return Between(1, n) == 1; }
  template <typename T>
  const T& Of(const std::vector<T>& values) {
    return values[static_cast<std::size_t>(Between(0, std::ssize(values) - 1))];
  }

 private:
  std::mt19937_64 engine_;
};

inline SpanBounds Exact(std::int64_t begin, std::int64_t end) {
  return {D(begin), D(begin), D(end), D(end)};
}

// What a random table is made of.
struct Shape {
  std::int64_t first = 0;  // days of the grid
  std::int64_t last = 11;
  std::int64_t longest = 12;  // of one stretch, and of one doubt
  bool vague = true;
  bool open = true;
};

inline SpanBounds RandomSpan(Random& random, const Shape& shape) {
  const auto day = [&] { return random.Between(shape.first, shape.last); };
  const auto length = [&] { return random.Between(1, shape.longest); };
  const std::int64_t begin = day();
  const std::int64_t doubt = random.Between(0, shape.longest);
  const auto kind = random.Between(0, 13);
  if (shape.open) {
    switch (kind) {
      case 0: return {D(begin), D(begin), kForever, kForever};
      case 1: return {kNever, kNever, D(begin), D(begin)};
      case 2: return {kNever, kNever, kForever, kForever};
      default: break;
    }
  }
  if (shape.open && shape.vague) {
    switch (kind) {
      case 3: return {kNever, Day::Max(), Day::Min(), kForever};           // nothing known
      case 4: return {D(begin), D(begin), D(begin + length()), kForever};  // censored
      case 5: return {kNever, D(begin), D(begin + length()), D(begin + length() + shape.longest)};
      case 6: return {D(begin), D(begin + doubt), kForever, kForever};
      case 7: return {D(begin), D(begin + doubt), D(begin + 1), kForever};
      default: break;
    }
  }
  if (shape.vague) {
    switch (kind) {
      // Some day of a month.
      case 8: return {D(begin), D(begin + doubt), D(begin + 1), D(begin + doubt + 1)};
      case 9: {  // anything
        const std::int64_t end_earliest = begin + length();
        const std::int64_t begin_latest = begin + random.Between(0, shape.longest);
        const std::int64_t end_latest =
            std::max(end_earliest, begin_latest + 1) + random.Between(0, shape.longest);
        return {D(begin), D(begin_latest), D(end_earliest), D(end_latest)};
      }
      case 10: {  // a core
        const std::int64_t begin_latest = begin + doubt;
        const std::int64_t end_earliest = begin_latest + length();
        return {D(begin), D(begin_latest), D(end_earliest),
                D(end_earliest + random.Between(0, shape.longest))};
      }
      default: break;
    }
  }
  if (kind == 11) return Exact(shape.first, shape.last + 1);
  if (kind == 12) return Exact(begin, begin + length());
  return Exact(begin, begin + 1);
}

inline std::vector<SpanBounds> RandomSpans(Random& random, std::size_t size, const Shape& shape) {
  std::vector<SpanBounds> spans;
  while (spans.size() < size) {
    // Duplicates, too.
    spans.push_back(!spans.empty() && random.OneIn(8) ? random.Of(spans)
                                                      : RandomSpan(random, shape));
  }
  return spans;
}

inline KnownTime RandomKnown(Random& random, const Shape& shape) {
  const auto day = [&] { return random.Between(shape.first, shape.last); };
  KnownTime known;
  if (!random.OneIn(4)) {
    known.learnt_earliest = D(day());
    known.learnt_latest =
        known.learnt_earliest + (random.OneIn(2) ? 0 : random.Between(0, shape.longest));
  }
  if (random.OneIn(2)) {
    known.superseded = known.learnt_earliest.is_finite()
                           ? known.learnt_earliest + random.Between(1, shape.longest)
                           : D(day());
  }
  return known;
}

inline std::vector<KnownTime> RandomKnowns(Random& random, std::size_t size, const Shape& shape) {
  std::vector<KnownTime> known;
  while (known.size() < size) known.push_back(RandomKnown(random, shape));
  return known;
}

// Periods that touch, cut and surround the grid, some open on a side.
inline Period RandomPeriod(Random& random, const Shape& shape) {
  switch (random.Between(0, 9)) {
    case 0: return Period::Always();
    case 1: return Period::Of(kNever, D(random.Between(shape.first - 2, shape.last + 2)));
    case 2: return Period::Of(D(random.Between(shape.first - 2, shape.last + 2)), kForever);
    case 3: return Period::OfDay(D(random.Between(shape.first - 2, shape.last + 2)));
    default: break;
  }
  const std::int64_t first = random.Between(shape.first - 2, shape.last + 2);
  return Period::Of(D(first), D(first + random.Between(1, shape.last - shape.first + 4)));
}

// Answers promise no order.
inline std::vector<Hit> InOrder(std::vector<Hit> hits) {
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.row < b.row; });
  return hits;
}
inline std::vector<RowPair> InOrder(std::vector<RowPair> pairs) {
  std::sort(pairs.begin(), pairs.end(), [](const RowPair& a, const RowPair& b) {
    return std::pair(a.left, a.right) < std::pair(b.left, b.right);
  });
  return pairs;
}

// The fewest of the items that still fail: drops ever smaller pieces while the rest fails.
template <typename T>
std::vector<T> Shrink(std::vector<T> items,
                      const std::function<bool(const std::vector<T>&)>& fails) {
  for (std::size_t piece = items.size(); piece > 0; piece /= 2) {
    for (std::size_t first = 0; first < items.size();) {
      std::vector<T> fewer(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(first));
      fewer.insert(
          fewer.end(),
          items.begin() + static_cast<std::ptrdiff_t>(std::min(items.size(), first + piece)),
          items.end());
      if (fails(fewer)) {
        items = std::move(fewer);
      } else {
        first += piece;
      }
    }
  }
  return items;
}

template <typename T>
std::string Print(const std::vector<T>& values) {
  std::ostringstream out;
  for (const T& value : values) out << "\n  " << value;
  return out.str();
}

}  // namespace timeline_test
}  // namespace casus

#endif  // CASUS_TESTS_TIMELINE_RANDOM_SPANS_H_
