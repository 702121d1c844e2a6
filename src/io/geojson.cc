// Places and what they cover, from GeoJSON (RFC 7946, and its predecessor of 2008).
//
// A FeatureCollection, a Feature or a bare geometry. A collection is read feature by feature:
// memory is bounded by the longest of them (256 MB at the most) and what stands beside the array,
// not by the file. Each feature is a place.
//
// Geometry: Polygon and MultiPolygon, and a GeometryCollection of these, are what the place covers
// (Place::geometries); a Point is Place::at; null, or a geometry without coordinates, is a place
// without either. Other geometries are no areas and are refused. Positions are longitude first, in
// WGS 84: a `crs` that names anything else is refused. A third number of a position (a height) is
// left out, and counted. Rings may go round either way. An unclosed ring is closed and warned of; a
// ring of fewer than 4 positions, or a position off the earth, is refused, with its feature. What
// crosses 180 degrees is kept as it stands.
//
// Key: by the first of these that a feature has, where CODE is a code of its own and not of what it
// lies in (a file of raions that has ADM1_PCODE and ADM2_PCODE: the second),
//
//   katottg:CODE             katottg
//   iso3166_2:CODE           iso3166-2, iso_3166_2, shapeISO, ISO_1
//   pcode:CODE               ADM<n>_PCODE (OCHA)
//   gid:CODE                 GID_<n> (GADM)
//   koatuu:CODE  shape:CODE  koatuu, shapeID (geoBoundaries)
//   geonames:CODE            geonameid
//   gw:territory:CODE        gwcode
//   cow:territory:CODE       cowcode
//   iso3166_alpha3:CODE, iso3166_alpha2:CODE     ISO_A3, ISO_A2 and the like
//   <source>:ID              the feature's id
//   <source>:NAME            its name
//   <source>:<number>        its number in the file
//
// so that units of known codes are the same places as those of other readers. Names of properties
// are in either case.
//
//   name, NAME_<n>, ADM<n>_EN, shapeName        the name; name:xx, name_xx, ADM<n>_XX translations
//   start_date, start, gwsdate, valid_from      EDTF (ISO 8601-2); the first day
//   end_date, end, gwedate, valid_to            the last day, inside
//   <n>, shapeType (ADM<n>), admin_level        the kind: n is 0 to 3, OpenStreetMap's levels 2, 4
//                                               and 6 are 0, 1 and 2; its others differ by country
//
// All other properties, and members of the feature that RFC 7946 does not know, are lines
// "name=value" of the note; of an empty text and of null nothing is kept, nor of bbox. Members of
// the collection are lines of the source's note.
//
// Features of one key are one place with several geometries, each of its own days (CShapes); the
// same days twice, or days that are not said beside others, are kDuplicate. The place is taken to
// exist from the first to the last of these days.
//
// A file of an area drawn day by day (the mirrors of DeepStateMap): a first feature without
// properties and id, and a day in the file's name or in ImportOptions::published. All such features
// are one geometry, of that day alone, of the place "<source>:control", which was learnt on that
// day; the source's key has no day in it, so that files of several days make one place. The file
// does not say who holds the area: without ImportOptions::held_by there is no status, with it one
// of Axis::kControl for each day drawn, "<source>:control/<day>".

#include "src/io/geojson.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "casus/time/edtf.h"
#include "casus/time/parse.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/json_dom.h"
#include "src/io/json_items.h"
#include "src/io/json_lines.h"
#include "src/io/list_staging.h"
#include "src/io/rings.h"
#include "src/io/staging.h"
#include "src/io/utf8.h"

namespace casus::internal {

namespace {

constexpr std::string_view kTypes[] = {"FeatureCollection", "Feature",      "Point",
                                       "MultiPoint",        "LineString",   "MultiLineString",
                                       "Polygon",           "MultiPolygon", "GeometryCollection"};

bool IsTypeOfGeoJson(std::string_view text) {
  return std::find(std::begin(kTypes), std::end(kTypes), text) != std::end(kTypes);
}

// What of a text is a value of JSON and what stands behind it, as far as brackets and quotes tell.
// Empty where it is cut off.
std::string_view ValueAt(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
      if (in_string || depth > 0) continue;
      return text.substr(0, i + 1);
    }
    if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (depth > 0) {
      if ((c == ']' || c == '}') && --depth == 0) return text.substr(0, i + 1);
    } else if (c == ',' || c == '}' || c == ']' ||
               absl::ascii_isspace(static_cast<unsigned char>(c))) {
      return text.substr(0, i);
    }
  }
  return {};
}

std::string_view PastSpace(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

}  // namespace

bool LooksLikeGeoJson(std::string_view head) {
  if (!LooksLikeJsonObject(head)) return false;
  std::string_view rest = head.substr(head.find('{') + 1);
  for (;;) {
    rest = PastSpace(rest);
    const std::string_view name = ValueAt(rest);
    if (!name.starts_with('"')) return false;
    rest = PastSpace(rest.substr(name.size()));
    if (!rest.starts_with(':')) return false;
    rest = PastSpace(rest.substr(1));
    if (name == "\"features\"" && rest.starts_with('[')) return true;
    if (name == "\"geometry\"" && rest.starts_with('{')) return true;
    const std::string_view value = ValueAt(rest);
    if (name == "\"type\"") {
      return value.size() > 2 && IsTypeOfGeoJson(value.substr(1, value.size() - 2));
    }
    if (value.empty()) return false;
    rest = PastSpace(rest.substr(value.size()));
    if (!rest.starts_with(',')) return false;
    rest.remove_prefix(1);
  }
}

