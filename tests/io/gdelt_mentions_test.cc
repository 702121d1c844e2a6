#include <string>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"

namespace {

using casus::Claim;
using casus::ClaimId;
using casus::Day;
using casus::Moment;
using casus_test::Csv;
using casus_test::DataPath;
using casus_test::Header;
using casus_test::Imported;
using casus_test::OnlyIssue;
using casus_test::Refusal;
using casus_test::Row;
using casus_test::Tabs;

const Header kHeader = {"GLOBALEVENTID",
                        "EventTimeDate",
                        "MentionTimeDate",
                        "MentionType",
                        "MentionSourceName",
                        "MentionIdentifier",
                        "SentenceID",
                        "Actor1CharOffset",
                        "Actor2CharOffset",
                        "ActionCharOffset",
                        "InRawText",
                        "Confidence",
                        "MentionDocLen",
                        "MentionDocTone",
                        "MentionDocTranslationInfo",
                        "Extras"};

Row MentionRow(const Row& changes = {}) {
  Row row = {{"GLOBALEVENTID", "100001"},
             {"EventTimeDate", "20201112090000"},
             {"MentionTimeDate", "20201113094500"},
             {"MentionType", "1"},
             {"MentionSourceName", "herald.example"},
             {"MentionIdentifier", "https://herald.example/a"},
             {"SentenceID", "4"},
             {"Actor1CharOffset", "-1"},
             {"Actor2CharOffset", "850"},
             {"ActionCharOffset", "787"},
             {"InRawText", "0"},
             {"Confidence", "20"},
             {"MentionDocLen", "1002"},
             {"MentionDocTone", "-0.63"},
             {"MentionDocTranslationInfo", "srclc:spa;eng:GT-SPA 1.0"},
             {"Extras", ""}};
  for (const auto& [name, value] : changes) row.at(name) = value;
  return row;
}

Imported ImportMentions(std::string_view text) {
  const casus_test::TemporaryFile file("input.csv", text);
  Imported imported = casus_test::ImportRows("auto", file.path());
  EXPECT_EQ(imported.report.format, "gdelt-mentions");
  EXPECT_EQ(imported.chronicle.claims().size(), imported.report.kept);
  return imported;
}

TEST(GdeltMentions, MakesAClaimOfAMention) {
  const Imported imported = ImportMentions(Tabs(kHeader, {MentionRow()}));
  EXPECT_EQ(imported.report.layout, "16 columns, no header");
  ASSERT_EQ(imported.report.kept, 1u);
  const Claim& claim = imported.chronicle.claim(ClaimId(0));
  EXPECT_TRUE(claim.fact.key.starts_with("gdelt-mention:100001:20201113094500:"));
  EXPECT_EQ(claim.fact.key.size(), std::string("gdelt-mention:100001:20201113094500:").size() + 16);
  EXPECT_EQ(claim.modality, casus::Modality::kReported);
  EXPECT_FALSE(claim.negated);
  ASSERT_EQ(claim.speakers.size(), 1u);
  EXPECT_EQ(claim.speakers[0].words, "herald.example");
  EXPECT_FALSE(claim.speakers[0].actor);
  EXPECT_EQ(claim.fact.locator, "https://herald.example/a");
  EXPECT_EQ(claim.fact.learnt, Moment::AtTime(Day::FromYmd(2020, 11, 13), 35'100, 0).value());
  EXPECT_EQ(ToEdtf(claim.fact.span), "[..2020-11-13]") << "the article may be older";
  EXPECT_EQ(claim.proposition, "The event gdelt:100001 took place.");
  EXPECT_TRUE(claim.about.empty());
  EXPECT_EQ(claim.fact.note,
            "EventTimeDate=20201112090000; MentionType=1; SentenceID=4; Actor1CharOffset=-1; "
            "Actor2CharOffset=850; ActionCharOffset=787; InRawText=0; Confidence=20; "
            "MentionDocLen=1002; MentionDocTone=-0.63; "
            "MentionDocTranslationInfo=srclc:spa;eng:GT-SPA 1.0");
  EXPECT_EQ(OnlyIssue(imported),
            "f: note: 1 mentions of events that are not in the chronicle [events named in words]");
  ASSERT_EQ(imported.chronicle.coverage().size(), 1u);
  EXPECT_EQ(imported.chronicle.coverage()[0].table, casus::Table::kClaims);
  EXPECT_EQ(imported.chronicle.coverage()[0].period,
            casus::Period::Of(Day::FromYmd(2020, 11, 13), Day::FromYmd(2020, 11, 14)));
}

TEST(GdeltMentions, AMentionIsAboutTheEventWhereTheChronicleHoldsIt) {
  casus::ChronicleBuilder builder;
  ASSERT_TRUE(casus::Import("gdelt", DataPath("gdelt_1_mixed.csv"), {}, builder).ok());
  const casus_test::TemporaryFile file("mentions.csv",
                                       Tabs(kHeader, {MentionRow({{"GLOBALEVENTID", "100003"}}),
                                                      MentionRow({{"GLOBALEVENTID", "7"}})}));
  const auto report = casus::Import("gdelt-mentions", file.path(), {}, builder);
  ASSERT_TRUE(report.ok()) << report.error();
  EXPECT_EQ(report->issues.notes(), 1u) << "of the other";
  const auto chronicle = builder.Build();
  ASSERT_TRUE(chronicle.ok()) << chronicle.error();
  const casus::FactRef event = *chronicle->FindRow(casus::Table::kEvents, "gdelt:100003");
  EXPECT_EQ(chronicle->claim(ClaimId(0)).about, (std::vector<casus::FactRef>{event}));
  EXPECT_EQ(chronicle->ClaimsAbout(event), (std::vector<ClaimId>{ClaimId(0)}));
  EXPECT_TRUE(chronicle->claim(ClaimId(1)).about.empty());
}

TEST(GdeltMentions, AFileWithAHeaderReadsToTheSameAndUnknownColumnsAreKept) {
  Header header = kHeader;
  std::swap(header[3], header[8]);
  Row row = MentionRow();
  header.push_back("batch");
  row["batch"] = "17";
  const Imported again = ImportMentions(Csv(header, {row}));
  EXPECT_EQ(again.report.layout, "17 columns, re-saved, header");
  EXPECT_EQ(again.report.issues.warnings(), 1u);
  const Imported original = ImportMentions(Tabs(kHeader, {MentionRow()}));
  Claim claim = again.chronicle.claim(ClaimId(0));
  EXPECT_TRUE(claim.fact.note.ends_with("; batch=17")) << claim.fact.note;
  claim.fact.note = original.chronicle.claim(ClaimId(0)).fact.note;
  EXPECT_EQ(claim, original.chronicle.claim(ClaimId(0)));
}

TEST(GdeltMentions, RowsThatDifferAnywhereAreDifferentMentionsAndEqualOnesOne) {
  const Imported imported = ImportMentions(
      Tabs(kHeader, {MentionRow(), MentionRow({{"ActionCharOffset", "788"}}), MentionRow()}));
  EXPECT_EQ(imported.report.kept, 2u);
  ASSERT_EQ(imported.report.refused, 1u);
  EXPECT_EQ(imported.report.issues.issues()[0].code, casus::ErrorCode::kDuplicate);
  EXPECT_EQ(imported.report.issues.issues()[0].message, "the same mention is there already");
}

TEST(GdeltMentions, CellsThatAreOneTextTogetherAreDifferentCells) {
  const Imported imported = ImportMentions(
      Tabs(kHeader, {MentionRow({{"Actor1CharOffset", "8"}, {"Actor2CharOffset", "50"}}),
                     MentionRow({{"Actor1CharOffset", "85"}, {"Actor2CharOffset", "0"}})}));
  EXPECT_EQ(imported.report.kept, 2u);
}

TEST(GdeltMentions, RefusesAndWarns) {
  struct Case {
    Row changes;
    std::string issue;
    bool kept;
  };
  for (const Case& bad : std::vector<Case>{
           {{{"GLOBALEVENTID", "x"}}, "(GLOBALEVENTID): error: not a whole number: 'x'", false},
           {{{"MentionTimeDate", "20201113"}}, "(MentionTimeDate): error: ", false},
           {{{"MentionTimeDate", "20201313094500"}}, "(MentionTimeDate): error: ", false},
           {{{"EventTimeDate", "0"}}, "(EventTimeDate): warning: ", true},
           {{{"EventTimeDate", "20201114000000"}},
            "(EventTimeDate): warning: the event was added after the mention",
            true},
           {{{"MentionType", "7"}}, "(MentionType): warning: not a number from 1 to 6: '7'", true},
           {{{"InRawText", "2"}}, "(InRawText): warning: not a number from 0 to 1: '2'", true},
           {{{"Confidence", "high"}}, "(Confidence): warning: not a number from 0 to 100", true}}) {
    const Imported imported =
        ImportMentions(Tabs(kHeader, {MentionRow(), MentionRow(bad.changes)}));
    EXPECT_EQ(imported.report.kept, bad.kept ? 2u : 1u) << bad.issue;
    EXPECT_NE(ToString(imported.report.issues.issues()[0]).find(bad.issue), std::string::npos)
        << imported.report.issues.issues()[0];
  }
}

TEST(GdeltMentions, RefusesOtherShapesWhole) {
  EXPECT_NE(Refusal("gdelt-mentions", Csv(kHeader, {MentionRow()}, false))
                .message()
                .find("the delimiter is another one and there is no header"),
            std::string::npos);
  Header header = kHeader;
  std::erase(header, "SentenceID");
  EXPECT_NE(Refusal("gdelt-mentions", Csv(header, {MentionRow()}))
                .message()
                .find("these columns are missing: SentenceID"),
            std::string::npos);
  EXPECT_NE(Refusal("gdelt-mentions", Tabs(kHeader, {MentionRow({{"MentionTimeDate", "x"}})}))
                .message()
                .find("none of the first lines is a mention"),
            std::string::npos);
}

}  // namespace
