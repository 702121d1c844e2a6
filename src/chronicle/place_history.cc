#include "casus/chronicle/place_history.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "src/chronicle/cycles.h"
#include "src/chronicle/names_on.h"

namespace casus {
namespace {

constexpr std::int32_t kWhole = 10000;  // hundredths of a per cent

bool IsRename(PlaceChange change) {
  return change == PlaceChange::kRename || change == PlaceChange::kRecode;
}
// Does the change leave nothing of the other place?
bool Ends(PlaceChange change) {
  return change != PlaceChange::kSecede && change != PlaceChange::kTransfer;
}

Truth HappensIn(const Moment& when, Period period) {
  if (!(when.earliest() < period.last()) || when.latest() < period.first()) return Truth::kNo;
  const bool ends_inside = period.last() == Day::EndOfTime() || when.latest() < period.last();
  return period.first() <= when.earliest() && ends_inside ? Truth::kCertain : Truth::kPossible;
}

using Node = std::uint32_t;    // a place, all versions of a key being one
using Number = std::uint32_t;  // of a change or a division

// Parts of the place that is followed: between these two.
struct Mass {
  double low = 0;
  double high = 0;

  // Shares that contradict each other add up to no more than the whole.
  void Add(const Mass& other) {
    low = std::min(1.0, low + other.low);
    high = std::min(1.0, high + other.high);
  }
};
Mass Times(const Mass& a, const Mass& b) { return {a.low * b.low, a.high * b.high}; }

// One place takes a share of another.
struct Change {
  Node from;
  Node to;
  PlaceOrigin origin;
  Moment when;
  Truth truth;  // did it happen in the period?
  Number division = 0;
  bool makes_place = false;  // `to` was not there before
};

// What a place gives away at one time.
struct Division {
  Moment when;
  bool ends;
  Truth truth = Truth::kNo;  // of its surest change
  std::int32_t low = 0;      // surely given away
  std::int32_t high = 0;     // perhaps given away

  bool IsSurelyBefore(const Division& other) const { return when.latest() < other.when.earliest(); }
  bool IsPerhapsBefore(const Division& other) const {
    return when.earliest() <= other.when.latest();
  }
};

// Where the area of a place lies when the period ends.
struct Reached {
  Node node;
  Truth truth;
  std::size_t steps;
  Mass mass;
};

// The changes of a period, and where they bring the area of a place.
class Flow {
 public:
  Flow(const Chronicle& chronicle, Period period, PlaceMixing mixing, std::optional<Day> as_known)
      : chronicle_(chronicle), period_(period), mixing_(mixing) {
    const Timeline& current = chronicle.timeline(Table::kPlaces);
    const Timeline timeline = as_known ? current.AsKnown(*as_known) : current;
    for (Node row = 0; row < chronicle.places().size(); ++row) {
      const Place& place = chronicle.places()[row];
      const Truth stands = timeline.Stands(row);
      if (place.origins.empty() || stands == Truth::kNo) continue;
      const Node to = Same(PlaceId(row));
      for (const PlaceOrigin& origin : place.origins) AddChange(to, origin, stands);
    }
    for (Number number = 0; number < changes_.size(); ++number) {
      Change& change = changes_[number];
      change.makes_place = MakesPlace(change);
      if (change.truth == Truth::kNo) continue;
      out_of_[change.from].push_back(number);
      Divide(change);
    }
  }

  Node Same(PlaceId place) const {
    return chronicle_.FindPlace(chronicle_.place(place).fact.key)->value();
  }

  // The place itself first, then in order of (steps, node).
  std::vector<Reached> From(Node start) {
    start_ = start;
    pure_.clear();
    FindReachable();
    Propagate();
    return Collect();
  }

  // All from which changes of the period may lead to the place; not itself.
  std::vector<Node> Before(Node place) const {
    std::vector<Node> order = {place};
    absl::flat_hash_set<Node> seen = {place};
    for (std::size_t i = 0; i < order.size(); ++i) {
      for (const Number number : Find(into_, order[i])) {
        const Change& change = changes_[number];
        if (change.truth != Truth::kNo && seen.insert(change.from).second) {
          order.push_back(change.from);
        }
      }
    }
    order.erase(order.begin());
    return order;
  }

