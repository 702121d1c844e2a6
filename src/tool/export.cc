// casus export: rows for other programs.

#include "casus/io/export.h"

#include <iostream>
#include <string>

#include "src/tool/verbs.h"

namespace casus::tool {

Result<std::vector<EventType>> ParseTypes(const std::vector<std::string>& words) {
  std::vector<EventType> types;
  for (const std::string& word : words) {
    const Result<EventType> type = ParseToken<EventType>(word);
    if (!type.ok()) return type.error();
    types.push_back(*type);
  }
  return types;
}

int ExportRows(const Session& session, const ExportArguments& arguments) {
  ExportOptions options;
  const Result<ExportFormat> format = ParseToken<ExportFormat>(arguments.format);
  if (!format.ok()) return Fail(format.error());
  options.format = *format;
  const Result<Table> table = ParseToken<Table>(arguments.table);
  if (!table.ok()) return Fail(table.error());
  options.table = *table;
  const Result<std::vector<EventType>> types = ParseTypes(arguments.types);
  if (!types.ok()) return Fail(types.error());
  options.types = *types;
  if (!arguments.first.empty()) {
    const Result<Period> period = ParsePeriodArguments(arguments.first, arguments.last);
    if (!period.ok()) return Fail(period.error());
    options.period = *period;
  }
  if (!arguments.known.empty()) {
    const Result<Day> known = ParseDayArgument(arguments.known);
    if (!known.ok()) return Fail(known.error());
    options.as_known = *known;
  }
  options.leave_out_unlocated = arguments.leave_out_unlocated;

  const Result<Opened> opened = Open(session, arguments.path);
  if (!opened.ok()) return Fail(opened.error());
  const Result<ExportReport> report = ExportFile(opened->chronicle, options, arguments.output);
  if (!report.ok()) return Fail(report.error());
  std::cerr << (arguments.output == "-" ? "standard output" : arguments.output) << ": "
            << report->rows << " rows";
  if (options.format == ExportFormat::kGeoJson) {
    std::cerr << ", " << report->unlocated << " without coordinates "
              << (options.leave_out_unlocated ? "left out" : "among them");
  }
  std::cerr << '\n';
  return kDone;
}

}  // namespace casus::tool
