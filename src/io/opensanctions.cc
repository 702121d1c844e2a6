// OpenSanctions' table of targets, targets.simple.csv: persons and others that are of interest.
//
// Layout. CSV with a header, UTF-8: id, schema, name, aliases, birth_date, countries, addresses,
// identifiers, sanctions, phones, emails, program_ids, dataset, first_seen, last_seen, last_change;
// files from before 2025 have no program_ids. A cell may hold line breaks. Cells of several values
// have ';' between them; a value with a ';', quote or line break in it stands in quotes, which are
// doubled inside ("A ""B"" Ltd";C).
//
//   id, schema    actor "ftm:<id>" as of FollowTheMoney (ftm.cc); an id of Wikidata is its code of
//                 kWikidata, too
//   name, aliases names
//   birth_date    the begin of the actor; of several, some day from the first to the last
//   identifiers   codes of kOther, as the table does not say of what kind they are; of a vessel
//                 "IMO" and digits is an IMO number
//   program_ids   a designation in each, "opensanctions:<id>:<program>", of the regime
//                 "ftm:programme:<program>"
//   sanctions     texts of programme, reason, status and dates, run together so that none can be
//                 told. Where there are no program_ids, each is a designation without a programme,
//                 "opensanctions:<id>:sanction-<number>"
//   all           lines "<column>=<value> | <value>" in the note
// White space in values is made one blank.
//
// first_seen is when a crawler saw the target: what designates it began on that day or before, and
// nothing is told of its end. On the day of the file, where ImportOptions::published gives it, it
// had not ended. A fact was learnt on some day from first_seen to last_change.
//
// A target without sanctions and program_ids is one of interest for another reason (an office, a
// crime): an actor and no designation.

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/actor/codes.h"
#include "src/io/format.h"
#include "src/io/ftm.h"
#include "src/io/header.h"
#include "src/io/list_staging.h"
#include "src/io/utf8.h"
#include "src/io/xml.h"

namespace casus::internal {

namespace {

enum Column : std::size_t {
  kId,
  kSchema,
  kName,
  kAliases,
  kBirthDate,
  kCountries,
  kAddresses,
  kIdentifiers,
  kSanctions,
  kPhones,
  kEmails,
  kProgramIds,
  kDataset,
  kFirstSeen,
  kLastSeen,
  kLastChange,
  kColumns,
};
constexpr std::array<std::string_view, kColumns> kNames = {
    "id",        "schema",      "name",      "aliases",    "birth_date", "countries",
    "addresses", "identifiers", "sanctions", "phones",     "emails",     "program_ids",
    "dataset",   "first_seen",  "last_seen", "last_change"};
constexpr std::size_t kRequired[] = {kId,        kSchema,  kName,     kAliases,
                                     kSanctions, kDataset, kFirstSeen};
// What is in the note.
constexpr Column kNoted[] = {kSchema,     kCountries, kAddresses, kSanctions, kPhones,    kEmails,
                             kProgramIds, kDataset,   kFirstSeen, kLastSeen,  kLastChange};
constexpr std::string_view kFormatName = "opensanctions-simple";
constexpr std::string_view kPrefix = "opensanctions.";

// The values of a cell; empty where its quotes do not fit.
std::optional<std::vector<std::string>> ValuesOf(std::string_view cell) {
  std::vector<std::string> values;
  std::size_t at = 0;
  while (at < cell.size()) {
    std::string value;
    if (cell[at] == '"') {
      ++at;
      for (;; ++at) {
        if (at == cell.size()) return std::nullopt;
        if (cell[at] != '"') {
          value += cell[at];
        } else if (at + 1 < cell.size() && cell[at + 1] == '"') {
          value += cell[at++];
        } else {
          break;
        }
      }
      ++at;
      if (at < cell.size() && cell[at] != ';') return std::nullopt;
    } else {
      const std::size_t end = std::min(cell.find(';', at), cell.size());
      value = cell.substr(at, end - at);
      at = end;
    }
    ++at;
    value = CollapseBlanks(value);
    if (!value.empty()) values.push_back(std::move(value));
  }
  return values;
}

class SimpleReader {
 public:
  SimpleReader(const HeaderLayout& layout, const ImportOptions& options, ChronicleBuilder& builder)
      : layout_(layout), options_(options), builder_(builder), staging_(builder) {}

  // Keeps the record, or leaves an error in it.
  void Read(Record& record);
  void Finish(Source source, const std::string& file, ImportReport& report);

