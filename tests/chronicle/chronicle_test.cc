// Tables, keys, versions, names, labels, builder.

#include "casus/chronicle/chronicle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "words.h"

namespace casus::chronicle_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Chronicle, WithoutFactsAnswersNothing) {
  const Chronicle chronicle;
  EXPECT_EQ(chronicle.size(), 0U);
  EXPECT_EQ(chronicle.event_count(), 0U);
  EXPECT_THAT(chronicle.Find(EventQuery{}), IsEmpty());
  EXPECT_THAT(chronicle.Find(ClaimQuery{}), IsEmpty());
  EXPECT_EQ(chronicle.Count(EventQuery{}), Bounds{});
  EXPECT_EQ(chronicle.FindActor("ua"), std::nullopt);
  EXPECT_THAT(chronicle.ActorsNamed(""), IsEmpty());
  EXPECT_EQ(chronicle.timeline(Table::kEvents).size(), 0U);
  EXPECT_EQ(chronicle.Covered(Table::kEvents, D(2022, 1, 1)), Truth::kNo);
}

TEST(Chronicle, NobodyBuildsOneWithoutFacts) {
  const Result<Chronicle> chronicle = ChronicleBuilder().Build();
  ASSERT_TRUE(chronicle.ok());
  EXPECT_EQ(chronicle->size(), 0U);
}

TEST(Chronicle, KeepsEveryFieldOfAnEvent) {
  Maker maker;
  const ActorId ukraine = maker.AddActor("ua");
  const ActorId russia = maker.AddActor("ru");
  const PlaceId kherson = maker.AddPlace("kherson");
  Event event = maker.MakeEvent("2022-11-09/2022-11-11", {ukraine}, kherson);
  event.fact.locator = "p. 3";
  event.fact.note = "a note";
  event.fact.learnt = M("2022-11-12");
  event.type = EventType::kMilitaryOperation;
  event.status = EventStatus::kAlleged;
  event.name = "Withdrawal from Kherson";
  event.parties.push_back({russia, Role::kInitiator});
  event.at = Coordinates::Make(46.6, 32.6).value();
  event.place_precision = PlacePrecision::kNear;
  event.casualties.emplace().best = 2;
  event.part_of = maker.AddEvent("2022", {});
  event.details = MilitaryOperationDetails{OperationKind::kWithdrawal};
  event.codes = {{Taxonomy::kCameo, "0874"}};
  event.media = MediaCoding{.goldstein = 9, .mentions = 17};
  event.attributes = {{"x.y", "z"}};
  const EventId id = maker.builder.Add(event);
  const Chronicle chronicle = maker.Build();

  const EventView view = chronicle.event(id);
  EXPECT_EQ(view.Record(), event);
  EXPECT_EQ(view.id(), id);
  EXPECT_EQ(view.key(), event.fact.key);
  EXPECT_EQ(view.type(), event.type);
  EXPECT_EQ(view.status(), event.status);
  EXPECT_EQ(view.name(), event.name);
  EXPECT_EQ(view.span(), event.fact.span);
  EXPECT_EQ(view.source().key, "source");
  EXPECT_EQ(view.locator(), "p. 3");
  EXPECT_EQ(view.note(), "a note");
  EXPECT_THAT(view.parties(), testing::ElementsAreArray(event.parties));
  EXPECT_EQ(view.party(Role::kInitiator), russia);
  EXPECT_EQ(view.party(Role::kMediator), std::nullopt);
  EXPECT_EQ(view.place(), kherson);
  EXPECT_EQ(view.at(), event.at);
  EXPECT_EQ(view.place_precision(), PlacePrecision::kNear);
  EXPECT_EQ(view.casualties(), event.casualties);
  EXPECT_EQ(view.part_of(), event.part_of);
  EXPECT_EQ(view.details(), event.details);
  EXPECT_THAT(view.codes(), testing::ElementsAreArray(event.codes));
  EXPECT_EQ(view.media(), event.media);
  EXPECT_THAT(view.attributes(), testing::ElementsAreArray(event.attributes));
  EXPECT_EQ(view.known().learnt_earliest, D(2022, 11, 12));

  // The plainest event has none of all that.
  const EventView plain = chronicle.event(*event.part_of);
  EXPECT_EQ(plain.Record().fact.span, S("2022"));
  EXPECT_EQ(plain.at(), std::nullopt);
  EXPECT_EQ(plain.casualties(), std::nullopt);
  EXPECT_EQ(plain.media(), std::nullopt);
  EXPECT_EQ(plain.part_of(), std::nullopt);
  EXPECT_EQ(plain.details(), EventDetails());
  EXPECT_THAT(plain.codes(), IsEmpty());
  EXPECT_THAT(plain.attributes(), IsEmpty());
}

