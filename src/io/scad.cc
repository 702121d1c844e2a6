// Social Conflict Analysis Database (SCAD): protests, riots, strikes and violence in Africa and
// Latin America since 1990.
//
// Layouts. CSV (RFC 4180) with a header of 42 to 44 columns, found by name; lines may end with CR
// CR LF. The files hold bytes of several encodings of one byte a letter and are in none of them:
// the caller names one (ImportOptions::encoding). A record with a byte that it does not have is
// refused by itself; Latin-1 has them all, and makes a wrong letter of some. Nothing is guessed by
// record.
//
// What becomes of the columns:
//   eventid, id, elocal      Event key "scad:<eventid>:<id>:<location>". An event that took place
//                            in several locations has a row for each, with the same eventid; each
//                            is an event here, and no row stands for the whole of which they are
//                            parts: the attribute "scad.eventid" holds them together
//   styr, stmo, stday        the first day, eyr, emo, eday the last: an event of several days is an
//                            episode that lasted from one to the other. -99 is an unknown part. The
//                            words in startdate and enddate ("26-Dec-90") are only compared.
//   etype                    Event type (crosswalk.h) and code. Rows of -9 say that a country had
//                            no event in a year: they are none, and refused.
//   actor1 to 3, target1, 2  Parties, initiators and targets, of the country
//                            ("scad:actor:<ccode>:<name>"), as "Students" are of each
//   ndeath                   Casualties, best; -77, -88 and -99 are kinds of not known: no
//                            number, and an attribute that keeps them apart
//   latitude, longitude      Event::at
//   ccode, countryname       the country, with its COW number
//   elocal, locnum           the location in it, and its precision: 1 capital, 2 other town, 3
//                            rural, 4 and 5 several of them, 6 province, 7 nationwide (the country
//                            itself). location_precision has codes of its own, and stays an
//                            attribute.
//   notes                    note
//   all others               Attributes "scad.<column>"
//
// Coverage: one row a country, from the first to the last day found in the file, never complete.

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "casus/event/crosswalk.h"
#include "casus/time/parse.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/staging.h"

namespace casus::internal {

namespace {

enum Column : std::size_t {
  kEventId,
  kId,
  kCcode,
  kCountryName,
  kStartDate,
  kEndDate,
  kDuration,
  kStDay,
  kStMo,
  kStYr,
  kEDay,
  kEMo,
  kEYr,
  kEType,
  kEscalation,
  kActor1,
  kActor2,
  kActor3,
  kTarget1,
  kTarget2,
  kCGovTarget,
  kRGovTarget,
  kNPart,
  kNDeath,
  kRepress,
  kELocal,
  kILocal,
  kSubLocal,
  kLocNum,
  kGisLocNum,
  kIssue1,
  kIssue2,
  kIssue3,
  kIssueNote,
  kNSource,
  kNotes,
  kFemaleEvent,
  kLgbtqIssue,
  kCoder,
  kAcdQuestionable,
  kLatitude,
  kLongitude,
  kGeoComments,
  kLocationPrecision,
  kColumns,
};

constexpr std::array<std::string_view, kColumns> kNames = {
    "eventid",      "id",          "ccode",        "countryname",
    "startdate",    "enddate",     "duration",     "stday",
    "stmo",         "styr",        "eday",         "emo",
    "eyr",          "etype",       "escalation",   "actor1",
    "actor2",       "actor3",      "target1",      "target2",
    "cgovtarget",   "rgovtarget",  "npart",        "ndeath",
    "repress",      "elocal",      "ilocal",       "sublocal",
    "locnum",       "gislocnum",   "issue1",       "issue2",
    "issue3",       "issuenote",   "nsource",      "notes",
    "female_event", "lgbtq_issue", "coder",        "acd_questionable",
    "latitude",     "longitude",   "geo_comments", "location_precision"};

// As the file of Africa has it.
constexpr std::pair<std::string_view, std::size_t> kAliases[] = {{"lgtbq_issue", kLgbtqIssue}};

// Without these it is not SCAD.
constexpr std::size_t kRequired[] = {kEventId, kCcode,  kCountryName, kStDay, kStMo,   kStYr,
                                     kEDay,    kEMo,    kEYr,         kEType, kActor1, kTarget1,
                                     kNPart,   kNDeath, kELocal,      kLocNum};

constexpr Column kVerbatim[] = {
    kEventId,    kId,      kDuration,        kEscalation,  kCGovTarget,       kRGovTarget,
    kNPart,      kRepress, kILocal,          kSubLocal,    kLocNum,           kGisLocNum,
    kIssue1,     kIssue2,  kIssue3,          kIssueNote,   kNSource,          kFemaleEvent,
    kLgbtqIssue, kCoder,   kAcdQuestionable, kGeoComments, kLocationPrecision};

// Columns of codes from `least` to `most`, or one of the numbers for unknown.
struct CodeColumn {
  Column column;
  std::int64_t least;
  std::int64_t most;
};
constexpr CodeColumn kCodes[] = {{kNPart, 1, 7},   {kRepress, 0, 2}, {kLocNum, 1, 7},
                                 {kIssue1, 1, 14}, {kIssue2, 1, 14}, {kIssue3, 1, 14}};

constexpr std::string_view kPrefix = "scad.";
constexpr HeaderNames kHeader = {kNames, kRequired, kAliases};

constexpr std::string_view kShapes = "CSV (commas) with SCAD's column names in a header";

constexpr YearLimits kYears{.min_year = 1990, .max_year = 2089};
constexpr CenturyPivot kPivot(1990);

bool IsUnknownNumber(std::int64_t number) {
  return number == -77 || number == -88 || number == -99;
}

HeaderLayout LayoutOf(const Shape& shape) {
  if (shape.delimiter != ',') {
    HeaderLayout layout;
    layout.problem = "the delimiter is another one";
    return layout;
  }
  return LayoutByHeader(shape.first, kHeader);
}

class ScadReader {
 public:
  ScadReader(const HeaderLayout& layout, ChronicleBuilder& builder)
      : layout_(layout), staging_(builder) {}

