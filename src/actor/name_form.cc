#include "src/actor/name_form.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "src/actor/name_words.h"
#include "src/actor/sound.h"

namespace casus::internal {

TokenForm FormOf(std::string text, bool is_vowelless, bool is_transliterated) {
  TokenForm form;
  form.sound = SoundOf(text, is_vowelless);
  if (form.sound.size() > kMostSymbols) form.sound.resize(kMostSymbols);
  form.skeleton = SkeletonOf(form.sound);
  form.counts = CountLetters(form.sound);
  form.sound_hash = HashOf(form.sound);
  constexpr std::size_t kLeastStem = 4;
  if (text.size() >= kLeastStem + 2 && (text.starts_with("al") || text.starts_with("el"))) {
    form.without_article = SoundOf(std::string_view(text).substr(2), is_vowelless);
    if (form.without_article.size() > kMostSymbols) form.without_article.resize(kMostSymbols);
  }
  form.is_vowelless = is_vowelless;
  form.is_transliterated = is_transliterated;
  if (!is_vowelless) form.given_names = GivenNameGroups(text);
  form.text = std::move(text);
  return form;
}

namespace {

// Weights, as shares of a word that tells one bearer from another.
constexpr float kGivenName = 0.8F;
constexpr float kPatronymic = 0.5F;
constexpr float kInitialLetter = 0.4F;
constexpr float kParticle = 0.1F;
constexpr float kKunya = 0.3F;  // abu and umm: a name of its own with what follows
constexpr float kTitle = 0.05F;
constexpr float kGenerationWord = 0.3F;
constexpr float kPlaceWord = 0.25F;
constexpr float kBranchWord = 0.45F;
constexpr float kKindWord = 0.3F;
constexpr float kEmptyWord = 0.12F;
constexpr float kNoUseWord = 0.03F;
constexpr float kForm = 0.1F;
constexpr float kNameless = 0.5F;  // all words of a name that has nothing else
constexpr float kSpelledNumber = 0.5F;
// Words in brackets are explanations, mostly; against other words they count as all do.
constexpr float kBracketed = 0.4F;
constexpr float kOwnAcronym = 0.05F;  // of the other words of the name

// Shorter acronyms are those of many names.
constexpr std::size_t kLeastAcronym = 3;
constexpr std::size_t kMostAcronym = 8;

class Preparing {
 public:
  Preparing(std::vector<Word> words, Profile profile)
      : words_(std::move(words)), profile_(profile) {}

  PreparedName Run() {
    ReadDigitsAsLetters();
    if (profile_ == Profile::kPerson) {
      ReadWadeGiles();
      GivenNameFirst();
      SplitArticles();
      JoinServants();
      for (Word& word : words_) ReadServant(word.text);
      JoinFaiths();
    } else {
      JoinSyllables();
      JoinLetters();
      ReadNumbers();
      if (profile_ == Profile::kOrganisation) {
        DropElided();
        JoinPhrases();
      }
    }
    name_.is_cut = words_.size() > kMostTokens;
    if (name_.is_cut) words_.resize(kMostTokens);
    for (std::size_t i = 0; i < words_.size(); ++i) AddToken(i);
    const bool has_full = std::any_of(name_.uses.begin(), name_.uses.end(),
                                      [](const TokenUse& use) { return IsIndexed(use.role); });
    if (!has_full) {
      for (TokenUse& use : name_.uses) {
        use.role = Role::kFull;
        use.weight = use.conflict = kNameless;
      }
    }
    AddJoins();
    if (profile_ == Profile::kOrganisation) AddAcronyms();
    return std::move(name_);
  }

 private:
  // "SURNAME, Given": what is behind the first comma comes first.
  void GivenNameFirst() {
    const auto comma = std::find_if(words_.begin(), words_.end(),
                                    [](const Word& word) { return word.is_after_comma; });
    if (comma == words_.end() || Generation(comma->text) != 0) return;
    std::rotate(words_.begin(), comma, words_.end());
  }

  void ReplaceRange(std::size_t first, std::size_t count, std::string text) {
    Word& word = words_[first];
    for (std::size_t i = 1; i < count; ++i) {
      word.is_vowelless = word.is_vowelless || words_[first + i].is_vowelless;
      word.is_transliterated = word.is_transliterated || words_[first + i].is_transliterated;
    }
    word.text = std::move(text);
    const auto begin = words_.begin() + static_cast<std::ptrdiff_t>(first);
    words_.erase(std::next(begin), begin + static_cast<std::ptrdiff_t>(count));
  }

