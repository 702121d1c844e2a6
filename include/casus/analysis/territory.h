#ifndef CASUS_ANALYSIS_TERRITORY_H_
#define CASUS_ANALYSIS_TERRITORY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "casus/base/export.h"
#include "casus/base/function_ref.h"
#include "casus/base/tokens.h"
#include "casus/base/truth.h"
#include "casus/chronicle/chronicle.h"
#include "casus/chronicle/query.h"
#include "casus/territory/status.h"
#include "casus/time/day.h"
#include "casus/time/period.h"

namespace casus {

// How many of the sources are witnesses of their own, at the least: no two of those counted draw on
// a common source, or one on the other (Source::derived_from, in any number of steps). Versions of
// one dataset are one witness only if they say so there.
CASUS_EXPORT std::size_t IndependentSources(const Chronicle& chronicle,
                                            std::span<const SourceId> sources);

// Which statuses a question is about; all that is given must hold.
struct TerritoryFilter {
  std::vector<Axis> axes = {};  // any of them; empty: all
  // Only what is so from this view, and by it, what lies in what. Empty: all statuses; a place that
  // lies in another by some view only, lies there possibly.
  std::optional<ActorId> viewpoint = std::nullopt;
  std::optional<SourceId> source = std::nullopt;
  std::optional<Day> as_known = std::nullopt;
};

// A status that speaks of a place on a day: it is of the place itself, or of one in which it lies.
struct PlaceStatus {
  StatusId status;
  // That it holds on the day, and of the place. Possible of a part where the status is of a
  // fraction of something larger: the part may be in it or not. Never kNo.
  Truth truth = Truth::kCertain;
  // It speaks of a part of the place: of a fraction, or of all but some places inside.
  bool of_part = false;
  friend bool operator==(const PlaceStatus&, const PlaceStatus&) = default;
};

// Someone who is said to hold a place (who claims it, whose title is recognised or refused: see
// TerritorialStatus::recognition), by anyone.
struct Holder {
  std::optional<ActorId> actor;   // empty: nobody does, says somebody
  Truth truth = Truth::kCertain;  // of the surest status
  bool of_part = false;           // of a part, by all of them
  std::vector<StatusId> statuses;
  std::size_t witnesses = 0;  // IndependentSources of the statuses
  friend bool operator==(const Holder&, const Holder&) = default;
};

// What sources say of a place over some days on which it does not change.
struct Opinion {
  std::vector<ActorId> holders;  // ascending, one id a key; empty: nobody
  std::vector<StatusId> statuses;
  std::size_t witnesses = 0;
  friend bool operator==(const Opinion&, const Opinion&) = default;
};
struct OpinionSpell {
  Period period = Period::Always();
  // Of statuses that certainly speak of all of the place. None: nobody says anything that is
  // certain. More than one: sources disagree, or one tells of several views. By first status.
  std::vector<Opinion> opinions;
  std::vector<PlaceStatus> others;  // possible ones, and of parts
  friend bool operator==(const OpinionSpell&, const OpinionSpell&) = default;
};

// How an episode follows the one before it.
enum class Succession : std::uint8_t {
  kFirst,
  kMeets,     // on the very day: a handover
  kGap,       // surely later
  kOverlaps,  // surely on days of the one before
  kUnsure,    // the bounds allow several of these
};
template <>
inline constexpr auto kTokens<Succession> = std::to_array<Token<Succession>>({
    {Succession::kFirst, "first"},
    {Succession::kMeets, "meets"},
    {Succession::kGap, "gap"},
    {Succession::kOverlaps, "overlaps"},
    {Succession::kUnsure, "unsure"},
});
struct Episode {
  StatusId status;
  Succession succession = Succession::kFirst;
  friend bool operator==(const Episode&, const Episode&) = default;
};
// The statuses of one place on one axis, as one source has them from one view, in order of
// (begin_earliest, id).
struct EpisodeSeries {
  PlaceId place;
  Axis axis = Axis::kControl;
  SourceId source;
  std::optional<ActorId> viewpoint;
  std::vector<Episode> episodes;
  friend bool operator==(const EpisodeSeries&, const EpisodeSeries&) = default;
};

// What one source, from one view, says of a place on two days, where it differs.
struct TerritoryChange {
  PlaceId place;
  Axis axis = Axis::kControl;
  SourceId source;
  std::optional<ActorId> viewpoint;
  std::vector<PlaceStatus> before;  // empty: it says nothing, which is not that nobody holds it
  std::vector<PlaceStatus> after;
  friend bool operator==(const TerritoryChange&, const TerritoryChange&) = default;
};

// Who held a place, who claimed it, who says so, on which day: the statuses of a chronicle by place
// and by what places lie in. Nothing is resolved: what sources have against each other stays side
// by side, and what a source says of a province and of a village in it are two statuses.
//
// All versions of a key of a place, an actor or a viewpoint are one. What is answered is by
// statuses that stand now, or stood on TerritoryFilter::as_known.
//
// Cost: a look-up looks at the statuses of the place and of all in which it ever lies; where it
// lies in them by dated or disputed links only, or a day of knowledge is asked for, the links are
// walked as well. Memory: 8 bytes for each pair of a place and a status that may speak of it.
//
//   casus::TerritoryIndex index = casus::TerritoryIndex::Build(chronicle);
//   for (const casus::Holder& holder : index.Holders(kherson, day, casus::Axis::kControl)) ...
//
// Immutable and safe to share between threads; copies are cheap. Ids given to it must be of the
// chronicle; days must be finite (REQUIRES).
class CASUS_EXPORT TerritoryIndex {
 public:
  static TerritoryIndex Build(const Chronicle& chronicle);

