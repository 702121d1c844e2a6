#include "src/chronicle/snapshot_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "casus/base/error.h"

#ifdef CASUS_HAVE_XXHASH
#define XXH_INLINE_ALL
#include <xxhash.h>
#endif

namespace casus::internal {
namespace {

using ByteSpan = std::span<const std::byte>;

constexpr std::uint32_t kFormatVersion = 1;
constexpr std::uint64_t kAlignment = 64;
constexpr std::uint32_t kByteOrderMark = 0x0A0B0C0D;
constexpr std::uint32_t kByteOrderMarkSwapped = 0x0D0C0B0A;
constexpr std::array<std::uint8_t, 8> kMagic = {0x89, 'C', 'A', 'S', 0x0D, 0x0A, 0x1A, 0x0A};
// What an array of records written elsewhere may rely on.
constexpr std::array<std::uint8_t, 6> kLayout = {
    alignof(std::uint16_t), alignof(std::uint32_t), alignof(std::uint64_t),
    alignof(float),         alignof(double),        std::numeric_limits<double>::is_iec559};

struct Header {
  std::array<std::uint8_t, 8> magic = kMagic;
  std::uint32_t byte_order = kByteOrderMark;
  std::uint32_t format_version = kFormatVersion;
  std::uint64_t file_size = 0;
  std::uint64_t table_offset = 0;
  std::uint32_t sections = 0;
  std::uint32_t entry_size = 0;
  std::uint64_t table_checksum = 0;
  std::uint32_t content_version = 0;
  std::uint32_t alignment = kAlignment;
  std::uint64_t fingerprint = 0;
  std::array<std::uint8_t, 6> layout = kLayout;
  std::array<std::uint8_t, 50> zeros{};
  std::uint64_t checksum = 0;
};
static_assert(sizeof(Header) == 128 && offsetof(Header, layout) == 64 &&
              offsetof(Header, checksum) == 120);
static_assert(std::has_unique_object_representations_v<Header>);

struct Entry {
  SectionName name;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint32_t element_size = 0;
  ElementKind element_kind = ElementKind::kOpaque;
  std::uint64_t checksum = 0;
};
static_assert(sizeof(Entry) == 40 && std::has_unique_object_representations_v<Entry>);

// REQUIRES: size <= 2^64 - 64.
constexpr std::uint64_t Padded(std::uint64_t size) {
  return (size + kAlignment - 1) / kAlignment * kAlignment;
}

template <typename T>
ByteSpan BytesOf(const T& value) {
  return std::as_bytes(std::span<const T, 1>(&value, 1));
}

#ifdef CASUS_HAVE_XXHASH

// The checksum of bytes that come in pieces.
class Hasher {
 public:
  Hasher() : state_(XXH3_createState()) { Reset(); }
  void Reset() { XXH3_64bits_reset(state_.get()); }
  void Update(ByteSpan bytes) {
    if (!bytes.empty()) XXH3_64bits_update(state_.get(), bytes.data(), bytes.size());
  }
  std::uint64_t Digest() const { return XXH3_64bits_digest(state_.get()); }

