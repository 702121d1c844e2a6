// Correlates of War, Territorial Change: which state or entity gained which territory from whom.
//
// Layout (versions 4 to 6 of the data; coding manual of version 6). CSV with the columns' names in
// a header; lines may end in CR alone. A row is one event of kTerritorialChange, key
// "cow-tc:<number>".
//
//   year, month      when; there are no days. The month may be missing: then some time in the year.
//                    A change that took years is dated to its last, and one of a treaty to its day.
//   gainer, loser    parties, "cow:<number>", named by the state that bore the number then, if one
//                    did. A loser of 0 is the League of Nations, of 1 the United Nations, and of -9
//                    nobody that is a political entity.
//   entity           the territory: a place "cow:territory:<number>". It is the unit that changed
//                    hands in whole or in part, and often the number of a state. It may be missing;
//                    such a change makes no status.
//   procedur, portion, gaintype, losetype, area, pop, conflict   the details
//   contgain, contlose, entry, exit, indep   attributes "cow.<column>", unless -9
//   version          an attribute, and the version of the source where all rows have the same
//
// Missing are "." and -9. An area of 1 km2 stands for "small, not known" and is kept.
//
// Statuses. A change begins one of the gainer ("cow-tc:<number>.gainer") and ends one of the loser
// ("cow-tc:<number>.loser"), on Axis::kControl: the manual dates the end of an action, and counts
// conquests that no treaty confirmed, so that these are changes of effective sovereignty and say
// nothing of legal title. The other end is not known, for no row says so; but where a whole entity
// is gained and later lost whole by the same party, and no other gain of the whole or loss by it
// may lie between or on the same day, the two are one status with both ends, under the gainer's
// key. The day of a change counts for both sides. The order of rows makes no difference. Of a part,
// or where the portion is not said, the status is of a fraction of 0 to 100 %. The regime is
// kMandate after procedure 6 and kOwnAdministration of an entity that gains itself, else not said.
//
// What the manual's own rules do not allow is warned of and kept: a gainer that is the loser, a
// state that leaves the system with a part of its territory, independence of another than the
// gainer, a procedure that does not apply without independence. So is a state that loses the whole
// of itself and is a member of the system afterwards (Crimea in version 6); the statuses of that
// row are of a part.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/time/parse.h"
#include "src/io/fields.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/political.h"
#include "src/io/staging.h"

namespace casus::internal {

namespace {

enum Column : std::size_t {
  kYear,
  kMonth,
  kGainer,
  kGainType,
  kProcedur,
  kEntity,
  kContGain,
  kArea,
  kPop,
  kPortion,
  kLoser,
  kLoseType,
  kContLose,
  kEntry,
  kExit,
  kNumber,
  kIndep,
  kConflict,
  kVersion,
  kColumns,
};
constexpr std::array<std::string_view, kColumns> kNames = {
    "year", "month",  "gainer",  "gaintype", "procedur", "entity",   "contgain",
    "area", "pop",    "portion", "loser",    "losetype", "contlose", "entry",
    "exit", "number", "indep",   "conflict", "version"};
constexpr std::size_t kRequired[] = {kYear,   kMonth,   kGainer, kProcedur,
                                     kEntity, kPortion, kLoser,  kNumber};
constexpr HeaderNames kHeader = {kNames, kRequired};

constexpr std::string_view kPrefix = "cow.";
constexpr std::int64_t kMissing = -9;
// The data begin in 1816.
constexpr YearLimits kYears{.min_year = 1816, .max_year = 2099};

// In COW's numbers from 1.
constexpr ChangeProcedure kProcedures[] = {
    ChangeProcedure::kConquest,  ChangeProcedure::kAnnexation,  ChangeProcedure::kCession,
    ChangeProcedure::kSecession, ChangeProcedure::kUnification, ChangeProcedure::kMandate};

HeaderLayout LayoutOf(const Shape& shape) { return LayoutByHeader(shape.first, kHeader); }

class CowTcReader {
 public:
  CowTcReader(const HeaderLayout& layout, ChronicleBuilder& builder)
      : layout_(layout), staging_(builder) {}

  // Keeps the record, or leaves an error in it.
  void Read(Record& record);
  void Finish(Source source, ImportReport& report, const std::string& file,
              ChronicleBuilder& builder);

 private:
  // A code that may be missing.
  static std::optional<std::int64_t> CodeOf(Record& record, Column column);
  // One that is 0 or 1.
  static std::optional<bool> FlagOf(Record& record, Column column);
  static TerritoryRole RoleOf(Record& record, Column column);
  static void CheckRules(Record& record);

