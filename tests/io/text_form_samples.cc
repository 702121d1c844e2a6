#include "text_form_samples.h"

#include <unistd.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "casus/time/edtf.h"
#include "gtest/gtest.h"

namespace casus_test {

using namespace casus;  // NOLINT: the samples are all of its types
namespace {

Moment M(std::string_view edtf) { return ParseEdtfMoment(edtf).value(); }
Span S(std::string_view edtf) { return ParseEdtfSpan(edtf).value(); }

Fact F(std::string key, std::string_view span = "2022-02-24") {
  Fact fact;
  fact.key = std::move(key);
  fact.span = S(span);
  fact.source = SourceId(0);
  return fact;
}

// Sets a field of event details to something that its text must say.
struct SaySomething {
  void operator()(std::string_view, std::string& field) const { field = "A/RES/68/262"; }
  void operator()(std::string_view, std::vector<std::string>& field) const {
    field = {"ceasefire; prisoners", "\"status\"", ""};
  }
  void operator()(std::string_view, std::optional<bool>& field) const { field = false; }
  void operator()(std::string_view, std::optional<double>& field) const { field = 27000.5; }
  void operator()(std::string_view, std::optional<std::int32_t>& field) const { field = 2; }
  void operator()(std::string_view, std::optional<std::int64_t>& field) const {
    field = 3'000'000'000;
  }
  void operator()(std::string_view, std::optional<Moment>& field) const { field = M("2015-02~"); }
  template <typename Tag>
  void operator()(std::string_view, std::optional<Id<Tag>>& field) const {
    field = Id<Tag>(0);
  }
  template <HasTokens E>
  void operator()(std::string_view, E& field) const {
    field = kTokens<E>[1].value;
  }
};

}  // namespace

Chronicle FullChronicle() {
  ChronicleBuilder builder;
  Source source;
  source.key = "osce";
  source.kind = SourceKind::kInstitutionReport;
  source.title = "Daily report, \"special\" edition";
  source.publisher = ActorId(1);
  source.published = M("2022-02-25");
  source.version = "24.1";
  source.locator = "https://example.org/1?a=b;c";
  source.note = "two\nlines";
  builder.Add(source);
  builder.Add(Source{.key = "news",
                     .kind = SourceKind::kNewsReport,
                     .title = "",
                     .publisher = std::nullopt,
                     .published = Moment::Unknown(),
                     .version = "",
                     .locator = "",
                     .derived_from = {SourceId(0)},
                     .note = ""});

  Actor ukraine;
  ukraine.fact = F("ukraine", "1991-08-24/..");
  ukraine.fact.locator = "p. 3";
  ukraine.fact.learnt = M("2022-03");
  ukraine.fact.note = " kept blanks ";
  ukraine.kind = ActorKind::kState;
  ukraine.name = "Ukraine";
  ukraine.names = {{"Україна", NameKind::kOfficial, "uk", S("1991/..")},
                   {"The Ukraine", NameKind::kWeakAlias, "", std::nullopt},
                   {"Ukrainian SSR", NameKind::kFormer, "en", Span::Unknown()}};
  ukraine.codes = {{CodeSystem::kIso3166Alpha2, "UA", std::nullopt},
                   {CodeSystem::kCow, "369", S("1991-12/..")}};
  builder.Add(ukraine);
  Actor older;
  older.fact = F("wagner", "2014-05~/..");
  older.fact.learnt = M("2022-03-01");
  older.fact.superseded = Day::FromYmd(2023, 6, 24);
  older.kind = ActorKind::kOther;
  builder.Add(older);
  Actor newer;
  newer.fact = F("wagner", "2014-05~/2023-08");
  newer.fact.learnt = M("2023-06-24");
  newer.kind = ActorKind::kNonStateArmed;
  newer.name = "Wagner Group";
  builder.Add(newer);

  Relation relation;
  relation.fact = F("wagner-owns", "2014/");
  relation.kind = RelationKind::kOwns;
  relation.from = ActorId(1);  // the version that was superseded
  relation.to = ActorId(2);
  relation.share = Share{1667, 5000};
  builder.Add(relation);

  Place country;
  country.fact = F("ua", "1991/..");
  country.kind = PlaceKind::kCountry;
  country.name = "Ukraine";
  country.at = Coordinates{49, 32.25};
  builder.Add(country);
  Place city;
  city.fact = F("kherson", "1778/..");
  city.kind = PlaceKind::kSettlement;
  city.name = "Kherson";
  city.names = {{"Херсон", NameKind::kOfficial, "uk", S("1778-06/..")}};
  city.codes = {{CodeSystem::kKatottg, "UA65100150010045761", S("2020/..")}};
  city.parents = {{PlaceId(0), std::nullopt, std::nullopt}, {PlaceId(0), S("1991/.."), ActorId(0)}};
  city.at = Coordinates{46.635417, -32.616867};
  city.geometries = {{S("1778/1991"), {{{{46.5, 32.5}, {46.75, 32.5}, {46.75, -32.625}}, {}}}},
                     {S("1992/.."),
                      {{{{0, 0}, {0, 3}, {3, 0}}, {{{1, 1}, {1, 1.5}, {1.5, 1}}}},
                       {{{-90, 180}, {8, 9}, {9, 8}}, {}}}},
                     {std::nullopt, {}}};
  city.origins = {{PlaceId(0), PlaceChange::kTransfer, M("2014-03"), 1667, 5000},
                  {PlaceId(0), PlaceChange::kRename}};
  builder.Add(city);

  // One event of each type, with every field of its details; then one with all else.
  for (const Token<EventType>& type : kTokens<EventType>) {
    Event event;
    event.fact = F(std::string("all-") + std::string(type.word));
    event.type = type.value;
    event.details = EmptyDetails(type.value);
    std::visit([](auto& details) { ForEachField(details, SaySomething()); }, event.details);
    builder.Add(event);
  }
  Event event;
  event.fact = F("empty-details");
  event.type = EventType::kMeeting;
  event.details = MeetingDetails{};
  builder.Add(event);
  event.fact = F("empty-reference");
  event.type = EventType::kAgreement;
  event.details = AgreementDetails{};
  builder.Add(event);
  event = Event{};
  event.fact = F("crossing", "2022-02-24T04:50:00+02:00");
  event.type = EventType::kBattle;
  event.status = EventStatus::kAlleged;
  event.name = "Battle of the bridge";
  event.parties = {
      {ActorId(0), Role::kSideA}, {ActorId(2), Role::kSideB}, {ActorId(1), Role::kHost}};
  event.place = PlaceId(1);
  event.at = Coordinates{46.6, 32.7};
  event.place_precision = PlacePrecision::kNear;
  event.casualties = Casualties{1, 2, 3, 4, 5, 6, 0};
  event.part_of = EventId(0);
  event.codes = {{Taxonomy::kCameo, "0190"}, {Taxonomy::kOther, ""}};
  event.media = MediaCoding{-10, 4, true, 12, 3, 11, -2.516129};
  event.attributes = {{"ucdp.relid", "UKR-2022-1-7"}, {"ucdp.relid", ""}};
  builder.Add(event);

  Observation observation;
  observation.fact = F("refugees-march", "2022-03");
  observation.kind = ObservationKind::kRefugees;
  observation.measure = MeasureKind::kStock;
  observation.direction = Direction::kIncrease;
  observation.quantity = Quantity{1'000'000, 1'500'000, 2'000'000, "millions"};
  observation.unit = "persons";
  observation.subject = ActorId(0);
  observation.place = PlaceId(0);
  observation.cause = EventId(4);
  builder.Add(observation);

  Regime regime;
  regime.fact = F("eu-ukr", "2014-03-17/..");
  regime.name = "Restrictive measures";
  regime.senders = {ActorId(0), ActorId(1), ActorId(2)};
  regime.programme = "UKR";
  builder.Add(regime);
  Instrument instrument;
  instrument.fact = F("2014-145", "2014-03-17/2024-09-15");
  instrument.kind = InstrumentKind::kDecision;
  instrument.citation = "Council Decision 2014/145/CFSP";
  instrument.regime = RegimeId(0);
  instrument.adopted = M("2014-03-17");
  instrument.published = M("2014-03-17");
  builder.Add(instrument);
  instrument.fact = F("2014-145-renewed", "2024-09-15/");
  instrument.renews = InstrumentId(0);
  instrument.amends = InstrumentId(1);
  instrument.published = Moment::Unknown();
  builder.Add(instrument);

  Designation designation;
  designation.fact = F("wagner-listed", "2021-12-13/..");
  designation.regime = RegimeId(0);
  designation.instrument = InstrumentId(0);
  designation.target = ActorId(2);
  designation.measures = {Measure::kAssetFreeze, Measure::kTravelBan};
  designation.stage = DesignationStage::kThreatened;
  designation.decided = M("2021-12-13");
  designation.published = M("2021-12-13");
  designation.effective = M("2021-12-14");
  designation.amended = {M("2022-03"), M("2023-02-25")};
  designation.end_reason = EndReason::kLifted;
  designation.grounds = "for \"actions\"; and others";
  builder.Add(designation);
  designation.fact = F("territory");
  designation.target = PlaceId(1);
  builder.Add(designation);
  designation.fact = F("sector");
  designation.target = "oil; gas: \\ all";
  builder.Add(designation);

  Exemption exemption;
  exemption.fact = F("gl-13o", "2024/2024-10-09");
  exemption.kind = ExemptionKind::kGeneralLicence;
  exemption.number = "13O";
  exemption.regime = RegimeId(0);
  exemption.designations = {DesignationId(2), DesignationId(0)};
  exemption.scope = "administrative transactions";
  builder.Add(exemption);

  TerritorialStatus status;
  status.fact = F("kherson-occupied", "2022-03-02/2022-11-11");
  status.place = PlaceId(0);
  status.extent = Extent{{PlaceId(1)}, 1800, 2050};
  status.axis = Axis::kRecognition;
  status.holders = {ActorId(2), ActorId(0)};
  status.viewpoint = ActorId(0);
  status.regime = ControlRegime::kMilitaryOccupation;
  status.recognition = RecognitionKind::kNone;
  status.security = SecurityStatus::kTemporarilyOccupied;
  status.begun_by = EventId(5);
  status.ended_by = EventId(4);
  status.method = "majority of four maps";
  builder.Add(status);

  Process process;
  process.fact = F("minsk", "2014-09-05/2022-02-22");
  process.name = "Minsk process";
  process.state = ProcessState::kBrokenOff;
  process.parties = {{ActorId(0), Role::kParticipant}};
  builder.Add(process);
  process.fact = F("minsk-humanitarian");
  process.part_of = ProcessId(0);
  builder.Add(process);

  Agreement agreement;
  agreement.fact = F("minsk-2", "2015-02-12/2022-02-22");
  agreement.name = "Package of measures";
  agreement.kind = AgreementKind::kPartial;
  agreement.stage = AgreementStage::kSubstantivePartial;
  agreement.status = AgreementStatus::kSignedAgreed;
  agreement.process = ProcessId(0);
  agreement.signed_on = M("2015-02-12");
  agreement.parties = {{ActorId(0), Role::kSignatory}, {ActorId(2), Role::kSignatory}};
  agreement.provisions = {
      {ProvisionTopic::kCeasefire, ProvisionStrength::kDetailed, "Immediate and full ceasefire"},
      {ProvisionTopic::kOther, ProvisionStrength::kNotSaid, ""}};
  builder.Add(agreement);
  agreement.fact = F("minsk-2-amended");
  agreement.amends = AgreementId(0);
  builder.Add(agreement);

  Position position;
  position.fact = F("no-cession", "2022/..");
  position.actor = ActorId(0);
  position.stance = Stance::kRejects;
  position.topic = "territory";
  position.text = "no land for peace";
  position.process = ProcessId(0);
  position.voiced_at = EventId(14);
  builder.Add(position);

  Claim claim;
  claim.fact = F("claim-1", "2022-02-24");
  claim.speakers = {{std::nullopt, "analysts"}, {ActorId(0), ""}, {std::nullopt, ""}};
  claim.modality = Modality::kReported;
  claim.negated = true;
  claim.proposition = "the bridge was not crossed";
  claim.quote = "\"we never\nleft\"";
  claim.about = {EventId(3),   PlaceId(1),      SourceId(1),      RelationId(0),  ObservationId(0),
                 RegimeId(0),  InstrumentId(1), DesignationId(0), ExemptionId(0), StatusId(0),
                 ProcessId(1), AgreementId(1),  PositionId(0),    ClaimId(1),     ActorId(1)};
  claim.contradicts = {ClaimId(1)};
  claim.time_words = "on Thursday";
  claim.constraints = {{EventId(3), TimeRelation::kBefore, EventId(4)},
                       {ClaimId(0), TimeRelation::kDuring, RelationId(0)}};
  builder.Add(claim);
  claim = Claim{};
  claim.fact = F("claim-2");
  builder.Add(claim);

  Coverage coverage;
  coverage.key = "ged";
  coverage.source = SourceId(0);
  coverage.table = Table::kPlaces;
  coverage.period = Period::Of(Day::FromYmd(1989, 1, 1), Day::FromYmd(2024, 1, 1));
  coverage.place = PlaceId(0);
  coverage.complete = true;
  coverage.note = "state-based only";
  builder.Add(coverage);
  coverage.key = "always";
  coverage.period = Period::Always();
  builder.Add(coverage);
  return builder.Build().value();
}

namespace {

// Everything at random, from one seed.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {
    // The number of rows of each table, known before there are any, since rows refer to later ones.
    for (std::uint32_t& size : sizes_) size = Number(1, 7);
  }

