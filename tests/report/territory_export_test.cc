// Territory for programs that draw maps.

#include "casus/report/territory_export.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/casus.h"
#include "gmock/gmock.h"
#include "io/import_testing.h"
#include "io/real_data.h"

#ifdef CASUS_HAVE_NLOHMANN_JSON
#include <nlohmann/json.hpp>
#endif

namespace {

using casus::Axis;
using casus::Chronicle;
using casus::ChronicleBuilder;
using casus::Day;
using casus::MapExportOptions;
using casus::MapExportReport;
using casus::Period;
using casus::Place;
using casus::PlaceGeometry;
using casus::Polygon;
using casus::Ring;
using casus::Span;
using casus::TerritorialStatus;
using casus::TerritoryIndex;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

casus::Source SourceOf(std::string key) {
  casus::Source source;
  source.key = std::move(key);
  source.published = casus::Moment::OnDay(Day::FromYmd(2020, 1, 1));
  return source;
}
casus::Fact FactOf(std::string key, std::uint32_t source = 0, const Span& span = Span::Unknown()) {
  casus::Fact fact;
  fact.key = std::move(key);
  fact.source = casus::SourceId(source);
  fact.span = span;
  return fact;
}
Span Edtf(std::string_view text) { return casus::ParseEdtfSpan(text).value(); }

// Goes clockwise, from the corner at (longitude, latitude).
Polygon Square(double longitude, double latitude, double size) {
  return {{{latitude, longitude},
           {latitude + size, longitude},
           {latitude + size, longitude + size},
           {latitude, longitude + size}},
          {}};
}

// Two sources of their own and a copy of one; a town in a province whose borders changed in 2010.
class Country {
 public:
  Country() {
    for (const char* const key : {"one", "two", "copy"}) {
      casus::Source source = SourceOf(key);
      if (source.key == "copy") source.derived_from = {casus::SourceId(0)};
      builder_.Add(std::move(source));
    }
    for (const char* const key : {"red", "blue"}) {
      casus::Actor actor;
      actor.fact = FactOf(key);
      actor.name = std::string("The ") + key + "s";
      builder_.Add(std::move(actor));
    }
    Place province;
    province.fact = FactOf("province");
    province.name = "Province";
    province.geometries = {PlaceGeometry{Edtf("../2009"), {Square(0, 0, 1)}},
                           PlaceGeometry{Edtf("2010/.."), {Square(0, 0, 2), Square(10, 0, 2)}}};
    province.geometries[1].polygons[0].holes = {Square(0.5, 0.5, 0.25).outer};
    builder_.Add(std::move(province));
    Place town;
    town.fact = FactOf("town");
    town.name = "Town";
    town.at = casus::Coordinates{0.25, 30.1};
    town.parents.push_back({casus::PlaceId(0), std::nullopt, std::nullopt});
    builder_.Add(std::move(town));
    Place nowhere;
    nowhere.fact = FactOf("nowhere");
    builder_.Add(std::move(nowhere));
  }

  TerritorialStatus& Add(std::string key, std::uint32_t place, std::string_view span,
                         std::uint32_t source, std::vector<casus::ActorId> holders) {
    TerritorialStatus status;
    status.fact = FactOf(std::move(key), source, Edtf(span));
    status.place = casus::PlaceId(place);
    status.holders = std::move(holders);
    statuses_.push_back(std::move(status));
    return statuses_.back();
  }
  TerritoryIndex Index() {
    for (TerritorialStatus& status : statuses_) builder_.Add(std::move(status));
    return TerritoryIndex::Build(builder_.Build().value());
  }

  static constexpr casus::ActorId kRed{0};
  static constexpr casus::ActorId kBlue{1};

