#ifndef CASUS_SRC_CHRONICLE_EVENT_STORE_H_
#define CASUS_SRC_CHRONICLE_EVENT_STORE_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/event/event.h"
#include "casus/time/span.h"
#include "casus/timeline/timeline.h"
#include "src/chronicle/columns.h"

namespace casus::internal {

class EventStore;

// A row of the events. Names what the columns say of it; lives as long as the store stays as it is.
class EventRow {
 public:
  EventRow(const EventStore& store, Row row) : store_(&store), row_(row) {}

  std::string_view key() const;
  Span span() const;
  std::optional<SourceId> source() const;
  std::string_view locator() const;
  std::optional<Moment> learnt() const;
  std::optional<Day> superseded() const;
  std::string_view note() const;
  EventType type() const;
  EventStatus status() const;
  std::string_view name() const;
  std::span<const Party> parties() const;
  // Rows with the same parties in the same order share a number; 0 is no parties.
  std::uint32_t party_list() const;
  std::optional<PlaceId> place() const;
  std::optional<Coordinates> at() const;
  PlacePrecision place_precision() const;
  std::optional<Casualties> casualties() const;
  std::optional<EventId> part_of() const;
  const EventDetails& details() const;
  std::span<const TypeCode> codes() const;
  std::optional<MediaCoding> media() const;
  std::vector<Attribute> attributes() const;
  Event Record() const;

 private:
  const EventStore* store_;
  Row row_;
};

// The events as columns. What many rows have in common (what kind of event, from which source and
// learnt when, between whom, where) is kept once and named by a number, so that a row costs some
// ten numbers; what a row does not have costs nothing.
//
// Readers may be many, or there may be one writer.
class EventStore {
 public:
  using value_type = EventRow;

  EventStore();
  ~EventStore();
  EventStore(EventStore&&) noexcept;
  EventStore& operator=(EventStore&&) noexcept;

