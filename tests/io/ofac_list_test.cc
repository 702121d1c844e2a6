// OFAC's legacy files: sets of files, nulls, programmes, remarks.

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"
#include "list_testing.h"

namespace {

using casus::ActorKind;
using casus::CodeSystem;
using casus::Day;
using casus::Designation;
using casus::Measure;
using casus::Moment;
using casus::NameKind;
using casus::Truth;
using casus_test::ActorOf;
using casus_test::CodeValuesOf;
using casus_test::DesignationOf;
using casus_test::Folder;
using casus_test::Imported;
using casus_test::IssuesInWords;
using casus_test::KeysOf;
using casus_test::NamesOf;
using casus_test::On;
namespace fs = std::filesystem;

// An entry whose other columns are null.
std::string Row(const std::string& number, const std::string& name, const std::string& type,
                const std::string& programme, const std::string& remarks = "") {
  const auto cell = [](const std::string& text) {
    return text.empty() ? std::string("-0- ") : "\"" + text + "\"";
  };
  return number + "," + cell(name) + "," + cell(type) + "," + cell(programme) +
         ",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ," + cell(remarks) + "\r\n";
}

const Day kDay = Day::FromYmd(2020, 1, 10);

// The set of an SDN file that holds these entries.
Imported ReadSdn(const std::string& rows, const std::string& addresses = "",
                 const std::string& aliases = "", const std::string& comments = "",
                 const casus::ImportOptions& options = On(kDay)) {
  const Folder folder;
  const std::string path = folder.Add("sdn.csv", rows + "\x1A");
  folder.Add("add.csv", addresses);
  folder.Add("alt.csv", aliases);
  folder.Add("sdn_comments.csv", comments);
  return casus_test::ImportRows("auto", path, options);
}
Imported ReadCons(const std::string& rows) {
  const Folder folder;
  const std::string path = folder.Add("CONS_PRIM.CSV", rows);
  for (const char* const name : {"CONS_ADD.CSV", "CONS_ALT.CSV", "CONS_COMMENTS.CSV"}) {
    folder.Add(name, "\x1A");
  }
  return casus_test::ImportRows("ofac", path, On(kDay));
}

TEST(Ofac, AnEntryIsAnActorWithADesignationInEachProgramme) {
  const Imported imported =
      ReadSdn("36,\"AERO RURITANIA\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n" +
              Row("37", "ZENDA, Rupert", "individual", "SDGT] [CAATSA - RUSSIA] [SOUTH SUDAN"));
  EXPECT_EQ(imported.report.format, "ofac");
  EXPECT_EQ(imported.report.layout,
            "12 columns, no header, with add.csv, alt.csv, sdn_comments.csv");
  EXPECT_EQ(imported.report.records, 2u) << "Ctrl-Z is none";
  EXPECT_EQ(IssuesInWords(imported), "");
  EXPECT_EQ(imported.report.also_read.size(), 3u);
  EXPECT_EQ(KeysOf(imported), (std::vector<std::string>{"ofac:sdn:36:CUBA", "ofac:sdn:37:SDGT",
                                                        "ofac:sdn:37:CAATSA_20-_20RUSSIA",
                                                        "ofac:sdn:37:SOUTH_20SUDAN"}));
  const casus::Actor& company = ActorOf(imported, "ofac:36");
  EXPECT_EQ(company.name, "AERO RURITANIA");
  EXPECT_EQ(company.kind, ActorKind::kOther);
  EXPECT_EQ(company.fact.note, "list=sdn");
  ASSERT_EQ(company.codes.size(), 1u);
  EXPECT_EQ(company.codes[0], (casus::Code{CodeSystem::kOfacUid, "36", std::nullopt}));
  EXPECT_EQ(ActorOf(imported, "ofac:37").name, "ZENDA, Rupert");
  EXPECT_EQ(ActorOf(imported, "ofac:37").kind, ActorKind::kPerson);

  const Designation& designation = DesignationOf(imported, "ofac:sdn:37:CAATSA_20-_20RUSSIA");
  const casus::Regime& regime = imported.chronicle.regime(*designation.regime);
  EXPECT_EQ(regime.programme, "CAATSA - RUSSIA");
  EXPECT_EQ(imported.chronicle.actor(regime.senders.at(0)).fact.key, "ofac");
  EXPECT_EQ(std::get<casus::ActorId>(*designation.target),
            *imported.chronicle.FindActor("ofac:37"));
  EXPECT_EQ(designation.measures, std::vector<Measure>{Measure::kAssetFreeze});
  EXPECT_EQ(designation.end_reason, casus::EndReason::kNotSaid);
}

TEST(Ofac, OnlyTheDayOfTheFileIsSure) {
  const Imported imported = ReadSdn(Row("36", "AERO RURITANIA", "", "CUBA"));
  const Designation& designation = DesignationOf(imported, "ofac:sdn:36:CUBA");
  EXPECT_EQ(ToEdtf(designation.fact.span), "[..2020-01-10]/[2020-01-10..]");
  EXPECT_EQ(HoldsAt(designation.fact.span, kDay), Truth::kCertain);
  EXPECT_EQ(HoldsAt(designation.fact.span, kDay - 1), Truth::kPossible);
  EXPECT_EQ(HoldsAt(designation.fact.span, kDay + 1), Truth::kPossible);
  EXPECT_EQ(imported.chronicle.source(*designation.fact.source).published, Moment::OnDay(kDay));
  ASSERT_EQ(imported.chronicle.coverage().size(), 1u);
  const casus::Coverage& coverage = imported.chronicle.coverage()[0];
  EXPECT_EQ(coverage.period, casus::Period::Of(kDay, kDay + 1));
  EXPECT_EQ(coverage.table, casus::Table::kDesignations);
  EXPECT_FALSE(coverage.complete);

  const Imported undated = ReadSdn(Row("36", "AERO RURITANIA", "", "CUBA"), "", "", "", {});
  EXPECT_EQ(undated.chronicle.designations()[0].fact.span, casus::Span::Unknown());
  EXPECT_TRUE(undated.chronicle.coverage().empty());
  EXPECT_EQ(IssuesInWords(undated),
            "sdn.csv: warning: the list has no dates, and the day of this version was not given "
            "[nothing is known of when a designation held]\n");

  casus::ImportOptions month;
  month.published = Moment::InMonth(2020, 1).value();
  const Imported vague = ReadSdn(Row("36", "AERO RURITANIA", "", "CUBA"), "", "", "", month);
  EXPECT_EQ(ToEdtf(vague.chronicle.designations()[0].fact.span), "[..2020-01]/[2020..]");
}

TEST(Ofac, AddressesAliasesAndOtherColumnsAreKept) {
  const Imported imported = ReadSdn(
      "50,\"SEA SNAKE\",\"vessel\",\"CUBA\",\"Flagship\",\"CL2\",\"Tug\",\"2,597\",\"1098\","
      "\"Ruritania\",-0- ,\"Vessel Registration Identification IMO 9187629; MMSI 572469210.\"\r\n" +
          Row("51", "R-1", "aircraft", "CUBA", "Aircraft Manufacture Date Mar 1992."),
      "50,9,-0- ,\"Strelsau 1000\",\"Ruritania\",-0- \n50,10,-0- ,-0- ,-0- ,-0- \n"
      "50,11,\"1 Hentzau St.\",-0- ,-0- ,\"old\"\n\x1A",
      "50,5,\"aka\",\"SEA WORM\",-0- \r\n50,6,\"fka\",\"QUEEN FLAVIA\",\"until 2001\"\r\n"
      "50,7,\"nka\",\"SEA SLUG\",-0- \r\n50,8,\"aka\",\"SEA SNAKE\",-0-");
  EXPECT_EQ(imported.report.records, 9u);
  EXPECT_EQ(IssuesInWords(imported), "");
  const casus::Actor& vessel = ActorOf(imported, "ofac:50");
  EXPECT_EQ(vessel.kind, ActorKind::kVessel);
  EXPECT_EQ(NamesOf(vessel),
            "alias SEA WORM\nformer QUEEN FLAVIA\nalias SEA SLUG\nalias SEA SNAKE\n");
  EXPECT_EQ(CodeValuesOf(vessel), "50\nIMO 9187629\nMMSI 572469210\n");
  EXPECT_EQ(vessel.fact.note,
            "list=sdn\nTitle=Flagship\nCall_Sign=CL2\nVess_type=Tug\nTonnage=2,597\nGRT=1098\n"
            "Vess_flag=Ruritania\naddress 9= | Strelsau 1000 | Ruritania\n"
            "address 11=1 Hentzau St. |  |  | old\nalias 5=aka SEA WORM\n"
            "alias 6=fka QUEEN FLAVIA | until 2001\nalias 7=nka SEA SLUG\nalias 8=aka SEA SNAKE\n"
            "Remarks=Vessel Registration Identification IMO 9187629; MMSI 572469210.");
  const casus::Actor& aircraft = ActorOf(imported, "ofac:51");
  EXPECT_EQ(aircraft.fact.note,
            "list=sdn\nSDN_Type=aircraft\nRemarks=Aircraft Manufacture Date Mar 1992.");
  EXPECT_EQ(ToEdtf(aircraft.fact.span), "1992-03/");
}

TEST(Ofac, RowsThatJoinNothingAreRefused) {
  const Imported imported =
      ReadSdn(Row("36", "AERO RURITANIA", "", "CUBA"), "37,1,\"x\",-0- ,-0- ,-0- \n",
              "38,1,\"aka\",\"X\",-0- \n36,2,\"aka\",-0- ,-0- \n36,3,\"dba\",\"AERO\",-0- \n",
              "36,\"more.\"\n39,\"more.\"\n36,\"x\",\"y\"\n");
  EXPECT_EQ(imported.report.records, 8u);
  EXPECT_EQ(imported.report.refused, 5u);
  EXPECT_EQ(
      IssuesInWords(imported),
      "add.csv:1:1 (ent_num): error: no entry of this number was kept of sdn.csv: '37' [record "
      "refused]\n"
      "alt.csv:1:1 (ent_num): error: no entry of this number was kept of sdn.csv: '38' [record "
      "refused]\n"
      "alt.csv:2:12 (alt_name): error: an alias without a name [record refused]\n"
      "alt.csv:3:6 (alt_type): warning: not a type of alias of OFAC's: 'dba' [taken as an alias]\n"
      "sdn_comments.csv:1:4 (RemarksExtended): warning: goes on with remarks that were not cut "
      "off: 'more.' [kept in the note]\n"
      "sdn_comments.csv:2:1 (ent_num): error: no entry of this number was kept of sdn.csv: '39' "
      "[record refused]\n"
      "sdn_comments.csv:3:1: error: 3 fields where there must be 2: '36,\"x\",\"y\"' [record "
      "refused]\n");
  EXPECT_EQ(ActorOf(imported, "ofac:36").fact.note,
            "list=sdn\nalias 3=dba AERO\nRemarksExtended=more.");
}

TEST(Ofac, RemarksOfAThousandCharactersGoOnInTheComments) {
  std::string remarks = "Linked To: AERO RURITANIA; POB ";
  const std::string end = "; DOB 19";
  remarks += std::string(1000 - remarks.size() - end.size(), 'x') + end;
  ASSERT_EQ(remarks.size(), 1000u);
  const std::string rows =
      Row("36", "AERO RURITANIA", "", "CUBA") + Row("37", "ZENDA", "individual", "CUBA", remarks);
  const Imported whole = ReadSdn(rows, "", "", "37,\"56; a.k.a. 'RUPERT'.\"\r\n37,\"x\"\r\n");
  EXPECT_EQ(ToEdtf(ActorOf(whole, "ofac:37").fact.span), "1956/");
  EXPECT_EQ(NamesOf(ActorOf(whole, "ofac:37")), "weak_alias RUPERT\n");
  EXPECT_TRUE(ActorOf(whole, "ofac:37").fact.note.ends_with("; DOB 1956; a.k.a. 'RUPERT'."));
  EXPECT_EQ(IssuesInWords(whole),
            "sdn_comments.csv:2:1 (ent_num): error: the remarks of this entry go on already: '37' "
            "[record refused]\n");

  const Imported cut = ReadSdn(rows);
  EXPECT_EQ(ActorOf(cut, "ofac:37").fact.span, casus::Span::Unknown());
  EXPECT_EQ(cut.chronicle.relations().size(), 1u);
  EXPECT_EQ(IssuesInWords(cut),
            "sdn.csv:2 (Remarks): warning: the remarks are cut off and nothing goes on with them: "
            "'" +
                remarks.substr(960) + "' [the last item is kept in the note]\n");
}

TEST(Ofac, DatesOfBirthInTheirShapes) {
  const std::vector<std::pair<std::string, std::string>> shapes = {
      {"09 Feb 1951", "1951-02-09"},
      {"1951", "1951"},
      {"circa 1951", "1951~"},
      {"01 Jan 1951 to 31 Mar 1952", "[1951-01..1952-03]"},
      {"1951 to 1953", "[1951..1953]"},
      {"Feb 1951", "1951-02"},
      {"circa 09 Feb 1951", "1951-02-09~"},
      {"circa Feb 1951", "1951-02~"},
      {"circa 1951-1953", "[1950..1954]"},
  };
  std::string rows;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    rows += Row(std::to_string(i + 1), "X", "individual", "CUBA", "DOB " + shapes[i].first + ".");
  }
  rows += Row("20", "Y", "individual", "CUBA", "DOB 1956; alt. DOB 03 Apr 1958; nationality Oz.");
  rows += Row("21", "Z", "individual", "CUBA", "DOB Tuesday; POB Zenda.");
  const Imported imported = ReadSdn(rows);
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const casus::Span& span = ActorOf(imported, "ofac:" + std::to_string(i + 1)).fact.span;
    EXPECT_EQ(ToEdtf(span.first()), shapes[i].second) << shapes[i].first;
    EXPECT_EQ(span.end_kind(), casus::EndKind::kUnknown);
  }
  EXPECT_EQ(ToEdtf(ActorOf(imported, "ofac:20").fact.span.first()), "[1956-01-01..1958-04-03]");
  EXPECT_EQ(ActorOf(imported, "ofac:21").fact.span, casus::Span::Unknown());
  const std::string issues = IssuesInWords(imported);
  EXPECT_TRUE(issues.starts_with(
      "sdn.csv:10 (Remarks): note: 2 dates of birth [taken as some day from the first to the last "
      "of them]\nsdn.csv:11 (Remarks): warning: "))
      << issues;
  EXPECT_TRUE(issues.ends_with(": 'DOB Tuesday' [kept in the note]\n")) << issues;
}

