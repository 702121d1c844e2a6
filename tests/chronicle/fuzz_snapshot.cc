// The contents of a chronicle's snapshot, with right checksums: the input says which bytes of a
// sound file are changed, four bytes a change (which file and where, and what to).

#include <cstddef>
#include <cstdint>
#include <string>

#include "forged_snapshot.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static casus_test::ForgedSnapshots snapshots;
  if (size < 5 || size > 65) return 0;
  std::string bytes = snapshots.bytes(data[0] % snapshots.size());
  for (std::size_t i = 1; i + 4 <= size; i += 4) {
    const std::size_t at = data[i] | std::size_t{data[i + 1]} << 8 | std::size_t{data[i + 2]} << 16;
    bytes[casus_test::kHeaderSize + at % (bytes.size() - casus_test::kHeaderSize)] =
        static_cast<char>(data[i + 3]);
  }
  snapshots.Open(bytes);
  return 0;
}
