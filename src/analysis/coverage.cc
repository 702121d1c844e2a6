#include "src/analysis/coverage.h"

#include <algorithm>

namespace casus::internal {

EventCoverage::EventCoverage(const Chronicle& chronicle, const PlaceGraph& graph,
                             std::optional<PlaceId> place, std::optional<SourceId> source) {
  // The rows that may say something of the place, and the days on which they may change.
  std::vector<const Coverage*> rows;
  std::vector<Day> days = {Day::Min()};
  const auto append = [&](const std::vector<Day>& changes) {
    days.insert(days.end(), changes.begin(), changes.end());
  };
  const std::vector<PlaceGraph::Node> around =
      place ? graph.Outward(graph.NodeOf(*place)) : std::vector<PlaceGraph::Node>();
  for (const Coverage& row : chronicle.coverage()) {
    if (row.table != Table::kEvents || (source && row.source != source)) continue;
    if (place && row.place) {
      const std::vector<PlaceGraph::Node> around_row = graph.Outward(graph.NodeOf(*row.place));
      const bool inside =
          std::binary_search(around.begin(), around.end(), graph.NodeOf(*row.place));
      const bool outside =
          std::binary_search(around_row.begin(), around_row.end(), graph.NodeOf(*place));
      if (!inside && !outside) continue;
      if (inside) append(graph.Changes(around));
      if (outside) append(graph.Changes(around_row));
    }
    rows.push_back(&row);
    for (const Day day : {row.period.first(), row.period.last()}) {
      if (day.is_finite()) days.push_back(day);
    }
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());

  for (const Day day : days) {
    Truth covered = Truth::kNo;
    for (const Coverage* row : rows) {
      if (covered == Truth::kCertain) break;
      if (!row->period.Contains(day)) continue;
      Truth whole = Truth::kCertain;
      if (row->place) {
        whole = place ? chronicle.IsInside(*place, *row->place, day) : Truth::kNo;
      }
      const bool of_part =
          row->place && (!place || chronicle.IsInside(*row->place, *place, day) != Truth::kNo);
      if (whole == Truth::kCertain && row->complete) {
        covered = Truth::kCertain;
      } else if (whole != Truth::kNo || of_part) {
        covered = Or(covered, Truth::kPossible);
      }
    }
    if (stretches_.empty() || stretches_.back().truth != covered) {
      stretches_.push_back({day, covered});
    }
  }
}

Truth EventCoverage::Over(Period period) const {
  auto stretch =
      std::upper_bound(stretches_.begin(), stretches_.end(), std::max(period.first(), Day::Min()),
                       [](Day day, const Stretch& s) { return day < s.first; }) -
      1;
  bool some = false;
  bool all = true;
  for (; stretch != stretches_.end() && stretch->first < period.last(); ++stretch) {
    some = some || stretch->truth != Truth::kNo;
    all = all && stretch->truth == Truth::kCertain;
  }
  return all ? Truth::kCertain : some ? Truth::kPossible : Truth::kNo;
}

}  // namespace casus::internal
