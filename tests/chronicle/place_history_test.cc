#include "casus/chronicle/place_history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "random_chronicle.h"
#include "words.h"

namespace casus::chronicle_test {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// ---- On a day ----

TEST(PlaceOnADay, HasTheNamesOfItsTime) {
  Maker maker;
  const PlaceId city = maker.AddPlace("Volgograd");
  maker.builder.place_at(city).names = {
      {"Stalingrad", NameKind::kFormer, "ru", S("1925-04-10/1961-11-10")},
      {"Tsaritsyn", NameKind::kFormer, "ru", {}}};
  const Chronicle chronicle = maker.Build();
  EXPECT_THAT(NamesOn(chronicle, city, D(1942, 8, 23)),
              ElementsAre(NameOn{"Volgograd", {}, {}, Truth::kPossible},
                          NameOn{"Stalingrad", NameKind::kFormer, "ru", Truth::kCertain},
                          NameOn{"Tsaritsyn", NameKind::kFormer, "ru", Truth::kPossible}));
  EXPECT_EQ(NamesOn(chronicle, city, D(2000, 1, 1)).front().truth, Truth::kCertain);
}

TEST(PlaceOnADay, LiesInTheParentsOfItsTime) {
  Maker maker;
  const ActorId view = maker.AddActor("view");
  const PlaceId a = maker.AddPlace("a");
  const PlaceId b = maker.AddPlace("b");
  maker.builder.place_at(b).fact.span = S("1991/..");
  const PlaceId inner = maker.AddPlace("inner", {{a, S("1950/1991"), {}}, {b, {}, view}});
  const Chronicle chronicle = maker.Build();
  EXPECT_THAT(ParentsOn(chronicle, inner, D(1980, 1, 1)),
              ElementsAre(ParentOn{a, {}, Truth::kCertain}));
  EXPECT_THAT(ParentsOn(chronicle, inner, D(1991, 5, 1)),
              ElementsAre(ParentOn{a, {}, Truth::kPossible}, ParentOn{b, view, Truth::kPossible}));
  EXPECT_THAT(ParentsOn(chronicle, inner, D(2000, 1, 1)),
              ElementsAre(ParentOn{b, view, Truth::kCertain}));
}

TEST(PlaceOnADay, CoversWhatWasDrawnForItsTime) {
  Maker maker;
  const PlaceId id = maker.AddPlace("place");
  Place& place = maker.builder.place_at(id);
  place.fact.span = S("1950-01-01/..");
  place.geometries = {{S("1990/1999"), {}}, {S("2000/.."), {}}, {{}, {}}};
  const Chronicle chronicle = maker.Build();
  const std::vector<PlaceGeometry>& drawn = chronicle.place(id).geometries;
  EXPECT_THAT(GeometriesOn(chronicle, id, D(1940, 1, 1)), IsEmpty());
  EXPECT_THAT(
      GeometriesOn(chronicle, id, D(1995, 1, 1)),
      ElementsAre(GeometryOn{&drawn[0], Truth::kCertain}, GeometryOn{&drawn[2], Truth::kCertain}));
  EXPECT_THAT(
      GeometriesOn(chronicle, id, D(2000, 7, 1)),
      ElementsAre(GeometryOn{&drawn[1], Truth::kPossible}, GeometryOn{&drawn[2], Truth::kCertain}));
}

// ---- Over a period ----

class Places {
 public:
  PlaceId Add(const std::string& key, std::vector<PlaceOrigin> origins = {},
              const std::string& span = "") {
    const PlaceId id = maker.AddPlace(key);
    Place& place = maker.builder.place_at(id);
    place.origins = std::move(origins);
    if (!span.empty()) place.fact.span = S(span);
    return id;
  }
  Maker maker;
};

PlaceOrigin Of(PlaceId from, PlaceChange change, const std::string& when, int low = 0,
               int high = 10000) {
  PlaceOrigin origin{from, change, {}, low, high};
  if (!when.empty()) origin.when = M(when);
  return origin;
}

// Each as "key steps truth low..high", in per cent.
std::vector<std::string> Words(const Chronicle& chronicle,
                               const std::vector<PlaceRelative>& relatives) {
  std::vector<std::string> words;
  for (const PlaceRelative& relative : relatives) {
    words.push_back(chronicle.place(relative.place).fact.key + " " +
                    std::to_string(relative.steps) + " " + std::string(ToString(relative.truth)) +
                    " " + std::to_string(std::lround(relative.share_low * 100)) + ".." +
                    std::to_string(std::lround(relative.share_high * 100)));
  }
  return words;
}

TEST(PlaceLineageOf, ASplitGoesOnInItsParts) {
  Places places;
  const PlaceId whole = places.Add("whole");
  const PlaceId a = places.Add("a", {Of(whole, PlaceChange::kSplit, "1990-01-01", 6000, 6000)});
  places.Add("b", {Of(whole, PlaceChange::kSplit, "1990-01-01", 3000, 4000)});
  const PlaceId c = places.Add("c", {Of(a, PlaceChange::kRecode, "2000-01-01")});
  places.Add("d", {Of(c, PlaceChange::kSecede, "2010", 2500, 5000)});
  const Chronicle chronicle = places.maker.Build();
  const PlaceLineage lineage = Lineage(chronicle, {.place = whole});
  EXPECT_THAT(Words(chronicle, lineage.later),
              ElementsAre("whole 0 certain 0..0", "a 1 certain 0..0", "b 1 certain 30..40",
                          "c 2 certain 30..45", "d 3 certain 15..30"));
  EXPECT_THAT(lineage.unplaced_low, DoubleNear(0, 1e-9));
  EXPECT_THAT(lineage.unplaced_high, DoubleNear(0.25, 1e-9));
  const PlaceLineage back = Lineage(chronicle, {.place = c});
  EXPECT_THAT(Words(chronicle, back.earlier),
              ElementsAre("a 1 certain 50..75", "whole 2 certain 30..45"));
  // Before a change, and in the midst of the days on which it may have come.
  const Day in_2010 = D(2010, 6, 30);
  EXPECT_THAT(
      Words(chronicle,
            Lineage(chronicle, {.place = c, .period = Period::Of(D(2001, 1, 1), in_2010)}).later),
      ElementsAre("c 0 certain 50..100", "d 1 possible 0..50"));
  EXPECT_THAT(
      Words(
          chronicle,
          Lineage(chronicle, {.place = whole, .period = Period::Of(D(1990, 1, 2), in_2010)}).later),
      ElementsAre("whole 0 certain 100..100"));
}

TEST(PlaceLineageOf, AChangeOfUnknownDayIsPossible) {
  Places places;
  const PlaceId old = places.Add("old");
  const PlaceId next = places.Add("new", {Of(old, PlaceChange::kRename, "")});
  const Chronicle chronicle = places.maker.Build();
  const Period period = Period::OfYear(1990);
  EXPECT_THAT(Words(chronicle, Lineage(chronicle, {.place = next, .period = period}).earlier),
              ElementsAre("old 1 possible 0..100"));
  // On some day it was.
  EXPECT_THAT(Words(chronicle, Lineage(chronicle, {.place = next}).earlier),
              ElementsAre("old 1 certain 100..100"));
}

TEST(PlaceLineageOf, WhatMakesAPlaceComesBeforeAllElse) {
  Places places;
  const PlaceId whole = places.Add("whole");
  const PlaceId part = places.Add("part", {Of(whole, PlaceChange::kSecede, "1990", 5000, 5000)});
  const PlaceId old = places.Add("old", {Of(whole, PlaceChange::kTransfer, "1990", 2000, 2000)});
  const PlaceId kept =
      places.Add("kept", {Of(whole, PlaceChange::kSecede, "1990", 1000, 1000)}, "1950/..");
  places.Add("of_part", {Of(part, PlaceChange::kRename, "1990")});
  places.Add("of_old", {Of(old, PlaceChange::kRename, "1990")});
  places.Add("of_kept", {Of(kept, PlaceChange::kRename, "1990")});
  const Chronicle chronicle = places.maker.Build();
  const PlaceLineage lineage = Lineage(chronicle, {.place = whole, .mixing = PlaceMixing::kEven});
  EXPECT_THAT(Words(chronicle, lineage.later),
              ElementsAre("whole 0 certain 36..36", "part 1 certain 0..0", "old 1 certain 0..20",
                          "kept 1 certain 0..10", "of_part 2 certain 36..50",
                          "of_old 2 possible 0..20", "of_kept 2 possible 0..10"));
}

TEST(PlaceLineageOf, AShareIsOfWhatIsLeft) {
  Places places;
  const PlaceId whole = places.Add("whole");
  const PlaceId other =
      places.Add("other", {Of(whole, PlaceChange::kTransfer, "1990-01-01", 2000, 2000)});
  places.Add("part", {Of(whole, PlaceChange::kSecede, "2000-01-01", 5000, 5000)});
  places.Add("later", {Of(other, PlaceChange::kSecede, "2010-01-01", 5000, 5000)});
  const Chronicle chronicle = places.maker.Build();
  EXPECT_THAT(Words(chronicle, Lineage(chronicle, {.place = whole}).later),
              ElementsAre("whole 0 certain 40..40", "other 1 certain 0..20",
                          "part 1 certain 40..40", "later 2 certain 0..20"));
  // What the other gave away lay anywhere in it, unless one knows better.
  EXPECT_THAT(
      Words(chronicle, Lineage(chronicle, {.place = whole, .mixing = PlaceMixing::kEven}).later),
      ElementsAre("whole 0 certain 40..40", "other 1 certain 10..10", "part 1 certain 40..40",
                  "later 2 certain 10..10"));
}

TEST(PlaceLineageOf, APlaceThatIsNoMoreHoldsNothing) {
  Places places;
  const PlaceId old = places.Add("old", {}, "1900/1989");
  const Chronicle chronicle = places.maker.Build();
  const PlaceLineage lineage =
      Lineage(chronicle, {.place = old, .period = Period::Of(D(1980, 1, 1), D(1991, 1, 1))});
  EXPECT_THAT(Words(chronicle, lineage.later), ElementsAre("old 0 certain 0..0"));
  EXPECT_EQ(lineage.unplaced_low, 1);
  EXPECT_THAT(
      Words(chronicle,
            Lineage(chronicle, {.place = old, .period = Period::Of(D(1980, 1, 1), D(1989, 7, 1))})
                .later),
      ElementsAre("old 0 certain 0..100"));
}

TEST(PlaceLineageOf, CirclesOfVagueDaysSayNothingOfShares) {
  Places places;
  const PlaceId a = places.Add("a");
  const PlaceId b = places.Add("b", {Of(a, PlaceChange::kTransfer, "", 1000, 1000)});
  places.maker.builder.place_at(a).origins = {Of(b, PlaceChange::kTransfer, "", 1000, 1000)};
  const Chronicle chronicle = places.maker.Build();
  EXPECT_THAT(Words(chronicle, Lineage(chronicle, {.place = a}).later),
              ElementsAre("a 0 certain 0..100", "b 1 possible 0..100"));
}

TEST(PlaceLineageOf, FollowsWhatWasKnown) {
  Places places;
  const PlaceId a = places.Add("a");
  const PlaceId b = places.Add("b");
  Place later = places.maker.builder.place_at(b);
  places.maker.builder.place_at(b).fact.learnt = M("2000-01-01");
  places.maker.builder.place_at(b).fact.superseded = D(2010, 1, 1);
  later.fact.learnt = M("2010-01-01");
  later.origins = {Of(a, PlaceChange::kRename, "1990")};
  places.maker.builder.Add(later);
  const Chronicle chronicle = places.maker.Build();
  EXPECT_EQ(Lineage(chronicle, {.place = b}).earlier.size(), 1U);
  EXPECT_EQ(Lineage(chronicle, {.place = b, .as_known = D(2005, 1, 1)}).earlier.size(), 0U);
  EXPECT_EQ(Lineage(chronicle, {.place = b, .as_known = D(2015, 1, 1)}).earlier.size(), 1U);
}

TEST(PlaceLineageOf, WhatWasPerhapsKnownTookPerhapsItsShare) {
  Places places;
  const PlaceId whole = places.Add("whole");
  places.Add("a", {Of(whole, PlaceChange::kTransfer, "1990-01-01", 2000, 2000)});
  const PlaceId b = places.Add("b", {Of(whole, PlaceChange::kTransfer, "1990-01-01", 3000, 3000)});
  places.maker.builder.place_at(PlaceId(1)).fact.learnt = M("1990-01-01");
  places.maker.builder.place_at(b).fact.learnt = M("2000");
  const Chronicle chronicle = places.maker.Build();
  const PlaceLineage lineage = Lineage(chronicle, {.place = whole, .as_known = D(2000, 6, 1)});
  EXPECT_THAT(Words(chronicle, lineage.later),
              ElementsAre("whole 0 certain 50..80", "a 1 certain 20..20", "b 1 possible 0..30"));
}

TEST(PlaceLineageOf, VersionsThatSayTheSameAreOneChange) {
  Places places;
  const PlaceId whole = places.Add("whole");
  const PlaceId a = places.Add("a", {Of(whole, PlaceChange::kTransfer, "1990-01-01", 2000, 2000)});
  places.maker.builder.place_at(a).fact.learnt = M("1990-01-01");
  Place later = places.maker.builder.place_at(a);
  later.fact.learnt = M("2000");
  places.maker.builder.place_at(a).fact.superseded = D(2000, 6, 1);
  places.maker.builder.Add(later);
  const Chronicle chronicle = places.maker.Build();
  const PlaceLineage lineage = Lineage(chronicle, {.place = whole, .as_known = D(2000, 5, 31)});
  EXPECT_THAT(Words(chronicle, lineage.later),
              ElementsAre("whole 0 certain 80..80", "a 1 certain 20..20"));
}

TEST(PlaceLineageOf, NothingLeavesBeforeItCame) {
  Places places;
  const PlaceId giver = places.Add("giver");
  const PlaceId taker = places.Add("taker", {Of(giver, PlaceChange::kTransfer, "2010", 1, 1)});
  places.Add("older", {Of(taker, PlaceChange::kSecede, "2009", 5000, 5000)});
  const Chronicle chronicle = places.maker.Build();
  EXPECT_THAT(Words(chronicle, Lineage(chronicle, {.place = giver}).later),
              ElementsAre("giver 0 certain 100..100", "taker 1 certain 0..0"));
}

TEST(PlaceLineageOf, LandTakenBeforeThePeriodIsMixedWithWhatCameInIt) {
  Places places;
  const std::string when = "[1990-01-01..1990-03-01]";
  const PlaceId start = places.Add("start");
  const PlaceId half =
      places.Add("half", {Of(start, PlaceChange::kSecede, "1990-01-25", 5000, 5000)});
  const PlaceId both = places.Add("both", {Of(start, PlaceChange::kSecede, when, 2000, 2000),
                                           Of(half, PlaceChange::kMerge, when)});
  places.Add("part", {Of(both, PlaceChange::kSecede, "2000-01-01", 5000, 5000)});
  const Chronicle chronicle = places.maker.Build();
  const PlaceLineage lineage =
      Lineage(chronicle, {.place = start, .period = Period::Of(D(1990, 1, 20), D(2001, 1, 1))});
  EXPECT_EQ(Words(chronicle, lineage.later).back(), "part 2 possible 0..70");
}

// ---- Values ----

TEST(PlaceCrosswalkOf, BringsValuesToLaterUnits) {
  Places places;
  const PlaceId whole = places.Add("whole", {}, "1900/1989-12-31");
  const PlaceId rest = places.Add("rest");
  const PlaceId gone = places.Add("gone", {}, "1900/1950");
  const PlaceId a = places.Add("a", {Of(whole, PlaceChange::kSplit, "1990-01-01", 6000, 6000)});
  const PlaceId b = places.Add("b", {Of(whole, PlaceChange::kSplit, "1990-01-01", 2000, 3000),
                                     Of(rest, PlaceChange::kTransfer, "1995", 0, 1000)});
  const PlaceId giver = places.Add("giver");
  places.Add("taker", {Of(giver, PlaceChange::kTransfer, "1990-01-01", 5000, 5000)});
  const Chronicle chronicle = places.maker.Build();
  const PlaceCrosswalk crosswalk =
      CrosswalkValues(chronicle, std::vector<PlaceValue>{{whole, 100}, {rest, 50}, {gone, 7}},
                      {.from = D(1989, 12, 31), .to = D(2000, 1, 1)})
          .value();
  EXPECT_THAT(crosswalk.placed, ElementsAre(PlacedValue{rest, 45, 50}, PlacedValue{a, 60, 60},
                                            PlacedValue{b, 20, 35}));
  EXPECT_THAT(crosswalk.unplaced_low, DoubleNear(17, 1e-9));
  EXPECT_THAT(crosswalk.unplaced_high, DoubleNear(32, 1e-9));
  EXPECT_THAT(crosswalk.not_there, ElementsAre(gone));
  // Changes of the first day lie behind the values.
  EXPECT_THAT(CrosswalkValues(chronicle, std::vector<PlaceValue>{{giver, 1}},
                              {.from = D(1990, 1, 1), .to = D(1990, 1, 2)})
                  .value()
                  .placed,
              ElementsAre(PlacedValue{giver, 1, 1}));
  EXPECT_THAT(CrosswalkValues(chronicle, std::vector<PlaceValue>{{a, 1}},
                              {.from = D(1990, 1, 1), .to = D(1990, 1, 1)})
                  .value()
                  .placed,
              ElementsAre(PlacedValue{a, 1, 1}));
}

TEST(PlaceCrosswalkOf, RefusesWhatCannotBeMeant) {
  Places places;
  const PlaceId a = places.Add("a");
  const Chronicle chronicle = places.maker.Build();
  const auto error = [&](std::vector<PlaceValue> values, Day from, Day to) {
    const Result<PlaceCrosswalk> result =
        CrosswalkValues(chronicle, values, {.from = from, .to = to});
    return result.ok() ? "" : result.error().message();
  };
  const Day day = D(2000, 1, 1);
  EXPECT_EQ(error({{a, 1}}, day, day + 1), "");
  EXPECT_EQ(error({{a, 1}}, day + 1, day),
            "values go from a day to a later one: 2000-01-02 to 2000-01-01");
  EXPECT_EQ(error({{a, -1}}, day, day), "a value is finite and not below 0");
  EXPECT_EQ(error({{a, std::nan("")}}, day, day), "a value is finite and not below 0");
  EXPECT_EQ(error({{a, 1}, {a, 2}}, day, day), "two values of one unit");
}

// ---- The oracle ----

// Places with areas, to which the changes happen one after the other, on days and by shares that
// were drawn from within their bounds.
class World {
 public:
  struct Event {
    PlaceId to;
    PlaceOrigin origin;
    Moment when;
    int day = 0;
    double share = 0;
    std::size_t batch = 0;  // events of one batch happen at once
  };

