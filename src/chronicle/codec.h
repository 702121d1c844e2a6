#ifndef CASUS_SRC_CHRONICLE_CODEC_H_
#define CASUS_SRC_CHRONICLE_CODEC_H_

// Records as bytes, and back. How a snapshot file holds the tables that are not columns:
//
//   whole numbers, ids, days   seven bits a byte, the lowest first, the eighth bit set on all but
//                              the last; those with a sign as 2n, or -2n - 1
//   enumerations, bool         one such number, the position in kTokens
//   double                     8 bytes, IEEE 754, little-endian
//   text                       its length in bytes, then the bytes
//   optional                   0, or 1 and the value
//   vector                     the number of values, then the values
//   variant                    the number of the alternative, then its value
//   Moment, Span               text in EDTF
//   Period                     its first and its last day
//   struct                     its fields in order (fields.h; of details: details_fields.h)

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "casus/base/id.h"
#include "casus/base/tokens.h"
#include "casus/time/edtf.h"
#include "src/chronicle/fields.h"

namespace casus::internal {

class Encoder {
 public:
  std::string& bytes() { return bytes_; }

  template <std::unsigned_integral T>
  void Put(T value) {
    std::uint64_t rest = value;
    for (; rest >= 0x80; rest >>= 7) bytes_ += static_cast<char>(rest | 0x80);
    bytes_ += static_cast<char>(rest);
  }
  template <std::signed_integral T>
  void Put(T value) {
    const auto number = static_cast<std::int64_t>(value);
    Put((static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63));
  }
  void Put(bool value) { Put(static_cast<std::uint8_t>(value)); }
  template <HasTokens E>
  void Put(E value) {
    Put(static_cast<std::underlying_type_t<E>>(value));
  }
  void Put(double value) {
    std::array<char, sizeof value> raw;
    std::memcpy(raw.data(), &value, sizeof value);
    bytes_.append(raw.data(), raw.size());
  }
  void Put(const std::string& text) {
    Put(text.size());
    bytes_ += text;
  }
  template <typename Tag>
  void Put(Id<Tag> id) {
    Put(id.value());
  }
  void Put(Day day) { Put(day.number()); }
  void Put(Period period) {
    Put(period.first());
    Put(period.last());
  }
  void Put(const Moment& moment) { Put(ToEdtf(moment)); }
  void Put(const Span& span) { Put(ToEdtf(span)); }
  void Put(std::monostate) {}
  template <typename T>
  void Put(const std::optional<T>& value) {
    Put(value.has_value());
    if (value) Put(*value);
  }
  template <typename T>
  void Put(const std::vector<T>& values) {
    Put(values.size());
    for (const T& value : values) Put(value);
  }
  template <typename... Ts>
  void Put(const std::variant<Ts...>& value) {
    Put(value.index());
    std::visit([&](const auto& alternative) { Put(alternative); }, value);
  }
  template <HasFields T>
  void Put(const T& row) {
    std::apply([&](const auto&... fields) { (Put(fields), ...); }, FieldsOf(row));
  }
  template <IsDetails T>
  void Put(const T& details) {
    ForEachField(details, [&](std::string_view, const auto& field) { Put(field); });
  }

 private:
  std::string bytes_;
};

// Reads what Encoder wrote. Of anything else it makes some value or fails, never more: no length is
// believed before there are bytes for it.
class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : rest_(bytes) {}

  bool failed() const { return failed_; }
  bool at_end() const { return rest_.empty(); }

