// Armed Conflict Location & Event Data (ACLED).
//
// Layouts. CSV (RFC 4180) with a header; columns are found by name, in any order and case:
//   2019 to 2022   31 columns, from data_id and iso to iso3
//   since 2023     31 columns: disorder_type, civilian_targeting and tags came, data_id,
//                  event_id_no_cnty and iso3 went
//   since 10/2024  the same, with words in inter1, inter2 and interaction
//   with people    4 more, population_*, where asked for
//   before 2019    upper case, GWNO for ISO, ALLY_ACTOR_1 and _2, other event types, none below
// Other columns (of the API, of other people) are kept as attributes. Lists of deleted events are
// refused: casus reads a deletion as the end of a version of an archive, not as an event. So are
// files saved again with semicolons, see ucdp_ged.cc.
//
// What becomes of the columns; a cell that is empty, or holds R's NA, is not said:
//   event_id_cnty            Event key "acled:<id>"
//   event_date, time_precision  Event span. Dates are "03 December 2020", "2020-12-03" or, before
//                            2019, "03/12/2020" (day first); the first date of a file decides, and
//                            another is refused. By the codebook precision 1 is the day; 2 is
//                            some day of a week or a period like it, whose middle day is given:
//                            here some day of the seven around it; 3 is some day of a month, whose
//                            middle is given if nothing more is known: here some day of the
//                            calendar month. A date that is not the day is kept as an attribute.
//   timestamp                the time of learning: of ACLED's last change of the event, in UTC
//   event_type, sub_event_type  Event type (crosswalk.h) and code "Battles/Armed clash". A type
//                            that ACLED does not have makes an event of type other.
//                            "Riots/Protests" of old files is told apart by inter1, as ACLED did.
//   actor1, actor2           Parties, side a and side b (ACLED gives no direction). An actor is its
//                            name ("acled:actor:..."); inter1 and inter2 give its kind.
//   assoc_actor_1, _2        Parties of the same side, after it; and the lists as attributes
//   fatalities               Casualties, best. 0 is kept: none, or none that was reported.
//   latitude, longitude      Event::at; geo_precision is its precision
//   region, country, admin1 to admin3, location  Places, each inside the one before. With
//                            geo_precision 3 the location only stands for the region around it, and
//                            the event is in admin1; the names below it are attributes.
//   iso, iso3, gwno          codes of the country
//   notes                    note
//   all others               Attributes "acled.<column>", and so is every value that the above does
//                            not hold. Left out is what follows: year, interaction and
//                            disorder_type where they agree with the date, the inter codes and the
//                            event types.
//
// Coverage: one row a country, from the first to the last day found in the file, never complete.

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "casus/event/crosswalk.h"
#include "casus/time/parse.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/staging.h"

