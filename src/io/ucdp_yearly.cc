// UCDP's yearly datasets: UCDP/PRIO Armed Conflict (ACD), Dyadic, Battle-Related Deaths (BRD),
// Non-State Conflict and One-Sided Violence.
//
// Layouts. CSV with a header, columns in any order: they differ between versions. Capitals and
// underscores of the names do not count ("SideA2nd"). Files saved again by a spreadsheet with
// semicolons, and with days as d-m-yyyy or d.m.yyyy, are read too, where a day over 12 among the
// first records says which of the numbers is the month; there are no decimals to be spoilt.
//
// A row is a year: of a conflict (ACD), a dyad (Dyadic, BRD, Non-State) or an actor (One-Sided).
// It is an event "ucdp-acd:<conflict>:<year>", "ucdp-dyadic:<dyad>:<year>",
// "ucdp-brd:<dyad>:<year>" ("ucdp-brd:conflict:<conflict>:<year>" where there is not one dyad),
// "ucdp-nonstate:<dyad>:<year>", "ucdp-onesided:<actor>:<year>", and its attribute "ucdp.unit" says
// conflict-year, dyad-year or actor-year, as years must not be added to the events of GED.
//
// When. A year's violence was some time in the year: its first day is some day of it, and so is its
// last ("2015"), and no single day is certain. In the first year of an episode (the year of
// start_date2: when the episode reached 25 deaths, which is when UCDP has it begin) the first day
// is start_date2, and in its last (ep_end 1) the last day is ep_end_date, each as precisely as its
// code says and never outside the year. The codes run from 1, precise, to 7; what each leaves open
// shows in the days that stand with it, and is taken as the weaker reading:
//   1          the day is known                                  that day
//   2, 3       the day is assigned or missing, the month known:
//              any day, or mostly the last of a month            some day of the month
//   4 to 7     the month or more is assigned or missing:
//              the last day of a month, or 31 December           some day of the year
//   0, empty   not said, as always of ep_end_date in ACD 25.1    some day of the year
//
// What becomes of the other columns:
//   side_a, side_b, actor_name, *_id   Parties, by UCDP's id as in GED ("ucdp:141"), with the
//                      Gleditsch-Ward number of gwno_a, gwno_b, gwnoa. With one id the cell is one
//                      name, whatever commas are in it. Of several, names and ids are not in the
//                      same order (in half of the lists of ACD 25.1 they are not): such actors go
//                      by their ids, are named by the rows that hold one alone, and the list of
//                      names is an attribute.
//   *_name_fulltext, *_name_mothertongue   Other names of the actor ("n/a" is none)
//   side_a_2nd, side_b_2nd   Parties on their side, too: secondary warring parties send troops.
//                      They have no UCDP id and are "ucdp:gw:<number>", which is not merged with
//                      the government of the same number. Of several, as above.
//   bd_*, *_fatality_estimate   Casualties low, best and high
//   location, gwno_location   (Non-State, One-Sided) and battle_location, gwno_battle (BRD): Event
//                      place, where it is one country ("ged:country:475", as in GED); region is the
//                      parent of the former. The location of ACD, Dyadic and BRD is that of the
//                      incompatibility, which need not be where the fighting was, and no place of
//                      the event.
//   version            Version of the source; attribute of a row of another one
//   all others         Attributes "ucdp.<column>", and so is every value that the above does not
//                      hold. Days are written in ISO there, whatever the file writes.
//
// A file does not say what it covers: it may be a selection. Coverage is one row, from the first to
// the last year found, never complete.

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/event/crosswalk.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/staging.h"
#include "src/io/ucdp.h"

