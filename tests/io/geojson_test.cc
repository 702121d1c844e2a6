// Places and what they cover, from GeoJSON.

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/casus.h"
#include "gmock/gmock.h"
#include "list_testing.h"
#include "src/io/geojson.h"
#include "src/io/json_items.h"

namespace {

using casus::CodeSystem;
using casus::Day;
using casus::Place;
using casus::PlaceKind;
using casus::Ring;
using casus::Span;
using casus::internal::DayInName;
using casus::internal::JsonItemsOptions;
using casus::internal::JsonItemsReader;
using casus::internal::LooksLikeGeoJson;
using casus_test::CanRead;
using casus_test::Folder;
using casus_test::Imported;
using casus_test::IssuesInWords;
using casus_test::On;
using casus_test::OnlyIssue;
using casus_test::ReadList;
using casus_test::Refusal;
using casus_test::TemporaryFile;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr std::string_view kSquare = "[[0,1],[2,1],[2,3],[0,3],[0,1]]";
std::string PolygonOf(std::string_view rings) {
  return R"({"type":"Polygon","coordinates":[)" + std::string(rings) + "]}";
}
std::string FeatureOf(std::string_view properties, const std::string& geometry = PolygonOf(kSquare),
                      std::string_view others = "") {
  return R"({"type":"Feature",)" + std::string(others) + R"("geometry":)" + geometry +
         R"(,"properties":)" + std::string(properties) + "}";
}
std::string Collection(const std::vector<std::string>& features, std::string_view others = "") {
  std::string text = R"({"type":"FeatureCollection",)" + std::string(others) + "\"features\":[\n";
  for (const std::string& feature : features)
    text += (&feature == &features[0] ? "" : ",\n") + feature;
  return text + "\n]}\n";
}
Imported ReadFeatures(const std::vector<std::string>& features, std::string_view others = "") {
  return ReadList("geojson", Collection(features, others));
}
Imported ReadGeometry(const std::string& geometry) {
  return ReadFeatures({FeatureOf(R"({"name":"N"})", geometry)});
}

const Place& OnlyPlace(const Imported& imported) {
  EXPECT_THAT(imported.chronicle.places(), SizeIs(1)) << IssuesInWords(imported);
  static const Place kNone;
  return imported.chronicle.places().empty() ? kNone : imported.chronicle.places().front();
}
std::string Codes(const Place& place) {
  std::string text;
  for (const casus::Code& code : place.codes) {
    text += std::string(ToString(code.system)) + " " + code.value + "\n";
  }
  return text;
}
std::string Names(const Place& place) {
  std::string text;
  for (const casus::Name& name : place.names) {
    text += std::string(ToString(name.kind)) + " " + name.text + " [" + name.language + "]\n";
  }
  return text;
}

class GeoJson : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!CanRead("geojson", Collection({}))) GTEST_SKIP() << "built without simdjson";
  }
};

TEST_F(GeoJson, AFeatureIsAPlaceWithItsCodesNamesDaysAndGeometry) {
  const Imported imported = ReadFeatures({FeatureOf(
      R"({"iso3166-2":"XX-01","koatuu":"0100","admin_level":"4","name":"Nord","name:de":"Norden",)"
      R"("old_name":"Boreal","start_date":"1991-08","end_date":"2014-03-18","flag":"f.svg",)"
      R"("n":{"a":[1,2.5]},"none":null,"empty":""})",
      PolygonOf(std::string(kSquare) + ",[[1,1.5],[1,2],[1.5,2],[1,1.5]]"),
      R"("id":"relation/7","bbox":[0,1,2,3],"title":"T",)")});
  EXPECT_EQ(imported.report.layout, "FeatureCollection");
  EXPECT_EQ(IssuesInWords(imported), "");
  const Place& place = OnlyPlace(imported);
  EXPECT_EQ(place.fact.key, "iso3166_2:XX-01");
  EXPECT_EQ(place.kind, PlaceKind::kAdmin1);
  EXPECT_EQ(place.name, "Nord");
  EXPECT_EQ(Names(place), "translation Norden [de]\nformer Boreal []\n");
  EXPECT_EQ(Codes(place), "iso3166_2 XX-01\nother koatuu:0100\n");
  EXPECT_EQ(ToEdtf(place.fact.span), "1991-08/2014-03-18");
  EXPECT_EQ(place.fact.note,
            "admin_level=4\nflag=f.svg\nn={\"a\":[1,2.5]}\ntitle=T\nid=relation/7");
  ASSERT_THAT(place.geometries, SizeIs(1));
  EXPECT_EQ(place.geometries[0].span, place.fact.span);
  ASSERT_THAT(place.geometries[0].polygons, SizeIs(1));
  const casus::Polygon& polygon = place.geometries[0].polygons[0];
  EXPECT_EQ(polygon.outer, (Ring{{1, 0}, {1, 2}, {3, 2}, {3, 0}}));
  EXPECT_THAT(polygon.holes, ElementsAre(Ring{{1.5, 1}, {2, 1}, {2, 1.5}}));
  EXPECT_FALSE(place.at);
}

