#include <gtest/gtest.h>

#include <string>

#include "forged_snapshot.h"

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

}  // namespace
}  // namespace casus_test
