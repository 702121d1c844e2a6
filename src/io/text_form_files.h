#ifndef CASUS_SRC_IO_TEXT_FORM_FILES_H_
#define CASUS_SRC_IO_TEXT_FORM_FILES_H_

// The text form without a file system: files in memory.

#include <span>
#include <string>
#include <string_view>

#include "casus/base/error.h"
#include "casus/base/function_ref.h"
#include "casus/base/issue.h"
#include "casus/base/progress.h"
#include "casus/chronicle/chronicle.h"
#include "casus/io/text_form.h"

namespace casus::text_form {

struct TextFile {
  std::string name;  // "events.csv"
  std::string bytes;
  Result<void> read;  // why the bytes are not there
};

// What ReadTextForm does once it has the bytes. Files come in any order; a name twice is an error.
Result<TextFormResult> ReadFiles(std::span<const TextFile> files, IssueLog* issues,
                                 const ProgressCallback& progress = {});

// Calls sink for each table that has rows, in a fixed order. Stops at the first error, which is the
// sink's or says which row holds something that has no text.
using FileSink = FunctionRef<Result<void>(std::string_view name, std::string_view bytes)>;
Result<void> WriteFiles(const Chronicle& chronicle, FileSink sink);

}  // namespace casus::text_form

#endif  // CASUS_SRC_IO_TEXT_FORM_FILES_H_
