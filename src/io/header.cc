#include "src/io/header.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "src/io/utf8.h"

namespace casus::internal {

namespace {

std::string_view Trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::string FoldName(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c != '_' && c != ' ' && c != '.') out += c;
  }
  return LowerCase(out);
}

std::string ListOf(std::span<const std::string_view> names, std::span<const std::size_t> columns) {
  std::string list;
  for (const std::size_t column : columns) {
    if (!list.empty()) list += ", ";
    list += names[column];
  }
  return list;
}

HeaderLayout LayoutByHeader(std::span<const std::string> header, const HeaderNames& known) {
  std::vector<std::pair<std::string, std::size_t>> folded;
  for (std::size_t column = 0; column < known.names.size(); ++column) {
    folded.emplace_back(FoldName(known.names[column]), column);
  }
  for (const auto& [alias, column] : known.aliases) folded.emplace_back(FoldName(alias), column);

  HeaderLayout layout;
  layout.places.assign(known.names.size(), Columns::kAbsent);
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string name = FoldName(header[i]);
    const auto found = std::find_if(folded.begin(), folded.end(),
                                    [&](const auto& entry) { return entry.first == name; });
    if (found == folded.end()) {
      layout.others.emplace_back(i, header[i]);
    } else if (layout.places[found->second] != Columns::kAbsent) {
      layout.problem = "the column '" + Excerpt(header[i]) + "' is there twice";
      return layout;
    } else {
      layout.places[found->second] = i;
    }
  }
  std::vector<std::size_t> missing;
  for (const std::size_t column : known.required) {
    if (layout.places[column] == Columns::kAbsent) missing.push_back(column);
  }
  if (missing.size() * 2 > known.required.size()) {
    layout.problem = "the first line is no header of it";
  } else if (!missing.empty()) {
    layout.problem = "these columns are missing: " + ListOf(known.names, missing);
  }
  return layout;
}

std::optional<DayShape> DayShapeOf(std::string_view text, std::span<const DayShape> shapes) {
  for (const DayShape shape : shapes) {
    if (ParseDay(text, shape).ok()) return shape;
  }
  return std::nullopt;
}

std::optional<DayShape> DayShapeOf(const Shape& shape, std::size_t place,
                                   std::span<const DayShape> shapes) {
  for (const std::vector<std::string>& record : shape.records) {
    if (place >= record.size()) continue;
    if (const std::optional<DayShape> found = DayShapeOf(record[place], shapes)) return found;
  }
  return std::nullopt;
}

bool AnyDayOnlyOf(const Shape& shape, std::size_t place, DayShape one, DayShape other) {
  return std::any_of(shape.records.begin(), shape.records.end(),
                     [&](const std::vector<std::string>& record) {
                       return place < record.size() && ParseDay(record[place], one).ok() &&
                              !ParseDay(record[place], other).ok();
                     });
}

std::vector<std::string_view> SplitList(std::string_view text, std::string_view delimiters) {
  std::vector<std::string_view> items;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(delimiters), text.size());
    if (const std::string_view item = Trimmed(text.substr(0, end)); !item.empty()) {
      items.push_back(item);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return items;
}

