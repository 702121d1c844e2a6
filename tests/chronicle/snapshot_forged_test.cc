#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>

#include "forged_snapshot.h"
#include "versions_testing.h"
#include "words.h"

namespace casus_test {
namespace {

TEST(ForgedSnapshot, IsRefusedOrCanBeReadWhole) {
  ForgedSnapshots snapshots;
  casus::chronicle_test::Random random(12);
  int opened = 0;
  int refused = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string bytes = snapshots.bytes(static_cast<std::size_t>(i) % snapshots.size());
    for (int n = random.Between(1, 3); n > 0; --n) {
      const int at =
          random.Between(static_cast<int>(kHeaderSize), static_cast<int>(bytes.size()) - 1);
      bytes[static_cast<std::size_t>(at)] = static_cast<char>(random.Between(-128, 127));
    }
    ++(snapshots.Open(bytes) ? opened : refused);
  }
  EXPECT_GT(opened, 100);
  EXPECT_GT(refused, 100);
}

TEST(ForgedSnapshot, WithAPlaceFromNowhereOrCornersThatAreNoneIsRefused) {
  casus::chronicle_test::Maker maker;
  const casus::PlaceId from = maker.AddPlace("from");
  casus::Place& place = maker.builder.place_at(maker.AddPlace("to"));
  const std::string when = "1987-06-05";
  place.origins = {{from, casus::PlaceChange::kSplit, casus::chronicle_test::M(when), 0, 10000}};
  const double corner = 12.0625;
  place.geometries = {{{}, {{{{1, 2}, {2, 1}, {corner, 1}}, {}}}}};
  const std::string sound = casus::chronicle_test::BytesOf(maker.Build());
  const ForgedSnapshots snapshots;
  ASSERT_TRUE(snapshots.Open(sound));

  const auto forged = [&](const std::string& before, std::ptrdiff_t offset,
                          const std::string& after) {
    std::string bytes = sound;
    const std::size_t at = bytes.find(before);
    EXPECT_NE(at, std::string::npos);
    bytes.replace(at + static_cast<std::size_t>(offset), after.size(), after);
    return bytes;
  };
  const auto raw = [](double number) {
    return std::string(reinterpret_cast<const char*>(&number), sizeof number);
  };
  EXPECT_TRUE(snapshots.Open(forged(raw(corner), 0, raw(90))));
  EXPECT_FALSE(snapshots.Open(forged(raw(corner), 0, raw(90.5))));
  EXPECT_FALSE(snapshots.Open(forged(raw(corner), 0, raw(std::nan("")))));
  // Before the text: the place, the change, that there is a day, the length.
  const std::string head = std::string("\0\0\1\x0a", 4) + when;
  EXPECT_TRUE(snapshots.Open(forged(head, 0, std::string("\0", 1))));
  EXPECT_FALSE(snapshots.Open(forged(head, 0, "\x02")));  // there are two
  EXPECT_FALSE(snapshots.Open(forged(head, 0, "\x01")));  // itself
  EXPECT_FALSE(snapshots.Open(forged(head, 1, "\x06")));  // no such change
}

}  // namespace
}  // namespace casus_test
