#include "casus/chronicle/list_history.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/time/edtf.h"
#include "src/chronicle/canonical.h"
#include "src/chronicle/contents.h"
#include "src/chronicle/list_rows.h"

namespace casus {
namespace internal {
namespace {

// The tables that a history holds: what rows refer to, then what is on lists.
enum Kept : std::size_t {
  kActorRows,
  kPlaceRows,
  kRegimeRows,
  kInstrumentRows,
  kRelationRows,
  kDesignationRows,
  kKeptTables,
};
constexpr std::array<Table, kKeptTables> kTables = {Table::kActors,    Table::kPlaces,
                                                    Table::kRegimes,   Table::kInstruments,
                                                    Table::kRelations, Table::kDesignations};
constexpr std::array<Kept, 4> kReferred = {kActorRows, kPlaceRows, kRegimeRows, kInstrumentRows};
constexpr std::array<Kept, 2> kOnLists = {kRelationRows, kDesignationRows};

constexpr std::size_t KeptOf(Table table) {
  std::size_t kept = 0;
  while (kept < kKeptTables && kTables[kept] != table) ++kept;
  return kept;
}

template <typename RowType>
using ContentsOf = Contents<std::vector<RowType>, RowType>;

// Contents that a version states, a bit for each.
class RowSet {
 public:
  void Insert(Row row) {
    if (row / 64 >= words_.size()) words_.resize(row / 64 + 1);
    words_[row / 64] |= std::uint64_t{1} << row % 64;
  }
  bool Contains(Row row) const {
    return row / 64 < words_.size() && (words_[row / 64] >> row % 64 & 1) != 0;
  }
  template <typename F>
  void ForEach(F f) const {
    for (std::size_t word = 0; word < words_.size(); ++word) {
      for (std::uint64_t bits = words_[word]; bits != 0; bits &= bits - 1) {
        f(static_cast<Row>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits))));
      }
    }
  }

 private:
  std::vector<std::uint64_t> words_;
};

Error Invalid(const ListVersion& version, std::string message, ErrorCode code) {
  return Error(code, std::move(message), {}, version.list + "/" + version.name);
}
Error Invalid(const ListVersion& version, std::string message) {
  return Invalid(version, std::move(message), ErrorCode::kInvalidArgument);
}

// Numbers of lists by which list an entry is told to be another's.
constexpr bool IsNumberOfList(CodeSystem system) {
  return system == CodeSystem::kOfacUid || system == CodeSystem::kEuFsf ||
         system == CodeSystem::kUnSecurityCouncil || system == CodeSystem::kUkSanctionsList ||
         system == CodeSystem::kSecoSsid;
}

// What an actor is apart from its number.
std::string WithoutNumber(Actor actor) {
  actor.fact.key.clear();
  actor.fact.locator.clear();
  std::erase_if(actor.codes, [](const Code& code) { return IsNumberOfList(code.system); });
  Encoder encoder;
  encoder.Put(actor);
  return std::move(encoder.bytes());
}

// When somebody was on a list, by the days of its versions.
struct Sightings {
  Day first;
  Day last;
  std::optional<Day> absent;  // the last before, on which they were not
  std::optional<Day> gone;    // the first after
};

// A period of listing, from what the list says and when it was seen.
struct Listing {
  Span span;
  bool is_own_date_impossible = false;
};
Listing ListingOf(const Span& said, const Sightings& seen) {
  const Moment begins = seen.absent ? Moment::Between(*seen.absent + 1, seen.first).value()
                                    : Moment::NotAfter(seen.first);
  const Moment ends =
      seen.gone ? Moment::Between(seen.last, *seen.gone - 1).value() : Moment::NotBefore(seen.last);
  Moment last = said.last();
  if (last.is_unknown() || (seen.gone && last.latest() >= *seen.gone)) last = ends;

  Moment first = said.first();
  bool is_possible = true;
  if (first.is_unknown()) {
    first = begins;
  } else if (seen.absent && first.earliest() <= *seen.absent) {
    is_possible = first.latest() > *seen.absent;
    if (is_possible) first = Moment::Between(*seen.absent + 1, first.latest()).value();
  }
  if (is_possible) {
    const Result<Span> span = Span::Make(first, last);
    if (span.ok()) return {*span, false};
  }
  const Result<Span> span = Span::Make(begins, last);
  if (span.ok()) return {*span, true};
  return {Span::Make(begins, ends).value(), true};
}

