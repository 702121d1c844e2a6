#include "casus/geo/shape.h"

#include <absl/container/flat_hash_map.h>
#include <s2/mutable_s2shape_index.h>
#include <s2/s2boolean_operation.h>
#include <s2/s2builder.h>
#include <s2/s2builderutil_s2polygon_layer.h>
#include <s2/s2builderutil_snap_functions.h>
#include <s2/s2edge_crossings.h>
#include <s2/s2loop_measures.h>
#include <s2/s2polygon.h>
#include <s2/s2shapeutil_visit_crossing_edge_pairs.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <ostream>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>

#include "src/geo/rings.h"

namespace casus {
namespace {

using internal::LineOf;
using internal::RingLine;
using internal::RingShape;
using Operation = S2BooleanOperation::OpType;

// Overlaps of this are what rounding leaves: a hundredth of a square metre.
constexpr double kNothingKm2 = 1e-8;
constexpr double kSquareKmPerSteradian =
    internal::kMeanRadiusMetres * internal::kMeanRadiusMetres / 1e6;

// Areas as S2 has them, and what has to be known of what they were made from.
class Shaper {
 public:
  using Area = std::unique_ptr<S2Polygon>;

  explicit Shaper(const ShapeOptions& options)
      : options_(options), snap_(S1Angle::Radians(options.snap_m / internal::kMeanRadiusMetres)) {}

  // S2 says why it could not do what it was asked; later operations are not to be trusted.
  const std::string& failure() const { return failure_; }

  // What the ring goes round by the even-odd rule. REQUIRES: no trouble.
  Area RingArea(const Ring& ring, const RingLine& line) {
    for (std::size_t i = 0; i < ring.size(); ++i)
      given_.emplace(internal::PointOf(ring[i]), ring[i]);
    auto area = std::make_unique<S2Polygon>();
    S2Builder::Options options(snap_);
    options.set_split_crossing_edges(true);
    S2Builder builder(options);
    builder.StartLayer(Layer(area.get(), S2Builder::EdgeType::UNDIRECTED));
    builder.AddLoop(S2PointLoopSpan(line.points));
    S2Error error;
    if (!builder.Build(&error)) Fail(error);
    return area;
  }
  Area RingArea(const Ring& ring) { return RingArea(ring, LineOf(ring, options_.edges)); }

  Area Operate(Operation operation, const S2Polygon& a, const S2Polygon& b) {
    auto area = std::make_unique<S2Polygon>();
    S2BooleanOperation builder(operation, Layer(area.get(), S2Builder::EdgeType::DIRECTED),
                               S2BooleanOperation::Options(snap_));
    S2Error error;
    if (!builder.Build(a.index(), b.index(), &error)) Fail(error);
    return area;
  }

  // The outer ring's without the holes'.
  Area PolygonArea(const Polygon& polygon) {
    Area area = RingArea(polygon.outer);
    for (const Ring& hole : polygon.holes) {
      area = Operate(Operation::DIFFERENCE, *area, *RingArea(hole));
    }
    return area;
  }

  // All of them.
  Area UnionOf(std::span<const Polygon> polygons) {
    std::vector<Area> areas;
    for (const Polygon& polygon : polygons) areas.push_back(PolygonArea(polygon));
    return UnionOf(std::move(areas));
  }
  // Two by two, so that each corner is looked at log n times.
  Area UnionOf(std::vector<Area> areas) {
    if (areas.empty()) return std::make_unique<S2Polygon>();
    while (areas.size() > 1) {
      std::vector<Area> halved;
      for (std::size_t i = 0; i + 1 < areas.size(); i += 2) {
        halved.push_back(Operate(Operation::UNION, *areas[i], *areas[i + 1]));
      }
      if (areas.size() % 2 == 1) halved.push_back(std::move(areas.back()));
      areas = std::move(halved);
    }
    return std::move(areas.front());
  }

