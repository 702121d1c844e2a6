#ifndef CASUS_SRC_IO_TEXT_FORM_SCHEMA_H_
#define CASUS_SRC_IO_TEXT_FORM_SCHEMA_H_

// What stands in which file and column: the one description that the reader, the writer and the
// test of the documentation (text_form.h) are made from.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "casus/base/error.h"
#include "casus/base/function_ref.h"
#include "casus/chronicle/chronicle.h"
#include "src/io/text_form_cells.h"
#include "src/io/text_form_keys.h"

namespace casus::text_form {

// The name of a column, and whether its cells may be empty.
struct Head {
  std::string_view name;
  bool required = false;
};
inline constexpr bool kRequired = true;

// A column of the rows of type Row. `read` is given the text of a cell that is not empty.
template <typename Row>
struct Column {
  Head head;
  Result<void> (*read)(std::string_view text, const Keys& keys, Row& row);
  Result<void> (*write)(const Row& row, const Keys& keys, std::string& out);
};

template <typename T>
struct MemberTypes;
template <typename C, typename M>
struct MemberTypes<M C::*> {
  using Class = C;
  using Member = M;
};

template <typename T>
inline constexpr bool kIsOptional = false;
template <typename T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

// The field at the end of a path of members. Optional structs on the way are made where the path is
// written to; where it is read, there is no field behind an empty one.
template <auto First, auto... Rest, typename Row>
auto& FieldToRead(Row& row) {
  auto& member = row.*First;
  if constexpr (sizeof...(Rest) == 0) {
    return member;
  } else if constexpr (kIsOptional<std::remove_cvref_t<decltype(member)>>) {
    return FieldToRead<Rest...>(member ? *member : member.emplace());
  } else {
    return FieldToRead<Rest...>(member);
  }
}
template <auto First, auto... Rest, typename Row>
const auto* FieldToWrite(const Row& row) {
  const auto& member = row.*First;
  if constexpr (sizeof...(Rest) == 0) {
    return &member;
  } else if constexpr (kIsOptional<std::remove_cvref_t<decltype(member)>>) {
    using Field = decltype(FieldToWrite<Rest...>(*member));
    return member ? FieldToWrite<Rest...>(*member) : Field{nullptr};
  } else {
    return FieldToWrite<Rest...>(member);
  }
}

template <typename T>
Result<void> WriteField(const T& field, const Keys& keys, std::string& out) {
  return SaysNothing(field) ? Result<void>() : Codec<T>::Write(field, keys, out);
}

// The column of a field: Col<&Event::at, &Coordinates::latitude>("latitude").
template <auto First, auto... Rest>
constexpr auto Col(std::string_view name, bool required = false) {
  using Row = typename MemberTypes<decltype(First)>::Class;
  return Column<Row>{{name, required},
                     [](std::string_view text, const Keys& keys, Row& row) {
                       auto& field = FieldToRead<First, Rest...>(row);
                       return Codec<std::remove_cvref_t<decltype(field)>>::Read(text, keys, field);
                     },
                     [](const Row& row, const Keys& keys, std::string& out) {
                       const auto* field = FieldToWrite<First, Rest...>(row);
                       return field == nullptr ? Result<void>() : WriteField(*field, keys, out);
                     }};
}

// The same for degrees of a point, at most `Limit` to either side.
template <int Limit, auto First, auto... Rest>
constexpr auto DegreesCol(std::string_view name) {
  auto column = Col<First, Rest...>(name);
  using Row = typename MemberTypes<decltype(First)>::Class;
  column.read = [](std::string_view text, const Keys& keys, Row& row) -> Result<void> {
    double& field = FieldToRead<First, Rest...>(row);
    const Result<void> result = Codec<double>::Read(text, keys, field);
    if (result.ok() && (field < -Limit || field > Limit)) {
      return Error(
          ErrorCode::kOutOfRange,
          "degrees lie between -" + std::to_string(Limit) + " and " + std::to_string(Limit), {},
          std::string(text));
    }
    return result;
  };
  return column;
}

template <typename Row, std::size_t N>
using Columns = std::array<Column<Row>, N>;

// The columns of a table of facts: what every fact has, around its own ones.
template <typename Row, typename... Own>
constexpr Columns<Row, 7 + sizeof...(Own)> FactColumns(Own... own) {
  return {Col<&Row::fact, &Fact::key>("key", kRequired),
          Col<&Row::fact, &Fact::span>("span"),
          Col<&Row::fact, &Fact::source>("source", kRequired),
          Col<&Row::fact, &Fact::locator>("locator"),
          Col<&Row::fact, &Fact::learnt>("learnt"),
          Col<&Row::fact, &Fact::superseded>("superseded"),
          own...,
          Col<&Row::fact, &Fact::note>("note")};
}

template <std::size_t N, typename Row>
constexpr std::array<Head, N> HeadsOf(const Columns<Row, N>& columns) {
  std::array<Head, N> heads;
  for (std::size_t i = 0; i < N; ++i) heads[i] = columns[i].head;
  return heads;
}

// The cells of one record in the order of a file's columns, and where to report what is wrong with
// one of them.
struct Record {
  std::span<const std::string_view> cells;
  FunctionRef<void(std::size_t column, const Error& error)> report;
};

// Reads the cells of a record, but for the first `skip`. False if something was reported.
template <typename Row, std::size_t N>
bool ReadCells(const Columns<Row, N>& columns, const Record& record, std::size_t skip,
               const Keys& keys, Row& row) {
  bool good = true;
  for (std::size_t i = 0; i < N; ++i) {
    const std::string_view cell = record.cells[skip + i];
    Result<void> result;
    if (!cell.empty()) {
      result = columns[i].read(cell, keys, row);
    } else if (columns[i].head.required) {
      result = Error(ErrorCode::kParse, "must not be empty");
    }
    if (result.ok()) continue;
    record.report(skip + i, result.error());
    good = false;
  }
  return good;
}

// Takes the cells of a record that is to be written; an error stops the writing.
using RecordSink = FunctionRef<Result<void>(std::span<const std::string>)>;

template <typename Row, std::size_t N>
Result<void> WriteCells(const Columns<Row, N>& columns, const Row& row, const Keys& keys,
                        std::span<std::string> cells) {
  for (std::size_t i = 0; i < N; ++i) {
    cells[i].clear();
    const Result<void> result = columns[i].write(row, keys, cells[i]);
    if (!result.ok()) return result.error().At(InField(columns[i].head.name));
  }
  return {};
}

// What has been read of a side file so far: the owners (with the field, where there is one) that
// may not come again.
using Seen = absl::flat_hash_set<std::pair<std::uint32_t, std::string>>;

// Side files. Each has
//   name, heads        the file and its columns, the first of which names the owner
//   Read(record, keys, owner, row, seen)   adds a record to its owner, which is row number `row`
//   Write(owner, keys, cells, sink)        writes the owner's records: all cells but the first

// An item to read into.
template <typename T>
T BlankItem() {
  return T{};
}
template <>
inline Party BlankItem<Party>() {
  return Party{ActorId(0)};
}
template <>
inline PlaceParent BlankItem<PlaceParent>() {
  return PlaceParent{PlaceId(0), std::nullopt, std::nullopt};
}
template <>
inline PlaceOrigin BlankItem<PlaceOrigin>() {
  return PlaceOrigin{PlaceId(0), PlaceChange::kSplit};
}
template <>
inline TimeConstraint BlankItem<TimeConstraint>() {
  return TimeConstraint{SourceId(0), TimeRelation::kDuring, SourceId(0)};
}

// A list of the owner, one record an item, in order.
template <auto List, std::size_t N>
struct ListFile {
  using Owner = typename MemberTypes<decltype(List)>::Class;
  using Item = typename MemberTypes<decltype(List)>::Member::value_type;

