#ifndef CASUS_SRC_ACTOR_NAME_FORM_H_
#define CASUS_SRC_ACTOR_NAME_FORM_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/actor/latin.h"
#include "src/actor/sound.h"

namespace casus::internal {

// Names of different bearers are read by different rules.
enum class Profile : std::uint8_t { kPerson, kOrganisation, kVessel };
inline constexpr std::size_t kProfiles = 3;

// Words beyond are left out, and that is said.
inline constexpr std::size_t kMostTokens = 24;

// A word and all that depends on its letters alone.
struct TokenForm {
  std::string text;
  std::string sound;
  std::string skeleton;
  std::string without_article;  // the sound without a leading "al" or "el"; empty: has none
  std::uint64_t sound_hash = 0;
  LetterCounts counts;
  bool is_vowelless = false;
  bool is_transliterated = false;
  std::span<const std::uint16_t> given_names;  // see GivenNameGroups
};
TokenForm FormOf(std::string text, bool is_vowelless, bool is_transliterated);

enum class Role : std::uint8_t {
  kFull,
  kNumber,
  kInitial,     // of a person
  kLight,       // particles, titles, "of": worth little
  kCompany,     // a class of company forms
  kGeneration,  // which of several of the same name
};
// Are names found by tokens of the role?
constexpr bool IsIndexed(Role role) { return role == Role::kFull || role == Role::kNumber; }

// What a token counts for in a name.
struct TokenUse {
  std::uint32_t form = 0;  // of the name's forms, or of the matcher's words
  Role role = Role::kFull;
  bool is_descent = false;  // what follows is the father
  float weight = 1;         // where it matches, or is only missing
  float conflict = 1;       // where the other name has something else instead
};

// Neighbouring tokens written as one word: joined, or as an acronym of their initials.
struct Join {
  std::uint64_t sound_hash = 0;
  std::uint8_t first = 0;
  std::uint8_t count = 2;    // 2 or 3 where joined
  std::uint8_t letters = 0;  // of an acronym; 0: joined
};

struct PreparedName {
  std::vector<TokenForm> forms;  // one for each use, in order
  std::vector<TokenUse> uses;
  std::vector<Join> joins;
  std::string unread;
  bool is_cut = false;
};
PreparedName Prepare(std::string_view text, Profile profile, const Transliterator& transliterator);

// A prepared name wherever it is kept.
struct NameView {
  const TokenForm* forms = nullptr;
  std::span<const TokenUse> uses;
  std::span<const Join> joins;

  const TokenForm& form(std::size_t i) const { return forms[uses[i].form]; }
};
inline NameView ViewOf(const PreparedName& name) {
  return {name.forms.data(), name.uses, name.joins};
}

}  // namespace casus::internal

#endif  // CASUS_SRC_ACTOR_NAME_FORM_H_
