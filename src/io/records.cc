#include "src/io/records.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "src/io/utf8.h"

namespace casus::internal {

namespace {

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
  // Random bytes have one in nine; text with a stray NUL has far fewer. Of UTF-8 without a NUL no
  // number of them makes binary data: what casus writes of such texts must be read again.
  if (controls >= 4 && static_cast<std::size_t>(controls) * 32 > head.size() &&
      (head.find('\0') != std::string_view::npos ||
       FindInvalidUtf8(head) != std::string_view::npos)) {
    return "binary data, not delimited text";
  }
  return {};
}

// What the bytes 0x80 to 0x9F mean in Windows-1252; 0: nothing.
constexpr std::array<char16_t, 32> kCp1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// What the bytes 0x80 to 0xFF mean in Mac OS Roman, with the euro sign (Mac OS 8.5 and later); 0xF0
// is Apple's sign, which has a code point of private use.
constexpr std::array<char16_t, 128> kMacRoman = {
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3,
    0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3,
    0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3,
    0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8,
    0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA,
    0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB,
    0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D,
    0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
    0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE,
    0x00CF, 0x00CC, 0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC,
    0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7};

std::string_view NameOf(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8: return "UTF-8";
    case Encoding::kLatin1: return "ISO 8859-1";
    case Encoding::kCp1252: return "Windows-1252";
    case Encoding::kMacRoman: return "Mac OS Roman";
  }
  return "";
}

// The first byte that the encoding does not know; npos if there is none.
std::size_t FindInvalid(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::kLatin1 || encoding == Encoding::kMacRoman || IsAscii(text)) {
    return std::string_view::npos;
  }
  if (encoding == Encoding::kUtf8) return FindInvalidUtf8(text);
  const auto found = std::find_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 && byte < 0xA0 && kCp1252[byte - 0x80] == 0;
  });
  return found == text.end() ? std::string_view::npos
                             : static_cast<std::size_t>(found - text.begin());
}

void AppendConverted(std::string& out, char c, Encoding encoding) {
  const auto byte = static_cast<unsigned char>(c);
  char32_t code_point = byte;
  if (encoding == Encoding::kCp1252 && byte >= 0x80 && byte < 0xA0) {
    code_point = kCp1252[byte - 0x80];
  } else if (encoding == Encoding::kMacRoman && byte >= 0x80) {
    code_point = kMacRoman[byte - 0x80];
  }
  AppendUtf8(out, code_point);
}

std::string Hex(char c) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {'0', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
}

// Of a record that long, nobody gains by a scan in advance; its structure would take as much room
// again as the record.
constexpr std::size_t kLongRecord = std::size_t{1} << 20;
constexpr std::size_t kEndsRoom = 2 * kLongRecord;

}  // namespace

void AppendUndoubled(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text[i] == '"') ++i;
  }
}

std::string WrongFieldCount(std::size_t count, std::string_view wanted) {
  std::string message = std::to_string(count);
  message += count == 1 ? " field where there must be " : " fields where there must be ";
  message += wanted;
  return message;
}

RecordReader::RecordReader(std::unique_ptr<Input> input, DelimitedOptions options)
    : input_(std::move(input)), options_(std::move(options)) {
  options_.buffer_bytes = std::max<std::size_t>(options_.buffer_bytes, 1);
  options_.max_record_bytes = std::min(options_.max_record_bytes, kLargestRecord);
  stops_.fill(false);
  for (const char c : {options_.delimiter, '\n', '\r', '"'}) {
    stops_[static_cast<unsigned char>(c)] = true;
  }
  const bool quotes = options_.quoting == Quoting::kRfc4180;
  if (!quotes) stops_['\r'] = stops_['"'] = false;
  dialect_ = {options_.delimiter, quotes, options_.encoding == Encoding::kUtf8};
  // Delimiters that mean something else too are left to the state machine.
  can_scan_ = std::string_view("\n\r\"\0", 4).find(options_.delimiter) == std::string_view::npos &&
              static_cast<unsigned char>(options_.delimiter) < 0x80;
  page_ = std::make_shared<Page>(0, 0);
}

const Error& RecordReader::error() const {
  if (!error_) DieOnMisuse("DelimitedReader::error() without an error");
  return *error_;
}

std::uint64_t RecordReader::BytesLeft() const {
  return input_->total() - std::min(input_->total(), input_->consumed());
}

