#ifndef CASUS_SRC_IO_STAGING_H_
#define CASUS_SRC_IO_STAGING_H_

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "casus/base/error.h"
#include "casus/base/function_ref.h"
#include "casus/chronicle/chronicle.h"
#include "src/chronicle/event_store.h"

namespace casus::internal {

// What a file adds to a chronicle, kept apart until the file is read to its end: an import that
// fails or is cancelled leaves the builder as it was.
//
// Rows refer to each other by the ids given here, which Commit turns into the builder's. Actors and
// places are found by key, here and, at the end, in the builder: a row that it holds already gets
// the names, codes, parents, geometries and origins it lacks.
class Staging {
 public:
  // Only Commit changes the builder.
  explicit Staging(ChronicleBuilder& builder) : builder_(builder) {}
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;

  // The row of the key, made where it is new. `make` leaves the key empty. A row that the builder
  // holds bears its name there, so that a reader sees where a record gives it another.
  ActorId FindOrAddActor(const std::string& key, FunctionRef<Actor()> make);
  // A place's parents must be added before it; those it came from may follow.
  PlaceId FindOrAddPlace(const std::string& key, FunctionRef<Place()> make);
  // The same, of a place that nothing is known of but its kind, name and parent.
  PlaceId FindOrAddPlaceIn(std::optional<PlaceId> parent, const std::string& key, PlaceKind kind,
                           std::string_view name);
  Actor& actor(ActorId id) { return actors_[id.value()]; }
  Place& place(PlaceId id) { return places_[id.value()]; }

  // Adds another name of the row, once.
  void AddName(ActorId id, std::string_view name, NameKind kind);
  void AddName(PlaceId id, std::string_view name, NameKind kind);

  // Does an event of the key stand here or in the builder?
  bool HasEvent(const std::string& key) const;
  // The id is for what else is staged.
  EventId AddEvent(const Event& event, std::uint64_t line);
  // The row of an event in the builder, added by an earlier file; nullptr where there is none.
  const Event* HeldEvent(const std::string& key) const;
  // Adds codes and attributes that a second table of a dataset has of such an event, and sets its
  // type and details.
  void CompleteEvent(const std::string& key, Event more);

  // The same of claims. What they are about are rows of the builder.
  bool HasClaim(const std::string& key) const;
  void AddClaim(Claim claim, std::uint64_t line);

  // The same of statuses. What they are of and name are rows staged.
  bool HasStatus(const std::string& key) const;
  void AddStatus(TerritorialStatus status, std::uint64_t line);

  // For which period and place (a key staged; empty: everywhere) the file speaks.
  void AddCoverage(Coverage coverage, std::optional<PlaceId> place);

  // Moves everything into the builder, with the source of all of it; an event's place in the input
  // is `file` and its line. The staging is then empty.
  void Commit(Source source, const std::string& file, ChronicleBuilder& builder);

 private:
  // Events as columns: a file of ten million fits, and what is committed is freed bit by bit.
  struct Chunk {
    EventStore events;
    std::vector<std::uint64_t> lines;
  };
  struct StagedClaim {
    Claim claim;
    std::uint64_t line;
  };
  struct StagedStatus {
    TerritorialStatus status;
    std::uint64_t line;
  };

  ChronicleBuilder& builder_;
  std::vector<Actor> actors_;
  std::vector<Place> places_;
  // Queues, as they free what they gave away, unlike a vector.
  std::deque<Chunk> events_;
  std::deque<StagedClaim> claims_;
  std::deque<StagedStatus> statuses_;
  std::uint32_t event_count_ = 0;
  std::vector<Event> completions_;
  std::vector<std::pair<Coverage, std::optional<PlaceId>>> coverage_;
  absl::flat_hash_map<std::string, std::uint32_t> actor_rows_;
  absl::flat_hash_map<std::string, std::uint32_t> place_rows_;
  absl::flat_hash_set<std::string> event_keys_;
  absl::flat_hash_set<std::string> claim_keys_;
  absl::flat_hash_set<std::string> status_keys_;
  absl::flat_hash_set<std::pair<std::uint32_t, std::string>> actor_names_;
  absl::flat_hash_set<std::pair<std::uint32_t, std::string>> place_names_;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_STAGING_H_
