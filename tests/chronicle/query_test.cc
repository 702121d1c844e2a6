// What the questions mean, on chronicles small enough to see through.

#include "casus/chronicle/query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <utility>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "words.h"

namespace casus::chronicle_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Match<EventId> Certain(EventId id) { return {id, Truth::kCertain}; }
Match<EventId> Possible(EventId id) { return {id, Truth::kPossible}; }

// --- Time.

TEST(WhenFilter, AsksForADayAPeriodOrAllOfAPeriod) {
  Maker maker;
  const EventId siege = maker.AddEvent("2022-02-24/2022-05-20", {});
  const EventId some_day_in_march = maker.AddEvent("2022-03", {});
  const EventId strike = maker.AddEvent("2022-03-16", {});
  const Chronicle chronicle = maker.Build();
  const auto ask = [&](const WhenFilter& when) {
    EventQuery query;
    query.when = when;
    return chronicle.Find(query);
  };
  EXPECT_THAT(ask({}), ElementsAre(Certain(siege), Certain(some_day_in_march), Certain(strike)));
  EXPECT_THAT(ask(At{D(2022, 3, 16)}),
              ElementsAre(Certain(siege), Possible(some_day_in_march), Certain(strike)));
  EXPECT_THAT(ask(During{Period::OfMonth(2022, 3)}),
              ElementsAre(Certain(siege), Certain(some_day_in_march), Certain(strike)));
  EXPECT_THAT(ask(Within{Period::OfMonth(2022, 3)}),
              ElementsAre(Certain(some_day_in_march), Certain(strike)));
  EXPECT_THAT(ask(Within{Period::Of(D(2022, 3, 10), D(2022, 3, 20))}),
              ElementsAre(Possible(some_day_in_march), Certain(strike)));
}

TEST(EventQuery, WhatDidNotHappenIsFoundOnlyWhenAskedFor) {
  Maker maker;
  const auto add = [&](EventStatus status) {
    Event event = maker.MakeEvent("2022-03-16", {});
    event.status = status;
    return maker.builder.Add(event);
  };
  const EventId occurred = add(EventStatus::kOccurred);
  const EventId alleged = add(EventStatus::kAlleged);
  const EventId planned = add(EventStatus::kPlanned);
  const EventId anticipated = add(EventStatus::kAnticipated);
  const EventId cancelled = add(EventStatus::kCancelled);
  const EventId not_held = add(EventStatus::kNotHeld);
  const Chronicle chronicle = maker.Build();
  EventQuery query;
  EXPECT_THAT(IdsOf(chronicle.Find(query)), ElementsAre(occurred, alleged));
  EXPECT_EQ(chronicle.Count(query), (Bounds{2, 2, std::nullopt}));
  query.include_unrealised = true;
  EXPECT_THAT(IdsOf(chronicle.Find(query)),
              ElementsAre(occurred, alleged, planned, anticipated, cancelled, not_held));
}

TEST(EventQuery, AnswersComeInOrderOfBeginThenId) {
  Maker maker;
  const PlaceId place = maker.AddPlace("x");
  const ActorId a = maker.AddActor("a");
  const ActorId b = maker.AddActor("b");
  maker.Relate(b, RelationKind::kPartOf, a, "../..");
  const EventId late = maker.AddEvent("2023", {a}, place);
  const EventId early = maker.AddEvent("2021", {b}, place);
  const EventId early_too = maker.AddEvent("2021", {a, b}, place);
  const Chronicle chronicle = maker.Build();
  EventQuery query;
  const auto in_order = ElementsAre(early, early_too, late);
  EXPECT_THAT(IdsOf(chronicle.Find(query)), in_order);
  query.place = place;
  EXPECT_THAT(IdsOf(chronicle.Find(query)), in_order);
  query.actor = ActorFilter{a, true};
  EXPECT_THAT(IdsOf(chronicle.Find(query)), in_order);
  query.types = {EventType::kOther, EventType::kBattle};
  EXPECT_THAT(IdsOf(chronicle.Find(query)), in_order);
  std::vector<EventId> visited;
  chronicle.Visit(query, [&](EventView event, Truth) { visited.push_back(event.id()); });
  EXPECT_THAT(visited, in_order);
}

