#ifndef CASUS_IO_IMPORTER_H_
#define CASUS_IO_IMPORTER_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/issue.h"
#include "casus/base/progress.h"
#include "casus/chronicle/chronicle.h"
#include "casus/io/delimited.h"

namespace casus {

// What a reading did. records = kept + refused, always; every refused record is one error of
// `issues`.
struct ImportReport {
  std::string format;         // the format read: "ucdp-ged"
  std::string layout;         // the layout recognised: "49 columns, header"
  std::uint64_t records = 0;  // data records of the input (a header is none)
  std::uint64_t kept = 0;
  std::uint64_t refused = 0;
  IssueLog issues;
  // Files of the same set that were found beside the one named and read with it (OFAC's addresses,
  // aliases and comments). Their records are in the counts.
  std::vector<std::string> also_read;
};

struct ImportOptions {
  ProgressCallback progress;
  // What to call the source: its key in the chronicle, version and day of publication. Empty: made
  // from the format and the file's name.
  std::string source_key;
  std::string source_version;
  // For a list of who is sanctioned this is the day on which it was so.
  std::optional<Moment> published;
  // Of an area that is drawn day by day without a word of whose it is (geojson): the key of the
  // actor who held it, by your word. Empty: nobody says so.
  std::string held_by;
  // Of a text that is not UTF-8, where you know what it is. Nothing is guessed: a record that is
  // not in it is refused.
  Encoding encoding = Encoding::kUtf8;
};

// A reader of one format. Stateless; safe to use from many threads at once.
struct Format {
  std::string_view name;         // "ucdp-ged"
  std::string_view description;  // one line
};

// The formats this build reads by name, in alphabetical order (without `auto`).
CASUS_EXPORT std::span<const Format> Formats();

// Reads a file (plain, or .gz / .zip / .zst / .xz where libarchive was there at build time; "-" is
// standard input) of the format into the builder. `format` is a name of Formats() or "auto", which
// recognises the shape from the content and refuses an unknown one with the shape seen and the
// shapes known. Lines end in LF or CR LF, or all of them in CR alone. Refused records are in the
// report and leave the builder untouched. An Error means that the whole file was refused (not
// there, a directory, binary, unknown shape, cancelled) and nothing was added. Where a format is a
// set of files, the main one is named and the others are read with it if they are found beside it.
// Several files may be read into one builder one after the other; a record key that the builder
// already holds is refused as kDuplicate.
CASUS_EXPORT Result<ImportReport> Import(std::string_view format, const std::string& path,
                                         const ImportOptions& options, ChronicleBuilder& builder);

}  // namespace casus

#endif  // CASUS_IO_IMPORTER_H_
