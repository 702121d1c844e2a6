// GDELT Event Database 1.0 and 2.0.
//
// Layouts. Text between tabs, no header, nothing quoted, UTF-8. 57 columns (back files to March
// 2013), 58 (daily files since; SOURCEURL at the end) or 61 (2.0: an ADM2 code with each of the
// three places); files may mix 57 and 58.
// Files saved again by others, with a header, between commas or tabs, are read by the names in it,
// GDELT's own or those of a copy that is passed around; a header with another name is refused. A
// first column without a name, which counts the rows, and Confidence, which is joined from the
// mentions, are kept as attributes. Such files lose the leading zeros of codes: they are put back
// where the root code says so ("43" under root "4" is "043").
//
// What becomes of the columns; an empty one is unknown:
//   GLOBALEVENTID            Event key "gdelt:<id>"
//   SQLDATE                  Event span, that day. Articles that look back make it a day, a week, a
//                            month or a year before DATEADDED; a year is noted.
//   DATEADDED                the day (1.0) or the time in UTC (2.0) at which the event was learnt
//   Actor1*, Actor2*         Parties, initiator and target. An actor is a CAMEO code
//                            ("cameo:USAGOV"), as the code is what GDELT decides; the name is the
//                            words of the article ("WHITE HOUSE", "IOWA"), a weak alias of the
//                            actor and, with the parts of the code, an attribute of the event
//   EventCode                Event type (crosswalk.h) and code, leading zeros kept. A code that
//                            CAMEO does not have ("---") makes an event of type other.
//   IsRootEvent to AvgTone   Event media
//   ActionGeo_*              Event place, coordinates and precision. Places are keyed by what GDELT
//                            knows them by: the feature id of the gazetteers ("gns:-2103250"), the
//                            ADM1 code or the FIPS 10-4 country code ("fips:USCA", "fips:US"), and
//                            lie in each other. Names follow from ActionGeo_FullName, which is
//                            "Country", "State, Country" or "City, State, Country" by the codebook;
//                            where commas in the names make it ambiguous nothing is taken from it
//                            but the name of the place itself. The centroid of a country or a state
//                            is that, by its precision, not a point.
//   SOURCEURL                locator
//   Actor1Geo_*, Actor2Geo_* Attributes "gdelt.Actor1Geo" and "gdelt.Actor2Geo": the columns
//                            verbatim, between tabs
//   all others               Attributes "gdelt.<column>", where they do not follow from the above
//                            (MonthYear, Year and FractionDate do from SQLDATE, the base and root
//                            codes from EventCode)
//
// Old back files write the place that is not known as type "", latitude 0, longitude 0, id 0.
//
// A file does not say what it covers. Coverage is one row, never complete: the days on which its
// events were added; of a back file, whose events were all added long after, the days of its
// events.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <map>
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
  kGlobalEventId,
  kSqlDate,
  kMonthYear,
  kYear,
  kFractionDate,
  kActor1,
  kActor2 = kActor1 + 10,
  kIsRootEvent = kActor2 + 10,
  kEventCode,
  kEventBaseCode,
  kEventRootCode,
  kQuadClass,
  kGoldsteinScale,
  kNumMentions,
  kNumSources,
  kNumArticles,
  kAvgTone,
  kActor1Geo,
  kActor2Geo = kActor1Geo + 8,
  kActionGeo = kActor2Geo + 8,
  kDateAdded = kActionGeo + 8,
  kSourceUrl,
  kColumns,
};

// After kActor1 and kActor2.
enum ActorColumn : std::size_t {
  kCode,
  kName,
  kCountryCode,
  kKnownGroupCode,
  kEthnicCode,
  kReligion1Code,
  kReligion2Code,
  kType1Code,
  kType2Code,
  kType3Code,
  kActorColumns,
};

// After kActor1Geo, kActor2Geo and kActionGeo.
enum GeoColumn : std::size_t {
  kType,
  kFullName,
  kGeoCountryCode,
  kAdm1Code,
  kAdm2Code,
  kLat,
  kLong,
  kFeatureId,
  kGeoColumns,
};

constexpr std::size_t operator+(Column block, GeoColumn column) {
  return static_cast<std::size_t>(block) + static_cast<std::size_t>(column);
}

