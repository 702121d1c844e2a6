#include <cstddef>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "src/chronicle/data.h"

namespace casus {
namespace {

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
  template <typename... Fields>
  std::size_t Sum(const Fields&... fields) const {
    return ((*this)(fields) + ... + std::size_t{0});
  }

  std::size_t operator()(const Fact& row) const { return Sum(row.key, row.locator, row.note); }
  std::size_t operator()(const Name& row) const { return Sum(row.text, row.language); }
  std::size_t operator()(const Code& row) const { return Sum(row.value); }
  std::size_t operator()(const TypeCode& row) const { return Sum(row.code); }
  std::size_t operator()(const Attribute& row) const { return Sum(row.name, row.value); }
  std::size_t operator()(const Provision& row) const { return Sum(row.text); }
  std::size_t operator()(const Speaker& row) const { return Sum(row.words); }
  std::size_t operator()(const EventDetails& details) const {
    std::size_t bytes = 0;
    std::visit(
        [&](const auto& fields) {
          ForEachField(fields,
                       [&](std::string_view, const auto& field) { bytes += (*this)(field); });
        },
        details);
    return bytes;
  }

  std::size_t operator()(const Source& row) const {
    return Sum(row.key, row.title, row.version, row.locator, row.derived_from, row.note);
  }
  std::size_t operator()(const Actor& row) const {
    return Sum(row.fact, row.name, row.names, row.codes);
  }
  std::size_t operator()(const Relation& row) const { return Sum(row.fact); }
  std::size_t operator()(const Place& row) const {
    return Sum(row.fact, row.name, row.names, row.codes, row.parents);
  }
  std::size_t operator()(const Event& row) const {
    return Sum(row.fact, row.name, row.parties, row.details, row.codes, row.attributes);
  }
  std::size_t operator()(const Observation& row) const {
    return Sum(row.fact, row.quantity.words, row.unit);
  }
  std::size_t operator()(const Regime& row) const {
    return Sum(row.fact, row.name, row.senders, row.programme);
  }
  std::size_t operator()(const Instrument& row) const { return Sum(row.fact, row.citation); }
  std::size_t operator()(const Designation& row) const {
    const std::string* sector = row.target ? std::get_if<std::string>(&*row.target) : nullptr;
    return Sum(row.fact, row.measures, row.amended, row.grounds) +
           (sector == nullptr ? 0 : (*this)(*sector));
  }
  std::size_t operator()(const Exemption& row) const {
    return Sum(row.fact, row.number, row.designations, row.scope);
  }
  std::size_t operator()(const TerritorialStatus& row) const {
    return Sum(row.fact, row.extent.except, row.holders, row.method);
  }
  std::size_t operator()(const Process& row) const { return Sum(row.fact, row.name, row.parties); }
  std::size_t operator()(const Agreement& row) const {
    return Sum(row.fact, row.name, row.parties, row.provisions);
  }
  std::size_t operator()(const Position& row) const { return Sum(row.fact, row.topic, row.text); }
  std::size_t operator()(const Claim& row) const {
    return Sum(row.fact, row.speakers, row.proposition, row.quote, row.about, row.contradicts,
               row.time_words, row.constraints);
  }
  std::size_t operator()(const Coverage& row) const { return Sum(row.key, row.note); }
};

}  // namespace

std::size_t Chronicle::MemoryUsed() const {
  const HeapBytes heap;
  std::size_t bytes = sizeof(internal::ChronicleData) + heap(data_->tables.coverage);
  internal::ForEachTable(data_->tables, [&](Table, const auto& rows) { bytes += heap(rows); });
  for (std::size_t i = 0; i < internal::kTableCount; ++i) {
    bytes += data_->timelines[i].MemoryUsed() + data_->keys[i].MemoryUsed() +
             data_->versions[i].capacity() * sizeof(Row) + data_->indexes[i].MemoryUsed();
  }
  return bytes + data_->graphs.MemoryUsed() + data_->actor_names.MemoryUsed() +
         data_->place_names.MemoryUsed() + data_->claims_about.MemoryUsed();
}

}  // namespace casus
