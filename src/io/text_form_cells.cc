#include "src/io/text_form_cells.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <variant>
#include <vector>

#include "casus/time/edtf.h"

namespace casus::text_form {
namespace {

Error Wrong(ErrorCode code, std::string message, std::string_view text, std::size_t column = 0) {
  return Error(code, std::move(message), AtColumn(column), std::string(text));
}

template <typename Number>
Result<void> ReadNumber(std::string_view text, std::string_view shape, Number& value) {
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  if (error == std::errc::result_out_of_range) {
    return Wrong(ErrorCode::kOutOfRange, "a number that does not fit here", text);
  }
  if (error != std::errc() || end != last) {
    return Wrong(ErrorCode::kParse, "not " + std::string(shape), text,
                 static_cast<std::size_t>(end - text.data()) + 1);
  }
  return {};
}

template <typename Number>
void WriteNumber(Number value, std::string& out) {
  std::array<char, 32> buffer;
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  out.append(buffer.data(), end);
}

constexpr std::string_view kWholeNumber =
    "a whole number (digits only, without separators, '-' before them if negative)";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Hundredths of a per cent from "50", "16.67" or "0.5".
Result<std::int32_t> ReadPerCent(std::string_view text) {
  std::int32_t hundredths = 0;
  std::size_t i = 0;
  for (; i < text.size() && i < 3 && IsDigit(text[i]); ++i) {
    hundredths = hundredths * 10 + (text[i] - '0');
  }
  hundredths *= 100;
  bool good = i > 0;
  if (good && i < text.size() && text[i] == '.') {
    const std::size_t point = i++;
    for (std::int32_t unit = 10; i < text.size() && unit > 0 && IsDigit(text[i]); unit /= 10) {
      hundredths += unit * (text[i++] - '0');
    }
    good = i > point + 1;
  }
  if (!good || i < text.size()) {
    return Wrong(ErrorCode::kParse,
                 "not a percentage: 50, 16.67 or a range 25..50, with two decimals at the most",
                 text, i + 1);
  }
  if (hundredths > 10000) return Wrong(ErrorCode::kOutOfRange, "more than 100 per cent", text, 1);
  return hundredths;
}

void WritePerCent(std::int32_t hundredths, std::string& out) {
  WriteNumber(hundredths / 100, out);
  const std::int32_t rest = hundredths % 100;
  if (rest == 0) return;
  out += '.';
  out += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) out += static_cast<char>('0' + rest % 10);
}

FactRef MakeRef(Table table, std::uint32_t row) {
  switch (table) {
    case Table::kSources: return SourceId(row);
    case Table::kActors: return ActorId(row);
    case Table::kRelations: return RelationId(row);
    case Table::kPlaces: return PlaceId(row);
    case Table::kEvents: return EventId(row);
    case Table::kObservations: return ObservationId(row);
    case Table::kRegimes: return RegimeId(row);
    case Table::kInstruments: return InstrumentId(row);
    case Table::kDesignations: return DesignationId(row);
    case Table::kExemptions: return ExemptionId(row);
    case Table::kStatuses: return StatusId(row);
    case Table::kProcesses: return ProcessId(row);
    case Table::kAgreements: return AgreementId(row);
    case Table::kPositions: return PositionId(row);
    case Table::kClaims: return ClaimId(row);
  }
  return SourceId(row);
}

// The days of a date that is named without doubt: all of the month, for a month. Empty for others.
bool NamesDays(const Moment& moment) {
  switch (moment.basis()) {
    case Basis::kDay:
    case Basis::kMonth:
    case Basis::kYear:
    case Basis::kDecade:
    case Basis::kCentury: return moment.qualifier() == Qualifier::kNone;
    // Those with a number of months of their own, not the ones that hemispheres disagree about.
    case Basis::kSeason: return moment.qualifier() == Qualifier::kNone && moment.season() >= 33;
    case Basis::kOpen: return true;
    case Basis::kTime:
    case Basis::kRange:
    case Basis::kUnknown: return false;
  }
  return false;
}

}  // namespace

Result<void> Codec<std::string>::Read(std::string_view text, const Keys&, std::string& value) {
  value = text;
  return {};
}
Result<void> Codec<std::string>::Write(const std::string& value, const Keys&, std::string& out) {
  out += value;
  return {};
}

