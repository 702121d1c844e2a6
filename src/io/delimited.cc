#include "casus/io/delimited.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "src/io/utf8.h"

namespace casus {

namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

// How much of the beginning is looked at to tell text from binary data.
constexpr std::size_t kSniffBytes = 4096;

// Keeps sums of sizes from overflowing.
constexpr std::size_t kLargestRecord = std::size_t{1} << (sizeof(std::size_t) * 8 - 3);

// Why bytes cannot be the text that a reader of delimited text is for; empty if they may be.
std::string_view WhyNotText(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.starts_with("\xFF\xFE"sv) || head.starts_with("\xFE\xFF"sv)) {
    return "UTF-16 text: save it as UTF-8";
  }
  constexpr std::pair<std::string_view, std::string_view> kMagic[] = {
      {"%PDF-", "a PDF document, not delimited text"},
      {"\x7F"
       "ELF",
       "a program, not delimited text"},
      {"\x89PNG", "a picture, not delimited text"},
      {"PAR1", "a Parquet file, not delimited text"},
      {"SQLite format 3", "an SQLite database, not delimited text"},
      {"\xD0\xCF\x11\xE0", "an old Microsoft Office file, not delimited text"},
  };
  for (const auto& [magic, words] : kMagic) {
    if (head.starts_with(magic)) return words;
  }
  const auto controls = std::count_if(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f';
  });
  // Random bytes have one in nine; text with a stray NUL has far fewer.
  if (controls >= 4 && static_cast<std::size_t>(controls) * 32 > head.size()) {
    return "binary data, not delimited text";
  }
  return {};
}

// What the bytes 0x80 to 0x9F mean in Windows-1252; 0: nothing.
constexpr std::array<char16_t, 32> kCp1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::string_view NameOf(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8: return "UTF-8";
    case Encoding::kLatin1: return "ISO 8859-1";
    case Encoding::kCp1252: return "Windows-1252";
  }
  return "";
}

// The first byte that the encoding does not know; npos if there is none.
std::size_t FindInvalid(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::kLatin1 || internal::IsAscii(text)) return std::string_view::npos;
  if (encoding == Encoding::kUtf8) return internal::FindInvalidUtf8(text);
  const auto found = std::find_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 && byte < 0xA0 && kCp1252[byte - 0x80] == 0;
  });
  return found == text.end() ? std::string_view::npos
                             : static_cast<std::size_t>(found - text.begin());
}

void AppendConverted(std::string& out, char c, Encoding encoding) {
  const auto byte = static_cast<unsigned char>(c);
  const bool windows = encoding == Encoding::kCp1252 && byte >= 0x80 && byte < 0xA0;
  internal::AppendUtf8(out, windows ? kCp1252[byte - 0x80] : byte);
}

std::string Hex(char c) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {'0', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
}

}  // namespace

// A state machine that goes over each byte once and keeps its state where the buffer ends, so that
// the sizes of the reads make no difference. All positions inside a record are offsets from its
// first byte, which stay true when the buffer moves.
class DelimitedReader::Impl {
 public:
  Impl(std::unique_ptr<Input> input, DelimitedOptions options)
      : input_(std::move(input)), options_(std::move(options)) {
    options_.buffer_bytes = std::max<std::size_t>(options_.buffer_bytes, 1);
    options_.max_record_bytes = std::min(options_.max_record_bytes, kLargestRecord);
    stops_.fill(false);
    for (const char c : {options_.delimiter, '\n', '\r', '"'}) {
      stops_[static_cast<unsigned char>(c)] = true;
    }
    if (options_.quoting == Quoting::kNone) stops_['\r'] = stops_['"'] = false;
  }

  Step Next() {
    if (over_) return *over_;
    if (!started_) {
      started_ = true;
      if (Result<void> begun = Start(); !begun.ok()) return Fail(begun.error());
    }
    for (;;) {
      BeginRecord();
      if (Result<void> found = FindEnd(); !found.ok()) return Fail(found.error());
      if (nothing_left_) {
        over_ = Step::kEnd;
        return Step::kEnd;
      }
      const bool blank = !too_long_ && raw_.empty();
      if (blank) {
        ++blank_lines_;
        continue;
      }
      ++records_;
      Finish();
      return error_ ? Step::kRefused : Step::kRecord;
    }
  }

