#include "src/analysis/place_units.h"

#include <algorithm>
#include <deque>
#include <iterator>

#include "absl/container/flat_hash_set.h"

namespace casus::internal {
namespace {

// That nobody says when a place was there is no doubt that it was.
Truth Exists(const Place& place, Day day) {
  return place.fact.span == Span::Unknown() ? Truth::kCertain : HoldsAt(place.fact.span, day);
}

// What nobody dates is the same on all days.
bool IsDated(const Span& span) { return span != Span::Unknown(); }

void AppendBounds(const Span& span, std::vector<Day>& days) {
  if (!IsDated(span)) return;
  const SpanBounds& bounds = span.bounds();
  for (const Day day :
       {bounds.begin_earliest, bounds.begin_latest, bounds.end_earliest, bounds.end_latest}) {
    if (day.is_finite()) days.push_back(day);
  }
}

}  // namespace

PlaceGraph::PlaceGraph(const Chronicle& chronicle)
    : chronicle_(chronicle), outer_(chronicle.places().size()), inner_(chronicle.places().size()) {
  nodes_ = SameRows(chronicle.places(),
                    [&](const std::string& key) { return chronicle.FindPlace(key); });
  std::vector<bool> is_dated;
  is_dated.reserve(nodes_.size());
  for (const Place& place : chronicle.places()) is_dated.push_back(IsDated(place.fact.span));
  for (std::uint32_t row = 0; row < nodes_.size(); ++row) {
    const std::vector<PlaceParent>& parents = chronicle.places()[row].parents;
    for (std::uint32_t link = 0; link < parents.size(); ++link) {
      const PlaceParent& parent = parents[link];
      const Node outer = NodeOf(parent.parent);
      const bool dated =
          parent.span ? IsDated(*parent.span) : is_dated[row] || is_dated[parent.parent.value()];
      const bool plain = !dated && !parent.span && !parent.viewpoint;
      outer_[nodes_[row]].push_back({outer, row, link, dated, plain});
      inner_[outer].push_back({nodes_[row], row, link, dated, plain});
    }
  }
}

std::vector<PlaceGraph::Node> PlaceGraph::Closure(
    Node node, const std::vector<std::vector<Edge>>& edges) const {
  std::vector<Node> closure = {node};
  absl::flat_hash_set<Node> seen;  // where there are many
  constexpr std::size_t kFew = 16;
  const auto is_new = [&](Node found) {
    if (closure.size() < kFew) {
      return std::find(closure.begin(), closure.end(), found) == closure.end();
    }
    if (seen.empty()) seen.insert(closure.begin(), closure.end());
    return seen.insert(found).second;
  };
  for (std::size_t i = 0; i < closure.size(); ++i) {
    for (const Edge& edge : edges[closure[i]]) {
      if (is_new(edge.node)) closure.push_back(edge.node);
    }
  }
  std::sort(closure.begin(), closure.end());
  return closure;
}

std::vector<Day> PlaceGraph::Changes(const std::vector<Node>& nodes) const {
  std::vector<Day> days = {Day::Min()};
  for (const Node node : nodes) {
    for (const Edge& edge : outer_[node]) {
      if (!edge.is_dated) continue;
      const Place& place = chronicle_.places()[edge.row];
      const PlaceParent& parent = place.parents[edge.link];
      if (parent.span) {
        AppendBounds(*parent.span, days);
      } else {
        AppendBounds(place.fact.span, days);
        AppendBounds(chronicle_.place(parent.parent).fact.span, days);
      }
    }
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

Truth PlaceView::Stands(std::uint32_t row) const {
  const KnownTime known = chronicle_.timeline(Table::kPlaces).known(row);
  if (as_known_) return StandsOn(known, *as_known_);
  return known.superseded == Day::EndOfTime() ? Truth::kCertain : Truth::kNo;
}

Truth PlaceView::Holds(const PlaceGraph::Edge& edge, Day day) const {
  Truth truth = Stands(edge.row);
  if (edge.is_plain) return truth;
  const Place& place = chronicle_.places()[edge.row];
  const PlaceParent& parent = place.parents[edge.link];
  if (parent.viewpoint) {
    if (!viewpoint_) {
      truth = And(truth, Truth::kPossible);
    } else if (chronicle_.actor(*parent.viewpoint).fact.key !=
               chronicle_.actor(*viewpoint_).fact.key) {
      return Truth::kNo;
    }
  }
  if (parent.span) return And(truth, HoldsAt(*parent.span, day));
  return And(truth, And(Exists(place, day), Exists(chronicle_.place(parent.parent), day)));
}

PlaceView::Reached PlaceView::ReachedFrom(Node node, Day day, bool outward) const {
  Reached reached = {{node, Truth::kCertain}};
  std::deque<Node> grown = {node};
  while (!grown.empty()) {
    const Node from = grown.front();
    grown.pop_front();
    const Truth so_far = reached[from];
    for (const PlaceGraph::Edge& edge : outward ? graph_.outer(from) : graph_.inner(from)) {
      const Truth truth = And(so_far, Holds(edge, day));
      Truth& best = reached[edge.node];
      if (truth <= best) continue;
      best = truth;
      grown.push_back(edge.node);
    }
  }
  return reached;
}

std::size_t PlaceGraph::MemoryUsed() const {
  std::size_t bytes = nodes_.capacity() * sizeof(Node);
  for (const auto* lists : {&outer_, &inner_}) {
    bytes += lists->capacity() * sizeof(std::vector<Edge>);
    for (const std::vector<Edge>& edges : *lists) bytes += edges.capacity() * sizeof(Edge);
  }
  return bytes;
}

std::uint32_t CandidateSets::NumberOf(Candidates candidates) {
  const auto [found, is_new] =
      numbers_.try_emplace(candidates, static_cast<std::uint32_t>(sets_.size()));
  if (is_new) sets_.push_back(std::move(candidates));
  return found->second;
}

PlaceUnits::PlaceUnits(const Chronicle& chronicle, const PlaceGraph& graph, PlaceKind kind,
                       std::optional<ActorId> viewpoint, std::optional<Day> as_known,
                       CandidateSets& sets)
    : graph_(graph),
      view_(chronicle, graph, viewpoint, as_known),
      sets_(sets),
      always_(graph.size(), kNotAlways),
      known_(graph.size()) {
  is_of_kind_.reserve(graph.size());
  for (const Place& place : chronicle.places()) is_of_kind_.push_back(place.kind == kind);
}

Candidates PlaceUnits::OutermostOf(const Reached& reached, Day day, bool outward) const {
  std::vector<Node> found;
  for (const auto& [node, truth] : reached) {
    if (truth != Truth::kNo && IsOfKind(node)) found.push_back(node);
  }
  std::sort(found.begin(), found.end());
  // Nothing lies surely inside itself: the builder refuses that.
  Candidates candidates;
  if (found.size() < 2) {
    candidates.units = found;
  } else {
    std::vector<Reached> around;
    for (const Node node : found) around.push_back(view_.ReachedFrom(node, day, true));
    const auto lies_in = [&](std::size_t inner, std::size_t outer) {
      const auto at = around[inner].find(found[outer]);
      return at != around[inner].end() && at->second == Truth::kCertain;
    };
    for (std::size_t i = 0; i < found.size(); ++i) {
      bool is_inner = false;
      for (std::size_t j = 0; j < found.size() && !is_inner; ++j) {
        is_inner = i != j && lies_in(i, j);
      }
      if (!is_inner) candidates.units.push_back(found[i]);
    }
  }
  candidates.sure = outward && candidates.units.size() == 1 &&
                    reached.find(candidates.units.front())->second == Truth::kCertain;
  return candidates;
}

std::uint32_t PlaceUnits::SetOn(Node node, Day day) {
  Candidates candidates = OutermostOf(view_.ReachedFrom(node, day, true), day, true);
  if (candidates.units.empty() && !graph_.inner(node).empty()) {
    candidates = OutermostOf(view_.ReachedFrom(node, day, false), day, false);
  }
  return sets_.NumberOf(std::move(candidates));
}

std::uint32_t PlaceUnits::FindInStretches(PlaceId place, const SpanBounds& span) {
  const Node node = graph_.NodeOf(place);
  // What lies in one place for certain lies wherever that does.
  const std::vector<PlaceGraph::Edge>& outer = graph_.outer(node);
  const bool follows = outer.size() == 1 && !outer.front().is_dated && !IsOfKind(node) &&
                       view_.Holds(outer.front(), Day::Min()) == Truth::kCertain;
  if (follows) {
    const std::uint32_t set = always_[outer.front().node];
    if (set != kNotAlways && sets_[set].sure) return always_[place.value()] = set;
  }
  std::vector<Stretch>& stretches = known_[node];
  if (stretches.empty()) {
    // What lies inside matters only where nothing outside is of the kind.
    std::vector<Node> around = graph_.Outward(node);
    if (std::none_of(around.begin(), around.end(), [&](Node other) { return IsOfKind(other); }) ||
        graph_.Changes(around).size() > 1) {
      absl::flat_hash_set<Node> all;
      for (const Node inner : graph_.Inward(node)) {
        const std::vector<Node> outward = graph_.Outward(inner);
        all.insert(outward.begin(), outward.end());
      }
      around.assign(all.begin(), all.end());
    }
    for (const Day day : graph_.Changes(around)) stretches.push_back({day, std::nullopt});
  }
  // From the stretch in which the hull begins.
  auto stretch = std::upper_bound(stretches.begin(), stretches.end(),
                                  std::max(span.begin_earliest, Day::Min()),
                                  [](Day day, const Stretch& s) { return day < s.first; }) -
                 1;
  std::optional<std::uint32_t> set;
  for (; stretch != stretches.end() && stretch->first < span.end_latest; ++stretch) {
    if (!stretch->set) stretch->set = SetOn(node, stretch->first);
    if (!set || *set == *stretch->set) {
      set = stretch->set;
      continue;
    }
    Candidates both;
    const std::vector<std::uint32_t>& a = sets_[*set].units;
    const std::vector<std::uint32_t>& b = sets_[*stretch->set].units;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both.units));
    set = sets_.NumberOf(std::move(both));
  }
  if (stretches.size() == 1) {
    always_[place.value()] = *set;
    if (follows && sets_[*set].sure) always_[outer.front().node] = *set;
  }
  return *set;
}

}  // namespace casus::internal
