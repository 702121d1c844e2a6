// The Swiss sanctions list of SECO.

#include <string>
#include <utility>
#include <vector>

#include "casus/analysis/sanctions.h"
#include "list_testing.h"

namespace {

using casus::Day;
using casus::ListingState;
using casus::Truth;
using casus_test::ActorOf;
using casus_test::CodesOf;
using casus_test::DesignationOf;
using casus_test::Imported;
using casus_test::IssuesOf;
using casus_test::NamesOf;
using casus_test::SpanText;

constexpr std::string_view kProgramme =
    "<sanctions-program ssid=\"900\" version-date=\"2016-05-18\">"
    "<program-key lang=\"ger\">Ruritanien</program-key>"
    "<program-key lang=\"eng\">Ruritania</program-key>"
    "<program-name lang=\"eng\">Ordinance on measures against Ruritania</program-name>"
    "<sanctions-set ssid=\"910\" lang=\"ger\">Finanzsanktionen</sanctions-set>"
    "<sanctions-set ssid=\"910\" lang=\"eng\">Financial sanctions</sanctions-set>"
    "<sanctions-set ssid=\"911\" lang=\"eng\">Entry ban</sanctions-set>"
    "<origin>EU</origin></sanctions-program>\n";

std::string List(const std::string& targets,
                 const std::string& attributes = "list-type=\"whole-list\" date=\"2026-02-27\"") {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<swiss-sanctions-list " + attributes + ">\n" +
         std::string(kProgramme) + targets + "</swiss-sanctions-list>\n";
}
std::string Change(const std::string& kind, const std::string& day,
                   const std::string& inside = "") {
  return "<modification modification-type=\"" + kind + "\" enactment-date=\"" + day +
         "\" publication-date=\"" + day + "\" effective-date=\"" + day + "\">" + inside +
         "</modification>";
}
std::string Part(int order, const std::string& type, const std::string& value,
                 const std::string& variants = "") {
  return "<name-part order=\"" + std::to_string(order) + "\" name-part-type=\"" + type +
         "\"><value>" + value + "</value>" + variants + "</name-part>";
}
std::string Variant(const std::string& language, const std::string& script,
                    const std::string& text) {
  return "<spelling-variant lang=\"" + language + "\" script=\"" + script + "\">" + text +
         "</spelling-variant>";
}
std::string Named(const std::string& parts, const std::string& type = "primary-name",
                  const std::string& quality = "good") {
  return "<name ssid=\"3\" name-type=\"" + type + "\" quality=\"" + quality + "\">" + parts +
         "</name>";
}
std::string Identity(const std::string& inside, const std::string& main = "true") {
  return "<identity ssid=\"2\" main=\"" + main + "\">" + inside + "</identity>";
}
// One to a line.
std::string Target(const std::string& ssid, const std::string& inside) {
  return "<target ssid=\"" + ssid + "\"><sanctions-set-id>910</sanctions-set-id>" + inside +
         "</target>\n";
}
// A person of that name.
std::string Zenda(const std::string& more = "", const std::string& changes = "") {
  return Target("7", "<individual sex=\"male\">" +
                         Identity(Named(Part(1, "family-name", "Zenda")) + more) + "</individual>" +
                         (changes.empty() ? Change("listed", "2014-03-18") : changes));
}

class SecoList : public testing::Test {
 protected:
  void SetUp() override {
    if (!casus_test::CanRead("seco", List(Zenda()))) GTEST_SKIP() << "built without Expat";
  }
  static Imported Read(const std::string& text, const casus::ImportOptions& options = {}) {
    const casus_test::TemporaryFile file("seco.xml", text);
    Imported imported = casus_test::ImportRows("auto", file.path(), options);
    EXPECT_EQ(imported.report.format, "seco");
    return imported;
  }
  static ListingState StateOn(const Imported& imported, int year, int month, int day,
                              std::string_view key = "seco:7") {
    return StatusOn(imported.chronicle, imported.chronicle.FindActor(key).value(),
                    Day::FromYmd(year, month, day))
        .state;
  }
};

TEST_F(SecoList, ATargetIsAnActorAndItsDesignations) {
  const Imported imported = Read(List(
      Target("7",
             "<sanctions-set-id>911</sanctions-set-id><foreign-identifier>QDi.001"
             "</foreign-identifier><modification modification-type=\"listed\" "
             "enactment-date=\"2014-03-17\" publication-date=\"2014-03-19\" "
             "effective-date=\"2014-03-18\"/><individual sex=\"male\">" +
                 Identity(Named(Part(1, "title", "Count") + Part(2, "family-name", "Hentzau") +
                                Part(3, "given-name", "Rupert")) +
                          "<day-month-year ssid=\"4\" month=\"3\" year=\"1870\" "
                          "calendar=\"Gregorian\"/><place-of-birth place-id=\"55\"/>"
                          "<nationality><country iso-code=\"RU\">Ruritania</country></nationality>"
                          "<identification-document document-type=\"passport\"><number>75</number>"
                          "<issuer code=\"RU\">Ruritania</issuer><date-of-issue>2010-01-02"
                          "</date-of-issue><expiry-date>2020-01-02</expiry-date>"
                          "</identification-document>") +
                 "<justification ssid=\"9\">Held  the castle.</justification><other-information "
                 "ssid=\"8\">Tall.</other-information></individual>") +
      "<place ssid=\"55\"><location>Zenda</location><country iso-code=\"RU\">Ruritania</country>"
      "</place>\n"));
  EXPECT_EQ(imported.report.records, 1u);
  EXPECT_EQ(imported.report.kept, 1u);
  EXPECT_EQ(imported.report.layout, "XML, swiss-sanctions-list");
  const casus::Actor& actor = ActorOf(imported, "seco:7");
  EXPECT_EQ(actor.kind, casus::ActorKind::kPerson);
  EXPECT_EQ(actor.name, "Hentzau Rupert");
  EXPECT_EQ(NamesOf(actor), "");
  EXPECT_EQ(SpanText(actor.fact), "1870-03/");
  EXPECT_EQ(CodesOf(actor),
            "seco_ssid 7\nun_sc QDi.001\nother passport 75 (Ruritania) 2010-01-02/2020-01-02\n");
  EXPECT_TRUE(actor.fact.note.find("title") != std::string::npos) << actor.fact.note;
  EXPECT_TRUE(actor.fact.note.ends_with(
      "other-information=Tall. | ssid: 8\n"
      "place 55=ssid: 55 | location: Zenda | country: {Ruritania | iso-code: RU}"))
      << actor.fact.note;
  const casus::Designation& designation = DesignationOf(imported, "seco:7:910");
  EXPECT_EQ(SpanText(designation.fact), "2014-03-18/[2026-02-27..]");
  EXPECT_EQ(ToEdtf(*designation.decided), "2014-03-17");
  EXPECT_EQ(ToEdtf(*designation.published), "2014-03-19");
  EXPECT_EQ(ToEdtf(*designation.effective), "2014-03-18");
  EXPECT_EQ(designation.grounds, "Held the castle.");
  EXPECT_EQ(designation.fact.note, "sanctions-set=Financial sanctions");
  EXPECT_TRUE(designation.measures.empty());
  EXPECT_EQ(DesignationOf(imported, "seco:7:911").fact.note, "sanctions-set=Entry ban");
  const casus::Regime& regime = imported.chronicle.regime(*designation.regime);
  EXPECT_EQ(regime.fact.key, "seco:programme:900");
  EXPECT_EQ(regime.name, "Ordinance on measures against Ruritania");
  EXPECT_EQ(regime.programme, "Ruritania");
  EXPECT_EQ(imported.chronicle.actor(regime.senders.at(0)).fact.key, "seco");
  EXPECT_EQ(imported.chronicle.regimes().size(), 1u);
  EXPECT_EQ(imported.chronicle.Covered(casus::Table::kDesignations, Day::FromYmd(2026, 2, 27)),
            Truth::kPossible);
  EXPECT_EQ(IssuesOf(imported), "");
}

TEST_F(SecoList, AHistoryIsDisjointTimesOnTheList) {
  // The last change stands first.
  const Imported imported =
      Read(List(Zenda("", Change("amended", "2023-05-05") + Change("listed", "2022-02-28") +
                              Change("de-listed", "2018-06-01") + Change("amended", "2016-01-15") +
                              Change("listed", "2014-03-18"))));
  const casus::Designation& first = DesignationOf(imported, "seco:7:910");
  EXPECT_EQ(SpanText(first.fact), "2014-03-18/2018-05-31");
  EXPECT_EQ(first.amended,
            std::vector<casus::Moment>{casus::Moment::OnDay(Day::FromYmd(2016, 1, 15))});
  EXPECT_EQ(first.end_reason, casus::EndReason::kLifted);
  const casus::Designation& second = DesignationOf(imported, "seco:7:910:2");
  EXPECT_EQ(SpanText(second.fact), "2022-02-28/[2026-02-27..]");
  EXPECT_EQ(second.amended,
            std::vector<casus::Moment>{casus::Moment::OnDay(Day::FromYmd(2023, 5, 5))});
  EXPECT_EQ(second.end_reason, casus::EndReason::kNotSaid);
  EXPECT_EQ(IssuesOf(imported), "");
  EXPECT_EQ(StateOn(imported, 2014, 3, 17), ListingState::kNotYet);
  EXPECT_EQ(StateOn(imported, 2014, 3, 18), ListingState::kListed);
  EXPECT_EQ(StateOn(imported, 2018, 5, 31), ListingState::kListed);
  EXPECT_EQ(StateOn(imported, 2018, 6, 1), ListingState::kDelisted);
  EXPECT_EQ(StateOn(imported, 2022, 2, 27), ListingState::kDelisted);
  EXPECT_EQ(StateOn(imported, 2022, 2, 28), ListingState::kListed);
  const auto truth_on = [&](int year) {
    return StatusOn(imported.chronicle, imported.chronicle.FindActor("seco:7").value(),
                    Day::FromYmd(year, 1, 31))
        .truth;
  };
  EXPECT_EQ(truth_on(2026), Truth::kCertain);
  EXPECT_EQ(truth_on(2027), Truth::kPossible) << "the list is of 2026";
}

TEST_F(SecoList, DelistedTargetsAreKept) {
  const Imported imported =
      Read(List(Zenda("", Change("de-listed", "2016-03-01") + Change("amended", "2015-11-18"))));
  EXPECT_EQ(SpanText(DesignationOf(imported, "seco:7:910").fact), "[..2015-11-18]/2016-02-29");
  EXPECT_EQ(StateOn(imported, 2016, 2, 29), ListingState::kListed);
  EXPECT_EQ(StateOn(imported, 2026, 2, 27), ListingState::kDelisted);
  EXPECT_EQ(IssuesOf(imported),
            "f:4 (target): note: amended without having been listed: '7' [listed before, day not "
            "known]\n");
  const Imported only = Read(List(Zenda("", Change("de-listed", "2016-03-01"))));
  EXPECT_EQ(SpanText(DesignationOf(only, "seco:7:910").fact), "[..2016-02]/2016-02-29");
}

TEST_F(SecoList, HistoriesThatContradictThemselves) {
  const std::pair<std::string, std::pair<std::string, std::string>> cases[] = {
      {Change("listed", "2015-01-01") + Change("listed", "2014-01-01"),
       {"2014-01-01/[2026-02-27..]",
        "warning: listed while it was listed: '7' [taken as an "
        "amendment]"}},
      {Change("de-listed", "2016-01-01") + Change("de-listed", "2015-01-01") +
           Change("listed", "2014-01-01"),
       {"2014-01-01/2014-12-31",
        "warning: de-listed while it was not listed: '7' [kept in the "
        "note]"}},
      {Change("amended", "2016-01-01") + Change("de-listed", "2015-01-01") +
           Change("listed", "2014-01-01"),
       {"2014-01-01/2014-12-31",
        "warning: amended while it was not listed: '7' [kept in the "
        "note]"}},
      {Change("de-listed", "2014-01-01") + Change("listed", "2014-01-01"),
       {"2014-01-01",
        "warning: listed and de-listed with effect of the same day: 'ssid 7' [taken "
        "as listed on that day]"}},
      {"<modification modification-type=\"listed\" publication-date=\"2014-01-01\"/>",
       {"2014-01-01/[2026-02-27..]", ""}},
      {"<modification modification-type=\"listed\"/>",
       {"[..2026-02-27]/[2026-02-27..]",
        "warning: a modification without a day: 'listed' [day not "
        "known]"}},
      {"<modification modification-type=\"de-listed\"/>" + Change("listed", "2014-01-01"),
       {"2014-01-01/", "warning: a modification without a day: 'de-listed' [day not known]"}},
      {Change("listed", "1.1.2014"),
       {"[..2026-02-27]/[2026-02-27..]", "[taken as not given for listed]"}},
      {Change("moved", "2014-01-01"),
       {"[..2026-02-27]/[2026-02-27..]",
        "warning: a modification of another kind: 'moved' [kept in the note]"}},
  };
  for (const auto& [changes, expected] : cases) {
    const Imported imported = Read(List(Zenda("", changes)));
    EXPECT_EQ(imported.chronicle.designations().size(), 1u) << changes;
    EXPECT_EQ(SpanText(DesignationOf(imported, "seco:7:910").fact), expected.first) << changes;
    const std::string issues = IssuesOf(imported);
    EXPECT_TRUE(!expected.second.empty() || issues.empty()) << changes << issues;
    EXPECT_NE(issues.find(expected.second), std::string::npos) << changes << issues;
  }
  EXPECT_NE(IssuesOf(Read(List(Zenda("", " ")))).find("1 targets without a history"),
            std::string::npos);
}

TEST_F(SecoList, NamesAreMadeOfTheSpellingsOfTheirParts) {
  const Imported imported = Read(List(Zenda(
      Named(Part(2, "given-name", "Mikhail") +
                Part(1, "family-name", "Elphberg",
                     Variant("RUS", "CYRL", "Эльфберг") + Variant("RUS", "LATN", "Elfberg") +
                         Variant("RUS", "LATN", "El'fberg")),
            "alias") +
      Named(Part(1, "whole-name", "The Duke"), "alias", "low") +
      Named(Part(1, "whole-name", "Black Michael"), "formerly-known-as") +
      Named(Part(1, "whole-name", "Michel"), "nickname") + Named(Part(1, "other", "Zenda 2")))));
  EXPECT_EQ(ActorOf(imported, "seco:7").name, "Zenda");
  EXPECT_EQ(NamesOf(ActorOf(imported, "seco:7")),
            "alias Elphberg Mikhail\n"
            "alias Эльфберг Mikhail [ru-Cyrl]\n"
            "alias Elfberg Mikhail [ru-Latn]\nalias El'fberg Mikhail [ru-Latn]\n"
            "weak_alias The Duke\nformer Black Michael\nalias Michel\nofficial Zenda 2\n");
  EXPECT_EQ(IssuesOf(imported),
            "f:4 (name): warning: a name of another type: 'nickname' [taken as an alias]\n");
}

TEST_F(SecoList, SpellingsAreBounded) {
  std::string parts;
  for (int order = 1; order <= 8; ++order) {
    parts += Part(order, "given-name", "a" + std::to_string(order),
                  Variant("ARA", "LATN", "b" + std::to_string(order)) +
                      Variant("ARA", "LATN", "c" + std::to_string(order)));
  }
  const Imported imported = Read(List(Zenda(Named(parts, "alias"))));
  EXPECT_EQ(ActorOf(imported, "seco:7").names.size(), 64u);
  EXPECT_EQ(ActorOf(imported, "seco:7").names[0].text, "a1 a2 a3 a4 a5 a6 a7 a8");
  EXPECT_EQ(ActorOf(imported, "seco:7").names[1].text, "b1 b2 b3 b4 b5 b6 b7 b8");
  EXPECT_NE(ActorOf(imported, "seco:7").fact.note.find("c8"), std::string::npos);
  EXPECT_EQ(IssuesOf(imported),
            "f:4 (name): warning: a name of more than 64 spellings: 'ssid 7' [only so many are "
            "taken; its parts are in the note]\n");
}

TEST_F(SecoList, NamesThatWereRemovedOrAreOfAnotherIdentity) {
  const std::string old = Identity(Named(Part(1, "whole-name", "OLD NAME")));
  const Imported imported = Read(
      List(Target("7", Change("amended", "2016-01-01",
                              "<added>" + old + "</added><removed>" + old + "</removed>") +
                           Change("listed", "2014-01-01") + "<entity>" +
                           Identity(Named(Part(1, "whole-name", "Cover Ltd")), "false") +
                           Identity(Named(Part(1, "whole-name", "Castle Ltd"))) + "</entity>")));
  const casus::Actor& actor = ActorOf(imported, "seco:7");
  EXPECT_EQ(actor.kind, casus::ActorKind::kOther);
  EXPECT_EQ(actor.name, "Castle Ltd");
  EXPECT_EQ(NamesOf(actor), "alias Cover Ltd\n");
  EXPECT_NE(actor.fact.note.find("OLD NAME"), std::string::npos) << "it is told of in the note";
  EXPECT_EQ(IssuesOf(imported), "");
}

TEST_F(SecoList, DatesOfBirth) {
  const auto born = [](const std::string& attributes) {
    return "<day-month-year " + attributes + "/>";
  };
  for (const auto& [attributes, expected] : {
           std::pair<std::string, std::string>{"day=\"23\" month=\"3\" year=\"1980\"",
                                               "1980-03-23/"},
           {"month=\"3\" year=\"1980\" calendar=\"Gregorian\"", "1980-03/"},
           {"year=\"1980\"", "1980/"},
       }) {
    EXPECT_EQ(SpanText(ActorOf(Read(List(Zenda(born(attributes)))), "seco:7").fact), expected);
  }
  const Imported two = Read(List(Zenda(born("year=\"1980\"") + born("year=\"1982\""))));
  EXPECT_EQ(SpanText(ActorOf(two, "seco:7").fact), "[1980..1982]/");
  EXPECT_EQ(IssuesOf(two),
            "f:4 (target): note: 2 dates of birth: '7' [taken as some day from the first to the "
            "last of them]\n");
  for (const auto& [attributes, message] :
       {std::pair<std::string, std::string>{"day=\"30\" month=\"2\" year=\"1980\"", "warning: "},
        {"day=\"3\" year=\"1980\"", "warning: "},
        {"year=\"1400\" calendar=\"Hijri\"", "warning: a date of another calendar: "}}) {
    const Imported bad = Read(List(Zenda(born(attributes))));
    EXPECT_EQ(ActorOf(bad, "seco:7").fact.span, casus::Span::Unknown()) << attributes;
    EXPECT_NE(IssuesOf(bad).find("f:4 (day-month-year): " + message), std::string::npos)
        << IssuesOf(bad);
  }
}

TEST_F(SecoList, VesselsHaveTheirNumbers) {
  const auto vessel = [](const std::string& more) {
    return Target("8", Change("listed", "2017-01-01") + "<object object-type=\"vessel\">" +
                           Identity(Named(Part(1, "whole-name", "ROSE"))) + more + "</object>");
  };
  const Imported imported =
      Read(List(vessel("<other-information>IMO number: 9074729.</other-information>"
                       "<other-information>IMO number: 9074728</other-information>")));
  EXPECT_EQ(ActorOf(imported, "seco:8").kind, casus::ActorKind::kVessel);
  EXPECT_EQ(CodesOf(ActorOf(imported, "seco:8")), "seco_ssid 8\nimo 9074729\nimo 9074728\n");
  EXPECT_EQ(imported.report.issues.notes(), 1u) << IssuesOf(imported);
}

TEST_F(SecoList, WhatBreaksTheRulesIsTold) {
  const Imported imported = Read(
      List(Zenda() + Zenda() + "<target ssid=\"\"/>\n" +
           "<target ssid=\"8\"><sanctions-set-id>999</sanctions-set-id><shoe>44</shoe>" +
           Change("listed", "2014-01-01") + "</target>\n" + "<target ssid=\"9\"><entity>" +
           Identity("<name name-type=\"alias\"><name-part name-part-type=\"whole-name\"><value>Nine"
                    "</value></name-part></name><address place-id=\"77\"/>"
                    "<identification-document document-type=\"other\"/>",
                    "false") +
           "</entity><foreign-identifier>140</foreign-identifier>" +
           Change("listed", "2014-01-01") + "</target>\n" +
           "<place ssid=\"1\"/><place ssid=\"1\"/><place><location>Oz</location></place>\n" +
           std::string(kProgramme) +
           "<sanctions-program ssid=\"901\"><sanctions-set ssid=\"910\">x</sanctions-set>"
           "</sanctions-program>\n"));
  EXPECT_EQ(imported.report.records, 5u);
  EXPECT_EQ(imported.report.refused, 2u);
  EXPECT_EQ(ActorOf(imported, "seco:8").name, "8");
  EXPECT_EQ(ActorOf(imported, "seco:9").name, "Nine");
  EXPECT_EQ(CodesOf(ActorOf(imported, "seco:9")), "seco_ssid 9\nother foreign-identifier 140\n");
  const auto regime_of = [&](const char* key) {
    return imported.chronicle.regime(*DesignationOf(imported, key).regime).fact.key;
  };
  EXPECT_EQ(regime_of("seco:8:999"), "seco:sanctions-set:999");
  EXPECT_EQ(regime_of("seco:9:"), "seco:no-programme");
  const std::string issues = IssuesOf(imported);
  for (const char* const expected :
       {"f:5 (target): error: a target of this ssid is there already: '7' [record refused]\n",
        "f:6 (target): error: a target without an ssid [record refused]\n",
        "f:7 (target): warning: 0 of individual, entity and object where there must be one: '8' "
        "[kept as it is]\n",
        "f:7 (shoe): warning: not an element of the list that is known: '44' [kept in the note]\n",
        "f:7 (target): warning: no primary name of a main identity: '8' [named by its ssid]\n",
        "f:7 (target): warning: a set of measures that no programme has: '999' [kept as a "
        "programme of its own]\n",
        "f:8 (target): warning: no primary name of a main identity: '9' [named by the first name "
        "there is]\n",
        "f:8 (name-part): warning: a part of a name without order [taken as behind the one before "
        "it]\n",
        "f:8 (identification-document): warning: a document without a number: ",
        "f:8 (target): warning: a target under no set of measures: '9' [kept without a "
        "programme]\n",
        "f:8 (target): warning: a place that the list does not have: '77' [its number is kept in "
        "the note]\n",
        "f:9 (place): warning: the same ssid twice: 'ssid: 1' [left out]\n",
        "f:9 (place): warning: without an ssid: 'location: Oz' [left out]\n",
        "f:10 (sanctions-program): warning: the same ssid twice: ",
        "f:11 (sanctions-set): warning: a set of two programmes: '910' [taken as of the "
        "first]\n"}) {
    EXPECT_NE(issues.find(expected), std::string::npos) << expected << issues;
  }
}

TEST_F(SecoList, ListsThatAreNotWholeOrHaveNoDay) {
  const std::string text = List(Zenda(), "list-type=\"consolidated-list\"");
  const Imported imported = Read(text);
  EXPECT_EQ(SpanText(DesignationOf(imported, "seco:7:910").fact), "2014-03-18/");
  EXPECT_TRUE(imported.chronicle.coverage().empty());
  EXPECT_EQ(IssuesOf(imported),
            "f:2 (swiss-sanctions-list): warning: no day of the list [nothing is known of who was "
            "not de-listed]\n"
            "f:2 (swiss-sanctions-list): warning: not the whole list: 'consolidated-list' [who was "
            "de-listed may not be in it]\n");
  EXPECT_EQ(SpanText(DesignationOf(Read(text, casus_test::On(casus::Day::FromYmd(2020, 1, 10))),
                                   "seco:7:910")
                         .fact),
            "2014-03-18/[2020-01-10..]");
}

TEST_F(SecoList, OtherDocumentsAreRefusedWhole) {
  EXPECT_NE(casus_test::Refusal("seco", "<export><a/></export>")
                .message()
                .find("(here the outermost element is <export>)"),
            std::string::npos);
  EXPECT_NE(casus_test::Refusal("seco", "a,b\n").message().find("(here no XML)"),
            std::string::npos);
  const std::string text = List(Zenda());
  EXPECT_EQ(casus_test::Refusal("auto", text.substr(0, text.size() - 5)).code(),
            casus::ErrorCode::kCorrupt);
}

}  // namespace
