// The European Union's consolidated list of financial sanctions (Financial Sanctions Files, version
// 1.1), as XML and as CSV.
//
// Layouts. XML: <export generationDate> with a <sanctionEntity> for each entry, nearly all of it in
// attributes, which are empty where nothing is said. CSV: semicolons, a header of 118 columns in
// any order, and a row for each name, address, date of birth, document and citizenship, which
// repeats what the entry has once; rows with one Entity_LogicalId are one entry, wherever they
// stand. Both give the same chronicle for the same content; the CSV has no <nameAlias strong>, and
// of the acts behind a name or an address a little more.
//
//   logicalId          actor "eu:<logicalId>"; what has none is refused. Its code of kEuFsf is
//                      euReferenceNumber, one of kUnSecurityCouncil unitedNationId, and of kOther
//                      the logicalId
//   subjectType        person: a person; enterprise: other
//   nameAlias          names: wholeName, else first, middle and last. No name is marked as the
//                      official one: the first that is not weak is the actor's, all others are
//                      aliases; weak ones where strong is "false" or their remark says "low
//                      quality", former ones where it says "formerly" or "f.k.a."
//   birthdate          the begin of the actor, as precisely as it is given; of several, between the
//                      first and the last. One in another calendar than the Gregorian is not
//                      converted.
//   identification     codes of kOther, "National passport A1 (OZ), known to be false", while they
//                      are valid; an IMO number is one of kImo
//   regulation         for each programme a regime "eu:programme:<programme>" of the actor "eu" and
//                      a designation "eu:<logicalId>:<programme>"
//   all others         the actor's note, in lines "<element>=<attribute>: <text> | ..."
// White space inside of texts is made one blank. Left out are flags that are false, strong="true",
// and the country "00", UNKNOWN. The act in which a name etc. is found stands with it, as
// regulationSummary in the XML.
//
// Time. publicationDate of a regulation is that of the last act that changed the entry, not of the
// listing. A designation begins on designationDate; without one, on the first entryIntoForceDate of
// its programme or before; without both, on the day of the list or before. Where the United Nations
// listed first, designationDate may be their day (from memory). Days of publication after
// designationDate are amendments. What repeals gives no begin. A listing has legal effect from its
// publication in the Official Journal on, and the file follows by days or weeks: the coverage is
// the day of the file, and who is not in it may be listed all the same. Those that were taken off
// are not in the file.
//
// All entries are under an asset freeze; bans of travel and of sectors stand in the acts alone.
//
// Attributes and columns are those of excerpts of the files of 2018 to 2026 that were published
// elsewhere. From memory are <contactInfo key value> and the types of acts.

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
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
  kLogicalId,
  kReference,
  kUnitedNations,
  kDesignated,
  kDetails,
  kSubject,
  kRemark,
  kRegulation,
  kName,
  kAddress,
  kBirth,
  kDocument,
  kCitizenship,
  kGenerated,  // of the file
  kGroups,
};

// The elements of an entry, and what the columns of each begin with.
struct ElementOf {
  std::string_view name;
  std::string_view prefix;
};
constexpr std::array<ElementOf, kGroups> kElements = {{{"logicalId", "Entity_"},
                                                       {"euReferenceNumber", "Entity_"},
                                                       {"unitedNationId", "Entity_"},
                                                       {"designationDate", "Entity_"},
                                                       {"designationDetails", "Entity_"},
                                                       {"subjectType", "Entity_"},
                                                       {"remark", "Entity_"},
                                                       {"regulation", "Entity_"},
                                                       {"nameAlias", "NameAlias_"},
                                                       {"address", "Address_"},
                                                       {"birthdate", "BirthDate_"},
                                                       {"identification", "Identification_"},
                                                       {"citizenship", "Citizenship_"},
                                                       {"generationDate", "file"}}};

