#ifndef CASUS_CHRONICLE_VERSIONS_H_
#define CASUS_CHRONICLE_VERSIONS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/tokens.h"
#include "casus/chronicle/chronicle.h"
#include "casus/time/day.h"

// Two states of one dataset, side by side: what a chronicle said on a day, what changed, and a
// fingerprint to cite. A row is named by its key; rows refer to others by their keys; which source
// says so is not compared, as no two versions of a dataset have it in common.
//
// All functions are pure and safe to call from many threads.

namespace casus {

// The chronicle as it was known on the day, as one of its own: rows that stood then, in their
// order, and nobody knows yet that they will be superseded. Rows that only possibly stood stay,
// with the vague day on which they were learnt. What they refer to by key is the version of that
// day, where there is one; else its first version comes along. Sources published later, their
// coverage, and what an Archive says of its versions are left out.
CASUS_EXPORT Result<Chronicle> AsKnown(const Chronicle& chronicle, Day day);

// 16 hexadecimal digits that follow from the rows that stand now, whatever their order: for saying
// in a paper which version was used. Equal rows give equal ones in all builds of one vocabulary;
// different ones collide by chance only (XXH3 of 64 bits; no safeguard against forgery). Error
// kUnsupported: a build without xxHash.
CASUS_EXPORT Result<std::string> Fingerprint(const Chronicle& chronicle);

enum class RowChange : std::uint8_t {
  kAdded,
  kDeleted,
  kChanged,
  kRekeyed,  // alike but for the key, and no other row that came or went is like it
};
template <>
inline constexpr auto kTokens<RowChange> = std::to_array<Token<RowChange>>({
    {RowChange::kAdded, "added"},
    {RowChange::kDeleted, "deleted"},
    {RowChange::kChanged, "changed"},
    {RowChange::kRekeyed, "rekeyed"},
});

struct RowDifference {
  Table table = Table::kEvents;
  RowChange change = RowChange::kChanged;
  std::string key;                  // after; of a deleted row before
  std::string key_before;           // of a rekeyed row
  std::vector<std::string> fields;  // of a changed row, those that differ: "span", "casualties"
  friend bool operator==(const RowDifference&, const RowDifference&) = default;
};

struct TableDifference {
  Table table = Table::kEvents;
  std::size_t before = 0;  // rows that stand
  std::size_t after = 0;
  std::size_t unchanged = 0;
  std::size_t changed = 0;
  std::size_t added = 0;
  std::size_t deleted = 0;
  std::size_t rekeyed = 0;
  friend bool operator==(const TableDifference&, const TableDifference&) = default;
};

struct Difference {
  std::vector<TableDifference> tables;  // all but sources
  std::vector<RowDifference> rows;      // in the order of table, then key
};

// What changed from the rows that stand in the one to those that stand in the other. before =
// unchanged + changed + deleted + rekeyed, after = unchanged + changed + added + rekeyed, for each
// table. Coverage is not compared.
CASUS_EXPORT Difference Diff(const Chronicle& before, const Chronicle& after);

}  // namespace casus

#endif  // CASUS_CHRONICLE_VERSIONS_H_
