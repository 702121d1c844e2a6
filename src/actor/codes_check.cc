#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "casus/actor/codes.h"

namespace casus {
namespace {

bool IsDigit(char c) { return '0' <= c && c <= '9'; }
bool IsCapital(char c) { return 'A' <= c && c <= 'Z'; }
bool IsSmall(char c) { return 'a' <= c && c <= 'z'; }

template <typename Is>
bool All(std::string_view text, Is is) {
  for (const char c : text) {
    if (!is(c)) return false;
  }
  return true;
}
bool AreDigits(std::string_view text) { return !text.empty() && All(text, IsDigit); }
bool AreCapitals(std::string_view text) { return !text.empty() && All(text, IsCapital); }
bool IsNumber(std::string_view text) {
  return AreDigits(text) && (text.size() == 1 || text.front() != '0');
}

std::string Quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

Error Wrong(std::string message, std::string_view code) {
  return Error(ErrorCode::kParse, std::move(message), {}, std::string(code));
}

// The digit that checks others, of which each has a weight. A remainder of 10 is 0.
template <std::size_t n>
int Weighted(std::string_view digits, const std::array<int, n>& weights, int modulus) {
  int sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += (digits[i] - '0') * weights[i];
  return sum % modulus % 10;
}

int Remainder(std::string_view digits, int modulus) {
  int remainder = 0;
  for (const char c : digits) remainder = (remainder * 10 + (c - '0')) % modulus;
  return remainder;
}

bool Checks(std::string_view digits, std::size_t place, int expected) {
  return digits[place] - '0' == expected;
}

// ISO 7064 MOD 97-10: letters are 10 to 35.
bool LeiChecks(std::string_view code) {
  int remainder = 0;
  for (const char c : code) {
    remainder =
        IsDigit(c) ? (remainder * 10 + (c - '0')) % 97 : (remainder * 100 + (c - 'A' + 10)) % 97;
  }
  return remainder == 1;
}

bool InnChecks(std::string_view code) {
  if (code.size() == 10) {
    return Checks(code, 9, Weighted<9>(code, {2, 4, 10, 3, 5, 9, 4, 6, 8}, 11));
  }
  return Checks(code, 10, Weighted<10>(code, {7, 2, 4, 10, 3, 5, 9, 4, 6, 8}, 11)) &&
         Checks(code, 11, Weighted<11>(code, {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8}, 11));
}

bool OgrnChecks(std::string_view code) {
  const std::size_t last = code.size() - 1;
  return Checks(code, last, Remainder(code.substr(0, last), code.size() == 13 ? 11 : 13) % 10);
}

// What the shape of a system is, in words, and whether the code has it.
struct Shape {
  std::string_view words;
  bool fits = false;
};

bool IsSubdivision(std::string_view code) {
  const auto is_end = [](char c) { return IsCapital(c) || IsDigit(c); };
  return code.size() >= 4 && code.size() <= 6 && AreCapitals(code.substr(0, 2)) && code[2] == '-' &&
         All(code.substr(3), is_end);
}
bool IsFips(std::string_view code) {
  const auto is_end = [](char c) { return IsCapital(c) || IsDigit(c); };
  return (code.size() == 2 || code.size() == 4) && AreCapitals(code.substr(0, 2)) &&
         All(code.substr(2), is_end);
}
bool IsEuReference(std::string_view code) {
  if (!code.starts_with("EU.")) return false;
  const std::string_view numbers = code.substr(3);
  const std::size_t dot = numbers.find('.');
  return dot != std::string_view::npos && IsNumber(numbers.substr(0, dot)) &&
         IsNumber(numbers.substr(dot + 1));
}
bool IsUnReference(std::string_view code) {
  return code.size() == 7 && AreCapitals(code.substr(0, 2)) && (code[2] == 'i' || code[2] == 'e') &&
         code[3] == '.' && AreDigits(code.substr(4));
}
bool IsCellOfPrioGrid(std::string_view code) {
  if (!IsNumber(code) || code.size() > 6) return false;
  const int number = Remainder(code, 1'000'000);
  return 1 <= number && number <= 360 * 720;
}

Shape ShapeOf(CodeSystem system, std::string_view code) {
  const auto digits = [&](std::size_t n) { return code.size() == n && AreDigits(code); };
  const auto capitals = [&](std::size_t n) { return code.size() == n && AreCapitals(code); };
  switch (system) {
    case CodeSystem::kIso3166Alpha2: return {"two letters", capitals(2)};
    case CodeSystem::kIso3166Alpha3: return {"three letters", capitals(3)};
    case CodeSystem::kIso3166Numeric:
    case CodeSystem::kUnM49: return {"three digits", digits(3)};
    case CodeSystem::kIso3166Subdivision:
      return {"a country, \"-\" and one to three letters or digits", IsSubdivision(code)};
    case CodeSystem::kCow:
    case CodeSystem::kGw:
    case CodeSystem::kUcdpCountry:
      return {"a number from 1 to 999", IsNumber(code) && code.size() <= 3 && code != "0"};
    case CodeSystem::kFips104:
      return {"two letters, and two letters or digits for a unit", IsFips(code)};
    case CodeSystem::kCameo:
      return {"groups of three letters", AreCapitals(code) && code.size() % 3 == 0};
    case CodeSystem::kUcdpActor:
    case CodeSystem::kUcdpConflict:
    case CodeSystem::kUcdpDyad:
    case CodeSystem::kOfacUid:
    case CodeSystem::kSecoSsid:
    case CodeSystem::kGeoNames: return {"a number", IsNumber(code)};
    case CodeSystem::kEuFsf: return {"\"EU.\", a number, \".\" and a number", IsEuReference(code)};
    case CodeSystem::kUnSecurityCouncil:
      return {"two letters, \"i\" or \"e\", \".\" and three digits", IsUnReference(code)};
    case CodeSystem::kUkSanctionsList:
      return {"three letters and four digits",
              code.size() == 7 && AreCapitals(code.substr(0, 3)) && AreDigits(code.substr(3))};
    case CodeSystem::kLei:
      return {"18 letters or digits and two digits",
              code.size() == 20 && AreDigits(code.substr(18)) &&
                  All(code, [](char c) { return IsCapital(c) || IsDigit(c); })};
    case CodeSystem::kImo: return {"seven digits, the first not 0", digits(7) && IsNumber(code)};
    case CodeSystem::kInn: return {"10 or 12 digits", digits(10) || digits(12)};
    case CodeSystem::kOgrn: return {"13 or 15 digits", digits(13) || digits(15)};
    case CodeSystem::kKatottg:
      return {"\"UA\" and 17 digits",
              code.size() == 19 && code.starts_with("UA") && AreDigits(code.substr(2))};
    case CodeSystem::kGns:
      return {"a number, perhaps negative",
              IsNumber(code.starts_with('-') ? code.substr(1) : code) && code != "-0"};
    case CodeSystem::kPrioGrid: return {"a number from 1 to 259200", IsCellOfPrioGrid(code)};
    case CodeSystem::kWikidata:
      return {"\"Q\" and a number", code.starts_with('Q') && IsNumber(code.substr(1))};
    case CodeSystem::kOther: return {"a text", true};
  }
  return {"a known system", false};
}

bool CheckDigitsFit(CodeSystem system, std::string_view code) {
  switch (system) {
    case CodeSystem::kLei: return LeiChecks(code);
    case CodeSystem::kImo: return Checks(code, 6, Weighted<6>(code, {7, 6, 5, 4, 3, 2}, 10));
    case CodeSystem::kInn: return InnChecks(code);
    case CodeSystem::kOgrn: return OgrnChecks(code);
    default: return true;
  }
}

std::string_view WithoutBlanks(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// What would be a code of the system, where a common slip is all that is wrong: blanks around it,
// small letters, zeros that a spreadsheet took away or that a number does not have, the letters
// "IMO" before it. Empty where there is no such thing.
std::string Mended(CodeSystem system, std::string_view code) {
  std::string text(WithoutBlanks(code));
  for (char& c : text) {
    if (IsSmall(c)) c = static_cast<char>(c - 'a' + 'A');
  }
  if (system == CodeSystem::kImo && text.starts_with("IMO")) {
    text = std::string(WithoutBlanks(std::string_view(text).substr(3)));
  }
  if (AreDigits(text)) {
    if (system == CodeSystem::kIso3166Numeric || system == CodeSystem::kUnM49) {
      if (text.size() < 3) text.insert(0, 3 - text.size(), '0');
    } else if (system != CodeSystem::kInn && system != CodeSystem::kOgrn) {
      text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));
    }
  }
  return ShapeOf(system, text).fits ? text : std::string();
}

}  // namespace

Result<void> CheckCode(CodeSystem system, std::string_view code) {
  if (code.empty()) return Wrong("no code", code);
  const Shape shape = ShapeOf(system, code);
  if (!shape.fits) {
    std::string message = "a code of " + std::string(ToString(system)) + " is ";
    message += shape.words;
    const std::string mended = Mended(system, code);
    if (!mended.empty()) message += "; is " + Quoted(mended) + " meant?";
    return Wrong(std::move(message), code);
  }
  if (!CheckDigitsFit(system, code)) {
    return Wrong("the check digits of " + std::string(ToString(system)) + " are wrong", code);
  }
  return {};
}

}  // namespace casus
