#include "casus/event/crosswalk.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::array<Taxonomy, 7> kTaxonomies{Taxonomy::kCameo, Taxonomy::kPlover, Taxonomy::kAcled,
                                              Taxonomy::kUcdp,  Taxonomy::kCowTc,  Taxonomy::kGtd,
                                              Taxonomy::kScad};

std::vector<std::string_view> AllCodes(Taxonomy taxonomy) {
  std::vector<std::string_view> codes;
  for (const Token<EventType>& token : kTokens<EventType>) {
    const std::vector<std::string_view> some = CodesOf(taxonomy, token.value);
    codes.insert(codes.end(), some.begin(), some.end());
  }
  return codes;
}

// "statement/appeal": the type and the first of its details that is not its default.
std::string Describe(const Crosswalked& meaning) {
  std::string text(ToString(meaning.type));
  std::visit(
      [&text](const auto& details) {
        ForEachField(details, [&text](std::string_view, const auto& field) {
          if constexpr (std::is_enum_v<std::remove_cvref_t<decltype(field)>>) {
            if (static_cast<int>(field) != 0 || text.find("statement") == 0) {
              text.append("/").append(ToString(field));
            }
          }
        });
      },
      meaning.details);
  return text;
}

std::string Cameo(std::string_view code) { return Describe(FromCameo(code).value()); }
std::string Plover(std::string_view event, std::string_view mode) {
  return Describe(FromPlover(event, mode).value());
}
std::string Acled(std::string_view event, std::string_view sub_event) {
  return Describe(FromAcled(event, sub_event).value());
}

// ---- All taxonomies ----

TEST(Crosswalk, GivesEachCodeExactlyOneType) {
  const std::map<Taxonomy, std::size_t> expected = {{Taxonomy::kCameo, 318},
                                                    {Taxonomy::kPlover, 92},
                                                    {Taxonomy::kAcled, 25},
                                                    {Taxonomy::kUcdp, 3},
                                                    {Taxonomy::kCowTc, 7},
                                                    {Taxonomy::kGtd, 9},
                                                    {Taxonomy::kScad, 10}};
  for (const Taxonomy taxonomy : kTaxonomies) {
    const std::vector<std::string_view> codes = AllCodes(taxonomy);
    EXPECT_EQ(codes.size(), expected.at(taxonomy)) << taxonomy;
    EXPECT_EQ(std::set<std::string_view>(codes.begin(), codes.end()).size(), codes.size())
        << taxonomy;
  }
}

TEST(Crosswalk, GivesDetailsOfItsType) {
  for (const Taxonomy taxonomy : kTaxonomies) {
    for (const std::string_view code : AllCodes(taxonomy)) {
      const Result<Crosswalked> meaning = FromCode(taxonomy, code);
      ASSERT_TRUE(meaning.ok()) << code;
      EXPECT_EQ(TypeOf(meaning->details).value_or(EventType::kOther), meaning->type) << code;
    }
  }
}

TEST(Crosswalk, GivesUpOnInvestigationsOnly) {
  EXPECT_THAT(CodesOf(Taxonomy::kCameo, EventType::kOther),
              ElementsAre("09", "090", "091", "092", "093", "094"));
  for (const Taxonomy taxonomy : {Taxonomy::kPlover, Taxonomy::kAcled, Taxonomy::kUcdp,
                                  Taxonomy::kCowTc, Taxonomy::kGtd, Taxonomy::kScad}) {
    EXPECT_THAT(CodesOf(taxonomy, EventType::kOther), IsEmpty());
  }
  for (const std::string_view code : CodesOf(Taxonomy::kCameo, EventType::kOther)) {
    EXPECT_THAT(std::string(FromCameo(code)->loses), HasSubstr("investigation"));
  }
}

// "This loses ..." has to be a sentence.
TEST(Crosswalk, SaysInWordsWhatItLoses) {
  for (const Taxonomy taxonomy : kTaxonomies) {
    for (const std::string_view code : AllCodes(taxonomy)) {
      const Crosswalked meaning = FromCode(taxonomy, code).value();
      EXPECT_EQ(meaning.exact(), meaning.loses.empty());
      if (meaning.exact()) continue;
      const std::string_view first = meaning.loses.substr(0, meaning.loses.find(' '));
      EXPECT_TRUE((std::set<std::string_view>{"that", "whether", "how", "what", "which"}.contains(
          first)))
          << code << ": " << meaning.loses;
      EXPECT_NE(meaning.loses.back(), '.') << code;
    }
  }
}

TEST(Crosswalk, LosesNothingOfAcledUcdpAndCow) {
  for (const Taxonomy taxonomy : {Taxonomy::kAcled, Taxonomy::kUcdp, Taxonomy::kCowTc}) {
    for (const std::string_view code : AllCodes(taxonomy)) {
      EXPECT_TRUE(FromCode(taxonomy, code)->exact()) << code;
    }
  }
}

