#ifndef CASUS_SRC_IO_OFAC_REMARKS_H_
#define CASUS_SRC_IO_OFAC_REMARKS_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/actor/actor.h"
#include "casus/base/error.h"
#include "casus/time/moment.h"

// The remarks of an entry in OFAC's legacy files: items between "; ", the last of which ends in a
// full stop. "alt. " before an item says that it is another of its kind.

namespace casus::internal {

// The items, without "alt. ". `last_is_cut` leaves out the last one. The full stop behind the last
// stays where it may belong to the item: `or_without_stop` is what it is without.
struct RemarkItem {
  std::string_view text;
  std::string_view or_without_stop;  // the same as `text` but for the last
};
std::vector<RemarkItem> SplitRemarks(std::string_view remarks, bool last_is_cut);

// Before the name of the entry that this one acts for, belongs to or supports.
inline constexpr std::string_view kLinkedTo = "Linked To: ";

// What stands behind a word at the beginning: ("DOB 1956", "DOB ") is "1956"; empty without it.
std::optional<std::string_view> After(std::string_view text, std::string_view word);

// A date that an item gives, in one of OFAC's shapes: "25 Dec 1965", "Dec 1965", "1965", "circa" of
// these, "1965 to 1967", "01 Jan 1965 to 31 Dec 1967", "circa 1965-1967".
Result<Moment> ParseRemarkDate(std::string_view text);

// The begin of existence of what is named: a birth, foundation or manufacture.
std::optional<std::string_view> BirthOf(std::string_view item);

// "a.k.a. 'BNC'", "f.k.a. 'X'": the name in quotes, which OFAC calls a weak alias.
std::optional<std::string_view> WeakAliasOf(std::string_view item);

// A number of a document, register, ship, aircraft, bank or security; the words before it are part
// of it, as nobody numbers these kinds: "Passport 1234567 (Ruritania)", "IMO 1234567", "XBT 1A2b".
// With the days from which and until which it is valid, where they stand behind it; a code whose
// days cannot be read keeps their words. Empty for other items.
std::optional<Code> CodeOf(std::string_view item);

// "Executive Order 13662 Directive Determination - Subject to Directive 1", "Executive Order 14024
// Directive Information Subject to Directive 1a - ...", "Listing Date (EO 14024 Directive 2): 24
// Feb 2022", "Effective Date (CMIC) 02 Aug 2021".
struct DirectiveItem {
  enum class What { kSubject, kListed, kEffective };
  What what = What::kSubject;
  std::string order;      // "14024"; "CMIC"
  std::string directive;  // "1a"; empty for CMIC
  std::string_view date;  // of the last two
};
std::optional<DirectiveItem> DirectiveOf(std::string_view item);

// Does the item say that dealings with the entry put third parties at risk?
bool IsSecondarySanctions(std::string_view item);

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_OFAC_REMARKS_H_
