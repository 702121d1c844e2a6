#ifndef CASUS_SANCTION_SANCTION_H_
#define CASUS_SANCTION_SANCTION_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "casus/base/id.h"
#include "casus/base/tokens.h"
#include "casus/time/moment.h"
#include "casus/timeline/fact.h"

namespace casus {

// What is forbidden or withheld: the fourteen measures in use on published lists (OFAC, EU, UK, UN,
// Switzerland), and what the sectoral regimes since 2014 added.
enum class Measure : std::uint8_t {
  kAssetFreeze,
  kTravelBan,
  kArmsEmbargo,
  kArmsRestrictions,
  kExportControl,
  kImportRestrictions,
  kFinancialRestrictions,  // capital market, lending, correspondent accounts, SWIFT
  kInvestmentBan,
  kServicesBan,
  kTransportation,         // flights, ports, overflight
  kSectoral,               // OFAC sectoral directives, EU 833/2014
  kPriceCap,
  kDebarment,
  kAidSuspension,
  kClaimsProhibition,      // prohibition to satisfy claims
  kMediaBan,               // broadcasting suspended
  kDiplomatic,             // expulsion, downgrading
  kOther,
};
template <>
inline constexpr auto kTokens<Measure> = std::to_array<Token<Measure>>({
    {Measure::kAssetFreeze, "asset_freeze"},
    {Measure::kTravelBan, "travel_ban"},
    {Measure::kArmsEmbargo, "arms_embargo"},
    {Measure::kArmsRestrictions, "arms_restrictions"},
    {Measure::kExportControl, "export_control"},
    {Measure::kImportRestrictions, "import_restrictions"},
    {Measure::kFinancialRestrictions, "financial_restrictions"},
    {Measure::kInvestmentBan, "investment_ban"},
    {Measure::kServicesBan, "services_ban"},
    {Measure::kTransportation, "transportation"},
    {Measure::kSectoral, "sectoral"},
    {Measure::kPriceCap, "price_cap"},
    {Measure::kDebarment, "debarment"},
    {Measure::kAidSuspension, "aid_suspension"},
    {Measure::kClaimsProhibition, "claims_prohibition"},
    {Measure::kMediaBan, "media_ban"},
    {Measure::kDiplomatic, "diplomatic"},
    {Measure::kOther, "other"},
});

// A regime (programme): the frame a sender puts measures in. `fact.span` is the time from its
// first act to its end.
struct Regime {
  Fact fact;
  std::string name;               // "EU restrictive measures, territorial integrity of Ukraine"
  std::vector<ActorId> senders;   // states or organisations
  std::string programme;          // the sender's own tag: "UKRAINE-EO13662"
  friend bool operator==(const Regime&, const Regime&) = default;
};

// By which act: U.S. executive orders, directives and licences; EU decisions and regulations; UN
// resolutions.
enum class InstrumentKind : std::uint8_t {
  kStatute,
  kRegulation,
  kDecision,
  kExecutiveOrder,
  kDirective,
  kResolution,
  kDecree,
  kLicence,
  kNotice,
  kOther,
};
template <>
inline constexpr auto kTokens<InstrumentKind> = std::to_array<Token<InstrumentKind>>({
    {InstrumentKind::kStatute, "statute"},
    {InstrumentKind::kRegulation, "regulation"},
    {InstrumentKind::kDecision, "decision"},
    {InstrumentKind::kExecutiveOrder, "executive_order"},
    {InstrumentKind::kDirective, "directive"},
    {InstrumentKind::kResolution, "resolution"},
    {InstrumentKind::kDecree, "decree"},
    {InstrumentKind::kLicence, "licence"},
    {InstrumentKind::kNotice, "notice"},
    {InstrumentKind::kOther, "other"},
});

// A legal act. `fact.span` is its time in force. A renewal is an instrument of its own that names
// what it renews, so that a chain can lapse (EU listings under 269/2014 run to 15 March and 15
// September).
struct Instrument {
  Fact fact;
  InstrumentKind kind = InstrumentKind::kOther;
  std::string citation;                      // "Council Decision 2014/145/CFSP"
  std::optional<RegimeId> regime;
  std::optional<Moment> adopted;
  std::optional<Moment> published;
  std::optional<InstrumentId> renews;
  std::optional<InstrumentId> amends;
  friend bool operator==(const Instrument&, const Instrument&) = default;
};

// Threatened and imposed are different things (TIES 4.0).
enum class DesignationStage : std::uint8_t {
  kThreatened,
  kImposed,
};
template <>
inline constexpr auto kTokens<DesignationStage> = std::to_array<Token<DesignationStage>>({
    {DesignationStage::kThreatened, "threatened"},
    {DesignationStage::kImposed, "imposed"},
});
// Why a designation ended. A name that is gone from a list without a word is kNotSaid: OFAC's files
// hold no delistings.
enum class EndReason : std::uint8_t {
  kNotSaid,
  kLifted,
  kExpired,     // not renewed
  kSuperseded,  // taken over by another act
  kCourt,       // annulled
  kDeceased,
  kMerged,
  kError,
};
template <>
inline constexpr auto kTokens<EndReason> = std::to_array<Token<EndReason>>({
    {EndReason::kNotSaid, "not_said"},
    {EndReason::kLifted, "lifted"},
    {EndReason::kExpired, "expired"},
    {EndReason::kSuperseded, "superseded"},
    {EndReason::kCourt, "court"},
    {EndReason::kDeceased, "deceased"},
    {EndReason::kMerged, "merged"},
    {EndReason::kError, "error"},
});

// What a designation hits: an actor, a place (territorial measures), or a sector in words.
using Target = std::variant<ActorId, PlaceId, std::string>;

// A measure of a sender against a target, in force during `fact.span`. A name that is delisted and
// listed again has two designations with disjoint spans. The days of deciding, publishing and
// taking effect are different days; none stands in for another (EU: in force on publication or the
// day after; OFAC: the day of action; an EU file's regulation date is the last amendment's).
struct Designation {
  Fact fact;
  std::optional<RegimeId> regime;            // REQUIRED by the builder
  std::optional<InstrumentId> instrument;
  std::optional<Target> target;              // REQUIRED by the builder
  std::vector<Measure> measures;
  DesignationStage stage = DesignationStage::kImposed;
  std::optional<Moment> decided;
  std::optional<Moment> published;
  std::optional<Moment> effective;
  std::vector<Moment> amended;
  EndReason end_reason = EndReason::kNotSaid;
  std::string grounds;                       // the reason the sender states
  friend bool operator==(const Designation&, const Designation&) = default;
};

// U.S. general licences, EU derogations, and the two shapes both take.
enum class ExemptionKind : std::uint8_t {
  kGeneralLicence,
  kDerogation,
  kWindDown,
  kHumanitarian,
  kOther,
};
template <>
inline constexpr auto kTokens<ExemptionKind> = std::to_array<Token<ExemptionKind>>({
    {ExemptionKind::kGeneralLicence, "general_licence"},
    {ExemptionKind::kDerogation, "derogation"},
    {ExemptionKind::kWindDown, "wind_down"},
    {ExemptionKind::kHumanitarian, "humanitarian"},
    {ExemptionKind::kOther, "other"},
});

// A licence or derogation: permits what a designation forbids, during `fact.span`. It never
// delists.
struct Exemption {
  Fact fact;
  ExemptionKind kind = ExemptionKind::kOther;
  std::string number;                        // "13O"
  std::optional<RegimeId> regime;            // REQUIRED by the builder
  std::vector<DesignationId> designations;   // empty: as far as its scope in words goes
  std::string scope;
  friend bool operator==(const Exemption&, const Exemption&) = default;
};

}  // namespace casus

#endif  // CASUS_SANCTION_SANCTION_H_
