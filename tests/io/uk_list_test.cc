// The UK Sanctions List as CSV and as XML, and OFSI's list before it.

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "list_testing.h"

namespace {

using casus::Day;
using casus::Designation;
using casus::Measure;
using casus::Moment;
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
  return casus_test::ReadList("uk", text, options);
}

const Header& Columns() {
  static const Header columns = {
      "Last Updated",
      "Unique ID",
      "OFSI Group ID",
      "UN Reference Number",
      "Name 6",
      "Name 1",
      "Name 2",
      "Name 3",
      "Name 4",
      "Name 5",
      "Name type",
      "Alias strength",
      "Title",
      "Name non-latin script",
      "Non-latin script type",
      "Non-latin script language",
      "Regime Name",
      "Designation Type",
      "Designation source",
      "Sanctions Imposed",
      "Other Information",
      "UK Statement of Reasons",
      "Address Line 1",
      "Address Line 2",
      "Address Line 3",
      "Address Line 4",
      "Address Line 5",
      "Address Line 6",
      "Address Postal Code",
      "Address Country",
      "Phone number",
      "Website",
      "Email address",
      "Date Designated",
      "D.O.B",
      "Nationality(/ies)",
      "National Identifier number",
      "National Identifier additional information",
      "Passport number",
      "Passport additional information",
      "Position",
      "Gender",
      "Town of birth",
      "Country of birth",
      "Type of entity",
      "Subsidiaries",
      "Parent company",
      "Business registration number (s)",
      "IMO number",
      "Current owner/operator (s)",
      "Previous owner/operator (s)",
      "Current believed flag of ship",
      "Previous flags",
      "Type of ship",
      "Tonnage of ship",
      "Length of ship",
      "Year Built",
      "Hull identification number (HIN)",
  };
  return columns;
}

// A row with these cells, and all else empty.
Row Filled(const Header& columns, Row cells) {
  for (const std::string& column : columns) cells.try_emplace(column);
  EXPECT_EQ(cells.size(), columns.size()) << "a column of another name";
  return cells;
}
// Of a person listed under the Oz regime, with changes.
Row Person(const Row& changes = {}) {
  Row cells = changes;
  cells.merge(Row{{"Unique ID", "OZZ0001"},
                  {"Name 6", "ZENDA"},
                  {"Name 1", "Rupert"},
                  {"Name type", "Primary Name"},
                  {"Regime Name", "The Oz (Sanctions) Regulations 2019"},
                  {"Designation Type", "Individual"},
                  {"Designation source", "UK"},
                  {"Sanctions Imposed", "Asset freeze|Travel Ban"},
                  {"Date Designated", "31/12/2020"}});
  return Filled(Columns(), cells);
}
std::string Table(const std::vector<Row>& rows,
                  const std::string& first = "Report Date: 13-Feb-2026\n") {
  return first + casus_test::Csv(Columns(), rows);
}

std::string Xml(const std::string& designations,
                const std::string& first = "<DateGenerated>13/02/2026</DateGenerated>") {
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Designations>" + first + "\n" +
         designations + "</Designations>\n";
}
// The same person in XML, on a line.
std::string XmlPerson(const std::string& more = "") {
  return "<Designation><UniqueID>OZZ0001</UniqueID><DateDesignated>31/12/2020</DateDesignated>"
         "<Names><Name><Name1>Rupert</Name1><Name6>ZENDA</Name6><NameType>Primary Name</NameType>"
         "</Name></Names><RegimeName>The Oz (Sanctions) Regulations 2019</RegimeName>"
         "<IndividualEntityShip>Individual</IndividualEntityShip><DesignationSource>UK"
         "</DesignationSource><SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed>" +
         more + "</Designation>\n";
}

class UkXml : public testing::Test {
 protected:
  void SetUp() override {
    if (!casus_test::CanRead("uk", Xml(""))) GTEST_SKIP() << "built without Expat";
  }
};

