#ifndef CASUS_IO_DELIMITED_H_
#define CASUS_IO_DELIMITED_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/progress.h"
#include "casus/base/tokens.h"
#include "casus/io/input.h"

namespace casus {

// What a double quote means.
enum class Quoting : std::uint8_t {
  kNone,     // nothing: it is data (GDELT, ICEWS); a field holds no delimiter and no line end
  kRfc4180,  // a field that begins with one ends with the next single one; doubled inside it stands
             // for itself, and line ends are data there
};

// What the bytes mean. Nothing is guessed: a file that is not in the encoding named is refused.
enum class Encoding : std::uint8_t {
  kUtf8,
  kLatin1,    // ISO 8859-1, converted to UTF-8
  kCp1252,    // Windows Western, converted to UTF-8
  kMacRoman,  // Mac OS Roman, converted to UTF-8: the Gleditsch and Ward lists of states
};
template <>
inline constexpr auto kTokens<Encoding> = std::to_array<Token<Encoding>>({
    {Encoding::kUtf8, "utf-8"},
    {Encoding::kLatin1, "latin-1"},
    {Encoding::kCp1252, "cp1252"},
    {Encoding::kMacRoman, "mac-roman"},
});

struct DelimitedOptions {
  char delimiter = ',';
  Quoting quoting = Quoting::kRfc4180;
  Encoding encoding = Encoding::kUtf8;
  // How many fields a record must have; 0: any number. See DelimitedReader::set_columns.
  std::size_t columns = 0;
  // A record of more bytes is refused, so that an unclosed quote or a file without line ends cannot
  // exhaust the memory. Memory used is about twice this at the most.
  std::size_t max_record_bytes = std::size_t{64} << 20;
  // How much is read at once. Any size gives the same records.
  std::size_t buffer_bytes = std::size_t{256} << 10;
  // Called about once per buffer, in bytes as stored.
  ProgressCallback progress;

  static DelimitedOptions Csv() { return {}; }
  static DelimitedOptions Tabs() {
    DelimitedOptions options;
    options.delimiter = '\t';
    options.quoting = Quoting::kNone;
    return options;
  }
};

// Records of delimited text, one at a time, in bounded memory.
//
// A line ends with LF, CR LF or CR CR LF; the last may lack it. A byte order mark at the beginning
// is skipped. A line with nothing in it is no record (a record of one empty field is written "").
// Refused, each by itself, while reading goes on with the next record:
//   kParse       a quote that is never closed; text after a closing quote; with kRfc4180, a quote
//                inside a field that does not begin with one, and a CR that ends no line there; a
//                byte that the encoding does not know; a NUL byte; a wrong number of fields
//   kOutOfRange  a record longer than max_record_bytes
// Failures, after which nothing more can be read: those of Input::Read, kCancelled, and
// kUnknownFormat for bytes that are no text (binary data, UTF-16).
//
//   casus::DelimitedReader reader(std::move(*input), casus::DelimitedOptions::Csv());
//   for (;;) {
//     switch (reader.Next()) {
//       case casus::DelimitedReader::Step::kRecord: Use(reader.fields()); break;
//       case casus::DelimitedReader::Step::kRefused: log.AddError(reader.error(), "..."); break;
//       case casus::DelimitedReader::Step::kEnd: return Done();
//       case casus::DelimitedReader::Step::kFailed: return reader.error();
//     }
//   }
//
// Not thread-safe.
class CASUS_EXPORT DelimitedReader {
 public:
  enum class Step : std::uint8_t {
    kRecord,   // fields() holds it
    kRefused,  // a record that breaks the format: error() says why, raw() what it was
    kEnd,
    kFailed,  // the input failed: error() says why
  };

  DelimitedReader(std::unique_ptr<Input> input, DelimitedOptions options);
  ~DelimitedReader();
  DelimitedReader(DelimitedReader&&) noexcept;
  DelimitedReader& operator=(DelimitedReader&&) noexcept;

  Step Next();

  // The fields, unquoted and in UTF-8. They live until the next call of Next(). Valid after
  // kRecord.
  std::span<const std::string_view> fields() const;
  // Why the last record was refused or the input failed, with file, line and column. REQUIRES: the
  // last Next() gave kRefused or kFailed.
  const Error& error() const;

  // The record's bytes as they stand in the file, without the line end; of a refused one perhaps
  // only the beginning. Lives until the next call of Next().
  std::string_view raw() const;
  // The line on which the record begins.
  std::uint64_t line() const;
  // Where a field begins. `name` is what Where::field says; empty: the number of the column.
  // REQUIRES: the last Next() gave kRecord and field < fields().size().
  Where WhereOf(std::size_t field, std::string_view name = {}) const;

  // From the next record on, refuses those of another number of fields; 0: of none.
  void set_columns(std::size_t columns);

  // Records so far, good and refused, and lines with nothing in them.
  std::uint64_t records() const;
  std::uint64_t blank_lines() const;

  const std::string& name() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// Appends a field to a record of RFC 4180: quoted only where it must be, so that reading gives the
// same field. REQUIRES: no NUL bytes, valid UTF-8.
CASUS_EXPORT void AppendCsvField(std::string& out, std::string_view field, char delimiter = ',');
// Appends a whole record with its line end (LF). REQUIRES: at least one field.
CASUS_EXPORT void AppendCsvRecord(std::string& out, std::span<const std::string_view> fields,
                                  char delimiter = ',');

}  // namespace casus

#endif  // CASUS_IO_DELIMITED_H_