 private:
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  std::unique_ptr<XXH3_state_t, Free> state_;
};

std::uint64_t Hash(ByteSpan bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

#else

// Never reached: what would use them has answered kUnsupported.
class Hasher {
 public:
  void Reset() {}
  void Update(ByteSpan) {}
  std::uint64_t Digest() const { return 0; }
};

std::uint64_t Hash(ByteSpan) { return 0; }

#endif  // CASUS_HAVE_XXHASH

Error MakeError(ErrorCode code, std::string message, const std::string& path) {
  return Error(code, std::move(message), Where{.file = path, .field = {}});
}

Error SystemError(const char* what, int code, const std::string& path) {
  return MakeError(code == ENOENT || code == ENOTDIR ? ErrorCode::kNotFound : ErrorCode::kIo,
                   absl::StrCat(what, ": ", std::generic_category().message(code)), path);
}

Error Unsupported(const std::string& path) {
  return MakeError(ErrorCode::kUnsupported,
                   "snapshots need xxHash, and this casus was built without it", path);
}

// A file descriptor that is closed at the end.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }
  bool ok() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

bool IsSound(ElementType type) {
  switch (type.kind) {
    case ElementKind::kOpaque: return type.size > 0;
    case ElementKind::kUnsigned:
    case ElementKind::kSigned: return type.size <= 8 && std::has_single_bit(type.size);
    case ElementKind::kFloat: return type.size == 4 || type.size == 8;
  }
  return false;
}

}  // namespace

bool SnapshotsSupported() {
#ifdef CASUS_HAVE_XXHASH
  return true;
#else
  return false;
#endif
}

std::uint64_t SnapshotChecksum(std::span<const std::byte> bytes) { return Hash(bytes); }

std::string ToString(SectionName name) {
  std::string letters;
  for (unsigned shift = 0; shift < 32; shift += 8) {
    letters.push_back(static_cast<char>(name.tag >> shift & 0xFFU));
  }
  const bool readable =
      std::all_of(letters.begin(), letters.end(), [](char c) { return c > 0x20 && c < 0x7F; });
  if (!readable) letters = absl::StrFormat("0x%08x", name.tag);
  return absl::StrCat(letters, "/", name.number);
}

std::string ToString(ElementType type) {
  switch (type.kind) {
    case ElementKind::kUnsigned: return absl::StrCat("uint", 8 * std::uint64_t{type.size});
    case ElementKind::kSigned: return absl::StrCat("int", 8 * std::uint64_t{type.size});
    case ElementKind::kFloat: return absl::StrCat("float", 8 * std::uint64_t{type.size});
    case ElementKind::kOpaque: break;
  }
  return type.size == 1 ? "bytes" : absl::StrCat("records of ", type.size, " bytes");
}

// ---------------------------------------------------------------------------- writing

struct SnapshotWriter::State {
  static constexpr std::size_t kBufferSize = std::size_t{1} << 18;

  ~State() {
    if (!temporary.empty()) unlinkat(folder.get(), temporary.c_str(), 0);
  }

  void Fail(Error failure) {
    if (!error) error = std::move(failure);
  }

  void WriteOut(ByteSpan bytes) {
    while (!bytes.empty() && !error) {
      const ssize_t count = write(file.get(), bytes.data(), bytes.size());
      if (count >= 0) {
        bytes = bytes.subspan(static_cast<std::size_t>(count));
      } else if (errno != EINTR) {
        Fail(SystemError("cannot write", errno, path));
      }
    }
  }

  void Flush() {
    WriteOut(buffer);
    buffer.clear();
  }

  void Put(ByteSpan bytes) {
    hasher.Update(bytes);
    position += bytes.size();
    if (bytes.size() > kBufferSize - buffer.size()) Flush();
    if (bytes.size() >= kBufferSize) {
      WriteOut(bytes);
    } else {
      buffer.insert(buffer.end(), bytes.begin(), bytes.end());
    }
  }

  void PutPadding() {
    static constexpr std::array<std::byte, kAlignment> kZeros{};
    Put(ByteSpan(kZeros).first(static_cast<std::size_t>(Padded(position) - position)));
  }

  void EndSection() {
    if (entries.empty()) return;
    Entry& entry = entries.back();
    entry.size = position - entry.offset;
    if (entry.size % entry.element_size != 0) {
      Fail(MakeError(ErrorCode::kInvalidArgument,
                     absl::StrCat("section ", ToString(entry.name), ": ", entry.size,
                                  " bytes are no multiple of ", entry.element_size),
                     path));
    }
    PutPadding();
    entry.checksum = hasher.Digest();
  }

