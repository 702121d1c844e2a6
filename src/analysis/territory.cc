#include "casus/analysis/territory.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "casus/time/span.h"
#include "casus/timeline/timeline.h"
#include "src/analysis/place_units.h"

namespace casus {

using internal::PlaceGraph;
using internal::PlaceView;
using Node = PlaceGraph::Node;

std::size_t IndependentSources(const Chronicle& chronicle, std::span<const SourceId> sources) {
  // What each draws on, itself included: a source that draws on nothing is a root.
  std::vector<std::set<SourceId>> drawn;
  std::vector<SourceId> asked(sources.begin(), sources.end());
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  for (const SourceId source : asked) {
    std::vector<SourceId> reached = {source};
    for (std::size_t i = 0; i < reached.size(); ++i) {
      for (const SourceId from : chronicle.source(reached[i]).derived_from) {
        if (std::find(reached.begin(), reached.end(), from) == reached.end()) {
          reached.push_back(from);
        }
      }
    }
    drawn.emplace_back(reached.begin(), reached.end());
  }
  // Those that draw on least first: a source is no witness beside one that it draws on.
  std::stable_sort(drawn.begin(), drawn.end(),
                   [](const auto& a, const auto& b) { return a.size() < b.size(); });
  std::set<SourceId> used;
  std::size_t count = 0;
  for (const std::set<SourceId>& from : drawn) {
    if (std::any_of(from.begin(), from.end(), [&](SourceId id) { return used.contains(id); })) {
      continue;
    }
    used.insert(from.begin(), from.end());
    ++count;
  }
  return count;
}

namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

// How a status may come to speak of a place.
enum class Link : std::uint8_t {
  kOwn,     // it is of the place
  kAlways,  // of one in which the place lies, undated and undisputed
  kAsk,     // of one in which it lies on some days, or by some view
};

struct Entry {
  std::uint32_t status;
  Link link;
};

// What is looked at of a status in every question.
struct StatusHead {
  SpanBounds bounds = Span::Unknown().bounds();
  Node of = 0;
  std::uint32_t viewpoint = kNone;  // one number a key
  std::uint32_t source = 0;
  Axis axis = Axis::kControl;
  bool stands = false;    // now
  bool is_whole = false;  // no exceptions, all of it
};

bool IsAsked(const std::vector<Axis>& axes, Axis axis) {
  return axes.empty() || std::find(axes.begin(), axes.end(), axis) != axes.end();
}

// What a status says, apart from when.
auto WhatItSays(const TerritorialStatus& status, std::vector<ActorId> holders) {
  return std::tuple(std::move(holders), status.regime, status.recognition, status.security,
                    status.extent.except, status.extent.fraction_low, status.extent.fraction_high);
}

}  // namespace

struct TerritoryIndex::Data {
  explicit Data(const Chronicle& of) : chronicle(of), graph(chronicle) {}

  // One row for all versions of a key.
  ActorId Same(ActorId actor) const { return ActorId(actors[actor.value()]); }
  std::span<const Entry> EntriesOf(Node node) const {
    return {entries.data() + first_entry[node], first_entry[node + 1] - first_entry[node]};
  }
  std::span<const std::uint32_t> OwnOf(Node node) const {
    return {own.data() + first_own[node], first_own[node + 1] - first_own[node]};
  }
  void Sort(std::vector<PlaceStatus>& answer) const {
    std::sort(answer.begin(), answer.end(), [&](const PlaceStatus& a, const PlaceStatus& b) {
      return std::tuple(heads[a.status.value()].bounds.begin_earliest, a.status) <
             std::tuple(heads[b.status.value()].bounds.begin_earliest, b.status);
    });
  }
  std::vector<ActorId> HoldersOf(std::uint32_t status) const {
    std::vector<ActorId> holders;
    for (const ActorId holder : chronicle.statuses()[status].holders) {
      holders.push_back(Same(holder));
    }
    std::sort(holders.begin(), holders.end());
    holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
    return holders;
  }
  std::size_t WitnessesOf(const std::vector<StatusId>& statuses) const {
    std::vector<SourceId> sources;
    for (const StatusId status : statuses) sources.emplace_back(heads[status.value()].source);
    return IndependentSources(chronicle, sources);
  }

  const Chronicle chronicle;
  const PlaceGraph graph;
  std::vector<std::uint32_t> actors;  // by row: the one that FindActor gives
  std::vector<StatusHead> heads;
  // By node, as slices: own statuses, and all that may speak of it.
  std::vector<std::size_t> first_own;
  std::vector<std::uint32_t> own;
  std::vector<std::size_t> first_entry;
  std::vector<Entry> entries;
};