// --- Actors and their parts.

class Wagner : public testing::Test {
 protected:
  Wagner()
      : russia_(maker_.AddActor("russia")),
        forces_(maker_.AddActor("russian-forces")),
        wagner_(maker_.AddActor("wagner")) {
    maker_.Relate(forces_, RelationKind::kPartOf, russia_, "1992-05-07/..");
    // Since some day of May 2014, until its mutiny.
    maker_.Relate(wagner_, RelationKind::kPartOf, forces_, "2014-05/2023-06-23");
  }
  std::vector<Match<EventId>> Ask(const Chronicle& chronicle, const WhenFilter& when = {}) const {
    EventQuery query;
    query.when = when;
    query.actor = ActorFilter{.actor = russia_, .with_parts = true};
    return chronicle.Find(query);
  }

  Maker maker_;
  ActorId russia_;
  ActorId forces_;
  ActorId wagner_;
};

TEST_F(Wagner, FightsForRussiaOnlyWhileItIsPartOfItsForces) {
  maker_.AddEvent("2014-04-30", {wagner_});
  const EventId early = maker_.AddEvent("2014-05-15", {wagner_});
  const EventId bakhmut = maker_.AddEvent("2023-05-20", {wagner_});
  maker_.AddEvent("2023-06-24", {wagner_});
  const Chronicle chronicle = maker_.Build();
  EXPECT_THAT(Ask(chronicle), ElementsAre(Possible(early), Certain(bakhmut)));
  EXPECT_THAT(Ask(chronicle, During{Period::OfYear(2014)}), ElementsAre(Possible(early)));
  EXPECT_THAT(Ask(chronicle, At{D(2023, 5, 20)}), ElementsAre(Certain(bakhmut)));

  EventQuery alone;
  alone.actor = ActorFilter{russia_};
  EXPECT_THAT(chronicle.Find(alone), IsEmpty());
  alone.actor = ActorFilter{.actor = russia_, .with_members = true};
  EXPECT_THAT(chronicle.Find(alone), IsEmpty());
}

TEST_F(Wagner, OfALongFactTheDaysThatLieInThePeriodCount) {
  // It fought from 2013 to 2024; in 2013 for nobody.
  const EventId war = maker_.AddEvent("2013-01-01/2024-12-31", {wagner_});
  const Chronicle chronicle = maker_.Build();
  EXPECT_THAT(Ask(chronicle), ElementsAre(Certain(war)));
  EXPECT_THAT(Ask(chronicle, During{Period::OfYear(2013)}), IsEmpty());
  EXPECT_THAT(Ask(chronicle, During{Period::OfMonth(2014, 5)}), ElementsAre(Certain(war)));
  EXPECT_THAT(Ask(chronicle, During{Period::Of(D(2014, 5, 1), D(2014, 5, 15))}),
              ElementsAre(Possible(war)));
  EXPECT_THAT(Ask(chronicle, At{D(2014, 5, 15)}), ElementsAre(Possible(war)));
}

TEST_F(Wagner, AVagueFactCountsForCertainIfAllItsDaysDo) {
  const EventId in_2022 = maker_.AddEvent("2022", {wagner_});
  const EventId in_2023 = maker_.AddEvent("2023", {wagner_});
  const Chronicle chronicle = maker_.Build();
  EXPECT_THAT(Ask(chronicle), ElementsAre(Certain(in_2022), Possible(in_2023)));
}

TEST(ActorFilter, TwoSpansOfPartMakeOneWhereTheyMeet) {
  Maker maker;
  const ActorId whole = maker.AddActor("whole");
  const ActorId part = maker.AddActor("part");
  maker.Relate(part, RelationKind::kPartOf, whole, "2020-01-01/2020-06-30");
  maker.Relate(part, RelationKind::kPartOf, whole, "2020-07-01/2020-12-31");
  const EventId event = maker.AddEvent("2020", {part});  // on some day of it
  const Chronicle chronicle = maker.Build();
  EventQuery query;
  query.actor = ActorFilter{whole, true};
  EXPECT_THAT(chronicle.Find(query), ElementsAre(Certain(event)));
}

