#include "casus/timeline/timeline.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>

#include "src/timeline/box.h"
#include "src/timeline/index.h"

namespace casus {
namespace {

using internal::Box;
using internal::Standing;

Error BadRow(std::size_t row, std::string_view what) {
  return Error(ErrorCode::kInvalidArgument, "row " + std::to_string(row) + " " + std::string(what));
}

bool IsTight(const SpanBounds& span) {
  return span.begin_earliest <= span.begin_latest && span.begin_latest < span.end_latest &&
         span.begin_earliest < span.end_earliest && span.end_earliest <= span.end_latest;
}

std::vector<Hit> Collect(const Standing& standing, const Box& box) {
  std::vector<Hit> hits;
  if (standing.all()) hits.reserve(static_cast<std::size_t>(standing.Count(box).possible));
  standing.Visit(box, [&](Row row, Truth truth) { hits.push_back({row, truth}); });
  return hits;
}

Box BoxAt(Day day) { return Box::Meeting(day.number(), day.number()); }

}  // namespace

Timeline::Timeline() {
  static const auto* const kEmpty =
      new std::shared_ptr<const Index>(std::make_shared<const Index>());
  index_ = *kEmpty;
}

Timeline::Timeline(std::shared_ptr<const Index> index, std::optional<Day> known_on)
    : index_(std::move(index)), known_on_(known_on) {}

Result<Timeline> Timeline::Build(std::span<const Span> spans, std::span<const KnownTime> known) {
  std::vector<SpanBounds> bounds;
  bounds.reserve(spans.size());
  for (const Span& span : spans) bounds.push_back(span.bounds());
  return Build(bounds, known);
}

Result<Timeline> Timeline::Build(std::span<const SpanBounds> spans,
                                 std::span<const KnownTime> known) {
  if (!known.empty() && known.size() != spans.size()) {
    return Error(ErrorCode::kInvalidArgument, std::to_string(spans.size()) + " spans, but " +
                                                  std::to_string(known.size()) + " known-times");
  }
  if (spans.size() > std::numeric_limits<Row>::max()) {
    return Error(ErrorCode::kOutOfRange,
                 std::to_string(spans.size()) + " rows, but a timeline holds fewer than 2^32");
  }
  for (std::size_t row = 0; row < spans.size(); ++row) {
    if (!IsTight(spans[row])) return BadRow(row, "has bounds that are not tight");
  }
  std::vector<Row> current;
  current.reserve(spans.size());
  for (std::size_t row = 0; row < spans.size(); ++row) {
    if (!known.empty()) {
      const KnownTime& times = known[row];
      if (times.learnt_latest < times.learnt_earliest) {
        return BadRow(row, "was learnt at the latest before it was at the earliest");
      }
      if (times.superseded <= times.learnt_earliest) {
        return BadRow(row, "was superseded before it was learnt");
      }
      if (times.superseded != Day::EndOfTime()) continue;
    }
    current.push_back(static_cast<Row>(row));
  }

  auto index = std::make_shared<Index>();
  index->bounds.assign(spans.begin(), spans.end());
  index->known.assign(known.begin(), known.end());
  if (current.size() != spans.size()) {
    std::vector<Row> all(spans.size());
    std::iota(all.begin(), all.end(), Row{0});
    index->ever.emplace(index->bounds, std::move(all));
  }
  index->current = internal::SpanTable(index->bounds, std::move(current));
  return Timeline(std::move(index), std::nullopt);
}

std::size_t Timeline::size() const { return index_->bounds.size(); }

const SpanBounds& Timeline::bounds(Row row) const { return index_->bounds[row]; }

const KnownTime& Timeline::known(Row row) const { return index_->KnownOf(row); }

std::size_t Timeline::MemoryUsed() const {
  return sizeof(Index) + index_->bounds.capacity() * sizeof(SpanBounds) +
         index_->known.capacity() * sizeof(KnownTime) + index_->current.MemoryUsed() +
         (index_->ever ? index_->ever->MemoryUsed() : 0);
}

Timeline Timeline::AsKnown(Day day) const { return Timeline(index_, day); }

Truth Timeline::Stands(Row row) const {
  const KnownTime& times = index_->KnownOf(row);
  if (known_on_) return StandsOn(times, *known_on_);
  return times.superseded == Day::EndOfTime() ? Truth::kCertain : Truth::kNo;
}

void Timeline::At(Day day, Visitor visit) const { index_->On(known_on_).Visit(BoxAt(day), visit); }

std::vector<Hit> Timeline::At(Day day) const { return Collect(index_->On(known_on_), BoxAt(day)); }

Bounds Timeline::CountAt(Day day) const { return index_->On(known_on_).Count(BoxAt(day)); }

void Timeline::During(Period period, Visitor visit) const {
  index_->On(known_on_).Visit(Box::MeetingPeriod(period), visit);
}

std::vector<Hit> Timeline::During(Period period) const {
  return Collect(index_->On(known_on_), Box::MeetingPeriod(period));
}

Bounds Timeline::CountDuring(Period period) const {
  return index_->On(known_on_).Count(Box::MeetingPeriod(period));
}

void Timeline::Within(Period period, Visitor visit) const {
  index_->On(known_on_).Visit(Box::LyingIn(period), visit);
}

std::vector<Hit> Timeline::Within(Period period) const {
  return Collect(index_->On(known_on_), Box::LyingIn(period));
}

Bounds Timeline::CountWithin(Period period) const {
  return index_->On(known_on_).Count(Box::LyingIn(period));
}

std::vector<Row> Timeline::NearestBefore(Day day, std::size_t k) const {
  const Standing standing = index_->On(known_on_);
  std::vector<Row> rows;
  if (k == 0) return rows;
  // What ends at the end of time does not end.
  const std::int32_t last = std::min(day.number(), Day::EndOfTime().number() - 1);
  standing.table().VisitEndedBackwards(last, [&](Row row) {
    if (standing.Of(row) == Truth::kCertain) rows.push_back(row);
    return rows.size() < k;
  });
  return rows;
}

Result<std::vector<BinCount>> Timeline::CountByBin(Bin bin, Period period) const {
  const Result<std::vector<Period>> bins = BinsOver(bin, period);
  if (!bins.ok()) return bins.error();
  const Standing standing = index_->On(known_on_);
  std::vector<BinCount> counts;
  counts.reserve(bins->size());
  for (const Period& one : *bins) counts.push_back({one, Bounds{}});
  if (standing.all()) {
    for (BinCount& count : counts) count.count = standing.Count(Box::MeetingPeriod(count.bin));
    return counts;
  }

  // No ranks of rows that stand on some day only: visit them once, and add each to the bins from
  // the first to the last that it meets, which is +1 and -1 in the differences between bins.
  std::vector<Bounds> change(counts.size() + 1);
  const auto first_ending_after = [&](Day day) {
    return static_cast<std::size_t>(
        std::partition_point(counts.begin(), counts.end(),
                             [&](const BinCount& count) { return count.bin.last() <= day; }) -
        counts.begin());
  };
  const auto first_beginning_at = [&](Day day) {
    return static_cast<std::size_t>(
        std::partition_point(counts.begin(), counts.end(),
                             [&](const BinCount& count) { return count.bin.first() < day; }) -
        counts.begin());
  };
  const Period all = Period::Of(counts.front().bin.first(), counts.back().bin.last());
  standing.Visit(Box::MeetingPeriod(all), [&](Row row, Truth) {
    const SpanBounds& span = index_->bounds[row];
    ++change[first_ending_after(span.begin_earliest)].possible;
    --change[first_beginning_at(span.end_latest)].possible;
    if (standing.Of(row) != Truth::kCertain) return;
    const std::size_t first = first_ending_after(span.begin_latest);
    const std::size_t end = first_beginning_at(span.end_earliest);
    if (first >= end) return;
    ++change[first].certain;
    --change[end].certain;
  });
  Bounds now;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    now += change[i];
    counts[i].count = now;
  }
  return counts;
}

std::optional<Period> Timeline::Hull() const {
  const Standing standing = index_->On(known_on_);
  const internal::SpanTable& table = standing.table();
  if (standing.all()) {
    if (table.size() == 0) return std::nullopt;
    const Row first = table.row(0);
    const Row last = table.last_to_end();
    return Period::Of(index_->bounds[first].begin_earliest, index_->bounds[last].end_latest);
  }
  std::optional<Period> hull;
  standing.Visit(Box{}, [&](Row row, Truth) {
    const SpanBounds& span = index_->bounds[row];
    hull = hull ? Period::Of(hull->first(), std::max(hull->last(), span.end_latest))
                : Period::Of(span.begin_earliest, span.end_latest);
  });
  return hull;
}

}  // namespace casus
