#ifndef CASUS_SRC_TIME_DIGITS_H_
#define CASUS_SRC_TIME_DIGITS_H_

#include <string>

namespace casus::time_internal {

// By hand: tables hold days by the hundred million, and a printf takes ten times as long.
inline void AppendTwoDigits(std::string& out, int value) {
  out += static_cast<char>('0' + value / 10);
  out += static_cast<char>('0' + value % 10);
}

// Four digits, after '-' where negative. REQUIRES: -9999 <= year <= 9999.
inline void AppendYear(std::string& out, int year) {
  if (year < 0) {
    out += '-';
    year = -year;
  }
  AppendTwoDigits(out, year / 100);
  AppendTwoDigits(out, year % 100);
}

}  // namespace casus::time_internal

#endif  // CASUS_SRC_TIME_DIGITS_H_