struct Field {
  Group group;
  std::string_view attribute;  // or an element
  std::string_view column;     // without its beginning
};
constexpr Field kFields[] = {
    {kLogicalId, "logicalId", "LogicalId"},
    {kReference, "euReferenceNumber", "EU_ReferenceNumber"},
    {kUnitedNations, "unitedNationId", "UnitedNationId"},
    {kDesignated, "designationDate", "DesignationDate"},
    {kDetails, "designationDetails", "DesignationDetails"},
    {kSubject, "code", "SubjectType_ClassificationCode"},
    {kSubject, "classificationCode", "SubjectType"},
    {kRemark, "remark", "Remark"},
    {kName, "wholeName", "WholeName"},
    {kName, "firstName", "FirstName"},
    {kName, "middleName", "MiddleName"},
    {kName, "lastName", "LastName"},
    {kName, "strong", "Strong"},
    {kName, "nameLanguage", "NameLanguage"},
    {kName, "gender", "Gender"},
    {kName, "title", "Title"},
    {kName, "function", "Function"},
    {kAddress, "street", "Street"},
    {kAddress, "poBox", "PoBox"},
    {kAddress, "zipCode", "ZipCode"},
    {kAddress, "city", "City"},
    {kAddress, "place", "Place"},
    {kAddress, "region", "Region"},
    {kAddress, "countryIso2Code", "CountryIso2Code"},
    {kAddress, "countryDescription", "CountryDescription"},
    {kAddress, "asAtListingTime", "AsAtListingTime"},
    {kAddress, "contactInfo", "ContactInfo"},
    {kBirth, "birthdate", "BirthDate"},
    {kBirth, "year", "Year"},
    {kBirth, "monthOfYear", "Month"},
    {kBirth, "dayOfMonth", "Day"},
    {kBirth, "yearRangeFrom", "YearRangeFrom"},
    {kBirth, "yearRangeTo", "YearRangeTo"},
    {kBirth, "circa", "Circa"},
    {kBirth, "calendarType", "CalendarType"},
    {kBirth, "zipCode", "ZipCode"},
    {kBirth, "city", "City"},
    {kBirth, "place", "Place"},
    {kBirth, "region", "Region"},
    {kBirth, "countryIso2Code", "CountryIso2Code"},
    {kBirth, "countryDescription", "CountryDescription"},
    {kDocument, "number", "Number"},
    {kDocument, "latinNumber", "LatinNumber"},
    {kDocument, "identificationTypeCode", "TypeCode"},
    {kDocument, "identificationTypeDescription", "TypeDescription"},
    {kDocument, "nameOnDocument", "NameOnDocument"},
    {kDocument, "diplomatic", "Diplomatic"},
    {kDocument, "knownExpired", "KnownExpired"},
    {kDocument, "knownFalse", "KnownFalse"},
    {kDocument, "reportedLost", "ReportedLost"},
    {kDocument, "revokedByIssuer", "RevokedByIssuer"},
    {kDocument, "issuedBy", "IssuedBy"},
    {kDocument, "issuedDate", "IssuedDate"},
    {kDocument, "validFrom", "ValidFrom"},
    {kDocument, "validTo", "ValidTo"},
    {kDocument, "region", "Region"},
    {kDocument, "countryIso2Code", "CountryIso2Code"},
    {kDocument, "countryDescription", "CountryDescription"},
    {kCitizenship, "region", "Region"},
    {kCitizenship, "countryIso2Code", "CountryIso2Code"},
    {kCitizenship, "countryDescription", "CountryDescription"},
    {kGenerated, "generationDate", "GenerationDate"},
};
// What all elements from kName on have as well, and, from the fourth on, a regulation.
constexpr std::pair<std::string_view, std::string_view> kCommonFields[] = {
    {"remark", "Remark"},
    {"logicalId", "LogicalId"},
    {"regulationLanguage", "RegulationLanguage"},
    {"regulationType", "Regulation_Type"},
    {"organisationType", "Regulation_OrganisationType"},
    {"publicationDate", "Regulation_PublicationDate"},
    {"entryIntoForceDate", "Regulation_EntryIntoForceDate"},
    {"numberTitle", "Regulation_NumberTitle"},
    {"programme", "Regulation_Programme"},
    {"publicationUrl", "Regulation_PublicationUrl"},
};
constexpr std::size_t kFirstOfRegulation = 3;

constexpr Group kSingles[] = {kLogicalId,  kReference, kUnitedNations,
                              kDesignated, kDetails,   kSubject};

// All fields, in the order of their groups.
struct Fields {
  Fields();
  std::vector<FieldGroup> groups = std::vector<FieldGroup>(kGroups);
  std::vector<FieldPlace> places;       // by column
  std::vector<std::string> columns;     // their names
  std::vector<std::string_view> names;  // the same
  std::size_t id_column = 0;
  std::size_t day_column = 0;
  std::vector<std::size_t> required;
};

