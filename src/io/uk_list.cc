// The United Kingdom's sanctions list (Foreign, Commonwealth and Development Office), as CSV and as
// XML.
//
// Layouts. CSV: a line "Report Date: 13-Feb-2026", a header, and a row for each name with each
// address of an entry, which repeats all that the entry has else; rows with one Unique ID are one
// entry, wherever they stand. XML: <Designations> with <DateGenerated>, and a <Designation> for
// each entry, in which the same fields are elements, at any depth. What stands in one element or
// row belongs together: a number and what is said of it, a town and its country. Both give the same
// chronicle.
//
//   UniqueID            actor "uk:<id>" and its code of kUkSanctionsList; a row or element without
//                       one is refused
//   Name1 .. Name6      the name: Name6 is the family name or the whole name, Name1 the given one.
//                       Of NameType "Primary Name" (in any case) it is the actor's, and further
//                       ones are official; all others are aliases, weak ones where AliasStrength
//                       begins with "low". "FKA" is a former name.
//   NameNonLatinScript  an official name
//   Individual, Ship    a person, a vessel; an Entity is other
//   DateDesignated      the begin of the designation "uk:<id>" and the day of its decision; of rows
//                       that differ, some day from the first to the last
//   LastUpdated         its amendment, where it is another day
//   RegimeName          regime "uk:regime:<name>" of the actor "uk-government"
//   SanctionsImposed    measures, between bars. Those of ships and aircraft are kTransportation.
//   UKStatementofReasons   grounds; references of HTML (&amp;) are resolved
//   DOB                 the begin of the actor, "dd/mm/1945" some day of that year; of several,
//                       between the first and the last
//   UNReferenceNumber, IMONumber
//                       codes of kUnSecurityCouncil and kImo, if they have the shape of one
//   OFSIGroupID, numbers of passports, identity cards, companies and hulls, wallets
//                       codes of kOther: "Passport A1"
//   all others          the actor's note, in lines "<field>=<text>"; of names, addresses, passports
//                       etc. "<group>=<field>: <text> | ..."
// White space inside of texts is made one blank. What an entry may say once, and says in several
// ways, is told. SanctionsImposedIndicators (XML only) say the same as SanctionsImposed; where they
// do not, it is told.
//
// An entry was on the list on the day of the list, and was not seen to end. Those that were taken
// off are not in the file.
//
// OFSI's consolidated list of asset freeze targets, which was closed on 28 January 2026, is a
// second table: a line "Last Updated,28/01/2026", other names for the same columns, and entries by
// Group ID, the actors "uk-ofsi:<Group ID>". A designation begins on Listed On and is an asset
// freeze; the UK Sanctions List's id, which stands in Other Information, is a code, and its day of
// designation in the note. Letters of a date that are not known are zeros there, "00/00/1963".
//
// Columns and elements are those of excerpts of the list of 2026 that were published elsewhere.
// From memory are the words of measures other than asset freezes, travel bans, trust services,
// director disqualification, port entry and shipping; the name type FKA; and that
// CryptoWalletAddress, PreviousOwnerOperator and LengthOfShip are called so.

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/actor/codes.h"
#include "casus/time/parse.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/list_entry.h"
#include "src/io/utf8.h"

