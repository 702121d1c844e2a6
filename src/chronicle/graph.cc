#include "src/chronicle/graph.h"

#include <deque>
#include <utility>

#include "src/chronicle/data.h"

namespace casus::internal {
namespace {

bool IsPart(RelationKind kind) {
  return kind == RelationKind::kPartOf || kind == RelationKind::kCommands ||
         kind == RelationKind::kHoldsOffice;
}

// Does a version that stands (stood) say so?
DayTruth AsFarAsKnown(const ChronicleData& data, Table table, Row row, std::optional<Day> as_known,
                      const DayTruth& truth) {
  const KnownTime& known = data.timeline(table).known(row);
  if (as_known) return truth.AtMost(StandsOn(known, *as_known));
  return known.superseded == Day::EndOfTime() ? truth : DayTruth();
}

// Whatever can be reached from the root, each node with the best of all ways that lead to it:
// `edges(node)` are the ways on, `truth(edge)` is when one is open.
template <typename EdgesOf, typename TruthOf>
Members Spread(std::uint32_t root, EdgesOf edges_of, TruthOf truth_of) {
  absl::flat_hash_map<std::uint32_t, DayTruth> reached;
  std::deque<std::uint32_t> grown = {root};
  while (!grown.empty()) {
    const std::uint32_t node = grown.front();
    grown.pop_front();
    const DayTruth from = node == root ? DayTruth::Always() : reached[node];
    for (const Edge& edge : edges_of(node)) {
      if (edge.node == root) continue;
      const DayTruth way = And(from, truth_of(edge));
      if (way.never()) continue;
      DayTruth& known = reached[edge.node];
      DayTruth best = Or(known, way);
      if (best == known) continue;
      known = std::move(best);
      grown.push_back(edge.node);
    }
  }
  Members members(root);
  for (auto& [node, truth] : reached) members.Add(node, std::move(truth));
  return members;
}

// When a place is there. That nobody says is no doubt of it.
DayTruth Existence(const Place& place) {
  return place.fact.span == Span::Unknown() ? DayTruth::Always()
                                            : DayTruth::Of(place.fact.span.bounds());
}

}  // namespace

Graphs::Graphs(const ChronicleData& data) {
  const std::vector<Relation>& relations = data.tables.relations;
  parts = Lists<Edge>::Of(data.tables.actors.size(), [&](auto f) {
    for (Row row = 0; row < relations.size(); ++row) {
      const Relation& relation = relations[row];
      if (!IsPart(relation.kind) && relation.kind != RelationKind::kMemberOf) continue;
      std::uint32_t part = data.Same(*relation.from);
      std::uint32_t whole = data.Same(*relation.to);
      if (relation.kind == RelationKind::kCommands) std::swap(part, whole);
      f(whole, Edge{part, row, 0});
    }
  });

  const std::vector<Place>& places = data.tables.places;
  const auto visit_parents = [&](auto f) {
    for (Row row = 0; row < places.size(); ++row) {
      const std::uint32_t inner = data.Same(PlaceId(row));
      for (std::uint32_t link = 0; link < places[row].parents.size(); ++link) {
        f(inner, data.Same(places[row].parents[link].parent), row, link);
      }
    }
  };
  inside = Lists<Edge>::Of(places.size(), [&](auto f) {
    visit_parents([&](std::uint32_t inner, std::uint32_t outer, Row row, std::uint32_t link) {
      f(outer, Edge{inner, row, link});
    });
  });
  parents = Lists<Edge>::Of(places.size(), [&](auto f) {
    visit_parents([&](std::uint32_t inner, std::uint32_t outer, Row row, std::uint32_t link) {
      f(inner, Edge{outer, row, link});
    });
  });
}

std::size_t Graphs::MemoryUsed() const {
  return parts.MemoryUsed() + inside.MemoryUsed() + parents.MemoryUsed();
}

void Members::Add(std::uint32_t node, DayTruth truth) { others_.emplace(node, std::move(truth)); }

Truth Members::Count(std::uint32_t node, const WhenFilter& when, const SpanBounds& span) const {
  if (node == root_) return Truth::kCertain;
  const auto found = others_.find(node);
  if (found == others_.end()) return Truth::kNo;
  const DayTruth& truth = found->second;
  if (const At* at = std::get_if<At>(&when)) return truth.At(at->day);
  if (const During* during = std::get_if<During>(&when)) {
    return truth.OnSomeDayOf(span, during->period);
  }
  if (const Within* within = std::get_if<Within>(&when)) {
    return truth.OnSomeDayOf(span, within->period);
  }
  return truth.OnSomeDayOf(span, Period::Always());
}

bool Follows(const ChronicleData& data, const ActorFilter& filter, const Edge& edge) {
  return IsPart(data.tables.relations[edge.row].kind) ? filter.with_parts : filter.with_members;
}

DayTruth TruthOfRelation(const ChronicleData& data, Row relation, std::optional<Day> as_known) {
  return AsFarAsKnown(data, Table::kRelations, relation, as_known,
                      DayTruth::Of(data.tables.relations[relation].fact.span.bounds()));
}

DayTruth TruthOfParent(const ChronicleData& data, const Edge& edge, std::optional<Day> as_known) {
  const std::vector<Place>& places = data.tables.places;
  return AsFarAsKnown(data, Table::kPlaces, edge.row, as_known,
                      DaysInside(places[edge.row], places[edge.row].parents[edge.link], places));
}

DayTruth DaysInside(const Place& place, const PlaceParent& parent,
                    const std::vector<Place>& places) {
  if (parent.span) return DayTruth::Of(parent.span->bounds());
  return And(Existence(place), Existence(places[parent.parent.value()]));
}

Members MembersOf(const ChronicleData& data, const ActorFilter& filter,
                  std::optional<Day> as_known) {
  const std::uint32_t root = data.Same(filter.actor);
  if (!filter.with_parts && !filter.with_members) return Members(root);
  return Spread(
      root, [&](std::uint32_t node) { return data.graphs->parts[node]; },
      [&](const Edge& edge) {
        return Follows(data, filter, edge) ? TruthOfRelation(data, edge.row, as_known) : DayTruth();
      });
}

Members PlacesInside(const ChronicleData& data, PlaceId place, std::optional<Day> as_known) {
  return Spread(
      data.Same(place), [&](std::uint32_t node) { return data.graphs->inside[node]; },
      [&](const Edge& edge) { return TruthOfParent(data, edge, as_known); });
}

}  // namespace casus::internal