constexpr std::array<std::string_view, kColumns> kNames = {"GLOBALEVENTID",
                                                           "SQLDATE",
                                                           "MonthYear",
                                                           "Year",
                                                           "FractionDate",
                                                           "Actor1Code",
                                                           "Actor1Name",
                                                           "Actor1CountryCode",
                                                           "Actor1KnownGroupCode",
                                                           "Actor1EthnicCode",
                                                           "Actor1Religion1Code",
                                                           "Actor1Religion2Code",
                                                           "Actor1Type1Code",
                                                           "Actor1Type2Code",
                                                           "Actor1Type3Code",
                                                           "Actor2Code",
                                                           "Actor2Name",
                                                           "Actor2CountryCode",
                                                           "Actor2KnownGroupCode",
                                                           "Actor2EthnicCode",
                                                           "Actor2Religion1Code",
                                                           "Actor2Religion2Code",
                                                           "Actor2Type1Code",
                                                           "Actor2Type2Code",
                                                           "Actor2Type3Code",
                                                           "IsRootEvent",
                                                           "EventCode",
                                                           "EventBaseCode",
                                                           "EventRootCode",
                                                           "QuadClass",
                                                           "GoldsteinScale",
                                                           "NumMentions",
                                                           "NumSources",
                                                           "NumArticles",
                                                           "AvgTone",
                                                           "Actor1Geo_Type",
                                                           "Actor1Geo_FullName",
                                                           "Actor1Geo_CountryCode",
                                                           "Actor1Geo_ADM1Code",
                                                           "Actor1Geo_ADM2Code",
                                                           "Actor1Geo_Lat",
                                                           "Actor1Geo_Long",
                                                           "Actor1Geo_FeatureID",
                                                           "Actor2Geo_Type",
                                                           "Actor2Geo_FullName",
                                                           "Actor2Geo_CountryCode",
                                                           "Actor2Geo_ADM1Code",
                                                           "Actor2Geo_ADM2Code",
                                                           "Actor2Geo_Lat",
                                                           "Actor2Geo_Long",
                                                           "Actor2Geo_FeatureID",
                                                           "ActionGeo_Type",
                                                           "ActionGeo_FullName",
                                                           "ActionGeo_CountryCode",
                                                           "ActionGeo_ADM1Code",
                                                           "ActionGeo_ADM2Code",
                                                           "ActionGeo_Lat",
                                                           "ActionGeo_Long",
                                                           "ActionGeo_FeatureID",
                                                           "DATEADDED",
                                                           "SOURCEURL"};

constexpr std::size_t kWidth2 = kColumns;        // 2.0
constexpr std::size_t kWidth1 = kColumns - 3;    // 1.0: no ADM2 codes
constexpr std::size_t kWidthBack = kWidth1 - 1;  // its back files: no SOURCEURL

constexpr std::string_view kWidths = "57, 58 or 61";
constexpr std::string_view kShapes =
    "57, 58 or 61 columns between tabs, without a header, or a header of their names";

// What a copy with a header of its own calls GDELT's columns, where that is not their name but for
// underscores.
constexpr std::pair<std::string_view, std::string_view> kOtherNames[] = {
    {"Day", "SQLDATE"},
    {"YYYYMM", "MonthYear"},
    {"YYYY", "Year"},
    {"Day_Time", "FractionDate"},
    {"Actor_1_Country_Code", "Actor1Code"},
    {"Actor_1_Country_ABBR", "Actor1CountryCode"},
    {"Actor_1_Religion_Code", "Actor1Religion1Code"},
    {"Actor_1_Role", "Actor1Type1Code"},
    {"Actor_1_Role2", "Actor1Type2Code"},
    {"Actor_1_Role3", "Actor1Type3Code"},
    {"Actor_2_Country_Code", "Actor2Code"},
    {"Actor_2_Country_ABBR", "Actor2CountryCode"},
    {"Actor_2_Know_Group_Code", "Actor2KnownGroupCode"},
    {"Actor_2_Religion_Code", "Actor2Religion1Code"},
    {"Actor_2_Role", "Actor2Type1Code"},
    {"Actor_2_Role2", "Actor2Type2Code"},
    {"Actor_2_Role3", "Actor2Type3Code"},
    {"Mention_Type", "ActionGeo_Type"},
    {"ST_PR_CNTRY", "ActionGeo_FullName"},
    {"Country", "ActionGeo_CountryCode"},
    {"ADM1Code_Extra", "ActionGeo_ADM1Code"},
    {"ADM2Code_Extra", "ActionGeo_ADM2Code"},
    {"Lat_Extra", "ActionGeo_Lat"},
    {"Long_Extra", "ActionGeo_Long"},
    {"ActorGeo_FeaturID_Extra", "ActionGeo_FeatureID"}};
// That copy calls an actor's code its country's, which is a column of GDELT: it is known by this.
constexpr std::string_view kOfTheCopy = "Actor_1_Country_ABBR";
// Columns of such files that are not GDELT's.
constexpr std::string_view kJoined = "Confidence";

// The database goes back to 1979, but an article may tell of older days.
constexpr YearLimits kYears{.min_year = 1900, .max_year = 2099};

