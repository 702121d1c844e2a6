#ifndef CASUS_BASE_ERROR_H_
#define CASUS_BASE_ERROR_H_

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "casus/base/export.h"

namespace casus {

// What kind of thing went wrong. A caller may branch on the code; the message is for people.
enum class ErrorCode : std::uint8_t {
  kInvalidArgument,  // the value makes no sense: reversed period, day that does not exist
  kParse,            // text that is not of the shape asked for
  kOutOfRange,       // a sound value that this type cannot hold
  kNotFound,         // a file, key or code that is not there
  kDuplicate,        // a key given twice
  kBadReference,     // a key that names nothing
  kUnknownFormat,    // a file whose shape no reader knows
  kCorrupt,          // truncated or damaged input
  kIo,               // the operating system refused: no permission, disk full, is a directory
  kUnsupported,      // understood, but casus, or this build of it, cannot do it
  kCancelled,        // the caller's progress callback asked to stop
};

// The code in words: "parse error", "not found".
CASUS_EXPORT std::string_view ToString(ErrorCode code);

// A place in an input, as far as it is known. Lines and columns count from 1; 0 is "not known".
// `column` counts bytes within the line (or within the text, where there is no file); `field` is
// the name or number of the column of a table.
struct Where {
  std::string file;
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  std::string field;

  bool empty() const { return file.empty() && line == 0 && column == 0 && field.empty(); }
  bool operator==(const Where&) const = default;
};

// "events.csv:12:7 (begin)"; empty when nothing is known.
CASUS_EXPORT std::string ToString(const Where& where);

// One problem that stopped an operation: what, where, and the text that caused it.
// A value; safe to copy between threads.
class CASUS_EXPORT Error {
 public:
  Error(ErrorCode code, std::string message) : code_(code), message_(std::move(message)) {}
  Error(ErrorCode code, std::string message, Where where, std::string text = {})
      : code_(code),
        message_(std::move(message)),
        where_(std::move(where)),
        text_(std::move(text)) {}

  ErrorCode code() const { return code_; }
  const std::string& message() const { return message_; }
  const Where& where() const { return where_; }
  // The offending text, verbatim (long texts are cut by the reader that reports them).
  const std::string& text() const { return text_; }

  // The same error, placed in a file by a caller who knows more than the parser did. A column the
  // parser found is an offset into its text and is added to the column given here.
  Error At(Where where) const;

  // "events.csv:12:9 (begin): invalid argument: no such day: 2022-02-30: '2022-02-30'".
  std::string ToString() const;

  bool operator==(const Error&) const = default;

 private:
  ErrorCode code_;
  std::string message_;
  Where where_;
  std::string text_;
};

CASUS_EXPORT std::ostream& operator<<(std::ostream& out, const Error& error);

namespace internal {
// Prints the error and aborts: the caller broke a REQUIRES.
[[noreturn]] CASUS_EXPORT void DieOnError(const Error& error);
[[noreturn]] CASUS_EXPORT void DieOnMisuse(const char* what);
}  // namespace internal

// Either a value or the Error that prevented it. casus throws nothing of its own across its
// interface; what data can cause comes back as a Result.
//
//   casus::Result<casus::Day> day = casus::ParseDay(text, casus::DayShape::kIso);
//   if (!day.ok()) { std::cerr << day.error() << '\n'; return 1; }
//   Use(*day);
//
// [[nodiscard]]: an error that nobody looks at is a guess.
template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  // Implicit, so that `return value;` and `return error;` both read well.
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }

  // REQUIRES: ok(). Otherwise prints the error and aborts.
  const T& value() const& {
    if (!ok()) internal::DieOnError(std::get<1>(state_));
    return std::get<0>(state_);
  }
  T& value() & {
    if (!ok()) internal::DieOnError(std::get<1>(state_));
    return std::get<0>(state_);
  }
  T&& value() && {
    if (!ok()) internal::DieOnError(std::get<1>(state_));
    return std::get<0>(std::move(state_));
  }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  // REQUIRES: !ok().
  const Error& error() const {
    if (ok()) internal::DieOnMisuse("Result::error() of a Result that holds a value");
    return std::get<1>(state_);
  }

 private:
  std::variant<T, Error> state_;
};

// A Result of something that returns nothing.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const { return !error_.has_value(); }
  // REQUIRES: !ok().
  const Error& error() const {
    if (ok()) internal::DieOnMisuse("Result::error() of a Result that holds no error");
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

}  // namespace casus

#endif  // CASUS_BASE_ERROR_H_
