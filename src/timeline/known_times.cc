#include "src/timeline/known_times.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace casus::internal {
namespace {

template <typename Number>
std::vector<Number> Narrowed(std::span<const std::uint32_t> numbers) {
  std::vector<Number> narrow;
  narrow.reserve(numbers.size());
  for (const std::uint32_t number : numbers) narrow.push_back(static_cast<Number>(number));
  return narrow;
}

}  // namespace

KnownTimes::KnownTimes(Row first_row, std::span<const KnownTime> known) : first_row_(first_row) {
  using Key = std::pair<std::uint64_t, std::int32_t>;
  const auto key_of = [](const KnownTime& time) {
    return Key(std::uint64_t{static_cast<std::uint32_t>(time.learnt_earliest.number())} << 32U |
                   static_cast<std::uint32_t>(time.learnt_latest.number()),
               time.superseded.number());
  };
  absl::flat_hash_map<Key, std::uint32_t> number_of;
  std::vector<std::int32_t> times;
  std::vector<std::uint32_t> numbers;
  numbers.reserve(known.size());
  for (const KnownTime& time : known) {
    // Neighbours are often alike.
    if (!numbers.empty() && time == known[numbers.size() - 1]) {
      numbers.push_back(numbers.back());
      continue;
    }
    const auto [found, is_new] =
        number_of.try_emplace(key_of(time), static_cast<std::uint32_t>(number_of.size()));
    if (is_new) {
      times.insert(times.end(), {time.learnt_earliest.number(), time.learnt_latest.number(),
                                 time.superseded.number()});
    }
    numbers.push_back(found->second);
  }
  const std::size_t different = number_of.size();
  if (different == 0 || (different == 1 && known.front() == KnownTime())) return;
  times_ = Array<std::int32_t>(std::move(times));
  if (different > std::numeric_limits<std::uint16_t>::max()) {
    words_ = Array<std::uint32_t>(std::move(numbers));
  } else if (different > std::numeric_limits<std::uint8_t>::max()) {
    halves_ = Array<std::uint16_t>(Narrowed<std::uint16_t>(numbers));
  } else if (different > 1) {
    bytes_ = Array<std::uint8_t>(Narrowed<std::uint8_t>(numbers));
  }
  FindExtremes();
}

KnownTimes::KnownTimes(std::span<const std::int32_t> times, std::span<const std::uint8_t> bytes,
                       std::span<const std::uint16_t> halves, std::span<const std::uint32_t> words)
    : times_(Array<std::int32_t>::Mapped(times)),
      bytes_(Array<std::uint8_t>::Mapped(bytes)),
      halves_(Array<std::uint16_t>::Mapped(halves)),
      words_(Array<std::uint32_t>::Mapped(words)) {
  FindExtremes();
}

void KnownTimes::FindExtremes() {
  if (times_.empty()) return;
  first_learnt_ = Day::EndOfTime();
  for (std::size_t number = 0; 3 * number < times_.size(); ++number) {
    const KnownTime time = Time(number);
    first_learnt_ = std::min(first_learnt_, time.learnt_earliest);
    last_learnt_ = std::max(last_learnt_, time.learnt_latest);
    first_superseded_ = std::min(first_superseded_, time.superseded);
    if (time.superseded != Day::EndOfTime()) {
      last_superseded_ = std::max(last_superseded_, time.superseded);
    }
  }
}

}  // namespace casus::internal