  World(const Chronicle& chronicle, Random& random) : random_(random) {
    for (std::uint32_t row = 0; row < chronicle.places().size(); ++row) {
      for (const PlaceOrigin& origin : chronicle.places()[row].origins) {
        events_.push_back({PlaceId(row), origin, origin.when.value_or(Moment::Unknown())});
      }
    }
    size_ = chronicle.places().size();
  }

  static bool EndsOther(PlaceChange change) {
    return change != PlaceChange::kSecede && change != PlaceChange::kTransfer;
  }
  // Did nothing but this (and what is of the same time) bring the place about?
  bool Makes(const Event& event) const {
    return event.origin.change != PlaceChange::kTransfer &&
           std::none_of(events_.begin(), events_.end(), [&](const Event& other) {
             return other.to == event.to && other.origin.change != PlaceChange::kTransfer &&
                    other.when != event.when;
           });
  }

  // False where the draw contradicts itself.
  bool Draw() {
    std::vector<std::size_t> batches;
    for (std::size_t i = 0; i < events_.size(); ++i) {
      Event& event = events_[i];
      const bool ends = EndsOther(event.origin.change);
      event.batch = i;
      event.day = random_.Between(std::max(event.when.earliest(), Day::FromNumber(-5)).number(),
                                  std::min(event.when.latest(), Day::FromNumber(25)).number());
      for (std::size_t k = 0; k < i; ++k) {
        const Event& other = events_[k];
        const bool is_same = other.origin.from == event.origin.from && other.when == event.when &&
                             EndsOther(other.origin.change) == ends &&
                             (ends || event.when.is_exact());
        if (!is_same) continue;
        event.batch = other.batch;
        event.day = other.day;
        break;
      }
      if (event.batch == i) batches.push_back(i);
      const bool is_rename = event.origin.change == PlaceChange::kRename;
      const int choice = random_.Between(0, 3);
      const int low = event.origin.share_low;
      const int high = event.origin.share_high;
      const int share = choice == 0 ? low : choice == 1 ? high : random_.Between(low, high);
      event.share = is_rename ? 1 : share / 10000.0;
    }
    // Batches of one day in any order.
    for (std::size_t i = batches.size(); i > 1; --i) {
      std::swap(batches[i - 1],
                batches[static_cast<std::size_t>(random_.Between(0, static_cast<int>(i) - 1))]);
    }
    std::stable_sort(batches.begin(), batches.end(),
                     [&](std::size_t a, std::size_t b) { return events_[a].day < events_[b].day; });
    order_ = batches;
    return IsSound();
  }

