#include "src/actor/sound.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace casus::internal {
namespace {

struct Rule {
  std::string_view letters;
  std::string_view sound;
};
// By first letter, longer ones first.
constexpr auto kRules = std::to_array<Rule>({
    {"ae", "a"},  {"ck", "k"},  {"cz", "c"},   {"dzh", "i"}, {"dh", "d"}, {"dj", "i"},
    {"ee", "i"},  {"gh", "g"},  {"kh", "h"},   {"oe", "o"},  {"oo", "u"}, {"ou", "u"},
    {"ph", "f"},  {"q", "k"},   {"shch", "x"}, {"sch", "x"}, {"sh", "x"}, {"tsch", "c"},
    {"tch", "c"}, {"tz", "ts"}, {"th", "t"},   {"ue", "u"},  {"x", "ks"}, {"y", "i"},
    {"j", "i"},   {"zh", "z"},
});

bool IsVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }
bool IsConsonant(char c) { return !IsVowel(c) && c != 'h'; }

constexpr char ClassOf(char c) {
  switch (c) {
    case 'b':
    case 'p': return 'p';
    case 'f':
    case 'v': return 'f';
    case 'd':
    case 't': return 't';
    case 'g':
    case 'k': return 'k';
    case 'c':
    case 's':
    case 'x':
    case 'z': return 's';
    case 'l':
    case 'm':
    case 'n':
    case 'r': return c;
    default: return 0;
  }
}

constexpr Distance kVowelForVowel = 40;
constexpr Distance kVowel = 50;
constexpr Distance kSameClass = 50;
constexpr Distance kWeak = 30;  // h, i
constexpr Distance kReplaced = 120;
constexpr Distance kSwapped = 80;
constexpr Distance kFirst = 30;
constexpr Distance kOtherFirst = 80;
constexpr Distance kMissingVowel = 10;

struct Costs {
  std::array<std::array<std::uint8_t, 26>, 26> replace{};
  std::array<std::uint8_t, 26> insert{};
};

constexpr Costs MakeCosts(bool without_vowels) {
  Costs costs;
  const auto is_vowel = [](char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
  };
  // One letter in Ukrainian and in Russian; kh and k.
  const auto is_g_and_h = [](char c, char d) { return (c == 'g' || c == 'k') && d == 'h'; };
  for (char a = 'a'; a <= 'z'; ++a) {
    const auto row = static_cast<std::size_t>(a - 'a');
    Distance insert = kLetter;
    if (is_vowel(a)) insert = without_vowels ? kMissingVowel : a == 'i' ? kWeak : kVowel;
    if (a == 'h') insert = kWeak;
    costs.insert[row] = static_cast<std::uint8_t>(insert);
    for (char b = 'a'; b <= 'z'; ++b) {
      Distance replace = kReplaced;
      if (a == b) {
        replace = 0;
      } else if (is_vowel(a) && is_vowel(b)) {
        replace = without_vowels ? kMissingVowel : kVowelForVowel;
      } else if (ClassOf(a) != 0 && ClassOf(a) == ClassOf(b)) {
        replace = kSameClass;
      } else if (is_g_and_h(a, b) || is_g_and_h(b, a)) {
        replace = kLetter;
      }
      costs.replace[row][static_cast<std::size_t>(b - 'a')] = static_cast<std::uint8_t>(replace);
    }
  }
  return costs;
}
constexpr Costs kCosts = MakeCosts(false);
constexpr Costs kVowellessCosts = MakeCosts(true);

std::size_t Index(char c) { return static_cast<std::size_t>(c - 'a'); }

// The "ue" of "Kluev" and the "ae" of "Nikolaev" are no umlauts.
bool IsParted(std::string_view rest) {
  return rest.size() > 2 && rest[1] == 'e' && (rest[2] == 'v' || rest[2] == 'w') &&
         (rest[0] == 'a' || rest[0] == 'o' || rest[0] == 'u');
}

