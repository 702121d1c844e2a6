#include "casus/report/territory_export.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "casus/io/delimited.h"
#include "casus/time/edtf.h"
#include "src/io/export_file.h"
#include "src/io/export_rows.h"
#include "src/io/rings.h"
#include "src/io/text_form_cells.h"
#include "src/io/text_form_keys.h"

namespace casus {
namespace {

using internal::RowValues;
using text_form::AppendListItem;

constexpr std::string_view kEpisodeColumns[] = {
    "place",      "place_name",     "axis",         "source",       "viewpoint",  "viewpoint_name",
    "succession", "status",         "holders",      "holder_names", "regime",     "recognition",
    "security",   "except",         "fraction",     "begun_by",     "ended_by",   "method",
    "locator",    "begin_earliest", "begin_latest", "end_earliest", "end_latest", "edtf",
    "learnt",     "superseded",     "note"};

template <typename E>
std::string_view WordUnless(E value, E none) {
  return value == none ? std::string_view() : ToString(value);
}

// In hundredths of a per cent, as the text form writes it; empty for a whole.
std::string FractionText(const Extent& extent) {
  if (extent.fraction_low == 10000 && extent.fraction_high == 10000) return {};
  std::string text;
  const Result<void> written = text_form::Codec<Extent>::Write(extent, text_form::Keys(), text);
  return written.ok() ? text : std::string();
}

// A geometry of a place, and when it held.
struct Drawing {
  const PlaceGeometry* geometry = nullptr;
  Truth truth = Truth::kNo;
};

class Writer {
 public:
  Writer(const TerritoryIndex& index, internal::ByteSink sink)
      : index_(index), chronicle_(index.chronicle()), sink_(sink) {}

  Result<MapExportReport> WriteMap(Day day, const MapExportOptions& options);
  Result<MapExportReport> WriteStatuses(Period period, const MapExportOptions& options);
  Result<MapExportReport> WriteEpisodes(const TerritoryFilter& filter);

 private:
  // All series of all places.
  void VisitSeries(const TerritoryFilter& filter,
                   FunctionRef<bool(const EpisodeSeries&)> visit) const;

  std::size_t WitnessesOf(const PlaceStatus& of, const std::vector<PlaceStatus>& all) const;
  void AddWhat(const TerritorialStatus& status);
  void AddHow(const TerritorialStatus& status);
  void AddFact(StatusId id);
  void AddFeatureValues(PlaceId place, const PlaceStatus& status,
                        std::optional<std::size_t> witnesses, const Drawing& drawing);
  Result<void> WriteFeature(PlaceId place, const PlaceStatus& status,
                            std::optional<std::size_t> witnesses, std::optional<Day> day,
                            bool leave_out_unlocated);

  Drawing DrawingOf(const Place& place, std::optional<Day> day) const;
  void AppendGeometry(const Place& place, const Drawing& drawing);
  void AppendPolygon(const Polygon& polygon);
  void AppendRing(const Ring& ring, bool is_outer);
  void AppendPosition(Coordinates at);

  void BeginFeatures() { out_ += "{\"type\": \"FeatureCollection\", \"features\": ["; }
  Result<MapExportReport> EndFeatures() {
    out_ += report_.rows > 0 ? "\n]}\n" : "]}\n";
    return End();
  }
  Result<MapExportReport> End() {
    const Result<void> flushed = Flush();
    if (!flushed.ok()) return flushed.error();
    return report_;
  }
  Result<void> Flush() {
    const Result<void> result = sink_(out_);
    out_.clear();
    return result;
  }

  static constexpr std::size_t kFlushBytes = std::size_t{1} << 18;

