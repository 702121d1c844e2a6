// The CAMEO table against GDELT's own lookup files and rows. They are read here on their own, by
// splitting lines, so that no reader of casus can make both sides agree. Skipped unless
// CASUS_REAL_DATA names a folder with gdelt/*.CSV and the lookups beside them.

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "casus/event/crosswalk.h"

namespace casus {
namespace {

class GdeltFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* folder = std::getenv("CASUS_REAL_DATA");
    if (folder == nullptr || *folder == '\0') GTEST_SKIP() << "CASUS_REAL_DATA is not set";
    folder_ = std::filesystem::path(folder) / "gdelt";
    ASSERT_TRUE(std::filesystem::is_directory(folder_)) << folder_;
  }

  std::vector<std::vector<std::string>> Rows(const std::filesystem::path& path) const {
    std::vector<std::vector<std::string>> rows;
    std::ifstream in(path, std::ios::binary);
    EXPECT_TRUE(in) << path;
    for (std::string line; std::getline(in, line);) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      std::vector<std::string> fields;
      for (std::size_t begin = 0;;) {
        const std::size_t end = line.find('\t', begin);
        fields.push_back(line.substr(begin, end - begin));
        if (end == std::string::npos) break;
        begin = end + 1;
      }
      rows.push_back(std::move(fields));
    }
    return rows;
  }

  std::filesystem::path folder_;
};

// Without blanks at the ends or doubled.
std::string OneBlank(const std::string& text) {
  std::string result;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    if (!result.empty()) result += ' ';
    result += word;
  }
  return result;
}

TEST_F(GdeltFiles, HaveNoRowWhoseCodeRootQuadClassOrGoldsteinDiffers) {
  std::size_t rows = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    const std::string name = entry.path().filename().string();
    if (name.find("export.CSV") == std::string::npos && name.find("gdelt1_events") != 0) continue;
    for (const std::vector<std::string>& row : Rows(entry.path())) {
      ASSERT_TRUE(row.size() == 57 || row.size() == 58 || row.size() == 61) << name;
      const std::string& code = row[26];
      const Result<CameoInfo> info = FindCameo(code);
      ASSERT_TRUE(info.ok()) << name << ", event " << row[0] << ": " << info.error();
      EXPECT_EQ(row[27], code.substr(0, 3)) << row[0];
      EXPECT_EQ(row[28], info->root) << row[0];
      EXPECT_EQ(row[29], std::to_string(info->quad_gdelt)) << row[0];
      ASSERT_TRUE(info->goldstein.has_value()) << row[0];
      EXPECT_DOUBLE_EQ(std::stod(row[30]), *info->goldstein) << row[0] << ' ' << code;
      EXPECT_TRUE(FromCameo(code).ok());
      ++rows;
    }
  }
  EXPECT_GT(rows, 1000u);
}

TEST_F(GdeltFiles, GiveTheGoldsteinValuesOfTheLookup) {
  std::size_t codes = 0;
  for (const std::vector<std::string>& row : Rows(folder_ / "CAMEO.goldsteinscale.txt")) {
    if (row.size() < 2 || row[0] == "CAMEOEVENTCODE") continue;
    const Result<CameoInfo> info = FindCameo(row[0]);
    ASSERT_TRUE(info.ok()) << row[0];
    ASSERT_TRUE(info->goldstein.has_value()) << row[0];
    EXPECT_DOUBLE_EQ(std::stod(row[1]), *info->goldstein) << row[0];
    ++codes;
  }
  EXPECT_EQ(codes, 311u);
}

// The labels that differ from the lookup are the ones mended.
TEST_F(GdeltFiles, GiveTheLabelsOfTheLookupButForThoseMended) {
  std::vector<std::string> mended;
  for (const std::vector<std::string>& row : Rows(folder_ / "CAMEO.eventcodes.txt")) {
    if (row.size() < 2 || row[0] == "CAMEOEVENTCODE") continue;
    const Result<CameoInfo> info = FindCameo(row[0]);
    ASSERT_TRUE(info.ok()) << row[0];
    if (info->label != OneBlank(row[1])) mended.push_back(row[0]);
  }
  const std::vector<std::string> expected = {"033", "0355", "044", "083", "086",  "101", "102", "103",
                                             "105", "106",  "107", "108", "1245", "183", "2041"};
  EXPECT_EQ(mended, expected);
}

}  // namespace
}  // namespace casus
