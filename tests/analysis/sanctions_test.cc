// Who is listed, since when, by whom, and who is blocked because of it.

#include "casus/analysis/sanctions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/actor/words.h"
#include "tests/chronicle/oracle.h"
#include "tests/chronicle/random_chronicle.h"
#include "tests/chronicle/words.h"

namespace casus {
namespace testing {

using SanctionsEnumerations = ::testing::Types<ListingState>;
INSTANTIATE_TYPED_TEST_SUITE_P(Sanctions, Words, SanctionsEnumerations);

}  // namespace testing

namespace chronicle_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

template <typename IdType>
Match<IdType> Certain(IdType id) {
  return {id, Truth::kCertain};
}
template <typename IdType>
Match<IdType> Possible(IdType id) {
  return {id, Truth::kPossible};
}

class Lists : public Maker {
 public:
  RegimeId AddRegime(const std::string& key, const std::vector<ActorId>& senders) {
    Regime regime;
    regime.fact = MakeFact(key, S("2000/.."), source());
    regime.senders = senders;
    return builder.Add(regime);
  }
  Designation Make(RegimeId regime, const Target& target, const std::string& span) {
    Designation designation;
    designation.fact = MakeFact(Key("designation"), S(span), source());
    designation.regime = regime;
    designation.target = target;
    designation.measures = {Measure::kAssetFreeze};
    return designation;
  }
  DesignationId List(RegimeId regime, const Target& target, const std::string& span) {
    return builder.Add(Make(regime, target, span));
  }
  DesignationId Threaten(RegimeId regime, const Target& target, const std::string& span) {
    Designation threat = Make(regime, target, span);
    threat.stage = DesignationStage::kThreatened;
    return builder.Add(threat);
  }
  ExemptionId Exempt(RegimeId regime, const std::vector<DesignationId>& designations,
                     const std::string& span) {
    Exemption exemption;
    exemption.fact = MakeFact(Key("exemption"), S(span), source());
    exemption.regime = regime;
    exemption.designations = designations;
    return builder.Add(exemption);
  }
  RelationId Own(ActorId owner, ActorId owned, std::optional<Share> share,
                 const std::string& span = "2000/..") {
    Relation relation;
    relation.fact = MakeFact(Key("owns"), S(span), source());
    relation.kind = RelationKind::kOwns;
    relation.from = owner;
    relation.to = owned;
    relation.share = share;
    return builder.Add(relation);
  }
  void Cover(Table table, int first_year, int last_year, bool complete,
             std::optional<SourceId> by = std::nullopt) {
    Coverage row;
    row.key = Key("coverage");
    row.source = by.value_or(source());
    row.table = table;
    row.period = Period::Of(Day::FromYmd(first_year, 1, 1), Day::FromYmd(last_year, 12, 31) + 1);
    row.complete = complete;
    builder.Add(row);
  }
};

// --- Status.

TEST(StatusOn, DelistedAndListedAgainAreDisjointPeriods) {
  Lists lists;
  const ActorId eu = lists.AddActor("eu");
  const ActorId bank = lists.AddActor("bank");
  const ActorId other = lists.AddActor("other");
  const RegimeId regime = lists.AddRegime("regime", {eu});
  const DesignationId first = lists.List(regime, bank, "2014-03-17/2016-09-15");
  const DesignationId second = lists.List(regime, bank, "2022-02-25/..");
  lists.Cover(Table::kDesignations, 2014, 2020, true);
  lists.Cover(Table::kDesignations, 2021, 2024, false);
  const Chronicle chronicle = lists.Build();
  const auto state = [&](ActorId actor, int year, int month, int day) {
    const ListingStatus status = StatusOn(chronicle, actor, D(year, month, day));
    return std::pair(status.state, status.truth);
  };
  using S = ListingState;
  EXPECT_EQ(state(bank, 2014, 3, 16), std::pair(S::kNotYet, Truth::kCertain));
  EXPECT_EQ(state(bank, 2014, 3, 17), std::pair(S::kListed, Truth::kCertain));
  EXPECT_EQ(state(bank, 2016, 9, 15), std::pair(S::kListed, Truth::kCertain));
  EXPECT_EQ(state(bank, 2016, 9, 16), std::pair(S::kDelisted, Truth::kCertain));
  // Nobody claims to list all of 2021, and nobody speaks of 2013 or 2025.
  EXPECT_EQ(state(bank, 2021, 6, 1), std::pair(S::kDelisted, Truth::kPossible));
  EXPECT_EQ(state(bank, 2013, 6, 1), std::pair(S::kNotYet, Truth::kPossible));
  EXPECT_EQ(state(bank, 2025, 1, 1), std::pair(S::kListed, Truth::kCertain));
  EXPECT_EQ(state(other, 2019, 1, 1), std::pair(S::kNeverSeen, Truth::kCertain));
  EXPECT_EQ(state(other, 2021, 1, 1), std::pair(S::kNeverSeen, Truth::kPossible));
  EXPECT_EQ(state(other, 2025, 1, 1), std::pair(S::kNotCovered, Truth::kCertain));

  const ListingStatus between = StatusOn(chronicle, bank, D(2018, 1, 1));
  EXPECT_THAT(between.in_force, IsEmpty());
  EXPECT_THAT(between.ended, ElementsAre(Certain(first)));
  EXPECT_THAT(between.later, ElementsAre(Certain(second)));
  EXPECT_EQ(between.covered, Truth::kCertain);
}

TEST(StatusOn, AListWithoutDatesListsPossiblyUntilItWasSeen) {
  Lists lists;
  const ActorId us = lists.AddActor("us");
  const ActorId bank = lists.AddActor("bank");
  const RegimeId regime = lists.AddRegime("regime", {us});
  // On the file of that day; since when, and until when, it does not say.
  const DesignationId seen = lists.List(regime, bank, "[..2019-11-24]/[2019-11-24..]");
  const Chronicle chronicle = lists.Build();
  EXPECT_THAT(StatusOn(chronicle, bank, D(2010, 1, 1)).in_force, ElementsAre(Possible(seen)));
  EXPECT_EQ(StatusOn(chronicle, bank, D(2010, 1, 1)).truth, Truth::kPossible);
  EXPECT_EQ(StatusOn(chronicle, bank, D(2019, 11, 24)).truth, Truth::kCertain);
  EXPECT_EQ(StatusOn(chronicle, bank, D(2019, 11, 25)).truth, Truth::kPossible);
  EXPECT_EQ(StatusOn(chronicle, bank, D(2019, 11, 25)).state, ListingState::kListed);
}

TEST(StatusOn, AThreatListsNobodyAndAnExemptionDelistsNobody) {
  Lists lists;
  const ActorId us = lists.AddActor("us");
  const ActorId bank = lists.AddActor("bank");
  const RegimeId regime = lists.AddRegime("regime", {us});
  const RegimeId other = lists.AddRegime("other", {us});
  const DesignationId threat = lists.Threaten(regime, bank, "2021/2022-02-21");
  const DesignationId listed = lists.List(regime, bank, "2022-02-22/..");
  const DesignationId not_his = lists.List(regime, us, "2022-02-22/..");
  const ExemptionId wind_down = lists.Exempt(regime, {listed}, "2022-02-22/2022-03-24");
  const ExemptionId in_words = lists.Exempt(regime, {}, "2022-02-24/..");
  lists.Exempt(regime, {not_his}, "2022-02-22/..");
  lists.Exempt(other, {}, "2022-02-22/..");
  lists.Cover(Table::kDesignations, 2021, 2022, true);
  const Chronicle chronicle = lists.Build();
  const ListingStatus before = StatusOn(chronicle, bank, D(2022, 2, 1));
  EXPECT_EQ(before.state, ListingState::kNotYet);
  EXPECT_THAT(before.threats, ElementsAre(Certain(threat)));
  EXPECT_THAT(before.exemptions, IsEmpty());
  const ListingStatus in = StatusOn(chronicle, bank, D(2022, 3, 1));
  EXPECT_EQ(in.state, ListingState::kListed);
  EXPECT_THAT(in.threats, IsEmpty());
  EXPECT_THAT(in.in_force, ElementsAre(Certain(listed)));
  // How far one that names nobody goes is in words.
  EXPECT_THAT(in.exemptions, ElementsAre(Certain(wind_down), Possible(in_words)));
  EXPECT_THAT(StatusOn(chronicle, bank, D(2022, 3, 25)).exemptions,
              ElementsAre(Possible(in_words)));
}

TEST(StatusOn, ASenderMayStandBehindAnOrganisationOfWhichItIsAMemberThatDay) {
  Lists lists;
  const ActorId eu = lists.AddActor("eu");
  const ActorId uk = lists.AddActor("uk");
  const ActorId bank = lists.AddActor("bank");
  lists.Relate(uk, RelationKind::kMemberOf, eu, "1993-11-01/2020-01");
  const RegimeId regime = lists.AddRegime("regime", {eu});
  lists.List(regime, bank, "2014-03-17/..");
  const Chronicle chronicle = lists.Build();
  SanctionFilter filter{.sender = uk};
  EXPECT_EQ(StatusOn(chronicle, bank, D(2019, 1, 1), filter).state, ListingState::kNotCovered);
  filter.with_organisations = true;
  EXPECT_EQ(StatusOn(chronicle, bank, D(2019, 1, 1), filter).truth, Truth::kCertain);
  EXPECT_EQ(StatusOn(chronicle, bank, D(2019, 1, 1), filter).state, ListingState::kListed);
  EXPECT_EQ(StatusOn(chronicle, bank, D(2020, 1, 10), filter).truth, Truth::kPossible);
  EXPECT_EQ(StatusOn(chronicle, bank, D(2020, 2, 1), filter).state, ListingState::kNotCovered);
  filter.sender = eu;
  EXPECT_EQ(StatusOn(chronicle, bank, D(2020, 2, 1), filter).state, ListingState::kListed);
}

TEST(StatusOn, OneListAmongSeveralIsAskedWithItsOwnCoverage) {
  Lists lists;
  const ActorId us = lists.AddActor("us");
  const ActorId bank = lists.AddActor("bank");
  Source list;
  list.key = "list";
  list.published = M("2030-01-01");
  const SourceId other = lists.builder.Add(list);
  const RegimeId regime = lists.AddRegime("regime", {us});
  lists.List(regime, bank, "2014/..");
  lists.Cover(Table::kDesignations, 2010, 2020, true);
  lists.Cover(Table::kEvents, 2010, 2020, true, other);
  lists.Cover(Table::kDesignations, 2015, 2020, false, other);
  const Chronicle chronicle = lists.Build();
  const SanctionFilter filter{.source = other};
  EXPECT_EQ(StatusOn(chronicle, bank, D(2014, 6, 1), filter).state, ListingState::kNotCovered);
  EXPECT_EQ(StatusOn(chronicle, bank, D(2015, 6, 1), filter).state, ListingState::kNeverSeen);
  EXPECT_EQ(StatusOn(chronicle, bank, D(2015, 6, 1), filter).truth, Truth::kPossible);
  EXPECT_EQ(StatusOn(chronicle, bank, D(2015, 6, 1)).state, ListingState::kListed);
}

TEST(StatusOn, ACompleteListIsCompleteOfTheSendersItTellsOf) {
  Lists lists;
  const ActorId us = lists.AddActor("us");
  const ActorId eu = lists.AddActor("eu");
  const ActorId bank = lists.AddActor("bank");
  Source list;
  list.key = "list";
  list.published = M("2030-01-01");
  const SourceId other = lists.builder.Add(list);
  const RegimeId by_us = lists.AddRegime("us", {us});
  const RegimeId by_eu = lists.AddRegime("eu", {eu});
  lists.Cover(Table::kDesignations, 2010, 2019, true, other);
  Designation designation = lists.Make(by_us, us, "2014/..");
  designation.fact.source = other;
  lists.builder.Add(designation);
  const Chronicle chronicle = lists.Build();
  const auto truth = [&](const SanctionFilter& filter) {
    return StatusOn(chronicle, bank, D(2015, 1, 1), filter).truth;
  };
  EXPECT_EQ(truth({}), Truth::kCertain);
  EXPECT_EQ(truth({.sender = us}), Truth::kCertain);
  EXPECT_EQ(truth({.sender = eu}), Truth::kPossible);
  EXPECT_EQ(truth({.regime = by_us}), Truth::kCertain);
  EXPECT_EQ(truth({.regime = by_eu}), Truth::kPossible);
}

TEST(InForce, FiltersByAllThatIsAsked) {
  Lists lists;
  const ActorId us = lists.AddActor("us");
  const ActorId eu = lists.AddActor("eu");
  const ActorId bank = lists.AddActor("bank");
  const RegimeId by_us = lists.AddRegime("us", {us});
  const RegimeId by_eu = lists.AddRegime("eu", {eu});
  const DesignationId a = lists.List(by_us, bank, "2014/..");
  const DesignationId b = lists.List(by_eu, std::string("energy"), "2015/..");
  Designation ban = lists.Make(by_eu, bank, "2016/..");
  ban.measures = {Measure::kTravelBan};
  const DesignationId c = lists.builder.Add(ban);
  const DesignationId threat = lists.Threaten(by_us, us, "2014/..");
  const Chronicle chronicle = lists.Build();
  const auto ask = [&](const InForceQuery& query, int year) {
    return IdsOf(InForce(chronicle, D(year, 6, 1), query));
  };
  const auto with = [](auto set) {
    InForceQuery query;
    set(query);
    return query;
  };
  EXPECT_THAT(ask({}, 2017), ElementsAre(a, b, c));
  EXPECT_THAT(ask({}, 2015), ElementsAre(a, b));
  EXPECT_THAT(InForce(chronicle, D(2014, 6, 1)), ElementsAre(Possible(a)));
  EXPECT_THAT(ask(with([&](InForceQuery& q) { q.sender = eu; }), 2017), ElementsAre(b, c));
  EXPECT_THAT(ask(with([&](InForceQuery& q) { q.regime = by_us; }), 2017), ElementsAre(a));
  EXPECT_THAT(ask(with([&](InForceQuery& q) { q.measures = {Measure::kTravelBan}; }), 2017),
              ElementsAre(c));
  EXPECT_THAT(ask(with([&](InForceQuery& q) { q.target = ActorFilter{.actor = bank}; }), 2017),
              ElementsAre(a, c));
  EXPECT_THAT(ask(with([&](InForceQuery& q) { q.stage = DesignationStage::kThreatened; }), 2017),
              ElementsAre(threat));
}

// --- Years.

TEST(SanctionYearsOf, CountsDesignationsAndRegimesBySenderTargetAndYear) {
  Lists lists;
  const ActorId eu = lists.AddActor("eu");
  const ActorId uk = lists.AddActor("uk");
  const ActorId bank = lists.AddActor("bank");
  const ActorId branch = lists.AddActor("branch");
  lists.Relate(uk, RelationKind::kMemberOf, eu, "1973/2020-01-31");
  lists.Relate(branch, RelationKind::kPartOf, bank, "2000/..");
  const RegimeId one = lists.AddRegime("one", {eu});
  const RegimeId two = lists.AddRegime("two", {eu});
  lists.List(one, bank, "2019-03-01/2019-09-01");
  lists.List(one, bank, "2019-12/2020-06");  // in 2019 for sure, whatever the day
  lists.List(two, bank, "[2020..2021]/..");
  lists.Threaten(two, bank, "2019/..");
  lists.List(two, branch, "2020-03-01/2020-03-02");
  lists.Cover(Table::kDesignations, 2020, 2021, true);
  const Chronicle chronicle = lists.Build();
  SanctionYearsOptions options;
  options.first_year = 2018;
  options.last_year = 2020;
  const auto rows = [&] {
    std::string text;
    const SanctionYears years = SanctionYearsOf(chronicle, options).value();
    for (const SanctionYear& row : years.rows) {
      std::ostringstream out;
      out << chronicle.actor(std::get<ActorId>(row.target)).name << ' ' << row.year << ' '
          << (row.sender ? chronicle.actor(*row.sender).name : "all") << ' ' << row.designations
          << ' ' << row.regimes << '\n';
      text += out.str();
    }
    return text;
  };
  const std::string by_eu =
      "bank 2019 all 2 1\n"
      "bank 2019 eu 2 1\n"
      "bank 2020 all 1..2 1..2\n"
      "bank 2020 eu 1..2 1..2\n"
      "branch 2020 all 1 1\n"
      "branch 2020 eu 1 1\n";
  EXPECT_EQ(rows(), by_eu);
  EXPECT_THAT(SanctionYearsOf(chronicle, options)->covered,
              ElementsAre(Truth::kNo, Truth::kNo, Truth::kCertain));
  // The branch was listed when the United Kingdom was no longer a member, and what began some day
  // of 2020 or 2021 may have met its last month.
  options.with_members = true;
  options.targets = {ActorFilter{.actor = bank, .with_parts = true}};
  EXPECT_EQ(rows(),
            "bank 2019 all 2 1\n"
            "bank 2019 eu 2 1\n"
            "bank 2019 uk 2 1\n"
            "bank 2020 all 2..3 2\n"
            "bank 2020 eu 2..3 2\n"
            "bank 2020 uk 1..2 1..2\n");
}

TEST(SanctionYearsOf, TellsTargetsThatAreNoActors) {
  Lists lists;
  const ActorId eu = lists.AddActor("eu");
  const PlaceId crimea = lists.AddPlace("crimea");
  const RegimeId regime = lists.AddRegime("regime", {eu});
  lists.List(regime, crimea, "2014-06-23/..");
  lists.List(regime, std::string("energy"), "2014-07-31/..");
  const Chronicle chronicle = lists.Build();
  SanctionYearsOptions options;
  options.first_year = options.last_year = 2014;
  const SanctionYears years = SanctionYearsOf(chronicle, options).value();
  ASSERT_EQ(years.rows.size(), 4u);
  EXPECT_EQ(years.rows[0].target, Target(crimea));
  EXPECT_EQ(years.rows[0].sender, std::nullopt);
  EXPECT_EQ(years.rows[3].target, Target(std::string("energy")));
  EXPECT_EQ(years.rows[3].sender, eu);
}

TEST(SanctionYearsOf, RefusesWhatMakesNoSense) {
  const Chronicle chronicle;
  const auto error = [&](int first, int last, std::optional<ActorId> sender) {
    SanctionYearsOptions options;
    options.first_year = first;
    options.last_year = last;
    options.filter.sender = sender;
    return SanctionYearsOf(chronicle, options).error();
  };
  EXPECT_EQ(error(2015, 2014, {}).code(), ErrorCode::kInvalidArgument);
  EXPECT_THAT(error(2015, 20140, {}).message(), HasSubstr("no years: 2015 to 20140"));
  EXPECT_THAT(error(-10000, 2014, {}).message(), HasSubstr("no years"));
  EXPECT_THAT(error(2014, 2015, ActorId(0)).message(), HasSubstr("a filter names one"));
}

// --- Ownership.

TEST(BlockedOn, FollowsOwnersOfTheDayAndSaysWhatItIsMadeOf) {
  Lists lists;
  const ActorId us = lists.AddActor("us");
  const ActorId eu = lists.AddActor("eu");
  const ActorId owner = lists.AddActor("owner");
  const ActorId holding = lists.AddActor("holding");
  const ActorId company = lists.AddActor("company");
  const ActorId unsaid = lists.AddActor("unsaid");
  const RegimeId by_us = lists.AddRegime("us", {us});
  const RegimeId by_eu = lists.AddRegime("eu", {eu});
  const DesignationId listed = lists.List(by_us, owner, "2018-04-06/..");
  Designation ban = lists.Make(by_eu, owner, "2016/..");
  ban.measures = {Measure::kTravelBan};
  lists.builder.Add(ban);
  lists.List(by_us, std::string("energy"), "2014/..");
  const RelationId first = lists.Own(owner, holding, Share{5000, 5000});
  const RelationId second = lists.Own(holding, company, Share{4900, 5100}, "2000/2020-12-31");
  lists.Own(owner, unsaid, std::nullopt);
  lists.Cover(Table::kDesignations, 2018, 2019, true);
  const Chronicle chronicle = lists.Build();
  const auto ask = [&](int year, const SanctionFilter& filter) {
    const Day day = D(year, 6, 1);
    return BlockedOn(chronicle, day, RuleOn(OwnershipSystem::kOfac, day).value(), filter).value();
  };
  const BlockedAnswer answer = ask(2019, {.sender = us});
  EXPECT_EQ(answer.blocking.truth(owner), Truth::kCertain);
  EXPECT_EQ(answer.blocking.truth(holding), Truth::kCertain);
  EXPECT_EQ(answer.blocking.truth(company), Truth::kPossible);
  EXPECT_EQ(answer.blocking.truth(unsaid), Truth::kPossible);
  EXPECT_EQ(answer.blocking.truth(us), Truth::kNo);
  const BlockingReason reason = answer.blocking.Explain(company);
  ASSERT_EQ(reason.holdings.size(), 2u);
  EXPECT_EQ(answer.relations[reason.holdings[0]], first);
  EXPECT_EQ(answer.relations[reason.holdings[1]], second);
  ASSERT_EQ(answer.listings.size(), 1u);
  EXPECT_EQ(answer.listings[0].actor, owner);
  EXPECT_EQ(answer.listings[0].designation, Certain(listed));
  EXPECT_EQ(answer.designations_covered, Truth::kCertain);
  EXPECT_EQ(answer.relations_covered, Truth::kNo);
  ASSERT_EQ(answer.issues.notes(), 1u);
  EXPECT_THAT(answer.issues.issues()[0].message, HasSubstr("do not say how much: 1"));
  // Sold; and a travel ban blocks no property.
  EXPECT_EQ(ask(2021, {.sender = us}).blocking.truth(company), Truth::kNo);
  EXPECT_EQ(ask(2017, {}).blocking.count().possible, 0);
  EXPECT_EQ(ask(2019, {.sender = eu}).blocking.count().possible, 0);
  EXPECT_EQ(ask(2017, {.measures = {Measure::kTravelBan}}).blocking.truth(holding),
            Truth::kCertain);
  // The rule is that of the day.
  EXPECT_EQ(
      BlockedOn(chronicle, D(2013, 1, 1), RuleOn(OwnershipSystem::kOfac, D(2019, 1, 1)).value())
          .error()
          .code(),
      ErrorCode::kInvalidArgument);
}

TEST(BlockedOn, WarnsByKeyOfWhatLooksWrong) {
  Lists lists;
  const ActorId a = lists.AddActor("a");
  const ActorId b = lists.AddActor("b");
  lists.Own(a, b, Share{6000, 6000});
  lists.Own(a, b, Share{6000, 6000});
  const Chronicle chronicle = lists.Build();
  const BlockedAnswer answer = BlockedOn(chronicle, D(2019, 1, 1), {}).value();
  ASSERT_EQ(answer.issues.warnings(), 2u);
  EXPECT_EQ(answer.issues.issues()[0].text, "b");
  EXPECT_EQ(answer.issues.issues()[0].message, "shares in it add up to 120 %");
  EXPECT_EQ(answer.issues.issues()[1].message, "two parcels of one owner and size: owns1, owns2");
}

TEST(BlockedOn, AsKnownThenTakesTheVersionsOfThen) {
  Lists lists;
  const ActorId us = lists.AddActor("us");
  Actor actor;
  actor.fact = MakeFact("owner", Span::Unknown(), lists.source());
  actor.fact.learnt = M("2015-01-01");
  actor.fact.superseded = D(2020, 1, 1);
  const ActorId old_owner = lists.builder.Add(actor);
  actor.fact.learnt = M("2020-01-01");
  actor.fact.superseded.reset();
  const ActorId owner = lists.builder.Add(actor);
  const ActorId company = lists.AddActor("company");
  const RegimeId regime = lists.AddRegime("us", {us});
  Designation listed = lists.Make(regime, old_owner, "2014-06-01/..");
  listed.fact.learnt = M("2015-01-01");
  lists.builder.Add(listed);
  Relation owns;
  owns.fact = MakeFact("owns", S("2010/.."), lists.source());
  owns.fact.learnt = M("2016-01-01");
  owns.fact.superseded = D(2018, 1, 1);
  owns.kind = RelationKind::kOwns;
  owns.from = old_owner;
  owns.to = company;
  owns.share = Share{6000, 6000};
  lists.builder.Add(owns);
  owns.fact.learnt = M("2018-01");  // some day of the month, at the latest the day before the next
  owns.fact.superseded.reset();
  owns.share = Share{4000, 4000};
  lists.builder.Add(owns);
  const Chronicle chronicle = lists.Build();
  const auto truth = [&](std::optional<Day> known) {
    return BlockedOn(chronicle, D(2014, 9, 1), {}, {.as_known = known}).value().blocking;
  };
  EXPECT_EQ(truth(D(2017, 1, 1)).truth(company), Truth::kCertain);
  EXPECT_EQ(truth(D(2017, 1, 1)).truth(owner), Truth::kCertain);  // by the key's own id
  EXPECT_EQ(truth(D(2015, 6, 1)).truth(company), Truth::kNo);     // not learnt yet
  EXPECT_EQ(truth(D(2015, 6, 1)).truth(owner), Truth::kCertain);
  EXPECT_EQ(truth(std::nullopt).truth(company), Truth::kNo);
  EXPECT_EQ(truth(std::nullopt).possible_share(company), PerCent::Of(40));
  // A version that only possibly stood holds nothing for certain.
  EXPECT_EQ(truth(D(2018, 1, 15)).possible_share(company), PerCent::Of(40));
  EXPECT_EQ(truth(D(2018, 1, 15)).certain_share(company), PerCent());
}

// --- Events.

TEST(SanctionsAtEvents, FindsWhatWasInForceBetweenParties) {
  Lists lists;
  const ActorId ukraine = lists.AddActor("ukraine");
  const ActorId russia = lists.AddActor("russia");
  const ActorId army = lists.AddActor("army");
  const ActorId eu = lists.AddActor("eu");
  const ActorId poland = lists.AddActor("poland");
  lists.Relate(army, RelationKind::kPartOf, russia, "2000/..");
  lists.Relate(poland, RelationKind::kMemberOf, eu, "2004-05-01/..");
  const RegimeId by_ukraine = lists.AddRegime("ua", {ukraine});
  const RegimeId by_eu = lists.AddRegime("eu-regime", {eu});
  const DesignationId on_russia = lists.List(by_ukraine, russia, "2022-03-05/..");
  const DesignationId on_army = lists.List(by_eu, army, "2022-03-01/..");
  lists.Threaten(by_ukraine, russia, "2020/..");
  lists.List(by_ukraine, std::string("energy"), "2020/..");
  lists.List(by_ukraine, ukraine, "2020/..");  // no two parties
  const EventId late = lists.AddEvent("2022-03-10", {ukraine, army});
  const EventId vague = lists.AddEvent("2022-03", {army, ukraine});
  const EventId early = lists.AddEvent("2022-02-24", {ukraine, army});
  const EventId talks = lists.AddEvent("2022-03-10", {poland, army});
  lists.AddEvent("2022-03-10", {army, russia});
  const Chronicle chronicle = lists.Build();
  EXPECT_THAT(SanctionsAtEvents(chronicle, {}).value(),
              ElementsAre(SanctionAtEvent{vague, on_russia, Truth::kPossible},
                          SanctionAtEvent{late, on_russia, Truth::kCertain}));
  SanctionFilter filter;
  filter.with_organisations = true;
  EXPECT_THAT(SanctionsAtEvents(chronicle, {}, filter).value(),
              ElementsAre(SanctionAtEvent{vague, on_russia, Truth::kPossible},
                          SanctionAtEvent{late, on_russia, Truth::kCertain},
                          SanctionAtEvent{talks, on_army, Truth::kCertain}));
  filter.sender = ukraine;
  EXPECT_EQ(SanctionsAtEvents(chronicle, {}, filter).value().size(), 2u);
  EventQuery query;
  query.when = At{D(2022, 3, 10)};
  EXPECT_EQ(SanctionsAtEvents(chronicle, query).value().size(), 2u);
  query.when = At{D(2022, 2, 24)};
  EXPECT_THAT(SanctionsAtEvents(chronicle, query).value(), IsEmpty());
  (void)early;

  query.dyad = std::pair(ActorFilter{.actor = russia}, ActorFilter{.actor = ukraine});
  EXPECT_THAT(SanctionsAtEvents(chronicle, query).error().message(), HasSubstr("dyad"));
  query.dyad.reset();
  query.as_known = D(2023, 1, 1);
  EXPECT_THAT(SanctionsAtEvents(chronicle, query).error().message(),
              HasSubstr("as known on different days"));
}

// --- Against plain loops, over random chronicles: versions, vague spans, cycles of members.

TEST(SanctionsOracle, StatusAndInForceAreThoseOfALoopOverAllDesignations) {
  std::map<ListingState, int> seen;
  int by_member = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    Random random(seed);
    const Chronicle chronicle = RandomChronicle(seed).Make();
    const Oracle oracle(chronicle);
    if (chronicle.actors().empty()) continue;
    for (int question = 0; question < 20; ++question) {
      const auto any_actor = [&] {
        return ActorId(static_cast<std::uint32_t>(
            random.Between(0, static_cast<int>(chronicle.actors().size()) - 1)));
      };
      const ActorId actor = any_actor();
      const Day day = random.AnyDay();
      SanctionFilter filter;
      if (random.OneIn(2)) filter.sender = any_actor();
      filter.with_organisations = random.OneIn(2);
      if (random.OneIn(3)) filter.measures = {Measure::kTravelBan};
      if (random.OneIn(2)) filter.as_known = random.AnyDay();
      std::map<DesignationId, Truth> in_force;
      std::map<DesignationId, Truth> ended;
      std::map<DesignationId, Truth> later;
      std::map<DesignationId, Truth> threats;
      std::map<DesignationId, Truth> of_all;
      for (std::uint32_t i = 0; i < chronicle.designations().size(); ++i) {
        const Designation& row = chronicle.designation(DesignationId(i));
        Truth truth = oracle.Stands(row.fact, filter.as_known);
        if (!filter.measures.empty() && std::find(row.measures.begin(), row.measures.end(),
                                                  Measure::kTravelBan) == row.measures.end()) {
          continue;
        }
        if (filter.sender) {
          Truth is_sender = Truth::kNo;
          for (const ActorId sender : chronicle.regime(*row.regime).senders) {
            const Truth of_one = filter.with_organisations
                                     ? oracle.IsPart({.actor = sender, .with_members = true},
                                                     *filter.sender, day, filter.as_known)
                                 : oracle.Same(sender, *filter.sender) ? Truth::kCertain
                                                                       : Truth::kNo;
            is_sender = Or(is_sender, of_one);
            if (of_one != Truth::kNo && !oracle.Same(sender, *filter.sender)) ++by_member;
          }
          truth = And(truth, is_sender);
        }
        if (truth == Truth::kNo) continue;
        const Truth holds = HoldsAt(row.fact.span, day);
        const bool imposed = row.stage == DesignationStage::kImposed;
        if (imposed && holds != Truth::kNo) of_all[DesignationId(i)] = And(truth, holds);
        const ActorId* target = std::get_if<ActorId>(&*row.target);
        if (target == nullptr || !oracle.Same(*target, actor)) continue;
        auto& list = !imposed                                   ? threats
                     : holds != Truth::kNo                      ? in_force
                     : row.fact.span.bounds().end_latest <= day ? ended
                                                                : later;
        if (imposed || holds != Truth::kNo) {
          list[DesignationId(i)] = holds == Truth::kNo ? truth : And(truth, holds);
        }
      }
      const auto as_map = [](const std::vector<Match<DesignationId>>& matches) {
        std::map<DesignationId, Truth> map;
        for (const auto& match : matches) map[match.id] = match.truth;
        return map;
      };
      const ListingStatus status = StatusOn(chronicle, actor, day, filter);
      ASSERT_EQ(as_map(status.in_force), in_force) << "seed " << seed;
      ASSERT_EQ(as_map(status.ended), ended) << "seed " << seed;
      ASSERT_EQ(as_map(status.later), later) << "seed " << seed;
      ASSERT_EQ(as_map(status.threats), threats) << "seed " << seed;
      const ListingState state = !in_force.empty() ? ListingState::kListed
                                 : !ended.empty()  ? ListingState::kDelisted
                                 : !later.empty()  ? ListingState::kNotYet
                                                   : ListingState::kNotCovered;
      ASSERT_EQ(status.state, state);
      ++seen[state];
      InForceQuery query;
      static_cast<SanctionFilter&>(query) = filter;
      ASSERT_EQ(as_map(InForce(chronicle, day, query)), of_all) << "seed " << seed;
    }
  }
  for (const ListingState state :
       {ListingState::kListed, ListingState::kDelisted, ListingState::kNotYet}) {
    EXPECT_GT(seen[state], 20) << state;
  }
  EXPECT_GT(by_member, 50);
}

