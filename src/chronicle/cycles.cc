#include "src/chronicle/cycles.h"

#include <algorithm>

#include "src/chronicle/lists.h"

namespace casus::internal {

std::vector<std::vector<std::uint32_t>> CyclesOf(
    std::size_t size, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges) {
  std::vector<std::vector<std::uint32_t>> cycles;
  if (edges.empty()) return cycles;
  const auto next = Lists<std::uint32_t>::Of(size, [&](auto f) {
    for (const auto& [from, to] : edges) f(from, to);
  });

  // Tarjan's strongly connected components (SIAM J. Comput. 1(2), 1972), with a stack of our own: a
  // chain may be as long as the table.
  constexpr std::uint32_t kUnseen = 0;
  std::vector<std::uint32_t> order(size, kUnseen);
  std::vector<std::uint32_t> lowest(size, 0);
  std::vector<bool> is_open(size, false);
  std::vector<std::uint32_t> open;
  struct Frame {
    std::uint32_t node;
    std::size_t edge;
  };
  std::vector<Frame> frames;
  std::uint32_t count = 0;
  const auto enter = [&](std::uint32_t node) {
    order[node] = lowest[node] = ++count;
    open.push_back(node);
    is_open[node] = true;
    frames.push_back(Frame{node, 0});
  };
  for (const auto& start : edges) {
    if (order[start.first] != kUnseen) continue;
    enter(start.first);
    while (!frames.empty()) {
      const std::uint32_t node = frames.back().node;
      const auto out = next[node];
      if (frames.back().edge < out.size()) {
        const std::uint32_t to = out[frames.back().edge++];
        if (order[to] == kUnseen) {
          enter(to);
        } else if (is_open[to]) {
          lowest[node] = std::min(lowest[node], order[to]);
        }
        continue;
      }
      frames.pop_back();
      if (!frames.empty()) {
        const std::uint32_t parent = frames.back().node;
        lowest[parent] = std::min(lowest[parent], lowest[node]);
      }
      if (lowest[node] != order[node]) continue;
      std::vector<std::uint32_t> component;
      std::uint32_t member;
      do {
        member = open.back();
        open.pop_back();
        is_open[member] = false;
        component.push_back(member);
      } while (member != node);
      const bool to_itself = std::find(out.begin(), out.end(), node) != out.end();
      if (component.size() == 1 && !to_itself) continue;
      std::sort(component.begin(), component.end());
      cycles.push_back(std::move(component));
    }
  }
  std::sort(cycles.begin(), cycles.end());
  return cycles;
}

}  // namespace casus::internal