  std::string_view name;
  std::string_view owner;
  Columns<Item, N> columns;

  std::vector<Head> Heads() const {
    std::vector<Head> heads = {{owner, kRequired}};
    for (const Column<Item>& column : columns) heads.push_back(column.head);
    return heads;
  }
  void Read(const Record& record, const Keys& keys, Owner& row, std::uint32_t, Seen&) const {
    Item item = BlankItem<Item>();
    if (ReadCells(columns, record, 1, keys, item)) (row.*List).push_back(std::move(item));
  }
  Result<void> Write(const Owner& row, const Keys& keys, RecordSink sink) const {
    std::array<std::string, N> cells;
    for (const Item& item : row.*List) {
      Result<void> result = WriteCells(columns, item, keys, cells);
      if (result.ok()) result = sink(cells);
      if (!result.ok()) return result;
    }
    return {};
  }
};
template <auto List, typename... Own>
constexpr auto MakeListFile(std::string_view name, std::string_view owner, Own... own) {
  return ListFile<List, sizeof...(Own)>{name, owner, {own...}};
}

// A struct that an owner has or has not: one record at the most.
template <auto Member, std::size_t N>
struct OptionalFile {
  using Owner = typename MemberTypes<decltype(Member)>::Class;
  using Item = typename MemberTypes<decltype(Member)>::Member::value_type;

