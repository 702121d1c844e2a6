// OFAC's sanctions lists in the Advanced Sanctions List Standard: sdn_advanced.xml and
// cons_advanced.xml.
//
// Layout. <Sanctions> in the namespace http://www.un.org/sanctions/1.0 or, since 2024, that of the
// Sanctions List Service. Everything is an id that leads elsewhere. In this order, and read as a
// stream: what is held is the words, the text of each location, the documents of each identity, and
// the rows that are made.
//
//   DateOfIssue          the day of the list, where the caller gives none
//   ReferenceValueSets   the words of all ids. Nothing is taken by its number but Latin, which is
//                        215, as scripts have the numbers of ISO 15924; and SDN List, 1550.
//   Locations            text: "1 Main St, Zenda, Strelsau 1000, Ruritania"
//   IDRegDocuments       codes of the party that has the identity, as the remarks of the legacy
//                        files write them: "Passport 71 (Oz) issued 01 Feb 2010"
//   DistinctParties      actor "ofac:<FixedRef>". The name is that of the primary alias in Latin
//                        script, "SURNAME, Given" by the groups of its parts; in other scripts an
//                        official name, its language "und-" and the script. A.K.A. and N.K.A. are
//                        aliases, F.K.A. former names, of low quality weak aliases.
//     Feature            an item in the words of the remarks (ofac_remarks.h): "DOB 1961" for a
//                        Birthdate from 1 January to 31 December 1961, "Digital Currency Address -
//                        XBT 1A2b", "Listing Date (CMIC) 03 Jun 2021"; and a line of the note
//   ProfileRelationships relations by the word of their type. In "Owned or Controlled By" and
//                        "Property in the interest of" the owner is the second, in "Owns, controls,
//                        or operates" the first. Shares are not said. Types for which casus has no
//                        relation are in the note of the first.
//   SanctionsEntries     the listings of a party: which list; the day of the event "Created" (see
//                        OfacListing for what it is the day of); the programmes, which are the
//                        comments of measures of type Program; other measures in words. The keys
//                        are those of the legacy files.
//
// The list "Consolidated List" holds all entries of the lists that are not the SDN list, each of
// which has an entry of its own on the list of its kind: what it repeats is taken once.
//
// What is read of which attribute, and the words of measures but Program and Block, of events but
// Created and of calendars, are from memory of the standard; others that occur are told and kept.
// The records of the report are parties, relationships and entries.

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/time/parse.h"
#include "src/io/fields.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/ofac_common.h"
#include "src/io/ofac_xml.h"

