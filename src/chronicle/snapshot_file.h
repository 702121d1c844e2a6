#ifndef CASUS_SRC_CHRONICLE_SNAPSHOT_FILE_H_
#define CASUS_SRC_CHRONICLE_SNAPSHOT_FILE_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>

#include "casus/base/error.h"

// The container of a snapshot file (*.casus): named ranges of bytes that are used where they lie in
// a mapped file. What the sections mean is not known here.
//
// THE FORMAT, version 1
//
// Header, sections, table, and nothing else: each begins where the one before it ends. Numbers are
// unsigned and in the byte order of the writer, which the mark at 8 tells. Checksums are
// XXH3_64bits with seed 0, stored as numbers. Every byte of the file is under one of them.
//
//   Header, 128 bytes
//     at  size
//      0     8  magic: 89 43 41 53 0D 0A 1A 0A  (".CAS", then what text-mode transfers change)
//      8     4  byte order mark: 0x0A0B0C0D
//     12     4  version of this format: 1
//     16     8  size of the file
//     24     8  offset of the table
//     32     4  number of sections
//     36     4  size of an entry of the table: 40
//     40     8  checksum of the table
//     48     4  version of the contents, the caller's
//     52     4  alignment of sections: 64
//     56     8  fingerprint of the contents' schema, the caller's
//     64     5  alignment, in memory, of 2, 4 and 8 byte integers and of 4 and 8 byte floats
//     69     1  1: floats are IEC 60559
//     70    50  zeros
//    120     8  checksum of the bytes 0 to 119
//
//   Section: its bytes, then zeros up to a multiple of 64. The first begins at 128.
//
//   Table, at a multiple of 64: one entry for each section, in their order in the file
//      0     4  tag: four letters in the order in which they are read, in a file whose mark is
//               0D 0C 0B 0A (the first letter is the lowest byte of the number)
//      4     4  number: tells sections of one tag apart; tag and number are unique together
//      8     8  offset
//     16     8  size, without the zeros behind
//     24     4  size of an element, which divides the size
//     28     4  kind of the elements: 0 bytes or records, 1 unsigned, 2 signed, 3 float
//     32     8  checksum of the section's bytes and of the zeros behind them
//
// The magic, the mark, the version and the header's size and checksum keep their places in all
// versions, so that any reader can tell a file too new from a damaged one. The header is written
// last: a file that was not finished has zeros for a magic.
//
// No time, no name and no garbage of a struct's padding is stored: the same sections, added in the
// same order, give the same bytes.
namespace casus::internal {

// Whether this build can write and read snapshots: without xxHash it cannot, and SnapshotWriter and
// SnapshotFile then answer kUnsupported.
bool SnapshotsSupported();

// The checksum used in snapshots (XXH3_64bits). REQUIRES: SnapshotsSupported().
std::uint64_t SnapshotChecksum(std::span<const std::byte> bytes);

struct SectionName {
  std::uint32_t tag = 0;
  std::uint32_t number = 0;

  auto operator<=>(const SectionName&) const = default;
};

// Section("EVNT", 3).
constexpr SectionName Section(const char (&letters)[5], std::uint32_t number = 0) {
  std::uint32_t tag = 0;
  for (int i = 3; i >= 0; --i) tag = tag << 8U | static_cast<unsigned char>(letters[i]);
  return SectionName{tag, number};
}

// "EVNT/3"; the tag in hexadecimal where it is not four letters: "0x00000001/3".
std::string ToString(SectionName name);

enum class ElementKind : std::uint32_t {
  kOpaque = 0,  // bytes, characters, records
  kUnsigned = 1,
  kSigned = 2,
  kFloat = 3,
};

struct ElementType {
  ElementKind kind = ElementKind::kOpaque;
  std::uint32_t size = 1;