TEST(UkList, RowsOfAnIdAreOneEntry) {
  const Imported imported = Read(Table({
      Person({{"Last Updated", "14/04/2026"},
              {"OFSI Group ID", "7172"},
              {"UN Reference Number", "TAi.002"},
              {"Title", "Count"},
              {"Name non-latin script", "\xD0\xA0\xD1\x83"},
              {"D.O.B", "dd/mm/1945"},
              {"Passport number", "A1"},
              {"Passport additional information", "Oz, expired"},
              {"UK Statement of Reasons", "He  sold\nguns &amp; ships."},
              {"Address Line 1", "1 Castle Row"},
              {"Address Country", "Oz"}}),
      Filled(Columns(), {{"Unique ID", "OZZ0002"},
                         {"Name 6", "AERO CO"},
                         {"Name type", "Primary name"},
                         {"Regime Name", "The Oz (Sanctions) Regulations 2019"},
                         {"Designation Type", "Entity"},
                         {"Designation source", "UK|UN"},
                         {"Sanctions Imposed", "Trust Services Sanctions"},
                         {"Date Designated", "01/02/2022"},
                         {"Business registration number (s)", "INN: 7710137066"}}),
      // Another address, and the row goes on with the entry.
      Person({{"Last Updated", "14/04/2026"},
              {"Name 6", "The Count"},
              {"Name 1", ""},
              {"Name type", "ALias"},
              {"Alias strength", "Low quality a.k.a"},
              {"Passport number", "A1"},
              {"Passport additional information", "Oz, expired"},
              {"Address Line 6", "Zenda"},
              {"Address Country", "Oz"}}),
  }));
  EXPECT_EQ(imported.report.layout, "58 columns, header");
  EXPECT_EQ(imported.report.kept, 3u);
  const casus::Actor& person = ActorOf(imported, "uk:OZZ0001");
  EXPECT_EQ(person.name, "Rupert ZENDA");
  EXPECT_EQ(person.kind, casus::ActorKind::kPerson);
  EXPECT_EQ(NamesOf(person), "official \xD0\xA0\xD1\x83\nweak_alias The Count\n");
  EXPECT_EQ(CodesOf(person),
            "uk_sanctions OZZ0001\nun_sc TAi.002\nother OFSI Group ID 7172\nother Passport A1\n");
  EXPECT_EQ(ToEdtf(person.fact.span.first()), "1945");
  EXPECT_EQ(person.fact.note,
            "DesignationSource=UK\nSanctionsImposed=Asset freeze|Travel Ban\n"
            "Name=Name1: Rupert | Name6: ZENDA | NameType: Primary Name\n"
            "Name=Name6: The Count | NameType: ALias | AliasStrength: Low quality a.k.a\n"
            "Title=Count\nAddress=AddressLine1: 1 Castle Row | AddressCountry: Oz\n"
            "Address=AddressLine6: Zenda | AddressCountry: Oz\nDOB=dd/mm/1945\n"
            "Passport=PassportNumber: A1 | PassportAdditionalInformation: Oz, expired");
  const Designation& designation = DesignationOf(imported, "uk:OZZ0001");
  EXPECT_EQ(ToEdtf(designation.fact.span), "2020-12-31/[2026-02-13..]");
  EXPECT_EQ(designation.decided, Moment::OnDay(Day::FromYmd(2020, 12, 31)));
  EXPECT_EQ(designation.amended, std::vector<Moment>{Moment::OnDay(Day::FromYmd(2026, 4, 14))});
  EXPECT_EQ(designation.measures,
            (std::vector<Measure>{Measure::kAssetFreeze, Measure::kTravelBan}));
  EXPECT_EQ(designation.grounds, "He sold guns & ships.");
  const casus::Regime& regime = imported.chronicle.regime(*designation.regime);
  EXPECT_EQ(regime.fact.key, "uk:regime:The_20Oz_20_28Sanctions_29_20Regulations_202019");
  EXPECT_EQ(regime.programme, "The Oz (Sanctions) Regulations 2019");
  EXPECT_EQ(imported.chronicle.actor(regime.senders.at(0)).fact.key, "uk-government");

  const casus::Actor& company = ActorOf(imported, "uk:OZZ0002");
  EXPECT_EQ(company.kind, casus::ActorKind::kOther);
  EXPECT_EQ(CodesOf(company),
            "uk_sanctions OZZ0002\nother Business registration number INN: 7710137066\n");
  EXPECT_EQ(DesignationOf(imported, "uk:OZZ0002").measures,
            std::vector<Measure>{Measure::kServicesBan});
  EXPECT_EQ(imported.chronicle.sources()[0].published, Moment::OnDay(Day::FromYmd(2026, 2, 13)));
  ASSERT_EQ(imported.chronicle.coverage().size(), 1u);
  EXPECT_EQ(imported.chronicle.coverage()[0].period,
            casus::Period::Of(Day::FromYmd(2026, 2, 13), Day::FromYmd(2026, 2, 14)));
  EXPECT_EQ(IssuesOf(imported),
            "f: note: 1 statements of reasons with references of HTML [resolved]\n");
}

TEST(UkList, ColumnsStandInAnyOrderAndNewOnesAreKept) {
  Header columns = Columns();
  std::swap(columns.front(), columns.back());
  columns.push_back("Shoe size");
  Row row = Person({{"Last Updated", "31/12/2020"}});
  row["Shoe size"] = "44";
  const Imported imported = Read("Last Updated,13/02/2026\n" + casus_test::Csv(columns, {row}));
  EXPECT_EQ(SpanOf(imported, "uk:OZZ0001"), "2020-12-31/[2026-02-13..]");
  EXPECT_TRUE(DesignationOf(imported, "uk:OZZ0001").amended.empty()) << "that of the listing";
  EXPECT_EQ(ActorOf(imported, "uk:OZZ0001").fact.note,
            "LastUpdated=31/12/2020\nDesignationSource=UK\n"
            "SanctionsImposed=Asset freeze|Travel Ban\n"
            "Name=Name1: Rupert | Name6: ZENDA | NameType: Primary Name\nShoe size=44");
  EXPECT_EQ(IssuesOf(imported),
            "f:2 (59): warning: not a column of the list: 'Shoe size' [kept in the note]\n");
}

