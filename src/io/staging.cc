#include "src/io/staging.h"

#include <algorithm>
#include <optional>

#include "casus/time/edtf.h"
#include "src/chronicle/builder.h"

namespace casus::internal {

namespace {

template <typename Value>
void AddOnce(std::vector<Value>& values, Value value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) {
    values.push_back(std::move(value));
  }
}

// Is the name nothing but a code, for want of a better one?
template <typename RowType>
bool IsNamedByCode(const RowType& row) {
  return std::any_of(row.codes.begin(), row.codes.end(),
                     [&](const Code& code) { return code.value == row.name; });
}

// `held` gives the row of the key in the builder, or nullptr.
template <typename IdType, typename RowType>
IdType FindOrAdd(absl::flat_hash_map<std::string, std::uint32_t>& numbers,
                 std::vector<RowType>& rows, const std::string& key, FunctionRef<RowType()> make,
                 FunctionRef<const RowType*()> held) {
  const auto [entry, is_new] = numbers.try_emplace(key, static_cast<std::uint32_t>(rows.size()));
  if (is_new) {
    RowType& row = rows.emplace_back(make());
    row.fact.key = key;
    if (const RowType* const before = held(); before != nullptr && !IsNamedByCode(*before)) {
      row.name = before->name;
    }
  }
  return IdType(entry->second);
}

// Adds to a row what another of the same key knows more.
template <typename RowType>
void MergeNamesAndCodes(RowType& row, RowType& more) {
  if (row.kind == decltype(row.kind)::kOther) row.kind = more.kind;
  if (row.name != more.name && !IsNamedByCode(more)) {
    if (IsNamedByCode(row)) {
      row.name = more.name;
    } else {
      AddOnce(row.names, Name{more.name, NameKind::kAlias, {}, std::nullopt});
    }
  }
  for (Name& name : more.names) {
    if (name.text != row.name) AddOnce(row.names, std::move(name));
  }
  for (Code& code : more.codes) AddOnce(row.codes, std::move(code));
}

// What is known of how long the row existed, by the source that says so; what another says beside
// it goes to the note.
void MergeExistence(Fact& held, const Fact& more, SourceId source, const std::string& source_key) {
  if (more.span == Span::Unknown() || more.span == held.span) return;
  if (held.span == Span::Unknown()) {
    held.span = more.span;
    held.source = source;
    held.locator = more.locator;
    held.learnt = more.learnt;
  } else {
    held.note += (held.note.empty() ? "" : "; ") + source_key + " has " + ToEdtf(more.span);
  }
  if (held.note.find(more.note) == std::string::npos) {
    held.note += (held.note.empty() ? "" : "; ") + more.note;
  }
}

}  // namespace

ActorId Staging::FindOrAddActor(const std::string& key, FunctionRef<Actor()> make) {
  return FindOrAdd<ActorId, Actor>(actor_rows_, actors_, key, make, [&]() -> const Actor* {
    const std::optional<ActorId> held = builder_.FindActor(key);
    return held ? &builder_.actor_at(*held) : nullptr;
  });
}

PlaceId Staging::FindOrAddPlace(const std::string& key, FunctionRef<Place()> make) {
  return FindOrAdd<PlaceId, Place>(place_rows_, places_, key, make, [&]() -> const Place* {
    const std::optional<PlaceId> held = builder_.FindPlace(key);
    return held ? &builder_.place_at(*held) : nullptr;
  });
}

PlaceId Staging::FindOrAddPlaceIn(std::optional<PlaceId> parent, const std::string& key,
                                  PlaceKind kind, std::string_view name) {
  return FindOrAddPlace(key, [&] {
    Place made;
    made.kind = kind;
    made.name = name;
    if (parent) made.parents.push_back(PlaceParent{*parent, std::nullopt, std::nullopt});
    return made;
  });
}

void Staging::AddName(ActorId id, std::string_view name, NameKind kind) {
  Actor& row = actor(id);
  if (name == row.name || !actor_names_.emplace(id.value(), name).second) return;
  row.names.push_back(Name{std::string(name), kind, {}, std::nullopt});
}

void Staging::AddName(PlaceId id, std::string_view name, NameKind kind) {
  Place& row = place(id);
  if (name == row.name || !place_names_.emplace(id.value(), name).second) return;
  row.names.push_back(Name{std::string(name), kind, {}, std::nullopt});
}

bool Staging::HasEvent(const std::string& key) const {
  return event_keys_.contains(key) || builder_.FindRow(Table::kEvents, key).has_value();
}

EventId Staging::AddEvent(const Event& event, std::uint64_t line) {
  constexpr std::size_t kChunk = std::size_t{1} << 16;
  event_keys_.insert(event.fact.key);
  if (events_.empty() || events_.back().lines.size() == kChunk) {
    if (!events_.empty()) events_.back().events.Seal();
    events_.emplace_back();
  }
  events_.back().events.Append(event);
  events_.back().lines.push_back(line);
  return EventId(event_count_++);
}

const Event* Staging::HeldEvent(const std::string& key) const {
  const std::optional<FactRef> row = builder_.FindRow(Table::kEvents, key);
  return row ? &builder_.event_at(std::get<EventId>(*row)) : nullptr;
}

