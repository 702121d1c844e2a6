#include "src/io/text_form_folder.h"

#include <fcntl.h>
#include <stdio.h>  // renameat2
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "casus/base/error.h"
#include "casus/io/input.h"
#include "src/io/text_form_keys.h"
#include "src/io/text_form_schema.h"

namespace casus::text_form {
namespace {

namespace fs = std::filesystem;

// What a folder may hold besides its tables: words for people, which nobody reads here and which
// stay when the tables are replaced.
constexpr char kReadme[] = "README.md";

Error SystemError(const std::string& what, const std::string& path, int code) {
  return Error(code == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
               what + ": " + std::generic_category().message(code), InFile(path));
}

// The names in a folder, in order.
Result<std::vector<std::string>> NamesIn(const std::string& folder) {
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  if (status.type() == fs::file_type::not_found) {
    return Error(ErrorCode::kNotFound, "no such folder", InFile(folder));
  }
  if (!error && !fs::is_directory(status)) {
    return Error(ErrorCode::kInvalidArgument, "not a folder", InFile(folder));
  }
  std::vector<std::string> names;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  if (error) return SystemError("cannot list the folder", folder, error.value());
  std::sort(names.begin(), names.end());
  return names;
}

// `on_bytes` is told how many there are; false from it ends the reading with kCancelled.
Result<std::string> ReadFile(const std::string& path, FunctionRef<bool(std::size_t)> on_bytes) {
  Result<std::unique_ptr<Input>> input = OpenInput(path);
  if (!input.ok()) return input.error();
  std::string bytes;
  constexpr std::size_t kStep = std::size_t{1} << 18;
  for (;;) {
    const std::size_t before = bytes.size();
    bytes.resize(before + kStep);
    const Result<std::size_t> read = (*input)->Read(bytes.data() + before, kStep);
    if (!read.ok()) return read.error();
    bytes.resize(before + *read);
    if (!on_bytes(bytes.size())) return Error(ErrorCode::kCancelled, "cancelled by the caller");
    if (*read == 0) return bytes;
  }
}

// One writing: its steps on the disk, each of which a test may let fail.
class Replacement {
 public:
  Replacement(const std::string& folder, BeforeStep before) : asked_(folder), before_(before) {}

  // Nothing that was made and not put in its place stays behind.
  ~Replacement() {
    if (!temporary_.empty()) RemoveFiles(temporary_);
  }

  Result<void> Run(FunctionRef<Result<void>(FileSink)> fill) {
    Result<void> result = FindTarget();
    if (result.ok()) result = MakeTemporary();
    if (result.ok()) {
      result = fill([this](std::string_view name, std::string_view bytes) {
        return WriteFile(temporary_ + "/" + std::string(name), bytes);
      });
    }
    if (result.ok() && exists_) result = KeepReadme();
    if (result.ok()) result = Sync(temporary_);
    if (result.ok()) result = PutInPlace();
    if (result.ok()) result = Sync(parent_);
    return result;
  }

 private:
  // 0, or the errno of the step.
  template <typename Call>
  int Step(const char* name, Call call) {
    if (const int code = before_(name)) return code;
    for (;;) {
      if (call() >= 0) return 0;
      if (errno != EINTR) return errno;
    }
  }

  // Where the folder will lie. One that is there must be ours.
  Result<void> FindTarget() {
    if (asked_.empty()) return Error(ErrorCode::kInvalidArgument, "the folder has no name");
    std::error_code error;
    const fs::file_status status = fs::status(asked_, error);
    if (status.type() == fs::file_type::none) {
      return SystemError("cannot look at the folder", asked_, error.value());
    }
    exists_ = status.type() != fs::file_type::not_found;
    if (exists_) {
      const Result<std::vector<std::string>> names = NamesIn(asked_);
      if (!names.ok()) return names.error();
      for (const std::string& name : *names) {
        const fs::file_status inside = fs::symlink_status(asked_ + "/" + name, error);
        if ((name != kReadme && !IsFileOfTextForm(name)) || !fs::is_regular_file(inside)) {
          return Error(ErrorCode::kInvalidArgument,
                       "the folder is there and holds '" + name +
                           "', which is no file of the text form: nothing is replaced",
                       InFile(asked_));
        }
      }
      permissions_ = static_cast<mode_t>(status.permissions() & fs::perms::mask);
    } else if (fs::is_symlink(fs::symlink_status(asked_, error))) {
      return Error(ErrorCode::kInvalidArgument, "a link that leads nowhere", InFile(asked_));
    }
    // What a link leads to is replaced, not the link.
    fs::path path =
        exists_ ? fs::canonical(asked_, error) : fs::absolute(asked_, error).lexically_normal();
    if (error) return SystemError("cannot resolve the folder", asked_, error.value());
    if (!path.has_filename()) path = path.parent_path();
    if (!path.has_filename()) {
      return Error(ErrorCode::kInvalidArgument, "the root cannot be replaced", InFile(asked_));
    }
    target_ = path.string();
    parent_ = path.parent_path().string();
    return {};
  }

  // A folder beside the target, so that a rename suffices.
  Result<void> MakeTemporary() {
    static std::atomic<std::uint64_t> counter = 0;
    const std::string name = fs::path(target_).filename().string();
    for (;;) {
      const std::string path = parent_ + "/." + name + ".tmp-" + std::to_string(getpid()) + "-" +
                               std::to_string(counter++);
      const int code = Step("make the folder", [&] { return mkdir(path.c_str(), 0777); });
      if (code == EEXIST) continue;  // of a process of the same number that died
      if (code != 0) return SystemError("cannot make a folder beside", target_, code);
      temporary_ = path;
      if (permissions_) {
        // The files of a folder that others may not look into stay so.
        const int changed =
            Step("set permissions", [&] { return chmod(path.c_str(), *permissions_); });
        if (changed != 0) return SystemError("cannot set permissions of", path, changed);
      }
      return {};
    }
  }