TEST(Chronicle, CopiesShareTheTablesAndOutliveTheOriginal) {
  Maker maker;
  const ActorId actor = maker.AddActor("ua");
  std::optional<Chronicle> original = maker.Build();
  const Chronicle copy = *original;
  const Actor* row = &original->actor(actor);
  original.reset();
  EXPECT_EQ(&copy.actor(actor), row);
  EXPECT_EQ(row->fact.key, "ua");
}

TEST(Chronicle, FindsRowsOfAnyTableByKey) {
  Maker maker;
  const ActorId actor = maker.AddActor("ua");
  const PlaceId place = maker.AddPlace("ua");
  const EventId event = maker.AddEvent("2022", {});
  const std::string key = maker.builder.event_at(event).fact.key;
  const Chronicle chronicle = maker.Build();
  EXPECT_EQ(chronicle.FindActor("ua"), actor);
  EXPECT_EQ(chronicle.FindPlace("ua"), place);
  EXPECT_EQ(chronicle.FindSource("source"), SourceId(0));
  EXPECT_EQ(chronicle.FindSource("ua"), std::nullopt);
  EXPECT_EQ(chronicle.FindRow(Table::kEvents, key), FactRef(event));
  EXPECT_EQ(chronicle.FindRow(Table::kClaims, key), std::nullopt);
  EXPECT_EQ(TableOf(FactRef(event)), Table::kEvents);
  EXPECT_EQ(RowOf(FactRef(PlaceId(7))), 7U);
  EXPECT_EQ(chronicle.size(Table::kActors), 1U);
  EXPECT_EQ(chronicle.size(), 4U);
}

TEST(Chronicle, CallsARowByItsNameElseByItsKey) {
  Maker maker;
  const ActorId named = maker.AddActor("ua");
  maker.builder.actor_at(named).name = "Ukraine";
  const ActorId unnamed = maker.AddActor("x");
  maker.builder.actor_at(unnamed).name = "";
  Claim claim = maker.MakeClaim("2022", {named});
  claim.proposition = "It rained.";
  const ClaimId said = maker.builder.Add(claim);
  const Chronicle chronicle = maker.Build();
  EXPECT_EQ(chronicle.LabelOf(named), "Ukraine");
  EXPECT_EQ(chronicle.LabelOf(unnamed), "x");
  EXPECT_EQ(chronicle.LabelOf(said), "It rained.");
  EXPECT_EQ(chronicle.LabelOf(maker.source()), "A source");
  EXPECT_EQ(chronicle.KeyOf(named), "ua");
  EXPECT_EQ(chronicle.SpanOf(said), S("2022"));
  EXPECT_EQ(chronicle.SpanOf(maker.source()), S("2030-01-01"));
  EXPECT_EQ(&chronicle.SourceOf(said), &chronicle.source(maker.source()));
  EXPECT_EQ(&chronicle.SourceOf(maker.source()), &chronicle.source(maker.source()));
}

// --- Names and codes.

TEST(Names, AreFoundByNameAliasAndCodeWhateverTheCase) {
  Maker maker;
  const ActorId ukraine = maker.AddActor("ua");
  maker.builder.actor_at(ukraine).name = "Ukraine";
  maker.builder.actor_at(ukraine).names = {{"Україна", NameKind::kTranslation, "uk", {}}};
  maker.builder.actor_at(ukraine).codes = {{CodeSystem::kIso3166Alpha2, "UA", {}}};
  const ActorId delegation = maker.AddActor("ua-delegation");
  maker.builder.actor_at(delegation).name = "ukraine";
  const Chronicle chronicle = maker.Build();
  EXPECT_THAT(chronicle.ActorsNamed("UKRAINE"), ElementsAre(ukraine, delegation));
  EXPECT_THAT(chronicle.ActorsNamed("Україна"), ElementsAre(ukraine));
  EXPECT_THAT(chronicle.ActorsNamed("ua"), ElementsAre(ukraine));
  EXPECT_THAT(chronicle.ActorsNamed("Ukrain"), IsEmpty());
  EXPECT_THAT(chronicle.PlacesNamed("Ukraine"), IsEmpty());
}

