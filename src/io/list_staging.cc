#include "src/io/list_staging.h"

#include <algorithm>
#include <variant>

#include "src/io/fields.h"
#include "src/io/utf8.h"

namespace casus::internal {

std::string CodePart(std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    if (IsPlain(c) || c == '.' || c == '-') {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '_';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

namespace {

// What is on the list of a day had not ended before it; of a vague day, its first is sure.
Moment NotEndedBefore(const std::optional<Moment>& list_day) {
  if (!list_day || !list_day->earliest().is_finite()) return Moment::Unknown();
  return Moment::NotBefore(list_day->earliest());
}

}  // namespace

Span SeenOn(const std::optional<Moment>& list_day) {
  const Moment begin = list_day && list_day->latest().is_finite()
                           ? Moment::NotAfter(list_day->latest())
                           : Moment::Unknown();
  return Span::Make(begin, NotEndedBefore(list_day)).value();
}

Span SeenSince(const Moment& begin, const std::optional<Moment>& list_day) {
  return Span::Make(begin, NotEndedBefore(list_day)).value();
}

Moment AnyOf(const std::vector<Moment>& births) {
  Moment begin = births.front();
  for (const Moment& birth : births) {
    if (birth == begin) continue;
    begin = Moment::Between(std::min(begin.earliest(), birth.earliest()),
                            std::max(begin.latest(), birth.latest()))
                .value();
  }
  return begin;
}

void AddNoteLine(std::string& note, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  if (!note.empty()) note += '\n';
  note += name;
  note += '=';
  note += text;
}

ActorId ListStaging::AddActor(Actor actor) {
  const ActorId id = actors_.FindOrAddActor(actor.fact.key, [&] { return actor; });
  // Of another name in the builder: both are kept.
  actors_.AddName(id, actor.name, NameKind::kAlias);
  added_actors_.push_back(std::move(actor));
  return id;
}

RegimeId ListStaging::FindOrAddRegime(Regime regime) {
  const auto [entry, is_new] =
      regime_rows_.try_emplace(regime.fact.key, static_cast<std::uint32_t>(regimes_.size()));
  if (is_new) regimes_.push_back(std::move(regime));
  return RegimeId(entry->second);
}

InstrumentId ListStaging::FindOrAddInstrument(Instrument instrument) {
  const auto [entry, is_new] = instrument_rows_.try_emplace(
      instrument.fact.key, static_cast<std::uint32_t>(instruments_.size()));
  if (is_new) instruments_.push_back(std::move(instrument));
  return InstrumentId(entry->second);
}

void ListStaging::AddDesignation(Designation designation, std::uint64_t line) {
  designations_.emplace_back(std::move(designation), line);
}

bool ListStaging::HasRelation(const std::string& key) const {
  return relation_keys_.contains(key) || builder_.FindRow(Table::kRelations, key).has_value();
}

void ListStaging::AddRelation(Relation relation, std::uint64_t line) {
  relation_keys_.insert(relation.fact.key);
  relations_.emplace_back(std::move(relation), line);
}

void ListStaging::CoverDay(const std::string& source_key, std::string_view word, Table table,
                           const std::optional<Moment>& day, const std::string& file,
                           std::string note) {
  if (!day || !day->earliest().is_finite() || !day->latest().is_finite()) return;
  Coverage coverage;
  coverage.key = source_key + std::string(word);
  // Another file of the name, or for the same source, has one of its own.
  if (builder_.FindSource(source_key)) coverage.key += ":" + CodePart(file);
  coverage.table = table;
  coverage.period = Period::Of(day->earliest(), day->latest() + 1);
  coverage.note = std::move(note);
  actors_.AddCoverage(std::move(coverage), std::nullopt);
}

void ListStaging::CoverList(const std::string& source_key, const std::optional<Moment>& list_day,
                            const std::string& file, std::string_view note) {
  CoverDay(source_key, ":coverage", Table::kDesignations, list_day, file,
           "who is on the list in " + BaseName(file) + std::string(note));
}

void ListStaging::Commit(Source source, const std::string& file) {
  const Where where{.file = file, .field = {}};
  const std::string source_key = source.key;
  std::vector<bool> was_there;
  for (const Actor& actor : added_actors_) {
    was_there.push_back(builder_.FindActor(actor.fact.key).has_value());
  }
  actors_.Commit(std::move(source), file, builder_);
  const SourceId source_id = builder_.FindSource(source_key).value();

  std::vector<ActorId> actors;
  for (std::size_t i = 0; i < added_actors_.size(); ++i) {
    const Actor& added = added_actors_[i];
    actors.push_back(builder_.FindActor(added.fact.key).value());
    if (!was_there[i]) continue;
    Actor& row = builder_.actor_at(actors.back());
    if (row.fact.span == Span::Unknown()) row.fact.span = added.fact.span;
    if (added.fact.note.empty() || added.fact.note == row.fact.note) continue;
    if (!row.fact.note.empty()) row.fact.note += '\n';
    row.fact.note += added.fact.note;
  }
  std::vector<RegimeId> regimes;
  for (Regime& regime : regimes_) {
    const std::optional<FactRef> held = builder_.FindRow(Table::kRegimes, regime.fact.key);
    for (ActorId& sender : regime.senders) sender = actors[sender.value()];
    regime.fact.source = source_id;
    regimes.push_back(held ? std::get<RegimeId>(*held) : builder_.Add(std::move(regime), where));
  }
  std::vector<InstrumentId> instruments;
  for (Instrument& instrument : instruments_) {
    const std::optional<FactRef> held = builder_.FindRow(Table::kInstruments, instrument.fact.key);
    if (instrument.regime) instrument.regime = regimes[instrument.regime->value()];
    instrument.fact.source = source_id;
    instruments.push_back(held ? std::get<InstrumentId>(*held)
                               : builder_.Add(std::move(instrument), where));
  }
  for (auto& [designation, line] : designations_) {
    designation.fact.source = source_id;
    if (designation.regime) designation.regime = regimes[designation.regime->value()];
    if (designation.instrument) {
      designation.instrument = instruments[designation.instrument->value()];
    }
    if (designation.target) {
      if (ActorId* const target = std::get_if<ActorId>(&*designation.target)) {
        *target = actors[target->value()];
      }
    }
    builder_.Add(std::move(designation), Where{file, line, 1, {}});
  }
  for (auto& [relation, line] : relations_) {
    relation.fact.source = source_id;
    if (relation.from) relation.from = actors[relation.from->value()];
    if (relation.to) relation.to = actors[relation.to->value()];
    builder_.Add(std::move(relation), Where{file, line, 1, {}});
  }
  added_actors_.clear();
  regimes_.clear();
  instruments_.clear();
  designations_.clear();
  relations_.clear();
}

std::string WhyNotXml(const Shape& shape, std::string_view root) {
  const std::optional<std::string> found = XmlRootOf(shape.first_bytes);
  if (!found) return "no XML";
  if (*found != root) return "the outermost element is <" + Excerpt(*found) + ">";
  return {};
}

std::optional<Day> GeneratedOn(const XmlNode& root, std::string_view attribute) {
  const std::string text(root.Attribute(attribute).value_or(""));
  const Result<Moment> moment = ParseTimestampIso(text, kListYears);
  if (moment.ok()) return moment->earliest();
  const Result<Day> day = ParseDay(text, DayShape::kIsoZoned, kListYears);
  return day.ok() ? std::optional<Day>(*day) : std::nullopt;
}

Result<void> ReadXmlRecords(ImportJob& job, std::vector<std::string> records,
                            FunctionRef<void(const XmlNode&)> begin,
                            FunctionRef<bool(const XmlNode&)> aside,
                            FunctionRef<std::optional<Error>(const XmlNode&)> read,
                            ImportReport& report) {
  XmlOptions options;
  options.records = std::move(records);
  options.progress = job.options.progress;
  XmlReader reader(std::move(job.input), std::move(options));
  bool has_begun = false;
  for (;;) {
    const XmlReader::Step step = reader.Next();
    if (step == XmlReader::Step::kFailed) return reader.error();
    if (step == XmlReader::Step::kEnd) return {};
    std::optional<Error> refusal;
    if (step == XmlReader::Step::kRefused) {
      refusal = reader.error();
    } else {
      if (!std::exchange(has_begun, true)) begin(reader.root());
      if (aside(reader.record())) continue;
      refusal = read(reader.record());
    }
    ++report.records;
    if (refusal) {
      ++report.refused;
      report.issues.AddError(*refusal, "record refused");
    } else {
      ++report.kept;
    }
  }
}

}  // namespace casus::internal