// Is a v or w between this and the next letter what others write as a u? "Brown" is not "Braun".
bool WritesU(std::string_view before, char next) {
  if (before.empty() || !IsVowel(before.back())) return false;
  if (before.back() == 'o') return next == 's';
  constexpr std::string_view kConsonants = "bcdfghklmnpqrstxz";
  return kConsonants.find(next) != std::string_view::npos;
}

}  // namespace

std::string SoundOf(std::string_view word, bool is_vowelless) {
  std::string sound;
  const auto add = [&](char c) {
    if (sound.empty() || sound.back() != c) sound += c;
  };
  for (std::size_t i = 0; i < word.size();) {
    const std::string_view rest = word.substr(i);
    const char c = rest.front();
    const char next = rest.size() > 1 ? rest[1] : ' ';
    if (c == 'w' || c == 'v') {
      if (is_vowelless && c == 'w' && i > 0) {
        add('u');  // a long one
      } else if (!is_vowelless && WritesU(sound, next)) {
        // "Zimowsky" and "Zimousky", "Pavlichenko" and "Paulichenka", "Tawfiq" and "Taufik".
        if (sound.back() == 'o') sound.pop_back();
        add('u');
      } else {
        add('v');
      }
      ++i;
      continue;
    }
    if (c == 'c' && next == 'h') {
      const char after = rest.size() > 2 ? rest[2] : ' ';
      add(after == 'r' || after == 'l' || after == 't' ? 'k' : 'c');
      i += 2;
      continue;
    }
    const Rule* found = nullptr;
    for (const Rule& rule : kRules) {
      if (rule.letters.front() == c && rest.starts_with(rule.letters) && !IsParted(rest)) {
        found = &rule;
        break;
      }
    }
    if (found != nullptr) {
      for (const char letter : found->sound) add(letter);
      i += found->letters.size();
    } else {
      add(c == 'c' ? (next == 'e' || next == 'i' || next == 'y' ? 's' : 'k') : c);
      ++i;
    }
  }
  if (sound.size() > 1 && sound.back() == 'h') sound.pop_back();
  // The silent e of "Chahine".
  constexpr std::size_t kLeastWithSilent = 6;
  if (word.size() >= kLeastWithSilent && word.ends_with("ine")) sound.pop_back();
  return sound;
}

Distance SoundDistance(std::string_view a, std::string_view b, bool without_vowels,
                       Distance limit) {
  const Costs& costs = without_vowels ? kVowellessCosts : kCosts;
  // What both begin and end with is not edited; the first letters' price is known by then.
  Distance first = 0;
  if (!a.empty() && !b.empty() && a.front() != b.front()) {
    const bool a_has_more = a.size() > 1 && a[1] == b.front();
    const bool b_has_more = b.size() > 1 && b[1] == a.front();
    const bool is_weak = costs.replace[Index(a.front())][Index(b.front())] <= kSameClass ||
                         costs.replace[Index(a.front())][Index(b.front())] == kLetter ||
                         (a_has_more && costs.insert[Index(a.front())] <= kWeak) ||
                         (b_has_more && costs.insert[Index(b.front())] <= kWeak);
    first = is_weak ? kFirst / 2 : a_has_more || b_has_more ? kFirst : kOtherFirst;
  }
  if (first > limit) return kTooFar;
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  // Rows are filled before they are read.
  std::array<std::array<Distance, kMostSymbols + 1>, 3> rows;
  Distance* before_last = rows[0].data();
  Distance* last = rows[1].data();
  Distance* row = rows[2].data();
  last[0] = 0;
  for (std::size_t j = 0; j < b.size(); ++j) last[j + 1] = last[j] + costs.insert[Index(b[j])];
  Distance least_before = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::size_t at = Index(a[i]);
    const Distance insert = costs.insert[at];
    const auto& replace = costs.replace[at];
    row[0] = last[0] + insert;
    Distance least = row[0];
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t other = Index(b[j]);
      Distance best =
          std::min({last[j] + replace[other], last[j + 1] + insert, row[j] + costs.insert[other]});
      if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] && a[i] != b[j]) {
        const bool both = IsConsonant(a[i]) && IsConsonant(b[j]);
        best = std::min(best, before_last[j - 1] + (both ? kLetter : kSwapped));
      }
      row[j + 1] = best;
      least = std::min(least, best);
    }
    // A change of places reaches over one row.
    if (std::min(least, least_before) + first > limit) return kTooFar;
    least_before = least;
    Distance* const free = before_last;
    before_last = last;
    last = row;
    row = free;
  }
  const Distance distance = last[b.size()] + first;
  return distance > limit ? kTooFar : distance;
}

