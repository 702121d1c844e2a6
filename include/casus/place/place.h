#ifndef CASUS_PLACE_PLACE_H_
#define CASUS_PLACE_PLACE_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "casus/actor/actor.h"
#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/id.h"
#include "casus/base/tokens.h"
#include "casus/time/span.h"
#include "casus/timeline/fact.h"

namespace casus {

// WGS 84 degrees. latitude in [-90, 90], longitude in [-180, 180]; Make refuses others and NaN.
// (0, 0) is a real point in the Gulf of Guinea and a common mistake: readers warn of it.
struct Coordinates {
  double latitude = 0;
  double longitude = 0;
  CASUS_EXPORT static Result<Coordinates> Make(double latitude, double longitude);
  friend bool operator==(const Coordinates&, const Coordinates&) = default;
};

// Great-circle distance on the mean sphere (6371.0088 km), in kilometres; within 0.6 % of the
// ellipsoid.
CASUS_EXPORT double DistanceKm(Coordinates a, Coordinates b);

// PRIO-GRID cell (half-degree, Tollefsen et al. 2012): floor((lat+90)*2)*720 + floor((lon+180)*2) +
// 1, from 1 to 259200, as in UCDP GED's priogrid_gid. The north pole and longitude 180 belong to
// the last row and column.
CASUS_EXPORT std::int32_t PrioGridCell(Coordinates at);

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

// A place or an administrative unit. `fact.span` is its existence as a unit; identity, names, codes
// and parents each have their own time.
struct Place {
  Fact fact;
  PlaceKind kind = PlaceKind::kOther;
  std::string name;
  std::vector<Name> names;
  std::vector<Code> codes;
  std::vector<PlaceParent> parents;
  std::optional<Coordinates> at;  // a point in it
  friend bool operator==(const Place&, const Place&) = default;
};

}  // namespace casus

#endif  // CASUS_PLACE_PLACE_H_
