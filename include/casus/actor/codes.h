#ifndef CASUS_ACTOR_CODES_H_
#define CASUS_ACTOR_CODES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casus/actor/actor.h"
#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/id.h"
#include "casus/base/tokens.h"
#include "casus/base/truth.h"
#include "casus/time/day.h"
#include "casus/time/span.h"

// Codes of states and territories, and the days on which they are theirs.
//
// Systems disagree on who is a state, since when and under which number: Germany is 255 in COW and
// 260 in Gleditsch-Ward since 1990, FIPS "CH" is China and ISO "CH" Switzerland, ISO "CS" was
// Czechoslovakia and then Serbia and Montenegro. So a code is asked for with its system and a day,
// and the answer is none, one or many; nothing is guessed.
//
//   const auto found = casus::Resolve("CS", casus::CodeSystem::kIso3166Alpha2,
//                                     casus::Day::FromYmd(2005, 1, 1));
//   for (const casus::ResolvedCode& code : found.value()) {
//     std::cout << casus::StateName(code.state) << ' ' << code.truth << '\n';
//   }
//
// The tables. All functions here are pure and safe to call from any thread; string_views live as
// long as the program.
//   kCow              State System Membership v2016, day-exact spells
//   kGw               Gleditsch and Ward 1999 and later versions, with their microstates, day-exact
//   kUcdpCountry      GW's numbers, which UCDP uses of the same land before it is independent, too:
//                     possible then. Serbia keeps 345 since 2006; Hyderabad is 751
//   kIso3166Alpha2, kIso3166Alpha3, kIso3166Numeric
//                     ISO 3166-1 and 3166-3 (withdrawn codes). The standard dates from 1974, its
//                     numbers from 1981: used of earlier days, a code is only possible. So it is
//                     between a change of state and that of the list (Soviet Union: 1991-12-26 to
//                     1992-08-29), or where only the year of a change is known. XK and XKX are not
//                     of the standard but user-assigned, as the EU and the World Bank use them
//   kUnM49            UN M49, since 1970; as the numbers of ISO, but none for Taiwan
//   kFips104, kCameo  countries of FIPS 10-4 (and what followed it: South Sudan, Kosovo) and of
//                     CAMEO as GDELT lists them. The lists are undated: a code holds while the
//                     state does, and of the same land before it is possible. CAMEO has no code
//                     for the Soviet Union; GDELT has RUS there
//
// A state here is what most systems keep together: Germany with the Federal Republic before 1990,
// Yemen with the Arab Republic; the Soviet Union and Russia, and Yugoslavia and Serbia, which COW
// gives one number each, are two. A part that one system codes apart and another does not (West
// Bank, Jan Mayen, Midway) is a row that also bears the code of the whole. Colonies are
// the later state: what their codes mean before is for their systems to say.