namespace casus::internal {

namespace {

enum Column : std::size_t {
  kConflictId,
  kDyadId,
  kYear,
  kLocation,
  kGwnoLocation,
  kBattleLocation,
  kGwnoBattle,
  kRegion,
  kVersion,
  kOrg,
  kIsGovernment,
  kIncompatibility,
  kTerritoryName,
  kIntensityLevel,
  kCumulativeIntensity,
  kTypeOfConflict,
  kStartDate,
  kStartPrec,
  kStartDate2,
  kStartPrec2,
  kEpEnd,
  kEpEndDate,
  kEpEndPrec,
  kLow,
  kBest,
  kHigh,
  kSideA,
  kSideB = kSideA + 8,
  kColumns = kSideB + 8,
};

// After kSideA and kSideB.
enum SideColumn : std::size_t {
  kName,
  kActorId,
  kFullName,
  kMotherTongue,
  kComponents,
  kGwno,
  kSecond,
  kGwnoSecond,
};

constexpr std::size_t operator+(Column side, SideColumn column) {
  return static_cast<std::size_t>(side) + static_cast<std::size_t>(column);
}

using Names = std::array<std::string_view, kColumns>;

constexpr Names kAcdNames = {"conflict_id",
                             "dyad_id",
                             "year",
                             "location",
                             "gwno_loc",
                             "battle_location",
                             "gwno_battle",
                             "region",
                             "version",
                             "org",
                             "is_government_actor",
                             "incompatibility",
                             "territory_name",
                             "intensity_level",
                             "cumulative_intensity",
                             "type_of_conflict",
                             "start_date",
                             "start_prec",
                             "start_date2",
                             "start_prec2",
                             "ep_end",
                             "ep_end_date",
                             "ep_end_prec",
                             "bd_low",
                             "bd_best",
                             "bd_high",
                             "side_a",
                             "side_a_id",
                             "side_a_name_fulltext",
                             "side_a_name_mothertongue",
                             "side_a_components",
                             "gwno_a",
                             "side_a_2nd",
                             "gwno_a_2nd",
                             "side_b",
                             "side_b_id",
                             "side_b_name_fulltext",
                             "side_b_name_mothertongue",
                             "side_b_components",
                             "gwno_b",
                             "side_b_2nd",
                             "gwno_b_2nd"};

// The names of another dataset: ACD's but for these.
constexpr Names Renamed(std::initializer_list<std::pair<std::size_t, std::string_view>> renames) {
  Names names = kAcdNames;
  for (const auto& [column, name] : renames) names[column] = name;
  return names;
}
constexpr Names kBrdNames = Renamed({{kLocation, "location_inc"}});
constexpr Names kNonStateNames = Renamed({{kSideA + kName, "side_a_name"},
                                          {kSideB + kName, "side_b_name"},
                                          {kGwnoLocation, "gwno_location"},
                                          {kLow, "low_fatality_estimate"},
                                          {kBest, "best_fatality_estimate"},
                                          {kHigh, "high_fatality_estimate"}});
constexpr Names kOneSidedNames = Renamed({{kSideA + kName, "actor_name"},
                                          {kSideA + kActorId, "actor_id"},
                                          {kSideA + kFullName, "actor_name_fulltext"},
                                          {kSideA + kMotherTongue, "actor_name_mothertongue"},
                                          {kSideA + kComponents, "coalition_components"},
                                          {kSideA + kGwno, "gwnoa"},
                                          {kGwnoLocation, "gwno_location"},
                                          {kLow, "low_fatality_estimate"},
                                          {kBest, "best_fatality_estimate"},
                                          {kHigh, "high_fatality_estimate"}});

constexpr std::size_t kAcdRequired[] = {kConflictId,     kYear,           kSideA + kName,
                                        kSideB + kName,  kIntensityLevel, kTypeOfConflict,
                                        kIncompatibility};
constexpr std::size_t kDyadicRequired[] = {kDyadId,         kConflictId,     kYear,
                                           kSideA + kName,  kSideB + kName,  kIntensityLevel,
                                           kTypeOfConflict, kIncompatibility};
constexpr std::size_t kBrdRequired[] = {kConflictId, kYear, kSideA + kName, kSideB + kName,
                                        kLow,        kBest, kHigh};
constexpr std::size_t kNonStateRequired[] = {
    kDyadId,           kOrg, kYear, kSideA + kName, kSideA + kActorId, kSideB + kName,
    kSideB + kActorId, kLow, kBest, kHigh};
constexpr std::size_t kOneSidedRequired[] = {
    kSideA + kActorId, kSideA + kName, kYear, kIsGovernment, kLow, kBest, kHigh};

struct Dataset {
  std::string_view format;
  std::string_view title;
  std::string_view whose;  // in messages: "not a column of ACD"
  std::string_view unit;
  const Names& names;
  std::span<const std::size_t> required;
  std::size_t key;  // the column that a year is of
  std::int32_t type_of_violence;
  // Where the violence was: columns of names and numbers; kAbsent where that is not said.
  std::size_t place;
  std::size_t place_gwno;
  bool place_has_region;  // region is the place's
};

constexpr Dataset kAcd = {"ucdp-acd",
                          "UCDP/PRIO Armed Conflict Dataset",
                          "ACD",
                          "conflict-year",
                          kAcdNames,
                          kAcdRequired,
                          kConflictId,
                          1,
                          Columns::kAbsent,
                          Columns::kAbsent,
                          false};
constexpr Dataset kDyadic = {"ucdp-dyadic",
                             "UCDP Dyadic Dataset",
                             "the Dyadic Dataset",
                             "dyad-year",
                             kAcdNames,
                             kDyadicRequired,
                             kDyadId,
                             1,
                             Columns::kAbsent,
                             Columns::kAbsent,
                             false};
constexpr Dataset kBrd = {"ucdp-brd",
                          "UCDP Battle-Related Deaths Dataset",
                          "BRD",
                          "dyad-year",
                          kBrdNames,
                          kBrdRequired,
                          kDyadId,
                          1,
                          kBattleLocation,
                          kGwnoBattle,
                          false};
constexpr Dataset kNonState = {"ucdp-nonstate",
                               "UCDP Non-State Conflict Dataset",
                               "the Non-State Conflict Dataset",
                               "dyad-year",
                               kNonStateNames,
                               kNonStateRequired,
                               kDyadId,
                               2,
                               kLocation,
                               kGwnoLocation,
                               true};
constexpr Dataset kOneSided = {"ucdp-onesided",
                               "UCDP One-Sided Violence Dataset",
                               "the One-Sided Violence Dataset",
                               "actor-year",
                               kOneSidedNames,
                               kOneSidedRequired,
                               kSideA + kActorId,
                               3,
                               kLocation,
                               kGwnoLocation,
                               true};

// Columns that no other part of the model holds, in the order of the attributes.
constexpr std::size_t kVerbatim[] = {kConflictId,
                                     kDyadId,
                                     kOrg,
                                     kIsGovernment,
                                     kIncompatibility,
                                     kTerritoryName,
                                     kIntensityLevel,
                                     kCumulativeIntensity,
                                     kTypeOfConflict,
                                     kStartPrec,
                                     kStartPrec2,
                                     kEpEnd,
                                     kEpEndPrec,
                                     kSideA + kComponents,
                                     kSideA + kSecond,
                                     kSideA + kGwnoSecond,
                                     kSideB + kComponents,
                                     kSideB + kSecond,
                                     kSideB + kGwnoSecond};

constexpr std::string_view kRegions[] = {"Europe", "Middle East", "Asia", "Africa", "Americas"};

// A year as the data have it, and the days of beginnings: conflicts may be older than the data.
constexpr YearLimits kDays{.min_year = 1800, .max_year = kUcdpYears.max_year};

std::string_view Trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// The items of a list: "651,  645,  663", "1, 3, 5"; none of an empty cell.
std::vector<std::string_view> SplitList(std::string_view cell) {
  std::vector<std::string_view> items;
  if (cell.empty()) return items;
  for (;;) {
    const std::size_t comma = cell.find(',');
    items.push_back(Trimmed(cell.substr(0, comma)));
    if (comma == std::string_view::npos) return items;
    cell.remove_prefix(comma + 1);
  }
}

// The same of a list of numbers; empty where an item is none.
std::optional<std::vector<std::string>> SplitNumbers(std::string_view cell) {
  std::vector<std::string> numbers;
  for (const std::string_view item : SplitList(cell)) {
    const std::optional<std::int64_t> number = ToInteger(item);
    if (!number || *number < 0) return std::nullopt;
    numbers.push_back(std::to_string(*number));
  }
  return numbers;
}

// How a file writes days, seen at the first of its records.
struct DaysSeen {
  DayShape shape = DayShape::kIso;
  std::string problem;
};

DaysSeen ShapeOfDays(const Shape& shape, const HeaderLayout& layout) {
  DaysSeen seen;
  bool any_over_12 = false;
  std::string_view numeric;
  for (std::size_t i = 1; i < shape.records.size(); ++i) {
    const std::vector<std::string>& record = shape.records[i];
    for (const std::size_t column : {kStartDate, kStartDate2, kEpEndDate}) {
      const std::size_t place = layout.places[column];
      if (place >= record.size()) continue;
      const std::string& cell = record[place];
      const std::size_t mark = cell.find_first_of("-./");
      if (mark == std::string::npos || mark > 2) continue;
      numeric = cell;
      if (cell[mark] == '/') {
        seen.problem = "days with slashes do not say whether the day or the month comes first";
        return seen;
      }
      seen.shape = cell[mark] == '-' ? DayShape::kDmyDashes : DayShape::kDmyDots;
      any_over_12 = any_over_12 || ToInteger(cell.substr(0, mark)).value_or(0) > 12;
    }
  }
  if (!numeric.empty() && !any_over_12) {
    seen.problem = "days as '" + std::string(numeric) +
                   "' do not say whether the day or the month comes first";
  }
  return seen;
}

HeaderLayout LayoutOf(const Shape& shape, const Dataset& dataset) {
  HeaderLayout layout = LayoutByHeader(shape.first, {dataset.names, dataset.required});
  if (!layout.problem.empty()) return layout;
  if (&dataset == &kAcd && layout.places[kDyadId] != Columns::kAbsent) {
    layout.problem = "the column dyad_id makes it the Dyadic Dataset";
  } else {
    layout.problem = ShapeOfDays(shape, layout).problem;
  }
  return layout;
}

class YearlyReader {
 public:
  YearlyReader(const Dataset& dataset, const TableFormat& table, DayShape day_shape,
               const ImportOptions& options, ChronicleBuilder& builder)
      : dataset_(dataset),
        table_(table),
        day_shape_(day_shape),
        version_(options.source_version),
        staging_(builder) {}