  // What scanners and typists make of letters: "R0bert", "1van", "0mega". Of persons all digits
  // that look like letters; of others noughts before letters and ones between them, for the rest
  // are numbers.
  void ReadDigitsAsLetters() {
    const bool is_person = profile_ == Profile::kPerson;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (!words_[i].is_number || words_[i].text.size() != 1) continue;
      const bool has_left = i > 0 && words_[i].is_glued && !words_[i - 1].is_number;
      const bool has_right =
          i + 1 < words_.size() && words_[i + 1].is_glued && !words_[i + 1].is_number;
      const std::string left = has_left ? words_[i - 1].text : "";
      const std::string right = has_right ? words_[i + 1].text : "";
      constexpr std::size_t kLeastLetters = 3;
      if (left.size() + right.size() < kLeastLetters) continue;
      const auto is_vowel = [](char c) {
        return std::string_view("aeiou").find(c) != std::string_view::npos;
      };
      char letter = 0;
      switch (words_[i].text.front()) {
        case '0': letter = is_person || has_right ? 'o' : 0; break;
        case '1':
          if (is_person || (has_left && has_right)) {
            const bool is_between =
                (!has_left || !is_vowel(left.back())) && has_right && !is_vowel(right.front());
            letter = is_between ? 'i' : 'l';
          }
          break;
        case '3': letter = is_person ? 'e' : 0; break;
        case '5': letter = is_person ? 's' : 0; break;
        default: break;
      }
      if (letter == 0 || right == "st") continue;
      words_[i].is_number = false;
      words_[i].text = letter;
      const std::size_t first = has_left ? i - 1 : i;
      const std::size_t count = 1 + (has_left ? 1U : 0U) + (has_right ? 1U : 0U);
      if (count > 1) ReplaceRange(first, count, left + letter + right);
      i = first;
    }
  }