TEST(UkList, KindsOfNames) {
  const auto name = [](const std::string& text, const std::string& type,
                       const std::string& strength = "") {
    return Person(
        {{"Name 1", ""}, {"Name 6", text}, {"Name type", type}, {"Alias strength", strength}});
  };
  const Imported imported = Read(Table({
      name("Zero", "alias"),
      Person({{"Name 2", "of"}, {"Name 3", "Strelsau"}, {"Name type", "PRIMARY NAME"}}),
      name("One", "Primary Name"),
      name("Two", "Primary Name Variation"),
      name("Three", "Alias", "Good quality a.k.a"),
      name("Four", "Alias", "Low quality a.k.a"),
      name("Five", "FKA"),
      name("Six", "Nickname"),
      name("Seven", "Alias", "so so"),
      name("", "Alias"),
  }));
  EXPECT_EQ(ActorOf(imported, "uk:OZZ0001").name, "Rupert of Strelsau ZENDA");
  EXPECT_EQ(NamesOf(ActorOf(imported, "uk:OZZ0001")),
            "alias Zero\nofficial One\nalias Two\nalias Three\nweak_alias Four\nformer Five\n"
            "alias Six\nalias Seven\n");
  EXPECT_EQ(IssuesOf(imported),
            "f:10 (Name): warning: a type of name that is none of the list's: 'Name6: Six | "
            "NameType: Nickname' [taken as an alias]\n"
            "f:11 (Name): warning: a strength that is none of the list's: 'Name6: Seven | "
            "NameType: Alias | AliasStrength: so so' [taken as an alias]\n"
            "f:12 (Name): warning: a name of no parts: 'NameType: Alias' [kept in the note]\n"
            "f:3: note: 2 primary names: 'OZZ0001' [the first is taken, the others are official "
            "names]\n");
  const Imported without = Read(Table({name("One", "Alias"), name("Two", "Alias")}));
  EXPECT_EQ(ActorOf(without, "uk:OZZ0001").name, "One");
  EXPECT_EQ(IssuesOf(without),
            "f:3: warning: an entry without a primary name: 'OZZ0001' [named by the first it "
            "has]\n");
  const Imported nameless =
      Read(Table({Person({{"Name 1", ""}, {"Name 6", ""}, {"Name type", ""}})}));
  EXPECT_EQ(ActorOf(nameless, "uk:OZZ0001").name, "OZZ0001");
  EXPECT_EQ(IssuesOf(nameless),
            "f:3: warning: an entry without a name: 'OZZ0001' [named by its id]\n");
}

TEST(UkList, DatesOfBirthHaveLettersForWhatIsNotKnown) {
  const auto born = [](const std::string& text) {
    return Read(Table({Person({{"D.O.B", text}})}));
  };
  for (const auto& [text, expected] :
       std::vector<std::pair<std::string, std::string>>{{"24/10/1972", "1972-10-24"},
                                                        {"dd/mm/1962", "1962"},
                                                        {"dd/07/1978", "1978-07"},
                                                        {"00/00/1975", "1975"},
                                                        {"03/04/1970", "1970-04-03"}}) {
    const Imported imported = born(text);
    EXPECT_EQ(BirthOf(imported, "uk:OZZ0001"), expected) << text;
    EXPECT_EQ(IssuesOf(imported), "") << text;
  }
  for (const std::string text : {"15/08/19yy", "30/02/1970", "dd/mm/1345"}) {
    const Imported imported = born(text);
    EXPECT_EQ(ActorOf(imported, "uk:OZZ0001").fact.span, casus::Span::Unknown()) << text;
    EXPECT_NE(IssuesOf(imported).find("f:3 (DOB): warning: "), std::string::npos) << text;
    EXPECT_NE(IssuesOf(imported).find("'" + text + "' [kept in the note]"), std::string::npos);
    EXPECT_NE(ActorOf(imported, "uk:OZZ0001").fact.note.find("DOB=" + text), std::string::npos);
  }
  // In rows or between bars.
  for (const Imported& several :
       {Read(Table({Person({{"D.O.B", "dd/mm/1945"}}), Person({{"D.O.B", "dd/mm/1947"}})})),
        born("dd/mm/1945|dd/mm/1947")}) {
    EXPECT_EQ(BirthOf(several, "uk:OZZ0001"), "[1945..1947]");
    EXPECT_EQ(IssuesOf(several),
              "f:3: note: 2 dates of birth: 'OZZ0001' [taken as some day from the first to the "
              "last of them]\n");
  }
}

