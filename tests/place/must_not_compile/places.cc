// What must not compile about places: an actor or an event where a place is meant, numbers as
// coordinates that nobody checked.
#include "casus/place/place.h"

namespace {

void Use() {
#if CASUS_CASE == 0
  casus::Place place;
  place.parents.push_back({casus::PlaceId(1), {}, casus::ActorId(2)});
  place.at = casus::Coordinates::Make(50.45, 30.52).value();
  place.origins.push_back({casus::PlaceId(1), casus::PlaceChange::kSplit});
#endif

#if CASUS_CASE == 1
  // EXPECT: no matching (member )?function
  casus::Place place;
  place.parents.push_back({casus::ActorId(1), {}, {}});
#endif

#if CASUS_CASE == 2
  // EXPECT: cannot convert|could not convert|no viable conversion|conversion from
  const double km = casus::DistanceKm(50.45, casus::Coordinates{});
#endif

#if CASUS_CASE == 3
  // EXPECT: nodiscard
  casus::Coordinates::Make(50.45, 30.52);
#endif

#if CASUS_CASE == 4
  // EXPECT: cannot convert|no viable|conversion from
  const casus::Coordinates at = casus::Coordinates::Make(50.45, 30.52);
#endif

#if CASUS_CASE == 5
  // EXPECT: cannot convert|assigning to|cannot initialize
  casus::Place place;
  place.kind = casus::PlacePrecision::kCountry;
#endif

#if CASUS_CASE == 6
  // EXPECT: no matching (member )?function
  casus::Place place;
  place.origins.push_back({casus::ActorId(1), casus::PlaceChange::kSplit});
#endif

#if CASUS_CASE == 7
  // From which place is not to be forgotten.
  // EXPECT: no matching (function|constructor)|default constructor|could not convert|use of deleted
  casus::PlaceOrigin origin{};
#endif
}

}  // namespace
