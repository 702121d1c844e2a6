// The Swiss sanctions list of the State Secretariat for Economic Affairs (SECO), in its XML: the
// only list that tells its own history.
//
// Layout. <swiss-sanctions-list list-type date> with <sanctions-program>, <target> and <place>,
// each with its number (ssid), in any order; targets are the records. The structure is as parsers
// of the list have it; what is marked so is from memory of the list alone.
//
//   target              actor "seco:<ssid>" with its code of kSecoSsid
//     sanctions-set-id  the sets of measures it is under, of the programmes that have them: regime
//                       "seco:programme:<ssid>" of the actor "seco"
//     foreign-identifier
//                       a code of the UN or the EU where it has the shape of one, else of kOther
//     modification      listed, amended, de-listed, on the days of enactment, publication and
//                       effect; the last one stands first. See below
//     individual        a person; object: a vessel, or other; entity: other
//       identity        names, and what tells it from others; main="true" is the one it has
//         name          the names of its parts by order, with blanks between; a part that is a
//                       title is in the note alone. A part may be spelt in several ways, by
//                       language and script: a name is made of every combination of the parts'
//                       spellings in one of these, and of the plain ones where a part has none. The
//                       primary name of the main identity is the actor's, with its other spellings
//                       official names; other primary names and aliases are aliases, formerly-
//                       known-as former ones, and all of low quality weak aliases
//         day-month-year
//                       the begin of the actor, as far as its parts are there; of several, between
//                       the first and the last
//         identification-document
//                       codes of kOther, "passport 123 (Ruritania)", date-of-issue to expiry-date
//       justification   grounds of the designations
//       other-information
//                       "IMO number: 1234567" of a vessel is a code
//   all of it           lines "<element>=<text> | <attribute>: <value> | <element>: {...}" in the
//                       note; the places it names by number are lines "place <number>=..."
//
// Names in <added> and <removed> are those of a state that was, and no names of the target.
//
// Listings. Each time on the list is a designation in each set, "seco:<ssid>:<set>", the second
// time with ":2" behind it. It begins on the day of effect (publication, enactment where that is
// not given) of "listed", and its last day is the one before the day of effect of "de-listed". What
// was not de-listed was still there on the day of the list. Amendments are days of effect. A target
// that is amended or de-listed without having been listed was on the list before, since nobody says
// when. (From memory: entries older than the electronic list have no "listed".)
//
// What the sets forbid is told in words that differ from programme to programme: no measures.

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
#include "src/io/list_staging.h"
#include "src/io/utf8.h"
#include "src/io/xml.h"