TEST(Ofac, RemarksHoldWeakAliasesAndNumbers) {
  const Imported imported = ReadSdn(
      Row("36", "ZENDA, Rupert", "individual", "CUBA",
          "a.k.a. 'BNR'; f.k.a. 'OLD'; a.k.a. 'BNR'; Passport 7176 (Ruritania) issued 01 Feb 2010 "
          "expires 31 Jan 2020; alt. Passport 9 expires soon; Tax ID No. 77 (Oz); Digital Currency "
          "Address - XBT 1A2b3C; Company Number IMO 5055293; Passport Officer of Zenda; License; "
          "Gender "
          "Male; Citizenship 3; Passport 5 issued 02 Feb 2010 expires 01 Feb 2010."));
  const casus::Actor& actor = ActorOf(imported, "ofac:36");
  EXPECT_EQ(NamesOf(actor), "weak_alias BNR\nweak_alias OLD\n");
  EXPECT_EQ(CodeValuesOf(actor),
            "36\nPassport 7176 (Ruritania) 2010-02-01/2020-01-31\nPassport 9 expires soon\n"
            "Tax ID No. 77 (Oz)\nXBT 1A2b3C\nCompany Number IMO 5055293\n"
            "Passport 5 issued 02 Feb 2010 expires 01 Feb 2010\n");
  EXPECT_EQ(IssuesInWords(imported), "");
}