  void Append(const Event& event);
  // All rows of another store, with this source and with places and actors by new ids: as if each
  // of them were made a record, changed and appended, but much faster. Their `part_of` stays as it
  // is. REQUIRES: `from` is settled; every place and actor in it has a new id.
  void AppendAll(const EventStore& from, SourceId source, std::span<const PlaceId> places,
                 std::span<const ActorId> actors);
  // A copy of the row, to be changed; Settle() writes it back. Lives until Append.
  Event& Edit(Row row);
  void Settle();
  // No more rows come: gives back the room that only Append needs.
  void Seal();

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  EventRow operator[](std::size_t row) const { return {*this, static_cast<Row>(row)}; }

  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = EventRow;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = EventRow;
    Iterator(const EventStore& store, std::size_t row) : store_(&store), row_(row) {}
    EventRow operator*() const { return (*store_)[row_]; }
    Iterator& operator++() {
      ++row_;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++row_;
      return before;
    }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const EventStore* store_;
    std::size_t row_;
  };
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, size_}; }

  // How many different lists of parties there are, with the empty one.
  std::uint32_t party_lists() const { return parties_.size(); }
  std::span<const Party> party_list(std::uint32_t number) const { return parties_[number]; }

  // Columns, arrays and pools by name, for a snapshot: calls column(letters, column) for each
  // PackedColumn, array(letters, array) for each other array of numbers or characters, and
  // pool(letters, values) for each vector of records.
  template <typename Self, typename ColumnF, typename ArrayF, typename PoolF>
  static void VisitParts(Self& self, ColumnF column, ArrayF array, PoolF pool);
  // Of parts that were read. The columns hold `size` rows.
  void SetSize(std::size_t size) { size_ = size; }

  // Bytes without texts, and of texts (keys, names, locators, notes, attributes).
  std::size_t ColumnBytes() const;
  std::size_t TextBytes() const;

 private:
  friend class EventRow;
  // What kind of event it is.
  struct Kind {
    EventType type = EventType::kOther;
    EventStatus status = EventStatus::kOccurred;
    PlacePrecision precision = PlacePrecision::kUnknown;
    EventDetails details;
    std::vector<TypeCode> codes;
    friend bool operator==(const Kind&, const Kind&) = default;
    template <typename Self>
    static auto Fields(Self& self) {
      return std::tie(self.type, self.status, self.precision, self.details, self.codes);
    }
  };
  // Who says so, and when it was learnt.
  struct Origin {
    std::optional<SourceId> source;
    std::optional<Moment> learnt;
    std::optional<Day> superseded;
    friend bool operator==(const Origin&, const Origin&) = default;
    template <typename Self>
    static auto Fields(Self& self) {
      return std::tie(self.source, self.learnt, self.superseded);
    }
  };
  struct Location {
    std::optional<PlaceId> place;
    std::optional<Coordinates> at;
    friend bool operator==(const Location&, const Location&) = default;
    template <typename Self>
    static auto Fields(Self& self) {
      return std::tie(self.place, self.at);
    }
  };

  void Write(Row row, const Event& event);
  void WriteSpan(Row row, const Span& span);
  std::uint32_t InternParties(std::span<const Party> parties);
  // Makes room for the row's attributes: their texts follow, a name and a value for each.
  void BeginAttributes(Row row, std::size_t count);

  std::size_t size_ = 0;
  Texts texts_;
  PackedColumn<> key_;
  // The first day and how many more, of whole days that are known to the day; else the number of
  // the span in spans_.
  PackedColumn<std::int32_t> first_;
  PackedColumn<std::int32_t> more_days_;
  PackedColumn<> span_;
  PackedColumn<> kind_;
  PackedColumn<> origin_;
  PackedColumn<> party_list_;
  PackedColumn<> location_;
  PackedColumn<> deaths_;
  PackedColumn<> part_of_;  // one more than the row
  PackedColumn<> media_;
  Column<std::uint64_t> tone_;  // apart, as nearly all rows differ in it; the bits of the double
  PackedColumn<> name_;
  PackedColumn<> locator_;
  PackedColumn<> note_;
  PackedColumn<> attributes_;  // where the row's begin in attribute_texts_
  // Of each row that has attributes: their number, then a name and a value for each.
  Array<std::uint32_t> attribute_texts_;

  Pool<std::optional<Span>> spans_;
  Pool<Kind> kinds_;
  Pool<Origin> origins_;
  std::uint32_t last_origin_ = 0;
  Pool<Location> locations_;
  Pool<std::optional<Casualties>> casualties_;
  Pool<std::optional<MediaCoding>> medias_;
  ListPool<Party> parties_;

  absl::flat_hash_map<Row, std::unique_ptr<Event>> edited_;
};

template <typename Self, typename ColumnF, typename ArrayF, typename PoolF>
void EventStore::VisitParts(Self& self, ColumnF column, ArrayF array, PoolF pool) {
  column("KEY ", self.key_);
  column("DAY1", self.first_);
  column("DAYS", self.more_days_);
  column("SPAN", self.span_);
  column("KIND", self.kind_);
  column("ORIG", self.origin_);
  column("PART", self.party_list_);
  column("LOCA", self.location_);
  column("DEAD", self.deaths_);
  column("WHOL", self.part_of_);
  column("MEDI", self.media_);
  array("TONE", self.tone_.array());
  column("NAME", self.name_);
  column("LOCR", self.locator_);
  column("NOTE", self.note_);
  column("ATTR", self.attributes_);
  array("ATXT", self.attribute_texts_);
  array("TEXT", self.texts_.bytes());
  array("PBEG", self.parties_.lists().begins());
  array("PVAL", self.parties_.lists().values());
  pool("SPNS", self.spans_.values());
  pool("KNDS", self.kinds_.values());
  pool("ORGS", self.origins_.values());
  pool("LOCS", self.locations_.values());
  pool("CASU", self.casualties_.values());
  pool("MEDS", self.medias_.values());
}

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_EVENT_STORE_H_