constexpr std::array<std::size_t, kColumns> PlacesOf(std::size_t width) {
  std::array<std::size_t, kColumns> places{};
  std::size_t next = 0;
  for (std::size_t column = 0; column < kColumns; ++column) {
    const bool is_adm2 = column == kActor1Geo + kAdm2Code || column == kActor2Geo + kAdm2Code ||
                         column == kActionGeo + kAdm2Code;
    const bool absent = (width != kWidth2 && is_adm2) || next == width;
    places[column] = absent ? Columns::kAbsent : next++;
  }
  return places;
}
constexpr std::array<std::size_t, kColumns> kPlaces2 = PlacesOf(kWidth2);
constexpr std::array<std::size_t, kColumns> kPlaces1 = PlacesOf(kWidth1);
constexpr std::array<std::size_t, kColumns> kPlacesBack = PlacesOf(kWidthBack);

// CAMEO's codes for parts of the world, which stand where a country's code stands.
constexpr std::string_view kRegions[] = {
    "AFR", "ASA", "BLK", "CRB", "CAU", "CFR", "CAS", "CEU", "EIN", "EAF", "EEU", "EUR", "LAM",
    "MEA", "MDT", "NAF", "NMR", "PGS", "SCN", "SAM", "SAS", "SEA", "SAF", "WAF", "WST"};

// What the first role of an actor's code makes of it; roles that no kind stands for are left out.
constexpr std::pair<std::string_view, ActorKind> kKinds[] = {
    {"BUS", ActorKind::kCompany},
    {"COP", ActorKind::kOrgan},
    {"CVL", ActorKind::kPopulation},
    {"GOV", ActorKind::kGovernment},
    {"IGO", ActorKind::kInternationalOrganisation},
    {"INS", ActorKind::kNonStateArmed},
    {"JUD", ActorKind::kOrgan},
    {"LAB", ActorKind::kCivilSociety},
    {"LEG", ActorKind::kOrgan},
    {"MED", ActorKind::kMedia},
    {"MIL", ActorKind::kArmedForce},
    {"MNC", ActorKind::kCompany},
    {"NGM", ActorKind::kCivilSociety},
    {"NGO", ActorKind::kCivilSociety},
    {"REB", ActorKind::kNonStateArmed},
    {"REF", ActorKind::kPopulation},
    {"SEP", ActorKind::kNonStateArmed},
    {"SPY", ActorKind::kOrgan}};

ActorKind KindOf(const Record& record, std::size_t actor) {
  const std::string_view type = record[actor + kType1Code];
  for (const auto& [code, kind] : kKinds) {
    if (type == code) return kind;
  }
  const std::string_view country = record[actor + kCountryCode];
  if (country.empty() || record[actor + kCode] != country) return ActorKind::kOther;
  const bool is_region =
      std::find(std::begin(kRegions), std::end(kRegions), country) != std::end(kRegions);
  return is_region ? ActorKind::kGroupOfStates : ActorKind::kState;
}

// The parts of a full name: "Minsk, Belarus (general), Belarus".
std::vector<std::string_view> SplitName(std::string_view name) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t comma = name.find(", ");
    parts.push_back(name.substr(0, comma));
    if (comma == std::string_view::npos) return parts;
    name.remove_prefix(comma + 2);
  }
}

// What GDELT's place type says. 2 and 3 are of the United States, 5 and 4 of the world.
bool IsCountry(std::int64_t type) { return type == 1; }
bool IsState(std::int64_t type) { return type == 2 || type == 5; }
bool IsCity(std::int64_t type) { return type == 3 || type == 4; }

// GDELT's own formula for the day within the year, as it prints it.
bool IsFractionOf(std::string_view text, const Ymd& day) {
  const std::optional<double> given = ToNumber(text);
  const double made = day.year + ((day.month - 1) * 30 + day.day) / 365.0;
  return given && std::abs(*given - made) < 0.00006;
}

bool IsHeader(const Shape& shape) {
  return std::any_of(shape.first.begin(), shape.first.end(), [](const std::string& cell) {
    return FoldName(cell) == FoldName(kNames[kGlobalEventId]);
  });
}

HeaderLayout LayoutByNames(const std::vector<std::string>& header) {
  const bool is_copy = std::find(header.begin(), header.end(), kOfTheCopy) != header.end();
  std::vector<std::string> names = header;
  for (std::string& name : names) {
    for (const auto& [other, own] : kOtherNames) {
      if (is_copy && name == other) {
        name = own;
        break;
      }
    }
  }
  // All of 1.0's back files.
  std::vector<std::size_t> required;
  for (std::size_t column = 0; column < kColumns; ++column) {
    if (kPlacesBack[column] != Columns::kAbsent) required.push_back(column);
  }
  HeaderLayout layout = LayoutByHeader(names, {kNames, required});
  std::string unknown;
  for (const auto& [place, name] : layout.others) {
    if ((place == 0 && name.empty()) || name == kJoined) continue;
    unknown += (unknown.empty() ? "'" : ", '") + name + "'";
  }
  if (layout.problem.empty() && !unknown.empty()) {
    layout.problem = "the header has names that are not GDELT's: " + unknown;
  }
  return layout;
}

