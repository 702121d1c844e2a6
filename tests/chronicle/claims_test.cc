// Claims about facts, what they say of their time, and what sources speak of at all.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "casus/chronicle/describe.h"
#include "words.h"

namespace casus::chronicle_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ClaimsAbout, AreThoseThatStandInOrderOfTime) {
  Maker maker;
  const EventId event = maker.AddEvent("2022", {});
  const EventId other = maker.AddEvent("2022", {});
  const ClaimId late = maker.builder.Add(maker.MakeClaim("2022-05-01", {event, other, event}));
  const ClaimId early = maker.builder.Add(maker.MakeClaim("2022-04-01", {event}));
  Claim withdrawn = maker.MakeClaim("2022-03-01", {event});
  withdrawn.fact.learnt = M("2022-03-02");
  withdrawn.fact.superseded = D(2022, 4, 1);
  maker.builder.Add(withdrawn);
  const Chronicle chronicle = maker.Build();
  EXPECT_THAT(chronicle.ClaimsAbout(event), ElementsAre(early, late));
  EXPECT_THAT(chronicle.ClaimsAbout(other), ElementsAre(late));
  EXPECT_THAT(chronicle.ClaimsAbout(late), IsEmpty());
}

TEST(ClaimsAbout, AClaimAboutOneVersionIsAboutAll) {
  Maker maker;
  Event event = maker.MakeEvent("2022", {});
  event.fact.learnt = M("2022-06-01");
  event.fact.superseded = D(2022, 7, 1);
  const EventId first = maker.builder.Add(event);
  event.fact.learnt = M("2022-07-01");
  event.fact.superseded.reset();
  const EventId second = maker.builder.Add(event);
  const ClaimId claim = maker.builder.Add(maker.MakeClaim("2022-06-02", {first}));
  const Chronicle chronicle = maker.Build();
  EXPECT_THAT(chronicle.ClaimsAbout(first), ElementsAre(claim));
  EXPECT_THAT(chronicle.ClaimsAbout(second), ElementsAre(claim));
}

TEST(Claims, WhatIsDeniedOrNegatedDoesNotReadAsSaid) {
  Maker maker;
  Claim claim = maker.MakeClaim("2022-06-02", {});
  claim.proposition = "Troops took part";
  const ClaimId said = maker.builder.Add(claim);
  claim.fact.key = maker.Key("claim");
  claim.modality = Modality::kDenied;
  const ClaimId denied = maker.builder.Add(claim);
  claim.fact.key = maker.Key("claim");
  claim.modality = Modality::kReported;
  claim.negated = true;
  const ClaimId negated = maker.builder.Add(claim);
  const Chronicle chronicle = maker.Build();
  EXPECT_EQ(Describe(chronicle, said), "Troops took part [asserted]");
  EXPECT_EQ(Describe(chronicle, denied), "Troops took part [denied]");
  EXPECT_EQ(Describe(chronicle, negated), "Troops took part [reported, not]");
}

// A report names Blinken as Secretary of State and a Special Envoy whose office came later: each
// dates the talks it tells of, and both cannot be right.
class Talks : public testing::Test {
 protected:
  Talks()
      : talks_(maker_.AddEvent("2021/..", {})),
        blinken_(Office("2021-01-26/2025-01-20")),
        envoy_(Office("2025-02-01/..")),
        invasion_(maker_.AddEvent("2022-02-24", {})),
        ceasefire_(maker_.AddEvent("2026-03", {})) {
    maker_.builder.event_at(talks_).fact.span = Span::Unknown();
  }
  RelationId Office(const std::string& span) {
    return maker_.Relate(maker_.AddActor(maker_.Key("person")), RelationKind::kHoldsOffice,
                         maker_.AddActor(maker_.Key("office")), span);
  }
  ClaimId Say(const FactRef& subject, TimeRelation relation, const FactRef& object) {
    Claim claim = maker_.MakeClaim("2026", {talks_});
    claim.constraints = {{subject, relation, object}};
    return maker_.builder.Add(claim);
  }

  Maker maker_;
  EventId talks_;
  RelationId blinken_;
  RelationId envoy_;
  EventId invasion_;
  EventId ceasefire_;
};

TEST_F(Talks, AreAsOpenAsTheirOwnBoundsWithoutClaims) {
  const Chronicle chronicle = maker_.Build();
  EXPECT_EQ(chronicle.WindowUnder({}, talks_), Period::Always());
}

TEST_F(Talks, FellInTheTermThatAClaimImplies) {
  const std::vector<ClaimId> claims = {Say(talks_, TimeRelation::kDuring, blinken_)};
  const Chronicle chronicle = maker_.Build();
  EXPECT_EQ(chronicle.WindowUnder(claims, talks_), Period::Of(D(2021, 1, 26), D(2025, 1, 21)));
  // The claim says nothing of others.
  EXPECT_EQ(chronicle.WindowUnder(claims, invasion_), Period::OfDay(D(2022, 2, 24)));
}