  std::uint32_t Number(std::uint32_t low, std::uint32_t high) {
    return std::uniform_int_distribution<std::uint32_t>(low, high)(engine_);
  }
  bool Chance(std::uint32_t of = 2) { return Number(1, of) == 1; }
  template <typename C>
  auto Pick(const C& choices) {
    return choices[Number(0, static_cast<std::uint32_t>(std::size(choices)) - 1)];
  }
  std::uint32_t size(Table table) const { return sizes_[static_cast<std::size_t>(table)]; }

  std::string Text() {
    static constexpr std::array<std::string_view, 34> kPieces = {
        "a",    "B7",           " ",    "  ",      "\"",   "\"\"", ",",   ";",  "; ",
        "\\",   "\\;",          "\n",   "\r",      "\t",   "\r\n", "@",   "@2", "'",
        "é",    "Київ",         "東京", "🕊",    "=1+1", "#",    "/",   "..", "-",
        "null", "\xEF\xBB\xBF", "yes",  "unknown", "|",    "0",    "\x7F"};
    std::string text;
    for (std::uint32_t i = Number(0, 6); i > 0; --i) text += Pick(kPieces);
    return text;
  }
  Day ADay() {
    const std::uint32_t wide = Number(0, 9);
    if (wide == 0)
      return Day::FromNumber(std::uniform_int_distribution<int>(-700'000, 700'000)(engine_));
    return Day::FromYmd(2014, 1, 1) + Number(0, 4000);
  }
  Qualifier AQualifier() {
    constexpr std::array kAll = {Qualifier::kNone, Qualifier::kNone, Qualifier::kUncertain,
                                 Qualifier::kApproximate, Qualifier::kBoth};
    return Pick(kAll);
  }
  Moment AMoment() {
    const Day day = ADay();
    switch (Number(0, 10)) {
      case 0: return *Moment::InMonth(day.year(), day.month(), AQualifier());
      case 1: return *Moment::InYear(day.year(), AQualifier());
      case 2: return *Moment::InSeason(day.year(), static_cast<int>(Number(21, 41)), AQualifier());
      case 3: return *Moment::InDecade(static_cast<int>(Number(0, 300)) * 10);
      case 4: return *Moment::InCentury(static_cast<int>(Number(0, 30)) * 100);
      case 5: return *Moment::Between(day, day + Number(1, 500));
      case 6: return Chance() ? Moment::NotBefore(day) : Moment::NotAfter(day);
      case 7: return Moment::Unknown();
      case 8:
        return *Moment::AtTime(
            day, static_cast<int>(Number(0, 86400)),
            Chance() ? std::optional<int>(static_cast<int>(Number(0, 1600)) - 800) : std::nullopt);
      default: return Moment::OnDay(day, AQualifier());
    }
  }
  Span ASpan() {
    for (;;) {
      const Moment first = Chance(12) ? Moment::OpenBegin() : AMoment();
      if (!first.is_open() && Chance()) return Span::On(first);
      const Result<Span> span = Span::Make(first, Chance(4) ? Moment::OpenEnd() : AMoment());
      if (span.ok()) return *span;
    }
  }

