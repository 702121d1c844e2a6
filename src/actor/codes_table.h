#ifndef CASUS_SRC_ACTOR_CODES_TABLE_H_
#define CASUS_SRC_ACTOR_CODES_TABLE_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "casus/actor/actor.h"

namespace casus::internal {

// A state or territory with the codes it bears now, or bore last; "" where it has none. The days of
// a code are those of a DatedIso or DatedCode row that names it too, else those of its system:
//   ISO, M49     since the first list, without an end
//   FIPS, CAMEO  as long as the state, possibly before
struct StateRow {
  std::string_view key;
  std::string_view name;
  std::string_view alpha2;
  std::string_view alpha3;
  std::string_view numeric;  // M49's too
  std::string_view fips;
  std::string_view cameo;
};

// Days as yyyymmdd, both ends inside.
inline constexpr std::int32_t kOpen = 0;

enum class Membership : std::uint8_t { kCow, kGw, kBoth };
// A spell in the state systems.
struct MemberRow {
  std::string_view state;
  Membership system;
  std::string_view number;
  std::int32_t first;
  std::int32_t last;  // kOpen: a member today
};

// A first and a last day, each between two days. A first day whose latest is kOpen is that of the
// system's first list; one whose earliest is, lies anywhere before. A last day kOpen is none.
struct Days {
  std::int32_t first_earliest;
  std::int32_t first_latest;
  std::int32_t last_earliest;
  std::int32_t last_latest;
};

// Codes of ISO 3166-1 (the number is M49's too) that were introduced or withdrawn after the first
// list; "" where the row does not speak of that kind.
struct DatedIso {
  std::string_view state;
  std::string_view alpha2;
  std::string_view alpha3;
  std::string_view numeric;
  Days days;
};
struct DatedCode {
  std::string_view state;
  CodeSystem system;
  std::string_view code;
  Days days;
};

// Another name, on these days.
struct NameRow {
  std::string_view state;
  std::string_view name;
  std::int32_t first;  // kOpen: from the beginning
  std::int32_t last;
};

std::span<const StateRow> StateRows();  // ascending by key
std::span<const MemberRow> MemberRows();
std::span<const DatedIso> DatedIsoRows();
std::span<const DatedCode> DatedCodeRows();
std::span<const NameRow> NameRows();

}  // namespace casus::internal

#endif  // CASUS_SRC_ACTOR_CODES_TABLE_H_
