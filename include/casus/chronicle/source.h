#ifndef CASUS_CHRONICLE_SOURCE_H_
#define CASUS_CHRONICLE_SOURCE_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "casus/base/id.h"
#include "casus/base/tokens.h"
#include "casus/time/allen.h"
#include "casus/time/moment.h"
#include "casus/time/period.h"
#include "casus/timeline/fact.h"

namespace casus {

enum class SourceKind : std::uint8_t {
  kNewsReport,
  kOfficialDocument,  // law, decree, decision, resolution, treaty text
  kOfficialStatement,
  kDataset,
  kInstitutionReport,  // UN, OSCE, ICRC, statistics office
  kScholarly,
  kMap,
  kOther,
};
template <>
inline constexpr auto kTokens<SourceKind> = std::to_array<Token<SourceKind>>({
    {SourceKind::kNewsReport, "news_report"},
    {SourceKind::kOfficialDocument, "official_document"},
    {SourceKind::kOfficialStatement, "official_statement"},
    {SourceKind::kDataset, "dataset"},
    {SourceKind::kInstitutionReport, "institution_report"},
    {SourceKind::kScholarly, "scholarly"},
    {SourceKind::kMap, "map"},
    {SourceKind::kOther, "other"},
});

// Who says so: a document, a dataset version, an institution's report.
struct Source {
  std::string key;
  SourceKind kind = SourceKind::kOther;
  std::string title;
  std::optional<ActorId> publisher;
  // When it was published; vague or unknown dates stay so. The default day of learning of what it
  // says.
  Moment published = Moment::Unknown();
  std::string version;  // of a dataset: "24.1"
  std::string locator;  // a document symbol, DOI or address
  // Sources this one draws on: agreement with them is no independent witness.
  std::vector<SourceId> derived_from;
  std::string note;
  friend bool operator==(const Source&, const Source&) = default;
};

// The table of a fact.
enum class Table : std::uint8_t {
  kSources,
  kActors,
  kRelations,
  kPlaces,
  kEvents,
  kObservations,
  kRegimes,
  kInstruments,
  kDesignations,
  kExemptions,
  kStatuses,
  kProcesses,
  kAgreements,
  kPositions,
  kClaims,
};
template <>
inline constexpr auto kTokens<Table> = std::to_array<Token<Table>>({
    {Table::kSources, "sources"},
    {Table::kActors, "actors"},
    {Table::kRelations, "relations"},
    {Table::kPlaces, "places"},
    {Table::kEvents, "events"},
    {Table::kObservations, "observations"},
    {Table::kRegimes, "regimes"},
    {Table::kInstruments, "instruments"},
    {Table::kDesignations, "designations"},
    {Table::kExemptions, "exemptions"},
    {Table::kStatuses, "statuses"},
    {Table::kProcesses, "processes"},
    {Table::kAgreements, "agreements"},
    {Table::kPositions, "positions"},
    {Table::kClaims, "claims"},
});

// Any row of any table.
using FactRef = std::variant<SourceId, ActorId, RelationId, PlaceId, EventId, ObservationId,
                             RegimeId, InstrumentId, DesignationId, ExemptionId, StatusId,
                             ProcessId, AgreementId, PositionId, ClaimId>;

// How far the speaker commits to it.
enum class Modality : std::uint8_t {
  kAsserted,
  kReported,  // passed on from someone else
  kDenied,
  kAlleged,
  kPlanned,
  kAnticipated,
  kDesired,
  kDemanded,
  kConditional,  // "could", "may"
  kEvaluated,    // a judgement: "productive", "notable"
  kForecast,
};
template <>
inline constexpr auto kTokens<Modality> = std::to_array<Token<Modality>>({
    {Modality::kAsserted, "asserted"},
    {Modality::kReported, "reported"},
    {Modality::kDenied, "denied"},
    {Modality::kAlleged, "alleged"},
    {Modality::kPlanned, "planned"},
    {Modality::kAnticipated, "anticipated"},
    {Modality::kDesired, "desired"},
    {Modality::kDemanded, "demanded"},
    {Modality::kConditional, "conditional"},
    {Modality::kEvaluated, "evaluated"},
    {Modality::kForecast, "forecast"},
});

// One link of the chain from the page back to the first mouth. The actor is empty where nobody is
// named; the words then say what the page says ("analysts", passive voice: "").
struct Speaker {
  std::optional<ActorId> actor;
  std::string words;
  friend bool operator==(const Speaker&, const Speaker&) = default;
};

// What a claim implies about the time of a fact: `subject` stands in one of `relation` to `object`.
// "Secretary of State Blinken" in a report implies that what it reports was said during his term.
enum class TimeRelation : std::uint8_t {
  kBefore,
  kAfter,
  kDuring,
};
template <>
inline constexpr auto kTokens<TimeRelation> = std::to_array<Token<TimeRelation>>({
    {TimeRelation::kBefore, "before"},
    {TimeRelation::kAfter, "after"},
    {TimeRelation::kDuring, "during"},
});
struct TimeConstraint {
  FactRef subject;
  TimeRelation relation = TimeRelation::kDuring;
  FactRef object;
  friend bool operator==(const TimeConstraint&, const TimeConstraint&) = default;
};

// A statement: who says what about which facts, how sure, in which words. `fact.span` is when it
// was uttered, `fact.source` where it is printed. Claims may contradict each other; both stay.
struct Claim {
  Fact fact;
  std::vector<Speaker> speakers;  // from the source outward: the narrator is the source itself
  Modality modality = Modality::kAsserted;
  bool negated = false;  // the source says "not", "without"
  // What it is about, in plain words and never negated: "Troops took part" stands in a denial, too.
  // `negated` turns it round, and so does the modality kDenied.
  std::string proposition;
  std::string quote;  // the exact words, verbatim
  std::vector<FactRef> about;
  std::vector<ClaimId> contradicts;
  std::string time_words;  // the source's words for the time: "on Thursday"
  std::vector<TimeConstraint> constraints;
  friend bool operator==(const Claim&, const Claim&) = default;
};

// For which days, places and tables a source speaks at all. Inside, no row means none known;
// outside, no row means nothing.
struct Coverage {
  std::string key;
  std::optional<SourceId> source;  // REQUIRED by the builder
  Table table = Table::kEvents;
  // An open side has no limit. The text form writes it "..": "../2023-12-31", and always "../..".
  Period period = Period::Always();
  std::optional<PlaceId> place;  // and all inside it; empty: everywhere
  bool complete = false;         // the source claims to list all of its kind
  std::string note;
  friend bool operator==(const Coverage&, const Coverage&) = default;
};

}  // namespace casus

#endif  // CASUS_CHRONICLE_SOURCE_H_