  // By the type of the field.
  void Fill(std::string& field) { field = Text(); }
  void Fill(bool& field) { field = Chance(); }
  void Fill(std::int32_t& field) { field = static_cast<std::int32_t>(Number(0, 1000)) - 500; }
  void Fill(std::int64_t& field) {
    constexpr std::array<std::int64_t, 5> kAll = {0, 1, 999'999'999'999, 17, INT64_MAX};
    field = Pick(kAll);
  }
  void Fill(double& field) {
    constexpr std::array kAll = {0.0, 0.1, -0.0, 1e300, 5e-324, 1.0 / 3, 100.0, 123456789.125};
    field = Pick(kAll);
  }
  void Fill(Moment& field) { field = AMoment(); }
  void Fill(Span& field) { field = ASpan(); }
  void Fill(Share& field) {
    const auto low = static_cast<std::int32_t>(Number(0, 10000));
    const auto more = static_cast<std::int32_t>(Number(0, 10000));
    field = Share{low, Chance() || more < low ? low : more};
  }
  template <HasTokens E>
  void Fill(E& field) {
    field = Pick(kTokens<E>).value;
  }
  template <typename Tag>
  void Fill(Id<Tag>& field) {
    field = Id<Tag>(Number(0, size(TableOf(FactRef(field))) - 1));
  }
  void Fill(FactRef& field) {
    switch (Number(0, 14)) {
      case 0: return FillRef<SourceId>(field);
      case 1: return FillRef<ActorId>(field);
      case 2: return FillRef<RelationId>(field);
      case 3: return FillRef<PlaceId>(field);
      case 4: return FillRef<EventId>(field);
      case 5: return FillRef<ObservationId>(field);
      case 6: return FillRef<RegimeId>(field);
      case 7: return FillRef<InstrumentId>(field);
      case 8: return FillRef<DesignationId>(field);
      case 9: return FillRef<ExemptionId>(field);
      case 10: return FillRef<StatusId>(field);
      case 11: return FillRef<ProcessId>(field);
      case 12: return FillRef<AgreementId>(field);
      case 13: return FillRef<PositionId>(field);
      default: return FillRef<ClaimId>(field);
    }
  }
  void Fill(Target& field) {
    switch (Number(0, 2)) {
      case 0: field = Text(); return;
      case 1: return FillRef<ActorId>(field);
      default: return FillRef<PlaceId>(field);
    }
  }
  void Fill(Coordinates& field) {
    field.latitude = Number(0, 180'000'000) / 1e6 - 90;
    field.longitude = Number(0, 360'000'000) / 1e6 - 180;
  }
  void Fill(Polygon& field) { FillAll(field.outer, field.holes); }
  void Fill(Name& field) { FillAll(field.text, field.kind, field.language, field.span); }
  void Fill(Code& field) { FillAll(field.system, field.value, field.span); }
  void Fill(Party& field) { FillAll(field.actor, field.role); }
  void Fill(TypeCode& field) { FillAll(field.taxonomy, field.code); }
  void Fill(Attribute& field) { FillAll(field.name, field.value); }
  void Fill(MediaCoding& field) {
    FillAll(field.goldstein, field.quad_class, field.is_root_event, field.mentions, field.sources,
            field.articles, field.average_tone);
  }
  void Fill(Casualties& field) {
    FillAll(field.low, field.best, field.high, field.side_a, field.side_b, field.civilians);
    field.unknown = 3;  // none at all would be no casualties
  }
  void Fill(Provision& field) { FillAll(field.topic, field.strength, field.text); }
  void Fill(Speaker& field) { FillAll(field.actor, field.words); }
  void Fill(TimeConstraint& field) { FillAll(field.subject, field.relation, field.object); }
  template <typename T>
  void Fill(std::optional<T>& field) {
    field.reset();
    if (Chance()) field = Make<T>();
  }
  template <typename T>
  void Fill(std::vector<T>& field) {
    field.clear();
    for (std::uint32_t i = Chance() ? 0 : Number(1, 4); i > 0; --i) field.push_back(Make<T>());
  }
  template <typename... Fields>
  void FillAll(Fields&... fields) {
    (Fill(fields), ...);
  }
  template <typename T>
  T Make() {
    T made = Blank<T>();
    Fill(made);
    return made;
  }

  // The fact of row `number`: some rows are versions of others, in any order, of which one or none
  // stands.
  template <typename Row>
  void FillFact(Row& row, std::string_view table, std::uint32_t number) {
    FillAll(row.fact.span, row.fact.locator, row.fact.note);
    row.fact.source = SourceId(Number(0, size(Table::kSources) - 1));
    const std::uint32_t group = number / 3;
    row.fact.key = std::string(table) + ".K:" + std::to_string(group);
    if (number % 3 == standing_) {
      row.fact.learnt = Moment::OnDay(Day::FromYmd(2020, 1, 4));
      return;
    }
    const Day learnt = Day::FromYmd(2020, 1, 1) + number % 3;
    row.fact.learnt = Moment::OnDay(learnt);
    row.fact.superseded = learnt + 1;
  }
  void ChooseStanding() { standing_ = Number(0, 3); }

 private:
  template <typename T>
  static T Blank() {
    if constexpr (std::is_same_v<T, Party>) {
      return Party{ActorId(0)};
    } else if constexpr (std::is_same_v<T, TimeConstraint>) {
      return TimeConstraint{SourceId(0), TimeRelation::kDuring, SourceId(0)};
    } else if constexpr (std::is_same_v<T, FactRef>) {
      return SourceId(0);
    } else if constexpr (std::is_same_v<T, Target>) {
      return std::string();
    } else if constexpr (std::is_same_v<T, Moment>) {
      return Moment::Unknown();
    } else if constexpr (std::is_same_v<T, Span>) {
      return Span::Unknown();
    } else if constexpr (std::is_default_constructible_v<T>) {
      return T{};
    } else {
      return T(0);
    }
  }
  template <typename IdType, typename Variant>
  void FillRef(Variant& field) {
    IdType id(0);
    Fill(id);
    field = id;
  }

  std::mt19937_64 engine_;
  std::array<std::uint32_t, 15> sizes_;
  std::uint32_t standing_ = 0;
};

}  // namespace

