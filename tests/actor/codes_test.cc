#include "casus/actor/codes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/time/edtf.h"
#include "src/actor/codes_table.h"
#include "tests/actor/words.h"
#include "tests/io/real_data.h"

namespace casus {
namespace testing {

using Enumerations = ::testing::Types<CodeOutcome>;
INSTANTIATE_TYPED_TEST_SUITE_P(Codes, Words, Enumerations);

}  // namespace testing

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr CodeSystem kAlpha2 = CodeSystem::kIso3166Alpha2;
constexpr CodeSystem kAlpha3 = CodeSystem::kIso3166Alpha3;
constexpr CodeSystem kNumeric = CodeSystem::kIso3166Numeric;
constexpr CodeSystem kM49 = CodeSystem::kUnM49;
constexpr CodeSystem kCow = CodeSystem::kCow;
constexpr CodeSystem kGw = CodeSystem::kGw;
constexpr CodeSystem kUcdp = CodeSystem::kUcdpCountry;
constexpr CodeSystem kFips = CodeSystem::kFips104;
constexpr CodeSystem kCameo = CodeSystem::kCameo;

Day D(int year, int month, int day) { return Day::FromYmd(year, month, day); }
const Day kToday = D(2024, 6, 1);

// "germany", or "germany?" where it is only possible.
std::vector<std::string> Bearers(std::string_view code, CodeSystem system,
                                 std::optional<Day> day = kToday) {
  std::vector<std::string> bearers;
  const auto found = Resolve(code, system, day);
  EXPECT_TRUE(found.ok()) << found.error();
  if (!found.ok()) return bearers;
  for (const ResolvedCode& one : *found) {
    bearers.push_back(std::string(StateKey(one.state)) +
                      (one.truth == Truth::kPossible ? "?" : ""));
  }
  return bearers;
}

std::vector<std::string> CodesIn(std::string_view state, CodeSystem system,
                                 std::optional<Day> day = kToday) {
  std::vector<std::string> codes;
  const auto found = CodesOf(FindState(state).value(), system, day);
  EXPECT_TRUE(found.ok()) << found.error();
  for (const StateCode& one : *found) {
    codes.push_back(std::string(one.code) + (one.truth == Truth::kPossible ? "?" : ""));
  }
  return codes;
}

// ---- Whose a code is ----

TEST(Resolve, TellsSystemsApartThatGiveOneCodeToSeveralStates) {
  const struct {
    std::string_view code;
    std::string_view fips;
    std::string_view iso;
  } kTraps[] = {
      {"RS", "russia", "serbia"},
      {"CH", "china", "switzerland"},
      {"GM", "germany", "gambia"},
      {"AU", "austria", "australia"},
      {"BG", "bangladesh", "bulgaria"},
      {"SU", "sudan", ""},
      {"JA", "japan", ""},
      {"SP", "spain", ""},
      {"UK", "united-kingdom", ""},
      {"UP", "ukraine", ""},
      {"PO", "portugal", ""},
      {"CG", "democratic-republic-of-the-congo", "congo"},
      {"AX", "akrotiri", "aland-islands"},
      {"NT", "", ""},
      {"GA", "gambia", "gabon"},
      {"NI", "nigeria", "nicaragua"},
      {"NG", "niger", "nigeria"},
      {"TP", "sao-tome-and-principe", ""},
  };
  for (const auto& trap : kTraps) {
    const auto expected = [](std::string_view state) {
      return state.empty() ? std::vector<std::string>{} : std::vector{std::string(state)};
    };
    EXPECT_EQ(Bearers(trap.code, kFips), expected(trap.fips)) << trap.code;
    EXPECT_EQ(Bearers(trap.code, kAlpha2), expected(trap.iso)) << trap.code;
  }
}

TEST(Resolve, TellsNumbersOfOneSystemFromThoseOfAnother) {
  // Numbers that Polity has for Sudan, Yugoslavia, the USSR, Ethiopia, Pakistan and Vietnam.
  EXPECT_THAT(Bearers("626", kCow), ElementsAre("south-sudan"));
  EXPECT_THAT(Bearers("626", kGw), ElementsAre("south-sudan"));
  EXPECT_THAT(Bearers("626", kNumeric), ElementsAre("timor-leste"));
  EXPECT_THAT(Bearers("347", kCow), ElementsAre("kosovo"));
  EXPECT_THAT(Bearers("347", kCow, D(2000, 1, 1)), IsEmpty());
  EXPECT_THAT(Bearers("364", kNumeric), ElementsAre("iran"));
  EXPECT_THAT(Bearers("818", kNumeric), ElementsAre("egypt"));
  for (const std::string_view code : {"364", "529", "769", "818"}) {
    EXPECT_THAT(Bearers(code, kCow, std::nullopt), IsEmpty()) << code;
    EXPECT_THAT(Bearers(code, kGw, std::nullopt), IsEmpty()) << code;
  }
  // The same number in the two state systems.
  EXPECT_THAT(Bearers("970", kCow), ElementsAre("nauru"));
  EXPECT_THAT(Bearers("970", kGw), ElementsAre("kiribati"));
  EXPECT_THAT(Bearers("955", kCow), ElementsAre("tonga"));
  EXPECT_THAT(Bearers("972", kGw), ElementsAre("tonga"));
  EXPECT_THAT(Bearers("342", kCow, std::nullopt), IsEmpty());
}

TEST(Resolve, FollowsGermany) {
  EXPECT_THAT(Bearers("255", kCow, D(1900, 1, 1)), ElementsAre("germany"));
  EXPECT_THAT(Bearers("255", kCow, D(1970, 1, 1)), IsEmpty());
  EXPECT_THAT(Bearers("260", kCow, D(1970, 1, 1)), ElementsAre("germany"));
  EXPECT_THAT(Bearers("260", kCow, D(1990, 10, 2)), ElementsAre("germany"));
  EXPECT_THAT(Bearers("260", kCow, D(1990, 10, 3)), IsEmpty());
  EXPECT_THAT(Bearers("255", kCow, D(1990, 10, 3)), ElementsAre("germany"));
  EXPECT_THAT(Bearers("260", kGw), ElementsAre("germany"));
  EXPECT_THAT(Bearers("255", kGw), IsEmpty());
  EXPECT_THAT(Bearers("265", kCow, D(1980, 1, 1)), ElementsAre("german-democratic-republic"));
  EXPECT_THAT(Bearers("DD", kAlpha2, D(1980, 1, 1)), ElementsAre("german-democratic-republic"));
  EXPECT_THAT(Bearers("DD", kAlpha2), IsEmpty());
  EXPECT_THAT(Bearers("280", kNumeric, D(1985, 1, 1)), ElementsAre("germany"));
  EXPECT_THAT(CodesIn("germany", kNumeric), ElementsAre("276"));
}

TEST(Resolve, FollowsYemen) {
  EXPECT_THAT(Bearers("678", kCow, D(1980, 1, 1)), ElementsAre("yemen"));
  EXPECT_THAT(Bearers("678", kCow), IsEmpty());
  EXPECT_THAT(Bearers("679", kCow), ElementsAre("yemen"));
  EXPECT_THAT(Bearers("678", kGw), ElementsAre("yemen"));
  EXPECT_THAT(Bearers("679", kGw, std::nullopt), IsEmpty());
  EXPECT_THAT(Bearers("680", kGw, D(1980, 1, 1)), ElementsAre("south-yemen"));
  EXPECT_THAT(Bearers("YD", kAlpha2, D(1990, 7, 1)), ElementsAre("south-yemen?"));
  EXPECT_THAT(CodesIn("yemen", kNumeric, D(1985, 1, 1)), ElementsAre("886"));
  EXPECT_THAT(CodesIn("yemen", kNumeric), ElementsAre("887"));
}

TEST(Resolve, FollowsVietnam) {
  EXPECT_THAT(Bearers("815", kGw, D(1850, 1, 1)), ElementsAre("annam"));
  EXPECT_THAT(Bearers("815", kCow, std::nullopt), IsEmpty());
  EXPECT_THAT(Bearers("816", kCow), ElementsAre("vietnam"));
  EXPECT_THAT(Bearers("817", kCow, D(1970, 1, 1)), ElementsAre("south-vietnam"));
  EXPECT_THAT(Bearers("817", kCow, D(1975, 5, 1)), IsEmpty());
  EXPECT_THAT(Bearers("VN", kAlpha2, D(1975, 6, 1)), ElementsAre("south-vietnam"));
  EXPECT_THAT(Bearers("VD", kAlpha2, D(1975, 6, 1)), ElementsAre("vietnam"));
  EXPECT_THAT(Bearers("VN", kAlpha2), ElementsAre("vietnam"));
  EXPECT_EQ(StateName(*FindState("vietnam"), D(1970, 1, 1)), "North Vietnam");
}

TEST(Resolve, FollowsYugoslaviaSerbiaAndKosovo) {
  EXPECT_THAT(Bearers("345", kCow, D(1900, 1, 1)), ElementsAre("serbia"));
  EXPECT_THAT(Bearers("345", kCow, D(1980, 1, 1)), ElementsAre("yugoslavia"));
  EXPECT_THAT(Bearers("345", kCow), ElementsAre("serbia"));
  EXPECT_THAT(Bearers("340", kGw), ElementsAre("serbia"));
  EXPECT_THAT(Bearers("345", kGw), IsEmpty());
  EXPECT_THAT(Bearers("345", kUcdp), ElementsAre("serbia"));
  EXPECT_THAT(Bearers("340", kUcdp, std::nullopt), IsEmpty());
  EXPECT_THAT(Bearers("YU", kAlpha2, D(1995, 1, 1)), ElementsAre("yugoslavia"));
  EXPECT_THAT(CodesIn("yugoslavia", kNumeric, D(1991, 1, 1)), ElementsAre("890"));
  EXPECT_THAT(CodesIn("yugoslavia", kNumeric, D(1995, 1, 1)), ElementsAre("891"));
  EXPECT_EQ(StateName(*FindState("yugoslavia"), D(2005, 1, 1)), "Serbia and Montenegro");
  EXPECT_THAT(Bearers("341", kCow), ElementsAre("montenegro"));
  EXPECT_THAT(Bearers("XK", kAlpha2), ElementsAre("kosovo"));
  EXPECT_THAT(Bearers("XKX", kAlpha3), ElementsAre("kosovo"));
  EXPECT_THAT(Bearers("KSV", kAlpha3, std::nullopt), IsEmpty());
  EXPECT_THAT(Bearers("KSV", kCameo, std::nullopt), IsEmpty());
  EXPECT_THAT(CodesIn("kosovo", kNumeric, std::nullopt), IsEmpty());
  EXPECT_THAT(CodesIn("kosovo", kGw), ElementsAre("347"));
}

TEST(Resolve, TellsTheSovietUnionFromRussia) {
  EXPECT_THAT(Bearers("365", kCow, D(1900, 1, 1)), ElementsAre("russia"));
  EXPECT_THAT(Bearers("365", kCow, D(1980, 1, 1)), ElementsAre("soviet-union"));
  EXPECT_THAT(Bearers("365", kCow), ElementsAre("russia"));
  EXPECT_THAT(Bearers("SU", kAlpha2, D(1980, 1, 1)), ElementsAre("soviet-union"));
  EXPECT_THAT(Bearers("RU", kAlpha2, D(1980, 1, 1)), IsEmpty());
  // The state had ended and the list did not say so yet.
  EXPECT_THAT(Bearers("SU", kAlpha2, D(1992, 3, 1)), ElementsAre("soviet-union?"));
  EXPECT_THAT(Bearers("RU", kAlpha2, D(1992, 3, 1)), ElementsAre("russia?"));
  EXPECT_THAT(Bearers("SU", kAlpha2, D(1992, 8, 30)), IsEmpty());
  EXPECT_THAT(Bearers("RUS", kCameo, D(1985, 1, 1)), ElementsAre("soviet-union"));
  EXPECT_THAT(Bearers("RUS", kCameo), ElementsAre("russia"));
}

TEST(Resolve, KnowsWhenAStateBegan) {
  EXPECT_THAT(Bearers("20", kCow, D(1920, 1, 9)), IsEmpty());
  EXPECT_THAT(Bearers("20", kCow, D(1920, 1, 10)), ElementsAre("canada"));
  EXPECT_THAT(Bearers("20", kGw, D(1900, 1, 1)), ElementsAre("canada"));
  EXPECT_THAT(Bearers("900", kCow, D(1919, 1, 1)), IsEmpty());
  EXPECT_THAT(Bearers("900", kGw, D(1919, 1, 1)), ElementsAre("australia"));
  EXPECT_THAT(Bearers("736", kNumeric, D(2000, 1, 1)), ElementsAre("sudan"));
  EXPECT_THAT(CodesIn("sudan", kNumeric, D(2011, 7, 20)), ElementsAre("736?", "729?"));
  EXPECT_THAT(CodesIn("sudan", kNumeric), ElementsAre("729"));
  EXPECT_THAT(Bearers("SS", kAlpha2, D(2011, 1, 1)), IsEmpty());
  EXPECT_THAT(Bearers("SSD", kCameo, D(2005, 1, 1)), ElementsAre("south-sudan?"));
}

TEST(Resolve, KnowsCodesThatWereGivenTwice) {
  EXPECT_THAT(Bearers("CS", kAlpha2, D(1980, 1, 1)), ElementsAre("czechoslovakia"));
  EXPECT_THAT(Bearers("CS", kAlpha2, D(1998, 1, 1)), IsEmpty());
  EXPECT_THAT(Bearers("CS", kAlpha2, D(2005, 1, 1)), ElementsAre("yugoslavia"));
  EXPECT_THAT(Bearers("CS", kAlpha2), IsEmpty());
  EXPECT_THAT(Bearers("CS", kAlpha2, std::nullopt), ElementsAre("czechoslovakia", "yugoslavia"));
  EXPECT_THAT(Bearers("AI", kAlpha2, D(1976, 6, 1)), ElementsAre("djibouti"));
  EXPECT_THAT(Bearers("AI", kAlpha2), ElementsAre("anguilla"));
  EXPECT_THAT(Bearers("SK", kAlpha2, D(1975, 3, 1)), ElementsAre("sikkim"));
  EXPECT_THAT(Bearers("SK", kAlpha2), ElementsAre("slovakia"));
  EXPECT_THAT(Bearers("GE", kAlpha2, D(1976, 1, 1)), ElementsAre("gilbert-and-ellice-islands"));
  EXPECT_THAT(Bearers("GE", kAlpha2), ElementsAre("georgia"));
  EXPECT_THAT(Bearers("BQ", kAlpha2, D(1976, 1, 1)), ElementsAre("british-antarctic-territory"));
  EXPECT_THAT(Bearers("BQ", kAlpha2), ElementsAre("bonaire"));
  EXPECT_THAT(Bearers("BQ", kFips), ElementsAre("navassa-island"));
}

TEST(Resolve, KnowsCodesThatWereWithdrawn) {
  for (const std::string_view code : {"SU", "YU", "CS", "DD", "AN", "YD", "ZR", "BU", "TP", "FX",
                                      "NT", "VD", "HV", "DY", "RH", "NH", "PC", "PZ"}) {
    EXPECT_THAT(Bearers(code, kAlpha2), IsEmpty()) << code;
    EXPECT_FALSE(Bearers(code, kAlpha2, std::nullopt).empty()) << code;
  }
  EXPECT_THAT(Bearers("ZR", kAlpha2, D(1990, 1, 1)),
              ElementsAre("democratic-republic-of-the-congo"));
  EXPECT_THAT(Bearers("BU", kAlpha2, D(1985, 1, 1)), ElementsAre("myanmar"));
  EXPECT_THAT(Bearers("ROM", kAlpha3, D(2002, 1, 31)), ElementsAre("romania"));
  EXPECT_THAT(Bearers("ROU", kAlpha3, D(2002, 1, 31)), IsEmpty());
  EXPECT_THAT(Bearers("ROU", kAlpha3, D(2002, 2, 1)), ElementsAre("romania"));
  // Which day of 1984 is not known.
  EXPECT_THAT(Bearers("HV", kAlpha2, D(1984, 6, 1)), ElementsAre("burkina-faso?"));
  EXPECT_THAT(Bearers("BF", kAlpha2, D(1984, 6, 1)), ElementsAre("burkina-faso?"));
}

TEST(Resolve, CallsCodesPossibleBeforeTheirListsWere) {
  EXPECT_THAT(Bearers("FR", kAlpha2, D(1950, 1, 1)), ElementsAre("france?"));
  EXPECT_THAT(Bearers("FR", kAlpha2, D(1975, 1, 1)), ElementsAre("france"));
  EXPECT_THAT(Bearers("250", kNumeric, D(1980, 1, 1)), ElementsAre("france?"));
  EXPECT_THAT(Bearers("250", kNumeric, D(1982, 1, 1)), ElementsAre("france"));
  EXPECT_THAT(Bearers("250", kM49, D(1972, 1, 1)), ElementsAre("france"));
  EXPECT_THAT(Bearers("158", kNumeric), ElementsAre("taiwan"));
  EXPECT_THAT(Bearers("158", kM49, std::nullopt), IsEmpty());
  // UCDP has wars in Algeria before it is a state.
  EXPECT_THAT(Bearers("615", kUcdp, D(1956, 1, 1)), ElementsAre("algeria?"));
  EXPECT_THAT(Bearers("615", kGw, D(1956, 1, 1)), IsEmpty());
  EXPECT_THAT(Bearers("751", kUcdp, D(1948, 1, 1)), ElementsAre("hyderabad"));
}

TEST(Resolve, GivesAllThatOneCodeStandsFor) {
  EXPECT_THAT(Bearers("PS", kAlpha2), ElementsAre("gaza-strip", "palestine", "west-bank"));
  EXPECT_THAT(Bearers("PS", kAlpha2, D(1999, 9, 30)), IsEmpty());
  EXPECT_THAT(Bearers("PS", kFips), ElementsAre("palau"));
  EXPECT_EQ(Bearers("UM", kAlpha2).size(), 10u);
  EXPECT_THAT(Bearers("UM", kAlpha2, D(1980, 1, 1)), IsEmpty());
  EXPECT_THAT(Bearers("GZS", kCameo), ElementsAre("gaza-strip"));
}

TEST(Resolve, RefusesTextThatIsNoCodeWithAHint) {
  const struct {
    CodeSystem system;
    std::string_view text;
    std::string_view hint;
  } kWrong[] = {
      {kNumeric, "4", "is \"004\" meant?"},   {kM49, "08", "is \"008\" meant?"},
      {kAlpha2, "ua", "is \"UA\" meant?"},    {kAlpha2, " UA", "is \"UA\" meant?"},
      {kAlpha3, "Ukr ", "is \"UKR\" meant?"}, {kCow, "002", "is \"2\" meant?"},
      {kGw, "365\r", "is \"365\" meant?"},    {kFips, "up", "is \"UP\" meant?"},
      {kCameo, "rus", "is \"RUS\" meant?"},
  };
  for (const auto& wrong : kWrong) {
    const auto found = Resolve(wrong.text, wrong.system, kToday);
    ASSERT_FALSE(found.ok()) << wrong.text;
    EXPECT_EQ(found.error().code(), ErrorCode::kParse);
    EXPECT_EQ(found.error().text(), wrong.text);
    EXPECT_THAT(found.error().message(), HasSubstr(wrong.hint));
  }
  for (const auto& [system, text] :
       {std::pair(kAlpha2, "UKR"), std::pair(kAlpha3, "UA"), std::pair(kNumeric, "0004"),
        std::pair(kCow, "USA"), std::pair(kCow, "1000"), std::pair(kCow, "-2"),
        std::pair(kGw, "2.0"), std::pair(kAlpha2, "U\xC3\x84")}) {
    const auto found = Resolve(text, system, kToday);
    ASSERT_FALSE(found.ok()) << text;
    EXPECT_THAT(found.error().message(), ::testing::Not(HasSubstr("meant"))) << text;
  }
  EXPECT_EQ(Resolve("", kAlpha2).error().message(), "no code");
}

TEST(Resolve, RefusesSystemsThatTheTablesDoNotHave) {
  for (const Token<CodeSystem>& token : kTokens<CodeSystem>) {
    const auto systems = StateCodeSystems();
    const bool has = std::find(systems.begin(), systems.end(), token.value) != systems.end();
    const auto codes = CodesOf(StateId(0), token.value);
    EXPECT_EQ(codes.ok(), has) << token.word;
    if (has) continue;
    EXPECT_EQ(codes.error().code(), ErrorCode::kUnsupported);
    EXPECT_EQ(Resolve("1", token.value).error().code(), ErrorCode::kUnsupported);
    EXPECT_THAT(codes.error().message(), HasSubstr(token.word));
  }
}

TEST(StateName, IsThatOfTheDay) {
  const StateId congo = *FindState("democratic-republic-of-the-congo");
  EXPECT_EQ(StateName(congo), "Democratic Republic of the Congo");
  EXPECT_EQ(StateName(congo, D(1971, 10, 26)), "Congo (Leopoldville)");
  EXPECT_EQ(StateName(congo, D(1971, 10, 27)), "Zaire");
  EXPECT_EQ(StateName(congo, D(1997, 5, 17)), "Democratic Republic of the Congo");
  EXPECT_EQ(StateName(*FindState("sri-lanka"), D(1800, 1, 1)), "Ceylon");
}

// ---- The tables ----

TEST(Tables, NameStatesOnceInOrderAndNoOthers) {
  ASSERT_EQ(StateCount(), internal::StateRows().size());
  for (std::uint32_t i = 0; i < StateCount(); ++i) {
    const StateId state(i);
    EXPECT_EQ(FindState(StateKey(state)), state);
    EXPECT_FALSE(StateName(state).empty());
    if (i > 0) {
      EXPECT_LT(StateKey(StateId(i - 1)), StateKey(state));
    }
  }
  EXPECT_FALSE(FindState("atlantis").has_value());
  EXPECT_FALSE(FindState("").has_value());
  EXPECT_FALSE(FindState("zzz").has_value());
  for (const auto& row : internal::MemberRows()) EXPECT_TRUE(FindState(row.state)) << row.state;
  for (const auto& row : internal::DatedIsoRows()) EXPECT_TRUE(FindState(row.state)) << row.state;
  for (const auto& row : internal::DatedCodeRows()) EXPECT_TRUE(FindState(row.state)) << row.state;
  for (const auto& row : internal::NameRows()) EXPECT_TRUE(FindState(row.state)) << row.state;
}

TEST(Tables, HoldCodesOfTheirSystemsShape) {
  for (std::uint32_t i = 0; i < StateCount(); ++i) {
    for (const CodeSystem system : StateCodeSystems()) {
      const auto codes = CodesOf(StateId(i), system).value();
      for (const StateCode& code : codes) {
        EXPECT_TRUE(CheckCode(system, code.code).ok()) << StateKey(StateId(i)) << ' ' << code.code;
      }
    }
  }
}

TEST(Tables, GiveNoStateTwoCodesAndNoCodeTwoStatesForSure) {
  // Parts with the code of the whole.
  const std::set<std::string_view> shared = {"PS",  "PSE", "275", "UM", "UMI",
                                             "581", "SJ",  "SJM", "744"};
  for (const Day day :
       {D(1850, 1, 1), D(1905, 7, 1), D(1938, 1, 1), D(1955, 6, 1), D(1976, 8, 1), D(1983, 3, 1),
        D(1990, 10, 3), D(1992, 5, 1), D(1999, 12, 31), D(2003, 8, 1), D(2007, 1, 1), kToday}) {
    for (const CodeSystem system : StateCodeSystems()) {
      std::map<std::string_view, int> bearers;
      for (std::uint32_t i = 0; i < StateCount(); ++i) {
        const auto codes = CodesOf(StateId(i), system, day).value();
        int certain = 0;
        for (const StateCode& code : codes) {
          if (code.truth != Truth::kCertain) continue;
          ++certain;
          ++bearers[code.code];
        }
        EXPECT_LE(certain, 1) << StateKey(StateId(i)) << ' ' << system << ' ' << day;
      }
      for (const auto& [code, count] : bearers) {
        if (!shared.contains(code)) {
          EXPECT_EQ(count, 1) << code << ' ' << system << ' ' << day;
        }
      }
    }
  }
}

TEST(Tables, HaveTheWholeOfIso) {
  // 249 countries and territories, and Kosovo.
  for (const CodeSystem system : {kAlpha2, kAlpha3}) {
    std::set<std::string_view> codes;
    for (std::uint32_t i = 0; i < StateCount(); ++i) {
      const auto held = CodesOf(StateId(i), system, kToday).value();
      for (const StateCode& code : held) codes.insert(code.code);
    }
    EXPECT_EQ(codes.size(), 250u) << system;
  }
}

// The oracle: every code of every state, looked at one by one.
TEST(Resolve, AgreesWithALookAtEverything) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 300; ++round) {
    const auto systems = StateCodeSystems();
    const CodeSystem system = systems[random() % systems.size()];
    const StateId any(static_cast<std::uint32_t>(random() % StateCount()));
    const auto some = CodesOf(any, system).value();
    if (some.empty()) continue;
    const std::string_view code = some[random() % some.size()].code;
    const Day day = D(1816, 1, 1) + static_cast<std::int64_t>(random() % 76000);
    std::vector<ResolvedCode> expected;
    for (std::uint32_t i = 0; i < StateCount(); ++i) {
      const auto codes = CodesOf(StateId(i), system).value();
      for (const StateCode& one : codes) {
        const Truth truth = HoldsAt(one.span, day);
        if (one.code == code && truth != Truth::kNo) {
          expected.push_back(ResolvedCode{StateId(i), one.span, truth});
        }
      }
    }
    EXPECT_EQ(Resolve(code, system, day).value(), expected) << code << ' ' << system << ' ' << day;
  }
}

