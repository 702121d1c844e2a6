#include "src/io/shape.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "src/io/utf8.h"

namespace casus::internal {

namespace {

constexpr std::size_t kRecordsLookedAt = 100;
constexpr std::size_t kBeginBytes = 4096;

// The first records of a text, good ones only. The last is left out where the text was cut off.
Result<std::vector<std::vector<std::string>>> FirstRecords(std::string_view head, bool is_whole,
                                                           const std::string& name,
                                                           DelimitedOptions options) {
  DelimitedReader reader(InputFromMemory(head, name), std::move(options));
  std::vector<std::vector<std::string>> records;
  bool last_good = false;
  while (records.size() <= kRecordsLookedAt) {
    const DelimitedReader::Step step = reader.Next();
    if (step == DelimitedReader::Step::kFailed) return reader.error();
    if (step == DelimitedReader::Step::kEnd) {
      if (!is_whole && last_good && records.size() > 1) records.pop_back();
      break;
    }
    last_good = step == DelimitedReader::Step::kRecord;
    if (last_good) records.emplace_back(reader.fields().begin(), reader.fields().end());
  }
  return records;
}

std::string_view NameOf(char delimiter) {
  switch (delimiter) {
    case '\t': return "tabs";
    case ';': return "semicolons";
    case '|': return "bars";
    default: return "commas";
  }
}

}  // namespace

Result<std::unique_ptr<PeekedInput>> PeekedInput::Open(const std::string& path, std::size_t size) {
  Result<std::unique_ptr<Input>> input = OpenInput(path);
  if (!input.ok()) return input.error();
  std::unique_ptr<PeekedInput> peeked(new PeekedInput(*std::move(input)));
  peeked->head_.resize(size);
  std::size_t held = 0;
  while (held < size) {
    const Result<std::size_t> got = peeked->rest_->Read(peeked->head_.data() + held, size - held);
    if (!got.ok()) return got.error();
    if (*got == 0) break;
    held += *got;
  }
  std::string& head = peeked->head_;
  head.resize(held);
  peeked->ends_in_cr_ =
      head.find('\n') == std::string::npos && head.find('\r') != std::string::npos;
  if (peeked->ends_in_cr_) std::replace(head.begin(), head.end(), '\r', '\n');
  return peeked;
}

Result<std::size_t> PeekedInput::Read(char* into, std::size_t size) {
  if (used_ == head_.size()) {
    Result<std::size_t> got = rest_->Read(into, size);
    if (got.ok() && ends_in_cr_) std::replace(into, into + *got, '\r', '\n');
    return got;
  }
  const std::size_t count = std::min(size, head_.size() - used_);
  std::memcpy(into, head_.data() + used_, count);
  used_ += count;
  return count;
}

DelimitedOptions DialectOf(char delimiter) {
  DelimitedOptions options = delimiter == '\t' ? DelimitedOptions::Tabs() : DelimitedOptions::Csv();
  options.delimiter = delimiter;
  return options;
}

Result<Shape> ShapeOf(std::string_view head, bool is_whole, const std::string& name,
                      Encoding encoding) {
  Shape shape;
  for (const char delimiter : {'\t', ',', ';', '|'}) {
    DelimitedOptions options = DialectOf(delimiter);
    options.encoding = encoding;
    Result<std::vector<std::vector<std::string>>> records =
        FirstRecords(head, is_whole, name, std::move(options));
    if (!records.ok()) return records.error();
    if (records->empty() || records->front().size() <= shape.first.size()) continue;
    shape.delimiter = delimiter;
    shape.first = records->front();
    shape.records = *std::move(records);
  }
  if (shape.first.empty()) {
    const bool blank = head.find_first_not_of("\xEF\xBB\xBF\r\n") == std::string_view::npos;
    return Error(ErrorCode::kUnknownFormat,
                 blank ? "the file is empty" : "no line of it can be read as delimited text",
                 Where{.file = name, .field = {}}, Excerpt(head.substr(0, 60)));
  }
  shape.first_bytes = head.substr(0, kBeginBytes);
  return shape;
}

std::string Shape::Describe() const {
  std::string begin;
  for (const std::string& field : first) {
    if (begin.size() > 60) break;
    if (!begin.empty() || &field != &first.front()) begin += delimiter == '\t' ? ' ' : delimiter;
    begin += field;
  }
  std::string out = std::to_string(first.size());
  if (first.size() == 1) {
    out += " column";
  } else {
    out += " columns between ";
    out += NameOf(delimiter);
  }
  return out + ", beginning '" + Excerpt(std::string_view(begin).substr(0, 80)) + "'";
}

}  // namespace casus::internal
