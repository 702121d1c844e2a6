#ifndef CASUS_SRC_CHRONICLE_TABLES_H_
#define CASUS_SRC_CHRONICLE_TABLES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

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
#include "src/chronicle/event_store.h"
#include "src/chronicle/lazy.h"

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
  Rows<Source> sources;
  Rows<Actor> actors;
  Rows<Relation> relations;
  Rows<Place> places;
  EventStore events;
  Rows<Observation> observations;
  Rows<Regime> regimes;
  Rows<Instrument> instruments;
  Rows<Designation> designations;
  Rows<Exemption> exemptions;
  Rows<TerritorialStatus> statuses;
  Rows<Process> processes;
  Rows<Agreement> agreements;
  Rows<Position> positions;
  Rows<Claim> claims;
  Rows<Coverage> coverage;
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

// What all rows have, whether they are records or columns. A source has a key only.
inline std::string_view KeyOfRow(const Source& row) { return row.key; }
inline std::string_view KeyOfRow(const Coverage& row) { return row.key; }
inline std::string_view KeyOfRow(const EventRow& row) { return row.key(); }
template <typename RowType>
std::string_view KeyOfRow(const RowType& row) {
  return row.fact.key;
}
inline Span SpanOfRow(const EventRow& row) { return row.span(); }
template <typename RowType>
const Span& SpanOfRow(const RowType& row) {
  return row.fact.span;
}
inline std::optional<SourceId> SourceOfRow(const EventRow& row) { return row.source(); }
template <typename RowType>
std::optional<SourceId> SourceOfRow(const RowType& row) {
  return row.fact.source;
}
inline std::optional<Day> SupersededOf(const EventRow& row) { return row.superseded(); }
template <typename RowType>
std::optional<Day> SupersededOf(const RowType& row) {
  return row.fact.superseded;
}
inline std::optional<Moment> LearntOf(const EventRow& row) { return row.learnt(); }
template <typename RowType>
std::optional<Moment> LearntOf(const RowType& row) {
  return row.fact.learnt;
}

// Has no later version replaced the row? A source has one version only.
inline bool StandsNow(const Source&) { return true; }
template <typename RowType>
bool StandsNow(const RowType& row) {
  return SupersededOf(row).value_or(Day::EndOfTime()) == Day::EndOfTime();
}

// The moment at which a version was learnt: when it says so, else when its source was published;
// unknown where nobody says.
Moment LearntAt(std::optional<Moment> learnt, std::optional<SourceId> source,
                const Rows<Source>& sources);
template <typename RowType>
Moment LearntAt(const RowType& row, const Rows<Source>& sources) {
  return LearntAt(LearntOf(row), SourceOfRow(row), sources);
}
// REQUIRES: superseded after it was at the earliest learnt.
KnownTime KnownTimeFrom(const Moment& learnt, std::optional<Day> superseded);
template <typename RowType>
KnownTime KnownTimeOf(const RowType& row, const Rows<Source>& sources) {
  return KnownTimeFrom(LearntAt(row, sources), SupersededOf(row));
}

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_TABLES_H_
