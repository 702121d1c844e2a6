#include "src/chronicle/event_store.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
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

// The numbers of one pool in another, each looked for once.
class Renumbering {
 public:
  explicit Renumbering(std::size_t size) : numbers_(size, kUnknown) {}

  template <typename F>
  std::uint32_t Of(std::uint32_t old, F find) {
    std::uint32_t& number = numbers_[old];
    if (number == kUnknown) number = find();
    return number;
  }

 private:
  static constexpr std::uint32_t kUnknown = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> numbers_;
};

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
  party_list_.Set(row, InternParties(event.parties));
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
  BeginAttributes(row, event.attributes.size());
  for (const Attribute& attribute : event.attributes) {
    attribute_texts_.Append(texts_.Intern(attribute.name));
    attribute_texts_.Append(texts_.Intern(attribute.value));
  }
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

std::uint32_t EventStore::InternParties(std::span<const Party> parties) {
  // Copies whose padding is zero: the same input makes the same bytes in a file.
  std::vector<Party> clean;
  clean.reserve(parties.size());
  for (const Party& party : parties) {
    Party& copy = clean.emplace_back(party);
    std::memset(static_cast<void*>(&copy), 0, sizeof copy);
    copy.actor = party.actor;
    copy.role = party.role;
  }
  return parties_.Intern(clean, HashOf(clean));
}

void EventStore::BeginAttributes(Row row, std::size_t count) {
  if (count == 0) {
    attributes_.Set(row, 0);
    return;
  }
  if (attribute_texts_.empty()) attribute_texts_.Append(0);  // number 0 is taken
  if (attribute_texts_.size() > std::numeric_limits<std::uint32_t>::max()) {
    DieOnMisuse("a chronicle holds at most 2^31 attributes of events");
  }
  attributes_.Set(row, static_cast<std::uint32_t>(attribute_texts_.size()));
  attribute_texts_.Append(static_cast<std::uint32_t>(count));
}

void EventStore::AppendAll(const EventStore& from, SourceId source, std::span<const PlaceId> places,
                           std::span<const ActorId> actors) {
  Settle();
  edited_.clear();
  const auto intern = [](auto& pool, const auto& value) {
    return pool.Intern(value, HashOf(value));
  };
  // Number 0 of a pool is the same everywhere, but for origins.
  Renumbering texts(from.texts_.numbers());
  const auto text = [&](std::uint32_t old) {
    return old == 0 ? 0 : texts.Of(old, [&] { return texts_.Intern(from.texts_[old]); });
  };
  Renumbering spans(from.spans_.values().size());
  Renumbering kinds(from.kinds_.values().size());
  Renumbering origins(from.origins_.values().size());
  Renumbering lists(from.party_lists());
  Renumbering locations(from.locations_.values().size());
  Renumbering casualties(from.casualties_.values().size());
  Renumbering medias(from.medias_.values().size());
  const std::span<const std::uint32_t> attribute_texts = from.attribute_texts_.view();
  for (Row old = 0; old < from.size_; ++old) {
    const Row row = static_cast<Row>(size_++);
    key_.Set(row, texts_.Add(from.texts_[from.key_[old]]));
    first_.Set(row, from.first_[old]);
    more_days_.Set(row, from.more_days_[old]);
    const std::uint32_t span = from.span_[old];
    span_.Set(row, span == 0 ? 0 : spans.Of(span, [&] {
      return spans_.Intern(from.spans_[span], HashOf(*from.spans_[span]));
    }));
    const std::uint32_t kind = from.kind_[old];
    kind_.Set(row, kinds.Of(kind, [&] { return intern(kinds_, from.kinds_[kind]); }));
    const std::uint32_t origin = from.origin_[old];
    origin_.Set(row, origins.Of(origin, [&] {
      Origin here = from.origins_[origin];
      here.source = source;
      return intern(origins_, here);
    }));
    const std::uint32_t list = from.party_list_[old];
    party_list_.Set(row, lists.Of(list, [&] {
      std::vector<Party> parties(from.parties_[list].begin(), from.parties_[list].end());
      for (Party& party : parties) party.actor = actors[party.actor.value()];
      return InternParties(parties);
    }));
    const std::uint32_t location = from.location_[old];
    location_.Set(row, locations.Of(location, [&] {
      Location here = from.locations_[location];
      if (here.place) here.place = places[here.place->value()];
      return intern(locations_, here);
    }));
    const std::uint32_t deaths = from.deaths_[old];
    deaths_.Set(row, deaths == 0 ? 0 : casualties.Of(deaths, [&] {
      return casualties_.Intern(from.casualties_[deaths], HashOf(*from.casualties_[deaths]));
    }));
    part_of_.Set(row, from.part_of_[old]);
    tone_.Set(row, from.tone_[old]);
    const std::uint32_t media = from.media_[old];
    media_.Set(row, media == 0 ? 0 : medias.Of(media, [&] {
      return medias_.Intern(from.medias_[media], HashOf(*from.medias_[media]));
    }));
    name_.Set(row, text(from.name_[old]));
    locator_.Set(row, text(from.locator_[old]));
    note_.Set(row, text(from.note_[old]));
    const std::size_t begin = from.attributes_[old];
    const std::size_t count = begin == 0 ? 0 : attribute_texts[begin];
    BeginAttributes(row, count);
    for (std::size_t i = 1; i <= 2 * count; ++i) {
      attribute_texts_.Append(text(attribute_texts[begin + i]));
    }
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
