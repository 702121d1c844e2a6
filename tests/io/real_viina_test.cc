// A table derived from VIINA 2.0, whole, cell by cell against rows split by other code.

#include <set>
#include <string>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"
#include "real_data.h"

namespace {

TEST(RealViina, ADerivedTableIsReadWhole) {
  const std::string path = casus_test::RealDataPath("viina/VIINA_2022_REBUILD.csv");
  CASUS_REQUIRE_REAL_DATA(path);
  const auto records = casus_test::PlainCsv(casus_test::BytesOf(path));
  const casus_test::Imported imported = casus_test::ImportFile("auto", path);
  EXPECT_EQ(imported.report.format, "viina");
  EXPECT_EQ(imported.report.layout, "derived, 34 columns, header");
  EXPECT_EQ(imported.report.records, records.size() - 1);
  EXPECT_EQ(imported.report.kept, 2060u);
  EXPECT_EQ(imported.report.refused, 0u);
  EXPECT_EQ(imported.report.issues.issues().size(), 0u);
  const casus::Chronicle& chronicle = imported.chronicle;
  std::size_t quote_runs = 0;
  for (std::size_t i = 1; i < records.size(); ++i) {
    const casus::EventView event = casus_test::EventOf(chronicle, "viina-1pd:" + records[i][0]);
    std::string path_names;
    for (std::optional<casus::PlaceId> id = event.place(); id;) {
      const casus::Place& place = chronicle.place(*id);
      path_names += "\n" + place.name;
      for (const casus::Code& code : place.codes) path_names += "\n" + code.value;
      id.reset();
      if (!place.parents.empty()) id = place.parents[0].parent;
    }
    path_names += '\n';
    for (std::size_t c = 1; c < records[0].size(); ++c) {
      const std::string& column = records[0][c];
      const std::string& cell = records[i][c];
      if (cell.empty()) continue;
      if (column == "date") {
        std::string day = ToString(event.Record().fact.learnt->earliest());
        std::erase(day, '-');
        EXPECT_EQ(day, cell);
      } else if (column == "longitude" || column == "latitude") {
        const double value = column == "latitude" ? event.at()->latitude : event.at()->longitude;
        EXPECT_EQ(value, std::strtod(cell.c_str(), nullptr));
      } else if (const std::string held = casus_test::AttributeOf(event, "viina." + column);
                 held != "(none)") {
        EXPECT_EQ(held, cell) << column;
        quote_runs += held.find("\"\"") != std::string::npos ? 1 : 0;
      } else {
        EXPECT_TRUE(event.locator() == cell ||
                    path_names.find("\n" + cell + "\n") != std::string::npos)
            << event.key() << " " << column << ": " << cell;
      }
    }
  }
  EXPECT_EQ(quote_runs, 177u);
}

}  // namespace
