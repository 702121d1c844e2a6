// Membership in the state systems: Correlates of War (COW, States v2016) and Gleditsch and Ward
// (GW).
//
// Layouts.
//   states2016.csv   CSV with COW's names in a header (stateabb, ccode, statenme, styear, stmonth,
//                    stday, endyear, endmonth, endday, version). Columns without a name at its end
//                    are what a spreadsheet left there.
//   cowstates, gwstates   CSV with a header as the R package `states` has them (cowcode or gwcode,
//                    cowc or gwc, country_name, start, end, microstate)
//   iisystem.dat     GW's own file: five columns between tabs, no header, days as dd:mm:yyyy
//
// A row is a spell of membership. Rows of one number are one actor, "cow:255", "gw:260", a state
// with the number as a code; each spell is that code again with its days, both inside. Names and
// letter codes that differ between spells are names of those days; what has no other place is in
// the note (microstate, where it is not FALSE). The actor's span is from the first spell's begin to
// the last spell's end; where there are several it is sure of the first only.
//
// Lists are closed on a 31 December, and a state that was a member then ends on it like one that
// left: such a last day, where it is the latest day of the file, is the end of what was seen
// ("1990-10-03/[2016-12-31..]"). The tables of R write 9999-12-31 instead; such spells were seen
// until the latest day of the file at least.
//
// The two systems give the same number to different states, and different numbers and days to the
// same one; nothing of them is merged.

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/time/parse.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/staging.h"

namespace casus::internal {

namespace {

enum Column : std::size_t {
  kLetters,
  kNumber,
  kName,
  kStart,  // a day, or its year with the next two columns
  kStartMonth,
  kStartDay,
  kEnd,
  kEndMonth,
  kEndDay,
  kVersion,
  kMicrostate,
  kColumns,
};

using Names = std::array<std::string_view, kColumns>;
constexpr Names kCowNames = {"stateabb", "ccode",    "statenme", "styear",  "stmonth",   "stday",
                             "endyear",  "endmonth", "endday",   "version", "microstate"};
constexpr std::size_t kCowRequired[] = {kLetters,  kNumber, kName,     kStart, kStartMonth,
                                        kStartDay, kEnd,    kEndMonth, kEndDay};
// Without months and days; the names of those are not to be found.
constexpr Names NamesOfTable(std::string_view letters, std::string_view number) {
  return {letters, number,     "country_name", "start",   "startmonth", "startday",
          "end",   "endmonth", "endday",       "version", "microstate"};
}
constexpr Names kCowTableNames = NamesOfTable("cowc", "cowcode");
constexpr Names kGwTableNames = NamesOfTable("gwc", "gwcode");
constexpr std::size_t kTableRequired[] = {kLetters, kNumber, kName, kStart, kEnd};
constexpr std::size_t kTabs[] = {kNumber, kLetters, kName, kStart, kEnd};  // in GW's own file

// Both systems begin in 1816; GW's copies give older states that day.
constexpr YearLimits kYears{.min_year = 1500, .max_year = 2099};
constexpr std::string_view kNoEnd = "9999-12-31";

struct System {
  std::string_view format;
  std::string_view title;
  std::string_view prefix;  // of keys
  std::string_view locator;
  CodeSystem code;
};
constexpr System kCow = {"cow-states", "Correlates of War State System Membership",
                         "cow:", "https://correlatesofwar.org", CodeSystem::kCow};
constexpr System kGw = {"gw-states", "Gleditsch and Ward List of Independent States",
                        "gw:", "http://ksgleditsch.com/statelist.html", CodeSystem::kGw};

struct Layout {
  HeaderLayout columns;
  const Names* names = nullptr;
  DayShape days = DayShape::kIso;
  bool in_parts = false;  // the days are in three columns each
};

Layout LayoutOf(const Shape& shape, const System& system) {
  Layout layout;
  const std::vector<std::string>& first = shape.first;
  const bool is_cow = &system == &kCow;
  const bool looks_at_tabs =
      !is_cow && shape.delimiter == '\t' && first.size() == std::size(kTabs) && IsDigits(first[0]);
  if (looks_at_tabs) {
    layout.names = &kGwTableNames;
    layout.days = DayShape::kDmyColons;
    layout.columns.has_header = false;
    layout.columns.places.assign(kColumns, Columns::kAbsent);
    for (std::size_t i = 0; i < std::size(kTabs); ++i) layout.columns.places[kTabs[i]] = i;
    if (!ParseDay(first[3], layout.days, kYears).ok()) {
      layout.columns.problem = "the first line is no spell of it";
    }
    return layout;
  }
  layout.in_parts = is_cow && std::any_of(first.begin(), first.end(), [](const std::string& cell) {
                      return FoldName(cell) == kCowNames[kLetters];
                    });
  layout.names = layout.in_parts ? &kCowNames : is_cow ? &kCowTableNames : &kGwTableNames;
  layout.columns = LayoutByHeader(
      first, {*layout.names, layout.in_parts ? std::span<const std::size_t>(kCowRequired)
                                             : std::span<const std::size_t>(kTableRequired)});
  return layout;
}

class StatesReader {
 public:
  StatesReader(const System& system, const Layout& layout, ChronicleBuilder& builder)
      : system_(system), layout_(layout), builder_(builder), staging_(builder) {}