std::optional<NamedDay> DayInName(std::string_view name) {
  std::optional<NamedDay> found;
  for (std::size_t begin = 0; begin < name.size(); ++begin) {
    if (begin > 0 && IsDigits(name.substr(begin - 1, 1))) continue;
    for (const DayShape shape : {DayShape::kCompact, DayShape::kIso}) {
      const std::size_t size = shape == DayShape::kCompact ? 8 : 10;
      const std::string_view text = name.substr(begin, size);
      const std::string_view behind = name.substr(std::min(name.size(), begin + size));
      if (text.size() < size || IsDigits(behind.substr(0, 1))) continue;
      const Result<Day> day = ParseDay(text, shape, kListYears);
      if (!day.ok()) continue;
      if (found) return std::nullopt;
      found = NamedDay{*day, name.substr(0, begin), behind};
    }
  }
  return found;
}

#ifdef CASUS_HAVE_SIMDJSON

namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kMaxDepth = 64;

struct Property {
  std::string name;
  std::string lower;
  std::string text;
  bool is_used = false;
};

// A scalar as a text, an array or object as JSON; empty for null.
std::string TextOf(dom::element element) {
  if (element.is_null()) return {};
  std::string_view text;
  if (element.get_string().get(text) == simdjson::SUCCESS) return std::string(text);
  return simdjson::minify(element);
}

// The level of a property that carries one, "gid_1", "adm2_pcode": the digit behind `before`, and
// what stands behind it. -1: none.
int LevelIn(std::string_view name, std::string_view before, std::string_view& behind) {
  if (!name.starts_with(before) || name.size() == before.size()) return -1;
  const char digit = name[before.size()];
  if (digit < '0' || digit > '9') return -1;
  behind = name.substr(before.size() + 1);
  return digit - '0';
}

// What a property of a name says, where its name is known.
enum class Meaning : std::uint8_t {
  kNothing,
  kCode,
  kName,       // the name, by preference
  kOtherName,  // of `name_kind`
  kLevel,      // how large the unit is
  kFirst,
  kLast,
};
constexpr int kNoLevel = -1;     // of the feature, whatever its level
constexpr int kBelowState = -2;  // the same, and it is no state
struct Known {
  Meaning meaning = Meaning::kNothing;
  int level = kNoLevel;
  CodeSystem system = CodeSystem::kOther;
  std::string_view prefix = {};  // of a key
  int preference = 0;            // of names and codes, the least first
  NameKind name_kind = NameKind::kAlias;
  std::string language = {};
};

struct CodeProperty {
  std::string_view name;
  CodeSystem system;
  std::string_view prefix;
  int level;
};
// By preference, those that carry a level in their name apart.
constexpr CodeProperty kCodeProperties[] = {
    {"katottg", CodeSystem::kKatottg, "katottg", kBelowState},
    {"iso3166-2", CodeSystem::kIso3166Subdivision, "iso3166_2", kBelowState},
    {"iso_3166_2", CodeSystem::kIso3166Subdivision, "iso3166_2", kBelowState},
    {"iso_1", CodeSystem::kIso3166Subdivision, "iso3166_2", 1},
    {"shapeiso", CodeSystem::kIso3166Subdivision, "iso3166_2", kNoLevel},
    {"pcode", CodeSystem::kOther, "pcode", kNoLevel},
    {"gid", CodeSystem::kOther, "gid", kNoLevel},
    {"koatuu", CodeSystem::kOther, "koatuu", kBelowState},
    {"shapeid", CodeSystem::kOther, "shape", kNoLevel},
    {"geonameid", CodeSystem::kGeoNames, "geonames", kNoLevel},
    {"gwcode", CodeSystem::kGw, "gw:territory", 0},
    {"cowcode", CodeSystem::kCow, "cow:territory", 0},
    {"iso3166-1:alpha3", CodeSystem::kIso3166Alpha3, "iso3166_alpha3", 0},
    {"iso_a3", CodeSystem::kIso3166Alpha3, "iso3166_alpha3", 0},
    {"iso3166-1:alpha2", CodeSystem::kIso3166Alpha2, "iso3166_alpha2", 0},
    {"iso_a2", CodeSystem::kIso3166Alpha2, "iso3166_alpha2", 0},
};

Known KnownCode(std::string_view name, int level = kNoLevel) {
  for (std::size_t i = 0; i < std::size(kCodeProperties); ++i) {
    const CodeProperty& code = kCodeProperties[i];
    if (code.name != name) continue;
    Known known;
    known.meaning = Meaning::kCode;
    known.level = level == kNoLevel ? code.level : level;
    known.system = code.system;
    known.prefix = code.prefix;
    known.preference = static_cast<int>(i);
    return known;
  }
  return {};
}

bool IsLetters(std::string_view text, std::size_t size) {
  return text.size() == size && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isalpha(static_cast<unsigned char>(c));
         });
}

constexpr std::pair<std::string_view, NameKind> kOtherNames[] = {
    {"official_name", NameKind::kOfficial}, {"short_name", NameKind::kShort},
    {"old_name", NameKind::kFormer},        {"alt_name", NameKind::kAlias},
    {"int_name", NameKind::kAlias},
};
// By preference.
constexpr std::string_view kFirstDays[] = {"start_date", "start", "gwsdate", "valid_from"};
constexpr std::string_view kLastDays[] = {"end_date", "end", "gwedate", "valid_to"};

Known NameOf(int level, int preference) {
  Known known;
  known.meaning = Meaning::kName;
  known.level = level;
  known.preference = preference;
  return known;
}
Known OtherName(NameKind kind, int level, std::string language = {}) {
  Known known;
  known.meaning = Meaning::kOtherName;
  known.level = level;
  known.name_kind = kind;
  known.language = std::move(language);
  return known;
}

