#ifndef CASUS_SRC_IO_JSON_ITEMS_H_
#define CASUS_SRC_IO_JSON_ITEMS_H_

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

struct JsonItemsOptions {
  std::string array = "items";  // the member of the object
  // What an item may hold, and what may stand beside the array.
  std::size_t max_item_bytes = std::size_t{1} << 28;
  std::size_t max_rest_bytes = std::size_t{1} << 28;
  std::size_t buffer_bytes = std::size_t{256} << 10;
  ProgressCallback progress;  // in bytes as stored
};

// The items of an array that is a member of one JSON object, as texts, one at a time; and the rest
// of the object. Memory is bounded by the longest item and the rest, whatever the number of items.
// Only brackets, braces and quotes are looked at: a text may still be no JSON. A byte order mark
// before the object is passed over.
//
// Failures, after which nothing more can be read: those of Input::Read, kCancelled; kCorrupt where
// the input ends inside of the object; kParse for what is no object, for items without a comma
// between them and for something behind the object; kOutOfRange for a rest beyond its limit.
//
// Not thread-safe.
class JsonItemsReader {
 public:
  enum class Step : std::uint8_t {
    kItem,
    kTooLong,  // an item beyond the limit, passed over
    kEnd,
    kFailed,  // error() says why
  };

  JsonItemsReader(std::unique_ptr<Input> input, JsonItemsOptions options);

  Step Next();

  // Of the last item; its beginning, where it was too long. Lives until the next call of Next().
  std::string_view item() const { return item_; }
  // Where it begins, from 1; the column is in bytes.
  std::uint64_t line() const { return item_line_; }
  std::uint64_t column() const { return item_column_; }
  // REQUIRES: Next gave kEnd. The object, with "[]" for the array.
  std::string_view rest() const { return rest_; }
  bool has_array() const { return has_array_; }
  // REQUIRES: Next gave kFailed.
  const Error& error() const { return *error_; }
  const std::string& name() const { return input_->name(); }

 private:
  enum class State : std::uint8_t { kBegin, kMembers, kItems, kDone, kFailed };

  // The next byte, white space left out where asked for; -1 at the end or after a failure.
  int Peek();
  int PeekPastSpace();
  // Passes over bytes that the buffer holds.
  void Pass(std::size_t count);
  bool Fill();
  // Appends the value that begins here, up to its end; no more than `limit` bytes, and says whether
  // that was all. Empty after a failure.
  std::optional<bool> TakeValue(std::string& into, std::size_t limit);
  // Up to the array or the end of the object.
  bool TakeMembers();
  bool TakeMember();
  std::optional<Step> TakeItem();
  bool Fail(ErrorCode code, std::string message);

  std::unique_ptr<Input> input_;
  JsonItemsOptions options_;
  std::string stage_;
  std::string array_name_;  // as it stands in the text
  std::vector<char> buffer_;
  std::size_t at_ = 0;
  std::size_t held_ = 0;
  bool at_end_ = false;
  std::uint64_t line_ = 1;
  std::uint64_t column_ = 1;
  State state_ = State::kBegin;
  bool is_first_item_ = true;
  std::string item_;
  std::uint64_t item_line_ = 0;
  std::uint64_t item_column_ = 0;
  std::string rest_;
  bool has_array_ = false;
  std::optional<Error> error_;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_JSON_ITEMS_H_