  // A party's gain or loss of an entity.
  struct Turn {
    EventId event;
    std::string key;
    Moment when = Moment::Unknown();
    bool is_gain = false;
    bool is_whole = false;
    ControlRegime regime = ControlRegime::kUnspecified;
    std::uint64_t line = 0;
  };
  using Turns = std::vector<Turn>;
  using Holding = std::pair<std::uint32_t, std::uint32_t>;  // place, actor

  // By turn: the loss with which a gain is one status.
  static std::vector<std::optional<std::size_t>> LossesOfGains(const Turns& turns);
  void StageStatuses();

  void ReadTime(Record& record, Event& event);
  TerritorialChangeDetails DetailsOf(Record& record);
  PlaceId Territory(std::int64_t number);

  const HeaderLayout& layout_;
  Staging staging_;
  AttributeWriter attributes_{kPrefix, kNames};
  CoverageOfEvents coverage_;
  std::optional<std::string> version_;  // of all rows so far
  bool is_one_version_ = true;
  std::uint64_t small_areas_ = 0;
  std::uint64_t without_entity_ = 0;
  std::map<Holding, Turns> turns_;
  Day first_ = Day::EndOfTime();  // of changes of entities
  Day last_ = Day::BeginningOfTime();
};

std::optional<std::int64_t> CowTcReader::CodeOf(Record& record, Column column) {
  const std::optional<std::int64_t> code = WholeNumber(record, column);
  return code == kMissing ? std::nullopt : code;
}

std::optional<bool> CowTcReader::FlagOf(Record& record, Column column) {
  const std::optional<std::int64_t> code = CodeOf(record, column);
  if (!code) return std::nullopt;
  if (*code != 0 && *code != 1) {
    record.Fail(column, ErrorCode::kInvalidArgument, "neither 0, 1 nor -9");
  }
  return *code == 1;
}

TerritoryRole CowTcReader::RoleOf(Record& record, Column column) {
  const std::optional<bool> is_homeland = FlagOf(record, column);
  if (!is_homeland) return TerritoryRole::kUnknown;
  return *is_homeland ? TerritoryRole::kHomeland : TerritoryRole::kDependent;
}

void CowTcReader::ReadTime(Record& record, Event& event) {
  const Result<Moment> when =
      ParseMomentFromParts(record[kYear], record[kMonth], {}, MissingCodes(), kYears);
  if (when.ok()) {
    event.fact.span = Span::On(*when);
  } else {
    record.Fail(when.error().where().field == "month" ? kMonth : kYear, when.error());
  }
}

TerritorialChangeDetails CowTcReader::DetailsOf(Record& record) {
  TerritorialChangeDetails details;
  const std::optional<std::int64_t> procedure = WholeNumber(record, kProcedur);
  if (procedure == kMissing) {
    details.procedure = ChangeProcedure::kNotApplicable;
  } else if (procedure && *procedure >= 1 &&
             *procedure <= static_cast<std::int64_t>(std::size(kProcedures))) {
    details.procedure = kProcedures[*procedure - 1];
  } else if (procedure) {
    record.Fail(kProcedur, ErrorCode::kInvalidArgument, "not one of the procedures 1 to 6, or -9");
  }
  if (const std::optional<bool> is_whole = FlagOf(record, kPortion)) {
    details.portion = *is_whole ? Portion::kWhole : Portion::kPart;
  }
  details.gained_as = RoleOf(record, kGainType);
  details.lost_as = RoleOf(record, kLoseType);
  if (const std::optional<double> area = record.Number(kArea); area && *area != kMissing) {
    if (*area < 0 || !std::isfinite(*area)) {
      record.Fail(kArea, ErrorCode::kOutOfRange, "no area");
    }
    details.area_km2 = *area;
  }
  if (const std::optional<std::int64_t> people = CodeOf(record, kPop)) {
    if (*people < 0) record.Fail(kPop, ErrorCode::kOutOfRange, "no number of people");
    details.population = *people;
  }
  details.military_conflict = FlagOf(record, kConflict);
  return details;
}

// Rules of the coding manual that rows are known to break.
void CowTcReader::CheckRules(Record& record) {
  const auto is = [&](Column column, std::string_view text) { return record[column] == text; };
  if (!is(kLoser, "-9") && record[kLoser] == record[kGainer]) {
    record.Warn(kLoser, "the gainer is the loser");
  }
  if (is(kExit, "1") && !is(kPortion, "1")) {
    record.Warn(kExit, "a state leaves the system, but loses only a part of its territory");
  }
  if (is(kIndep, "1") && record[kGainer] != record[kEntity]) {
    record.Warn(kIndep, "independence of another than the gainer");
  }
  if (is(kProcedur, "-9") && !is(kIndep, "1")) {
    record.Warn(kProcedur, "no procedure, but no independence either");
  }
}

PlaceId CowTcReader::Territory(std::int64_t number) {
  return staging_.FindOrAddPlace(TerritoryKey(kCowNumbers, number), [&] {
    const std::string code = std::to_string(number);
    Place place;
    place.name = code;
    place.codes.push_back(Code{CodeSystem::kCow, code, std::nullopt});
    if (const std::optional<StateId> state = BearerOf(kCowNumbers, number)) {
      place.kind = PlaceKind::kCountry;
      place.name = StateName(*state);
    }
    return place;
  });
}

void CowTcReader::Read(Record& record) {
  Event event;
  event.type = EventType::kTerritorialChange;
  event.fact.key = "cow-tc:" + std::to_string(record.RequireCount(kNumber));
  if (!record.error() && staging_.HasEvent(event.fact.key)) {
    record.Fail(kNumber, ErrorCode::kDuplicate, "a change of this number is there already");
  }
  ReadTime(record, event);
  const std::int64_t gainer = record.RequireInteger(kGainer);
  const std::optional<std::int64_t> loser = CodeOf(record, kLoser);
  const std::optional<std::int64_t> entity = CodeOf(record, kEntity);
  TerritorialChangeDetails details = DetailsOf(record);
  for (const Column column : {kContGain, kContLose, kEntry, kExit, kIndep}) {
    if (FlagOf(record, column)) attributes_.Add(event, record, column);
  }
  if (!record.error() && gainer < 0) {
    record.Fail(kGainer, ErrorCode::kInvalidArgument, "nobody gained it");
  }
  if (!record.error() && loser && *loser < 0) {
    record.Fail(kLoser, ErrorCode::kInvalidArgument, "neither a number nor -9");
  }
  if (!record.error() && entity && *entity < 0) {
    record.Fail(kEntity, ErrorCode::kInvalidArgument, "neither a number nor -9");
  }
  if (record.error()) return;
  CheckRules(record);
  attributes_.Add(event, record, kVersion);
  AddOthers(layout_, kPrefix, record, event.attributes);

  const Moment when = event.fact.span.first();
  const auto party = [&](std::int64_t number) {
    return PoliticalActor(staging_, kCowNumbers, number, when.earliest());
  };
  event.parties.push_back(Party{party(gainer), Role::kGainer});
  if (loser) event.parties.push_back(Party{party(*loser), Role::kLoser});
  if (entity) details.territory = Territory(*entity);
  bool is_whole = details.portion == Portion::kWhole;
  if (is_whole && loser && loser == entity && record[kExit] != "1" &&
      IsCowMember(*loser, when.latest())) {
    is_whole = false;
    record.Warn(kPortion, "a state loses the whole of itself, but goes on",
                "kept as given; its statuses are of a part");
  }
  if (details.area_km2 == 1) ++small_areas_;
  event.details = details;
  const std::string version(record[kVersion]);
  if (!version_) version_ = version;
  is_one_version_ = is_one_version_ && version == *version_;
  coverage_.Add(std::nullopt, event.fact.span);
  const EventId id = staging_.AddEvent(event, record.line());
  if (!entity) {
    ++without_entity_;
    return;
  }
  first_ = std::min(first_, when.earliest());
  last_ = std::max(last_, when.latest());
  const auto add = [&](const Party& side, bool is_gain) {
    Turn turn{id,           event.fact.key, when, is_gain, is_whole, ControlRegime::kUnspecified,
              record.line()};
    if (is_gain && details.procedure == ChangeProcedure::kMandate) {
      turn.regime = ControlRegime::kMandate;
    } else if (is_gain && gainer == *entity) {
      turn.regime = ControlRegime::kOwnAdministration;
    }
    turns_[{details.territory->value(), side.actor.value()}].push_back(std::move(turn));
  };
  add(event.parties.front(), true);
  if (loser) add(event.parties.back(), false);
}

// Of the turns that decide who holds the whole (all losses, and gains of the whole), a gain and a
// loss are one status if the one is surely before the other and each of the rest is surely before
// the gain or surely after the loss. In order of their last days, then of their first, only
// neighbours can be so; and of the rest those before must end before the gain begins, those after
// begin after the loss ends.
std::vector<std::optional<std::size_t>> CowTcReader::LossesOfGains(const Turns& turns) {
  std::vector<std::optional<std::size_t>> losses(turns.size());
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    if (!turns[i].is_gain || turns[i].is_whole) order.push_back(i);
  }
  const auto earliest = [&](std::size_t i) { return turns[order[i]].when.earliest(); };
  const auto latest = [&](std::size_t i) { return turns[order[i]].when.latest(); };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(turns[a].when.latest(), turns[a].when.earliest()) <
           std::pair(turns[b].when.latest(), turns[b].when.earliest());
  });
  // Of the turns from here on, the first day of any.
  std::vector<Day> first_from(order.size() + 1, Day::EndOfTime());
  for (std::size_t i = order.size(); i-- > 0;) {
    first_from[i] = std::min(first_from[i + 1], earliest(i));
  }
  for (std::size_t i = 0; i + 1 < order.size(); ++i) {
    const Turn& gain = turns[order[i]];
    const Turn& loss = turns[order[i + 1]];
    const bool is_pair = gain.is_gain && !loss.is_gain && loss.is_whole &&
                         latest(i) < earliest(i + 1) && (i == 0 || latest(i - 1) < earliest(i)) &&
                         latest(i + 1) < first_from[i + 2];
    if (is_pair) losses[order[i]] = order[i + 1];
  }
  return losses;
}