  // Keeps the record, or leaves an error in it.
  void Read(Record& record) {
    Row row = Parse(record);
    if (record.error()) return;
    Stage(row, record);
  }

  void Finish(Source source, const std::string& file, ChronicleBuilder& builder);

  // Notes that would be the same for many records.
  void AddNotes(const std::string& file, IssueLog& issues) const;

 private:
  // A record whose every field was understood, before anything of it is kept.
  struct Row {
    std::int32_t year = 0;
    std::array<std::optional<Day>, 3> days;  // start_date, start_date2, ep_end_date
    std::array<std::vector<std::string>, 2> ids;
    bool unsaid_precision = false;
    Event event;  // what needs no other rows
  };

  Row Parse(Record& record);
  void ParseKey(Record& record, Row& row);
  void ParseTime(Record& record, Row& row);
  Moment MomentOf(Record& record, Row& row, Day day, std::size_t precision);
  void ParseDeaths(Record& record, Row& row);
  void CheckCodes(Record& record);
  void CheckCounts(Record& record, std::size_t of, std::size_t numbers);

  void Stage(Row& row, Record& record);
  void StageSide(const Row& row, Record& record, Column side, Event& event);
  void StageSecond(Record& record, Column side, Event& event);
  void StagePlace(Record& record, Event& event);
  ActorKind KindOf(const Record& record, std::string_view name, bool has_gwno) const;
  void AddAttribute(Event& event, const Record& record, std::size_t column) const {
    if (const std::string_view text = record[column]; !text.empty()) {
      event.attributes.push_back(
          Attribute{"ucdp." + std::string(dataset_.names[column]), std::string(text)});
    }
  }