  // What is in each place when the period ends, as parts of what `start` was before.
  struct Outcome {
    std::vector<double> share;
    std::vector<bool> reached;
  };
  Outcome Run(PlaceId start, Period period, PlaceMixing mixing) {
    std::vector<double> area(size_);
    for (std::uint32_t row = 0; row < size_; ++row) {
      // What is to be made has no area yet.
      const bool is_made = std::any_of(events_.begin(), events_.end(), [&](const Event& event) {
        return event.to == PlaceId(row) && Makes(event) &&
               Day::FromNumber(event.day) >= period.first();
      });
      const bool was_there = std::any_of(events_.begin(), events_.end(), [&](const Event& event) {
        return event.to == PlaceId(row) && Makes(event) &&
               Day::FromNumber(event.day) < period.first();
      });
      area[row] = is_made && !was_there ? 0 : random_.Between(1, 5);
    }
    const std::size_t root = start.value();
    area[root] = std::max(area[root], 1.0);
    const double base = area[root];
    std::vector<double> tracked(size_);
    tracked[root] = base;
    std::vector<bool> is_in(size_);
    Outcome outcome{std::vector<double>(size_), std::vector<bool>(size_)};
    is_in[root] = outcome.reached[root] = true;
    for (const std::size_t batch : order_) {
      if (!period.Contains(Day::FromNumber(events_[batch].day))) continue;
      const std::size_t from = events_[batch].origin.from.value();
      const double whole = area[from];
      double all = whole;
      double ours = tracked[from];
      const double even = whole > 0 ? ours / whole : 0;
      const bool was_in = is_in[from];
      if (EndsOther(events_[batch].origin.change)) is_in[from] = false;
      area[from] = tracked[from] = 0;
      for (const Event& event : events_) {
        if (event.batch != batch) continue;
        const double taken = event.share * whole;
        const double least = std::max(0.0, taken - (all - ours));
        const double most = std::min(ours, taken);
        const int choice = random_.Between(0, 2);
        const double mixed = choice == 0 ? least : choice == 1 ? most : (least + most) / 2;
        const double ours_taken = mixing == PlaceMixing::kEven ? even * taken : mixed;
        all -= taken;
        ours -= ours_taken;
        area[event.to.value()] += taken;
        tracked[event.to.value()] += ours_taken;
        if (was_in) is_in[event.to.value()] = outcome.reached[event.to.value()] = true;
      }
      if (EndsOther(events_[batch].origin.change)) continue;
      area[from] += all;
      tracked[from] += ours;
    }
    for (std::size_t i = 0; i < size_; ++i) outcome.share[i] = tracked[i] / base;
    return outcome;
  }

