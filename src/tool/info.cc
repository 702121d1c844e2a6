// casus info: what a chronicle holds, for which days, how precisely, from whom.

#include <algorithm>
#include <array>
#include <iostream>
#include <string>
#include <vector>

#include "casus/chronicle/describe.h"
#include "src/tool/verbs.h"

namespace casus::tool {
namespace {

// Of the rows of a table.
struct Precision {
  Day first = Day::EndOfTime();  // the first and the last day that any row names
  Day last = Day::BeginningOfTime();
  std::uint64_t exact = 0;
  std::uint64_t imprecise = 0;
  std::uint64_t ongoing = 0;
  std::uint64_t superseded = 0;
};

Precision PrecisionOf(const Timeline& timeline) {
  Precision precision;
  for (Row row = 0; row < timeline.size(); ++row) {
    const SpanBounds& bounds = timeline.bounds(row);
    const bool exact =
        bounds.begin_earliest == bounds.begin_latest && bounds.end_earliest == bounds.end_latest;
    for (const Day begin : {bounds.begin_earliest, bounds.begin_latest}) {
      if (begin > Day::Min()) precision.first = std::min(precision.first, begin);
    }
    for (const Day end : {bounds.end_earliest, bounds.end_latest}) {
      if (end.is_finite()) precision.last = std::max(precision.last, end - 1);
    }
    ++(exact ? precision.exact : precision.imprecise);
    if (bounds.end_earliest == Day::EndOfTime()) ++precision.ongoing;
    if (timeline.known(row).superseded != Day::EndOfTime()) ++precision.superseded;
  }
  return precision;
}

}  // namespace

int Info(const Session& session, const std::string& path) {
  const Result<Opened> opened = Open(session, path);
  if (!opened.ok()) return Fail(opened.error());
  const Chronicle& chronicle = opened->chronicle;

  Answer answer(session.style, {{"section", true},
                                {"name"},
                                {"rows"},
                                {"first"},
                                {"last"},
                                {"exact"},
                                {"imprecise"},
                                {"ongoing"},
                                {"superseded"},
                                {"text"}});
  const auto add = [&answer](const char* section, std::string_view name, Cell rows, Cell first,
                             Cell last, std::array<Cell, 4> precision, Cell text) {
    answer.Row({section, name, std::move(rows), std::move(first), std::move(last),
                std::move(precision[0]), std::move(precision[1]), std::move(precision[2]),
                std::move(precision[3]), std::move(text)});
  };

  answer.Section(
      path + ": " + std::to_string(chronicle.size()) + " rows\n\n" +
      "Tables: rows, first and last day, known to the day, imprecise, ongoing, superseded");
  for (const Token<Table>& table : kTokens<Table>) {
    const std::size_t rows = chronicle.size(table.value);
    if (rows == 0) continue;
    const Timeline& timeline = chronicle.timeline(table.value);
    if (timeline.size() == 0) {
      add("table", table.word, rows, "", "", {"", "", "", ""}, "");
      continue;
    }
    const Precision p = PrecisionOf(timeline);
    add("table", table.word, rows, ToString(p.first), ToString(p.last),
        {p.exact, p.imprecise, p.ongoing, p.superseded}, "");
  }

  answer.Section("Sources");
  for (const Source& source : chronicle.sources()) {
    add("source", source.key, "", "", "", {"", "", "", ""},
        source.title + ", published " + InWords(source.published));
  }
  answer.Section("Coverage: what the sources speak of; outside it, no rows mean nothing");
  for (const Coverage& coverage : chronicle.coverage()) {
    add("coverage", ToString(coverage.table), "", ToString(coverage.period.first()),
        ToString(coverage.period.last() - 1), {"", "", "", ""},
        (coverage.source ? chronicle.source(*coverage.source).key : std::string()) +
            (coverage.place ? ", in " + chronicle.place(*coverage.place).name : "") +
            (coverage.complete ? ", complete" : ", not complete"));
  }
  const IssueLog& issues = opened->issues;
  answer.Section("Reading it gave " + std::to_string(issues.warnings()) + " warnings and " +
                 std::to_string(issues.notes()) + " notes (casus check lists them).");
  answer.Print(std::cout, session.limit);
  return kDone;
}

}  // namespace casus::tool
