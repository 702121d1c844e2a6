#include "casus/actor/codes.h"

#include <algorithm>
#include <array>
#include <compare>
#include <tuple>
#include <utility>

#include "src/actor/codes_table.h"

namespace casus {
namespace {

using internal::kOpen;

constexpr auto kSystems = std::to_array<CodeSystem>({
    CodeSystem::kIso3166Alpha2,
    CodeSystem::kIso3166Alpha3,
    CodeSystem::kIso3166Numeric,
    CodeSystem::kCow,
    CodeSystem::kGw,
    CodeSystem::kFips104,
    CodeSystem::kCameo,
    CodeSystem::kUcdpCountry,
    CodeSystem::kUnM49,
});
constexpr std::array kIsoKinds = {CodeSystem::kIso3166Alpha2, CodeSystem::kIso3166Alpha3,
                                  CodeSystem::kIso3166Numeric, CodeSystem::kUnM49};

// By the end of which a system surely was there.
constexpr std::int32_t FirstList(CodeSystem system) {
  switch (system) {
    case CodeSystem::kIso3166Numeric: return 19811231;
    case CodeSystem::kUnM49: return 19701231;
    default: return 19741231;
  }
}

// The state systems begin in 1816, but not their oldest members.
constexpr std::int32_t kFirstOfSystems = 18160101;
// UCDP's data begin.
constexpr std::int32_t kFirstOfUcdp = 19460101;

Day DayOf(std::int32_t yyyymmdd) {
  return Day::FromYmd(yyyymmdd / 10000, yyyymmdd / 100 % 100, yyyymmdd % 100);
}

Span SpanOf(const internal::Days& days) {
  const auto moment = [](std::int32_t earliest, std::int32_t latest) {
    return Moment::Between(earliest == kOpen ? Day::BeginningOfTime() : DayOf(earliest),
                           DayOf(latest))
        .value();
  };
  return Span::Make(days.first_latest == kOpen ? Moment::OpenBegin()
                                               : moment(days.first_earliest, days.first_latest),
                    days.last_latest == kOpen ? Moment::OpenEnd()
                                              : moment(days.last_earliest, days.last_latest))
      .value();
}

struct Entry {
  CodeSystem system;
  std::string_view code;
  StateId state;
  Span span;
};

auto ByCode(const Entry& a) {
  return std::tuple(a.system, a.code, a.state, a.span.bounds().begin_earliest,
                    a.span.bounds().begin_latest);
}
auto ByState(const Entry& a) {
  return std::tuple(a.state, a.system, a.span.bounds().begin_earliest, a.span.bounds().begin_latest,
                    a.code);
}

// All codes of the tables, by code and by state.
class CodeTable {
 public:
  CodeTable() {
    for (const auto& row : internal::MemberRows()) AddMember(row);
    AddUcdp();
    for (const auto& row : internal::DatedIsoRows()) AddIso(row);
    for (const auto& row : internal::DatedCodeRows())
      Add(row.system, row.code, row.state, row.days);
    AddUndated();
    by_state_ = by_code_;
    std::sort(by_code_.begin(), by_code_.end(),
              [](const Entry& a, const Entry& b) { return ByCode(a) < ByCode(b); });
    std::sort(by_state_.begin(), by_state_.end(),
              [](const Entry& a, const Entry& b) { return ByState(a) < ByState(b); });
  }

  std::span<const Entry> Bearers(CodeSystem system, std::string_view code) const {
    return Range(by_code_, std::pair(system, code),
                 [](const Entry& entry) { return std::pair(entry.system, entry.code); });
  }
  std::span<const Entry> Codes(StateId state, CodeSystem system) const {
    return Range(by_state_, std::pair(state, system),
                 [](const Entry& entry) { return std::pair(entry.state, entry.system); });
  }

 private:
  template <typename Key, typename KeyOf>
  static std::span<const Entry> Range(const std::vector<Entry>& entries, const Key& key,
                                      KeyOf key_of) {
    const auto first = std::partition_point(
        entries.begin(), entries.end(), [&](const Entry& entry) { return key_of(entry) < key; });
    const auto last = std::partition_point(
        first, entries.end(), [&](const Entry& entry) { return key_of(entry) == key; });
    return {first, last};
  }

  void Add(CodeSystem system, std::string_view code, std::string_view state,
           const internal::Days& days) {
    by_code_.push_back(Entry{system, code, *FindState(state), SpanOf(days)});
  }

  void AddMember(const internal::MemberRow& row) {
    const internal::Days days = {row.first, row.first, row.last, row.last};
    if (row.system != internal::Membership::kGw) Add(CodeSystem::kCow, row.number, row.state, days);
    if (row.system != internal::Membership::kCow) Add(CodeSystem::kGw, row.number, row.state, days);
  }

  void AddUcdp() {
    for (const internal::MemberRow& row : internal::MemberRows()) {
      const bool in_time = row.last == kOpen || row.last >= kFirstOfUcdp;
      const bool is_serbia = row.state == "serbia";  // 345, not Gleditsch and Ward's 340
      if (row.system == internal::Membership::kCow || !in_time || is_serbia) continue;
      Add(CodeSystem::kUcdpCountry, row.number, row.state, {kOpen, row.first, row.last, row.last});
    }
  }

