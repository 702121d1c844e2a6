#ifndef CASUS_SRC_CHRONICLE_INDEX_H_
#define CASUS_SRC_CHRONICLE_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/chronicle/source.h"
#include "casus/timeline/timeline.h"
#include "src/chronicle/lists.h"
#include "src/chronicle/tables.h"

namespace casus::internal {

struct ChronicleData;

// What the questions ask of one table, both ways round. Actors and places are nodes (see Graphs).
// Lists of rows are in the order of (begin_earliest, row), lists of nodes ascending without
// doubles.
struct TableIndex {
  Lists<std::uint32_t> parties;  // of a row
  Lists<std::uint32_t> places;
  std::vector<std::uint32_t> source;
  Lists<Row> by_party;
  Lists<Row> by_place;
  Lists<Row> by_source;
  Lists<Row> by_type;  // of events

  std::size_t MemoryUsed() const;
};

TableIndex IndexTable(const ChronicleData& data, Table table);

// Rows of actors or places by what they are called: texts are found whatever the case of ASCII
// letters. Holds hashes only, so that a finder compares the texts.
class Names {
 public:
  Names() = default;
  // (hash of the folded text, row).
  explicit Names(std::vector<std::pair<std::uint64_t, Row>> entries);

  static std::uint64_t Hash(std::string_view text);
  static bool SameText(std::string_view a, std::string_view b);

  // Rows that may bear the text, in order, without doubles.
  std::vector<Row> Candidates(std::string_view text) const;
  std::size_t MemoryUsed() const;

 private:
  std::vector<std::pair<std::uint64_t, Row>> entries_;
};

Names NamesOf(const std::vector<Actor>& actors);
Names NamesOf(const std::vector<Place>& places);

// The claims that stand, by the rows they are about.
class ClaimsIndex {
 public:
  ClaimsIndex() = default;
  explicit ClaimsIndex(const ChronicleData& data);

  // In the order of (begin_earliest, id).
  std::vector<ClaimId> About(Table table, Row row) const;
  std::size_t MemoryUsed() const;

 private:
  struct Entry {
    Table table;
    Row row;
    ClaimId claim;
  };
  std::vector<Entry> entries_;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_INDEX_H_
