// What must not compile about actors: a code without a system, an id taken for another.
#include <string>

#include "casus/actor/actor.h"

namespace {

void Use() {
  const casus::ActorId actor(1);
#if CASUS_CASE == 0
  casus::Relation relation;
  relation.from = actor;
  const casus::Code code{casus::CodeSystem::kCow, "365", {}};
#endif

#if CASUS_CASE == 1
  // EXPECT: no match for 'operator='|no viable overloaded '='
  casus::Relation relation;
  relation.from = casus::PlaceId(1);
#endif

#if CASUS_CASE == 2
  // EXPECT: no match for 'operator='|no viable overloaded '='
  casus::Relation relation;
  relation.to = 7u;
#endif

#if CASUS_CASE == 3
  // EXPECT: cannot convert|could not convert|cannot initialize|no matching constructor
  const casus::Code code{"365"};
#endif

#if CASUS_CASE == 4
  // EXPECT: cannot convert|cannot initialize|assigning to
  casus::Actor bearer;
  bearer.kind = casus::RelationKind::kPartOf;
#endif

#if CASUS_CASE == 5
  // EXPECT: no match for 'operator=='|invalid operands
  const bool same = actor == casus::EventId(1);
#endif

#if CASUS_CASE == 6
  // EXPECT: cannot convert|no viable conversion
  const unsigned number = actor;
#endif

#if CASUS_CASE == 7
  // EXPECT: no matching function|constraints not satisfied
  (void)casus::ParseToken<int>("1");
#endif

#if CASUS_CASE == 8
  // EXPECT: nodiscard
  casus::ParseToken<casus::ActorKind>("state");
#endif
  (void)actor;
}

}  // namespace
