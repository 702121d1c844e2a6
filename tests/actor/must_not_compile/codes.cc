// What must not compile about codes in time: a code without its system, the two in the wrong order,
// a state taken for an actor, an answer that nobody looks at.
#include <string_view>
#include <vector>

#include "casus/actor/codes.h"

namespace {

void Use() {
  const casus::StateId state(1);
  const std::vector<std::string_view> column = {"UA"};
#if CASUS_CASE == 0
  const auto found = casus::Resolve("UA", casus::CodeSystem::kIso3166Alpha2);
  const auto codes = casus::CodesOf(state, casus::CodeSystem::kCow);
#endif

#if CASUS_CASE == 1
  // EXPECT: no matching function|too few arguments
  const auto found = casus::Resolve("UA");
#endif

#if CASUS_CASE == 2
  // EXPECT: no matching function|cannot convert|no viable conversion|could not convert
  const auto found = casus::Resolve(casus::CodeSystem::kIso3166Alpha2, "UA");
#endif

#if CASUS_CASE == 3
  // EXPECT: no matching function|cannot convert|no viable conversion|could not convert
  const auto codes = casus::CodesOf(casus::ActorId(1), casus::CodeSystem::kCow);
#endif

#if CASUS_CASE == 4
  // EXPECT: nodiscard
  casus::CheckCode(casus::CodeSystem::kLei, "5493001KJTIIGC8Y1R12");
#endif

#if CASUS_CASE == 5
  // EXPECT: no matching function|cannot convert|no viable conversion|could not convert
  const auto made = casus::Crosswalk(column, casus::CodeSystem::kCow, 2024);
#endif

#if CASUS_CASE == 6
  // EXPECT: no match for 'operator=='|invalid operands
  const bool same = state == casus::ActorId(1);
#endif
  (void)state;
  (void)column;
}

}  // namespace
