#include "src/io/export_rows.h"

#include <charconv>

#include "casus/io/delimited.h"
#include "casus/time/edtf.h"
#include "src/io/text_form_keys.h"
#include "src/io/utf8.h"

namespace casus::internal {

void AppendJsonString(std::string& out, std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += kHex[static_cast<unsigned char>(c) >> 4];
          out += kHex[static_cast<unsigned char>(c) & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void AppendDegrees(double degrees, std::string& out) {
  char text[32];
  const auto [end, error] = std::to_chars(text, text + sizeof text, degrees);
  out.append(text, end);
}

std::string DayText(Day day) {
  return day <= Day::Min() || Day::Max() <= day ? std::string() : ToString(day);
}

void AddSpan(const Span& span, RowValues& row) {
  const SpanBounds& bounds = span.bounds();
  row.Text("begin_earliest", DayText(bounds.begin_earliest));
  row.Text("begin_latest", DayText(bounds.begin_latest));
  row.Text("end_earliest", DayText(bounds.end_earliest - 1));
  row.Text("end_latest", DayText(bounds.end_latest - 1));
  row.Text("edtf", ToEdtf(span));
}

void AddKnown(const KnownTime& known, std::string_view note, RowValues& row) {
  std::string learnt;
  if (known.learnt_earliest.is_finite() || known.learnt_latest.is_finite()) {
    learnt = ToEdtf(Moment::Between(known.learnt_earliest, known.learnt_latest).value());
  }
  row.Text("learnt", learnt);
  row.Text("superseded", known.superseded.is_finite() ? ToString(known.superseded) : "");
  row.Text("note", note);
}

Result<void> CheckTexts(const RowValues& row) {
  for (const Value& value : row.values()) {
    if (FindInvalidUtf8(value.text) != std::string_view::npos ||
        value.text.find('\0') != std::string::npos) {
      return Error(ErrorCode::kInvalidArgument,
                   "a text that is not UTF-8, or holds a NUL (in row " +
                       Excerpt(row.values().front().text) + ")",
                   text_form::InField(value.name), Excerpt(value.text));
    }
  }
  return {};
}

void AppendCsvRow(const RowValues& row, std::string& out) {
  std::vector<std::string_view> cells;
  cells.reserve(row.values().size());
  for (const Value& value : row.values()) {
    if (value.where != Appears::kJsonOnly) cells.push_back(value.text);
  }
  AppendCsvRecord(out, cells);
}

namespace {

void AppendName(std::string_view name, bool is_first, std::string& out) {
  if (!is_first) out += ", ";
  AppendJsonString(out, name);
  out += ": ";
}

void AppendDay(std::string_view name, const std::string& day, std::string& out) {
  AppendName(name, false, out);
  if (day.empty()) {
    out += "null";
  } else {
    AppendJsonString(out, day);
  }
}

}  // namespace

void AppendObject(const RowValues& row, bool is_geojson, std::string& out) {
  out += '{';
  bool is_first = true;
  for (const Value& value : row.values()) {
    if (value.where == Appears::kCsvOnly) continue;
    if (value.where == Appears::kNotInGeoJson && is_geojson) continue;
    AppendName(value.name, is_first, out);
    is_first = false;
    if (!value.json.empty()) {
      out += value.json;
    } else if (value.text.empty()) {
      out += "null";
    } else {
      AppendJsonString(out, value.text);
    }
  }
}

void AppendTimes(const SpanBounds& bounds, std::optional<Day> last_day, std::string& out) {
  const std::string start = DayText(bounds.begin_earliest);
  const std::string end = DayText(bounds.end_latest - 1);
  AppendDay("start", start, out);
  AppendDay("end", end, out);
  AppendDay("end_display", end.empty() && last_day ? ToString(*last_day) : end, out);
}

void TakeLastDay(const SpanBounds& bounds, std::optional<Day>& last_day) {
  for (const Day day : {bounds.begin_earliest, bounds.begin_latest, bounds.end_earliest - 1,
                        bounds.end_latest - 1}) {
    if (day <= Day::Min() || Day::Max() <= day) continue;
    if (!last_day || *last_day < day) last_day = day;
  }
}

}  // namespace casus::internal
