#include "casus/chronicle/archive.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "casus/time/edtf.h"
#include "src/chronicle/canonical.h"
#include "src/chronicle/contents.h"
#include "src/chronicle/event_store.h"

namespace casus {

using Scope = ArchiveVersion::Scope;

namespace internal {
namespace {

// The tables that an archive holds.
enum Kept : std::size_t { kKeptActors, kKeptPlaces, kKeptEvents, kKeptTables };
constexpr std::array<Table, kKeptTables> kTables = {Table::kActors, Table::kPlaces, Table::kEvents};

constexpr Kept KeptOf(Table table) {
  return table == Table::kActors   ? kKeptActors
         : table == Table::kPlaces ? kKeptPlaces
                                   : kKeptEvents;
}

// Behind the note of a source, what it is a version of.
constexpr std::string_view kScopeNote = "archive: ";
constexpr std::string_view kWholeWord = "whole";
constexpr std::string_view kUpdatesWord = "updates";

Error Invalid(const ArchiveVersion& version, std::string message) {
  return Error(ErrorCode::kInvalidArgument, std::move(message), {}, version.name);
}

std::string ScopeWords(const ArchiveVersion& version) {
  if (version.scope == Scope::kWhole) return std::string(kWholeWord);
  if (version.scope == Scope::kUpdates) return std::string(kUpdatesWord);
  return ToEdtf(Span::Exactly(*version.period));
}

}  // namespace
}  // namespace internal

using internal::Contents;
using internal::EventStore;
using internal::Kept;
using internal::KeptOf;
using internal::kKeptActors;
using internal::kKeptEvents;
using internal::kKeptPlaces;
using internal::kKeptTables;
using internal::kNone;

struct Archive::Impl {
  struct Entry {
    ArchiveVersion version;
    Source source;  // as it came; its publisher by the number of its key
    std::vector<Coverage> coverage;
    std::array<std::vector<Row>, kKeptTables> stated;  // contents
  };

  // A content, and the versions from which on and until which it stood, by their order.
  struct Standing {
    Row content;
    std::uint32_t key;
    std::uint32_t since;
    std::uint32_t until;  // kNone: still
  };
  // An event that a version no longer has.
  struct Departure {
    std::uint32_t key;
    std::uint32_t other;  // of a rekeyed one the key it goes on under
    std::uint32_t at;     // version
  };

  std::array<internal::KeyNumbers, kKeptTables> keys;
  Contents<std::vector<Actor>, Actor> actors;
  Contents<std::vector<Place>, Place> places;
  Contents<EventStore, Event> events;
  std::vector<Entry> entries;
  // Of an archive that is continued: earlier versions than this cannot be added.
  Day closed_until = Day::BeginningOfTime();

  template <typename F>
  decltype(auto) WithContents(Kept kept, F f) const {
    if (kept == kKeptActors) return f(actors);
    if (kept == kKeptPlaces) return f(places);
    return f(events);
  }
  std::uint32_t KeyOf(Kept kept, Row content) const {
    return WithContents(kept, [&](const auto& contents) { return contents.KeyOf(content); });
  }

  // The record with the numbers of keys for ids. Sources are no part of it.
  template <typename RowType>
  RowType Numbered(const Chronicle& chronicle, RowType row) {
    row = internal::ContentOf(std::move(row));
    auto number = [&]<typename Tag>(Id<Tag>& id) {
      const FactRef ref = id;
      id = Id<Tag>(keys[KeptOf(TableOf(ref))].Of(chronicle.KeyOf(ref)));
    };
    internal::VisitIds(row, number);
    return row;
  }

  // Keeps the row and gives the number of its content.
  template <typename RowType>
  Row Keep(const Chronicle& chronicle, const RowType& row) {
    RowType numbered = Numbered(chronicle, row);
    if constexpr (std::is_same_v<RowType, Actor>) {
      return actors.Add(keys[kKeptActors].Of(row.fact.key), numbered);
    } else if constexpr (std::is_same_v<RowType, Place>) {
      return places.Add(keys[kKeptPlaces].Of(row.fact.key), numbered);
    } else {
      return events.Add(keys[kKeptEvents].Of(row.fact.key), numbered);
    }
  }
  template <typename RowsType>
  void StateAll(const Chronicle& chronicle, const RowsType& rows, Kept kept, Entry& entry) {
    entry.stated[kept].reserve(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
      entry.stated[kept].push_back(Keep(chronicle, rows[row]));
    }
  }

