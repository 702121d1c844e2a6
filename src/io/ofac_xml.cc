// OFAC's sanctions lists in their plain XML: Specially Designated Nationals (sdn.xml) and the
// others (consolidated.xml).
//
// Layout. <sdnList>, in whatever namespace or none (http://tempuri.org/sdnList.xsd until 2024, then
// one of the Sanctions List Service), with <publshInformation>, so spelt, and an <sdnEntry> for
// each entry. The name of the file says which list it is: "cons" or "sdn" in it. Which elements
// there are is from memory of the published schema and from files of others' tests.
//
// It is the list of the legacy CSV files (ofac.cc) with the remarks taken apart, and makes the same
// rows under the same keys:
//   Publish_Date      mm/dd/yyyy: the day of the list, where the caller gives none
//   Record_Count      a warning, where there are more or fewer entries
//   uid               actor "ofac:<uid>" and its code of kOfacUid
//   lastName, firstName  the name, "SURNAME, Given"
//   sdnType           Individual: a person; Vessel; Aircraft and Entity: other
//   programList       a designation in each programme
//   akaList           a.k.a. and n.k.a. an alias, f.k.a. a former name; of category weak, as the
//                     remarks of the CSV files have them, a weak alias
//   dateOfBirthList   as "DOB ..." in remarks; mainEntry false is "alt. DOB ..."
//   idList            as the item of remarks: "<idType> <idNumber> (<idCountry>) issued <issueDate>
//                     expires <expirationDate>", which is a number, a date of a directive, ...
//   vesselInfo        the columns of the same meaning
//   remarks           the items that stand in no list; links between parentheses
// The actor's note has all of it. It is where the formats differ: elements stand for themselves
// there, with their uids, and remarks are shorter. Names may have letters other than ASCII, which
// the CSV files lack.

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/time/parse.h"
#include "src/io/fields.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/ofac_common.h"
#include "src/io/ofac_remarks.h"
#include "src/io/ofac_xml.h"
#include "src/io/utf8.h"

namespace casus::internal {

namespace {

// The lists are of 1995 and later.
constexpr YearLimits kOfacYears{.min_year = 1990, .max_year = 2099};

// Elements of an entry that are read elsewhere than in ReadChild.
constexpr std::string_view kPlaced[] = {"uid", "firstName", "lastName", "sdnType"};

class SdnListReader : private OfacXmlList {
 public:
  using OfacXmlList::OfacXmlList;

  void ReadPublication(const XmlNode& node);
  // The error of an entry that is refused; an empty one is kept.
  std::optional<Error> ReadEntry(const XmlNode& node);
  // REQUIRES: at least one entry was kept.
  void Finish();

 private:
  void AddUnknown(const XmlNode& node, OfacEntry& entry);
  // Of the items of a list: what they may hold.
  void CheckItems(const XmlNode& list, std::span<const std::string_view> known, OfacEntry& entry);
  void ReadChild(const XmlNode& node, OfacEntry& entry, OfacListing& listing);
  void ReadProgrammes(const XmlNode& list, OfacListing& listing);
  void ReadAlias(const XmlNode& node, OfacEntry& entry);
  void ReadNumber(const XmlNode& node, OfacEntry& entry);
  void ReadVessel(const XmlNode& node, OfacEntry& entry);
  void ReadRemarks(const XmlNode& node, OfacEntry& entry);