// Two codes of one taxonomy that become the same thing must differ in what they lose, or mean the
// same: the ones listed.
TEST(Crosswalk, TellsApartOrSaysWhatItLosesOfCodesThatBecomeTheSame) {
  for (const Taxonomy taxonomy : kTaxonomies) {
    std::map<std::string, std::string_view> exact;
    for (const std::string_view code : AllCodes(taxonomy)) {
      const Crosswalked meaning = FromCode(taxonomy, code).value();
      if (!meaning.exact()) continue;
      const auto [at, added] = exact.emplace(Describe(meaning), code);
      if (added) continue;
      // A CAMEO root says what its code "not specified below" says.
      const bool root = at->second.size() == 2 && code == std::string(at->second) + "0";
      const std::set<std::pair<std::string_view, std::string_view>> same = {
          {"ACCUSE", "ACCUSE/allege"}};
      EXPECT_TRUE(root || same.contains({at->second, code}))
          << at->second << " and " << code << " are both exactly " << at->first;
    }
  }
}

TEST(FromCode, KnowsNoCodesOfAnotherTaxonomy) {
  const Result<Crosswalked> meaning = FromCode(Taxonomy::kOther, "010");
  ASSERT_FALSE(meaning.ok());
  EXPECT_EQ(meaning.error().code(), ErrorCode::kNotFound);
  EXPECT_THAT(CodesOf(Taxonomy::kOther, EventType::kStatement), IsEmpty());
}

TEST(FromCode, TakesNothingButTheWholeCode) {
  for (const Taxonomy taxonomy : kTaxonomies) {
    for (const std::string_view code : AllCodes(taxonomy)) {
      for (const std::string& wrong :
           {std::string(code) + " ", " " + std::string(code), std::string(code) + "/",
            "+" + std::string(code), std::string(code) + std::string(1, '\0')}) {
        const Result<Crosswalked> meaning = FromCode(taxonomy, wrong);
        ASSERT_FALSE(meaning.ok()) << wrong;
        EXPECT_EQ(meaning.error().code(), ErrorCode::kNotFound) << wrong;
        EXPECT_EQ(meaning.error().text(), wrong);
      }
    }
    EXPECT_FALSE(FromCode(taxonomy, "").ok());
  }
}

// ---- CAMEO ----

TEST(CameoCodes, AreThoseOfTheCodebookByRoot) {
  std::map<std::string_view, int> per_root;
  for (const CameoInfo& info : CameoCodes()) ++per_root[info.root];
  // GDELT's lookup and 106 is 311 codes; 1213, 1214, 155, 176, 1834, 1951 and 1952 come on top.
  const std::map<std::string_view, int> expected = {
      {"01", 11}, {"02", 28}, {"03", 29}, {"04", 8},  {"05", 9},  {"06", 6},  {"07", 7},
      {"08", 26}, {"09", 6},  {"10", 28}, {"11", 13}, {"12", 29}, {"13", 23}, {"14", 27},
      {"15", 7},  {"16", 14}, {"17", 14}, {"18", 15}, {"19", 10}, {"20", 8}};
  EXPECT_EQ(per_root, expected);
}

TEST(CameoCodes, AreUniqueInOrderAndBelowTheirRoot) {
  std::string_view last;
  std::set<std::string_view> codes;
  for (const CameoInfo& info : CameoCodes()) {
    EXPECT_LT(last, info.code);
    last = info.code;
    codes.insert(info.code);
    EXPECT_EQ(info.root, info.code.substr(0, 2));
    EXPECT_TRUE(info.code.size() >= 2 && info.code.size() <= 4) << info.code;
    EXPECT_EQ(info.code.find_first_not_of("0123456789"), std::string_view::npos) << info.code;
  }
  // Each code's parent is one too.
  for (const std::string_view code : codes) {
    if (code.size() > 2) {
      EXPECT_TRUE(codes.contains(code.substr(0, code.size() - 1))) << code;
    }
  }
}

TEST(CameoCodes, HaveLabelsWithoutTheTyposOfTheLookup) {
  for (const CameoInfo& info : CameoCodes()) {
    const std::string label(info.label);
    EXPECT_FALSE(label.empty()) << info.code;
    EXPECT_THAT(label, Not(HasSubstr("  "))) << info.code;
    EXPECT_TRUE(label.front() != ' ' && label.back() != ' ') << info.code;
    for (const char c : label) EXPECT_TRUE(c >= ' ' && c <= '~') << info.code;
    const bool root = info.code.size() == 2;
    EXPECT_EQ(root, label.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos)
        << info.code;
    EXPECT_EQ(label.find_first_of("0123456789[:"), std::string::npos) << info.code;
  }
  EXPECT_EQ(FindCameo("033")->label, "Express intent to provide material aid, not specified below");
  EXPECT_EQ(FindCameo("044")->label, "Meet at a 'third' location");
  EXPECT_EQ(FindCameo("106")->label, "Demand meeting, negotiation");
  EXPECT_EQ(FindCameo("108")->label, "Demand mediation");
  EXPECT_EQ(FindCameo("1056")->label, "Demand de-escalation of military engagement");
}