// ---- Columns ----

std::vector<std::string> Became(const CodeCrosswalk& made, std::size_t row) {
  return {made[row].codes.begin(), made[row].codes.end()};
}

TEST(Crosswalk, ReportsEachKindOfLoss) {
  const std::vector<std::string_view> codes = {"255", "678", "679", "",    "002",
                                               "999", "946", "20",  "255", "946"};
  const std::vector<Day> days = {D(2000, 1, 1), D(1985, 1, 1), D(1995, 1, 1), D(1995, 1, 1),
                                 D(1995, 1, 1), D(1995, 1, 1), D(2005, 1, 1), D(1900, 1, 1),
                                 D(2000, 1, 1), D(1990, 1, 1)};
  const CodeCrosswalk made = Crosswalk(codes, kCow, kGw, days).value();
  EXPECT_THAT(Became(made, 0), ElementsAre("260"));
  EXPECT_EQ(made[0].truth, Truth::kCertain);
  EXPECT_EQ(made[0].outcome, CodeOutcome::kMapped);
  EXPECT_THAT(Became(made, 1), ElementsAre("678"));
  EXPECT_THAT(Became(made, 2), ElementsAre("678"));
  EXPECT_EQ(made[3].outcome, CodeOutcome::kEmpty);
  EXPECT_EQ(made[4].outcome, CodeOutcome::kMalformed);
  EXPECT_THAT(made[4].problem, HasSubstr("is \"2\" meant?"));
  EXPECT_EQ(made[5].outcome, CodeOutcome::kUnknown);
  EXPECT_THAT(Became(made, 6), ElementsAre("970"));
  EXPECT_EQ(made[7].outcome, CodeOutcome::kOutOfValidity);
  EXPECT_EQ(made.answer_of[0], made.answer_of[8]);
  EXPECT_EQ(made[9].outcome, CodeOutcome::kOutOfValidity);

  const CodeLossReport& losses = made.losses;
  EXPECT_EQ(losses.rows, 10u);
  EXPECT_EQ(losses.empty, 1u);
  EXPECT_EQ(losses.mapped, 5u);
  EXPECT_EQ(losses.malformed.rows, 1u);
  EXPECT_EQ(losses.unknown.rows, 1u);
  EXPECT_EQ(losses.out_of_validity.rows, 2u);
  EXPECT_EQ(losses.split.rows, 0u);
  EXPECT_EQ(losses.merged.rows, 2u);  // Yemen's two numbers, though on different days
  EXPECT_EQ(losses.duplicated.rows, 0u);
  ASSERT_EQ(losses.out_of_validity.examples.size(), 2u);
  EXPECT_EQ(losses.out_of_validity.examples[0].code, "20");
  EXPECT_EQ(losses.out_of_validity.examples[0].row, 7u);
  EXPECT_EQ(losses.out_of_validity.examples[0].day, D(1900, 1, 1));
  EXPECT_EQ(
      ToString(losses),
      "10 rows, cow to gw: 5 mapped\n"
      "  empty: 1\n"
      "  malformed: 1 row (\"002\" on 1995-01-01: a code of cow is a number from 1 to 999; is "
      "\"2\" meant?)\n"
      "  unknown: 1 row (\"999\" on 1995-01-01)\n"
      "  out of validity: 2 rows (\"20\" on 1900-01-01; \"946\" on 1990-01-01)\n"
      "  merged: 2 rows (\"678\" on 1985-01-01 -> 678; \"679\" on 1995-01-01 -> 678)\n");
}

