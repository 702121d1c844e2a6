#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/chronicle/chronicle.h"
#include "src/chronicle/data.h"

namespace casus {
namespace {

using internal::ChronicleData;
using internal::Edge;

// How a search came to a node.
struct Step {
  std::uint32_t from;
  Row row;
};
using Steps = absl::flat_hash_map<std::uint32_t, Step>;

// Breadth first from the root over the edges that hold at least as surely as asked: every node
// reached, with the last step of the shortest way to it, and the nodes in the order reached. Edges
// come in order of their rows, so that of equal ways the one of the lowest rows comes first.
template <typename EdgesOf, typename TruthOf>
std::vector<std::uint32_t> Walk(std::uint32_t root, Truth at_least, EdgesOf edges_of,
                                TruthOf truth_of, Steps* steps) {
  std::vector<std::uint32_t> reached = {root};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const std::uint32_t node = reached[i];
    for (const Edge& edge : edges_of(node)) {
      if (edge.node == root || truth_of(edge) < at_least) continue;
      if (steps->try_emplace(edge.node, Step{node, edge.row}).second) {
        reached.push_back(edge.node);
      }
    }
  }
  return reached;
}

std::vector<RelationId> PathTo(std::uint32_t node, std::uint32_t root, const Steps& steps) {
  std::vector<RelationId> path;
  while (node != root) {
    const Step& step = steps.find(node)->second;
    path.push_back(RelationId(step.row));
    node = step.from;
  }
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace

std::vector<Chronicle::Part> Chronicle::PartsOf(const ActorFilter& filter, Day day,
                                                std::optional<Day> as_known) const {
  const ChronicleData& data = *data_;
  const std::uint32_t root = data.Same(filter.actor);
  const auto edges_of = [&](std::uint32_t node) { return data.graphs->parts[node]; };
  const auto truth_of = [&](const Edge& edge) {
    return internal::Follows(data, filter, edge)
               ? internal::TruthOfRelation(data, edge.row, as_known).At(day)
               : Truth::kNo;
  };
  std::vector<Part> parts;
  // A certain way is better than any possible one, however long.
  Steps certain;
  for (const std::uint32_t node : Walk(root, Truth::kCertain, edges_of, truth_of, &certain)) {
    parts.push_back(Part{ActorId(node), Truth::kCertain, PathTo(node, root, certain)});
  }
  Steps possible;
  for (const std::uint32_t node : Walk(root, Truth::kPossible, edges_of, truth_of, &possible)) {
    if (node == root || certain.contains(node)) continue;
    parts.push_back(Part{ActorId(node), Truth::kPossible, PathTo(node, root, possible)});
  }
  std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
    return std::pair(a.path.size(), a.actor) < std::pair(b.path.size(), b.actor);
  });
  return parts;
}

Truth Chronicle::IsInside(PlaceId place, PlaceId outer, Day day, std::optional<ActorId> viewpoint,
                          std::optional<Day> as_known) const {
  const ChronicleData& data = *data_;
  const std::uint32_t target = data.Same(outer);
  const auto edges_of = [&](std::uint32_t node) { return data.graphs->parents[node]; };
  const auto truth_of = [&](const Edge& edge) {
    const std::optional<ActorId>& whose = data.tables.places[edge.row].parents[edge.link].viewpoint;
    if (viewpoint && whose && data.Same(*whose) != data.Same(*viewpoint)) return Truth::kNo;
    return internal::TruthOfParent(data, edge, as_known).At(day);
  };
  for (const Truth at_least : {Truth::kCertain, Truth::kPossible}) {
    Steps steps;
    const std::vector<std::uint32_t> reached =
        Walk(data.Same(place), at_least, edges_of, truth_of, &steps);
    if (std::find(reached.begin(), reached.end(), target) != reached.end()) return at_least;
  }
  return Truth::kNo;
}

}  // namespace casus
