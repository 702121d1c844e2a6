#ifndef CASUS_PLACE_PLACE_H_
#define CASUS_PLACE_PLACE_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "casus/actor/actor.h"
#include "casus/base/id.h"
#include "casus/base/tokens.h"
#include "casus/place/geometry.h"
#include "casus/time/moment.h"
#include "casus/time/span.h"
#include "casus/timeline/fact.h"

namespace casus {

enum class PlaceKind : std::uint8_t {
  kWorld,
  kContinent,
  kRegion,        // larger than or across states, no legal border: "Eastern Europe"
  kCountry,       // the territory of a state
  kAdmin1,        // first-order unit: oblast, state, province
  kAdmin2,        // second-order: raion, county, district
  kAdmin3,        // third-order: hromada, municipality
  kSettlement,
  kDistrict,      // part of a settlement
  kVagueRegion,   // within a state, no legal border: "eastern Ukraine"
  kFacility,      // airport, plant, dam, base, bridge
  kNatural,       // river, island, mountain
  kWater,         // sea, strait, international waters
  kOther,
};
template <>
inline constexpr auto kTokens<PlaceKind> = std::to_array<Token<PlaceKind>>({
    {PlaceKind::kWorld, "world"},
    {PlaceKind::kContinent, "continent"},
    {PlaceKind::kRegion, "region"},
    {PlaceKind::kCountry, "country"},
    {PlaceKind::kAdmin1, "admin1"},
    {PlaceKind::kAdmin2, "admin2"},
    {PlaceKind::kAdmin3, "admin3"},
    {PlaceKind::kSettlement, "settlement"},
    {PlaceKind::kDistrict, "district"},
    {PlaceKind::kVagueRegion, "vague_region"},
    {PlaceKind::kFacility, "facility"},
    {PlaceKind::kNatural, "natural"},
    {PlaceKind::kWater, "water"},
    {PlaceKind::kOther, "other"},
});

// How well a fact's place is known. UCDP GED where_prec 1..7 (codebook 24.1), ACLED geo_precision
// 1..3 and GDELT Geo_Type 0..5 map onto it; a centroid standing for a whole country is kCountry,
// never a point.
enum class PlacePrecision : std::uint8_t {
  kUnknown,
  kExact,          // GED 1; ACLED 1; GDELT city (3, 4)
  kNear,           // GED 2: within some 25 km of a known point; ACLED 2
  kAdmin2,         // GED 3
  kAdmin1,         // GED 4; ACLED 3; GDELT state (2, 5)
  kRegion,         // GED 5: linear feature or fuzzy area
  kCountry,        // GED 6; GDELT country (1)
  kInternational,  // GED 7: international waters or airspace
};
template <>
inline constexpr auto kTokens<PlacePrecision> = std::to_array<Token<PlacePrecision>>({
    {PlacePrecision::kUnknown, "unknown"},
    {PlacePrecision::kExact, "exact"},
    {PlacePrecision::kNear, "near"},
    {PlacePrecision::kAdmin2, "admin2"},
    {PlacePrecision::kAdmin1, "admin1"},
    {PlacePrecision::kRegion, "region"},
    {PlacePrecision::kCountry, "country"},
    {PlacePrecision::kInternational, "international"},
});

// The unit a place lay in, when, and by whose law. Crimea lies in Ukraine (by Ukraine's law and
// most others') and in Russia (by Russia's, since 2014): two rows, neither overwrites the other.
struct PlaceParent {
  PlaceId parent;
  std::optional<Span> span;          // empty: not said, taken to hold whenever both exist
  std::optional<ActorId> viewpoint;  // empty: undisputed
  friend bool operator==(const PlaceParent&, const PlaceParent&) = default;
};

// What a place covered while `span` held, as the place's source draws it.
struct PlaceGeometry {
  std::optional<Span> span;  // empty: not said, taken to hold whenever the place exists
  std::vector<Polygon> polygons;
  friend bool operator==(const PlaceGeometry&, const PlaceGeometry&) = default;
};

// How a place came from another.
enum class PlaceChange : std::uint8_t {
  kSplit,     // the other was divided, and is no more
  kMerge,     // it and others became this one, and are no more
  kSecede,    // it left the other, which goes on without it
  kTransfer,  // a part of the other was added to this one; both go on
  kRename,    // the same place under another name
  kRecode,    // the same place under another code
};
template <>
inline constexpr auto kTokens<PlaceChange> = std::to_array<Token<PlaceChange>>({
    {PlaceChange::kSplit, "split"},
    {PlaceChange::kMerge, "merge"},
    {PlaceChange::kSecede, "secede"},
    {PlaceChange::kTransfer, "transfer"},
    {PlaceChange::kRename, "rename"},
    {PlaceChange::kRecode, "recode"},
});

// From what a place came, and how much of that it took.
struct PlaceOrigin {
  PlaceId from;
  PlaceChange change = PlaceChange::kSplit;
  std::optional<Moment> when = std::nullopt;  // empty: not said
  // Of the other's area, in hundredths of a per cent: 0 <= low <= high <= 10000.
  std::int32_t share_low = 0;
  std::int32_t share_high = 10000;
  friend bool operator==(const PlaceOrigin&, const PlaceOrigin&) = default;
};

// A place or an administrative unit. `fact.span` is its existence as a unit; identity, names, codes,
// parents and geometry each have their own time.
struct Place {
  Fact fact;
  PlaceKind kind = PlaceKind::kOther;
  std::string name;
  std::vector<Name> names;
  std::vector<Code> codes;
  std::vector<PlaceParent> parents;
  std::optional<Coordinates> at;  // a point in it
  std::vector<PlaceGeometry> geometries;
  std::vector<PlaceOrigin> origins;
  friend bool operator==(const Place&, const Place&) = default;
};

}  // namespace casus

#endif  // CASUS_PLACE_PLACE_H_