TEST(ActorFilter, FollowsOfficesAndCommandsAndMembersApart) {
  Maker maker;
  const ActorId state = maker.AddActor("state");
  const ActorId ministry = maker.AddActor("ministry");
  const ActorId office = maker.AddActor("minister");
  const ActorId person = maker.AddActor("person");
  const ActorId militia = maker.AddActor("militia");
  const ActorId alliance = maker.AddActor("alliance");
  maker.Relate(ministry, RelationKind::kPartOf, state, "../..");
  maker.Relate(office, RelationKind::kPartOf, ministry, "../..");
  maker.Relate(person, RelationKind::kHoldsOffice, office, "2020-01-01/2021-12-31");
  maker.Relate(ministry, RelationKind::kCommands, militia, "../..");
  maker.Relate(state, RelationKind::kMemberOf, alliance, "../..");
  const EventId said = maker.AddEvent("2021-05-05", {person});
  const EventId said_later = maker.AddEvent("2022-05-05", {person});
  const EventId fought = maker.AddEvent("2022-06-06", {militia});
  const EventId signed_by = maker.AddEvent("2022-07-07", {state});
  const Chronicle chronicle = maker.Build();
  const auto ask = [&](ActorFilter filter) {
    EventQuery query;
    query.actor = filter;
    return IdsOf(chronicle.Find(query));
  };
  EXPECT_THAT(ask({state, true}), ElementsAre(said, fought, signed_by));
  EXPECT_THAT(ask({state, false, true}), ElementsAre(signed_by));
  EXPECT_THAT(ask({alliance, true}), IsEmpty());
  EXPECT_THAT(ask({alliance, false, true}), ElementsAre(signed_by));
  EXPECT_THAT(ask({alliance, true, true}), ElementsAre(said, fought, signed_by));
  // Never upwards.
  EXPECT_THAT(ask({person, true, true}), ElementsAre(said, said_later));
}

TEST(PartsOf, TellsTheWayThatLeadsThere) {
  Maker maker;
  const ActorId a = maker.AddActor("a");
  const ActorId b = maker.AddActor("b");
  const ActorId c = maker.AddActor("c");
  const RelationId vague = maker.Relate(c, RelationKind::kPartOf, a, "2020/2030");
  const RelationId b_in_a = maker.Relate(b, RelationKind::kPartOf, a, "2010-01-01/..");
  const RelationId c_in_b = maker.Relate(c, RelationKind::kPartOf, b, "2010-01-01/2020-12-31");
  const Chronicle chronicle = maker.Build();
  // A certain way is better than a shorter one that is only possible.
  std::vector<Chronicle::Part> parts = chronicle.PartsOf({a, true}, D(2020, 6, 1));
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0].actor, a);
  EXPECT_EQ(parts[0].truth, Truth::kCertain);
  EXPECT_THAT(parts[0].path, IsEmpty());
  EXPECT_THAT(parts[1].path, ElementsAre(b_in_a));
  EXPECT_EQ(parts[2].actor, c);
  EXPECT_EQ(parts[2].truth, Truth::kCertain);
  EXPECT_THAT(parts[2].path, ElementsAre(b_in_a, c_in_b));
  // Where that is gone, the other is left.
  parts = chronicle.PartsOf({a, true}, D(2030, 6, 1));
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[2].actor, c);
  EXPECT_EQ(parts[2].truth, Truth::kPossible);
  EXPECT_THAT(parts[2].path, ElementsAre(vague));

  EXPECT_EQ(chronicle.PartsOf({a}, D(2020, 6, 1)).size(), 1U);
}

TEST(PartsOf, WalksACycleOnce) {
  Maker maker;
  const ActorId a = maker.AddActor("a");
  const ActorId b = maker.AddActor("b");
  const ActorId c = maker.AddActor("c");
  maker.Relate(b, RelationKind::kPartOf, a, "../..");
  maker.Relate(c, RelationKind::kPartOf, b, "../..");
  maker.Relate(a, RelationKind::kPartOf, c, "../..");
  const EventId event = maker.AddEvent("2022", {b});
  const Chronicle chronicle = maker.Build();
  for (const ActorId root : {a, b, c}) {
    EXPECT_EQ(chronicle.PartsOf({root, true}, D(2020, 1, 1)).size(), 3U);
    EventQuery query;
    query.actor = ActorFilter{root, true};
    EXPECT_THAT(chronicle.Find(query), ElementsAre(Certain(event)));
  }
}