  // As polygons: corners that were given keep their numbers; RFC 7946's way round.
  std::vector<Polygon> PolygonsOf(const S2Polygon& area) const {
    std::vector<Polygon> polygons;
    std::vector<std::size_t> outer;  // by depth: the last polygon there
    for (int i = 0; i < area.num_loops(); ++i) {
      const S2Loop& loop = *area.loop(i);
      Ring ring;
      for (int k = 0; k < loop.num_vertices(); ++k) {
        const S2Point& point = loop.oriented_vertex(k);
        const auto given = given_.find(point);
        ring.push_back(given != given_.end() ? given->second : internal::CoordinatesOf(point));
      }
      // Loops come in depth-first order, islands in a hole between it and the next hole.
      const auto depth = static_cast<std::size_t>(loop.depth());
      if (loop.is_hole()) {
        polygons[outer[depth - 1]].holes.push_back(std::move(ring));
        continue;
      }
      outer.resize(depth + 2);
      outer[depth] = polygons.size();
      polygons.emplace_back().outer = std::move(ring);
    }
    return polygons;
  }

  double Km2(const S2Polygon& area) const { return AreaKm2(PolygonsOf(area), options_.edges); }

 private:
  static std::unique_ptr<S2Builder::Layer> Layer(S2Polygon* area, S2Builder::EdgeType edges) {
    return std::make_unique<s2builderutil::S2PolygonLayer>(
        area, s2builderutil::S2PolygonLayer::Options(edges));
  }
  void Fail(const S2Error& error) {
    if (failure_.empty()) failure_ = std::string(error.text().data(), error.text().size());
  }

  const ShapeOptions& options_;
  s2builderutil::IdentitySnapFunction snap_;
  absl::flat_hash_map<S2Point, Coordinates, S2PointHash> given_;
  std::string failure_;
};

// Twice the area by the length of the border: of a long strip its width.
double WidthMetres(const S2Polygon& area) {
  S1Angle border = S1Angle::Zero();
  for (int i = 0; i < area.num_loops(); ++i) {
    const S2Loop& loop = *area.loop(i);
    border += S2::GetPerimeter(loop.vertices_span());
  }
  if (border.radians() == 0) return 0;
  return 2 * area.GetArea() / border.radians() * internal::kMeanRadiusMetres;
}

bool IsCounterclockwise(const RingLine& line) {
  return S2::GetSignedArea(S2PointLoopSpan(line.points)) > 0;
}

// Does it take the way over longitude 180? A corner on it is on both sides.
std::optional<std::size_t> CrossesAntimeridian(const Ring& ring) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Coordinates& to = ring[i + 1 == ring.size() ? 0 : i + 1];
    const bool at_pole = std::abs(ring[i].latitude) == 90 || std::abs(to.latitude) == 90;
    const bool both_names = std::abs(ring[i].longitude) == 180 && std::abs(to.longitude) == 180;
    if (!at_pole && !both_names && std::abs(to.longitude - ring[i].longitude) > 180) return i;
  }
  return std::nullopt;
}

bool GoesRoundPole(const Ring& ring) {
  double turn = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Coordinates& to = ring[i + 1 == ring.size() ? 0 : i + 1];
    turn += std::remainder(to.longitude - ring[i].longitude, 360);
  }
  return std::abs(turn) > 180;
}

// Defects in the order in which they are told.
auto Order(const ShapeDefect& defect) {
  return std::tuple(defect.ring.polygon, defect.ring.hole ? *defect.ring.hole + 1 : 0,
                    defect.corner, defect.flaw, defect.other_corner,
                    defect.other ? defect.other->polygon : 0,
                    defect.other && defect.other->hole ? *defect.other->hole + 1 : 0);
}

class Validator {
 public:
  Validator(std::span<const Polygon> polygons, const ShapeOptions& options)
      : polygons_(polygons), options_(options), shaper_(options_) {}

  std::vector<ShapeDefect> Run() {
    AddRings();
    FindCrossings();
    CompareRings();
    std::sort(defects_.begin(), defects_.end(),
              [](const ShapeDefect& a, const ShapeDefect& b) { return Order(a) < Order(b); });
    return std::move(defects_);
  }

