#ifndef CASUS_SRC_TIMELINE_PARTS_H_
#define CASUS_SRC_TIMELINE_PARTS_H_

#include <cstdint>
#include <span>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/index/interval_index.h"
#include "casus/index/rank_table.h"
#include "casus/timeline/timeline.h"

namespace casus::internal {

// A timeline as plain arrays of integers, for a snapshot file. Without days of learning and vague
// ends most of them are empty. Which bytes they hold depends on the rows alone.
struct SpanTableParts {
  IntervalIndexParts<std::int32_t> exact;  // these three without order
  std::span<const Row> exact_rows;
  IntervalIndexParts<std::int32_t> hulls;
  std::span<const std::uint32_t> vague_numbers;
  IndexArrays core_begins;
  IndexArrays core_ends;
  IntervalIndexParts<std::int32_t> coreless;
};

struct TimelineParts {
  std::span<const std::int32_t> begins;
  std::span<const std::int32_t> ends;
  std::span<const std::int32_t> vague_bounds;
  std::span<const Row> vague_rows;
  std::span<const std::int32_t> known_times;
  std::span<const std::uint8_t> known_bytes;
  std::span<const std::uint16_t> known_halves;
  std::span<const std::uint32_t> known_words;
  SpanTableParts current;
  SpanTableParts ever;  // empty where no row was superseded
};

// f(span) for each array of the parts, always as many and in the same order: enough to write them
// and, of a TimelineParts that is not const, to set them.
template <typename Arrays, typename F>
void ForEachIndexArray(Arrays& arrays, F& f) {
  f(arrays.header);
  f(arrays.bytes);
  f(arrays.halves);
  f(arrays.words);
  f(arrays.longs);
}
template <typename Parts, typename F>
void ForEachTableArray(Parts& parts, F& f) {
  for (auto* index : {&parts.exact, &parts.hulls, &parts.coreless}) {
    ForEachIndexArray(index->begins, f);
    ForEachIndexArray(index->ends, f);
    ForEachIndexArray(index->rows, f);
  }
  ForEachIndexArray(parts.core_begins, f);
  ForEachIndexArray(parts.core_ends, f);
  f(parts.exact_rows);
  f(parts.vague_numbers);
}
template <typename Parts, typename F>
void ForEachArray(Parts& parts, F f) {
  f(parts.begins);
  f(parts.ends);
  f(parts.vague_bounds);
  f(parts.vague_rows);
  f(parts.known_times);
  f(parts.known_bytes);
  f(parts.known_halves);
  f(parts.known_words);
  ForEachTableArray(parts.current, f);
  ForEachTableArray(parts.ever, f);
}

// Of a timeline that was built in one piece, or Compacted(). Valid as long as it or a copy lives.
CASUS_EXPORT TimelineParts PartsOf(const Timeline& timeline);

// The timeline whose parts these are; they must outlive it and its copies. Error kCorrupt if they
// cannot be. Looks at the tables of the indexes but not at the rows, so that arrays which a
// checksum has not vouched for need `check_rows`: a pass over the rows, after which no question
// reads outside of the arrays or gives out a row that is not there.
CASUS_EXPORT Result<Timeline> TimelineFromParts(const TimelineParts& parts, bool check_rows);

}  // namespace casus::internal

#endif  // CASUS_SRC_TIMELINE_PARTS_H_
