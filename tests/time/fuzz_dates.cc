// All date parsers on any bytes: none crashes, errors stand in the text, and what is read is
// written as EDTF and read back equal.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "date_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  casus::CheckAllParsers(std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
