#ifndef CASUS_TESTS_CHRONICLE_ORACLE_H_
#define CASUS_TESTS_CHRONICLE_ORACLE_H_

// The answers of a chronicle worked out the slow and obvious way, from its rows alone: loops over
// all rows, every path from a whole to its parts, every placement of every span.

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "random_chronicle.h"

namespace casus::chronicle_test {

// The days looked at one by one, by number. Nothing happens near the first and the last, which
// stand for the beginning of time and the calendar's first and last day.
inline constexpr int kFirstDay = -4;
inline constexpr int kLastDay = kDays + 14;

// A bound among the days looked at: sentinels stay outside of what is only far away.
inline int Nearby(Day day) {
  if (day == Day::BeginningOfTime()) return kFirstDay;
  if (day == Day::EndOfTime()) return kLastDay + 1;
  return std::clamp(day.number(), kFirstDay + 1, kLastDay);
}

// The day that stands for the number.
inline Day DayOf(int number) {
  if (number == kFirstDay) return Day::BeginningOfTime();
  if (number == kFirstDay + 1) return Day::Min();
  return number == kLastDay ? Day::Max() : Day::FromNumber(number);
}

// Calls f(b, e) for every placement of the span within the days looked at.
template <typename F>
void ForEachPlacement(const SpanBounds& span, F f) {
  for (int b = Nearby(span.begin_earliest); b <= Nearby(span.begin_latest); ++b) {
    for (int e = std::max(Nearby(span.end_earliest), b + 1); e <= Nearby(span.end_latest); ++e) {
      f(b, e);
    }
  }
}

class Oracle {
 public:
  explicit Oracle(const Chronicle& chronicle) : c_(chronicle) {}

  // The truth of something on each of the days looked at.
  using Daily = std::map<int, Truth>;

  // --- What stands.

  KnownTime KnownTimeOf(const Fact& fact) const {
    const Moment learnt = fact.learnt ? *fact.learnt : c_.source(*fact.source).published;
    KnownTime known;
    known.learnt_earliest = learnt.earliest();
    known.learnt_latest = learnt.latest();
    if (fact.superseded) {
      known.superseded = *fact.superseded;
      known.learnt_latest = std::min(learnt.latest(), *fact.superseded - 1);
    }
    return known;
  }
  Truth Stands(const Fact& fact, std::optional<Day> as_known) const {
    if (as_known) return StandsOn(KnownTimeOf(fact), *as_known);
    return fact.superseded ? Truth::kNo : Truth::kCertain;
  }

  bool Same(ActorId a, ActorId b) const { return c_.actor(a).fact.key == c_.actor(b).fact.key; }
  bool Same(PlaceId a, PlaceId b) const { return c_.place(a).fact.key == c_.place(b).fact.key; }

  // --- Parts, by every path.

  struct Path {
    Truth truth;
    std::vector<RelationId> relations;
  };
  // Calls f(part, path) for every path without a cycle from the actor on the day.
  template <typename F>
  void ForEachPath(const ActorFilter& filter, Day day, std::optional<Day> as_known, F f) const {
    Path path{Truth::kCertain, {}};
    std::vector<ActorId> on_path = {filter.actor};
    Follow(filter, day, as_known, path, on_path, f);
  }
  Truth IsPart(const ActorFilter& filter, ActorId actor, Day day,
               std::optional<Day> as_known) const {
    Truth truth = Truth::kNo;
    ForEachPath(filter, day, as_known, [&](ActorId part, const Path& path) {
      if (Same(part, actor)) truth = Or(truth, path.truth);
    });
    return truth;
  }

  // `disputed`: the most that a link is which is there by some view only, where none is asked for.
  Truth IsInside(PlaceId place, PlaceId outer, Day day, std::optional<ActorId> viewpoint,
                 std::optional<Day> as_known, Truth disputed = Truth::kCertain,
                 std::set<std::string> seen = {}) const {
    if (Same(place, outer)) return Truth::kCertain;
    Truth truth = Truth::kNo;
    if (!seen.insert(c_.place(place).fact.key).second) return truth;
    for (const Place& version : c_.places()) {
      if (version.fact.key != c_.place(place).fact.key) continue;
      for (const PlaceParent& parent : version.parents) {
        if (viewpoint && parent.viewpoint && !Same(*viewpoint, *parent.viewpoint)) continue;
        Truth link = Stands(version.fact, as_known);
        if (parent.span) {
          link = And(link, HoldsAt(*parent.span, day));
        } else {
          link = And(link, Exists(version, day));
          link = And(link, Exists(c_.place(parent.parent), day));
        }
        if (parent.viewpoint && !viewpoint) link = And(link, disputed);
        if (link == Truth::kNo) continue;
        truth =
            Or(truth,
               And(link, IsInside(parent.parent, outer, day, viewpoint, as_known, disputed, seen)));
      }
    }
    return truth;
  }