  std::span<const std::string_view> fields() const { return fields_; }
  const Error& error() const {
    if (!error_) internal::DieOnMisuse("DelimitedReader::error() without an error");
    return *error_;
  }
  std::string_view raw() const { return raw_; }
  std::uint64_t line() const { return line_; }
  Where WhereOf(std::size_t field, std::string_view name) const {
    Where where = At(bounds_[field].begin);
    where.field = name.empty() ? std::to_string(field + 1) : std::string(name);
    return where;
  }
  void set_columns(std::size_t columns) { options_.columns = columns; }
  std::uint64_t records() const { return records_; }
  std::uint64_t blank_lines() const { return blank_lines_; }
  const std::string& name() const { return input_->name(); }

 private:
  enum class State : std::uint8_t {
    kFieldStart,
    kUnquoted,
    kQuoted,
    kAfterQuote,  // a quote inside a quoted field: it ends the field, or is doubled
  };
  // A field's bytes without its quotes, and where it begins with them.
  struct Bounds {
    std::size_t begin = 0;
    std::size_t text_begin = 0;
    std::size_t text_end = 0;
    bool doubled = false;  // holds doubled quotes
  };

  Step Fail(Error error) {
    error_ = std::move(error);
    over_ = Step::kFailed;
    return Step::kFailed;
  }

  Result<void> Start() {
    head_.resize(kSniffBytes);
    std::size_t size = 0;
    while (size < kSniffBytes) {
      const Result<std::size_t> got = input_->Read(head_.data() + size, kSniffBytes - size);
      if (!got.ok()) return got.error();
      if (*got == 0) break;
      size += *got;
    }
    head_.resize(size);
    if (const std::string_view why = WhyNotText(head_); !why.empty()) {
      return Error(ErrorCode::kUnknownFormat, std::string(why), Where{.file = name(), .field = {}},
                   internal::Excerpt(std::string_view(head_).substr(0, 32)));
    }
    if (head_.starts_with(kBom)) head_used_ = kBom.size();
    return {};
  }

  void BeginRecord() {
    line_ += lines_used_;
    lines_used_ = 0;
    begin_ = pos_;
    state_ = State::kFieldStart;
    bounds_.clear();
    field_ = Bounds{};
    error_.reset();
    broken_ = false;
    has_quotes_ = false;
    has_cr_ = false;
    too_long_ = false;
    dropped_lines_ = 0;
    fields_.clear();
    raw_ = {};
  }

  std::size_t Offset() const { return pos_ - begin_; }

  void Break(std::size_t at, std::string_view why) {
    if (broken_) return;
    broken_ = true;
    broken_at_ = at;
    broken_why_ = why;
  }

  void EndField(std::size_t end) {
    if (too_long_) return;
    if (state_ != State::kAfterQuote) {
      field_.text_end = end;
      if (has_cr_) {
        const std::string_view text(buffer_.get() + begin_ + field_.text_begin,
                                    end - field_.text_begin);
        if (const std::size_t cr = text.find('\r'); cr != std::string_view::npos) {
          Break(field_.text_begin + cr, "a carriage return that ends no line");
        }
        has_cr_ = false;
      }
    }
    bounds_.push_back(field_);
  }
  void BeginField() {
    field_ = Bounds{};
    field_.begin = field_.text_begin = Offset();
    state_ = State::kFieldStart;
    cr_after_quote_ = 0;
  }

  // The end of a record's last field: what stands before the line end, without up to two CRs.
  std::size_t WithoutCr(std::size_t end) const {
    if (too_long_ || state_ == State::kAfterQuote || state_ == State::kQuoted) return end;
    for (int i = 0; i < 2 && end > field_.text_begin && buffer_[begin_ + end - 1] == '\r'; ++i) {
      --end;
    }
    return end;
  }

