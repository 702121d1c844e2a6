#ifndef CASUS_GEO_LOCATOR_H_
#define CASUS_GEO_LOCATOR_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "casus/analysis/territory.h"
#include "casus/base/function_ref.h"
#include "casus/base/issue.h"
#include "casus/base/tokens.h"
#include "casus/base/truth.h"
#include "casus/chronicle/chronicle.h"
#include "casus/chronicle/query.h"
#include "casus/geo/export.h"
#include "casus/geo/shape.h"
#include "casus/place/place.h"
#include "casus/time/day.h"
#include "casus/time/span.h"

namespace casus {

// What a place covers while `span` holds.
struct PlaceArea {
  PlaceId place;
  std::optional<Span> span;  // empty: always
  std::vector<Polygon> polygons;
};

struct LocatorOptions {
  EdgeKind edges = EdgeKind::kStraight;
  // A point at most so far from a border may lie on either side of it. At least 0 (REQUIRES), to
  // 0.6 %. Borders are drawn, and points given, with errors: 0.001 degrees are 100 m.
  // With 0 no border is near, and a point on one that two places share lies in one of them.
  double border_m = 10;
  // Build from a chronicle: geometries that stood on the day. Empty: those that stand now.
  std::optional<Day> as_known = std::nullopt;
};

// A place that covers a point on a day.
struct PlaceMatch {
  PlaceId place;
  // That it covers the day, and the point lies in it by more than the distance asked. Never kNo.
  Truth truth = Truth::kCertain;
  bool at_border = false;  // possible, because a border is near
  friend bool operator==(const PlaceMatch&, const PlaceMatch&) = default;
};

// In which places a point lies on a day.
//
// Inside is what an even number of edges part from the far side of the globe not: of a ring that
// crosses itself, what it goes round twice is outside. A polygon has what is in its outer ring and
// in none of its holes, a place what any of its polygons has. An edge that two polygons of one
// geometry share, as at the antimeridian, is no border.
//
// A geometry without a span holds whenever its place exists, and a place whose span is unknown is
// taken to exist. All versions of a key of a place are one.
//
// Cost: about a microsecond a point whatever the number of places (bench/README.md); a distance
// asked that is wide by the size of the places costs what edges lie in it. Memory: some 100 bytes
// an edge.
//
//   const casus::PlaceLocator locator = casus::PlaceLocator::Build(chronicle);
//   for (const casus::PlaceMatch& match : locator.Find(at, day)) ...
//
// Immutable and safe to share between threads; copies are cheap. Days must be finite, coordinates
// in range, distances not negative and at most 1e6 m (REQUIRES).
class CASUS_GEO_EXPORT PlaceLocator {
 public:
  // Of all geometries of the chronicle's places. A polygon that has a defect that cannot be
  // repaired, or too few corners, is left out, with an error in `issues`, whose text is the key of
  // the place; all other geometry is taken as it is (Validate says more). REQUIRES: as_known is
  // finite.
  static PlaceLocator Build(const Chronicle& chronicle, const LocatorOptions& options,
                            IssueLog& issues);
  // Of these; the text of an error is the number of the place.
  static PlaceLocator Build(std::span<const PlaceArea> areas, const LocatorOptions& options,
                            IssueLog& issues);

  // By place, each once, with the truth of its surest geometry.
  std::vector<PlaceMatch> Find(Coordinates at, Day day) const;
  // With another distance than LocatorOptions::border_m.
  std::vector<PlaceMatch> Find(Coordinates at, Day day, double border_m) const;
  // The same, without a list.
  void Visit(Coordinates at, Day day, double border_m,
             FunctionRef<void(const PlaceMatch&)> visit) const;
  // Point by point, in order: visit(number of the point, match). Nothing is called for points that
  // lie in no place.
  void FindAll(std::span<const Coordinates> points, Day day,
               FunctionRef<void(std::size_t, const PlaceMatch&)> visit) const;

  double border_m() const;
  // Polygons taken in.
  std::size_t size() const;
  std::size_t MemoryUsed() const;

  // The days on which an answer for a point may change, ascending: bounds of geometries near it.
  std::vector<Day> Changes(Coordinates at, double border_m) const;

 private:
  class Data;
  explicit PlaceLocator(std::shared_ptr<const Data> data);
  std::shared_ptr<const Data> data_;
};

// By what an event is in a place.
enum class PlacedBy : std::uint8_t {
  kName,            // its record names the place
  kPoint,           // its coordinates are where it happened (or nobody says how exact they are)
  kNearPoint,       // they are within kNearKm of it (PlacePrecision::kNear)
  kRepresentative,  // they stand for something larger, so that it may have been elsewhere, too
};
template <>
inline constexpr auto kTokens<PlacedBy> = std::to_array<Token<PlacedBy>>({
    {PlacedBy::kName, "name"},
    {PlacedBy::kPoint, "point"},
    {PlacedBy::kNearPoint, "near_point"},
    {PlacedBy::kRepresentative, "representative"},
});

// UCDP GED's where_prec 2 (codebook 24.1): "within about 25 km".
inline constexpr double kNearKm = 25;

// A place of an event, and who held it.
struct PlaceAtEvent {
  PlaceId place;
  // That it happened there. By a representative point possible at the most.
  Truth truth = Truth::kCertain;
  PlacedBy by = PlacedBy::kName;
  // That they held it when it happened there: certain if so on all days on which it may have
  // happened, or on one on which it surely did; possible if on one of them. The surest first, then
  // by first status.
  std::vector<Holder> holders;
  friend bool operator==(const PlaceAtEvent&, const PlaceAtEvent&) = default;
};

struct EventOnMap {
  Truth truth = Truth::kCertain;  // of the query
  // The place named first, then by place. Empty, where it has neither place nor coordinates or they
  // lie in none.
  std::vector<PlaceAtEvent> places;
};

// For each event found: the places it happened in and who held them, on the axis, by whoever's word
// the filter lets in. Events come one by one, by (begin_earliest, id). REQUIRES: `locator` has the
// places of the index's chronicle.
CASUS_GEO_EXPORT void HoldersAtEvents(const TerritoryIndex& index, const PlaceLocator& locator,
                                      const EventQuery& events, Axis axis,
                                      const TerritoryFilter& filter,
                                      FunctionRef<void(EventView, const EventOnMap&)> visit);

}  // namespace casus

#endif  // CASUS_GEO_LOCATOR_H_
