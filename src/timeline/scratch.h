#ifndef CASUS_SRC_TIMELINE_SCRATCH_H_
#define CASUS_SRC_TIMELINE_SCRATCH_H_

#include <array>
#include <cstddef>
#include <memory>
#include <span>

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
    std::array<Row, kRoom>& rows = truth == Truth::kCertain ? certain_ : possible_;
    std::size_t& size = truth == Truth::kCertain ? certain_size_ : possible_size_;
    rows[size++] = row;
    if (size == kRoom) {
      size = 0;
      f(std::span<const Row>(rows), truth);
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
  std::array<Row, kRoom> certain_;
  std::array<Row, kRoom> possible_;
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