TEST_F(GeoJson, GeometriesAreAreasOrAPoint) {
  const std::string multi = R"({"type":"MultiPolygon","coordinates":[[)" + std::string(kSquare) +
                            "],[" + std::string(kSquare) + "]]}";
  EXPECT_THAT(OnlyPlace(ReadGeometry(multi)).geometries[0].polygons, SizeIs(2));
  const Imported both =
      ReadGeometry(R"({"type":"GeometryCollection","geometries":[)" + multi + "," +
                   PolygonOf(kSquare) + R"(,{"type":"Point","coordinates":[30.5,50.25]}]})");
  EXPECT_THAT(OnlyPlace(both).geometries[0].polygons, SizeIs(3));
  EXPECT_EQ(OnlyPlace(both).at, (casus::Coordinates{50.25, 30.5}));
  for (const char* const nothing : {"null", R"({"type":"MultiPolygon","coordinates":[]})",
                                    R"({"type":"GeometryCollection","geometries":[]})"}) {
    const Imported imported = ReadGeometry(nothing);
    EXPECT_THAT(OnlyPlace(imported).geometries, IsEmpty()) << nothing;
    EXPECT_EQ(IssuesInWords(imported), "") << nothing;
  }
}

TEST_F(GeoJson, WhatIsKeptAllTheSameIsTold) {
  EXPECT_EQ(OnlyIssue(ReadGeometry(PolygonOf("[[0,1,9],[2,1,9],[2,3],[0,3],[0,1,8.5]]"))),
            "f: note: 3 positions with a height [the height left out]");
  const Imported clockwise = ReadGeometry(PolygonOf("[[0,1],[0,3],[2,3],[2,1],[0,1]]"));
  EXPECT_EQ(OnlyIssue(clockwise),
            "f: note: 1 polygons whose outer ring goes round clockwise [kept; which way means "
            "nothing]");
  EXPECT_EQ(OnlyPlace(clockwise).geometries[0].polygons[0].outer.front(),
            (casus::Coordinates{1, 0}));
  const Imported unclosed = ReadGeometry(PolygonOf("[[0,1],[2,1],[2,3],[0,3]]"));
  EXPECT_EQ(OnlyIssue(unclosed), "f:2:1 (geometry): warning: 1 rings that are not closed [closed]");
  EXPECT_EQ(OnlyPlace(unclosed).geometries, OnlyPlace(ReadGeometry(PolygonOf(kSquare))).geometries);
  EXPECT_EQ(OnlyIssue(ReadGeometry(PolygonOf("[[1,1],[2,2],[3,3],[1,1]]"))),
            "f:2:1 (geometry): warning: 1 rings without an area [kept as given]");
  EXPECT_EQ(OnlyIssue(ReadGeometry(R"({"type":"Point","coordinates":[0,0]})")),
            "f:2:1 (geometry): warning: 1 positions at 0, 0 [kept as given]");
  // A sliver, and what goes across 180 degrees (counterclockwise, the shorter way).
  for (const char* const ring : {"[[0,1],[0.0000001,1],[0.0000001,3],[0,1]]",
                                 "[[179,1],[-179,1],[-179,3],[179,3],[179,1]]"}) {
    EXPECT_EQ(IssuesInWords(ReadGeometry(PolygonOf(ring))), "") << ring;
  }
}

