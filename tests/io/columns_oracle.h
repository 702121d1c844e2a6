#ifndef CASUS_TESTS_IO_COLUMNS_ORACLE_H_
#define CASUS_TESTS_IO_COLUMNS_ORACLE_H_

// A slow, obvious ColumnTable: a DelimitedReader, and one cell after the other.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/io/columns.h"
#include "src/io/utf8.h"

namespace casus_test {

// A table in plain text: numbers by their bits, texts as they are, nothing where a cell is missing.
struct PlainTable {
  std::vector<std::vector<std::optional<std::string>>> columns;
  std::vector<std::vector<std::string>> words;
  std::uint64_t refused = 0;
  std::vector<std::string> issues;
  std::string failure;
  bool operator==(const PlainTable&) const = default;
};

inline std::string Bits(double value) {
  std::uint64_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  return std::to_string(bits);
}

inline PlainTable PlainOf(const casus::Result<casus::ColumnTable>& table) {
  PlainTable plain;
  if (!table.ok()) {
    plain.failure = table.error().ToString();
    return plain;
  }
  for (const casus::Column& column : table->columns()) {
    auto& cells = plain.columns.emplace_back();
    auto& words = plain.words.emplace_back();
    std::size_t missing = 0;
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (!column.has(row)) {
        cells.emplace_back();
        ++missing;
        continue;
      }
      switch (column.type()) {
        case casus::ColumnType::kText: cells.emplace_back(column.text(row)); break;
        case casus::ColumnType::kInteger:
          cells.emplace_back(std::to_string(column.integers()[row]));
          break;
        case casus::ColumnType::kReal: cells.emplace_back(Bits(column.reals()[row])); break;
        case casus::ColumnType::kDay:
          cells.emplace_back(std::to_string(column.days()[row].number()));
          break;
      }
    }
    if (column.type() == casus::ColumnType::kText) {
      words.assign(column.words().begin(), column.words().end());
    }
    if (missing != column.missing_count()) plain.failure = "missing_count()";
    if (column.size() % 64 != 0 && column.present().back() >> (column.size() % 64) != 0) {
      plain.failure = "bits behind the last row";
    }
  }
  plain.refused = table->refused();
  for (const casus::Issue& issue : table->issues().issues()) {
    plain.issues.push_back(ToString(issue));
  }
  if (table->records() != table->size() + table->refused()) plain.failure = "records()";
  if (table->issues().errors() != table->refused()) plain.failure = "errors of refused records";
  return plain;
}

struct SlowCell {
  bool missing = false;
  std::optional<std::string> value;
  casus::ErrorCode code = casus::ErrorCode::kParse;
  std::string message;
};

template <typename Number>
SlowCell SlowNumber(std::string_view text, const std::string& wanted) {
  SlowCell cell;
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end == text.data() + text.size() && error == std::errc::result_out_of_range) {
    cell.code = casus::ErrorCode::kOutOfRange;
    cell.message = wanted + " that 64 bits do not hold";
    return cell;
  }
  bool good = end == text.data() + text.size() && error == std::errc();
  if constexpr (std::is_floating_point_v<Number>) {
    if (good && std::isfinite(number)) {
      cell.value = Bits(number);
      return cell;
    }
  } else if (good) {
    cell.value = std::to_string(number);
    return cell;
  }
  cell.message = "not " + wanted;
  return cell;
}

inline SlowCell ReadSlowly(const casus::ColumnSpec& spec, std::string_view text) {
  SlowCell cell;
  if (std::count(spec.missing.begin(), spec.missing.end(), text) != 0) {
    cell.missing = true;
    cell.message = "missing";
    return cell;
  }
  switch (spec.type) {
    case casus::ColumnType::kText: cell.value = std::string(text); return cell;
    case casus::ColumnType::kInteger: return SlowNumber<std::int64_t>(text, "a whole number");
    case casus::ColumnType::kReal: return SlowNumber<double>(text, "a number");
    case casus::ColumnType::kDay: {
      const auto day = casus::ParseDay(text, spec.day_shape, spec.year_limits);
      if (day.ok()) {
        cell.value = std::to_string(day->number());
      } else {
        cell.code = day.error().code();
        cell.message = day.error().message();
      }
      return cell;
    }
  }
  return cell;
}

