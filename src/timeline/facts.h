#ifndef CASUS_SRC_TIMELINE_FACTS_H_
#define CASUS_SRC_TIMELINE_FACTS_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>

#include "casus/time/span.h"
#include "casus/timeline/timeline.h"
#include "src/base/array.h"

namespace casus::internal {

// The four bounds of each of a run of rows: two columns where both ends are known to the day, and
// for the others a number in place of the begin, of a vague span in a list of their own.
class Facts {
 public:
  Facts() = default;
  // bounds[i] is that of row first_row + i. `vague_rows` are those of which an end is not known to
  // the day, in the order in which they are numbered.
  Facts(Row first_row, std::span<const SpanBounds> bounds, std::span<const Row> vague_rows);
  Facts(Array<std::int32_t> begins, Array<std::int32_t> ends, Array<std::int32_t> vague_bounds,
        Array<Row> vague_rows)
      : begins_(std::move(begins)),
        ends_(std::move(ends)),
        vague_bounds_(std::move(vague_bounds)),
        vague_rows_(std::move(vague_rows)) {}

  Row first_row() const { return first_row_; }
  std::size_t size() const { return begins_.size(); }

  SpanBounds operator[](Row row) const {
    const Row at = row - first_row_;
    const std::int32_t begin = begins_[at];
    const std::int32_t end = ends_[at];
    if (end == kVague) return Vague(static_cast<std::uint32_t>(begin));
    return Exact(begin, end);
  }
  // REQUIRES: an end of the row is not known to the day.
  std::uint32_t VagueNumberOf(Row row) const {
    return static_cast<std::uint32_t>(begins_[row - first_row_]);
  }
  std::size_t vague_size() const { return vague_rows_.size(); }
  Row vague_row(std::uint32_t number) const { return vague_rows_[number]; }
  SpanBounds Vague(std::uint32_t number) const {
    const std::size_t at = 4 * std::size_t{number};
    return {DayOf(vague_bounds_[at]), DayOf(vague_bounds_[at + 1]), DayOf(vague_bounds_[at + 2]),
            DayOf(vague_bounds_[at + 3])};
  }

  const Array<std::int32_t>& begins() const { return begins_; }
  const Array<std::int32_t>& ends() const { return ends_; }
  const Array<std::int32_t>& vague_bounds() const { return vague_bounds_; }
  const Array<Row>& vague_rows() const { return vague_rows_; }
  std::size_t MemoryUsed() const {
    return begins_.MemoryUsed() + ends_.MemoryUsed() + vague_bounds_.MemoryUsed() +
           vague_rows_.MemoryUsed();
  }

  // No fact ends here: it would have to begin before.
  static constexpr std::int32_t kVague = std::numeric_limits<std::int32_t>::min();

 private:
  static SpanBounds Exact(std::int32_t begin, std::int32_t end) {
    return {DayOf(begin), DayOf(begin), DayOf(end), DayOf(end)};
  }
  static Day DayOf(std::int32_t number) { return Day::FromNumber(number); }

  Row first_row_ = 0;
  Array<std::int32_t> begins_;
  Array<std::int32_t> ends_;
  Array<std::int32_t> vague_bounds_;
  Array<Row> vague_rows_;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_TIMELINE_FACTS_H_