Fields::Fields() {
  const auto add = [&](Group group, std::string_view attribute, std::string_view column) {
    places.push_back({group, groups[group].fields.size()});
    groups[group].fields.push_back(attribute);
    columns.push_back(std::string(kElements[group].prefix) + std::string(column));
  };
  for (std::size_t at = 0; at < kGroups; ++at) {
    const auto group = static_cast<Group>(at);
    groups[group].name = kElements[group].name;
    for (const Field& field : kFields) {
      if (field.group == group) add(group, field.attribute, field.column);
    }
    const bool is_regulation = group == kRegulation;
    if (!is_regulation && (group < kName || group > kCitizenship)) continue;
    for (const auto& [attribute, column] :
         std::span(kCommonFields).subspan(is_regulation ? kFirstOfRegulation : 0)) {
      add(group, attribute, column);
    }
    if (is_regulation) add(group, "logicalId", "Regulation_LogicalId");
  }
  for (const Group group : kSingles) groups[group].is_single = true;
  names.assign(columns.begin(), columns.end());
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const std::string& name = columns[column];
    if (name == "Entity_LogicalId") id_column = column;
    if (name == "fileGenerationDate") day_column = column;
    if (name == "Entity_LogicalId" || name == "Entity_SubjectType" ||
        name == "Entity_Regulation_Programme" || name == "NameAlias_WholeName") {
      required.push_back(column);
    }
  }
}

constexpr std::string_view kUnknownCountry = "00";

bool IsLanguage(std::string_view text) {
  return (text.size() == 2 || text.size() == 3) &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

class EuListReader {
 public:
  EuListReader(const Fields& fields, const ImportJob& job, const std::string& file,
               ImportReport& report)
      : fields_(fields),
        file_(file),
        report_(report),
        list_("eu", fields.groups, file, job.options, job.builder, report) {}

  // The outermost element, before the first entry.
  void Begin(const XmlNode& root);
  // Each keeps the record, or says why not.
  void ReadRow(Record& record, const HeaderLayout& layout);
  std::optional<Error> ReadElement(const XmlNode& node);
  // Makes rows of all entries.
  void Finish(Source source);

 private:
  // What the regulations of a programme say of its time.
  struct Programme {
    std::optional<Day> in_force;  // the first
    std::vector<Day> published;
  };

  std::string& TextOf(Group group, ListItem& item, std::string_view attribute);
  std::string_view Get(Group group, const ListItem& item, std::string_view attribute) const;
  void Keep(ListEntry& entry, Group group, ListItem item);
  void KeepUnknown(const XmlNode& node, const std::string& path, ListEntry& entry);
  bool SetField(Group group, ListItem& item, std::string_view attribute, std::string_view text);
  void ReadItem(const XmlNode& node, Group group, ListEntry& entry);
  void AddNames(const ListEntry& entry, ActorParts& parts, Actor& actor);
  void AddDocument(const ListItem& item, ActorParts& parts);
  std::optional<Moment> BirthOf(const ListItem& item);
  std::vector<std::pair<std::string, Programme>> ProgrammesOf(const ListEntry& entry);
  RegimeId RegimeOf(const std::string& programme);
  void Make(const ListEntry& entry);

  const Fields& fields_;
  const std::string& file_;
  ImportReport& report_;
  EntryList list_;
  std::optional<std::string> generated_;
  std::optional<Day> day_;
  std::optional<ActorId> union_;
  std::uint64_t unknown_countries_ = 0;
  std::uint64_t doubtful_documents_ = 0;
};

void EuListReader::Begin(const XmlNode& root) {
  if (const std::optional<Day> day = GeneratedOn(root, "generationDate")) day_ = day;
}

std::string& EuListReader::TextOf(Group group, ListItem& item, std::string_view attribute) {
  const std::vector<std::string_view>& fields = fields_.groups[group].fields;
  item.texts.resize(fields.size());
  const auto at = std::find(fields.begin(), fields.end(), attribute);
  return item.texts[static_cast<std::size_t>(at - fields.begin())];
}

std::string_view EuListReader::Get(Group group, const ListItem& item,
                                   std::string_view attribute) const {
  const std::vector<std::string_view>& fields = fields_.groups[group].fields;
  const auto at = std::find(fields.begin(), fields.end(), attribute);
  return item.texts[static_cast<std::size_t>(at - fields.begin())];
}

// Leaves out what says nothing.
void EuListReader::Keep(ListEntry& entry, Group group, ListItem item) {
  if (item.texts.empty()) return;
  bool no_country = false;
  const std::vector<std::string_view>& fields = fields_.groups[group].fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    constexpr std::string_view kFlags[] = {"asAtListingTime", "circa",      "diplomatic",
                                           "knownExpired",    "knownFalse", "reportedLost",
                                           "revokedByIssuer"};
    std::string& text = item.texts[i];
    const bool is_flag =
        std::find(std::begin(kFlags), std::end(kFlags), fields[i]) != std::end(kFlags);
    if ((is_flag && (text == "false" || text == "0")) || (fields[i] == "strong" && text == "true"))
      text.clear();
    if (fields[i] == "countryIso2Code" && text == kUnknownCountry) {
      no_country = true;
      text.clear();
      std::string& country = TextOf(group, item, "countryDescription");
      if (country == "UNKNOWN") country.clear();
    }
  }
  if (group == kSubject) {
    std::string& code = TextOf(group, item, "code");
    if (code.size() == 1) code.swap(TextOf(group, item, "classificationCode"));
  }
  if (entry.Add(group, std::move(item)) && no_country) ++unknown_countries_;
}

