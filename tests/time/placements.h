#ifndef CASUS_TESTS_TIME_PLACEMENTS_H_
#define CASUS_TESTS_TIME_PLACEMENTS_H_

#include <vector>

#include "casus/time/allen.h"
#include "casus/time/day.h"
#include "casus/time/span.h"

// The slow and obvious meaning of a span's bounds: every way to place its begin and its end.

namespace casus {

// A few days that follow one another; a sentinel may stand at an end, next to the calendar's own
// first or last day. Ends of spans and periods are taken from these.
using Grid = std::vector<Day>;

inline Grid MiddleGrid(int size) {
  Grid grid;
  for (int i = 0; i < size; ++i) grid.push_back(Day::FromYmd(2014, 2, 27) + i);
  return grid;
}
inline Grid LowGrid(int size) {
  Grid grid = {Day::BeginningOfTime()};
  for (int i = 0; i < size - 1; ++i) grid.push_back(Day::Min() + i);
  return grid;
}
inline Grid HighGrid(int size) {
  Grid grid;
  for (int i = size - 2; i >= 0; --i) grid.push_back(Day::Max() - i);
  grid.push_back(Day::EndOfTime());
  return grid;
}

// A stretch of days [begin, end), placed.
struct Placement {
  Day begin;
  Day end;
};

inline std::vector<Placement> PlacementsOf(const SpanBounds& span, const Grid& grid) {
  std::vector<Placement> placements;
  for (const Day begin : grid) {
    if (begin < span.begin_earliest || span.begin_latest < begin) continue;
    for (const Day end : grid) {
      if (end < span.end_earliest || span.end_latest < end) continue;
      if (begin < end) placements.push_back({begin, end});
    }
  }
  return placements;
}

// All tight bounds on the grid. A span holds on some day, so that none ends with the first day of
// the calendar or begins after its last.
inline std::vector<SpanBounds> AllBounds(const Grid& grid) {
  std::vector<SpanBounds> all;
  for (const Day be : grid) {
    for (const Day bl : grid) {
      if (bl < be || bl == Day::EndOfTime()) continue;
      for (const Day ee : grid) {
        if (ee <= be || ee <= Day::Min()) continue;
        for (const Day el : grid) {
          if (el < ee || el <= bl) continue;
          all.push_back({be, bl, ee, el});
        }
      }
    }
  }
  return all;
}

}  // namespace casus

#endif  // CASUS_TESTS_TIME_PLACEMENTS_H_
