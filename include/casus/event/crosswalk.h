#ifndef CASUS_EVENT_CROSSWALK_H_
#define CASUS_EVENT_CROSSWALK_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/event/details.h"
#include "casus/event/event.h"

// What the codes of other taxonomies become, and what is lost on the way. A crosswalk never hides
// that: the code itself belongs into Event::codes, verbatim, and `loses` says in words what type
// and details do not keep of it.
//
//   casus::Result<casus::Crosswalked> meaning = casus::FromCameo("0331");
//   if (!meaning.ok()) { std::cerr << meaning.error() << '\n'; return 1; }
//   event.type = meaning->type;        // EventType::kStatement
//   event.details = meaning->details;  // StatementDetails, SpeechAct::kAgreement
//   std::cout << meaning->loses;       // "that it is to give economic aid"
//
// Functions are pure and safe to call from any thread; the string_views live as long as the
// program. Whoever reads millions of rows keeps the few hundred answers by code.
//
// Sources: CAMEO Event and Actor Codebook 1.1b3 (Schrodt 2012) and GDELT's lookup of its codes and
// Goldstein values; PLOVER manual (2021) and Schrodt's CAMEO-PLOVER crosswalk (2021); ACLED
// codebook (2024); UCDP GED codebook 24.1; COW Territorial Change v6 manual; the codebooks of GTD
// and SCAD.

