#ifndef CASUS_SRC_ACTOR_LATIN_H_
#define CASUS_SRC_ACTOR_LATIN_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casus::internal {

// Letters of any script into Latin ones, by ICU; in a build without ICU it knows none. Making one
// costs some milliseconds, the first text of a script some more. Thread-safe: texts wait for each
// other.
class Transliterator {
 public:
  Transliterator();
  ~Transliterator();

  // Empty if it cannot: no ICU, or a script that ICU cannot put into Latin letters.
  std::optional<std::string> ToLatin(std::string_view text) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// A run of letters or of digits, in a-z and 0-9.
struct Word {
  std::string text;
  bool is_number = false;
  bool is_transliterated = false;
  bool is_vowelless = false;   // of a script that leaves out most vowels: Arabic, Hebrew, Syriac
  bool is_dotted = false;      // joined by a full stop to the word before: the A of "S.A."
  bool is_before_dot = false;  // a full stop behind it: an abbreviation, or the end
  bool is_after_comma = false;
  bool is_glued = false;       // nothing between it and the word before: the "nd" of "2nd"
  std::size_t apostrophe = 0;  // letters before the first one within it: "l'Est", "ch'en"; 0: none
  bool is_bracketed = false;
  bool is_spelled = false;   // a number that was a word; set by those who read it so
  bool is_syllable = false;  // of Korean script, which parts all of them
};

struct LatinText {
  std::vector<Word> words;
  std::string unread;  // letters that could not be put into Latin ones, each once, as given
};

// The words of a name in small Latin letters. Latin, Cyrillic and Greek letters are read by tables
// (latin.cc), all other scripts by `transliterator`. Diacritics are dropped; apostrophes and their
// like belong to the word around them; bytes that are no UTF-8 part words, as all signs do.
// Cyrillic letters become those of the usual English spelling (zh, kh, ts, shch, ya); a word with
// one of the four letters that only Ukrainian has is read as Ukrainian. Korean syllables are words
// of their own.
LatinText ToLatinWords(std::string_view text, const Transliterator& transliterator);

}  // namespace casus::internal

#endif  // CASUS_SRC_ACTOR_LATIN_H_
