// VIINA 2.0 (Violent Incident Information from News Articles; Zhukov & Ayers 2023): reports of the
// war in Ukraine by Ukrainian and Russian media, labelled by a model.
//
// Layouts. CSV with a header, columns in any order, of four tables, told apart by their names:
//   event_info     reports: where, when, by whom, in which words
//   event_labels   the labels of the same reports
//   event_1pd      reports of one kind, place and day as one event, with its labels
//   derived        selections of event_1pd that others made, with event_ids_matching and
//                  sources_matching
// Tables of territorial control are read by viina_control.cc.
//
// A row is an event, "viina:<event_id>" or "viina-1pd:<event_id_1pd>". Rows of event_labels that
// are read after event_info complete its events; where there is none they make one, without a
// place. The attribute "viina.table" says which tables an event comes from.
//
// When. date and time are those of the report: the day on which the event was learnt, with the time
// in a zone that is not documented; "00:00", in half of the rows, is a time not known. What is
// reported happened on that day or before it, [..2022-03-01], and nothing says how long before.
//
// What becomes of the other columns:
//   geonameid, asciiname   Event place "geonames:<id>", inside ADM2_NAME and ADM1_NAME, which are
//                      places by their names: "viina:adm1:Kherson"
//   longitude, latitude   Event::at
//   GEO_PRECISION      its precision: STREET exact, ADM3 (a municipality) near, ADM2, ADM1
//   url, source_urls   locator, where it is one
//   t_*_b              Event codes: the labels set, as "t_airstrike"; and the type, where t_mil_b
//   is
//                      not 0 and all labels set that have one have the same: t_airstrike,
//                      t_artillery, t_ied remote violence; t_firefight, t_armor, t_raid battle;
//                      t_occupy, t_retreat military operation; t_arrest, t_cyber coercion. Labels
//                      of two types make an event of type other.
//   viina_version      Version of the source; attribute of a row of another one
//   all others         Attributes "viina.<column>", the labels and their probabilities among them
//
// A file does not say what it covers. Coverage is one row, the days of its reports, never complete.

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "casus/time/parse.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/staging.h"

