// OFAC's and the UN's sanctions lists as they were published, beside counts by other code.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"
#include "real_data.h"

namespace {

using casus::Designation;
using casus::NameKind;
using casus_test::Imported;
using casus_test::PlainCsv;
using Records = std::vector<std::vector<std::string>>;

casus::ImportOptions On(casus::Day day) {
  casus::ImportOptions options;
  options.published = casus::Moment::OnDay(day);
  return options;
}

// The records of a file, without the line of a Ctrl-Z.
Records RecordsOf(const std::string& path) {
  Records records = PlainCsv(casus_test::BytesOf(path) + "\n");
  records.erase(std::remove_if(records.begin(), records.end(),
                               [](const auto& record) { return record.size() < 2; }),
                records.end());
  return records;
}

std::size_t CountOf(const std::string& text, const std::string& word) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    ++count;
  }
  return count;
}

std::size_t NamesOf(const casus::Chronicle& chronicle, NameKind kind) {
  std::size_t count = 0;
  for (const casus::Actor& actor : chronicle.actors()) {
    count += static_cast<std::size_t>(
        std::count_if(actor.names.begin(), actor.names.end(),
                      [&](const casus::Name& name) { return name.kind == kind; }));
  }
  return count;
}

std::size_t KindOf(const casus::Chronicle& chronicle, casus::ActorKind kind) {
  const auto actors = chronicle.actors();
  return static_cast<std::size_t>(std::count_if(
      actors.begin(), actors.end(), [&](const casus::Actor& actor) { return actor.kind == kind; }));
}

// How many entries each programme has, by the file; and by the designations of a list in it.
std::map<std::string, std::size_t> ProgrammesOf(const Records& entries) {
  std::map<std::string, std::size_t> programmes;
  for (const auto& entry : entries) {
    std::string rest = entry[3];
    for (std::size_t at; (at = rest.find("] [")) != std::string::npos; rest = rest.substr(at + 3)) {
      ++programmes[rest.substr(0, at)];
    }
    ++programmes[rest];
  }
  return programmes;
}
std::map<std::string, std::size_t> TargetsOf(const casus::Chronicle& chronicle) {
  std::map<std::string, std::set<std::uint32_t>> targets;
  for (const Designation& designation : chronicle.designations()) {
    targets[chronicle.regime(*designation.regime).programme].insert(
        std::get<casus::ActorId>(*designation.target).value());
  }
  std::map<std::string, std::size_t> counts;
  for (const auto& [programme, actors] : targets) counts[programme] = actors.size();
  return counts;
}

// Every text of the set is in a note, a name or a code of its entry.
void ExpectNothingLost(const Imported& imported, const std::string& folder,
                       const std::vector<std::string>& files) {
  const Records entries = RecordsOf(folder + files[0]);
  for (std::size_t f = 0; f < files.size(); ++f) {
    for (const auto& record : RecordsOf(folder + files[f])) {
      const auto id = imported.chronicle.FindActor("ofac:" + record[0]);
      if (!id) continue;
      const casus::Actor& actor = imported.chronicle.actor(*id);
      // From the column behind the name; programmes are designations.
      for (std::size_t i = f == 0 ? 4 : 1; i < record.size(); ++i) {
        const bool is_null = record[i] == "-0- " || record[i] == "-0-";
        if (is_null || (f == 1 && i == 1)) continue;
        EXPECT_NE(actor.fact.note.find(record[i]), std::string::npos)
            << files[f] << " " << record[0] << " " << record[i];
      }
    }
  }
}