TEST(Ofac, LinksLeadToEntriesOfTheFileOrAreTold) {
  const Imported imported = ReadSdn(
      Row("36", "AERO, S.A.", "", "CUBA") + Row("37", "TWINS", "", "CUBA") +
      Row("38", "Twins", "", "CUBA") +
      Row("39", "A", "individual", "CUBA", "Linked To: Aero, S.A.; Linked To: AERO, S.A.") +
      Row("40", "B", "individual", "CUBA", "Linked To: TWINS; Linked To: NOBODY CO.") +
      Row("41", "C", "individual", "CUBA", "POB Zenda; Linked To: A.") +
      "42,\"BOAT\",\"vessel\",\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"aero, s.a.\",-0- \r\n"
      "43,\"BOAT 2\",\"vessel\",\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"Zenda Lines\",-0- \r\n"
      "44,\"BOAT 3\",\"vessel\",\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"twins\",-0- \r\n");
  EXPECT_EQ(casus_test::RelationsOf(imported),
            "ofac:sdn:39:linked-to:36 acts_for A > AERO, S.A. (Linked To)\n"
            "ofac:sdn:41:linked-to:39 acts_for C > A (Linked To)\n"
            "ofac:sdn:42:owned-by:36 owns AERO, S.A. > BOAT (Vess_owner)\n");
  EXPECT_EQ(imported.chronicle.relations()[2].share, casus::Share());
  EXPECT_EQ(
      IssuesInWords(imported),
      "sdn.csv:4 (Remarks): note: the same link twice: 'AERO, S.A' [taken once]\n"
      "sdn.csv:5 (Remarks): warning: linked to a name of several entries: 'TWINS' [kept in the "
      "note]\n"
      "sdn.csv:5 (Remarks): warning: linked to a name that no entry has: 'NOBODY CO' [kept in the "
      "note]\n"
      "sdn.csv:8 (Vess_owner): warning: an owner that is no entry: 'Zenda Lines' [kept in the "
      "note]\n"
      "sdn.csv:9 (Vess_owner): warning: an owner's name of several entries: 'twins' [kept in the "
      "note]\n");
}

