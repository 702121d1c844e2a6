#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/chronicle/chronicle.h"
#include "casus/time/allen.h"
#include "casus/time/edtf.h"
#include "src/chronicle/builder.h"
#include "src/chronicle/check_territory.h"
#include "src/chronicle/cycles.h"
#include "src/chronicle/day_truth.h"
#include "src/chronicle/graph.h"

namespace casus::internal {
namespace {

template <typename T>
struct IsId : std::false_type {};
template <typename Tag>
struct IsId<Id<Tag>> : std::true_type {};
template <typename T>
struct IsOptional : std::false_type {};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {};

// Letters, digits and "._:/-".
bool IsKeyCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("._:/-").find(c) != std::string_view::npos;
}

bool InRange(Coordinates at) {
  // Written so that a NaN fails.
  return at.latitude >= -90 && at.latitude <= 90 && at.longitude >= -180 && at.longitude <= 180;
}

// Facts of these tables are laid down in advance, to end on a set day: no observer saw it.
bool EndsByDecision(Table table) {
  switch (table) {
    case Table::kRegimes:
    case Table::kInstruments:
    case Table::kDesignations:
    case Table::kExemptions:
    case Table::kProcesses:
    case Table::kAgreements: return true;
    default: return false;
  }
}

// Of actors and places the time of existence is seldom said, and seldom needed.
bool NeedsSpan(Table table) { return table != Table::kActors && table != Table::kPlaces; }

bool IsUnrealised(EventStatus status) {
  return status != EventStatus::kOccurred && status != EventStatus::kAlleged;
}

std::string Quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

// Walks over all rows and reports what is wrong with each.
class Checker {
 public:
  Checker(const BuilderRows& rows, CheckScope scope)
      : rows_(rows), tables_(rows.tables), scope_(scope) {}

  IssueLog Run() {
    if (scope_ != CheckScope::kReferences) {
      ForEachTable(tables_, [&](Table table, const auto& rows) { FindDuplicates(table, rows); });
      FindPlacesInsideThemselves();
      FindPlacesFromThemselves();
    }
    if (scope_ == CheckScope::kEverything) {
      FindCycles();
      FindPartOfCycles();
      FindSplitShares();
      FindTerritoryProblems(
          tables_, [&](Table table, Row row) { return NameOf(table, row); },
          [&](Severity severity, Table table, Row row, std::string_view field,
              std::string message) {
            Find(severity, ErrorCode::kInvalidArgument, table, row, field, std::move(message));
          });
      FindDependentWitnesses();
      CountUndatedLearning();
    }
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return std::pair(a.table, a.row) < std::pair(b.table, b.row);
    });

