#ifndef CASUS_ACTOR_MATCH_H_
#define CASUS_ACTOR_MATCH_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casus/actor/actor.h"
#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/issue.h"
#include "casus/base/tokens.h"

namespace casus {

// Whose name it is: persons, organisations and ships are named by different rules. kOther is read
// as an organisation.
enum class BearerKind : std::uint8_t { kPerson, kOrganisation, kVessel, kOther };
template <>
inline constexpr auto kTokens<BearerKind> = std::to_array<Token<BearerKind>>({
    {BearerKind::kPerson, "person"},
    {BearerKind::kOrganisation, "organisation"},
    {BearerKind::kVessel, "vessel"},
    {BearerKind::kOther, "other"},
});
CASUS_EXPORT BearerKind BearerKindOf(ActorKind kind);

// Someone or something with names, and the caller's number for it.
struct NameEntry {
  std::uint64_t number = 0;
  BearerKind kind = BearerKind::kOther;
  std::vector<Name> names;
};

// How words of two names belong together.
enum class PairKind : std::uint8_t {
  kEqual,
  kTransliterated,  // another spelling of the same sounds, or of another script
  kTypo,            // `distance` letters apart
  kVariant,         // forms of one given name: Bill and William
  kInitial,
  kJoined,   // one writes as several words what the other writes as one
  kAcronym,  // one has the initials of the other's words
  kMissing,  // only the name has it
  kExtra,    // only the query has it
};
template <>
inline constexpr auto kTokens<PairKind> = std::to_array<Token<PairKind>>({
    {PairKind::kEqual, "equal"},
    {PairKind::kTransliterated, "transliterated"},
    {PairKind::kTypo, "typo"},
    {PairKind::kVariant, "variant"},
    {PairKind::kInitial, "initial"},
    {PairKind::kJoined, "joined"},
    {PairKind::kAcronym, "acronym"},
    {PairKind::kMissing, "missing"},
    {PairKind::kExtra, "extra"},
});

// Words of the query and the words of the name that they were paired with, as they are compared:
// in small Latin letters, company forms by their class ("ltd", "jsc"), Roman numbers and those in
// words as digits, common words of organisations in English, Wade-Giles in Pinyin.
struct TokenPair {
  std::string query;  // empty: kMissing
  std::string name;   // empty: kExtra
  PairKind how = PairKind::kEqual;
  double distance = 0;    // kTypo: letters, where those that transliterations confuse count less
  double similarity = 0;  // 0 to 1; 0 for kMissing and kExtra
  double weight = 0;      // what the pair counts for: 1 for a rare word, little for "of" and "Ltd"
  friend bool operator==(const TokenPair&, const TokenPair&) = default;
};

// What lowered the score of the names as a whole.
enum class MatchRule : std::uint8_t {
  kNumbersDiffer,      // "11420 Corp." is not "Corp.", "Bank 1" not "Bank 2"
  kGenerationsDiffer,  // Jr and Sr, II and III
  kDescentReversed,    // Ali bin Ahmed is not Ahmed bin Ali
  kOrderDiffers,       // the same words in another order
};
template <>
inline constexpr auto kTokens<MatchRule> = std::to_array<Token<MatchRule>>({
    {MatchRule::kNumbersDiffer, "numbers_differ"},
    {MatchRule::kGenerationsDiffer, "generations_differ"},
    {MatchRule::kDescentReversed, "descent_reversed"},
    {MatchRule::kOrderDiffers, "order_differs"},
});

// How alike two names are, and why. 1: the same words. 0: nothing in common, or one has no words.
struct NameScore {
  double score = 0;
  std::vector<TokenPair> pairing;  // in the order of the query, then what only the name has
  std::vector<MatchRule> rules;
  std::string unread;  // letters of either that could not be put into Latin ones: not compared
  friend bool operator==(const NameScore&, const NameScore&) = default;
};

// An entry that a query may mean.
struct NameMatch {
  std::size_t entry = 0;     // its place among the entries
  std::uint64_t number = 0;  // the caller's
  std::size_t name = 0;      // its name that matches best; of equals a strong one, then the first
  double score = 0;
  bool weak = false;  // that name is a weak alias (NameKind::kWeakAlias)
  std::vector<TokenPair> pairing;
  std::vector<MatchRule> rules;
  std::string unread;
  friend bool operator==(const NameMatch&, const NameMatch&) = default;
};

// At this score an analyst should look. bench/README.md has precision and recall at it and around
// it.
inline constexpr double kDefaultMinScore = 0.7;

struct SearchOptions {
  double min_score = kDefaultMinScore;  // REQUIRES: > 0
  bool include_weak = true;             // weak aliases, too
  std::optional<BearerKind> kind;       // only entries of this kind
  std::size_t limit = std::numeric_limits<std::size_t>::max();
};

// The best matches first; of equal score, in the order of the entries.
struct MatchAnswer {
  std::vector<NameMatch> matches;
  std::size_t found = 0;  // before the limit
  std::string unread;  // letters of the query that could not be put into Latin ones: not compared
};

// Finds whom a name may mean among many: offline, deterministic, and every score explained.
//
// Names are compared word by word, in any order: diacritics and case do not count, Cyrillic and
// Greek letters are read by tables and all other scripts by ICU (a build without it says in
// `unread` what it could not read). Words pair when they are equal, sound alike under the usual
// transliterations (Khaled, Haled; Sergey, Sergei), are some letters apart, are forms of one given
// name, or an initial of a word that the other name has more; and an acronym of three letters or
// more pairs with all words of an organisation. Words that come and go (patronymics, "al", "Ltd",
// "Trading", what is in brackets) count less, and rarer ones among the entries more than common
// ones. A score is
//
//   sum of weight * similarity of pairs
//   --------------------------------------------------------------------------
//   sum of weight of pairs + conflicts * 1.5 + words on one side only * factor
//
// where a conflict is what both have and does not match; and never above that of its best pair.
// Numbers are decisive. Symmetric: Score(a, b, kind) is Score(b, a, kind).
//
// Search finds all names that Score would put at or above min_score: none is missed.
//
//   casus::Result<casus::NameMatcher> matcher = casus::NameMatcher::Build(entries);
//   for (const casus::NameMatch& match : matcher->Search("Wladimir Putin").matches) {
//     std::cout << match.number << ' ' << match.score << ' ' << Explain(match.pairing) << '\n';
//   }
//
// Immutable; const functions may be called from many threads. Scores of two matchers differ where
// their entries do: what is rare depends on them. Without entries all words count as rare.
class CASUS_EXPORT NameMatcher {
 public:
  // Names that cannot be found, or not wholly, are notes in `issues` (field: "names[2]" of the
  // entry at `line` - 1). Error kOutOfRange: more than 2^31 names.
  static Result<NameMatcher> Build(const std::vector<NameEntry>& entries,
                                   IssueLog* issues = nullptr);
  NameMatcher(NameMatcher&&) noexcept;
  NameMatcher& operator=(NameMatcher&&) noexcept;
  ~NameMatcher();

  MatchAnswer Search(std::string_view query, const SearchOptions& options = {}) const;
  // Of two names, whether or not they are among the entries; what Search gives for `a` and a name
  // of a bearer of that kind.
  NameScore Score(std::string_view a, std::string_view b, BearerKind kind) const;

  std::size_t entries() const;
  std::size_t names() const;
  // Bytes of memory, without those of ICU.
  std::size_t MemoryUsed() const;

 private:
  class Impl;
  explicit NameMatcher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Can this build read scripts other than Latin, Cyrillic and Greek?
CASUS_EXPORT bool CanTransliterate();

// "vladimir=wladimir (transliterated), putin=putn (typo 0.5), +vladimirovich": words only the query
// has with a minus, words only the name has with a plus.
CASUS_EXPORT std::string Explain(const std::vector<TokenPair>& pairing);

}  // namespace casus

#endif  // CASUS_ACTOR_MATCH_H_