class GdeltReader {
 public:
  // `saved_again` is the table of a file with a header, or nullptr.
  GdeltReader(const TableFormat* saved_again, ChronicleBuilder& builder)
      : saved_again_(saved_again), staging_(builder) {}

  void Read(Record& record) {
    Row row = Parse(record);
    if (record.error()) return;
    Stage(row, record);
  }

  // How many records had base and root codes without their leading zeros.
  std::uint64_t lost_zeros() const { return lost_zeros_; }

  void Finish(Source source, const std::string& file, ChronicleBuilder& builder);

 private:
  struct Row {
    std::optional<Day> day;
    std::optional<Moment> added;
    std::optional<std::int64_t> geo_type;
    bool date_agrees = false;  // MonthYear and Year
    bool codes_agree = false;  // base and root code
    bool lost_zeros = false;   // of these
    Event event;               // what needs no other rows
  };
  struct CodeMeaning {
    std::optional<CameoInfo> info;
    Crosswalked meaning;
    std::string problem;
  };

  Row Parse(Record& record);
  void ParseTime(Record& record, Row& row);
  void ParseCode(Record& record, Row& row);
  void ParseMedia(Record& record, Row& row);
  void ParseWhere(Record& record, Row& row);
  const CodeMeaning& MeaningOf(std::string_view code);

  void Stage(Row& row, Record& record);
  void StageActor(const Record& record, std::size_t actor, Role role, Event& event);
  void StagePlace(const Row& row, const Record& record, Event& event);
  PlaceId StageCountry(std::string_view code, std::string_view name, bool name_is_given);

  void AddAttribute(Event& event, const Record& record, std::size_t column) const {
    if (const std::string_view text = record[column]; !text.empty()) {
      event.attributes.push_back(
          Attribute{"gdelt." + std::string(kNames[column]), std::string(text)});
    }
  }

  const TableFormat* const saved_again_;
  Staging staging_;
  std::uint64_t lost_zeros_ = 0;
  std::map<std::string, CodeMeaning, std::less<>> meanings_;
  // For the coverage.
  struct Days {
    void Add(Day day) {
      first = std::min(first, day);
      last = std::max(last, day);
    }
    Day first = Day::EndOfTime();
    Day last = Day::BeginningOfTime();
  };
  Days happened_;
  Days added_;
  bool any_added_on_its_day_ = false;
};

void GdeltReader::ParseTime(Record& record, Row& row) {
  const Result<Day> day = ParseDay(record[kSqlDate], DayShape::kCompact, kYears);
  if (!day.ok()) return record.Fail(kSqlDate, day.error());
  row.day = *day;
  row.event.fact.span = Span::On(*day);

  const std::string_view added = record[kDateAdded];
  if (record.has(kActionGeo + kAdm2Code)) {
    const Result<Moment> time = ParseTimestamp14(added, kYears);
    if (!time.ok()) return record.Fail(kDateAdded, time.error());
    row.added = *time;
  } else {
    const Result<Day> on = ParseDay(added, DayShape::kCompact, kYears);
    if (!on.ok()) return record.Fail(kDateAdded, on.error());
    row.added = Moment::OnDay(*on);
  }
  row.event.fact.learnt = row.added;

  const std::string_view text = record[kSqlDate];
  row.date_agrees = record[kMonthYear] == text.substr(0, 6) && record[kYear] == text.substr(0, 4);
  if (!row.date_agrees) record.Warn(kMonthYear, "not the month and year of SQLDATE");
  const std::int32_t delay = row.added->earliest() - *day;
  if (delay < 0) record.Warn(kDateAdded, "added before it happened");
  if (delay == 365 || delay == 366) record.Note(kSqlDate, "SQLDATE a year before DATEADDED");
}

const GdeltReader::CodeMeaning& GdeltReader::MeaningOf(std::string_view code) {
  if (const auto found = meanings_.find(code); found != meanings_.end()) return found->second;
  CodeMeaning meaning;
  if (const Result<Crosswalked> made = FromCameo(code); made.ok()) {
    meaning.meaning = *made;
    if (const Result<CameoInfo> info = FindCameo(code); info.ok()) meaning.info = *info;
  } else {
    meaning.problem = made.error().message();
  }
  return meanings_.emplace(std::string(code), std::move(meaning)).first->second;
}

