#include "src/chronicle/check_territory.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/time/allen.h"
#include "src/chronicle/day_truth.h"
#include "src/chronicle/graph.h"
#include "src/chronicle/keys.h"

namespace casus::internal {
namespace {

// By how much sources may differ on the area of one change, in shares of the larger.
constexpr double kAreaTolerance = 0.1;
// Stands for "small, not known" in COW Territorial Change.
constexpr double kPlaceholderArea = 1;

// Of these axes a place has one value at a time, by one source and view.
bool HasOneValue(Axis axis) {
  return axis == Axis::kTitle || axis == Axis::kControl || axis == Axis::kRegime;
}
bool IsWhole(const Extent& extent) { return extent.except.empty() && extent.fraction_low == 10000; }
bool IsGiven(RecognitionKind kind) {
  return kind != RecognitionKind::kNone && kind != RecognitionKind::kWithdrawn;
}

class TerritoryChecker {
 public:
  using NameOf = FunctionRef<std::string(Table, Row)>;
  using Report = FunctionRef<void(Severity, Table, Row, std::string_view, std::string)>;

  TerritoryChecker(const Tables& tables, NameOf name_of, Report report)
      : tables_(tables),
        statuses_(tables.statuses),
        name_of_(name_of),
        report_(report),
        places_(FirstVersions(tables.places)),
        actors_(FirstVersions(tables.actors)) {}

  void Run() {
    Group();
    for (const auto& [question, rows] : by_question_) {
      if (!HasOneValue(question.axis)) continue;
      FindOtherValues(rows);
      FindMoreThanAll(rows);
      CountGaps(question, rows);
    }
    for (const auto& [place, rows] : by_place_) {
      for (const Row row : rows) {
        FindExceptionsElsewhere(row);
        FindOtherHoldersAround(row);
        if (statuses_[row].regime == ControlRegime::kMilitaryOccupation) {
          FindOwnersAsOccupiers(row, rows);
          CountEndsWithoutSuccessor(row, rows);
        }
        if (statuses_[row].axis == Axis::kRecognition) FindRecognitionOfNothing(row, rows);
        if (statuses_[row].axis == Axis::kClaim && statuses_[row].holders.empty()) {
          Warn(row, "holders", "a claim that nobody makes");
        }
        FindEffectsBeforeCauses(row);
      }
    }
    ReportCounts();
    FindAreasThatDiffer();
  }

 private:
  static constexpr std::uint32_t kNobody = ~std::uint32_t{0};

  struct Question {
    std::uint32_t place;
    Axis axis;
    std::uint32_t source;
    std::uint32_t viewpoint;  // kNobody: none
    friend auto operator<=>(const Question&, const Question&) = default;
  };
  // What is told once for each source and axis, with the first row.
  struct Count {
    std::size_t number = 0;
    Row first = 0;
  };

  std::uint32_t PlaceOf(PlaceId id) const { return places_[id.value()]; }
  std::uint32_t ActorOf(const std::optional<ActorId>& id) const {
    return id ? actors_[id->value()] : kNobody;
  }
  const SpanBounds& Bounds(Row row) const { return statuses_[row].fact.span.bounds(); }
  std::string Status(Row row) const { return name_of_(Table::kStatuses, row); }
  void Warn(Row row, std::string_view field, std::string message) {
    report_(Severity::kWarning, Table::kStatuses, row, field, std::move(message));
  }

  bool IsSound(const TerritorialStatus& status) const {
    const auto is_actor = [&](ActorId id) { return id.value() < tables_.actors.size(); };
    const auto is_place = [&](PlaceId id) { return id.value() < tables_.places.size(); };
    const auto is_event = [&](const std::optional<EventId>& id) {
      return !id || id->value() < tables_.events.size();
    };
    return StandsNow(status) && status.place && is_place(*status.place) && status.fact.source &&
           status.fact.source->value() < tables_.sources.size() &&
           std::all_of(status.holders.begin(), status.holders.end(), is_actor) &&
           (!status.viewpoint || is_actor(*status.viewpoint)) &&
           std::all_of(status.extent.except.begin(), status.extent.except.end(), is_place) &&
           is_event(status.begun_by) && is_event(status.ended_by);
  }

