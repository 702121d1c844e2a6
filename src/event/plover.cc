#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "casus/event/crosswalk.h"
#include "src/event/meaning.h"

namespace casus {
namespace {

using internal::Meaning;
using internal::Talks;

struct Row {
  std::string_view code;
  Meaning meaning;
  bool current = true;
};

constexpr Talks kTalks;

// ASSAULT also covers fighting, which is why its weapons become no battle: only the parties tell.
constexpr auto kRows = std::to_array<Row>({
    {"AGREE", {SpeechAct::kAgreement, ""}},
    {"CONSULT", {kTalks, ""}},
    {"CONSULT/visit", {kTalks, "that it was a visit"}},
    {"CONSULT/third-party", {Talks{TalksFormat::kDirect}, "that the place was neither side's"}},
    {"CONSULT/multilateral", {kTalks, "that more than two sides met"}},
    {"CONSULT/phone", {Talks{TalksFormat::kVirtualMeeting}, "that it was by telephone"}},
    {"SUPPORT",
     {SpeechAct::kSupport, "whether in words, by recognition or by signing an agreement"}},
    {"CONCEDE", {SpeechAct::kConcession, ""}},
    {"COOPERATE", {CooperationKind::kUnspecified, ""}},
    {"AID", {AidKind::kUnspecified, "that it was given, not only announced"}},
    {"RETREAT", {CooperationKind::kConcession, ""}},
    {"RETREAT/withdraw", {OperationKind::kWithdrawal, "whether forces withdrew or a siege ended"}},
    {"RETREAT/release", {CooperationKind::kConcession, "that persons or property were released"}},
    {"RETREAT/disarm", {CooperationKind::kConcession, "that it is disarmament"}},
    {"RETREAT/ceasefire", {CeasefireClass::kUnknown, ""}},
    {"RETREAT/access", {CooperationKind::kConcession, "that access was allowed"}},
    {"RETREAT/resign", {PoliticalChangeKind::kDeparture, ""}},
    {"RETREAT/return", {CooperationKind::kConcession, "that property was returned"}, false},
    {"RETREAT/ease", {CooperationKind::kConcession, "that a measure was eased"}, false},
    {"REQUEST", {SpeechAct::kAppeal, "whether it is an appeal or a demand"}},
    {"REQUEST/assist", {SpeechAct::kAppeal, "whether it is a demand; that it is for assistance"}},
    {"REQUEST/change", {SpeechAct::kAppeal, "whether it is a demand; that it is for change"}},
    {"REQUEST/yield", {SpeechAct::kAppeal, "whether it is a demand; that it is to yield"}},
    {"REQUEST/meet", {SpeechAct::kAppeal, "whether it is a demand; that it is to meet"}},
    {"ACCUSE", {SpeechAct::kAccusation, ""}},
    {"ACCUSE/disapprove", {SpeechAct::kCondemnation, "how strong: PLOVER says disapproval"}},
    {"ACCUSE/investigate", {SpeechAct::kAccusation, "that it is an investigation, not words"}},
    {"ACCUSE/allege", {SpeechAct::kAccusation, ""}},
    {"REJECT", {SpeechAct::kRejection, ""}},
    {"REJECT/assist", {SpeechAct::kRejection, "that assistance is rejected"}},
    {"REJECT/change", {SpeechAct::kRejection, "that change is rejected"}},
    {"REJECT/yield", {SpeechAct::kRejection, "that it refuses to yield"}},
    {"REJECT/meet", {SpeechAct::kRejection, "that it refuses to meet"}},
    {"THREATEN", {SpeechAct::kThreat, ""}},
    {"THREATEN/restrict", {SpeechAct::kThreat, "that it threatens restrictions"}},
    {"THREATEN/arrest", {SpeechAct::kThreat, "that it threatens arrest"}},
    {"THREATEN/relations", {SpeechAct::kThreat, "that it threatens relations"}},
    {"THREATEN/expel", {SpeechAct::kThreat, "that it threatens to expel"}},
    {"THREATEN/territory", {SpeechAct::kThreat, "that it threatens territory"}},
    {"THREATEN/violence", {SpeechAct::kThreat, "that it threatens violence"}},
    {"THREATEN/ban", {SpeechAct::kThreat, "that it threatens a ban"}, false},
    {"THREATEN/political", {SpeechAct::kThreat, "that it threatens political freedoms"}, false},
    {"PROTEST", {ProtestKind::kUnspecified, "whether it is a riot"}},
    {"PROTEST/demo", {ProtestKind::kUnspecified, "that it is a demonstration"}},
    {"PROTEST/riot", {RiotKind::kUnspecified, ""}},
    {"PROTEST/strike", {ProtestKind::kStrike, ""}},
    {"PROTEST/hunger", {ProtestKind::kHungerStrike, ""}},
    {"PROTEST/boycott", {ProtestKind::kBoycott, ""}},
    {"PROTEST/obstruct", {ProtestKind::kObstruction, ""}},
    {"PROTEST/vandalize", {RiotKind::kVandalism, ""}},
    {"SANCTION", {DiplomaticActKind::kRelationsReduced, "whether it is a sanction in law"}},
    {"SANCTION/convict", {CoercionKind::kUnspecified, "that it is a conviction"}},
    {"SANCTION/expel",
     {DiplomaticActKind::kExpulsion, "whether someone was expelled or withdrawn"}},
    {"SANCTION/withdraw", {DiplomaticActKind::kRelationsReduced, "what was withdrawn from"}},
    {"SANCTION/discontinue",
     {DiplomaticActKind::kRelationsReduced, "that aid or another exchange was discontinued"}},
    {"MOBILIZE", {MobilizationKind::kUnspecified, ""}},
    {"MOBILIZE/troops", {MobilizationKind::kTroops, ""}},
    {"MOBILIZE/weapons", {MobilizationKind::kWeapons, ""}},
    {"MOBILIZE/police", {MobilizationKind::kPolice, ""}},
    {"MOBILIZE/militia", {MobilizationKind::kMilitia, ""}},
    {"COERCE", {CoercionKind::kUnspecified, ""}},
    {"COERCE/seize", {CoercionKind::kSeize, ""}},
    {"COERCE/restrict", {CoercionKind::kRestrict, "whether of freedom, movement or trade"}},
    {"COERCE/censor", {CoercionKind::kCensor, ""}},
    {"COERCE/curfew", {CoercionKind::kCurfew, ""}},
    {"COERCE/martial-law", {CoercionKind::kMartialLaw, "whether it is a state of emergency"}},
    {"COERCE/arrest", {CoercionKind::kArrest, ""}},
    {"COERCE/deport", {CoercionKind::kDeport, ""}},
    {"COERCE/withhold", {CoercionKind::kWithhold, ""}},
    {"COERCE/misinformation", {CoercionKind::kMisinformation, ""}},
    {"COERCE/cyber", {CoercionKind::kCyber, ""}},
    {"COERCE/ban", {CoercionKind::kRestrict, "that it is a ban"}, false},
    {"ASSAULT", {ViolenceOrganisation::kUnspecified, "whether it was lethal"}},
    {"ASSAULT/abduct", {CivilianViolenceKind::kAbduction, "whether the target is a civilian"}},
    {"ASSAULT/beat", {CivilianViolenceKind::kAttack, "whether the target is a civilian"}},
    {"ASSAULT/torture", {CivilianViolenceKind::kTorture, "whether the target is a civilian"}},
    {"ASSAULT/sexual", {CivilianViolenceKind::kSexualViolence, "whether the target is a civilian"}},
    {"ASSAULT/targeted",
     {CivilianViolenceKind::kAttack,
      "that someone was singled out to be killed; whether the target is a civilian"}},
    {"ASSAULT/destroy",
     {StrategicKind::kLootingOrDestruction, "that it was destroyed, not looted"}},
    {"ASSAULT/primitive",
     {ViolenceOrganisation::kUnspecified, "that weapons were primitive; whether it was lethal"}},
    {"ASSAULT/firearms",
     {ViolenceOrganisation::kUnspecified, "that firearms were used; whether it was lethal"}},
    {"ASSAULT/explosives", {WeaponKind::kUnspecified, "that explosives were used"}},
    {"ASSAULT/suicide-attack", {WeaponKind::kSuicideBomb, "whether a bomb was used"}},
    {"ASSAULT/aerial", {WeaponKind::kAirDroneStrike, ""}},
    {"ASSAULT/drone", {WeaponKind::kAirDroneStrike, "that it was a drone"}},
    {"ASSAULT/heavy-weapons",
     {WeaponKind::kShellingArtilleryMissile,
      "which heavy weapons; tanks also fight at close range"}},
    {"ASSAULT/crowd-control",
     {CivilianViolenceKind::kUnspecified, "that means of crowd control were used"}},
    {"ASSAULT/unconventional",
     {WeaponKind::kUnspecified,
      "that the weapons were chemical, biological, radiological or nuclear"}},
    {"ASSAULT/assassinate", {CivilianViolenceKind::kAttack, "that it is an assassination"}, false},
    {"ASSAULT/cleansing",
     {CivilianViolenceKind::kUnspecified, "that it is ethnic cleansing or mass expulsion"},
     false},
    {"ASSAULT/massacre", {CivilianViolenceKind::kMassacre, ""}, false},
    {"ASSAULT/seize",
     {StrategicKind::kLootingOrDestruction, "that it was destroyed, not looted"},
     false},
});

constexpr std::string_view EventOf(std::string_view code) {
  return code.substr(0, code.find('/'));
}
constexpr std::string_view ModeOf(std::string_view code) {
  const std::size_t slash = code.find('/');
  return slash == std::string_view::npos ? std::string_view() : code.substr(slash + 1);
}

constexpr std::int32_t QuadOf(std::string_view event) {
  for (const std::string_view name : {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"}) {
    if (event == name) return 1;
  }
  for (const std::string_view name : {"COOPERATE", "AID", "RETREAT"}) {
    if (event == name) return 2;
  }
  for (const std::string_view name : {"REQUEST", "ACCUSE", "REJECT", "THREATEN"}) {
    if (event == name) return 3;
  }
  return 4;
}

constexpr auto kInfos = [] {
  std::array<PloverInfo, kRows.size()> infos;
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    const std::string_view code = kRows[i].code;
    infos[i] = {code, EventOf(code), ModeOf(code), QuadOf(EventOf(code)), kRows[i].current};
  }
  return infos;
}();

struct CameoRow {
  std::string_view cameo;
  CameoInPlover plover;
};

// In order of code, and without the roots, which are what their code "not specified below" is. In
// the published table 175 has a context in the column of modes.
constexpr auto kCameo = std::to_array<CameoRow>({
    {"030", {"AGREE", "", "diplomatic"}},
    {"031", {"AGREE", "", "diplomatic"}},
    {"0311", {"AGREE", "", "economic"}},
    {"0312", {"AGREE", "", "military"}},
    {"0313", {"AGREE", "", "legal"}},
    {"0314", {"AGREE", "", "intelligence"}},
    {"032", {"AGREE", "", "diplomatic"}},
    {"033", {"AGREE", "", "diplomatic"}},
    {"0331", {"AGREE", "", "economic"}},
    {"0332", {"AGREE", "", "military"}},
    {"0333", {"AGREE", "", "humanitarian"}},
    {"0334", {"AGREE", "", "peacekeeping"}},
    {"034", {"AGREE", "", "political_institutions"}},
    {"0341", {"AGREE", "", "political_institutions"}},
    {"0342", {"AGREE", "", "executive"}},
    {"0343", {"AGREE", "", "rights_freedoms"}},
    {"0344", {"AGREE", "", "political_institutions"}},
    {"035", {"AGREE", "", ""}},
    {"0351", {"AGREE", "", "rights_freedoms"}},
    {"0352", {"AGREE", "", ""}},
    {"0353", {"AGREE", "", "rights_freedoms"}},
    {"0354", {"AGREE", "", "economic"}},
    {"0355", {"AGREE", "", "diplomatic"}},
    {"0356", {"AGREE", "", "military"}},
    {"036", {"AGREE", "", "diplomatic"}},
    {"037", {"AGREE", "", "diplomatic"}},
    {"038", {"AGREE", "", "diplomatic"}},
    {"039", {"AGREE", "", "diplomatic"}},
    {"040", {"CONSULT", "", ""}},
    {"041", {"CONSULT", "phone", ""}},
    {"042", {"CONSULT", "visit", ""}},
    {"043", {"CONSULT", "visit", ""}},
    {"044", {"CONSULT", "third-party", ""}},
    {"045", {"CONSULT", "", "diplomatic"}},
    {"046", {"CONSULT", "", "diplomatic"}},
    {"050", {"SUPPORT", "", "diplomatic"}},
    {"051", {"SUPPORT", "", "diplomatic"}},
    {"052", {"SUPPORT", "", "diplomatic"}},
    {"053", {"SUPPORT", "", "diplomatic"}},
    {"054", {"SUPPORT", "", "diplomatic"}},
    {"055", {"SUPPORT", "", "diplomatic"}},
    {"056", {"SUPPORT", "", "diplomatic"}},
    {"057", {"SUPPORT", "", "diplomatic"}},
    {"060", {"COOPERATE", "", ""}},
    {"061", {"COOPERATE", "", "economic"}},
    {"062", {"COOPERATE", "", "military"}},
    {"063", {"COOPERATE", "", "legal"}},
    {"064", {"COOPERATE", "", "intelligence"}},
    {"070", {"AID", "", ""}},
    {"071", {"AID", "", "economic"}},
    {"072", {"AID", "", "military"}},
    {"073", {"AID", "", "humanitarian"}},
    {"074", {"AID", "", "peacekeeping"}},
    {"075", {"AID", "", "asylum"}},
    {"080", {"CONCEDE", "", ""}},
    {"081", {"CONCEDE", "", "legal"}},
    {"0811", {"CONCEDE", "", "democracy"}},
    {"0812", {"CONCEDE", "", "democracy"}},
    {"0813", {"RETREAT", "", "legal"}},
    {"0814", {"RETREAT", "", "legal"}},
    {"082", {"CONCEDE", "", "democracy"}},
    {"083", {"CONCEDE", "", "political_institutions"}},
    {"0831", {"CONCEDE", "", "political_institutions"}},
    {"0832", {"CONCEDE", "", "executive"}},
    {"0833", {"CONCEDE", "", "rights_freedoms"}},
    {"0834", {"CONCEDE", "", "political_institutions"}},
    {"084", {"RETREAT", "", ""}},
    {"0841", {"RETREAT", "release", "legal"}},
    {"0842", {"RETREAT", "return", "legal"}},
    {"085", {"RETREAT", "ease", "economic"}},
    {"086", {"RETREAT", "access", "diplomatic"}},
    {"0861", {"RETREAT", "access", "peacekeeping"}},
    {"0862", {"RETREAT", "access", "diplomatic"}},
    {"0863", {"RETREAT", "access", "humanitarian"}},
    {"087", {"RETREAT", "disarm", "military"}},
    {"0871", {"RETREAT", "ceasefire", "military"}},
    {"0872", {"RETREAT", "withdraw", "military"}},
    {"0873", {"RETREAT", "disarm", "military"}},
    {"0874", {"RETREAT", "disarm", "military"}},
    {"090", {"ACCUSE", "investigate", ""}},
    {"091", {"ACCUSE", "investigate", "crime;corruption"}},
    {"092", {"ACCUSE", "investigate", "human_rights"}},
    {"093", {"ACCUSE", "investigate", "military"}},
    {"094", {"ACCUSE", "investigate", "military;legal"}},
    {"100", {"REQUEST", "", ""}},
    {"101", {"REQUEST", "assist", ""}},
    {"1011", {"REQUEST", "assist", "economic"}},
    {"1012", {"REQUEST", "assist", "military"}},
    {"1013", {"REQUEST", "assist", "legal"}},
    {"1014", {"REQUEST", "assist", "intelligence"}},
    {"102", {"REQUEST", "assist", "diplomatic"}},
    {"103", {"REQUEST", "assist", ""}},
    {"1031", {"REQUEST", "assist", "economic"}},
    {"1032", {"REQUEST", "assist", "military"}},
    {"1033", {"REQUEST", "assist", "humanitarian"}},
    {"1034", {"REQUEST", "assist", "peacekeeping"}},
    {"104", {"REQUEST", "change", "political_institutions"}},
    {"1041", {"REQUEST", "change", "executive"}},
    {"1042", {"REQUEST", "change", "executive"}},
    {"1043", {"REQUEST", "change", "rights_freedoms"}},
    {"1044", {"REQUEST", "change", "political_institutions"}},
    {"105", {"REQUEST", "change", "legal"}},
    {"1051", {"REQUEST", "yield", "legal"}},
    {"1052", {"REQUEST", "yield", "legal"}},
    {"1053", {"REQUEST", "yield", "legal"}},
    {"1054", {"REQUEST", "yield", "economic"}},
    {"1055", {"REQUEST", "yield", "diplomatic"}},
    {"1056", {"REQUEST", "yield", "military"}},
    {"106", {"REQUEST", "meet", "diplomatic"}},
    {"107", {"REQUEST", "meet", "diplomatic"}},
    {"108", {"REQUEST", "meet", "diplomatic"}},
    {"110", {"ACCUSE", "disapprove", ""}},
    {"111", {"ACCUSE", "disapprove", ""}},
    {"112", {"ACCUSE", "disapprove", ""}},
    {"1121", {"ACCUSE", "allege", "crime;corruption"}},
    {"1122", {"ACCUSE", "allege", "human_rights"}},
    {"1123", {"ACCUSE", "allege", "military"}},
    {"1124", {"ACCUSE", "allege", "military;legal"}},
    {"1125", {"ACCUSE", "allege", "legal"}},
    {"113", {"ACCUSE", "disapprove", ""}},
    {"114", {"ACCUSE", "allege", "diplomatic"}},
    {"115", {"ACCUSE", "allege", "legal"}},
    {"116", {"ACCUSE", "disapprove", "legal"}},
    {"120", {"REJECT", "", ""}},
    {"121", {"REJECT", "assist", ""}},
    {"1211", {"REJECT", "assist", "economic"}},
    {"1212", {"REJECT", "assist", "military"}},
    {"1213", {"REJECT", "assist", "legal"}},
    {"1214", {"REJECT", "assist", "intelligence"}},
    {"122", {"REJECT", "assist", ""}},
    {"1221", {"REJECT", "assist", "economic"}},
    {"1222", {"REJECT", "assist", "military"}},
    {"1223", {"REJECT", "assist", "humanitarian"}},
    {"1224", {"REJECT", "assist", "peacekeeping"}},
    {"123", {"REJECT", "change", "political_institutions"}},
    {"1231", {"REJECT", "change", "executive"}},
    {"1232", {"REJECT", "change", "executive"}},
    {"1233", {"REJECT", "change", "rights_freedoms"}},
    {"1234", {"REJECT", "change", "political_institutions"}},
    {"124", {"REJECT", "change", ""}},
    {"1241", {"REJECT", "change", "executive"}},
    {"1242", {"REJECT", "change", ""}},
    {"1243", {"REJECT", "yield", "legal"}},
    {"1244", {"REJECT", "yield", "economic"}},
    {"1245", {"REJECT", "yield", "diplomatic"}},
    {"1246", {"REJECT", "yield", "military"}},
    {"125", {"REJECT", "meet", "diplomatic"}},
    {"126", {"REJECT", "meet", "diplomatic"}},
    {"127", {"REJECT", "meet", "diplomatic"}},
    {"128", {"REJECT", "yield", "legal"}},
    {"129", {"REJECT", "yield", "diplomatic"}},
    {"130", {"THREATEN", "", ""}},
    {"131", {"THREATEN", "", ""}},
    {"1311", {"THREATEN", "relations", ""}},
    {"1312", {"THREATEN", "restrict", "economic"}},
    {"1313", {"THREATEN", "relations", "diplomatic"}},
    {"132", {"THREATEN", "ban", "executive"}},
    {"1321", {"THREATEN", "political", "human_rights"}},
    {"1322", {"THREATEN", "ban", "pro_autocracy"}},
    {"1323", {"THREATEN", "restrict", "pro_autocracy"}},
    {"1324", {"THREATEN", "restrict", "pro_autocracy"}},
    {"133", {"THREATEN", "relations", ""}},
    {"134", {"THREATEN", "relations", "diplomatic"}},
    {"135", {"THREATEN", "relations", "diplomatic"}},
    {"136", {"THREATEN", "expel", "diplomatic"}},
    {"137", {"THREATEN", "violence", "pro_autocracy"}},
    {"138", {"THREATEN", "violence", "military"}},
    {"1381", {"THREATEN", "restrict", "military"}},
    {"1382", {"THREATEN", "territory", "military"}},
    {"1383", {"THREATEN", "violence", "military"}},
    {"1384", {"THREATEN", "violence", "military"}},
    {"1385", {"THREATEN", "violence", "cbrn"}},
    {"139", {"THREATEN", "relations", "diplomatic"}},
    {"140", {"PROTEST", "", ""}},
    {"141", {"PROTEST", "demo", ""}},
    {"1411", {"PROTEST", "demo", "executive"}},
    {"1412", {"PROTEST", "demo", "executive"}},
    {"1413", {"PROTEST", "demo", "rights_freedoms"}},
    {"1414", {"PROTEST", "demo", "political_institutions"}},
    {"142", {"PROTEST", "hunger", ""}},
    {"1421", {"PROTEST", "hunger", "executive"}},
    {"1422", {"PROTEST", "hunger", "executive"}},
    {"1423", {"PROTEST", "hunger", "rights_freedoms"}},
    {"1424", {"PROTEST", "hunger", "political_institutions"}},
    {"143", {"PROTEST", "boycott", ""}},
    {"1431", {"PROTEST", "boycott", "executive"}},
    {"1432", {"PROTEST", "boycott", "executive"}},
    {"1433", {"PROTEST", "boycott", "rights_freedoms"}},
    {"1434", {"PROTEST", "boycott", "political_institutions"}},
    {"144", {"PROTEST", "obstruct", ""}},
    {"1441", {"PROTEST", "obstruct", "executive"}},
    {"1442", {"PROTEST", "obstruct", "executive"}},
    {"1443", {"PROTEST", "obstruct", "rights_freedoms"}},
    {"1444", {"PROTEST", "obstruct", "political_institutions"}},
    {"145", {"PROTEST", "riot", ""}},
    {"1451", {"PROTEST", "riot", "executive"}},
    {"1452", {"PROTEST", "riot", "executive"}},
    {"1453", {"PROTEST", "riot", "rights_freedoms"}},
    {"1454", {"PROTEST", "riot", "political_institutions"}},
    {"150", {"MOBILIZE", "", ""}},
    {"151", {"MOBILIZE", "police", ""}},
    {"152", {"MOBILIZE", "troops", "military"}},
    {"153", {"MOBILIZE", "police", ""}},
    {"154", {"MOBILIZE", "troops", "military"}},
    {"160", {"SANCTION", "", ""}},
    {"161", {"SANCTION", "withdraw", "diplomatic"}},
    {"162", {"SANCTION", "discontinue", "human_security"}},
    {"1621", {"SANCTION", "discontinue", "economic"}},
    {"1622", {"SANCTION", "discontinue", "military"}},
    {"1623", {"SANCTION", "discontinue", "humanitarian"}},
    {"163", {"COERCE", "restrict", "diplomatic"}},
    {"164", {"SANCTION", "withdraw", "diplomatic"}},
    {"165", {"SANCTION", "withdraw", "diplomatic"}},
    {"166", {"SANCTION", "expel", "diplomatic"}},
    {"1661", {"SANCTION", "expel", "military"}},
    {"1662", {"SANCTION", "expel", "diplomatic"}},
    {"1663", {"SANCTION", "expel", "human_security"}},
    {"170", {"COERCE", "", ""}},
    {"171", {"COERCE", "seize", "human_security"}},
    {"1711", {"COERCE", "seize", "human_security"}},
    {"1712", {"ASSAULT", "seize", "human_security"}},
    {"172", {"COERCE", "restrict", "executive"}},
    {"1721", {"COERCE", "restrict", "rights_freedoms"}},
    {"1722", {"COERCE", "ban", "pro_autocracy"}},
    {"1723", {"COERCE", "curfew", "pro_autocracy"}},
    {"1724", {"COERCE", "martial-law", "pro_autocracy"}},
    {"173", {"COERCE", "arrest", "legal"}},
    {"174", {"COERCE", "deport", "legal"}},
    {"175", {"ASSAULT", "", "pro_autocracy;military"}},
    {"180", {"ASSAULT", "", ""}},
    {"181", {"ASSAULT", "abduct", ""}},
    {"182", {"ASSAULT", "beat", ""}},
    {"1821", {"ASSAULT", "sexual", ""}},
    {"1822", {"ASSAULT", "torture", ""}},
    {"1823", {"ASSAULT", "", ""}},
    {"183", {"ASSAULT", "suicide-attack", ""}},
    {"1831", {"ASSAULT", "suicide-attack", ""}},
    {"1832", {"ASSAULT", "explosives", ""}},
    {"1833", {"ASSAULT", "explosives", ""}},
    {"184", {"ASSAULT", "abduct", ""}},
    {"185", {"ASSAULT", "assassinate", ""}},
    {"186", {"ASSAULT", "assassinate", ""}},
    {"190", {"ASSAULT", "", "military"}},
    {"191", {"COERCE", "restrict", "military"}},
    {"192", {"COERCE", "seize", "military"}},
    {"193", {"ASSAULT", "firearms", "military"}},
    {"194", {"ASSAULT", "heavy-weapons", "military"}},
    {"195", {"ASSAULT", "heavy-weapons", "military"}},
    {"196", {"ASSAULT", "", "legal;military"}},
    {"200", {"ASSAULT", "massacre", "military"}},
    {"201", {"ASSAULT", "cleansing", "religion_ethnicity"}},
    {"202", {"ASSAULT", "massacre", "religion_ethnicity"}},
    {"203", {"ASSAULT", "cleansing", "religion_ethnicity"}},
    {"204", {"ASSAULT", "unconventional", "cbrn"}},
    {"2041", {"ASSAULT", "unconventional", "cbrn"}},
    {"2042", {"ASSAULT", "unconventional", "cbrn"}},});
static_assert(std::is_sorted(kCameo.begin(), kCameo.end(),
                             [](const CameoRow& a, const CameoRow& b) {
                               return a.cameo < b.cameo;
                             }));

Error NoSuchCode(std::string_view code) {
  const std::string_view event = EventOf(code);
  std::string modes;
  for (const PloverInfo& info : kInfos) {
    if (info.event != event || info.mode.empty()) continue;
    if (!modes.empty()) modes += ", ";
    modes += info.mode;
  }
  const bool known = std::any_of(kInfos.begin(), kInfos.end(),
                                 [event](const PloverInfo& info) { return info.event == event; });
  std::string message = "not a PLOVER event";
  if (known) {
    message = "not a mode of PLOVER's " + std::string(event) +
              (modes.empty() ? ", which has none" : "; its modes: " + modes);
  }
  return Error(ErrorCode::kNotFound, std::move(message), {}, std::string(code));
}

}  // namespace

namespace internal {

Result<Crosswalked> FromPloverCode(std::string_view code) {
  for (const Row& row : kRows) {
    if (row.code == code) return ToCrosswalked(row.meaning);
  }
  return NoSuchCode(code);
}

}  // namespace internal

std::span<const PloverInfo> PloverCodes() { return kInfos; }

Result<Crosswalked> FromPlover(std::string_view event, std::string_view mode) {
  std::string code(event);
  if (!mode.empty()) code.append("/").append(mode);
  return internal::FromPloverCode(code);
}

Result<CameoInPlover> ToPlover(std::string_view cameo) {
  const Result<CameoInfo> info = FindCameo(cameo);
  if (!info.ok()) return info.error();
  const std::string code = cameo.size() == 2 ? std::string(cameo) + "0" : std::string(cameo);
  const auto at = std::lower_bound(
      kCameo.begin(), kCameo.end(), code,
      [](const CameoRow& row, std::string_view wanted) { return row.cameo < wanted; });
  if (at == kCameo.end() || at->cameo != code) {
    return Error(ErrorCode::kNotFound, "PLOVER has no event for this CAMEO code", {},
                 std::string(cameo));
  }
  return at->plover;
}

}  // namespace casus
