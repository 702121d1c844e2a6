// Global Terrorism Database (GTD), START, University of Maryland.
//
// Layouts. CSV (RFC 4180) with a header, as saved from the workbooks that START gives out: 135
// columns in the release of July 2018, found by name, in any order. It is published in
// Windows-1252, which the caller has to name (ImportOptions::encoding): in UTF-8, records with
// other letters than English ones are refused. A cell that is empty, or holds "." or R's NA, is not
// said.
//
// What becomes of the columns:
//   eventid                  Event key "gtd:<id>"; it begins with the date
//   iyear, imonth, iday      Event span; 0 is an unknown day or month, which makes it some day of
//                            the month or year
//   extended, resolution     An incident of more than 24 hours goes on to the day of its
//                            resolution; without one, to a day that is not known. Days of
//                            resolution are written "2001-06-21", with or without midnight, or
//                            "6/21/2001" (month first); the first of a file decides, and another is
//                            refused.
//   attacktype1 to 3         Event type (crosswalk.h), by the first; codes, all. With suicide = 1
//                            the weapon of a bombing is a suicide bomb.
//   nkill                    Casualties, best: perpetrators among them; unknown stays unknown. A
//                            fraction (deaths shared out over incidents) makes low and high.
//   gname, gname2, gname3    Parties, initiators ("gtd:group:..."); "Unknown" is no actor
//   target1 to 3             Parties, targets, by nationality and corporation
//                            ("gtd:target:<natlty>:<corp>:<target>"), as targets are words
//                            ("Civilians"); targtype gives the kind
//   latitude, longitude      Event::at
//   specificity, vicinity    its precision: 1 is the place, or near it; 2 and 3 the centroid of the
//                            smallest unit, 4 of a first-order unit, 5 nothing below the country
//   region, country, provstate, city  Places, each inside the one before ("Unknown" is none)
//   summary                  note
//   all others               Attributes "gtd.<column>", labels beside their codes; -9 and -99 are
//                            GTD's words for unknown, and stay as they are
//
// Checked: labels against the codebook's where they are listed here, else against those of the same
// code in the file; yes-or-no columns; the date within eventid.
//
// Coverage: one row a country, from the first to the last day found in the file, never complete.
// The main file has no events of 1993, whose records were lost.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "casus/event/crosswalk.h"
#include "casus/time/parse.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/staging.h"
#include "src/io/utf8.h"