TEST(CameoCodes, NameNoTwoCodesAlike) {
  std::map<std::string_view, std::string_view> codes;
  for (const CameoInfo& info : CameoCodes()) {
    const auto [at, added] = codes.emplace(info.label, info.code);
    EXPECT_TRUE(added) << at->second << " and " << info.code << ": " << info.label;
  }
}

TEST(CameoCodes, HaveTheQuadClassesOfGdeltAndOfTheCodebook) {
  for (const CameoInfo& info : CameoCodes()) {
    const int root = std::stoi(std::string(info.root));
    EXPECT_EQ(info.quad_gdelt, root <= 5 ? 1 : root <= 9 ? 2 : root <= 14 ? 3 : 4) << info.code;
    if (root == 9) {
      EXPECT_EQ(info.quad_cameo, 3) << info.code;
    } else if (root == 14) {
      EXPECT_EQ(info.quad_cameo, 4) << info.code;
    } else {
      EXPECT_EQ(info.quad_cameo, info.quad_gdelt) << info.code;
    }
  }
}

TEST(CameoCodes, HaveGoldsteinsValuesOrNone) {
  std::vector<std::string_view> without;
  for (const CameoInfo& info : CameoCodes()) {
    if (!info.goldstein) {
      without.push_back(info.code);
    } else {
      EXPECT_TRUE(*info.goldstein >= -10 && *info.goldstein <= 10) << info.code;
    }
  }
  EXPECT_THAT(without, ElementsAre("1213", "1214", "155", "176", "1834", "1951", "1952"));

  EXPECT_EQ(FindCameo("010")->goldstein, 0.0);
  EXPECT_EQ(FindCameo("011")->goldstein, -0.1);
  EXPECT_EQ(FindCameo("016")->goldstein, -2.0);
  EXPECT_EQ(FindCameo("022")->goldstein, 3.2);
  EXPECT_EQ(FindCameo("043")->goldstein, 2.8);
  EXPECT_EQ(FindCameo("057")->goldstein, 8.0);
  EXPECT_EQ(FindCameo("0874")->goldstein, 10.0);
  EXPECT_EQ(FindCameo("13")->goldstein, -6.0);
  EXPECT_EQ(FindCameo("130")->goldstein, -4.4);
  EXPECT_EQ(FindCameo("164")->goldstein, -7.0);
  EXPECT_EQ(FindCameo("165")->goldstein, -6.5);
  EXPECT_EQ(FindCameo("1711")->goldstein, -9.2);
  EXPECT_EQ(FindCameo("195")->goldstein, -10.0);
}

TEST(FindCameo, RefusesACodeThatLostItsZeroAndSaysSo) {
  for (const std::string_view code : {"1", "9", "43", "99", "71", "331", "211", "874"}) {
    const Result<CameoInfo> info = FindCameo(code);
    ASSERT_FALSE(info.ok()) << code;
    EXPECT_EQ(info.error().code(), ErrorCode::kNotFound);
    const std::string padded = "0" + std::string(code);
    if (FindCameo(padded).ok()) {
      EXPECT_THAT(info.error().message(), HasSubstr("it may be " + padded));
      EXPECT_THAT(FromCameo(code).error().message(), HasSubstr("leading zero"));
    } else {
      EXPECT_THAT(info.error().message(), Not(HasSubstr("zero")));
    }
  }
}

TEST(FindCameo, RefusesWhatIsNoCode) {
  for (const std::string_view code : {"", "X", "--", "---", "21", "0100", "02111", "1216", "1a1"}) {
    const Result<CameoInfo> info = FindCameo(code);
    ASSERT_FALSE(info.ok()) << code;
    EXPECT_EQ(info.error().code(), ErrorCode::kNotFound);
    EXPECT_EQ(info.error().text(), code);
    EXPECT_FALSE(FromCameo(code).ok());
    EXPECT_FALSE(ToPlover(code).ok());
  }
}

// The codes that may be a root or a code without its zero are what the comment says they are.
TEST(FindCameo, CannotTellTheRootsFromTenToTwenty) {
  for (const CameoInfo& info : CameoCodes()) {
    if (info.code.front() != '0') continue;
    const std::string stripped(info.code.substr(1));
    const bool ambiguous = FindCameo(stripped).ok();
    EXPECT_EQ(ambiguous, info.code.size() == 3 && stripped >= "10" && stripped <= "20")
        << info.code;
  }
}

TEST(FromCameo, IsTheSameForARootAndItsCodeNotSpecifiedBelow) {
  for (const CameoInfo& info : CameoCodes()) {
    if (info.code.size() != 2) continue;
    const Crosswalked root = FromCameo(info.code).value();
    const Crosswalked below = FromCameo(std::string(info.code) + "0").value();
    EXPECT_EQ(root.details, below.details) << info.code;
    EXPECT_EQ(root.loses, below.loses) << info.code;
  }
}