TEST(AsKnown, PartsToo) {
  Maker maker;
  const ActorId whole = maker.AddActor("whole");
  const ActorId part = maker.AddActor("part");
  Relation relation;
  relation.fact = MakeFact("link", S("2014/.."), maker.source());
  relation.from = part;
  relation.to = whole;
  relation.fact.learnt = M("2020-01-01");
  maker.builder.Add(relation);
  Event event = maker.MakeEvent("2016-01-01", {part});
  event.fact.learnt = M("2016-01-02");
  const EventId id = maker.builder.Add(event);
  const Chronicle chronicle = maker.Build();
  EventQuery query;
  query.actor = ActorFilter{whole, true};
  EXPECT_THAT(chronicle.Find(query), ElementsAre(Certain(id)));
  query.as_known = D(2017, 1, 1);
  EXPECT_THAT(chronicle.Find(query), IsEmpty());
  query.as_known = D(2021, 1, 1);
  EXPECT_THAT(chronicle.Find(query), ElementsAre(Certain(id)));
  EXPECT_EQ(chronicle.PartsOf({whole, true}, D(2016, 1, 1), D(2017, 1, 1)).size(), 1U);
  EXPECT_EQ(chronicle.PartsOf({whole, true}, D(2016, 1, 1), D(2021, 1, 1)).size(), 2U);
}

// --- Dyads.

TEST(Dyad, NeedsTwoDifferentParties) {
  Maker maker;
  const ActorId russia = maker.AddActor("russia");
  const ActorId wagner = maker.AddActor("wagner");
  const ActorId ukraine = maker.AddActor("ukraine");
  maker.Relate(wagner, RelationKind::kPartOf, russia, "../..");
  const EventId battle = maker.AddEvent("2022-01-01", {ukraine, wagner});
  const EventId mutiny = maker.AddEvent("2023-06-24", {wagner, russia});
  maker.AddEvent("2022-02-02", {wagner});
  // Twice the same party.
  Event split = maker.MakeEvent("2022-03-03", {wagner});
  split.parties.push_back({wagner, Role::kHost});
  maker.builder.Add(split);
  const Chronicle chronicle = maker.Build();
  const auto ask = [&](ActorFilter a, ActorFilter b) {
    EventQuery query;
    query.dyad = std::pair(a, b);
    return chronicle.Find(query);
  };
  EXPECT_THAT(ask({russia, true}, {ukraine}), ElementsAre(Certain(battle)));
  EXPECT_THAT(ask({ukraine}, {russia, true}), ElementsAre(Certain(battle)));
  EXPECT_THAT(ask({russia}, {ukraine}), IsEmpty());
  EXPECT_THAT(ask({russia, true}, {wagner}), ElementsAre(Certain(mutiny)));
  EXPECT_THAT(ask({russia, true}, {russia, true}), ElementsAre(Certain(mutiny)));
  EXPECT_THAT(ask({wagner}, {wagner}), IsEmpty());
}

TEST(Dyad, IsAsSureAsItsLessSureSide) {
  Maker maker;
  const ActorId a = maker.AddActor("a");
  const ActorId part = maker.AddActor("part");
  const ActorId b = maker.AddActor("b");
  maker.Relate(part, RelationKind::kPartOf, a, "2022/..");
  const EventId event = maker.AddEvent("2022-06-01", {part, b});
  const Chronicle chronicle = maker.Build();
  EventQuery query;
  query.dyad = std::pair(ActorFilter{a, true}, ActorFilter{b});
  EXPECT_THAT(chronicle.Find(query), ElementsAre(Possible(event)));
}

// --- Places.

