#include "casus/place/place.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>

namespace casus {
namespace {

constexpr double kMeanRadiusKm = 6371.0088;  // IUGG, (2a + b) / 3 of WGS 84
constexpr double kRadiansPerDegree = std::numbers::pi / 180;

}  // namespace

Result<Coordinates> Coordinates::Make(double latitude, double longitude) {
  // Written so that NaN, which compares false, is refused.
  if (!(latitude >= -90 && latitude <= 90)) {
    return Error(ErrorCode::kOutOfRange, "latitude is not in [-90, 90]", {},
                 std::to_string(latitude));
  }
  if (!(longitude >= -180 && longitude <= 180)) {
    return Error(ErrorCode::kOutOfRange, "longitude is not in [-180, 180]", {},
                 std::to_string(longitude));
  }
  return Coordinates{latitude, longitude};
}

double DistanceKm(Coordinates a, Coordinates b) {
  // The haversine formula keeps its precision for near points, where the law of cosines does not.
  const double latitude = std::sin((b.latitude - a.latitude) * kRadiansPerDegree / 2);
  const double longitude = std::sin((b.longitude - a.longitude) * kRadiansPerDegree / 2);
  const double h = latitude * latitude + std::cos(a.latitude * kRadiansPerDegree) *
                                             std::cos(b.latitude * kRadiansPerDegree) * longitude *
                                             longitude;
  // Rounding takes some antipodes a little above 1; the root hides one unit in the last place, but
  // not more, which fused arithmetic may bring.
  return 2 * kMeanRadiusKm * std::asin(std::sqrt(std::min(h, 1.0)));
}

std::int32_t PrioGridCell(Coordinates at) {
  // The pole and the antimeridian belong to the last row and column: there is no 361st or 721st.
  const auto row = std::min(static_cast<std::int32_t>(std::floor((at.latitude + 90) * 2)), 359);
  const auto column = std::min(static_cast<std::int32_t>(std::floor((at.longitude + 180) * 2)), 719);
  return row * 720 + column + 1;
}

}  // namespace casus
