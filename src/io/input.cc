#include "casus/io/input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#ifdef CASUS_HAVE_LIBARCHIVE
#include <archive.h>
#include <archive_entry.h>
#endif

namespace casus {

Input::~Input() = default;

namespace {

Error SystemError(const std::string& name, int error) {
  const ErrorCode code =
      error == ENOENT || error == ENOTDIR ? ErrorCode::kNotFound : ErrorCode::kIo;
  return Error(code, std::strerror(error), Where{.file = name, .field = {}});
}

// A file descriptor, and the first bytes that were looked at to tell what it holds.
class Descriptor {
 public:
  static Result<Descriptor> Open(const std::string& path) {
    if (path == "-") return Descriptor(STDIN_FILENO, "standard input", 0, false);
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return SystemError(path, errno);
    Descriptor opened(fd, path, 0, true);
    struct stat status;
    if (fstat(fd, &status) != 0) return SystemError(path, errno);
    if (S_ISDIR(status.st_mode)) {
      return Error(ErrorCode::kIo, "is a directory", Where{.file = path, .field = {}});
    }
    if (S_ISREG(status.st_mode)) opened.total_ = static_cast<std::uint64_t>(status.st_size);
    return opened;
  }

  Descriptor(Descriptor&& other) noexcept
      : fd_(std::exchange(other.fd_, -1)),
        name_(std::move(other.name_)),
        total_(other.total_),
        consumed_(other.consumed_),
        owned_(other.owned_),
        head_(std::move(other.head_)),
        head_used_(other.head_used_) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (owned_ && fd_ >= 0) close(fd_);
  }

  // The first bytes, fewer than `size` only where there are no more. They are still to be read.
  Result<std::string_view> Head(std::size_t size) {
    while (head_.size() < size) {
      const std::size_t before = head_.size();
      head_.resize(size);
      const Result<std::size_t> got = ReadFile(head_.data() + before, size - before);
      head_.resize(before + (got.ok() ? *got : 0));
      if (!got.ok()) return got.error();
      if (*got == 0) break;
    }
    return std::string_view(head_);
  }

  Result<std::size_t> Read(char* into, std::size_t size) {
    if (head_used_ < head_.size()) {
      const std::size_t count = std::min(size, head_.size() - head_used_);
      std::memcpy(into, head_.data() + head_used_, count);
      head_used_ += count;
      consumed_ += count;
      return count;
    }
    const Result<std::size_t> got = ReadFile(into, size);
    if (got.ok()) consumed_ += *got;
    return got;
  }

  const std::string& name() const { return name_; }
  std::uint64_t total() const { return total_; }
  std::uint64_t consumed() const { return consumed_; }

 private:
  Descriptor(int fd, std::string name, std::uint64_t total, bool owned)
      : fd_(fd), name_(std::move(name)), total_(total), owned_(owned) {}

  Result<std::size_t> ReadFile(char* into, std::size_t size) {
    for (;;) {
      const ssize_t got = read(fd_, into, size);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) return SystemError(name_, errno);
    }
  }

  int fd_;
  std::string name_;
  std::uint64_t total_;
  std::uint64_t consumed_ = 0;
  bool owned_;
  std::string head_;
  std::size_t head_used_ = 0;
};

class PlainInput final : public Input {
 public:
  explicit PlainInput(Descriptor file) : Input(file.name()), file_(std::move(file)) {}
  Result<std::size_t> Read(char* into, std::size_t size) override { return file_.Read(into, size); }
  std::uint64_t consumed() const override { return file_.consumed(); }
  std::uint64_t total() const override { return file_.total(); }

 private:
  Descriptor file_;
};

class MemoryInput final : public Input {
 public:
  MemoryInput(std::string_view bytes, std::string name) : Input(std::move(name)), bytes_(bytes) {}
  Result<std::size_t> Read(char* into, std::size_t size) override {
    const std::size_t count = std::min(size, bytes_.size() - used_);
    if (count > 0) std::memcpy(into, bytes_.data() + used_, count);
    used_ += count;
    return count;
  }
  std::uint64_t consumed() const override { return used_; }
  std::uint64_t total() const override { return bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t used_ = 0;
};

enum class Compression { kGzip, kXz, kZstd, kBzip2, kZip };

std::optional<Compression> CompressionOf(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.starts_with("\x1F\x8B"sv)) return Compression::kGzip;
  if (head.starts_with("\xFD"
                       "7zXZ\0"sv)) {
    return Compression::kXz;
  }
  if (head.starts_with("\x28\xB5\x2F\xFD"sv)) return Compression::kZstd;
  // The digit is the block size, and a block or the end of the stream follows.
  if (head.size() >= 10 && head.starts_with("BZh"sv) && head[3] >= '1' && head[3] <= '9' &&
      (head.substr(4, 6) == "1AY&SY"sv || head.substr(4, 6) == "\x17rE8P\x90"sv)) {
    return Compression::kBzip2;
  }
  if (head.starts_with("PK\x03\x04"sv) || head.starts_with("PK\x05\x06"sv)) {
    return Compression::kZip;
  }
  return std::nullopt;
}

