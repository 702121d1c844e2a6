#include "casus/analysis/sanctions.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

#include "casus/time/allen.h"
#include "casus/time/period.h"

namespace casus {
namespace {

// One id for all versions of a key.
ActorId Same(const Chronicle& chronicle, ActorId actor) {
  return chronicle.FindActor(chronicle.actor(actor).fact.key).value_or(actor);
}
Target Same(const Chronicle& chronicle, const Target& target) {
  if (const ActorId* actor = std::get_if<ActorId>(&target)) return Same(chronicle, *actor);
  if (const PlaceId* place = std::get_if<PlaceId>(&target)) {
    return chronicle.FindPlace(chronicle.place(*place).fact.key).value_or(*place);
  }
  return target;
}
bool IsSame(const Chronicle& chronicle, ActorId a, ActorId b) {
  return a == b || chronicle.actor(a).fact.key == chronicle.actor(b).fact.key;
}

// How surely a regime's senders are the one asked for, on a day.
class Senders {
 public:
  Senders(const Chronicle& chronicle, const SanctionFilter& filter, Day day)
      : chronicle_(chronicle), filter_(filter), day_(day) {}

  Truth Of(RegimeId regime) {
    if (!filter_.sender) return Truth::kCertain;
    Truth truth = Truth::kNo;
    for (const ActorId sender : chronicle_.regime(regime).senders) {
      truth = Or(truth, Of(Same(chronicle_, sender)));
    }
    return truth;
  }

 private:
  Truth Of(ActorId sender) {
    if (IsSame(chronicle_, sender, *filter_.sender)) return Truth::kCertain;
    if (!filter_.with_organisations) return Truth::kNo;
    const auto [known, is_new] = known_.emplace(sender, Truth::kNo);
    if (is_new) {
      ActorFilter organisation{.actor = sender};
      organisation.with_members = true;
      for (const Chronicle::Part& part : chronicle_.PartsOf(organisation, day_, filter_.as_known)) {
        if (IsSame(chronicle_, part.actor, *filter_.sender)) known->second = part.truth;
      }
    }
    return known->second;
  }

  const Chronicle& chronicle_;
  const SanctionFilter& filter_;
  const Day day_;
  std::map<ActorId, Truth> known_;
};

// As Chronicle::Covered, of one source or of all. A list that claims to be complete is so of those
// senders and regimes only that it tells of: a regime of theirs, or a designation by one.
class ListCoverage {
 public:
  // `day`: on which organisations count as the sender.
  ListCoverage(const Chronicle& chronicle, const SanctionFilter& filter, Day day)
      : chronicle_(chronicle), filter_(filter), senders_(chronicle, filter, day) {}

  Truth On(Day day) {
    Truth covered = Truth::kNo;
    for (const Coverage& row : chronicle_.coverage()) {
      if (covered == Truth::kCertain) break;
      if (row.table != Table::kDesignations || !row.period.Contains(day) ||
          (filter_.source && row.source != filter_.source)) {
        continue;
      }
      const bool is_certain = row.complete && !row.place && TellsOf(*row.source);
      covered = Or(covered, is_certain ? Truth::kCertain : Truth::kPossible);
    }
    return covered;
  }

 private:
  bool TellsOf(SourceId source) {
    if (!filter_.sender && !filter_.regime) return true;
    const auto [known, is_new] = tells_.emplace(source, false);
    if (!is_new) return known->second;
    for (std::uint32_t i = 0; i < chronicle_.regimes().size() && !known->second; ++i) {
      known->second = chronicle_.regime(RegimeId(i)).fact.source == source && IsAsked(RegimeId(i));
    }
    for (const Designation& designation : chronicle_.designations()) {
      if (known->second) break;
      known->second = designation.fact.source == source && IsAsked(*designation.regime);
    }
    return known->second;
  }

  bool IsAsked(RegimeId regime) {
    if (filter_.regime &&
        chronicle_.regime(regime).fact.key != chronicle_.regime(*filter_.regime).fact.key) {
      return false;
    }
    return senders_.Of(regime) != Truth::kNo;
  }

