#ifndef CASUS_SRC_TIMELINE_SCRATCH_H_
#define CASUS_SRC_TIMELINE_SCRATCH_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

#include "casus/base/truth.h"
#include "casus/index/interval_index.h"
#include "casus/timeline/timeline.h"

namespace casus::internal {

// Room for rows that lie apart in the index, so that they are given out in runs too.
class RunBuffer {
 public:
  // f(rows, truth) once the room is full.
  template <typename F>
  void Add(Row row, Truth truth, F&& f) {
    auto& rows = truth == Truth::kCertain ? certain_ : possible_;
    std::size_t& size = truth == Truth::kCertain ? certain_size_ : possible_size_;
    rows[size++] = row;
    if (size == kRoom) {
      size = 0;
      f(std::span<const Row>(rows.data(), kRoom), truth);
    }
  }
  // For rows row_of(i), i < count, of which the truth cannot be foreseen: without a branch on it.
  // touches(i): possible at least; inside(i): certain, if possible at all. Nothing was added.
  template <typename RowOf, typename Touches, typename Inside, typename F>
  void Split(std::uint32_t count, RowOf row_of, Touches touches, Inside inside, F&& f) {
    for (std::uint32_t first = 0; first < count;) {
      const std::uint32_t last = first + std::min<std::uint32_t>(count - first, kRoom);
      std::size_t certain = 0;
      std::size_t possible = 0;
      for (; first < last; ++first) {
        const Row row = row_of(first);
        const auto is_possible = static_cast<std::size_t>(touches(first));
        const auto is_certain = is_possible & static_cast<std::size_t>(inside(first));
        certain_[certain] = row;
        certain += is_certain;
        possible_[possible] = row;
        possible += is_possible ^ is_certain;
      }
      if (certain > 0) f(std::span<const Row>(certain_.data(), certain), Truth::kCertain);
      if (possible > 0) f(std::span<const Row>(possible_.data(), possible), Truth::kPossible);
    }
  }
  template <typename F>
  void Flush(F&& f) {
    const std::size_t certain = std::exchange(certain_size_, 0);
    if (certain > 0) f(std::span<const Row>(certain_.data(), certain), Truth::kCertain);
    const std::size_t possible = std::exchange(possible_size_, 0);
    if (possible > 0) f(std::span<const Row>(possible_.data(), possible), Truth::kPossible);
  }
  void Clear() { certain_size_ = possible_size_ = 0; }

 private:
  static constexpr std::size_t kRoom = 1024;
  // One more, which Split may write and does not give out.
  std::array<Row, kRoom + 1> certain_;
  std::array<Row, kRoom + 1> possible_;
  std::size_t certain_size_ = 0;
  std::size_t possible_size_ = 0;
};

struct Scratch {
  IntervalAnswer answer;
  RunBuffer buffer;
};

// A Scratch of this thread that nobody else uses until the lease ends: a visitor may ask another
// question, and that one needs another.
class ScratchLease {
 public:
  ScratchLease();
  ~ScratchLease();
  ScratchLease(const ScratchLease&) = delete;
  ScratchLease& operator=(const ScratchLease&) = delete;

  Scratch& operator*() const { return *scratch_; }
  Scratch* operator->() const { return scratch_.get(); }

 private:
  std::unique_ptr<Scratch> scratch_;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_TIMELINE_SCRATCH_H_