  bool operator==(const ElementType&) const = default;
};

// "uint32", "float64", "bytes", "records of 12 bytes".
std::string ToString(ElementType type);

// What can lie in a section: any bytes must be a value (so not bool) and equal values must have
// equal bytes (so no struct with padding, whose garbage would be written).
template <typename T>
concept SectionElement =
    std::is_trivially_copyable_v<T> && !std::is_same_v<std::remove_cv_t<T>, bool> &&
    !std::is_pointer_v<T> && alignof(T) <= 64 &&
    (std::has_unique_object_representations_v<T> || std::is_same_v<std::remove_cv_t<T>, float> ||
     std::is_same_v<std::remove_cv_t<T>, double>);

template <SectionElement T>
constexpr ElementType ElementTypeOf() {
  if constexpr (std::is_enum_v<T> && !std::is_same_v<T, std::byte>) {
    return ElementTypeOf<std::underlying_type_t<T>>();
  } else {
    constexpr bool number = std::is_arithmetic_v<T> && !std::is_same_v<T, char>;
    constexpr ElementKind kind = !number                       ? ElementKind::kOpaque
                                 : std::is_floating_point_v<T> ? ElementKind::kFloat
                                 : std::is_signed_v<T>         ? ElementKind::kSigned
                                                               : ElementKind::kUnsigned;
    return ElementType{kind, static_cast<std::uint32_t>(sizeof(T))};
  }
}

// What the caller wants known of the contents before any section is read.
struct SnapshotInfo {
  std::uint32_t version = 0;
  std::uint64_t fingerprint = 0;

  bool operator==(const SnapshotInfo&) const = default;
};

// Writes a snapshot beside its target, under "<path>.tmp.<pid>.<n>", and gives it its name in
// Commit(): whoever opens the name finds the old file or the new one, whole. Without Commit() the
// destructor removes what was written.
//
//   Result<SnapshotWriter> writer = SnapshotWriter::Create("world.casus", {.version = 1});
//   if (!writer.ok()) return writer.error();
//   writer->AddArray(Section("DAYS"), std::span<const std::int32_t>(days));
//   writer->Add(Section("TEXT", 1), bytes);
//   return writer->Commit();
//
// The first error is kept; what is added after it is ignored, and Commit() returns it: kNotFound
// without the folder, kIo where the system refuses (no permission, disk full), kInvalidArgument and
// kDuplicate for what cannot be meant, kUnsupported in a build without xxHash.
//
// A writer that was killed leaves its temporary behind. Nothing reads it and a later writer takes
// another name; it may be deleted when no process <pid> is running.
//
// An existing target keeps its permissions (not its owner); what a symbolic link leads to is
// replaced, not the link; what is no regular file is refused. Not thread-safe; two writers of one
// path do not disturb each other, and the one that commits last stays.
class SnapshotWriter {
 public:
  static Result<SnapshotWriter> Create(const std::string& path, SnapshotInfo info);

  SnapshotWriter(SnapshotWriter&&) noexcept;
  SnapshotWriter& operator=(SnapshotWriter&&) noexcept;
  ~SnapshotWriter();

  // A whole section. kDuplicate where the name has been used.
  void Add(SectionName name, std::span<const std::byte> bytes);
  template <SectionElement T>
  void AddArray(SectionName name, std::span<const T> values) {
    Begin(name, ElementTypeOf<T>());
    Append(std::as_bytes(values));
  }

  // A section in pieces. It ends where the next begins, or in Commit(); kInvalidArgument where its
  // size is then no multiple of the element's. REQUIRES for Append(): Begin() came before.
  void Begin(SectionName name, ElementType type = {});
  void Append(std::span<const std::byte> bytes);

  // For giving up early: false once there was an error.
  bool ok() const;

  // Syncs the file, renames it and syncs the folder. An error of this last sync is returned though
  // the new file is already in place. REQUIRES: not called before.
  Result<void> Commit();

