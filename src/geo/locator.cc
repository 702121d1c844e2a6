#include "casus/geo/locator.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/inlined_vector.h>
#include <s2/mutable_s2shape_index.h>
#include <s2/s2edge_crosser.h>
#include <s2/s2edge_distances.h>
#include <s2/s2metrics.h>
#include <s2/s2pointutil.h>

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include "src/geo/rings.h"

namespace casus {

using internal::LineOf;
using internal::RingLine;
using internal::RingShape;

namespace {

// An edge, whichever way it goes.
using EdgeKey = std::pair<S2Point, S2Point>;
EdgeKey KeyOf(const S2Point& a, const S2Point& b) { return a < b ? EdgeKey(a, b) : EdgeKey(b, a); }

// A ring, in what it is a ring of, and which of its edges are no border (empty: all are).
struct RingHead {
  std::uint32_t geometry;
  std::uint32_t polygon;  // numbered over all geometries
  bool is_hole;
  std::vector<bool> is_inner;
};

struct GeometryHead {
  PlaceId place;
  SpanBounds bounds;
  Truth most;  // of what is known of it
};

// A ring of which an edge or the inside is where the point is.
struct RingHit {
  std::int32_t shape;
  bool is_inside;
  bool is_near;
};
// What a point needs, without memory of its own in most cases.
using RingHits = absl::InlinedVector<RingHit, 16>;

// How far is near.
struct Reach {
  explicit Reach(double metres) {
    if (metres == 0) return;  // nothing is nearer
    // At most so far: less than the next larger one.
    limit = S1ChordAngle(S1Angle::Radians(metres / internal::kMeanRadiusMetres)).Successor();
    radians = S1Angle(limit).radians();
    level = std::min(S2::kMinWidth.GetLevelForMinValue(2 * radians), S2CellId::kMaxLevel - 1);
  }
  S1ChordAngle limit = S1ChordAngle::Zero();
  double radians = 0;
  // The largest of which a cell is at least twice as wide.
  int level = S2CellId::kMaxLevel - 1;
};

}  // namespace

class PlaceLocator::Data {
 public:
  explicit Data(const LocatorOptions& options) : options_(options) {}

  // One after the other by place.
  void Add(PlaceId place, const SpanBounds& bounds, Truth most, std::span<const Polygon> polygons,
           const std::string& name, IssueLog& issues) {
    const auto geometry = static_cast<std::uint32_t>(geometries_.size());
    geometries_.push_back({place, bounds, most});
    absl::flat_hash_map<EdgeKey, std::uint32_t> polygons_of;  // the last that has the edge
    std::vector<EdgeKey> shared;
    const auto first_shape = rings_.size();
    for (std::size_t i = 0; i < polygons.size(); ++i) {
      std::vector<RingLine> lines;
      lines.push_back(LineOf(polygons[i].outer, options_.edges));
      for (const Ring& hole : polygons[i].holes) lines.push_back(LineOf(hole, options_.edges));
      const auto bad = std::find_if(lines.begin(), lines.end(),
                                    [](const RingLine& line) { return line.trouble.has_value(); });
      if (bad != lines.end()) {
        const RingRef ring = {i, bad == lines.begin()
                                     ? std::nullopt
                                     : std::optional<std::size_t>(bad - lines.begin() - 1)};
        Refuse(polygons[i], ring, *bad->trouble, name, issues);
        continue;
      }
      for (std::size_t k = 0; k < lines.size(); ++k) {
        for (std::size_t edge = 0; edge < lines[k].points.size(); ++edge) {
          const EdgeKey key = KeyOf(lines[k].begin(edge), lines[k].end(edge));
          const auto [found, is_new] = polygons_of.emplace(key, polygon_count_);
          if (!is_new && found->second != polygon_count_) shared.push_back(key);
        }
        rings_.push_back({geometry, polygon_count_, k > 0, {}});
        index_.Add(std::make_unique<RingShape>(std::move(lines[k])));
      }
      ++polygon_count_;
    }
    MarkShared(first_shape, shared);
  }

  void Finish() { index_.ForceBuild(); }