TEST(Ofac, ALinkAtTheEndMayBeToNamesWithAndWithoutAStop) {
  const Imported imported =
      ReadSdn(Row("36", "AERO S.A.", "", "CUBA") + Row("37", "AERO S.A", "", "CUBA") +
              Row("38", "A", "", "CUBA", "Linked To: AERO S.A.") +
              Row("39", "B", "", "CUBA", "Linked To: AERO S.A.; POB Oz."));
  ASSERT_EQ(imported.chronicle.relations().size(), 1u);
  EXPECT_EQ(imported.chronicle.relations()[0].fact.key, "ofac:sdn:39:linked-to:36");
  EXPECT_EQ(IssuesInWords(imported),
            "sdn.csv:3 (Remarks): warning: linked to a name of several entries: 'AERO S.A' [kept "
            "in the note]\n");
}

TEST(Ofac, DirectivesAreDesignationsOfTheirOwn) {
  const Imported imported = ReadCons(
      Row("50", "BANK OF ZENDA", "", "UKRAINE-EO13662] [RUSSIA-EO14024",
          "Executive Order 13662 Directive Determination - Subject to Directive 1; alt. Executive "
          "Order 13662 Directive Determination - Subject to Directive 4; Secondary sanctions risk: "
          "Section 11.; Executive Order 14024 Directive Information - For more information on "
          "directives, see the link; Executive Order 14024 Directive Information Subject to "
          "Directive 1a - All dealings.; Listing Date (EO 14024 Directive 1a): 22 Feb 2019; "
          "Effective Date (EO 14024 Directive 1a): 01 Mar 2019.") +
      Row("51", "HUT CO", "", "CMIC-EO13959",
          "Listing Date (CMIC) 03 Jun 2019; Effective Date (CMIC) 02 Aug 2019; Purchase/Sales For "
          "Divestment Date (CMIC) 03 Jun 2020.") +
      Row("52", "MP", "individual", "NS-PLC") + Row("53", "X", "", "RUSSIA-EO14024") +
      Row("54", "Y", "", "561-Related",
          "Effective Date (EO 14024 Directive 3): 26 Mar 2019; Listing Date (CMIC) today."));
  EXPECT_EQ(
      KeysOf(imported),
      (std::vector<std::string>{
          "ofac:cons:50:UKRAINE-EO13662:directive-1", "ofac:cons:50:UKRAINE-EO13662:directive-4",
          "ofac:cons:50:RUSSIA-EO14024:directive-1a", "ofac:cons:51:CMIC-EO13959",
          "ofac:cons:52:NS-PLC", "ofac:cons:53:RUSSIA-EO14024", "ofac:cons:54:561-Related"}));
  const Designation& debt = DesignationOf(imported, "ofac:cons:50:UKRAINE-EO13662:directive-1");
  EXPECT_EQ(debt.measures,
            (std::vector<Measure>{Measure::kFinancialRestrictions, Measure::kSectoral}));
  EXPECT_EQ(ToEdtf(debt.fact.span), "[..2020-01-10]/[2020-01-10..]");
  EXPECT_EQ(debt.fact.note, "secondary_sanctions=Secondary sanctions risk: Section 11.");
  const casus::Instrument& directive = imported.chronicle.instrument(*debt.instrument);
  EXPECT_EQ(directive.citation, "Directive 1 under Executive Order 13662");
  EXPECT_EQ(directive.kind, casus::InstrumentKind::kDirective);
  EXPECT_EQ(imported.chronicle.regime(*directive.regime).programme, "UKRAINE-EO13662");
  EXPECT_EQ(
      DesignationOf(imported, "ofac:cons:50:UKRAINE-EO13662:directive-4").measures,
      (std::vector<Measure>{Measure::kExportControl, Measure::kServicesBan, Measure::kSectoral}));
  const Designation& bonds = DesignationOf(imported, "ofac:cons:50:RUSSIA-EO14024:directive-1a");
  EXPECT_EQ(bonds.measures, std::vector<Measure>{Measure::kFinancialRestrictions});
  EXPECT_EQ(bonds.decided, Moment::OnDay(Day::FromYmd(2019, 2, 22)));
  EXPECT_EQ(bonds.effective, Moment::OnDay(Day::FromYmd(2019, 3, 1)));
  EXPECT_EQ(ToEdtf(bonds.fact.span), "2019-03-01/[2020-01-10..]");
  const Designation& shares = DesignationOf(imported, "ofac:cons:51:CMIC-EO13959");
  EXPECT_EQ(shares.measures, std::vector<Measure>{Measure::kInvestmentBan});
  EXPECT_EQ(shares.decided, Moment::OnDay(Day::FromYmd(2019, 6, 3)));
  EXPECT_EQ(ToEdtf(shares.fact.span), "2019-08-02/[2020-01-10..]");
  EXPECT_EQ(DesignationOf(imported, "ofac:cons:52:NS-PLC").measures,
            std::vector<Measure>{Measure::kFinancialRestrictions});
  EXPECT_TRUE(DesignationOf(imported, "ofac:cons:53:RUSSIA-EO14024").measures.empty());
  const std::string issues = IssuesInWords(imported);
  EXPECT_NE(issues.find(": 'Listing Date (CMIC) today' [kept in the note]\n"), std::string::npos)
      << issues;
  EXPECT_NE(issues.find("CONS_PRIM.CSV:5 (Remarks): warning: a directive or date of no programme "
                        "of the entry: '14024 3' [kept in the note]\n"),
            std::string::npos)
      << issues;
}

