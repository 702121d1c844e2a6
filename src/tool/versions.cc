// casus archive, casus diff, casus as-known: the versions of a dataset or of lists.

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/chronicle/archive.h"
#include "casus/chronicle/list_history.h"
#include "casus/chronicle/versions.h"
#include "casus/io/delimited.h"
#include "casus/io/importer.h"
#include "casus/time/edtf.h"
#include "src/tool/verbs.h"

namespace casus::tool {
namespace {

std::string ScopeInWords(const ArchiveVersion& version) {
  switch (version.scope) {
    case ArchiveVersion::Scope::kWhole: return "whole";
    case ArchiveVersion::Scope::kPeriod: return ToEdtf(Span::Exactly(*version.period));
    case ArchiveVersion::Scope::kUpdates: return "updates";
  }
  return "";
}

// A list of deleted records: the column event_id_cnty (ACLED's list) or, without a header of that
// name, the first. An id is a key without what all keys of the dataset begin with.
Result<std::vector<std::string>> ReadDeleted(const std::string& path, const std::string& prefix) {
  Result<std::unique_ptr<Input>> input = OpenInput(path);
  if (!input.ok()) return input.error();
  DelimitedReader reader(*std::move(input), DelimitedOptions::Csv());
  std::vector<std::string> keys;
  std::size_t column = 0;
  while (true) {
    const DelimitedReader::Step step = reader.Next();
    if (step == DelimitedReader::Step::kEnd) return keys;
    if (step != DelimitedReader::Step::kRecord) return reader.error();
    const auto fields = reader.fields();
    if (reader.records() == 1) {
      const auto named = std::find(fields.begin(), fields.end(), "event_id_cnty");
      if (named != fields.end()) {
        column = static_cast<std::size_t>(named - fields.begin());
        continue;
      }
    }
    if (column >= fields.size() || fields[column].empty()) {
      return Error(ErrorCode::kParse, "no id of a deleted record",
                   Where{path, reader.line(), 1, {}}, std::string(reader.raw()));
    }
    const std::string_view id = fields[column];
    keys.push_back((id.find(':') == std::string_view::npos ? prefix : "") + std::string(id));
  }
}

// All files of one version, as a chronicle of one source. Refused records are told and counted;
// they make it fail unless they are to be left out.
Result<Chronicle> ReadVersion(const Session& session, const ArchiveArguments& arguments,
                              Day published, std::uint64_t& refused) {
  ChronicleBuilder builder;
  for (const std::string& file : arguments.files) {
    ImportOptions options = OptionsOf(session);
    options.source_key = arguments.format;
    options.source_version = arguments.name;
    options.published = Moment::OnDay(published);
    const Result<ImportReport> report = Import(arguments.format, file, options, builder);
    if (!report.ok()) return report.error();
    PrintIssues(report->issues, Severity::kError, session.limit);
    refused += report->refused;
  }
  if (refused > 0 && !arguments.keep_going) {
    return Error(ErrorCode::kParse, std::to_string(refused) +
                                        " records were refused; nothing was written "
                                        "(--keep-going leaves them out)");
  }
  // Files without records, or only a list of what is deleted: the version is there all the same.
  if (builder.size(Table::kSources) == 0) {
    Source source;
    source.key = arguments.format;
    source.kind = SourceKind::kDataset;
    source.version = arguments.name;
    source.published = Moment::OnDay(published);
    builder.Add(std::move(source));
  }
  return builder.Build();
}

// What the keys of a dataset begin with: "ged:".
std::string PrefixOf(const Chronicle& chronicle, const std::string& otherwise) {
  if (chronicle.event_count() == 0) return otherwise;
  const std::string_view key = chronicle.event(EventId(0)).key();
  return std::string(key.substr(0, key.find(':') + 1));
}

Result<ArchiveVersion> VersionOf(const ArchiveArguments& arguments, const std::string& prefix,
                                 Day published) {
  ArchiveVersion version;
  version.name = arguments.name;
  version.published = published;
  if (arguments.updates) {
    version.scope = ArchiveVersion::Scope::kUpdates;
  } else if (!arguments.period.empty()) {
    const Result<Period> period = ParsePeriodArguments(arguments.period[0], arguments.period[1]);
    if (!period.ok()) return period.error();
    version.scope = ArchiveVersion::Scope::kPeriod;
    version.period = *period;
  }
  if (!arguments.deleted.empty()) {
    Result<std::vector<std::string>> deleted = ReadDeleted(arguments.deleted, prefix);
    if (!deleted.ok()) return deleted.error();
    version.deleted = *std::move(deleted);
  }
  return version;
}

// Adds a version to an Archive or a ListHistory, and writes what it is then. Gives the exit code.
template <typename History, typename Version>
int AddAndWrite(History& history, const Version& version, const Chronicle& rows,
                const std::string& path, std::vector<typename History::Counts>& counts) {
  if (const Result<void> added = history.Add(version, rows); !added.ok()) {
    return Fail(added.error());
  }
  const Result<Chronicle> built = history.Build(&counts);
  if (!built.ok()) return Fail(built.error());
  if (Interrupted()) return kStopped;
  if (const Result<void> written = Write(*built, path); !written.ok()) {
    return Fail(written.error());
  }
  ClearProgress();
  return kDone;
}

// What the keys of a list's designations begin with: "ofac-sdn" and "ofac-cons", which are two
// lists of one sender; "un".
std::string ListOf(const Chronicle& rows) {
  std::string_view key = rows.designations()[0].fact.key;
  std::size_t end = key.find(':');
  if (key.starts_with("ofac:")) end = key.find(':', end + 1);
  std::string list(key.substr(0, end));
  std::replace(list.begin(), list.end(), ':', '-');
  return list;
}

int AddToLists(const Session& session, const ArchiveArguments& arguments,
               const std::optional<Chronicle>& stored, const Chronicle& rows, Day published,
               bool lacks_refused) {
  if (!arguments.period.empty() || !arguments.deleted.empty()) {
    std::cerr << "casus: a sanctions list is of a day: no --period, no --deleted\n";
    return kMisused;
  }
  // A file that holds nothing would take everybody off the list.
  if (rows.designations().empty()) {
    return Fail(Error(ErrorCode::kInvalidArgument, "a list without designations", {},
                      arguments.files.front()));
  }
  ListVersion version;
  version.list = arguments.list.empty() ? ListOf(rows) : arguments.list;
  version.name = arguments.name;
  version.published = published;
  version.refused = arguments.refused;
  // Who could not be read is not off the list.
  version.complete = !arguments.updates && (!lacks_refused || !arguments.refused.empty());
  ListHistory history;
  if (stored) {
    Result<ListHistory> continued = ListHistory::Of(*stored);
    if (!continued.ok()) return Fail(continued.error());
    history = *std::move(continued);
  }
  std::vector<ListHistory::Counts> counts;
  const int code = AddAndWrite(history, version, rows, arguments.archive, counts);
  if (code != kDone) return code;

  Answer answer(session.style, {{"list"},
                                {"version"},
                                {"published"},
                                {"scope"},
                                {"added"},
                                {"relisted"},
                                {"changed"},
                                {"delisted"},
                                {"unchanged"},
                                {"rekeyed"}});
  answer.Section(arguments.archive +
                 ": list, version, published, scope, designations added, relisted, changed, "
                 "delisted, unchanged; entries that go on under another number");
  const std::vector<ListVersion> versions = history.versions();
  for (std::size_t i = 0; i < versions.size(); ++i) {
    answer.Row({versions[i].list, versions[i].name, ToString(versions[i].published),
                versions[i].complete ? "whole" : "part", counts[i].added, counts[i].relisted,
                counts[i].changed, counts[i].delisted, counts[i].unchanged, counts[i].rekeyed});
  }
  answer.Print(std::cout, session.limit);
  return kDone;
}

// X, or what it was on the day that was asked for.
Result<Chronicle> OpenAsKnown(const Session& session, const std::string& path,
                              const std::string& day_text) {
  Result<Opened> opened = Open(session, path);
  if (!opened.ok()) return opened.error();
  if (day_text.empty()) return std::move(opened->chronicle);
  const Result<Day> day = ParseDayArgument(day_text);
  if (!day.ok()) return day.error();
  return AsKnown(opened->chronicle, *day);
}

std::string Joined(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : ", ") + word;
  return joined;
}

}  // namespace

