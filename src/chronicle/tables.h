#ifndef CASUS_SRC_CHRONICLE_TABLES_H_
#define CASUS_SRC_CHRONICLE_TABLES_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "casus/actor/actor.h"
#include "casus/base/error.h"
#include "casus/base/id.h"
#include "casus/chronicle/source.h"
#include "casus/event/event.h"
#include "casus/event/observation.h"
#include "casus/place/place.h"
#include "casus/sanction/sanction.h"
#include "casus/talks/talks.h"
#include "casus/territory/status.h"
#include "casus/timeline/fact.h"
#include "casus/timeline/timeline.h"

namespace casus::internal {

inline constexpr std::size_t kTableCount = std::variant_size_v<FactRef>;
static_assert(kTokens<Table>.size() == kTableCount, "FactRef and Table list the same tables");

constexpr std::size_t IndexOf(Table table) { return static_cast<std::size_t>(table); }

// The position of a type in FactRef is its table's number.
template <typename IdType, std::size_t I = 0>
constexpr Table TableOfId() {
  if constexpr (std::is_same_v<IdType, std::variant_alternative_t<I, FactRef>>) {
    return static_cast<Table>(I);
  } else {
    return TableOfId<IdType, I + 1>();
  }
}

// The rows of every table that an Id names, in order of id.
struct Tables {
  std::vector<Source> sources;
  std::vector<Actor> actors;
  std::vector<Relation> relations;
  std::vector<Place> places;
  std::vector<Event> events;
  std::vector<Observation> observations;
  std::vector<Regime> regimes;
  std::vector<Instrument> instruments;
  std::vector<Designation> designations;
  std::vector<Exemption> exemptions;
  std::vector<TerritorialStatus> statuses;
  std::vector<Process> processes;
  std::vector<Agreement> agreements;
  std::vector<Position> positions;
  std::vector<Claim> claims;
  std::vector<Coverage> coverage;
};

// Calls f(rows) for the table. TablesType is Tables or const Tables.
template <typename TablesType, typename F>
decltype(auto) WithTable(TablesType& tables, Table table, F&& f) {
  switch (table) {
    case Table::kSources: return f(tables.sources);
    case Table::kActors: return f(tables.actors);
    case Table::kRelations: return f(tables.relations);
    case Table::kPlaces: return f(tables.places);
    case Table::kEvents: return f(tables.events);
    case Table::kObservations: return f(tables.observations);
    case Table::kRegimes: return f(tables.regimes);
    case Table::kInstruments: return f(tables.instruments);
    case Table::kDesignations: return f(tables.designations);
    case Table::kExemptions: return f(tables.exemptions);
    case Table::kStatuses: return f(tables.statuses);
    case Table::kProcesses: return f(tables.processes);
    case Table::kAgreements: return f(tables.agreements);
    case Table::kPositions: return f(tables.positions);
    case Table::kClaims: return f(tables.claims);
  }
  DieOnMisuse("no such table");
}

// Calls f(table, rows) for every table, in order.
template <typename TablesType, typename F>
void ForEachTable(TablesType& tables, F&& f) {
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const Table table = static_cast<Table>(i);
    WithTable(tables, table, [&](auto& rows) { f(table, rows); });
  }
}

inline const std::string& KeyOfRow(const Source& row) { return row.key; }
inline const std::string& KeyOfRow(const Coverage& row) { return row.key; }
template <typename RowType>
const std::string& KeyOfRow(const RowType& row) {
  return row.fact.key;
}

// Has no later version replaced the row? A source has one version only.
inline bool StandsNow(const Source&) { return true; }
template <typename RowType>
bool StandsNow(const RowType& row) {
  return row.fact.superseded.value_or(Day::EndOfTime()) == Day::EndOfTime();
}

// The moment at which a version was learnt; unknown where nobody says.
Moment LearntAt(const Fact& fact, const std::vector<Source>& sources);
// REQUIRES: superseded after it was at the earliest learnt.
KnownTime KnownTimeOf(const Fact& fact, const std::vector<Source>& sources);

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_TABLES_H_
