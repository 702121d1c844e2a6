// casus read, casus check: files of others into a chronicle, and every problem on the way.

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include "casus/io/importer.h"
#include "casus/io/text_form.h"
#include "src/tool/verbs.h"

namespace casus::tool {
namespace {

constexpr const char* kChronicle = "chronicle";

// A chronicle goes by a reader of its own.
bool ReadsChronicle(const std::string& format, const std::string& path) {
  return format == kChronicle || (format == "auto" && IsChronicle(path));
}

std::string Summary(const ImportReport& report) {
  return report.format + " (" + report.layout + "), " + std::to_string(report.records) +
         " records: " + std::to_string(report.kept) + " kept, " + std::to_string(report.refused) +
         " refused, " + std::to_string(report.issues.warnings()) + " warnings, " +
         std::to_string(report.issues.notes()) + " notes";
}

int ReadChronicle(const Session& session, const ReadArguments& arguments) {
  if (arguments.files.size() != 1) {
    std::cerr << "casus: a chronicle is one folder in the text form, or one snapshot\n";
    return kMisused;
  }
  Result<Opened> opened = Open(session, arguments.files.front());
  if (!opened.ok()) return Fail(opened.error());
  const Result<void> written = Write(opened->chronicle, arguments.output);
  if (!written.ok()) return Fail(written.error());
  std::cerr << arguments.output << ": " << opened->chronicle.size() << " rows\n";
  return kDone;
}

}  // namespace

int Read(const Session& session, const ReadArguments& arguments) {
  if (ReadsChronicle(arguments.format, arguments.files.front())) {
    return ReadChronicle(session, arguments);
  }
  ChronicleBuilder builder;
  std::uint64_t refused = 0;
  std::size_t failed = 0;
  std::vector<std::string> read;
  for (const std::string& file : arguments.files) {
    if (std::find(read.begin(), read.end(), file) != read.end()) continue;
    const Result<ImportReport> report = Import(arguments.format, file, OptionsOf(session), builder);
    if (!report.ok()) {
      const int code = Fail(report.error());
      if (code == kStopped) return code;
      ++failed;
      continue;
    }
    PrintIssues(report->issues, Severity::kError, session.limit);
    std::cerr << file << ": " << Summary(*report) << '\n';
    refused += report->refused;
    // Files of a set may be named, or are found beside the first.
    read.insert(read.end(), report->also_read.begin(), report->also_read.end());
  }
  if (failed > 0 || refused > 0) {
    std::cerr << "casus: " << failed << " of " << arguments.files.size() << " files and " << refused
              << " records were refused";
    if (!arguments.keep_going || failed == arguments.files.size()) {
      std::cerr << "; nothing was written";
      if (failed < arguments.files.size()) std::cerr << " (--keep-going writes what was kept)";
      std::cerr << '\n';
      return kFailed;
    }
    std::cerr << '\n';
  }
  const Result<Chronicle> chronicle = builder.Build();
  if (!chronicle.ok()) return Fail(chronicle.error());
  if (Interrupted()) return kStopped;
  const Result<void> written = Write(*chronicle, arguments.output);
  if (!written.ok()) return Fail(written.error());
  std::cerr << arguments.output << ": " << chronicle->size() << " rows\n";
  return failed > 0 || refused > 0 ? kFailed : kDone;
}

int Check(const Session& session, const std::string& format, const std::string& file) {
  IssueLog issues;
  std::string summary;
  if (ReadsChronicle(format, file) && IsSnapshot(file)) {
    // What is wrong with it would have kept it from being written; it may be damaged since.
    const Result<Opened> opened = Open(session, file);
    if (!opened.ok()) return Fail(opened.error());
    summary = "snapshot, " + std::to_string(opened->chronicle.size()) + " rows, undamaged";
  } else if (ReadsChronicle(format, file)) {
    const Result<TextFormResult> read = ReadTextForm(file, &issues, TerminalProgress(session));
    if (read.ok()) {
      issues = read->issues;
      summary = "chronicle, " + std::to_string(read->records) + " records";
    } else if (issues.errors() == 0) {
      return Fail(read.error());
    } else {
      summary = "chronicle, refused";
    }
  } else {
    ChronicleBuilder builder;
    const Result<ImportReport> report = Import(format, file, OptionsOf(session), builder);
    if (!report.ok()) return Fail(report.error());
    issues = report->issues;
    summary = Summary(*report);
    // The rows that were kept must make a chronicle too. What it only warns of the reader has said.
    const IssueLog checked = builder.Check();
    for (const Issue& issue : checked.issues()) {
      if (issue.severity == Severity::kError) issues.Add(issue);
    }
  }
  ClearProgress();

  Answer answer(session.style, {{"severity"},
                                {"place"},
                                {"message"},
                                {"text"},
                                {"action"},
                                {"file", true},
                                {"line", true},
                                {"column", true},
                                {"field", true}});
  answer.Section(file + ": " + summary);
  for (const Issue& issue : issues.issues()) {
    answer.Row({ToString(issue.severity), ToString(issue.where), issue.message, issue.text,
                issue.action, issue.where.file, issue.where.line, issue.where.column,
                issue.where.field});
  }
  if (issues.not_kept() > 0) {
    answer.Section(std::to_string(issues.not_kept()) + " more are counted and not listed");
  }
  answer.Section(std::to_string(issues.errors()) + " errors, " + std::to_string(issues.warnings()) +
                 " warnings, " + std::to_string(issues.notes()) + " notes");
  answer.Print(std::cout, session.limit);
  return issues.errors() > 0 ? kFailed : kDone;
}

}  // namespace casus::tool
