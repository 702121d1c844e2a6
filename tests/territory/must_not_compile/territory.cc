// What must not compile about territory: a place that holds, an axis that is a way of control.
#include "casus/territory/status.h"

namespace {

void Use() {
#if CASUS_CASE == 0
  casus::TerritorialStatus status;
  status.place = casus::PlaceId(1);
  status.holders.push_back(casus::ActorId(2));
#endif

#if CASUS_CASE == 1
  // EXPECT: no match for 'operator='|no viable overloaded '='
  casus::TerritorialStatus status;
  status.place = casus::ActorId(1);
#endif

#if CASUS_CASE == 2
  // EXPECT: no matching|cannot convert|no viable
  casus::TerritorialStatus status;
  status.holders.push_back(casus::PlaceId(2));
#endif

#if CASUS_CASE == 3
  // EXPECT: cannot convert|assigning to
  casus::TerritorialStatus status;
  status.axis = casus::ControlRegime::kMilitaryOccupation;
#endif

#if CASUS_CASE == 4
  // EXPECT: no match for 'operator='|no viable overloaded '='
  casus::TerritorialStatus status;
  status.begun_by = casus::StatusId(1);
#endif
}

}  // namespace
