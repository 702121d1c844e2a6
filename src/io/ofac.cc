// OFAC's sanctions lists in their legacy files: Specially Designated Nationals (SDN) and the
// consolidated list of the others (non-SDN).
//
// Layouts. CSV without a header, ASCII, CR LF or LF; a Ctrl-Z on a line of its own may end a file.
// A list is a set of files that are joined by their first column, ent_num (OFAC's unique id):
//   sdn.csv           cons_prim.csv      12 columns: the entries
//   add.csv           cons_add.csv        6: addresses
//   alt.csv           cons_alt.csv        5: aliases
//   sdn_comments.csv  cons_comments.csv   2: what the remarks of an entry have no room for
// The file of entries is the one to read; the others are found beside it by its name, whatever
// stands before or behind ("SDN.CSV", "2020_sdn.csv.gz"). One that is not there is warned of. The
// name says which list it is; under another name no measures are known and nothing is looked for.
// A null is `-0- `, without quotes.
//
//   ent_num      actor "ofac:<ent_num>" and its code of kOfacUid
//   SDN_Name     its name, for persons as "SURNAME, Given"
//   SDN_Type     individual: a person; vessel; aircraft and entities (null): other
//   Program      "A] [B" are two. Each is a regime "ofac:programme:A" of the actor "ofac", and each
//                entry has a designation in it, "ofac:<list>:<ent_num>:A"
//   aliases      names: aka an alias, fka a former one, nka ("now known as") an alias
//   Remarks      see ofac_remarks.h. Exactly 1,000 characters are cut off wherever that is and go
//                on in the file of comments.
//     DOB ...              the begin of the actor; of several, between the first and the last
//     a.k.a. 'X'           a weak alias, which stands nowhere else
//     Linked To: X         a relation to the entry of that name. OFAC links who acts for, is owned
//                          or controlled by, or supports another, and these files do not say which:
//                          it is kActsFor, the one that claims neither shares nor command, and its
//                          note has OFAC's words.
//     Passport ... etc.    codes of kOther
//     ... Directive n      a designation of its own, by that directive, in force since its
//     effective
//                          date, decided on its listing date. It takes the place of that in the
//                          programme, of which it is the measure; but on the SDN list an entry that
//                          has no other programme is blocked as well.
//     (CMIC)               the same dates of the programme of that name
//     Secondary sanctions  the note of the designations
// The actor's note has all of it as it stands, in lines "<column>=<text>", the first of which is
// the list. An entry on both lists is one actor.
//
// There are no days of listing in these files, and an entry that was delisted is gone. So a
// designation held on the day of the file (ImportOptions::published), began on it or before, and
// was not seen to end; where that day is not given, nothing is known of its time. The coverage is
// that day.
//
// All entries of the SDN list are blocked. Other measures are those of the programme or directive
// where there is one meaning: the directives under Executive Orders 13662 (1 to 3 debt and equity,
// 4 projects), 14024 and 14014 (debt, accounts, dealings with banks), Executive Orders 13959
// (securities) and 13608 (all transactions, without blocking).

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/time/parse.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/list_staging.h"
#include "src/io/ofac_remarks.h"
#include "src/io/utf8.h"

