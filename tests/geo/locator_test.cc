// In which places a point lies on a day, and who held the places of events.

#include "casus/geo/locator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "lib/sanitized.h"
#include "tests/actor/words.h"
#include "tests/chronicle/words.h"
#include "tests/geo/shapes.h"
#include "tests/io/real_data.h"

#ifdef CASUS_HAVE_NLOHMANN_JSON
#include <nlohmann/json.hpp>
#endif

namespace casus {

void PrintTo(const PlaceMatch& match, std::ostream* out) {
  *out << match.place.value() << ' ' << match.truth << (match.at_border ? " at a border" : "");
}

namespace testing {

using LocatorEnumerations = ::testing::Types<PlacedBy>;
INSTANTIATE_TYPED_TEST_SUITE_P(Locator, Words, LocatorEnumerations);

}  // namespace testing

namespace geo_test {
namespace {

using chronicle_test::D;
using chronicle_test::M;
using chronicle_test::S;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing_lib::Rounds;

PlaceMatch Certain(PlaceId place) { return {place, Truth::kCertain, false}; }
PlaceMatch Possible(PlaceId place) { return {place, Truth::kPossible, false}; }
PlaceMatch AtBorder(PlaceId place) { return {place, Truth::kPossible, true}; }

PlaceArea Area(std::uint32_t place, std::vector<Polygon> polygons, const std::string& span = "") {
  PlaceArea area = {PlaceId(place), std::nullopt, std::move(polygons)};
  if (!span.empty()) area.span = S(span);
  return area;
}
PlaceLocator LocatorOf(const std::vector<PlaceArea>& areas, const LocatorOptions& options = {}) {
  IssueLog issues;
  PlaceLocator locator = PlaceLocator::Build(areas, options, issues);
  EXPECT_EQ(issues.issues().size(), 0u);
  return locator;
}

const Day kDay = D(2022, 3, 1);

TEST(PlaceLocatorTest, EachSideOfABorderIsPossibleNearIt) {
  const PlaceLocator locator = LocatorOf({Area(1, {Box(0, 0, 1, 1)}), Area(2, {Box(0, 1, 1, 2)})});
  EXPECT_EQ(locator.size(), 2u);
  EXPECT_EQ(locator.border_m(), 10);
  EXPECT_GT(locator.MemoryUsed(), 1000u);
  EXPECT_THAT(locator.Find({0.5, 0.5}, kDay), ElementsAre(Certain(PlaceId(1))));
  EXPECT_THAT(locator.Find({0.5, 1.0}, kDay),
              ElementsAre(AtBorder(PlaceId(1)), AtBorder(PlaceId(2))));
  // 8.9 and 11.1 m west of it.
  EXPECT_THAT(locator.Find({0.5, 0.99992}, kDay),
              ElementsAre(AtBorder(PlaceId(1)), AtBorder(PlaceId(2))));
  EXPECT_THAT(locator.Find({0.5, 0.9999}, kDay), ElementsAre(Certain(PlaceId(1))));
  EXPECT_THAT(locator.Find({0.5, 0.9999}, kDay, 12),
              ElementsAre(AtBorder(PlaceId(1)), AtBorder(PlaceId(2))));
  EXPECT_EQ(locator.Find({0.5, 1.0}, kDay, 0).size(), 1u);
  EXPECT_THAT(locator.Find({0.5, 0.5}, kDay, 60000),
              ElementsAre(AtBorder(PlaceId(1)), AtBorder(PlaceId(2))));
  EXPECT_THAT(locator.Find({-40, 0.5}, kDay), IsEmpty());
  EXPECT_THAT(locator.Find({0.5, -0.00005}, kDay), ElementsAre(AtBorder(PlaceId(1))));
}

TEST(PlaceLocatorTest, GeometriesHoldOnTheirDays) {
  const PlaceLocator locator = LocatorOf({
      Area(3, {Box(0, 0, 1, 1)}, "2014/2020"),
      Area(3, {Box(0, 0, 2, 2)}, "2020-06-01/.."),
      Area(4, {Box(0, 0, 2, 2)}, "2022-02/2022-04-30"),
  });
  const Coordinates inner = {0.5, 0.5};
  EXPECT_THAT(locator.Find(inner, D(2013, 1, 1)), IsEmpty());
  EXPECT_THAT(locator.Find(inner, D(2014, 5, 1)), ElementsAre(Possible(PlaceId(3))));
  EXPECT_THAT(locator.Find(inner, D(2016, 5, 1)), ElementsAre(Certain(PlaceId(3))));
  EXPECT_THAT(locator.Find(inner, D(2020, 7, 1)), ElementsAre(Certain(PlaceId(3))));
  EXPECT_THAT(locator.Find(inner, D(2022, 2, 7)),
              ElementsAre(Certain(PlaceId(3)), Possible(PlaceId(4))));
  EXPECT_THAT(locator.Find({1.5, 1.5}, D(2016, 5, 1)), IsEmpty());
  // The surest geometry tells the truth: inside of one, at the border of the other.
  EXPECT_THAT(locator.Find({0.5, 1.0}, D(2020, 8, 1)), ElementsAre(Certain(PlaceId(3))));
  EXPECT_THAT(locator.Changes({1.5, 1.5}, 10),
              ElementsAre(D(2020, 6, 1), D(2022, 2, 1), D(2022, 2, 28), D(2022, 5, 1)));
}

TEST(PlaceLocatorTest, HolesAreOutsideAndSharedEdgesNoBorder) {
  Polygon ring = Box(0, 0, 3, 3);
  ring.holes.push_back(BoxRing(1, 1, 2, 2));
  const PlaceLocator locator =
      LocatorOf({Area(1, {ring}), Area(2, {Box(60, 170, 70, 180), Box(60, -180, 70, -170)})});
  EXPECT_THAT(locator.Find({1.5, 1.5}, kDay), IsEmpty());
  EXPECT_THAT(locator.Find({0.5, 1.5}, kDay), ElementsAre(Certain(PlaceId(1))));
  EXPECT_THAT(locator.Find({1, 1.5}, kDay), ElementsAre(AtBorder(PlaceId(1))));
  // An edge of two polygons of one place.
  EXPECT_THAT(locator.Find({65, 180}, kDay), ElementsAre(Certain(PlaceId(2))));
  EXPECT_THAT(locator.Find({65, -179.99999}, kDay), ElementsAre(Certain(PlaceId(2))));
  EXPECT_THAT(locator.Find({60, 180}, kDay), ElementsAre(AtBorder(PlaceId(2))));
}

TEST(PlaceLocatorTest, StraightLinesAreNoGreatCircles) {
  // Along 60 degrees of latitude over 40 of longitude; the great circle is 3 degrees north of it.
  const std::vector<PlaceArea> areas = {Area(1, {Box(50, 0, 60, 40)})};
  EXPECT_THAT(LocatorOf(areas).Find({60.0001, 20}, kDay), IsEmpty());
  EXPECT_THAT(LocatorOf(areas).Find({59.9998, 20}, kDay), ElementsAre(Certain(PlaceId(1))));
  EXPECT_THAT(LocatorOf(areas, {.edges = EdgeKind::kGeodesic}).Find({61, 20}, kDay),
              ElementsAre(Certain(PlaceId(1))));
}

TEST(PlaceLocatorTest, WhatCannotBeToldIsLeftOutAndSaid) {
  const std::vector<PlaceArea> areas = {
      Area(7, {{{{0, 0}, {0, 181}, {1, 1}}, {}}, Box(0, 0, 1, 1)}),
      Area(8, {{BoxRing(5, 5, 6, 6), {{{5.5, 5.5}}}}})};
  IssueLog issues;
  const PlaceLocator locator = PlaceLocator::Build(areas, {}, issues);
  ASSERT_EQ(issues.errors(), 2u);
  EXPECT_EQ(issues.issues()[0].message, "polygon 0, corner 1 at (0, 181): bad_coordinates");
  EXPECT_EQ(issues.issues()[0].text, "7");
  EXPECT_EQ(issues.issues()[0].action, "polygon left out");
  EXPECT_EQ(issues.issues()[1].message,
            "polygon 0, hole 0, corner 0 at (5.5, 5.5): too_few_corners");
  EXPECT_EQ(locator.size(), 1u);
  EXPECT_THAT(locator.Find({0.5, 0.5}, kDay), ElementsAre(Certain(PlaceId(7))));
}

TEST(PlaceLocatorTest, PlacesOfAChronicleWithTheirVersions) {
  chronicle_test::Maker make;
  const auto add = [&](const std::string& key, const std::string& exists, const Polygon& polygon) {
    Place place;
    place.fact =
        chronicle_test::MakeFact(key, exists.empty() ? Span::Unknown() : S(exists), make.source());
    place.fact.learnt = M("2022-01-01");
    place.geometries.push_back({std::nullopt, {polygon}});
    return place;
  };
  Place old = add("oblast", "", Box(0, 0, 1, 1));
  old.fact.superseded = D(2023, 1, 1);
  make.builder.Add(old);
  make.builder.Add(add("state", "2000/2010", Box(0, 0, 3, 3)));
  Place now = add("oblast", "", Box(0, 0, 2, 2));
  now.fact.learnt = M("2023-01");
  make.builder.Add(now);
  make.builder.Add(add("broken", "", {{{0, 0}, {0, 1}}, {}}));
  const Chronicle chronicle = make.Build();
  const PlaceId oblast = *chronicle.FindPlace("oblast");
  const PlaceId state = *chronicle.FindPlace("state");

  IssueLog issues;
  const PlaceLocator locator = PlaceLocator::Build(chronicle, {}, issues);
  ASSERT_EQ(issues.errors(), 1u);
  EXPECT_EQ(issues.issues()[0].text, "broken");
  EXPECT_THAT(locator.Find({1.5, 1.5}, kDay), ElementsAre(Certain(oblast)));
  EXPECT_THAT(locator.Find({1.5, 1.5}, D(2005, 1, 1)),
              ElementsAre(Certain(state), Certain(oblast)));
  EXPECT_THAT(locator.Find({1.5, 1.5}, D(2010, 6, 1)),
              ElementsAre(Possible(state), Certain(oblast)));

  const auto known = [&](Day day) {
    return PlaceLocator::Build(chronicle, {.as_known = day}, issues).Find({0.5, 1.5}, kDay);
  };
  EXPECT_THAT(known(D(2022, 6, 1)), IsEmpty());
  EXPECT_THAT(known(D(2023, 1, 10)), ElementsAre(Possible(oblast)));
  EXPECT_THAT(known(D(2023, 3, 1)), ElementsAre(Certain(oblast)));
}

// A place a truth: what the plain code says, where it is sure.
void ExpectAsDrawn(const std::vector<PlaceMatch>& found, const std::vector<PlaceArea>& areas,
                   Coordinates at, double metres) {
  for (const PlaceArea& area : areas) {
    Truth truth = Truth::kNo;
    for (const PlaceMatch& match : found) {
      if (match.place == area.place) truth = match.truth;
    }
    const double to_border = MetresTo(area.polygons, at);
    if (std::abs(to_border - metres) < 0.3 + metres * 0.02) continue;
    const Truth expected = to_border < metres           ? Truth::kPossible
                           : IsInAny(area.polygons, at) ? Truth::kCertain
                                                        : Truth::kNo;
    ASSERT_EQ(truth, expected) << area.place.value() << " at " << at.latitude << ' ' << at.longitude
                               << ", " << to_border << " m from its border";
  }
}

TEST(PlaceLocatorTest, RandomShapesAreAsTheyAreDrawn) {
  Random random(4);
  for (int round = 0; round < Rounds(12); ++round) {
    std::vector<PlaceArea> areas;
    for (std::uint32_t place = 0; place < 6; ++place) {
      std::vector<Polygon> polygons = {random.StarWithHole(random.Point(47, 34, 50, 37))};
      if (place == 0) polygons[0].outer = random.Scribble(47, 34, 50, 37, 8);
      areas.push_back(Area(place, std::move(polygons)));
    }
    // The same shapes over the antimeridian.
    const double shift = round % 2 == 0 ? 0 : 144.5;
    std::vector<PlaceArea> moved = areas;
    const auto move = [&](Coordinates& at) {
      at.longitude = std::remainder(at.longitude + shift, 360);
    };
    for (PlaceArea& area : moved) {
      for (Polygon& polygon : area.polygons) {
        for (Coordinates& corner : polygon.outer) move(corner);
        for (Ring& hole : polygon.holes) {
          for (Coordinates& corner : hole) move(corner);
        }
      }
    }
    const double metres = round % 3 == 0 ? 10 : round % 3 == 1 ? 500 : 8000;
    const PlaceLocator locator = LocatorOf(moved, {.border_m = metres});
    for (int i = 0; i < 200; ++i) {
      const Coordinates at = random.Point(45.5, 32.5, 51.5, 38.5);
      Coordinates moved_at = at;
      move(moved_at);
      ASSERT_NO_FATAL_FAILURE(ExpectAsDrawn(locator.Find(moved_at, kDay), areas, at, metres))
          << round;
    }
  }
}

TEST(PlaceLocatorTest, FindAllIsFindForEach) {
  Random random(5);
  const PlaceLocator locator =
      LocatorOf({Area(1, {Box(0, 0, 1, 1)}), Area(2, {Box(0.5, 0, 1, 2)})});
  std::vector<Coordinates> points;
  for (int i = 0; i < 100; ++i) points.push_back(random.Point(0, 0, 2, 2));
  std::vector<std::vector<PlaceMatch>> found(points.size());
  std::size_t last = 0;
  locator.FindAll(points, kDay, [&](std::size_t i, const PlaceMatch& match) {
    EXPECT_LE(last, i);
    last = i;
    found[i].push_back(match);
  });
  for (std::size_t i = 0; i < points.size(); ++i)
    EXPECT_EQ(found[i], locator.Find(points[i], kDay));
}

// --- Events.

class Map : public chronicle_test::Maker {
 public:
  PlaceId AddArea(const std::string& key, const Polygon& polygon) {
    const PlaceId id = AddPlace(key);
    builder.place_at(id).geometries.push_back({std::nullopt, {polygon}});
    return id;
  }
  StatusId Hold(PlaceId place, ActorId holder, const std::string& span) {
    TerritorialStatus status;
    status.fact = chronicle_test::MakeFact(Key("status"), S(span), source());
    status.place = place;
    status.holders = {holder};
    return builder.Add(status);
  }
  void Fight(const std::string& span, std::optional<Coordinates> at, PlacePrecision precision,
             std::optional<PlaceId> place = std::nullopt) {
    Event event = MakeEvent(span, {red}, place);
    event.at = at;
    event.place_precision = precision;
    builder.Add(event);
  }
  // What is told of the only event.
  EventOnMap Ask() {
    const TerritoryIndex index = TerritoryIndex::Build(Build());
    IssueLog issues;
    const PlaceLocator locator = PlaceLocator::Build(index.chronicle(), {}, issues);
    std::vector<EventOnMap> told;
    HoldersAtEvents(index, locator, {}, Axis::kControl, {},
                    [&](EventView, const EventOnMap& map) { told.push_back(map); });
    EXPECT_EQ(told.size(), 1u);
    return told.at(0);
  }

