#include "casus/chronicle/relations.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "src/chronicle/cycles.h"
#include "src/chronicle/names_on.h"

namespace casus {
namespace {

bool Has(const std::vector<RelationKind>& kinds, RelationKind kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

Timeline RelationsKnown(const Chronicle& chronicle, std::optional<Day> as_known) {
  const Timeline& timeline = chronicle.timeline(Table::kRelations);
  return as_known ? timeline.AsKnown(*as_known) : timeline;
}

ActorId Same(const Chronicle& chronicle, ActorId actor) {
  return *chronicle.FindActor(chronicle.actor(actor).fact.key);
}

// A way from one actor to another.
struct Way {
  ActorId to;
  RelationId relation;
  Truth truth;
};

// The actors that ways connect, numbered from 0 in the order in which they come, and their ways.
class Ways {
 public:
  std::uint32_t NumberOf(ActorId actor) {
    const auto next = static_cast<std::uint32_t>(actors_.size());
    const auto [found, is_new] = numbers_.try_emplace(actor.value(), next);
    if (is_new) {
      actors_.push_back(actor);
      ways_.emplace_back();
    }
    return found->second;
  }
  void Add(ActorId from, const Way& way) {
    NumberOf(way.to);
    ways_[NumberOf(from)].push_back(way);
  }

  std::size_t size() const { return actors_.size(); }
  ActorId actor(std::uint32_t number) const { return actors_[number]; }
  const std::vector<Way>& From(std::uint32_t number) const { return ways_[number]; }
  std::uint32_t number(ActorId actor) const { return numbers_.find(actor.value())->second; }

 private:
  absl::flat_hash_map<std::uint32_t, std::uint32_t> numbers_;
  std::vector<ActorId> actors_;
  std::vector<std::vector<Way>> ways_;
};

// The last step of the best path to an actor.
struct Step {
  std::uint32_t from = 0;
  RelationId by{0};       // not of the start
  std::size_t steps = 0;  // 0: the start
};
using Steps = std::vector<std::optional<Step>>;  // empty: not reached

// Breadth first, by ways of at least this truth: shortest paths, of equal ones those of the lowest
// relations (ways come in order of them).
Steps Walk(std::uint32_t start, const Ways& ways, Truth at_least) {
  Steps reached(ways.size());
  reached[start].emplace();
  std::vector<std::uint32_t> order = {start};
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (const Way& way : ways.From(order[i])) {
      const std::uint32_t next = ways.number(way.to);
      if (way.truth < at_least || reached[next]) continue;
      reached[next] = Step{order[i], way.relation, reached[order[i]]->steps + 1};
      order.push_back(next);
    }
  }
  return reached;
}

std::vector<RelationId> PathTo(std::uint32_t number, const Steps& reached) {
  std::vector<RelationId> path;
  for (Step step = *reached[number]; step.steps > 0; step = *reached[step.from]) {
    path.push_back(step.by);
  }
  std::reverse(path.begin(), path.end());
  return path;
}

using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

std::vector<std::vector<ActorId>> CyclesAmong(const Ways& ways, const Edges& edges) {
  std::vector<std::vector<ActorId>> cycles;
  for (const std::vector<std::uint32_t>& cycle : internal::CyclesOf(ways.size(), edges)) {
    std::vector<ActorId> actors;
    for (const std::uint32_t number : cycle) actors.push_back(ways.actor(number));
    std::sort(actors.begin(), actors.end());
    cycles.push_back(std::move(actors));
  }
  std::sort(cycles.begin(), cycles.end());
  return cycles;
}

}  // namespace

std::vector<ResolvedActor> Resolve(const Chronicle& chronicle, std::string_view code,
                                   CodeSystem system, std::optional<Day> day) {
  std::vector<ResolvedActor> found;
  for (const Match<ActorId>& match : chronicle.ActorsWithCode(system, code)) {
    const Actor& actor = chronicle.actor(match.id);
    for (const Code& one : actor.codes) {
      if (one.system != system || one.value != code) continue;
      const Truth truth = !day       ? Truth::kCertain
                          : one.span ? HoldsAt(*one.span, *day)
                                     : internal::Existed(actor, *day);
      if (truth != Truth::kNo) found.push_back(ResolvedActor{match.id, one.span, truth});
    }
  }
  return found;
}

std::vector<NameOn> NamesOn(const Chronicle& chronicle, ActorId actor, Day day) {
  return internal::NamesOfRow(chronicle.actor(actor), day);
}

Related RelatedOn(const Chronicle& chronicle, const RelatedQuery& query) {
  std::vector<Hit> hits = RelationsKnown(chronicle, query.as_known).At(query.day);
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.row < b.row; });
  Ways ways;
  const ActorId root = Same(chronicle, query.actor);
  const std::uint32_t start = ways.NumberOf(root);
  struct Followed {
    ActorId from;
    ActorId to;
    Truth truth;
  };
  std::vector<Followed> one_way;
  for (const Hit& hit : hits) {
    const RelationId id(hit.row);
    const Relation& relation = chronicle.relation(id);
    const bool forward = Has(query.forward, relation.kind);
    const bool backward = Has(query.backward, relation.kind);
    if (!forward && !backward) continue;
    const ActorId from = Same(chronicle, *relation.from);
    const ActorId to = Same(chronicle, *relation.to);
    if (forward) ways.Add(from, Way{to, id, hit.truth});
    if (backward) ways.Add(to, Way{from, id, hit.truth});
    if (forward != backward) {
      one_way.push_back(forward ? Followed{from, to, hit.truth} : Followed{to, from, hit.truth});
    }
  }

  Related related;
  // A certain way is better than any possible one, however long.
  const Steps certain = Walk(start, ways, Truth::kCertain);
  const Steps possible = Walk(start, ways, Truth::kPossible);
  for (std::uint32_t number = 0; number < ways.size(); ++number) {
    if (!possible[number]) continue;
    const bool is_certain = certain[number].has_value();
    related.actors.push_back(RelatedActor{ways.actor(number),
                                          is_certain ? Truth::kCertain : Truth::kPossible,
                                          PathTo(number, is_certain ? certain : possible)});
  }
  std::sort(related.actors.begin(), related.actors.end(),
            [](const RelatedActor& a, const RelatedActor& b) {
              return std::pair(a.path.size(), a.actor) < std::pair(b.path.size(), b.actor);
            });

  Edges sure;
  Edges all;
  for (const Followed& edge : one_way) {
    const std::pair numbers(ways.number(edge.from), ways.number(edge.to));
    if (!possible[numbers.first]) continue;
    all.push_back(numbers);
    if (edge.truth == Truth::kCertain) sure.push_back(numbers);
  }
  const std::vector<std::vector<ActorId>> sure_cycles = CyclesAmong(ways, sure);
  for (std::vector<ActorId>& cycle : CyclesAmong(ways, all)) {
    const bool is_sure = std::binary_search(sure_cycles.begin(), sure_cycles.end(), cycle);
    related.cycles.push_back(
        RelationCycle{std::move(cycle), is_sure ? Truth::kCertain : Truth::kPossible});
  }
  return related;
}

