// casus holders, casus changes, casus map: who holds, claims or recognises a place, by whose word;
// what changed between two days; and all places on a day, for people and for maps.

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "casus/analysis/territory.h"
#include "casus/chronicle/describe.h"
#include "casus/report/territory_export.h"
#include "casus/time/edtf.h"
#include "src/tool/verbs.h"

namespace casus::tool {
namespace {

// Of a place that is fought over nobody need be named.
std::string NameOf(const Chronicle& chronicle, Axis axis, std::optional<ActorId> actor) {
  if (actor) return chronicle.actor(*actor).name;
  return axis == Axis::kContest ? "nobody named" : "nobody";
}

Result<TerritoryFilter> FilterOf(const Chronicle& chronicle, const TerritoryArguments& arguments) {
  TerritoryFilter filter;
  for (const std::string& word : arguments.axes) {
    const Result<Axis> axis = ParseToken<Axis>(word);
    if (!axis.ok()) return axis.error();
    filter.axes.push_back(*axis);
  }
  if (!arguments.viewpoint.empty()) {
    const Result<ActorId> viewpoint = ResolveActor(chronicle, arguments.viewpoint);
    if (!viewpoint.ok()) return viewpoint.error();
    filter.viewpoint = *viewpoint;
  }
  if (!arguments.source.empty()) {
    const Result<SourceId> source = ResolveSource(chronicle, arguments.source);
    if (!source.ok()) return source.error();
    filter.source = *source;
  }
  if (!arguments.known.empty()) {
    const Result<Day> known = ParseDayArgument(arguments.known);
    if (!known.ok()) return known.error();
    filter.as_known = *known;
  }
  return filter;
}

// "Russia certain, by 2 independent sources; Ukraine possible, by 1, of a part".
std::string HoldersInWords(const Chronicle& chronicle, Axis axis,
                           const std::vector<Holder>& holders) {
  std::string words;
  for (const Holder& holder : holders) {
    words += (words.empty() ? "" : "; ") + NameOf(chronicle, axis, holder.actor) + ' ' +
             std::string(ToString(holder.truth)) + ", by " + std::to_string(holder.witnesses) +
             (holder.witnesses == 1 ? " source" : " independent sources") +
             (holder.of_part ? ", of a part" : "");
  }
  return words;
}

// "Russia", "possibly Ukraine, Russia", "nobody", and nothing where nothing is said.
std::string StatusesInWords(const Chronicle& chronicle, const std::vector<PlaceStatus>& statuses) {
  std::string words;
  for (const PlaceStatus& status : statuses) {
    const TerritorialStatus& row = chronicle.status(status.status);
    words += std::string(words.empty() ? "" : "; ") +
             (status.truth == Truth::kPossible ? "possibly " : "");
    if (row.holders.empty()) words += NameOf(chronicle, row.axis, std::nullopt);
    for (std::size_t i = 0; i < row.holders.size(); ++i) {
      words += (i == 0 ? "" : ", ") + NameOf(chronicle, row.axis, row.holders[i]);
    }
    if (row.axis == Axis::kRecognition) {
      words += " (" + std::string(ToString(row.recognition)) + ')';
    }
    if (row.regime != ControlRegime::kUnspecified) {
      words += " (" + std::string(ToString(row.regime)) + ')';
    }
    if (row.security != SecurityStatus::kNotSaid) {
      words += " (" + std::string(ToString(row.security)) + ')';
    }
    if (status.of_part) words += ", of a part";
  }
  return words;
}

}  // namespace

int ShowHolders(const Session& session, const TerritoryArguments& arguments) {
  const Result<Day> day = ParseDayArgument(arguments.first);
  if (!day.ok()) return Fail(day.error());
  const Result<Opened> opened = Open(session, arguments.path);
  if (!opened.ok()) return Fail(opened.error());
  const Chronicle& chronicle = opened->chronicle;
  const Result<PlaceId> place = ResolvePlace(chronicle, arguments.place);
  if (!place.ok()) return Fail(place.error());
  const Result<TerritoryFilter> filter = FilterOf(chronicle, arguments);
  if (!filter.ok()) return Fail(filter.error());

  const TerritoryIndex index = TerritoryIndex::Build(chronicle);
  Answer answer(session.style, {{"part", true},
                                {"axis", true},
                                {"key", true},
                                {"truth"},
                                {"of_part", true},
                                {"what"},
                                {"when"},
                                {"edtf", true},
                                {"source"}});
  const auto add = [&](std::string_view part, const PlaceStatus& status) {
    const Span span = chronicle.SpanOf(status.status);
    answer.Row({part, ToString(chronicle.status(status.status).axis),
                chronicle.KeyOf(status.status), ToString(status.truth),
                status.of_part ? "true" : "false", Describe(chronicle, status.status),
                InWords(span), ToEdtf(span), "[" + chronicle.SourceOf(status.status).key + "]"});
  };
  answer.Section(chronicle.place(*place).name + " on " + ToString(*day));
  for (const auto& token : kTokens<Axis>) {
    TerritoryFilter of_axis = *filter;
    if (!of_axis.axes.empty() &&
        std::find(of_axis.axes.begin(), of_axis.axes.end(), token.value) == of_axis.axes.end()) {
      continue;
    }
    of_axis.axes = {token.value};
    const std::vector<PlaceStatus> statuses = index.At(*place, *day, of_axis);
    if (statuses.empty()) continue;
    // Who is named on recognition may be named as not recognised.
    answer.Section(
        std::string(token.word) +
        (token.value == Axis::kRecognition
             ? std::string()
             : ": " + HoldersInWords(chronicle, token.value,
                                     index.Holders(*place, *day, token.value, of_axis))));
    for (const PlaceStatus& status : statuses) add("place", status);
  }
  if (arguments.inside) {
    const std::vector<PlaceStatus> statuses = index.Inside(*place, *day, *filter);
    answer.Section("Of places inside");
    for (const PlaceStatus& status : statuses) add("inside", status);
  }
  if (chronicle.Covered(Table::kStatuses, *day, *place) == Truth::kNo) {
    answer.Section(
        "No source claims to speak of this place and day: what is not said means nothing.");
  }
  answer.Print(std::cout, session.limit);
  return kDone;
}

int ShowChanges(const Session& session, const TerritoryArguments& arguments) {
  const Result<Day> first = ParseDayArgument(arguments.first);
  if (!first.ok()) return Fail(first.error());
  const Result<Day> last = ParseDayArgument(arguments.last);
  if (!last.ok()) return Fail(last.error());
  const Result<Opened> opened = Open(session, arguments.path);
  if (!opened.ok()) return Fail(opened.error());
  const Chronicle& chronicle = opened->chronicle;
  const Result<TerritoryFilter> filter = FilterOf(chronicle, arguments);
  if (!filter.ok()) return Fail(filter.error());

  Answer answer(
      session.style,
      {{"key", true}, {"place"}, {"axis"}, {"viewpoint"}, {"before"}, {"after"}, {"source"}});
  answer.Section("What is otherwise on " + ToString(*last) + " than on " + ToString(*first));
  const TerritoryIndex index = TerritoryIndex::Build(chronicle);
  for (const TerritoryChange& change : index.Changes(*first, *last, *filter)) {
    const auto said = [&](const std::vector<PlaceStatus>& statuses) {
      return statuses.empty() ? std::string("(nothing said)")
                              : StatusesInWords(chronicle, statuses);
    };
    answer.Row({chronicle.place(change.place).fact.key, chronicle.place(change.place).name,
                ToString(change.axis),
                change.viewpoint ? "by " + chronicle.actor(*change.viewpoint).name : std::string(),
                said(change.before), said(change.after),
                "[" + chronicle.source(change.source).key + "]"});
  }
  answer.Print(std::cout, session.limit);
  return kDone;
}

int ShowMap(const Session& session, const TerritoryArguments& arguments) {
  const Result<Day> day = ParseDayArgument(arguments.first);
  if (!day.ok()) return Fail(day.error());
  std::optional<Period> period;
  if (!arguments.period.empty()) {
    const Result<Period> parsed = ParsePeriodArguments(arguments.period[0], arguments.period[1]);
    if (!parsed.ok()) return Fail(parsed.error());
    period = *parsed;
  }
  const Result<Opened> opened = OpenAll(session, arguments.files);
  if (!opened.ok()) return Fail(opened.error());
  const Chronicle& chronicle = opened->chronicle;
  const Result<TerritoryFilter> filter = FilterOf(chronicle, arguments);
  if (!filter.ok()) return Fail(filter.error());
  const TerritoryIndex index = TerritoryIndex::Build(chronicle);

  const auto tell = [](const std::string& path, const MapExportReport& report,
                       std::string_view what) {
    std::cerr << (path == "-" ? "standard output" : path) << ": " << report.rows << ' ' << what;
    if (report.unlocated > 0) std::cerr << ", " << report.unlocated << " without a geometry";
    if (report.crossing > 0) std::cerr << ", " << report.crossing << " across 180 degrees, not cut";
    std::cerr << '\n';
  };
  if (!arguments.geojson.empty()) {
    const MapExportOptions options{*filter, arguments.leave_out_unlocated};
    const Result<MapExportReport> report =
        period ? ExportStatusesFile(index, *period, options, arguments.geojson)
               : ExportMapFile(index, *day, options, arguments.geojson);
    if (!report.ok()) return Fail(report.error());
    tell(arguments.geojson, *report, "features");
  }
  if (!arguments.episodes.empty()) {
    const Result<MapExportReport> report = ExportEpisodesFile(index, *filter, arguments.episodes);
    if (!report.ok()) return Fail(report.error());
    tell(arguments.episodes, *report, "episodes");
  }
  if (!arguments.geojson.empty() || !arguments.episodes.empty()) return kDone;

  Answer answer(session.style, {{"key", true},
                                {"place"},
                                {"axis", true},
                                {"holder_key", true},
                                {"holder"},
                                {"truth"},
                                {"of_part"},
                                {"witnesses"},
                                {"statuses", true}});
  for (const auto& token : kTokens<Axis>) {
    if (!filter->axes.empty() &&
        std::find(filter->axes.begin(), filter->axes.end(), token.value) == filter->axes.end()) {
      continue;
    }
    TerritoryFilter of_axis = *filter;
    of_axis.axes = {token.value};
    std::vector<PlaceId> places;
    index.Map(*day, of_axis, [&](PlaceId place, const PlaceStatus&) {
      if (places.empty() || places.back() != place) places.push_back(place);
    });
    if (places.empty()) continue;
    answer.Section(std::string(token.word) + " on " + ToString(*day));
    for (const PlaceId place : places) {
      for (const Holder& holder : index.Holders(place, *day, token.value, of_axis)) {
        std::string statuses;
        for (const StatusId status : holder.statuses) {
          statuses += (statuses.empty() ? "" : "; ") + std::string(chronicle.KeyOf(status));
        }
        answer.Row({chronicle.place(place).fact.key, chronicle.place(place).name, token.word,
                    holder.actor ? chronicle.actor(*holder.actor).fact.key : std::string(),
                    NameOf(chronicle, token.value, holder.actor), ToString(holder.truth),
                    session.style != Style::kHuman ? (holder.of_part ? "true" : "false")
                    : holder.of_part               ? "of a part"
                                                   : "",
                    static_cast<std::uint64_t>(holder.witnesses), std::move(statuses)});
      }
    }
  }
  if (chronicle.Covered(Table::kStatuses, *day) == Truth::kNo) {
    answer.Section("No source claims to speak of this day: what is not said means nothing.");
  }
  answer.Print(std::cout, session.limit);
  return kDone;
}

}  // namespace casus::tool
