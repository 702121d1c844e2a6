#include "casus/chronicle/query.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "src/chronicle/data.h"

namespace casus {
namespace {

using internal::ChronicleData;
using internal::Members;

// One question put to one table: picks the shortest list of rows that holds all answers, and holds
// each of them against every filter.
class Search {
 public:
  Search(const ChronicleData& data, Table table, const FactQuery& query)
      : data_(data),
        query_(query),
        table_(table),
        index_(data.index_of(table)),
        timeline_(query.as_known ? data.timeline(table).AsKnown(*query.as_known)
                                 : data.timeline(table)),
        candidates_count_(CountInTime()) {
    if (query.actor) actor_ = MembersOf(*query.actor);
    if (query.dyad) {
      dyad_ = std::pair(MembersOf(query.dyad->first), MembersOf(query.dyad->second));
    }
    if (query.place) {
      place_ = query.only_place_itself ? Members(data.Same(*query.place))
                                       : internal::PlacesInside(data, *query.place, query.as_known);
    }
    if (actor_) NarrowToParties(*actor_);
    if (dyad_) {
      NarrowToParties(dyad_->first);
      NarrowToParties(dyad_->second);
    }
    if (place_) Narrow(*place_, index_.by_place);
    if (query.source) Narrow(Members(query.source->value()), index_.by_source);
  }

  Members MembersOf(const ActorFilter& filter) const {
    return internal::MembersOf(data_, filter, query_.as_known);
  }
  // Only rows with one of the members (the actor) as a party can be answers.
  void NarrowToParties(const Members& members) { Narrow(members, index_.by_party); }
  void NarrowToParty(ActorId actor) { Narrow(Members(data_.Same(actor)), index_.by_party); }
  void NarrowToTypes(const std::vector<EventType>& types) {
    std::vector<std::span<const Row>> lists;
    for (const EventType type : types) {
      index_.by_type.AppendCandidates(static_cast<std::uint32_t>(type), timeline_, Window(), lists);
    }
    Narrow(std::move(lists));
  }
  // Only rows of these nodes can be answers.
  void Narrow(const Members& members, const internal::Postings& postings) {
    std::vector<std::span<const Row>> lists;
    members.VisitNodes(
        [&](std::uint32_t node) { postings.AppendCandidates(node, timeline_, Window(), lists); });
    Narrow(std::move(lists));
  }
  // Only rows of these lists can be answers.
  void Narrow(std::vector<std::span<const Row>> lists) {
    std::size_t count = 0;
    for (const std::span<const Row> list : lists) count += list.size();
    if (count >= candidates_count_) return;
    candidates_count_ = count;
    candidates_ = std::move(lists);
  }

  SpanBounds bounds(Row row) const { return timeline_.bounds(row); }
  Truth Count(const Members& members, std::uint32_t node, Row row) const {
    return members.Count(node, query_.when, bounds(row));
  }

  // Calls visit(row, truth) for every answer, in order. `more(row)` is what the filters of the
  // table itself make of the row.
  template <typename More, typename Visit>
  void Run(More more, Visit visit) const {
    if (!candidates_) {
      // A timeline has an order of its own.
      std::vector<Hit> hits;
      VisitInTime([&](Row row, Truth in_time) {
        const Truth truth = Filtered(row, in_time, more);
        if (truth != Truth::kNo) hits.push_back({row, truth});
      });
      timeline_.SortByBegin(hits);
      for (const Hit& hit : hits) visit(hit.row, hit.truth);
      return;
    }
    std::vector<Row> rows;
    for (const std::span<const Row> list : *candidates_) {
      // Rows that are not there stand in damaged files only.
      std::copy_if(list.begin(), list.end(), std::back_inserter(rows),
                   [&](Row row) { return row < timeline_.size(); });
    }
    // One list is in order already.
    if (candidates_->size() > 1) {
      std::sort(rows.begin(), rows.end(), [&](Row a, Row b) {
        return std::pair(bounds(a).begin_earliest, a) < std::pair(bounds(b).begin_earliest, b);
      });
      rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    }
    for (const Row row : rows) {
      const Truth truth = Filtered(row, And(timeline_.Stands(row), InTime(row)), more);
      if (truth != Truth::kNo) visit(row, truth);
    }
  }

 private:
  // What the hull of an answer meets.
  Period Window() const {
    if (const At* at = std::get_if<At>(&query_.when)) return Period::OfDay(at->day);
    if (const During* during = std::get_if<During>(&query_.when)) return during->period;
    if (const Within* within = std::get_if<Within>(&query_.when)) return within->period;
    return Period::Always();
  }

  std::size_t CountInTime() const {
    std::int64_t count = static_cast<std::int64_t>(timeline_.size());
    if (const At* at = std::get_if<At>(&query_.when)) {
      count = timeline_.CountAt(at->day).possible;
    } else if (const During* during = std::get_if<During>(&query_.when)) {
      count = timeline_.CountDuring(during->period).possible;
    } else if (const Within* within = std::get_if<Within>(&query_.when)) {
      count = timeline_.CountWithin(within->period).possible;
    }
    return static_cast<std::size_t>(count);
  }

