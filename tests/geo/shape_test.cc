// Areas, defects and what is done about them, and what changed between two shapes.

#include "casus/geo/shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "lib/sanitized.h"
#include "tests/actor/words.h"
#include "tests/geo/shapes.h"

namespace casus {
namespace testing {

using GeoEnumerations = ::testing::Types<EdgeKind, ShapeFlaw, ShapeAction>;
INSTANTIATE_TYPED_TEST_SUITE_P(Shape, Words, GeoEnumerations);

}  // namespace testing

namespace geo_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing_lib::Rounds;

const std::vector<Ring>& Rings() {
  static const std::vector<Ring> rings = {
      BoxRing(48, 35, 49, 36),
      BoxRing(-1, -1, 1, 1),
      BoxRing(60, 170, 70, -170),  // over the antimeridian
      BoxRing(-0.001, 10, 0, 10.001),
      {{60, 0}, {60, 120}, {60, -120}},  // round the north pole
      {{-70, 0}, {-60, 90}, {-65, 179}, {-60, -90}},
      {{50, 10}, {55, 30}, {45, 25}},
      {{80, 0}, {80, 90}, {90, 45}},     // a corner at the pole
      {{-5, 0}, {10, 120}, {-2, -120}},  // round the pole, and over the equator
  };
  return rings;
}

TEST(AreaKm2Test, GeodesicIsWhatGeographicLibSays) {
  for (const Ring& ring : Rings()) {
    EXPECT_NEAR(AreaKm2(ring, EdgeKind::kGeodesic) / DirectKm2(ring), 1, 1e-12);
  }
}

TEST(AreaKm2Test, StraightIsTheLimitOfManyGeodesics) {
  for (const Ring& ring : Rings()) {
    EXPECT_NEAR(AreaKm2(ring) / DirectKm2(ring, 50), 1, 1e-6) << ring[0].latitude;
  }
  // Along a parallel the two differ: by 0.2 % for this box.
  EXPECT_GT(std::abs(AreaKm2(Rings()[2]) / AreaKm2(Rings()[2], EdgeKind::kGeodesic) - 1), 1e-3);
}

TEST(AreaKm2Test, TheGlobeIsKnown) {
  // Half of 510,065,621.7 km2 (NIMA TR8350.2).
  EXPECT_NEAR(AreaKm2(Ring{{0, 0}, {0, 120}, {0, -120}}), 510065621.724 / 2, 1);
  EXPECT_EQ(AreaKm2(Ring{}), 0);
}

TEST(AreaKm2Test, HolesAreTakenAwayAndPolygonsAdded) {
  const double hole = AreaKm2(BoxRing(48.4, 35.4, 48.6, 35.6));
  const double box = AreaKm2(BoxRing(48, 35, 49, 36));
  Polygon polygon = Box(48, 35, 49, 36);
  polygon.holes.push_back(BoxRing(48.4, 35.4, 48.6, 35.6));
  EXPECT_DOUBLE_EQ(AreaKm2(polygon), box - hole);
  const std::vector<Polygon> both = {polygon, Box(10, 10, 11, 11)};
  EXPECT_DOUBLE_EQ(AreaKm2(both), box - hole + AreaKm2(both[1]));
}

// --- Defects.

std::vector<std::pair<ShapeFlaw, Severity>> Flaws(const std::vector<Polygon>& polygons,
                                                  const ShapeOptions& options = {}) {
  std::vector<std::pair<ShapeFlaw, Severity>> flaws;
  for (const ShapeDefect& defect : Validate(polygons, options)) {
    flaws.emplace_back(defect.flaw, defect.severity);
  }
  return flaws;
}
auto IsError(ShapeFlaw flaw) { return ::testing::Pair(flaw, Severity::kError); }
auto IsWarning(ShapeFlaw flaw) { return ::testing::Pair(flaw, Severity::kWarning); }
auto IsNote(ShapeFlaw flaw) { return ::testing::Pair(flaw, Severity::kNote); }

Polygon BoxWithHole(const Ring& hole) {
  Polygon polygon = Box(48, 35, 49, 36);
  polygon.holes.emplace_back(hole.rbegin(), hole.rend());
  return polygon;
}

TEST(ValidateTest, FindsNothingWhereNothingIs) {
  EXPECT_THAT(Flaws({}), IsEmpty());
  EXPECT_THAT(Flaws({Box(48, 35, 49, 36), Box(48, 36, 49, 37)}), IsEmpty());
  EXPECT_THAT(Flaws({BoxWithHole(BoxRing(48.4, 35.4, 48.6, 35.6)), Box(48.4, 35.4, 48.6, 35.6)}),
              IsEmpty());
}

TEST(ValidateTest, WhatCannotBeRepaired) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THAT(Flaws({{{{0, 0}, {0, nan}, {1, 1}}, {}}}),
              ElementsAre(IsError(ShapeFlaw::kBadCoordinates)));
  EXPECT_THAT(Flaws({{{{0, 0}, {0, 181}, {1, 1}}, {}}}),
              ElementsAre(IsError(ShapeFlaw::kBadCoordinates)));
  EXPECT_THAT(Flaws({{{{0, 0}, {10, 180}, {20, 90}}, {}}}),
              ElementsAre(IsError(ShapeFlaw::kHalfTurn)));
  EXPECT_THAT(Flaws({{{{0, 0}, {0, 120}, {0, -120}}, {}}}),
              ElementsAre(IsError(ShapeFlaw::kNoSmallerSide)));
  // What cannot be told is not compared with others.
  EXPECT_THAT(Flaws({{{{0, 0}, {0, 181}, {1, 1}}, {BoxRing(40, 40, 41, 41)}}}),
              ElementsAre(IsError(ShapeFlaw::kBadCoordinates), IsNote(ShapeFlaw::kWrongWay)));
}

