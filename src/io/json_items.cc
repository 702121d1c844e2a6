#include "src/io/json_items.h"

#include <algorithm>
#include <array>
#include <utility>

#include "src/io/utf8.h"

namespace casus::internal {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// What a byte means outside of strings.
enum class Mark : std::uint8_t { kNone, kQuote, kOpen, kClose, kBetween };
constexpr std::array<Mark, 256> kMarks = [] {
  std::array<Mark, 256> marks{};
  for (const char c : std::string_view("[{")) marks[static_cast<unsigned char>(c)] = Mark::kOpen;
  for (const char c : std::string_view("]}")) marks[static_cast<unsigned char>(c)] = Mark::kClose;
  for (const char c : std::string_view(",: \t\r\n")) {
    marks[static_cast<unsigned char>(c)] = Mark::kBetween;
  }
  marks[static_cast<unsigned char>('"')] = Mark::kQuote;
  return marks;
}();

}  // namespace

JsonItemsReader::JsonItemsReader(std::unique_ptr<Input> input, JsonItemsOptions options)
    : input_(std::move(input)),
      options_(std::move(options)),
      stage_("reading " + input_->name()),
      array_name_('"' + options_.array + '"'),
      buffer_(std::max(options_.buffer_bytes, kByteOrderMark.size())) {}

JsonItemsReader::Step JsonItemsReader::Next() {
  if (state_ == State::kBegin) {
    for (const char c : kByteOrderMark) {
      if (Peek() != static_cast<unsigned char>(c)) break;
      Pass(1);
    }
    if (PeekPastSpace() != '{') {
      Fail(ErrorCode::kParse, "no object of JSON");
      return Step::kFailed;
    }
    Pass(1);
    rest_ = "{";
    state_ = State::kMembers;
  }
  while (state_ == State::kMembers || state_ == State::kItems) {
    if (state_ == State::kMembers) {
      if (!TakeMembers()) return Step::kFailed;
    } else if (const std::optional<Step> step = TakeItem()) {
      return *step;
    }
  }
  return state_ == State::kDone ? Step::kEnd : Step::kFailed;
}

bool JsonItemsReader::TakeMembers() {
  for (;;) {
    const int c = PeekPastSpace();
    if (c == '}') {
      Pass(1);
      rest_ += '}';
      if (PeekPastSpace() >= 0) return Fail(ErrorCode::kParse, "something behind the object");
      if (error_) return false;
      state_ = State::kDone;
      return true;
    }
    if (c == ',') {
      Pass(1);
      rest_ += ',';
    } else if (c == '"') {
      if (!TakeMember()) return false;
      if (state_ == State::kItems) return true;
    } else if (c < 0) {
      return Fail(ErrorCode::kCorrupt, "the input ends inside of JSON");
    } else {
      return Fail(ErrorCode::kParse, "not JSON");
    }
  }
}

bool JsonItemsReader::TakeMember() {
  const auto take = [&] {
    const std::size_t room =
        options_.max_rest_bytes - std::min(options_.max_rest_bytes, rest_.size());
    const std::optional<bool> fits = TakeValue(rest_, room);
    if (!fits) return false;
    if (*fits) return true;
    return Fail(ErrorCode::kOutOfRange, "more than " + std::to_string(options_.max_rest_bytes) +
                                            " bytes beside the array of " + options_.array);
  };
  const std::size_t begin = rest_.size();
  if (!take()) return false;
  const bool is_array = std::string_view(rest_).substr(begin) == array_name_;
  if (PeekPastSpace() != ':') {
    return Peek() < 0 ? Fail(ErrorCode::kCorrupt, "the input ends inside of JSON")
                      : Fail(ErrorCode::kParse, "not JSON");
  }
  Pass(1);
  rest_ += ':';
  if (PeekPastSpace() == '[' && is_array) {
    Pass(1);
    rest_ += "[]";
    has_array_ = true;
    is_first_item_ = true;
    state_ = State::kItems;
    return true;
  }
  return take();
}

