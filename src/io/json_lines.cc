#include "src/io/json_lines.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "src/io/utf8.h"

#ifdef CASUS_HAVE_SIMDJSON
#include <simdjson.h>

#include "absl/strings/str_cat.h"
#include "src/io/json_dom.h"
#endif

namespace casus::internal {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool IsJsonSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHex(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Walks over a text as far as it is JSON. A function that gives false leaves the place at the byte
// that does not fit.
class JsonWalk {
 public:
  JsonWalk(std::string_view text, std::size_t max_depth) : text_(text), max_depth_(max_depth) {}

  // One value and nothing behind it.
  std::size_t Run() {
    // Of the arrays and objects that are open: '[' or '{'.
    std::string open;
    do {
      if (!BeginValue(open)) return at_;
    } while (!open.empty() && GoOn(open));
    if (!open.empty() || !complete_) return at_;
    SkipSpace();
    return at_ == text_.size() ? std::string_view::npos : at_;
  }

 private:
  bool Is(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool Take(char c) {
    if (!Is(c)) return false;
    ++at_;
    return true;
  }
  void SkipSpace() {
    while (at_ < text_.size() && IsJsonSpace(text_[at_])) ++at_;
  }

  // A scalar, an empty array or object, or the begin of one up to its first value.
  bool BeginValue(std::string& open) {
    complete_ = false;
    for (;;) {
      SkipSpace();
      if (at_ == text_.size() || open.size() >= max_depth_) return false;
      const char c = text_[at_];
      if (c != '[' && c != '{') break;
      open += c;
      ++at_;
      SkipSpace();
      if (Is(c == '[' ? ']' : '}')) return true;  // GoOn closes it
      if (c == '{' && !Name()) return false;
    }
    complete_ = Scalar();
    return complete_;
  }

  // Behind a value: closes what ends here, up to the place of the next value. False where there is
  // no next one, because all is closed or something does not fit.
  bool GoOn(std::string& open) {
    while (!open.empty()) {
      const bool is_array = open.back() == '[';
      SkipSpace();
      if (Take(is_array ? ']' : '}')) {
        open.pop_back();
        complete_ = open.empty();
        continue;
      }
      if (!Take(',')) return false;
      return is_array || Name();
    }
    return false;
  }

  bool Name() {
    SkipSpace();
    if (!Is('"') || !String()) return false;
    SkipSpace();
    return Take(':');
  }

  bool Scalar() {
    const char c = text_[at_];
    if (c == '"') return String();
    if (c == '-' || IsDigit(c)) return Number();
    for (const std::string_view word : {"true", "false", "null"}) {
      if (c != word.front()) continue;
      for (const char letter : word) {
        if (!Take(letter)) return false;
      }
      return true;
    }
    return false;
  }

  bool String() {
    ++at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (static_cast<unsigned char>(c) < 0x20) return false;
      ++at_;
      if (c == '"') return true;
      if (c != '\\') continue;
      if (at_ == text_.size()) return false;
      const char escape = text_[at_];
      if (std::string_view("\"\\/bfnrtu").find(escape) == std::string_view::npos) return false;
      ++at_;
      if (escape != 'u') continue;
      for (int i = 0; i < 4; ++i, ++at_) {
        if (at_ == text_.size() || !IsHex(text_[at_])) return false;
      }
    }
    return false;
  }

  bool Digits() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && IsDigit(text_[at_])) ++at_;
    return at_ > begin;
  }

  bool Number() {
    Take('-');
    if (!Take('0') && !Digits()) return false;
    if (Take('.') && !Digits()) return false;
    if (!Take('e') && !Take('E')) return true;
    if (!Take('+')) Take('-');
    return Digits();
  }

  std::string_view text_;
  std::size_t max_depth_;
  std::size_t at_ = 0;
  bool complete_ = false;
};

}  // namespace

