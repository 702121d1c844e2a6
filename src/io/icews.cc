// Integrated Crisis Early Warning System (ICEWS) coded event data, 1995 to 2023 (Harvard Dataverse,
// doi:10.7910/DVN/28075 and QI2T9A).
//
// Layout. 20 columns between tabs with a header, nothing quoted, UTF-8; columns are found by name,
// in any order. Files in which every text stands in quotes were made by another program from these
// and are refused whole.
//
// What becomes of the columns; a cell that is empty, or holds NULL or NA, is not said:
//   Event ID, Event Date     Event key "icews:<id>:<yyyy-mm-dd>". An id alone is not unique:
//                            145,312 stand in one file again on other days. The date is in every
//                            key, so that none depends on what was read before.
//   Event Date               Event span, that day: the day of the report's story. The dates are
//                            "2014-03-18", "2014-03-18 00:00:00" or, in the file of 2017,
//                            "3/18/2014" (month first); the first date of a file decides, and
//                            another is refused.
//   CAMEO Code               Event type (crosswalk.h) and code, leading zeros kept. A code that
//                            CAMEO does not have makes an event of type other.
//   Source *, Target *       Parties, initiator and target. An actor is its name in its country
//                            ("icews:actor:<country>:<name>"), as "Police" stands in several; one
//                            of the name of its country is a state. Sectors are a set in no order,
//                            and change with time: attributes. So is the country.
//   City, District, Province, Country  Places, each inside the next; the smallest is the event's
//                            and gives the precision
//   Latitude, Longitude      Event::at, of that place
//   Story ID, Sentence Number  locator "story 4711, sentence 3"
//   all others               Attributes "icews.<column>": Event Text and Intensity among them.
//                            Intensity is the Goldstein value of the code, in ICEWS's own table.
//
// When a report was read is not in the files. Coverage: one row, from the first to the last day
// found in the file, never complete.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
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
  kEventId,
  kEventDate,
  kSourceName,
  kSourceSectors,
  kSourceCountry,
  kEventText,
  kCameoCode,
  kIntensity,
  kTargetName,
  kTargetSectors,
  kTargetCountry,
  kStoryId,
  kSentenceNumber,
  kPublisher,
  kCity,
  kDistrict,
  kProvince,
  kCountry,
  kLatitude,
  kLongitude,
  kColumns,
};

constexpr std::array<std::string_view, kColumns> kNames = {
    "Event ID",       "Event Date", "Source Name",     "Source Sectors", "Source Country",
    "Event Text",     "CAMEO Code", "Intensity",       "Target Name",    "Target Sectors",
    "Target Country", "Story ID",   "Sentence Number", "Publisher",      "City",
    "District",       "Province",   "Country",         "Latitude",       "Longitude"};

// Without these it is not ICEWS.
constexpr std::size_t kRequired[] = {kEventId,    kEventDate, kSourceName, kCameoCode, kIntensity,
                                     kTargetName, kCountry,   kLatitude,   kLongitude};

constexpr std::string_view kPrefix = "icews.";
constexpr HeaderNames kHeader = {kNames, kRequired};

constexpr std::string_view kShapes =
    "text between tabs with ICEWS's column names in a header, without quotes";

constexpr YearLimits kYears{.min_year = 1995, .max_year = 2099};

constexpr DayShape kShapesOfDates[] = {DayShape::kIso, DayShape::kIsoMidnight,
                                       DayShape::kMdySlashes};

// Where ICEWS's table differs from GDELT's, which CameoInfo has.
constexpr std::pair<std::string_view, double> kIntensities[] = {
    {"016", -5}, {"022", 3.4}, {"164", -6.5}, {"165", -7}};

struct Layout {
  HeaderLayout header;
  DayShape dates = DayShape::kIso;
};

bool IsQuoted(std::string_view text) {
  return text.size() >= 2 && text.front() == '"' && text.back() == '"';
}

