#ifndef CASUS_SRC_ACTOR_NAME_SCORE_H_
#define CASUS_SRC_ACTOR_NAME_SCORE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "casus/actor/match.h"
#include "casus/base/function_ref.h"
#include "src/actor/name_form.h"

namespace casus::internal {

// The least similarity of words that differ; below it they have nothing in common.
inline constexpr float kLeastSimilar = 0.69F;
// What two adjoining words are worth beside the one that joins them.
inline constexpr float kJoinedSimilar = 0.95F;
// An acronym beside the words it stands for: many names have the same.
inline constexpr float kAcronymSimilar = 0.8F;

struct Similarity {
  PairKind how = PairKind::kMissing;  // that is: none
  float value = 0;
  std::int32_t distance = 0;  // hundredths of a letter, of kTypo
};
// Of words of role kFull. Symmetric.
Similarity Compare(const TokenForm& a, const TokenForm& b, Profile profile);

// Beyond this distance words of a profile are not similar, of which the shorter has so many
// letters.
Distance FarthestOf(Profile profile, std::size_t letters);
// Whether words with these letters may be similar by their letters, if both have their vowels. Says
// no to most.
bool MayBeNear(const LetterCounts& a, const LetterCounts& b, Profile profile);
// Of words of which one has its vowels.
bool MayBeNearWithoutVowels(const LetterCounts& a, const LetterCounts& b, Profile profile);

// Words that are similar by their letters, and both have their vowels or both have none, share a
// key; and few others do.
void AppendKeys(const TokenForm& form, Profile profile, std::vector<std::uint64_t>& keys);
// Of words of which one has its vowels.
void AppendSkeletonKeys(const TokenForm& form, Profile profile, std::vector<std::uint64_t>& keys);

// Whether the tokens of one name and another pair: similarity of use i of `a` and use j of `b`,
// both of role kFull.
using CompareUses = FunctionRef<float(std::size_t i, std::size_t j)>;

// The score alone; 0 where it would be below `least`.
double ScoreOf(const NameView& a, const NameView& b, Profile profile, double least,
               CompareUses compare);
// The score with its reasons; the same number as ScoreOf gives.
NameScore ExplainedScore(const NameView& a, const NameView& b, Profile profile);

}  // namespace casus::internal

#endif  // CASUS_SRC_ACTOR_NAME_SCORE_H_
