#include "src/timeline/scratch.h"

#include <utility>
#include <vector>

namespace casus::internal {
namespace {

// Questions within questions are seldom deep, and a large answer's memory is not worth keeping.
constexpr std::size_t kMostKept = 4;
constexpr std::uint64_t kLargestKept = 1 << 22;

std::vector<std::unique_ptr<Scratch>>& Pool() {
  thread_local std::vector<std::unique_ptr<Scratch>> pool;
  return pool;
}

}  // namespace

ScratchLease::ScratchLease() {
  std::vector<std::unique_ptr<Scratch>>& pool = Pool();
  if (pool.empty()) {
    scratch_ = std::make_unique<Scratch>();
    return;
  }
  scratch_ = std::move(pool.back());
  pool.pop_back();
  // A visitor may have thrown.
  scratch_->buffer.Clear();
}

ScratchLease::~ScratchLease() {
  std::vector<std::unique_ptr<Scratch>>& pool = Pool();
  if (pool.size() < kMostKept && scratch_->answer.size() <= kLargestKept) {
    pool.push_back(std::move(scratch_));
  }
}

}  // namespace casus::internal