 private:
  using Numbers = absl::flat_hash_map<Node, std::vector<Number>>;
  static const std::vector<Number>& Find(const Numbers& numbers, Node node) {
    static const std::vector<Number> none;
    const auto found = numbers.find(node);
    return found == numbers.end() ? none : found->second;
  }

  // --- The changes.

  void AddChange(Node to, PlaceOrigin origin, Truth stands) {
    if (IsRename(origin.change)) origin.share_low = origin.share_high = kWhole;
    const Node from = Same(origin.from);
    origin.from = PlaceId(from);
    const Moment when = origin.when.value_or(Moment::Unknown());
    const Truth truth = And(stands, HappensIn(when, period_));
    for (const Number number : Find(into_, to)) {
      Change& known = changes_[number];
      if (known.origin != origin) continue;
      // Another version of the place says the same.
      known.truth = Or(known.truth, truth);
      return;
    }
    into_[to].push_back(static_cast<Number>(changes_.size()));
    changes_.push_back(Change{from, to, std::move(origin), when, truth});
  }

  // Was the place not there before, for all that is known?
  bool MakesPlace(const Change& change) const {
    if (change.origin.change == PlaceChange::kTransfer) return false;
    for (const Number number : Find(into_, change.to)) {
      // It came to be twice, or sources differ about when.
      const Change& other = changes_[number];
      if (other.origin.change != PlaceChange::kTransfer && other.when != change.when) return false;
    }
    const Span& span = chronicle_.places()[change.to].fact.span;
    return span == Span::Unknown() || span.first() == change.when ||
           casus::Before(span.first(), change.when) == Truth::kNo;
  }

  // Puts the change to those that are surely of the same time.
  void Divide(Change& change) {
    const bool ends = Ends(change.origin.change);
    std::vector<Number>& known = divisions_of_[change.from];
    const auto same = std::find_if(known.begin(), known.end(), [&](Number number) {
      const Division& division = divisions_[number];
      return division.ends == ends && division.when == change.when &&
             (ends || change.when.is_exact());
    });
    if (same != known.end()) {
      change.division = *same;
    } else {
      change.division = static_cast<Number>(divisions_.size());
      known.push_back(change.division);
      divisions_.push_back(Division{change.when, ends});
    }
    Division& division = divisions_[change.division];
    division.truth = Or(division.truth, change.truth);
    division.high = std::min(kWhole, division.high + change.origin.share_high);
    if (change.truth == Truth::kCertain) {
      division.low = std::min(kWhole, division.low + change.origin.share_low);
    }
  }

  // --- What is mixed.

  // Is all area of the place the followed one's (or taken to be spread like it)?
  bool IsPure(Node node) {
    if (mixing_ == PlaceMixing::kEven) return true;
    // Not pure while it is asked about: what comes from itself is not.
    const auto [entry, is_new] = pure_.try_emplace(node, false);
    if (!is_new) return entry->second;
    const std::vector<Number>& into = Find(into_, node);
    bool is_pure = node == start_ || !into.empty();
    for (const Number number : into) {
      const Change& change = changes_[number];
      if (node == start_) {
        // Before the period, and when it comes to be, the place followed is all its own.
        is_pure = is_pure && (change.truth == Truth::kNo || change.makes_place);
      } else {
        // One of several that came before the period brought area of that time.
        const bool is_all =
            change.truth == Truth::kCertain || (change.truth != Truth::kNo && into.size() == 1);
        is_pure = is_pure && is_all && change.makes_place && IsPure(change.from);
      }
    }
    return pure_[node] = is_pure;
  }

  // Of what is in a place, the share that some part of it takes.
  static Mass Share(std::int32_t low, std::int32_t high, bool is_pure) {
    if (is_pure) return {double(low) / kWhole, double(high) / kWhole};
    return {low == kWhole ? 1.0 : 0.0, high == 0 ? 0.0 : 1.0};
  }

  // --- What goes where.

  static constexpr Number kStart = std::numeric_limits<Number>::max();  // stands for a change