  // --- The filters of a FactQuery.

  // Is the thing true on some day of the fact and of the period asked?
  static Truth OnSomeDay(const Daily& daily, const WhenFilter& when, const SpanBounds& span) {
    Period period = Period::Always();
    if (const auto* during = std::get_if<During>(&when)) period = during->period;
    if (const auto* within = std::get_if<Within>(&when)) period = within->period;
    bool some_possible = false;
    bool all_certain = true;
    ForEachPlacement(span, [&](int b, int e) {
      Truth best = Truth::kNo;
      for (int d = b; d < e; ++d) {
        if (period.Contains(DayOf(d))) best = Or(best, daily.at(d));
      }
      some_possible = some_possible || best != Truth::kNo;
      all_certain = all_certain && best == Truth::kCertain;
    });
    if (all_certain) return Truth::kCertain;
    return some_possible ? Truth::kPossible : Truth::kNo;
  }
  template <typename OnDay>
  static Daily EveryDay(OnDay on_day) {
    Daily daily;
    for (int d = kFirstDay; d <= kLastDay; ++d) daily[d] = on_day(DayOf(d));
    return daily;
  }

  Truth Counts(const ActorFilter& filter, ActorId actor, const FactQuery& query,
               const SpanBounds& span) const {
    if (const auto* at = std::get_if<At>(&query.when)) {
      return IsPart(filter, actor, at->day, query.as_known);
    }
    if (Same(filter.actor, actor)) return Truth::kCertain;
    auto& daily = daily_[DailyKey{filter.actor, filter.with_parts, filter.with_members, actor,
                                  query.as_known}];
    if (daily.empty()) {
      daily = EveryDay([&](Day day) { return IsPart(filter, actor, day, query.as_known); });
    }
    return OnSomeDay(daily, query.when, span);
  }
  Truth LiesIn(PlaceId outer, bool only_itself, PlaceId place, const FactQuery& query,
               const SpanBounds& span) const {
    if (Same(outer, place)) return Truth::kCertain;
    if (only_itself) return Truth::kNo;
    if (const auto* at = std::get_if<At>(&query.when)) {
      return IsInside(place, outer, at->day, std::nullopt, query.as_known);
    }
    return OnSomeDay(EveryDay([&](Day day) {
                       return IsInside(place, outer, day, std::nullopt, query.as_known);
                     }),
                     query.when, span);
  }

  Truth Filters(const FactQuery& query, const Fact& fact, const std::vector<ActorId>& parties,
                const std::vector<PlaceId>& places) const {
    const SpanBounds& span = fact.span.bounds();
    Truth truth = Stands(fact, query.as_known);
    if (const auto* at = std::get_if<At>(&query.when)) truth = And(truth, HoldsAt(span, at->day));
    if (const auto* during = std::get_if<During>(&query.when)) {
      truth = And(truth, MeetsDuring(span, during->period));
    }
    if (const auto* within = std::get_if<Within>(&query.when)) {
      truth = And(truth, LiesWithin(span, within->period));
    }
    if (truth == Truth::kNo) return truth;
    if (query.source && query.source != fact.source) return Truth::kNo;
    if (query.actor) {
      Truth any = Truth::kNo;
      for (const ActorId party : parties) any = Or(any, Counts(*query.actor, party, query, span));
      truth = And(truth, any);
    }
    if (query.dyad) {
      Truth any = Truth::kNo;
      for (const ActorId a : parties) {
        for (const ActorId b : parties) {
          if (Same(a, b)) continue;
          any = Or(any, And(Counts(query.dyad->first, a, query, span),
                            Counts(query.dyad->second, b, query, span)));
        }
      }
      truth = And(truth, any);
    }
    if (query.place) {
      Truth any = Truth::kNo;
      for (const PlaceId place : places) {
        any = Or(any, LiesIn(*query.place, query.only_place_itself, place, query, span));
      }
      truth = And(truth, any);
    }
    return truth;
  }

