// What must not compile about events: one type's details taken for another's, a role or a kind of
// one enumeration where another is expected, ids that are mixed up.
#include <string>
#include <string_view>
#include <variant>

#include "casus/event/crosswalk.h"
#include "casus/event/event.h"
#include "casus/event/observation.h"

namespace {

struct NotDetails {
  int kind = 0;
};

void Use() {
  casus::Event event;
#if CASUS_CASE == 0
  event.type = casus::EventType::kBattle;
  event.details = casus::BattleDetails{casus::BattleKind::kArmedClash};
  event.parties.push_back({casus::ActorId(1), casus::Role::kSideA});
  event.place = casus::PlaceId(1);
  (void)std::get<casus::BattleDetails>(event.details).kind;
#endif

#if CASUS_CASE == 1
  // EXPECT: cannot convert|assigning to
  event.type = casus::Role::kSideA;
#endif

#if CASUS_CASE == 2
  // EXPECT: cannot convert|assigning to
  event.status = casus::EventType::kBattle;
#endif

#if CASUS_CASE == 3
  // EXPECT: no matching|could not convert|cannot convert
  event.parties.push_back({casus::PlaceId(1), casus::Role::kSideA});
#endif

#if CASUS_CASE == 4
  // EXPECT: no matching|could not convert|cannot convert
  event.parties.push_back({casus::ActorId(1), casus::EventType::kBattle});
#endif

#if CASUS_CASE == 5
  // EXPECT: no match for 'operator='|no viable overloaded '='
  event.part_of = casus::ActorId(1);
#endif

#if CASUS_CASE == 6
  // EXPECT: cannot convert|cannot initialize
  casus::BattleDetails details{casus::OperationKind::kSiege};
#endif

#if CASUS_CASE == 7
  // EXPECT: static assertion failed|static_assert failed
  (void)std::get<casus::Casualties>(event.details);
#endif

#if CASUS_CASE == 8
  // EXPECT: has no member named 'weapon'|no member named 'weapon'
  (void)std::get<casus::BattleDetails>(event.details).weapon;
#endif

#if CASUS_CASE == 9
  // EXPECT: not the details of an event type
  NotDetails details;
  casus::ForEachField(details, [](std::string_view, const auto&) {});
#endif

#if CASUS_CASE == 10
  // EXPECT: read-only|const-qualified
  const casus::AidDetails details;
  casus::ForEachField(details, [](std::string_view, auto& field) { field = {}; });
#endif

#if CASUS_CASE == 11
  // EXPECT: no match for 'operator='|no viable overloaded '='
  event.details = NotDetails{};
#endif

#if CASUS_CASE == 12
  // EXPECT: could not convert|no viable conversion
  // A number is a code of CAMEO only as text: its leading zero counts.
  (void)casus::FromCameo(43);
#endif

#if CASUS_CASE == 13
  // EXPECT: invalid conversion|cannot initialize
  (void)casus::FromUcdp("1");
#endif

#if CASUS_CASE == 14
  // EXPECT: no match for 'operator='|no viable overloaded '='
  casus::Observation observation;
  observation.cause = casus::PlaceId(1);
#endif

#if CASUS_CASE == 15
  // EXPECT: cannot convert|assigning to
  casus::Observation observation;
  observation.measure = casus::Direction::kIncrease;
#endif

#if CASUS_CASE == 16
  // EXPECT: nodiscard
  casus::FromCameo("043");
#endif
  (void)event;
}

}  // namespace
