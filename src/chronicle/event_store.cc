#include "src/chronicle/event_store.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>
#include <utility>

#include "absl/hash/hash.h"
#include "src/chronicle/codec.h"

namespace casus::internal {
namespace {

template <typename T>
std::uint64_t HashOf(const T& value) {
  thread_local Encoder encoder;  // keeps its room
  encoder.bytes().clear();
  encoder.Put(value);
  return absl::Hash<std::string_view>{}(encoder.bytes());
}

bool IsWholeDay(const Moment& moment) {
  return moment.basis() == Basis::kDay && moment.qualifier() == Qualifier::kNone;
}

}  // namespace

EventStore::EventStore() = default;
EventStore::~EventStore() = default;
EventStore::EventStore(EventStore&&) noexcept = default;
EventStore& EventStore::operator=(EventStore&&) noexcept = default;

void EventStore::Append(const Event& event) {
  Settle();
  edited_.clear();
  Write(static_cast<Row>(size_), event);
  ++size_;
}

Event& EventStore::Edit(Row row) {
  std::unique_ptr<Event>& edited = edited_[row];
  if (edited == nullptr) edited = std::make_unique<Event>((*this)[row].Record());
  return *edited;
}

void EventStore::Settle() {
  std::vector<Row> rows;
  for (const auto& [row, event] : edited_) rows.push_back(row);
  // The map has no order of its own, and the same input makes the same columns.
  std::sort(rows.begin(), rows.end());
  for (const Row row : rows) {
    const Event& event = *edited_[row];
    if ((*this)[row].Record() != event) Write(row, event);
  }
}

void EventStore::Seal() {
  Settle();
  edited_.clear();
  texts_.Seal();
  spans_.Seal();
  kinds_.Seal();
  origins_.Seal();
  locations_.Seal();
  casualties_.Seal();
  medias_.Seal();
  parties_.Seal();
  VisitParts(
      *this, [](const auto&, auto& column) { column.Seal(); },
      [](const auto&, auto& array) { array.Shrink(); }, [](const auto&, auto&) {});
}

void EventStore::Write(Row row, const Event& event) {
  // Keys differ, so that looking for equal ones would be in vain.
  key_.Set(row, texts_.Add(event.fact.key));
  WriteSpan(row, event.fact.span);
  const Fact& fact = event.fact;
  const Kind kind{event.type, event.status, event.place_precision, event.details, event.codes};
  kind_.Set(row, kinds_.Intern(kind, HashOf(kind)));
  const Origin origin{fact.source, fact.learnt, fact.superseded};
  // As a rule the same as that of the row before.
  if (origin != origins_[last_origin_]) last_origin_ = origins_.Intern(origin, HashOf(origin));
  origin_.Set(row, last_origin_);
  WriteParties(row, event.parties);
  const Location location{event.place, event.at};
  location_.Set(row, locations_.Intern(location, HashOf(location)));
  deaths_.Set(
      row, event.casualties ? casualties_.Intern(event.casualties, HashOf(*event.casualties)) : 0);
  part_of_.Set(row, event.part_of ? event.part_of->value() + 1 : 0);
  std::optional<MediaCoding> media = event.media;
  tone_.Set(row, media ? std::bit_cast<std::uint64_t>(media->average_tone) : 0);
  if (media) media->average_tone = 0;
  media_.Set(row, media ? medias_.Intern(media, HashOf(*media)) : 0);
  name_.Set(row, texts_.Intern(event.name));
  locator_.Set(row, texts_.Intern(fact.locator));
  note_.Set(row, texts_.Intern(fact.note));
  WriteAttributes(row, event.attributes);
}

void EventStore::WriteSpan(Row row, const Span& span) {
  if (IsWholeDay(span.first()) && IsWholeDay(span.last())) {
    const std::int32_t first = span.first().earliest().number();
    first_.Set(row, first);
    more_days_.Set(row, span.last().earliest().number() - first);
    span_.Set(row, 0);
  } else {
    first_.Set(row, 0);
    more_days_.Set(row, 0);
    span_.Set(row, spans_.Intern(span, HashOf(span)));
  }
}

void EventStore::WriteParties(Row row, const std::vector<Party>& parties) {
  // Copies whose padding is zero: the same input makes the same bytes in a file.
  std::vector<Party> clean;
  clean.reserve(parties.size());
  for (const Party& party : parties) {
    Party& copy = clean.emplace_back(party);
    std::memset(static_cast<void*>(&copy), 0, sizeof copy);
    copy.actor = party.actor;
    copy.role = party.role;
  }
  party_list_.Set(row, parties_.Intern(clean, HashOf(parties)));
}

void EventStore::WriteAttributes(Row row, const std::vector<Attribute>& attributes) {
  if (attributes.empty()) {
    attributes_.Set(row, 0);
    return;
  }
  if (attribute_texts_.empty()) attribute_texts_.Append(0);  // number 0 is taken
  if (attribute_texts_.size() > std::numeric_limits<std::uint32_t>::max()) {
    DieOnMisuse("a chronicle holds at most 2^31 attributes of events");
  }
  attributes_.Set(row, static_cast<std::uint32_t>(attribute_texts_.size()));
  attribute_texts_.Append(static_cast<std::uint32_t>(attributes.size()));
  for (const Attribute& attribute : attributes) {
    attribute_texts_.Append(texts_.Intern(attribute.name));
    attribute_texts_.Append(texts_.Intern(attribute.value));
  }
}

std::size_t EventStore::ColumnBytes() const {
  std::size_t bytes = 0;
  const auto add = [&](const auto&, const auto& part) { bytes += part.MemoryUsed(); };
  VisitParts(*this, add, add, [&](const auto&, const auto& values) {
    bytes += values.capacity() * sizeof(values[0]);
  });
  return bytes - texts_.bytes().MemoryUsed();
}

std::size_t EventStore::TextBytes() const { return texts_.MemoryUsed(); }

std::string_view EventRow::key() const { return store_->texts_[store_->key_[row_]]; }

Span EventRow::span() const {
  if (const std::uint32_t number = store_->span_[row_]; number != 0) {
    return store_->spans_[number].value_or(Span::Unknown());
  }
  const Day first = Day::FromNumber(store_->first_[row_]);
  if (!first.is_finite()) return Span::Unknown();  // of a damaged file only
  return Span::Exactly(Period::Of(first, first + std::max(store_->more_days_[row_], 0) + 1));
}

std::optional<SourceId> EventRow::source() const {
  return store_->origins_[store_->origin_[row_]].source;
}
std::string_view EventRow::locator() const { return store_->texts_[store_->locator_[row_]]; }
std::optional<Moment> EventRow::learnt() const {
  return store_->origins_[store_->origin_[row_]].learnt;
}
std::optional<Day> EventRow::superseded() const {
  return store_->origins_[store_->origin_[row_]].superseded;
}
std::string_view EventRow::note() const { return store_->texts_[store_->note_[row_]]; }
EventType EventRow::type() const { return store_->kinds_[store_->kind_[row_]].type; }
EventStatus EventRow::status() const { return store_->kinds_[store_->kind_[row_]].status; }
std::string_view EventRow::name() const { return store_->texts_[store_->name_[row_]]; }
std::span<const Party> EventRow::parties() const { return store_->parties_[party_list()]; }
std::uint32_t EventRow::party_list() const { return store_->party_list_[row_]; }
std::optional<PlaceId> EventRow::place() const {
  return store_->locations_[store_->location_[row_]].place;
}
std::optional<Coordinates> EventRow::at() const {
  return store_->locations_[store_->location_[row_]].at;
}
PlacePrecision EventRow::place_precision() const {
  return store_->kinds_[store_->kind_[row_]].precision;
}
std::optional<Casualties> EventRow::casualties() const {
  return store_->casualties_[store_->deaths_[row_]];
}
std::optional<EventId> EventRow::part_of() const {
  const std::uint32_t part_of = store_->part_of_[row_];
  if (part_of == 0) return std::nullopt;
  return EventId(part_of - 1);
}
const EventDetails& EventRow::details() const {
  return store_->kinds_[store_->kind_[row_]].details;
}
std::span<const TypeCode> EventRow::codes() const {
  return store_->kinds_[store_->kind_[row_]].codes;
}

std::optional<MediaCoding> EventRow::media() const {
  std::optional<MediaCoding> media = store_->medias_[store_->media_[row_]];
  if (media) media->average_tone = std::bit_cast<double>(store_->tone_[row_]);
  return media;
}

std::vector<Attribute> EventRow::attributes() const {
  std::vector<Attribute> attributes;
  const std::span<const std::uint32_t> texts = store_->attribute_texts_.view();
  const std::size_t begin = store_->attributes_[row_];
  if (begin == 0 || begin >= texts.size()) return attributes;
  const std::size_t count = std::min<std::size_t>(texts[begin], (texts.size() - begin - 1) / 2);
  attributes.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    attributes.push_back(Attribute{std::string(store_->texts_[texts[begin + 1 + 2 * i]]),
                                   std::string(store_->texts_[texts[begin + 2 + 2 * i]])});
  }
  return attributes;
}

Event EventRow::Record() const {
  Event event;
  event.fact.key = key();
  event.fact.span = span();
  event.fact.source = source();
  event.fact.locator = locator();
  event.fact.learnt = learnt();
  event.fact.superseded = superseded();
  event.fact.note = note();
  event.type = type();
  event.status = status();
  event.name = name();
  event.parties.assign(parties().begin(), parties().end());
  event.place = place();
  event.at = at();
  event.place_precision = place_precision();
  event.casualties = casualties();
  event.part_of = part_of();
  event.details = details();
  event.codes.assign(codes().begin(), codes().end());
  event.media = media();
  event.attributes = attributes();
  return event;
}

}  // namespace casus::internal