#ifdef CASUS_HAVE_LIBARCHIVE

constexpr std::array<std::uint32_t, 256> MakeCrcTable() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1) ? 0xEDB88320u : 0);
    table[i] = value;
  }
  return table;
}
constexpr std::array<std::uint32_t, 256> kCrcTable = MakeCrcTable();

// The checksum and length at the end of a gzip file, which libarchive reads over (3.6). A file of
// several members, one after the other, has the length of the last one only and is not checked.
class GzipTrailer {
 public:
  void Compressed(std::string_view bytes) {
    tail_.append(bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 8)));
    if (tail_.size() > 8) tail_.erase(0, tail_.size() - 8);
  }
  void Expanded(std::string_view bytes) {
    length_ += bytes.size();
    for (const char c : bytes) {
      crc_ = (crc_ >> 8) ^ kCrcTable[(crc_ ^ static_cast<unsigned char>(c)) & 0xFF];
    }
  }
  bool Holds() const {
    if (tail_.size() < 8) return false;
    const std::uint32_t length = Number(4);
    if (length == static_cast<std::uint32_t>(length_)) return Number(0) == ~crc_;
    return length < length_;
  }

 private:
  std::uint32_t Number(std::size_t at) const {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;) {
      value = (value << 8) | static_cast<unsigned char>(tail_[at + i]);
    }
    return value;
  }

  std::string tail_;
  std::uint32_t crc_ = 0xFFFFFFFFu;
  std::uint64_t length_ = 0;
};

// The single file in compressed bytes. libarchive pulls them through a callback, so that pipes and
// files are read alike.
class ArchiveInput final : public Input {
 public:
  static Result<std::unique_ptr<Input>> Open(Descriptor file, Compression compression) {
    std::unique_ptr<ArchiveInput> input(new ArchiveInput(std::move(file), compression));
    if (Result<void> started = input->Start(); !started.ok()) return started.error();
    return std::unique_ptr<Input>(std::move(input));
  }

  ~ArchiveInput() override { archive_read_free(archive_); }

  Result<std::size_t> Read(char* into, std::size_t size) override {
    if (empty_) return std::size_t{0};
    const la_ssize_t got = archive_read_data(archive_, into, size);
    if (got < 0) return Failure();
    const std::size_t count = static_cast<std::size_t>(got);
    if (compression_ == Compression::kGzip) trailer_.Expanded(std::string_view(into, count));
    if (count == 0) {
      if (Result<void> finished = Finish(); !finished.ok()) return finished.error();
    }
    return count;
  }
  std::uint64_t consumed() const override { return file_.consumed(); }
  std::uint64_t total() const override { return file_.total(); }

 private:
  ArchiveInput(Descriptor file, Compression compression)
      : Input(file.name()),
        file_(std::move(file)),
        compression_(compression),
        archive_(archive_read_new()),
        buffer_(std::size_t{64} << 10) {}

  static la_ssize_t Pull(archive* a, void* self, const void** bytes) {
    auto* const input = static_cast<ArchiveInput*>(self);
    const Result<std::size_t> got = input->file_.Read(input->buffer_.data(), input->buffer_.size());
    if (!got.ok()) {
      input->read_error_ = got.error();
      archive_set_error(a, EIO, "%s", got.error().message().c_str());
      return ARCHIVE_FATAL;
    }
    *bytes = input->buffer_.data();
    if (input->compression_ == Compression::kGzip) {
      input->trailer_.Compressed(std::string_view(input->buffer_.data(), *got));
    }
    return static_cast<la_ssize_t>(*got);
  }

  Error Failure() const {
    if (read_error_) return *read_error_;
    const char* const message = archive_error_string(archive_);
    return Error(ErrorCode::kCorrupt,
                 std::string("the compressed data are damaged or cut off: ") +
                     (message != nullptr ? message : "no reason given"),
                 Where{.file = name(), .field = {}});
  }