Where RecordReader::WhereOf(std::size_t field, std::string_view name) const {
  std::size_t offset = 0;
  if (!easy_) {
    offset = bounds_[field].begin;
  } else if (field > 0) {
    offset = page_->found.ends[easy_first_ + field - 1] + 1 - begin_;
  }
  Where where = At(offset);
  where.field = name.empty() ? std::to_string(field + 1) : std::string(name);
  return where;
}

RecordReader::Step RecordReader::Fail(Error error) {
  error_ = std::move(error);
  over_ = Step::kFailed;
  return Step::kFailed;
}

// Looks at the beginning, the first time that it is called.
void RecordReader::Start() {
  if (started_) return;
  started_ = true;
  head_.resize(kSniffBytes);
  std::size_t size = 0;
  while (size < kSniffBytes) {
    const Result<std::size_t> got = input_->Read(head_.data() + size, kSniffBytes - size);
    if (!got.ok()) {
      Fail(got.error());
      return;
    }
    if (*got == 0) break;
    size += *got;
  }
  head_.resize(size);
  if (const std::string_view why = WhyNotText(head_); !why.empty()) {
    Fail(Error(ErrorCode::kUnknownFormat, std::string(why), Where{.file = name(), .field = {}},
               Excerpt(std::string_view(head_).substr(0, 32))));
    return;
  }
  if (head_.starts_with(kBom)) head_used_ = kBom.size();
}

void RecordReader::BeginRecord() {
  line_ += lines_used_;
  lines_used_ = 0;
  begin_ = pos_;
  error_.reset();
  fields_.clear();
  raw_ = {};
}

RecordReader::Step RecordReader::Next() {
  if (!over_) Start();
  if (over_) return *over_;
  for (;;) {
    BeginRecord();
    const Result<bool> ready = FindReady();
    if (!ready.ok()) return Fail(ready.error());
    if (!*ready || !IsEasy() || !MakeEasyFields(ReadyEnd())) {
      const Step step = NextByBytes();
      if (step == Step::kRecord && raw_.empty()) continue;
      return step;
    }
    pos_ = ReadyEnd() + 1;
    TakeReady();
    if (raw_.empty()) {
      ++blank_lines_;
      continue;
    }
    ++records_;
    return Step::kRecord;
  }
}

bool RecordReader::NextRun(RecordRun& run) {
  if (!over_) Start();
  if (over_) return false;
  BeginRecord();
  const Result<bool> ready = FindReady();
  if (!ready.ok()) {
    Fail(ready.error());
    return false;
  }
  if (!*ready || !IsEasy()) return false;
  const Structure& found = page_->found;
  run.first_record = record_next_;
  run.first_end = ends_next_;
  const std::size_t odd = odd_next_ < found.odd.size() ? found.odd[odd_next_] : end_;
  std::size_t last = found.record_count;
  if (found.ends[found.records[last - 1]] >= odd) {
    last = static_cast<std::size_t>(
        std::partition_point(found.records.get() + record_next_, found.records.get() + last,
                             [&](std::uint32_t record) { return found.ends[record] < odd; }) -
        found.records.get());
  }
  if (found.ends[found.records[last - 1]] + 1 - pos_ > options_.max_record_bytes) {
    std::size_t record = record_next_;
    for (std::size_t at = pos_; record < last; ++record) {
      const std::size_t record_end = found.ends[found.records[record]];
      if (record_end - at > options_.max_record_bytes) break;
      at = record_end + 1;
    }
    last = record;
  }
  run.page = page_;
  run.begin = pos_;
  run.record_count = last - record_next_;
  run.end = found.ends[found.records[last - 1]] + std::size_t{1};
  run.first_line = line_;
  lines_used_ = dialect_.quotes
                    ? CountLf(std::string_view(bytes() + run.begin, run.end - run.begin))
                    : run.record_count;
  ends_next_ = found.records[last - 1] + std::size_t{1};
  record_next_ = last;
  pos_ = run.end;
  return true;
}

void RecordReader::GiveBack(RecordRun run) {
  std::shared_ptr<Page> page = std::move(run.page);
  if (page != page_ && page.use_count() == 1) free_pages_.push_back(std::move(page));
}

Result<bool> RecordReader::FindReady() {
  for (;;) {
    if (record_next_ < page_->found.record_count || ScanOn()) return true;
    if (!can_scan_ || scan_stopped_ || scanned_ < end_ || at_end_) return false;
    const std::size_t held = end_ - begin_;
    if (held > kLongRecord || held > options_.max_record_bytes) return false;
    if (Result<void> read = Refill(); !read.ok()) return read.error();
  }
}

