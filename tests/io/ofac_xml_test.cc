// OFAC's lists in plain XML, beside the CSV files of the same content.

#include <string>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"
#include "list_testing.h"

namespace {

using casus::Day;
using casus::Measure;
using casus::Moment;
using casus_test::ActorOf;
using casus_test::CodeValuesOf;
using casus_test::DesignationOf;
using casus_test::Folder;
using casus_test::Imported;
using casus_test::IssuesInWords;
using casus_test::KeysOf;
using casus_test::NamesOf;
using casus_test::On;

const Day kDay = Day::FromYmd(2020, 1, 10);

std::string List(const std::string& entries, const std::string& count,
                 const std::string& published = "01/10/2020", const std::string& attributes = "") {
  return "<?xml version=\"1.0\" standalone=\"yes\"?>\n<sdnList" + attributes +
         ">\n<publshInformation><Publish_Date>" + published + "</Publish_Date><Record_Count>" +
         count + "</Record_Count></publshInformation>\n" + entries + "</sdnList>\n";
}
// One to a line.
std::string Entry(const std::string& uid, const std::string& name, const std::string& type,
                  const std::string& programme, const std::string& more = "") {
  return "<sdnEntry><uid>" + uid + "</uid><lastName>" + name + "</lastName><sdnType>" + type +
         "</sdnType><programList><program>" + programme + "</program></programList>" + more +
         "</sdnEntry>\n";
}
std::string Id(const std::string& type, const std::string& number, const std::string& more = "") {
  return "<idList><id><uid>9</uid><idType>" + type + "</idType><idNumber>" + number +
         "</idNumber>" + more + "</id></idList>";
}

class OfacXml : public testing::Test {
 protected:
  void SetUp() override {
    if (!casus_test::CanRead("ofac-xml", "<sdnList></sdnList>"))
      GTEST_SKIP() << "built without Expat";
  }
  static Imported Read(const std::string& text, const std::string& name = "sdn.xml",
                       const casus::ImportOptions& options = {}) {
    const Folder folder;
    Imported imported = casus_test::ImportRows("auto", folder.Add(name, text), options);
    EXPECT_EQ(imported.report.format, "ofac-xml");
    return imported;
  }
  static Imported ReadOne(const std::string& more) {
    return Read(List(Entry("36", "ZENDA", "Individual", "CUBA", more), "1"));
  }
};

// All that both formats say in the same way: everything but the notes of actors.
std::string RowsOf(const Imported& imported) {
  const casus::Chronicle& chronicle = imported.chronicle;
  std::string text;
  for (const casus::Actor& actor : chronicle.actors()) {
    text += actor.fact.key + " " + std::string(ToString(actor.kind)) + " " + actor.name + " " +
            ToEdtf(actor.fact.span) + "\n" + NamesOf(actor) + CodeValuesOf(actor);
  }
  for (const casus::Regime& regime : chronicle.regimes()) {
    text += regime.fact.key + " " + regime.programme + "\n";
  }
  for (const casus::Designation& designation : chronicle.designations()) {
    text += designation.fact.key + " " + ToEdtf(designation.fact.span) + " " +
            chronicle.regime(*designation.regime).fact.key + " ";
    text += designation.instrument ? chronicle.instrument(*designation.instrument).citation : "-";
    for (const Measure measure : designation.measures) text += " " + std::string(ToString(measure));
    if (designation.decided) text += " decided " + ToEdtf(*designation.decided);
    if (designation.effective) text += " effective " + ToEdtf(*designation.effective);
    text += " " + designation.fact.note + "\n";
  }
  return text + casus_test::RelationsOf(imported);
}

// The CSV set and the XML file of the same entries make the same rows. By nature the notes of
// actors differ (the remarks are taken apart), and who is said to be the source.
TEST_F(OfacXml, TheSameContentMakesTheSameRowsAsCsv) {
  const Folder folder;
  const std::string csv = folder.Add(
      "sdn.csv",
      "36,\"AERO RURITANIA\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"Organization "
      "Established Date 1965; SWIFT/BIC ABCDRU77.\"\r\n"
      "37,\"ZENDA, Rupert\",\"individual\",\"SDGT] [UKRAINE-EO13662\",\"Count\",-0- ,-0- ,-0- ,-0- "
      ",-0- ,-0- ,\"DOB 09 Feb 1951; alt. DOB circa 1952; POB Strelsau; nationality Ruritania; "
      "Gender Male; Passport 71 (Oz) issued 01 Feb 2010 expires 31 Jan 2020; Secondary sanctions "
      "risk: Section 1; Executive Order 13662 Directive Determination - Subject to Directive 3; "
      "Listing Date (EO 13662 Directive 3): 22 Feb 2019; Effective Date (EO 13662 Directive 3): "
      "01 Mar 2019; Digital Currency Address - XBT 1A2b; a.k.a. 'RZ'; Linked To: AERO "
      "RURITANIA.\"\r\n"
      "38,\"SEA SNAKE\",\"vessel\",\"CUBA\",-0- ,\"CL2\",\"Tug\",\"2,597\",\"1098\",\"Ruritania\","
      "\"Aero Ruritania\",\"Vessel Registration Identification IMO 9187629; MMSI 572469210.\"\r\n"
      "39,\"R-1\",\"aircraft\",\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n");
  folder.Add("add.csv", "36,25,\"1 Main St\",\"Zenda\",\"Ruritania\",-0- \r\n");
  folder.Add("alt.csv",
             "36,12,\"aka\",\"AERO-RURITANIA\",-0- \r\n37,13,\"fka\",\"HENTZAU, "
             "Rupert\",-0- \r\n37,14,\"nka\",\"THE COUNT\",-0- \r\n");
  folder.Add("sdn_comments.csv", "");
  const std::string xml = folder.Add(
      "sdn.xml",
      List(Entry("36", "AERO RURITANIA", "Entity", "CUBA",
                 "<idList><id><uid>1</uid><idType>Organization Established "
                 "Date</idType><idNumber>1965</idNumber></id><id><uid>2</uid><idType>SWIFT/BIC"
                 "</idType><idNumber>ABCDRU77</idNumber></id></idList><akaList><aka><uid>12</uid>"
                 "<type>a.k.a.</type><category>strong</category><lastName>AERO-RURITANIA</lastName>"
                 "</aka></akaList><addressList><address><uid>25</uid><address1>1 Main St</address1>"
                 "<city>Zenda</city><country>Ruritania</country></address></addressList>") +
               Entry("37", "ZENDA", "Individual", "SDGT</program><program>UKRAINE-EO13662",
                     "<firstName>Rupert</firstName><title>Count</title><remarks>(Linked To: AERO "
                     "RURITANIA)</remarks><idList>"
                     "<id><uid>1</uid><idType>Gender</idType><idNumber>Male</idNumber></id>"
                     "<id><uid>2</uid><idType>Passport</idType><idNumber>71</idNumber><idCountry>Oz"
                     "</idCountry><issueDate>01 Feb 2010</issueDate><expirationDate>31 Jan 2020"
                     "</expirationDate></id>"
                     "<id><uid>3</uid><idType>Secondary sanctions risk:</idType><idNumber>Section 1"
                     "</idNumber></id>"
                     "<id><uid>4</uid><idType>Executive Order 13662 Directive Determination -"
                     "</idType><idNumber>Subject to Directive 3</idNumber></id>"
                     "<id><uid>5</uid><idType>Listing Date (EO 13662 Directive 3):</idType>"
                     "<idNumber>22 Feb 2019</idNumber></id>"
                     "<id><uid>6</uid><idType>Effective Date (EO 13662 Directive 3):</idType>"
                     "<idNumber>01 Mar 2019</idNumber></id>"
                     "<id><uid>7</uid><idType>Digital Currency Address - XBT</idType>"
                     "<idNumber>1A2b</idNumber></id></idList>"
                     "<akaList><aka><uid>14</uid><type>a.k.a.</type><category>weak</category>"
                     "<lastName>RZ</lastName></aka>"
                     "<aka><uid>13</uid><type>f.k.a.</type><category>strong</category>"
                     "<lastName>HENTZAU</lastName><firstName>Rupert</firstName></aka>"
                     "<aka><uid>14</uid><type>n.k.a.</type><category>strong</category>"
                     "<lastName>THE COUNT</lastName></aka></akaList>"
                     "<nationalityList><nationality><uid>1</uid><country>Ruritania</country>"
                     "<mainEntry>true</mainEntry></nationality></nationalityList>"
                     "<dateOfBirthList><dateOfBirthItem><uid>1</uid><dateOfBirth>09 Feb 1951"
                     "</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem><dateOfBirthItem>"
                     "<uid>2</uid><dateOfBirth>circa 1952</dateOfBirth><mainEntry>false</mainEntry>"
                     "</dateOfBirthItem></dateOfBirthList><placeOfBirthList><placeOfBirthItem>"
                     "<placeOfBirth>Strelsau</placeOfBirth><mainEntry>true</mainEntry>"
                     "</placeOfBirthItem></placeOfBirthList>") +
               Entry("38", "SEA SNAKE", "Vessel", "CUBA",
                     "<idList><id><uid>1</uid><idType>Vessel Registration Identification</idType>"
                     "<idNumber>IMO 9187629</idNumber></id><id><uid>2</uid><idType>MMSI</idType>"
                     "<idNumber>572469210</idNumber></id></idList><vesselInfo><callSign>CL2"
                     "</callSign><vesselType>Tug</vesselType><vesselFlag>Ruritania</vesselFlag>"
                     "<vesselOwner>Aero Ruritania</vesselOwner><tonnage>2,597</tonnage>"
                     "<grossRegisteredTonnage>1098</grossRegisteredTonnage></vesselInfo>") +
               Entry("39", "R-1", "Aircraft", "CUBA"),
           "4"));
  const Imported from_csv = casus_test::ImportRows("auto", csv, On(kDay));
  const Imported from_xml = casus_test::ImportRows("auto", xml, {});
  EXPECT_EQ(RowsOf(from_xml), RowsOf(from_csv));
  EXPECT_NE(RowsOf(from_csv).find("directive-3 2019-03-01/[2020-01-10..]"), std::string::npos);
  EXPECT_NE(RowsOf(from_csv).find("linked-to:36"), std::string::npos);
  EXPECT_NE(RowsOf(from_csv).find("owned-by:36"), std::string::npos);
  EXPECT_EQ(from_xml.report.records, 4u);
  EXPECT_EQ(from_xml.report.layout, "XML, sdnList");
  EXPECT_EQ(IssuesInWords(from_xml),
            "sdn.xml:5:1527 (dateOfBirth): note: 2 dates of birth [taken as some day from the "
            "first to the last of them]\n");
  EXPECT_EQ(from_xml.chronicle.sources()[0].published, Moment::OnDay(kDay));
  ASSERT_EQ(from_xml.chronicle.coverage().size(), 1u);
  EXPECT_EQ(from_xml.chronicle.coverage()[0].period, from_csv.chronicle.coverage()[0].period);
  EXPECT_EQ(ActorOf(from_xml, "ofac:37").fact.note,
            "list=sdn\nTitle=Count\nRemarks=(Linked To: AERO RURITANIA)\nid 1=Gender Male\n"
            "id 2=Passport 71 (Oz) issued 01 Feb 2010 expires 31 Jan 2020\n"
            "id 3=Secondary sanctions risk: Section 1\n"
            "id 4=Executive Order 13662 Directive Determination - Subject to Directive 3\n"
            "id 5=Listing Date (EO 13662 Directive 3): 22 Feb 2019\n"
            "id 6=Effective Date (EO 13662 Directive 3): 01 Mar 2019\n"
            "id 7=Digital Currency Address - XBT 1A2b\nalias 14=aka weak RZ\n"
            "alias 13=fka HENTZAU, Rupert\nalias 14=nka THE COUNT\nnationality=Ruritania\n"
            "DOB=09 Feb 1951\nalt. DOB=circa 1952\nPOB=Strelsau");
  EXPECT_EQ(ActorOf(from_xml, "ofac:38").fact.note,
            "list=sdn\nid 1=Vessel Registration Identification IMO 9187629\nid 2=MMSI 572469210\n"
            "Call_Sign=CL2\nVess_type=Tug\nVess_flag=Ruritania\nVess_owner=Aero Ruritania\n"
            "Tonnage=2,597\nGRT=1098");
  EXPECT_EQ(ActorOf(from_xml, "ofac:39").fact.note, "list=sdn\nSDN_Type=aircraft");
  EXPECT_EQ(ActorOf(from_xml, "ofac:36").fact.note,
            "list=sdn\nid 1=Organization Established Date 1965\nid 2=SWIFT/BIC ABCDRU77\n"
            "alias 12=aka AERO-RURITANIA\naddress 25=1 Main St | Zenda | Ruritania");
}

TEST_F(OfacXml, ARowOfOneFormatIsThatOfTheOther) {
  const Folder folder;
  const std::string csv = folder.Add(
      "sdn.csv", "36,\"ZENDA\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n");
  const std::string xml = folder.Add("sdn.xml", List(Entry("36", "ZENDA", "Entity", "CUBA"), "1"));
  const std::string others =
      folder.Add("consolidated.xml", List(Entry("36", "ZENDA", "Entity", "NS-PLC"), "1"));
  casus::ChronicleBuilder builder;
  ASSERT_TRUE(casus::Import("ofac", csv, On(kDay), builder).ok());
  const auto again = casus::Import("ofac-xml", xml, {}, builder);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->refused, 1u);
  ASSERT_EQ(again->issues.issues().size(), 1u);
  EXPECT_EQ(again->issues.issues()[0].message, "an entry of this uid is there already");
  const auto other = casus::Import("ofac-xml", others, {}, builder);
  ASSERT_TRUE(other.ok());
  EXPECT_EQ(other->kept, 1u) << "on both lists it is one actor";
  const auto chronicle = builder.Build();
  ASSERT_TRUE(chronicle.ok()) << chronicle.error();
  EXPECT_EQ(chronicle->actors().size(), 2u);
  EXPECT_EQ(chronicle->designations().size(), 2u);
  EXPECT_EQ(chronicle->sources().size(), 2u);
}

