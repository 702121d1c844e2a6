#ifndef CASUS_SRC_TIME_SCANNER_H_
#define CASUS_SRC_TIME_SCANNER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "casus/base/error.h"
#include "casus/time/moment.h"
#include "casus/time/parse.h"
#include "src/time/digits.h"

namespace casus::time_internal {

// ASCII only: dates in data do not follow the locale of the machine that reads them.
constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr char ToLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool EqualsIgnoreCase(std::string_view a, std::string_view b);

// A position in a text, and the errors that point at it. Borrows the text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : Scanner(text, text) {}
  // Reads `text`, which begins `whole`; errors show `whole`.
  Scanner(std::string_view text, std::string_view whole) : text_(text), whole_(whole) {}

  std::string_view text() const { return text_; }
  std::size_t pos() const { return pos_; }
  void set_pos(std::size_t pos) { pos_ = pos; }
  bool done() const { return pos_ >= text_.size(); }
  std::string_view rest() const { return text_.substr(pos_); }
  // The byte `ahead` of here; NUL past the end, which fits nothing.
  char peek(std::size_t ahead = 0) const {
    return ahead < text_.size() - pos_ ? text_[pos_ + ahead] : '\0';
  }
  void Skip(std::size_t bytes) { pos_ += bytes; }
  bool Take(char c) {
    if (done() || text_[pos_] != c) return false;
    ++pos_;
    return true;
  }
  bool Take(std::string_view word) {
    if (!rest().starts_with(word)) return false;
    pos_ += word.size();
    return true;
  }
  // How many digits stand here.
  std::size_t CountDigits() const;
  // The number that the next `count` bytes write, if all are digits; `count` <= 9.
  std::optional<int> TakeDigits(std::size_t count);

  Error Fail(std::size_t at, ErrorCode code, std::string message) const;
  // "expected a month, found 'q'".
  Error Expected(std::string_view what, std::size_t at) const;
  Error Expected(std::string_view what) const { return Expected(what, pos_); }
  Error NoSuchDay(std::size_t at, int year, int month, int day) const;

 private:
  std::string_view text_;
  std::string_view whole_;
  std::size_t pos_ = 0;
};

// kInvalidArgument if the year written at `at` lies outside the caller's limits.
std::optional<Error> CheckYear(const Scanner& in, std::size_t at, int year, YearLimits limits);

// One EDTF date (not a range), ending where the shape ends.
Result<Moment> ScanEdtfPoint(Scanner& in, YearLimits limits);
// One EDTF date or range "[x..y]".
Result<Moment> ScanEdtfDate(Scanner& in, YearLimits limits);
// An unqualified moment with a qualifier. kInvalidArgument for one that no qualifier fits: a time,
// a range, an unknown or open moment, or one that has a qualifier.
Result<Moment> Qualified(const Moment& moment, Qualifier qualifier);
// As ParseEdtfMoment and ParseEdtfSpan.
Result<Moment> ReadEdtfMoment(Scanner& in, YearLimits limits);
Result<Span> ReadEdtfSpan(Scanner& in, YearLimits limits);
// "hh:mm:ss" at the scanner, as seconds of the day; 23:59:60 is 86400.
Result<int> ScanClock(Scanner& in);
// "Z", "+hh:mm", "+hh" at the scanner, in minutes; empty if none stands there.
Result<std::optional<int>> ScanOffset(Scanner& in);

}  // namespace casus::time_internal

#endif  // CASUS_SRC_TIME_SCANNER_H_
