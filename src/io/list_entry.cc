#include "src/io/list_entry.h"

#include <algorithm>

#include "casus/actor/codes.h"
#include "src/io/format.h"
#include "src/io/utf8.h"

namespace casus::internal {

bool ListEntry::Add(std::size_t group, ListItem item) {
  std::string key = std::to_string(group);
  bool says = false;
  for (const std::string& text : item.texts) {
    says = says || !text.empty();
    key += '\n';  // texts have none
    key += text;
  }
  if (!says || !said_.insert(std::move(key)).second) return false;
  items_[group].push_back(std::move(item));
  return true;
}

void ListEntry::AddOther(std::string_view name, std::string text) {
  if (text.empty() || !said_.insert("?" + std::string(name) + "\n" + text).second) return;
  others_.emplace_back(name, std::move(text));
}

std::string_view ListEntry::Text(std::size_t group) const {
  return items_[group].empty() ? std::string_view() : items_[group].front().texts.front();
}

void EntryList::SetDay(std::optional<Day> day) {
  if (day) {
    list_day_ = Moment::OnDay(*day);
    return;
  }
  list_day_ = options_.published;
  Log(Severity::kWarning, 0, 0, {}, {}, "no day of the list that can be read",
      list_day_ ? "taken as the day of publication that was given"
                : "nothing is known of the ends of designations");
}

ListEntry* EntryList::Find(const std::string& id) {
  const auto found = rows_.find(id);
  return found == rows_.end() ? nullptr : &entries_[found->second];
}

ListEntry& EntryList::FindOrAdd(const std::string& id, std::uint64_t line, std::uint64_t column) {
  const auto [row, is_new] = rows_.try_emplace(id, entries_.size());
  if (is_new) entries_.emplace_back(id, groups_.size(), line, column);
  return entries_[row->second];
}

ListEntry* EntryList::EntryOf(Record& record, std::size_t id_column, const HeaderLayout& layout) {
  const std::string id = CollapseBlanks(record[id_column]);
  if (id.empty()) {
    record.Fail(id_column, ErrorCode::kParse, "missing");
    return nullptr;
  }
  if (IsHeld(id)) {
    record.Fail(id_column, ErrorCode::kDuplicate, "an entry of this id is there already");
    return nullptr;
  }
  ListEntry& entry = FindOrAdd(id, record.line(), record.WhereOf(id_column).column);
  for (const auto& other : layout.others) {
    entry.AddOther(OtherName({}, other), CollapseBlanks(record.AtPlace(other.first)));
  }
  return &entry;
}

std::vector<ListItem> EntryList::ItemsOf(const Record& record,
                                         std::span<const FieldPlace> places) const {
  std::vector<ListItem> items(groups_.size());
  for (std::size_t column = 0; column < places.size(); ++column) {
    std::string text = CollapseBlanks(record[column]);
    if (text.empty()) continue;
    const auto [group, field] = places[column];
    ListItem& item = items[group];
    if (item.texts.empty()) {
      item.texts.resize(groups_[group].fields.size());
      item.line = record.line();
      item.column = record.WhereOf(column).column;
    }
    item.texts[field] = std::move(text);
  }
  return items;
}

Result<ListEntry*> EntryList::EntryOf(const XmlNode& node, const std::string& id,
                                      std::string_view what) {
  const Where where{file_, node.line, node.column, node.name};
  if (id.empty()) {
    return Error(ErrorCode::kParse, "an entry without a " + std::string(what), where);
  }
  if (Find(id) != nullptr || IsHeld(id)) {
    return Error(ErrorCode::kDuplicate, "an entry of this id is there already", where, Excerpt(id));
  }
  return &FindOrAdd(id, node.line, node.column);
}

void EntryList::AddUnknown(ListEntry& entry, std::string_view name, std::string text,
                           std::uint64_t line, std::uint64_t column) {
  if (unknown_.insert(std::string(name)).second) {
    Log(Severity::kWarning, line, column, name, text, "not a field of the list",
        "kept in the note");
  }
  entry.AddOther(name, std::move(text));
}

void EntryList::Log(Severity severity, std::uint64_t line, std::uint64_t column,
                    std::string_view field, std::string_view text, std::string message,
                    std::string action) {
  report_.issues.Add(Issue{severity, ErrorCode::kInvalidArgument,
                           Where{file_, line, column, std::string(field)}, Excerpt(text),
                           std::move(message), std::move(action)});
}

std::string EntryList::Flat(std::size_t group, const ListItem& item) const {
  const std::vector<std::string_view>& fields = groups_[group].fields;
  if (fields.size() == 1) return item.texts.front();
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (item.texts[i].empty()) continue;
    if (!out.empty()) out += " | ";
    out += fields[i];
    out += ": ";
    out += item.texts[i];
  }
  return out;
}