TEST(ValidateTest, RingsByThemselves) {
  EXPECT_THAT(Flaws({{{}, {}}}), ElementsAre(IsError(ShapeFlaw::kTooFewCorners)));
  EXPECT_THAT(Flaws({{{{48, 35}, {49, 36}}, {}}}), ElementsAre(IsError(ShapeFlaw::kTooFewCorners)));
  EXPECT_THAT(
      Flaws({{{{48, 35}, {49, 36}, {48, 35}}, {}}}),
      ElementsAre(IsError(ShapeFlaw::kTooFewCorners), IsWarning(ShapeFlaw::kRepeatedCorner)));
  EXPECT_THAT(
      Flaws({{{{48, 35}, {48, 35}, {48, 36}, {49, 36}, {48, 35}}, {}}}),
      ElementsAre(IsWarning(ShapeFlaw::kRepeatedCorner), IsWarning(ShapeFlaw::kRepeatedCorner)));
  // Two boxes corner to corner, drawn in one go; the corner is repeated, but nothing is crossed.
  EXPECT_THAT(
      Flaws(
          {{{{48, 35}, {48, 36}, {49, 36}, {49, 37}, {50, 37}, {50, 36}, {49, 36}, {49, 35}}, {}}}),
      ElementsAre(IsWarning(ShapeFlaw::kTouchesItself)));
  EXPECT_THAT(Flaws({{{{48, 35}, {49, 36}, {48, 36}}, {}}}),
              ElementsAre(IsNote(ShapeFlaw::kWrongWay)));
  EXPECT_THAT(Flaws({Box(60, 170, 70, -170)}),
              ElementsAre(IsNote(ShapeFlaw::kCrossesAntimeridian)));
  EXPECT_THAT(Flaws({Box(60, 170, 70, 180), Box(60, -180, 70, -170)}), IsEmpty());
  EXPECT_THAT(
      Flaws({{{{60, 0}, {60, 120}, {60, -120}}, {}}}),
      ElementsAre(IsNote(ShapeFlaw::kGoesRoundPole), IsNote(ShapeFlaw::kCrossesAntimeridian)));
}