int AddToArchive(const Session& session, const ArchiveArguments& arguments) {
  if (arguments.files.empty() && arguments.deleted.empty()) {
    std::cerr << "casus: a version has files, or at least a list of what it deletes\n";
    return kMisused;
  }
  const Result<Day> published = ParseDayArgument(arguments.published);
  if (!published.ok()) return Fail(published.error());
  std::optional<Chronicle> stored;
  if (std::filesystem::exists(arguments.archive)) {
    Result<Opened> opened = Open(session, arguments.archive);
    if (!opened.ok()) return Fail(opened.error());
    stored = std::move(opened->chronicle);
  }
  std::uint64_t refused = 0;
  const Result<Chronicle> rows = ReadVersion(session, arguments, *published, refused);
  if (!rows.ok()) return Fail(rows.error());
  if (stored ? IsListHistory(*stored) : !rows->designations().empty()) {
    return AddToLists(session, arguments, stored, *rows, *published, refused > 0);
  }
  if (!arguments.list.empty() || !arguments.refused.empty()) {
    std::cerr << "casus: --list and --refused are for sanctions lists\n";
    return kMisused;
  }

  Archive archive;
  std::string prefix = arguments.format + ":";
  if (stored) {
    Result<Archive> continued = Archive::Of(*stored);
    if (!continued.ok()) return Fail(continued.error());
    archive = *std::move(continued);
    prefix = PrefixOf(*stored, prefix);
  }
  const Result<ArchiveVersion> version = VersionOf(arguments, prefix, *published);
  if (!version.ok()) return Fail(version.error());
  std::vector<Archive::Counts> counts;
  const int code = AddAndWrite(archive, *version, *rows, arguments.archive, counts);
  if (code != kDone) return code;

  Answer answer(session.style, {{"version"},
                                {"published"},
                                {"scope"},
                                {"added"},
                                {"changed"},
                                {"deleted"},
                                {"rekeyed"},
                                {"unchanged"},
                                {"not_there"}});
  answer.Section(arguments.archive +
                 ": version, published, scope, events added, changed, deleted (rekeyed among added "
                 "and deleted), unchanged, named as deleted but not there");
  const std::vector<ArchiveVersion> versions = archive.versions();
  for (std::size_t i = 0; i < versions.size(); ++i) {
    answer.Row({versions[i].name, ToString(versions[i].published), ScopeInWords(versions[i]),
                counts[i].added, counts[i].changed, counts[i].deleted, counts[i].rekeyed,
                counts[i].unchanged, counts[i].unknown});
  }
  if (const Result<std::string> fingerprint = Fingerprint(*rows); fingerprint.ok()) {
    answer.Section("Fingerprint of " + version->name + ": " + *fingerprint);
  }
  answer.Print(std::cout, session.limit);
  return kDone;
}

