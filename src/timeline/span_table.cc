#include "src/timeline/span_table.h"

#include <algorithm>
#include <string>
#include <utility>

namespace casus::internal {
namespace {

constexpr std::int32_t kLeast = DayBox::kMin;
constexpr std::int32_t kGreatest = DayBox::kMax;

Error Corrupt(const char* what) {
  return Error(ErrorCode::kCorrupt, std::string("timeline: ") + what);
}

// Stretches [begin, end) with the row of each.
struct Stretches {
  std::vector<std::int32_t> begins;
  std::vector<std::int32_t> ends;
  std::vector<Row> rows;

  void Reserve(std::size_t size) {
    begins.reserve(size);
    ends.reserve(size);
    rows.reserve(size);
  }
  void Add(std::int32_t begin, std::int32_t end, Row row) {
    begins.push_back(begin);
    ends.push_back(end);
    rows.push_back(row);
  }
  DayIndex Index() const { return DayIndex::Build(begins, ends).value(); }
};

// A box that asks who shares a day with [first, last] (both inside) and nothing else.
struct Meeting {
  std::int32_t first;
  std::int32_t last;
};

std::optional<Meeting> AsMeeting(const Box& box) {
  if (box.begin_low > kLeast || box.end_high < kGreatest) return std::nullopt;
  const std::int64_t first = std::max<std::int64_t>(box.end_low - 1, kLeast);
  const std::int64_t last = std::min<std::int64_t>(box.begin_high, kGreatest);
  if (first > last) return std::nullopt;
  return Meeting{static_cast<std::int32_t>(first), static_cast<std::int32_t>(last)};
}

// Does the box bound the begin only, or the end only, but for what follows from that?
bool BoundsBeginOnly(const Box& box) {
  return box.end_high >= kGreatest && box.end_low <= box.begin_low + 1;
}
bool BoundsEndOnly(const Box& box) {
  return box.begin_low <= kLeast && box.begin_high >= box.end_high - 1;
}
// Does the hull tell whether a span lies inside?
bool BoundsHullOnly(const Box& box) {
  return box.begin_high >= box.end_high - 1 && box.end_low <= box.begin_low + 1;
}

std::int64_t CountInBox(const DayIndex& index, const Box& box) {
  const DayBox days = ToDays(box);
  if (days.empty()) return 0;
  if (BoundsBeginOnly(box)) {
    return std::int64_t{index.begins().AtMost(days.begin_high)} -
           index.begins().Below(days.begin_low);
  }
  if (BoundsEndOnly(box)) {
    return std::int64_t{index.ends().AtMost(days.end_high)} - index.ends().Below(days.end_low);
  }
  return index.Count(days);
}

}  // namespace

DayBox ToDays(const Box& box) {
  const auto beyond = [](std::int64_t low, std::int64_t high) {
    return low > kGreatest || high < kLeast;
  };
  if (box.empty() || beyond(box.begin_low, box.begin_high) || beyond(box.end_low, box.end_high)) {
    return DayBox::None();
  }
  const auto clamp = [](std::int64_t number) {
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(number, kLeast, kGreatest));
  };
  return {clamp(box.begin_low), clamp(box.begin_high), clamp(box.end_low), clamp(box.end_high)};
}

SpanTable::SpanTable(Row first_row, std::span<const SpanBounds> bounds, std::span<const Row> rows,
                     std::vector<Row>& vague_rows) {
  Stretches exact;
  Stretches hulls;
  Stretches coreless;
  std::vector<std::int32_t> core_begins;
  std::vector<std::int32_t> core_ends;
  exact.Reserve(rows.size());
  for (const Row row : rows) {
    const SpanBounds& span = bounds[row - first_row];
    const std::int32_t begin = span.begin_earliest.number();
    const std::int32_t end = span.end_latest.number();
    if (IsExact(span)) {
      exact.Add(begin, end, row);
      continue;
    }
    hulls.Add(begin, end, row);
    const std::int32_t begin_latest = span.begin_latest.number();
    const std::int32_t end_earliest = span.end_earliest.number();
    if (begin_latest < end_earliest) {
      core_begins.push_back(begin_latest);
      core_ends.push_back(end_earliest);
    } else {
      coreless.Add(end_earliest, begin_latest + 1, row);
    }
  }
  exact_ = exact.Index();
  if (hulls.rows.empty() && first_row == 0 && rows.size() == bounds.size()) {
    exact_rows_ = exact_.order();
  } else {
    std::vector<Row> ordered;
    ordered.reserve(exact.rows.size());
    for (const std::uint32_t i : exact_.order()) ordered.push_back(exact.rows[i]);
    exact_.ForgetOrder();
    own_exact_rows_ = Array<Row>(std::move(ordered));
    exact_rows_ = own_exact_rows_.view();
  }
  vague_rows.clear();
  if (hulls.rows.empty()) return;
  hulls_ = hulls.Index();
  for (const std::uint32_t i : hulls_.order()) vague_rows.push_back(hulls.rows[i]);
  hulls_.ForgetOrder();
  core_begins_ = DayRanks::Build(core_begins).value();
  core_ends_ = DayRanks::Build(core_ends).value();
  coreless_ = coreless.Index();
  coreless_.ForgetOrder();
}