namespace casus::internal {

namespace {

// In the order of notes.
enum Group : std::size_t {
  kUniqueId,
  kGroupId,
  kUnReference,
  kListed,
  kDesignated,
  kUpdated,
  kRegime,
  kType,
  kSource,
  kImposed,
  kName,
  kNonLatin,
  kTitle,
  kOther,
  kReasons,
  kAddress,
  kPhone,
  kWebsite,
  kEmail,
  kBirth,
  kNationality,
  kNationalId,
  kPassport,
  kPosition,
  kGender,
  kBirthPlace,
  kEntityType,
  kSubsidiary,
  kParent,
  kRegistration,
  kImo,
  kOwner,
  kPreviousOwner,
  kFlag,
  kPreviousFlag,
  kShipType,
  kTonnage,
  kLength,
  kYearBuilt,
  kHull,
  kWallet,
  kIndicated,
  kGroups,
};

struct Field {
  Group group;
  std::string_view element;
  std::string_view column;
};
// Fields of a group stand together.
constexpr Field kFields[] = {
    {kUniqueId, "UniqueID", "Unique ID"},
    {kGroupId, "OFSIGroupID", "OFSI Group ID"},
    {kUnReference, "UNReferenceNumber", "UN Reference Number"},
    {kListed, "ListedOn", "Listed On"},
    {kDesignated, "DateDesignated", "Date Designated"},
    {kUpdated, "LastUpdated", "Last Updated"},
    {kRegime, "RegimeName", "Regime Name"},
    {kType, "IndividualEntityShip", "Designation Type"},
    {kSource, "DesignationSource", "Designation source"},
    {kImposed, "SanctionsImposed", "Sanctions Imposed"},
    {kName, "Name1", "Name 1"},
    {kName, "Name2", "Name 2"},
    {kName, "Name3", "Name 3"},
    {kName, "Name4", "Name 4"},
    {kName, "Name5", "Name 5"},
    {kName, "Name6", "Name 6"},
    {kName, "NameType", "Name type"},
    {kName, "AliasStrength", "Alias strength"},
    {kNonLatin, "NameNonLatinScript", "Name non-latin script"},
    {kNonLatin, "NonLatinScriptType", "Non-latin script type"},
    {kNonLatin, "NonLatinScriptLanguage", "Non-latin script language"},
    {kTitle, "Title", "Title"},
    {kOther, "OtherInformation", "Other Information"},
    {kReasons, "UKStatementofReasons", "UK Statement of Reasons"},
    {kAddress, "AddressLine1", "Address Line 1"},
    {kAddress, "AddressLine2", "Address Line 2"},
    {kAddress, "AddressLine3", "Address Line 3"},
    {kAddress, "AddressLine4", "Address Line 4"},
    {kAddress, "AddressLine5", "Address Line 5"},
    {kAddress, "AddressLine6", "Address Line 6"},
    {kAddress, "AddressPostalCode", "Address Postal Code"},
    {kAddress, "AddressCountry", "Address Country"},
    {kPhone, "PhoneNumber", "Phone number"},
    {kWebsite, "Website", "Website"},
    {kEmail, "EmailAddress", "Email address"},
    {kBirth, "DOB", "D.O.B"},
    {kNationality, "Nationality", "Nationality(/ies)"},
    {kNationalId, "NationalIdentifierNumber", "National Identifier number"},
    {kNationalId, "NationalIdentifierAdditionalInformation",
     "National Identifier additional information"},
    {kPassport, "PassportNumber", "Passport number"},
    {kPassport, "PassportAdditionalInformation", "Passport additional information"},
    {kPosition, "Position", "Position"},
    {kGender, "Gender", "Gender"},
    {kBirthPlace, "TownOfBirth", "Town of birth"},
    {kBirthPlace, "CountryOfBirth", "Country of birth"},
    {kEntityType, "TypeOfEntity", "Type of entity"},
    {kSubsidiary, "Subsidiary", "Subsidiaries"},
    {kParent, "ParentCompany", "Parent company"},
    {kRegistration, "BusinessRegistrationNumber", "Business registration number (s)"},
    {kImo, "IMONumber", "IMO number"},
    {kOwner, "CurrentOwnerOperator", "Current owner/operator (s)"},
    {kPreviousOwner, "PreviousOwnerOperator", "Previous owner/operator (s)"},
    {kFlag, "CurrentBelievedFlagOfShip", "Current believed flag of ship"},
    {kPreviousFlag, "PreviousFlag", "Previous flags"},
    {kShipType, "TypeOfShip", "Type of ship"},
    {kTonnage, "TonnageOfShip", "Tonnage of ship"},
    {kLength, "LengthOfShip", "Length of ship"},
    {kYearBuilt, "YearBuilt", "Year Built"},
    {kHull, "HullIdentificationNumber", "Hull identification number (HIN)"},
    {kWallet, "CryptoWalletAddress", "Crypto wallet address"},
};
constexpr std::size_t kNameParts = 6;
constexpr std::size_t kNameType = kNameParts;
constexpr std::size_t kStrength = kNameParts + 1;

constexpr Group kSingles[] = {kUniqueId, kGroupId, kUnReference, kListed,  kDesignated, kUpdated,
                              kRegime,   kType,    kSource,      kImposed, kOther,      kReasons};

// An indicator's name where it is true, else "<name>: <text>".
constexpr std::string_view kIndicators = "SanctionsImposedIndicators";
constexpr std::string_view kDateGenerated = "DateGenerated";

std::string_view NameOfGroup(Group group, std::string_view field) {
  switch (group) {
    case kName: return "Name";
    case kNonLatin: return "NonLatinName";
    case kAddress: return "Address";
    case kNationalId: return "NationalIdentifier";
    case kPassport: return "Passport";
    case kBirthPlace: return "BirthDetails";
    default: return field;
  }
}

std::vector<FieldGroup> Groups() {
  std::vector<FieldGroup> groups(kGroups);
  for (const Field& field : kFields) {
    groups[field.group].name = NameOfGroup(field.group, field.element);
    groups[field.group].fields.push_back(field.element);
  }
  groups[kIndicated] = {kIndicators, {kIndicators}};
  for (const Group group : kSingles) groups[group].is_single = true;
  return groups;
}

// The places of all fields, in the order of kFields.
std::vector<FieldPlace> Places() {
  std::vector<FieldPlace> places;
  std::array<std::size_t, kGroups> sizes{};
  for (const Field& field : kFields) places.push_back({field.group, sizes[field.group]++});
  return places;
}

// A measure by its words, in lower case, or by their beginning.
struct MeasureWords {
  std::string_view words;
  Measure measure;
};
constexpr MeasureWords kMeasures[] = {
    {"arms embargo", Measure::kArmsEmbargo},
    {"asset freeze", Measure::kAssetFreeze},
    {"chartering of ships", Measure::kTransportation},
    {"closure of representative offices", Measure::kOther},
    {"crew servicing of ships and aircraft", Measure::kTransportation},
    {"deflag", Measure::kTransportation},
    {"director disqualification sanction", Measure::kOther},
    {"internet services sanctions", Measure::kMediaBan},
    {"prevention of business arrangements", Measure::kOther},
    {"prevention of chartering of ships", Measure::kTransportation},
    {"prohibition of port entry", Measure::kTransportation},
    {"shipping sanctions", Measure::kTransportation},
    {"targeted arms embargo", Measure::kArmsEmbargo},
    {"technical assistance related to aircraft", Measure::kServicesBan},
    {"travel ban", Measure::kTravelBan},
    {"trust services sanctions", Measure::kServicesBan},
};

std::optional<Measure> MeasureOf(std::string_view text) {
  const std::string lower = LowerCase(text);
  for (const auto& [words, measure] : kMeasures) {
    if (lower.starts_with(words)) return measure;
  }
  return std::nullopt;
}

// "Asset freeze" and the element AssetFreeze.
const MeasureWords* MeasureOfIndicator(std::string_view element) {
  const std::string folded = FoldName(element);
  for (const MeasureWords& measure : kMeasures) {
    if (FoldName(measure.words) == folded) return &measure;
  }
  return nullptr;
}

// A text without references of HTML: "&amp;", "&#39;". Empty where there are none.
std::optional<std::string> WithoutReferences(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> kReferences[] = {
      {"&amp;", "&"},  {"&lt;", "<"},   {"&gt;", ">"},  {"&quot;", "\""},
      {"&apos;", "'"}, {"&nbsp;", " "}, {"&#39;", "'"},
  };
  std::string out;
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto found = std::find_if(
        std::begin(kReferences), std::end(kReferences),
        [&](const auto& reference) { return text.substr(at).starts_with(reference.first); });
    if (found == std::end(kReferences)) {
      out += text[at++];
      continue;
    }
    out += found->second;
    at += found->first.size();
    any = true;
  }
  if (!any) return std::nullopt;
  return out;
}

// The fields of the table, by their columns.
constexpr std::size_t ColumnOf(std::string_view element) {
  std::size_t column = 0;
  while (kFields[column].element != element) ++column;
  return column;
}

// What the closed list of OFSI calls the same fields, where it is another name.
constexpr std::pair<std::string_view, std::size_t> kOfsiNames[] = {
    {"Group ID", ColumnOf("OFSIGroupID")},
    {"UK Sanctions List Date Designated", ColumnOf("DateDesignated")},
    {"Regime", ColumnOf("RegimeName")},
    {"Group Type", ColumnOf("IndividualEntityShip")},
    {"Alias Type", ColumnOf("NameType")},
    {"Alias Quality", ColumnOf("AliasStrength")},
    {"Address 1", ColumnOf("AddressLine1")},
    {"Address 2", ColumnOf("AddressLine2")},
    {"Address 3", ColumnOf("AddressLine3")},
    {"Address 4", ColumnOf("AddressLine4")},
    {"Address 5", ColumnOf("AddressLine5")},
    {"Address 6", ColumnOf("AddressLine6")},
    {"Post/Zip Code", ColumnOf("AddressPostalCode")},
    {"Country", ColumnOf("AddressCountry")},
    {"DOB", ColumnOf("DOB")},
    {"Nationality", ColumnOf("Nationality")},
    {"Passport Details", ColumnOf("PassportAdditionalInformation")},
    {"National Identification Number", ColumnOf("NationalIdentifierNumber")},
    {"National Identification Details", ColumnOf("NationalIdentifierAdditionalInformation")},
};
constexpr std::size_t kRequired[] = {ColumnOf("UniqueID"), ColumnOf("RegimeName"),
                                     ColumnOf("IndividualEntityShip"), ColumnOf("Name6"),
                                     ColumnOf("NameType")};
constexpr std::size_t kOfsiRequired[] = {ColumnOf("OFSIGroupID"), ColumnOf("ListedOn"),
                                         ColumnOf("RegimeName"), ColumnOf("IndividualEntityShip"),
                                         ColumnOf("Name6")};

// The header of a table, which may have a line with the day of the list before it.
struct UkTable {
  HeaderLayout layout;
  bool is_ofsi = false;
  std::size_t width = 0;
  std::string first;  // the line before, its fields with blanks between; empty where there is none
};

constexpr std::array<std::string_view, std::size(kFields)> ColumnNames() {
  std::array<std::string_view, std::size(kFields)> names;
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = kFields[i].column;
  return names;
}
constexpr std::array<std::string_view, std::size(kFields)> kColumnNames = ColumnNames();

UkTable TableOf(const Shape& shape) {
  UkTable table;
  DelimitedReader reader(InputFromMemory(shape.first_bytes, {}), DelimitedOptions::Csv());
  for (int line = 0; line < 2 && reader.Next() == DelimitedReader::Step::kRecord; ++line) {
    const std::vector<std::string> header(reader.fields().begin(), reader.fields().end());
    table.width = header.size();
    for (const bool is_ofsi : {false, true}) {
      table.is_ofsi = is_ofsi;
      table.layout = LayoutByHeader(
          header, {kColumnNames, is_ofsi ? std::span<const std::size_t>(kOfsiRequired) : kRequired,
                   kOfsiNames});
      if (table.layout.problem.empty()) return table;
    }
    for (const std::string& field : header) table.first += field + " ";
  }
  table.layout.problem = "no line of the first two is a header of it";
  return table;
}

// The day in the line before the header: "Report Date: 13-Feb-2026", "Last Updated,13/02/2026".
std::optional<Day> DayOfList(std::string_view line) {
  const std::string text = CollapseBlanks(line);
  std::size_t at = 0;
  for (const std::string_view begin : {"report date", "last updated"}) {
    if (LowerCase(text).starts_with(begin)) at = begin.size();
  }
  if (at == 0) return std::nullopt;
  MomentHint hint;
  hint.order = FieldOrder::kDayMonth;
  hint.limits = kListYears;
  std::string_view rest = std::string_view(text).substr(at);
  while (!rest.empty() && (rest.front() == ':' || rest.front() == ' ')) rest.remove_prefix(1);
  const Result<Moment> moment = ParseMoment(rest, hint);
  if (!moment.ok() || !moment->is_exact()) return std::nullopt;
  return moment->earliest();
}

class UkListReader {
 public:
  UkListReader(bool is_ofsi, const ImportJob& job, const std::string& file, ImportReport& report)
      : is_ofsi_(is_ofsi),
        file_(file),
        report_(report),
        list_(is_ofsi ? "uk-ofsi" : "uk", Groups(), file, job.options, job.builder, report) {}