  Result<void> Start() {
    int supported = ARCHIVE_FATAL;
    switch (compression_) {
      case Compression::kGzip: supported = archive_read_support_filter_gzip(archive_); break;
      case Compression::kXz: supported = archive_read_support_filter_xz(archive_); break;
      case Compression::kZstd: supported = archive_read_support_filter_zstd(archive_); break;
      case Compression::kBzip2: supported = archive_read_support_filter_bzip2(archive_); break;
      case Compression::kZip: supported = archive_read_support_format_zip(archive_); break;
    }
    // Anything less means that libarchive would start a program of that name.
    if (supported != ARCHIVE_OK) {
      return Error(ErrorCode::kUnsupported, "this libarchive cannot read this compression",
                   Where{.file = name(), .field = {}});
    }
    if (compression_ != Compression::kZip) {
      archive_read_support_format_raw(archive_);
      archive_read_support_format_empty(archive_);
    }
    if (archive_read_open(archive_, this, nullptr, &Pull, nullptr) != ARCHIVE_OK) return Failure();

    archive_entry* entry = nullptr;
    const int header = NextFile(&entry);
    if (header == ARCHIVE_EOF) {
      if (compression_ == Compression::kZip) return FilesInside();
      empty_ = true;
      return {};
    }
    if (header != ARCHIVE_OK) return Failure();
    if (compression_ == Compression::kZip) {
      if (archive_entry_is_encrypted(entry) != 0) {
        return Error(ErrorCode::kUnsupported, "the file in the archive is encrypted",
                     Where{.file = name(), .field = {}});
      }
      files_.push_back(archive_entry_pathname(entry));
    } else if (archive_filter_count(archive_) < 2) {
      // The bytes begin like a compressed file and are none: too short for a header.
      return Failure();
    }
    return {};
  }

  // The next file of an archive, over folders and what macOS adds beside the files.
  int NextFile(archive_entry** entry) {
    for (;;) {
      const int header = archive_read_next_header(archive_, entry);
      if (header != ARCHIVE_OK || compression_ != Compression::kZip) return header;
      const char* const path = archive_entry_pathname(*entry);
      if (path == nullptr || std::string_view(path).starts_with("__MACOSX/")) continue;
      if (std::string_view(path).ends_with('/')) continue;
      return header;
    }
  }

  Result<void> Finish() {
    if (compression_ == Compression::kGzip && !trailer_.Holds()) {
      return Error(ErrorCode::kCorrupt,
                   "the compressed data are damaged: the checksum at the end does not match",
                   Where{.file = name(), .field = {}});
    }
    if (compression_ != Compression::kZip) return {};
    archive_entry* entry = nullptr;
    int header;
    while ((header = NextFile(&entry)) == ARCHIVE_OK) {
      files_.push_back(archive_entry_pathname(entry));
    }
    if (header != ARCHIVE_EOF) return Failure();
    empty_ = true;
    return files_.size() == 1 ? Result<void>() : FilesInside();
  }

  Error FilesInside() const {
    std::string message = "the archive must hold one file and holds ";
    message += files_.empty() ? "none" : std::to_string(files_.size()) + ":";
    for (std::size_t i = 0; i < std::min<std::size_t>(files_.size(), 5); ++i) {
      message += (i > 0 ? ", " : " ") + files_[i];
    }
    return Error(ErrorCode::kUnknownFormat, message, Where{.file = name(), .field = {}});
  }

  Descriptor file_;
  Compression compression_;
  archive* archive_;
  std::vector<char> buffer_;
  std::optional<Error> read_error_;
  GzipTrailer trailer_;
  std::vector<std::string> files_;  // in a .zip
  bool empty_ = false;              // nothing more to read
};

#endif  // CASUS_HAVE_LIBARCHIVE

}  // namespace

Result<std::unique_ptr<Input>> OpenInput(const std::string& path) {
  Result<Descriptor> file = Descriptor::Open(path);
  if (!file.ok()) return file.error();
  const Result<std::string_view> head = file->Head(16);
  if (!head.ok()) return head.error();
  if (const std::optional<Compression> compression = CompressionOf(*head)) {
#ifdef CASUS_HAVE_LIBARCHIVE
    return ArchiveInput::Open(*std::move(file), *compression);
#else
    return Error(ErrorCode::kUnsupported,
                 "compressed, and this casus was built without libarchive: expand it first",
                 Where{.file = file->name(), .field = {}});
#endif
  }
  return std::unique_ptr<Input>(std::make_unique<PlainInput>(*std::move(file)));
}

std::unique_ptr<Input> InputFromMemory(std::string_view bytes, std::string name) {
  return std::make_unique<MemoryInput>(bytes, std::move(name));
}

}  // namespace casus
