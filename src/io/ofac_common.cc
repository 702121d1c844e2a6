#include "src/io/ofac_common.h"

#include <algorithm>

#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/ofac_remarks.h"
#include "src/io/utf8.h"

namespace casus::internal {

namespace {

// What a programme forbids; of more than one meaning, nothing.
std::vector<Measure> MeasuresOf(OfacList list, std::string_view programme) {
  if (programme == "NS-PLC" || programme.starts_with("561"))
    return {Measure::kFinancialRestrictions};
  if (programme.starts_with("CMIC")) return {Measure::kInvestmentBan};
  if (programme.starts_with("FSE")) return {Measure::kOther};
  if (list == OfacList::kSdn) return {Measure::kAssetFreeze};
  return {};
}

std::vector<Measure> MeasuresOfDirective(const std::string& order, const std::string& directive) {
  if (order == "13662" && (directive == "1" || directive == "2" || directive == "3")) {
    return {Measure::kFinancialRestrictions, Measure::kSectoral};
  }
  if (order == "13662" && directive == "4") {
    return {Measure::kExportControl, Measure::kServicesBan, Measure::kSectoral};
  }
  if (order == "14024" || order == "14014") return {Measure::kFinancialRestrictions};
  return {};
}

std::string_view WithoutStop(const OfacItem& item) {
  std::string_view text = item.text;
  if (item.may_end_in_stop && text.ends_with('.')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string_view TokenOf(OfacList list) {
  return list == OfacList::kSdn ? "sdn" : list == OfacList::kNonSdn ? "cons" : "list";
}

std::string_view TitleOf(OfacList list) {
  return list == OfacList::kSdn      ? "OFAC Specially Designated Nationals"
         : list == OfacList::kNonSdn ? "OFAC Consolidated Non-SDN List"
                                     : "OFAC sanctions list";
}

OfacList OfacListOf(const std::string& file, std::string_view non_sdn) {
  if (file == "-" || file == "standard input") return OfacList::kUnknown;
  const std::string name = LowerCase(BaseName(file));
  return name.find(non_sdn) != std::string::npos ? OfacList::kNonSdn
         : name.find("sdn") != std::string::npos ? OfacList::kSdn
                                                 : OfacList::kUnknown;
}

std::string OfacName(std::string_view surname, std::string_view given) {
  std::string name(surname);
  if (!surname.empty() && !given.empty()) name += ", ";
  name += given;
  return name;
}

std::string OfacAddress(std::string_view street, std::string_view city, std::string_view country,
                        std::string_view remarks) {
  std::string text;
  std::size_t blanks = 0;
  bool is_first = true;
  for (const std::string_view part : {street, city, country, remarks}) {
    if (!is_first) ++blanks;
    is_first = false;
    if (part.empty()) continue;
    for (; blanks > 0; --blanks) text += " | ";
    text += part;
  }
  return text;
}

std::string OfacNumber(std::string_view kind, std::string_view number, std::string_view country,
                       std::string_view issued, std::string_view expires) {
  std::string text(kind);
  const auto add = [&](std::string_view before, std::string_view part, std::string_view behind) {
    if (part.empty()) return;
    if (!text.empty()) text += ' ';
    text += before;
    text += part;
    text += behind;
  };
  add("", number, "");
  add("(", country, ")");
  add("issued ", issued, "");
  add("expires ", expires, "");
  return text;
}

// Has this list been read into the builder with an entry of the number? The other list may have
// been: some are on both.
bool OfacEntries::Has(const std::string& number) const {
  if (entry_of_.contains(number)) return true;
  const std::optional<ActorId> held = builder_.FindActor("ofac:" + number);
  if (!held) return false;
  const std::string note = "\n" + builder_.actor_at(*held).fact.note + "\n";
  return note.find("\nlist=" + std::string(TokenOf(list_)) + "\n") != std::string::npos;
}

std::size_t OfacEntries::Add(OfacEntry entry) {
  std::string note;
  AddNoteLine(note, "list", TokenOf(list_));
  if (!entry.note.empty()) note += "\n" + entry.note;
  entry.note = std::move(note);
  entry_of_.emplace(entry.number, entries_.size());
  entries_.push_back(std::move(entry));
  remarks_.emplace_back();
  return entries_.size() - 1;
}

void OfacEntries::Issue(Severity severity, const OfacPlace& place, std::string_view text,
                        std::string message, std::string action) {
  issues_.Add(casus::Issue{severity, ErrorCode::kInvalidArgument,
                           Where{file_, place.line, place.column, std::string(place.field)},
                           Excerpt(text), std::move(message), std::move(action)});
}

void OfacEntries::ReadItems(std::size_t index) {
  OfacEntry& entry = entries_[index];
  Remarks& found = remarks_[index];
  std::vector<Moment> births;
  OfacPlace birth_place;
  for (OfacItem& item : entry.items) {
    const std::string_view text = WithoutStop(item);
    if (const auto birth = BirthOf(text)) {
      const Result<Moment> date = ParseRemarkDate(*birth);
      if (date.ok()) {
        if (births.empty()) birth_place = item.place;
        births.push_back(*date);
      } else {
        Issue(Severity::kWarning, item.place, text, date.error().message(), "kept in the note");
      }
    } else if (const auto alias = WeakAliasOf(text)) {
      Name name{std::string(*alias), NameKind::kWeakAlias, {}, std::nullopt};
      std::vector<Name>& all = entry.aliases;
      if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(std::move(name));
    } else if (After(item.text, kLinkedTo)) {
      found.linked_to.push_back(std::move(item));
    } else if (IsSecondarySanctions(text)) {
      found.secondary.emplace_back(text);
    } else if (const auto directive = DirectiveOf(text)) {
      Directive& dates = found.directives[{directive->order, directive->directive}];
      dates.place = item.place;
      if (directive->what == DirectiveItem::What::kSubject) continue;
      const Result<Moment> date = ParseRemarkDate(directive->date);
      if (!date.ok()) {
        Issue(Severity::kWarning, item.place, text, date.error().message(), "kept in the note");
      } else if (directive->what == DirectiveItem::What::kListed) {
        dates.listed = *date;
      } else {
        dates.effective = *date;
      }
    } else if (std::optional<Code> code = CodeOf(text)) {
      entry.codes.push_back(*std::move(code));
    }
  }
  if (births.size() > 1) {
    Issue(Severity::kNote, birth_place, {}, std::to_string(births.size()) + " dates of birth",
          "taken as some day from the first to the last of them");
  }
  if (!births.empty()) entry.life = Span::Make(AnyOf(births), Moment::Unknown()).value();
  std::vector<OfacItem>().swap(entry.items);
}

Regime OfacEntries::RegimeOf(OfacList list, const std::string& programme) const {
  Regime regime;
  regime.senders.push_back(office_);
  if (programme.empty()) {
    regime.fact.key = "ofac:" + std::string(TokenOf(list)) + ":no-programme";
    regime.name = "OFAC's list, without a programme";
    return regime;
  }
  regime.fact.key = "ofac:programme:" + CodePart(programme);
  regime.name = "OFAC programme " + programme;
  regime.programme = programme;
  return regime;
}

void OfacEntries::AddDesignation(const OfacEntry& entry, const OfacListing& listing,
                                 const std::string& programme, ActorId target,
                                 const Remarks& remarks, std::string key, Designation designation,
                                 const Directive& dates, bool is_sole) {
  const auto there = designation_lists_.find(key);
  if (there != designation_lists_.end() && there->second != listing.list_name) {
    // In the same programme on two lists, which forbid different things.
    key += ":" + CodePart(LowerCase(listing.list_name));
  }
  if (!designation_lists_.emplace(key, listing.list_name).second ||
      builder_.FindRow(Table::kDesignations, key)) {
    return Issue(Severity::kWarning, listing.place, entry.number + " " + programme,
                 "designated on this list in this programme already", "taken once");
  }
  designation.fact.key = std::move(key);
  designation.fact.locator = entry.locator;
  designation.regime = staging_.FindOrAddRegime(RegimeOf(listing.list, programme));
  designation.target = target;
  designation.decided = dates.listed;
  if (!designation.decided && is_sole) designation.decided = listing.listed;
  designation.effective = dates.effective;
  designation.amended = listing.amended;
  std::optional<Moment> begin = dates.effective ? dates.effective : listing.listed;
  if (begin && !dates.effective && !is_sole) {
    const Day latest = list_day_ ? list_day_->latest() : Day::EndOfTime();
    const Result<Moment> since = Moment::Between(begin->earliest(), latest);
    if (since.ok()) begin = *since;
  }
  designation.fact.span = begin ? SeenSince(*begin, list_day_) : SeenOn(list_day_);
  for (const std::string& text : remarks.secondary) {
    AddNoteLine(designation.fact.note, "secondary_sanctions", text);
  }
  if (!listing.note.empty()) {
    if (!designation.fact.note.empty()) designation.fact.note += '\n';
    designation.fact.note += listing.note;
  }
  staging_.AddDesignation(std::move(designation), listing.place.line);
}

void OfacEntries::AddListing(const OfacEntry& entry, const OfacListing& listing, ActorId target,
                             const Remarks& remarks,
                             std::set<std::pair<std::string, std::string>>& placed_directives) {
  const std::string list_key =
      "ofac:" + std::string(TokenOf(listing.list)) + ":" + entry.number + ":";
  // The directives of an order are of the first list that has a programme of it.
  const std::set<std::pair<std::string, std::string>> placed_before = placed_directives;
  const auto is_of = [&](const std::string& programme,
                         const std::pair<std::string, std::string>& directive) {
    return programme.ends_with("EO" + directive.first) && !placed_before.contains(directive);
  };
  // A directive takes the place of its programme, but on the SDN list not of the only one.
  const bool replaces = listing.list != OfacList::kSdn || listing.programmes.size() > 1;
  std::size_t count = 0;  // of designations
  for (const std::string& programme : listing.programmes) {
    std::size_t directives = 0;
    for (const auto& [name, directive] : remarks.directives) {
      if (!name.second.empty() && is_of(programme, name)) ++directives;
    }
    count += directives > 0 && replaces ? directives : directives + 1;
  }
  const bool is_sole = count == 1;
  for (const std::string& programme : listing.programmes) {
    const std::string key = list_key + CodePart(programme);
    Directive dates;  // of the programme itself
    std::size_t directives = 0;
    for (const auto& [name, directive] : remarks.directives) {
      const auto& [order, number] = name;
      if (number.empty()) {
        if (!programme.starts_with(order)) continue;
        dates = directive;
        placed_directives.insert(name);
        continue;
      }
      if (!is_of(programme, name)) continue;
      placed_directives.insert(name);
      ++directives;
      Instrument instrument;
      instrument.fact.key = "ofac:directive:" + order + ":" + CodePart(number);
      instrument.kind = InstrumentKind::kDirective;
      instrument.citation = "Directive " + number + " under Executive Order " + order;
      instrument.regime = staging_.FindOrAddRegime(RegimeOf(listing.list, programme));
      Designation designation;
      designation.instrument = staging_.FindOrAddInstrument(std::move(instrument));
      designation.measures = MeasuresOfDirective(order, number);
      AddDesignation(entry, listing, programme, target, remarks,
                     key + ":directive-" + CodePart(number), std::move(designation), directive,
                     is_sole);
    }
    if (directives > 0 && replaces) continue;
    Designation designation;
    designation.measures = MeasuresOf(listing.list, programme);
    if (designation.measures.empty()) designation.measures = listing.measures;
    AddDesignation(entry, listing, programme, target, remarks, key, std::move(designation), dates,
                   is_sole);
  }
  if (is_sole || !listing.listed) return;
  Designation designation;
  designation.measures = MeasuresOf(listing.list, {});
  if (designation.measures.empty()) designation.measures = listing.measures;
  AddDesignation(entry, listing, {}, target, remarks, list_key, std::move(designation), {}, true);
}

void OfacEntries::AddDesignations(const OfacEntry& entry, ActorId target, const Remarks& remarks) {
  std::set<std::pair<std::string, std::string>> placed;
  for (const OfacListing& listing : entry.listings) {
    AddListing(entry, listing, target, remarks, placed);
  }
  for (const auto& [name, directive] : remarks.directives) {
    if (placed.contains(name)) continue;
    Issue(Severity::kWarning, directive.place, name.first + " " + name.second,
          "a directive or date of no programme of the entry", "kept in the note");
  }
}

void OfacEntries::AddLink(std::size_t from, const OfacItem& item, std::string_view name,
                          RelationKind kind) {
  const bool is_link = kind == RelationKind::kActsFor;
  // The full stop at the end of the remarks may be that of "S.A.", too.
  std::string_view or_name = name;
  or_name.remove_suffix(item.text.size() - WithoutStop(item).size());
  auto found = named_.find(LowerCase(name));
  const auto other = named_.find(LowerCase(or_name));
  if (found == named_.end()) found = other;
  if (found == named_.end()) {
    return Issue(Severity::kWarning, item.place, or_name,
                 is_link ? "linked to a name that no entry has" : "an owner that is no entry",
                 "kept in the note");
  }
  if (found->second.size() > 1 || (other != named_.end() && other != found)) {
    return Issue(
        Severity::kWarning, item.place, or_name,
        is_link ? "linked to a name of several entries" : "an owner's name of several entries",
        "kept in the note");
  }
  const std::size_t to = found->second.front();
  Relation relation;
  relation.fact.key = "ofac:" + std::string(TokenOf(list_)) + ":" + entries_[from].number +
                      (is_link ? ":linked-to:" : ":owned-by:") + entries_[to].number;
  if (staging_.HasRelation(relation.fact.key)) {
    return Issue(Severity::kNote, item.place, or_name, "the same link twice", "taken once");
  }
  relation.fact.locator = entries_[from].locator;
  relation.fact.span = SeenOn(list_day_);
  relation.fact.note = is_link ? "Linked To" : kOfacOwner;
  relation.kind = kind;
  relation.from = actors_[is_link ? from : to];
  relation.to = actors_[is_link ? to : from];
  if (!is_link) relation.share = Share();
  staging_.AddRelation(std::move(relation), item.place.line);
}

void OfacEntries::AddRelationRow(const OfacRelation& relation) {
  Relation row;
  row.fact.key = "ofac:" + std::string(TokenOf(list_)) + ":" + entries_[relation.from].number +
                 ":" + CodePart(LowerCase(relation.word)) + ":" + entries_[relation.to].number +
                 (relation.is_over ? ":former" : "");
  if (staging_.HasRelation(row.fact.key)) {
    return Issue(Severity::kNote, relation.place, relation.word, "the same relation twice",
                 "taken once");
  }
  row.fact.span = SeenOn(list_day_);
  if (relation.is_over) {
    // Over by the day of the list.
    const bool is_dated = list_day_ && list_day_->latest().is_finite();
    row.fact.span = Span::Make(Moment::Unknown(),
                               is_dated ? Moment::NotAfter(list_day_->latest()) : Moment::Unknown())
                        .value();
  }
  row.fact.note = relation.word;
  if (!relation.note.empty()) row.fact.note += "\n" + relation.note;
  row.kind = relation.kind;
  row.from = actors_[relation.from];
  row.to = actors_[relation.to];
  if (row.kind == RelationKind::kOwns) row.share = Share();
  staging_.AddRelation(std::move(row), relation.place.line);
}

void OfacEntries::Finish(Source source, const std::optional<Moment>& list_day) {
  list_day_ = list_day;
  const bool lists_any = std::any_of(entries_.begin(), entries_.end(), [](const OfacEntry& entry) {
    return !entry.listings.empty();
  });
  if (lists_any) {
    Actor office;
    office.fact.key = "ofac";
    office.kind = ActorKind::kOrgan;
    office.name = "Office of Foreign Assets Control";
    office.names.push_back(Name{"OFAC", NameKind::kShort, {}, std::nullopt});
    office_ = staging_.AddActor(std::move(office));
  }

  for (std::size_t i = 0; i < entries_.size(); ++i) {
    ReadItems(i);
    OfacEntry& entry = entries_[i];
    named_[LowerCase(entry.name)].push_back(i);
    Actor actor;
    actor.fact.key = "ofac:" + entry.number;
    actor.fact.locator = entry.locator;
    actor.kind = entry.type == "individual" ? ActorKind::kPerson
                 : entry.type == "vessel"   ? ActorKind::kVessel
                                            : ActorKind::kOther;
    actor.name = entry.name;
    actor.names = std::move(entry.aliases);
    actor.codes = std::move(entry.codes);
    actor.codes.insert(actor.codes.begin(), Code{CodeSystem::kOfacUid, entry.number, std::nullopt});
    actor.fact.span = entry.life;
    actor.fact.note = std::move(entry.note);
    actors_.push_back(staging_.AddActor(std::move(actor)));
  }
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const OfacEntry& entry = entries_[i];
    AddDesignations(entry, actors_[i], remarks_[i]);
    for (const OfacItem& item : remarks_[i].linked_to) {
      AddLink(i, item, *After(item.text, kLinkedTo), RelationKind::kActsFor);
    }
    if (entry.owner) AddLink(i, *entry.owner, entry.owner->text, RelationKind::kOwns);
  }
  for (const OfacRelation& relation : relations_) AddRelationRow(relation);

  staging_.CoverList(source.key, list_day, file_, "; who was on it before is not");
  staging_.Commit(std::move(source), file_);
}

}  // namespace casus::internal
