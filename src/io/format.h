#ifndef CASUS_SRC_IO_FORMAT_H_
#define CASUS_SRC_IO_FORMAT_H_

#include <memory>
#include <string>
#include <string_view>

#include "casus/base/function_ref.h"
#include "casus/chronicle/chronicle.h"
#include "casus/io/delimited.h"
#include "casus/io/importer.h"
#include "src/io/fields.h"
#include "src/io/shape.h"

namespace casus::internal {

// What a reader is given: an input of a shape that it said it can read.
struct ImportJob {
  std::unique_ptr<Input> input;
  const Shape& shape;
  const ImportOptions& options;
  ChronicleBuilder& builder;
};

// One format, as the registry in importer.cc knows it.
struct FormatReader {
  Format format;
  // What it reads, in words: "57, 58 or 61 columns between tabs, no header".
  std::string_view shapes;
  // Why it cannot read a text of this shape; empty where it can.
  std::string (*why_not)(const Shape& shape);
  Result<ImportReport> (*read)(ImportJob job);
};

extern const FormatReader kAcled;
extern const FormatReader kCowStates;
extern const FormatReader kCowTc;
extern const FormatReader kCShapes;
extern const FormatReader kEuList;
extern const FormatReader kFtm;
extern const FormatReader kGdelt;
extern const FormatReader kGdeltMentions;
extern const FormatReader kGeoJson;
extern const FormatReader kGtd;
extern const FormatReader kGwStates;
extern const FormatReader kIcews;
extern const FormatReader kIcowClaims;
extern const FormatReader kKatottg;
extern const FormatReader kOfac;
extern const FormatReader kOfacAdvanced;
extern const FormatReader kOfacXml;
extern const FormatReader kOpenSanctionsSimple;
extern const FormatReader kPolecat;
extern const FormatReader kScad;
extern const FormatReader kSeco;
extern const FormatReader kUaOrder376;
extern const FormatReader kUcdpAcd;
extern const FormatReader kUcdpBrd;
extern const FormatReader kUcdpDyadic;
extern const FormatReader kUcdpGed;
extern const FormatReader kUcdpNonState;
extern const FormatReader kUcdpOneSided;
extern const FormatReader kUkList;
extern const FormatReader kUnList;
extern const FormatReader kViina;
extern const FormatReader kViinaControl;

// The records of a table, one after the other. `columns_of` gives the columns of a record of so
// many fields, or nullptr where it may not have so many (`widths` says how many it may: "57 or
// 58"); `read` keeps the record or leaves an error in it. Counts them and logs what was found. An
// Error is a failure of the input.
Result<void> ReadRecords(DelimitedReader& reader,
                         FunctionRef<const Columns*(std::size_t width)> columns_of,
                         std::string_view widths, FunctionRef<void(Record&)> read,
                         ImportReport& report);

// The name of a file without its folders.
std::string BaseName(const std::string& path);

// The name of a file as a part of its source's key.
std::string NameInKey(std::string_view name);

// The row for the source of an import, as the options name it.
Source SourceOf(std::string_view format, std::string_view title, const std::string& file,
                const ImportOptions& options);

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_FORMAT_H_
