#ifndef CASUS_SRC_CHRONICLE_LIST_ROWS_H_
#define CASUS_SRC_CHRONICLE_LIST_ROWS_H_

// How a ListHistory marks its rows and sources, for what reads them back.

#include <optional>
#include <string>
#include <string_view>

#include "casus/base/error.h"
#include "casus/chronicle/list_history.h"
#include "casus/chronicle/source.h"
#include "casus/time/day.h"
#include "casus/time/span.h"

namespace casus::internal {

// Lines at the end of notes.
inline constexpr std::string_view kListSpan = "casus.list=";
inline constexpr std::string_view kGone = "casus.gone=";

// Behind the key of a period that ended, and before the day of the list that did not have it.
inline constexpr std::string_view kUntil = "/until/";

// Whoever reads designations and relations, which are on a list or not; not what they refer to,
// which is there whether listed or not.
constexpr bool IsOnLists(Table table) {
  return table == Table::kDesignations || table == Table::kRelations;
}

void PutLine(std::string& note, std::string_view name, std::string_view text);
// The last line of the note, if it is of that name.
bool HasLine(std::string_view note, std::string_view name);
// Takes it off.
std::optional<std::string> TakeLine(std::string& note, std::string_view name);

// The span with "day" where it says no more than that the row is on the list of that day:
// "[..day]/[day..]". And back.
std::string SpanByDay(const Span& span, Day day);
Result<Span> SpanOnDay(std::string_view text, Day day);

// The source of a version, from the one its rows came with; and back.
Source SourceOfVersion(Source source, const ListVersion& version);
std::optional<ListVersion> VersionOfSource(const Source& source);

// Does the version, by not having it, say nothing of what has one of the keys?
bool IsRefused(const ListVersion& version, std::string_view key);

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_LIST_ROWS_H_
