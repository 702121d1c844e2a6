// Files of any bytes through Import: recognised by it, under the name of what it recognised, and
// under another one. What is read is counted, makes a chronicle that can be written and read again,
// and is the same every time.

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "casus/base/issue.h"
#include "casus/chronicle/chronicle.h"
#include "casus/io/importer.h"
#include "src/io/text_form_files.h"

namespace {

using casus::ChronicleBuilder;
using casus::Import;
using casus::ImportReport;
using casus::Result;
using casus::text_form::TextFile;

void Check(bool holds) {
  if (!holds) std::abort();
}

// A file in memory that has a path.
std::string FileOf(const std::uint8_t* data, std::size_t size) {
  static const int file = memfd_create("fuzz", MFD_CLOEXEC);
  Check(file >= 0 && ftruncate(file, 0) == 0);
  Check(pwrite(file, data, size, 0) == static_cast<ssize_t>(size));
  return "/proc/self/fd/" + std::to_string(file);
}

std::vector<TextFile> Written(const casus::Chronicle& chronicle) {
  std::vector<TextFile> files;
  const Result<void> written = casus::text_form::WriteFiles(
      chronicle, [&](std::string_view name, std::string_view bytes) -> Result<void> {
        files.push_back(TextFile{std::string(name), std::string(bytes), {}});
        return {};
      });
  Check(written.ok());
  return files;
}

bool Same(const std::vector<TextFile>& a, const std::vector<TextFile>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& one, const auto& two) {
    return one.name == two.name && one.bytes == two.bytes;
  });
}

bool Same(const ImportReport& a, const ImportReport& b) {
  return a.format == b.format && a.layout == b.layout && a.records == b.records &&
         a.kept == b.kept && a.refused == b.refused && a.issues.issues() == b.issues.issues();
}

void CheckCounts(const ImportReport& report) {
  Check(report.records == report.kept + report.refused);
  Check(report.issues.errors() == report.refused);
}

// Lines can be counted only in what is not compressed.
bool IsPlain(std::string_view bytes) {
  using namespace std::string_view_literals;
  for (const std::string_view magic : {"\x1F\x8B"sv, "PK"sv, "BZh"sv, "\x28\xB5\x2F\xFD"sv,
                                       "\xFD"
                                       "7zXZ"sv}) {
    if (bytes.starts_with(magic)) return false;
  }
  return true;
}

// A record kept makes an event or a claim; one of CShapes a status, one of ICOW two, one of a list
// of territories one or more. Where a format's records are spells of actors, several of them make
// one. A list of who is sanctioned has an actor more: whose list it is. An entity of FollowTheMoney
// may be about actors that no entity is. Units of a codifier are places, in others perhaps that
// have no record. Cells of a table of control make episodes, or nothing where they are empty.
void CheckRows(const casus::Chronicle& chronicle, const ImportReport& report) {
  if (report.format == "katottg") return Check(chronicle.places().size() >= report.kept);
  if (report.format == "ua-order-376") return Check(chronicle.statuses().size() >= report.kept);
  if (report.format == "viina-control") {
    Check(chronicle.places().size() <= report.kept);
    Check(chronicle.places().empty() == (report.kept == 0));
    Check(!chronicle.statuses().empty() == !chronicle.actors().empty());
    return;
  }
  const std::size_t rows = chronicle.event_count() + chronicle.claims().size();
  if (report.format == "cshapes" || report.format == "icow-claims") {
    const std::size_t each = report.format == "cshapes" ? 1 : 2;
    return Check(rows == 0 && chronicle.statuses().size() == each * report.kept);
  }
  const std::size_t actors = chronicle.actors().size();
  const std::size_t others = chronicle.regimes().empty() ? 0 : 1;
  Check(rows == report.kept ||
        (rows == 0 && actors > 0 && (report.format == "ftm" || actors <= report.kept + others)));
}

// Returns the format, if it was read.
std::string CheckImport(std::string_view format, const std::string& path, std::string_view bytes) {
  ChronicleBuilder builder;
  const Result<ImportReport> report = Import(format, path, {}, builder);
  ChronicleBuilder other;
  const Result<ImportReport> again = Import(format, path, {}, other);
  Check(report.ok() == again.ok());
  if (!report.ok()) {
    Check(report.error().ToString() == again.error().ToString());
    for (const auto& table : casus::kTokens<casus::Table>) Check(builder.size(table.value) == 0);
    return {};
  }
  CheckCounts(*report);
  Check(Same(*report, *again));
  if (IsPlain(bytes)) {
    // In XML a CR alone ends a line, too.
    const bool may_be_xml = report->format == "eu-fsf" || report->format == "ofac-advanced" ||
                            report->format == "ofac-xml" || report->format == "seco" ||
                            report->format == "uk" || report->format == "un-sc";
    const bool ends_in_cr = bytes.find('\n') == std::string_view::npos;
    const char or_end = may_be_xml || ends_in_cr ? '\r' : '\n';
    const auto ends =
        std::count_if(bytes.begin(), bytes.end(), [&](char c) { return c == '\n' || c == or_end; });
    const auto lines = static_cast<std::uint64_t>(ends) + 1;
    for (const casus::Issue& issue : report->issues.issues()) Check(issue.where.line <= lines);
  }
  if (format == "auto") {
    ChronicleBuilder named;
    const Result<ImportReport> by_name = Import(report->format, path, {}, named);
    Check(by_name.ok() && Same(*report, *by_name));
    return report->format;
  }

  const Result<casus::Chronicle> chronicle = builder.Build();
  Check(chronicle.ok());
  CheckRows(*chronicle, *report);
  const std::vector<TextFile> files = Written(*chronicle);
  const Result<casus::TextFormResult> read = casus::text_form::ReadFiles(files, nullptr);
  Check(read.ok());
  Check(Same(Written(read->chronicle), files));

  // The same file once more has nothing new.
  const Result<ImportReport> twice = Import(format, path, {}, other);
  Check(twice.ok() && twice->records == report->records && twice->kept == 0);
  CheckCounts(*twice);
  const Result<casus::Chronicle> both = other.Build();
  Check(both.ok());
  CheckRows(*both, *report);
  return report->format;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string path = FileOf(data, size);
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string found = CheckImport("auto", path, bytes);
  if (!found.empty()) CheckImport(found, path, bytes);
  // All of them each time would be too slow to get far.
  const auto& formats = casus::Formats();
  CheckImport(formats[std::hash<std::string_view>()(bytes) % formats.size()].name, path, bytes);
  return 0;
}