  Result<void> Check(const ArchiveVersion& version, const Chronicle& rows) const;
  std::vector<std::uint32_t> Order() const;
  Result<std::vector<Standing>> Stand(Kept kept, const std::vector<std::uint32_t>& order,
                                      std::vector<Counts>* counts, std::vector<Departure>* deleted,
                                      std::vector<Departure>* rekeyed) const;
};

Archive::Archive() : impl_(std::make_unique<Impl>()) {}
Archive::Archive(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Archive::~Archive() = default;
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;

Result<void> Archive::Impl::Check(const ArchiveVersion& version, const Chronicle& rows) const {
  if (!internal::IsVersionName(version.name)) {
    return internal::Invalid(version, "the name of a version has letters, digits and \"._-\" only");
  }
  for (const Entry& entry : entries) {
    if (entry.version.name == version.name) {
      return Error(ErrorCode::kDuplicate, "the archive has a version of this name", {},
                   version.name);
    }
  }
  if (!version.published.is_finite()) {
    return internal::Invalid(version, "a version is published on a day");
  }
  if (version.published <= closed_until) {
    return Error(
        ErrorCode::kUnsupported,
        "a stored archive takes no versions from before its last one that was not whole (" +
            ToString(closed_until) + "): make a new archive of all of them",
        {}, version.name);
  }
  if (version.period.has_value() != (version.scope == Scope::kPeriod)) {
    return internal::Invalid(version, "a version of a period has one, and no other has");
  }
  if (!version.deleted.empty() && version.scope != Scope::kUpdates) {
    return internal::Invalid(version, "only updates name what they delete");
  }
  if (rows.sources().size() != 1) {
    return internal::Invalid(
        version, "a version has one source, this one " + std::to_string(rows.sources().size()));
  }
  const Source& source = rows.sources()[0];
  if (!source.derived_from.empty()) {
    return internal::Invalid(version, "the source of a version draws on itself");
  }
  if (source.published != Moment::Unknown() &&
      source.published != Moment::OnDay(version.published)) {
    return internal::Invalid(version, "its source says that it was published " +
                                          ToEdtf(source.published) + ", not " +
                                          ToString(version.published));
  }
  for (const Token<Table>& table : kTokens<Table>) {
    const bool is_kept = table.value == Table::kSources ||
                         std::find(internal::kTables.begin(), internal::kTables.end(),
                                   table.value) != internal::kTables.end();
    if (!is_kept && rows.size(table.value) > 0) {
      return Error(ErrorCode::kUnsupported,
                   "an archive holds events, their actors and places; this version has " +
                       std::string(table.word),
                   {}, version.name);
    }
  }
  const auto check_fact = [&](const Fact& fact, bool may_be_learnt) -> Result<void> {
    if (fact.superseded) {
      return internal::Invalid(version, "a version holds what stands; superseded is " + fact.key);
    }
    if (fact.learnt && !may_be_learnt) {
      return Error(ErrorCode::kUnsupported,
                   "actors and places of a version are learnt with it; not so " + fact.key, {},
                   version.name);
    }
    return {};
  };
  for (const Actor& actor : rows.actors()) {
    if (Result<void> good = check_fact(actor.fact, false); !good.ok()) return good;
  }
  for (const Place& place : rows.places()) {
    if (Result<void> good = check_fact(place.fact, false); !good.ok()) return good;
  }
  for (Row row = 0; row < rows.event_count(); ++row) {
    const EventView event = rows.event(EventId(row));
    if (event.known().superseded != Day::EndOfTime()) {
      return internal::Invalid(
          version, "a version holds what stands; superseded is " + std::string(event.key()));
    }
    if (version.period && LiesWithin(event.span().bounds(), *version.period) != Truth::kCertain) {
      return internal::Invalid(version,
                               "outside its period lies perhaps " + std::string(event.key()));
    }
  }
  return {};
}

Result<void> Archive::Add(const ArchiveVersion& version, const Chronicle& rows) {
  if (Result<void> good = impl_->Check(version, rows); !good.ok()) return good;
  Impl::Entry entry;
  entry.version = version;
  std::sort(entry.version.deleted.begin(), entry.version.deleted.end());
  entry.source = rows.sources()[0];
  if (entry.source.publisher) {
    entry.source.publisher =
        ActorId(impl_->keys[kKeptActors].Of(rows.KeyOf(*entry.source.publisher)));
  }
  entry.source.published = Moment::OnDay(version.published);
  impl_->StateAll(rows, rows.actors(), kKeptActors, entry);
  impl_->StateAll(rows, rows.places(), kKeptPlaces, entry);
  impl_->StateAll(rows, internal::EventRecords(rows), kKeptEvents, entry);
  for (Coverage coverage : rows.coverage()) {
    coverage.source.reset();
    if (coverage.place) {
      coverage.place = PlaceId(impl_->keys[kKeptPlaces].Of(rows.KeyOf(*coverage.place)));
    }
    entry.coverage.push_back(std::move(coverage));
  }
  impl_->entries.push_back(std::move(entry));
  return {};
}

std::vector<std::uint32_t> Archive::Impl::Order() const {
  return internal::OrderOf(entries, [](const Entry& entry) {
    return std::tie(entry.version.published, entry.version.name);
  });
}

std::vector<ArchiveVersion> Archive::versions() const {
  std::vector<ArchiveVersion> versions;
  for (const std::uint32_t entry : impl_->Order())
    versions.push_back(impl_->entries[entry].version);
  return versions;
}

// What stood from when to when, by going through the versions in order.
Result<std::vector<Archive::Impl::Standing>> Archive::Impl::Stand(
    Kept kept, const std::vector<std::uint32_t>& order, std::vector<Counts>* counts,
    std::vector<Departure>* deleted, std::vector<Departure>* rekeyed) const {
  std::vector<Standing> standing;
  std::vector<std::uint32_t> current(keys[kept].size(), kNone);  // of a key, in `standing`
  std::vector<std::uint32_t> stated_at(keys[kept].size(), kNone);
  std::optional<Error> conflict;
  const auto close = [&](std::uint32_t key, std::uint32_t at) {
    Standing& row = standing[std::exchange(current[key], kNone)];
    row.until = at;
    const ArchiveVersion& first = entries[order[row.since]].version;
    const ArchiveVersion& second = entries[order[at]].version;
    if (first.published == second.published && !conflict) {
      conflict.emplace(ErrorCode::kDuplicate,
                       "versions " + first.name + " and " + second.name +
                           ", published on one day, say different things of it",
                       Where{}, keys[kept][key]);
    }
  };

  for (std::uint32_t at = 0; at < order.size(); ++at) {
    const Entry& entry = entries[order[at]];
    const ArchiveVersion& version = entry.version;
    Counts count;
    count.version = version.name;
    std::vector<std::uint32_t> come;
    std::vector<std::uint32_t> gone;
    std::vector<Row> gone_contents;
    for (const Row content : entry.stated[kept]) {
      const std::uint32_t key = KeyOf(kept, content);
      stated_at[key] = at;
      if (current[key] != kNone && standing[current[key]].content == content) {
        ++count.unchanged;
        continue;
      }
      if (current[key] == kNone) {
        come.push_back(content);
      } else {
        ++count.changed;
        close(key, at);
      }
      current[key] = static_cast<std::uint32_t>(standing.size());
      standing.push_back({content, key, at, kNone});
    }
    const auto remove = [&](std::uint32_t key) {
      gone.push_back(key);
      gone_contents.push_back(standing[current[key]].content);
      close(key, at);
    };
    if (version.scope == Scope::kUpdates && kept == kKeptEvents) {
      for (const std::string& name : version.deleted) {
        const std::optional<std::uint32_t> key = keys[kept].Find(name);
        if (key && current[*key] != kNone && stated_at[*key] != at) {
          remove(*key);
        } else {
          ++count.unknown;
        }
      }
    } else if (version.scope == Scope::kWhole || kept == kKeptEvents) {
      for (std::uint32_t key = 0; key < current.size(); ++key) {
        if (current[key] == kNone || stated_at[key] == at) continue;
        if (version.scope == Scope::kUpdates) continue;
        if (version.scope == Scope::kPeriod &&
            LiesWithin(events.Get(standing[current[key]].content).fact.span.bounds(),
                       *version.period) != Truth::kCertain) {
          continue;
        }
        remove(key);
      }
    }
    if (conflict) return *conflict;
    if (counts == nullptr) continue;

    // An event that goes on under another key: the only one that went, and the only one that came,
    // of those that are alike.
    const auto nameless = [&](Row content) {
      Event event = events.Get(content);
      event.fact.key.clear();
      internal::Encoder encoder;
      encoder.Put(event);
      return std::move(encoder.bytes());
    };
    absl::flat_hash_map<std::string,
                        std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>>>
        alike;
    if (!gone.empty() && !come.empty()) {
      for (std::size_t i = 0; i < gone.size(); ++i) {
        alike[nameless(gone_contents[i])].first.push_back(gone[i]);
      }
      for (const Row content : come) {
        const auto found = alike.find(nameless(content));
        if (found != alike.end()) found->second.second.push_back(KeyOf(kept, content));
      }
    }
    absl::flat_hash_set<std::uint32_t> goes_on;
    for (const auto& [bytes, pair] : alike) {
      if (pair.first.size() != 1 || pair.second.size() != 1) continue;
      rekeyed->push_back({pair.first[0], pair.second[0], at});
      goes_on.insert(pair.first[0]);
      ++count.rekeyed;
    }
    for (const std::uint32_t key : gone) {
      if (!goes_on.contains(key)) deleted->push_back({key, kNone, at});
    }
    count.added = come.size();
    count.deleted = gone.size();
    counts->push_back(std::move(count));
  }
  return standing;
}

Result<Chronicle> Archive::Build(std::vector<Counts>* counts) const {
  const Impl& impl = *impl_;
  const std::vector<std::uint32_t> order = impl.Order();
  const auto version_at = [&](std::uint32_t at) -> const ArchiveVersion& {
    return impl.entries[order[at]].version;
  };

  std::vector<Counts> event_counts;
  std::vector<Impl::Departure> deleted;
  std::vector<Impl::Departure> rekeyed;
  // In the order of key and version, which no order of adding changes.
  std::array<std::vector<Impl::Standing>, kKeptTables> standing;
  std::array<std::vector<std::uint32_t>, kKeptTables> begins;  // of a key, in `standing`
  for (const Kept kept : {kKeptActors, kKeptPlaces, kKeptEvents}) {
    Result<std::vector<Impl::Standing>> rows =
        kept == kKeptEvents ? impl.Stand(kept, order, &event_counts, &deleted, &rekeyed)
                            : impl.Stand(kept, order, nullptr, nullptr, nullptr);
    if (!rows.ok()) return rows.error();
    std::sort(rows->begin(), rows->end(), [&](const auto& a, const auto& b) {
      if (a.key == b.key) return a.since < b.since;
      return impl.keys[kept][a.key] < impl.keys[kept][b.key];
    });
    begins[kept].assign(impl.keys[kept].size(), kNone);
    for (std::uint32_t row = 0; row < rows->size(); ++row) {
      std::uint32_t& begin = begins[kept][(*rows)[row].key];
      begin = std::min(begin, row);
    }
    standing[kept] = *std::move(rows);
  }
  // The row of a key as it read in a version: the last that stood by then.
  const auto row_of = [&](Kept kept, std::uint32_t key, std::uint32_t at) {
    const std::vector<Impl::Standing>& rows = standing[kept];
    std::uint32_t row = begins[kept][key];
    while (row + 1 < rows.size() && rows[row + 1].key == key && rows[row + 1].since <= at) ++row;
    return row;
  };
  const auto refer = [&](auto& record, std::uint32_t at) {
    auto to_row = [&]<typename Tag>(Id<Tag>& id) {
      id = Id<Tag>(row_of(KeptOf(TableOf(FactRef(id))), id.value(), at));
    };
    internal::VisitIds(record, to_row);
  };

  ChronicleBuilder builder;
  for (std::uint32_t at = 0; at < order.size(); ++at) {
    const Impl::Entry& entry = impl.entries[order[at]];
    Source source = entry.source;
    refer(source, at);
    source.key += "/" + entry.version.name;
    source.version = entry.version.name;
    if (!source.note.empty()) source.note += '\n';
    source.note += internal::kScopeNote;
    source.note += internal::ScopeWords(entry.version);
    builder.Add(std::move(source));
    for (Coverage coverage : entry.coverage) {
      refer(coverage, at);
      coverage.key += "/" + entry.version.name;
      coverage.source = SourceId(at);
      builder.Add(std::move(coverage));
    }
  }
  for (const Kept kept : {kKeptActors, kKeptPlaces, kKeptEvents}) {
    impl.WithContents(kept, [&](const auto& contents) {
      for (const Impl::Standing& row : standing[kept]) {
        auto record = contents.Get(row.content);
        refer(record, row.since);
        record.fact.source = SourceId(row.since);
        if (row.until != kNone) record.fact.superseded = version_at(row.until).published;
        if constexpr (std::is_same_v<decltype(record), Event>) {
          if (record.fact.learnt) {
            record.attributes.push_back(
                {std::string(internal::kLearntAttribute), ToEdtf(*record.fact.learnt)});
            record.fact.learnt.reset();
          }
        }
        builder.Add(std::move(record));
      }
    });
  }

  const auto in_order = [&](const Impl::Departure& a, const Impl::Departure& b) {
    const internal::KeyNumbers& keys = impl.keys[kKeptEvents];
    return std::tie(a.at, keys[a.key]) < std::tie(b.at, keys[b.key]);
  };
  std::sort(deleted.begin(), deleted.end(), in_order);
  std::sort(rekeyed.begin(), rekeyed.end(), in_order);
  const auto claim_of = [&](std::string_view kind, const Impl::Departure& what) {
    Claim claim;
    const Day day = version_at(what.at).published;
    claim.fact.key = std::string(internal::kArchiveKeys) + std::string(kind) + "/" +
                     impl.keys[kKeptEvents][what.key] + "/" + ToString(day);
    claim.fact.span = Span::On(day);
    claim.fact.source = SourceId(what.at);
    claim.about.push_back(EventId(row_of(kKeptEvents, what.key, what.at)));
    return claim;
  };
  for (const Impl::Departure& what : deleted) {
    Claim claim = claim_of("deleted", what);
    claim.proposition = "The dataset has this record";
    claim.negated = true;
    builder.Add(std::move(claim));
  }
  for (const Impl::Departure& what : rekeyed) {
    Claim claim = claim_of("rekeyed", what);
    claim.modality = Modality::kEvaluated;
    claim.proposition = "The first record goes on as the second: alike but for the key";
    claim.about.push_back(EventId(row_of(kKeptEvents, what.other, what.at)));
    builder.Add(std::move(claim));
  }
  Result<Chronicle> built = builder.Build();
  if (built.ok() && counts != nullptr) *counts = std::move(event_counts);
  return built;
}

Result<Archive> Archive::Of(const Chronicle& chronicle) {
  const auto no_archive = [](std::string_view text) {
    return Error(ErrorCode::kInvalidArgument, "not an archive of versions", {}, std::string(text));
  };
  auto impl = std::make_unique<Impl>();
  for (const Source& source : chronicle.sources()) {
    Impl::Entry& entry = impl->entries.emplace_back();
    entry.version.name = source.version;
    entry.source = source;
    if (entry.source.publisher) {
      entry.source.publisher =
          ActorId(impl->keys[kKeptActors].Of(chronicle.KeyOf(*source.publisher)));
    }
    const std::string suffix = "/" + source.version;
    const std::size_t scope = source.note.rfind(internal::kScopeNote);
    if (scope == std::string::npos || !source.key.ends_with(suffix) ||
        source.published.basis() != Basis::kDay) {
      return no_archive(source.key);
    }
    entry.version.published = source.published.earliest();
    entry.source.key.resize(source.key.size() - suffix.size());
    entry.source.note = source.note.substr(0, scope == 0 ? 0 : scope - 1);
    const std::string words = source.note.substr(scope + internal::kScopeNote.size());
    if (words == internal::kUpdatesWord) {
      entry.version.scope = Scope::kUpdates;
    } else if (words != internal::kWholeWord) {
      const Result<Span> span = ParseEdtfSpan(words);
      if (!span.ok()) return no_archive(source.key);
      const SpanBounds bounds = span->bounds();
      const Result<Period> period = Period::Make(bounds.begin_earliest, bounds.end_latest);
      if (!period.ok()) return no_archive(source.key);
      entry.version.scope = Scope::kPeriod;
      entry.version.period = *period;
    }
    if (entry.version.scope != Scope::kWhole) {
      impl->closed_until = std::max(impl->closed_until, entry.version.published);
    }
  }

  const auto state = [&](Kept kept, const auto& row) {
    const std::uint32_t since = row.fact.source->value();
    const Row content = impl->Keep(chronicle, row);
    for (std::uint32_t at = since; at < impl->entries.size(); ++at) {
      Impl::Entry& entry = impl->entries[at];
      if (row.fact.superseded && entry.version.published >= *row.fact.superseded) break;
      // What a version had to have for the row to stand after it.
      const bool restated =
          entry.version.scope == Scope::kWhole ||
          (entry.version.scope == Scope::kPeriod && kept == kKeptEvents &&
           LiesWithin(row.fact.span.bounds(), *entry.version.period) == Truth::kCertain);
      if (at == since || restated) entry.stated[kept].push_back(content);
    }
  };
  for (const Actor& actor : chronicle.actors()) state(kKeptActors, actor);
  for (const Place& place : chronicle.places()) state(kKeptPlaces, place);
  for (Row row = 0; row < chronicle.event_count(); ++row) {
    Event event = chronicle.event(EventId(row)).Record();
    const auto learnt = std::find_if(
        event.attributes.begin(), event.attributes.end(),
        [](const Attribute& attribute) { return attribute.name == internal::kLearntAttribute; });
    if (learnt != event.attributes.end()) {
      Result<Moment> moment = ParseEdtfMoment(learnt->value);
      if (!moment.ok()) return no_archive(event.fact.key);
      event.fact.learnt = *std::move(moment);
      event.attributes.erase(learnt);
    }
    state(kKeptEvents, event);
  }
  for (const Coverage& coverage : chronicle.coverage()) {
    Impl::Entry& entry = impl->entries[coverage.source->value()];
    Coverage& kept = entry.coverage.emplace_back(coverage);
    kept.source.reset();
    kept.key.resize(kept.key.size() - entry.version.name.size() - 1);
    if (kept.place) kept.place = PlaceId(impl->keys[kKeptPlaces].Of(chronicle.KeyOf(*kept.place)));
  }
  // A deletion that updates name, and an event that they let go on under another key.
  for (const Claim& claim : chronicle.claims()) {
    if (!claim.fact.key.starts_with(internal::kArchiveKeys)) return no_archive(claim.fact.key);
    ArchiveVersion& version = impl->entries[claim.fact.source->value()].version;
    if (version.scope == Scope::kUpdates) {
      version.deleted.emplace_back(chronicle.KeyOf(claim.about.at(0)));
    }
  }
  for (Impl::Entry& entry : impl->entries) {
    std::sort(entry.version.deleted.begin(), entry.version.deleted.end());
  }
  return Archive(std::move(impl));
}

}  // namespace casus