class Crimea : public testing::Test {
 protected:
  Crimea()
      : ukraine_law_(maker_.AddActor("ukraine")),
        russia_law_(maker_.AddActor("russia")),
        ukraine_(maker_.AddPlace("ukraine")),
        russia_(maker_.AddPlace("russia")),
        crimea_(maker_.AddPlace("crimea", {{ukraine_, S("1954-02-19/.."), ukraine_law_},
                                           {russia_, S("2014-03-18/.."), russia_law_}})),
        simferopol_(maker_.AddPlace("simferopol", {{crimea_, std::nullopt, std::nullopt}})) {}

  Maker maker_;
  ActorId ukraine_law_;
  ActorId russia_law_;
  PlaceId ukraine_;
  PlaceId russia_;
  PlaceId crimea_;
  PlaceId simferopol_;
};

TEST_F(Crimea, LiesInTwoCountriesByTwoLaws) {
  const Chronicle chronicle = maker_.Build();
  const Day before = D(2014, 3, 17);
  const Day after = D(2014, 3, 18);
  EXPECT_EQ(chronicle.IsInside(simferopol_, ukraine_, before), Truth::kCertain);
  EXPECT_EQ(chronicle.IsInside(simferopol_, russia_, before), Truth::kNo);
  EXPECT_EQ(chronicle.IsInside(simferopol_, ukraine_, after), Truth::kCertain);
  EXPECT_EQ(chronicle.IsInside(simferopol_, russia_, after), Truth::kCertain);
  EXPECT_EQ(chronicle.IsInside(simferopol_, russia_, after, ukraine_law_), Truth::kNo);
  EXPECT_EQ(chronicle.IsInside(simferopol_, ukraine_, after, ukraine_law_), Truth::kCertain);
  EXPECT_EQ(chronicle.IsInside(simferopol_, ukraine_, after, russia_law_), Truth::kNo);
  EXPECT_EQ(chronicle.IsInside(simferopol_, crimea_, after, russia_law_), Truth::kCertain);
  EXPECT_EQ(chronicle.IsInside(ukraine_, simferopol_, after), Truth::kNo);
  EXPECT_EQ(chronicle.IsInside(russia_, russia_, after), Truth::kCertain);
}

TEST_F(Crimea, AQuestionAboutAPlaceIsOneAboutAllInside) {
  const EventId in_simferopol = maker_.AddEvent("2014-03-18", {}, simferopol_);
  const EventId earlier = maker_.AddEvent("2014-03-01", {}, crimea_);
  maker_.AddEvent("2014-03-18", {});
  const Chronicle chronicle = maker_.Build();
  const auto ask = [&](PlaceId place, bool only_itself = false) {
    EventQuery query;
    query.place = place;
    query.only_place_itself = only_itself;
    return chronicle.Find(query);
  };
  EXPECT_THAT(ask(ukraine_), ElementsAre(Certain(earlier), Certain(in_simferopol)));
  EXPECT_THAT(ask(russia_), ElementsAre(Certain(in_simferopol)));
  EXPECT_THAT(ask(crimea_, true), ElementsAre(Certain(earlier)));
  EXPECT_THAT(ask(russia_, true), IsEmpty());
}

TEST_F(Crimea, ATerritoryThatChangedHandsIsAPlaceOfTheEvent) {
  Event event = maker_.MakeEvent("2014-03-18", {});
  event.type = EventType::kTerritorialChange;
  event.details.emplace<TerritorialChangeDetails>().territory = crimea_;
  const EventId id = maker_.builder.Add(event);
  const Chronicle chronicle = maker_.Build();
  EventQuery query;
  query.place = ukraine_;
  EXPECT_THAT(chronicle.Find(query), ElementsAre(Certain(id)));
}

