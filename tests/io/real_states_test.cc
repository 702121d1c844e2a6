// The state systems of COW and Gleditsch and Ward as published and as others pass them on, whole,
// against rows split by other code.

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"
#include "real_data.h"

namespace {

using casus_test::Imported;

struct List {
  std::string file;
  std::string format;
  std::size_t number;
  std::size_t letters;
  std::size_t name;
  std::size_t records;
  std::size_t open;
  casus::Encoding encoding = casus::Encoding::kUtf8;
};

void CheckFile(const List& list) {
  const std::string path = casus_test::RealDataPath("states/" + list.file);
  CASUS_REQUIRE_REAL_DATA(path);
  const bool is_tabs = list.file.ends_with(".dat");
  std::string bytes = casus_test::BytesOf(path);
  if (!bytes.ends_with('\n')) bytes += '\n';
  auto rows = is_tabs ? casus_test::PlainTabs(bytes) : casus_test::PlainCsv(bytes);
  if (!is_tabs) rows.erase(rows.begin());
  casus::ImportOptions options;
  options.encoding = list.encoding;
  const Imported imported = casus_test::ImportRows("auto", path, options);
  EXPECT_EQ(imported.report.format, list.format);
  EXPECT_EQ(imported.report.records, rows.size());
  EXPECT_EQ(imported.report.kept, list.records);
  EXPECT_EQ(imported.report.refused, 0u);

  std::map<std::string, std::size_t> spells;
  for (const auto& row : rows) ++spells[row[list.number]];
  EXPECT_EQ(imported.chronicle.actors().size(), spells.size());
  std::size_t open = 0;
  for (const auto& row : rows) {
    const std::string key = (list.format == "cow-states" ? "cow:" : "gw:") + row[list.number];
    const auto id = imported.chronicle.FindActor(key);
    ASSERT_TRUE(id) << key;
    const casus::Actor& actor = imported.chronicle.actor(*id);
    EXPECT_EQ(actor.codes.size(), spells[row[list.number]]);
    bool has_name = actor.name == row[list.name];
    bool has_letters = false;
    for (const casus::Name& name : actor.names) {
      has_name = has_name || name.text == row[list.name];
      has_letters = has_letters || name.text == row[list.letters];
    }
    const bool is_ascii = std::all_of(row[list.name].begin(), row[list.name].end(),
                                      [](char c) { return static_cast<signed char>(c) > 0; });
    EXPECT_TRUE(has_name || !is_ascii) << row[list.name];
    EXPECT_TRUE(has_letters) << row[list.letters];
  }
  for (const casus::Actor& actor : imported.chronicle.actors()) {
    for (const casus::Code& code : actor.codes) {
      open += code.span->end_kind() == casus::EndKind::kCensored ? 1 : 0;
    }
  }
  EXPECT_EQ(open, list.open);
}

TEST(RealStates, CowIsReadWhole) {
  CheckFile({"cow_states2016.csv", "cow-states", 1, 0, 2, 243, 195});
  CheckFile({"cowstates.csv", "cow-states", 0, 1, 2, 243, 195});
}

TEST(RealStates, GleditschAndWardIsReadWhole) {
  CheckFile({"gwstates.csv", "gw-states", 0, 1, 2, 239, 197});
  CheckFile({"gw_iisystem.dat", "gw-states", 0, 1, 2, 216, 174, casus::Encoding::kCp1252});
}

TEST(RealStates, TheTwoCopiesOfCowAgree) {
  const std::string path = casus_test::RealDataPath("states/");
  CASUS_REQUIRE_REAL_DATA(path);
  const Imported one = casus_test::ImportRows("auto", path + "cow_states2016.csv");
  const Imported two = casus_test::ImportRows("auto", path + "cowstates.csv");
  ASSERT_EQ(one.chronicle.actors().size(), two.chronicle.actors().size());
  for (std::size_t i = 0; i < one.chronicle.actors().size(); ++i) {
    const casus::Actor& a = one.chronicle.actors()[i];
    const casus::Actor& b = two.chronicle.actors()[i];
    EXPECT_EQ(a.fact.key, b.fact.key);
    ASSERT_EQ(a.codes.size(), b.codes.size());
    for (std::size_t c = 0; c < a.codes.size(); ++c) {
      EXPECT_EQ(a.codes[c].span->first(), b.codes[c].span->first()) << a.fact.key;
      EXPECT_EQ(a.codes[c].span->end_kind(), b.codes[c].span->end_kind()) << a.fact.key;
    }
  }
}

}  // namespace
