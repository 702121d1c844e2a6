// The parts of name matching, each beside a slow and obvious way to the same answer.

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/actor/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/actor/latin.h"
#include "src/actor/name_form.h"
#include "src/actor/name_score.h"
#include "src/actor/name_words.h"
#include "src/actor/sound.h"

namespace {

using namespace casus::internal;
using ::testing::ElementsAre;

std::vector<std::string> Words(std::string_view text) {
  const Transliterator transliterator;
  std::vector<std::string> words;
  for (const Word& word : ToLatinWords(text, transliterator).words) words.push_back(word.text);
  return words;
}

TEST(LatinTest, LettersLoseCaseAndDiacritics) {
  EXPECT_THAT(Words("JOSÉ Núñez-Peña"), ElementsAre("jose", "nunez", "pena"));
  EXPECT_THAT(Words("Łódź Straße Ærø İstanbul"),
              ElementsAre("lodz", "strasse", "aero", "istanbul"));
  EXPECT_THAT(Words("Nguyễn Vǎn Đức"), ElementsAre("nguyen", "van", "duc"));
  EXPECT_THAT(Words("Jose\u0301 ｆｕｌｌ"), ElementsAre("jose", "full"));
}

TEST(LatinTest, CyrillicAndGreekAreReadByTables) {
  EXPECT_THAT(Words("Хрущёв ЩЕРБАКОВ Юлия"), ElementsAre("khrushchev", "shcherbakov", "yuliya"));
  EXPECT_THAT(Words("Григорій Григорий"), ElementsAre("hrihoriy", "grigoriy"));
  EXPECT_THAT(Words("Ђоковић Қасым"), ElementsAre("djokovic", "kasym"));
  EXPECT_THAT(Words("Γεώργιος Ουρανός"), ElementsAre("georgios", "ouranos"));
}

TEST(LatinTest, SignsPartWordsAndApostrophesDoNot) {
  EXPECT_THAT(Words("O'Brien D’Arcy-Smith/Co"), ElementsAre("obrien", "darcy", "smith", "co"));
  EXPECT_THAT(Words("Smith & Sons"), ElementsAre("smith", "and", "sons"));
  EXPECT_THAT(Words("A320neo 007 0"), ElementsAre("a", "320", "neo", "7", "0"));
  EXPECT_THAT(Words("٣٤ ５"), ElementsAre("34", "5"));
  EXPECT_THAT(Words("a\xFF\xC3z\xF0\x9F"), ElementsAre("a", "z"));
}

TEST(LatinTest, WordsKnowWhatStoodBeforeThem) {
  const Transliterator transliterator;
  const LatinText text = ToLatinWords("KIROV, S.A. Иван", transliterator);
  ASSERT_EQ(text.words.size(), 4U);
  EXPECT_TRUE(text.words[1].is_after_comma);
  EXPECT_TRUE(text.words[2].is_dotted);
  EXPECT_FALSE(text.words[2].is_after_comma);
  EXPECT_TRUE(text.words[3].is_transliterated);
  EXPECT_FALSE(text.words[0].is_transliterated);
}

TEST(LatinTest, WordsKnowWhatStoodAroundThem) {
  const Transliterator transliterator;
  const LatinText text = ToLatinWords("2nd L'Est Min. (No [3]) 4 Ch'en", transliterator);
  ASSERT_EQ(text.words.size(), 8U);
  EXPECT_TRUE(text.words[1].is_glued);
  EXPECT_FALSE(text.words[2].is_glued);
  EXPECT_EQ(text.words[2].apostrophe, 1U);
  EXPECT_EQ(text.words[7].apostrophe, 2U);
  EXPECT_TRUE(text.words[3].is_before_dot);
  EXPECT_FALSE(text.words[2].is_before_dot);
  EXPECT_TRUE(text.words[4].is_bracketed);
  EXPECT_TRUE(text.words[5].is_bracketed);
  EXPECT_FALSE(text.words[6].is_bracketed);
}

TEST(LatinTest, KoreanSyllablesAreWords) {
  if (!casus::CanTransliterate()) GTEST_SKIP() << "built without ICU";
  EXPECT_THAT(Words("김정은"), ElementsAre("gim", "jeong", "eun"));
  EXPECT_THAT(Words("а김b"), ElementsAre("a", "gim", "b"));
}

TEST(LatinTest, OtherScriptsNeedIcuOrAreNamed) {
  const Transliterator transliterator;
  const LatinText text = ToLatinWords("حسن", transliterator);
  if (casus::CanTransliterate()) {
    EXPECT_EQ(text.unread, "");
    ASSERT_EQ(text.words.size(), 1U);
    EXPECT_EQ(text.words[0].text, "hsn");
    EXPECT_TRUE(text.words[0].is_vowelless);
  } else {
    EXPECT_EQ(text.unread, "حسن");
    EXPECT_TRUE(text.words.empty());
  }
  EXPECT_EQ(ToLatinWords("𓀀a𓀀𓀁", transliterator).unread, "𓀀𓀁") << "each letter once";
}

TEST(SoundTest, TransliterationsSoundAlike) {
  const auto same = [](std::string_view a, std::string_view b) {
    EXPECT_EQ(SoundOf(a, false), SoundOf(b, false)) << a << ' ' << b;
  };
  same("khaled", "haled");
  same("yury", "juri");
  same("schoigu", "shojgu");
  same("mahmoud", "mahmud");
  same("saleem", "salim");
  same("qasim", "kasim");
  same("phillip", "filip");
  same("mueller", "muller");
  same("abdallah", "abdala");
  same("alexander", "aleksander");
  same("wladimir", "vladimir");
  same("zimowsky", "zimousky");
  same("pavlichenko", "paulichenko");
  same("tawfik", "taufik");
  same("chahine", "chahin");
  EXPECT_EQ(SoundOf("kluev", false), "kluev") << "no umlaut";
  EXPECT_NE(SoundOf("brown", false), SoundOf("braun", false));
  EXPECT_NE(SoundOf("ivanov", false), SoundOf("petrov", false));
  EXPECT_EQ(SoundOf("h", false), "h") << "never empty";
}

// Straight from the definition: all ways to edit, each tried.
class DistanceOracle {
 public:
  DistanceOracle(std::string a, std::string b, bool without_vowels)
      : a_(std::move(a)), b_(std::move(b)), without_vowels_(without_vowels) {}

