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

namespace casus::internal {

// An array that is either its own or lies in a mapped file. Only its own can be changed.
template <typename T>
class Array {
 public:
  Array() = default;
  explicit Array(std::vector<T> values) : owned_(std::move(values)), view_(owned_) {}
  static Array Mapped(std::span<const T> values) {
    Array array;
    array.view_ = values;
    return array;
  }
  // A vector that is moved keeps its buffer, and the view with it.
  Array(Array&& other) noexcept
      : owned_(std::move(other.owned_)), view_(std::exchange(other.view_, {})) {}
  Array& operator=(Array&& other) noexcept {
    owned_ = std::move(other.owned_);
    view_ = std::exchange(other.view_, {});
    return *this;
  }

  std::size_t size() const { return view_.size(); }
  bool empty() const { return view_.empty(); }
  const T& operator[](std::size_t i) const { return view_[i]; }
  std::span<const T> view() const { return view_; }
  auto begin() const { return view_.begin(); }
  auto end() const { return view_.end(); }

  // REQUIRES, of these: not mapped.
  void Append(const T& value) {
    owned_.push_back(value);
    view_ = owned_;
  }
  void Append(std::span<const T> values) {
    owned_.insert(owned_.end(), values.begin(), values.end());
    view_ = owned_;
  }
  void Resize(std::size_t size, const T& value) {
    owned_.resize(size, value);
    view_ = owned_;
  }
  void Set(std::size_t i, const T& value) { owned_[i] = value; }
  void Shrink() {
    if (!owned_.empty()) {
      owned_.shrink_to_fit();
      view_ = owned_;
    }
  }

  // Mapped bytes are counted too: they are part of what the answers read.
  std::size_t MemoryUsed() const { return std::max(owned_.capacity(), view_.size()) * sizeof(T); }

 private:
  std::vector<T> owned_;
  std::span<const T> view_;
};

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
    if (begin_.empty()) begin_.Append(0);
    values_.Append(list);
    begin_.Append(values_.size());
    return size() - 1;
  }
  void Seal() { seen_ = Seen(); }

  // With the empty list.
  std::uint32_t size() const {
    return begin_.empty() ? 1 : static_cast<std::uint32_t>(begin_.size());
  }
  // Empty for a number that names none.
  std::span<const T> operator[](std::uint32_t number) const {
    if (number == 0 || number >= begin_.size()) return {};
    const std::uint64_t begin = begin_[number - 1];
    const std::uint64_t end = begin_[number];
    if (begin > end || end > values_.size()) return {};
    return values_.view().subspan(begin, end - begin);
  }
  Array<std::uint64_t>& begins() { return begin_; }
  Array<T>& values() { return values_; }
  const Array<std::uint64_t>& begins() const { return begin_; }
  const Array<T>& values() const { return values_; }
  std::size_t MemoryUsed() const { return begin_.MemoryUsed() + values_.MemoryUsed(); }

 private:
  Array<std::uint64_t> begin_;
  Array<T> values_;
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
