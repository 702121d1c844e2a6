#ifndef CASUS_SRC_GEO_RINGS_H_
#define CASUS_SRC_GEO_RINGS_H_

#include <s2/s2latlng.h>
#include <s2/s2point.h>
#include <s2/s2shape.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "casus/geo/shape.h"

namespace casus::internal {

// IUGG's mean radius of WGS 84, as DistanceKm has it.
inline constexpr double kMeanRadiusMetres = 6371008.8;

S2Point PointOf(Coordinates at);
Coordinates CoordinatesOf(const S2Point& point);
// S2's own operator is ambiguous in C++20.
inline bool IsSame(const S2Point& a, const S2Point& b) {
  return a[0] == b[0] && a[1] == b[1] && a[2] == b[2];
}

// A ring as great circles: corners, and points between them as kEdgeToleranceMetres wants them.
struct RingLine {
  // Round the ring; neighbours differ, the last from the first, too.
  std::vector<S2Point> points;
  // Of each point: the corner that it is, or that it comes after.
  std::vector<std::uint32_t> corners;
  // Surely not inside: opposite of the middle.
  S2Point outside;
  // An error that leaves it without meaning (points may be empty then), and its corner.
  struct Trouble {
    ShapeFlaw flaw;
    std::size_t corner;
  };
  std::optional<Trouble> trouble;

  // Of the edge that begins at a point.
  const S2Point& begin(std::size_t edge) const { return points[edge]; }
  const S2Point& end(std::size_t edge) const {
    return points[edge + 1 == points.size() ? 0 : edge + 1];
  }
};
RingLine LineOf(const Ring& ring, EdgeKind edges);

// The edges of a ring, whichever way round it goes and whatever they cross: what is inside is said
// by the parity of crossings on the way from `outside` alone.
class RingShape final : public S2Shape {
 public:
  // REQUIRES: no trouble.
  explicit RingShape(RingLine line) : line_(std::move(line)) {}

  const RingLine& line() const { return line_; }
  int num_edges() const override { return static_cast<int>(line_.points.size()); }
  Edge edge(int edge) const override {
    const auto at = static_cast<std::size_t>(edge);
    return Edge(line_.begin(at), line_.end(at));
  }
  int dimension() const override { return 2; }
  ReferencePoint GetReferencePoint() const override { return ReferencePoint(line_.outside, false); }
  int num_chains() const override { return 1; }
  Chain chain(int) const override { return Chain(0, num_edges()); }
  Edge chain_edge(int, int offset) const override { return edge(offset); }
  ChainPosition chain_position(int edge) const override { return ChainPosition(0, edge); }

 private:
  RingLine line_;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_GEO_RINGS_H_