  void WriteHeader(const Header& header) {
    ByteSpan bytes = BytesOf(header);
    while (!bytes.empty() && !error) {
      const ssize_t count = pwrite(file.get(), bytes.data(), bytes.size(),
                                   static_cast<off_t>(sizeof(Header) - bytes.size()));
      if (count >= 0) {
        bytes = bytes.subspan(static_cast<std::size_t>(count));
      } else if (errno != EINTR) {
        Fail(SystemError("cannot write", errno, path));
      }
    }
  }

  std::string path;  // as the caller gave it
  std::string name;  // of the target, in `folder`
  std::string temporary;
  Descriptor folder;
  Descriptor file;
  SnapshotInfo info;
  std::uint64_t position = 0;
  std::vector<std::byte> buffer;
  Hasher hasher;
  std::vector<Entry> entries;
  std::set<SectionName> names;
  std::optional<Error> error;
  bool committed = false;
};

SnapshotWriter::SnapshotWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
SnapshotWriter::SnapshotWriter(SnapshotWriter&&) noexcept = default;
SnapshotWriter& SnapshotWriter::operator=(SnapshotWriter&&) noexcept = default;
SnapshotWriter::~SnapshotWriter() = default;

Result<SnapshotWriter> SnapshotWriter::Create(const std::string& path, SnapshotInfo info) {
  if (!SnapshotsSupported()) return Unsupported(path);
  auto state = std::make_unique<State>();
  state->path = path;
  state->info = info;

  std::string target = path;
  struct stat status {};
  const bool exists = stat(path.c_str(), &status) == 0;
  if (exists) {
    if (S_ISDIR(status.st_mode)) return MakeError(ErrorCode::kIo, "is a folder", path);
    // A device must not be replaced by a file.
    if (!S_ISREG(status.st_mode)) return MakeError(ErrorCode::kIo, "is no regular file", path);
    const std::unique_ptr<char, decltype(&std::free)> real(realpath(path.c_str(), nullptr),
                                                           &std::free);
    if (real == nullptr) return SystemError("cannot resolve the name", errno, path);
    target = real.get();
  } else if (lstat(path.c_str(), &status) == 0) {
    return MakeError(ErrorCode::kInvalidArgument, "a link that leads nowhere", path);
  }
  const std::size_t slash = target.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : target.substr(0, slash + 1);
  state->name = slash == std::string::npos ? target : target.substr(slash + 1);
  if (state->name.empty()) {
    return MakeError(ErrorCode::kInvalidArgument, "the file has no name", path);
  }
  state->folder = Descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!state->folder.ok()) return SystemError("cannot open the folder", errno, path);

  // Never more permissions than the file that is replaced, which may be secret.
  const mode_t permissions = exists ? status.st_mode & 0777U : 0666U;
  // A leftover of a process that had our number may be in the way.
  static std::atomic<std::uint64_t> next{0};
  for (;;) {
    const std::string temporary = absl::StrCat(state->name, ".tmp.", getpid(), ".", next++);
    state->file = Descriptor(openat(state->folder.get(), temporary.c_str(),
                                    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions));
    if (state->file.ok()) {
      state->temporary = temporary;
      break;
    }
    if (errno != EEXIST) return SystemError("cannot create a file in the folder", errno, path);
  }
  if (exists && fchmod(state->file.get(), permissions) != 0) {
    return SystemError("cannot set the permissions", errno, path);
  }