namespace casus::internal {

namespace {

// Switzerland took up sanctions of the UN in 1990.
constexpr YearLimits kSwissYears{.min_year = 1990, .max_year = 2099};
// The most spellings that are made of one name.
constexpr std::size_t kMostSpellings = 64;

constexpr std::string_view kTargetParts[] = {
    "sanctions-set-id", "foreign-identifier", "modification", "individual", "entity",
    "object",           "generic-attribute"};
constexpr std::string_view kBodyParts[] = {"identity", "justification", "relation",
                                           "other-information"};
constexpr std::string_view kIdentityParts[] = {"name",           "day-month-year",
                                               "place-of-birth", "nationality",
                                               "address",        "identification-document"};

// ISO 639-2 as the list has it, and what BCP 47 wants.
constexpr std::pair<std::string_view, std::string_view> kLanguages[] = {
    {"ara", "ar"}, {"bel", "be"}, {"bur", "my"}, {"chi", "zh"}, {"deu", "de"}, {"eng", "en"},
    {"fas", "fa"}, {"fra", "fr"}, {"fre", "fr"}, {"ger", "de"}, {"ita", "it"}, {"kor", "ko"},
    {"mya", "my"}, {"per", "fa"}, {"por", "pt"}, {"rus", "ru"}, {"spa", "es"}, {"srp", "sr"},
    {"tur", "tr"}, {"ukr", "uk"}, {"zho", "zh"}};

bool IsAmong(std::string_view name, std::span<const std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string AttributeOf(const XmlNode& node, std::string_view name) {
  return CollapseBlanks(node.Attribute(name).value_or(""));
}

// Everything of an element: "text | attribute: value | child: {...}".
std::string Everything(const XmlNode& node) {
  std::vector<std::string> parts;
  if (std::string text = node.Text(); !text.empty()) parts.push_back(std::move(text));
  for (const auto& [name, value] : node.attributes) {
    if (std::string text = CollapseBlanks(value); !text.empty()) {
      parts.push_back(name + ": " + text);
    }
  }
  for (const XmlNode& child : node.children) {
    const std::string inside = Everything(child);
    if (inside.empty()) continue;
    const bool is_plain = child.attributes.empty() && child.children.empty();
    parts.push_back(child.name + ": " + (is_plain ? inside : "{" + inside + "}"));
  }
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : " | ") + part;
  return out;
}

// "ru-Latn" of "RUS" and "LATN".
std::string LanguageOf(const std::string& language, const std::string& script) {
  std::string out = LowerCase(language);
  for (const auto& [three, two] : kLanguages) {
    if (out == three) out = two;
  }
  if (out.empty() && !script.empty()) out = "und";
  if (!script.empty()) {
    std::string tail = LowerCase(script);
    if (tail[0] >= 'a' && tail[0] <= 'z') tail[0] = static_cast<char>(tail[0] - 'a' + 'A');
    out += "-" + tail;
  }
  return out;
}

// The text in English, else the first.
const XmlNode* InEnglish(const std::vector<const XmlNode*>& texts) {
  for (const XmlNode* const text : texts) {
    if (LowerCase(AttributeOf(*text, "lang")) == "eng") return text;
  }
  return texts.empty() ? nullptr : texts.front();
}
std::vector<const XmlNode*> ChildrenOf(const XmlNode& node, std::string_view name) {
  std::vector<const XmlNode*> found;
  for (const XmlNode& child : node.children) {
    if (child.name == name) found.push_back(&child);
  }
  return found;
}

// One change in the history of a target.
struct Modification {
  enum class Kind { kListed, kAmended, kDeListed };
  Kind kind = Kind::kListed;
  std::optional<Moment> enacted;
  std::optional<Moment> published;
  std::optional<Moment> effective;
  std::optional<Day> day;  // the first of those that there is: effective, published, enacted
};

// One time on the list.
struct Listing {
  std::optional<Modification> listed;  // empty: since nobody says when
  std::optional<Day> known_by;         // then: the first day of which it is told
  std::vector<Moment> amended;
  bool has_ended = false;
  std::optional<Day> off;  // the first day off the list; empty: nobody says when
};

struct Target {
  Actor actor;
  std::vector<std::string> sets;
  std::vector<Listing> listings;
  std::set<std::string> places;
  std::string grounds;
  XmlNode at;  // name and place of the element
};

struct SanctionsSet {
  std::size_t programme = 0;
  std::vector<XmlNode> texts;  // by language
};

class SecoReader {
 public:
  SecoReader(const std::string& file, const ImportOptions& options, ChronicleBuilder& builder,
             ImportReport& report)
      : file_(file), options_(options), builder_(builder), staging_(builder), report_(report) {}

  void Begin(const XmlNode& root);
  // The error of a record that is refused; an empty one is kept.
  std::optional<Error> ReadTarget(const XmlNode& node);
  // What targets refer to by number.
  void ReadProgramme(const XmlNode& node);
  void ReadPlace(const XmlNode& node);
  void Finish(Source source);

 private:
  void Add(Severity severity, const XmlNode& at, std::string_view text, std::string message,
           std::string action);
  std::optional<Moment> DayOf(const XmlNode& node, std::string_view attribute, YearLimits limits,
                              std::string_view text);
  std::string NumberOf(const XmlNode& node, bool is_there);
  void CheckName(const XmlNode& node, std::span<const std::string_view> known);

  void ReadBody(const XmlNode& node, Target& target, std::vector<Moment>& births);
  void ReadIdentity(const XmlNode& node, Target& target, std::vector<Moment>& births);
  void ReadName(const XmlNode& node, bool is_main, Actor& actor);
  void ReadBirth(const XmlNode& node, std::vector<Moment>& births);
  void ReadDocument(const XmlNode& node, Actor& actor);
  void ReadForeignIdentifier(const std::string& text, Actor& actor);
  void ReadOtherInformation(const XmlNode& node, Actor& actor);
  std::vector<Modification> ModificationsOf(const XmlNode& node);
  std::vector<Listing> ListingsOf(const XmlNode& node);
  void Note(const XmlNode& node, Target& target);
  Span SpanOf(const Listing& listing, const Target& target);
  RegimeId RegimeOf(const std::string& set, const Target& target, std::string& set_text);
  void AddDesignations(const Target& target, ActorId actor);