inline PlainTable ReadSlowly(std::unique_ptr<casus::Input> input,
                             const std::vector<casus::ColumnSpec>& specs,
                             const casus::ColumnOptions& options) {
  using Step = casus::DelimitedReader::Step;
  PlainTable plain;
  plain.columns.resize(specs.size());
  plain.words.resize(specs.size());
  casus::IssueLog log(options.max_issues);
  casus::DelimitedReader reader(std::move(input), options.text);
  std::vector<std::size_t> places;
  std::size_t least = 0;
  if (options.header) {
    const Step step = reader.Next();
    if (step == Step::kRefused || step == Step::kFailed) plain.failure = reader.error().ToString();
    if (step == Step::kEnd)
      plain.failure = reader.name() + ": corrupt input: there is no header line";
    if (step != Step::kRecord) return {{}, {}, 0, {}, plain.failure};
    for (const casus::ColumnSpec& spec : specs) {
      const auto names = reader.fields();
      const auto found = std::find(names.begin(), names.end(), spec.name);
      if (found == names.end()) {
        return {{},
                {},
                0,
                {},
                reader.name() + ":" + std::to_string(reader.line()) + ":1: not found: no column '" +
                    spec.name + "' in the header: '" + casus::internal::Excerpt(reader.raw()) +
                    "'"};
      }
      places.push_back(static_cast<std::size_t>(found - names.begin()));
    }
    reader.set_columns(reader.fields().size());
  } else {
    for (const casus::ColumnSpec& spec : specs) {
      places.push_back(*spec.position);
      if (options.text.columns == 0) least = std::max(least, *spec.position + 1);
    }
  }
  for (;;) {
    const Step step = reader.Next();
    if (step == Step::kEnd) break;
    if (step == Step::kFailed) return {{}, {}, 0, {}, reader.error().ToString()};
    if (step == Step::kRefused) {
      log.AddError(reader.error(), "record refused");
      ++plain.refused;
      continue;
    }
    const auto fields = reader.fields();
    const auto issue = [&](casus::Severity severity, std::size_t column, const SlowCell& cell) {
      const std::string_view text = fields[places[column]];
      return casus::Issue{
          severity,
          cell.code,
          reader.WhereOf(places[column], specs[column].name),
          casus::internal::Excerpt(text),
          cell.message,
          severity == casus::Severity::kError ? "record refused" : "kept as missing"};
    };
    if (fields.size() < least) {
      log.Add({casus::Severity::kError,
               casus::ErrorCode::kParse,
               {reader.name(), reader.line(), 1, ""},
               casus::internal::Excerpt(reader.raw()),
               std::to_string(fields.size()) + (fields.size() == 1 ? " field" : " fields") +
                   " where there must be at least " + std::to_string(least),
               "record refused"});
      ++plain.refused;
      continue;
    }
    std::vector<SlowCell> cells;
    std::vector<casus::Issue> warnings;
    bool refused = false;
    for (std::size_t column = 0; column < specs.size() && !refused; ++column) {
      const casus::ColumnSpec& spec = specs[column];
      const SlowCell& cell = cells.emplace_back(ReadSlowly(spec, fields[places[column]]));
      const bool wrong = !cell.missing && !cell.value;
      refused = (cell.missing && spec.when_missing == casus::CellRule::kRefuse) ||
                (wrong && spec.when_wrong == casus::CellRule::kRefuse);
      if (refused) {
        log.Add(issue(casus::Severity::kError, column, cell));
      } else if (wrong) {
        warnings.push_back(issue(casus::Severity::kWarning, column, cell));
      }
    }
    if (refused) {
      ++plain.refused;
      continue;
    }
    for (casus::Issue& warning : warnings) log.Add(std::move(warning));
    for (std::size_t column = 0; column < specs.size(); ++column) {
      const SlowCell& cell = cells[column];
      plain.columns[column].push_back(cell.value);
      auto& words = plain.words[column];
      if (specs[column].type == casus::ColumnType::kText && cell.value &&
          std::find(words.begin(), words.end(), *cell.value) == words.end()) {
        words.push_back(*cell.value);
      }
    }
  }
  for (const casus::Issue& issue : log.issues()) plain.issues.push_back(ToString(issue));
  return plain;
}

}  // namespace casus_test

#endif  // CASUS_TESTS_IO_COLUMNS_ORACLE_H_