  // Does the division come after the change that leads to its place?
  Truth After(Number arrival, const Division& division) const {
    if (arrival == kStart) return Truth::kCertain;
    const Change& change = changes_[arrival];
    if (division.when.latest() < change.when.earliest()) return Truth::kNo;
    const bool is_sure = change.makes_place || change.when.latest() < division.when.earliest();
    return is_sure ? Truth::kCertain : Truth::kPossible;
  }

  struct Kept {
    Mass share{1, 1};
    Truth truth = Truth::kCertain;  // could it wait, or was the place no more?
  };
  // Of what arrived in the place, what is left there for a division, or at the end (nullptr).
  Kept KeptUntil(Node place, Number arrival, const Division* until) {
    Kept kept;
    for (const Number number : Find(divisions_of_, place)) {
      const Division& division = divisions_[number];
      const Truth after = After(arrival, division);
      if (&division == until || after == Truth::kNo) continue;
      const bool is_perhaps = until == nullptr || division.IsPerhapsBefore(*until);
      const bool is_sure = And(after, division.truth) == Truth::kCertain &&
                           (until == nullptr || division.IsSurelyBefore(*until));
      const Mass left = division.ends
                            ? Mass{0, 0}
                            : Share(kWhole - division.high, kWhole - division.low, IsPure(place));
      if (is_sure) kept.share.high *= left.high;
      if (is_perhaps) kept.share.low *= left.low;
      if (!division.ends || !is_perhaps) continue;
      kept.truth = And(kept.truth, is_sure ? Truth::kNo : Truth::kPossible);
    }
    return kept;
  }

  // What leads to the place: changes that were reached, and the start.
  std::vector<Number> ArrivalsIn(Node place) const {
    std::vector<Number> arrivals;
    if (place == start_) arrivals.push_back(kStart);
    for (const Number number : Find(into_, place)) {
      if (index_.contains(number)) arrivals.push_back(number);
    }
    return arrivals;
  }

  struct Walked {
    Number change;
    std::size_t steps;
    Truth truth = Truth::kNo;
    Mass mass = {};
  };

  // Breadth first over all changes that may come one after the other.
  void FindReachable() {
    walked_.clear();
    index_.clear();
    edges_.clear();
    const auto reach = [&](Number arrival, Node place, std::size_t steps) {
      for (const Number number : Find(out_of_, place)) {
        if (After(arrival, divisions_[changes_[number].division]) == Truth::kNo) continue;
        const auto next = static_cast<std::uint32_t>(walked_.size());
        const auto [entry, is_new] = index_.try_emplace(number, next);
        if (is_new) walked_.push_back(Walked{number, steps + 1});
        if (arrival != kStart) edges_.emplace_back(index_.at(arrival), entry->second);
      }
    };
    reach(kStart, start_, 0);
    for (std::size_t i = 0; i < walked_.size(); ++i) {
      const Walked walked = walked_[i];
      reach(walked.change, changes_[walked.change].to, walked.steps);
    }
  }

  void Propagate() {
    std::vector<std::vector<std::uint32_t>> next(walked_.size());
    std::vector<std::size_t> missing(walked_.size());
    for (const auto& [earlier, later] : edges_) {
      next[earlier].push_back(later);
      ++missing[later];
    }
    std::vector<std::uint32_t> known;
    std::vector<bool> is_circle(walked_.size());
    for (const std::vector<std::uint32_t>& circle : internal::CyclesOf(walked_.size(), edges_)) {
      for (const std::uint32_t i : circle) {
        is_circle[i] = true;
        walked_[i].truth = Truth::kPossible;
        walked_[i].mass = {0, 1};
        known.push_back(i);
      }
    }
    for (std::uint32_t i = 0; i < walked_.size(); ++i) {
      if (missing[i] == 0) known.push_back(i);
    }
    for (std::size_t done = 0; done < known.size(); ++done) {
      const std::uint32_t i = known[done];
      if (!is_circle[i]) Bring(walked_[i]);
      for (const std::uint32_t later : next[i]) {
        if (--missing[later] == 0 && !is_circle[later]) known.push_back(later);
      }
    }
  }

