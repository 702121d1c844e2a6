// A folder in memory: "name\n" and the bytes of a file, ended by the byte 0x1E; and so on. What is
// read must come back from its own text, and that text must be written the same again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "casus/base/issue.h"
#include "casus/chronicle/chronicle.h"
#include "src/io/text_form_files.h"

namespace {

using casus::text_form::TextFile;

std::vector<TextFile> Written(const casus::Chronicle& chronicle) {
  std::vector<TextFile> files;
  const casus::Result<void> result = casus::text_form::WriteFiles(
      chronicle, [&](std::string_view name, std::string_view bytes) -> casus::Result<void> {
        files.push_back(TextFile{std::string(name), std::string(bytes), {}});
        return {};
      });
  if (!result.ok()) std::abort();
  return files;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::vector<TextFile> files;
  while (!rest.empty()) {
    const std::string_view file = rest.substr(0, rest.find('\x1E'));
    rest.remove_prefix(file.size() == rest.size() ? file.size() : file.size() + 1);
    const std::size_t line_end = file.find('\n');
    if (line_end == std::string_view::npos) continue;
    files.push_back(TextFile{
        std::string(file.substr(0, line_end)), std::string(file.substr(line_end + 1)), {}});
  }
  casus::IssueLog issues;
  const casus::Result<casus::TextFormResult> read = casus::text_form::ReadFiles(files, &issues);
  if (read.ok() != (issues.errors() == 0)) std::abort();
  if (!read.ok()) return 0;

  const std::vector<TextFile> first = Written(read->chronicle);
  const casus::Result<casus::TextFormResult> again = casus::text_form::ReadFiles(first, nullptr);
  if (!again.ok()) std::abort();
  const std::vector<TextFile> second = Written(again->chronicle);
  if (first.size() != second.size()) std::abort();
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (first[i].name != second[i].name || first[i].bytes != second[i].bytes) std::abort();
  }
  return 0;
}
