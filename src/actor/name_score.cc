#include "src/actor/name_score.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <utility>

#include "src/actor/name_words.h"
#include "src/actor/sound.h"

namespace casus::internal {
namespace {

constexpr float kSameSound = 0.97F;
constexpr float kWithoutArticle = 0.92F;
constexpr float kVariantSimilar = 0.88F;
constexpr float kInitialSimilar = 0.85F;

// By how much a letter of difference lowers the similarity of words of so many letters, per letter
// of the shorter. Ships of one owner have names that look alike.
constexpr std::array<float, kProfiles> kSlope = {1.35F, 1.5F, 2.5F};
// Further apart no words are similar, however long.
constexpr Distance kMostDistance = 199;
constexpr Distance kShortDistance = 30;
// What is beyond one letter counts so many times: a second one is seldom a slip.
constexpr Distance kBeyond = 3;

// By letters of the shorter word.
constexpr auto kFarthest = [] {
  std::array<std::array<Distance, kMostSymbols + 1>, kProfiles> farthest{};
  for (std::size_t profile = 0; profile < kProfiles; ++profile) {
    for (std::size_t letters = 1; letters <= kMostSymbols; ++letters) {
      const auto far = static_cast<Distance>((kSameSound - kLeastSimilar) / kSlope[profile] *
                                             static_cast<float>(letters * kLetter));
      const Distance near = far <= kLetter ? far : kLetter + (far - kLetter) / kBeyond;
      // Words so short differ by letters that hardly sound, or are others.
      constexpr std::size_t kShort = 3;
      farthest[profile][letters] =
          std::min(near, letters <= kShort ? kShortDistance : kMostDistance);
    }
  }
  return farthest;
}();
// One edit that changes the skeleton, and no other, is all that words of so many letters may differ
// by beside ones that leave it as it is: an edit costs 30 at least.
constexpr std::size_t kMostWithOneEdit = 9;
static_assert(kFarthest[0][kMostWithOneEdit] < kLetter + 30);
static_assert(kFarthest[1][kMostWithOneEdit] < kLetter + 30);
static_assert(kFarthest[2][kMostWithOneEdit] < kLetter + 30);
static_assert(kMostDistance < 2 * kLetter);

constexpr double kConflict = 1.5;
// Of words that only one of the names has.
constexpr std::array<double, kProfiles> kMissingFactor = {0.25, 1.2, 1.2};
// Of a person, where no more than one word matches, or one and an initial.
constexpr double kMissingBesideOne = 0.6;
constexpr double kMissingBesideInitial = 0.35;

constexpr std::array<double, kProfiles> kOtherOrder = {0.99, 0.95, 0.9};
constexpr std::array<double, kProfiles> kOtherNumbers = {0.6, 0.4, 0.4};
constexpr double kOtherGeneration = 0.6;
constexpr double kReversedDescent = 0.6;

bool ShareGroup(std::span<const std::uint16_t> a, std::span<const std::uint16_t> b) {
  for (const std::uint16_t group : a) {
    if (std::find(b.begin(), b.end(), group) != b.end()) return true;
  }
  return false;
}

// Tokens of `a` from i on and of `b` from j on.
struct Pair {
  float similarity;
  float weight;
  std::uint8_t i;
  std::uint8_t j;
  std::uint8_t i_count;
  std::uint8_t j_count;
  bool is_full;
  bool is_initial;

  std::uint32_t InA() const { return ((1U << i_count) - 1) << i; }
  std::uint32_t InB() const { return ((1U << j_count) - 1) << j; }
};

constexpr std::size_t kMostPairs = kMostTokens * kMostTokens;

// What is left over on one side.
struct Left {
  double weight = 0;
  double conflict = 0;
};

class Scoring {
 public:
  Scoring(const NameView& a, const NameView& b, Profile profile, CompareUses compare)
      : a_(a), b_(b), profile_(profile), compare_(compare) {}

  double Run(double least) {
    if (a_.uses.empty() || b_.uses.empty()) return 0;
    FindPairs();
    if (Bound() < least) return 0;
    Choose();
    const double score = Score();
    return score < least ? 0 : score;
  }

  std::span<const Pair> chosen() const { return {chosen_.data(), chosen_count_}; }
  const std::vector<MatchRule>& rules() const { return rules_; }

