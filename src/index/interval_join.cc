#include "casus/index/interval_join.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace casus {
namespace {

// The numbers [number + least, number + most], cut at the ends of the number line; false if none.
template <typename Time>
bool Window(Time number, Time least, Time most, Time& low, Time& high) {
  if (least > most) return false;
  if (__builtin_add_overflow(number, least, &low)) {
    if (least > 0) return false;
    low = std::numeric_limits<Time>::min();
  }
  if (__builtin_add_overflow(number, most, &high)) {
    if (most < 0) return false;
    high = std::numeric_limits<Time>::max();
  }
  return true;
}

// f(interval, positions) for runs of neighbouring positions with the same interval.
template <typename Time, typename F>
void ForEachInterval(const IntervalIndex<Time>& index, F f) {
  constexpr std::uint32_t kChunk = 4096;
  std::vector<Time> begins(std::min(kChunk, index.size()));
  std::vector<Time> ends(begins.size());
  for (std::uint32_t first = 0; first < index.size();) {
    const std::uint32_t size = std::min(kChunk, index.size() - first);
    index.Read({first, first + size}, begins.data(), ends.data());
    for (std::uint32_t i = 0; i < size;) {
      std::uint32_t next = i + 1;
      while (next < size && begins[next] == begins[i] && ends[next] == ends[i]) ++next;
      f(begins[i], ends[i], PositionRange{first + i, first + next});
      i = next;
    }
    first += size;
  }
}

template <typename Time>
IntervalBox<Time> Following(Time end, Time least, Time most) {
  using Box = IntervalBox<Time>;
  Box box;
  if (end == Box::kMax || !Window(end, least, most, box.begin_low, box.begin_high)) {
    return Box::None();
  }
  // An open begin is no begin.
  box.begin_low = std::max(box.begin_low, static_cast<Time>(Box::kMin + 1));
  return box;
}

// f(a, first b, last b) with the b of the same key that are least to most later.
template <typename Time, typename F>
void ForEachSequence(const KeyedTimes<Time>& a, const KeyedTimes<Time>& b, Time least, Time most,
                     F f) {
  std::size_t first = 0;
  std::size_t last = 0;
  const std::size_t size = b.keys.size();
  for (std::size_t i = 0; i < a.keys.size(); ++i) {
    const std::uint32_t key = a.keys[i];
    Time low;
    Time high;
    if (!Window(a.times[i], least, most, low, high)) continue;
    while (first < size &&
           (b.keys[first] < key || (b.keys[first] == key && b.times[first] < low))) {
      ++first;
    }
    last = std::max(last, first);
    while (last < size && b.keys[last] == key && b.times[last] <= high) ++last;
    if (first < last) f(i, first, last);
  }
}

}  // namespace

template <typename Time>
std::uint64_t CountJoinMeeting(const IntervalIndex<Time>& left, const IntervalIndex<Time>& right) {
  // Of each left row: those that begin before its end, without those that end by its begin.
  std::uint64_t count = 0;
  const auto add = [&](const RankTable<Time>& of, auto rank, bool minus) {
    std::uint64_t sum = 0;
    const Time from = of.dense_first();
    const auto width = static_cast<std::uint64_t>(std::int64_t{of.dense_last()} - from);
    const std::uint32_t* const ranks = width > 0 ? of.DenseRanks(from, width + 1) : nullptr;
    if (ranks != nullptr && ranks[0] == 0 && ranks[width] == of.size()) {
      for (std::uint64_t i = 0; i < width; ++i) {
        const std::uint64_t rows = ranks[i + 1] - ranks[i];
        sum += rows * rank(static_cast<Time>(from + static_cast<Time>(i)));
      }
    } else {
      std::vector<Time> numbers;
      of.AppendSorted(numbers);
      for (const Time number : numbers) sum += rank(number);
    }
    count += minus ? -sum : sum;
  };
  add(
      left.ends(), [&](Time end) { return std::uint64_t{right.begins().Below(end)}; }, false);
  add(
      left.begins(), [&](Time begin) { return std::uint64_t{right.ends().AtMost(begin)}; }, true);
  return count;
}

