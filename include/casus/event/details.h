#ifndef CASUS_EVENT_DETAILS_H_
#define CASUS_EVENT_DETAILS_H_

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
#include "casus/time/moment.h"

namespace casus {

// What kind of thing happened. One struct of details per type follows below; crosswalk.h says what
// the codes of CAMEO, PLOVER, ACLED and UCDP become, and what they lose. The kinds of a type begin
// with what stands where a source says no more.
enum class EventType : std::uint8_t {
  kBattle,                    // fighting between organised armed groups
  kRemoteViolence,            // ACLED explosions/remote violence: one side at a distance
  kViolenceAgainstCivilians,  // UCDP one-sided; ACLED violence against civilians
  kArmedViolence,             // lethal, of a kind the source does not say (UCDP types 1 and 2)
  kMilitaryOperation,         // invasion, offensive, siege, withdrawal: campaigns that hold battles
  kMobilization,              // forces readied, moved, shown (PLOVER MOBILIZE)
  kCoercion,                  // repression short of violence (PLOVER COERCE)
  kProtest,
  kRiot,
  kTerritorialChange,         // COW: transfer of a territory between entities
  kMeeting,                   // talks, summits, consultations
  kAgreement,                 // signing or adoption of an agreement
  kCeasefire,                 // declaration or agreement to stop fighting
  kViolation,                 // a breach of an agreement or a ceasefire
  kStatement,                 // words: appeal, demand, threat, denial, announcement
  kDiplomaticAct,             // recognition, expulsion, resolution, break of relations
  kSanctionAct,               // threat, imposition, easing, lifting of sanctions
  kAid,                       // humanitarian, financial, military support
  kCooperation,               // material cooperation of other kinds
  kDisplacement,              // people made to leave
  kPoliticalChange,           // election, referendum, appointment, coup, legislation
  kStrategicDevelopment,      // ACLED's residue: arrests, bases, looting, group changes
  kOther,
};
template <>
inline constexpr auto kTokens<EventType> = std::to_array<Token<EventType>>({
    {EventType::kBattle, "battle"},
    {EventType::kRemoteViolence, "remote_violence"},
    {EventType::kViolenceAgainstCivilians, "violence_against_civilians"},
    {EventType::kArmedViolence, "armed_violence"},
    {EventType::kMilitaryOperation, "military_operation"},
    {EventType::kMobilization, "mobilization"},
    {EventType::kCoercion, "coercion"},
    {EventType::kProtest, "protest"},
    {EventType::kRiot, "riot"},
    {EventType::kTerritorialChange, "territorial_change"},
    {EventType::kMeeting, "meeting"},
    {EventType::kAgreement, "agreement"},
    {EventType::kCeasefire, "ceasefire"},
    {EventType::kViolation, "violation"},
    {EventType::kStatement, "statement"},
    {EventType::kDiplomaticAct, "diplomatic_act"},
    {EventType::kSanctionAct, "sanction_act"},
    {EventType::kAid, "aid"},
    {EventType::kCooperation, "cooperation"},
    {EventType::kDisplacement, "displacement"},
    {EventType::kPoliticalChange, "political_change"},
    {EventType::kStrategicDevelopment, "strategic_development"},
    {EventType::kOther, "other"},
});

// ACLED sub-event types of battles (codebook 2024): who gained the place, if it changed hands.
enum class BattleKind : std::uint8_t {
  kUnspecified,
  kArmedClash,
  kGovernmentRegainsTerritory,
  kNonStateOvertakesTerritory,
};
template <>
inline constexpr auto kTokens<BattleKind> = std::to_array<Token<BattleKind>>({
    {BattleKind::kUnspecified, "unspecified"},
    {BattleKind::kArmedClash, "armed_clash"},
    {BattleKind::kGovernmentRegainsTerritory, "government_regains_territory"},
    {BattleKind::kNonStateOvertakesTerritory, "non_state_overtakes_territory"},
});
struct BattleDetails {
  BattleKind kind = BattleKind::kUnspecified;
  friend bool operator==(const BattleDetails&, const BattleDetails&) = default;
};

// ACLED sub-event types of explosions/remote violence (codebook 2024).
enum class WeaponKind : std::uint8_t {
  kUnspecified,
  kChemical,
  kAirDroneStrike,
  kSuicideBomb,
  kShellingArtilleryMissile,
  kRemoteExplosiveLandmineIed,
  kGrenade,
};
template <>
inline constexpr auto kTokens<WeaponKind> = std::to_array<Token<WeaponKind>>({
    {WeaponKind::kUnspecified, "unspecified"},
    {WeaponKind::kChemical, "chemical"},
    {WeaponKind::kAirDroneStrike, "air_drone_strike"},
    {WeaponKind::kSuicideBomb, "suicide_bomb"},
    {WeaponKind::kShellingArtilleryMissile, "shelling_artillery_missile"},
    {WeaponKind::kRemoteExplosiveLandmineIed, "remote_explosive_landmine_ied"},
    {WeaponKind::kGrenade, "grenade"},
});
struct RemoteViolenceDetails {
  WeaponKind weapon = WeaponKind::kUnspecified;
  friend bool operator==(const RemoteViolenceDetails&, const RemoteViolenceDetails&) = default;
};

// ACLED sub-event types of violence against civilians, then what CAMEO 18 and 20 tell apart.
enum class CivilianViolenceKind : std::uint8_t {
  kUnspecified,
  kAttack,
  kSexualViolence,
  kAbduction,       // and forced disappearance
  kMassacre,
  kTorture,
};
template <>
inline constexpr auto kTokens<CivilianViolenceKind> = std::to_array<Token<CivilianViolenceKind>>({
    {CivilianViolenceKind::kUnspecified, "unspecified"},
    {CivilianViolenceKind::kAttack, "attack"},
    {CivilianViolenceKind::kSexualViolence, "sexual_violence"},
    {CivilianViolenceKind::kAbduction, "abduction"},
    {CivilianViolenceKind::kMassacre, "massacre"},
    {CivilianViolenceKind::kTorture, "torture"},
});
struct CivilianViolenceDetails {
  CivilianViolenceKind kind = CivilianViolenceKind::kUnspecified;
  friend bool operator==(const CivilianViolenceDetails&, const CivilianViolenceDetails&) = default;
};

// UCDP type of violence 1 or 2 (GED codebook 24.1): the fighting's kind is not coded, whether a
// state is a side is. Type 3, one-sided, is violence against civilians.
enum class ViolenceOrganisation : std::uint8_t {
  kUnspecified,
  kStateBased,
  kNonState,
};
template <>
inline constexpr auto kTokens<ViolenceOrganisation> = std::to_array<Token<ViolenceOrganisation>>({
    {ViolenceOrganisation::kUnspecified, "unspecified"},
    {ViolenceOrganisation::kStateBased, "state_based"},
    {ViolenceOrganisation::kNonState, "non_state"},
});
struct ArmedViolenceDetails {
  ViolenceOrganisation organisation = ViolenceOrganisation::kUnspecified;
  friend bool operator==(const ArmedViolenceDetails&, const ArmedViolenceDetails&) = default;
};

// Campaigns and their turns; CAMEO 0874, 191 and 192. Battles of an operation name it as
// Event::part_of.
enum class OperationKind : std::uint8_t {
  kUnspecified,
  kInvasion,
  kOffensive,
  kCounteroffensive,
  kSiege,
  kWithdrawal,
  kCapture,           // of a place
  kRecapture,
  kOccupation,
  kBlockade,
  kMutiny,
};
template <>
inline constexpr auto kTokens<OperationKind> = std::to_array<Token<OperationKind>>({
    {OperationKind::kUnspecified, "unspecified"},
    {OperationKind::kInvasion, "invasion"},
    {OperationKind::kOffensive, "offensive"},
    {OperationKind::kCounteroffensive, "counteroffensive"},
    {OperationKind::kSiege, "siege"},
    {OperationKind::kWithdrawal, "withdrawal"},
    {OperationKind::kCapture, "capture"},
    {OperationKind::kRecapture, "recapture"},
    {OperationKind::kOccupation, "occupation"},
    {OperationKind::kBlockade, "blockade"},
    {OperationKind::kMutiny, "mutiny"},
});
struct MilitaryOperationDetails {
  OperationKind kind = OperationKind::kUnspecified;
  friend bool operator==(const MilitaryOperationDetails&,
                         const MilitaryOperationDetails&) = default;
};

// PLOVER MOBILIZE modes (manual 2021); CAMEO 15.
enum class MobilizationKind : std::uint8_t {
  kUnspecified,
  kTroops,
  kWeapons,
  kPolice,
  kMilitia,
};
template <>
inline constexpr auto kTokens<MobilizationKind> = std::to_array<Token<MobilizationKind>>({
    {MobilizationKind::kUnspecified, "unspecified"},
    {MobilizationKind::kTroops, "troops"},
    {MobilizationKind::kWeapons, "weapons"},
    {MobilizationKind::kPolice, "police"},
    {MobilizationKind::kMilitia, "militia"},
});
struct MobilizationDetails {
  MobilizationKind kind = MobilizationKind::kUnspecified;
  friend bool operator==(const MobilizationDetails&, const MobilizationDetails&) = default;
};

// PLOVER COERCE modes (manual 2021); CAMEO 17.
enum class CoercionKind : std::uint8_t {
  kUnspecified,
  kSeize,
  kRestrict,
  kCensor,
  kCurfew,
  kMartialLaw,
  kArrest,
  kDeport,
  kWithhold,
  kMisinformation,
  kCyber,
};
template <>
inline constexpr auto kTokens<CoercionKind> = std::to_array<Token<CoercionKind>>({
    {CoercionKind::kUnspecified, "unspecified"},
    {CoercionKind::kSeize, "seize"},
    {CoercionKind::kRestrict, "restrict"},
    {CoercionKind::kCensor, "censor"},
    {CoercionKind::kCurfew, "curfew"},
    {CoercionKind::kMartialLaw, "martial_law"},
    {CoercionKind::kArrest, "arrest"},
    {CoercionKind::kDeport, "deport"},
    {CoercionKind::kWithhold, "withhold"},
    {CoercionKind::kMisinformation, "misinformation"},
    {CoercionKind::kCyber, "cyber"},
});
struct CoercionDetails {
  CoercionKind kind = CoercionKind::kUnspecified;
  friend bool operator==(const CoercionDetails&, const CoercionDetails&) = default;
};

// ACLED sub-event types of protests, then PLOVER PROTEST modes that it has no word for.
enum class ProtestKind : std::uint8_t {
  kUnspecified,
  kPeaceful,
  kWithIntervention,
  kExcessiveForceAgainst,
  kStrike,
  kHungerStrike,
  kBoycott,
  kObstruction,
};
template <>
inline constexpr auto kTokens<ProtestKind> = std::to_array<Token<ProtestKind>>({
    {ProtestKind::kUnspecified, "unspecified"},
    {ProtestKind::kPeaceful, "peaceful"},
    {ProtestKind::kWithIntervention, "with_intervention"},
    {ProtestKind::kExcessiveForceAgainst, "excessive_force_against"},
    {ProtestKind::kStrike, "strike"},
    {ProtestKind::kHungerStrike, "hunger_strike"},
    {ProtestKind::kBoycott, "boycott"},
    {ProtestKind::kObstruction, "obstruction"},
});
struct ProtestDetails {
  ProtestKind kind = ProtestKind::kUnspecified;
  friend bool operator==(const ProtestDetails&, const ProtestDetails&) = default;
};

// ACLED sub-event types of riots, then PLOVER's "vandalize".
enum class RiotKind : std::uint8_t {
  kUnspecified,
  kViolentDemonstration,
  kMobViolence,
  kVandalism,
};
template <>
inline constexpr auto kTokens<RiotKind> = std::to_array<Token<RiotKind>>({
    {RiotKind::kUnspecified, "unspecified"},
    {RiotKind::kViolentDemonstration, "violent_demonstration"},
    {RiotKind::kMobViolence, "mob_violence"},
    {RiotKind::kVandalism, "vandalism"},
});
struct RiotDetails {
  RiotKind kind = RiotKind::kUnspecified;
  friend bool operator==(const RiotDetails&, const RiotDetails&) = default;
};

// How a territory changed hands. The first six are COW Territorial Change's procedures 1 to 6
// (manual of v6; Tir, Schafer, Diehl & Goertz 1998); the rest come from ISD, ICOW and COW Entities.
// COW codes a total cession as conquest and leaves out occupations that did not last. Sources
// disagree on one event (Crimea 2014: "annexed" in the news, conquest in COW v6): keep both rows.
enum class ChangeProcedure : std::uint8_t {
  kUnknown,
  kConquest,            // COW 1: armed force primary
  kAnnexation,          // COW 2: unilateral extension of sovereignty
  kCession,             // COW 3: by treaty, purchase, plebiscite
  kSecession,           // COW 4
  kUnification,         // COW 5
  kMandate,             // COW 6: mandated territory
  kNotApplicable,       // COW -9, mostly independence
  kDissolution,
  kPartition,
  kDecolonisation,
  kRestoration,         // liberation, return to the former holder
  kOccupationBegin,
  kOccupationEnd,
  kLease,
  kPartialWithdrawal,
  kBoundaryAdjustment,
  kExchange,
};
template <>
inline constexpr auto kTokens<ChangeProcedure> = std::to_array<Token<ChangeProcedure>>({
    {ChangeProcedure::kUnknown, "unknown"},
    {ChangeProcedure::kConquest, "conquest"},
    {ChangeProcedure::kAnnexation, "annexation"},
    {ChangeProcedure::kCession, "cession"},
    {ChangeProcedure::kSecession, "secession"},
    {ChangeProcedure::kUnification, "unification"},
    {ChangeProcedure::kMandate, "mandate"},
    {ChangeProcedure::kNotApplicable, "not_applicable"},
    {ChangeProcedure::kDissolution, "dissolution"},
    {ChangeProcedure::kPartition, "partition"},
    {ChangeProcedure::kDecolonisation, "decolonisation"},
    {ChangeProcedure::kRestoration, "restoration"},
    {ChangeProcedure::kOccupationBegin, "occupation_begin"},
    {ChangeProcedure::kOccupationEnd, "occupation_end"},
    {ChangeProcedure::kLease, "lease"},
    {ChangeProcedure::kPartialWithdrawal, "partial_withdrawal"},
    {ChangeProcedure::kBoundaryAdjustment, "boundary_adjustment"},
    {ChangeProcedure::kExchange, "exchange"},
});
// COW portion: 1 the whole of the unit, 0 part of it.
enum class Portion : std::uint8_t {
  kUnknown,
  kWhole,
  kPart,
};
template <>
inline constexpr auto kTokens<Portion> = std::to_array<Token<Portion>>({
    {Portion::kUnknown, "unknown"},
    {Portion::kWhole, "whole"},
    {Portion::kPart, "part"},
});
// COW gaintype and losetype: 1 homeland, 0 dependent territory.
enum class TerritoryRole : std::uint8_t {
  kUnknown,
  kHomeland,
  kDependent,
};
template <>
inline constexpr auto kTokens<TerritoryRole> = std::to_array<Token<TerritoryRole>>({
    {TerritoryRole::kUnknown, "unknown"},
    {TerritoryRole::kHomeland, "homeland"},
    {TerritoryRole::kDependent, "dependent"},
});
// Gainers and losers are parties of the event (Role::kGainer, Role::kLoser).
struct TerritorialChangeDetails {
  ChangeProcedure procedure = ChangeProcedure::kUnknown;
  std::optional<PlaceId> territory;
  Portion portion = Portion::kUnknown;
  TerritoryRole gained_as = TerritoryRole::kUnknown;
  TerritoryRole lost_as = TerritoryRole::kUnknown;
  std::optional<double> area_km2;          // >= 0; COW's 1 stands for "small, unknown"
  std::optional<std::int64_t> population;  // >= 0
  std::optional<bool> military_conflict;   // between organised forces of both sides (COW conflict)
  friend bool operator==(const TerritorialChangeDetails&,
                         const TerritorialChangeDetails&) = default;
};

// How the parties met. Separate bilateral: a third party met each side apart; nothing is said of
// the sides meeting each other. Virtual: by telephone or video (CAMEO 041).
enum class TalksFormat : std::uint8_t {
  kUnknown,
  kDirect,
  kSeparateBilateral,
  kProximity,
  kShuttle,
  kBackChannel,
  kVirtualMeeting,
  kWrittenExchange,
  kMultilateralConference,
  kSummit,
  kWorkingGroup,
};
template <>
inline constexpr auto kTokens<TalksFormat> = std::to_array<Token<TalksFormat>>({
    {TalksFormat::kUnknown, "unknown"},
    {TalksFormat::kDirect, "direct"},
    {TalksFormat::kSeparateBilateral, "separate_bilateral"},
    {TalksFormat::kProximity, "proximity"},
    {TalksFormat::kShuttle, "shuttle"},
    {TalksFormat::kBackChannel, "back_channel"},
    {TalksFormat::kVirtualMeeting, "virtual_meeting"},
    {TalksFormat::kWrittenExchange, "written_exchange"},
    {TalksFormat::kMultilateralConference, "multilateral_conference"},
    {TalksFormat::kSummit, "summit"},
    {TalksFormat::kWorkingGroup, "working_group"},
});
// Diplomacy by whom: one, officials; two, people of influence without office; one and a half, both;
// three, society at large.
enum class Track : std::uint8_t {
  kUnknown,
  kOne,
  kOneAndAHalf,
  kTwo,
  kThree,
};
template <>
inline constexpr auto kTokens<Track> = std::to_array<Token<Track>>({
    {Track::kUnknown, "unknown"},
    {Track::kOne, "one"},
    {Track::kOneAndAHalf, "one_and_a_half"},
    {Track::kTwo, "two"},
    {Track::kThree, "three"},
});
// UN Charter article 33, and good offices.
enum class PeacefulMeans : std::uint8_t {
  kUnspecified,
  kNegotiation,
  kInquiry,
  kMediation,
  kConciliation,
  kArbitration,
  kJudicialSettlement,
  kRegionalAgencies,
  kGoodOffices,
  kOther,
};
template <>
inline constexpr auto kTokens<PeacefulMeans> = std::to_array<Token<PeacefulMeans>>({
    {PeacefulMeans::kUnspecified, "unspecified"},
    {PeacefulMeans::kNegotiation, "negotiation"},
    {PeacefulMeans::kInquiry, "inquiry"},
    {PeacefulMeans::kMediation, "mediation"},
    {PeacefulMeans::kConciliation, "conciliation"},
    {PeacefulMeans::kArbitration, "arbitration"},
    {PeacefulMeans::kJudicialSettlement, "judicial_settlement"},
    {PeacefulMeans::kRegionalAgencies, "regional_agencies"},
    {PeacefulMeans::kGoodOffices, "good_offices"},
    {PeacefulMeans::kOther, "other"},
});
// Bercovitch's strategies of mediators, and the names Beardsley et al. give them.
enum class MediationStrategy : std::uint8_t {
  kUnspecified,
  kFacilitative,  // communication-facilitation
  kFormulative,   // procedural; formulation
  kDirective,     // manipulation
  kMixed,
};
template <>
inline constexpr auto kTokens<MediationStrategy> = std::to_array<Token<MediationStrategy>>({
    {MediationStrategy::kUnspecified, "unspecified"},
    {MediationStrategy::kFacilitative, "facilitative"},
    {MediationStrategy::kFormulative, "formulative"},
    {MediationStrategy::kDirective, "directive"},
    {MediationStrategy::kMixed, "mixed"},
});
// What came of it, after Bercovitch's scale from offered only to full settlement.
enum class NegotiationOutcome : std::uint8_t {
  kUnknown,
  kNotHeld,
  kOfferedOnly,
  kUnsuccessful,
  kStatementOnly,
  kContinued,
  kProcessAgreement,
  kCeasefire,
  kPartialSettlement,
  kFullSettlement,
};
template <>
inline constexpr auto kTokens<NegotiationOutcome> = std::to_array<Token<NegotiationOutcome>>({
    {NegotiationOutcome::kUnknown, "unknown"},
    {NegotiationOutcome::kNotHeld, "not_held"},
    {NegotiationOutcome::kOfferedOnly, "offered_only"},
    {NegotiationOutcome::kUnsuccessful, "unsuccessful"},
    {NegotiationOutcome::kStatementOnly, "statement_only"},
    {NegotiationOutcome::kContinued, "continued"},
    {NegotiationOutcome::kProcessAgreement, "process_agreement"},
    {NegotiationOutcome::kCeasefire, "ceasefire"},
    {NegotiationOutcome::kPartialSettlement, "partial_settlement"},
    {NegotiationOutcome::kFullSettlement, "full_settlement"},
});
struct MeetingDetails {
  TalksFormat format = TalksFormat::kUnknown;
  Track track = Track::kUnknown;
  PeacefulMeans means = PeacefulMeans::kUnspecified;
  MediationStrategy strategy = MediationStrategy::kUnspecified;
  NegotiationOutcome outcome = NegotiationOutcome::kUnknown;
  std::optional<ProcessId> process;
  std::vector<std::string> agenda;     // discussed, which is not agreed
  std::optional<std::int32_t> days;    // length as stated: "over two days"
  std::optional<bool> preconditions;   // set by the convener; empty: not said
  friend bool operator==(const MeetingDetails&, const MeetingDetails&) = default;
};

// The signing or adoption. Text, stage (PA-X) and provisions are an Agreement of talks.h.
struct AgreementDetails {
  std::optional<AgreementId> agreement;
  friend bool operator==(const AgreementDetails&, const AgreementDetails&) = default;
};

// ETH/PRIO Civil Conflict Ceasefire dataset (Clayton et al. 2022): ceasefire_class 1 to 3.
enum class CeasefireClass : std::uint8_t {
  kUnknown,
  kCessationOfHostilities,
  kCessationWithComplianceMechanism,
  kDefinitive,                        // with demobilisation as well
};
template <>
inline constexpr auto kTokens<CeasefireClass> = std::to_array<Token<CeasefireClass>>({
    {CeasefireClass::kUnknown, "unknown"},
    {CeasefireClass::kCessationOfHostilities, "cessation_of_hostilities"},
    {CeasefireClass::kCessationWithComplianceMechanism, "cessation_with_compliance_mechanism"},
    {CeasefireClass::kDefinitive, "definitive"},
});
// ETH/PRIO p_*. There several may hold of one ceasefire; here the one the source stresses.
enum class CeasefirePurpose : std::uint8_t {
  kUnclear,
  kHumanitarian,
  kPeaceProcess,
  kHoliday,
  kElection,
  kOther,
};
template <>
inline constexpr auto kTokens<CeasefirePurpose> = std::to_array<Token<CeasefirePurpose>>({
    {CeasefirePurpose::kUnclear, "unclear"},
    {CeasefirePurpose::kHumanitarian, "humanitarian"},
    {CeasefirePurpose::kPeaceProcess, "peace_process"},
    {CeasefirePurpose::kHoliday, "holiday"},
    {CeasefirePurpose::kElection, "election"},
    {CeasefirePurpose::kOther, "other"},
});
// ETH/PRIO side 1 to 3: who declared it.
enum class CeasefireSide : std::uint8_t {
  kUnknown,
  kUnilateral,
  kBilateral,
  kMultilateral,
};
template <>
inline constexpr auto kTokens<CeasefireSide> = std::to_array<Token<CeasefireSide>>({
    {CeasefireSide::kUnknown, "unknown"},
    {CeasefireSide::kUnilateral, "unilateral"},
    {CeasefireSide::kBilateral, "bilateral"},
    {CeasefireSide::kMultilateral, "multilateral"},
});
// ETH/PRIO partial: whether it leaves out areas, weapons or targets.
enum class CeasefireScope : std::uint8_t {
  kUnknown,
  kFull,
  kPartial,
};
template <>
inline constexpr auto kTokens<CeasefireScope> = std::to_array<Token<CeasefireScope>>({
    {CeasefireScope::kUnknown, "unknown"},
    {CeasefireScope::kFull, "full"},
    {CeasefireScope::kPartial, "partial"},
});
// ETH/PRIO ended.
enum class CeasefireEnd : std::uint8_t {
  kUnclear,
  kInForce,
  kExpired,          // its term ran out
  kBroken,           // ended by a party
  kNeverTookEffect,
  kSuperseded,       // or extended by another
};
template <>
inline constexpr auto kTokens<CeasefireEnd> = std::to_array<Token<CeasefireEnd>>({
    {CeasefireEnd::kUnclear, "unclear"},
    {CeasefireEnd::kInForce, "in_force"},
    {CeasefireEnd::kExpired, "expired"},
    {CeasefireEnd::kBroken, "broken"},
    {CeasefireEnd::kNeverTookEffect, "never_took_effect"},
    {CeasefireEnd::kSuperseded, "superseded"},
});
struct CeasefireDetails {
  CeasefireClass kind = CeasefireClass::kUnknown;
  CeasefirePurpose purpose = CeasefirePurpose::kUnclear;
  CeasefireSide side = CeasefireSide::kUnknown;
  CeasefireScope scope = CeasefireScope::kUnknown;
  std::optional<Moment> effective;   // entry into force, where apart from the declaration
  CeasefireEnd end = CeasefireEnd::kUnclear;
  std::optional<AgreementId> agreement;
  friend bool operator==(const CeasefireDetails&, const CeasefireDetails&) = default;
};

// OSCE Special Monitoring Mission to Ukraine, daily reports: counts are recorded, not attributed,
// so that a violation need not have a Role::kInitiator.
enum class ViolationKind : std::uint8_t {
  kUnspecified,
  kExplosion,
  kBurst,
  kShot,
  kHeavyWeaponBeyondLine,
  kFreedomOfMovementDenied,
  kUavInterference,
};
template <>
inline constexpr auto kTokens<ViolationKind> = std::to_array<Token<ViolationKind>>({
    {ViolationKind::kUnspecified, "unspecified"},
    {ViolationKind::kExplosion, "explosion"},
    {ViolationKind::kBurst, "burst"},
    {ViolationKind::kShot, "shot"},
    {ViolationKind::kHeavyWeaponBeyondLine, "heavy_weapon_beyond_line"},
    {ViolationKind::kFreedomOfMovementDenied, "freedom_of_movement_denied"},
    {ViolationKind::kUavInterference, "uav_interference"},
});
struct ViolationDetails {
  ViolationKind kind = ViolationKind::kUnspecified;
  std::optional<std::int64_t> count;  // >= 0, over the event's span
  std::optional<AgreementId> of;
  friend bool operator==(const ViolationDetails&, const ViolationDetails&) = default;
};

// What the words do: PLOVER's verbal events, and the plain statement of CAMEO 01.
enum class SpeechAct : std::uint8_t {
  kStatement,
  kAnnouncement,
  kAppeal,        // CAMEO 02; PLOVER REQUEST
  kAgreement,     // CAMEO 03; PLOVER AGREE
  kSupport,       // CAMEO 05 in words; PLOVER SUPPORT
  kConcession,    // PLOVER CONCEDE
  kDemand,        // CAMEO 10
  kAccusation,    // CAMEO 112; PLOVER ACCUSE
  kCondemnation,  // CAMEO 110, 111; PLOVER ACCUSE disapprove
  kRejection,     // CAMEO 12; PLOVER REJECT
  kThreat,        // CAMEO 13; PLOVER THREATEN
  kDenial,        // CAMEO 016
};
template <>
inline constexpr auto kTokens<SpeechAct> = std::to_array<Token<SpeechAct>>({
    {SpeechAct::kStatement, "statement"},
    {SpeechAct::kAnnouncement, "announcement"},
    {SpeechAct::kAppeal, "appeal"},
    {SpeechAct::kAgreement, "agreement"},
    {SpeechAct::kSupport, "support"},
    {SpeechAct::kConcession, "concession"},
    {SpeechAct::kDemand, "demand"},
    {SpeechAct::kAccusation, "accusation"},
    {SpeechAct::kCondemnation, "condemnation"},
    {SpeechAct::kRejection, "rejection"},
    {SpeechAct::kThreat, "threat"},
    {SpeechAct::kDenial, "denial"},
});
struct StatementDetails {
  SpeechAct act = SpeechAct::kStatement;
  std::string topic;  // in the source's words
  friend bool operator==(const StatementDetails&, const StatementDetails&) = default;
};

// CAMEO 05 where it is more than words, and 16.
enum class DiplomaticActKind : std::uint8_t {
  kUnspecified,
  kRecognition,
  kRecognitionWithdrawn,
  kResolution,            // adopted by an organisation
  kExpulsion,
  kRecall,
  kRelationsEstablished,
  kRelationsBroken,
  kAccession,             // to an organisation or a treaty
  kWithdrawal,            // from an organisation or a treaty
  kVisit,
  kRelationsReduced,      // CAMEO 16, PLOVER SANCTION: reduced, or not said whether broken
  kTalksHalted,           // negotiations or mediation broken off (CAMEO 164, 165)
};
template <>
inline constexpr auto kTokens<DiplomaticActKind> = std::to_array<Token<DiplomaticActKind>>({
    {DiplomaticActKind::kUnspecified, "unspecified"},
    {DiplomaticActKind::kRecognition, "recognition"},
    {DiplomaticActKind::kRecognitionWithdrawn, "recognition_withdrawn"},
    {DiplomaticActKind::kResolution, "resolution"},
    {DiplomaticActKind::kExpulsion, "expulsion"},
    {DiplomaticActKind::kRecall, "recall"},
    {DiplomaticActKind::kRelationsEstablished, "relations_established"},
    {DiplomaticActKind::kRelationsBroken, "relations_broken"},
    {DiplomaticActKind::kAccession, "accession"},
    {DiplomaticActKind::kWithdrawal, "withdrawal"},
    {DiplomaticActKind::kVisit, "visit"},
    {DiplomaticActKind::kRelationsReduced, "relations_reduced"},
    {DiplomaticActKind::kTalksHalted, "talks_halted"},
});
struct DiplomaticActDetails {
  DiplomaticActKind kind = DiplomaticActKind::kUnspecified;
  std::string document;  // "A/RES/68/262"
  friend bool operator==(const DiplomaticActDetails&, const DiplomaticActDetails&) = default;
};

// TIES 4.0 keeps threats and impositions apart (Morgan, Bapat & Kobayashi 2014). What is in force
// is a Designation of sanction.h; this is the act. A licence exempts and never delists.
enum class SanctionActKind : std::uint8_t {
  kUnspecified,
  kThreat,
  kImposition,
  kAmendment,
  kRenewal,
  kEasing,
  kLifting,
  kLicence,
  kExpiry,
};
template <>
inline constexpr auto kTokens<SanctionActKind> = std::to_array<Token<SanctionActKind>>({
    {SanctionActKind::kUnspecified, "unspecified"},
    {SanctionActKind::kThreat, "threat"},
    {SanctionActKind::kImposition, "imposition"},
    {SanctionActKind::kAmendment, "amendment"},
    {SanctionActKind::kRenewal, "renewal"},
    {SanctionActKind::kEasing, "easing"},
    {SanctionActKind::kLifting, "lifting"},
    {SanctionActKind::kLicence, "licence"},
    {SanctionActKind::kExpiry, "expiry"},
});
struct SanctionActDetails {
  SanctionActKind kind = SanctionActKind::kUnspecified;
  std::optional<RegimeId> regime;
  std::optional<InstrumentId> instrument;
  friend bool operator==(const SanctionActDetails&, const SanctionActDetails&) = default;
};

// Kiel Ukraine Support Tracker: kinds and stages. Announced is not delivered. Sums of money or
// goods are Observations.
enum class AidKind : std::uint8_t {
  kUnspecified,
  kHumanitarian,
  kFinancial,
  kMilitary,
  kDevelopment,
};
template <>
inline constexpr auto kTokens<AidKind> = std::to_array<Token<AidKind>>({
    {AidKind::kUnspecified, "unspecified"},
    {AidKind::kHumanitarian, "humanitarian"},
    {AidKind::kFinancial, "financial"},
    {AidKind::kMilitary, "military"},
    {AidKind::kDevelopment, "development"},
});
enum class AidStage : std::uint8_t {
  kUnspecified,
  kAnnounced,
  kCommitted,
  kAllocated,
  kDelivered,
};
template <>
inline constexpr auto kTokens<AidStage> = std::to_array<Token<AidStage>>({
    {AidStage::kUnspecified, "unspecified"},
    {AidStage::kAnnounced, "announced"},
    {AidStage::kCommitted, "committed"},
    {AidStage::kAllocated, "allocated"},
    {AidStage::kDelivered, "delivered"},
});
struct AidDetails {
  AidKind kind = AidKind::kUnspecified;
  AidStage stage = AidStage::kUnspecified;
  friend bool operator==(const AidDetails&, const AidDetails&) = default;
};

// CAMEO 06 and 08; PLOVER COOPERATE and RETREAT.
enum class CooperationKind : std::uint8_t {
  kUnspecified,
  kEconomic,
  kMilitary,
  kJudicial,
  kIntelligence,
  kConcession,    // material: release, return, disarmament (CAMEO 08, PLOVER RETREAT)
  kExchange,      // of prisoners, of bodies
};
template <>
inline constexpr auto kTokens<CooperationKind> = std::to_array<Token<CooperationKind>>({
    {CooperationKind::kUnspecified, "unspecified"},
    {CooperationKind::kEconomic, "economic"},
    {CooperationKind::kMilitary, "military"},
    {CooperationKind::kJudicial, "judicial"},
    {CooperationKind::kIntelligence, "intelligence"},
    {CooperationKind::kConcession, "concession"},
    {CooperationKind::kExchange, "exchange"},
});
struct CooperationDetails {
  CooperationKind kind = CooperationKind::kUnspecified;
  friend bool operator==(const CooperationDetails&, const CooperationDetails&) = default;
};

// What made people leave or return. How many is an Observation: UNHCR's refugees crossed a border,
// IDMC's internally displaced did not.
enum class DisplacementKind : std::uint8_t {
  kUnspecified,
  kFlight,
  kEvacuation,
  kDeportation,
  kReturnHome,
};
template <>
inline constexpr auto kTokens<DisplacementKind> = std::to_array<Token<DisplacementKind>>({
    {DisplacementKind::kUnspecified, "unspecified"},
    {DisplacementKind::kFlight, "flight"},
    {DisplacementKind::kEvacuation, "evacuation"},
    {DisplacementKind::kDeportation, "deportation"},
    {DisplacementKind::kReturnHome, "return_home"},
});
struct DisplacementDetails {
  DisplacementKind kind = DisplacementKind::kUnspecified;
  friend bool operator==(const DisplacementDetails&, const DisplacementDetails&) = default;
};

// Who governs, and by which law.
enum class PoliticalChangeKind : std::uint8_t {
  kUnspecified,
  kElection,
  kReferendum,
  kAppointment,
  kDeparture,     // resignation, dismissal, flight from office
  kCoup,
  kLegislation,   // a law or decree
  kIndependence,  // declaration of
  kMartialLaw,
  kFormation,     // of an organisation or government
};
template <>
inline constexpr auto kTokens<PoliticalChangeKind> = std::to_array<Token<PoliticalChangeKind>>({
    {PoliticalChangeKind::kUnspecified, "unspecified"},
    {PoliticalChangeKind::kElection, "election"},
    {PoliticalChangeKind::kReferendum, "referendum"},
    {PoliticalChangeKind::kAppointment, "appointment"},
    {PoliticalChangeKind::kDeparture, "departure"},
    {PoliticalChangeKind::kCoup, "coup"},
    {PoliticalChangeKind::kLegislation, "legislation"},
    {PoliticalChangeKind::kIndependence, "independence"},
    {PoliticalChangeKind::kMartialLaw, "martial_law"},
    {PoliticalChangeKind::kFormation, "formation"},
});
struct PoliticalChangeDetails {
  PoliticalChangeKind kind = PoliticalChangeKind::kUnspecified;
  friend bool operator==(const PoliticalChangeDetails&, const PoliticalChangeDetails&) = default;
};

// ACLED sub-event types of strategic developments (codebook 2024), which ACLED collects as context
// and not in full: their counts are not comparable.
enum class StrategicKind : std::uint8_t {
  kUnspecified,
  kAgreement,
  kArrests,
  kChangeToGroup,
  kDisruptedWeaponsUse,
  kHeadquartersOrBase,
  kLootingOrDestruction,
  kNonViolentTransferOfTerritory,
  kOther,
};
template <>
inline constexpr auto kTokens<StrategicKind> = std::to_array<Token<StrategicKind>>({
    {StrategicKind::kUnspecified, "unspecified"},
    {StrategicKind::kAgreement, "agreement"},
    {StrategicKind::kArrests, "arrests"},
    {StrategicKind::kChangeToGroup, "change_to_group"},
    {StrategicKind::kDisruptedWeaponsUse, "disrupted_weapons_use"},
    {StrategicKind::kHeadquartersOrBase, "headquarters_or_base"},
    {StrategicKind::kLootingOrDestruction, "looting_or_destruction"},
    {StrategicKind::kNonViolentTransferOfTerritory, "non_violent_transfer_of_territory"},
    {StrategicKind::kOther, "other"},
});
struct StrategicDevelopmentDetails {
  StrategicKind kind = StrategicKind::kUnspecified;
  friend bool operator==(const StrategicDevelopmentDetails&,
                         const StrategicDevelopmentDetails&) = default;
};

// The details of an event: nothing, or the struct of its type. Closed, so that a visitor that
// forgets a type does not compile.
using EventDetails =
    std::variant<std::monostate, BattleDetails, RemoteViolenceDetails, CivilianViolenceDetails,
                 ArmedViolenceDetails, MilitaryOperationDetails, MobilizationDetails,
                 CoercionDetails, ProtestDetails, RiotDetails, TerritorialChangeDetails,
                 MeetingDetails, AgreementDetails, CeasefireDetails, ViolationDetails,
                 StatementDetails, DiplomaticActDetails, SanctionActDetails, AidDetails,
                 CooperationDetails, DisplacementDetails, PoliticalChangeDetails,
                 StrategicDevelopmentDetails>;

// The type whose details these are; empty for std::monostate.
CASUS_EXPORT std::optional<EventType> TypeOf(const EventDetails& details);
// Empty details of the type, with every field at "not said"; std::monostate for kOther.
CASUS_EXPORT EventDetails EmptyDetails(EventType type);

// Calls visit(name, field) for every field of the struct, in a fixed order: what the text form, the
// writers and the tables are made from. `field` is a reference; its type says how it is written.
// Overloads for every alternative of EventDetails; Details may be const.
template <typename D, typename F>
void ForEachField(D& details, F&& visit);

}  // namespace casus

#include "casus/event/details_fields.h"  // IWYU pragma: export

#endif  // CASUS_EVENT_DETAILS_H_