 private:
  ChronicleBuilder builder_;
  std::vector<TerritorialStatus> statuses_;
};

struct Written {
  std::string text;
  MapExportReport report;
};
template <typename Export>
Written Write(Export&& write) {
  Written written;
  const auto sink = [&](std::string_view bytes) -> casus::Result<void> {
    written.text += bytes;
    return {};
  };
  const casus::Result<MapExportReport> report = write(sink);
  EXPECT_TRUE(report.ok());
  if (report.ok()) written.report = *report;
  return written;
}
Written MapOf(const TerritoryIndex& index, Day day, const MapExportOptions& options = {}) {
  return Write([&](casus::MapSink sink) { return ExportMapTo(index, day, options, sink); });
}
Written StatusesOf(const TerritoryIndex& index, Period period,
                   const MapExportOptions& options = {}) {
  return Write([&](casus::MapSink sink) { return ExportStatusesTo(index, period, options, sink); });
}
Written EpisodesOf(const TerritoryIndex& index, const casus::TerritoryFilter& filter = {}) {
  return Write([&](casus::MapSink sink) { return ExportEpisodesTo(index, filter, sink); });
}

// The features of a text, which has one a line.
std::vector<std::string> Features(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = text.find('\n') + 1;
  for (std::size_t end; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
    lines.push_back(text.substr(begin, end - begin));
  }
  if (!lines.empty()) lines.pop_back();  // "]}"
  return lines;
}

const Day kDay = Day::FromYmd(2015, 6, 1);

TEST(TerritoryExport, AFeatureIsWhatAStatusSaysOfAPlace) {
  Country country;
  TerritorialStatus& status =
      country.Add("s1", 1, "2014-03/..", 0, {Country::kRed, Country::kBlue});
  status.viewpoint = Country::kBlue;
  status.regime = casus::ControlRegime::kCondominium;
  status.security = casus::SecurityStatus::kActiveHostilities;
  status.extent.fraction_low = 5000;
  status.method = "seen";
  status.fact.locator = "p. 7";
  status.fact.note = "a \"note\"";
  const Written written = MapOf(country.Index(), kDay);
  EXPECT_EQ(
      written.text,
      "{\"type\": \"FeatureCollection\", \"features\": [\n"
      "{\"type\": \"Feature\", \"geometry\": {\"type\": \"Point\", \"coordinates\": [30.1, 0.25]}, "
      "\"properties\": {\"place\": \"town\", \"place_name\": \"Town\", \"axis\": \"control\", "
      "\"truth\": \"certain\", \"of_part\": true, \"holders\": \"red; blue\", "
      "\"holder_names\": \"The reds; The blues\", \"viewpoint\": \"blue\", "
      "\"viewpoint_name\": \"The blues\", \"witnesses\": 1, \"status\": \"s1\", "
      "\"status_of\": \"town\", \"regime\": \"condominium\", \"recognition\": null, "
      "\"security\": \"active_hostilities\", \"except\": null, \"fraction\": \"50..100\", "
      "\"begun_by\": null, \"ended_by\": null, \"method\": \"seen\", \"source\": \"one\", "
      "\"locator\": \"p. 7\", \"begin_earliest\": \"2014-03-01\", "
      "\"begin_latest\": \"2014-03-31\", \"end_earliest\": null, \"end_latest\": null, "
      "\"edtf\": \"2014-03/..\", \"learnt\": \"2020-01-01\", \"superseded\": null, "
      "\"note\": \"a \\\"note\\\"\", \"geometry_edtf\": null, \"geometry_truth\": null, "
      "\"crosses_180\": false, \"start\": \"2014-03-01\", \"end\": null, "
      "\"end_display\": \"2015-06-01\"}}\n"
      "]}\n");
  EXPECT_EQ(written.report.rows, 1u);
}

TEST(TerritoryExport, TheGeometryIsThatOfTheDay) {
  Country country;
  country.Add("s1", 0, "2000/2019", 0, {Country::kRed});
  const TerritoryIndex index = country.Index();
  const std::string before = MapOf(index, Day::FromYmd(2005, 1, 1)).text;
  EXPECT_THAT(before, AllOf(HasSubstr("{\"type\": \"Polygon\", \"coordinates\": [[[0, 0], [1, 0], "
                                      "[1, 1], [0, 1], [0, 0]]]}"),
                            HasSubstr("\"geometry_edtf\": \"../2009\""),
                            HasSubstr("\"geometry_truth\": \"certain\"")));
  EXPECT_THAT(MapOf(index, Day::FromYmd(2009, 6, 1)).text,
              HasSubstr("\"geometry_truth\": \"possible\""));
  const std::string after = MapOf(index, kDay).text;
  EXPECT_THAT(after,
              AllOf(HasSubstr("{\"type\": \"MultiPolygon\", \"coordinates\": [[[[0, 0], [2, 0], "
                              "[2, 2], [0, 2], [0, 0]], [[0.5, 0.5], [0.5, 0.75], [0.75, 0.75], "
                              "[0.75, 0.5], [0.5, 0.5]]], [[[10, 0],"),
                    HasSubstr("\"geometry_truth\": \"certain\"")));
  // Of the status' first sure day in the period.
  EXPECT_EQ(Features(StatusesOf(index, Period::OfYear(2005)).text)[0].substr(0, 100),
            Features(before)[0].substr(0, 100));
  EXPECT_THAT(
      StatusesOf(index, Period::Of(Day::FromYmd(2005, 1, 1), Day::FromYmd(2016, 1, 1))).text,
      HasSubstr("\"geometry_edtf\": \"../2009\""));
  EXPECT_THAT(StatusesOf(index, Period::OfYear(2015)).text,
              HasSubstr("\"geometry_edtf\": \"2010/..\""));
}

TEST(TerritoryExport, WhatHoldsOfAPlaceHoldsOfWhatLiesInIt) {
  Country country;
  country.Add("s1", 0, "2014/..", 0, {Country::kRed});
  country.Add("s2", 1, "2014/..", 1, {Country::kRed});
  country.Add("s3", 1, "2014/..", 2, {Country::kRed});
  country.Add("s4", 1, "2014/..", 1, {});
  country.Add("s5", 2, "2014/2015", 0, {Country::kBlue});
  const TerritoryIndex index = country.Index();
  const Written written = MapOf(index, kDay);
  EXPECT_EQ(written.report.rows, 6u);
  EXPECT_EQ(written.report.unlocated, 1u);
  const auto with = [&](std::string_view a, std::string_view b) {
    for (const std::string& feature : Features(written.text)) {
      if (feature.find(a) != std::string::npos && feature.find(b) != std::string::npos) {
        return feature;
      }
    }
    return std::string();
  };
  // The copy is no witness of its own.
  EXPECT_THAT(with("\"place\": \"town\"", "\"status\": \"s1\""),
              AllOf(HasSubstr("\"status_of\": \"province\""), HasSubstr("\"witnesses\": 2")));
  EXPECT_THAT(with("\"place\": \"province\"", ""), HasSubstr("\"witnesses\": 1"));
  EXPECT_THAT(with("\"status\": \"s4\"", ""),
              AllOf(HasSubstr("\"holders\": null, \"holder_names\": \"nobody\""),
                    HasSubstr("\"witnesses\": 1")));
  EXPECT_THAT(with("\"status\": \"s5\"", ""),
              AllOf(HasSubstr("\"geometry\": null"), HasSubstr("\"end_display\": \"2015-12-31\"")));
  MapExportOptions options;
  options.leave_out_unlocated = true;
  options.filter.source = casus::SourceId(0);
  const Written located = MapOf(index, kDay, options);
  EXPECT_EQ(located.report.rows, 2u);
  EXPECT_EQ(located.report.unlocated, 1u);
  EXPECT_THAT(located.text, Not(HasSubstr("nowhere")));
}

TEST(TerritoryExport, APeriodHasEachStatusOnceWithItsOwnDays) {
  Country country;
  country.Add("a", 1, "2014-01-01/2014-06-30", 0, {Country::kRed});
  country.Add("b", 1, "2014-07-01/..", 0, {Country::kBlue});
  country.Add("c", 1, "2016/..", 0, {Country::kRed});
  country.Add("d", 1, "2015", 0, {}).extent.except = {casus::PlaceId(2)};
  const TerritoryIndex index = country.Index();
  const Written year = StatusesOf(index, Period::OfYear(2014));
  EXPECT_EQ(year.report.rows, 2u);
  const std::vector<std::string> features = Features(year.text);
  ASSERT_THAT(features, SizeIs(2));
  EXPECT_THAT(features[0], AllOf(HasSubstr("\"witnesses\": null"),
                                 HasSubstr("\"start\": \"2014-01-01\", \"end\": \"2014-06-30\", "
                                           "\"end_display\": \"2014-06-30\"")));
  EXPECT_THAT(features[1], HasSubstr("\"end\": null, \"end_display\": \"2014-12-31\""));
  const Written all = StatusesOf(index, Period::Always());
  EXPECT_EQ(all.report.rows, 4u);
  EXPECT_THAT(all.text, AllOf(HasSubstr("\"end\": null, \"end_display\": \"2016-12-31\""),
                              HasSubstr("\"except\": \"nowhere\"")));
  casus::TerritoryFilter other;
  other.source = casus::SourceId(1);
  EXPECT_EQ(StatusesOf(index, Period::Always(), {other}).text,
            "{\"type\": \"FeatureCollection\", \"features\": []}\n");
}

TEST(TerritoryExport, EpisodesAreRecordsOfCsv) {
  Country country;
  country.Add("a", 1, "2014-01-01/2014-06-30", 0, {Country::kRed});
  casus::Extent& extent = country.Add("b", 1, "2014-07-01/..", 0, {}).extent;
  extent.fraction_low = extent.fraction_high = 2550;
  country.Add("c", 1, "2014/..", 1, {Country::kRed}).viewpoint = Country::kRed;
  const TerritoryIndex index = country.Index();
  const Written written = EpisodesOf(index);
  EXPECT_EQ(written.report.rows, 3u);
  const auto records = casus_test::ReadRecords(written.text, {});
  ASSERT_THAT(records, SizeIs(4));
  for (const auto& record : records) EXPECT_EQ(record.size(), records[0].size());
  EXPECT_THAT(written.text, AllOf(HasSubstr("\ntown,Town,control,one,,,first,a,red,The reds,"),
                                  HasSubstr("\ntown,Town,control,one,,,meets,b,,nobody,,,,,"),
                                  HasSubstr("\ntown,Town,control,two,red,The reds,first,c,")));
  casus::TerritoryFilter filter;
  filter.axes = {Axis::kTitle};
  EXPECT_EQ(EpisodesOf(index, filter).report.rows, 0u);
}

TEST(TerritoryExport, WhatIsNoTextIsRefusedAndASinkMayFail) {
  Country country;
  country.Add("s1", 1, "2014/..", 0, {}).method = std::string("a\0b", 3);
  const TerritoryIndex index = country.Index();
  const auto keep = [](std::string_view) -> casus::Result<void> { return {}; };
  const auto fail = [](std::string_view) -> casus::Result<void> {
    return casus::Error(casus::ErrorCode::kIo, "full");
  };
  for (const auto& result :
       {ExportMapTo(index, kDay, {}, keep), ExportStatusesTo(index, Period::Always(), {}, keep),
        ExportEpisodesTo(index, {}, keep)}) {
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code(), casus::ErrorCode::kInvalidArgument);
    EXPECT_EQ(result.error().where().field, "method");
  }
  const TerritoryIndex empty = TerritoryIndex::Build(Chronicle());
  for (const auto& result :
       {ExportMapTo(empty, kDay, {}, fail), ExportStatusesTo(empty, Period::Always(), {}, fail),
        ExportEpisodesTo(empty, {}, fail)}) {
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code(), casus::ErrorCode::kIo);
  }
}

