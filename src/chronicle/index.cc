#include "src/chronicle/index.h"

#include <algorithm>
#include <string>
#include <variant>

#include "absl/hash/hash.h"
#include "src/chronicle/data.h"

namespace casus::internal {
namespace {

// Which actors are parties of a row, and where it is: query.h says so to the users.
template <typename F>
void VisitParties(const Tables&, const Process& row, F f) {
  for (const Party& party : row.parties) f(party.actor);
}
template <typename F>
void VisitParties(const Tables&, const Agreement& row, F f) {
  for (const Party& party : row.parties) f(party.actor);
}
template <typename F>
void VisitParties(const Tables&, const Relation& row, F f) {
  f(*row.from);
  f(*row.to);
}
template <typename F>
void VisitParties(const Tables&, const Observation& row, F f) {
  if (row.subject) f(*row.subject);
}
template <typename F>
void VisitParties(const Tables& tables, const Designation& row, F f) {
  if (const ActorId* target = std::get_if<ActorId>(&*row.target)) f(*target);
  for (const ActorId sender : tables.regimes[row.regime->value()].senders) f(sender);
}
template <typename F>
void VisitParties(const Tables&, const TerritorialStatus& row, F f) {
  for (const ActorId holder : row.holders) f(holder);
  if (row.axis == Axis::kRecognition && row.viewpoint) f(*row.viewpoint);
}
template <typename F>
void VisitParties(const Tables&, const Position& row, F f) {
  f(*row.actor);
}
template <typename F>
void VisitParties(const Tables&, const Claim& row, F f) {
  for (const Speaker& speaker : row.speakers) {
    if (speaker.actor) f(*speaker.actor);
  }
}
template <typename RowType, typename F>
void VisitParties(const Tables&, const RowType&, F) {}

template <typename F>
void VisitPlaces(const EventRow& row, F f) {
  if (const std::optional<PlaceId> place = row.place()) f(*place);
  const auto* change = std::get_if<TerritorialChangeDetails>(&row.details());
  if (change != nullptr && change->territory) f(*change->territory);
}
template <typename F>
void VisitPlaces(const Observation& row, F f) {
  if (row.place) f(*row.place);
}
template <typename F>
void VisitPlaces(const Designation& row, F f) {
  if (const PlaceId* target = std::get_if<PlaceId>(&*row.target)) f(*target);
}
template <typename F>
void VisitPlaces(const TerritorialStatus& row, F f) {
  f(*row.place);
}
template <typename RowType, typename F>
void VisitPlaces(const RowType&, F) {}

std::string Folded(std::string_view text) {
  std::string folded(text);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

template <typename RowType>
Names NamesOfRows(const std::vector<RowType>& rows) {
  std::vector<std::pair<std::uint64_t, Row>> entries;
  for (Row row = 0; row < rows.size(); ++row) {
    if (!StandsNow(rows[row])) continue;
    const auto add = [&](const std::string& text) { entries.emplace_back(Names::Hash(text), row); };
    add(rows[row].name);
    for (const Name& name : rows[row].names) add(name.text);
    for (const Code& code : rows[row].codes) add(code.value);
  }
  return Names(std::move(entries));
}

}  // namespace

void Postings::AppendCandidates(std::uint32_t node, const Timeline& timeline, Period period,
                                std::vector<std::span<const Row>>& lists) const {
  // Begins from here on can reach into the period; those from its end on cannot.
  const Day from = period.first() - (kBrief - 1);
  const std::span<const Row> rows = brief[node];
  const auto begins_before = [&](Day day) {
    // Rows that are not there stand in damaged files only.
    return [&timeline, day](Row row) {
      return row < timeline.size() && timeline.bounds(row).begin_earliest < day;
    };
  };
  const auto first = std::partition_point(rows.begin(), rows.end(), begins_before(from));
  const auto last = std::partition_point(first, rows.end(), begins_before(period.last()));
  if (first != last) lists.emplace_back(first, last);
  if (!lasting[node].empty()) lists.push_back(lasting[node]);
}

PlaceNodes::PlaceNodes(const ChronicleData& data, const TableIndex& index, Table table, Row row) {
  if (table != Table::kEvents) {
    nodes_ = index.places[row];
    return;
  }
  std::size_t count = 0;
  VisitPlaces(data.tables.events[row], [&](PlaceId place) {
    const std::uint32_t node = data.Same(place);
    if (count == 0 || own_[0] != node) own_[count++] = node;
  });
  if (count == 2 && own_[1] < own_[0]) std::swap(own_[0], own_[1]);
  nodes_ = std::span<const std::uint32_t>(own_).first(count);
}

std::span<const std::uint32_t> PartyNodes(const ChronicleData& data, const TableIndex& index,
                                          Table table, Row row) {
  return index.parties[table == Table::kEvents ? data.tables.events[row].party_list() : row];
}

std::uint32_t SourceNode(const ChronicleData& data, Table table, Row row) {
  return WithTable(data.tables, table, [&](const auto& rows) -> std::uint32_t {
    if constexpr (std::is_same_v<std::decay_t<decltype(rows)>, Rows<Source>>) {
      DieOnMisuse("a source has no source");
    } else {
      return SourceOfRow(rows[row])->value();
    }
  });
}

TableIndex IndexTable(const ChronicleData& data, Table table) {
  TableIndex index;
  // Nobody asks the others.
  switch (table) {
    case Table::kEvents:
    case Table::kObservations:
    case Table::kRelations:
    case Table::kDesignations:
    case Table::kStatuses:
    case Table::kProcesses:
    case Table::kAgreements:
    case Table::kPositions:
    case Table::kClaims: break;
    default: return index;
  }
  std::vector<std::uint32_t> nodes;
  const auto append = [&](Lists<std::uint32_t>& lists) {
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    lists.Append(nodes);
    nodes.clear();
  };
  const EventStore& events = data.tables.events;
  if (table == Table::kEvents) {
    for (std::uint32_t list = 0; list < events.party_lists(); ++list) {
      for (const Party& party : events.party_list(list)) nodes.push_back(data.Same(party.actor));
      append(index.parties);
    }
  } else {
    WithTable(data.tables, table, [&](const auto& rows) {
      for (const auto& row : rows) {
        VisitParties(data.tables, row, [&](ActorId actor) { nodes.push_back(data.Same(actor)); });
        append(index.parties);
        VisitPlaces(row, [&](PlaceId place) { nodes.push_back(data.Same(place)); });
        append(index.places);
      }
    });
  }

  // The rows in the order of (begin_earliest, row).
  const Timeline& timeline = data.timeline(table);
  std::vector<std::pair<Day, Row>> order;
  order.reserve(timeline.size());
  for (Row row = 0; row < timeline.size(); ++row) {
    order.emplace_back(timeline.bounds(row).begin_earliest, row);
  }
  if (!std::is_sorted(order.begin(), order.end())) std::sort(order.begin(), order.end());

  index.by_party = Postings::Of(data.tables.actors.size(), timeline, [&](auto f) {
    for (const auto& [begin, row] : order) {
      for (const std::uint32_t node : PartyNodes(data, index, table, row)) f(node, row);
    }
  });
  index.by_place = Postings::Of(data.tables.places.size(), timeline, [&](auto f) {
    for (const auto& [begin, row] : order) {
      for (const std::uint32_t node : PlaceNodes(data, index, table, row)) f(node, row);
    }
  });
  index.by_source = Postings::Of(data.tables.sources.size(), timeline, [&](auto f) {
    for (const auto& [begin, row] : order) f(SourceNode(data, table, row), row);
  });
  if (table == Table::kEvents) {
    index.by_type = Postings::Of(kTokens<EventType>.size(), timeline, [&](auto f) {
      for (const auto& [begin, row] : order) {
        f(static_cast<std::uint32_t>(events[row].type()), row);
      }
    });
  }
  return index;
}

std::size_t TableIndex::MemoryUsed() const {
  return parties.MemoryUsed() + places.MemoryUsed() + by_party.MemoryUsed() +
         by_place.MemoryUsed() + by_source.MemoryUsed() + by_type.MemoryUsed();
}

Names::Names(std::vector<std::pair<std::uint64_t, Row>> entries) : entries_(std::move(entries)) {
  std::sort(entries_.begin(), entries_.end());
  entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
}

std::uint64_t Names::Hash(std::string_view text) {
  const std::string folded = Folded(text);
  return absl::Hash<std::string_view>{}(folded);
}

bool Names::SameText(std::string_view a, std::string_view b) { return Folded(a) == Folded(b); }

std::vector<Row> Names::Candidates(std::string_view text) const {
  const std::uint64_t hash = Hash(text);
  std::vector<Row> rows;
  for (auto entry = std::lower_bound(entries_.begin(), entries_.end(), std::pair{hash, Row{0}});
       entry != entries_.end() && entry->first == hash; ++entry) {
    rows.push_back(entry->second);
  }
  return rows;
}

std::size_t Names::MemoryUsed() const {
  return entries_.capacity() * sizeof(std::pair<std::uint64_t, Row>);
}

Names NamesOf(const std::vector<Actor>& actors) { return NamesOfRows(actors); }
Names NamesOf(const std::vector<Place>& places) { return NamesOfRows(places); }

ClaimsIndex::ClaimsIndex(const ChronicleData& data) {
  // The claims that stand, in the order that answers have.
  const Timeline& timeline = data.timeline(Table::kClaims);
  std::vector<Hit> claims = timeline.During(Period::Always());
  timeline.SortByBegin(claims);
  for (const Hit& hit : claims) {
    for (const FactRef& ref : data.tables.claims[hit.row].about) {
      const Table table = TableOf(ref);
      entries_.push_back(Entry{table, data.SameRow(table, RowOf(ref)), ClaimId(hit.row)});
    }
  }
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.table, a.row) < std::pair(b.table, b.row);
  });
}

std::vector<ClaimId> ClaimsIndex::About(Table table, Row row) const {
  std::vector<ClaimId> claims;
  auto entry = std::lower_bound(
      entries_.begin(), entries_.end(), std::pair(table, row),
      [](const Entry& a, const auto& key) { return std::pair(a.table, a.row) < key; });
  for (; entry != entries_.end() && entry->table == table && entry->row == row; ++entry) {
    if (claims.empty() || claims.back() != entry->claim) claims.push_back(entry->claim);
  }
  return claims;
}

std::size_t ClaimsIndex::MemoryUsed() const { return entries_.capacity() * sizeof(Entry); }

}  // namespace casus::internal