Known KnownOf(const Property& property) {
  const std::string_view name = property.lower;
  if (Known code = KnownCode(name); code.meaning == Meaning::kCode) return code;
  std::string_view behind;
  if (const int level = LevelIn(name, "gid_", behind); level >= 0 && behind.empty()) {
    return KnownCode("gid", level);
  }
  if (const int level = LevelIn(name, "name_", behind); level >= 0 && behind.empty()) {
    return NameOf(level, 1);
  }
  if (const int level = LevelIn(name, "nl_name_", behind); level >= 0 && behind.empty()) {
    return OtherName(NameKind::kAlias, level);
  }
  if (const int level = LevelIn(name, "adm", behind); level >= 0 && behind.starts_with('_')) {
    behind.remove_prefix(1);
    if (behind == "pcode") return KnownCode("pcode", level);
    if (behind == "en" || behind == "name") return NameOf(level, 2);
    if (IsLetters(behind, 2)) {
      return OtherName(NameKind::kTranslation, level, std::string(behind));
    }
    return {};
  }
  if (name == "name") return NameOf(kNoLevel, 0);
  if (name == "shapename") return NameOf(kNoLevel, 3);
  if (name == "cntry_name" || name == "country_name") return NameOf(0, 4);
  if (name.starts_with("name:") && name.size() > 5) {
    return OtherName(NameKind::kTranslation, kNoLevel, property.name.substr(5));
  }
  if (name.starts_with("name_") && IsLetters(name.substr(5), 2)) {
    return OtherName(NameKind::kTranslation, kNoLevel, std::string(name.substr(5)));
  }
  for (const auto& [other, kind] : kOtherNames) {
    if (name == other) return OtherName(kind, kNoLevel);
  }
  Known known;
  const auto find = [&](const auto& names, Meaning meaning) {
    const auto found = std::find(std::begin(names), std::end(names), name);
    if (found == std::end(names)) return;
    known.meaning = meaning;
    known.preference = static_cast<int>(found - std::begin(names));
  };
  find(kFirstDays, Meaning::kFirst);
  find(kLastDays, Meaning::kLast);
  if (name == "shapetype" && LevelIn(absl::AsciiStrToLower(property.text), "adm", behind) >= 0 &&
      property.text.size() == 4) {
    known.meaning = Meaning::kLevel;
    known.level = property.text.back() - '0';
  }
  // https://wiki.openstreetmap.org/wiki/Tag:boundary=administrative
  if (name == "admin_level") {
    for (const auto& [osm, level] : {std::pair("2", 0), std::pair("4", 1), std::pair("6", 2)}) {
      if (property.text != osm) continue;
      known.meaning = Meaning::kLevel;
      known.level = level;
    }
  }
  return known;
}

// How often there is what in a geometry.
struct Oddities {
  std::uint64_t heights = 0;    // positions with more than two numbers
  std::uint64_t clockwise = 0;  // polygons whose outer ring goes round so
  std::uint64_t unclosed = 0;   // rings
  std::uint64_t flat = 0;       // rings without an area
  std::uint64_t zero = 0;       // positions at 0, 0
};
// What a feature covers, as it was drawn.
struct Drawn {
  std::vector<Polygon> polygons;
  std::optional<Coordinates> at;
  Oddities odd;
};

class GeoJsonReader {
 public:
  GeoJsonReader(const std::string& file, const ImportOptions& options, ChronicleBuilder& builder,
                ImportReport& report)
      : file_(file),
        options_(options),
        builder_(builder),
        report_(report),
        staging_(builder),
        source_(SourceOf("geojson", "GeoJSON", file, options)) {}

  // Counts a record, and keeps it or says why it is refused.
  void ReadRecord(std::string_view text, std::uint64_t line, std::uint64_t column,
                  bool is_whole = false);
  void RefuseTooLong(std::string_view text, std::uint64_t line, std::uint64_t column);
  // What stands beside the features; or the whole, where there are none. An error means that the
  // file is refused.
  std::optional<Error> ReadRest(std::string_view rest, bool has_features);
  void Finish();

 private:
  using Members = std::vector<std::pair<std::string_view, dom::element>>;

  // Each gives false after an error.
  bool Read(dom::element feature, bool is_whole);
  bool ReadMembers(dom::element element, std::string_view what, Members& members);
  bool ReadGeometry(dom::element element, Drawn& drawn);
  bool ReadPolygon(dom::element element, Drawn& drawn);
  bool ReadRing(dom::element element, Drawn& drawn, Ring& ring);
  bool ReadPosition(dom::element element, Drawn& drawn, Coordinates& at);
  bool CheckCrs(dom::element crs);
  bool ReadProperties(dom::element element, std::vector<Property>& properties);
  bool AddProperty(std::string_view name, dom::element value, std::vector<Property>& properties);
  bool ReadPlace(std::vector<Property>& properties, std::string_view id, Drawn drawn);
  bool ReadDays(std::vector<Property>& properties, std::optional<Span>& span);
  // `is_named`: it has a name of its own, and not one for want of it.
  bool AddPlace(const std::string& key, Place place, bool is_named);
  bool AddDrawing(Drawn drawn);
  void StageHolder(PlaceId drawing);
  void Warn(const Oddities& odd);

  bool Fail(ErrorCode code, std::string message, std::string_view field,
            std::string_view text = {}) {
    Where where = where_;
    where.field = field;
    error_ = Error(code, std::move(message), std::move(where), Excerpt(text.substr(0, 400)));
    return false;
  }
  bool FailAt(ErrorCode code, std::string message, dom::element element) {
    return Fail(code, std::move(message), "geometry", std::string(simdjson::minify(element)));
  }

