#ifndef CASUS_TALKS_TALKS_H_
#define CASUS_TALKS_TALKS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "casus/base/id.h"
#include "casus/base/tokens.h"
#include "casus/event/event.h"
#include "casus/time/moment.h"
#include "casus/timeline/fact.h"

namespace casus {

// As the source had it when it was written.
enum class ProcessState : std::uint8_t {
  kUnknown,
  kProposed,
  kScheduled,
  kOpen,
  kPaused,
  kConcluded,
  kBrokenOff,
};
template <>
inline constexpr auto kTokens<ProcessState> = std::to_array<Token<ProcessState>>({
    {ProcessState::kUnknown, "unknown"},
    {ProcessState::kProposed, "proposed"},
    {ProcessState::kScheduled, "scheduled"},
    {ProcessState::kOpen, "open"},
    {ProcessState::kPaused, "paused"},
    {ProcessState::kConcluded, "concluded"},
    {ProcessState::kBrokenOff, "broken_off"},
});

// A peace process (PA-X PP) or a track of one: what meetings and agreements belong to. `fact.span`
// is its time; both ends may be open.
struct Process {
  Fact fact;
  std::string name;
  ProcessState state = ProcessState::kUnknown;
  std::vector<Party> parties;
  std::optional<ProcessId> part_of;
  friend bool operator==(const Process&, const Process&) = default;
};

// UCDP Peace Agreement Dataset 22.1, pa_type 1 to 3.
enum class AgreementKind : std::uint8_t {
  kUnknown,
  kFull,
  kPartial,
  kPeaceProcess,
  kOther,         // not a peace agreement: humanitarian, technical, trade
};
template <>
inline constexpr auto kTokens<AgreementKind> = std::to_array<Token<AgreementKind>>({
    {AgreementKind::kUnknown, "unknown"},
    {AgreementKind::kFull, "full"},
    {AgreementKind::kPartial, "partial"},
    {AgreementKind::kPeaceProcess, "peace_process"},
    {AgreementKind::kOther, "other"},
});
// PA-X v4 codebook, Stage (Bell & Badanjak 2019).
enum class AgreementStage : std::uint8_t {
  kUnknown,
  kPreNegotiation,            // Pre
  kCeasefire,                 // Cea
  kSubstantivePartial,        // SubPar
  kSubstantiveComprehensive,  // SubComp
  kImplementation,            // Imp
  kRenewal,                   // Ren
  kOther,                     // Oth
};
template <>
inline constexpr auto kTokens<AgreementStage> = std::to_array<Token<AgreementStage>>({
    {AgreementStage::kUnknown, "unknown"},
    {AgreementStage::kPreNegotiation, "pre_negotiation"},
    {AgreementStage::kCeasefire, "ceasefire"},
    {AgreementStage::kSubstantivePartial, "substantive_partial"},
    {AgreementStage::kSubstantiveComprehensive, "substantive_comprehensive"},
    {AgreementStage::kImplementation, "implementation"},
    {AgreementStage::kRenewal, "renewal"},
    {AgreementStage::kOther, "other"},
});
// PA-X v4 codebook, Status; PA-X leaves out drafts and what was rejected.
enum class AgreementStatus : std::uint8_t {
  kUnknown,
  kSignedAgreed,        // multiparty signed/agreed
  kUnilateralDocument,
  kStatusUnclear,
  kDraft,
  kRejected,
};
template <>
inline constexpr auto kTokens<AgreementStatus> = std::to_array<Token<AgreementStatus>>({
    {AgreementStatus::kUnknown, "unknown"},
    {AgreementStatus::kSignedAgreed, "signed_agreed"},
    {AgreementStatus::kUnilateralDocument, "unilateral_document"},
    {AgreementStatus::kStatusUnclear, "status_unclear"},
    {AgreementStatus::kDraft, "draft"},
    {AgreementStatus::kRejected, "rejected"},
});
// What a provision is about; the groups of PA-X, coarse.
enum class ProvisionTopic : std::uint8_t {
  kCeasefire,
  kWithdrawal,
  kMonitoring,
  kHumanitarianAccess,
  kPrisoners,
  kAmnesty,
  kElections,
  kAutonomyOrStatus,
  kBorderControl,
  kSovereignty,
  kSecurityGuarantees,
  kNeutrality,
  kForeignForces,
  kReconstruction,
  kTradeAndTransit,
  kSanctions,
  kTalks,               // commits to further talks
  kOther,
};
template <>
inline constexpr auto kTokens<ProvisionTopic> = std::to_array<Token<ProvisionTopic>>({
    {ProvisionTopic::kCeasefire, "ceasefire"},
    {ProvisionTopic::kWithdrawal, "withdrawal"},
    {ProvisionTopic::kMonitoring, "monitoring"},
    {ProvisionTopic::kHumanitarianAccess, "humanitarian_access"},
    {ProvisionTopic::kPrisoners, "prisoners"},
    {ProvisionTopic::kAmnesty, "amnesty"},
    {ProvisionTopic::kElections, "elections"},
    {ProvisionTopic::kAutonomyOrStatus, "autonomy_or_status"},
    {ProvisionTopic::kBorderControl, "border_control"},
    {ProvisionTopic::kSovereignty, "sovereignty"},
    {ProvisionTopic::kSecurityGuarantees, "security_guarantees"},
    {ProvisionTopic::kNeutrality, "neutrality"},
    {ProvisionTopic::kForeignForces, "foreign_forces"},
    {ProvisionTopic::kReconstruction, "reconstruction"},
    {ProvisionTopic::kTradeAndTransit, "trade_and_transit"},
    {ProvisionTopic::kSanctions, "sanctions"},
    {ProvisionTopic::kTalks, "talks"},
    {ProvisionTopic::kOther, "other"},
});
// PA-X v4 coding of a provision's strength, 1 to 3.
enum class ProvisionStrength : std::uint8_t {
  kNotSaid,
  kRhetorical,  // named in general terms
  kLoose,       // concrete, its terms open
  kDetailed,    // detailed, with means of enforcing it
};
template <>
inline constexpr auto kTokens<ProvisionStrength> = std::to_array<Token<ProvisionStrength>>({
    {ProvisionStrength::kNotSaid, "not_said"},
    {ProvisionStrength::kRhetorical, "rhetorical"},
    {ProvisionStrength::kLoose, "loose"},
    {ProvisionStrength::kDetailed, "detailed"},
});

// One thing agreed. What is only discussed stands in a meeting's agenda, what one party wants is a
// Position.
struct Provision {
  ProvisionTopic topic = ProvisionTopic::kOther;
  ProvisionStrength strength = ProvisionStrength::kNotSaid;
  std::string text;
  friend bool operator==(const Provision&, const Provision&) = default;
};

// An agreement as a text that is in force during `fact.span`; its signing is an Event. Of a range
// of days of signing PA-X takes the last; `signed_on` keeps the range.
struct Agreement {
  Fact fact;
  std::string name;
  AgreementKind kind = AgreementKind::kUnknown;
  AgreementStage stage = AgreementStage::kUnknown;
  AgreementStatus status = AgreementStatus::kUnknown;
  std::optional<ProcessId> process;
  std::optional<Moment> signed_on;
  std::vector<Party> parties;            // signatories, guarantors, witnesses
  std::vector<Provision> provisions;
  std::optional<AgreementId> amends;
  friend bool operator==(const Agreement&, const Agreement&) = default;
};

// How the actor stands to the topic.
enum class Stance : std::uint8_t {
  kSupports,
  kOpposes,
  kDemands,
  kOffers,
  kAccepts,
  kRejects,
  kDesires,
  kAcknowledges,
  kConcerned,
};
template <>
inline constexpr auto kTokens<Stance> = std::to_array<Token<Stance>>({
    {Stance::kSupports, "supports"},
    {Stance::kOpposes, "opposes"},
    {Stance::kDemands, "demands"},
    {Stance::kOffers, "offers"},
    {Stance::kAccepts, "accepts"},
    {Stance::kRejects, "rejects"},
    {Stance::kDesires, "desires"},
    {Stance::kAcknowledges, "acknowledges"},
    {Stance::kConcerned, "concerned"},
});

// What an actor holds on a topic during `fact.span`: a position, not an agreed provision.
struct Position {
  Fact fact;
  std::optional<ActorId> actor;          // REQUIRED by the builder
  Stance stance = Stance::kSupports;
  std::string topic;
  std::string text;
  std::optional<ProcessId> process;
  std::optional<EventId> voiced_at;
  friend bool operator==(const Position&, const Position&) = default;
};

}  // namespace casus

#endif  // CASUS_TALKS_TALKS_H_
