#include <vector>

#include "casus/timeline/timeline.h"

using casus::AllenSet;
using casus::Bounds;
using casus::Day;
using casus::Hit;
using casus::Period;
using casus::Row;
using casus::Span;
using casus::SpanBounds;
using casus::Timeline;
using casus::Truth;

[[maybe_unused]] static void Use(const Timeline& timeline, const std::vector<Span>& spans, Day day,
                                 Period period, Row row) {
#if CASUS_CASE == 0
  const Timeline built = Timeline::Build(spans).value();
  std::vector<Hit> hits = built.At(day);
  hits = built.During(period);
  built.Within(period, [](Row, Truth) {});
  Bounds bounds = built.CountAt(day) + CountJoin(timeline, casus::kInside, built);
  (void)bounds;
  (void)built.bounds(row);
  (void)built.NearestBefore(day, 3);
  (void)built.CountByBin(casus::Bin::kMonth, period);
#endif

#if CASUS_CASE == 1
  // A period is not a day: does it hold on all of its days, or on some?
  // EXPECT: no matching function|no matching member function
  (void)timeline.At(period);
#endif

#if CASUS_CASE == 2
  // A day is not a period: half-open or closed would be a guess.
  // EXPECT: no matching function|no matching member function
  (void)timeline.During(day);
#endif

#if CASUS_CASE == 3
  // A row is not a day.
  // EXPECT: no matching function|no matching member function
  (void)timeline.At(row);
#endif

#if CASUS_CASE == 4
  // EXPECT: cannot convert|no viable conversion
  (void)timeline.CountAt(20000);
#endif

#if CASUS_CASE == 5
  // A day is not a row.
  // EXPECT: cannot convert|no viable conversion
  (void)timeline.bounds(day);
#endif

#if CASUS_CASE == 6
  // Two bare days have no order that the compiler could check; a Period has.
  // EXPECT: no matching function|no matching member function
  (void)timeline.During(day, day);
#endif

#if CASUS_CASE == 7
  // Building can fail; nobody gets a timeline without having looked.
  // EXPECT: conversion from|no viable conversion
  const Timeline built = Timeline::Build(spans);
#endif

#if CASUS_CASE == 8
  // EXPECT: ignoring return value|ignoring returned value|nodiscard
  Timeline::Build(spans);
#endif

#if CASUS_CASE == 9
  // A visitor that takes one number cannot tell certain from possible.
  // EXPECT: no matching function|no matching member function
  timeline.At(day, [](Row) {});
#endif

#if CASUS_CASE == 10
  // A truth is no number, and no yes or no.
  // EXPECT: cannot convert|cannot initialize
  const bool held = timeline.Stands(row);
  (void)held;
#endif

#if CASUS_CASE == 11
  // The relations stand between the two sides.
  // EXPECT: no matching function|cannot convert|could not convert|invalid initialization
  (void)CountJoin(timeline, timeline, casus::kInside);
#endif

#if CASUS_CASE == 12
  // What is read by many threads is changed by none.
  // EXPECT: discards qualifiers|not marked const|read-only|no viable overloaded|passing
  timeline = Timeline();
#endif
}