  // "Mao Tse-tung" is "Mao Zedong": if a syllable is none of Pinyin, all are read by Wade and
  // Giles.
  void ReadWadeGiles() {
    constexpr std::size_t kMostSyllables = 4;
    if (words_.size() < 2 || words_.size() > kMostSyllables) return;
    std::array<std::string, kMostSyllables> read;
    bool is_wade_giles = false;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const Word& word = words_[i];
      const PinyinReading reading = PinyinOf(word.text, word.apostrophe > 0);
      if (reading.pinyin.empty()) return;
      is_wade_giles = is_wade_giles || reading.is_no_pinyin;
      read[i] = reading.pinyin;
    }
    if (!is_wade_giles) return;
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i].text = read[i];
  }

  // Korean names of organisations are written as a few words.
  void JoinSyllables() {
    for (std::size_t i = 0; i + 1 < words_.size();) {
      if (words_[i].is_syllable && words_[i + 1].is_syllable && words_[i + 1].is_glued) {
        ReplaceRange(i, 2, words_[i].text + words_[i + 1].text);
      } else {
        ++i;
      }
    }
  }

  // "2nd", "second", "twenty-one".
  void ReadNumbers() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].is_number) {
        if (i + 1 == words_.size() || !words_[i + 1].is_glued) continue;
        const std::string& end = words_[i + 1].text;
        if (end == "st" || end == "nd" || end == "rd" || end == "th") {
          ReplaceRange(i, 2, words_[i].text);
        }
        continue;
      }
      int number = SpelledNumber(words_[i].text);
      if (number == 0 || words_.size() == 1) continue;
      std::size_t count = 1;
      if (number >= 20 && number % 10 == 0 && i + 1 < words_.size()) {
        const int unit = SpelledNumber(words_[i + 1].text);
        if (unit > 0 && unit < 10) {
          number += unit;
          count = 2;
        }
      }
      ReplaceRange(i, count, std::to_string(number));
      words_[i].is_number = words_[i].is_spelled = true;
    }
  }

  // "l'Interieur", "d'Oil": the article goes where a known word is left.
  void DropElided() {
    for (Word& word : words_) {
      if (word.apostrophe != 1 || word.text.size() < 4) continue;
      if (word.text.front() != 'l' && word.text.front() != 'd') continue;
      const std::string_view rest = std::string_view(word.text).substr(1);
      if (InEnglish(rest) != rest || UseInOrganisation(rest) != WordUse::kDistinct) {
        word.text.erase(0, 1);
      }
    }
  }

  // Arabic script writes the article and its word as one.
  void SplitArticles() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      constexpr std::size_t kLeast = 5;
      if (!words_[i].is_vowelless || words_[i].text.size() < kLeast ||
          !words_[i].text.starts_with("al")) {
        continue;
      }
      Word word = words_[i];
      words_[i].text = "al";
      word.text.erase(0, 2);
      word.is_dotted = word.is_after_comma = false;
      words_.insert(words_.begin() + static_cast<std::ptrdiff_t>(++i), std::move(word));
    }
  }

  // "Nur al-Din", "Nur ud Din" and "Nureddin" are one word.
  void JoinFaiths() {
    const auto is_faith = [](std::string_view text) {
      return text == "din" || text == "deen" || text == "dine";
    };
    const auto is_joined_faith = [](std::string_view text) {
      return text == "uddin" || text == "eddin" || text == "eddine" || text == "uddeen" ||
             text == "aldin" || text == "addin";
    };
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      const std::string text = words_[i].text;
      if (words_[i].is_number) continue;
      if (i + 2 < words_.size() && words_[i + 1].text.size() == 2 &&
          IsParticle(words_[i + 1].text) && is_faith(words_[i + 2].text)) {
        ReplaceRange(i, 3, text + "eddin");
      } else if (is_joined_faith(words_[i + 1].text)) {
        ReplaceRange(i, 2, text + "eddin");
      }
    }
  }

  // "Abd al-Rahman", "Abdur Rahman" and "Abdul Rahman" are one word.
  void JoinServants() {
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      const bool without_vowels = words_[i].is_vowelless && words_[i].text == "bd";
      if (!without_vowels && !IsServantOf(words_[i].text)) continue;
      const bool article =
          i + 2 < words_.size() && words_[i + 1].text.size() <= 3 && IsParticle(words_[i + 1].text);
      const std::size_t name = i + (article ? 2 : 1);
      if (words_[name].is_number) continue;
      const std::string text = words_[name].text;
      ReplaceRange(i, name - i + 1, "abdul" + text);
    }
  }

  // "Abdelhakim", "Abderrahman" and "Abdirahman" begin as "Abdulhakim" does.
  static void ReadServant(std::string& text) {
    constexpr std::size_t kLeastName = 4;
    constexpr std::size_t kBegin = 5;
    if (!text.starts_with("abd") || text.size() < kBegin + kLeastName) return;
    const char article = text[4];
    if (std::string_view("aeiou").find(text[3]) == std::string_view::npos) return;
    if (article == 'l' || article == 'r' || article == text[kBegin]) {
      const bool is_of_name = article == 'r' && text[3] == 'i' && text[kBegin] != 'r';
      text.replace(0, is_of_name ? kBegin - 1 : kBegin, "abdul");
    } else if (text[3] == 'i') {
      text.replace(0, kBegin - 1, "abdul");
    }
  }

  // "S.A.", "L L C": single letters beside each other.
  void JoinLetters() {
    const auto is_letter = [&](std::size_t i) {
      return words_[i].text.size() == 1 && !words_[i].is_number;
    };
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (!is_letter(i)) continue;
      std::string letters;
      std::size_t end = i;
      while (end < words_.size() && is_letter(end)) letters += words_[end++].text;
      if (end - i > 1) ReplaceRange(i, end - i, std::move(letters));
    }
  }

  void JoinPhrases() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (const Phrase& phrase : CompanyPhrases(words_[i].text)) {
        const std::size_t count = Matching(i, phrase.words);
        if (count == 0) continue;
        ReplaceRange(i, count, std::string(phrase.one));
        break;
      }
    }
  }
  // How many words the phrase covers from there; 0: it is not there.
  std::size_t Matching(std::size_t first, std::string_view phrase) const {
    std::size_t count = 0;
    while (!phrase.empty()) {
      const std::size_t blank = std::min(phrase.find(' '), phrase.size());
      if (first + count >= words_.size() || words_[first + count].text != phrase.substr(0, blank)) {
        return 0;
      }
      ++count;
      phrase.remove_prefix(std::min(blank + 1, phrase.size()));
    }
    return count;
  }

  void AddToken(std::size_t i) {
    const Word& word = words_[i];
    TokenUse use;
    use.form = static_cast<std::uint32_t>(name_.uses.size());
    std::string text = word.text;
    initials_ += text.front();
    if (word.is_number) {
      use.role = Role::kNumber;
      if (word.is_spelled) use.weight = kSpelledNumber;
    } else {
      switch (profile_) {
        case Profile::kPerson: UseForPerson(i, use); break;
        case Profile::kOrganisation: UseForOrganisation(i, use, text); break;
        case Profile::kVessel: UseForVessel(i, use, text); break;
      }
    }
    if (word.is_bracketed) use.weight *= kBracketed;
    name_.uses.push_back(use);
    name_.forms.push_back(FormOf(std::move(text), word.is_vowelless, word.is_transliterated));
  }

  void UseForPerson(std::size_t i, TokenUse& use) {
    const std::string& text = words_[i].text;
    const auto set = [&](Role role, float weight) {
      use.role = role;
      use.weight = weight;
      use.conflict = role == Role::kLight ? 0 : weight;
    };
    const bool is_given = !GivenNameGroups(text).empty();
    use.is_descent = i > 0 && IsDescent(text);
    if (text.size() == 1 || (words_[i].is_before_dot && IsInitialOfTwo(text))) {
      set(Role::kInitial, kInitialLetter);
    } else if (i > 0 && Generation(text) != 0) {
      set(Role::kGeneration, kGenerationWord);
    } else if (only_titles_ && IsTitle(text) && !is_given) {
      set(Role::kLight, kTitle);
      return;
    } else if (text == "abu" || text == "umm" || text == "um") {
      set(Role::kLight, kKunya);
    } else if (IsParticle(text) && !(i == 0 && is_given)) {
      set(Role::kLight, kParticle);
    } else if (IsPatronymic(text)) {
      set(Role::kFull, kPatronymic);
      use.conflict = kGivenName;
    } else if (is_given) {
      set(Role::kFull, kGivenName);
    }
    only_titles_ = false;
  }

  // Digits, and Roman numbers as digits.
  bool IsNumber(std::size_t i, std::string& text) const {
    int number = RomanNumber(text);
    if (number == 0 && i > 0 && i + 1 == words_.size()) {
      number = text == "i" ? 1 : text == "v" ? 5 : text == "x" ? 10 : 0;
    }
    if (i == 0 || number == 0) return false;
    text = std::to_string(number);
    return true;
  }

  void UseForOrganisation(std::size_t i, TokenUse& use, std::string& text) {
    const auto set = [&](Role role, float weight, float conflict) {
      use.role = role;
      use.weight = weight;
      use.conflict = conflict;
    };
    const auto ends_at = [&](std::size_t end) { return end == words_.size(); };
    const bool at_an_end =
        i == 0 || ends_at(i + 1) || (ends_at(i + 2) && !CompanyForm(words_[i + 1].text).empty());
    const std::string_view form = CompanyForm(text);
    if (!form.empty() && (at_an_end || text.size() > 2)) {
      text = form;
      set(Role::kCompany, kForm, kForm);
      return;
    }
    if (IsNumber(i, text)) {
      set(Role::kNumber, 1, 1);
      return;
    }
    const std::string_view whole = words_[i].is_before_dot ? Unabridged(text) : std::string_view();
    text = std::string(whole.empty() ? InEnglish(text) : whole);
    WordUse known = UseInOrganisation(text);
    if (known == WordUse::kDistinct && InEnglish(text) == text) {
      const std::string_view corrected = Corrected(text);
      if (!CompanyForm(corrected).empty()) {
        text = CompanyForm(corrected);
        set(Role::kCompany, kForm, kForm);
        return;
      }
      if (!corrected.empty()) {
        text = corrected;
        known = UseInOrganisation(text);
      }
    }
    switch (known) {
      case WordUse::kNone: set(Role::kLight, kNoUseWord, 0); break;
      case WordUse::kEmpty: set(Role::kLight, kEmptyWord, 0.1F); break;
      case WordUse::kKind: set(Role::kFull, kKindWord, 0.8F); break;
      case WordUse::kBranch: set(Role::kFull, kBranchWord, 0.8F); break;
      case WordUse::kPlace: set(Role::kFull, kPlaceWord, 0.9F); break;
      case WordUse::kDistinct: break;
    }
  }

  void UseForVessel(std::size_t i, TokenUse& use, std::string& text) const {
    if (text == "st" || text == "sankt") text = "saint";
    if (i + 1 < words_.size() && i < 2 && IsShipPrefix(text)) {
      use.role = Role::kLight;
      use.weight = kTitle;
      use.conflict = 0;
    } else if (IsNumber(i, text)) {
      use.role = Role::kNumber;
    } else if (UseInOrganisation(text) == WordUse::kNone && text.size() > 1) {
      use.role = Role::kLight;
      use.weight = kParticle;
      use.conflict = 0;
    }
  }

  void AddJoins() {
    const auto may = [&](std::size_t i) {
      const Role role = name_.uses[i].role;
      return role == Role::kFull || role == Role::kLight || role == Role::kInitial;
    };
    for (std::size_t i = 0; i < name_.uses.size(); ++i) {
      std::string text = name_.forms[i].text;
      bool is_vowelless = name_.forms[i].is_vowelless;
      for (std::size_t count = 2; count <= 3 && i + count <= name_.uses.size(); ++count) {
        const std::size_t last = i + count - 1;
        if (!may(i) || !may(last)) break;
        text += name_.forms[last].text;
        is_vowelless = is_vowelless || name_.forms[last].is_vowelless;
        const std::string sound = SoundOf(text, is_vowelless).substr(0, kMostSymbols);
        name_.joins.push_back(
            {HashOf(sound), static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(count)});
      }
    }
  }

  // The initials of the tokens [first, first + count) but for those left out.
  std::string Initials(std::size_t first, std::size_t count, bool with_light) const {
    std::string letters;
    for (std::size_t i = first; i < first + count; ++i) {
      const TokenUse& use = name_.uses[i];
      if (with_light || use.role != Role::kLight || use.weight > kNoUseWord)
        letters += initials_[i];
    }
    return letters;
  }

  // "NIOC" and "National Iranian Oil Company": with and without the company form, "of" and "the".
  void AddAcronyms() {
    const std::size_t count = name_.uses.size();
    if (count < kLeastAcronym) return;
    std::size_t first = 0;
    std::size_t last = count;
    while (first < count && name_.uses[first].role == Role::kCompany) ++first;
    while (last > first && name_.uses[last - 1].role == Role::kCompany) --last;
    std::string known;
    const auto add = [&](std::size_t begin, std::size_t end, bool with_light) {
      const std::string letters = Initials(begin, end - begin, with_light);
      if (letters.size() < kLeastAcronym || letters.size() > kMostAcronym || letters == known) {
        return;
      }
      known = letters;
      name_.joins.push_back({HashOf(SoundOf(letters, false)), static_cast<std::uint8_t>(begin),
                             static_cast<std::uint8_t>(end - begin),
                             static_cast<std::uint8_t>(letters.size())});
    };
    add(0, count, false);
    add(first, last, false);
    add(first, last, true);
    MakeOwnAcronymLight();
  }

  // "Islamic Revolutionary Guard Corps (IRGC)".
  void MakeOwnAcronymLight() {
    for (const std::size_t at : {std::size_t{0}, name_.uses.size() - 1}) {
      const std::string& text = name_.forms[at].text;
      if (text.size() < kLeastAcronym || name_.uses[at].role != Role::kFull) continue;
      const std::size_t first = at == 0 ? 1 : 0;
      for (const bool with_light : {false, true}) {
        if (Initials(first, name_.uses.size() - 1, with_light) != text) continue;
        name_.uses[at].weight = name_.uses[at].conflict = kOwnAcronym;
      }
    }
  }

  std::vector<Word> words_;
  std::string initials_;  // of the tokens
  Profile profile_;
  PreparedName name_;
  bool only_titles_ = true;
};

}  // namespace

PreparedName Prepare(std::string_view text, Profile profile, const Transliterator& transliterator) {
  LatinText latin = ToLatinWords(text, transliterator);
  PreparedName name = Preparing(std::move(latin.words), profile).Run();
  name.unread = std::move(latin.unread);
  return name;
}

}  // namespace casus::internal