TEST(FromCameo, MakesWordsOfWords) {
  EXPECT_EQ(Cameo("010"), "statement/statement");
  EXPECT_EQ(Cameo("016"), "statement/denial");
  EXPECT_EQ(Cameo("0231"), "statement/appeal");
  EXPECT_EQ(Cameo("036"), "statement/agreement");
  EXPECT_EQ(Cameo("051"), "statement/support");
  EXPECT_EQ(Cameo("107"), "statement/demand");
  EXPECT_EQ(Cameo("111"), "statement/condemnation");
  EXPECT_EQ(Cameo("1123"), "statement/accusation");
  EXPECT_EQ(Cameo("129"), "statement/rejection");
  EXPECT_EQ(Cameo("138"), "statement/threat");
  const Crosswalked aid = FromCameo("0331").value();
  EXPECT_EQ(Describe(aid), "statement/agreement");
  EXPECT_EQ(aid.loses, "that it is to give economic aid");
}

TEST(FromCameo, MakesMeetingsOfConsultations) {
  EXPECT_EQ(Cameo("040"), "meeting");
  EXPECT_EQ(Cameo("041"), "meeting/virtual_meeting");
  EXPECT_EQ(Cameo("042"), "meeting");
  EXPECT_EQ(Cameo("044"), "meeting/direct");
  EXPECT_EQ(Cameo("045"), "meeting/mediation");
  EXPECT_EQ(Cameo("046"), "meeting/negotiation");
  EXPECT_TRUE(FromCameo("045")->exact());
  EXPECT_FALSE(FromCameo("043")->exact());
}

TEST(FromCameo, TellsDiplomacyAidAndConcessionsApart) {
  EXPECT_EQ(Cameo("054"), "diplomatic_act/recognition");
  EXPECT_EQ(Cameo("057"), "agreement");
  EXPECT_EQ(Cameo("061"), "cooperation/economic");
  EXPECT_EQ(Cameo("071"), "aid/financial");
  EXPECT_EQ(Cameo("072"), "aid/military");
  EXPECT_EQ(Cameo("073"), "aid/humanitarian");
  EXPECT_EQ(Cameo("0841"), "cooperation/concession");
  EXPECT_EQ(Cameo("085"), "sanction_act/easing");
  EXPECT_EQ(Cameo("0871"), "ceasefire");
  EXPECT_EQ(Cameo("0874"), "military_operation/withdrawal");
}

TEST(FromCameo, TellsProtestRelationsAndCoercionApart) {
  EXPECT_EQ(Cameo("141"), "protest");
  EXPECT_EQ(Cameo("1422"), "protest/hunger_strike");
  EXPECT_EQ(Cameo("144"), "protest/obstruction");
  EXPECT_EQ(Cameo("145"), "riot");
  EXPECT_EQ(Cameo("152"), "mobilization/troops");
  EXPECT_EQ(Cameo("160"), "diplomatic_act/relations_reduced");
  EXPECT_EQ(Cameo("163"), "sanction_act/imposition");
  EXPECT_EQ(Cameo("1312"), "sanction_act/threat");
  EXPECT_EQ(Cameo("164"), "diplomatic_act/talks_halted");
  EXPECT_EQ(Cameo("1711"), "coercion/seize");
  EXPECT_EQ(Cameo("1712"), "strategic_development/looting_or_destruction");
  EXPECT_EQ(Cameo("172"), "coercion/restrict");
  EXPECT_EQ(Cameo("173"), "coercion/arrest");
  EXPECT_EQ(Cameo("174"), "coercion/deport");
  EXPECT_EQ(Cameo("175"), "violence_against_civilians");
}

TEST(FromCameo, TellsFightingFromViolenceAgainstThoseWhoDoNotFight) {
  EXPECT_EQ(Cameo("180"), "violence_against_civilians");
  EXPECT_EQ(Cameo("181"), "violence_against_civilians/abduction");
  EXPECT_EQ(Cameo("1822"), "violence_against_civilians/torture");
  EXPECT_EQ(Cameo("183"), "remote_violence");
  EXPECT_EQ(Cameo("1831"), "remote_violence/suicide_bomb");
  EXPECT_EQ(Cameo("190"), "battle");
  EXPECT_EQ(Cameo("191"), "military_operation/blockade");
  EXPECT_EQ(Cameo("192"), "military_operation/occupation");
  EXPECT_EQ(Cameo("193"), "battle");
  EXPECT_EQ(Cameo("194"), "remote_violence/shelling_artillery_missile");
  EXPECT_EQ(Cameo("195"), "remote_violence/air_drone_strike");
  EXPECT_EQ(Cameo("196"), "violation");
  EXPECT_EQ(Cameo("201"), "displacement/deportation");
  EXPECT_EQ(Cameo("202"), "violence_against_civilians/massacre");
  // Not chemical: the code is of biological and radiological weapons too.
  EXPECT_EQ(Cameo("2041"), "remote_violence");
}

