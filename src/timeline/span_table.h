#ifndef CASUS_SRC_TIMELINE_SPAN_TABLE_H_
#define CASUS_SRC_TIMELINE_SPAN_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "casus/base/truth.h"
#include "casus/index/interval_index.h"
#include "casus/index/rank_table.h"
#include "casus/timeline/timeline.h"
#include "src/base/array.h"
#include "src/timeline/box.h"
#include "src/timeline/facts.h"
#include "src/timeline/parts.h"
#include "src/timeline/scratch.h"

namespace casus::internal {

using DayIndex = IntervalIndex<std::int32_t>;
using DayRanks = RankTable<std::int32_t>;
using DayBox = IntervalBox<std::int32_t>;

// The same box in the numbers of days; nothing where it lies wholly beyond them.
DayBox ToDays(const Box& box);

// Some rows of Facts, ready for every question about their spans.
//
// Exact rows stand in an index of their own, for which certain and possible are the same. Vague
// rows stand in an index of their hulls: it gives the rows that touch a question's last begin and
// first end, whose four bounds are then looked at one by one.
class SpanTable {
 public:
  SpanTable() = default;
  // `rows` ascending; bounds[i] is that of row first_row + i. The facts are not known yet:
  // `vague_rows` receives the rows that they have to number, in the order of the index of hulls.
  SpanTable(Row first_row, std::span<const SpanBounds> bounds, std::span<const Row> rows,
            std::vector<Row>& vague_rows);
  // `facts` must outlive the table. `vague_rows` as given by the constructor; empty where the facts
  // number them in that order.
  void Attach(const Facts& facts, std::span<const Row> vague_rows);
  // Error kCorrupt if they cannot be parts of the facts.
  static Result<SpanTable> FromParts(const Facts& facts, const SpanTableParts& parts,
                                     bool check_rows);
  SpanTableParts Parts() const;

  const Facts& facts() const { return *facts_; }
  std::size_t size() const { return exact_.size() + hulls_.size(); }
  // Positions of the exact rows, and the rows there.
  const DayIndex& exact() const { return exact_; }
  std::span<const Row> exact_rows() const { return exact_rows_; }
  const DayIndex& hulls() const { return hulls_; }
  // Where the vague rows that have a core surely begin and end.
  const DayRanks& core_begins() const { return core_begins_; }
  const DayRanks& core_ends() const { return core_ends_; }
  std::uint32_t VagueNumber(std::uint32_t position) const {
    return vague_numbers_.empty() ? position : vague_numbers_[position];
  }

  // f(rows, truth) for runs of rows that together are the answer; a run is valid during the call.
  template <typename F>
  void VisitExact(const Question& question, Scratch& scratch, F&& f) const;
  template <typename F>
  void VisitVague(const Question& question, Scratch& scratch, F&& f) const;
  template <typename F>
  void Visit(const Question& question, Scratch& scratch, F&& f) const {
    if (exact_.size() > 0) VisitExact(question, scratch, f);
    if (hulls_.size() > 0) VisitVague(question, scratch, f);
  }
  // f(rows) for those whose hull is in the box.
  template <typename F>
  void VisitHulls(const DayBox& box, Scratch& scratch, F&& f) const;

  Bounds Count(const Question& question) const {
    Bounds count = CountExact(question);
    if (hulls_.size() > 0) count += CountVague(question);
    return count;
  }
  Bounds CountExact(const Question& question) const;
  Bounds CountVague(const Question& question) const;

  // How many hulls begin (end) on the day or before.
  std::int64_t BegunBy(std::int32_t day) const {
    return std::int64_t{exact_.begins().AtMost(day)} + hulls_.begins().AtMost(day);
  }
  std::int64_t EndedBy(std::int32_t day) const {
    return std::int64_t{exact_.ends().AtMost(day)} + hulls_.ends().AtMost(day);
  }

  std::size_t MemoryUsed() const;

 private:
  // f(position) for all of an answer.
  template <typename F>
  static void ForEachPosition(IntervalAnswer& answer, F f) {
    for (const PositionRange& range : answer.ranges()) {
      for (std::uint32_t position = range.first; position < range.last; ++position) f(position);
    }
    for (const std::uint32_t position : answer.ExpandBlocks()) f(position);
  }

