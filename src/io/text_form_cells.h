#ifndef CASUS_SRC_IO_TEXT_FORM_CELLS_H_
#define CASUS_SRC_IO_TEXT_FORM_CELLS_H_

// How each type of field is written in one cell and read from it.

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casus/actor/actor.h"
#include "casus/base/error.h"
#include "casus/base/id.h"
#include "casus/base/tokens.h"
#include "casus/chronicle/source.h"
#include "casus/place/geometry.h"
#include "casus/sanction/sanction.h"
#include "casus/territory/status.h"
#include "casus/time/day.h"
#include "casus/time/moment.h"
#include "casus/time/period.h"
#include "casus/time/span.h"
#include "src/io/text_form_keys.h"

namespace casus::text_form {

// Codec<T>::Read(text, keys, value) and Codec<T>::Write(value, keys, out), which appends; each
// other's inverse. Read is given no empty text (an empty cell leaves the field as it is), except
// for strings. An error's column is an offset into `text`, from 1. Write fails where a value has no
// text.
template <typename T>
struct Codec;

#define CASUS_TEXT_FORM_CODEC(T)                                                   \
  template <>                                                                      \
  struct Codec<T> {                                                                \
    static Result<void> Read(std::string_view text, const Keys& keys, T& value);   \
    static Result<void> Write(const T& value, const Keys& keys, std::string& out); \
  }
CASUS_TEXT_FORM_CODEC(std::string);
CASUS_TEXT_FORM_CODEC(bool);
CASUS_TEXT_FORM_CODEC(std::int32_t);
CASUS_TEXT_FORM_CODEC(std::int64_t);
CASUS_TEXT_FORM_CODEC(double);
CASUS_TEXT_FORM_CODEC(Day);
CASUS_TEXT_FORM_CODEC(Moment);
CASUS_TEXT_FORM_CODEC(Span);
CASUS_TEXT_FORM_CODEC(Period);
CASUS_TEXT_FORM_CODEC(FactRef);
CASUS_TEXT_FORM_CODEC(Target);
CASUS_TEXT_FORM_CODEC(Share);
CASUS_TEXT_FORM_CODEC(Extent);                // its fraction; `except` has a column of its own
CASUS_TEXT_FORM_CODEC(std::vector<Polygon>);  // well-known text
#undef CASUS_TEXT_FORM_CODEC

template <HasTokens E>
struct Codec<E> {
  static Result<void> Read(std::string_view text, const Keys&, E& value) {
    const Result<E> parsed = ParseToken<E>(text);
    if (!parsed.ok()) return parsed.error();
    value = *parsed;
    return {};
  }
  static Result<void> Write(E value, const Keys&, std::string& out) {
    out += ToString(value);
    return {};
  }
};

template <typename Tag>
struct Codec<Id<Tag>> {
  static Result<void> Read(std::string_view text, const Keys& keys, Id<Tag>& value) {
    const Result<std::uint32_t> row = keys.Find(kTableOfTag<Tag>, text);
    if (!row.ok()) return row.error();
    value = Id<Tag>(*row);
    return {};
  }
  static Result<void> Write(Id<Tag> value, const Keys& keys, std::string& out) {
    out += keys.Reference(kTableOfTag<Tag>, value.value());
    return {};
  }
};

// Something to read into; an id has no empty value, so any row will do.
template <typename T>
T Blank() {
  if constexpr (std::default_initializable<T>) {
    return T{};
  } else {
    return T(0);
  }
}
template <>
inline FactRef Blank<FactRef>() {
  return SourceId(0);
}
template <>
inline Moment Blank<Moment>() {
  return Moment::Unknown();
}
template <>
inline Span Blank<Span>() {
  return Span::Unknown();
}
template <>
inline Day Blank<Day>() {
  return Day::EndOfTime();
}
template <>
inline Target Blank<Target>() {
  return ActorId(0);
}

template <typename T>
struct Codec<std::optional<T>> {
  static Result<void> Read(std::string_view text, const Keys& keys, std::optional<T>& value) {
    T read = Blank<T>();
    const Result<void> result = Codec<T>::Read(text, keys, read);
    if (result.ok()) value = std::move(read);
    return result;
  }
  static Result<void> Write(const std::optional<T>& value, const Keys& keys, std::string& out) {
    return value ? Codec<T>::Write(*value, keys, out) : Result<void>();
  }
};

// One item of a list: its text without escapes, and where in the cell it begins, from 1.
struct ListItem {
  std::string text;
  std::uint64_t column;
};
Result<std::vector<ListItem>> SplitList(std::string_view cell);
void AppendListItem(std::string& cell, std::string_view item);

template <typename T>
struct Codec<std::vector<T>> {
  static Result<void> Read(std::string_view text, const Keys& keys, std::vector<T>& value) {
    const Result<std::vector<ListItem>> items = SplitList(text);
    if (!items.ok()) return items.error();
    for (const ListItem& item : *items) {
      T read = Blank<T>();
      const Result<void> result = Codec<T>::Read(item.text, keys, read);
      if (!result.ok()) return result.error().At(AtColumn(item.column));
      value.push_back(std::move(read));
    }
    return {};
  }
  static Result<void> Write(const std::vector<T>& value, const Keys& keys, std::string& out) {
    for (const T& item : value) {
      std::string text;
      const Result<void> result = Codec<T>::Write(item, keys, text);
      if (!result.ok()) return result;
      AppendListItem(out, text);
    }
    return {};
  }
};

// A value that stands for "not said" and is written as an empty cell: what such a cell leaves in a
// new row.
template <typename T>
bool SaysNothing(const T& value) {
  if constexpr (HasTokens<T>) {
    const std::string_view word = ToString(value);
    return value == T{} &&
           (word == "unknown" || word == "unspecified" || word == "not_said" || word == "unclear");
  } else if constexpr (std::same_as<T, Span>) {
    return value == Span::Unknown();
  } else if constexpr (std::same_as<T, Moment>) {
    return value.is_unknown();
  } else if constexpr (std::same_as<T, Extent>) {
    return value.fraction_low == Extent{}.fraction_low &&
           value.fraction_high == Extent{}.fraction_high;
  } else {
    return false;
  }
}

}  // namespace casus::text_form

#endif  // CASUS_SRC_IO_TEXT_FORM_CELLS_H_