template <typename Time>
void JoinMeeting(const IntervalIndex<Time>& left, const IntervalIndex<Time>& right,
                 FunctionRef<void(PositionRange, PositionRange)> f) {
  // The side with fewer rows asks, unless it is the one whose questions cost more.
  const auto cost = [](const IntervalIndex<Time>& asks, const IntervalIndex<Time>& answers) {
    return static_cast<double>(asks.size()) * static_cast<double>(answers.class_count() + 1);
  };
  const bool swapped = cost(right, left) < cost(left, right);
  const IntervalIndex<Time>& asks = swapped ? right : left;
  const IntervalIndex<Time>& answers = swapped ? left : right;
  IntervalAnswer answer;
  ForEachInterval(asks, [&](Time begin, Time end, PositionRange same) {
    answers.Visit(IntervalBox<Time>::Meeting(begin, end), answer,
                  [&](std::uint32_t first, std::uint32_t last) {
                    swapped ? f({first, last}, same) : f(same, {first, last});
                  });
  });
}

template <typename Time>
std::uint64_t CountJoinFollowing(const IntervalIndex<Time>& left, const IntervalIndex<Time>& right,
                                 Time least, Time most) {
  std::uint64_t count = 0;
  std::vector<Time> ends;
  left.ends().AppendSorted(ends);
  for (const Time end : ends) {
    const IntervalBox<Time> box = Following(end, least, most);
    if (box.empty()) continue;
    count += right.begins().AtMost(box.begin_high) - right.begins().Below(box.begin_low);
  }
  return count;
}

template <typename Time>
void JoinFollowing(const IntervalIndex<Time>& left, const IntervalIndex<Time>& right, Time least,
                   Time most, FunctionRef<void(PositionRange, PositionRange)> f) {
  IntervalAnswer answer;
  ForEachInterval(left, [&](Time, Time end, PositionRange same) {
    right.Visit(Following(end, least, most), answer, [&](std::uint32_t first, std::uint32_t last) {
      f(same, {first, last});
    });
  });
}

template <typename Time>
std::uint64_t CountSequences(const KeyedTimes<Time>& a, const KeyedTimes<Time>& b, Time least,
                             Time most) {
  std::uint64_t count = 0;
  ForEachSequence(a, b, least, most,
                  [&](std::size_t, std::size_t first, std::size_t last) { count += last - first; });
  return count;
}

template <typename Time>
void VisitSequences(const KeyedTimes<Time>& a, const KeyedTimes<Time>& b, Time least, Time most,
                    FunctionRef<void(std::size_t, std::size_t, std::size_t)> f) {
  ForEachSequence(a, b, least, most, f);
}

#define CASUS_FOR_EACH_TIME(Time)                                                                  \
  template std::uint64_t CountJoinMeeting(const IntervalIndex<Time>&, const IntervalIndex<Time>&); \
  template void JoinMeeting(const IntervalIndex<Time>&, const IntervalIndex<Time>&,                \
                            FunctionRef<void(PositionRange, PositionRange)>);                      \
  template std::uint64_t CountJoinFollowing(const IntervalIndex<Time>&,                            \
                                            const IntervalIndex<Time>&, Time, Time);               \
  template void JoinFollowing(const IntervalIndex<Time>&, const IntervalIndex<Time>&, Time, Time,  \
                              FunctionRef<void(PositionRange, PositionRange)>);                    \
  template std::uint64_t CountSequences(const KeyedTimes<Time>&, const KeyedTimes<Time>&, Time,    \
                                        Time);                                                     \
  template void VisitSequences(const KeyedTimes<Time>&, const KeyedTimes<Time>&, Time, Time,       \
                               FunctionRef<void(std::size_t, std::size_t, std::size_t)>)
CASUS_FOR_EACH_TIME(std::int32_t);
CASUS_FOR_EACH_TIME(std::int64_t);
#undef CASUS_FOR_EACH_TIME

}  // namespace casus
