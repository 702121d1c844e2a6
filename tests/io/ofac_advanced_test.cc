// OFAC's lists in the Advanced Sanctions List Standard.

#include "ofac_advanced_samples.h"

#include <algorithm>
#include <string>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"
#include "list_testing.h"

namespace {

using casus::Day;
using casus::Measure;
using casus::Moment;
using casus::NameKind;
using casus_test::ActorOf;
using casus_test::AdvancedAlias;
using casus_test::AdvancedDate;
using casus_test::AdvancedDetail;
using casus_test::AdvancedDocument;
using casus_test::AdvancedEntity;
using casus_test::AdvancedEntry;
using casus_test::AdvancedEvent;
using casus_test::AdvancedFeature;
using casus_test::AdvancedMeasure;
using casus_test::AdvancedName;
using casus_test::AdvancedParty;
using casus_test::AdvancedPeriod;
using casus_test::AdvancedReference;
using casus_test::AdvancedRelationship;
using casus_test::AdvancedSdn;
using casus_test::AdvancedSections;
using casus_test::CodeValuesOf;
using casus_test::DesignationOf;
using casus_test::Folder;
using casus_test::Imported;
using casus_test::KeysOf;
using casus_test::NamesOf;
using casus_test::On;
using casus_test::RelationsOf;

const std::string kListed = AdvancedEvent("1", AdvancedDate(2018, 3, 4));

class OfacAdvanced : public testing::Test {
 protected:
  void SetUp() override {
    if (!casus_test::CanRead("ofac-xml", "<sdnList></sdnList>"))
      GTEST_SKIP() << "built without Expat";
  }
  static Imported Read(const AdvancedSections& sections,
                       const std::string& name = "sdn_advanced.xml",
                       const casus::ImportOptions& options = {}) {
    const Folder folder;
    Imported imported =
        casus_test::ImportRows("auto", folder.Add(name, AdvancedDocument(sections)), options);
    EXPECT_EQ(imported.report.format, "ofac-advanced");
    return imported;
  }
  // A party on the SDN list under CUBA.
  static Imported ReadParty(const std::string& party, AdvancedSections sections = {}) {
    sections.parties = party;
    sections.entries = AdvancedSdn("36", {"CUBA"});
    return Read(sections);
  }
  static Imported ReadFeatures(const std::string& features, const AdvancedSections& sections = {}) {
    return ReadParty(AdvancedEntity("36", "AERO", features), sections);
  }
  // Entries of one party, on the lists named by the file.
  static Imported ReadEntries(const std::string& entries,
                              const std::string& name = "cons_advanced.xml",
                              const std::string& features = "") {
    AdvancedSections sections;
    sections.parties = AdvancedEntity("36", "AERO", features);
    sections.entries = entries;
    return Read(sections, name);
  }
};

TEST_F(OfacAdvanced, APartyIsAnActorAndItsEntryADesignation) {
  const Imported imported = ReadParty(AdvancedEntity("36", "AERO RURITANIA"));
  EXPECT_EQ(casus_test::IssuesOf(imported), "");
  EXPECT_EQ(imported.report.layout, "XML, Sanctions");
  EXPECT_EQ(imported.report.records, 2u) << "the party and its entry";
  const casus::Actor& actor = ActorOf(imported, "ofac:36");
  EXPECT_EQ(actor.name, "AERO RURITANIA");
  EXPECT_EQ(actor.kind, casus::ActorKind::kOther);
  EXPECT_EQ(actor.fact.note, "list=sdn");
  EXPECT_EQ(CodeValuesOf(actor), "36\n");
  const casus::Designation& designation = DesignationOf(imported, "ofac:sdn:36:CUBA");
  EXPECT_EQ(ToEdtf(designation.fact.span), "2018-03-04/[2020-01-10..]");
  EXPECT_EQ(designation.decided, Moment::OnDay(Day::FromYmd(2018, 3, 4)));
  EXPECT_EQ(designation.measures, std::vector<Measure>{Measure::kAssetFreeze});
  EXPECT_EQ(designation.fact.note, "measure=Block");
  EXPECT_EQ(imported.chronicle.regime(*designation.regime).fact.key, "ofac:programme:CUBA");
  EXPECT_EQ(imported.chronicle.sources()[0].published, Moment::OnDay(Day::FromYmd(2020, 1, 10)));
  EXPECT_EQ(imported.chronicle.coverage().size(), 1u);
}

TEST_F(OfacAdvanced, NamesByTheGroupsOfTheirPartsAndByScript) {
  const Imported imported = ReadParty(
      AdvancedParty("36", "4",
                    AdvancedAlias("1400", AdvancedName({{"1528", "OLD FOX"}}), false, true) +
                        AdvancedAlias("1403",
                                      AdvancedName({{"1520", "ZENDA"},
                                                    {"91709", "HENTZAU"},
                                                    {"1521", "Rupert"},
                                                    {"1522", "Max"},
                                                    {"91708", "Karlovich"}}) +
                                          AdvancedName({{"1521", "\xD0\xA0\xD1\x83", "220"},
                                                        {"1520", "\xD0\x97\xD0\xB5", "220"}}) +
                                          AdvancedName({{"1525", "\xD8\xB9", "999"}}),
                                      true) +
                        AdvancedAlias("1400", AdvancedName({{"1520", "ZENDA"}, {"1521", "R."}})) +
                        AdvancedAlias("1401", AdvancedName({{"1520", "SMITH"}})) +
                        AdvancedAlias("1402", AdvancedName({{"1", "COUNT"}, {"2", "X"}}))));
  const casus::Actor& actor = ActorOf(imported, "ofac:36");
  EXPECT_EQ(actor.kind, casus::ActorKind::kPerson);
  EXPECT_EQ(actor.name, "ZENDA HENTZAU, Rupert Max Karlovich");
  EXPECT_EQ(NamesOf(actor),
            "weak_alias OLD FOX\nofficial \xD0\xA0\xD1\x83 \xD0\x97\xD0\xB5 [und-Cyrl]\nofficial "
            "\xD8\xB9\n"
            "alias ZENDA, R.\nformer SMITH\nalias COUNT X\n");
  EXPECT_EQ(actor.names[1].language, "und-Cyrl");
  EXPECT_EQ(actor.names[2].language, "") << "of no script that is known";
  EXPECT_EQ(actor.names[0].language, "");
  EXPECT_EQ(casus_test::IssuesOf(imported), "");
}

TEST_F(OfacAdvanced, NamesThatBreakTheRulesAreTold) {
  const Imported imported = ReadParty(
      AdvancedParty("36", "1",
                    AdvancedAlias("1403", AdvancedName({{"1526", "\xD0\xA0", "220"}}), true) +
                        AdvancedAlias("1499", AdvancedName({{"1526", "SNAKE"}})) +
                        AdvancedAlias("1400", AdvancedName({}))) +
      AdvancedParty("37", "5", "") +
      AdvancedParty("38", "", "<Alias>" + AdvancedName({{"", "X"}}) + "<Nick>N</Nick></Alias>"));
  EXPECT_EQ(ActorOf(imported, "ofac:36").name, "\xD0\xA0");
  EXPECT_EQ(ActorOf(imported, "ofac:36").kind, casus::ActorKind::kVessel);
  EXPECT_EQ(ActorOf(imported, "ofac:37").name, "37");
  EXPECT_EQ(ActorOf(imported, "ofac:37").fact.note, "list=sdn\nSDN_Type=Ghost");
  EXPECT_EQ(ActorOf(imported, "ofac:38").fact.note, "list=sdn\nNick=N");
  EXPECT_EQ(
      casus_test::IssuesOf(imported),
      "f:5 (Alias): warning: an id that the file gives no word for: 'AliasType 1499' [kept as the "
      "number]\n"
      "f:5 (Alias): warning: not a type of alias of OFAC's: 'AliasType 1499' [taken as an alias]\n"
      "f:5 (DocumentedName): warning: a name without text: 'ID: 1 | DocNameStatusID: 1' [left "
      "out]\n"
      "f:5 (DistinctParty): warning: no primary name in Latin script: '36' [named by its first "
      "name]\n"
      "f:6 (Profile): warning: not a type of OFAC's: 'Ghost' [kept in the note]\n"
      "f:6 (DistinctParty): warning: an entry without a name: '37' [named by its number]\n"
      "f:7 (Nick): warning: not an element of the list in this place: 'Nick' [kept in the note]\n"
      "f:7 (DistinctParty): warning: no primary name in Latin script: '38' [named by its first "
      "name]\n"
      "f:6 (DistinctParty): warning: a party that is on no list: '37' [kept undesignated]\n"
      "f:7 (DistinctParty): warning: a party that is on no list: '38' [kept undesignated]\n");
}

TEST_F(OfacAdvanced, AFalseIdentityGivesNoName) {
  std::string party = AdvancedEntity("36", "AERO");
  const std::string extra = "<Identity ID=\"77\" Primary=\"false\" False=\"true\">" +
                            AdvancedAlias("1403", AdvancedName({{"1525", "MASK"}}), true) +
                            "</Identity>";
  party.insert(party.find("<Identity"), extra);
  const Imported imported = ReadParty(party);
  EXPECT_EQ(ActorOf(imported, "ofac:36").name, "AERO");
  EXPECT_EQ(NamesOf(ActorOf(imported, "ofac:36")), "alias MASK\n");
  EXPECT_EQ(ActorOf(imported, "ofac:36").fact.note, "list=sdn\nfalse_identity=77 MASK");
}

TEST_F(OfacAdvanced, PeriodsAreDatesInTheShapesOfTheRemarks) {
  const auto period = [](const std::string& a, const std::string& b, const std::string& c,
                         const std::string& d, bool is_approximate = false) {
    return "<DatePeriod CalendarTypeID=\"1\">" +
           casus_test::AdvancedBoundary("Start", a, b, is_approximate) +
           casus_test::AdvancedBoundary("End", c, d, is_approximate) + "</DatePeriod>";
  };
  const auto day = [](int y, int m, int d) { return AdvancedDate(y, m, d); };
  const struct {
    std::string xml;
    std::string moment;
    std::string words;
  } cases[] = {
      {AdvancedPeriod(day(1961, 1, 1), day(1961, 12, 31)), "1961", "1961"},
      {AdvancedPeriod(day(1948, 1, 1), day(1948, 12, 31), true), "1948~", "circa 1948"},
      {AdvancedPeriod(day(1968, 2, 1), day(1968, 2, 29)), "1968-02", "Feb 1968"},
      {AdvancedPeriod(day(1975, 4, 3), day(1975, 4, 3)), "1975-04-03", "03 Apr 1975"},
      {AdvancedPeriod(day(1966, 7, 7), day(1966, 7, 7), true), "1966-07-07~", "circa 07 Jul 1966"},
      {AdvancedPeriod(day(1946, 9, 26), day(1946, 12, 7)), "[1946-09-26..1946-12-07]",
       "26 Sep 1946 to 07 Dec 1946"},
      {period(day(1984, 1, 1), day(1984, 12, 31), day(1986, 1, 1), day(1986, 12, 31)),
       "[1984..1986]", "1984 to 1986"},
      {period(day(1965, 1, 1), day(1965, 12, 31), day(1967, 1, 1), day(1967, 12, 31), true),
       "[1964..1968]", "circa 1965-1967"},
      {AdvancedPeriod(day(1946, 9, 26), day(1946, 12, 7), true), "[1946-09-25..1946-12-08]",
       "circa 26 Sep 1946 to circa 07 Dec 1946"},
      {"<DatePeriod><Start><From>" + day(1948, 12, 10) + "</From></Start></DatePeriod>",
       "1948-12-10", "10 Dec 1948"},
      {"<DatePeriod><Start><From><Year>1950</Year></From></Start></DatePeriod>", "1950", "1950"},
      {"<DatePeriod><End><To><Year>1950</Year><Month>3</Month></To></End></DatePeriod>", "1950-03",
       "Mar 1950"},
  };
  for (const auto& one : cases) {
    const Imported imported = ReadFeatures(AdvancedFeature("8", one.xml));
    const casus::Actor& actor = ActorOf(imported, "ofac:36");
    EXPECT_EQ(ToEdtf(actor.fact.span.first()), one.moment) << one.words;
    EXPECT_EQ(actor.fact.note, "list=sdn\nDOB=" + one.words);
    EXPECT_EQ(casus_test::IssuesOf(imported), "") << one.words;
  }
}

TEST_F(OfacAdvanced, PeriodsThatCannotBeReadStayInTheNote) {
  const std::string islamic =
      "<DatePeriod CalendarTypeID=\"2\"><Start><From><Year>1950</Year>"
      "</From></Start></DatePeriod>";
  const Imported imported = ReadFeatures(
      AdvancedFeature("8", islamic) +
      AdvancedFeature("204", AdvancedPeriod(AdvancedDate(1960, 1, 1), AdvancedDate(1950, 1, 1))) +
      AdvancedFeature("8", "<DatePeriod><Start><From>" + AdvancedDate(1950, 2, 30) +
                               "</From></Start></DatePeriod>") +
      AdvancedFeature("8", "<DatePeriod CalendarTypeID=\"1\" />"));
  const casus::Actor& actor = ActorOf(imported, "ofac:36");
  EXPECT_EQ(actor.fact.span, casus::Span::Unknown());
  EXPECT_NE(actor.fact.note.find("\nDOB=CalendarTypeID: 2 | Start: From: Year: 1950\n"),
            std::string::npos)
      << actor.fact.note;
  const std::string issues = casus_test::IssuesOf(imported);
  EXPECT_NE(issues.find("a date of another calendar than the Gregorian: 'CalendarTypeID: 2"),
            std::string::npos)
      << issues;
  EXPECT_NE(issues.find("a period that ends before it begins: "), std::string::npos) << issues;
  EXPECT_NE(issues.find("'Start: From: Year: 1950 | Month: 2 | Day: 30' [kept in the note]"),
            std::string::npos)
      << issues;
}

TEST_F(OfacAdvanced, FeaturesByTheirWords) {
  AdvancedSections sections;
  sections.locations =
      "<Location ID=\"5\"><LocationAreaCode AreaCodeID=\"11\" /><LocationCountry CountryID=\"11\" "
      "/>"
      "<LocationPart LocPartTypeID=\"1451\"><LocationPartValue Primary=\"true\"><Value>1 Main St"
      "</Value></LocationPartValue></LocationPart><LocationPart LocPartTypeID=\"1454\">"
      "<LocationPartValue Primary=\"false\"><Value>Z.</Value></LocationPartValue>"
      "<LocationPartValue Primary=\"true\"><Value>Zenda</Value></LocationPartValue></LocationPart>"
      "<LocationPart LocPartTypeID=\"1456\"><LocationPartValue><Value>1000</Value>"
      "</LocationPartValue></LocationPart></Location>"
      "<Location ID=\"6\"><LocationPart LocPartTypeID=\"1\"><LocationPartValue><Value>Oz</Value>"
      "</LocationPartValue></LocationPart></Location>"
      "<Location ID=\"7\"><LocationAreaCode AreaCodeID=\"11\" /></Location>";
  const Imported imported = ReadFeatures(
      AdvancedFeature("25", "<VersionLocation LocationID=\"5\" />") +
          AdvancedFeature("10",
                          "<VersionDetail DetailTypeID=\"1433\" /><VersionLocation "
                          "LocationID=\"6\" />") +
          AdvancedFeature("9", AdvancedDetail("Strelsau")) +
          AdvancedFeature("224", AdvancedReference("91")) +
          AdvancedFeature("26", AdvancedDetail("Count")) +
          AdvancedFeature("13", AdvancedDetail("ABCDRU77")) +
          AdvancedFeature("344", AdvancedDetail("1A2b")) +
          AdvancedFeature("125", AdvancedReference("93")) +
          AdvancedFeature("9", "<VersionLocation LocationID=\"8\" />") +
          "<Feature FeatureTypeID=\"26\"><FeatureVersion ReliabilityID=\"1561\"><Comment>said so"
          "</Comment>" +
          AdvancedDetail("King") + "<Odd>1</Odd></FeatureVersion></Feature>",
      sections);
  const casus::Actor& actor = ActorOf(imported, "ofac:36");
  EXPECT_EQ(actor.fact.note,
            "list=sdn\nLocation=1 Main St, Z. / Zenda 1000, Ruritania\nNationality Country=Oz\n"
            "POB=Strelsau\nGender=Male\nTitle=Count\nSWIFT/BIC=ABCDRU77\n"
            "Digital Currency Address - XBT=1A2b\n"
            "Additional Sanctions Information -=Subject to Secondary Sanctions\nPOB=Location 8\n"
            "Odd=1\nTitle=King | said so | reliability: Low");
  EXPECT_EQ(CodeValuesOf(actor), "36\nSWIFT/BIC ABCDRU77\nXBT 1A2b\n");
  EXPECT_EQ(DesignationOf(imported, "ofac:sdn:36:CUBA").fact.note,
            "secondary_sanctions=Additional Sanctions Information - Subject to Secondary "
            "Sanctions\nmeasure=Block");
  EXPECT_EQ(casus_test::IssuesOf(imported),
            "f:5 (VersionLocation): warning: a location that the file does not have: '8' [kept as "
            "the number]\n"
            "f:5 (Odd): warning: not an element of the list in this place: 'Odd' [kept in the "
            "note]\n"
            "f: note: 1 that no feature names: 'Location' [left out]\n");
}

TEST_F(OfacAdvanced, DocumentsAreCodesOfWhoHasTheIdentity) {
  const auto document = [](const std::string& id, const std::string& type,
                           const std::string& identity, const std::string& number,
                           const std::string& more = "") {
    return "<IDRegDocument ID=\"" + id + "\" IDRegDocTypeID=\"" + type + "\" IdentityID=\"" +
           identity + "\" ValidityID=\"" + (id == "3" ? "2" : "1") + "\"" +
           (id == "1" ? " IssuedBy-CountryID=\"12\"" : "") + "><Comment /><IDRegistrationNo>" +
           number + "</IDRegistrationNo><IssuingAuthority />" + more +
           "<DocumentedNameReference DocumentedNameID=\"1\" /></IDRegDocument>";
  };
  const auto date = [](const std::string& type, const std::string& period) {
    return "<DocumentDate IDRegDocDateTypeID=\"" + type + "\">" + period + "</DocumentDate>";
  };
  const std::string day = AdvancedPeriod(AdvancedDate(2010, 2, 1), AdvancedDate(2010, 2, 1));
  const std::string later = AdvancedPeriod(AdvancedDate(2020, 1, 31), AdvancedDate(2020, 1, 31));
  AdvancedSections sections;
  sections.documents = document("1", "1571", "936", "71", date("1480", day) + date("1481", later)) +
                       document("2", "1626", "936", "IMO 9187629", date("1482", day)) +
                       document("3", "1596", "936", "77", "<Seal>red</Seal>") +
                       document("4", "1571", "99", "5");
  const Imported imported = ReadParty(AdvancedEntity("36", "AERO"), sections);
  const casus::Actor& actor = ActorOf(imported, "ofac:36");
  EXPECT_EQ(CodeValuesOf(actor),
            "36\nPassport 71 (Oz) 2010-02-01/2020-01-31\nIMO 9187629\nTax ID No. 77\n");
  EXPECT_EQ(actor.fact.note,
            "list=sdn\nid 1=Passport 71 (Oz) issued 01 Feb 2010 expires 31 Jan 2020\n"
            "id 2=Vessel Registration Identification IMO 9187629 | Review Date: 01 Feb 2010\n"
            "id 3=Tax ID No. 77 | Seal=red | Fraudulent");
  EXPECT_EQ(casus_test::IssuesOf(imported),
            "f:3 (Seal): warning: not an element of the list in this place: 'Seal' [kept in the "
            "note]\n"
            "f:3 (IDRegDocument): warning: of an identity that no party has: 'Passport 5' [left "
            "out]\n");
}

TEST_F(OfacAdvanced, OfSeveralProgrammesNobodySaysWhichCameFirst) {
  AdvancedSections sections;
  sections.parties = AdvancedEntity("36", "AERO");
  sections.entries = AdvancedSdn("36", {"SDGT", "IFSR"});
  const Imported imported = Read(sections);
  EXPECT_EQ(KeysOf(imported),
            (std::vector<std::string>{"ofac:sdn:36:SDGT", "ofac:sdn:36:IFSR", "ofac:sdn:36:"}));
  for (const char* const key : {"ofac:sdn:36:SDGT", "ofac:sdn:36:IFSR"}) {
    const casus::Designation& designation = DesignationOf(imported, key);
    EXPECT_EQ(ToEdtf(designation.fact.span), "[2018-03-04..2020-01-10]/[2020-01-10..]");
    EXPECT_EQ(designation.decided, std::nullopt);
  }
  const casus::Designation& entry = DesignationOf(imported, "ofac:sdn:36:");
  EXPECT_EQ(ToEdtf(entry.fact.span), "2018-03-04/[2020-01-10..]");
  EXPECT_EQ(entry.measures, std::vector<Measure>{Measure::kAssetFreeze});
  EXPECT_EQ(imported.chronicle.regime(*entry.regime).fact.key, "ofac:sdn:no-programme");
}

TEST_F(OfacAdvanced, EventsOfAnEntry) {
  const Imported imported =
      ReadEntries(AdvancedEntry("36", "1550",
                                AdvancedEvent("1", AdvancedDate(2018, 3, 4), "1828") +
                                    AdvancedEvent("1", AdvancedDate(2016, 3, 4)) +
                                    AdvancedEvent("2", AdvancedDate(2019, 5, 6)) +
                                    AdvancedEvent("3", AdvancedDate(2019, 7, 8)) +
                                    AdvancedMeasure("1", "CUBA")),
                  "sdn_advanced.xml");
  const casus::Designation& designation = DesignationOf(imported, "ofac:sdn:36:CUBA");
  EXPECT_EQ(ToEdtf(designation.fact.span), "2016-03-04/[2020-01-10..]");
  EXPECT_EQ(designation.amended, std::vector<Moment>{Moment::OnDay(Day::FromYmd(2019, 5, 6))});
  EXPECT_EQ(designation.fact.note,
            "legal_basis=Executive Order 13224 (Terrorism)\nevent=Created again | 04 Mar 2018\n"
            "event=Reviewed | CalendarTypeID: 1 | Year: 2019 | Month: 7 | Day: 8");
  EXPECT_EQ(casus_test::IssuesOf(imported),
            "f:8 (EntryEvent): warning: an event that is not known: 'Reviewed' [kept in the "
            "note]\n");
}

TEST_F(OfacAdvanced, EntriesThatBreakTheRulesAreTold) {
  const Imported imported = ReadEntries(
      AdvancedEntry("36", "1550",
                    AdvancedEvent("1", AdvancedDate(2018, 13, 4)) + AdvancedMeasure("1") +
                        AdvancedMeasure("1706", "why") + "<Rider>x</Rider>") +
          AdvancedEntry("99", "1550", kListed) +
          AdvancedEntry("36", "1550",
                        kListed + AdvancedMeasure("1", "CUBA") + AdvancedMeasure("1", "CUBA")) +
          AdvancedEntry("36", "1550", kListed + AdvancedMeasure("1", "CUBA")),
      "sdn_advanced.xml");
  EXPECT_EQ(imported.report.records, 5u);
  EXPECT_EQ(imported.report.refused, 1u);
  const std::string issues = casus_test::IssuesOf(imported);
  EXPECT_TRUE(issues.ends_with(
      "f:8 (SanctionsMeasure): warning: a programme without its tag: 'Program' [left out]\n"
      "f:8 (SanctionsMeasure): warning: a measure that is not known: 'Frown' [kept in the note]\n"
      "f:8 (Rider): warning: not an element of the list in this place: 'Rider' [kept in the note]\n"
      "f:8 (SanctionsEntry): warning: no day of listing that can be read: '36' [begin not known]\n"
      "f:9 (SanctionsEntry): error: no party of the ProfileID was kept: '99' [record refused]\n"
      "f:10 (SanctionsMeasure): warning: a programme given twice: 'CUBA' [taken once]\n"
      "f:8 (SanctionsEntry): warning: no programme: '36' [designated by the list]\n"
      "f:11 (SanctionsEntry): warning: designated on this list in this programme already: '36 "
      "CUBA' [taken once]\n"))
      << issues;
  EXPECT_NE(issues.find("f:8 (Date): warning: "), std::string::npos);
  const casus::Designation& designation = DesignationOf(imported, "ofac:sdn:36:");
  EXPECT_EQ(ToEdtf(designation.fact.span), "[..2020-01-10]/[2020-01-10..]");
  EXPECT_EQ(designation.fact.note,
            "event=Created | CalendarTypeID: 1 | Year: 2018 | Month: 13 | Day: 4\n"
            "measure=Frown | why\nRider=x");
}

TEST_F(OfacAdvanced, TheConsolidatedListRepeatsTheOthers) {
  const std::string measures = AdvancedMeasure("1", "UKRAINE-EO13662");
  const std::string directive =
      AdvancedFeature("504", AdvancedReference("92")) +
      AdvancedFeature("600", AdvancedPeriod(AdvancedDate(2019, 2, 22), AdvancedDate(2019, 2, 22))) +
      AdvancedFeature("601", AdvancedPeriod(AdvancedDate(2019, 3, 1), AdvancedDate(2019, 3, 1)));
  const Imported imported =
      ReadEntries(AdvancedEntry("36", "91000", kListed + measures) +
                      AdvancedEntry("36", "91512", kListed + measures + AdvancedMeasure("1705")) +
                      AdvancedEntry("36", "91507", kListed + measures),
                  "cons_advanced.xml", directive);
  EXPECT_EQ(KeysOf(imported), (std::vector<std::string>{"ofac:cons:36:UKRAINE-EO13662:directive-3",
                                                        "ofac:cons:36:UKRAINE-EO13662"}));
  const casus::Designation& debt =
      DesignationOf(imported, "ofac:cons:36:UKRAINE-EO13662:directive-3");
  EXPECT_EQ(ToEdtf(debt.fact.span), "2019-03-01/[2020-01-10..]");
  EXPECT_EQ(debt.decided, Moment::OnDay(Day::FromYmd(2019, 2, 22)));
  EXPECT_EQ(debt.fact.note, "list=Sectoral Sanctions Identifications List");
  const casus::Designation& menu = DesignationOf(imported, "ofac:cons:36:UKRAINE-EO13662");
  EXPECT_EQ(menu.measures, std::vector<Measure>{Measure::kAssetFreeze}) << "of the entry";
  EXPECT_EQ(ToEdtf(menu.fact.span), "2018-03-04/[2020-01-10..]");
  EXPECT_EQ(menu.fact.note, "list=Non-SDN Menu-Based Sanctions List\nmeasure=Block");
  EXPECT_EQ(casus_test::IssuesOf(imported),
            "f: note: 1 entries that those on the list of their kind repeat: 'Consolidated List' "
            "[taken once]\n");

  const Imported alone = ReadEntries(AdvancedEntry("36", "91000", kListed + measures));
  EXPECT_EQ(KeysOf(alone), std::vector<std::string>{"ofac:cons:36:UKRAINE-EO13662"});
  const Imported more =
      ReadEntries(AdvancedEntry("36", "91000", kListed + measures) +
                  AdvancedEntry("36", "91512", kListed + AdvancedMeasure("1", "X")));
  EXPECT_EQ(KeysOf(more),
            (std::vector<std::string>{"ofac:cons:36:X", "ofac:cons:36:UKRAINE-EO13662"}));
  EXPECT_EQ(casus_test::IssuesOf(more),
            "f:8 (SanctionsEntry): warning: on the Consolidated List in other programmes: '36' "
            "[kept as a listing of its own]\n");
}

TEST_F(OfacAdvanced, OneProgrammeOnTwoListsIsTwoDesignations) {
  const std::string measures = kListed + AdvancedMeasure("1", "UKRAINE-EO13662");
  const Imported imported =
      ReadEntries(AdvancedEntry("36", "91512", measures) + AdvancedEntry("36", "91507", measures));
  EXPECT_EQ(KeysOf(imported),
            (std::vector<std::string>{
                "ofac:cons:36:UKRAINE-EO13662",
                "ofac:cons:36:UKRAINE-EO13662:non-sdn_20menu-based_20sanctions_20list"}));
  EXPECT_EQ(casus_test::IssuesOf(imported), "");
}

TEST_F(OfacAdvanced, RelationsInTheirRightDirection) {
  AdvancedSections sections;
  sections.parties = AdvancedEntity("1", "A") + AdvancedEntity("2", "B");
  sections.entries = AdvancedSdn("1", {"CUBA"}) + AdvancedSdn("2", {"CUBA"});
  for (const char* const type :
       {"15003", "92019", "92122", "15002", "15001", "15004", "91725", "91900"}) {
    sections.relationships += AdvancedRelationship("1", type, "2");
  }
  const Imported imported = Read(sections);
  EXPECT_EQ(
      RelationsOf(imported),
      "ofac:sdn:2:owned_20or_20controlled_20by:1 owns B > A (Owned or Controlled By)\n"
      "ofac:sdn:1:owns_2c_20controls_2c_20or_20operates:2 owns A > B (Owns, controls, or "
      "operates)\n"
      "ofac:sdn:2:property_20in_20the_20interest_20of:1 owns B > A (Property in the interest of)\n"
      "ofac:sdn:1:acting_20for_20or_20on_20behalf_20of:2 acts_for A > B (Acting for or on behalf "
      "of)\n"
      "ofac:sdn:1:providing_20support_20to:2 supports A > B (Providing support to)\n"
      "ofac:sdn:1:family_20member_20of:2 family_of A > B (Family member of)\n"
      "ofac:sdn:1:leader_20or_20official_20of:2 member_of A > B (Leader or official of)\n"
      "ofac:sdn:1:principal_20executive_20officer:2 member_of A > B (Principal Executive "
      "Officer)\n");
  EXPECT_EQ(imported.chronicle.relations()[0].share, casus::Share()) << "not said";
  EXPECT_EQ(imported.chronicle.relations()[3].share, std::nullopt);
  EXPECT_EQ(ToEdtf(imported.chronicle.relations()[0].fact.span), "[..2020-01-10]/[2020-01-10..]");
  EXPECT_EQ(imported.report.records, 12u);
  EXPECT_EQ(casus_test::IssuesOf(imported), "");
}

TEST_F(OfacAdvanced, RelationsThatAreNoneOfOursAreToldAndKept) {
  AdvancedSections sections;
  sections.parties =
      AdvancedEntity("1", "A") + AdvancedEntity("2", "B") +
      AdvancedParty("3", "4", AdvancedAlias("1403", AdvancedName({{"1520", "C"}}), true));
  sections.entries =
      AdvancedSdn("1", {"CUBA"}) + AdvancedSdn("2", {"CUBA"}) + AdvancedSdn("3", {"CUBA"});
  sections.relationships =
      AdvancedRelationship("1", "1555", "2", " RelationQualityID=\"1542\"") +
      AdvancedRelationship("1", "99999", "2", " Former=\"true\"") +
      AdvancedRelationship("1", "15002", "1") + AdvancedRelationship("3", "15003", "1") +
      AdvancedRelationship("1", "15002", "2") + AdvancedRelationship("1", "15002", "2") +
      AdvancedRelationship("1", "15002", "2", " Former=\"true\"") +
      AdvancedRelationship("1", "15002", "9") + AdvancedRelationship("9", "77", "1");
  const Imported imported = Read(sections);
  EXPECT_EQ(imported.report.refused, 2u);
  EXPECT_EQ(RelationsOf(imported),
            "ofac:sdn:1:owned_20or_20controlled_20by:3 owns A > C (Owned or Controlled By)\n"
            "ofac:sdn:1:acting_20for_20or_20on_20behalf_20of:2 acts_for A > B (Acting for or on "
            "behalf of)\n"
            "ofac:sdn:1:acting_20for_20or_20on_20behalf_20of:2:former acts_for A > B (Acting for "
            "or on behalf of)\n");
  EXPECT_EQ(ToEdtf(imported.chronicle.relations()[2].fact.span), "/[..2020-01-10]");
  EXPECT_EQ(ActorOf(imported, "ofac:1").fact.note,
            "list=sdn\nrelation=Associate Of 2 | quality=Low\nrelation=formerly Rival of 2\n"
            "relation=Acting for or on behalf of itself");
  EXPECT_EQ(
      casus_test::IssuesOf(imported),
      "f:9 (ProfileRelationship): note: a relation of a type that is none of ours: 'Associate Of' "
      "[kept in the note of the first]\n"
      "f:10 (ProfileRelationship): warning: not a type of relation of OFAC's: 'Rival of' [kept in "
      "the note of the first]\n"
      "f:11 (ProfileRelationship): warning: a relation of a party to itself: 'Acting for or on "
      "behalf of' [kept in its note]\n"
      "f:12 (ProfileRelationship): warning: a person who is owned: the relation may be turned "
      "round: 'Owned or Controlled By' [kept as given]\n"
      "f:16 (ProfileRelationship): error: no party of the To-ProfileID was kept: '9' [record "
      "refused]\n"
      "f:17 (ProfileRelationship): error: no party of the From-ProfileID was kept: '9' [record "
      "refused]\n"
      "f:14 (ProfileRelationship): note: the same relation twice: 'Acting for or on behalf of' "
      "[taken once]\n");
}

TEST_F(OfacAdvanced, PartiesThatAreRefused) {
  AdvancedSections sections;
  sections.documents =
      "<IDRegDocument ID=\"1\" IDRegDocTypeID=\"1571\" IdentityID=\"9x\"><IDRegistrationNo>7"
      "</IDRegistrationNo></IDRegDocument>";
  sections.parties = AdvancedEntity("36", "AERO") + AdvancedEntity("x", "B") +
                     AdvancedEntity("36", "C") + "<DistinctParty FixedRef=\"37\" />\n";
  sections.entries = AdvancedSdn("36", {"CUBA"});
  const Imported imported = Read(sections);
  EXPECT_EQ(imported.report.refused, 3u);
  EXPECT_EQ(casus_test::IssuesOf(imported),
            "f:6 (DistinctParty): error: a party whose FixedRef is no number: 'x' [record "
            "refused]\n"
            "f:7 (DistinctParty): error: a party of this FixedRef is there already: '36' [record "
            "refused]\n"
            "f:8 (DistinctParty): error: a party without a profile: '37' [record refused]\n");
}

TEST_F(OfacAdvanced, APartyBeyondTheLimitsIsRefusedWithItsEntry) {
  AdvancedSections sections;
  sections.parties = AdvancedEntity("36", std::string((std::size_t{4} << 20) + 1, 'x')) +
                     AdvancedEntity("37", "B");
  sections.entries = AdvancedSdn("36", {"CUBA"}) + AdvancedSdn("37", {"CUBA"});
  const Imported imported = Read(sections);
  EXPECT_EQ(casus_test::IssuesOf(imported),
            "f:5: error: a record of more than 4194304 bytes [record refused]\n"
            "f:9 (SanctionsEntry): error: no party of the ProfileID was kept: '36' [record "
            "refused]\n");
  EXPECT_EQ(KeysOf(imported), std::vector<std::string>{"ofac:sdn:37:CUBA"});
}

TEST_F(OfacAdvanced, NamespacesOldAndNew) {
  AdvancedSections sections;
  sections.parties = AdvancedEntity("36", "AERO");
  sections.entries = AdvancedSdn("36", {"CUBA"});
  sections.name_space = "http://www.un.org/sanctions/1.0";
  EXPECT_EQ(casus_test::IssuesOf(Read(sections)), "");
  sections.name_space = "http://example.com/other";
  EXPECT_EQ(casus_test::IssuesOf(Read(sections)),
            "f:1 (Sanctions): warning: not a namespace of OFAC's: 'http://example.com/other' [read "
            "by the names of its elements]\n");
}

TEST_F(OfacAdvanced, TheDayOfTheListIsThatOfTheFileUnlessOneIsGiven) {
  AdvancedSections sections;
  sections.parties = AdvancedEntity("36", "AERO");
  sections.entries = AdvancedSdn("36", {"CUBA"});
  const Imported imported = Read(sections, "sdn_advanced.xml", On(Day::FromYmd(2020, 1, 12)));
  EXPECT_EQ(ToEdtf(imported.chronicle.designations()[0].fact.span), "2018-03-04/[2020-01-12..]");
  EXPECT_EQ(casus_test::IssuesOf(imported),
            "f:2 (DateOfIssue): note: published on another day than was given: 'CalendarTypeID: 1 "
            "| Year: 2020 | Month: 1 | Day: 10' [taken as of the day that was given]\n");
}

TEST_F(OfacAdvanced, TheKeysAreThoseOfTheLegacyFiles) {
  const Folder folder;
  const std::string csv = folder.Add(
      "sdn.csv",
      "36,\"ZENDA, Rupert\",\"individual\",\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB "
      "1961; Passport 71 (Oz); Digital Currency Address - XBT 1A2b.\"\r\n");
  AdvancedSections sections;
  sections.documents =
      "<IDRegDocument ID=\"1\" IDRegDocTypeID=\"1571\" IdentityID=\"936\" "
      "IssuedBy-CountryID=\"12\"><IDRegistrationNo>71</IDRegistrationNo></IDRegDocument>";
  sections.parties = AdvancedParty(
      "36", "4", AdvancedAlias("1403", AdvancedName({{"1520", "ZENDA"}, {"1521", "Rupert"}}), true),
      AdvancedFeature("8", AdvancedPeriod(AdvancedDate(1961, 1, 1), AdvancedDate(1961, 12, 31))) +
          AdvancedFeature("344", AdvancedDetail("1A2b")));
  sections.entries = AdvancedSdn("36", {"CUBA"});
  const Imported legacy = casus_test::ImportRows("ofac", csv, On(Day::FromYmd(2020, 1, 10)));
  const Imported advanced = Read(sections);
  const casus::Actor& here = ActorOf(advanced, "ofac:36");
  const casus::Actor& there = ActorOf(legacy, "ofac:36");
  EXPECT_EQ(here.name, there.name);
  EXPECT_EQ(here.kind, there.kind);
  EXPECT_EQ(CodeValuesOf(here), CodeValuesOf(there));
  EXPECT_EQ(here.fact.span, there.fact.span);
  EXPECT_EQ(KeysOf(advanced), KeysOf(legacy));
  EXPECT_EQ(advanced.chronicle.designations()[0].measures,
            legacy.chronicle.designations()[0].measures);
}

TEST_F(OfacAdvanced, OtherXmlIsRefusedWhole) {
  EXPECT_NE(casus_test::Refusal("ofac-advanced", "<sanctionsData></sanctionsData>")
                .message()
                .find("the outermost element is <sanctionsData>"),
            std::string::npos);
  EXPECT_EQ(casus_test::Refusal("auto", "<Sanctions><DistinctParties>").code(),
            casus::ErrorCode::kCorrupt);
}

// Hundreds of parties, in rows that the generator knows.
TEST_F(OfacAdvanced, AGeneratedListIsReadWhole) {
  std::vector<casus_test::AdvancedExpected> expected;
  const std::string text = casus_test::GenerateAdvanced(300, 7, 0, &expected);
  const Folder folder;
  const Imported imported =
      casus_test::ImportRows("auto", folder.Add("sdn_advanced.xml", text), {});
  EXPECT_EQ(imported.report.refused, 0u);
  EXPECT_EQ(imported.chronicle.actors().size(), expected.size() + 1);
  std::size_t owned = 0;
  std::size_t designations = 0;
  for (const casus_test::AdvancedExpected& one : expected) {
    const casus::Actor& actor = ActorOf(imported, "ofac:" + one.number);
    const auto count = [&](NameKind kind) {
      return static_cast<std::size_t>(
          std::count_if(actor.names.begin(), actor.names.end(),
                        [&](const casus::Name& name) { return name.kind == kind; }));
    };
    EXPECT_EQ(actor.name, one.name);
    EXPECT_EQ(count(NameKind::kWeakAlias), one.weak);
    EXPECT_EQ(count(NameKind::kOfficial), one.original);
    EXPECT_EQ(actor.codes.size(), 1 + one.documents);
    owned += one.owned_by;
    designations += one.programmes == 1 ? 1 : one.programmes + 1;
  }
  EXPECT_EQ(imported.chronicle.relations().size(), owned);
  EXPECT_EQ(imported.chronicle.designations().size(), designations);
  for (const casus::Designation& designation : imported.chronicle.designations()) {
    const casus::Actor& target =
        imported.chronicle.actor(std::get<casus::ActorId>(*designation.target));
    const std::size_t index = std::stoul(target.fact.key.substr(5)) - 1000;
    EXPECT_EQ(designation.fact.span.bounds().begin_earliest,
              Day::FromYmd(expected[index].listed_year, 5, 6));
  }
}

}  // namespace
