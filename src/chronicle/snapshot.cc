#include "src/chronicle/snapshot.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "src/chronicle/builder.h"
#include "src/chronicle/codec.h"
#include "src/timeline/parts.h"

namespace casus::internal {
namespace {

constexpr std::uint32_t kContents = 3;

// Changes with any enumeration or field, so that a file is never read by another vocabulary.
std::uint64_t Fingerprint() {
  static const std::uint64_t fingerprint = [] {
    std::string layout;
    const Tables tables;
    ForEachTable(tables, [&](Table, const auto& rows) {
      using RowType = typename std::decay_t<decltype(rows)>::value_type;
      if constexpr (!std::is_same_v<RowType, EventRow>) DescribeLayout<RowType>(layout);
    });
    DescribeLayout<Event>(layout);
    DescribeLayout<Coverage>(layout);
    return SnapshotChecksum(std::as_bytes(std::span<const char>(layout)));
  }();
  return fingerprint;
}

SectionName RowsSection(Table table) { return Section("ROWS", static_cast<std::uint32_t>(table)); }
SectionName CoverageSection() { return Section("ROWS", static_cast<std::uint32_t>(kTableCount)); }

// --- Writing.

template <typename RowsType>
void AddRows(SnapshotWriter& writer, SectionName name, const RowsType& rows) {
  Encoder encoder;
  for (const auto& row : rows) encoder.Put(row);
  writer.Add(name, std::as_bytes(std::span<const char>(encoder.bytes())));
}

template <typename T>
void AddArray(SnapshotWriter& writer, SectionName name, const Array<T>& array) {
  if constexpr (SectionElement<T>) {
    writer.AddArray(name, array.view());
  } else {
    // Its padding is zero: the store sees to it.
    writer.Add(name, std::as_bytes(array.view()));
  }
}

template <typename T>
void AddLists(SnapshotWriter& writer, const char (&letters)[5], std::uint32_t number,
              const Lists<T>& lists) {
  AddArray(writer, Section(letters, number), lists.begins());
  AddArray(writer, Section(letters, number + 1), lists.values());
}
void AddPostings(SnapshotWriter& writer, const char (&letters)[5], const Postings& postings) {
  AddLists(writer, letters, 0, postings.brief);
  AddLists(writer, letters, 2, postings.lasting);
}

// --- Reading.

// Takes sections from a file until one fails.
class Loader {
 public:
  Loader(const SnapshotFile& file, bool verify) : file_(file), verify_(verify) {}

  bool ok() const { return !error_; }
  const Error& error() const { return *error_; }
  void Fail(SectionName name, std::string_view what) {
    if (!ok()) return;
    error_.emplace(ErrorCode::kCorrupt,
                   "section " + ToString(name) + " of the snapshot " + std::string(what));
  }