namespace casus::internal {

namespace {

constexpr std::size_t kLabelCount = 27;

enum Column : std::size_t {
  kVersion,
  kEventId,
  kEventId1pd,
  kDate,
  kTime,
  kGeonameId,
  kAsciiName,
  kAdm1Name,
  kAdm2Name,
  kLongitude,
  kLatitude,
  kGeoPrecision,
  kUrl,
  kSourceUrls,
  kText,
  kReports,
  kEventIds,
  kEventIdsMatching,
  kSourcesMatching,
  kFeatureCode,
  kOthers,  // from here on all are attributes
  kLabels = kOthers + 28,
  kBinary = kLabels + kLabelCount,
  kColumns = kBinary + kLabelCount,
};

constexpr std::array<std::string_view, kLabelCount> kLabelNames = {
    "t_mil",     "a_rus",       "a_ukr",       "a_rus_init",  "a_ukr_init", "a_civ",
    "a_other",   "t_aad",       "t_airstrike", "t_airalert",  "t_uav",      "t_armor",
    "t_arrest",  "t_artillery", "t_control",   "t_firefight", "t_ied",      "t_raid",
    "t_occupy",  "t_property",  "t_cyber",     "t_hospital",  "t_milcas",   "t_civcas",
    "t_retreat", "t_loc",       "t_san"};
constexpr std::array<std::string_view, kLabelCount> kBinaryNames = {
    "t_mil_b",     "a_rus_b",       "a_ukr_b",       "a_rus_init_b",  "a_ukr_init_b", "a_civ_b",
    "a_other_b",   "t_aad_b",       "t_airstrike_b", "t_airalert_b",  "t_uav_b",      "t_armor_b",
    "t_arrest_b",  "t_artillery_b", "t_control_b",   "t_firefight_b", "t_ied_b",      "t_raid_b",
    "t_occupy_b",  "t_property_b",  "t_cyber_b",     "t_hospital_b",  "t_milcas_b",   "t_civcas_b",
    "t_retreat_b", "t_loc_b",       "t_san_b"};

using Names = std::array<std::string_view, kColumns>;

constexpr Names MakeNames() {
  Names names = {"viina_version", "event_id", "event_id_1pd", "date", "time", "geonameid",
                 "asciiname", "ADM1_NAME", "ADM2_NAME", "longitude", "latitude", "GEO_PRECISION",
                 "url", "source_urls", "text", "n_reports", "event_ids", "event_ids_matching",
                 "sources_matching", "feature_code",
                 // Attributes.
                 "ADM1_CODE", "ADM2_CODE", "GEO_API", "location", "address", "report_id", "source",
                 "lang", "sources", "tid", "target_classes", "target_terms", "attack_terms",
                 "location_bucket", "location_method", "nearest_ru_distance_km",
                 "nearest_ru_geonameid", "nearest_ru_name", "a_ukr_init_field", "a_ukr_field",
                 "a_rus_init_field", "a_rus_field", "ua_actor_text_terms", "ru_scope_text_terms",
                 "representative_text", "TriageStatus", "TriageReason", "CandidateCensusComplete"};
  for (std::size_t i = 0; i < kLabelCount; ++i) {
    names[kLabels + i] = kLabelNames[i];
    names[kBinary + i] = kBinaryNames[i];
  }
  return names;
}
constexpr Names kNames = MakeNames();

// What a label says of an event's type.
struct LabelType {
  std::string_view label;
  EventType type;
  EventDetails details;
};
const std::array<LabelType, 10>& LabelTypes() {
  static const std::array<LabelType, 10> types = {
      {{"t_airstrike", EventType::kRemoteViolence,
        RemoteViolenceDetails{WeaponKind::kAirDroneStrike}},
       {"t_artillery", EventType::kRemoteViolence,
        RemoteViolenceDetails{WeaponKind::kShellingArtilleryMissile}},
       {"t_ied", EventType::kRemoteViolence,
        RemoteViolenceDetails{WeaponKind::kRemoteExplosiveLandmineIed}},
       {"t_firefight", EventType::kBattle, BattleDetails{BattleKind::kArmedClash}},
       {"t_armor", EventType::kBattle, BattleDetails{}},
       {"t_raid", EventType::kBattle, BattleDetails{}},
       {"t_occupy", EventType::kMilitaryOperation,
        MilitaryOperationDetails{OperationKind::kOccupation}},
       {"t_retreat", EventType::kMilitaryOperation,
        MilitaryOperationDetails{OperationKind::kWithdrawal}},
       {"t_arrest", EventType::kCoercion, CoercionDetails{CoercionKind::kArrest}},
       {"t_cyber", EventType::kCoercion, CoercionDetails{CoercionKind::kCyber}}}};
  return types;
}

// The details of a type of which no more is known.
EventDetails Unspecified(EventType type) {
  switch (type) {
    case EventType::kRemoteViolence: return RemoteViolenceDetails{};
    case EventType::kBattle: return BattleDetails{};
    case EventType::kMilitaryOperation: return MilitaryOperationDetails{};
    default: return CoercionDetails{};
  }
}

enum class TableKind { kInfo, kLabels, k1pd, kDerived };

struct TableShape {
  TableKind kind;
  std::string_view name;
  std::string_view prefix;  // of keys
  std::size_t key;
  std::vector<std::size_t> required;
};

const std::array<TableShape, 4>& Tables() {
  static const std::array<TableShape, 4> tables = {
      {{TableKind::kInfo,
        "event_info",
        "viina:",
        kEventId,
        {kEventId, kDate, kGeonameId, kLongitude, kLatitude, kUrl, kText}},
       {TableKind::kLabels,
        "event_labels",
        "viina:",
        kEventId,
        {kEventId, kDate, kLabels, kBinary}},
       {TableKind::k1pd,
        "event_1pd",
        "viina-1pd:",
        kEventId1pd,
        {kEventId1pd, kDate, kReports, kEventIds, kLongitude, kLatitude, kBinary}},
       {TableKind::kDerived,
        "derived",
        "viina-1pd:",
        kEventId1pd,
        {kEventId1pd, kDate, kEventIdsMatching, kSourcesMatching, kLongitude, kLatitude}}}};
  return tables;
}

// The war began in 2014; reports are of 2022 and later.
constexpr YearLimits kYears{.min_year = 2014, .max_year = 2099};

struct Layout {
  const TableShape* table = nullptr;
  HeaderLayout columns;
};

Layout LayoutOf(const Shape& shape) {
  Layout layout;
  const auto has = [&](std::string_view name) {
    return std::find(shape.first.begin(), shape.first.end(), name) != shape.first.end();
  };
  if (has("status_dsm") && has("status_isw")) {
    layout.columns.problem = "it is a table of territorial control, which viina-control reads";
    return layout;
  }
  if (shape.delimiter != ',') {
    layout.columns.problem = "the delimiter is another one";
    return layout;
  }
  for (const TableShape& table : Tables()) {
    HeaderLayout columns = LayoutByHeader(shape.first, {kNames, table.required});
    if (columns.problem.empty()) return {&table, std::move(columns)};
  }
  layout.columns.problem = "the first line is a header of none of its tables";
  return layout;
}

class ViinaReader {
 public:
  ViinaReader(const TableShape& shape, const TableFormat& table, const ImportOptions& options,
              ChronicleBuilder& builder)
      : shape_(shape), table_(table), version_(options.source_version), staging_(builder) {}

