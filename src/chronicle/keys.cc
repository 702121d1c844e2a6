#include "src/chronicle/keys.h"

#include "absl/hash/hash.h"

namespace casus::internal {

std::uint64_t KeyMap::Hash(std::string_view key) { return absl::Hash<std::string_view>{}(key); }

void KeyMap::Add(std::string_view key) {
  const Row row = static_cast<Row>(previous_.size());
  const auto [entry, is_new] = last_.try_emplace(Hash(key), row);
  previous_.push_back(entry->second);
  entry->second = row;
}

void KeyMap::Reserve(std::size_t rows) {
  last_.reserve(rows);
  previous_.reserve(rows);
}

std::size_t KeyMap::MemoryUsed() const {
  // One byte of control beside each slot.
  return last_.capacity() * (sizeof(*last_.begin()) + 1) + previous_.capacity() * sizeof(Row);
}

}  // namespace casus::internal