// What a list says of when, apart from that the row is on it. Of a range up to its own day, the
// first day on which the row was seen is the end, unless the range had not begun by then.
Span SaidOf(std::string_view by_day, Day first_seen, Day stated) {
  Result<Span> span = SpanOnDay(by_day, first_seen);
  if (!span.ok()) span = SpanOnDay(by_day, stated);
  const std::size_t slash = by_day.find('/');
  if (!span.ok() || slash == std::string_view::npos) return span.ok() ? *span : Span::Unknown();
  return Span::Make(by_day.starts_with("[..day]") ? Moment::Unknown() : span->first(),
                    by_day.ends_with("/[day..]") ? Moment::Unknown() : span->last())
      .value();
}

}  // namespace
}  // namespace internal

using internal::kActorRows;
using internal::kDesignationRows;
using internal::Kept;
using internal::kKeptTables;
using internal::kNone;
using internal::kOnLists;
using internal::kReferred;

struct ListHistory::Impl {
  struct Entry {
    ListVersion version;
    std::uint32_t list = 0;  // its number
    Source source;           // its publisher by the number of its key
    std::vector<Coverage> coverage;
    std::array<internal::RowSet, kKeptTables> stated;  // contents
  };
  // Numbers for the ids of a chronicle's rows.
  using Numbers = std::array<std::vector<std::uint32_t>, kKeptTables>;

  // A content, and the versions (in their order) from which on and until which it stood.
  struct Standing {
    Row content;
    std::uint32_t key;
    std::uint32_t since;
    std::uint32_t until = kNone;
  };
  // A stretch of versions of a list that have a row, with those that say nothing of it.
  struct Run {
    std::uint32_t key;
    std::uint32_t absent;  // the last version before that has it not, or kNone
    std::uint32_t last;    // the last that has it
    std::uint32_t gone = kNone;
    std::vector<Standing> contents;
  };
  struct Rekeyed {
    std::uint32_t key;
    std::uint32_t other;
    std::uint32_t at;
  };
  // What comes of going through the versions in order.
  struct Walk {
    std::vector<std::uint32_t> order;  // of entries
    std::array<std::vector<Standing>, kKeptTables> referred;
    std::array<std::vector<Run>, kKeptTables> runs;
    std::vector<Rekeyed> rekeyed;
    std::vector<Counts> counts;
  };

  std::array<internal::KeyNumbers, kKeptTables> keys;
  std::tuple<internal::ContentsOf<Actor>, internal::ContentsOf<Place>, internal::ContentsOf<Regime>,
             internal::ContentsOf<Instrument>, internal::ContentsOf<Relation>,
             internal::ContentsOf<Designation>>
      contents;
  // Of a key, the list that has it; of several, kShared, and then it has one content only.
  static constexpr std::uint32_t kShared = kNone - 1;
  std::array<std::vector<std::uint32_t>, kKeptTables> list_of;
  internal::KeyNumbers lists;
  std::vector<Entry> entries;
  // Of a list, where it is continued: earlier versions than this cannot be added.
  absl::flat_hash_map<std::string, Day> closed_until;

  // Calls f(number of the table as a constant, rows) for each table.
  template <typename F>
  static void ForEachTable(const Chronicle& chronicle, F f) {
    f(std::integral_constant<std::size_t, kActorRows>(), chronicle.actors());
    f(std::integral_constant<std::size_t, internal::kPlaceRows>(), chronicle.places());
    f(std::integral_constant<std::size_t, internal::kRegimeRows>(), chronicle.regimes());
    f(std::integral_constant<std::size_t, internal::kInstrumentRows>(), chronicle.instruments());
    f(std::integral_constant<std::size_t, internal::kRelationRows>(), chronicle.relations());
    f(std::integral_constant<std::size_t, kDesignationRows>(), chronicle.designations());
  }
  template <typename F>
  static void ForEachKept(F f) {
    ForEachTable(Chronicle(), [&](auto kept, const auto&) { f(kept); });
  }

  Numbers NumbersOf(const Chronicle& chronicle) {
    Numbers numbers;
    ForEachTable(chronicle, [&](auto kept, const auto& rows) {
      numbers[kept].reserve(rows.size());
      for (const auto& row : rows) numbers[kept].push_back(keys[kept].Of(PlainKey(row.fact)));
    });
    return numbers;
  }
  // The key that a row had on its list.
  static std::string_view PlainKey(const Fact& fact) {
    const std::string_view key = fact.key;
    const std::size_t until = key.rfind(internal::kUntil);
    return internal::HasLine(fact.note, internal::kGone) ? key.substr(0, until) : key;
  }

  // The row with the numbers of keys for ids.
  template <typename RowType>
  static RowType Numbered(RowType row, const Numbers& numbers) {
    row = internal::ContentOf(std::move(row));
    auto number = [&]<typename Tag>(Id<Tag>& id) {
      id = Id<Tag>(numbers[internal::KeptOf(TableOf(FactRef(id)))][id.value()]);
    };
    internal::VisitIds(row, number);
    return row;
  }