namespace casus::internal {

namespace {

constexpr auto kNames = std::to_array<std::string_view>({"eventid",
                                                         "iyear",
                                                         "imonth",
                                                         "iday",
                                                         "approxdate",
                                                         "extended",
                                                         "resolution",
                                                         "country",
                                                         "country_txt",
                                                         "region",
                                                         "region_txt",
                                                         "provstate",
                                                         "city",
                                                         "latitude",
                                                         "longitude",
                                                         "specificity",
                                                         "vicinity",
                                                         "location",
                                                         "summary",
                                                         "crit1",
                                                         "crit2",
                                                         "crit3",
                                                         "doubtterr",
                                                         "alternative",
                                                         "alternative_txt",
                                                         "multiple",
                                                         "success",
                                                         "suicide",
                                                         "attacktype1",
                                                         "attacktype1_txt",
                                                         "attacktype2",
                                                         "attacktype2_txt",
                                                         "attacktype3",
                                                         "attacktype3_txt",
                                                         "targtype1",
                                                         "targtype1_txt",
                                                         "targsubtype1",
                                                         "targsubtype1_txt",
                                                         "corp1",
                                                         "target1",
                                                         "natlty1",
                                                         "natlty1_txt",
                                                         "targtype2",
                                                         "targtype2_txt",
                                                         "targsubtype2",
                                                         "targsubtype2_txt",
                                                         "corp2",
                                                         "target2",
                                                         "natlty2",
                                                         "natlty2_txt",
                                                         "targtype3",
                                                         "targtype3_txt",
                                                         "targsubtype3",
                                                         "targsubtype3_txt",
                                                         "corp3",
                                                         "target3",
                                                         "natlty3",
                                                         "natlty3_txt",
                                                         "gname",
                                                         "gsubname",
                                                         "gname2",
                                                         "gsubname2",
                                                         "gname3",
                                                         "gsubname3",
                                                         "motive",
                                                         "guncertain1",
                                                         "guncertain2",
                                                         "guncertain3",
                                                         "individual",
                                                         "nperps",
                                                         "nperpcap",
                                                         "claimed",
                                                         "claimmode",
                                                         "claimmode_txt",
                                                         "claim2",
                                                         "claimmode2",
                                                         "claimmode2_txt",
                                                         "claim3",
                                                         "claimmode3",
                                                         "claimmode3_txt",
                                                         "compclaim",
                                                         "weaptype1",
                                                         "weaptype1_txt",
                                                         "weapsubtype1",
                                                         "weapsubtype1_txt",
                                                         "weaptype2",
                                                         "weaptype2_txt",
                                                         "weapsubtype2",
                                                         "weapsubtype2_txt",
                                                         "weaptype3",
                                                         "weaptype3_txt",
                                                         "weapsubtype3",
                                                         "weapsubtype3_txt",
                                                         "weaptype4",
                                                         "weaptype4_txt",
                                                         "weapsubtype4",
                                                         "weapsubtype4_txt",
                                                         "weapdetail",
                                                         "nkill",
                                                         "nkillus",
                                                         "nkillter",
                                                         "nwound",
                                                         "nwoundus",
                                                         "nwoundte",
                                                         "property",
                                                         "propextent",
                                                         "propextent_txt",
                                                         "propvalue",
                                                         "propcomment",
                                                         "ishostkid",
                                                         "nhostkid",
                                                         "nhostkidus",
                                                         "nhours",
                                                         "ndays",
                                                         "divert",
                                                         "kidhijcountry",
                                                         "ransom",
                                                         "ransomamt",
                                                         "ransomamtus",
                                                         "ransompaid",
                                                         "ransompaidus",
                                                         "ransomnote",
                                                         "hostkidoutcome",
                                                         "hostkidoutcome_txt",
                                                         "nreleased",
                                                         "addnotes",
                                                         "scite1",
                                                         "scite2",
                                                         "scite3",
                                                         "dbsource",
                                                         "INT_LOG",
                                                         "INT_IDEO",
                                                         "INT_MISC",
                                                         "INT_ANY",
                                                         "related"});

// The place of a column in kNames; a name that is none does not compile.
consteval std::size_t Col(std::string_view name) {
  std::size_t column = 0;
  while (kNames[column] != name) ++column;
  return column;
}

constexpr std::size_t kEventId = Col("eventid");
constexpr std::size_t kYear = Col("iyear");
constexpr std::size_t kMonth = Col("imonth");
constexpr std::size_t kDay = Col("iday");
constexpr std::size_t kExtended = Col("extended");
constexpr std::size_t kResolution = Col("resolution");
constexpr std::size_t kCountry = Col("country");
constexpr std::size_t kCountryName = Col("country_txt");
constexpr std::size_t kRegion = Col("region");
constexpr std::size_t kRegionName = Col("region_txt");
constexpr std::size_t kProvstate = Col("provstate");
constexpr std::size_t kCity = Col("city");
constexpr std::size_t kLatitude = Col("latitude");
constexpr std::size_t kLongitude = Col("longitude");
constexpr std::size_t kSpecificity = Col("specificity");
constexpr std::size_t kVicinity = Col("vicinity");
constexpr std::size_t kSummary = Col("summary");
constexpr std::size_t kSuicide = Col("suicide");
constexpr std::size_t kKilled = Col("nkill");

constexpr std::size_t kAttackTypes[] = {Col("attacktype1"), Col("attacktype2"), Col("attacktype3")};
constexpr std::size_t kGroups[] = {Col("gname"), Col("gname2"), Col("gname3")};
struct TargetColumns {
  std::size_t name;
  std::size_t corporation;
  std::size_t nationality;
  std::size_t type;
};
constexpr TargetColumns kTargets[] = {
    {Col("target1"), Col("corp1"), Col("natlty1"), Col("targtype1")},
    {Col("target2"), Col("corp2"), Col("natlty2"), Col("targtype2")},
    {Col("target3"), Col("corp3"), Col("natlty3"), Col("targtype3")}};

// Without these it is not GTD.
constexpr std::size_t kRequired[] = {kEventId,     kYear,           kMonth,     kDay,
                                     kCountry,     kCountryName,    kLatitude,  kLongitude,
                                     kSpecificity, kAttackTypes[0], kGroups[0], kKilled};

// What other parts of the model hold; attributes only where they do not.
constexpr std::size_t kHeld[] = {kEventId,    kYear,      kMonth,       kDay,       kExtended,
                                 kResolution, kCountry,   kCountryName, kRegion,    kRegionName,
                                 kProvstate,  kCity,      kLatitude,    kLongitude, kSummary,
                                 kKilled,     kGroups[0], kGroups[1],   kGroups[2]};

// -9 unknown, 0 no, 1 yes.
constexpr std::size_t kYesOrNo[] = {
    kExtended,          kVicinity,          Col("crit1"),     Col("crit2"), Col("crit3"),
    Col("doubtterr"),   Col("multiple"),    Col("success"),   kSuicide,     Col("guncertain1"),
    Col("guncertain2"), Col("guncertain3"), Col("individual")};

// A code and the label beside it. Families share their codes.
struct Twin {
  std::size_t code;
  std::size_t label;
  std::string_view family;
};
constexpr Twin kTwins[] = {
    {kCountry, kCountryName, "country"},
    {kRegion, kRegionName, "region"},
    {Col("alternative"), Col("alternative_txt"), "alternative"},
    {Col("attacktype1"), Col("attacktype1_txt"), "attacktype"},
    {Col("attacktype2"), Col("attacktype2_txt"), "attacktype"},
    {Col("attacktype3"), Col("attacktype3_txt"), "attacktype"},
    {Col("targtype1"), Col("targtype1_txt"), "targtype"},
    {Col("targtype2"), Col("targtype2_txt"), "targtype"},
    {Col("targtype3"), Col("targtype3_txt"), "targtype"},
    {Col("targsubtype1"), Col("targsubtype1_txt"), "targsubtype"},
    {Col("targsubtype2"), Col("targsubtype2_txt"), "targsubtype"},
    {Col("targsubtype3"), Col("targsubtype3_txt"), "targsubtype"},
    {Col("natlty1"), Col("natlty1_txt"), "natlty"},
    {Col("natlty2"), Col("natlty2_txt"), "natlty"},
    {Col("natlty3"), Col("natlty3_txt"), "natlty"},
    {Col("claimmode"), Col("claimmode_txt"), "claimmode"},
    {Col("claimmode2"), Col("claimmode2_txt"), "claimmode"},
    {Col("claimmode3"), Col("claimmode3_txt"), "claimmode"},
    {Col("weaptype1"), Col("weaptype1_txt"), "weaptype"},
    {Col("weaptype2"), Col("weaptype2_txt"), "weaptype"},
    {Col("weaptype3"), Col("weaptype3_txt"), "weaptype"},
    {Col("weaptype4"), Col("weaptype4_txt"), "weaptype"},
    {Col("weapsubtype1"), Col("weapsubtype1_txt"), "weapsubtype"},
    {Col("weapsubtype2"), Col("weapsubtype2_txt"), "weapsubtype"},
    {Col("weapsubtype3"), Col("weapsubtype3_txt"), "weapsubtype"},
    {Col("weapsubtype4"), Col("weapsubtype4_txt"), "weapsubtype"},
    {Col("propextent"), Col("propextent_txt"), "propextent"},
    {Col("hostkidoutcome"), Col("hostkidoutcome_txt"), "hostkidoutcome"},
};

// The codebook's labels, or how they begin, from code 1 on.
constexpr std::string_view kAttackTypeLabels[] = {"Assassination",
                                                  "Armed Assault",
                                                  "Bombing/Explosion",
                                                  "Hijacking",
                                                  "Hostage Taking (Barricade Incident)",
                                                  "Hostage Taking (Kidnapping)",
                                                  "Facility/Infrastructure Attack",
                                                  "Unarmed Assault",
                                                  "Unknown"};
constexpr std::string_view kTargetTypeLabels[] = {"Business",
                                                  "Government (General)",
                                                  "Police",
                                                  "Military",
                                                  "Abortion Related",
                                                  "Airports & Aircraft",
                                                  "Government (Diplomatic)",
                                                  "Educational Institution",
                                                  "Food or Water Supply",
                                                  "Journalists & Media",
                                                  "Maritime",
                                                  "NGO",
                                                  "Other",
                                                  "Private Citizens & Property",
                                                  "Religious Figures/Institutions",
                                                  "Telecommunication",
                                                  "Terrorists/Non-State Militia",
                                                  "Tourists",
                                                  "Transportation",
                                                  "Unknown",
                                                  "Utilities",
                                                  "Violent Political Part"};
constexpr std::string_view kWeaponTypeLabels[] = {
    "Biological",         "Chemical",     "Radiological", "Nuclear", "Firearms",
    "Explosives",         "Fake Weapons", "Incendiary",   "Melee",   "Vehicle",
    "Sabotage Equipment", "Other",        "Unknown"};
constexpr std::string_view kRegionLabels[] = {"North America",      "Central America & Caribbean",
                                              "South America",      "East Asia",
                                              "Southeast Asia",     "South Asia",
                                              "Central Asia",       "Western Europe",
                                              "Eastern Europe",     "Middle East & North Africa",
                                              "Sub-Saharan Africa", "Australasia & Oceania"};
constexpr std::string_view kPropertyLabels[] = {"Catastrophic", "Major", "Minor", "Unknown"};

struct Labels {
  std::string_view family;
  std::span<const std::string_view> labels;
};
constexpr Labels kLabels[] = {{"attacktype", kAttackTypeLabels},
                              {"targtype", kTargetTypeLabels},
                              {"weaptype", kWeaponTypeLabels},
                              {"region", kRegionLabels},
                              {"propextent", kPropertyLabels}};

// What a target type makes of a target; types that no kind stands for are left out.
constexpr std::pair<std::int64_t, ActorKind> kTargetKinds[] = {
    {1, ActorKind::kCompany},     {2, ActorKind::kGovernment},     {3, ActorKind::kOrgan},
    {4, ActorKind::kArmedForce},  {10, ActorKind::kMedia},         {12, ActorKind::kCivilSociety},
    {14, ActorKind::kPopulation}, {15, ActorKind::kCivilSociety},  {17, ActorKind::kNonStateArmed},
    {18, ActorKind::kPopulation}, {22, ActorKind::kPoliticalParty}};

constexpr std::string_view kPrefix = "gtd.";
constexpr HeaderNames kHeader = {kNames, kRequired};

constexpr std::string_view kShapes = "CSV (commas) with GTD's column names in a header";

constexpr YearLimits kYears{.min_year = 1970, .max_year = 2099};

constexpr DayShape kShapesOfDates[] = {DayShape::kIso, DayShape::kIsoMidnight,
                                       DayShape::kMdySlashes};

struct Layout {
  HeaderLayout header;
  DayShape resolutions = DayShape::kIso;
};

Layout LayoutOf(const Shape& shape) {
  Layout layout;
  if (shape.delimiter != ',') {
    layout.header.problem = "the delimiter is another one";
    return layout;
  }
  layout.header = LayoutByHeader(shape.first, kHeader);
  const std::size_t resolution = layout.header.places[kResolution];
  if (!layout.header.problem.empty() || resolution == Columns::kAbsent) return layout;
  if (AnyDayOnlyOf(shape, resolution, DayShape::kDmySlashes, DayShape::kMdySlashes)) {
    layout.header.problem = "days of resolution have the day first: another program saved the file";
  }
  layout.resolutions = DayShapeOf(shape, resolution, kShapesOfDates).value_or(DayShape::kIso);
  return layout;
}

bool IsUnknown(std::string_view name) {
  const std::string lower = LowerCase(name);
  return lower.empty() || lower == "unknown" || lower == "not applicable";
}

class GtdReader {
 public:
  GtdReader(const Layout& layout, ChronicleBuilder& builder) : layout_(layout), staging_(builder) {}

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
  void ParseType(Record& record, Event& event);
  void ParseDeaths(Record& record, Event& event);
  void ParseWhere(Record& record, Event& event);
  void CheckCodes(Record& record);