// The truth of statuses of one place on one day, with the links walked when they are first needed.
class TerritoryIndex::Asking {
 public:
  Asking(const Data& data, Node node, Day day, const TerritoryFilter& filter)
      : data_(data),
        filter_(filter),
        view_(data.chronicle, data.graph, filter.viewpoint, filter.as_known),
        node_(node),
        day_(day) {
    if (filter.viewpoint) viewpoint_ = data.Same(*filter.viewpoint).value();
  }

  // That the status is asked for, and stands.
  Truth Stands(std::uint32_t status) const {
    const StatusHead& head = data_.heads[status];
    if (!IsAsked(filter_.axes, head.axis) ||
        (viewpoint_ != kNone && head.viewpoint != viewpoint_) ||
        (filter_.source && head.source != filter_.source->value())) {
      return Truth::kNo;
    }
    if (!filter_.as_known) return head.stands ? Truth::kCertain : Truth::kNo;
    return StandsOn(data_.chronicle.timeline(Table::kStatuses).known(status), *filter_.as_known);
  }
  // ... and holds on the day.
  Truth Holds(std::uint32_t status) const {
    const Truth holds = HoldsAt(data_.heads[status].bounds, day_);
    return holds == Truth::kNo ? holds : And(holds, Stands(status));
  }

  // What the status says of the place, if anything.
  std::optional<PlaceStatus> Of(const Entry& entry) {
    PlaceStatus answer{StatusId(entry.status), Holds(entry.status)};
    if (answer.truth == Truth::kNo) return std::nullopt;
    const StatusHead& head = data_.heads[entry.status];
    const bool is_own = entry.link == Link::kOwn;
    if (!is_own && (entry.link == Link::kAsk || filter_.as_known)) {
      answer.truth = And(answer.truth, LiesIn(head.of));
    }
    if (!head.is_whole) Narrow(data_.chronicle.statuses()[entry.status].extent, is_own, answer);
    if (answer.truth == Truth::kNo) return std::nullopt;
    return answer;
  }

 private:
  void Narrow(const Extent& extent, bool is_own, PlaceStatus& answer) {
    if (extent.fraction_low < 10000) {
      if (extent.fraction_high == 0) {
        answer.truth = Truth::kNo;
      } else if (is_own) {
        answer.of_part = true;
      } else {
        answer.truth = And(answer.truth, Truth::kPossible);
      }
    }
    for (const PlaceId except : extent.except) {
      const Node other = data_.graph.NodeOf(except);
      answer.truth = And(answer.truth, Not(LiesIn(other)));
      if (other == node_ || answer.of_part) continue;
      answer.of_part = Reach(other, view_.ReachedFrom(other, day_, true), node_) != Truth::kNo;
    }
  }

  static Truth Reach(Node from, const PlaceView::Reached& reached, Node to) {
    if (from == to) return Truth::kCertain;
    const auto found = reached.find(to);
    return found == reached.end() ? Truth::kNo : found->second;
  }
  // The place in the other.
  Truth LiesIn(Node other) {
    if (!around_) around_ = view_.ReachedFrom(node_, day_, true);
    return Reach(node_, *around_, other);
  }

  const Data& data_;
  const TerritoryFilter& filter_;
  const PlaceView view_;
  const Node node_;
  const Day day_;
  std::uint32_t viewpoint_ = kNone;
  std::optional<PlaceView::Reached> around_;
};

namespace {

Succession Follow(const SpanBounds& before, const SpanBounds& after) {
  if (before.end_latest < after.begin_earliest) return Succession::kGap;
  if (after.begin_latest < before.end_earliest && before.begin_latest < after.end_earliest) {
    return Succession::kOverlaps;
  }
  const bool meets = before.end_earliest == before.end_latest &&
                     after.begin_earliest == after.begin_latest &&
                     before.end_latest == after.begin_earliest;
  return meets ? Succession::kMeets : Succession::kUnsure;
}

}  // namespace