  const std::vector<Event>& events() const { return events_; }

 private:
  bool IsSound() const {
    for (const std::size_t batch : order_) {
      double given = 0;
      for (const Event& event : events_) {
        if (event.batch == batch) given += event.share;
      }
      if (given > 1 + 1e-9) return false;
    }
    // What makes a place comes before all that it gives away.
    const auto turn = [&](std::size_t batch) {
      return std::find(order_.begin(), order_.end(), batch) - order_.begin();
    };
    for (const Event& made : events_) {
      if (!Makes(made)) continue;
      for (const Event& event : events_) {
        const bool follows = event.origin.from == made.to;
        if (follows && turn(event.batch) <= turn(made.batch)) return false;
      }
    }
    return true;
  }

  Random& random_;
  std::size_t size_ = 0;
  std::vector<Event> events_;
  std::vector<std::size_t> order_;
};

Chronicle RandomLineage(Random& random, bool exactly) {
  Places places;
  std::vector<PlaceId> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(places.Add(std::to_string(i)));
  int day = 0;
  for (std::size_t i = 1; i < ids.size(); ++i) {
    for (int n = random.Between(exactly ? 1 : 0, 2); n > 0; --n) {
      // The days of places of lower numbers come first, mostly.
      const auto from = static_cast<std::size_t>(random.Between(0, static_cast<int>(i) - 1));
      PlaceOrigin origin{
          ids[from], random.Of(std::vector<PlaceChange>{
                         PlaceChange::kSplit, PlaceChange::kMerge, PlaceChange::kSecede,
                         PlaceChange::kTransfer, PlaceChange::kTransfer, PlaceChange::kRename})};
      origin.share_low = random.Between(0, 10) * 500;
      origin.share_high =
          exactly ? origin.share_low : random.Between(origin.share_low / 500, 20) * 500;
      if (exactly) {
        origin.when = Moment::OnDay(Day::FromNumber(day += 1));
      } else if (!random.OneIn(4)) {
        const Day earliest = random.AnyDay();
        origin.when = Moment::Between(earliest, earliest + random.Between(0, 4)).value();
      }
      std::vector<PlaceOrigin>& origins = places.maker.builder.place_at(ids[i]).origins;
      if (std::find(origins.begin(), origins.end(), origin) == origins.end()) {
        origins.push_back(origin);
      }
      // Land is given back.
      if (!exactly && random.OneIn(5)) {
        origin.from = ids[i];
        origin.change = PlaceChange::kTransfer;
        places.maker.builder.place_at(ids[from]).origins.push_back(origin);
      }
    }
  }
  return places.maker.Build();
}

TEST(PlaceLineageOracle, NoPlacementLeavesTheBounds) {
  int draws = 0;
  int certain = 0;
  int narrow = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Random random(seed);
    const bool exactly = seed % 5 == 0;
    const Chronicle chronicle = RandomLineage(random, exactly);
    const Period period = exactly ? Period::Always() : random.AnyPeriod();
    World world(chronicle, random);
    for (const PlaceMixing mixing : {PlaceMixing::kEven, PlaceMixing::kUnknown}) {
      for (std::uint32_t row = 0; row < chronicle.places().size(); ++row) {
        const PlaceId start(row);
        // Made in the period, it has no area before.
        const bool is_made = std::any_of(
            world.events().begin(), world.events().end(),
            [&](const World::Event& event) { return event.to == start && world.Makes(event); });
        if (is_made) continue;
        const PlaceLineage lineage =
            Lineage(chronicle, {.place = start, .period = period, .mixing = mixing});
        std::vector<PlaceRelative> later(chronicle.places().size(),
                                         PlaceRelative{start, Truth::kNo, 0, 0, 0});
        for (const PlaceRelative& relative : lineage.later)
          later[relative.place.value()] = relative;
        for (int n = 0; n < 12; ++n) {
          if (!world.Draw()) continue;
          ++draws;
          const World::Outcome outcome = world.Run(start, period, mixing);
          double unplaced = 1;
          for (std::uint32_t place = 0; place < later.size(); ++place) {
            SCOPED_TRACE("seed " + std::to_string(seed) + ", from " + std::to_string(row) + " to " +
                         std::to_string(place));
            const PlaceRelative& relative = later[place];
            unplaced -= outcome.share[place];
            ASSERT_GE(outcome.share[place], relative.share_low - 1e-9);
            ASSERT_LE(outcome.share[place], relative.share_high + 1e-9);
            if (exactly && mixing == PlaceMixing::kEven) {
              ASSERT_NEAR(relative.share_low, relative.share_high, 1e-9);
            }
            if (relative.truth == Truth::kNo) {
              ASSERT_FALSE(outcome.reached[place]);
            }
            if (relative.truth == Truth::kCertain) {
              ASSERT_TRUE(outcome.reached[place]);
              certain += place != row ? 1 : 0;
            }
            narrow += relative.share_low > 0 && relative.share_high < 1 ? 1 : 0;
          }
          ASSERT_GE(unplaced, lineage.unplaced_low - 1e-9);
          ASSERT_LE(unplaced, lineage.unplaced_high + 1e-9);
        }
      }
    }
  }
  // It asked something.
  EXPECT_GT(draws, 2000);
  EXPECT_GT(certain, 400);
  EXPECT_GT(narrow, 200);
}

TEST(PlaceLineageOracle, EarlierIsLaterTheOtherWayRound) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    const Chronicle chronicle = RandomLineage(random, false);
    const Period period = random.AnyPeriod();
    const auto size = static_cast<std::uint32_t>(chronicle.places().size());
    std::vector<std::vector<PlaceRelative>> earlier(size);
    for (std::uint32_t row = 0; row < size; ++row) {
      for (PlaceRelative relative :
           Lineage(chronicle, {.place = PlaceId(row), .period = period}).later) {
        if (relative.place == PlaceId(row)) continue;
        earlier[std::exchange(relative.place, PlaceId(row)).value()].push_back(relative);
      }
    }
    for (std::uint32_t row = 0; row < size; ++row) {
      EXPECT_THAT(Lineage(chronicle, {.place = PlaceId(row), .period = period}).earlier,
                  testing::UnorderedElementsAreArray(earlier[row]));
    }
  }
}

}  // namespace
}  // namespace casus::chronicle_test
