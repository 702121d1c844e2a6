// UCDP Georeferenced Event Dataset (GED) and its candidate releases.
//
// Layouts. CSV (RFC 4180) of 49 columns since 23.1 and of 41 in 19, in other orders and with other
// sets in between: columns are found by the names in the header. Candidate releases have been
// published without one; 49 columns that begin with a number are read by position. Capitals and
// underscores of the names do not count. A column of another name is kept as an attribute. Files
// saved again with semicolons are read where the first records have days and decimals as UCDP
// writes them, and refused whole where not: spreadsheets change them in ways that cannot be told
// apart.
//
// What becomes of the columns:
//   id                       Event key "ged:<id>"
//   date_start, date_end     Event span. The codebook: "The earliest possible date when the event
//                            has taken place" and "The last possible date ...". So an event with
//                            date_prec 2 to 5 (2 to 6 days, a week, up to a month, up to a year)
//                            happened on some day between the two, and did not last from one to the
//                            other: Span::On(Moment::Between(start, end)). With date_prec 1 both
//                            are the day (so in all 43,897 rows seen). Where they differ it is
//                            taken as the others are, the weaker claim, and warned of.
//   side_a, side_b           Actors "ucdp:<new id>", with the id, and the Gleditsch-Ward number of
//                            gwnoa and gwnob where there is one
//   type_of_violence         Event type (crosswalk.h) and code
//   best, low, high, deaths_*  Casualties. best = 0 is kept: somebody died at the most.
//   latitude, longitude      Event::at; where_prec is its precision
//   region, country, adm_1, adm_2, where_coordinates  Places, each inside the one before:
//                            "ged:region:", "ged:country:", "ged:adm1:", "ged:adm2:", "ged:where:".
//                            An event that is known to a unit only (where_prec 3, 4, 6 with the
//                            unit's name as where_coordinates) is in the unit itself. Places of one
//                            name and unit are one place; it has no coordinates, because GED gives
//                            some of them several.
//   all others               Attributes "ucdp.<column>", and so is every value that the above does
//                            not hold. Left out is only what can be computed from it: year,
//                            date_prec, priogrid_gid, geom_wkt where they agree with the dates and
//                            coordinates, *_dset_id where it is the new id, dyad_name where it is
//                            "side_a - side_b".
//
// A file does not say what it covers: it may be a country, or a selection. Coverage is therefore
// one row a country, from the first to the last day found in the file, never complete.

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/event/crosswalk.h"
#include "casus/time/parse.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/staging.h"
#include "src/io/ucdp.h"