TEST_F(GeoJson, WhatIsNoFeatureIsRefusedWithItsPlace) {
  const std::string good = FeatureOf(R"({"name":"Good"})");
  const auto refused = [&](const std::string& feature) {
    const Imported imported = ReadFeatures({good, feature});
    EXPECT_EQ(imported.report.refused, 1u) << feature;
    EXPECT_EQ(OnlyPlace(imported).name, "Good");
    return OnlyIssue(imported);
  };
  const auto refused_geometry = [&](const std::string& geometry) {
    return refused(FeatureOf("null", geometry));
  };
  EXPECT_EQ(refused("7"), "f:3:1: error: a feature that is no object: '7' [record refused]");
  EXPECT_THAT(refused("{]"), HasSubstr("f:3:1: error: not JSON: ']"));
  EXPECT_THAT(refused(R"({"type":"Polygon","coordinates":[]})"),
              HasSubstr("(type): error: neither a feature nor a geometry: 'Polygon'"));
  EXPECT_THAT(refused(R"({"geometry":null})"), HasSubstr("neither a feature nor a geometry"));
  EXPECT_THAT(refused(R"({"type":"Feature","type":"Feature"})"),
              HasSubstr("a feature with a name twice: 'type'"));
  EXPECT_THAT(refused(FeatureOf(R"({"a":1,"a":2})")), HasSubstr("properties with a name twice"));
  EXPECT_THAT(refused(FeatureOf("[]")), HasSubstr("properties that is no object"));
  EXPECT_THAT(refused(FeatureOf(R"({"name":"a\u0000b"})")),
              HasSubstr("(name): error: a text with the character U+0000"));
  EXPECT_THAT(refused(FeatureOf("{\"name\":\"\xff\"}")), HasSubstr("not UTF-8: '\\xFF"));
  EXPECT_THAT(refused(FeatureOf("null", "null", R"("id":[1],)")),
              HasSubstr("(id): error: an id that is neither a text nor a number: '[1]'"));
  EXPECT_THAT(refused(FeatureOf("null", "null", R"("id":"\u0000",)")),
              HasSubstr("(id): error: a text with the character U+0000"));
  EXPECT_THAT(refused(FeatureOf(R"({"start_date":"14.3.2014"})")),
              HasSubstr("f:3:1 (start_date): error"));
  EXPECT_THAT(refused(FeatureOf(R"({"start":"2015","end":"2014"})")),
              HasSubstr("f:3:1 (end): error"));

  EXPECT_THAT(refused_geometry("[]"), HasSubstr("a geometry that is no object"));
  EXPECT_THAT(refused_geometry(R"({"type":"Polygon","type":"Point"})"),
              HasSubstr("a geometry with a name twice"));
  EXPECT_THAT(refused_geometry(R"({"type":"Circle","coordinates":[1,2]})"),
              HasSubstr("(geometry): error: no type of a geometry"));
  EXPECT_THAT(refused_geometry(R"({"type":7})"), HasSubstr("no type of a geometry"));
  for (const char* const type : {"LineString", "MultiPoint", "MultiLineString"}) {
    EXPECT_THAT(refused_geometry(R"({"type":")" + std::string(type) + R"(","coordinates":[]})"),
                HasSubstr("a geometry that is neither an area nor a point"));
  }
  EXPECT_THAT(refused_geometry(R"({"type":"Polygon"})"),
              HasSubstr("a geometry without an array of coordinates"));
  EXPECT_THAT(refused_geometry(R"({"type":"GeometryCollection"})"),
              HasSubstr("a collection without an array of geometries"));
  EXPECT_THAT(refused_geometry(R"({"type":"MultiPolygon","coordinates":[[]]})"),
              HasSubstr("a polygon without a ring"));
  EXPECT_THAT(refused_geometry(PolygonOf("7")), HasSubstr("a ring that is no array of positions"));
  EXPECT_THAT(refused_geometry(PolygonOf("[[0,1],[2,1],[0,1]]")),
              HasSubstr("a ring of fewer than 4 positions: '[[0,1],[2,1],[0,1]]'"));
  for (const char* const position : {"[0]", "[0,null]", R"(["0",1])", "7"}) {
    EXPECT_THAT(refused_geometry(PolygonOf("[[0,1],[2,1]," + std::string(position) + ",[0,1]]")),
                HasSubstr("a position that is not two numbers: '" + std::string(position)));
  }
  EXPECT_THAT(refused_geometry(PolygonOf("[[0,1],[180.5,1],[2,3],[0,1]]")),
              HasSubstr("longitude is not in [-180, 180]: '[180.5,1"));
  EXPECT_THAT(refused_geometry(PolygonOf("[[0,1],[2,91],[2,3],[0,1]]")),
              HasSubstr("latitude is not in [-90, 90]: '[2,91]'"));
  EXPECT_THAT(refused_geometry(R"({"type":"GeometryCollection","geometries":[)"
                               R"({"type":"Point","coordinates":[1,2]},)"
                               R"({"type":"Point","coordinates":[1,2]}]})"),
              HasSubstr("a second point of a place"));
  EXPECT_THAT(refused(FeatureOf("null", "null",
                                R"("crs":{"type":"name","properties":{"name":"EPSG:3857"}},)")),
              HasSubstr("(crs): error: another coordinate reference system than WGS 84"));
  EXPECT_THAT(refused_geometry(R"({"type":"Point","coordinates":[1,2],"crs":null})"),
              HasSubstr("(crs): error"));
}

