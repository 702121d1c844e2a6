#include "casus/io/text_form.h"

#include <string>
#include <utility>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/issue.h"
#include "casus/chronicle/chronicle.h"
#include "src/io/text_form_files.h"
#include "src/io/text_form_folder.h"
#include "src/io/text_form_keys.h"

namespace casus {

Result<TextFormResult> ReadTextForm(const std::string& folder, IssueLog* issues,
                                    const ProgressCallback& progress) {
  const Result<std::vector<text_form::TextFile>> files = text_form::ReadFolder(folder, progress);
  if (!files.ok()) {
    if (issues != nullptr) {
      *issues = IssueLog();
      if (files.error().code() != ErrorCode::kCancelled) {
        issues->AddError(files.error(), "nothing is read");
      }
    }
    return files.error();
  }
  Result<TextFormResult> result = text_form::ReadFiles(*files, issues, progress);
  if (result.ok() && files->empty()) {
    // What an empty chronicle is written as, and what a wrong path may lead to.
    Issue issue{Severity::kWarning,
                ErrorCode::kNotFound,
                text_form::InFile(folder),
                "",
                "no file of the text form is here",
                "an empty chronicle"};
    if (issues != nullptr) issues->Add(issue);
    result->issues.Add(std::move(issue));
  }
  return result;
}

Result<void> WriteTextForm(const Chronicle& chronicle, const std::string& folder) {
  return text_form::ReplaceFolder(
      folder, [&](text_form::FileSink sink) { return text_form::WriteFiles(chronicle, sink); });
}

}  // namespace casus