namespace casus::internal {

namespace {

enum Column : std::size_t {
  kEventIdCnty,
  kDataId,
  kEventIdNoCnty,
  kEventDate,
  kYear,
  kTimePrecision,
  kDisorderType,
  kEventType,
  kSubEventType,
  kActor1,
  kAssocActor1,
  kInter1,
  kActor2,
  kAssocActor2,
  kInter2,
  kInteraction,
  kCivilianTargeting,
  kIso,
  kIso3,
  kGwno,
  kRegion,
  kCountry,
  kAdmin1,
  kAdmin2,
  kAdmin3,
  kLocation,
  kLatitude,
  kLongitude,
  kGeoPrecision,
  kSource,
  kSourceScale,
  kNotes,
  kFatalities,
  kTags,
  kTimestamp,
  kPopulation1km,
  kPopulation2km,
  kPopulation5km,
  kPopulationBest,
  kColumns,
};

constexpr std::array<std::string_view, kColumns> kNames = {"event_id_cnty",
                                                           "data_id",
                                                           "event_id_no_cnty",
                                                           "event_date",
                                                           "year",
                                                           "time_precision",
                                                           "disorder_type",
                                                           "event_type",
                                                           "sub_event_type",
                                                           "actor1",
                                                           "assoc_actor_1",
                                                           "inter1",
                                                           "actor2",
                                                           "assoc_actor_2",
                                                           "inter2",
                                                           "interaction",
                                                           "civilian_targeting",
                                                           "iso",
                                                           "iso3",
                                                           "gwno",
                                                           "region",
                                                           "country",
                                                           "admin1",
                                                           "admin2",
                                                           "admin3",
                                                           "location",
                                                           "latitude",
                                                           "longitude",
                                                           "geo_precision",
                                                           "source",
                                                           "source_scale",
                                                           "notes",
                                                           "fatalities",
                                                           "tags",
                                                           "timestamp",
                                                           "population_1km",
                                                           "population_2km",
                                                           "population_5km",
                                                           "population_best"};

// Before 2019.
constexpr std::pair<std::string_view, std::size_t> kAliases[] = {{"ally_actor_1", kAssocActor1},
                                                                 {"ally_actor_2", kAssocActor2}};

// Without these it is not ACLED.
constexpr std::size_t kRequired[] = {kEventIdCnty,  kEventDate, kTimePrecision, kEventType,
                                     kActor1,       kCountry,   kLatitude,      kLongitude,
                                     kGeoPrecision, kFatalities};

constexpr Column kVerbatim[] = {kDataId,        kEventIdNoCnty, kAssocActor1,       kInter1,
                                kAssocActor2,   kInter2,        kCivilianTargeting, kSource,
                                kSourceScale,   kTags,          kPopulation1km,     kPopulation2km,
                                kPopulation5km, kPopulationBest};

constexpr std::string_view kPrefix = "acled.";
constexpr HeaderNames kHeader = {kNames, kRequired, kAliases};

constexpr std::string_view kShapes = "CSV (commas) with ACLED's column names in a header";

// ACLED's first events are of 1997.
constexpr YearLimits kYears{.min_year = 1997, .max_year = 2099};

constexpr DayShape kShapesOfDates[] = {DayShape::kDayMonthNameYear, DayShape::kIso,
                                       DayShape::kDmySlashes};

// The kinds of actors: the digit, the words since October 2024 and those of the codebook.
struct InterInfo {
  std::string_view words;
  std::string_view codebook;
  ActorKind kind;
};
constexpr InterInfo kInters[] = {
    {"State forces", "State Forces", ActorKind::kArmedForce},
    {"Rebel group", "Rebel Groups", ActorKind::kNonStateArmed},
    {"Political militia", "Political Militias", ActorKind::kNonStateArmed},
    {"Identity militia", "Identity Militias", ActorKind::kCommunalGroup},
    {"Rioters", "Rioters", ActorKind::kPopulation},
    {"Protesters", "Protesters", ActorKind::kPopulation},
    {"Civilians", "Civilians", ActorKind::kPopulation},
    {"External/Other forces", "External/Other Forces", ActorKind::kOther},
};

struct Layout {
  HeaderLayout header;
  DayShape dates = DayShape::kIso;
};

constexpr std::string_view kMonthFirst =
    "the dates have the month first, which ACLED never writes: another program saved the file";

Layout LayoutOf(const Shape& shape) {
  Layout layout;
  const auto has = [&](std::string_view name) {
    return std::any_of(shape.first.begin(), shape.first.end(), [name](const std::string& cell) {
      return FoldName(cell) == FoldName(name);
    });
  };
  if (!has("event_id_cnty")) {
    layout.header.problem = "the first line is no header of it";
  } else if (has("deleted_timestamp")) {
    layout.header.problem =
        "this is a list of deleted events: casus reads deletions as versions of an archive, not "
        "as events";
  } else if (shape.delimiter != ',') {
    layout.header.problem =
        "the file was saved again by a program that writes other delimiters, and perhaps other "
        "dates and decimals; take the file as ACLED exports it";
  } else {
    layout.header = LayoutByHeader(shape.first, kHeader);
  }
  if (!layout.header.problem.empty()) return layout;
  const std::size_t date = layout.header.places[kEventDate];
  layout.dates = DayShapeOf(shape, date, kShapesOfDates).value_or(DayShape::kIso);
  if (layout.dates != DayShape::kIso && layout.dates != DayShape::kDayMonthNameYear &&
      layout.header.places[kSubEventType] != Columns::kAbsent) {
    layout.header.problem =
        "the dates are written with slashes, which ACLED has not done since 2019: another program "
        "saved the file, and day and month cannot be told apart";
  } else if (AnyDayOnlyOf(shape, date, DayShape::kMdySlashes, DayShape::kDmySlashes)) {
    layout.header.problem = kMonthFirst;
  }
  return layout;
}

// The digit of a kind of actor, 0 for no actor; empty for what is neither a digit nor words for it.
std::optional<int> InterOf(std::string_view text) {
  if (text.empty()) return 0;
  if (text.size() == 1 && text[0] >= '0' && text[0] <= '8') return text[0] - '0';
  const std::string lower = LowerCase(text);
  for (std::size_t i = 0; i < std::size(kInters); ++i) {
    if (lower == LowerCase(kInters[i].words) || lower == LowerCase(kInters[i].codebook)) {
      return static_cast<int>(i + 1);
    }
  }
  return std::nullopt;
}

// The interaction of two kinds: both digits, the smaller one first and none last, or the words.
std::string InteractionOf(int a, int b, bool in_words) {
  if (a == 0) std::swap(a, b);
  if (b != 0 && b < a) std::swap(a, b);
  if (!in_words) return std::to_string(a) + std::to_string(b);
  const auto words = [](int inter) {
    return std::string(kInters[static_cast<std::size_t>(inter - 1)].words);
  };
  if (b == 0) return words(a) + " only";
  // The one pair that is in the other order in words.
  if (a == 7 && b == 8) std::swap(a, b);
  return words(a) + "-" + words(b);
}

class AcledReader {
 public:
  AcledReader(const Layout& layout, ChronicleBuilder& builder)
      : layout_(layout), staging_(builder) {}