Chronicle RandomChronicle(std::uint64_t seed) {
  Random random(seed);
  ChronicleBuilder builder;
  const auto each = [&](Table table, auto make) {
    random.ChooseStanding();
    for (std::uint32_t i = 0; i < random.size(table); ++i) make(i);
  };
  each(Table::kSources, [&](std::uint32_t i) {
    Source row;
    random.FillAll(row.kind, row.title, row.publisher, row.published, row.version, row.locator,
                   row.derived_from, row.note);
    row.key = "source-" + std::to_string(i);
    builder.Add(row);
  });
  each(Table::kActors, [&](std::uint32_t i) {
    Actor row;
    random.FillFact(row, "actor", i);
    random.FillAll(row.kind, row.name, row.names, row.codes);
    builder.Add(row);
  });
  each(Table::kRelations, [&](std::uint32_t i) {
    Relation row;
    random.FillFact(row, "relation", i);
    random.FillAll(row.kind, row.share);
    row.from = random.Make<ActorId>();
    row.to = random.Make<ActorId>();
    builder.Add(row);
  });
  each(Table::kPlaces, [&](std::uint32_t i) {
    Place row;
    random.FillFact(row, "place", i);
    random.FillAll(row.kind, row.name, row.names, row.codes, row.at);
    // Only inside places of earlier keys: none is to lie in itself.
    for (std::uint32_t n = i >= 3 ? random.Number(0, 3) : 0; n > 0; --n) {
      PlaceParent parent{PlaceId(random.Number(0, i / 3 * 3 - 1)), {}, {}};
      random.FillAll(parent.span, parent.viewpoint);
      row.parents.push_back(parent);
    }
    // And from such, with whatever shares and shapes.
    for (std::uint32_t n = i >= 3 ? random.Number(0, 3) : 0; n > 0; --n) {
      PlaceOrigin origin{PlaceId(random.Number(0, i / 3 * 3 - 1)), PlaceChange::kSplit};
      random.FillAll(origin.change, origin.when);
      origin.share_high = static_cast<std::int32_t>(random.Number(0, 10000));
      origin.share_low = static_cast<std::int32_t>(
          random.Number(0, static_cast<std::uint32_t>(origin.share_high)));
      row.origins.push_back(origin);
    }
    for (std::uint32_t n = random.Number(0, 2); n > 0; --n) {
      PlaceGeometry& geometry = row.geometries.emplace_back();
      random.FillAll(geometry.span, geometry.polygons);
    }
    builder.Add(row);
  });
  each(Table::kEvents, [&](std::uint32_t i) {
    Event row;
    random.FillFact(row, "event", i);
    random.FillAll(row.type, row.status, row.name, row.parties, row.place, row.at,
                   row.place_precision, row.casualties, row.part_of, row.codes, row.media,
                   row.attributes);
    if (random.Chance(4)) {
      row.details = std::monostate();
    } else {
      row.details = EmptyDetails(row.type);
    }
    if (random.Chance(4)) {
      builder.Add(row);
      return;
    }
    std::visit(
        [&](auto& details) {
          ForEachField(details, [&](std::string_view name, auto& field) {
            random.Fill(field);
            using T = std::remove_cvref_t<decltype(field)>;
            if constexpr (std::is_same_v<T, std::optional<double>>) {
              if (field) field = 1e7 / 3;  // an area
            }
            (void)name;
          });
        },
        row.details);
    builder.Add(row);
  });
  each(Table::kObservations, [&](std::uint32_t i) {
    Observation row;
    random.FillFact(row, "observation", i);
    random.FillAll(row.kind, row.measure, row.direction, row.quantity.low, row.quantity.best,
                   row.quantity.high, row.quantity.words, row.unit, row.subject, row.place,
                   row.cause);
    builder.Add(row);
  });
  each(Table::kRegimes, [&](std::uint32_t i) {
    Regime row;
    random.FillFact(row, "regime", i);
    random.FillAll(row.name, row.senders, row.programme);
    builder.Add(row);
  });
  each(Table::kInstruments, [&](std::uint32_t i) {
    Instrument row;
    random.FillFact(row, "instrument", i);
    random.FillAll(row.kind, row.citation, row.regime, row.adopted, row.published, row.renews,
                   row.amends);
    builder.Add(row);
  });
  each(Table::kDesignations, [&](std::uint32_t i) {
    Designation row;
    random.FillFact(row, "designation", i);
    random.FillAll(row.instrument, row.measures, row.stage, row.decided, row.published,
                   row.effective, row.amended, row.end_reason, row.grounds);
    row.regime = random.Make<RegimeId>();
    row.target = random.Make<Target>();
    builder.Add(row);
  });
  each(Table::kExemptions, [&](std::uint32_t i) {
    Exemption row;
    random.FillFact(row, "exemption", i);
    random.FillAll(row.kind, row.number, row.designations, row.scope);
    row.regime = random.Make<RegimeId>();
    builder.Add(row);
  });
  each(Table::kStatuses, [&](std::uint32_t i) {
    TerritorialStatus row;
    random.FillFact(row, "status", i);
    Share fraction;
    random.FillAll(row.extent.except, fraction, row.axis, row.holders, row.viewpoint, row.regime,
                   row.recognition, row.security, row.begun_by, row.ended_by, row.method);
    if (random.Chance()) {
      row.extent.fraction_low = fraction.low;
      row.extent.fraction_high = fraction.high;
    }
    row.place = random.Make<PlaceId>();
    builder.Add(row);
  });
  each(Table::kProcesses, [&](std::uint32_t i) {
    Process row;
    random.FillFact(row, "process", i);
    random.FillAll(row.name, row.state, row.parties, row.part_of);
    builder.Add(row);
  });
  each(Table::kAgreements, [&](std::uint32_t i) {
    Agreement row;
    random.FillFact(row, "agreement", i);
    random.FillAll(row.name, row.kind, row.stage, row.status, row.process, row.signed_on,
                   row.parties, row.provisions, row.amends);
    builder.Add(row);
  });
  each(Table::kPositions, [&](std::uint32_t i) {
    Position row;
    random.FillFact(row, "position", i);
    random.FillAll(row.stance, row.topic, row.text, row.process, row.voiced_at);
    row.actor = random.Make<ActorId>();
    builder.Add(row);
  });
  each(Table::kClaims, [&](std::uint32_t i) {
    Claim row;
    random.FillFact(row, "claim", i);
    random.FillAll(row.speakers, row.modality, row.negated, row.proposition, row.quote, row.about,
                   row.contradicts, row.time_words, row.constraints);
    builder.Add(row);
  });
  for (std::uint32_t i = random.Number(0, 3); i > 0; --i) {
    Coverage row;
    row.key = "coverage-" + std::to_string(i);
    row.source = random.Make<SourceId>();
    const Day first = random.Chance(4) ? Day::BeginningOfTime() : random.ADay();
    const Day last = random.Chance(4) ? Day::EndOfTime() : random.ADay() + 800'000;
    row.period = Period::Of(first, last);
    random.FillAll(row.table, row.place, row.complete, row.note);
    builder.Add(row);
  }
  return builder.Build().value();
}

