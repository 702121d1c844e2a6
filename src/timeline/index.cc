#include "src/timeline/index.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>

#include "src/timeline/parts.h"

namespace casus::internal {
namespace {

Error BadRow(std::size_t row, std::string_view what) {
  return Error(ErrorCode::kInvalidArgument, "row " + std::to_string(row) + " " + std::string(what));
}

Error Corrupt(const char* what) {
  return Error(ErrorCode::kCorrupt, std::string("timeline: ") + what);
}

bool IsTight(const SpanBounds& span) {
  return span.begin_earliest <= span.begin_latest && span.begin_latest < span.end_latest &&
         span.begin_earliest < span.end_earliest && span.end_earliest <= span.end_latest;
}

}  // namespace

Result<std::shared_ptr<const Block>> Block::Build(Row first_row, std::span<const SpanBounds> spans,
                                                  std::span<const KnownTime> known) {
  if (!known.empty() && known.size() != spans.size()) {
    return Error(ErrorCode::kInvalidArgument, std::to_string(spans.size()) + " spans, but " +
                                                  std::to_string(known.size()) + " known-times");
  }
  if (spans.size() > std::numeric_limits<Row>::max() - first_row) {
    return Error(ErrorCode::kOutOfRange, std::to_string(std::size_t{first_row} + spans.size()) +
                                             " rows, but a timeline holds fewer than 2^32");
  }
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (!IsTight(spans[i])) return BadRow(first_row + i, "has bounds that are not tight");
  }
  std::vector<Row> current;
  current.reserve(spans.size());
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (!known.empty()) {
      const KnownTime& times = known[i];
      if (times.learnt_latest < times.learnt_earliest) {
        return BadRow(first_row + i, "was learnt at the latest before it was at the earliest");
      }
      if (times.superseded <= times.learnt_earliest) {
        return BadRow(first_row + i, "was superseded before it was learnt");
      }
      if (times.superseded != Day::EndOfTime()) continue;
    }
    current.push_back(first_row + static_cast<Row>(i));
  }

  auto block = std::make_shared<Block>();
  std::vector<Row> vague;
  block->current = SpanTable(first_row, spans, current, vague);
  std::vector<Row> vague_ever;
  if (current.size() != spans.size()) {
    std::vector<Row> all(spans.size());
    std::iota(all.begin(), all.end(), first_row);
    block->ever.emplace(first_row, spans, all, vague_ever);
    for (const Row row : vague_ever) {
      if (known[row - first_row].superseded != Day::EndOfTime()) vague.push_back(row);
    }
  }
  block->facts = Facts(first_row, spans, vague);
  block->known = KnownTimes(first_row, known);
  block->current.Attach(block->facts, {});
  if (block->ever) block->ever->Attach(block->facts, vague_ever);
  return std::shared_ptr<const Block>(std::move(block));
}

Standing Block::On(std::optional<Day> day) const {
  static const SpanTable* const kNothing = new SpanTable();
  if (!day) return {current, known, std::nullopt};
  if (known.NoneStandsOn(*day)) return {*kNothing, known, std::nullopt};
  if (known.AsNowOn(*day)) return {current, known, std::nullopt};
  const SpanTable& all = ever ? *ever : current;
  if (known.AllStandOn(*day)) return {all, known, std::nullopt};
  return {all, known, day};
}

std::size_t Block::MemoryUsed() const {
  return sizeof(Block) + facts.MemoryUsed() + known.MemoryUsed() + current.MemoryUsed() +
         (ever ? ever->MemoryUsed() : 0);
}

Timeline TimelineAccess::Make(std::vector<std::shared_ptr<const Block>> blocks,
                              std::optional<Day> known_on) {
  auto index = std::make_shared<Timeline::Index>();
  for (const auto& block : blocks) index->size += block->size();
  index->blocks = std::move(blocks);
  return Timeline(std::move(index), known_on);
}

TimelineParts PartsOf(const Timeline& timeline) {
  const auto& index = TimelineAccess::IndexOf(timeline);
  if (index.blocks.empty()) return {};
  if (index.blocks.size() > 1) DieOnMisuse("PartsOf: the timeline is not in one piece");
  const Block& block = *index.blocks.front();
  TimelineParts parts;
  parts.begins = block.facts.begins().view();
  parts.ends = block.facts.ends().view();
  parts.vague_bounds = block.facts.vague_bounds().view();
  parts.vague_rows = block.facts.vague_rows().view();
  parts.known_times = block.known.times();
  parts.known_bytes = block.known.bytes();
  parts.known_halves = block.known.halves();
  parts.known_words = block.known.words();
  parts.current = block.current.Parts();
  if (block.ever) parts.ever = block.ever->Parts();
  return parts;
}

Result<Timeline> TimelineFromParts(const TimelineParts& parts, bool check_rows) {
  const std::size_t size = parts.begins.size();
  if (parts.ends.size() != size || size > std::numeric_limits<Row>::max()) {
    return Corrupt("columns of different lengths");
  }
  const std::size_t vague = parts.vague_rows.size();
  if (parts.vague_bounds.size() != 4 * vague) return Corrupt("vague rows of another timeline");
  const auto numbers_all = [&](std::size_t numbers) { return numbers == 0 || numbers == size; };
  if (parts.known_times.size() % 3 != 0 || !numbers_all(parts.known_bytes.size()) ||
      !numbers_all(parts.known_halves.size()) || !numbers_all(parts.known_words.size())) {
    return Corrupt("known-times of another timeline");
  }
  if (check_rows) {
    for (std::size_t row = 0; row < size; ++row) {
      if (parts.ends[row] == Facts::kVague &&
          static_cast<std::uint32_t>(parts.begins[row]) >= vague) {
        return Corrupt("no such vague row");
      }
    }
    for (const Row row : parts.vague_rows) {
      if (row >= size) return Corrupt("a row that is not there");
    }
  }

  auto block = std::make_shared<Block>();
  block->facts =
      Facts(Array<std::int32_t>::Mapped(parts.begins), Array<std::int32_t>::Mapped(parts.ends),
            Array<std::int32_t>::Mapped(parts.vague_bounds), Array<Row>::Mapped(parts.vague_rows));
  block->known =
      KnownTimes(parts.known_times, parts.known_bytes, parts.known_halves, parts.known_words);
  const bool has_ever = !parts.ever.exact.rows.header.empty();
  Result<SpanTable> current = SpanTable::FromParts(block->facts, parts.current, check_rows);
  if (!current.ok()) return current.error();
  block->current = *std::move(current);
  if (has_ever) {
    Result<SpanTable> ever = SpanTable::FromParts(block->facts, parts.ever, check_rows);
    if (!ever.ok()) return ever.error();
    block->ever = *std::move(ever);
  }
  if ((has_ever ? block->ever->size() : block->current.size()) != size) {
    return Corrupt("indexes of other rows");
  }
  return TimelineAccess::Make({std::move(block)}, std::nullopt);
}

}  // namespace casus::internal