TEST(TerritoryExport, FilesHoldTheSame) {
  Country country;
  country.Add("s1", 0, "2014/..", 0, {Country::kRed});
  const TerritoryIndex index = country.Index();
  const casus_test::TemporaryFile file("out", "old");
  ASSERT_TRUE(ExportMapFile(index, kDay, {}, file.path()).ok());
  EXPECT_EQ(casus_test::ReadAll(file.path()), MapOf(index, kDay).text);
  ASSERT_TRUE(ExportStatusesFile(index, Period::OfYear(2015), {}, file.path()).ok());
  EXPECT_EQ(casus_test::ReadAll(file.path()), StatusesOf(index, Period::OfYear(2015)).text);
  ASSERT_TRUE(ExportEpisodesFile(index, {}, file.path()).ok());
  EXPECT_EQ(casus_test::ReadAll(file.path()), EpisodesOf(index).text);
  EXPECT_FALSE(ExportMapFile(index, kDay, {}, testing::TempDir()).ok());
}

#ifdef CASUS_HAVE_NLOHMANN_JSON

using nlohmann::json;

// A star around a point: its ring does not cross itself. Goes either way.
Ring Star(std::mt19937& random, double longitude, double latitude, double size) {
  std::uniform_real_distribution<double> radius(0.2 * size, size);
  const int corners = std::uniform_int_distribution<int>(3, 9)(random);
  Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 6.283185307179586 * i / corners;
    const double r = radius(random);
    double x = longitude + r * std::cos(angle);
    if (x > 180) x -= 360;
    if (x < -180) x += 360;
    ring.push_back({latitude + r * std::sin(angle), x});
  }
  if (random() % 2 != 0) std::reverse(ring.begin(), ring.end());
  return ring;
}