  Question QuestionOf(const TerritorialStatus& status) const {
    return Question{PlaceOf(*status.place), status.axis, status.fact.source->value(),
                    ActorOf(status.viewpoint)};
  }

  // By when they surely hold.
  void Group() {
    std::vector<Row> rows;
    for (Row row = 0; row < statuses_.size(); ++row) {
      if (IsSound(statuses_[row])) rows.push_back(row);
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [&](Row a, Row b) { return Bounds(a).begin_latest < Bounds(b).begin_latest; });
    for (const Row row : rows) {
      by_question_[QuestionOf(statuses_[row])].push_back(row);
      by_place_[PlaceOf(*statuses_[row].place)].push_back(row);
    }
  }

  // Ascending, each once.
  std::vector<std::uint32_t> HoldersOf(const TerritorialStatus& status) const {
    std::vector<std::uint32_t> holders;
    for (const ActorId holder : status.holders) holders.push_back(ActorOf(holder));
    std::sort(holders.begin(), holders.end());
    holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
    return holders;
  }
  bool IsSameValue(Row a, Row b) const {
    const TerritorialStatus& x = statuses_[a];
    const TerritorialStatus& y = statuses_[b];
    return x.regime == y.regime && x.recognition == y.recognition && x.security == y.security &&
           HoldersOf(x) == HoldersOf(y);
  }
  bool ShareDay(Row a, Row b) const {
    return Relate(Bounds(a), kSharesDay, Bounds(b)) == Truth::kCertain;
  }

  void FindOtherValues(const std::vector<Row>& group) {
    std::optional<Row> longest;
    for (const Row row : group) {
      if (!IsWhole(statuses_[row].extent)) continue;
      if (!longest) longest = row;
      if (!IsSameValue(*longest, row) && ShareDay(*longest, row)) {
        Warn(row, "span",
             "its source gives another value for the same place, axis and days: " +
                 Status(*longest));
      }
      if (Bounds(row).end_earliest > Bounds(*longest).end_earliest) longest = row;
    }
  }

  // Fractions of different values that surely hold on one day, with the least that each may be.
  void FindMoreThanAll(const std::vector<Row>& group) {
    std::vector<Row> holding;
    for (const Row row : group) {
      const TerritorialStatus& status = statuses_[row];
      if (status.extent.fraction_low == 0 || !status.extent.except.empty()) continue;
      const Day day = Bounds(row).begin_latest;
      std::erase_if(holding, [&](Row before) { return Bounds(before).end_earliest <= day; });
      if (!(day < Bounds(row).end_earliest)) continue;
      const auto same = std::find_if(holding.begin(), holding.end(),
                                     [&](Row before) { return IsSameValue(before, row); });
      if (same != holding.end()) {
        if (statuses_[*same].extent.fraction_low < status.extent.fraction_low) *same = row;
        continue;
      }
      holding.push_back(row);
      std::int64_t sum = 0;
      bool is_of_parts = false;
      for (const Row one : holding) {
        sum += statuses_[one].extent.fraction_low;
        is_of_parts = is_of_parts || !IsWhole(statuses_[one].extent);
      }
      if (is_of_parts && sum > 10000) {
        Warn(row, "fraction",
             "its source gives away more than all of the place on " + ToString(day) + ", " +
                 std::to_string(sum / 100) + " % at the least");
      }
    }
  }

  void CountGaps(const Question& question, const std::vector<Row>& group) {
    Day end = Day::EndOfTime();
    for (std::size_t i = 0; i < group.size(); ++i) {
      if (i > 0 && end < Bounds(group[i]).begin_earliest) {
        CountOf(gaps_, question.source, question.axis, group[i]);
      }
      end = i == 0 ? Bounds(group[i]).end_latest : std::max(end, Bounds(group[i]).end_latest);
    }
  }