namespace {

template <typename Row>
void ExpectSameRows(const char* table, std::span<const Row> actual, std::span<const Row> expected) {
  ASSERT_EQ(actual.size(), expected.size()) << table;
  for (std::size_t i = 0; i < actual.size(); ++i) {
    ASSERT_TRUE(actual[i] == expected[i]) << table << ", row " << i;
  }
}

}  // namespace

void ExpectSame(const Chronicle& actual, const Chronicle& expected) {
  ExpectSameRows("sources", actual.sources(), expected.sources());
  ExpectSameRows("actors", actual.actors(), expected.actors());
  ExpectSameRows("relations", actual.relations(), expected.relations());
  ExpectSameRows("places", actual.places(), expected.places());
  ExpectSameRows("observations", actual.observations(), expected.observations());
  ExpectSameRows("regimes", actual.regimes(), expected.regimes());
  ExpectSameRows("instruments", actual.instruments(), expected.instruments());
  ExpectSameRows("designations", actual.designations(), expected.designations());
  ExpectSameRows("exemptions", actual.exemptions(), expected.exemptions());
  ExpectSameRows("statuses", actual.statuses(), expected.statuses());
  ExpectSameRows("processes", actual.processes(), expected.processes());
  ExpectSameRows("agreements", actual.agreements(), expected.agreements());
  ExpectSameRows("positions", actual.positions(), expected.positions());
  ExpectSameRows("claims", actual.claims(), expected.claims());
  ExpectSameRows("coverage", actual.coverage(), expected.coverage());
  ASSERT_EQ(actual.event_count(), expected.event_count());
  for (std::uint32_t i = 0; i < actual.event_count(); ++i) {
    ASSERT_TRUE(actual.event(EventId(i)).Record() == expected.event(EventId(i)).Record())
        << "events, row " << i;
  }
}

Folder BytesOf(const std::string& folder) {
  Folder files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    files[entry.path().filename().string()] =
        std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return files;
}

void WriteBytes(const Folder& files, const std::string& folder) {
  std::filesystem::create_directories(folder);
  for (const auto& file : files) {
    std::ofstream out(std::filesystem::path(folder) / file.first, std::ios::binary);
    out << file.second;
  }
}

TemporaryFolder::TemporaryFolder() {
  std::string name =
      (std::filesystem::path(::testing::TempDir()) / "casus-text-form-XXXXXX").string();
  EXPECT_NE(mkdtemp(name.data()), nullptr);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() { std::filesystem::remove_all(path_); }

}  // namespace casus_test