void GdeltReader::ParseCode(Record& record, Row& row) {
  std::string code(record[kEventCode]);
  if (code.empty()) return record.Fail(kEventCode, ErrorCode::kParse, "missing");
  std::string base(record[kEventBaseCode]);
  std::string root(record[kEventRootCode]);
  if (saved_again_ != nullptr && root.size() == 1) {
    root.insert(0, 1, '0');
    if (!code.starts_with(root) && ("0" + code).starts_with(root)) {
      code.insert(0, 1, '0');
      record.Warn(kEventCode, "without the leading zero that its root code asks for",
                  "read as " + code);
    }
    if ("0" + base == std::string_view(code).substr(0, 3)) base.insert(0, 1, '0');
    row.lost_zeros = true;
  }
  const CodeMeaning& meaning = MeaningOf(code);
  row.event.type = meaning.meaning.type;
  row.event.details = meaning.meaning.details;
  row.event.codes.push_back(TypeCode{Taxonomy::kCameo, code});
  if (!meaning.info) {
    record.Warn(kEventCode, meaning.problem, "kept as an event of type other");
  } else {
    if (record[kQuadClass] != std::to_string(meaning.info->quad_gdelt)) {
      record.Warn(kQuadClass, "not the class of EventCode, which is " +
                                  std::to_string(meaning.info->quad_gdelt));
    }
    const std::optional<double> goldstein = ToNumber(record[kGoldsteinScale]);
    if (meaning.info->goldstein && goldstein && *goldstein != *meaning.info->goldstein) {
      record.Warn(kGoldsteinScale, "not the value of EventCode in GDELT's table");
    }
  }
  row.codes_agree = base == code.substr(0, 3) && root == code.substr(0, 2);
  if (!row.codes_agree) {
    record.Warn(base == code.substr(0, 3) ? kEventRootCode : kEventBaseCode,
                "does not agree with the code '" + Excerpt(code) + "'");
  }
}

void GdeltReader::ParseMedia(Record& record, Row& row) {
  const std::optional<std::int64_t> quad_class = record.Count(kQuadClass);
  const std::optional<double> goldstein = record.Number(kGoldsteinScale);
  const std::optional<std::int64_t> mentions = record.Count(kNumMentions);
  const std::optional<std::int64_t> sources = record.Count(kNumSources);
  const std::optional<std::int64_t> articles = record.Count(kNumArticles);
  const std::optional<double> tone = record.Number(kAvgTone);
  const std::string_view is_root = record[kIsRootEvent];
  if (!is_root.empty() && is_root != "0" && is_root != "1") {
    record.Fail(kIsRootEvent, ErrorCode::kParse, "not 0 or 1");
  }
  if (quad_class && *quad_class > 4) {
    record.Fail(kQuadClass, ErrorCode::kOutOfRange, "not one of the classes 1 to 4");
  }
  if (record.error()) return;
  if (!quad_class || !goldstein || !mentions || !sources || !articles || !tone || is_root.empty()) {
    std::size_t column = kIsRootEvent;
    while (!record[column].empty() || (column > kIsRootEvent && column < kQuadClass)) ++column;
    record.Warn(column, "missing", "the numbers of the coverage kept as attributes");
    return;
  }
  row.event.media = MediaCoding{.goldstein = *goldstein,
                                .quad_class = static_cast<std::int32_t>(*quad_class),
                                .is_root_event = is_root == "1",
                                .mentions = *mentions,
                                .sources = *sources,
                                .articles = *articles,
                                .average_tone = *tone};
}

void GdeltReader::ParseWhere(Record& record, Row& row) {
  row.geo_type = record.Integer(kActionGeo + kType);
  const std::optional<double> latitude = record.Number(kActionGeo + kLat);
  const std::optional<double> longitude = record.Number(kActionGeo + kLong);
  if (record.error()) return;
  const std::int64_t type = row.geo_type.value_or(0);
  if (type < 0 || type > 5) {
    record.Warn(kActionGeo + kType, "not one of the place types 0 to 5");
  }
  row.event.place_precision = IsCountry(type) ? PlacePrecision::kCountry
                              : IsState(type) ? PlacePrecision::kAdmin1
                              : IsCity(type)  ? PlacePrecision::kExact
                                              : PlacePrecision::kUnknown;
  // Without a name there is no place, and 0 is no latitude.
  if (record[kActionGeo + kFullName].empty() && latitude.value_or(0) == 0 &&
      longitude.value_or(0) == 0) {
    return;
  }
  if (!latitude || !longitude) {
    if (latitude || longitude) {
      record.Warn(kActionGeo + (latitude ? kLong : kLat), "missing, and the other is there",
                  "no coordinates");
    }
    return;
  }
  const Result<Coordinates> at = Coordinates::Make(*latitude, *longitude);
  if (!at.ok()) {
    const bool is_latitude = *latitude < -90 || *latitude > 90;
    return record.Fail(kActionGeo + (is_latitude ? kLat : kLong), at.error());
  }
  if (*latitude == 0 && *longitude == 0) {
    record.Warn(kActionGeo + kLat, "latitude and longitude 0 are rarely meant");
  }
  row.event.at = *at;
}