  Result<void> WriteFile(const std::string& path, std::string_view bytes) {
    int file = -1;
    int code = Step("create", [&] {
      return file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    });
    if (code != 0) return SystemError("cannot create", path, code);
    while (code == 0 && !bytes.empty()) {
      ssize_t written = 0;
      code = Step("write", [&] { return written = write(file, bytes.data(), bytes.size()); });
      if (code == 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (code == 0) code = Step("sync", [&] { return fsync(file); });
    // The last that a network file system may say about what was written.
    const int closed = Step("close", [&] { return close(file); });
    if (code == 0) code = closed;
    if (code != 0) return SystemError("cannot write", path, code);
    return {};
  }

  // The README of the old folder is in the new one from the first moment: by a link or, where the
  // system knows none, as a copy.
  Result<void> KeepReadme() {
    const std::string from = target_ + "/" + kReadme;
    const std::string to = temporary_ + "/" + kReadme;
    std::error_code error;
    if (!fs::exists(from, error)) return {};
    const int code = Step("link the README", [&] { return link(from.c_str(), to.c_str()); });
    if (code == 0) return {};
    fs::copy_file(from, to, error);
    if (error) return SystemError("cannot copy", from, error.value());
    return Sync(to);
  }

  Result<void> Sync(const std::string& path) {
    int file = -1;
    int code = Step("open", [&] { return file = open(path.c_str(), O_RDONLY | O_CLOEXEC); });
    if (code != 0) return SystemError("cannot open", path, code);
    code = Step("sync what is there", [&] { return fsync(file); });
    close(file);
    // Some file systems cannot, and have nothing to lose by it.
    if (code == EINVAL) code = 0;
    if (code != 0) return SystemError("cannot write", path, code);
    return {};
  }

  Result<void> PutInPlace() {
    if (!exists_) {
      const int code = Step("rename", [&] { return rename(temporary_.c_str(), target_.c_str()); });
      if (code != 0) return SystemError("cannot rename a folder to", target_, code);
      temporary_.clear();
      return {};
    }
    const int code = Step("exchange", [&] { return Exchange(); });
    if (code != 0) return SystemError("cannot replace", target_, code);
    // The new folder is in its place; the temporary name is the old one's now.
    const std::string old = temporary_;
    temporary_.clear();
    // In place of the copy the file itself, as it was saved last; of a link this does nothing.
    Step("move the README",
         [&] { return rename((old + "/" + kReadme).c_str(), (target_ + "/" + kReadme).c_str()); });
    if (!RemoveFiles(old)) {
      return Error(ErrorCode::kIo, "written, but the folder it replaces could not be removed",
                   InFile(old));
    }
    return {};
  }

  // Swaps the temporary folder and the target at once; where the system cannot, by two renames
  // between which the old folder lies under the temporary name with ".old".
  int Exchange() {
#ifdef RENAME_EXCHANGE
    if (renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) == 0) {
      return 0;
    }
    if (errno != EINVAL && errno != ENOSYS) return -1;
#endif
    const std::string old = temporary_ + ".old";
    if (rename(target_.c_str(), old.c_str()) != 0) return -1;
    if (rename(temporary_.c_str(), target_.c_str()) != 0) {
      const int code = errno;
      rename(old.c_str(), target_.c_str());
      errno = code;
      return -1;
    }
    temporary_ = old;
    return 0;
  }

  // Removes a folder of files of the text form, and those only: what else somebody put there stays,
  // and the folder with it.
  bool RemoveFiles(const std::string& folder) {
    for (const FileHeads& file : AllFiles()) {
      const std::string path = folder + "/" + std::string(file.name);
      unlink(path.c_str());
    }
    unlink((folder + "/" + kReadme).c_str());
    return rmdir(folder.c_str()) == 0;
  }

  const std::string& asked_;
  BeforeStep before_;
  bool exists_ = false;
  std::optional<mode_t> permissions_;
  std::string target_;
  std::string parent_;
  std::string temporary_;
};

}  // namespace

Result<std::vector<TextFile>> ReadFolder(const std::string& folder,
                                         const ProgressCallback& progress) {
  const Result<std::vector<std::string>> names = NamesIn(folder);
  if (!names.ok()) return names.error();
  std::vector<TextFile> files;
  std::uint64_t fetched = 0;
  for (const std::string& name : *names) {
    if (name.starts_with('.') || name == kReadme) continue;
    TextFile& file = files.emplace_back(TextFile{name, {}, {}});
    if (!IsFileOfTextForm(name)) continue;
    const std::string stage = "fetching " + name;
    Result<std::string> bytes = ReadFile(folder + "/" + name, [&](std::size_t size) {
      return !progress || progress(Progress{stage, fetched + size, 0, "bytes"});
    });
    if (bytes.ok()) {
      file.bytes = *std::move(bytes);
      fetched += file.bytes.size();
    } else if (bytes.error().code() == ErrorCode::kCancelled) {
      return bytes.error();
    } else {
      file.read = bytes.error();
    }
  }
  return files;
}

Result<void> ReplaceFolder(const std::string& folder, FunctionRef<Result<void>(FileSink)> fill) {
  return ReplaceFolder(folder, fill, [](const char*) { return 0; });
}

Result<void> ReplaceFolder(const std::string& folder, FunctionRef<Result<void>(FileSink)> fill,
                           BeforeStep before) {
  return Replacement(folder, before).Run(fill);
}

}  // namespace casus::text_form
