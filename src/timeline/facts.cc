#include "src/timeline/facts.h"

#include <vector>

#include "src/timeline/box.h"

namespace casus::internal {

Facts::Facts(Row first_row, std::span<const SpanBounds> bounds, std::span<const Row> vague_rows)
    : first_row_(first_row) {
  std::vector<std::int32_t> begins;
  std::vector<std::int32_t> ends;
  begins.reserve(bounds.size());
  ends.reserve(bounds.size());
  for (const SpanBounds& span : bounds) {
    begins.push_back(span.begin_earliest.number());
    ends.push_back(span.end_latest.number());
  }
  std::vector<std::int32_t> vague;
  vague.reserve(4 * vague_rows.size());
  for (std::size_t number = 0; number < vague_rows.size(); ++number) {
    const std::size_t at = vague_rows[number] - first_row;
    const SpanBounds& span = bounds[at];
    vague.insert(vague.end(), {span.begin_earliest.number(), span.begin_latest.number(),
                               span.end_earliest.number(), span.end_latest.number()});
    begins[at] = static_cast<std::int32_t>(static_cast<std::uint32_t>(number));
    ends[at] = kVague;
  }
  begins_ = Array<std::int32_t>(std::move(begins));
  ends_ = Array<std::int32_t>(std::move(ends));
  vague_bounds_ = Array<std::int32_t>(std::move(vague));
  vague_rows_ = Array<Row>(std::vector<Row>(vague_rows.begin(), vague_rows.end()));
}

}  // namespace casus::internal
