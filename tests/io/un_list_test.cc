// The UN Security Council's consolidated list.

#include <filesystem>
#include <string>
#include <vector>

#include "casus/casus.h"
#include "list_testing.h"

namespace {

using casus::Actor;
using casus::Day;
using casus::Designation;
using casus::Measure;
using casus::Moment;
using casus::Truth;
using casus_test::ActorOf;
using casus_test::DesignationOf;
using casus_test::Imported;
using casus_test::IssuesOf;
using casus_test::NamesOf;

std::string List(const std::string& entries,
                 const std::string& generated = "2026-02-27T00:00:09.554Z") {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CONSOLIDATED_LIST dateGenerated=\"" +
         generated + "\"><INDIVIDUALS>\n" + entries + "</INDIVIDUALS></CONSOLIDATED_LIST>\n";
}
// One to a line.
std::string Person(const std::string& reference, const std::string& regime,
                   const std::string& listed, const std::string& more = "") {
  return "<INDIVIDUAL><FIRST_NAME>RUPERT</FIRST_NAME><SECOND_NAME>ZENDA</SECOND_NAME>"
         "<UN_LIST_TYPE>" +
         regime + "</UN_LIST_TYPE><REFERENCE_NUMBER>" + reference +
         "</REFERENCE_NUMBER><LISTED_ON>" + listed + "</LISTED_ON>" + more + "</INDIVIDUAL>\n";
}

class UnList : public testing::Test {
 protected:
  void SetUp() override {
    if (!casus_test::CanRead("un-sc", List(""))) GTEST_SKIP() << "built without Expat";
  }

