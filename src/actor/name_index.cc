#include "src/actor/name_index.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "absl/strings/string_view.h"
#include "src/actor/name_score.h"
#include "src/actor/sound.h"

namespace casus::internal {

void Lists::Make(Pairs made) {
  auto& pairs = made.pairs_;
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  numbers_.reserve(pairs.size());
  std::size_t keys = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    keys += i == 0 || pairs[i].first != pairs[i - 1].first;
  }
  ranges_.reserve(keys);
  for (std::size_t i = 0; i < pairs.size();) {
    const auto begin = static_cast<std::uint32_t>(numbers_.size());
    const std::uint32_t key = pairs[i].first;
    while (i < pairs.size() && pairs[i].first == key) numbers_.push_back(pairs[i++].second);
    ranges_.emplace(key, std::pair(begin, static_cast<std::uint32_t>(numbers_.size())));
  }
}

std::span<const std::uint32_t> Lists::At(std::uint64_t key) const {
  const auto found = ranges_.find(Fold(key));
  if (found == ranges_.end()) return {};
  const auto [begin, end] = found->second;
  return std::span(numbers_).subspan(begin, end - begin);
}

std::size_t Lists::MemoryUsed() const {
  constexpr std::size_t kControlByte = 1;
  return numbers_.capacity() * sizeof(std::uint32_t) +
         ranges_.capacity() * (sizeof(decltype(ranges_)::value_type) + kControlByte);
}

namespace {

// Similarities of the words of one query to those of an index; 0 where none was put in. A thread
// keeps the memory of its last search: to make it anew takes longer than most of them.
class Similarities {
 public:
  Similarities(std::size_t tokens, std::size_t words) : words_(words), values_(Kept()) {
    if (values_.size() < tokens * words) values_.resize(tokens * words, 0);
  }
  ~Similarities() {
    for (const std::size_t at : used_) values_[at] = 0;
    constexpr std::size_t kMostKept = std::size_t{1} << 24;
    if (values_.size() > kMostKept) std::vector<float>().swap(values_);
  }
  Similarities(const Similarities&) = delete;
  Similarities& operator=(const Similarities&) = delete;

  void Put(std::size_t token, std::size_t word, float similarity) {
    values_[token * words_ + word] = similarity;
    used_.push_back(token * words_ + word);
  }
  float At(std::size_t token, std::size_t word) const { return values_[token * words_ + word]; }

 private:
  static std::vector<float>& Kept() {
    thread_local std::vector<float> kept;
    return kept;
  }

  std::size_t words_;
  std::vector<float>& values_;
  std::vector<std::size_t> used_;
};

// Rows, each once and in order.
class RowSet {
 public:
  explicit RowSet(std::size_t rows) : bits_((rows + 63) / 64) {}
  void Add(std::span<const std::uint32_t> rows) {
    for (const std::uint32_t row : rows) bits_[row / 64] |= std::uint64_t{1} << row % 64;
  }
  template <typename Visit>
  void ForEach(Visit visit) const {
    for (std::size_t i = 0; i < bits_.size(); ++i) {
      for (std::uint64_t left = bits_[i]; left != 0; left &= left - 1) {
        visit(static_cast<std::uint32_t>(i * 64) +
              static_cast<std::uint32_t>(__builtin_ctzll(left)));
      }
    }
  }

 private:
  std::vector<std::uint64_t> bits_;
};

// May it be similar to others by more than letters?
bool IsSpecial(const TokenForm& form) {
  return !form.given_names.empty() || !form.without_article.empty() || form.is_vowelless;
}

std::string KeyOf(const TokenForm& form) {
  std::string key = form.text;
  if (form.is_vowelless) key += '-';
  if (form.is_transliterated) key += '+';
  return key;
}

}  // namespace

std::uint32_t NameIndex::WordOf(const TokenForm& form) {
  const auto [found, is_new] =
      word_numbers_.emplace(KeyOf(form), static_cast<std::uint32_t>(words_.size()));
  if (is_new) words_.push_back(form);
  return found->second;
}