TerritoryIndex::TerritoryIndex(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

TerritoryIndex TerritoryIndex::Build(const Chronicle& chronicle) {
  auto data = std::make_shared<Data>(chronicle);
  data->actors = internal::SameRows(
      chronicle.actors(), [&](const std::string& key) { return chronicle.FindActor(key); });
  const PlaceGraph& graph = data->graph;
  const std::size_t nodes = graph.size();

  std::vector<std::vector<std::uint32_t>> own(nodes);
  for (std::uint32_t row = 0; row < chronicle.statuses().size(); ++row) {
    const TerritorialStatus& status = chronicle.statuses()[row];
    StatusHead head;
    head.bounds = status.fact.span.bounds();
    head.of = graph.NodeOf(*status.place);
    if (status.viewpoint) head.viewpoint = data->Same(*status.viewpoint).value();
    head.source = status.fact.source->value();
    head.axis = status.axis;
    head.stands = !status.fact.superseded;
    head.is_whole = status.extent.except.empty() && status.extent.fraction_low == 10000;
    data->heads.push_back(head);
    own[head.of].push_back(row);
  }

  // By which links, for all days, each lies in others: undated and undisputed ones that stand.
  const PlaceView view(chronicle, graph, std::nullopt, std::nullopt);
  data->first_own.push_back(0);
  data->first_entry.push_back(0);
  for (Node node = 0; node < nodes; ++node) {
    std::vector<Node> always = {node};
    for (std::size_t i = 0; i < always.size(); ++i) {
      for (const PlaceGraph::Edge& edge : graph.outer(always[i])) {
        if (edge.is_plain && view.Stands(edge.row) == Truth::kCertain &&
            std::find(always.begin(), always.end(), edge.node) == always.end()) {
          always.push_back(edge.node);
        }
      }
    }
    for (const std::uint32_t status : own[node]) {
      data->own.push_back(status);
      data->entries.push_back({status, Link::kOwn});
    }
    // Other versions of a key have nothing of their own.
    if (graph.NodeOf(PlaceId(node)) == node) {
      for (const Node outer : graph.Outward(node)) {
        if (outer == node) continue;
        const bool is_always = std::find(always.begin(), always.end(), outer) != always.end();
        for (const std::uint32_t status : own[outer]) {
          data->entries.push_back({status, is_always ? Link::kAlways : Link::kAsk});
        }
      }
    }
    data->first_own.push_back(data->own.size());
    data->first_entry.push_back(data->entries.size());
  }
  return TerritoryIndex(std::move(data));
}

const Chronicle& TerritoryIndex::chronicle() const { return data_->chronicle; }

std::size_t TerritoryIndex::MemoryUsed() const {
  const auto bytes = [](const auto& values) { return values.capacity() * sizeof(values[0]); };
  return sizeof(Data) + bytes(data_->actors) + bytes(data_->heads) + bytes(data_->first_own) +
         bytes(data_->own) + bytes(data_->first_entry) + bytes(data_->entries) +
         data_->graph.MemoryUsed();
}

void TerritoryIndex::Visit(PlaceId place, Day day, const TerritoryFilter& filter,
                           FunctionRef<void(const PlaceStatus&)> visit) const {
  const Node node = data_->graph.NodeOf(place);
  Asking asking(*data_, node, day, filter);
  for (const Entry& entry : data_->EntriesOf(node)) {
    if (const std::optional<PlaceStatus> answer = asking.Of(entry)) visit(*answer);
  }
}

std::vector<PlaceStatus> TerritoryIndex::At(PlaceId place, Day day,
                                            const TerritoryFilter& filter) const {
  std::vector<PlaceStatus> answer;
  Visit(place, day, filter, [&](const PlaceStatus& status) { answer.push_back(status); });
  data_->Sort(answer);
  return answer;
}

std::vector<PlaceStatus> TerritoryIndex::Inside(PlaceId place, Day day,
                                                const TerritoryFilter& filter) const {
  const Node node = data_->graph.NodeOf(place);
  const PlaceView view(data_->chronicle, data_->graph, filter.viewpoint, filter.as_known);
  std::vector<PlaceStatus> answer;
  for (const auto& [inner, lies_inside] : view.ReachedFrom(node, day, false)) {
    if (inner == node || lies_inside == Truth::kNo) continue;
    Asking asking(*data_, inner, day, filter);
    for (const std::uint32_t status : data_->OwnOf(inner)) {
      std::optional<PlaceStatus> found = asking.Of({status, Link::kOwn});
      if (!found) continue;
      found->truth = And(found->truth, lies_inside);
      answer.push_back(*found);
    }
  }
  data_->Sort(answer);
  return answer;
}

std::vector<Holder> TerritoryIndex::Holders(PlaceId place, Day day, Axis axis,
                                            const TerritoryFilter& filter) const {
  TerritoryFilter of_axis = filter;
  of_axis.axes = {axis};
  std::vector<Holder> holders;
  const auto add = [&](std::optional<ActorId> actor, const PlaceStatus& status) {
    auto found = std::find_if(holders.begin(), holders.end(),
                              [&](const Holder& holder) { return holder.actor == actor; });
    if (found == holders.end()) {
      holders.push_back({actor, Truth::kNo, true, {}, 0});
      found = holders.end() - 1;
    }
    found->truth = Or(found->truth, status.truth);
    found->of_part = found->of_part && status.of_part;
    found->statuses.push_back(status.status);
  };
  for (const PlaceStatus& status : At(place, day, of_axis)) {
    const std::vector<ActorId> named = data_->HoldersOf(status.status.value());
    if (named.empty()) add(std::nullopt, status);
    for (const ActorId actor : named) add(actor, status);
  }
  for (Holder& holder : holders) holder.witnesses = data_->WitnessesOf(holder.statuses);
  std::stable_sort(holders.begin(), holders.end(),
                   [](const Holder& a, const Holder& b) { return a.truth > b.truth; });
  return holders;
}

std::vector<Match<PlaceId>> TerritoryIndex::PlacesHeld(const ActorFilter& actor, Day day, Axis axis,
                                                       const TerritoryFilter& filter) const {
  std::map<ActorId, Truth> counts;
  for (const Chronicle::Part& part : data_->chronicle.PartsOf(actor, day, filter.as_known)) {
    Truth& truth = counts[data_->Same(part.actor)];
    truth = Or(truth, part.truth);
  }
  TerritoryFilter of_axis = filter;
  of_axis.axes = {axis};
  std::map<PlaceId, Truth> places;
  for (Node node = 0; node < data_->graph.size(); ++node) {
    Asking asking(*data_, node, day, of_axis);
    for (const std::uint32_t status : data_->OwnOf(node)) {
      const std::optional<PlaceStatus> found = asking.Of({status, Link::kOwn});
      if (!found) continue;
      for (const ActorId holder : data_->HoldersOf(status)) {
        const auto part = counts.find(holder);
        if (part == counts.end()) continue;
        Truth& truth = places[PlaceId(node)];
        truth = Or(truth, And(found->truth, part->second));
      }
    }
  }
  std::vector<Match<PlaceId>> answer;
  for (const auto& [place, truth] : places) {
    if (truth != Truth::kNo) answer.push_back({place, truth});
  }
  return answer;
}

void TerritoryIndex::Map(Day day, const TerritoryFilter& filter,
                         FunctionRef<void(PlaceId, const PlaceStatus&)> visit) const {
  for (Node node = 0; node < data_->graph.size(); ++node) {
    if (data_->OwnOf(node).empty()) continue;
    const PlaceId place(node);
    Visit(place, day, filter, [&](const PlaceStatus& status) { visit(place, status); });
  }
}

std::vector<OpinionSpell> TerritoryIndex::Opinions(PlaceId place, Axis axis, Period period,
                                                   const TerritoryFilter& filter) const {
  const Node node = data_->graph.NodeOf(place);
  TerritoryFilter of_axis = filter;
  of_axis.axes = {axis};

  // The days on which an answer may change. What is walked changes with dated links.
  std::vector<Day> days = data_->graph.Changes(data_->graph.Outward(node));
  for (const Entry& entry : data_->EntriesOf(node)) {
    const SpanBounds& bounds = data_->heads[entry.status].bounds;
    days.insert(days.end(), {bounds.begin_earliest, bounds.begin_latest, bounds.end_earliest,
                             bounds.end_latest});
    const TerritorialStatus& status = data_->chronicle.statuses()[entry.status];
    for (const PlaceId except : status.extent.except) {
      const std::vector<Node> around = data_->graph.Outward(data_->graph.NodeOf(except));
      const std::vector<Day> more = data_->graph.Changes(around);
      days.insert(days.end(), more.begin(), more.end());
    }
  }
  const Day first = std::max(period.first(), Day::Min());
  days.push_back(first);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());

  std::vector<OpinionSpell> spells;
  for (const Day day : days) {
    if (day < first || !day.is_finite() || day >= period.last()) continue;
    OpinionSpell spell;
    for (const PlaceStatus& status : At(place, day, of_axis)) {
      if (status.truth != Truth::kCertain || status.of_part) {
        spell.others.push_back(status);
        continue;
      }
      std::vector<ActorId> holders = data_->HoldersOf(status.status.value());
      auto opinion = std::find_if(spell.opinions.begin(), spell.opinions.end(),
                                  [&](const Opinion& other) { return other.holders == holders; });
      if (opinion == spell.opinions.end()) {
        spell.opinions.push_back({std::move(holders), {}, 0});
        opinion = spell.opinions.end() - 1;
      }
      opinion->statuses.push_back(status.status);
    }
    for (Opinion& opinion : spell.opinions) {
      opinion.witnesses = data_->WitnessesOf(opinion.statuses);
    }
    // The first takes what lies before the calendar; the last, all that is left.
    const Day begin = spells.empty() ? period.first() : day;
    if (!spells.empty()) {
      OpinionSpell& last = spells.back();
      if (last.opinions == spell.opinions && last.others == spell.others) continue;
      last.period = Period::Of(last.period.first(), day);
    }
    spell.period = Period::Of(begin, period.last());
    spells.push_back(std::move(spell));
  }
  return spells;
}