  const std::string& file_;
  const ImportOptions& options_;
  ChronicleBuilder& builder_;
  ImportReport& report_;
  Staging staging_;
  Source source_;
  JsonDom dom_{kMaxDepth, "feature"};
  Where where_;  // of the record
  std::optional<Error> error_;
  std::vector<Issue> issues_;  // of the record
  std::uint64_t heights_ = 0;
  std::uint64_t clockwise_ = 0;
  // Of the records kept; of places that the builder holds what it does not take from the staging.
  absl::flat_hash_map<std::string, PlaceId> places_;
  std::vector<std::pair<std::string, std::string>> notes_;
  std::optional<Day> drawn_on_;
  std::string drawing_key_;
  std::vector<Polygon> drawing_;
};

void GeoJsonReader::ReadRecord(std::string_view text, std::uint64_t line, std::uint64_t column,
                               bool is_whole) {
  ++report_.records;
  where_ = Where{file_, line, column, {}};
  error_.reset();
  issues_.clear();
  dom::element feature;
  bool is_kept = false;
  if (const std::optional<JsonDom::Problem> problem = dom_.Parse(text, feature)) {
    const std::size_t place = problem->place == std::string_view::npos ? 0 : problem->place;
    Fail(problem->code, problem->message, {}, text.substr(std::min(place, text.size())));
  } else {
    is_kept = Read(feature, is_whole);
  }
  if (is_kept) {
    ++report_.kept;
    for (Issue& issue : issues_) report_.issues.Add(std::move(issue));
  } else {
    ++report_.refused;
    report_.issues.AddError(*error_, "record refused");
  }
}

void GeoJsonReader::RefuseTooLong(std::string_view text, std::uint64_t line, std::uint64_t column) {
  ++report_.records;
  ++report_.refused;
  where_ = Where{file_, line, column, {}};
  Fail(ErrorCode::kOutOfRange, "a feature of more than " + std::to_string(text.size()) + " bytes",
       {}, text);
  report_.issues.AddError(*error_, "record refused");
}

bool GeoJsonReader::ReadMembers(dom::element element, std::string_view what, Members& members) {
  dom::object object;
  if (element.get_object().get(object) != simdjson::SUCCESS) {
    return Fail(ErrorCode::kParse, std::string(what) + " that is no object", {}, TextOf(element));
  }
  for (const auto& [name, value] : object) members.emplace_back(name, value);
  // Which of two is meant nobody can say.
  std::vector<std::string_view> names;
  names.reserve(members.size());
  for (const auto& member : members) names.push_back(member.first);
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice == names.end()) return true;
  return Fail(ErrorCode::kParse, std::string(what) + " with a name twice", {}, *twice);
}

// The CRS of the specification of 2008. RFC 7946 has none but WGS 84.
bool GeoJsonReader::CheckCrs(dom::element crs) {
  std::string_view name;
  if (crs["properties"]["name"].get_string().get(name) == simdjson::SUCCESS) {
    const std::string lower = absl::AsciiStrToLower(std::string(name));
    for (const std::string_view wgs84 :
         {"urn:ogc:def:crs:ogc:1.3:crs84", "urn:ogc:def:crs:ogc::crs84", "ogc:crs84", "crs84",
          "epsg:4326", "urn:ogc:def:crs:epsg::4326"}) {
      if (lower == wgs84) return true;
    }
  }
  return Fail(ErrorCode::kUnsupported, "another coordinate reference system than WGS 84", "crs",
              TextOf(crs));
}

bool GeoJsonReader::AddProperty(std::string_view name, dom::element value,
                                std::vector<Property>& properties) {
  std::string text = TextOf(value);
  if (name.find('\0') != std::string_view::npos || text.find('\0') != std::string::npos) {
    return Fail(ErrorCode::kParse, "a text with the character U+0000", Excerpt(name), text);
  }
  if (text.empty()) return true;
  properties.push_back(
      {std::string(name), absl::AsciiStrToLower(std::string(name)), std::move(text)});
  return true;
}

bool GeoJsonReader::ReadProperties(dom::element element, std::vector<Property>& properties) {
  if (element.is_null()) return true;
  Members members;
  if (!ReadMembers(element, "properties", members)) return false;
  for (const auto& [name, value] : members) {
    if (!AddProperty(name, value, properties)) return false;
  }
  return true;
}