GdeltReader::Row GdeltReader::Parse(Record& record) {
  Row row;
  const std::int64_t id = record.RequireCount(kGlobalEventId);
  row.event.fact.key = "gdelt:" + std::to_string(id);
  if (!record.error() && staging_.HasEvent(row.event.fact.key)) {
    record.Fail(kGlobalEventId, ErrorCode::kDuplicate, "an event of this id is there already");
  }
  row.event.fact.locator = record[kSourceUrl];
  ParseTime(record, row);
  ParseCode(record, row);
  ParseMedia(record, row);
  ParseWhere(record, row);
  return row;
}

void GdeltReader::StageActor(const Record& record, std::size_t actor, Role role, Event& event) {
  const std::string_view code = record[actor + kCode];
  const std::string_view name = record[actor + kName];
  for (std::size_t column = kName; column < kActorColumns; ++column) {
    AddAttribute(event, record, actor + column);
  }
  if (code.empty() && name.empty()) return;
  const std::string key = code.empty() ? "gdelt:name:" + KeyPart(name) : "cameo:" + KeyPart(code);
  const ActorId id = staging_.FindOrAddActor(key, [&] {
    Actor made;
    made.name = code.empty() ? name : code;
    if (!code.empty()) {
      made.codes.push_back(Code{CodeSystem::kCameo, std::string(code), std::nullopt});
    }
    return made;
  });
  if (!name.empty()) staging_.AddName(id, name, NameKind::kWeakAlias);
  Actor& row = staging_.actor(id);
  if (row.kind == ActorKind::kOther) row.kind = KindOf(record, actor);
  event.parties.push_back(Party{id, role});
}

PlaceId GdeltReader::StageCountry(std::string_view code, std::string_view name,
                                  bool name_is_given) {
  const PlaceId id = staging_.FindOrAddPlace("fips:" + KeyPart(code), [&] {
    Place made;
    made.kind = PlaceKind::kCountry;
    made.name = name.empty() ? code : name;
    made.codes.push_back(Code{CodeSystem::kFips104, std::string(code), std::nullopt});
    return made;
  });
  Place& place = staging_.place(id);
  if (!name.empty() && name != place.name) {
    // The name of the country's own row goes before what a city's full name ends with.
    if (place.name == code) {
      place.name = name;
    } else if (name_is_given) {
      staging_.AddName(id, name, NameKind::kAlias);
    }
  }
  return id;
}

void GdeltReader::StagePlace(const Row& row, const Record& record, Event& event) {
  const auto cell = [&](GeoColumn column) { return record[kActionGeo + column]; };
  const std::int64_t type = row.geo_type.value_or(0);
  const std::string_view full_name = cell(kFullName);
  const std::string_view country_code = cell(kGeoCountryCode);
  const std::string_view adm1_code = cell(kAdm1Code);
  const std::string_view feature = cell(kFeatureId) == "0" ? std::string_view() : cell(kFeatureId);
  const bool is_empty = full_name.empty() && country_code.empty() && feature.empty();
  if (is_empty) return;

  // Names of what it lies in, where the full name has the parts that it should.
  const std::vector<std::string_view> parts = SplitName(full_name);
  const bool is_city_name = (IsCity(type) || type == 5) && parts.size() == 3;
  const bool is_us_state_name = type == 2 && parts.size() == 2;
  const std::string_view country_name = IsCountry(type)                    ? full_name
                                        : is_city_name || is_us_state_name ? parts.back()
                                                                           : std::string_view();
  const std::string_view state_name = is_city_name       ? parts[1]
                                      : is_us_state_name ? parts[0]
                                                         : std::string_view();

  const auto inside = [](std::optional<PlaceId> parent) {
    std::vector<PlaceParent> parents;
    if (parent) parents.push_back(PlaceParent{*parent, std::nullopt, std::nullopt});
    return parents;
  };
  const auto feature_code = [&](Place& place) {
    const bool is_gazetteer = !feature.empty() && ToInteger(feature).has_value();
    if (!is_gazetteer) return;
    const Code code{CodeSystem::kGns, std::string(feature), std::nullopt};
    if (std::find(place.codes.begin(), place.codes.end(), code) == place.codes.end()) {
      place.codes.push_back(code);
    }
  };

  std::optional<PlaceId> place;
  if (!country_code.empty()) place = StageCountry(country_code, country_name, IsCountry(type));
  const bool has_state = !IsCountry(type) && !adm1_code.empty() && adm1_code != country_code;
  bool is_elsewhere = false;  // than an earlier record put it
  if (has_state) {
    const std::vector<PlaceParent> parents = inside(place);
    place = staging_.FindOrAddPlace("fips:" + KeyPart(adm1_code), [&] {
      Place made;
      made.kind = PlaceKind::kAdmin1;
      made.name = state_name.empty() ? adm1_code : state_name;
      made.codes.push_back(Code{CodeSystem::kFips104, std::string(adm1_code), std::nullopt});
      made.parents = parents;
      return made;
    });
    Place& state = staging_.place(*place);
    is_elsewhere = state.parents != parents;
    if (state.name == adm1_code && !state_name.empty()) state.name = state_name;
    if (IsState(type)) feature_code(state);
  }
  const bool is_unit = (IsCountry(type) && place) || (IsState(type) && has_state);
  if (!is_unit) {
    const std::vector<PlaceParent> parents = inside(place);
    const std::string key = feature.empty()
                                ? "gdelt:place:" + KeyPart(country_code) + ":" + KeyPart(full_name)
                                : "gns:" + KeyPart(feature);
    place = staging_.FindOrAddPlace(key, [&] {
      Place made;
      made.kind = IsCity(type) ? PlaceKind::kSettlement : PlaceKind::kOther;
      made.name = full_name;
      made.parents = parents;
      made.at = row.event.at;
      return made;
    });
    feature_code(staging_.place(*place));
    is_elsewhere = is_elsewhere || staging_.place(*place).parents != parents;
    if (!full_name.empty()) staging_.AddName(*place, full_name, NameKind::kAlias);
  }
  event.place = place;

  // What the place does not say of this row.
  const Place& found = staging_.place(*place);
  if (full_name != found.name) AddAttribute(event, record, kActionGeo + kFullName);
  const auto is_named = [&](std::string_view code) {
    return std::any_of(found.codes.begin(), found.codes.end(),
                       [&](const Code& held) { return held.value == code; });
  };
  if (!feature.empty() && !is_named(feature)) {
    AddAttribute(event, record, kActionGeo + kFeatureId);
  }
  if (is_elsewhere) AddAttribute(event, record, kActionGeo + kGeoCountryCode);
  if (is_elsewhere || (!has_state && adm1_code != country_code)) {
    AddAttribute(event, record, kActionGeo + kAdm1Code);
  }
}