  // What the change moves. REQUIRES: the same is known of all that may lead to it.
  void Bring(Walked& walked) {
    const Change& change = changes_[walked.change];
    const Division& division = divisions_[change.division];
    const bool is_sure = change.truth == Truth::kCertain;
    const Mass share =
        Share(is_sure ? change.origin.share_low : 0, change.origin.share_high, IsPure(change.from));
    for (const Number arrival : ArrivalsIn(change.from)) {
      const Truth after = After(arrival, division);
      const Kept kept = KeptUntil(change.from, arrival, &division);
      const Truth truth = And(And(TruthOf(arrival), after), And(kept.truth, change.truth));
      if (truth == Truth::kNo) continue;
      walked.truth = Or(walked.truth, truth);
      Mass mass = Times(Times(MassOf(arrival), kept.share), share);
      if (after != Truth::kCertain) mass.low = 0;
      walked.mass.Add(mass);
    }
  }
  Truth TruthOf(Number arrival) const {
    return arrival == kStart ? Truth::kCertain : walked_[index_.at(arrival)].truth;
  }
  Mass MassOf(Number arrival) const {
    return arrival == kStart ? Mass{1, 1} : walked_[index_.at(arrival)].mass;
  }

  std::vector<Reached> Collect() {
    std::vector<Reached> reached = {{start_, Truth::kCertain, 0, {}}};
    absl::flat_hash_map<Node, std::size_t> place_of = {{start_, 0}};
    for (const Walked& walked : walked_) {
      if (walked.truth == Truth::kNo) continue;
      const Node node = changes_[walked.change].to;
      const auto [entry, is_new] = place_of.try_emplace(node, reached.size());
      if (is_new) reached.push_back(Reached{node, walked.truth, walked.steps, {}});
      Reached& place = reached[entry->second];
      place.truth = Or(place.truth, walked.truth);
    }
    for (Reached& place : reached) {
      for (const Number arrival : ArrivalsIn(place.node)) {
        place.mass.Add(Times(MassOf(arrival), KeptUntil(place.node, arrival, nullptr).share));
      }
      if (!period_.last().is_finite()) continue;
      const Truth exists = internal::Existed(chronicle_.places()[place.node], period_.last() - 1);
      if (exists != Truth::kCertain) place.mass.low = 0;
      if (exists == Truth::kNo) place.mass.high = 0;
    }
    std::sort(reached.begin(), reached.end(), [](const Reached& a, const Reached& b) {
      return std::pair(a.steps, a.node) < std::pair(b.steps, b.node);
    });
    return reached;
  }

