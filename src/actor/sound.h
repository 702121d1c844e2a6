#ifndef CASUS_SRC_ACTOR_SOUND_H_
#define CASUS_SRC_ACTOR_SOUND_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casus::internal {

// Longer tokens are compared by their first so many symbols.
inline constexpr std::size_t kMostSymbols = 48;

// What is left of a word of a-z when the usual differences between transliterations are taken out:
// kh is h, sh and sch x, ch c, zh z, ck and q k, ph f, w v, ou and oo u, y and j i; doubled letters
// are single, and an h at the end is dropped. Its letters are a b c d e f g h i k l m n o p r s t u
// v x z. Never empty for a word that is not.
std::string SoundOf(std::string_view word, bool is_vowelless);

// Lengths and distances of spelling, in hundredths of a letter.
using Distance = std::int32_t;
inline constexpr Distance kLetter = 100;
inline constexpr Distance kTooFar = 1 << 20;

// The least cost of turning one sound into the other (optimal string alignment: no part is edited
// twice). Letters that transliterations confuse cost less (vowels 40, k and g, d and t, s and z 50,
// h and i 30 where they come and go; g for h 100); other letters 100, or 120 where one stands for
// another; two neighbours that changed places 80, consonants 100; another first letter 80 more, 30
// where one is left out or changed places, 15 where that hardly sounds. Between a word without
// vowel letters and one with them vowels cost 10. Symmetric; 0 for equal ones only. Above `limit`
// it is kTooFar. REQUIRES: at most kMostSymbols each.
Distance SoundDistance(std::string_view a, std::string_view b, bool without_vowels, Distance limit);

// The consonants by class (p b, f v, t d, k g, s z c x, m, n, l, r), a letter each: what costs less
// than 100 leaves the skeleton as it is, and each 100 change one letter of it.
std::string SkeletonOf(std::string_view sound);
// How often each letter stands in a sound, and each class of consonants (l and r together).
struct LetterCounts {
  std::array<std::uint8_t, 16> consonants{};
  std::array<std::uint8_t, 8> classes{};
  std::array<std::uint8_t, 8> vowels{};  // three more than there are: compilers take eight at once
  std::uint8_t all_consonants = 0;
  std::uint8_t all_vowels = 0;
  std::uint8_t h = 0;
  std::uint8_t letters = 0;
};
LetterCounts CountLetters(std::string_view sound);
// No more than SoundDistance of sounds with these letters, if both have their vowels: in no time.
Distance LeastDistance(const LetterCounts& a, const LetterCounts& b);
// The same if one of them has no vowels.
Distance LeastVowellessDistance(const LetterCounts& a, const LetterCounts& b);

// Hashes of the text and of all that is left when up to `most` letters are deleted, ascending,
// each once. Texts within `most` insertions, deletions, replacements and changes of places of
// neighbours share one.
void AppendDeletions(std::string_view text, std::size_t most, std::vector<std::uint64_t>& hashes);

// The same on every machine.
std::uint64_t HashOf(std::string_view text);

}  // namespace casus::internal

#endif  // CASUS_SRC_ACTOR_SOUND_H_