TEST(UkList, ShipsAndTheirNumbers) {
  const auto ship = [](const std::string& imo) {
    return Read(Table({Person({{"Name 1", ""},
                               {"Name 6", "SEA GLORY"},
                               {"Designation Type", "Ship"},
                               {"Sanctions Imposed",
                                "Shipping sanctions: (see 'Other information')|Shipping sanctions: "
                                "(see 'Other information')"},
                               {"IMO number", imo},
                               {"Hull identification number (HIN)", "H7"},
                               {"Current believed flag of ship", "Gabon"}})}));
  };
  for (const std::string imo : {"IMO9074729", "9074729", "IMO 9074729"}) {
    const Imported imported = ship(imo);
    EXPECT_EQ(ActorOf(imported, "uk:OZZ0001").kind, casus::ActorKind::kVessel);
    EXPECT_EQ(CodesOf(ActorOf(imported, "uk:OZZ0001")),
              "uk_sanctions OZZ0001\nimo 9074729\nother Hull identification number H7\n");
    EXPECT_EQ(DesignationOf(imported, "uk:OZZ0001").measures,
              std::vector<Measure>{Measure::kTransportation});
    EXPECT_EQ(IssuesOf(imported), "") << imo;
  }
  const Imported bad = ship("IMO9074728");
  EXPECT_EQ(CodesOf(ActorOf(bad, "uk:OZZ0001")),
            "uk_sanctions OZZ0001\nother IMO number IMO9074728\nother Hull identification number "
            "H7\n");
  EXPECT_NE(ActorOf(bad, "uk:OZZ0001").fact.note.find("IMONumber=IMO9074728\n"), std::string::npos);
  EXPECT_EQ(IssuesOf(bad),
            "f:3 (IMONumber): warning: no IMO number of a ship: 'IMO9074728' [a code of no system, "
            "and kept in the note]\n");
}

TEST(UkList, RowsThatContradictOneAnotherAreTold) {
  const Imported imported = Read(Table({
      Person(),
      Person({{"Date Designated", "01/02/2021"},
              {"Regime Name", "The Utopia (Sanctions) Regulations 2019"},
              {"Designation Type", "Entity"},
              {"Sanctions Imposed", "Arms embargo"}}),
      Person({{"Designation source", ""}, {"Other Information", "alone"}}),
  }));
  EXPECT_EQ(SpanOf(imported, "uk:OZZ0001"), "[2020-12-31..2021-02-01]/[2026-02-13..]");
  EXPECT_EQ(ActorOf(imported, "uk:OZZ0001").kind, casus::ActorKind::kOther);
  EXPECT_EQ(
      DesignationOf(imported, "uk:OZZ0001").measures,
      (std::vector<Measure>{Measure::kAssetFreeze, Measure::kTravelBan, Measure::kArmsEmbargo}));
  EXPECT_EQ(
      IssuesOf(imported),
      "f:4 (DateDesignated): warning: not what OZZ0001 said before: '31/12/2020': '01/02/2021' "
      "[all are kept in the note]\n"
      "f:4 (RegimeName): warning: not what OZZ0001 said before: 'The Oz (Sanctions) Regulations "
      "2019': 'The Utopia (Sanctions) Regulations 2019' [all are kept in the note]\n"
      "f:4 (IndividualEntityShip): warning: not what OZZ0001 said before: 'Individual': 'Entity' "
      "[all are kept in the note]\n"
      "f:4 (SanctionsImposed): warning: not what OZZ0001 said before: 'Asset freeze|Travel Ban': "
      "'Arms embargo' [all are kept in the note]\n");
  const std::string& note = ActorOf(imported, "uk:OZZ0001").fact.note;
  EXPECT_TRUE(
      note.starts_with("DateDesignated=31/12/2020\nDateDesignated=01/02/2021\n"
                       "RegimeName=The Oz (Sanctions) Regulations 2019\n"
                       "RegimeName=The Utopia (Sanctions) Regulations 2019\n"
                       "IndividualEntityShip=Individual\nIndividualEntityShip=Entity\n"))
      << note;
}

TEST(UkList, OfDaysThatDifferThoseThatCanBeReadCount) {
  const Imported imported = Read(Table({Person(), Person({{"Date Designated", "later"}})}));
  EXPECT_EQ(SpanOf(imported, "uk:OZZ0001"), "2020-12-31/[2026-02-13..]");
  EXPECT_TRUE(ActorOf(imported, "uk:OZZ0001")
                  .fact.note.starts_with("DateDesignated=31/12/2020\nDateDesignated=later\n"));
}

