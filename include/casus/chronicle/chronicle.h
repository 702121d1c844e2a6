#ifndef CASUS_CHRONICLE_CHRONICLE_H_
#define CASUS_CHRONICLE_CHRONICLE_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "casus/actor/actor.h"
#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/function_ref.h"
#include "casus/base/id.h"
#include "casus/base/issue.h"
#include "casus/base/truth.h"
#include "casus/chronicle/query.h"
#include "casus/chronicle/source.h"
#include "casus/event/event.h"
#include "casus/event/observation.h"
#include "casus/place/place.h"
#include "casus/sanction/sanction.h"
#include "casus/talks/talks.h"
#include "casus/territory/status.h"
#include "casus/timeline/timeline.h"

namespace casus {

class ChronicleBuilder;
namespace internal {
struct ChronicleData;  // the tables as the builder leaves them
struct StagedEvents;
void AppendEvents(ChronicleBuilder& builder, const StagedEvents& staged);
}  // namespace internal

// A row of the events table. A pointer and a row number; lives no longer than the Chronicle (or a
// copy of it). Everything it returns by view or reference lives as long. Copied by value.
class CASUS_EXPORT EventView {
 public:
  EventId id() const { return id_; }
  std::string_view key() const;
  EventType type() const;
  EventStatus status() const;
  std::string_view name() const;
  Span span() const;
  KnownTime known() const;
  const Source& source() const;
  std::string_view locator() const;
  std::string_view note() const;
  std::span<const Party> parties() const;
  // The first party in the role, if any.
  std::optional<ActorId> party(Role role) const;
  std::optional<PlaceId> place() const;
  std::optional<Coordinates> at() const;
  PlacePrecision place_precision() const;
  std::optional<Casualties> casualties() const;
  std::optional<EventId> part_of() const;
  const EventDetails& details() const;
  std::span<const TypeCode> codes() const;
  std::optional<MediaCoding> media() const;
  // Copies, unlike the others.
  std::vector<Attribute> attributes() const;
  // A copy of the whole record.
  Event Record() const;

 private:
  friend class Chronicle;
  EventView(const internal::ChronicleData* data, EventId id) : data_(data), id_(id) {}
  const internal::ChronicleData* data_;
  EventId id_;
};

// An immutable set of tables of typed facts with their timelines. Made by ChronicleBuilder, read
// from files by the readers of io/. Safe to read from many threads; copies are cheap and share the
// tables. There may be any number of chronicles in a program; none is global.
//
// Rows are numbered densely from 0 in the order they were added. Every list of answers is in the
// order of (begin_earliest, id).
class CASUS_EXPORT Chronicle {
 public:
  // No facts.
  Chronicle();

  // Snapshot files (*.casus). Save writes one beside `path` and gives it its name when it is whole:
  // a crash leaves the old file or the new one. The same rows in the same order give the same
  // bytes. Errors: kIo (no permission, disk full); kUnsupported for a build without xxHash.
  Result<void> Save(const std::string& path) const;
  // Maps the file: nothing is parsed or copied but what names and small tables need, and the rest
  // is read as answers need it. The file may be replaced meanwhile, but must not be written into.
  // Errors: kNotFound, kIo; kUnknownFormat (no snapshot, or one of another vocabulary);
  // kUnsupported (of another version or kind of machine); kCorrupt (truncated, damaged).
  struct OpenOptions {
    enum class Verify {
      kEverything,  // every byte, and that every reference leads somewhere
      // The header, small tables and what names are made from. Of a large file this reads almost
      // nothing; a damaged column then shows as wrong values, and a file that was made to deceive
      // may end the program.
      kSmallParts,
    };
    Verify verify = Verify::kEverything;
  };
  static Result<Chronicle> Open(const std::string& path, const OpenOptions& options);
  static Result<Chronicle> Open(const std::string& path) { return Open(path, OpenOptions()); }