TEST(CodesOf, GivesTheCodesOfATypeInTheirOrder) {
  EXPECT_THAT(CodesOf(Taxonomy::kCameo, EventType::kBattle), ElementsAre("19", "190", "193"));
  EXPECT_THAT(CodesOf(Taxonomy::kCameo, EventType::kSanctionAct),
              ElementsAre("085", "1312", "163"));
  EXPECT_THAT(CodesOf(Taxonomy::kCameo, EventType::kTerritorialChange), IsEmpty());
  EXPECT_THAT(CodesOf(Taxonomy::kUcdp, EventType::kArmedViolence), ElementsAre("1", "2"));
  EXPECT_THAT(
      CodesOf(Taxonomy::kAcled, EventType::kRiot),
      ElementsAre("Riots/Violent demonstration", "Riots/Mob violence"));
}

TEST(CodesOf, CountsWhatCameoBecomes) {
  const std::map<EventType, std::size_t> expected = {
      {EventType::kBattle, 3},
      {EventType::kRemoteViolence, 12},
      {EventType::kViolenceAgainstCivilians, 15},
      {EventType::kMilitaryOperation, 3},
      {EventType::kMobilization, 7},
      {EventType::kCoercion, 12},
      {EventType::kProtest, 22},
      {EventType::kRiot, 5},
      {EventType::kMeeting, 8},
      {EventType::kAgreement, 1},
      {EventType::kCeasefire, 1},
      {EventType::kViolation, 1},
      {EventType::kStatement, 165},
      {EventType::kDiplomaticAct, 16},
      {EventType::kSanctionAct, 3},
      {EventType::kAid, 7},
      {EventType::kCooperation, 29},
      {EventType::kDisplacement, 1},
      {EventType::kStrategicDevelopment, 1},
      {EventType::kOther, 6}};
  std::map<EventType, std::size_t> counts;
  for (const CameoInfo& info : CameoCodes()) ++counts[FromCameo(info.code)->type];
  EXPECT_EQ(counts, expected);
}

// ---- PLOVER ----

TEST(PloverCodes, AreSixteenEventsWithTheModesOfTheManual) {
  std::map<std::string_view, int> modes;
  for (const PloverInfo& info : PloverCodes()) {
    int& count = modes[info.event];
    if (info.current && !info.mode.empty()) ++count;
    EXPECT_EQ(info.code, info.mode.empty()
                             ? std::string(info.event)
                             : std::string(info.event) + "/" + std::string(info.mode));
  }
  const std::map<std::string_view, int> expected = {
      {"AGREE", 0},     {"CONSULT", 4}, {"SUPPORT", 0}, {"CONCEDE", 0},
      {"COOPERATE", 0}, {"AID", 0},     {"RETREAT", 6}, {"REQUEST", 4},
      {"ACCUSE", 3},    {"REJECT", 4},  {"THREATEN", 6}, {"PROTEST", 7},
      {"SANCTION", 4},  {"MOBILIZE", 4}, {"COERCE", 10}, {"ASSAULT", 15}};
  EXPECT_EQ(modes, expected);
}

TEST(PloverCodes, HaveTheirQuadClass) {
  std::map<int, std::set<std::string_view>> events;
  for (const PloverInfo& info : PloverCodes()) events[info.quad].insert(info.event);
  EXPECT_EQ(events[1], (std::set<std::string_view>{"AGREE", "CONSULT", "SUPPORT", "CONCEDE"}));
  EXPECT_EQ(events[2], (std::set<std::string_view>{"COOPERATE", "AID", "RETREAT"}));
  EXPECT_EQ(events[3], (std::set<std::string_view>{"REQUEST", "ACCUSE", "REJECT", "THREATEN"}));
  EXPECT_EQ(events[4], (std::set<std::string_view>{"PROTEST", "SANCTION", "MOBILIZE", "COERCE",
                                                   "ASSAULT"}));
}

TEST(FromPlover, TakesAnEventWithAndWithoutItsMode) {
  EXPECT_EQ(Plover("AGREE", ""), "statement/agreement");
  EXPECT_EQ(Plover("CONSULT", "phone"), "meeting/virtual_meeting");
  EXPECT_EQ(Plover("CONCEDE", ""), "statement/concession");
  EXPECT_EQ(Plover("RETREAT", "ceasefire"), "ceasefire");
  EXPECT_EQ(Plover("RETREAT", "resign"), "political_change/departure");
  EXPECT_EQ(Plover("PROTEST", "strike"), "protest/strike");
  EXPECT_EQ(Plover("PROTEST", "riot"), "riot");
  EXPECT_EQ(Plover("PROTEST", "vandalize"), "riot/vandalism");
  EXPECT_EQ(Plover("MOBILIZE", "militia"), "mobilization/militia");
  EXPECT_EQ(Plover("ASSAULT", ""), "armed_violence");
  EXPECT_EQ(Plover("ASSAULT", "drone"), "remote_violence/air_drone_strike");
  EXPECT_EQ(Plover("ASSAULT", "targeted"), "violence_against_civilians/attack");
}

// The kinds of coercion are PLOVER's modes, word for word but for the hyphen.
TEST(FromPlover, KeepsEveryModeOfCoerceAndMobilize) {
  for (const PloverInfo& info : PloverCodes()) {
    if ((info.event != "COERCE" && info.event != "MOBILIZE") || info.mode.empty() ||
        !info.current) {
      continue;
    }
    std::string word(info.mode);
    std::replace(word.begin(), word.end(), '-', '_');
    EXPECT_EQ(Plover(info.event, info.mode),
              std::string(info.event == "COERCE" ? "coercion/" : "mobilization/") + word);
  }
}