  const LocatorOptions& options() const { return options_; }
  std::size_t polygon_count() const { return polygon_count_; }
  std::size_t MemoryUsed() const {
    std::size_t bytes = sizeof(*this) + index_.SpaceUsed() + rings_.capacity() * sizeof(RingHead) +
                        geometries_.capacity() * sizeof(GeometryHead);
    for (int i = 0; i < index_.num_shape_ids(); ++i) {
      const RingLine& line = LineAt(i);
      bytes += line.points.capacity() * sizeof(S2Point) +
               line.corners.capacity() * sizeof(std::uint32_t);
    }
    return bytes;
  }

  // Rings that the point is in or within the limit of, by shape.
  RingHits HitsOf(const S2Point& point, const Reach& reach) const {
    RingHits hits;
    MutableS2ShapeIndex::Iterator cell(&index_, S2ShapeIndex::UNPOSITIONED);
    const S2CellId leaf(point);
    const bool is_indexed = cell.Locate(leaf) == S2ShapeIndex::INDEXED;
    if (is_indexed) {
      for (int i = 0; i < cell.cell().num_clipped(); ++i) {
        const S2ClippedShape& clipped = cell.cell().clipped(i);
        const RingHit hit = HitOf(point, cell.center(), clipped, reach.limit);
        if (hit.is_inside || hit.is_near) hits.push_back(hit);
      }
    }
    if (reach.radians == 0 || (is_indexed && IsDeepIn(cell.id(), point, reach.radians)))
      return hits;
    // From any point it is half a cell's width or more to the outer sides of the four cells of a
    // level round the nearest of their corners.
    std::vector<S2CellId> neighbours;
    leaf.AppendVertexNeighbors(reach.level, &neighbours);
    bool is_more = false;
    for (const S2CellId neighbour : neighbours) {
      const S2ShapeIndex::CellRelation relation = cell.Locate(neighbour);
      if (relation == S2ShapeIndex::DISJOINT) continue;
      if (relation == S2ShapeIndex::INDEXED) {
        is_more = AddNear(cell.cell(), point, reach.limit, hits) || is_more;
        continue;
      }
      for (; !cell.done() && cell.id() <= neighbour.range_max(); cell.Next()) {
        is_more = AddNear(cell.cell(), point, reach.limit, hits) || is_more;
      }
    }
    if (is_more) {
      std::sort(hits.begin(), hits.end(),
                [](const RingHit& a, const RingHit& b) { return a.shape < b.shape; });
    }
    return hits;
  }

  // visit(geometry, truth of the point's lying in it, whether a border is near), by geometry.
  template <typename Visit>
  void VisitGeometries(const RingHits& hits, Visit visit) const {
    for (std::size_t i = 0; i < hits.size();) {
      const std::uint32_t geometry = HeadOf(hits[i]).geometry;
      Truth truth = Truth::kNo;
      while (i < hits.size() && HeadOf(hits[i]).geometry == geometry) {
        const std::uint32_t polygon = HeadOf(hits[i]).polygon;
        bool is_near = false;
        bool is_inside = false;
        bool is_in_hole = false;
        for (; i < hits.size() && HeadOf(hits[i]).polygon == polygon; ++i) {
          is_near = is_near || hits[i].is_near;
          (HeadOf(hits[i]).is_hole ? is_in_hole : is_inside) |= hits[i].is_inside;
        }
        if (is_near) {
          truth = Or(truth, Truth::kPossible);
        } else if (is_inside && !is_in_hole) {
          truth = Truth::kCertain;
        }
      }
      if (truth != Truth::kNo) visit(geometries_[geometry], truth);
    }
  }

  void Visit(Coordinates at, Day day, const Reach& near,
             FunctionRef<void(const PlaceMatch&)> visit) const {
    const RingHits hits = HitsOf(internal::PointOf(at), near);
    // Geometries stand by place.
    std::optional<PlaceMatch> match;
    VisitGeometries(hits, [&](const GeometryHead& geometry, Truth lies) {
      const Truth holds = And(HoldsAt(geometry.bounds, day), geometry.most);
      if (holds == Truth::kNo) return;
      const PlaceMatch found = {geometry.place, And(holds, lies), lies == Truth::kPossible};
      if (match && match->place == found.place) {
        if (match->truth < found.truth) {
          match = found;
        } else if (match->truth == found.truth) {
          match->at_border = match->at_border && found.at_border;
        }
        return;
      }
      if (match) visit(*match);
      match = found;
    });
    if (match) visit(*match);
  }

 private:
  const RingHead& HeadOf(const RingHit& hit) const {
    return rings_[static_cast<std::size_t>(hit.shape)];
  }
  const RingLine& LineAt(int shape) const {
    return static_cast<const RingShape*>(index_.shape(shape))->line();
  }