bool RecordReader::ScanOn() {
  if (!can_scan_ || scan_stopped_) return false;
  while (scanned_ < end_ && record_next_ == page_->found.record_count) {
    if (page_->room - page_->found.end_count < end_ - scanned_ && page_.use_count() == 1) {
      MoveStructure(page_->found, 0);
    }
    Structure& found = page_->found;
    // Positions have 32 bits.
    const std::size_t limit =
        std::min<std::size_t>(end_, std::numeric_limits<std::uint32_t>::max());
    const std::size_t to = std::min(limit, scanned_ + (page_->room - found.end_count));
    if (to <= scanned_) return false;
    scanned_ = Scan(bytes(), scanned_, to, dialect_, scan_, found);
    if (scanned_ < to) {
      scan_stopped_ = true;
      break;
    }
  }
  return record_next_ < page_->found.record_count;
}

bool RecordReader::IsEasy() {
  const std::vector<std::uint32_t>& odd = page_->found.odd;
  while (odd_next_ < odd.size() && odd[odd_next_] < begin_) ++odd_next_;
  const std::size_t record_end = ReadyEnd();
  return (odd_next_ == odd.size() || odd[odd_next_] > record_end) &&
         record_end - begin_ <= options_.max_record_bytes;
}

// The record that stands ready is done.
void RecordReader::TakeReady() {
  ends_next_ = page_->found.records[record_next_] + std::size_t{1};
  ++record_next_;
}

// What was scanned is not known to be so; the scan begins again at `pos_`.
void RecordReader::DropReady() {
  ends_next_ = page_->found.end_count;
  record_next_ = page_->found.record_count;
  odd_next_ = page_->found.odd.size();
  scanned_ = pos_;
  scan_ = ScanState();
  scan_stopped_ = false;
}

bool RecordReader::MakeEasyFields(std::size_t record_end) {
  const Structure& found = page_->found;
  const std::size_t count = found.records[record_next_] + 1 - ends_next_;
  const char* const text = bytes();
  const std::size_t last_begin =
      count == 1 ? begin_ : found.ends[ends_next_ + count - 2] + std::size_t{1};
  std::size_t end = record_end;
  for (int i = 0; i < 2 && end > last_begin && text[end - 1] == '\r'; ++i) --end;
  raw_ = std::string_view(text + begin_, end - begin_);
  easy_ = true;
  easy_first_ = ends_next_;
  lines_used_ = 1;
  if (raw_.empty()) return true;
  if (options_.columns != 0 && count != options_.columns) return false;
  scratch_.clear();
  fields_.resize(count);
  std::size_t at = begin_;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t field_end = i + 1 < count ? found.ends[ends_next_ + i] : end;
    std::string_view field(text + at, field_end - at);
    if (dialect_.quotes && field.starts_with('"')) {
      field = field.substr(1, field.size() - 2);
      lines_used_ += static_cast<std::uint64_t>(std::count(field.begin(), field.end(), '\n'));
      if (field.find('"') != std::string_view::npos) {
        // Fields made from it never move.
        if (scratch_.empty()) scratch_.reserve(raw_.size());
        const std::size_t begin = scratch_.size();
        AppendUndoubled(scratch_, field);
        field = std::string_view(scratch_).substr(begin);
      }
    }
    fields_[i] = field;
    at = field_end + 1;
  }
  return true;
}

RecordReader::Step RecordReader::NextByBytes() {
  fields_.clear();
  raw_ = {};
  lines_used_ = 0;
  pos_ = begin_;
  easy_ = false;
  state_ = State::kFieldStart;
  bounds_.clear();
  field_ = Bounds{};
  broken_ = false;
  has_quotes_ = false;
  has_cr_ = false;
  too_long_ = false;
  dropped_lines_ = 0;

  if (record_next_ == page_->found.record_count) DropReady();
  if (Result<void> found = FindEnd(); !found.ok()) return Fail(found.error());
  if (record_next_ < page_->found.record_count && pos_ == ReadyEnd() + 1) {
    TakeReady();
  } else {
    DropReady();
  }
  if (nothing_left_) {
    over_ = Step::kEnd;
    return Step::kEnd;
  }
  if (!too_long_ && raw_.empty()) {
    ++blank_lines_;
    return Step::kRecord;
  }
  ++records_;
  Finish();
  return error_ ? Step::kRefused : Step::kRecord;
}

