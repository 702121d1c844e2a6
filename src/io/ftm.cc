// FollowTheMoney: entities as lines of JSON, as OpenSanctions and OCCRP publish them.
//
// Layout. A line is an object: id, caption, schema, properties (each a list of texts), datasets,
// referents, first_seen, last_seen, last_change, target. A property that leads to another entity
// holds its id; lines come in any order. Files of changes have {"op": "ADD", "entity": {...}}: what
// was added and what was modified (whole, as it is now) is read, a deletion is refused.
//
// Schemata (followthemoney.schema):
//   Person, Company, Organization, LegalEntity, PublicBody, Position, Vessel, and what can be owned
//   or listed beside them: Airplane, Vehicle, Asset, RealEstate, Security, CryptoWallet,
//   BankAccount                 actor "ftm:<id>"
//     name                      the one that is the caption is the actor's name, the others are
//                               official ones; alias, weakAlias, previousName, abbreviation
//                               (short) as they are called
//     leiCode, innCode, ogrnCode, wikidataId, imoNumber of a vessel ("IMO" before it is taken off)
//                               codes, kept where their check digits are wrong, too. Of others than
//                               vessels an IMO number is that of a company, in a numbering of its
//                               own; it and other identifiers are codes of kOther with the name of
//                               the property before them
//     birthDate, incorporationDate, buildDate; deathDate, dissolutionDate
//                               begin and end of the actor; of several, some day from the first to
//                               the last
//   Identification, Passport    codes of kOther of the holder, "Passport 123 (ru)", from startDate
//                               to endDate
//   Address                     a line in the notes of those who have it as addressEntity
//   Ownership                   owns; percentage is a free text, see ReadShare
//   Directorship, Employment, Representation
//                               acts_for: it claims neither shares nor command
//   Membership                  member_of
//   Family                      family_of
//   Succession                  successor_of, from the successor
//   Occupancy                   holds_office, to the post
//   Associate, UnknownLink, Debt
//                               lines in the notes of both, as no kind of relation says so little
//   Sanction                    designation of each entity in each programme: those of programId,
//                               else program, else of the authority. Regime
//                               "ftm:programme:<programme>:<authority>" of the authority
//     startDate, listingDate    the begin: the first that is there; listingDate is also when it was
//                               decided, startDate when it took effect. Of neither it began when it
//                               was first seen, or before
//     endDate                   the last day. Without it the end is not known; on the day of the
//                               file, where ImportOptions::published gives it, it had not come
//     provisions                measures, those of OpenSanctions' vocabulary
//     reason                    grounds
//     unscId                    a code of the entity
//   all others                  refused
// Other properties are lines "<property>=<value> | <value>" in the note, white space in them made
// one blank. Topics are there, too: a topic "sanction" says that some list has the entity, not
// which, and makes no designation.
//
// first_seen, last_seen and last_change are the times of a crawler and no legal dates. A fact was
// learnt on some day from the first to the last change.
//
// An id that no actor of the file has may be one that another replaced (referents). Else it is an
// actor named by its id, or that of a file read before.

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/actor/codes.h"
#include "casus/time/parse.h"
#include "src/io/format.h"
#include "src/io/ftm.h"
#include "src/io/geojson.h"
#include "src/io/header.h"
#include "src/io/json_lines.h"
#include "src/io/list_staging.h"
#include "src/io/utf8.h"
#include "src/io/xml.h"