namespace casus {

// A row of the tables of states and territories. Stable within one version of casus only; its key
// is for files.
using StateId = Id<struct StateTag>;

// Ids are 0 to StateCount() - 1, in order of key.
CASUS_EXPORT std::size_t StateCount();
// "soviet-union": ASCII, unique. REQUIRES (of all that take a StateId): it is one of these tables.
CASUS_EXPORT std::string_view StateKey(StateId state);
// In English, UTF-8; its present or last name, or the one on the day.
CASUS_EXPORT std::string_view StateName(StateId state, std::optional<Day> day = std::nullopt);
CASUS_EXPORT std::optional<StateId> FindState(std::string_view key);
// Systems that the tables have, in order.
CASUS_EXPORT std::span<const CodeSystem> StateCodeSystems();

// Whose a code is, for how long, and whether on the day asked. Never holds kNo.
struct ResolvedCode {
  StateId state;
  Span span;    // of the code's validity
  Truth truth;  // kCertain where no day was asked
  friend bool operator==(const ResolvedCode&, const ResolvedCode&) = default;
};
// In order of (state, begin). Without a day, all spells of the code. Empty: nobody bears it (on
// that day). REQUIRES: the day is finite.
// Errors: kUnsupported for a system that the tables do not have; kParse for text that is no code of
// the system's shape (CheckCode): "4" is not the numeric code "004", nor "ua" "UA".
CASUS_EXPORT Result<std::vector<ResolvedCode>> Resolve(std::string_view code, CodeSystem system,
                                                       std::optional<Day> day = std::nullopt);

struct StateCode {
  std::string_view code;
  Span span;
  Truth truth;  // as above
  friend bool operator==(const StateCode&, const StateCode&) = default;
};
// The codes of a state, in order of (begin, code). REQUIRES: the day is finite. Error kUnsupported.
CASUS_EXPORT Result<std::vector<StateCode>> CodesOf(StateId state, CodeSystem system,
                                                    std::optional<Day> day = std::nullopt);

// ---- A column of codes in another system ----

enum class CodeOutcome : std::uint8_t {
  kEmpty,          // the cell was
  kMapped,         // one code
  kSplit,          // several: the caller must choose
  kMalformed,      // no code of this system's shape
  kUnknown,        // nobody ever bore it
  kOutOfValidity,  // nobody bore it on the day, or its bearer has no code then, but has at times
  kNoCounterpart,  // its bearer never has a code in the other system
};
template <>
inline constexpr auto kTokens<CodeOutcome> = std::to_array<Token<CodeOutcome>>({
    {CodeOutcome::kEmpty, "empty"},
    {CodeOutcome::kMapped, "mapped"},
    {CodeOutcome::kSplit, "split"},
    {CodeOutcome::kMalformed, "malformed"},
    {CodeOutcome::kUnknown, "unknown"},
    {CodeOutcome::kOutOfValidity, "out_of_validity"},
    {CodeOutcome::kNoCounterpart, "no_counterpart"},
});

// What a cell became.
struct CrosswalkedCode {
  CodeOutcome outcome = CodeOutcome::kEmpty;
  Truth truth = Truth::kNo;             // the best of the codes'; kNo where there are none
  std::vector<std::string_view> codes;  // ascending
  std::string problem;                  // of kMalformed: what is wrong
  friend bool operator==(const CrosswalkedCode&, const CrosswalkedCode&) = default;
};

// Rows of one kind of loss, and the first few different ones of them.
struct CodeLoss {
  static constexpr std::size_t kExamples = 5;
  struct Example {
    std::size_t row = 0;  // from 0
    std::string code;
    std::optional<Day> day;
    std::vector<std::string_view> became;
    std::string problem;
    friend bool operator==(const Example&, const Example&) = default;
  };
  std::uint64_t rows = 0;
  std::vector<Example> examples;
  friend bool operator==(const CodeLoss&, const CodeLoss&) = default;
};

// rows = empty + mapped + the rows of split, malformed, unknown, out_of_validity, no_counterpart.
struct CodeLossReport {
  CodeSystem from = CodeSystem::kOther;
  CodeSystem to = CodeSystem::kOther;
  std::uint64_t rows = 0;
  std::uint64_t empty = 0;
  std::uint64_t mapped = 0;
  CodeLoss malformed;
  CodeLoss unknown;
  CodeLoss no_counterpart;
  CodeLoss out_of_validity;
  CodeLoss split;
  std::uint64_t added_rows = 0;  // if each split row is written once for each code
  // Of those mapped and split:
  CodeLoss possible;    // no code is certain on the day
  CodeLoss merged;      // another code of the column became the same, on whatever day
  CodeLoss duplicated;  // ... on the same day, or no day was asked: rows are alike that were not
  friend bool operator==(const CodeLossReport&, const CodeLossReport&) = default;
};
// A line for each that is not 0, with its examples.
CASUS_EXPORT std::string ToString(const CodeLossReport& report);
CASUS_EXPORT std::ostream& operator<<(std::ostream& out, const CodeLossReport& report);

// A column and its losses. Equal cells share one answer.
struct CodeCrosswalk {
  std::vector<CrosswalkedCode> answers;  // in the order in which they first come
  std::vector<std::uint32_t> answer_of;  // one a row
  CodeLossReport losses;

  const CrosswalkedCode& operator[](std::size_t row) const { return answers[answer_of[row]]; }
};

// Each code as those of its bearers in the other system: on the day; or, without one, on days on
// which both codes hold. Errors: kUnsupported as of Resolve; kInvalidArgument for a day that is not
// finite; kOutOfRange for 2^32 rows or more.
CASUS_EXPORT Result<CodeCrosswalk> Crosswalk(std::span<const std::string_view> codes,
                                             CodeSystem from, CodeSystem to,
                                             std::optional<Day> day = std::nullopt);
// On the day of its row. Error kInvalidArgument if there are not as many days as codes.
CASUS_EXPORT Result<CodeCrosswalk> Crosswalk(std::span<const std::string_view> codes,
                                             CodeSystem from, CodeSystem to,
                                             std::span<const Day> days);

// ---- The shape of a code ----

// Is this a code of the system's shape, and are its check digits right? That someone bears it is
// not said. Exactly as the system writes it: no blanks, capitals where it has them, all leading
// zeros and no more. Error kParse, with what would do where that is plain.
//   kIso3166Alpha2 "UA"  kIso3166Alpha3 "UKR"  kIso3166Numeric, kUnM49 "004", three digits
//   kIso3166Subdivision "UA-30"  kCow, kGw, kUcdpCountry "2" to "999"
//   kFips104 "UP", or "UP12" (GDELT's first-order units)  kCameo "RUS", "RUSGOV"
//   kUcdpActor, kUcdpConflict, kUcdpDyad, kOfacUid, kSecoSsid, kGeoNames  digits
//   kGns  digits, perhaps after "-"  kPrioGrid "1" to "259200"  kWikidata "Q212"
//   kEuFsf "EU.27.28"  kUnSecurityCouncil "QDi.001"  kUkSanctionsList "RUS0664"
//   kKatottg "UA" and 17 digits
//   kLei   20 capitals and digits; ISO 17442, check digits of ISO 7064 MOD 97-10
//   kImo   seven digits of a ship; IMO Res. A.1117(30), the last one checks (weights 7 to 2)
//   kInn   10 digits (last checks, mod 11) or 12 (last two)
//   kOgrn  13 digits (the first 12 mod 11) or 15 (the first 14 mod 13)
//   kOther any text
CASUS_EXPORT Result<void> CheckCode(CodeSystem system, std::string_view code);

}  // namespace casus

#endif  // CASUS_ACTOR_CODES_H_
