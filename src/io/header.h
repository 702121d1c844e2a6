#ifndef CASUS_SRC_IO_HEADER_H_
#define CASUS_SRC_IO_HEADER_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/base/function_ref.h"
#include "casus/event/event.h"
#include "src/io/format.h"

namespace casus::internal {

// The name of a column without what programs change in it: capitals and underscores. "SideA2nd" and
// "side_a_2nd" are one name.
std::string FoldName(std::string_view name);

// Which column of a file each column of a format is, and the columns that are none of it.
struct HeaderLayout {
  std::vector<std::size_t> places;                          // by column, or Columns::kAbsent
  std::vector<std::pair<std::size_t, std::string>> others;  // place, name
  bool has_header = true;
  std::string problem;  // why it is no header of the format; empty where it is one
};

// By the names of a header, in any order. A name that is there twice is a problem, and so are
// columns of `required` that are missing; where most are, it is another header.
HeaderLayout LayoutByHeader(std::span<const std::string> header,
                            std::span<const std::string_view> names,
                            std::span<const std::size_t> required);

// "date_start, best": the names of columns in a message.
std::string ListOf(std::span<const std::string_view> names, std::span<const std::size_t> columns);

// A table whose columns are found by their names.
struct TableFormat {
  const HeaderLayout& layout;
  std::span<const std::string_view> names;
  std::string_view whose;         // in messages: "not a column of GED"
  std::string_view prefix;        // of attributes: "ucdp."
  std::string_view missing_word;  // R's "NA"; may be empty
  // Where cells of other columns go, for messages.
  std::string_view keeps_others = "as attribute ";
};

// What the attribute of a column that is not of the format is called: "ucdp.month", and
// "ucdp.column_1" for one without a name.
std::string OtherName(std::string_view prefix, const std::pair<std::size_t, std::string>& other);

// Adds the cells of such columns to a record's attributes.
void AddOthers(const TableFormat& table, std::span<const std::string_view> fields,
               std::vector<Attribute>& attributes);

// Reads the records of the job's input. `read` keeps a record, of which it gets the fields too, or
// leaves an error in it. Columns that are not of the format are warned of once each; words for
// empty cells are counted in one note.
Result<ImportReport> ReadTable(ImportJob& job, std::string_view format, std::string layout,
                               const TableFormat& table,
                               FunctionRef<void(Record&, std::span<const std::string_view>)> read);

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_HEADER_H_