void EntryList::CheckSingles(const ListEntry& entry) {
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    const std::vector<ListItem>& items = entry[group];
    if (!groups_[group].is_single || items.size() < 2) continue;
    Log(Severity::kWarning, group, items[1],
        "not what " + entry.id() + " said before: '" + Excerpt(Flat(group, items[0])) + "'",
        "all are kept in the note");
  }
}

std::optional<Day> EntryList::DayOf(std::size_t group, const ListItem& item, std::string_view field,
                                    DayShape shape, YearLimits limits) {
  const std::vector<std::string_view>& fields = groups_[group].fields;
  const auto at = std::find(fields.begin(), fields.end(), field) - fields.begin();
  const std::string& text = item.texts[static_cast<std::size_t>(at)];
  const Result<Day> day = ParseDay(text, shape, limits);
  if (day.ok()) return *day;
  Log(Severity::kWarning, item.line, item.column, field, text, day.error().message(),
      "kept in the note");
  return std::nullopt;
}

std::vector<Moment> EntryList::DaysOf(const ListEntry& entry, std::size_t group, DayShape shape,
                                      bool* all) {
  std::vector<Moment> days;
  for (const ListItem& item : entry[group]) {
    if (const std::optional<Day> day = DayOf(group, item, groups_[group].name, shape, kListYears)) {
      days.push_back(Moment::OnDay(*day));
    } else {
      *all = false;
    }
  }
  return days;
}

std::string EntryList::NoteOf(const ListEntry& entry, const std::vector<bool>& placed) const {
  std::string note;
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    if (placed[group]) continue;
    for (const ListItem& item : entry[group]) {
      AddNoteLine(note, groups_[group].name, Flat(group, item));
    }
  }
  for (const auto& [name, text] : entry.others()) AddNoteLine(note, name, text);
  return note;
}

void EntryList::SetBirth(const ListEntry& entry, const std::vector<Moment>& births, Actor& actor) {
  if (births.empty()) return;
  if (births.size() > 1) {
    Log(Severity::kNote, entry, std::to_string(births.size()) + " dates of birth",
        "taken as some day from the first to the last of them");
  }
  actor.fact.span = Span::Make(AnyOf(births), Moment::Unknown()).value();
}

void EntryList::SetTime(const ListEntry& entry, const std::optional<Moment>& begin,
                        Designation& to) {
  if (!begin) {
    to.fact.span = SeenOn(list_day_);
    return;
  }
  to.fact.span = SeenSince(*begin, list_day_);
  if (list_day_ && list_day_->latest() < begin->earliest()) {
    Log(Severity::kWarning, entry, "designated after the day of the list", "kept as given");
  }
}

void EntryList::Commit(Source source, std::string_view coverage_note) {
  source.kind = SourceKind::kOfficialDocument;
  if (!options_.published && list_day_) source.published = *list_day_;
  staging_.CoverList(source.key, list_day_, file_, coverage_note);
  staging_.Commit(std::move(source), file_);
}

void ActorParts::AddName(std::string text, NameKind kind, std::string language) {
  if (text.empty() || text == actor_.name) return;
  std::string key(ToString(kind));
  key += "\n" + language + "\n" + text;
  if (!there_.insert(std::move(key)).second) return;
  actor_.names.push_back(Name{std::move(text), kind, std::move(language), std::nullopt});
}

void ActorParts::AddCode(CodeSystem system, std::string value, std::optional<Span> span) {
  if (value.empty()) return;
  std::string key(ToString(system));
  key += "\n" + value;
  if (!there_.insert(std::move(key)).second) return;
  actor_.codes.push_back(Code{system, std::move(value), span});
}

void ActorParts::AddUnReference(const std::string& text) {
  if (CheckCode(CodeSystem::kUnSecurityCouncil, text).ok()) {
    AddCode(CodeSystem::kUnSecurityCouncil, text);
  } else {
    AddCode(CodeSystem::kOther, "UN reference " + text);
  }
}

bool ActorParts::AddImo(std::string_view text) {
  std::string number;
  for (const char c : text) {
    if (c != ' ') number += c;
  }
  if (LowerCase(number).starts_with("imo")) number.erase(0, 3);
  const bool is_imo = CheckCode(CodeSystem::kImo, number).ok();
  if (is_imo) {
    AddCode(CodeSystem::kImo, std::move(number));
  } else {
    AddCode(CodeSystem::kOther, "IMO number " + std::string(text));
  }
  return is_imo;
}

}  // namespace casus::internal
