// What must not compile about sanctions: one kind of id or word where another is meant.
#include "casus/sanction/sanction.h"

namespace {

void Use() {
#if CASUS_CASE == 0
  casus::Designation designation;
  designation.regime = casus::RegimeId(1);
  designation.target = casus::ActorId(2);
  designation.measures.push_back(casus::Measure::kAssetFreeze);
#endif

#if CASUS_CASE == 1
  // EXPECT: no match for 'operator='|no viable overloaded '='
  casus::Designation designation;
  designation.target = casus::EventId(2);
#endif

#if CASUS_CASE == 2
  // EXPECT: no match for 'operator='|no viable overloaded '='
  casus::Designation designation;
  designation.regime = casus::InstrumentId(1);
#endif

#if CASUS_CASE == 3
  // EXPECT: cannot convert|no matching|no viable
  casus::Designation designation;
  designation.measures.push_back(casus::ExemptionKind::kHumanitarian);
#endif

#if CASUS_CASE == 4
  // EXPECT: no match for 'operator='|no viable overloaded '='
  // A licence is no legal act that renews another.
  casus::Instrument instrument;
  instrument.renews = casus::ExemptionId(1);
#endif
}

}  // namespace
