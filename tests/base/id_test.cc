#include "casus/base/id.h"

#include <gtest/gtest.h>

#include <type_traits>
#include <unordered_set>

namespace casus {
namespace {

TEST(Id, IsFourBytesCopiedByValue) {
  static_assert(sizeof(ActorId) == 4);
  static_assert(std::is_trivially_copyable_v<ActorId>);
  static_assert(ActorId(3).value() == 3);
}

TEST(Id, OrdersAndHashesByItsNumber) {
  EXPECT_LT(ActorId(1), ActorId(2));
  EXPECT_EQ(ActorId(2), ActorId(2));
  std::unordered_set<PlaceId> places = {PlaceId(1), PlaceId(2), PlaceId(1)};
  EXPECT_EQ(places.size(), 2U);
}

// An id of one table is neither a number nor an id of another.
TEST(Id, ConvertsIntoNothing) {
  static_assert(!std::is_convertible_v<ActorId, PlaceId>);
  static_assert(!std::is_constructible_v<ActorId, PlaceId>);
  static_assert(!std::is_convertible_v<ActorId, std::uint32_t>);
  static_assert(!std::is_convertible_v<std::uint32_t, ActorId>);
  static_assert(!std::is_default_constructible_v<ActorId>);
}

}  // namespace
}  // namespace casus