  state->buffer.reserve(State::kBufferSize);
  // Zeros until everything behind them is written.
  state->Put(std::array<std::byte, sizeof(Header)>{});
  return SnapshotWriter(std::move(state));
}

void SnapshotWriter::Add(SectionName name, std::span<const std::byte> bytes) {
  Begin(name);
  Append(bytes);
}

void SnapshotWriter::Begin(SectionName name, ElementType type) {
  if (state_->committed) DieOnMisuse("SnapshotWriter::Begin() after Commit()");
  if (state_->error) return;
  if (!IsSound(type)) {
    state_->Fail(MakeError(ErrorCode::kInvalidArgument,
                           absl::StrCat("section ", ToString(name), ": no such element"),
                           state_->path));
    return;
  }
  if (!state_->names.insert(name).second) {
    state_->Fail(MakeError(ErrorCode::kDuplicate,
                           absl::StrCat("two sections are named ", ToString(name)), state_->path));
    return;
  }
  state_->EndSection();
  state_->hasher.Reset();
  state_->entries.push_back(Entry{.name = name,
                                  .offset = state_->position,
                                  .element_size = type.size,
                                  .element_kind = type.kind});
}

void SnapshotWriter::Append(std::span<const std::byte> bytes) {
  if (state_->committed) DieOnMisuse("SnapshotWriter::Append() after Commit()");
  if (state_->error) return;
  if (state_->entries.empty()) DieOnMisuse("SnapshotWriter::Append() before Begin()");
  state_->Put(bytes);
}

bool SnapshotWriter::ok() const { return !state_->error.has_value(); }

Result<void> SnapshotWriter::Commit() {
  State& state = *state_;
  if (state.committed) DieOnMisuse("SnapshotWriter::Commit() after Commit()");
  state.committed = true;
  if (!state.error) state.EndSection();

  Header header;
  header.table_offset = state.position;
  header.sections = static_cast<std::uint32_t>(state.entries.size());
  header.entry_size = sizeof(Entry);
  header.content_version = state.info.version;
  header.fingerprint = state.info.fingerprint;
  const ByteSpan table = std::as_bytes(std::span<const Entry>(state.entries));
  header.table_checksum = Hash(table);
  state.Put(table);
  header.file_size = state.position;
  header.checksum = Hash(BytesOf(header).first(offsetof(Header, checksum)));
  state.Flush();
  state.WriteHeader(header);
  if (state.error) return *state.error;

  if (fsync(state.file.get()) != 0) return SystemError("cannot sync", errno, state.path);
  if (renameat(state.folder.get(), state.temporary.c_str(), state.folder.get(),
               state.name.c_str()) != 0) {
    return SystemError("cannot rename the new file to this name", errno, state.path);
  }
  state.temporary.clear();
  // Some file systems know no sync of folders, and answer EINVAL.
  if (fsync(state.folder.get()) != 0 && errno != EINVAL) {
    return SystemError("written, but cannot sync the folder", errno, state.path);
  }
  return {};
}

// ---------------------------------------------------------------------------- reading

struct SnapshotFile::State {
  struct Verified {
    std::once_flag once;
    std::uint64_t checksum = 0;  // as found
  };

  ~State() {
    if (mapped) munmap(const_cast<std::byte*>(bytes.data()), bytes.size());
  }

  Error Corrupt(std::string message) const {
    return MakeError(ErrorCode::kCorrupt, std::move(message), path);
  }
  Error Corrupt(SectionName name, const std::string& message) const {
    return Corrupt(absl::StrCat("section ", ToString(name), ": ", message));
  }

  Result<void> ReadHeader(const SnapshotOptions& options);
  Result<void> ReadTable();
  Result<void> CheckMagic() const;
  // Null where there is none.
  const SectionInfo* Find(SectionName name) const;
  Result<void> Verify(const SectionInfo& section) const;

