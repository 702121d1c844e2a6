// Every problem that Check knows is reported, with its place, and stops Build if it is an error.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "words.h"

namespace casus::chronicle_test {
namespace {

using testing::HasSubstr;

// Rows that are right, and one that is not, which lies at bad.csv:7.
class CheckTest : public testing::Test {
 protected:
  CheckTest() : actor_(maker_.AddActor("actor")), place_(maker_.AddPlace("place")) {}

  static Where Bad() { return Where{"bad.csv", 7, 0, ""}; }
  ChronicleBuilder& builder() { return maker_.builder; }
  Event NewEvent() { return maker_.MakeEvent("2022-03-16", {actor_}, place_); }
  TerritorialStatus NewStatus(const std::string& span) {
    TerritorialStatus status;
    status.fact = MakeFact(maker_.Key("status"), S(span), maker_.source());
    status.place = place_;
    status.holders = {actor_};
    return status;
  }
  Regime NewRegime() {
    Regime regime;
    regime.fact = MakeFact(maker_.Key("regime"), S("2014/.."), maker_.source());
    regime.senders = {actor_};
    return regime;
  }
  SourceId AddSource(const std::string& key, const std::string& published,
                     std::vector<SourceId> derived_from = {}) {
    Source source;
    source.key = key;
    source.published = published.empty() ? Moment::Unknown() : M(published);
    source.derived_from = std::move(derived_from);
    return builder().Add(source);
  }

  void ExpectOne(Severity severity, const std::string& field, const std::string& message) {
    const IssueLog log = builder().Check();
    ASSERT_EQ(log.issues().size(), 1U) << testing::PrintToString(log.issues());
    const Issue& issue = log.issues().front();
    EXPECT_EQ(issue.severity, severity);
    EXPECT_EQ(issue.where, (Where{"bad.csv", 7, 0, field}));
    EXPECT_THAT(issue.message, HasSubstr(message));
    EXPECT_FALSE(issue.action.empty());
  }
  void ExpectError(const std::string& field, const std::string& message) {
    ExpectOne(Severity::kError, field, message);
    const Result<Chronicle> chronicle = builder().Build();
    ASSERT_FALSE(chronicle.ok());
    EXPECT_EQ(chronicle.error().where(), (Where{"bad.csv", 7, 0, field}));
    EXPECT_THAT(chronicle.error().message(), HasSubstr(message));
  }
  void ExpectWarning(const std::string& field, const std::string& message) {
    ExpectOne(Severity::kWarning, field, message);
    EXPECT_TRUE(builder().Build().ok());
  }
  void ExpectNote(const std::string& field, const std::string& message) {
    ExpectOne(Severity::kNote, field, message);
    EXPECT_TRUE(builder().Build().ok());
  }
  void ExpectNothing() {
    const IssueLog log = builder().Check();
    EXPECT_TRUE(log.issues().empty()) << testing::PrintToString(log.issues());
    EXPECT_TRUE(builder().Build().ok());
  }