void RecordReader::Break(std::size_t at, std::string_view why) {
  if (broken_) return;
  broken_ = true;
  broken_at_ = at;
  broken_why_ = why;
}

void RecordReader::EndField(std::size_t end) {
  if (too_long_) return;
  if (state_ != State::kAfterQuote) {
    field_.text_end = end;
    if (has_cr_) {
      const std::string_view text(bytes() + begin_ + field_.text_begin, end - field_.text_begin);
      if (const std::size_t cr = text.find('\r'); cr != std::string_view::npos) {
        Break(field_.text_begin + cr, "a carriage return that ends no line");
      }
      has_cr_ = false;
    }
  }
  bounds_.push_back(field_);
}

void RecordReader::BeginField() {
  field_ = Bounds{};
  field_.begin = field_.text_begin = Offset();
  state_ = State::kFieldStart;
  cr_after_quote_ = 0;
}

// The end of a record's last field: what stands before the line end, without up to two CRs.
std::size_t RecordReader::WithoutCr(std::size_t end) const {
  if (too_long_ || state_ == State::kAfterQuote || state_ == State::kQuoted) return end;
  for (int i = 0; i < 2 && end > field_.text_begin && bytes()[begin_ + end - 1] == '\r'; ++i) {
    --end;
  }
  return end;
}