 private:
  void ReadValues(Record& record);
  std::optional<Moment> Date(Record& record, Column column, const std::string& text) const;
  std::optional<Moment> Seen(Record& record, Column column) const;
  void ReadCodes(Record& record, const std::string& id, Actor& actor) const;
  void ReadBirth(Record& record, Actor& actor) const;
  void AddNotes(const Record& record, Actor& actor) const;
  RegimeId RegimeOf(const std::string& programme);
  void AddDesignations(Record& record, const std::string& id, ActorId target,
                       const Designation& designation);

  const HeaderLayout& layout_;
  const ImportOptions& options_;
  ChronicleBuilder& builder_;
  ListStaging staging_;
  std::set<std::string> keys_;
  std::array<std::vector<std::string>, kColumns> values_;  // of the record
  std::uint64_t designations_ = 0;
};

// The values of all cells.
void SimpleReader::ReadValues(Record& record) {
  for (std::size_t column = 0; column < kColumns; ++column) {
    values_[column].clear();
    if (std::optional<std::vector<std::string>> values = ValuesOf(record[column])) {
      values_[column] = *std::move(values);
      continue;
    }
    record.Warn(column, "quotes that do not fit", "taken as one value");
    values_[column] = {CollapseBlanks(record[column])};
  }
}

std::optional<Moment> SimpleReader::Date(Record& record, Column column,
                                         const std::string& text) const {
  const Result<Moment> date = ReadFtmDate(text);
  if (date.ok()) return *date;
  record.Warn(column, date.error().message(), "kept in the note");
  return std::nullopt;
}

std::optional<Moment> SimpleReader::Seen(Record& record, Column column) const {
  const std::string text(record[column]);
  return text.empty() ? std::nullopt : Date(record, column, text);
}

void SimpleReader::ReadCodes(Record& record, const std::string& id, Actor& actor) const {
  if (CheckCode(CodeSystem::kWikidata, id).ok()) {
    actor.codes.push_back(Code{CodeSystem::kWikidata, id, std::nullopt});
  }
  for (const std::string& text : values_[kIdentifiers]) {
    Code code{CodeSystem::kOther, text, std::nullopt};
    if (actor.kind == ActorKind::kVessel && text.starts_with("IMO") &&
        IsDigits(std::string_view(text).substr(3))) {
      code = Code{CodeSystem::kImo, text.substr(3), std::nullopt};
      const Result<void> checked = CheckCode(code.system, code.value);
      if (!checked.ok()) record.Note(kIdentifiers, checked.error().message());
    }
    actor.codes.push_back(std::move(code));
  }
}

void SimpleReader::ReadBirth(Record& record, Actor& actor) const {
  std::vector<Moment> births;
  for (const std::string& text : values_[kBirthDate]) {
    if (const std::optional<Moment> birth = Date(record, kBirthDate, text)) {
      births.push_back(*birth);
    }
  }
  if (births.empty()) return;
  if (births.size() > 1) {
    record.Note(kBirthDate, std::to_string(births.size()) + " dates of birth",
                "taken as some day from the first to the last of them");
  }
  actor.fact.span = Span::Make(AnyOf(births), Moment::Unknown()).value();
}

void SimpleReader::AddNotes(const Record& record, Actor& actor) const {
  const auto add = [&](std::string_view name, const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values) text += (text.empty() ? "" : " | ") + value;
    AddNoteLine(actor.fact.note, name, text);
  };
  // What can be read is the begin of the actor.
  if (actor.fact.span == Span::Unknown()) add(kNames[kBirthDate], values_[kBirthDate]);
  for (const Column column : kNoted) add(kNames[column], values_[column]);
  for (const auto& other : layout_.others) {
    AddNoteLine(actor.fact.note, OtherName(kPrefix, other),
                CollapseBlanks(record.AtPlace(other.first)));
  }
}

RegimeId SimpleReader::RegimeOf(const std::string& programme) {
  Regime regime;
  regime.fact.key = programme.empty() ? "ftm:no-programme" : "ftm:programme:" + CodePart(programme);
  regime.name = programme.empty() ? "no programme" : programme;
  regime.programme = programme;
  return staging_.FindOrAddRegime(std::move(regime));
}

void SimpleReader::AddDesignations(Record& record, const std::string& id, ActorId target,
                                   const Designation& designation) {
  const auto add = [&](const std::string& programme, const std::string& part, std::string note) {
    Designation row = designation;
    row.fact.key = "opensanctions:" + CodePart(id) + ":" + part;
    row.fact.note = std::move(note);
    row.regime = RegimeOf(programme);
    row.target = target;
    staging_.AddDesignation(std::move(row), record.line());
    ++designations_;
  };
  std::vector<std::string> programmes = values_[kProgramIds];
  std::sort(programmes.begin(), programmes.end());
  programmes.erase(std::unique(programmes.begin(), programmes.end()), programmes.end());
  for (const std::string& programme : programmes) add(programme, CodePart(programme), {});
  if (!programmes.empty()) return;
  std::size_t number = 0;
  for (const std::string& text : values_[kSanctions]) {
    add({}, "sanction-" + std::to_string(++number), "sanction=" + text);
  }
}

void SimpleReader::Read(Record& record) {
  const std::string id = CollapseBlanks(record[kId]);
  if (id.empty()) return record.Fail(kId, ErrorCode::kParse, "missing");
  const std::string key = "ftm:" + CodePart(id);
  if (keys_.contains(key) || builder_.FindActor(key)) {
    return record.Fail(kId, ErrorCode::kDuplicate, "a target of this id is there already");
  }
  keys_.insert(key);
  ReadValues(record);
  Actor actor;
  actor.fact.key = key;
  actor.fact.locator = id;
  const std::optional<ActorKind> kind = ActorKindOf(record[kSchema]);
  if (!kind) record.Warn(kSchema, "no schema of an actor that is known", "kept in the note");
  actor.kind = kind.value_or(ActorKind::kOther);
  actor.name = CollapseBlanks(record[kName]);
  if (actor.name.empty()) {
    record.Warn(kName, "a target without a name", "named by its id");
    actor.name = id;
  }
  for (const std::string& alias : values_[kAliases]) {
    Name name{alias, NameKind::kAlias, {}, std::nullopt};
    if (name.text == actor.name) continue;
    if (std::find(actor.names.begin(), actor.names.end(), name) == actor.names.end()) {
      actor.names.push_back(std::move(name));
    }
  }
  ReadCodes(record, id, actor);
  ReadBirth(record, actor);
  AddNotes(record, actor);

  const std::optional<Moment> first = Seen(record, kFirstSeen);
  const std::optional<Moment> last_seen = Seen(record, kLastSeen);
  const std::optional<Moment> last_change = Seen(record, kLastChange);
  actor.fact.learnt = LearntFrom(first, last_change ? last_change : last_seen);
  Designation designation;
  designation.fact.locator = id;
  designation.fact.learnt = actor.fact.learnt;
  designation.fact.span = first ? SeenSince(Moment::NotAfter(first->latest()), options_.published)
                                : SeenOn(options_.published);
  const ActorId target = staging_.AddActor(std::move(actor));
  AddDesignations(record, id, target, designation);
}

void SimpleReader::Finish(Source source, const std::string& file, ImportReport& report) {
  if (designations_ > 0) {
    WarnOfOpenEnds(designations_, file, options_, report);
    CoverDayOf(source, file, options_, Table::kDesignations, staging_);
  }
  staging_.Commit(std::move(source), file);
}

HeaderLayout LayoutOf(const Shape& shape) {
  HeaderLayout layout = LayoutByHeader(shape.first, {kNames, kRequired});
  if (layout.problem.empty() && shape.delimiter != ',') {
    layout.problem = "the delimiter is another one";
  }
  return layout;
}

std::string WhyNot(const Shape& shape) { return LayoutOf(shape).problem; }

Result<ImportReport> Read(ImportJob job) {
  const HeaderLayout layout = LayoutOf(job.shape);
  const std::string file = job.input->name();
  SimpleReader simple(layout, job.options, job.builder);
  TableFormat table{layout, kNames, "the table of targets", kPrefix};
  table.keeps_others = "in the note as ";
  Result<ImportReport> report = ReadTable(job, kFormatName, ColumnsInWords(job.shape), table,
                                          [&](Record& record) { simple.Read(record); });
  if (!report.ok()) return report;
  if (report->kept > 0) {
    Source source = SourceOf(kFormatName, "OpenSanctions targets", file, job.options);
    source.locator = "https://www.opensanctions.org";
    simple.Finish(std::move(source), file, *report);
  }
  return report;
}

}  // namespace

constexpr FormatReader kOpenSanctionsSimple = {
    {kFormatName, "OpenSanctions' table of targets (targets.simple.csv)"},
    "15 or 16 columns between commas with a header: id, schema, name, aliases, ...",
    &WhyNot,
    &Read};

}  // namespace casus::internal
