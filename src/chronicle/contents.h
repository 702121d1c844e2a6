#ifndef CASUS_SRC_CHRONICLE_CONTENTS_H_
#define CASUS_SRC_CHRONICLE_CONTENTS_H_

// What the versions of a dataset or a list have in common: the different contents of their rows.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "src/chronicle/event_store.h"

namespace casus::internal {

inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

inline bool IsVersionName(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
           c == '_' || c == '-';
  });
}

// Keys as dense numbers.
class KeyNumbers {
 public:
  std::uint32_t Of(std::string_view key) {
    const auto [entry, is_new] =
        numbers_.try_emplace(Text(key), static_cast<std::uint32_t>(names_.size()));
    if (is_new) names_.emplace_back(key);
    return entry->second;
  }
  std::optional<std::uint32_t> Find(std::string_view key) const {
    const auto found = numbers_.find(Text(key));
    if (found == numbers_.end()) return std::nullopt;
    return found->second;
  }
  const std::string& operator[](std::uint32_t number) const { return names_[number]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }

 private:
  static absl::string_view Text(std::string_view key) { return {key.data(), key.size()}; }

  absl::flat_hash_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> names_;
};

// Every different content of the records of one table, once. What they refer to stands by the
// number of its key.
template <typename RowsType, typename RowType>
class Contents {
 public:
  // The number of the content, new or not.
  Row Add(std::uint32_t key, const RowType& row) {
    if (key >= last_.size()) last_.resize(key + 1, kNone);
    for (Row content = last_[key]; content != kNone; content = previous_[content]) {
      if (Get(content) == row) return content;
    }
    const Row content = static_cast<Row>(key_.size());
    if constexpr (std::is_same_v<RowsType, EventStore>) {
      rows_.Append(row);
    } else {
      rows_.push_back(row);
    }
    key_.push_back(key);
    previous_.push_back(last_[key]);
    last_[key] = content;
    return content;
  }
  std::uint32_t KeyOf(Row content) const { return key_[content]; }
  // Does the key have this content and no other?
  bool HasOnly(std::uint32_t key, const RowType& row) const {
    const Row content = last_[key];
    return previous_[content] == kNone && Get(content) == row;
  }
  // The row, or a reference to it that lives until the next is added.
  decltype(auto) Get(Row content) const {
    if constexpr (std::is_same_v<RowsType, EventStore>) {
      return rows_[content].Record();
    } else {
      return (rows_[content]);
    }
  }

 private:
  RowsType rows_;
  std::vector<std::uint32_t> key_;
  std::vector<Row> last_;      // content of a key
  std::vector<Row> previous_;  // content of the same key
};

// The numbers of the entries, in order of what `key` gives for each.
template <typename Entries, typename Key>
std::vector<std::uint32_t> OrderOf(const Entries& entries, Key key) {
  std::vector<std::uint32_t> order(entries.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return key(entries[a]) < key(entries[b]); });
  return order;
}

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_CONTENTS_H_
