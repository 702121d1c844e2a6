#include "casus/event/event.h"

#include <cstdint>
#include <optional>
#include <variant>

#include <gtest/gtest.h>

#include "casus/event/observation.h"
#include "tests/actor/words.h"

namespace casus {
namespace testing {

using Enumerations =
    ::testing::Types<EventStatus, Role, Taxonomy, ObservationKind, MeasureKind, Direction>;
INSTANTIATE_TYPED_TEST_SUITE_P(Event, Words, Enumerations);

using DetailEnumerations = ::testing::Types<
    EventType, BattleKind, WeaponKind, CivilianViolenceKind, ViolenceOrganisation, OperationKind,
    MobilizationKind, CoercionKind, ProtestKind, RiotKind, ChangeProcedure, Portion, TerritoryRole,
    TalksFormat, Track, PeacefulMeans, MediationStrategy, NegotiationOutcome, CeasefireClass,
    CeasefirePurpose, CeasefireSide, CeasefireScope, CeasefireEnd, ViolationKind, SpeechAct,
    DiplomaticActKind, SanctionActKind, AidKind, AidStage, CooperationKind, DisplacementKind,
    PoliticalChangeKind, StrategicKind>;
INSTANTIATE_TYPED_TEST_SUITE_P(Details, Words, DetailEnumerations);

}  // namespace testing

namespace {

Casualties Of(std::optional<std::int64_t> low, std::optional<std::int64_t> best,
              std::optional<std::int64_t> high) {
  Casualties casualties;
  casualties.low = low;
  casualties.best = best;
  casualties.high = high;
  return casualties;
}

TEST(Casualties, BecomeBoundsFromLowToHigh) {
  const Bounds bounds = Of(5, 8, 12).AsBounds();
  EXPECT_EQ(bounds.certain, 5);
  EXPECT_EQ(bounds.possible, 12);
  EXPECT_EQ(bounds.best, 8);
}

TEST(Casualties, AreExactWhereOneNumberIsGiven) {
  EXPECT_EQ(Of({}, 3, {}).AsBounds(), (Bounds{3, 3, 3}));
  EXPECT_EQ(Of(3, 3, 3).AsBounds(), (Bounds{3, 3, 3}));
  EXPECT_EQ(Of(7, {}, {}).AsBounds(), (Bounds{7, 7, {}}));
}

TEST(Casualties, BecomeBoundsInOrderWhereTheSourceBreaksIt) {
  // UCDP GED event 184765.
  EXPECT_EQ(Of(6, 6, 5).AsBounds(), (Bounds{5, 6, 6}));
  EXPECT_EQ(Of(10, 2, 4).AsBounds(), (Bounds{2, 10, 2}));
}

TEST(Casualties, WithoutABestEstimateGetNone) {
  const Bounds bounds = Of(1, {}, 9).AsBounds();
  EXPECT_EQ(bounds, (Bounds{1, 9, {}}));
  EXPECT_FALSE(bounds.best.has_value());
}

TEST(Casualties, OfZeroAreZeroAndNotUnsaid) {
  EXPECT_EQ(Of(0, 0, 0).AsBounds(), (Bounds{0, 0, 0}));
  EXPECT_NE(Of(0, 0, 0), Casualties());
  EXPECT_TRUE(Of(0, {}, {}).said());
}

TEST(Casualties, ThatNobodyGaveAreNotSaid) {
  EXPECT_FALSE(Casualties().said());
  EXPECT_EQ(Casualties().AsBounds(), (Bounds{0, 0, {}}));
  Casualties parts;
  parts.civilians = 4;
  EXPECT_FALSE(parts.said());
}

TEST(Event, OccurredUntilItIsSaidOtherwiseAndIsAtNoPlace) {
  const Event event;
  EXPECT_EQ(event.status, EventStatus::kOccurred);
  EXPECT_EQ(event.place_precision, PlacePrecision::kUnknown);
  EXPECT_FALSE(event.at || event.place || event.casualties || event.media);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(event.details));
}

TEST(TypeCode, KeepsLeadingZeros) {
  EXPECT_NE((TypeCode{Taxonomy::kCameo, "043"}), (TypeCode{Taxonomy::kCameo, "43"}));
}

TEST(Quantity, OfThousandsHasNoHighBound) {
  const Quantity thousands{1000, {}, {}, "thousands"};
  EXPECT_FALSE(thousands.high.has_value());
}

TEST(Observation, IsNeitherStockNorFlowUntilItIsSaid) {
  EXPECT_EQ(Observation().measure, MeasureKind::kUnspecified);
  EXPECT_EQ(Observation().direction, Direction::kUnspecified);
}

}  // namespace
}  // namespace casus
