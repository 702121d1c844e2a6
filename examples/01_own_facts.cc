// Shows: your own facts on casus's timeline, and answers that say how sure they are.
#include <casus/casus.h>

#include <iostream>
#include <vector>

int main() {
  const char* facts[] = {"annexation, as a newspaper dates it", "war", "ceasefire"};
  const std::vector<casus::Span> spans = {casus::ParseEdtfSpan("2014").value(),
                                          casus::ParseEdtfSpan("2014-04/..").value(),
                                          casus::ParseEdtfSpan("2015-02-15/2015-03").value()};
  const casus::Timeline timeline = casus::Timeline::Build(spans).value();
  for (const casus::Hit hit : timeline.At(casus::Day::FromYmd(2014, 5, 9))) {
    std::cout << facts[hit.row] << ": " << hit.truth << '\n';
  }
}
