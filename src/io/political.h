#ifndef CASUS_SRC_IO_POLITICAL_H_
#define CASUS_SRC_IO_POLITICAL_H_

#include <cstdint>
#include <optional>
#include <string>

#include "casus/actor/codes.h"
#include "casus/chronicle/chronicle.h"
#include "src/io/staging.h"

// States and other units under the numbers of the Correlates of War or of Gleditsch and Ward, as
// actors and as territories: what readers of territorial data share.

namespace casus::internal {

// Whose numbers they are. COW and GW give the same number to different states.
struct NumberSystem {
  std::string prefix;  // of keys: "cow:"
  CodeSystem code;
};
inline const NumberSystem kCowNumbers = {"cow:", CodeSystem::kCow};
inline const NumberSystem kGwNumbers = {"gw:", CodeSystem::kGw};

// The one state that ever bore the number; empty where none or several did.
std::optional<StateId> BearerOf(const NumberSystem& system, std::int64_t number);

// Is the bearer surely a member of COW's system on the day?
bool IsCowMember(std::int64_t number, Day day);

// "cow:365", named by the state that bore the number, if one did, as it was called on the day when
// it is first met; on a sentinel, as it is called now. 0 is the
// League of Nations, 1 the United Nations.
ActorId PoliticalActor(Staging& staging, const NumberSystem& system, std::int64_t number, Day when);

// "cow:territory:365".
std::string TerritoryKey(const NumberSystem& system, std::int64_t number);

// COW Territorial Change as a whole is a source of its own, "cow-tc". Its versions, and what is
// made from it, draw on that, so that they count as one witness. Adds the row where it is new.
void DrawOnCowTerritorialChange(Source& source, ChronicleBuilder& builder);

// That the source speaks of statuses from the first day to the last of those in the file, never
// completely: it may be a selection.
void StageCoverageOfStatuses(const Source& source, Day first, Day last, const std::string& file,
                             Staging& staging);

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_POLITICAL_H_
