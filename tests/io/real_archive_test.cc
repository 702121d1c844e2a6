// An archive of versions made from UCDP GED as published: fed in every order, it gives back each.

#include <algorithm>
#include <string>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"
#include "real_data.h"

namespace {

using casus::Archive;
using casus::Chronicle;
using casus::Day;
using Records = std::vector<std::vector<std::string>>;

std::string CsvOf(const Records& records) {
  std::string text;
  for (const std::vector<std::string>& record : records) {
    const std::vector<std::string_view> cells(record.begin(), record.end());
    casus::AppendCsvRecord(text, cells);
  }
  return text;
}

// The next version: some records went, some were revised, some came.
Records NextVersion(const Records& all, const Records& version, std::size_t step) {
  const std::vector<std::string>& header = all[0];
  const auto column = [&](const std::string& name) {
    return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
  };
  Records next = {header};
  for (std::size_t i = 1; i < version.size(); ++i) {
    if (i % 97 == step) continue;
    std::vector<std::string> record = version[i];
    if (i % 41 == step) {
      for (const char* const name : {"deaths_unknown", "best"}) {
        std::string& cell = record[column(name)];
        cell = std::to_string(std::atol(cell.c_str()) + 1);
      }
    }
    next.push_back(std::move(record));
  }
  const std::size_t from = 1200 + 100 * step;
  next.insert(next.end(), all.begin() + static_cast<std::ptrdiff_t>(from),
              all.begin() + static_cast<std::ptrdiff_t>(from + 100));
  return next;
}

TEST(RealArchive, GivesBackEveryVersionWhateverTheOrder) {
  const std::string path = casus_test::RealDataPath("ucdp/ged_v24_mexico_1989_2023.csv.gz");
  CASUS_REQUIRE_REAL_DATA(path);
  const Records all = casus_test::PlainCsv(casus_test::BytesOf(path));
  ASSERT_GT(all.size(), 2000U);
  std::vector<Records> versions = {Records(all.begin(), all.begin() + 1200)};
  for (std::size_t step = 1; step <= 2; ++step) {
    versions.push_back(NextVersion(all, versions.back(), step));
  }
  std::vector<Chronicle> chronicles;
  for (const Records& version : versions) {
    const casus_test::Imported imported = casus_test::ImportText("ucdp-ged", CsvOf(version));
    EXPECT_EQ(imported.report.kept, version.size() - 1);
    chronicles.push_back(imported.chronicle);
  }

  const Day first = Day::FromYmd(2024, 6, 1);
  std::vector<std::size_t> order = {0, 1, 2};
  std::string fingerprint;
  do {
    Archive archive;
    for (const std::size_t i : order) {
      const casus::Result<void> added = archive.Add(
          {.name = std::to_string(i), .published = first + static_cast<int>(i)}, chronicles[i]);
      ASSERT_TRUE(added.ok()) << added.error();
    }
    const casus::Result<Chronicle> built = archive.Build();
    ASSERT_TRUE(built.ok()) << built.error();
    const std::string now = casus::Fingerprint(*built).value();
    EXPECT_TRUE(fingerprint.empty() || fingerprint == now);
    fingerprint = now;
    // Less than a fifth of the second and third versions is new.
    EXPECT_LT(built->event_count(), 1200U + 2 * 240U);
    for (std::size_t i = 0; i < chronicles.size(); ++i) {
      const casus::Result<Chronicle> known = AsKnown(*built, first + static_cast<int>(i));
      ASSERT_TRUE(known.ok()) << known.error();
      EXPECT_TRUE(Diff(chronicles[i], *known).rows.empty()) << i;
      EXPECT_EQ(casus::Fingerprint(*known).value(), casus::Fingerprint(chronicles[i]).value());
    }
  } while (std::next_permutation(order.begin(), order.end()));
}

}  // namespace
