#ifndef CASUS_SRC_CHRONICLE_CANONICAL_H_
#define CASUS_SRC_CHRONICLE_CANONICAL_H_

// Rows of one chronicle beside rows of another: what they refer to, and what they say as bytes.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "src/chronicle/codec.h"
#include "src/chronicle/fields.h"
#include "src/chronicle/tables.h"

namespace casus::internal {

template <typename T>
inline constexpr bool kIsId = false;
template <typename Tag>
inline constexpr bool kIsId<Id<Tag>> = true;
template <typename T>
inline constexpr bool kIsOptional = false;
template <typename T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <typename T>
inline constexpr bool kIsVector = false;
template <typename T>
inline constexpr bool kIsVector<std::vector<T>> = true;
template <typename T>
inline constexpr bool kIsVariant = false;
template <typename... Ts>
inline constexpr bool kIsVariant<std::variant<Ts...>> = true;

// Calls f(id) for every id in the value, in order; ids may be changed on the way.
template <typename T, typename F>
void VisitIds(T& value, F& f) {
  using V = std::remove_const_t<T>;
  if constexpr (kIsId<V>) {
    f(value);
  } else if constexpr (kIsOptional<V>) {
    if (value) VisitIds(*value, f);
  } else if constexpr (kIsVector<V>) {
    for (auto& element : value) VisitIds(element, f);
  } else if constexpr (kIsVariant<V>) {
    std::visit([&](auto& alternative) { VisitIds(alternative, f); }, value);
  } else if constexpr (HasFields<V>) {
    std::apply([&](auto&... fields) { (VisitIds(fields, f), ...); }, FieldsOf(value));
  } else if constexpr (IsDetails<V>) {
    ForEachField(value, [&](std::string_view, auto& field) { VisitIds(field, f); });
  }
}

// Events as records, like the rows of other tables.
class EventRecords {
 public:
  explicit EventRecords(const Chronicle& chronicle) : chronicle_(chronicle) {}
  std::size_t size() const { return chronicle_.event_count(); }
  Event operator[](std::size_t row) const {
    return chronicle_.event(EventId(static_cast<Row>(row))).Record();
  }

 private:
  const Chronicle& chronicle_;
};

// Calls f(table, rows) for every table but sources, in order; rows[i] is a record.
template <typename F>
void ForEachFactTable(const Chronicle& chronicle, F&& f) {
  f(Table::kActors, chronicle.actors());
  f(Table::kRelations, chronicle.relations());
  f(Table::kPlaces, chronicle.places());
  f(Table::kEvents, EventRecords(chronicle));
  f(Table::kObservations, chronicle.observations());
  f(Table::kRegimes, chronicle.regimes());
  f(Table::kInstruments, chronicle.instruments());
  f(Table::kDesignations, chronicle.designations());
  f(Table::kExemptions, chronicle.exemptions());
  f(Table::kStatuses, chronicle.statuses());
  f(Table::kProcesses, chronicle.processes());
  f(Table::kAgreements, chronicle.agreements());
  f(Table::kPositions, chronicle.positions());
  f(Table::kClaims, chronicle.claims());
}

// The value as bytes that are the same in every chronicle: what it refers to stands by key.
template <typename T>
std::string CanonicalBytes(const Chronicle& chronicle, T value) {
  std::string references;
  auto take = [&]<typename Tag>(Id<Tag>& id) {
    const FactRef ref = id;
    references += static_cast<char>(TableOf(ref));
    references.append(chronicle.KeyOf(ref)) += '\0';
    id = Id<Tag>(0);
  };
  VisitIds(value, take);
  Encoder encoder;
  encoder.Put(value);
  return std::move(encoder.bytes()) + references;
}

// What the row itself says: not who says so, nor that it has been superseded.
template <typename RowType>
RowType ContentOf(RowType row) {
  row.fact.source.reset();
  row.fact.superseded.reset();
  return row;
}

// The keys of what an archive says of its versions begin like this; and a record's own day of
// learning is kept in an attribute of this name.
inline constexpr std::string_view kArchiveKeys = "archive:";
inline constexpr std::string_view kLearntAttribute = "casus.learnt";

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_CANONICAL_H_
