#ifndef CASUS_SRC_INDEX_SIMD_H_
#define CASUS_SRC_INDEX_SIMD_H_

#include <cstddef>
#include <cstdint>

#include "casus/index/interval_index.h"

namespace casus::internal {

// The inner loops, each in up to three forms; the best that the machine has is chosen once.
enum class Simd : std::uint8_t { kPlain, kAvx2, kAvx512 };

// Finds the i < size with (column[i] - least) mod 2^bits <= width, and writes those of them among
// each 64 as a block of base + i, if there are any. Returns how many blocks; adds the number of
// those found to `found`. `out` has room for size / 64 + 1 blocks.
template <typename Number>
using CheckLoop = std::size_t (*)(const Number* column, std::size_t size, Number least,
                                  Number width, std::uint32_t base, PositionBlock* out,
                                  std::uint64_t& found);
template <typename Number>
using CountLoop = std::size_t (*)(const Number* column, std::size_t size, Number least,
                                  Number width);
// out[i] = first + i.
using FillLoop = void (*)(std::uint32_t first, std::size_t size, std::uint32_t* out);
// Writes the positions of the blocks, in order, and returns how many. `out` has room for `room`
// numbers, and all of it may be overwritten.
using ExpandLoop = std::size_t (*)(const PositionBlock* blocks, std::size_t size,
                                   std::uint32_t* out, std::size_t room);

struct SimdLoops {
  CheckLoop<std::uint8_t> check8;
  CheckLoop<std::uint16_t> check16;
  CheckLoop<std::uint32_t> check32;
  CheckLoop<std::uint64_t> check64;
  CountLoop<std::uint8_t> count8;
  CountLoop<std::uint16_t> count16;
  CountLoop<std::uint32_t> count32;
  CountLoop<std::uint64_t> count64;
  FillLoop fill;
  ExpandLoop expand;
};

const SimdLoops& Loops();

// For tests: uses this form from now on, if the machine has it; false if it has not.
bool UseSimd(Simd simd);

}  // namespace casus::internal

#endif  // CASUS_SRC_INDEX_SIMD_H_