  using Counts = std::map<std::pair<std::uint32_t, Axis>, Count>;
  static void CountOf(Counts& counts, std::uint32_t source, Axis axis, Row row) {
    Count& count = counts.try_emplace(std::pair(source, axis), Count{0, row}).first->second;
    ++count.number;
    count.first = std::min(count.first, row);
  }
  void ReportCounts() {
    for (const auto& [of, count] : gaps_) {
      report_(Severity::kNote, Table::kStatuses, count.first, "span",
              std::to_string(count.number) + (count.number == 1 ? " gap" : " gaps") +
                  " between what " + name_of_(Table::kSources, of.first) + " says of the " +
                  std::string(ToString(of.second)) + " of a place; one lies before this");
    }
    for (const auto& [of, count] : unfollowed_) {
      report_(Severity::kNote, Table::kStatuses, count.first, "span",
              std::to_string(count.number) +
                  (count.number == 1 ? " occupation ends, after which "
                                     : " occupations end, after which ") +
                  name_of_(Table::kSources, of.first) + " says nothing of who holds the place");
    }
  }

  // When the place lies in others, by what is undisputed and by the view.
  using Around = absl::flat_hash_map<std::uint32_t, DayTruth>;
  const Around& AroundOf(std::uint32_t place, std::uint32_t viewpoint) {
    if (around_of_ == std::pair(place, viewpoint)) return around_;
    around_of_ = std::pair(place, viewpoint);
    Around& around = around_;
    around.clear();
    std::vector<std::uint32_t> open = {place};
    around[place] = DayTruth::Always();
    while (!open.empty()) {
      const std::uint32_t inner = open.back();
      open.pop_back();
      const DayTruth truth = around[inner];
      for (const Row row : VersionsOf(inner)) {
        const Place& version = tables_.places[row];
        for (const PlaceParent& parent : version.parents) {
          if (parent.parent.value() >= places_.size()) continue;
          if (parent.viewpoint && (parent.viewpoint->value() >= actors_.size() ||
                                   ActorOf(parent.viewpoint) != viewpoint)) {
            continue;
          }
          const std::uint32_t outer = PlaceOf(parent.parent);
          DayTruth& to = around[outer];  // moves the others, but `truth` is a copy
          DayTruth best = Or(to, And(truth, DaysInside(version, parent, tables_.places)));
          if (best == to) continue;
          to = std::move(best);
          open.push_back(outer);
        }
      }
    }
    return around;
  }
  const std::vector<Row>& VersionsOf(std::uint32_t place) {
    if (versions_.empty()) {
      versions_.resize(places_.size());
      for (Row row = 0; row < places_.size(); ++row) {
        if (StandsNow(tables_.places[row])) versions_[places_[row]].push_back(row);
      }
    }
    return versions_[place];
  }

  void FindExceptionsElsewhere(Row row) {
    const TerritorialStatus& status = statuses_[row];
    for (const PlaceId except : status.extent.except) {
      const Around& around = AroundOf(PlaceOf(except), ActorOf(status.viewpoint));
      const auto place = around.find(PlaceOf(*status.place));
      const SpanBounds& bounds = Bounds(row);
      if (PlaceOf(except) != PlaceOf(*status.place) && place != around.end() &&
          place->second.OnSomeDayOf(bounds, Period::Always()) != Truth::kNo) {
        continue;
      }
      Warn(row, "except",
           name_of_(Table::kPlaces, except.value()) +
               " is excepted, but nobody says that it lies in " +
               name_of_(Table::kPlaces, status.place->value()));
    }
  }

  // A source that gives all of a place to one, and a place in it to another.
  void FindOtherHoldersAround(Row row) {
    const TerritorialStatus& status = statuses_[row];
    if (!HasOneValue(status.axis) || !IsWhole(status.extent)) return;
    Question question = QuestionOf(status);
    const std::uint32_t place = question.place;
    if (VersionsOf(place).empty()) return;
    const Around& around = AroundOf(place, question.viewpoint);
    if (around.size() == 1) return;
    std::vector<std::uint32_t> order;  // so that messages do not depend on hashing
    for (const auto& [outer, truth] : around) order.push_back(outer);
    std::sort(order.begin(), order.end());
    for (const std::uint32_t outer : order) {
      if (outer == place) continue;
      question.place = outer;
      const auto group = by_question_.find(question);
      if (group == by_question_.end()) continue;
      for (const Row other : group->second) {
        if (Bounds(other).begin_latest >= Bounds(row).end_earliest) break;
        const Extent& extent = statuses_[other].extent;
        const bool is_excepted =
            std::any_of(extent.except.begin(), extent.except.end(),
                        [&](PlaceId except) { return around.contains(PlaceOf(except)); });
        if (extent.fraction_low < 10000 || is_excepted ||
            HoldersOf(statuses_[other]) == HoldersOf(status)) {
          continue;
        }
        const DayTruth both =
            And(And(DayTruth::Of(Bounds(row)), DayTruth::Of(Bounds(other))), around.at(outer));
        if (both.Ever() != Truth::kCertain) continue;
        Warn(row, "holders",
             "its source gives all of " + name_of_(Table::kPlaces, outer) +
                 ", in which it lies, to another on the same days: " + Status(other));
        return;
      }
    }
  }