 private:
  static bool Less(const Pair& x, const Pair& y) {
    if (x.similarity != y.similarity) return x.similarity > y.similarity;
    if (x.weight != y.weight) return x.weight > y.weight;
    // In place before out of it.
    const int x_off = std::abs(x.i - x.j);
    const int y_off = std::abs(y.i - y.j);
    if (x_off != y_off) return x_off < y_off;
    return std::pair(x.i, x.j) < std::pair(y.i, y.j);
  }

  void Add(const Pair& pair) {
    if (count_ < pairs_.size()) pairs_[count_++] = pair;
  }

  void FindPairs() {
    for (std::size_t i = 0; i < a_.uses.size(); ++i) {
      for (std::size_t j = 0; j < b_.uses.size(); ++j) AddPair(i, j);
    }
    AddJoins(a_, b_, false);
    AddJoins(b_, a_, true);
  }

  void AddPair(std::size_t i, std::size_t j) {
    const TokenUse& x = a_.uses[i];
    const TokenUse& y = b_.uses[j];
    Pair pair{0,
              std::min(x.weight, y.weight),
              static_cast<std::uint8_t>(i),
              static_cast<std::uint8_t>(j),
              1,
              1,
              false,
              false};
    if (x.role == Role::kFull && y.role == Role::kFull) {
      pair.similarity = compare_(i, j);
      pair.is_full = true;
    } else if (a_.form(i).text == b_.form(j).text) {
      pair.similarity = 1;
      pair.is_full = IsIndexed(x.role) && IsIndexed(y.role);
    } else if (x.role == Role::kLight && y.role == Role::kLight) {
      // Articles are written as they sound before the next word.
      const std::string& one = a_.form(i).sound;
      const std::string& other = b_.form(j).sound;
      if (profile_ == Profile::kPerson && one.size() == 2 && other.size() == 2 &&
          IsParticle(a_.form(i).text) && IsParticle(b_.form(j).text)) {
        pair.similarity = one == other ? kSameSound : kWithoutArticle;
      }
    } else if ((x.role == Role::kInitial && y.role == Role::kFull) ||
               (x.role == Role::kFull && y.role == Role::kInitial)) {
      const bool is_in_a = x.role == Role::kInitial;
      const TokenForm& initial = is_in_a ? a_.form(i) : b_.form(j);
      const TokenForm& word = is_in_a ? b_.form(j) : a_.form(i);
      if (word.text.starts_with(initial.text) || word.sound.starts_with(initial.sound)) {
        pair.similarity = kInitialSimilar;
        pair.is_initial = true;
      }
    }
    if (pair.similarity > 0) Add(pair);
  }

  // Several words of `x` that sound like one of `y`.
  void AddJoins(const NameView& x, const NameView& y, bool is_swapped) {
    for (const Join& join : x.joins) {
      for (std::size_t j = 0; j < y.uses.size(); ++j) {
        if (y.uses[j].role != Role::kFull || y.form(j).sound_hash != join.sound_hash) continue;
        const bool is_acronym = join.letters > 0;
        if (is_acronym && y.form(j).text.size() != join.letters) continue;
        Pair pair{is_acronym ? kAcronymSimilar : kJoinedSimilar,
                  y.uses[j].weight,
                  join.first,
                  static_cast<std::uint8_t>(j),
                  join.count,
                  1,
                  true,
                  false};
        if (is_swapped) {
          std::swap(pair.i, pair.j);
          std::swap(pair.i_count, pair.j_count);
        }
        has_join_ = true;
        Add(pair);
      }
    }
  }

  // No less than the score: as if each word got the best pair that it is in.
  double Bound() const {
    if (count_ == 0) return 0;
    if (has_join_) return 1;
    double matched = 0;
    std::uint32_t in_a = 0;
    std::uint32_t in_b = 0;
    float best = 0;
    for (std::size_t k = 0; k < count_; ++k) {
      const Pair& pair = pairs_[k];  // by i
      if (k > 0 && pair.i != pairs_[k - 1].i) {
        matched += best;
        best = 0;
      }
      best = std::max(best, pair.weight * pair.similarity);
      in_a |= pair.InA();
      in_b |= pair.InB();
    }
    matched += best;
    const Left left_a = LeftOf(a_, in_a);
    const Left left_b = LeftOf(b_, in_b);
    constexpr double kRounding = 1e-6;
    return matched / (matched + kConflict * std::min(left_a.conflict, left_b.conflict)) + kRounding;
  }

