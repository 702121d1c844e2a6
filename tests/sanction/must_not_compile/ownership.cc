// What must not compile about ownership: a bare number for a share, of which nobody can say whether
// it is per cent or hundredths of one.
#include "casus/sanction/ownership.h"
#include "casus/actor/actor.h"

namespace {

void Use() {
  const casus::ActorId owner(1);
  const casus::ActorId owned(2);
#if CASUS_CASE == 0
  const casus::Holding holding{owner, owned, casus::PerCent::Of(25), casus::PerCent::Of(50)};
  const bool more = holding.low + holding.high > casus::PerCent::Of(50);
  (void)more;
#endif

#if CASUS_CASE == 1
  // EXPECT: could not convert|no viable conversion
  const casus::Holding holding{owner, owned, 50};
#endif

#if CASUS_CASE == 2
  // EXPECT: no match for 'operator>'|invalid operands
  const bool more = casus::PerCent::Of(50) > 50;
#endif

#if CASUS_CASE == 3
  // EXPECT: could not convert|no viable conversion
  const casus::Holding holding{owner, owned, casus::Share{}};
#endif

#if CASUS_CASE == 4
  // EXPECT: private|calling a private constructor
  const casus::Blocking nothing;
#endif

#if CASUS_CASE == 5
  // EXPECT: nodiscard
  casus::RuleOn(casus::OwnershipSystem::kEu, casus::Day::FromYmd(2024, 7, 3));
#endif
  (void)owner;
  (void)owned;
}

}  // namespace