  std::string path;
  ByteSpan bytes;
  bool mapped = false;
  Header header;
  std::vector<SectionInfo> sections;
  std::vector<std::uint32_t> by_name;  // positions in `sections`
  std::unique_ptr<Verified[]> verified;
};

Result<void> SnapshotFile::State::CheckMagic() const {
  if (bytes.empty()) return Corrupt("empty: a snapshot has at least 128 bytes");
  const std::size_t there = std::min(bytes.size(), kMagic.size());
  std::array<std::uint8_t, 8> head{};
  std::memcpy(head.data(), bytes.data(), there);
  if (std::equal(kMagic.begin(), kMagic.begin() + static_cast<std::ptrdiff_t>(there),
                 head.begin())) {
    return {};
  }
  if (std::all_of(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(there),
                  [](std::byte byte) { return byte == std::byte{0}; })) {
    return Corrupt("begins with zeros: not finished by its writer, or lost by the disk");
  }
  // Either the eighth bit or the line ends are gone.
  if ((head[0] & 0x7FU) == (kMagic[0] & 0x7FU) &&
      std::equal(kMagic.begin() + 1, kMagic.begin() + 4, head.begin() + 1)) {
    return Corrupt("a snapshot whose first bytes were changed, as by a transfer in text mode");
  }
  std::string found;
  for (std::size_t i = 0; i < there; ++i) {
    absl::StrAppendFormat(&found, "%s%02X", i == 0 ? "" : " ", head[i]);
  }
  const char* guess = "";
  if (head[0] == 'P' && head[1] == 'K') guess = " (a ZIP archive: unpack it first)";
  if (head[0] == 0x1F && head[1] == 0x8B) guess = " (gzip: unpack it first)";
  if (head[0] == 0x28 && head[1] == 0xB5) guess = " (Zstandard: unpack it first)";
  return MakeError(
      ErrorCode::kUnknownFormat,
      absl::StrCat("not a snapshot: begins with ", found, guess, ", not with 89 43 41 53"), path);
}

Result<void> SnapshotFile::State::ReadHeader(const SnapshotOptions& options) {
  if (Result<void> magic = CheckMagic(); !magic.ok()) return magic;
  if (bytes.size() < sizeof(Header)) {
    return Corrupt(
        absl::StrCat("truncated: ", bytes.size(), " bytes, and the header has ", sizeof(Header)));
  }
  std::memcpy(&header, bytes.data(), sizeof(Header));
  const auto unsupported = [this](std::string message) {
    return MakeError(ErrorCode::kUnsupported, std::move(message), path);
  };
  if (header.byte_order == kByteOrderMarkSwapped) {
    return unsupported("written on a machine of the other byte order");
  }
  const std::uint64_t checksum = Hash(bytes.first(offsetof(Header, checksum)));
  if (checksum != header.checksum) {
    return Corrupt(absl::StrFormat("the header is damaged: checksum %016x expected, %016x found",
                                   header.checksum, checksum));
  }
  if (header.byte_order != kByteOrderMark) {
    return Corrupt(absl::StrFormat("no such byte order mark: %08x", header.byte_order));
  }
  if (header.format_version != kFormatVersion) {
    return unsupported(absl::StrCat(
        "a snapshot of ", header.format_version > kFormatVersion ? "newer" : "older",
        " format: version ", kFormatVersion, " expected, ", header.format_version, " found"));
  }
  if (header.file_size != bytes.size()) {
    return Corrupt(absl::StrCat(header.file_size > bytes.size() ? "truncated" : "too long", ": ",
                                header.file_size, " bytes expected, ", bytes.size(), " found"));
  }
  if (header.layout != kLayout) {
    return unsupported("written on a machine that aligns or computes numbers differently");
  }
  if (header.alignment != kAlignment || header.entry_size != sizeof(Entry) ||
      header.zeros != decltype(header.zeros){}) {
    return Corrupt("the header has values that this format does not");
  }
  if (header.content_version < options.oldest_version ||
      header.content_version > options.newest_version) {
    return unsupported(absl::StrCat(
        "contents of ", header.content_version > options.newest_version ? "a newer" : "an older",
        " version: ", options.oldest_version, " to ", options.newest_version, " expected, ",
        header.content_version, " found"));
  }
  if (options.fingerprint && header.fingerprint != *options.fingerprint) {
    return MakeError(
        ErrorCode::kUnknownFormat,
        absl::StrFormat("contents of another schema: fingerprint %016x expected, %016x found",
                        *options.fingerprint, header.fingerprint),
        path);
  }
  return {};
}

Result<void> SnapshotFile::State::ReadTable() {
  const std::uint64_t table_offset = header.table_offset;
  if (table_offset < sizeof(Header) || table_offset > bytes.size() ||
      table_offset % kAlignment != 0 ||
      bytes.size() - table_offset != std::uint64_t{header.sections} * sizeof(Entry)) {
    return Corrupt(absl::StrCat("a table of ", header.sections, " sections at ", table_offset,
                                " does not end with the file, which has ", bytes.size(), " bytes"));
  }
  const ByteSpan table = bytes.subspan(static_cast<std::size_t>(table_offset));
  const std::uint64_t checksum = Hash(table);
  if (checksum != header.table_checksum) {
    return Corrupt(
        absl::StrFormat("the table of sections is damaged: checksum %016x expected, %016x found",
                        header.table_checksum, checksum));
  }

  sections.reserve(header.sections);
  std::uint64_t end = sizeof(Header);  // of what has been seen; never beyond the table
  for (std::uint32_t i = 0; i < header.sections; ++i) {
    Entry entry;
    std::memcpy(&entry, table.data() + i * sizeof(Entry), sizeof(Entry));
    const ElementType type{entry.element_kind, entry.element_size};
    if (entry.offset != end) {
      return Corrupt(entry.name,
                     absl::StrCat("begins at ", entry.offset, ", and must begin at ", end));
    }
    if (entry.size > table_offset - end || Padded(entry.size) > table_offset - end) {
      return Corrupt(entry.name, absl::StrCat(entry.size, " bytes at ", end,
                                              " reach into the table at ", table_offset));
    }
    if (!IsSound(type) || entry.size % type.size != 0) {
      return Corrupt(entry.name,
                     absl::StrCat(entry.size, " bytes of elements of kind ",
                                  static_cast<std::uint32_t>(type.kind), " and size ", type.size));
    }
    end += Padded(entry.size);
    sections.push_back(SectionInfo{entry.name, type, entry.offset, entry.size, entry.checksum});
  }
  if (end != table_offset) {
    return Corrupt(
        absl::StrCat("the sections end at ", end, ", and the table begins at ", table_offset));
  }

  by_name.resize(sections.size());
  std::iota(by_name.begin(), by_name.end(), std::uint32_t{0});
  std::sort(by_name.begin(), by_name.end(), [this](std::uint32_t a, std::uint32_t b) {
    return sections[a].name < sections[b].name;
  });
  const auto twice = std::adjacent_find(
      by_name.begin(), by_name.end(),
      [this](std::uint32_t a, std::uint32_t b) { return sections[a].name == sections[b].name; });
  if (twice != by_name.end()) return Corrupt(sections[*twice].name, "is there twice");
  verified = std::make_unique<Verified[]>(sections.size());
  return {};
}

const SectionInfo* SnapshotFile::State::Find(SectionName name) const {
  const auto found =
      std::lower_bound(by_name.begin(), by_name.end(), name,
                       [this](std::uint32_t a, SectionName b) { return sections[a].name < b; });
  if (found == by_name.end() || sections[*found].name != name) return nullptr;
  return &sections[*found];
}

Result<void> SnapshotFile::State::Verify(const SectionInfo& section) const {
  Verified& found = verified[static_cast<std::size_t>(&section - sections.data())];
  std::call_once(found.once, [&] {
    // With the zeros behind it.
    found.checksum = Hash(bytes.subspan(static_cast<std::size_t>(section.offset),
                                        static_cast<std::size_t>(Padded(section.size))));
  });
  if (found.checksum == section.checksum) return {};
  return Corrupt(section.name, absl::StrFormat("damaged: checksum %016x expected, %016x found",
                                               section.checksum, found.checksum));
}

SnapshotFile::SnapshotFile(std::shared_ptr<const State> state) : state_(std::move(state)) {}

Result<SnapshotFile> SnapshotFile::Make(std::shared_ptr<State> state,
                                        const SnapshotOptions& options) {
  if (Result<void> header = state->ReadHeader(options); !header.ok()) return header.error();
  if (Result<void> table = state->ReadTable(); !table.ok()) return table.error();
  SnapshotFile file(std::move(state));
  if (options.verify == SnapshotVerify::kFully) {
    if (Result<void> all = file.VerifyAll(); !all.ok()) return all.error();
  }
  return file;
}

Result<SnapshotFile> SnapshotFile::Open(const std::string& path, const SnapshotOptions& options) {
  if (!SnapshotsSupported()) return Unsupported(path);
  // Opening a pipe must not wait for somebody to write into it.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.ok()) return SystemError("cannot open", errno, path);
  struct stat status {};
  if (fstat(file.get(), &status) != 0) return SystemError("cannot look at", errno, path);
  if (S_ISDIR(status.st_mode)) return MakeError(ErrorCode::kIo, "is a folder", path);
  if (!S_ISREG(status.st_mode)) return MakeError(ErrorCode::kIo, "is no regular file", path);

  auto state = std::make_shared<State>();
  state->path = path;
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > 0) {  // which mmap() refuses
    void* const start = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (start == MAP_FAILED) return SystemError("cannot map", errno, path);
    state->bytes = ByteSpan(static_cast<const std::byte*>(start), size);
    state->mapped = true;
  }
  return Make(std::move(state), options);
}