  // Keeps the record, or leaves an error in it.
  void Read(Record& record) {
    Row row = Parse(record);
    if (!record.error()) Stage(row, record);
  }

  void Finish(Source source, const std::string& file, ChronicleBuilder& builder) {
    coverage_.Stage(source, file, staging_);
    staging_.Commit(std::move(source), file, builder);
  }

  std::uint64_t without_fatalities() const { return without_fatalities_; }

 private:
  // A record whose every field was understood, before anything of it is kept.
  struct Row {
    std::optional<int> inter1;
    std::optional<int> inter2;
    bool date_is_day = false;
    bool precision_agrees = true;
    bool year_agrees = false;
    bool interaction_agrees = false;
    bool disorder_agrees = false;
    std::int64_t geo_precision = 0;
    Event event;  // what needs no other rows
  };

  Row Parse(Record& record);
  void ParseTime(Record& record, Row& row);
  void ParseInters(Record& record, Row& row);
  void ParseType(Record& record, Row& row);
  void ParseWhere(Record& record, Row& row);
  void ParseDeaths(Record& record, Row& row);

  void Stage(Row& row, Record& record);
  void StageSide(const Record& record, bool is_a, const std::optional<int>& inter, Event& event);
  std::optional<PlaceId> StageCountry(const Record& record, Event& event);
  void StagePlace(const Row& row, const Record& record, Event& event);

