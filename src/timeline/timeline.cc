#include "casus/timeline/timeline.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

#include "src/timeline/box.h"
#include "src/timeline/index.h"

namespace casus {
namespace {

using internal::Block;
using internal::Box;
using internal::DayBox;
using internal::ScratchLease;
using internal::SpanTable;
using internal::Standing;
using internal::TimelineAccess;

Box BoxAt(Day day) { return Box::Meeting(day.number(), day.number()); }

void VisitRuns(const Timeline& timeline, const Box& box, Timeline::RunVisitor visit) {
  TimelineAccess::ForEachBlock(timeline,
                               [&](const Standing& standing) { standing.Visit(box, visit); });
}

Bounds CountRows(const Timeline& timeline, const Box& box) {
  Bounds count;
  TimelineAccess::ForEachBlock(timeline,
                               [&](const Standing& standing) { count += standing.Count(box); });
  return count;
}

// Of those that meet [first, last), which is what the box says too.
Bounds CountMeeting(const Timeline& timeline, std::int32_t first, std::int32_t last,
                    const Box& box) {
  if (TimelineAccess::KnownOn(timeline)) return CountRows(timeline, box);
  Bounds count;
  for (const auto& block : TimelineAccess::IndexOf(timeline).blocks) {
    const std::int64_t exact = block->current.exact().CountMeeting(first, last);
    count.certain += exact;
    count.possible += exact;
    if (block->current.hulls().size() > 0) count += block->current.CountVague(box);
  }
  return count;
}

// Hits are written as numbers of 8 bytes, which compilers know how to do several at a time.
static_assert(sizeof(Hit) == 8 && offsetof(Hit, truth) == 4);

void AppendHits(std::span<const Row> rows, Truth truth, std::vector<Hit>& hits) {
  constexpr bool kLittle = std::endian::native == std::endian::little;
  const std::uint64_t high = std::uint64_t{static_cast<std::uint8_t>(truth)} << (kLittle ? 32 : 24);
  const std::size_t size = hits.size();
  hits.resize(size + rows.size());
  Hit* out = hits.data() + size;
  for (const Row row : rows) {
    const std::uint64_t hit = (std::uint64_t{row} << (kLittle ? 0 : 32)) | high;
    std::memcpy(static_cast<void*>(out++), &hit, sizeof(hit));
  }
}

std::vector<Hit> CollectRows(const Timeline& timeline, const Box& box) {
  std::vector<Hit> hits;
  TimelineAccess::ForEachBlock(timeline, [&](const Standing& standing) {
    ScratchLease scratch;
    const SpanTable& table = standing.table();
    const auto append = [&](std::span<const Row> rows, Truth truth) {
      standing.Filter(rows, truth, [&](std::span<const Row> standing_rows, Truth sure) {
        AppendHits(standing_rows, sure, hits);
      });
    };
    if (standing.all() && table.exact().size() > 0) {
      // Tables of a file that agree with their checksums, but not with each other, may count any
      // number.
      const auto count = static_cast<std::size_t>(table.CountExact(box).possible);
      hits.reserve(hits.size() + std::min(count, std::size_t{table.exact().size()}));
    }
    table.Visit(box, *scratch, append);
  });
  return hits;
}

// How many rows, of all blocks together, have a hull that begins (ends) on the day or before.
struct Ranks {
  std::vector<const SpanTable*> tables;

