#ifndef CASUS_TIME_CALENDAR_H_
#define CASUS_TIME_CALENDAR_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/time/day.h"
#include "casus/time/period.h"

namespace casus {

// The calendar's own bins. Weeks begin on Monday (ISO 8601).
enum class Bin : std::uint8_t { kDay, kWeek, kMonth, kQuarter, kYear };

// The bin that holds the day, whole (it may reach past the data). REQUIRES: day is finite.
CASUS_EXPORT Period BinOf(Bin bin, Day day);

// All bins that meet the period, in order, whole; adjacent, without gaps. Error kInvalidArgument if
// the period is open on a side.
CASUS_EXPORT Result<std::vector<Period>> BinsOver(Bin bin, Period period);

// "2014-03-18", "2014-W12", "2014-03", "2014-Q1", "2014". REQUIRES: first is finite.
CASUS_EXPORT std::string BinLabel(Bin bin, Day first);

// "day", "week", "month", "quarter", "year".
CASUS_EXPORT std::string_view ToString(Bin bin);
CASUS_EXPORT Result<Bin> ParseBin(std::string_view text);

}  // namespace casus

#endif  // CASUS_TIME_CALENDAR_H_
