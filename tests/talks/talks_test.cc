#include "casus/talks/talks.h"

#include <gtest/gtest.h>

#include "tests/actor/words.h"

namespace casus {
namespace testing {

using Enumerations =
    ::testing::Types<ProcessState, AgreementKind, AgreementStage, AgreementStatus, ProvisionTopic,
                     ProvisionStrength, Stance>;
INSTANTIATE_TYPED_TEST_SUITE_P(Talks, Words, Enumerations);

}  // namespace testing

namespace {

TEST(ProvisionStrength, HasTheNumbersOfPaX) {
  EXPECT_EQ(static_cast<int>(ProvisionStrength::kRhetorical), 1);
  EXPECT_EQ(static_cast<int>(ProvisionStrength::kLoose), 2);
  EXPECT_EQ(static_cast<int>(ProvisionStrength::kDetailed), 3);
}

TEST(AgreementKind, HasTheNumbersOfUcdpPaType) {
  EXPECT_EQ(static_cast<int>(AgreementKind::kFull), 1);
  EXPECT_EQ(static_cast<int>(AgreementKind::kPartial), 2);
  EXPECT_EQ(static_cast<int>(AgreementKind::kPeaceProcess), 3);
}

TEST(Agreement, SaysNothingOfKindStageAndStatusUntilTheyAreSaid) {
  const Agreement agreement;
  EXPECT_EQ(agreement.kind, AgreementKind::kUnknown);
  EXPECT_EQ(agreement.stage, AgreementStage::kUnknown);
  EXPECT_EQ(agreement.status, AgreementStatus::kUnknown);
  EXPECT_FALSE(agreement.signed_on.has_value());
}

}  // namespace
}  // namespace casus