  explicit Ranks(const Timeline& timeline) {
    TimelineAccess::ForEachBlock(
        timeline, [&](const Standing& standing) { tables.push_back(&standing.table()); });
  }
  std::int64_t BegunBy(std::int64_t day) const {
    if (day < DayBox::kMin) return 0;
    std::int64_t rank = 0;
    for (const SpanTable* table : tables) rank += table->BegunBy(static_cast<std::int32_t>(day));
    return rank;
  }
  std::int64_t EndedBy(std::int64_t day) const {
    if (day < DayBox::kMin) return 0;
    std::int64_t rank = 0;
    for (const SpanTable* table : tables) rank += table->EndedBy(static_cast<std::int32_t>(day));
    return rank;
  }
};

// The first day in [first, last] of which it is true, where it is true from some day on, and on
// `last` at least.
template <typename F>
std::int64_t FirstDay(std::int64_t first, std::int64_t last, F is_true) {
  while (first < last) {
    const std::int64_t middle = first + (last - first) / 2;
    if (is_true(middle)) {
      last = middle;
    } else {
      first = middle + 1;
    }
  }
  return first;
}

// Ascending, by the bits in [0, bits). Eleven at a time, from the lowest.
void SortNumbers(std::vector<std::uint64_t>& numbers, unsigned bits) {
  constexpr std::size_t kFew = 2048;
  if (numbers.size() < kFew) {
    std::sort(numbers.begin(), numbers.end());
    return;
  }
  constexpr unsigned kBits = 11;
  constexpr std::size_t kDigits = std::size_t{1} << kBits;
  std::vector<std::uint64_t> sorted(numbers.size());
  for (unsigned shift = 0; shift < bits; shift += kBits) {
    const auto digit = [&](std::uint64_t number) { return (number >> shift) % kDigits; };
    std::array<std::uint32_t, kDigits> next{};
    for (const std::uint64_t number : numbers) ++next[digit(number)];
    std::exclusive_scan(next.begin(), next.end(), next.begin(), 0U);
    for (const std::uint64_t number : numbers) sorted[next[digit(number)]++] = number;
    numbers.swap(sorted);
  }
}

// Adds to each of the bins, which follow one another, the rows that meet it.
void AddToBins(const Standing& standing, std::vector<BinCount>& counts) {
  const SpanTable& table = standing.table();
  if (standing.all()) {
    const bool vague = table.hulls().size() > 0;
    for (BinCount& count : counts) {
      const std::int64_t exact =
          table.exact().CountMeeting(count.bin.first().number(), count.bin.last().number());
      count.count.certain += exact;
      count.count.possible += exact;
      if (vague) count.count += table.CountVague(Box::MeetingPeriod(count.bin));
    }
    return;
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
  standing.Visit(Box::MeetingPeriod(all), [&](std::span<const Row> rows, Truth) {
    for (const Row row : rows) {
      const SpanBounds span = table.facts()[row];
      ++change[first_ending_after(span.begin_earliest)].possible;
      --change[first_beginning_at(span.end_latest)].possible;
      if (standing.Of(row) != Truth::kCertain) continue;
      const std::size_t first = first_ending_after(span.begin_latest);
      const std::size_t end = first_beginning_at(span.end_earliest);
      if (first >= end) continue;
      ++change[first].certain;
      --change[end].certain;
    }
  });
  Bounds now;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    now += change[i];
    counts[i].count += now;
  }
}

// counts[i] += how many of the numbers are at most first + i, or -= if so.
void AddRanks(const internal::DayRanks& ranks, std::int64_t first, bool minus,
              std::span<std::uint32_t> counts) {
  const auto add = [minus](std::uint32_t& count, std::uint32_t rank) {
    count = minus ? count - rank : count + rank;
  };
  const auto size = static_cast<std::int64_t>(counts.size());
  const std::int64_t from = std::clamp<std::int64_t>(ranks.dense_first() - first - 1, 0, size);
  const std::int64_t to = std::clamp<std::int64_t>(ranks.dense_last() - first, from, size);
  const std::uint32_t* const dense = ranks.DenseRanks(static_cast<std::int32_t>(first + from + 1),
                                                      static_cast<std::uint64_t>(to - from));
  for (std::int64_t i = 0; i < size; ++i) {
    if (i == from && from < to && dense != nullptr) {
      std::uint32_t* const out = counts.data() + from;
      const auto known = static_cast<std::size_t>(to - from);
      if (minus) {
        for (std::size_t k = 0; k < known; ++k) out[k] -= dense[k];
      } else {
        for (std::size_t k = 0; k < known; ++k) out[k] += dense[k];
      }
      i = to - 1;
      continue;
    }
    add(counts[static_cast<std::size_t>(i)], ranks.AtMost(static_cast<std::int32_t>(first + i)));
  }
}

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
  Result<std::shared_ptr<const Block>> block = Block::Build(0, spans, known);
  if (!block.ok()) return block.error();
  return TimelineAccess::Make({*std::move(block)}, std::nullopt);
}

Result<Timeline> Timeline::Appended(std::span<const SpanBounds> more,
                                    std::span<const KnownTime> known) const {
  const auto first_new = static_cast<Row>(size());
  Result<std::shared_ptr<const Block>> built = Block::Build(first_new, more, known);
  if (!built.ok()) return built.error();
  if (more.empty()) return *this;
  std::vector<std::shared_ptr<const Block>> blocks = index_->blocks;
  // Blocks that are not much larger than what comes behind them are indexed again with it, so that
  // sizes shrink by 8 from block to block.
  std::size_t behind = more.size();
  std::size_t kept = blocks.size();
  while (kept > 0 && blocks[kept - 1]->size() / 8 < behind) behind += blocks[--kept]->size();
  if (kept == blocks.size()) {
    blocks.push_back(*std::move(built));
    return TimelineAccess::Make(std::move(blocks), known_on_);
  }
  std::vector<SpanBounds> spans;
  std::vector<KnownTime> times;
  spans.reserve(behind);
  times.reserve(behind);
  const Row first = blocks[kept]->first_row();
  for (Row row = first; row < first_new; ++row) {
    spans.push_back(bounds(row));
    times.push_back(this->known(row));
  }
  spans.insert(spans.end(), more.begin(), more.end());
  if (known.empty()) {
    times.resize(spans.size());
  } else {
    times.insert(times.end(), known.begin(), known.end());
  }
  Result<std::shared_ptr<const Block>> merged = Block::Build(first, spans, times);
  if (!merged.ok()) return merged.error();
  blocks.resize(kept);
  blocks.push_back(*std::move(merged));
  return TimelineAccess::Make(std::move(blocks), known_on_);
}

Timeline Timeline::Compacted() const {
  if (index_->blocks.size() <= 1) return *this;
  std::vector<SpanBounds> spans;
  std::vector<KnownTime> times;
  spans.reserve(size());
  times.reserve(size());
  for (Row row = 0; row < size(); ++row) {
    spans.push_back(bounds(row));
    times.push_back(known(row));
  }
  return TimelineAccess::Make({Block::Build(0, spans, times).value()}, known_on_);
}

std::size_t Timeline::size() const { return index_->size; }

SpanBounds Timeline::bounds(Row row) const { return index_->BlockOf(row).facts[row]; }

KnownTime Timeline::known(Row row) const { return index_->BlockOf(row).known.Of(row); }

std::size_t Timeline::MemoryUsed() const {
  std::size_t bytes = sizeof(Index);
  for (const auto& block : index_->blocks) bytes += block->MemoryUsed();
  return bytes;
}

std::vector<Row> Timeline::Order() const {
  std::vector<Row> order;
  order.reserve(size());
  const auto append = [&](std::span<const Row> rows) {
    order.insert(order.end(), rows.begin(), rows.end());
  };
  for (const auto& block : index_->blocks) append(block->current.exact_rows());
  for (const auto& block : index_->blocks) {
    append(block->facts.vague_rows().view().first(block->current.hulls().size()));
  }
  for (const auto& block : index_->blocks) {
    if (!block->ever) continue;
    for (Row row = block->first_row(); row < block->first_row() + block->size(); ++row) {
      if (block->known.Of(row).superseded != Day::EndOfTime()) order.push_back(row);
    }
  }
  return order;
}

Timeline Timeline::AsKnown(Day day) const { return Timeline(index_, day); }

Truth Timeline::Stands(Row row) const {
  const KnownTime times = known(row);
  if (known_on_) return StandsOn(times, *known_on_);
  return times.superseded == Day::EndOfTime() ? Truth::kCertain : Truth::kNo;
}

void Timeline::RunsAt(Day day, RunVisitor visit) const { VisitRuns(*this, BoxAt(day), visit); }

std::vector<Hit> Timeline::At(Day day) const { return CollectRows(*this, BoxAt(day)); }

Bounds Timeline::CountAt(Day day) const {
  return CountMeeting(*this, day.number(), day.number() + 1, BoxAt(day));
}

void Timeline::RunsDuring(Period period, RunVisitor visit) const {
  VisitRuns(*this, Box::MeetingPeriod(period), visit);
}

std::vector<Hit> Timeline::During(Period period) const {
  return CollectRows(*this, Box::MeetingPeriod(period));
}

Bounds Timeline::CountDuring(Period period) const {
  return CountMeeting(*this, period.first().number(), period.last().number(),
                      Box::MeetingPeriod(period));
}

void Timeline::RunsWithin(Period period, RunVisitor visit) const {
  VisitRuns(*this, Box::LyingIn(period), visit);
}

std::vector<Hit> Timeline::Within(Period period) const {
  return CollectRows(*this, Box::LyingIn(period));
}

Bounds Timeline::CountWithin(Period period) const { return CountRows(*this, Box::LyingIn(period)); }

void Timeline::SortByBegin(std::vector<Hit>& hits) const {
  // Begin, row and truth in one number each. Begins take 24 bits (the calendar has 7.3 million
  // days), sentinels being next to it.
  const auto number_of = [](Day begin) {
    const Day least = begin == Day::BeginningOfTime() ? Day::Min() : begin;
    return static_cast<std::uint64_t>(std::int64_t{least.number()} - Day::Min().number()) +
           (begin == Day::BeginningOfTime() ? 0 : 1);
  };
  std::vector<std::uint64_t> keys;
  keys.reserve(hits.size());
  std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
  for (const Hit& hit : hits) {
    const std::uint64_t begin = number_of(bounds(hit.row).begin_earliest);
    least = std::min(least, begin);
    keys.push_back(begin);
  }
  // Only as many bits as these begins and rows need.
  const auto row_bits = static_cast<unsigned>(std::bit_width(size()));
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    keys[i] = ((keys[i] - least) << row_bits | hits[i].row) << 2U |
              static_cast<std::uint64_t>(hits[i].truth);
    all |= keys[i];
  }
  SortNumbers(keys, static_cast<unsigned>(std::bit_width(all)));
  const std::uint64_t row_mask = (std::uint64_t{1} << row_bits) - 1;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    hits[i] = {static_cast<Row>((keys[i] >> 2U) & row_mask), static_cast<Truth>(keys[i] & 3U)};
  }
}