std::vector<EpisodeSeries> TerritoryIndex::Episodes(PlaceId place,
                                                    const TerritoryFilter& filter) const {
  const Node node = data_->graph.NodeOf(place);
  const Asking asking(*data_, node, Day::Min(), filter);
  std::map<std::tuple<Axis, std::uint32_t, std::uint32_t>, std::vector<PlaceStatus>> found;
  for (const std::uint32_t status : data_->OwnOf(node)) {
    if (asking.Stands(status) == Truth::kNo) continue;
    const StatusHead& head = data_->heads[status];
    found[{head.axis, head.source, head.viewpoint + 1}].push_back({StatusId(status)});
  }
  std::vector<EpisodeSeries> answer;
  for (auto& [key, statuses] : found) {
    data_->Sort(statuses);
    const auto& [axis, source, viewpoint] = key;
    EpisodeSeries series{PlaceId(node), axis, SourceId(source), std::nullopt, {}};
    if (viewpoint != 0) series.viewpoint = ActorId(viewpoint - 1);
    for (const PlaceStatus& status : statuses) {
      const Succession succession =
          series.episodes.empty()
              ? Succession::kFirst
              : Follow(data_->heads[series.episodes.back().status.value()].bounds,
                       data_->heads[status.status.value()].bounds);
      series.episodes.push_back({status.status, succession});
    }
    answer.push_back(std::move(series));
  }
  return answer;
}