  void SetDay(std::optional<Day> day) { day_ = day; }
  // Each keeps the record, or says why not.
  void ReadRow(Record& record, const HeaderLayout& layout);
  // Takes the day of the list; false for an entry.
  bool ReadAside(const XmlNode& node);
  std::optional<Error> ReadElement(const XmlNode& node);
  // Makes rows of all entries.
  void Finish(Source source);

 private:
  void ReadFields(const XmlNode& node, ListEntry& entry);
  void AddNames(const ListEntry& entry, ActorParts& parts, Actor& actor);
  void AddCodes(const ListEntry& entry, ActorParts& parts, std::vector<bool>& placed);
  std::vector<Moment> BirthsOf(const ListEntry& entry);
  void AddMeasures(const ListEntry& entry, Designation& designation, std::string& note);
  void SetTime(const ListEntry& entry, Designation& designation, std::vector<bool>& placed);
  RegimeId RegimeOf(std::string_view name);
  void Make(const ListEntry& entry);

  const bool is_ofsi_;
  const std::string& file_;
  ImportReport& report_;
  EntryList list_;
  const std::vector<FieldPlace> places_ = Places();
  std::optional<Day> day_;
  std::optional<ActorId> government_;
  std::set<std::string> unknown_measures_;
  std::uint64_t empty_ = 0;
  std::uint64_t repeated_ = 0;
  std::uint64_t references_ = 0;
};

void UkListReader::ReadRow(Record& record, const HeaderLayout& layout) {
  const std::size_t id = is_ofsi_ ? ColumnOf("OFSIGroupID") : ColumnOf("UniqueID");
  ListEntry* const entry = list_.EntryOf(record, id, layout);
  if (entry == nullptr) return;
  std::vector<ListItem> items = list_.ItemsOf(record, places_);
  for (std::size_t group = 0; group < items.size(); ++group) {
    entry->Add(group, std::move(items[group]));
  }
}

void UkListReader::ReadFields(const XmlNode& node, ListEntry& entry) {
  for (const auto& [name, value] : node.attributes) {
    list_.AddUnknown(entry, node.name + "/" + name, CollapseBlanks(value), node.line, node.column);
  }
  // Of each group the item that is being gathered.
  std::map<std::size_t, ListItem> items;
  const auto end_item = [&](std::size_t group, ListItem& item) {
    if (!entry.Add(group, std::move(item))) ++repeated_;
  };
  for (const XmlNode& child : node.children) {
    const std::string text = child.Text();
    const auto field =
        std::find_if(std::begin(kFields), std::end(kFields),
                     [&](const Field& known) { return known.element == child.name; });
    if (text.empty()) {
      if (child.children.empty() && child.attributes.empty()) ++empty_;
    } else if (node.name == kIndicators) {
      entry.Add(
          kIndicated,
          {{text == "true" ? child.name : child.name + ": " + text}, child.line, child.column});
    } else if (field == std::end(kFields)) {
      list_.AddUnknown(entry, child.name, text, child.line, child.column);
    } else {
      const auto [group, place] = places_[static_cast<std::size_t>(field - std::begin(kFields))];
      ListItem& item = items[group];
      // The field once more is another item.
      if (!item.texts.empty() && !item.texts[place].empty()) {
        end_item(group, item);
        item = {};
      }
      if (item.texts.empty()) {
        item.texts.resize(list_.groups()[group].fields.size());
        item.line = child.line;
        item.column = child.column;
      }
      item.texts[place] = text;
    }
    ReadFields(child, entry);
  }
  for (auto& [group, item] : items) end_item(group, item);
}

bool UkListReader::ReadAside(const XmlNode& node) {
  if (node.name != kDateGenerated) return false;
  const Result<Day> day = ParseDay(node.Text(), DayShape::kDmySlashes, kListYears);
  if (day.ok()) day_ = *day;
  return true;
}

std::optional<Error> UkListReader::ReadElement(const XmlNode& node) {
  const Result<ListEntry*> entry = list_.EntryOf(node, node.ChildText("UniqueID"), "UniqueID");
  if (!entry.ok()) return entry.error();
  if (const std::string text = node.Text(); !text.empty()) {
    list_.AddUnknown(**entry, node.name, text, node.line, node.column);
  }
  ReadFields(node, **entry);
  return std::nullopt;
}

void UkListReader::AddNames(const ListEntry& entry, ActorParts& parts, Actor& actor) {
  struct Read {
    std::string text;
    NameKind kind;
  };
  std::vector<Read> names;
  std::optional<std::size_t> primary;
  std::size_t primaries = 0;
  for (const ListItem& item : entry[kName]) {
    std::string text;
    for (std::size_t i = 0; i < kNameParts; ++i) {
      if (item.texts[i].empty()) continue;
      if (!text.empty()) text += ' ';
      text += item.texts[i];
    }
    if (text.empty()) {
      list_.Log(Severity::kWarning, kName, item, "a name of no parts", "kept in the note");
      continue;
    }
    const std::string type = LowerCase(item.texts[kNameType]);
    const std::string strength = LowerCase(item.texts[kStrength]);
    const bool is_former = type == "fka" || type == "f.k.a" || type == "f.k.a.";
    const bool is_alias = type == "primary name variation" || type == "alias" || type == "aka" ||
                          type == "a.k.a" || type == "a.k.a.";
    const bool is_weak = strength.starts_with("low");
    if (type == "primary name") {
      if (primaries++ == 0) primary = names.size();
      names.push_back({std::move(text), NameKind::kOfficial});
      continue;
    }
    if (!is_former && !is_alias) {
      list_.Log(Severity::kWarning, kName, item, "a type of name that is none of the list's",
                "taken as an alias");
    }
    if (!is_weak && !strength.empty() && !strength.starts_with("good")) {
      list_.Log(Severity::kWarning, kName, item, "a strength that is none of the list's",
                "taken as an alias");
    }
    names.push_back({std::move(text), is_weak     ? NameKind::kWeakAlias
                                      : is_former ? NameKind::kFormer
                                                  : NameKind::kAlias});
  }
  if (names.empty()) {
    list_.Log(Severity::kWarning, entry, "an entry without a name", "named by its id");
    actor.name = entry.id();
  } else if (!primary) {
    list_.Log(Severity::kWarning, entry, "an entry without a primary name",
              "named by the first it has");
    primary = 0;
  } else if (primaries > 1) {
    list_.Log(Severity::kNote, entry, std::to_string(primaries) + " primary names",
              "the first is taken, the others are official names");
  }
  if (primary) actor.name = names[*primary].text;
  for (const ListItem& item : entry[kNonLatin]) {
    parts.AddName(item.texts.front(), NameKind::kOfficial);
  }
  for (Read& name : names) parts.AddName(std::move(name.text), name.kind);
}

void UkListReader::AddCodes(const ListEntry& entry, ActorParts& parts, std::vector<bool>& placed) {
  for (const ListItem& item : entry[kUniqueId]) {
    parts.AddCode(CodeSystem::kUkSanctionsList, item.texts.front());
  }
  // OFSI's list has it among other things.
  constexpr std::string_view kReference = "(UK Sanctions List Ref):";
  for (const ListItem& item : entry[kOther]) {
    const std::string& text = item.texts.front();
    const std::size_t at = text.find(kReference);
    if (!is_ofsi_ || at == std::string::npos) continue;
    std::string_view code = std::string_view(text).substr(at + kReference.size());
    while (code.starts_with(' ')) code.remove_prefix(1);
    const auto end = std::find_if_not(code.begin(), code.end(), &IsPlain);
    code = code.substr(0, static_cast<std::size_t>(end - code.begin()));
    if (CheckCode(CodeSystem::kUkSanctionsList, code).ok()) {
      parts.AddCode(CodeSystem::kUkSanctionsList, std::string(code));
    } else {
      list_.Log(Severity::kWarning, kOther, item, "a reference that is none of the sanctions list",
                "kept in the note");
    }
  }
  for (const ListItem& item : entry[kUnReference]) {
    parts.AddUnReference(item.texts.front());
  }
  for (const ListItem& item : entry[kImo]) {
    if (parts.AddImo(item.texts.front())) continue;
    placed[kImo] = false;
    list_.Log(Severity::kWarning, kImo, item, "no IMO number of a ship",
              "a code of no system, and kept in the note");
  }
  constexpr std::pair<Group, std::string_view> kOthers[] = {
      {kGroupId, "OFSI Group ID"},           {kPassport, "Passport"},
      {kNationalId, "National identifier"},  {kRegistration, "Business registration number"},
      {kHull, "Hull identification number"}, {kWallet, "Crypto wallet"},
  };
  for (const auto& [group, name] : kOthers) {
    for (const ListItem& item : entry[group]) {
      if (item.texts.front().empty()) continue;
      parts.AddCode(CodeSystem::kOther, std::string(name) + " " + item.texts.front());
    }
  }
}

std::vector<Moment> UkListReader::BirthsOf(const ListEntry& entry) {
  MomentHint hint;
  hint.order = FieldOrder::kDayMonth;
  hint.limits = kBirthYears;
  std::vector<Moment> births;
  for (const ListItem& item : entry[kBirth]) {
    for (const std::string_view text : SplitList(item.texts.front(), "|")) {
      const Result<Moment> birth = ParseMoment(text, hint);
      if (birth.ok()) {
        births.push_back(*birth);
      } else {
        list_.Log(Severity::kWarning, kBirth, item, birth.error().message(), "kept in the note");
      }
    }
  }
  return births;
}

void UkListReader::AddMeasures(const ListEntry& entry, Designation& designation,
                               std::string& note) {
  std::vector<Measure>& measures = designation.measures;
  const auto add = [&](Measure measure) {
    const bool is_there = std::find(measures.begin(), measures.end(), measure) != measures.end();
    if (!is_there) measures.push_back(measure);
    return !is_there;
  };
  if (is_ofsi_) add(Measure::kAssetFreeze);
  std::set<std::string> imposed;
  for (const ListItem& item : entry[kImposed]) {
    for (const std::string_view text : SplitList(item.texts.front(), "|")) {
      imposed.insert(FoldName(text));
      const std::optional<Measure> measure = MeasureOf(text);
      add(measure.value_or(Measure::kOther));
      if (!measure && unknown_measures_.emplace(text).second) {
        list_.Log(Severity::kWarning, item.line, item.column, "SanctionsImposed", text,
                  "a measure that is none of those known", "taken as another one");
      }
    }
  }
  for (const ListItem& item : entry[kIndicated]) {
    const std::string& text = item.texts.front();
    const std::size_t end = text.find(": ");
    const std::string name = FoldName(text.substr(0, end));
    const bool is_imposed = imposed.contains(name);
    const std::string_view value =
        end == std::string::npos ? "true" : std::string_view(text).substr(end + 2);
    if (value == "true" ? is_imposed : value == "false" && !is_imposed) continue;
    AddNoteLine(note, kIndicators, text);
    if (value != "true") {
      list_.Log(Severity::kWarning, kIndicated, item,
                value == "false" ? "an indicator denies what is imposed"
                                 : "an indicator is neither true nor false",
                "kept in the note");
      continue;
    }
    const MeasureWords* const known = MeasureOfIndicator(name);
    if (add(known != nullptr ? known->measure : Measure::kOther)) {
      list_.Log(Severity::kWarning, kIndicated, item,
                "an indicator of what is not among the sanctions imposed", "taken as imposed");
    }
  }
  if (measures.empty()) {
    list_.Log(Severity::kWarning, entry, "an entry of no sanctions", "kept without measures");
  }
}

void UkListReader::SetTime(const ListEntry& entry, Designation& designation,
                           std::vector<bool>& placed) {
  const Group group = is_ofsi_ ? kListed : kDesignated;
  bool all = true;
  const std::vector<Moment> days = list_.DaysOf(entry, group, DayShape::kDmySlashes, &all);
  placed[group] = all && days.size() == 1;
  if (days.empty()) {
    list_.Log(Severity::kWarning, entry, "no day of designation that can be read",
              "begin not known");
  } else {
    designation.decided = AnyOf(days);
  }
  list_.SetTime(entry, designation.decided, designation);
  bool is_placed = true;
  for (const Moment& day : list_.DaysOf(entry, kUpdated, DayShape::kDmySlashes, &is_placed)) {
    if (day == designation.decided) {
      is_placed = false;
    } else {
      designation.amended.push_back(day);
    }
  }
  placed[kUpdated] = is_placed;
}

RegimeId UkListReader::RegimeOf(std::string_view name) {
  if (!government_) {
    Actor government;
    government.fact.key = "uk-government";
    government.kind = ActorKind::kGovernment;
    government.name = "Government of the United Kingdom";
    government_ = list_.staging().AddActor(std::move(government));
  }
  Regime regime;
  regime.fact.key = name.empty() ? "uk:no-regime" : "uk:regime:" + CodePart(name);
  regime.name = name.empty() ? "UK sanctions, without a regime" : name;
  regime.senders.push_back(*government_);
  regime.programme = name;
  return list_.staging().FindOrAddRegime(std::move(regime));
}

void UkListReader::Make(const ListEntry& entry) {
  list_.CheckSingles(entry);
  Actor actor;
  actor.fact.key = list_.KeyOf(entry.id());
  actor.fact.locator = entry.id();
  const std::string type = LowerCase(entry.Text(kType));
  const bool is_one = entry[kType].size() == 1;
  actor.kind = is_one && type == "individual" ? ActorKind::kPerson
               : is_one && type == "ship"     ? ActorKind::kVessel
                                              : ActorKind::kOther;
  if (actor.kind == ActorKind::kOther && is_one && type != "entity") {
    list_.Log(Severity::kWarning, kType, entry[kType].front(),
              "neither an individual nor an entity nor a ship", "kept in the note");
  } else if (entry[kType].empty()) {
    list_.Log(Severity::kWarning, entry, "neither an individual nor an entity nor a ship",
              "taken as another actor");
  }
  for (const ListItem& item : entry[kSource]) {
    for (const std::string_view source : SplitList(item.texts.front(), "|")) {
      if (source == "UK" || source == "UN") continue;
      list_.Log(Severity::kWarning, kSource, item, "a source that is neither UK nor UN",
                "kept in the note");
    }
  }

  // What is in other fields, whole.
  std::vector<bool> placed(kGroups, false);
  for (const Group group : {kUniqueId, kGroupId, kUnReference, kRegime, kReasons}) {
    placed[group] = entry[group].size() < 2;
  }
  placed[kType] = actor.kind != ActorKind::kOther;
  placed[kImo] = true;
  placed[kIndicated] = true;
  placed[kNonLatin] = std::all_of(
      entry[kNonLatin].begin(), entry[kNonLatin].end(),
      [](const ListItem& item) { return item.texts[1].empty() && item.texts[2].empty(); });
  ActorParts parts(actor);
  AddNames(entry, parts, actor);
  AddCodes(entry, parts, placed);
  list_.SetBirth(entry, BirthsOf(entry), actor);

  Designation designation;
  designation.fact.key = actor.fact.key;
  designation.fact.locator = entry.id();
  if (entry[kRegime].empty()) {
    list_.Log(Severity::kWarning, entry, "an entry of no regime", "kept without one");
  }
  designation.regime = RegimeOf(entry.Text(kRegime));
  designation.grounds = entry.Text(kReasons);
  if (std::optional<std::string> text = WithoutReferences(designation.grounds)) {
    designation.grounds = *std::move(text);
    ++references_;
  }
  SetTime(entry, designation, placed);
  actor.fact.note = list_.NoteOf(entry, placed);
  AddMeasures(entry, designation, actor.fact.note);
  designation.target = list_.staging().AddActor(std::move(actor));
  list_.staging().AddDesignation(std::move(designation), entry.line());
}

void UkListReader::Finish(Source source) {
  list_.SetDay(day_);
  for (const ListEntry& entry : list_.entries()) Make(entry);
  const auto note = [&](std::uint64_t count, std::string_view what, std::string action) {
    if (count == 0) return;
    AddFileNote(report_, file_, {}, std::to_string(count) + std::string(what), std::move(action));
  };
  note(empty_, " elements with nothing in them", "left out");
  note(repeated_, " elements that repeat what their entry says before", "taken once");
  note(references_, " statements of reasons with references of HTML", "resolved");
  list_.Commit(std::move(source), "; who was taken off it is not");
}

std::string WhyNot(const Shape& shape) {
  if (const std::optional<std::string> root = XmlRootOf(shape.first_bytes)) {
    return *root == "Designations" ? "" : "the outermost element is <" + Excerpt(*root) + ">";
  }
  return TableOf(shape).layout.problem;
}

Result<void> ReadXml(ImportJob& job, UkListReader& list, ImportReport& report) {
  return ReadXmlRecords(
      job, {"Designation", std::string(kDateGenerated)}, BeginNothing,
      [&](const XmlNode& node) { return list.ReadAside(node); },
      [&](const XmlNode& node) { return list.ReadElement(node); }, report);
}

Result<void> ReadTable(ImportJob& job, const UkTable& table, UkListReader& list,
                       ImportReport& report) {
  DelimitedOptions dialect = DelimitedOptions::Csv();
  dialect.encoding = job.options.encoding;
  dialect.progress = job.options.progress;
  DelimitedReader reader(std::move(job.input), std::move(dialect));
  // They were good when the shape was looked at.
  for (int lines = table.first.empty() ? 1 : 2; lines > 0; --lines) {
    if (reader.Next() != DelimitedReader::Step::kRecord) return reader.error();
  }
  for (const auto& other : table.layout.others) {
    report.issues.Add(Issue{Severity::kWarning, ErrorCode::kUnknownFormat,
                            reader.WhereOf(other.first), Excerpt(reader.fields()[other.first]),
                            "not a column of the list", "kept in the note"});
  }
  const Columns columns{kColumnNames, table.layout.places, {}};
  return ReadRecords(
      reader, [&](std::size_t width) { return width == table.width ? &columns : nullptr; },
      std::to_string(table.width), [&](Record& record) { list.ReadRow(record, table.layout); },
      report);
}

Result<ImportReport> Read(ImportJob job) {
  ImportReport report;
  report.format = kUkList.format.name;
  const std::string file = job.input->name();
  const bool is_xml = XmlRootOf(job.shape.first_bytes).has_value();
  const UkTable table = is_xml ? UkTable() : TableOf(job.shape);
  report.layout = is_xml ? "XML, Designations"
                         : std::to_string(table.width) + " columns, header" +
                               (table.is_ofsi ? ", OFSI's consolidated list" : "");
  UkListReader list(table.is_ofsi, job, file, report);
  list.SetDay(DayOfList(table.first));
  const Result<void> read =
      is_xml ? ReadXml(job, list, report) : ReadTable(job, table, list, report);
  if (!read.ok()) return read.error();
  if (report.kept == 0) return report;
  Source source = SourceOf(
      kUkList.format.name,
      table.is_ofsi ? "OFSI Consolidated List of Asset Freeze Targets" : "UK Sanctions List", file,
      job.options);
  source.locator = table.is_ofsi
                       ? "https://www.gov.uk/government/publications/"
                         "financial-sanctions-consolidated-list-of-targets"
                       : "https://www.gov.uk/government/publications/the-uk-sanctions-list";
  list.Finish(std::move(source));
  return report;
}

}  // namespace

constexpr FormatReader kUkList = {
    {"uk", "UK Sanctions List (CSV and XML), and OFSI's consolidated list before it (CSV)"},
    "a table with the columns Unique ID, Name 6, Name type, Regime Name and Designation Type, or "
    "XML whose outermost element is Designations",
    &WhyNot,
    &Read};

}  // namespace casus::internal
