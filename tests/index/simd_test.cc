#include "src/index/simd.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "random_intervals.h"

namespace casus::internal {
namespace {

using index_test::Random;

constexpr Simd kAll[] = {Simd::kPlain, Simd::kAvx2, Simd::kAvx512};

template <typename Number>
void ExpectAgreement(CheckLoop<Number> SimdLoops::*check, CountLoop<Number> SimdLoops::*count) {
  Random random(8);
  for (int round = 0; round < 400; ++round) {
    const auto size = static_cast<std::size_t>(random.Between(0, round % 4 == 0 ? 3000 : 70));
    const std::int64_t range = random.OneIn(2) ? 20 : INT64_MAX;
    std::vector<Number> column;
    for (std::size_t i = 0; i < size; ++i) {
      column.push_back(static_cast<Number>(random.Between(0, range)));
    }
    const auto least = static_cast<Number>(random.Between(-5, 25));
    const auto width =
        static_cast<Number>(random.OneIn(2) ? random.Between(0, 20) : random.Between(0, INT64_MAX));
    const auto base = static_cast<std::uint32_t>(random.Between(0, 1'000'000'000));
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < size; ++i) {
      if (static_cast<Number>(column[i] - least) <= width) expected.push_back(base + i);
    }
    for (const Simd simd : kAll) {
      if (!UseSimd(simd)) continue;
      std::vector<PositionBlock> blocks(size / 64 + 1);
      std::uint64_t count_found = 3;
      blocks.resize(
          (Loops().*check)(column.data(), size, least, width, base, blocks.data(), count_found));
      ASSERT_EQ(count_found, expected.size() + 3);
      // Of the exact size: AddressSanitizer sees what is written behind.
      std::vector<std::uint32_t> found(expected.size());
      ASSERT_EQ(Loops().expand(blocks.data(), blocks.size(), found.data(), found.size()),
                expected.size());
      ASSERT_EQ(found, expected) << static_cast<int>(simd) << ": " << size;
      ASSERT_EQ((Loops().*count)(column.data(), size, least, width), expected.size());
    }
  }
}

TEST(SimdTest, AllFormsCheckAlike) {
  ExpectAgreement(&SimdLoops::check8, &SimdLoops::count8);
  ExpectAgreement(&SimdLoops::check16, &SimdLoops::count16);
  ExpectAgreement(&SimdLoops::check32, &SimdLoops::count32);
  ExpectAgreement(&SimdLoops::check64, &SimdLoops::count64);
}

TEST(SimdTest, AllFormsFillAlike) {
  for (const Simd simd : kAll) {
    if (!UseSimd(simd)) continue;
    for (std::size_t size = 0; size < 100; ++size) {
      std::vector<std::uint32_t> out(size + 1, 5);
      Loops().fill(4'000'000'000, size, out.data());
      for (std::uint32_t i = 0; i < size; ++i) ASSERT_EQ(out[i], 4'000'000'000 + i);
      ASSERT_EQ(out[size], 5U) << "nothing is written behind the last";
    }
  }
}

}  // namespace
}  // namespace casus::internal