void GdeltReader::Stage(Row& row, Record& record) {
  Event& event = row.event;
  lost_zeros_ += row.lost_zeros && row.codes_agree ? 1 : 0;
  const Day day = *row.day;
  happened_.Add(day);
  added_.Add(row.added->earliest());
  any_added_on_its_day_ = any_added_on_its_day_ || row.added->earliest() == day;

  StageActor(record, kActor1, Role::kInitiator, event);
  StageActor(record, kActor2, Role::kTarget, event);
  StagePlace(row, record, event);
  AddAttribute(event, record, kActionGeo + kAdm2Code);
  const std::int64_t type = row.geo_type.value_or(0);
  const bool is_american = record[kActionGeo + kGeoCountryCode] == "US";
  const bool type_follows = event.place_precision != PlacePrecision::kUnknown &&
                            (IsCountry(type) || (type <= 3) == is_american);
  if (!type_follows && event.place) AddAttribute(event, record, kActionGeo + kType);
  const bool is_half = record[kActionGeo + kLat].empty() != record[kActionGeo + kLong].empty();
  if (!event.at && (is_half || !record[kActionGeo + kFullName].empty())) {
    AddAttribute(event, record, kActionGeo + kLat);
    AddAttribute(event, record, kActionGeo + kLong);
  }

  for (const auto& [first, name] :
       {std::pair(kActor1Geo, "gdelt.Actor1Geo"), std::pair(kActor2Geo, "gdelt.Actor2Geo")}) {
    const std::string_view geo_type = record[first + kType];
    if ((geo_type.empty() || geo_type == "0") && record[first + kFullName].empty() &&
        record[first + kGeoCountryCode].empty()) {
      continue;
    }
    std::string value;
    for (std::size_t column = 0; column < kGeoColumns; ++column) {
      if (!record.has(first + column)) continue;
      if (column > 0) value += '\t';
      value += record[first + column];
    }
    event.attributes.push_back(Attribute{name, std::move(value)});
  }

  if (!row.date_agrees) {
    AddAttribute(event, record, kMonthYear);
    AddAttribute(event, record, kYear);
  }
  if (!IsFractionOf(record[kFractionDate], day.ymd())) AddAttribute(event, record, kFractionDate);
  if (!row.codes_agree) {
    AddAttribute(event, record, kEventBaseCode);
    AddAttribute(event, record, kEventRootCode);
  }
  if (!event.media) {
    AddAttribute(event, record, kIsRootEvent);
    for (std::size_t column = kQuadClass; column <= kAvgTone; ++column) {
      AddAttribute(event, record, column);
    }
  }
  if (saved_again_ != nullptr)
    AddOthers(saved_again_->layout, saved_again_->prefix, record, event.attributes);
  staging_.AddEvent(event, record.line());
}