  // The best pairs first; what they use is taken. Initials come last: they stand for words that the
  // other name has more of, not for a word where both have another.
  void Choose() {
    std::sort(pairs_.begin(), pairs_.begin() + static_cast<std::ptrdiff_t>(count_), Less);
    for (std::size_t k = 0; k < count_; ++k) {
      if (!pairs_[k].is_initial) Take(pairs_[k]);
    }
    int more_in_b = WordsLeft(b_, in_b_) - WordsLeft(a_, in_a_);
    int more_in_a = -more_in_b;
    for (std::size_t k = 0; k < count_; ++k) {
      const Pair& pair = pairs_[k];
      if (!pair.is_initial) continue;
      int& more = a_.uses[pair.i].role == Role::kInitial ? more_in_b : more_in_a;
      if (more > 0 && Take(pair)) --more;
    }
  }

  bool Take(const Pair& pair) {
    if ((in_a_ & pair.InA()) != 0 || (in_b_ & pair.InB()) != 0) return false;
    in_a_ |= pair.InA();
    in_b_ |= pair.InB();
    chosen_[chosen_count_++] = pair;
    return true;
  }

  static int WordsLeft(const NameView& name, std::uint32_t taken) {
    int left = 0;
    for (std::size_t i = 0; i < name.uses.size(); ++i) {
      left += (taken >> i & 1U) == 0 && name.uses[i].role == Role::kFull;
    }
    return left;
  }

  static Left LeftOf(const NameView& name, std::uint32_t taken) {
    Left left;
    for (std::size_t i = 0; i < name.uses.size(); ++i) {
      if ((taken >> i & 1U) != 0) continue;
      left.weight += name.uses[i].weight;
      left.conflict += name.uses[i].conflict;
    }
    return left;
  }

  double Score() {
    double matched = 0;
    double paired = 0;
    float best_full = 0;
    int words = 0;
    bool has_initial = false;
    for (std::size_t k = 0; k < chosen_count_; ++k) {
      const Pair& pair = chosen_[k];
      matched += static_cast<double>(pair.weight * pair.similarity);
      paired += static_cast<double>(pair.weight);
      if (pair.is_full) {
        best_full = std::max(best_full, pair.similarity);
        words += std::max(pair.i_count, pair.j_count);
      }
      has_initial = has_initial || pair.is_initial;
    }
    if (words == 0) return 0;
    const Left left_a = LeftOf(a_, in_a_);
    const Left left_b = LeftOf(b_, in_b_);
    double factor = kMissingFactor[static_cast<std::size_t>(profile_)];
    if (profile_ == Profile::kPerson && words == 1) {
      factor = has_initial ? kMissingBesideInitial : kMissingBesideOne;
    }
    const double score =
        matched / (paired + kConflict * std::min(left_a.conflict, left_b.conflict) +
                   factor * std::abs(left_a.weight - left_b.weight));
    return std::min(score, static_cast<double>(best_full)) * Rules();
  }

  double Rules() {
    const auto profile = static_cast<std::size_t>(profile_);
    double factor = 1;
    const auto apply = [&](MatchRule rule, double by) {
      rules_.push_back(rule);
      factor *= by;
    };
    if (HasLeft(a_, in_a_, Role::kNumber) || HasLeft(b_, in_b_, Role::kNumber)) {
      apply(MatchRule::kNumbersDiffer, kOtherNumbers[profile]);
    }
    if (HasLeft(a_, in_a_, Role::kGeneration) && HasLeft(b_, in_b_, Role::kGeneration)) {
      apply(MatchRule::kGenerationsDiffer, kOtherGeneration);
    }
    if (IsDescentReversed()) {
      apply(MatchRule::kDescentReversed, kReversedDescent);
    } else if (IsOrderOther()) {
      apply(MatchRule::kOrderDiffers, kOtherOrder[profile]);
    }
    return factor;
  }

  static bool HasLeft(const NameView& name, std::uint32_t taken, Role role) {
    for (std::size_t i = 0; i < name.uses.size(); ++i) {
      if ((taken >> i & 1U) == 0 && name.uses[i].role == role) return true;
    }
    return false;
  }

  // The father's name in one is the child's in the other, and the other way round.
  bool IsDescentReversed() const {
    const auto descent = [](const NameView& name) {
      std::size_t i = 0;
      while (i < name.uses.size() && !name.uses[i].is_descent) ++i;
      return i;
    };
    const std::size_t in_a = descent(a_);
    const std::size_t in_b = descent(b_);
    if (in_a == a_.uses.size() || in_b == b_.uses.size()) return false;
    bool a_is_child = false;
    bool b_is_child = false;
    for (const Pair& pair : chosen()) {
      if (!pair.is_full) continue;
      a_is_child = a_is_child || (pair.i < in_a && pair.j > in_b);
      b_is_child = b_is_child || (pair.i > in_a && pair.j < in_b);
    }
    return a_is_child && b_is_child;
  }