  // Goes on to the end of the record. False: the bytes read do not hold it.
  bool Scan() {
    const char* const bytes = buffer_.get();
    while (pos_ < end_) {
      switch (state_) {
        case State::kFieldStart:
          if (bytes[pos_] == '"' && options_.quoting == Quoting::kRfc4180) {
            has_quotes_ = true;
            state_ = State::kQuoted;
            field_.text_begin = Offset() + 1;
            ++pos_;
            break;
          }
          state_ = State::kUnquoted;
          [[fallthrough]];
        case State::kUnquoted: {
          while (pos_ < end_ && !stops_[static_cast<unsigned char>(bytes[pos_])]) ++pos_;
          if (pos_ == end_) return false;
          const char stop = bytes[pos_];
          if (stop == '\n') {
            EndRecord(Offset());
            ++pos_;
            return true;
          }
          if (stop == options_.delimiter) {
            EndField(Offset());
            ++pos_;
            BeginField();
            break;
          }
          if (stop == '\r') {
            has_cr_ = true;
          } else {
            Break(Offset(), "a quote inside a field that does not begin with one");
          }
          ++pos_;
          break;
        }
        case State::kQuoted: {
          const void* const quote = std::memchr(bytes + pos_, '"', end_ - pos_);
          if (quote == nullptr) {
            pos_ = end_;
            return false;
          }
          pos_ = static_cast<std::size_t>(static_cast<const char*>(quote) - bytes);
          field_.text_end = Offset();
          ++pos_;
          state_ = State::kAfterQuote;
          cr_after_quote_ = 0;
          break;
        }
        case State::kAfterQuote: {
          const char c = bytes[pos_];
          if (c == '\n') {
            EndRecord(Offset());
            ++pos_;
            return true;
          }
          if (c == '\r' && cr_after_quote_ < 2) {
            ++cr_after_quote_;
            ++pos_;
            break;
          }
          if (cr_after_quote_ == 0 && c == '"') {
            field_.doubled = true;
            state_ = State::kQuoted;
            ++pos_;
            break;
          }
          if (cr_after_quote_ == 0 && c == options_.delimiter) {
            EndField(Offset());
            ++pos_;
            BeginField();
            break;
          }
          Break(Offset() - cr_after_quote_, "text after a closing quote");
          state_ = State::kUnquoted;
          break;
        }
      }
    }
    return false;
  }

  void EndRecord(std::size_t end) {
    const std::size_t text_end = WithoutCr(end);
    EndField(text_end);
    raw_size_ = state_ == State::kAfterQuote ? end - cr_after_quote_ : text_end;
  }

  Result<void> FindEnd() {
    nothing_left_ = false;
    BeginField();
    while (!Scan()) {
      if (at_end_) {
        if (Offset() == 0 && !too_long_) {
          nothing_left_ = true;
          return {};
        }
        if (state_ == State::kQuoted) Break(field_.begin, "a quote that is never closed");
        EndRecord(Offset());
        lines_used_ = dropped_lines_ + CountLines(Offset()) + 1;
        TakeRaw();
        return {};
      }
      // Two more, as the line end does not count.
      if (!too_long_ && Offset() > options_.max_record_bytes &&
          Offset() - options_.max_record_bytes > 2) {
        BecomeTooLong();
      }
      if (too_long_) {
        dropped_lines_ += CountLines(Offset());
        begin_ = pos_ = end_ = 0;
      }
      if (Result<void> read = Refill(); !read.ok()) return read;
    }
    // The line end itself included.
    lines_used_ = dropped_lines_ + (too_long_ || has_quotes_ ? CountLines(Offset()) : 1);
    TakeRaw();
    return {};
  }

  void TakeRaw() {
    if (too_long_) {
      raw_ = head_of_long_;
      return;
    }
    raw_ = std::string_view(buffer_.get() + begin_, raw_size_);
    if (raw_.size() > options_.max_record_bytes) BecomeTooLong();
  }

  // Keeps the first bytes of the record for messages.
  void BecomeTooLong() {
    too_long_ = true;
    // No more than is surely there, whatever was read beyond it.
    head_of_long_.assign(buffer_.get() + begin_,
                         std::min<std::size_t>(options_.max_record_bytes, 256));
    bounds_.clear();
    raw_ = head_of_long_;
  }

  std::uint64_t CountLines(std::size_t size) const {
    const char* const first = buffer_.get() + begin_;
    return static_cast<std::uint64_t>(std::count(first, first + size, '\n'));
  }