// By the angles at which its sides turn: counterclockwise ones sum to 360 degrees. A rule apart
// from the writer's, which goes by area.
double Turning(const json& ring) {
  const std::size_t sides = ring.size() - 1;
  double sum = 0;
  const auto side = [&](std::size_t i) {
    const json& from = ring[i % sides];
    const json& to = ring[i % sides + 1];
    double x = to[0].get<double>() - from[0].get<double>();
    if (x > 180) x -= 360;
    if (x < -180) x += 360;
    return std::pair(x, to[1].get<double>() - from[1].get<double>());
  };
  for (std::size_t i = 0; i < sides; ++i) {
    const auto [ax, ay] = side(i);
    const auto [bx, by] = side(i + 1);
    sum += std::atan2(ax * by - ay * bx, ax * bx + ay * by);
  }
  return sum;
}

void ExpectRfc7946(const json& polygon) {
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const json& ring = polygon[i];
    ASSERT_GE(ring.size(), 4u);
    EXPECT_EQ(ring.front(), ring.back());
    EXPECT_EQ(Turning(ring) > 0, i == 0) << ring;
    for (const json& position : ring) EXPECT_EQ(position.size(), 2u);
  }
}

// From the corner that is least, either way: what a ring is apart from where it begins.
Ring Normal(Ring ring) {
  const auto less = [](casus::Coordinates a, casus::Coordinates b) {
    return std::pair(a.latitude, a.longitude) < std::pair(b.latitude, b.longitude);
  };
  std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end(), less), ring.end());
  if (less(ring.back(), ring[1])) std::reverse(ring.begin() + 1, ring.end());
  return ring;
}

