#include "casus/chronicle/chronicle.h"

#include <utility>

#include "src/chronicle/data.h"

namespace casus {
namespace {

// For a row of any table.
template <typename F>
decltype(auto) WithRow(const internal::Tables& tables, const FactRef& ref, F&& f) {
  return internal::WithTable(tables, TableOf(ref), [&](const auto& rows) -> decltype(auto) {
    return f(rows[RowOf(ref)]);
  });
}

std::string_view NameOf(const Source& row) { return row.title; }
std::string_view NameOf(const Actor& row) { return row.name; }
std::string_view NameOf(const Relation&) { return {}; }
std::string_view NameOf(const Place& row) { return row.name; }
std::string_view NameOf(const internal::EventRow& row) { return row.name(); }
std::string_view NameOf(const Observation&) { return {}; }
std::string_view NameOf(const Regime& row) { return row.name; }
std::string_view NameOf(const Instrument& row) { return row.citation; }
std::string_view NameOf(const Designation&) { return {}; }
std::string_view NameOf(const Exemption& row) { return row.number; }
std::string_view NameOf(const TerritorialStatus&) { return {}; }
std::string_view NameOf(const Process& row) { return row.name; }
std::string_view NameOf(const Agreement& row) { return row.name; }
std::string_view NameOf(const Position& row) { return row.topic; }
std::string_view NameOf(const Claim& row) { return row.proposition; }

}  // namespace

Table TableOf(const FactRef& ref) { return static_cast<Table>(ref.index()); }
std::uint32_t RowOf(const FactRef& ref) {
  return std::visit([](auto id) { return id.value(); }, ref);
}

Chronicle::Chronicle() {
  static const std::shared_ptr<const internal::ChronicleData> empty =
      std::make_shared<const internal::ChronicleData>();
  data_ = empty;
}
Chronicle::Chronicle(std::shared_ptr<const internal::ChronicleData> data)
    : data_(std::move(data)) {}

std::span<const Source> Chronicle::sources() const { return data_->tables.sources.all(); }
std::span<const Actor> Chronicle::actors() const { return data_->tables.actors.all(); }
std::span<const Relation> Chronicle::relations() const { return data_->tables.relations.all(); }
std::span<const Place> Chronicle::places() const { return data_->tables.places.all(); }
std::span<const Observation> Chronicle::observations() const {
  return data_->tables.observations.all();
}
std::span<const Regime> Chronicle::regimes() const { return data_->tables.regimes.all(); }
std::span<const Instrument> Chronicle::instruments() const {
  return data_->tables.instruments.all();
}
std::span<const Designation> Chronicle::designations() const {
  return data_->tables.designations.all();
}
std::span<const Exemption> Chronicle::exemptions() const { return data_->tables.exemptions.all(); }
std::span<const TerritorialStatus> Chronicle::statuses() const {
  return data_->tables.statuses.all();
}
std::span<const Process> Chronicle::processes() const { return data_->tables.processes.all(); }
std::span<const Agreement> Chronicle::agreements() const { return data_->tables.agreements.all(); }
std::span<const Position> Chronicle::positions() const { return data_->tables.positions.all(); }
std::span<const Claim> Chronicle::claims() const { return data_->tables.claims.all(); }
std::span<const Coverage> Chronicle::coverage() const { return data_->tables.coverage.all(); }
std::size_t Chronicle::event_count() const { return data_->tables.events.size(); }
EventView Chronicle::event(EventId id) const { return EventView(data_.get(), id); }

std::size_t Chronicle::size(Table table) const {
  return internal::WithTable(data_->tables, table, [](const auto& rows) { return rows.size(); });
}
std::size_t Chronicle::size() const {
  std::size_t sum = 0;
  internal::ForEachTable(data_->tables, [&](Table, const auto& rows) { sum += rows.size(); });
  return sum;
}

const Timeline& Chronicle::timeline(Table table) const { return data_->timeline(table); }

std::string_view Chronicle::KeyOf(const FactRef& ref) const {
  return WithRow(data_->tables, ref,
                 [](const auto& row) -> std::string_view { return internal::KeyOfRow(row); });
}
std::string_view Chronicle::LabelOf(const FactRef& ref) const {
  return WithRow(data_->tables, ref, [](const auto& row) -> std::string_view {
    const std::string_view name = NameOf(row);
    return name.empty() ? std::string_view(internal::KeyOfRow(row)) : name;
  });
}
Span Chronicle::SpanOf(const FactRef& ref) const {
  return WithRow(data_->tables, ref, [](const auto& row) {
    if constexpr (std::is_same_v<std::decay_t<decltype(row)>, Source>) {
      return row.published.is_open() ? Span::Unknown() : Span::On(row.published);
    } else {
      return Span(internal::SpanOfRow(row));
    }
  });
}
const Source& Chronicle::SourceOf(const FactRef& ref) const {
  return WithRow(data_->tables, ref, [&](const auto& row) -> const Source& {
    if constexpr (std::is_same_v<std::decay_t<decltype(row)>, Source>) {
      return row;
    } else {
      return source(*internal::SourceOfRow(row));
    }
  });
}

}  // namespace casus
