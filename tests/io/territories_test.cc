// CShapes' table of attributes and ICOW's table of claims.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "casus/casus.h"
#include "gmock/gmock.h"
#include "import_testing.h"

namespace {

using casus_test::Csv;
using casus_test::Header;
using casus_test::Imported;
using casus_test::OnlyIssue;
using casus_test::Refusal;
using casus_test::Row;
using casus_test::StatusInWords;
using casus_test::StatusOf;
using ::testing::AllOf;
using ::testing::HasSubstr;

Imported ImportCells(std::string_view format, const Header& header, const std::vector<Row>& rows) {
  const casus_test::TemporaryFile file("input.csv", Csv(header, rows));
  return casus_test::ImportRows(format, file.path());
}
Row With(Row row, const Row& changes) {
  for (const auto& [name, value] : changes) row.at(name) = value;
  return row;
}
casus::Place PlaceOf(const Imported& imported, std::string_view key) {
  const auto id = imported.chronicle.FindPlace(key);
  EXPECT_TRUE(id) << key;
  return id ? imported.chronicle.place(*id) : casus::Place();
}

// ---- CShapes ----

Header ShapesHeader(const std::string& code = "gwcode") {
  return {code,      "country_name", "start",  "end",   "status", "owner",
          "capname", "caplong",      "caplat", "b_def", "fid"};
}
// A made-up version of Norway.
Row Version(const Row& changes = {}) {
  return With({{"gwcode", "385"},
               {"country_name", "Norway"},
               {"start", "1905-11-26"},
               {"end", "1920-02-08"},
               {"status", "independent"},
               {"owner", "385"},
               {"capname", "Kristiania"},
               {"caplong", "10.75"},
               {"caplat", "59.91"},
               {"b_def", "1"},
               {"fid", "7"}},
              changes);
}
Imported ImportShapes(const std::vector<Row>& rows) {
  return ImportCells("cshapes", ShapesHeader(), rows);
}

TEST(CShapes, MakesATerritoryAndAStatusOfAVersion) {
  const Imported imported = ImportShapes({Version()});
  EXPECT_EQ(imported.report.layout, "11 columns, header");
  EXPECT_EQ(imported.report.issues.issues().size(), 0u) << OnlyIssue(imported);
  const casus::Place place = PlaceOf(imported, "gw:territory:385");
  EXPECT_EQ(place.name, "Norway");
  EXPECT_EQ(place.kind, casus::PlaceKind::kCountry);
  EXPECT_EQ(ToEdtf(place.fact.span), "1905-11-26/1920-02-08");
  EXPECT_EQ(place.codes, (std::vector<casus::Code>{{casus::CodeSystem::kGw, "385", std::nullopt}}));
  EXPECT_EQ(StatusInWords(imported.chronicle, "cshapes:gw:385:1905-11-26"),
            "1905-11-26/1920-02-08: gw:385 control of gw:territory:385, own_administration");
  const casus::TerritorialStatus status = StatusOf(imported.chronicle, "cshapes:gw:385:1905-11-26");
  EXPECT_EQ(status.method, "coded as independent");
  EXPECT_EQ(status.fact.note, "capital Kristiania at 59.91, 10.75; fid=7");
  ASSERT_EQ(imported.chronicle.coverage().size(), 1u);
  EXPECT_EQ(imported.chronicle.coverage()[0].table, casus::Table::kStatuses);
  // COW's numbers.
  Row cow = Version();
  cow["cowcode"] = "385";
  const Imported other = ImportCells("auto", ShapesHeader("cowcode"), {cow});
  EXPECT_EQ(other.report.format, "cshapes");
  EXPECT_EQ(StatusInWords(other.chronicle, "cshapes:cow:385:1905-11-26"),
            "1905-11-26/1920-02-08: cow:385 control of cow:territory:385, own_administration");
}

TEST(CShapes, TheOwnerControlsADependency) {
  const std::vector<std::pair<std::string, std::string>> regimes = {
      {"colony", ""},           {"protectorate", ""},  {"occupied", ", military_occupation"},
      {"mandate", ", mandate"}, {"leased", ", lease"}, {"N/A", ""}};
  for (const auto& [status, regime] : regimes) {
    const Imported imported = ImportShapes({Version({{"status", status}, {"owner", "380"}})});
    EXPECT_EQ(StatusInWords(imported.chronicle, "cshapes:gw:385:1905-11-26"),
              "1905-11-26/1920-02-08: gw:380 control of gw:territory:385" + regime);
    EXPECT_EQ(StatusOf(imported.chronicle, "cshapes:gw:385:1905-11-26").method,
              status == "N/A" ? "" : "coded as " + status);
  }
  const Imported league = ImportShapes({Version({{"status", "mandate"}, {"owner", "0"}})});
  EXPECT_EQ(league.chronicle.actor(*league.chronicle.FindActor("gw:0")).name, "League of Nations");
}

TEST(CShapes, TheBeginAndEndOfTheDataAreNoneOfWhatIsInThem) {
  const Imported imported = ImportShapes(
      {Version({{"start", "1886-01-01"}}),
       Version({{"start", "1920-02-09"}, {"end", "2019-12-31"}}),
       Version({{"gwcode", "380"}, {"owner", "380"}, {"end", "2018-12-31"}, {"fid", "8"}})});
  EXPECT_THAT(OnlyIssue(imported), HasSubstr("note: 1 versions end with the data"));
  const auto span = [&](std::string_view key) {
    return ToEdtf(StatusOf(imported.chronicle, key).fact.span);
  };
  EXPECT_EQ(span("cshapes:gw:385:1886-01-01"), "[..1886-01-01]/1920-02-08");
  EXPECT_EQ(span("cshapes:gw:385:1920-02-09"), "1920-02-09/[2019-12-31..]");
  EXPECT_EQ(span("cshapes:gw:380:1905-11-26"), "1905-11-26/2018-12-31");
  EXPECT_EQ(ToEdtf(PlaceOf(imported, "gw:territory:385").fact.span),
            "[..1886-01-01]/[2019-12-31..]");
}

TEST(CShapes, VersionsOfAUnitAreOnePlaceWithNamesInTime) {
  const std::vector<Row> rows = {
      Version({{"start", "1920-02-09"}, {"end", "1940-04-09"}, {"country_name", "Norge"}}),
      Version(),
      Version({{"start", "1945-05-08"}, {"end", "1950-06-30"}, {"country_name", "Norge"}})};
  for (const std::vector<Row>& order : {rows, std::vector<Row>{rows[2], rows[1], rows[0]}}) {
    const Imported imported = ImportShapes(order);
    EXPECT_EQ(imported.report.issues.issues().size(), 0u);
    EXPECT_EQ(imported.chronicle.statuses().size(), 3u);
    ASSERT_EQ(imported.chronicle.places().size(), 1u);
    const casus::Place place = PlaceOf(imported, "gw:territory:385");
    EXPECT_EQ(place.name, "Norge");
    ASSERT_EQ(place.names.size(), 1u);
    EXPECT_EQ(place.names[0].text, "Norway");
    EXPECT_EQ(ToEdtf(*place.names[0].span), "1905-11-26/1920-02-08");
    // Not sure of the days that no version covers, nor that it goes on after them.
    EXPECT_EQ(ToEdtf(place.fact.span), "1905-11-26/[1940-04-09..1950-06-30]");
  }
}

TEST(CShapes, BordersNotDefinedAndOtherColumnsAreKept) {
  Row row = Version({{"b_def", "0"}, {"capname", ""}, {"caplong", "NA"}, {"caplat", "NA"}});
  row["isoname"] = "NO";
  Header header = ShapesHeader();
  header.push_back("isoname");
  const Imported imported = ImportCells("cshapes", header, {row});
  EXPECT_EQ(StatusOf(imported.chronicle, "cshapes:gw:385:1905-11-26").fact.note,
            "border not defined; fid=7; isoname=NO");
  EXPECT_THAT(OnlyIssue(imported), HasSubstr("kept in the note, as isoname"));
}

TEST(CShapes, WarnsOfWhatContradictsItself) {
  const std::vector<std::pair<Row, std::string>> odd = {
      {{{"owner", "380"}}, "independent, but another is the owner"},
      {{{"status", "colony"}}, "its own owner, but not independent"},
      {{{"status", "dominion"}, {"owner", "200"}}, "not a status of CShapes"},
      {{{"country_name", ""}}, "a unit without a name"}};
  for (const auto& [changes, message] : odd) {
    const Imported imported = ImportShapes({Version(changes)});
    EXPECT_EQ(imported.report.kept, 1u) << message;
    EXPECT_THAT(OnlyIssue(imported), AllOf(HasSubstr("warning"), HasSubstr(message)));
  }
  const Imported twice =
      ImportShapes({Version(), Version({{"start", "1920-02-08"}, {"end", "1921-01-01"}})});
  EXPECT_THAT(OnlyIssue(twice), HasSubstr("in another version of the unit, from 1905-11-26"));
  // An owner need not be named of what is independent.
  EXPECT_EQ(ImportShapes({Version({{"owner", ""}})}).report.issues.issues().size(), 0u);
}

TEST(CShapes, RefusesWhatHasNoMeaning) {
  const std::vector<std::pair<Row, std::string>> refused = {
      {{{"gwcode", ""}}, "gwcode"},
      {{{"start", "1905"}}, "start"},
      {{{"start", "1885-12-31"}}, "start"},
      {{{"end", "1905-11-25"}}, "ends before it begins"},
      {{{"owner", "x"}}, "owner"},
      {{{"owner", "-1"}}, "no code of an owner"},
      {{{"status", "colony"}, {"owner", "NA"}}, "nobody rules"},
      {{{"status", "N/A"}, {"owner", ""}}, "nobody rules"},
      {{{"caplat", "95"}}, "caplat"},
      {{{"caplong", "east"}}, "caplong"},
      {{{"b_def", "2"}}, "neither 0 nor 1"}};
  for (const auto& [changes, message] : refused) {
    const Imported imported = ImportShapes({Version(changes)});
    EXPECT_EQ(imported.report.refused, 1u) << message;
    EXPECT_THAT(OnlyIssue(imported), HasSubstr(message));
  }
  const Imported twice = ImportShapes({Version(), Version({{"end", "1910-01-01"}})});
  EXPECT_EQ(twice.report.kept, 1u);
  EXPECT_THAT(OnlyIssue(twice), HasSubstr("is there already"));
  // The table published beside the polygons does not say who rules.
  EXPECT_THAT(
      Refusal("cshapes", "gwcode,country_name,start,end,area\n2,US,1886-01-01,2019-12-31,9\n")
          .message(),
      HasSubstr("these columns are missing: status, owner"));
}

TEST(CShapes, IsNoWitnessBesideCowTerritorialChange) {
  casus::ChronicleBuilder builder;
  const casus_test::TemporaryFile change(
      "tc.csv",
      "year,month,gainer,procedur,entity,portion,loser,number\n1905,11,385,4,385,1,380,9001\n");
  const casus_test::TemporaryFile shapes("shapes.csv", Csv(ShapesHeader(), {Version()}));
  ASSERT_TRUE(casus::Import("cow-tc", change.path(), {}, builder).ok());
  ASSERT_TRUE(casus::Import("cshapes", shapes.path(), {}, builder).ok());
  const casus::Chronicle chronicle = builder.Build().value();
  std::vector<casus::SourceId> sources;
  for (const casus::TerritorialStatus& status : chronicle.statuses()) {
    sources.push_back(*status.fact.source);
  }
  ASSERT_EQ(sources.size(), 3u);
  EXPECT_EQ(casus::IndependentSources(chronicle, sources), 1u);
}

// ---- ICOW ----

Header ClaimHeader() {
  return {"claim",    "name",    "claimdy", "dyad",    "chal",   "tgt",     "begclaim", "endclaim",
          "resolved", "endviol", "icowsal", "salchal", "saltgt", "terriss", "version"};
}
// A made-up claim of Sweden to a piece of Norway.
Row ClaimRow(const Row& changes = {}) {
  return With({{"claim", "901"},
               {"name", "Lower Fjell"},
               {"claimdy", "90101"},
               {"dyad", "380385"},
               {"chal", "380"},
               {"tgt", "385"},
               {"begclaim", "190603"},
               {"endclaim", "191200"},
               {"resolved", "4"},
               {"endviol", "0"},
               {"icowsal", "7"},
               {"salchal", "4"},
               {"saltgt", "3"},
               {"terriss", "1"},
               {"version", "1.01"}},
              changes);
}
Imported ImportClaims(const std::vector<Row>& rows) {
  Header header = ClaimHeader();
  header.erase(header.begin() + 3);  // dyad
  return ImportCells("icow-claims", header, rows);
}

TEST(IcowClaims, BothSidesClaimTheTerritory) {
  const Imported imported = ImportClaims({ClaimRow()});
  EXPECT_EQ(imported.report.layout, "14 columns, header");
  EXPECT_EQ(imported.report.issues.issues().size(), 0u) << OnlyIssue(imported);
  EXPECT_EQ(StatusInWords(imported.chronicle, "icow:90101.challenger"),
            "1906-03/1912: cow:380 claim of icow:901");
  EXPECT_EQ(StatusInWords(imported.chronicle, "icow:90101.target"),
            "1906-03/1912: cow:385 claim of icow:901");
  const casus::TerritorialStatus status = StatusOf(imported.chronicle, "icow:90101.challenger");
  EXPECT_EQ(status.method, "salience 7 of 12, to the challenger 4 of 6, to the target 3 of 6");
  EXPECT_EQ(status.fact.note, "resolved=4; endviol=0");
  EXPECT_EQ(PlaceOf(imported, "icow:901").name, "Lower Fjell");
  EXPECT_EQ(imported.chronicle.actor(*imported.chronicle.FindActor("cow:380")).name, "Sweden");
  EXPECT_EQ(imported.chronicle.source(*status.fact.source).version, "1.01");
  ASSERT_EQ(imported.chronicle.coverage().size(), 1u);
  EXPECT_EQ(imported.chronicle.coverage()[0].period,
            casus::Period::Of(casus::Day::FromYmd(1906, 3, 1), casus::Day::FromYmd(1913, 1, 1)));
}

TEST(IcowClaims, DatesAreAsPreciseAsTheirCells) {
  const std::vector<std::pair<Row, std::string>> dates = {
      {{{"begclaim", "190600"}, {"endclaim", "190600"}}, "1906"},
      {{{"begclaim", "-9"}}, "/1912"},
      {{{"endclaim", "-9"}}, "1906-03/"},
      {{{"endclaim", "."}, {"begclaim", ""}}, "/"}};
  for (const auto& [changes, span] : dates) {
    const Imported imported = ImportClaims({ClaimRow(changes)});
    const casus::Span read = StatusOf(imported.chronicle, "icow:90101.target").fact.span;
    EXPECT_EQ(ToEdtf(read), span == "/" ? ToEdtf(casus::Span::Unknown()) : span);
  }
  const Imported ongoing = ImportClaims({ClaimRow({{"endclaim", "200199"}})});
  EXPECT_EQ(ToEdtf(StatusOf(ongoing.chronicle, "icow:90101.target").fact.span), "1906-03/[2001..]");
  EXPECT_THAT(OnlyIssue(ongoing), HasSubstr("note: 1 claims end in month 99"));
}

TEST(IcowClaims, OneClaimOfSeveralNamesIsSeveralPlaces) {
  const std::vector<Row> rows = {
      ClaimRow(), ClaimRow({{"claimdy", "90102"}, {"name", "Upper Fjell"}, {"chal", "390"}})};
  for (const std::vector<Row>& order : {rows, std::vector<Row>{rows[1], rows[0]}}) {
    const Imported imported = ImportClaims(order);
    EXPECT_THAT(OnlyIssue(imported),
                AllOf(HasSubstr("warning"), HasSubstr("name different territories")));
    EXPECT_EQ(StatusInWords(imported.chronicle, "icow:90102.challenger"),
              "1906-03/1912: cow:390 claim of icow:901:Upper-Fjell");
    EXPECT_EQ(PlaceOf(imported, "icow:901:Lower-Fjell").name, "Lower Fjell");
  }
  EXPECT_EQ(ImportClaims({ClaimRow({{"name", ""}})}).chronicle.places()[0].name, "claim 901");
}

TEST(IcowClaims, OtherColumnsAreKept) {
  const Imported imported =
      ImportCells("auto", ClaimHeader(), {ClaimRow({{"salchal", "-9"}, {"saltgt", "."}})});
  EXPECT_EQ(imported.report.format, "icow-claims");
  const casus::TerritorialStatus status = StatusOf(imported.chronicle, "icow:90101.target");
  EXPECT_EQ(status.fact.note, "resolved=4; endviol=0; dyad=380385");
  EXPECT_EQ(status.method, "salience 7 of 12");
  EXPECT_THAT(OnlyIssue(imported),
              AllOf(HasSubstr("2 issues"), HasSubstr("as dyad"), HasSubstr("in 2 cells")));
}

TEST(IcowClaims, WarnsOfWhatContradictsItself) {
  EXPECT_THAT(OnlyIssue(ImportClaims({ClaimRow({{"icowsal", "8"}})})),
              AllOf(HasSubstr("warning"), HasSubstr("not the sum")));
  EXPECT_THAT(OnlyIssue(ImportClaims({ClaimRow({{"tgt", "380"}})})),
              AllOf(HasSubstr("warning"), HasSubstr("the challenger is the target")));
}

TEST(IcowClaims, RefusesWhatHasNoMeaning) {
  const std::vector<std::pair<Row, std::string>> refused = {
      {{{"claimdy", ""}}, "claimdy"},
      {{{"claim", "x"}}, "claim"},
      {{{"chal", "-9"}}, "chal"},
      {{{"begclaim", "190613"}}, "begclaim"},
      {{{"begclaim", "190699"}}, "begclaim"},
      {{{"begclaim", "1906"}}, "begclaim"},
      {{{"begclaim", "171600"}}, "begclaim"},
      {{{"endclaim", "190602"}}, "ends before it begins"},
      {{{"icowsal", "13"}}, "from 0 to 12"},
      {{{"saltgt", "7"}}, "from 0 to 6"},
      {{{"terriss", "0"}}, "no claim to a territory"}};
  for (const auto& [changes, message] : refused) {
    const Imported imported = ImportClaims({ClaimRow(changes)});
    EXPECT_EQ(imported.report.refused, 1u) << message;
    EXPECT_THAT(OnlyIssue(imported), HasSubstr(message));
  }
  const Imported twice = ImportClaims({ClaimRow(), ClaimRow({{"begclaim", "190500"}})});
  EXPECT_EQ(twice.report.kept, 1u);
  EXPECT_THAT(OnlyIssue(twice), HasSubstr("is there already"));
  EXPECT_EQ(Refusal("icow-claims", "claim,chal,tgt\n1,2,3\n").code(),
            casus::ErrorCode::kUnknownFormat);
}

}  // namespace
