#ifndef CASUS_SRC_IO_JSON_DOM_H_
#define CASUS_SRC_IO_JSON_DOM_H_

#ifdef CASUS_HAVE_SIMDJSON

#include <simdjson.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "casus/base/error.h"
#include "src/io/json_lines.h"
#include "src/io/utf8.h"

namespace casus::internal {

// One text of JSON after the other, as simdjson has it. Not thread-safe.
class JsonDom {
 public:
  // `whole` is what a text is called in messages: "line".
  JsonDom(std::size_t max_depth, std::string_view whole) : max_depth_(max_depth), whole_(whole) {}

  // Why a text cannot be read: kParse, or kOutOfRange where it is too deep.
  struct Problem {
    ErrorCode code = ErrorCode::kParse;
    std::string message;
    std::size_t place = std::string_view::npos;  // of the first byte that does not fit; or unknown
  };

  // `root` and all in it live until the next call. Values that are one deeper than `max_depth` may
  // be let through.
  std::optional<Problem> Parse(std::string_view text, simdjson::dom::element& root) {
    // simdjson wants room behind the text, which it may read.
    padded_.assign(text);
    padded_.append(simdjson::SIMDJSON_PADDING, '\0');
    simdjson::error_code code = simdjson::SUCCESS;
    // It counts the document and what is below the innermost as depths of their own.
    if (parser_.capacity() < text.size()) {
      code = parser_.allocate(std::max({text.size(), 2 * parser_.capacity(), std::size_t{4096}}),
                              max_depth_ + 2);
    }
    if (!code) code = parser_.parse(padded_.data(), text.size(), false).get(root);
    if (!code) return std::nullopt;
    const std::size_t bad_byte = FindInvalidUtf8(text);
    if (bad_byte != std::string_view::npos) {
      return Problem{ErrorCode::kParse, "not UTF-8", bad_byte};
    }
    const std::size_t place = FindJsonError(text, max_depth_);
    if (place == std::string_view::npos) {
      return Problem{ErrorCode::kParse,
                     std::string("no JSON that can be read: ") + simdjson::error_message(code)};
    }
    if (FindJsonError(text, std::string_view::npos) == std::string_view::npos) {
      return TooDeep(place);
    }
    return Problem{ErrorCode::kParse,
                   place == text.size() ? "the " + whole_ + " ends inside of JSON" : "not JSON",
                   place};
  }

  Problem TooDeep(std::size_t place) const {
    return Problem{ErrorCode::kOutOfRange,
                   "values more than " + std::to_string(max_depth_) + " deep", place};
  }

 private:
  std::size_t max_depth_;
  std::string whole_;
  std::string padded_;
  simdjson::dom::parser parser_;
};

}  // namespace casus::internal

#endif  // CASUS_HAVE_SIMDJSON

#endif  // CASUS_SRC_IO_JSON_DOM_H_