namespace casus::internal {

namespace {

enum Column : std::size_t {
  kId,
  kRelid,
  kYear,
  kActiveYear,
  kCodeStatus,
  kTypeOfViolence,
  kConflictDsetId,
  kConflictNewId,
  kConflictName,
  kDyadDsetId,
  kDyadNewId,
  kDyadName,
  kSideADsetId,
  kSideANewId,
  kSideA,
  kSideBDsetId,
  kSideBNewId,
  kSideB,
  kNumberOfSources,
  kSourceArticle,
  kSourceOffice,
  kSourceDate,
  kSourceHeadline,
  kSourceOriginal,
  kWherePrec,
  kWhereCoordinates,
  kWhereDescription,
  kAdm1,
  kAdm2,
  kLatitude,
  kLongitude,
  kGeomWkt,
  kPriogridGid,
  kCountry,
  kCountryId,
  kRegion,
  kEventClarity,
  kDatePrec,
  kDateStart,
  kDateEnd,
  kDeathsA,
  kDeathsB,
  kDeathsCivilians,
  kDeathsUnknown,
  kBest,
  kHigh,
  kLow,
  kGwnoa,
  kGwnob,
  kColumns,
};

// In the order of the 49-column layout, which is also that of files without a header.
constexpr std::array<std::string_view, kColumns> kNames = {
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
};

// Without these it is not GED.
constexpr std::size_t kRequired[] = {
    kId,         kYear,      kTypeOfViolence,  kSideANewId,    kSideA,
    kSideBNewId, kSideB,     kWherePrec,       kLatitude,      kLongitude,
    kCountry,    kCountryId, kDatePrec,        kDateStart,     kDateEnd,
    kDeathsA,    kDeathsB,   kDeathsCivilians, kDeathsUnknown, kBest,
    kHigh,       kLow};

// Columns that no other part of the model holds, in the order of the attributes.
constexpr Column kVerbatim[] = {
    kRelid,          kActiveYear,      kCodeStatus,       kConflictNewId, kConflictName,
    kDyadNewId,      kNumberOfSources, kSourceArticle,    kSourceOffice,  kSourceDate,
    kSourceHeadline, kSourceOriginal,  kWhereDescription, kEventClarity};

constexpr std::string_view kShapes =
    "CSV with GED's column names in a header, in any order, or 49 columns without one";

// The days that date_prec says an event may lie on.
struct DayCount {
  std::int32_t least;
  std::int32_t most;
};
constexpr DayCount kDaysOfPrecision[] = {{1, 1}, {2, 6}, {7, 7}, {8, 31}, {32, 366}};

constexpr PlacePrecision kPrecisions[] = {PlacePrecision::kExact,        PlacePrecision::kNear,
                                          PlacePrecision::kAdmin2,       PlacePrecision::kAdmin1,
                                          PlacePrecision::kRegion,       PlacePrecision::kCountry,
                                          PlacePrecision::kInternational};

// Are days and coordinates of the first records those that UCDP writes?
bool HasKeptNumbers(const Shape& shape, const HeaderLayout& layout) {
  for (std::size_t i = 1; i < shape.records.size(); ++i) {
    const std::vector<std::string>& record = shape.records[i];
    const auto cell = [&](Column column) -> std::string_view {
      const std::size_t place = layout.places[column];
      return place < record.size() ? std::string_view(record[place]) : std::string_view();
    };
    for (const Column column : {kDateStart, kDateEnd}) {
      const std::string_view text = cell(column).substr(0, 10);
      if (!text.empty() && !ParseDay(text, DayShape::kIso).ok()) return false;
    }
    for (const Column column : {kLatitude, kLongitude}) {
      if (!cell(column).empty() && !ToNumber(cell(column))) return false;
    }
  }
  return true;
}

HeaderLayout LayoutOf(const Shape& shape) {
  HeaderLayout layout;
  const std::vector<std::string>& first = shape.first;
  const auto has = [&](Column column) {
    const std::string name = FoldName(kNames[column]);
    return std::any_of(first.begin(), first.end(),
                       [&](const std::string& cell) { return FoldName(cell) == name; });
  };
  const bool is_header = has(kId) && has(kDateStart);
  if (is_header && shape.delimiter == ';') {
    layout = LayoutByHeader(first, {kNames, kRequired});
    if (layout.problem.empty() && !HasKeptNumbers(shape, layout)) {
      layout.problem =
          "the file was saved again by a program that writes other dates or decimals; take the "
          "file as UCDP publishes it";
    }
    return layout;
  }
  if (shape.delimiter != ',') {
    layout.problem = "the delimiter is another one";
    return layout;
  }
  if (is_header) return LayoutByHeader(first, {kNames, kRequired});
  if (first.size() != kColumns) {
    layout.problem = "the first line is no header of it";
    return layout;
  }
  if (!IsDigits(first[kId]) || first[kYear].size() != 4 || !IsDigits(first[kYear]) ||
      !first[kDateStart].starts_with(first[kYear])) {
    layout.problem = "the first line is neither a header of it nor an event";
    return layout;
  }
  layout.has_header = false;
  layout.places.resize(kColumns);
  std::iota(layout.places.begin(), layout.places.end(), std::size_t{0});
  return layout;
}

// Reads the records of one file.
class GedReader {
 public:
  GedReader(const TableFormat& table, ChronicleBuilder& builder)
      : table_(table), staging_(builder) {}

  // Keeps the record, or leaves an error in it.
  void Read(Record& record) {
    Row row = Parse(record);
    if (record.error()) return;
    Stage(row, record);
  }

  void Finish(Source source, const std::string& file, ChronicleBuilder& builder);