  const TerritoryIndex& index_;
  const Chronicle& chronicle_;
  internal::ByteSink sink_;
  std::optional<Day> last_day_;
  RowValues values_;
  std::string out_;
  MapExportReport report_;
};

// By the keys of actors: all versions of a key are one.
bool SaysTheSame(const Chronicle& chronicle, const TerritorialStatus& a,
                 const TerritorialStatus& b) {
  if (a.axis != b.axis || a.regime != b.regime || a.recognition != b.recognition ||
      a.security != b.security) {
    return false;
  }
  const auto keys = [&](const TerritorialStatus& status) {
    std::vector<std::string_view> named;
    for (const ActorId holder : status.holders) named.push_back(chronicle.KeyOf(holder));
    std::sort(named.begin(), named.end());
    return named;
  };
  return keys(a) == keys(b);
}

std::size_t Writer::WitnessesOf(const PlaceStatus& of, const std::vector<PlaceStatus>& all) const {
  const TerritorialStatus& said = chronicle_.status(of.status);
  std::vector<SourceId> sources;
  for (const PlaceStatus& other : all) {
    const TerritorialStatus& status = chronicle_.status(other.status);
    if (SaysTheSame(chronicle_, said, status)) sources.push_back(*status.fact.source);
  }
  std::sort(sources.begin(), sources.end());
  sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  return IndependentSources(chronicle_, sources);
}

void Writer::VisitSeries(const TerritoryFilter& filter,
                         FunctionRef<bool(const EpisodeSeries&)> visit) const {
  for (std::size_t i = 0; i < chronicle_.places().size(); ++i) {
    const PlaceId place(static_cast<std::uint32_t>(i));
    for (const EpisodeSeries& series : index_.Episodes(place, filter)) {
      // Of another version of the place, which has its turn.
      if (series.place != place) break;
      if (!visit(series)) return;
    }
  }
}

void Writer::AddWhat(const TerritorialStatus& status) {
  std::string keys;
  std::string names;
  for (const ActorId holder : status.holders) {
    AppendListItem(keys, chronicle_.KeyOf(holder));
    AppendListItem(names, chronicle_.LabelOf(holder));
  }
  values_.Text("holders", keys);
  values_.Text("holder_names", status.holders.empty() ? "nobody" : names);
}

void Writer::AddHow(const TerritorialStatus& status) {
  values_.Text("regime", WordUnless(status.regime, ControlRegime::kUnspecified));
  values_.Text("recognition", WordUnless(status.recognition, RecognitionKind::kUnspecified));
  values_.Text("security", WordUnless(status.security, SecurityStatus::kNotSaid));
  std::string except;
  for (const PlaceId place : status.extent.except) AppendListItem(except, chronicle_.KeyOf(place));
  values_.Text("except", except);
  values_.Text("fraction", FractionText(status.extent));
  values_.Text("begun_by", status.begun_by ? chronicle_.KeyOf(*status.begun_by) : "");
  values_.Text("ended_by", status.ended_by ? chronicle_.KeyOf(*status.ended_by) : "");
  values_.Text("method", status.method);
}

void Writer::AddFact(StatusId id) {
  const Fact& fact = chronicle_.status(id).fact;
  values_.Text("locator", fact.locator);
  internal::AddSpan(fact.span, values_);
  internal::AddKnown(chronicle_.timeline(Table::kStatuses).known(id.value()), fact.note, values_);
}

void Writer::AddFeatureValues(PlaceId place, const PlaceStatus& status,
                              std::optional<std::size_t> witnesses, const Drawing& drawing) {
  const TerritorialStatus& row = chronicle_.status(status.status);
  values_.Clear();
  values_.Text("place", chronicle_.KeyOf(place));
  values_.Text("place_name", chronicle_.LabelOf(place));
  values_.Text("axis", ToString(row.axis));
  values_.Text("truth", ToString(status.truth));
  values_.Bool("of_part", status.of_part);
  AddWhat(row);
  values_.Text("viewpoint", row.viewpoint ? chronicle_.KeyOf(*row.viewpoint) : "");
  values_.Text("viewpoint_name", row.viewpoint ? chronicle_.LabelOf(*row.viewpoint) : "");
  values_.Number("witnesses", witnesses);
  values_.Text("status", row.fact.key);
  values_.Text("status_of", row.place ? chronicle_.KeyOf(*row.place) : "");
  AddHow(row);
  values_.Text("source", chronicle_.SourceOf(status.status).key);
  AddFact(status.status);
  const PlaceGeometry* const geometry = drawing.geometry;
  values_.Text("geometry_edtf",
               geometry != nullptr && geometry->span ? ToEdtf(*geometry->span) : "");
  values_.Text("geometry_truth", geometry != nullptr ? ToString(drawing.truth) : "");
  const bool crosses =
      geometry != nullptr &&
      std::any_of(geometry->polygons.begin(), geometry->polygons.end(), [](const Polygon& polygon) {
        return internal::CrossesAntimeridian(polygon.outer);
      });
  values_.Bool("crosses_180", crosses);
  report_.crossing += crosses;
}

Drawing Writer::DrawingOf(const Place& place, std::optional<Day> day) const {
  Drawing best;
  const auto begin_of = [](const PlaceGeometry& geometry) {
    return geometry.span ? geometry.span->bounds().begin_earliest : Day::BeginningOfTime();
  };
  for (const PlaceGeometry& geometry : place.geometries) {
    if (geometry.polygons.empty()) continue;
    Truth truth = Truth::kCertain;
    if (geometry.span) truth = day ? HoldsAt(*geometry.span, *day) : Truth::kPossible;
    if (truth == Truth::kNo) continue;
    const bool is_better = best.geometry == nullptr || best.truth < truth ||
                           (best.truth == truth && begin_of(*best.geometry) <= begin_of(geometry));
    if (is_better) best = {&geometry, truth};
  }
  return best;
}

Result<void> Writer::WriteFeature(PlaceId place, const PlaceStatus& status,
                                  std::optional<std::size_t> witnesses, std::optional<Day> day,
                                  bool leave_out_unlocated) {
  const Place& row = chronicle_.place(place);
  const Drawing drawing = DrawingOf(row, day);
  if (drawing.geometry == nullptr && !row.at) {
    ++report_.unlocated;
    if (leave_out_unlocated) return {};
  }
  AddFeatureValues(place, status, witnesses, drawing);
  if (Result<void> good = internal::CheckTexts(values_); !good.ok()) return good;
  out_ += report_.rows > 0 ? ",\n" : "\n";
  out_ += "{\"type\": \"Feature\", \"geometry\": ";
  AppendGeometry(row, drawing);
  out_ += ", \"properties\": ";
  internal::AppendObject(values_, true, out_);
  internal::AppendTimes(chronicle_.status(status.status).fact.span.bounds(), last_day_, out_);
  out_ += "}}";
  ++report_.rows;
  return out_.size() < kFlushBytes ? Result<void>() : Flush();
}

void Writer::AppendGeometry(const Place& place, const Drawing& drawing) {
  if (drawing.geometry == nullptr) {
    if (!place.at) {
      out_ += "null";
      return;
    }
    out_ += "{\"type\": \"Point\", \"coordinates\": ";
    AppendPosition(*place.at);
    out_ += '}';
    return;
  }
  const std::vector<Polygon>& polygons = drawing.geometry->polygons;
  const bool is_one = polygons.size() == 1;
  out_ += is_one ? "{\"type\": \"Polygon\", \"coordinates\": "
                 : "{\"type\": \"MultiPolygon\", \"coordinates\": [";
  for (std::size_t i = 0; i < polygons.size(); ++i) {
    if (i > 0) out_ += ", ";
    AppendPolygon(polygons[i]);
  }
  out_ += is_one ? "}" : "]}";
}

void Writer::AppendPolygon(const Polygon& polygon) {
  out_ += '[';
  AppendRing(polygon.outer, true);
  for (const Ring& hole : polygon.holes) {
    out_ += ", ";
    AppendRing(hole, false);
  }
  out_ += ']';
}

void Writer::AppendRing(const Ring& ring, bool is_outer) {
  const double area = internal::SignedArea(ring);
  const bool is_turned = is_outer ? area < 0 : area > 0;
  out_ += '[';
  // The first position once more at the end.
  for (std::size_t i = 0; i <= ring.size() && !ring.empty(); ++i) {
    if (i > 0) out_ += ", ";
    const std::size_t corner = i == ring.size() ? 0 : i;
    AppendPosition(ring[is_turned && corner > 0 ? ring.size() - corner : corner]);
  }
  out_ += ']';
}

void Writer::AppendPosition(Coordinates at) {
  out_ += '[';
  internal::AppendDegrees(at.longitude, out_);
  out_ += ", ";
  internal::AppendDegrees(at.latitude, out_);
  out_ += ']';
}

Result<MapExportReport> Writer::WriteMap(Day day, const MapExportOptions& options) {
  last_day_ = day;
  BeginFeatures();
  Result<void> result;
  std::vector<PlaceStatus> statuses;  // of one place
  std::optional<PlaceId> place;
  const auto write = [&] {
    std::sort(statuses.begin(), statuses.end(), [&](const PlaceStatus& a, const PlaceStatus& b) {
      const auto rank = [&](const PlaceStatus& status) {
        const TerritorialStatus& row = chronicle_.status(status.status);
        return std::tuple(row.axis, row.fact.span.bounds().begin_earliest, status.status);
      };
      return rank(a) < rank(b);
    });
    for (const PlaceStatus& status : statuses) {
      if (!result.ok()) break;
      result = WriteFeature(*place, status, WitnessesOf(status, statuses), day,
                            options.leave_out_unlocated);
    }
    statuses.clear();
  };
  index_.Map(day, options.filter, [&](PlaceId of, const PlaceStatus& status) {
    if (place && *place != of) write();
    place = of;
    statuses.push_back(status);
  });
  if (place) write();
  if (!result.ok()) return result.error();
  return EndFeatures();
}

// The first day of the period on which it surely holds, or else may hold; empty if nothing dates
// it.
std::optional<Day> FirstDayIn(const SpanBounds& bounds, Period period) {
  for (const auto& [begin, end] : {std::pair(bounds.begin_latest, bounds.end_earliest),
                                   std::pair(bounds.begin_earliest, bounds.end_latest)}) {
    const Day first = std::max(begin, period.first());
    const Day last = std::min(end, period.last());
    if (!(first < last)) continue;
    if (first.is_finite()) return first;
    if (last.is_finite()) return last - 1;
  }
  return std::nullopt;
}

Result<MapExportReport> Writer::WriteStatuses(Period period, const MapExportOptions& options) {
  if (period.last().is_finite()) last_day_ = period.last() - 1;
  if (!last_day_) {
    VisitSeries(options.filter, [&](const EpisodeSeries& series) {
      for (const Episode& episode : series.episodes) {
        const SpanBounds& bounds = chronicle_.status(episode.status).fact.span.bounds();
        if (MeetsDuring(bounds, period) != Truth::kNo) internal::TakeLastDay(bounds, last_day_);
      }
      return true;
    });
  }
  BeginFeatures();
  Result<void> result;
  VisitSeries(options.filter, [&](const EpisodeSeries& series) {
    for (const Episode& episode : series.episodes) {
      const TerritorialStatus& status = chronicle_.status(episode.status);
      const SpanBounds& bounds = status.fact.span.bounds();
      PlaceStatus said{episode.status, MeetsDuring(bounds, period), false};
      if (said.truth == Truth::kNo) continue;
      said.of_part = !status.extent.except.empty() || status.extent.fraction_low < 10000;
      result = WriteFeature(series.place, said, std::nullopt, FirstDayIn(bounds, period),
                            options.leave_out_unlocated);
      if (!result.ok()) return false;
    }
    return true;
  });
  if (!result.ok()) return result.error();
  return EndFeatures();
}

Result<MapExportReport> Writer::WriteEpisodes(const TerritoryFilter& filter) {
  AppendCsvRecord(out_, kEpisodeColumns);
  Result<void> result;
  VisitSeries(filter, [&](const EpisodeSeries& series) {
    for (const Episode& episode : series.episodes) {
      const TerritorialStatus& status = chronicle_.status(episode.status);
      values_.Clear();
      values_.Text("place", chronicle_.KeyOf(series.place));
      values_.Text("place_name", chronicle_.LabelOf(series.place));
      values_.Text("axis", ToString(series.axis));
      values_.Text("source", chronicle_.source(series.source).key);
      values_.Text("viewpoint", series.viewpoint ? chronicle_.KeyOf(*series.viewpoint) : "");
      values_.Text("viewpoint_name", series.viewpoint ? chronicle_.LabelOf(*series.viewpoint) : "");
      values_.Text("succession", ToString(episode.succession));
      values_.Text("status", status.fact.key);
      AddWhat(status);
      AddHow(status);
      AddFact(episode.status);
      result = internal::CheckTexts(values_);
      if (!result.ok()) return false;
      internal::AppendCsvRow(values_, out_);
      ++report_.rows;
      if (out_.size() >= kFlushBytes) result = Flush();
      if (!result.ok()) return false;
    }
    return true;
  });
  if (!result.ok()) return result.error();
  return End();
}

// `write` gives what is written into a sink.
Result<MapExportReport> IntoFile(const std::string& path,
                                 FunctionRef<Result<MapExportReport>(internal::ByteSink)> write) {
  MapExportReport report;
  const Result<void> written =
      internal::ReplaceFile(path, [&](internal::ByteSink sink) -> Result<void> {
        const Result<MapExportReport> result = write(sink);
        if (!result.ok()) return result.error();
        report = *result;
        return {};
      });
  if (!written.ok()) return written.error();
  return report;
}

}  // namespace

Result<MapExportReport> ExportMapTo(const TerritoryIndex& index, Day day,
                                    const MapExportOptions& options, MapSink sink) {
  return Writer(index, sink).WriteMap(day, options);
}
Result<MapExportReport> ExportStatusesTo(const TerritoryIndex& index, Period period,
                                         const MapExportOptions& options, MapSink sink) {
  return Writer(index, sink).WriteStatuses(period, options);
}
Result<MapExportReport> ExportEpisodesTo(const TerritoryIndex& index, const TerritoryFilter& filter,
                                         MapSink sink) {
  return Writer(index, sink).WriteEpisodes(filter);
}

Result<MapExportReport> ExportMapFile(const TerritoryIndex& index, Day day,
                                      const MapExportOptions& options, const std::string& path) {
  return IntoFile(path,
                  [&](internal::ByteSink sink) { return ExportMapTo(index, day, options, sink); });
}
Result<MapExportReport> ExportStatusesFile(const TerritoryIndex& index, Period period,
                                           const MapExportOptions& options,
                                           const std::string& path) {
  return IntoFile(path, [&](internal::ByteSink sink) {
    return ExportStatusesTo(index, period, options, sink);
  });
}
Result<MapExportReport> ExportEpisodesFile(const TerritoryIndex& index,
                                           const TerritoryFilter& filter, const std::string& path) {
  return IntoFile(path,
                  [&](internal::ByteSink sink) { return ExportEpisodesTo(index, filter, sink); });
}

}  // namespace casus