void CowTcReader::StageStatuses() {
  for (const auto& [holding, turns] : turns_) {
    const std::vector<std::optional<std::size_t>> losses = LossesOfGains(turns);
    std::vector<bool> is_told(turns.size());
    for (const std::optional<std::size_t>& loss : losses) {
      if (loss) is_told[*loss] = true;
    }
    for (std::size_t i = 0; i < turns.size(); ++i) {
      if (is_told[i]) continue;
      const Turn& turn = turns[i];
      TerritorialStatus status;
      status.fact.key = turn.key + (turn.is_gain ? ".gainer" : ".loser");
      status.place = PlaceId(holding.first);
      status.holders = {ActorId(holding.second)};
      status.axis = Axis::kControl;
      status.regime = turn.regime;
      if (!turn.is_whole) status.extent.fraction_low = 0;
      Moment first = Moment::Unknown();
      Moment last = Moment::Unknown();
      (turn.is_gain ? first : last) = turn.when;
      (turn.is_gain ? status.begun_by : status.ended_by) = turn.event;
      if (losses[i]) {
        last = turns[*losses[i]].when;
        status.ended_by = turns[*losses[i]].event;
      }
      status.fact.span = Span::Make(first, last).value();
      staging_.AddStatus(std::move(status), turn.line);
    }
  }
}

