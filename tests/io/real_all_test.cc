// Every file under gdelt, ucdp, viina and states: read whole, or refused whole with what it has.
// The records are counted by other code.

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"
#include "real_data.h"

namespace {

struct Expected {
  std::string format;   // empty: no importer reads it
  std::size_t records;  // of a file that is read, without its header
  std::size_t refused;
  // Of a refused file: the shape named.
  std::string shape = {};
};

const std::map<std::string, Expected>& ExpectedFiles() {
  static const std::map<std::string, Expected> files = {
      {"gdelt/20191024143000_first1000.export.CSV", {"gdelt", 1000, 0}},
      {"gdelt/CAMEO.country.txt", {"", 263, 0, "2 columns between tabs, beginning 'CODE LABEL"}},
      {"gdelt/CAMEO.ethnic.txt", {"", 647, 0, "2 columns between tabs, beginning 'CODE LABEL"}},
      {"gdelt/CAMEO.eventcodes.txt", {"", 312, 0, "2 columns between tabs"}},
      {"gdelt/CAMEO.goldsteinscale.txt", {"", 312, 0, "2 columns between tabs"}},
      {"gdelt/CAMEO.knowngroup.txt", {"", 118, 0, "2 columns between tabs, beginning 'CODE LABEL"}},
      {"gdelt/CAMEO.religion.txt", {"", 32, 0, "2 columns between tabs, beginning 'CODE LABEL"}},
      {"gdelt/CAMEO.type.txt", {"", 41, 0, "2 columns between tabs, beginning 'CODE LABEL"}},
      {"gdelt/LOOKUP-CAMEO.eventcodes.txt", {"", 311, 0, "2 columns between tabs"}},
      {"gdelt/gdelt1_events_57_58_mixed.csv", {"gdelt", 710, 0}},
      {"gdelt/reshaped/20201113.csv", {"gdelt", 2824, 0}},
      {"gdelt/reshaped/20201114.csv", {"gdelt", 2601, 0}},
      {"gdelt/reshaped/mentionssamp.csv", {"gdelt-mentions", 1635, 0}},
      {"states/cow_contdir_v3_2.csv",
       {"", 1875, 0, "5 columns between commas, beginning 'ccode1,ccode2,conttype"}},
      {"states/cow_states2016.csv", {"cow-states", 243, 0}},
      {"states/cowstates.csv", {"cow-states", 243, 0}},
      {"states/gw_iisystem.dat", {"gw-states", 216, 0}},
      {"states/gwstates.csv", {"gw-states", 239, 0}},
      {"ucdp/BattleDeaths_v23_1.csv", {"ucdp-brd", 1848, 0}},
      {"ucdp/Nonstate_v23_1.csv", {"ucdp-nonstate", 1542, 0}},
      {"ucdp/OneSided_v23_1.csv", {"ucdp-onesided", 1191, 0}},
      {"ucdp/UcdpPrioConflict_v25_1.csv", {"ucdp-acd", 2752, 0}},
      // A record broken over two lines.
      {"ucdp/UcdpPrioConflict_v25_1_excel_resave.csv", {"ucdp-acd", 2752, 2}},
      {"ucdp/ged_v19_syria_2016_2019.csv.gz", {"ucdp-ged", 16'566, 0}},
      {"ucdp/ged_v24_mexico_1989_2023.csv.gz", {"ucdp-ged", 18'957, 0}},
      {"ucdp/peacesciencer_ucdp_onsets.csv",
       {"", 10'143, 0, "8 columns between commas, beginning 'gwcode,year,sumnewconf"}},
      {"viina/VIINA_2022_REBUILD.csv", {"viina", 2060, 0}}};
  return files;
}

// Records in a file as split by other code, all its lines with something on them.
std::size_t PlainCount(const std::string& path, char delimiter) {
  std::string bytes = casus_test::BytesOf(path);
  if (!bytes.ends_with('\n')) bytes += '\n';
  if (delimiter == '\t') return casus_test::PlainTabs(bytes).size();
  // Where a record ends does not depend on the delimiter.
  return casus_test::PlainCsv(bytes).size();
}

casus::ImportOptions OptionsFor(const std::string& name) {
  casus::ImportOptions options;
  // Gleditsch and Ward's file is of Windows, as its bytes for the u of Wuerttemberg and for the
  // apostrophe show.
  if (name == "states/gw_iisystem.dat") options.encoding = casus::Encoding::kCp1252;
  return options;
}

TEST(RealFiles, EveryFileIsReadWholeOrRefusedWhole) {
  const std::string root = casus_test::RealDataPath("");
  CASUS_REQUIRE_REAL_DATA(root);
  std::vector<std::string> names;
  for (const char* const folder : {"gdelt", "ucdp", "viina", "states"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root + folder)) {
      if (entry.is_regular_file()) names.push_back(entry.path().string().substr(root.size()));
    }
  }
  std::sort(names.begin(), names.end());
  std::vector<std::string> known;
  for (const auto& [name, expected] : ExpectedFiles()) known.push_back(name);
  EXPECT_EQ(names, known);

  for (const std::string& name : names) {
    SCOPED_TRACE(name);
    const Expected& expected = ExpectedFiles().at(name);
    const bool is_tabs = name.ends_with(".txt") || name.ends_with(".dat") ||
                         name.ends_with(".export.CSV") || name.ends_with("_mixed.csv");
    const std::size_t plain = PlainCount(root + name, is_tabs ? '\t' : ',');
    casus::ChronicleBuilder builder;
    const auto report = casus::Import("auto", root + name, OptionsFor(name), builder);
    if (expected.format.empty()) {
      ASSERT_FALSE(report.ok());
      EXPECT_EQ(report.error().code(), casus::ErrorCode::kUnknownFormat);
      EXPECT_NE(report.error().message().find(expected.shape), std::string::npos) << report.error();
      EXPECT_EQ(builder.size(casus::Table::kSources), 0u);
      EXPECT_EQ(plain, expected.records);

      auto input = casus::OpenInput(root + name);
      ASSERT_TRUE(input.ok());
      casus::DelimitedReader reader(*std::move(input), is_tabs ? casus::DelimitedOptions::Tabs()
                                                               : casus::DelimitedOptions::Csv());
      std::size_t good = 0;
      while (reader.Next() == casus::DelimitedReader::Step::kRecord) ++good;
      EXPECT_EQ(good, expected.records) << "up to the first that is refused";
      EXPECT_EQ(reader.records(), expected.records);
      continue;
    }
    ASSERT_TRUE(report.ok()) << report.error();
    EXPECT_EQ(report->format, expected.format);
    EXPECT_EQ(report->records, report->kept + report->refused);
    EXPECT_EQ(report->refused, expected.refused);
    EXPECT_EQ(report->issues.errors(), expected.refused);
    const bool has_header = report->layout.find("header") != std::string::npos &&
                            report->layout.find("no header") == std::string::npos;
    EXPECT_EQ(report->records, plain - (has_header ? 1 : 0));
    EXPECT_EQ(report->records, expected.records);
    const auto chronicle = builder.Build();
    EXPECT_TRUE(chronicle.ok()) << chronicle.error();
  }
}

}  // namespace
