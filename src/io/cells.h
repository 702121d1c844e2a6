#ifndef CASUS_SRC_IO_CELLS_H_
#define CASUS_SRC_IO_CELLS_H_

#include <cstddef>
#include <cstdint>

#include "src/index/simd.h"

namespace casus::internal {

// Cells of one column, quotes taken off. At least kScanPadding bytes may be read behind each.
struct Cells {
  const char* bytes;
  const std::uint32_t* begins;
  const std::uint32_t* sizes;
  std::size_t count;
};

// What reading a cell came to.
enum class CellState : std::uint8_t {
  kValue,
  kEmpty,  // the empty text
  kOther,  // neither: to be looked at with more care
};

// Reads plain decimal numbers: an optional '-' and up to 16 digits; for reals, up to 15 of them and
// at most one point, or up to 16 where they are exact. The values are those of std::from_chars. Of
// other cells the value is 0. They return how many cells are kOther.
std::size_t ReadIntegers(const Cells& cells, std::int64_t* values, CellState* states);
std::size_t ReadReals(const Cells& cells, double* values, CellState* states);

// For tests: uses this form from now on (kAvx512 is kAvx2), if the machine has it.
bool UseCellsSimd(Simd simd);

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_CELLS_H_