  void Stage(Event& event, Record& record);
  void StageParties(Record& record, Event& event);
  void StagePlace(const Record& record, Event& event);

  const Layout& layout_;
  Staging staging_;
  AttributeWriter attributes_{kPrefix, kNames};
  CoverageOfEvents coverage_;
  // The labels of codes that are not listed here, as the file gives them first.
  std::map<std::pair<std::string_view, std::int64_t>, std::string> labels_;
};

void GtdReader::ParseTime(Record& record, Event& event) {
  const Result<Moment> first =
      ParseMomentFromParts(record[kYear], record[kMonth], record[kDay], MissingCodes{}, kYears);
  if (!first.ok()) {
    const std::string& part = first.error().where().field;
    return record.Fail(part == "day" ? kDay : part == "month" ? kMonth : kYear, first.error());
  }
  event.fact.span = Span::On(*first);
  const std::string_view id = record[kEventId];
  const auto two = [](std::string_view text) {
    return text.size() == 1 ? "0" + std::string(text) : std::string(text);
  };
  if (!id.starts_with(std::string(record[kYear]) + two(record[kMonth]) + two(record[kDay]))) {
    record.Warn(kEventId, "does not begin with the date");
  }

  const std::optional<std::int64_t> extended = WholeNumber(record, kExtended);
  std::optional<Moment> last;
  if (const std::string_view text = record[kResolution]; !text.empty()) {
    const Result<Day> day = ParseDay(text, layout_.resolutions, kYears);
    if (!day.ok()) return record.Fail(kResolution, day.error());
    if (extended != 1) {
      record.Warn(kResolution, "the resolution of an incident that is not extended",
                  "kept as attribute");
    } else if (*day < first->earliest()) {
      record.Warn(kResolution, "before the incident", "kept as attribute");
    } else {
      last = Moment::OnDay(*day);
    }
  }
  if (extended == 1) {
    event.fact.span =
        Span::Make(*first, last.value_or(Moment::NotBefore(first->earliest()))).value();
  }
  if (!last) attributes_.Add(event, record, kResolution);
}

void GtdReader::ParseType(Record& record, Event& event) {
  for (const std::size_t column : kAttackTypes) {
    const std::optional<std::int64_t> type = WholeNumber(record, column);
    if (!type) {
      if (column == kAttackTypes[0]) record.Fail(column, ErrorCode::kParse, "missing");
      continue;
    }
    if (*type < 1 || *type > 9) {
      record.Fail(column, ErrorCode::kInvalidArgument, "not one of the attack types 1 to 9");
      return;
    }
    const TypeCode code{Taxonomy::kGtd, std::to_string(*type)};
    if (std::find(event.codes.begin(), event.codes.end(), code) != event.codes.end()) continue;
    event.codes.push_back(code);
    if (column != kAttackTypes[0]) continue;
    const Crosswalked meaning = FromGtd(static_cast<std::int32_t>(*type)).value();
    event.type = meaning.type;
    event.details = meaning.details;
  }
  if (auto* const bombing = std::get_if<RemoteViolenceDetails>(&event.details);
      bombing != nullptr && WholeNumber(record, kSuicide) == 1) {
    bombing->weapon = WeaponKind::kSuicideBomb;
  }
}

void GtdReader::ParseDeaths(Record& record, Event& event) {
  const std::optional<double> killed = record.Number(kKilled);
  if (!killed || *killed == -9 || *killed == -99) return;
  if (*killed < 0) return record.Fail(kKilled, ErrorCode::kOutOfRange, "a negative count");
  if (*killed > std::numeric_limits<std::int32_t>::max()) {
    return record.Fail(kKilled, ErrorCode::kOutOfRange, "more deaths than can be");
  }
  Casualties& deaths = event.casualties.emplace();
  if (*killed == std::floor(*killed)) {
    deaths.best = static_cast<std::int64_t>(*killed);
    return;
  }
  deaths.low = static_cast<std::int64_t>(std::floor(*killed));
  deaths.high = static_cast<std::int64_t>(std::ceil(*killed));
  record.Note(kKilled, "a fraction: deaths shared out over incidents",
              "taken as low and high, and kept as attribute");
  attributes_.Add(event, record, kKilled);
}

void GtdReader::ParseWhere(Record& record, Event& event) {
  const std::optional<std::int64_t> specificity = WholeNumber(record, kSpecificity);
  if (specificity == 1) {
    event.place_precision =
        WholeNumber(record, kVicinity) == 1 ? PlacePrecision::kNear : PlacePrecision::kExact;
  } else if (specificity == 2 || specificity == 3) {
    event.place_precision = PlacePrecision::kAdmin2;
  } else if (specificity == 4) {
    event.place_precision = PlacePrecision::kAdmin1;
  } else if (specificity == 5) {
    event.place_precision = PlacePrecision::kCountry;
  } else if (specificity) {
    record.Warn(kSpecificity, "not one of the precisions 1 to 5");
  }
  ReadCoordinates(record, kLatitude, kLongitude, event);
}

void GtdReader::CheckCodes(Record& record) {
  for (const std::size_t column : kYesOrNo) {
    const std::optional<std::int64_t> value = WholeNumber(record, column);
    if (value && *value != -9 && *value != 0 && *value != 1) {
      record.Warn(column, "not one of -9, 0, 1");
    }
  }
  for (const Twin& twin : kTwins) WholeNumber(record, twin.code);
  if (record.error()) return;  // before labels of it are learnt
  for (const Twin& twin : kTwins) {
    const std::optional<std::int64_t> code = WholeNumber(record, twin.code);
    const std::string_view label = record[twin.label];
    if (!code || label.empty()) {
      if (!label.empty()) record.Warn(twin.label, "a label without its code");
      continue;
    }
    const auto listed = std::find_if(std::begin(kLabels), std::end(kLabels),
                                     [&](const Labels& row) { return row.family == twin.family; });
    std::string_view known;
    if (listed != std::end(kLabels) && *code >= 1 &&
        static_cast<std::size_t>(*code) <= listed->labels.size()) {
      known = listed->labels[static_cast<std::size_t>(*code - 1)];
    } else {
      known = labels_.try_emplace({twin.family, *code}, label).first->second;
    }
    if (!LowerCase(label).starts_with(LowerCase(known))) {
      record.Warn(twin.label, "not the label of code " + std::to_string(*code) + ", which is '" +
                                  Excerpt(known) + "'");
    }
  }
}

Event GtdReader::Parse(Record& record) {
  Event event;
  const std::int64_t id = record.RequireCount(kEventId);
  event.fact.key = "gtd:" + std::to_string(id);
  if (!record.error() && staging_.HasEvent(event.fact.key)) {
    record.Fail(kEventId, ErrorCode::kDuplicate, "an event of this id is there already");
  }
  event.fact.note = record[kSummary];
  ParseTime(record, event);
  ParseType(record, event);
  ParseDeaths(record, event);
  ParseWhere(record, event);
  if (!record.error()) CheckCodes(record);
  return event;
}

void GtdReader::StageParties(Record& record, Event& event) {
  const auto add = [&](const std::string& key, std::string_view name, ActorKind kind, Role role) {
    const ActorId id = staging_.FindOrAddActor(key, [&] {
      Actor actor;
      actor.name = name;
      return actor;
    });
    Actor& actor = staging_.actor(id);
    if (actor.kind == ActorKind::kOther) actor.kind = kind;
    event.parties.push_back(Party{id, role});
  };
  for (const std::size_t column : kGroups) {
    const std::string_view name = record[column];
    if (IsUnknown(name)) continue;
    add("gtd:group:" + KeyPart(name), name, ActorKind::kOther, Role::kInitiator);
  }
  for (const TargetColumns& target : kTargets) {
    const std::string_view name = record[target.name];
    if (IsUnknown(name)) continue;
    const std::optional<std::int64_t> nationality = WholeNumber(record, target.nationality);
    const std::optional<std::int64_t> type = WholeNumber(record, target.type);
    ActorKind kind = ActorKind::kOther;
    for (const auto& [code, of_code] : kTargetKinds) {
      if (type == code) kind = of_code;
    }
    add("gtd:target:" + (nationality ? KeyPart(std::to_string(*nationality)) : std::string()) +
            ":" + KeyPart(record[target.corporation]) + ":" + KeyPart(name),
        name, kind, Role::kTarget);
  }
}

void GtdReader::StagePlace(const Record& record, Event& event) {
  const std::string_view country = record[kCountry];
  const std::string_view name = record[kCountryName];
  if (country.empty()) {
    for (const std::size_t column : {kCountryName, kRegion, kRegionName, kProvstate, kCity}) {
      attributes_.Add(event, record, column);
    }
    coverage_.Add(std::nullopt, event.fact.span);
    return;
  }
  std::optional<PlaceId> region;
  if (!record[kRegion].empty()) {
    region = staging_.FindOrAddPlaceIn(
        std::nullopt, "gtd:region:" + KeyPart(record[kRegion]), PlaceKind::kRegion,
        record[kRegionName].empty() ? record[kRegion] : record[kRegionName]);
    if (!record[kRegionName].empty() && staging_.place(*region).name != record[kRegionName]) {
      attributes_.Add(event, record, kRegionName);
    }
  } else {
    attributes_.Add(event, record, kRegionName);
  }
  event.place = staging_.FindOrAddPlaceIn(region, "gtd:country:" + KeyPart(country),
                                          PlaceKind::kCountry, name.empty() ? country : name);
  coverage_.Add(event.place, event.fact.span);
  const Place& found = staging_.place(*event.place);
  if (region && (found.parents.empty() || found.parents.front().parent != *region)) {
    attributes_.Add(event, record, kRegion);
  }
  if (!name.empty() && found.name != name) {
    attributes_.Add(event, record, kCountryName);
    staging_.AddName(*event.place, name, NameKind::kAlias);
  }
  const std::string_view province = IsUnknown(record[kProvstate]) ? "" : record[kProvstate];
  const std::string_view city = IsUnknown(record[kCity]) ? "" : record[kCity];
  const std::string path = KeyPart(country) + ":" + KeyPart(province);
  if (!province.empty()) {
    event.place = staging_.FindOrAddPlaceIn(event.place, "gtd:provstate:" + path,
                                            PlaceKind::kAdmin1, province);
  }
  if (!city.empty()) {
    event.place = staging_.FindOrAddPlaceIn(event.place, "gtd:city:" + path + "/" + KeyPart(city),
                                            PlaceKind::kSettlement, city);
  }
}

void GtdReader::Stage(Event& event, Record& record) {
  for (std::size_t column = 0; column < kNames.size(); ++column) {
    if (std::find(std::begin(kHeld), std::end(kHeld), column) == std::end(kHeld)) {
      attributes_.Add(event, record, column);
    }
  }
  if (!event.at) {
    attributes_.Add(event, record, kLatitude);
    attributes_.Add(event, record, kLongitude);
  }
  StageParties(record, event);
  StagePlace(record, event);
  AddOthers(layout_.header, kPrefix, record, event.attributes);
  staging_.AddEvent(event, record.line());
}

std::string WhyNot(const Shape& shape) { return LayoutOf(shape).header.problem; }

Result<ImportReport> Read(ImportJob job) {
  const Layout layout = LayoutOf(job.shape);
  const std::string file = job.input->name();
  GtdReader gtd(layout, job.builder);
  Result<ImportReport> report = ReadTable(job, kGtd.format.name, ColumnsInWords(job.shape),
                                          {layout.header, kNames, "GTD", kPrefix, ".", "NA"},
                                          [&](Record& record) { gtd.Read(record); });
  if (!report.ok()) return report;
  AddEncodingWarning(*report, job.options, file, "GTD is published in Windows-1252",
                     "records refused; name that encoding to read them");
  if (report->kept > 0) {
    Source source =
        SourceOf(kGtd.format.name, "Global Terrorism Database (GTD)", file, job.options);
    source.locator = "https://www.start.umd.edu/gtd";
    gtd.Finish(std::move(source), file, job.builder);
  }
  return report;
}

}  // namespace

constexpr FormatReader kGtd = {
    {"gtd", "Global Terrorism Database, CSV saved from START's workbooks (Windows-1252)"},
    kShapes,
    &WhyNot,
    &Read};

}  // namespace casus::internal