  Maker maker_;
  ActorId actor_;
  PlaceId place_;
};

TEST_F(CheckTest, FindsNothingWrongWithWhatIsRight) {
  builder().Add(NewEvent());
  ExpectNothing();
}

TEST_F(CheckTest, SaysWhatTheRowIs) {
  Event event = NewEvent();
  event.fact.key = "the-key";
  event.fact.source.reset();
  builder().Add(event, Where{"events.csv", 12, 0, "source_key"});
  const Issue issue = builder().Check().issues().at(0);
  EXPECT_EQ(issue.text, "the-key");
  EXPECT_EQ(ToString(issue),
            "events.csv:12 (source_key): error: no source is given: 'the-key' [not built]");
}

TEST_F(CheckTest, ListsProblemsInOrderOfTableAndRow) {
  Event event = NewEvent();
  event.fact.key = "b";
  event.parties = {{ActorId(99), Role::kSideA}};
  event.fact.superseded = D(2022, 1, 1);
  builder().Add(event);
  event = NewEvent();
  event.fact.key = "a";
  event.fact.source.reset();
  builder().Add(event);
  Actor actor;
  actor.fact = MakeFact("", Span::Unknown(), maker_.source());
  builder().Add(actor);
  const IssueLog log = builder().Check();
  std::vector<std::string> found;
  for (const Issue& issue : log.issues()) found.push_back(issue.text + " " + issue.where.field);
  EXPECT_THAT(found, testing::ElementsAre(" key", "b superseded", "b parties", "a source"));
  EXPECT_EQ(log.errors(), 4U);

  const Result<Chronicle> chronicle = builder().Build();
  ASSERT_FALSE(chronicle.ok());
  EXPECT_EQ(chronicle.error().message(), "the key is missing (and 3 more errors)");
}

// --- Errors.

TEST_F(CheckTest, AMissingKey) {
  Event event = NewEvent();
  event.fact.key = "";
  builder().Add(event, Bad());
  ExpectError("key", "missing");
}

TEST_F(CheckTest, AMalformedKey) {
  const std::vector<std::string> keys = {"a b", "a;b", "a@2", "ключ", std::string("a\0b", 3)};
  for (const std::string& key : keys) {
    Maker maker;
    maker.AddEvent("2022", {});
    maker.builder.event_at(EventId(0)).fact.key = key;
    EXPECT_EQ(maker.builder.Check().errors(), 1U) << key;
  }
  Maker maker;
  maker.AddEvent("2022", {});
  maker.builder.event_at(EventId(0)).fact.key = "UCDP:ged/24.1_no-7";
  EXPECT_EQ(maker.builder.Check().errors(), 0U);
}

TEST_F(CheckTest, AKeyTwice) {
  Event event = NewEvent();
  event.fact.key = "twice";
  builder().Add(event, Where{"good.csv", 3, 0, ""});
  builder().Add(event, Bad());
  ExpectError("key", "good.csv:3");
  EXPECT_EQ(builder().Check().issues().front().code, ErrorCode::kDuplicate);
}

TEST_F(CheckTest, AKeyTwiceInTablesWithoutVersions) {
  AddSource("twice", "2020");
  Source source;
  source.key = "twice";
  source.published = M("2021");
  builder().Add(source, Bad());
  ExpectError("key", "twice");
}

TEST_F(CheckTest, TheSameKeyInTwoTablesIsNoMatter) {
  Event event = NewEvent();
  event.fact.key = "actor";
  builder().Add(event);
  ExpectNothing();
}

TEST_F(CheckTest, VersionsThatTakeOverFromEachOtherShareAKey) {
  Event event = NewEvent();
  event.fact.key = "versions";
  event.fact.learnt = M("2022-04");
  event.fact.superseded = D(2022, 5, 1);
  builder().Add(event);
  event.fact.learnt = M("2022-05-01");
  event.fact.superseded = D(2022, 6, 1);
  builder().Add(event);
  event.fact.learnt = Moment::Unknown();
  event.fact.superseded = D(2022, 7, 1);
  builder().Add(event);
  event.fact.learnt = M("2022-08-01");  // a gap is no problem
  event.fact.superseded.reset();
  builder().Add(event);
  EXPECT_EQ(builder().Check().errors(), 0U);
  EXPECT_TRUE(builder().Build().ok());
}

TEST_F(CheckTest, VersionsThatStandOnOneDay) {
  Event event = NewEvent();
  event.fact.key = "versions";
  event.fact.learnt = M("2022-04-01");
  event.fact.superseded = D(2022, 5, 2);
  builder().Add(event);
  event.fact.learnt = M("2022-05-01");
  event.fact.superseded.reset();
  builder().Add(event, Bad());
  ExpectError("key", "stands at the same time");
}

TEST_F(CheckTest, AReferenceToNothing) {
  Event event = NewEvent();
  event.part_of = EventId(7);
  builder().Add(event, Bad());
  ExpectError("part_of", "no row 7 of events");
  EXPECT_EQ(builder().Check().issues().front().code, ErrorCode::kBadReference);
}

// Every field of every table that refers to something.
TEST_F(CheckTest, EveryReferenceIsFollowed) {
  const auto expect = [&](auto row, const std::string& field) {
    Maker maker;
    maker.AddActor("actor");
    maker.AddPlace("place");
    Regime regime;
    regime.fact = MakeFact("regime", S("2014/.."), maker.source());
    maker.builder.Add(regime);
    maker.builder.Add(row, Bad());
    const IssueLog log = maker.builder.Check();
    ASSERT_EQ(log.errors(), 1U) << field;
    EXPECT_EQ(log.issues().front().where.field, field);
    EXPECT_EQ(log.issues().front().code, ErrorCode::kBadReference);
    EXPECT_FALSE(maker.builder.Build().ok());
  };
  const auto fact = [&] { return MakeFact("x", S("2022"), SourceId(0)); };
  const auto make = [&](auto row, auto set) {
    row.fact = fact();
    set(row);
    return row;
  };

  Source source;
  source.key = "x";
  source.publisher = ActorId(9);
  expect(source, "publisher");
  source.publisher.reset();
  source.derived_from = {SourceId(9)};
  expect(source, "derived_from");
  expect(make(Actor(), [](Actor& r) { r.fact.source = SourceId(9); }), "source");

  const auto relation = [&](auto set) {
    return make(Relation(), [&](Relation& r) {
      r.from = r.to = ActorId(0);
      set(r);
    });
  };
  expect(relation([](Relation& r) { r.from = ActorId(9); }), "from");
  expect(relation([](Relation& r) { r.to = ActorId(9); }), "to");

  const auto parent = [&](PlaceId place, std::optional<ActorId> viewpoint) {
    return make(Place(), [&](Place& r) { r.parents = {{place, {}, viewpoint}}; });
  };
  expect(parent(PlaceId(9), {}), "parents");
  expect(parent(PlaceId(0), ActorId(9)), "parents");
  expect(make(Place(),
              [](Place& r) {
                r.origins = {{PlaceId(9), PlaceChange::kMerge}};
              }),
         "origins");

  const auto event = [&](auto set) { return make(Event(), set); };
  expect(event([](Event& r) { r.parties = {{ActorId(9), Role::kHost}}; }), "parties");
  expect(event([](Event& r) { r.place = PlaceId(9); }), "place");
  expect(event([](Event& r) { r.part_of = EventId(9); }), "part_of");
  const auto details = [&](EventType type, auto set) {
    return event([&](Event& r) {
      r.type = type;
      r.details = EmptyDetails(type);
      set(r.details);
    });
  };
  expect(details(EventType::kTerritorialChange,
                 [](auto& d) { std::get<TerritorialChangeDetails>(d).territory = PlaceId(9); }),
         "territory");
  expect(details(EventType::kMeeting,
                 [](auto& d) { std::get<MeetingDetails>(d).process = ProcessId(9); }),
         "process");
  expect(details(EventType::kAgreement,
                 [](auto& d) { std::get<AgreementDetails>(d).agreement = AgreementId(9); }),
         "agreement");
  expect(details(EventType::kCeasefire,
                 [](auto& d) { std::get<CeasefireDetails>(d).agreement = AgreementId(9); }),
         "agreement");
  expect(details(EventType::kViolation,
                 [](auto& d) { std::get<ViolationDetails>(d).of = AgreementId(9); }),
         "of");
  expect(details(EventType::kSanctionAct,
                 [](auto& d) { std::get<SanctionActDetails>(d).regime = RegimeId(9); }),
         "regime");
  expect(details(EventType::kSanctionAct,
                 [](auto& d) { std::get<SanctionActDetails>(d).instrument = InstrumentId(9); }),
         "instrument");

  const auto observation = [&](auto set) { return make(Observation(), set); };
  expect(observation([](Observation& r) { r.subject = ActorId(9); }), "subject");
  expect(observation([](Observation& r) { r.place = PlaceId(9); }), "place");
  expect(observation([](Observation& r) { r.cause = EventId(9); }), "cause");
  expect(make(Regime(), [](Regime& r) { r.senders = {ActorId(9)}; }), "senders");

  const auto instrument = [&](auto set) { return make(Instrument(), set); };
  expect(instrument([](Instrument& r) { r.regime = RegimeId(9); }), "regime");
  expect(instrument([](Instrument& r) { r.renews = InstrumentId(9); }), "renews");
  expect(instrument([](Instrument& r) { r.amends = InstrumentId(9); }), "amends");

  const auto designation = [&](auto set) {
    return make(Designation(), [&](Designation& r) {
      r.regime = RegimeId(0);
      r.target = std::string("oil");
      set(r);
    });
  };
  expect(designation([](Designation& r) { r.regime = RegimeId(9); }), "regime");
  expect(designation([](Designation& r) { r.instrument = InstrumentId(9); }), "instrument");
  expect(designation([](Designation& r) { r.target = ActorId(9); }), "target");
  expect(designation([](Designation& r) { r.target = PlaceId(9); }), "target");
  expect(make(Exemption(), [](Exemption& r) { r.regime = RegimeId(9); }), "regime");
  expect(make(Exemption(),
              [](Exemption& r) {
                r.regime = RegimeId(0);
                r.designations = {DesignationId(9)};
              }),
         "designations");

  const auto status = [&](auto set) {
    return make(TerritorialStatus(), [&](TerritorialStatus& r) {
      r.place = PlaceId(0);
      set(r);
    });
  };
  expect(status([](TerritorialStatus& r) { r.place = PlaceId(9); }), "place");
  expect(status([](TerritorialStatus& r) { r.extent.except = {PlaceId(9)}; }), "except");
  expect(status([](TerritorialStatus& r) { r.holders = {ActorId(9)}; }), "holders");
  expect(status([](TerritorialStatus& r) { r.viewpoint = ActorId(9); }), "viewpoint");
  expect(status([](TerritorialStatus& r) { r.begun_by = EventId(9); }), "begun_by");
  expect(status([](TerritorialStatus& r) { r.ended_by = EventId(9); }), "ended_by");

  expect(make(Process(), [](Process& r) { r.parties = {{ActorId(9), Role::kHost}}; }), "parties");
  expect(make(Process(), [](Process& r) { r.part_of = ProcessId(9); }), "part_of");
  const auto agreement = [&](auto set) { return make(Agreement(), set); };
  expect(agreement([](Agreement& r) { r.process = ProcessId(9); }), "process");
  expect(agreement([](Agreement& r) { r.parties = {{ActorId(9), Role::kHost}}; }), "parties");
  expect(agreement([](Agreement& r) { r.amends = AgreementId(9); }), "amends");
  const auto position = [&](auto set) {
    return make(Position(), [&](Position& r) {
      r.actor = ActorId(0);
      set(r);
    });
  };
  expect(position([](Position& r) { r.actor = ActorId(9); }), "actor");
  expect(position([](Position& r) { r.process = ProcessId(9); }), "process");
  expect(position([](Position& r) { r.voiced_at = EventId(9); }), "voiced_at");
  const auto claim = [&](auto set) { return make(Claim(), set); };
  expect(claim([](Claim& r) { r.speakers = {{ActorId(9), ""}}; }), "speakers");
  expect(claim([](Claim& r) { r.about = {EventId(9)}; }), "about");
  expect(claim([](Claim& r) { r.contradicts = {ClaimId(9)}; }), "contradicts");
  expect(claim([](Claim& r) {
           r.constraints = {{EventId(9), TimeRelation::kBefore, ActorId(0)}};
         }),
         "constraints");
  expect(claim([](Claim& r) {
           r.constraints = {{ActorId(0), TimeRelation::kBefore, EventId(9)}};
         }),
         "constraints");

  Coverage coverage;
  coverage.key = "x";
  coverage.source = SourceId(9);
  expect(coverage, "source");
  coverage.source = SourceId(0);
  coverage.place = PlaceId(9);
  expect(coverage, "place");
}

TEST_F(CheckTest, EveryRequiredFieldIsAskedFor) {
  const auto expect = [&](auto row, const std::string& field) {
    Maker maker;
    maker.AddActor("actor");
    maker.AddPlace("place");
    maker.builder.Add(row, Bad());
    bool reported = false;
    for (const Issue& issue : maker.builder.Check().issues()) {
      reported = reported || (issue.severity == Severity::kError && issue.where.field == field &&
                              issue.message == "no " + field + " is given");
    }
    EXPECT_TRUE(reported) << field;
    EXPECT_FALSE(maker.builder.Build().ok());
  };
  const auto with_fact = [](auto row) {
    row.fact = MakeFact("x", S("2022"), SourceId(0));
    return row;
  };
  expect(Event(), "source");
  expect(with_fact(Relation()), "from");
  expect(with_fact(Relation()), "to");
  expect(with_fact(Designation()), "regime");
  expect(with_fact(Designation()), "target");
  expect(with_fact(Exemption()), "regime");
  expect(with_fact(TerritorialStatus()), "place");
  expect(with_fact(Position()), "actor");
  expect(Coverage(), "source");
}

TEST_F(CheckTest, DetailsOfAnotherType) {
  Event event = NewEvent();
  event.type = EventType::kBattle;
  event.details = MeetingDetails();
  builder().Add(event, Bad());
  ExpectError("details", "details of meeting on an event of type battle");
}

TEST_F(CheckTest, AShareOutOfRange) {
  for (const Share share : {Share{-1, 5}, Share{6, 5}, Share{0, 10001}}) {
    Maker maker;
    const ActorId a = maker.AddActor("a");
    const ActorId b = maker.AddActor("b");
    Relation relation;
    relation.fact = MakeFact("owns", S("2022"), maker.source());
    relation.kind = RelationKind::kOwns;
    relation.from = a;
    relation.to = b;
    relation.share = share;
    maker.builder.Add(relation, Bad());
    ASSERT_EQ(maker.builder.Check().errors(), 1U);
    EXPECT_EQ(maker.builder.Check().issues().front().code, ErrorCode::kOutOfRange);
  }
}

TEST_F(CheckTest, AFractionOutOfRange) {
  TerritorialStatus status = NewStatus("2022");
  status.extent.fraction_low = 5001;
  status.extent.fraction_high = 5000;
  builder().Add(status, Bad());
  ExpectError("fraction", "5001 to 5000");
}

TEST_F(CheckTest, CoordinatesOutOfRange) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const Coordinates at :
       {Coordinates{90.5, 0}, Coordinates{0, -180.5}, Coordinates{nan, 0}, Coordinates{0, nan}}) {
    Maker maker;
    Event event = maker.MakeEvent("2022", {});
    event.at = at;
    maker.builder.Add(event, Bad());
    EXPECT_EQ(maker.builder.Check().errors(), 1U) << at.latitude << " " << at.longitude;
  }
  builder().place_at(place_).at = Coordinates{90, 180};
  EXPECT_EQ(builder().Check().errors(), 0U);
  builder().place_at(place_).at = Coordinates{-91, 0};
  EXPECT_EQ(builder().Check().errors(), 1U);
}

