#ifndef CASUS_SRC_TOOL_SESSION_H_
#define CASUS_SRC_TOOL_SESSION_H_

#include <optional>
#include <string>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/issue.h"
#include "casus/base/progress.h"
#include "casus/chronicle/chronicle.h"
#include "casus/io/importer.h"
#include "casus/time/period.h"
#include "src/tool/output.h"

namespace casus::tool {

// Exit codes: what scripts can tell apart.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;     // the data or the machine said no; stderr says where and why
inline constexpr int kMisused = 2;    // the command line made no sense
inline constexpr int kStopped = 130;  // Ctrl-C, as shells have it

// What all verbs share: how to answer, and how to tell of progress.
struct Session {
  Style style = Style::kHuman;
  std::size_t limit = 40;
  bool quiet = false;
  Encoding encoding = Encoding::kUtf8;  // of files that are imported
  std::optional<Moment> published;      // when they were
  std::string held_by;                  // ImportOptions::held_by
};

// Ctrl-C asks the work to stop at the next safe place instead of killing it half-way.
void CatchInterrupt();
bool Interrupted();

// Draws a line on stderr where that is a terminal and the work takes longer than a second.
ProgressCallback TerminalProgress(const Session& session);
// How files are imported: with that line, in the encoding named.
ImportOptions OptionsOf(const Session& session);
// Removes that line.
void ClearProgress();

// Prints to stderr and gives the exit code.
int Fail(const Error& error);
// Prints up to `limit` issues of at least this severity to stderr, then how many more there are.
void PrintIssues(const IssueLog& issues, Severity least, std::size_t limit);

// As a snapshot, if the path ends in .casus; else in the text form, as a folder.
Result<void> Write(const Chronicle& chronicle, const std::string& path);

struct Opened {
  Chronicle chronicle;
  IssueLog issues;
};

// A snapshot file, told by its first bytes.
bool IsSnapshot(const std::string& path);
// A chronicle already: a snapshot, or a folder in the text form.
bool IsChronicle(const std::string& path);
// A chronicle, or a file of any format that Import recognises. Refused records of a file are told
// on stderr.
Result<Opened> Open(const Session& session, const std::string& path);
// One chronicle of all files, which may be a chronicle if it is one.
Result<Opened> OpenAll(const Session& session, const std::vector<std::string>& paths);

// An actor by key, or by exact name where that names one only.
Result<ActorId> ResolveActor(const Chronicle& chronicle, const std::string& text);
Result<PlaceId> ResolvePlace(const Chronicle& chronicle, const std::string& text);
// A source by key.
Result<SourceId> ResolveSource(const Chronicle& chronicle, const std::string& key);

// A day: "2022-11-11".
Result<Day> ParseDayArgument(const std::string& text);
// From the first day of `first` to the last of `last`, both of any precision: "2022-03" "2022-05".
Result<Period> ParsePeriodArguments(const std::string& first, const std::string& last);

}  // namespace casus::tool

#endif  // CASUS_SRC_TOOL_SESSION_H_
