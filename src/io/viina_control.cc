// VIINA's tables of territorial control (Zhukov 2022, Zhukov & Ayers 2023): who held each populated
// place of Ukraine, day by day, by the word of several maps. Written after the codebook of VIINA
// and after programs that read the tables: no table was at hand.
//
// Layouts. CSV with a header, columns in any order, of three tables:
//   control   version 2. A row is a place and a day:
//             geonameid,date,status_wiki,status_boost,status_dsm,status_isw,status,vcontrol_version
//   kontrol   the same by Ukraine's codifier of units: kod, "UA" and 17 digits, for geonameid
//   version 1 A row is a place, a column "ctr_YYYYMMDDHHMMSS" a time of collection, some a day:
//             geonameid,name,asciiname,alternatenames,longitude,latitude,feature_code,ctr_...
// vcontrol_version and all but geonameid and one ctr_ may be missing. An id that a program wrote as
// "7e+05" is 700000.
//
// A cell is UA, RU, CONTESTED, or empty: the source is silent. Cells become episodes. Each run of
// days on which a source shows one value of a place is a TerritorialStatus:
//   UA, RU      Axis::kControl, held by "viina:UA" (Ukraine) or "viina:RU" (Russia)
//   CONTESTED   Axis::kContest between the two. It says nothing of who is in control, so that there
//               is no status on Axis::kControl while it lasts: Holders() on that axis then names
//               nobody by this source's word, which is not "nobody holds it". Ask both axes.
//   empty       no status
// Its key is "<source>/<place>/<first day>". Places are "geonames:<id>", as those of VIINA's events
// are, and "katottg:<code>".
//
// When. A row says what a source showed on a day, which lags behind what was so. A run seen from D1
// to Dn surely holds on these days and no others. Between it and the run before, which was last
// seen on D0, it begins on one of ]D0, D1]; it ends on one of [Dn, D[ where the next is first seen
// on D. Nobody knows how long the first run had gone on, [..D1], nor when the last ends, [Dn..].
// A day that is in no row, or on which the source is silent, ends a run even where the value is the
// same before and after it: on such days both are possible, and nothing is certain. In version 1,
// times of collection count instead of days, so that a change between two of them lies on the day
// of the one or the other. Where two of one day differ, both hold on that day, of which the builder
// warns.
//
// `learnt` is the day (in version 1 the time, of a zone not documented) of a run's first row. Its
// end was learnt later and is in the same row: for what was known on a day, ask of days up to it.
//
// Sources, by keys below "viina-control" or what ImportOptions::source_key says:
//   :wiki, :dsm, :isw   Wikipedia's maps, DeepStateMap, the Institute for the Study of War
//   :boost              made from :wiki and :reports, VIINA's news reports
//   :geonames, :katottg the column status: VIINA's majority of these four, made from them
//   :v1                 version 1: made from :reports, of district centres; elsewhere that of the
//                       nearest one
// so that the five columns are three witnesses (see IndependentSources).
//
// Coverage is a row for each source and stretch of days on which it says something of some place,
// never complete: where a source is silent of a place, an empty answer means nothing.
//
// Several files. Version 2 comes in a file for each year. Files beside the one named whose names
// differ in the year only are read with it, and runs go on from one to the next. A builder takes a
// table once: what a later import has of it is refused.
//
// Rows may come in any order. A second row of a place and day must not say otherwise; what it adds
// is taken. Memory goes with runs, not cells; rows in random order need more while days are
// missing.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/time/parse.h"
#include "src/io/fields.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/staging.h"
#include "src/io/utf8.h"

