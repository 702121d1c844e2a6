#include "src/time/scanner.h"

#include <utility>

namespace casus::time_internal {

bool EqualsIgnoreCase(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (ToLower(a[i]) != ToLower(b[i])) return false;
  }
  return true;
}

std::size_t Scanner::CountDigits() const {
  std::size_t count = 0;
  while (IsDigit(peek(count))) ++count;
  return count;
}

std::optional<int> Scanner::TakeDigits(std::size_t count) {
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const char c = peek(i);
    if (!IsDigit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  pos_ += count;
  return value;
}

Error Scanner::Fail(std::size_t at, ErrorCode code, std::string message) const {
  Where where;
  where.column = at + 1;
  return Error(code, std::move(message), std::move(where), std::string(whole_));
}

Error Scanner::Expected(std::string_view what, std::size_t at) const {
  std::string message = "expected ";
  message += what;
  message += ", found ";
  if (at >= text_.size()) {
    message += "the end";
  } else if (IsLetter(text_[at]) || static_cast<unsigned char>(text_[at]) >= 0x80) {
    // A whole word says more than its first letter, and half a character of UTF-8 says nothing.
    std::size_t end = at;
    while (end < text_.size() && end - at < 24 &&
           (IsLetter(text_[end]) || static_cast<unsigned char>(text_[end]) >= 0x80)) {
      ++end;
    }
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
    message += '\'';
    message += text_.substr(at, end - at);
    message += '\'';
  } else if (text_[at] == ' ') {
    message += "a blank";
  } else if (text_[at] > ' ' && text_[at] < 0x7F) {
    message += '\'';
    message += text_[at];
    message += '\'';
  } else {
    message += "byte " + std::to_string(static_cast<unsigned char>(text_[at]));
  }
  return Fail(at, ErrorCode::kParse, std::move(message));
}

Error Scanner::NoSuchDay(std::size_t at, int year, int month, int day) const {
  std::string message = "no such day: ";
  AppendYear(message, year);
  message += '-';
  AppendTwoDigits(message, month);
  message += '-';
  AppendTwoDigits(message, day);
  return Fail(at, ErrorCode::kInvalidArgument, std::move(message));
}

std::optional<Error> CheckYear(const Scanner& in, std::size_t at, int year, YearLimits limits) {
  if (year >= limits.min_year && year <= limits.max_year) return std::nullopt;
  return in.Fail(at, ErrorCode::kInvalidArgument,
                 "year " + std::to_string(year) + " is outside the years expected here, " +
                     std::to_string(limits.min_year) + " to " + std::to_string(limits.max_year));
}

}  // namespace casus::time_internal