Result<void> Codec<bool>::Read(std::string_view text, const Keys&, bool& value) {
  if (text != "yes" && text != "no") return Wrong(ErrorCode::kParse, "not yes or no", text);
  value = text == "yes";
  return {};
}
Result<void> Codec<bool>::Write(const bool& value, const Keys&, std::string& out) {
  out += value ? "yes" : "no";
  return {};
}

Result<void> Codec<std::int32_t>::Read(std::string_view text, const Keys&, std::int32_t& value) {
  return ReadNumber(text, kWholeNumber, value);
}
Result<void> Codec<std::int32_t>::Write(const std::int32_t& value, const Keys&, std::string& out) {
  WriteNumber(value, out);
  return {};
}

Result<void> Codec<std::int64_t>::Read(std::string_view text, const Keys&, std::int64_t& value) {
  return ReadNumber(text, kWholeNumber, value);
}
Result<void> Codec<std::int64_t>::Write(const std::int64_t& value, const Keys&, std::string& out) {
  WriteNumber(value, out);
  return {};
}

Result<void> Codec<double>::Read(std::string_view text, const Keys&, double& value) {
  const Result<void> result = ReadNumber(text, "a number such as 12, -0.5 or 1.5e9", value);
  if (result.ok() && !std::isfinite(value)) {
    return Wrong(ErrorCode::kParse, "not a finite number", text);
  }
  return result;
}
Result<void> Codec<double>::Write(const double& value, const Keys&, std::string& out) {
  if (!std::isfinite(value)) {
    return Error(ErrorCode::kInvalidArgument, "a number that is not finite has no text");
  }
  WriteNumber(value, out);
  return {};
}

Result<void> Codec<Day>::Read(std::string_view text, const Keys&, Day& value) {
  const Result<Moment> moment = ParseEdtfMoment(text);
  if (!moment.ok()) return moment.error();
  if (moment->basis() != Basis::kDay || !moment->is_exact()) {
    return Wrong(ErrorCode::kParse, "not one day such as 2014-03-18", text);
  }
  value = moment->earliest();
  return {};
}
Result<void> Codec<Day>::Write(const Day& value, const Keys&, std::string& out) {
  if (!value.is_finite()) {
    return Error(ErrorCode::kInvalidArgument, "a day outside the calendar has no text");
  }
  out += ToString(value);
  return {};
}

Result<void> Codec<Moment>::Read(std::string_view text, const Keys&, Moment& value) {
  const Result<Moment> moment = ParseEdtfMoment(text);
  if (!moment.ok()) return moment.error();
  value = *moment;
  return {};
}
Result<void> Codec<Moment>::Write(const Moment& value, const Keys&, std::string& out) {
  if (value.is_open()) {
    return Error(ErrorCode::kInvalidArgument, "an open end is no date of its own and has no text");
  }
  out += ToEdtf(value);
  return {};
}

Result<void> Codec<Span>::Read(std::string_view text, const Keys&, Span& value) {
  const Result<Span> span = ParseEdtfSpan(text);
  if (!span.ok()) return span.error();
  value = *span;
  return {};
}
Result<void> Codec<Span>::Write(const Span& value, const Keys&, std::string& out) {
  out += ToEdtf(value);
  return {};
}

Result<void> Codec<Period>::Read(std::string_view text, const Keys&, Period& value) {
  const Result<Span> span = ParseEdtfSpan(text);
  if (!span.ok()) return span.error();
  if (!NamesDays(span->first()) || !NamesDays(span->last())) {
    return Wrong(ErrorCode::kParse,
                 "not a period of exact days such as 2014-03-01/2014-03-31, 2014/2023 or ../2023",
                 text);
  }
  value = span->hull();
  return {};
}
Result<void> Codec<Period>::Write(const Period& value, const Keys&, std::string& out) {
  out += ToString(value);
  return {};
}

Result<void> Codec<FactRef>::Read(std::string_view text, const Keys& keys, FactRef& value) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) {
    return Wrong(ErrorCode::kParse, "not a reference such as events:KEY", text);
  }
  const Result<Table> table = ParseToken<Table>(text.substr(0, colon));
  if (!table.ok()) {
    return Wrong(ErrorCode::kParse, "not a table before ':': " + table.error().message(), text);
  }
  const Result<std::uint32_t> row = keys.Find(*table, text.substr(colon + 1));
  if (!row.ok()) return row.error().At(AtColumn(colon + 2));
  value = MakeRef(*table, *row);
  return {};
}
Result<void> Codec<FactRef>::Write(const FactRef& value, const Keys& keys, std::string& out) {
  const Table table = static_cast<Table>(value.index());
  out += ToString(table);
  out += ':';
  out += keys.Reference(table, std::visit([](auto id) { return id.value(); }, value));
  return {};
}