bool GeoJsonReader::Read(dom::element feature, bool is_whole) {
  Members members;
  if (!ReadMembers(feature, "a feature", members)) return false;
  std::string type;
  for (const auto& [name, value] : members) {
    if (name == "type") type = TextOf(value);
  }
  Drawn drawn;
  std::vector<Property> properties;
  std::string id;
  if (type != "Feature") {
    // A geometry that is the whole file is a feature of which nothing is said.
    if (!is_whole || !IsTypeOfGeoJson(type) || type == "FeatureCollection") {
      return Fail(ErrorCode::kParse, "neither a feature nor a geometry", "type", type);
    }
    if (!ReadGeometry(feature, drawn)) return false;
    members.clear();
  }
  std::vector<Property> foreign;
  for (const auto& [name, value] : members) {
    if (name == "geometry") {
      if (!ReadGeometry(value, drawn)) return false;
    } else if (name == "properties") {
      if (!ReadProperties(value, properties)) return false;
    } else if (name == "id") {
      if (!value.is_string() && !value.is_number()) {
        return Fail(ErrorCode::kParse, "an id that is neither a text nor a number", "id",
                    TextOf(value));
      }
      id = TextOf(value);
      if (id.find('\0') != std::string::npos) {
        return Fail(ErrorCode::kParse, "a text with the character U+0000", "id", id);
      }
    } else if (name == "crs") {
      if (!CheckCrs(value)) return false;
    } else if (name != "type" && name != "bbox") {
      if (!AddProperty(name, value, foreign)) return false;
    }
  }
  const std::string base_name = BaseName(file_);
  const std::optional<NamedDay> named = DayInName(base_name);
  const bool is_bare = properties.empty() && foreign.empty() && id.empty();
  if (report_.records == 1 && is_bare && !drawn.polygons.empty()) {
    if (options_.published && options_.published->earliest() == options_.published->latest()) {
      drawn_on_ = options_.published->earliest();
    } else if (named) {
      drawn_on_ = named->day;
    }
    if (drawn_on_) {
      // The same whatever the day.
      if (options_.source_key.empty() && named) {
        std::string name(named->before);
        name += named->behind.substr(0, named->behind.find('.'));
        while (!name.empty() && !IsPlain(name.back())) name.pop_back();
        source_.key = "geojson:" + (name.empty() ? "area" : NameInKey(name));
      }
      if (!source_.published.earliest().is_finite()) source_.published = Moment::OnDay(*drawn_on_);
      drawing_key_ = source_.key + ":control";
    }
  }
  const Oddities odd = drawn.odd;
  const bool is_kept =
      drawn_on_ && is_bare && !drawn.polygons.empty() ? AddDrawing(std::move(drawn)) : [&] {
        // Properties know more than what is beside them.
        for (Property& property : foreign) {
          property.lower.clear();
          properties.push_back(std::move(property));
        }
        return ReadPlace(properties, id, std::move(drawn));
      }();
  if (is_kept) Warn(odd);
  return is_kept;
}

void GeoJsonReader::Warn(const Oddities& odd) {
  heights_ += odd.heights;
  clockwise_ += odd.clockwise;
  Where where = where_;
  where.field = "geometry";
  const auto warn = [&](std::uint64_t count, std::string_view what, std::string_view action) {
    if (count == 0) return;
    issues_.push_back(Issue{Severity::kWarning,
                            ErrorCode::kInvalidArgument,
                            where,
                            {},
                            std::to_string(count) + std::string(what),
                            std::string(action)});
  };
  warn(odd.unclosed, " rings that are not closed", "closed");
  warn(odd.flat, " rings without an area", "kept as given");
  warn(odd.zero, " positions at 0, 0", "kept as given");
}

bool GeoJsonReader::ReadGeometry(dom::element element, Drawn& drawn) {
  if (element.is_null()) return true;
  Members members;
  if (!ReadMembers(element, "a geometry", members)) return false;
  std::string_view type;
  const dom::element* coordinates = nullptr;
  const dom::element* geometries = nullptr;
  for (const auto& [name, value] : members) {
    if (name == "type" && value.get_string().get(type) != simdjson::SUCCESS) type = {};
    if (name == "coordinates") coordinates = &value;
    if (name == "geometries") geometries = &value;
    if (name == "crs" && !CheckCrs(value)) return false;
  }
  dom::array array;
  if (type == "GeometryCollection") {
    if (geometries == nullptr || geometries->get_array().get(array) != simdjson::SUCCESS) {
      return FailAt(ErrorCode::kParse, "a collection without an array of geometries", element);
    }
    for (const dom::element geometry : array) {
      if (!ReadGeometry(geometry, drawn)) return false;
    }
    return true;
  }
  if (type != "Polygon" && type != "MultiPolygon" && type != "Point") {
    return IsTypeOfGeoJson(type) ? FailAt(ErrorCode::kUnsupported,
                                          "a geometry that is neither an area nor a point", element)
                                 : FailAt(ErrorCode::kParse, "no type of a geometry", element);
  }
  if (coordinates == nullptr || coordinates->get_array().get(array) != simdjson::SUCCESS) {
    return FailAt(ErrorCode::kParse, "a geometry without an array of coordinates", element);
  }
  // RFC 7946, 3.1: may be read as null.
  if (array.begin() == array.end()) return true;
  if (type == "Polygon") return ReadPolygon(*coordinates, drawn);
  if (type == "MultiPolygon") {
    for (const dom::element polygon : array) {
      if (!ReadPolygon(polygon, drawn)) return false;
    }
    return true;
  }
  Coordinates at;
  if (!ReadPosition(*coordinates, drawn, at)) return false;
  if (drawn.at) return FailAt(ErrorCode::kUnsupported, "a second point of a place", element);
  drawn.at = at;
  return true;
}

bool GeoJsonReader::ReadPolygon(dom::element element, Drawn& drawn) {
  dom::array rings;
  if (element.get_array().get(rings) != simdjson::SUCCESS || rings.begin() == rings.end()) {
    return FailAt(ErrorCode::kParse, "a polygon without a ring", element);
  }
  Polygon& polygon = drawn.polygons.emplace_back();
  bool is_outer = true;
  for (const dom::element ring : rings) {
    if (!ReadRing(ring, drawn, is_outer ? polygon.outer : polygon.holes.emplace_back())) {
      return false;
    }
    is_outer = false;
  }
  drawn.odd.clockwise += SignedArea(polygon.outer) < 0;
  return true;
}

bool GeoJsonReader::ReadRing(dom::element element, Drawn& drawn, Ring& ring) {
  dom::array positions;
  if (element.get_array().get(positions) != simdjson::SUCCESS) {
    return FailAt(ErrorCode::kParse, "a ring that is no array of positions", element);
  }
  ring.reserve(positions.size());
  for (const dom::element position : positions) {
    if (!ReadPosition(position, drawn, ring.emplace_back())) return false;
  }
  if (ring.size() < 4)
    return FailAt(ErrorCode::kParse, "a ring of fewer than 4 positions", element);
  if (ring.front() == ring.back()) {
    ring.pop_back();
  } else {
    ++drawn.odd.unclosed;
  }
  drawn.odd.flat += SignedArea(ring) == 0;
  return true;
}