TEST(FromPlover, RefusesWhatIsNoEventOrModeAndListsTheModes) {
  EXPECT_EQ(FromPlover("coerce", "").error().code(), ErrorCode::kNotFound);
  EXPECT_THAT(FromPlover("FIGHT", "").error().message(), HasSubstr("not a PLOVER event"));
  EXPECT_THAT(FromPlover("", "arrest").error().message(), HasSubstr("not a PLOVER event"));
  EXPECT_THAT(FromPlover("CONSULT", "arrest").error().message(),
              HasSubstr("visit, third-party, multilateral, phone"));
  EXPECT_THAT(FromPlover("AGREE", "visit").error().message(), HasSubstr("has none"));
  EXPECT_FALSE(FromPlover("COERCE/arrest", "").ok() && FromPlover("COERCE", "arrest/x").ok());
}

TEST(ToPlover, GivesWhatTheCrosswalkGives) {
  const CameoInPlover arrest = ToPlover("173").value();
  EXPECT_EQ(arrest.event, "COERCE");
  EXPECT_EQ(arrest.mode, "arrest");
  EXPECT_EQ(arrest.contexts, "legal");
  EXPECT_EQ(ToPlover("1121")->contexts, "crime;corruption");
  EXPECT_EQ(ToPlover("0331")->event, "AGREE");
  EXPECT_EQ(ToPlover("0331")->contexts, "economic");
  EXPECT_EQ(ToPlover("1214")->contexts, "intelligence");
  // The published row has the context where the mode should be.
  EXPECT_EQ(ToPlover("175")->mode, "");
  EXPECT_EQ(ToPlover("175")->contexts, "pro_autocracy;military");
}

TEST(ToPlover, MapsAllOfCameoButWhatPloverDropped) {
  std::vector<std::string_view> unmapped;
  for (const CameoInfo& info : CameoCodes()) {
    const Result<CameoInPlover> plover = ToPlover(info.code);
    if (!plover.ok()) {
      EXPECT_EQ(plover.error().code(), ErrorCode::kNotFound);
      if (info.root != "01" && info.root != "02") unmapped.push_back(info.code);
      continue;
    }
    EXPECT_TRUE(info.root != "01" && info.root != "02") << info.code;
    EXPECT_TRUE(FromPlover(plover->event, plover->mode).ok())
        << info.code << ' ' << plover->event << ' ' << plover->mode;
  }
  EXPECT_THAT(unmapped, ElementsAre("155", "176", "1834", "1951", "1952"));
}

// Where the direct way and the way over PLOVER part, by CAMEO code. Each is a choice: PLOVER has
// fewer events, folds investigations into ACCUSE and fighting into ASSAULT.
TEST(ToPlover, LeadsToAnotherTypeOnlyWherePloverIsCoarser) {
  std::map<std::string, std::vector<std::string>> parted;
  for (const CameoInfo& info : CameoCodes()) {
    const Result<CameoInPlover> plover = ToPlover(info.code);
    if (!plover.ok() || info.code.size() == 2) continue;
    const EventType direct = FromCameo(info.code)->type;
    const EventType over = FromPlover(plover->event, plover->mode)->type;
    if (direct == over) continue;
    parted[std::string(ToString(direct)) + " over " + std::string(plover->event) + ": " +
           std::string(ToString(over))]
        .emplace_back(info.code);
  }
  const std::map<std::string, std::vector<std::string>> expected = {
      {"agreement over SUPPORT: statement", {"057"}},
      {"battle over ASSAULT: armed_violence", {"190", "193"}},
      {"cooperation over CONCEDE: statement",
       {"080", "081", "0811", "0812", "082", "083", "0831", "0832", "0833", "0834"}},
      {"cooperation over RETREAT: military_operation", {"0872"}},
      {"diplomatic_act over SUPPORT: statement", {"050", "054"}},
      {"displacement over ASSAULT: violence_against_civilians", {"201"}},
      {"military_operation over COERCE: coercion", {"191", "192"}},
      {"military_operation over RETREAT: cooperation", {"0874"}},
      {"other over ACCUSE: statement", {"090", "091", "092", "093", "094"}},
      {"sanction_act over COERCE: coercion", {"163"}},
      {"sanction_act over RETREAT: cooperation", {"085"}},
      {"sanction_act over THREATEN: statement", {"1312"}},
      {"violation over ASSAULT: armed_violence", {"196"}},
      {"violence_against_civilians over ASSAULT: armed_violence", {"175", "180", "1823"}}};
  EXPECT_EQ(parted, expected);
}

// ---- ACLED ----

