// A history of OFAC's list as it was published and of two later days made from it.

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"
#include "real_data.h"

namespace {

using casus::Chronicle;
using casus::Day;
using casus::ListHistory;
using casus::ListingState;
using Records = std::vector<std::vector<std::string>>;

constexpr std::size_t kNumber = 0;
constexpr std::size_t kProgrammes = 3;
constexpr std::size_t kRemarks = 11;

// As the file has it: nulls are not between quotes.
std::string TextOf(const Records& records) {
  std::string text;
  for (const std::vector<std::string>& record : records) {
    for (const std::string& cell : record) {
      const bool is_plain = &cell == &record[kNumber] || cell == "-0- ";
      text += &cell == &record.front() ? "" : ",";
      text += is_plain ? cell : "\"" + cell + "\"";
    }
    text += "\r\n";
  }
  return text;
}

std::size_t ProgrammesOf(const std::vector<std::string>& record) {
  std::size_t programmes = 1;
  const std::string& text = record[kProgrammes];
  for (std::size_t at = 0; (at = text.find("] [", at)) != std::string::npos; ++at) ++programmes;
  return programmes;
}

Chronicle ListOf(const Records& records, Day day) {
  // In a folder of its own, so that no other files of the set are beside it.
  const casus_test::TemporaryFile file("sdn.csv", TextOf(records));
  casus::ImportOptions options;
  options.published = casus::Moment::OnDay(day);
  const casus_test::Imported imported = casus_test::ImportRows("ofac", file.path(), options);
  EXPECT_EQ(imported.report.kept, records.size());
  return imported.chronicle;
}

TEST(RealListHistory, OfThreeDaysOfOfac) {
  const std::string path = casus_test::RealDataPath("ofac/sdn.csv");
  CASUS_REQUIRE_REAL_DATA(path);
  Records first = casus_test::PlainCsv(casus_test::BytesOf(path) + "\n");
  std::erase_if(first, [](const auto& record) { return record.size() < 2; });
  ASSERT_GT(first.size(), 7000U);

  // On the second day some are gone and some have other remarks; on the third some are back, and
  // one has another number.
  std::mt19937_64 engine(11);
  Records second;
  Records gone;
  Records third;
  std::size_t changed = 0;
  std::size_t delisted = 0;
  std::size_t relisted = 0;
  for (const std::vector<std::string>& record : first) {
    const std::uint64_t dice = engine() % 50;
    if (dice == 0) {
      gone.push_back(record);
      delisted += ProgrammesOf(record);
      continue;
    }
    second.push_back(record);
    // Directives are in the remarks of some programmes, and make designations of their own.
    if (dice != 1 || record[kRemarks].find("irective") != std::string::npos ||
        record[kRemarks].size() > 900) {
      continue;
    }
    std::string& remarks = second.back()[kRemarks];
    remarks = remarks == "-0- " ? "Revised." : "Revised; " + remarks;
    changed += ProgrammesOf(record);
  }
  third = second;
  for (std::size_t i = 0; i < gone.size(); i += 2) {
    third.push_back(gone[i]);
    relisted += ProgrammesOf(gone[i]);
  }
  const std::string number = third[100][kNumber];
  third[100][kNumber] = "99999999";

  const std::vector<Day> days = {Day::FromYmd(2024, 8, 2), Day::FromYmd(2024, 9, 2),
                                 Day::FromYmd(2024, 10, 2)};
  const std::vector<Chronicle> lists = {ListOf(first, days[0]), ListOf(second, days[1]),
                                        ListOf(third, days[2])};
  std::string fingerprint;
  for (const std::vector<std::size_t>& order :
       {std::vector<std::size_t>{0, 1, 2}, std::vector<std::size_t>{2, 0, 1}}) {
    ListHistory history;
    for (const std::size_t i : order) {
      const casus::Result<void> added = history.Add(
          {.list = "ofac-sdn", .name = std::to_string(i), .published = days[i]}, lists[i]);
      ASSERT_TRUE(added.ok()) << added.error();
    }
    std::vector<ListHistory::Counts> counts;
    const casus::Result<Chronicle> built = history.Build(&counts);
    ASSERT_TRUE(built.ok()) << built.error();
    const std::string now = casus::Fingerprint(*built).value();
    EXPECT_TRUE(fingerprint.empty() || fingerprint == now);
    if (fingerprint == now) continue;
    fingerprint = now;

    EXPECT_EQ(counts[0].added, lists[0].designations().size());
    EXPECT_EQ(counts[1].delisted, delisted);
    EXPECT_EQ(counts[1].changed, changed);
    EXPECT_EQ(counts[1].added + counts[1].relisted + counts[1].rekeyed, 0U);
    EXPECT_EQ(counts[2].relisted, relisted);
    EXPECT_EQ(counts[2].rekeyed, 1U);
    EXPECT_EQ(counts[2].added, ProgrammesOf(third[100]));
    EXPECT_EQ(counts[2].delisted, ProgrammesOf(third[100]));
    EXPECT_EQ(counts[2].changed, 0U);
    for (std::size_t i = 0; i < lists.size(); ++i) {
      const casus::Result<Chronicle> known = AsKnown(*built, days[i]);
      ASSERT_TRUE(known.ok()) << known.error();
      EXPECT_TRUE(Diff(lists[i], *known).rows.empty()) << i;
      EXPECT_EQ(casus::Fingerprint(*known).value(), casus::Fingerprint(lists[i]).value());
    }
    const auto status = [&](const std::string& of, Day day) {
      return StatusOn(*built, built->FindActor("ofac:" + of).value(), day).state;
    };
    EXPECT_EQ(status(gone[0][kNumber], days[0]), ListingState::kListed);
    EXPECT_EQ(status(gone[0][kNumber], days[1]), ListingState::kDelisted);
    EXPECT_EQ(status(gone[0][kNumber], days[2]), ListingState::kListed);
    EXPECT_EQ(status(gone[1][kNumber], days[2]), ListingState::kDelisted);
    EXPECT_EQ(status("99999999", days[1]), ListingState::kNotYet);
    EXPECT_EQ(status(number, days[2]), ListingState::kDelisted);
  }
}

}  // namespace