TEST(Crosswalk, TellsSplitMergedAndDuplicated) {
  const std::vector<std::string_view> iso = {"PS", "TW", "AX"};
  const CodeCrosswalk split = Crosswalk(iso, kAlpha2, kFips, kToday).value();
  EXPECT_THAT(Became(split, 0), ElementsAre("GZ", "WE"));
  EXPECT_EQ(split[0].outcome, CodeOutcome::kSplit);
  EXPECT_EQ(split.losses.split.rows, 1u);
  EXPECT_EQ(split.losses.added_rows, 1u);
  EXPECT_EQ(split[2].outcome, CodeOutcome::kNoCounterpart);
  EXPECT_EQ(split.losses.no_counterpart.rows, 1u);
  EXPECT_THAT(ToString(split.losses),
              HasSubstr("  no counterpart: 1 row (\"AX\" on 2024-06-01)\n"
                        "  split: 1 row (\"PS\" on 2024-06-01 -> GZ, WE)\n"
                        "    rows added if each is written once for each code: 1\n"));

  const std::vector<std::string_view> fips = {"WE", "GZ", "UP", "AX"};
  const CodeCrosswalk merged = Crosswalk(fips, kFips, kAlpha2, kToday).value();
  EXPECT_THAT(Became(merged, 0), ElementsAre("PS"));
  EXPECT_THAT(Became(merged, 2), ElementsAre("UA"));
  EXPECT_EQ(merged[3].outcome, CodeOutcome::kNoCounterpart);  // Akrotiri is not Åland
  EXPECT_EQ(merged.losses.merged.rows, 2u);
  EXPECT_EQ(merged.losses.duplicated.rows, 2u);
  EXPECT_THAT(ToString(merged.losses),
              HasSubstr("  duplicated: 2 rows (\"WE\" on 2024-06-01 -> PS; "));
}

