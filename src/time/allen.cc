#include "casus/time/allen.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace casus {
namespace {

// Each relation is one order of the four end points: the rank of a's begin, a's end, b's begin and
// b's end, equal where they coincide.
struct EndOrder {
  Allen relation;
  std::array<std::uint8_t, 4> rank;
};
constexpr std::array<EndOrder, 13> kOrders = {{
    {Allen::kBefore, {0, 1, 2, 3}},
    {Allen::kMeets, {0, 1, 1, 2}},
    {Allen::kOverlaps, {0, 2, 1, 3}},
    {Allen::kStarts, {0, 1, 0, 2}},
    {Allen::kDuring, {1, 2, 0, 3}},
    {Allen::kFinishes, {1, 2, 0, 2}},
    {Allen::kEquals, {0, 1, 0, 1}},
    {Allen::kFinishedBy, {0, 2, 1, 2}},
    {Allen::kContains, {0, 3, 1, 2}},
    {Allen::kStartedBy, {0, 2, 0, 1}},
    {Allen::kOverlappedBy, {1, 3, 0, 2}},
    {Allen::kMetBy, {1, 2, 0, 1}},
    {Allen::kAfter, {2, 3, 0, 1}},
}};

// The sentinels next to the calendar's ends, so that nothing can be placed between.
std::int64_t Number(Day day) {
  return std::clamp(day.number(), Day::Min().number() - 1, Day::Max().number() + 1);
}

struct Range {
  std::int64_t low;
  std::int64_t high;
};

// Can the four points be placed in their ranges in this order? Placing each as early as the ones
// before allow leaves the most room for the rest, so if that fails nothing succeeds.
bool Feasible(const std::array<std::uint8_t, 4>& rank, const std::array<Range, 4>& ranges) {
  std::int64_t place = INT64_MIN;
  for (std::uint8_t step = 0; step < 4; ++step) {
    std::int64_t low = place == INT64_MIN ? INT64_MIN : place + 1;
    std::int64_t high = INT64_MAX;
    for (std::size_t i = 0; i < 4; ++i) {
      if (rank[i] != step) continue;
      low = std::max(low, ranges[i].low);
      high = std::min(high, ranges[i].high);
    }
    if (low > high) return false;
    if (high != INT64_MAX) place = low;
  }
  return true;
}

}  // namespace

AllenSet PossibleRelations(const SpanBounds& a, const SpanBounds& b) {
  const std::array<Range, 4> ranges = {{
      {Number(a.begin_earliest), Number(a.begin_latest)},
      {Number(a.end_earliest), Number(a.end_latest)},
      {Number(b.begin_earliest), Number(b.begin_latest)},
      {Number(b.end_earliest), Number(b.end_latest)},
  }};
  AllenSet possible;
  for (const EndOrder& order : kOrders) {
    if (Feasible(order.rank, ranges)) possible = possible | order.relation;
  }
  return possible;
}

Truth Relate(const SpanBounds& a, AllenSet relations, const SpanBounds& b) {
  const AllenSet possible = PossibleRelations(a, b);
  if (possible.SubsetOf(relations)) return Truth::kCertain;
  return (possible & relations).empty() ? Truth::kNo : Truth::kPossible;
}

std::string_view ToString(Allen relation) {
  switch (relation) {
    case Allen::kBefore: return "before";
    case Allen::kMeets: return "meets";
    case Allen::kOverlaps: return "overlaps";
    case Allen::kStarts: return "starts";
    case Allen::kDuring: return "during";
    case Allen::kFinishes: return "finishes";
    case Allen::kEquals: return "equals";
    case Allen::kFinishedBy: return "finished by";
    case Allen::kContains: return "contains";
    case Allen::kStartedBy: return "started by";
    case Allen::kOverlappedBy: return "overlapped by";
    case Allen::kMetBy: return "met by";
    case Allen::kAfter: return "after";
  }
  return "before";
}

}  // namespace casus