  // --- The questions.

  std::vector<Match<EventId>> Find(const EventQuery& q) const {
    std::vector<Match<EventId>> found;
    for (std::uint32_t row = 0; row < c_.event_count(); ++row) {
      const Event event = c_.event(EventId(row)).Record();
      const bool realised =
          event.status == EventStatus::kOccurred || event.status == EventStatus::kAlleged;
      if (!realised && !q.include_unrealised) continue;
      if (!q.types.empty() && !Has(q.types, event.type)) continue;
      std::vector<PlaceId> places;
      if (event.place) places.push_back(*event.place);
      if (const auto* change = std::get_if<TerritorialChangeDetails>(&event.details)) {
        if (change->territory) places.push_back(*change->territory);
      }
      Add(found, row, Filters(q, event.fact, ActorsOf(event.parties), places));
    }
    return InOrder(found);
  }
  std::vector<Match<ObservationId>> Find(const ObservationQuery& q) const {
    std::vector<Match<ObservationId>> found;
    for (std::uint32_t row = 0; row < c_.observations().size(); ++row) {
      const Observation& o = c_.observations()[row];
      if (!q.kinds.empty() && !Has(q.kinds, o.kind)) continue;
      Add(found, row, Filters(q, o.fact, ListOf(o.subject), ListOf(o.place)));
    }
    return InOrder(found);
  }
  std::vector<Match<RelationId>> Find(const RelationQuery& q) const {
    std::vector<Match<RelationId>> found;
    for (std::uint32_t row = 0; row < c_.relations().size(); ++row) {
      const Relation& r = c_.relations()[row];
      if (!q.kinds.empty() && !Has(q.kinds, r.kind)) continue;
      if (q.from && !Same(*q.from, *r.from)) continue;
      if (q.to && !Same(*q.to, *r.to)) continue;
      Add(found, row, Filters(q, r.fact, {*r.from, *r.to}, {}));
    }
    return InOrder(found);
  }
  std::vector<Match<DesignationId>> Find(const DesignationQuery& q) const {
    std::vector<Match<DesignationId>> found;
    for (std::uint32_t row = 0; row < c_.designations().size(); ++row) {
      const Designation& d = c_.designations()[row];
      const Regime& regime = c_.regime(*d.regime);
      if (d.stage == DesignationStage::kThreatened && !q.include_threats) continue;
      if (q.regime && regime.fact.key != c_.regime(*q.regime).fact.key) continue;
      bool measure = q.measures.empty();
      for (const Measure m : d.measures) measure = measure || Has(q.measures, m);
      bool sender = !q.sender;
      for (const ActorId s : regime.senders) sender = sender || Same(s, *q.sender);
      if (!measure || !sender) continue;
      std::vector<ActorId> parties = regime.senders;
      std::vector<PlaceId> places;
      Truth target = q.target ? Truth::kNo : Truth::kCertain;
      if (const auto* actor = std::get_if<ActorId>(&*d.target)) {
        parties.push_back(*actor);
        if (q.target) target = Counts(*q.target, *actor, q, d.fact.span.bounds());
      }
      if (const auto* place = std::get_if<PlaceId>(&*d.target)) places.push_back(*place);
      Add(found, row, And(target, Filters(q, d.fact, parties, places)));
    }
    return InOrder(found);
  }
  std::vector<Match<StatusId>> Find(const StatusQuery& q) const {
    std::vector<Match<StatusId>> found;
    for (std::uint32_t row = 0; row < c_.statuses().size(); ++row) {
      const TerritorialStatus& s = c_.statuses()[row];
      if (!q.axes.empty() && !Has(q.axes, s.axis)) continue;
      bool holder = !q.holder;
      for (const ActorId h : s.holders) holder = holder || Same(h, *q.holder);
      if (!holder) continue;
      if (q.viewpoint && (!s.viewpoint || !Same(*s.viewpoint, *q.viewpoint))) continue;
      std::vector<ActorId> parties = s.holders;
      if (s.axis == Axis::kRecognition && s.viewpoint) parties.push_back(*s.viewpoint);
      Add(found, row, Filters(q, s.fact, parties, {*s.place}));
    }
    return InOrder(found);
  }
  std::vector<Match<ProcessId>> Find(const ProcessQuery& q) const {
    std::vector<Match<ProcessId>> found;
    for (std::uint32_t row = 0; row < c_.processes().size(); ++row) {
      const Process& p = c_.processes()[row];
      Add(found, row, Filters(q, p.fact, ActorsOf(p.parties), {}));
    }
    return InOrder(found);
  }
  std::vector<Match<AgreementId>> Find(const AgreementQuery& q) const {
    std::vector<Match<AgreementId>> found;
    for (std::uint32_t row = 0; row < c_.agreements().size(); ++row) {
      const Agreement& a = c_.agreements()[row];
      if (q.process &&
          (!a.process || c_.process(*a.process).fact.key != c_.process(*q.process).fact.key)) {
        continue;
      }
      Add(found, row, Filters(q, a.fact, ActorsOf(a.parties), {}));
    }
    return InOrder(found);
  }
  std::vector<Match<PositionId>> Find(const PositionQuery& q) const {
    std::vector<Match<PositionId>> found;
    for (std::uint32_t row = 0; row < c_.positions().size(); ++row) {
      const Position& p = c_.positions()[row];
      Add(found, row, Filters(q, p.fact, {*p.actor}, {}));
    }
    return InOrder(found);
  }
  std::vector<Match<ClaimId>> Find(const ClaimQuery& q) const {
    std::vector<Match<ClaimId>> found;
    for (std::uint32_t row = 0; row < c_.claims().size(); ++row) {
      const Claim& claim = c_.claims()[row];
      std::vector<ActorId> parties;
      bool speaker = !q.speaker;
      for (const Speaker& s : claim.speakers) {
        if (!s.actor) continue;
        parties.push_back(*s.actor);
        speaker = speaker || Same(*s.actor, *q.speaker);
      }
      if (speaker) Add(found, row, Filters(q, claim.fact, parties, {}));
    }
    return InOrder(found);
  }

