#ifndef CASUS_SRC_IO_FIELDS_H_
#define CASUS_SRC_IO_FIELDS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/issue.h"
#include "casus/io/delimited.h"

namespace casus::internal {

// The whole text as a decimal number; empty for anything else ("", "+1", " 1", "1,5", "nan").
std::optional<std::int64_t> ToInteger(std::string_view text);
std::optional<double> ToNumber(std::string_view text);

bool IsDigits(std::string_view text);
bool IsPlain(char c);  // a letter or digit of ASCII

// A text as a part of a key: letters and digits stand for themselves, '-' for a blank, "_xx" for
// every other byte, so that different texts give different parts.
std::string KeyPart(std::string_view text);

// The columns of a format, and where they stand in a layout of it.
struct Columns {
  static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);
  std::span<const std::string_view> names;
  std::span<const std::size_t> places;  // in the record, or kAbsent
  std::string_view missing_word;        // stands for an empty cell; may be empty
  std::string_view second_missing_word = {};
};

// One record of a table, read by the names of its columns, and what is found wrong with it. A
// record is refused for its first error; warnings and notes count only where it is kept.
class Record {
 public:
  // What all must outlive the record.
  Record(const DelimitedReader& reader, const Columns& columns)
      : reader_(reader), columns_(columns) {}

  bool has(std::size_t column) const { return columns_.places[column] != Columns::kAbsent; }
  // The cell; empty where there is none, or the word for that.
  std::string_view operator[](std::size_t column) const {
    const std::string_view text = has(column) ? Verbatim(column) : std::string_view();
    return StandsForEmpty(text) ? std::string_view() : text;
  }
  // The field of a place in the record, whatever its column. REQUIRES: the record has so many.
  std::string_view AtPlace(std::size_t place) const { return reader_.fields()[place]; }
  // How many cells hold the word for an empty one.
  std::size_t CountMissingWords() const;

  // The cell as a number; an error where it is another text. An empty cell is empty, and an
  // error for the last two, which then give 0.
  std::optional<std::int64_t> Integer(std::size_t column);
  std::optional<std::int64_t> Count(std::size_t column);  // not negative
  std::optional<double> Number(std::size_t column);
  std::int64_t RequireInteger(std::size_t column);
  std::int64_t RequireCount(std::size_t column);

  void Fail(std::size_t column, ErrorCode code, std::string message);
  // An error that a parser found in the cell.
  void Fail(std::size_t column, const Error& error);
  void Warn(std::size_t column, std::string message, std::string action = "kept as given");
  void Note(std::size_t column, std::string message, std::string action = "kept as given");

  const std::optional<Error>& error() const { return error_; }
  std::vector<Issue>& issues() { return issues_; }
  Where WhereOf(std::size_t column) const;
  std::uint64_t line() const { return reader_.line(); }

 private:
  void Add(Severity severity, std::size_t column, std::string message, std::string action);

  bool StandsForEmpty(std::string_view text) const {
    return !text.empty() && (text == columns_.missing_word || text == columns_.second_missing_word);
  }
  std::string_view Verbatim(std::size_t column) const {
    return reader_.fields()[columns_.places[column]];
  }

  const DelimitedReader& reader_;
  const Columns& columns_;
  std::optional<Error> error_;
  std::vector<Issue> issues_;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_FIELDS_H_