  static void Refuse(const Polygon& polygon, const RingRef& ref, const RingLine::Trouble& trouble,
                     const std::string& name, IssueLog& issues) {
    ShapeDefect defect;
    defect.flaw = trouble.flaw;
    defect.ring = ref;
    defect.corner = trouble.corner;
    const Ring& ring = ref.hole ? polygon.holes[*ref.hole] : polygon.outer;
    if (trouble.corner < ring.size()) defect.at = ring[trouble.corner];
    Issue issue;
    issue.code = ErrorCode::kInvalidArgument;
    issue.text = name;
    issue.message = ToString(defect);
    issue.action = "polygon left out";
    issues.Add(std::move(issue));
  }

  // An edge on both sides of which the place goes on is no border of it.
  void MarkShared(std::size_t first_shape, std::vector<EdgeKey>& shared) {
    if (shared.empty()) return;
    std::sort(shared.begin(), shared.end());
    for (std::size_t i = first_shape; i < rings_.size(); ++i) {
      const RingLine& line = LineAt(static_cast<int>(i));
      std::vector<bool>& is_inner = rings_[i].is_inner;
      is_inner.resize(line.points.size());
      for (std::size_t edge = 0; edge < line.points.size(); ++edge) {
        is_inner[edge] = std::binary_search(shared.begin(), shared.end(),
                                            KeyOf(line.begin(edge), line.end(edge)));
      }
    }
  }

  bool IsNear(const S2Point& point, const S2ClippedShape& clipped, S1ChordAngle limit) const {
    const RingHead& ring = rings_[static_cast<std::size_t>(clipped.shape_id())];
    const RingLine& line = LineAt(clipped.shape_id());
    for (int i = 0; i < clipped.num_edges(); ++i) {
      const auto edge = static_cast<std::size_t>(clipped.edge(i));
      if (!ring.is_inner.empty() && ring.is_inner[edge]) continue;
      if (S2::IsDistanceLess(point, line.begin(edge), line.end(edge), limit)) return true;
    }
    return false;
  }

  RingHit HitOf(const S2Point& point, const S2Point& center, const S2ClippedShape& clipped,
                S1ChordAngle limit) const {
    bool is_inside = clipped.contains_center();
    if (clipped.num_edges() == 0) return {clipped.shape_id(), is_inside, false};
    const RingLine& line = LineAt(clipped.shape_id());
    S2EdgeCrosser crosser(&center, &point);
    for (int i = 0; i < clipped.num_edges(); ++i) {
      const auto edge = static_cast<std::size_t>(clipped.edge(i));
      is_inside ^= crosser.EdgeOrVertexCrossing(&line.begin(edge), &line.end(edge));
    }
    return {clipped.shape_id(), is_inside, IsNear(point, clipped, limit)};
  }

  // True if a hit was added at the end.
  bool AddNear(const S2ShapeIndexCell& cell, const S2Point& point, S1ChordAngle limit,
               RingHits& hits) const {
    bool is_more = false;
    for (int i = 0; i < cell.num_clipped(); ++i) {
      const S2ClippedShape& clipped = cell.clipped(i);
      const std::int32_t shape = clipped.shape_id();
      const auto hit = std::find_if(hits.begin(), hits.end(),
                                    [&](const RingHit& other) { return other.shape == shape; });
      if (hit != hits.end() && hit->is_near) continue;
      if (!IsNear(point, clipped, limit)) continue;
      if (hit != hits.end()) {
        hit->is_near = true;
      } else {
        hits.push_back({shape, false, true});
        is_more = true;
      }
    }
    return is_more;
  }

  // Surely farther than so many radians from the cell's sides: a face's coordinates grow at most by
  // three times the distance (at its corners; by 1 in its middle), some more for the curve.
  static bool IsDeepIn(S2CellId cell, const S2Point& point, double radians) {
    const double reach = 3.1 * radians + 1e-14;
    R2Point at;
    if (reach > 1e-2 || !S2::FaceXYZtoUV(cell.face(), point, &at)) return false;
    const R2Rect bound = cell.GetBoundUV();
    return bound[0].lo() + reach < at[0] && at[0] < bound[0].hi() - reach &&
           bound[1].lo() + reach < at[1] && at[1] < bound[1].hi() - reach;
  }