 private:
  // A record whose every field was understood, before anything of it is kept.
  struct Row {
    std::int64_t id = 0;
    std::int64_t side_a = 0;
    std::int64_t side_b = 0;
    std::optional<std::int64_t> country;
    std::optional<std::int64_t> gwno_a;  // where it is a single number
    std::optional<std::int64_t> gwno_b;
    std::int64_t type_of_violence = 0;
    std::optional<std::int64_t> where_prec;
    std::optional<Day> first;
    std::optional<Day> last;
    bool date_prec_agrees = false;
    bool year_agrees = false;
    Event event;  // what needs no other rows
  };

  Row Parse(Record& record);
  void ParseTime(Record& record, Row& row);
  void ParseWhere(Record& record, Row& row);
  void ParseDeaths(Record& record, Row& row);
  void CheckCodes(Record& record);

  void Stage(Row& row, Record& record);
  ActorId StageSide(const Row& row, const Record& record, bool is_a, Event& event);
  std::optional<PlaceId> StageCountry(const Row& row, const Record& record, Event& event);
  void StagePlace(const Row& row, const Record& record, Event& event);
  void AddAttribute(Event& event, const Record& record, Column column) const {
    if (const std::string_view text = record[column]; !text.empty()) {
      event.attributes.push_back(
          Attribute{"ucdp." + std::string(kNames[column]), std::string(text)});
    }
  }

