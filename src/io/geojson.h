#ifndef CASUS_SRC_IO_GEOJSON_H_
#define CASUS_SRC_IO_GEOJSON_H_

#include <optional>
#include <string_view>

#include "casus/time/day.h"

namespace casus::internal {

// Does a text begin as an object of GeoJSON does? By the members of the outermost object alone:
// its type, or an array of features, or a geometry.
bool LooksLikeGeoJson(std::string_view head);

// The day in the name of a file: "deepstatemap_data_20240708.geojson", "2024-07-08.geojson". Empty
// where there is none, or more than one.
struct NamedDay {
  Day day;
  std::string_view before;  // what stands before and behind it in the name
  std::string_view behind;
};
std::optional<NamedDay> DayInName(std::string_view name);

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_GEOJSON_H_
