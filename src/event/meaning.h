#ifndef CASUS_EVENT_MEANING_H_
#define CASUS_EVENT_MEANING_H_

#include <string_view>
#include <variant>

#include "casus/base/error.h"
#include "casus/event/crosswalk.h"
#include "casus/event/details.h"

namespace casus::internal {

// What a table of codes says that an event is. The details structs hold strings, which a constexpr
// table cannot; so it holds the one detail that the code decides, which decides the type as well.
struct Unmatched {};  // EventType::kOther
struct Signing {};    // EventType::kAgreement, of which a code says no more
struct Talks {
  TalksFormat format = TalksFormat::kUnknown;
  PeacefulMeans means = PeacefulMeans::kUnspecified;
};
using Detail =
    std::variant<Unmatched, BattleKind, WeaponKind, CivilianViolenceKind, ViolenceOrganisation,
                 OperationKind, MobilizationKind, CoercionKind, ProtestKind, RiotKind,
                 ChangeProcedure, Talks, Signing, CeasefireClass, ViolationKind, SpeechAct,
                 DiplomaticActKind, SanctionActKind, AidKind, CooperationKind, DisplacementKind,
                 PoliticalChangeKind, StrategicKind>;

struct Meaning {
  Detail detail;
  std::string_view loses;
};

Crosswalked ToCrosswalked(const Meaning& meaning);

// FromCode of one taxonomy.
Result<Crosswalked> FromPloverCode(std::string_view code);
Result<Crosswalked> FromAcledCode(std::string_view code);

}  // namespace casus::internal

#endif  // CASUS_EVENT_MEANING_H_