  template <std::unsigned_integral T>
  void Get(T& value) {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto group = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      number |= std::uint64_t{group & 0x7FU} << shift;
      if (group >= 0x80) continue;
      if (number > std::numeric_limits<T>::max()) break;
      value = static_cast<T>(number);
      return;
    }
    Fail();
  }
  template <std::signed_integral T>
  void Get(T& value) {
    std::uint64_t folded = 0;
    Get(folded);
    const auto number = static_cast<std::int64_t>((folded >> 1) ^ (~(folded & 1) + 1));
    if (number < std::numeric_limits<T>::min() || number > std::numeric_limits<T>::max()) {
      return Fail();
    }
    value = static_cast<T>(number);
  }
  void Get(bool& value) {
    std::uint8_t number = 0;
    Get(number);
    if (number > 1) Fail();
    value = number == 1;
  }
  template <HasTokens E>
  void Get(E& value) {
    static_assert(kTokens<E>.back().value == static_cast<E>(kTokens<E>.size() - 1),
                  "the values of an enumeration are 0, 1, 2, ...");
    std::underlying_type_t<E> number = 0;
    Get(number);
    if (static_cast<std::size_t>(number) >= kTokens<E>.size()) return Fail();
    value = static_cast<E>(number);
  }
  void Get(double& value) {
    const std::string_view raw = Take(sizeof value);
    if (!failed_) std::memcpy(&value, raw.data(), sizeof value);
  }
  void Get(std::string& text) { text = TakeText(); }
  template <typename Tag>
  void Get(Id<Tag>& id) {
    std::uint32_t number = 0;
    Get(number);
    id = Id<Tag>(number);
  }
  void Get(Day& day) {
    std::int32_t number = 0;
    Get(number);
    day = Day::FromNumber(number);
  }
  void Get(Period& period) {
    Day first = Day::BeginningOfTime();
    Day last = Day::EndOfTime();
    Get(first);
    Get(last);
    const Result<Period> made = Period::Make(first, last);
    if (!made.ok()) return Fail();
    period = *made;
  }
  void Get(Moment& moment) { GetEdtf(moment, ParseEdtfMoment); }
  void Get(Span& span) { GetEdtf(span, ParseEdtfSpan); }
  void Get(std::monostate&) {}
  template <typename T>
  void Get(std::optional<T>& value) {
    bool has_value = false;
    Get(has_value);
    if (!has_value || failed_) {
      value.reset();
    } else {
      Get(value.emplace(Empty<T>()));
    }
  }
  template <typename T>
  void Get(std::vector<T>& values) {
    std::size_t count = 0;
    Get(count);
    values.clear();
    // Each value takes a byte at least.
    if (count > rest_.size()) return Fail();
    values.reserve(count);
    for (std::size_t i = 0; i < count && !failed_; ++i) Get(values.emplace_back(Empty<T>()));
  }
  template <typename... Ts>
  void Get(std::variant<Ts...>& value) {
    std::size_t index = 0;
    Get(index);
    if (index >= sizeof...(Ts)) return Fail();
    GetAlternative(value, index);
  }
  template <HasFields T>
  void Get(T& row) {
    std::apply([&](auto&... fields) { (Get(fields), ...); }, FieldsOf(row));
  }
  template <IsDetails T>
  void Get(T& details) {
    ForEachField(details, [&](std::string_view, auto& field) { Get(field); });
  }

  // A value to be read into, of types without a default too.
  template <typename T>
  static T Empty() {
    if constexpr (std::is_same_v<T, Moment>) {
      return Moment::Unknown();
    } else if constexpr (std::is_same_v<T, Span>) {
      return Span::Unknown();
    } else if constexpr (std::is_same_v<T, Period>) {
      return Period::Always();
    } else if constexpr (std::is_same_v<T, Day>) {
      return Day::BeginningOfTime();
    } else if constexpr (std::is_same_v<T, TimeConstraint>) {
      return T{SourceId(0), TimeRelation::kDuring, SourceId(0)};
    } else if constexpr (std::is_same_v<T, Party>) {
      return T{ActorId(0)};
    } else if constexpr (std::is_same_v<T, PlaceParent>) {
      return T{PlaceId(0), std::nullopt, std::nullopt};
    } else if constexpr (std::is_same_v<T, PlaceOrigin>) {
      return T{PlaceId(0), PlaceChange::kSplit, std::nullopt};
    } else if constexpr (std::is_default_constructible_v<T>) {
      return T();
    } else {
      return First<T>(0);
    }
  }

 private:
  // Of ids, and of variants that begin with one.
  template <typename T>
  static T First(std::uint32_t number) {
    if constexpr (std::is_constructible_v<T, std::uint32_t>) {
      return T(number);
    } else {
      return std::variant_alternative_t<0, T>(number);
    }
  }

  void Fail() {
    failed_ = true;
    rest_ = {};
  }
  std::string_view Take(std::size_t size) {
    if (size > rest_.size()) {
      Fail();
      return {};
    }
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  std::string_view TakeText() {
    std::size_t size = 0;
    Get(size);
    return Take(size);
  }
  template <typename T, typename Parse>
  void GetEdtf(T& value, Parse parse) {
    const std::string_view text = TakeText();
    if (failed_) return;
    Result<T> parsed = parse(text);
    if (!parsed.ok()) return Fail();
    value = *std::move(parsed);
  }
  template <std::size_t I = 0, typename... Ts>
  void GetAlternative(std::variant<Ts...>& value, std::size_t index) {
    using T = std::variant_alternative_t<I, std::variant<Ts...>>;
    if (index == I) {
      Get(value.template emplace<I>(Empty<T>()));
      return;
    }
    if constexpr (I + 1 < sizeof...(Ts)) GetAlternative<I + 1>(value, index);
  }

  std::string_view rest_;
  bool failed_ = false;
};

