#ifndef CASUS_ANALYSIS_SANCTIONS_H_
#define CASUS_ANALYSIS_SANCTIONS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/issue.h"
#include "casus/base/tokens.h"
#include "casus/base/truth.h"
#include "casus/chronicle/chronicle.h"
#include "casus/chronicle/query.h"
#include "casus/sanction/ownership.h"
#include "casus/sanction/sanction.h"
#include "casus/time/day.h"

namespace casus {

// Which designations a question is about; all that is given must hold.
struct SanctionFilter {
  std::optional<ActorId> sender = std::nullopt;
  // What organisations impose that the sender is a member of on the day asked (member_of, in any
  // number of steps) counts as its own, as surely as it is a member.
  bool with_organisations = false;
  std::optional<RegimeId> regime = std::nullopt;
  std::vector<Measure> measures = {};  // any of them; empty: all
  // One list among several: then only what that source covers counts as covered, too.
  std::optional<SourceId> source = std::nullopt;
  std::optional<Day> as_known = std::nullopt;
};

// Where an actor stands on the lists.
enum class ListingState : std::uint8_t {
  kListed,
  kDelisted,    // was listed, and is not on the day
  kNotYet,      // is listed later only
  kNeverSeen,   // on no list, and a source speaks of the day
  kNotCovered,  // on no list, and no source speaks of the day: means nothing
};
template <>
inline constexpr auto kTokens<ListingState> = std::to_array<Token<ListingState>>({
    {ListingState::kListed, "listed"},
    {ListingState::kDelisted, "delisted"},
    {ListingState::kNotYet, "not_yet"},
    {ListingState::kNeverSeen, "never_seen"},
    {ListingState::kNotCovered, "not_covered"},
});

// Imposed designations of the actor itself by time, each with the truth of its being of the kind
// asked and, of those in force, on the day. In order of (begin_earliest, id).
struct ListingStatus {
  ListingState state = ListingState::kNotCovered;
  // Listed: as sure as the surest in force. Where the answer is that it is not: certain only if a
  // source claims to list all on the day, and of kNotCovered always.
  Truth truth = Truth::kCertain;
  std::vector<Match<DesignationId>> in_force;
  std::vector<Match<DesignationId>> ended;  // surely before the day
  std::vector<Match<DesignationId>> later;  // surely after it
  // In force on the day, and no listing: a threat imposes nothing.
  std::vector<Match<DesignationId>> threats;
  // In force on the day, of those in force: see ExemptionsOf. None of them delists.
  std::vector<Match<ExemptionId>> exemptions;
  // As Chronicle::Covered of designations on the day. Where a sender or a regime is asked about, a
  // list that claims to be complete is so only if it tells of one of theirs.
  Truth covered = Truth::kNo;
};

// Is the actor listed on the day? By name: not through owners (see BlockedOn), and not through what
// it is part of. Who is delisted and listed again is so by two designations. REQUIRES: the day is
// finite.
CASUS_EXPORT ListingStatus StatusOn(const Chronicle& chronicle, ActorId actor, Day day,
                                    const SanctionFilter& filter = {});

// Licences and derogations in force on the day that name one of the designations; and, no more than
// possibly, those that name none and are of the regime of one: how far their scope goes is in
// words. In order of (begin_earliest, id).
CASUS_EXPORT std::vector<Match<ExemptionId>> ExemptionsOf(
    const Chronicle& chronicle, const std::vector<Match<DesignationId>>& designations, Day day,
    std::optional<Day> as_known = std::nullopt);

// Designations in force on the day. In order of (begin_earliest, id). REQUIRES: the day is finite.
struct InForceQuery : SanctionFilter {
  std::optional<ActorFilter> target;
  DesignationStage stage = DesignationStage::kImposed;
};
CASUS_EXPORT std::vector<Match<DesignationId>> InForce(const Chronicle& chronicle, Day day,
                                                       const InForceQuery& query = {});

// A target in a year: how many imposed designations are in force on some day of it, and of how many
// regimes.
struct SanctionYear {
  Target target;
  int year = 0;
  std::optional<ActorId> sender;  // empty: by anyone, each designation once
  Bounds designations;
  Bounds regimes;
  friend bool operator==(const SanctionYear&, const SanctionYear&) = default;
};
struct SanctionYearsOptions {
  // Of the filter `sender` must be empty: all senders are told of.
  SanctionFilter filter;
  int first_year = 0;
  int last_year = 0;  // inside
  // Rows for the direct members of an organisation too, for what it has in force on a day on which
  // they are members.
  bool with_members = false;
  // Empty: targets as they are designated. Else these, each with whoever counts as it in the year.
  std::vector<ActorFilter> targets;
};
struct SanctionYears {
  // Those of which something is at least possible, by (target, year, sender), the row without a
  // sender first.
  std::vector<SanctionYear> rows;
  // Of each year: certain if designations are surely covered on all of its days, possible if they
  // may be on one. No row in a year that is not covered means nothing.
  std::vector<Truth> covered;
};
// Errors: kInvalidArgument for years that are none or in no order, and for a filter with a sender.
CASUS_EXPORT Result<SanctionYears> SanctionYearsOf(const Chronicle& chronicle,
                                                   const SanctionYearsOptions& options);

// Who is listed, by which designation.
struct Listing {
  ActorId actor;
  Match<DesignationId> designation;
};
// Who is blocked by listing or ownership. Actors are meant by the id that FindActor gives for their
// key; a row of the holdings is the relation in `relations`.
struct BlockedAnswer {
  Blocking blocking;
  std::vector<RelationId> relations;
  std::vector<Listing> listings;  // in force on the day
  // What looks wrong with the holdings (see Holdings::Check), and a note if some do not say how
  // much.
  IssueLog issues;
  Truth designations_covered = Truth::kNo;
  Truth relations_covered = Truth::kNo;
};
// By those who are listed on the day with one of the filter's measures (none given: asset freezes),
// and by the relations of kind `owns`. A relation counts with its share in hundredths of a per cent
// within bounds, one without a share with anything from 0 to 100 %; one whose version only possibly
// stood is only possible. Whose listings the rule is about is the caller's to say: name a sender or
// a regime. Cost: a look at all relations and actors. Errors as of Holdings::Blocked. REQUIRES: the
// day is finite.
//
//   const Day day = Day::FromYmd(2024, 7, 3);
//   const OwnershipRule rule = RuleOn(OwnershipSystem::kEu, day).value();
//   const BlockedAnswer answer = BlockedOn(chronicle, day, rule, {.sender = eu}).value();
//   answer.blocking.Explain(company);
CASUS_EXPORT Result<BlockedAnswer> BlockedOn(const Chronicle& chronicle, Day day,
                                             const OwnershipRule& rule,
                                             const SanctionFilter& filter = {});

// A designation between parties of an event, in force when it happened.
struct SanctionAtEvent {
  EventId event;
  DesignationId designation;
  Truth truth;
  friend bool operator==(const SanctionAtEvent&, const SanctionAtEvent&) = default;
};
// For each event found: the imposed designations by one of its parties against another that share a
// day with it. A party acts for what it is part of at the time, as ActorFilter::with_parts has it;
// where the filter says with_organisations, for what it is a member of, too, if that is the sender.
// The filter's `sender` is meant as the regimes name it. Of an event of several days the parties
// and the designation may each be so on days of their own. By (begin_earliest of the event, event,
// designation). Cost: a search for each pair of a sender and a target. Errors: kInvalidArgument for
// a query with a dyad of its own, and where the two are to be as known on different days.
CASUS_EXPORT Result<std::vector<SanctionAtEvent>> SanctionsAtEvents(
    const Chronicle& chronicle, const EventQuery& events, const SanctionFilter& filter = {});

}  // namespace casus

#endif  // CASUS_ANALYSIS_SANCTIONS_H_