  void FindOwnersAsOccupiers(Row row, const std::vector<Row>& of_place) {
    const TerritorialStatus& occupation = statuses_[row];
    const std::vector<std::uint32_t> occupiers = HoldersOf(occupation);
    for (const Row other : of_place) {
      const TerritorialStatus& title = statuses_[other];
      if (title.axis != Axis::kTitle || !IsWhole(title.extent) || title.holders.empty() ||
          ActorOf(title.viewpoint) != ActorOf(occupation.viewpoint) ||
          HoldersOf(title) != occupiers || !ShareDay(row, other)) {
        continue;
      }
      Warn(row, "holders",
           "occupied by whom the same view gives the title to it: " + Status(other));
      return;
    }
  }

  void CountEndsWithoutSuccessor(Row row, const std::vector<Row>& of_place) {
    const TerritorialStatus& occupation = statuses_[row];
    if (occupation.fact.span.end_kind() != EndKind::kKnown) return;
    const bool goes_on = std::any_of(of_place.begin(), of_place.end(), [&](Row other) {
      const TerritorialStatus& next = statuses_[other];
      return other != row && next.fact.source == occupation.fact.source &&
             (next.axis == Axis::kControl || next.axis == Axis::kRegime) &&
             Bounds(other).begin_earliest <= Bounds(row).end_latest &&
             Bounds(other).end_latest > Bounds(row).end_earliest;
    });
    if (!goes_on) {
      CountOf(unfollowed_, occupation.fact.source->value(), occupation.axis, row);
    }
  }

  void FindRecognitionOfNothing(Row row, const std::vector<Row>& of_place) {
    const TerritorialStatus& recognition = statuses_[row];
    if (!recognition.viewpoint) Warn(row, "viewpoint", "recognition by nobody");
    if (recognition.recognition == RecognitionKind::kNone) return;
    for (const ActorId holder : recognition.holders) {
      bool is_asserted = false;
      bool was_given = false;
      for (const Row other : of_place) {
        const TerritorialStatus& before = statuses_[other];
        if (other == row || Bounds(other).begin_earliest > Bounds(row).begin_latest) continue;
        const bool is_his =
            std::any_of(before.holders.begin(), before.holders.end(),
                        [&](ActorId one) { return ActorOf(one) == ActorOf(holder); });
        if (!is_his) continue;
        if (before.axis != Axis::kRecognition && before.axis != Axis::kContest) is_asserted = true;
        was_given = was_given || (before.axis == Axis::kRecognition &&
                                  ActorOf(before.viewpoint) == ActorOf(recognition.viewpoint) &&
                                  IsGiven(before.recognition));
      }
      const std::string who = name_of_(Table::kActors, holder.value());
      if (recognition.recognition == RecognitionKind::kWithdrawn) {
        if (!was_given) {
          Warn(row, "recognition",
               "withdrawn from " + who + ", to whom nobody says that it was given");
        }
      } else if (!is_asserted) {
        Warn(row, "holders",
             "recognition of " + who +
                 ", of whom nobody says by then that they hold or claim the place");
      }
    }
  }