TEST_F(OfacXml, TheNameOfTheFileSaysWhichListItIs) {
  const std::string text = List(
      Entry("36", "ZENDA", "Entity", "RUSSIA-EO14024") + Entry("37", "MP", "Individual", "NS-PLC"),
      "2", "01/10/2020",
      " xmlns=\"http://tempuri.org/sdnList.xsd\""
      " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
  const Imported others = Read(text, "CONSOLIDATED.XML");
  EXPECT_EQ(KeysOf(others),
            (std::vector<std::string>{"ofac:cons:36:RUSSIA-EO14024", "ofac:cons:37:NS-PLC"}));
  EXPECT_TRUE(DesignationOf(others, "ofac:cons:36:RUSSIA-EO14024").measures.empty());
  EXPECT_EQ(IssuesInWords(others), "");
  const Imported sdn = Read(text, "2020_sdn.xml");
  EXPECT_EQ(DesignationOf(sdn, "ofac:sdn:36:RUSSIA-EO14024").measures,
            std::vector<Measure>{Measure::kAssetFreeze});
  const Imported unnamed = Read(text, "list.xml");
  EXPECT_EQ(KeysOf(unnamed)[0], "ofac:list:36:RUSSIA-EO14024");
  EXPECT_EQ(IssuesInWords(unnamed),
            "list.xml: warning: the name says neither sdn nor cons: 'list.xml' [no measures are "
            "known of it]\n");
}

TEST_F(OfacXml, TheDayOfTheListIsThatOfTheFileUnlessOneIsGiven) {
  const std::string entry = Entry("36", "ZENDA", "Entity", "CUBA");
  const Imported given = Read(List(entry, "1"), "sdn.xml", On(Day::FromYmd(2020, 1, 12)));
  EXPECT_EQ(ToEdtf(DesignationOf(given, "ofac:sdn:36:CUBA").fact.span),
            "[..2020-01-12]/[2020-01-12..]");
  EXPECT_EQ(IssuesInWords(given),
            "sdn.xml:3:20 (Publish_Date): note: published on another day than was given: "
            "'01/10/2020' [taken as of the day that was given]\n");
  EXPECT_EQ(IssuesInWords(Read(List(entry, "1"), "sdn.xml", On(kDay))), "");
  const Imported undated = Read(List(entry, "1", "13/45/2020"));
  EXPECT_EQ(undated.chronicle.designations()[0].fact.span, casus::Span::Unknown());
  EXPECT_TRUE(undated.chronicle.coverage().empty());
  const std::string issues = IssuesInWords(undated);
  EXPECT_NE(issues.find("(Publish_Date): warning: "), std::string::npos) << issues;
  EXPECT_NE(issues.find("'13/45/2020' [nothing is taken from it]\n"), std::string::npos) << issues;
  EXPECT_TRUE(issues.ends_with(
      "sdn.xml: warning: the day of the list is neither in the file nor given [nothing is known of "
      "when a designation ended]\n"))
      << issues;
}

TEST_F(OfacXml, TheCountOfEntriesIsChecked) {
  EXPECT_EQ(IssuesInWords(Read(List(Entry("36", "ZENDA", "Entity", "CUBA"), "2"))),
            "sdn.xml:3:59 (Record_Count): warning: not the number of entries, which is 1: '2' "
            "[those that are there were read]\n");
}

TEST_F(OfacXml, AliasesByCategory) {
  const Imported imported = ReadOne(
      "<akaList><aka><uid>1</uid><type>a.k.a.</type><category>weak</category><lastName>FOX"
      "</lastName><firstName>Old</firstName></aka>"
      "<aka><uid>2</uid><type>dba</type><category>odd</category><lastName>FOXES</lastName></aka>"
      "<aka><uid>3</uid><type>a.k.a.</type><category>strong</category></aka></akaList>");
  EXPECT_EQ(NamesOf(ActorOf(imported, "ofac:36")), "alias FOXES\nweak_alias FOX, Old\n");
  EXPECT_EQ(ActorOf(imported, "ofac:36").fact.note,
            "list=sdn\nalias 1=aka weak FOX, Old\nalias 2=dba FOXES");
  EXPECT_EQ(
      IssuesInWords(imported),
      "sdn.xml:4:255 (aka): warning: not a type of alias of OFAC's: 'dba' [taken as an alias]\n"
      "sdn.xml:4:255 (aka): warning: neither a strong nor a weak alias: 'odd' [taken as a strong "
      "one]\n"
      "sdn.xml:4:344 (aka): warning: an alias without a name: 'uid: 3 | type: a.k.a. | category: "
      "strong' [left out]\n");
}

TEST_F(OfacXml, LinksStandBetweenParentheses) {
  const std::string more[] = {"<remarks>(Linked To: AERO S.A.; Linked To: BANK (ZENDA))</remarks>",
                              "<remarks>Late; (Linked To: AERO S.A.).</remarks>",
                              "<remarks>POB Oz; Linked To: AERO S.A.</remarks>",
                              "<remarks>(Linked To: NOBODY)</remarks>"};
  std::string entries =
      Entry("36", "AERO S.A.", "Entity", "CUBA") + Entry("37", "BANK (ZENDA)", "Entity", "CUBA");
  for (int i = 0; i < 4; ++i) {
    entries += Entry(std::to_string(40 + i), "X", "Individual", "CUBA", more[i]);
  }
  const Imported imported = Read(List(entries, "6"));
  EXPECT_EQ(casus_test::RelationsOf(imported),
            "ofac:sdn:40:linked-to:36 acts_for X > AERO S.A. (Linked To)\n"
            "ofac:sdn:40:linked-to:37 acts_for X > BANK (ZENDA) (Linked To)\n"
            "ofac:sdn:41:linked-to:36 acts_for X > AERO S.A. (Linked To)\n"
            "ofac:sdn:42:linked-to:36 acts_for X > AERO S.A. (Linked To)\n");
  EXPECT_EQ(IssuesInWords(imported),
            "sdn.xml:9:125 (remarks): warning: linked to a name that no entry has: 'NOBODY' [kept "
            "in the note]\n");
}

TEST_F(OfacXml, NumbersWithTheirDays) {
  const Imported imported = ReadOne(
      Id("Passport", "7", "<idCountry>Oz</idCountry><issueDate>2010</issueDate>") +
      Id("Tax ID No.", "77", "<expirationDate>31 Jan 2020</expirationDate>") + Id("Ballot", "5"));
  EXPECT_EQ(CodeValuesOf(ActorOf(imported, "ofac:36")),
            "36\nPassport 7 (Oz) issued 2010\nTax ID No. 77 /2020-01-31\n");
  EXPECT_NE(ActorOf(imported, "ofac:36").fact.note.find("\nid 9=Ballot 5"), std::string::npos);
}

TEST_F(OfacXml, DatesOfBirthThatCannotBeReadStayInTheNote) {
  const Imported imported = ReadOne(
      "<dateOfBirthList><dateOfBirthItem><uid>1</uid><dateOfBirth>Tuesday</dateOfBirth>"
      "<mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList>");
  EXPECT_EQ(ActorOf(imported, "ofac:36").fact.span, casus::Span::Unknown());
  EXPECT_EQ(ActorOf(imported, "ofac:36").fact.note, "list=sdn\nDOB=Tuesday");
  const std::string issues = IssuesInWords(imported);
  EXPECT_TRUE(issues.starts_with("sdn.xml:4:146 (dateOfBirth): warning: ")) << issues;
  EXPECT_TRUE(issues.ends_with(": 'DOB Tuesday' [kept in the note]\n")) << issues;
}

TEST_F(OfacXml, WhatBreaksTheRulesIsTold) {
  const Imported imported = Read(List(
      "<sdnEntry><uid>36</uid><sdnType>Ghost</sdnType><age unit=\"y\">9</age><programList>"
      "<program>CUBA</program><program>CUBA</program></programList><vesselInfo><masts>3</masts>"
      "</vesselInfo><idList><id><uid>1</uid><idType>Gender</idType><colour>red</colour></id>"
      "</idList></sdnEntry>\n"
      "<sdnEntry><uid>37</uid><lastName>A</lastName><sdnType>Entity</sdnType></sdnEntry>\n"
      "<sdnEntry><uid>37</uid><lastName>B</lastName></sdnEntry>\n"
      "<sdnEntry><uid>x1</uid><lastName>B</lastName></sdnEntry>\n<sdnEntry/>\n",
      "5"));
  EXPECT_EQ(imported.report.records, 5u);
  EXPECT_EQ(imported.report.kept, 2u);
  EXPECT_EQ(
      IssuesInWords(imported),
      "sdn.xml:4:1 (sdnEntry): warning: an entry without a name: '36' [named by its number]\n"
      "sdn.xml:4:1 (sdnEntry): warning: not a type of OFAC's: 'Ghost' [kept in the note]\n"
      "sdn.xml:4:48 (age): warning: not an element of the list: '9 | unit: y' [kept in the note]\n"
      "sdn.xml:4:105 (program): warning: a programme given twice: 'CUBA' [taken once]\n"
      "sdn.xml:4:154 (masts): warning: not an element of the list: '3' [kept in the note]\n"
      "sdn.xml:4:230 (colour): warning: not an element of the list: 'red' [kept in the note]\n"
      "sdn.xml:5:1 (sdnEntry): warning: no programme: '37' [designated by the list]\n"
      "sdn.xml:6:1 (sdnEntry): error: an entry of this uid is there already: '37' [record "
      "refused]\n"
      "sdn.xml:7:1 (sdnEntry): error: an entry whose uid is no number: 'x1' [record refused]\n"
      "sdn.xml:8:1 (sdnEntry): error: an entry whose uid is no number [record refused]\n");
  EXPECT_EQ(ActorOf(imported, "ofac:36").fact.note,
            "list=sdn\nSDN_Type=ghost\nage=9 | unit: y\nmasts=3\ncolour=red\nid 1=Gender");
  EXPECT_EQ(KeysOf(imported), (std::vector<std::string>{"ofac:sdn:36:CUBA", "ofac:sdn:37:"}));
}

TEST_F(OfacXml, AnEntryBeyondTheLimitsIsRefused) {
  const Imported imported =
      Read(List(Entry("36", "A", "Entity", "CUBA",
                      "<remarks>" + std::string((std::size_t{4} << 20) + 1, 'x') + "</remarks>") +
                    Entry("37", "B", "Entity", "CUBA"),
                "2"));
  EXPECT_EQ(IssuesInWords(imported),
            "sdn.xml:4:1: error: a record of more than 4194304 bytes [record refused]\n");
  EXPECT_EQ(KeysOf(imported), std::vector<std::string>{"ofac:sdn:37:CUBA"});
}

TEST_F(OfacXml, OtherXmlIsRefusedWhole) {
  EXPECT_NE(casus_test::Refusal("ofac-xml", "<sdn></sdn>")
                .message()
                .find("the outermost element is <sdn>"),
            std::string::npos);
  EXPECT_NE(casus_test::Refusal("ofac-xml", "a,b\n").message().find("no XML"), std::string::npos);
  EXPECT_EQ(
      casus_test::Refusal("auto", List(Entry("36", "ZENDA", "Entity", "CUBA"), "1") + "<").code(),
      casus::ErrorCode::kCorrupt);
  const Imported empty = Read(List("", "0"));
  EXPECT_EQ(empty.report.records, 0u);
  EXPECT_TRUE(empty.chronicle.actors().empty());
}

}  // namespace