TEST(ValidateTest, ACrossingIsPlaced) {
  const std::vector<Polygon> bow_tie = {Box(0, 0, 1, 1),
                                        {{{48, 35}, {49, 36}, {49, 35}, {48, 36}}, {}}};
  const std::vector<ShapeDefect> defects = Validate(bow_tie);
  ASSERT_EQ(defects.front().flaw, ShapeFlaw::kCrossesItself);
  EXPECT_EQ(defects.front().ring, (RingRef{1, std::nullopt}));
  EXPECT_EQ(defects.front().corner, 0u);
  EXPECT_EQ(defects.front().other_corner, 2u);
  EXPECT_NEAR(defects.front().at.latitude, 48.5, 1e-5);
  EXPECT_NEAR(defects.front().at.longitude, 35.5, 1e-5);
  EXPECT_EQ(ToString(defects.front()),
            "polygon 1, corner 0 at (48.5, 35.5): crosses_itself, corner 2");
  // The same, where the crossing is a corner; and not quite in the middle.
  EXPECT_THAT(Flaws({{{{48, 35}, {48.5, 35.5}, {49, 36}, {49, 35}, {48.5, 35.5}, {48, 36}}, {}}}),
              ::testing::Contains(IsError(ShapeFlaw::kCrossesItself)));
  const ShapeDefect crossing =
      Validate(std::vector<Polygon>{{{{48, 35}, {49, 36.1}, {49, 35}, {48, 36}}, {}}}).front();
  EXPECT_EQ(crossing.flaw, ShapeFlaw::kCrossesItself);
  EXPECT_NEAR(crossing.at.longitude, 35 + 1.1 / 2.1, 1e-5);
}

TEST(ValidateTest, SliversAreSaidWhereAsked) {
  const std::vector<Polygon> thin = {Box(48, 35, 48.0001, 35.0001)};
  EXPECT_THAT(Flaws(thin), IsEmpty());
  EXPECT_THAT(Flaws(thin, {.sliver_km2 = 0.001}), ElementsAre(IsWarning(ShapeFlaw::kSliver)));
  EXPECT_DOUBLE_EQ(Validate(thin, {.sliver_km2 = 0.001}).front().km2, AreaKm2(thin));
}

TEST(ValidateTest, HolesAndPolygonsAreCompared) {
  const Ring outside = BoxRing(47, 35, 47.5, 35.5);
  EXPECT_THAT(Flaws({BoxWithHole(outside)}), ElementsAre(IsError(ShapeFlaw::kHoleOutside)));
  EXPECT_THAT(Flaws({BoxWithHole(BoxRing(10, 10, 11, 11))}),
              ElementsAre(IsError(ShapeFlaw::kHoleOutside)));

  const std::vector<Polygon> crossing = {BoxWithHole(BoxRing(47.5, 35.2, 48.5, 35.5))};
  EXPECT_THAT(Flaws(crossing), ElementsAre(IsError(ShapeFlaw::kHoleCrosses)));
  EXPECT_NEAR(Validate(crossing).front().km2, AreaKm2(BoxRing(47.5, 35.2, 48, 35.5)), 1e-3);
  EXPECT_EQ(Validate(crossing).front().ring, (RingRef{0, 0}));

  Polygon two_holes = BoxWithHole(BoxRing(48.2, 35.2, 48.5, 35.5));
  two_holes.holes.push_back({{48.4, 35.4}, {48.7, 35.4}, {48.7, 35.7}, {48.4, 35.7}});
  EXPECT_THAT(Flaws({two_holes}), ElementsAre(IsError(ShapeFlaw::kHolesOverlap)));
  EXPECT_EQ(Validate(std::vector<Polygon>{two_holes}).front().other, (RingRef{0, 0}));

  const std::vector<Polygon> same = {Box(48, 35, 49, 36), Box(48, 35, 49, 36)};
  EXPECT_THAT(Flaws(same), ElementsAre(IsError(ShapeFlaw::kPolygonsOverlap)));
  EXPECT_NEAR(Validate(same).front().km2, AreaKm2(same[0]), 1e-6);
  EXPECT_EQ(
      ToString(Validate(std::vector<Polygon>{Box(48, 35, 49, 36), Box(48, 35.5, 49, 36.5)}).front())
          .substr(0, 19),
      "polygon 1, corner 0");
  // Within another; in the hole of another.
  EXPECT_THAT(Flaws({Box(48, 35, 49, 36), Box(48.4, 35.4, 48.6, 35.6)}),
              ElementsAre(IsError(ShapeFlaw::kPolygonsOverlap)));
}

