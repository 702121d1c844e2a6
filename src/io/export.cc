#include "casus/io/export.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <utility>
#include <variant>

#include "casus/chronicle/describe.h"
#include "casus/io/delimited.h"
#include "src/io/export_file.h"
#include "src/io/export_rows.h"
#include "src/io/text_form_cells.h"

namespace casus {
namespace {

using internal::AddKnown;
using internal::AddSpan;
using internal::AppendJsonString;
using internal::DegreesText;
using internal::RowValues;
using text_form::AppendListItem;

// Of CSV, in the order in which AddEvent and AddFact give their values.
constexpr std::string_view kEventColumns[] = {"key",
                                              "type",
                                              "status",
                                              "name",
                                              "truth",
                                              "begin_earliest",
                                              "begin_latest",
                                              "end_earliest",
                                              "end_latest",
                                              "edtf",
                                              "place",
                                              "place_name",
                                              "latitude",
                                              "longitude",
                                              "place_precision",
                                              "side_a",
                                              "side_a_name",
                                              "side_b",
                                              "side_b_name",
                                              "initiator",
                                              "initiator_name",
                                              "target",
                                              "target_name",
                                              "other_parties",
                                              "part_of",
                                              "deaths_low",
                                              "deaths_best",
                                              "deaths_high",
                                              "deaths_side_a",
                                              "deaths_side_b",
                                              "deaths_civilians",
                                              "deaths_unknown",
                                              "codes",
                                              "source",
                                              "locator",
                                              "learnt",
                                              "superseded",
                                              "note"};
constexpr std::string_view kFactColumns[] = {
    "key",  "what",   "truth",   "begin_earliest", "begin_latest", "end_earliest", "end_latest",
    "edtf", "source", "locator", "learnt",         "superseded",   "note"};

constexpr Role kOwnColumns[] = {Role::kSideA, Role::kSideB, Role::kInitiator, Role::kTarget};

void AddParties(const Chronicle& chronicle, std::span<const Party> parties, RowValues& row) {
  // Names of columns outlive the row.
  constexpr std::string_view kNames[] = {"side_a_name", "side_b_name", "initiator_name",
                                         "target_name"};
  for (std::size_t i = 0; i < std::size(kOwnColumns); ++i) {
    std::string keys;
    std::string names;
    for (const Party& party : parties) {
      if (party.role != kOwnColumns[i]) continue;
      AppendListItem(keys, chronicle.actor(party.actor).fact.key);
      AppendListItem(names, chronicle.LabelOf(party.actor));
    }
    row.CsvText(ToString(kOwnColumns[i]), std::move(keys));
    row.CsvText(kNames[i], std::move(names));
  }
  std::string others;
  std::string json = "[";
  for (const Party& party : parties) {
    const std::string& key = chronicle.actor(party.actor).fact.key;
    if (std::find(std::begin(kOwnColumns), std::end(kOwnColumns), party.role) ==
        std::end(kOwnColumns)) {
      AppendListItem(others, std::string(ToString(party.role)) + "=" + key);
    }
    json += json.size() > 1 ? ", {\"role\": " : "{\"role\": ";
    AppendJsonString(json, ToString(party.role));
    json += ", \"key\": ";
    AppendJsonString(json, key);
    json += ", \"name\": ";
    AppendJsonString(json, chronicle.LabelOf(party.actor));
    json += '}';
  }
  row.CsvText("other_parties", std::move(others));
  row.Json("parties", json + "]");
}

void AddCodes(std::span<const TypeCode> codes, RowValues& row) {
  std::string text;
  std::string json = "[";
  for (const TypeCode& code : codes) {
    AppendListItem(text, std::string(ToString(code.taxonomy)) + "=" + code.code);
    json += json.size() > 1 ? ", {\"taxonomy\": " : "{\"taxonomy\": ";
    AppendJsonString(json, ToString(code.taxonomy));
    json += ", \"code\": ";
    AppendJsonString(json, code.code);
    json += '}';
  }
  row.Both("codes", std::move(text), json + "]");
}

void AddEvent(const Chronicle& chronicle, const EventView& event, Truth truth, RowValues& row) {
  row.Text("key", event.key());
  row.Text("type", ToString(event.type()));
  row.Text("status", ToString(event.status()));
  row.Text("name", event.name());
  row.Text("truth", ToString(truth));
  AddSpan(event.span(), row);
  const std::optional<PlaceId> place = event.place();
  row.Text("place", place ? std::string_view(chronicle.place(*place).fact.key) : "");
  row.Text("place_name", place ? chronicle.LabelOf(*place) : "");
  const std::optional<Coordinates> at = event.at();
  row.Degrees("latitude", at ? std::optional(at->latitude) : std::nullopt);
  row.Degrees("longitude", at ? std::optional(at->longitude) : std::nullopt);
  row.Text("place_precision", event.place_precision() == PlacePrecision::kUnknown
                                  ? ""
                                  : ToString(event.place_precision()));
  AddParties(chronicle, event.parties(), row);
  const std::optional<EventId> whole = event.part_of();
  row.Text("part_of", whole ? chronicle.event(*whole).key() : "");
  const Casualties deaths = event.casualties().value_or(Casualties());
  row.Number("deaths_low", deaths.low);
  row.Number("deaths_best", deaths.best);
  row.Number("deaths_high", deaths.high);
  row.Number("deaths_side_a", deaths.side_a);
  row.Number("deaths_side_b", deaths.side_b);
  row.Number("deaths_civilians", deaths.civilians);
  row.Number("deaths_unknown", deaths.unknown);
  AddCodes(event.codes(), row);
  row.Text("source", event.source().key);
  row.Text("locator", event.locator());
  AddKnown(event.known(), event.note(), row);
}

// REQUIRES: not of sources or events.
const Fact& FactOf(const Chronicle& chronicle, const FactRef& ref) {
  static const Fact none;
  struct Visitor {
    const Chronicle& c;
    const Fact& operator()(SourceId) const { return none; }
    const Fact& operator()(EventId) const { return none; }
    const Fact& operator()(ActorId id) const { return c.actor(id).fact; }
    const Fact& operator()(RelationId id) const { return c.relation(id).fact; }
    const Fact& operator()(PlaceId id) const { return c.place(id).fact; }
    const Fact& operator()(ObservationId id) const { return c.observation(id).fact; }
    const Fact& operator()(RegimeId id) const { return c.regime(id).fact; }
    const Fact& operator()(InstrumentId id) const { return c.instrument(id).fact; }
    const Fact& operator()(DesignationId id) const { return c.designation(id).fact; }
    const Fact& operator()(ExemptionId id) const { return c.exemption(id).fact; }
    const Fact& operator()(StatusId id) const { return c.status(id).fact; }
    const Fact& operator()(ProcessId id) const { return c.process(id).fact; }
    const Fact& operator()(AgreementId id) const { return c.agreement(id).fact; }
    const Fact& operator()(PositionId id) const { return c.position(id).fact; }
    const Fact& operator()(ClaimId id) const { return c.claim(id).fact; }
  };
  return std::visit(Visitor{chronicle}, ref);
}

template <std::size_t... I>
FactRef RefOf(Table table, std::uint32_t row, std::index_sequence<I...>) {
  FactRef ref = SourceId(row);
  ((static_cast<std::size_t>(table) == I ? void(ref = std::variant_alternative_t<I, FactRef>(row))
                                         : void()),
   ...);
  return ref;
}
FactRef RefOf(Table table, std::uint32_t row) {
  return RefOf(table, row, std::make_index_sequence<std::variant_size_v<FactRef>>());
}

void AddFact(const Chronicle& chronicle, const FactRef& ref, const KnownTime& known, Truth truth,
             RowValues& row) {
  const Fact& fact = FactOf(chronicle, ref);
  row.Text("key", fact.key);
  row.Text("what", Describe(chronicle, ref));
  row.Text("truth", ToString(truth));
  AddSpan(fact.span, row);
  row.Text("source", chronicle.SourceOf(ref).key);
  row.Text("locator", fact.locator);
  AddKnown(known, fact.note, row);
}

class Exporter {
 public:
  Exporter(const Chronicle& chronicle, const ExportOptions& options, internal::ByteSink sink)
      : chronicle_(chronicle),
        options_(options),
        timeline_(options.as_known ? chronicle.timeline(options.table).AsKnown(*options.as_known)
                                   : chronicle.timeline(options.table)),
        sink_(sink) {}

