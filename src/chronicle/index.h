#ifndef CASUS_SRC_CHRONICLE_INDEX_H_
#define CASUS_SRC_CHRONICLE_INDEX_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
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
  // Of a row; but of events, of a list of parties (EventRow::party_list).
  Lists<std::uint32_t> parties;
  // Of a row; of events they are read from the columns.
  Lists<std::uint32_t> places;
  Lists<Row> by_party;
  Lists<Row> by_place;
  Lists<Row> by_source;
  Lists<Row> by_type;  // of events

  std::size_t MemoryUsed() const;
};

// The places of a row: of events the one where it was, and the one that changed hands.
class PlaceNodes {
 public:
  PlaceNodes(const ChronicleData& data, const TableIndex& index, Table table, Row row);
  PlaceNodes(const PlaceNodes&) = delete;
  PlaceNodes& operator=(const PlaceNodes&) = delete;
  auto begin() const { return nodes_.begin(); }
  auto end() const { return nodes_.end(); }

 private:
  std::array<std::uint32_t, 2> own_ = {};
  std::span<const std::uint32_t> nodes_;
};

std::span<const std::uint32_t> PartyNodes(const ChronicleData& data, const TableIndex& index,
                                          Table table, Row row);
// REQUIRES: not of sources.
std::uint32_t SourceNode(const ChronicleData& data, Table table, Row row);

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
