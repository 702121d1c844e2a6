#include "casus/event/details.h"

#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace casus {
namespace {

// The alternatives of EventDetails stand in the order of EventType, after std::monostate; kOther,
// the last type, has none.
constexpr std::size_t kAlternatives = std::variant_size_v<EventDetails>;
static_assert(kAlternatives == static_cast<std::size_t>(EventType::kOther) + 1);

template <EventType type, typename Details>
constexpr bool kStandsAt =
    std::is_same_v<std::variant_alternative_t<static_cast<std::size_t>(type) + 1, EventDetails>,
                   Details>;
static_assert(kStandsAt<EventType::kBattle, BattleDetails>);
static_assert(kStandsAt<EventType::kRemoteViolence, RemoteViolenceDetails>);
static_assert(kStandsAt<EventType::kViolenceAgainstCivilians, CivilianViolenceDetails>);
static_assert(kStandsAt<EventType::kArmedViolence, ArmedViolenceDetails>);
static_assert(kStandsAt<EventType::kMilitaryOperation, MilitaryOperationDetails>);
static_assert(kStandsAt<EventType::kMobilization, MobilizationDetails>);
static_assert(kStandsAt<EventType::kCoercion, CoercionDetails>);
static_assert(kStandsAt<EventType::kProtest, ProtestDetails>);
static_assert(kStandsAt<EventType::kRiot, RiotDetails>);
static_assert(kStandsAt<EventType::kTerritorialChange, TerritorialChangeDetails>);
static_assert(kStandsAt<EventType::kMeeting, MeetingDetails>);
static_assert(kStandsAt<EventType::kAgreement, AgreementDetails>);
static_assert(kStandsAt<EventType::kCeasefire, CeasefireDetails>);
static_assert(kStandsAt<EventType::kViolation, ViolationDetails>);
static_assert(kStandsAt<EventType::kStatement, StatementDetails>);
static_assert(kStandsAt<EventType::kDiplomaticAct, DiplomaticActDetails>);
static_assert(kStandsAt<EventType::kSanctionAct, SanctionActDetails>);
static_assert(kStandsAt<EventType::kAid, AidDetails>);
static_assert(kStandsAt<EventType::kCooperation, CooperationDetails>);
static_assert(kStandsAt<EventType::kDisplacement, DisplacementDetails>);
static_assert(kStandsAt<EventType::kPoliticalChange, PoliticalChangeDetails>);
static_assert(kStandsAt<EventType::kStrategicDevelopment, StrategicDevelopmentDetails>);

template <std::size_t... i>
EventDetails EmptyAlternative(std::size_t alternative, std::index_sequence<i...>) {
  EventDetails details;
  ((alternative == i ? static_cast<void>(details.emplace<i>()) : void()), ...);
  return details;
}

}  // namespace

std::optional<EventType> TypeOf(const EventDetails& details) {
  if (details.index() == 0) return std::nullopt;
  return static_cast<EventType>(details.index() - 1);
}

EventDetails EmptyDetails(EventType type) {
  if (type == EventType::kOther) return std::monostate{};
  return EmptyAlternative(static_cast<std::size_t>(type) + 1,
                          std::make_index_sequence<kAlternatives>{});
}

}  // namespace casus
