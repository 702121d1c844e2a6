// POLECAT: political events of news reports since 2018, in PLOVER's terms (Harvard Dataverse,
// doi:10.7910/DVN/AJGVIT; documentation doi:10.7910/DVN/LMFPIP).
//
// Layouts. 40 columns between tabs with a header, nothing quoted. Some files are malformed: their
// header has names more (Headline, Event Text, Feed, Story ID) with or without cells below, or
// their records end with tabs. So
//   * a record of as many fields as the header has names is read by them, unless the first records
//     only make sense in the order of the 40 columns;
//   * a record of 40 fields below a longer header is read in the order of the 40 columns;
//   * empty fields beyond either are left out, and noted once; others are refused with the record.
// Cells of names that are not POLECAT's are kept as attributes. A cell that is empty, or holds
// None, is not said.
//
// What becomes of the columns:
//   Event ID                 Event key "polecat:<id>"
//   Event Date               Event span, that day
//   Publication Date         the day of learning
//   Event Type, Event Mode   Event type (crosswalk.h) and a code for each mode ("ASSAULT/beat"). Of
//                            several modes that mean different things, type and details are those
//                            of the event type alone; so are those of a mode PLOVER does not have.
//   Actor *, Recipient *     Parties, initiators and targets: one for each name of the list, as
//                            PLOVER has no dyads. An actor is the name that Wikipedia has for it
//                            ("polecat:actor:..."); where it has none, the words of the report
//                            ("polecat:raw:..."). The primary sector gives its kind where there is
//                            one for each. All lists are attributes as well.
//   Country, Province, District, City  Places, each inside the one before: "polecat:country:" with
//                            its ISO 3166 alpha-3 code and so on; within them
//   Placename, GeoNames ID   the event's place, "polecat:geonames:<id>", unless it is one of them
//   Feature Type             precision, by the code of GeoNames: PPL* a place, ADM1, ADM2, PCL* the
//                            country
//   Latitude, Longitude      Event::at, of that place
//   all others               Attributes "polecat.<column>": contexts, intensity, the story's lists
//
// Checked: Quad Code against the event type; Intensity, which is -10 to 10.
//
// Coverage: one row, from the first to the last day found in the file, never complete.

#include <algorithm>
#include <array>
#include <cstdint>
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
#include "src/io/utf8.h"