  // Reads on behind what is there, making room by moving it to the front or by growing.
  Result<void> Refill() {
    const std::size_t wanted = options_.buffer_bytes;
    if (capacity_ - end_ < wanted) {
      const std::size_t held = end_ - begin_;
      if (begin_ > 0 && capacity_ - held >= wanted) {
        std::memmove(buffer_.get(), buffer_.get() + begin_, held);
      } else {
        const std::size_t limit = options_.max_record_bytes + 3;
        const std::size_t doubled = std::max(2 * capacity_, held + wanted);
        const std::size_t grown = std::max(std::min(doubled, limit + wanted), held + wanted);
        std::unique_ptr<char[]> larger = std::make_unique_for_overwrite<char[]>(grown);
        if (held > 0) std::memcpy(larger.get(), buffer_.get() + begin_, held);
        buffer_ = std::move(larger);
        capacity_ = grown;
      }
      pos_ -= begin_;
      end_ = held;
      begin_ = 0;
    }
    if (head_used_ < head_.size()) {
      const std::size_t count = std::min(wanted, head_.size() - head_used_);
      std::memcpy(buffer_.get() + end_, head_.data() + head_used_, count);
      head_used_ += count;
      end_ += count;
      return {};
    }
    const Result<std::size_t> got = input_->Read(buffer_.get() + end_, wanted);
    if (!got.ok()) return got.error();
    at_end_ = *got == 0;
    end_ += *got;
    if (options_.progress) {
      const std::string stage = "reading " + name();
      if (!options_.progress(Progress{stage, input_->consumed(), input_->total(), "bytes"})) {
        return Error(ErrorCode::kCancelled, "cancelled by the caller",
                     Where{.file = name(), .field = {}});
      }
    }
    return {};
  }

  // A place in the record, which must still be in the buffer.
  Where At(std::size_t offset) const {
    const std::string_view before(buffer_.get() + begin_, offset);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const std::size_t last = before.rfind('\n');
    const std::size_t line_begin = last == std::string_view::npos ? 0 : last + 1;
    return Where{.file = name(),
                 .line = line_ + static_cast<std::uint64_t>(lines),
                 .column = offset - line_begin + 1,
                 .field = {}};
  }

  void Refuse(ErrorCode code, std::string message, std::size_t at, std::string_view text) {
    error_ = Error(code, std::move(message), At(at), internal::Excerpt(text));
  }

  std::string OverLines() const {
    return "; the record takes " + std::to_string(lines_used_) + " lines";
  }

  // Checks the record and makes its fields.
  void Finish() {
    if (too_long_) {
      std::string message =
          "a record of more than " + std::to_string(options_.max_record_bytes) + " bytes";
      if (has_quotes_) message += ": is a quote in it never closed?";
      if (lines_used_ > 1) message += OverLines();
      error_ = Error(ErrorCode::kOutOfRange, std::move(message),
                     Where{.file = name(), .line = line_, .column = 1, .field = {}},
                     internal::Excerpt(raw_));
      return;
    }
    if (broken_) {
      std::string message(broken_why_);
      if (lines_used_ > 1) message += OverLines();
      Refuse(ErrorCode::kParse, std::move(message), broken_at_, FieldTextAt(broken_at_));
      return;
    }
    if (const std::size_t nul = raw_.find('\0'); nul != std::string_view::npos) {
      Refuse(ErrorCode::kParse, "a NUL byte", nul, FieldTextAt(nul));
      return;
    }
    if (const std::size_t bad = FindInvalid(raw_, options_.encoding);
        bad != std::string_view::npos) {
      std::string message = "byte " + Hex(raw_[bad]) + " is not ";
      message += NameOf(options_.encoding);
      Refuse(ErrorCode::kParse, std::move(message), bad, FieldTextAt(bad));
      return;
    }
    if (options_.columns != 0 && bounds_.size() != options_.columns) {
      Refuse(ErrorCode::kParse,
             std::to_string(bounds_.size()) + (bounds_.size() == 1 ? " field" : " fields") +
                 " where there must be " + std::to_string(options_.columns),
             0, raw_);
      return;
    }
    MakeFields();
  }

  // The raw text from the beginning of the field that holds the byte.
  std::string_view FieldTextAt(std::size_t offset) const {
    std::size_t begin = 0;
    for (const Bounds& bounds : bounds_) {
      if (bounds.begin <= offset) begin = bounds.begin;
    }
    // A long field must not hide what is meant.
    if (offset - begin > 100) begin = offset - 100;
    while (begin < offset && (static_cast<unsigned char>(raw_[begin]) & 0xC0) == 0x80) ++begin;
    return raw_.substr(begin, 256);
  }

