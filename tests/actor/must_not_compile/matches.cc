// What must not compile about matching names: a kind left out or taken for another, an answer that
// is not looked at.
#include <string>
#include <vector>

#include "casus/actor/match.h"

namespace {

void Use(const casus::NameMatcher& matcher, const std::vector<casus::NameEntry>& entries) {
#if CASUS_CASE == 0
  (void)matcher.Score("a", "b", casus::BearerKind::kPerson);
  const casus::NameEntry entry{7, casus::BearerKind::kVessel, {}};
#endif

#if CASUS_CASE == 1
  // EXPECT: no matching function|too few arguments
  (void)matcher.Score("a", "b");
#endif

#if CASUS_CASE == 2
  // EXPECT: cannot convert|no viable conversion|cannot initialize|no known conversion
  (void)matcher.Score("a", "b", casus::ActorKind::kPerson);
#endif

#if CASUS_CASE == 3
  // EXPECT: no matching function|no matching constructor
  casus::NameMatcher unbuilt;
#endif

#if CASUS_CASE == 4
  // EXPECT: nodiscard
  casus::NameMatcher::Build(entries);
#endif

#if CASUS_CASE == 5
  // EXPECT: cannot convert|no viable conversion|cannot initialize
  const casus::NameEntry entry{7, casus::NameKind::kAlias, {}};
#endif

#if CASUS_CASE == 6
  // EXPECT: use of deleted function|call to (deleted|implicitly-deleted)
  const casus::NameMatcher copy = matcher;
#endif
  (void)matcher;
  (void)entries;
}

}  // namespace
