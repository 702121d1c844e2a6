#ifndef CASUS_SRC_CHRONICLE_FIELDS_H_
#define CASUS_SRC_CHRONICLE_FIELDS_H_

// The fields of every record, in order, as a tuple of references: what copies, writes and measures
// records is made from it. A field that is forgotten here does not compile.

#include <concepts>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>

#include "casus/actor/actor.h"
#include "casus/chronicle/source.h"
#include "casus/event/event.h"
#include "casus/event/observation.h"
#include "casus/place/place.h"
#include "casus/sanction/sanction.h"
#include "casus/talks/talks.h"
#include "casus/territory/status.h"
#include "casus/timeline/fact.h"

namespace casus::internal {

// A structured binding must name every member of the struct.
#define CASUS_FIELDS(Type, ...)                       \
  template <typename T>                               \
  requires std::same_as<std::remove_const_t<T>, Type> \
  auto FieldsOf(T& row) {                             \
    auto& [__VA_ARGS__] = row;                        \
    return std::tie(__VA_ARGS__);                     \
  }                                                   \
  /* Their names, between ", ". */                    \
  constexpr std::string_view FieldNames(const Type*) { return #__VA_ARGS__; }

CASUS_FIELDS(Fact, key, span, source, locator, learnt, superseded, note)
CASUS_FIELDS(Name, text, kind, language, span)
CASUS_FIELDS(Code, system, value, span)
CASUS_FIELDS(Actor, fact, kind, name, names, codes)
CASUS_FIELDS(Share, low, high)
CASUS_FIELDS(Relation, fact, kind, from, to, share)
CASUS_FIELDS(Coordinates, latitude, longitude)
CASUS_FIELDS(PlaceParent, parent, span, viewpoint)
CASUS_FIELDS(Polygon, outer, holes)
CASUS_FIELDS(PlaceGeometry, span, polygons)
CASUS_FIELDS(PlaceOrigin, from, change, when, share_low, share_high)
CASUS_FIELDS(Place, fact, kind, name, names, codes, parents, at, geometries, origins)
CASUS_FIELDS(Party, actor, role)
CASUS_FIELDS(Casualties, low, best, high, side_a, side_b, civilians, unknown)
CASUS_FIELDS(TypeCode, taxonomy, code)
CASUS_FIELDS(MediaCoding, goldstein, quad_class, is_root_event, mentions, sources, articles,
             average_tone)
CASUS_FIELDS(Attribute, name, value)
CASUS_FIELDS(Event, fact, type, status, name, parties, place, at, place_precision, casualties,
             part_of, details, codes, media, attributes)
CASUS_FIELDS(Quantity, low, best, high, words)
CASUS_FIELDS(Observation, fact, kind, measure, direction, quantity, unit, subject, place, cause)
CASUS_FIELDS(Regime, fact, name, senders, programme)
CASUS_FIELDS(Instrument, fact, kind, citation, regime, adopted, published, renews, amends)
CASUS_FIELDS(Designation, fact, regime, instrument, target, measures, stage, decided, published,
             effective, amended, end_reason, grounds)
CASUS_FIELDS(Exemption, fact, kind, number, regime, designations, scope)
CASUS_FIELDS(Extent, except, fraction_low, fraction_high)
CASUS_FIELDS(TerritorialStatus, fact, place, extent, axis, holders, viewpoint, regime, recognition,
             security, begun_by, ended_by, method)
CASUS_FIELDS(Process, fact, name, state, parties, part_of)
CASUS_FIELDS(Provision, topic, strength, text)
CASUS_FIELDS(Agreement, fact, name, kind, stage, status, process, signed_on, parties, provisions,
             amends)
CASUS_FIELDS(Position, fact, actor, stance, topic, text, process, voiced_at)
CASUS_FIELDS(Source, key, kind, title, publisher, published, version, locator, derived_from, note)
CASUS_FIELDS(Speaker, actor, words)
CASUS_FIELDS(TimeConstraint, subject, relation, object)
CASUS_FIELDS(Claim, fact, speakers, modality, negated, proposition, quote, about, contradicts,
             time_words, constraints)
CASUS_FIELDS(Coverage, key, source, table, period, place, complete, note)

#undef CASUS_FIELDS

// Private structs name their own fields.
template <typename T>
requires requires(T& row) { std::remove_const_t<T>::Fields(row); }
auto FieldsOf(T& row) { return std::remove_const_t<T>::Fields(row); }

template <typename T>
concept HasFields = requires(T& row) {
  FieldsOf(row);
};

template <typename T, typename Variant>
inline constexpr bool kIsAlternative = false;
template <typename T, typename... Ts>
inline constexpr bool kIsAlternative<T, std::variant<Ts...>> = (std::same_as<T, Ts> || ...);

// One of the structs of EventDetails.
template <typename T>
concept IsDetails = kIsAlternative<T, EventDetails> && !std::same_as<T, std::monostate>;

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_FIELDS_H_