TEST_F(Talks, HaveNoDayWhereTheClaimsContradictEachOther) {
  const std::vector<ClaimId> claims = {Say(talks_, TimeRelation::kDuring, blinken_),
                                       Say(talks_, TimeRelation::kDuring, envoy_)};
  const Chronicle chronicle = maker_.Build();
  EXPECT_EQ(chronicle.WindowUnder(claims, talks_), std::nullopt);
}

TEST_F(Talks, LieBetweenWhatCameBeforeAndAfter) {
  const ClaimId after = Say(talks_, TimeRelation::kAfter, invasion_);
  // Said of the other side, it binds as much.
  const ClaimId before = Say(ceasefire_, TimeRelation::kAfter, talks_);
  const Chronicle chronicle = maker_.Build();
  // The ceasefire came on some day of March at the latest.
  EXPECT_EQ(chronicle.WindowUnder(std::vector<ClaimId>{after, before}, talks_),
            Period::Of(D(2022, 2, 25), D(2026, 3, 31)));
}

TEST_F(Talks, TheirOwnBoundsContradictTheClaimsToo) {
  maker_.builder.event_at(talks_).fact.span = S("2022-02-20/2022-02-28");
  const ClaimId after = Say(talks_, TimeRelation::kAfter, invasion_);
  const Chronicle chronicle = maker_.Build();
  // Some of the days lie after it, but the talks began before.
  EXPECT_EQ(chronicle.WindowUnder(std::vector<ClaimId>{after}, talks_), std::nullopt);
}

TEST_F(Talks, MustHaveRoomForWhatHappenedDuringThem) {
  maker_.builder.event_at(talks_).fact.span = S("2022-02-20/2022-02-28");
  const ClaimId fits = Say(invasion_, TimeRelation::kDuring, talks_);
  const ClaimId does_not = Say(ceasefire_, TimeRelation::kDuring, talks_);
  const Chronicle chronicle = maker_.Build();
  EXPECT_EQ(chronicle.WindowUnder(std::vector<ClaimId>{fits}, talks_),
            Period::Of(D(2022, 2, 20), D(2022, 3, 1)));
  EXPECT_EQ(chronicle.WindowUnder(std::vector<ClaimId>{does_not}, talks_), std::nullopt);
}

class Coverages : public testing::Test {
 protected:
  Coverages()
      : world_(maker_.AddPlace("world")),
        ukraine_(maker_.AddPlace("ukraine", {{world_, {}, {}}})),
        kyiv_(maker_.AddPlace("kyiv", {{ukraine_, {}, {}}})),
        france_(maker_.AddPlace("france", {{world_, {}, {}}})) {}
  void Cover(Table table, std::optional<PlaceId> place, bool complete) {
    Coverage coverage;
    coverage.key = maker_.Key("coverage");
    coverage.source = maker_.source();
    coverage.table = table;
    coverage.period = Period::OfYear(2022);
    coverage.place = place;
    coverage.complete = complete;
    maker_.builder.Add(coverage);
  }

  Maker maker_;
  PlaceId world_;
  PlaceId ukraine_;
  PlaceId kyiv_;
  PlaceId france_;
};

TEST_F(Coverages, NoRowsMeanNothingWhereNobodyLooked) {
  Cover(Table::kEvents, std::nullopt, true);
  const Chronicle chronicle = maker_.Build();
  EXPECT_EQ(chronicle.Covered(Table::kEvents, D(2022, 12, 31)), Truth::kCertain);
  EXPECT_EQ(chronicle.Covered(Table::kEvents, D(2022, 12, 31), kyiv_), Truth::kCertain);
  EXPECT_EQ(chronicle.Covered(Table::kEvents, D(2023, 1, 1)), Truth::kNo);
  EXPECT_EQ(chronicle.Covered(Table::kStatuses, D(2022, 12, 31)), Truth::kNo);
}

TEST_F(Coverages, OfAPlaceIsOfAllInside) {
  Cover(Table::kEvents, ukraine_, true);
  const Chronicle chronicle = maker_.Build();
  const Day day = D(2022, 5, 1);
  EXPECT_EQ(chronicle.Covered(Table::kEvents, day, kyiv_), Truth::kCertain);
  EXPECT_EQ(chronicle.Covered(Table::kEvents, day, ukraine_), Truth::kCertain);
  EXPECT_EQ(chronicle.Covered(Table::kEvents, day, france_), Truth::kNo);
  // Of a part of it.
  EXPECT_EQ(chronicle.Covered(Table::kEvents, day, world_), Truth::kPossible);
  EXPECT_EQ(chronicle.Covered(Table::kEvents, day), Truth::kPossible);
}

TEST_F(Coverages, ASourceThatClaimsNoCompletenessLeavesItOpen) {
  Cover(Table::kEvents, ukraine_, false);
  const Chronicle chronicle = maker_.Build();
  EXPECT_EQ(chronicle.Covered(Table::kEvents, D(2022, 5, 1), kyiv_), Truth::kPossible);
}

}  // namespace
}  // namespace casus::chronicle_test
