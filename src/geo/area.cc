#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "casus/geo/shape.h"

namespace casus {
namespace {

constexpr double kRadiansPerDegree = std::numbers::pi / 180;
// WGS 84.
constexpr double kMajorKm = 6378.137;
constexpr double kFlattening = 1 / 298.257223563;
constexpr double kEccentricity2 = kFlattening * (2 - kFlattening);

// The area between the equator and a latitude (in radians), a radian of longitude wide.
double AreaBelow(double latitude) {
  static const double eccentricity = std::sqrt(kEccentricity2);
  const double sine = std::sin(latitude);
  return kMajorKm * kMajorKm * (1 - kEccentricity2) / 2 *
         (sine / (1 - kEccentricity2 * sine * sine) +
          std::atanh(eccentricity * sine) / eccentricity);
}

// The integral of AreaBelow() along straight lines, by Gauss and Legendre on pieces of 2 degrees at
// the most, where five points leave less than rounding does.
double StraightArea(const Ring& ring) {
  constexpr double kNodes[] = {0, 0.538469310105683091, 0.906179845938663993};
  constexpr double kWeights[] = {0.568888888888888889, 0.478628670499366468, 0.236926885056189088};
  if (ring.empty()) return 0;
  // Measured from the first corner's parallel: a small ring is no difference of large numbers.
  const double base = AreaBelow(ring.front().latitude * kRadiansPerDegree);
  double area = 0;
  double turn = 0;  // degrees of longitude
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Coordinates& from = ring[i];
    const Coordinates& to = ring[i + 1 == ring.size() ? 0 : i + 1];
    const double width = std::remainder(to.longitude - from.longitude, 360);
    turn += width;
    if (width == 0) continue;
    const double height = to.latitude - from.latitude;
    const double pieces = std::max(1.0, std::ceil(std::abs(height) / 2));
    const double half = height / (2 * pieces) * kRadiansPerDegree;
    double sum = 0;
    for (double piece = 0; piece < pieces; ++piece) {
      const double middle = from.latitude * kRadiansPerDegree + (2 * piece + 1) * half;
      sum += kWeights[0] * (AreaBelow(middle) - base);
      for (std::size_t k = 1; k < std::size(kNodes); ++k) {
        sum += kWeights[k] * (AreaBelow(middle - kNodes[k] * half) - base +
                              AreaBelow(middle + kNodes[k] * half) - base);
      }
    }
    area += sum / 2 / pieces * width * kRadiansPerDegree;
  }
  const double half_globe = 2 * std::numbers::pi * AreaBelow(std::numbers::pi / 2);
  if (std::abs(turn) > 180) {
    // Round a pole: what was added up lies between the ring and the equator.
    area = half_globe - std::abs(area + base * turn * kRadiansPerDegree);
  }
  area = std::abs(area);
  return std::min(area, 2 * half_globe - area);
}

double GeodesicArea(const Ring& ring) {
  GeographicLib::PolygonArea area(GeographicLib::Geodesic::WGS84());
  for (const Coordinates& corner : ring) area.AddPoint(corner.latitude, corner.longitude);
  double length = 0;
  double square_metres = 0;
  area.Compute(false, true, length, square_metres);
  return std::abs(square_metres) / 1e6;
}

}  // namespace

double AreaKm2(const Ring& ring, EdgeKind edges) {
  return edges == EdgeKind::kStraight ? StraightArea(ring) : GeodesicArea(ring);
}

double AreaKm2(const Polygon& polygon, EdgeKind edges) {
  double area = AreaKm2(polygon.outer, edges);
  for (const Ring& hole : polygon.holes) area -= AreaKm2(hole, edges);
  return area;
}

double AreaKm2(std::span<const Polygon> polygons, EdgeKind edges) {
  double area = 0;
  for (const Polygon& polygon : polygons) area += AreaKm2(polygon, edges);
  return area;
}

}  // namespace casus
