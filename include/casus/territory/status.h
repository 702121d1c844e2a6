#ifndef CASUS_TERRITORY_STATUS_H_
#define CASUS_TERRITORY_STATUS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "casus/base/id.h"
#include "casus/base/tokens.h"
#include "casus/timeline/fact.h"

namespace casus {

// The separate questions one can ask of a territory. There is no single "status": Crimea may at
// once be titled to one state by its law and most others', controlled by another, claimed by both.
enum class Axis : std::uint8_t {
  kTitle,        // sovereign title in law, by some viewpoint
  kControl,      // who decides on the ground, from observation
  kRegime,       // by what arrangement it is held: see ControlRegime
  kClaim,        // who asserts title, by which act
  kRecognition,  // who recognises whose claim
  kContest,      // control is being fought over
};
template <>
inline constexpr auto kTokens<Axis> = std::to_array<Token<Axis>>({
    {Axis::kTitle, "title"},
    {Axis::kControl, "control"},
    {Axis::kRegime, "regime"},
    {Axis::kClaim, "claim"},
    {Axis::kRecognition, "recognition"},
    {Axis::kContest, "contest"},
});

// How control is exercised; after COW Entities and CShapes 2.0 (occupied, mandate, leased, ...).
enum class ControlRegime : std::uint8_t {
  kUnspecified,
  kOwnAdministration,
  kMilitaryOccupation,
  kProxyAdministration,  // through dependent local authorities
  kMandate,
  kLease,
  kCondominium,
  kNone,                 // nobody holds it
};
template <>
inline constexpr auto kTokens<ControlRegime> = std::to_array<Token<ControlRegime>>({
    {ControlRegime::kUnspecified, "unspecified"},
    {ControlRegime::kOwnAdministration, "own_administration"},
    {ControlRegime::kMilitaryOccupation, "military_occupation"},
    {ControlRegime::kProxyAdministration, "proxy_administration"},
    {ControlRegime::kMandate, "mandate"},
    {ControlRegime::kLease, "lease"},
    {ControlRegime::kCondominium, "condominium"},
    {ControlRegime::kNone, "none"},
});

// What kind of recognition `viewpoint` gives; kNone: it has said that it gives none.
enum class RecognitionKind : std::uint8_t {
  kUnspecified,
  kDeJure,
  kDeFacto,
  kPartial,
  kNone,
  kWithdrawn,
};
template <>
inline constexpr auto kTokens<RecognitionKind> = std::to_array<Token<RecognitionKind>>({
    {RecognitionKind::kUnspecified, "unspecified"},
    {RecognitionKind::kDeJure, "de_jure"},
    {RecognitionKind::kDeFacto, "de_facto"},
    {RecognitionKind::kPartial, "partial"},
    {RecognitionKind::kNone, "none"},
    {RecognitionKind::kWithdrawn, "withdrawn"},
});

// Hostilities categories of Ukraine's official list (Ministry Order 376 of 28.02.2025).
enum class SecurityStatus : std::uint8_t {
  kNotSaid,
  kPossibleHostilities,
  kActiveHostilities,
  kActiveHostilitiesServicesWorking,
  kTemporarilyOccupied,
};
template <>
inline constexpr auto kTokens<SecurityStatus> = std::to_array<Token<SecurityStatus>>({
    {SecurityStatus::kNotSaid, "not_said"},
    {SecurityStatus::kPossibleHostilities, "possible_hostilities"},
    {SecurityStatus::kActiveHostilities, "active_hostilities"},
    {SecurityStatus::kActiveHostilitiesServicesWorking, "active_hostilities_services_working"},
    {SecurityStatus::kTemporarilyOccupied, "temporarily_occupied"},
});

// What part of the place is meant. A whole place; a place without some of its parts ("except the
// villages of ..."); or a fraction of its area known within bounds, in hundredths of a per cent.
struct Extent {
  std::vector<PlaceId> except;
  std::int32_t fraction_low = 10000;   // 0 <= low <= high <= 10000
  std::int32_t fraction_high = 10000;
  friend bool operator==(const Extent&, const Extent&) = default;
};

// One axis of one place during `fact.span`, as one source has it. Sources disagree, and statuses of
// one axis may overlap: that is data. A source made from another (CShapes from COW Territorial
// Change, VIINA from DeepState and ISW) is no second witness.
struct TerritorialStatus {
  Fact fact;
  std::optional<PlaceId> place;        // REQUIRED by the builder
  Extent extent;
  Axis axis = Axis::kControl;
  // Who holds title or control, who claims, who is recognised, who fights. More than one: jointly
  // held (condominium) or, on Axis::kContest, the contestants. Empty: nobody (there: not said who).
  std::vector<ActorId> holders;
  // Axis::kRecognition: who recognises. Axis::kTitle: by whose law. Elsewhere: from whose view.
  std::optional<ActorId> viewpoint;
  ControlRegime regime = ControlRegime::kUnspecified;
  RecognitionKind recognition = RecognitionKind::kUnspecified;
  SecurityStatus security = SecurityStatus::kNotSaid;
  std::optional<EventId> begun_by;
  std::optional<EventId> ended_by;
  std::string method;                  // how the source knows: "majority of four maps"
  friend bool operator==(const TerritorialStatus&, const TerritorialStatus&) = default;
};

}  // namespace casus

#endif  // CASUS_TERRITORY_STATUS_H_
