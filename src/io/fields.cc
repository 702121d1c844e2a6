#include "src/io/fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>
#include <utility>

#include "src/io/utf8.h"

namespace casus::internal {

namespace {

template <typename Value>
std::optional<Value> FromChars(std::string_view text) {
  Value value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::int64_t> ToInteger(std::string_view text) {
  return FromChars<std::int64_t>(text);
}

std::optional<double> ToNumber(std::string_view text) {
  const std::optional<double> value = FromChars<double>(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

bool IsDigits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool IsPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string KeyPart(std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    if (IsPlain(c)) {
      out += c;
    } else if (c == ' ') {
      out += '-';
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '_';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

std::optional<std::int64_t> Record::Integer(std::size_t column) {
  const std::string_view text = (*this)[column];
  if (text.empty()) return std::nullopt;
  const std::optional<std::int64_t> value = ToInteger(text);
  if (!value) Fail(column, ErrorCode::kParse, "not a whole number");
  return value;
}

std::optional<std::int64_t> Record::Count(std::size_t column) {
  const std::optional<std::int64_t> value = Integer(column);
  if (value && *value < 0) Fail(column, ErrorCode::kOutOfRange, "a negative count");
  return value;
}

std::optional<double> Record::Number(std::size_t column) {
  const std::string_view text = (*this)[column];
  if (text.empty()) return std::nullopt;
  const std::optional<double> value = ToNumber(text);
  if (!value) Fail(column, ErrorCode::kParse, "not a number");
  return value;
}

std::int64_t Record::RequireInteger(std::size_t column) {
  if ((*this)[column].empty()) Fail(column, ErrorCode::kParse, "missing");
  return Integer(column).value_or(0);
}

std::int64_t Record::RequireCount(std::size_t column) {
  if ((*this)[column].empty()) Fail(column, ErrorCode::kParse, "missing");
  return Count(column).value_or(0);
}

std::size_t Record::CountMissingWords() const {
  std::size_t count = 0;
  for (std::size_t column = 0; column < columns_.places.size(); ++column) {
    count += has(column) && StandsForEmpty(Verbatim(column)) ? 1 : 0;
  }
  return count;
}

Where Record::WhereOf(std::size_t column) const {
  const std::string_view name = columns_.names[column];
  if (has(column)) return reader_.WhereOf(columns_.places[column], name);
  return Where{reader_.name(), reader_.line(), 1, std::string(name)};
}

void Record::Fail(std::size_t column, ErrorCode code, std::string message) {
  if (error_) return;
  error_ = Error(code, std::move(message), WhereOf(column), Excerpt((*this)[column]));
}

void Record::Fail(std::size_t column, const Error& error) {
  Fail(column, error.code(), error.message());
}

void Record::Add(Severity severity, std::size_t column, std::string message, std::string action) {
  issues_.push_back(Issue{severity, ErrorCode::kInvalidArgument, WhereOf(column),
                          Excerpt((*this)[column]), std::move(message), std::move(action)});
}

void Record::Warn(std::size_t column, std::string message, std::string action) {
  Add(Severity::kWarning, column, std::move(message), std::move(action));
}

void Record::Note(std::size_t column, std::string message, std::string action) {
  Add(Severity::kNote, column, std::move(message), std::move(action));
}

}  // namespace casus::internal