  const std::string& file_;
  const ImportOptions& options_;
  ChronicleBuilder& builder_;
  ListStaging staging_;
  ImportReport& report_;

  std::optional<Moment> list_day_;
  std::optional<ActorId> office_;
  std::set<std::string> keys_;
  std::set<std::string> unknown_;  // names of elements warned of
  std::vector<Regime> programmes_;
  std::map<std::string, SanctionsSet> sets_;
  std::map<std::string, std::string> places_;
  std::vector<Target> targets_;
  std::uint64_t without_history_ = 0;
};

void SecoReader::Add(Severity severity, const XmlNode& at, std::string_view text,
                     std::string message, std::string action) {
  report_.issues.Add(Issue{severity, ErrorCode::kInvalidArgument,
                           Where{file_, at.line, at.column, at.name}, Excerpt(text),
                           std::move(message), std::move(action)});
}

void SecoReader::Begin(const XmlNode& root) {
  list_day_ = DayOf(root, "date", kSwissYears, "the list");
  if (!list_day_) {
    list_day_ = options_.published;
    Add(Severity::kWarning, root, AttributeOf(root, "date"), "no day of the list",
        list_day_ ? "taken as the day of publication that was given"
                  : "nothing is known of who was not de-listed");
  }
  if (const std::string type = AttributeOf(root, "list-type"); type != "whole-list") {
    Add(Severity::kWarning, root, type, "not the whole list", "who was de-listed may not be in it");
  }
}

// Of an attribute that is there.
std::optional<Moment> SecoReader::DayOf(const XmlNode& node, std::string_view attribute,
                                        YearLimits limits, std::string_view text) {
  const std::string value = AttributeOf(node, attribute);
  if (value.empty()) return std::nullopt;
  const Result<Day> day = ParseDay(value, DayShape::kIsoZoned, limits);
  if (day.ok()) return Moment::OnDay(*day);
  Add(Severity::kWarning, node, value, std::string(attribute) + ": " + day.error().message(),
      "taken as not given for " + std::string(text));
  return std::nullopt;
}

void SecoReader::CheckName(const XmlNode& node, std::span<const std::string_view> known) {
  if (IsAmong(node.name, known) || !unknown_.insert(node.name).second) return;
  Add(Severity::kWarning, node, Everything(node), "not an element of the list that is known",
      "kept in the note");
}

// The number of a programme or place that is there once; empty with a warning for others.
std::string SecoReader::NumberOf(const XmlNode& node, bool is_there) {
  const std::string ssid = AttributeOf(node, "ssid");
  if (!ssid.empty() && !is_there) return ssid;
  Add(Severity::kWarning, node, Everything(node),
      ssid.empty() ? "without an ssid" : "the same ssid twice", "left out");
  return {};
}

void SecoReader::ReadPlace(const XmlNode& node) {
  const std::string ssid = NumberOf(node, places_.contains(AttributeOf(node, "ssid")));
  if (!ssid.empty()) places_.emplace(ssid, Everything(node));
}

void SecoReader::ReadProgramme(const XmlNode& node) {
  Regime regime;
  regime.fact.key = "seco:programme:" + CodePart(AttributeOf(node, "ssid"));
  const bool is_there =
      std::any_of(programmes_.begin(), programmes_.end(),
                  [&](const Regime& programme) { return programme.fact.key == regime.fact.key; });
  const std::string ssid = NumberOf(node, is_there);
  if (ssid.empty()) return;
  regime.fact.locator = "ssid " + ssid;
  const XmlNode* const key = InEnglish(ChildrenOf(node, "program-key"));
  const XmlNode* const name = InEnglish(ChildrenOf(node, "program-name"));
  if (key != nullptr) regime.programme = key->Text();
  regime.name = name != nullptr ? name->Text() : regime.programme;
  if (regime.name.empty()) regime.name = "SECO programme " + ssid;
  regime.fact.note = Everything(node);
  for (const XmlNode* const set : ChildrenOf(node, "sanctions-set")) {
    const std::string id = AttributeOf(*set, "ssid");
    SanctionsSet& held = sets_[id];
    if (!held.texts.empty() && held.programme != programmes_.size()) {
      Add(Severity::kWarning, *set, id, "a set of two programmes", "taken as of the first");
      continue;
    }
    held.programme = programmes_.size();
    held.texts.push_back(*set);
  }
  programmes_.push_back(std::move(regime));
}

// ---- The history ----

std::vector<Modification> SecoReader::ModificationsOf(const XmlNode& node) {
  std::vector<Modification> changes;
  for (const XmlNode* const child : ChildrenOf(node, "modification")) {
    Modification change;
    const std::string kind = AttributeOf(*child, "modification-type");
    if (kind == "listed") {
      change.kind = Modification::Kind::kListed;
    } else if (kind == "amended") {
      change.kind = Modification::Kind::kAmended;
    } else if (kind == "de-listed") {
      change.kind = Modification::Kind::kDeListed;
    } else {
      Add(Severity::kWarning, *child, kind, "a modification of another kind", "kept in the note");
      continue;
    }
    change.enacted = DayOf(*child, "enactment-date", kSwissYears, kind);
    change.published = DayOf(*child, "publication-date", kSwissYears, kind);
    change.effective = DayOf(*child, "effective-date", kSwissYears, kind);
    for (const auto& date : {change.effective, change.published, change.enacted}) {
      if (date && !change.day) change.day = date->earliest();
    }
    if (!change.day) {
      Add(Severity::kWarning, *child, kind, "a modification without a day", "day not known");
    }
    changes.push_back(change);
  }
  // The last one stands first, so that of one day the order is that of the file turned round. What
  // has no day begins before and ends after the others.
  std::reverse(changes.begin(), changes.end());
  const auto when = [](const Modification& change) {
    if (change.day) return *change.day;
    return change.kind == Modification::Kind::kDeListed ? Day::EndOfTime() : Day::BeginningOfTime();
  };
  std::stable_sort(changes.begin(), changes.end(),
                   [&](const auto& a, const auto& b) { return when(a) < when(b); });
  return changes;
}

std::vector<Listing> SecoReader::ListingsOf(const XmlNode& node) {
  std::vector<Listing> listings;
  const std::string ssid = AttributeOf(node, "ssid");
  const auto is_on = [&] { return !listings.empty() && !listings.back().has_ended; };
  for (const Modification& change : ModificationsOf(node)) {
    const std::optional<Moment> day =
        change.day ? std::optional<Moment>(Moment::OnDay(*change.day)) : std::nullopt;
    if (change.kind == Modification::Kind::kListed) {
      if (is_on()) {
        Add(Severity::kWarning, node, ssid, "listed while it was listed", "taken as an amendment");
        if (day) listings.back().amended.push_back(*day);
        continue;
      }
      listings.emplace_back().listed = change;
      continue;
    }
    const bool is_end = change.kind == Modification::Kind::kDeListed;
    if (!is_on()) {
      if (!listings.empty()) {
        Add(Severity::kWarning, node, ssid,
            is_end ? "de-listed while it was not listed" : "amended while it was not listed",
            "kept in the note");
        continue;
      }
      Add(Severity::kNote, node, ssid,
          is_end ? "de-listed without having been listed" : "amended without having been listed",
          "listed before, day not known");
      listings.emplace_back().known_by = change.day;
    }
    if (is_end) {
      listings.back().has_ended = true;
      listings.back().off = change.day;
    } else if (day) {
      listings.back().amended.push_back(*day);
    }
  }
  if (listings.empty()) {
    ++without_history_;
    listings.emplace_back();
  }
  return listings;
}

Span SecoReader::SpanOf(const Listing& listing, const Target& target) {
  Moment begin = Moment::Unknown();
  if (listing.listed && listing.listed->day) {
    begin = Moment::OnDay(*listing.listed->day);
  } else if (listing.known_by) {
    begin = Moment::NotAfter(listing.has_ended && listing.off == listing.known_by
                                 ? *listing.known_by + -1
                                 : *listing.known_by);
  }
  if (!listing.has_ended)
    return begin.is_unknown() ? SeenOn(list_day_) : SeenSince(begin, list_day_);
  if (!listing.off) return Span::Make(begin, Moment::Unknown()).value();
  const Result<Span> span = Span::Make(begin, Moment::OnDay(*listing.off + -1));
  if (span.ok()) return *span;
  Add(Severity::kWarning, target.at, target.actor.fact.locator,
      "listed and de-listed with effect of the same day", "taken as listed on that day");
  return Span::On(begin);
}

// ---- Who it is ----

// The spellings of a name, plain ones and those of a language and script.
struct Spellings {
  using Culture = std::pair<std::string, std::string>;
  std::map<std::int64_t, std::map<Culture, std::vector<std::string>>> slots;  // by order
  std::set<Culture> cultures;