TEST_F(CheckTest, AnAreaBelowNothing) {
  Event event = NewEvent();
  event.type = EventType::kTerritorialChange;
  event.details.emplace<TerritorialChangeDetails>().area_km2 = -9;
  builder().Add(event, Bad());
  ExpectError("area_km2", "0 or more");
}

TEST_F(CheckTest, APopulationBelowNothing) {
  Event event = NewEvent();
  event.type = EventType::kTerritorialChange;
  event.details.emplace<TerritorialChangeDetails>().population = -9;
  builder().Add(event, Bad());
  ExpectError("population", "0 or more");
}

TEST_F(CheckTest, SupersededBeforeLearnt) {
  Event event = NewEvent();
  event.fact.learnt = M("2022-05");
  event.fact.superseded = D(2022, 5, 1);
  builder().Add(event, Bad());
  ExpectError("superseded", "not learnt before 2022-05-01");
}

TEST_F(CheckTest, SupersededWhileItWasBeingLearntIsNoProblem) {
  Event event = NewEvent();
  event.fact.learnt = M("2022-05");
  event.fact.superseded = D(2022, 5, 2);
  builder().Add(event);
  ExpectNothing();
}

TEST_F(CheckTest, SupersededBeforeItsSourceWasPublished) {
  Event event = NewEvent();
  event.fact.superseded = D(2022, 5, 2);  // the source is of 2030
  builder().Add(event, Bad());
  ExpectError("superseded", "2030-01-01");
}