  // Keeps the record, or leaves an error in it.
  void Read(Record& record) {
    Event event = Parse(record);
    if (!record.error()) Stage(event, record);
  }

  void Finish(Source source, const std::string& file, ChronicleBuilder& builder) {
    coverage_.Stage(source, file, staging_);
    staging_.Commit(std::move(source), file, builder);
  }

 private:
  // What needs no other rows.
  Event Parse(Record& record);
  void ParseTime(Record& record, Event& event);
  void ParseDeaths(Record& record, Event& event);

  void Stage(Event& event, Record& record);
  void StageParties(const Record& record, Event& event);
  void StagePlace(Record& record, Event& event);

  const HeaderLayout& layout_;
  Staging staging_;
  AttributeWriter attributes_{kPrefix, kNames};
  CoverageOfEvents coverage_;
  const MissingCodes of_begin_{.codes = {0, -77, -88, -99}};
  const MissingCodes of_end_{.codes = of_begin_.codes, .year_may_be_missing = true};
};

struct DateColumns {
  Column year;
  Column month;
  Column day;
  Column words;
};

// The day, month or year that the numbers say; an attribute and a warning for words that say
// another day.
std::optional<Moment> ReadDate(Record& record, const DateColumns& columns,
                               const MissingCodes& missing, const AttributeWriter& attributes,
                               Event& event) {
  const Result<Moment> date = ParseMomentFromParts(record[columns.year], record[columns.month],
                                                   record[columns.day], missing, kYears);
  if (!date.ok()) {
    const std::string& part = date.error().where().field;
    record.Fail(part == "day"     ? columns.day
                : part == "month" ? columns.month
                                  : columns.year,
                date.error());
    return std::nullopt;
  }
  if (const std::string_view words = record[columns.words]; !words.empty()) {
    const Result<Day> day = ParseDayTwoDigitYear(words, ShortYearShape::kDayMonYear, kPivot);
    if (!day.ok() || !date->is_exact() || *day != date->earliest()) {
      attributes.Add(event, record, columns.words);
      if (date->is_exact()) record.Warn(columns.words, "not the day that the numbers say");
    }
  }
  return *date;
}

void ScadReader::ParseTime(Record& record, Event& event) {
  const std::optional<Moment> first =
      ReadDate(record, {kStYr, kStMo, kStDay, kStartDate}, of_begin_, attributes_, event);
  const std::optional<Moment> last =
      ReadDate(record, {kEYr, kEMo, kEDay, kEndDate}, of_end_, attributes_, event);
  if (!first || !last) return;
  if (first->is_exact() && *first == *last) {
    event.fact.span = Span::On(*first);
  } else {
    const Result<Span> span =
        Span::Make(*first, last->is_unknown() ? Moment::NotBefore(first->earliest()) : *last);
    if (!span.ok()) {
      return record.Fail(kEYr, ErrorCode::kInvalidArgument, "the event ends before it begins");
    }
    event.fact.span = *span;
  }
  const std::optional<std::int64_t> duration = WholeNumber(record, kDuration);
  if (!duration || !first->is_exact() || !last->is_exact()) return;
  const std::int64_t days = last->earliest() - first->earliest() + 1;
  if (*duration != days && *duration != days - 1) {
    record.Warn(kDuration,
                "not the days from the first to the last, which are " + std::to_string(days));
  }
}

void ScadReader::ParseDeaths(Record& record, Event& event) {
  const std::optional<std::int64_t> deaths = WholeNumber(record, kNDeath);
  if (!deaths) return;
  if (*deaths >= 0 && *deaths <= std::numeric_limits<std::int32_t>::max()) {
    event.casualties.emplace().best = *deaths;
  } else if (IsUnknownNumber(*deaths)) {
    attributes_.Add(event, record, kNDeath);
  } else {
    record.Fail(kNDeath, ErrorCode::kOutOfRange,
                *deaths < 0 ? "neither a count nor -77, -88 or -99" : "more deaths than can be");
  }
}

Event ScadReader::Parse(Record& record) {
  Event event;
  const std::int64_t id = record.RequireCount(kEventId);
  event.fact.key =
      "scad:" + std::to_string(id) + ":" + KeyPart(record[kId]) + ":" + KeyPart(record[kELocal]);
  if (!record[kSubLocal].empty()) event.fact.key += "/" + KeyPart(record[kSubLocal]);
  if (!record.error() && staging_.HasEvent(event.fact.key)) {
    record.Fail(kEventId, ErrorCode::kDuplicate,
                "an event of this id and location is there already");
  }
  record.RequireCount(kCcode);
  event.fact.note = record[kNotes];
  const std::optional<std::int64_t> type = WholeNumber(record, kEType);
  if (record.error()) return event;
  if (type == -9) {
    record.Fail(kEType, ErrorCode::kInvalidArgument,
                "no event: the row says that the country had none in the year");
  } else if (!type || *type < 1 || *type > 10) {
    record.Fail(kEType, ErrorCode::kInvalidArgument, "not one of the event types 1 to 10");
  }
  if (record.error()) return event;
  const Crosswalked meaning = FromScad(static_cast<std::int32_t>(*type)).value();
  event.type = meaning.type;
  event.details = meaning.details;
  event.codes.push_back(TypeCode{Taxonomy::kScad, std::to_string(*type)});

  ParseTime(record, event);
  ParseDeaths(record, event);
  for (const CodeColumn& code : kCodes) {
    const std::optional<std::int64_t> value = WholeNumber(record, code.column);
    if (value && !IsUnknownNumber(*value) && (*value < code.least || *value > code.most)) {
      record.Warn(code.column, "not one of the codes " + std::to_string(code.least) + " to " +
                                   std::to_string(code.most));
    }
  }
  const auto is_unknown = [&](Column column) {
    const std::optional<double> number = ToNumber(record[column]);
    return number && *number == -99;
  };
  if (!is_unknown(kLatitude) && !is_unknown(kLongitude)) {
    ReadCoordinates(record, kLatitude, kLongitude, event);
  }
  if (!event.at) {
    attributes_.Add(event, record, kLatitude);
    attributes_.Add(event, record, kLongitude);
  }
  return event;
}

void ScadReader::StageParties(const Record& record, Event& event) {
  for (const Column column : {kActor1, kActor2, kActor3, kTarget1, kTarget2}) {
    const std::string_view name = record[column];
    const std::string lower = LowerCase(name);
    if (name.empty() || lower == "unknown" || lower == "-99") continue;
    const ActorId id =
        staging_.FindOrAddActor("scad:actor:" + KeyPart(record[kCcode]) + ":" + KeyPart(name), [&] {
          Actor actor;
          actor.name = name;
          if (lower == "government") actor.kind = ActorKind::kGovernment;
          return actor;
        });
    event.parties.push_back(Party{id, column <= kActor3 ? Role::kInitiator : Role::kTarget});
  }
}

void ScadReader::StagePlace(Record& record, Event& event) {
  const std::string code(record[kCcode]);
  const std::string_view name = record[kCountryName];
  event.place = staging_.FindOrAddPlaceIn(std::nullopt, "scad:country:" + code, PlaceKind::kCountry,
                                          name.empty() ? code : name);
  coverage_.Add(event.place, event.fact.span);
  Place& country = staging_.place(*event.place);
  if (country.codes.empty()) {
    country.codes.push_back(Code{CodeSystem::kCow, code, std::nullopt});
  }
  if (!name.empty() && country.name != name) {
    attributes_.Add(event, record, kCountryName);
    staging_.AddName(*event.place, name, NameKind::kAlias);
  }

  const std::int64_t locnum = WholeNumber(record, kLocNum).value_or(-99);
  PlaceKind kind = PlaceKind::kOther;
  if (locnum >= 1 && locnum <= 3) {
    event.place_precision = PlacePrecision::kExact;
    kind = PlaceKind::kSettlement;
  } else if (locnum == 4 || locnum == 5) {
    event.place_precision = PlacePrecision::kRegion;
  } else if (locnum == 6) {
    event.place_precision = PlacePrecision::kAdmin1;
    kind = PlaceKind::kAdmin1;
  } else if (locnum == 7) {
    event.place_precision = PlacePrecision::kCountry;
  }
  const std::string_view location = record[kELocal];
  if (location.empty()) return;
  if (locnum == 7 || location == "-99") return attributes_.Add(event, record, kELocal);
  event.place = staging_.FindOrAddPlaceIn(
      event.place, "scad:location:" + code + ":" + KeyPart(location), kind, location);
  Place& found = staging_.place(*event.place);
  if (found.kind == PlaceKind::kOther) found.kind = kind;
}

void ScadReader::Stage(Event& event, Record& record) {
  for (const Column column : kVerbatim) attributes_.Add(event, record, column);
  StageParties(record, event);
  StagePlace(record, event);
  AddOthers(layout_, kPrefix, record, event.attributes);
  staging_.AddEvent(event, record.line());
}

std::string WhyNot(const Shape& shape) { return LayoutOf(shape).problem; }

Result<ImportReport> Read(ImportJob job) {
  const HeaderLayout layout = LayoutOf(job.shape);
  const std::string file = job.input->name();
  ScadReader scad(layout, job.builder);
  Result<ImportReport> report = ReadTable(job, kScad.format.name, ColumnsInWords(job.shape),
                                          {layout, kNames, "SCAD", kPrefix, ".", "NA"},
                                          [&](Record& record) { scad.Read(record); });
  if (!report.ok()) return report;
  AddEncodingWarning(*report, job.options, file,
                     "SCAD's files hold bytes of several encodings of one byte a letter",
                     "records refused; name Windows-1252 or Latin-1 to read them");
  if (report->kept > 0) {
    Source source =
        SourceOf(kScad.format.name, "Social Conflict Analysis Database (SCAD)", file, job.options);
    source.locator = "https://www.strausscenter.org";
    scad.Finish(std::move(source), file, job.builder);
  }
  return report;
}

}  // namespace

constexpr FormatReader kScad = {
    {"scad", "Social Conflict Analysis Database, CSV of Africa and Latin America"},
    kShapes,
    &WhyNot,
    &Read};

}  // namespace casus::internal