TEST(ValidateTest, BordersThatRunAlongEachOtherAreNoError) {
  // The second has a corner where the first has none, on the same straight line.
  const std::vector<Polygon> neighbours = {{{{48, 35}, {48, 36}, {50, 37}}, {}},
                                           {{{48, 36}, {49, 38}, {50, 37}, {49.3, 36.65}}, {}}};
  EXPECT_THAT(Flaws(neighbours),
              ::testing::Each(::testing::Pair(ShapeFlaw::kPolygonsOverlap, Severity::kWarning)));
}

// --- Repair.

double SumOf(const std::vector<ShapeChange>& changes) {
  double sum = 0;
  for (const ShapeChange& change : changes) sum += change.km2;
  return sum;
}
std::vector<ShapeAction> ActionsOf(const ShapeRepair& repair) {
  std::vector<ShapeAction> actions;
  for (const ShapeChange& change : repair.changes) actions.push_back(change.action);
  return actions;
}
void ExpectSound(const ShapeRepair& repair, const ShapeOptions& options = {}) {
  EXPECT_NEAR(repair.km2 - repair.given_km2, SumOf(repair.changes),
              1e-6 + 1e-9 * std::abs(repair.given_km2));
  EXPECT_DOUBLE_EQ(repair.km2, AreaKm2(repair.polygons, options.edges));
  for (const ShapeDefect& defect : Validate(repair.polygons, options)) {
    EXPECT_NE(defect.severity, Severity::kError) << defect;
  }
}

TEST(RepairTest, WhatIsSoundStaysAsItIs) {
  const std::vector<Polygon> sound = {Box(48, 35, 49, 36), {{{10, 10}, {11, 11}, {10, 11}}, {}}};
  const ShapeRepair repair = Repair(sound).value();
  EXPECT_EQ(repair.polygons, sound);
  EXPECT_THAT(repair.changes, IsEmpty());
  EXPECT_EQ(repair.found.size(), 1u);  // the wrong way round, which means nothing
  EXPECT_EQ(repair.km2, repair.given_km2);
}

