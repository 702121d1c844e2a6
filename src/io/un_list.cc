// The United Nations Security Council's consolidated list, in its XML.
//
// Layout. <CONSOLIDATED_LIST dateGenerated> with an <INDIVIDUAL> or <ENTITY> for each entry.
//
//   REFERENCE_NUMBER       actor "un:<reference>" and its code of kUnSecurityCouncil; blanks around
//                          it are taken off
//   FIRST..FOURTH_NAME     the name, with blanks between
//   NAME_ORIGINAL_SCRIPT   an official name
//   ..._ALIAS              QUALITY Good and a.k.a.: aliases; Low: weak ones; f.k.a.: former names.
//                          Names joined by semicolons are taken apart.
//   ..._DATE_OF_BIRTH      the begin of the actor; of several, between the first and the last
//   ..._DOCUMENT           codes of kOther, "Passport 123 (Ruritania)", since DATE_OF_ISSUE
//   UN_LIST_TYPE           regime "un:regime:<type>" of the actor "un-security-council"
//   LISTED_ON              the begin of the designation "un:<reference>" and when it was decided
//   LAST_DAY_UPDATED       its amendments
//   all others             the actor's note, in lines "<ELEMENT>=<text>"; what is in an element is
//                          "<ELEMENT>: <text> | ..."
// White space inside of texts is made one blank. Elements with nothing in them are counted in one
// note for each kind.
//
// A day may come with an offset from UTC ("2015-04-07-04:00"); the day is the one written.
//
// An entry was on the list on the day it was generated, and was not seen to end. Entries that were
// taken off are not in the file, nor is a time off the list of those that came back. This is so of
// Iran: what was listed before 2016 was ended on 16 January 2016 (resolution 2231 (2015)) and is
// there again since September 2025 under the day of old. Such a designation began on LISTED_ON or
// later: it is possible since then, and certain on the day of the list.
//
// Measures are those that all entries of a regime are under (resolutions 2253 (2015), 1988 (2011),
// 1483 (2003), 1718 (2006)); other regimes differ from entry to entry.

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

#include "casus/time/parse.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/list_staging.h"
#include "src/io/utf8.h"
#include "src/io/xml.h"