  Distance Find() { return From(0, 0) + First(); }

 private:
  static bool IsVowel(char c) {
    return std::string_view("aeiou").find(c) != std::string_view::npos;
  }
  static bool SameClass(char c, char d) {
    for (const std::string_view letters : {"bp", "fv", "dt", "gk", "cszx"}) {
      if (letters.find(c) != std::string_view::npos && letters.find(d) != std::string_view::npos) {
        return true;
      }
    }
    return false;
  }
  Distance Insert(char c) const {
    if (IsVowel(c) && without_vowels_) return 10;
    if (c == 'h' || c == 'i') return 30;
    return IsVowel(c) ? 50 : 100;
  }
  Distance Replace(char c, char d) const {
    if (c == d) return 0;
    if (IsVowel(c) && IsVowel(d)) return without_vowels_ ? 10 : 40;
    if (SameClass(c, d)) return 50;
    const auto is_throat = [](char letter) { return letter == 'g' || letter == 'k'; };
    return (is_throat(c) && d == 'h') || (is_throat(d) && c == 'h') ? 100 : 120;
  }
  Distance First() const {
    if (a_.empty() || b_.empty() || a_[0] == b_[0]) return 0;
    const bool only_a = a_.size() > 1 && a_[1] == b_[0];
    const bool only_b = b_.size() > 1 && b_[1] == a_[0];
    if (Replace(a_[0], b_[0]) <= 100) return 15;
    if ((only_a && Insert(a_[0]) <= 30) || (only_b && Insert(b_[0]) <= 30)) return 15;
    return only_a || only_b ? 30 : 80;
  }
  Distance From(std::size_t i, std::size_t j) {
    if (i == a_.size() && j == b_.size()) return 0;
    const auto known = known_.find({i, j});
    if (known != known_.end()) return known->second;
    Distance best = kTooFar;
    if (i < a_.size()) best = std::min(best, Insert(a_[i]) + From(i + 1, j));
    if (j < b_.size()) best = std::min(best, Insert(b_[j]) + From(i, j + 1));
    if (i < a_.size() && j < b_.size()) {
      best = std::min(best, Replace(a_[i], b_[j]) + From(i + 1, j + 1));
    }
    if (i + 1 < a_.size() && j + 1 < b_.size() && a_[i] == b_[j + 1] && a_[i + 1] == b_[j] &&
        a_[i] != b_[j]) {
      const auto strong = [](char c) { return !IsVowel(c) && c != 'h'; };
      const Distance cost = strong(a_[i]) && strong(b_[j]) ? 100 : 80;
      best = std::min(best, cost + From(i + 2, j + 2));
    }
    return known_[{i, j}] = best;
  }

