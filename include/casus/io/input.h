#ifndef CASUS_IO_INPUT_H_
#define CASUS_IO_INPUT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "casus/base/error.h"
#include "casus/base/export.h"

namespace casus {

// Bytes read from front to back: a file, a compressed file, a pipe, memory. Not thread-safe.
class CASUS_EXPORT Input {
 public:
  explicit Input(std::string name) : name_(std::move(name)) {}
  virtual ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  // Fills at most `size` bytes and says how many; 0 is the end. REQUIRES: size > 0. Errors:
  // kIo, and kCorrupt for compressed bytes that are damaged or cut off. After an error or the
  // end, nothing more may be read.
  virtual Result<std::size_t> Read(char* into, std::size_t size) = 0;

  // For progress: how far it is in the bytes as stored (compressed ones, where they are), and of
  // how many; 0 where that cannot be known.
  virtual std::uint64_t consumed() const = 0;
  virtual std::uint64_t total() const = 0;

  // What messages call it: the path, "standard input".
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

// Opens a file, or standard input for "-". What is compressed is told from the bytes, never from
// the name: gzip, xz, zstd, bzip2, and a .zip that holds a single file. Errors: kNotFound; kIo for
// a directory and whatever the system refuses; kUnsupported for compressed bytes where libarchive
// was not there at build time; kUnknownFormat for a .zip of no file or of several (which of a pipe
// is seen at its end only).
CASUS_EXPORT Result<std::unique_ptr<Input>> OpenInput(const std::string& path);

// Bytes in memory, which must outlive the input.
CASUS_EXPORT std::unique_ptr<Input> InputFromMemory(std::string_view bytes, std::string name);

}  // namespace casus

#endif  // CASUS_IO_INPUT_H_
