// Misuses of the words of casus/base that the compiler must refuse.
#include "casus/base/error.h"
#include "casus/base/function_ref.h"
#include "casus/base/id.h"
#include "casus/base/truth.h"

namespace {
casus::Result<int> Parse() { return 1; }
casus::Result<void> Write() { return {}; }
void LookUp(casus::ActorId) {}
}  // namespace

#if CASUS_CASE == 0
void Right() {
  if (!Parse().ok() || !Write().ok()) return;
  LookUp(casus::ActorId(1));
}
#endif

#if CASUS_CASE == 1
// EXPECT: nodiscard
void IgnoresAnError() { Parse(); }
#endif

#if CASUS_CASE == 2
// EXPECT: nodiscard
void IgnoresTheErrorOfNothing() { Write(); }
#endif

#if CASUS_CASE == 3
// EXPECT: could not convert|no known conversion|no matching function
void LooksUpAPlaceAsAnActor() { LookUp(casus::PlaceId(1)); }
#endif

#if CASUS_CASE == 4
// EXPECT: could not convert|no known conversion|no matching function
void TakesANumberForAnId() { LookUp(1); }
#endif

#if CASUS_CASE == 5
// EXPECT: no match for 'operator=='|invalid operands|comparison
bool ComparesIdsOfTwoTables() { return casus::ActorId(1) == casus::PlaceId(1); }
#endif

#if CASUS_CASE == 6
// EXPECT: no matching (function|constructor)
casus::ActorId NoId() { return casus::ActorId(); }
#endif

#if CASUS_CASE == 7
// EXPECT: cannot convert|cannot initialize
bool TakesTruthForABool(casus::Truth truth) {
  bool yes = truth;
  return yes;
}
#endif

#if CASUS_CASE == 8
// EXPECT: could not convert|conversion from|no viable conversion|no matching function
void TakesTheWrongSignature(casus::FunctionRef<int(int)>);
void Passes() {
  TakesTheWrongSignature([](const char*) { return 1; });
}
#endif