// Goes on to the end of the record. False: the bytes read do not hold it.
bool RecordReader::GoOn() {
  const char* const text = bytes();
  while (pos_ < end_) {
    switch (state_) {
      case State::kFieldStart:
        if (text[pos_] == '"' && options_.quoting == Quoting::kRfc4180) {
          has_quotes_ = true;
          state_ = State::kQuoted;
          field_.text_begin = Offset() + 1;
          ++pos_;
          break;
        }
        state_ = State::kUnquoted;
        [[fallthrough]];
      case State::kUnquoted: {
        while (pos_ < end_ && !stops_[static_cast<unsigned char>(text[pos_])]) ++pos_;
        if (pos_ == end_) return false;
        const char stop = text[pos_];
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
        const void* const quote = std::memchr(text + pos_, '"', end_ - pos_);
        if (quote == nullptr) {
          pos_ = end_;
          return false;
        }
        pos_ = static_cast<std::size_t>(static_cast<const char*>(quote) - text);
        field_.text_end = Offset();
        ++pos_;
        state_ = State::kAfterQuote;
        cr_after_quote_ = 0;
        break;
      }
      case State::kAfterQuote: {
        const char c = text[pos_];
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

void RecordReader::EndRecord(std::size_t end) {
  const std::size_t text_end = WithoutCr(end);
  EndField(text_end);
  raw_size_ = state_ == State::kAfterQuote ? end - cr_after_quote_ : text_end;
}

Result<void> RecordReader::FindEnd() {
  nothing_left_ = false;
  BeginField();
  while (!GoOn()) {
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

void RecordReader::TakeRaw() {
  if (too_long_) {
    raw_ = head_of_long_;
    return;
  }
  raw_ = std::string_view(bytes() + begin_, raw_size_);
  if (raw_.size() > options_.max_record_bytes) BecomeTooLong();
}

// Keeps the first bytes of the record for messages.
void RecordReader::BecomeTooLong() {
  too_long_ = true;
  // No more than is surely there, whatever was read beyond it.
  head_of_long_.assign(bytes() + begin_, std::min<std::size_t>(options_.max_record_bytes, 256));
  bounds_.clear();
  raw_ = head_of_long_;
}

std::uint64_t RecordReader::CountLines(std::size_t size) const {
  const char* const first = bytes() + begin_;
  return static_cast<std::uint64_t>(std::count(first, first + size, '\n'));
}

// Reads on behind what is there.
Result<void> RecordReader::Refill() {
  const std::size_t wanted = options_.buffer_bytes;
  MakeRoom(wanted);
  char* const into = page_->bytes.get() + end_;
  if (head_used_ < head_.size()) {
    const std::size_t count = std::min(wanted, head_.size() - head_used_);
    std::memcpy(into, head_.data() + head_used_, count);
    head_used_ += count;
    end_ += count;
    return {};
  }
  const Result<std::size_t> got = input_->Read(into, wanted);
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

// Moves what the scan knows of the record begun, and of no other, to the front.
void RecordReader::MoveStructure(Structure& to, std::uint32_t distance) {
  const Structure& from = page_->found;
  const std::size_t ends = from.end_count - ends_next_;
  for (std::size_t i = 0; i < ends; ++i) to.ends[i] = from.ends[ends_next_ + i] - distance;
  std::vector<std::uint32_t> odd;
  for (std::size_t i = odd_next_; i < from.odd.size(); ++i) {
    if (from.odd[i] >= begin_) odd.push_back(from.odd[i] - distance);
  }
  to.end_count = ends;
  to.record_count = 0;
  to.odd = std::move(odd);
  ends_next_ = record_next_ = odd_next_ = 0;
}

// Makes room behind what is there: by moving it to the front, or to another page where this one is
// too small or somebody else still reads it.
void RecordReader::MakeRoom(std::size_t wanted) {
  const bool shared = page_.use_count() > 1;
  if (!shared && page_->capacity - end_ >= wanted) return;
  const std::size_t held = end_ - begin_;
  std::shared_ptr<Page> page = page_;
  if (shared || begin_ == 0 || page_->capacity - held < wanted) {
    std::size_t room = std::max(held, wanted) + wanted;
    if (page_->capacity < held + wanted) {
      const std::size_t limit = options_.max_record_bytes + 3;
      const std::size_t doubled = std::max(2 * page_->capacity, held + wanted);
      room = std::max(std::min(doubled, limit + wanted), held + wanted);
    }
    page = nullptr;
    while (!free_pages_.empty() && page == nullptr) {
      if (free_pages_.back()->capacity >= room) page = std::move(free_pages_.back());
      free_pages_.pop_back();
    }
    if (page == nullptr) page = std::make_shared<Page>(room, std::min(room, kEndsRoom));
  }
  if (held > 0) std::memmove(page->bytes.get(), bytes() + begin_, held);
  MoveStructure(page->found, static_cast<std::uint32_t>(begin_));
  page_ = std::move(page);
  pos_ -= begin_;
  scanned_ = scanned_ < begin_ ? 0 : scanned_ - begin_;
  end_ = held;
  begin_ = 0;
}

// A place in the record, which must still be in the buffer.
Where RecordReader::At(std::size_t offset) const {
  const std::string_view before(bytes() + begin_, offset);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t last = before.rfind('\n');
  const std::size_t line_begin = last == std::string_view::npos ? 0 : last + 1;
  return Where{.file = name(),
               .line = line_ + static_cast<std::uint64_t>(lines),
               .column = offset - line_begin + 1,
               .field = {}};
}

void RecordReader::Refuse(ErrorCode code, std::string message, std::size_t at,
                          std::string_view text) {
  error_ = Error(code, std::move(message), At(at), Excerpt(text));
}

std::string RecordReader::OverLines() const {
  return "; the record takes " + std::to_string(lines_used_) + " lines";
}

// Checks the record and makes its fields.
void RecordReader::Finish() {
  if (too_long_) {
    std::string message =
        "a record of more than " + std::to_string(options_.max_record_bytes) + " bytes";
    if (has_quotes_) message += ": is a quote in it never closed?";
    if (lines_used_ > 1) message += OverLines();
    error_ = Error(ErrorCode::kOutOfRange, std::move(message),
                   Where{.file = name(), .line = line_, .column = 1, .field = {}}, Excerpt(raw_));
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
  if (const std::size_t bad = FindInvalid(raw_, options_.encoding); bad != std::string_view::npos) {
    std::string message = "byte " + Hex(raw_[bad]) + " is not ";
    message += NameOf(options_.encoding);
    Refuse(ErrorCode::kParse, std::move(message), bad, FieldTextAt(bad));
    return;
  }
  if (options_.columns != 0 && bounds_.size() != options_.columns) {
    Refuse(ErrorCode::kParse, WrongFieldCount(bounds_.size(), std::to_string(options_.columns)), 0,
           raw_);
    return;
  }
  MakeFields();
}

// The raw text from the beginning of the field that holds the byte.
std::string_view RecordReader::FieldTextAt(std::size_t offset) const {
  std::size_t begin = 0;
  for (const Bounds& bounds : bounds_) {
    if (bounds.begin <= offset) begin = bounds.begin;
  }
  // A long field must not hide what is meant.
  if (offset - begin > 100) begin = offset - 100;
  while (begin < offset && (static_cast<unsigned char>(raw_[begin]) & 0xC0) == 0x80) ++begin;
  return raw_.substr(begin, 256);
}

void RecordReader::MakeFields() {
  const bool convert = options_.encoding != Encoding::kUtf8 && !IsAscii(raw_);
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

}  // namespace casus::internal