  std::optional<XmlNode> count_node_;
  std::set<std::string> unknown_;  // names of elements warned of
};

void SdnListReader::ReadPublication(const XmlNode& node) {
  for (const XmlNode& child : node.children) {
    if (child.name == "Record_Count") {
      count_node_ = child;
    } else if (child.name == "Publish_Date") {
      const Result<Day> day = ParseDay(child.Text(), DayShape::kMdySlashes, kOfacYears);
      if (!day.ok()) {
        Add(Severity::kWarning, child, child.Text(), day.error().message(),
            "nothing is taken from it");
      } else {
        TakeDay(child, Moment::OnDay(*day));
      }
    }
  }
}

void SdnListReader::AddUnknown(const XmlNode& node, OfacEntry& entry) {
  if (unknown_.insert(node.name).second) {
    Add(Severity::kWarning, node, FlatText(node), "not an element of the list", "kept in the note");
  }
  AddNoteLine(entry.note, node.name, FlatText(node));
}

void SdnListReader::CheckItems(const XmlNode& list, std::span<const std::string_view> known,
                               OfacEntry& entry) {
  for (const XmlNode& item : list.children) {
    for (const XmlNode& child : item.children) {
      if (std::find(known.begin(), known.end(), child.name) == known.end()) {
        AddUnknown(child, entry);
      }
    }
  }
}

void SdnListReader::ReadProgrammes(const XmlNode& list, OfacListing& listing) {
  for (const XmlNode& node : list.children) {
    std::string programme = node.Text();
    if (programme.empty()) continue;
    std::vector<std::string>& all = listing.programmes;
    if (std::find(all.begin(), all.end(), programme) != all.end()) {
      Add(Severity::kWarning, node, programme, "a programme given twice", "taken once");
    } else {
      all.push_back(std::move(programme));
    }
  }
}

void SdnListReader::ReadAlias(const XmlNode& node, OfacEntry& entry) {
  const std::string type = node.ChildText("type");
  const std::string category = node.ChildText("category");
  const std::string name = OfacName(node.ChildText("lastName"), node.ChildText("firstName"));
  if (name.empty()) {
    return Add(Severity::kWarning, node, FlatText(node), "an alias without a name", "left out");
  }
  const bool is_known = type == "a.k.a." || type == "f.k.a." || type == "n.k.a.";
  if (!is_known) {
    Add(Severity::kWarning, node, type, "not a type of alias of OFAC's", "taken as an alias");
  }
  const bool is_weak = category == "weak";
  if (!is_weak && category != "strong") {
    Add(Severity::kWarning, node, category, "neither a strong nor a weak alias",
        "taken as a strong one");
  }
  std::string text = !is_known ? type : type == "a.k.a." ? "aka" : type == "f.k.a." ? "fka" : "nka";
  if (is_weak) {
    const std::string_view word = is_known ? std::string_view(type) : "a.k.a.";
    entry.items.push_back(
        OfacItem{std::string(word) + " '" + name + "'", false, PlaceOf(node, "aka")});
    text += " weak";
  } else {
    const NameKind kind = type == "f.k.a." ? NameKind::kFormer : NameKind::kAlias;
    entry.aliases.push_back(Name{name, kind, {}, std::nullopt});
  }
  AddNoteLine(entry.note, "alias " + node.ChildText("uid"), text + " " + name);
}

void SdnListReader::ReadNumber(const XmlNode& node, OfacEntry& entry) {
  std::string text =
      OfacNumber(node.ChildText("idType"), node.ChildText("idNumber"), node.ChildText("idCountry"),
                 node.ChildText("issueDate"), node.ChildText("expirationDate"));
  AddNoteLine(entry.note, "id " + node.ChildText("uid"), text);
  entry.items.push_back(OfacItem{std::move(text), false, PlaceOf(node, "id")});
}

void SdnListReader::ReadVessel(const XmlNode& node, OfacEntry& entry) {
  constexpr std::pair<std::string_view, std::string_view> kColumns[] = {
      {"callSign", kOfacCallSign}, {"vesselType", kOfacVesselType},
      {"tonnage", kOfacTonnage},   {"grossRegisteredTonnage", kOfacGrt},
      {"vesselFlag", kOfacFlag},   {"vesselOwner", kOfacOwner},
  };
  for (const XmlNode& child : node.children) {
    const auto column = std::find_if(std::begin(kColumns), std::end(kColumns),
                                     [&](const auto& known) { return known.first == child.name; });
    if (column == std::end(kColumns)) {
      AddUnknown(child, entry);
      continue;
    }
    const std::string text = child.Text();
    AddNoteLine(entry.note, column->second, text);
    if (column->second == kOfacOwner && !text.empty()) {
      entry.owner = OfacItem{text, false, PlaceOf(child, "vesselOwner")};
    }
  }
}

void SdnListReader::ReadRemarks(const XmlNode& node, OfacEntry& entry) {
  const std::string text = node.Text();
  AddNoteLine(entry.note, kOfacRemarks, text);
  std::string_view remarks = text;
  // "(Linked To: A; Linked To: B)", behind which there is no full stop.
  const bool is_closed = remarks.starts_with('(') && remarks.ends_with(')');
  if (is_closed) remarks = remarks.substr(1, remarks.size() - 2);
  for (const RemarkItem& item : SplitRemarks(remarks, false)) {
    std::string_view words = item.text;
    bool may_end_in_stop = !is_closed && item.or_without_stop.size() < item.text.size();
    if (words.starts_with('(') && item.or_without_stop.ends_with(')')) {
      words = item.or_without_stop.substr(1, item.or_without_stop.size() - 2);
      may_end_in_stop = false;
    }
    entry.items.push_back(OfacItem{std::string(words), may_end_in_stop, PlaceOf(node, "remarks")});
  }
}

void SdnListReader::ReadChild(const XmlNode& node, OfacEntry& entry, OfacListing& listing) {
  constexpr std::string_view kParts[] = {
      "uid",         "mainEntry", "idType",   "idNumber",       "idCountry",
      "issueDate",   "type",      "category", "lastName",       "firstName",
      "address1",    "address2",  "address3", "city",           "stateOrProvince",
      "postalCode",  "country",   "region",   "expirationDate", "dateOfBirth",
      "placeOfBirth"};
  // The value of each item of a list goes into the note by itself.
  const auto note_values = [&](std::string_view value, std::string_view name) {
    for (const XmlNode& item : node.children) {
      const bool is_other = item.ChildText("mainEntry") == "false";
      AddNoteLine(entry.note, (is_other ? "alt. " : "") + std::string(name), item.ChildText(value));
    }
  };
  if (std::find(std::begin(kPlaced), std::end(kPlaced), node.name) != std::end(kPlaced)) return;
  if (node.name.ends_with("List")) CheckItems(node, kParts, entry);
  if (node.name == "title") {
    AddNoteLine(entry.note, kOfacTitle, node.Text());
  } else if (node.name == "remarks") {
    ReadRemarks(node, entry);
  } else if (node.name == "programList") {
    ReadProgrammes(node, listing);
  } else if (node.name == "idList") {
    for (const XmlNode& item : node.children) ReadNumber(item, entry);
  } else if (node.name == "akaList") {
    for (const XmlNode& item : node.children) ReadAlias(item, entry);
  } else if (node.name == "addressList") {
    for (const XmlNode& item : node.children) {
      std::string street;
      for (const std::string_view part : {"address1", "address2", "address3"}) {
        const std::string text = item.ChildText(part);
        if (!street.empty() && !text.empty()) street += ", ";
        street += text;
      }
      std::string city = OfacName(item.ChildText("city"), item.ChildText("stateOrProvince"));
      const std::string postal = item.ChildText("postalCode");
      if (!city.empty() && !postal.empty()) city += ' ';
      city += postal;
      AddNoteLine(entry.note, "address " + item.ChildText("uid"),
                  OfacAddress(street, city, item.ChildText("country"), item.ChildText("region")));
    }
  } else if (node.name == "dateOfBirthList") {
    note_values("dateOfBirth", "DOB");
    for (const XmlNode& item : node.children) {
      entry.items.push_back(
          OfacItem{"DOB " + item.ChildText("dateOfBirth"), false, PlaceOf(item, "dateOfBirth")});
    }
  } else if (node.name == "placeOfBirthList") {
    note_values("placeOfBirth", "POB");
  } else if (node.name == "nationalityList") {
    note_values("country", "nationality");
  } else if (node.name == "citizenshipList") {
    note_values("country", "citizen");
  } else if (node.name == "vesselInfo") {
    ReadVessel(node, entry);
  } else {
    AddUnknown(node, entry);
  }
}

std::optional<Error> SdnListReader::ReadEntry(const XmlNode& node) {
  const Where where{file_, node.line, node.column, node.name};
  const std::string uid = node.ChildText("uid");
  const std::optional<std::int64_t> number = ToInteger(uid);
  if (!number || *number < 0) {
    return Error(ErrorCode::kParse, "an entry whose uid is no number", where, Excerpt(uid));
  }
  OfacEntry entry;
  entry.number = std::to_string(*number);
  if (entries_.Has(entry.number)) {
    return Error(ErrorCode::kDuplicate, "an entry of this uid is there already", where, uid);
  }
  entry.place = PlaceOf(node, "sdnEntry");
  entry.locator = "ent_num " + entry.number;
  entry.name = OfacName(node.ChildText("lastName"), node.ChildText("firstName"));
  if (entry.name.empty()) {
    Add(Severity::kWarning, node, uid, "an entry without a name", "named by its number");
    entry.name = entry.number;
  }
  const std::string type = node.ChildText("sdnType");
  entry.type = LowerCase(type);
  if (entry.type == "entity") entry.type.clear();
  if (!entry.type.empty() && entry.type != "individual" && entry.type != "vessel") {
    if (entry.type != "aircraft") {
      Add(Severity::kWarning, node, type, "not a type of OFAC's", "kept in the note");
    }
    AddNoteLine(entry.note, kOfacType, entry.type);
  }
  OfacListing listing;
  listing.place = PlaceOf(node, "programList");
  listing.list = list_;
  for (const XmlNode& child : node.children) ReadChild(child, entry, listing);
  if (listing.programmes.empty()) {
    Add(Severity::kWarning, node, uid, "no programme", "designated by the list");
    listing.programmes.emplace_back();
  }
  entry.listings.push_back(std::move(listing));
  entries_.ReadItems(entries_.Add(std::move(entry)));
  return std::nullopt;
}

void SdnListReader::Finish() {
  if (list_ == OfacList::kUnknown) {
    report_.issues.Add(Issue{Severity::kWarning, ErrorCode::kUnknownFormat,
                             Where{.file = file_, .field = {}}, BaseName(file_),
                             "the name says neither sdn nor cons", "no measures are known of it"});
  }
  if (count_node_ && count_node_->Text() != std::to_string(report_.records)) {
    Add(Severity::kWarning, *count_node_, count_node_->Text(),
        "not the number of entries, which is " + std::to_string(report_.records),
        "those that are there were read");
  }
  FinishList(kOfacXml.format.name);
}

std::string WhyNot(const Shape& shape) { return WhyNotXml(shape, "sdnList"); }

Result<ImportReport> Read(ImportJob job) {
  ImportReport report;
  report.format = kOfacXml.format.name;
  report.layout = "XML, sdnList";
  const std::string file = job.input->name();
  SdnListReader list(file, job.options, job.builder, report);
  const Result<void> read = ReadXmlRecords(
      job, {"publshInformation", "sdnEntry"}, BeginNothing,
      [&](const XmlNode& node) {
        if (node.name != "publshInformation") return false;
        list.ReadPublication(node);
        return true;
      },
      [&](const XmlNode& node) { return list.ReadEntry(node); }, report);
  if (!read.ok()) return read.error();
  if (report.kept > 0) list.Finish();
  return report;
}

}  // namespace

std::string FlatText(const XmlNode& node) {
  std::string out = node.Text();
  const auto add = [&](const std::string& name, const std::string& text) {
    if (text.empty()) return;
    if (!out.empty()) out += " | ";
    out += name + ": " + text;
  };
  for (const auto& [name, value] : node.attributes) add(name, CollapseBlanks(value));
  for (const XmlNode& child : node.children) add(child.name, FlatText(child));
  return out;
}

OfacPlace PlaceOf(const XmlNode& node, std::string_view field) {
  return OfacPlace{node.line, node.column, field};
}

OfacXmlList::OfacXmlList(const std::string& file, const ImportOptions& options,
                         ChronicleBuilder& builder, ImportReport& report)
    : file_(file),
      options_(options),
      list_(OfacListOf(file, "cons")),
      entries_(list_, file, builder, report.issues),
      report_(report),
      list_day_(options.published) {}

void OfacXmlList::Add(Severity severity, const XmlNode& at, std::string_view text,
                      std::string message, std::string action) {
  report_.issues.Add(Issue{severity, ErrorCode::kInvalidArgument,
                           Where{file_, at.line, at.column, at.name}, Excerpt(text),
                           std::move(message), std::move(action)});
}

void OfacXmlList::TakeDay(const XmlNode& at, const Moment& day) {
  if (!options_.published) {
    list_day_ = day;
  } else if (*options_.published != day) {
    Add(Severity::kNote, at, FlatText(at), "published on another day than was given",
        "taken as of the day that was given");
  }
}

void OfacXmlList::FinishList(std::string_view format) {
  Source source = SourceOf(format, TitleOf(list_), file_, options_);
  source.kind = SourceKind::kOfficialDocument;
  source.locator = "https://ofac.treasury.gov";
  if (list_day_) {
    source.published = *list_day_;
  } else {
    report_.issues.Add(Issue{Severity::kWarning,
                             ErrorCode::kInvalidArgument,
                             Where{.file = file_, .field = {}},
                             {},
                             "the day of the list is neither in the file nor given",
                             "nothing is known of when a designation ended"});
  }
  entries_.Finish(std::move(source), list_day_);
}

constexpr FormatReader kOfacXml = {
    {"ofac-xml", "OFAC's SDN and non-SDN lists in XML (sdn.xml, consolidated.xml)"},
    "XML whose outermost element is sdnList",
    &WhyNot,
    &Read};

}  // namespace casus::internal
