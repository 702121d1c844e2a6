#ifndef CASUS_SRC_TIMELINE_INDEX_H_
#define CASUS_SRC_TIMELINE_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "casus/base/truth.h"
#include "casus/time/day.h"
#include "casus/time/span.h"
#include "casus/timeline/timeline.h"
#include "src/timeline/box.h"
#include "src/timeline/ranks.h"
#include "src/timeline/span_order.h"

namespace casus::internal {

// Some rows of a table of facts, ready for every question about their spans.
class SpanTable {
 public:
  SpanTable() = default;
  // `rows` ascending, indices into `bounds`.
  SpanTable(std::span<const SpanBounds> bounds, std::vector<Row> rows);

  std::size_t size() const { return rows_.size(); }
  const SpanOrder& spans() const { return spans_; }
  Row row(std::size_t position) const { return rows_[position]; }

  // Calls f(row, truth) in the order of (begin_earliest, row).
  template <typename F>
  void Visit(const Question& question, F&& f) const {
    spans_.Visit(question, [&](std::size_t position, Truth truth) { f(rows_[position], truth); });
  }
  Bounds Count(const Question& question) const;

  // Rows from the last in the order of (end_latest, row) among those that end by `day` at the
  // latest, until f(row) returns false.
  template <typename F>
  void VisitEndedBackwards(std::int32_t day, F&& f) const {
    for (std::size_t i = end_latest_.AtMost(day); i > 0 && f(rows_by_end_[i - 1]); --i) {
    }
  }

  // The row that ends last. REQUIRES: size() > 0.
  Row last_to_end() const { return rows_by_end_.back(); }

  std::size_t MemoryUsed() const;

 private:
  std::int64_t CountTouching(const Box& box) const;
  std::int64_t CountInside(const Box& box) const;

  SpanOrder spans_;
  std::vector<Row> rows_;  // in the order of spans_
  std::vector<Row> rows_by_end_;
  Ranks end_latest_;
  // Left out where all spans are exact: of the rows with a core, where it begins and ends; and the
  // rows without.
  Ranks core_begin_;
  Ranks core_end_;
  SpanOrder coreless_;
};

// The rows that a Timeline asks, and how surely each of them stands.
class Standing {
 public:
  Standing(const SpanTable& table, std::span<const KnownTime> known, std::optional<Day> day)
      : table_(table), known_(known), day_(day) {}

  const SpanTable& table() const { return table_; }
  // All rows of the table stand for certain.
  bool all() const { return !day_; }
  Truth Of(Row row) const { return day_ ? StandsOn(known_[row], *day_) : Truth::kCertain; }

  // Calls f(row, truth) in the order of (begin_earliest, row).
  template <typename F>
  void Visit(const Question& question, F&& f) const {
    if (all()) return table_.Visit(question, f);
    table_.Visit(question, [&](Row row, Truth truth) {
      truth = And(truth, Of(row));
      if (truth != Truth::kNo) f(row, truth);
    });
  }
  Bounds Count(const Question& question) const {
    if (all()) return table_.Count(question);
    Bounds count;
    Visit(question, [&](Row, Truth truth) { count.Count(truth); });
    return count;
  }

 private:
  const SpanTable& table_;
  std::span<const KnownTime> known_;
  std::optional<Day> day_;
};

}  // namespace casus::internal

namespace casus {

struct Timeline::Index {
  std::vector<SpanBounds> bounds;
  std::vector<KnownTime> known;  // empty: KnownTime() for each row
  // Rows that stand now. Kept apart, so that plain questions do not pay for history.
  internal::SpanTable current;
  // All rows, for questions of the past; only where some were superseded.
  std::optional<internal::SpanTable> ever;

  const KnownTime& KnownOf(Row row) const;
  internal::Standing On(std::optional<Day> day) const;
};

}  // namespace casus

#endif  // CASUS_SRC_TIMELINE_INDEX_H_
