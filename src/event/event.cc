#include "casus/event/event.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace casus {

Bounds Casualties::AsBounds() const {
  std::optional<std::int64_t> least;
  std::optional<std::int64_t> most;
  for (const std::optional<std::int64_t>& number : {low, best, high}) {
    if (!number) continue;
    least = least ? std::min(*least, *number) : *number;
    most = most ? std::max(*most, *number) : *number;
  }
  return Bounds{least.value_or(0), most.value_or(0), best};
}

}  // namespace casus