TEST_F(CheckTest, SupersededAtTheBeginningOfTime) {
  Event event = NewEvent();
  event.fact.learnt = Moment::Unknown();
  event.fact.superseded = Day::BeginningOfTime();
  builder().Add(event);
  EXPECT_EQ(builder().Check().errors(), 1U);
}

TEST_F(CheckTest, APlaceInsideItself) {
  Place place;
  place.fact = MakeFact("inner", Span::Unknown(), maker_.source());
  place.parents = {{place_, std::nullopt, std::nullopt}};
  const PlaceId inner = builder().Add(place);
  place.fact.key = "outer";
  place.parents = {{inner, std::nullopt, std::nullopt}};
  builder().Add(place);
  ExpectNothing();

  Maker maker;
  place.fact.key = "self";
  place.parents = {{PlaceId(0), std::nullopt, std::nullopt}};
  maker.builder.Add(place, Bad());
  const IssueLog log = maker.builder.Check();
  ASSERT_EQ(log.errors(), 1U);
  EXPECT_EQ(log.issues().front().where, (Where{"bad.csv", 7, 0, "parents"}));
  EXPECT_THAT(log.issues().front().message, HasSubstr("inside itself"));
}

TEST_F(CheckTest, APlaceInsideItselfByWayOfOthers) {
  const auto link = [](Maker& maker, const std::string& a_in_b, const std::string& b_in_a,
                       std::optional<ActorId> view_a, std::optional<ActorId> view_b) {
    const PlaceId a = maker.AddPlace("a");
    const PlaceId b = maker.AddPlace("b");
    maker.builder.place_at(a).parents = {{b, S(a_in_b), view_a}};
    maker.builder.place_at(b).parents = {{a, S(b_in_a), view_b}};
    return maker.builder.Check().errors();
  };
  const std::optional<ActorId> x = ActorId(0);
  const std::optional<ActorId> y = ActorId(1);
  const auto errors = [&](const std::string& a_in_b, const std::string& b_in_a,
                          std::optional<ActorId> view_a = {}, std::optional<ActorId> view_b = {}) {
    Maker maker;
    maker.AddActor("x");
    maker.AddActor("y");
    return link(maker, a_in_b, b_in_a, view_a, view_b);
  };
  EXPECT_EQ(errors("2000-01-01/..", "2010-01-01/.."), 1U);
  // One after the other.
  EXPECT_EQ(errors("2000-01-01/2009-12-31", "2010-01-01/.."), 0U);
  // Perhaps, but not surely, on one day.
  EXPECT_EQ(errors("2000-01-01/2010", "2010/2010-12-31"), 0U);
  // By the laws of two who disagree.
  EXPECT_EQ(errors("2000-01-01/..", "2010-01-01/..", x, y), 0U);
  EXPECT_EQ(errors("2000-01-01/..", "2010-01-01/..", x, x), 1U);
  EXPECT_EQ(errors("2000-01-01/..", "2010-01-01/..", x, std::nullopt), 1U);
}