  ActorId red = AddActor("red");
  ActorId blue = AddActor("blue");
  PlaceId west = AddArea("west", Box(0, 0, 1, 1));
  PlaceId east = AddArea("east", Box(0, 1, 1, 2));
  StatusId first = Hold(west, red, "2022-01-01/2022-03-31");
  StatusId second = Hold(west, blue, "2022-04-01/2022-12-31");
};

Holder HeldBy(ActorId actor, Truth truth, StatusId status) {
  return {actor, truth, false, {status}, 1};
}

TEST(HoldersAtEventsTest, APointOnADay) {
  Map map;
  map.Fight("2022-03-01", Coordinates{0.5, 0.5}, PlacePrecision::kExact);
  const EventOnMap told = map.Ask();
  EXPECT_EQ(told.truth, Truth::kCertain);
  EXPECT_THAT(told.places,
              ElementsAre(PlaceAtEvent{map.west,
                                       Truth::kCertain,
                                       PlacedBy::kPoint,
                                       {HeldBy(map.red, Truth::kCertain, map.first)}}));
}

TEST(HoldersAtEventsTest, AVagueDayHasTwoPossibleHolders) {
  Map map;
  map.Fight("[2022-03-20..2022-04-10]", Coordinates{0.5, 0.5}, PlacePrecision::kUnknown);
  EXPECT_THAT(map.Ask().places,
              ElementsAre(PlaceAtEvent{map.west,
                                       Truth::kCertain,
                                       PlacedBy::kPoint,
                                       {HeldBy(map.red, Truth::kPossible, map.first),
                                        HeldBy(map.blue, Truth::kPossible, map.second)}}));
}

TEST(HoldersAtEventsTest, AVagueDayWithOneHolderIsCertain) {
  Map map;
  map.Fight("2022-02", Coordinates{0.5, 0.5}, PlacePrecision::kExact);
  EXPECT_THAT(map.Ask().places[0].holders,
              ElementsAre(HeldBy(map.red, Truth::kCertain, map.first)));
}

TEST(HoldersAtEventsTest, OverDaysOfBothHoldersEachIsCertain) {
  Map map;
  map.Fight("2022-03-20/2022-04-10", Coordinates{0.5, 0.5}, PlacePrecision::kExact);
  EXPECT_THAT(map.Ask().places[0].holders,
              ElementsAre(HeldBy(map.red, Truth::kCertain, map.first),
                          HeldBy(map.blue, Truth::kCertain, map.second)));
}

TEST(HoldersAtEventsTest, AnOpenEndIsAskedToo) {
  Map map;
  map.Fight("2022-03-20/..", Coordinates{0.5, 0.5}, PlacePrecision::kExact);
  EXPECT_EQ(map.Ask().places[0].holders.size(), 2u);
}

TEST(HoldersAtEventsTest, PrecisionSaysWhatAPointMeans) {
  {
    Map map;  // 11 km from the border
    map.Fight("2022-03-01", Coordinates{0.5, 0.9}, PlacePrecision::kNear);
    const EventOnMap told = map.Ask();
    EXPECT_THAT(told.places,
                ElementsAre(PlaceAtEvent{map.west,
                                         Truth::kPossible,
                                         PlacedBy::kNearPoint,
                                         {HeldBy(map.red, Truth::kPossible, map.first)}},
                            PlaceAtEvent{map.east, Truth::kPossible, PlacedBy::kNearPoint, {}}));
  }
  {
    Map map;
    map.Fight("2022-03-01", Coordinates{0.5, 0.5}, PlacePrecision::kCountry);
    EXPECT_THAT(map.Ask().places,
                ElementsAre(PlaceAtEvent{map.west,
                                         Truth::kPossible,
                                         PlacedBy::kRepresentative,
                                         {HeldBy(map.red, Truth::kPossible, map.first)}}));
  }
}

TEST(HoldersAtEventsTest, APlaceNamedIsToldFirstAndOnce) {
  {
    Map map;
    map.Fight("2022-03-01", Coordinates{0.5, 0.5}, PlacePrecision::kExact, map.east);
    const EventOnMap told = map.Ask();
    ASSERT_EQ(told.places.size(), 2u);
    EXPECT_EQ(told.places[0], (PlaceAtEvent{map.east, Truth::kCertain, PlacedBy::kName, {}}));
    EXPECT_EQ(told.places[1].place, map.west);
  }
  {
    Map map;
    map.Fight("2022-03-01", Coordinates{0.5, 0.5}, PlacePrecision::kExact, map.west);
    EXPECT_THAT(map.Ask().places,
                ElementsAre(PlaceAtEvent{map.west,
                                         Truth::kCertain,
                                         PlacedBy::kName,
                                         {HeldBy(map.red, Truth::kCertain, map.first)}}));
  }
  {
    Map map;
    map.Fight("2022-03-01", std::nullopt, PlacePrecision::kUnknown);
    EXPECT_THAT(map.Ask().places, IsEmpty());
  }
}

// --- The oblasts of Ukraine, as OpenStreetMap draws them.

#ifdef CASUS_HAVE_NLOHMANN_JSON
std::vector<PlaceArea> Oblasts(const std::string& path) {
  const auto ring_of = [](const nlohmann::json& corners) {
    Ring ring;
    for (const auto& corner : corners)
      ring.push_back({corner[1].get<double>(), corner[0].get<double>()});
    ring.pop_back();
    return ring;
  };
  std::vector<PlaceArea> areas;
  const nlohmann::json file = nlohmann::json::parse(casus_test::BytesOf(path));
  for (const auto& feature : file["features"]) {
    const auto& geometry = feature["geometry"];
    nlohmann::json polygons = geometry["coordinates"];
    if (geometry["type"] == "Polygon") polygons = nlohmann::json::array({polygons});
    PlaceArea& area = areas.emplace_back(Area(static_cast<std::uint32_t>(areas.size()), {}));
    for (const auto& rings : polygons) {
      Polygon& polygon = area.polygons.emplace_back();
      for (const auto& corners : rings) {
        if (polygon.outer.empty()) {
          polygon.outer = ring_of(corners);
        } else {
          polygon.holes.push_back(ring_of(corners));
        }
      }
    }
  }
  return areas;
}

TEST(RealOblastsTest, PointsAndAreas) {
  const std::string path = casus_test::RealDataPath("territory/ua_oblasts.geojson");
  CASUS_REQUIRE_REAL_DATA(path);
  std::vector<PlaceArea> areas = Oblasts(path);
  ASSERT_EQ(areas.size(), 25u);
  double km2 = 0;
  std::size_t islands = 0;
  for (PlaceArea& area : areas) {
    // The file writes islands as holes.
    const Polygon given = area.polygons.at(0);
    for (const ShapeDefect& defect : Validate(area.polygons)) {
      if (defect.flaw == ShapeFlaw::kHoleOutside) {
        area.polygons.push_back({given.holes[*defect.ring.hole], {}});
        ++islands;
      }
    }
    if (area.polygons.size() > 1) {
      ASSERT_EQ(area.polygons.size(), given.holes.size() + 1);
      area.polygons[0].holes.clear();
    }
    for (const Polygon& polygon : area.polygons) {
      EXPECT_NEAR(AreaKm2(polygon, EdgeKind::kGeodesic) / DirectKm2(polygon.outer), 1, 1e-6);
      EXPECT_NEAR(
          AreaKm2(polygon) / DirectKm2(polygon.outer, polygon.outer.size() < 100 ? 1000 : 50), 1,
          1e-6);
      km2 += AreaKm2(polygon);
    }
  }
  EXPECT_EQ(islands, 5u);
  EXPECT_NEAR(km2, 600000, 5000);
  RecordProperty("km2", std::to_string(km2));

  const PlaceLocator locator = LocatorOf(areas);
  Random random(6);
  for (int i = 0; i < Rounds(400); ++i) {
    const Coordinates at = random.Point(44, 22, 52.5, 40.5);
    ASSERT_NO_FATAL_FAILURE(ExpectAsDrawn(locator.Find(at, kDay), areas, at, 10));
  }
}
#endif

}  // namespace
}  // namespace geo_test
}  // namespace casus