namespace casus::internal {

namespace {

constexpr std::string_view kNamespaces[] = {
    "http://www.un.org/sanctions/1.0", "https://www.un.org/sanctions/1.0",
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML"};
constexpr std::string_view kLatin = "215";
constexpr std::string_view kSdnList = "List 1550";  // where the file has no word for it
constexpr YearLimits kYears{.min_year = 1800, .max_year = 2099};

bool IsAmong(std::string_view name, std::span<const std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const XmlNode* ChildOf(const XmlNode& node, std::string_view name) {
  const auto found = std::find_if(node.children.begin(), node.children.end(),
                                  [&](const XmlNode& child) { return child.name == name; });
  return found == node.children.end() ? nullptr : &*found;
}

std::string AttributeOf(const XmlNode& node, std::string_view name) {
  return CollapseBlanks(node.Attribute(name).value_or(""));
}

bool IsFalse(const XmlNode& identity) { return identity.Attribute("False") == "true"; }

void Join(std::string& text, std::string_view separator, std::string_view part) {
  if (!text.empty() && !part.empty()) text += separator;
  text += part;
}

// Scripts of the lists by their numbers in ISO 15924.
std::string_view ScriptCode(std::string_view number) {
  constexpr std::pair<std::string_view, std::string_view> kScripts[] = {
      {"125", "Hebr"}, {"160", "Arab"}, {"200", "Grek"}, {"215", "Latn"},
      {"220", "Cyrl"}, {"230", "Armn"}, {"240", "Geor"}, {"286", "Hang"},
      {"287", "Kore"}, {"315", "Deva"}, {"350", "Mymr"}, {"352", "Thai"},
      {"413", "Jpan"}, {"500", "Hani"}, {"501", "Hans"}, {"502", "Hant"},
  };
  const auto found = std::find_if(std::begin(kScripts), std::end(kScripts),
                                  [&](const auto& script) { return script.first == number; });
  return found == std::end(kScripts) ? std::string_view() : found->second;
}

// How a relation of OFAC's is one of ours.
struct RelationWord {
  std::string_view word;  // in lower case
  std::optional<RelationKind> kind;
  bool is_turned = false;  // from the second to the first
};
constexpr RelationWord kRelations[] = {
    {"owned or controlled by", RelationKind::kOwns, true},
    {"owns, controls, or operates", RelationKind::kOwns},
    {"property in the interest of", RelationKind::kOwns, true},
    {"acting for or on behalf of", RelationKind::kActsFor},
    {"providing support to", RelationKind::kSupports},
    {"family member of", RelationKind::kFamilyOf},
    {"leader or official of", RelationKind::kMemberOf},
    {"principal executive officer", RelationKind::kMemberOf},
    {"principal executive officer of", RelationKind::kMemberOf},
    // Neither says that it supports, belongs to or acts for the other.
    {"playing a significant role in", std::nullopt},
    {"associate of", std::nullopt},
};

std::optional<Measure> MeasureOf(std::string_view word) {
  constexpr std::pair<std::string_view, Measure> kMeasures[] = {
      {"block", Measure::kAssetFreeze},
      {"correspondent account", Measure::kFinancialRestrictions},
      {"payable-through", Measure::kFinancialRestrictions},
      {"debt", Measure::kFinancialRestrictions},
      {"equity", Measure::kFinancialRestrictions},
  };
  for (const auto& [part, measure] : kMeasures) {
    if (word.find(part) != std::string_view::npos) return measure;
  }
  return std::nullopt;
}

// "09 Feb 1951", as the remarks write days.
std::string DayInWords(Day day) {
  constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Ymd date = day.ymd();
  std::string text = date.day < 10 ? "0" : "";
  text += std::to_string(date.day) + " ";
  text += kMonths[date.month - 1];
  return text + " " + std::to_string(date.year);
}

// The day, month or year that runs from one day to another; empty where none does.
std::string RangeInWords(Day first, Day last) {
  if (first == last) return DayInWords(first);
  const Ymd from = first.ymd();
  const Ymd to = last.ymd();
  if (from.year != to.year || from.day != 1 || to.day != DaysInMonth(to.year, to.month)) return {};
  if (from.month == to.month) return DayInWords(first).substr(3);
  if (from.month == 1 && to.month == 12) return std::to_string(from.year);
  return {};
}

struct Days {
  Day first;
  Day last;
};

// A Year, Month and Day: what is not there may be any.
Result<Days> DaysOf(const XmlNode& node) {
  const Result<Moment> moment = ParseMomentFromParts(
      node.ChildText("Year"), node.ChildText("Month"), node.ChildText("Day"), {}, kYears);
  if (!moment.ok()) return moment.error();
  return Days{moment->earliest(), moment->latest()};
}

// From and To of a Start or End.
Result<std::optional<Days>> BoundaryOf(const XmlNode* node) {
  std::optional<Days> days;
  if (node == nullptr) return days;
  for (const std::string_view name : {"From", "To"}) {
    const XmlNode* const point = ChildOf(*node, name);
    if (point == nullptr) continue;
    const Result<Days> read = DaysOf(*point);
    if (!read.ok()) return read.error();
    if (!days) days = *read;
    days->last = read->last;
  }
  return days;
}

// A DatePeriod in the words of the remarks: "1961", "circa Feb 1968", "1984 to 1986", "circa
// 1984-1986"; empty where it has no dates.
Result<std::string> PeriodInWords(const XmlNode& node) {
  const XmlNode* const start = ChildOf(node, "Start");
  const XmlNode* const end = ChildOf(node, "End");
  const Result<std::optional<Days>> from = BoundaryOf(start);
  if (!from.ok()) return from.error();
  const Result<std::optional<Days>> to = BoundaryOf(end);
  if (!to.ok()) return to.error();
  if (!*from && !*to) return std::string();
  const Days first = *from ? **from : **to;
  const Days last = *to ? **to : first;
  if (first.last < first.first || last.last < last.first || last.last < first.first) {
    return Error(ErrorCode::kInvalidArgument, "a period that ends before it begins");
  }
  const auto is_circa = [](const XmlNode* boundary) {
    return boundary != nullptr && boundary->Attribute("Approximate") == "true";
  };
  const std::string circa = is_circa(start) || is_circa(end) ? "circa " : "";
  const std::string whole = RangeInWords(first.first, last.last);
  if (!whole.empty()) return circa + whole;
  std::string since = RangeInWords(first.first, first.last);
  std::string until = RangeInWords(last.first, last.last);
  // Of years the dash makes both of them vague.
  if (!circa.empty() && IsDigits(since) && IsDigits(until)) return circa + since + "-" + until;
  if (since.empty()) since = DayInWords(first.first);
  if (until.empty()) until = DayInWords(last.last);
  return circa + since + " to " + circa + until;
}

class AdvancedReader : private OfacXmlList {
 public:
  using OfacXmlList::OfacXmlList;

  void ReadRoot(const XmlNode& root);
  // An element that is no record of the report; false for one that is.
  bool ReadAside(const XmlNode& node);
  // The error of a record that is refused; an empty one is kept.
  std::optional<Error> ReadRecord(const XmlNode& node);
  // REQUIRES: at least one record was kept.
  void Finish();

 private:
  struct Location {
    std::string text;
    bool is_used = false;
  };
  struct Document {
    OfacItem item;
    std::string note_name;
    std::string note;
  };
  struct NameText {
    std::string text;
    std::string script;  // its number
    bool is_latin = true;
  };

  // Warns once of each.
  void AddOnce(const XmlNode& at, std::string_view text, std::string message, std::string action);
  void AddUnknown(const XmlNode& node, std::string& note);
  Error Refusal(const XmlNode& node, ErrorCode code, std::string message,
                std::string_view text) const;

  std::string Word(std::string_view set, const XmlNode& at, std::string_view attribute);
  const XmlNode* Value(std::string_view set, std::string_view id) const;
  // In words; one that cannot be read is warned of and goes into the note.
  std::string Period(const XmlNode& node, std::string& note);
  std::optional<Moment> DateOf(const XmlNode& node);

  void ReadReferences(const XmlNode& node);
  void ReadIssueDay(const XmlNode& node);
  void ReadLocation(const XmlNode& node);
  void ReadDocument(const XmlNode& node);
  std::optional<Error> ReadParty(const XmlNode& node);
  std::optional<Error> ReadRelationship(const XmlNode& node);
  std::optional<Error> ReadSanctions(const XmlNode& node);

  void DropDocuments(const XmlNode& party);
  void ReadProfile(const XmlNode& node, OfacEntry& entry);
  void ReadIdentity(const XmlNode& node, bool is_main, OfacEntry& entry);
  void ReadAlias(const XmlNode& node, const XmlNode& identity, bool is_of_main, OfacEntry& entry);
  NameText NameOf(const XmlNode& documented, const XmlNode& identity);
  void ReadFeature(const XmlNode& node, OfacEntry& entry);
  void ReadFeatureVersion(const XmlNode& node, const std::string& word, OfacEntry& entry);
  void ReadEvent(const XmlNode& node, OfacListing& listing);
  void ReadMeasure(const XmlNode& node, OfacListing& listing);
  void SettleListings(OfacEntry& entry);

  // By the name of their element and the id.
  absl::flat_hash_map<std::pair<std::string, std::string>, XmlNode> references_;
  absl::flat_hash_map<std::string, Location> locations_;
  absl::flat_hash_map<std::string, std::vector<Document>> documents_;  // by identity
  absl::flat_hash_map<std::string, std::size_t> profiles_;             // entries
  std::set<std::pair<std::string, std::string>> told_;
  std::uint64_t repeated_ = 0;  // entries on the Consolidated List
};

void AdvancedReader::AddOnce(const XmlNode& at, std::string_view text, std::string message,
                             std::string action) {
  if (!told_.emplace(message, text).second) return;
  Add(Severity::kWarning, at, text, std::move(message), std::move(action));
}

void AdvancedReader::AddUnknown(const XmlNode& node, std::string& note) {
  const std::string text = FlatText(node);
  if (text.empty()) return;
  AddOnce(node, node.name, "not an element of the list in this place", "kept in the note");
  AddNoteLine(note, node.name, text);
}

Error AdvancedReader::Refusal(const XmlNode& node, ErrorCode code, std::string message,
                              std::string_view text) const {
  return Error(code, std::move(message), Where{file_, node.line, node.column, node.name},
               std::string(text));
}

const XmlNode* AdvancedReader::Value(std::string_view set, std::string_view id) const {
  const auto found = references_.find(std::pair(std::string(set), std::string(id)));
  return found == references_.end() ? nullptr : &found->second;
}

// The word of the id in an attribute; empty where there is none. One that the file does not define
// stands for itself: "RelationType 15003".
std::string AdvancedReader::Word(std::string_view set, const XmlNode& at,
                                 std::string_view attribute) {
  const std::string id = AttributeOf(at, attribute);
  if (id.empty()) return {};
  if (const XmlNode* const value = Value(set, id)) {
    std::string word = value->Text();
    if (word.empty()) word = AttributeOf(*value, "LegalBasisShortRef");
    if (!word.empty()) return word;
  }
  std::string word = std::string(set) + " " + id;
  AddOnce(at, word, "an id that the file gives no word for", "kept as the number");
  return word;
}

std::string AdvancedReader::Period(const XmlNode& node, std::string& note) {
  const Result<std::string> words = PeriodInWords(node);
  if (words.ok() && words->empty()) return {};
  const std::string calendar = Word("CalendarType", node, "CalendarTypeID");
  const bool is_gregorian =
      calendar.empty() || calendar == "Gregorian" || calendar == "CalendarType 1";
  if (words.ok() && is_gregorian) return *words;
  const std::string text = FlatText(node);
  Add(Severity::kWarning, node, text,
      words.ok() ? "a date of another calendar than the Gregorian" : words.error().message(),
      "kept in the note");
  Join(note, " | ", text);
  return {};
}

std::optional<Moment> AdvancedReader::DateOf(const XmlNode& node) {
  const Result<Moment> moment = ParseMomentFromParts(
      node.ChildText("Year"), node.ChildText("Month"), node.ChildText("Day"), {}, kYears);
  if (moment.ok()) return *moment;
  Add(Severity::kWarning, node, FlatText(node), moment.error().message(), "kept in the note");
  return std::nullopt;
}

void AdvancedReader::ReadRoot(const XmlNode& root) {
  const std::string name = AttributeOf(root, "xmlns");
  if (!IsAmong(name, kNamespaces)) {
    Add(Severity::kWarning, root, name, "not a namespace of OFAC's",
        "read by the names of its elements");
  }
}

bool AdvancedReader::ReadAside(const XmlNode& node) {
  if (node.name == "DateOfIssue") {
    ReadIssueDay(node);
  } else if (node.name == "ReferenceValueSets") {
    ReadReferences(node);
  } else if (node.name == "Location") {
    ReadLocation(node);
  } else if (node.name == "IDRegDocument") {
    ReadDocument(node);
  } else {
    return false;
  }
  return true;
}

std::optional<Error> AdvancedReader::ReadRecord(const XmlNode& node) {
  if (node.name == "DistinctParty") return ReadParty(node);
  if (node.name == "ProfileRelationship") return ReadRelationship(node);
  return ReadSanctions(node);
}

void AdvancedReader::ReadIssueDay(const XmlNode& node) {
  const std::optional<Moment> day = DateOf(node);
  if (day) TakeDay(node, *day);
}

void AdvancedReader::ReadReferences(const XmlNode& node) {
  for (const XmlNode& set : node.children) {
    for (const XmlNode& value : set.children) {
      references_.try_emplace(std::pair(value.name, AttributeOf(value, "ID")), value);
    }
  }
}

void AdvancedReader::ReadLocation(const XmlNode& node) {
  std::string text;
  std::string country;
  std::string area;
  for (const XmlNode& child : node.children) {
    if (child.name == "LocationPart") {
      std::string values;
      for (const XmlNode& value : child.children) {
        if (value.name == "LocationPartValue") Join(values, " / ", value.ChildText("Value"));
      }
      // "Zenda 1000"
      const bool is_postal =
          LowerCase(Word("LocPartType", child, "LocPartTypeID")).find("postal") !=
          std::string::npos;
      Join(text, is_postal ? " " : ", ", values);
    } else if (child.name == "LocationCountry") {
      Join(country, ", ", Word("Country", child, "CountryID"));
    } else if (child.name == "LocationAreaCode") {
      Join(area, ", ", Word("AreaCode", child, "AreaCodeID"));
    }
  }
  // The area is the country again, in letters.
  Join(text, ", ", country.empty() ? area : country);
  locations_.try_emplace(AttributeOf(node, "ID"), Location{std::move(text)});
}

void AdvancedReader::ReadDocument(const XmlNode& node) {
  Document document;
  document.item.place = PlaceOf(node, "IDRegDocument");
  std::string issued;
  std::string expires;
  for (const XmlNode& child : node.children) {
    if (child.name == "DocumentDate") {
      const XmlNode* const period = ChildOf(child, "DatePeriod");
      if (period == nullptr) continue;
      const std::string word = Word("IDRegDocDateType", child, "IDRegDocDateTypeID");
      const std::string date = Period(*period, document.note);
      if (LowerCase(word).starts_with("issue")) {
        issued = date;
      } else if (LowerCase(word).starts_with("expir")) {
        expires = date;
      } else {
        Join(document.note, " | ", word + ": " + date);
      }
    } else if (child.name == "IssuingAuthority" || child.name == "Comment") {
      Join(document.note, " | ", child.Text());
    } else if (child.name != "IDRegistrationNo" && child.name != "DocumentedNameReference" &&
               child.name != "IDRegDocumentMention") {
      AddUnknown(child, document.note);
    }
  }
  const std::string validity = Word("Validity", node, "ValidityID");
  if (!validity.empty() && validity != "Valid" && validity != "Unknown") {
    Join(document.note, " | ", validity);
  }
  document.item.text =
      OfacNumber(Word("IDRegDocType", node, "IDRegDocTypeID"), node.ChildText("IDRegistrationNo"),
                 Word("Country", node, "IssuedBy-CountryID"), issued, expires);
  document.note_name = "id " + AttributeOf(node, "ID");
  document.note =
      document.item.text + (document.note.empty() ? "" : " | ") + std::move(document.note);
  documents_[AttributeOf(node, "IdentityID")].push_back(std::move(document));
}

AdvancedReader::NameText AdvancedReader::NameOf(const XmlNode& documented,
                                                const XmlNode& identity) {
  NameText name;
  std::string surname;
  std::string given;
  std::string whole;
  bool is_whole = false;
  for (const XmlNode& part : documented.children) {
    const XmlNode* const value = ChildOf(part, "NamePartValue");
    if (part.name != "DocumentedNamePart" || value == nullptr) continue;
    const std::string text = value->Text();
    const std::string script = AttributeOf(*value, "ScriptID");
    if (name.script.empty()) name.script = script;
    // What kind of a part its group is.
    const std::string group = AttributeOf(*value, "NamePartGroupID");
    std::string type;
    if (const XmlNode* const groups = ChildOf(identity, "NamePartGroups")) {
      for (const XmlNode& master : groups->children) {
        for (const XmlNode& candidate : master.children) {
          if (candidate.Attribute("ID") != group || group.empty()) continue;
          type = LowerCase(Word("NamePartType", candidate, "NamePartTypeID"));
        }
      }
    }
    Join(whole, " ", text);
    if (type.starts_with("last") || type.starts_with("matronymic")) {
      Join(surname, " ", text);
    } else if (type.starts_with("first") || type.starts_with("middle") ||
               type.starts_with("maiden") || type.starts_with("patronymic")) {
      Join(given, " ", text);
    } else {
      // Of a company, a ship, or of nobody knows what: as it stands.
      is_whole = true;
    }
  }
  name.is_latin = name.script.empty() || name.script == kLatin;
  name.text = is_whole || !name.is_latin ? std::move(whole) : OfacName(surname, given);
  return name;
}

void AdvancedReader::ReadAlias(const XmlNode& node, const XmlNode& identity, bool is_of_main,
                               OfacEntry& entry) {
  const std::string type = Word("AliasType", node, "AliasTypeID");
  const bool is_name =
      is_of_main && node.Attribute("Primary") == "true" && (type.empty() || type == "Name");
  const bool is_weak = node.Attribute("LowQuality") == "true";
  const bool is_former = type == "F.K.A.";
  if (!type.empty() && !is_former && type != "Name" && type != "A.K.A." && type != "N.K.A.") {
    AddOnce(node, type, "not a type of alias of OFAC's", "taken as an alias");
  }
  for (const XmlNode& child : node.children) {
    if (child.name != "DocumentedName") {
      AddUnknown(child, entry.note);
      continue;
    }
    const NameText name = NameOf(child, identity);
    if (name.text.empty()) {
      Add(Severity::kWarning, child, FlatText(child), "a name without text", "left out");
      continue;
    }
    if (is_name && name.is_latin && !is_weak && entry.name.empty()) {
      entry.name = name.text;
      continue;
    }
    const NameKind kind = is_weak          ? NameKind::kWeakAlias
                          : is_former      ? NameKind::kFormer
                          : !name.is_latin ? NameKind::kOfficial
                                           : NameKind::kAlias;
    std::string language;
    if (!name.is_latin) {
      const std::string_view code = ScriptCode(name.script);
      if (!code.empty()) language = "und-" + std::string(code);
    }
    Name alias{name.text, kind, std::move(language), std::nullopt};
    const bool is_there =
        std::find(entry.aliases.begin(), entry.aliases.end(), alias) != entry.aliases.end();
    if (!is_there) entry.aliases.push_back(std::move(alias));
    if (const XmlNode* const comment = ChildOf(child, "Comment")) {
      const std::string text = comment->Text();
      if (!text.empty()) AddNoteLine(entry.note, "alias", name.text + " | " + text);
    }
  }
}

void AdvancedReader::ReadIdentity(const XmlNode& node, bool is_main, OfacEntry& entry) {
  const bool is_false = IsFalse(node);
  const std::size_t names = entry.aliases.size();
  for (const XmlNode& child : node.children) {
    if (child.name == "Alias") {
      ReadAlias(child, node, is_main, entry);
    } else if (child.name != "NamePartGroups") {
      AddUnknown(child, entry.note);
    }
  }
  for (std::size_t i = names; is_false && i < entry.aliases.size(); ++i) {
    AddNoteLine(entry.note, "false_identity",
                AttributeOf(node, "ID") + " " + entry.aliases[i].text);
  }
  const auto found = documents_.find(AttributeOf(node, "ID"));
  if (found == documents_.end()) return;
  for (Document& document : found->second) {
    AddNoteLine(entry.note, document.note_name, document.note);
    entry.items.push_back(std::move(document.item));
  }
  documents_.erase(found);
}

void AdvancedReader::ReadFeatureVersion(const XmlNode& node, const std::string& word,
                                        OfacEntry& entry) {
  std::string value;
  std::string more;
  for (const XmlNode& child : node.children) {
    std::string text;
    if (child.name == "DatePeriod") {
      text = Period(child, more);
    } else if (child.name == "VersionDetail") {
      text = child.Text();
      if (text.empty()) text = Word("DetailReference", child, "DetailReferenceID");
    } else if (child.name == "VersionLocation") {
      const std::string id = AttributeOf(child, "LocationID");
      const auto found = locations_.find(id);
      if (found == locations_.end()) {
        Add(Severity::kWarning, child, id, "a location that the file does not have",
            "kept as the number");
        text = "Location " + id;
      } else {
        found->second.is_used = true;
        text = found->second.text;
      }
    } else if (child.name == "Comment") {
      Join(more, " | ", child.Text());
      continue;
    } else {
      AddUnknown(child, entry.note);
      continue;
    }
    Join(value, " | ", text);
  }
  const std::string reliability = Word("Reliability", node, "ReliabilityID");
  if (!reliability.empty() && reliability != "Unknown" && reliability != "Reliability 1") {
    Join(more, " | ", "reliability: " + reliability);
  }
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"birthdate", "DOB"},
      {"place of birth", "POB"},
      {"title", kOfacTitle},
      {"vessel call sign", kOfacCallSign},
      {"vessel type", kOfacVesselType},
      {"vessel tonnage", kOfacTonnage},
      {"vessel gross registered tonnage", kOfacGrt},
      {"vessel flag", kOfacFlag},
      {"vessel owner", kOfacOwner},
  };
  const std::string lower = LowerCase(word);
  const auto known = std::find_if(std::begin(kNames), std::end(kNames),
                                  [&](const auto& name) { return name.first == lower; });
  const std::string name = known == std::end(kNames) ? word : std::string(known->second);
  std::string note = value;
  Join(note, " | ", more);
  AddNoteLine(entry.note, name, note);
  if (value.empty()) return;
  const OfacPlace place = PlaceOf(node, "FeatureVersion");
  if (name == kOfacOwner) {
    entry.owner = OfacItem{value, false, place};
  } else {
    entry.items.push_back(OfacItem{name + " " + value, false, place});
  }
}

void AdvancedReader::ReadFeature(const XmlNode& node, OfacEntry& entry) {
  const std::string word = Word("FeatureType", node, "FeatureTypeID");
  for (const XmlNode& child : node.children) {
    if (child.name == "FeatureVersion") {
      ReadFeatureVersion(child, word, entry);
    } else if (child.name == "Comment") {
      AddNoteLine(entry.note, word, child.Text());
    } else if (child.name != "IdentityReference") {
      AddUnknown(child, entry.note);
    }
  }
}

void AdvancedReader::ReadProfile(const XmlNode& node, OfacEntry& entry) {
  const std::string sub_type = Word("PartySubType", node, "PartySubTypeID");
  std::string type = LowerCase(sub_type);
  if (type != "vessel" && type != "aircraft") {
    // "Unknown" of an individual or entity.
    const XmlNode* const value = Value("PartySubType", AttributeOf(node, "PartySubTypeID"));
    const std::string party =
        value == nullptr ? std::string() : LowerCase(Word("PartyType", *value, "PartyTypeID"));
    if (party == "individual" || type == "individual") {
      type = "individual";
    } else if (party == "entity" || type == "entity" || type.empty()) {
      type.clear();
    } else {
      type = sub_type;
      AddOnce(node, sub_type, "not a type of OFAC's", "kept in the note");
    }
  }
  entry.type = std::move(type);
  if (entry.type != "individual" && entry.type != "vessel") {
    AddNoteLine(entry.note, kOfacType, entry.type);
  }
  bool is_main = true;
  for (const XmlNode& child : node.children) {
    if (child.name == "Identity") {
      // The name is not one of a false identity.
      ReadIdentity(child, is_main && !IsFalse(child), entry);
      is_main = is_main && IsFalse(child);
    } else if (child.name == "Feature") {
      ReadFeature(child, entry);
    } else if (child.name != "SanctionsEntryReference") {
      AddUnknown(child, entry.note);
    }
  }
}

// Those of a party that is refused are refused with it.
void AdvancedReader::DropDocuments(const XmlNode& party) {
  for (const XmlNode& profile : party.children) {
    for (const XmlNode& identity : profile.children) documents_.erase(AttributeOf(identity, "ID"));
  }
}

std::optional<Error> AdvancedReader::ReadParty(const XmlNode& node) {
  const std::string reference = AttributeOf(node, "FixedRef");
  const std::optional<std::int64_t> number = ToInteger(reference);
  std::optional<Error> refusal;
  if (!number || *number < 0) {
    refusal = Refusal(node, ErrorCode::kParse, "a party whose FixedRef is no number", reference);
  } else if (entries_.Has(std::to_string(*number))) {
    refusal = Refusal(node, ErrorCode::kDuplicate, "a party of this FixedRef is there already",
                      reference);
  } else if (ChildOf(node, "Profile") == nullptr) {
    refusal = Refusal(node, ErrorCode::kParse, "a party without a profile", reference);
  }
  if (refusal) {
    DropDocuments(node);
    return refusal;
  }
  OfacEntry entry;
  entry.place = PlaceOf(node, "DistinctParty");
  entry.number = std::to_string(*number);
  entry.locator = "FixedRef " + entry.number;
  std::vector<std::string> profiles;
  for (const XmlNode& child : node.children) {
    if (child.name == "Profile") {
      ReadProfile(child, entry);
      profiles.push_back(AttributeOf(child, "ID"));
    } else if (child.name == "Comment") {
      AddNoteLine(entry.note, kOfacRemarks, child.Text());
    } else if (child.name == "Feature") {
      ReadFeature(child, entry);
    } else {
      AddUnknown(child, entry.note);
    }
  }
  if (entry.name.empty() && !entry.aliases.empty()) {
    Add(Severity::kWarning, node, reference, "no primary name in Latin script",
        "named by its first name");
    entry.name = entry.aliases.front().text;
  } else if (entry.name.empty()) {
    Add(Severity::kWarning, node, reference, "an entry without a name", "named by its number");
    entry.name = entry.number;
  }
  const std::size_t index = entries_.Add(std::move(entry));
  entries_.ReadItems(index);
  for (const std::string& profile : profiles) profiles_.try_emplace(profile, index);
  return std::nullopt;
}

std::optional<Error> AdvancedReader::ReadRelationship(const XmlNode& node) {
  OfacRelation relation;
  std::size_t sides[2] = {};
  constexpr std::string_view kSides[] = {"From-ProfileID", "To-ProfileID"};
  for (std::size_t i = 0; i < std::size(kSides); ++i) {
    const std::string id = AttributeOf(node, kSides[i]);
    const auto found = profiles_.find(id);
    if (found == profiles_.end()) {
      return Refusal(node, ErrorCode::kBadReference,
                     "no party of the " + std::string(kSides[i]) + " was kept", id);
    }
    sides[i] = found->second;
  }
  relation.place = PlaceOf(node, "ProfileRelationship");
  relation.word = Word("RelationType", node, "RelationTypeID");
  relation.is_over = node.Attribute("Former") == "true";
  AddNoteLine(relation.note, "quality", Word("RelationQuality", node, "RelationQualityID"));
  for (const XmlNode& child : node.children) {
    if (child.name == "DatePeriod") {
      std::string unread;
      AddNoteLine(relation.note, "period", Period(child, unread));
      AddNoteLine(relation.note, "period", unread);
    } else if (child.name == "Comment") {
      AddNoteLine(relation.note, "comment", child.Text());
    } else {
      AddUnknown(child, relation.note);
    }
  }
  const std::string word = LowerCase(relation.word);
  const auto known = std::find_if(std::begin(kRelations), std::end(kRelations),
                                  [&](const RelationWord& one) { return one.word == word; });
  if (known == std::end(kRelations) || !known->kind) {
    const bool is_known = known != std::end(kRelations);
    Add(is_known ? Severity::kNote : Severity::kWarning, node, relation.word,
        is_known ? "a relation of a type that is none of ours" : "not a type of relation of OFAC's",
        "kept in the note of the first");
    std::string text = (relation.is_over ? "formerly " : "") + relation.word + " " +
                       entries_.entry(sides[1]).number;
    if (!relation.note.empty()) text += " | " + relation.note;
    std::replace(text.begin(), text.end(), '\n', ' ');
    AddNoteLine(entries_.entry(sides[0]).note, "relation", text);
    return std::nullopt;
  }
  relation.kind = *known->kind;
  relation.from = sides[known->is_turned ? 1 : 0];
  relation.to = sides[known->is_turned ? 0 : 1];
  const bool owns = relation.kind == RelationKind::kOwns;
  if (relation.from == relation.to) {
    Add(Severity::kWarning, node, relation.word, "a relation of a party to itself",
        "kept in its note");
    AddNoteLine(entries_.entry(sides[0]).note, "relation", relation.word + " itself");
    return std::nullopt;
  }
  if (owns && entries_.entry(relation.to).type == "individual") {
    Add(Severity::kWarning, node, relation.word,
        "a person who is owned: the relation may be turned round", "kept as given");
  }
  entries_.AddRelation(std::move(relation));
  return std::nullopt;
}

void AdvancedReader::ReadEvent(const XmlNode& node, OfacListing& listing) {
  const std::string type = Word("EntryEventType", node, "EntryEventTypeID");
  const bool is_created = type.empty() || type == "Created" || type == "EntryEventType 1";
  std::optional<Moment> day;
  std::string text = type;
  for (const XmlNode& child : node.children) {
    if (child.name == "Date") {
      day = DateOf(child);
      Join(text, " | ", FlatText(child));
    } else if (child.name == "Comment") {
      Join(text, " | ", child.Text());
    } else {
      AddUnknown(child, listing.note);
    }
  }
  const std::string basis = Word("LegalBasis", node, "LegalBasisID");
  if (basis != "Unknown") AddNoteLine(listing.note, "legal_basis", basis);
  if (day && is_created && !listing.listed) {
    listing.listed = day;
  } else if (day && is_created && Before(*day, *listing.listed) == Truth::kCertain) {
    AddNoteLine(listing.note, "event", "Created again | " + DayInWords(listing.listed->earliest()));
    listing.listed = day;
  } else if (day && (type == "Amended" || type == "Modified" || type == "Updated")) {
    listing.amended.push_back(*day);
  } else if (!text.empty() && !(day && is_created && *day == *listing.listed)) {
    if (!is_created) AddOnce(node, type, "an event that is not known", "kept in the note");
    AddNoteLine(listing.note, "event", text);
  }
}

void AdvancedReader::ReadMeasure(const XmlNode& node, OfacListing& listing) {
  const std::string type = Word("SanctionsType", node, "SanctionsTypeID");
  std::string comment;
  std::string period;
  std::string unread;
  for (const XmlNode& child : node.children) {
    if (child.name == "Comment") {
      comment = child.Text();
    } else if (child.name == "DatePeriod") {
      period = Period(child, unread);
    } else {
      AddUnknown(child, listing.note);
    }
  }
  AddNoteLine(listing.note, "period", unread);
  if (type == "Program" || (type.empty() && !comment.empty())) {
    if (!period.empty()) AddNoteLine(listing.note, "programme", comment + " | " + period);
    std::vector<std::string>& all = listing.programmes;
    if (comment.empty()) {
      Add(Severity::kWarning, node, type, "a programme without its tag", "left out");
    } else if (std::find(all.begin(), all.end(), comment) != all.end()) {
      Add(Severity::kWarning, node, comment, "a programme given twice", "taken once");
    } else {
      all.push_back(std::move(comment));
    }
    return;
  }
  std::string text = type;
  Join(text, " | ", comment);
  Join(text, " | ", period);
  AddNoteLine(listing.note, "measure", text);
  if (const std::optional<Measure> measure = MeasureOf(LowerCase(type))) {
    std::vector<Measure>& all = listing.measures;
    if (std::find(all.begin(), all.end(), *measure) == all.end()) all.push_back(*measure);
  } else if (!type.empty()) {
    AddOnce(node, type, "a measure that is not known", "kept in the note");
  }
}

std::optional<Error> AdvancedReader::ReadSanctions(const XmlNode& node) {
  const std::string profile = AttributeOf(node, "ProfileID");
  const auto found = profiles_.find(profile);
  if (found == profiles_.end()) {
    return Refusal(node, ErrorCode::kBadReference, "no party of the ProfileID was kept", profile);
  }
  OfacListing listing;
  listing.place = PlaceOf(node, "SanctionsEntry");
  listing.list_name = Word("List", node, "ListID");
  const std::string name = LowerCase(listing.list_name);
  if (name == "sdn list" || listing.list_name == kSdnList) {
    listing.list = OfacList::kSdn;
    listing.list_name.clear();
  } else {
    listing.list = name.empty() ? list_ : OfacList::kNonSdn;
    AddNoteLine(listing.note, "list", listing.list_name);
  }
  for (const XmlNode& child : node.children) {
    if (child.name == "EntryEvent") {
      ReadEvent(child, listing);
    } else if (child.name == "SanctionsMeasure") {
      ReadMeasure(child, listing);
    } else {
      AddUnknown(child, listing.note);
    }
  }
  if (!listing.listed) {
    Add(Severity::kWarning, node, profile, "no day of listing that can be read", "begin not known");
  }
  entries_.entry(found->second).listings.push_back(std::move(listing));
  return std::nullopt;
}

// Leaves out what the Consolidated List repeats, now that all listings are there.
void AdvancedReader::SettleListings(OfacEntry& entry) {
  std::vector<OfacListing> settled;
  std::vector<OfacListing> meta;
  std::set<std::string> programmes;
  for (OfacListing& listing : entry.listings) {
    if (LowerCase(listing.list_name) == "consolidated list") {
      meta.push_back(std::move(listing));
      continue;
    }
    if (listing.list == OfacList::kNonSdn) {
      programmes.insert(listing.programmes.begin(), listing.programmes.end());
    }
    settled.push_back(std::move(listing));
  }
  const bool has_specific =
      std::any_of(settled.begin(), settled.end(),
                  [](const OfacListing& listing) { return listing.list == OfacList::kNonSdn; });
  // The directives of an order are of the sectoral list; that of menu-based measures has the same
  // programmes.
  std::stable_partition(settled.begin(), settled.end(), [](const OfacListing& listing) {
    const std::string name = LowerCase(listing.list_name);
    return name.find("ssi") != std::string::npos || name.find("sectoral") != std::string::npos;
  });
  for (OfacListing& listing : meta) {
    std::vector<std::string>& all = listing.programmes;
    const std::size_t before = all.size();
    std::erase_if(all, [&](const std::string& one) { return programmes.contains(one); });
    if (has_specific && all.empty()) {
      ++repeated_;
      continue;
    }
    if (has_specific && all.size() == before) {
      report_.issues.Add(Issue{
          Severity::kWarning, ErrorCode::kInvalidArgument,
          Where{file_, listing.place.line, listing.place.column, std::string(listing.place.field)},
          entry.number, "on the Consolidated List in other programmes",
          "kept as a listing of its own"});
    }
    settled.push_back(std::move(listing));
  }
  const auto warn = [&](const OfacPlace& place, std::string message, std::string action) {
    report_.issues.Add(Issue{Severity::kWarning, ErrorCode::kInvalidArgument,
                             Where{file_, place.line, place.column, std::string(place.field)},
                             entry.number, std::move(message), std::move(action)});
  };
  for (OfacListing& listing : settled) {
    if (!listing.programmes.empty()) continue;
    warn(listing.place, "no programme", "designated by the list");
    listing.programmes.emplace_back();
  }
  if (settled.empty()) warn(entry.place, "a party that is on no list", "kept undesignated");
  entry.listings = std::move(settled);
}

void AdvancedReader::Finish() {
  for (std::size_t i = 0; i < entries_.size(); ++i) SettleListings(entries_.entry(i));
  std::uint64_t unused = 0;
  for (const auto& [id, location] : locations_) {
    if (!location.is_used) ++unused;
  }
  if (unused > 0) {
    AddFileNote(report_, file_, "Location", std::to_string(unused) + " that no feature names",
                "left out");
  }
  if (repeated_ > 0) {
    AddFileNote(report_, file_, "Consolidated List",
                std::to_string(repeated_) + " entries that those on the list of their kind repeat",
                "taken once");
  }
  std::vector<const Document*> left;
  for (const auto& [identity, documents] : documents_) {
    for (const Document& document : documents) left.push_back(&document);
  }
  std::sort(left.begin(), left.end(), [](const Document* a, const Document* b) {
    const OfacPlace& one = a->item.place;
    const OfacPlace& other = b->item.place;
    return std::pair(one.line, one.column) < std::pair(other.line, other.column);
  });
  for (const Document* const document : left) {
    const OfacPlace& place = document->item.place;
    report_.issues.Add(Issue{Severity::kWarning, ErrorCode::kBadReference,
                             Where{file_, place.line, place.column, std::string(place.field)},
                             document->note, "of an identity that no party has", "left out"});
  }
  references_.clear();
  locations_.clear();
  FinishList(kOfacAdvanced.format.name);
}

std::string WhyNot(const Shape& shape) { return WhyNotXml(shape, "Sanctions"); }

Result<ImportReport> Read(ImportJob job) {
  ImportReport report;
  report.format = kOfacAdvanced.format.name;
  report.layout = "XML, Sanctions";
  const std::string file = job.input->name();
  AdvancedReader list(file, job.options, job.builder, report);
  const Result<void> read = ReadXmlRecords(
      job,
      {"DateOfIssue", "ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty",
       "ProfileRelationship", "SanctionsEntry"},
      [&](const XmlNode& root) { list.ReadRoot(root); },
      [&](const XmlNode& node) { return list.ReadAside(node); },
      [&](const XmlNode& node) { return list.ReadRecord(node); }, report);
  if (!read.ok()) return read.error();
  if (report.kept > 0) list.Finish();
  return report;
}

}  // namespace

constexpr FormatReader kOfacAdvanced = {
    {"ofac-advanced", "OFAC's lists in the Advanced Sanctions List Standard (sdn_advanced.xml)"},
    "XML whose outermost element is Sanctions",
    &WhyNot,
    &Read};

}  // namespace casus::internal
