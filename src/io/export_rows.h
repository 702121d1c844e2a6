#ifndef CASUS_SRC_IO_EXPORT_ROWS_H_
#define CASUS_SRC_IO_EXPORT_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/base/error.h"
#include "casus/time/day.h"
#include "casus/time/span.h"
#include "casus/timeline/timeline.h"

// What writers of rows for other programs share.

namespace casus::internal {

void AppendJsonString(std::string& out, std::string_view text);

// The shortest text that names the number. REQUIRES: finite, as the builder holds coordinates.
void AppendDegrees(double degrees, std::string& out);
inline std::string DegreesText(double degrees) {
  std::string text;
  AppendDegrees(degrees, text);
  return text;
}

// A day of the four bounds. The first and the last of the calendar stand where there is no bound.
std::string DayText(Day day);

// Where a value stands. The coordinates of GeoJSON are no properties.
enum class Appears : std::uint8_t { kEverywhere, kCsvOnly, kJsonOnly, kNotInGeoJson };

// One value of a row, as CSV and as JSON.
struct Value {
  std::string_view name;
  std::string text;  // of CSV; empty: null in JSON, too
  std::string json;  // where it is no string there
  Appears where = Appears::kEverywhere;
};

class RowValues {
 public:
  void Text(std::string_view name, std::string_view text) {
    values_.push_back({name, std::string(text), {}, Appears::kEverywhere});
  }
  void Number(std::string_view name, std::optional<std::int64_t> number) {
    std::string text = number ? std::to_string(*number) : std::string();
    values_.push_back({name, text, text, Appears::kEverywhere});
  }
  void Degrees(std::string_view name, std::optional<double> degrees) {
    std::string text = degrees ? DegreesText(*degrees) : std::string();
    values_.push_back({name, text, text, Appears::kNotInGeoJson});
  }
  void Bool(std::string_view name, bool value) {
    values_.push_back(
        {name, value ? "true" : "false", value ? "true" : "false", Appears::kEverywhere});
  }
  void CsvText(std::string_view name, std::string text) {
    values_.push_back({name, std::move(text), {}, Appears::kCsvOnly});
  }
  void Json(std::string_view name, std::string json) {
    values_.push_back({name, json, json, Appears::kJsonOnly});
  }
  void Both(std::string_view name, std::string text, std::string json) {
    values_.push_back({name, std::move(text), std::move(json), Appears::kEverywhere});
  }

  void Clear() { values_.clear(); }
  const std::vector<Value>& values() const { return values_; }

 private:
  std::vector<Value> values_;
};

// The four bounds, and both as one text.
void AddSpan(const Span& span, RowValues& row);
// When it was learnt and superseded; and the note.
void AddKnown(const KnownTime& known, std::string_view note, RowValues& row);

// Error kInvalidArgument for a text that is no UTF-8 or holds a NUL, with the row's first value.
Result<void> CheckTexts(const RowValues& row);

void AppendCsvRow(const RowValues& row, std::string& out);
// An object of JSON without the brace at its end.
void AppendObject(const RowValues& row, bool is_geojson, std::string& out);
// What programs that show time need of GeoJSON: ", \"start\": ..." and so on; `last_day` is the end
// of what has none.
void AppendTimes(const SpanBounds& bounds, std::optional<Day> last_day, std::string& out);
// The last day that any of the bounds names.
void TakeLastDay(const SpanBounds& bounds, std::optional<Day>& last_day);

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_EXPORT_ROWS_H_