namespace casus {

// A code in terms of casus.
struct Crosswalked {
  EventType type = EventType::kOther;
  EventDetails details;  // std::monostate only where type is kOther
  // What the code says, or leaves open, and type and details do not; in words that continue "This
  // loses ...". Empty where nothing is lost.
  std::string_view loses;
  // Type and details say what the code says, no less and no more.
  bool exact() const { return loses.empty(); }
};

// The code of a taxonomy as TypeCode holds it: "0331" (CAMEO); "COERCE/arrest" or "COERCE"
// (PLOVER); "Battles/Armed clash" or "Battles" (ACLED); "1" to "3" (UCDP); "1" to "6" and "-9"
// (COW); "1" to "9" (GTD); "1" to "10" (SCAD). Error kNotFound: not a code of this taxonomy;
// Taxonomy::kOther has none.
CASUS_EXPORT Result<Crosswalked> FromCode(Taxonomy taxonomy, std::string_view code);

// The codes of a taxonomy that become `type`, as FromCode reads them, in the taxonomy's order. Only
// CAMEO 09 and the codes below it become kOther: to investigate is neither words nor coercion.
CASUS_EXPORT std::vector<std::string_view> CodesOf(Taxonomy taxonomy, EventType type);

// ---- CAMEO: GDELT, ICEWS, Phoenix ----

// A code of two (root), three or four digits. Codes are text: "043" (host a visit) is not "43".
struct CameoInfo {
  std::string_view code;
  std::string_view label;  // "Express intent to provide economic aid"
  std::string_view root;   // "03"
  // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. GDELT
  // counts investigations (09) as material cooperation and protest (14) as verbal conflict; the
  // codebook and ICEWS as verbal and material conflict.
  std::int32_t quad_gdelt = 0;
  std::int32_t quad_cameo = 0;
  // -10 (conflict) to 10 (cooperation), in GDELT's values. ICEWS calls it intensity and differs at
  // 016, 022, 164 and 165. Empty for the codes that GDELT's lookup leaves out: 1213, 1214, 155,
  // 176, 1834, 1951 and 1952.
  std::optional<double> goldstein;
};

// Every code, in order of code. The labels are those of GDELT's lookup, but for 101, 102, 103, 105,
// 106, 107 and 108: its words there are of an older draft and do not fit the codes below them.
CASUS_EXPORT std::span<const CameoInfo> CameoCodes();

// Error kNotFound where there is no such code; "X", "--" and "---", by which GDELT marks rows it
// could not classify, are none. Codes lose their leading zero in spreadsheets: "43" is refused, and
// the error says why; but "10" to "20" are roots too, so that whoever has a column of roots should
// compare it with CameoInfo::root.
CASUS_EXPORT Result<CameoInfo> FindCameo(std::string_view code);
CASUS_EXPORT Result<Crosswalked> FromCameo(std::string_view code);

// ---- PLOVER: POLECAT ----

// An event and its mode: "COERCE" and "arrest", or no mode.
struct PloverInfo {
  std::string_view code;  // "COERCE/arrest"
  std::string_view event;
  std::string_view mode;  // may be empty
  std::int32_t quad = 0;  // as CameoInfo's
  // The mode stands in the manual of 2021; false for those of the drafts before, which Schrodt's
  // crosswalk still uses ("ban", "massacre").
  bool current = true;
};

CASUS_EXPORT std::span<const PloverInfo> PloverCodes();
// `mode` is one mode or empty; a POLECAT row with several has one Crosswalked for each.
CASUS_EXPORT Result<Crosswalked> FromPlover(std::string_view event, std::string_view mode);

// What Schrodt's crosswalk makes of a CAMEO code.
struct CameoInPlover {
  std::string_view event;
  std::string_view mode;      // may be empty, or of a draft
  std::string_view contexts;  // joined by ';'; may be empty
};

// Error kNotFound: no such CAMEO code, or one PLOVER has no event for: 01 and 02, which it dropped,
// and 155, 176, 1834, 1951 and 1952, which the crosswalk leaves out.
CASUS_EXPORT Result<CameoInPlover> ToPlover(std::string_view cameo);

// ---- ACLED ----

// An event and sub-event type.
struct AcledInfo {
  std::string_view code;  // "Battles/Armed clash"
  std::string_view event_type;
  std::string_view sub_event_type;
  // As in the column disorder_type: "Political violence; Demonstrations" for excessive force
  // against protesters.
  std::string_view disorder_type;
  bool political_violence = false;
  bool organized_political_violence = false;  // without mobs and force against protesters
  bool disorder = false;                      // political violence or demonstrations
  bool demonstrations = false;
};

// The 25 sub-event types in use since 2019.
CASUS_EXPORT std::span<const AcledInfo> AcledCodes();
CASUS_EXPORT Result<AcledInfo> FindAcled(std::string_view event_type,
                                         std::string_view sub_event_type);
// `sub_event_type` may be empty: not said. Files from before 2019 have other event types and none
// below them ("Battle-No change of territory"); these are read too, but for "Riots/Protests", which
// only the column inter1 tells apart.
CASUS_EXPORT Result<Crosswalked> FromAcled(std::string_view event_type,
                                           std::string_view sub_event_type);

// ---- UCDP, COW, GTD, SCAD ----

// UCDP GED type_of_violence: 1 state-based, 2 non-state, 3 one-sided.
CASUS_EXPORT Result<Crosswalked> FromUcdp(std::int32_t type_of_violence);

// COW Territorial Change procedure: 1 conquest, 2 annexation, 3 cession, 4 secession,
// 5 unification, 6 mandated territory, -9 none applies.
CASUS_EXPORT Result<Crosswalked> FromCowTerritorialChange(std::int32_t procedure);

// GTD attacktype1 to attacktype3: 1 assassination, 2 armed assault, 3 bombing/explosion,
// 4 hijacking, 5 hostage taking (barricade), 6 hostage taking (kidnapping), 7 facility or
// infrastructure attack, 8 unarmed assault, 9 unknown.
CASUS_EXPORT Result<Crosswalked> FromGtd(std::int32_t attacktype);

// SCAD etype: 1 and 2 organized and spontaneous demonstration, 3 and 4 organized and spontaneous
// violent riot, 5 and 6 general and limited strike, 7 pro-government violence, 8 anti-government
// violence, 9 extra-government and 10 intra-government violence. -9 stands in rows that say that a
// country had no event in a year: no code.
CASUS_EXPORT Result<Crosswalked> FromScad(std::int32_t etype);

}  // namespace casus

#endif  // CASUS_EVENT_CROSSWALK_H_