// --- Places in time.

class PlaceCheckTest : public CheckTest {
 protected:
  PlaceId AddPlace(const std::string& key, const std::string& span,
                   std::vector<PlaceOrigin> origins = {}, const Where& where = {}) {
    Place place = NewPlace(key, span);
    place.origins = std::move(origins);
    return builder().Add(place, where);
  }
  Place NewPlace(const std::string& key, const std::string& span) {
    Place place;
    place.fact = MakeFact(key, span.empty() ? Span::Unknown() : S(span), maker_.source());
    return place;
  }
  // Of a place that came from one that was there in `span`.
  void AddChild(PlaceChange change, const std::string& when, const std::string& span) {
    const PlaceId from = AddPlace("from", span);
    AddPlace("to", "", {{from, change, M(when)}}, Bad());
  }
  void AddGeometries(std::vector<PlaceGeometry> geometries, const std::string& span = "") {
    Place place = NewPlace("drawn", span);
    place.geometries = std::move(geometries);
    builder().Add(place, Bad());
  }
  void AddParents(const std::vector<std::string>& spans, const std::string& exists) {
    Place place = NewPlace("inner", exists);
    for (const std::string& span : spans) place.parents.push_back({place_, S(span), {}});
    builder().Add(place, Bad());
  }
};

TEST_F(PlaceCheckTest, FindsNothingWrongWithASplitAndWhatIsRight) {
  const PlaceId whole = AddPlace("whole", "1900/1992-12-31");
  const PlaceOrigin origin{whole, PlaceChange::kSplit, M("1993-01-01"), 4000, 6000};
  const PlaceId a = AddPlace("a", "1993-01-01/..", {origin});
  AddPlace("b", "1993-01-01/..", {origin, {a, PlaceChange::kTransfer, M("2000"), 1, 2}});
  // They exchange land.
  builder().place_at(a).origins.push_back({PlaceId(3), PlaceChange::kTransfer, M("2000"), 1, 2});
  AddGeometries(
      {{S("1990-01-01/1999-12-31"), {{{{0, 0}, {0, 1}, {1, 1}}, {}}}}, {S("2000-01-01/.."), {}}});
  AddParents({"1990-01-01/1999-12-31", "2000-01-01/.."}, "1990-01-01/..");
  ExpectNothing();
}

TEST_F(PlaceCheckTest, AShareOutOfRange) {
  AddPlace("to", "", {{place_, PlaceChange::kSecede, {}, 5000, 4999}}, Bad());
  ExpectError("origins", "not 0 <= low <= high <= 10000 hundredths of a per cent: 5000 to 4999");
}

