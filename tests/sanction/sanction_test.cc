#include "casus/sanction/sanction.h"

#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "tests/actor/words.h"

namespace casus {
namespace testing {

using Enumerations =
    ::testing::Types<Measure, InstrumentKind, DesignationStage, EndReason, ExemptionKind>;
INSTANTIATE_TYPED_TEST_SUITE_P(Sanction, Words, Enumerations);

}  // namespace testing

namespace {

TEST(Target, TellsAnActorFromAPlaceOfTheSameNumber) {
  EXPECT_NE(Target(ActorId(1)), Target(PlaceId(1)));
  EXPECT_TRUE(std::holds_alternative<std::string>(Target("energy sector")));
}

TEST(Designation, HasNoDaysUntilTheyAreSaidAndNoneStandsInForAnother) {
  Designation designation;
  EXPECT_FALSE(designation.decided || designation.published || designation.effective);
  designation.decided = Moment::OnDay(Day::FromYmd(2014, 3, 17));
  EXPECT_FALSE(designation.published || designation.effective);
}

TEST(Designation, IsListedAgainAsASecondOne) {
  Designation first;
  first.target = ActorId(1);
  Designation second = first;
  second.decided = Moment::OnDay(Day::FromYmd(2022, 2, 25));
  EXPECT_NE(first, second);
  EXPECT_EQ(first.target, second.target);
}

}  // namespace
}  // namespace casus