  Result<ExportReport> Run() {
    if (options_.table == Table::kSources) {
      return Error(ErrorCode::kUnsupported, "sources have no span and are not exported");
    }
    if (options_.table != Table::kEvents && options_.format == ExportFormat::kGeoJson) {
      return Error(ErrorCode::kUnsupported, "only events can be written as GeoJSON");
    }
    if (options_.table != Table::kEvents && !options_.types.empty()) {
      return Error(ErrorCode::kInvalidArgument, "only events have types of events");
    }
    std::vector<Hit> hits = timeline_.During(options_.period.value_or(Period::Always()));
    if (!options_.types.empty()) {
      std::erase_if(hits, [&](const Hit& hit) {
        const EventType type = chronicle_.event(EventId(hit.row)).type();
        return std::find(options_.types.begin(), options_.types.end(), type) ==
               options_.types.end();
      });
    }
    timeline_.SortByBegin(hits);
    if (options_.format == ExportFormat::kGeoJson) FindLastDay(hits);
    Result<void> result = WriteAll(hits);
    if (result.ok()) result = Flush();
    if (!result.ok()) return result.error();
    return report_;
  }

 private:
  Result<void> WriteAll(const std::vector<Hit>& hits) {
    if (options_.format == ExportFormat::kCsv) AppendHeader();
    if (options_.format == ExportFormat::kGeoJson) {
      out_ += "{\"type\": \"FeatureCollection\", \"features\": [";
    }
    for (const Hit& hit : hits) {
      Result<void> result = WriteRow(hit);
      if (result.ok() && out_.size() >= kFlushBytes) result = Flush();
      if (!result.ok()) return result;
    }
    if (options_.format == ExportFormat::kGeoJson) out_ += report_.rows > 0 ? "\n]}\n" : "]}\n";
    return {};
  }