void SpanTable::Attach(const Facts& facts, std::span<const Row> vague_rows) {
  facts_ = &facts;
  if (vague_rows.empty()) return;
  std::vector<std::uint32_t> numbers;
  numbers.reserve(vague_rows.size());
  for (const Row row : vague_rows) numbers.push_back(facts.VagueNumberOf(row));
  vague_numbers_ = Array<std::uint32_t>(std::move(numbers));
}

Result<SpanTable> SpanTable::FromParts(const Facts& facts, const SpanTableParts& parts,
                                       bool check_rows) {
  SpanTable table;
  table.facts_ = &facts;
  for (auto [index, from] :
       {std::pair(&table.exact_, &parts.exact), std::pair(&table.hulls_, &parts.hulls),
        std::pair(&table.coreless_, &parts.coreless)}) {
    if (from->rows.header.empty()) continue;
    Result<DayIndex> read = DayIndex::FromParts({from->begins, from->ends, from->rows, {}});
    if (!read.ok()) return read.error();
    *index = *std::move(read);
  }
  for (auto [ranks, from] : {std::pair(&table.core_begins_, &parts.core_begins),
                             std::pair(&table.core_ends_, &parts.core_ends)}) {
    if (from->header.empty()) continue;
    Result<DayRanks> read = DayRanks::FromParts(*from);
    if (!read.ok()) return read.error();
    *ranks = *std::move(read);
  }
  table.own_exact_rows_ = Array<Row>::Mapped(parts.exact_rows);
  table.exact_rows_ = parts.exact_rows;
  table.vague_numbers_ = Array<std::uint32_t>::Mapped(parts.vague_numbers);
  if (table.exact_rows_.size() != table.exact_.size()) return Corrupt("rows of another index");
  if (table.vague_numbers_.empty() ? table.hulls_.size() > facts.vague_size()
                                   : table.hulls_.size() != table.vague_numbers_.size()) {
    return Corrupt("vague rows of another index");
  }
  if (table.core_begins_.size() != table.core_ends_.size() ||
      table.core_begins_.size() + table.coreless_.size() != table.hulls_.size()) {
    return Corrupt("cores of other rows");
  }
  if (check_rows) {
    const auto below = [](std::span<const std::uint32_t> numbers, std::size_t size) {
      return numbers.empty() || *std::max_element(numbers.begin(), numbers.end()) < size;
    };
    if (!below(parts.exact_rows, facts.size())) return Corrupt("a row that is not there");
    if (!below(parts.vague_numbers, facts.vague_size())) return Corrupt("no such vague row");
  }
  return table;
}

SpanTableParts SpanTable::Parts() const {
  const auto parts_of = [](const DayIndex& index) {
    IntervalIndexParts<std::int32_t> parts = index.Parts();
    parts.order = {};
    return parts;
  };
  return {parts_of(exact_),     exact_rows_,        parts_of(hulls_),   vague_numbers_.view(),
          core_begins_.Parts(), core_ends_.Parts(), parts_of(coreless_)};
}

Bounds SpanTable::CountExact(const Question& question) const {
  Bounds count;
  count.possible = CountInBox(exact_, question.possible);
  count.certain = question.exact() ? count.possible : CountInBox(exact_, question.certain);
  return count;
}

Bounds SpanTable::CountVague(const Question& question) const {
  std::optional<std::int64_t> possible;
  if (AsMeeting(question.possible)) possible = CountInBox(hulls_, question.possible);

  std::optional<std::int64_t> certain;
  if (const std::optional<Meeting> meeting = AsMeeting(question.certain)) {
    // Of the cores that begin in time, all but those that end too early; and what ends before the
    // first day begins before the last, so that two ranks are enough. A span without a core may
    // begin after the days at the latest and end before them at the earliest, so that ranks would
    // miscount it; but there is no single day that it is sure to meet.
    certain = std::int64_t{core_begins_.AtMost(meeting->last)} - core_ends_.AtMost(meeting->first);
    if (meeting->first < meeting->last && coreless_.size() > 0) {
      *certain += CountInBox(coreless_, Box{.begin_low = std::int64_t{meeting->first} + 1,
                                            .end_high = std::int64_t{meeting->last} + 1});
    }
  } else if (BoundsHullOnly(question.certain)) {
    certain = CountInBox(hulls_, question.certain);
  }
  if (possible && certain) return {*certain, *possible, std::nullopt};

  Bounds count;
  ScratchLease scratch;
  VisitVague(question, *scratch, [&](std::span<const Row> rows, Truth truth) {
    count.possible += std::ssize(rows);
    if (truth == Truth::kCertain) count.certain += std::ssize(rows);
  });
  return count;
}

std::size_t SpanTable::MemoryUsed() const {
  // The order of the index of exact rows may be their rows.
  return exact_.MemoryUsed() + own_exact_rows_.MemoryUsed() + hulls_.MemoryUsed() +
         vague_numbers_.MemoryUsed() + core_begins_.MemoryUsed() + core_ends_.MemoryUsed() +
         coreless_.MemoryUsed();
}

}  // namespace casus::internal