TEST(TerritoryExport, RandomGeometryKeepsTheRulesAndIsReadAgainAsItWas) {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> anywhere(-180, 180);
  ChronicleBuilder builder;
  builder.Add(SourceOf("s"));
  constexpr std::uint32_t kPlaces = 60;
  std::vector<std::vector<Polygon>> drawn(kPlaces);
  std::uint64_t crossing = 0;
  for (std::uint32_t i = 0; i < kPlaces; ++i) {
    bool crosses = false;
    for (std::size_t n = 0; n <= i % 3; ++n) {
      const double x = i % 5 == 0 ? 179.5 : anywhere(random) * 0.9;
      const double y = anywhere(random) / 3;
      Polygon polygon{Star(random, x, y, 3), {}};
      for (std::size_t hole = 0; hole < i % 2; ++hole) {
        polygon.holes.push_back(Star(random, x, y, 0.3));
      }
      for (std::size_t k = 0; k < polygon.outer.size(); ++k) {
        const std::size_t next = (k + 1) % polygon.outer.size();
        crosses |= std::abs(polygon.outer[k].longitude - polygon.outer[next].longitude) > 180;
      }
      drawn[i].push_back(std::move(polygon));
    }
    crossing += crosses;
    Place place;
    place.fact = FactOf("p" + std::to_string(i));
    place.geometries.push_back({std::nullopt, drawn[i]});
    builder.Add(std::move(place));
    TerritorialStatus status;
    status.fact = FactOf("s" + std::to_string(i), 0, Edtf("2014/.."));
    status.place = casus::PlaceId(i);
    builder.Add(std::move(status));
  }
  const TerritoryIndex index = TerritoryIndex::Build(builder.Build().value());
  const Written written = MapOf(index, kDay);
  EXPECT_EQ(written.report.crossing, crossing);
  EXPECT_GT(crossing, 0u);
  const json map = json::parse(written.text);
  ASSERT_EQ(map["features"].size(), kPlaces);
  for (const json& feature : map["features"]) {
    const json& geometry = feature["geometry"];
    if (geometry["type"] == "Polygon") {
      ExpectRfc7946(geometry["coordinates"]);
    } else {
      EXPECT_EQ(geometry["type"], "MultiPolygon");
      for (const json& polygon : geometry["coordinates"]) ExpectRfc7946(polygon);
    }
  }

  const casus_test::TemporaryFile file("map.geojson", written.text);
  const casus_test::Imported again = casus_test::ImportRows("auto", file.path());
  EXPECT_EQ(again.report.format, "geojson");
  EXPECT_EQ(again.report.issues.issues().size(), 0u);
  ASSERT_EQ(again.chronicle.places().size(), kPlaces);
  for (std::uint32_t i = 0; i < kPlaces; ++i) {
    const Place& place = again.chronicle.places()[i];
    EXPECT_THAT(place.fact.note, HasSubstr("place=p" + std::to_string(i) + "\n"));
    ASSERT_THAT(place.geometries, SizeIs(1));
    const std::vector<Polygon>& polygons = place.geometries[0].polygons;
    ASSERT_EQ(polygons.size(), drawn[i].size());
    for (std::size_t n = 0; n < polygons.size(); ++n) {
      EXPECT_EQ(Normal(polygons[n].outer), Normal(drawn[i][n].outer));
      ASSERT_EQ(polygons[n].holes.size(), drawn[i][n].holes.size());
      for (std::size_t hole = 0; hole < polygons[n].holes.size(); ++hole) {
        EXPECT_EQ(Normal(polygons[n].holes[hole]), Normal(drawn[i][n].holes[hole]));
      }
    }
  }
}