TEST(Ofac, OnTheSdnListADirectiveIsNoBlocking) {
  const std::string remarks =
      "Executive Order 13662 Directive Determination - Subject to Directive 3.";
  const Imported imported =
      ReadSdn(Row("50", "A", "", "SYRIA] [UKRAINE-EO13662", remarks) +
              Row("51", "B", "", "UKRAINE-EO13662", remarks) +
              Row("52", "C", "", "SYRIA] [FSE-SY") + Row("53", "D", "", "SDGT] [NS-PLC"));
  EXPECT_EQ(KeysOf(imported), (std::vector<std::string>{
                                  "ofac:sdn:50:SYRIA", "ofac:sdn:50:UKRAINE-EO13662:directive-3",
                                  "ofac:sdn:51:UKRAINE-EO13662:directive-3",
                                  "ofac:sdn:51:UKRAINE-EO13662", "ofac:sdn:52:SYRIA",
                                  "ofac:sdn:52:FSE-SY", "ofac:sdn:53:SDGT", "ofac:sdn:53:NS-PLC"}));
  EXPECT_EQ(DesignationOf(imported, "ofac:sdn:51:UKRAINE-EO13662").measures,
            std::vector<Measure>{Measure::kAssetFreeze});
  EXPECT_EQ(DesignationOf(imported, "ofac:sdn:52:FSE-SY").measures,
            std::vector<Measure>{Measure::kOther});
  EXPECT_EQ(DesignationOf(imported, "ofac:sdn:53:NS-PLC").measures,
            std::vector<Measure>{Measure::kFinancialRestrictions});
}

