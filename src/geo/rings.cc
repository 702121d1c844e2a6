#include "src/geo/rings.h"

#include <s2/s2edge_tessellator.h>
#include <s2/s2projections.h>

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>
#include <algorithm>
#include <cmath>

namespace casus::internal {
namespace {

// A great circle through points of the ellipsoid leaves the geodesic by at most e^2 / 8 of the
// square of its length by the radius: 3 cm for this one.
constexpr double kGeodesicPieceMetres = 15000;

// What is between two corners, both left out.
class Between {
 public:
  explicit Between(EdgeKind edges)
      : edges_(edges),
        projection_(180),
        tessellator_(&projection_, S1Angle::Radians(kEdgeToleranceMetres / kMeanRadiusMetres)) {}

  const std::vector<S2Point>& operator()(Coordinates from, Coordinates to) {
    points_.clear();
    if (edges_ == EdgeKind::kStraight) {
      // Most edges are short, and are not to be looked at any closer. The bow of a line of w
      // radians of longitude and h of latitude is below w (w + 2 h) / 8 of the radius.
      const double w = Radians(std::abs(std::remainder(to.longitude - from.longitude, 360)));
      const double h = Radians(std::abs(to.latitude - from.latitude));
      if (w * (w + 2 * h) * (kMeanRadiusMetres / 8) <= kEdgeToleranceMetres) return points_;
      tessellator_.AppendUnprojected(R2Point(from.longitude, from.latitude),
                                     R2Point(to.longitude, to.latitude), &points_);
      points_.erase(points_.begin());
      points_.pop_back();
      return points_;
    }
    const GeographicLib::GeodesicLine line = GeographicLib::Geodesic::WGS84().InverseLine(
        from.latitude, from.longitude, to.latitude, to.longitude);
    const double pieces = std::ceil(line.Distance() / kGeodesicPieceMetres);
    for (double piece = 1; piece < pieces; ++piece) {
      Coordinates at;
      line.Position(line.Distance() * (piece / pieces), at.latitude, at.longitude);
      points_.push_back(PointOf(at));
    }
    return points_;
  }

 private:
  static double Radians(double degrees) { return degrees * (M_PI / 180); }

  EdgeKind edges_;
  S2::PlateCarreeProjection projection_;
  S2EdgeTessellator tessellator_;
  std::vector<S2Point> points_;
};

bool IsInRange(Coordinates at) { return Coordinates::Make(at.latitude, at.longitude).ok(); }

// The middle, each part by its length. None if some corner is not in the half of the globe round
// it.
std::optional<S2Point> MiddleOf(const RingLine& line) {
  S2Point sum(0, 0, 0);
  for (std::size_t i = 0; i < line.points.size(); ++i) {
    const S2Point& a = line.begin(i);
    const S2Point& b = line.end(i);
    sum += (a + b) * (a - b).Norm();
  }
  if (sum.Norm2() == 0) return std::nullopt;
  const S2Point middle = sum.Normalize();
  for (const S2Point& point : line.points) {
    if (point.DotProd(middle) <= 1e-9) return std::nullopt;
  }
  return middle;
}

}  // namespace

S2Point PointOf(Coordinates at) {
  // Both names of the antimeridian, and all of a pole, are one point.
  if (std::abs(at.latitude) == 90) return S2Point(0, 0, at.latitude > 0 ? 1 : -1);
  if (at.longitude == -180) at.longitude = 180;
  return S2LatLng::FromDegrees(at.latitude, at.longitude).ToPoint();
}

Coordinates CoordinatesOf(const S2Point& point) {
  const S2LatLng at(point);
  return {std::clamp(at.lat().degrees(), -90.0, 90.0),
          std::clamp(at.lng().degrees(), -180.0, 180.0)};
}

RingLine LineOf(const Ring& ring, EdgeKind edges) {
  RingLine line;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    if (!IsInRange(ring[i])) {
      line.trouble = {ShapeFlaw::kBadCoordinates, i};
      return line;
    }
  }
  Between between(edges);
  const auto add = [&](const S2Point& point, std::size_t corner) {
    if (!line.points.empty() && IsSame(line.points.back(), point)) return;
    line.points.push_back(point);
    line.corners.push_back(static_cast<std::uint32_t>(corner));
  };
  std::size_t different = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Coordinates& from = ring[i];
    const Coordinates& to = ring[i + 1 == ring.size() ? 0 : i + 1];
    const bool has_pole = std::abs(from.latitude) == 90 || std::abs(to.latitude) == 90;
    if (!has_pole && std::abs(to.longitude - from.longitude) == 180) {
      line.trouble = {ShapeFlaw::kHalfTurn, i};
      return line;
    }
    const S2Point begin = PointOf(from);
    const S2Point end = PointOf(to);
    add(begin, i);
    if (IsSame(begin, end)) continue;
    ++different;
    for (const S2Point& point : between(from, to)) add(point, i);
  }
  while (line.points.size() > 1 && IsSame(line.points.back(), line.points.front())) {
    line.points.pop_back();
    line.corners.pop_back();
  }
  if (different < 3) {
    line.trouble = {ShapeFlaw::kTooFewCorners, 0};
    return line;
  }
  const std::optional<S2Point> middle = MiddleOf(line);
  if (!middle) {
    line.trouble = {ShapeFlaw::kNoSmallerSide, 0};
    return line;
  }
  line.outside = -*middle;
  return line;
}

}  // namespace casus::internal
