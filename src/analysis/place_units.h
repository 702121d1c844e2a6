#ifndef CASUS_SRC_ANALYSIS_PLACE_UNITS_H_
#define CASUS_SRC_ANALYSIS_PLACE_UNITS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/base/id.h"
#include "casus/base/truth.h"
#include "casus/chronicle/chronicle.h"
#include "casus/place/place.h"
#include "casus/time/day.h"
#include "casus/time/span.h"

namespace casus::internal {

// For each row of actors or places the one that `find` gives for its key: one for all its versions.
// Of two versions of a key one was superseded.
template <typename RowType, typename Find>
std::vector<std::uint32_t> SameRows(std::span<const RowType> rows, Find find) {
  std::vector<std::uint32_t> same(rows.size());
  std::iota(same.begin(), same.end(), 0U);
  const bool has_versions = std::any_of(
      rows.begin(), rows.end(), [](const RowType& row) { return row.fact.superseded.has_value(); });
  if (!has_versions) return same;
  for (std::uint32_t& row : same) row = find(rows[row].fact.key)->value();
  return same;
}

// What lies in what, both ways. All versions of a key are one node, named by the row that
// Chronicle::FindPlace gives.
class PlaceGraph {
 public:
  using Node = std::uint32_t;
  struct Edge {
    Node node;           // where it leads
    std::uint32_t row;   // the version of the inner place that says so
    std::uint32_t link;  // in its parents
    bool is_dated;       // not the same on all days
    bool is_plain;       // undated and undisputed: it is there if the version stands
  };

  explicit PlaceGraph(const Chronicle& chronicle);

  std::size_t size() const { return nodes_.size(); }
  Node NodeOf(PlaceId place) const { return nodes_[place.value()]; }
  const std::vector<Edge>& outer(Node node) const { return outer_[node]; }
  const std::vector<Edge>& inner(Node node) const { return inner_[node]; }

  // The node itself and all that it ever lies in (that ever lies in it), in order.
  std::vector<Node> Outward(Node node) const { return Closure(node, outer_); }
  std::vector<Node> Inward(Node node) const { return Closure(node, inner_); }

  // The days on which the answer to what the nodes lie in may change, ascending, from Day::Min().
  std::vector<Day> Changes(const std::vector<Node>& nodes) const;

  // Bytes held.
  std::size_t MemoryUsed() const;

 private:
  std::vector<Node> Closure(Node node, const std::vector<std::vector<Edge>>& edges) const;

  const Chronicle& chronicle_;
  std::vector<Node> nodes_;
  std::vector<std::vector<Edge>> outer_;
  std::vector<std::vector<Edge>> inner_;
};

// What lies in what on a day, by a viewpoint (or anyone's, of which a disputed link is possible at
// most), as it stands or stood on a day.
class PlaceView {
 public:
  using Node = PlaceGraph::Node;
  using Reached = absl::flat_hash_map<Node, Truth>;

  PlaceView(const Chronicle& chronicle, const PlaceGraph& graph, std::optional<ActorId> viewpoint,
            std::optional<Day> as_known)
      : chronicle_(chronicle), graph_(graph), viewpoint_(viewpoint), as_known_(as_known) {}

  // Does the version of a place stand, as asked?
  Truth Stands(std::uint32_t row) const;
  // Is the edge there on the day?
  Truth Holds(const PlaceGraph::Edge& edge, Day day) const;
  // The node and everything that can be reached from it, by the best way to it.
  Reached ReachedFrom(Node node, Day day, bool outward) const;

 private:
  const Chronicle& chronicle_;
  const PlaceGraph& graph_;
  std::optional<ActorId> viewpoint_;
  std::optional<Day> as_known_;
};

// Units that something belongs to: surely to the one, or possibly to each of several.
struct Candidates {
  std::vector<std::uint32_t> units;  // ascending
  bool sure = false;                 // there is one, and it is the one
  friend bool operator==(const Candidates&, const Candidates&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const Candidates& candidates) {
    return H::combine(std::move(h), candidates.units, candidates.sure);
  }
};

// Each different list of candidates once. Number 0 is no unit.
class CandidateSets {
 public:
  CandidateSets() { NumberOf(Candidates{}); }
  std::uint32_t NumberOf(Candidates candidates);
  // Lives until the next call of NumberOf.
  const Candidates& operator[](std::uint32_t number) const { return sets_[number]; }

 private:
  absl::flat_hash_map<Candidates, std::uint32_t> numbers_;
  std::vector<Candidates> sets_;
};

// The units of a kind that places lie in; see Panel. Units are nodes of the graph.
class PlaceUnits {
 public:
  PlaceUnits(const Chronicle& chronicle, const PlaceGraph& graph, PlaceKind kind,
             std::optional<ActorId> viewpoint, std::optional<Day> as_known, CandidateSets& sets);

  // The number of the set of the place on the days of the hull.
  std::uint32_t Find(PlaceId place, const SpanBounds& span) {
    const std::uint32_t set = always_[place.value()];
    return set != kNotAlways ? set : FindInStretches(place, span);
  }

  bool IsOfKind(PlaceGraph::Node node) const { return is_of_kind_[node]; }
  // As asked: that stands, or stood on the day.
  Truth Stands(std::uint32_t row) const { return view_.Stands(row); }

 private:
  using Node = PlaceGraph::Node;
  using Reached = PlaceView::Reached;
  // A stretch of days on which nothing changes, up to the next one's first day.
  struct Stretch {
    Day first;
    std::optional<std::uint32_t> set;  // when it was asked for
  };

  std::uint32_t FindInStretches(PlaceId place, const SpanBounds& span);
  // Those of the kind that lie in no other of it.
  Candidates OutermostOf(const Reached& reached, Day day, bool outward) const;
  std::uint32_t SetOn(Node node, Day day);

  const PlaceGraph& graph_;
  PlaceView view_;
  std::vector<bool> is_of_kind_;  // by node
  CandidateSets& sets_;
  static constexpr std::uint32_t kNotAlways = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> always_;        // by row: the set, where it is the same on all days
  std::vector<std::vector<Stretch>> known_;  // by node; empty: not asked for yet
};

}  // namespace casus::internal

#endif  // CASUS_SRC_ANALYSIS_PLACE_UNITS_H_