const JsonValue* JsonValue::Member(std::string_view name) const {
  for (const JsonMember& member : members) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

std::size_t FindJsonError(std::string_view text, std::size_t max_depth) {
  return JsonWalk(text, max_depth).Run();
}

bool LooksLikeJsonObject(std::string_view head) {
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  const std::size_t begin = head.find_first_not_of(" \t\r\n");
  return begin != std::string_view::npos && head[begin] == '{';
}

#ifdef CASUS_HAVE_SIMDJSON

class JsonLinesReader::Impl {
 public:
  Impl(std::unique_ptr<Input> input, JsonLinesOptions options)
      : input_(std::move(input)),
        options_(std::move(options)),
        stage_("reading " + input_->name()),
        buffer_(options_.buffer_bytes),
        dom_(options_.max_depth, "line") {}

  Step Next() {
    if (over_) return *over_;
    error_.reset();
    for (;;) {
      if (!ReadLine()) return *over_;
      ++line_;
      std::size_t begin = 0;
      if (line_ == 1 && line_bytes_.starts_with(kByteOrderMark)) begin = kByteOrderMark.size();
      const std::string_view line = std::string_view(line_bytes_).substr(begin);
      if (too_long_) {
        return Refuse(ErrorCode::kOutOfRange,
                      "a line of more than " + std::to_string(options_.max_record_bytes) + " bytes",
                      0, line);
      }
      if (std::all_of(line.begin(), line.end(), IsJsonSpace)) {
        ++blank_lines_;
        continue;
      }
      return Parse(line, begin);
    }
  }

  JsonValue& record() { return record_; }
  const Error& error() const { return *error_; }
  std::uint64_t line() const { return line_; }
  std::uint64_t blank_lines() const { return blank_lines_; }
  const std::string& name() const { return input_->name(); }

 private:
  // The next line without its LF; false at the end or after a failure. Of a line that is too long
  // the beginning is kept for the message.
  bool ReadLine() {
    line_bytes_.clear();
    too_long_ = false;
    bool has_line = false;
    for (;;) {
      if (at_ == held_) {
        if (!Fill()) return false;
        if (held_ == 0) {
          if (has_line) return true;
          over_ = Step::kEnd;
          return false;
        }
      }
      const char* const from = buffer_.data() + at_;
      const void* const found = std::memchr(from, '\n', held_ - at_);
      const std::size_t size =
          found == nullptr ? held_ - at_
                           : static_cast<std::size_t>(static_cast<const char*>(found) - from);
      const std::size_t room = options_.max_record_bytes - line_bytes_.size();
      too_long_ = too_long_ || size > room;
      line_bytes_.append(from, std::min(size, room));
      has_line = true;
      at_ += size;
      if (found != nullptr) {
        ++at_;
        return true;
      }
    }
  }

  bool Fill() {
    if (at_end_) return Filled(0);
    const Result<std::size_t> got = input_->Read(buffer_.data(), buffer_.size());
    if (!got.ok()) return Fail(got.error());
    if (options_.progress &&
        !options_.progress(Progress{stage_, input_->consumed(), input_->total(), "bytes"})) {
      return Fail(
          Error(ErrorCode::kCancelled, "cancelled", Where{input_->name(), line_ + 1, 0, {}}));
    }
    at_end_ = *got == 0;
    return Filled(*got);
  }
  bool Filled(std::size_t size) {
    at_ = 0;
    held_ = size;
    return true;
  }
  bool Fail(Error error) {
    error_ = std::move(error);
    over_ = Step::kFailed;
    return false;
  }

  // `column` counts from 1; 0 is not known.
  Step Refuse(ErrorCode code, std::string message, std::size_t column, std::string_view text) {
    error_ = Error(code, std::move(message), Where{input_->name(), line_, column, {}},
                   Excerpt(text.substr(0, 400)));
    record_ = JsonValue();
    return Step::kRefused;
  }

  // `begin`: of the text in the line.
  Step Parse(std::string_view text, std::size_t begin) {
    simdjson::dom::element root;
    if (const std::optional<JsonDom::Problem> problem = dom_.Parse(text, root)) {
      return Refuse(*problem, begin, text);
    }
    record_ = JsonValue();
    values_ = 0;
    repeated_.clear();
    const Built built = Build(root, 1, record_);
    switch (built) {
      case Built::kWhole: return Step::kRecord;
      case Built::kTooMany:
        return Refuse(ErrorCode::kOutOfRange,
                      "more than " + std::to_string(options_.max_record_values) + " values", 0,
                      text);
      case Built::kRepeated:
        return Refuse(ErrorCode::kParse, "an object with a name twice", 0, repeated_);
      case Built::kNul:
        return Refuse(ErrorCode::kParse, "a text with the character U+0000", 0, text);
      case Built::kTooDeep: break;
    }
    return Refuse(dom_.TooDeep(FindJsonError(text, options_.max_depth)), begin, text);
  }

  Step Refuse(const JsonDom::Problem& problem, std::size_t begin, std::string_view text) {
    if (problem.place == std::string_view::npos) {
      return Refuse(problem.code, problem.message, 0, text);
    }
    return Refuse(problem.code, problem.message, begin + problem.place + 1,
                  text.substr(std::min(problem.place, text.size())));
  }

  enum class Built { kWhole, kTooMany, kTooDeep, kRepeated, kNul };

  Built Build(simdjson::dom::element element, std::size_t depth, JsonValue& into) {
    if (++values_ > options_.max_record_values) return Built::kTooMany;
    if (depth > options_.max_depth) return Built::kTooDeep;
    using Type = simdjson::dom::element_type;
    using Kind = JsonValue::Kind;
    switch (element.type()) {
      case Type::NULL_VALUE: into.text = "null"; break;
      case Type::BOOL:
        into.kind = Kind::kBool;
        into.text = element.get_bool().value_unsafe() ? "true" : "false";
        break;
      case Type::INT64: SetNumber(element.get_int64().value_unsafe(), into); break;
      case Type::UINT64: SetNumber(element.get_uint64().value_unsafe(), into); break;
      case Type::DOUBLE:
        into.kind = Kind::kNumber;
        into.number = element.get_double().value_unsafe();
        into.text = simdjson::minify(element);
        break;
      case Type::STRING:
        into.kind = Kind::kString;
        into.text = element.get_string().value_unsafe();
        if (into.text.find('\0') != std::string::npos) return Built::kNul;
        break;
      case Type::ARRAY: return BuildArray(element.get_array().value_unsafe(), depth, into);
      case Type::OBJECT: return BuildObject(element.get_object().value_unsafe(), depth, into);
    }
    return Built::kWhole;
  }

  Built BuildArray(simdjson::dom::array array, std::size_t depth, JsonValue& into) {
    into.kind = JsonValue::Kind::kArray;
    for (const simdjson::dom::element item : array) {
      const Built built = Build(item, depth + 1, into.items.emplace_back());
      if (built != Built::kWhole) return built;
    }
    return Built::kWhole;
  }

  Built BuildObject(simdjson::dom::object object, std::size_t depth, JsonValue& into) {
    into.kind = JsonValue::Kind::kObject;
    for (const auto& [key, value] : object) {
      if (key.find('\0') != std::string_view::npos) return Built::kNul;
      JsonMember& member = into.members.emplace_back();
      member.name = key;
      const Built built = Build(value, depth + 1, member.value);
      if (built != Built::kWhole) return built;
    }
    return HasNameTwice(into) ? Built::kRepeated : Built::kWhole;
  }

  template <typename Integer>
  static void SetNumber(Integer value, JsonValue& into) {
    into.kind = JsonValue::Kind::kNumber;
    into.number = static_cast<double>(value);
    into.text = absl::StrCat(value);
  }

  bool HasNameTwice(const JsonValue& object) {
    std::vector<std::string_view> names;
    names.reserve(object.members.size());
    for (const JsonMember& member : object.members) names.push_back(member.name);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice == names.end()) return false;
    repeated_ = *twice;
    return true;
  }

  std::unique_ptr<Input> input_;
  JsonLinesOptions options_;
  std::string stage_;
  std::vector<char> buffer_;
  std::size_t at_ = 0;
  std::size_t held_ = 0;
  bool at_end_ = false;
  std::string line_bytes_;
  bool too_long_ = false;
  std::uint64_t line_ = 0;
  std::uint64_t blank_lines_ = 0;
  JsonDom dom_;
  JsonValue record_;
  std::size_t values_ = 0;
  std::string repeated_;
  std::optional<Step> over_;
  std::optional<Error> error_;
};

