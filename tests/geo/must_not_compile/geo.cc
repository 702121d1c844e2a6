// What must not compile about maps: two numbers where a point is meant, no day, a result that nobody
// looks at, a place where an area is meant.
#include "casus/geo/locator.h"
#include "casus/geo/shape.h"

namespace {

void Use(const casus::PlaceLocator& locator, const std::vector<casus::Polygon>& shape) {
  const casus::Day day = casus::Day::FromYmd(2022, 3, 1);
  (void)day;
#if CASUS_CASE == 0
  (void)locator.Find({48.5, 35}, day);
  (void)casus::DifferenceOf(shape, shape).ok();
#endif

#if CASUS_CASE == 1
  // EXPECT: no matching (member )?function
  (void)locator.Find(48.5, 35, day);
#endif

#if CASUS_CASE == 2
  // EXPECT: no matching (member )?function
  (void)locator.Find({48.5, 35});
#endif

#if CASUS_CASE == 3
  // EXPECT: nodiscard
  casus::DifferenceOf(shape, shape);
#endif

#if CASUS_CASE == 4
  // EXPECT: cannot convert|could not convert|no viable conversion|conversion from
  const double gained = casus::DifferenceOf(shape, shape);
#endif

#if CASUS_CASE == 5
  // EXPECT: nodiscard
  casus::Repair(shape);
#endif

#if CASUS_CASE == 6
  // EXPECT: no matching function
  (void)casus::AreaKm2(casus::PlaceId(1));
#endif
}

}  // namespace