  void FindEffectsBeforeCauses(Row row) {
    const TerritorialStatus& status = statuses_[row];
    const auto check = [&](const std::optional<EventId>& id, std::string_view field, Day latest,
                           Role role, std::string_view by_when, std::string_view who) {
      if (!id) return;
      const EventRow event = tables_.events[id->value()];
      if (latest < event.span().bounds().begin_earliest) {
        Warn(row, field,
             std::string(by_when) + ToString(latest) + ", but " +
                 name_of_(Table::kEvents, id->value()) + " had not begun then");
      }
      if (event.type() != EventType::kTerritorialChange ||
          (status.axis != Axis::kTitle && status.axis != Axis::kControl)) {
        return;
      }
      bool is_named = false;
      bool is_holder = false;
      for (const Party& party : event.parties()) {
        if (party.role != role || party.actor.value() >= actors_.size()) continue;
        is_named = true;
        is_holder = is_holder ||
                    std::any_of(status.holders.begin(), status.holders.end(), [&](ActorId holder) {
                      return ActorOf(holder) == ActorOf(party.actor);
                    });
      }
      if (is_named && !is_holder) {
        Warn(row, field,
             "nobody who holds it is the " + std::string(who) + " of the change " +
                 name_of_(Table::kEvents, id->value()));
      }
    };
    check(status.begun_by, "begun_by", Bounds(row).begin_latest, Role::kGainer,
          "it begins at the latest on ", "gainer");
    check(status.ended_by, "ended_by", Bounds(row).end_latest, Role::kLoser,
          "it is over at the latest on ", "loser");
  }

  // Of one change, as two sources have it.
  void FindAreasThatDiffer() {
    using Parties = std::pair<std::uint32_t, std::uint32_t>;
    struct Change {
      Row row;
      double area;
    };
    std::map<Parties, std::vector<Change>> changes;
    for (Row row = 0; row < tables_.events.size(); ++row) {
      const EventRow event = tables_.events[row];
      if (event.type() != EventType::kTerritorialChange || !StandsNow(event)) continue;
      const auto* const details = std::get_if<TerritorialChangeDetails>(&event.details());
      if (details == nullptr || !details->area_km2 || *details->area_km2 <= kPlaceholderArea) {
        continue;
      }
      Parties parties = {kNobody, kNobody};
      for (const Party& party : event.parties()) {
        if (party.actor.value() >= actors_.size()) continue;
        if (party.role == Role::kGainer) parties.first = ActorOf(party.actor);
        if (party.role == Role::kLoser) parties.second = ActorOf(party.actor);
      }
      if (parties.first == kNobody || parties.second == kNobody) continue;
      std::vector<Change>& others = changes[parties];
      for (const Change& other : others) {
        const EventRow before = tables_.events[other.row];
        if (before.source() == event.source() ||
            Relate(before.span(), kSharesDay, event.span()) == Truth::kNo) {
          continue;
        }
        const double larger = std::max(other.area, *details->area_km2);
        const double difference = std::abs(other.area - *details->area_km2) / larger;
        if (difference <= kAreaTolerance) continue;
        report_(Severity::kWarning, Table::kEvents, row, "area_km2",
                "another source has an area that differs by " +
                    std::to_string(static_cast<int>(std::lround(100 * difference))) +
                    " %: " + name_of_(Table::kEvents, other.row));
      }
      others.push_back(Change{row, *details->area_km2});
    }
  }

  const Tables& tables_;
  const Rows<TerritorialStatus>& statuses_;
  const NameOf name_of_;
  const Report report_;
  const std::vector<std::uint32_t> places_;  // the node of each row
  const std::vector<std::uint32_t> actors_;
  std::vector<std::vector<Row>> versions_;  // of each place's node; filled when first asked for
  // The answer to the last question: statuses of one place come together.
  std::pair<std::uint32_t, std::uint32_t> around_of_ = {kNobody, kNobody};
  Around around_;
  std::map<Question, std::vector<Row>> by_question_;
  std::map<std::uint32_t, std::vector<Row>> by_place_;
  Counts gaps_;
  Counts unfollowed_;
};

}  // namespace

void FindTerritoryProblems(const Tables& tables,
                           FunctionRef<std::string(Table table, Row row)> name_of,
                           FunctionRef<void(Severity severity, Table table, Row row,
                                            std::string_view field, std::string message)>
                               report) {
  TerritoryChecker(tables, name_of, report).Run();
}

}  // namespace casus::internal