namespace casus::internal {

namespace {

enum Column : std::size_t {
  kEventId,
  kEventDate,
  kEventType,
  kEventMode,
  kIntensity,
  kQuadCode,
  kContexts,
  kActor,
  kRecipient = kActor + 8,
  kPlacename = kRecipient + 8,
  kCity,
  kDistrict,
  kProvince,
  kCountry,
  kLatitude,
  kLongitude,
  kGeoNamesId,
  kRawPlacename,
  kFeatureType,
  kSource,
  kPublicationDate,
  kStoryPeople,
  kStoryOrganizations,
  kStoryLocations,
  kLanguage,
  kVersion,
  kColumns,
};

// After kActor and kRecipient.
enum ActorColumn : std::size_t {
  kName,
  kActorCountry,
  kCow,
  kPrimarySector,
  kSectors,
  kTitle,
  kNameRaw,
  kWikipediaId,
};

constexpr std::size_t operator+(Column block, ActorColumn column) {
  return static_cast<std::size_t>(block) + static_cast<std::size_t>(column);
}

// In the order of the files.
constexpr std::array<std::string_view, kColumns> kNames = {"Event ID",
                                                           "Event Date",
                                                           "Event Type",
                                                           "Event Mode",
                                                           "Intensity",
                                                           "Quad Code",
                                                           "Contexts",
                                                           "Actor Name",
                                                           "Actor Country",
                                                           "Actor COW",
                                                           "Primary Actor Sector",
                                                           "Actor Sectors",
                                                           "Actor Title",
                                                           "Actor Name Raw",
                                                           "Wikipedia Actor ID",
                                                           "Recipient Name",
                                                           "Recipient Country",
                                                           "Recipient COW",
                                                           "Primary Recipient Sector",
                                                           "Recipient Sectors",
                                                           "Recipient Title",
                                                           "Recipient Name Raw",
                                                           "Wikipedia Recipient ID",
                                                           "Placename",
                                                           "City",
                                                           "District",
                                                           "Province",
                                                           "Country",
                                                           "Latitude",
                                                           "Longitude",
                                                           "GeoNames ID",
                                                           "Raw Placename",
                                                           "Feature Type",
                                                           "Source",
                                                           "Publication Date",
                                                           "Story People",
                                                           "Story Organizations",
                                                           "Story Locations",
                                                           "Language",
                                                           "Version"};

// Files of some years say it so.
constexpr std::pair<std::string_view, std::size_t> kAliases[] = {{"Event Intensity", kIntensity}};

// All of them: a header that lacks one is none of POLECAT's.
constexpr auto kRequired = [] {
  std::array<std::size_t, kColumns> all{};
  for (std::size_t column = 0; column < kColumns; ++column) all[column] = column;
  return all;
}();

constexpr std::string_view kPrefix = "polecat.";
constexpr HeaderNames kHeader = {kNames, kRequired, kAliases};

constexpr std::string_view kShapes =
    "text between tabs with POLECAT's 40 column names in a header, without quotes";

constexpr YearLimits kYears{.min_year = 2000, .max_year = 2099};

constexpr std::string_view kQuads[] = {"VERBAL COOPERATION", "MATERIAL COOPERATION",
                                       "VERBAL CONFLICT", "MATERIAL CONFLICT"};

// What a sector makes of an actor; sectors that no kind stands for are left out.
constexpr std::pair<std::string_view, ActorKind> kKinds[] = {
    {"BUS", ActorKind::kCompany},       {"COP", ActorKind::kOrgan},
    {"CVL", ActorKind::kPopulation},    {"GOV", ActorKind::kGovernment},
    {"JRN", ActorKind::kMedia},         {"JUD", ActorKind::kOrgan},
    {"LAB", ActorKind::kCivilSociety},  {"LEG", ActorKind::kOrgan},
    {"MIL", ActorKind::kArmedForce},    {"PTY", ActorKind::kPoliticalParty},
    {"REB", ActorKind::kNonStateArmed}, {"REF", ActorKind::kPopulation},
    {"REL", ActorKind::kCivilSociety},  {"SOC", ActorKind::kCivilSociety},
    {"SPY", ActorKind::kOrgan}};

struct Layout {
  HeaderLayout header;
  std::size_t width = 0;           // of the header
  bool is_in_order = false;        // its 40 names are in the order of kNames
  bool header_is_shifted = false;  // its names are not those of the cells below them
};

// Would a record make sense with its columns in these places?
bool MakesSense(const std::vector<std::string>& record, std::span<const std::size_t> places) {
  const auto cell = [&](Column column) -> std::string_view {
    const std::size_t place = places[column];
    return place < record.size() ? std::string_view(record[place]) : std::string_view();
  };
  const auto is_number_or_none = [](std::string_view text) {
    return text.empty() || text == "None" || ToNumber(text).has_value();
  };
  return ParseDay(cell(kEventDate), DayShape::kIso).ok() && FromPlover(cell(kEventType), "").ok() &&
         is_number_or_none(cell(kLatitude)) && is_number_or_none(cell(kLongitude)) &&
         is_number_or_none(cell(kIntensity));
}

Layout LayoutOf(const Shape& shape) {
  Layout layout;
  layout.width = shape.first.size();
  if (shape.delimiter != '\t') {
    layout.header.problem = "the delimiter is another one";
    return layout;
  }
  layout.header = LayoutByHeader(shape.first, kHeader);
  if (!layout.header.problem.empty()) return layout;
  layout.is_in_order = std::is_sorted(layout.header.places.begin(), layout.header.places.end());
  bool by_name = false;
  bool in_order = false;
  for (std::size_t i = 1; i < shape.records.size(); ++i) {
    if (shape.records[i].size() != layout.width) continue;
    by_name = by_name || MakesSense(shape.records[i], layout.header.places);
    in_order = in_order || MakesSense(shape.records[i], kRequired);
  }
  layout.header_is_shifted = layout.is_in_order && !by_name && in_order;
  return layout;
}

class PolecatReader {
 public:
  explicit PolecatReader(ChronicleBuilder& builder) : staging_(builder) {}

  // Keeps the record, or leaves an error in it. `others`: the places of other columns in it.
  void Read(Record& record, const HeaderLayout& others) {
    Event event = Parse(record);
    if (!record.error()) Stage(event, record, others);
  }