TEST(UkList, WhatBreaksTheRulesIsTold) {
  std::string text = Table({
      Person({{"Unique ID", " "}}),
      Person({{"Date Designated", "2020-12-31"},
              {"Last Updated", "soon"},
              {"Regime Name", ""},
              {"Designation Type", "Aircraft"},
              {"Designation source", "EU"},
              {"Sanctions Imposed", "Asset freeze|Silence"}}),
      Person({{"Unique ID", "OZZ0002"},
              {"Designation Type", ""},
              {"Sanctions Imposed", ""},
              {"Date Designated", "14/02/2026"}}),
      Person({{"Unique ID", "OZZ0003"}, {"Sanctions Imposed", "Silence"}}),
  });
  text += "one,field too few\n";
  const Imported imported = Read(text);
  EXPECT_EQ(imported.report.records, 5u);
  EXPECT_EQ(imported.report.refused, 2u);
  EXPECT_EQ(
      IssuesOf(imported),
      "f:3 (Unique ID): error: missing: ' ' [record refused]\n"
      "f:7: error: 2 fields where there must be 58: 'one,field too few' [record refused]\n"
      "f:4 (IndividualEntityShip): warning: neither an individual nor an entity nor a ship: "
      "'Aircraft' [kept in the note]\n"
      "f:4 (DesignationSource): warning: a source that is neither UK nor UN: 'EU' [kept in "
      "the note]\n"
      "f:4: warning: an entry of no regime: 'OZZ0001' [kept without one]\n"
      "f:4 (DateDesignated): warning: a day has 1 or 2 digits, not 4: "
      "'2020-12-31' [kept in the note]\n"
      "f:4: warning: no day of designation that can be read: 'OZZ0001' [begin not known]\n"
      "f:4 (LastUpdated): warning: expected a day of 1 or 2 digits, found 'soon': 'soon' [kept "
      "in the note]\n"
      "f:4 (SanctionsImposed): warning: a measure that is none of those known: 'Silence' "
      "[taken as another one]\n"
      "f:5: warning: neither an individual nor an entity nor a ship: 'OZZ0002' [taken as "
      "another actor]\n"
      "f:5: warning: designated after the day of the list: 'OZZ0002' [kept as given]\n"
      "f:5: warning: an entry of no sanctions: 'OZZ0002' [kept without measures]\n");
  EXPECT_EQ(SpanOf(imported, "uk:OZZ0001"), "[..2026-02-13]/[2026-02-13..]");
  EXPECT_TRUE(ActorOf(imported, "uk:OZZ0001")
                  .fact.note.starts_with("DateDesignated=2020-12-31\nLastUpdated=soon\n"
                                         "IndividualEntityShip=Aircraft\nDesignationSource=EU\n"));
  EXPECT_EQ(DesignationOf(imported, "uk:OZZ0001").measures,
            (std::vector<Measure>{Measure::kAssetFreeze, Measure::kOther}));
  EXPECT_EQ(DesignationOf(imported, "uk:OZZ0003").measures, std::vector<Measure>{Measure::kOther});
}

TEST(UkList, AListWithoutItsDay) {
  const std::string issue =
      "f: warning: no day of the list that can be read [nothing is known of the ends of "
      "designations]\n";
  for (const std::string first : {"", "Report Date: soon\n", "UK Sanctions List\n"}) {
    const Imported imported = Read(Table({Person()}, first));
    EXPECT_EQ(SpanOf(imported, "uk:OZZ0001"), "2020-12-31/") << first;
    EXPECT_TRUE(imported.chronicle.coverage().empty());
    EXPECT_EQ(IssuesOf(imported), issue) << first;
  }
  casus::ImportOptions options;
  options.published = Moment::OnDay(Day::FromYmd(2026, 1, 10));
  const Imported given = Read(Table({Person()}, ""), options);
  EXPECT_EQ(SpanOf(given, "uk:OZZ0001"), "2020-12-31/[2026-01-10..]");
  EXPECT_EQ(IssuesOf(given),
            "f: warning: no day of the list that can be read [taken as the day of publication "
            "that was given]\n");
}

TEST(UkList, AListReadTwiceHasNothingNew) {
  const casus_test::TemporaryFile file("list.csv", Table({Person()}));
  casus::ChronicleBuilder builder;
  ASSERT_TRUE(casus::Import("uk", file.path(), {}, builder).ok());
  const auto again = casus::Import("uk", file.path(), {}, builder);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->kept, 0u);
  EXPECT_EQ(again->refused, 1u);
  EXPECT_EQ(again->issues.issues()[0].message, "an entry of this id is there already");
}

TEST(UkList, OtherTablesAreRefused) {
  EXPECT_NE(casus_test::Refusal("uk", "a,b\n1,2\n")
                .message()
                .find("(here no line of the first two is a header of it)"),
            std::string::npos);
  EXPECT_NE(casus_test::Refusal("auto", "<Designation/>")
                .message()
                .find("(here the outermost element is <Designation>)"),
            std::string::npos);
}

