#ifndef CASUS_EVENT_OBSERVATION_H_
#define CASUS_EVENT_OBSERVATION_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "casus/base/id.h"
#include "casus/base/tokens.h"
#include "casus/base/truth.h"
#include "casus/event/event.h"
#include "casus/timeline/fact.h"

namespace casus {

// What was counted or measured.
enum class ObservationKind : std::uint8_t {
  kDeaths,               // all, or not said which
  kDeathsBattleRelated,  // UCDP battle-related deaths
  kDeathsCivilian,
  kDeathsMilitary,
  kInjured,
  kDetained,
  kRefugees,             // UNHCR: across a border
  kIdps,                 // UNHCR, IDMC: within the country
  kDisplaced,            // either, or not said which
  kReturnees,
  kPeopleInNeed,
  kAid,
  kMilitarySpending,     // SIPRI
  kEnergyMarket,
  kTrade,
  kAreaControlled,
  kOpinion,              // survey or described mood
  kSecurity,             // described consequence, no measure
  kOther,
};
template <>
inline constexpr auto kTokens<ObservationKind> = std::to_array<Token<ObservationKind>>({
    {ObservationKind::kDeaths, "deaths"},
    {ObservationKind::kDeathsBattleRelated, "deaths_battle_related"},
    {ObservationKind::kDeathsCivilian, "deaths_civilian"},
    {ObservationKind::kDeathsMilitary, "deaths_military"},
    {ObservationKind::kInjured, "injured"},
    {ObservationKind::kDetained, "detained"},
    {ObservationKind::kRefugees, "refugees"},
    {ObservationKind::kIdps, "idps"},
    {ObservationKind::kDisplaced, "displaced"},
    {ObservationKind::kReturnees, "returnees"},
    {ObservationKind::kPeopleInNeed, "people_in_need"},
    {ObservationKind::kAid, "aid"},
    {ObservationKind::kMilitarySpending, "military_spending"},
    {ObservationKind::kEnergyMarket, "energy_market"},
    {ObservationKind::kTrade, "trade"},
    {ObservationKind::kAreaControlled, "area_controlled"},
    {ObservationKind::kOpinion, "opinion"},
    {ObservationKind::kSecurity, "security"},
    {ObservationKind::kOther, "other"},
});
// A stock is how many there are at a time, a flow how many came over the span; adding two stocks,
// or a stock and a flow, is a mistake.
enum class MeasureKind : std::uint8_t {
  kUnspecified,
  kStock,
  kFlow,
};
template <>
inline constexpr auto kTokens<MeasureKind> = std::to_array<Token<MeasureKind>>({
    {MeasureKind::kUnspecified, "unspecified"},
    {MeasureKind::kStock, "stock"},
    {MeasureKind::kFlow, "flow"},
});
// A trend stated without a magnitude: "increased military spending".
enum class Direction : std::uint8_t {
  kUnspecified,
  kIncrease,
  kDecrease,
  kShift,
  kNoChange,
};
template <>
inline constexpr auto kTokens<Direction> = std::to_array<Token<Direction>>({
    {Direction::kUnspecified, "unspecified"},
    {Direction::kIncrease, "increase"},
    {Direction::kDecrease, "decrease"},
    {Direction::kShift, "shift"},
    {Direction::kNoChange, "no_change"},
});

// A number as the source states it, in the observation's unit. Empty bounds are open: "thousands"
// is low 1000, no high. `words` keeps what stood for a number ("thousands", "up to a dozen").
struct Quantity {
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> best;
  std::optional<std::int64_t> high;
  std::string words;
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

// A count or a measure of a consequence, over or at `fact.span`.
struct Observation {
  Fact fact;
  ObservationKind kind = ObservationKind::kOther;
  MeasureKind measure = MeasureKind::kUnspecified;
  Direction direction = Direction::kUnspecified;
  Quantity quantity;
  std::string unit;               // "persons", "km2", "EUR"; empty where there is no magnitude
  std::optional<ActorId> subject; // whose: the people counted, the payer
  std::optional<PlaceId> place;
  std::optional<EventId> cause;   // the event it is said to follow from
  friend bool operator==(const Observation&, const Observation&) = default;
};

}  // namespace casus

#endif  // CASUS_EVENT_OBSERVATION_H_