  void Finish(Source source, const std::string& file, ChronicleBuilder& builder) {
    coverage_.Stage(source, file, staging_);
    staging_.Commit(std::move(source), file, builder);
  }

 private:
  // What needs no other rows.
  Event Parse(Record& record);
  void ParseTime(Record& record, Event& event);
  void ParseType(Record& record, Event& event);
  void ParseNumbers(Record& record, Event& event);

  void Stage(Event& event, Record& record, const HeaderLayout& others);
  void StageActors(const Record& record, Column block, Role role, Event& event);
  void StagePlace(const Record& record, Event& event);

  Staging staging_;
  AttributeWriter attributes_{kPrefix, kNames};
  CoverageOfEvents coverage_;
};

// The items of a list, "None" among them, so that lists can be held beside each other.
std::vector<std::string_view> ItemsOf(const Record& record, std::size_t column) {
  return SplitList(record[column], ";");
}

void PolecatReader::ParseTime(Record& record, Event& event) {
  const Result<Day> day = ParseDay(record[kEventDate], DayShape::kIso, kYears);
  if (!day.ok()) return record.Fail(kEventDate, day.error());
  event.fact.span = Span::On(*day);
  const std::string_view published = record[kPublicationDate];
  if (published.empty()) return;
  if (const Result<Day> on = ParseDay(published, DayShape::kIso, kYears); on.ok()) {
    event.fact.learnt = Moment::OnDay(*on);
  } else if (const Result<Moment> time = ParseTimestampIso(published, kYears); time.ok()) {
    event.fact.learnt = *time;
  } else {
    record.Warn(kPublicationDate, "not a date like 2020-12-03", "kept as attribute");
    attributes_.Add(event, record, kPublicationDate);
    return;
  }
  if (event.fact.learnt->earliest() < *day) {
    record.Warn(kPublicationDate, "published before it happened");
  }
}

void PolecatReader::ParseType(Record& record, Event& event) {
  const std::string type(record[kEventType]);
  const Result<Crosswalked> of_type = FromPlover(type, "");
  if (!of_type.ok()) return record.Fail(kEventType, of_type.error());
  const std::vector<std::string_view> modes = SplitList(record[kEventMode], ";|");
  std::optional<Crosswalked> of_modes;
  bool agree = true;
  for (const std::string_view mode : modes) {
    if (mode == "None") continue;
    event.codes.push_back(TypeCode{Taxonomy::kPlover, type + "/" + std::string(mode)});
    const Result<Crosswalked> meaning = FromPlover(type, mode);
    if (!meaning.ok()) {
      record.Warn(kEventMode, meaning.error().message(), "kept as an event without a mode");
      agree = false;
    } else if (!of_modes) {
      of_modes = *meaning;
    } else {
      agree = agree && of_modes->details == meaning->details;
    }
  }
  if (event.codes.empty()) event.codes.push_back(TypeCode{Taxonomy::kPlover, type});
  const Crosswalked& meaning = of_modes && agree ? *of_modes : *of_type;
  event.type = meaning.type;
  event.details = meaning.details;

  const std::string_view quad = record[kQuadCode];
  if (quad.empty()) return;
  for (const PloverInfo& info : PloverCodes()) {
    if (info.event != type || !info.mode.empty()) continue;
    const std::string_view known = kQuads[static_cast<std::size_t>(info.quad - 1)];
    if (LowerCase(quad) != LowerCase(known)) {
      record.Warn(kQuadCode, "not that of the event type, which is " + std::string(known));
    }
  }
}

void PolecatReader::ParseNumbers(Record& record, Event& event) {
  const std::optional<double> intensity = record.Number(kIntensity);
  if (intensity && (*intensity < -10 || *intensity > 10)) {
    record.Warn(kIntensity, "not between -10 and 10");
  }
  const std::string_view feature = record[kFeatureType];
  if (feature.starts_with("PPL")) {
    event.place_precision = PlacePrecision::kExact;
  } else if (feature == "ADM1") {
    event.place_precision = PlacePrecision::kAdmin1;
  } else if (feature == "ADM2") {
    event.place_precision = PlacePrecision::kAdmin2;
  } else if (feature.starts_with("PCL")) {
    event.place_precision = PlacePrecision::kCountry;
  }
  WholeNumber(record, kGeoNamesId);
  ReadCoordinates(record, kLatitude, kLongitude, event);
}

Event PolecatReader::Parse(Record& record) {
  Event event;
  const std::string_view id = record[kEventId];
  if (id.empty()) record.Fail(kEventId, ErrorCode::kParse, "missing");
  event.fact.key = "polecat:" + KeyPart(id);
  if (!record.error() && staging_.HasEvent(event.fact.key)) {
    record.Fail(kEventId, ErrorCode::kDuplicate, "an event of this id is there already");
  }
  ParseTime(record, event);
  ParseType(record, event);
  ParseNumbers(record, event);
  return event;
}

void PolecatReader::StageActors(const Record& record, Column block, Role role, Event& event) {
  const std::vector<std::string_view> names = ItemsOf(record, block + kName);
  const std::vector<std::string_view> raw = ItemsOf(record, block + kNameRaw);
  const std::vector<std::string_view> sectors = ItemsOf(record, block + kPrimarySector);
  const bool raw_is_beside = names.empty() || raw.size() == names.size();
  const std::size_t count = names.empty() ? raw.size() : names.size();
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_named = !names.empty() && names[i] != "None";
    if (!is_named && (!raw_is_beside || raw[i] == "None")) continue;
    const std::string_view name = is_named ? names[i] : raw[i];
    const ActorId id = staging_.FindOrAddActor(
        (is_named ? "polecat:actor:" : "polecat:raw:") + KeyPart(name), [&] {
          Actor actor;
          actor.name = name;
          return actor;
        });
    Actor& actor = staging_.actor(id);
    if (actor.kind == ActorKind::kOther && sectors.size() == count) {
      for (const auto& [sector, kind] : kKinds) {
        if (sectors[i] == sector) actor.kind = kind;
      }
    }
    const Party party{id, role};
    if (std::find(event.parties.begin(), event.parties.end(), party) == event.parties.end()) {
      event.parties.push_back(party);
    }
  }
}

void PolecatReader::StagePlace(const Record& record, Event& event) {
  struct Unit {
    Column column;
    PlaceKind kind;
    std::string_view level;
  };
  std::string path;
  const std::string_view placename = record[kPlacename];
  bool is_unit = placename.empty();
  for (const Unit& unit : {Unit{kCountry, PlaceKind::kCountry, "country"},
                           Unit{kProvince, PlaceKind::kAdmin1, "province"},
                           Unit{kDistrict, PlaceKind::kAdmin2, "district"},
                           Unit{kCity, PlaceKind::kSettlement, "city"}}) {
    const std::string_view name = record[unit.column];
    if (unit.column != kCountry) path += unit.column == kProvince ? ":" : "/";
    path += KeyPart(name);
    if (name.empty()) continue;
    event.place = staging_.FindOrAddPlaceIn(
        event.place, "polecat:" + std::string(unit.level) + ":" + path, unit.kind, name);
    Place& place = staging_.place(*event.place);
    const bool is_alpha3 = name.size() == 3 && std::all_of(name.begin(), name.end(), [](char c) {
                             return c >= 'A' && c <= 'Z';
                           });
    if (unit.column == kCountry && is_alpha3 && place.codes.empty()) {
      place.codes.push_back(Code{CodeSystem::kIso3166Alpha3, std::string(name), std::nullopt});
    }
    is_unit = is_unit || name == placename;
  }
  const std::string_view id = record[kGeoNamesId];
  if (is_unit) {
    attributes_.Add(event, record, kGeoNamesId);
    return;
  }
  const std::string key = id.empty() ? "polecat:place:" + path + ":" + KeyPart(placename)
                                     : "polecat:geonames:" + KeyPart(id);
  event.place = staging_.FindOrAddPlaceIn(event.place, key, PlaceKind::kOther, placename);
  Place& place = staging_.place(*event.place);
  if (!id.empty() && place.codes.empty()) {
    place.codes.push_back(Code{CodeSystem::kGeoNames, std::string(id), std::nullopt});
  }
  if (place.kind == PlaceKind::kOther && event.place_precision == PlacePrecision::kExact) {
    place.kind = PlaceKind::kSettlement;
  }
  if (place.name != placename) {
    attributes_.Add(event, record, kPlacename);
    staging_.AddName(*event.place, placename, NameKind::kAlias);
  }
}

void PolecatReader::Stage(Event& event, Record& record, const HeaderLayout& others) {
  for (std::size_t column = kIntensity; column < kPlacename; ++column) {
    attributes_.Add(event, record, column);
  }
  for (const Column column : {kRawPlacename, kFeatureType, kSource, kStoryPeople,
                              kStoryOrganizations, kStoryLocations, kLanguage, kVersion}) {
    attributes_.Add(event, record, column);
  }
  if (!event.at) {
    attributes_.Add(event, record, kLatitude);
    attributes_.Add(event, record, kLongitude);
  }
  StageActors(record, kActor, Role::kInitiator, event);
  StageActors(record, kRecipient, Role::kTarget, event);
  StagePlace(record, event);
  AddOthers(others, kPrefix, record, event.attributes);
  coverage_.Add(std::nullopt, event.fact.span);
  staging_.AddEvent(event, record.line());
}

std::string WhyNot(const Shape& shape) { return LayoutOf(shape).header.problem; }

Result<ImportReport> Read(ImportJob job) {
  const Layout layout = LayoutOf(job.shape);
  const std::string file = job.input->name();
  ImportReport report;
  report.format = kPolecat.format.name;
  report.layout = std::to_string(layout.width) + " columns, header";
  DelimitedOptions dialect = DelimitedOptions::Tabs();
  dialect.encoding = job.options.encoding;
  dialect.progress = job.options.progress;
  DelimitedReader reader(std::move(job.input), std::move(dialect));
  // It was good when its shape was looked at.
  if (reader.Next() != DelimitedReader::Step::kRecord) return reader.error();
  for (const auto& other : layout.header.others) {
    report.issues.Add(
        Issue{Severity::kNote, ErrorCode::kUnknownFormat, reader.WhereOf(other.first),
              Excerpt(reader.fields()[other.first]), "not a column of POLECAT",
              "kept as attribute " + OtherName(kPrefix, other) + " where a record has it"});
  }

  const Columns by_name{kNames, layout.header.places, "None"};
  const Columns in_order{kNames, kRequired, "None"};
  const HeaderLayout no_others;
  PolecatReader polecat(job.builder);
  const Columns* columns = nullptr;
  std::uint64_t short_records = 0;
  std::uint64_t long_records = 0;
  // The fields beyond these are empty.
  const auto used = [&](std::size_t width) {
    while (width > 0 && reader.fields()[width - 1].empty()) --width;
    return width;
  };
  const Result<void> read = ReadRecords(
      reader,
      [&](std::size_t width) -> const Columns* {
        const bool fits_header = width >= layout.width && used(width) <= layout.width;
        const bool fits_order = layout.is_in_order && width >= kColumns && used(width) <= kColumns;
        if (fits_header && !layout.header_is_shifted) {
          columns = &by_name;
        } else if (fits_order) {
          columns = &in_order;
        } else {
          columns = nullptr;
        }
        short_records += columns == &in_order ? 1 : 0;
        long_records += columns != nullptr && width > layout.width ? 1 : 0;
        return columns;
      },
      layout.width == kColumns ? "40" : "40 or " + std::to_string(layout.width),
      [&](Record& record) {
        polecat.Read(record, columns == &by_name ? layout.header : no_others);
      },
      report);
  if (!read.ok()) return read.error();
  if (short_records > 0) {
    AddFileNote(
        report, file, {},
        "the header has names more than " + std::to_string(short_records) + " records have cells",
        "read in the order of POLECAT's 40 columns");
  }
  if (long_records > 0) {
    AddFileNote(report, file, {},
                "empty fields at the end of " + std::to_string(long_records) + " records",
                "left out");
  }
  AddEncodingWarning(report, job.options, file, "others read such files of POLECAT as Latin-1",
                     "records refused; name the encoding to read them");
  if (report.kept > 0) {
    Source source = SourceOf(kPolecat.format.name, "POLECAT Weekly Data", file, job.options);
    source.locator = "doi:10.7910/DVN/AJGVIT";
    polecat.Finish(std::move(source), file, job.builder);
  }
  return report;
}

}  // namespace

constexpr FormatReader kPolecat = {
    {"polecat", "POLECAT events in PLOVER's terms, weekly, monthly and yearly files"},
    kShapes,
    &WhyNot,
    &Read};

}  // namespace casus::internal
