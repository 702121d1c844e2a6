#ifndef CASUS_ACTOR_ACTOR_H_
#define CASUS_ACTOR_ACTOR_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casus/base/export.h"
#include "casus/base/id.h"
#include "casus/base/tokens.h"
#include "casus/base/truth.h"
#include "casus/time/span.h"
#include "casus/timeline/fact.h"

namespace casus {

// What an actor is. A state, its government, an organ of it and the territory of that name are
// different things: the first three are actors, the last is a Place.
enum class ActorKind : std::uint8_t {
  kState,             // member of a state system (COW, Gleditsch-Ward)
  kGovernment,        // a government or administration: "the Biden administration"
  kOrgan,             // a ministry, parliament, agency, court: "U.S. State Department"
  kOffice,            // a post, apart from who holds it: "U.S. Secretary of State"
  kPerson,
  kDelegation,        // representatives of someone at talks, members often unnamed
  kArmedForce,        // forces of a state: "Ukrainian forces"
  kNonStateArmed,     // formally organised armed group (UCDP non-state org level 1 or 2)
  kCommunalGroup,     // identity group (UCDP non-state org level 3)
  kDeFactoState,      // controls territory and claims statehood, not (generally) recognised
  kInternationalOrganisation,
  kGroupOfStates,     // an open set of states: "the U.S. and its allies", "European nations"
  kPoliticalParty,
  kCompany,
  kVessel,
  kMedia,
  kCivilSociety,      // NGOs, religious bodies, unions
  kPopulation,        // people in general or some of them: "displaced populations", "civilians"
  kAnonymous,         // speakers without a name: "U.S. officials", "analysts"
  kOther,
};
template <>
inline constexpr auto kTokens<ActorKind> = std::to_array<Token<ActorKind>>({
    {ActorKind::kState, "state"},
    {ActorKind::kGovernment, "government"},
    {ActorKind::kOrgan, "organ"},
    {ActorKind::kOffice, "office"},
    {ActorKind::kPerson, "person"},
    {ActorKind::kDelegation, "delegation"},
    {ActorKind::kArmedForce, "armed_force"},
    {ActorKind::kNonStateArmed, "non_state_armed"},
    {ActorKind::kCommunalGroup, "communal_group"},
    {ActorKind::kDeFactoState, "de_facto_state"},
    {ActorKind::kInternationalOrganisation, "international_organisation"},
    {ActorKind::kGroupOfStates, "group_of_states"},
    {ActorKind::kPoliticalParty, "political_party"},
    {ActorKind::kCompany, "company"},
    {ActorKind::kVessel, "vessel"},
    {ActorKind::kMedia, "media"},
    {ActorKind::kCivilSociety, "civil_society"},
    {ActorKind::kPopulation, "population"},
    {ActorKind::kAnonymous, "anonymous"},
    {ActorKind::kOther, "other"},
});

// How a name relates to what it names. Weak aliases are broad or generic and make false matches:
// OFAC's weak aka, EU FSF's strong="false", the UN's QUALITY "Low".
enum class NameKind : std::uint8_t { kOfficial, kShort, kFormer, kAlias, kWeakAlias, kTranslation };
template <>
inline constexpr auto kTokens<NameKind> = std::to_array<Token<NameKind>>({
    {NameKind::kOfficial, "official"},
    {NameKind::kShort, "short"},
    {NameKind::kFormer, "former"},
    {NameKind::kAlias, "alias"},
    {NameKind::kWeakAlias, "weak_alias"},
    {NameKind::kTranslation, "translation"},
});

// A name (of an actor or a place), as the source spells it, and when it was used.
struct Name {
  std::string text;
  NameKind kind = NameKind::kAlias;
  std::string language;  // BCP 47 ("uk", "ru-Latn"); empty: not said
  std::optional<Span> span;  // empty: not said, taken to hold whenever its bearer exists
  friend bool operator==(const Name&, const Name&) = default;
};

// Whose numbering a code belongs to. The same number means different countries in different
// systems (FIPS "CH" is China, ISO "CH" Switzerland; Germany since 1990 is 260 in Gleditsch-Ward
// and 255 in COW), so a code without its system is no code.
enum class CodeSystem : std::uint8_t {
  kIso3166Alpha2,
  kIso3166Alpha3,
  kIso3166Numeric,
  kIso3166Subdivision,  // ISO 3166-2
  kCow,                 // Correlates of War state number
  kGw,                  // Gleditsch-Ward
  kFips104,             // FIPS 10-4, as GDELT's places
  kCameo,               // CAMEO / GDELT actor codes
  kUcdpCountry,         // Gleditsch-Ward's numbers as UCDP uses them, before independence too
  kUcdpActor,
  kUcdpConflict,
  kUcdpDyad,
  kUnM49,
  kOfacUid,
  kEuFsf,
  kUnSecurityCouncil,
  kUkSanctionsList,     // UniqueID of the UK Sanctions List: "RUS0664"
  kSecoSsid,            // of a target in the Swiss list
  kLei,                 // Legal Entity Identifier, ISO 17442
  kImo,                 // IMO ship number, seven digits; keeps to the hull through all names
  kInn,                 // Russian taxpayer number: 10 digits (companies), 12 (persons)
  kOgrn,                // Russian state registration: 13 digits (companies), 15 (sole traders)
  kKatottg,             // Ukraine's codifier of administrative units, "UA" and 17 digits
  kGeoNames,
  kGns,                 // GEOnet Names Server / GNIS feature id, as in GDELT
  kPrioGrid,
  kWikidata,
  kOther,
};
template <>
inline constexpr auto kTokens<CodeSystem> = std::to_array<Token<CodeSystem>>({
    {CodeSystem::kIso3166Alpha2, "iso3166_alpha2"},
    {CodeSystem::kIso3166Alpha3, "iso3166_alpha3"},
    {CodeSystem::kIso3166Numeric, "iso3166_numeric"},
    {CodeSystem::kIso3166Subdivision, "iso3166_2"},
    {CodeSystem::kCow, "cow"},
    {CodeSystem::kGw, "gw"},
    {CodeSystem::kFips104, "fips"},
    {CodeSystem::kCameo, "cameo"},
    {CodeSystem::kUcdpCountry, "ucdp_country"},
    {CodeSystem::kUcdpActor, "ucdp_actor"},
    {CodeSystem::kUcdpConflict, "ucdp_conflict"},
    {CodeSystem::kUcdpDyad, "ucdp_dyad"},
    {CodeSystem::kUnM49, "un_m49"},
    {CodeSystem::kOfacUid, "ofac_uid"},
    {CodeSystem::kEuFsf, "eu_fsf"},
    {CodeSystem::kUnSecurityCouncil, "un_sc"},
    {CodeSystem::kUkSanctionsList, "uk_sanctions"},
    {CodeSystem::kSecoSsid, "seco_ssid"},
    {CodeSystem::kLei, "lei"},
    {CodeSystem::kImo, "imo"},
    {CodeSystem::kInn, "inn"},
    {CodeSystem::kOgrn, "ogrn"},
    {CodeSystem::kKatottg, "katottg"},
    {CodeSystem::kGeoNames, "geonames"},
    {CodeSystem::kGns, "gns"},
    {CodeSystem::kPrioGrid, "prio_grid"},
    {CodeSystem::kWikidata, "wikidata"},
    {CodeSystem::kOther, "other"},
});

// A code and when it was valid. Codes are strings: leading zeros count.
struct Code {
  CodeSystem system = CodeSystem::kOther;
  std::string value;
  std::optional<Span> span;  // empty: not said
  friend bool operator==(const Code&, const Code&) = default;
};

// Someone who acts, speaks, fights, signs, is sanctioned or suffers. `fact.span` is its existence.
struct Actor {
  Fact fact;
  ActorKind kind = ActorKind::kOther;
  std::string name;         // the name to print
  std::vector<Name> names;  // other names, in the source's order
  std::vector<Code> codes;
  friend bool operator==(const Actor&, const Actor&) = default;
};

// How one actor stands to another, from `from` to `to`. Ownership and family are OFAC's and
// FollowTheMoney's relations, succession, split and merger UCDP's actor changes.
enum class RelationKind : std::uint8_t {
  kPartOf,        // from is an organ, unit or component of to
  kMemberOf,      // from is a member of organisation or group to
  kRepresents,    // delegation or envoy from represents to
  kHoldsOffice,   // person from holds office to
  kAlliedWith,    // a pact (ATOP), or as the source says
  kSupports,      // material or political support (UCDP's secondary parties)
  kProxyOf,       // from acts for to, arming or direction claimed
  kCommands,      // from commands to
  kOwns,          // share in `share`
  kActsFor,
  kFamilyOf,
  kSuccessorOf,   // from continues to (rename, recode)
  kSplitFrom,
  kMergedInto,
  kOpposes,       // belligerent against, without an event of its own
  kRecognises,    // from recognises to as a state or government
};
template <>
inline constexpr auto kTokens<RelationKind> = std::to_array<Token<RelationKind>>({
    {RelationKind::kPartOf, "part_of"},
    {RelationKind::kMemberOf, "member_of"},
    {RelationKind::kRepresents, "represents"},
    {RelationKind::kHoldsOffice, "holds_office"},
    {RelationKind::kAlliedWith, "allied_with"},
    {RelationKind::kSupports, "supports"},
    {RelationKind::kProxyOf, "proxy_of"},
    {RelationKind::kCommands, "commands"},
    {RelationKind::kOwns, "owns"},
    {RelationKind::kActsFor, "acts_for"},
    {RelationKind::kFamilyOf, "family_of"},
    {RelationKind::kSuccessorOf, "successor_of"},
    {RelationKind::kSplitFrom, "split_from"},
    {RelationKind::kMergedInto, "merged_into"},
    {RelationKind::kOpposes, "opposes"},
    {RelationKind::kRecognises, "recognises"},
});

// In hundredths of a per cent, within bounds: 16.67 % is 1667, and a finer 33.3333 % 3333 to 3334.
// 0 <= low <= high <= 10000; a share that nobody states is all of that, not nothing.
struct Share {
  std::int32_t low = 0;
  std::int32_t high = 10000;
  friend bool operator==(const Share&, const Share&) = default;
};

// A relation between two actors that holds during `fact.span`.
struct Relation {
  Fact fact;
  RelationKind kind = RelationKind::kPartOf;
  std::optional<ActorId> from;  // REQUIRED: the builder refuses a relation without both
  std::optional<ActorId> to;
  std::optional<Share> share;   // kOwns only
  friend bool operator==(const Relation&, const Relation&) = default;
};

}  // namespace casus

#endif  // CASUS_ACTOR_ACTOR_H_