ActorLineage Lineage(const Chronicle& chronicle, ActorId actor, std::optional<Day> as_known) {
  const Timeline timeline = RelationsKnown(chronicle, as_known);
  std::vector<LineageStep> steps;
  Ways later;
  Ways earlier;
  Edges edges;
  const ActorId root = Same(chronicle, actor);
  // Numbers of both are the same.
  const auto number_of = [&](ActorId id) {
    earlier.NumberOf(id);
    return later.NumberOf(id);
  };
  number_of(root);
  for (std::uint32_t row = 0; row < chronicle.relations().size(); ++row) {
    const Relation& relation = chronicle.relation(RelationId(row));
    const bool continues =
        relation.kind == RelationKind::kSuccessorOf || relation.kind == RelationKind::kSplitFrom;
    const Truth stands = timeline.Stands(row);
    if ((!continues && relation.kind != RelationKind::kMergedInto) || stands == Truth::kNo) {
      continue;
    }
    const ActorId from = Same(chronicle, *relation.from);
    const ActorId to = Same(chronicle, *relation.to);
    const ActorId before = continues ? to : from;
    const ActorId after = continues ? from : to;
    const Moment& when = relation.fact.span.first();
    const Truth absorbed =
        continues ? Truth::kNo : Before(chronicle.actor(after).fact.span.first(), when);
    steps.push_back(
        LineageStep{RelationId(row), relation.kind, before, after, when, absorbed, stands});
    edges.emplace_back(number_of(before), number_of(after));
    later.Add(before, Way{after, RelationId(row), Truth::kCertain});
    earlier.Add(after, Way{before, RelationId(row), Truth::kCertain});
  }

  ActorLineage lineage;
  const Steps before = Walk(earlier.number(root), earlier, Truth::kCertain);
  const Steps after = Walk(later.number(root), later, Truth::kCertain);
  for (const LineageStep& step : steps) {
    const auto add = [&](const std::optional<Step>& nearer, std::vector<LineageStep>& into) {
      if (!nearer) return;
      into.push_back(step);
      into.back().steps = nearer->steps + 1;
    };
    add(before[earlier.number(step.later)], lineage.predecessors);
    add(after[later.number(step.earlier)], lineage.successors);
  }
  for (std::vector<LineageStep>* list : {&lineage.predecessors, &lineage.successors}) {
    std::stable_sort(list->begin(), list->end(),
                     [](const LineageStep& a, const LineageStep& b) { return a.steps < b.steps; });
  }

  Edges reached;
  for (const auto& edge : edges) {
    const bool is_in =
        (before[edge.first] && before[edge.second]) || (after[edge.first] && after[edge.second]);
    if (is_in) reached.push_back(edge);
  }
  lineage.cycles = CyclesAmong(later, reached);
  return lineage;
}

}  // namespace casus