int ShowDiff(const Session& session, const DiffArguments& arguments) {
  const Result<Chronicle> before = OpenAsKnown(session, arguments.before, arguments.from);
  if (!before.ok()) return Fail(before.error());
  const Result<Chronicle> after = OpenAsKnown(
      session, arguments.after.empty() ? arguments.before : arguments.after, arguments.to);
  if (!after.ok()) return Fail(after.error());
  const Difference difference = Diff(*before, *after);

  Answer answer(session.style, {{"table"}, {"change"}, {"key"}, {"key_before"}, {"fields"}});
  for (const TableDifference& table : difference.tables) {
    if (table.before == 0 && table.after == 0) continue;
    answer.Section(std::string(ToString(table.table)) + ": " + std::to_string(table.before) +
                   " before, " + std::to_string(table.after) + " after; " +
                   std::to_string(table.unchanged) + " unchanged, " +
                   std::to_string(table.changed) + " changed, " + std::to_string(table.added) +
                   " added, " + std::to_string(table.deleted) + " deleted, " +
                   std::to_string(table.rekeyed) + " under another key");
    for (const RowDifference& row : difference.rows) {
      if (row.table != table.table) continue;
      answer.Row(
          {ToString(row.table), ToString(row.change), row.key, row.key_before, Joined(row.fields)});
    }
  }
  const Result<std::string> first = Fingerprint(*before);
  const Result<std::string> second = Fingerprint(*after);
  if (first.ok() && second.ok()) answer.Section("Fingerprints: " + *first + ", " + *second);
  answer.Print(std::cout, session.limit);
  return kDone;
}

int WriteAsKnown(const Session& session, const std::string& path, const std::string& day,
                 const std::string& output) {
  const Result<Chronicle> known = OpenAsKnown(session, path, day);
  if (!known.ok()) return Fail(known.error());
  if (Interrupted()) return kStopped;
  if (const Result<void> written = Write(*known, output); !written.ok()) {
    return Fail(written.error());
  }
  std::cerr << output << ": " << known->size() << " rows";
  if (const Result<std::string> fingerprint = Fingerprint(*known); fingerprint.ok()) {
    std::cerr << ", fingerprint " << *fingerprint;
  }
  std::cerr << '\n';
  return kDone;
}

}  // namespace casus::tool
