#ifndef CASUS_SRC_TIMELINE_INDEX_H_
#define CASUS_SRC_TIMELINE_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "casus/base/truth.h"
#include "casus/time/day.h"
#include "casus/time/span.h"
#include "casus/timeline/timeline.h"
#include "src/timeline/box.h"
#include "src/timeline/facts.h"
#include "src/timeline/known_times.h"
#include "src/timeline/scratch.h"
#include "src/timeline/span_table.h"

namespace casus::internal {

// The rows of a block that a Timeline asks, and how surely each of them stands.
class Standing {
 public:
  Standing(const SpanTable& table, const KnownTimes& known, std::optional<Day> day)
      : table_(&table), known_(&known), day_(day) {}

  const SpanTable& table() const { return *table_; }
  // All rows of the table stand for certain.
  bool all() const { return !day_; }
  Truth Of(Row row) const { return day_ ? StandsOn(known_->Of(row), *day_) : Truth::kCertain; }

  // f(rows, truth) for runs of rows, which are valid during the call.
  template <typename F>
  void Visit(const Question& question, F&& f) const {
    ScratchLease scratch;
    table_->Visit(question, *scratch,
                  [&](std::span<const Row> rows, Truth truth) { Filter(rows, truth, f); });
  }
  // Gives f those of the rows that stand.
  template <typename F>
  void Filter(std::span<const Row> rows, Truth truth, F&& f) const {
    if (all()) {
      f(rows, truth);
      return;
    }
    for (const Row& row : rows) {
      const Truth both = And(truth, Of(row));
      if (both != Truth::kNo) f(std::span<const Row>(&row, 1), both);
    }
  }
  Bounds Count(const Question& question) const {
    if (all()) return table_->Count(question);
    Bounds count;
    Visit(question, [&](std::span<const Row>, Truth truth) { count.Count(truth); });
    return count;
  }

 private:
  const SpanTable* table_;
  const KnownTimes* known_;
  std::optional<Day> day_;
};

// Rows that follow one another, with their indexes.
struct Block {
  // Errors as of Timeline::Build, which name the row.
  static Result<std::shared_ptr<const Block>> Build(Row first_row,
                                                    std::span<const SpanBounds> spans,
                                                    std::span<const KnownTime> known);

  Block() = default;
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;

  Row first_row() const { return facts.first_row(); }
  std::size_t size() const { return facts.size(); }
  Standing On(std::optional<Day> day) const;
  std::size_t MemoryUsed() const;

  Facts facts;
  KnownTimes known;
  // Rows that stand now. Kept apart, so that plain questions do not pay for history.
  SpanTable current;
  // All rows, for questions of the past; only where some were superseded.
  std::optional<SpanTable> ever;
};

}  // namespace casus::internal

namespace casus {

struct Timeline::Index {
  std::size_t size = 0;
  // Of ascending rows: what was built first and what was appended.
  std::vector<std::shared_ptr<const internal::Block>> blocks;

  // REQUIRES: row < size.
  const internal::Block& BlockOf(Row row) const {
    std::size_t i = blocks.size() - 1;
    while (row < blocks[i]->first_row()) --i;
    return *blocks[i];
  }
};

namespace internal {

// What the rest of the module sees of a Timeline.
struct TimelineAccess {
  static const Timeline::Index& IndexOf(const Timeline& timeline) { return *timeline.index_; }
  static std::optional<Day> KnownOn(const Timeline& timeline) { return timeline.known_on_; }
  static Timeline Now(const Timeline& timeline) { return Timeline(timeline.index_, std::nullopt); }
  static Timeline Make(std::vector<std::shared_ptr<const Block>> blocks,
                       std::optional<Day> known_on);

  // f(standing) for each block.
  template <typename F>
  static void ForEachBlock(const Timeline& timeline, F&& f) {
    for (const auto& block : timeline.index_->blocks) f(block->On(timeline.known_on_));
  }
};

}  // namespace internal
}  // namespace casus

#endif  // CASUS_SRC_TIMELINE_INDEX_H_