namespace casus::internal {

namespace {

enum Column : std::size_t {
  kId,
  // Version 2.
  kDate,
  kWiki,
  kBoost,
  kDsm,
  kIsw,
  kStatus,
  kVersion,
  // Version 1.
  kName,
  kAsciiName,
  kAlternateNames,
  kLongitude,
  kLatitude,
  kFeatureCode,
  kColumns,
};
using Names = std::array<std::string_view, kColumns>;
constexpr Names kGeoNamesColumns = {
    "geonameid",      "date",      "status_wiki",      "status_boost", "status_dsm",
    "status_isw",     "status",    "vcontrol_version", "name",         "asciiname",
    "alternatenames", "longitude", "latitude",         "feature_code"};
constexpr Names kKatottgColumns = [] {
  Names names = kGeoNamesColumns;
  names[kId] = "kod";
  return names;
}();
constexpr std::size_t kDailyRequired[] = {kId, kDate, kWiki, kBoost, kDsm, kIsw, kStatus};
constexpr std::size_t kWideRequired[] = {kId};

struct ControlTable {
  std::string_view name;
  std::string_view source;  // the key of its source, below that of all
  std::string_view title;
  std::string_view method;
  CodeSystem system;
  std::string_view place;  // what keys of places begin with
  const Names& names;
  std::span<const std::size_t> required;
  bool is_wide;
};
constexpr ControlTable kTables[] = {
    {"control", "geonames", "VIINA 2.0 territorial control, by GeoNames", "majority of four maps",
     CodeSystem::kGeoNames, "geonames:", kGeoNamesColumns, kDailyRequired, false},
    {"kontrol", "katottg", "VIINA 2.0 territorial control, by KATOTTG", "majority of four maps",
     CodeSystem::kKatottg, "katottg:", kKatottgColumns, kDailyRequired, false},
    {"control of version 1", "v1", "VIINA territorial control, version 1",
     "reports of centres, elsewhere the nearest", CodeSystem::kGeoNames,
     "geonames:", kGeoNamesColumns, kWideRequired, true},
};

// Whose words a row of version 2 has, the last VIINA's own.
struct Vote {
  Column column;
  std::string_view key;
  std::string_view title;
};
constexpr std::array<Vote, 5> kVotes = {
    {{kWiki, "wiki", "Wikipedia's maps of control, as VIINA has them"},
     {kBoost, "boost", "Wikipedia's maps with VIINA's news reports"},
     {kDsm, "dsm", "DeepStateMap, as VIINA has it"},
     {kIsw, "isw", "Institute for the Study of War, as VIINA has it"},
     {kStatus, {}, {}}}};

constexpr YearLimits kYears{.min_year = 2014, .max_year = 2099};
constexpr Day kFirstDay = Day::FromYmd(kYears.min_year, 1, 1);
constexpr std::string_view kTimePrefix = "ctr_";
constexpr std::string_view kMissingWord = "NA";

// ---- Runs ----

// What a source shows of a place. Silence is no value.
enum class Shown : std::uint8_t { kUkraine, kRussia, kContested };

// What a cell shows; false where it is none of the values.
bool ParseShown(std::string_view text, std::optional<Shown>& shown) {
  if (text == "UA") {
    shown = Shown::kUkraine;
  } else if (text == "RU") {
    shown = Shown::kRussia;
  } else if (text == "CONTESTED") {
    shown = Shown::kContested;
  } else {
    shown = std::nullopt;
    return text.empty() || text == kMissingWord;
  }
  return true;
}

// Steps are days; in version 1 times of collection, with a step left out where days are.
struct Run {
  std::int32_t first;
  std::int32_t last;
  Shown shown;
};

// The runs of one place by one source: in order, apart, and two that meet differ. Adding at the end
// costs nothing; elsewhere, what lies behind is moved.
class Runs {
 public:
  std::optional<Shown> At(std::int32_t step) const {
    if (runs_.empty() || runs_.back().last < step) return std::nullopt;
    const auto run = From(step);
    return run->first <= step ? std::optional<Shown>(run->shown) : std::nullopt;
  }
  // REQUIRES: nothing is shown at the step.
  void Add(std::int32_t step, Shown shown);

  const std::vector<Run>& all() const { return runs_; }

 private:
  // The first run that does not end before the step.
  std::vector<Run>::const_iterator From(std::int32_t step) const {
    return std::partition_point(runs_.begin(), runs_.end(),
                                [&](const Run& run) { return run.last < step; });
  }

  std::vector<Run> runs_;
};

void Runs::Add(std::int32_t step, Shown shown) {
  const auto at = runs_.empty() || runs_.back().last < step
                      ? runs_.end()
                      : runs_.begin() + (From(step) - runs_.cbegin());
  const bool goes_on =
      at != runs_.begin() && (at - 1)->last + 1 == step && (at - 1)->shown == shown;
  const bool leads_on = at != runs_.end() && step + 1 == at->first && at->shown == shown;
  if (goes_on && leads_on) {
    (at - 1)->last = at->last;
    runs_.erase(at);
  } else if (goes_on) {
    (at - 1)->last = step;
  } else if (leads_on) {
    at->first = step;
  } else {
    runs_.insert(at, Run{step, step, shown});
  }
}

// A set of days of kYears.
class DaySet {
 public:
  void Add(Day day) {
    const auto number = static_cast<std::size_t>(day - kFirstDay);
    if (number >= days_.size()) days_.resize(number + 1);
    days_[number] = true;
  }
  // The days from the first to the last, in stretches of days that are in it.
  std::vector<Period> Stretches() const {
    std::vector<Period> stretches;
    const auto size = static_cast<std::int64_t>(days_.size());
    for (std::int64_t i = 0; i < size; ++i) {
      if (!days_[static_cast<std::size_t>(i)]) continue;
      const std::int64_t first = i;
      while (i < size && days_[static_cast<std::size_t>(i)]) ++i;
      stretches.push_back(Period::Of(kFirstDay + first, kFirstDay + i));
    }
    return stretches;
  }