namespace casus::internal {

namespace {

// The most pairs of entities that a record may relate, and designations it may make.
constexpr std::size_t kMostPairs = 100;
constexpr std::string_view kPrefix = "ftm:";
// The first line of the note of an actor that stands for an id.
constexpr std::string_view kStandIn = "ftm_entity=not in the file";

enum class Role : std::uint8_t { kActor, kRelation, kLink, kDocument, kAddress, kSanction };

struct Schema {
  std::string_view name;
  Role role;
  ActorKind kind = ActorKind::kOther;              // of kActor
  RelationKind relation = RelationKind::kActsFor;  // of kRelation
  std::string_view from = {};                      // properties of the two ends
  std::string_view to = {};
};
constexpr Schema kSchemata[] = {
    {"Person", Role::kActor, ActorKind::kPerson},
    {"Company", Role::kActor, ActorKind::kCompany},
    {"Organization", Role::kActor},
    {"LegalEntity", Role::kActor},
    {"PublicBody", Role::kActor, ActorKind::kOrgan},
    {"Position", Role::kActor, ActorKind::kOffice},
    {"Vessel", Role::kActor, ActorKind::kVessel},
    {"Airplane", Role::kActor},
    {"Vehicle", Role::kActor},
    {"Asset", Role::kActor},
    {"RealEstate", Role::kActor},
    {"Security", Role::kActor},
    {"CryptoWallet", Role::kActor},
    {"BankAccount", Role::kActor},
    {"Ownership", Role::kRelation, {}, RelationKind::kOwns, "owner", "asset"},
    {"Directorship", Role::kRelation, {}, RelationKind::kActsFor, "director", "organization"},
    {"Employment", Role::kRelation, {}, RelationKind::kActsFor, "employee", "employer"},
    {"Representation", Role::kRelation, {}, RelationKind::kActsFor, "agent", "client"},
    {"Membership", Role::kRelation, {}, RelationKind::kMemberOf, "member", "organization"},
    {"Family", Role::kRelation, {}, RelationKind::kFamilyOf, "person", "relative"},
    {"Succession", Role::kRelation, {}, RelationKind::kSuccessorOf, "successor", "predecessor"},
    {"Occupancy", Role::kRelation, {}, RelationKind::kHoldsOffice, "holder", "post"},
    {"Associate", Role::kLink, {}, {}, "person", "associate"},
    {"UnknownLink", Role::kLink, {}, {}, "subject", "object"},
    {"Debt", Role::kLink, {}, {}, "debtor", "creditor"},
    {"Identification", Role::kDocument, {}, {}, "holder"},
    {"Passport", Role::kDocument, {}, {}, "holder"},
    {"Address", Role::kAddress},
    {"Sanction", Role::kSanction, {}, {}, "entity"},
};

const Schema* SchemaOf(std::string_view name) {
  const auto found = std::find_if(std::begin(kSchemata), std::end(kSchemata),
                                  [&](const Schema& schema) { return schema.name == name; });
  return found == std::end(kSchemata) ? nullptr : found;
}

struct NameProperty {
  std::string_view property;
  NameKind kind;
};
constexpr NameProperty kNames[] = {{"name", NameKind::kOfficial},
                                   {"abbreviation", NameKind::kShort},
                                   {"previousName", NameKind::kFormer},
                                   {"alias", NameKind::kAlias},
                                   {"weakAlias", NameKind::kWeakAlias}};

struct CodeProperty {
  std::string_view property;
  CodeSystem system = CodeSystem::kOther;
};
constexpr CodeProperty kCodes[] = {
    {"leiCode", CodeSystem::kLei},
    {"innCode", CodeSystem::kInn},
    {"ogrnCode", CodeSystem::kOgrn},
    {"wikidataId", CodeSystem::kWikidata},
    {"imoNumber", CodeSystem::kImo},
    {"registrationNumber"},
    {"idNumber"},
    {"taxNumber"},
    {"vatCode"},
    {"passportNumber"},
    {"swiftBic"},
    {"dunsCode"},
    {"cageCode"},
    {"uniqueEntityId"},
    {"permId"},
    {"giiNumber"},
    {"bvdId"},
    {"icijId"},
    {"npiCode"},
    {"okpoCode"},
    {"kppCode"},
    {"jibCode"},
    {"irsCode"},
    {"ipoCode"},
    {"cikCode"},
    {"bikCode"},
    {"ricCode"},
    {"usCode"},
    {"uscCode"},
    {"isin"},
    {"isinCode"},
    {"ticker"},
    {"mmsi"},
    {"callSign"},
    {"serialNumber"},
    {"publicKey"},
    {"iban"},
    {"accountNumber"},
};

// OpenSanctions' vocabulary of measures, in lower case.
constexpr std::pair<std::string_view, Measure> kMeasures[] = {
    {"asset freeze", Measure::kAssetFreeze},
    {"travel ban", Measure::kTravelBan},
    {"arms embargo", Measure::kArmsEmbargo},
    {"arms restrictions", Measure::kArmsRestrictions},
    {"export control", Measure::kExportControl},
    {"import restrictions", Measure::kImportRestrictions},
    {"financial restrictions", Measure::kFinancialRestrictions},
    {"investment ban", Measure::kInvestmentBan},
    {"services ban", Measure::kServicesBan},
    {"transportation", Measure::kTransportation},
    {"sectoral", Measure::kSectoral},
    {"debarment", Measure::kDebarment},
    {"aid suspension", Measure::kAidSuspension},
    {"prohibition to satisfy claims", Measure::kClaimsProhibition},
};

using Values = std::vector<std::string>;

std::string Join(const Values& values) {
  std::string out;
  for (const std::string& value : values) {
    if (!out.empty()) out += " | ";
    out += value;
  }
  return out;
}

// Of a value that is no property: "a | b"; "k: a | l: b".
std::string Flat(const JsonValue& value) {
  if (!value.is_array() && !value.is_object()) {
    return value.kind == JsonValue::Kind::kNull ? std::string() : CollapseBlanks(value.text);
  }
  Values parts;
  for (const JsonValue& item : value.items) parts.push_back(Flat(item));
  for (const auto& [name, member] : value.members) parts.push_back(name + ": " + Flat(member));
  return Join(parts);
}

struct Entity {
  std::string id;
  std::string caption;
  const Schema* schema = nullptr;
  std::vector<std::pair<std::string, Values>> properties;
  std::vector<std::pair<std::string, std::string>> others;  // members beside those
  Values referents;
  std::optional<Moment> first_seen;
  std::optional<Moment> learnt;
  std::uint64_t line = 0;

  const Values& operator[](std::string_view name) const {
    static const Values kNone;
    for (const auto& [property, values] : properties) {
      if (property == name) return values;
    }
    return kNone;
  }
};

// What of an entity stands elsewhere than in a note.
using Placed = std::set<std::string_view>;

void AddNotes(const Entity& entity, const Placed& placed, std::string& note) {
  AddNoteLine(note, "schema", entity.schema->name);
  for (const auto& [property, values] : entity.properties) {
    if (!placed.contains(property)) AddNoteLine(note, property, Join(values));
  }
  for (const auto& [name, text] : entity.others) AddNoteLine(note, name, text);
}

// Of a sanction: by id, else in words; one without a name where none is told. Others have none.
Values ProgrammesOf(const Entity& entity) {
  for (const std::string_view property : {"programId", "program"}) {
    if (!entity[property].empty()) return entity[property];
  }
  return {std::string()};
}

// What its line in the note of an actor is called.
std::string NoteNameOf(const Entity& entity) {
  return (entity.schema->role == Role::kLink ? "link " : "document ") + entity.id;
}

// The notes of an entity on one line.
std::string NotesOf(const Entity& entity, const Placed& placed) {
  std::string note;
  AddNotes(entity, placed, note);
  for (std::size_t at; (at = note.find('\n')) != std::string::npos;) note.replace(at, 1, "; ");
  return note;
}

class FtmReader {
 public:
  FtmReader(const std::string& file, const ImportOptions& options, ChronicleBuilder& builder,
            ImportReport& report)
      : file_(file), options_(options), builder_(builder), staging_(builder), report_(report) {}

