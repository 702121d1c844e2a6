#ifndef CASUS_SRC_IO_UTF8_H_
#define CASUS_SRC_IO_UTF8_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace casus::internal {

bool IsAscii(std::string_view text);

// The first byte that is not part of valid UTF-8 (no overlong forms, surrogates or values beyond
// U+10FFFF); npos if there is none.
std::size_t FindInvalidUtf8(std::string_view text);

void AppendUtf8(std::string& out, char32_t code_point);

// The beginning of a text for a message, at most some 200 bytes: bytes that are no UTF-8 and
// control characters other than tab and line ends become \xHH, and what was cut is shown as "...".
std::string Excerpt(std::string_view text);

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_UTF8_H_