TEST(Crosswalk, WithoutADayGivesAllCodesThatWereHeldTogether) {
  const std::vector<std::string_view> codes = {"255", "260", "265", "816"};
  const CodeCrosswalk made = Crosswalk(codes, kCow, kGw).value();
  EXPECT_THAT(Became(made, 0), ElementsAre("255", "260"));
  EXPECT_THAT(Became(made, 1), ElementsAre("260"));
  EXPECT_THAT(Became(made, 2), ElementsAre("265"));
  EXPECT_THAT(Became(made, 3), ElementsAre("816"));
  EXPECT_EQ(made.losses.split.rows, 1u);
  EXPECT_EQ(made.losses.merged.rows, 2u);
  EXPECT_EQ(made.losses.duplicated.rows, 2u);
  EXPECT_EQ(made.losses.split.examples[0].day, std::nullopt);
}

TEST(Crosswalk, SaysWhatIsOnlyPossible) {
  const std::vector<std::string_view> codes = {"SU", "FR"};
  const CodeCrosswalk made = Crosswalk(codes, kAlpha2, kCow, D(1950, 1, 1)).value();
  EXPECT_EQ(made[0].truth, Truth::kPossible);
  EXPECT_EQ(made.losses.possible.rows, 2u);
  EXPECT_THAT(ToString(made.losses), HasSubstr("  only possible: 2 rows (\"SU\" on 1950-01-01"));
}