  // All combinations in a culture, at most `most`; true where there are more.
  bool Combine(const Culture& culture, std::size_t most, std::vector<std::string>& into) const {
    std::vector<std::string> made = {std::string()};
    bool is_cut = false;
    for (const auto& [order, spelt] : slots) {
      auto found = spelt.find(culture);
      if (found == spelt.end()) found = spelt.find(Culture());
      if (found == spelt.end()) continue;
      std::vector<std::string> longer;
      for (const std::string& begin : made) {
        for (const std::string& part : found->second) {
          if (longer.size() == most) {
            is_cut = true;
            break;
          }
          longer.push_back(begin.empty() ? part : begin + " " + part);
        }
      }
      made = std::move(longer);
    }
    for (std::string& name : made) {
      if (!name.empty()) into.push_back(std::move(name));
    }
    return is_cut;
  }
};

void SecoReader::ReadName(const XmlNode& node, bool is_main, Actor& actor) {
  const std::string type = AttributeOf(node, "name-type");
  const std::string quality = AttributeOf(node, "quality");
  const bool is_primary = type == "primary-name" && is_main;
  NameKind kind = is_primary                    ? NameKind::kOfficial
                  : type == "formerly-known-as" ? NameKind::kFormer
                                                : NameKind::kAlias;
  if (quality == "low") kind = NameKind::kWeakAlias;
  if (type != "primary-name" && type != "alias" && type != "formerly-known-as") {
    Add(Severity::kWarning, node, type, "a name of another type", "taken as an alias");
  }
  Spellings spellings;
  std::int64_t last = 0;
  for (const XmlNode* const part : ChildrenOf(node, "name-part")) {
    if (AttributeOf(*part, "name-part-type") == "title") continue;
    std::int64_t order = ToInteger(AttributeOf(*part, "order")).value_or(0);
    if (order <= 0) {
      order = last + 1;
      Add(Severity::kWarning, *part, AttributeOf(*part, "order"), "a part of a name without order",
          "taken as behind the one before it");
    }
    last = std::max(last, order);
    auto& slot = spellings.slots[order];
    const auto add = [&](const Spellings::Culture& culture, std::string text) {
      if (text.empty()) return;
      spellings.cultures.insert(culture);
      std::vector<std::string>& held = slot[culture];
      if (std::find(held.begin(), held.end(), text) == held.end()) held.push_back(std::move(text));
    };
    add({}, part->ChildText("value"));
    for (const XmlNode* const variant : ChildrenOf(*part, "spelling-variant")) {
      add({AttributeOf(*variant, "lang"), AttributeOf(*variant, "script")}, variant->Text());
    }
  }
  // The empty culture is the first.
  std::size_t made = 0;
  bool is_cut = false;
  for (const Spellings::Culture& culture : spellings.cultures) {
    std::vector<std::string> names;
    is_cut = spellings.Combine(culture, kMostSpellings - made, names) || is_cut;
    made += names.size();
    for (std::string& text : names) {
      if (is_primary && actor.name.empty()) {
        actor.name = std::move(text);
        continue;
      }
      Name name{std::move(text), kind, LanguageOf(culture.first, culture.second), std::nullopt};
      const bool is_there = std::any_of(
          actor.names.begin(), actor.names.end(),
          [&](const Name& held) { return held.text == name.text && held.kind == name.kind; });
      if (name.text != actor.name && !is_there) actor.names.push_back(std::move(name));
    }
  }
  if (is_cut) {
    Add(Severity::kWarning, node, actor.fact.locator,
        "a name of more than " + std::to_string(kMostSpellings) + " spellings",
        "only so many are taken; its parts are in the note");
  }
}

void SecoReader::ReadBirth(const XmlNode& node, std::vector<Moment>& births) {
  const std::string calendar = LowerCase(AttributeOf(node, "calendar"));
  if (!calendar.empty() && calendar != "gregorian") {
    return Add(Severity::kWarning, node, Everything(node), "a date of another calendar",
               "kept in the note");
  }
  MissingCodes missing;
  missing.codes.clear();
  const Result<Moment> birth =
      ParseMomentFromParts(AttributeOf(node, "year"), AttributeOf(node, "month"),
                           AttributeOf(node, "day"), missing, kBirthYears);
  if (birth.ok()) {
    births.push_back(*birth);
  } else {
    Add(Severity::kWarning, node, Everything(node), birth.error().message(), "kept in the note");
  }
}

void SecoReader::ReadDocument(const XmlNode& node, Actor& actor) {
  const std::string number = node.ChildText("number");
  if (number.empty()) {
    return Add(Severity::kWarning, node, Everything(node), "a document without a number",
               "kept in the note");
  }
  Code code;
  const std::string type = AttributeOf(node, "document-type");
  code.value = type.empty() ? number : type + " " + number;
  if (const std::string issuer = node.ChildText("issuer"); !issuer.empty()) {
    code.value += " (" + issuer + ")";
  }
  const auto day_of = [&](std::string_view child) {
    const Result<Day> day = ParseDay(node.ChildText(child), DayShape::kIsoZoned, kBirthYears);
    return day.ok() ? Moment::OnDay(*day) : Moment::Unknown();
  };
  const Moment first = day_of("date-of-issue");
  const Moment last = day_of("expiry-date");
  const Result<Span> span = Span::Make(first, last);
  if (span.ok() && *span != Span::Unknown()) code.span = *span;
  actor.codes.push_back(std::move(code));
}

void SecoReader::ReadForeignIdentifier(const std::string& text, Actor& actor) {
  if (text.empty()) return;
  for (const CodeSystem system : {CodeSystem::kUnSecurityCouncil, CodeSystem::kEuFsf}) {
    if (!CheckCode(system, text).ok()) continue;
    actor.codes.push_back(Code{system, text, std::nullopt});
    return;
  }
  actor.codes.push_back(Code{CodeSystem::kOther, "foreign-identifier " + text, std::nullopt});
}

void SecoReader::ReadOtherInformation(const XmlNode& node, Actor& actor) {
  constexpr std::string_view kWords = "imo number";
  const std::string text = LowerCase(node.Text());
  if (actor.kind != ActorKind::kVessel || !text.starts_with(kWords)) return;
  std::string_view number = std::string_view(text).substr(kWords.size());
  while (number.starts_with(' ') || number.starts_with(':')) number.remove_prefix(1);
  while (number.ends_with('.') || number.ends_with(' ')) number.remove_suffix(1);
  if (!IsDigits(number)) return;
  if (const Result<void> checked = CheckCode(CodeSystem::kImo, number); !checked.ok()) {
    Add(Severity::kNote, node, node.Text(), checked.error().message(), "kept as given");
  }
  actor.codes.push_back(Code{CodeSystem::kImo, std::string(number), std::nullopt});
}

// Puts an element into the note, and the places it names among those to be told of there.
void SecoReader::Note(const XmlNode& node, Target& target) {
  AddNoteLine(target.actor.fact.note, node.name, Everything(node));
  std::vector<const XmlNode*> inside = {&node};
  while (!inside.empty()) {
    const XmlNode& at = *inside.back();
    inside.pop_back();
    if (std::string place = AttributeOf(at, "place-id"); !place.empty()) {
      target.places.insert(std::move(place));
    }
    for (const XmlNode& child : at.children) inside.push_back(&child);
  }
}

void SecoReader::ReadIdentity(const XmlNode& node, Target& target, std::vector<Moment>& births) {
  const bool is_main = AttributeOf(node, "main") == "true";
  for (const XmlNode& child : node.children) {
    CheckName(child, kIdentityParts);
    if (child.name == "name") {
      ReadName(child, is_main, target.actor);
    } else if (child.name == "day-month-year") {
      ReadBirth(child, births);
    } else if (child.name == "identification-document") {
      ReadDocument(child, target.actor);
    }
  }
  Note(node, target);
}

void SecoReader::ReadBody(const XmlNode& node, Target& target, std::vector<Moment>& births) {
  for (const auto& [name, value] : node.attributes) {
    AddNoteLine(target.actor.fact.note, name, CollapseBlanks(value));
  }
  for (const XmlNode& child : node.children) {
    CheckName(child, kBodyParts);
    if (child.name == "identity") {
      ReadIdentity(child, target, births);
    } else if (child.name == "justification") {
      if (!target.grounds.empty()) target.grounds += '\n';
      target.grounds += child.Text();
    } else {
      if (child.name == "other-information") ReadOtherInformation(child, target.actor);
      Note(child, target);
    }
  }
}

std::optional<Error> SecoReader::ReadTarget(const XmlNode& node) {
  const std::string ssid = AttributeOf(node, "ssid");
  if (ssid.empty()) {
    return Error(ErrorCode::kParse, "a target without an ssid",
                 Where{file_, node.line, node.column, node.name});
  }
  Target target;
  target.at.name = node.name;
  target.at.line = node.line;
  target.at.column = node.column;
  Actor& actor = target.actor;
  actor.fact.key = "seco:" + CodePart(ssid);
  actor.fact.locator = "ssid " + ssid;
  if (keys_.contains(actor.fact.key) || builder_.FindActor(actor.fact.key)) {
    return Error(ErrorCode::kDuplicate, "a target of this ssid is there already",
                 Where{file_, node.line, node.column, node.name}, ssid);
  }
  keys_.insert(actor.fact.key);
  const std::size_t bodies = ChildrenOf(node, "individual").size() +
                             ChildrenOf(node, "entity").size() + ChildrenOf(node, "object").size();
  if (bodies != 1) {
    Add(Severity::kWarning, node, ssid,
        std::to_string(bodies) + " of individual, entity and object where there must be one",
        "kept as it is");
  }
  const auto is_of = [&](std::string_view body) { return !ChildrenOf(node, body).empty(); };
  if (is_of("individual")) {
    actor.kind = ActorKind::kPerson;
  } else if (is_of("object") &&
             AttributeOf(*ChildrenOf(node, "object").front(), "object-type") == "vessel") {
    actor.kind = ActorKind::kVessel;
  }
  actor.codes.push_back(Code{CodeSystem::kSecoSsid, ssid, std::nullopt});
  const auto add_set = [&](std::string set) {
    const bool is_new = std::find(target.sets.begin(), target.sets.end(), set) == target.sets.end();
    if (!set.empty() && is_new) target.sets.push_back(std::move(set));
  };
  add_set(AttributeOf(node, "sanctions-set-id"));
  std::vector<Moment> births;
  for (const XmlNode& child : node.children) {
    CheckName(child, kTargetParts);
    if (child.name == "sanctions-set-id") {
      add_set(child.Text());
    } else if (child.name == "foreign-identifier") {
      ReadForeignIdentifier(child.Text(), actor);
    } else if (child.name == "individual" || child.name == "entity" || child.name == "object") {
      ReadBody(child, target, births);
    } else {
      Note(child, target);
    }
  }
  if (actor.name.empty()) {
    const bool has_name = !actor.names.empty();
    Add(Severity::kWarning, node, ssid, "no primary name of a main identity",
        has_name ? "named by the first name there is" : "named by its ssid");
    actor.name = has_name ? actor.names.front().text : ssid;
    if (has_name) actor.names.erase(actor.names.begin());
  }
  if (births.size() > 1) {
    Add(Severity::kNote, node, ssid, std::to_string(births.size()) + " dates of birth",
        "taken as some day from the first to the last of them");
  }
  if (!births.empty()) {
    actor.fact.span = Span::Make(AnyOf(births), Moment::Unknown()).value();
  }
  if (target.sets.empty()) {
    Add(Severity::kWarning, node, ssid, "a target under no set of measures",
        "kept without a programme");
    target.sets.emplace_back();
  }
  target.listings = ListingsOf(node);
  targets_.push_back(std::move(target));
  return std::nullopt;
}

// ---- The whole list ----

// The regime of a set, and what the set is called.
RegimeId SecoReader::RegimeOf(const std::string& set, const Target& target, std::string& set_text) {
  Regime regime;
  const auto found = sets_.find(set);
  if (found != sets_.end()) {
    std::vector<const XmlNode*> texts;
    for (const XmlNode& text : found->second.texts) texts.push_back(&text);
    set_text = InEnglish(texts)->Text();
    regime = programmes_[found->second.programme];
  } else if (set.empty()) {
    regime.fact.key = "seco:no-programme";
    regime.name = "SECO's list, without a programme";
  } else {
    Add(Severity::kWarning, target.at, set, "a set of measures that no programme has",
        "kept as a programme of its own");
    regime.fact.key = "seco:sanctions-set:" + CodePart(set);
    regime.name = "SECO sanctions set " + set;
  }
  regime.senders = {*office_};
  return staging_.FindOrAddRegime(std::move(regime));
}

void SecoReader::AddDesignations(const Target& target, ActorId actor) {
  for (const std::string& set : target.sets) {
    std::string set_text;
    const RegimeId regime = RegimeOf(set, target, set_text);
    for (std::size_t i = 0; i < target.listings.size(); ++i) {
      const Listing& listing = target.listings[i];
      Designation designation;
      designation.fact.key = target.actor.fact.key + ":" + CodePart(set);
      if (i > 0) designation.fact.key += ":" + std::to_string(i + 1);
      designation.fact.locator = target.actor.fact.locator;
      designation.fact.span = SpanOf(listing, target);
      AddNoteLine(designation.fact.note, "sanctions-set", set_text);
      designation.regime = regime;
      designation.target = actor;
      designation.grounds = target.grounds;
      if (listing.listed) {
        designation.decided = listing.listed->enacted;
        designation.published = listing.listed->published;
        designation.effective = listing.listed->effective;
      }
      designation.amended = listing.amended;
      if (listing.has_ended) designation.end_reason = EndReason::kLifted;
      staging_.AddDesignation(std::move(designation), target.at.line);
    }
  }
}

void SecoReader::Finish(Source source) {
  Actor office;
  office.fact.key = "seco";
  office.kind = ActorKind::kOrgan;
  office.name = "State Secretariat for Economic Affairs";
  office.names.push_back(Name{"SECO", NameKind::kShort, {}, std::nullopt});
  office_ = staging_.AddActor(std::move(office));
  for (Target& target : targets_) {
    for (const std::string& id : target.places) {
      const auto place = places_.find(id);
      if (place == places_.end()) {
        Add(Severity::kWarning, target.at, id, "a place that the list does not have",
            "its number is kept in the note");
      } else {
        AddNoteLine(target.actor.fact.note, "place " + id, place->second);
      }
    }
    const ActorId actor = staging_.AddActor(target.actor);
    AddDesignations(target, actor);
  }
  // Programmes that nobody is under are kept, too.
  for (Regime& programme : programmes_) {
    programme.senders = {*office_};
    staging_.FindOrAddRegime(std::move(programme));
  }
  if (without_history_ > 0) {
    AddFileNote(report_, file_, "modification",
                std::to_string(without_history_) + " targets without a history",
                "listed on the day of the list, begin not known");
  }
  if (!options_.published && list_day_) source.published = *list_day_;
  staging_.CoverList(source.key, list_day_, file_, ", and who was de-listed");
  staging_.Commit(std::move(source), file_);
}

std::string WhyNot(const Shape& shape) { return WhyNotXml(shape, "swiss-sanctions-list"); }

Result<ImportReport> Read(ImportJob job) {
  ImportReport report;
  report.format = kSeco.format.name;
  report.layout = "XML, swiss-sanctions-list";
  const std::string file = job.input->name();
  SecoReader list(file, job.options, job.builder, report);
  const Result<void> read = ReadXmlRecords(
      job, {"sanctions-program", "target", "place"}, [&](const XmlNode& root) { list.Begin(root); },
      [&](const XmlNode& node) {
        if (node.name == "place") list.ReadPlace(node);
        if (node.name == "sanctions-program") list.ReadProgramme(node);
        return node.name != "target";
      },
      [&](const XmlNode& node) { return list.ReadTarget(node); }, report);
  if (!read.ok()) return read.error();
  if (report.kept == 0) return report;
  Source source = SourceOf(kSeco.format.name, "Swiss sanctions list (SECO)", file, job.options);
  source.kind = SourceKind::kOfficialDocument;
  source.locator = "https://www.sesam.search.admin.ch";
  list.Finish(std::move(source));
  return report;
}

}  // namespace

constexpr FormatReader kSeco = {{"seco", "Swiss sanctions list of SECO, with its history (XML)"},
                                "XML whose outermost element is swiss-sanctions-list",
                                &WhyNot,
                                &Read};

}  // namespace casus::internal