void EuListReader::ReadRow(Record& record, const HeaderLayout& layout) {
  ListEntry* const entry = list_.EntryOf(record, fields_.id_column, layout);
  if (entry == nullptr) return;
  std::vector<ListItem> items = list_.ItemsOf(record, fields_.places);
  for (std::size_t group = 0; group < kGenerated; ++group) {
    Keep(*entry, static_cast<Group>(group), std::move(items[group]));
  }
  const std::string generated =
      items[kGenerated].texts.empty() ? std::string() : items[kGenerated].texts.front();
  if (!generated_) {
    generated_ = generated;
    constexpr DayShape kShapes[] = {DayShape::kDmySlashes, DayShape::kIso};
    if (const std::optional<DayShape> shape = DayShapeOf(generated, kShapes)) {
      const Result<Day> day = ParseDay(generated, *shape, kListYears);
      if (day.ok()) day_ = *day;
    }
  } else if (generated != *generated_) {
    record.Warn(fields_.day_column, "another day of the file than in its first row",
                "that of the first row is taken");
  }
}

void EuListReader::KeepUnknown(const XmlNode& node, const std::string& path, ListEntry& entry) {
  const auto keep = [&](const std::string& name, std::string text) {
    if (!text.empty()) list_.AddUnknown(entry, name, std::move(text), node.line, node.column);
  };
  keep(path, node.Text());
  for (const auto& [name, value] : node.attributes) keep(path + "/" + name, CollapseBlanks(value));
  for (const XmlNode& child : node.children) KeepUnknown(child, path + "/" + child.name, entry);
}

// False if the group has no such field. What is said twice stands behind a bar.
bool EuListReader::SetField(Group group, ListItem& item, std::string_view attribute,
                            std::string_view text) {
  const std::vector<std::string_view>& fields = fields_.groups[group].fields;
  if (std::find(fields.begin(), fields.end(), attribute) == fields.end()) return false;
  const std::string value = CollapseBlanks(text);
  std::string& to = TextOf(group, item, attribute);
  if (!to.empty() && !value.empty()) to += " | ";
  to += value;
  return true;
}

void EuListReader::ReadItem(const XmlNode& node, Group group, ListEntry& entry) {
  ListItem item;
  item.line = node.line;
  item.column = node.column;
  XmlNode unknown;
  unknown.line = node.line;
  unknown.column = node.column;
  unknown.text = node.text;
  for (const auto& attribute : node.attributes) {
    if (!SetField(group, item, attribute.first, attribute.second)) {
      unknown.attributes.push_back(attribute);
    }
  }
  for (const XmlNode& child : node.children) {
    const bool is_summary = child.name == "regulationSummary" && group >= kName;
    if (is_summary) {
      for (const auto& attribute : child.attributes) {
        if (!SetField(group, item, attribute.first, attribute.second)) {
          unknown.attributes.push_back(attribute);
        }
      }
    }
    const bool is_contact =
        child.name == "contactInfo" && child.Attribute("key") && child.Attribute("value");
    std::string text = child.Text();
    if (is_contact) {
      text = std::string(*child.Attribute("key")) + ": " + std::string(*child.Attribute("value"));
    }
    const bool is_whole = child.children.empty() && (child.attributes.empty() || is_contact);
    if (is_summary || (is_whole && SetField(group, item, child.name, text))) continue;
    unknown.children.push_back(child);
  }
  Keep(entry, group, std::move(item));
  KeepUnknown(unknown, node.name, entry);
}