std::vector<TerritoryChange> TerritoryIndex::Changes(Day first, Day second,
                                                     const TerritoryFilter& filter) const {
  std::vector<TerritoryChange> answer;
  for (Node node = 0; node < data_->graph.size(); ++node) {
    const std::span<const std::uint32_t> own = data_->OwnOf(node);
    if (own.empty()) continue;
    struct Sides {
      std::vector<PlaceStatus> before;
      std::vector<PlaceStatus> after;
    };
    std::map<std::tuple<Axis, std::uint32_t, std::uint32_t>, Sides> sides;
    Asking asking_first(*data_, node, first, filter);
    Asking asking_second(*data_, node, second, filter);
    for (const std::uint32_t status : own) {
      const StatusHead& head = data_->heads[status];
      const auto key = std::tuple(head.axis, head.source, head.viewpoint + 1);
      if (const auto found = asking_first.Of({status, Link::kOwn})) {
        sides[key].before.push_back(*found);
      }
      if (const auto found = asking_second.Of({status, Link::kOwn})) {
        sides[key].after.push_back(*found);
      }
    }
    const auto what = [&](const std::vector<PlaceStatus>& statuses) {
      std::vector<decltype(std::pair(WhatItSays(TerritorialStatus(), {}), Truth::kNo))> said;
      for (const PlaceStatus& status : statuses) {
        const std::uint32_t row = status.status.value();
        said.emplace_back(WhatItSays(data_->chronicle.statuses()[row], data_->HoldersOf(row)),
                          status.truth);
      }
      std::sort(said.begin(), said.end());
      return said;
    };
    for (auto& [key, side] : sides) {
      if (what(side.before) == what(side.after)) continue;
      data_->Sort(side.before);
      data_->Sort(side.after);
      const auto& [axis, source, viewpoint] = key;
      TerritoryChange change{PlaceId(node), axis, SourceId(source), std::nullopt, {}, {}};
      if (viewpoint != 0) change.viewpoint = ActorId(viewpoint - 1);
      change.before = std::move(side.before);
      change.after = std::move(side.after);
      answer.push_back(std::move(change));
    }
  }
  return answer;
}

}  // namespace casus