// 25 units of Ukraine, from OpenStreetMap.
TEST(TerritoryExport, RealOblastsAreReadWhole) {
  const std::string path = casus_test::RealDataPath("territory/ua_oblasts.geojson");
  CASUS_REQUIRE_REAL_DATA(path);
  const casus_test::Imported imported = casus_test::ImportRows("auto", path);
  EXPECT_EQ(imported.report.kept, 25u);
  EXPECT_EQ(imported.report.refused, 0u);
  std::ifstream in(path);
  const json file = json::parse(in);
  std::map<std::string, std::size_t> positions;
  std::size_t all = 0;
  for (const json& feature : file["features"]) {
    const json& geometry = feature["geometry"];
    json polygons = geometry["coordinates"];
    if (geometry["type"] == "Polygon") polygons = json::array({polygons});
    std::size_t& count =
        positions["iso3166_2:" + feature["properties"]["iso3166-2"].get<std::string>()];
    for (const json& polygon : polygons) {
      for (const json& ring : polygon) count += ring.size();
    }
    all += count;
  }
  EXPECT_EQ(all, 19'914u);
  ASSERT_EQ(imported.chronicle.places().size(), positions.size());
  for (const Place& place : imported.chronicle.places()) {
    EXPECT_EQ(place.kind, casus::PlaceKind::kAdmin1) << place.fact.key;
    ASSERT_THAT(place.geometries, SizeIs(1));
    std::size_t count = 0;
    for (const Polygon& polygon : place.geometries[0].polygons) {
      count += polygon.outer.size() + 1;
      for (const Ring& hole : polygon.holes) count += hole.size() + 1;
    }
    EXPECT_EQ(count, positions[place.fact.key]) << place.fact.key;
  }
}

#endif  // CASUS_HAVE_NLOHMANN_JSON

}  // namespace
