#ifndef CASUS_TESTS_IO_IMPORT_TESTING_H_
#define CASUS_TESTS_IO_IMPORT_TESTING_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/io/delimited.h"
#include "casus/io/importer.h"
#include "casus/time/edtf.h"
#include "testing.h"

namespace casus_test {

// A row by the names of its columns, and the order of the columns.
using Row = std::map<std::string, std::string>;
using Header = std::vector<std::string>;

// A table as text: the way for a test to change one cell of a good row.
inline std::string Csv(const Header& header, const std::vector<Row>& rows, bool with_header = true,
                       char delimiter = ',') {
  std::string text;
  const auto append = [&](const std::vector<std::string>& cells) {
    const std::vector<std::string_view> views(cells.begin(), cells.end());
    casus::AppendCsvRecord(text, views, delimiter);
  };
  if (with_header) append(header);
  for (const Row& row : rows) {
    std::vector<std::string> cells;
    for (const std::string& name : header) cells.push_back(row.at(name));
    append(cells);
  }
  return text;
}

inline std::string Tabs(const Header& header, const std::vector<Row>& rows) {
  std::string text;
  for (const Row& row : rows) {
    for (const std::string& name : header) {
      if (&name != &header.front()) text += '\t';
      text += row.at(name);
    }
    text += '\n';
  }
  return text;
}

inline std::vector<std::vector<std::string>> ReadRecords(const std::string& text,
                                                         casus::DelimitedOptions options) {
  casus::DelimitedReader reader(casus::InputFromMemory(text, "fixture"), std::move(options));
  std::vector<std::vector<std::string>> records;
  while (reader.Next() == casus::DelimitedReader::Step::kRecord) {
    records.emplace_back(reader.fields().begin(), reader.fields().end());
  }
  return records;
}

// The header of a sample among tests/io/data, and its first row with some cells replaced.
inline Header HeaderOf(std::string_view sample) {
  return ReadRecords(ReadAll(DataPath(sample)), {}).front();
}
inline Row SampleRow(std::string_view sample, const Row& changes) {
  const auto records = ReadRecords(ReadAll(DataPath(sample)), {});
  Row row;
  for (std::size_t i = 0; i < records[0].size(); ++i) row[records[0][i]] = records[1][i];
  for (const auto& [name, value] : changes) row.at(name) = value;
  return row;
}

// What became of an import.
struct Imported {
  casus::ImportReport report;
  casus::Chronicle chronicle;
};

// Imports a file and builds the chronicle, which must succeed. A record may make rows of any table.
inline Imported ImportRows(std::string_view format, const std::string& path,
                           const casus::ImportOptions& options = {}) {
  casus::ChronicleBuilder builder;
  casus::Result<casus::ImportReport> report = casus::Import(format, path, options, builder);
  if (!report.ok()) {
    ADD_FAILURE() << report.error();
    return Imported();
  }
  casus::Result<casus::Chronicle> chronicle = builder.Build();
  if (!chronicle.ok()) {
    ADD_FAILURE() << chronicle.error();
    return Imported();
  }
  EXPECT_EQ(report->records, report->kept + report->refused);
  EXPECT_EQ(report->issues.errors(), report->refused);
  return {*std::move(report), *std::move(chronicle)};
}

// Of a format whose records are events.
inline Imported ImportFile(std::string_view format, const std::string& path,
                           const casus::ImportOptions& options = {}) {
  Imported imported = ImportRows(format, path, options);
  EXPECT_EQ(imported.chronicle.event_count(), imported.report.kept);
  return imported;
}

inline Imported ImportText(std::string_view format, std::string_view text,
                           const casus::ImportOptions& options = {}) {
  const TemporaryFile file("input.csv", text);
  return ImportFile(format, file.path(), options);
}

// The error of a text that is refused whole, and that nothing was added.
inline casus::Error Refusal(std::string_view format, std::string_view text,
                            const casus::ImportOptions& options = {}) {
  const TemporaryFile file("input.csv", text);
  casus::ChronicleBuilder builder;
  const casus::Result<casus::ImportReport> report =
      casus::Import(format, file.path(), options, builder);
  for (const casus::Token<casus::Table>& table : casus::kTokens<casus::Table>) {
    EXPECT_EQ(builder.size(table.value), 0u) << table.word;
  }
  if (report.ok()) {
    ADD_FAILURE() << "not refused";
    return casus::Error(casus::ErrorCode::kInvalidArgument, "not refused");
  }
  return report.error();
}

inline casus::EventView EventOf(const casus::Chronicle& chronicle, std::string_view key) {
  const std::optional<casus::FactRef> row = chronicle.FindRow(casus::Table::kEvents, key);
  EXPECT_TRUE(row) << key;
  return chronicle.event(row ? std::get<casus::EventId>(*row) : casus::EventId(0));
}

inline casus::TerritorialStatus StatusOf(const casus::Chronicle& chronicle, std::string_view key) {
  const std::optional<casus::FactRef> row = chronicle.FindRow(casus::Table::kStatuses, key);
  EXPECT_TRUE(row) << key;
  return row ? chronicle.status(std::get<casus::StatusId>(*row)) : casus::TerritorialStatus();
}

// "1901-05/: cow:380 control of cow:territory:385, 0-100 %, mandate, from cow-tc:1 to cow-tc:2".
inline std::string InWords(const casus::Chronicle& chronicle,
                           const casus::TerritorialStatus& status) {
  std::string words = casus::ToEdtf(status.fact.span) + ":";
  for (const casus::ActorId holder : status.holders) {
    words += " " + chronicle.actor(holder).fact.key;
  }
  words += " ";
  words += ToString(status.axis);
  if (status.place) words += " of " + chronicle.place(*status.place).fact.key;
  if (status.extent.fraction_low != 10000 || status.extent.fraction_high != 10000) {
    words += ", " + std::to_string(status.extent.fraction_low / 100) + "-" +
             std::to_string(status.extent.fraction_high / 100) + " %";
  }
  if (status.regime != casus::ControlRegime::kUnspecified) {
    words += ", ";
    words += ToString(status.regime);
  }
  if (status.begun_by) words += ", from " + std::string(chronicle.event(*status.begun_by).key());
  if (status.ended_by) words += " to " + std::string(chronicle.event(*status.ended_by).key());
  return words;
}
inline std::string StatusInWords(const casus::Chronicle& chronicle, std::string_view key) {
  return InWords(chronicle, StatusOf(chronicle, key));
}

inline std::string AttributeOf(const casus::EventView& event, std::string_view name) {
  for (const casus::Attribute& attribute : event.attributes()) {
    if (attribute.name == name) return attribute.value;
  }
  return "(none)";
}

// "ged:where:... < ged:adm2:... < ...": a place and what it lies in.
inline std::string PathOf(const casus::Chronicle& chronicle, std::optional<casus::PlaceId> place) {
  if (!place) return "(none)";
  const casus::Place& row = chronicle.place(*place);
  if (row.parents.empty()) return row.fact.key;
  return row.fact.key + " < " + PathOf(chronicle, row.parents.front().parent);
}

// The one issue of a report, in words, without the file.
inline std::string OnlyIssue(const Imported& imported) {
  const std::vector<casus::Issue>& issues = imported.report.issues.issues();
  if (issues.size() != 1) {
    std::string all = std::to_string(issues.size()) + " issues";
    for (const casus::Issue& issue : issues) all += "\n" + ToString(issue);
    return all;
  }
  casus::Issue issue = issues.front();
  issue.where.file = "f";
  return ToString(issue);
}

}  // namespace casus_test

#endif  // CASUS_TESTS_IO_IMPORT_TESTING_H_