template <typename T>
struct Layout;

// What a value of the type looks like, in words: two builds that write T alike say the same of it.
template <typename T>
void DescribeLayout(std::string& out) {
  if constexpr (HasTokens<T>) {
    out += '<';
    for (const Token<T>& token : kTokens<T>) out.append(token.word) += '|';
    out += '>';
  } else if constexpr (HasFields<T>) {
    T empty = Decoder::Empty<T>();
    out += '{';
    std::apply(
        [&](auto&... fields) { (DescribeLayout<std::remove_cvref_t<decltype(fields)>>(out), ...); },
        FieldsOf(empty));
    out += '}';
  } else if constexpr (IsDetails<T>) {
    T empty;
    out += '(';
    ForEachField(empty, [&](std::string_view name, auto& field) {
      out.append(name) += ' ';
      DescribeLayout<std::remove_cvref_t<decltype(field)>>(out);
    });
    out += ')';
  } else if constexpr (std::integral<T>) {
    out += std::is_signed_v<T> ? 'i' : 'u';
  } else {
    Layout<T>::Describe(out);
  }
}

template <char kLetter>
struct LayoutLetter {
  static void Describe(std::string& out) { out += kLetter; }
};
template <>
struct Layout<double> : LayoutLetter<'f'> {};
template <>
struct Layout<std::string> : LayoutLetter<'s'> {};
template <>
struct Layout<std::monostate> : LayoutLetter<'0'> {};
template <>
struct Layout<Day> : LayoutLetter<'D'> {};
template <>
struct Layout<Period> : LayoutLetter<'P'> {};
template <>
struct Layout<Moment> : LayoutLetter<'M'> {};
template <>
struct Layout<Span> : LayoutLetter<'S'> {};
template <typename Tag>
struct Layout<Id<Tag>> : LayoutLetter<'#'> {};
template <typename T>
struct Layout<std::optional<T>> {
  static void Describe(std::string& out) { DescribeLayout<T>(out += '?'); }
};
template <typename T>
struct Layout<std::vector<T>> {
  static void Describe(std::string& out) { DescribeLayout<T>(out += '*'); }
};
template <typename... Ts>
struct Layout<std::variant<Ts...>> {
  static void Describe(std::string& out) {
    out += '[';
    (DescribeLayout<Ts>(out), ...);
    out += ']';
  }
};

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_CODEC_H_
