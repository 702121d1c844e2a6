#ifndef CASUS_TESTS_ACTOR_WORDS_H_
#define CASUS_TESTS_ACTOR_WORDS_H_

// What the words of an enumeration must be; for the tests of every module of the typed model.

#include <array>
#include <cstddef>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "casus/base/error.h"
#include "casus/base/tokens.h"

namespace casus::testing {

// Whether the enumeration names this value. Both compilers print "(casus::Axis)9" for one that it
// does not, and "casus::Axis::kTitle" for one that it does.
template <auto value>
constexpr bool IsNamed() {
  constexpr std::string_view text = __PRETTY_FUNCTION__;
  return text[text.find("value = ") + 8] != '(';
}

// All 256 values of an enumeration of one byte. Every other check of the words could forget a value
// together with its word; this one cannot.
template <typename E>
constexpr auto kNamed = []<std::size_t... i>(std::index_sequence<i...>) {
  static_assert(sizeof(E) == 1);
  return std::array<bool, sizeof...(i)>{IsNamed<static_cast<E>(i)>()...};
}(std::make_index_sequence<256>());

// An enumeration of known size, to see that IsNamed works with this compiler.
enum class Three : unsigned char { kA, kB, kC };
static_assert(kNamed<Three>[0] && kNamed<Three>[2] && !kNamed<Three>[3] && !kNamed<Three>[255]);

template <typename E>
void ExpectWordsAreSound() {
  const auto& tokens = kTokens<E>;
  std::set<std::string_view> words;
  for (std::size_t i = 0; i < kNamed<E>.size(); ++i) {
    const auto value = static_cast<E>(i);
    EXPECT_EQ(kNamed<E>[i], i < tokens.size()) << "value " << i << " of " << tokens.size();
    if (i >= tokens.size()) {
      EXPECT_EQ(ToString(value), "");
      continue;
    }
    EXPECT_EQ(tokens[i].value, value) << "words are not in order of value: " << tokens[i].word;

    const std::string_view word = ToString(value);
    EXPECT_TRUE(words.insert(word).second) << word << " stands for two values";
    ASSERT_FALSE(word.empty());
    EXPECT_EQ(word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"),
              std::string_view::npos)
        << word;

    const Result<E> parsed = ParseToken<E>(word);
    ASSERT_TRUE(parsed.ok()) << word;
    EXPECT_EQ(*parsed, value);
    std::ostringstream out;
    out << value;
    EXPECT_EQ(out.str(), word);
  }

  for (const std::string& wrong :
       {std::string(), std::string("no such word"), std::string(tokens[0].word) + " ",
        " " + std::string(tokens[0].word), std::string(1, 'X') + std::string(tokens[0].word)}) {
    const Result<E> parsed = ParseToken<E>(wrong);
    ASSERT_FALSE(parsed.ok()) << wrong;
    EXPECT_EQ(parsed.error().code(), ErrorCode::kParse);
    EXPECT_EQ(parsed.error().text(), wrong);
    for (const Token<E>& token : tokens) {
      EXPECT_NE(parsed.error().message().find(token.word), std::string::npos)
          << parsed.error().message() << " does not name " << token.word;
    }
  }
}

template <typename E>
class Words : public ::testing::Test {};
TYPED_TEST_SUITE_P(Words);
TYPED_TEST_P(Words, NameEveryValueOnceAndAreReadBack) { ExpectWordsAreSound<TypeParam>(); }
REGISTER_TYPED_TEST_SUITE_P(Words, NameEveryValueOnceAndAreReadBack);

}  // namespace casus::testing

#endif  // CASUS_TESTS_ACTOR_WORDS_H_
