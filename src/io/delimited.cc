#include "casus/io/delimited.h"

#include <utility>

#include "src/io/records.h"

namespace casus {

class DelimitedReader::Impl : public internal::RecordReader {
 public:
  using RecordReader::RecordReader;
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
                      field.starts_with(internal::kBom);
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
