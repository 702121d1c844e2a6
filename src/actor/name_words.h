#ifndef CASUS_SRC_ACTOR_NAME_WORDS_H_
#define CASUS_SRC_ACTOR_NAME_WORDS_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace casus::internal {

// What is known about words of names, all in the letters of ToLatinWords. The lists are short and
// of common knowledge: they say what a word is worth, never that two names match.

// Given names: the groups to which the word belongs. Names of a group are short forms, spellings in
// other languages or transliterations of each other. Empty: none that is listed.
std::span<const std::uint16_t> GivenNameGroups(std::string_view word);

// "al", "bin", "van": parts of family names that come and go.
bool IsParticle(std::string_view word);
// "ibn", "bin", "bint": what follows is the father.
bool IsDescent(std::string_view word);
// "dr", "general", "sheikh".
bool IsTitle(std::string_view word);
// "jr", "ii": which of several of the same name; 0 where the word says none. Juniors are 2.
int Generation(std::string_view word);
// An initial of more than one letter, of one in another script: the "Kh" of "Kh. Mashal".
bool IsInitialOfTwo(std::string_view word);
bool IsPatronymic(std::string_view word);
// "abd", "abdul", "abdel": only the beginning of a name, goes with the word behind it.
bool IsServantOf(std::string_view word);

// A Chinese syllable as Wade and Giles write it ("hsiao", "ch'en"), in Pinyin.
struct PinyinReading {
  std::string pinyin;         // empty: no such syllable
  bool is_no_pinyin = false;  // the syllable is none of Pinyin itself
};
// With an apostrophe (see Word) p, t, k, ch and ts are what they are in Pinyin, or nearly.
PinyinReading PinyinOf(std::string_view syllable, bool has_apostrophe);

// Company forms, as a class of forms that different countries have under different names: "ltd",
// "jsc", ...; empty: none.
std::string_view CompanyForm(std::string_view word);

// How much a word tells one organisation from another.
enum class WordUse : std::uint8_t {
  kNone,      // and, of, the
  kEmpty,     // company, group, holding: come and go
  kKind,      // bank, foundation: what it is, often left out
  kBranch,    // trading, shipping: what it does
  kPlace,     // countries and their adjectives
  kDistinct,  // all others
};
WordUse UseInOrganisation(std::string_view word);

// A common word of organisations' names in the form that stands for all its forms here, in English:
// "banco" is "bank", "industrial" is "industry". All other words as they are.
std::string_view InEnglish(std::string_view word);

// What a shortened word stands for where a full stop follows it: "min." is "ministry". Empty: none.
std::string_view Unabridged(std::string_view word);
// The company form or empty word ("company", "group") that the word is but for one letter; empty:
// none.
std::string_view Corrected(std::string_view word);

// "one" is 1, "first" 1, "twentieth" 20, "ninety" 90; 0: no such word.
int SpelledNumber(std::string_view word);

// "mv", "tanker": before the name of a ship.
bool IsShipPrefix(std::string_view word);
// "ii" is 2; 0: no Roman number, or one of a single letter.
int RomanNumber(std::string_view word);

// A sequence of words that is written as one elsewhere: "limited liability company" is "llc".
struct Phrase {
  std::string_view words;  // between blanks
  std::string_view one;
};
// Those that begin with the word, longer ones first.
std::span<const Phrase> CompanyPhrases(std::string_view first_word);

}  // namespace casus::internal

#endif  // CASUS_SRC_ACTOR_NAME_WORDS_H_