 private:
  const Ring& RingOf(const RingRef& ref) const {
    const Polygon& polygon = polygons_[ref.polygon];
    return ref.hole ? polygon.holes[*ref.hole] : polygon.outer;
  }

  ShapeDefect& Add(ShapeFlaw flaw, Severity severity, const RingRef& ring, std::size_t corner) {
    ShapeDefect& defect = defects_.emplace_back();
    defect.flaw = flaw;
    defect.severity = severity;
    defect.ring = ring;
    defect.corner = corner;
    if (corner < RingOf(ring).size()) defect.at = RingOf(ring)[corner];
    return defect;
  }

  void AddRings() {
    for (std::size_t i = 0; i < polygons_.size(); ++i) {
      AddRing({i, std::nullopt});
      for (std::size_t k = 0; k < polygons_[i].holes.size(); ++k) AddRing({i, k});
    }
  }
  void AddRing(const RingRef& ref) {
    const Ring& ring = RingOf(ref);
    RingLine line = LineOf(ring, options_.edges);
    if (line.trouble) {
      Add(line.trouble->flaw, Severity::kError, ref, line.trouble->corner);
      if (line.trouble->flaw != ShapeFlaw::kTooFewCorners) return;
    }
    FindRepeats(ref);
    if (line.trouble) return;
    const double km2 = AreaKm2(ring, options_.edges);
    if (km2 < options_.sliver_km2) Add(ShapeFlaw::kSliver, Severity::kWarning, ref, 0).km2 = km2;
    if (IsCounterclockwise(line) == ref.hole.has_value()) {
      Add(ShapeFlaw::kWrongWay, Severity::kNote, ref, 0);
    }
    if (const auto corner = CrossesAntimeridian(ring)) {
      Add(ShapeFlaw::kCrossesAntimeridian, Severity::kNote, ref, *corner);
    }
    if (GoesRoundPole(ring)) Add(ShapeFlaw::kGoesRoundPole, Severity::kNote, ref, 0);
    touches_.push_back(TouchOf(line));
    index_.Add(std::make_unique<RingShape>(std::move(line)));
    rings_.push_back(ref);
  }

  // Two edges that begin at one point.
  using Touch = std::optional<std::pair<std::size_t, std::size_t>>;
  static Touch TouchOf(const RingLine& line) {
    absl::flat_hash_map<S2Point, std::size_t, S2PointHash> seen;
    for (std::size_t i = 0; i < line.points.size(); ++i) {
      const auto [found, is_new] = seen.emplace(line.points[i], i);
      if (!is_new) return std::pair(found->second, i);
    }
    return std::nullopt;
  }