  std::string_view name;
  std::string_view owner;
  Columns<Item, N> columns;

  std::vector<Head> Heads() const {
    std::vector<Head> heads = {{owner, kRequired}};
    for (const Column<Item>& column : columns) heads.push_back(column.head);
    return heads;
  }
  void Read(const Record& record, const Keys& keys, Owner& row, std::uint32_t number,
            Seen& seen) const {
    if (!seen.emplace(number, std::string()).second) {
      record.report(0, Error(ErrorCode::kDuplicate, "a second record of one owner"));
      return;
    }
    Item item;
    if (ReadCells(columns, record, 1, keys, item)) row.*Member = std::move(item);
  }
  Result<void> Write(const Owner& row, const Keys& keys, RecordSink sink) const {
    if (!(row.*Member)) return {};
    std::array<std::string, N> cells;
    const Result<void> result = WriteCells(columns, *(row.*Member), keys, cells);
    return result.ok() ? sink(cells) : result;
  }
};
template <auto Member, typename... Own>
constexpr auto MakeOptionalFile(std::string_view name, std::string_view owner, Own... own) {
  return OptionalFile<Member, sizeof...(Own)>{name, owner, {own...}};
}

template <typename T>
inline constexpr bool kIsList = false;
template <typename T>
inline constexpr bool kIsList<std::vector<T>> = true;

// The details of events by field. An event without a record has no details, so that details which
// say nothing are told apart from none by a record of their first field with an empty value.
struct DetailsFile {
  using Owner = Event;

  std::string_view name = "event_details.csv";
  static constexpr std::size_t kField = 1;
  static constexpr std::size_t kValue = 2;

