#ifndef CASUS_SRC_CHRONICLE_COLUMNS_H_
#define CASUS_SRC_CHRONICLE_COLUMNS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/timeline/timeline.h"
#include "src/base/array.h"
#include "src/chronicle/lists.h"

namespace casus::internal {

// A number for each row. Rows past the last that has one of its own have 0, so that a column that
// a dataset does not use costs nothing.
template <typename T = std::uint32_t>
class Column {
 public:
  Column() = default;
  explicit Column(Array<T> values) : values_(std::move(values)) {}

  T operator[](Row row) const { return row < values_.size() ? values_[row] : T{}; }
  void Set(Row row, T value) {
    if (row >= values_.size()) {
      if (value == T{}) return;
      values_.Resize(std::size_t{row} + 1, T{});
    }
    values_.Set(row, value);
  }
  Array<T>& array() { return values_; }
  const Array<T>& array() const { return values_; }
  std::size_t MemoryUsed() const { return values_.MemoryUsed(); }

 private:
  Array<T> values_;
};

// Finds what was there before, by hash. Two values of one hash are told apart by the caller, who
// then keeps the later one apart: nothing is lost but a little room.
using Seen = absl::flat_hash_map<std::uint64_t, std::uint32_t>;

// Texts in one block of bytes, named by 32-bit numbers; 0 is the empty text. Each lies at four
// times its number, behind its length, so that 16 GiB can be named.
class Texts {
 public:
  // REQUIRES, of both: not mapped; no more than 16 GiB in all.
  std::uint32_t Add(std::string_view text);
  // The same number for an equal text that was interned before.
  std::uint32_t Intern(std::string_view text);
  // Gives back the room that only Intern needs.
  void Seal();

  // Empty for a number that names no text, as a damaged file may hold.
  std::string_view operator[](std::uint32_t number) const;

  Array<char>& bytes() { return bytes_; }
  const Array<char>& bytes() const { return bytes_; }
  std::size_t MemoryUsed() const;

 private:
  Array<char> bytes_;
  Seen seen_;
};

// Lists of trivially copyable values, named by numbers; 0 is the empty list, and equal lists share
// a number.
template <typename T>
class ListPool {
 public:
  std::uint32_t Intern(std::span<const T> list, std::uint64_t hash) {
    if (list.empty()) return 0;
    const auto [entry, is_new] = seen_.try_emplace(hash, size());
    if (!is_new && std::ranges::equal((*this)[entry->second], list)) return entry->second;
    lists_.Append(list);
    return size() - 1;
  }
  void Seal() { seen_ = Seen(); }

  // With the empty list.
  std::uint32_t size() const { return static_cast<std::uint32_t>(lists_.size() + 1); }
  // Empty for a number that names none.
  std::span<const T> operator[](std::uint32_t number) const {
    return number == 0 ? std::span<const T>() : lists_[number - 1];
  }
  Lists<T>& lists() { return lists_; }
  const Lists<T>& lists() const { return lists_; }
  std::size_t MemoryUsed() const { return lists_.MemoryUsed(); }

 private:
  Lists<T> lists_;  // from number 1 on
  Seen seen_;
};

// Values of any kind, named by numbers; 0 is T(), and equal values share a number.
template <typename T>
class Pool {
 public:
  Pool() : values_(1) {}

  // REQUIRES: equal values have equal hashes.
  std::uint32_t Intern(const T& value, std::uint64_t hash) {
    if (value == values_[0]) return 0;
    const auto [entry, is_new] =
        seen_.try_emplace(hash, static_cast<std::uint32_t>(values_.size()));
    if (!is_new && values_[entry->second] == value) return entry->second;
    values_.push_back(value);
    return static_cast<std::uint32_t>(values_.size() - 1);
  }
  void Seal() { seen_ = Seen(); }

  // T() for a number that names none.
  const T& operator[](std::uint32_t number) const {
    return values_[number < values_.size() ? number : 0];
  }
  std::vector<T>& values() { return values_; }
  const std::vector<T>& values() const { return values_; }

 private:
  std::vector<T> values_;
  Seen seen_;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_COLUMNS_H_
