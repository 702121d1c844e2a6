#ifndef CASUS_CHRONICLE_QUERY_H_
#define CASUS_CHRONICLE_QUERY_H_

#include <cstdint>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "casus/base/id.h"
#include "casus/base/truth.h"
#include "casus/event/details.h"
#include "casus/event/observation.h"
#include "casus/sanction/sanction.h"
#include "casus/territory/status.h"
#include "casus/time/day.h"
#include "casus/time/period.h"

namespace casus {

// Which time a question asks about. Facts that hold on the day (REQUIRES: it is finite), that share
// a day with the period, that lie in the period.
struct At {
  Day day;
};
struct During {
  Period period;
};
struct Within {
  Period period;
};
using WhenFilter = std::variant<std::monostate, At, During, Within>;

// An actor, and who else counts as it. Parts and members count as of the time of the question:
// Wagner's fights are Russia's only while it was part of Russia's forces, and possibly so where
// that span is vague.
//
// Who is a part on a day, and how surely, is what Chronicle::PartsOf says of that day. A question
// At a day takes that day. Any other takes the days of the fact itself, as far as they lie in the
// period asked: a party counts if it is a part on one of them, certainly if in every placement of
// the fact there is a day on which it surely is.
struct ActorFilter {
  ActorId actor;
  bool with_parts = false;    // follow part_of, commands and holds_office down, to any depth
  bool with_members = false;  // follow member_of down, to any depth
};

// What every question may ask; all filters given must hold, and the Truth of an answer is the least
// of theirs. A filter that a table has no field for matches nothing of that table:
//
//                 parties                                       place
//   events        parties in any role                           place; territory that changed hands
//   observations  subject                                       place
//   relations     from, to                                      -
//   designations  the regime's senders; the target              the target
//   statuses      holders; who recognises (Axis::kRecognition)  place
//   processes     parties in any role                           -
//   agreements    parties in any role                           -
//   positions     actor                                         -
//   claims        speakers, anywhere in the chain               -
//
// Actors, places, regimes and processes are meant with all versions of their key: an event whose
// party is a superseded version of an actor is an event of that actor.
//
//   casus::EventQuery query;
//   query.when = casus::During{casus::Period::OfMonth(2022, 3)};
//   query.actor = casus::ActorFilter{.actor = russia, .with_parts = true};
//   for (const auto& match : chronicle.Find(query)) ...
struct FactQuery {
  WhenFilter when;
  // Is a party.
  std::optional<ActorFilter> actor;
  // Both are parties, by two different actors: one that counts for both sides is no dyad by itself.
  std::optional<std::pair<ActorFilter, ActorFilter>> dyad;
  // In the place or any place inside it at the time (by anyone's view of what lies where), the time
  // being that of an ActorFilter.
  std::optional<PlaceId> place;
  bool only_place_itself = false;
  std::optional<SourceId> source;
  // The versions that stood on the day; empty: those that stand now. Parts, members and places
  // inside are as known then, too.
  std::optional<Day> as_known;
};

// What is alleged is found as what occurred is: the Truth of an answer is about its filters, never
// about who is right.
struct EventQuery : FactQuery {
  std::vector<EventType> types;     // empty: all
  bool include_unrealised = false;  // planned, anticipated, cancelled and not held too
};
struct ObservationQuery : FactQuery {
  std::vector<ObservationKind> kinds;
};
struct RelationQuery : FactQuery {
  std::vector<RelationKind> kinds;
  std::optional<ActorId> from;
  std::optional<ActorId> to;
};
struct DesignationQuery : FactQuery {
  std::optional<ActorId> sender;  // of the regime; an organisation's members are not senders
  std::optional<ActorFilter> target;
  std::optional<RegimeId> regime;
  std::vector<Measure> measures;  // any of them; empty: all
  bool include_threats = false;
};
struct StatusQuery : FactQuery {
  std::vector<Axis> axes;
  std::optional<ActorId> holder;
  std::optional<ActorId> viewpoint;
};
struct ProcessQuery : FactQuery {};
struct AgreementQuery : FactQuery {
  std::optional<ProcessId> process;
};
struct PositionQuery : FactQuery {};
struct ClaimQuery : FactQuery {
  std::optional<ActorId> speaker;  // anywhere in the chain
};

// One row of an answer. Never holds Truth::kNo.
template <typename IdType>
struct Match {
  IdType id;
  Truth truth;
  friend bool operator==(const Match&, const Match&) = default;
};

}  // namespace casus

#endif  // CASUS_CHRONICLE_QUERY_H_
