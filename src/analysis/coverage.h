#ifndef CASUS_SRC_ANALYSIS_COVERAGE_H_
#define CASUS_SRC_ANALYSIS_COVERAGE_H_

#include <optional>
#include <vector>

#include "casus/base/id.h"
#include "casus/base/truth.h"
#include "casus/chronicle/chronicle.h"
#include "casus/time/day.h"
#include "casus/time/period.h"
#include "src/analysis/place_units.h"

namespace casus::internal {

// Chronicle::Covered of events for every day: of one place or of all, by one source or by all.
class EventCoverage {
 public:
  EventCoverage(const Chronicle& chronicle, const PlaceGraph& graph, std::optional<PlaceId> place,
                std::optional<SourceId> source);

  // Certain if it is on every day of the period; possible if it is, or is possible, on some.
  Truth Over(Period period) const;

 private:
  struct Stretch {
    Day first;
    Truth truth;
  };
  std::vector<Stretch> stretches_;  // ascending, from Day::Min()
};

}  // namespace casus::internal

#endif  // CASUS_SRC_ANALYSIS_COVERAGE_H_