  // Keeps the entity of a line, or gives the error for which it is refused.
  std::optional<Error> Read(JsonValue& record, std::uint64_t line);
  void Finish(Source source);
  // Are there changes among the lines?
  bool has_changes() const { return has_changes_; }

 private:
  // An actor to be, and the id it has in the staging.
  struct Staged {
    Actor actor;
    std::uint64_t line = 0;
    std::optional<ActorId> id;
  };

  Where At(std::uint64_t line, std::string_view field = {}) const {
    return Where{file_, line, 0, std::string(field)};
  }
  void Add(Severity severity, std::uint64_t line, std::string_view field, std::string_view text,
           std::string message, std::string action);
  void Refuse(const Entity& entity, ErrorCode code, std::string message, std::string_view field,
              std::string_view text);
  std::optional<Error> ReadEntity(JsonValue& object, Entity& entity);
  std::optional<Error> ReadProperties(JsonValue& object, Entity& entity);
  void ReadSeen(const JsonValue& object, Entity& entity);
  bool IsHeld(const Entity& entity) const;

  std::optional<Moment> DateOf(const Entity& entity, std::string_view property);
  void StageActor(const Entity& entity);
  void ReadNames(const Entity& entity, Actor& actor);
  void ReadCodes(const Entity& entity, Actor& actor);
  void ReadExistence(const Entity& entity, Actor& actor, Placed& placed);

  const std::string& PresentId(const std::string& id) const;
  std::size_t Resolve(const std::string& id, const Entity& entity, std::string_view property);
  bool CheckEnds(const Entity& entity);
  bool IsNoted(const Entity& entity, const std::string& id) const;
  static std::vector<std::pair<std::string, std::string>> PairsOf(const Entity& entity);
  static std::string KeyOf(const Entity& entity, const std::string& first,
                           const std::string& second);
  Span SpanOf(const Entity& entity, const std::optional<Moment>& begin);
  void AttachDocument(const Entity& entity);
  void AttachAddresses();
  void AttachLink(const Entity& entity);
  void AttachUnCodes(const Entity& entity);
  void StageRelation(const Entity& entity);
  std::optional<Share> ShareOf(const Entity& entity, bool is_one);
  void StageDesignation(const Entity& entity);
  RegimeId RegimeOf(const std::string& programme, const Entity& entity);
  ActorId AuthorityOf(const std::string& name);

  const std::string& file_;
  const ImportOptions& options_;
  ChronicleBuilder& builder_;
  ListStaging staging_;
  ImportReport& report_;

