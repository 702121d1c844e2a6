#ifndef CASUS_BENCH_SYNTHETIC_H_
#define CASUS_BENCH_SYNTHETIC_H_

#include <cstddef>
#include <string>
#include <vector>

#include "casus/io/columns.h"

namespace casus::bench {

// Files in the layouts of three sources, with widths, empty cells and skew like theirs and nothing
// of their content: made of a fixed seed, the same on every machine.
enum class Source : char {
  kGdelt,  // GDELT 2.0 events: 61 columns between tabs, no header, about 400 bytes a row
  kGed,    // UCDP GED: 49 columns, quoted; doubled quotes and line ends in 8 % of the rows
  kAcled,  // ACLED: 31 columns, notes of 120 to 820 characters
};

// Writes a file of so many rows. Exits where it cannot.
void WriteSynthetic(Source source, std::size_t rows, const std::string& path);

// The names of all columns.
std::vector<std::string> ColumnNames(Source source);
// The columns that an analysis reads: 16 of 61, 15 of 49, 13 of 31.
std::vector<ColumnSpec> SpecsOf(Source source);
ColumnOptions OptionsOf(Source source);

}  // namespace casus::bench

#endif  // CASUS_BENCH_SYNTHETIC_H_