TEST_F(UkXml, GivesWhatTheTableGives) {
  const Imported table = Read(Table({
      Person({{"Last Updated", "14/04/2026"},
              {"OFSI Group ID", "7172"},
              {"UN Reference Number", "TAi.002"},
              {"Title", "Count"},
              {"Name non-latin script", "\xD0\xA0\xD1\x83"},
              {"Non-latin script type", "Cyrillic"},
              {"Non-latin script language", "Russian"},
              {"Other Information", "He fled & hid."},
              {"UK Statement of Reasons", "He sold guns &amp; ships."},
              {"Address Line 1", "1 Castle Row"},
              {"Address Postal Code", "Z1"},
              {"Address Country", "Oz"},
              {"Phone number", "1"},
              {"Website", "oz.example"},
              {"Email address", "z@oz.example"},
              {"D.O.B", "dd/mm/1945"},
              {"Nationality(/ies)", "Oz"},
              {"National Identifier number", "N1"},
              {"National Identifier additional information", "a card"},
              {"Passport number", "A1"},
              {"Passport additional information", "Oz, expired"},
              {"Position", "Master of the horse"},
              {"Gender", "Male"},
              {"Town of birth", "Zenda"},
              {"Country of birth", "Ruritania"}}),
      Person({{"Last Updated", "14/04/2026"},
              {"Name 6", "Hentzau"},
              {"Name type", "Alias"},
              {"Alias strength", "Low quality a.k.a"},
              {"Passport number", "A2"},
              {"D.O.B", "01/03/1946"}}),
      Filled(Columns(), {{"Unique ID", "OZZ0002"},
                         {"Name 6", "SEA GLORY"},
                         {"Name type", "Primary name"},
                         {"Regime Name", "The Oz (Sanctions) Regulations 2019"},
                         {"Designation Type", "Ship"},
                         {"Designation source", "UN"},
                         {"Sanctions Imposed", "Prohibition of port entry"},
                         {"Date Designated", "03/10/2017"},
                         {"IMO number", "IMO9074729"},
                         {"Current owner/operator (s)", "AERO CO"},
                         {"Current believed flag of ship", "Comoros"},
                         {"Type of ship", "Bulk Carrier"},
                         {"Tonnage of ship", "7078"},
                         {"Year Built", "2011"}}),
  }));
  const Imported xml = Read(Xml(
      XmlPerson(
          "<LastUpdated>14/04/2026</LastUpdated><OFSIGroupID>7172</OFSIGroupID>"
          "<UNReferenceNumber>TAi.002</UNReferenceNumber><Names><Name><Name1>Rupert</Name1><Name6>"
          "Hentzau</Name6><NameType>Alias</NameType><AliasStrength>Low quality a.k.a"
          "</AliasStrength></Name></Names><NonLatinNames><NonLatinName><NameNonLatinScript>"
          "\xD0\xA0\xD1\x83</NameNonLatinScript><NonLatinScriptType>Cyrillic</NonLatinScriptType>"
          "<NonLatinScriptLanguage>Russian</NonLatinScriptLanguage></NonLatinName></NonLatinNames>"
          "<Titles><Title>Count</Title></Titles><SanctionsImposedIndicators><AssetFreeze>true"
          "</AssetFreeze><TravelBan>true</TravelBan><Deflag>false</Deflag>"
          "</SanctionsImposedIndicators><OtherInformation>He fled &amp; hid.</OtherInformation>"
          "<UKStatementofReasons>He sold\n guns &amp;amp; ships.</UKStatementofReasons><Addresses>"
          "<Address><AddressLine1>1 Castle Row</AddressLine1><AddressPostalCode>Z1"
          "</AddressPostalCode><AddressCountry>Oz</AddressCountry></Address></Addresses>"
          "<PhoneNumbers><PhoneNumber>1</PhoneNumber></PhoneNumbers><Websites><Website>oz.example"
          "</Website></Websites><EmailAddresses><EmailAddress>z@oz.example</EmailAddress>"
          "</EmailAddresses><IndividualDetails><Individual><DOBs><DOB>dd/mm/1945</DOB><DOB>"
          "01/03/1946</DOB></DOBs><PassportDetails><Passport><PassportNumber>A1</PassportNumber>"
          "<PassportAdditionalInformation>Oz, expired</PassportAdditionalInformation></Passport>"
          "<Passport><PassportNumber>A2</PassportNumber></Passport><Passport><PassportNumber>A2"
          "</PassportNumber></Passport></PassportDetails><Nationalities><Nationality>Oz"
          "</Nationality></Nationalities><NationalIdentifierDetails><NationalIdentifier>"
          "<NationalIdentifierNumber>N1</NationalIdentifierNumber>"
          "<NationalIdentifierAdditionalInformation>a "
          "card</NationalIdentifierAdditionalInformation>"
          "</NationalIdentifier></NationalIdentifierDetails><Positions><Position>Master of the "
          "horse</Position></Positions><Genders><Gender>Male</Gender></Genders><BirthDetails>"
          "<Location><TownOfBirth>Zenda</TownOfBirth><CountryOfBirth>Ruritania</CountryOfBirth>"
          "</Location></BirthDetails></Individual></IndividualDetails><EntityDetails/>") +
      "<Designation><DateDesignated>03/10/2017</DateDesignated><UniqueID>OZZ0002</UniqueID><Names>"
      "<Name><Name6>SEA GLORY</Name6><NameType>Primary name</NameType></Name></Names><RegimeName>"
      "The Oz (Sanctions) Regulations 2019</RegimeName><IndividualEntityShip>Ship"
      "</IndividualEntityShip><DesignationSource>UN</DesignationSource><SanctionsImposed>"
      "Prohibition of port entry</SanctionsImposed><ShipDetails><Ship><IMONumbers><IMONumber>"
      "IMO9074729</IMONumber></IMONumbers><CurrentOwnerOperators><CurrentOwnerOperator>AERO CO"
      "</CurrentOwnerOperator></CurrentOwnerOperators><CurrentBelievedFlagOfShips>"
      "<CurrentBelievedFlagOfShip>Comoros</CurrentBelievedFlagOfShip></CurrentBelievedFlagOfShips>"
      "<TypeOfShipDetails><TypeOfShip>Bulk Carrier</TypeOfShip></TypeOfShipDetails>"
      "<TonnageOfShipDetails><TonnageOfShip>7078</TonnageOfShip></TonnageOfShipDetails>"
      "<YearsBuilt><YearBuilt>2011</YearBuilt></YearsBuilt></Ship></ShipDetails></Designation>\n"));
  EXPECT_EQ(xml.report.layout, "XML, Designations");
  EXPECT_EQ(xml.report.records, 2u);
  casus_test::ExpectSameRows(table, xml);
  EXPECT_EQ(NamesOf(ActorOf(xml, "uk:OZZ0001")),
            "official \xD0\xA0\xD1\x83\nweak_alias Rupert Hentzau\n");
  EXPECT_NE(ActorOf(xml, "uk:OZZ0001")
                .fact.note.find("\nNonLatinName=NameNonLatinScript: \xD0\xA0\xD1\x83 | "
                                "NonLatinScriptType: Cyrillic | NonLatinScriptLanguage: Russian\n"),
            std::string::npos);
  EXPECT_NE(ActorOf(xml, "uk:OZZ0001")
                .fact.note.find("BirthDetails=TownOfBirth: Zenda | CountryOfBirth: Ruritania"),
            std::string::npos);
  EXPECT_EQ(IssuesOf(xml),
            "f:3: note: 2 dates of birth: 'OZZ0001' [taken as some day from the first to the last "
            "of them]\n"
            "f: note: 1 elements with nothing in them [left out]\n"
            "f: note: 1 elements that repeat what their entry says before [taken once]\n"
            "f: note: 1 statements of reasons with references of HTML [resolved]\n");
}