 private:
  std::vector<bool> days_;
};

// ---- Layouts ----

// A time at which version 1 was collected.
struct Collection {
  Day day = Day::BeginningOfTime();
  int second = 0;
  friend auto operator<=>(const Collection&, const Collection&) = default;
};

struct Layout {
  const ControlTable* table = nullptr;
  HeaderLayout columns;
  std::vector<std::pair<Collection, std::size_t>> collections;  // in order, and their places
};

std::optional<Collection> CollectionOf(std::string_view digits) {
  if (digits.size() != 14 || !IsDigits(digits)) return std::nullopt;
  const Result<Day> day = ParseDay(digits.substr(0, 8), DayShape::kCompact, kYears);
  const auto two = [&](std::size_t at) {
    return static_cast<int>(*ToInteger(digits.substr(at, 2)));
  };
  if (!day.ok() || two(8) > 23 || two(10) > 59 || two(12) > 59) return std::nullopt;
  return Collection{*day, two(8) * 3600 + two(10) * 60 + two(12)};
}

// Takes the times of collection from among the columns that are not known.
void TakeCollections(Layout& layout) {
  std::vector<std::pair<std::size_t, std::string>> others;
  for (auto& other : layout.columns.others) {
    if (!other.second.starts_with(kTimePrefix)) {
      others.push_back(std::move(other));
      continue;
    }
    const std::optional<Collection> time =
        CollectionOf(std::string_view(other.second).substr(kTimePrefix.size()));
    if (!time) {
      layout.columns.problem =
          "the column '" + Excerpt(other.second) + "' has no time as ctr_20220301083000";
      return;
    }
    layout.collections.emplace_back(*time, other.first);
  }
  layout.columns.others = std::move(others);
  auto& times = layout.collections;
  std::sort(times.begin(), times.end());
  const auto twice = std::adjacent_find(
      times.begin(), times.end(), [](const auto& a, const auto& b) { return a.first == b.first; });
  if (twice != times.end()) layout.columns.problem = "two columns have one time of collection";
}

Layout LayoutOf(const Shape& shape) {
  const auto any = [&](auto is) { return std::any_of(shape.first.begin(), shape.first.end(), is); };
  const bool is_wide = any([](const std::string& name) { return name.starts_with(kTimePrefix); });
  const bool is_kontrol = any([](const std::string& name) { return name == "kod"; });
  Layout layout;
  layout.table = &kTables[is_wide ? 2 : is_kontrol ? 1 : 0];
  layout.columns = LayoutByHeader(shape.first, {layout.table->names, layout.table->required});
  if (is_wide && layout.columns.problem.empty()) TakeCollections(layout);
  return layout;
}

// ---- The reader ----

class ControlReader {
 public:
  ControlReader(const Layout& layout, const ImportOptions& options, ChronicleBuilder& builder)
      : table_(*layout.table),
        options_(options),
        base_(options.source_key.empty() ? "viina-control" : options.source_key),
        version_(options.source_version),
        is_held_(builder.FindSource(SourceKey(table_.source)).has_value()),
        staging_(builder),
        vote_count_(table_.is_wide ? 1 : kVotes.size()) {
    if (table_.is_wide) SetSteps(layout.collections);
  }

  // Reads what is left of an input whose beginning has the shape.
  Result<void> ReadFile(std::unique_ptr<Input> input, const Shape& shape, const Layout& layout,
                        ImportReport& report);
  // Moves everything into the builder.
  void Finish(const std::string& file, const std::vector<std::string>& also_read,
              ImportReport& report, ChronicleBuilder& builder);

 private:
  std::string SourceKey(std::string_view part) const { return base_ + ":" + std::string(part); }

  std::string_view VoteKey(std::size_t vote) const {
    return vote + 1 == vote_count_ ? table_.source : kVotes[vote].key;
  }

  // Keep the record, or leave an error in it.
  void ReadDay(Record& record);
  void ReadWide(Record& record);

  std::optional<std::uint64_t> NumberOf(Record& record);
  std::string CodeOf(std::uint64_t number) const;
  std::optional<std::uint32_t> FindPlace(std::uint64_t number);
  std::uint32_t AddPlace(std::uint64_t number);
  void DescribePlace(PlaceId id, const Record& record, bool is_new,
                     const std::optional<Coordinates>& at);
  Runs& RunsOf(std::uint32_t place, std::size_t vote) { return runs_[place * vote_count_ + vote]; }