  const Layout& layout_;
  Staging staging_;
  AttributeWriter attributes_{kPrefix, kNames};
  CoverageOfEvents coverage_;
  std::uint64_t without_fatalities_ = 0;
};

void AcledReader::ParseTime(Record& record, Row& row) {
  const Result<Day> day = ParseDay(record[kEventDate], layout_.dates, kYears);
  if (!day.ok()) return record.Fail(kEventDate, day.error());
  const std::int64_t precision = record.RequireInteger(kTimePrecision);
  const std::optional<std::int64_t> year = record.Integer(kYear);
  if (record.error()) return;
  const Moment month = Moment::InMonth(day->year(), day->month()).value();
  if (precision == 1) {
    row.event.fact.span = Span::On(*day);
    row.date_is_day = true;
  } else if (precision == 2) {
    row.event.fact.span = Span::On(Moment::Between(*day + -3, *day + 3).value());
  } else {
    row.event.fact.span = Span::On(month);
    row.precision_agrees = precision == 3;
    if (!row.precision_agrees) {
      record.Warn(kTimePrecision, "not one of the precisions 1 to 3",
                  "taken as a day of the month");
    }
  }
  row.year_agrees = !year || *year == day->year();
  if (!row.year_agrees) record.Warn(kYear, "not the year of event_date");

  if (const std::string_view text = record[kTimestamp]; !text.empty()) {
    const Result<Moment> learnt = ParseUnixTime(text, kYears);
    if (!learnt.ok()) return record.Fail(kTimestamp, learnt.error());
    row.event.fact.learnt = *learnt;
    if (learnt->latest() < row.event.fact.span.first().earliest()) {
      record.Warn(kTimestamp, "changed before it happened");
    }
  }
}

void AcledReader::ParseInters(Record& record, Row& row) {
  row.inter1 = InterOf(record[kInter1]);
  row.inter2 = InterOf(record[kInter2]);
  if (!row.inter1) record.Warn(kInter1, "not one of ACLED's kinds of actors");
  if (!row.inter2) record.Warn(kInter2, "not one of ACLED's kinds of actors");
  for (const auto& [actor, column, inter] :
       {std::tuple(kActor1, kInter1, row.inter1), std::tuple(kActor2, kInter2, row.inter2)}) {
    if (record.has(column) && inter && (*inter == 0) != record[actor].empty()) {
      record.Warn(column, record[actor].empty() ? "the kind of an actor that is not there"
                                                : "no kind of the actor that is there");
    }
  }
  const std::string_view given = record[kInteraction];
  row.interaction_agrees = given.empty();
  if (given.empty() || !row.inter1 || !row.inter2 || (*row.inter1 == 0 && *row.inter2 == 0)) return;
  const std::string made = InteractionOf(*row.inter1, *row.inter2, !IsDigits(given));
  row.interaction_agrees = LowerCase(given) == LowerCase(made);
  if (!row.interaction_agrees) {
    record.Warn(kInteraction, "not the interaction of inter1 and inter2, which is " + made);
  }
}

void AcledReader::ParseType(Record& record, Row& row) {
  std::string_view type = record[kEventType];
  const std::string_view sub_type = record[kSubEventType];
  if (type.empty()) return record.Fail(kEventType, ErrorCode::kParse, "missing");
  std::string code(type);
  if (!sub_type.empty()) code.append("/").append(sub_type);
  row.event.codes.push_back(TypeCode{Taxonomy::kAcled, code});
  if (type == "Riots/Protests" && (row.inter1 == 5 || row.inter1 == 6)) {
    type = row.inter1 == 5 ? "Riots" : "Protests";
  }
  if (const Result<Crosswalked> meaning = FromAcled(type, sub_type); meaning.ok()) {
    row.event.type = meaning->type;
    row.event.details = meaning->details;
  } else {
    record.Warn(sub_type.empty() ? kEventType : kSubEventType, meaning.error().message(),
                "kept as an event of type other");
  }
  const std::string_view disorder = record[kDisorderType];
  row.disorder_agrees = disorder.empty();
  const Result<AcledInfo> info = FindAcled(type, sub_type);
  if (disorder.empty() || !info.ok()) return;
  row.disorder_agrees = disorder == info->disorder_type;
  if (row.disorder_agrees) return;
  std::string corrected(disorder);
  if (const std::size_t at = corrected.find("Demostrations"); at != std::string::npos) {
    corrected.replace(at, std::string_view("Demostrations").size(), "Demonstrations");
  }
  if (corrected == info->disorder_type) {
    record.Note(kDisorderType, "\"Demonstrations\" misspelt", "read as that");
  } else {
    record.Warn(kDisorderType,
                "not that of the event type, which is " + std::string(info->disorder_type));
  }
}

void AcledReader::ParseWhere(Record& record, Row& row) {
  row.geo_precision = record.RequireInteger(kGeoPrecision);
  if (row.geo_precision == 1) {
    row.event.place_precision = PlacePrecision::kExact;
  } else if (row.geo_precision == 2) {
    row.event.place_precision = PlacePrecision::kNear;
  } else if (row.geo_precision == 3) {
    row.event.place_precision = PlacePrecision::kAdmin1;
  } else {
    record.Warn(kGeoPrecision, "not one of the precisions 1 to 3");
  }
  if (record[kLatitude].empty() && record[kLongitude].empty()) {
    record.Warn(kLatitude, "no coordinates");
  }
  ReadCoordinates(record, kLatitude, kLongitude, row.event);
}

void AcledReader::ParseDeaths(Record& record, Row& row) {
  const std::optional<std::int64_t> fatalities = record.Count(kFatalities);
  if (!fatalities || record.error()) return;
  if (*fatalities > std::numeric_limits<std::int32_t>::max()) {
    return record.Fail(kFatalities, ErrorCode::kOutOfRange, "more deaths than can be");
  }
  row.event.casualties.emplace().best = *fatalities;
}

AcledReader::Row AcledReader::Parse(Record& record) {
  Row row;
  const std::string_view id = record[kEventIdCnty];
  if (id.empty()) record.Fail(kEventIdCnty, ErrorCode::kParse, "missing");
  row.event.fact.key = "acled:" + KeyPart(id);
  if (!record.error() && staging_.HasEvent(row.event.fact.key)) {
    record.Fail(kEventIdCnty, ErrorCode::kDuplicate, "an event of this id is there already");
  }
  row.event.fact.note = record[kNotes];
  ParseTime(record, row);
  ParseInters(record, row);
  ParseType(record, row);
  ParseWhere(record, row);
  ParseDeaths(record, row);
  if (const std::string_view targeting = record[kCivilianTargeting];
      !targeting.empty() && targeting != "Civilian targeting") {
    record.Warn(kCivilianTargeting, "neither empty nor 'Civilian targeting'");
  }
  if (const std::optional<std::int64_t> iso = record.Integer(kIso);
      iso && (*iso < 0 || *iso > 999)) {
    record.Fail(kIso, ErrorCode::kOutOfRange, "not a numeric code of ISO 3166");
  }
  return row;
}

void AcledReader::StageSide(const Record& record, bool is_a, const std::optional<int>& inter,
                            Event& event) {
  const Role role = is_a ? Role::kSideA : Role::kSideB;
  const auto add = [&](std::string_view name, ActorKind kind) {
    const ActorId id = staging_.FindOrAddActor("acled:actor:" + KeyPart(name), [&] {
      Actor actor;
      actor.name = name;
      return actor;
    });
    Actor& actor = staging_.actor(id);
    if (actor.kind == ActorKind::kOther) actor.kind = kind;
    const Party party{id, role};
    if (std::find(event.parties.begin(), event.parties.end(), party) == event.parties.end()) {
      event.parties.push_back(party);
    }
  };
  if (const std::string_view name = record[is_a ? kActor1 : kActor2]; !name.empty()) {
    const int kind = inter.value_or(0);
    add(name, kind == 0 ? ActorKind::kOther : kInters[static_cast<std::size_t>(kind - 1)].kind);
  }
  for (const std::string_view name : SplitList(record[is_a ? kAssocActor1 : kAssocActor2], ";")) {
    add(name, ActorKind::kOther);
  }
}

std::optional<PlaceId> AcledReader::StageCountry(const Record& record, Event& event) {
  const std::string_view name = record[kCountry];
  const std::string_view region = record[kRegion];
  const auto keep_codes = [&] {
    for (const Column column : {kIso, kIso3, kGwno}) attributes_.Add(event, record, column);
  };
  if (name.empty()) {
    attributes_.Add(event, record, kRegion);
    keep_codes();
    return std::nullopt;
  }
  std::optional<PlaceId> parent;
  if (!region.empty()) {
    parent = staging_.FindOrAddPlaceIn(std::nullopt, "acled:region:" + KeyPart(region),
                                       PlaceKind::kRegion, region);
  }
  const PlaceId id = staging_.FindOrAddPlaceIn(parent, "acled:country:" + KeyPart(name),
                                               PlaceKind::kCountry, name);
  Place& country = staging_.place(id);
  if (parent && (country.parents.empty() || country.parents.front().parent != *parent)) {
    attributes_.Add(event, record, kRegion);
  }
  // ACLED gives 0 to what ISO has no number for.
  const auto add_code = [&](Column column, CodeSystem system, std::string value) {
    if (value.empty() || record[column] == "0") return attributes_.Add(event, record, column);
    const Code code{system, std::move(value), std::nullopt};
    const auto held = std::find_if(country.codes.begin(), country.codes.end(),
                                   [system](const Code& row) { return row.system == system; });
    if (held == country.codes.end()) {
      country.codes.push_back(code);
    } else if (*held != code) {
      attributes_.Add(event, record, column);
    }
  };
  // "4" is the code "004".
  std::string iso(record[kIso]);
  if (!iso.empty() && iso.size() < 3) iso.insert(0, 3 - iso.size(), '0');
  add_code(kIso, CodeSystem::kIso3166Numeric, std::move(iso));
  add_code(kIso3, CodeSystem::kIso3166Alpha3, std::string(record[kIso3]));
  add_code(kGwno, CodeSystem::kGw, std::string(record[kGwno]));
  return id;
}

void AcledReader::StagePlace(const Row& row, const Record& record, Event& event) {
  std::optional<PlaceId> place = StageCountry(record, event);
  coverage_.Add(place, event.fact.span);
  struct Unit {
    Column column;
    PlaceKind kind;
    std::string_view level;
  };
  std::string path = KeyPart(record[kCountry]);
  for (const Unit& unit :
       {Unit{kAdmin1, PlaceKind::kAdmin1, "admin1"}, Unit{kAdmin2, PlaceKind::kAdmin2, "admin2"},
        Unit{kAdmin3, PlaceKind::kAdmin3, "admin3"},
        Unit{kLocation, PlaceKind::kOther, "location"}}) {
    const std::string_view name = record[unit.column];
    path += (unit.column == kAdmin1 ? ":" : "/") + KeyPart(name);
    if (name.empty()) continue;
    if (row.geo_precision == 3 && unit.column != kAdmin1) {
      attributes_.Add(event, record, unit.column);
      continue;
    }
    place = staging_.FindOrAddPlaceIn(place, "acled:" + std::string(unit.level) + ":" + path,
                                      unit.kind, name);
    // By the codebook a location of precision 1 is a town.
    if (unit.column == kLocation && row.geo_precision == 1) {
      staging_.place(*place).kind = PlaceKind::kSettlement;
    }
  }
  event.place = place;
}

void AcledReader::Stage(Row& row, Record& record) {
  Event& event = row.event;
  if (event.casualties && event.casualties->best == 0) ++without_fatalities_;
  for (const Column column : kVerbatim) attributes_.Add(event, record, column);
  const auto add_if = [&](bool is_needed, Column column) {
    if (is_needed) attributes_.Add(event, record, column);
  };
  add_if(!row.date_is_day, kEventDate);
  add_if(!row.precision_agrees, kTimePrecision);
  add_if(!row.year_agrees, kYear);
  add_if(!row.interaction_agrees, kInteraction);
  add_if(!row.disorder_agrees, kDisorderType);
  add_if(event.place_precision == PlacePrecision::kUnknown, kGeoPrecision);
  add_if(!event.at, kLatitude);
  add_if(!event.at, kLongitude);
  StageSide(record, true, row.inter1, event);
  StageSide(record, false, row.inter2, event);
  StagePlace(row, record, event);
  AddOthers(layout_.header, kPrefix, record, event.attributes);
  staging_.AddEvent(event, record.line());
}

std::string WhyNot(const Shape& shape) { return LayoutOf(shape).header.problem; }

Result<ImportReport> Read(ImportJob job) {
  const Layout layout = LayoutOf(job.shape);
  const std::string file = job.input->name();
  AcledReader acled(layout, job.builder);
  Result<ImportReport> report = ReadTable(job, kAcled.format.name, ColumnsInWords(job.shape),
                                          {layout.header, kNames, "ACLED", kPrefix, "NA"},
                                          [&](Record& record) { acled.Read(record); });
  if (!report.ok()) return report;
  if (acled.without_fatalities() > 0) {
    AddFileNote(*report, file, "0",
                "ACLED's 0 fatalities mean none, or none reported: so in " +
                    std::to_string(acled.without_fatalities()) + " events",
                "kept as 0");
  }
  if (report->kept > 0) {
    Source source = SourceOf(kAcled.format.name, "Armed Conflict Location & Event Data (ACLED)",
                             file, job.options);
    source.locator = "https://acleddata.com";
    acled.Finish(std::move(source), file, job.builder);
  }
  return report;
}

}  // namespace

constexpr FormatReader kAcled = {
    {"acled", "Armed Conflict Location & Event Data, CSV exports since before 2019"},
    kShapes,
    &WhyNot,
    &Read};

}  // namespace casus::internal
