#ifndef CASUS_CHRONICLE_RELATIONS_H_
#define CASUS_CHRONICLE_RELATIONS_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "casus/actor/actor.h"
#include "casus/base/export.h"
#include "casus/base/id.h"
#include "casus/base/truth.h"
#include "casus/chronicle/chronicle.h"
#include "casus/time/day.h"
#include "casus/time/moment.h"
#include "casus/time/span.h"

// Actors on a day: who bears a code, what they are called, to whom they are related and by which
// way, what they came from and what became of them.
//
// All functions are pure and safe to call from many threads; string_views live as long as the
// chronicle. All versions of one key are one actor, and ids are those that FindActor gives. Days
// are finite (REQUIRES).

namespace casus {

// ---- Codes and names ----

// A spell of a code of an actor. Never holds kNo.
struct ResolvedActor {
  ActorId actor;
  std::optional<Span> span;  // of the code; empty: nobody dates it
  Truth truth;               // kCertain where no day was asked
  friend bool operator==(const ResolvedActor&, const ResolvedActor&) = default;
};
// As Resolve(code, system, day) of codes.h, by the codes that the chronicle's own actors bear:
// none, one or many, in order of (actor, place in its list). The text as the source wrote it; the
// truth is that of Chronicle::ActorsWithCode.
CASUS_EXPORT std::vector<ResolvedActor> Resolve(const Chronicle& chronicle, std::string_view code,
                                                CodeSystem system,
                                                std::optional<Day> day = std::nullopt);

struct NameOn {
  std::string_view text;
  std::optional<NameKind> kind;  // empty: Actor::name, the name to print
  std::string_view language;
  Truth truth;
  friend bool operator==(const NameOn&, const NameOn&) = default;
};
// What the actor is called on the day, by this version of it: the name to print, then the others in
// their order. A name that nobody dates holds as long as the actor; but a former one, and the name
// to print on a day that surely has a dated official or former name, are then only possible.
CASUS_EXPORT std::vector<NameOn> NamesOn(const Chronicle& chronicle, ActorId actor, Day day);

// ---- Relations ----

// Which relations to follow from an actor, to any depth: those of `forward` from Relation::from to
// Relation::to, those of `backward` the other way. A kind may be in both.
struct RelatedQuery {
  ActorId actor;
  std::vector<RelationKind> forward = {};
  std::vector<RelationKind> backward = {};
  Day day;
  std::optional<Day> as_known = std::nullopt;  // by the relations that stood then; else that stand
};

struct RelatedActor {
  ActorId actor;
  Truth truth;
  std::vector<RelationId> path;  // from the actor asked about; empty for itself
  friend bool operator==(const RelatedActor&, const RelatedActor&) = default;
};
// Actors of which each leads to each other, by the relations followed and in their direction;
// relations of a kind that is followed both ways make none.
struct RelationCycle {
  std::vector<ActorId> actors;  // ascending
  Truth truth;                  // kCertain: by relations that surely hold
  friend bool operator==(const RelationCycle&, const RelationCycle&) = default;
};
struct Related {
  std::vector<RelatedActor> actors;   // the actor asked about first, in order of (path length, id)
  std::vector<RelationCycle> cycles;  // among them, by their lowest actor
};

// Whoever the relations of that day lead to. The truth is the least along the path; of several
// paths it is that of the best: certain before possible, then the shortest, then that of the lowest
// relations. Costs what the relations that hold on the day cost.
//
//   // All parts of the forces: Wagner on 2023-06-23, and through whom?
//   casus::Related parts = casus::RelatedOn(
//       chronicle, {.actor = forces, .forward = {casus::RelationKind::kCommands},
//                   .backward = {casus::RelationKind::kPartOf}, .day = day});
CASUS_EXPORT Related RelatedOn(const Chronicle& chronicle, const RelatedQuery& query);

// ---- Lineage ----

// One actor becomes another, by a relation kSuccessorOf (rename, recode), kSplitFrom or
// kMergedInto.
struct LineageStep {
  RelationId relation;
  RelationKind kind;
  ActorId earlier;
  ActorId later;
  Moment when;  // the relation's first day
  // Of kMergedInto: the later one was there before that day, and so absorbed the earlier; if not,
  // it began with the merger. kNo for the others.
  Truth absorbed;
  Truth truth;            // does the relation stand?
  std::size_t steps = 1;  // from the actor asked about
  friend bool operator==(const LineageStep&, const LineageStep&) = default;
};
struct ActorLineage {
  std::vector<LineageStep> predecessors;  // each relation once, in order of (steps, relation)
  std::vector<LineageStep> successors;
  std::vector<std::vector<ActorId>> cycles;  // actors that descend from each other: an error of
                                             // the data. Each ascending, by their lowest
};
// All that the actor came from and all that became of it, by the relations that stand, or stood on
// the day. An actor in a cycle is both. Costs a look at every relation.
CASUS_EXPORT ActorLineage Lineage(const Chronicle& chronicle, ActorId actor,
                                  std::optional<Day> as_known = std::nullopt);

}  // namespace casus

#endif  // CASUS_CHRONICLE_RELATIONS_H_
