// casus info: what a chronicle holds, for which days, how precisely, from whom.

#include <algorithm>
#include <array>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "casus/chronicle/describe.h"
#include "src/tool/verbs.h"

namespace casus::tool {
namespace {

// Of the rows of a table.
struct Precision {
  // The first and the last day that any row names; reversed if none does.
  Day first = Day::EndOfTime();
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
    for (const Day day : {bounds.begin_earliest, bounds.begin_latest, bounds.end_earliest - 1,
                          bounds.end_latest - 1}) {
      // The ends of the calendar stand where there is no bound.
      if (day <= Day::Min() || Day::Max() <= day) continue;
      precision.first = std::min(precision.first, day);
      precision.last = std::max(precision.last, day);
    }
    ++(exact ? precision.exact : precision.imprecise);
    if (bounds.end_earliest == Day::EndOfTime()) ++precision.ongoing;
    if (timeline.known(row).superseded != Day::EndOfTime()) ++precision.superseded;
  }
  return precision;
}

// Of all versions of the events, as the tables above count them.
struct EventCounts {
  std::map<EventType, std::uint64_t> types;
  // Of the first and the last day the one that comes later in Basis.
  std::map<Basis, std::uint64_t> dates;
  std::map<PlacePrecision, std::uint64_t> places;
};

EventCounts CountsOf(const Chronicle& chronicle) {
  EventCounts counts;
  for (std::uint32_t row = 0; row < chronicle.event_count(); ++row) {
    const EventView event = chronicle.event(EventId(row));
    const Span span = event.span();
    ++counts.types[event.type()];
    ++counts.dates[std::max(span.first().basis(), span.last().basis())];
    ++counts.places[event.place_precision()];
  }
  return counts;
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
                                {"text"},
                                {"version"}});
  const auto add = [&answer](const char* section, std::string_view name, Cell rows, Cell first,
                             Cell last, std::array<Cell, 4> precision, Cell text, Cell version) {
    answer.Row({section, name, std::move(rows), std::move(first), std::move(last),
                std::move(precision[0]), std::move(precision[1]), std::move(precision[2]),
                std::move(precision[3]), std::move(text), std::move(version)});
  };
  const std::array<Cell, 4> no_precision = {"", "", "", ""};

  answer.Section(
      path + ": " + std::to_string(chronicle.size()) + " rows\n\n" +
      "Tables: rows, first and last day, known to the day, imprecise, ongoing, superseded");
  for (const Token<Table>& table : kTokens<Table>) {
    const std::size_t rows = chronicle.size(table.value);
    if (rows == 0) continue;
    const Timeline& timeline = chronicle.timeline(table.value);
    if (timeline.size() == 0) {
      add("table", table.word, rows, "", "", no_precision, "", "");
      continue;
    }
    const Precision p = PrecisionOf(timeline);
    const bool is_dated = p.first <= p.last;
    add("table", table.word, rows, is_dated ? ToString(p.first) : "",
        is_dated ? ToString(p.last) : "", {p.exact, p.imprecise, p.ongoing, p.superseded}, "", "");
  }

  if (chronicle.event_count() > 0) {
    const EventCounts counts = CountsOf(chronicle);
    const auto add_counts = [&](const char* section, const char* heading, const auto& of) {
      if (session.style != Style::kHuman) {
        for (const auto& [value, count] : of) {
          add(section, ToString(value), count, "", "", no_precision, "", "");
        }
        return;
      }
      // For people on one line, the most frequent first.
      std::vector<std::pair<std::uint64_t, std::string>> words;
      for (const auto& [value, count] : of) words.emplace_back(count, ToString(value));
      std::stable_sort(words.begin(), words.end(),
                       [](const auto& a, const auto& b) { return a.first > b.first; });
      std::string line = heading;
      for (const auto& [count, word] : words) {
        line += (line == heading ? " " : ", ") + word + " " + std::to_string(count);
      }
      answer.Section(line);
    };
    add_counts("event_type", "Events by type:", counts.types);
    add_counts("date_precision", "By what is known of the date (the vaguer end):", counts.dates);
    add_counts("place_precision", "By what is known of the place:", counts.places);
  }

  answer.Section("Sources");
  for (const Source& source : chronicle.sources()) {
    const std::string version = session.style == Style::kHuman && !source.version.empty()
                                    ? "version " + source.version
                                    : source.version;
    add("source", source.key, "", "", "", no_precision,
        source.title + ", published " + InWords(source.published), version);
  }
  answer.Section("Coverage: what the sources speak of; outside it, no rows mean nothing");
  for (const Coverage& coverage : chronicle.coverage()) {
    add("coverage", ToString(coverage.table), "", ToString(coverage.period.first()),
        ToString(coverage.period.last() - 1), no_precision,
        (coverage.source ? chronicle.source(*coverage.source).key : std::string()) +
            (coverage.place ? ", in " + chronicle.place(*coverage.place).name : "") +
            (coverage.complete ? ", complete" : ", not complete"),
        "");
  }
  const IssueLog& issues = opened->issues;
  answer.Section("Reading it gave " + std::to_string(issues.warnings()) + " warnings and " +
                 std::to_string(issues.notes()) + " notes (casus check lists them).");
  answer.Print(std::cout, session.limit);
  return kDone;
}

}  // namespace casus::tool