  void FindRepeats(const RingRef& ref) {
    const Ring& ring = RingOf(ref);
    absl::flat_hash_map<S2Point, std::size_t, S2PointHash> seen;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const auto [found, is_new] = seen.emplace(internal::PointOf(ring[i]), i);
      if (is_new) continue;
      const bool follows = found->second + 1 == i;
      // The last corner, however often the first was repeated meanwhile.
      const bool closes = i + 1 == ring.size() &&
                          internal::IsSame(internal::PointOf(ring[0]), internal::PointOf(ring[i]));
      if (closes) found->second = 0;
      ShapeDefect& defect =
          Add(follows || closes ? ShapeFlaw::kRepeatedCorner : ShapeFlaw::kTouchesItself,
              Severity::kWarning, ref, i);
      defect.other = ref;
      defect.other_corner = found->second;
      found->second = i;
    }
  }

  const RingLine& LineAt(int shape) const {
    return static_cast<const RingShape*>(index_.shape(shape))->line();
  }

  void FindCrossings() {
    std::set<std::tuple<int, std::uint32_t, std::uint32_t>> seen;
    std::set<int> crossed;
    s2shapeutil::VisitCrossingEdgePairs(
        index_, s2shapeutil::CrossingType::INTERIOR,
        [&](const s2shapeutil::ShapeEdge& a, const s2shapeutil::ShapeEdge& b, bool) {
          const int shape = a.id().shape_id;
          if (shape != b.id().shape_id) return true;
          const std::vector<std::uint32_t>& corners = LineAt(shape).corners;
          std::uint32_t first = corners[static_cast<std::size_t>(a.id().edge_id)];
          std::uint32_t second = corners[static_cast<std::size_t>(b.id().edge_id)];
          if (first > second) std::swap(first, second);
          if (!seen.emplace(shape, first, second).second) return true;
          crossed.insert(shape);
          const RingRef& ref = rings_[static_cast<std::size_t>(shape)];
          ShapeDefect& defect = Add(ShapeFlaw::kCrossesItself, Severity::kError, ref, first);
          defect.other = ref;
          defect.other_corner = second;
          defect.at = internal::CoordinatesOf(S2::GetIntersection(a.v0(), a.v1(), b.v0(), b.v1()));
          return true;
        });
    // Where the ring comes back to a point it may cross itself, too: then what it goes round the
    // other way is missing from its area.
    for (std::size_t i = 0; i < rings_.size(); ++i) {
      if (!touches_[i] || crossed.contains(static_cast<int>(i))) continue;
      const double km2 = AreaKm2(RingOf(rings_[i]), options_.edges);
      if (std::abs(shaper_.Km2(AreaAt(i)) - km2) < 1e-6 + 1e-9 * km2) continue;
      const auto [first, second] = *touches_[i];
      const RingLine& line = LineAt(static_cast<int>(i));
      ShapeDefect& defect =
          Add(ShapeFlaw::kCrossesItself, Severity::kError, rings_[i], line.corners[first]);
      defect.other = rings_[i];
      defect.other_corner = line.corners[second];
      defect.at = internal::CoordinatesOf(line.points[first]);
    }
  }

  // What the pair shares, or the first has alone, if it is more than rounding leaves.
  void Compare(ShapeFlaw flaw, Operation operation, const S2Polygon& first, const S2Polygon& second,
               const RingRef& ring, const RingRef& other) {
    const Shaper::Area area = shaper_.Operate(operation, first, second);
    if (area->is_empty() || area->GetArea() * kSquareKmPerSteradian < kNothingKm2) return;
    // Where two lines run along each other, the great circles that follow them may cross.
    const bool is_wide = WidthMetres(*area) > 2 * kEdgeToleranceMetres;
    ShapeDefect& defect = Add(flaw, is_wide ? Severity::kError : Severity::kWarning, ring, 0);
    defect.other = other;
    defect.at = internal::CoordinatesOf(area->loop(0)->vertex(0));
    defect.km2 = shaper_.Km2(*area);
  }

  // Rings near each other have a cell of the index in common.
  void CompareRings() {
    std::set<std::pair<int, int>> pairs;
    std::vector<int> shapes;
    for (MutableS2ShapeIndex::Iterator cell(&index_, S2ShapeIndex::BEGIN); !cell.done();
         cell.Next()) {
      shapes.clear();
      for (int i = 0; i < cell.cell().num_clipped(); ++i) {
        shapes.push_back(cell.cell().clipped(i).shape_id());
      }
      for (std::size_t i = 0; i < shapes.size(); ++i) {
        for (std::size_t k = i + 1; k < shapes.size(); ++k) pairs.emplace(shapes[i], shapes[k]);
      }
    }
    std::vector<bool> is_met(rings_.size(), false);  // holes in a cell with their outer ring
    std::vector<std::size_t> outer_of(polygons_.size(), rings_.size());
    for (std::size_t i = 0; i < rings_.size(); ++i) {
      if (!rings_[i].hole) outer_of[rings_[i].polygon] = i;
    }
    std::set<std::pair<std::size_t, std::size_t>> polygon_pairs;
    for (const auto& [a, b] : pairs) {
      const auto first = static_cast<std::size_t>(a);
      const auto second = static_cast<std::size_t>(b);
      if (rings_[first].polygon == rings_[second].polygon) {
        if (rings_[first].hole) {
          Compare(ShapeFlaw::kHolesOverlap, Operation::INTERSECTION, AreaAt(first), AreaAt(second),
                  rings_[second], rings_[first]);
        } else {
          is_met[second] = true;
        }
      } else if (!rings_[first].hole && !rings_[second].hole) {
        polygon_pairs.emplace(rings_[first].polygon, rings_[second].polygon);
      }
    }
    for (std::size_t i = 0; i < rings_.size(); ++i) {
      if (rings_[i].hole) CompareHole(i, outer_of[rings_[i].polygon], is_met[i]);
    }
    for (const auto& [first, second] : polygon_pairs) {
      Compare(ShapeFlaw::kPolygonsOverlap, Operation::INTERSECTION, PolygonAt(first),
              PolygonAt(second), {second, std::nullopt}, {first, std::nullopt});
    }
  }

  void CompareHole(std::size_t hole, std::size_t outer, bool is_met) {
    if (outer == rings_.size()) return;  // the outer ring has troubles of its own
    if (!is_met ||
        shaper_.Operate(Operation::INTERSECTION, AreaAt(hole), AreaAt(outer))->is_empty()) {
      ShapeDefect& defect = Add(ShapeFlaw::kHoleOutside, Severity::kError, rings_[hole], 0);
      defect.other = rings_[outer];
      defect.km2 = AreaKm2(RingOf(rings_[hole]), options_.edges);
      return;
    }
    Compare(ShapeFlaw::kHoleCrosses, Operation::DIFFERENCE, AreaAt(hole), AreaAt(outer),
            rings_[hole], rings_[outer]);
  }

  const S2Polygon& AreaAt(std::size_t ring) {
    areas_.resize(rings_.size());
    if (!areas_[ring]) {
      areas_[ring] = shaper_.RingArea(RingOf(rings_[ring]), LineAt(static_cast<int>(ring)));
    }
    return *areas_[ring];
  }
  // Without the holes that can be told.
  const S2Polygon& PolygonAt(std::size_t polygon) {
    Shaper::Area& area = polygon_areas_[polygon];
    if (area) return *area;
    for (std::size_t i = 0; i < rings_.size(); ++i) {
      if (rings_[i].polygon != polygon) continue;
      if (!rings_[i].hole) {
        area.reset(AreaAt(i).Clone());
      } else {
        area = shaper_.Operate(Operation::DIFFERENCE, *area, AreaAt(i));
      }
    }
    return *area;
  }

  const std::span<const Polygon> polygons_;
  const ShapeOptions options_;
  Shaper shaper_;
  MutableS2ShapeIndex index_;
  std::vector<RingRef> rings_;  // by shape of the index
  std::vector<Touch> touches_;
  std::vector<Shaper::Area> areas_;
  absl::flat_hash_map<std::size_t, Shaper::Area> polygon_areas_;
  std::vector<ShapeDefect> defects_;
};