  void AppendHeader() {
    if (options_.table == Table::kEvents) {
      AppendCsvRecord(out_, kEventColumns);
    } else {
      AppendCsvRecord(out_, kFactColumns);
    }
  }

  Result<void> WriteRow(const Hit& hit) {
    values_.Clear();
    std::optional<Coordinates> at;
    if (options_.table == Table::kEvents) {
      const EventView event = chronicle_.event(EventId(hit.row));
      at = event.at();
      if (options_.format == ExportFormat::kGeoJson && !at) {
        ++report_.unlocated;
        if (options_.leave_out_unlocated) return {};
      }
      AddEvent(chronicle_, event, hit.truth, values_);
    } else {
      AddFact(chronicle_, RefOf(options_.table, hit.row), timeline_.known(hit.row), hit.truth,
              values_);
    }
    if (Result<void> good = internal::CheckTexts(values_); !good.ok()) return good;
    switch (options_.format) {
      case ExportFormat::kCsv: internal::AppendCsvRow(values_, out_); break;
      case ExportFormat::kJsonLines:
        AppendObject();
        out_ += "}\n";
        break;
      case ExportFormat::kGeoJson: AppendFeature(at, timeline_.bounds(hit.row)); break;
    }
    ++report_.rows;
    return {};
  }

  // Without the brace at its end.
  void AppendObject() {
    internal::AppendObject(values_, options_.format == ExportFormat::kGeoJson, out_);
  }

  void AppendFeature(std::optional<Coordinates> at, const SpanBounds& bounds) {
    out_ += report_.rows > 0 ? ",\n" : "\n";
    out_ += "{\"type\": \"Feature\", \"geometry\": ";
    if (at) {
      out_ += "{\"type\": \"Point\", \"coordinates\": [" + DegreesText(at->longitude) + ", " +
              DegreesText(at->latitude) + "]}";
    } else {
      out_ += "null";
    }
    out_ += ", \"properties\": ";
    AppendObject();
    internal::AppendTimes(bounds, last_day_, out_);
    out_ += "}}";
  }
  // What events without an end are shown up to.
  void FindLastDay(const std::vector<Hit>& hits) {
    if (options_.period && options_.period->last().is_finite()) {
      last_day_ = options_.period->last() - 1;
      return;
    }
    for (const Hit& hit : hits) internal::TakeLastDay(timeline_.bounds(hit.row), last_day_);
  }

  Result<void> Flush() {
    const Result<void> result = sink_(out_);
    out_.clear();
    return result;
  }

  static constexpr std::size_t kFlushBytes = std::size_t{1} << 18;

  const Chronicle& chronicle_;
  const ExportOptions& options_;
  const Timeline timeline_;
  internal::ByteSink sink_;
  std::optional<Day> last_day_;
  RowValues values_;
  std::string out_;
  ExportReport report_;
};

}  // namespace

Result<ExportReport> ExportTo(const Chronicle& chronicle, const ExportOptions& options,
                              FunctionRef<Result<void>(std::string_view)> sink) {
  return Exporter(chronicle, options, sink).Run();
}

Result<ExportReport> ExportFile(const Chronicle& chronicle, const ExportOptions& options,
                                const std::string& path) {
  ExportReport report;
  const Result<void> written =
      internal::ReplaceFile(path, [&](internal::ByteSink sink) -> Result<void> {
        const Result<ExportReport> exported = ExportTo(chronicle, options, sink);
        if (!exported.ok()) return exported.error();
        report = *exported;
        return {};
      });
  if (!written.ok()) return written.error();
  return report;
}

}  // namespace casus
