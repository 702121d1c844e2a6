#include "src/chronicle/builder.h"

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "casus/chronicle/chronicle.h"
#include "src/chronicle/data.h"

namespace casus {

namespace internal {

std::uint32_t Origins::Intern(std::string text) {
  const auto [entry, is_new] =
      numbers_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
  if (is_new) texts_.push_back(std::move(text));
  return entry->second;
}

void Origins::Add(Where where) {
  rows_.push_back(Packed{where.line, where.column, Intern(std::move(where.file)),
                         Intern(std::move(where.field))});
}

void Origins::AddLines(const std::string& file, std::span<const std::uint64_t> lines) {
  const std::uint32_t file_number = Intern(file);
  const std::uint32_t no_field = Intern({});
  for (const std::uint64_t line : lines) rows_.push_back(Packed{line, 1, file_number, no_field});
}

Where Origins::Of(Row row) const {
  if (row >= rows_.size()) return {};
  const Packed& packed = rows_[row];
  return Where{texts_[packed.file], packed.line, packed.column, texts_[packed.field]};
}

namespace {

void AppendRow(EventStore& events, const Event& event) { events.Append(event); }
template <typename RowType>
void AppendRow(Rows<RowType>& rows, RowType row) {
  rows.push_back(std::move(row));
}

template <typename RowsType>
void CheckRoom(const RowsType& rows, std::size_t more) {
  // One less, as columns name a row by the number after it.
  if (rows.size() + more >= std::numeric_limits<Row>::max()) {
    DieOnMisuse("ChronicleBuilder::Add: a table holds fewer than 2^32 - 2 rows");
  }
}

template <typename RowsType, typename RowType>
Row Append(RowsType& rows, RowType row, KeyMap& keys, Origins& origins, Where where) {
  CheckRoom(rows, 1);
  origins.Add(std::move(where));
  AppendRow(rows, std::move(row));
  keys.Add(rows);
  return static_cast<Row>(rows.size() - 1);
}

}  // namespace
}  // namespace internal

struct ChronicleBuilder::Rows : internal::BuilderRows {
  template <typename IdType, typename RowsType, typename RowType>
  IdType Add(RowsType& table, RowType row, Where where) {
    constexpr std::size_t kTable = internal::IndexOf(internal::TableOfId<IdType>());
    return IdType(
        internal::Append(table, std::move(row), keys[kTable], origins[kTable], std::move(where)));
  }
  template <typename IdType, typename RowsType>
  std::optional<IdType> Find(const RowsType& table, std::string_view key) const {
    const std::optional<Row> row =
        keys[internal::IndexOf(internal::TableOfId<IdType>())].Find(table, key);
    if (!row) return std::nullopt;
    return IdType(*row);
  }
};

void internal::AppendEvents(ChronicleBuilder& builder, const StagedEvents& staged) {
  constexpr std::size_t kTable = IndexOf(Table::kEvents);
  BuilderRows& rows = *builder.rows_;
  EventStore& events = rows.tables.events;
  CheckRoom(events, staged.events.size());
  rows.origins[kTable].AddLines(staged.file, staged.lines);
  events.AppendAll(staged.events, staged.source, staged.places, staged.actors);
  rows.keys[kTable].Add(events);
}

ChronicleBuilder::ChronicleBuilder() : rows_(std::make_unique<Rows>()) {}
ChronicleBuilder::~ChronicleBuilder() = default;
ChronicleBuilder::ChronicleBuilder(ChronicleBuilder&&) noexcept = default;
ChronicleBuilder& ChronicleBuilder::operator=(ChronicleBuilder&&) noexcept = default;

SourceId ChronicleBuilder::Add(Source row, Where where) {
  return rows_->Add<SourceId>(rows_->tables.sources, std::move(row), std::move(where));
}
ActorId ChronicleBuilder::Add(Actor row, Where where) {
  return rows_->Add<ActorId>(rows_->tables.actors, std::move(row), std::move(where));
}
RelationId ChronicleBuilder::Add(Relation row, Where where) {
  return rows_->Add<RelationId>(rows_->tables.relations, std::move(row), std::move(where));
}
PlaceId ChronicleBuilder::Add(Place row, Where where) {
  return rows_->Add<PlaceId>(rows_->tables.places, std::move(row), std::move(where));
}
EventId ChronicleBuilder::Add(Event row, Where where) {
  return rows_->Add<EventId>(rows_->tables.events, std::move(row), std::move(where));
}
ObservationId ChronicleBuilder::Add(Observation row, Where where) {
  return rows_->Add<ObservationId>(rows_->tables.observations, std::move(row), std::move(where));
}
RegimeId ChronicleBuilder::Add(Regime row, Where where) {
  return rows_->Add<RegimeId>(rows_->tables.regimes, std::move(row), std::move(where));
}
InstrumentId ChronicleBuilder::Add(Instrument row, Where where) {
  return rows_->Add<InstrumentId>(rows_->tables.instruments, std::move(row), std::move(where));
}
DesignationId ChronicleBuilder::Add(Designation row, Where where) {
  return rows_->Add<DesignationId>(rows_->tables.designations, std::move(row), std::move(where));
}
ExemptionId ChronicleBuilder::Add(Exemption row, Where where) {
  return rows_->Add<ExemptionId>(rows_->tables.exemptions, std::move(row), std::move(where));
}
StatusId ChronicleBuilder::Add(TerritorialStatus row, Where where) {
  return rows_->Add<StatusId>(rows_->tables.statuses, std::move(row), std::move(where));
}
ProcessId ChronicleBuilder::Add(Process row, Where where) {
  return rows_->Add<ProcessId>(rows_->tables.processes, std::move(row), std::move(where));
}
AgreementId ChronicleBuilder::Add(Agreement row, Where where) {
  return rows_->Add<AgreementId>(rows_->tables.agreements, std::move(row), std::move(where));
}
PositionId ChronicleBuilder::Add(Position row, Where where) {
  return rows_->Add<PositionId>(rows_->tables.positions, std::move(row), std::move(where));
}
ClaimId ChronicleBuilder::Add(Claim row, Where where) {
  return rows_->Add<ClaimId>(rows_->tables.claims, std::move(row), std::move(where));
}
void ChronicleBuilder::Add(Coverage row, Where where) {
  rows_->coverage_origins.Add(std::move(where));
  rows_->tables.coverage.push_back(std::move(row));
}

Source& ChronicleBuilder::source_at(SourceId id) { return rows_->tables.sources[id.value()]; }
Actor& ChronicleBuilder::actor_at(ActorId id) { return rows_->tables.actors[id.value()]; }
Place& ChronicleBuilder::place_at(PlaceId id) { return rows_->tables.places[id.value()]; }
Event& ChronicleBuilder::event_at(EventId id) { return rows_->tables.events.Edit(id.value()); }
Claim& ChronicleBuilder::claim_at(ClaimId id) { return rows_->tables.claims[id.value()]; }

std::size_t ChronicleBuilder::size(Table table) const {
  return internal::WithTable(rows_->tables, table, [](const auto& rows) { return rows.size(); });
}

std::optional<SourceId> ChronicleBuilder::FindSource(std::string_view key) const {
  return rows_->Find<SourceId>(rows_->tables.sources, key);
}
std::optional<ActorId> ChronicleBuilder::FindActor(std::string_view key) const {
  return rows_->Find<ActorId>(rows_->tables.actors, key);
}
std::optional<PlaceId> ChronicleBuilder::FindPlace(std::string_view key) const {
  return rows_->Find<PlaceId>(rows_->tables.places, key);
}
std::optional<FactRef> ChronicleBuilder::FindRow(Table table, std::string_view key) const {
  return internal::FindRow(rows_->tables, rows_->keys[internal::IndexOf(table)], table, key);
}

IssueLog ChronicleBuilder::Check() const {
  rows_->tables.events.Settle();
  return internal::CheckRows(*rows_, internal::CheckScope::kEverything);
}

Result<Chronicle> ChronicleBuilder::Build() {
  rows_->tables.events.Settle();
  const IssueLog log = internal::CheckRows(*rows_, internal::CheckScope::kErrors);
  if (log.errors() > 0) {
    const Issue& first = log.issues().front();
    std::string message = first.message;
    if (log.errors() > 1) {
      message += " (and " + std::to_string(log.errors() - 1) + " more errors)";
    }
    return Error(first.code, std::move(message), first.where, first.text);
  }
  auto data = std::make_shared<const internal::ChronicleData>(std::move(rows_->tables),
                                                              std::move(rows_->keys));
  rows_ = std::make_unique<Rows>();
  return Chronicle(std::move(data));
}

}  // namespace casus
