#include "casus/event/crosswalk.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "src/event/meaning.h"

namespace casus {
namespace internal {
namespace {

struct ToDetails {
  EventDetails operator()(Unmatched) const { return std::monostate{}; }
  EventDetails operator()(BattleKind kind) const { return BattleDetails{kind}; }
  EventDetails operator()(WeaponKind weapon) const { return RemoteViolenceDetails{weapon}; }
  EventDetails operator()(CivilianViolenceKind kind) const { return CivilianViolenceDetails{kind}; }
  EventDetails operator()(ViolenceOrganisation organisation) const {
    return ArmedViolenceDetails{organisation};
  }
  EventDetails operator()(OperationKind kind) const { return MilitaryOperationDetails{kind}; }
  EventDetails operator()(MobilizationKind kind) const { return MobilizationDetails{kind}; }
  EventDetails operator()(CoercionKind kind) const { return CoercionDetails{kind}; }
  EventDetails operator()(ProtestKind kind) const { return ProtestDetails{kind}; }
  EventDetails operator()(RiotKind kind) const { return RiotDetails{kind}; }
  EventDetails operator()(ChangeProcedure procedure) const {
    TerritorialChangeDetails details;
    details.procedure = procedure;
    return details;
  }
  EventDetails operator()(Talks talks) const {
    MeetingDetails details;
    details.format = talks.format;
    details.means = talks.means;
    return details;
  }
  EventDetails operator()(Signing) const { return AgreementDetails{}; }
  EventDetails operator()(CeasefireClass kind) const {
    CeasefireDetails details;
    details.kind = kind;
    return details;
  }
  EventDetails operator()(ViolationKind kind) const {
    ViolationDetails details;
    details.kind = kind;
    return details;
  }
  EventDetails operator()(SpeechAct act) const { return StatementDetails{act, {}}; }
  EventDetails operator()(DiplomaticActKind kind) const { return DiplomaticActDetails{kind, {}}; }
  EventDetails operator()(SanctionActKind kind) const {
    SanctionActDetails details;
    details.kind = kind;
    return details;
  }
  EventDetails operator()(AidKind kind) const {
    AidDetails details;
    details.kind = kind;
    return details;
  }
  EventDetails operator()(CooperationKind kind) const { return CooperationDetails{kind}; }
  EventDetails operator()(DisplacementKind kind) const { return DisplacementDetails{kind}; }
  EventDetails operator()(PoliticalChangeKind kind) const { return PoliticalChangeDetails{kind}; }
  EventDetails operator()(StrategicKind kind) const { return StrategicDevelopmentDetails{kind}; }
};

}  // namespace

Crosswalked ToCrosswalked(const Meaning& meaning) {
  EventDetails details = std::visit(ToDetails{}, meaning.detail);
  const EventType type = TypeOf(details).value_or(EventType::kOther);
  return {type, std::move(details), meaning.loses};
}

}  // namespace internal

namespace {

using internal::Meaning;

struct Numbered {
  std::int32_t number;
  std::string_view code;
  Meaning meaning;
};

constexpr auto kUcdp = std::to_array<Numbered>({
    {1, "1", {ViolenceOrganisation::kStateBased, ""}},
    {2, "2", {ViolenceOrganisation::kNonState, ""}},
    {3, "3", {CivilianViolenceKind::kUnspecified, ""}},
});

constexpr auto kCowTerritorialChange = std::to_array<Numbered>({
    {1, "1", {ChangeProcedure::kConquest, ""}},
    {2, "2", {ChangeProcedure::kAnnexation, ""}},
    {3, "3", {ChangeProcedure::kCession, ""}},
    {4, "4", {ChangeProcedure::kSecession, ""}},
    {5, "5", {ChangeProcedure::kUnification, ""}},
    {6, "6", {ChangeProcedure::kMandate, ""}},
    {-9, "-9", {ChangeProcedure::kNotApplicable, ""}},
});

// One or two lines a row.
// clang-format off
constexpr auto kGtd = std::to_array<Numbered>({
    {1, "1", {CivilianViolenceKind::kAttack,
              "that it is an assassination; whether the target is a civilian"}},
    {2, "2", {ViolenceOrganisation::kUnspecified,
              "that one armed side attacked; whether it was lethal"}},
    {3, "3", {WeaponKind::kUnspecified, "that it is a bombing or explosion"}},
    {4, "4", {CivilianViolenceKind::kAbduction, "that a vehicle, ship or aircraft was hijacked"}},
    {5, "5", {CivilianViolenceKind::kAbduction,
              "that hostages were held at the place; whether they are civilians"}},
    {6, "6", {CivilianViolenceKind::kAbduction,
              "that hostages were held elsewhere; whether they are civilians"}},
    {7, "7", {StrategicKind::kLootingOrDestruction,
              "that it is an attack on a facility or infrastructure"}},
    {8, "8", {CivilianViolenceKind::kAttack,
              "that it was without arms; whether the target is a civilian"}},
    {9, "9", {ViolenceOrganisation::kUnspecified,
              "that the kind of attack is not known; whether it was lethal"}},
});

constexpr auto kScad = std::to_array<Numbered>({
    {1, "1", {ProtestKind::kUnspecified, "that it is an organized demonstration"}},
    {2, "2", {ProtestKind::kUnspecified, "that it is a spontaneous demonstration"}},
    {3, "3", {RiotKind::kUnspecified, "that it was organized"}},
    {4, "4", {RiotKind::kUnspecified, "that it was spontaneous"}},
    {5, "5", {ProtestKind::kStrike, "that the strike is general"}},
    {6, "6", {ProtestKind::kStrike, "that the strike is limited to a sector"}},
    {7, "7", {CivilianViolenceKind::kUnspecified,
              "that it is by or for the government; whether the target is a civilian"}},
    {8, "8", {ViolenceOrganisation::kUnspecified,
              "that it is against the government; whether it was lethal"}},
    {9, "9", {ViolenceOrganisation::kNonState,
              "whether both sides are armed; whether it was lethal"}},
    {10, "10", {ViolenceOrganisation::kUnspecified,
                "that both sides are of the government; whether it was lethal"}},
});
// clang-format on

template <typename Table>
Result<Crosswalked> ByNumber(const Table& table, std::int32_t number, std::string_view what) {
  for (const Numbered& row : table) {
    if (row.number == number) return internal::ToCrosswalked(row.meaning);
  }
  return Error(ErrorCode::kNotFound, "not a " + std::string(what), {}, std::to_string(number));
}

template <typename Table>
Result<Crosswalked> ByCode(const Table& table, std::string_view code, std::string_view what) {
  for (const Numbered& row : table) {
    if (row.code == code) return internal::ToCrosswalked(row.meaning);
  }
  return Error(ErrorCode::kNotFound, "not a " + std::string(what), {}, std::string(code));
}

constexpr std::string_view kUcdpName = "UCDP type of violence (1, 2, 3)";
constexpr std::string_view kCowName = "COW Territorial Change procedure (1 to 6, -9)";
constexpr std::string_view kGtdName = "GTD attack type (1 to 9)";
constexpr std::string_view kScadName = "SCAD event type (1 to 10)";

template <typename Infos>
void KeepCodes(Taxonomy taxonomy, EventType type, const Infos& infos,
               std::vector<std::string_view>& codes) {
  for (const auto& info : infos) {
    if (FromCode(taxonomy, info.code).value().type == type) codes.push_back(info.code);
  }
}

}  // namespace

Result<Crosswalked> FromUcdp(std::int32_t type_of_violence) {
  return ByNumber(kUcdp, type_of_violence, kUcdpName);
}

Result<Crosswalked> FromCowTerritorialChange(std::int32_t procedure) {
  return ByNumber(kCowTerritorialChange, procedure, kCowName);
}

Result<Crosswalked> FromGtd(std::int32_t attacktype) {
  return ByNumber(kGtd, attacktype, kGtdName);
}

Result<Crosswalked> FromScad(std::int32_t etype) { return ByNumber(kScad, etype, kScadName); }

Result<Crosswalked> FromCode(Taxonomy taxonomy, std::string_view code) {
  switch (taxonomy) {
    case Taxonomy::kCameo:
      return FromCameo(code);
    case Taxonomy::kPlover:
      return internal::FromPloverCode(code);
    case Taxonomy::kAcled:
      return internal::FromAcledCode(code);
    case Taxonomy::kUcdp:
      return ByCode(kUcdp, code, kUcdpName);
    case Taxonomy::kCowTc:
      return ByCode(kCowTerritorialChange, code, kCowName);
    case Taxonomy::kGtd:
      return ByCode(kGtd, code, kGtdName);
    case Taxonomy::kScad:
      return ByCode(kScad, code, kScadName);
    case Taxonomy::kOther:
      break;
  }
  return Error(ErrorCode::kNotFound, "no crosswalk for this taxonomy", {}, std::string(code));
}

std::vector<std::string_view> CodesOf(Taxonomy taxonomy, EventType type) {
  std::vector<std::string_view> codes;
  switch (taxonomy) {
    case Taxonomy::kCameo:
      KeepCodes(taxonomy, type, CameoCodes(), codes);
      break;
    case Taxonomy::kPlover:
      KeepCodes(taxonomy, type, PloverCodes(), codes);
      break;
    case Taxonomy::kAcled:
      KeepCodes(taxonomy, type, AcledCodes(), codes);
      break;
    case Taxonomy::kUcdp:
      KeepCodes(taxonomy, type, kUcdp, codes);
      break;
    case Taxonomy::kCowTc:
      KeepCodes(taxonomy, type, kCowTerritorialChange, codes);
      break;
    case Taxonomy::kGtd:
      KeepCodes(taxonomy, type, kGtd, codes);
      break;
    case Taxonomy::kScad:
      KeepCodes(taxonomy, type, kScad, codes);
      break;
    case Taxonomy::kOther:
      break;
  }
  return codes;
}

}  // namespace casus
