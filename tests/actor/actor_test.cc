#include "casus/actor/actor.h"

#include <gtest/gtest.h>

#include "tests/actor/words.h"

namespace casus {
namespace testing {

using Enumerations = ::testing::Types<ActorKind, NameKind, CodeSystem, RelationKind>;
INSTANTIATE_TYPED_TEST_SUITE_P(Actor, Words, Enumerations);

}  // namespace testing

namespace {

TEST(Code, IsNothingWithoutItsSystem) {
  const Code fips{CodeSystem::kFips104, "CH", {}};       // China
  const Code iso{CodeSystem::kIso3166Alpha2, "CH", {}};  // Switzerland
  EXPECT_NE(fips, iso);
}

TEST(Code, KeepsLeadingZeros) {
  const Code iso{CodeSystem::kIso3166Numeric, "004", {}};
  EXPECT_NE(iso, (Code{CodeSystem::kIso3166Numeric, "4", {}}));
}

TEST(Share, IsEverythingFromNothingToAllUntilItIsSaid) {
  const Share unknown;
  EXPECT_EQ(unknown.low, 0);
  EXPECT_EQ(unknown.high, 10000);
}

TEST(Actor, HasUnknownTimesAndNoKindUntilTheyAreSaid) {
  const Actor actor;
  EXPECT_EQ(actor.kind, ActorKind::kOther);
  EXPECT_EQ(actor.fact.span, Span::Unknown());
  EXPECT_FALSE(actor.fact.source.has_value());
}

TEST(Relation, HasNoEndsUntilTheyAreSaid) {
  const Relation relation;
  EXPECT_FALSE(relation.from.has_value());
  EXPECT_FALSE(relation.to.has_value());
  EXPECT_FALSE(relation.share.has_value());
}

}  // namespace
}  // namespace casus