TEST_F(UkXml, IndicatorsThatSayAnotherThingThanTheListOfSanctions) {
  const Imported imported = Read(Xml(XmlPerson(
      "<SanctionsImposedIndicators><AssetFreeze>false</AssetFreeze><ArmsEmbargo>true</ArmsEmbargo>"
      "<Silence>true</Silence><Deflag>perhaps</Deflag><TravelBan/></SanctionsImposedIndicators>")));
  EXPECT_EQ(DesignationOf(imported, "uk:OZZ0001").measures,
            (std::vector<Measure>{Measure::kAssetFreeze, Measure::kTravelBan, Measure::kArmsEmbargo,
                                  Measure::kOther}));
  EXPECT_TRUE(ActorOf(imported, "uk:OZZ0001")
                  .fact.note.ends_with("\nSanctionsImposedIndicators=AssetFreeze: false\n"
                                       "SanctionsImposedIndicators=ArmsEmbargo\n"
                                       "SanctionsImposedIndicators=Silence\n"
                                       "SanctionsImposedIndicators=Deflag: perhaps"));
  EXPECT_EQ(IssuesOf(imported),
            "f:3 (SanctionsImposedIndicators): warning: an indicator denies what is imposed: "
            "'AssetFreeze: false' [kept in the note]\n"
            "f:3 (SanctionsImposedIndicators): warning: an indicator of what is not among the "
            "sanctions imposed: 'ArmsEmbargo' [taken as imposed]\n"
            "f:3 (SanctionsImposedIndicators): warning: an indicator of what is not among the "
            "sanctions imposed: 'Silence' [taken as imposed]\n"
            "f:3 (SanctionsImposedIndicators): warning: an indicator is neither true nor false: "
            "'Deflag: perhaps' [kept in the note]\n"
            "f: note: 1 elements with nothing in them [left out]\n");
}

TEST_F(UkXml, WhatBreaksTheRulesIsTold) {
  const Imported imported =
      Read(Xml(XmlPerson("<Shoes><Size unit='cm'>28</Size><Size>29</Size></Shoes>stray") +
                   XmlPerson() + "<Designation><UniqueID> </UniqueID></Designation>\n",
               ""));
  EXPECT_EQ(imported.report.records, 3u);
  EXPECT_EQ(imported.report.refused, 2u);
  EXPECT_EQ(IssuesOf(imported),
            "f:3 (Designation): warning: not a field of the list: 'stray' [kept in the note]\n"
            "f:3 (Size): warning: not a field of the list: '28' [kept in the note]\n"
            "f:3 (Size/unit): warning: not a field of the list: 'cm' [kept in the note]\n"
            "f:4 (Designation): error: an entry of this id is there already: 'OZZ0001' [record "
            "refused]\n"
            "f:5 (Designation): error: an entry without a UniqueID [record refused]\n"
            "f: warning: no day of the list that can be read [nothing is known of the ends of "
            "designations]\n");
  EXPECT_TRUE(ActorOf(imported, "uk:OZZ0001")
                  .fact.note.ends_with("\nDesignation=stray\nSize=28\nSize/unit=cm\nSize=29"));
}