  // Keeps the record, or leaves an error in it.
  void Read(Record& record);

  void Finish(Source source, const std::string& file, ChronicleBuilder& builder);

  // A note on the spells that are taken as open.
  void AddNotes(const std::string& file, IssueLog& issues) const;

 private:
  struct Spell {
    Day first = Day::EndOfTime();
    std::optional<Day> last;  // empty: none, 9999-12-31
    std::string letters;
    std::string name;
    std::string note;
  };

  std::optional<Day> DayOf(Record& record, Column column);
  bool IsOpen(const Spell& spell) const;
  Moment LastOf(const Spell& spell) const;

  const System& system_;
  const Layout& layout_;
  ChronicleBuilder& builder_;
  Staging staging_;
  std::map<std::int64_t, std::vector<Spell>> spells_;  // by number
  std::string version_;
  bool any_without_end_ = false;
  Day first_ = Day::EndOfTime();
  Day latest_ = Day::BeginningOfTime();  // of all days of the file but 9999-12-31
};

std::optional<Day> StatesReader::DayOf(Record& record, Column column) {
  if (!layout_.in_parts) {
    const Result<Day> day = ParseDay(record[column], layout_.days, kYears);
    if (day.ok()) return *day;
    record.Fail(column, day.error());
    return std::nullopt;
  }
  const std::int64_t year = record.RequireInteger(column);
  const std::int64_t month = record.RequireInteger(column + 1);
  const std::int64_t day = record.RequireInteger(column + 2);
  if (record.error()) return std::nullopt;
  const auto is_in = [](std::int64_t value, std::int64_t least, std::int64_t most) {
    return least <= value && value <= most;
  };
  if (is_in(year, kYears.min_year, kYears.max_year) && is_in(month, 1, 12) && is_in(day, 1, 31)) {
    const Result<Moment> moment =
        MomentFromParts(static_cast<int>(year), static_cast<int>(month), static_cast<int>(day));
    if (moment.ok()) return moment->earliest();
  }
  record.Fail(column, ErrorCode::kInvalidArgument,
              "no such day: " + std::to_string(year) + "-" + std::to_string(month) + "-" +
                  std::to_string(day));
  return std::nullopt;
}

void StatesReader::Read(Record& record) {
  const std::int64_t number = record.RequireCount(kNumber);
  Spell spell;
  const std::optional<Day> first = DayOf(record, kStart);
  if (layout_.in_parts || record[kEnd] != kNoEnd) spell.last = DayOf(record, kEnd);
  if (record.error()) return;
  spell.first = *first;
  if (spell.last && *spell.last < spell.first) {
    return record.Fail(kEnd, ErrorCode::kInvalidArgument,
                       "the spell ends before it begins, on " + ToString(spell.first));
  }
  const std::string key = std::string(system_.prefix) + std::to_string(number);
  const std::optional<ActorId> held = builder_.FindActor(key);
  if (held && builder_.actor_at(*held).fact.span != Span::Unknown()) {
    return record.Fail(kNumber, ErrorCode::kDuplicate, "a state of this number is there already");
  }
  std::vector<Spell>& spells = spells_[number];
  for (const Spell& other : spells) {
    const bool is_apart =
        (other.last && *other.last < spell.first) || (spell.last && *spell.last < other.first);
    if (other.first == spell.first && other.last == spell.last) {
      return record.Fail(kNumber, ErrorCode::kDuplicate, "the same spell is there already");
    }
    if (!is_apart) {
      record.Warn(kStart, "in another spell of the same state, from " + ToString(other.first));
    }
  }
  spell.letters = record[kLetters];
  spell.name = record[kName];
  if (spell.name.empty()) record.Warn(kName, "a state without a name", "named by its number");
  const auto note = [&](std::string_view name, std::string_view text) {
    if (text.empty()) return;
    if (!spell.note.empty()) spell.note += "; ";
    spell.note += name;
    spell.note += '=';
    spell.note += text;
  };
  note("microstate", record[kMicrostate] == "FALSE" ? "" : record[kMicrostate]);
  for (const auto& other : layout_.columns.others) {
    note(OtherName("", other), record.AtPlace(other.first));
  }
  if (version_.empty()) version_ = record[kVersion];
  if (record[kVersion] != version_) note("version", record[kVersion]);
  any_without_end_ = any_without_end_ || !spell.last;
  first_ = std::min(first_, spell.first);
  latest_ = std::max(latest_, spell.last.value_or(spell.first));
  spells.push_back(std::move(spell));
}

bool StatesReader::IsOpen(const Spell& spell) const {
  if (!spell.last) return true;
  return !any_without_end_ && *spell.last == latest_ && latest_.month() == 12 &&
         latest_.day() == 31;
}

Moment StatesReader::LastOf(const Spell& spell) const {
  return IsOpen(spell) ? Moment::NotBefore(latest_) : Moment::OnDay(*spell.last);
}

void StatesReader::AddNotes(const std::string& file, IssueLog& issues) const {
  std::uint64_t open = 0;
  for (const auto& [number, spells] : spells_) {
    for (const Spell& spell : spells) open += IsOpen(spell) ? 1 : 0;
  }
  if (open == 0) return;
  issues.Add(Issue{Severity::kNote, ErrorCode::kInvalidArgument, Where{.file = file, .field = {}},
                   any_without_end_ ? std::string(kNoEnd) : ToString(latest_),
                   std::to_string(open) + " spells end with the list",
                   "taken as seen until " + ToString(latest_) + ", their ends as not known"});
}

void StatesReader::Finish(Source source, const std::string& file, ChronicleBuilder& builder) {
  for (auto& [number, spells] : spells_) {
    const std::string code = std::to_string(number);
    std::stable_sort(spells.begin(), spells.end(),
                     [](const Spell& a, const Spell& b) { return a.first < b.first; });
    const ActorId id = staging_.FindOrAddActor(std::string(system_.prefix) + code, [] {
      Actor actor;
      actor.kind = ActorKind::kState;
      return actor;
    });
    Actor& actor = staging_.actor(id);
    // Named as it is now.
    actor.name = spells.back().name.empty() ? code : spells.back().name;
    Day latest = Day::BeginningOfTime();
    for (const Spell& spell : spells) {
      const Span span = Span::Make(Moment::OnDay(spell.first), LastOf(spell)).value();
      latest = std::max(latest, span.last().latest());
      actor.codes.push_back(Code{system_.code, code, span});
      if (!spell.name.empty() && spell.name != actor.name) {
        actor.names.push_back(Name{spell.name, NameKind::kFormer, {}, span});
      }
      const bool is_new =
          std::none_of(actor.names.begin(), actor.names.end(),
                       [&](const Name& name) { return name.text == spell.letters; });
      if (!spell.letters.empty() && is_new) {
        actor.names.push_back(Name{spell.letters, NameKind::kShort, {}, std::nullopt});
      }
      if (!spell.note.empty()) {
        if (!actor.fact.note.empty()) actor.fact.note += "; ";
        actor.fact.note += spell.note;
      }
    }
    const Moment sure = LastOf(spells.front());
    actor.fact.span =
        Span::Make(
            Moment::OnDay(spells.front().first),
            sure.latest() == latest ? sure : Moment::Between(sure.earliest(), latest).value())
            .value();
  }
  source.version = source.version.empty() ? version_ : source.version;
  Coverage coverage;
  coverage.key = source.key + ":coverage";
  coverage.table = Table::kActors;
  coverage.period = Period::Of(first_, latest_ + 1);
  coverage.note = "the first to the last day in " + BaseName(file) + ", which may be a selection";
  staging_.AddCoverage(std::move(coverage), std::nullopt);
  staging_.Commit(std::move(source), file, builder);
}

template <const System& kSystem>
std::string WhyNot(const Shape& shape) {
  return LayoutOf(shape, kSystem).columns.problem;
}

Result<ImportReport> ReadSystem(const System& system, ImportJob job) {
  const Layout layout = LayoutOf(job.shape, system);
  const TableFormat table{layout.columns,    *layout.names, "the list", "", "", "",
                          "in the note, as "};
  const std::string file = job.input->name();
  StatesReader states(system, layout, job.builder);
  Result<ImportReport> report = ReadTable(job, system.format,
                                          std::to_string(job.shape.first.size()) + " columns, " +
                                              (layout.columns.has_header ? "header" : "no header"),
                                          table, [&](Record& record) { states.Read(record); });
  if (report.ok() && report->kept > 0) {
    states.AddNotes(file, report->issues);
    Source source = SourceOf(system.format, system.title, file, job.options);
    source.locator = system.locator;
    states.Finish(std::move(source), file, job.builder);
  }
  return report;
}

template <const System& kSystem>
Result<ImportReport> Read(ImportJob job) {
  return ReadSystem(kSystem, std::move(job));
}

}  // namespace

constexpr FormatReader kCowStates = {
    {"cow-states", "Correlates of War state system membership, as actors with their spells"},
    "CSV with the names of states2016.csv or of R's cowstates in a header",
    &WhyNot<kCow>,
    &Read<kCow>};
constexpr FormatReader kGwStates = {
    {"gw-states", "Gleditsch and Ward's independent states, as actors with their spells"},
    "five columns between tabs without a header (iisystem.dat), or CSV with the names of R's "
    "gwstates in a header",
    &WhyNot<kGw>,
    &Read<kGw>};

}  // namespace casus::internal