namespace casus::internal {

namespace {

constexpr std::string_view kNull = "-0- ";
constexpr std::string_view kNullAtEnd = "-0-";
constexpr std::string_view kCtrlZ = "\x1A";
// Where the remarks of an entry are cut off.
constexpr std::size_t kRemarksRoom = 1000;

enum EntryColumn : std::size_t {
  kEntryNumber,
  kName,
  kType,
  kProgram,
  kTitle,
  kCallSign,
  kVesselType,
  kTonnage,
  kGrt,
  kFlag,
  kOwner,
  kRemarks,
  kEntryColumns,
};
constexpr std::array<std::string_view, kEntryColumns> kEntryNames = {
    "ent_num",   "SDN_Name", "SDN_Type", "Program",   "Title",      "Call_Sign",
    "Vess_type", "Tonnage",  "GRT",      "Vess_flag", "Vess_owner", "Remarks"};
// What is only in the note.
constexpr EntryColumn kNoted[] = {kTitle, kCallSign, kVesselType, kTonnage, kGrt, kFlag, kOwner};

enum AddressColumn : std::size_t {
  kAddressNumber = 1,
  kAddress,
  kCity,
  kCountry,
  kAddressRemarks,
  kAddressColumns,
};
constexpr std::array<std::string_view, kAddressColumns> kAddressNames = {
    "ent_num", "Add_num", "Address", "City/State/Province/Postal", "Country", "Add_remarks"};

enum AliasColumn : std::size_t {
  kAliasNumber = 1,
  kAliasType,
  kAliasName,
  kAliasRemarks,
  kAliasColumns
};
constexpr std::array<std::string_view, kAliasColumns> kAliasNames = {
    "ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"};

constexpr std::array<std::string_view, 2> kCommentNames = {"ent_num", "RemarksExtended"};

constexpr std::size_t kPlaces[kEntryColumns] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

enum class List { kSdn, kNonSdn, kUnknown };

// A file of entries by its name, and those that go with it.
struct FileSet {
  List list = List::kUnknown;
  std::array<std::string, 3>
      beside;  // of addresses, aliases, comments; empty: not to be looked for
};

FileSet FileSetOf(const std::string& path) {
  FileSet set;
  if (path == "-" || path == "standard input") return set;
  const std::string name = BaseName(path);
  const std::string lower = LowerCase(name);
  const std::size_t cons = lower.find("cons_prim");
  const std::size_t sdn = lower.find("sdn");
  set.list = cons != std::string::npos  ? List::kNonSdn
             : sdn != std::string::npos ? List::kSdn
                                        : List::kUnknown;
  if (set.list == List::kUnknown) return set;
  const std::size_t at = set.list == List::kNonSdn ? cons : sdn;
  const std::size_t size = set.list == List::kNonSdn ? 9 : 3;
  const bool is_upper = name[at] == 'S' || name[at] == 'C';
  constexpr std::string_view kSdnFiles[] = {"add", "alt", "sdn_comments"};
  constexpr std::string_view kConsFiles[] = {"cons_add", "cons_alt", "cons_comments"};
  const std::string folder = path.substr(0, path.size() - name.size());
  for (std::size_t i = 0; i < set.beside.size(); ++i) {
    std::string stem(set.list == List::kSdn ? kSdnFiles[i] : kConsFiles[i]);
    if (is_upper) {
      for (char& c : stem) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
      }
    }
    set.beside[i] = folder + name.substr(0, at) + stem + name.substr(at + size);
  }
  return set;
}

std::string_view TokenOf(List list) {
  return list == List::kSdn ? "sdn" : list == List::kNonSdn ? "cons" : "list";
}

// What a programme forbids; of more than one meaning, nothing.
std::vector<Measure> MeasuresOf(List list, std::string_view programme) {
  if (programme == "NS-PLC" || programme.starts_with("561"))
    return {Measure::kFinancialRestrictions};
  if (programme.starts_with("CMIC")) return {Measure::kInvestmentBan};
  if (programme.starts_with("FSE")) return {Measure::kOther};
  if (list == List::kSdn) return {Measure::kAssetFreeze};
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

struct Entry {
  std::uint64_t line = 0;
  std::string number;
  std::string name;
  std::string type;
  std::vector<std::string> programmes;
  std::string owner;
  std::string remarks;
  bool is_continued = false;
  std::string note;
  std::vector<Name> aliases;
};

class ListReader {
 public:
  ListReader(const ImportOptions& options, const std::string& file, ChronicleBuilder& builder)
      : options_(options),
        file_(file),
        list_(FileSetOf(file).list),
        builder_(builder),
        staging_(builder) {}

  // Each keeps the record, or leaves an error in it.
  void ReadEntry(Record& record);
  void ReadAddress(Record& record);
  void ReadAlias(Record& record);
  void ReadComment(Record& record);

  // Makes rows of all entries, with what is found wrong in their remarks.
  void Finish(Source source, IssueLog& issues);

 private:
  struct Directive {
    std::optional<Moment> listed;
    std::optional<Moment> effective;
  };
  // What the remarks of an entry say of its designations.
  struct Remarks {
    std::vector<std::pair<std::string, std::string>> linked_to;  // with and without a full stop
    std::vector<std::string> secondary;
    std::map<std::pair<std::string, std::string>, Directive> directives;  // by order and number
  };

  bool IsHeld(const std::string& number) const;
  Entry* EntryOf(Record& record);
  void Add(Severity severity, const Entry& entry, std::size_t column, std::string_view text,
           std::string message, std::string action);
  Remarks ReadRemarks(const Entry& entry, Actor& actor);
  void AddBirths(const Entry& entry, const std::vector<Moment>& births, Actor& actor);
  Regime RegimeOf(const std::string& programme) const;
  void AddDesignations(const Entry& entry, ActorId target, const Remarks& remarks);
  void AddDesignation(const Entry& entry, ActorId target, const std::string& programme,
                      const Remarks& remarks, const std::string& key, Designation designation,
                      const Directive& dates);
  void AddRelation(const Entry& entry, std::string_view name, std::string_view or_name,
                   RelationKind kind);
  std::string DesignationKey(const std::string& number, const std::string& programme) const;

  const ImportOptions& options_;
  const std::string& file_;
  const List list_;
  ChronicleBuilder& builder_;
  ListStaging staging_;
  std::vector<Entry> entries_;
  absl::flat_hash_map<std::string, std::size_t> entry_of_;            // by number
  absl::flat_hash_map<std::string, std::vector<std::size_t>> named_;  // by name in lower case
  std::vector<ActorId> actors_;                                       // of the entries
  IssueLog* issues_ = nullptr;
  ActorId office_{0};
};

std::string ListReader::DesignationKey(const std::string& number,
                                       const std::string& programme) const {
  return "ofac:" + std::string(TokenOf(list_)) + ":" + number + ":" + CodePart(programme);
}

// Has this list been read into the builder with an entry of the number? The other list may have
// been: some are on both.
bool ListReader::IsHeld(const std::string& number) const {
  const std::optional<ActorId> held = builder_.FindActor("ofac:" + number);
  if (!held) return false;
  const std::string note = "\n" + builder_.actor_at(*held).fact.note + "\n";
  return note.find("\nlist=" + std::string(TokenOf(list_)) + "\n") != std::string::npos;
}

void ListReader::ReadEntry(Record& record) {
  Entry entry;
  entry.line = record.line();
  entry.number = std::to_string(record.RequireCount(kEntryNumber));
  if (record.error()) return;
  entry.name = record[kName];
  entry.type = record[kType];
  entry.owner = record[kOwner];
  entry.remarks = record[kRemarks];
  std::string_view programmes = record[kProgram];
  if (programmes.starts_with('[') && programmes.ends_with(']')) {
    programmes = programmes.substr(1, programmes.size() - 2);
  }
  while (!programmes.empty()) {
    const std::size_t end = programmes.find("] [");
    std::string programme(programmes.substr(0, end));
    programmes.remove_prefix(end == std::string_view::npos ? programmes.size() : end + 3);
    if (std::find(entry.programmes.begin(), entry.programmes.end(), programme) !=
        entry.programmes.end()) {
      record.Warn(kProgram, "a programme given twice", "taken once");
    } else if (!programme.empty()) {
      entry.programmes.push_back(std::move(programme));
    }
  }
  if (entry_of_.contains(entry.number) || IsHeld(entry.number)) {
    return record.Fail(kEntryNumber, ErrorCode::kDuplicate,
                       "an entry of this number is there already");
  }
  AddNoteLine(entry.note, "list", TokenOf(list_));
  if (entry.programmes.empty()) {
    record.Warn(kProgram, "no programme", "designated by the list");
    entry.programmes.emplace_back();
  }
  if (entry.name.empty()) {
    record.Warn(kName, "an entry without a name", "named by its number");
    entry.name = entry.number;
  }
  if (!entry.type.empty() && entry.type != "individual" && entry.type != "vessel" &&
      entry.type != "aircraft" && entry.type != "entity") {
    record.Warn(kType, "not a type of OFAC's", "kept in the note");
  }
  if (entry.type != "individual" && entry.type != "vessel") {
    AddNoteLine(entry.note, kEntryNames[kType], entry.type);
  }
  for (const EntryColumn column : kNoted)
    AddNoteLine(entry.note, kEntryNames[column], record[column]);
  entry_of_.emplace(entry.number, entries_.size());
  entries_.push_back(std::move(entry));
}

Entry* ListReader::EntryOf(Record& record) {
  const std::int64_t number = record.RequireCount(0);
  if (record.error()) return nullptr;
  const auto found = entry_of_.find(std::to_string(number));
  if (found != entry_of_.end()) return &entries_[found->second];
  record.Fail(0, ErrorCode::kBadReference,
              "no entry of this number was kept of " + BaseName(file_));
  return nullptr;
}

void ListReader::ReadAddress(Record& record) {
  Entry* const entry = EntryOf(record);
  if (entry == nullptr) return;
  std::string text;
  std::size_t blanks = 0;
  for (const AddressColumn column : {kAddress, kCity, kCountry, kAddressRemarks}) {
    const std::string_view cell = record[column];
    if (column != kAddress) ++blanks;
    if (cell.empty()) continue;
    for (; blanks > 0; --blanks) text += " | ";
    text += cell;
  }
  AddNoteLine(entry->note, "address " + std::string(record[kAddressNumber]), text);
}

void ListReader::ReadAlias(Record& record) {
  Entry* const entry = EntryOf(record);
  if (entry == nullptr) return;
  const std::string_view type = record[kAliasType];
  const std::string_view name = record[kAliasName];
  if (name.empty()) return record.Fail(kAliasName, ErrorCode::kParse, "an alias without a name");
  if (type != "aka" && type != "fka" && type != "nka") {
    record.Warn(kAliasType, "not a type of alias of OFAC's", "taken as an alias");
  }
  entry->aliases.push_back(Name{
      std::string(name), type == "fka" ? NameKind::kFormer : NameKind::kAlias, {}, std::nullopt});
  std::string text(type);
  text += ' ';
  text += name;
  if (!record[kAliasRemarks].empty()) text += " | " + std::string(record[kAliasRemarks]);
  AddNoteLine(entry->note, "alias " + std::string(record[kAliasNumber]), text);
}

void ListReader::ReadComment(Record& record) {
  Entry* const entry = EntryOf(record);
  if (entry == nullptr) return;
  if (entry->is_continued) {
    return record.Fail(0, ErrorCode::kDuplicate, "the remarks of this entry go on already");
  }
  if (entry->remarks.size() != kRemarksRoom) {
    record.Warn(1, "goes on with remarks that were not cut off", "kept in the note");
    return AddNoteLine(entry->note, kCommentNames[1], record[1]);
  }
  entry->remarks += record[1];
  entry->is_continued = true;
}

void ListReader::Add(Severity severity, const Entry& entry, std::size_t column,
                     std::string_view text, std::string message, std::string action) {
  issues_->Add(Issue{severity, ErrorCode::kInvalidArgument,
                     Where{file_, entry.line, 0, std::string(kEntryNames[column])}, Excerpt(text),
                     std::move(message), std::move(action)});
}

ListReader::Remarks ListReader::ReadRemarks(const Entry& entry, Actor& actor) {
  Remarks found;
  const bool is_cut = entry.remarks.size() == kRemarksRoom && !entry.is_continued;
  if (is_cut) {
    Add(Severity::kWarning, entry, kRemarks, entry.remarks.substr(kRemarksRoom - 40),
        "the remarks are cut off and nothing goes on with them",
        "the last item is kept in the note");
  }
  std::vector<Moment> births;
  for (const RemarkItem& item : SplitRemarks(entry.remarks, is_cut)) {
    const std::string_view text = item.or_without_stop;
    if (const auto birth = BirthOf(text)) {
      const Result<Moment> date = ParseRemarkDate(*birth);
      if (date.ok()) {
        births.push_back(*date);
      } else {
        Add(Severity::kWarning, entry, kRemarks, text, date.error().message(), "kept in the note");
      }
    } else if (const auto alias = WeakAliasOf(text)) {
      Name name{std::string(*alias), NameKind::kWeakAlias, {}, std::nullopt};
      if (std::find(actor.names.begin(), actor.names.end(), name) == actor.names.end()) {
        actor.names.push_back(std::move(name));
      }
    } else if (const auto link = After(item.text, "Linked To: ")) {
      // The full stop at the end of the remarks may be that of "S.A.", too.
      const std::size_t stop = item.text.size() - text.size();
      found.linked_to.emplace_back(*link, link->substr(0, link->size() - stop));
    } else if (IsSecondarySanctions(text)) {
      found.secondary.emplace_back(text);
    } else if (const auto directive = DirectiveOf(text)) {
      Directive& dates = found.directives[{directive->order, directive->directive}];
      if (directive->what == DirectiveItem::What::kSubject) continue;
      const Result<Moment> date = ParseRemarkDate(directive->date);
      if (!date.ok()) {
        Add(Severity::kWarning, entry, kRemarks, text, date.error().message(), "kept in the note");
      } else if (directive->what == DirectiveItem::What::kListed) {
        dates.listed = *date;
      } else {
        dates.effective = *date;
      }
    } else if (std::optional<Code> code = CodeOf(text)) {
      actor.codes.push_back(*std::move(code));
    }
  }
  AddBirths(entry, births, actor);
  return found;
}

void ListReader::AddBirths(const Entry& entry, const std::vector<Moment>& births, Actor& actor) {
  if (births.empty()) return;
  if (births.size() > 1) {
    Add(Severity::kNote, entry, kRemarks, {}, std::to_string(births.size()) + " dates of birth",
        "taken as some day from the first to the last of them");
  }
  actor.fact.span = Span::Make(AnyOf(births), Moment::Unknown()).value();
}

Regime ListReader::RegimeOf(const std::string& programme) const {
  Regime regime;
  regime.senders.push_back(office_);
  if (programme.empty()) {
    regime.fact.key = "ofac:" + std::string(TokenOf(list_)) + ":no-programme";
    regime.name = "OFAC's list, without a programme";
    return regime;
  }
  regime.fact.key = "ofac:programme:" + CodePart(programme);
  regime.name = "OFAC programme " + programme;
  regime.programme = programme;
  return regime;
}

void ListReader::AddDesignation(const Entry& entry, ActorId target, const std::string& programme,
                                const Remarks& remarks, const std::string& key,
                                Designation designation, const Directive& dates) {
  designation.fact.key = key;
  designation.fact.locator = "ent_num " + entry.number;
  designation.regime = staging_.FindOrAddRegime(RegimeOf(programme));
  designation.target = target;
  designation.decided = dates.listed;
  designation.effective = dates.effective;
  designation.fact.span = dates.effective ? SeenSince(*dates.effective, options_.published)
                                          : SeenOn(options_.published);
  for (const std::string& text : remarks.secondary) {
    AddNoteLine(designation.fact.note, "secondary_sanctions", text);
  }
  staging_.AddDesignation(std::move(designation), entry.line);
}

void ListReader::AddDesignations(const Entry& entry, ActorId target, const Remarks& remarks) {
  std::set<std::pair<std::string, std::string>> placed;
  for (const std::string& programme : entry.programmes) {
    const std::string key = DesignationKey(entry.number, programme);
    Directive dates;  // of the programme itself
    std::size_t directives = 0;
    for (const auto& [name, directive] : remarks.directives) {
      const auto& [order, number] = name;
      if (number.empty()) {
        if (!programme.starts_with(order)) continue;
        dates = directive;
        placed.insert(name);
        continue;
      }
      if (!programme.ends_with("EO" + order)) continue;
      placed.insert(name);
      ++directives;
      Instrument instrument;
      instrument.fact.key = "ofac:directive:" + order + ":" + CodePart(number);
      instrument.kind = InstrumentKind::kDirective;
      instrument.citation = "Directive " + number + " under Executive Order " + order;
      instrument.regime = staging_.FindOrAddRegime(RegimeOf(programme));
      Designation designation;
      designation.instrument = staging_.FindOrAddInstrument(std::move(instrument));
      designation.measures = MeasuresOfDirective(order, number);
      AddDesignation(entry, target, programme, remarks, key + ":directive-" + CodePart(number),
                     std::move(designation), directive);
    }
    if (directives > 0 && (list_ != List::kSdn || entry.programmes.size() > 1)) continue;
    Designation designation;
    designation.measures = MeasuresOf(list_, programme);
    AddDesignation(entry, target, programme, remarks, key, std::move(designation), dates);
  }
  for (const auto& [name, directive] : remarks.directives) {
    if (placed.contains(name)) continue;
    Add(Severity::kWarning, entry, kRemarks, name.first + " " + name.second,
        "a directive or date of no programme of the entry", "kept in the note");
  }
}

void ListReader::AddRelation(const Entry& entry, std::string_view name, std::string_view or_name,
                             RelationKind kind) {
  const bool is_link = kind == RelationKind::kActsFor;
  auto found = named_.find(LowerCase(name));
  const auto other = named_.find(LowerCase(or_name));
  const EntryColumn column = is_link ? kRemarks : kOwner;
  if (found == named_.end()) found = other;
  if (found == named_.end()) {
    return Add(Severity::kWarning, entry, column, or_name,
               is_link ? "linked to a name that no entry has" : "an owner that is no entry",
               "kept in the note");
  }
  if (found->second.size() > 1 || (other != named_.end() && other != found)) {
    return Add(
        Severity::kWarning, entry, column, or_name,
        is_link ? "linked to a name of several entries" : "an owner's name of several entries",
        "kept in the note");
  }
  const Entry& to = entries_[found->second.front()];
  const ActorId here = actors_[entry_of_.at(entry.number)];
  const ActorId there = actors_[found->second.front()];
  Relation relation;
  relation.fact.key = "ofac:" + std::string(TokenOf(list_)) + ":" + entry.number +
                      (is_link ? ":linked-to:" : ":owned-by:") + to.number;
  if (staging_.HasRelation(relation.fact.key)) {
    return Add(Severity::kNote, entry, column, or_name, "the same link twice", "taken once");
  }
  relation.fact.locator = "ent_num " + entry.number;
  relation.fact.span = SeenOn(options_.published);
  relation.fact.note = is_link ? "Linked To" : "Vess_owner";
  relation.kind = kind;
  relation.from = is_link ? here : there;
  relation.to = is_link ? there : here;
  if (!is_link) relation.share = Share();
  staging_.AddRelation(std::move(relation), entry.line);
}

void ListReader::Finish(Source source, IssueLog& issues) {
  issues_ = &issues;
  Actor office;
  office.fact.key = "ofac";
  office.kind = ActorKind::kOrgan;
  office.name = "Office of Foreign Assets Control";
  office.names.push_back(Name{"OFAC", NameKind::kShort, {}, std::nullopt});
  office_ = staging_.AddActor(std::move(office));

  std::vector<Remarks> remarks;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    Entry& entry = entries_[i];
    named_[LowerCase(entry.name)].push_back(i);
    Actor actor;
    actor.fact.key = "ofac:" + entry.number;
    actor.fact.locator = "ent_num " + entry.number;
    actor.kind = entry.type == "individual" ? ActorKind::kPerson
                 : entry.type == "vessel"   ? ActorKind::kVessel
                                            : ActorKind::kOther;
    actor.name = entry.name;
    actor.names = std::move(entry.aliases);
    actor.codes.push_back(Code{CodeSystem::kOfacUid, entry.number, std::nullopt});
    remarks.push_back(ReadRemarks(entry, actor));
    AddNoteLine(entry.note, kEntryNames[kRemarks], entry.remarks);
    actor.fact.note = std::move(entry.note);
    actors_.push_back(staging_.AddActor(std::move(actor)));
  }
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    AddDesignations(entry, actors_[i], remarks[i]);
    for (const auto& [name, or_name] : remarks[i].linked_to) {
      AddRelation(entry, name, or_name, RelationKind::kActsFor);
    }
    if (!entry.owner.empty()) AddRelation(entry, entry.owner, entry.owner, RelationKind::kOwns);
  }