std::optional<Error> EuListReader::ReadElement(const XmlNode& node) {
  const std::string id = CollapseBlanks(node.Attribute("logicalId").value_or(""));
  const Result<ListEntry*> found = list_.EntryOf(node, id, "logicalId");
  if (!found.ok()) return found.error();
  ListEntry& entry = **found;
  XmlNode unknown;
  unknown.line = node.line;
  unknown.column = node.column;
  unknown.text = node.text;
  const auto group_of = [](std::string_view name) {
    const auto element = std::find_if(kElements.begin(), kElements.end(),
                                      [&](const ElementOf& known) { return known.name == name; });
    return static_cast<Group>(element - kElements.begin());
  };
  for (const auto& attribute : node.attributes) {
    const Group group = group_of(attribute.first);
    if (group > kDetails) {
      unknown.attributes.push_back(attribute);
      continue;
    }
    ListItem item{{CollapseBlanks(attribute.second)}, node.line, node.column};
    Keep(entry, group, std::move(item));
  }
  for (const XmlNode& child : node.children) {
    const Group group = group_of(child.name);
    if (group < kSubject || group > kCitizenship) {
      unknown.children.push_back(child);
    } else if (group == kRemark && child.attributes.empty() && child.children.empty()) {
      ListItem item{{child.Text()}, child.line, child.column};
      Keep(entry, group, std::move(item));
    } else {
      ReadItem(child, group, entry);
    }
  }
  KeepUnknown(unknown, node.name, entry);
  return std::nullopt;
}

void EuListReader::AddNames(const ListEntry& entry, ActorParts& parts, Actor& actor) {
  struct Read {
    std::string text;
    NameKind kind;
    std::string language;
  };
  std::vector<Read> names;
  std::optional<std::size_t> first;
  for (const ListItem& item : entry[kName]) {
    Read name{std::string(Get(kName, item, "wholeName")), NameKind::kAlias, {}};
    if (name.text.empty()) {
      for (const std::string_view part : {"firstName", "middleName", "lastName"}) {
        const std::string_view text = Get(kName, item, part);
        if (!text.empty() && !name.text.empty()) name.text += ' ';
        name.text += text;
      }
    }
    if (name.text.empty()) {
      list_.Log(Severity::kWarning, kName, item, "a name of no parts", "kept in the note");
      continue;
    }
    const std::string remark = LowerCase(Get(kName, item, "remark"));
    const auto says = [&](std::string_view words) {
      return remark.find(words) != std::string::npos;
    };
    const std::string_view strong = Get(kName, item, "strong");
    if (strong == "false" || says("low quality")) {
      name.kind = NameKind::kWeakAlias;
    } else if (says("formerly") || says("f.k.a")) {
      name.kind = NameKind::kFormer;
    }
    if (!strong.empty() && strong != "false") {
      list_.Log(Severity::kWarning, kName, item, "strong is neither true nor false",
                "taken as strong");
    }
    name.language = LowerCase(Get(kName, item, "nameLanguage"));
    if (!name.language.empty() && !IsLanguage(name.language)) {
      list_.Log(Severity::kWarning, kName, item, "no code of a language", "kept in the note");
      name.language.clear();
    }
    if (!first && name.kind == NameKind::kAlias) first = names.size();
    names.push_back(std::move(name));
  }
  if (names.empty()) {
    list_.Log(Severity::kWarning, entry, "an entry without a name", "named by its id");
    actor.name = entry.id();
  } else if (!first) {
    list_.Log(Severity::kNote, entry, "an entry of weak and former names only",
              "named by the first");
    first = 0;
  }
  if (first) actor.name = names[*first].text;
  for (Read& name : names) {
    parts.AddName(std::move(name.text), name.kind, std::move(name.language));
  }
}

void EuListReader::AddDocument(const ListItem& item, ActorParts& parts) {
  const auto get = [&](std::string_view attribute) { return Get(kDocument, item, attribute); };
  std::string_view number = get("number");
  if (number.empty()) number = get("latinNumber");
  if (number.empty()) return;
  std::string doubts;
  constexpr std::pair<std::string_view, std::string_view> kDoubts[] = {
      {"knownFalse", "known to be false"},
      {"revokedByIssuer", "revoked"},
      {"reportedLost", "reported lost"},
      {"knownExpired", "known to have expired"},
  };
  for (const auto& [flag, words] : kDoubts) {
    if (!get(flag).empty()) doubts += ", " + std::string(words);
  }
  if (!doubts.empty()) ++doubtful_documents_;
  const std::string_view code = get("identificationTypeCode");
  if (code == "imo" && doubts.empty()) {
    if (!parts.AddImo(number)) {
      list_.Log(Severity::kWarning, kDocument, item, "no IMO number of a ship",
                "a code of no system, and kept in the note");
    }
    return;
  }
  const std::string_view type = get("identificationTypeDescription");
  const std::string_view country = get("countryDescription");
  std::string value(!type.empty() ? type : code);
  if (!value.empty()) value += ' ';
  value += number;
  if (const std::string_view of = !country.empty() ? country : get("countryIso2Code");
      !of.empty()) {
    value += " (" + std::string(of) + ")";
  }
  value += doubts;
  const auto day_of = [&](std::string_view attribute) -> std::optional<Day> {
    if (get(attribute).empty()) return std::nullopt;
    return list_.DayOf(kDocument, item, attribute, DayShape::kIsoZoned, kBirthYears);
  };
  std::optional<Day> from = day_of("validFrom");
  const std::optional<Day> issued = day_of("issuedDate");
  if (!from) from = issued;
  const std::optional<Day> to = day_of("validTo");
  std::optional<Span> span;
  if (from || to) {
    const Result<Span> made = Span::Make(from ? Moment::OnDay(*from) : Moment::Unknown(),
                                         to ? Moment::OnDay(*to) : Moment::Unknown());
    if (made.ok()) {
      span = *made;
    } else {
      list_.Log(Severity::kWarning, kDocument, item, "valid until before it is valid",
                "a code without a time, and kept in the note");
    }
  }
  parts.AddCode(CodeSystem::kOther, std::move(value), span);
}