  const Chronicle& chronicle() const;
  // Bytes held, without the chronicle's.
  std::size_t MemoryUsed() const;

  // The statuses that speak of the place on the day, in order of (begin_earliest, id).
  std::vector<PlaceStatus> At(PlaceId place, Day day, const TerritoryFilter& filter = {}) const;
  // The same, in no order that means anything, and nothing allocated but for the links walked.
  void Visit(PlaceId place, Day day, const TerritoryFilter& filter,
             FunctionRef<void(const PlaceStatus&)> visit) const;
  // The statuses of places inside it on the day, not of itself. `truth` is that of the status, and
  // of the other's lying inside. In order of (begin_earliest, id).
  std::vector<PlaceStatus> Inside(PlaceId place, Day day, const TerritoryFilter& filter = {}) const;

  // Who holds it on the axis, by anyone's word (the filter's `axes` are not looked at). The surest
  // first, then by first status.
  std::vector<Holder> Holders(PlaceId place, Day day, Axis axis,
                              const TerritoryFilter& filter = {}) const;
  // The places that have a status of their own which holds on the day and names the actor, with the
  // truth of the surest; of one with its parts (members) as of the day. In order of id. What lies
  // in the places is not told.
  std::vector<Match<PlaceId>> PlacesHeld(const ActorFilter& actor, Day day, Axis axis,
                                         const TerritoryFilter& filter = {}) const;
  // A whole map: all places that have a status of their own ever, and what At says of each, in
  // order of id (places of which nothing is said on the day are left out).
  void Map(Day day, const TerritoryFilter& filter,
           FunctionRef<void(PlaceId, const PlaceStatus&)> visit) const;

  // What is said over the period, day by day, in spells of days on which it is the same; together
  // they are the period.
  std::vector<OpinionSpell> Opinions(PlaceId place, Axis axis, Period period,
                                     const TerritoryFilter& filter = {}) const;
  // The place's own statuses as series. By (axis, source, viewpoint).
  std::vector<EpisodeSeries> Episodes(PlaceId place, const TerritoryFilter& filter = {}) const;
  // Of the statuses that places have of their own: what differs between the two days in holders,
  // regime, recognition, security, extent or truth. By (place, axis, source, viewpoint).
  std::vector<TerritoryChange> Changes(Day first, Day second,
                                       const TerritoryFilter& filter = {}) const;

 private:
  struct Data;
  class Asking;
  explicit TerritoryIndex(std::shared_ptr<const Data> data);
  std::shared_ptr<const Data> data_;
};

}  // namespace casus

#endif  // CASUS_ANALYSIS_TERRITORY_H_