  const std::optional<Moment>& published = options_.published;
  if (published && published->earliest().is_finite() && published->latest().is_finite()) {
    Coverage coverage;
    coverage.key = source.key + ":coverage";
    coverage.table = Table::kDesignations;
    coverage.period = Period::Of(published->earliest(), published->latest() + 1);
    coverage.note = "who is on the list in " + BaseName(file_) + "; who was on it before is not";
    staging_.AddCoverage(std::move(coverage));
  } else {
    issues.Add(Issue{Severity::kWarning,
                     ErrorCode::kInvalidArgument,
                     Where{.file = file_, .field = {}},
                     {},
                     "the list has no dates, and the day of this version was not given",
                     "nothing is known of when a designation held"});
  }
  staging_.Commit(std::move(source), file_);
}

bool IsRecordOf(const std::vector<std::string>& record, std::size_t width) {
  return record.size() == width && IsDigits(record[0]);
}

std::string WhyNot(const Shape& shape) {
  if (shape.delimiter != ',') return "the delimiter is another one";
  bool has_null = false;
  for (const std::vector<std::string>& record : shape.records) {
    has_null = has_null || std::any_of(record.begin(), record.end(), [](const std::string& cell) {
                 return cell == kNull || cell == kNullAtEnd;
               });
  }
  const std::vector<std::string>& first = shape.first;
  const bool has_side_shape = (IsRecordOf(first, kAddressColumns) && IsDigits(first[1])) ||
                              (IsRecordOf(first, kAliasColumns) && IsDigits(first[1]));
  if (has_side_shape && has_null) {
    return "this is a file of addresses or aliases, which is read with that of the entries";
  }
  if (!has_null || !IsRecordOf(first, kEntryColumns)) return "the first line is no entry of it";
  return {};
}