void Staging::CompleteEvent(const std::string& key, Event more) {
  event_keys_.insert(key);
  more.fact.key = key;
  completions_.push_back(std::move(more));
}

bool Staging::HasClaim(const std::string& key) const {
  return claim_keys_.contains(key) || builder_.FindRow(Table::kClaims, key).has_value();
}

void Staging::AddClaim(Claim claim, std::uint64_t line) {
  claim_keys_.insert(claim.fact.key);
  claims_.push_back(StagedClaim{std::move(claim), line});
}

bool Staging::HasStatus(const std::string& key) const {
  return status_keys_.contains(key) || builder_.FindRow(Table::kStatuses, key).has_value();
}

void Staging::AddStatus(TerritorialStatus status, std::uint64_t line) {
  status_keys_.insert(status.fact.key);
  statuses_.push_back(StagedStatus{std::move(status), line});
}

void Staging::AddCoverage(Coverage coverage, std::optional<PlaceId> place) {
  coverage_.emplace_back(std::move(coverage), place);
}

void Staging::Commit(Source source, const std::string& file, ChronicleBuilder& builder) {
  const std::string source_key = source.key;
  const std::optional<SourceId> known = builder.FindSource(source_key);
  const SourceId source_id =
      known ? *known : builder.Add(std::move(source), Where{.file = file, .field = {}});

  std::vector<PlaceId> places;
  places.reserve(places_.size());
  std::vector<std::vector<PlaceOrigin>> origins;  // until all places have their ids
  origins.reserve(places_.size());
  for (Place& place : places_) {
    origins.push_back(std::move(place.origins));
    place.origins.clear();
    for (PlaceParent& parent : place.parents) parent.parent = places[parent.parent.value()];
    if (const std::optional<PlaceId> held = builder.FindPlace(place.fact.key)) {
      Place& row = builder.place_at(*held);
      MergeNamesAndCodes(row, place);
      MergeExistence(row.fact, place.fact, source_id, source_key);
      for (const PlaceParent& parent : place.parents) AddOnce(row.parents, parent);
      if (!row.at) row.at = place.at;
      for (PlaceGeometry& geometry : place.geometries) {
        AddOnce(row.geometries, std::move(geometry));
      }
      places.push_back(*held);
    } else {
      place.fact.source = source_id;
      places.push_back(builder.Add(std::move(place), Where{.file = file, .field = {}}));
    }
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (PlaceOrigin& origin : origins[i]) {
      origin.from = places[origin.from.value()];
      AddOnce(builder.place_at(places[i]).origins, std::move(origin));
    }
  }
  std::vector<ActorId> actors;
  actors.reserve(actors_.size());
  for (Actor& actor : actors_) {
    if (const std::optional<ActorId> held = builder.FindActor(actor.fact.key)) {
      MergeNamesAndCodes(builder.actor_at(*held), actor);
      MergeExistence(builder.actor_at(*held).fact, actor.fact, source_id, source_key);
      actors.push_back(*held);
    } else {
      actor.fact.source = source_id;
      actors.push_back(builder.Add(std::move(actor), Where{.file = file, .field = {}}));
    }
  }
  const auto first_event = static_cast<std::uint32_t>(builder.size(Table::kEvents));
  for (; !events_.empty(); events_.pop_front()) {
    const Chunk& chunk = events_.front();
    AppendEvents(builder, {chunk.events, chunk.lines, file, source_id, places, actors});
  }
  for (Event& more : completions_) {
    Event& event =
        builder.event_at(std::get<EventId>(*builder.FindRow(Table::kEvents, more.fact.key)));
    event.type = more.type;
    event.details = std::move(more.details);
    for (TypeCode& code : more.codes) AddOnce(event.codes, std::move(code));
    for (Attribute& attribute : more.attributes) event.attributes.push_back(std::move(attribute));
  }
  for (; !claims_.empty(); claims_.pop_front()) {
    Claim& claim = claims_.front().claim;
    claim.fact.source = source_id;
    builder.Add(std::move(claim), Where{file, claims_.front().line, 1, {}});
  }
  for (; !statuses_.empty(); statuses_.pop_front()) {
    TerritorialStatus& status = statuses_.front().status;
    status.fact.source = source_id;
    if (status.place) status.place = places[status.place->value()];
    for (PlaceId& except : status.extent.except) except = places[except.value()];
    for (ActorId& holder : status.holders) holder = actors[holder.value()];
    if (status.viewpoint) status.viewpoint = actors[status.viewpoint->value()];
    for (std::optional<EventId>* event : {&status.begun_by, &status.ended_by}) {
      if (*event) *event = EventId(first_event + (*event)->value());
    }
    builder.Add(std::move(status), Where{file, statuses_.front().line, 1, {}});
  }
  for (auto& [coverage, place] : coverage_) {
    coverage.source = source_id;
    if (place) coverage.place = places[place->value()];
    builder.Add(std::move(coverage), Where{.file = file, .field = {}});
  }
  event_count_ = 0;
  completions_.clear();
  coverage_.clear();
  actors_.clear();
  places_.clear();
}

}  // namespace casus::internal