TEST_F(PlaceCheckTest, APlaceFromItself) {
  AddPlace("self", "", {{PlaceId(1), PlaceChange::kRename}}, Bad());
  ExpectError("origins", "the place comes from itself");
}

TEST_F(PlaceCheckTest, APlaceFromItselfByWayOfAnother) {
  const auto errors = [](PlaceChange change, const std::string& first, const std::string& second) {
    Maker maker;
    const PlaceId a = maker.AddPlace("a");
    const PlaceId b = maker.AddPlace("b");
    maker.builder.place_at(a).origins = {{b, change, M(first)}};
    maker.builder.place_at(b).origins = {{a, PlaceChange::kMerge, M(second)}};
    const IssueLog log = maker.builder.Check();
    for (const Issue& issue : log.issues()) {
      EXPECT_EQ(issue.message, "the place comes from itself, by way of 'b'");
      EXPECT_EQ(issue.where.field, "origins");
    }
    return log.errors();
  };
  EXPECT_EQ(errors(PlaceChange::kSecede, "1990", "1990-05"), 1U);
  EXPECT_EQ(errors(PlaceChange::kSecede, "XXXX", "1990"), 1U);
  // Given back, after it had been taken.
  EXPECT_EQ(errors(PlaceChange::kSecede, "1990", "1952"), 0U);
  EXPECT_EQ(errors(PlaceChange::kTransfer, "1990", "1990-05"), 0U);
}

TEST_F(PlaceCheckTest, SharesOfASplitThatAreNotTheWhole) {
  const auto warning = [](int low, int high, const std::string& other_when = "1993") {
    Maker maker;
    const PlaceId whole = maker.AddPlace("whole");
    for (const char* key : {"a", "b"}) {
      const PlaceId id = maker.AddPlace(key);
      maker.builder.place_at(id).origins = {
          {whole, PlaceChange::kSplit, M(key[0] == 'a' ? "1993" : other_when), low, high}};
    }
    const IssueLog log = maker.builder.Check();
    EXPECT_EQ(log.issues().size(), log.warnings());
    return log.issues().empty() ? "" : log.issues().front().message;
  };
  EXPECT_EQ(warning(5000, 5000), "");
  EXPECT_EQ(warning(0, 10000), "");
  EXPECT_EQ(warning(5001, 6000),
            "the shares of 'whole' add up to more than the whole: at least 10002 hundredths of a "
            "per cent");
  EXPECT_EQ(warning(0, 4999),
            "the shares of 'whole' add up to less than the whole: at most 9998 hundredths of a per "
            "cent");
  // Of two splits.
  EXPECT_EQ(warning(5001, 10000, "2000"), "");
}

TEST_F(PlaceCheckTest, WhatWasSplitAndGoesOn) {
  AddChild(PlaceChange::kSplit, "1993-01-01", "1900/..");
  ExpectWarning("origins", "'from' goes on, though it was to end: split 1993-01-01, and 1900/..");
}

TEST_F(PlaceCheckTest, WhatWasMergedAndPerhapsEnded) {
  AddChild(PlaceChange::kMerge, "1993", "1900/1993-06");
  ExpectNothing();
}

TEST_F(PlaceCheckTest, WhatWasLeftAndHadEnded) {
  AddChild(PlaceChange::kSecede, "1993", "1900/1992");
  ExpectWarning("origins", "'from' had ended, though it was to go on: secede 1993, and 1900/1992");
}

TEST_F(PlaceCheckTest, WhatWasRenamedBeforeItWas) {
  AddChild(PlaceChange::kRename, "1899", "1900/..");
  ExpectWarning("origins", "'from' was not there yet: rename 1899, and 1900/..");
}

TEST_F(PlaceCheckTest, CornersThatAreNone) {
  AddGeometries({{{}, {{{{0, 0}, {0, 1}, {1, 1}}, {{{0, 0}, {91, 1}, {1, 1}}}}}}});
  ExpectError("geometries", "no such coordinates: latitude 91");
  maker_ = Maker();
  AddGeometries({{{}, {{{{0, 0}, {0, std::nan("")}, {1, 1}}, {}}}}});
  EXPECT_EQ(builder().Check().errors(), 1U);
}

TEST_F(PlaceCheckTest, RingsThatEncloseNothing) {
  AddGeometries({{{}, {{{{0, 0}, {0, 1}}, {{}, {{0, 0}, {0, 1}, {1, 1}}}}}}});
  ExpectWarning("geometries", "rings of fewer than three corners enclose nothing: 2");
}

TEST_F(PlaceCheckTest, CornersThatAreRepeated) {
  AddGeometries({{{}, {{{{0, 0}, {0, 1}, {0, 1}, {1, 1}, {0, 0}}, {}}}}});
  ExpectWarning("geometries", "corners that are the same as the one before: 2");
}

TEST_F(PlaceCheckTest, GeometriesOfTheSameDays) {
  AddGeometries({{S("2000-01-01/2000-01-31"), {}},
                 {S("1990-01-01/1999-12-31"), {}},
                 {S("1980-01-01/2001"), {}}});
  ExpectNote("geometries",
             "two geometries hold on the same days: 1980-01-01/2001 and 1990-01-01/1999-12-31");
}

