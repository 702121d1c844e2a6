#include "casus/timeline/sequence.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "casus/index/interval_join.h"
#include "src/timeline/box.h"
#include "src/timeline/index.h"

namespace casus {
namespace {

// Rows in the order of key and day.
struct ByDay {
  std::vector<std::uint32_t> keys;
  std::vector<std::int32_t> days;
  std::vector<Row> rows;

  void Add(std::uint32_t key, Day day, Row row) {
    keys.push_back(key);
    days.push_back(day.number());
    rows.push_back(row);
  }
  void Sort() {
    std::vector<std::tuple<std::uint32_t, std::int32_t, Row>> sorted;
    sorted.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) sorted.emplace_back(keys[i], days[i], rows[i]);
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::tie(keys[i], days[i], rows[i]) = sorted[i];
    }
  }
  KeyedTimes<std::int32_t> times() const { return {keys, days}; }
  std::size_t MemoryUsed() const {
    return (keys.capacity() + days.capacity() + rows.capacity()) * sizeof(Row);
  }
  // The rows of the key that lie on days in [first, last].
  std::span<const Row> Between(std::uint32_t key, std::int64_t first, std::int64_t last) const {
    const auto of_key = std::equal_range(keys.begin(), keys.end(), key);
    const auto from_key = days.begin() + (of_key.first - keys.begin());
    const auto to_key = days.begin() + (of_key.second - keys.begin());
    const auto from =
        std::partition_point(from_key, to_key, [&](std::int64_t day) { return day < first; });
    const auto to =
        std::partition_point(from, to_key, [&](std::int64_t day) { return day <= last; });
    return std::span<const Row>(rows).subspan(static_cast<std::size_t>(from - days.begin()),
                                              static_cast<std::size_t>(to - from));
  }
};

struct VagueRow {
  std::uint32_t key;
  Row row;
  Truth stands;
  SpanBounds span;
};

Truth Follows(const SpanBounds& first, const SpanBounds& then, std::int64_t days) {
  // The begin less the end takes every value from its least to its greatest. The end of time is no
  // day that something could follow, nor the beginning one on which it could begin.
  const std::int64_t least = std::int64_t{then.begin_earliest.number()} - first.end_latest.number();
  const std::int64_t greatest =
      std::int64_t{then.begin_latest.number()} - first.end_earliest.number();
  if (greatest < 0 || least > days) return Truth::kNo;
  return least >= 0 && greatest <= days ? Truth::kCertain : Truth::kPossible;
}

}  // namespace

struct KeyedTimeline::Rows {
  // Those whose ends are known to the day and that surely stand, by begin and by end; those that
  // begin at the beginning of time, or end at its end, are in one of them only.
  ByDay begins;
  ByDay ends;
  // The others, by key and row.
  std::vector<VagueRow> vague;
  std::size_t size = 0;

  std::span<const VagueRow> VagueOf(std::uint32_t key) const {
    const auto less = [](const VagueRow& one, std::uint32_t other) { return one.key < other; };
    const auto from = std::lower_bound(vague.begin(), vague.end(), key, less);
    auto to = from;
    while (to != vague.end() && to->key == key) ++to;
    return std::span<const VagueRow>(vague).subspan(static_cast<std::size_t>(from - vague.begin()),
                                                    static_cast<std::size_t>(to - from));
  }

  // f(rows of `this`, rows of `then`, truth).
  template <typename F>
  void VisitVague(const Rows& then, std::int32_t days, F f) const {
    const auto one = [](const Row& row) { return std::span<const Row>(&row, 1); };
    for (const VagueRow& a : vague) {
      // Its end is in [end_earliest, end_latest]; what begins on days that all of these reach is
      // sure to follow.
      const std::int64_t earliest = a.span.end_earliest.number();
      const std::int64_t latest = a.span.end_latest.number();
      Split(then.begins, a.key, {earliest, latest + days}, {latest, earliest + days},
            [&](std::span<const Row> rows, Truth truth) {
              f(one(a.row), rows, And(truth, a.stands));
            });
      for (const VagueRow& b : then.VagueOf(a.key)) {
        const Truth truth = And(Follows(a.span, b.span, days), And(a.stands, b.stands));
        if (truth != Truth::kNo) f(one(a.row), one(b.row), truth);
      }
    }
    for (const VagueRow& b : then.vague) {
      const std::int64_t earliest = b.span.begin_earliest.number();
      const std::int64_t latest = b.span.begin_latest.number();
      Split(ends, b.key, {earliest - days, latest}, {latest - days, earliest},
            [&](std::span<const Row> rows, Truth truth) {
              f(rows, one(b.row), And(truth, b.stands));
            });
    }
  }