TEST(Ofac, WhatBreaksTheRulesIsTold) {
  const Imported imported =
      ReadSdn(Row("36", "A", "", "") + Row("36", "B", "", "CUBA") + Row("x", "C", "", "CUBA") +
              Row("37", "", "ghost", "[CUBA] [CUBA]") + "38,\"short\"\r\n" +
              Row("39", "D", "individual", "CUBA",
                  "Additional Sanctions Information - Subject to "
                  "Secondary Sanctions."));
  EXPECT_EQ(imported.report.records, 6u);
  EXPECT_EQ(imported.report.refused, 3u);
  EXPECT_EQ(
      IssuesInWords(imported),
      "sdn.csv:1:13 (Program): warning: no programme [designated by the list]\n"
      "sdn.csv:2:1 (ent_num): error: an entry of this number is there already: '36' [record "
      "refused]\n"
      "sdn.csv:3:1 (ent_num): error: not a whole number: 'x' [record refused]\n"
      "sdn.csv:4:17 (Program): warning: a programme given twice: '[CUBA] [CUBA]' [taken once]\n"
      "sdn.csv:4:4 (SDN_Name): warning: an entry without a name [named by its number]\n"
      "sdn.csv:4:9 (SDN_Type): warning: not a type of OFAC's: 'ghost' [kept in the note]\n"
      "sdn.csv:5:1: error: 2 fields where there must be 12: '38,\"short\"' [record refused]\n");
  EXPECT_EQ(KeysOf(imported),
            (std::vector<std::string>{"ofac:sdn:36:", "ofac:sdn:37:CUBA", "ofac:sdn:39:CUBA"}));
  EXPECT_EQ(imported.chronicle.regime(*imported.chronicle.designations()[0].regime).fact.key,
            "ofac:sdn:no-programme");
  EXPECT_EQ(ActorOf(imported, "ofac:37").fact.note, "list=sdn\nSDN_Type=ghost");
  EXPECT_EQ(DesignationOf(imported, "ofac:sdn:39:CUBA").fact.note,
            "secondary_sanctions=Additional Sanctions Information - Subject to Secondary "
            "Sanctions");
}

