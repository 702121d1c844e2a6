#include "src/timeline/index.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace casus::internal {
namespace {

Columns ColumnsOf(std::span<const SpanBounds> bounds, std::span<const Row> rows) {
  Columns columns;
  columns.Reserve(rows.size());
  for (const Row row : rows) {
    const SpanBounds& span = bounds[row];
    columns.Add(span.begin_earliest.number(), span.begin_latest.number(),
                span.end_earliest.number(), span.end_latest.number());
  }
  return columns;
}

template <typename T>
void Reorder(std::vector<T>& values, std::span<const std::uint32_t> order) {
  std::vector<T> ordered;
  ordered.reserve(order.size());
  for (const std::uint32_t position : order) ordered.push_back(values[position]);
  values = std::move(ordered);
}

// A box that asks who shares a day with [first, last] (both inside) and nothing else.
struct Meeting {
  std::int32_t first;
  std::int32_t last;

  bool one_day() const { return first == last; }
  // Of the stretches that begin in time, all but those that end too early; and what ends before the
  // first day begins before the last, so that two ranks are enough.
  std::int64_t Count(const Ranks& begins, const Ranks& ends) const {
    return static_cast<std::int64_t>(begins.AtMost(last)) -
           static_cast<std::int64_t>(ends.AtMost(first));
  }
};

std::optional<Meeting> AsMeeting(const Box& box) {
  constexpr std::int64_t kLeast = std::numeric_limits<std::int32_t>::min();
  constexpr std::int64_t kGreatest = std::numeric_limits<std::int32_t>::max();
  if (box.begin_low > kLeast || box.end_high < kGreatest) return std::nullopt;
  const std::int64_t first = std::max(box.end_low - 1, kLeast);
  const std::int64_t last = std::min(box.begin_high, kGreatest);
  if (first > last) return std::nullopt;
  return Meeting{static_cast<std::int32_t>(first), static_cast<std::int32_t>(last)};
}

std::vector<std::int32_t> Sorted(std::vector<std::int32_t> values) {
  std::sort(values.begin(), values.end());
  return values;
}

}  // namespace

SpanTable::SpanTable(std::span<const SpanBounds> bounds, std::vector<Row> rows)
    : rows_(std::move(rows)) {
  Columns columns = ColumnsOf(bounds, rows_);
  // Stable sorts of rows that ascend: equal days stay in the order of rows.
  const std::vector<std::uint32_t> by_end = StableOrder(columns.end_latest);
  rows_by_end_ = rows_;
  Reorder(rows_by_end_, by_end);
  std::vector<std::int32_t> ends = columns.end_latest;
  Reorder(ends, by_end);
  end_latest_ = Ranks(std::move(ends));

  const std::vector<std::uint32_t> by_begin = StableOrder(columns.begin_earliest);
  Reorder(rows_, by_begin);
  for (auto* column : {&columns.begin_earliest, &columns.begin_latest, &columns.end_earliest,
                       &columns.end_latest}) {
    Reorder(*column, by_begin);
  }
  spans_ = SpanOrder(std::move(columns));
  if (spans_.exact()) return;

  std::vector<std::int32_t> core_begins;
  std::vector<std::int32_t> core_ends;
  Columns coreless;
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    const std::int32_t begin_latest = spans_.begin_latest(i);
    const std::int32_t end_earliest = spans_.end_earliest(i);
    if (begin_latest < end_earliest) {
      core_begins.push_back(begin_latest);
      core_ends.push_back(end_earliest);
    } else {
      coreless.Add(spans_.begin_earliest().sorted()[i], begin_latest, end_earliest,
                   spans_.end_latest(i));
    }
  }
  core_begin_ = Ranks(Sorted(std::move(core_begins)));
  core_end_ = Ranks(Sorted(std::move(core_ends)));
  coreless_ = SpanOrder(std::move(coreless));
}

Bounds SpanTable::Count(const Question& question) const {
  Bounds count;
  count.possible = CountTouching(question.possible);
  count.certain =
      spans_.exact() && question.exact() ? count.possible : CountInside(question.certain);
  return count;
}

std::int64_t SpanTable::CountTouching(const Box& box) const {
  const std::optional<Meeting> meeting = AsMeeting(box);
  return meeting ? meeting->Count(spans_.begin_earliest(), end_latest_) : spans_.CountTouching(box);
}

std::int64_t SpanTable::CountInside(const Box& box) const {
  const std::optional<Meeting> meeting = AsMeeting(box);
  if (!meeting) return spans_.CountInside(box);
  if (spans_.exact()) return meeting->Count(spans_.begin_earliest(), end_latest_);
  // A span with a core is sure to meet the days iff its core does. One without may begin after them
  // at the latest and end before them at the earliest, so that ranks would miscount it; but there
  // is no single day that it is sure to meet.
  return meeting->Count(core_begin_, core_end_) +
         (meeting->one_day() ? 0 : coreless_.CountInside(box));
}

std::size_t SpanTable::MemoryUsed() const {
  return spans_.MemoryUsed() + end_latest_.MemoryUsed() + core_begin_.MemoryUsed() +
         core_end_.MemoryUsed() + coreless_.MemoryUsed() +
         (rows_.capacity() + rows_by_end_.capacity()) * sizeof(Row);
}

}  // namespace casus::internal

namespace casus {

const KnownTime& Timeline::Index::KnownOf(Row row) const {
  static constexpr KnownTime kAlways;
  return known.empty() ? kAlways : known[row];
}

internal::Standing Timeline::Index::On(std::optional<Day> day) const {
  if (day && known.empty()) {
    // Without a record of learning all rows stand on every day, or (the end of time is not one)
    // none.
    static const internal::SpanTable* const kNothing = new internal::SpanTable();
    const bool stand = StandsOn(KnownTime(), *day) != Truth::kNo;
    return {stand ? current : *kNothing, known, std::nullopt};
  }
  return {day && ever ? *ever : current, known, day};
}

}  // namespace casus