// Reads one file of a set. A Ctrl-Z at its end is no record.
Result<void> ReadFile(std::unique_ptr<Input> input, const ImportOptions& options,
                      std::span<const std::string_view> names, FunctionRef<void(Record&)> read,
                      ImportReport& report) {
  DelimitedOptions dialect = DelimitedOptions::Csv();
  dialect.encoding = options.encoding;
  dialect.progress = options.progress;
  DelimitedReader reader(std::move(input), std::move(dialect));
  const Columns columns{names, std::span(kPlaces).first(names.size()), kNull, kNullAtEnd};
  constexpr std::string_view kEndName = "end";
  const Columns end{std::span(&kEndName, 1), std::span(kPlaces).first(1), {}, {}};
  std::uint64_t ends = 0;
  bool is_end = false;
  const Result<void> done = ReadRecords(
      reader,
      [&](std::size_t width) {
        is_end = width == 1 && reader.fields()[0] == kCtrlZ;
        return is_end ? &end : width == names.size() ? &columns : nullptr;
      },
      std::to_string(names.size()),
      [&](Record& record) {
        if (is_end) {
          ++ends;
        } else {
          read(record);
        }
      },
      report);
  report.records -= ends;
  report.kept -= ends;
  return done;
}

Result<ImportReport> Read(ImportJob job) {
  ImportReport report;
  report.format = kOfac.format.name;
  report.layout = "12 columns, no header";
  const std::string file = job.input->name();
  const FileSet set = FileSetOf(file);
  ListReader list(job.options, file, job.builder);
  const Result<void> entries = ReadFile(
      std::move(job.input), job.options, kEntryNames,
      [&](Record& record) { list.ReadEntry(record); }, report);
  if (!entries.ok()) return entries.error();
  const std::uint64_t entries_kept = report.kept;

  if (set.list == List::kUnknown) {
    report.issues.Add(Issue{Severity::kWarning, ErrorCode::kUnknownFormat,
                            Where{.file = file, .field = {}}, BaseName(file),
                            "the name says neither sdn nor cons_prim",
                            "no files were looked for beside it, and no measures are known of it"});
  }
  for (std::size_t i = 0; i < set.beside.size(); ++i) {
    const std::string& path = set.beside[i];
    if (path.empty()) continue;
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
      constexpr std::string_view kWhat[] = {"addresses", "aliases", "the rest of long remarks"};
      report.issues.Add(Issue{Severity::kWarning, ErrorCode::kNotFound,
                              Where{.file = file, .field = {}}, BaseName(path),
                              "a file of the set is not there",
                              "read without " + std::string(kWhat[i])});
      continue;
    }
    Result<std::unique_ptr<Input>> input = OpenInput(path);
    if (!input.ok()) return input.error();
    const std::span<const std::string_view> names =
        i == 0   ? std::span<const std::string_view>(kAddressNames)
        : i == 1 ? std::span<const std::string_view>(kAliasNames)
                 : std::span<const std::string_view>(kCommentNames);
    const Result<void> read = ReadFile(
        *std::move(input), job.options, names,
        [&](Record& record) {
          if (i == 0) return list.ReadAddress(record);
          if (i == 1) return list.ReadAlias(record);
          list.ReadComment(record);
        },
        report);
    if (!read.ok()) return read.error();
    report.also_read.push_back(path);
    report.layout += (i == 0 || report.also_read.size() == 1 ? ", with " : ", ") + BaseName(path);
  }
  if (entries_kept == 0) return report;
  Source source = SourceOf(kOfac.format.name,
                           set.list == List::kSdn      ? "OFAC Specially Designated Nationals"
                           : set.list == List::kNonSdn ? "OFAC Consolidated Non-SDN List"
                                                       : "OFAC sanctions list",
                           file, job.options);
  source.kind = SourceKind::kOfficialDocument;
  source.locator = "https://ofac.treasury.gov";
  list.Finish(std::move(source), report.issues);
  return report;
}

}  // namespace

constexpr FormatReader kOfac = {
    {"ofac", "OFAC's SDN and non-SDN lists (sdn.csv, cons_prim.csv and the files beside them)"},
    "12 columns between commas without a header, nulls written -0-",
    &WhyNot,
    &Read};

}  // namespace casus::internal