TEST(Crosswalk, KeepsFiveExamples) {
  const std::vector<std::string_view> codes = {"AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "AAA"};
  const CodeCrosswalk made = Crosswalk(codes, kAlpha3, kCow).value();
  EXPECT_EQ(made.losses.unknown.rows, 7u);
  EXPECT_EQ(made.losses.unknown.examples.size(), CodeLoss::kExamples);
}

TEST(Crosswalk, RefusesWhatMakesNoSense) {
  const std::vector<std::string_view> codes = {"UA"};
  const auto code_of = [](const Result<CodeCrosswalk>& made) {
    return made.ok() ? ErrorCode::kIo : made.error().code();
  };
  EXPECT_EQ(code_of(Crosswalk(codes, kAlpha2, CodeSystem::kLei)), ErrorCode::kUnsupported);
  EXPECT_EQ(code_of(Crosswalk(codes, CodeSystem::kWikidata, kCow)), ErrorCode::kUnsupported);
  EXPECT_EQ(code_of(Crosswalk(codes, kAlpha2, kCow, Day::EndOfTime())),
            ErrorCode::kInvalidArgument);
  const std::vector<Day> two = {kToday, kToday};
  const auto uneven = Crosswalk(codes, kAlpha2, kCow, two);
  EXPECT_EQ(code_of(uneven), ErrorCode::kInvalidArgument);
  EXPECT_EQ(uneven.error().message(), "1 codes, but 2 days");
  const std::vector<Day> open = {Day::BeginningOfTime()};
  EXPECT_EQ(Crosswalk(codes, kAlpha2, kCow, open).error().message(),
            "the day of row 0 is not a day of the calendar");
  EXPECT_EQ(Crosswalk({}, kAlpha2, kCow).value().losses.rows, 0u);
}

// The oracle: each row by itself, each pair of rows compared.
TEST(Crosswalk, AgreesWithRowsOneByOne) {
  std::mt19937_64 random(11);
  const auto pick = [&](const auto& values) { return values[random() % std::size(values)]; };
  const std::string_view slips[] = {"", "ua", "4", "ZZ", "QQQ", "998", "365 "};
  for (int round = 0; round < 40; ++round) {
    const CodeSystem from = pick(StateCodeSystems());
    const CodeSystem to = pick(StateCodeSystems());
    std::vector<std::string_view> codes;
    std::vector<Day> days;
    while (codes.size() < 30) {
      const StateId state(static_cast<std::uint32_t>(random() % StateCount()));
      const auto held = CodesOf(state, from).value();
      const bool slip = held.empty() || random() % 10 == 0;
      codes.push_back(slip ? pick(slips) : pick(held).code);
      days.push_back(D(1970, 1, 1) + static_cast<std::int64_t>(random() % 4 * 7000));
    }
    const CodeCrosswalk made = Crosswalk(codes, from, to, days).value();
    ASSERT_EQ(made.answer_of.size(), codes.size());
    std::map<CodeOutcome, std::uint64_t> counts;
    std::uint64_t merged = 0;
    std::uint64_t duplicated = 0;
    std::uint64_t added = 0;
    for (std::size_t row = 0; row < codes.size(); ++row) {
      std::map<std::string_view, Truth> expected;
      bool bearer = false;
      bool counterpart = false;
      const bool fits = CheckCode(from, codes[row]).ok();
      bool known = false;
      for (std::uint32_t i = 0; fits && i < StateCount(); ++i) {
        const auto ours = CodesOf(StateId(i), from).value();
        for (const StateCode& code : ours) {
          if (code.code != codes[row]) continue;
          known = true;
          const Truth holds = HoldsAt(code.span, days[row]);
          if (holds == Truth::kNo) continue;
          bearer = true;
          const auto theirs = CodesOf(StateId(i), to).value();
          for (const StateCode& other : theirs) {
            counterpart = true;
            const Truth truth = And(holds, HoldsAt(other.span, days[row]));
            if (truth != Truth::kNo) expected[other.code] = Or(expected[other.code], truth);
          }
        }
      }
      std::vector<std::string_view> texts;
      Truth best = Truth::kNo;
      for (const auto& [text, truth] : expected) {
        texts.push_back(text);
        best = Or(best, truth);
      }
      EXPECT_EQ(made[row].codes, texts);
      EXPECT_EQ(made[row].truth, best);
      const CodeOutcome outcome = codes[row].empty()       ? CodeOutcome::kEmpty
                                  : !fits                  ? CodeOutcome::kMalformed
                                  : !known                 ? CodeOutcome::kUnknown
                                  : texts.size() == 1      ? CodeOutcome::kMapped
                                  : texts.size() > 1       ? CodeOutcome::kSplit
                                  : bearer && !counterpart ? CodeOutcome::kNoCounterpart
                                                           : CodeOutcome::kOutOfValidity;
      EXPECT_EQ(made[row].outcome, outcome) << codes[row];
      ++counts[outcome];
      if (texts.size() > 1) added += texts.size() - 1;
      bool is_merged = false;
      bool is_duplicated = false;
      for (std::size_t other = 0; other < codes.size(); ++other) {
        if (codes[other] == codes[row]) continue;
        for (const std::string_view text : made[other].codes) {
          if (!expected.contains(text)) continue;
          is_merged = true;
          is_duplicated = is_duplicated || days[other] == days[row];
        }
      }
      merged += is_merged ? 1 : 0;
      duplicated += is_duplicated ? 1 : 0;
    }
    const CodeLossReport& losses = made.losses;
    EXPECT_EQ(losses.empty, counts[CodeOutcome::kEmpty]);
    EXPECT_EQ(losses.mapped, counts[CodeOutcome::kMapped]);
    EXPECT_EQ(losses.split.rows, counts[CodeOutcome::kSplit]);
    EXPECT_EQ(losses.malformed.rows, counts[CodeOutcome::kMalformed]);
    EXPECT_EQ(losses.unknown.rows, counts[CodeOutcome::kUnknown]);
    EXPECT_EQ(losses.out_of_validity.rows, counts[CodeOutcome::kOutOfValidity]);
    EXPECT_EQ(losses.no_counterpart.rows, counts[CodeOutcome::kNoCounterpart]);
    EXPECT_EQ(losses.merged.rows, merged);
    EXPECT_EQ(losses.duplicated.rows, duplicated);
    EXPECT_EQ(losses.added_rows, added);
  }
}

// ---- Shapes and check digits ----

TEST(CheckCode, KnowsTheShapeOfEachSystem) {
  const struct {
    CodeSystem system;
    std::string_view right;
    std::string_view wrong;
  } kCases[] = {
      {kAlpha2, "UA", "U1"},
      {kAlpha3, "UKR", "UKRA"},
      {kNumeric, "004", "4"},
      {CodeSystem::kIso3166Subdivision, "UA-30", "UA30"},
      {kCow, "2", "0"},
      {kGw, "365", "0365"},
      {kUcdp, "751", "7510"},
      {kFips, "UP", "U1"},
      {kFips, "UP12", "UP123"},
      {kCameo, "RUSGOV", "RUSG"},
      {CodeSystem::kUcdpActor, "0", "01"},
      {CodeSystem::kUcdpConflict, "11342", "x"},
      {CodeSystem::kUcdpDyad, "400", "4 0"},
      {kM49, "826", "82"},
      {CodeSystem::kOfacUid, "36", "-36"},
      {CodeSystem::kEuFsf, "EU.27.28", "EU.27"},
      {CodeSystem::kUnSecurityCouncil, "QDi.001", "QDx.001"},
      {CodeSystem::kUkSanctionsList, "RUS0664", "RUS664"},
      {CodeSystem::kSecoSsid, "4397", "ssid"},
      {CodeSystem::kKatottg, "UA65100150010045761", "UA6510015001004576"},
      {CodeSystem::kGeoNames, "703448", "703448.0"},
      {CodeSystem::kGns, "-1044367", "--1"},
      {CodeSystem::kPrioGrid, "259200", "259201"},
      {CodeSystem::kWikidata, "Q212", "212"},
      {CodeSystem::kLei, "5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R1"},
      {CodeSystem::kImo, "9074729", "907472"},
      {CodeSystem::kInn, "7707083893", "770708389"},
      {CodeSystem::kOgrn, "1027700132195", "102770013219"},
      {CodeSystem::kOther, "anything", ""},
  };
  std::set<CodeSystem> seen;
  for (const auto& one : kCases) {
    seen.insert(one.system);
    const Result<void> right = CheckCode(one.system, one.right);
    EXPECT_TRUE(right.ok()) << one.right;
    const Result<void> wrong = CheckCode(one.system, one.wrong);
    ASSERT_FALSE(wrong.ok()) << one.wrong;
    EXPECT_EQ(wrong.error().code(), ErrorCode::kParse);
    EXPECT_EQ(wrong.error().text(), one.wrong);
    if (!one.wrong.empty()) {
      EXPECT_THAT(wrong.error().message(), HasSubstr(ToString(one.system)));
    }
  }
  EXPECT_EQ(seen.size(), kTokens<CodeSystem>.size());
}

TEST(CheckCode, KnowsCheckDigits) {
  for (const auto& [system, code] :
       {std::pair(CodeSystem::kLei, "5493001KJTIIGC8Y1R12"), std::pair(CodeSystem::kImo, "9187629"),
        std::pair(CodeSystem::kInn, "7707083893"), std::pair(CodeSystem::kInn, "500100732259"),
        std::pair(CodeSystem::kOgrn, "1027700132195"),
        std::pair(CodeSystem::kOgrn, "304500116000157")}) {
    EXPECT_TRUE(CheckCode(system, code).ok()) << code;
    // Every other last digit is wrong; so is the last but one, where it is a check digit too.
    for (const std::size_t back : {std::size_t{1}, std::size_t{2}}) {
      const bool checks = back == 1 || system == CodeSystem::kLei ||
                          (system == CodeSystem::kInn && std::string_view(code).size() == 12);
      for (char digit = '0'; checks && digit <= '9'; ++digit) {
        std::string other = code;
        char& place = other[other.size() - back];
        if (place == digit) continue;
        place = digit;
        const Result<void> checked = CheckCode(system, other);
        ASSERT_FALSE(checked.ok()) << other;
        EXPECT_EQ(checked.error().message(),
                  "the check digits of " + std::string(ToString(system)) + " are wrong");
      }
    }
  }
}

TEST(CheckCode, OfAnLeiFindsEveryWrongCharacterOfItsKindAndEverySwap) {
  const std::string lei = "5493001KJTIIGC8Y1R12";
  const std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (std::size_t i = 0; i < lei.size(); ++i) {
    const auto is_letter = [](char c) { return c >= 'A'; };
    for (const char c : alphabet) {
      if (is_letter(c) != is_letter(lei[i])) continue;  // weighs differently: may come out even
      std::string other = lei;
      other[i] = c;
      EXPECT_EQ(CheckCode(CodeSystem::kLei, other).ok(), c == lei[i]) << other;
    }
    if (i + 1 < lei.size() && lei[i] != lei[i + 1]) {
      std::string other = lei;
      std::swap(other[i], other[i + 1]);
      EXPECT_FALSE(CheckCode(CodeSystem::kLei, other).ok()) << other;
    }
  }
}

// The oracle: the published rules on whole numbers and in plain sums.
TEST(CheckCode, AgreesWithTheRulesForNumbersDrawnByLot) {
  std::mt19937_64 random(5);
  const auto draw = [&](std::size_t n) {
    std::string text(1, static_cast<char>('1' + random() % 9));
    while (text.size() < n) text += static_cast<char>('0' + random() % 10);
    return text;
  };
  const auto sum = [](const std::string& digits, const std::vector<int>& weights) {
    int total = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) total += weights[i] * (digits[i] - '0');
    return total;
  };
  const auto digit = [](std::uint64_t value) { return std::to_string(value % 10); };
  const auto expect_only = [](CodeSystem system, const std::string& body,
                              const std::string& check) {
    for (char c = '0'; c <= '9'; ++c) {
      std::string code = body + check;
      code.back() = c;
      EXPECT_EQ(CheckCode(system, code).ok(), c == check.back()) << code;
    }
  };
  for (int round = 0; round < 200; ++round) {
    const std::string company = draw(12);
    expect_only(CodeSystem::kOgrn, company, digit(std::stoull(company) % 11));
    const std::string trader = draw(14);
    expect_only(CodeSystem::kOgrn, trader, digit(std::stoull(trader) % 13));
    const std::string ship = draw(6);
    expect_only(CodeSystem::kImo, ship,
                digit(static_cast<std::uint64_t>(sum(ship, {7, 6, 5, 4, 3, 2}))));
    const std::string firm = draw(9);
    expect_only(CodeSystem::kInn, firm,
                digit(static_cast<std::uint64_t>(sum(firm, {2, 4, 10, 3, 5, 9, 4, 6, 8}) % 11)));
    std::string person = draw(10);
    const int first = sum(person, {7, 2, 4, 10, 3, 5, 9, 4, 6, 8}) % 11;
    person += digit(static_cast<std::uint64_t>(first));
    const int second = sum(person, {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8}) % 11;
    expect_only(CodeSystem::kInn, person, digit(static_cast<std::uint64_t>(second)));
    // LEI: letters as numbers, check digits 98 - n mod 97.
    std::string body;
    std::uint64_t remainder = 0;
    while (body.size() < 18) {
      const std::uint64_t value = random() % 36;
      body += static_cast<char>(value < 10 ? '0' + value : 'A' + (value - 10));
      for (const char c : std::to_string(value)) {
        remainder = (remainder * 10 + static_cast<std::uint64_t>(c - '0')) % 97;
      }
    }
    const std::uint64_t check = 98 - remainder * 100 % 97;
    expect_only(CodeSystem::kLei, body, std::to_string(check / 10) + std::to_string(check % 10));
  }
}

