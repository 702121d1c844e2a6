// What must not compile about talks: an agreement that is the event of signing it, a stance taken
// for a strength.
#include "casus/talks/talks.h"

namespace {

void Use() {
#if CASUS_CASE == 0
  casus::Agreement agreement;
  agreement.amends = casus::AgreementId(1);
  agreement.parties.push_back({casus::ActorId(1), casus::Role::kSignatory});
#endif

#if CASUS_CASE == 1
  // EXPECT: no match for 'operator='|no viable overloaded '='
  casus::Agreement agreement;
  agreement.amends = casus::EventId(1);
#endif

#if CASUS_CASE == 2
  // EXPECT: no matching|could not convert|cannot convert
  casus::Agreement agreement;
  agreement.parties.push_back({casus::ActorId(1), casus::Stance::kSupports});
#endif

#if CASUS_CASE == 3
  // EXPECT: cannot convert|assigning to
  casus::Provision provision;
  provision.strength = casus::ProvisionTopic::kCeasefire;
#endif

#if CASUS_CASE == 4
  // EXPECT: cannot convert|assigning to
  casus::Agreement agreement;
  agreement.kind = casus::AgreementStage::kCeasefire;
#endif
}

}  // namespace