  void SetSteps(std::span<const std::pair<Collection, std::size_t>> collections);
  Day DayOf(std::int32_t step) const {
    return table_.is_wide ? times_[static_cast<std::size_t>(step)].day : Day::FromNumber(step);
  }
  Moment LearntAt(std::int32_t step) const;
  std::string TimeInKey(std::int32_t step) const;
  Span SpanOf(const Run* before, const Run& run, const Run* after) const;

  std::vector<SourceId> AddSources(const std::string& file,
                                   const std::vector<std::string>& also_read,
                                   ChronicleBuilder& builder);
  void AddStatuses(const std::vector<SourceId>& sources, const std::string& file,
                   ChronicleBuilder& builder);
  void AddCoverage(const std::vector<SourceId>& sources, const std::string& file,
                   ChronicleBuilder& builder) const;
  void AddNotes(const std::string& file, ImportReport& report) const;

  const ControlTable& table_;
  const ImportOptions& options_;
  const std::string base_;
  std::string version_;
  const bool is_held_;  // the builder holds the table
  Staging staging_;     // places and actors
  const std::size_t vote_count_;

  absl::flat_hash_map<std::uint64_t, std::uint32_t> place_rows_;
  std::vector<std::uint64_t> numbers_;  // of places, in order
  std::vector<Runs> runs_;              // by place and vote
  // Of version 1: by step, and the steps of the columns in order of time.
  std::vector<Collection> times_;
  std::vector<std::pair<std::int32_t, std::size_t>> steps_;

  // Rows of a place often stand together.
  std::string last_id_;
  std::uint64_t last_number_ = 0;
  std::uint32_t last_row_ = 0;