TEST(Names, TheSameNumberIsAnotherCodeInAnotherSystem) {
  Maker maker;
  const ActorId south = maker.AddActor("yemen-pdr", "1967/1990-05-21");
  const ActorId yemen = maker.AddActor("yemen", "1990-05-22/..");
  maker.builder.actor_at(south).codes = {{CodeSystem::kCow, "680", S("1967-11-30/1990-05-21")}};
  maker.builder.actor_at(yemen).codes = {{CodeSystem::kCow, "679", S("1990-05-22/..")},
                                         {CodeSystem::kGw, "680", {}}};
  const Chronicle chronicle = maker.Build();
  EXPECT_THAT(chronicle.ActorsWithCode(CodeSystem::kCow, "680"),
              ElementsAre(Match<ActorId>{south, Truth::kCertain}));
  EXPECT_THAT(chronicle.ActorsWithCode(CodeSystem::kCow, "680", D(1991, 1, 1)), IsEmpty());
  EXPECT_THAT(chronicle.ActorsWithCode(CodeSystem::kCow, "0680"), IsEmpty());
  // A code without a span holds while its bearer exists.
  EXPECT_THAT(chronicle.ActorsWithCode(CodeSystem::kGw, "680", D(1991, 1, 1)),
              ElementsAre(Match<ActorId>{yemen, Truth::kCertain}));
  EXPECT_THAT(chronicle.ActorsWithCode(CodeSystem::kGw, "680", D(1989, 1, 1)), IsEmpty());
}

TEST(Names, ACodeOfVagueTimeIsPossible) {
  Maker maker;
  const PlaceId place = maker.AddPlace("simferopol");
  maker.builder.place_at(place).codes = {{CodeSystem::kKatottg, "UA01", S("2020/..")},
                                         {CodeSystem::kGns, "-1", {}}};
  const Chronicle chronicle = maker.Build();
  EXPECT_THAT(chronicle.PlacesWithCode(CodeSystem::kKatottg, "UA01", D(2020, 6, 1)),
              ElementsAre(Match<PlaceId>{place, Truth::kPossible}));
  EXPECT_THAT(chronicle.PlacesWithCode(CodeSystem::kKatottg, "UA01", D(2021, 6, 1)),
              ElementsAre(Match<PlaceId>{place, Truth::kCertain}));
  EXPECT_THAT(chronicle.PlacesWithCode(CodeSystem::kKatottg, "ua01"), IsEmpty());
  // Nobody dates the place itself: it is taken to exist.
  EXPECT_THAT(chronicle.PlacesWithCode(CodeSystem::kGns, "-1", D(1000, 1, 1)),
              ElementsAre(Match<PlaceId>{place, Truth::kCertain}));
}

// --- Versions of one key.

class Versions : public testing::Test {
 protected:
  // "toll": 10 dead, learnt in March 2022 (vague), corrected on 1 May to 40.
  Versions() {
    Event event = maker_.MakeEvent("2022-03-16", {});
    event.fact.key = "toll";
    event.casualties.emplace().best = 10;
    event.fact.learnt = M("2022-03");
    event.fact.superseded = D(2022, 5, 1);
    first_ = maker_.builder.Add(event);
    event.casualties.emplace().best = 40;
    event.fact.learnt = M("2022-05-01");
    event.fact.superseded.reset();
    second_ = maker_.builder.Add(event);
    event.fact.key = "withdrawn";
    event.fact.learnt = M("2022-04-01");
    event.fact.superseded = D(2022, 6, 1);
    withdrawn_ = maker_.builder.Add(event);
    chronicle_ = maker_.Build();
  }
  std::vector<Match<EventId>> AsKnown(Day day) const {
    EventQuery query;
    query.as_known = day;
    return chronicle_.Find(query);
  }

  Maker maker_;
  EventId first_{0};
  EventId second_{0};
  EventId withdrawn_{0};
  Chronicle chronicle_;
};

TEST_F(Versions, TheOneThatStandsIsFoundByKeyElseTheLast) {
  EXPECT_EQ(chronicle_.FindRow(Table::kEvents, "toll"), FactRef(second_));
  EXPECT_EQ(chronicle_.FindRow(Table::kEvents, "withdrawn"), FactRef(withdrawn_));
  EXPECT_THAT(chronicle_.Versions(first_), ElementsAre(FactRef(first_), FactRef(second_)));
  EXPECT_THAT(chronicle_.Versions(second_), ElementsAre(FactRef(first_), FactRef(second_)));
}