TEST(RepairTest, EachDefectHasItsChange) {
  const auto actions = [](const std::vector<Polygon>& polygons, const ShapeOptions& options = {}) {
    const ShapeRepair repair = Repair(polygons, options).value();
    ExpectSound(repair, options);
    return ActionsOf(repair);
  };
  EXPECT_THAT(actions({{{{48, 35}, {48, 36}, {48, 36}, {49, 36}}, {}}}),
              ElementsAre(ShapeAction::kCornersDropped));
  EXPECT_THAT(actions({{{{48, 35}, {48, 36}}, {}}, Box(1, 1, 2, 2)}),
              ElementsAre(ShapeAction::kRingDropped));
  EXPECT_THAT(actions({{{{48, 35}, {48, 36}}, {BoxRing(48, 35, 49, 36)}}}),
              ElementsAre(ShapeAction::kRingDropped, ShapeAction::kRingDropped));
  EXPECT_THAT(actions({BoxWithHole({{48.5, 35.5}})}), ElementsAre(ShapeAction::kRingDropped));
  EXPECT_THAT(actions({{{{48, 35}, {49, 36}, {49, 35}, {48, 36}}, {}}}),
              ElementsAre(ShapeAction::kRingSplit));
  EXPECT_THAT(actions({BoxWithHole(BoxRing(47.5, 35.2, 48.5, 35.5))}),
              ElementsAre(ShapeAction::kHolesCut));
  EXPECT_THAT(actions({BoxWithHole(BoxRing(47, 35, 47.5, 35.5))}),
              ElementsAre(ShapeAction::kHolesCut));
  EXPECT_THAT(actions({Box(48, 35, 49, 36), Box(48, 35.5, 49, 36.5)}),
              ElementsAre(ShapeAction::kPolygonsJoined));
  EXPECT_THAT(actions({Box(48, 35, 48.0001, 35.0001), Box(1, 1, 2, 2)}, {.sliver_km2 = 0.001}),
              ElementsAre(ShapeAction::kSliverDropped));
  EXPECT_THAT(actions({BoxWithHole(BoxRing(48.5, 35.5, 48.5001, 35.5001))}, {.sliver_km2 = 0.001}),
              ElementsAre(ShapeAction::kSliverDropped));
  EXPECT_THAT(actions({Box(48, 35, 49, 36), Box(48, 35.5, 49, 36.5)}, {.snap_m = 100}),
              ElementsAre(ShapeAction::kPolygonsJoined, ShapeAction::kSnapped));
}

TEST(RepairTest, TheAreaIsWhatItShouldBe) {
  // A bow tie is two triangles of a quarter each; given, they cancel out.
  const ShapeRepair tie =
      Repair(std::vector<Polygon>{{{{-1, -1}, {1, 1}, {1, -1}, {-1, 1}}, {}}}).value();
  EXPECT_NEAR(tie.given_km2, 0, 1e-6);
  EXPECT_NEAR(tie.km2, AreaKm2(BoxRing(-1, -1, 1, 1)) / 2, 1);
  EXPECT_EQ(tie.polygons.size(), 2u);

  const std::vector<Polygon> row = {Box(0, 0, 1, 2), Box(0, 1, 1, 3), Box(0, 2.5, 1, 4),
                                    Box(5, 5, 6, 6)};
  const ShapeRepair joined = Repair(row).value();
  ExpectSound(joined);
  EXPECT_EQ(joined.polygons.front(), row.back());
  EXPECT_NEAR(joined.km2, AreaKm2(BoxRing(0, 0, 1, 4)) + AreaKm2(row.back()), 1e-2);
  EXPECT_EQ(joined.changes.front().ring.polygon, 1u);
  EXPECT_EQ(joined.changes.front().other, 0u);
}

TEST(RepairTest, WhatIsNotKnownIsNotRepaired) {
  const Result<ShapeRepair> repair = Repair(std::vector<Polygon>{{{{0, 0}, {0, 181}, {1, 1}}, {}}});
  ASSERT_FALSE(repair.ok());
  EXPECT_EQ(repair.error().code(), ErrorCode::kInvalidArgument);
  EXPECT_EQ(repair.error().message(),
            "cannot be repaired: polygon 0, corner 1 at (0, 181): bad_coordinates");
}

TEST(RepairTest, ScribblesAreWhatTheEvenOddRuleSays) {
  Random random(1);
  for (int round = 0; round < Rounds(8); ++round) {
    std::vector<Polygon> polygons;
    for (std::size_t i = 0; i < 1 + random.Below(3); ++i) {
      Polygon& polygon = polygons.emplace_back();
      polygon.outer = random.Scribble(47, 34, 49, 36, 3 + random.Below(6));
      for (std::size_t k = random.Below(3); k > 0; --k) {
        polygon.holes.push_back(random.Scribble(47, 34, 49, 36, 3 + random.Below(3)));
      }
    }
    const ShapeRepair repair = Repair(polygons).value();
    ExpectSound(repair);
    for (int i = 0; i < 100; ++i) {
      const Coordinates at = random.Point(46.9, 33.9, 49.1, 36.1);
      if (MetresTo(polygons, at) < 1) continue;
      ASSERT_EQ(IsInAny(repair.polygons, at), IsInAny(polygons, at)) << round << ' ' << i;
    }
  }
}

