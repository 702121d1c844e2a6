// Chronicles written to files and opened again.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "random_chronicle.h"

namespace casus {
namespace {

using chronicle_test::Random;
using chronicle_test::RandomChronicle;
using testing::HasSubstr;
using Verify = Chronicle::OpenOptions::Verify;

class Snapshot : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::path(testing::TempDir()) /
        ("casus_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name = "c.casus") const { return (folder_ / name).string(); }

  std::filesystem::path folder_;
};

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}
void WriteFile(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

template <typename T>
void ExpectSameRows(std::span<const T> a, std::span<const T> b) {
  EXPECT_TRUE(std::equal(a.begin(), a.end(), b.begin(), b.end()));
}

std::vector<Event> EventsOf(const Chronicle& chronicle) {
  std::vector<Event> events;
  for (std::uint32_t row = 0; row < chronicle.event_count(); ++row) {
    events.push_back(chronicle.event(EventId(row)).Record());
  }
  return events;
}

void ExpectSame(const Chronicle& a, const Chronicle& b) {
  ExpectSameRows(a.sources(), b.sources());
  ExpectSameRows(a.actors(), b.actors());
  ExpectSameRows(a.relations(), b.relations());
  ExpectSameRows(a.places(), b.places());
  ExpectSameRows(a.observations(), b.observations());
  ExpectSameRows(a.regimes(), b.regimes());
  ExpectSameRows(a.instruments(), b.instruments());
  ExpectSameRows(a.designations(), b.designations());
  ExpectSameRows(a.exemptions(), b.exemptions());
  ExpectSameRows(a.statuses(), b.statuses());
  ExpectSameRows(a.processes(), b.processes());
  ExpectSameRows(a.agreements(), b.agreements());
  ExpectSameRows(a.positions(), b.positions());
  ExpectSameRows(a.claims(), b.claims());
  ExpectSameRows(a.coverage(), b.coverage());
  EXPECT_EQ(EventsOf(a), EventsOf(b));
}

// Answers of every kind that lean on what lies in the file, or is made from it.
void ExpectSameAnswers(const Chronicle& a, const Chronicle& b, std::uint64_t seed) {
  Random random(seed);
  for (int i = 0; i < 40; ++i) {
    EventQuery query;
    query.include_unrealised = random.OneIn(2);
    if (random.OneIn(2)) query.when = During{random.AnyPeriod()};
    if (random.OneIn(3)) query.as_known = random.AnyDay();
    if (random.OneIn(2) && !a.actors().empty()) {
      query.actor = ActorFilter{.actor = ActorId(static_cast<std::uint32_t>(
                                    random.Between(0, static_cast<int>(a.actors().size()) - 1))),
                                .with_parts = true};
    }
    if (random.OneIn(3) && !a.places().empty()) {
      query.place = PlaceId(
          static_cast<std::uint32_t>(random.Between(0, static_cast<int>(a.places().size()) - 1)));
    }
    if (random.OneIn(4)) query.source = SourceId(0);
    if (random.OneIn(4)) query.types = {EventType::kBattle};
    EXPECT_EQ(a.Find(query), b.Find(query));
    EXPECT_EQ(a.Count(query), b.Count(query));
  }
  for (std::uint32_t row = 0; row < a.event_count(); ++row) {
    const std::string_view key = a.event(EventId(row)).key();
    EXPECT_EQ(a.FindRow(Table::kEvents, key), b.FindRow(Table::kEvents, key));
    EXPECT_EQ(a.ClaimsAbout(EventId(row)), b.ClaimsAbout(EventId(row)));
  }
  EXPECT_EQ(b.FindRow(Table::kEvents, "no such key"), std::nullopt);
}

TEST_F(Snapshot, OpensAsItWasSaved) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Chronicle chronicle = RandomChronicle(seed).Make();
    ASSERT_TRUE(chronicle.Save(Path()).ok());
    for (const Verify verify : {Verify::kEverything, Verify::kSmallParts}) {
      const Result<Chronicle> opened = Chronicle::Open(Path(), {.verify = verify});
      ASSERT_TRUE(opened.ok()) << opened.error();
      ExpectSameAnswers(chronicle, *opened, seed);
      ExpectSame(chronicle, *opened);
    }
  }
}

