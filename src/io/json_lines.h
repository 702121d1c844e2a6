#ifndef CASUS_SRC_IO_JSON_LINES_H_
#define CASUS_SRC_IO_JSON_LINES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/progress.h"
#include "casus/io/input.h"

namespace casus::internal {

struct JsonMember;

// A JSON value (RFC 8259) with all that is in it.
struct JsonValue {
  enum class Kind : std::uint8_t { kNull, kBool, kNumber, kString, kArray, kObject };
  Kind kind = Kind::kNull;
  double number = 0;  // of kNumber
  // A string, its escapes resolved; of other scalars how they are written: "true", "12", "1.5". A
  // number with a fraction or exponent is the shortest text of the same double.
  std::string text;
  std::vector<JsonValue> items;     // of kArray
  std::vector<JsonMember> members;  // of kObject, as they stand

  bool is_string() const { return kind == Kind::kString; }
  bool is_array() const { return kind == Kind::kArray; }
  bool is_object() const { return kind == Kind::kObject; }
  // The member of the name; nullptr where there is none, or this is no object.
  const JsonValue* Member(std::string_view name) const;
};

struct JsonMember {
  std::string name;
  JsonValue value;
};

struct JsonLinesOptions {
  // What a line may hold; one that holds more is refused. A value inside of an array or object is
  // one deeper than that.
  std::size_t max_record_bytes = std::size_t{16} << 20;
  std::size_t max_record_values = std::size_t{1'000'000};
  std::size_t max_depth = 64;
  std::size_t buffer_bytes = std::size_t{64} << 10;
  ProgressCallback progress;  // in bytes as stored
};

// The lines of a text, each a JSON value: one record at a time, in memory bounded by the longest
// that is allowed. Lines end in LF or CR LF; those with nothing but white space are counted and
// passed over, and so is a byte order mark before the first.
//
// A line that cannot be read is refused, with its place in lines and bytes: kParse for what is no
// JSON, for bytes that are no UTF-8, for a number beyond a double or 64 bits, for U+0000 in a text
// and for an object that has a name twice (which of the two is meant nobody can say); kOutOfRange
// beyond the limits.
// Failures, after which nothing more can be read: those of Input::Read, kCancelled; kUnsupported
// where casus was built without simdjson.
//
// Not thread-safe.
class JsonLinesReader {
 public:
  enum class Step : std::uint8_t {
    kRecord,   // record() holds it
    kRefused,  // error() says why
    kEnd,
    kFailed,  // error() says why
  };

  JsonLinesReader(std::unique_ptr<Input> input, JsonLinesOptions options);
  ~JsonLinesReader();
  JsonLinesReader(const JsonLinesReader&) = delete;
  JsonLinesReader& operator=(const JsonLinesReader&) = delete;

  Step Next();

  // Lives until the next call of Next(). Valid after kRecord; may be moved from.
  JsonValue& record();
  // REQUIRES: the last Next() gave kRefused or kFailed.
  const Error& error() const;
  // Of the last record or refusal, from 1.
  std::uint64_t line() const;
  std::uint64_t blank_lines() const;
  const std::string& name() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// The first byte at which a text stops being one JSON value of that depth at most, white space
// around it; npos where it is one. The size of the text where something is missing at its end.
// Bytes of strings are not looked at but for control characters and escapes, nor is the size of
// numbers.
std::size_t FindJsonError(std::string_view text, std::size_t max_depth);

// Does a text begin with an object? A byte order mark may stand before it.
bool LooksLikeJsonObject(std::string_view head);

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_JSON_LINES_H_