  // Keeps the record, or leaves an error in it.
  void Read(Record& record) {
    Row row = Parse(record);
    if (record.error()) return;
    Stage(row, record);
  }

  void Finish(Source source, const std::string& file, ChronicleBuilder& builder);

  std::uint64_t completed() const { return completed_.size(); }

 private:
  struct Row {
    std::optional<Day> day;
    bool completes = false;  // an event of event_info that the builder holds
    bool time_is_held = true;
    Event event;
  };

  Row Parse(Record& record);
  void ParseKey(Record& record, Row& row);
  void ParseTime(Record& record, Row& row);
  void ParseWhere(Record& record, Row& row);
  void ParseLabels(Record& record, Row& row);
  void Stage(Row& row, Record& record);
  void StagePlace(const Record& record, Event& event);
  void AddAttribute(Event& event, const Record& record, std::size_t column) const {
    if (const std::string_view text = record[column]; !text.empty()) {
      event.attributes.push_back(
          Attribute{"viina." + std::string(kNames[column]), std::string(text)});
    }
  }

  const TableShape& shape_;
  const TableFormat& table_;
  std::string version_;
  Staging staging_;
  absl::flat_hash_set<std::string> completed_;
  Day first_ = Day::EndOfTime();
  Day last_ = Day::BeginningOfTime();
};

void ViinaReader::ParseKey(Record& record, Row& row) {
  const std::int64_t id = record.RequireCount(shape_.key);
  if (record.error()) return;
  std::string& key = row.event.fact.key;
  key = std::string(shape_.prefix) + std::to_string(id);
  const bool is_labels = shape_.kind == TableKind::kLabels;
  if (completed_.contains(key)) {
    record.Fail(shape_.key, ErrorCode::kDuplicate, "labels of this event are there already");
  } else if (const Event* const held = staging_.HeldEvent(key); held != nullptr) {
    const bool has_labels = std::any_of(
        held->attributes.begin(), held->attributes.end(), [](const Attribute& attribute) {
          return attribute == Attribute{"viina.table", "event_labels"};
        });
    if (is_labels && !has_labels) {
      row.completes = true;
      if (held->fact.learnt && row.day && held->fact.learnt->earliest() != *row.day) {
        record.Warn(kDate,
                    "not the date in event_info, " + ToString(held->fact.learnt->earliest()));
      }
    } else if (is_labels) {
      record.Fail(shape_.key, ErrorCode::kDuplicate, "labels of this event are there already");
    } else {
      record.Fail(shape_.key, ErrorCode::kDuplicate,
                  has_labels ? "an event of this id is there already; event_info goes before "
                               "event_labels"
                             : "an event of this id is there already");
    }
  } else if (staging_.HasEvent(key)) {
    record.Fail(shape_.key, ErrorCode::kDuplicate, "an event of this id is there already");
  }
}

void ViinaReader::ParseTime(Record& record, Row& row) {
  const Result<Day> day = ParseDay(record[kDate], DayShape::kCompact, kYears);
  if (!day.ok()) return record.Fail(kDate, day.error());
  row.day = *day;
  row.event.fact.span = Span::On(Moment::NotAfter(*day));
  row.event.fact.learnt = Moment::OnDay(*day);
  const std::string_view time = record[kTime];
  if (time.empty() || time == "00:00") return;
  const std::size_t colon = time.find(':');
  const std::string_view hours = time.substr(0, colon);
  const std::string_view minutes =
      colon == std::string_view::npos ? std::string_view() : time.substr(colon + 1);
  const std::int64_t hour = IsDigits(hours) ? ToInteger(hours).value_or(24) : 24;
  const std::int64_t minute =
      IsDigits(minutes) && minutes.size() == 2 ? ToInteger(minutes).value_or(60) : 60;
  if (hour > 23 || minute > 59) {
    row.time_is_held = false;
    record.Warn(kTime, "not a time as 08:30", "kept as an attribute");
    return;
  }
  row.event.fact.learnt =
      Moment::AtTime(*day, static_cast<int>(hour * 3600 + minute * 60), std::nullopt).value();
}

void ViinaReader::ParseWhere(Record& record, Row& row) {
  const std::string_view precision = record[kGeoPrecision];
  row.event.place_precision = precision == "STREET" ? PlacePrecision::kExact
                              : precision == "ADM3" ? PlacePrecision::kNear
                              : precision == "ADM2" ? PlacePrecision::kAdmin2
                              : precision == "ADM1" ? PlacePrecision::kAdmin1
                                                    : PlacePrecision::kUnknown;
  if (row.event.place_precision == PlacePrecision::kUnknown && !precision.empty()) {
    record.Warn(kGeoPrecision, "not one of STREET, ADM3, ADM2, ADM1", "kept as an attribute");
  }
  const std::optional<double> latitude = record.Number(kLatitude);
  const std::optional<double> longitude = record.Number(kLongitude);
  if (record.error()) return;
  if (!latitude || !longitude) {
    if (latitude || longitude) {
      record.Warn(latitude ? kLongitude : kLatitude, "missing, and the other is there",
                  "kept as an attribute");
    }
    return;
  }
  const Result<Coordinates> at = Coordinates::Make(*latitude, *longitude);
  if (!at.ok()) {
    return record.Fail(*latitude < -90 || *latitude > 90 ? kLatitude : kLongitude, at.error());
  }
  row.event.at = *at;
}

void ViinaReader::ParseLabels(Record& record, Row& row) {
  // A derived table calls labels what it likes.
  if (shape_.kind == TableKind::kInfo || shape_.kind == TableKind::kDerived) return;
  std::vector<std::string_view> set;
  for (std::size_t i = 0; i < kLabelCount; ++i) {
    const std::optional<double> probability = ToNumber(record[kLabels + i]);
    if (!record[kLabels + i].empty() && (!probability || *probability < 0 || *probability > 1)) {
      record.Warn(kLabels + i, "not a probability from 0 to 1");
    }
    const std::string_view binary = record[kBinary + i];
    if (binary == "1") {
      set.push_back(kLabelNames[i]);
    } else if (!binary.empty() && binary != "0") {
      record.Warn(kBinary + i, "not 0 or 1");
    }
  }
  std::vector<const LabelType*> types;
  for (const std::string_view label : set) {
    row.event.codes.push_back(TypeCode{Taxonomy::kOther, std::string(label)});
    for (const LabelType& type : LabelTypes()) {
      if (type.label == label) types.push_back(&type);
    }
  }
  const auto is_same = [&](const LabelType* type) { return type->type == types.front()->type; };
  if (types.empty() || record[kBinary] == "0" ||
      !std::all_of(types.begin(), types.end(), is_same)) {
    return;
  }
  row.event.type = types.front()->type;
  const bool is_one_kind = std::all_of(types.begin(), types.end(), [&](const LabelType* type) {
    return type->details == types.front()->details;
  });
  row.event.details = is_one_kind ? types.front()->details : Unspecified(row.event.type);
}

ViinaReader::Row ViinaReader::Parse(Record& record) {
  Row row;
  ParseTime(record, row);
  ParseKey(record, row);
  if (shape_.kind != TableKind::kLabels) ParseWhere(record, row);
  ParseLabels(record, row);
  return row;
}

void ViinaReader::StagePlace(const Record& record, Event& event) {
  const std::string_view adm1 = record[kAdm1Name];
  const std::string_view adm2 = record[kAdm2Name];
  std::optional<PlaceId> place;
  const auto parents = [&] {
    std::vector<PlaceParent> inside;
    if (place) inside.push_back(PlaceParent{*place, std::nullopt, std::nullopt});
    return inside;
  };
  const auto add_unit = [&](std::string key, PlaceKind kind, std::string_view name) {
    const std::vector<PlaceParent> inside = parents();
    place = staging_.FindOrAddPlace(key, [&] {
      Place made;
      made.kind = kind;
      made.name = name;
      made.parents = inside;
      return made;
    });
  };
  if (!adm1.empty()) add_unit("viina:adm1:" + KeyPart(adm1), PlaceKind::kAdmin1, adm1);
  if (!adm2.empty()) {
    add_unit("viina:adm2:" + KeyPart(adm1) + "/" + KeyPart(adm2), PlaceKind::kAdmin2, adm2);
  }
  const std::string_view id = record[kGeonameId];
  const std::string_view name = record[kAsciiName];
  if (id.empty()) {
    event.place = place;
    AddAttribute(event, record, kAsciiName);
    return;
  }
  const std::vector<PlaceParent> inside = parents();
  event.place = staging_.FindOrAddPlace("geonames:" + KeyPart(id), [&] {
    Place made;
    made.kind =
        record[kFeatureCode].starts_with("PPL") ? PlaceKind::kSettlement : PlaceKind::kOther;
    made.name = name.empty() ? id : name;
    made.codes.push_back(Code{CodeSystem::kGeoNames, std::string(id), std::nullopt});
    made.parents = inside;
    return made;
  });
  const Place& found = staging_.place(*event.place);
  if (!name.empty() && name != found.name) {
    staging_.AddName(*event.place, name, NameKind::kAlias);
    AddAttribute(event, record, kAsciiName);
  }
  if (found.parents != inside) {
    AddAttribute(event, record, kAdm1Name);
    AddAttribute(event, record, kAdm2Name);
  }
}

void ViinaReader::Stage(Row& row, Record& record) {
  Event& event = row.event;
  event.attributes.push_back(Attribute{"viina.table", std::string(shape_.name)});
  for (const std::size_t column : {kEventId, kEventId1pd}) {
    if (column != shape_.key) AddAttribute(event, record, column);
  }
  if (shape_.kind == TableKind::kLabels) {
    for (const std::size_t column :
         {kGeonameId, kAsciiName, kAdm1Name, kAdm2Name, kLongitude, kLatitude}) {
      AddAttribute(event, record, column);
    }
  } else {
    StagePlace(record, event);
    if (!event.at) {
      AddAttribute(event, record, kLongitude);
      AddAttribute(event, record, kLatitude);
    }
  }
  if (!row.time_is_held || row.completes) AddAttribute(event, record, kTime);
  if (event.place_precision == PlacePrecision::kUnknown) AddAttribute(event, record, kGeoPrecision);
  for (const std::size_t column : {kUrl, kSourceUrls}) {
    const std::string_view url = record[column];
    const bool is_one = url.find('|') == std::string_view::npos;
    if (event.fact.locator.empty() && is_one && !row.completes) {
      event.fact.locator = url;
    } else {
      AddAttribute(event, record, column);
    }
  }
  for (std::size_t column = kText; column < kColumns; ++column) {
    AddAttribute(event, record, column);
  }
  if (version_.empty()) version_ = record[kVersion];
  if (record[kVersion] != version_) AddAttribute(event, record, kVersion);
  AddOthers(table_.layout, table_.prefix, record, event.attributes);
  first_ = std::min(first_, *row.day);
  last_ = std::max(last_, *row.day);
  if (row.completes) {
    completed_.insert(event.fact.key);
    const std::string key = event.fact.key;
    staging_.CompleteEvent(key, std::move(event));
  } else {
    staging_.AddEvent(event, record.line());
  }
}

void ViinaReader::Finish(Source source, const std::string& file, ChronicleBuilder& builder) {
  source.version = version_;
  Coverage coverage;
  coverage.key = source.key + ":coverage";
  coverage.period = Period::Of(first_, last_ + 1);
  coverage.note = "the days of the reports in " + BaseName(file) + ", which may be a selection";
  staging_.AddCoverage(std::move(coverage), std::nullopt);
  staging_.Commit(std::move(source), file, builder);
}

std::string WhyNot(const Shape& shape) { return LayoutOf(shape).columns.problem; }

Result<ImportReport> Read(ImportJob job) {
  const Layout layout = LayoutOf(job.shape);
  const TableFormat table{layout.columns, kNames, "VIINA", "viina.", "NA"};
  const std::string file = job.input->name();
  ViinaReader viina(*layout.table, table, job.options, job.builder);
  Result<ImportReport> report =
      ReadTable(job, kViina.format.name,
                std::string(layout.table->name) + ", " + std::to_string(job.shape.first.size()) +
                    " columns, header",
                table, [&](Record& record) { viina.Read(record); });
  if (!report.ok() || report->kept == 0) return report;
  if (viina.completed() > 0) {
    report->issues.Add(
        Issue{Severity::kNote,
              ErrorCode::kInvalidArgument,
              Where{.file = file, .field = {}},
              {},
              "labels of " + std::to_string(viina.completed()) + " events that are there already",
              "added to them"});
  }
  Source source = SourceOf(kViina.format.name, "VIINA 2.0", file, job.options);
  source.locator = "https://github.com/zhukovyuri/VIINA";
  viina.Finish(std::move(source), file, job.builder);
  return report;
}

}  // namespace

constexpr FormatReader kViina = {
    {"viina", "VIINA 2.0 event reports and labels, event_info, event_labels and event_1pd"},
    "CSV with the column names of VIINA's event_info, event_labels or event_1pd in a header",
    &WhyNot,
    &Read};

}  // namespace casus::internal