Layout LayoutOf(const Shape& shape) {
  Layout layout;
  if (shape.delimiter != '\t') {
    layout.header.problem = "the delimiter is another one";
    return layout;
  }
  layout.header = LayoutByHeader(shape.first, kHeader);
  if (!layout.header.problem.empty()) return layout;
  const std::size_t date = layout.header.places[kEventDate];
  layout.dates = DayShapeOf(shape, date, kShapesOfDates).value_or(DayShape::kIso);
  const std::size_t name = layout.header.places[kSourceName];
  bool all_quoted = shape.records.size() > 1;
  for (std::size_t i = 1; i < shape.records.size(); ++i) {
    all_quoted = all_quoted && name < shape.records[i].size() && IsQuoted(shape.records[i][name]);
  }
  if (all_quoted) {
    layout.header.problem = "every name stands in quotes: take the file as ICEWS published it";
  } else if (AnyDayOnlyOf(shape, date, DayShape::kDmySlashes, DayShape::kMdySlashes)) {
    layout.header.problem =
        "the dates have the day first, which ICEWS never writes: another program saved the file";
  }
  return layout;
}

class IcewsReader {
 public:
  IcewsReader(const Layout& layout, ChronicleBuilder& builder)
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
  struct CodeMeaning {
    Crosswalked meaning;
    std::optional<double> intensity;
    std::string problem;
  };

  // What needs no other rows.
  Event Parse(Record& record);
  void ParseCode(Record& record, Event& event);
  const CodeMeaning& MeaningOf(std::string_view code);

  void Stage(Event& event, Record& record);
  void StageActor(Record& record, Column name, Column sectors, Column country, Role role,
                  Event& event);
  void StagePlace(const Record& record, Event& event);

  const Layout& layout_;
  Staging staging_;
  AttributeWriter attributes_{kPrefix, kNames};
  CoverageOfEvents coverage_;
  std::map<std::string, CodeMeaning, std::less<>> meanings_;
};

const IcewsReader::CodeMeaning& IcewsReader::MeaningOf(std::string_view code) {
  if (const auto found = meanings_.find(code); found != meanings_.end()) return found->second;
  CodeMeaning meaning;
  if (const Result<Crosswalked> made = FromCameo(code); made.ok()) {
    meaning.meaning = *made;
    if (const Result<CameoInfo> info = FindCameo(code); info.ok()) {
      meaning.intensity = info->goldstein;
    }
    for (const auto& [own, intensity] : kIntensities) {
      if (own == code) meaning.intensity = intensity;
    }
  } else {
    meaning.problem = made.error().message();
  }
  return meanings_.emplace(std::string(code), std::move(meaning)).first->second;
}

void IcewsReader::ParseCode(Record& record, Event& event) {
  const std::string_view code = record[kCameoCode];
  if (code.empty()) return record.Fail(kCameoCode, ErrorCode::kParse, "missing");
  const CodeMeaning& meaning = MeaningOf(code);
  event.type = meaning.meaning.type;
  event.details = meaning.meaning.details;
  event.codes.push_back(TypeCode{Taxonomy::kCameo, std::string(code)});
  if (!meaning.problem.empty()) {
    record.Warn(kCameoCode, meaning.problem, "kept as an event of type other");
  }
  const std::optional<double> intensity = record.Number(kIntensity);
  if (!intensity || record.error()) return;
  if (*intensity < -10 || *intensity > 10) {
    record.Warn(kIntensity, "not between -10 and 10");
  } else if (meaning.intensity && *intensity != *meaning.intensity) {
    record.Warn(kIntensity, "not the intensity of the CAMEO code in ICEWS's table");
  }
}

Event IcewsReader::Parse(Record& record) {
  Event event;
  const std::int64_t id = record.RequireCount(kEventId);
  const Result<Day> day = ParseDay(record[kEventDate], layout_.dates, kYears);
  if (!day.ok()) record.Fail(kEventDate, day.error());
  if (record.error()) return event;
  event.fact.span = Span::On(*day);
  event.fact.key = "icews:" + std::to_string(id) + ":" + ToString(*day);
  if (staging_.HasEvent(event.fact.key)) {
    record.Fail(kEventId, ErrorCode::kDuplicate, "an event of this id and date is there already");
  }
  const std::optional<std::int64_t> story = record.Count(kStoryId);
  const std::optional<std::int64_t> sentence = record.Count(kSentenceNumber);
  if (story) event.fact.locator = "story " + std::to_string(*story);
  if (sentence) {
    event.fact.locator += story ? ", sentence " : "sentence ";
    event.fact.locator += std::to_string(*sentence);
  }
  ParseCode(record, event);
  ReadCoordinates(record, kLatitude, kLongitude, event);
  return event;
}