  // The best of all paths to each part.
  std::vector<Chronicle::Part> PartsOf(const ActorFilter& filter, Day day,
                                       std::optional<Day> as_known) const {
    std::map<std::string, Chronicle::Part> best;
    ForEachPath(filter, day, as_known, [&](ActorId part, const Path& path) {
      const std::string& key = c_.actor(part).fact.key;
      const Chronicle::Part candidate{*c_.FindActor(key), path.truth, path.relations};
      const auto [entry, is_new] = best.try_emplace(key, candidate);
      const Chronicle::Part& old = entry->second;
      const auto better = [](const Chronicle::Part& a, const Chronicle::Part& b) {
        if (a.truth != b.truth) return a.truth > b.truth;
        if (a.path.size() != b.path.size()) return a.path.size() < b.path.size();
        return a.path < b.path;
      };
      if (!is_new && better(candidate, old)) entry->second = candidate;
    });
    std::vector<Chronicle::Part> parts;
    for (const auto& [key, part] : best) parts.push_back(part);
    std::sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) {
      return std::pair(a.path.size(), a.actor) < std::pair(b.path.size(), b.actor);
    });
    return parts;
  }

  // The days of all placements of the subject that leave each constraint some placement of the
  // other side.
  std::optional<Period> WindowUnder(std::span<const ClaimId> claims, const FactRef& subject) const {
    std::optional<int> first;
    std::optional<int> last;
    ForEachPlacement(c_.SpanOf(subject).bounds(), [&](int b, int e) {
      for (const ClaimId claim : claims) {
        for (const TimeConstraint& constraint : c_.claim(claim).constraints) {
          const bool forward = IsSame(constraint.subject, subject);
          if (!forward && !IsSame(constraint.object, subject)) continue;
          bool some = false;
          const FactRef& other = forward ? constraint.object : constraint.subject;
          if (IsSame(other, subject)) {
            if (!Stand(b, e, constraint.relation, b, e)) return;
            continue;
          }
          ForEachPlacement(c_.SpanOf(other).bounds(), [&](int ob, int oe) {
            some = some || (forward ? Stand(b, e, constraint.relation, ob, oe)
                                    : Stand(ob, oe, constraint.relation, b, e));
          });
          if (!some) return;
        }
      }
      first = std::min(first.value_or(b), b);
      last = std::max(last.value_or(e), e);
    });
    if (!first) return std::nullopt;
    return Period::Of(Day::FromNumber(*first), Day::FromNumber(*last));
  }

  std::vector<ClaimId> ClaimsAbout(const FactRef& ref) const {
    std::vector<Match<ClaimId>> found;
    for (std::uint32_t row = 0; row < c_.claims().size(); ++row) {
      const Claim& claim = c_.claims()[row];
      const bool about = std::any_of(claim.about.begin(), claim.about.end(),
                                     [&](const FactRef& other) { return IsSame(ref, other); });
      if (about) Add(found, row, Stands(claim.fact, std::nullopt));
    }
    std::vector<ClaimId> ids;
    for (const auto& match : InOrder(found)) ids.push_back(match.id);
    return ids;
  }

 private:
  using DailyKey = std::tuple<ActorId, bool, bool, ActorId, std::optional<Day>>;

  template <typename T>
  static bool Has(const std::vector<T>& values, T value) {
    return std::find(values.begin(), values.end(), value) != values.end();
  }
  template <typename T>
  static std::vector<T> ListOf(const std::optional<T>& value) {
    return value ? std::vector<T>{*value} : std::vector<T>();
  }
  static std::vector<ActorId> ActorsOf(const std::vector<Party>& parties) {
    std::vector<ActorId> actors;
    for (const Party& party : parties) actors.push_back(party.actor);
    return actors;
  }
  template <typename IdType>
  static void Add(std::vector<Match<IdType>>& found, std::uint32_t row, Truth truth) {
    if (truth != Truth::kNo) found.push_back({IdType(row), truth});
  }
  template <typename IdType>
  std::vector<Match<IdType>> InOrder(std::vector<Match<IdType>> found) const {
    std::stable_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
      return c_.SpanOf(a.id).bounds().begin_earliest < c_.SpanOf(b.id).bounds().begin_earliest;
    });
    return found;
  }
  bool IsSame(const FactRef& a, const FactRef& b) const {
    return a.index() == b.index() && c_.KeyOf(a) == c_.KeyOf(b);
  }
  static bool Stand(int b, int e, TimeRelation relation, int ob, int oe) {
    switch (relation) {
      case TimeRelation::kBefore: return e <= ob;
      case TimeRelation::kAfter: return oe <= b;
      case TimeRelation::kDuring: return ob <= b && e <= oe;
    }
    return false;
  }
  static Truth Exists(const Place& place, Day day) {
    return place.fact.span == Span::Unknown() ? Truth::kCertain : HoldsAt(place.fact.span, day);
  }

  template <typename F>
  void Follow(const ActorFilter& filter, Day day, std::optional<Day> as_known, Path& path,
              std::vector<ActorId>& on_path, F& f) const {
    const ActorId whole = on_path.back();
    f(whole, std::as_const(path));
    for (std::uint32_t row = 0; row < c_.relations().size(); ++row) {
      const Relation& relation = c_.relations()[row];
      std::optional<ActorId> from_whole;
      switch (relation.kind) {
        case RelationKind::kPartOf:
        case RelationKind::kHoldsOffice:
          if (filter.with_parts && Same(*relation.to, whole)) from_whole = relation.from;
          break;
        case RelationKind::kCommands:
          if (filter.with_parts && Same(*relation.from, whole)) from_whole = relation.to;
          break;
        case RelationKind::kMemberOf:
          if (filter.with_members && Same(*relation.to, whole)) from_whole = relation.from;
          break;
        default: break;
      }
      if (!from_whole) continue;
      const Truth link = And(Stands(relation.fact, as_known), HoldsAt(relation.fact.span, day));
      const bool walked = std::any_of(on_path.begin(), on_path.end(),
                                      [&](ActorId actor) { return Same(actor, *from_whole); });
      if (link == Truth::kNo || walked) continue;
      const Truth before = path.truth;
      path.truth = And(path.truth, link);
      path.relations.push_back(RelationId(row));
      on_path.push_back(*from_whole);
      Follow(filter, day, as_known, path, on_path, f);
      on_path.pop_back();
      path.relations.pop_back();
      path.truth = before;
    }
  }

  const Chronicle& c_;
  mutable std::map<DailyKey, Daily> daily_;
};

}  // namespace casus::chronicle_test

#endif  // CASUS_TESTS_CHRONICLE_ORACLE_H_
