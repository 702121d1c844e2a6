#include "src/tool/session.h"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>

#include "casus/io/importer.h"
#include "casus/io/text_form.h"
#include "casus/time/edtf.h"

namespace casus::tool {
namespace {

volatile std::sig_atomic_t interrupted = 0;
bool progress_drawn = false;

// "12.3" of the largest unit that leaves a number of one to three digits before the point.
std::string Scaled(double value, std::string_view unit) {
  if (unit != "bytes") {
    char text[32];
    std::snprintf(text, sizeof text, "%.0f ", value);
    return text + std::string(unit);
  }
  constexpr const char* kUnits[] = {"B", "kB", "MB", "GB", "TB"};
  int u = 0;
  while (value >= 1000 && u < 4) {
    value /= 1000;
    ++u;
  }
  char text[32];
  std::snprintf(text, sizeof text, "%.1f %s", value, kUnits[u]);
  return text;
}

template <typename IdType, typename Table>
Error Ambiguous(const char* what, const std::string& text, const std::vector<IdType>& found,
                Table table) {
  std::string message = std::to_string(found.size()) + " " + what + "s bear that name; give a key:";
  for (const IdType id : found) message += " " + table(id).fact.key;
  return Error(ErrorCode::kInvalidArgument, message, {}, text);
}

bool IsFolder(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_directory(path, ignored);
}

}  // namespace

void CatchInterrupt() {
  std::signal(SIGINT, [](int) { interrupted = 1; });
}

bool Interrupted() { return interrupted != 0; }

ProgressCallback TerminalProgress(const Session& session) {
  using Clock = std::chrono::steady_clock;
  const bool draw = !session.quiet && isatty(STDERR_FILENO) == 1;
  return [draw, start = Clock::now(), last = Clock::now()](const Progress& progress) mutable {
    const Clock::time_point now = Clock::now();
    const double elapsed = std::chrono::duration<double>(now - start).count();
    if (draw && elapsed > 1 && now - last > std::chrono::milliseconds(100)) {
      last = now;
      const double done = static_cast<double>(progress.done);
      std::string line(progress.stage);
      if (progress.total > 0) {
        const double share = done / static_cast<double>(progress.total);
        char text[64];
        std::snprintf(text, sizeof text, " %3.0f %%, %.0f s left", 100 * share,
                      share > 0 ? elapsed * (1 - share) / share : 0.0);
        line += text;
      } else {
        line += " " + Scaled(done, progress.unit);
      }
      line += ", " + Scaled(done / elapsed, progress.unit) + "/s";
      std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
      progress_drawn = true;
    }
    return !Interrupted();
  };
}

ImportOptions OptionsOf(const Session& session) {
  ImportOptions options;
  options.progress = TerminalProgress(session);
  options.encoding = session.encoding;
  options.published = session.published;
  options.held_by = session.held_by;
  return options;
}

void ClearProgress() {
  if (progress_drawn) std::fputs("\r\x1b[K", stderr);
  progress_drawn = false;
}

int Fail(const Error& error) {
  ClearProgress();
  std::cerr << "casus: " << error << '\n';
  return error.code() == ErrorCode::kCancelled ? kStopped : kFailed;
}

void PrintIssues(const IssueLog& issues, Severity least, std::size_t limit) {
  ClearProgress();
  std::size_t printed = 0;
  std::uint64_t more = 0;
  for (const Issue& issue : issues.issues()) {
    if (issue.severity < least) continue;
    if (limit != 0 && printed == limit)
      ++more;
    else {
      std::cerr << issue << '\n';
      ++printed;
    }
  }
  more += issues.not_kept();
  if (more > 0) std::cerr << "... and " << more << " more\n";
}

bool IsSnapshot(const std::string& path) {
  if (path == "-" || IsFolder(path)) return false;
  constexpr std::string_view kBegin =
      "\x89"
      "CAS";
  char begin[kBegin.size()] = {};
  std::ifstream(path, std::ios::binary).read(begin, sizeof begin);
  return std::string_view(begin, sizeof begin) == kBegin;
}

bool IsChronicle(const std::string& path) { return IsFolder(path) || IsSnapshot(path); }

Result<void> Write(const Chronicle& chronicle, const std::string& path) {
  if (std::filesystem::path(path).extension() == ".casus") return chronicle.Save(path);
  return WriteTextForm(chronicle, path);
}

Result<Opened> Open(const Session& session, const std::string& path) {
  if (IsSnapshot(path)) {
    Result<Chronicle> opened = Chronicle::Open(path);
    if (!opened.ok()) return opened.error();
    return Opened{*std::move(opened), IssueLog()};
  }
  if (IsFolder(path)) {
    IssueLog issues;
    Result<TextFormResult> read = ReadTextForm(path, &issues, TerminalProgress(session));
    ClearProgress();
    if (!read.ok()) {
      PrintIssues(issues, Severity::kError, session.limit);
      return read.error();
    }
    return Opened{std::move(read->chronicle), std::move(read->issues)};
  }
  ChronicleBuilder builder;
  Result<ImportReport> report = Import("auto", path, OptionsOf(session), builder);
  if (!report.ok()) return report.error();
  ClearProgress();
  if (report->refused > 0) {
    PrintIssues(report->issues, Severity::kError, session.limit);
    std::cerr << "casus: " << path << ": " << report->refused << " of " << report->records
              << " records were refused and are not in the answer\n";
  }
  Result<Chronicle> built = builder.Build();
  if (!built.ok()) return built.error();
  return Opened{*std::move(built), std::move(report->issues)};
}

Result<Opened> OpenAll(const Session& session, const std::vector<std::string>& paths) {
  if (paths.size() == 1) return Open(session, paths.front());
  ChronicleBuilder builder;
  IssueLog issues;
  for (const std::string& path : paths) {
    if (IsChronicle(path)) {
      return Error(ErrorCode::kInvalidArgument,
                   "a chronicle is asked alone, several files together", {}, path);
    }
    Result<ImportReport> report = Import("auto", path, OptionsOf(session), builder);
    if (!report.ok()) return report.error();
    ClearProgress();
    if (report->refused > 0) {
      PrintIssues(report->issues, Severity::kError, session.limit);
      std::cerr << "casus: " << path << ": " << report->refused << " of " << report->records
                << " records were refused and are not in the answer\n";
    }
    issues.Append(report->issues);
  }
  Result<Chronicle> built = builder.Build();
  if (!built.ok()) return built.error();
  return Opened{*std::move(built), std::move(issues)};
}

Result<ActorId> ResolveActor(const Chronicle& chronicle, const std::string& text) {
  if (const std::optional<ActorId> id = chronicle.FindActor(text)) return *id;
  const std::vector<ActorId> named = chronicle.ActorsNamed(text);
  if (named.size() == 1) return named.front();
  if (named.empty()) return Error(ErrorCode::kNotFound, "no actor has this key or name", {}, text);
  return Ambiguous("actor", text, named,
                   [&](ActorId id) -> const Actor& { return chronicle.actor(id); });
}

Result<PlaceId> ResolvePlace(const Chronicle& chronicle, const std::string& text) {
  if (const std::optional<PlaceId> id = chronicle.FindPlace(text)) return *id;
  const std::vector<PlaceId> named = chronicle.PlacesNamed(text);
  if (named.size() == 1) return named.front();
  if (named.empty()) return Error(ErrorCode::kNotFound, "no place has this key or name", {}, text);
  return Ambiguous("place", text, named,
                   [&](PlaceId id) -> const Place& { return chronicle.place(id); });
}

Result<SourceId> ResolveSource(const Chronicle& chronicle, const std::string& key) {
  if (const std::optional<SourceId> id = chronicle.FindSource(key)) return *id;
  return Error(ErrorCode::kNotFound, "no source has this key", {}, key);
}

Result<Day> ParseDayArgument(const std::string& text) {
  const Result<Moment> moment = ParseEdtfMoment(text);
  if (!moment.ok()) return moment.error();
  if (!moment->is_exact()) {
    return Error(ErrorCode::kInvalidArgument,
                 "this asks about one day (2022-11-11); for more use `during`", {}, text);
  }
  return moment->earliest();
}

Result<Period> ParsePeriodArguments(const std::string& first, const std::string& last) {
  const Result<Moment> begin = ParseEdtfMoment(first);
  if (!begin.ok()) return begin.error();
  const Result<Moment> end = ParseEdtfMoment(last);
  if (!end.ok()) return end.error();
  return Period::MakeClosed(begin->earliest(), end->latest());
}

}  // namespace casus::tool
