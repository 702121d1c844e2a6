#include "src/chronicle/list_rows.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_split.h"
#include "casus/time/edtf.h"

namespace casus::internal {
namespace {

constexpr std::string_view kScope = "list history: ";
constexpr std::string_view kWhole = "whole";
constexpr std::string_view kPart = "part";
constexpr std::string_view kButFor = "whole but for";

constexpr std::string_view kNotAfterDay = "[..day]";
constexpr std::string_view kNotBeforeDay = "[day..]";
constexpr std::string_view kSeen = "[..day]/[day..]";

}  // namespace

void PutLine(std::string& note, std::string_view name, std::string_view text) {
  if (!note.empty()) note += '\n';
  note += name;
  note += text;
}

bool HasLine(std::string_view note, std::string_view name) {
  return note.substr(note.rfind('\n') + 1).starts_with(name);
}

std::optional<std::string> TakeLine(std::string& note, std::string_view name) {
  if (!HasLine(note, name)) return std::nullopt;
  const std::size_t line = note.rfind('\n') + 1;
  std::string text = note.substr(line + name.size());
  note.resize(line == 0 ? 0 : line - 1);
  return text;
}

std::string SpanByDay(const Span& span, Day day) {
  const Moment& first = span.first();
  const bool began_by = first == Moment::NotAfter(day);
  const bool seen = span.last() == Moment::NotBefore(day);
  if (began_by && seen) return std::string(kSeen);
  std::string text = ToEdtf(span);
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return text;
  if (seen) text.replace(slash + 1, std::string::npos, kNotBeforeDay);
  if (began_by) {
    text.replace(0, slash, kNotAfterDay);
  } else if (first.basis() == Basis::kRange && first.latest() == day) {
    text.replace(0, slash, "[" + ToString(first.earliest()) + "..day]");
  }
  return text;
}

Result<Span> SpanOnDay(std::string_view text, Day day) {
  constexpr std::string_view kDay = "day";
  std::string edtf(text);
  for (std::size_t at; (at = edtf.find(kDay)) != std::string::npos;) {
    edtf.replace(at, kDay.size(), ToString(day));
  }
  return ParseEdtfSpan(edtf);
}

Source SourceOfVersion(Source source, const ListVersion& version) {
  source.key = version.list + "/" + version.name;
  source.version = version.name;
  source.published = Moment::OnDay(version.published);
  std::string scope(!version.complete ? kPart : version.refused.empty() ? kWhole : kButFor);
  if (version.complete) {
    for (const std::string& key : version.refused) scope += " " + key;
  }
  PutLine(source.note, kScope, scope);
  return source;
}

std::optional<ListVersion> VersionOfSource(const Source& source) {
  ListVersion version;
  version.name = source.version;
  version.published = source.published.earliest();
  std::string note = source.note;
  const std::optional<std::string> scope = TakeLine(note, kScope);
  const std::string suffix = "/" + source.version;
  if (!scope || !source.key.ends_with(suffix) || source.published.basis() != Basis::kDay) {
    return std::nullopt;
  }
  version.list = source.key.substr(0, source.key.size() - suffix.size());
  version.complete = *scope != kPart;
  if (scope->starts_with(kButFor)) {
    version.refused = absl::StrSplit(scope->substr(kButFor.size()), ' ', absl::SkipEmpty());
  } else if (version.complete && *scope != kWhole) {
    return std::nullopt;
  }
  return version;
}

bool IsRefused(const ListVersion& version, std::string_view key) {
  return std::binary_search(version.refused.begin(), version.refused.end(), key);
}

}  // namespace casus::internal
