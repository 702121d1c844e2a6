#include "casus/place/place.h"

#include <cstdint>
#include <limits>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/actor/words.h"

namespace casus {
namespace testing {

using Enumerations = ::testing::Types<PlaceKind, PlacePrecision>;
INSTANTIATE_TYPED_TEST_SUITE_P(Place, Words, Enumerations);

}  // namespace testing

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Coordinates At(double latitude, double longitude) {
  return Coordinates::Make(latitude, longitude).value();
}

TEST(Coordinates, TakesTheWholeGlobeWithItsEdges) {
  for (const double latitude : {-90.0, -45.5, 0.0, 90.0}) {
    for (const double longitude : {-180.0, 0.0, 30.52, 180.0}) {
      const Result<Coordinates> at = Coordinates::Make(latitude, longitude);
      ASSERT_TRUE(at.ok());
      EXPECT_EQ(at->latitude, latitude);
      EXPECT_EQ(at->longitude, longitude);
    }
  }
}

TEST(Coordinates, RefusesWhatLiesOutsideAndSaysWhich) {
  for (const double latitude : {90.0001, -90.0001, 181.0, kInfinity, -kInfinity, kNan}) {
    const Result<Coordinates> at = Coordinates::Make(latitude, 0);
    ASSERT_FALSE(at.ok()) << latitude;
    EXPECT_EQ(at.error().code(), ErrorCode::kOutOfRange);
    EXPECT_NE(at.error().message().find("latitude"), std::string::npos);
  }
  for (const double longitude : {180.0001, -180.0001, 360.0, kInfinity, -kInfinity, kNan}) {
    const Result<Coordinates> at = Coordinates::Make(0, longitude);
    ASSERT_FALSE(at.ok()) << longitude;
    EXPECT_EQ(at.error().code(), ErrorCode::kOutOfRange);
    EXPECT_NE(at.error().message().find("longitude"), std::string::npos);
  }
}

TEST(Coordinates, RefusesSwappedValuesOnlyWhereTheGlobeDoes) {
  EXPECT_FALSE(Coordinates::Make(144.96, -37.81).ok());  // Melbourne the wrong way round
  EXPECT_TRUE(Coordinates::Make(30.52, 50.45).ok());     // Kyiv, which then lies in the Gulf
}

TEST(DistanceKm, IsZeroBetweenAPointAndItselfAndTheSameBothWays) {
  const Coordinates kyiv = At(50.4501, 30.5234);
  const Coordinates donetsk = At(48.0159, 37.8029);
  EXPECT_EQ(DistanceKm(kyiv, kyiv), 0);
  EXPECT_EQ(DistanceKm(kyiv, donetsk), DistanceKm(donetsk, kyiv));
}

TEST(DistanceKm, IsADegreeOfTheMeanSphereAlongMeridianAndEquator) {
  const double degree = 6371.0088 * std::numbers::pi / 180;  // 111.195 km
  EXPECT_NEAR(degree, 111.195, 0.001);
  EXPECT_NEAR(DistanceKm(At(0, 0), At(1, 0)), degree, 1e-9);
  EXPECT_NEAR(DistanceKm(At(47.5, 30), At(48.5, 30)), degree, 1e-9);
  EXPECT_NEAR(DistanceKm(At(0, 30), At(0, 31)), degree, 1e-9);
  // A degree of longitude shrinks with the cosine of the latitude: half at 60 degrees.
  EXPECT_NEAR(DistanceKm(At(60, 30), At(60, 30.001)), degree / 2 / 1000, 1e-6);
}

TEST(DistanceKm, IsHalfTheGlobeBetweenAntipodesAndPoles) {
  const double half = 6371.0088 * std::numbers::pi;  // 20015.1 km
  EXPECT_NEAR(DistanceKm(At(90, 0), At(-90, 0)), half, 1e-6);
  EXPECT_NEAR(DistanceKm(At(0, 0), At(0, 180)), half, 1e-6);
  EXPECT_NEAR(DistanceKm(At(35.7, 36.4), At(-35.7, -143.6)), half, 1e-3);
  EXPECT_NEAR(DistanceKm(At(90, 12), At(90, -77)), 0, 1e-9);
}

TEST(DistanceKm, CrossesTheAntimeridianTheShortWay) {
  EXPECT_NEAR(DistanceKm(At(0, 179.5), At(0, -179.5)), 111.195, 0.001);
  EXPECT_NEAR(DistanceKm(At(10, -180), At(10, 180)), 0, 1e-9);
}

TEST(DistanceKm, AgreesWithGeodesicsOnTheEllipsoidWithinSixPerMille) {
  // Quarter meridian of WGS 84: 10001.966 km; quarter equator: 10018.754 km.
  EXPECT_NEAR(DistanceKm(At(0, 0), At(90, 0)) / 10001.966, 1, 0.006);
  EXPECT_NEAR(DistanceKm(At(0, 0), At(0, 90)) / 10018.754, 1, 0.006);
}

TEST(DistanceKm, KeepsMetres) {
  // The law of cosines would lose this in rounding.
  EXPECT_NEAR(DistanceKm(At(50, 30), At(50.00001, 30)), 0.00111195, 1e-8);
}

// Rounding takes the haversine of some antipodes above 1, where the arc sine is not a number.
TEST(DistanceKm, IsHalfTheGlobeBetweenAllAntipodes) {
  const double half = 6371.0088 * std::numbers::pi;
  for (int tenths = -900; tenths <= 900; ++tenths) {
    const double latitude = tenths / 10.0;
    for (const double longitude : {10.0, 36.4, 100.3, -143.6}) {
      const Coordinates here = At(latitude, longitude);
      const Coordinates there = At(-latitude, longitude > 0 ? longitude - 180 : longitude + 180);
      ASSERT_NEAR(DistanceKm(here, there), half, 1e-3) << latitude << ' ' << longitude;
    }
  }
}

TEST(PrioGridCell, FollowsTheFormula) {
  // (35.688342 + 90) * 2 = 251.37, (36.449962 + 180) * 2 = 432.89: 251 * 720 + 432 + 1.
  EXPECT_EQ(PrioGridCell(At(35.688342, 36.449962)), 181153);
  // Kyiv: (140.4501) * 2 = 280.90, (210.5234) * 2 = 421.04: 280 * 720 + 421 + 1.
  EXPECT_EQ(PrioGridCell(At(50.4501, 30.5234)), 202022);
  // Buenos Aires: 55.3963 * 2 = 110.79, 121.6184 * 2 = 243.23: 110 * 720 + 243 + 1.
  EXPECT_EQ(PrioGridCell(At(-34.6037, -58.3816)), 79444);
  // Null island: 180 * 720 + 360 + 1.
  EXPECT_EQ(PrioGridCell(At(0, 0)), 129961);
}

TEST(PrioGridCell, BeginsInTheSouthWestAndEndsInTheNorthEast) {
  EXPECT_EQ(PrioGridCell(At(-90, -180)), 1);
  EXPECT_EQ(PrioGridCell(At(-90, -179.51)), 1);
  EXPECT_EQ(PrioGridCell(At(-90, -179.5)), 2);
  EXPECT_EQ(PrioGridCell(At(-89.5, -180)), 721);
  EXPECT_EQ(PrioGridCell(At(89.99, 179.99)), 259200);
}

TEST(PrioGridCell, PutsThePoleAndTheAntimeridianIntoTheLastRowAndColumn) {
  EXPECT_EQ(PrioGridCell(At(90, 180)), 259200);
  EXPECT_EQ(PrioGridCell(At(90, -180)), 359 * 720 + 1);
  EXPECT_EQ(PrioGridCell(At(-90, 180)), 720);
}

TEST(PrioGridCell, HoldsTheCornerOfEachCellAndNotTheNext) {
  for (std::int32_t row = 0; row < 360; row += 13) {
    for (std::int32_t column = 0; column < 720; column += 17) {
      const Coordinates corner = At(-90 + row / 2.0, -180 + column / 2.0);
      const std::int32_t cell = row * 720 + column + 1;
      EXPECT_EQ(PrioGridCell(corner), cell);
      EXPECT_EQ(PrioGridCell(At(corner.latitude + 0.4999, corner.longitude + 0.4999)), cell);
    }
  }
}

TEST(Place, HasNoPointUntilItIsSaid) {
  const Place place;
  EXPECT_FALSE(place.at.has_value());
  EXPECT_TRUE(place.parents.empty());
  EXPECT_EQ(place.kind, PlaceKind::kOther);
}

TEST(PlaceParent, OfTwoViewpointsIsTwoParents) {
  const PlaceParent ours{PlaceId(1), {}, ActorId(1)};
  const PlaceParent theirs{PlaceId(2), {}, ActorId(2)};
  EXPECT_NE(ours, theirs);
  EXPECT_NE(ours, (PlaceParent{PlaceId(1), {}, {}}));
}

}  // namespace
}  // namespace casus