// --- What changed.

TEST(DifferenceTest, BoxesThatShift) {
  const std::vector<Polygon> before = {Box(0, 0, 1, 2)};
  const std::vector<Polygon> after = {Box(0, 1, 1, 4)};
  const ShapeDifference change = DifferenceOf(before, after).value();
  const double box = AreaKm2(BoxRing(0, 0, 1, 1));
  EXPECT_NEAR(change.before_km2, 2 * box, 1e-3);
  EXPECT_NEAR(change.after_km2, 3 * box, 1e-3);
  EXPECT_NEAR(change.lost.km2, box, 1e-2);
  EXPECT_NEAR(change.kept.km2, box, 1e-2);
  EXPECT_NEAR(change.gained.km2, 2 * box, 1e-2);
  EXPECT_LT(change.residue_km2, 1e-2);
  EXPECT_EQ(change.gained.polygons.size(), 1u);
}

TEST(DifferenceTest, WithItselfItIsNothing) {
  Random random(2);
  const std::vector<Polygon> shape = {random.StarWithHole({48, 35}), random.StarWithHole({51, 35})};
  const ShapeDifference change = DifferenceOf(shape, shape).value();
  EXPECT_THAT(change.gained.polygons, IsEmpty());
  EXPECT_THAT(change.lost.polygons, IsEmpty());
  EXPECT_NEAR(change.kept.km2, AreaKm2(shape), 1e-6);
  EXPECT_LT(change.residue_km2, 1e-6);
  const ShapeDifference from_nothing = DifferenceOf({}, shape).value();
  EXPECT_NEAR(from_nothing.gained.km2, AreaKm2(shape), 1e-6);
  EXPECT_EQ(from_nothing.kept.km2, 0);
}

TEST(DifferenceTest, ErrorsAreRefusedAndSayWhere) {
  const std::vector<Polygon> tie = {{{{48, 35}, {49, 36}, {49, 35}, {48, 36}}, {}}};
  const std::vector<Polygon> sound = {Box(0, 0, 1, 1)};
  const auto message = [](const Result<ShapeDifference>& result) {
    EXPECT_FALSE(result.ok());
    return result.error().message();
  };
  EXPECT_EQ(
      message(DifferenceOf(tie, sound)),
      "before: polygon 0, corner 0 at (48.5, 35.5): crosses_itself, corner 2; repair it first");
  EXPECT_THAT(message(DifferenceOf(sound, tie)), HasSubstr("after: polygon 0"));
  EXPECT_TRUE(DifferenceOf(Repair(tie).value().polygons, sound).ok());
}

TEST(DifferenceTest, NoiseIsCountedApart) {
  // A strip of 11 m along the west, a spot of 0.2 km2, and a gain of a tenth of the box.
  const std::vector<Polygon> before = {Box(0, 0, 1, 1)};
  const std::vector<Polygon> after = {Box(0, -0.0001, 1, 1), Box(0, 1, 1, 1.1),
                                      Box(5, 5, 5.004, 5.004)};
  const double strip = AreaKm2(BoxRing(0, -0.0001, 1, 0));
  const double spot = AreaKm2(after[2]);
  const ShapeDifference plain = DifferenceOf(before, after).value();
  EXPECT_EQ(plain.gained.polygons.size(), 3u);
  // What is left where straight lines run along each other.
  EXPECT_LT(plain.gained.noise_km2, 1e-2);
  const DifferenceOptions options = {.noise_km2 = 1, .noise_width_m = 50};
  const ShapeDifference change = DifferenceOf(before, after, options).value();
  EXPECT_EQ(change.gained.polygons.size(), 1u);
  EXPECT_NEAR(change.gained.km2, AreaKm2(BoxRing(0, 1, 1, 1.1)), 1e-2);
  EXPECT_NEAR(change.gained.noise_km2, strip + spot, 1e-2);
  EXPECT_NEAR(AreaKm2(change.gained.noise), change.gained.noise_km2, 1e-9);
  EXPECT_LT(change.residue_km2, 1e-2);
  EXPECT_NEAR(DifferenceOf(before, after, {.noise_km2 = 1}).value().gained.noise_km2, spot, 1e-2);
  EXPECT_NEAR(DifferenceOf(before, after, {.noise_width_m = 50}).value().gained.noise_km2, strip,
              1e-2);
}

