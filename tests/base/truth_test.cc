#include "casus/base/truth.h"

#include <gtest/gtest.h>

#include <sstream>

namespace casus {
namespace {

constexpr Truth kAll[] = {Truth::kNo, Truth::kPossible, Truth::kCertain};

TEST(Truth, IsOrdered) {
  EXPECT_LT(Truth::kNo, Truth::kPossible);
  EXPECT_LT(Truth::kPossible, Truth::kCertain);
}

// Kleene's tables, written out.
TEST(Truth, FollowsKleenesTables) {
  constexpr Truth kAnd[3][3] = {{Truth::kNo, Truth::kNo, Truth::kNo},
                                {Truth::kNo, Truth::kPossible, Truth::kPossible},
                                {Truth::kNo, Truth::kPossible, Truth::kCertain}};
  constexpr Truth kOr[3][3] = {{Truth::kNo, Truth::kPossible, Truth::kCertain},
                               {Truth::kPossible, Truth::kPossible, Truth::kCertain},
                               {Truth::kCertain, Truth::kCertain, Truth::kCertain}};
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) {
      EXPECT_EQ(And(kAll[i], kAll[j]), kAnd[i][j]);
      EXPECT_EQ(Or(kAll[i], kAll[j]), kOr[i][j]);
    }
  }
  EXPECT_EQ(Not(Truth::kNo), Truth::kCertain);
  EXPECT_EQ(Not(Truth::kPossible), Truth::kPossible);
  EXPECT_EQ(Not(Truth::kCertain), Truth::kNo);
}

TEST(Truth, ObeysDeMorgan) {
  for (const Truth a : kAll) {
    for (const Truth b : kAll) EXPECT_EQ(Not(And(a, b)), Or(Not(a), Not(b)));
  }
}

TEST(Truth, PrintsAsAWord) {
  std::ostringstream out;
  out << Truth::kNo << ' ' << Truth::kPossible << ' ' << Truth::kCertain;
  EXPECT_EQ(out.str(), "no possible certain");
}

TEST(Bounds, CountByDegreeOfTruth) {
  Bounds bounds;
  for (const Truth truth : kAll) bounds.Count(truth);
  EXPECT_EQ(bounds.certain, 1);
  EXPECT_EQ(bounds.possible, 2);
  EXPECT_FALSE(bounds.exact());
}

TEST(Bounds, AddBoundByBound) {
  const Bounds sum = Bounds{1, 2, 1} + Bounds{10, 20, 15};
  EXPECT_EQ(sum, (Bounds{11, 22, 16}));
}

TEST(Bounds, ASumHasABestEstimateOnlyIfEveryTermHasOne) {
  EXPECT_FALSE((Bounds{1, 2, std::nullopt} + Bounds{1, 2, 2}).best.has_value());
  EXPECT_FALSE((Bounds{1, 2, 2} + Bounds{1, 2, std::nullopt}).best.has_value());
  Bounds sum = Bounds::Zero();
  sum += Bounds{1, 2, 2};
  sum += Bounds{3, 3, 3};
  EXPECT_EQ(sum, (Bounds{4, 5, 5}));
}

TEST(Bounds, PrintAsOneNumberWhenExact) {
  std::ostringstream out;
  out << Bounds{12, 12, std::nullopt} << ' ' << Bounds{9, 12, 10};
  EXPECT_EQ(out.str(), "12 9..12");
}

}  // namespace
}  // namespace casus
