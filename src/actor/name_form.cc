#include "src/actor/name_form.h"

#include <algorithm>
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
constexpr float kEmptyWord = 0.12F;
constexpr float kNoUseWord = 0.03F;
constexpr float kForm = 0.1F;
constexpr float kNameless = 0.5F;  // all words of a name that has nothing else

class Preparing {
 public:
  Preparing(std::vector<Word> words, Profile profile)
      : words_(std::move(words)), profile_(profile) {}

  PreparedName Run() {
    if (profile_ == Profile::kPerson) {
      GivenNameFirst();
      SplitArticles();
      JoinServants();
      JoinFaiths();
    } else {
      JoinLetters();
      if (profile_ == Profile::kOrganisation) JoinPhrases();
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
      ReplaceRange(i, name - i + 1, (without_vowels ? "bd" : "abdul") + text);
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
      for (const Phrase& phrase : CompanyPhrases()) {
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
    if (word.is_number) {
      use.role = Role::kNumber;
    } else {
      switch (profile_) {
        case Profile::kPerson: UseForPerson(i, use); break;
        case Profile::kOrganisation: UseForOrganisation(i, use, text); break;
        case Profile::kVessel: UseForVessel(i, use, text); break;
      }
    }
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
    if (text.size() == 1) {
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
    const bool at_an_end = i == 0 || i + 1 == words_.size();
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
    text = InEnglish(text);
    switch (UseInOrganisation(text)) {
      case WordUse::kNone: set(Role::kLight, kNoUseWord, 0); break;
      case WordUse::kEmpty: set(Role::kLight, kEmptyWord, 0.1F); break;
      case WordUse::kBranch: set(Role::kFull, kBranchWord, 0.8F); break;
      case WordUse::kPlace: set(Role::kFull, kPlaceWord, 0.9F); break;
      case WordUse::kDistinct: break;
    }
  }

  void UseForVessel(std::size_t i, TokenUse& use, std::string& text) const {
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

  std::vector<Word> words_;
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