std::vector<Row> Timeline::NearestBefore(Day day, std::size_t k) const {
  std::vector<Row> rows;
  if (k == 0) return rows;
  const Ranks ranks(*this);
  // What ends at the end of time does not end.
  const std::int64_t last = std::min(day.number(), Day::EndOfTime().number() - 1);
  const std::int64_t ended = ranks.EndedBy(last);
  std::vector<std::pair<std::int32_t, Row>> found;
  // Where not all of them stand, the k last that do are among some more.
  for (std::int64_t wanted = 0; wanted < ended && found.size() < k;) {
    const auto least = static_cast<std::int64_t>(std::min(k, static_cast<std::size_t>(ended)));
    wanted = std::min(ended, std::max(least, 4 * wanted));
    const std::int64_t first = FirstDay(
        DayBox::kMin, last, [&](std::int64_t t) { return ended - ranks.EndedBy(t) < wanted; });
    const DayBox box = {.end_low = static_cast<std::int32_t>(first),
                        .end_high = static_cast<std::int32_t>(last)};
    found.clear();
    TimelineAccess::ForEachBlock(*this, [&](const Standing& standing) {
      ScratchLease scratch;
      standing.table().VisitHulls(box, *scratch, [&](std::span<const Row> hulls) {
        for (const Row row : hulls) {
          if (standing.Of(row) == Truth::kCertain) {
            found.emplace_back(standing.table().facts()[row].end_latest.number(), row);
          }
        }
      });
    });
  }
  const std::size_t size = std::min(k, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(size), found.end(),
                    std::greater<>());
  for (std::size_t i = 0; i < size; ++i) rows.push_back(found[i].second);
  return rows;
}