TEST(AcledCodes, AreTwentyFiveSubEventTypesOfSixEventTypes) {
  std::map<std::string_view, int> events;
  for (const AcledInfo& info : AcledCodes()) {
    ++events[info.event_type];
    EXPECT_EQ(info.code, std::string(info.event_type) + "/" + std::string(info.sub_event_type));
  }
  const std::map<std::string_view, int> expected = {
      {"Battles", 3},  {"Explosions/Remote violence", 6}, {"Protests", 3},
      {"Riots", 2},    {"Strategic developments", 8},     {"Violence against civilians", 3}};
  EXPECT_EQ(events, expected);
}

TEST(AcledCodes, HaveTheirDisorderTypes) {
  std::map<std::string_view, int> disorder;
  int political = 0;
  int organized = 0;
  int demonstrations = 0;
  for (const AcledInfo& info : AcledCodes()) {
    ++disorder[info.disorder_type];
    political += info.political_violence ? 1 : 0;
    organized += info.organized_political_violence ? 1 : 0;
    demonstrations += info.demonstrations ? 1 : 0;
    EXPECT_EQ(info.disorder, info.political_violence || info.demonstrations) << info.code;
    EXPECT_EQ(info.disorder, info.disorder_type != "Strategic developments") << info.code;
    EXPECT_LE(info.organized_political_violence, info.political_violence) << info.code;
    EXPECT_EQ(info.political_violence,
              info.disorder_type.find("Political violence") != std::string_view::npos)
        << info.code;
    EXPECT_EQ(info.demonstrations,
              info.disorder_type.find("Demonstrations") != std::string_view::npos)
        << info.code;
  }
  const std::map<std::string_view, int> expected = {{"Political violence", 13},
                                                    {"Demonstrations", 3},
                                                    {"Political violence; Demonstrations", 1},
                                                    {"Strategic developments", 8}};
  EXPECT_EQ(disorder, expected);
  EXPECT_EQ(political, 14);
  EXPECT_EQ(organized, 12);
  EXPECT_EQ(demonstrations, 4);

  const AcledInfo force = FindAcled("Protests", "Excessive force against protesters").value();
  EXPECT_TRUE(force.political_violence && force.demonstrations);
  EXPECT_FALSE(force.organized_political_violence);
  EXPECT_FALSE(FindAcled("Riots", "Mob violence")->organized_political_violence);
  EXPECT_FALSE(FindAcled("Riots", "Mob violence")->demonstrations);
}

TEST(FromAcled, KeepsEverySubEventTypeApart) {
  std::set<std::string> kinds;
  for (const AcledInfo& info : AcledCodes()) {
    const Result<Crosswalked> meaning = FromAcled(info.event_type, info.sub_event_type);
    ASSERT_TRUE(meaning.ok()) << info.code;
    EXPECT_TRUE(kinds.insert(Describe(*meaning)).second) << Describe(*meaning);
  }
  EXPECT_EQ(Acled("Battles", "Armed clash"), "battle/armed_clash");
  EXPECT_EQ(Acled("Battles", "Government regains territory"), "battle/government_regains_territory");
  EXPECT_EQ(Acled("Explosions/Remote violence", "Air/drone strike"),
            "remote_violence/air_drone_strike");
  EXPECT_EQ(Acled("Violence against civilians", "Abduction/forced disappearance"),
            "violence_against_civilians/abduction");
  EXPECT_EQ(Acled("Protests", "Protest with intervention"), "protest/with_intervention");
  EXPECT_EQ(Acled("Riots", "Mob violence"), "riot/mob_violence");
  EXPECT_EQ(Acled("Strategic developments", "Non-violent transfer of territory"),
            "strategic_development/non_violent_transfer_of_territory");
}

TEST(FromAcled, TakesAnEventTypeAlone) {
  EXPECT_EQ(Acled("Battles", ""), "battle");
  EXPECT_EQ(Acled("Explosions/Remote violence", ""), "remote_violence");
  EXPECT_EQ(Acled("Violence against civilians", ""), "violence_against_civilians");
  EXPECT_EQ(Acled("Protests", ""), "protest");
  EXPECT_EQ(Acled("Riots", ""), "riot");
  EXPECT_EQ(Acled("Strategic developments", ""), "strategic_development");
  EXPECT_EQ(Describe(FromCode(Taxonomy::kAcled, "Explosions/Remote violence").value()),
            "remote_violence");
}

TEST(FromAcled, TakesTheEventTypesFromBefore2019) {
  EXPECT_EQ(Acled("Battle-No change of territory", ""), "battle/armed_clash");
  EXPECT_EQ(Acled("Battle-Government regains territory", ""),
            "battle/government_regains_territory");
  EXPECT_EQ(Acled("Battle-Non-state actor overtakes territory", ""),
            "battle/non_state_overtakes_territory");
  EXPECT_EQ(Acled("Remote violence", ""), "remote_violence");
  EXPECT_EQ(Acled("Headquarters or base established", ""),
            "strategic_development/headquarters_or_base");
  EXPECT_EQ(Acled("Strategic development", ""), "strategic_development/other");
  EXPECT_EQ(Acled("Non-violent activity by a conflict actor", ""), "strategic_development/other");
  EXPECT_EQ(Acled("Non-violent transfer of territory", ""),
            "strategic_development/non_violent_transfer_of_territory");
}