  DaySet days_;
  std::array<DaySet, kVotes.size()> days_said_;
  std::array<std::uint64_t, kVotes.size()> silent_{};
  std::uint64_t missing_words_ = 0;
  std::uint64_t repeats_ = 0;
  std::uint64_t other_versions_ = 0;
  std::string other_version_;
};

void ControlReader::SetSteps(std::span<const std::pair<Collection, std::size_t>> collections) {
  for (const auto& [time, place] : collections) {
    if (!times_.empty() && time.day - times_.back().day > 1) times_.push_back(times_.back());
    steps_.emplace_back(static_cast<std::int32_t>(times_.size()), place);
    times_.push_back(time);
  }
}

std::optional<std::uint64_t> ControlReader::NumberOf(Record& record) {
  const std::string_view text = record[kId];
  if (text == last_id_ && !text.empty()) return last_number_;
  if (text.empty()) {
    record.Fail(kId, ErrorCode::kParse, "missing");
    return std::nullopt;
  }
  std::optional<std::int64_t> number;
  if (table_.system == CodeSystem::kKatottg) {
    if (text.size() == 19 && text.starts_with("UA") && IsDigits(text.substr(2))) {
      number = ToInteger(text.substr(2));
    }
  } else if (IsDigits(text)) {
    number = ToInteger(text);
  } else if (const std::optional<double> value = ToNumber(text);
             value && *value >= 0 && *value < 1e12 && *value == std::floor(*value)) {
    number = static_cast<std::int64_t>(*value);
  }
  if (!number) {
    record.Fail(kId, ErrorCode::kParse,
                table_.system == CodeSystem::kKatottg ? "not UA and 17 digits" : "not a number");
    return std::nullopt;
  }
  last_id_ = text;
  last_number_ = static_cast<std::uint64_t>(*number);
  return last_number_;
}

std::string ControlReader::CodeOf(std::uint64_t number) const {
  std::string digits = std::to_string(number);
  if (table_.system != CodeSystem::kKatottg) return digits;
  return "UA" + std::string(17 - digits.size(), '0') + digits;
}

std::optional<std::uint32_t> ControlReader::FindPlace(std::uint64_t number) {
  // Most rows are of the place of the row before, or of the one that followed it the last time.
  if (last_row_ < numbers_.size() && numbers_[last_row_] == number) return last_row_;
  const std::uint32_t next = last_row_ + 1 < numbers_.size() ? last_row_ + 1 : 0;
  if (next < numbers_.size() && numbers_[next] == number) return last_row_ = next;
  const auto found = place_rows_.find(number);
  if (found == place_rows_.end()) return std::nullopt;
  return last_row_ = found->second;
}

std::uint32_t ControlReader::AddPlace(std::uint64_t number) {
  const std::string code = CodeOf(number);
  staging_.FindOrAddPlace(std::string(table_.place) + code, [&] {
    Place place;
    place.kind = PlaceKind::kSettlement;  // all are populated places
    place.name = code;
    place.codes.push_back(Code{table_.system, code, std::nullopt});
    return place;
  });
  const auto row = static_cast<std::uint32_t>(numbers_.size());
  place_rows_.emplace(number, row);
  numbers_.push_back(number);
  last_row_ = row;
  runs_.resize(runs_.size() + vote_count_);
  return row;
}

void ControlReader::ReadDay(Record& record) {
  if (is_held_) {
    return record.Fail(kId, ErrorCode::kDuplicate,
                       "this table is there already; its files are read together where they differ "
                       "in the year of their names only");
  }
  const std::optional<std::uint64_t> number = NumberOf(record);
  const Result<Day> day = ParseDay(record[kDate], DayShape::kCompact, kYears);
  if (!day.ok()) record.Fail(kDate, day.error());
  std::array<std::optional<Shown>, kVotes.size()> shown;
  for (std::size_t vote = 0; vote < kVotes.size(); ++vote) {
    const Column column = kVotes[vote].column;
    if (!ParseShown(record[column], shown[vote])) {
      record.Fail(column, ErrorCode::kParse, "not UA, RU or CONTESTED");
    }
  }
  if (record.error()) return;

  const std::int32_t step = day->number();
  std::optional<std::uint32_t> place = FindPlace(*number);
  std::array<bool, kVotes.size()> is_said{};
  for (std::size_t vote = 0; place && vote < kVotes.size(); ++vote) {
    if (!shown[vote]) continue;
    const std::optional<Shown> before = RunsOf(*place, vote).At(step);
    is_said[vote] = before.has_value();
    if (before && *before != *shown[vote]) {
      return record.Fail(kVotes[vote].column, ErrorCode::kDuplicate,
                         "another value of this place and day is there already");
    }
  }
  if (!place) place = AddPlace(*number);
  days_.Add(*day);
  bool is_repeat = false;
  for (std::size_t vote = 0; vote < kVotes.size(); ++vote) {
    if (!shown[vote]) {
      ++silent_[vote];
      if (record[kVotes[vote].column] == kMissingWord) ++missing_words_;
      continue;
    }
    is_repeat = is_repeat || is_said[vote];
    if (is_said[vote]) continue;
    RunsOf(*place, vote).Add(step, *shown[vote]);
    days_said_[vote].Add(*day);
  }
  if (is_repeat) ++repeats_;
  if (const std::string_view version = record[kVersion]; !version.empty() && version != version_) {
    if (version_.empty()) {
      version_ = version;
    } else if (other_versions_++ == 0) {
      other_version_ = version;
    }
  }
}

void ControlReader::DescribePlace(PlaceId id, const Record& record, bool is_new,
                                  const std::optional<Coordinates>& at) {
  Place& place = staging_.place(id);
  if (is_new && !record[kName].empty()) place.name = record[kName];
  for (const Column column : {kName, kAsciiName}) {
    if (!record[column].empty()) staging_.AddName(id, record[column], NameKind::kAlias);
  }
  for (const std::string_view name : SplitList(record[kAlternateNames], ",")) {
    staging_.AddName(id, name, NameKind::kAlias);
  }
  if (!place.at) place.at = at;
  if (is_new && !record[kFeatureCode].empty()) {
    place.fact.note = "GeoNames " + std::string(record[kFeatureCode]);
  }
}

void ControlReader::ReadWide(Record& record) {
  if (is_held_) return record.Fail(kId, ErrorCode::kDuplicate, "this table is there already");
  const std::optional<std::uint64_t> number = NumberOf(record);
  Event where;  // for its coordinates
  ReadCoordinates(record, kLatitude, kLongitude, where);
  if (record.error()) return;

  std::optional<std::uint32_t> place = FindPlace(*number);
  const bool is_new = !place;
  std::vector<std::pair<std::int32_t, Shown>> shown;
  std::uint64_t silent = 0;
  std::uint64_t missing_words = 0;
  bool is_repeat = false;
  for (const auto& [step, column] : steps_) {
    const std::string_view text = record.AtPlace(column);
    std::optional<Shown> value;
    if (!ParseShown(text, value)) {
      return record.Fail(
          kId, ErrorCode::kParse,
          "not UA, RU or CONTESTED on " + TimeInKey(step) + ", but '" + Excerpt(text) + "'");
    }
    if (!value) {
      ++silent;
      if (text == kMissingWord) ++missing_words;
      continue;
    }
    if (place) {
      if (const std::optional<Shown> before = RunsOf(*place, 0).At(step)) {
        if (*before != *value) {
          return record.Fail(kId, ErrorCode::kDuplicate,
                             "another value of this place is there already, of " + TimeInKey(step));
        }
        is_repeat = true;
        continue;
      }
    }
    shown.emplace_back(step, *value);
  }
  if (!place) place = AddPlace(*number);
  DescribePlace(PlaceId(*place), record, is_new, where.at);
  for (const auto& [step, value] : shown) {
    RunsOf(*place, 0).Add(step, value);
    days_said_[0].Add(DayOf(step));
  }
  silent_[0] += silent;
  missing_words_ += missing_words;
  if (is_repeat) ++repeats_;
}

Result<void> ControlReader::ReadFile(std::unique_ptr<Input> input, const Shape& shape,
                                     const Layout& layout, ImportReport& report) {
  DelimitedOptions dialect = DialectOf(shape.delimiter);
  dialect.encoding = options_.encoding;
  dialect.progress = options_.progress;
  DelimitedReader reader(std::move(input), std::move(dialect));
  // It was good when its shape was looked at.
  if (reader.Next() != DelimitedReader::Step::kRecord) return reader.error();
  for (const auto& other : layout.columns.others) {
    report.issues.Add(Issue{Severity::kWarning, ErrorCode::kUnknownFormat,
                            reader.WhereOf(other.first), Excerpt(reader.fields()[other.first]),
                            "not a column of VIINA's tables of control", "left out"});
  }
  const Columns columns{table_.names, layout.columns.places, {}};
  const std::size_t width = shape.first.size();
  return ReadRecords(
      reader, [&](std::size_t fields) { return fields == width ? &columns : nullptr; },
      std::to_string(width),
      [&](Record& record) {
        if (table_.is_wide) {
          ReadWide(record);
        } else {
          ReadDay(record);
        }
      },
      report);
}

// ---- What is made of it ----

Moment ControlReader::LearntAt(std::int32_t step) const {
  const Day day = DayOf(step);
  if (!table_.is_wide) return Moment::OnDay(day);
  return Moment::AtTime(day, times_[static_cast<std::size_t>(step)].second, std::nullopt).value();
}

std::string ControlReader::TimeInKey(std::int32_t step) const {
  std::string text = ToString(DayOf(step));
  if (!table_.is_wide) return text;
  const int second = times_[static_cast<std::size_t>(step)].second;
  for (const int part : {second / 3600, second / 60 % 60, second % 60}) {
    text += text.size() == 10 ? 'T' : ':';
    text += static_cast<char>('0' + part / 10);
    text += static_cast<char>('0' + part % 10);
  }
  return text;
}

Span ControlReader::SpanOf(const Run* before, const Run& run, const Run* after) const {
  // Of two days, what is shown on the one is not yet, or no longer, shown on the other; of two
  // times of collection, it may have been on both their days.
  const int apart = table_.is_wide ? 0 : 1;
  const Day seen_first = DayOf(run.first);
  const Day seen_last = DayOf(run.last);
  const Moment first = before == nullptr
                           ? Moment::NotAfter(seen_first)
                           : Moment::Between(DayOf(before->last) + apart, seen_first).value();
  const Moment last = after == nullptr
                          ? Moment::NotBefore(seen_last)
                          : Moment::Between(seen_last, DayOf(after->first) - apart).value();
  return Span::Make(first, last).value();
}

std::vector<SourceId> ControlReader::AddSources(const std::string& file,
                                                const std::vector<std::string>& also_read,
                                                ChronicleBuilder& builder) {
  std::vector<SourceId> sources;
  const auto add = [&](std::string_view key, SourceKind kind, std::string_view title,
                       std::vector<SourceId> from) {
    Source source;
    source.key = SourceKey(key);
    if (const std::optional<SourceId> known = builder.FindSource(source.key)) return *known;
    source.kind = kind;
    source.title = title;
    source.derived_from = std::move(from);
    return builder.Add(std::move(source), Where{.file = file, .field = {}});
  };
  const SourceId reports = add("reports", SourceKind::kDataset, "VIINA's news reports", {});
  for (std::size_t vote = 0; vote + 1 < vote_count_; ++vote) {
    const bool is_boost = kVotes[vote].column == kBoost;
    sources.push_back(add(
        kVotes[vote].key, is_boost ? SourceKind::kDataset : SourceKind::kMap, kVotes[vote].title,
        is_boost ? std::vector<SourceId>{sources.front(), reports} : std::vector<SourceId>()));
  }
  Source own = SourceOf(kViinaControl.format.name, table_.title, file, options_);
  for (const std::string& other : also_read) own.note += ", " + BaseName(other);
  own.key = SourceKey(table_.source);
  own.version = version_;
  own.locator = "https://github.com/zhukovyuri/VIINA";
  own.derived_from = table_.is_wide ? std::vector<SourceId>{reports} : sources;
  const std::string key = own.key;
  staging_.Commit(std::move(own), file, builder);
  sources.push_back(*builder.FindSource(key));
  return sources;
}

void ControlReader::AddStatuses(const std::vector<SourceId>& sources, const std::string& file,
                                ChronicleBuilder& builder) {
  const std::optional<ActorId> ukraine = builder.FindActor("viina:UA");
  const std::optional<ActorId> russia = builder.FindActor("viina:RU");
  for (std::uint32_t row = 0; row < numbers_.size(); ++row) {
    const std::string place_key = std::string(table_.place) + CodeOf(numbers_[row]);
    const PlaceId place = *builder.FindPlace(place_key);
    for (std::size_t vote = 0; vote < vote_count_; ++vote) {
      const Runs runs = std::exchange(RunsOf(row, vote), Runs());  // freed on the way
      const bool is_own = vote + 1 == vote_count_;
      const std::string key = SourceKey(VoteKey(vote)) + "/" + place_key + "/";
      const Run* const end = runs.all().data() + runs.all().size();
      for (const Run& run : runs.all()) {
        TerritorialStatus status;
        status.fact.key = key + TimeInKey(run.first);
        status.fact.source = sources[vote];
        status.fact.span = SpanOf(&run == runs.all().data() ? nullptr : &run - 1, run,
                                  &run + 1 == end ? nullptr : &run + 1);
        status.fact.learnt = LearntAt(run.first);
        status.place = place;
        status.axis = run.shown == Shown::kContested ? Axis::kContest : Axis::kControl;
        if (run.shown != Shown::kRussia) status.holders.push_back(*ukraine);
        if (run.shown != Shown::kUkraine) status.holders.push_back(*russia);
        if (is_own) status.method = table_.method;
        builder.Add(std::move(status), Where{.file = file, .field = {}});
      }
    }
  }
}

void ControlReader::AddCoverage(const std::vector<SourceId>& sources, const std::string& file,
                                ChronicleBuilder& builder) const {
  for (std::size_t vote = 0; vote < vote_count_; ++vote) {
    for (const Period stretch : days_said_[vote].Stretches()) {
      Coverage coverage;
      coverage.key = SourceKey(table_.source) + ":coverage/" + std::string(VoteKey(vote)) + "/" +
                     ToString(stretch.first());
      coverage.source = sources[vote];
      coverage.table = Table::kStatuses;
      coverage.period = stretch;
      coverage.note = "the days on which it says something of some of the " +
                      std::to_string(numbers_.size()) + " places; of others it is silent";
      builder.Add(std::move(coverage), Where{.file = file, .field = {}});
    }
  }
}

void ControlReader::AddNotes(const std::string& file, ImportReport& report) const {
  for (std::size_t vote = 0; vote < vote_count_; ++vote) {
    if (silent_[vote] == 0) continue;
    AddFileNote(report, file,
                table_.is_wide ? "ctr_" : std::string(table_.names[kVotes[vote].column]),
                "empty in " + std::to_string(silent_[vote]) + " cells",
                "the source is silent there: no status");
  }
  if (missing_words_ > 0) {
    AddFileNote(
        report, file, std::string(kMissingWord),
        "a word for an empty cell, in " + std::to_string(missing_words_) + " cells of records kept",
        "taken as empty");
  }
  if (repeats_ > 0) {
    AddFileNote(report, file, {},
                std::to_string(repeats_) + " records say what others say of their place and day",
                "counted once");
  }
  const std::vector<Period> stretches = days_.Stretches();
  if (stretches.size() > 1) {
    std::int64_t missing = stretches.back().last() - stretches.front().first();
    for (const Period stretch : stretches) missing -= *stretch.length();
    AddFileNote(report, file, ToString(stretches.front().last()),
                std::to_string(missing) +
                    " days between the first and the last have no cells; this "
                    "is the first",
                "nothing is certain on them");
  }
  if (other_versions_ > 0) {
    report.issues.Add(Issue{Severity::kWarning, ErrorCode::kInvalidArgument,
                            Where{.file = file, .field = std::string(table_.names[kVersion])},
                            Excerpt(other_version_),
                            std::to_string(other_versions_) + " records are not of version " +
                                version_ + "; this is the first other one",
                            "read alike"});
  }
}

void ControlReader::Finish(const std::string& file, const std::vector<std::string>& also_read,
                           ImportReport& report, ChronicleBuilder& builder) {
  std::array<bool, 3> any{};
  for (const Runs& runs : runs_) {
    for (const Run& run : runs.all()) any[static_cast<std::size_t>(run.shown)] = true;
  }
  const auto add_state = [&](Shown shown, std::string_view code, std::string_view name) {
    if (!any[static_cast<std::size_t>(shown)] &&
        !any[static_cast<std::size_t>(Shown::kContested)]) {
      return;
    }
    staging_.FindOrAddActor("viina:" + std::string(code), [&] {
      Actor actor;
      actor.kind = ActorKind::kState;
      actor.name = name;
      actor.codes.push_back(Code{CodeSystem::kIso3166Alpha2, std::string(code), std::nullopt});
      return actor;
    });
  };
  add_state(Shown::kUkraine, "UA", "Ukraine");
  add_state(Shown::kRussia, "RU", "Russia");
  for (const auto& [step, column] : steps_) days_.Add(DayOf(step));
  AddNotes(file, report);
  const std::vector<SourceId> sources = AddSources(file, also_read, builder);
  AddCoverage(sources, file, builder);
  AddStatuses(sources, file, builder);
}

// Files beside it whose names differ in the year only, by year. None where the name has no year, or
// several.
std::vector<std::string> FilesOfOtherYears(const std::string& path) {
  const std::string base = BaseName(path);
  const auto is_digit = [&](std::size_t i) {
    return i < base.size() && IsDigits(base.substr(i, 1));
  };
  std::optional<std::size_t> year_at;
  for (std::size_t i = 0; i < base.size(); ++i) {
    if (!is_digit(i)) continue;
    std::size_t end = i;
    while (is_digit(end)) ++end;
    if (end - i == 4 && base.substr(i, 2) == "20") {
      if (year_at) return {};
      year_at = i;
    }
    i = end;
  }
  if (!year_at || base.size() == 4) return {};
  const std::size_t at = path.size() - base.size() + *year_at;
  std::vector<std::string> files;
  for (int year = kYears.min_year; year <= kYears.max_year; ++year) {
    std::string other = path;
    other.replace(at, 4, std::to_string(year));
    std::error_code ignored;
    if (other != path && std::filesystem::exists(other, ignored)) files.push_back(std::move(other));
  }
  return files;
}

std::string WhyNot(const Shape& shape) { return LayoutOf(shape).columns.problem; }

Result<ImportReport> Read(ImportJob job) {
  const Layout layout = LayoutOf(job.shape);
  const ControlTable& table = *layout.table;
  const std::string file = job.input->name();
  ImportReport report;
  report.format = kViinaControl.format.name;
  report.layout = std::string(table.name) + ", " + ColumnsInWords(job.shape);
  ControlReader control(layout, job.options, job.builder);
  Result<void> read = control.ReadFile(std::move(job.input), job.shape, layout, report);
  if (!read.ok()) return read.error();
  if (!table.is_wide) {
    constexpr std::size_t kPeekBytes = std::size_t{64} << 10;
    for (const std::string& path : FilesOfOtherYears(file)) {
      Result<std::unique_ptr<PeekedInput>> input = PeekedInput::Open(path, kPeekBytes);
      if (!input.ok()) return input.error();
      const std::string_view head = (*input)->head();
      const Result<Shape> shape =
          ShapeOf(head, head.size() < kPeekBytes, path, job.options.encoding);
      const Layout other = shape.ok() ? LayoutOf(*shape) : Layout();
      if (other.table != &table || !other.columns.problem.empty()) {
        report.issues.Add(Issue{Severity::kWarning,
                                ErrorCode::kUnknownFormat,
                                Where{.file = path, .field = {}},
                                {},
                                "named like a year of " + BaseName(file) + ", but no such table",
                                "not read"});
        continue;
      }
      read = control.ReadFile(*std::move(input), *shape, other, report);
      if (!read.ok()) return read.error();
      report.layout += (report.also_read.empty() ? ", with " : ", ") + BaseName(path);
      report.also_read.push_back(path);
    }
  }
  if (report.kept > 0) control.Finish(file, report.also_read, report, job.builder);
  return report;
}

}  // namespace

constexpr FormatReader kViinaControl = {
    {"viina-control", "VIINA's tables of territorial control, as episodes by source"},
    "CSV with the column names of VIINA's control or kontrol tables (geonameid or kod, date, "
    "status_wiki, ..., or ctr_<time>) in a header",
    &WhyNot,
    &Read};

}  // namespace casus::internal