#else  // CASUS_HAVE_SIMDJSON

class JsonLinesReader::Impl {
 public:
  Impl(std::unique_ptr<Input> input, JsonLinesOptions)
      : name_(input->name()),
        error_(ErrorCode::kUnsupported, "JSON, and this casus was built without simdjson",
               Where{.file = name_, .field = {}}) {}
  Step Next() { return Step::kFailed; }
  JsonValue& record() { return record_; }
  const Error& error() const { return error_; }
  std::uint64_t line() const { return 0; }
  std::uint64_t blank_lines() const { return 0; }
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  Error error_;
  JsonValue record_;
};

#endif  // CASUS_HAVE_SIMDJSON

JsonLinesReader::JsonLinesReader(std::unique_ptr<Input> input, JsonLinesOptions options)
    : impl_(std::make_unique<Impl>(std::move(input), std::move(options))) {}
JsonLinesReader::~JsonLinesReader() = default;
JsonLinesReader::Step JsonLinesReader::Next() { return impl_->Next(); }
JsonValue& JsonLinesReader::record() { return impl_->record(); }
const Error& JsonLinesReader::error() const { return impl_->error(); }
std::uint64_t JsonLinesReader::line() const { return impl_->line(); }
std::uint64_t JsonLinesReader::blank_lines() const { return impl_->blank_lines(); }
const std::string& JsonLinesReader::name() const { return impl_->name(); }

}  // namespace casus::internal