std::optional<Moment> EuListReader::BirthOf(const ListItem& item) {
  const auto get = [&](std::string_view attribute) { return Get(kBirth, item, attribute); };
  const std::string_view date = get("birthdate");
  const std::string_view year = get("year");
  const std::string_view from = get("yearRangeFrom");
  const std::string_view to = get("yearRangeTo");
  if (date.empty() && year.empty() && from.empty() && to.empty()) return std::nullopt;
  const auto refuse = [&](std::string message) {
    list_.Log(Severity::kWarning, kBirth, item, std::move(message), "kept in the note");
    return std::nullopt;
  };
  const std::string_view calendar = get("calendarType");
  if (!calendar.empty() && calendar != "GREGORIAN") {
    list_.Log(Severity::kNote, kBirth, item, "a date of birth in another calendar",
              "not converted, kept in the note");
    return std::nullopt;
  }
  const bool is_circa = !get("circa").empty();
  const Qualifier qualifier = is_circa ? Qualifier::kApproximate : Qualifier::kNone;
  if (!date.empty()) {
    const Result<Day> day = ParseDay(date, DayShape::kIsoZoned, kBirthYears);
    if (!day.ok()) return refuse(day.error().message());
    if (!year.empty() && ToInteger(year) != day->year()) {
      return refuse("a date of birth of two years");
    }
    return Moment::OnDay(*day, qualifier);
  }
  if (!year.empty()) {
    const Result<Moment> moment =
        ParseMomentFromParts(year, get("monthOfYear"), get("dayOfMonth"), {}, kBirthYears);
    if (!moment.ok()) return refuse(moment.error().message());
    if (!is_circa) return *moment;
    const Day first = moment->earliest();
    if (moment->basis() == Basis::kDay) return Moment::OnDay(first, qualifier);
    if (moment->basis() == Basis::kMonth) {
      return Moment::InMonth(first.year(), first.month(), qualifier).value();
    }
    return Moment::InYear(first.year(), qualifier).value();
  }
  const auto year_of = [](std::string_view text) -> std::optional<int> {
    const std::optional<std::int64_t> value = ToInteger(text);
    if (!value || *value < kBirthYears.min_year || *value > kBirthYears.max_year) {
      return std::nullopt;
    }
    return static_cast<int>(*value);
  };
  const std::optional<int> first = year_of(from);
  const std::optional<int> last = year_of(to);
  if ((!first && !from.empty()) || (!last && !to.empty()) || (first && last && *last < *first)) {
    return refuse("no range of years");
  }
  // Of a range that is about right each end is as wide as about that year.
  const Day earliest =
      first ? Moment::InYear(*first, qualifier).value().earliest() : Day::BeginningOfTime();
  const Day latest = last ? Moment::InYear(*last, qualifier).value().latest() : Day::EndOfTime();
  return Moment::Between(earliest, latest).value();
}

