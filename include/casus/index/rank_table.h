#ifndef CASUS_INDEX_RANK_TABLE_H_
#define CASUS_INDEX_RANK_TABLE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"

namespace casus {

// The state of an index as plain arrays, so that it can be written to a file and used from the
// mapped file again. Numbers are in the order of bytes of the machine; which array is empty depends
// on the data. The arrays of one index are meaningful together only.
struct IndexArrays {
  std::span<const std::int64_t> header;
  std::span<const std::uint8_t> bytes;
  std::span<const std::uint16_t> halves;
  std::span<const std::uint32_t> words;
  std::span<const std::uint64_t> longs;

  std::size_t MemoryUsed() const {
    return header.size_bytes() + bytes.size_bytes() + halves.size_bytes() + words.size_bytes() +
           longs.size_bytes();
  }
};

namespace internal {

// What a view into arrays owns, if it owns any.
struct IndexStorage {
  std::vector<std::int64_t> header;
  std::vector<std::uint8_t> bytes;
  std::vector<std::uint16_t> halves;
  std::vector<std::uint32_t> words;
  std::vector<std::uint64_t> longs;

  IndexArrays view() const { return {header, bytes, halves, words, longs}; }
};

// A stretch of the number line cut into slots of 2^shift numbers, with the rank of the first number
// of each slot; where a slot is more than one number, the low bits of every number, in order.
struct RankSegment {
  std::int64_t origin = 0;
  std::uint32_t shift = 0;
  std::uint32_t slots = 0;
  std::uint32_t first = 0;     // rank at the origin
  std::uint32_t last = 0;      // rank behind the last slot
  std::uint64_t table = 0;     // of slots + 1 words
  std::uint64_t low_bits = 0;  // of last - first numbers, of low_width bytes
  std::uint32_t low_width = 0;
};

}  // namespace internal

// How many of a set of numbers are below, or at most, a given one: one load where the numbers are
// dense, as days are, and a load and a few comparisons elsewhere. Time is std::int32_t or
// std::int64_t; up to 2^32 - 1 numbers.
//
// Cost of a question: O(1) where the numbers span at most 2 n + 1024; else a slot of about 8
// numbers is searched, and in the worst case (nearly all numbers in one slot) O(log n). A few far
// outliers, and numeric_limits min and max in any number, are kept apart and change neither.
// Memory: at most 8 n + 8 KiB bytes where dense, else n / 2 bytes and 1, 2, 4 or 8 n for low bits.
//
// Immutable: safe to share between threads. Copies share their arrays.
template <typename Time>
class CASUS_EXPORT RankTable {
  static_assert(std::is_same_v<Time, std::int32_t> || std::is_same_v<Time, std::int64_t>);

 public:
  // Of no numbers.
  RankTable();

  // In linear time, but for the sorting of each slot. An error (kOutOfRange) if there are 2^32
  // numbers or more.
  static Result<RankTable> Build(std::span<const Time> numbers);

  // The table whose Parts() these are; they must outlive it and its copies. An error (kCorrupt) if
  // they cannot be: whatever the arrays hold, no later question reads outside of them.
  static Result<RankTable> FromParts(const IndexArrays& parts);
  // Valid as long as this table or a copy of it lives.
  const IndexArrays& Parts() const { return arrays_; }

  std::uint32_t size() const { return size_; }

  // How many numbers are < number.
  std::uint32_t Below(Time number) const {
    const Unsigned slot = static_cast<Unsigned>(number) - static_cast<Unsigned>(origin_);
    if (slot <= dense_slots_) [[likely]] {
      return dense_[static_cast<std::size_t>(slot)];
    }
    return Search(number);
  }
  // How many numbers are <= number.
  std::uint32_t AtMost(Time number) const {
    return number == std::numeric_limits<Time>::max() ? size_
                                                      : Below(static_cast<Time>(number + 1));
  }

  // Appends the numbers in ascending order, those equal to numeric_limits min and max too.
  void AppendSorted(std::vector<Time>& numbers) const;

  // The ranks below each number of [first, first + count) where one table holds them all and they
  // are numbers apart by one; nullptr elsewhere.
  const std::uint32_t* DenseRanks(Time first, std::uint64_t count) const {
    const Unsigned slot = static_cast<Unsigned>(first) - static_cast<Unsigned>(origin_);
    if (first < origin_ || slot > dense_slots_ || count > dense_slots_ - slot + 1) return nullptr;
    return dense_ + static_cast<std::size_t>(slot);
  }
  // The numbers [dense_first(), dense_last()] are those that DenseRanks() knows.
  Time dense_first() const { return origin_; }
  Time dense_last() const {
    return static_cast<Time>(static_cast<Unsigned>(origin_) + static_cast<Unsigned>(dense_slots_));
  }

  // Bytes of the arrays, owned or not.
  std::size_t MemoryUsed() const { return arrays_.MemoryUsed(); }

 private:
  using Unsigned = std::make_unsigned_t<Time>;

  std::uint32_t Search(Time number) const;
  void Use(const IndexArrays& arrays);

  // The fast path: ranks below origin_, origin_ + 1, ..., origin_ + dense_slots_.
  const std::uint32_t* dense_ = nullptr;
  Unsigned dense_slots_ = 0;
  Time origin_ = 0;
  std::uint32_t size_ = 0;
  std::uint32_t at_min_ = 0;
  std::uint32_t at_max_ = 0;
  std::array<internal::RankSegment, 3> segments_{};  // ascending; those without numbers are empty
  IndexArrays arrays_;
  std::shared_ptr<const internal::IndexStorage> storage_;
};

extern template class RankTable<std::int32_t>;
extern template class RankTable<std::int64_t>;

}  // namespace casus

#endif  // CASUS_INDEX_RANK_TABLE_H_