  void MakeFields() {
    const bool convert = options_.encoding != Encoding::kUtf8 && !internal::IsAscii(raw_);
    const bool doubled = std::any_of(bounds_.begin(), bounds_.end(),
                                     [](const Bounds& bounds) { return bounds.doubled; });
    scratch_.clear();
    // No byte becomes more than three: the fields made from it never move.
    if (convert || doubled) scratch_.reserve((convert ? 3 : 1) * raw_.size());
    fields_.reserve(bounds_.size());
    for (const Bounds& bounds : bounds_) {
      const std::string_view text =
          raw_.substr(bounds.text_begin, bounds.text_end - bounds.text_begin);
      if (!bounds.doubled && !convert) {
        fields_.push_back(text);
        continue;
      }
      const std::size_t begin = scratch_.size();
      for (std::size_t i = 0; i < text.size(); ++i) {
        if (convert) {
          AppendConverted(scratch_, text[i], options_.encoding);
        } else {
          scratch_ += text[i];
        }
        if (bounds.doubled && text[i] == '"') ++i;  // its twin
      }
      fields_.push_back(std::string_view(scratch_).substr(begin));
    }
  }

  std::unique_ptr<Input> input_;
  DelimitedOptions options_;
  std::array<bool, 256> stops_{};  // the bytes at which an unquoted field may end

  std::string head_;  // the first bytes, looked at before they are parsed
  std::size_t head_used_ = 0;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;  // of the record
  std::size_t pos_ = 0;    // scanned up to here
  std::size_t end_ = 0;    // of what was read
  bool at_end_ = false;
  bool started_ = false;
  std::optional<Step> over_;

  // The record being read.
  State state_ = State::kFieldStart;
  std::vector<Bounds> bounds_;
  Bounds field_;
  std::size_t raw_size_ = 0;
  std::size_t cr_after_quote_ = 0;
  bool nothing_left_ = false;
  bool has_quotes_ = false;
  bool has_cr_ = false;  // in the current field
  bool broken_ = false;
  std::size_t broken_at_ = 0;
  std::string_view broken_why_;
  bool too_long_ = false;
  std::uint64_t dropped_lines_ = 0;
  std::string head_of_long_;

  std::vector<std::string_view> fields_;
  std::string scratch_;
  std::string_view raw_;
  std::optional<Error> error_;
  std::uint64_t line_ = 1;
  std::uint64_t lines_used_ = 0;
  std::uint64_t records_ = 0;
  std::uint64_t blank_lines_ = 0;
};

DelimitedReader::DelimitedReader(std::unique_ptr<Input> input, DelimitedOptions options)
    : impl_(std::make_unique<Impl>(std::move(input), std::move(options))) {}
DelimitedReader::~DelimitedReader() = default;
DelimitedReader::DelimitedReader(DelimitedReader&&) noexcept = default;
DelimitedReader& DelimitedReader::operator=(DelimitedReader&&) noexcept = default;

DelimitedReader::Step DelimitedReader::Next() { return impl_->Next(); }
std::span<const std::string_view> DelimitedReader::fields() const { return impl_->fields(); }
const Error& DelimitedReader::error() const { return impl_->error(); }
std::string_view DelimitedReader::raw() const { return impl_->raw(); }
std::uint64_t DelimitedReader::line() const { return impl_->line(); }
Where DelimitedReader::WhereOf(std::size_t field, std::string_view name) const {
  return impl_->WhereOf(field, name);
}
void DelimitedReader::set_columns(std::size_t columns) { impl_->set_columns(columns); }
std::uint64_t DelimitedReader::records() const { return impl_->records(); }
std::uint64_t DelimitedReader::blank_lines() const { return impl_->blank_lines(); }
const std::string& DelimitedReader::name() const { return impl_->name(); }

void AppendCsvField(std::string& out, std::string_view field, char delimiter) {
  const bool quoted = field.find_first_of("\"\r\n") != std::string_view::npos ||
                      field.find(delimiter) != std::string_view::npos ||
                      // At the beginning of a file it would be taken for a mark and skipped.
                      field.starts_with(kBom);
  if (!quoted) {
    out += field;
    return;
  }
  out += '"';
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void AppendCsvRecord(std::string& out, std::span<const std::string_view> fields, char delimiter) {
  if (fields.size() == 1 && fields[0].empty()) {
    out += "\"\"\n";
    return;
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += delimiter;
    AppendCsvField(out, fields[i], delimiter);
  }
  out += '\n';
}

}  // namespace casus
