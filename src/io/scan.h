#ifndef CASUS_SRC_IO_SCAN_H_
#define CASUS_SRC_IO_SCAN_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "src/index/simd.h"

namespace casus::internal {

// The structure of delimited text, found 64 bytes at a time: a bit for each byte says whether it
// is a delimiter, a line end, a quote. What is easy is found here to the end; what is not is only
// marked, for a careful look (records.h).

struct ScanDialect {
  char delimiter = ',';
  bool quotes = true;  // double quotes hold fields, as in RFC 4180
  bool utf8 = true;    // what is not UTF-8 is odd; otherwise all that is not ASCII is
};

// What the bytes behind mean for the next one. A new one stands at the beginning of a record.
struct ScanState {
  std::uint64_t quoted = 0;       // all bits, or none: inside quotes
  std::uint64_t after_end = 1;    // bit 0: the last byte ended a field
  std::uint64_t after_close = 0;  // it closed a quote
  std::uint64_t after_cr = 0;     // it was a CR outside of quotes
  // Bit i: the byte i must go on a sequence of UTF-8; and what the first of these follows. All of
  // them are only of use while something is due.
  std::uint64_t due = 0;
  std::uint64_t after_high = 0;
  std::uint64_t after_e0 = 0;
  std::uint64_t after_ed = 0;
  std::uint64_t after_f0 = 0;
  std::uint64_t after_f4 = 0;
};

// What a scan found, in order. Positions count from the beginning of the buffer.
struct Structure {
  // Bytes that may be written behind `end_count` and `record_count` in any case.
  static constexpr std::size_t kSlack = 64;
  explicit Structure(std::size_t bytes)
      : ends(std::make_unique_for_overwrite<std::uint32_t[]>(bytes + kSlack)),
        records(std::make_unique_for_overwrite<std::uint32_t[]>(bytes + kSlack)) {}

  // The delimiters and line ends that end a field.
  std::unique_ptr<std::uint32_t[]> ends;
  std::size_t end_count = 0;
  // Which of `ends` end a record.
  std::unique_ptr<std::uint32_t[]> records;
  std::size_t record_count = 0;
  // Bytes that may be wrong, or need more than to be taken as they are: a NUL; in a dialect with
  // quotes, the byte after a CR that no LF follows; what is no UTF-8. One is always in the record
  // that it is about, its line end included.
  std::vector<std::uint32_t> odd;
};

// Bytes that must be readable, whatever is in them, behind those to be scanned.
inline constexpr std::size_t kScanPadding = 64;

// Scans bytes[from, to) and adds to `found`. Returns `to`; or, less than that, a byte of a record
// with quotes that make no sense: what follows it is not known, and the scan may go on, with a new
// state, behind that record. REQUIRES: to <= 2^32; room in `found` for to - from more ends.
std::size_t Scan(const char* bytes, std::size_t from, std::size_t to, const ScanDialect& dialect,
                 ScanState& state, Structure& found);

// How many line feeds the text holds.
std::uint64_t CountLf(std::string_view text);

// For tests: uses this form from now on, if the machine has it; false if it has not.
bool UseScanSimd(Simd simd);

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_SCAN_H_
