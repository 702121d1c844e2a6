#ifndef CASUS_SRC_TIMELINE_KNOWN_TIMES_H_
#define CASUS_SRC_TIMELINE_KNOWN_TIMES_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "casus/time/day.h"
#include "casus/timeline/timeline.h"
#include "src/base/array.h"

namespace casus::internal {

// The known-times of rows, which are many where the different ones are few (a source's day of
// publication): a list of the different ones and for each row its number there, of 0, 1, 2 or 4
// bytes.
class KnownTimes {
 public:
  // KnownTime() for each row.
  KnownTimes() = default;
  // known[i] is that of row first_row + i.
  KnownTimes(Row first_row, std::span<const KnownTime> known);
  // `times` three days for each of the different ones. Numbers beyond their list are read as
  // KnownTime().
  KnownTimes(std::span<const std::int32_t> times, std::span<const std::uint8_t> bytes,
             std::span<const std::uint16_t> halves, std::span<const std::uint32_t> words);

  // Nothing was recorded: all rows were known from the start and none superseded.
  bool empty() const { return times_.empty(); }
  KnownTime Of(Row row) const {
    if (times_.empty()) return KnownTime();
    const Row at = row - first_row_;
    std::size_t number = 0;
    if (!bytes_.empty()) {
      number = bytes_[at];
    } else if (!halves_.empty()) {
      number = halves_[at];
    } else if (!words_.empty()) {
      number = words_[at];
    }
    return Time(number);
  }

  // All rows stand on the day for certain / none does / those do that stand now, and no others.
  bool AllStandOn(Day day) const { return last_learnt_ <= day && day < first_superseded_; }
  bool NoneStandsOn(Day day) const { return day < first_learnt_ || day == Day::EndOfTime(); }
  bool AsNowOn(Day day) const { return last_learnt_ <= day && last_superseded_ <= day; }

  std::span<const std::int32_t> times() const { return times_.view(); }
  std::span<const std::uint8_t> bytes() const { return bytes_.view(); }
  std::span<const std::uint16_t> halves() const { return halves_.view(); }
  std::span<const std::uint32_t> words() const { return words_.view(); }
  std::size_t MemoryUsed() const {
    return times_.MemoryUsed() + bytes_.MemoryUsed() + halves_.MemoryUsed() + words_.MemoryUsed();
  }

 private:
  KnownTime Time(std::size_t number) const {
    if (3 * number + 2 >= times_.size()) return KnownTime();
    return {Day::FromNumber(times_[3 * number]), Day::FromNumber(times_[3 * number + 1]),
            Day::FromNumber(times_[3 * number + 2])};
  }
  void FindExtremes();

  Row first_row_ = 0;
  Array<std::int32_t> times_;
  Array<std::uint8_t> bytes_;
  Array<std::uint16_t> halves_;
  Array<std::uint32_t> words_;
  Day first_learnt_ = Day::BeginningOfTime();
  Day last_learnt_ = Day::BeginningOfTime();
  Day first_superseded_ = Day::EndOfTime();
  Day last_superseded_ = Day::BeginningOfTime();  // of those that were
};

}  // namespace casus::internal

#endif  // CASUS_SRC_TIMELINE_KNOWN_TIMES_H_
