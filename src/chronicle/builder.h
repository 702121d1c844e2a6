#ifndef CASUS_SRC_CHRONICLE_BUILDER_H_
#define CASUS_SRC_CHRONICLE_BUILDER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/base/error.h"
#include "casus/base/issue.h"
#include "casus/chronicle/chronicle.h"
#include "src/chronicle/keys.h"
#include "src/chronicle/tables.h"

namespace casus::internal {

// Where the rows of one table came from. Files and fields are few and are kept once.
class Origins {
 public:
  void Add(Where where);
  // Rows that begin lines of one file.
  void AddLines(const std::string& file, std::span<const std::uint64_t> lines);
  Where Of(Row row) const;

 private:
  struct Packed {
    std::uint64_t line;
    std::uint64_t column;
    std::uint32_t file;
    std::uint32_t field;
  };
  std::uint32_t Intern(std::string text);

  std::vector<Packed> rows_;
  std::vector<std::string> texts_;
  absl::flat_hash_map<std::string, std::uint32_t> numbers_;
};

// What a builder has collected.
struct BuilderRows {
  Tables tables;
  Keys keys;
  std::array<Origins, kTableCount> origins;
  Origins coverage_origins;
};

// Events that were read apart, and what becomes of them.
struct StagedEvents {
  const EventStore& events;
  std::span<const std::uint64_t> lines;  // of each, in the file
  const std::string& file;
  SourceId source;
  // The builder's ids of the places and actors that the events name by number.
  std::span<const PlaceId> places;
  std::span<const ActorId> actors;
};
// As ChronicleBuilder::Add of each, without making records of them. See EventStore::AppendAll.
void AppendEvents(ChronicleBuilder& builder, const StagedEvents& staged);

// kReferences: what would lead answers astray, of rows that passed kErrors once.
enum class CheckScope { kReferences, kErrors, kEverything };
IssueLog CheckRows(const BuilderRows& rows, CheckScope scope);

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_BUILDER_H_