namespace casus::internal {

namespace {

// When what was listed of Iran ended.
constexpr Day kIranEnded = Day::FromYmd(2016, 1, 16);

constexpr std::array<std::string_view, 4> kNameParts = {"FIRST_NAME", "SECOND_NAME", "THIRD_NAME",
                                                        "FOURTH_NAME"};
// What other fields hold whole.
constexpr std::string_view kPlaced[] = {"FIRST_NAME",  "SECOND_NAME",          "THIRD_NAME",
                                        "FOURTH_NAME", "NAME_ORIGINAL_SCRIPT", "REFERENCE_NUMBER",
                                        "UN_LIST_TYPE"};
// What is in the note.
constexpr std::string_view kNoted[] = {
    "DATAID",      "VERSIONNUM",   "LISTED_ON",        "GENDER",           "COMMENTS1",
    "TITLE",       "DESIGNATION",  "LIST_TYPE",        "LAST_DAY_UPDATED", "SORT_KEY",
    "NATIONALITY", "SUBMITTED_BY", "SORT_KEY_LAST_MOD"};
// With INDIVIDUAL_ or ENTITY_ before them.
constexpr std::string_view kParts[] = {"ALIAS", "ADDRESS", "DATE_OF_BIRTH", "PLACE_OF_BIRTH",
                                       "DOCUMENT"};

bool IsAmong(std::string_view name, std::span<const std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// An element without what stands before its name in the elements of persons or of others.
std::string_view PartOf(std::string_view name) {
  for (const std::string_view prefix : {"INDIVIDUAL_", "ENTITY_"}) {
    if (name.starts_with(prefix)) return name.substr(prefix.size());
  }
  return {};
}

bool IsEmpty(const XmlNode& node) {
  return node.attributes.empty() && node.Text().empty() &&
         std::all_of(node.children.begin(), node.children.end(), IsEmpty);
}

// "text | CITY: Kabul | COUNTRY: Afghanistan"; a VALUE is its text.
std::string Flat(const XmlNode& node) {
  std::string out = node.Text();
  const auto add = [&](std::string_view name, const std::string& text) {
    if (text.empty()) return;
    if (!out.empty()) out += " | ";
    if (name != "VALUE") {
      out += name;
      out += ": ";
    }
    out += text;
  };
  for (const auto& [name, value] : node.attributes) add(name, CollapseBlanks(value));
  for (const XmlNode& child : node.children) add(child.name, Flat(child));
  return out;
}

std::vector<Measure> MeasuresOf(std::string_view regime, bool is_person) {
  if (regime == "Al-Qaida" || regime == "Taliban") {
    if (is_person) return {Measure::kAssetFreeze, Measure::kTravelBan, Measure::kArmsEmbargo};
    return {Measure::kAssetFreeze, Measure::kArmsEmbargo};
  }
  if (regime == "Iraq") return {Measure::kAssetFreeze};
  if (regime == "DPRK") {
    if (is_person) return {Measure::kAssetFreeze, Measure::kTravelBan};
    return {Measure::kAssetFreeze};
  }
  return {};
}

class UnListReader {
 public:
  UnListReader(const std::string& file, const ImportOptions& options, ChronicleBuilder& builder,
               ImportReport& report)
      : file_(file), options_(options), builder_(builder), staging_(builder), report_(report) {}

  // The outermost element, before the first record.
  void Begin(const XmlNode& root);
  // The error of a record that is refused; an empty one is kept.
  std::optional<Error> Read(const XmlNode& node);
  void Finish(Source source);

 private:
  void Add(Severity severity, const XmlNode& at, std::string message, std::string action);
  void NoteEmpty(const XmlNode& node) { ++empty_[node.name]; }
  std::optional<Moment> DayOf(const XmlNode& node, YearLimits limits);
  void ReadAlias(const XmlNode& node, Actor& actor);
  std::optional<Moment> ReadBirth(const XmlNode& node);
  void ReadDocument(const XmlNode& node, Actor& actor);
  void ReadChild(const XmlNode& node, Actor& actor, std::vector<Moment>& births,
                 Designation& designation);
  void SetTime(bool is_iran, Designation& designation);
  RegimeId RegimeOf(const std::string& type);
  void AddFileNotes();

  const std::string& file_;
  const ImportOptions& options_;
  ChronicleBuilder& builder_;
  ListStaging staging_;
  ImportReport& report_;

  std::optional<Moment> list_day_;
  std::optional<ActorId> council_;
  std::set<std::string> keys_;
  std::set<std::string> unknown_;               // names of elements warned of
  std::map<std::string, std::uint64_t> empty_;  // elements with nothing in them, by name
  std::uint64_t offsets_ = 0;
  std::uint64_t came_back_ = 0;
};

void UnListReader::Add(Severity severity, const XmlNode& at, std::string message,
                       std::string action) {
  // Of an entry its reference says enough.
  const bool is_entry = at.name == "INDIVIDUAL" || at.name == "ENTITY";
  report_.issues.Add(Issue{severity, ErrorCode::kInvalidArgument,
                           Where{file_, at.line, at.column, at.name},
                           Excerpt(is_entry ? at.ChildText("REFERENCE_NUMBER") : Flat(at)),
                           std::move(message), std::move(action)});
}

void UnListReader::Begin(const XmlNode& root) {
  if (const std::optional<Day> day = GeneratedOn(root, "dateGenerated")) {
    list_day_ = Moment::OnDay(*day);
  } else {
    list_day_ = options_.published;
    Add(Severity::kWarning, root, "no day on which the list was generated",
        list_day_ ? "taken as the day of publication that was given"
                  : "nothing is known of the ends of designations");
  }
}

std::optional<Moment> UnListReader::DayOf(const XmlNode& node, YearLimits limits) {
  const std::string text = node.Text();
  const Result<Day> day = ParseDay(text, DayShape::kIsoZoned, limits);
  if (!day.ok()) {
    Add(Severity::kWarning, node, day.error().message(), "kept in the note");
    return std::nullopt;
  }
  if (text.size() > std::string_view("2015-04-07").size()) ++offsets_;
  return Moment::OnDay(*day);
}

void UnListReader::ReadAlias(const XmlNode& node, Actor& actor) {
  const std::string text = node.ChildText("ALIAS_NAME");
  const std::string quality = node.ChildText("QUALITY");
  const std::vector<std::string_view> names = SplitList(text, ";");
  const bool is_known =
      quality == "Good" || quality == "Low" || quality == "a.k.a." || quality == "f.k.a.";
  if (!is_known && !names.empty()) {
    Add(Severity::kWarning, node, "an alias of a quality that is none of the list's",
        "taken as an alias");
  }
  const NameKind kind = quality == "Low"      ? NameKind::kWeakAlias
                        : quality == "f.k.a." ? NameKind::kFormer
                                              : NameKind::kAlias;
  for (const std::string_view name : names) {
    Name alias{std::string(name), kind, {}, std::nullopt};
    const bool is_there =
        std::find(actor.names.begin(), actor.names.end(), alias) != actor.names.end();
    if (!is_there && alias.text != actor.name) actor.names.push_back(std::move(alias));
  }
  if (names.size() > 1) {
    Add(Severity::kNote, node, std::to_string(names.size()) + " names joined by semicolons",
        "taken apart");
  }
  const bool says_more =
      !is_known || names.size() != 1 ||
      std::any_of(node.children.begin(), node.children.end(), [](const XmlNode& child) {
        return child.name != "ALIAS_NAME" && child.name != "QUALITY" && !IsEmpty(child);
      });
  if (says_more) AddNoteLine(actor.fact.note, node.name, Flat(node));
}

std::optional<Moment> UnListReader::ReadBirth(const XmlNode& node) {
  const std::string type = node.ChildText("TYPE_OF_DATE");
  const std::string note = node.ChildText("NOTE");
  const std::string date = node.ChildText("DATE");
  const std::string year = node.ChildText("YEAR");
  const std::string from = node.ChildText("FROM_YEAR");
  const std::string to = node.ChildText("TO_YEAR");
  const bool is_circa = type == "APPROXIMATELY" || LowerCase(note) == "approximately";
  const Qualifier qualifier = is_circa ? Qualifier::kApproximate : Qualifier::kNone;
  const auto year_of = [](const std::string& text) -> std::optional<int> {
    const std::optional<std::int64_t> value = ToInteger(text);
    if (!value || *value < kBirthYears.min_year || *value > kBirthYears.max_year) {
      return std::nullopt;
    }
    return static_cast<int>(*value);
  };
  if (!date.empty()) {
    const Result<Day> day = ParseDay(date, DayShape::kIsoZoned, kBirthYears);
    if (day.ok()) return Moment::OnDay(*day, qualifier);
  } else if (!year.empty()) {
    if (const std::optional<int> number = year_of(year)) {
      return Moment::InYear(*number, qualifier).value();
    }
  } else if (!from.empty() && !to.empty()) {
    const std::optional<int> first = year_of(from);
    const std::optional<int> last = year_of(to);
    if (first && last && *first <= *last) {
      return Moment::Between(Day::FromYmd(*first, 1, 1), Day::FromYmd(*last, 12, 31)).value();
    }
  } else if (!note.empty()) {
    MomentHint hint;
    hint.limits = kBirthYears;
    const Result<Moment> moment = ParseMoment(note, hint);
    if (moment.ok()) {
      Add(Severity::kNote, node, "a date of birth in the words of a note", "read from it");
      return *moment;
    }
  }
  Add(Severity::kWarning, node, "a date of birth that cannot be read", "kept in the note");
  return std::nullopt;
}

void UnListReader::ReadDocument(const XmlNode& node, Actor& actor) {
  const std::string number = node.ChildText("NUMBER");
  if (number.empty()) return;
  std::string kind = node.ChildText("TYPE_OF_DOCUMENT");
  if (kind.empty()) kind = node.ChildText("TYPE_OF_DOCUMENT2");
  Code code;
  code.system = CodeSystem::kOther;
  code.value = kind.empty() ? number : kind + " " + number;
  const std::string country = node.ChildText("ISSUING_COUNTRY");
  if (!country.empty()) code.value += " (" + country + ")";
  const Result<Day> issued =
      ParseDay(node.ChildText("DATE_OF_ISSUE"), DayShape::kIsoZoned, kBirthYears);
  if (issued.ok()) {
    code.span = Span::Make(Moment::OnDay(*issued), Moment::Unknown()).value();
  }
  actor.codes.push_back(std::move(code));
}

void UnListReader::ReadChild(const XmlNode& node, Actor& actor, std::vector<Moment>& births,
                             Designation& designation) {
  const std::string_view part = PartOf(node.name);
  const bool is_known = IsAmong(node.name, kPlaced) || IsAmong(node.name, kNoted) ||
                        (!part.empty() && IsAmong(part, kParts));
  if (!is_known && unknown_.insert(node.name).second) {
    Add(Severity::kWarning, node, "not an element of the list", "kept in the note");
  }
  if (IsEmpty(node)) {
    if (!IsAmong(node.name, kNoted)) NoteEmpty(node);
    return;
  }
  // Of what is placed, only attributes are not.
  if (IsAmong(node.name, kPlaced)) {
    if (!node.attributes.empty() || !node.children.empty()) {
      AddNoteLine(actor.fact.note, node.name, Flat(node));
    }
    return;
  }
  if (part == "ALIAS") return ReadAlias(node, actor);
  if (part == "DATE_OF_BIRTH") {
    if (const std::optional<Moment> birth = ReadBirth(node)) births.push_back(*birth);
  } else if (part == "DOCUMENT") {
    ReadDocument(node, actor);
  } else if (node.name == "LISTED_ON") {
    designation.decided = DayOf(node, kListYears);
    const bool is_whole =
        designation.decided && node.Text() == ToString(designation.decided->earliest());
    if (is_whole) return;
  } else if (node.name == "LAST_DAY_UPDATED") {
    for (const XmlNode& value : node.children) {
      if (IsEmpty(value)) {
        ++empty_["LAST_DAY_UPDATED/" + value.name];
      } else if (const std::optional<Moment> day = DayOf(value, kListYears)) {
        designation.amended.push_back(*day);
      }
    }
  }
  AddNoteLine(actor.fact.note, node.name, Flat(node));
}

void UnListReader::SetTime(bool is_iran, Designation& designation) {
  Span& span = designation.fact.span;
  if (!designation.decided) {
    span = SeenOn(list_day_);
    return;
  }
  const Moment listed = *designation.decided;
  const Day first = listed.earliest();
  const bool may_have_ended =
      is_iran && first < kIranEnded && (!list_day_ || kIranEnded < list_day_->latest());
  if (!may_have_ended) {
    span = SeenSince(listed, list_day_);
    return;
  }
  ++came_back_;
  designation.fact.note =
      "ended in 2016 and restored in 2025, which the list does not show: it may have begun on "
      "LISTED_ON or later";
  const Day latest = list_day_ ? list_day_->latest() : Day::EndOfTime();
  span = SeenSince(Moment::Between(first, latest).value(), list_day_);
}

RegimeId UnListReader::RegimeOf(const std::string& type) {
  if (!council_) {
    Actor council;
    council.fact.key = "un-security-council";
    council.kind = ActorKind::kInternationalOrganisation;
    council.name = "United Nations Security Council";
    council_ = staging_.AddActor(std::move(council));
  }
  Regime regime;
  regime.fact.key = type.empty() ? "un:no-regime" : "un:regime:" + CodePart(type);
  regime.name = type.empty() ? "UN Security Council, without a regime"
                             : "UN Security Council sanctions: " + type;
  regime.senders.push_back(*council_);
  regime.programme = type;
  return staging_.FindOrAddRegime(std::move(regime));
}

std::optional<Error> UnListReader::Read(const XmlNode& node) {
  const Where where{file_, node.line, node.column, node.name};
  const auto reference_node =
      std::find_if(node.children.begin(), node.children.end(),
                   [](const XmlNode& child) { return child.name == "REFERENCE_NUMBER"; });
  if (reference_node == node.children.end() || IsEmpty(*reference_node)) {
    return Error(ErrorCode::kParse, "an entry without a REFERENCE_NUMBER", where);
  }
  const std::string reference = reference_node->Text();
  const std::string key = "un:" + CodePart(reference);
  if (keys_.contains(key) || builder_.FindActor(key)) {
    return Error(ErrorCode::kDuplicate, "an entry of this reference is there already", where,
                 Excerpt(reference));
  }
  keys_.insert(key);
  if (reference_node->text != reference) {
    Add(Severity::kNote, *reference_node, "blanks around the reference", "taken off");
  }

  const bool is_person = node.name == "INDIVIDUAL";
  Actor actor;
  actor.fact.key = key;
  actor.fact.locator = reference;
  actor.kind = is_person ? ActorKind::kPerson : ActorKind::kOther;
  actor.codes.push_back(Code{CodeSystem::kUnSecurityCouncil, reference, std::nullopt});
  for (const std::string_view part : kNameParts) {
    const std::string text = node.ChildText(part);
    if (text.empty()) continue;
    if (!actor.name.empty()) actor.name += ' ';
    actor.name += text;
  }
  if (actor.name.empty()) {
    Add(Severity::kWarning, node, "an entry without a name", "named by its reference");
    actor.name = reference;
  }
  const std::string original = node.ChildText("NAME_ORIGINAL_SCRIPT");
  if (!original.empty()) {
    actor.names.push_back(Name{original, NameKind::kOfficial, {}, std::nullopt});
  }

  Designation designation;
  std::vector<Moment> births;
  AddNoteLine(actor.fact.note, "text", node.Text());
  for (const auto& [name, value] : node.attributes) {
    AddNoteLine(actor.fact.note, name, CollapseBlanks(value));
  }
  for (const XmlNode& child : node.children) ReadChild(child, actor, births, designation);
  if (!births.empty()) {
    if (births.size() > 1) {
      Add(Severity::kNote, node, std::to_string(births.size()) + " dates of birth",
          "taken as some day from the first to the last of them");
    }
    actor.fact.span = Span::Make(AnyOf(births), Moment::Unknown()).value();
  }

  const std::string type = node.ChildText("UN_LIST_TYPE");
  if (type.empty()) Add(Severity::kWarning, node, "an entry of no regime", "kept without one");
  if (!designation.decided) {
    Add(Severity::kWarning, node, "no day of listing that can be read", "begin not known");
  }
  designation.fact.key = key;
  designation.fact.locator = reference;
  designation.regime = RegimeOf(type);
  designation.measures = MeasuresOf(type, is_person);
  SetTime(type == "Iran", designation);
  designation.target = staging_.AddActor(std::move(actor));
  staging_.AddDesignation(std::move(designation), node.line);
  return std::nullopt;
}

void UnListReader::AddFileNotes() {
  for (const auto& [name, count] : empty_) {
    AddFileNote(report_, file_, name, std::to_string(count) + " elements with nothing in them",
                "left out");
  }
  if (offsets_ > 0) {
    AddFileNote(report_, file_, {}, std::to_string(offsets_) + " days with an offset from UTC",
                "taken as the days that are written");
  }
  if (came_back_ > 0) {
    report_.issues.Add(Issue{
        Severity::kWarning, ErrorCode::kInvalidArgument, Where{.file = file_, .field = {}}, "Iran",
        std::to_string(came_back_) +
            " entries listed before 2016 were off the list until 2025, which it does not show",
        "possible since LISTED_ON, certain on the day of the list"});
  }
}

void UnListReader::Finish(Source source) {
  AddFileNotes();
  if (!options_.published && list_day_) source.published = *list_day_;
  staging_.CoverList(source.key, list_day_, file_, "; who was taken off it is not");
  staging_.Commit(std::move(source), file_);
}

std::string WhyNot(const Shape& shape) { return WhyNotXml(shape, "CONSOLIDATED_LIST"); }

Result<ImportReport> Read(ImportJob job) {
  ImportReport report;
  report.format = kUnList.format.name;
  report.layout = "XML, CONSOLIDATED_LIST";
  const std::string file = job.input->name();
  UnListReader list(file, job.options, job.builder, report);
  const Result<void> read = ReadXmlRecords(
      job, {"INDIVIDUAL", "ENTITY"}, [&](const XmlNode& root) { list.Begin(root); }, NoneAside,
      [&](const XmlNode& node) { return list.Read(node); }, report);
  if (!read.ok()) return read.error();
  if (report.kept == 0) return report;
  Source source = SourceOf(kUnList.format.name, "United Nations Security Council Consolidated List",
                           file, job.options);
  source.kind = SourceKind::kOfficialDocument;
  source.locator = "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list";
  list.Finish(std::move(source));
  return report;
}

}  // namespace

constexpr FormatReader kUnList = {{"un-sc", "UN Security Council consolidated list (XML)"},
                                  "XML whose outermost element is CONSOLIDATED_LIST",
                                  &WhyNot,
                                  &Read};

}  // namespace casus::internal
