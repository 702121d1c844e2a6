#ifndef CASUS_SRC_IO_FTM_H_
#define CASUS_SRC_IO_FTM_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "casus/actor/actor.h"
#include "casus/base/error.h"
#include "casus/io/importer.h"
#include "casus/time/moment.h"
#include "src/io/list_staging.h"

// What the readers of FollowTheMoney and of OpenSanctions' tables share.

namespace casus::internal {

// "2014", "2014-03", "2014-03-18"; a time of day behind it ("2014-03-18T10:00:00") is left out.
// Years from 1000 to 2999.
Result<Moment> ReadFtmDate(std::string_view text);

// When something was learnt that a crawler saw first and changed last, on days: on some day from
// one to the other. Empty where the first is.
std::optional<Moment> LearntFrom(const std::optional<Moment>& first,
                                 const std::optional<Moment>& last);

// What an actor of a schema is; empty for schemata of which no actor is made.
std::optional<ActorKind> ActorKindOf(std::string_view schema);

// A share as people write it, in hundredths of a per cent within bounds: "51", "51.5 %", "33,333%"
// (3333 to 3334), "25-50%", "25 to 50", "between 25 and 50", "more than 25", ">=75%", "75+",
// "75 or more", "up to 10", "less than 5%". A bound that is not reached ("more than 25") is inside,
// too. Empty for other texts, for more than 100 per cent and for bounds in the wrong order. A
// number is per cent: "0.5" is half a per cent.
std::optional<Share> ReadShare(std::string_view text);

// A warning of so many rows that did not end, where the caller did not give the day of the file.
void WarnOfOpenEnds(std::uint64_t count, const std::string& file, const ImportOptions& options,
                    ImportReport& report);
// That day, where it is given, as coverage of a table.
void CoverDayOf(const Source& source, const std::string& file, const ImportOptions& options,
                Table table, ListStaging& staging);

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_FTM_H_
