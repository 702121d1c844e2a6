#ifndef CASUS_TESTS_GEO_SHAPES_H_
#define CASUS_TESTS_GEO_SHAPES_H_

// Shapes, and the plainest code that says what is in them.

#include <GeographicLib/PolygonArea.hpp>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <random>
#include <span>
#include <vector>

#include "casus/place/geometry.h"

namespace casus::geo_test {

inline Ring BoxRing(double south, double west, double north, double east) {
  return {{south, west}, {south, east}, {north, east}, {north, west}};
}
inline Polygon Box(double south, double west, double north, double east) {
  return {BoxRing(south, west, north, east), {}};
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  double Between(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(engine_);
  }
  std::size_t Below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_);
  }
  Coordinates Point(double south, double west, double north, double east) {
    return {Between(south, north), Between(west, east)};
  }

  // A ring that does not cross itself: corners by their angle round a middle.
  Ring Star(Coordinates middle, double smallest, double largest, std::size_t corners) {
    Ring ring;
    for (std::size_t i = 0; i < corners; ++i) {
      const double angle =
          (static_cast<double>(i) + Between(0.1, 0.9)) * 2 * M_PI / static_cast<double>(corners);
      const double radius = Between(smallest, largest);
      ring.push_back({middle.latitude + radius * std::sin(angle),
                      middle.longitude + radius * std::cos(angle)});
    }
    if (Below(2) == 0) std::reverse(ring.begin(), ring.end());
    return ring;
  }
  Polygon StarWithHole(Coordinates middle) {
    Polygon polygon = {Star(middle, 0.5, 0.9, 3 + Below(20)), {}};
    // Inside whatever the star's edges do: three corners leave a third of the smallest radius.
    if (polygon.outer.size() > 8 && Below(2) == 0) {
      polygon.holes.push_back(Star(middle, 0.05, 0.3, 3 + Below(6)));
    }
    return polygon;
  }
  // Corners anywhere in the box, so that most rings cross themselves.
  Ring Scribble(double south, double west, double north, double east, std::size_t corners) {
    Ring ring;
    for (std::size_t i = 0; i < corners; ++i) ring.push_back(Point(south, west, north, east));
    return ring;
  }

 private:
  std::mt19937 engine_;
};

// GeographicLib, asked directly; `pieces`: straight edges cut into so many geodesics a degree.
inline double DirectKm2(const Ring& ring, double pieces = 0) {
  GeographicLib::PolygonArea area(GeographicLib::Geodesic::WGS84());
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Coordinates& a = ring[i];
    const Coordinates& b = ring[(i + 1) % ring.size()];
    const double width = std::remainder(b.longitude - a.longitude, 360);
    const double count = std::max(1.0, std::ceil(std::abs(width) * pieces));
    for (double k = 0; k < count; ++k) {
      area.AddPoint(a.latitude + k / count * (b.latitude - a.latitude),
                    a.longitude + k / count * width);
    }
  }
  double length = 0;
  double metres2 = 0;
  area.Compute(false, true, length, metres2);
  return std::abs(metres2) / 1e6;
}

// Is an odd number of straight edges east of it? No ring may come near the antimeridian.
inline bool IsInRing(const Ring& ring, Coordinates at) {
  bool is_in = false;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Coordinates& a = ring[i];
    const Coordinates& b = ring[(i + 1) % ring.size()];
    if ((a.latitude > at.latitude) == (b.latitude > at.latitude)) continue;
    const double crossing = a.longitude + (at.latitude - a.latitude) * (b.longitude - a.longitude) /
                                              (b.latitude - a.latitude);
    is_in ^= at.longitude < crossing;
  }
  return is_in;
}

inline bool IsInPolygon(const Polygon& polygon, Coordinates at) {
  return IsInRing(polygon.outer, at) &&
         std::none_of(polygon.holes.begin(), polygon.holes.end(),
                      [&](const Ring& hole) { return IsInRing(hole, at); });
}
inline bool IsInAny(std::span<const Polygon> polygons, Coordinates at) {
  return std::any_of(polygons.begin(), polygons.end(),
                     [&](const Polygon& polygon) { return IsInPolygon(polygon, at); });
}

// To the nearest straight edge, on a plane that touches the globe at the point: right near by.
inline double MetresTo(const Ring& ring, Coordinates at) {
  constexpr double kMetresPerDegree = 6371008.8 * M_PI / 180;
  const double shrink = std::cos(at.latitude * M_PI / 180);
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Coordinates& a = ring[i];
    const Coordinates& b = ring[(i + 1) % ring.size()];
    const double ax = (a.longitude - at.longitude) * shrink;
    const double ay = a.latitude - at.latitude;
    const double dx = (b.longitude - a.longitude) * shrink;
    const double dy = b.latitude - a.latitude;
    const double length2 = dx * dx + dy * dy;
    const double t = length2 == 0 ? 0 : std::clamp(-(ax * dx + ay * dy) / length2, 0.0, 1.0);
    nearest = std::min(nearest, std::hypot(ax + t * dx, ay + t * dy) * kMetresPerDegree);
  }
  return nearest;
}
inline double MetresTo(std::span<const Polygon> polygons, Coordinates at) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const Polygon& polygon : polygons) {
    nearest = std::min(nearest, MetresTo(polygon.outer, at));
    for (const Ring& hole : polygon.holes) nearest = std::min(nearest, MetresTo(hole, at));
  }
  return nearest;
}

}  // namespace casus::geo_test

#endif  // CASUS_TESTS_GEO_SHAPES_H_
