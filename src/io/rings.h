#ifndef CASUS_SRC_IO_RINGS_H_
#define CASUS_SRC_IO_RINGS_H_

#include <cmath>
#include <cstddef>

#include "casus/place/geometry.h"

namespace casus::internal {

// Twice the area of a closed line in square degrees, positive where it goes round counterclockwise;
// 0 for an empty one. Each side goes the shorter way round the earth.
inline double SignedArea(const Ring& ring) {
  double area = 0;
  double x = 0;  // from the first corner
  for (std::size_t i = 1; i < ring.size(); ++i) {
    double step = ring[i].longitude - ring[i - 1].longitude;
    if (step > 180) step -= 360;
    if (step < -180) step += 360;
    area += x * (ring[i].latitude - ring[0].latitude) -
            (x + step) * (ring[i - 1].latitude - ring[0].latitude);
    x += step;
  }
  return area;
}

// Does a side go across 180 degrees, as the shorter way?
inline bool CrossesAntimeridian(const Ring& ring) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Coordinates& next = ring[i + 1 < ring.size() ? i + 1 : 0];
    if (std::abs(next.longitude - ring[i].longitude) > 180) return true;
  }
  return false;
}

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_RINGS_H_
