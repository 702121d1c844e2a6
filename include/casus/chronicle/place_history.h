#ifndef CASUS_CHRONICLE_PLACE_HISTORY_H_
#define CASUS_CHRONICLE_PLACE_HISTORY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/id.h"
#include "casus/base/truth.h"
#include "casus/chronicle/chronicle.h"
#include "casus/chronicle/relations.h"
#include "casus/place/place.h"
#include "casus/time/day.h"
#include "casus/time/period.h"

// Places in time: what a place was called on a day, in what it lay and what it covered; from what
// it came, what became of it, and how much of a quantity of old units lies in the new ones.
//
// All functions are pure and safe to call from many threads; pointers and string_views live as long
// as the chronicle. A place whose span is unknown is taken to exist. Days are finite (REQUIRES).

namespace casus {

// ---- On a day ----

// As NamesOn of an actor, by this version of the place.
CASUS_EXPORT std::vector<NameOn> NamesOn(const Chronicle& chronicle, PlaceId place, Day day);

struct ParentOn {
  PlaceId parent;
  std::optional<ActorId> viewpoint;  // empty: undisputed
  Truth truth;                       // never kNo
  friend bool operator==(const ParentOn&, const ParentOn&) = default;
};
// The parents that this version of the place names for the day, in their order. One that nobody
// dates holds whenever both places exist.
CASUS_EXPORT std::vector<ParentOn> ParentsOn(const Chronicle& chronicle, PlaceId place, Day day);

struct GeometryOn {
  const PlaceGeometry* geometry;  // never null
  Truth truth;                    // never kNo
  friend bool operator==(const GeometryOn&, const GeometryOn&) = default;
};
// What this version of the place covers on the day, in the order of Place::geometries: none, one,
// or several where dates are vague or overlap. One that nobody dates holds as long as the place.
CASUS_EXPORT std::vector<GeometryOn> GeometriesOn(const Chronicle& chronicle, PlaceId place,
                                                  Day day);

// ---- Over a period ----

// What is known of a place that has area of several: which of it does a part take?
enum class PlaceMixing : std::uint8_t {
  kUnknown,  // any: of what came with others a part takes all, some or nothing
  kEven,     // as much of each as of the whole (areal weighting). An assumption
};

struct PlaceLineageQuery {
  PlaceId place;
  Period period = Period::Always();
  PlaceMixing mixing = PlaceMixing::kUnknown;
  std::optional<Day> as_known = std::nullopt;  // by the versions that stood then; else that stand
};

// How much of one place, as it was when the period began (or when it came to be), lies in another
// when the period ends: at least `share_low`, at most `share_high`, of 1. A change takes its share
// of what the other has on its day. Sound for all days and shares within their bounds; exact where
// those are exact and nothing is mixed.
struct PlaceRelative {
  PlaceId place;
  // Did one come from the other in the period? A change of unknown or vague day, or one of which
  // nobody knows whether it came before the next, is possible only. Never kNo.
  Truth truth;
  double share_low;
  double share_high;
  std::size_t steps;  // the fewest changes between the two
  friend bool operator==(const PlaceRelative&, const PlaceRelative&) = default;
};
struct PlaceLineage {
  // By Place::origins in any number of steps, in order of (steps, id); ids are those that FindPlace
  // gives. Places that came and went are among them, with a share of 0 at the end.
  std::vector<PlaceRelative> earlier;  // the share of each that lies in the place asked about
  std::vector<PlaceRelative> later;    // of the place asked about in each; itself first
  // What of the place asked about nobody says where it went: a split whose shares do not add up, a
  // place that is no more at the end of the period.
  double unplaced_low = 0;
  double unplaced_high = 0;
};
// What the place came from and what came of it. A rename or recode is of the whole; split, merge,
// rename and recode leave nothing of the other. A place that came to be by a change (and for all
// that is known was not there before) changes itself only after it. Changes that may follow each
// other in a circle, for want of days, give bounds of 0 to 1. Costs a look at every place, and for
// each earlier place one at what came of it.
CASUS_EXPORT PlaceLineage Lineage(const Chronicle& chronicle, const PlaceLineageQuery& query);

// A quantity that is spread over each unit as its area is.
struct PlaceValue {
  PlaceId place;
  double value;
};
struct PlacedValue {
  PlaceId place;
  double low;
  double high;
  friend bool operator==(const PlacedValue&, const PlacedValue&) = default;
};
struct PlaceCrosswalk {
  std::vector<PlacedValue> placed;  // ascending by place; none of high 0
  // Of the values given, what lies in none of them for all that is known.
  double unplaced_low = 0;
  double unplaced_high = 0;
  // Units that surely did not exist on the first day: their values are unplaced.
  std::vector<PlaceId> not_there;
};
struct PlaceCrosswalkQuery {
  Day from;  // of the values, changes of that day included
  Day to;
  PlaceMixing mixing = PlaceMixing::kUnknown;
  std::optional<Day> as_known = std::nullopt;
};
// What of the values, given per unit on one day, lies in which units on a later one. Units without
// a value count as 0. Errors: kInvalidArgument for a value below 0 or not finite, and where `to` is
// before `from`; kDuplicate for a unit given twice.
//
//   casus::PlaceCrosswalk areas = casus::CrosswalkValues(
//       chronicle, {{district, 1200}}, {.from = before, .to = after}).value();
CASUS_EXPORT Result<PlaceCrosswalk> CrosswalkValues(const Chronicle& chronicle,
                                                    std::span<const PlaceValue> values,
                                                    const PlaceCrosswalkQuery& query);

}  // namespace casus

#endif  // CASUS_CHRONICLE_PLACE_HISTORY_H_