void NameIndex::Add(const PreparedName& name, std::uint32_t entry, std::uint32_t number,
                    bool is_weak) {
  rows_.push_back({entry, number, is_weak});
  for (TokenUse use : name.uses) {
    const TokenForm& form = name.forms[use.form];
    use.form = WordOf(form);
    uses_.push_back(use);
  }
  joins_.insert(joins_.end(), name.joins.begin(), name.joins.end());
  use_ends_.push_back(static_cast<std::uint32_t>(uses_.size()));
  join_ends_.push_back(static_cast<std::uint32_t>(joins_.size()));
}

void NameIndex::Finish() {
  Lists::Pairs by_word;
  Lists::Pairs by_join;
  std::vector<std::uint32_t> last_row(words_.size(), 0);
  for (std::uint32_t row = 0; row < rows_.size(); ++row) {
    const NameView view = View(row);
    for (const TokenUse& use : view.uses) {
      if (IsIndexed(use.role)) by_word.Add(use.form, row);
      if (last_row[use.form] == row + 1) continue;
      last_row[use.form] = row + 1;
      ++names_with_[words_[use.form].text];
    }
    for (const Join& join : view.joins) by_join.Add(join.sound_hash, row);
  }
  rows_by_word_.Make(std::move(by_word));
  rows_by_join_.Make(std::move(by_join));

  Lists::Pairs by_key;
  Lists::Pairs vowelless;
  Lists::Pairs by_stem;
  Lists::Pairs by_given;
  Lists::Pairs by_sound;
  std::vector<std::uint64_t> keys;
  for (std::uint32_t word = 0; word < words_.size(); ++word) {
    const TokenForm& form = words_[word];
    keys.clear();
    AppendKeys(form, profile_, keys);
    for (const std::uint64_t key : keys) by_key.Add(key, word);
    if (form.is_vowelless) {
      keys.clear();
      AppendSkeletonKeys(form, profile_, keys);
      for (const std::uint64_t key : keys) vowelless.Add(key, word);
    }
    if (!form.without_article.empty()) by_stem.Add(HashOf(form.without_article), word);
    by_sound.Add(form.sound_hash, word);
    shapes_.push_back({form.counts, IsSpecial(form)});
    for (const std::uint16_t group : form.given_names) by_given.Add(group, word);
  }
  words_by_key_.Make(std::move(by_key));
  vowelless_by_key_.Make(std::move(vowelless));
  words_by_stem_.Make(std::move(by_stem));
  words_by_given_name_.Make(std::move(by_given));
  words_by_sound_.Make(std::move(by_sound));

  std::vector<float> rarities;
  rarities.reserve(words_.size());
  for (const TokenForm& form : words_) rarities.push_back(Rarity(form.text));
  for (TokenUse& use : uses_) {
    use.weight *= rarities[use.form];
    use.conflict *= rarities[use.form];
  }
  word_numbers_.clear();
  rows_.shrink_to_fit();
  uses_.shrink_to_fit();
  joins_.shrink_to_fit();
}

NameView NameIndex::View(std::size_t row) const {
  const std::size_t uses = row == 0 ? 0 : use_ends_[row - 1];
  const std::size_t joins = row == 0 ? 0 : join_ends_[row - 1];
  return {words_.data(), std::span(uses_).subspan(uses, use_ends_[row] - uses),
          std::span(joins_).subspan(joins, join_ends_[row] - joins)};
}

float NameIndex::Rarity(std::string_view text) const {
  constexpr double kLeast = 0.5;
  const auto found = names_with_.find(absl::string_view(text.data(), text.size()));
  if (found == names_with_.end() || rows_.size() < 2) return 1;
  // A word of one name alone is as rare as one that none has.
  const double share =
      std::log(static_cast<double>(found->second)) / std::log(static_cast<double>(rows_.size()));
  return static_cast<float>(1 - (1 - kLeast) * share);
}

void NameIndex::Weigh(PreparedName& name) const {
  for (TokenUse& use : name.uses) {
    const float rarity = Rarity(name.forms[use.form].text);
    use.weight *= rarity;
    use.conflict *= rarity;
  }
}

