#ifndef CASUS_SRC_IO_LIST_ENTRY_H_
#define CASUS_SRC_IO_LIST_ENTRY_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "casus/base/error.h"
#include "casus/base/function_ref.h"
#include "casus/chronicle/chronicle.h"
#include "casus/io/importer.h"
#include "casus/time/parse.h"
#include "src/io/fields.h"
#include "src/io/header.h"
#include "src/io/list_staging.h"
#include "src/io/xml.h"

// What the readers of sanctions lists share whose entries are published as XML and as a table, with
// a row for each name or address: an entry is gathered from either, and the rows of a chronicle are
// made of what was gathered.

namespace casus::internal {

// Fields that belong together: the parts of a name, the lines of an address. A group of one field
// bears the field's name.
struct FieldGroup {
  std::string_view name;
  std::vector<std::string_view> fields;
  bool is_single = false;  // an entry has one text of it at the most
};

// A field by its group and its place there.
struct FieldPlace {
  std::size_t group;
  std::size_t field;
};

// What is said in the fields of a group, and where.
struct ListItem {
  std::vector<std::string> texts;  // by field; empty where nothing is said
  std::uint64_t line = 0;
  std::uint64_t column = 0;
};

// All that is said of an entry, by group, in the order in which it was said first.
class ListEntry {
 public:
  ListEntry(std::string id, std::size_t groups, std::uint64_t line, std::uint64_t column)
      : id_(std::move(id)), line_(line), column_(column), items_(groups) {}

  // Keeps what says something that was not said before; false for anything else.
  bool Add(std::size_t group, ListItem item);
  // Keeps the text of a field that the list is not known to have.
  void AddOther(std::string_view name, std::string text);

  const std::string& id() const { return id_; }
  std::uint64_t line() const { return line_; }
  std::uint64_t column() const { return column_; }
  const std::vector<ListItem>& operator[](std::size_t group) const { return items_[group]; }
  // Of the first item of a group the first field; empty where there is none.
  std::string_view Text(std::size_t group) const;
  const std::vector<std::pair<std::string, std::string>>& others() const { return others_; }

 private:
  std::string id_;
  std::uint64_t line_;
  std::uint64_t column_;
  std::vector<std::vector<ListItem>> items_;
  std::vector<std::pair<std::string, std::string>> others_;
  absl::flat_hash_set<std::string> said_;
};

// The entries of a list while it is read, and what is found wrong with them. What is given must
// outlive it.
class EntryList {
 public:
  // The keys of actors and designations begin with `prefix` and a colon.
  EntryList(std::string_view prefix, std::vector<FieldGroup> groups, const std::string& file,
            const ImportOptions& options, ChronicleBuilder& builder, ImportReport& report)
      : prefix_(prefix),
        groups_(std::move(groups)),
        file_(file),
        options_(options),
        builder_(builder),
        report_(report),
        staging_(builder) {}

  const std::vector<FieldGroup>& groups() const { return groups_; }
  ListStaging& staging() { return staging_; }
  std::deque<ListEntry>& entries() { return entries_; }
  const std::optional<Moment>& list_day() const { return list_day_; }

  // The day of the list. Where the list does not say it, that of the options, with a warning.
  void SetDay(std::optional<Day> day);

  std::string KeyOf(const std::string& id) const { return prefix_ + ":" + CodePart(id); }
  bool IsHeld(const std::string& id) const { return builder_.FindActor(KeyOf(id)).has_value(); }
  // The entry of the id; nullptr where there is none.
  ListEntry* Find(const std::string& id);
  ListEntry& FindOrAdd(const std::string& id, std::uint64_t line, std::uint64_t column);

  // The entry that a record of a table belongs to, with all that it says in columns that are none
  // of the list's. An error is left in a record without an id, and in one of an entry that the
  // builder holds.
  ListEntry* EntryOf(Record& record, std::size_t id_column, const HeaderLayout& layout);
  // What a record says, as items by group. `places` is by column.
  std::vector<ListItem> ItemsOf(const Record& record, std::span<const FieldPlace> places) const;
  // The entry of a record in XML, or why it is refused. `what` is what it has no id of.
  Result<ListEntry*> EntryOf(const XmlNode& node, const std::string& id, std::string_view what);
  // A field that is none of the list's is told once.
  void AddUnknown(ListEntry& entry, std::string_view name, std::string text, std::uint64_t line,
                  std::uint64_t column);

  void Log(Severity severity, std::uint64_t line, std::uint64_t column, std::string_view field,
           std::string_view text, std::string message, std::string action);
  void Log(Severity severity, const ListEntry& entry, std::string message, std::string action) {
    Log(severity, entry.line(), entry.column(), {}, entry.id(), std::move(message),
        std::move(action));
  }
  void Log(Severity severity, std::size_t group, const ListItem& item, std::string message,
           std::string action) {
    Log(severity, item.line, item.column, groups_[group].name, Flat(group, item),
        std::move(message), std::move(action));
  }

  // "Name1: Rupert | Name6: ZENDA"; the text alone of a group of one field.
  std::string Flat(std::size_t group, const ListItem& item) const;
  // Says where an entry has several texts of a group of which it has one.
  void CheckSingles(const ListEntry& entry);
  // The day in a field of an item, or a warning.
  std::optional<Day> DayOf(std::size_t group, const ListItem& item, std::string_view field,
                           DayShape shape, YearLimits limits);
  // The days in the items of a group of one field. `all` becomes false if one is none.
  std::vector<Moment> DaysOf(const ListEntry& entry, std::size_t group, DayShape shape, bool* all);
  // Lines of all items but those of the groups `placed`, which other fields hold whole.
  std::string NoteOf(const ListEntry& entry, const std::vector<bool>& placed) const;
  // The begin of an actor born on one of several dates.
  void SetBirth(const ListEntry& entry, const std::vector<Moment>& births, Actor& actor);
  // When a designation held that began then, or on an unknown day.
  void SetTime(const ListEntry& entry, const std::optional<Moment>& begin, Designation& to);

  // Adds the source and the coverage, and moves everything into the builder.
  void Commit(Source source, std::string_view coverage_note);

 private:
  std::string prefix_;
  std::vector<FieldGroup> groups_;
  const std::string& file_;
  const ImportOptions& options_;
  ChronicleBuilder& builder_;
  ImportReport& report_;
  ListStaging staging_;
  std::optional<Moment> list_day_;
  std::deque<ListEntry> entries_;
  absl::flat_hash_map<std::string, std::size_t> rows_;  // of entries, by id
  absl::flat_hash_set<std::string> unknown_;            // names that were told of
};

// Adds a name or a code that the actor does not have.
class ActorParts {
 public:
  explicit ActorParts(Actor& actor) : actor_(actor) {}
  void AddName(std::string text, NameKind kind, std::string language = {});
  void AddCode(CodeSystem system, std::string value, std::optional<Span> span = std::nullopt);
  // A reference of the UN's list, or another of theirs, which is a code of no system.
  void AddUnReference(const std::string& text);
  // An IMO number, perhaps with those letters before it; false if it is none, and then a code of
  // another kind.
  bool AddImo(std::string_view text);

 private:
  Actor& actor_;
  absl::flat_hash_set<std::string> there_;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_LIST_ENTRY_H_