  const LocatorOptions options_;
  MutableS2ShapeIndex index_;
  std::vector<RingHead> rings_;  // by shape of the index
  std::vector<GeometryHead> geometries_;
  std::uint32_t polygon_count_ = 0;
};

PlaceLocator::PlaceLocator(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

PlaceLocator PlaceLocator::Build(const Chronicle& chronicle, const LocatorOptions& options,
                                 IssueLog& issues) {
  auto data = std::make_shared<Data>(options);
  // By the place's id: the one of all its versions that FindPlace gives.
  std::map<PlaceId, std::vector<PlaceId>> versions;
  for (std::size_t i = 0; i < chronicle.places().size(); ++i) {
    const PlaceId id(static_cast<std::uint32_t>(i));
    const Place& place = chronicle.place(id);
    if (place.geometries.empty()) continue;
    versions[chronicle.FindPlace(place.fact.key).value_or(id)].push_back(id);
  }
  const SpanBounds always = Span::Exactly(Period::Always()).bounds();
  for (const auto& [same, ids] : versions) {
    for (const PlaceId id : ids) {
      const Place& place = chronicle.place(id);
      const KnownTime known = chronicle.timeline(Table::kPlaces).known(id.value());
      const Truth stands = options.as_known ? StandsOn(known, *options.as_known)
                           : known.superseded == Day::EndOfTime() ? Truth::kCertain
                                                                  : Truth::kNo;
      if (stands == Truth::kNo) continue;
      for (const PlaceGeometry& geometry : place.geometries) {
        const SpanBounds bounds = geometry.span                        ? geometry.span->bounds()
                                  : place.fact.span == Span::Unknown() ? always
                                                                       : place.fact.span.bounds();
        data->Add(same, bounds, stands, geometry.polygons, place.fact.key, issues);
      }
    }
  }
  data->Finish();
  return PlaceLocator(std::move(data));
}

PlaceLocator PlaceLocator::Build(std::span<const PlaceArea> areas, const LocatorOptions& options,
                                 IssueLog& issues) {
  auto data = std::make_shared<Data>(options);
  std::vector<const PlaceArea*> sorted;
  for (const PlaceArea& area : areas) sorted.push_back(&area);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const PlaceArea* a, const PlaceArea* b) { return a->place < b->place; });
  for (const PlaceArea* area : sorted) {
    const Span span = area->span.value_or(Span::Exactly(Period::Always()));
    data->Add(area->place, span.bounds(), Truth::kCertain, area->polygons,
              std::to_string(area->place.value()), issues);
  }
  data->Finish();
  return PlaceLocator(std::move(data));
}

std::vector<PlaceMatch> PlaceLocator::Find(Coordinates at, Day day) const {
  return Find(at, day, data_->options().border_m);
}

std::vector<PlaceMatch> PlaceLocator::Find(Coordinates at, Day day, double border_m) const {
  std::vector<PlaceMatch> matches;
  Visit(at, day, border_m, [&](const PlaceMatch& match) { matches.push_back(match); });
  return matches;
}

void PlaceLocator::Visit(Coordinates at, Day day, double border_m,
                         FunctionRef<void(const PlaceMatch&)> visit) const {
  data_->Visit(at, day, Reach(border_m), visit);
}

void PlaceLocator::FindAll(std::span<const Coordinates> points, Day day,
                           FunctionRef<void(std::size_t, const PlaceMatch&)> visit) const {
  const Reach reach(border_m());
  for (std::size_t i = 0; i < points.size(); ++i) {
    data_->Visit(points[i], day, reach, [&](const PlaceMatch& match) { visit(i, match); });
  }
}

double PlaceLocator::border_m() const { return data_->options().border_m; }
std::size_t PlaceLocator::size() const { return data_->polygon_count(); }
std::size_t PlaceLocator::MemoryUsed() const { return data_->MemoryUsed(); }

std::vector<Day> PlaceLocator::Changes(Coordinates at, double border_m) const {
  std::vector<Day> days;
  data_->VisitGeometries(data_->HitsOf(internal::PointOf(at), Reach(border_m)),
                         [&](const GeometryHead& geometry, Truth) {
                           const SpanBounds& bounds = geometry.bounds;
                           for (const Day day : {bounds.begin_earliest, bounds.begin_latest,
                                                 bounds.end_earliest, bounds.end_latest}) {
                             if (day.is_finite()) days.push_back(day);
                           }
                         });
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

}  // namespace casus
