#include "casus/sanction/ownership.h"

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/actor/words.h"
#include "tests/io/real_data.h"

#ifdef CASUS_HAVE_NLOHMANN_JSON
#include <nlohmann/json.hpp>
#endif

namespace casus {
namespace testing {

using OwnershipEnumerations = ::testing::Types<OwnershipSystem>;
INSTANTIATE_TYPED_TEST_SUITE_P(Ownership, Words, OwnershipEnumerations);

}  // namespace testing

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Day kDay = Day::FromYmd(2024, 7, 3);

ActorId A(std::uint32_t i) { return ActorId(i); }
PerCent P(const char* text) { return ParsePerCent(text).value(); }
Holding Held(std::uint32_t owner, std::uint32_t owned, const char* share) {
  return {A(owner), A(owned), P(share), P(share)};
}
Holding Held(std::uint32_t owner, std::uint32_t owned, const char* low, const char* high) {
  return {A(owner), A(owned), P(low), P(high)};
}
Blocking Ask(const std::vector<Holding>& rows, const std::vector<Listed>& listed,
             const OwnershipRule& rule = {}) {
  return Holdings::Build(8, rows).value().Blocked(rule, kDay, listed).value();
}

TEST(PerCent, ReadsDecimalsExactlyAndWritesThemBack) {
  for (const char* text : {"0", "50", "100", "16.7", "49.99", "33.333333", "0.000001", "7.05"}) {
    EXPECT_EQ(ToString(P(text)), text);
  }
  EXPECT_EQ(P("16.7") + P("16.7") + P("16.6"), PerCent::Of(50));
  EXPECT_EQ(P("33.3333") + P("16.6667"), PerCent::Of(50));
  EXPECT_EQ(P("16.67"), PerCent::OfHundredths(1667));
  EXPECT_EQ(P("050.10"), P("50.1"));
  EXPECT_EQ(P("1.2500000"), P("1.25"));
  EXPECT_EQ(ToString(P("49.99") - PerCent::Of(50)), "-0.01");
  EXPECT_EQ(ToString(PerCent::Of(50) + PerCent::Of(70)), "120");
}

TEST(PerCent, RefusesAllElse) {
  for (const char* text :
       {"", ".", ".5", "5.", "-1", "+1", "1e1", "50%", " 50", "50 ", "5,0", "1.2.3", "0x1", "100.1",
        "101", "100.0000001", "99999999999999999999999", "33.3333333"}) {
    EXPECT_FALSE(ParsePerCent(text).ok()) << text;
  }
  EXPECT_EQ(ParsePerCent("5,0").error().code(), ErrorCode::kParse);
  EXPECT_EQ(ParsePerCent("5,0").error().where().column, 2u);
  EXPECT_EQ(ParsePerCent("100.000001").error().code(), ErrorCode::kOutOfRange);
  EXPECT_THAT(ParsePerCent("100.0000001").error().message(), HasSubstr("more than 100"));
  EXPECT_THAT(ParsePerCent("33.3333333").error().message(), HasSubstr("give bounds"));
}

TEST(RuleOn, ChangesOnItsDays) {
  const auto rule = [](OwnershipSystem system, int year, int month, int day) {
    return RuleOn(system, Day::FromYmd(year, month, day));
  };
  using S = OwnershipSystem;
  EXPECT_EQ(rule(S::kOfac, 2008, 2, 13).error().code(), ErrorCode::kNotFound);
  EXPECT_FALSE(rule(S::kOfac, 2008, 2, 14)->aggregate);
  EXPECT_FALSE(rule(S::kOfac, 2014, 8, 12)->aggregate);
  EXPECT_TRUE(rule(S::kOfac, 2014, 8, 13)->aggregate);
  EXPECT_TRUE(rule(S::kOfac, 2014, 8, 12)->at_threshold);
  EXPECT_FALSE(rule(S::kEu, 2024, 7, 2)->at_threshold);
  EXPECT_TRUE(rule(S::kEu, 2024, 7, 3)->at_threshold);
  EXPECT_TRUE(rule(S::kEu, 2024, 7, 2)->aggregate);
  EXPECT_EQ(rule(S::kUk, 2020, 12, 30).error().code(), ErrorCode::kNotFound);
  EXPECT_FALSE(rule(S::kUk, 2020, 12, 31)->aggregate);
  EXPECT_FALSE(rule(S::kUk, 2026, 1, 1)->at_threshold);
  EXPECT_EQ(rule(S::kBisAffiliates, 2025, 9, 28).error().code(), ErrorCode::kNotFound);
  EXPECT_TRUE(rule(S::kBisAffiliates, 2025, 11, 9)->aggregate);
  EXPECT_THAT(rule(S::kBisAffiliates, 2025, 11, 10).error().message(), HasSubstr("suspended"));
  EXPECT_EQ(rule(S::kBisAffiliates, 2026, 11, 9).error().code(), ErrorCode::kNotFound);
  EXPECT_EQ(rule(S::kBisAffiliates, 2026, 11, 10).error().code(), ErrorCode::kUnsupported);
}

TEST(RuleOn, IsValidOnTheDayAskedAndNotOnTheDaysOfAnother) {
  for (const auto& [system, word] : kTokens<OwnershipSystem>) {
    for (Day day = Day::FromYmd(2008, 1, 1); day < Day::FromYmd(2027, 1, 1); ++day) {
      const Result<OwnershipRule> rule = RuleOn(system, day);
      if (!rule.ok()) continue;
      ASSERT_TRUE(rule->valid.Contains(day)) << word << ' ' << day;
      const Result<OwnershipRule> before = RuleOn(system, day - 1);
      ASSERT_EQ(before.ok() && *before == *rule, rule->valid.Contains(day - 1)) << word << day;
    }
  }
}

TEST(Holdings, AreRefusedWithTheRow) {
  const auto error = [](const Holding& holding) {
    return Holdings::Build(2, std::vector<Holding>{Held(0, 1, "10"), holding}).error();
  };
  EXPECT_EQ(error(Held(0, 2, "1")).code(), ErrorCode::kBadReference);
  EXPECT_EQ(error(Held(2, 0, "1")).code(), ErrorCode::kBadReference);
  EXPECT_THAT(error(Held(0, 2, "1")).message(), HasSubstr("holding 1: "));
  EXPECT_THAT(error(Held(0, 1, "2", "1")).message(), HasSubstr("below its low"));
  EXPECT_THAT(error({A(0), A(1), PerCent::Of(-1), PerCent::Of(1)}).message(),
              HasSubstr("outside of 0 to 100"));
  EXPECT_THAT(error({A(0), A(1), PerCent::Of(1), PerCent::Of(101)}).message(),
              HasSubstr("outside of 0 to 100"));
}

TEST(Holdings, GiveBackWhatTheyWereBuiltOf) {
  std::vector<Holding> rows = {Held(3, 1, "20"), Held(0, 2, "5", "7.5"), Held(3, 0, "1")};
  rows[2].span = Span::Exactly(Period::OfYear(2024)).bounds();
  const Holdings holdings = Holdings::Build(5, rows).value();
  EXPECT_EQ(holdings.entity_count(), 5u);
  EXPECT_EQ(holdings.holding_count(), 3u);
  for (Row row = 0; row < 3; ++row) {
    const Holding held = holdings.holding(row);
    EXPECT_EQ(held.owner, rows[row].owner);
    EXPECT_EQ(held.owned, rows[row].owned);
    EXPECT_EQ(held.low, rows[row].low);
    EXPECT_EQ(held.high, rows[row].high);
    EXPECT_EQ(held.span, rows[row].span);
  }
  EXPECT_EQ(Holdings().entity_count(), 0u);
  EXPECT_EQ(Holdings().Blocked({}, kDay, {}).value().count(), (Bounds{0, 0, {}}));
}

TEST(Blocked, RefusesWhatMakesNoSense) {
  const Holdings holdings = Holdings::Build(2, {}).value();
  const auto error = [&](const OwnershipRule& rule, std::uint32_t listed) {
    const std::vector<Listed> list = {{A(listed)}};
    return holdings.Blocked(rule, kDay, list).error();
  };
  EXPECT_EQ(error({}, 2).code(), ErrorCode::kBadReference);
  OwnershipRule rule;
  rule.valid = Period::OfYear(2023);
  EXPECT_THAT(error(rule, 0).message(), HasSubstr("not valid on this day"));
  rule = {};
  rule.threshold = PerCent();
  EXPECT_THAT(error(rule, 0).message(), HasSubstr("no threshold"));
  rule.threshold = PerCent::Of(100);
  rule.at_threshold = false;
  EXPECT_THAT(error(rule, 0).message(), HasSubstr("no threshold"));
  // Any share at all is a rule, and so is the whole.
  rule.threshold = PerCent();
  EXPECT_TRUE(holdings.Blocked(rule, kDay, {}).ok());
  rule.threshold = PerCent::Of(100);
  rule.at_threshold = true;
  EXPECT_TRUE(holdings.Blocked(rule, kDay, {}).ok());
}

TEST(Blocked, KeepsApartWhatIsSureAndWhatIsNot) {
  // 1 is owned for sure, 2 within bounds, 3 by someone perhaps listed, 4 by nobody knows how much.
  const Blocking blocking = Ask({Held(0, 1, "50"),
                                 Held(0, 2, "25", "50"),
                                 Held(5, 3, "100"),
                                 {A(0), A(4), PerCent()},
                                 Held(1, 6, "50"),
                                 Held(2, 7, "50")},
                                {{A(0)}, {A(5), Truth::kPossible}});
  const auto truths = [&] {
    std::string text;
    for (std::uint32_t i = 0; i < 8; ++i) text += std::string(ToString(blocking.truth(A(i)))) + " ";
    return text;
  };
  EXPECT_EQ(truths(), "certain certain possible possible possible possible certain possible ");
  EXPECT_EQ(blocking.count(), (Bounds{3, 8, {}}));
  EXPECT_EQ(blocking.certain_share(A(2)), P("25"));
  EXPECT_EQ(blocking.possible_share(A(2)), P("50"));
  EXPECT_EQ(blocking.certain_share(A(3)), P("0"));
  EXPECT_EQ(blocking.listed(A(5)), Truth::kPossible);
  std::vector<std::uint32_t> visited;
  blocking.Visit([&](ActorId id, Truth) { visited.push_back(id.value()); });
  EXPECT_THAT(visited, ElementsAre(0, 1, 2, 3, 4, 5, 6, 7));
}

TEST(Blocked, TakesHoldingsOfTheDay) {
  Holding held = Held(0, 1, "60");
  const auto on = [&](const Span& span) {
    held.span = span.bounds();
    return Ask({held}, {{A(0)}}).truth(A(1));
  };
  const Day first = Day::FromYmd(2024, 1, 1);
  EXPECT_EQ(on(Span::Exactly(Period::Of(first, kDay + 1))), Truth::kCertain);
  // Sold the day before: no longer (FAQ 402).
  EXPECT_EQ(on(Span::Exactly(Period::Of(first, kDay))), Truth::kNo);
  EXPECT_EQ(on(Span::Exactly(Period::Of(kDay + 1, kDay + 9))), Truth::kNo);
  EXPECT_EQ(on(Span::On(Moment::InYear(2024).value())), Truth::kPossible);
  EXPECT_EQ(on(Span::Unknown()), Truth::kPossible);
}

TEST(Blocked, AnOwnerIsNotBlockedByWhatItOwnsOfItselfNorInARing) {
  EXPECT_EQ(Ask({Held(0, 0, "100")}, {}).truth(A(0)), Truth::kNo);
  const Blocking ring = Ask({Held(0, 1, "100"), Held(1, 0, "100")}, {});
  EXPECT_EQ(ring.count().possible, 0);
  // What it owns of itself adds nothing to what others own of it.
  const Blocking blocking = Ask({Held(0, 1, "30"), Held(1, 1, "70"), Held(1, 2, "80")}, {{A(0)}});
  EXPECT_EQ(blocking.truth(A(1)), Truth::kNo);
  EXPECT_EQ(blocking.possible_share(A(1)), P("30"));
  EXPECT_EQ(Ask({Held(0, 1, "60"), Held(1, 1, "40")}, {{A(0)}}).possible_share(A(1)), P("60"));
}

TEST(Blocked, WithoutAggregationTheGreatestOwnerCounts) {
  OwnershipRule rule;
  rule.aggregate = false;
  const std::vector<Holding> rows = {Held(0, 2, "20"), Held(1, 2, "40"), Held(0, 2, "25")};
  const Blocking alone = Ask(rows, {{A(0)}, {A(1)}}, rule);
  EXPECT_EQ(alone.truth(A(2)), Truth::kNo);
  EXPECT_EQ(alone.possible_share(A(2)), P("45"));  // parcels of one owner add up
  EXPECT_EQ(Ask(rows, {{A(0)}, {A(1)}}).truth(A(2)), Truth::kCertain);
}

TEST(Blocked, CountsAnActorListedTwiceOnceAndAsSurelyAsTheSurer) {
  const Blocking blocking =
      Ask({}, {{A(0), Truth::kPossible}, {A(0)}, {A(0), Truth::kNo}, {A(1), Truth::kNo}});
  EXPECT_EQ(blocking.listed(A(0)), Truth::kCertain);
  EXPECT_EQ(blocking.count(), (Bounds{1, 1, {}}));
}

TEST(Explain, TakesTheFewestHoldingsAndFollowsChains) {
  // 4 by four holdings of 12.5 each, or by 3, which is 5's, which is 0's.
  const std::vector<Holding> rows = {Held(3, 4, "60"),   Held(0, 4, "12.5"), Held(1, 4, "12.5"),
                                     Held(2, 4, "12.5"), Held(6, 4, "12.5"), Held(0, 5, "50"),
                                     Held(5, 3, "50")};
  const Blocking blocking = Ask(rows, {{A(0)}, {A(1)}, {A(2)}, {A(6)}});
  const BlockingReason reason = blocking.Explain(A(4));
  EXPECT_EQ(reason.truth, Truth::kCertain);
  EXPECT_EQ(reason.listed, Truth::kNo);
  EXPECT_THAT(reason.holdings, ElementsAre(5, 6, 0));  // each owner first
  EXPECT_TRUE(reason.fewest);
  EXPECT_EQ(reason.certain_share, PerCent::Of(110));
  EXPECT_THAT(reason.counted, ElementsAre(0, 1, 2, 3, 4));
  // Without a search it is those of owners that were blocked before it, and it says so.
  const BlockingReason first = blocking.Explain(A(4), 0);
  EXPECT_THAT(first.holdings, ElementsAre(1, 2, 3, 4));
  EXPECT_FALSE(first.fewest);
}

TEST(Explain, AHoldingThatExplainsTwiceCountsOnce) {
  // 5 by 3 and 4 (25 each), both owned by 2 alone; or by four listed with 12.5 each.
  const std::vector<Holding> rows = {Held(3, 5, "25"),   Held(4, 5, "25"),   Held(2, 3, "50"),
                                     Held(2, 4, "50"),   Held(0, 2, "50"),   Held(0, 5, "12.5"),
                                     Held(1, 5, "12.5"), Held(6, 5, "12.5"), Held(7, 5, "12.5")};
  const Blocking blocking = Ask(rows, {{A(0)}, {A(1)}, {A(6)}, {A(7)}});
  // 3 and 4 need five holdings in all, the four listed four.
  EXPECT_THAT(blocking.Explain(A(5)).holdings, ElementsAre(5, 6, 7, 8));
  EXPECT_TRUE(blocking.Explain(A(5)).fewest);
}

TEST(Explain, LooksAtEqualHoldingsOfDifferentOwners) {
  // 5 by 3, which four listed own, or by 4, which is 6's, which is 0's.
  const std::vector<Holding> rows = {Held(3, 5, "50"),   Held(4, 5, "50"),   Held(0, 3, "12.5"),
                                     Held(1, 3, "12.5"), Held(2, 3, "12.5"), Held(7, 3, "12.5"),
                                     Held(0, 6, "50"),   Held(6, 4, "50")};
  const Blocking blocking = Ask(rows, {{A(0)}, {A(1)}, {A(2)}, {A(7)}});
  EXPECT_EQ(blocking.Explain(A(5), 0).holdings.size(), 5u);
  EXPECT_THAT(blocking.Explain(A(5)).holdings, ElementsAre(6, 7, 1));
}

TEST(Explain, SaysHowFarItIsWhereItIsNotBlockedAndNothingOfTheListed) {
  const Blocking blocking = Ask({Held(0, 1, "49.99"), Held(2, 1, "50.01")}, {{A(0)}});
  const BlockingReason below = blocking.Explain(A(1));
  EXPECT_EQ(below.truth, Truth::kNo);
  EXPECT_THAT(below.holdings, IsEmpty());
  EXPECT_EQ(ToString(below.possible_share - PerCent::Of(50)), "-0.01");
  EXPECT_THAT(below.counted, ElementsAre(0));
  const BlockingReason listed = blocking.Explain(A(0));
  EXPECT_EQ(listed.truth, Truth::kCertain);
  EXPECT_EQ(listed.listed, Truth::kCertain);
  EXPECT_THAT(listed.holdings, IsEmpty());
}

TEST(Explain, WhoIsPerhapsListedAndSurelyOwnedIsBlockedByTheOwning) {
  const BlockingReason reason =
      Ask({Held(0, 1, "60")}, {{A(0)}, {A(1), Truth::kPossible}}).Explain(A(1));
  EXPECT_EQ(reason.truth, Truth::kCertain);
  EXPECT_EQ(reason.listed, Truth::kPossible);
  EXPECT_THAT(reason.holdings, ElementsAre(0));
}

TEST(Explain, GoesDownALongChainAndThroughManySmallHoldings) {
  constexpr std::uint32_t kLength = 20'000;
  std::vector<Holding> rows;
  for (std::uint32_t i = 0; i + 1 < kLength; ++i) rows.push_back(Held(i, i + 1, "75"));
  const std::vector<Listed> listed = {{A(0)}};
  const Blocking chain = Holdings::Build(kLength, rows).value().Blocked({}, kDay, listed).value();
  const BlockingReason reason = chain.Explain(A(kLength - 1));
  EXPECT_EQ(reason.holdings.size(), kLength - 1);
  EXPECT_EQ(reason.holdings.front(), 0u);
  EXPECT_FALSE(reason.fewest);  // not looked for

  rows.clear();
  std::vector<Listed> many;
  for (std::uint32_t i = 1; i < kLength; ++i) {
    rows.push_back(Held(i, 0, "0.005"));
    many.push_back({A(i)});
  }
  const Blocking crowd = Holdings::Build(kLength, rows).value().Blocked({}, kDay, many).value();
  EXPECT_EQ(crowd.certain_share(A(0)), P("99.995"));
  EXPECT_EQ(crowd.Explain(A(0)).holdings.size(), 10'000u);
  EXPECT_TRUE(crowd.Explain(A(0)).fewest);
}

TEST(Check, WarnsOfWhatLooksWrongOnTheDay) {
  std::vector<Holding> rows = {Held(0, 0, "10"),        Held(1, 2, "60"),      Held(3, 2, "60"),
                               Held(1, 4, "20"),        Held(1, 4, "20"),      Held(1, 5, "90"),
                               Held(3, 5, "90", "100"), Held(1, 4, "20", "21")};
  const auto issues = [&](Day day) {
    std::string text;
    const Holdings holdings = Holdings::Build(6, rows).value();
    for (const Issue& issue :
         holdings
             .Check(
                 day, [](ActorId id) { return "a" + std::to_string(id.value()); },
                 [](Row row) { return "h" + std::to_string(row); })
             .issues()) {
      EXPECT_EQ(issue.severity, Severity::kWarning);
      text += issue.text + ": " + issue.message + " [" + issue.action + "]\n";
    }
    return text;
  };
  rows[6].span = Span::On(Moment::InYear(2024).value()).bounds();  // no more than perhaps that day
  EXPECT_EQ(issues(kDay),
            "a0: owns a part of itself: h0 [does not count]\n"
            "a2: shares in it add up to 120 % [counted as given]\n"
            "a4: two parcels of one owner and size: h3, h4 [added up]\n");
  for (Holding& row : rows) row.span = Span::Exactly(Period::OfYear(2023)).bounds();
  EXPECT_EQ(issues(kDay), "");
}

#ifdef CASUS_HAVE_NLOHMANN_JSON
// Worked cases, most of them OFAC's own.
TEST(Ownership, NamedCasesOfTheFiftyPercentRule) {
  const std::string path = casus_test::RealDataPath("ownership/fifty_percent_named.json");
  CASUS_REQUIRE_REAL_DATA(path);
  std::ifstream in(path);
  ASSERT_TRUE(in) << path;
  const nlohmann::json file = nlohmann::json::parse(in);
  const OwnershipRule ofac = RuleOn(OwnershipSystem::kOfac, Day::FromYmd(2022, 3, 1)).value();
  const OwnershipRule uk = RuleOn(OwnershipSystem::kUk, Day::FromYmd(2022, 3, 1)).value();
  const OwnershipRule eu = RuleOn(OwnershipSystem::kEu, Day::FromYmd(2022, 3, 1)).value();
  int cases = 0;
  for (const nlohmann::json& test : file.at("named")) {
    SCOPED_TRACE(test.at("id").get<std::string>());
    std::map<std::string, std::uint32_t> ids;
    std::vector<std::string> names;
    const auto id = [&](const nlohmann::json& name) {
      const auto [found, is_new] =
          ids.emplace(name.get<std::string>(), static_cast<std::uint32_t>(ids.size()));
      if (is_new) names.push_back(found->first);
      return ActorId(found->second);
    };
    std::vector<Listed> listed;
    for (const nlohmann::json& seed : test.at("seeds")) listed.push_back({id(seed)});
    std::vector<Holding> rows;
    for (const nlohmann::json& edge : test.at("edges")) {
      const ActorId owner = id(edge.at(0));
      const ActorId owned = id(edge.at(1));
      const nlohmann::json& share = edge.at(2);
      const PerCent exact =
          P((share.is_string() ? share.get<std::string>() : share.dump()).c_str());
      rows.push_back({owner, owned, exact, exact});
    }
    const Holdings holdings = Holdings::Build(ids.size(), rows).value();
    const auto blocked = [&](const OwnershipRule& rule) {
      const Blocking blocking = holdings.Blocked(rule, Day::FromYmd(2022, 3, 1), listed).value();
      std::set<std::string> found;
      blocking.Visit([&](ActorId actor, Truth truth) {
        EXPECT_EQ(truth, Truth::kCertain);
        if (blocking.listed(actor) == Truth::kNo) found.insert(names[actor.value()]);
      });
      return found;
    };
    const auto expected = [&](const char* field) {
      return test.at(field).get<std::set<std::string>>();
    };
    EXPECT_EQ(blocked(ofac), expected("expected"));
    EXPECT_EQ(blocked(uk), expected("uk_more_than_50_no_aggregation"));
    EXPECT_EQ(blocked(eu), expected("eu_pre_2024_07_03_more_than_50_aggregated"));
    ++cases;
  }
  EXPECT_GE(cases, 15);
}
#endif

}  // namespace
}  // namespace casus