// In the order in which they are named. Without a programme, one of no name.
std::vector<std::pair<std::string, EuListReader::Programme>> EuListReader::ProgrammesOf(
    const ListEntry& entry) {
  std::vector<std::pair<std::string, Programme>> programmes;
  for (const ListItem& item : entry[kRegulation]) {
    const std::string name(Get(kRegulation, item, "programme"));
    auto found = std::find_if(programmes.begin(), programmes.end(),
                              [&](const auto& known) { return known.first == name; });
    if (found == programmes.end()) found = programmes.insert(programmes.end(), {name, {}});
    const std::string_view type = Get(kRegulation, item, "regulationType");
    if (type == "repealing") {
      list_.Log(Severity::kWarning, kRegulation, item, "an act that repeals",
                "gives no begin, kept in the note");
      continue;
    }
    if (!type.empty() && type != "regulation" && type != "amendment") {
      list_.Log(Severity::kWarning, kRegulation, item, "a type of act that is none of the list's",
                "kept in the note");
    }
    const auto day_of = [&](std::string_view attribute) -> std::optional<Day> {
      if (Get(kRegulation, item, attribute).empty()) return std::nullopt;
      return list_.DayOf(kRegulation, item, attribute, DayShape::kIsoZoned, kListYears);
    };
    Programme& programme = found->second;
    if (const std::optional<Day> day = day_of("entryIntoForceDate")) {
      programme.in_force = std::min(programme.in_force.value_or(*day), *day);
    }
    if (const std::optional<Day> day = day_of("publicationDate")) {
      programme.published.push_back(*day);
    }
  }
  const bool has_none = std::any_of(programmes.begin(), programmes.end(),
                                    [](const auto& known) { return known.first.empty(); });
  if (programmes.empty() || has_none) {
    list_.Log(Severity::kWarning, entry, "an entry of no programme", "kept without one");
  }
  if (programmes.empty()) programmes.emplace_back();
  return programmes;
}

RegimeId EuListReader::RegimeOf(const std::string& programme) {
  if (!union_) {
    Actor sender;
    sender.fact.key = "eu";
    sender.kind = ActorKind::kInternationalOrganisation;
    sender.name = "European Union";
    union_ = list_.staging().AddActor(std::move(sender));
  }
  Regime regime;
  regime.fact.key = programme.empty() ? "eu:no-programme" : "eu:programme:" + CodePart(programme);
  regime.name = programme.empty() ? "EU sanctions, without a programme"
                                  : "EU restrictive measures, programme " + programme;
  regime.senders.push_back(*union_);
  regime.programme = programme;
  return list_.staging().FindOrAddRegime(std::move(regime));
}

void EuListReader::Make(const ListEntry& entry) {
  list_.CheckSingles(entry);
  Actor actor;
  actor.fact.key = list_.KeyOf(entry.id());
  actor.fact.locator = entry.id();
  std::vector<bool> placed(kGroups, false);
  placed[kLogicalId] = true;
  placed[kReference] = entry[kReference].size() < 2;
  placed[kUnitedNations] = entry[kUnitedNations].size() < 2;
  const std::string_view code = entry[kSubject].size() == 1 ? entry.Text(kSubject) : "";
  actor.kind = code == "person" ? ActorKind::kPerson : ActorKind::kOther;
  placed[kSubject] = code == "person";
  if (entry[kSubject].size() < 2 && code != "person" && code != "enterprise") {
    list_.Log(Severity::kWarning, entry, "neither a person nor an enterprise",
              "taken as another actor");
  }

  ActorParts parts(actor);
  AddNames(entry, parts, actor);
  for (const ListItem& item : entry[kReference]) {
    const std::string& text = item.texts.front();
    const bool is_code = CheckCode(CodeSystem::kEuFsf, text).ok();
    if (!is_code) {
      list_.Log(Severity::kWarning, kReference, item, "no reference of the list",
                "a code of no system");
    }
    parts.AddCode(is_code ? CodeSystem::kEuFsf : CodeSystem::kOther,
                  is_code ? text : "EU reference " + text);
  }
  parts.AddCode(CodeSystem::kOther, "FSF logical id " + entry.id());
  for (const ListItem& item : entry[kUnitedNations]) parts.AddUnReference(item.texts.front());
  for (const ListItem& item : entry[kDocument]) AddDocument(item, parts);
  std::vector<Moment> births;
  for (const ListItem& item : entry[kBirth]) {
    if (const std::optional<Moment> birth = BirthOf(item)) births.push_back(*birth);
  }
  list_.SetBirth(entry, births, actor);

  bool all = true;
  const std::vector<Moment> designated =
      list_.DaysOf(entry, kDesignated, DayShape::kIsoZoned, &all);
  placed[kDesignated] = all && designated.size() < 2;
  const std::string key = actor.fact.key;
  actor.fact.note = list_.NoteOf(entry, placed);
  const std::vector<std::pair<std::string, Programme>> programmes = ProgrammesOf(entry);
  RegimeOf(programmes.front().first);  // the sender comes first
  const ActorId target = list_.staging().AddActor(std::move(actor));
  for (const auto& [name, programme] : programmes) {
    Designation designation;
    designation.fact.key = key + ":" + (name.empty() ? "no-programme" : CodePart(name));
    designation.fact.locator = entry.id();
    designation.regime = RegimeOf(name);
    designation.target = target;
    designation.measures = {Measure::kAssetFreeze};
    std::optional<Moment> begin;
    if (!designated.empty()) {
      begin = AnyOf(designated);
      designation.decided = begin;
      std::vector<Day> later = programme.published;
      std::sort(later.begin(), later.end());
      later.erase(std::unique(later.begin(), later.end()), later.end());
      for (const Day day : later) {
        if (begin->latest() < day) designation.amended.push_back(Moment::OnDay(day));
      }
    } else if (programme.in_force) {
      begin = Moment::NotAfter(*programme.in_force);
      if (list_.list_day() && list_.list_day()->latest() < *programme.in_force) {
        list_.Log(Severity::kNote, entry, "in force after the day of the list",
                  "certain from that day on");
      }
    }
    list_.SetTime(entry, begin, designation);
    list_.staging().AddDesignation(std::move(designation), entry.line());
  }
}