  Result<void> Check(const ListVersion& version, const Chronicle& rows) const;
  Result<void> CheckLists(const ListVersion& version, const Chronicle& rows) const;
  void TakeCoverage(const Coverage& coverage, const Numbers& numbers, Entry& entry) const;
  void GiveTo(std::uint32_t list, std::size_t kept, std::uint32_t key);

  std::vector<std::uint32_t> Order() const;
  template <typename RowType>
  bool SaysNothingOf(const ListVersion& version, const RowType& row) const;
  Walk Go() const;
};

ListHistory::ListHistory() : impl_(std::make_unique<Impl>()) {}
ListHistory::ListHistory(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ListHistory::~ListHistory() = default;
ListHistory::ListHistory(ListHistory&&) noexcept = default;
ListHistory& ListHistory::operator=(ListHistory&&) noexcept = default;

Result<void> ListHistory::Impl::Check(const ListVersion& version, const Chronicle& rows) const {
  using internal::Invalid;
  if (!internal::IsVersionName(version.name) || !internal::IsVersionName(version.list)) {
    return Invalid(version,
                   "a list and its version have names of letters, digits and \"._-\" only");
  }
  if (!version.published.is_finite()) return Invalid(version, "a list is of a day");
  for (const Entry& entry : entries) {
    if (entry.version.list != version.list) continue;
    if (entry.version.name == version.name) {
      return Invalid(version, "the history has a version of this name", ErrorCode::kDuplicate);
    }
    if (entry.version.published == version.published) {
      return Invalid(
          version,
          "the history has this list of " + ToString(version.published) + ": " + entry.version.name,
          ErrorCode::kDuplicate);
    }
  }
  const auto closed = closed_until.find(version.list);
  if (closed != closed_until.end() && version.published <= closed->second) {
    return Invalid(version,
                   "a stored history takes no version from before its last one that was not "
                   "complete (" +
                       ToString(closed->second) + "): make a new history of all of them",
                   ErrorCode::kUnsupported);
  }
  if (!version.complete && !version.refused.empty()) {
    return Invalid(version, "what an incomplete version does not have need not be named");
  }
  if (rows.sources().size() != 1) {
    return Invalid(version,
                   "a version has one source, this one " + std::to_string(rows.sources().size()));
  }
  const Source& source = rows.sources()[0];
  if (!source.derived_from.empty()) return Invalid(version, "the source draws on itself");
  if (source.published != Moment::Unknown() &&
      source.published != Moment::OnDay(version.published)) {
    return Invalid(version, "its source says that it was published " + ToEdtf(source.published) +
                                ", not " + ToString(version.published));
  }
  for (const Token<Table>& table : kTokens<Table>) {
    if (table.value != Table::kSources && internal::KeptOf(table.value) == kKeptTables &&
        rows.size(table.value) > 0) {
      return Invalid(version,
                     "a history holds designations, relations and what they refer to; this list "
                     "has " +
                         std::string(table.word),
                     ErrorCode::kUnsupported);
    }
  }
  for (const std::string& key : version.refused) {
    for (const Table table : internal::kTables) {
      if (rows.FindRow(table, key)) return Invalid(version, "named as refused, but there: " + key);
    }
  }
  Result<void> good;
  ForEachTable(rows, [&](auto, const auto& table) {
    for (const auto& row : table) {
      if (!good.ok()) return;
      const Fact& fact = row.fact;
      if (fact.superseded) {
        good = Invalid(version, "a list holds what stands; superseded is " + fact.key);
      } else if (fact.learnt) {
        good = Invalid(version, "rows of a list are learnt with it; not so " + fact.key,
                       ErrorCode::kUnsupported);
      } else if (fact.note.find(internal::kListSpan) != std::string::npos) {
        good = Invalid(version, "of a history, not of a list, is " + fact.key);
      }
    }
  });
  return good;
}

// That what the list refers to is referred to, and what several lists have is alike.
Result<void> ListHistory::Impl::CheckLists(const ListVersion& version,
                                           const Chronicle& rows) const {
  using internal::Invalid;
  const std::optional<std::uint32_t> list = lists.Find(version.list);
  Result<void> good;
  std::array<std::vector<bool>, kKeptTables> is_referred;
  std::vector<std::pair<std::size_t, std::uint32_t>> waiting;
  ForEachTable(rows, [&](auto kept, const auto& table) { is_referred[kept].resize(table.size()); });
  auto refer = [&](const auto& id) {
    const std::size_t kept = internal::KeptOf(TableOf(FactRef(id)));
    if (kept == kKeptTables || is_referred[kept][id.value()]) return;
    is_referred[kept][id.value()] = true;
    waiting.emplace_back(kept, id.value());
  };
  if (rows.sources()[0].publisher) refer(*rows.sources()[0].publisher);
  for (const Coverage& coverage : rows.coverage()) {
    if (coverage.place) refer(*coverage.place);
  }
  for (const Relation& row : rows.relations()) internal::VisitIds(row, refer);
  for (const Designation& row : rows.designations()) internal::VisitIds(row, refer);
  while (!waiting.empty()) {
    const std::pair<std::size_t, std::uint32_t> next = waiting.back();
    waiting.pop_back();
    ForEachTable(rows, [&](auto kept, const auto& table) {
      if (kept == next.first) internal::VisitIds(table[next.second], refer);
    });
  }
  const auto number_of = [&](const FactRef& ref) {
    return keys[internal::KeptOf(TableOf(ref))].Find(rows.KeyOf(ref)).value_or(kNone);
  };
  ForEachTable(rows, [&](auto kept, const auto& table) {
    const bool is_on_list = internal::IsOnLists(internal::kTables[kept]);
    for (std::size_t i = 0; i < table.size() && good.ok(); ++i) {
      const std::string& key = table[i].fact.key;
      if (!is_on_list && !is_referred[kept][i]) {
        good = Invalid(version, "no designation or relation refers to " + key,
                       ErrorCode::kUnsupported);
        return;
      }
      const std::optional<std::uint32_t> number = keys[kept].Find(key);
      if (!number || *number >= list_of[kept].size() || list_of[kept][*number] == kNone ||
          list_of[kept][*number] == list) {
        continue;
      }
      if (is_on_list) {
        good = Invalid(version, "another list has it, too: " + key);
        return;
      }
      auto row = internal::ContentOf(table[i]);
      auto to_number = [&]<typename Tag>(Id<Tag>& id) { id = Id<Tag>(number_of(id)); };
      internal::VisitIds(row, to_number);
      if (!std::get<kept>(contents).HasOnly(*number, row)) {
        good = Invalid(
            version,
            "reads differently on another list: " + key + " (each needs a history of its own)",
            ErrorCode::kUnsupported);
      }
    }
  });
  return good;
}

void ListHistory::Impl::GiveTo(std::uint32_t list, std::size_t kept, std::uint32_t key) {
  std::vector<std::uint32_t>& owners = list_of[kept];
  if (key >= owners.size()) owners.resize(key + 1, kNone);
  owners[key] = owners[key] == kNone || owners[key] == list ? list : kShared;
}

void ListHistory::Impl::TakeCoverage(const Coverage& coverage, const Numbers& numbers,
                                     Entry& entry) const {
  Coverage& kept = entry.coverage.emplace_back(coverage);
  kept.source.reset();
  if (kept.place) kept.place = PlaceId(numbers[internal::kPlaceRows][kept.place->value()]);
}

Result<void> ListHistory::Add(const ListVersion& version, const Chronicle& rows) {
  if (Result<void> good = impl_->Check(version, rows); !good.ok()) return good;
  if (Result<void> good = impl_->CheckLists(version, rows); !good.ok()) return good;
  Impl::Entry entry;
  entry.version = version;
  std::sort(entry.version.refused.begin(), entry.version.refused.end());
  entry.list = impl_->lists.Of(version.list);
  entry.source = internal::SourceOfVersion(rows.sources()[0], entry.version);
  const Impl::Numbers numbers = impl_->NumbersOf(rows);
  if (entry.source.publisher) {
    entry.source.publisher = ActorId(numbers[kActorRows][entry.source.publisher->value()]);
  }
  Impl::ForEachTable(rows, [&](auto kept, const auto& table) {
    for (std::size_t i = 0; i < table.size(); ++i) {
      auto row = Impl::Numbered(table[i], numbers);
      if constexpr (internal::IsOnLists(internal::kTables[kept])) {
        internal::PutLine(row.fact.note, internal::kListSpan,
                          internal::SpanByDay(row.fact.span, version.published));
        row.fact.span = Span::Unknown();
      }
      impl_->GiveTo(entry.list, kept, numbers[kept][i]);
      entry.stated[kept].Insert(std::get<kept>(impl_->contents).Add(numbers[kept][i], row));
    }
  });
  for (Coverage coverage : rows.coverage()) {
    coverage.key = entry.source.key + "/" + coverage.key;
    impl_->TakeCoverage(coverage, numbers, entry);
  }
  impl_->entries.push_back(std::move(entry));
  return {};
}

std::vector<std::uint32_t> ListHistory::Impl::Order() const {
  return internal::OrderOf(entries, [](const Entry& entry) {
    return std::tie(entry.version.published, entry.version.list);
  });
}

std::vector<ListVersion> ListHistory::versions() const {
  std::vector<ListVersion> versions;
  for (const std::uint32_t entry : impl_->Order())
    versions.push_back(impl_->entries[entry].version);
  return versions;
}

// `row` by the numbers of keys.
template <typename RowType>
bool ListHistory::Impl::SaysNothingOf(const ListVersion& version, const RowType& row) const {
  if (!version.complete) return true;
  if (version.refused.empty()) return false;
  bool is_refused = internal::IsRefused(version, row.fact.key);
  auto ask = [&](const auto& id) {
    const std::string& key = keys[internal::KeptOf(TableOf(FactRef(id)))][id.value()];
    is_refused = is_refused || internal::IsRefused(version, key);
  };
  internal::VisitIds(row, ask);
  return is_refused;
}

ListHistory::Impl::Walk ListHistory::Impl::Go() const {
  Walk walk;
  walk.order = Order();
  const auto entry_at = [&](std::uint32_t at) -> const Entry& { return entries[walk.order[at]]; };

  std::array<std::vector<std::uint32_t>, kKeptTables> open;  // of a key, its row or run
  std::array<std::vector<std::uint32_t>, kKeptTables> stated_at;
  std::vector<std::uint32_t> actor_changed_at(keys[kActorRows].size(), kNone);
  for (std::size_t kept = 0; kept < kKeptTables; ++kept) {
    open[kept].assign(keys[kept].size(), kNone);
    stated_at[kept].assign(keys[kept].size(), kNone);
  }
  std::array<std::vector<bool>, kKeptTables> was_there;
  for (const Kept kept : kOnLists) was_there[kept].resize(keys[kept].size());
  // Of a list, its last version before this one.
  std::vector<std::uint32_t> before_of(lists.size(), kNone);
  std::vector<std::uint32_t> before(walk.order.size(), kNone);

  for (std::uint32_t at = 0; at < walk.order.size(); ++at) {
    const Entry& entry = entry_at(at);
    before[at] = std::exchange(before_of[entry.list], at);
    Counts& count = walk.counts.emplace_back();
    count.list = entry.version.list;
    count.version = entry.version.name;

    ForEachKept([&](auto kept) {
      if constexpr (internal::IsOnLists(internal::kTables[kept])) return;
      std::vector<Standing>& rows = walk.referred[kept];
      entry.stated[kept].ForEach([&](Row content) {
        const std::uint32_t key = std::get<kept>(contents).KeyOf(content);
        std::uint32_t& row = open[kept][key];
        if (row != kNone) {
          if (rows[row].content == content) return;
          rows[row].until = at;
          if (kept == kActorRows) actor_changed_at[key] = at;
        }
        row = static_cast<std::uint32_t>(rows.size());
        rows.push_back({content, key, at});
      });
    });

    const auto see = [&](auto kept) {
      const auto& table = std::get<kept>(contents);
      std::vector<Run>& runs = walk.runs[kept];
      entry.stated[kept].ForEach([&](Row content) {
        const std::uint32_t key = table.KeyOf(content);
        stated_at[kept][key] = at;
        std::uint32_t& run = open[kept][key];
        bool is_changed = false;
        if (run == kNone) {
          std::uint32_t absent = before[at];
          while (absent != kNone && SaysNothingOf(entry_at(absent).version, table.Get(content))) {
            absent = before[absent];
          }
          run = static_cast<std::uint32_t>(runs.size());
          runs.push_back({key, absent, at, kNone, {{content, key, at}}});
          if (kept == kDesignationRows) ++(was_there[kept][key] ? count.relisted : count.added);
          was_there[kept][key] = true;
          return;
        }
        runs[run].last = at;
        Standing& last = runs[run].contents.back();
        if (last.content != content) {
          is_changed = true;
          last.until = at;
          runs[run].contents.push_back({content, key, at});
        }
        if constexpr (kept == kDesignationRows) {
          const auto& target = table.Get(content).target;
          const ActorId* const actor = target ? std::get_if<ActorId>(&*target) : nullptr;
          is_changed = is_changed || (actor != nullptr && actor_changed_at[actor->value()] == at);
          ++(is_changed ? count.changed : count.unchanged);
        }
      });
      if (!entry.version.complete) return;
      for (std::uint32_t key = 0; key < open[kept].size(); ++key) {
        const std::uint32_t run = open[kept][key];
        if (run == kNone || stated_at[kept][key] == at || list_of[kept][key] != entry.list ||
            SaysNothingOf(entry.version, table.Get(runs[run].contents.back().content))) {
          continue;
        }
        runs[run].gone = at;
        runs[run].contents.back().until = at;
        open[kept][key] = kNone;
        if (kept == kDesignationRows) ++count.delisted;
      }
    };
    see(std::integral_constant<std::size_t, internal::kRelationRows>());
    see(std::integral_constant<std::size_t, kDesignationRows>());

    // An entry that goes on under another number: the only one that went, and the only one that
    // came, of those that are alike.
    if (before[at] == kNone || !entry.version.complete || !entry_at(before[at]).version.complete) {
      continue;
    }
    const auto& actors = std::get<kActorRows>(contents);
    const internal::RowSet& old_actors = entry_at(before[at]).stated[kActorRows];
    const internal::RowSet& new_actors = entry.stated[kActorRows];
    const auto only_in = [&](const internal::RowSet& one, const internal::RowSet& other) {
      absl::flat_hash_map<std::uint32_t, Row> only;
      one.ForEach([&](Row content) {
        if (!other.Contains(content)) only.emplace(actors.KeyOf(content), content);
      });
      return only;
    };
    absl::flat_hash_map<std::uint32_t, Row> gone = only_in(old_actors, new_actors);
    absl::flat_hash_map<std::uint32_t, Row> come = only_in(new_actors, old_actors);
    absl::erase_if(come, [&](const auto& one) { return gone.erase(one.first) > 0; });
    if (gone.empty() || come.empty()) continue;
    absl::flat_hash_map<std::string,
                        std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>>>
        alike;
    for (const auto& [key, content] : gone) {
      if (SaysNothingOf(entry.version, actors.Get(content))) continue;
      alike[internal::WithoutNumber(actors.Get(content))].first.push_back(key);
    }
    for (const auto& [key, content] : come) {
      const auto found = alike.find(internal::WithoutNumber(actors.Get(content)));
      if (found != alike.end()) found->second.second.push_back(key);
    }
    for (const auto& [bytes, pair] : alike) {
      if (pair.first.size() != 1 || pair.second.size() != 1) continue;
      walk.rekeyed.push_back({pair.first[0], pair.second[0], at});
      ++count.rekeyed;
    }
  }
  return walk;
}

Result<Chronicle> ListHistory::Build(std::vector<Counts>* counts) const {
  const Impl& impl = *impl_;
  Impl::Walk walk = impl.Go();
  const auto day_of = [&](std::uint32_t at) {
    return impl.entries[walk.order[at]].version.published;
  };
  // In the order of key and version, which no order of adding changes.
  std::array<std::vector<std::uint32_t>, kKeptTables> begins;  // of a key, its first row
  for (const Kept kept : kReferred) {
    std::vector<Impl::Standing>& rows = walk.referred[kept];
    const internal::KeyNumbers& keys = impl.keys[kept];
    std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
      return a.key == b.key ? a.since < b.since : keys[a.key] < keys[b.key];
    });
    begins[kept].assign(keys.size(), kNone);
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      begins[kept][rows[row].key] = std::min(begins[kept][rows[row].key], row);
    }
  }
  // The row of a key as it read in a version: the last that stood by then.
  const auto row_of = [&](std::size_t kept, std::uint32_t key, std::uint32_t at) {
    const std::vector<Impl::Standing>& rows = walk.referred[kept];
    std::uint32_t row = begins[kept][key];
    while (row + 1 < rows.size() && rows[row + 1].key == key && rows[row + 1].since <= at) ++row;
    return row;
  };
  const auto refer = [&](auto& record, std::uint32_t at) {
    auto to_row = [&]<typename Tag>(Id<Tag>& id) {
      id = Id<Tag>(row_of(internal::KeptOf(TableOf(FactRef(id))), id.value(), at));
    };
    internal::VisitIds(record, to_row);
  };

  ChronicleBuilder builder;
  for (std::uint32_t at = 0; at < walk.order.size(); ++at) {
    const Impl::Entry& entry = impl.entries[walk.order[at]];
    Source source = entry.source;
    refer(source, at);
    builder.Add(std::move(source));
    for (Coverage coverage : entry.coverage) {
      refer(coverage, at);
      coverage.source = SourceId(at);
      builder.Add(std::move(coverage));
    }
  }
  const auto claim_of = [&](std::string_view kind, std::string_view key, std::uint32_t at) {
    Claim claim;
    claim.fact.key = std::string(internal::kArchiveKeys) + std::string(kind) + "/" +
                     std::string(key) + "/" + ToString(day_of(at));
    claim.fact.span = Span::On(day_of(at));
    claim.fact.source = SourceId(at);
    return claim;
  };
  Impl::ForEachKept([&](auto kept) {
    const auto& contents = std::get<kept>(impl.contents);
    if constexpr (!internal::IsOnLists(internal::kTables[kept])) {
      for (const Impl::Standing& row : walk.referred[kept]) {
        auto record = contents.Get(row.content);
        refer(record, row.since);
        record.fact.source = SourceId(row.since);
        if (row.until != kNone) record.fact.superseded = day_of(row.until);
        builder.Add(std::move(record));
      }
    } else {
      std::vector<Impl::Run>& runs = walk.runs[kept];
      std::sort(runs.begin(), runs.end(), [&](const auto& a, const auto& b) {
        const internal::KeyNumbers& keys = impl.keys[kept];
        return a.key == b.key ? a.last < b.last : keys[a.key] < keys[b.key];
      });
      for (const Impl::Run& run : runs) {
        // A row learnt with a version, of what was seen until then.
        const auto add = [&](const Impl::Standing& row, std::uint32_t learnt, std::uint32_t until) {
          const bool is_gone = learnt == run.gone;
          internal::Sightings seen{
              day_of(run.contents.front().since), day_of(is_gone ? run.last : learnt), {}, {}};
          if (run.absent != kNone) seen.absent = day_of(run.absent);
          if (is_gone && kept == kDesignationRows) seen.gone = day_of(run.gone);
          auto record = contents.Get(row.content);
          refer(record, learnt);
          record.fact.source = SourceId(learnt);
          if (until != kNone) record.fact.superseded = day_of(until);
          std::string note = record.fact.note;
          const std::string by_day = internal::TakeLine(note, internal::kListSpan).value();
          const internal::Listing listing =
              ListingOf(internal::SaidOf(by_day, seen.first, day_of(row.since)), seen);
          record.fact.span = listing.span;
          if (is_gone) {
            internal::PutLine(record.fact.note, internal::kGone, ToString(seen.last));
            record.fact.key += std::string(internal::kUntil) + ToString(day_of(run.gone));
          }
          Claim claim = claim_of("own-date", record.fact.key, row.since);
          claim.about.push_back(builder.Add(std::move(record)));
          if (!listing.is_own_date_impossible || until != kNone) return;
          claim.proposition = "The list says when it was so: " + by_day;
          builder.Add(std::move(claim));
        };
        for (const Impl::Standing& row : run.contents) {
          const bool is_last = &row == &run.contents.back();
          // That the newest list has it, too, is known since that list.
          const bool is_seen_again = is_last && run.gone == kNone && run.last != row.since;
          add(row, row.since, is_seen_again ? run.last : row.until);
          if (is_seen_again) add(row, run.last, kNone);
          if (is_last && run.gone != kNone) add(row, run.gone, kNone);
        }
      }
    }
  });
  std::sort(walk.rekeyed.begin(), walk.rekeyed.end(), [&](const auto& a, const auto& b) {
    const internal::KeyNumbers& keys = impl.keys[kActorRows];
    return std::tie(a.at, keys[a.key]) < std::tie(b.at, keys[b.key]);
  });
  for (const Impl::Rekeyed& what : walk.rekeyed) {
    Claim claim = claim_of("rekeyed", impl.keys[kActorRows][what.key], what.at);
    claim.modality = Modality::kEvaluated;
    claim.proposition = "The first entry goes on as the second: alike but for the number";
    claim.about = {ActorId(row_of(kActorRows, what.key, what.at)),
                   ActorId(row_of(kActorRows, what.other, what.at))};
    builder.Add(std::move(claim));
  }
  Result<Chronicle> built = builder.Build();
  if (built.ok() && counts != nullptr) *counts = std::move(walk.counts);
  return built;
}