TEST(CheckCode, HintsAtTheNumberBehindIMO) {
  const Result<void> checked = CheckCode(CodeSystem::kImo, "IMO 9187629");
  ASSERT_FALSE(checked.ok());
  EXPECT_THAT(checked.error().message(), HasSubstr("is \"9187629\" meant?"));
}

TEST(CheckCode, TakesAnyBytes) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::uint64_t n = random() % 22; n > 0; --n) {
      constexpr std::string_view kLikely = "0123456789ABZaz-. \t\n\"IMOQUE";
      text += random() % 4 == 0 ? static_cast<char>(random() % 256)
                                : kLikely[random() % kLikely.size()];
    }
    for (const Token<CodeSystem>& token : kTokens<CodeSystem>) {
      const Result<void> checked = CheckCode(token.value, text);
      if (checked.ok() || checked.error().message().find("; is \"") == std::string::npos) continue;
      // What is hinted at has the shape.
      const std::string& message = checked.error().message();
      const std::size_t begin = message.rfind("; is \"") + 6;
      const std::string hint = message.substr(begin, message.rfind('"') - begin);
      const Result<void> mended = CheckCode(token.value, hint);
      EXPECT_TRUE(mended.ok() || mended.error().message().find("check digits") != std::string::npos)
          << token.word << ": " << message;
    }
  }
}

