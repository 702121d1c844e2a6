// Delimited text of any bytes, in the dialect that the first two of them choose: however it comes
// in, it gives the same records and errors, which stand in the text where they say they do.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/io/delimited.h"
#include "casus/io/input.h"
#include "src/io/utf8.h"

namespace {

using casus::DelimitedOptions;
using casus::DelimitedReader;
using casus::Where;
using Step = DelimitedReader::Step;

constexpr std::string_view kBom = "\xEF\xBB\xBF";

void Check(bool holds) {
  if (!holds) std::abort();
}

// Gives at most `chunk` bytes at a time.
class ChunkedInput final : public casus::Input {
 public:
  ChunkedInput(std::string_view bytes, std::size_t chunk)
      : Input("text"), bytes_(bytes), chunk_(chunk) {}
  casus::Result<std::size_t> Read(char* into, std::size_t size) override {
    const std::size_t count = std::min({size, chunk_, bytes_.size() - used_});
    if (count > 0) std::memcpy(into, bytes_.data() + used_, count);
    used_ += count;
    return count;
  }
  std::uint64_t consumed() const override { return used_; }
  std::uint64_t total() const override { return bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t chunk_;
  std::size_t used_ = 0;
};

struct Taken {
  Step step;
  std::uint64_t line;
  std::string raw;
  std::vector<std::string> fields;
  std::vector<Where> places;
  std::string error;
  Where error_place;
  bool operator==(const Taken&) const = default;
};

std::vector<Taken> TakeAll(std::string_view text, std::size_t chunk, DelimitedOptions options) {
  DelimitedReader reader(std::make_unique<ChunkedInput>(text, chunk), std::move(options));
  std::vector<Taken> all;
  for (;;) {
    const Step step = reader.Next();
    if (step == Step::kEnd) break;
    Taken& taken = all.emplace_back();
    taken.step = step;
    if (step == Step::kRecord) {
      taken.fields.assign(reader.fields().begin(), reader.fields().end());
      for (std::size_t i = 0; i < taken.fields.size(); ++i) {
        taken.places.push_back(reader.WhereOf(i));
      }
    } else {
      taken.error = reader.error().ToString();
      taken.error_place = reader.error().where();
    }
    if (step == Step::kFailed) break;
    taken.line = reader.line();
    taken.raw = reader.raw();
  }
  const Step last = reader.Next();
  Check(last == Step::kEnd || last == Step::kFailed);
  const bool failed = !all.empty() && all.back().step == Step::kFailed;
  Check(reader.records() == all.size() - (failed ? 1 : 0));
  return all;
}

// The lines with their ends; a mark at the beginning counts for no column.
std::vector<std::string_view> LinesOf(std::string_view text) {
  if (text.starts_with(kBom)) text.remove_prefix(kBom.size());
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

bool IsInside(const std::vector<std::string_view>& lines, const Where& where) {
  return where.line >= 1 && where.line <= lines.size() && where.column >= 1 &&
         where.column <= lines[where.line - 1].size() + 1;
}

// Records stand in the text one behind the other, and what is said about one lies in it.
void CheckPlaces(const std::vector<std::string_view>& lines, const std::vector<Taken>& all) {
  std::uint64_t line = 0;
  for (const Taken& taken : all) {
    if (taken.step == Step::kFailed) continue;
    Check(taken.line > line && taken.line <= lines.size());
    line = taken.line;
    const char* const begin = lines[line - 1].data();
    const std::size_t left =
        static_cast<std::size_t>(lines.back().data() + lines.back().size() - begin);
    Check(std::string_view(begin, left).starts_with(taken.raw));
    if (taken.step == Step::kRefused) {
      Check(IsInside(lines, taken.error_place) && taken.error_place.line >= line);
    }
    for (const Where& place : taken.places) Check(IsInside(lines, place) && place.line >= line);
    for (const std::string& field : taken.fields) {
      Check(casus::internal::FindInvalidUtf8(field) == std::string_view::npos);
    }
  }
}

// The records, written and read again.
void CheckWriting(const std::vector<Taken>& all, char delimiter) {
  std::string text;
  std::vector<std::vector<std::string>> records;
  for (const Taken& taken : all) {
    if (taken.step != Step::kRecord) continue;
    const std::vector<std::string_view> fields(taken.fields.begin(), taken.fields.end());
    casus::AppendCsvRecord(text, fields, delimiter);
    records.push_back(taken.fields);
  }
  DelimitedOptions options;
  options.delimiter = delimiter;
  const std::vector<Taken> again = TakeAll(text, text.size() + 1, options);
  // A text that only looks like a document of another kind is one when its records stand alone.
  if (!again.empty() && again.back().step == Step::kFailed) return;
  Check(again.size() == records.size());
  for (std::size_t i = 0; i < again.size(); ++i) Check(again[i].fields == records[i]);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 2), size - 2);
  DelimitedOptions options;
  options.delimiter = ",;\t|"[data[0] % 4];
  options.quoting = data[0] / 4 % 2 == 0 ? casus::Quoting::kRfc4180 : casus::Quoting::kNone;
  options.encoding = static_cast<casus::Encoding>(data[0] / 8 % 4);
  options.columns = data[1] % 4;
  if (data[1] / 4 % 2 == 1) options.max_record_bytes = data[1] / 8;
  options.buffer_bytes = 4096;  // the default is slow to make for so little text

  const std::vector<Taken> all = TakeAll(text, text.size() + 1, options);
  CheckPlaces(LinesOf(text), all);
  CheckWriting(all, options.delimiter);
  for (const std::size_t bytes : {1U, 2U, 3U, 7U, 64U}) {
    DelimitedOptions small = options;
    small.buffer_bytes = bytes;
    Check(TakeAll(text, text.size() + 1, small) == all);
    Check(TakeAll(text, bytes, options) == all);
  }
  return 0;
}