TEST(Places, AnUndatedParentHoldsWhileBothPlacesExist) {
  Maker maker;
  const PlaceId berlin = maker.AddPlace("berlin");
  const PlaceId gdr = maker.AddPlace("gdr");
  const PlaceId world = maker.AddPlace("world");
  maker.builder.place_at(gdr).fact.span = S("1949-10-07/1990-10");
  maker.builder.place_at(berlin).parents = {{gdr, {}, {}}, {world, {}, {}}};
  const Chronicle chronicle = maker.Build();
  EXPECT_EQ(chronicle.IsInside(berlin, gdr, D(1949, 10, 6)), Truth::kNo);
  EXPECT_EQ(chronicle.IsInside(berlin, gdr, D(1990, 9, 30)), Truth::kCertain);
  EXPECT_EQ(chronicle.IsInside(berlin, gdr, D(1990, 10, 3)), Truth::kPossible);
  EXPECT_EQ(chronicle.IsInside(berlin, gdr, D(1990, 11, 1)), Truth::kNo);
  // Nobody says when the two exist, which is no doubt that they do.
  EXPECT_EQ(chronicle.IsInside(berlin, world, D(1990, 11, 1)), Truth::kCertain);
}

// --- The other tables.

TEST(DesignationQuery, SenderTargetMeasureAndThreats) {
  Maker maker;
  const ActorId eu = maker.AddActor("eu");
  const ActorId france = maker.AddActor("france");
  maker.Relate(france, RelationKind::kMemberOf, eu, "../..");
  const ActorId bank = maker.AddActor("bank");
  const ActorId branch = maker.AddActor("branch");
  maker.Relate(branch, RelationKind::kPartOf, bank, "../..");
  const PlaceId crimea = maker.AddPlace("crimea");
  Regime regime;
  regime.fact = MakeFact("regime", S("2014/.."), maker.source());
  regime.senders = {eu};
  const RegimeId of_eu = maker.builder.Add(regime);
  const auto add = [&](const Target& target, std::vector<Measure> measures,
                       DesignationStage stage = DesignationStage::kImposed) {
    Designation designation;
    designation.fact = MakeFact(maker.Key("designation"), S("2014-07-31/.."), maker.source());
    designation.regime = of_eu;
    designation.target = target;
    designation.measures = std::move(measures);
    designation.stage = stage;
    return maker.builder.Add(designation);
  };
  const DesignationId on_bank = add(bank, {Measure::kSectoral});
  const DesignationId on_branch = add(branch, {Measure::kAssetFreeze, Measure::kSectoral});
  const DesignationId on_crimea = add(crimea, {Measure::kInvestmentBan});
  const DesignationId on_sector = add(std::string("energy"), {Measure::kExportControl});
  const DesignationId threat = add(bank, {Measure::kAssetFreeze}, DesignationStage::kThreatened);
  const Chronicle chronicle = maker.Build();
  const auto ask = [&](auto set) {
    DesignationQuery query;
    set(query);
    return IdsOf(chronicle.Find(query));
  };
  using Q = DesignationQuery&;
  EXPECT_THAT(ask([](Q) {}), ElementsAre(on_bank, on_branch, on_crimea, on_sector));
  EXPECT_THAT(ask([&](Q q) { q.sender = eu; }),
              ElementsAre(on_bank, on_branch, on_crimea, on_sector));
  EXPECT_THAT(ask([&](Q q) { q.sender = france; }), IsEmpty());
  EXPECT_THAT(ask([&](Q q) { q.target = ActorFilter{bank}; }), ElementsAre(on_bank));
  EXPECT_THAT(ask([&](Q q) {
                q.target = ActorFilter{bank, true};
              }),
              ElementsAre(on_bank, on_branch));
  // The sender is a party, but no target.
  EXPECT_THAT(ask([&](Q q) { q.target = ActorFilter{eu}; }), IsEmpty());
  EXPECT_THAT(ask([&](Q q) { q.actor = ActorFilter{eu}; }).size(), 4U);
  EXPECT_THAT(ask([&](Q q) { q.dyad = std::pair(ActorFilter{eu}, ActorFilter{bank}); }),
              ElementsAre(on_bank));
  EXPECT_THAT(ask([&](Q q) { q.place = crimea; }), ElementsAre(on_crimea));
  EXPECT_THAT(ask([&](Q q) {
                q.measures = {Measure::kAssetFreeze, Measure::kTravelBan};
              }),
              ElementsAre(on_branch));
  EXPECT_THAT(ask([&](Q q) {
                q.measures = {Measure::kAssetFreeze};
                q.include_threats = true;
              }),
              ElementsAre(on_branch, threat));
  EXPECT_THAT(ask([&](Q q) { q.when = At{D(2014, 7, 30)}; }), IsEmpty());
}

