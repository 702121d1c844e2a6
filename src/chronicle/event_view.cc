#include "casus/chronicle/chronicle.h"
#include "src/chronicle/data.h"

namespace casus {
namespace {

internal::EventRow RowOf(const internal::ChronicleData* data, EventId id) {
  return data->tables.events[id.value()];
}

}  // namespace

std::string_view EventView::key() const { return RowOf(data_, id_).key(); }
EventType EventView::type() const { return RowOf(data_, id_).type(); }
EventStatus EventView::status() const { return RowOf(data_, id_).status(); }
std::string_view EventView::name() const { return RowOf(data_, id_).name(); }
Span EventView::span() const { return RowOf(data_, id_).span(); }
KnownTime EventView::known() const {
  return internal::KnownTimeOf(RowOf(data_, id_), data_->tables.sources);
}
const Source& EventView::source() const {
  return data_->tables.sources[RowOf(data_, id_).source()->value()];
}
std::string_view EventView::locator() const { return RowOf(data_, id_).locator(); }
std::string_view EventView::note() const { return RowOf(data_, id_).note(); }
std::span<const Party> EventView::parties() const { return RowOf(data_, id_).parties(); }
std::optional<ActorId> EventView::party(Role role) const {
  for (const Party& party : parties()) {
    if (party.role == role) return party.actor;
  }
  return std::nullopt;
}
std::optional<PlaceId> EventView::place() const { return RowOf(data_, id_).place(); }
std::optional<Coordinates> EventView::at() const { return RowOf(data_, id_).at(); }
PlacePrecision EventView::place_precision() const { return RowOf(data_, id_).place_precision(); }
std::optional<Casualties> EventView::casualties() const { return RowOf(data_, id_).casualties(); }
std::optional<EventId> EventView::part_of() const { return RowOf(data_, id_).part_of(); }
const EventDetails& EventView::details() const { return RowOf(data_, id_).details(); }
std::span<const TypeCode> EventView::codes() const { return RowOf(data_, id_).codes(); }
std::optional<MediaCoding> EventView::media() const { return RowOf(data_, id_).media(); }
std::vector<Attribute> EventView::attributes() const { return RowOf(data_, id_).attributes(); }
Event EventView::Record() const { return RowOf(data_, id_).Record(); }

}  // namespace casus