bool GeoJsonReader::ReadPosition(dom::element element, Drawn& drawn, Coordinates& at) {
  dom::array numbers;
  std::array<double, 2> values{};
  std::size_t count = 0;
  bool is_position = element.get_array().get(numbers) == simdjson::SUCCESS;
  if (is_position) {
    for (const dom::element number : numbers) {
      double value = 0;
      is_position = is_position && number.get_double().get(value) == simdjson::SUCCESS;
      if (count < 2) values[count] = value;
      ++count;
    }
  }
  if (!is_position || count < 2) {
    return FailAt(ErrorCode::kParse, "a position that is not two numbers", element);
  }
  const Result<Coordinates> made = Coordinates::Make(values[1], values[0]);
  if (!made.ok()) return FailAt(made.error().code(), made.error().message(), element);
  at = *made;
  drawn.odd.heights += count > 2;
  drawn.odd.zero += values[0] == 0 && values[1] == 0;
  return true;
}

bool GeoJsonReader::ReadDays(std::vector<Property>& properties, std::optional<Span>& span) {
  Property* best[] = {nullptr, nullptr};
  int preference[] = {0, 0};
  for (Property& property : properties) {
    const Known known = KnownOf(property);
    if (known.meaning != Meaning::kFirst && known.meaning != Meaning::kLast) continue;
    const std::size_t end = known.meaning == Meaning::kLast;
    if (best[end] != nullptr && preference[end] <= known.preference) continue;
    best[end] = &property;
    preference[end] = known.preference;
  }
  if (best[0] == nullptr && best[1] == nullptr) return true;
  Moment moments[] = {Moment::Unknown(), Moment::Unknown()};
  for (const std::size_t end : {std::size_t{0}, std::size_t{1}}) {
    if (best[end] == nullptr) continue;
    const Result<Moment> moment = ParseEdtfMoment(best[end]->text);
    if (!moment.ok()) {
      return Fail(moment.error().code(), moment.error().message(), best[end]->name,
                  best[end]->text);
    }
    moments[end] = *moment;
    best[end]->is_used = true;
  }
  if (best[1] == nullptr) {
    span = SeenSince(moments[0], options_.published);
    return true;
  }
  const Result<Span> made = Span::Make(moments[0], moments[1]);
  if (!made.ok()) {
    return Fail(made.error().code(), made.error().message(), best[1]->name, best[1]->text);
  }
  span = *made;
  return true;
}

bool GeoJsonReader::ReadPlace(std::vector<Property>& properties, std::string_view id, Drawn drawn) {
  Place place;
  std::optional<Span> span;
  if (!ReadDays(properties, span)) return false;

  // How large the unit is: codes and names of what it lies in stand beside its own.
  std::vector<Known> known;
  known.reserve(properties.size());
  int level = kNoLevel;
  bool is_below_state = false;
  for (const Property& property : properties) {
    Known meaning = KnownOf(property);
    const std::string& text = property.text;
    if (meaning.meaning == Meaning::kCode && (text == "-99" || text == "-")) meaning = Known();
    if (property.lower == "shapeiso" || property.lower == "iso_1") {
      if (IsLetters(text, 3))
        meaning = KnownCode("iso_a3");
      else if (text.size() < 4 || text[2] != '-')
        meaning = Known();
    }
    is_below_state = is_below_state || meaning.level == kBelowState;
    level = std::max(level, meaning.level);
    known.push_back(std::move(meaning));
  }
  const bool is_state = level == 0 && !is_below_state;
  const auto is_own = [&](const Known& meaning) {
    return meaning.level < 0 || (meaning.level == level && (level > 0 || is_state));
  };
  constexpr PlaceKind kKinds[] = {PlaceKind::kCountry, PlaceKind::kAdmin1, PlaceKind::kAdmin2,
                                  PlaceKind::kAdmin3};
  if (is_state || (level > 0 && level < static_cast<int>(std::size(kKinds)))) {
    place.kind = kKinds[level];
  }

  std::string key;
  int key_preference = 0;
  const std::string* name = nullptr;
  int name_preference = 0;
  for (std::size_t i = 0; i < properties.size(); ++i) {
    Property& property = properties[i];
    const Known& meaning = known[i];
    if (!is_own(meaning)) continue;
    if (meaning.meaning == Meaning::kCode) {
      property.is_used = true;
      const bool is_named = meaning.system == CodeSystem::kOther;
      place.codes.push_back(
          Code{meaning.system,
               is_named ? std::string(meaning.prefix) + ":" + property.text : property.text,
               std::nullopt});
      if (key.empty() || meaning.preference < key_preference) {
        key = std::string(meaning.prefix) + ":" + CodePart(property.text);
        key_preference = meaning.preference;
      }
    }
    if (meaning.meaning == Meaning::kName &&
        (name == nullptr || meaning.preference < name_preference)) {
      name = &property.text;
      name_preference = meaning.preference;
    }
  }
  for (std::size_t i = 0; i < properties.size(); ++i) {
    const Known& meaning = known[i];
    const bool is_name =
        meaning.meaning == Meaning::kName || meaning.meaning == Meaning::kOtherName;
    if (!is_name || !is_own(meaning)) continue;
    properties[i].is_used = true;
    if (name == nullptr) name = &properties[i].text;
    if (name == &properties[i].text) continue;
    Name other{properties[i].text, meaning.name_kind, meaning.language, std::nullopt};
    if (std::find(place.names.begin(), place.names.end(), other) == place.names.end()) {
      place.names.push_back(std::move(other));
    }
  }
  for (const Property& property : properties) {
    if (!property.is_used) AddNoteLine(place.fact.note, property.name, property.text);
  }

  const std::string number = std::to_string(report_.records);
  if (name != nullptr) {
    place.name = *name;
  } else if (!place.codes.empty()) {
    place.name = place.codes.front().value;
  } else {
    place.name = id.empty() ? "feature " + number : std::string(id);
  }
  if (!key.empty() && !id.empty()) AddNoteLine(place.fact.note, "id", id);
  if (key.empty()) {
    key = source_.key + ":";
    if (!id.empty()) {
      key += CodePart(id);
    } else {
      key += name != nullptr ? "name:" + KeyPart(*name) : "number:" + number;
    }
  }
  place.at = drawn.at;
  if (span) place.fact.span = *span;
  if (!drawn.polygons.empty()) {
    place.geometries.push_back(PlaceGeometry{span, std::move(drawn.polygons)});
  }
  return AddPlace(key, std::move(place), name != nullptr);
}