TEST_F(GeoJson, FilesThatCannotBeReadAreRefusedWhole) {
  const std::string good = FeatureOf(R"({"name":"Good"})");
  const std::string whole = Collection({good});
  const auto error_of = [](const std::string& text) { return Refusal("geojson", text).ToString(); };
  EXPECT_THAT(error_of(whole.substr(0, whole.size() - 10)),
              HasSubstr("the input ends inside of JSON"));
  EXPECT_THAT(error_of(whole + "x"), HasSubstr("something behind the object: 'x'"));
  EXPECT_THAT(error_of(Collection({good + good})), HasSubstr("no comma between items"));
  EXPECT_THAT(error_of(R"({"type":"FeatureCollection"})"),
              HasSubstr("a FeatureCollection without an array of features"));
  EXPECT_THAT(error_of(R"({"type":"Feature","features":[]})"),
              HasSubstr("features in what is no FeatureCollection: 'Feature'"));
  EXPECT_THAT(error_of(Collection({good}, R"("type":"FeatureCollection",)")),
              HasSubstr("a collection with a name twice: 'type'"));
  EXPECT_THAT(error_of(Collection({good}, R"("crs":{"type":"name","properties":{"name":"X"}},)")),
              HasSubstr("(crs): unsupported: another coordinate reference system than WGS 84"));
  EXPECT_THAT(error_of(Collection({good}, R"("name":"\u0000",)")),
              HasSubstr("a text with the character U+0000"));
  EXPECT_THAT(error_of(Collection({good}, R"("name":nil,)")), HasSubstr("not JSON"));
  EXPECT_THAT(error_of(R"({"type":"FeatureCollection";})"), HasSubstr("not JSON"));
}

TEST_F(GeoJson, TheCrsThatIsWgs84IsReadAndOtherMembersAreOfTheSource) {
  for (const char* const name : {"urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "crs84"}) {
    const Imported imported = ReadFeatures({FeatureOf(R"({"name":"N"})")},
                                           R"("crs":{"type":"name","properties":{"name":")" +
                                               std::string(name) + R"("}},"attribution":"ODbL",)");
    EXPECT_EQ(imported.report.kept, 1u) << IssuesInWords(imported);
    EXPECT_THAT(imported.chronicle.sources()[0].note, HasSubstr("\nattribution=ODbL")) << name;
  }
}