void NameIndex::FindCandidates(const TokenForm& form, std::vector<std::uint32_t>& words) const {
  std::vector<std::uint64_t> keys;
  AppendKeys(form, profile_, keys);
  const auto add = [&](std::span<const std::uint32_t> more) {
    words.insert(words.end(), more.begin(), more.end());
  };
  for (const std::uint64_t key : keys) add(words_by_key_.At(key));
  // An article less, an article more.
  if (!form.without_article.empty()) add(words_by_sound_.At(HashOf(form.without_article)));
  add(words_by_stem_.At(form.sound_hash));
  for (const std::uint16_t group : form.given_names) add(words_by_given_name_.At(group));
  if (form.is_vowelless) {
    // Vowels say little then: all words are looked at, and most are put aside at once.
    for (std::uint32_t word = 0; word < words_.size(); ++word) {
      if (MayBeNearWithoutVowels(form.counts, shapes_[word].counts, profile_))
        words.push_back(word);
    }
  } else {
    keys.clear();
    AppendSkeletonKeys(form, profile_, keys);
    for (const std::uint64_t key : keys) add(vowelless_by_key_.At(key));
  }
}

void NameIndex::Search(const NameView& query, double least,
                       FunctionRef<void(std::uint32_t row, double score)> visit) const {
  if (rows_.empty()) return;
  Similarities similarities(query.uses.size(), words_.size());
  RowSet candidates(rows_.size());
  std::vector<std::uint32_t> words;
  for (std::size_t i = 0; i < query.uses.size(); ++i) {
    const TokenForm& form = query.form(i);
    candidates.Add(rows_by_join_.At(form.sound_hash));
    if (!IsIndexed(query.uses[i].role)) continue;
    const bool is_special = IsSpecial(form);
    words.clear();
    FindCandidates(form, words);
    for (const std::uint32_t word : words) {
      const Shape& shape = shapes_[word];
      if (!is_special && !shape.is_special && !MayBeNear(form.counts, shape.counts, profile_)) {
        continue;
      }
      if (similarities.At(i, word) > 0) continue;
      const float similarity = Compare(form, words_[word], profile_).value;
      if (similarity == 0) continue;
      similarities.Put(i, word, similarity);
      candidates.Add(rows_by_word_.At(word));
    }
  }
  for (const Join& join : query.joins) {
    for (const std::uint32_t word : words_by_sound_.At(join.sound_hash)) {
      candidates.Add(rows_by_word_.At(word));
    }
  }
  candidates.ForEach([&](std::uint32_t row) {
    const NameView view = View(row);
    const double score = ScoreOf(query, view, profile_, least, [&](std::size_t i, std::size_t j) {
      return similarities.At(i, view.uses[j].form);
    });
    if (score >= least) visit(row, score);
  });
}

std::size_t NameIndex::MemoryUsed() const {
  std::size_t bytes = rows_.capacity() * sizeof(Row) + uses_.capacity() * sizeof(TokenUse) +
                      joins_.capacity() * sizeof(Join) +
                      (use_ends_.capacity() + join_ends_.capacity()) * sizeof(std::uint32_t) +
                      rows_by_word_.MemoryUsed() + words_by_key_.MemoryUsed() +
                      vowelless_by_key_.MemoryUsed() + words_by_stem_.MemoryUsed() +
                      words_by_given_name_.MemoryUsed() + rows_by_join_.MemoryUsed() +
                      words_by_sound_.MemoryUsed();
  const auto outside = [](const std::string& text) {
    return text.capacity() > std::string().capacity() ? text.capacity() + 1 : 0;
  };
  for (const TokenForm& form : words_) {
    bytes += outside(form.text) + outside(form.sound) + outside(form.skeleton) +
             outside(form.without_article);
  }
  bytes += words_.capacity() * sizeof(TokenForm) + shapes_.capacity() * sizeof(Shape);
  bytes += names_with_.capacity() * (sizeof(std::pair<std::string, std::uint32_t>) + 1);
  for (const auto& [text, count] : names_with_) bytes += outside(text);
  return bytes;
}

}  // namespace casus::internal