TEST(RealLists, OfacSdn) {
  const std::string folder = casus_test::RealDataPath("ofac/");
  CASUS_REQUIRE_REAL_DATA(folder);
  const Imported imported =
      casus_test::ImportRows("auto", folder + "sdn.csv", On(casus::Day::FromYmd(2020, 1, 10)));
  const Records entries = RecordsOf(folder + "sdn.csv");
  ASSERT_EQ(entries.size(), 7'379u);
  EXPECT_EQ(RecordsOf(folder + "add.csv").size(), 11'696u);
  EXPECT_EQ(RecordsOf(folder + "alt.csv").size(), 9'682u);
  EXPECT_EQ(imported.report.records, 7'379u + 11'696u + 9'682u + 13u);
  // The comments in this folder are of a later year than the entries.
  EXPECT_EQ(imported.report.refused, 10u);
  const casus::Chronicle& chronicle = imported.chronicle;
  EXPECT_EQ(chronicle.actors().size(), 7'379u + 1u);
  EXPECT_EQ(KindOf(chronicle, casus::ActorKind::kPerson), 3'845u);
  EXPECT_EQ(KindOf(chronicle, casus::ActorKind::kVessel), 323u);
  EXPECT_EQ(KindOf(chronicle, casus::ActorKind::kOther), 2'994u + 217u);
  const auto programmes = ProgrammesOf(entries);
  EXPECT_EQ(programmes.size(), 49u);
  EXPECT_EQ(TargetsOf(chronicle), programmes);
  const auto multiple = std::count_if(entries.begin(), entries.end(), [](const auto& entry) {
    return entry[3].find("] [") != std::string::npos;
  });
  EXPECT_EQ(multiple, 657);

  std::size_t births = 0, weak = 0, linked = 0;
  for (const auto& entry : entries) {
    births += CountOf("; " + entry[11], "; DOB ") > 0;
    weak += CountOf(entry[11], "k.a. '");
    linked += CountOf(entry[11], "Linked To: ");
  }
  std::size_t born = 0;
  for (const casus::Actor& actor : chronicle.actors()) {
    born += actor.kind == casus::ActorKind::kPerson && !actor.fact.span.first().is_unknown();
  }
  EXPECT_EQ(born, births);
  EXPECT_NEAR(static_cast<double>(NamesOf(chronicle, NameKind::kWeakAlias)),
              static_cast<double>(weak), 30.0)
      << "some go on in comments, some are there twice";
  EXPECT_EQ(NamesOf(chronicle, NameKind::kAlias) + NamesOf(chronicle, NameKind::kFormer), 9'682u);
  EXPECT_EQ(NamesOf(chronicle, NameKind::kFormer), 331u);
  std::size_t not_found = 0, no_date = 0;
  for (const casus::Issue& issue : imported.report.issues.issues()) {
    not_found += issue.message.starts_with("linked to a name");
    no_date += issue.text.starts_with("DOB ");
  }
  EXPECT_EQ(no_date, 0u) << "all shapes of dates are known";
  EXPECT_GT(chronicle.relations().size() + 20, linked);
  EXPECT_LE(not_found, 5u);
  for (const Designation& designation : chronicle.designations()) {
    EXPECT_EQ(HoldsAt(designation.fact.span, casus::Day::FromYmd(2020, 1, 10)),
              casus::Truth::kCertain);
    EXPECT_FALSE(designation.measures.empty());
  }
  ExpectNothingLost(imported, folder, {"sdn.csv", "add.csv", "alt.csv"});
}

TEST(RealLists, OfacNonSdn) {
  const std::string folder = casus_test::RealDataPath("ofac/");
  CASUS_REQUIRE_REAL_DATA(folder);
  const Imported imported =
      casus_test::ImportRows("auto", folder + "cons_prim.csv", On(casus::Day::FromYmd(2024, 8, 2)));
  const Records entries = RecordsOf(folder + "cons_prim.csv");
  // A Ctrl-Z is no entry.
  EXPECT_EQ(entries.size(), 442u);
  EXPECT_EQ(imported.report.records, 442u + 574u + 1'073u + 10u);
  EXPECT_EQ(imported.report.refused, 0u);
  EXPECT_EQ(TargetsOf(imported.chronicle), ProgrammesOf(entries));
  std::map<std::string, std::size_t> directives;
  for (const Designation& designation : imported.chronicle.designations()) {
    const std::vector<casus::Measure>& measures = designation.measures;
    EXPECT_TRUE(std::find(measures.begin(), measures.end(), casus::Measure::kAssetFreeze) ==
                measures.end());
    if (designation.instrument) {
      ++directives[imported.chronicle.instrument(*designation.instrument).fact.key];
    }
  }
  EXPECT_EQ(directives, (std::map<std::string, std::size_t>{{"ofac:directive:13662:1", 124},
                                                            {"ofac:directive:13662:2", 54},
                                                            {"ofac:directive:13662:3", 42},
                                                            {"ofac:directive:13662:4", 86},
                                                            {"ofac:directive:14014:1", 1},
                                                            {"ofac:directive:14024:1a", 3},
                                                            {"ofac:directive:14024:2", 14},
                                                            {"ofac:directive:14024:3", 9},
                                                            {"ofac:directive:14024:4", 3}}));
  // Remarks that go on in the comments are whole.
  const auto bank = imported.chronicle.FindActor("ofac:17018");
  ASSERT_TRUE(bank);
  EXPECT_GT(imported.chronicle.actor(*bank).fact.note.size(), 1'200u);
  const auto limits = imported.chronicle.FindRow(casus::Table::kDesignations,
                                                 "ofac:cons:17018:RUSSIA-EO14024:directive-2");
  ASSERT_TRUE(limits);
  EXPECT_EQ(ToEdtf(imported.chronicle.SpanOf(*limits)), "2022-03-26/[2024-08-02..]");
  ExpectNothingLost(imported, folder, {"cons_prim.csv", "cons_add.csv", "cons_alt.csv"});
}

TEST(RealLists, UnSecurityCouncil) {
  const std::string path = casus_test::RealDataPath("un/UN_consolidated.xml.gz");
  CASUS_REQUIRE_REAL_DATA(path);
  const Imported imported = casus_test::ImportRows("auto", path);
  const std::string text = casus_test::BytesOf(path);
  EXPECT_EQ(CountOf(text, "<INDIVIDUAL>"), 730u);
  EXPECT_EQ(CountOf(text, "<ENTITY>"), 273u);
  EXPECT_EQ(imported.report.records, 1'003u);
  EXPECT_EQ(imported.report.refused, 0u);
  const casus::Chronicle& chronicle = imported.chronicle;
  EXPECT_EQ(chronicle.designations().size(), 1'003u);
  EXPECT_EQ(KindOf(chronicle, casus::ActorKind::kPerson), 730u);
  EXPECT_EQ(NamesOf(chronicle, NameKind::kOfficial), CountOf(text, "<NAME_ORIGINAL_SCRIPT>"));

  std::map<std::string, std::size_t> messages;
  for (const casus::Issue& issue : imported.report.issues.issues()) {
    ++messages[issue.text + ": " + issue.message];
  }
  EXPECT_EQ(messages["INDIVIDUAL_ALIAS: 169 elements with nothing in them"], 1u);
  EXPECT_EQ(messages["ENTITY_ALIAS: 122 elements with nothing in them"], 1u) << "291 of both";
  std::size_t joined = 0, blanks = 0;
  for (const casus::Issue& issue : imported.report.issues.issues()) {
    joined += issue.message.ends_with("names joined by semicolons");
    blanks += issue.message == "blanks around the reference";
  }
  EXPECT_EQ(joined, 27u);
  EXPECT_EQ(blanks, 12u);
  EXPECT_EQ(messages[": 10 days with an offset from UTC"], 1u);

  std::size_t unsure = 0, amended = 0;
  const casus::Day generated = casus::Day::FromYmd(2026, 2, 27);
  for (const Designation& designation : chronicle.designations()) {
    ASSERT_TRUE(designation.decided);
    amended += designation.amended.size();
    EXPECT_EQ(HoldsAt(designation.fact.span, generated), casus::Truth::kCertain);
    unsure += !designation.fact.span.first().is_exact();
  }
  EXPECT_EQ(unsure, 121u) << "of Iran, listed before 2016";
  EXPECT_EQ(amended, 1'808u - 211u + 294u);
}

}  // namespace