  const TableFormat& table_;
  Staging staging_;
  struct CountryDays {
    Day first;
    Day last;
  };
  std::map<std::uint32_t, CountryDays> days_by_country_;
};

void GedReader::ParseTime(Record& record, Row& row) {
  row.first = ParseUcdpDay(record, kDateStart, DayShape::kIso);
  row.last = ParseUcdpDay(record, kDateEnd, DayShape::kIso);
  const std::int64_t precision = record.RequireInteger(kDatePrec);
  const std::optional<std::int64_t> year = record.Integer(kYear);
  if (!row.first || !row.last || record.error()) return;
  if (*row.last < *row.first) {
    record.Fail(kDateEnd, ErrorCode::kInvalidArgument,
                "the event ends before it begins, on " + ToString(*row.first));
    return;
  }
  // Equal days are that day.
  row.event.fact.span = Span::On(Moment::Between(*row.first, *row.last).value());

  const std::int32_t days = *row.last - *row.first + 1;
  if (precision < 1 || precision > 5) {
    record.Warn(kDatePrec, "not one of the precisions 1 to 5");
  } else if (const DayCount range = kDaysOfPrecision[precision - 1];
             days < range.least || days > range.most) {
    record.Warn(kDatePrec,
                "not the precision of " + std::to_string(days) + (days == 1 ? " day" : " days"));
  } else {
    row.date_prec_agrees = true;
  }
  if (row.first->year() != row.last->year()) {
    record.Warn(kDateEnd, "the event goes over the end of a year");
  }
  row.year_agrees = year == row.first->year();
  if (!row.year_agrees) record.Warn(kYear, "not the year of date_start");
}

void GedReader::ParseWhere(Record& record, Row& row) {
  row.country = record.Integer(kCountryId);
  row.where_prec = record.Integer(kWherePrec);
  if (row.where_prec && *row.where_prec >= 1 && *row.where_prec <= 7) {
    row.event.place_precision = kPrecisions[*row.where_prec - 1];
  } else {
    record.Warn(kWherePrec, "not one of the precisions 1 to 7");
  }
  const std::optional<double> latitude = record.Number(kLatitude);
  const std::optional<double> longitude = record.Number(kLongitude);
  if (record.error()) return;
  if (!latitude || !longitude) {
    record.Warn(latitude ? kLongitude : kLatitude, "no coordinates");
    return;
  }
  const Result<Coordinates> at = Coordinates::Make(*latitude, *longitude);
  if (!at.ok()) {
    record.Fail(*latitude < -90 || *latitude > 90 ? kLatitude : kLongitude, at.error());
    return;
  }
  row.event.at = *at;
  if (*latitude == 0 && *longitude == 0) {
    record.Warn(kLatitude, "latitude and longitude 0 are rarely meant");
  }
  if (const std::optional<std::int64_t> cell = record.Integer(kPriogridGid);
      cell && *cell != PrioGridCell(*at)) {
    record.Warn(kPriogridGid,
                "not the cell of the coordinates, which is " + std::to_string(PrioGridCell(*at)));
  }
}

void GedReader::ParseDeaths(Record& record, Row& row) {
  Casualties& deaths = row.event.casualties.emplace();
  deaths.side_a = record.Count(kDeathsA);
  deaths.side_b = record.Count(kDeathsB);
  deaths.civilians = record.Count(kDeathsCivilians);
  deaths.unknown = record.Count(kDeathsUnknown);
  deaths.best = record.Count(kBest);
  deaths.high = record.Count(kHigh);
  deaths.low = record.Count(kLow);
  if (record.error()) return;
  for (const Column column :
       {kDeathsA, kDeathsB, kDeathsCivilians, kDeathsUnknown, kBest, kHigh, kLow}) {
    CheckDeathCount(record, column);
  }
  if (record.error()) return;
  if (deaths.best && deaths.side_a && deaths.side_b && deaths.civilians && deaths.unknown) {
    const std::int64_t sum = *deaths.side_a + *deaths.side_b + *deaths.civilians + *deaths.unknown;
    if (sum != *deaths.best) {
      record.Warn(kBest, "not the sum of the deaths by side, which is " + std::to_string(sum));
    }
  }
  CheckDeathOrder(record, kBest, deaths);
  if (deaths == Casualties()) row.event.casualties.reset();
}

void GedReader::CheckCodes(Record& record) {
  const std::string_view active = record[kActiveYear];
  if (!active.empty() && active != "0" && active != "1" && active != "TRUE" && active != "FALSE") {
    record.Warn(kActiveYear, "not one of 0, 1, TRUE, FALSE");
  }
  const std::string_view clarity = record[kEventClarity];
  if (!clarity.empty() && clarity != "1" && clarity != "2") {
    record.Warn(kEventClarity, "not one of 1, 2");
  }
}

GedReader::Row GedReader::Parse(Record& record) {
  Row row;
  row.id = record.RequireCount(kId);
  row.event.fact.key = "ged:" + std::to_string(row.id);
  if (!record.error() && staging_.HasEvent(row.event.fact.key)) {
    record.Fail(kId, ErrorCode::kDuplicate, "an event of this id is there already");
  }
  row.side_a = record.RequireCount(kSideANewId);
  row.side_b = record.RequireCount(kSideBNewId);
  row.gwno_a = ToInteger(record[kGwnoa]);
  row.gwno_b = ToInteger(record[kGwnob]);

  row.type_of_violence = record.RequireInteger(kTypeOfViolence);
  if (row.type_of_violence < 1 || row.type_of_violence > 3) {
    record.Fail(kTypeOfViolence, ErrorCode::kInvalidArgument,
                "not one of the types of violence 1 to 3");
    return row;
  }
  const Crosswalked meaning = FromUcdp(static_cast<std::int32_t>(row.type_of_violence)).value();
  row.event.type = meaning.type;
  row.event.details = meaning.details;
  row.event.codes.push_back(TypeCode{Taxonomy::kUcdp, std::to_string(row.type_of_violence)});

  ParseTime(record, row);
  ParseWhere(record, row);
  ParseDeaths(record, row);
  CheckCodes(record);
  return row;
}

ActorId GedReader::StageSide(const Row& row, const Record& record, bool is_a, Event& event) {
  const std::int64_t number = is_a ? row.side_a : row.side_b;
  const std::optional<std::int64_t> gwno = is_a ? row.gwno_a : row.gwno_b;
  const Column name_column = is_a ? kSideA : kSideB;
  const std::string_view name = record[name_column];
  const std::string code = std::to_string(number);
  const ActorId id = staging_.FindOrAddActor("ucdp:" + code, [&] {
    Actor actor;
    actor.name = name;
    actor.codes.push_back(Code{CodeSystem::kUcdpActor, code, std::nullopt});
    return actor;
  });
  Actor& actor = staging_.actor(id);
  if (name != actor.name) {
    if (!name.empty()) staging_.AddName(id, name, NameKind::kAlias);
    AddAttribute(event, record, name_column);
  }
  if (actor.kind == ActorKind::kOther) {
    if (IsGovernmentName(name) || gwno) {
      actor.kind = ActorKind::kGovernment;
    } else if (row.type_of_violence == 3 && !is_a) {
      actor.kind = ActorKind::kPopulation;  // civilians, by definition
    } else if (row.type_of_violence != 2) {
      // Formally organised by definition; in non-state conflicts it may be a communal group.
      actor.kind = ActorKind::kNonStateArmed;
    }
  }
  if (gwno) {
    const Code gw{CodeSystem::kGw, std::to_string(*gwno), std::nullopt};
    const bool known = std::any_of(actor.codes.begin(), actor.codes.end(),
                                   [](const Code& held) { return held.system == CodeSystem::kGw; });
    if (!known) actor.codes.push_back(gw);
    if (std::find(actor.codes.begin(), actor.codes.end(), gw) != actor.codes.end()) return id;
  }
  // A list of several, or another than before.
  AddAttribute(event, record, is_a ? kGwnoa : kGwnob);
  return id;
}

std::optional<PlaceId> GedReader::StageCountry(const Row& row, const Record& record, Event& event) {
  const std::string_view name = record[kCountry];
  const std::string_view region = record[kRegion];
  if (!row.country) {
    AddAttribute(event, record, kCountry);
    AddAttribute(event, record, kRegion);
    return std::nullopt;
  }
  const std::string code = std::to_string(*row.country);
  std::vector<PlaceParent> parents;
  if (!region.empty()) {
    const PlaceId parent = staging_.FindOrAddPlace("ged:region:" + KeyPart(region), [&] {
      Place place;
      place.kind = PlaceKind::kRegion;
      place.name = region;
      return place;
    });
    parents.push_back(PlaceParent{parent, std::nullopt, std::nullopt});
  }
  const PlaceId id = staging_.FindOrAddPlace("ged:country:" + code, [&] {
    Place place;
    place.kind = PlaceKind::kCountry;
    place.name = name;
    place.codes.push_back(Code{CodeSystem::kGw, code, std::nullopt});
    place.parents = parents;
    return place;
  });
  const Place& country = staging_.place(id);
  if (name != country.name) {
    if (!name.empty()) staging_.AddName(id, name, NameKind::kAlias);
    AddAttribute(event, record, kCountry);
  }
  if (country.parents != parents) AddAttribute(event, record, kRegion);
  return id;
}

// UCDP adds to the name of a settlement what it is: "Teir Maaleh village".
bool IsSettlementName(std::string_view name) {
  return name.ends_with(" town") || name.ends_with(" village") || name.ends_with(" city");
}

void GedReader::StagePlace(const Row& row, const Record& record, Event& event) {
  const std::string_view adm_1 = record[kAdm1];
  const std::string_view adm_2 = record[kAdm2];
  const std::string_view where = record[kWhereCoordinates];
  const std::string in = row.country ? std::to_string(*row.country) : std::string();

  std::optional<PlaceId> place = StageCountry(row, record, event);
  if (place && row.first) {
    const auto [days, is_new] =
        days_by_country_.try_emplace(place->value(), CountryDays{*row.first, *row.last});
    if (!is_new) {
      days->second.first = std::min(days->second.first, *row.first);
      days->second.last = std::max(days->second.last, *row.last);
    }
  }
  const auto add = [&](std::string key, PlaceKind kind, std::string_view name) {
    place = staging_.FindOrAddPlace(key, [&] {
      Place made;
      made.kind = kind;
      made.name = name;
      if (place) made.parents.push_back(PlaceParent{*place, std::nullopt, std::nullopt});
      return made;
    });
  };
  if (!adm_1.empty()) add("ged:adm1:" + in + ":" + KeyPart(adm_1), PlaceKind::kAdmin1, adm_1);
  if (!adm_2.empty()) {
    add("ged:adm2:" + in + ":" + KeyPart(adm_1) + "/" + KeyPart(adm_2), PlaceKind::kAdmin2, adm_2);
  }
  // The unit itself stands for the event where that is all that is known.
  const bool is_unit = (row.where_prec == 3 && !adm_2.empty() && where == adm_2) ||
                       (row.where_prec == 4 && !adm_1.empty() && adm_2.empty() && where == adm_1) ||
                       (row.where_prec == 6 && row.country && adm_1.empty() && adm_2.empty() &&
                        where == staging_.place(*place).name);
  if (!where.empty() && !is_unit) {
    add("ged:where:" + in + ":" + KeyPart(adm_1) + "/" + KeyPart(adm_2) + "/" + KeyPart(where),
        IsSettlementName(where) ? PlaceKind::kSettlement : PlaceKind::kOther, where);
  }
  event.place = place;
}

void GedReader::Stage(Row& row, Record& record) {
  Event& event = row.event;
  for (const Column column : kVerbatim) AddAttribute(event, record, column);
  const auto add_unless = [&](Column column, std::string_view same) {
    if (record[column] != same) AddAttribute(event, record, column);
  };
  add_unless(kConflictDsetId, record[kConflictNewId]);
  add_unless(kDyadDsetId, record[kDyadNewId]);
  add_unless(kSideADsetId, record[kSideANewId]);
  add_unless(kSideBDsetId, record[kSideBNewId]);
  add_unless(kDyadName, std::string(record[kSideA]) + " - " + std::string(record[kSideB]));
  add_unless(kGeomWkt, "POINT (" + std::string(record[kLongitude]) + " " +
                           std::string(record[kLatitude]) + ")");
  if (!row.year_agrees) AddAttribute(event, record, kYear);
  if (!row.date_prec_agrees) AddAttribute(event, record, kDatePrec);
  if (event.place_precision == PlacePrecision::kUnknown) AddAttribute(event, record, kWherePrec);
  if (!event.at) {
    AddAttribute(event, record, kLatitude);
    AddAttribute(event, record, kLongitude);
  }
  if (!event.at || record.Integer(kPriogridGid) != PrioGridCell(*event.at)) {
    AddAttribute(event, record, kPriogridGid);
  }

  event.parties = {Party{StageSide(row, record, true, event), Role::kSideA},
                   Party{StageSide(row, record, false, event), Role::kSideB}};
  StagePlace(row, record, event);
  AddOthers(table_.layout, table_.prefix, record, event.attributes);
  staging_.AddEvent(event, record.line());
}

void GedReader::Finish(Source source, const std::string& file, ChronicleBuilder& builder) {
  for (const auto& [country, days] : days_by_country_) {
    Coverage coverage;
    coverage.key = source.key + ":coverage:" +
                   staging_.place(PlaceId(country)).fact.key.substr(std::string("ged:").size());
    coverage.period = Period::Of(days.first, days.last + 1);
    coverage.note = "the first to the last day of its events in " + BaseName(file) +
                    ", which may be a selection";
    staging_.AddCoverage(std::move(coverage), PlaceId(country));
  }
  staging_.Commit(std::move(source), file, builder);
}

std::string WhyNot(const Shape& shape) { return LayoutOf(shape).problem; }

Result<ImportReport> Read(ImportJob job) {
  const HeaderLayout layout = LayoutOf(job.shape);
  // R writes NA where a cell is empty, and so do the files that it saved.
  const TableFormat table{layout, kNames, "GED", "ucdp.", "NA"};
  const std::string file = job.input->name();
  GedReader ged(table, job.builder);
  Result<ImportReport> report =
      ReadTable(job, kUcdpGed.format.name,
                std::to_string(job.shape.first.size()) + " columns" +
                    (job.shape.delimiter == ';' ? " between semicolons, " : ", ") +
                    (layout.has_header ? "header" : "no header"),
                table, [&](Record& record) { ged.Read(record); });
  if (report.ok() && report->kept > 0) {
    Source source =
        SourceOf(kUcdpGed.format.name, "UCDP Georeferenced Event Dataset (GED)", file, job.options);
    source.locator = "https://ucdp.uu.se";
    ged.Finish(std::move(source), file, job.builder);
  }
  return report;
}

}  // namespace

constexpr FormatReader kUcdpGed = {
    {"ucdp-ged", "UCDP Georeferenced Event Dataset and candidate events, CSV"},
    kShapes,
    &WhyNot,
    &Read};

}  // namespace casus::internal
