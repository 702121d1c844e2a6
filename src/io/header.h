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
#include "casus/time/parse.h"
#include "src/io/fields.h"
#include "src/io/format.h"
#include "src/io/shape.h"
#include "src/io/staging.h"

// What the formats share whose columns are found by the names in a header.

namespace casus::internal {

// The columns that a format knows. Names are the same whatever their case, and a blank, a full stop
// or an underscore between words: R turns "Event ID" into "Event.ID".
struct HeaderNames {
  std::span<const std::string_view> names;
  std::span<const std::size_t> required;
  // Other names of columns, as older files have them.
  std::span<const std::pair<std::string_view, std::size_t>> aliases;
  std::string_view prefix;  // of the attributes for columns of other names: "acled."
};

// Where the columns of a format stand in a file.
struct HeaderLayout {
  std::vector<std::size_t> places;                          // of each column, or Columns::kAbsent
  std::vector<std::pair<std::size_t, std::string>> others;  // place and attribute
  std::string problem;                                      // why it is not the format; or empty
};

bool SameColumnName(std::string_view a, std::string_view b);
HeaderLayout LayoutByHeader(std::span<const std::string> header, const HeaderNames& known);

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

// A table with a header that is good.
struct TableReading {
  const FormatReader& format;
  std::string_view dataset;  // what messages call it: "ACLED"
  std::span<const std::string_view> names;
  const HeaderLayout& layout;
  std::string_view missing_word = {};  // see Columns
  std::string_view second_missing_word = {};
};

// Reads the table's records, as ReadRecords does, and says which columns are not the dataset's and
// how often words stand for empty cells.
Result<ImportReport> ReadTable(ImportJob& job, const TableReading& table,
                               FunctionRef<void(Record&)> read);

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
  // Those of the columns that are not the format's.
  void AddOthers(Event& event, const Record& record, const HeaderLayout& layout) const;

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
