// Panels of real files against plain loops over their records.

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "casus/analysis/panel.h"
#include "casus/io/importer.h"
#include "tests/io/real_data.h"

namespace casus {
namespace {

class RealPanelTest : public ::testing::TestWithParam<const char*> {};

TEST_P(RealPanelTest, CountryMonthsAreThoseOfThePlainRecords) {
  const std::string path = casus_test::RealDataPath(GetParam());
  CASUS_REQUIRE_REAL_DATA(path);

  // By country and month: events, low, best, high, of those that begin and end in one month.
  std::map<std::pair<std::string, std::string>, std::array<std::int64_t, 4>> expected;
  std::int64_t spread = 0;
  std::int64_t deaths = 0;
  const std::vector<std::vector<std::string>> records =
      casus_test::PlainCsv(casus_test::BytesOf(path));
  std::map<std::string, std::size_t> columns;
  for (std::size_t i = 0; i < records[0].size(); ++i) columns[records[0][i]] = i;
  for (std::size_t i = 1; i < records.size(); ++i) {
    const auto cell = [&](const char* name) { return records[i].at(columns.at(name)); };
    const auto number = [&](const char* name) {
      return static_cast<std::int64_t>(std::strtoll(cell(name).c_str(), nullptr, 10));
    };
    deaths += number("best");
    const std::string month = cell("date_start").substr(0, 7);
    if (month != cell("date_end").substr(0, 7)) {
      ++spread;
      continue;
    }
    std::array<std::int64_t, 4>& sums = expected[{cell("country"), month}];
    sums[0] += 1;
    sums[1] += number("low");
    sums[2] += number("best");
    sums[3] += number("high");
  }
  ASSERT_GT(expected.size(), 40U);
  ASSERT_GT(spread, 100);

  ChronicleBuilder builder;
  const Result<ImportReport> report = Import("ucdp-ged", path, {}, builder);
  ASSERT_TRUE(report.ok()) << report.error();
  ASSERT_EQ(report->refused, 0U);
  const Chronicle chronicle = builder.Build().value();
  const Panel panel = PanelOf(chronicle, {}).value();
  std::map<std::pair<std::string, std::string>, std::array<std::int64_t, 4>> found;
  for (const PanelCell& cell : panel.cells) {
    const PanelSums& sums = cell.certain;
    if (sums.events == 0) continue;
    found[{panel.units[cell.unit].name, BinLabel(panel.bin, panel.bins[cell.bin].first())}] = {
        sums.events, sums.deaths_low, sums.deaths_best, sums.deaths_high};
  }
  EXPECT_EQ(found, expected);
  EXPECT_EQ(panel.totals.spread.events, spread);
  EXPECT_EQ(panel.totals.all.events, static_cast<std::int64_t>(records.size()) - 1);
  EXPECT_EQ(panel.totals.all.deaths_best, deaths);
}

INSTANTIATE_TEST_SUITE_P(UcdpGed, RealPanelTest,
                         ::testing::Values("ucdp/ged_v24_mexico_1989_2023.csv.gz",
                                           "ucdp/ged_v19_syria_2016_2019.csv.gz"),
                         [](const auto& value) { return value.index == 0 ? "Mexico" : "Syria"; });

}  // namespace
}  // namespace casus