TEST_F(PlaceCheckTest, GeometriesThatNobodyDates) {
  AddGeometries({{{}, {}}, {{}, {}}});
  ExpectNote("geometries", "two geometries hold on the same days");
}

TEST_F(PlaceCheckTest, GeometriesThatPerhapsShareADay) {
  AddGeometries({{S("1990/2000"), {}}, {S("2000/.."), {}}, {{}, {}}});
  ExpectNothing();
}

TEST_F(PlaceCheckTest, AParentOfOtherDays) {
  AddParents({"1980/1989"}, "1990/1990");
  ExpectWarning("parents", "the place was not there then");
}

TEST_F(PlaceCheckTest, AParentOfSomeOfTheDays) {
  AddParents({"1995-01-01/..", "1990-01-01/1994-06-30"}, "1990-01-01/..");
  ExpectNote("parents", "no parent is named for 1994-07-01/1994-12-31");
}

TEST_F(CheckTest, CoverageWithTheSameKey) {
  Coverage coverage;
  coverage.key = "c";
  coverage.source = maker_.source();
  builder().Add(coverage);
  builder().Add(coverage, Bad());
  ExpectError("key", "twice");
}

// --- Warnings.

TEST_F(CheckTest, CasualtiesOutOfOrder) {
  Event event = NewEvent();
  event.casualties.emplace().low = 5;
  event.casualties->high = 3;
  builder().Add(event, Bad());
  ExpectWarning("casualties", "5, not said, 3");
}

TEST_F(CheckTest, CasualtiesWhoseBestIsAboveTheirHigh) {
  Event event = NewEvent();
  event.casualties.emplace().best = 5;
  event.casualties->high = 3;
  builder().Add(event, Bad());
  ExpectWarning("casualties", "low <= best <= high");
}

TEST_F(CheckTest, AQuantityOutOfOrder) {
  Observation observation;
  observation.fact = MakeFact("o", S("2022"), maker_.source());
  observation.quantity.low = 2;
  observation.quantity.best = 1;
  builder().Add(observation, Bad());
  ExpectWarning("quantity", "low <= best <= high");
}

TEST_F(CheckTest, AnAgreementThatOnePartySigned) {
  Agreement agreement;
  agreement.fact = MakeFact("a", S("2022"), maker_.source());
  agreement.parties = {{actor_, Role::kSignatory}, {actor_, Role::kSignatory}};
  agreement.status = AgreementStatus::kUnilateralDocument;
  builder().Add(agreement);
  agreement.fact.key = "b";
  agreement.status = AgreementStatus::kSignedAgreed;
  builder().Add(agreement, Bad());
  ExpectWarning("parties", "one party only");
}

TEST_F(CheckTest, ACycleOfPartOf) {
  Event event = NewEvent();
  const EventId first = builder().Add(event, Bad());
  event.fact.key = "second";
  event.part_of = first;
  builder().event_at(first).part_of = builder().Add(event);
  ExpectWarning("part_of", "leads back to the row itself, over 2 rows");
}

TEST_F(CheckTest, CyclesOfOtherChains) {
  const auto expect = [&](auto set) {
    Maker maker;
    set(maker);
    const IssueLog log = maker.builder.Check();
    ASSERT_EQ(log.issues().size(), 1U) << testing::PrintToString(log.issues());
    EXPECT_EQ(log.warnings(), 1U);
    EXPECT_THAT(log.issues().front().message, HasSubstr("over 1 row"));
  };
  const auto make = [](auto row) {
    row.fact = MakeFact("x", S("2022"), SourceId(0));
    return row;
  };
  expect([&](Maker& maker) {
    auto row = make(Process());
    row.part_of = ProcessId(0);
    maker.builder.Add(row);
  });
  expect([&](Maker& maker) {
    auto row = make(Instrument());
    row.renews = InstrumentId(0);
    maker.builder.Add(row);
  });
  expect([&](Maker& maker) {
    auto row = make(Instrument());
    row.amends = InstrumentId(0);
    maker.builder.Add(row);
  });
  expect([&](Maker& maker) {
    auto row = make(Agreement());
    row.amends = AgreementId(0);
    maker.builder.Add(row);
  });
  expect([&](Maker& maker) {
    maker.builder.source_at(maker.source()).derived_from = {maker.source()};
  });
}

TEST_F(CheckTest, ActorsThatArePartsOfEachOther) {
  const ActorId other = maker_.AddActor("other");
  Relation relation;
  relation.fact = MakeFact("r1", S("2020-01-01/.."), maker_.source());
  relation.from = actor_;
  relation.to = other;
  builder().Add(relation, Bad());
  relation.fact = MakeFact("r2", S("2010-01-01/2019-12-31"), maker_.source());
  relation.from = other;
  relation.to = actor_;
  builder().Add(relation);
  // One after the other is no cycle.
  EXPECT_TRUE(builder().Check().issues().empty());
  relation.fact = MakeFact("r3", S("2021-01-01/2021-12-31"), maker_.source());
  builder().Add(relation);
  ExpectWarning("to", "part_of leads back to 'actor'");
}

TEST_F(CheckTest, AnActorInARelationToItself) {
  Relation relation;
  relation.fact = MakeFact("r", S("2020/.."), maker_.source());
  relation.from = actor_;
  relation.to = actor_;
  builder().Add(relation, Bad());
  ExpectWarning("to", "to itself");
}