Result<std::vector<BinCount>> Timeline::CountByBin(Bin bin, Period period) const {
  std::vector<BinCount> counts;
  if (const auto length = period.length(); bin == Bin::kDay && length) {
    // Days need no calendar.
    counts.reserve(static_cast<std::size_t>(*length));
    for (Day day = period.first(); day < period.last(); ++day) {
      counts.push_back({Period::OfDay(day), Bounds{}});
    }
  } else {
    const Result<std::vector<Period>> bins = BinsOver(bin, period);
    if (!bins.ok()) return bins.error();
    counts.reserve(bins->size());
    for (const Period& one : *bins) counts.push_back({one, Bounds{}});
  }
  TimelineAccess::ForEachBlock(*this,
                               [&](const Standing& standing) { AddToBins(standing, counts); });
  return counts;
}

void Timeline::CountDays(Period period, std::vector<std::uint32_t>& certain,
                         std::vector<std::uint32_t>& possible) const {
  const auto length = period.length();
  if (!length) internal::DieOnMisuse("Timeline::CountDays: the period must not be open");
  certain.assign(static_cast<std::size_t>(*length), 0);
  possible.assign(certain.size(), 0);
  const std::int64_t first = period.first().number();
  TimelineAccess::ForEachBlock(*this, [&](const Standing& standing) {
    const SpanTable& table = standing.table();
    if (!standing.all()) {
      std::vector<BinCount> counts;
      for (Day day = period.first(); day < period.last(); ++day) {
        counts.push_back({Period::OfDay(day), Bounds{}});
      }
      AddToBins(standing, counts);
      for (std::size_t i = 0; i < counts.size(); ++i) {
        certain[i] += static_cast<std::uint32_t>(counts[i].count.certain);
        possible[i] += static_cast<std::uint32_t>(counts[i].count.possible);
      }
      return;
    }
    // Those that have begun without those that have ended. No day is sure to meet a row that has
    // no core.
    std::vector<std::uint32_t> exact(certain.size());
    AddRanks(table.exact().begins(), first, false, exact);
    AddRanks(table.exact().ends(), first, true, exact);
    for (std::size_t i = 0; i < exact.size(); ++i) {
      certain[i] += exact[i];
      possible[i] += exact[i];
    }
    if (table.hulls().size() == 0) return;
    AddRanks(table.core_begins(), first, false, certain);
    AddRanks(table.core_ends(), first, true, certain);
    AddRanks(table.hulls().begins(), first, false, possible);
    AddRanks(table.hulls().ends(), first, true, possible);
  });
}

std::optional<Period> Timeline::Hull() const {
  std::optional<Period> hull;
  const auto widen = [&](Day first, Day last) {
    hull = hull ? Period::Of(std::min(hull->first(), first), std::max(hull->last(), last))
                : Period::Of(first, last);
  };
  TimelineAccess::ForEachBlock(*this, [&](const Standing& standing) {
    const SpanTable& table = standing.table();
    if (!standing.all()) {
      standing.Visit(Box{}, [&](std::span<const Row> rows, Truth) {
        for (const Row row : rows) {
          const SpanBounds span = table.facts()[row];
          widen(span.begin_earliest, span.end_latest);
        }
      });
      return;
    }
    const auto size = static_cast<std::int64_t>(table.size());
    if (size == 0) return;
    const auto day = [](auto rank_by, std::int64_t rank) {
      return Day::FromNumber(FirstDay(DayBox::kMin, DayBox::kMax, [&](std::int64_t t) {
        return rank_by(static_cast<std::int32_t>(t)) >= rank;
      }));
    };
    widen(day([&](std::int32_t t) { return table.BegunBy(t); }, 1),
          day([&](std::int32_t t) { return table.EndedBy(t); }, size));
  });
  return hull;
}

}  // namespace casus
