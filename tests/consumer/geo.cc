// A stranger's program with casus::geo: exit code 0 if it links and knows a square degree's area.
#include <casus/geo/shape.h>

#include <vector>

int main() {
  const std::vector<casus::Polygon> box = {{{{0, 0}, {0, 1}, {1, 1}, {1, 0}}, {}}};
  const casus::Result<casus::ShapeDifference> same = casus::DifferenceOf(box, box);
  return same.ok() && same->kept.km2 > 12308 && same->kept.km2 < 12309 ? 0 : 1;
}
