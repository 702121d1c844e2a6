#include "casus/io/importer.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/shape.h"
#include "src/io/utf8.h"

namespace casus {

namespace internal {

Result<void> ReadRecords(DelimitedReader& reader,
                         FunctionRef<const Columns*(std::size_t width)> columns_of,
                         std::string_view widths, FunctionRef<void(Record&)> read,
                         ImportReport& report) {
  const auto refuse = [&](const Error& error) {
    ++report.refused;
    report.issues.AddError(error, "record refused");
  };
  for (;;) {
    const DelimitedReader::Step step = reader.Next();
    if (step == DelimitedReader::Step::kFailed) return reader.error();
    if (step == DelimitedReader::Step::kEnd) break;
    ++report.records;
    if (step == DelimitedReader::Step::kRefused) {
      refuse(reader.error());
      continue;
    }
    const std::size_t width = reader.fields().size();
    const Columns* const columns = columns_of(width);
    if (columns == nullptr) {
      refuse(Error(ErrorCode::kParse,
                   std::to_string(width) + (width == 1 ? " field" : " fields") +
                       " where there must be " + std::string(widths),
                   Where{reader.name(), reader.line(), 1, {}}, Excerpt(reader.raw())));
      continue;
    }
    Record record(reader, *columns);
    read(record);
    if (record.error()) {
      refuse(*record.error());
      continue;
    }
    ++report.kept;
    for (Issue& issue : record.issues()) report.issues.Add(std::move(issue));
  }
  if (reader.blank_lines() > 0) {
    report.issues.Add(Issue{Severity::kNote,
                            ErrorCode::kParse,
                            Where{.file = reader.name(), .field = {}},
                            {},
                            std::to_string(reader.blank_lines()) + " lines with nothing in them",
                            "left out"});
  }
  return {};
}

std::string BaseName(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

std::string NameInKey(std::string_view name) {
  std::string key;
  for (const char c : name) key += IsPlain(c) || c == '_' ? c : '-';
  return key;
}

Source SourceOf(std::string_view format, std::string_view title, const std::string& file,
                const ImportOptions& options) {
  Source source;
  source.kind = SourceKind::kDataset;
  source.title = title;
  source.version = options.source_version;
  if (options.published) source.published = *options.published;
  const std::string name = BaseName(file);
  source.note = "read from " + name;
  source.key = options.source_key;
  if (source.key.empty()) {
    source.key = format;
    source.key += ':';
    source.key += NameInKey(std::string_view(name).substr(0, name.find('.')));
  }
  return source;
}

}  // namespace internal

namespace {

using internal::FormatReader;
using internal::PeekedInput;
using internal::Shape;

// In alphabetical order.
#ifdef CASUS_HAVE_READERS
constexpr const FormatReader* kReaders[] = {
    &internal::kAcled,        &internal::kCowStates,     &internal::kCowTc,
    &internal::kCShapes,      &internal::kEuList,        &internal::kFtm,
    &internal::kGdelt,        &internal::kGdeltMentions, &internal::kGeoJson,
    &internal::kGtd,          &internal::kGwStates,      &internal::kIcews,
    &internal::kIcowClaims,   &internal::kKatottg,       &internal::kOfac,
    &internal::kOfacAdvanced, &internal::kOfacXml,       &internal::kOpenSanctionsSimple,
    &internal::kPolecat,      &internal::kScad,          &internal::kSeco,
    &internal::kUaOrder376,   &internal::kUcdpAcd,       &internal::kUcdpBrd,
    &internal::kUcdpDyadic,   &internal::kUcdpGed,       &internal::kUcdpNonState,
    &internal::kUcdpOneSided, &internal::kUkList,        &internal::kUnList,
    &internal::kViina,        &internal::kViinaControl,
};
#else
constexpr std::span<const FormatReader* const> kReaders;
#endif

// Enough for the first record of every format, the longest of which hold lists of articles.
constexpr std::size_t kPeekBytes = std::size_t{256} << 10;

Error UnknownShape(const std::string& file, const Shape& shape, std::string_view reasons) {
  std::string message = "the file has " + shape.Describe();
  message += reasons;
  return Error(ErrorCode::kUnknownFormat, std::move(message), Where{.file = file, .field = {}});
}

// The reader of the format named, or of what the shape is recognised as.
Result<const FormatReader*> ChooseReader(std::string_view format, const std::string& file,
                                         const Shape& shape) {
  std::string reasons;
  for (const FormatReader* const reader : kReaders) {
    if (format != "auto" && format != reader->format.name) continue;
    const std::string why_not = reader->why_not(shape);
    if (why_not.empty()) return reader;
    reasons += format == "auto" ? "\n  " : "; ";  // a line for each of many
    reasons += reader->format.name;
    reasons += " reads ";
    reasons += reader->shapes;
    reasons += " (here " + why_not + ")";
  }
  return UnknownShape(file, shape, reasons);
}

Result<void> CheckFormatName(std::string_view format) {
  std::string known = "auto";
  bool found = format == "auto";
  for (const FormatReader* const reader : kReaders) {
    found = found || format == reader->format.name;
    known += ", ";
    known += reader->format.name;
  }
  if (found) return {};
  return Error(ErrorCode::kInvalidArgument, "no format of this name; known: " + known, {},
               std::string(format));
}

}  // namespace

std::span<const Format> Formats() {
  static const std::array<Format, std::size(kReaders)> formats = [] {
    std::array<Format, std::size(kReaders)> made;
    std::transform(std::begin(kReaders), std::end(kReaders), made.begin(),
                   [](const FormatReader* reader) { return reader->format; });
    return made;
  }();
  return formats;
}

Result<ImportReport> Import(std::string_view format, const std::string& path,
                            const ImportOptions& options, ChronicleBuilder& builder) {
  if (Result<void> known = CheckFormatName(format); !known.ok()) return known.error();
  Result<std::unique_ptr<PeekedInput>> input = PeekedInput::Open(path, kPeekBytes);
  if (!input.ok()) return input.error();
  const std::string file = (*input)->name();
  const std::string_view head = (*input)->head();
  const Result<Shape> shape =
      internal::ShapeOf(head, head.size() < kPeekBytes, file, options.encoding);
  if (!shape.ok()) return shape.error();
  const Result<const FormatReader*> reader = ChooseReader(format, file, *shape);
  if (!reader.ok()) return reader.error();
  const bool ends_in_cr = (*input)->ends_in_cr();
  Result<ImportReport> report =
      (*reader)->read(internal::ImportJob{*std::move(input), *shape, options, builder});
  if (report.ok() && ends_in_cr) {
    internal::AddFileNote(*report, file, {}, "lines that end in CR alone", "read as lines");
  }
  return report;
}

}  // namespace casus
