#include "src/io/export_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace casus::internal {
namespace {

namespace fs = std::filesystem;

Where InFile(const std::string& path) {
  Where where;
  where.file = path;
  return where;
}

Error SystemError(const std::string& what, const std::string& path, int code) {
  return Error(code == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
               what + ": " + std::generic_category().message(code), InFile(path));
}

Result<void> WriteAll(int file, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return SystemError("cannot write", path, errno);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

// A file that is gone again unless it was put in its place.
class Temporary {
 public:
  explicit Temporary(std::string target) : target_(std::move(target)) {}
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary() {
    if (file_ >= 0) close(file_);
    if (!name_.empty()) unlink(name_.c_str());
  }

  Result<void> Create(std::optional<mode_t> permissions) {
    static std::atomic<std::uint64_t> counter = 0;
    do {
      name_ = target_ + ".tmp-" + std::to_string(getpid()) + "-" + std::to_string(counter++);
      file_ = open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    } while (file_ < 0 && errno == EEXIST);  // of a process of the same number that died
    if (file_ < 0) {
      name_.clear();
      return SystemError("cannot create a file beside it", target_, errno);
    }
    if (permissions && fchmod(file_, *permissions) != 0) {
      return SystemError("cannot set its permissions", target_, errno);
    }
    return {};
  }

  Result<void> Append(std::string_view bytes) { return WriteAll(file_, bytes, target_); }

  Result<void> PutInPlace() {
    if (fsync(file_) != 0) return SystemError("cannot sync", target_, errno);
    const int closed = close(file_);
    file_ = -1;
    if (closed != 0) return SystemError("cannot write", target_, errno);
    if (rename(name_.c_str(), target_.c_str()) != 0) {
      return SystemError("cannot rename the new file to this name", target_, errno);
    }
    name_.clear();
    return {};
  }

 private:
  std::string target_;
  std::string name_;
  int file_ = -1;
};

}  // namespace

Result<void> ReplaceFile(const std::string& path, FunctionRef<Result<void>(ByteSink)> fill) {
  if (path == "-") {
    return fill(
        [](std::string_view bytes) { return WriteAll(STDOUT_FILENO, bytes, "standard output"); });
  }
  // What a link leads to is replaced, not the link.
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  const bool exists = fs::exists(status);
  if (exists && !fs::is_regular_file(status)) {
    return Error(ErrorCode::kInvalidArgument, "not a file: nothing is written", InFile(path));
  }
  std::string target = path;
  std::optional<mode_t> permissions;
  if (exists) {
    target = fs::canonical(path, error).string();
    if (error) return SystemError("cannot resolve", path, error.value());
    permissions = static_cast<mode_t>(status.permissions() & fs::perms::mask);
  }
  Temporary temporary(target);
  Result<void> result = temporary.Create(permissions);
  if (result.ok()) {
    result = fill([&](std::string_view bytes) { return temporary.Append(bytes); });
  }
  if (result.ok()) result = temporary.PutInPlace();
  return result;
}

}  // namespace casus::internal