bool CanBeRepaired(ShapeFlaw flaw) { return flaw > ShapeFlaw::kNoSmallerSide; }

// Without repeated corners, the first of a row stays.
Ring WithoutRepeats(const Ring& ring) {
  Ring out;
  for (const Coordinates& corner : ring) {
    if (out.empty() ||
        !internal::IsSame(internal::PointOf(out.back()), internal::PointOf(corner))) {
      out.push_back(corner);
    }
  }
  while (out.size() > 1 &&
         internal::IsSame(internal::PointOf(out.back()), internal::PointOf(out.front()))) {
    out.pop_back();
  }
  return out;
}

// Sets of polygons that overlap, in any number of steps.
class Groups {
 public:
  explicit Groups(std::size_t size) : first_(size) {
    std::iota(first_.begin(), first_.end(), std::size_t{0});
  }
  std::size_t FirstOf(std::size_t i) const {
    while (first_[i] != i) i = first_[i];
    return i;
  }
  void Join(std::size_t a, std::size_t b) {
    a = FirstOf(a);
    b = FirstOf(b);
    first_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> first_;
};

class Repairer {
 public:
  Repairer(std::span<const Polygon> polygons, const ShapeOptions& options)
      : polygons_(polygons), options_(options), shaper_(options_) {}

  Result<ShapeRepair> Run() {
    ShapeRepair& repair = repair_;
    repair.found = Validate(polygons_, options_);
    repair.given_km2 = AreaKm2(polygons_, options_.edges);
    Groups groups(polygons_.size());
    flaws_.resize(polygons_.size());
    for (const ShapeDefect& defect : repair.found) {
      if (!CanBeRepaired(defect.flaw)) {
        return Error(ErrorCode::kInvalidArgument, "cannot be repaired: " + ToString(defect));
      }
      const bool changes = defect.severity == Severity::kError ||
                           defect.flaw == ShapeFlaw::kRepeatedCorner ||
                           defect.flaw == ShapeFlaw::kSliver;
      if (!changes) continue;
      flaws_[defect.ring.polygon].push_back(&defect);
      if (defect.flaw == ShapeFlaw::kPolygonsOverlap) {
        flaws_[defect.other->polygon].push_back(&defect);
        groups.Join(defect.ring.polygon, defect.other->polygon);
      }
    }
    for (std::size_t i = 0; i < polygons_.size(); ++i) {
      if (flaws_[i].empty()) repair.polygons.push_back(polygons_[i]);
    }
    std::vector<Shaper::Area> areas(polygons_.size());
    for (std::size_t i = 0; i < polygons_.size(); ++i) {
      if (!flaws_[i].empty()) areas[i] = Rebuild(i);
    }
    for (std::size_t i = 0; i < polygons_.size(); ++i) {
      const std::size_t first = groups.FirstOf(i);
      if (first == i || !areas[i]) continue;
      if (!areas[first]) areas[first] = std::make_unique<S2Polygon>();
      const double apart = shaper_.Km2(*areas[first]) + shaper_.Km2(*areas[i]);
      areas[first] = shaper_.Operate(Operation::UNION, *areas[first], *areas[i]);
      areas[i].reset();
      repair.changes.push_back({ShapeAction::kPolygonsJoined,
                                {i, std::nullopt},
                                first,
                                shaper_.Km2(*areas[first]) - apart});
    }
    for (std::size_t i = 0; i < polygons_.size(); ++i) {
      if (areas[i]) Keep(i, *areas[i]);
    }
    if (!shaper_.failure().empty()) {
      return Error(ErrorCode::kInvalidArgument, "cannot be repaired: " + shaper_.failure());
    }
    repair.km2 = AreaKm2(repair.polygons, options_.edges);
    if (options_.snap_m > 0 && !repair.changes.empty()) {
      double rest = repair.km2 - repair.given_km2;
      for (const ShapeChange& change : repair.changes) rest -= change.km2;
      repair.changes.push_back({ShapeAction::kSnapped, repair.changes.front().ring, {}, rest});
    }
    return std::move(repair_);
  }

