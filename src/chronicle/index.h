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

// The rows of each node. The brief ones are looked up by their days; only few facts last longer,
// and those of a node are looked at one by one. So a question about a node and a time costs about
// what its answers do, in a table of events.
struct Postings {
  // Days that the hull of a brief row has at most.
  static constexpr std::int32_t kBrief = 32;

  // Calls visit(f) twice for each list, see Lists::Of.
  template <typename Visit>
  static Postings Of(std::size_t nodes, const Timeline& timeline, Visit visit) {
    const auto visit_if = [&](bool wanted) {
      return [&timeline, &visit, wanted](auto f) {
        visit([&](std::uint32_t node, Row row) {
          if (IsBrief(timeline.bounds(row)) == wanted) f(node, row);
        });
      };
    };
    return {Lists<Row>::Of(nodes, visit_if(true)), Lists<Row>::Of(nodes, visit_if(false))};
  }
  static bool IsBrief(const SpanBounds& bounds) {
    return bounds.end_latest.is_finite() && bounds.begin_earliest.is_finite() &&
           bounds.end_latest - bounds.begin_earliest <= kBrief;
  }

  // The node's rows among which are all those whose hull meets the period, as lists that are each
  // in the order of (begin_earliest, row).
  void AppendCandidates(std::uint32_t node, const Timeline& timeline, Period period,
                        std::vector<std::span<const Row>>& lists) const;
  std::size_t MemoryUsed() const { return brief.MemoryUsed() + lasting.MemoryUsed(); }

  Lists<Row> brief;
  Lists<Row> lasting;
};

// What the questions ask of one table, both ways round. Actors and places are nodes (see Graphs).
// Lists of nodes ascend without doubles.
struct TableIndex {
  // Of a row; but of events, of a list of parties (EventRow::party_list).
  Lists<std::uint32_t> parties;
  // Of a row; of events they are read from the columns.
  Lists<std::uint32_t> places;
  Postings by_party;
  Postings by_place;
  Postings by_source;
  Postings by_type;  // of events

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