TEST(StatusQuery, AxisHolderAndViewpoint) {
  Maker maker;
  const ActorId ukraine = maker.AddActor("ukraine");
  const ActorId russia = maker.AddActor("russia");
  const PlaceId crimea = maker.AddPlace("crimea");
  const auto add = [&](Axis axis, std::vector<ActorId> holders, std::optional<ActorId> viewpoint) {
    TerritorialStatus status;
    status.fact = MakeFact(maker.Key("status"), S("2014-03-18/.."), maker.source());
    status.place = crimea;
    status.axis = axis;
    status.holders = std::move(holders);
    status.viewpoint = viewpoint;
    return maker.builder.Add(status);
  };
  const StatusId control = add(Axis::kControl, {russia}, {});
  const StatusId title = add(Axis::kTitle, {ukraine}, ukraine);
  const StatusId recognition = add(Axis::kRecognition, {russia}, ukraine);
  const Chronicle chronicle = maker.Build();
  const auto ask = [&](auto set) {
    StatusQuery query;
    set(query);
    return IdsOf(chronicle.Find(query));
  };
  using Q = StatusQuery&;
  EXPECT_THAT(ask([](Q q) {
                q.axes = {Axis::kControl, Axis::kTitle};
              }),
              ElementsAre(control, title));
  EXPECT_THAT(ask([&](Q q) { q.holder = russia; }), ElementsAre(control, recognition));
  EXPECT_THAT(ask([&](Q q) { q.viewpoint = ukraine; }), ElementsAre(title, recognition));
  // Who recognises takes part in it; by whose law a title is does not.
  EXPECT_THAT(ask([&](Q q) { q.actor = ActorFilter{ukraine}; }), ElementsAre(title, recognition));
  EXPECT_THAT(ask([&](Q q) { q.dyad = std::pair(ActorFilter{ukraine}, ActorFilter{russia}); }),
              ElementsAre(recognition));
}

TEST(Queries, AFilterThatATableHasNoFieldForMatchesNothing) {
  Maker maker;
  const ActorId a = maker.AddActor("a");
  const ActorId b = maker.AddActor("b");
  const PlaceId place = maker.AddPlace("place");
  maker.Relate(a, RelationKind::kAlliedWith, b, "2020/..");
  const Chronicle chronicle = maker.Build();
  RelationQuery query;
  EXPECT_EQ(chronicle.Find(query).size(), 1U);
  query.place = place;
  EXPECT_THAT(chronicle.Find(query), IsEmpty());
}

TEST(ClaimQuery, ASpeakerMayBeAnywhereInTheChain) {
  Maker maker;
  const ActorId paper = maker.AddActor("paper");
  const ActorId minister = maker.AddActor("minister");
  Claim claim = maker.MakeClaim("2022-03-01", {});
  claim.speakers = {{paper, ""}, {std::nullopt, "officials"}, {minister, ""}};
  const ClaimId id = maker.builder.Add(claim);
  maker.builder.Add(maker.MakeClaim("2022-03-01", {}));
  const Chronicle chronicle = maker.Build();
  ClaimQuery query;
  query.speaker = minister;
  EXPECT_THAT(IdsOf(chronicle.Find(query)), ElementsAre(id));
  query.speaker = paper;
  EXPECT_THAT(IdsOf(chronicle.Find(query)), ElementsAre(id));
}

TEST(Source, IsAFilterToo) {
  Maker maker;
  Source other;
  other.key = "other";
  const SourceId other_id = maker.builder.Add(other);
  const EventId event = maker.AddEvent("2022", {});
  Event second = maker.MakeEvent("2022", {});
  second.fact.source = other_id;
  const EventId of_other = maker.builder.Add(second);
  const Chronicle chronicle = maker.Build();
  EventQuery query;
  query.source = maker.source();
  EXPECT_THAT(IdsOf(chronicle.Find(query)), ElementsAre(event));
  query.source = other_id;
  EXPECT_THAT(IdsOf(chronicle.Find(query)), ElementsAre(of_other));
}

}  // namespace
}  // namespace casus::chronicle_test