  std::set<std::string> ids_;  // of the entities of the file
  std::vector<Staged> actors_;
  absl::flat_hash_map<std::string, std::size_t> actor_of_;  // by id
  // The id that replaced another; empty: several did.
  absl::flat_hash_map<std::string, std::string> replaced_by_;
  std::vector<Entity> pending_;                                    // what refers to actors
  std::vector<std::pair<std::size_t, std::string>> address_uses_;  // actor, id of the address
  absl::flat_hash_map<std::string, ActorId> authorities_;
  bool has_changes_ = false;
  std::uint64_t by_referent_ = 0;
  std::uint64_t without_begin_ = 0;
  std::uint64_t open_ends_ = 0;
  std::uint64_t designations_ = 0;
  std::uint64_t relations_ = 0;
};

void FtmReader::Add(Severity severity, std::uint64_t line, std::string_view field,
                    std::string_view text, std::string message, std::string action) {
  report_.issues.Add(Issue{severity, ErrorCode::kInvalidArgument, At(line, field), Excerpt(text),
                           std::move(message), std::move(action)});
}

// Of a record that was kept until all were read.
void FtmReader::Refuse(const Entity& entity, ErrorCode code, std::string message,
                       std::string_view field, std::string_view text) {
  --report_.kept;
  ++report_.refused;
  report_.issues.AddError(Error(code, std::move(message), At(entity.line, field), Excerpt(text)),
                          "record refused");
}

std::optional<Error> FtmReader::ReadProperties(JsonValue& object, Entity& entity) {
  for (JsonMember& property : object.members) {
    Values values;
    const auto take = [&](const JsonValue& item) -> std::optional<Error> {
      if (item.is_object()) {
        return Error(ErrorCode::kUnsupported,
                     "an entity inside of another, as nested files have them: read the file of "
                     "entities",
                     At(entity.line, property.name), Excerpt(entity.id));
      }
      if (item.is_array()) {
        return Error(ErrorCode::kParse, "a list inside of a list", At(entity.line, property.name),
                     Excerpt(entity.id));
      }
      std::string text =
          item.kind == JsonValue::Kind::kNull ? std::string() : CollapseBlanks(item.text);
      if (!text.empty() && std::find(values.begin(), values.end(), text) == values.end()) {
        values.push_back(std::move(text));
      }
      return std::nullopt;
    };
    std::optional<Error> error;
    if (!property.value.is_array()) error = take(property.value);
    for (const JsonValue& item : property.value.items) {
      if (!error) error = take(item);
    }
    if (error) return error;
    if (!values.empty())
      entity.properties.emplace_back(std::move(property.name), std::move(values));
  }
  return std::nullopt;
}

// The day of a time of the crawler.
void FtmReader::ReadSeen(const JsonValue& object, Entity& entity) {
  const auto day_of = [&](std::string_view name) -> std::optional<Moment> {
    const JsonValue* const value = object.Member(name);
    if (value == nullptr || value->text.empty() || value->kind == JsonValue::Kind::kNull) {
      return std::nullopt;
    }
    const Result<Moment> day = ReadFtmDate(value->text);
    if (day.ok()) return *day;
    Add(Severity::kWarning, entity.line, name, value->text, day.error().message(),
        "kept in the note");
    return std::nullopt;
  };
  entity.first_seen = day_of("first_seen");
  const std::optional<Moment> last_seen = day_of("last_seen");
  std::optional<Moment> last = day_of("last_change");
  if (!last) last = last_seen;
  entity.learnt = LearntFrom(entity.first_seen, last);
}

std::optional<Error> FtmReader::ReadEntity(JsonValue& object, Entity& entity) {
  const auto text_of = [&](std::string_view name) {
    const JsonValue* const value = object.Member(name);
    return value != nullptr && value->is_string() ? CollapseBlanks(value->text) : std::string();
  };
  entity.id = text_of("id");
  if (entity.id.empty()) {
    return Error(ErrorCode::kParse, "an entity without an id", At(entity.line, "id"));
  }
  const std::string schema = text_of("schema");
  if (schema.empty()) {
    return Error(ErrorCode::kParse, "an entity without a schema", At(entity.line, "schema"),
                 Excerpt(entity.id));
  }
  entity.schema = SchemaOf(schema);
  if (entity.schema == nullptr) {
    return Error(ErrorCode::kUnsupported,
                 "no actor, relation or designation is made of this schema",
                 At(entity.line, "schema"), Excerpt(schema));
  }
  entity.caption = text_of("caption");
  ReadSeen(object, entity);
  for (auto& [name, value] : object.members) {
    if (name == "id" || name == "schema" || name == "caption") continue;
    if (name == "properties") {
      if (!value.is_object()) {
        return Error(ErrorCode::kParse, "properties that are no object", At(entity.line, name),
                     Excerpt(entity.id));
      }
      if (std::optional<Error> error = ReadProperties(value, entity)) return error;
      continue;
    }
    if (name == "referents" && value.is_array()) {
      for (const JsonValue& item : value.items) {
        if (item.is_string()) entity.referents.push_back(CollapseBlanks(item.text));
      }
    }
    std::string text = Flat(value);
    if (!text.empty()) entity.others.emplace_back(std::move(name), std::move(text));
  }
  return std::nullopt;
}

// Was the actor read before? One that only stands for its id was not.
bool FtmReader::IsHeld(const Entity& entity) const {
  if (entity.schema->role != Role::kActor) return false;
  const std::string key = std::string(kPrefix) + CodePart(entity.id);

  const std::optional<ActorId> held = builder_.FindActor(key);
  if (!held) return false;
  const std::string note = "\n" + builder_.actor_at(*held).fact.note;
  return !note.starts_with("\n" + std::string(kStandIn)) ||
         note.find("\nschema=") != std::string::npos;
}

std::optional<Error> FtmReader::Read(JsonValue& record, std::uint64_t line) {
  if (!record.is_object()) return Error(ErrorCode::kParse, "no object", At(line));
  JsonValue* object = &record;
  const JsonValue* const op = record.Member("op");
  if (op != nullptr && record.Member("schema") == nullptr) {
    has_changes_ = true;
    for (auto& [name, value] : record.members) {
      if (name == "entity") object = &value;
    }
    if (object == &record || !object->is_object()) {
      return Error(ErrorCode::kParse, "a change without its entity", At(line, "entity"));
    }
    if (op->text == "DEL") {
      const JsonValue* const id = object->Member("id");
      return Error(ErrorCode::kUnsupported,
                   "a deletion: what a file no longer has is told by reading two whole files as "
                   "versions into one archive",
                   At(line, "op"), Excerpt(id == nullptr ? std::string() : id->text));
    }
    if (op->text != "ADD" && op->text != "MOD") {
      return Error(ErrorCode::kParse, "a change that is none of ADD, MOD and DEL", At(line, "op"),
                   Excerpt(op->text));
    }
  }
  Entity entity;
  entity.line = line;
  if (std::optional<Error> error = ReadEntity(*object, entity)) return error;
  const bool is_actor = entity.schema->role == Role::kActor;
  const bool is_new = ids_.insert(entity.id).second;
  // Of one that was read before, too: others may still call it so.
  if (is_actor && is_new) {
    for (const std::string& id : entity.referents) {
      const auto [found, is_first] = replaced_by_.try_emplace(id, entity.id);
      if (!is_first && found->second != entity.id) found->second.clear();
    }
  }
  if (!is_new || IsHeld(entity)) {
    return Error(ErrorCode::kDuplicate, "an entity of this id is there already", At(line, "id"),
                 Excerpt(entity.id));
  }
  if (is_actor) {
    StageActor(entity);
  } else {
    pending_.push_back(std::move(entity));
  }
  return std::nullopt;
}

// ---- Actors ----

// The dates of a property as one; empty where there is none that can be read.
std::optional<Moment> FtmReader::DateOf(const Entity& entity, std::string_view property) {
  std::vector<Moment> dates;
  for (const std::string& text : entity[property]) {
    const Result<Moment> date = ReadFtmDate(text);
    if (date.ok()) {
      dates.push_back(*date);
    } else {
      Add(Severity::kWarning, entity.line, property, text, date.error().message(),
          "kept in the note");
    }
  }
  if (dates.empty()) return std::nullopt;
  if (dates.size() > 1) {
    Add(Severity::kNote, entity.line, property, Join(entity[property]),
        std::to_string(dates.size()) + " dates",
        "taken as some day from the first to the last of them");
  }
  return AnyOf(dates);
}

void FtmReader::ReadNames(const Entity& entity, Actor& actor) {
  const Values& names = entity["name"];
  const bool has_caption = std::find(names.begin(), names.end(), entity.caption) != names.end();
  if (has_caption || (names.empty() && !entity.caption.empty())) {
    actor.name = entity.caption;
  } else if (!names.empty()) {
    actor.name = names.front();
    AddNoteLine(actor.fact.note, "caption", entity.caption);
  } else {
    actor.name = entity.id;
    Add(Severity::kWarning, entity.line, "name", entity.id, "an entity without a name",
        "named by its id");
  }
  for (const NameProperty& property : kNames) {
    for (const std::string& text : entity[property.property]) {
      if (text == actor.name) continue;
      actor.names.push_back(Name{text, property.kind, {}, std::nullopt});
    }
  }
}

void FtmReader::ReadCodes(const Entity& entity, Actor& actor) {
  for (const CodeProperty& property : kCodes) {
    for (const std::string& text : entity[property.property]) {
      Code code{property.system, text, std::nullopt};
      if (code.system == CodeSystem::kImo) {
        if (entity.schema->kind != ActorKind::kVessel) {
          code.system = CodeSystem::kOther;
        } else if (text.starts_with("IMO") && IsDigits(std::string_view(text).substr(3))) {
          code.value = text.substr(3);
        }
      }
      if (code.system == CodeSystem::kOther) {
        code.value = std::string(property.property) + " " + text;
      } else if (const Result<void> checked = CheckCode(code.system, code.value); !checked.ok()) {
        Add(Severity::kNote, entity.line, property.property, text, checked.error().message(),
            "kept as given");
      }
      actor.codes.push_back(std::move(code));
    }
  }
}

void FtmReader::ReadExistence(const Entity& entity, Actor& actor, Placed& placed) {
  const bool is_person = entity.schema->kind == ActorKind::kPerson;
  const bool is_vehicle = entity.schema->kind == ActorKind::kVessel || !entity["buildDate"].empty();
  const std::string_view begin_name = is_person    ? "birthDate"
                                      : is_vehicle ? "buildDate"
                                                   : "incorporationDate";
  const std::string_view end_name = is_person ? "deathDate" : "dissolutionDate";
  const std::optional<Moment> begin = DateOf(entity, begin_name);
  const std::optional<Moment> end = DateOf(entity, end_name);
  if (!begin && !end) return;
  const Result<Span> span =
      Span::Make(begin.value_or(Moment::Unknown()), end.value_or(Moment::Unknown()));
  if (!span.ok()) {
    return Add(Severity::kWarning, entity.line, end_name, Join(entity[end_name]),
               "an end before the begin", "both kept in the note");
  }
  actor.fact.span = *span;
  if (begin && entity[begin_name].size() == 1) placed.insert(begin_name);
  if (end && entity[end_name].size() == 1) placed.insert(end_name);
}

void FtmReader::StageActor(const Entity& entity) {
  Actor actor;
  actor.fact.key = std::string(kPrefix) + CodePart(entity.id);
  actor.fact.locator = entity.id;
  actor.fact.learnt = entity.learnt;
  actor.kind = entity.schema->kind;
  ReadNames(entity, actor);
  ReadCodes(entity, actor);
  Placed placed;
  for (const NameProperty& property : kNames) placed.insert(property.property);
  for (const CodeProperty& property : kCodes) placed.insert(property.property);
  ReadExistence(entity, actor, placed);
  AddNotes(entity, placed, actor.fact.note);
  const std::size_t number = actors_.size();
  for (const std::string& id : entity["addressEntity"]) address_uses_.emplace_back(number, id);

  actor_of_.emplace(entity.id, number);
  actors_.push_back(Staged{std::move(actor), entity.line, std::nullopt});
}

// ---- What refers to actors ----

// The id, or the one that replaced it where no entity of the file has it.
const std::string& FtmReader::PresentId(const std::string& id) const {
  const auto found = replaced_by_.find(id);
  const bool is_replaced =
      found != replaced_by_.end() && !found->second.empty() && !ids_.contains(id);
  return is_replaced ? found->second : id;
}

// The actor of an id; where there is none, one that stands for it.
std::size_t FtmReader::Resolve(const std::string& id, const Entity& entity,
                               std::string_view property) {
  if (const auto found = actor_of_.find(id); found != actor_of_.end()) return found->second;
  if (const std::string& present = PresentId(id); present != id) {
    ++by_referent_;
    const std::size_t number = Resolve(present, entity, property);
    actor_of_.emplace(id, number);
    return number;
  }
  Actor actor;
  actor.fact.key = std::string(kPrefix) + CodePart(id);
  if (const std::optional<ActorId> held = builder_.FindActor(actor.fact.key)) {
    actor.name = builder_.actor_at(*held).name;
  } else {
    Add(Severity::kWarning, entity.line, property, id, "an id that no actor of the file has",
        "kept as an actor named by it");
    actor.name = id;
    actor.fact.locator = id;
    actor.fact.note = kStandIn;
    // Shows that the name is no more than that.
    actor.codes.push_back(Code{CodeSystem::kOther, id, std::nullopt});
  }
  actor_of_.emplace(id, actors_.size());
  actors_.push_back(Staged{std::move(actor), entity.line, std::nullopt});
  return actors_.size() - 1;
}

// Are the ids there that a record refers to, not too many, and was nothing of it read before?
bool FtmReader::CheckEnds(const Entity& entity) {
  const Schema& schema = *entity.schema;
  const bool has_two = !schema.to.empty();
  for (const std::string_view property : {schema.from, schema.to}) {
    if (property.empty() || !entity[property].empty()) continue;
    Refuse(entity, ErrorCode::kParse, "without " + std::string(property), property, entity.id);
    return false;
  }
  const std::size_t count = entity[schema.from].size() *
                            (has_two ? entity[schema.to].size() : ProgrammesOf(entity).size());
  if (count > kMostPairs) {
    Refuse(entity, ErrorCode::kOutOfRange,
           "relates " + std::to_string(count) + " pairs, more than " + std::to_string(kMostPairs),
           schema.from, entity.id);
    return false;
  }
  bool is_there = false;
  for (const auto& [first, second] : PairsOf(entity)) {
    const std::string key = KeyOf(entity, first, second);
    is_there = is_there || builder_.FindRow(Table::kRelations, key) ||
               builder_.FindRow(Table::kDesignations, key) || IsNoted(entity, first) ||
               (has_two && IsNoted(entity, second));
  }
  if (is_there) {
    Refuse(entity, ErrorCode::kDuplicate, "an entity of this id is there already", "id", entity.id);
  }
  return !is_there;
}

// Does the note of an actor in the builder tell of a link or document?
bool FtmReader::IsNoted(const Entity& entity, const std::string& id) const {
  const std::optional<ActorId> held =
      builder_.FindActor(std::string(kPrefix) + CodePart(PresentId(id)));
  return held && builder_.actor_at(*held).fact.note.find("\n" + NoteNameOf(entity) + "=") !=
                     std::string::npos;
}

// The ids a relation or link is between; of a sanction who is listed, and the programme.
std::vector<std::pair<std::string, std::string>> FtmReader::PairsOf(const Entity& entity) {
  std::vector<std::pair<std::string, std::string>> pairs;
  const Schema& schema = *entity.schema;
  const Values others = schema.to.empty() ? ProgrammesOf(entity) : entity[schema.to];
  for (const std::string& from : entity[schema.from]) {
    for (const std::string& to : others) pairs.emplace_back(from, to);
  }
  return pairs;
}

// Of the row of a pair: the entity's, with the pair where it has several.
std::string FtmReader::KeyOf(const Entity& entity, const std::string& first,
                             const std::string& second) {
  std::string key = std::string(kPrefix) + CodePart(entity.id);
  if (PairsOf(entity).size() > 1) key += ":" + CodePart(first) + ":" + CodePart(second);
  return key;
}

// From the begin to the endDate.
Span FtmReader::SpanOf(const Entity& entity, const std::optional<Moment>& begin) {
  const std::optional<Moment> end = DateOf(entity, "endDate");
  if (end) {
    const Result<Span> span = Span::Make(begin.value_or(Moment::Unknown()), *end);
    if (span.ok()) return *span;
    Add(Severity::kWarning, entity.line, "endDate", Join(entity["endDate"]),
        "an end before the begin", "taken as not known when");
    return Span::Unknown();
  }
  ++open_ends_;
  if (begin) return SeenSince(*begin, options_.published);
  if (const std::optional<Moment> date = DateOf(entity, "date")) return SeenOn(date);
  return SeenOn(options_.published);
}

void FtmReader::AttachDocument(const Entity& entity) {
  const auto of = [&](std::string_view property) { return Join(entity[property]); };
  const std::string number = of("number").empty() ? of("passportNumber") : of("number");
  Code code;
  code.value = (of("type").empty() ? std::string(entity.schema->name) : of("type")) + " " + number;
  if (!of("country").empty()) code.value += " (" + of("country") + ")";
  const std::optional<Moment> begin = DateOf(entity, "startDate");
  const std::optional<Moment> end = DateOf(entity, "endDate");
  if (begin || end) {
    const Result<Span> span =
        Span::Make(begin.value_or(Moment::Unknown()), end.value_or(Moment::Unknown()));
    if (span.ok()) {
      code.span = *span;
    } else {
      Add(Severity::kWarning, entity.line, "endDate", of("endDate"), "an end before the begin",
          "taken as not known when");
    }
  }
  if (number.empty()) {
    Add(Severity::kWarning, entity.line, "number", entity.id, "a document without a number",
        "kept in the note of its holder");
  }
  const std::string note = NotesOf(entity, {"holder"});
  for (const std::string& holder : entity["holder"]) {
    Actor& actor = actors_[actor_of_.at(holder)].actor;
    AddNoteLine(actor.fact.note, NoteNameOf(entity), note);
    if (!number.empty()) actor.codes.push_back(code);
  }
}

void FtmReader::AttachAddresses() {
  absl::flat_hash_map<std::string, const Entity*> address_of;
  for (const Entity& entity : pending_) {
    if (entity.schema->role == Role::kAddress) address_of.emplace(entity.id, &entity);
  }
  std::set<std::string_view> used;
  for (const auto& [actor, id] : address_uses_) {
    const auto found = address_of.find(id);
    if (found == address_of.end()) continue;  // its id is in the note
    used.insert(found->first);
    AddNoteLine(actors_[actor].actor.fact.note, "address " + id, NotesOf(*found->second, {}));
  }
  for (const Entity& entity : pending_) {
    if (entity.schema->role != Role::kAddress || used.contains(entity.id)) continue;
    Refuse(entity, ErrorCode::kBadReference, "an address that no actor of the file has",
           "addressEntity", entity.id);
  }
}

void FtmReader::AttachLink(const Entity& entity) {
  const Schema& schema = *entity.schema;

  std::set<std::size_t> ends;
  for (const std::string_view property : {schema.from, schema.to}) {
    for (const std::string& id : entity[property]) ends.insert(Resolve(id, entity, property));
  }
  for (const std::size_t end : ends) {
    AddNoteLine(actors_[end].actor.fact.note, NoteNameOf(entity), NotesOf(entity, {}));
  }
}

void FtmReader::AttachUnCodes(const Entity& entity) {
  for (const std::string& text : entity["unscId"]) {
    if (const Result<void> checked = CheckCode(CodeSystem::kUnSecurityCouncil, text);
        !checked.ok()) {
      Add(Severity::kNote, entity.line, "unscId", text, checked.error().message(),
          "kept in the note of the designation");
      continue;
    }
    for (const std::string& id : entity["entity"]) {
      std::vector<Code>& codes = actors_[Resolve(id, entity, "entity")].actor.codes;
      Code code{CodeSystem::kUnSecurityCouncil, text, std::nullopt};
      if (std::find(codes.begin(), codes.end(), code) == codes.end()) {
        codes.push_back(std::move(code));
      }
    }
  }
}

// What the owner has. A percentage of several pairs is of nobody knows which.
std::optional<Share> FtmReader::ShareOf(const Entity& entity, bool is_one) {
  if (entity.schema->relation != RelationKind::kOwns) return std::nullopt;
  const Values& texts = entity["percentage"];
  std::optional<Share> share;
  for (const std::string& text : texts) {
    const std::optional<Share> read = ReadShare(text);
    if (!read) {
      Add(Severity::kWarning, entity.line, "percentage", text, "no share that can be read",
          "taken as not known, kept in the note");
      return Share();
    }
    share =
        share ? Share{std::min(share->low, read->low), std::max(share->high, read->high)} : *read;
  }
  if (!share) return Share();
  if (!is_one) {
    Add(Severity::kWarning, entity.line, "percentage", Join(texts),
        "a share of several owners or in several assets", "taken as not known, kept in the note");
    return Share();
  }
  if (texts.size() > 1) {
    Add(Severity::kWarning, entity.line, "percentage", Join(texts),
        std::to_string(texts.size()) + " shares", "taken as from the least to the most of them");
  }
  return share;
}

void FtmReader::StageRelation(const Entity& entity) {
  const Schema& schema = *entity.schema;
  const Values& from = entity[schema.from];
  const Values& to = entity[schema.to];
  const bool is_one = from.size() * to.size() == 1;
  Relation relation;
  relation.kind = schema.relation;
  relation.fact.locator = entity.id;
  relation.fact.learnt = entity.learnt;
  relation.fact.span = SpanOf(entity, DateOf(entity, "startDate"));
  relation.share = ShareOf(entity, is_one);
  AddNotes(entity, {schema.from, schema.to}, relation.fact.note);
  for (const auto& [first, second] : PairsOf(entity)) {
    Relation row = relation;
    row.fact.key = KeyOf(entity, first, second);
    row.from = actors_[actor_of_.at(first)].id;
    row.to = actors_[actor_of_.at(second)].id;
    staging_.AddRelation(std::move(row), entity.line);
    ++relations_;
  }
  if (!is_one) {
    Add(Severity::kNote, entity.line, schema.from, entity.id,
        std::to_string(from.size()) + " " + std::string(schema.from) + " and " +
            std::to_string(to.size()) + " " + std::string(schema.to),
        "taken as a relation of each to each");
  }
}

ActorId FtmReader::AuthorityOf(const std::string& name) {
  const auto found = authorities_.find(name);
  if (found != authorities_.end()) return found->second;
  Actor actor;
  actor.fact.key = std::string(kPrefix) + "authority:" + CodePart(name);
  actor.kind = ActorKind::kOrgan;
  actor.name = name;
  const ActorId id = staging_.AddActor(std::move(actor));
  authorities_.emplace(name, id);
  return id;
}

RegimeId FtmReader::RegimeOf(const std::string& programme, const Entity& entity) {
  const Values& authorities = entity["authority"];
  Regime regime;
  regime.fact.key = std::string(kPrefix) +
                    (programme.empty() ? "no-programme" : "programme:" + CodePart(programme));
  regime.name = programme.empty() ? "no programme" : programme;
  regime.programme = programme;
  if (!authorities.empty()) {
    regime.fact.key += ":" + CodePart(Join(authorities));
    regime.name += ", " + Join(authorities);
  }
  for (const std::string& name : authorities) regime.senders.push_back(AuthorityOf(name));
  return staging_.FindOrAddRegime(std::move(regime));
}

void FtmReader::StageDesignation(const Entity& entity) {
  const Values programmes = ProgrammesOf(entity);
  Designation designation;
  designation.fact.locator = entity.id;
  designation.fact.learnt = entity.learnt;
  designation.decided = DateOf(entity, "listingDate");
  designation.effective = DateOf(entity, "startDate");
  std::optional<Moment> begin = designation.effective ? designation.effective : designation.decided;
  if (!begin && entity.first_seen && entity.first_seen->latest().is_finite()) {
    begin = Moment::NotAfter(entity.first_seen->latest());
    ++without_begin_;
  }
  designation.fact.span = SpanOf(entity, begin);
  designation.grounds = Join(entity["reason"]);
  for (const std::string& text : entity["provisions"]) {
    const std::string lower = LowerCase(text);
    for (const auto& [word, measure] : kMeasures) {
      if (lower == word) designation.measures.push_back(measure);
    }
  }
  AddNotes(entity, {"entity", "reason"}, designation.fact.note);
  if (programmes.size() > 1) {
    Add(Severity::kNote, entity.line, "programId", Join(programmes),
        std::to_string(programmes.size()) + " programmes", "taken as a designation in each");
  }
  for (const auto& [target, programme] : PairsOf(entity)) {
    Designation row = designation;
    row.fact.key = KeyOf(entity, target, programme);
    row.regime = RegimeOf(programme, entity);
    row.target = *actors_[actor_of_.at(target)].id;
    staging_.AddDesignation(std::move(row), entity.line);
    ++designations_;
  }
}

void FtmReader::Finish(Source source) {
  AttachAddresses();
  // Everything that makes an actor or adds to one comes before the actors are staged.
  std::vector<const Entity*> good;
  for (const Entity& entity : pending_) {
    const Schema& schema = *entity.schema;
    if (schema.role == Role::kAddress || !CheckEnds(entity)) continue;
    for (const std::string_view property : {schema.from, schema.to}) {
      if (property.empty()) continue;
      for (const std::string& id : entity[property]) Resolve(id, entity, property);
    }
    switch (schema.role) {
      case Role::kDocument: AttachDocument(entity); break;
      case Role::kLink: AttachLink(entity); break;
      case Role::kSanction: AttachUnCodes(entity); [[fallthrough]];
      default: good.push_back(&entity);
    }
  }
  if (report_.kept == 0) return;
  for (Staged& staged : actors_) staged.id = staging_.AddActor(std::move(staged.actor));
  for (const Entity* const entity : good) {
    if (entity->schema->role == Role::kRelation) {
      StageRelation(*entity);
    } else {
      StageDesignation(*entity);
    }
  }
  if (by_referent_ > 0) {
    AddFileNote(report_, file_, "referents",
                std::to_string(by_referent_) + " ids that others replaced",
                "taken as those that replaced them");
  }
  if (without_begin_ > 0) {
    AddFileNote(report_, file_, "Sanction",
                std::to_string(without_begin_) + " without startDate and listingDate",
                "begun when they were first seen, or before");
  }
  if (open_ends_ > 0) WarnOfOpenEnds(open_ends_, file_, options_, report_);
  if (designations_ > 0) CoverDayOf(source, file_, options_, Table::kDesignations, staging_);
  if (relations_ > 0) CoverDayOf(source, file_, options_, Table::kRelations, staging_);
  staging_.Commit(std::move(source), file_);
}

std::string WhyNot(const Shape& shape) {
  const std::string_view head = shape.first_bytes;
  if (!LooksLikeJsonObject(head)) return "the first line is no object of JSON";
  if (LooksLikeGeoJson(head)) return "GeoJSON";
  const auto has = [&](std::string_view name) {
    return head.find("\"" + std::string(name) + "\"") != std::string_view::npos;
  };
  if (has("schema") || (has("op") && has("entity")) || (has("caption") && has("properties"))) {
    return {};
  }
  return "an object of JSON without a schema";
}

Result<ImportReport> Read(ImportJob job) {
  ImportReport report;
  report.format = kFtm.format.name;
  const std::string file = job.input->name();
  JsonLinesOptions json;
  json.progress = job.options.progress;
  JsonLinesReader reader(std::move(job.input), std::move(json));
  FtmReader ftm(file, job.options, job.builder, report);
  for (;;) {
    const JsonLinesReader::Step step = reader.Next();
    if (step == JsonLinesReader::Step::kFailed) return reader.error();
    if (step == JsonLinesReader::Step::kEnd) break;
    ++report.records;
    std::optional<Error> refusal;
    if (step == JsonLinesReader::Step::kRefused) {
      refusal = reader.error();
    } else {
      refusal = ftm.Read(reader.record(), reader.line());
    }
    if (refusal) {
      ++report.refused;
      report.issues.AddError(*refusal, "record refused");
    } else {
      ++report.kept;
    }
  }
  report.layout = ftm.has_changes() ? "lines of JSON, changes" : "lines of JSON, entities";
  if (reader.blank_lines() > 0) {
    AddFileNote(report, file, {},
                std::to_string(reader.blank_lines()) + " lines with nothing in them", "left out");
  }
  if (report.kept == 0) return report;
  Source source = SourceOf(kFtm.format.name, "FollowTheMoney entities", file, job.options);
  source.locator = "https://followthemoney.tech";
  ftm.Finish(std::move(source));
  return report;
}

}  // namespace

std::optional<ActorKind> ActorKindOf(std::string_view schema) {
  const Schema* const found = SchemaOf(schema);
  if (found == nullptr || found->role != Role::kActor) return std::nullopt;
  return found->kind;
}

void WarnOfOpenEnds(std::uint64_t count, const std::string& file, const ImportOptions& options,
                    ImportReport& report) {
  if (options.published) return;
  report.issues.Add(
      Issue{Severity::kWarning,
            ErrorCode::kInvalidArgument,
            Where{.file = file, .field = {}},
            {},
            std::to_string(count) +
                " relations or sanctions without an end, and the day of this version was not given",
            "nothing is known of when they ended"});
}

void CoverDayOf(const Source& source, const std::string& file, const ImportOptions& options,
                Table table, ListStaging& staging) {
  staging.CoverDay(source.key, ":coverage-" + std::string(ToString(table)), table,
                   options.published, file, "what is in " + BaseName(file));
}

constexpr FormatReader kFtm = {
    {"ftm", "FollowTheMoney entities, lines of JSON (OpenSanctions' entities.ftm.json, deltas)"},
    "lines of JSON, each an object with a schema",
    &WhyNot,
    &Read};

}  // namespace casus::internal