void GdeltReader::Finish(Source source, const std::string& file, ChronicleBuilder& builder) {
  const Days& days = any_added_on_its_day_ ? added_ : happened_;
  Coverage coverage;
  coverage.key = source.key + ":coverage";
  coverage.period = Period::Of(days.first, days.last + 1);
  coverage.note =
      (any_added_on_its_day_ ? "the days on which the events of " : "the days of the events of ") +
      BaseName(file) + (any_added_on_its_day_ ? " were added" : "");
  staging_.AddCoverage(std::move(coverage), std::nullopt);
  staging_.Commit(std::move(source), file, builder);
}

std::string WhyNot(const Shape& shape) {
  if (IsHeader(shape)) return LayoutByNames(shape.first).problem;
  if (shape.delimiter != '\t') return "the delimiter is another one";
  const auto is_width = [](std::size_t width) {
    return width == kWidth2 || width == kWidth1 || width == kWidthBack;
  };
  const bool any = std::any_of(
      shape.records.begin(), shape.records.end(), [&](const std::vector<std::string>& record) {
        return is_width(record.size()) && IsDigits(record[kGlobalEventId]) &&
               IsDigits(record[kSqlDate]) && record[kSqlDate].size() == 8;
      });
  return any ? "" : "none of the first lines is an event of it";
}

void Finish(GdeltReader& gdelt, bool is_2, const std::string& file, const ImportOptions& options,
            ChronicleBuilder& builder) {
  Source source =
      SourceOf(kGdelt.format.name, is_2 ? "GDELT 2.0 Event Database" : "GDELT 1.0 Event Database",
               file, options);
  source.locator = "https://www.gdeltproject.org";
  gdelt.Finish(std::move(source), file, builder);
}

// A file with a header.
Result<ImportReport> ReadSavedAgain(ImportJob job) {
  const HeaderLayout layout = LayoutByNames(job.shape.first);
  const TableFormat table{layout, kNames, "GDELT", "gdelt.", ""};
  const std::string file = job.input->name();
  GdeltReader gdelt(&table, job.builder);
  Result<ImportReport> report =
      ReadTable(job, kGdelt.format.name,
                std::to_string(job.shape.first.size()) + " columns, re-saved, header", table,
                [&](Record& record) { gdelt.Read(record); });
  if (!report.ok() || report->kept == 0) return report;
  if (gdelt.lost_zeros() > 0) {
    report->issues.Add(Issue{Severity::kWarning,
                             ErrorCode::kInvalidArgument,
                             Where{.file = file, .field = {}},
                             {},
                             "base and root codes without their leading zeros in " +
                                 std::to_string(gdelt.lost_zeros()) + " records",
                             "put back"});
  }
  const bool is_2 = layout.places[kActionGeo + kAdm2Code] != Columns::kAbsent;
  Finish(gdelt, is_2, file, job.options, job.builder);
  return report;
}

Result<ImportReport> Read(ImportJob job) {
  if (IsHeader(job.shape)) return ReadSavedAgain(std::move(job));
  ImportReport report;
  report.format = kGdelt.format.name;
  const std::string file = job.input->name();
  DelimitedOptions dialect = DelimitedOptions::Tabs();
  dialect.encoding = job.options.encoding;
  dialect.progress = job.options.progress;
  DelimitedReader reader(std::move(job.input), std::move(dialect));

  struct Layout {
    std::size_t width;
    Columns columns;
    std::uint64_t records = 0;
  };
  std::array<Layout, 3> layouts = {Layout{kWidthBack, {kNames, kPlacesBack, {}}},
                                   Layout{kWidth1, {kNames, kPlaces1, {}}},
                                   Layout{kWidth2, {kNames, kPlaces2, {}}}};
  GdeltReader gdelt(nullptr, job.builder);
  const Result<void> read = ReadRecords(
      reader,
      [&](std::size_t width) -> const Columns* {
        for (Layout& layout : layouts) {
          if (layout.width != width) continue;
          ++layout.records;
          return &layout.columns;
        }
        return nullptr;
      },
      kWidths, [&](Record& record) { gdelt.Read(record); }, report);
  if (!read.ok()) return read.error();

  for (const Layout& layout : layouts) {
    if (layout.records == 0) continue;
    if (!report.layout.empty()) report.layout += ", ";
    report.layout +=
        std::to_string(layout.records) + " records of " + std::to_string(layout.width) + " columns";
  }
  if (report.kept > 0) {
    Finish(gdelt, layouts[2].records > 0, file, job.options, job.builder);
  }
  return report;
}

}  // namespace

constexpr FormatReader kGdelt = {
    {"gdelt", "GDELT Event Database 1.0 and 2.0, daily, 15-minute and back files"},
    kShapes,
    &WhyNot,
    &Read};

}  // namespace casus::internal