void EuListReader::Finish(Source source) {
  list_.SetDay(day_);
  for (const ListEntry& entry : list_.entries()) Make(entry);
  if (unknown_countries_ > 0) {
    AddFileNote(report_, file_, std::string(kUnknownCountry),
                std::to_string(unknown_countries_) + " countries that are not known", "left out");
  }
  if (doubtful_documents_ > 0) {
    AddFileNote(
        report_, file_, {},
        std::to_string(doubtful_documents_) + " documents that are false, revoked, lost or expired",
        "their codes say so");
  }
  list_.Commit(
      std::move(source),
      "; who was taken off it is not, and who was listed in the days before may not be yet");
}

HeaderLayout LayoutOf(const Shape& shape, const Fields& fields) {
  return LayoutByHeader(shape.first, {fields.names, fields.required});
}

std::string WhyNot(const Shape& shape) {
  if (const std::optional<std::string> root = XmlRootOf(shape.first_bytes)) {
    if (*root != "export") return "the outermost element is <" + Excerpt(*root) + ">";
    const bool is_list =
        shape.first_bytes.find("eu.europa.ec/fpi/fsd/export") != std::string::npos ||
        shape.first_bytes.find("<sanctionEntity") != std::string::npos;
    return is_list ? "" : "the outermost element is <export>, and it begins with no entry";
  }
  return LayoutOf(shape, Fields()).problem;
}

Result<ImportReport> Read(ImportJob job) {
  const std::string file = job.input->name();
  const Fields fields;
  Source source =
      SourceOf(kEuList.format.name, "EU Consolidated Financial Sanctions List", file, job.options);
  source.locator =
      "https://data.europa.eu/data/datasets/"
      "consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-"
      "sanctions";
  if (XmlRootOf(job.shape.first_bytes)) {
    ImportReport report;
    report.format = kEuList.format.name;
    report.layout = "XML, export";
    EuListReader list(fields, job, file, report);
    const Result<void> read = ReadXmlRecords(
        job, {"sanctionEntity"}, [&](const XmlNode& root) { list.Begin(root); }, NoneAside,
        [&](const XmlNode& node) { return list.ReadElement(node); }, report);
    if (!read.ok()) return read.error();
    if (report.kept == 0) return report;
    list.Finish(std::move(source));
    return report;
  }
  const HeaderLayout layout = LayoutOf(job.shape, fields);
  const TableFormat table{layout, fields.names, "the list", {}, {}, {}, "in the note as "};
  // What is found wrong with entries is told behind what is with rows.
  ImportReport of_entries;
  EuListReader list(fields, job, file, of_entries);
  Result<ImportReport> report =
      internal::ReadTable(job, kEuList.format.name, ColumnsInWords(job.shape), table,
                          [&](Record& record) { list.ReadRow(record, layout); });
  if (!report.ok() || report->kept == 0) return report;
  list.Finish(std::move(source));
  report->issues.Append(of_entries.issues);
  return report;
}

}  // namespace

constexpr FormatReader kEuList = {
    {"eu-fsf", "EU consolidated list of financial sanctions 1.1 (XML and CSV)"},
    "a table with the columns Entity_LogicalId, Entity_SubjectType, Entity_Regulation_Programme "
    "and NameAlias_WholeName, or XML whose outermost element is export",
    &WhyNot,
    &Read};

}  // namespace casus::internal
