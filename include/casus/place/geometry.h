#ifndef CASUS_PLACE_GEOMETRY_H_
#define CASUS_PLACE_GEOMETRY_H_

#include <cstdint>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"

namespace casus {

// WGS 84 degrees. latitude in [-90, 90], longitude in [-180, 180]; Make refuses others and NaN.
// (0, 0) is a real point in the Gulf of Guinea and a common mistake: readers warn of it.
struct Coordinates {
  double latitude = 0;
  double longitude = 0;
  CASUS_EXPORT static Result<Coordinates> Make(double latitude, double longitude);
  friend bool operator==(const Coordinates&, const Coordinates&) = default;
};

// Great-circle distance on the mean sphere (6371.0088 km), in kilometres; within 0.6 % of the
// ellipsoid.
CASUS_EXPORT double DistanceKm(Coordinates a, Coordinates b);

// PRIO-GRID cell (half-degree, Tollefsen et al. 2012): floor((lat+90)*2)*720 + floor((lon+180)*2) +
// 1, from 1 to 259200, as in UCDP GED's priogrid_gid. The north pole and longitude 180 belong to
// the last row and column.
CASUS_EXPORT std::int32_t PrioGridCell(Coordinates at);

// The corners of a closed line, in order round it; the last is joined to the first, which is not
// repeated.
using Ring = std::vector<Coordinates>;

// An area without its holes. Which way round the rings go means nothing here: an area is the
// smaller side of its outer ring. Nothing is checked or repaired.
struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
  friend bool operator==(const Polygon&, const Polygon&) = default;
};

}  // namespace casus

#endif  // CASUS_PLACE_GEOMETRY_H_
