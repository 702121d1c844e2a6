#ifndef CASUS_SRC_CHRONICLE_CYCLES_H_
#define CASUS_SRC_CHRONICLE_CYCLES_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace casus::internal {

// The sets of nodes that lie on a common cycle of the edges (from, to), a node with an edge to
// itself included; each set ascending, the sets by their lowest node. REQUIRES: nodes < size.
std::vector<std::vector<std::uint32_t>> CyclesOf(
    std::size_t size, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges);

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_CYCLES_H_