TEST_F(UkXml, AnEntryBeyondTheLimitsIsRefused) {
  const std::string many(std::size_t{4} << 20, 'x');
  const Imported imported = Read(Xml(XmlPerson() + XmlPerson(many)));
  EXPECT_EQ(imported.report.kept, 1u);
  EXPECT_EQ(IssuesOf(imported),
            "f:4: error: a record of more than 4194304 bytes [record refused]\n");
}

TEST_F(UkXml, BrokenDocumentsAreRefusedWhole) {
  const std::string text = Xml(XmlPerson());
  EXPECT_EQ(casus_test::Refusal("auto", text.substr(0, text.size() - 5)).code(),
            casus::ErrorCode::kCorrupt);
  casus::ImportOptions stop;
  stop.progress = [](const casus::Progress&) { return false; };
  EXPECT_EQ(casus_test::Refusal("auto", text, stop).code(), casus::ErrorCode::kCancelled);
  EXPECT_EQ(casus_test::Refusal("auto", Table({Person()}), stop).code(),
            casus::ErrorCode::kCancelled);
}

TEST(UkList, TheListOfOfsiBeforeIt) {
  const Header columns = {"Name 6",
                          "Name 1",
                          "Title",
                          "Name Non-Latin Script",
                          "DOB",
                          "Town of Birth",
                          "Nationality",
                          "Passport Number",
                          "Passport Details",
                          "National Identification Number",
                          "Address 1",
                          "Post/Zip Code",
                          "Country",
                          "Other Information",
                          "Group Type",
                          "Alias Type",
                          "Alias Quality",
                          "Regime",
                          "Listed On",
                          "UK Sanctions List Date Designated",
                          "Last Updated",
                          "Group ID"};
  const auto row = [&](Row changes) {
    changes.merge(Row{{"Name 6", "ZENDA"},
                      {"Group Type", "Individual"},
                      {"Alias Type", "Primary name"},
                      {"Regime", "Oz"},
                      {"Listed On", "02/12/2011"},
                      {"UK Sanctions List Date Designated", "31/12/2020"},
                      {"Last Updated", "13/05/2022"},
                      {"Group ID", "12431"}});
    return Filled(columns, std::move(changes));
  };
  const Imported imported = Read(
      "Last Updated,28/01/2026\n" +
      casus_test::Csv(
          columns, {row({{"Name 1", "Rupert"},
                         {"DOB", "00/00/1963"},
                         {"Passport Number", "A1"},
                         {"Passport Details", "Oz"},
                         {"Address 1", "1 Castle Row"},
                         {"Country", "Oz"},
                         {"Other Information", "(UK Sanctions List Ref):OZZ0001. Fled."}}),
                    row({{"Name 6", "Hentzau"}, {"Alias Type", "AKA"}, {"Alias Quality", "Low"}}),
                    row({{"Group ID", "12432"},
                         {"Group Type", "Entity"},
                         {"Other Information", "(UK Sanctions List Ref): none"}})}));
  EXPECT_EQ(imported.report.layout, "22 columns, header, OFSI's consolidated list");
  EXPECT_EQ(imported.report.kept, 3u);
  const casus::Actor& actor = ActorOf(imported, "uk-ofsi:12431");
  EXPECT_EQ(actor.name, "Rupert ZENDA");
  EXPECT_EQ(NamesOf(actor), "weak_alias Hentzau\n");
  EXPECT_EQ(CodesOf(actor), "uk_sanctions OZZ0001\nother OFSI Group ID 12431\nother Passport A1\n");
  EXPECT_EQ(BirthOf(imported, "uk-ofsi:12431"), "1963");
  EXPECT_NE(actor.fact.note.find("DateDesignated=31/12/2020\n"), std::string::npos)
      << actor.fact.note;
  const Designation& designation = DesignationOf(imported, "uk-ofsi:12431");
  EXPECT_EQ(ToEdtf(designation.fact.span), "2011-12-02/[2026-01-28..]");
  EXPECT_EQ(designation.measures, std::vector<Measure>{Measure::kAssetFreeze});
  EXPECT_EQ(imported.chronicle.regime(*designation.regime).fact.key, "uk:regime:Oz");
  EXPECT_EQ(IssuesOf(imported),
            "f:5 (OtherInformation): warning: a reference that is none of the sanctions list: "
            "'(UK Sanctions List Ref): none' [kept in the note]\n");
}

}  // namespace
