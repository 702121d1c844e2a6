// What a stranger's program looks like; every way of getting casus must build and run it.

#include <iostream>
#include <vector>

#include <casus/casus.h>

int main() {
  const std::vector<casus::Span> spans = {casus::ParseEdtfSpan("2014-03").value()};
  const casus::Timeline timeline = casus::Timeline::Build(spans).value();
  const casus::Day day = casus::Day::FromYmd(2014, 3, 18);
  for (const casus::Hit hit : timeline.At(day)) {
    std::cout << "casus " << casus::kVersion << ' ' << day << ' ' << hit.truth << '\n';
  }
}