  // The tables. References live as long as this chronicle or a copy of it. `id` must be of this
  // chronicle (REQUIRES: id.value() < size of the table).
  std::span<const Source> sources() const;
  std::span<const Actor> actors() const;
  std::span<const Relation> relations() const;
  std::span<const Place> places() const;
  std::span<const Observation> observations() const;
  std::span<const Regime> regimes() const;
  std::span<const Instrument> instruments() const;
  std::span<const Designation> designations() const;
  std::span<const Exemption> exemptions() const;
  std::span<const TerritorialStatus> statuses() const;
  std::span<const Process> processes() const;
  std::span<const Agreement> agreements() const;
  std::span<const Position> positions() const;
  std::span<const Claim> claims() const;
  std::span<const Coverage> coverage() const;
  std::size_t event_count() const;
  EventView event(EventId id) const;

  const Source& source(SourceId id) const { return sources()[id.value()]; }
  const Actor& actor(ActorId id) const { return actors()[id.value()]; }
  const Relation& relation(RelationId id) const { return relations()[id.value()]; }
  const Place& place(PlaceId id) const { return places()[id.value()]; }
  const Observation& observation(ObservationId id) const { return observations()[id.value()]; }
  const Regime& regime(RegimeId id) const { return regimes()[id.value()]; }
  const Instrument& instrument(InstrumentId id) const { return instruments()[id.value()]; }
  const Designation& designation(DesignationId id) const { return designations()[id.value()]; }
  const Exemption& exemption(ExemptionId id) const { return exemptions()[id.value()]; }
  const TerritorialStatus& status(StatusId id) const { return statuses()[id.value()]; }
  const Process& process(ProcessId id) const { return processes()[id.value()]; }
  const Agreement& agreement(AgreementId id) const { return agreements()[id.value()]; }
  const Position& position(PositionId id) const { return positions()[id.value()]; }
  const Claim& claim(ClaimId id) const { return claims()[id.value()]; }

  // How many rows a table has, and over all tables but coverage.
  std::size_t size(Table table) const;
  std::size_t size() const;

  // Rows by key. A key may have several versions (superseded ones apart); these find the one that
  // stands now, else the last.
  std::optional<SourceId> FindSource(std::string_view key) const;
  std::optional<ActorId> FindActor(std::string_view key) const;
  std::optional<PlaceId> FindPlace(std::string_view key) const;
  // Any row, by table and key.
  std::optional<FactRef> FindRow(Table table, std::string_view key) const;
  // All versions of the row's key, in order of id; the row itself is among them.
  std::vector<FactRef> Versions(const FactRef& ref) const;
  // Actors (places) that bear the name or a code, by exact text, ASCII letters of either case:
  // 0, 1 or many, in order of id. Never guesses. Versions that were superseded are left out.
  std::vector<ActorId> ActorsNamed(std::string_view name) const;
  std::vector<PlaceId> PlacesNamed(std::string_view name) const;
  // ... that bear exactly this code on the day (on any day, where none is given). A code that
  // nobody dates is taken to hold whenever its bearer exists, and a bearer whose own span is
  // unknown to exist.
  std::vector<Match<ActorId>> ActorsWithCode(CodeSystem system, std::string_view value,
                                             std::optional<Day> day = std::nullopt) const;
  std::vector<Match<PlaceId>> PlacesWithCode(CodeSystem system, std::string_view value,
                                             std::optional<Day> day = std::nullopt) const;

  // The timeline of a table (all rows in order of id). Table::kSources has an empty one.
  const Timeline& timeline(Table table) const;

  // Answers. Collected, visited in the same order, or only counted.
  std::vector<Match<EventId>> Find(const EventQuery& query) const;
  std::vector<Match<ObservationId>> Find(const ObservationQuery& query) const;
  std::vector<Match<RelationId>> Find(const RelationQuery& query) const;
  std::vector<Match<DesignationId>> Find(const DesignationQuery& query) const;
  std::vector<Match<StatusId>> Find(const StatusQuery& query) const;
  std::vector<Match<ProcessId>> Find(const ProcessQuery& query) const;
  std::vector<Match<AgreementId>> Find(const AgreementQuery& query) const;
  std::vector<Match<PositionId>> Find(const PositionQuery& query) const;
  std::vector<Match<ClaimId>> Find(const ClaimQuery& query) const;
  void Visit(const EventQuery& query, FunctionRef<void(EventView, Truth)> visit) const;
  Bounds Count(const EventQuery& query) const;

