#include "src/timeline/index.h"

#include <algorithm>
#include <numeric>
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

Bounds SpanTable::Count(const Box& box) const {
  // Those that meet the days [first, last]: of all that begin in time, all but those that end too
  // early, which begin in time too. That is two ranks.
  constexpr std::int64_t kLeast = std::numeric_limits<std::int32_t>::min();
  constexpr std::int64_t kGreatest = std::numeric_limits<std::int32_t>::max();
  const bool meeting = box.begin_low <= kLeast && box.end_high >= kGreatest &&
                       box.begin_high >= box.end_low - 1 && box.begin_high >= kLeast &&
                       box.end_low <= kGreatest;
  if (!meeting) return spans_.Count(box);

  const auto last = static_cast<std::int32_t>(std::min(box.begin_high, kGreatest));
  const auto end_low = static_cast<std::int32_t>(std::max(box.end_low, kLeast));
  const auto meet = [&](const Ranks& begins, const Ranks& ends) {
    return static_cast<std::int64_t>(begins.AtMost(last)) -
           static_cast<std::int64_t>(ends.Below(end_low));
  };
  Bounds count;
  count.possible = meet(spans_.begin_earliest(), end_latest_);
  if (spans_.exact()) {
    count.certain = count.possible;
    return count;
  }
  // A span with a core is sure to meet the days iff its core does. One without may begin after them
  // at the latest and end before them at the earliest, so that the ranks would miscount it; but it
  // is sure of no single day.
  count.certain = meet(core_begin_, core_end_);
  if (last >= end_low) count.certain += coreless_.Count(box).certain;
  return count;
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
    // Without a record of learning all rows stand on every day, or (the end of time is not one) none.
    static const internal::SpanTable* const kNothing = new internal::SpanTable();
    const bool stand = StandsOn(KnownTime(), *day) != Truth::kNo;
    return {stand ? current : *kNothing, known, std::nullopt};
  }
  return {day && ever ? *ever : current, known, day};
}

}  // namespace casus
