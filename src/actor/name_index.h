#ifndef CASUS_SRC_ACTOR_NAME_INDEX_H_
#define CASUS_SRC_ACTOR_NAME_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/base/function_ref.h"
#include "src/actor/name_form.h"

namespace casus::internal {

// Lists of numbers by key, in two arrays. Immutable once made.
//
// Of a key half of the bits are kept: what is found by a hash may be another's, and has to be
// looked at. Keys of 32 bits are found exactly.
class Lists {
 public:
  // A key and a number, in any order; each pair is kept once.
  class Pairs {
   public:
    void Add(std::uint64_t key, std::uint32_t number) { pairs_.emplace_back(Fold(key), number); }

   private:
    friend class Lists;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_;
  };
  void Make(Pairs pairs);
  std::span<const std::uint32_t> At(std::uint64_t key) const;
  std::size_t MemoryUsed() const;

 private:
  static std::uint32_t Fold(std::uint64_t key) {
    return static_cast<std::uint32_t>(key ^ key >> 32);
  }

  absl::flat_hash_map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> ranges_;
  std::vector<std::uint32_t> numbers_;
};

// The names of all bearers of one profile, and where their words are found.
//
// A name has a score only if a word of it (or words joined to one) is similar to one of the query,
// and all words similar to a word are found: those of the same given name by its group, those that
// differ by an article by the sound without it, all others by keys that they share. So nothing is
// missed, and few other words need to be compared.
class NameIndex {
 public:
  explicit NameIndex(Profile profile) : profile_(profile) {}

  // Entries in ascending order.
  void Add(const PreparedName& name, std::uint32_t entry, std::uint32_t number, bool is_weak);
  void Finish();

  struct Row {
    std::uint32_t entry;
    std::uint32_t name;  // of the entry
    bool is_weak;
  };
  const std::vector<Row>& rows() const { return rows_; }
  NameView View(std::size_t row) const;

  // What the words of a query are worth among these names: less the more names have them.
  void Weigh(PreparedName& name) const;

  // Each row that reaches the score, ascending. The query is weighed.
  void Search(const NameView& query, double least,
              FunctionRef<void(std::uint32_t row, double score)> visit) const;

  std::size_t MemoryUsed() const;

 private:
  // Of a word, what most comparisons end with; special: may be similar by more than letters.
  struct Shape {
    LetterCounts counts;
    bool is_special;
  };

  std::uint32_t WordOf(const TokenForm& form);
  float Rarity(std::string_view text) const;
  // Words that may be similar, some twice.
  void FindCandidates(const TokenForm& form, std::vector<std::uint32_t>& words) const;

  Profile profile_;
  std::vector<TokenForm> words_;  // each once for each of the ways to read it
  std::vector<Shape> shapes_;     // of the words
  absl::flat_hash_map<std::string, std::uint32_t> word_numbers_;
  absl::flat_hash_map<std::string, std::uint32_t> names_with_;  // by text
  std::vector<Row> rows_;
  std::vector<std::uint32_t> use_ends_;
  std::vector<std::uint32_t> join_ends_;
  std::vector<TokenUse> uses_;
  std::vector<Join> joins_;
  Lists rows_by_word_;      // indexed roles
  Lists words_by_key_;      // see AppendKeys
  Lists vowelless_by_key_;  // words without vowels, see AppendSkeletonKeys
  Lists words_by_stem_;     // sounds without an article
  Lists words_by_given_name_;
  Lists rows_by_join_;    // hashes of sounds
  Lists words_by_sound_;  // as well
};

}  // namespace casus::internal

#endif  // CASUS_SRC_ACTOR_NAME_INDEX_H_
