#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "src/chronicle/data.h"
#include "src/chronicle/fields.h"

namespace casus {
namespace {

using internal::EventStore;
using internal::FieldsOf;
using internal::HasFields;
using internal::IsDetails;

// What a value holds on the heap, apart from its own size.
struct HeapBytes {
  template <typename T>
  requires std::is_trivially_copyable_v<T> std::size_t operator()(const T&) const { return 0; }
  std::size_t operator()(const std::string& text) const {
    // A short text lies in the string itself.
    return text.capacity() <= std::string().capacity() ? 0 : text.capacity() + 1;
  }
  template <typename T>
  std::size_t operator()(const std::vector<T>& values) const {
    std::size_t bytes = values.capacity() * sizeof(T);
    if constexpr (!std::is_trivially_copyable_v<T>) {
      for (const T& value : values) bytes += (*this)(value);
    }
    return bytes;
  }
  template <typename T>
  std::size_t operator()(const std::optional<T>& value) const {
    return value ? (*this)(*value) : 0;
  }
  template <typename... Ts>
  std::size_t operator()(const std::variant<Ts...>& value) const {
    return std::visit(*this, value);
  }
  template <HasFields T>
  requires(!std::is_trivially_copyable_v<T>) std::size_t operator()(const T& row) const {
    return std::apply([&](const auto&... fields) { return ((*this)(fields) + ...); },
                      FieldsOf(row));
  }
  template <IsDetails T>
  requires(!std::is_trivially_copyable_v<T>) std::size_t operator()(const T& details) const {
    std::size_t bytes = 0;
    ForEachField(details, [&](std::string_view, const auto& field) { bytes += (*this)(field); });
    return bytes;
  }
  std::size_t operator()(const EventStore& events) const {
    return events.ColumnBytes() + events.TextBytes();
  }
};

}  // namespace

std::size_t Chronicle::MemoryUsed() const {
  const HeapBytes heap;
  std::size_t bytes = sizeof(internal::ChronicleData) + heap(data_->tables.coverage.all());
  internal::ForEachTable(data_->tables, [&](Table, const auto& rows) {
    if constexpr (std::is_same_v<std::decay_t<decltype(rows)>, EventStore>) {
      bytes += heap(rows);
    } else {
      bytes += heap(rows.all());
    }
  });
  for (std::size_t i = 0; i < internal::kTableCount; ++i) {
    const Table table = static_cast<Table>(i);
    bytes += data_->timeline(table).MemoryUsed() + data_->keys_of(table).MemoryUsed() +
             data_->versions_of(table).capacity() * sizeof(Row) +
             data_->index_of(table).MemoryUsed();
  }
  return bytes + data_->graphs->MemoryUsed() + data_->actor_names->MemoryUsed() +
         data_->place_names->MemoryUsed() + data_->claims_about->MemoryUsed();
}

}  // namespace casus