  void AddIso(const internal::DatedIso& row) {
    for (const CodeSystem system : kIsoKinds) {
      const std::string_view code = CodeIn(system, row.alpha2, row.alpha3, row.numeric);
      if (code.empty()) continue;
      internal::Days days = row.days;
      if (days.first_latest == kOpen) days.first_latest = FirstList(system);
      Add(system, code, row.state, days);
    }
  }

  // What no row of days speaks of.
  void AddUndated() {
    const std::size_t dated = by_code_.size();
    for (const internal::StateRow& row : internal::StateRows()) {
      const StateId state = *FindState(row.key);
      const auto add = [&](CodeSystem system, std::string_view code, const internal::Days& days) {
        const bool is_dated = std::any_of(
            by_code_.begin(), by_code_.begin() + static_cast<std::ptrdiff_t>(dated),
            [&](const Entry& entry) {
              return entry.state == state && entry.system == system && entry.code == code;
            });
        if (!code.empty() && !is_dated) Add(system, code, row.key, days);
      };
      for (const CodeSystem system : kIsoKinds) {
        if (system == CodeSystem::kUnM49 && row.key == "taiwan") continue;
        add(system, CodeIn(system, row.alpha2, row.alpha3, row.numeric),
            {kOpen, FirstList(system), kOpen, kOpen});
      }
      const internal::Days existence = Existence(row.key);
      add(CodeSystem::kFips104, row.fips, existence);
      add(CodeSystem::kCameo, row.cameo, existence);
    }
  }

  static std::string_view CodeIn(CodeSystem system, std::string_view alpha2,
                                 std::string_view alpha3, std::string_view numeric) {
    if (system == CodeSystem::kIso3166Alpha2) return alpha2;
    return system == CodeSystem::kIso3166Alpha3 ? alpha3 : numeric;
  }

  // From the first to the last day on which one of the state systems has it as a member, possibly
  // before; always, if none does.
  static internal::Days Existence(std::string_view state) {
    std::int32_t first = kOpen;
    std::int32_t last = kOpen;
    bool any = false;
    for (const internal::MemberRow& row : internal::MemberRows()) {
      if (row.state != state) continue;
      first = any ? std::min(first, row.first) : row.first;
      last = any && (last == kOpen || row.last == kOpen) ? kOpen : std::max(last, row.last);
      if (!any) last = row.last;
      any = true;
    }
    if (first <= kFirstOfSystems) first = kOpen;
    return {kOpen, first, last, last};
  }

  std::vector<Entry> by_code_;
  std::vector<Entry> by_state_;
};

const CodeTable& Codes() {
  static const CodeTable table;
  return table;
}

const internal::StateRow& RowOf(StateId state) { return internal::StateRows()[state.value()]; }

Result<void> CheckSystem(CodeSystem system) {
  if (std::find(kSystems.begin(), kSystems.end(), system) != kSystems.end()) return {};
  return Error(ErrorCode::kUnsupported,
               "no table of states in the system " + std::string(ToString(system)));
}

Truth On(const Span& span, std::optional<Day> day) {
  return day ? HoldsAt(span, *day) : Truth::kCertain;
}

}  // namespace

std::size_t StateCount() { return internal::StateRows().size(); }

std::string_view StateKey(StateId state) { return RowOf(state).key; }

std::string_view StateName(StateId state, std::optional<Day> day) {
  const internal::StateRow& row = RowOf(state);
  if (!day) return row.name;
  for (const internal::NameRow& other : internal::NameRows()) {
    if (other.state == row.key && (other.first == kOpen || DayOf(other.first) <= *day) &&
        *day <= DayOf(other.last)) {
      return other.name;
    }
  }
  return row.name;
}

std::optional<StateId> FindState(std::string_view key) {
  const auto rows = internal::StateRows();
  const auto found = std::lower_bound(
      rows.begin(), rows.end(), key,
      [](const internal::StateRow& row, std::string_view text) { return row.key < text; });
  if (found == rows.end() || found->key != key) return std::nullopt;
  return StateId(static_cast<std::uint32_t>(found - rows.begin()));
}

std::span<const CodeSystem> StateCodeSystems() { return kSystems; }

Result<std::vector<ResolvedCode>> Resolve(std::string_view code, CodeSystem system,
                                          std::optional<Day> day) {
  if (Result<void> known = CheckSystem(system); !known.ok()) return known.error();
  if (Result<void> shape = CheckCode(system, code); !shape.ok()) return shape.error();
  std::vector<ResolvedCode> found;
  for (const Entry& entry : Codes().Bearers(system, code)) {
    const Truth truth = On(entry.span, day);
    if (truth != Truth::kNo) found.push_back(ResolvedCode{entry.state, entry.span, truth});
  }
  return found;
}

Result<std::vector<StateCode>> CodesOf(StateId state, CodeSystem system, std::optional<Day> day) {
  if (Result<void> known = CheckSystem(system); !known.ok()) return known.error();
  std::vector<StateCode> found;
  for (const Entry& entry : Codes().Codes(state, system)) {
    const Truth truth = On(entry.span, day);
    if (truth != Truth::kNo) found.push_back(StateCode{entry.code, entry.span, truth});
  }
  return found;
}

}  // namespace casus