std::string LowerCase(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::optional<std::int64_t> WholeNumber(Record& record, std::size_t column) {
  std::string_view text = record[column];
  if (text.ends_with(".0")) text.remove_suffix(2);
  if (text.empty()) return std::nullopt;
  const std::optional<std::int64_t> value = ToInteger(text);
  if (!value) record.Fail(column, ErrorCode::kParse, "not a whole number");
  return value;
}

void AddEncodingWarning(ImportReport& report, const ImportOptions& options, const std::string& file,
                        std::string_view which, std::string action) {
  const std::vector<Issue>& issues = report.issues.issues();
  const bool any = options.encoding == Encoding::kUtf8 &&
                   std::any_of(issues.begin(), issues.end(), [](const Issue& issue) {
                     return issue.severity == Severity::kError &&
                            issue.message.find("UTF-8") != std::string::npos;
                   });
  if (!any) return;
  report.issues.Add(Issue{Severity::kWarning,
                          ErrorCode::kParse,
                          Where{.file = file, .field = {}},
                          {},
                          "there are records that are not UTF-8: " + std::string(which),
                          std::move(action)});
}

void AddFileNote(ImportReport& report, const std::string& file, std::string text,
                 std::string message, std::string action) {
  report.issues.Add(Issue{Severity::kNote, ErrorCode::kParse, Where{.file = file, .field = {}},
                          std::move(text), std::move(message), std::move(action)});
}

std::string OtherName(std::string_view prefix, const std::pair<std::size_t, std::string>& other) {
  return std::string(prefix) +
         (other.second.empty() ? "column_" + std::to_string(other.first + 1) : other.second);
}

void AddOthers(const HeaderLayout& layout, std::string_view prefix, const Record& record,
               std::vector<Attribute>& attributes) {
  for (const auto& other : layout.others) {
    const std::string_view cell = record.AtPlace(other.first);
    if (!cell.empty()) {
      attributes.push_back(Attribute{OtherName(prefix, other), std::string(cell)});
    }
  }
}

std::string ColumnsInWords(const Shape& shape) {
  return std::to_string(shape.first.size()) + " columns, header";
}

Result<ImportReport> ReadTable(ImportJob& job, std::string_view format, std::string layout,
                               const TableFormat& table, FunctionRef<void(Record&)> read) {
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
  const Columns columns{table.names, table.layout.places, table.missing_word,
                        table.second_missing_word};
  const std::size_t width = job.shape.first.size();
  std::uint64_t missing_words = 0;
  const Result<void> done = ReadRecords(
      reader, [&](std::size_t fields) { return fields == width ? &columns : nullptr; },
      std::to_string(width),
      [&](Record& record) {
        read(record);
        if (!table.missing_word.empty() && !record.error()) {
          missing_words += record.CountMissingWords();
        }
      },
      report);
  if (!done.ok()) return done.error();
  if (missing_words > 0) {
    std::string words(table.missing_word);
    if (!table.second_missing_word.empty()) {
      words += " or ";
      words += table.second_missing_word;
    }
    AddFileNote(
        report, file, std::move(words),
        "a word for an empty cell, in " + std::to_string(missing_words) + " cells of records kept",
        "taken as empty");
  }
  return report;
}

void AttributeWriter::Add(Event& event, const Record& record, std::size_t column) const {
  if (const std::string_view text = record[column]; !text.empty()) {
    event.attributes.push_back(
        Attribute{std::string(prefix_) + std::string(names_[column]), std::string(text)});
  }
}

void ReadCoordinates(Record& record, std::size_t latitude_column, std::size_t longitude_column,
                     Event& event) {
  const std::optional<double> latitude = record.Number(latitude_column);
  const std::optional<double> longitude = record.Number(longitude_column);
  if (record.error() || (!latitude && !longitude)) return;
  if (!latitude || !longitude) {
    record.Warn(latitude ? longitude_column : latitude_column, "missing, and the other is there",
                "no coordinates");
    return;
  }
  const Result<Coordinates> at = Coordinates::Make(*latitude, *longitude);
  if (!at.ok()) {
    record.Fail(*latitude < -90 || *latitude > 90 ? latitude_column : longitude_column, at.error());
    return;
  }
  event.at = *at;
  if (*latitude == 0 && *longitude == 0) {
    record.Warn(latitude_column, "latitude and longitude 0 are rarely meant");
  }
}

void CoverageOfEvents::Add(std::optional<PlaceId> place, const Span& span) {
  const Day first = span.first().earliest();
  // An end that is not known ends the coverage where the begin does.
  const Day last = span.last().latest().is_finite() ? span.last().latest() : span.first().latest();
  const std::optional<std::uint32_t> key =
      place ? std::optional<std::uint32_t>(place->value()) : std::nullopt;
  const auto [days, is_new] = days_.try_emplace(key, Days{first, last});
  if (is_new) return;
  days->second.first = std::min(days->second.first, first);
  days->second.last = std::max(days->second.last, last);
}

void CoverageOfEvents::Stage(const Source& source, const std::string& file,
                             Staging& staging) const {
  for (const auto& [place, days] : days_) {
    Coverage coverage;
    coverage.key = source.key + ":coverage";
    if (place) {
      const std::string& key = staging.place(PlaceId(*place)).fact.key;
      coverage.key += key.substr(key.find(':'));
    }
    coverage.period = Period::Of(days.first, days.last + 1);
    coverage.note = "the first to the last day of its events in " + BaseName(file) +
                    ", which may be a selection";
    staging.AddCoverage(std::move(coverage),
                        place ? std::optional<PlaceId>(PlaceId(*place)) : std::nullopt);
  }
}

}  // namespace casus::internal