TEST_F(GeoJson, CodesOfWhatAUnitLiesInAreNotItsOwn) {
  const Place ocha = OnlyPlace(ReadFeatures({FeatureOf(
      R"({"ADM0_PCODE":"UA","ADM0_EN":"Ukraine","ADM1_PCODE":"UA14","ADM1_EN":"Donetska",)"
      R"("ADM1_UA":"Donets","ADM2_PCODE":"UA1402","ADM2_EN":"Bakhmutskyi","ADM2_UA":"Bakhmut"})")}));
  EXPECT_EQ(ocha.fact.key, "pcode:UA1402");
  EXPECT_EQ(ocha.kind, PlaceKind::kAdmin2);
  EXPECT_EQ(ocha.name, "Bakhmutskyi");
  EXPECT_EQ(Names(ocha), "translation Bakhmut [ua]\n");
  EXPECT_EQ(Codes(ocha), "other pcode:UA1402\n");
  EXPECT_EQ(ocha.fact.note,
            "ADM0_PCODE=UA\nADM0_EN=Ukraine\nADM1_PCODE=UA14\nADM1_EN=Donetska\nADM1_UA=Donets");
  const Place gadm = OnlyPlace(ReadFeatures({FeatureOf(
      R"({"GID_0":"UKR","GID_1":"UKR.5_1","NAME_1":"Donets'k","NL_NAME_1":"X","ISO_1":"UA-14"})")}));
  EXPECT_EQ(gadm.fact.key, "iso3166_2:UA-14");
  EXPECT_EQ(Codes(gadm), "other gid:UKR.5_1\niso3166_2 UA-14\n");
  EXPECT_EQ(gadm.kind, PlaceKind::kAdmin1);
  EXPECT_EQ(Names(gadm), "alias X []\n");
  const Place boundaries = OnlyPlace(ReadFeatures({FeatureOf(
      R"({"shapeName":"Oblast","shapeISO":"UA-14","shapeID":"9B","shapeGroup":"UKR","shapeType":"ADM1"})")}));
  EXPECT_EQ(boundaries.fact.key, "iso3166_2:UA-14");
  EXPECT_EQ(boundaries.name, "Oblast");
  EXPECT_EQ(boundaries.kind, PlaceKind::kAdmin1);
  const Place state = OnlyPlace(ReadFeatures({FeatureOf(
      R"({"NAME":"Ukraine","ISO_A2":"UA","ISO_A3":"UKR","gwcode":369,"NAME_DE":"Die Ukraine"})")}));
  EXPECT_EQ(state.fact.key, "gw:territory:369");
  EXPECT_EQ(state.kind, PlaceKind::kCountry);
  EXPECT_EQ(Codes(state), "iso3166_alpha2 UA\niso3166_alpha3 UKR\ngw 369\n");
  EXPECT_EQ(Names(state), "translation Die Ukraine [de]\n");
  const Place disputed =
      OnlyPlace(ReadFeatures({FeatureOf(R"({"NAME":"Nowhere","ISO_A2":"-99"})")}));
  EXPECT_EQ(disputed.kind, PlaceKind::kOther);
  EXPECT_EQ(disputed.fact.note, "ISO_A2=-99");
  const Place unit = OnlyPlace(ReadFeatures(
      {FeatureOf(R"({"katottg":"UA14000000000091971","ISO_A2":"UA","admin_level":"7"})")}));
  EXPECT_EQ(unit.fact.key, "katottg:UA14000000000091971");
  EXPECT_EQ(unit.name, "UA14000000000091971");
  EXPECT_EQ(unit.kind, PlaceKind::kOther);
  EXPECT_EQ(Codes(unit), "katottg UA14000000000091971\n");
}

TEST_F(GeoJson, WithoutACodeTheKeyIsOfTheFile) {
  casus::ImportOptions options;
  options.source_key = "mine";
  const Imported imported =
      ReadList("geojson",
               Collection({FeatureOf("{}", "null", R"("id":12,)"),
                           FeatureOf(R"({"name":"A b"})", "null"), FeatureOf("{}", "null")}),
               options);
  std::vector<std::string> keys;
  for (const Place& place : imported.chronicle.places()) keys.push_back(place.fact.key);
  EXPECT_THAT(keys, ElementsAre("mine:12", "mine:name:A-b", "mine:number:3"));
  EXPECT_EQ(imported.chronicle.places()[2].name, "feature 3");
}

TEST_F(GeoJson, OneKeyIsOnePlaceWithGeometriesOfTheirDays) {
  const auto dated = [](std::string_view days, std::string_view more = "") {
    return FeatureOf(R"({"gwcode":"365","cntry_name":"Russia",)" + std::string(days) +
                     std::string(more) + "}");
  };
  const std::string before = dated(R"("gwsdate":"1991-12-26","gwedate":"2014-03-17")");
  const std::string after =
      dated(R"("gwsdate":"2014-03-18","gwedate":"2019-12-31")", R"(,"owner":1)");
  const Imported imported = ReadFeatures({before, after, before, FeatureOf(R"({"gwcode":365})")});
  EXPECT_EQ(imported.report.refused, 2u);
  EXPECT_THAT(
      IssuesInWords(imported),
      HasSubstr(
          "error: a geometry of this place and these days is there already: 'gw:territory:365'"));
  const Place& place = OnlyPlace(imported);
  ASSERT_THAT(place.geometries, SizeIs(2));
  EXPECT_EQ(ToEdtf(*place.geometries[1].span), "2014-03-18/2019-12-31");
  EXPECT_EQ(ToEdtf(place.fact.span), "1991-12-26/2019-12-31");
  EXPECT_EQ(place.fact.note, "owner=1");
  EXPECT_THAT(IssuesInWords(ReadFeatures(
                  {FeatureOf(R"({"gwcode":1})", "null"), FeatureOf(R"({"gwcode":1})", "null")})),
              HasSubstr("error: a place of this key is there already: 'gw:territory:1'"));
}

TEST_F(GeoJson, APlaceThatIsThereGetsItsGeometry) {
  casus::ChronicleBuilder builder;
  const casus::SourceId source = builder.Add([] {
    casus::Source codifier;
    codifier.key = "codifier";
    return codifier;
  }());
  Place unit;
  unit.fact.key = "katottg:UA01";
  unit.fact.source = source;
  unit.name = "Unit";
  builder.Add(unit);
  const TemporaryFile file("f.geojson",
                           Collection({FeatureOf(R"({"katottg":"UA01","name":"Other","x":"y"})")}));
  for (const std::uint64_t kept : {1u, 0u}) {
    const auto report = casus::Import("auto", file.path(), {}, builder);
    ASSERT_TRUE(report.ok()) << report.error();
    EXPECT_EQ(report->kept, kept);
  }
  const casus::Chronicle chronicle = builder.Build().value();
  ASSERT_THAT(chronicle.places(), SizeIs(1));
  const Place& place = chronicle.places()[0];
  EXPECT_EQ(place.name, "Unit");
  EXPECT_EQ(Names(place), "alias Other []\n");
  EXPECT_THAT(place.geometries, SizeIs(1));
  EXPECT_EQ(place.fact.note, "x=y");
  EXPECT_EQ(chronicle.source(*place.fact.source).key, "codifier");
}

TEST_F(GeoJson, WithoutAnEndItLastedUntilTheFileWasPublished) {
  const std::string text = Collection({FeatureOf(R"({"name":"N","start":"2014"})")});
  EXPECT_EQ(ToEdtf(OnlyPlace(ReadList("geojson", text)).fact.span), "2014/");
  EXPECT_EQ(ToEdtf(OnlyPlace(ReadList("geojson", text, On(Day::FromYmd(2020, 1, 2)))).fact.span),
            "2014/[2020-01-02..]");
}

TEST_F(GeoJson, AnAreaDrawnDayByDayIsOnePlace) {
  const Folder folder;
  const std::string multi =
      R"({"type":"MultiPolygon","coordinates":[[)" + std::string(kSquare) + "]]}";
  const std::string later =
      folder.Add("map_20240709.geojson", Collection({FeatureOf("null", multi), FeatureOf("{}")}));
  const std::string earlier = folder.Add("map_2024-07-08.geojson", multi);
  casus::ChronicleBuilder builder;
  for (const auto& [path, kept] : {std::pair(later, 2u), std::pair(earlier, 1u),
                                   std::pair(earlier, 0u), std::pair(later, 0u)}) {
    const auto report = casus::Import("auto", path, {}, builder);
    ASSERT_TRUE(report.ok()) << report.error();
    EXPECT_EQ(report->kept, kept) << path;
    if (kept == 0) {
      EXPECT_THAT(
          ToString(report->issues.issues()[0]),
          HasSubstr("the area of this day is there already: 'geojson:map:control 2024-07-"));
    }
  }
  const casus::Chronicle chronicle = builder.Build().value();
  ASSERT_THAT(chronicle.places(), SizeIs(1));
  const Place& place = chronicle.places()[0];
  EXPECT_EQ(place.fact.key, "geojson:map:control");
  ASSERT_THAT(place.geometries, SizeIs(2));
  EXPECT_THAT(place.geometries[0].polygons, SizeIs(2));
  EXPECT_EQ(ToEdtf(*place.geometries[0].span), "2024-07-09");
  EXPECT_EQ(ToEdtf(*place.geometries[1].span), "2024-07-08");
  EXPECT_EQ(ToEdtf(place.fact.span), "2024-07-08/2024-07-09");
  EXPECT_EQ(ToEdtf(place.fact.learnt.value()), "2024-07-08");
  EXPECT_THAT(place.fact.note, IsEmpty());
  EXPECT_THAT(chronicle.statuses(), IsEmpty());

  // The day that is named outright counts for more; without any it is a place as others are.
  const Imported named = casus_test::ImportRows("geojson", earlier, On(Day::FromYmd(2024, 7, 10)));
  EXPECT_EQ(ToEdtf(*OnlyPlace(named).geometries[0].span), "2024-07-10");
  EXPECT_EQ(named.report.layout, "one feature, drawn on 2024-07-10");
  const Imported undated = casus_test::ImportRows("geojson", folder.Add("map.geojson", multi));
  EXPECT_EQ(OnlyPlace(undated).fact.key, "geojson:map:number:1");
  EXPECT_FALSE(OnlyPlace(undated).geometries[0].span);
  const Imported beside = casus_test::ImportRows(
      "geojson",
      folder.Add("a20240708.geojson", Collection({FeatureOf("null", multi),
                                                  FeatureOf("{}", "null", R"("id":"control",)")})));
  EXPECT_THAT(OnlyIssue(beside), HasSubstr("the key of the area that is drawn day by day"));
  const std::string pointed = R"({"type":"GeometryCollection","geometries":[)" + multi +
                              R"(,{"type":"Point","coordinates":[1,2]}]})";
  EXPECT_THAT(OnlyIssue(casus_test::ImportRows("geojson", folder.Add("20240708.geojson", pointed))),
              HasSubstr("a point beside an area that is drawn day by day"));
}

TEST_F(GeoJson, AnAreaDrawnDayByDayIsHeldByWhomTheReaderSays) {
  const Folder folder;
  casus::ImportOptions options;
  options.held_by = "russia";
  casus::ChronicleBuilder builder;
  for (const char* const day : {"20240709", "20240711"}) {
    const std::string path =
        folder.Add("map_" + std::string(day) + ".geojson", Collection({FeatureOf("null")}));
    ASSERT_TRUE(casus::Import("geojson", path, options, builder).ok());
  }
  const casus::Chronicle chronicle = builder.Build().value();
  ASSERT_THAT(chronicle.statuses(), SizeIs(2));
  const casus::TerritorialStatus& status = chronicle.statuses()[1];
  EXPECT_EQ(status.fact.key, "geojson:map:control/2024-07-11");
  EXPECT_EQ(ToEdtf(status.fact.span), "2024-07-11");
  EXPECT_EQ(ToEdtf(status.fact.learnt.value()), "2024-07-11");
  EXPECT_EQ(status.axis, casus::Axis::kControl);
  EXPECT_EQ(chronicle.place(*status.place).fact.key, "geojson:map:control");
  ASSERT_THAT(status.holders, SizeIs(1));
  EXPECT_EQ(chronicle.actor(status.holders[0]).fact.key, "russia");
  // Of the day between nobody speaks.
  using casus::Table;
  EXPECT_EQ(chronicle.Covered(Table::kStatuses, Day::FromYmd(2024, 7, 10), status.place),
            casus::Truth::kNo);
  EXPECT_NE(chronicle.Covered(Table::kStatuses, Day::FromYmd(2024, 7, 11), status.place),
            casus::Truth::kNo);
}

TEST_F(GeoJson, FilesOfAPlaceAndOfLinesAreToldApart) {
  EXPECT_TRUE(LooksLikeGeoJson("\xEF\xBB\xBF { \"type\" : \"FeatureCollection\""));
  EXPECT_TRUE(LooksLikeGeoJson(R"({"name":"a \"type\"","bbox":[1,[2]],"features": [)"));
  EXPECT_TRUE(LooksLikeGeoJson(R"({"geometry":{"type":"Po)"));
  EXPECT_FALSE(
      LooksLikeGeoJson(R"({"id":"x","schema":"Person","properties":{"type":["Feature"]}})"));
  EXPECT_FALSE(LooksLikeGeoJson(R"({"type":"Topology"})"));
  EXPECT_FALSE(LooksLikeGeoJson(R"({"a":{"type":"Feature"}})"));
  EXPECT_FALSE(LooksLikeGeoJson(R"(["type"])"));
  EXPECT_FALSE(LooksLikeGeoJson("{\"a"));
  EXPECT_THAT(Refusal("ftm", FeatureOf(R"({"schema":"x"})")).ToString(), HasSubstr("here GeoJSON"));
  EXPECT_THAT(Refusal("geojson", R"({"schema":"Person"})").ToString(),
              HasSubstr("no object of GeoJSON"));
}

TEST_F(GeoJson, TheDayInAName) {
  const auto day = [](std::string_view name) {
    const auto found = DayInName(name);
    return found ? ToString(found->day) + " " + std::string(found->before) + "|" +
                       std::string(found->behind)
                 : std::string();
  };
  EXPECT_EQ(day("20240708.geojson"), "2024-07-08 |.geojson");
  EXPECT_EQ(day("deepstatemap_data_20240708.geojson"), "2024-07-08 deepstatemap_data_|.geojson");
  EXPECT_EQ(day("2024-07-08.geojson"), "2024-07-08 |.geojson");
  for (const char* const none : {"20241308.geojson", "120240708.geojson", "202407081.geojson",
                                 "20240708-20240709.geojson", "map.geojson", ""}) {
    EXPECT_EQ(day(none), "") << none;
  }
}

TEST_F(GeoJson, CanBeStopped) {
  const TemporaryFile file("f.geojson", Collection({FeatureOf(R"({"name":"N"})")}));
  casus::ImportOptions options;
  options.progress = [](const casus::Progress&) { return false; };
  casus::ChronicleBuilder builder;
  const auto report = casus::Import("geojson", file.path(), options, builder);
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code(), casus::ErrorCode::kCancelled);
}

// What the reader of items makes of a text: "line:column text" of each, and the rest.
std::string Items(std::string_view text, std::size_t buffer, std::size_t max_item = 1000) {
  JsonItemsOptions options;
  options.array = "features";
  options.buffer_bytes = buffer;
  options.max_item_bytes = max_item;
  options.max_rest_bytes = 60;
  JsonItemsReader reader(casus::InputFromMemory(text, "f"), options);
  std::string out;
  for (;;) {
    switch (reader.Next()) {
      case JsonItemsReader::Step::kItem:
      case JsonItemsReader::Step::kTooLong:
        out += std::to_string(reader.line()) + ":" + std::to_string(reader.column()) + " " +
               std::string(reader.item()) + ";";
        break;
      case JsonItemsReader::Step::kEnd: return out + std::string(reader.rest());
      case JsonItemsReader::Step::kFailed:
        return out +
               casus::Error(reader.error().code(), reader.error().message(), reader.error().where())
                   .ToString();
    }
  }
}

TEST(JsonItems, AreTheSameWhateverIsReadAtOnce) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"{\"a\" : \"]}\\\"\", \"features\":[ {\"b\":\"[\"} ,\n [2,\n3],4 ,\"x,]\",null] , \"c\":{}}",
       "1:29 {\"b\":\"[\"};2:2 [2,\n3];3:4 4;3:7 \"x,]\";3:13 "
       "null;{\"a\":\"]}\\\"\",\"features\":[],\"c\":{}}"},
      {"\xEF\xBB\xBF{}", "{}"},
      {R"({"features":[]})", R"({"features":[]})"},
      {R"({"features":{"features":[1]}})", R"({"features":{"features":[1]}})"},
      {R"({"features":[1 2]})", "1:14 1;f:1:16: parse error: no comma between items"},
      {"[]", "f:1:1: parse error: no object of JSON"},
      {R"({"features":[1)", "f:1:15: corrupt input: the input ends inside of JSON"},
      {R"({"a":"0123456789012345678901234567890123456789012345678901234567890"})",
       "f:1:69: out of range: more than 60 bytes beside the array of features"},
  };
  for (const auto& [text, expected] : cases) {
    const std::string whole = Items(text, 1 << 16);
    EXPECT_EQ(whole, expected);
    for (const std::size_t buffer : {3u, 4u, 7u, 64u}) EXPECT_EQ(Items(text, buffer), whole);
  }
}

TEST(JsonItems, WhatIsTooLongIsPassedOver) {
  EXPECT_EQ(Items(R"({"features":[[1,2,3,4],5]})", 4, 6), R"(1:14 [1,2,3;1:24 5;{"features":[]})");
}

}  // namespace
