#include <optional>
#include <utility>

#include "casus/chronicle/chronicle.h"
#include "casus/chronicle/list_history.h"

using casus::Actor;
using casus::ActorFilter;
using casus::ActorId;
using casus::Chronicle;
using casus::ChronicleBuilder;
using casus::Day;
using casus::Event;
using casus::EventId;
using casus::EventQuery;
using casus::EventView;
using casus::FactRef;
using casus::Period;
using casus::PlaceId;
using casus::StatusQuery;
using casus::Truth;

[[maybe_unused]] static void Use(Chronicle& chronicle, ChronicleBuilder& builder, ActorId actor,
                                 PlaceId place, EventId event, Day day) {
#if CASUS_CASE == 0
  const Chronicle built = builder.Build().value();
  EventQuery query;
  query.when = casus::At{day};
  query.actor = ActorFilter{.actor = actor, .with_parts = true};
  query.dyad = std::pair(ActorFilter{actor}, ActorFilter{actor});
  query.place = place;
  for (const auto& match : built.Find(query)) (void)built.event(match.id).name();
  built.Visit(query, [](EventView, Truth) {});
  (void)built.IsInside(place, place, day, actor);
  (void)built.ClaimsAbout(event);
  builder.actor_at(actor).name = "name";
  chronicle = built;
#endif

#if CASUS_CASE == 1
  // EXPECT: no matching function|could not convert|no viable conversion|cannot convert
  (void)chronicle.actor(place);
#endif

#if CASUS_CASE == 2
  // EXPECT: no match for|no viable overloaded|cannot convert
  EventQuery query;
  query.place = actor;
#endif

#if CASUS_CASE == 3
  // A number is not an id.
  // EXPECT: could not convert|no viable conversion|cannot convert
  (void)chronicle.event(7);
#endif

#if CASUS_CASE == 4
  // A chronicle does not change.
  // EXPECT: discards qualifiers|assigning to .*const|assignment of member .* in read-only|no viable overloaded|no match for .operator=
  chronicle.actors()[0].name = "name";
#endif

#if CASUS_CASE == 5
  // EXPECT: discards qualifiers|assigning to .*const|assignment of member .* in read-only|no viable overloaded|no match for .operator=
  chronicle.place(place).name = "name";
#endif

#if CASUS_CASE == 6
  // Nor do the parts of its events.
  // EXPECT: assignment of member|cannot assign to return value|read-only
  chronicle.event(event).parties()[0].role = casus::Role::kHost;
#endif

#if CASUS_CASE == 7
  // Only a builder makes one, and only what it checked.
  // EXPECT: no matching function|no matching constructor
  Chronicle made(builder);
#endif

#if CASUS_CASE == 8
  // Rows cannot be lost by copying a builder.
  // EXPECT: deleted function|deleted constructor|implicitly.deleted|no matching function
  ChronicleBuilder copy = builder;
#endif

#if CASUS_CASE == 9
  // A failed Build is not a chronicle.
  // EXPECT: conversion from|no viable conversion
  Chronicle made = builder.Build();
#endif

#if CASUS_CASE == 10
  // An error that nobody looks at is a guess.
  // EXPECT: ignoring return(ed)? value|ignoring return
  builder.Build();
#endif

#if CASUS_CASE == 11
  // A day is not a period: half-open or closed would be a guess.
  // EXPECT: could not convert|no viable conversion|cannot convert
  EventQuery query;
  query.when = casus::During{day};
#endif

#if CASUS_CASE == 12
  // Questions of one table do not fit another.
  // EXPECT: could not convert|no viable conversion|no matching|cannot convert
  StatusQuery query;
  (void)chronicle.Count(query);
#endif

#if CASUS_CASE == 13
  // Whether parts and members count is said each time, by name: an id alone is no filter.
  // EXPECT: no match for|no viable overloaded
  EventQuery query;
  query.actor = actor;
#endif

#if CASUS_CASE == 14
  // A list is of a day, and a vague one has no place among the others.
  // EXPECT: no match for|no viable overloaded
  casus::ListVersion version;
  version.published = casus::Moment::OnDay(day);
#endif
}