TEST(DifferenceTest, RandomShapesAddUpAndAreWhereTheySay) {
  Random random(3);
  for (int round = 0; round < Rounds(8); ++round) {
    const auto shape = [&] {
      const double east = random.Between(34, 36);
      return std::vector<Polygon>{random.StarWithHole({random.Between(47, 48), east}),
                                  random.StarWithHole({random.Between(50.5, 51.5), east})};
    };
    const std::vector<Polygon> before = shape();
    const std::vector<Polygon> after = shape();
    const DifferenceOptions options = {.edges = round % 2 == 0 ? EdgeKind::kStraight
                                                               : EdgeKind::kGeodesic};
    const ShapeDifference change = DifferenceOf(before, after, options).value();
    EXPECT_LT(change.residue_km2, 0.1);
    EXPECT_NEAR(change.before_km2 / AreaKm2(before, options.edges), 1, 1e-6);
    EXPECT_NEAR(change.after_km2 / AreaKm2(after, options.edges), 1, 1e-6);
    if (options.edges == EdgeKind::kGeodesic) continue;
    for (int i = 0; i < 100; ++i) {
      const Coordinates at = random.Point(46, 33, 52.5, 37);
      if (MetresTo(before, at) < 1 || MetresTo(after, at) < 1) continue;
      const bool was = IsInAny(before, at);
      const bool is = IsInAny(after, at);
      ASSERT_EQ(IsInAny(change.gained.polygons, at), is && !was);
      ASSERT_EQ(IsInAny(change.lost.polygons, at), was && !is);
      ASSERT_EQ(IsInAny(change.kept.polygons, at), was && is);
    }
  }
}

TEST(DifferenceTest, OverTheAntimeridianAndRoundThePole) {
  const std::vector<Polygon> before = {Box(60, 170, 70, -170)};
  const std::vector<Polygon> after = {Box(60, 175, 70, 180), Box(60, -180, 70, -160)};
  const ShapeDifference change = DifferenceOf(before, after).value();
  EXPECT_NEAR(change.lost.km2, AreaKm2(BoxRing(60, 170, 70, 175)), 1);
  EXPECT_NEAR(change.gained.km2, AreaKm2(BoxRing(60, -170, 70, -160)), 1);
  EXPECT_LT(change.residue_km2, 1);

  const std::vector<Polygon> cap = {{{{88, 0}, {88, 90}, {88, 179}, {88, -90}}, {}}};
  const std::vector<Polygon> smaller = {{{{89, 0}, {89, 90}, {89, 179}, {89, -90}}, {}}};
  const ShapeDifference melt = DifferenceOf(cap, smaller).value();
  EXPECT_NEAR(melt.lost.km2, AreaKm2(cap) - AreaKm2(smaller), 1);
  ASSERT_EQ(melt.lost.polygons.size(), 1u);
  EXPECT_EQ(melt.lost.polygons[0].holes.size(), 1u);
}

}  // namespace
// --- What two differences, or the areas of a layer, say together.