TEST_F(Snapshot, SameRowsGiveSameBytes) {
  ASSERT_TRUE(RandomChronicle(7).Make().Save(Path("a")).ok());
  ASSERT_TRUE(RandomChronicle(7).Make().Save(Path("b")).ok());
  EXPECT_EQ(ReadFile(Path("a")), ReadFile(Path("b")));
  // Opened and saved again too, however much of it was asked for.
  const Chronicle opened = Chronicle::Open(Path("a")).value();
  ASSERT_TRUE(opened.Save(Path("c")).ok());
  EXPECT_EQ(ReadFile(Path("a")), ReadFile(Path("c")));
}

TEST_F(Snapshot, AnEmptyChronicleIsOneToo) {
  ASSERT_TRUE(Chronicle().Save(Path()).ok());
  const Result<Chronicle> opened = Chronicle::Open(Path());
  ASSERT_TRUE(opened.ok()) << opened.error();
  EXPECT_EQ(opened->size(), 0U);
}

// A reader goes on with the file it opened.
TEST_F(Snapshot, ReplacedWhileOpen) {
  const Chronicle before = RandomChronicle(1).Make();
  ASSERT_TRUE(before.Save(Path()).ok());
  const Chronicle opened = Chronicle::Open(Path(), {.verify = Verify::kSmallParts}).value();
  ASSERT_TRUE(RandomChronicle(2).Make().Save(Path()).ok());
  ExpectSame(before, opened);
}

TEST_F(Snapshot, ItsOwnFileCanBeSavedOver) {
  ASSERT_TRUE(RandomChronicle(1).Make().Save(Path()).ok());
  const std::string before = ReadFile(Path());
  ASSERT_TRUE(Chronicle::Open(Path(), {.verify = Verify::kSmallParts}).value().Save(Path()).ok());
  EXPECT_EQ(ReadFile(Path()), before);
}

TEST_F(Snapshot, OtherFilesAreRefusedByName) {
  const Result<Chronicle> missing = Chronicle::Open(Path("none"));
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code(), ErrorCode::kNotFound);
  WriteFile(Path("t.csv"), "id,year\n1,2014\n");
  const Result<Chronicle> table = Chronicle::Open(Path("t.csv"));
  ASSERT_FALSE(table.ok());
  EXPECT_EQ(table.error().code(), ErrorCode::kUnknownFormat);
  EXPECT_THAT(table.error().where().file, HasSubstr("t.csv"));
}

// Nothing that is damaged is opened, if all is verified; and nothing crashes, if it is not.
TEST_F(Snapshot, DamageIsNoticed) {
  const Chronicle chronicle = RandomChronicle(3).Make();
  ASSERT_TRUE(chronicle.Save(Path()).ok());
  const std::string sound = ReadFile(Path());
  Random random(9);
  int opened_unverified = 0;
  for (int i = 0; i < 1500; ++i) {
    std::string bytes = sound;
    const std::size_t at =
        static_cast<std::size_t>(random.Between(0, static_cast<int>(bytes.size()) - 1));
    if (random.OneIn(4)) {
      bytes.resize(at);
    } else {
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.Between(0, 7)));
    }
    WriteFile(Path("d"), bytes);
    const Result<Chronicle> verified = Chronicle::Open(Path("d"));
    ASSERT_FALSE(verified.ok()) << "byte " << at;
    const Result<Chronicle> opened = Chronicle::Open(Path("d"), {.verify = Verify::kSmallParts});
    if (!opened.ok()) continue;
    ++opened_unverified;
    EXPECT_EQ(EventsOf(*opened).size(), chronicle.event_count());
    for (std::uint32_t row = 0; row < chronicle.event_count(); ++row) {
      (void)opened->FindRow(Table::kEvents, chronicle.event(EventId(row)).key());
    }
  }
  EXPECT_GT(opened_unverified, 30);
}

}  // namespace
}  // namespace casus