// From the first of the days of both to the last.
Span Cover(const Span& a, const Span& b) {
  const bool a_first = a.bounds().begin_earliest <= b.bounds().begin_earliest;
  const bool a_last = b.bounds().end_latest <= a.bounds().end_latest;
  const Result<Span> span =
      Span::Make(a_first ? a.first() : b.first(), a_last ? a.last() : b.last());
  return span.ok() ? *span : a;
}

bool GeoJsonReader::AddPlace(const std::string& key, Place place, bool is_named) {
  const auto staged = places_.find(key);
  const std::optional<PlaceId> held = builder_.FindPlace(key);
  const bool is_new = staged == places_.end() && !held;
  if (drawn_on_ && key == drawing_key_) {
    return Fail(ErrorCode::kDuplicate, "the key of the area that is drawn day by day", {}, key);
  }
  for (const Place* const before :
       {held ? &builder_.place_at(*held) : nullptr,
        staged != places_.end() ? &staging_.place(staged->second) : nullptr}) {
    if (before == nullptr) continue;
    if (place.at ? before->at.has_value() : place.geometries.empty()) {
      return Fail(ErrorCode::kDuplicate, "a place of this key is there already", {}, key);
    }
    for (const PlaceGeometry& geometry : before->geometries) {
      if (place.geometries.empty()) break;
      const std::optional<Span>& span = place.geometries.front().span;
      if (!span || !geometry.span || *span == *geometry.span) {
        return Fail(ErrorCode::kDuplicate,
                    "a geometry of this place and these days is there already", {}, key);
      }
    }
  }
  if (is_new) {
    places_.emplace(key, staging_.FindOrAddPlace(key, [&] { return std::move(place); }));
    return true;
  }
  if (held && !place.fact.note.empty()) notes_.emplace_back(key, place.fact.note);
  if (staged == places_.end()) {
    const std::string name = is_named ? place.name : std::string();
    const PlaceId id = staging_.FindOrAddPlace(key, [&] { return std::move(place); });
    // The row bears the name that it has there.
    if (is_named) staging_.AddName(id, name, NameKind::kAlias);
    places_.emplace(key, id);
    return true;
  }
  Place& row = staging_.place(staged->second);
  if (is_named && place.name != row.name)
    place.names.push_back(Name{place.name, NameKind::kAlias, {}, {}});
  for (Name& name : place.names) {
    if (std::find(row.names.begin(), row.names.end(), name) == row.names.end()) {
      row.names.push_back(std::move(name));
    }
  }
  for (Code& code : place.codes) {
    if (std::find(row.codes.begin(), row.codes.end(), code) == row.codes.end()) {
      row.codes.push_back(std::move(code));
    }
  }
  if (!place.fact.note.empty() && place.fact.note != row.fact.note) {
    if (!row.fact.note.empty()) row.fact.note += '\n';
    row.fact.note += place.fact.note;
  }
  if (row.kind == PlaceKind::kOther) row.kind = place.kind;
  if (place.at) row.at = place.at;
  if (!place.geometries.empty()) {
    row.fact.span =
        row.geometries.empty() ? place.fact.span : Cover(row.fact.span, place.fact.span);
    row.geometries.push_back(std::move(place.geometries.front()));
  }
  return true;
}

bool GeoJsonReader::AddDrawing(Drawn drawn) {
  if (drawn.at) {
    return Fail(ErrorCode::kUnsupported, "a point beside an area that is drawn day by day",
                "geometry");
  }
  if (const std::optional<PlaceId> held = builder_.FindPlace(drawing_key_)) {
    for (const PlaceGeometry& geometry : builder_.place_at(*held).geometries) {
      if (geometry.span && *geometry.span != Span::On(*drawn_on_)) continue;
      return Fail(ErrorCode::kDuplicate, "the area of this day is there already", {},
                  drawing_key_ + " " + ToString(*drawn_on_));
    }
  }
  for (Polygon& polygon : drawn.polygons) drawing_.push_back(std::move(polygon));
  return true;
}

std::optional<Error> GeoJsonReader::ReadRest(std::string_view rest, bool has_features) {
  where_ = Where{file_, 0, 0, {}};
  error_.reset();
  dom::element root;
  if (const std::optional<JsonDom::Problem> problem = dom_.Parse(rest, root)) {
    Fail(problem->code, problem->message, {}, rest);
    return error_;
  }
  Members members;
  if (!ReadMembers(root, "a collection", members)) return error_;
  std::string type;
  for (const auto& [name, value] : members) {
    if (name == "type") type = TextOf(value);
  }
  if (!has_features && type != "FeatureCollection") {
    ReadRecord(rest, 1, 1, true);
    return std::nullopt;
  }
  if (type != "FeatureCollection" || !has_features) {
    Fail(ErrorCode::kParse,
         has_features ? "features in what is no FeatureCollection"
                      : "a FeatureCollection without an array of features",
         {}, type);
    return error_;
  }
  std::vector<Property> others;
  for (const auto& [name, value] : members) {
    if (name == "crs" && !CheckCrs(value)) return error_;
    if (name == "type" || name == "features" || name == "bbox") continue;
    if (!AddProperty(name, value, others)) return error_;
  }
  for (const Property& other : others) AddNoteLine(source_.note, other.name, other.text);
  report_.layout = type;
  return std::nullopt;
}

