#include "src/timeline/span_order.h"

#include <utility>

namespace casus::internal {
namespace {

std::int32_t Clamp(std::int64_t number) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(
      number, std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()));
}

std::size_t Bytes(const std::vector<std::int32_t>& column) {
  return column.capacity() * sizeof(std::int32_t);
}

}  // namespace

Extremes::Extremes(std::span<const std::int32_t> values) {
  constexpr std::size_t kRun = std::size_t{1} << kBits;
  if (values.empty()) return;
  level_begin_.push_back(0);
  for (std::size_t first = 0; first < values.size(); first += kRun) {
    const auto [least, greatest] =
        std::ranges::minmax(values.subspan(first, std::min(kRun, values.size() - first)));
    nodes_.push_back({least, greatest});
  }
  while (nodes_.size() - level_begin_.back() > kRun) {
    const std::size_t below = level_begin_.back();
    const std::size_t end = nodes_.size();
    level_begin_.push_back(end);
    for (std::size_t first = below; first < end; first += kRun) {
      Node node = nodes_[first];
      for (std::size_t i = first + 1; i < std::min(first + kRun, end); ++i) {
        node.least = std::min(node.least, nodes_[i].least);
        node.greatest = std::max(node.greatest, nodes_[i].greatest);
      }
      nodes_.push_back(node);
    }
  }
}

std::size_t Extremes::MemoryUsed() const {
  return nodes_.capacity() * sizeof(Node) + level_begin_.capacity() * sizeof(std::size_t);
}

SpanOrder::SpanOrder(Columns columns)
    : begin_earliest_(std::move(columns.begin_earliest)),
      end_latest_(std::move(columns.end_latest)),
      end_latest_runs_(end_latest_) {
  if (columns.begin_latest == begin_earliest_.sorted() && columns.end_earliest == end_latest_) {
    return;
  }
  begin_latest_ = std::move(columns.begin_latest);
  end_earliest_ = std::move(columns.end_earliest);
  begin_latest_runs_ = Extremes(begin_latest_);
  end_earliest_runs_ = Extremes(end_earliest_);
}

Columns SpanOrder::ToColumns() const {
  return Columns{begin_earliest_.sorted(), exact() ? begin_earliest_.sorted() : begin_latest_,
                 exact() ? end_latest_ : end_earliest_, end_latest_};
}

SpanOrder::Limits::Limits(const Box& box)
    : begin_low(Clamp(box.begin_low)),
      begin_high(Clamp(box.begin_high)),
      end_low(Clamp(box.end_low)),
      end_high(Clamp(box.end_high)),
      // What lies wholly outside the numbers of days would be clamped onto a sentinel.
      any(!box.empty() && box.begin_low <= begin_low && begin_high <= box.begin_high &&
          box.end_low <= end_low && end_high <= box.end_high) {}

std::int64_t SpanOrder::CountTouching(const Box& box) const {
  const Limits limits(box);
  if (!limits.any) return 0;
  std::size_t count = 0;
  Walk(
      FirstTouching(limits), begin_earliest_.AtMost(limits.begin_high),
      [&](unsigned level, std::size_t node) { return Touching(limits, level, node); },
      [&](std::size_t from, std::size_t to) { count += to - from; },
      [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) count += Touches(limits, i) ? 1 : 0;
      });
  return static_cast<std::int64_t>(count);
}

std::int64_t SpanOrder::CountInside(const Box& box) const {
  const Limits limits(box);
  if (!limits.any) return 0;
  std::size_t count = 0;
  Walk(
      begin_earliest_.Below(limits.begin_low), begin_earliest_.AtMost(limits.begin_high),
      [&](unsigned level, std::size_t node) { return Inside(limits, level, node); },
      [&](std::size_t from, std::size_t to) { count += to - from; },
      [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) count += LiesInside(limits, i) ? 1 : 0;
      });
  return static_cast<std::int64_t>(count);
}

std::size_t SpanOrder::CountBegins(const Box& box) const {
  const Limits limits(box);
  if (!limits.any) return 0;
  return begin_earliest_.AtMost(limits.begin_high) - begin_earliest_.Below(limits.begin_low);
}

std::size_t SpanOrder::MemoryUsed() const {
  return begin_earliest_.MemoryUsed() + Bytes(begin_latest_) + Bytes(end_earliest_) +
         Bytes(end_latest_) + begin_latest_runs_.MemoryUsed() + end_earliest_runs_.MemoryUsed() +
         end_latest_runs_.MemoryUsed();
}

}  // namespace casus::internal
