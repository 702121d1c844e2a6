// The EU's consolidated list of financial sanctions as XML and as CSV.

#include <string>
#include <utility>
#include <vector>

#include "list_testing.h"

namespace {

using casus::Day;
using casus::Designation;
using casus::Measure;
using casus::Moment;
using casus::Truth;
using casus_test::ActorOf;
using casus_test::BirthOf;
using casus_test::CodesOf;
using casus_test::DesignationOf;
using casus_test::Header;
using casus_test::Imported;
using casus_test::IssuesOf;
using casus_test::NamesOf;
using casus_test::Row;
using casus_test::SpanOf;

Imported Read(const std::string& text, const casus::ImportOptions& options = {}) {
  return casus_test::ReadList("eu-fsf", text, options);
}

std::string Xml(const std::string& entities,
                const std::string& generated = "2026-08-05T16:47:04.449+02:00") {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<export xmlns=\""
         "http://eu.europa.ec/fpi/fsd/export\" generationDate=\"" +
         generated + "\" globalFileId=\"1\">\n" + entities + "</export>\n";
}

const std::string kOzAct =
    "<regulation regulationType=\"amendment\" organisationType=\"council\" publicationDate="
    "\"2024-02-23\" entryIntoForceDate=\"2024-02-24\" numberTitle=\"2024/1 (OJ L1)\" programme="
    "\"OZZ\" logicalId=\"9\"><publicationUrl>http://oz.example/1</publicationUrl></regulation>";
const std::string kName = "<nameAlias wholeName=\"Rupert Zenda\" strong=\"true\"/>";
const std::string kPerson = "<subjectType code=\"person\" classificationCode=\"P\"/>";

// On a line. `attributes` begin with a blank.
std::string Entity(const std::string& children, const std::string& attributes = "") {
  return "<sanctionEntity designationDetails=\"\" unitedNationId=\"\" euReferenceNumber=\"EU.1.2\""
         " logicalId=\"13\"" +
         attributes + ">" + children + "</sanctionEntity>\n";
}

class EuXml : public testing::Test {
 protected:
  void SetUp() override {
    if (!casus_test::CanRead("eu-fsf", Xml(""))) GTEST_SKIP() << "built without Expat";
  }
  // A person who was designated in 2022.
  static Imported ReadPerson(const std::string& children) {
    return Read(Xml(Entity(kOzAct + kPerson + children, " designationDate=\"2022-02-25\"")));
  }
};

TEST_F(EuXml, AnEntryIsAnActorAndADesignationInEachProgramme) {
  const Imported imported = Read(Xml(
      Entity(
          "<remark>Born to rule.</remark>" + kOzAct +
              "<regulation regulationType=\"regulation\" publicationDate=\"2022-02-25\" "
              "programme=\"UTO\"/>" +
              kPerson +
              "<nameAlias firstName=\"Rupert\" middleName=\"\" lastName=\"Zenda\" wholeName="
              "\"Rupert Zenda\" function=\"Count\" gender=\"M\" strong=\"true\" logicalId=\"5\">"
              "<remark>good</remark><regulationSummary regulationType=\"amendment\" "
              "publicationDate=\"2022-02-25\" numberTitle=\"2022/2\" publicationUrl=\"\"/>"
              "</nameAlias><citizenship region=\"\" countryIso2Code=\"OZ\" countryDescription="
              "\"OZ\" logicalId=\"6\"/><address city=\"Zenda\" asAtListingTime=\"false\" "
              "countryIso2Code=\"00\" countryDescription=\"UNKNOWN\" logicalId=\"7\"><contactInfo"
              " key=\"EMAIL\" value=\"z@oz.example\"/></address>",
          " designationDate=\"2022-02-25\"") +
      "<sanctionEntity logicalId=\"14\" unitedNationId=\"TAe.010\" designationDate=\"2003-07-08\">"
      "<regulation programme=\"TAQA\"/><subjectType code=\"enterprise\" classificationCode=\"E\"/>"
      "<nameAlias wholeName=\"AERO CO\"/></sanctionEntity>\n"));
  EXPECT_EQ(imported.report.layout, "XML, export");
  EXPECT_EQ(imported.report.kept, 2u);
  const casus::Actor& person = ActorOf(imported, "eu:13");
  EXPECT_EQ(person.name, "Rupert Zenda");
  EXPECT_EQ(person.kind, casus::ActorKind::kPerson);
  EXPECT_EQ(CodesOf(person), "eu_fsf EU.1.2\nother FSF logical id 13\n");
  EXPECT_EQ(person.fact.note,
            "remark=Born to rule.\n"
            "regulation=regulationType: amendment | organisationType: council | publicationDate: "
            "2024-02-23 | entryIntoForceDate: 2024-02-24 | numberTitle: 2024/1 (OJ L1) | "
            "programme: OZZ | publicationUrl: http://oz.example/1 | logicalId: 9\n"
            "regulation=regulationType: regulation | publicationDate: 2022-02-25 | programme: UTO\n"
            "nameAlias=wholeName: Rupert Zenda | firstName: Rupert | lastName: Zenda | gender: M | "
            "function: Count | remark: good | logicalId: 5 | regulationType: amendment | "
            "publicationDate: 2022-02-25 | numberTitle: 2022/2\n"
            "address=city: Zenda | contactInfo: EMAIL: z@oz.example | logicalId: 7\n"
            "citizenship=countryIso2Code: OZ | countryDescription: OZ | logicalId: 6");
  const Designation& designation = DesignationOf(imported, "eu:13:OZZ");
  EXPECT_EQ(ToEdtf(designation.fact.span), "2022-02-25/[2026-08-05..]");
  EXPECT_EQ(designation.decided, Moment::OnDay(Day::FromYmd(2022, 2, 25)));
  EXPECT_EQ(designation.amended, std::vector<Moment>{Moment::OnDay(Day::FromYmd(2024, 2, 23))});
  EXPECT_EQ(designation.measures, std::vector<Measure>{Measure::kAssetFreeze});
  const casus::Regime& regime = imported.chronicle.regime(*designation.regime);
  EXPECT_EQ(regime.fact.key, "eu:programme:OZZ");
  EXPECT_EQ(regime.programme, "OZZ");
  EXPECT_EQ(imported.chronicle.actor(regime.senders.at(0)).fact.key, "eu");
  EXPECT_TRUE(DesignationOf(imported, "eu:13:UTO").amended.empty()) << "the day of the listing";
  EXPECT_EQ(ActorOf(imported, "eu:14").kind, casus::ActorKind::kOther);
  EXPECT_EQ(CodesOf(ActorOf(imported, "eu:14")), "other FSF logical id 14\nun_sc TAe.010\n");
  EXPECT_EQ(imported.chronicle.sources()[0].published, Moment::OnDay(Day::FromYmd(2026, 8, 5)));
  ASSERT_EQ(imported.chronicle.coverage().size(), 1u);
  EXPECT_EQ(imported.chronicle.coverage()[0].period,
            casus::Period::Of(Day::FromYmd(2026, 8, 5), Day::FromYmd(2026, 8, 6)));
  EXPECT_FALSE(imported.chronicle.coverage()[0].complete);
  EXPECT_EQ(IssuesOf(imported), "f: note: 1 countries that are not known: '00' [left out]\n");
}

TEST_F(EuXml, WithoutADayOfDesignationTheFirstActInForceIsTheLatestBegin) {
  const auto act = [](const std::string& type, const std::string& in_force) {
    return "<regulation regulationType=\"" + type +
           "\" publicationDate=\"2024-02-23\" "
           "entryIntoForceDate=\"" +
           in_force + "\" programme=\"OZZ\"/>";
  };
  const auto read = [&](const std::string& acts) {
    return Read(Xml(Entity(acts + kPerson + kName, " designationDate=\"\"")));
  };
  const Imported imported = read(act("amendment", "2024-02-24") + act("regulation", "2022-03-01") +
                                 act("amendment", "2023-03-01") + act("repealing", "2010-01-01"));
  const Designation& designation = DesignationOf(imported, "eu:13:OZZ");
  EXPECT_EQ(ToEdtf(designation.fact.span), "[..2022-03-01]/[2026-08-05..]");
  EXPECT_EQ(HoldsAt(designation.fact.span, Day::FromYmd(2022, 2, 25)), Truth::kPossible);
  EXPECT_EQ(HoldsAt(designation.fact.span, Day::FromYmd(2022, 3, 1)), Truth::kCertain);
  EXPECT_FALSE(designation.decided);
  EXPECT_TRUE(designation.amended.empty()) << "it may be the listing";
  EXPECT_EQ(IssuesOf(imported),
            "f:3 (regulation): warning: an act that repeals: 'regulationType: repealing | "
            "publicationDate: 2024-02-23 | entryIntoForceDate: 2010-01-01 | programme: OZZ' [gives "
            "no begin, kept in the note]\n");
  // Nothing but that it is in the file; in the file and not in force yet.
  EXPECT_EQ(SpanOf(read(act("amendment", "")), "eu:13:OZZ"), "[..2026-08-05]/[2026-08-05..]");
  const Imported early = read(act("amendment", "2026-08-10"));
  EXPECT_EQ(SpanOf(early, "eu:13:OZZ"), "[..2026-08-10]/[2026-08-05..]");
  EXPECT_EQ(IssuesOf(early),
            "f:3: note: in force after the day of the list: '13' [certain from that day on]\n");
}

TEST_F(EuXml, WeakNamesAreToldByAFlagOrARemark) {
  const auto name = [](const std::string& text, const std::string& more,
                       const std::string& remark = "") {
    return "<nameAlias wholeName=\"" + text + "\" " + more + "><remark>" + remark +
           "</remark></nameAlias>";
  };
  const Imported imported = ReadPerson(
      name("Zero", "strong=\"false\"") + name("Rupert Zenda", "strong=\"true\"") +
      name("One", "strong=\"true\" nameLanguage=\"FR\"") + name("Two", "", "(Low quality alias)") +
      name("Three", "strong=\"true\"", "formerly known as") +
      name("",
           "firstName=\"F\" "
           "middleName=\"M\" lastName=\"L\"") +
      name("", "title=\"Dr\"") + name("Four", "nameLanguage=\"Elvish\"") +
      name("Five", "strong=\"maybe\"") + name("Rupert Zenda", "nameLanguage=\"EN\""));
  EXPECT_EQ(ActorOf(imported, "eu:13").name, "Rupert Zenda");
  EXPECT_EQ(NamesOf(ActorOf(imported, "eu:13")),
            "weak_alias Zero\nalias One [fr]\nweak_alias Two\nformer Three\nalias F M L\n"
            "alias Four\nalias Five\n");
  EXPECT_EQ(IssuesOf(imported),
            "f:3 (nameAlias): warning: a name of no parts: 'title: Dr' [kept in the note]\n"
            "f:3 (nameAlias): warning: no code of a language: 'wholeName: Four | nameLanguage: "
            "Elvish' [kept in the note]\n"
            "f:3 (nameAlias): warning: strong is neither true nor false: 'wholeName: Five | "
            "strong: maybe' [taken as strong]\n");
  const Imported weak = ReadPerson(name("Zero", "strong=\"false\""));
  EXPECT_EQ(ActorOf(weak, "eu:13").name, "Zero");
  EXPECT_EQ(IssuesOf(weak),
            "f:3: note: an entry of weak and former names only: '13' [named by the first]\n");
  const Imported none = ReadPerson("");
  EXPECT_EQ(ActorOf(none, "eu:13").name, "13");
  EXPECT_EQ(IssuesOf(none), "f:3: warning: an entry without a name: '13' [named by its id]\n");
}

TEST_F(EuXml, DatesOfBirth) {
  const auto born = [&](const std::string& attributes) {
    return ReadPerson(kName + "<birthdate " + attributes + " logicalId=\"1\"/>");
  };
  for (const auto& [attributes, expected] : std::vector<std::pair<std::string, std::string>>{
           {"birthdate=\"1960-04-10\" dayOfMonth=\"10\" monthOfYear=\"4\" year=\"1960\" circa="
            "\"false\" calendarType=\"GREGORIAN\"",
            "1960-04-10"},
           {"birthdate=\"1960-04-10\" circa=\"true\"", "1960-04-10~"},
           {"birthdate=\"1960-04-10\" circa=\"0\"", "1960-04-10"},
           {"birthdate=\"\" year=\"1961\"", "1961"},
           {"year=\"1961\" circa=\"true\"", "1961~"},
           {"year=\"1961\" monthOfYear=\"3\"", "1961-03"},
           {"year=\"1961\" monthOfYear=\"3\" circa=\"true\"", "1961-03~"},
           {"year=\"1961\" monthOfYear=\"3\" dayOfMonth=\"2\"", "1961-03-02"},
           {"year=\"1961\" monthOfYear=\"3\" dayOfMonth=\"2\" circa=\"true\"", "1961-03-02~"},
           {"yearRangeFrom=\"1953\" yearRangeTo=\"1958\"", "[1953..1958]"},
           {"yearRangeFrom=\"1953\" yearRangeTo=\"1958\" circa=\"true\"", "[1952..1959]"},
           {"yearRangeFrom=\"1953\"", "[1953..]"},
           {"yearRangeTo=\"1958\"", "[..1958]"},
           {"city=\"Zenda\"", "XXXX"}}) {
    const Imported imported = born(attributes);
    EXPECT_EQ(BirthOf(imported, "eu:13"), expected) << attributes;
    EXPECT_EQ(IssuesOf(imported), "") << attributes;
  }
  for (const auto& [attributes, issue] : std::vector<std::pair<std::string, std::string>>{
           {"calendarType=\"ISLAMIC\" year=\"1343\"",
            "note: a date of birth in another calendar: "},
           {"calendarType=\"GREGORIAN\" year=\"1343\"", "warning: "},
           {"birthdate=\"1960-04-31\"", "warning: "},
           {"birthdate=\"1960-04-10\" year=\"1961\"", "warning: a date of birth of two years: "},
           {"yearRangeFrom=\"1958\" yearRangeTo=\"1953\"", "warning: no range of years: "},
           {"yearRangeFrom=\"58\"", "warning: no range of years: "}}) {
    const Imported imported = born(attributes);
    EXPECT_EQ(ActorOf(imported, "eu:13").fact.span, casus::Span::Unknown()) << attributes;
    EXPECT_TRUE(IssuesOf(imported).starts_with("f:3 (birthdate): " + issue)) << IssuesOf(imported);
    EXPECT_NE(ActorOf(imported, "eu:13").fact.note.find("\nbirthdate="), std::string::npos);
  }
  const Imported several =
      ReadPerson(kName + "<birthdate year=\"1961\"/><birthdate birthdate=\"1963-02-01\"/>");
  EXPECT_EQ(BirthOf(several, "eu:13"), "[1961-01-01..1963-02-01]");
  EXPECT_EQ(IssuesOf(several),
            "f:3: note: 2 dates of birth: '13' [taken as some day from the first to the last of "
            "them]\n");
}

TEST_F(EuXml, DocumentsAreCodesThatSayWhatIsWrongWithThem) {
  const auto document = [](const std::string& attributes) {
    return "<identification diplomatic=\"false\" knownFalse=\"false\" " + attributes + "/>";
  };
  const Imported imported = ReadPerson(
      kName +
      document("number=\"A1\" identificationTypeCode=\"passport\" identificationTypeDescription="
               "\"National passport\" countryIso2Code=\"OZ\" countryDescription=\"OZ\" issuedDate="
               "\"2011-12-07\" validTo=\"2021-12-06\"") +
      "<identification number=\"A2\" identificationTypeCode=\"passport\" knownFalse=\"true\" "
      "revokedByIssuer=\"true\" reportedLost=\"true\" knownExpired=\"true\" countryIso2Code="
      "\"00\"/>" +
      document("latinNumber=\"7\" countryIso2Code=\"OZ\" validFrom=\"2012-01-01\" issuedDate="
               "\"2011-12-07\"") +
      document("number=\"IMO 9074729\" identificationTypeCode=\"imo\"") +
      document("number=\"9074728\" identificationTypeCode=\"imo\"") +
      "<identification number=\"9074729\" identificationTypeCode=\"imo\" knownFalse=\"true\"/>" +
      document("number=\"8\" validFrom=\"2012-01-01\" validTo=\"2011-01-01\"") +
      document("number=\"9\" issuedDate=\"soon\"") + document("issuedBy=\"Oz\""));
  EXPECT_EQ(CodesOf(ActorOf(imported, "eu:13")),
            "eu_fsf EU.1.2\nother FSF logical id 13\n"
            "other National passport A1 (OZ) 2011-12-07/2021-12-06\n"
            "other passport A2, known to be false, revoked, reported lost, known to have expired\n"
            "other 7 (OZ) 2012-01-01/\nimo 9074729\nother IMO number 9074728\n"
            "other imo 9074729, known to be false\nother 8\nother 9\n");
  EXPECT_EQ(IssuesOf(imported),
            "f:3 (identification): warning: no IMO number of a ship: 'number: 9074728 | "
            "identificationTypeCode: imo' [a code of no system, and kept in the note]\n"
            "f:3 (identification): warning: valid until before it is valid: 'number: 8 | "
            "validFrom: 2012-01-01 | validTo: 2011-01-01' [a code without a time, and kept in the "
            "note]\n"
            "f:3 (issuedDate): warning: expected a year of 4 digits, found 'soon': 'soon' "
            "[kept in the note]\n"
            "f: note: 1 countries that are not known: '00' [left out]\n"
            "f: note: 2 documents that are false, revoked, lost or expired [their codes say so]\n");
}

TEST_F(EuXml, WhatBreaksTheRulesIsTold) {
  const Imported imported = Read(Xml(
      "<sanctionEntity logicalId=\"13\" euReferenceNumber=\"77\" unitedNationId=\"QI.A.12.01.\" "
      "designationDate=\"2026-08-06\" shoes=\"44\">stray<subjectType code=\"alien\"/>"
      "<regulation regulationType=\"decree\" publicationDate=\"soon\"/><nameAlias wholeName=\"Z\" "
      "size=\"1\"><fit><tight/>yes</fit></nameAlias><hobby kind=\"chess\"/></sanctionEntity>\n" +
          Entity("") + "<sanctionEntity logicalId=\"\"/>\n",
      "soon"));
  EXPECT_EQ(imported.report.records, 3u);
  EXPECT_EQ(imported.report.refused, 2u);
  EXPECT_EQ(
      IssuesOf(imported),
      "f:3 (nameAlias/size): warning: not a field of the list: '1' [kept in the note]\n"
      "f:3 (nameAlias/fit): warning: not a field of the list: 'yes' [kept in the note]\n"
      "f:3 (sanctionEntity): warning: not a field of the list: 'stray' [kept in the note]\n"
      "f:3 (sanctionEntity/shoes): warning: not a field of the list: '44' [kept in the note]\n"
      "f:3 (sanctionEntity/hobby/kind): warning: not a field of the list: 'chess' [kept in the "
      "note]\n"
      "f:4 (sanctionEntity): error: an entry of this id is there already: '13' [record refused]\n"
      "f:5 (sanctionEntity): error: an entry without a logicalId [record refused]\n"
      "f: warning: no day of the list that can be read [nothing is known of the ends of "
      "designations]\n"
      "f:3: warning: neither a person nor an enterprise: '13' [taken as another actor]\n"
      "f:3 (euReferenceNumber): warning: no reference of the list: '77' [a code of no system]\n"
      "f:3 (regulation): warning: a type of act that is none of the list's: 'regulationType: "
      "decree | publicationDate: soon' [kept in the note]\n"
      "f:3 (publicationDate): warning: expected a year of 4 digits, found 'soon': 'soon' "
      "[kept in the note]\n"
      "f:3: warning: an entry of no programme: '13' [kept without one]\n");
  EXPECT_EQ(CodesOf(ActorOf(imported, "eu:13")),
            "other EU reference 77\nother FSF logical id 13\nother UN reference QI.A.12.01.\n");
  EXPECT_TRUE(
      ActorOf(imported, "eu:13")
          .fact.note.ends_with("\nnameAlias/size=1\nnameAlias/fit=yes\nsanctionEntity=stray"
                               "\nsanctionEntity/shoes=44\nsanctionEntity/hobby/kind=chess"))
      << ActorOf(imported, "eu:13").fact.note;
  EXPECT_EQ(SpanOf(imported, "eu:13:no-programme"), "2026-08-06/");
  const Imported late =
      Read(Xml(Entity(kOzAct + kPerson + kName, " designationDate=\"2026-08-06\"")));
  EXPECT_EQ(IssuesOf(late),
            "f:3: warning: designated after the day of the list: '13' [kept as given]\n");
}

TEST_F(EuXml, OtherDocumentsAndBrokenOnesAreRefusedWhole) {
  EXPECT_NE(casus_test::Refusal("eu-fsf", "<export><a/></export>")
                .message()
                .find("(here the outermost element is <export>, and it begins with no entry)"),
            std::string::npos);
  EXPECT_NE(casus_test::Refusal("eu-fsf", "<list/>").message().find("element is <list>"),
            std::string::npos);
  const std::string text = Xml(Entity(kOzAct + kPerson + kName));
  EXPECT_EQ(casus_test::Refusal("auto", text.substr(0, text.size() - 5)).code(),
            casus::ErrorCode::kCorrupt);
  EXPECT_EQ(IssuesOf(Read("<export>" + Entity(kOzAct + kPerson + kName) + "</export>")),
            "f: warning: no day of the list that can be read [nothing is known of the ends of "
            "designations]\n")
      << "without the namespace";
}

TEST_F(EuXml, TheDayOfTheFileMayBeADayAlone) {
  const Imported imported = Read(Xml(Entity(kOzAct + kPerson + kName), "2026-08-05"));
  EXPECT_EQ(SpanOf(imported, "eu:13:OZZ"), "[..2024-02-24]/[2026-08-05..]");
  EXPECT_EQ(IssuesOf(imported), "");
}

const Header& Columns() {
  static const Header columns = [] {
    Header all = {
        "fileGenerationDate",    "Entity_LogicalId",       "Entity_EU_ReferenceNumber",
        "Entity_UnitedNationId", "Entity_DesignationDate", "Entity_DesignationDetails",
        "Entity_Remark",         "Entity_SubjectType",     "Entity_SubjectType_ClassificationCode"};
    const auto add = [&](const std::string& begin, const Header& names) {
      for (const std::string& name : names) all.push_back(begin + name);
    };
    const Header act = {"Type",        "OrganisationType", "PublicationDate", "EntryIntoForceDate",
                        "NumberTitle", "Programme",        "PublicationUrl"};
    const auto add_element = [&](const std::string& begin, const Header& names) {
      add(begin, names);
      add(begin, {"LogicalId", "RegulationLanguage", "Remark"});
      add(begin + "Regulation_", act);
    };
    add("Entity_Regulation_", act);
    add_element("NameAlias_", {"LastName", "FirstName", "MiddleName", "WholeName", "NameLanguage",
                               "Gender", "Title", "Function"});
    add_element("Address_",
                {"City", "Street", "PoBox", "ZipCode", "Region", "Place", "AsAtListingTime",
                 "ContactInfo", "CountryIso2Code", "CountryDescription"});
    add_element("BirthDate_", {"BirthDate", "Day", "Month", "Year", "YearRangeFrom", "YearRangeTo",
                               "Circa", "CalendarType", "ZipCode", "Region", "Place", "City",
                               "CountryIso2Code", "CountryDescription"});
    add_element(
        "Identification_",
        {"Number", "Diplomatic", "KnownExpired", "KnownFalse", "ReportedLost", "RevokedByIssuer",
         "IssuedBy", "IssuedDate", "ValidFrom", "ValidTo", "LatinNumber", "NameOnDocument",
         "TypeCode", "TypeDescription", "Region", "CountryIso2Code", "CountryDescription"});
    add_element("Citizenship_", {"Region", "CountryIso2Code", "CountryDescription"});
    return all;
  }();
  return columns;
}

// A row of an entry with what all rows of it repeat.
Row RowOf(Row cells) {
  cells.merge(Row{{"fileGenerationDate", "05/08/2026"},
                  {"Entity_LogicalId", "13"},
                  {"Entity_EU_ReferenceNumber", "EU.1.2"},
                  {"Entity_DesignationDate", "2022-02-25"},
                  {"Entity_SubjectType", "P"},
                  {"Entity_SubjectType_ClassificationCode", "person"},
                  {"Entity_Regulation_Type", "amendment"},
                  {"Entity_Regulation_OrganisationType", "council"},
                  {"Entity_Regulation_PublicationDate", "2024-02-23"},
                  {"Entity_Regulation_EntryIntoForceDate", "2024-02-24"},
                  {"Entity_Regulation_NumberTitle", "2024/1 (OJ L1)"},
                  {"Entity_Regulation_Programme", "OZZ"},
                  {"Entity_Regulation_PublicationUrl", "http://oz.example/1"}});
  for (const std::string& column : Columns()) cells.try_emplace(column);
  EXPECT_EQ(cells.size(), Columns().size()) << "a column of another name";
  return cells;
}
std::string Table(const std::vector<Row>& rows, const Header& columns = Columns()) {
  return "\xEF\xBB\xBF" + casus_test::Csv(columns, rows, true, ';');
}

TEST(EuTable, RowsOfAnIdAreOneEntryWhereverTheyAndTheirColumnsStand) {
  Header columns = Columns();
  EXPECT_EQ(columns.size(), 118u);
  std::swap(columns[1], columns[20]);
  columns.push_back("Shoe_Size");
  std::vector<Row> rows = {
      RowOf({{"NameAlias_WholeName", "Rupert Zenda"}}),
      RowOf({{"Entity_LogicalId", "14"},
             {"Entity_SubjectType", "enterprise"},
             {"Entity_SubjectType_ClassificationCode", "E"},
             {"NameAlias_WholeName", "AERO CO"}}),
      RowOf({{"NameAlias_WholeName", "Hentzau"}, {"NameAlias_Remark", "low quality a.k.a."}}),
      RowOf({{"Address_City", "Zenda"},
             {"Address_CountryIso2Code", "00"},
             {"Address_CountryDescription", "UNKNOWN"}}),
  };
  rows.push_back(rows.back());
  for (Row& row : rows) row["Shoe_Size"] = "";
  rows[2]["Shoe_Size"] = "44";
  const Imported imported = Read(Table(rows, columns));
  EXPECT_EQ(imported.report.layout, "119 columns, header");
  EXPECT_EQ(imported.report.kept, 5u);
  EXPECT_EQ(NamesOf(ActorOf(imported, "eu:13")), "weak_alias Hentzau\n");
  EXPECT_EQ(ActorOf(imported, "eu:13").kind, casus::ActorKind::kPerson);
  EXPECT_TRUE(
      ActorOf(imported, "eu:13").fact.note.ends_with("\naddress=city: Zenda\nShoe_Size=44"));
  EXPECT_EQ(SpanOf(imported, "eu:13:OZZ"), "2022-02-25/[2026-08-05..]");
  EXPECT_TRUE(ActorOf(imported, "eu:14")
                  .fact.note.starts_with("subjectType=code: enterprise | classificationCode: E\n"));
  EXPECT_EQ(
      IssuesOf(imported),
      "f:1 (119): warning: not a column of the list: 'Shoe_Size' [kept in the note as Shoe_Size]\n"
      "f: note: 1 countries that are not known: '00' [left out]\n");
}

TEST(EuTable, RowsThatContradictOneAnotherAreTold) {
  const Imported imported = Read(Table({
      RowOf({{"NameAlias_WholeName", "Rupert Zenda"}}),
      RowOf({{"fileGenerationDate", "06/08/2026"}, {"Entity_DesignationDate", "2022-03-01"}}),
      RowOf({{"Entity_LogicalId", ""}}),
  }));
  EXPECT_EQ(SpanOf(imported, "eu:13:OZZ"), "[2022-02-25..2022-03-01]/[2026-08-05..]");
  EXPECT_TRUE(ActorOf(imported, "eu:13")
                  .fact.note.starts_with("designationDate=2022-02-25\ndesignationDate=2022-03-01"));
  EXPECT_EQ(IssuesOf(imported),
            "f:3 (fileGenerationDate): warning: another day of the file than in its first row: "
            "'06/08/2026' [that of the first row is taken]\n"
            "f:4 (Entity_LogicalId): error: missing [record refused]\n"
            "f:3 (designationDate): warning: not what 13 said before: '2022-02-25': '2022-03-01' "
            "[all are kept in the note]\n");
}

TEST(EuTable, OtherTablesAreRefusedAndAListReadTwiceHasNothingNew) {
  const Row iso = RowOf({{"fileGenerationDate", "2026-08-05"}, {"NameAlias_WholeName", "Zenda"}});
  EXPECT_EQ(SpanOf(Read(Table({iso})), "eu:13:OZZ"), "2022-02-25/[2026-08-05..]");
  EXPECT_NE(casus_test::Refusal("eu-fsf", "a;b\n1;2\n")
                .message()
                .find("(here the first line is no header of it)"),
            std::string::npos);
  const casus_test::TemporaryFile file("list.csv",
                                       Table({RowOf({{"NameAlias_WholeName", "Zenda"}})}));
  casus::ChronicleBuilder builder;
  ASSERT_TRUE(casus::Import("eu-fsf", file.path(), {}, builder).ok());
  const auto again = casus::Import("eu-fsf", file.path(), {}, builder);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->kept, 0u);
  EXPECT_EQ(again->issues.issues()[0].message, "an entry of this id is there already");
}