TEST(SanctionsOracle, EventsAreThoseOfALoopOverPairs) {
  int found = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    Random random(seed);
    const Chronicle chronicle = RandomChronicle(500 + seed).Make();
    const Oracle oracle(chronicle);
    SanctionFilter filter;
    filter.with_organisations = random.OneIn(2);
    EventQuery query;
    if (random.OneIn(2)) query.as_known = filter.as_known = random.AnyDay();
    std::map<std::pair<EventId, DesignationId>, Truth> expected;
    for (std::uint32_t d = 0; d < chronicle.designations().size(); ++d) {
      const Designation& designation = chronicle.designation(DesignationId(d));
      const ActorId* target = std::get_if<ActorId>(&*designation.target);
      const Truth stands = oracle.Stands(designation.fact, filter.as_known);
      if (target == nullptr || stands == Truth::kNo ||
          designation.stage != DesignationStage::kImposed) {
        continue;
      }
      for (const ActorId sender : chronicle.regime(*designation.regime).senders) {
        EventQuery between = query;
        between.dyad = std::pair(ActorFilter{sender, true, filter.with_organisations},
                                 ActorFilter{*target, true, false});
        for (const Match<EventId>& event : chronicle.Find(between)) {
          const Truth truth =
              And(And(stands, event.truth),
                  Relate(chronicle.event(event.id).span(), kSharesDay, designation.fact.span));
          if (truth == Truth::kNo) continue;
          Truth& known = expected[{event.id, DesignationId(d)}];
          known = Or(known, truth);
        }
      }
    }
    std::map<std::pair<EventId, DesignationId>, Truth> actual;
    const std::vector<SanctionAtEvent> answer = SanctionsAtEvents(chronicle, query, filter).value();
    for (const SanctionAtEvent& one : answer) {
      ASSERT_TRUE(actual.emplace(std::pair(one.event, one.designation), one.truth).second);
    }
    ASSERT_EQ(actual, expected) << "seed " << seed;
    found += static_cast<int>(actual.size());
  }
  EXPECT_GT(found, 30);
}

}  // namespace
}  // namespace chronicle_test
}  // namespace casus
