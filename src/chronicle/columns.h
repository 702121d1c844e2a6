#ifndef CASUS_SRC_CHRONICLE_COLUMNS_H_
#define CASUS_SRC_CHRONICLE_COLUMNS_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
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

// As Column, of numbers of 32 bits; sealed, a row takes only the bytes that the column's numbers
// need. Sealed it is one array: 4 bytes with the least number, one with the bytes of a row (1 to
// 4), three of zero, then for each row by how much its number is more, the lowest byte first, and
// three more of zero, so that four bytes can be read of every row.
template <typename T = std::uint32_t>
class PackedColumn {
  static_assert(sizeof(T) == 4);

 public:
  T operator[](Row row) const {
    if (width_ == 0) return open_[row];
    if (row >= rows_) return T{};
    std::uint32_t more;
    std::memcpy(&more, sealed_.view().data() + kHead + std::size_t{row} * width_, sizeof more);
    if constexpr (std::endian::native == std::endian::big) more = __builtin_bswap32(more);
    return static_cast<T>(least_ + (more & mask_));
  }
  // REQUIRES: not sealed.
  void Set(Row row, T value) { open_.Set(row, value); }

  void Seal() {
    const std::span<const T> values = open_.array().view();
    if (values.empty()) return;
    const auto [least, most] = std::ranges::minmax(values);
    const std::uint32_t range =
        static_cast<std::uint32_t>(most) - static_cast<std::uint32_t>(least);
    const unsigned width = (static_cast<unsigned>(std::bit_width(range | 1)) + 7) / 8;
    std::vector<unsigned char> bytes;
    bytes.reserve(kHead + values.size() * width + kTail);
    const auto append = [&](std::uint32_t number, unsigned count) {
      for (unsigned i = 0; i < count; ++i, number >>= 8) {
        bytes.push_back(static_cast<unsigned char>(number & 0xFF));
      }
    };
    append(static_cast<std::uint32_t>(least), 4);
    append(width, 4);
    for (const T value : values) {
      append(static_cast<std::uint32_t>(value) - static_cast<std::uint32_t>(least), width);
    }
    append(0, kTail);
    open_ = Column<T>();
    Adopt(Array<unsigned char>(std::move(bytes)));
  }

  // What Seal() made; empty before and of a column without numbers.
  const Array<unsigned char>& sealed() const { return sealed_; }
  // False: it is none such, and the column stays as it was.
  bool Adopt(Array<unsigned char> sealed) {
    if (sealed.empty()) return true;
    if (sealed.size() < kHead + kTail) return false;
    const unsigned width = sealed[4];
    if (width < 1 || width > 4 || (sealed.size() - kHead - kTail) % width != 0) return false;
    least_ = 0;
    for (unsigned i = 0; i < 4; ++i) least_ |= std::uint32_t{sealed[i]} << (8 * i);
    width_ = width;
    mask_ = std::numeric_limits<std::uint32_t>::max() >> (32 - 8 * width);
    rows_ = (sealed.size() - kHead - kTail) / width;
    sealed_ = std::move(sealed);
    return true;
  }

  std::size_t MemoryUsed() const { return open_.MemoryUsed() + sealed_.MemoryUsed(); }

 private:
  static constexpr std::size_t kHead = 8;
  static constexpr std::size_t kTail = 3;

  Column<T> open_;  // until it is sealed
  Array<unsigned char> sealed_;
  unsigned width_ = 0;  // 0: not sealed
  std::uint32_t least_ = 0;
  std::uint32_t mask_ = 0;
  std::size_t rows_ = 0;
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

  // All numbers are less.
  std::size_t numbers() const;
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