 private:
  bool Has(const RingRef& ref, ShapeFlaw flaw) const {
    for (const ShapeDefect* defect : flaws_[ref.polygon]) {
      if (defect->flaw == flaw && defect->ring == ref) return true;
    }
    return false;
  }

  // None, if there is nothing left of it.
  Shaper::Area RebuildRing(const RingRef& ref, const Ring& given) {
    if (Has(ref, ShapeFlaw::kTooFewCorners)) {
      const double km2 = AreaKm2(given, options_.edges);
      repair_.changes.push_back(
          {ShapeAction::kRingDropped, ref, std::nullopt, ref.hole ? km2 : -km2});
      return nullptr;
    }
    const Ring ring = WithoutRepeats(given);
    if (ring.size() != given.size()) {
      repair_.changes.push_back({ShapeAction::kCornersDropped, ref, std::nullopt, 0});
    }
    Shaper::Area area = shaper_.RingArea(ring);
    const double more = shaper_.Km2(*area) - AreaKm2(given, options_.edges);
    if (Has(ref, ShapeFlaw::kCrossesItself)) {
      repair_.changes.push_back(
          {ShapeAction::kRingSplit, ref, std::nullopt, ref.hole ? -more : more});
    }
    return area;
  }

  Shaper::Area Rebuild(std::size_t polygon) {
    Shaper::Area area = RebuildRing({polygon, std::nullopt}, polygons_[polygon].outer);
    if (!area) {
      // Holes of nothing.
      for (std::size_t k = 0; k < polygons_[polygon].holes.size(); ++k) {
        repair_.changes.push_back({ShapeAction::kRingDropped,
                                   {polygon, k},
                                   std::nullopt,
                                   AreaKm2(polygons_[polygon].holes[k], options_.edges)});
      }
      return nullptr;
    }
    double apart = shaper_.Km2(*area);
    bool cut = false;
    for (std::size_t k = 0; k < polygons_[polygon].holes.size(); ++k) {
      const RingRef ref = {polygon, k};
      const Shaper::Area hole = RebuildRing(ref, polygons_[polygon].holes[k]);
      if (!hole) continue;
      cut = cut || Has(ref, ShapeFlaw::kHoleOutside) || Has(ref, ShapeFlaw::kHoleCrosses) ||
            Has(ref, ShapeFlaw::kHolesOverlap);
      apart -= shaper_.Km2(*hole);
      area = shaper_.Operate(Operation::DIFFERENCE, *area, *hole);
    }
    if (cut) {
      repair_.changes.push_back({ShapeAction::kHolesCut,
                                 {polygon, std::nullopt},
                                 std::nullopt,
                                 shaper_.Km2(*area) - apart});
    }
    return area;
  }