TEST(FromAcled, DoesNotGuessBetweenRiotsAndProtests) {
  const Result<Crosswalked> meaning = FromAcled("Riots/Protests", "");
  ASSERT_FALSE(meaning.ok());
  EXPECT_THAT(meaning.error().message(), HasSubstr("inter1"));
}

TEST(FromAcled, RefusesWhatIsNoSubEventTypeAndListsThem) {
  const Result<Crosswalked> meaning = FromAcled("Riots", "Armed clash");
  ASSERT_FALSE(meaning.ok());
  EXPECT_EQ(meaning.error().code(), ErrorCode::kNotFound);
  EXPECT_THAT(meaning.error().message(), HasSubstr("Violent demonstration, Mob violence"));
  EXPECT_EQ(meaning.error().text(), "Riots/Armed clash");
  EXPECT_THAT(FromAcled("Wars", "").error().message(), HasSubstr("not an ACLED event type"));
  EXPECT_FALSE(FromAcled("battles", "Armed clash").ok());
  EXPECT_FALSE(FromAcled("", "Armed clash").ok());
  EXPECT_FALSE(FindAcled("Battles", "").ok());
}

// ---- UCDP, COW, GTD, SCAD ----

TEST(FromUcdp, KeepsTheThreeTypesApart) {
  EXPECT_EQ(Describe(FromUcdp(1).value()), "armed_violence/state_based");
  EXPECT_EQ(Describe(FromUcdp(2).value()), "armed_violence/non_state");
  EXPECT_EQ(Describe(FromUcdp(3).value()), "violence_against_civilians");
  for (const int wrong : {-1, 0, 4}) {
    const Result<Crosswalked> meaning = FromUcdp(wrong);
    ASSERT_FALSE(meaning.ok());
    EXPECT_EQ(meaning.error().code(), ErrorCode::kNotFound);
    EXPECT_EQ(meaning.error().text(), std::to_string(wrong));
  }
}

TEST(FromCowTerritorialChange, GivesTheProcedureOfThatNumber) {
  for (int number = 1; number <= 6; ++number) {
    EXPECT_EQ(std::get<TerritorialChangeDetails>(FromCowTerritorialChange(number)->details)
                  .procedure,
              static_cast<ChangeProcedure>(number));
  }
  EXPECT_EQ(Describe(FromCowTerritorialChange(-9).value()), "territorial_change/not_applicable");
  EXPECT_FALSE(FromCowTerritorialChange(0).ok());
  EXPECT_FALSE(FromCowTerritorialChange(7).ok());
}

TEST(FromGtd, MakesAttackTypesOfWhatWasDoneToWhom) {
  EXPECT_EQ(Describe(FromGtd(1).value()), "violence_against_civilians/attack");
  EXPECT_EQ(Describe(FromGtd(2).value()), "armed_violence");
  EXPECT_EQ(Describe(FromGtd(3).value()), "remote_violence");
  for (const int taking : {4, 5, 6}) {
    EXPECT_EQ(Describe(FromGtd(taking).value()), "violence_against_civilians/abduction");
  }
  EXPECT_EQ(Describe(FromGtd(7).value()), "strategic_development/looting_or_destruction");
  EXPECT_EQ(Describe(FromGtd(8).value()), "violence_against_civilians/attack");
  EXPECT_EQ(Describe(FromGtd(9).value()), "armed_violence");
  for (const int wrong : {-9, 0, 10}) {
    EXPECT_EQ(FromGtd(wrong).error().code(), ErrorCode::kNotFound);
    EXPECT_FALSE(FromCode(Taxonomy::kGtd, std::to_string(wrong)).ok());
  }
  for (int type = 1; type <= 9; ++type) EXPECT_FALSE(FromGtd(type)->exact());
}

TEST(FromScad, MakesEventTypesOfDemonstrationsRiotsStrikesAndViolence) {
  EXPECT_EQ(Describe(FromScad(1).value()), "protest");
  EXPECT_EQ(Describe(FromScad(2).value()), "protest");
  EXPECT_EQ(Describe(FromScad(3).value()), "riot");
  EXPECT_EQ(Describe(FromScad(4).value()), "riot");
  EXPECT_EQ(Describe(FromScad(5).value()), "protest/strike");
  EXPECT_EQ(Describe(FromScad(6).value()), "protest/strike");
  EXPECT_EQ(Describe(FromScad(7).value()), "violence_against_civilians");
  EXPECT_EQ(Describe(FromScad(8).value()), "armed_violence");
  EXPECT_EQ(Describe(FromScad(9).value()), "armed_violence/non_state");
  EXPECT_EQ(Describe(FromScad(10).value()), "armed_violence");
  for (const int wrong : {-9, 0, 11}) {
    EXPECT_EQ(FromScad(wrong).error().code(), ErrorCode::kNotFound);
    EXPECT_FALSE(FromCode(Taxonomy::kScad, std::to_string(wrong)).ok());
  }
  for (int type = 1; type <= 10; ++type) EXPECT_FALSE(FromScad(type)->exact());
}

}  // namespace
}  // namespace casus