  const Facts* facts_ = nullptr;
  DayIndex exact_;
  Array<Row> own_exact_rows_;
  std::span<const Row> exact_rows_;  // in own_exact_rows_, or the order of exact_
  DayIndex hulls_;
  Array<std::uint32_t> vague_numbers_;  // by position; empty: the position is the number
  // Of the vague rows with a core, where it begins and ends; of those without, the stretches
  // [end_earliest, begin_latest + 1), which lie in those periods that they surely meet.
  DayRanks core_begins_;
  DayRanks core_ends_;
  DayIndex coreless_;
};

template <typename F>
void SpanTable::VisitExact(const Question& question, Scratch& scratch, F&& f) const {
  exact_.Find(ToDays(question.possible), scratch.answer);
  const std::span<const Row> rows = exact_rows_;
  if (question.exact()) {
    for (const PositionRange& range : scratch.answer.ranges()) {
      f(rows.subspan(range.first, range.size()), Truth::kCertain);
    }
    if (scratch.answer.blocks().empty()) return;
    for (const std::uint32_t position : scratch.answer.ExpandBlocks()) {
      scratch.buffer.Add(rows[position], Truth::kCertain, f);
    }
  } else {
    ForEachPosition(scratch.answer, [&](std::uint32_t position) {
      const Row row = rows[position];
      const bool certain = LiesInside((*facts_)[row], question.certain);
      scratch.buffer.Add(row, certain ? Truth::kCertain : Truth::kPossible, f);
    });
  }
  scratch.buffer.Flush(f);
}

template <typename F>
void SpanTable::VisitVague(const Question& question, Scratch& scratch, F&& f) const {
  const Box& box = question.possible;
  if (ToDays(box).empty()) return;
  hulls_.Find(ToDays(Box{.begin_high = box.begin_high, .end_low = box.end_low}), scratch.answer);
  const DayBox possible = ToDays(box);
  const DayBox certain = ToDays(question.certain);
  const std::int32_t* const bounds = facts_->vague_bounds().view().data();
  const Row* const rows = facts_->vague_rows().view().data();
  const auto look = [&](std::uint32_t count, auto number_of) {
    const auto at = [&](std::uint32_t i) { return bounds + 4 * std::size_t{number_of(i)}; };
    // All four are compared: which of them fails cannot be foreseen either.
    const auto touches = [&](std::uint32_t i) {
      const std::int32_t* const b = at(i);
      return static_cast<unsigned>(b[0] <= possible.begin_high) &
             static_cast<unsigned>(b[1] >= possible.begin_low) &
             static_cast<unsigned>(b[2] <= possible.end_high) &
             static_cast<unsigned>(b[3] >= possible.end_low);
    };
    const auto inside = [&](std::uint32_t i) {
      const std::int32_t* const b = at(i);
      return static_cast<unsigned>(b[0] >= certain.begin_low) &
             static_cast<unsigned>(b[1] <= certain.begin_high) &
             static_cast<unsigned>(b[2] >= certain.end_low) &
             static_cast<unsigned>(b[3] <= certain.end_high);
    };
    const auto row_of = [&](std::uint32_t i) { return rows[number_of(i)]; };
    scratch.buffer.Split(count, row_of, touches, inside, f);
  };
  const std::uint32_t* const numbers = vague_numbers_.view().data();
  for (const PositionRange& range : scratch.answer.ranges()) {
    const std::uint32_t first = range.first;
    if (vague_numbers_.empty()) {
      look(range.size(), [first](std::uint32_t i) { return first + i; });
    } else {
      look(range.size(), [numbers, first](std::uint32_t i) { return numbers[first + i]; });
    }
  }
  const std::span<const std::uint32_t> positions = scratch.answer.ExpandBlocks();
  look(static_cast<std::uint32_t>(positions.size()),
       [&](std::uint32_t i) { return VagueNumber(positions[i]); });
}

template <typename F>
void SpanTable::VisitHulls(const DayBox& box, Scratch& scratch, F&& f) const {
  const auto rows_only = [&](std::span<const Row> rows, Truth) { f(rows); };
  exact_.Find(box, scratch.answer);
  ForEachPosition(scratch.answer, [&](std::uint32_t position) {
    scratch.buffer.Add(exact_rows_[position], Truth::kCertain, rows_only);
  });
  hulls_.Find(box, scratch.answer);
  ForEachPosition(scratch.answer, [&](std::uint32_t position) {
    scratch.buffer.Add(facts_->vague_row(VagueNumber(position)), Truth::kCertain, rows_only);
  });
  scratch.buffer.Flush(rows_only);
}

}  // namespace casus::internal

#endif  // CASUS_SRC_TIMELINE_SPAN_TABLE_H_