TEST_F(Versions, PlainQuestionsSeeWhatStandsNow) {
  EXPECT_THAT(chronicle_.Find(EventQuery{}), ElementsAre(Match<EventId>{second_, Truth::kCertain}));
}

TEST_F(Versions, AsKnownSeesWhatStoodThen) {
  EXPECT_THAT(AsKnown(D(2022, 2, 28)), IsEmpty());
  EXPECT_THAT(AsKnown(D(2022, 3, 20)), ElementsAre(Match<EventId>{first_, Truth::kPossible}));
  EXPECT_THAT(AsKnown(D(2022, 4, 30)), ElementsAre(Match<EventId>{first_, Truth::kCertain},
                                                   Match<EventId>{withdrawn_, Truth::kCertain}));
  EXPECT_THAT(AsKnown(D(2022, 5, 1)), ElementsAre(Match<EventId>{second_, Truth::kCertain},
                                                  Match<EventId>{withdrawn_, Truth::kCertain}));
  EXPECT_THAT(AsKnown(D(2023, 1, 1)), ElementsAre(Match<EventId>{second_, Truth::kCertain}));
}

TEST(KnownTimes, ARowIsLearntWhenItsSourceIsPublished) {
  Maker maker;
  const EventId event = maker.AddEvent("2022-03-16", {});
  maker.builder.source_at(maker.source()).published = M("2022-04");
  const Chronicle chronicle = maker.Build();
  EXPECT_EQ(chronicle.event(event).known(),
            (KnownTime{D(2022, 4, 1), D(2022, 4, 30), Day::EndOfTime()}));
}

TEST(KnownTimes, WhatNobodyDatesWasPossiblyKnownAllAlong) {
  Maker maker;
  Event event = maker.MakeEvent("2022-03-16", {});
  event.fact.learnt = Moment::Unknown();
  const EventId stands = maker.builder.Add(event);
  event.fact.key = "replaced";
  event.fact.superseded = D(2023, 1, 1);
  const EventId replaced = maker.builder.Add(event);
  const Chronicle chronicle = maker.Build();
  EXPECT_EQ(chronicle.event(stands).known(),
            (KnownTime{Day::BeginningOfTime(), Day::EndOfTime(), Day::EndOfTime()}));
  // It was learnt some day before it was replaced.
  EXPECT_EQ(chronicle.event(replaced).known(),
            (KnownTime{Day::BeginningOfTime(), D(2022, 12, 31), D(2023, 1, 1)}));
}

TEST(ActorVersions, AreOneActor) {
  Maker maker;
  Actor actor;
  actor.fact = MakeFact("wagner", S("2014/.."), maker.source());
  actor.name = "Vagner";
  actor.fact.learnt = M("2020-01-01");
  actor.fact.superseded = D(2022, 1, 1);
  const ActorId old = maker.builder.Add(actor);
  const EventId by_old = maker.AddEvent("2021", {old});
  actor.fact.learnt = M("2022-01-01");
  actor.fact.superseded.reset();
  actor.name = "Wagner";
  const ActorId now = maker.builder.Add(actor);
  const EventId by_now = maker.AddEvent("2022", {now});
  const ActorId russia = maker.AddActor("ru");
  maker.Relate(old, RelationKind::kPartOf, russia, "../..");
  const Chronicle chronicle = maker.Build();

  EXPECT_EQ(chronicle.FindActor("wagner"), now);
  EXPECT_THAT(chronicle.ActorsNamed("Wagner"), ElementsAre(now));
  EXPECT_THAT(chronicle.ActorsNamed("Vagner"), IsEmpty());
  for (const ActorId id : {old, now}) {
    EventQuery query;
    query.actor = ActorFilter{id};
    EXPECT_THAT(IdsOf(chronicle.Find(query)), ElementsAre(by_old, by_now));
  }
  EventQuery query;
  query.actor = ActorFilter{russia, true};
  EXPECT_THAT(IdsOf(chronicle.Find(query)), ElementsAre(by_old, by_now));
  EXPECT_EQ(chronicle.PartsOf({russia, true}, D(2020, 1, 1)).back().actor, now);
}

// --- The builder.

