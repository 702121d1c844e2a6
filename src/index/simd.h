#ifndef CASUS_SRC_INDEX_SIMD_H_
#define CASUS_SRC_INDEX_SIMD_H_

#include <cstddef>
#include <cstdint>

namespace casus::internal {

// The inner loops, each in up to three forms; the best that the machine has is chosen once.
enum class Simd : std::uint8_t { kPlain, kAvx2, kAvx512 };

// For i < size with (column[i] - least) mod 2^bits <= width, writes base + i to `out` in order and
// gives their number. `out` has room for size + kSlack.
template <typename Number>
using CheckLoop = std::size_t (*)(const Number* column, std::size_t size, Number least,
                                  Number width, std::uint32_t base, std::uint32_t* out);
template <typename Number>
using CountLoop = std::size_t (*)(const Number* column, std::size_t size, Number least,
                                  Number width);
// out[i] = first + i.
using FillLoop = void (*)(std::uint32_t first, std::size_t size, std::uint32_t* out);

struct SimdLoops {
  static constexpr std::size_t kSlack = 64;

  CheckLoop<std::uint8_t> check8;
  CheckLoop<std::uint16_t> check16;
  CheckLoop<std::uint32_t> check32;
  CheckLoop<std::uint64_t> check64;
  CountLoop<std::uint8_t> count8;
  CountLoop<std::uint16_t> count16;
  CountLoop<std::uint32_t> count32;
  CountLoop<std::uint64_t> count64;
  FillLoop fill;
};

const SimdLoops& Loops();

// For tests: uses this form from now on, if the machine has it; false if it has not.
bool UseSimd(Simd simd);

}  // namespace casus::internal

#endif  // CASUS_SRC_INDEX_SIMD_H_
