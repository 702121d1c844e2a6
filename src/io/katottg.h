#ifndef CASUS_SRC_IO_KATOTTG_H_
#define CASUS_SRC_IO_KATOTTG_H_

#include <optional>
#include <string>
#include <string_view>

#include "casus/io/importer.h"
#include "casus/place/place.h"
#include "casus/time/moment.h"
#include "src/io/fields.h"
#include "src/io/header.h"

// Units of Ukraine's codifier, for its reader and for those of lists that name units by its codes.

namespace casus::internal {

// "katottg:UA01020000000022387", the key of a unit.
std::string KatottgKey(std::string_view code);

// How far down a unit stands, by its code: 1 for an oblast to 5 for a district of a city. The
// digits are two for the oblast, two for the raion, three for the community, three for the
// settlement, two for the district, and five that are the unit's own. REQUIRES: CheckCode.
int KatottgLevel(std::string_view code);
PlaceKind KatottgKind(int level);

// Was the unit read from the codifier, and not only named by a list? It then has its official name.
bool IsCodified(const Place& unit);

// The text without blanks around it.
std::string_view WithoutBlanks(std::string_view text);

// Adds the cells of columns that are not of the format to a note: "; remark=text".
void AddOthersToNote(const HeaderLayout& layout, const Record& record, std::string& note);

// The day of which a list is: that of the options, or one in the name of the file ("07052025",
// "16-05-2025", "2025-05-16"). Empty where neither has one.
std::optional<Moment> DayOfEdition(const ImportOptions& options, const std::string& file);

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_KATOTTG_H_
