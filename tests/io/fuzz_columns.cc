// Delimited text of any bytes, its dialect and specs chosen by the first four of them: the columns
// are those of a slow, obvious reading, whatever the number of threads and the size of the buffer.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "columns_oracle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 4) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 4), size - 4);
  casus::ColumnOptions options;
  options.header = false;
  options.text.delimiter = ",\t"[data[0] % 2];
  options.text.quoting = data[0] / 2 % 2 == 0 ? casus::Quoting::kRfc4180 : casus::Quoting::kNone;
  options.text.encoding = static_cast<casus::Encoding>(data[0] / 4 % 4);
  if (data[0] / 16 % 2 == 1) options.text.columns = 4;
  if (data[0] / 32 % 2 == 1) options.text.max_record_bytes = 30;
  std::vector<casus::ColumnSpec> specs;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::uint8_t choice = data[1 + i];
    casus::ColumnSpec spec = casus::ColumnSpec::At(choice / 4 % 4, std::string(1, "abc"[i]),
                                                   static_cast<casus::ColumnType>(choice % 4));
    spec.day_shape = static_cast<casus::DayShape>(choice / 16 % 3);
    if (choice / 32 % 2 == 1) spec.when_missing = casus::CellRule::kRefuse;
    if (choice / 64 % 2 == 1) spec.when_wrong = casus::CellRule::kKeep;
    if (choice / 128 % 2 == 1) spec.missing = {"NA", "7", "\"", "1970-01-01"};
    specs.push_back(spec);
  }
  options.text.buffer_bytes = 4096;
  const casus_test::PlainTable expected =
      casus_test::ReadSlowly(casus::InputFromMemory(text, "text"), specs, options);
  options.threads = data[0] / 64 == 3 ? 2 : 1;  // threads are slow to make for so little text
  for (const std::size_t buffer : {1U, 64U, 4096U}) {
    options.text.buffer_bytes = buffer;
    const casus_test::PlainTable table = casus_test::PlainOf(
        casus::ColumnTable::Read(casus::InputFromMemory(text, "text"), specs, options));
    if (table != expected) std::abort();
  }
  return 0;
}
