#include "src/io/header.h"

#include <cstdint>

#include "src/io/utf8.h"

namespace casus::internal {

std::string FoldName(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '_') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::string ListOf(std::span<const std::string_view> names, std::span<const std::size_t> columns) {
  std::string list;
  for (const std::size_t column : columns) {
    if (!list.empty()) list += ", ";
    list += names[column];
  }
  return list;
}

HeaderLayout LayoutByHeader(std::span<const std::string> header,
                            std::span<const std::string_view> names,
                            std::span<const std::size_t> required) {
  HeaderLayout layout;
  layout.places.assign(names.size(), Columns::kAbsent);
  std::vector<std::string> folded(names.size());
  for (std::size_t column = 0; column < names.size(); ++column) {
    folded[column] = FoldName(names[column]);
  }
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string name = FoldName(header[i]);
    std::size_t column = 0;
    while (column < names.size() && folded[column] != name) ++column;
    if (column == names.size()) {
      layout.others.emplace_back(i, header[i]);
    } else if (layout.places[column] != Columns::kAbsent) {
      layout.problem = "the column '" + header[i] + "' is there twice";
      return layout;
    } else {
      layout.places[column] = i;
    }
  }
  std::vector<std::size_t> missing;
  for (const std::size_t column : required) {
    if (layout.places[column] == Columns::kAbsent) missing.push_back(column);
  }
  if (missing.size() * 2 > required.size()) {
    layout.problem = "the first line is no header of it";
  } else if (!missing.empty()) {
    layout.problem = "these columns are missing: " + ListOf(names, missing);
  }
  return layout;
}

std::string OtherName(std::string_view prefix, const std::pair<std::size_t, std::string>& other) {
  return std::string(prefix) +
         (other.second.empty() ? "column_" + std::to_string(other.first + 1) : other.second);
}

void AddOthers(const TableFormat& table, std::span<const std::string_view> fields,
               std::vector<Attribute>& attributes) {
  for (const auto& other : table.layout.others) {
    const std::string_view cell = fields[other.first];
    if (!cell.empty()) {
      attributes.push_back(Attribute{OtherName(table.prefix, other), std::string(cell)});
    }
  }
}

Result<ImportReport> ReadTable(ImportJob& job, std::string_view format, std::string layout,
                               const TableFormat& table,
                               FunctionRef<void(Record&, std::span<const std::string_view>)> read) {
  ImportReport report;
  report.format = format;
  report.layout = std::move(layout);
  const std::string file = job.input->name();

  DelimitedOptions dialect = DialectOf(job.shape.delimiter);
  dialect.encoding = job.options.encoding;
  dialect.progress = job.options.progress;
  DelimitedReader reader(std::move(job.input), std::move(dialect));
  if (table.layout.has_header) {
    // It was good when its shape was looked at.
    if (reader.Next() != DelimitedReader::Step::kRecord) return reader.error();
    for (const auto& other : table.layout.others) {
      report.issues.Add(Issue{
          Severity::kWarning, ErrorCode::kUnknownFormat, reader.WhereOf(other.first),
          Excerpt(reader.fields()[other.first]), "not a column of " + std::string(table.whose),
          "kept " + std::string(table.keeps_others) + OtherName(table.prefix, other)});
    }
  }
  const Columns columns{table.names, table.layout.places, table.missing_word};
  const std::size_t width = job.shape.first.size();
  std::uint64_t missing_words = 0;
  const Result<void> done = ReadRecords(
      reader, [&](std::size_t fields) { return fields == width ? &columns : nullptr; },
      std::to_string(width),
      [&](Record& record) {
        read(record, reader.fields());
        if (!table.missing_word.empty() && !record.error()) {
          missing_words += record.CountMissingWords();
        }
      },
      report);
  if (!done.ok()) return done.error();
  if (missing_words > 0) {
    report.issues.Add(Issue{Severity::kNote, ErrorCode::kParse, Where{.file = file, .field = {}},
                            std::string(table.missing_word),
                            "R's word for an empty cell, in " + std::to_string(missing_words) +
                                " cells of records kept",
                            "taken as empty"});
  }
  return report;
}

}  // namespace casus::internal