std::optional<JsonItemsReader::Step> JsonItemsReader::TakeItem() {
  int c = PeekPastSpace();
  if (c == ']') {
    Pass(1);
    state_ = State::kMembers;
    return std::nullopt;
  }
  if (!is_first_item_) {
    if (c >= 0 && c != ',') {
      Fail(ErrorCode::kParse, "no comma between items");
      return Step::kFailed;
    }
    if (c == ',') Pass(1);
    c = PeekPastSpace();
  }
  if (c < 0) {
    Fail(ErrorCode::kCorrupt, "the input ends inside of JSON");
    return Step::kFailed;
  }
  is_first_item_ = false;
  item_.clear();
  item_line_ = line_;
  item_column_ = column_;
  const std::optional<bool> fits = TakeValue(item_, options_.max_item_bytes);
  if (!fits) return Step::kFailed;
  return *fits ? Step::kItem : Step::kTooLong;
}

std::optional<bool> JsonItemsReader::TakeValue(std::string& into, std::size_t limit) {
  const std::size_t end = into.size() + limit;
  bool fits = true;
  bool in_string = false;
  bool is_escaped = false;
  std::size_t depth = 0;
  for (;;) {
    if (Peek() < 0) {
      Fail(ErrorCode::kCorrupt, "the input ends inside of JSON");
      return std::nullopt;
    }
    std::size_t i = at_;
    bool is_whole = false;
    while (i < held_ && !is_whole) {
      const char c = buffer_[i];
      if (in_string) {
        ++i;
        if (is_escaped) {
          is_escaped = false;
        } else if (c == '\\') {
          is_escaped = true;
        } else if (c == '"') {
          in_string = false;
          is_whole = depth == 0;
        }
        continue;
      }
      switch (kMarks[static_cast<unsigned char>(c)]) {
        case Mark::kNone: ++i; break;
        case Mark::kQuote:
          ++i;
          in_string = true;
          break;
        case Mark::kOpen:
          ++i;
          ++depth;
          break;
        case Mark::kClose:
          if (depth > 0) ++i;
          is_whole = depth <= 1;
          if (depth > 0) --depth;
          break;
        case Mark::kBetween:
          if (depth == 0) {
            is_whole = true;
          } else {
            ++i;
          }
          break;
      }
    }
    const std::size_t size = i - at_;
    const std::size_t room = end - into.size();
    fits = fits && size <= room;
    into.append(buffer_.data() + at_, std::min(size, room));
    Pass(size);
    if (is_whole) return fits;
  }
}

int JsonItemsReader::Peek() {
  if (at_ == held_ && !Fill()) return -1;
  return static_cast<unsigned char>(buffer_[at_]);
}

int JsonItemsReader::PeekPastSpace() {
  for (;;) {
    const int c = Peek();
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return c;
    Pass(1);
  }
}

void JsonItemsReader::Pass(std::size_t count) {
  const std::string_view bytes(buffer_.data() + at_, count);
  const std::size_t last = bytes.rfind('\n');
  if (last == std::string_view::npos) {
    column_ += count;
  } else {
    line_ += static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    column_ = count - last;
  }
  at_ += count;
}

bool JsonItemsReader::Fill() {
  if (error_ || at_end_) return false;
  const Result<std::size_t> got = input_->Read(buffer_.data(), buffer_.size());
  if (!got.ok()) {
    error_ = got.error();
    state_ = State::kFailed;
    return false;
  }
  if (options_.progress &&
      !options_.progress(Progress{stage_, input_->consumed(), input_->total(), "bytes"})) {
    return Fail(ErrorCode::kCancelled, "cancelled");
  }
  at_ = 0;
  held_ = *got;
  at_end_ = held_ == 0;
  return !at_end_;
}

// The first failure counts: what follows from it says less.
bool JsonItemsReader::Fail(ErrorCode code, std::string message) {
  state_ = State::kFailed;
  if (error_) return false;
  const std::string_view seen(buffer_.data() + at_, std::min(held_ - at_, std::size_t{60}));
  error_ =
      Error(code, std::move(message), Where{input_->name(), line_, column_, {}}, Excerpt(seen));
  return false;
}

}  // namespace casus::internal