  // The actor itself and everything that is part (member) of it on the day, with the relations that
  // lead there from it. The Truth is the least along the path; where several paths lead to a part
  // it is that of the best, then shortest, then the one of the lowest relations. Cycles are walked
  // once. In order of (path length, id); of a key with versions, the id is the one FindActor gives.
  // By the relations that stand now, or stood on the day `as_known`.
  struct Part {
    ActorId actor;
    Truth truth;
    std::vector<RelationId> path;
  };
  std::vector<Part> PartsOf(const ActorFilter& filter, Day day,
                            std::optional<Day> as_known = std::nullopt) const;

  // Is the place inside the other on the day, in any number of steps, by anyone's view (or by the
  // viewpoint's and undisputed ones only)? A place is inside itself. A parent that nobody dates is
  // taken to hold whenever both places exist, and a place whose own span is unknown to exist.
  Truth IsInside(PlaceId place, PlaceId outer, Day day,
                 std::optional<ActorId> viewpoint = std::nullopt,
                 std::optional<Day> as_known = std::nullopt) const;

  // Do any sources speak of the table at the day (and place)?
  //   kCertain   one does, of all of the place asked (of all places, where none is), and claims to
  //   be
  //              complete
  //   kPossible  one does, but does not claim that, or speaks of a part of the place
  //   kNo        none does, so that no rows mean nothing
  Truth Covered(Table table, Day day, std::optional<PlaceId> place = std::nullopt) const;

  // The days that the time constraints of the claims leave for `subject`, narrowed from its own
  // hull; empty if they contradict each other or its own bounds. A constraint says as much of its
  // object as of its subject ("a before b": b after a). An end that is itself vague binds no more
  // than every placement of it does, so that a day is left out only if no placement allows it.
  // Whether the claims are negated, denied or superseded is the caller's to judge.
  std::optional<Period> WindowUnder(std::span<const ClaimId> claims, const FactRef& subject) const;

  // Of any row. The span of a source is the time it was published.
  std::string_view KeyOf(const FactRef& ref) const;
  std::string_view LabelOf(
      const FactRef& ref) const;  // its name, title or proposition; else its key
  Span SpanOf(const FactRef& ref) const;
  // Its source; a source is its own.
  const Source& SourceOf(const FactRef& ref) const;
  // Where in its source the row stands.
  std::string_view LocatorOf(const FactRef& ref) const;
  // Claims that stand about the row or another version of its key, in order.
  std::vector<ClaimId> ClaimsAbout(const FactRef& ref) const;

  // Bytes held by the tables and their indexes.
  std::size_t MemoryUsed() const;

 private:
  friend class ChronicleBuilder;
  explicit Chronicle(std::shared_ptr<const internal::ChronicleData> data);
  std::shared_ptr<const internal::ChronicleData> data_;
};

// The table of a row, and its number there.
CASUS_EXPORT Table TableOf(const FactRef& ref);
CASUS_EXPORT std::uint32_t RowOf(const FactRef& ref);

// Collects rows and checks them. Ids are given at once and stay, so that rows may refer to rows
// added before; where a row must refer to one that comes later (part_of, contradicts), reserve its
// id by adding the later row first or set the field through the *_at accessors.
//
//   casus::ChronicleBuilder builder;
//   casus::SourceId source = builder.Add(casus::Source{.key = "osce", .title = "OSCE SMM"});
//   casus::Event event;
//   event.fact = {.key = "e1", .span = casus::Span::On(casus::Day::FromYmd(2015, 2, 12)),
//                 .source = source};
//   builder.Add(event);
//   casus::Result<casus::Chronicle> chronicle = builder.Build();
//
// Not thread-safe.
class CASUS_EXPORT ChronicleBuilder {
 public:
  ChronicleBuilder();
  ~ChronicleBuilder();
  ChronicleBuilder(ChronicleBuilder&&) noexcept;
  ChronicleBuilder& operator=(ChronicleBuilder&&) noexcept;

  // `where` is the place in the input, for the problems that Check and Build report. REQUIRES:
  // fewer than 2^32 - 2 rows a table, and at most 16 GiB of texts of events.
  SourceId Add(Source row, Where where = {});
  ActorId Add(Actor row, Where where = {});
  RelationId Add(Relation row, Where where = {});
  PlaceId Add(Place row, Where where = {});
  EventId Add(Event row, Where where = {});
  ObservationId Add(Observation row, Where where = {});
  RegimeId Add(Regime row, Where where = {});
  InstrumentId Add(Instrument row, Where where = {});
  DesignationId Add(Designation row, Where where = {});
  ExemptionId Add(Exemption row, Where where = {});
  StatusId Add(TerritorialStatus row, Where where = {});
  ProcessId Add(Process row, Where where = {});
  AgreementId Add(Agreement row, Where where = {});
  PositionId Add(Position row, Where where = {});
  ClaimId Add(Claim row, Where where = {});
  void Add(Coverage row, Where where = {});

