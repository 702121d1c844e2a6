// Polygons as well-known text (OGC 06-103r4, section 7.2): two coordinates a point, longitude
// first.

#include <charconv>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "casus/base/error.h"
#include "casus/place/geometry.h"
#include "src/io/text_form_cells.h"
#include "src/io/utf8.h"

namespace casus::text_form {
namespace {

constexpr std::string_view kPolygon = "POLYGON";
constexpr std::string_view kMultiPolygon = "MULTIPOLYGON";
constexpr std::string_view kEmpty = "EMPTY";

bool IsLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Reads on from the begin of a text until something is wrong with it; the first error stays.
class WktReader {
 public:
  explicit WktReader(std::string_view text) : text_(text) {}

  Result<void> Read(std::vector<Polygon>& polygons) {
    const std::size_t begin = at_;
    const std::string_view kind = Word();
    if (Is(kind, kMultiPolygon)) {
      ReadDimensions();
      if (!TakeEmpty()) ReadList([&] { ReadPolygon(polygons.emplace_back()); });
    } else if (Is(kind, kPolygon)) {
      ReadDimensions();
      ReadPolygon(polygons.emplace_back());
    } else {
      Fail(begin, "not a POLYGON or MULTIPOLYGON of well-known text");
    }
    SkipSpaces();
    if (at_ < text_.size()) Fail(at_, "nothing may follow the last ')'");
    return std::move(result_);
  }

 private:
  void Fail(std::size_t at, std::string message, ErrorCode code = ErrorCode::kParse) {
    if (!result_.ok()) return;
    result_ =
        Error(code, std::move(message), AtColumn(at + 1), internal::Excerpt(text_.substr(at)));
  }

  void SkipSpaces() {
    while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
  }
  std::string_view Word() {
    SkipSpaces();
    const std::size_t begin = at_;
    while (at_ < text_.size() && IsLetter(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  // Letters of either case.
  static bool Is(std::string_view word, std::string_view upper) {
    if (word.size() != upper.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (word[i] != upper[i] && word[i] - ('a' - 'A') != upper[i]) return false;
    }
    return true;
  }
  void ReadDimensions() {
    SkipSpaces();
    const std::size_t begin = at_;
    const std::string_view word = Word();
    if (Is(word, "Z") || Is(word, "M") || Is(word, "ZM")) {
      Fail(begin, "a point has two numbers: no Z, M or ZM");
    }
    at_ = begin;
  }
  bool TakeEmpty() {
    const std::size_t begin = at_;
    if (Is(Word(), kEmpty)) return true;
    at_ = begin;
    return false;
  }
  bool Take(char c) {
    SkipSpaces();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  // "(", items with ',' between them, ")".
  template <typename ReadItem>
  void ReadList(ReadItem read_item) {
    if (!Take('(')) return Fail(at_, "'(' or EMPTY is missing");
    do {
      read_item();
    } while (result_.ok() && Take(','));
    if (result_.ok() && !Take(')')) Fail(at_, "',' or ')' is missing");
  }

  void ReadPolygon(Polygon& polygon) {
    if (TakeEmpty()) return;
    bool is_outer = true;
    ReadList([&] {
      ReadRing(std::exchange(is_outer, false) ? polygon.outer : polygon.holes.emplace_back());
    });
  }

  void ReadRing(Ring& ring) {
    if (TakeEmpty()) return;
    SkipSpaces();
    const std::size_t begin = at_;
    ReadList([&] {
      Coordinates point;
      point.longitude = ReadDegrees(180);
      if (at_ < text_.size() && !IsSpace(text_[at_])) Fail(at_, "a space is missing");
      point.latitude = ReadDegrees(90);
      ring.push_back(point);
    });
    if (!result_.ok()) return;
    if (ring.size() < 2 || ring.front() != ring.back()) {
      return Fail(begin, "a ring is not closed: it must end with its first point again");
    }
    ring.pop_back();
  }

  double ReadDegrees(int limit) {
    SkipSpaces();
    double degrees = 0;
    const char* const first = text_.data() + at_;
    const auto [end, error] = std::from_chars(first, text_.data() + text_.size(), degrees);
    if (error == std::errc::invalid_argument || std::isnan(degrees)) {
      Fail(at_, "a point is two numbers: longitude, then latitude");
      return 0;
    }
    if (error != std::errc() || !(std::abs(degrees) <= limit)) {
      Fail(at_,
           "degrees of " + std::string(limit == 180 ? "longitude" : "latitude") + " lie between -" +
               std::to_string(limit) + " and " + std::to_string(limit),
           ErrorCode::kOutOfRange);
      return 0;
    }
    at_ += static_cast<std::size_t>(end - first);
    return degrees;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Result<void> result_;
};

template <typename Items, typename WriteItem>
void WriteList(const Items& items, std::string& out, WriteItem write_item) {
  out += '(';
  bool is_first = true;
  for (const auto& item : items) {
    if (!std::exchange(is_first, false)) out += ", ";
    write_item(item);
  }
  out += ')';
}

class WktWriter {
 public:
  WktWriter(const Keys& keys, std::string& out) : keys_(keys), out_(out) {}

  Result<void> Write(const std::vector<Polygon>& polygons) {
    if (polygons.size() == 1) {
      out_.append(kPolygon) += ' ';
      WritePolygon(polygons.front());
    } else {
      out_.append(kMultiPolygon) += ' ';
      if (polygons.empty()) {
        out_ += kEmpty;
      } else {
        WriteList(polygons, out_, [&](const Polygon& polygon) { WritePolygon(polygon); });
      }
    }
    return std::move(result_);
  }

 private:
  void WritePolygon(const Polygon& polygon) {
    if (polygon.outer.empty() && polygon.holes.empty()) {
      out_ += kEmpty;
      return;
    }
    std::vector<const Ring*> rings = {&polygon.outer};
    for (const Ring& hole : polygon.holes) rings.push_back(&hole);
    WriteList(rings, out_, [&](const Ring* ring) { WriteRing(*ring); });
  }
  void WriteRing(const Ring& ring) {
    if (ring.empty()) {
      out_ += kEmpty;
      return;
    }
    std::vector<Coordinates> closed = ring;
    closed.push_back(ring.front());
    WriteList(closed, out_, [&](Coordinates point) {
      WriteNumber(point.longitude);
      out_ += ' ';
      WriteNumber(point.latitude);
    });
  }
  void WriteNumber(double number) {
    const Result<void> written = Codec<double>::Write(number, keys_, out_);
    if (result_.ok()) result_ = written;
  }

  const Keys& keys_;
  std::string& out_;
  Result<void> result_;
};

}  // namespace

Result<void> Codec<std::vector<Polygon>>::Read(std::string_view text, const Keys&,
                                               std::vector<Polygon>& value) {
  std::vector<Polygon> polygons;
  const Result<void> result = WktReader(text).Read(polygons);
  if (result.ok()) value = std::move(polygons);
  return result;
}

Result<void> Codec<std::vector<Polygon>>::Write(const std::vector<Polygon>& value, const Keys& keys,
                                                std::string& out) {
  return WktWriter(keys, out).Write(value);
}

}  // namespace casus::text_form
