#ifndef CASUS_EVENT_DETAILS_FIELDS_H_
#define CASUS_EVENT_DETAILS_FIELDS_H_

// The fields of every details struct by name: the body of ForEachField, apart from the types so
// that those read well.

#include <string_view>
#include <type_traits>
#include <variant>

#include "casus/event/details.h"

namespace casus {

template <typename D, typename F>
void ForEachField([[maybe_unused]] D& details, [[maybe_unused]] F&& visit) {
  using T = std::remove_const_t<D>;
  using namespace std::string_view_literals;
  if constexpr (std::is_same_v<T, std::monostate>) {
  } else if constexpr (std::is_same_v<T, BattleDetails>) {
    visit("kind"sv, details.kind);
  } else if constexpr (std::is_same_v<T, RemoteViolenceDetails>) {
    visit("weapon"sv, details.weapon);
  } else if constexpr (std::is_same_v<T, CivilianViolenceDetails>) {
    visit("kind"sv, details.kind);
  } else if constexpr (std::is_same_v<T, ArmedViolenceDetails>) {
    visit("organisation"sv, details.organisation);
  } else if constexpr (std::is_same_v<T, MilitaryOperationDetails>) {
    visit("kind"sv, details.kind);
  } else if constexpr (std::is_same_v<T, MobilizationDetails>) {
    visit("kind"sv, details.kind);
  } else if constexpr (std::is_same_v<T, CoercionDetails>) {
    visit("kind"sv, details.kind);
  } else if constexpr (std::is_same_v<T, ProtestDetails>) {
    visit("kind"sv, details.kind);
  } else if constexpr (std::is_same_v<T, RiotDetails>) {
    visit("kind"sv, details.kind);
  } else if constexpr (std::is_same_v<T, TerritorialChangeDetails>) {
    visit("procedure"sv, details.procedure);
    visit("territory"sv, details.territory);
    visit("portion"sv, details.portion);
    visit("gained_as"sv, details.gained_as);
    visit("lost_as"sv, details.lost_as);
    visit("area_km2"sv, details.area_km2);
    visit("population"sv, details.population);
    visit("military_conflict"sv, details.military_conflict);
  } else if constexpr (std::is_same_v<T, MeetingDetails>) {
    visit("format"sv, details.format);
    visit("track"sv, details.track);
    visit("means"sv, details.means);
    visit("strategy"sv, details.strategy);
    visit("outcome"sv, details.outcome);
    visit("process"sv, details.process);
    visit("agenda"sv, details.agenda);
    visit("days"sv, details.days);
    visit("preconditions"sv, details.preconditions);
  } else if constexpr (std::is_same_v<T, AgreementDetails>) {
    visit("agreement"sv, details.agreement);
  } else if constexpr (std::is_same_v<T, CeasefireDetails>) {
    visit("kind"sv, details.kind);
    visit("purpose"sv, details.purpose);
    visit("side"sv, details.side);
    visit("scope"sv, details.scope);
    visit("effective"sv, details.effective);
    visit("end"sv, details.end);
    visit("agreement"sv, details.agreement);
  } else if constexpr (std::is_same_v<T, ViolationDetails>) {
    visit("kind"sv, details.kind);
    visit("count"sv, details.count);
    visit("of"sv, details.of);
  } else if constexpr (std::is_same_v<T, StatementDetails>) {
    visit("act"sv, details.act);
    visit("topic"sv, details.topic);
  } else if constexpr (std::is_same_v<T, DiplomaticActDetails>) {
    visit("kind"sv, details.kind);
    visit("document"sv, details.document);
  } else if constexpr (std::is_same_v<T, SanctionActDetails>) {
    visit("kind"sv, details.kind);
    visit("regime"sv, details.regime);
    visit("instrument"sv, details.instrument);
  } else if constexpr (std::is_same_v<T, AidDetails>) {
    visit("kind"sv, details.kind);
    visit("stage"sv, details.stage);
  } else if constexpr (std::is_same_v<T, CooperationDetails>) {
    visit("kind"sv, details.kind);
  } else if constexpr (std::is_same_v<T, DisplacementDetails>) {
    visit("kind"sv, details.kind);
  } else if constexpr (std::is_same_v<T, PoliticalChangeDetails>) {
    visit("kind"sv, details.kind);
  } else if constexpr (std::is_same_v<T, StrategicDevelopmentDetails>) {
    visit("kind"sv, details.kind);
  } else {
    static_assert(!sizeof(T), "not the details of an event type");
  }
}

}  // namespace casus

#endif  // CASUS_EVENT_DETAILS_FIELDS_H_
