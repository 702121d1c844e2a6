#ifndef CASUS_SRC_IO_EXPORT_FILE_H_
#define CASUS_SRC_IO_EXPORT_FILE_H_

#include <string>
#include <string_view>

#include "casus/base/error.h"
#include "casus/base/function_ref.h"

namespace casus::internal {

using ByteSink = FunctionRef<Result<void>(std::string_view)>;

// Gives `fill` a sink for the bytes of a file, which lies under a name of its own beside `path`
// until it is whole; "-" is standard output. After an error nothing has changed.
Result<void> ReplaceFile(const std::string& path, FunctionRef<Result<void>(ByteSink)> fill);

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_EXPORT_FILE_H_