  // Rows added so far, to be completed. REQUIRES: the key stays as it is. References live until the
  // next row of the table is added.
  Actor& actor_at(ActorId id);
  Place& place_at(PlaceId id);
  Source& source_at(SourceId id);
  Event& event_at(EventId id);
  Claim& claim_at(ClaimId id);
  std::size_t size(Table table) const;

  // Rows added so far, by key: the version that stands now, else the last.
  std::optional<SourceId> FindSource(std::string_view key) const;
  std::optional<ActorId> FindActor(std::string_view key) const;
  std::optional<PlaceId> FindPlace(std::string_view key) const;
  std::optional<FactRef> FindRow(Table table, std::string_view key) const;

  // Every problem, in order of table and row, with the row's key as its text. The IssueLog counts
  // all and keeps the first 100,000 of each severity.
  // Errors:
  //   a missing or malformed key; a key twice among versions that stand on one day
  //   a reference to a row that is not there
  //   a missing source or another field marked REQUIRED
  //   details that are not of the event's type
  //   a share, fraction, coordinate, area or population out of range
  //   superseded before learnt
  //   a place surely inside itself on some day, by one view
  //   a place that comes from itself, with nothing to say that its land was given back
  // Warnings:
  //   low, best and high out of order
  //   an agreement signed by one party only that is not unilateral
  //   a cycle of part_of, renews, amends or derived_from; an actor in a relation to itself
  //   a planned event in the past of its source
  //   an end after its source was published (not of what ends by decision: sanctions, agreements)
  //   a claim or a fact whose source draws on another that is cited for the same fact
  //   a party or a place that surely did not exist at the time of its event or relation
  //   a place split or merged that surely goes on, one left or ceding that surely had ended, one
  //   that was not there yet; shares of a split that cannot add up to the whole
  //   an undisputed parent named for days on which the place surely was not there
  //   rings of fewer than three corners, and corners that are the same as the one before
  //   a gainer of territory who is its loser too; a ceasefire in force before it was declared
  // Warnings of territory, each of what surely is so on some day:
  //   two values of title, control or regime by one source for one place, view and day; fractions
  //   that together are more than all of it; all of a place given to one, and a place in it that is
  //   not excepted to another
  //   an exception that is not known to lie in the place
  //   a military occupation by whom the same view gives the title
  //   recognition of whom nobody says by then that they hold or claim the place; a recognition
  //   withdrawn that was not given; recognition or a claim by nobody
  //   a status that begins (ends) before the event that is to have begun (ended) it, or of none of
  //   that change's gainers (losers)
  //   areas of one change by two sources that differ by more than a tenth
  // Notes of territory (one per source and axis, with their number):
  //   days between two of a source's statuses of title, control or regime of a place
  //   military occupations after which their source says nothing of who holds the place
  // Notes:
  //   facts of a source for which nobody gives a day of learning (one note per source)
  //   unknown spans (of all but actors and places)
  //   days of a place for which no parent is named, where all parents are dated
  //   two geometries of one place that surely share a day
  IssueLog Check() const;

  // A chronicle of all rows, if Check finds no errors; else the first error, with the count of the
  // others in its message. The builder is left empty on success and as it was otherwise.
  //
  // A version stands from the day it was learnt (where that is not said, the day its source was
  // published) to the day it was superseded. Where the day of learning is vague or unknown, it
  // stands possibly from the earliest day and certainly from the latest, or from the day before it
  // was superseded: what was replaced had been learnt.
  Result<Chronicle> Build();

 private:
  friend void internal::AppendEvents(ChronicleBuilder&, const internal::StagedEvents&);
  struct Rows;
  std::unique_ptr<Rows> rows_;
};

}  // namespace casus

#endif  // CASUS_CHRONICLE_CHRONICLE_H_
