#ifndef CASUS_BASE_PROGRESS_H_
#define CASUS_BASE_PROGRESS_H_

#include <cstdint>
#include <functional>
#include <string_view>

namespace casus {

// How far a long operation has come. `total` is 0 where it cannot be known (a pipe).
struct Progress {
  std::string_view stage;  // "reading ged.csv"; valid during the call only
  std::uint64_t done = 0;  // in `unit`s
  std::uint64_t total = 0;
  std::string_view unit;  // "bytes", "records"
};

// Called now and then from the thread that does the work. Returning false asks the operation to
// stop: it then returns ErrorCode::kCancelled and leaves nothing half-written.
using ProgressCallback = std::function<bool(const Progress&)>;

}  // namespace casus

#endif  // CASUS_BASE_PROGRESS_H_