// ---- Against the lists as published ----

using Members = std::map<int, std::vector<bool>>;  // by number, by day since the first
const Day kFirst = D(1816, 1, 1);
const Day kLast = D(2016, 12, 31);

void Mark(Members& members, int number, Day first, Day last) {
  auto& days = members[number];
  days.resize(static_cast<std::size_t>(kLast - kFirst) + 1);
  for (Day day = first; day <= last && day <= kLast; ++day) {
    days[static_cast<std::size_t>(day - kFirst)] = true;
  }
}

Members BuiltIn(CodeSystem system) {
  Members members;
  for (std::uint32_t i = 0; i < StateCount(); ++i) {
    const auto codes = CodesOf(StateId(i), system).value();
    for (const StateCode& code : codes) {
      EXPECT_TRUE(code.span.is_exact());
      Mark(members, std::stoi(std::string(code.code)), code.span.bounds().begin_earliest,
           std::min(code.span.bounds().end_earliest, kLast + 1) - 1);
    }
  }
  return members;
}

Day IsoDay(const std::string& text) {
  if (text == "9999-12-31") return kLast;
  return ParseEdtfMoment(text).value().earliest();
}

// Members by R's tables of `states`, of these columns.
Members Published(const std::string& path) {
  Members members;
  auto rows = casus_test::PlainCsv(casus_test::BytesOf(path));
  EXPECT_GT(rows.size(), 200u) << path;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    Mark(members, std::stoi(rows[i][0]), IsoDay(rows[i][3]), IsoDay(rows[i][4]));
  }
  return members;
}

