#ifndef CASUS_SRC_IO_TEXT_FORM_FOLDER_H_
#define CASUS_SRC_IO_TEXT_FORM_FOLDER_H_

#include <string>
#include <string_view>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/function_ref.h"
#include "casus/base/progress.h"
#include "src/io/text_form_files.h"

namespace casus::text_form {

// The files of a folder in order of name, without README.md and those whose names begin with a dot,
// which belong to editors, file managers and version control. A file that cannot be read says so in
// its `read`.
Result<std::vector<TextFile>> ReadFolder(const std::string& folder,
                                         const ProgressCallback& progress = {});

// Called before each step that changes the disk; a number other than 0 is the errno with which the
// step then fails. For tests.
using BeforeStep = FunctionRef<int(const char* step)>;

// Makes `folder` hold the files that `fill` gives it and the README.md that it held, and nothing
// else: all of them, or as it was.
// See WriteTextForm.
Result<void> ReplaceFolder(const std::string& folder, FunctionRef<Result<void>(FileSink)> fill);
Result<void> ReplaceFolder(const std::string& folder, FunctionRef<Result<void>(FileSink)> fill,
                           BeforeStep before);

}  // namespace casus::text_form

#endif  // CASUS_SRC_IO_TEXT_FORM_FOLDER_H_
