#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "casus/event/crosswalk.h"
#include "src/event/meaning.h"

namespace casus {
namespace {

using internal::Meaning;

struct Row {
  std::string_view event_type;
  std::string_view sub_event_type;
  std::string_view code;
  Meaning meaning;
};

constexpr std::string_view kBattles = "Battles";
constexpr std::string_view kExplosions = "Explosions/Remote violence";
constexpr std::string_view kCivilians = "Violence against civilians";
constexpr std::string_view kProtests = "Protests";
constexpr std::string_view kRiots = "Riots";
constexpr std::string_view kStrategic = "Strategic developments";

// The code repeats both types, so that a view of it can be given away.
// clang-format off: one or two lines a row.
constexpr auto kRows = std::to_array<Row>({
    {kBattles, "Armed clash", "Battles/Armed clash", {BattleKind::kArmedClash, ""}},
    {kBattles, "Government regains territory", "Battles/Government regains territory",
     {BattleKind::kGovernmentRegainsTerritory, ""}},
    {kBattles, "Non-state actor overtakes territory", "Battles/Non-state actor overtakes territory",
     {BattleKind::kNonStateOvertakesTerritory, ""}},
    {kExplosions, "Chemical weapon", "Explosions/Remote violence/Chemical weapon",
     {WeaponKind::kChemical, ""}},
    {kExplosions, "Air/drone strike", "Explosions/Remote violence/Air/drone strike",
     {WeaponKind::kAirDroneStrike, ""}},
    {kExplosions, "Suicide bomb", "Explosions/Remote violence/Suicide bomb",
     {WeaponKind::kSuicideBomb, ""}},
    {kExplosions, "Shelling/artillery/missile attack",
     "Explosions/Remote violence/Shelling/artillery/missile attack",
     {WeaponKind::kShellingArtilleryMissile, ""}},
    {kExplosions, "Remote explosive/landmine/IED",
     "Explosions/Remote violence/Remote explosive/landmine/IED",
     {WeaponKind::kRemoteExplosiveLandmineIed, ""}},
    {kExplosions, "Grenade", "Explosions/Remote violence/Grenade", {WeaponKind::kGrenade, ""}},
    {kCivilians, "Sexual violence", "Violence against civilians/Sexual violence",
     {CivilianViolenceKind::kSexualViolence, ""}},
    {kCivilians, "Attack", "Violence against civilians/Attack",
     {CivilianViolenceKind::kAttack, ""}},
    {kCivilians, "Abduction/forced disappearance",
     "Violence against civilians/Abduction/forced disappearance",
     {CivilianViolenceKind::kAbduction, ""}},
    {kProtests, "Peaceful protest", "Protests/Peaceful protest", {ProtestKind::kPeaceful, ""}},
    {kProtests, "Protest with intervention", "Protests/Protest with intervention",
     {ProtestKind::kWithIntervention, ""}},
    {kProtests, "Excessive force against protesters", "Protests/Excessive force against protesters",
     {ProtestKind::kExcessiveForceAgainst, ""}},
    {kRiots, "Violent demonstration", "Riots/Violent demonstration",
     {RiotKind::kViolentDemonstration, ""}},
    {kRiots, "Mob violence", "Riots/Mob violence", {RiotKind::kMobViolence, ""}},
    {kStrategic, "Agreement", "Strategic developments/Agreement", {StrategicKind::kAgreement, ""}},
    {kStrategic, "Arrests", "Strategic developments/Arrests", {StrategicKind::kArrests, ""}},
    {kStrategic, "Change to group/activity", "Strategic developments/Change to group/activity",
     {StrategicKind::kChangeToGroup, ""}},
    {kStrategic, "Disrupted weapons use", "Strategic developments/Disrupted weapons use",
     {StrategicKind::kDisruptedWeaponsUse, ""}},
    {kStrategic, "Headquarters or base established",
     "Strategic developments/Headquarters or base established",
     {StrategicKind::kHeadquartersOrBase, ""}},
    {kStrategic, "Looting/property destruction",
     "Strategic developments/Looting/property destruction",
     {StrategicKind::kLootingOrDestruction, ""}},
    {kStrategic, "Non-violent transfer of territory",
     "Strategic developments/Non-violent transfer of territory",
     {StrategicKind::kNonViolentTransferOfTerritory, ""}},
    {kStrategic, "Other", "Strategic developments/Other", {StrategicKind::kOther, ""}},
});

// An event type without a sub-event type, and those of files from before 2019.
constexpr auto kEventTypes = std::to_array<Row>({
    {kBattles, "", kBattles, {BattleKind::kUnspecified, ""}},
    {kExplosions, "", kExplosions, {WeaponKind::kUnspecified, ""}},
    {kCivilians, "", kCivilians, {CivilianViolenceKind::kUnspecified, ""}},
    {kProtests, "", kProtests, {ProtestKind::kUnspecified, ""}},
    {kRiots, "", kRiots, {RiotKind::kUnspecified, ""}},
    {kStrategic, "", kStrategic, {StrategicKind::kUnspecified, ""}},
    {"Battle-No change of territory", "", "Battle-No change of territory",
     {BattleKind::kArmedClash, ""}},
    {"Battle-Government regains territory", "", "Battle-Government regains territory",
     {BattleKind::kGovernmentRegainsTerritory, ""}},
    {"Battle-Non-state actor overtakes territory", "",
     "Battle-Non-state actor overtakes territory", {BattleKind::kNonStateOvertakesTerritory, ""}},
    {"Headquarters or base established", "", "Headquarters or base established",
     {StrategicKind::kHeadquartersOrBase, ""}},
    {"Strategic development", "", "Strategic development", {StrategicKind::kOther, ""}},
    {"Non-violent activity by a conflict actor", "", "Non-violent activity by a conflict actor",
     {StrategicKind::kOther, "that a conflict actor did it"}},
    {"Non-violent transfer of territory", "", "Non-violent transfer of territory",
     {StrategicKind::kNonViolentTransferOfTerritory, ""}},
    {"Remote violence", "", "Remote violence", {WeaponKind::kUnspecified, ""}},
});
// clang-format on

constexpr AcledInfo InfoOf(const Row& row) {
  AcledInfo info{row.code, row.event_type, row.sub_event_type, "Political violence",
                 true,     true,           true,               false};
  if (row.event_type == kStrategic) {
    info.disorder_type = kStrategic;
    info.political_violence = info.organized_political_violence = info.disorder = false;
  } else if (row.sub_event_type == "Mob violence") {
    info.organized_political_violence = false;
  } else if (row.sub_event_type == "Excessive force against protesters") {
    info.disorder_type = "Political violence; Demonstrations";
    info.organized_political_violence = false;
    info.demonstrations = true;
  } else if (row.event_type == kProtests || row.event_type == kRiots) {
    info.disorder_type = "Demonstrations";
    info.political_violence = info.organized_political_violence = false;
    info.demonstrations = true;
  }
  return info;
}

constexpr auto kInfos = [] {
  std::array<AcledInfo, kRows.size()> infos;
  for (std::size_t i = 0; i < kRows.size(); ++i) infos[i] = InfoOf(kRows[i]);
  return infos;
}();

template <typename Is>
const Row* Find(Is is) {
  for (const Row& row : kRows) {
    if (is(row)) return &row;
  }
  for (const Row& row : kEventTypes) {
    if (is(row)) return &row;
  }
  return nullptr;
}

Error NoSuchCode(std::string_view event_type, std::string code) {
  std::string known;
  for (const Row& row : kRows) {
    if (row.event_type != event_type) continue;
    if (!known.empty()) known += ", ";
    known += row.sub_event_type;
  }
  std::string message = "not an ACLED event type";
  if (event_type == "Riots/Protests") {
    message = "riots or protests: inter1 tells which, 5 is rioters, 6 protesters";
  } else if (!known.empty()) {
    message = "not an ACLED sub-event type of " + std::string(event_type) + "; these are: " + known;
  }
  return Error(ErrorCode::kNotFound, std::move(message), {}, std::move(code));
}

std::string CodeOf(std::string_view event_type, std::string_view sub_event_type) {
  std::string code(event_type);
  if (!sub_event_type.empty()) code.append("/").append(sub_event_type);
  return code;
}

}  // namespace

namespace internal {

Result<Crosswalked> FromAcledCode(std::string_view code) {
  const Row* row = Find([code](const Row& candidate) { return candidate.code == code; });
  if (row == nullptr) return NoSuchCode(code, std::string(code));
  return ToCrosswalked(row->meaning);
}

}  // namespace internal

std::span<const AcledInfo> AcledCodes() { return kInfos; }

Result<AcledInfo> FindAcled(std::string_view event_type, std::string_view sub_event_type) {
  for (const AcledInfo& info : kInfos) {
    if (info.event_type == event_type && info.sub_event_type == sub_event_type) return info;
  }
  return NoSuchCode(event_type, CodeOf(event_type, sub_event_type));
}

Result<Crosswalked> FromAcled(std::string_view event_type, std::string_view sub_event_type) {
  const Row* row = Find([=](const Row& candidate) {
    return candidate.event_type == event_type && candidate.sub_event_type == sub_event_type;
  });
  if (row == nullptr) return NoSuchCode(event_type, CodeOf(event_type, sub_event_type));
  return internal::ToCrosswalked(row->meaning);
}

}  // namespace casus