TEST(Builder, GivesIdsAtOnceAndFindsWhatWasAdded) {
  ChronicleBuilder builder;
  Source source;
  source.key = "s";
  const SourceId id = builder.Add(source);
  EXPECT_EQ(id, SourceId(0));
  Actor actor;
  actor.fact = MakeFact("ua", Span::Unknown(), id);
  EXPECT_EQ(builder.Add(actor), ActorId(0));
  EXPECT_EQ(builder.FindSource("s"), id);
  EXPECT_EQ(builder.FindActor("ua"), ActorId(0));
  EXPECT_EQ(builder.FindActor("ru"), std::nullopt);
  EXPECT_EQ(builder.FindPlace("ua"), std::nullopt);
  EXPECT_EQ(builder.FindRow(Table::kActors, "ua"), FactRef(ActorId(0)));
  EXPECT_EQ(builder.size(Table::kActors), 1U);
  EXPECT_EQ(builder.size(Table::kEvents), 0U);
}

TEST(Builder, FindsTheVersionThatStands) {
  Maker maker;
  Actor actor;
  actor.fact = MakeFact("ua", Span::Unknown(), maker.source());
  const ActorId stands = maker.builder.Add(actor);
  actor.fact.superseded = D(2020, 1, 1);
  maker.builder.Add(actor);
  EXPECT_EQ(maker.builder.FindActor("ua"), stands);
}

TEST(Builder, RowsMayBeCompletedLater) {
  Maker maker;
  const EventId battle = maker.AddEvent("2022-03-01", {});
  const EventId offensive = maker.AddEvent("2022-03", {});
  maker.builder.event_at(battle).part_of = offensive;
  const ClaimId denial = maker.builder.Add(maker.MakeClaim("2022", {battle}));
  const ClaimId statement = maker.builder.Add(maker.MakeClaim("2022", {battle}));
  maker.builder.claim_at(denial).contradicts = {statement};
  maker.builder.source_at(maker.source()).version = "2";
  const Chronicle chronicle = maker.Build();
  EXPECT_EQ(chronicle.event(battle).part_of(), offensive);
  EXPECT_THAT(chronicle.claim(denial).contradicts, ElementsAre(statement));
  EXPECT_EQ(chronicle.source(maker.source()).version, "2");
}

TEST(Builder, IsEmptyAfterItHasBuilt) {
  Maker maker;
  maker.AddActor("ua");
  ASSERT_TRUE(maker.builder.Build().ok());
  EXPECT_EQ(maker.builder.size(Table::kActors), 0U);
  EXPECT_EQ(maker.builder.FindActor("ua"), std::nullopt);
  // And it can be used again.
  Source source;
  source.key = "s";
  EXPECT_EQ(maker.builder.Add(source), SourceId(0));
  EXPECT_TRUE(maker.builder.Build().ok());
}

TEST(Builder, KeepsItsRowsWhereItCannotBuild) {
  Maker maker;
  const ActorId actor = maker.AddActor("ua");
  const EventId bad = maker.AddEvent("2022", {ActorId(7)});
  ASSERT_FALSE(maker.builder.Build().ok());
  EXPECT_EQ(maker.builder.size(Table::kActors), 1U);
  EXPECT_EQ(maker.builder.FindActor("ua"), actor);
  EXPECT_EQ(maker.builder.Check().errors(), 1U);
  maker.builder.event_at(bad).parties = {{actor, Role::kSideA}};
  EXPECT_EQ(maker.Build().event(bad).parties().size(), 1U);
}

TEST(Builder, MovesAway) {
  Maker maker;
  maker.AddActor("ua");
  ChronicleBuilder moved = std::move(maker.builder);
  EXPECT_TRUE(moved.FindActor("ua"));
  maker.builder = ChronicleBuilder();
  EXPECT_FALSE(maker.builder.FindActor("ua"));
}

TEST(Memory, GrowsWithTheRows) {
  Maker few;
  for (int i = 0; i < 10; ++i) few.AddEvent("2022", {});
  Maker many;
  for (int i = 0; i < 1000; ++i) many.AddEvent("2022", {});
  const std::size_t of_few = few.Build().MemoryUsed();
  const std::size_t of_many = many.Build().MemoryUsed();
  EXPECT_GT(of_many, of_few + 990 * 50);
  EXPECT_LT(of_many, of_few + 990 * 5000);
}

}  // namespace
}  // namespace casus::chronicle_test