void ExpectSameDays(const Members& built_in, const Members& published) {
  for (const auto& [number, days] : published) {
    const auto found = built_in.find(number);
    ASSERT_NE(found, built_in.end()) << number;
    const auto differ = std::mismatch(days.begin(), days.end(), found->second.begin()).first;
    EXPECT_EQ(differ, days.end()) << number << " on " << kFirst + (differ - days.begin());
  }
  EXPECT_EQ(built_in.size(), published.size());
}

TEST(Tables, AreCowsAndGleditschAndWardsDayByDay) {
  const std::string cow = casus_test::RealDataPath("states/cowstates.csv");
  CASUS_REQUIRE_REAL_DATA(cow);
  ExpectSameDays(BuiltIn(kCow), Published(cow));
  ExpectSameDays(BuiltIn(kGw), Published(casus_test::RealDataPath("states/gwstates.csv")));
}

TEST(Tables, AreCowsOwnFileDayByDay) {
  const std::string path = casus_test::RealDataPath("states/cow_states2016.csv");
  CASUS_REQUIRE_REAL_DATA(path);
  Members members;
  const auto rows = casus_test::PlainCsv(casus_test::BytesOf(path) + "\n");  // it ends without one
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto day = [&](std::size_t column) {
      return D(std::stoi(rows[i][column]), std::stoi(rows[i][column + 1]),
               std::stoi(rows[i][column + 2]));
    };
    Mark(members, std::stoi(rows[i][1]), day(3), day(6));
  }
  ExpectSameDays(BuiltIn(kCow), members);
}

// iisystem.dat is the list of 2012 without the microstates, and begins Georgia on 1991-09-06; the
// later list has it from the end of the Soviet Union like its neighbours.
TEST(Tables, DifferFromGleditschAndWardsOwnFileInGeorgiaAndMicrostates) {
  const std::string path = casus_test::RealDataPath("states/gw_iisystem.dat");
  CASUS_REQUIRE_REAL_DATA(path);
  Members members;
  for (const auto& row : casus_test::PlainTabs(casus_test::BytesOf(path))) {
    if (row.size() < 5) continue;
    const auto day = [](const std::string& text) {
      return D(std::stoi(text.substr(6, 4)), std::stoi(text.substr(3, 2)),
               std::stoi(text.substr(0, 2)));
    };
    const Day last = day(row[4]);
    Mark(members, std::stoi(row[0]), day(row[3]), last == D(2012, 12, 31) ? kLast : last);
  }
  Members built_in = BuiltIn(kGw);
  Mark(built_in, 372, D(1991, 9, 6), D(1991, 12, 20));
  for (const int microstate : {54,  55,  56,  57,  58,  60,  221, 223, 232, 331, 396, 397,
                               403, 591, 935, 970, 971, 972, 973, 983, 986, 987, 990}) {
    EXPECT_EQ(built_in.erase(microstate), 1u) << microstate;
  }
  ExpectSameDays(built_in, members);
}

TEST(Tables, HaveAllOfCameosCountries) {
  const std::string path = casus_test::RealDataPath("gdelt/CAMEO.country.txt");
  CASUS_REQUIRE_REAL_DATA(path);
  // Regions, and a city.
  const std::set<std::string> others = {
      "BAG", "AFR", "ASA", "BLK", "CRB", "CAU", "CFR", "CAS", "CEU", "EIN", "EAF", "EEU", "EUR",
      "LAM", "MEA", "MDT", "NAF", "NMR", "PGS", "SCN", "SAM", "SAS", "SEA", "SAF", "WAF", "WST"};
  std::set<std::string> listed;
  const auto rows = casus_test::PlainTabs(casus_test::BytesOf(path));
  for (std::size_t i = 1; i < rows.size(); ++i) {
    listed.insert(rows[i][0]);
    EXPECT_EQ(Bearers(rows[i][0], kCameo, std::nullopt).empty(), others.contains(rows[i][0]))
        << rows[i][0];
  }
  for (std::uint32_t i = 0; i < StateCount(); ++i) {
    const auto codes = CodesOf(StateId(i), kCameo).value();
    for (const StateCode& code : codes) {
      EXPECT_TRUE(listed.contains(std::string(code.code))) << code.code;
    }
  }
}

}  // namespace
}  // namespace casus