TEST_F(CheckTest, APlannedEventInThePastOfItsSource) {
  Event event = NewEvent();
  event.status = EventStatus::kPlanned;  // for 2022, by a source of 2030
  builder().Add(event, Bad());
  ExpectWarning("status", "before its source was published");
}

TEST_F(CheckTest, AnEndAfterItsSourceWasPublished) {
  const SourceId source = AddSource("of-2022", "2022-05");
  TerritorialStatus status = NewStatus("2022-03-01/2025-09-09");
  status.fact.source = source;
  builder().Add(status, Bad());
  ExpectWarning("span", "it ends on 2025-09-09 at the earliest");
}

TEST_F(CheckTest, AnEndThatIsDecidedMayLieAhead) {
  const SourceId source = AddSource("of-2022", "2022-05");
  Instrument instrument;
  instrument.fact = MakeFact("i", S("2022-03-01/2025-09-09"), source);
  builder().Add(instrument);
  Event event = NewEvent();
  event.status = EventStatus::kPlanned;
  event.fact.span = S("2025-09-09");
  event.fact.source = source;
  builder().Add(event);
  TerritorialStatus ongoing = NewStatus("2022-03-01/..");
  ongoing.fact.source = source;
  builder().Add(ongoing);
  ExpectNothing();
}

TEST_F(CheckTest, AWitnessThatDrawsOnAnother) {
  const SourceId root = AddSource("deepstate", "2023");
  const SourceId between = AddSource("isw", "2023", {root});
  const SourceId derived = AddSource("viina", "2023", {between});
  Event event = NewEvent();
  event.fact.source = root;
  const EventId about = builder().Add(event);
  Claim claim = maker_.MakeClaim("2022", {about});
  claim.fact.source = derived;
  builder().Add(claim, Bad());
  // A source of its own is a second witness.
  claim = maker_.MakeClaim("2022", {about});
  builder().Add(claim);
  ExpectWarning("source", "'viina' draws on 'deepstate'");
}

TEST_F(CheckTest, APartyThatDidNotExist) {
  builder().actor_at(actor_).fact.span = S("1922/1991-12-26");
  builder().Add(NewEvent(), Bad());
  ExpectWarning("parties", "'actor' was not there then");
}

TEST_F(CheckTest, APlaceThatDidNotExist) {
  builder().place_at(place_).fact.span = S("2023/..");
  builder().Add(NewEvent(), Bad());
  ExpectWarning("place", "'place' was not there then");
}

TEST_F(CheckTest, ARelationOfAnActorThatDidNotExist) {
  const ActorId gone = maker_.AddActor("gone", "1922/1991-12-26");
  Relation relation;
  relation.fact = MakeFact("r", S("2020/.."), maker_.source());
  relation.kind = RelationKind::kMemberOf;
  relation.from = gone;
  relation.to = actor_;
  builder().Add(relation, Bad());
  ExpectWarning("from", "'gone' was not there then");
}

TEST_F(CheckTest, TwoValuesOfOneSourceForOnePlace) {
  const ActorId other = maker_.AddActor("other");
  TerritorialStatus status = NewStatus("2022-03-01/2022-11-11");
  builder().Add(status);
  status = NewStatus("2022-11-11/..");
  status.holders = {other};
  builder().Add(status, Bad());
  // Claims are many by nature; other views and parts of the place have values of their own.
  const auto add = [&](auto set) {
    TerritorialStatus another = NewStatus("2022-03-01/2022-11-11");
    another.holders = {other};
    set(another);
    builder().Add(another);
  };
  add([](TerritorialStatus& s) { s.axis = Axis::kClaim; });
  add([&](TerritorialStatus& s) { s.viewpoint = other; });
  add([](TerritorialStatus& s) { s.extent.fraction_low = 0; });
  ExpectWarning("span", "another value");
}

TEST_F(CheckTest, TerritoryThatItsGainerLost) {
  Event event = NewEvent();
  event.parties = {{actor_, Role::kLoser}, {actor_, Role::kGainer}};
  builder().Add(event, Bad());
  ExpectWarning("parties", "its loser too");
}

TEST_F(CheckTest, ACeasefireInForceBeforeItWasDeclared) {
  Event event = NewEvent();
  event.type = EventType::kCeasefire;
  event.details.emplace<CeasefireDetails>().effective = M("2022-03-15");
  builder().Add(event, Bad());
  ExpectWarning("details", "before it was declared");
}

// --- Notes.

TEST_F(CheckTest, ADayOfLearningThatNobodyGives) {
  Source source;
  source.key = "undated";
  const SourceId undated = builder().Add(source, Bad());
  for (int i = 0; i < 3; ++i) {
    Event event = NewEvent();
    event.fact.source = undated;
    builder().Add(event);
  }
  Event event = NewEvent();
  event.fact.source = undated;
  event.fact.learnt = M("2022-05");
  builder().Add(event);
  ExpectNote("published", "when 3 facts of this source were learnt");
}

TEST_F(CheckTest, AnUnknownSpan) {
  Event event = NewEvent();
  event.fact.span = Span::Unknown();
  builder().Add(event, Bad());
  ExpectNote("span", "nobody says when");
}

}  // namespace
}  // namespace casus::chronicle_test