Result<SnapshotFile> SnapshotFile::FromMemory(std::span<const std::byte> bytes,
                                              const SnapshotOptions& options) {
  if (!SnapshotsSupported()) return Unsupported({});
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % kAlignment != 0) {
    return Error(ErrorCode::kInvalidArgument,
                 absl::StrCat("the bytes do not begin at a multiple of ", kAlignment));
  }
  auto state = std::make_shared<State>();
  state->bytes = bytes;
  return Make(std::move(state), options);
}

bool SnapshotFile::Has(SectionName name) const { return state_->Find(name) != nullptr; }

Result<std::span<const std::byte>> SnapshotFile::Find(SectionName name,
                                                      std::optional<ElementType> type,
                                                      Check check) const {
  const SectionInfo* const section = state_->Find(name);
  if (section == nullptr) {
    return MakeError(ErrorCode::kNotFound, absl::StrCat("no section ", ToString(name)),
                     state_->path);
  }
  if (type && *type != section->type) {
    return MakeError(ErrorCode::kUnknownFormat,
                     absl::StrCat("section ", ToString(name), ": ", ToString(*type), " expected, ",
                                  ToString(section->type), " found"),
                     state_->path);
  }
  if (check == Check::kYes) {
    if (Result<void> good = state_->Verify(*section); !good.ok()) return good.error();
  }
  return state_->bytes.subspan(static_cast<std::size_t>(section->offset),
                               static_cast<std::size_t>(section->size));
}

Result<std::span<const std::byte>> SnapshotFile::Bytes(SectionName name) const {
  return Find(name, std::nullopt, Check::kYes);
}

Result<void> SnapshotFile::Verify(SectionName name) const {
  if (Result<std::span<const std::byte>> bytes = Bytes(name); !bytes.ok()) return bytes.error();
  return {};
}

Result<void> SnapshotFile::VerifyAll() const {
  for (const SectionInfo& section : state_->sections) {
    if (Result<void> good = state_->Verify(section); !good.ok()) return good;
  }
  return {};
}

std::span<const SectionInfo> SnapshotFile::sections() const { return state_->sections; }

SnapshotInfo SnapshotFile::info() const {
  return {state_->header.content_version, state_->header.fingerprint};
}

std::uint32_t SnapshotFile::format_version() const { return state_->header.format_version; }

std::uint64_t SnapshotFile::size() const { return state_->bytes.size(); }

}  // namespace casus::internal
