#ifndef CASUS_GEO_SHAPE_H_
#define CASUS_GEO_SHAPE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/issue.h"
#include "casus/base/tokens.h"
#include "casus/geo/export.h"
#include "casus/place/geometry.h"

namespace casus {

// How the line between two corners runs. Either way it takes the shorter way round the globe, so
// that a ring may cross the antimeridian, or go round a pole.
enum class EdgeKind : std::uint8_t {
  kStraight,  // straight in longitude and latitude: GeoJSON (RFC 7946, 3.1.1), shapefiles
  kGeodesic,  // the shortest line on the WGS 84 ellipsoid
};
template <>
inline constexpr auto kTokens<EdgeKind> = std::to_array<Token<EdgeKind>>({
    {EdgeKind::kStraight, "straight"},
    {EdgeKind::kGeodesic, "geodesic"},
});

// Everything but AreaKm2 is worked out with great circles. Where one would leave the line by more
// than this, corners are put in between: along 45 degrees of latitude every 2 km or so.
inline constexpr double kEdgeToleranceMetres = 0.1;

// The area on the WGS 84 ellipsoid, in km2, of the smaller side of the ring; of polygons without
// their holes; their sum. Geodesic lines by Karney (2013), J. Geodesy 87:43, as GeographicLib has
// it; straight ones by quadrature of the authalic latitude's formula, to some 1e-12 of it.
//
// Of a shape of which Validate finds errors the number means little: where a ring crosses itself,
// what it goes round the other way is subtracted, and what polygons share is counted twice.
CASUS_GEO_EXPORT double AreaKm2(const Ring& ring, EdgeKind edges = EdgeKind::kStraight);
CASUS_GEO_EXPORT double AreaKm2(const Polygon& polygon, EdgeKind edges = EdgeKind::kStraight);
CASUS_GEO_EXPORT double AreaKm2(std::span<const Polygon> polygons,
                                EdgeKind edges = EdgeKind::kStraight);

enum class ShapeFlaw : std::uint8_t {
  // Errors that cannot be repaired: what is meant is not known.
  kBadCoordinates,  // not in range, or no number
  kHalfTurn,        // an edge between longitudes 180 degrees apart: both ways are as short
  kNoSmallerSide,   // not within the half of the globe round its middle
  // Errors: something is counted twice, or inside and outside at once.
  kTooFewCorners,    // fewer than three different ones in a row
  kCrossesItself,    // two edges of a ring cross
  kHoleOutside,      // nothing of the hole is in its polygon
  kHoleCrosses,      // a part of the hole is not in its polygon
  kHolesOverlap,     // two holes of a polygon share an area
  kPolygonsOverlap,  // two polygons share an area
  // Warnings: it means one thing, but other programs may stumble. (Overlaps narrower than twice
  // kEdgeToleranceMetres are warnings too: they may be no more than how lines are followed.)
  kRepeatedCorner,  // the same corner twice in a row; the last repeats the first
  kTouchesItself,   // a ring comes back to a corner
  kSliver,          // a polygon or a hole below ShapeOptions::sliver_km2
  // Notes.
  kWrongWay,             // against RFC 7946: outer rings counterclockwise, holes clockwise
  kCrossesAntimeridian,  // RFC 7946 (3.1.9) would have it cut in two
  kGoesRoundPole,
};
template <>
inline constexpr auto kTokens<ShapeFlaw> = std::to_array<Token<ShapeFlaw>>({
    {ShapeFlaw::kBadCoordinates, "bad_coordinates"},
    {ShapeFlaw::kHalfTurn, "half_turn"},
    {ShapeFlaw::kNoSmallerSide, "no_smaller_side"},
    {ShapeFlaw::kTooFewCorners, "too_few_corners"},
    {ShapeFlaw::kCrossesItself, "crosses_itself"},
    {ShapeFlaw::kHoleOutside, "hole_outside"},
    {ShapeFlaw::kHoleCrosses, "hole_crosses"},
    {ShapeFlaw::kHolesOverlap, "holes_overlap"},
    {ShapeFlaw::kPolygonsOverlap, "polygons_overlap"},
    {ShapeFlaw::kRepeatedCorner, "repeated_corner"},
    {ShapeFlaw::kTouchesItself, "touches_itself"},
    {ShapeFlaw::kSliver, "sliver"},
    {ShapeFlaw::kWrongWay, "wrong_way"},
    {ShapeFlaw::kCrossesAntimeridian, "crosses_antimeridian"},
    {ShapeFlaw::kGoesRoundPole, "goes_round_pole"},
});

// Which ring of a list of polygons.
struct RingRef {
  std::size_t polygon = 0;
  std::optional<std::size_t> hole;  // empty: the outer ring
  friend bool operator==(const RingRef&, const RingRef&) = default;
};

// One thing that is wrong, and where.
struct ShapeDefect {
  ShapeFlaw flaw = ShapeFlaw::kBadCoordinates;
  Severity severity = Severity::kError;
  RingRef ring;
  std::size_t corner = 0;  // the first of the edge, where it is one
  // What it crosses, repeats or overlaps.
  std::optional<RingRef> other;
  std::size_t other_corner = 0;
  Coordinates at;
  double km2 = 0;  // of slivers, of what is shared, of what of a hole lies outside
  friend bool operator==(const ShapeDefect&, const ShapeDefect&) = default;
};

// "polygon 2, hole 0, corner 5 at (48.5, 32.25): crosses_itself, corner 9".
CASUS_GEO_EXPORT std::string ToString(const ShapeDefect& defect);
CASUS_GEO_EXPORT std::ostream& operator<<(std::ostream& out, const ShapeDefect& defect);

struct ShapeOptions {
  EdgeKind edges = EdgeKind::kStraight;
  // A polygon or a hole of less is a sliver. 0: none is.
  double sliver_km2 = 0;
  // Repair and DifferenceOf: corners nearer to each other than this many metres may become one, and
  // so may move as far. 0: corners stay, only crossings are new. At most 1e6 (REQUIRES).
  double snap_m = 0;
};

// All defects, by (polygon, hole with the outer ring first, corner); those between two rings stand
// with the later one. Rings with defects that cannot be repaired are not compared with others.
CASUS_GEO_EXPORT std::vector<ShapeDefect> Validate(std::span<const Polygon> polygons,
                                                   const ShapeOptions& options = {});

enum class ShapeAction : std::uint8_t {
  kCornersDropped,  // repeated ones
  kRingDropped,  // it had too few corners; of a hole: it is filled; of an outer one: with its holes
  kRingSplit,    // by the even-odd rule: what it goes round twice is outside
  kHolesCut,     // to what lies in their polygon, and what they share counts once
  kPolygonsJoined,  // with an earlier one, `other`; what they share counts once
  kSliverDropped,   // a polygon is taken away; a hole is filled
  kSnapped,         // what ShapeOptions::snap_m did to all that was rebuilt; `ring` is the first
};
template <>
inline constexpr auto kTokens<ShapeAction> = std::to_array<Token<ShapeAction>>({
    {ShapeAction::kCornersDropped, "corners_dropped"},
    {ShapeAction::kRingDropped, "ring_dropped"},
    {ShapeAction::kRingSplit, "ring_split"},
    {ShapeAction::kHolesCut, "holes_cut"},
    {ShapeAction::kPolygonsJoined, "polygons_joined"},
    {ShapeAction::kSliverDropped, "sliver_dropped"},
    {ShapeAction::kSnapped, "snapped"},
});

struct ShapeChange {
  ShapeAction action = ShapeAction::kCornersDropped;
  RingRef ring;  // of what was given
  std::optional<std::size_t> other;
  double km2 = 0;  // what AreaKm2 of all became larger by
  friend bool operator==(const ShapeChange&, const ShapeChange&) = default;
};

struct ShapeRepair {
  // Those with nothing to repair as they were, in order; then what was rebuilt of the others.
  std::vector<Polygon> polygons;
  std::vector<ShapeDefect> found;
  std::vector<ShapeChange> changes;
  // AreaKm2 before and after; the changes' sum is the difference, up to rounding.
  double given_km2 = 0;
  double km2 = 0;
};

// The polygons without errors, repeated corners and slivers, and what was done for that. Rings that
// touch themselves, and notes, stay. Error kInvalidArgument where a defect cannot be repaired.
CASUS_GEO_EXPORT Result<ShapeRepair> Repair(std::span<const Polygon> polygons,
                                            const ShapeOptions& options = {});

struct DifferenceOptions {
  EdgeKind edges = EdgeKind::kStraight;
  double snap_m = 0;  // as ShapeOptions has it
  // A piece of what was gained or lost with less area, or narrower (twice its area by the length of
  // its border), is noise: maps of one front drawn twice differ along all of it. What is narrower
  // than twice kEdgeToleranceMetres always is: it may be no more than how lines are followed.
  double noise_km2 = 0;
  double noise_width_m = 0;
};

// Pieces, and their area.
struct AreaPart {
  std::vector<Polygon> polygons;
  double km2 = 0;
  // Counted apart, never in `km2`.
  std::vector<Polygon> noise;
  double noise_km2 = 0;
};

struct ShapeDifference {
  double before_km2 = 0;
  double after_km2 = 0;
  AreaPart gained;  // in `after` alone
  AreaPart lost;    // in `before` alone
  AreaPart kept;    // in both; nothing of it is noise
  // What does not add up, as |before - lost - kept| or |after - gained - kept|, the larger; noise
  // is counted in. Without snapping some kEdgeToleranceMetres by the length of edges that are cut.
  double residue_km2 = 0;
};

// What changed between two shapes. Error kInvalidArgument where Validate finds errors in one of
// them; Repair them first.
//
//   const auto change = casus::DifferenceOf(monday, tuesday, {.noise_width_m = 50});
//   std::cout << change->gained.km2 << " km2 gained\n";
//
// What one lost and another gained adds up if nothing is gained or lost in the difference of
// lost.polygons of the one from gained.polygons of the other: `kept` is what went over.
CASUS_GEO_EXPORT Result<ShapeDifference> DifferenceOf(std::span<const Polygon> before,
                                                      std::span<const Polygon> after,
                                                      const DifferenceOptions& options = {});

// Two areas of a layer that cover the same ground.
struct AreaOverlap {
  std::size_t first = 0;  // numbers of the areas, ascending
  std::size_t second = 0;
  AreaPart shared;
};
struct LayerOverlaps {
  std::vector<AreaOverlap> overlaps;  // by (first, second); those that share noise alone are not
  double noise_km2 = 0;               // of all pairs
};
// What areas share that are to share nothing: units of one level, what each side holds by one map.
// Overlaps are data wherever nobody says that. Noise is as in DifferenceOf. Error kInvalidArgument
// where Validate finds errors in one of the areas, with its number. Costs an intersection for each
// pair whose boxes meet.
CASUS_GEO_EXPORT Result<LayerOverlaps> OverlapsOf(std::span<const std::vector<Polygon>> areas,
                                                  const DifferenceOptions& options = {});

}  // namespace casus

#endif  // CASUS_GEO_SHAPE_H_
