#ifndef CASUS_IO_COLUMNS_H_
#define CASUS_IO_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/issue.h"
#include "casus/io/delimited.h"
#include "casus/io/input.h"
#include "casus/time/day.h"
#include "casus/time/parse.h"

namespace casus {

enum class ColumnType : std::uint8_t {
  kText,     // a number for each different text, and a list of these texts
  kInteger,  // decimal, 64 bits, with a sign: "-12"; no '+', no blanks, no separators
  kReal,     // the nearest double, as std::from_chars: "1.5", "-2", "1e-3"; finite
  kDay,      // in one DayShape
};

// What to do with a record because of one of its cells.
enum class CellRule : std::uint8_t {
  kRefuse,  // refuse the record: an error names the cell
  kKeep,    // keep it; the cell is missing. For a wrong text a warning names the cell.
};

// One column to be read; all others are passed over.
struct ColumnSpec {
  // In the header, to the byte. Without a header it is what messages call the column.
  std::string name;
  // Which column it is, from 0; only and always where there is no header.
  std::optional<std::size_t> position;
  ColumnType type = ColumnType::kText;
  DayShape day_shape = DayShape::kIso;
  YearLimits year_limits = {};
  // The texts that say "no value", to the byte: {"", "NA", "-99"}. Without "" an empty text is one
  // like any other, which a number or a day cannot be.
  std::vector<std::string> missing = {""};
  CellRule when_missing = CellRule::kKeep;
  CellRule when_wrong = CellRule::kRefuse;

  static ColumnSpec Named(std::string name, ColumnType type) {
    ColumnSpec spec;
    spec.name = std::move(name);
    spec.type = type;
    return spec;
  }
  static ColumnSpec At(std::size_t position, std::string name, ColumnType type) {
    ColumnSpec spec = Named(std::move(name), type);
    spec.position = position;
    return spec;
  }
};

struct ColumnOptions {
  // The dialect and the limits. `columns`: with a header 0 for as many as it has; without one 0 for
  // any number that reaches all columns asked for. A buffer_bytes above a MiB is taken for a MiB.
  // `progress` is told of each file by itself, from the calling thread.
  DelimitedOptions text;
  // The first record of each file names its columns.
  bool header = true;
  // Threads that work, the calling one included; 0 for as many as the machine has. Any number
  // gives the same table.
  unsigned threads = 1;
  // See IssueLog.
  std::size_t max_issues = 100'000;

  ColumnOptions() { text.buffer_bytes = std::size_t{128} << 10; }
};

// One column of a table. A value, and what is at its place where it is missing: 0, the day of
// number 0, kNoWord.
class CASUS_EXPORT Column {
 public:
  static constexpr std::uint32_t kNoWord = 0xFFFFFFFFU;

  const std::string& name() const { return name_; }
  ColumnType type() const { return type_; }
  std::size_t size() const { return size_; }

  bool has(std::size_t row) const { return (present_[row / 64] >> (row % 64) & 1) != 0; }
  // A bit for each row, the lowest first: 1 where there is a value. Bits behind the last are 0.
  std::span<const std::uint64_t> present() const { return {present_, (size_ + 63) / 64}; }
  std::size_t missing_count() const { return missing_; }

  // REQUIRES (each of these): the column is of that type; otherwise aborts.
  std::span<const std::int64_t> integers() const;
  std::span<const double> reals() const;
  std::span<const Day> days() const;
  // Of a text, its place in words(), which are in the order in which they first occur.
  std::span<const std::uint32_t> ids() const;
  std::span<const std::string_view> words() const;
  // The text of a row; empty where it is missing.
  std::string_view text(std::size_t row) const;

 private:
  friend class ColumnTable;
  std::string name_;
  ColumnType type_ = ColumnType::kText;
  std::size_t size_ = 0;
  std::size_t missing_ = 0;
  const std::uint64_t* present_ = nullptr;
  const void* values_ = nullptr;
  std::vector<std::string_view> words_;
};

// What was read of one file. records = kept + refused.
struct FileRows {
  std::string name;
  std::size_t first_row = 0;  // in the table, which holds its rows one behind the other
  std::uint64_t kept = 0;
  std::uint64_t refused = 0;
  std::uint64_t records() const { return kept + refused; }
};

// Columns of one or more files of delimited text, for programs that want arrays and no chronicle.
// Rows are in the order of the files and of the records in them.
//
//   casus::ColumnOptions options;
//   options.threads = 2;
//   const casus::Result<casus::ColumnTable> table = casus::ColumnTable::Read(
//       {"GEDEvent_v24_1.csv"},
//       {casus::ColumnSpec::Named("best", casus::ColumnType::kInteger),
//        casus::ColumnSpec::Named("country", casus::ColumnType::kText)},
//       options);
//   if (!table.ok()) return Fail(table.error());
//   for (const std::int64_t deaths : table->column("best").integers()) sum += deaths;
//
// A record is refused, and is one error of issues(), for what DelimitedReader refuses, and for a
// cell that its ColumnSpec refuses: of several the first in the order of the specs. Values are
// exact: each is what std::from_chars or ParseDay give for the cell, or the cell is wrong. Beside
// the columns, memory is some buffers for each thread, whatever the size of the files.
//
// Immutable; safe to read from many threads. Spans and references live as long as the table, or
// what it was moved into.
class CASUS_EXPORT ColumnTable {
 public:
  // Reads files, plain or compressed ("-" is standard input). An Error means that there is no
  // table: what OpenInput and DelimitedReader fail with; kInvalidArgument for specs that make no
  // sense; for a header, kNotFound where it lacks a column asked for, kDuplicate where it has it
  // twice, and what a refused record is refused for; kCorrupt for a file without one.
  static Result<ColumnTable> Read(const std::vector<std::string>& files,
                                  const std::vector<ColumnSpec>& specs,
                                  const ColumnOptions& options = {});
  static Result<ColumnTable> Read(std::unique_ptr<Input> input,
                                  const std::vector<ColumnSpec>& specs,
                                  const ColumnOptions& options = {});

  ~ColumnTable();
  ColumnTable(ColumnTable&&) noexcept;
  ColumnTable& operator=(ColumnTable&&) noexcept;

  std::size_t size() const;
  // In the order of the specs.
  std::span<const Column> columns() const;
  const Column& column(std::size_t index) const { return columns()[index]; }
  // REQUIRES: a spec of that name; otherwise aborts.
  const Column& column(std::string_view name) const;

  std::uint64_t records() const { return kept() + refused(); }
  std::uint64_t kept() const { return size(); }
  std::uint64_t refused() const;
  std::span<const FileRows> files() const;
  const IssueLog& issues() const;
  // Bytes that the columns and their words take.
  std::size_t bytes() const;

 private:
  class Impl;
  explicit ColumnTable(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace casus

#endif  // CASUS_IO_COLUMNS_H_