  template <typename T>
  void GetArray(SectionName name, Array<T>& array) {
    if (!ok()) return;
    if constexpr (SectionElement<T>) {
      const Result<std::span<const T>> values =
          verify_ ? file_.Array<T>(name) : file_.ArrayUnverified<T>(name);
      if (!values.ok()) return Keep(values.error());
      array = Array<T>::Mapped(*values);
    } else {
      static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 64);
      const Result<std::span<const std::byte>> bytes = file_.Bytes(name);
      if (!bytes.ok()) return Keep(bytes.error());
      if (bytes->size() % sizeof(T) != 0) return Fail(name, "ends within a value");
      array = Array<T>::Mapped(
          std::span<const T>(reinterpret_cast<const T*>(bytes->data()), bytes->size() / sizeof(T)));
    }
  }
  template <typename T>
  void GetColumn(SectionName name, PackedColumn<T>& column) {
    Array<unsigned char> sealed;
    GetArray(name, sealed);
    if (ok() && !column.Adopt(std::move(sealed))) Fail(name, "is no column");
  }
  // Verified in any case, for all of it is going to be read.
  std::string_view GetBytes(SectionName name) {
    if (!ok()) return {};
    const Result<std::span<const std::byte>> bytes = file_.Bytes(name);
    if (!bytes.ok()) {
      Keep(bytes.error());
      return {};
    }
    return {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
  }
  template <typename T>
  void GetPool(SectionName name, std::vector<T>& values) {
    Decoder decoder(GetBytes(name));
    values.clear();
    while (ok() && !decoder.at_end()) {
      decoder.Get(values.emplace_back());
      if (decoder.failed()) return Fail(name, "does not hold what it should");
    }
    if (values.empty()) Fail(name, "is empty");
  }
  template <typename T>
  void GetLists(const char (&letters)[5], std::uint32_t number, Lists<T>& lists) {
    Array<std::uint64_t> begins;
    Array<T> values;
    GetArray(Section(letters, number), begins);
    GetArray(Section(letters, number + 1), values);
    lists = Lists<T>(std::move(begins), std::move(values));
  }
  void GetPostings(const char (&letters)[5], Postings& postings) {
    GetLists(letters, 0, postings.brief);
    GetLists(letters, 2, postings.lasting);
  }
  // Verified in any case: questions trust what is in them.
  Timeline GetTimeline(const char (&letters)[5]) {
    TimelineParts parts;
    std::uint32_t number = 0;
    ForEachArray(parts, [&](auto& array) {
      if (!ok()) return;
      using T =
          std::remove_const_t<typename std::remove_reference_t<decltype(array)>::element_type>;
      const Result<std::span<const T>> values = file_.Array<T>(Section(letters, number++));
      if (!values.ok()) return Keep(values.error());
      array = *values;
    });
    if (!ok()) return Timeline();
    Result<Timeline> timeline = TimelineFromParts(parts, verify_);
    if (timeline.ok()) return *std::move(timeline);
    Keep(timeline.error());
    return Timeline();
  }

 private:
  void Keep(const Error& error) {
    if (ok()) error_ = error;
  }

  const SnapshotFile& file_;
  const bool verify_;
  std::optional<Error> error_;
};

template <typename T>
std::optional<std::vector<T>> DecodeRows(std::string_view bytes, std::size_t size) {
  std::vector<T> rows;
  // A row takes some bytes at least.
  rows.reserve(std::min(size, bytes.size()));
  Decoder decoder(bytes);
  while (rows.size() < size && !decoder.failed()) {
    decoder.Get(rows.emplace_back(Decoder::Empty<T>()));
  }
  if (decoder.failed() || !decoder.at_end()) return std::nullopt;
  return rows;
}

// A table of records, which is read when first asked for; at once, if all is to be verified.
template <typename T>
void LoadRows(Loader& loader, SectionName name, std::size_t size, bool verify, Rows<T>& rows) {
  const std::string_view bytes = loader.GetBytes(name);
  if (!loader.ok()) return;
  rows = Rows<T>(size, [bytes, size] {
    std::optional<std::vector<T>> decoded = DecodeRows<T>(bytes, size);
    // Its checksum held, so that some other program wrote this.
    if (!decoded) DieOnMisuse("a snapshot that was not verified does not hold its records");
    return *std::move(decoded);
  });
  if (verify && !DecodeRows<T>(bytes, size)) loader.Fail(name, "does not hold its records");
}

bool AllBelow(std::span<const std::uint32_t> numbers, std::size_t limit) {
  return std::all_of(numbers.begin(), numbers.end(),
                     [&](std::uint32_t number) { return number < limit; });
}

// That the bytes are those that were written does not say that they refer to what is there.
std::optional<std::string> Contradiction(ChronicleData& data, const TableIndex& index) {
  BuilderRows rows;
  rows.tables = std::move(data.tables);
  const IssueLog log = CheckRows(rows, CheckScope::kReferences);
  data.tables = std::move(rows.tables);
  if (log.errors() > 0) {
    return log.issues().front().text + ": " + log.issues().front().message;
  }
  const Tables& tables = data.tables;
  for (const Postings* postings :
       {&index.by_party, &index.by_place, &index.by_source, &index.by_type}) {
    for (const Lists<Row>* lists : {&postings->brief, &postings->lasting}) {
      if (!AllBelow(lists->values().view(), tables.events.size())) {
        return "its index names events that are not there";
      }
    }
  }
  if (!AllBelow(index.parties.values().view(), tables.actors.size())) {
    return "its index names actors that are not there";
  }
  return std::nullopt;
}

}  // namespace

SnapshotOptions OptionsOfChronicles(bool verify) {
  return SnapshotOptions{
      .verify = verify ? SnapshotVerify::kFully : SnapshotVerify::kLazily,
      .oldest_version = kContents,
      .newest_version = kContents,
      .fingerprint = SnapshotsSupported() ? std::optional(Fingerprint()) : std::nullopt};
}

Result<void> WriteSnapshot(const ChronicleData& data, const std::string& path) {
  Result<SnapshotWriter> made = SnapshotWriter::Create(
      path, {.version = kContents, .fingerprint = SnapshotsSupported() ? Fingerprint() : 0});
  if (!made.ok()) return made.error();
  SnapshotWriter& writer = *made;

  std::vector<std::uint64_t> sizes;
  ForEachTable(data.tables, [&](Table, const auto& rows) { sizes.push_back(rows.size()); });
  sizes.push_back(data.tables.coverage.size());
  writer.AddArray(Section("SIZE"), std::span<const std::uint64_t>(sizes));
  ForEachTable(data.tables, [&](Table table, const auto& rows) {
    if constexpr (!std::is_same_v<std::decay_t<decltype(rows)>, EventStore>) {
      AddRows(writer, RowsSection(table), rows);
    }
  });
  AddRows(writer, CoverageSection(), data.tables.coverage);

  EventStore::VisitParts(
      data.tables.events,
      [&](const char(&letters)[5], const auto& column) {
        AddArray(writer, Section(letters), column.sealed());
      },
      [&](const char(&letters)[5], const auto& array) {
        AddArray(writer, Section(letters), array);
      },
      [&](const char(&letters)[5], const auto& values) {
        AddRows(writer, Section(letters), values);
      });
  const KeyMap& keys = data.keys_of(Table::kEvents);
  AddArray(writer, Section("ESLT"), keys.slots());
  AddArray(writer, Section("EPRV"), keys.previous());
  const TableIndex& index = data.index_of(Table::kEvents);
  AddLists(writer, "EPRT", 0, index.parties);
  AddPostings(writer, "EPTY", index.by_party);
  AddPostings(writer, "EPLC", index.by_place);
  AddPostings(writer, "ESRC", index.by_source);
  AddPostings(writer, "ETYP", index.by_type);
  const TimelineParts parts = PartsOf(data.timeline(Table::kEvents));
  std::uint32_t number = 0;
  ForEachArray(parts,
               [&](const auto& array) { writer.AddArray(Section("TIME", number++), array); });
  return writer.Commit();
}

Result<std::shared_ptr<const ChronicleData>> ReadSnapshot(const SnapshotFile& file, bool verify) {
  auto data = std::make_shared<ChronicleData>();
  Tables& tables = data->tables;
  Loader loader(file, verify);

  Array<std::uint64_t> sizes;
  loader.GetArray(Section("SIZE"), sizes);
  if (loader.ok() && sizes.size() != kTableCount + 1) loader.Fail(Section("SIZE"), "is too short");
  for (const std::uint64_t size : sizes) {
    // As many as a builder takes.
    if (size >= std::numeric_limits<Row>::max() - 1) {
      loader.Fail(Section("SIZE"), "names too many rows");
    }
  }
  if (!loader.ok()) return loader.error();
  ForEachTable(tables, [&](Table table, auto& rows) {
    const std::size_t size = sizes[IndexOf(table)];
    if constexpr (!std::is_same_v<std::decay_t<decltype(rows)>, EventStore>) {
      LoadRows(loader, RowsSection(table), size, verify, rows);
    } else {
      rows.SetSize(size);
    }
  });
  LoadRows(loader, CoverageSection(), sizes[kTableCount], verify, tables.coverage);
  EventStore::VisitParts(
      tables.events,
      [&](const char(&letters)[5], auto& column) { loader.GetColumn(Section(letters), column); },
      [&](const char(&letters)[5], auto& array) { loader.GetArray(Section(letters), array); },
      [&](const char(&letters)[5], auto& values) { loader.GetPool(Section(letters), values); });

  Array<std::uint32_t> slots;
  Array<std::uint32_t> previous;
  loader.GetArray(Section("ESLT"), slots);
  loader.GetArray(Section("EPRV"), previous);
  auto index = std::make_shared<TableIndex>();
  loader.GetLists("EPRT", 0, index->parties);
  loader.GetPostings("EPTY", index->by_party);
  loader.GetPostings("EPLC", index->by_place);
  loader.GetPostings("ESRC", index->by_source);
  loader.GetPostings("ETYP", index->by_type);
  auto timeline = std::make_shared<Timeline>(loader.GetTimeline("TIME"));
  if (loader.ok() && timeline->size() != tables.events.size()) {
    loader.Fail(Section("TIME"), "is of another number of events");
  }
  if (!loader.ok()) return loader.error();
  if (verify) {
    if (const std::optional<std::string> what = Contradiction(*data, *index)) {
      return Error(ErrorCode::kCorrupt, "the snapshot contradicts itself: " + *what);
    }
  }

  constexpr std::size_t kEvents = IndexOf(Table::kEvents);
  data->keys[kEvents].Reset(
      [map = std::make_shared<KeyMap>(std::move(slots), Column<>(std::move(previous)))] {
        return std::move(*map);
      });
  data->indexes[kEvents].Reset([index] { return std::move(*index); });
  data->timelines[kEvents].Reset([timeline] { return *timeline; });
  data->file = file;
  return std::shared_ptr<const ChronicleData>(std::move(data));
}

}  // namespace casus::internal

namespace casus {

Result<void> Chronicle::Save(const std::string& path) const {
  return internal::WriteSnapshot(*data_, path);
}

Result<Chronicle> Chronicle::Open(const std::string& path, const OpenOptions& options) {
  const bool verify = options.verify == OpenOptions::Verify::kEverything;
  const Result<internal::SnapshotFile> file =
      internal::SnapshotFile::Open(path, internal::OptionsOfChronicles(verify));
  if (!file.ok()) return file.error();
  Result<std::shared_ptr<const internal::ChronicleData>> data =
      internal::ReadSnapshot(*file, verify);
  if (!data.ok()) return Error(data.error().code(), data.error().message(), Where{path, 0, 0, {}});
  return Chronicle(*std::move(data));
}

}  // namespace casus
