#ifndef CASUS_BASE_TOKENS_H_
#define CASUS_BASE_TOKENS_H_

#include <array>
#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>

#include "casus/base/error.h"

namespace casus {

// One value of an enumeration and the word that files and tables use for it.
template <typename E>
struct Token {
  E value;
  std::string_view word;
};

// The words of an enumeration, one per value, in order of value: specialised beside each
// enumeration of the typed model. They are stable: text files hold them.
template <typename E>
inline constexpr std::array<Token<E>, 0> kTokens{};

template <typename E>
concept HasTokens = std::is_enum_v<E> && (kTokens<E>.size() > 0);

// "armed_force".
template <HasTokens E>
constexpr std::string_view ToString(E value) {
  for (const Token<E>& token : kTokens<E>) {
    if (token.value == value) return token.word;
  }
  return "";
}

// The value a word stands for; the exact word only. Error kParse lists the words known.
template <HasTokens E>
Result<E> ParseToken(std::string_view word) {
  for (const Token<E>& token : kTokens<E>) {
    if (token.word == word) return token.value;
  }
  std::string known;
  for (const Token<E>& token : kTokens<E>) {
    if (!known.empty()) known += ", ";
    known += token.word;
  }
  return Error(ErrorCode::kParse, "not one of: " + known, {}, std::string(word));
}

template <HasTokens E>
std::ostream& operator<<(std::ostream& out, E value) {
  return out << ToString(value);
}

}  // namespace casus

#endif  // CASUS_BASE_TOKENS_H_