  // f(rows, truth) for the rows of the key on days in `some`, certain for those in `all`, which is
  // empty or lies in `some`.
  using Days = std::pair<std::int64_t, std::int64_t>;
  template <typename F>
  static void Split(const ByDay& by_day, std::uint32_t key, Days some, Days all, F f) {
    const std::span<const Row> possible = by_day.Between(key, some.first, some.second);
    if (possible.empty()) return;
    const std::span<const Row> certain = by_day.Between(key, all.first, all.second);
    if (certain.empty()) {
      f(possible, Truth::kPossible);
      return;
    }
    const auto before = static_cast<std::size_t>(certain.data() - possible.data());
    if (before > 0) f(possible.first(before), Truth::kPossible);
    f(certain, Truth::kCertain);
    const auto behind = possible.subspan(before + certain.size());
    if (!behind.empty()) f(behind, Truth::kPossible);
  }
};

KeyedTimeline::KeyedTimeline() {
  static const auto* const kEmpty = new std::shared_ptr<const Rows>(std::make_shared<const Rows>());
  rows_ = *kEmpty;
}

Result<KeyedTimeline> KeyedTimeline::Build(const Timeline& timeline,
                                           std::span<const std::uint32_t> keys) {
  if (keys.size() != timeline.size()) {
    return Error(ErrorCode::kInvalidArgument, std::to_string(timeline.size()) + " rows, but " +
                                                  std::to_string(keys.size()) + " keys");
  }
  auto made = std::make_shared<Rows>();
  for (Row row = 0; row < keys.size(); ++row) {
    const Truth stands = timeline.Stands(row);
    if (stands == Truth::kNo) continue;
    ++made->size;
    const SpanBounds span = timeline.bounds(row);
    if (!internal::IsExact(span) || stands != Truth::kCertain) {
      made->vague.push_back({keys[row], row, stands, span});
      continue;
    }
    if (span.begin_latest != Day::BeginningOfTime()) {
      made->begins.Add(keys[row], span.begin_latest, row);
    }
    if (span.end_earliest != Day::EndOfTime()) made->ends.Add(keys[row], span.end_earliest, row);
  }
  made->begins.Sort();
  made->ends.Sort();
  std::stable_sort(made->vague.begin(), made->vague.end(),
                   [](const VagueRow& a, const VagueRow& b) { return a.key < b.key; });
  KeyedTimeline keyed;
  keyed.rows_ = std::move(made);
  return keyed;
}

std::size_t KeyedTimeline::size() const { return rows_->size; }

std::size_t KeyedTimeline::MemoryUsed() const {
  return sizeof(Rows) + rows_->begins.MemoryUsed() + rows_->ends.MemoryUsed() +
         rows_->vague.capacity() * sizeof(VagueRow);
}

void VisitSequences(const KeyedTimeline& first, const KeyedTimeline& then, std::int32_t days,
                    PairRunVisitor visit) {
  if (days < 0) internal::DieOnMisuse("VisitSequences: the days must not be negative");
  const KeyedTimeline::Rows& a = *first.rows_;
  const KeyedTimeline::Rows& b = *then.rows_;
  VisitSequences(a.ends.times(), b.begins.times(), 0, days,
                 [&](std::size_t at, std::size_t from, std::size_t to) {
                   visit(std::span<const Row>(&a.ends.rows[at], 1),
                         std::span<const Row>(b.begins.rows).subspan(from, to - from),
                         Truth::kCertain);
                 });
  first.rows_->VisitVague(*then.rows_, days, visit);
}

Bounds CountSequences(const KeyedTimeline& first, const KeyedTimeline& then, std::int32_t days) {
  if (days < 0) internal::DieOnMisuse("CountSequences: the days must not be negative");
  const auto exact = static_cast<std::int64_t>(
      CountSequences(first.rows_->ends.times(), then.rows_->begins.times(), 0, days));
  Bounds count{exact, exact, std::nullopt};
  const auto add = [&](std::span<const Row> a, std::span<const Row> b, Truth truth) {
    const std::int64_t pairs = std::ssize(a) * std::ssize(b);
    count.possible += pairs;
    if (truth == Truth::kCertain) count.certain += pairs;
  };
  first.rows_->VisitVague(*then.rows_, days, add);
  return count;
}

}  // namespace casus