  std::vector<Head> Heads() const {
    return {{"event", kRequired}, {"field", kRequired}, {"value"}};
  }
  void Read(const Record& record, const Keys& keys, Event& event, std::uint32_t number,
            Seen& seen) const;
  Result<void> Write(const Event& event, const Keys& keys, RecordSink sink) const;
};

// Spec<Row>: the main file of a table and its side files.
template <typename Row>
struct Spec;

template <>
struct Spec<Source> {
  static constexpr std::string_view kFile = "sources.csv";
  static constexpr auto kColumns = std::to_array<Column<Source>>({
      Col<&Source::key>("key", kRequired),
      Col<&Source::kind>("kind"),
      Col<&Source::title>("title"),
      Col<&Source::publisher>("publisher"),
      Col<&Source::published>("published"),
      Col<&Source::version>("version"),
      Col<&Source::locator>("locator"),
      Col<&Source::derived_from>("derived_from"),
      Col<&Source::note>("note"),
  });
  static constexpr std::tuple<> kSides{};
};

template <auto List>
constexpr auto NamesFile(std::string_view name, std::string_view owner) {
  return MakeListFile<List>(name, owner, Col<&Name::text>("text"), Col<&Name::kind>("kind"),
                            Col<&Name::language>("language"), Col<&Name::span>("span"));
}
template <auto List>
constexpr auto CodesFile(std::string_view name, std::string_view owner) {
  return MakeListFile<List>(name, owner, Col<&Code::system>("system", kRequired),
                            Col<&Code::value>("value"), Col<&Code::span>("span"));
}
template <auto List>
constexpr auto PartiesFile(std::string_view name, std::string_view owner) {
  return MakeListFile<List>(name, owner, Col<&Party::actor>("actor", kRequired),
                            Col<&Party::role>("role", kRequired));
}

template <>
struct Spec<Actor> {
  static constexpr std::string_view kFile = "actors.csv";
  static constexpr auto kColumns =
      FactColumns<Actor>(Col<&Actor::kind>("kind"), Col<&Actor::name>("name"));
  static constexpr std::tuple kSides{NamesFile<&Actor::names>("actor_names.csv", "actor"),
                                     CodesFile<&Actor::codes>("actor_codes.csv", "actor")};
};

template <>
struct Spec<Relation> {
  static constexpr std::string_view kFile = "relations.csv";
  static constexpr auto kColumns = FactColumns<Relation>(
      Col<&Relation::kind>("kind", kRequired), Col<&Relation::from>("from", kRequired),
      Col<&Relation::to>("to", kRequired), Col<&Relation::share>("share"));
  static constexpr std::tuple<> kSides{};
};

// Two fields in one cell, empty where nobody says.
constexpr Column<PlaceOrigin> ShareOfOriginCol(std::string_view name) {
  return {{name},
          [](std::string_view text, const Keys& keys, PlaceOrigin& row) {
            Share share;
            const Result<void> result = Codec<Share>::Read(text, keys, share);
            row.share_low = share.low;
            row.share_high = share.high;
            return result;
          },
          [](const PlaceOrigin& row, const Keys& keys, std::string& out) {
            const bool is_said = row.share_low != 0 || row.share_high != 10000;
            return is_said ? Codec<Share>::Write(Share{row.share_low, row.share_high}, keys, out)
                           : Result<void>();
          }};
}

template <>
struct Spec<Place> {
  static constexpr std::string_view kFile = "places.csv";
  static constexpr auto kColumns =
      FactColumns<Place>(Col<&Place::kind>("kind"), Col<&Place::name>("name"),
                         DegreesCol<90, &Place::at, &Coordinates::latitude>("latitude"),
                         DegreesCol<180, &Place::at, &Coordinates::longitude>("longitude"));
  static constexpr std::tuple kSides{
      NamesFile<&Place::names>("place_names.csv", "place"),
      CodesFile<&Place::codes>("place_codes.csv", "place"),
      MakeListFile<&Place::parents>(
          "place_parents.csv", "place", Col<&PlaceParent::parent>("parent", kRequired),
          Col<&PlaceParent::span>("span"), Col<&PlaceParent::viewpoint>("viewpoint")),
      MakeListFile<&Place::geometries>("place_geometries.csv", "place",
                                       Col<&PlaceGeometry::span>("span"),
                                       Col<&PlaceGeometry::polygons>("wkt", kRequired)),
      MakeListFile<&Place::origins>("place_origins.csv", "place",
                                    Col<&PlaceOrigin::from>("from", kRequired),
                                    Col<&PlaceOrigin::change>("change", kRequired),
                                    Col<&PlaceOrigin::when>("when"), ShareOfOriginCol("share"))};
};

template <>
struct Spec<Event> {
  static constexpr std::string_view kFile = "events.csv";
  static constexpr auto kColumns = FactColumns<Event>(
      Col<&Event::type>("type", kRequired), Col<&Event::status>("status"),
      Col<&Event::name>("name"), Col<&Event::place>("place"),
      DegreesCol<90, &Event::at, &Coordinates::latitude>("latitude"),
      DegreesCol<180, &Event::at, &Coordinates::longitude>("longitude"),
      Col<&Event::place_precision>("place_precision"), Col<&Event::part_of>("part_of"),
      Col<&Event::casualties, &Casualties::low>("deaths_low"),
      Col<&Event::casualties, &Casualties::best>("deaths_best"),
      Col<&Event::casualties, &Casualties::high>("deaths_high"),
      Col<&Event::casualties, &Casualties::side_a>("deaths_side_a"),
      Col<&Event::casualties, &Casualties::side_b>("deaths_side_b"),
      Col<&Event::casualties, &Casualties::civilians>("deaths_civilians"),
      Col<&Event::casualties, &Casualties::unknown>("deaths_unknown"));
  static constexpr std::tuple kSides{
      PartiesFile<&Event::parties>("event_parties.csv", "event"), DetailsFile{},
      MakeListFile<&Event::codes>("event_codes.csv", "event",
                                  Col<&TypeCode::taxonomy>("taxonomy", kRequired),
                                  Col<&TypeCode::code>("code")),
      MakeOptionalFile<&Event::media>("event_media.csv", "event",
                                      Col<&MediaCoding::goldstein>("goldstein", kRequired),
                                      Col<&MediaCoding::quad_class>("quad_class", kRequired),
                                      Col<&MediaCoding::is_root_event>("is_root_event", kRequired),
                                      Col<&MediaCoding::mentions>("mentions", kRequired),
                                      Col<&MediaCoding::sources>("sources", kRequired),
                                      Col<&MediaCoding::articles>("articles", kRequired),
                                      Col<&MediaCoding::average_tone>("average_tone", kRequired)),
      MakeListFile<&Event::attributes>("event_attributes.csv", "event",
                                       Col<&Attribute::name>("name"),
                                       Col<&Attribute::value>("value"))};
};

template <>
struct Spec<Observation> {
  static constexpr std::string_view kFile = "observations.csv";
  static constexpr auto kColumns = FactColumns<Observation>(
      Col<&Observation::kind>("kind"), Col<&Observation::measure>("measure"),
      Col<&Observation::direction>("direction"), Col<&Observation::quantity, &Quantity::low>("low"),
      Col<&Observation::quantity, &Quantity::best>("best"),
      Col<&Observation::quantity, &Quantity::high>("high"),
      Col<&Observation::quantity, &Quantity::words>("words"), Col<&Observation::unit>("unit"),
      Col<&Observation::subject>("subject"), Col<&Observation::place>("place"),
      Col<&Observation::cause>("cause"));
  static constexpr std::tuple<> kSides{};
};

template <>
struct Spec<Regime> {
  static constexpr std::string_view kFile = "regimes.csv";
  static constexpr auto kColumns =
      FactColumns<Regime>(Col<&Regime::name>("name"), Col<&Regime::senders>("senders"),
                          Col<&Regime::programme>("programme"));
  static constexpr std::tuple<> kSides{};
};

template <>
struct Spec<Instrument> {
  static constexpr std::string_view kFile = "instruments.csv";
  static constexpr auto kColumns = FactColumns<Instrument>(
      Col<&Instrument::kind>("kind"), Col<&Instrument::citation>("citation"),
      Col<&Instrument::regime>("regime"), Col<&Instrument::adopted>("adopted"),
      Col<&Instrument::published>("published"), Col<&Instrument::renews>("renews"),
      Col<&Instrument::amends>("amends"));
  static constexpr std::tuple<> kSides{};
};

template <>
struct Spec<Designation> {
  static constexpr std::string_view kFile = "designations.csv";
  static constexpr auto kColumns = FactColumns<Designation>(
      Col<&Designation::regime>("regime", kRequired), Col<&Designation::instrument>("instrument"),
      Col<&Designation::target>("target", kRequired), Col<&Designation::measures>("measures"),
      Col<&Designation::stage>("stage"), Col<&Designation::decided>("decided"),
      Col<&Designation::published>("published"), Col<&Designation::effective>("effective"),
      Col<&Designation::amended>("amended"), Col<&Designation::end_reason>("end_reason"),
      Col<&Designation::grounds>("grounds"));
  static constexpr std::tuple<> kSides{};
};

template <>
struct Spec<Exemption> {
  static constexpr std::string_view kFile = "exemptions.csv";
  static constexpr auto kColumns = FactColumns<Exemption>(
      Col<&Exemption::kind>("kind"), Col<&Exemption::number>("number"),
      Col<&Exemption::regime>("regime", kRequired), Col<&Exemption::designations>("designations"),
      Col<&Exemption::scope>("scope"));
  static constexpr std::tuple<> kSides{};
};

template <>
struct Spec<TerritorialStatus> {
  static constexpr std::string_view kFile = "statuses.csv";
  static constexpr auto kColumns = FactColumns<TerritorialStatus>(
      Col<&TerritorialStatus::place>("place", kRequired),
      Col<&TerritorialStatus::axis>("axis", kRequired), Col<&TerritorialStatus::holders>("holders"),
      Col<&TerritorialStatus::viewpoint>("viewpoint"), Col<&TerritorialStatus::regime>("regime"),
      Col<&TerritorialStatus::recognition>("recognition"),
      Col<&TerritorialStatus::security>("security"),
      Col<&TerritorialStatus::extent, &Extent::except>("except"),
      Col<&TerritorialStatus::extent>("fraction"), Col<&TerritorialStatus::begun_by>("begun_by"),
      Col<&TerritorialStatus::ended_by>("ended_by"), Col<&TerritorialStatus::method>("method"));
  static constexpr std::tuple<> kSides{};
};

template <>
struct Spec<Process> {
  static constexpr std::string_view kFile = "processes.csv";
  static constexpr auto kColumns =
      FactColumns<Process>(Col<&Process::name>("name"), Col<&Process::state>("state"),
                           Col<&Process::part_of>("part_of"));
  static constexpr std::tuple kSides{
      PartiesFile<&Process::parties>("process_parties.csv", "process")};
};

template <>
struct Spec<Agreement> {
  static constexpr std::string_view kFile = "agreements.csv";
  static constexpr auto kColumns = FactColumns<Agreement>(
      Col<&Agreement::name>("name"), Col<&Agreement::kind>("kind"), Col<&Agreement::stage>("stage"),
      Col<&Agreement::status>("status"), Col<&Agreement::process>("process"),
      Col<&Agreement::signed_on>("signed_on"), Col<&Agreement::amends>("amends"));
  static constexpr std::tuple kSides{
      PartiesFile<&Agreement::parties>("agreement_parties.csv", "agreement"),
      MakeListFile<&Agreement::provisions>(
          "provisions.csv", "agreement", Col<&Provision::topic>("topic"),
          Col<&Provision::strength>("strength"), Col<&Provision::text>("text"))};
};

template <>
struct Spec<Position> {
  static constexpr std::string_view kFile = "positions.csv";
  static constexpr auto kColumns = FactColumns<Position>(
      Col<&Position::actor>("actor", kRequired), Col<&Position::stance>("stance", kRequired),
      Col<&Position::topic>("topic"), Col<&Position::text>("text"),
      Col<&Position::process>("process"), Col<&Position::voiced_at>("voiced_at"));
  static constexpr std::tuple<> kSides{};
};

template <>
struct Spec<Claim> {
  static constexpr std::string_view kFile = "claims.csv";
  static constexpr auto kColumns =
      FactColumns<Claim>(Col<&Claim::modality>("modality"), Col<&Claim::negated>("negated"),
                         Col<&Claim::proposition>("proposition"), Col<&Claim::quote>("quote"),
                         Col<&Claim::about>("about"), Col<&Claim::contradicts>("contradicts"),
                         Col<&Claim::time_words>("time_words"));
  static constexpr std::tuple kSides{
      MakeListFile<&Claim::speakers>("claim_speakers.csv", "claim", Col<&Speaker::actor>("actor"),
                                     Col<&Speaker::words>("words")),
      MakeListFile<&Claim::constraints>("claim_constraints.csv", "claim",
                                        Col<&TimeConstraint::subject>("subject", kRequired),
                                        Col<&TimeConstraint::relation>("relation", kRequired),
                                        Col<&TimeConstraint::object>("object", kRequired))};
};

template <>
struct Spec<Coverage> {
  static constexpr std::string_view kFile = "coverage.csv";
  static constexpr auto kColumns = std::to_array<Column<Coverage>>({
      Col<&Coverage::key>("key", kRequired),
      Col<&Coverage::source>("source", kRequired),
      Col<&Coverage::table>("table", kRequired),
      Col<&Coverage::period>("period", kRequired),
      Col<&Coverage::place>("place"),
      Col<&Coverage::complete>("complete"),
      Col<&Coverage::note>("note"),
  });
  static constexpr std::tuple<> kSides{};
};

// Every row type, in the order of the files: that of Table, then coverage.
template <typename... Rows>
struct TypeList {};
using AllRows =
    TypeList<Source, Actor, Relation, Place, Event, Observation, Regime, Instrument, Designation,
             Exemption, TerritorialStatus, Process, Agreement, Position, Claim, Coverage>;

// The table of a row type. Coverage is none that can be referred to.
template <typename Row>
inline constexpr std::optional<Table> kTableOf =
    std::is_same_v<Row, Coverage>
        ? std::nullopt
        : std::optional<Table>(static_cast<Table>(IndexIn<Row>(static_cast<AllRows*>(nullptr))));

// All files in order, for those who need no types.
struct FileHeads {
  std::string_view name;
  std::vector<Head> heads;
};
const std::vector<FileHeads>& AllFiles();
bool IsFileOfTextForm(std::string_view name);

}  // namespace casus::text_form

#endif  // CASUS_SRC_IO_TEXT_FORM_SCHEMA_H_