void CowTcReader::Finish(Source source, ImportReport& report, const std::string& file,
                         ChronicleBuilder& builder) {
  if (small_areas_ > 0) {
    AddFileNote(report, file, "area", std::to_string(small_areas_) + " changes of 1 km2",
                "small and not known, says the manual; kept as given");
  }
  if (without_entity_ > 0) {
    AddFileNote(report, file, "entity", std::to_string(without_entity_) + " changes of no entity",
                "kept as events; no status");
  }
  StageStatuses();
  if (source.version.empty() && is_one_version_ && version_) source.version = *version_;
  coverage_.Stage(source, file, staging_);
  if (!turns_.empty()) StageCoverageOfStatuses(source, first_, last_, file, staging_);
  DrawOnCowTerritorialChange(source, builder);
  staging_.Commit(std::move(source), file, builder);
}

std::string WhyNot(const Shape& shape) { return LayoutOf(shape).problem; }

Result<ImportReport> Read(ImportJob job) {
  const HeaderLayout layout = LayoutOf(job.shape);
  const TableFormat table{layout, kNames, "Territorial Change", kPrefix, "."};
  const std::string file = job.input->name();
  CowTcReader changes(layout, job.builder);
  Result<ImportReport> report = ReadTable(job, kCowTc.format.name, ColumnsInWords(job.shape), table,
                                          [&](Record& record) { changes.Read(record); });
  if (report.ok() && report->kept > 0) {
    Source source =
        SourceOf(kCowTc.format.name, "Correlates of War Territorial Change", file, job.options);
    source.locator = "https://correlatesofwar.org/data-sets/territorial-change/";
    changes.Finish(std::move(source), *report, file, job.builder);
  }
  return report;
}

}  // namespace

constexpr FormatReader kCowTc = {
    {"cow-tc", "Correlates of War Territorial Change, as events and as control"},
    "CSV with the columns' names (year, month, gainer, procedur, entity, ...) in a header",
    &WhyNot,
    &Read};

}  // namespace casus::internal