Result<ListHistory> ListHistory::Of(const Chronicle& chronicle) {
  const auto no_history = [](std::string_view text) {
    return Error(ErrorCode::kInvalidArgument, "not a history of lists", {}, std::string(text));
  };
  auto impl = std::make_unique<Impl>();
  for (const Token<Table>& table : kTokens<Table>) {
    if (table.value != Table::kSources && table.value != Table::kClaims &&
        internal::KeptOf(table.value) == kKeptTables && chronicle.size(table.value) > 0) {
      return no_history(table.word);
    }
  }
  for (const Claim& claim : chronicle.claims()) {
    if (!claim.fact.key.starts_with(internal::kArchiveKeys)) return no_history(claim.fact.key);
  }
  const Impl::Numbers numbers = impl->NumbersOf(chronicle);
  for (const Source& source : chronicle.sources()) {
    const std::optional<ListVersion> version = internal::VersionOfSource(source);
    if (!version) return no_history(source.key);
    Impl::Entry& entry = impl->entries.emplace_back();
    entry.version = *version;
    entry.list = impl->lists.Of(version->list);
    entry.source = source;
    if (source.publisher) {
      entry.source.publisher = ActorId(numbers[kActorRows][source.publisher->value()]);
    }
    if (version->complete) continue;
    Day& closed = impl->closed_until.try_emplace(version->list, version->published).first->second;
    closed = std::max(closed, version->published);
  }
  std::vector<std::uint32_t> order = impl->Order();
  if (!std::is_sorted(order.begin(), order.end())) return no_history("sources");
  for (const Coverage& coverage : chronicle.coverage()) {
    impl->TakeCoverage(coverage, numbers, impl->entries[coverage.source->value()]);
  }

  std::optional<Error> error;
  std::array<std::vector<Impl::Standing>, kKeptTables> referred;
  std::array<std::vector<std::vector<std::uint32_t>>, kKeptTables> rows_of;  // of a key
  Impl::ForEachTable(chronicle, [&](auto kept, const auto& rows) {
    auto& contents = std::get<kept>(impl->contents);
    rows_of[kept].resize(impl->keys[kept].size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::uint32_t key = numbers[kept][i];
      const std::uint32_t since = rows[i].fact.source->value();
      auto row = Impl::Numbered(rows[i], numbers);
      if constexpr (!internal::IsOnLists(internal::kTables[kept])) {
        rows_of[kept][key].push_back(static_cast<std::uint32_t>(referred[kept].size()));
        referred[kept].push_back({contents.Add(key, row), key, since});
      } else {
        const std::optional<std::string> gone = internal::TakeLine(row.fact.note, internal::kGone);
        if (!internal::HasLine(row.fact.note, internal::kListSpan)) {
          error = no_history(row.fact.key);
          return;
        }
        row.fact.key = impl->keys[kept][key];
        row.fact.span = Span::Unknown();
        const Row content = contents.Add(key, row);
        const std::uint32_t list = impl->entries[since].list;
        impl->GiveTo(list, kept, key);
        for (std::uint32_t at = 0; at < impl->entries.size(); ++at) {
          Impl::Entry& entry = impl->entries[at];
          const ListVersion& version = entry.version;
          if (entry.list != list) continue;
          const bool is_there = gone ? ToString(version.published) == *gone
                                     : at >= since &&
                                           (!rows[i].fact.superseded ||
                                            version.published < *rows[i].fact.superseded) &&
                                           (at == since || !impl->SaysNothingOf(version, row));
          if (is_there) entry.stated[kept].Insert(content);
        }
      }
    }
  });
  if (error) return *error;

  // What a version referred to it had, too.
  for (std::uint32_t at = 0; at < impl->entries.size(); ++at) {
    Impl::Entry& entry = impl->entries[at];
    std::vector<std::pair<std::size_t, Row>> waiting;
    auto refer = [&](const auto& id) {
      const std::size_t kept = internal::KeptOf(TableOf(FactRef(id)));
      const std::vector<std::uint32_t>& rows = rows_of[kept][id.value()];
      std::size_t row = 0;
      while (row + 1 < rows.size() && referred[kept][rows[row + 1]].since <= at) ++row;
      const Row content = referred[kept][rows[row]].content;
      if (entry.stated[kept].Contains(content)) return;
      entry.stated[kept].Insert(content);
      impl->GiveTo(entry.list, kept, id.value());
      waiting.emplace_back(kept, content);
    };
    // What reads like this for the first time it had, whatever else is known of it.
    for (const Kept kept : kReferred) {
      for (const Impl::Standing& row : referred[kept]) {
        if (row.since != at) continue;
        entry.stated[kept].Insert(row.content);
        impl->GiveTo(entry.list, kept, row.key);
        waiting.emplace_back(kept, row.content);
      }
    }
    internal::VisitIds(entry.source.publisher, refer);
    for (const Coverage& coverage : entry.coverage) internal::VisitIds(coverage.place, refer);
    Impl::ForEachKept([&](auto kept) {
      if constexpr (internal::IsOnLists(internal::kTables[kept])) {
        entry.stated[kept].ForEach([&](Row content) {
          internal::VisitIds(std::get<kept>(impl->contents).Get(content), refer);
        });
      }
    });
    while (!waiting.empty()) {
      const std::pair<std::size_t, Row> next = waiting.back();
      waiting.pop_back();
      Impl::ForEachKept([&](auto kept) {
        if (kept != next.first) return;
        internal::VisitIds(std::get<kept>(impl->contents).Get(next.second), refer);
      });
    }
  }
  return ListHistory(std::move(impl));
}

bool IsListHistory(const Chronicle& chronicle) {
  const auto sources = chronicle.sources();
  return !sources.empty() && std::all_of(sources.begin(), sources.end(), [](const Source& source) {
    return internal::VersionOfSource(source).has_value();
  });
}

}  // namespace casus