Result<void> Codec<Target>::Read(std::string_view text, const Keys& keys, Target& value) {
  constexpr std::string_view kSector = "sector:";
  if (text.starts_with(kSector)) {
    value = std::string(text.substr(kSector.size()));
    return {};
  }
  FactRef ref = Blank<FactRef>();
  const std::string_view table = text.substr(0, text.find(':'));
  if (table != "actors" && table != "places") {
    return Wrong(ErrorCode::kParse, "not a target: actors:KEY, places:KEY or sector:WORDS", text);
  }
  const Result<void> result = Codec<FactRef>::Read(text, keys, ref);
  if (!result.ok()) return result;
  if (std::holds_alternative<ActorId>(ref)) {
    value = std::get<ActorId>(ref);
  } else {
    value = std::get<PlaceId>(ref);
  }
  return {};
}
Result<void> Codec<Target>::Write(const Target& value, const Keys& keys, std::string& out) {
  if (const auto* sector = std::get_if<std::string>(&value)) {
    out += "sector:" + *sector;
    return {};
  }
  const FactRef ref = std::holds_alternative<ActorId>(value) ? FactRef(std::get<ActorId>(value))
                                                             : FactRef(std::get<PlaceId>(value));
  return Codec<FactRef>::Write(ref, keys, out);
}

Result<void> Codec<Share>::Read(std::string_view text, const Keys&, Share& value) {
  const std::size_t dots = text.find("..");
  const Result<std::int32_t> low = ReadPerCent(text.substr(0, dots));
  if (!low.ok()) return low.error();
  value = Share{*low, *low};
  if (dots == std::string_view::npos) return {};
  const Result<std::int32_t> high = ReadPerCent(text.substr(dots + 2));
  if (!high.ok()) return high.error().At(AtColumn(dots + 3));
  if (*high < *low) {
    return Wrong(ErrorCode::kInvalidArgument, "the range ends below its begin", text);
  }
  value.high = *high;
  return {};
}
Result<void> Codec<Share>::Write(const Share& value, const Keys&, std::string& out) {
  WritePerCent(value.low, out);
  if (value.high == value.low) return {};
  out += "..";
  WritePerCent(value.high, out);
  return {};
}

Result<void> Codec<Extent>::Read(std::string_view text, const Keys& keys, Extent& value) {
  Share share;
  const Result<void> result = Codec<Share>::Read(text, keys, share);
  if (!result.ok()) return result;
  value.fraction_low = share.low;
  value.fraction_high = share.high;
  return {};
}
Result<void> Codec<Extent>::Write(const Extent& value, const Keys& keys, std::string& out) {
  return Codec<Share>::Write(Share{value.fraction_low, value.fraction_high}, keys, out);
}

Result<std::vector<ListItem>> SplitList(std::string_view cell) {
  std::vector<ListItem> items;
  ListItem item{"", 1};
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '\\') {
      if (i + 1 == cell.size() || (cell[i + 1] != ';' && cell[i + 1] != '\\')) {
        return Wrong(ErrorCode::kParse, R"(a backslash in a list is written \\)", cell, i + 1);
      }
      item.text += cell[++i];
    } else if (cell[i] == ';') {
      if (i + 1 == cell.size() || cell[i + 1] != ' ') {
        return Wrong(ErrorCode::kParse,
                     R"(items of a list are separated by "; ", and a ';' inside one is written \;)",
                     cell, i + 1);
      }
      if (item.text.empty()) break;
      items.push_back(std::move(item));
      ++i;
      item = ListItem{"", i + 2};
    } else {
      item.text += cell[i];
    }
  }
  if (item.text.empty()) {
    return Wrong(ErrorCode::kParse, "an empty item in a list", cell, item.column);
  }
  items.push_back(std::move(item));
  return items;
}

void AppendListItem(std::string& cell, std::string_view item) {
  if (!cell.empty()) cell += "; ";
  for (const char c : item) {
    if (c == ';' || c == '\\') cell += '\\';
    cell += c;
  }
}

}  // namespace casus::text_form