  // What was rebuilt, but slivers.
  void Keep(std::size_t polygon, const S2Polygon& area) {
    const auto drop = [&](const Ring& ring, double sign) {
      const double km2 = AreaKm2(ring, options_.edges);
      if (km2 >= options_.sliver_km2) return false;
      repair_.changes.push_back(
          {ShapeAction::kSliverDropped, {polygon, std::nullopt}, std::nullopt, sign * km2});
      return true;
    };
    for (Polygon& piece : shaper_.PolygonsOf(area)) {
      std::erase_if(piece.holes, [&](const Ring& hole) { return drop(hole, 1); });
      const double km2 = AreaKm2(piece, options_.edges);
      if (km2 < options_.sliver_km2) {
        repair_.changes.push_back(
            {ShapeAction::kSliverDropped, {polygon, std::nullopt}, std::nullopt, -km2});
        continue;
      }
      repair_.polygons.push_back(std::move(piece));
    }
  }

  const std::span<const Polygon> polygons_;
  const ShapeOptions options_;
  Shaper shaper_;
  std::vector<std::vector<const ShapeDefect*>> flaws_;  // by polygon
  ShapeRepair repair_;
};

// The first error of a shape, if any.
std::optional<Error> ErrorOf(std::span<const Polygon> polygons, const ShapeOptions& options,
                             const std::string& which) {
  for (const ShapeDefect& defect : Validate(polygons, options)) {
    if (defect.severity == Severity::kError) {
      return Error(ErrorCode::kInvalidArgument,
                   which + ": " + ToString(defect) + "; repair it first");
    }
  }
  return std::nullopt;
}

// Twice the area by the length of the border, in metres.
double WidthOf(const Polygon& polygon, double km2) {
  double border_km = 0;
  const auto measure = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      border_km += DistanceKm(ring[i], ring[i + 1 == ring.size() ? 0 : i + 1]);
    }
  };
  measure(polygon.outer);
  for (const Ring& hole : polygon.holes) measure(hole);
  return border_km == 0 ? 0 : 2 * km2 / border_km * 1000;
}

// Its pieces, noise apart.
AreaPart PartOf(const Shaper& shaper, const S2Polygon& area, const DifferenceOptions& options,
                bool has_noise) {
  const double width = std::max(options.noise_width_m, 2 * kEdgeToleranceMetres);
  AreaPart part;
  for (Polygon& piece : shaper.PolygonsOf(area)) {
    const double km2 = AreaKm2(piece, options.edges);
    const bool is_noise = has_noise && (km2 < options.noise_km2 || WidthOf(piece, km2) < width);
    (is_noise ? part.noise : part.polygons).push_back(std::move(piece));
    (is_noise ? part.noise_km2 : part.km2) += km2;
  }
  return part;
}

}  // namespace