  std::string a_;
  std::string b_;
  bool without_vowels_;
  std::map<std::pair<std::size_t, std::size_t>, Distance> known_;
};

class Sounds {
 public:
  explicit Sounds(std::uint32_t seed) : random_(seed) {}
  std::size_t Below(std::size_t limit) { return random_() % limit; }
  // Of few letters, so that distances are short.
  std::string Next() {
    constexpr std::string_view kLetters = "abeiukgstdnrhlmz";
    std::string sound;
    for (std::size_t i = 0, n = 1 + Below(9); i < n; ++i) {
      const char c = kLetters[Below(kLetters.size())];
      if (sound.empty() || sound.back() != c) sound += c;
    }
    return sound;
  }
  std::string Near(std::string sound) {
    for (std::size_t i = 0, n = Below(4); i < n && sound.size() > 1; ++i) {
      const std::size_t at = Below(sound.size());
      switch (Below(4)) {
        case 0: sound.erase(at, 1); break;
        case 1: sound.insert(at, Next().substr(0, 1)); break;
        case 2: sound[at] = Next()[0]; break;
        default:
          if (at + 1 < sound.size()) std::swap(sound[at], sound[at + 1]);
      }
    }
    return sound;
  }

 private:
  std::mt19937 random_;
};

TEST(SoundDistanceTest, IsThatOfTheOracleAndSymmetric) {
  Sounds sounds(11);
  for (int i = 0; i < 4000; ++i) {
    const std::string a = sounds.Next();
    const std::string b = i % 4 == 0 ? sounds.Next() : sounds.Near(a);
    const bool without_vowels = i % 3 == 0;
    const Distance expected = DistanceOracle(a, b, without_vowels).Find();
    ASSERT_EQ(SoundDistance(a, b, without_vowels, 1000000), expected) << a << ' ' << b;
    ASSERT_EQ(SoundDistance(b, a, without_vowels, 1000000), expected) << a << ' ' << b;
    if (!without_vowels) {
      ASSERT_LE(LeastDistance(CountLetters(a), CountLetters(b)), expected) << a << ' ' << b;
    }
    const auto limit = static_cast<Distance>(sounds.Below(400));
    ASSERT_EQ(SoundDistance(a, b, without_vowels, limit), expected <= limit ? expected : kTooFar)
        << a << ' ' << b << " within " << limit;
  }
}

TEST(CompareTest, SimilarWordsShareAKey) {
  Sounds sounds(12);
  int similar = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string a = sounds.Next();
    while (a.size() < 5 + sounds.Below(12)) a += sounds.Next();
    const TokenForm x = FormOf(a, false, false);
    const TokenForm y = FormOf(sounds.Near(a), false, false);
    for (const Profile profile : {Profile::kPerson, Profile::kOrganisation, Profile::kVessel}) {
      const Similarity similarity = Compare(x, y, profile);
      ASSERT_EQ(similarity.value, Compare(y, x, profile).value);
      ASSERT_TRUE(similarity.value == 0 || similarity.value >= kLeastSimilar - 1e-6F);
      if (similarity.how != casus::PairKind::kTypo) continue;
      ++similar;
      std::vector<std::uint64_t> left;
      std::vector<std::uint64_t> right;
      AppendKeys(x, profile, left);
      AppendKeys(y, profile, right);
      std::sort(left.begin(), left.end());
      std::sort(right.begin(), right.end());
      std::vector<std::uint64_t> both;
      std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                            std::back_inserter(both));
      ASSERT_FALSE(both.empty()) << x.text << ' ' << y.text << ' ' << similarity.value;
    }
  }
  EXPECT_GT(similar, 5000);
}

std::string Prepared(std::string_view text, Profile profile) {
  const Transliterator transliterator;
  const PreparedName name = Prepare(text, profile, transliterator);
  std::string told;
  for (std::size_t i = 0; i < name.uses.size(); ++i) {
    constexpr std::string_view kRoles = "F#ilcg";
    told += (i > 0 ? " " : "") + name.forms[i].text + "/" +
            kRoles[static_cast<std::size_t>(name.uses[i].role)];
  }
  return told;
}

