#include "src/io/ucdp.h"

#include <cstdint>
#include <limits>

namespace casus::internal {

std::optional<Day> ParseUcdpDay(Record& record, std::size_t column, DayShape shape,
                                YearLimits limits) {
  const std::string_view text = record[column];
  const bool has_clock = shape == DayShape::kIso && text.size() > 10;
  const Result<Day> day = ParseDay(text, has_clock ? DayShape::kIsoMidnight : shape, limits);
  if (day.ok()) return *day;
  record.Fail(column, day.error());
  return std::nullopt;
}

void CheckDeathCount(Record& record, std::size_t column) {
  if (record.Integer(column).value_or(0) > std::numeric_limits<std::int32_t>::max()) {
    record.Fail(column, ErrorCode::kOutOfRange, "more deaths than can be");
  }
}

void CheckDeathOrder(Record& record, std::size_t best_column, const Casualties& deaths) {
  if (!deaths.low || !deaths.best || !deaths.high) return;
  if (*deaths.low <= *deaths.best && *deaths.best <= *deaths.high) return;
  record.Warn(best_column, "not between low (" + std::to_string(*deaths.low) + ") and high (" +
                               std::to_string(*deaths.high) + ")");
}

}  // namespace casus::internal