  const Chronicle& chronicle_;
  const Period period_;
  const PlaceMixing mixing_;
  std::vector<Change> changes_;
  std::vector<Division> divisions_;
  Numbers into_;          // changes by what they lead to
  Numbers out_of_;        // changes of the period by where they come from
  Numbers divisions_of_;  // divisions of the period
  // Of the place followed.
  Node start_ = 0;
  absl::flat_hash_map<Node, bool> pure_;
  std::vector<Walked> walked_;
  absl::flat_hash_map<Number, std::uint32_t> index_;  // of a change in walked_
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges_;
};

// What lies in none of the places reached.
Mass Unplaced(const std::vector<Reached>& reached) {
  double low = 0;
  double high = 0;
  for (const Reached& place : reached) {
    low += place.mass.low;
    high += place.mass.high;
  }
  return {std::max(0.0, 1 - high), std::max(0.0, 1 - low)};
}

PlaceRelative ToRelative(Node node, const Reached& reached) {
  return {PlaceId(node), reached.truth, reached.mass.low, reached.mass.high, reached.steps};
}

}  // namespace

std::vector<NameOn> NamesOn(const Chronicle& chronicle, PlaceId place, Day day) {
  return internal::NamesOfRow(chronicle.place(place), day);
}

std::vector<ParentOn> ParentsOn(const Chronicle& chronicle, PlaceId id, Day day) {
  const Place& place = chronicle.place(id);
  std::vector<ParentOn> parents;
  for (const PlaceParent& parent : place.parents) {
    const Truth both =
        And(internal::Existed(place, day), internal::Existed(chronicle.place(parent.parent), day));
    const Truth truth = parent.span ? HoldsAt(*parent.span, day) : both;
    if (truth != Truth::kNo) parents.push_back(ParentOn{parent.parent, parent.viewpoint, truth});
  }
  return parents;
}

std::vector<GeometryOn> GeometriesOn(const Chronicle& chronicle, PlaceId id, Day day) {
  const Place& place = chronicle.place(id);
  std::vector<GeometryOn> geometries;
  for (const PlaceGeometry& geometry : place.geometries) {
    const Truth truth =
        geometry.span ? HoldsAt(*geometry.span, day) : internal::Existed(place, day);
    if (truth != Truth::kNo) geometries.push_back(GeometryOn{&geometry, truth});
  }
  return geometries;
}

PlaceLineage Lineage(const Chronicle& chronicle, const PlaceLineageQuery& query) {
  Flow flow(chronicle, query.period, query.mixing, query.as_known);
  const Node place = flow.Same(query.place);
  PlaceLineage lineage;
  const std::vector<Reached> later = flow.From(place);
  for (const Reached& reached : later) lineage.later.push_back(ToRelative(reached.node, reached));
  const Mass unplaced = Unplaced(later);
  lineage.unplaced_low = unplaced.low;
  lineage.unplaced_high = unplaced.high;
  for (const Node earlier : flow.Before(place)) {
    for (const Reached& reached : flow.From(earlier)) {
      if (reached.node == place) lineage.earlier.push_back(ToRelative(earlier, reached));
    }
  }
  std::sort(lineage.earlier.begin(), lineage.earlier.end(),
            [](const PlaceRelative& a, const PlaceRelative& b) {
              return std::pair(a.steps, a.place) < std::pair(b.steps, b.place);
            });
  return lineage;
}

Result<PlaceCrosswalk> CrosswalkValues(const Chronicle& chronicle,
                                       std::span<const PlaceValue> values,
                                       const PlaceCrosswalkQuery& query) {
  if (query.to < query.from) {
    return Error(ErrorCode::kInvalidArgument,
                 "values go from a day to a later one: " + ToString(query.from) + " to " +
                     ToString(query.to));
  }
  // On one and the same day nothing changes any more.
  const bool is_one_day = query.from == query.to;
  const Period period =
      is_one_day ? Period::OfDay(query.to) : Period::Of(query.from + 1, query.to + 1);
  Flow flow(chronicle, period, query.mixing, query.as_known);
  absl::flat_hash_set<Node> given;
  absl::flat_hash_map<Node, PlacedValue> placed;
  PlaceCrosswalk crosswalk;
  for (const PlaceValue& value : values) {
    const Node node = flow.Same(value.place);
    const std::string& key = chronicle.place(value.place).fact.key;
    // Written so that a NaN fails.
    if (!(value.value >= 0 && std::isfinite(value.value))) {
      return Error(ErrorCode::kInvalidArgument, "a value is finite and not below 0", {}, key);
    }
    if (!given.insert(node).second) {
      return Error(ErrorCode::kDuplicate, "two values of one unit", {}, key);
    }
    if (internal::Existed(chronicle.place(PlaceId(node)), query.from) == Truth::kNo) {
      crosswalk.not_there.push_back(value.place);
      crosswalk.unplaced_low += value.value;
      crosswalk.unplaced_high += value.value;
      continue;
    }
    const std::vector<Reached> reached =
        is_one_day ? std::vector<Reached>{{node, Truth::kCertain, 0, {1, 1}}} : flow.From(node);
    for (const Reached& place : reached) {
      if (place.mass.high == 0) continue;
      PlacedValue& sum =
          placed.try_emplace(place.node, PlacedValue{PlaceId(place.node), 0, 0}).first->second;
      sum.low += value.value * place.mass.low;
      sum.high += value.value * place.mass.high;
    }
    const Mass unplaced = Unplaced(reached);
    crosswalk.unplaced_low += value.value * unplaced.low;
    crosswalk.unplaced_high += value.value * unplaced.high;
  }
  for (const auto& [node, value] : placed) crosswalk.placed.push_back(value);
  std::sort(crosswalk.placed.begin(), crosswalk.placed.end(),
            [](const PlacedValue& a, const PlacedValue& b) { return a.place < b.place; });
  return crosswalk;
}

}  // namespace casus
