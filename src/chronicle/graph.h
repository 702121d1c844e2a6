#ifndef CASUS_SRC_CHRONICLE_GRAPH_H_
#define CASUS_SRC_CHRONICLE_GRAPH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/base/id.h"
#include "casus/chronicle/query.h"
#include "casus/place/place.h"
#include "casus/time/day.h"
#include "casus/timeline/timeline.h"
#include "src/chronicle/day_truth.h"
#include "src/chronicle/lists.h"

namespace casus::internal {

struct ChronicleData;

// One way from a whole to a part of it (or back): by a relation of actors, or by a parent of a
// place. Nodes are actors (places), all versions of one key being one node.
struct Edge {
  std::uint32_t node = 0;  // where it leads
  Row row = 0;             // the relation; the version of the place that names the parent
  std::uint32_t link = 0;  // which parent of that place
};

struct Graphs {
  explicit Graphs(const ChronicleData& data);
  Graphs() = default;

  Lists<Edge> parts;    // of actors, in order of relation
  Lists<Edge> inside;   // places in a place
  Lists<Edge> parents;  // of a place
  std::size_t MemoryUsed() const;
};

// Who counts as an actor (place), and on which days.
class Members {
 public:
  // The actor (place) alone.
  explicit Members(std::uint32_t root) : root_(root) {}

  void Add(std::uint32_t node, DayTruth truth);
  // Calls f(node) for each, in no particular order.
  template <typename F>
  void VisitNodes(F&& f) const {
    f(root_);
    for (const auto& [node, truth] : others_) f(node);
  }

  // Does the node count at the time asked, for a fact of this span? With At, on that day; else on
  // some day that lies in the span and in the period asked, if any.
  Truth Count(std::uint32_t node, const WhenFilter& when, const SpanBounds& span) const;

 private:
  std::uint32_t root_;
  absl::flat_hash_map<std::uint32_t, DayTruth> others_;
};

// As of the versions that stood on the day, or stand now.
Members MembersOf(const ChronicleData& data, const ActorFilter& filter,
                  std::optional<Day> as_known);
// The place and all that lies inside it, by anyone's view.
Members PlacesInside(const ChronicleData& data, PlaceId place, std::optional<Day> as_known);

// What an edge of the actors' (places') graph is worth.
bool Follows(const ChronicleData& data, const ActorFilter& filter, const Edge& edge);
DayTruth TruthOfRelation(const ChronicleData& data, Row relation, std::optional<Day> as_known);
DayTruth TruthOfParent(const ChronicleData& data, const Edge& edge, std::optional<Day> as_known);

// When the place lies in the parent, whatever versions stand.
DayTruth DaysInside(const Place& place, const PlaceParent& parent,
                    const std::vector<Place>& places);

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_GRAPH_H_