TEST(Ofac, FilesThatAreNotThereAreToldAndOtherNamesLookForNone) {
  const Folder folder;
  folder.Add("x_alt.csv", "36,1,\"aka\",\"AERO\",-0- \n");
  const std::string path = folder.Add("x_sdn.csv", Row("36", "AERO RURITANIA", "", "CUBA"));
  const Imported imported = casus_test::ImportRows("auto", path, On(kDay));
  EXPECT_EQ(imported.report.layout, "12 columns, no header, with x_alt.csv");
  EXPECT_EQ(IssuesInWords(imported),
            "x_sdn.csv: warning: a file of the set is not there: 'x_add.csv' [read without "
            "addresses]\n"
            "x_sdn.csv: warning: a file of the set is not there: 'x_sdn_comments.csv' [read "
            "without the rest of long remarks]\n");
  EXPECT_EQ(ActorOf(imported, "ofac:36").names.size(), 1u);

  const std::string other = folder.Add("entries.csv", Row("36", "AERO RURITANIA", "", "CUBA"));
  const Imported unnamed = casus_test::ImportRows("auto", other, On(kDay));
  EXPECT_EQ(IssuesInWords(unnamed),
            "entries.csv: warning: the name says neither sdn nor cons_prim: 'entries.csv' [no "
            "files were looked for beside it, and no measures are known of it]\n");
  EXPECT_EQ(KeysOf(unnamed), std::vector<std::string>{"ofac:list:36:CUBA"});
  EXPECT_TRUE(unnamed.chronicle.designations()[0].measures.empty());
}

