// GDELT as published, all three layouts, against a split at the tabs; its mentions, and files saved
// again by others.

#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"
#include "real_data.h"

namespace {

using casus::Chronicle;
using casus::Day;
using casus::EventView;
using casus::Role;
using casus_test::AttributeOf;
using casus_test::EventOf;
using casus_test::Imported;

// Where columns stand in a row of 57, 58 or 61.
struct Layout {
  explicit Layout(std::size_t width) : has_adm2(width == 61), has_url(width != 57) {}
  std::size_t geo(std::size_t which, std::size_t part) const {
    // Type, FullName, CountryCode, ADM1Code, [ADM2Code,] Lat, Long, FeatureID
    return 35 + which * (has_adm2 ? 8 : 7) + part - (part > 4 && !has_adm2 ? 1 : 0);
  }
  std::size_t added() const { return geo(2, 7) + 1; }
  bool has_adm2;
  bool has_url;
};
enum Part { kType, kFullName, kCountry, kAdm1, kAdm2, kLat, kLong, kFeature };

std::string OrEmpty(const std::string& attribute) { return attribute == "(none)" ? "" : attribute; }

std::string Compact(Day day) {
  std::string text = ToString(day);
  std::erase(text, '-');
  return text;
}

std::string DayAdded(const EventView& event) {
  return Compact(event.Record().fact.learnt->earliest());
}

// Everything of a row that the event must hold.
void CheckRow(const Chronicle& chronicle, const std::vector<std::string>& row) {
  const Layout layout(row.size());
  const EventView event = EventOf(chronicle, "gdelt:" + row[0]);
  const std::string day = Compact(event.span().first().earliest());
  EXPECT_TRUE(event.span().is_exact());
  EXPECT_EQ(day, row[1]);
  EXPECT_EQ(day.substr(0, 6), row[2]);
  EXPECT_EQ(day.substr(0, 4), row[3]);
  EXPECT_EQ(AttributeOf(event, "gdelt.FractionDate"), "(none)") << row[4];
  EXPECT_EQ(DayAdded(event), row[layout.added()].substr(0, 8));
  if (layout.has_adm2) {
    const int second = event.Record().fact.learnt->second_of_day().value();
    char text[16];
    std::snprintf(text, sizeof(text), "%02d%02d%02d", second / 3600, second / 60 % 60, second % 60);
    EXPECT_EQ(text, row[layout.added()].substr(8));
    EXPECT_EQ(event.Record().fact.learnt->utc_offset_minutes(), 0);
  }
  EXPECT_EQ(event.locator(), layout.has_url ? row.back() : "");

  std::size_t parties = 0;
  for (const std::size_t first : {std::size_t{5}, std::size_t{15}}) {
    const Role role = first == 5 ? Role::kInitiator : Role::kTarget;
    const std::string name = first == 5 ? "gdelt.Actor1" : "gdelt.Actor2";
    constexpr const char* kParts[] = {"Name",       "CountryCode",   "KnownGroupCode",
                                      "EthnicCode", "Religion1Code", "Religion2Code",
                                      "Type1Code",  "Type2Code",     "Type3Code"};
    for (std::size_t i = 0; i < std::size(kParts); ++i) {
      EXPECT_EQ(OrEmpty(AttributeOf(event, name + kParts[i])), row[first + 1 + i]);
    }
    EXPECT_EQ(event.party(role).has_value(), !row[first].empty());
    if (row[first].empty()) continue;
    ++parties;
    const casus::Actor& actor = chronicle.actor(*event.party(role));
    ASSERT_EQ(actor.codes.size(), 1u);
    EXPECT_EQ(actor.codes[0].value, row[first]);
    EXPECT_TRUE(
        std::any_of(actor.names.begin(), actor.names.end(),
                    [&](const casus::Name& alias) { return alias.text == row[first + 1]; }) ||
        actor.name == row[first + 1]);
  }
  EXPECT_EQ(event.parties().size(), parties);

  ASSERT_TRUE(event.media());
  EXPECT_EQ(event.codes()[0].code, row[26]);
  EXPECT_EQ(row[26].substr(0, 3), row[27]);
  EXPECT_EQ(row[26].substr(0, 2), row[28]);
  EXPECT_EQ(std::to_string(event.media()->is_root_event), row[25]);
  EXPECT_EQ(std::to_string(event.media()->quad_class), row[29]);
  EXPECT_EQ(event.media()->goldstein, std::strtod(row[30].c_str(), nullptr));
  EXPECT_EQ(std::to_string(event.media()->mentions), row[31]);
  EXPECT_EQ(std::to_string(event.media()->sources), row[32]);
  EXPECT_EQ(std::to_string(event.media()->articles), row[33]);
  EXPECT_EQ(event.media()->average_tone, std::strtod(row[34].c_str(), nullptr));

  for (const std::size_t which : {std::size_t{0}, std::size_t{1}}) {
    std::string joined;
    bool any = false;
    for (std::size_t part = 0; part < 8; ++part) {
      if (part == kAdm2 && !layout.has_adm2) continue;
      const std::string& cell = row[layout.geo(which, part)];
      any = any || (!cell.empty() && cell != "0");
      joined += (part > 0 ? "\t" : "") + cell;
    }
    EXPECT_EQ(OrEmpty(AttributeOf(event, which == 0 ? "gdelt.Actor1Geo" : "gdelt.Actor2Geo")),
              any ? joined : "");
  }

  const auto geo = [&](Part part) { return row[layout.geo(2, part)]; };
  if (geo(kFullName).empty()) {
    // Georgia is mapped without a name and a latitude on some days.
    EXPECT_EQ(event.place().has_value(), !geo(kCountry).empty());
    EXPECT_EQ(OrEmpty(AttributeOf(event, "gdelt.ActionGeo_Long")),
              geo(kLat).empty() ? geo(kLong) : "");
    EXPECT_FALSE(event.at());
    return;
  }
  ASSERT_TRUE(event.place());
  ASSERT_TRUE(event.at());
  EXPECT_EQ(event.at()->latitude, std::strtod(geo(kLat).c_str(), nullptr));
  EXPECT_EQ(event.at()->longitude, std::strtod(geo(kLong).c_str(), nullptr));
  const casus::Place& place = chronicle.place(*event.place());
  const std::string full_name = AttributeOf(event, "gdelt.ActionGeo_FullName");
  EXPECT_EQ(full_name == "(none)" ? place.name : full_name, geo(kFullName));
  std::vector<std::string> codes = {OrEmpty(AttributeOf(event, "gdelt.ActionGeo_FeatureID"))};
  for (const casus::Code& code : place.codes) codes.push_back(code.value);
  if (geo(kFeature) != "0") {
    EXPECT_NE(std::find(codes.begin(), codes.end(), geo(kFeature)), codes.end()) << geo(kFeature);
  }
  if (layout.has_adm2) {
    EXPECT_EQ(OrEmpty(AttributeOf(event, "gdelt.ActionGeo_ADM2Code")), geo(kAdm2));
  }
  // Country and ADM1 by the units that the place lies in.
  const std::string path = casus_test::PathOf(chronicle, event.place());
  EXPECT_NE((path + " ").find("fips:" + geo(kCountry) + " "), std::string::npos) << path;
  EXPECT_NE((path + " ").find("fips:" + geo(kAdm1) + " "), std::string::npos) << path;
  const std::map<std::string, casus::PlacePrecision> precisions = {
      {"1", casus::PlacePrecision::kCountry}, {"2", casus::PlacePrecision::kAdmin1},
      {"3", casus::PlacePrecision::kExact},   {"4", casus::PlacePrecision::kExact},
      {"5", casus::PlacePrecision::kAdmin1},  {"0", casus::PlacePrecision::kUnknown}};
  EXPECT_EQ(event.place_precision(), precisions.at(geo(kType)));
  if (AttributeOf(event, "gdelt.ActionGeo_Type") == "(none)") {
    EXPECT_EQ(geo(kCountry) == "US" || geo(kType) == "1", geo(kType) <= "3");
  }
}

Imported CheckFile(const std::string& path) {
  const auto rows = casus_test::PlainTabs(casus_test::BytesOf(path));
  Imported imported = casus_test::ImportFile("auto", path);
  EXPECT_EQ(imported.report.format, "gdelt");
  EXPECT_EQ(imported.report.records, rows.size());
  EXPECT_EQ(imported.report.kept, rows.size());
  EXPECT_EQ(imported.report.refused, 0u);
  EXPECT_EQ(imported.report.issues.warnings(), 0u);
  for (const std::vector<std::string>& row : rows) CheckRow(imported.chronicle, row);

  std::map<std::string, int> expected;
  std::map<std::string, int> found;
  for (const std::vector<std::string>& row : rows) ++expected[row[28]];
  for (std::uint32_t i = 0; i < imported.chronicle.event_count(); ++i) {
    ++found[imported.chronicle.event(casus::EventId(i)).codes()[0].code.substr(0, 2)];
  }
  EXPECT_EQ(found, expected) << "events by root code";
  return imported;
}

TEST(RealGdelt, AFifteenMinuteFileOf2IsReadWhole) {
  const std::string path = casus_test::RealDataPath("gdelt/20191024143000_first1000.export.CSV");
  CASUS_REQUIRE_REAL_DATA(path);
  const Imported imported = CheckFile(path);
  EXPECT_EQ(imported.report.layout, "1000 records of 61 columns");
  EXPECT_EQ(imported.report.issues.notes(), 24u) << "of a year before";
}

TEST(RealGdelt, BackAndDailyRowsOf1InOneFileAreReadWhole) {
  const std::string path = casus_test::RealDataPath("gdelt/gdelt1_events_57_58_mixed.csv");
  CASUS_REQUIRE_REAL_DATA(path);
  const Imported imported = CheckFile(path);
  EXPECT_EQ(imported.report.layout, "201 records of 57 columns, 509 records of 58 columns");
}

// Columns in the order of 2.0, but for a first one that counts the rows and a last one; zeros put
// back.
std::vector<std::string> AsPublished(std::vector<std::string> row) {
  row.erase(row.begin());
  row.pop_back();
  if (row[28].size() == 1) {
    row[28].insert(0, "0");
    row[27].insert(0, "0");
  }
  return row;
}

TEST(RealGdelt, FilesSavedAgainByOthersAreReadWholeByTheirHeader) {
  for (const auto& [name, records, zeros] :
       {std::tuple("20201113.csv", 2824u, 2278u), std::tuple("20201114.csv", 2601u, 1949u)}) {
    const std::string path = casus_test::RealDataPath("gdelt/reshaped/" + std::string(name));
    CASUS_REQUIRE_REAL_DATA(path);
    auto rows = casus_test::PlainCsv(casus_test::BytesOf(path));
    rows.erase(rows.begin());
    const Imported imported = casus_test::ImportFile("auto", path);
    EXPECT_EQ(imported.report.format, "gdelt");
    EXPECT_EQ(imported.report.layout, "63 columns, re-saved, header");
    EXPECT_EQ(imported.report.records, rows.size());
    EXPECT_EQ(imported.report.kept, records);
    EXPECT_EQ(imported.report.refused, 0u);
    const std::string zeros_lost = "leading zeros in " + std::to_string(zeros) + " records";
    EXPECT_NE(imported.report.issues.issues().back().message.find(zeros_lost), std::string::npos)
        << imported.report.issues.issues().back();
    for (const std::vector<std::string>& row : rows) {
      const EventView event = EventOf(imported.chronicle, "gdelt:" + row[1]);
      EXPECT_EQ(AttributeOf(event, "gdelt.column_1"), row[0]);
      EXPECT_EQ(AttributeOf(event, "gdelt.Confidence"), row[62]);
      CheckRow(imported.chronicle, AsPublished(row));
    }
  }
}

TEST(RealGdelt, MentionsSavedAgainAreReadWhole) {
  const std::string path = casus_test::RealDataPath("gdelt/reshaped/mentionssamp.csv");
  CASUS_REQUIRE_REAL_DATA(path);
  auto rows = casus_test::PlainCsv(casus_test::BytesOf(path));
  rows.erase(rows.begin());
  const Imported imported = casus_test::ImportRows("auto", path);
  EXPECT_EQ(imported.report.format, "gdelt-mentions");
  EXPECT_EQ(imported.report.records, rows.size());
  EXPECT_EQ(imported.report.kept, 1635u);
  EXPECT_EQ(imported.report.refused, 0u);
  EXPECT_EQ(imported.report.issues.warnings(), 0u);
  ASSERT_EQ(imported.chronicle.claims().size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const casus::Claim& claim = imported.chronicle.claims()[i];
    const std::vector<std::string>& row = rows[i];
    EXPECT_EQ(claim.proposition, "The event gdelt:" + row[0] + " took place.");
    EXPECT_EQ(claim.speakers[0].words, row[4]);
    EXPECT_EQ(claim.fact.locator, row[5]);
    EXPECT_EQ(Compact(claim.fact.learnt->earliest()), row[2].substr(0, 8));
    const std::string note = "EventTimeDate=" + row[1] + "; MentionType=" + row[3] +
                             "; SentenceID=" + row[6] + "; Actor1CharOffset=" + row[7] +
                             "; Actor2CharOffset=" + row[8] + "; ActionCharOffset=" + row[9] +
                             "; InRawText=" + row[10] + "; Confidence=" + row[11] +
                             "; MentionDocLen=" + row[12] + "; MentionDocTone=" + row[13] +
                             "; MentionDocTranslationInfo=" + row[14];
    EXPECT_EQ(claim.fact.note, note);
  }
}

}  // namespace