  const Dataset& dataset_;
  const TableFormat& table_;
  const DayShape day_shape_;
  std::string version_;
  Staging staging_;
  std::int32_t first_year_ = kUcdpYears.max_year;
  std::int32_t last_year_ = kUcdpYears.min_year;
  std::uint64_t unsaid_precisions_ = 0;
  std::uint64_t other_versions_ = 0;
  std::uint64_t lists_ = 0;
};

void YearlyReader::ParseKey(Record& record, Row& row) {
  const std::int64_t year = record.RequireInteger(kYear);
  if (!record.error() && (year < kUcdpYears.min_year || year > kUcdpYears.max_year)) {
    record.Fail(kYear, ErrorCode::kOutOfRange, "not a year from 1946 to 2099");
  }
  row.year = static_cast<std::int32_t>(year);
  std::string_view unit = dataset_.unit;
  std::string of;
  if (&dataset_ == &kBrd && !ToInteger(record[kDyadId])) {
    unit = kAcd.unit;
    of = "conflict:" + std::to_string(record.RequireCount(kConflictId));
  } else {
    of = std::to_string(record.RequireCount(dataset_.key));
  }
  if (record.error()) return;
  row.event.fact.key = std::string(dataset_.format) + ":" + of + ":" + std::to_string(row.year);
  if (staging_.HasEvent(row.event.fact.key)) {
    record.Fail(kYear, ErrorCode::kDuplicate,
                "this year is there already, as " + row.event.fact.key);
  }
  row.event.attributes.push_back(Attribute{"ucdp.unit", std::string(unit)});
}

// The day as precisely as its code says, and inside its year.
Moment YearlyReader::MomentOf(Record& record, Row& row, Day day, std::size_t precision) {
  const Moment year = Moment::InYear(day.year()).value();
  const std::string_view code = record[precision];
  if (code.empty() || code == "0") {
    row.unsaid_precision = true;
    return year;
  }
  if (code == "1") return Moment::OnDay(day);
  if (code == "2" || code == "3") return Moment::InMonth(day.year(), day.month()).value();
  return year;
}

void YearlyReader::ParseTime(Record& record, Row& row) {
  constexpr std::size_t kDayColumns[] = {kStartDate, kStartDate2, kEpEndDate};
  for (std::size_t i = 0; i < row.days.size(); ++i) {
    if (!record[kDayColumns[i]].empty()) {
      row.days[i] = ParseUcdpDay(record, kDayColumns[i], day_shape_, kDays);
    }
  }
  if (record.error()) return;
  const auto& [start, episode, end] = row.days;
  const Moment year = Moment::InYear(row.year).value();
  Moment first = year;
  Moment last = year;
  if (start && start->year() > row.year) {
    record.Warn(kStartDate, "the conflict begins after the year");
  }
  if (start && episode && *episode < *start) {
    record.Warn(kStartDate2, "the episode begins before the conflict, on " + ToString(*start));
  }
  if (episode && episode->year() == row.year) {
    first = MomentOf(record, row, *episode, kStartPrec2);
  } else if (episode && episode->year() > row.year) {
    record.Warn(kStartDate2, "the episode begins after the year");
  }
  const std::string_view has_ended = record[kEpEnd];
  if (end && has_ended != "1") {
    record.Warn(kEpEndDate, "an end of the episode, which ep_end says has none this year");
  } else if (!end && has_ended == "1" && record.has(kEpEndDate)) {
    record.Warn(kEpEndDate, "no end of the episode, which ep_end says has one");
  }
  if (end && end->year() != row.year) {
    record.Warn(kEpEndDate, "the episode ends in another year");
  } else if (end && has_ended == "1") {
    last = MomentOf(record, row, *end, kEpEndPrec);
  }
  if (end && episode && *end < *episode) {
    record.Warn(kEpEndDate, "the episode ends before it begins, on " + ToString(*episode));
    first = last = year;
  }
  // The days are in order, and so are the months and years around them.
  row.event.fact.span = Span::Make(first, last).value();
}

void YearlyReader::ParseDeaths(Record& record, Row& row) {
  Casualties deaths;
  deaths.low = record.Count(kLow);
  deaths.best = record.Count(kBest);
  deaths.high = record.Count(kHigh);
  for (const std::size_t column : {kLow, kBest, kHigh}) CheckDeathCount(record, column);
  if (record.error() || !deaths.said()) return;
  CheckDeathOrder(record, kBest, deaths);
  row.event.casualties = deaths;
}

void YearlyReader::CheckCodes(Record& record) {
  struct Codes {
    std::size_t column;
    std::int64_t least;
    std::int64_t most;
  };
  constexpr Codes kCodes[] = {{kOrg, 1, 3},
                              {kIsGovernment, 0, 1},
                              {kIncompatibility, 1, 3},
                              {kIntensityLevel, 1, 2},
                              {kCumulativeIntensity, 0, 1},
                              {kTypeOfConflict, 1, 4},
                              {kStartPrec, 1, 7},
                              {kStartPrec2, 1, 7},
                              {kEpEnd, 0, 1}};
  const auto check = [&](const Codes& codes) {
    const std::string_view text = record[codes.column];
    if (text.empty()) return;
    const std::optional<std::int64_t> code = ToInteger(text);
    if (!code || *code < codes.least || *code > codes.most) {
      record.Warn(codes.column, "not one of the codes " + std::to_string(codes.least) + " to " +
                                    std::to_string(codes.most));
    }
  };
  for (const Codes& codes : kCodes) check(codes);
  // Without an end there is no precision of it, which is written 0 or left empty.
  check({kEpEndPrec, record[kEpEndDate].empty() ? 0 : 1, 7});
  for (const std::string_view region : SplitList(record[kRegion])) {
    const bool is_number = region.size() == 1 && region[0] >= '1' && region[0] <= '5';
    const bool is_name =
        std::find(std::begin(kRegions), std::end(kRegions), region) != std::end(kRegions);
    if (!is_number && !is_name) {
      record.Warn(kRegion, "not one of the regions 1 to 5");
      break;
    }
  }
}

// Warns of two lists that are not of the same things. A single number is of the whole cell,
// whatever commas are in it, and an empty cell is no list.
void YearlyReader::CheckCounts(Record& record, std::size_t of, std::size_t numbers) {
  const std::size_t number_count = SplitList(record[numbers]).size();
  const std::size_t count = SplitList(record[of]).size();
  if (number_count < 2 || count == 0 || count == number_count) return;
  record.Warn(of, std::to_string(count) + " items for " + std::to_string(number_count) + " in " +
                      std::string(dataset_.names[numbers]));
}

YearlyReader::Row YearlyReader::Parse(Record& record) {
  Row row;
  ParseKey(record, row);
  const Crosswalked meaning = FromUcdp(dataset_.type_of_violence).value();
  row.event.type = meaning.type;
  row.event.details = meaning.details;
  row.event.codes.push_back(TypeCode{Taxonomy::kUcdp, std::to_string(dataset_.type_of_violence)});
  for (const Column side : {kSideA, kSideB}) {
    std::optional<std::vector<std::string>> ids = SplitNumbers(record[side + kActorId]);
    if (!ids) {
      record.Fail(side + kActorId, ErrorCode::kParse, "not a list of whole numbers");
    } else {
      row.ids[side == kSideA ? 0 : 1] = *std::move(ids);
    }
  }
  ParseTime(record, row);
  ParseDeaths(record, row);
  return row;
}

ActorKind YearlyReader::KindOf(const Record& record, std::string_view name, bool has_gwno) const {
  if (IsGovernmentName(name) || has_gwno) return ActorKind::kGovernment;
  const std::string_view org = record[kOrg];
  const std::string_view is_government = record[kIsGovernment];
  if (dataset_.type_of_violence == 1 || org == "1" || org == "2" || is_government == "0") {
    return ActorKind::kNonStateArmed;
  }
  if (org == "3") return ActorKind::kCommunalGroup;
  return is_government == "1" ? ActorKind::kGovernment : ActorKind::kOther;
}

void YearlyReader::StageSide(const Row& row, Record& record, Column side, Event& event) {
  const Role role = side == kSideA ? Role::kSideA : Role::kSideB;
  const std::vector<std::string>& ids = row.ids[side == kSideA ? 0 : 1];
  const std::string_view cell = record[side + kName];
  if (ids.empty()) {
    if (cell.empty()) return;
    record.Warn(side + kName, "a side without an id", "kept as an attribute");
    AddAttribute(event, record, side + kName);
    AddAttribute(event, record, side + kGwno);
    return;
  }
  const bool is_list = ids.size() > 1;
  const std::string_view name = is_list ? std::string_view() : cell;
  CheckCounts(record, side + kName, side + kActorId);
  CheckCounts(record, side + kGwno, side + kActorId);
  const std::optional<std::vector<std::string>> gwnos = SplitNumbers(record[side + kGwno]);
  const bool has_gwnos = gwnos && gwnos->size() == ids.size();
  const bool is_said = gwnos && (has_gwnos || gwnos->empty());  // which of them are states
  bool name_is_lost = is_list;
  bool gwno_is_lost = !has_gwnos || is_list;
  for (const std::string& code : ids) {
    const ActorId id = staging_.FindOrAddActor("ucdp:" + code, [&] {
      Actor actor;
      actor.name = name.empty() ? std::string_view(code) : name;
      actor.codes.push_back(Code{CodeSystem::kUcdpActor, code, std::nullopt});
      return actor;
    });
    event.parties.push_back(Party{id, role});
    Actor& actor = staging_.actor(id);
    if (actor.kind == ActorKind::kOther && (is_said || IsGovernmentName(name))) {
      actor.kind = KindOf(record, name, has_gwnos);
    }
    if (is_list) continue;
    if (!name.empty() && actor.name == code) actor.name = name;
    if (!name.empty() && name != actor.name) {
      staging_.AddName(id, name, NameKind::kAlias);
      name_is_lost = true;
    }
    if (has_gwnos) {
      const Code gw{CodeSystem::kGw, gwnos->front(), std::nullopt};
      const bool known = std::any_of(actor.codes.begin(), actor.codes.end(), [](const Code& held) {
        return held.system == CodeSystem::kGw;
      });
      if (!known) actor.codes.push_back(gw);
      gwno_is_lost = std::find(actor.codes.begin(), actor.codes.end(), gw) == actor.codes.end();
    }
  }
  for (const SideColumn column : {kFullName, kMotherTongue}) {
    const std::string_view other = record[side + column];
    if (other.empty() || other == "n/a") continue;
    if (is_list) {
      AddAttribute(event, record, side + column);
    } else {
      staging_.AddName(event.parties.back().actor, other, NameKind::kAlias);
    }
  }
  if (name_is_lost) AddAttribute(event, record, side + kName);
  if (gwno_is_lost) AddAttribute(event, record, side + kGwno);
  if (is_list) ++lists_;
}

void YearlyReader::StageSecond(Record& record, Column side, Event& event) {
  CheckCounts(record, side + kSecond, side + kGwnoSecond);
  const std::optional<std::vector<std::string>> gwnos = SplitNumbers(record[side + kGwnoSecond]);
  if (!gwnos) {
    record.Warn(side + kGwnoSecond, "not a list of whole numbers", "kept as an attribute");
    return;
  }
  const bool is_list = gwnos->size() > 1;
  const std::string_view name = is_list ? std::string_view() : Trimmed(record[side + kSecond]);
  for (const std::string& gwno : *gwnos) {
    const ActorId id = staging_.FindOrAddActor("ucdp:gw:" + gwno, [&] {
      Actor actor;
      actor.kind = ActorKind::kGovernment;
      actor.name = name.empty() ? std::string_view(gwno) : name;
      actor.codes.push_back(Code{CodeSystem::kGw, gwno, std::nullopt});
      return actor;
    });
    Actor& actor = staging_.actor(id);
    if (!name.empty() && actor.name == gwno) actor.name = name;
    if (!name.empty()) staging_.AddName(id, name, NameKind::kAlias);
    event.parties.push_back(Party{id, side == kSideA ? Role::kSideA : Role::kSideB});
  }
  if (is_list) ++lists_;
}

void YearlyReader::StagePlace(Record& record, Event& event) {
  const auto number_of = [&](std::size_t column) {
    const std::optional<std::vector<std::string>> numbers = SplitNumbers(record[column]);
    return numbers && numbers->size() == 1 ? numbers->front() : std::string();
  };
  bool region_is_held = false;
  // The region's name, where it is one.
  std::string_view region = record[kRegion];
  if (region.size() == 1 && region[0] >= '1' && region[0] <= '5') {
    region = kRegions[region[0] - '1'];
  } else if (region.find(',') != std::string_view::npos) {
    region = {};
  }
  for (const auto& [names, numbers] :
       {std::pair(kLocation, kGwnoLocation), std::pair(kBattleLocation, kGwnoBattle)}) {
    CheckCounts(record, names, numbers);
    const std::string number = number_of(numbers);
    if (names != dataset_.place || number.empty()) {
      AddAttribute(event, record, names);
      AddAttribute(event, record, numbers);
      continue;
    }
    const std::string_view name = record[names];
    std::vector<PlaceParent> parents;
    if (dataset_.place_has_region && !region.empty()) {
      const PlaceId parent = staging_.FindOrAddPlace("ged:region:" + KeyPart(region), [&] {
        Place place;
        place.kind = PlaceKind::kRegion;
        place.name = region;
        return place;
      });
      parents.push_back(PlaceParent{parent, std::nullopt, std::nullopt});
    }
    const PlaceId id = staging_.FindOrAddPlace("ged:country:" + number, [&] {
      Place place;
      place.kind = PlaceKind::kCountry;
      place.name = name.empty() ? std::string_view(number) : name;
      place.codes.push_back(Code{CodeSystem::kGw, number, std::nullopt});
      place.parents = parents;
      return place;
    });
    const Place& country = staging_.place(id);
    if (!name.empty() && name != country.name) {
      staging_.AddName(id, name, NameKind::kAlias);
      AddAttribute(event, record, names);
    }
    event.place = id;
    event.place_precision = PlacePrecision::kCountry;
    region_is_held = !parents.empty() && country.parents == parents;
  }
  if (!region_is_held) AddAttribute(event, record, kRegion);
}

void YearlyReader::Stage(Row& row, Record& record) {
  Event& event = row.event;
  CheckCodes(record);
  for (const std::size_t column : kVerbatim) {
    if (column != dataset_.key || !ToInteger(record[column])) AddAttribute(event, record, column);
  }
  constexpr std::size_t kDayColumns[] = {kStartDate, kStartDate2, kEpEndDate};
  for (std::size_t i = 0; i < row.days.size(); ++i) {
    if (row.days[i]) {
      event.attributes.push_back(
          Attribute{"ucdp." + std::string(dataset_.names[kDayColumns[i]]), ToString(*row.days[i])});
    }
  }
  for (const Column side : {kSideA, kSideB}) {
    StageSide(row, record, side, event);
    StageSecond(record, side, event);
  }
  StagePlace(record, event);
  if (version_.empty()) version_ = record[kVersion];
  if (record[kVersion] != version_) {
    AddAttribute(event, record, kVersion);
    ++other_versions_;
  }
  AddOthers(table_.layout, table_.prefix, record, event.attributes);
  unsaid_precisions_ += row.unsaid_precision ? 1 : 0;
  first_year_ = std::min(first_year_, row.year);
  last_year_ = std::max(last_year_, row.year);
  staging_.AddEvent(event, record.line());
}

void YearlyReader::AddNotes(const std::string& file, IssueLog& issues) const {
  const auto add = [&](std::uint64_t count, std::string_view message, std::string action) {
    if (count == 0) return;
    issues.Add(Issue{Severity::kNote,
                     ErrorCode::kInvalidArgument,
                     Where{.file = file, .field = {}},
                     {},
                     std::string(message) + " in " + std::to_string(count) + " records",
                     std::move(action)});
  };
  add(unsaid_precisions_, "no precision of start_date2 or ep_end_date",
      "taken as some day of the year");
  add(lists_, "lists of sides, whose names may not be in the order of the numbers,",
      "names kept as attributes");
  add(other_versions_, "a version other than '" + version_ + "'", "kept as an attribute");
}

void YearlyReader::Finish(Source source, const std::string& file, ChronicleBuilder& builder) {
  source.version = version_;
  Coverage coverage;
  coverage.key = source.key + ":coverage";
  coverage.period = Period::Of(Day::FromYmd(first_year_, 1, 1), Day::FromYmd(last_year_ + 1, 1, 1));
  coverage.note = "the first to the last year in " + BaseName(file) + ", which may be a selection";
  staging_.AddCoverage(std::move(coverage), std::nullopt);
  staging_.Commit(std::move(source), file, builder);
}

template <const Dataset& kDataset>
std::string WhyNot(const Shape& shape) {
  return LayoutOf(shape, kDataset).problem;
}

Result<ImportReport> ReadDataset(const Dataset& dataset, ImportJob job) {
  const HeaderLayout layout = LayoutOf(job.shape, dataset);
  const DayShape day_shape = ShapeOfDays(job.shape, layout).shape;
  const TableFormat table{layout, dataset.names, dataset.whose, "ucdp.", "NA"};
  std::string words = std::to_string(job.shape.first.size()) + " columns";
  if (job.shape.delimiter == ';') words += " between semicolons";
  words += ", header";
  if (day_shape != DayShape::kIso) words += ", days as " + std::string(ToString(day_shape));
  const std::string file = job.input->name();
  YearlyReader reader(dataset, table, day_shape, job.options, job.builder);
  Result<ImportReport> report = ReadTable(job, dataset.format, std::move(words), table,
                                          [&](Record& record) { reader.Read(record); });
  if (report.ok() && report->kept > 0) {
    reader.AddNotes(file, report->issues);
    Source source = SourceOf(dataset.format, dataset.title, file, job.options);
    source.locator = "https://ucdp.uu.se";
    reader.Finish(std::move(source), file, job.builder);
  }
  return report;
}

template <const Dataset& kDataset>
Result<ImportReport> Read(ImportJob job) {
  return ReadDataset(kDataset, std::move(job));
}

}  // namespace

constexpr FormatReader kUcdpAcd = {{"ucdp-acd", "UCDP/PRIO Armed Conflict Dataset, conflict-years"},
                                   "CSV with ACD's column names in a header, in any order",
                                   &WhyNot<kAcd>,
                                   &Read<kAcd>};
constexpr FormatReader kUcdpBrd = {
    {"ucdp-brd", "UCDP Battle-Related Deaths Dataset, dyad-years or conflict-years"},
    "CSV with BRD's column names in a header, in any order",
    &WhyNot<kBrd>,
    &Read<kBrd>};
constexpr FormatReader kUcdpDyadic = {
    {"ucdp-dyadic", "UCDP Dyadic Dataset, dyad-years"},
    "CSV with ACD's column names and dyad_id in a header, in any order",
    &WhyNot<kDyadic>,
    &Read<kDyadic>};
constexpr FormatReader kUcdpNonState = {
    {"ucdp-nonstate", "UCDP Non-State Conflict Dataset, dyad-years"},
    "CSV with its column names in a header, in any order",
    &WhyNot<kNonState>,
    &Read<kNonState>};
constexpr FormatReader kUcdpOneSided = {
    {"ucdp-onesided", "UCDP One-Sided Violence Dataset, actor-years"},
    "CSV with its column names in a header, in any order",
    &WhyNot<kOneSided>,
    &Read<kOneSided>};

}  // namespace casus::internal