    auto found = found_.begin();
    ForEachTable(tables_, [&](Table table, const auto& rows) {
      for (Row row = 0; row < rows.size(); ++row) {
        At(table, row, KeyOfRow(rows[row]));
        CheckKey(KeyOfRow(rows[row]));
        CheckFact(rows[row]);
        CheckRow(rows[row]);
        for (; found != found_.end() && found->table == table && found->row == row; ++found) {
          Report(found->problem);
        }
      }
    });
    CheckCoverage();
    return std::move(log_);
  }

 private:
  struct Problem {
    Severity severity;
    ErrorCode code;
    std::string_view field;
    std::string message;
  };
  // A problem that shows only where rows are seen together, kept until its row's turn.
  struct Found {
    Table table;
    Row row;
    Problem problem;
  };

  void At(Table table, Row row, std::string_view key) {
    table_ = table;
    row_ = row;
    key_ = key;
    origins_ = &rows_.origins[IndexOf(table)];
  }

  void Report(Problem problem) {
    if (scope_ != CheckScope::kEverything && problem.severity != Severity::kError) return;
    Where where = origins_->Of(row_);
    if (where.field.empty()) where.field = problem.field;
    const bool refused = problem.severity == Severity::kError;
    log_.Add(Issue{problem.severity, problem.code, std::move(where), std::string(key_),
                   std::move(problem.message), refused ? "not built" : "kept as given"});
  }
  void Fail(ErrorCode code, std::string_view field, std::string message) {
    Report(Problem{Severity::kError, code, field, std::move(message)});
  }
  void Warn(std::string_view field, std::string message) {
    Report(Problem{Severity::kWarning, ErrorCode::kInvalidArgument, field, std::move(message)});
  }
  bool wants_warnings() const { return scope_ == CheckScope::kEverything; }

  // A row of another table, for a message: its key, and its place in the input where it is known.
  std::string NameOf(Table table, Row row) const {
    const std::string where = ToString(rows_.origins[IndexOf(table)].Of(row));
    const std::string key =
        WithTable(tables_, table, [&](const auto& rows) { return Quoted(KeyOfRow(rows[row])); });
    return where.empty() ? key : key + " (" + where + ")";
  }

  // --- References.

  bool IsThere(const FactRef& ref) const {
    return RowOf(ref) < WithTable(
                            tables_, TableOf(ref), [](const auto& t) { return t.size(); });
  }
  void Refers(std::string_view field, const FactRef& ref) {
    if (IsThere(ref)) return;
    Fail(ErrorCode::kBadReference, field,
         "there is no row " + std::to_string(RowOf(ref)) + " of " +
             std::string(ToString(TableOf(ref))));
  }
  template <typename T>
  void Refers(std::string_view field, const std::optional<T>& ref) {
    if (ref) Refers(field, FactRef(*ref));
  }
  template <typename T>
  void Refers(std::string_view field, const std::vector<T>& refs) {
    for (const T& ref : refs) Refers(field, FactRef(ref));
  }
  void RefersToParties(std::string_view field, std::span<const Party> parties) {
    for (const Party& party : parties) Refers(field, party.actor);
  }
  template <typename T>
  void Requires(std::string_view field, const std::optional<T>& value) {
    if (!value) Fail(ErrorCode::kInvalidArgument, field, "no " + std::string(field) + " is given");
  }

  // --- What all rows have.

  void CheckKey(std::string_view key) {
    if (key.empty()) {
      Fail(ErrorCode::kInvalidArgument, "key", "the key is missing");
    } else if (!std::all_of(key.begin(), key.end(), IsKeyCharacter)) {
      Fail(ErrorCode::kInvalidArgument, "key",
           "a key has letters a to z, digits and \"._:/-\" only");
    }
  }

  void CheckFact(const Source&) {}
  template <typename RowType>
  void CheckFact(const RowType& row) {
    const std::optional<SourceId> source = SourceOfRow(row);
    Requires("source", source);
    Refers("source", source);
    const Moment learnt = LearntAt(row, tables_.sources);
    const std::optional<Day> superseded = SupersededOf(row);
    if (superseded && *superseded <= learnt.earliest()) {
      Fail(ErrorCode::kInvalidArgument, "superseded",
           "superseded on " + ToString(*superseded) + ", but not learnt before " +
               ToString(learnt.earliest()));
    }
    if (!wants_warnings()) return;
    if (NeedsSpan(table_) && SpanOfRow(row) == Span::Unknown()) {
      Report(Problem{Severity::kNote, ErrorCode::kInvalidArgument, "span", "nobody says when"});
    }
    CheckEnd(row);
  }

  template <typename RowType>
  void CheckEnd(const RowType& row) {
    if (EndsByDecision(table_)) return;
    if constexpr (std::is_same_v<RowType, EventRow>) {
      if (IsUnrealised(row.status())) return;
    }
    const Moment published = PublishedAt(SourceOfRow(row));
    const Span& span = SpanOfRow(row);
    const Moment& last = span.last();
    if (span.end_kind() != EndKind::kKnown || !(published.latest() < last.earliest())) {
      return;
    }
    Warn("span", "it ends on " + ToString(last.earliest()) +
                     " at the earliest, after its source was published (" +
                     ToString(published.latest()) + " at the latest)");
  }

  Moment PublishedAt(std::optional<SourceId> source) const {
    const bool known = source && IsThere(*source);
    return known ? tables_.sources[source->value()].published : Moment::Unknown();
  }

  void CheckShare(std::string_view field, std::int32_t low, std::int32_t high) {
    if (0 <= low && low <= high && high <= 10000) return;
    Fail(ErrorCode::kOutOfRange, field,
         "not 0 <= low <= high <= 10000 hundredths of a per cent: " + std::to_string(low) + " to " +
             std::to_string(high));
  }

  void CheckCoordinates(const std::optional<Coordinates>& at, std::string_view field = "at") {
    if (!at || InRange(*at)) return;
    Fail(ErrorCode::kOutOfRange, field,
         "no such coordinates: latitude " + std::to_string(at->latitude) + ", longitude " +
             std::to_string(at->longitude));
  }

  void CheckNumbers(std::string_view field, std::optional<std::int64_t> low,
                    std::optional<std::int64_t> best, std::optional<std::int64_t> high) {
    const auto in_order = [](std::optional<std::int64_t> a, std::optional<std::int64_t> b) {
      return !a || !b || *a <= *b;
    };
    if (in_order(low, best) && in_order(best, high) && in_order(low, high)) return;
    const auto number = [](std::optional<std::int64_t> n) {
      return n ? std::to_string(*n) : std::string("not said");
    };
    Warn(field,
         "not low <= best <= high: " + number(low) + ", " + number(best) + ", " + number(high));
  }

  // An actor or place that surely was not there when the fact held.
  void CheckExistence(std::string_view field, const Span& span, const FactRef& ref) {
    if (!IsThere(ref)) return;
    const Span& exists = TableOf(ref) == Table::kActors ? tables_.actors[RowOf(ref)].fact.span
                                                        : tables_.places[RowOf(ref)].fact.span;
    if (Relate(span, kSharesDay, exists) != Truth::kNo) return;
    Warn(field, NameOf(TableOf(ref), RowOf(ref)) + " was not there then: " +
                    ToString(exists.hull()) + " against " + ToString(span.hull()));
  }

  // --- Row by row.

  void CheckRow(const Source& row) {
    Refers("publisher", row.publisher);
    Refers("derived_from", row.derived_from);
  }

  void CheckRow(const Actor&) {}

  void CheckRow(const Relation& row) {
    Requires("from", row.from);
    Requires("to", row.to);
    Refers("from", row.from);
    Refers("to", row.to);
    if (row.share) CheckShare("share", row.share->low, row.share->high);
    if (!wants_warnings()) return;
    if (row.from && row.from == row.to) Warn("to", "the actor stands in a relation to itself");
    if (row.from) CheckExistence("from", row.fact.span, *row.from);
    if (row.to) CheckExistence("to", row.fact.span, *row.to);
  }

  void CheckRow(const Place& row) {
    for (const PlaceParent& parent : row.parents) {
      Refers("parents", parent.parent);
      Refers("parents", parent.viewpoint);
    }
    CheckCoordinates(row.at);
    CheckOrigins(row);
    CheckGeometries(row);
    if (wants_warnings()) CheckParentTimes(row);
  }

  void CheckRow(const EventRow& row) {
    RefersToParties("parties", row.parties());
    Refers("place", row.place());
    Refers("part_of", row.part_of());
    CheckCoordinates(row.at());
    CheckDetails(row);
    if (!wants_warnings()) return;

    const Span span = row.span();
    if (const std::optional<Casualties> casualties = row.casualties()) {
      CheckNumbers("casualties", casualties->low, casualties->best, casualties->high);
    }
    if (row.status() == EventStatus::kPlanned || row.status() == EventStatus::kAnticipated) {
      const Moment published = PublishedAt(row.source());
      if (span.bounds().end_latest <= published.earliest()) {
        Warn("status", std::string(ToString(row.status())) + ", but over by " +
                           ToString(span.hull().last() - 1) +
                           ", before its source was published (" + ToString(published.earliest()) +
                           " at the earliest)");
      }
    }
    const std::span<const Party> parties = row.parties();
    for (const Party& party : parties) CheckExistence("parties", span, party.actor);
    if (row.place()) CheckExistence("place", span, *row.place());
    for (const Party& gainer : parties) {
      const Party loser{gainer.actor, Role::kLoser};
      if (gainer.role == Role::kGainer &&
          std::find(parties.begin(), parties.end(), loser) != parties.end()) {
        Warn("parties", "the gainer of territory is its loser too");
      }
    }
    const auto* ceasefire = std::get_if<CeasefireDetails>(&row.details());
    if (ceasefire != nullptr && ceasefire->effective &&
        Before(*ceasefire->effective, span.first()) == Truth::kCertain) {
      Warn("details", "a ceasefire in force before it was declared");
    }
  }

  void CheckDetails(const EventRow& row) {
    const EventDetails& details_of_row = row.details();
    const std::optional<EventType> type = TypeOf(details_of_row);
    if (type && *type != row.type()) {
      Fail(ErrorCode::kInvalidArgument, "details",
           "details of " + std::string(ToString(*type)) + " on an event of type " +
               std::string(ToString(row.type())));
    }
    std::visit(
        [&](const auto& details) {
          ForEachField(details, [&](std::string_view field, const auto& value) {
            using T = std::decay_t<decltype(value)>;
            if constexpr (IsOptional<T>::value) {
              if constexpr (IsId<typename T::value_type>::value) Refers(field, value);
            }
          });
        },
        details_of_row);
    if (const auto* change = std::get_if<TerritorialChangeDetails>(&details_of_row)) {
      // Written so that a NaN fails.
      const bool area =
          !change->area_km2 || (*change->area_km2 >= 0 && std::isfinite(*change->area_km2));
      if (!area) Fail(ErrorCode::kOutOfRange, "area_km2", "an area is 0 or more");
      if (change->population && *change->population < 0) {
        Fail(ErrorCode::kOutOfRange, "population", "a population is 0 or more");
      }
    }
  }

  void CheckRow(const Observation& row) {
    Refers("subject", row.subject);
    Refers("place", row.place);
    Refers("cause", row.cause);
    if (wants_warnings()) {
      CheckNumbers("quantity", row.quantity.low, row.quantity.best, row.quantity.high);
    }
  }

  void CheckRow(const Regime& row) { Refers("senders", row.senders); }

  void CheckRow(const Instrument& row) {
    Refers("regime", row.regime);
    Refers("renews", row.renews);
    Refers("amends", row.amends);
  }

  void CheckRow(const Designation& row) {
    Requires("regime", row.regime);
    Requires("target", row.target);
    Refers("regime", row.regime);
    Refers("instrument", row.instrument);
    if (!row.target) return;
    if (const auto* actor = std::get_if<ActorId>(&*row.target)) Refers("target", *actor);
    if (const auto* place = std::get_if<PlaceId>(&*row.target)) Refers("target", *place);
  }

  void CheckRow(const Exemption& row) {
    Requires("regime", row.regime);
    Refers("regime", row.regime);
    Refers("designations", row.designations);
  }

  void CheckRow(const TerritorialStatus& row) {
    Requires("place", row.place);
    Refers("place", row.place);
    Refers("except", row.extent.except);
    CheckShare("fraction", row.extent.fraction_low, row.extent.fraction_high);
    Refers("holders", row.holders);
    Refers("viewpoint", row.viewpoint);
    Refers("begun_by", row.begun_by);
    Refers("ended_by", row.ended_by);
  }

  void CheckRow(const Process& row) {
    RefersToParties("parties", row.parties);
    Refers("part_of", row.part_of);
  }

  void CheckRow(const Agreement& row) {
    Refers("process", row.process);
    RefersToParties("parties", row.parties);
    Refers("amends", row.amends);
    const bool needs_two = row.status == AgreementStatus::kUnknown ||
                           row.status == AgreementStatus::kSignedAgreed ||
                           row.status == AgreementStatus::kStatusUnclear;
    std::set<ActorId> signatories;
    for (const Party& party : row.parties) {
      if (party.role == Role::kSignatory) signatories.insert(party.actor);
    }
    if (needs_two && signatories.size() == 1) {
      Warn("parties", "signed by one party only, but not unilateral");
    }
  }

  void CheckRow(const Position& row) {
    Requires("actor", row.actor);
    Refers("actor", row.actor);
    Refers("process", row.process);
    Refers("voiced_at", row.voiced_at);
  }

  void CheckRow(const Claim& row) {
    for (const Speaker& speaker : row.speakers) Refers("speakers", speaker.actor);
    Refers("about", row.about);
    Refers("contradicts", row.contradicts);
    for (const TimeConstraint& constraint : row.constraints) {
      Refers("constraints", constraint.subject);
      Refers("constraints", constraint.object);
    }
  }

  void CheckCoverage() {
    std::set<std::string_view> keys;
    origins_ = &rows_.coverage_origins;
    for (row_ = 0; row_ < tables_.coverage.size(); ++row_) {
      const Coverage& row = tables_.coverage[row_];
      key_ = row.key;
      CheckKey(row.key);
      Requires("source", row.source);
      Refers("source", row.source);
      Refers("place", row.place);
      if (!row.key.empty() && !keys.insert(row.key).second) {
        Fail(ErrorCode::kDuplicate, "key", "the key is given twice");
      }
    }
  }

  // --- Places in time.

  void CheckOrigins(const Place& row) {
    for (const PlaceOrigin& origin : row.origins) {
      Refers("origins", origin.from);
      CheckShare("origins", origin.share_low, origin.share_high);
      if (origin.from == PlaceId(row_)) {
        Fail(ErrorCode::kInvalidArgument, "origins", "the place comes from itself");
      } else if (wants_warnings() && IsThere(origin.from)) {
        CheckRump(origin);
      }
    }
  }

  // Who is divided or merged is no more (from that day or the next), who gives a part away goes on.
  void CheckRump(const PlaceOrigin& origin) {
    const Span& exists = tables_.places[origin.from.value()].fact.span;
    const Moment when = origin.when.value_or(Moment::Unknown());
    const auto warn = [&](std::string_view what) {
      Warn("origins", NameOf(Table::kPlaces, origin.from.value()) + " " + std::string(what) + ": " +
                          std::string(ToString(origin.change)) + " " + ToEdtf(when) + ", and " +
                          ToEdtf(exists));
    };
    const bool ends = origin.change == PlaceChange::kSplit || origin.change == PlaceChange::kMerge;
    const bool goes_on =
        origin.change == PlaceChange::kSecede || origin.change == PlaceChange::kTransfer;
    if (Before(when, exists.first()) == Truth::kCertain) {
      warn("was not there yet");
    } else if (ends && Before(when, exists.last()) == Truth::kCertain) {
      warn("goes on, though it was to end");
    } else if (goes_on && Before(exists.last(), when) == Truth::kCertain) {
      warn("had ended, though it was to go on");
    }
  }

  void CheckGeometries(const Place& row) {
    std::size_t small = 0;
    std::size_t repeated = 0;
    for (const PlaceGeometry& geometry : row.geometries) {
      for (const Polygon& polygon : geometry.polygons) {
        CheckRing(polygon.outer, small, repeated);
        for (const Ring& hole : polygon.holes) CheckRing(hole, small, repeated);
      }
    }
    if (!wants_warnings()) return;
    if (small > 0) {
      Warn("geometries",
           "rings of fewer than three corners enclose nothing: " + std::to_string(small));
    }
    if (repeated > 0) {
      Warn("geometries",
           "corners that are the same as the one before: " + std::to_string(repeated));
    }
    NoteOverlap(row);
  }
  void CheckRing(const Ring& ring, std::size_t& small, std::size_t& repeated) {
    for (const Coordinates& corner : ring) CheckCoordinates(corner, "geometries");
    if (ring.size() < 3) {
      ++small;
      return;
    }
    for (std::size_t i = 0; i < ring.size(); ++i) {
      if (ring[i] == ring[i == 0 ? ring.size() - 1 : i - 1]) ++repeated;
    }
  }
  // Several sources, or parts of the place; the latest is not taken to be the only one.
  void NoteOverlap(const Place& row) {
    const auto span_of = [&](const PlaceGeometry& geometry) -> const Span& {
      return geometry.span ? *geometry.span : row.fact.span;
    };
    std::vector<const PlaceGeometry*> order;
    for (const PlaceGeometry& geometry : row.geometries) order.push_back(&geometry);
    std::stable_sort(order.begin(), order.end(), [&](const auto* a, const auto* b) {
      return span_of(*a).bounds().begin_latest < span_of(*b).bounds().begin_latest;
    });
    for (std::size_t i = 1; i < order.size(); ++i) {
      const PlaceGeometry& longest = *order[0];
      const PlaceGeometry& next = *order[i];
      const bool both_always = !longest.span && !next.span;
      if (both_always || Relate(span_of(longest), kSharesDay, span_of(next)) == Truth::kCertain) {
        Report(Problem{Severity::kNote, ErrorCode::kInvalidArgument, "geometries",
                       "two geometries hold on the same days: " + ToEdtf(span_of(longest)) +
                           " and " + ToEdtf(span_of(next))});
        return;
      }
      if (span_of(next).bounds().end_earliest > span_of(longest).bounds().end_earliest) {
        std::swap(order[0], order[i]);
      }
    }
  }

  void CheckParentTimes(const Place& row) {
    std::vector<Period> covered;
    bool is_dated = !row.parents.empty();
    for (const PlaceParent& parent : row.parents) {
      is_dated = is_dated && parent.span.has_value();
      if (!parent.span) continue;
      covered.push_back(parent.span->hull());
      if (!parent.viewpoint && Relate(*parent.span, kSharesDay, row.fact.span) == Truth::kNo) {
        Warn("parents", "the place was not there then: " + ToString(row.fact.span.hull()) +
                            " against " + ToString(parent.span->hull()));
      }
    }
    const std::optional<Period> exists = row.fact.span.core();
    if (!is_dated || !exists) return;
    // The first days on which it surely was, and nobody says in what.
    std::sort(covered.begin(), covered.end());
    Day next = exists->first();
    Day gap_end = exists->last();
    for (const Period period : covered) {
      if (next < period.first()) {
        gap_end = std::min(gap_end, period.first());
        break;
      }
      next = std::max(next, period.last());
    }
    if (next < gap_end) {
      Report(Problem{Severity::kNote, ErrorCode::kInvalidArgument, "parents",
                     "no parent is named for " + ToString(Period::Of(next, gap_end))});
    }
  }

  // --- What shows only where rows are seen together.

  void Find(Severity severity, ErrorCode code, Table table, Row row, std::string_view field,
            std::string message) {
    found_.push_back(Found{table, row, Problem{severity, code, field, std::move(message)}});
  }
  void FindWarning(Table table, Row row, std::string_view field, std::string message) {
    Find(Severity::kWarning, ErrorCode::kInvalidArgument, table, row, field, std::move(message));
  }

  // The days on which a version stands for certain, as numbers; never empty.
  std::pair<std::int64_t, std::int64_t> StandingDays(const Source&) const { return {0, 1}; }
  template <typename RowType>
  std::pair<std::int64_t, std::int64_t> StandingDays(const RowType& row) const {
    const std::int64_t superseded = SupersededOf(row).value_or(Day::EndOfTime()).number();
    const std::int64_t learnt = LearntAt(row, tables_.sources).latest().number();
    return {std::min(learnt, superseded - 1), superseded};
  }

  template <typename RowsType>
  void FindDuplicates(Table table, const RowsType& rows) {
    absl::flat_hash_map<std::string_view, Row> first;
    first.reserve(rows.size());
    std::map<Row, std::vector<Row>> versions;  // of the keys with more than one, by the first
    for (Row row = 0; row < rows.size(); ++row) {
      const std::string_view key = KeyOfRow(rows[row]);
      if (key.empty()) continue;
      const auto [entry, is_new] = first.try_emplace(key, row);
      if (!is_new) versions[entry->second].push_back(row);
    }
    for (auto& [first_row, others] : versions) {
      std::vector<Row>& group = others;
      group.insert(group.begin(), first_row);
      std::stable_sort(group.begin(), group.end(), [&](Row a, Row b) {
        return StandingDays(rows[a]).first < StandingDays(rows[b]).first;
      });
      std::set<Row> reported;
      Row longest = group.front();
      for (std::size_t i = 1; i < group.size(); ++i) {
        const Row row = group[i];
        if (StandingDays(rows[row]).first < StandingDays(rows[longest]).second) {
          const auto [earlier, later] = std::minmax(row, longest);
          if (reported.insert(later).second) {
            Find(Severity::kError, ErrorCode::kDuplicate, table, later, "key",
                 "the key is that of another version that stands at the same time: " +
                     NameOf(table, earlier));
          }
        }
        if (StandingDays(rows[row]).second > StandingDays(rows[longest]).second) longest = row;
      }
    }
  }

  struct DatedEdge {
    std::uint32_t from;
    std::uint32_t to;
    Row row;
    DayTruth truth;
    std::optional<ActorId> viewpoint;
  };

  // Is there a day on which the edges surely lead from the node back to it?
  template <typename Admits>
  static bool Returns(const std::vector<DatedEdge>& edges, std::uint32_t node, Admits admits) {
    std::map<std::uint32_t, DayTruth> reached;
    DayTruth back;
    reached[node] = DayTruth::Always();
    for (bool grows = true; grows;) {
      grows = false;
      for (const DatedEdge& edge : edges) {
        const auto from = reached.find(edge.from);
        if (from == reached.end() || !admits(edge)) continue;
        DayTruth& to = edge.to == node ? back : reached[edge.to];
        DayTruth best = Or(to, And(from->second, edge.truth));
        if (best == to) continue;
        to = std::move(best);
        grows = true;
      }
    }
    return back.Ever() == Truth::kCertain;
  }

  // The edges of each set of nodes that lie on common cycles.
  static std::vector<std::vector<DatedEdge>> CyclicEdges(std::size_t nodes,
                                                         const std::vector<DatedEdge>& edges) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const DatedEdge& edge : edges) pairs.emplace_back(edge.from, edge.to);
    std::vector<std::vector<DatedEdge>> sets;
    for (const std::vector<std::uint32_t>& cycle : CyclesOf(nodes, pairs)) {
      const auto inside = [&](std::uint32_t node) {
        return std::binary_search(cycle.begin(), cycle.end(), node);
      };
      std::vector<DatedEdge>& set = sets.emplace_back();
      for (const DatedEdge& edge : edges) {
        if (inside(edge.from) && inside(edge.to)) set.push_back(edge);
      }
    }
    return sets;
  }

  void FindPlacesInsideThemselves() {
    const Rows<Place>& places = tables_.places;
    const std::vector<std::uint32_t> nodes = FirstVersions(places);
    std::vector<DatedEdge> edges;
    for (Row row = 0; row < places.size(); ++row) {
      if (!StandsNow(places[row])) continue;
      for (const PlaceParent& parent : places[row].parents) {
        if (!IsThere(parent.parent)) continue;
        edges.push_back(DatedEdge{nodes[row], nodes[parent.parent.value()], row,
                                  DaysInside(places[row], parent, places), parent.viewpoint});
      }
    }
    for (const std::vector<DatedEdge>& set : CyclicEdges(places.size(), edges)) {
      // The views in which there may be a cycle: the undisputed one, and each that is named.
      std::set<std::optional<ActorId>> viewpoints = {std::nullopt};
      for (const DatedEdge& edge : set) viewpoints.insert(edge.viewpoint);
      const auto is_inside_itself = [&](const DatedEdge& start) {
        return std::any_of(viewpoints.begin(), viewpoints.end(),
                           [&](const std::optional<ActorId>& viewpoint) {
                             return Returns(set, start.from, [&](const DatedEdge& edge) {
                               return !edge.viewpoint || edge.viewpoint == viewpoint;
                             });
                           });
      };
      const auto edge = std::find_if(set.begin(), set.end(), is_inside_itself);
      if (edge == set.end()) continue;
      Find(Severity::kError, ErrorCode::kInvalidArgument, Table::kPlaces, edge->row, "parents",
           "the place lies inside itself, by way of " + NameOf(Table::kPlaces, edge->to));
    }
  }

  // Lands that were given back make a circle, too: one of changes at one time, or of which nobody
  // says when, is none of these. Transfers make no place.
  void FindPlacesFromThemselves() {
    const Rows<Place>& places = tables_.places;
    const std::vector<std::uint32_t> nodes = FirstVersions(places);
    struct Step {
      std::uint32_t from;
      std::uint32_t to;
      Row row;
      Moment when;
    };
    std::vector<Step> steps;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (Row row = 0; row < places.size(); ++row) {
      if (!StandsNow(places[row])) continue;
      for (const PlaceOrigin& origin : places[row].origins) {
        // One that leads back at once is reported with its row.
        if (origin.change == PlaceChange::kTransfer || !IsThere(origin.from) ||
            origin.from == PlaceId(row)) {
          continue;
        }
        steps.push_back(Step{nodes[origin.from.value()], nodes[row], row,
                             origin.when.value_or(Moment::Unknown())});
        edges.emplace_back(steps.back().from, steps.back().to);
      }
    }
    for (const std::vector<std::uint32_t>& circle : CyclesOf(places.size(), edges)) {
      const Step* first = nullptr;
      Day earliest_end = Day::EndOfTime();
      Day latest_begin = Day::BeginningOfTime();
      for (const Step& step : steps) {
        if (!std::binary_search(circle.begin(), circle.end(), step.from) ||
            !std::binary_search(circle.begin(), circle.end(), step.to)) {
          continue;
        }
        if (first == nullptr) first = &step;
        earliest_end = std::min(earliest_end, step.when.latest());
        latest_begin = std::max(latest_begin, step.when.earliest());
      }
      // One surely came before another.
      if (first == nullptr || earliest_end < latest_begin) continue;
      Find(Severity::kError, ErrorCode::kInvalidArgument, Table::kPlaces, first->row, "origins",
           "the place comes from itself, by way of " + NameOf(Table::kPlaces, first->from));
    }
  }

  // A place that is divided is given away whole.
  void FindSplitShares() {
    struct Sum {
      std::int64_t low = 0;
      std::int64_t high = 0;
      Row row = 0;  // the last that takes a share
    };
    const Rows<Place>& places = tables_.places;
    const std::vector<std::uint32_t> nodes = FirstVersions(places);
    // Of each place divided and moment, in the order of the text of that.
    std::map<std::pair<std::uint32_t, std::string>, Sum> sums;
    for (Row row = 0; row < places.size(); ++row) {
      if (!StandsNow(places[row])) continue;
      for (const PlaceOrigin& origin : places[row].origins) {
        if (origin.change != PlaceChange::kSplit || !IsThere(origin.from)) continue;
        Sum& sum = sums[{nodes[origin.from.value()], origin.when ? ToEdtf(*origin.when) : ""}];
        sum.low += origin.share_low;
        sum.high += origin.share_high;
        sum.row = row;
      }
    }
    for (const auto& [divided, sum] : sums) {
      const bool too_much = sum.low > 10000;
      if (!too_much && sum.high >= 10000) continue;
      FindWarning(Table::kPlaces, sum.row, "origins",
                  "the shares of " + NameOf(Table::kPlaces, divided.first) + " add up to " +
                      (too_much ? "more than the whole: at least " + std::to_string(sum.low)
                                : "less than the whole: at most " + std::to_string(sum.high)) +
                      " hundredths of a per cent");
    }
  }

  void FindPartOfCycles() {
    const std::vector<std::uint32_t> nodes = FirstVersions(tables_.actors);
    std::vector<DatedEdge> edges;
    for (Row row = 0; row < tables_.relations.size(); ++row) {
      const Relation& relation = tables_.relations[row];
      // One that leads back at once is reported with its row.
      if (relation.kind != RelationKind::kPartOf || !StandsNow(relation) || !relation.from ||
          !relation.to || relation.from == relation.to || !IsThere(*relation.from) ||
          !IsThere(*relation.to)) {
        continue;
      }
      edges.push_back(DatedEdge{nodes[relation.from->value()], nodes[relation.to->value()], row,
                                DayTruth::Of(relation.fact.span.bounds()), std::nullopt});
    }
    for (const std::vector<DatedEdge>& set : CyclicEdges(tables_.actors.size(), edges)) {
      const auto edge = std::find_if(set.begin(), set.end(), [&](const DatedEdge& start) {
        return Returns(set, start.from, [](const DatedEdge&) { return true; });
      });
      if (edge == set.end()) continue;
      FindWarning(Table::kRelations, edge->row, "to",
                  "part_of leads back to " + NameOf(Table::kActors, edge->from));
    }
  }

  // Chains of rows of one table.
  void FindCycles() {
    FindCyclesOf(Table::kEvents, tables_.events, "part_of",
                 [](const EventRow& row) { return row.part_of(); });
    FindCyclesOf(Table::kProcesses, tables_.processes, "part_of",
                 [](const Process& row) { return row.part_of; });
    FindCyclesOf(Table::kInstruments, tables_.instruments, "renews",
                 [](const Instrument& row) { return row.renews; });
    FindCyclesOf(Table::kInstruments, tables_.instruments, "amends",
                 [](const Instrument& row) { return row.amends; });
    FindCyclesOf(Table::kAgreements, tables_.agreements, "amends",
                 [](const Agreement& row) { return row.amends; });
    FindCyclesOf(
        Table::kSources, tables_.sources, "derived_from",
        [](const Source& row) -> const std::vector<SourceId>& { return row.derived_from; });
  }

  template <typename RowsType, typename RefsOf>
  void FindCyclesOf(Table table, const RowsType& rows, std::string_view field, RefsOf refs_of) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    const auto add = [&](Row row, auto id) {
      if (id.value() < rows.size()) edges.emplace_back(row, id.value());
    };
    for (Row row = 0; row < rows.size(); ++row) {
      const auto& refs = refs_of(rows[row]);
      if constexpr (IsOptional<std::decay_t<decltype(refs)>>::value) {
        if (refs) add(row, *refs);
      } else {
        for (const auto ref : refs) add(row, ref);
      }
    }
    for (const std::vector<std::uint32_t>& cycle : CyclesOf(rows.size(), edges)) {
      FindWarning(table, cycle.front(), field,
                  std::string(field) + " leads back to the row itself, over " +
                      std::to_string(cycle.size()) + (cycle.size() == 1 ? " row" : " rows"));
    }
  }

  // Does the source draw on the other, in however many steps?
  bool Derives(SourceId source, SourceId root) const {
    std::set<SourceId> seen = {source};
    std::vector<SourceId> open = {source};
    while (!open.empty()) {
      const SourceId from = open.back();
      open.pop_back();
      for (const SourceId next : tables_.sources[from.value()].derived_from) {
        if (!IsThere(next) || !seen.insert(next).second) continue;
        if (next == root) return true;
        open.push_back(next);
      }
    }
    return false;
  }

  // A fact and the claims about it seem to be so many witnesses; one that draws on another is none.
  void FindDependentWitnesses() {
    const bool any_derived =
        std::any_of(tables_.sources.begin(), tables_.sources.end(),
                    [](const Source& source) { return !source.derived_from.empty(); });
    if (!any_derived) return;
    // Of each row that claims are about: who cites which source, the row itself first.
    std::map<FactRef, std::vector<std::pair<SourceId, FactRef>>> witnesses;
    for (Row row = 0; row < tables_.claims.size(); ++row) {
      const Claim& claim = tables_.claims[row];
      if (!StandsNow(claim) || !claim.fact.source || !IsThere(*claim.fact.source)) continue;
      for (const FactRef& ref : claim.about) {
        if (!IsThere(ref)) continue;
        auto& cited = witnesses[ref];
        const std::optional<SourceId> own = SourceOf(ref);
        if (cited.empty() && own && IsThere(*own)) cited.emplace_back(*own, ref);
        cited.emplace_back(*claim.fact.source, ClaimId(row));
      }
    }
    std::map<std::pair<SourceId, SourceId>, bool> derives;
    for (const auto& [ref, cited] : witnesses) {
      std::set<SourceId> sources;
      for (const auto& [source, by] : cited) sources.insert(source);
      std::set<SourceId> reported;
      for (const auto& [source, by] : cited) {
        for (const SourceId root : sources) {
          if (root == source || reported.count(source) > 0) continue;
          const auto [entry, is_new] = derives.try_emplace(std::pair(source, root), false);
          if (is_new) entry->second = Derives(source, root);
          if (!entry->second) continue;
          reported.insert(source);
          FindWarning(TableOf(by), RowOf(by), "source",
                      NameOf(Table::kSources, source.value()) + " draws on " +
                          NameOf(Table::kSources, root.value()) + ", which is cited for " +
                          NameOf(TableOf(ref), RowOf(ref)) + " too: no second witness");
        }
      }
    }
  }

  std::optional<SourceId> SourceOf(const FactRef& ref) const {
    return WithTable(tables_, TableOf(ref), [&](const auto& rows) -> std::optional<SourceId> {
      if constexpr (std::is_same_v<std::decay_t<decltype(rows)>, Rows<Source>>) {
        return SourceId(RowOf(ref));
      } else {
        return SourceOfRow(rows[RowOf(ref)]);
      }
    });
  }

  // One note for each source, and not one for each of its facts.
  void CountUndatedLearning() {
    std::vector<std::size_t> undated(tables_.sources.size(), 0);
    ForEachTable(tables_, [&](Table, const auto& rows) {
      for (const auto& row : rows) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(row)>, Source>) {
          const std::optional<SourceId> source = SourceOfRow(row);
          if (source && IsThere(*source) && LearntAt(row, tables_.sources).is_unknown()) {
            ++undated[source->value()];
          }
        }
      }
    });
    for (Row row = 0; row < undated.size(); ++row) {
      if (undated[row] == 0) continue;
      Find(Severity::kNote, ErrorCode::kInvalidArgument, Table::kSources, row, "published",
           "nobody says when " + std::to_string(undated[row]) +
               " facts of this source were learnt, nor when it was published");
    }
  }

  const BuilderRows& rows_;
  const Tables& tables_;
  const CheckScope scope_;
  IssueLog log_;
  std::vector<Found> found_;
  // The row looked at.
  Table table_ = Table::kSources;
  Row row_ = 0;
  std::string_view key_;
  const Origins* origins_ = nullptr;
};

}  // namespace

IssueLog CheckRows(const BuilderRows& rows, CheckScope scope) { return Checker(rows, scope).Run(); }

}  // namespace casus::internal
