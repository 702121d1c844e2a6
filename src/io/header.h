#ifndef CASUS_SRC_IO_HEADER_H_
#define CASUS_SRC_IO_HEADER_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/base/function_ref.h"
#include "casus/chronicle/chronicle.h"
#include "casus/event/event.h"
#include "casus/time/parse.h"
#include "src/io/fields.h"
#include "src/io/format.h"
#include "src/io/shape.h"
#include "src/io/staging.h"

// What the formats share whose columns are found by the names in a header.

namespace casus::internal {

// The name of a column without what programs change in it: capitals, and what stands between words.
// "SideA2nd" and "side_a_2nd" are one name; R turns "Event ID" into "Event.ID".
std::string FoldName(std::string_view name);

// The columns that a format knows.
struct HeaderNames {
  std::span<const std::string_view> names;
  std::span<const std::size_t> required;
  // Other names of columns, as older files have them.
  std::span<const std::pair<std::string_view, std::size_t>> aliases = {};
};

// Where the columns of a format stand in a file, and the columns that are none of it.
struct HeaderLayout {
  std::vector<std::size_t> places;                          // by column, or Columns::kAbsent
  std::vector<std::pair<std::size_t, std::string>> others;  // place, name
  bool has_header = true;
  std::string problem;  // why it is no header of the format; empty where it is one
};

// By the names of a header, in any order. A name that is there twice is a problem, and so are
// required columns that are missing; where most are, it is another header.
HeaderLayout LayoutByHeader(std::span<const std::string> header, const HeaderNames& known);

// "date_start, best": the names of columns in a message.
std::string ListOf(std::span<const std::string_view> names, std::span<const std::size_t> columns);

// The way in which a column writes days: of those given, that of the first date among the first
// records of a file. Empty where none of them has a date in it.
std::optional<DayShape> DayShapeOf(const Shape& shape, std::size_t place,
                                   std::span<const DayShape> shapes);
// The same for one text.
std::optional<DayShape> DayShapeOf(std::string_view text, std::span<const DayShape> shapes);

// Is a day among the first records written in a way in which it can only be one shape and not the
// other? For day and month that another program has changed round.
bool AnyDayOnlyOf(const Shape& shape, std::size_t place, DayShape one, DayShape other);

// The items of a list, without the blanks around them and without empty ones.
std::vector<std::string_view> SplitList(std::string_view text, std::string_view delimiters);

// A text in lower case, of ASCII letters.
std::string LowerCase(std::string_view text);

// A whole number of a record, perhaps negative; an error where it is another text. Programs that
// know empty cells in columns of fractions only write 3 as "3.0", which is read as well.
std::optional<std::int64_t> WholeNumber(Record& record, std::size_t column);

// A table whose columns are found by their names.
struct TableFormat {
  const HeaderLayout& layout;
  std::span<const std::string_view> names;
  std::string_view whose;              // in messages: "not a column of GED"
  std::string_view prefix;             // of attributes: "ucdp."
  std::string_view missing_word = {};  // see Columns
  std::string_view second_missing_word = {};
  // Where cells of other columns go, for messages.
  std::string_view keeps_others = "as attribute ";
};

// What the attribute of a column that is not of the format is called: "ucdp.month", and
// "ucdp.column_1" for one without a name.
std::string OtherName(std::string_view prefix, const std::pair<std::size_t, std::string>& other);

// Adds the cells of such columns to a record's attributes.
void AddOthers(const HeaderLayout& layout, std::string_view prefix, const Record& record,
               std::vector<Attribute>& attributes);

// Reads the records of the job's input: `read` keeps one, or leaves an error in it. Columns that
// are not of the format are warned of once each; words for empty cells are counted in one note.
Result<ImportReport> ReadTable(ImportJob& job, std::string_view format, std::string layout,
                               const TableFormat& table, FunctionRef<void(Record&)> read);
// "20 columns, header", for the layout of a report.
std::string ColumnsInWords(const Shape& shape);

// A note about the file as a whole.
void AddFileNote(ImportReport& report, const std::string& file, std::string text,
                 std::string message, std::string action);

// A warning, where records were refused because they are not UTF-8 and no other encoding was named.
void AddEncodingWarning(ImportReport& report, const ImportOptions& options, const std::string& file,
                        std::string_view which, std::string action);

// Attributes of an event: "<prefix><column>", for cells that are not empty.
class AttributeWriter {
 public:
  AttributeWriter(std::string_view prefix, std::span<const std::string_view> names)
      : prefix_(prefix), names_(names) {}

  void Add(Event& event, const Record& record, std::size_t column) const;

 private:
  std::string_view prefix_;
  std::span<const std::string_view> names_;
};

// Latitude and longitude of a record: Event::at, with an error for what is no place on earth and a
// warning for 0, 0 and for one without the other.
void ReadCoordinates(Record& record, std::size_t latitude, std::size_t longitude, Event& event);

// A file does not say what it covers: it may be a country, or a selection. So its coverage is made
// from the first to the last day of its events, by country or altogether, never complete.
class CoverageOfEvents {
 public:
  void Add(std::optional<PlaceId> place, const Span& span);
  // The keys of the places go into those of the coverage, without the format's name before them.
  void Stage(const Source& source, const std::string& file, Staging& staging) const;

 private:
  struct Days {
    Day first;
    Day last;
  };
  std::map<std::optional<std::uint32_t>, Days> days_;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_HEADER_H_