std::string ToString(const ShapeDefect& defect) {
  std::ostringstream out;
  out << defect;
  return out.str();
}

std::ostream& operator<<(std::ostream& out, const ShapeDefect& defect) {
  const auto ring = [&](const RingRef& ref) {
    out << "polygon " << ref.polygon;
    if (ref.hole) out << ", hole " << *ref.hole;
  };
  ring(defect.ring);
  out << ", corner " << defect.corner << " at (" << defect.at.latitude << ", "
      << defect.at.longitude << "): " << defect.flaw;
  if (defect.other && *defect.other == defect.ring) {
    out << ", corner " << defect.other_corner;
  } else if (defect.other) {
    out << ", ";
    ring(*defect.other);
  }
  if (defect.km2 > 0) out << ", " << defect.km2 << " km2";
  return out;
}

std::vector<ShapeDefect> Validate(std::span<const Polygon> polygons, const ShapeOptions& options) {
  return Validator(polygons, options).Run();
}

Result<ShapeRepair> Repair(std::span<const Polygon> polygons, const ShapeOptions& options) {
  return Repairer(polygons, options).Run();
}

Result<ShapeDifference> DifferenceOf(std::span<const Polygon> before,
                                     std::span<const Polygon> after,
                                     const DifferenceOptions& options) {
  const ShapeOptions shape = {.edges = options.edges, .snap_m = options.snap_m};
  if (auto error = ErrorOf(before, shape, "before")) return *error;
  if (auto error = ErrorOf(after, shape, "after")) return *error;
  Shaper shaper(shape);
  const Shaper::Area a = shaper.UnionOf(before);
  const Shaper::Area b = shaper.UnionOf(after);
  ShapeDifference difference;
  difference.before_km2 = shaper.Km2(*a);
  difference.after_km2 = shaper.Km2(*b);
  const auto part = [&](Operation operation, const S2Polygon& first, const S2Polygon& second) {
    return PartOf(shaper, *shaper.Operate(operation, first, second), options,
                  operation == Operation::DIFFERENCE);
  };
  difference.gained = part(Operation::DIFFERENCE, *b, *a);
  difference.lost = part(Operation::DIFFERENCE, *a, *b);
  difference.kept = part(Operation::INTERSECTION, *a, *b);
  if (!shaper.failure().empty()) {
    return Error(ErrorCode::kInvalidArgument, "no difference can be made: " + shaper.failure());
  }
  const auto residue = [&](double all, const AreaPart& alone) {
    return std::abs(all - alone.km2 - alone.noise_km2 - difference.kept.km2);
  };
  difference.residue_km2 = std::max(residue(difference.before_km2, difference.lost),
                                    residue(difference.after_km2, difference.gained));
  return difference;
}

Result<LayerOverlaps> OverlapsOf(std::span<const std::vector<Polygon>> areas,
                                 const DifferenceOptions& options) {
  const ShapeOptions shape = {.edges = options.edges, .snap_m = options.snap_m};
  Shaper shaper(shape);
  std::vector<Shaper::Area> all;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    if (auto error = ErrorOf(areas[i], shape, "area " + std::to_string(i))) return *error;
    all.push_back(shaper.UnionOf(areas[i]));
  }
  LayerOverlaps found;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      if (!all[i]->GetRectBound().Intersects(all[j]->GetRectBound())) continue;
      AreaPart shared =
          PartOf(shaper, *shaper.Operate(Operation::INTERSECTION, *all[i], *all[j]), options, true);
      found.noise_km2 += shared.noise_km2;
      if (!shared.polygons.empty()) {
        found.overlaps.push_back(AreaOverlap{i, j, std::move(shared)});
      }
    }
  }
  if (!shaper.failure().empty()) {
    return Error(ErrorCode::kInvalidArgument, "no overlaps can be told: " + shaper.failure());
  }
  return found;
}

}  // namespace casus