  template <typename F>
  void VisitInTime(F f) const {
    if (const At* at = std::get_if<At>(&query_.when)) {
      timeline_.At(at->day, f);
    } else if (const During* during = std::get_if<During>(&query_.when)) {
      timeline_.During(during->period, f);
    } else if (const Within* within = std::get_if<Within>(&query_.when)) {
      timeline_.Within(within->period, f);
    } else {
      timeline_.During(Period::Always(), f);
    }
  }

  Truth InTime(Row row) const {
    if (const At* at = std::get_if<At>(&query_.when)) return HoldsAt(bounds(row), at->day);
    if (const During* during = std::get_if<During>(&query_.when)) {
      return MeetsDuring(bounds(row), during->period);
    }
    if (const Within* within = std::get_if<Within>(&query_.when)) {
      return LiesWithin(bounds(row), within->period);
    }
    return Truth::kCertain;
  }

  template <typename More>
  Truth Filtered(Row row, Truth truth, const More& more) const {
    if (truth != Truth::kNo) truth = And(truth, FiltersOf(row));
    if (truth != Truth::kNo) truth = And(truth, more(row));
    return truth;
  }

  Truth FiltersOf(Row row) const {
    if (query_.source && internal::SourceNode(data_, table_, row) != query_.source->value()) {
      return Truth::kNo;
    }
    Truth truth = Truth::kCertain;
    if (actor_) truth = And(truth, AnyOf(*actor_, PartiesOf(row), row));
    if (place_) {
      truth = And(truth, AnyOf(*place_, internal::PlaceNodes(data_, index_, table_, row), row));
    }
    if (dyad_) truth = And(truth, Dyad(row));
    return truth;
  }

  std::span<const std::uint32_t> PartiesOf(Row row) const {
    return internal::PartyNodes(data_, index_, table_, row);
  }

  Truth AnyOf(const Members& members, std::span<const std::uint32_t> nodes, Row row) const {
    Truth truth = Truth::kNo;
    for (const std::uint32_t node : nodes) truth = Or(truth, Count(members, node, row));
    return truth;
  }

  // One party of the first side and another of the second.
  Truth Dyad(Row row) const {
    const std::span<const std::uint32_t> parties = PartiesOf(row);
    Truth truth = Truth::kNo;
    for (const std::uint32_t first : parties) {
      const Truth is_first = Count(dyad_->first, first, row);
      if (is_first == Truth::kNo) continue;
      for (const std::uint32_t second : parties) {
        if (second == first) continue;
        truth = Or(truth, And(is_first, Count(dyad_->second, second, row)));
      }
    }
    return truth;
  }