TEST_F(EuXml, GivesWhatTheTableGives) {
  const Imported table = Read(Table({
      RowOf({{"Entity_Remark", "Born to rule."},
             {"Entity_UnitedNationId", "QDi.001"},
             {"NameAlias_LastName", "Zenda"},
             {"NameAlias_FirstName", "Rupert"},
             {"NameAlias_WholeName", "Rupert Zenda"},
             {"NameAlias_NameLanguage", "EN"},
             {"NameAlias_Gender", "M"},
             {"NameAlias_Title", "Count"},
             {"NameAlias_Function", "Master of the horse"},
             {"NameAlias_LogicalId", "1"},
             {"NameAlias_RegulationLanguage", "en"},
             {"NameAlias_Regulation_Type", "amendment"},
             {"NameAlias_Regulation_PublicationDate", "2022-02-25"},
             {"NameAlias_Regulation_NumberTitle", "2022/2"}}),
      RowOf({{"Entity_Remark", "Born to rule."},
             {"Entity_UnitedNationId", "QDi.001"},
             {"NameAlias_WholeName", "Hentzau"},
             {"NameAlias_Remark", "low quality"},
             {"NameAlias_LogicalId", "2"}}),
      RowOf({{"Address_City", "Zenda"},
             {"Address_Street", "1 Castle Row"},
             {"Address_PoBox", "7"},
             {"Address_ZipCode", "Z1"},
             {"Address_Region", "North"},
             {"Address_Place", "Castle"},
             {"Address_CountryIso2Code", "OZ"},
             {"Address_CountryDescription", "OZ"},
             {"Address_LogicalId", "3"}}),
      RowOf({{"BirthDate_Day", "10"},
             {"BirthDate_Month", "4"},
             {"BirthDate_Year", "1960"},
             {"BirthDate_Circa", "true"},
             {"BirthDate_CalendarType", "GREGORIAN"},
             {"BirthDate_City", "Zenda"},
             {"BirthDate_CountryIso2Code", "00"},
             {"BirthDate_CountryDescription", "UNKNOWN"},
             {"BirthDate_LogicalId", "4"}}),
      RowOf({{"Identification_Number", "A1"},
             {"Identification_TypeCode", "passport"},
             {"Identification_TypeDescription", "National passport"},
             {"Identification_KnownFalse", "true"},
             {"Identification_IssuedDate", "2011-12-07"},
             {"Identification_CountryIso2Code", "OZ"},
             {"Identification_LogicalId", "5"},
             {"Identification_Remark", "(passport)"}}),
      RowOf({{"Citizenship_CountryIso2Code", "OZ"},
             {"Citizenship_CountryDescription", "OZ"},
             {"Citizenship_LogicalId", "6"}}),
  }));
  const Imported xml = Read(Xml(
      "<sanctionEntity designationDetails=\"\" unitedNationId=\"QDi.001\" euReferenceNumber="
      "\"EU.1.2\" logicalId=\"13\" designationDate=\"2022-02-25\"><remark>Born to rule.</remark>"
      "<regulation regulationType=\"amendment\" organisationType=\"council\" publicationDate="
      "\"2024-02-23\" entryIntoForceDate=\"2024-02-24\" numberTitle=\"2024/1 (OJ L1)\" programme="
      "\"OZZ\"><publicationUrl>http://oz.example/1</publicationUrl></regulation>" +
      kPerson +
      "<nameAlias firstName=\"Rupert\" middleName=\"\" lastName=\"Zenda\" wholeName=\"Rupert "
      "Zenda\" function=\"Master of the horse\" gender=\"M\" title=\"Count\" nameLanguage=\"EN\" "
      "strong=\"true\" regulationLanguage=\"en\" logicalId=\"1\"><regulationSummary regulationType="
      "\"amendment\" publicationDate=\"2022-02-25\" numberTitle=\"2022/2\" publicationUrl=\"\"/>"
      "</nameAlias><nameAlias wholeName=\"Hentzau\" strong=\"true\" logicalId=\"2\"><remark>low "
      "quality</remark></nameAlias><address city=\"Zenda\" street=\"1 Castle Row\" poBox=\"7\" "
      "zipCode=\"Z1\" region=\"North\" place=\"Castle\" asAtListingTime=\"false\" countryIso2Code="
      "\"OZ\" countryDescription=\"OZ\" logicalId=\"3\"/><birthdate circa=\"true\" calendarType="
      "\"GREGORIAN\" city=\"Zenda\" zipCode=\"\" dayOfMonth=\"10\" monthOfYear=\"4\" year=\"1960\" "
      "countryIso2Code=\"00\" countryDescription=\"UNKNOWN\" logicalId=\"4\"/><identification "
      "diplomatic=\"false\" knownExpired=\"false\" knownFalse=\"true\" number=\"A1\" issuedDate="
      "\"2011-12-07\" identificationTypeCode=\"passport\" identificationTypeDescription=\"National "
      "passport\" countryIso2Code=\"OZ\" logicalId=\"5\"><remark>(passport)</remark>"
      "</identification><citizenship region=\"\" countryIso2Code=\"OZ\" countryDescription=\"OZ\" "
      "logicalId=\"6\"/></sanctionEntity>\n"));
  casus_test::ExpectSameRows(table, xml);
  EXPECT_EQ(IssuesOf(table), IssuesOf(xml));
  EXPECT_EQ(BirthOf(xml, "eu:13"), "1960-04-10~");
  EXPECT_EQ(CodesOf(ActorOf(xml, "eu:13")),
            "eu_fsf EU.1.2\nother FSF logical id 13\nun_sc QDi.001\n"
            "other National passport A1 (OZ), known to be false 2011-12-07/\n");
}

}  // namespace