 private:
  struct State;
  explicit SnapshotWriter(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

struct SectionInfo {
  SectionName name;
  ElementType type;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;  // in bytes
  std::uint64_t checksum = 0;
};

enum class SnapshotVerify : std::uint8_t {
  kLazily,  // each section when it is first asked for
  kFully,   // all sections on opening
};

struct SnapshotOptions {
  SnapshotVerify verify = SnapshotVerify::kLazily;
  // Versions of the contents that the caller can read, and the schema it wants.
  std::uint32_t oldest_version = 0;
  std::uint32_t newest_version = std::numeric_limits<std::uint32_t>::max();
  std::optional<std::uint64_t> fingerprint = std::nullopt;
};

// A snapshot, mapped and used in place. Header and table are always verified on opening, and after
// it no section reaches outside the file or into another.
//
// Errors on opening, each with the path, and what was expected and found:
//   kNotFound       no such file
//   kIo             a folder, a device; no permission
//   kUnknownFormat  does not begin like a snapshot; another fingerprint
//   kUnsupported    other byte order or alignments; older or newer versions; a build without xxHash
//   kCorrupt        empty, truncated, extended, damaged; a table that contradicts itself
//
// A value; copies share the mapping, and spans live as long as any copy does. Thread-safe.
//
// The mapping sees the file that was opened even after another one was renamed over it. But where
// somebody shortens that very file in place, or its disk fails, reading it raises SIGBUS; a library
// cannot defend itself from that. Snapshots are therefore replaced, never written into.
class SnapshotFile {
 public:
  static Result<SnapshotFile> Open(const std::string& path, const SnapshotOptions& options = {});
  // Bytes that the caller keeps alive, at an address that is a multiple of 64 (kInvalidArgument
  // otherwise).
  static Result<SnapshotFile> FromMemory(std::span<const std::byte> bytes,
                                         const SnapshotOptions& options = {});

  bool Has(SectionName name) const;

  // The bytes of a section, whatever its elements. kNotFound where there is none of that name,
  // kCorrupt where its checksum does not hold: it is computed once, when first asked for.
  Result<std::span<const std::byte>> Bytes(SectionName name) const;
  // The same as elements; kUnknownFormat where the section has elements of another type.
  template <SectionElement T>
  Result<std::span<const T>> Array(SectionName name) const {
    const Result<std::span<const std::byte>> bytes = Find(name, ElementTypeOf<T>(), Check::kYes);
    if (!bytes.ok()) return bytes.error();
    return Cast<T>(*bytes);
  }
  // The same without looking at the bytes, so that opening need not read a whole file. Whoever
  // uses the values has to call Verify(name) before, or must survive any values.
  template <SectionElement T>
  Result<std::span<const T>> ArrayUnverified(SectionName name) const {
    const Result<std::span<const std::byte>> bytes = Find(name, ElementTypeOf<T>(), Check::kNo);
    if (!bytes.ok()) return bytes.error();
    return Cast<T>(*bytes);
  }

  // Whether the bytes are those that were written: of one section, of all. Costs next to nothing
  // for sections verified before.
  Result<void> Verify(SectionName name) const;
  Result<void> VerifyAll() const;

  // In their order in the file.
  std::span<const SectionInfo> sections() const;
  SnapshotInfo info() const;
  std::uint32_t format_version() const;
  std::uint64_t size() const;

 private:
  struct State;
  enum class Check : bool { kNo, kYes };
  explicit SnapshotFile(std::shared_ptr<const State> state);

  static Result<SnapshotFile> Make(std::shared_ptr<State> state, const SnapshotOptions& options);
  Result<std::span<const std::byte>> Find(SectionName name, std::optional<ElementType> type,
                                          Check check) const;
  template <typename T>
  static std::span<const T> Cast(std::span<const std::byte> bytes) {
    return std::span<const T>(reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T));
  }

  std::shared_ptr<const State> state_;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_SNAPSHOT_FILE_H_