  const ChronicleData& data_;
  const FactQuery& query_;
  const Table table_;
  const internal::TableIndex& index_;
  const Timeline timeline_;
  std::optional<Members> actor_;
  std::optional<std::pair<Members, Members>> dyad_;
  std::optional<Members> place_;
  // The lists to look through, where they are shorter than what the timeline gives.
  std::optional<std::vector<std::span<const Row>>> candidates_;
  std::size_t candidates_count_;
};

constexpr Truth TruthIf(bool condition) { return condition ? Truth::kCertain : Truth::kNo; }

// Is the value one of those asked for? An empty list asks for any.
template <typename T>
bool IsAmong(const T& value, const std::vector<T>& asked) {
  return asked.empty() || std::find(asked.begin(), asked.end(), value) != asked.end();
}

template <typename IdType, typename More>
std::vector<Match<IdType>> Collect(const Search& search, More more) {
  std::vector<Match<IdType>> matches;
  search.Run(more, [&](Row row, Truth truth) {
    matches.push_back(Match<IdType>{IdType(row), truth});
  });
  return matches;
}

bool IsRealised(EventStatus status) {
  return status == EventStatus::kOccurred || status == EventStatus::kAlleged;
}

template <typename Visit>
void VisitEvents(const ChronicleData& data, const EventQuery& query, Visit visit) {
  Search search(data, Table::kEvents, query);
  if (!query.types.empty()) search.NarrowToTypes(query.types);
  search.Run(
      [&](Row row) {
        const internal::EventRow event = data.tables.events[row];
        return TruthIf(IsAmong(event.type(), query.types) &&
                       (query.include_unrealised || IsRealised(event.status())));
      },
      visit);
}

}  // namespace

std::vector<Match<EventId>> Chronicle::Find(const EventQuery& query) const {
  std::vector<Match<EventId>> matches;
  VisitEvents(*data_, query, [&](Row row, Truth truth) {
    matches.push_back(Match<EventId>{EventId(row), truth});
  });
  return matches;
}

void Chronicle::Visit(const EventQuery& query, FunctionRef<void(EventView, Truth)> visit) const {
  VisitEvents(*data_, query, [&](Row row, Truth truth) { visit(event(EventId(row)), truth); });
}

Bounds Chronicle::Count(const EventQuery& query) const {
  Bounds count;
  VisitEvents(*data_, query, [&](Row, Truth truth) { count.Count(truth); });
  return count;
}

std::vector<Match<ObservationId>> Chronicle::Find(const ObservationQuery& query) const {
  return Collect<ObservationId>(Search(*data_, Table::kObservations, query), [&](Row row) {
    return TruthIf(IsAmong(data_->tables.observations[row].kind, query.kinds));
  });
}

std::vector<Match<RelationId>> Chronicle::Find(const RelationQuery& query) const {
  Search search(*data_, Table::kRelations, query);
  if (query.from) search.NarrowToParty(*query.from);
  if (query.to) search.NarrowToParty(*query.to);
  return Collect<RelationId>(search, [&](Row row) {
    const Relation& relation = data_->tables.relations[row];
    return TruthIf(IsAmong(relation.kind, query.kinds) &&
                   (!query.from || data_->Same(*query.from) == data_->Same(*relation.from)) &&
                   (!query.to || data_->Same(*query.to) == data_->Same(*relation.to)));
  });
}

std::vector<Match<DesignationId>> Chronicle::Find(const DesignationQuery& query) const {
  Search search(*data_, Table::kDesignations, query);
  std::optional<Members> targets;
  if (query.target) {
    targets = search.MembersOf(*query.target);
    search.NarrowToParties(*targets);
  }
  if (query.sender) search.NarrowToParty(*query.sender);
  return Collect<DesignationId>(search, [&](Row row) {
    const Designation& designation = data_->tables.designations[row];
    if (designation.stage == DesignationStage::kThreatened && !query.include_threats) {
      return Truth::kNo;
    }
    if (query.regime && data_->Same(*query.regime) != data_->Same(*designation.regime)) {
      return Truth::kNo;
    }
    const bool has_measure =
        query.measures.empty() ||
        std::any_of(designation.measures.begin(), designation.measures.end(),
                    [&](Measure measure) { return IsAmong(measure, query.measures); });
    if (!has_measure) return Truth::kNo;
    if (query.sender) {
      const std::vector<ActorId>& senders =
          data_->tables.regimes[designation.regime->value()].senders;
      const bool is_sender = std::any_of(senders.begin(), senders.end(), [&](ActorId sender) {
        return data_->Same(sender) == data_->Same(*query.sender);
      });
      if (!is_sender) return Truth::kNo;
    }
    if (!targets) return Truth::kCertain;
    const ActorId* target = std::get_if<ActorId>(&*designation.target);
    return target == nullptr ? Truth::kNo : search.Count(*targets, data_->Same(*target), row);
  });
}

std::vector<Match<StatusId>> Chronicle::Find(const StatusQuery& query) const {
  Search search(*data_, Table::kStatuses, query);
  if (query.holder) search.NarrowToParty(*query.holder);
  return Collect<StatusId>(search, [&](Row row) {
    const TerritorialStatus& status = data_->tables.statuses[row];
    const auto is_holder = [&](ActorId holder) {
      return data_->Same(holder) == data_->Same(*query.holder);
    };
    return TruthIf(
        IsAmong(status.axis, query.axes) &&
        (!query.holder || std::any_of(status.holders.begin(), status.holders.end(), is_holder)) &&
        (!query.viewpoint ||
         (status.viewpoint && data_->Same(*status.viewpoint) == data_->Same(*query.viewpoint))));
  });
}

std::vector<Match<ProcessId>> Chronicle::Find(const ProcessQuery& query) const {
  return Collect<ProcessId>(Search(*data_, Table::kProcesses, query),
                            [](Row) { return Truth::kCertain; });
}

std::vector<Match<AgreementId>> Chronicle::Find(const AgreementQuery& query) const {
  return Collect<AgreementId>(Search(*data_, Table::kAgreements, query), [&](Row row) {
    const std::optional<ProcessId> process = data_->tables.agreements[row].process;
    return TruthIf(!query.process ||
                   (process && data_->Same(*process) == data_->Same(*query.process)));
  });
}

std::vector<Match<PositionId>> Chronicle::Find(const PositionQuery& query) const {
  return Collect<PositionId>(Search(*data_, Table::kPositions, query),
                             [](Row) { return Truth::kCertain; });
}

std::vector<Match<ClaimId>> Chronicle::Find(const ClaimQuery& query) const {
  Search search(*data_, Table::kClaims, query);
  if (query.speaker) search.NarrowToParty(*query.speaker);
  return Collect<ClaimId>(search, [&](Row row) {
    const std::vector<Speaker>& speakers = data_->tables.claims[row].speakers;
    const auto is_speaker = [&](const Speaker& speaker) {
      return speaker.actor && data_->Same(*speaker.actor) == data_->Same(*query.speaker);
    };
    return TruthIf(!query.speaker || std::any_of(speakers.begin(), speakers.end(), is_speaker));
  });
}

}  // namespace casus