  bool IsOrderOther() const {
    for (const Pair& x : chosen()) {
      for (const Pair& y : chosen()) {
        if (x.is_full && y.is_full && x.i < y.i && x.j > y.j) return true;
      }
    }
    return false;
  }

  const NameView& a_;
  const NameView& b_;
  Profile profile_;
  CompareUses compare_;
  std::array<Pair, kMostPairs> pairs_;  // the first count_ of them, as below
  std::size_t count_ = 0;
  bool has_join_ = false;
  std::array<Pair, kMostTokens> chosen_;
  std::size_t chosen_count_ = 0;
  std::uint32_t in_a_ = 0;
  std::uint32_t in_b_ = 0;
  std::vector<MatchRule> rules_;
};

// Scores must not depend on which of two names is asked for: sums are made in one order.
bool ComesFirst(const NameView& a, const NameView& b) {
  if (a.uses.size() != b.uses.size()) return a.uses.size() < b.uses.size();
  for (std::size_t i = 0; i < a.uses.size(); ++i) {
    const int order = a.form(i).text.compare(b.form(i).text);
    if (order != 0) return order < 0;
    if (a.form(i).is_vowelless != b.form(i).is_vowelless) return b.form(i).is_vowelless;
  }
  return true;
}

std::string Written(const NameView& name, std::size_t first, std::size_t count) {
  std::string text;
  for (std::size_t i = first; i < first + count; ++i) {
    text += (i > first ? " " : "") + name.form(i).text;
  }
  return text;
}

}  // namespace

Similarity Compare(const TokenForm& a, const TokenForm& b, Profile profile) {
  if (a.sound_hash == b.sound_hash && a.sound == b.sound) {
    if (a.text != b.text) return {PairKind::kTransliterated, kSameSound, 0};
    const bool same_script = a.is_transliterated == b.is_transliterated;
    return {same_script ? PairKind::kEqual : PairKind::kTransliterated, 1, 0};
  }
  // Of other digits, or digits and letters.
  if (a.sound.front() < 'a' || b.sound.front() < 'a') return {};
  constexpr std::string_view kServant = "abdul";
  std::size_t letters = std::min(a.sound.size(), b.sound.size());
  if (profile == Profile::kPerson) {
    if (!a.given_names.empty() && !b.given_names.empty()) {
      // Both are names of their own: letters apart they are other names.
      if (ShareGroup(a.given_names, b.given_names)) return {PairKind::kVariant, kVariantSimilar, 0};
      return {};
    }
    if ((!a.without_article.empty() && a.without_article == b.sound) ||
        (!b.without_article.empty() && b.without_article == a.sound)) {
      return {PairKind::kTransliterated, kWithoutArticle, 0};
    }
  }
  // Most pairs of words end here.
  if (a.is_vowelless == b.is_vowelless && !MayBeNear(a.counts, b.counts, profile)) return {};
  // Of "Abdulrahman" and "Abdulrahim" only what is behind the servant tells them apart.
  if (profile == Profile::kPerson && letters > kServant.size() + 1 &&
      a.sound.starts_with(kServant) && b.sound.starts_with(kServant)) {
    letters -= kServant.size();
  }
  const Distance limit = FarthestOf(profile, letters);
  const Distance distance =
      SoundDistance(a.sound, b.sound, a.is_vowelless != b.is_vowelless, limit);
  if (distance == kTooFar) return {};
  const float per_letter = kSlope[static_cast<std::size_t>(profile)] / static_cast<float>(letters);
  const Distance beyond = std::max(distance - kLetter, 0);
  const float lost = per_letter * static_cast<float>(distance + beyond * (kBeyond - 1)) /
                     static_cast<float>(kLetter);
  return {PairKind::kTypo, kSameSound - lost, distance};
}

Distance FarthestOf(Profile profile, std::size_t letters) {
  return kFarthest[static_cast<std::size_t>(profile)][std::min(letters, kMostSymbols)];
}

bool MayBeNear(const LetterCounts& a, const LetterCounts& b, Profile profile) {
  return LeastDistance(a, b) <= FarthestOf(profile, std::min(a.letters, b.letters));
}

bool MayBeNearWithoutVowels(const LetterCounts& a, const LetterCounts& b, Profile profile) {
  return LeastVowellessDistance(a, b) <= FarthestOf(profile, std::min(a.letters, b.letters));
}

void AppendKeys(const TokenForm& form, Profile profile, std::vector<std::uint64_t>& keys) {
  constexpr std::uint64_t kOfSound = 0x9E3779B97F4A7C15U;  // sounds and skeletons apart
  if (form.sound.front() < 'a') {
    keys.push_back(form.sound_hash ^ kOfSound);
    return;
  }
  const std::size_t letters = form.sound.size();
  const bool may_lose = FarthestOf(profile, letters) >= kLetter;
  AppendDeletions(form.skeleton, may_lose && letters > kMostWithOneEdit ? 1 : 0, keys);
  if (!may_lose || letters > kMostWithOneEdit + 1) return;
  const std::size_t begin = keys.size();
  AppendDeletions(form.sound, 1, keys);
  for (std::size_t i = begin; i < keys.size(); ++i) keys[i] ^= kOfSound;
}

void AppendSkeletonKeys(const TokenForm& form, Profile profile, std::vector<std::uint64_t>& keys) {
  AppendDeletions(form.skeleton, FarthestOf(profile, form.sound.size()) >= kLetter ? 1 : 0, keys);
}

double ScoreOf(const NameView& a, const NameView& b, Profile profile, double least,
               CompareUses compare) {
  if (ComesFirst(a, b)) return Scoring(a, b, profile, compare).Run(least);
  const auto swapped = [&](std::size_t i, std::size_t j) { return compare(j, i); };
  return Scoring(b, a, profile, swapped).Run(least);
}

NameScore ExplainedScore(const NameView& a, const NameView& b, Profile profile) {
  const bool is_swapped = !ComesFirst(a, b);
  const NameView& first = is_swapped ? b : a;
  const NameView& second = is_swapped ? a : b;
  const auto compare = [&](std::size_t i, std::size_t j) {
    return Compare(first.form(i), second.form(j), profile).value;
  };
  Scoring scoring(first, second, profile, compare);
  NameScore score;
  score.score = scoring.Run(0);
  score.rules = scoring.rules();

  std::vector<std::pair<std::size_t, TokenPair>> by_query;
  std::uint32_t in_a = 0;
  std::uint32_t in_b = 0;
  for (Pair pair : scoring.chosen()) {
    if (is_swapped) {
      std::swap(pair.i, pair.j);
      std::swap(pair.i_count, pair.j_count);
    }
    in_a |= pair.InA();
    in_b |= pair.InB();
    TokenPair told;
    told.query = Written(a, pair.i, pair.i_count);
    told.name = Written(b, pair.j, pair.j_count);
    told.similarity = static_cast<double>(pair.similarity);
    told.weight = static_cast<double>(pair.weight);
    if (pair.i_count != pair.j_count) {
      told.how = pair.similarity == kAcronymSimilar ? PairKind::kAcronym : PairKind::kJoined;
    } else if (pair.is_initial) {
      told.how = PairKind::kInitial;
    } else {
      const Similarity similarity = Compare(a.form(pair.i), b.form(pair.j), profile);
      told.how = similarity.how == PairKind::kMissing ? PairKind::kTransliterated : similarity.how;
      if (told.query == told.name && pair.similarity == 1 && !pair.is_full) {
        told.how = PairKind::kEqual;
      }
      told.distance = told.how == PairKind::kTypo ? similarity.distance / 100.0 : 0;
    }
    by_query.emplace_back(pair.i, std::move(told));
  }
  const auto add_left = [&](const NameView& name, std::uint32_t taken, PairKind how) {
    for (std::size_t i = 0; i < name.uses.size(); ++i) {
      if ((taken >> i & 1U) != 0) continue;
      TokenPair told;
      (how == PairKind::kExtra ? told.query : told.name) = name.form(i).text;
      told.how = how;
      told.weight = static_cast<double>(name.uses[i].weight);
      by_query.emplace_back(how == PairKind::kExtra ? i : kMostTokens + i, std::move(told));
    }
  };
  add_left(a, in_a, PairKind::kExtra);
  add_left(b, in_b, PairKind::kMissing);
  std::sort(by_query.begin(), by_query.end(),
            [](const auto& x, const auto& y) { return x.first < y.first; });
  for (auto& [at, told] : by_query) score.pairing.push_back(std::move(told));
  return score;
}

}  // namespace casus::internal