TEST(Ofac, AnEntryOnBothListsIsOneActorAndAListIsReadOnce) {
  const Folder folder;
  const std::string sdn = folder.Add(
      "sdn.csv", Row("36", "ZENDA, Rupert", "individual", "SDGT", "DOB 1961; Passport 1."));
  const std::string cons = folder.Add(
      "cons_prim.csv", Row("36", "ZENDA, Rupert of", "individual", "SDGT] [NS-PLC", "Passport 2."));
  casus::ChronicleBuilder builder;
  ASSERT_TRUE(casus::Import("ofac", sdn, On(kDay), builder).ok());
  const auto second = casus::Import("ofac", cons, On(kDay), builder);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->refused, 0u);
  for (const std::string& path : {sdn, cons}) {
    const auto again = casus::Import("ofac", path, On(kDay), builder);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->kept, 0u);
    EXPECT_EQ(again->refused, 1u);
  }
  const auto chronicle = builder.Build();
  ASSERT_TRUE(chronicle.ok()) << chronicle.error();
  EXPECT_EQ(chronicle->actors().size(), 2u);
  EXPECT_EQ(chronicle->regimes().size(), 2u);
  EXPECT_EQ(chronicle->designations().size(), 3u);
  const casus::Actor& actor = chronicle->actor(*chronicle->FindActor("ofac:36"));
  EXPECT_EQ(NamesOf(actor), "alias ZENDA, Rupert of\n");
  EXPECT_EQ(CodeValuesOf(actor), "36\nPassport 1\nPassport 2\n");
  EXPECT_EQ(actor.fact.note,
            "list=sdn\nRemarks=DOB 1961; Passport 1.\nlist=cons\nRemarks=Passport 2.");
  EXPECT_EQ(ToEdtf(actor.fact.span), "1961/");
}

TEST(Ofac, ThreeSetsAtOnce) {
  const Folder folder;
  const std::string files[] = {
      folder.Add("sdn.csv", Row("36", "ZENDA, Rupert", "individual", "SDGT")),
      folder.Add("cons_prim.csv", Row("36", "ZENDA, Rupert", "individual", "NS-PLC") +
                                      Row("37", "MP", "individual", "NS-PLC")),
      // Of another folder, under the same name.
      folder.AddIn("old", "sdn.csv",
                   Row("36", "ZENDA, Rupert", "individual", "SDGT") +
                       Row("38", "AERO", "", "CUBA", "Linked To: ZENDA, Rupert."))};
  casus::ChronicleBuilder builder;
  std::uint64_t refused = 0;
  for (const std::string& file : files) {
    const auto report = casus::Import("ofac", file, On(kDay), builder);
    ASSERT_TRUE(report.ok()) << report.error();
    refused += report->refused;
  }
  EXPECT_EQ(refused, 1u) << "what the other file of the same list has";
  const auto chronicle = builder.Build();
  ASSERT_TRUE(chronicle.ok()) << chronicle.error();
  EXPECT_EQ(chronicle->actors().size(), 4u);
  EXPECT_EQ(chronicle->designations().size(), 4u);
  EXPECT_EQ(chronicle->regimes().size(), 3u);
  EXPECT_EQ(chronicle->sources().size(), 2u);
  EXPECT_EQ(chronicle->coverage().size(), 3u);
}

TEST(Ofac, OtherFilesAreRefusedWhole) {
  const casus::Error side =
      casus_test::Refusal("auto", "36,25,-0- ,\"Zenda\",\"Oz\",-0- \n37,26,-0- ,-0- ,-0- ,-0- \n");
  EXPECT_NE(
      side.message().find("this is a file of addresses or aliases, which is read with that of "
                          "the entries"),
      std::string::npos)
      << side;
  EXPECT_NE(casus_test::Refusal("ofac", "a;b\n").message().find("the delimiter is another one"),
            std::string::npos);
  EXPECT_NE(casus_test::Refusal("ofac", "1,2,3,4,5,6,7,8,9,10,11,12\n")
                .message()
                .find("the first line is no entry of it"),
            std::string::npos);
}

TEST(Ofac, ASideFileThatFailsLeavesTheBuilderAsItWas) {
  const Folder folder;
  const std::string path = folder.Add("sdn.csv", Row("36", "AERO RURITANIA", "", "CUBA"));
  folder.Add("add.csv", std::string("\x00\x01\x02\x03", 4));
  casus::ChronicleBuilder builder;
  const auto report = casus::Import("ofac", path, On(kDay), builder);
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code(), casus::ErrorCode::kUnknownFormat);
  EXPECT_EQ(fs::path(report.error().where().file).filename(), "add.csv");
  EXPECT_EQ(builder.size(casus::Table::kActors), 0u);
}

}  // namespace
