#ifndef CASUS_EVENT_EVENT_H_
#define CASUS_EVENT_EVENT_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "casus/base/export.h"
#include "casus/base/id.h"
#include "casus/base/tokens.h"
#include "casus/event/details.h"
#include "casus/place/place.h"
#include "casus/timeline/fact.h"

namespace casus {

// Did it happen? What is planned or anticipated is not an event yet and is never counted as one
// unless asked for; nor is what was cancelled or not held.
enum class EventStatus : std::uint8_t {
  kOccurred,
  kAlleged,      // one side says so, another denies it
  kPlanned,      // announced with a date or place
  kAnticipated,  // expected, nothing fixed
  kCancelled,
  kNotHeld,      // the day came and it did not take place
};
template <>
inline constexpr auto kTokens<EventStatus> = std::to_array<Token<EventStatus>>({
    {EventStatus::kOccurred, "occurred"},
    {EventStatus::kAlleged, "alleged"},
    {EventStatus::kPlanned, "planned"},
    {EventStatus::kAnticipated, "anticipated"},
    {EventStatus::kCancelled, "cancelled"},
    {EventStatus::kNotHeld, "not_held"},
});

// The part a party played. Direction is said by roles, never by order; UCDP's sides a and b carry
// none, and neither do ACLED's actors 1 and 2.
enum class Role : std::uint8_t {
  kSideA,
  kSideB,
  kInitiator,    // who did it: CAMEO's source actor
  kTarget,       // to whom: CAMEO's target actor
  kParticipant,  // took part in a meeting
  kMediator,     // PA-X third party roles, UN Charter art. 33
  kFacilitator,
  kHost,
  kGuarantor,
  kObserver,
  kWitness,
  kMonitor,
  kEnforcer,
  kSignatory,
  kGainer,       // of territory (COW Territorial Change)
  kLoser,
  kSender,       // of sanctions
  kSpeaker,
  kAddressee,
  kDonor,
  kRecipient,
  kAffected,     // suffered it: civilians, the displaced
  kSupporter,    // of a side, not a belligerent
  kClaimant,
};
template <>
inline constexpr auto kTokens<Role> = std::to_array<Token<Role>>({
    {Role::kSideA, "side_a"},
    {Role::kSideB, "side_b"},
    {Role::kInitiator, "initiator"},
    {Role::kTarget, "target"},
    {Role::kParticipant, "participant"},
    {Role::kMediator, "mediator"},
    {Role::kFacilitator, "facilitator"},
    {Role::kHost, "host"},
    {Role::kGuarantor, "guarantor"},
    {Role::kObserver, "observer"},
    {Role::kWitness, "witness"},
    {Role::kMonitor, "monitor"},
    {Role::kEnforcer, "enforcer"},
    {Role::kSignatory, "signatory"},
    {Role::kGainer, "gainer"},
    {Role::kLoser, "loser"},
    {Role::kSender, "sender"},
    {Role::kSpeaker, "speaker"},
    {Role::kAddressee, "addressee"},
    {Role::kDonor, "donor"},
    {Role::kRecipient, "recipient"},
    {Role::kAffected, "affected"},
    {Role::kSupporter, "supporter"},
    {Role::kClaimant, "claimant"},
});

// One actor in one role. An actor may appear in several.
struct Party {
  ActorId actor;
  Role role = Role::kParticipant;
  friend bool operator==(const Party&, const Party&) = default;
};

// Deaths, as the source gives them; each >= 0. UCDP GED gives all seven (codebook 24.1: best is the
// sum of side a, side b, civilians and unknown), ACLED one number, which is `best`. Low <= best <=
// high is not guaranteed (UCDP GED breaks it in 1 of 200 rows); casus keeps them as given. Empty is
// "not said", which is not 0.
struct Casualties {
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> best;
  std::optional<std::int64_t> high;
  std::optional<std::int64_t> side_a;
  std::optional<std::int64_t> side_b;
  std::optional<std::int64_t> civilians;
  std::optional<std::int64_t> unknown;

  // Whether low, best or high is given.
  bool said() const { return low || best || high; }
  // As Bounds: certain is the smallest of low, best and high, possible the largest. Where none is
  // given these are 0 and 0, which is no count of deaths: ask said() first.
  CASUS_EXPORT Bounds AsBounds() const;
  friend bool operator==(const Casualties&, const Casualties&) = default;
};

// The taxonomies events come coded in; crosswalk.h reads them.
enum class Taxonomy : std::uint8_t {
  kCameo,   // Conflict and Mediation Event Observations (Schrodt 2012); GDELT, ICEWS
  kPlover,  // Political Language Ontology for Verifiable Event Records; POLECAT
  kAcled,   // ACLED event and sub-event type, "Battles/Armed clash"
  kUcdp,    // UCDP type of violence: 1 state-based, 2 non-state, 3 one-sided
  kCowTc,   // COW Territorial Change procedure, 1 to 6
  kOther,
  kGtd,     // Global Terrorism Database attack type, 1 to 9
  kScad,    // Social Conflict Analysis Database event type, 1 to 10
};
template <>
inline constexpr auto kTokens<Taxonomy> = std::to_array<Token<Taxonomy>>({
    {Taxonomy::kCameo, "cameo"},
    {Taxonomy::kPlover, "plover"},
    {Taxonomy::kAcled, "acled"},
    {Taxonomy::kUcdp, "ucdp"},
    {Taxonomy::kCowTc, "cow_tc"},
    {Taxonomy::kOther, "other"},
    {Taxonomy::kGtd, "gtd"},
    {Taxonomy::kScad, "scad"},
});

// The code the source gave, verbatim ("0331", leading zeros kept).
struct TypeCode {
  Taxonomy taxonomy = Taxonomy::kOther;
  std::string code;
  friend bool operator==(const TypeCode&, const TypeCode&) = default;
};

// What a machine-coded media source says about its own coverage (GDELT event codebook 2.0).
// Attention, not events: mentions count mentions in articles, and many rows share one article.
struct MediaCoding {
  double goldstein = 0;          // -10 (conflict) to 10 (cooperation), of the CAMEO code
  std::int32_t quad_class = 0;   // GDELT: 1 verbal and 2 material cooperation, 3 and 4 conflict
  bool is_root_event = false;    // found in the lead paragraph
  std::int64_t mentions = 0;
  std::int64_t sources = 0;
  std::int64_t articles = 0;
  double average_tone = 0;       // -100 to 100
  friend bool operator==(const MediaCoding&, const MediaCoding&) = default;
};

// A field of the source that has no home in the model, kept verbatim so that nothing is lost.
struct Attribute {
  std::string name;   // "ucdp.relid"
  std::string value;
  friend bool operator==(const Attribute&, const Attribute&) = default;
};

// Something that happened (or is planned), on some day or over some days.
struct Event {
  Fact fact;
  EventType type = EventType::kOther;
  EventStatus status = EventStatus::kOccurred;
  std::string name;
  std::vector<Party> parties;
  std::optional<PlaceId> place;
  std::optional<Coordinates> at;
  PlacePrecision place_precision = PlacePrecision::kUnknown;
  std::optional<Casualties> casualties;
  // The event this one is a part of: a battle of an offensive, a session of a meeting.
  std::optional<EventId> part_of;
  // std::monostate, or the struct of this `type`: the builder refuses any other.
  EventDetails details;
  std::vector<TypeCode> codes;
  std::optional<MediaCoding> media;
  std::vector<Attribute> attributes;
  friend bool operator==(const Event&, const Event&) = default;
};

}  // namespace casus

#endif  // CASUS_EVENT_EVENT_H_
