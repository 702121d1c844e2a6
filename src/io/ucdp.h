#ifndef CASUS_SRC_IO_UCDP_H_
#define CASUS_SRC_IO_UCDP_H_

// What the datasets of the Uppsala Conflict Data Program have in common.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "casus/event/event.h"
#include "casus/time/parse.h"
#include "src/io/fields.h"

namespace casus::internal {

// UCDP's data begin in 1946; its datasets are published for past years only. First battles of a
// conflict may be older.
inline constexpr YearLimits kUcdpYears{.min_year = 1946, .max_year = 2099};

// The day in a cell; empty after an error. A day in ISO may come with a clock that shows midnight,
// as since GED 23.1.
std::optional<Day> ParseUcdpDay(Record& record, std::size_t column, DayShape shape,
                                YearLimits limits = kUcdpYears);

// An error where a count of deaths is more than any sum of such counts could hold.
void CheckDeathCount(Record& record, std::size_t column);
// A warning where the order low, best, high is broken.
void CheckDeathOrder(Record& record, std::size_t best_column, const Casualties& deaths);

// UCDP names its state actors so.
inline bool IsGovernmentName(std::string_view name) { return name.starts_with("Government of "); }

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_UCDP_H_