TEST(DifferenceTest, WhatOneLostTheOtherGained) {
  const std::vector<Polygon> with = {Box(44, 33, 46, 36), Box(47, 30, 50, 36)};
  const std::vector<Polygon> without = {Box(47, 30, 50, 36)};
  const std::vector<Polygon> other = {Box(50, 38, 55, 45)};
  // It takes the peninsula, and a strait of water beside it.
  const std::vector<Polygon> enlarged = {Box(50, 38, 55, 45), Box(44, 33, 46, 37)};
  const ShapeDifference loser = DifferenceOf(with, without).value();
  const ShapeDifference gainer = DifferenceOf(other, enlarged).value();
  const ShapeDifference moved = DifferenceOf(loser.lost.polygons, gainer.gained.polygons).value();
  EXPECT_NEAR(moved.kept.km2, AreaKm2(Box(44, 33, 46, 36)), 1e-1);
  EXPECT_EQ(moved.lost.km2, 0);
  EXPECT_NEAR(moved.gained.km2, AreaKm2(Box(44, 36, 46, 37)), 1e-1);
}

TEST(OverlapsTest, APartitionHasNone) {
  std::vector<std::vector<Polygon>> units;
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      units.push_back({Box(45 + row, 30 + column, 46 + row, 31 + column)});
    }
  }
  const LayerOverlaps found = OverlapsOf(units).value();
  EXPECT_TRUE(found.overlaps.empty());
  EXPECT_NEAR(found.noise_km2, 0, 1e-1);
}

TEST(OverlapsTest, PairsAreNamedAndMeasured) {
  // The third is far away; the fourth reaches a metre or so into the second.
  const std::vector<std::vector<Polygon>> units = {{Box(45, 30, 46, 31)},
                                                   {Box(45, 30.75, 46, 32)},
                                                   {Box(10, 10, 11, 11)},
                                                   {Box(45, 31.99999, 46, 33)}};
  const LayerOverlaps found = OverlapsOf(units, {.noise_width_m = 5}).value();
  ASSERT_EQ(found.overlaps.size(), 1U);
  EXPECT_EQ(found.overlaps[0].first, 0U);
  EXPECT_EQ(found.overlaps[0].second, 1U);
  EXPECT_NEAR(found.overlaps[0].shared.km2, AreaKm2(Box(45, 30.75, 46, 31)), 0.1);
  EXPECT_NEAR(found.noise_km2, AreaKm2(Box(45, 31.99999, 46, 32)), 0.02);
  EXPECT_EQ(OverlapsOf(units).value().overlaps.size(), 2U);
}

TEST(OverlapsTest, ErrorsAreRefusedAndSayOfWhichArea) {
  const std::vector<std::vector<Polygon>> units = {{Box(45, 30, 46, 31)},
                                                   {Polygon{{{0, 0}, {1, 1}, {1, 0}, {0, 1}}, {}}}};
  const Result<LayerOverlaps> refused = OverlapsOf(units);
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message().find("area 1: "), std::string::npos)
      << refused.error().message();
}

TEST(OverlapsTest, RandomAreasShareWhatTheirDifferenceKeeps) {
  Random random(14);
  for (int round = 0; round < 10; ++round) {
    std::vector<std::vector<Polygon>> units;
    for (int i = 0; i < 4; ++i) {
      units.push_back({random.StarWithHole(random.Point(45, 30, 47, 32))});
    }
    const LayerOverlaps found = OverlapsOf(units).value();
    double all = found.noise_km2;
    for (const AreaOverlap& overlap : found.overlaps) {
      EXPECT_LT(overlap.first, overlap.second);
      all += overlap.shared.km2;
    }
    double expected = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
      for (std::size_t j = i + 1; j < units.size(); ++j) {
        expected += DifferenceOf(units[i], units[j]).value().kept.km2;
      }
    }
    EXPECT_NEAR(all, expected, 1e-6 * expected + 1e-6);
  }
}

}  // namespace geo_test
}  // namespace casus