// Of the day drawn, and of no other: what lies between two maps nobody says.
void GeoJsonReader::StageHolder(PlaceId drawing) {
  TerritorialStatus status;
  status.fact.key = drawing_key_ + "/" + ToString(*drawn_on_);
  status.fact.span = Span::On(*drawn_on_);
  status.fact.learnt = Moment::OnDay(*drawn_on_);
  status.place = drawing;
  status.axis = Axis::kControl;
  status.holders = {staging_.FindOrAddActor(options_.held_by, [&] {
    Actor actor;
    actor.kind = ActorKind::kOther;
    actor.name = options_.held_by;
    return actor;
  })};
  status.method = "an area drawn on a map; whose it is was said on reading it";
  Coverage coverage;
  coverage.key = status.fact.key + ":coverage";
  staging_.AddStatus(std::move(status), 1);
  coverage.table = Table::kStatuses;
  coverage.period = Period::Of(*drawn_on_, *drawn_on_ + 1);
  coverage.note = "who held the area drawn on the day, and nothing else";
  staging_.AddCoverage(std::move(coverage), drawing);
}

void GeoJsonReader::Finish() {
  if (report_.layout.empty()) report_.layout = "one feature";
  if (drawn_on_) report_.layout += ", drawn on " + ToString(*drawn_on_);
  if (heights_ > 0) {
    AddFileNote(report_, file_, {}, std::to_string(heights_) + " positions with a height",
                "the height left out");
  }
  if (clockwise_ > 0) {
    AddFileNote(report_, file_, {},
                std::to_string(clockwise_) + " polygons whose outer ring goes round clockwise",
                "kept; which way means nothing");
  }
  if (report_.kept == 0) return;
  std::optional<Span> drawn_before;
  if (!drawing_.empty()) {
    Place place;
    place.name = "Area of " + source_.key;
    place.fact.span = Span::On(*drawn_on_);
    place.fact.learnt = Moment::OnDay(*drawn_on_);
    place.geometries.push_back(PlaceGeometry{Span::On(*drawn_on_), std::move(drawing_)});
    if (const std::optional<PlaceId> held = builder_.FindPlace(drawing_key_)) {
      drawn_before = builder_.place_at(*held).fact.span;
      place.fact.span = Span::Unknown();  // it is made longer below
    }
    const PlaceId id = staging_.FindOrAddPlace(drawing_key_, [&] { return std::move(place); });
    if (!options_.held_by.empty()) StageHolder(id);
  }
  staging_.Commit(std::move(source_), file_, builder_);
  // What a row that was there before does not take from the staging.
  for (const auto& [key, note] : notes_) {
    std::string& held = builder_.place_at(*builder_.FindPlace(key)).fact.note;
    if (held.find(note) != std::string::npos) continue;
    if (!held.empty()) held += '\n';
    held += note;
  }
  if (drawn_before) {
    Place& place = builder_.place_at(*builder_.FindPlace(drawing_key_));
    place.fact.span = Cover(*drawn_before, Span::On(*drawn_on_));
    const Moment learnt = Moment::OnDay(*drawn_on_);
    if (place.fact.learnt && learnt.earliest() < place.fact.learnt->earliest()) {
      place.fact.learnt = learnt;
    }
  }
}

Result<ImportReport> Read(ImportJob job) {
  ImportReport report;
  report.format = kGeoJson.format.name;
  const std::string file = job.input->name();
  JsonItemsOptions options;
  options.array = "features";
  options.progress = job.options.progress;
  JsonItemsReader items(std::move(job.input), std::move(options));
  GeoJsonReader reader(file, job.options, job.builder, report);
  for (;;) {
    switch (items.Next()) {
      case JsonItemsReader::Step::kFailed: return items.error();
      case JsonItemsReader::Step::kItem:
        reader.ReadRecord(items.item(), items.line(), items.column());
        break;
      case JsonItemsReader::Step::kTooLong:
        reader.RefuseTooLong(items.item(), items.line(), items.column());
        break;
      case JsonItemsReader::Step::kEnd:
        if (std::optional<Error> error = reader.ReadRest(items.rest(), items.has_array())) {
          return *std::move(error);
        }
        reader.Finish();
        return report;
    }
  }
}

}  // namespace

#else  // CASUS_HAVE_SIMDJSON

namespace {

Result<ImportReport> Read(ImportJob job) {
  return Error(ErrorCode::kUnsupported, "JSON, and this casus was built without simdjson",
               Where{.file = job.input->name(), .field = {}});
}

}  // namespace

#endif  // CASUS_HAVE_SIMDJSON

namespace {

std::string WhyNot(const Shape& shape) {
  return LooksLikeGeoJson(shape.first_bytes) ? std::string() : "no object of GeoJSON";
}

}  // namespace

constexpr FormatReader kGeoJson = {
    {"geojson", "GeoJSON: places and what they cover; an area drawn day by day"},
    "an object of JSON that is a FeatureCollection, a feature or a geometry",
    &WhyNot,
    &Read};

}  // namespace casus::internal