TEST(PrepareTest, PersonsAreReadByTheirRules) {
  const auto person = [](std::string_view text) { return Prepared(text, Profile::kPerson); };
  EXPECT_EQ(person("AL-RASHID, Dr. Abd al-Rahman B."), "dr/l abdulrahman/F b/i al/l rashid/F");
  EXPECT_EQ(person("Robert Harlan, Jr."), "robert/F harlan/F jr/g");
  EXPECT_EQ(person("Stephen King"), "stephen/F king/F");
  EXPECT_EQ(person("Nur al-Din Zangi"), "nureddin/F zangi/F");
  EXPECT_EQ(person("Ben Marlowe"), "ben/F marlowe/F");
  EXPECT_EQ(person("Abdul 2 uddin"), "abdul/F 2/# uddin/l");
  EXPECT_EQ(person("Ahmed bin Ali"), "ahmed/F bin/l ali/F");
  EXPECT_EQ(person("Abderrahman Abdirizak Abdelhakim"), "abdulrahman/F abdulrizak/F abdulhakim/F");
  EXPECT_EQ(person("Abdullah Abdi"), "abdullah/F abdi/F");
  EXPECT_EQ(person("Kh. Zh. Mashal"), "kh/i zh/i mashal/F");
  EXPECT_EQ(person("Kh Mashal"), "kh/F mashal/F") << "a name, for all that is known";
  EXPECT_EQ(person("1van R0mano 5idorov Alma1"), "ivan/F romano/F sidorov/F almal/F");
  EXPECT_EQ(person("Louis 1 X3"), "louis/F 1/# x/i 3/#") << "no letters around it";
  if (casus::CanTransliterate()) {
    EXPECT_EQ(person("عبد الرحمن الراشد"), "abdulrhmn/F al/l rashd/F");
  }
}

TEST(PrepareTest, WadeAndGilesAreReadInPinyin) {
  const auto person = [](std::string_view text) { return Prepared(text, Profile::kPerson); };
  EXPECT_EQ(person("Mao Tse-tung"), "mao/F ze/F dong/F");
  EXPECT_EQ(person("Teng Hsiao-p'ing"), "deng/F xiao/F ping/F");
  EXPECT_EQ(person("Chang Hsueh-ch'ien"), "zhang/F xue/F qian/F");
  EXPECT_EQ(person("Jen Chih-yen"), "ren/F zhi/F yan/F");
  EXPECT_EQ(person("Chang Li"), "chang/F li/F") << "all of it may be Pinyin";
  EXPECT_EQ(person("Tse Martin"), "tse/F martin/F") << "not all of it is Chinese";
}

TEST(PrepareTest, OrganisationsAreReadByTheirRules) {
  const auto organisation = [](std::string_view text) {
    return Prepared(text, Profile::kOrganisation);
  };
  EXPECT_EQ(organisation("Comercializadora Orizaba, S.A. de C.V."),
            "comercializadora/F orizaba/F jsc/c");
  EXPECT_EQ(organisation("OOO Vega"), "ltd/c vega/F");
  EXPECT_EQ(organisation("Vega Limited Liability Company"), "vega/F ltd/c");
  EXPECT_EQ(organisation("J.P. Morgenthal & Co"), "jp/F morgenthal/F and/l co/l");
  EXPECT_EQ(organisation("Banco Nacional de Cuba"), "bank/F national/l de/l cuba/F");
  EXPECT_EQ(organisation("Tekhnika III"), "tekhnika/F 3/#");
  EXPECT_EQ(organisation("The Company"), "the/F company/F") << "it has no others";
  EXPECT_EQ(organisation("Vega Aktiengesellschaft AG"), "vega/F jsc/c jsc/c");
  EXPECT_EQ(organisation("Vega Comapny Limted"), "vega/F company/l ltd/c") << "slips";
  EXPECT_EQ(organisation("Vega Grout"), "vega/F grout/F");
  EXPECT_EQ(organisation("Min. of Min"), "ministry/F of/l min/F");
  EXPECT_EQ(organisation("Haddad Bros"), "haddad/F brothers/F");
  EXPECT_EQ(organisation("2nd Guards First Twenty-One Ninety 5"), "2/# guards/F 1/# 21/# 90/# 5/#");
  EXPECT_EQ(organisation("Seven"), "seven/F") << "it has no others";
  EXPECT_EQ(organisation("0mega C1oud K10"), "omega/F cloud/F k/F 10/#");
  EXPECT_EQ(organisation("L'Intérieur L'Oreal"), "interior/F loreal/F");
}

TEST(PrepareTest, ShipsAreReadByTheirRules) {
  EXPECT_EQ(Prepared("M/V Star II", Profile::kVessel), "mv/l star/F 2/#");
  EXPECT_EQ(Prepared("Pride of the Sea", Profile::kVessel), "pride/F of/l the/l sea/F");
  EXPECT_EQ(Prepared("St. Anna", Profile::kVessel), "saint/F anna/F");
  EXPECT_EQ(Prepared("Grace One", Profile::kVessel), "grace/F 1/#");
}

}  // namespace