std::string SkeletonOf(std::string_view sound) {
  std::string skeleton;
  for (const char c : sound) {
    if (const char letter = ClassOf(c); letter != 0) skeleton += letter;
  }
  return skeleton;
}

LetterCounts CountLetters(std::string_view sound) {
  constexpr std::string_view kConsonants = "bpfvtdkgszcxlmnr";
  constexpr std::string_view kVowels = "aeiou";
  constexpr std::string_view kClasses = "pftksmnlr";
  LetterCounts counts;
  counts.letters = static_cast<std::uint8_t>(sound.size());
  for (const char c : sound) {
    if (c < 'a') continue;  // numbers are equal or not
    if (c == 'h') {
      ++counts.h;
    } else if (const std::size_t vowel = kVowels.find(c); vowel != std::string_view::npos) {
      ++counts.vowels[vowel];
      ++counts.all_vowels;
    } else {
      ++counts.all_consonants;
      ++counts.consonants[kConsonants.find(c)];
      ++counts.classes[std::min(kClasses.find(ClassOf(c)), counts.classes.size() - 1)];
    }
  }
  return counts;
}

namespace {

// How many letters must be edited, each changing one count of either or one of both: of the sums of
// counts, more than the larger of each leaves over.
template <std::size_t kSize>
Distance Apart(const std::array<std::uint8_t, kSize>& a, std::uint8_t all_a,
               const std::array<std::uint8_t, kSize>& b, std::uint8_t all_b) {
  std::uint8_t larger = 0;  // a sound has fewer than a hundred letters
  for (std::size_t i = 0; i < kSize; ++i) {
    larger = static_cast<std::uint8_t>(larger + std::max(a[i], b[i]));
  }
  return larger - std::min(all_a, all_b);
}

Distance ClassesApart(const LetterCounts& a, const LetterCounts& b) {
  return Apart(a.classes, a.all_consonants, b.classes, b.all_consonants);
}

}  // namespace

Distance LeastDistance(const LetterCounts& a, const LetterCounts& b) {
  const Distance classes = ClassesApart(a, b);
  const Distance consonants =
      std::max(Apart(a.consonants, a.all_consonants, b.consonants, b.all_consonants), classes);
  const Distance vowels = Apart(a.vowels, a.all_vowels, b.vowels, b.all_vowels);
  // A consonant that stands for a vowel or an h edits two counts at once.
  constexpr Distance kTwoAtOnce = kReplaced - kLetter;
  return classes * kLetter + (consonants - classes) * kSameClass +
         std::min(vowels, classes) * kTwoAtOnce + std::max(vowels - classes, 0) * kWeak +
         std::max(std::abs(a.h - b.h) - classes, 0) * kTwoAtOnce;
}

Distance LeastVowellessDistance(const LetterCounts& a, const LetterCounts& b) {
  return ClassesApart(a, b) * kLetter;
}

std::uint64_t HashOf(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

void AppendDeletions(std::string_view text, std::size_t most, std::vector<std::uint64_t>& hashes) {
  const std::size_t begin = hashes.size();
  std::vector<std::string> level = {std::string(text)};
  hashes.push_back(HashOf(text));
  for (std::size_t deleted = 0; deleted < most; ++deleted) {
    std::vector<std::string> next;
    for (const std::string& one : level) {
      for (std::size_t i = 0; i < one.size(); ++i) {
        next.push_back(one.substr(0, i) + one.substr(i + 1));
        hashes.push_back(HashOf(next.back()));
      }
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    level = std::move(next);
  }
  const auto from = hashes.begin() + static_cast<std::ptrdiff_t>(begin);
  std::sort(from, hashes.end());
  hashes.erase(std::unique(from, hashes.end()), hashes.end());
}

}  // namespace casus::internal