  static Imported Read(const std::string& text, const casus::ImportOptions& options = {}) {
    return casus_test::ReadList("un-sc", text, options);
  }
  // Of a person listed under "DRC" in 2012, with these elements.
  static Imported ReadPerson(const std::string& more) {
    return Read(List(Person("CDi.001", "DRC", "2012-12-31", more)));
  }
};

TEST_F(UnList, AnEntryIsAnActorAndItsDesignation) {
  const Imported imported = Read(List(
      Person("CDi.001", "DRC", "2012-12-31",
             "<DATAID>6907</DATAID><VERSIONNUM>1</VERSIONNUM><GENDER>Male</GENDER>"
             "<COMMENTS1>He\n fled   to Oz.</COMMENTS1><TITLE><VALUE>Count</VALUE><VALUE>Gen."
             "</VALUE></TITLE><NAME_ORIGINAL_SCRIPT>\xD0\xA0\xD1\x83</NAME_ORIGINAL_SCRIPT>"
             "<LAST_DAY_UPDATED><VALUE>2014-05-06</VALUE><VALUE/><VALUE>2020-03-03</VALUE>"
             "</LAST_DAY_UPDATED><INDIVIDUAL_ADDRESS><CITY>Zenda</CITY><COUNTRY>Ruritania"
             "</COUNTRY></INDIVIDUAL_ADDRESS><SORT_KEY/>") +
      "<ENTITY><FIRST_NAME>AERO CO</FIRST_NAME><UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE>"
      "<REFERENCE_NUMBER>QDe.004</REFERENCE_NUMBER><LISTED_ON>2001-10-06</LISTED_ON></ENTITY>"));
  EXPECT_EQ(imported.report.kept, 2u);
  EXPECT_EQ(imported.report.layout, "XML, CONSOLIDATED_LIST");
  const Actor& person = ActorOf(imported, "un:CDi.001");
  EXPECT_EQ(person.name, "RUPERT ZENDA");
  EXPECT_EQ(person.kind, casus::ActorKind::kPerson);
  EXPECT_EQ(NamesOf(person), "official \xD0\xA0\xD1\x83\n");
  EXPECT_EQ(
      person.codes,
      (std::vector<casus::Code>{{casus::CodeSystem::kUnSecurityCouncil, "CDi.001", std::nullopt}}));
  EXPECT_EQ(person.fact.note,
            "DATAID=6907\nVERSIONNUM=1\nGENDER=Male\nCOMMENTS1=He fled to Oz.\n"
            "TITLE=Count | Gen.\nLAST_DAY_UPDATED=2014-05-06 | 2020-03-03\n"
            "INDIVIDUAL_ADDRESS=CITY: Zenda | COUNTRY: Ruritania");
  const Designation& designation = DesignationOf(imported, "un:CDi.001");
  EXPECT_EQ(ToEdtf(designation.fact.span), "2012-12-31/[2026-02-27..]");
  EXPECT_EQ(designation.decided, Moment::OnDay(Day::FromYmd(2012, 12, 31)));
  EXPECT_EQ(designation.amended, (std::vector<Moment>{Moment::OnDay(Day::FromYmd(2014, 5, 6)),
                                                      Moment::OnDay(Day::FromYmd(2020, 3, 3))}));
  EXPECT_TRUE(designation.measures.empty()) << "they differ from entry to entry";
  const casus::Regime& regime = imported.chronicle.regime(*designation.regime);
  EXPECT_EQ(regime.fact.key, "un:regime:DRC");
  EXPECT_EQ(imported.chronicle.actor(regime.senders.at(0)).fact.key, "un-security-council");
  EXPECT_EQ(DesignationOf(imported, "un:QDe.004").measures,
            (std::vector<Measure>{Measure::kAssetFreeze, Measure::kArmsEmbargo}));
  EXPECT_EQ(ActorOf(imported, "un:QDe.004").kind, casus::ActorKind::kOther);
  EXPECT_EQ(imported.chronicle.sources()[0].published, Moment::OnDay(Day::FromYmd(2026, 2, 27)));
  ASSERT_EQ(imported.chronicle.coverage().size(), 1u);
  EXPECT_EQ(imported.chronicle.coverage()[0].period,
            casus::Period::Of(Day::FromYmd(2026, 2, 27), Day::FromYmd(2026, 2, 28)));
  EXPECT_EQ(IssuesOf(imported),
            "f: note: 1 elements with nothing in them: 'LAST_DAY_UPDATED/VALUE' [left out]\n");
}

TEST_F(UnList, MeasuresAreThoseOfAllEntriesOfARegime) {
  const Imported imported =
      Read(List(Person("1", "Taliban", "2001-01-25") + Person("2", "Iraq", "2003-06-27") +
                Person("3", "DPRK", "2013-01-22") + Person("4", "Libya", "2011-02-26")));
  EXPECT_EQ(
      DesignationOf(imported, "un:1").measures,
      (std::vector<Measure>{Measure::kAssetFreeze, Measure::kTravelBan, Measure::kArmsEmbargo}));
  EXPECT_EQ(DesignationOf(imported, "un:2").measures, std::vector<Measure>{Measure::kAssetFreeze});
  EXPECT_EQ(DesignationOf(imported, "un:3").measures,
            (std::vector<Measure>{Measure::kAssetFreeze, Measure::kTravelBan}));
  EXPECT_TRUE(DesignationOf(imported, "un:4").measures.empty());
}

TEST_F(UnList, DaysWithOffsetsAndReferencesWithBlanks) {
  const Imported imported = Read(List(Person("KPe.001 ", "DPRK", "2015-04-07-04:00")));
  EXPECT_EQ(ToEdtf(DesignationOf(imported, "un:KPe.001").fact.span), "2015-04-07/[2026-02-27..]");
  EXPECT_EQ(ActorOf(imported, "un:KPe.001").fact.note, "LISTED_ON=2015-04-07-04:00");
  EXPECT_EQ(IssuesOf(imported),
            "f:3 (REFERENCE_NUMBER): note: blanks around the reference: 'KPe.001' [taken off]\n"
            "f: note: 1 days with an offset from UTC [taken as the days that are written]\n");
}

TEST_F(UnList, WhatCameBackIsSureOnTheDayOfTheListOnly) {
  const Imported imported =
      Read(List(Person("IRi.001", "Iran", "2007-03-24") + Person("IRi.002", "Iran", "2025-11-03") +
                Person("IQi.001", "Iraq", "2007-03-24")));
  const Designation& restored = DesignationOf(imported, "un:IRi.001");
  EXPECT_EQ(ToEdtf(restored.fact.span), "[2007-03-24..2026-02-27]/[2026-02-27..]");
  EXPECT_EQ(HoldsAt(restored.fact.span, Day::FromYmd(2018, 1, 1)), Truth::kPossible);
  EXPECT_EQ(HoldsAt(restored.fact.span, Day::FromYmd(2026, 2, 27)), Truth::kCertain);
  EXPECT_EQ(HoldsAt(restored.fact.span, Day::FromYmd(2007, 3, 23)), Truth::kNo);
  EXPECT_NE(restored.fact.note.find("restored in 2025"), std::string::npos);
  EXPECT_EQ(restored.decided, Moment::OnDay(Day::FromYmd(2007, 3, 24)));
  EXPECT_EQ(ToEdtf(DesignationOf(imported, "un:IRi.002").fact.span), "2025-11-03/[2026-02-27..]");
  EXPECT_EQ(HoldsAt(DesignationOf(imported, "un:IQi.001").fact.span, Day::FromYmd(2018, 1, 1)),
            Truth::kCertain);
  EXPECT_EQ(IssuesOf(imported),
            "f: warning: 1 entries listed before 2016 were off the list until 2025, which it does "
            "not show: 'Iran' [possible since LISTED_ON, certain on the day of the list]\n");
  // A list of the time before knows of no end.
  const Imported before = Read(List(Person("IRi.001", "Iran", "2007-03-24"), "2015-02-27"));
  EXPECT_EQ(ToEdtf(DesignationOf(before, "un:IRi.001").fact.span), "2007-03-24/[2015-02-27..]");
  EXPECT_EQ(IssuesOf(before), "");
}

TEST_F(UnList, Aliases) {
  const auto alias = [](const std::string& quality, const std::string& name,
                        const std::string& more = "") {
    return "<INDIVIDUAL_ALIAS><QUALITY>" + quality + "</QUALITY><ALIAS_NAME>" + name +
           "</ALIAS_NAME>" + more + "</INDIVIDUAL_ALIAS>";
  };
  const Imported imported =
      ReadPerson(alias("Good", "Rudolf ") + alias("Low", "The Count") + alias("a.k.a.", "RZ") +
                 alias("f.k.a.", "Flavia") + alias("", "") + alias("", "Black Michael") +
                 alias("Low", "Red; Blue") + alias("Good", "Rudolf") +
                 alias("Good", "Hentzau", "<NOTE>previously listed as</NOTE>") +
                 alias("Good", "RUPERT ZENDA"));
  EXPECT_EQ(NamesOf(ActorOf(imported, "un:CDi.001")),
            "alias Rudolf\nweak_alias The Count\nalias RZ\nformer Flavia\nalias Black Michael\n"
            "weak_alias Red\nweak_alias Blue\nalias Hentzau\n");
  EXPECT_EQ(ActorOf(imported, "un:CDi.001").fact.note,
            "INDIVIDUAL_ALIAS=ALIAS_NAME: Black Michael\n"
            "INDIVIDUAL_ALIAS=QUALITY: Low | ALIAS_NAME: Red; Blue\n"
            "INDIVIDUAL_ALIAS=QUALITY: Good | ALIAS_NAME: Hentzau | NOTE: previously listed as");
  EXPECT_EQ(
      IssuesOf(imported),
      "f:3 (INDIVIDUAL_ALIAS): warning: an alias of a quality that is none of the list's: "
      "'ALIAS_NAME: Black Michael' [taken as an alias]\n"
      "f:3 (INDIVIDUAL_ALIAS): note: 2 names joined by semicolons: 'QUALITY: Low | ALIAS_NAME: "
      "Red; Blue' [taken apart]\n"
      "f: note: 1 elements with nothing in them: 'INDIVIDUAL_ALIAS' [left out]\n");
}

TEST_F(UnList, DatesOfBirth) {
  const auto birth = [](const std::string& type, const std::string& what) {
    return "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>" + type + "</TYPE_OF_DATE>" + what +
           "</INDIVIDUAL_DATE_OF_BIRTH>";
  };
  const auto begin_of = [](const Imported& imported) {
    return ToEdtf(ActorOf(imported, "un:CDi.001").fact.span.first());
  };
  const std::vector<std::pair<std::string, std::string>> shapes = {
      {birth("EXACT", "<DATE>1967-01-01</DATE>"), "1967-01-01"},
      {birth("APPROXIMATELY", "<DATE>1967-01-01</DATE>"), "1967-01-01~"},
      {birth("EXACT", "<YEAR>1963</YEAR>"), "1963"},
      {birth("APPROXIMATELY", "<YEAR>1963</YEAR>"), "1963~"},
      {birth("EXACT", "<YEAR>1963</YEAR><NOTE>Approximately </NOTE>"), "1963~"},
      {birth("BETWEEN", "<FROM_YEAR>1968</FROM_YEAR><TO_YEAR>1973</TO_YEAR>"), "[1968..1973]"},
  };
  for (const auto& [xml, expected] : shapes) {
    const Imported imported = ReadPerson(xml);
    EXPECT_EQ(begin_of(imported), expected) << xml;
    EXPECT_EQ(IssuesOf(imported), "") << xml;
  }
  const Imported in_words = ReadPerson(birth("EXACT", "<NOTE>Nov. 1973 </NOTE>"));
  EXPECT_EQ(begin_of(in_words), "1973-11");
  EXPECT_EQ(IssuesOf(in_words),
            "f:3 (INDIVIDUAL_DATE_OF_BIRTH): note: a date of birth in the words of a note: "
            "'TYPE_OF_DATE: EXACT | NOTE: Nov. 1973' [read from it]\n");
  const Imported several =
      ReadPerson(shapes[0].first + birth("EXACT", "<YEAR>1969</YEAR>") + birth("", ""));
  EXPECT_EQ(begin_of(several), "[1967..1969]");
  EXPECT_EQ(IssuesOf(several),
            "f:3 (INDIVIDUAL): note: 2 dates of birth: 'CDi.001' [taken as some day from the first "
            "to the last of them]\n"
            "f: note: 1 elements with nothing in them: 'INDIVIDUAL_DATE_OF_BIRTH' [left out]\n");
  for (const std::string& what :
       {std::string("<DATE>1967-02-30</DATE>"), std::string("<YEAR>67</YEAR>"),
        std::string("<FROM_YEAR>1973</FROM_YEAR><TO_YEAR>1968</TO_YEAR>"),
        std::string("<NOTE>30-35 years old</NOTE>")}) {
    const Imported bad = ReadPerson(birth("EXACT", what));
    EXPECT_EQ(ActorOf(bad, "un:CDi.001").fact.span, casus::Span::Unknown()) << what;
    EXPECT_NE(IssuesOf(bad).find("warning: a date of birth that cannot be read: "),
              std::string::npos)
        << what;
    EXPECT_TRUE(ActorOf(bad, "un:CDi.001")
                    .fact.note.starts_with("INDIVIDUAL_DATE_OF_BIRTH=TYPE_OF_DATE: EXACT | "))
        << what;
  }
}

TEST_F(UnList, DocumentsAreCodes) {
  const Imported imported = ReadPerson(
      "<INDIVIDUAL_DOCUMENT/><INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification\n "
      "</TYPE_OF_DOCUMENT><NUMBER>66 20</NUMBER><ISSUING_COUNTRY>Oz</ISSUING_COUNTRY>"
      "<DATE_OF_ISSUE>2011-12-07</DATE_OF_ISSUE></INDIVIDUAL_DOCUMENT><INDIVIDUAL_DOCUMENT>"
      "<TYPE_OF_DOCUMENT2>Passport</TYPE_OF_DOCUMENT2><NUMBER>7</NUMBER></INDIVIDUAL_DOCUMENT>"
      "<INDIVIDUAL_DOCUMENT><NUMBER>8</NUMBER></INDIVIDUAL_DOCUMENT>"
      "<INDIVIDUAL_DOCUMENT><NOTE>lost</NOTE></INDIVIDUAL_DOCUMENT>");
  const Actor& actor = ActorOf(imported, "un:CDi.001");
  ASSERT_EQ(actor.codes.size(), 4u);
  EXPECT_EQ(actor.codes[1].value, "National Identification 66 20 (Oz)");
  EXPECT_EQ(ToEdtf(actor.codes[1].span.value()), "2011-12-07/");
  EXPECT_EQ(actor.codes[2].value, "Passport 7");
  EXPECT_EQ(actor.codes[3].value, "8");
  EXPECT_TRUE(actor.fact.note.ends_with("INDIVIDUAL_DOCUMENT=NOTE: lost")) << actor.fact.note;
  EXPECT_EQ(IssuesOf(imported),
            "f: note: 1 elements with nothing in them: 'INDIVIDUAL_DOCUMENT' [left out]\n");
}

TEST_F(UnList, WhatBreaksTheRulesIsTold) {
  const Imported imported = Read(List(
      Person("CDi.001", "DRC", "31 Dec 2012",
             "<SHOE_SIZE>44</SHOE_SIZE><SHOE_SIZE>45</SHOE_SIZE>") +
      Person("CDi.001", "DRC", "2012-12-31") + Person(" ", "DRC", "2012-12-31") +
      "<INDIVIDUAL id='9'>x<REFERENCE_NUMBER a='b'>CDi.002</REFERENCE_NUMBER></INDIVIDUAL>\n"));
  EXPECT_EQ(imported.report.records, 4u);
  EXPECT_EQ(imported.report.refused, 2u);
  const std::string issues = IssuesOf(imported);
  for (const char* const expected :
       {"f:3 (LISTED_ON): warning: ", "'31 Dec 2012' [kept in the note]\n",
        "f:3 (INDIVIDUAL): warning: no day of listing that can be read: 'CDi.001' [begin not "
        "known]\n",
        "f:3 (SHOE_SIZE): warning: not an element of the list: '44' [kept in the note]\n",
        "f:4 (INDIVIDUAL): error: an entry of this reference is there already: 'CDi.001' [record "
        "refused]\n",
        "f:5 (INDIVIDUAL): error: an entry without a REFERENCE_NUMBER [record refused]\n",
        "f:6 (INDIVIDUAL): warning: an entry without a name: 'CDi.002' [named by its reference]\n",
        "f:6 (INDIVIDUAL): warning: an entry of no regime: 'CDi.002' [kept without one]\n"}) {
    EXPECT_NE(issues.find(expected), std::string::npos) << expected << issues;
  }
  EXPECT_EQ(issues.find("'45'"), std::string::npos) << "told once";
  EXPECT_EQ(ActorOf(imported, "un:CDi.001").fact.note,
            "LISTED_ON=31 Dec 2012\nSHOE_SIZE=44\nSHOE_SIZE=45");
  EXPECT_EQ(ToEdtf(DesignationOf(imported, "un:CDi.001").fact.span),
            "[..2026-02-27]/[2026-02-27..]");
  EXPECT_EQ(ActorOf(imported, "un:CDi.002").fact.note,
            "text=x\nid=9\nREFERENCE_NUMBER=CDi.002 | a: b");
}

TEST_F(UnList, AListWithoutItsDay) {
  const std::string text = List(Person("CDi.001", "DRC", "2012-12-31"), "");
  const Imported imported = Read(text);
  EXPECT_EQ(ToEdtf(DesignationOf(imported, "un:CDi.001").fact.span), "2012-12-31/");
  EXPECT_TRUE(imported.chronicle.coverage().empty());
  EXPECT_EQ(IssuesOf(imported),
            "f:2 (CONSOLIDATED_LIST): warning: no day on which the list was generated "
            "[nothing is known of the ends of designations]\n");
  casus::ImportOptions options;
  options.published = Moment::OnDay(Day::FromYmd(2020, 1, 10));
  EXPECT_EQ(ToEdtf(DesignationOf(Read(text, options), "un:CDi.001").fact.span),
            "2012-12-31/[2020-01-10..]");
}

TEST_F(UnList, OtherDocumentsAndBrokenOnesAreRefusedWhole) {
  EXPECT_NE(casus_test::Refusal("auto", "<export><a/></export>")
                .message()
                .find("un-sc reads XML whose outermost element is CONSOLIDATED_LIST (here the "
                      "outermost element is <export>)"),
            std::string::npos);
  EXPECT_NE(casus_test::Refusal("un-sc", "a,b\n").message().find("(here no XML)"),
            std::string::npos);
  const std::string text = List(Person("CDi.001", "DRC", "2012-12-31"));
  EXPECT_EQ(casus_test::Refusal("auto", text.substr(0, text.size() - 5)).code(),
            casus::ErrorCode::kCorrupt);
  casus::ImportOptions stop;
  stop.progress = [](const casus::Progress&) { return false; };
  EXPECT_EQ(casus_test::Refusal("auto", text, stop).code(), casus::ErrorCode::kCancelled);
}

}  // namespace