void IcewsReader::StageActor(Record& record, Column name_column, Column sectors_column,
                             Column country_column, Role role, Event& event) {
  const std::string_view name = record[name_column];
  const std::string_view country = record[country_column];
  if (std::string_view sectors = record[sectors_column]; !sectors.empty()) {
    if (IsQuoted(sectors)) {
      record.Note(sectors_column, "quotes around the list", "left out");
      sectors = sectors.substr(1, sectors.size() - 2);
    }
    event.attributes.push_back(Attribute{std::string(kPrefix) + std::string(kNames[sectors_column]),
                                         std::string(sectors)});
  }
  attributes_.Add(event, record, country_column);
  if (name.empty()) return;
  const ActorId id =
      staging_.FindOrAddActor("icews:actor:" + KeyPart(country) + ":" + KeyPart(name), [&] {
        Actor actor;
        actor.name = name;
        if (name == country) actor.kind = ActorKind::kState;
        return actor;
      });
  event.parties.push_back(Party{id, role});
}

void IcewsReader::StagePlace(const Record& record, Event& event) {
  struct Unit {
    Column column;
    PlaceKind kind;
    std::string_view level;
    PlacePrecision precision;
  };
  // A name keys a place within all units above it, those that are not said among them.
  std::string path;
  for (const Unit& unit : {Unit{kCountry, PlaceKind::kCountry, "country", PlacePrecision::kCountry},
                           Unit{kProvince, PlaceKind::kAdmin1, "province", PlacePrecision::kAdmin1},
                           Unit{kDistrict, PlaceKind::kAdmin2, "district", PlacePrecision::kAdmin2},
                           Unit{kCity, PlaceKind::kSettlement, "city", PlacePrecision::kExact}}) {
    const std::string_view name = record[unit.column];
    if (unit.column != kCountry) path += unit.column == kProvince ? ":" : "/";
    path += KeyPart(name);
    if (name.empty()) continue;
    event.place = staging_.FindOrAddPlaceIn(
        event.place, "icews:" + std::string(unit.level) + ":" + path, unit.kind, name);
    event.place_precision = unit.precision;
  }
}

void IcewsReader::Stage(Event& event, Record& record) {
  StageActor(record, kSourceName, kSourceSectors, kSourceCountry, Role::kInitiator, event);
  StageActor(record, kTargetName, kTargetSectors, kTargetCountry, Role::kTarget, event);
  for (const Column column : {kEventText, kIntensity, kPublisher}) {
    attributes_.Add(event, record, column);
  }
  if (!event.at) {
    attributes_.Add(event, record, kLatitude);
    attributes_.Add(event, record, kLongitude);
  }
  StagePlace(record, event);
  AddOthers(layout_.header, kPrefix, record, event.attributes);
  coverage_.Add(std::nullopt, event.fact.span);
  staging_.AddEvent(event, record.line());
}

std::string WhyNot(const Shape& shape) { return LayoutOf(shape).header.problem; }

Result<ImportReport> Read(ImportJob job) {
  const Layout layout = LayoutOf(job.shape);
  const std::string file = job.input->name();
  IcewsReader icews(layout, job.builder);
  Result<ImportReport> report = ReadTable(job, kIcews.format.name, ColumnsInWords(job.shape),
                                          {layout.header, kNames, "ICEWS", kPrefix, "NULL", "NA"},
                                          [&](Record& record) { icews.Read(record); });
  if (!report.ok()) return report;
  if (report->kept > 0) {
    Source source = SourceOf(kIcews.format.name, "ICEWS Coded Event Data", file, job.options);
    source.locator = "doi:10.7910/DVN/28075";
    icews.Finish(std::move(source), file, job.builder);
  }
  return report;
}

}  // namespace

constexpr FormatReader kIcews = {
    {"icews", "ICEWS coded event data, yearly and daily files"}, kShapes, &WhyNot, &Read};

}  // namespace casus::internal
