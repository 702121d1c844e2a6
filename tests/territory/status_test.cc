#include "casus/territory/status.h"

#include <gtest/gtest.h>

#include "tests/actor/words.h"

namespace casus {
namespace testing {

using Enumerations = ::testing::Types<Axis, ControlRegime, RecognitionKind, SecurityStatus>;
INSTANTIATE_TYPED_TEST_SUITE_P(Territory, Words, Enumerations);

}  // namespace testing

namespace {

TEST(Extent, IsTheWholePlaceUntilItIsSaidOtherwise) {
  const Extent extent;
  EXPECT_TRUE(extent.except.empty());
  EXPECT_EQ(extent.fraction_low, 10000);
  EXPECT_EQ(extent.fraction_high, 10000);
}

TEST(TerritorialStatus, ByAnotherViewpointIsAnotherStatus) {
  TerritorialStatus by_one;
  by_one.axis = Axis::kTitle;
  by_one.place = PlaceId(1);
  by_one.holders = {ActorId(1)};
  by_one.viewpoint = ActorId(1);
  TerritorialStatus by_other = by_one;
  by_other.viewpoint = ActorId(2);
  EXPECT_NE(by_one, by_other);
}

TEST(TerritorialStatus, HasNobodyAsHolderUntilOneIsSaid) {
  EXPECT_TRUE(TerritorialStatus().holders.empty());
  EXPECT_FALSE(TerritorialStatus().viewpoint.has_value());
}

}  // namespace
}  // namespace casus