  const Chronicle& chronicle_;
  const SanctionFilter& filter_;
  Senders senders_;
  std::map<SourceId, bool> tells_;
};

// All stages; the sender, too, unless its organisations count.
DesignationQuery QueryOf(const SanctionFilter& filter) {
  DesignationQuery query;
  query.source = filter.source;
  query.as_known = filter.as_known;
  query.regime = filter.regime;
  query.measures = filter.measures;
  query.include_threats = true;
  if (!filter.with_organisations) query.sender = filter.sender;
  return query;
}

// Calls visit(id, truth of its being one of those asked) for each, in order.
template <typename Visit>
void VisitDesignations(const Chronicle& chronicle, const DesignationQuery& query,
                       const SanctionFilter& filter, Day day, Visit visit) {
  Senders senders(chronicle, filter, day);
  for (const Match<DesignationId>& match : chronicle.Find(query)) {
    const Truth truth = And(match.truth, senders.Of(*chronicle.designation(match.id).regime));
    if (truth != Truth::kNo) visit(match.id, truth);
  }
}

bool IsImposed(const Chronicle& chronicle, DesignationId id) {
  return chronicle.designation(id).stage == DesignationStage::kImposed;
}

}  // namespace

ListingStatus StatusOn(const Chronicle& chronicle, ActorId actor, Day day,
                       const SanctionFilter& filter) {
  ListingStatus status;
  DesignationQuery query = QueryOf(filter);
  query.target = ActorFilter{.actor = actor};
  VisitDesignations(chronicle, query, filter, day, [&](DesignationId id, Truth truth) {
    const SpanBounds& bounds = chronicle.designation(id).fact.span.bounds();
    const Truth holds = HoldsAt(bounds, day);
    if (!IsImposed(chronicle, id)) {
      if (holds != Truth::kNo) status.threats.push_back({id, And(truth, holds)});
    } else if (holds != Truth::kNo) {
      status.in_force.push_back({id, And(truth, holds)});
    } else {
      (bounds.end_latest <= day ? status.ended : status.later).push_back({id, truth});
    }
  });
  status.covered = ListCoverage(chronicle, filter, day).On(day);
  status.exemptions = ExemptionsOf(chronicle, status.in_force, day, filter.as_known);

  const auto surest = [](const std::vector<Match<DesignationId>>& matches) {
    Truth truth = Truth::kNo;
    for (const Match<DesignationId>& match : matches) truth = Or(truth, match.truth);
    return truth;
  };
  // That there is no other is as sure as the coverage is; what there is speaks for itself.
  const auto absent = [&](Truth evidence) {
    return Or(Truth::kPossible, And(evidence, status.covered));
  };
  if (!status.in_force.empty()) {
    status.state = ListingState::kListed;
    status.truth = surest(status.in_force);
  } else if (!status.ended.empty()) {
    status.state = ListingState::kDelisted;
    status.truth = absent(surest(status.ended));
  } else if (!status.later.empty()) {
    status.state = ListingState::kNotYet;
    status.truth = absent(surest(status.later));
  } else if (status.covered != Truth::kNo) {
    status.state = ListingState::kNeverSeen;
    status.truth = status.covered;
  }
  return status;
}

std::vector<Match<ExemptionId>> ExemptionsOf(const Chronicle& chronicle,
                                             const std::vector<Match<DesignationId>>& designations,
                                             Day day, std::optional<Day> as_known) {
  std::vector<Match<ExemptionId>> exemptions;
  if (designations.empty()) return exemptions;
  const auto is_same = [&](const FactRef& a, const FactRef& b) {
    return chronicle.KeyOf(a) == chronicle.KeyOf(b);
  };
  const Timeline& all = chronicle.timeline(Table::kExemptions);
  const Timeline timeline = as_known ? all.AsKnown(*as_known) : all;
  std::vector<Hit> hits = timeline.At(day);
  timeline.SortByBegin(hits);
  for (const Hit& hit : hits) {
    const Exemption& exemption = chronicle.exemption(ExemptionId(hit.row));
    const bool names_none = exemption.designations.empty();
    const bool concerns_one = std::any_of(
        designations.begin(), designations.end(), [&](const Match<DesignationId>& match) {
          if (names_none) {
            return is_same(*exemption.regime, *chronicle.designation(match.id).regime);
          }
          return std::any_of(exemption.designations.begin(), exemption.designations.end(),
                             [&](DesignationId id) { return is_same(id, match.id); });
        });
    if (!concerns_one) continue;
    exemptions.push_back(
        {ExemptionId(hit.row), names_none ? And(hit.truth, Truth::kPossible) : hit.truth});
  }
  return exemptions;
}

std::vector<Match<DesignationId>> InForce(const Chronicle& chronicle, Day day,
                                          const InForceQuery& query) {
  DesignationQuery asked = QueryOf(query);
  asked.when = At{day};
  asked.target = query.target;
  std::vector<Match<DesignationId>> found;
  VisitDesignations(chronicle, asked, query, day, [&](DesignationId id, Truth truth) {
    if (chronicle.designation(id).stage == query.stage) found.push_back({id, truth});
  });
  return found;
}

Result<SanctionYears> SanctionYearsOf(const Chronicle& chronicle,
                                      const SanctionYearsOptions& options) {
  if (options.first_year < Day::kMinYear || options.last_year > Day::kMaxYear ||
      options.last_year < options.first_year) {
    return Error(ErrorCode::kInvalidArgument, "no years: " + std::to_string(options.first_year) +
                                                  " to " + std::to_string(options.last_year));
  }
  if (options.filter.sender) {
    return Error(ErrorCode::kInvalidArgument, "the rows are of all senders: a filter names one");
  }
  SanctionYears answer;
  ListCoverage coverage(chronicle, options.filter, Day::FromYmd(options.first_year, 1, 1));
  using RowKey = std::tuple<Target, int, std::optional<ActorId>>;
  struct Counted {
    std::map<DesignationId, Truth> designations;
    std::map<std::string_view, Truth> regimes;
  };
  std::map<RowKey, Counted> counted;
  for (int year = options.first_year; year <= options.last_year; ++year) {
    const Period days = Period::OfYear(year);
    bool always = true;
    Truth covered = Truth::kNo;
    for (Day day = days.first(); day < days.last(); ++day) {
      const Truth on_day = coverage.On(day);
      always = always && on_day == Truth::kCertain;
      covered = Or(covered, And(on_day, Truth::kPossible));
    }
    answer.covered.push_back(always ? Truth::kCertain : covered);

    // Of each organisation, as far as they are members in the year.
    std::map<ActorId, std::vector<Match<RelationId>>> members;
    const auto members_of = [&](ActorId organisation) -> const std::vector<Match<RelationId>>& {
      const auto [known, is_new] = members.try_emplace(organisation);
      if (is_new) {
        RelationQuery relations;
        relations.kinds = {RelationKind::kMemberOf};
        relations.to = organisation;
        relations.when = During{days};
        relations.as_known = options.filter.as_known;
        known->second = chronicle.Find(relations);
      }
      return known->second;
    };
    const auto count = [&](const Match<DesignationId>& match, const Target& target) {
      const Designation& designation = chronicle.designation(match.id);
      std::string_view regime = chronicle.regime(*designation.regime).fact.key;
      const auto add = [&](std::optional<ActorId> sender, Truth truth) {
        Counted& row = counted[{target, year, sender}];
        Truth& of_designation = row.designations[match.id];
        of_designation = Or(of_designation, truth);
        Truth& of_regime = row.regimes[regime];
        of_regime = Or(of_regime, truth);
      };
      add(std::nullopt, match.truth);
      for (const ActorId named : chronicle.regime(*designation.regime).senders) {
        const ActorId sender = Same(chronicle, named);
        add(sender, match.truth);
        if (!options.with_members) continue;
        for (const Match<RelationId>& member : members_of(sender)) {
          const Relation& relation = chronicle.relation(member.id);
          // Three stretches of days share one where each two of them do.
          const Truth truth = And(And(match.truth, member.truth),
                                  Relate(designation.fact.span, kSharesDay, relation.fact.span));
          if (truth != Truth::kNo) add(Same(chronicle, *relation.from), truth);
        }
      }
    };
    DesignationQuery query = QueryOf(options.filter);
    query.when = During{days};
    query.include_threats = false;
    if (options.targets.empty()) {
      for (const Match<DesignationId>& match : chronicle.Find(query)) {
        count(match, Same(chronicle, *chronicle.designation(match.id).target));
      }
    }
    for (const ActorFilter& target : options.targets) {
      query.target = target;
      for (const Match<DesignationId>& match : chronicle.Find(query)) {
        count(match, Same(chronicle, target.actor));
      }
    }
  }
  for (const auto& [key, row] : counted) {
    SanctionYear year{std::get<0>(key), std::get<1>(key), std::get<2>(key), {}, {}};
    for (const auto& [id, truth] : row.designations) year.designations.Count(truth);
    for (const auto& [regime, truth] : row.regimes) year.regimes.Count(truth);
    answer.rows.push_back(std::move(year));
  }
  return answer;
}

Result<BlockedAnswer> BlockedOn(const Chronicle& chronicle, Day day, const OwnershipRule& rule,
                                const SanctionFilter& filter) {
  const std::size_t actors = chronicle.actors().size();
  std::vector<ActorId> same;
  same.reserve(actors);
  for (std::uint32_t i = 0; i < actors; ++i) same.push_back(Same(chronicle, ActorId(i)));

  std::vector<Holding> holdings;
  std::vector<RelationId> relations;
  std::size_t unsaid = 0;
  const Timeline& all = chronicle.timeline(Table::kRelations);
  const Timeline timeline = filter.as_known ? all.AsKnown(*filter.as_known) : all;
  for (std::uint32_t i = 0; i < chronicle.relations().size(); ++i) {
    const Relation& relation = chronicle.relation(RelationId(i));
    if (relation.kind != RelationKind::kOwns) continue;
    const Truth stands = timeline.Stands(i);
    if (stands == Truth::kNo) continue;
    const Share share = relation.share.value_or(Share());
    Holding holding{same[relation.from->value()], same[relation.to->value()],
                    PerCent::OfHundredths(share.low), PerCent::OfHundredths(share.high),
                    relation.fact.span.bounds()};
    // What may not have been said is perhaps nothing.
    if (stands == Truth::kPossible) holding.low = PerCent();
    if (!relation.share && HoldsAt(holding.span, day) != Truth::kNo) ++unsaid;
    holdings.push_back(holding);
    relations.push_back(RelationId(i));
  }
  Result<Holdings> built = Holdings::Build(actors, holdings);
  if (!built.ok()) return built.error();

  InForceQuery query;
  static_cast<SanctionFilter&>(query) = filter;
  if (query.measures.empty()) query.measures = {Measure::kAssetFreeze};
  std::vector<Listing> listings;
  std::vector<Listed> listed;
  for (const Match<DesignationId>& match : InForce(chronicle, day, query)) {
    const ActorId* target = std::get_if<ActorId>(&*chronicle.designation(match.id).target);
    if (target == nullptr) continue;
    listings.push_back({same[target->value()], match});
    listed.push_back({same[target->value()], match.truth});
  }
  Result<Blocking> blocking = built->Blocked(rule, day, listed);
  if (!blocking.ok()) return blocking.error();

  IssueLog issues = built->Check(
      day, [&](ActorId actor) { return chronicle.actor(actor).fact.key; },
      [&](Row row) { return chronicle.relation(relations[row]).fact.key; });
  if (unsaid > 0) {
    issues.Add(Issue{Severity::kNote,
                     ErrorCode::kInvalidArgument,
                     {},
                     {},
                     "holdings on the day that do not say how much: " + std::to_string(unsaid),
                     "taken as 0 to 100 %"});
  }
  return BlockedAnswer{*std::move(blocking),
                       std::move(relations),
                       std::move(listings),
                       std::move(issues),
                       ListCoverage(chronicle, filter, day).On(day),
                       chronicle.Covered(Table::kRelations, day)};
}

Result<std::vector<SanctionAtEvent>> SanctionsAtEvents(const Chronicle& chronicle,
                                                       const EventQuery& events,
                                                       const SanctionFilter& filter) {
  if (events.dyad) {
    return Error(ErrorCode::kInvalidArgument,
                 "the dyad is that of senders and targets: the query names one of its own");
  }
  if (events.as_known != filter.as_known) {
    return Error(ErrorCode::kInvalidArgument, "events and designations as known on different days");
  }
  DesignationQuery query = QueryOf(filter);
  query.include_threats = false;
  query.sender = filter.sender;
  std::map<std::pair<ActorId, ActorId>, std::vector<Match<DesignationId>>> pairs;
  for (const Match<DesignationId>& match : chronicle.Find(query)) {
    const Designation& designation = chronicle.designation(match.id);
    const ActorId* target = std::get_if<ActorId>(&*designation.target);
    if (target == nullptr) continue;
    for (const ActorId sender : chronicle.regime(*designation.regime).senders) {
      if (filter.sender && !IsSame(chronicle, sender, *filter.sender)) continue;
      pairs[{Same(chronicle, sender), Same(chronicle, *target)}].push_back(match);
    }
  }

  // Several senders of one regime may be parties.
  std::map<std::tuple<Day, EventId, DesignationId>, Truth> found;
  for (const auto& [pair, designations] : pairs) {
    EventQuery between = events;
    between.dyad = std::pair(
        ActorFilter{
            .actor = pair.first, .with_parts = true, .with_members = filter.with_organisations},
        ActorFilter{.actor = pair.second, .with_parts = true});
    for (const Match<EventId>& event : chronicle.Find(between)) {
      const Span span = chronicle.event(event.id).span();
      for (const Match<DesignationId>& designation : designations) {
        const Truth truth =
            And(And(event.truth, designation.truth),
                Relate(span, kSharesDay, chronicle.designation(designation.id).fact.span));
        if (truth == Truth::kNo) continue;
        Truth& known = found[{span.bounds().begin_earliest, event.id, designation.id}];
        known = Or(known, truth);
      }
    }
  }
  std::vector<SanctionAtEvent> answer;
  for (const auto& [key, truth] : found) {
    answer.push_back({std::get<EventId>(key), std::get<DesignationId>(key), truth});
  }
  return answer;
}

}  // namespace casus
