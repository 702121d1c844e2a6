#ifndef CASUS_SRC_IO_RECORDS_H_
#define CASUS_SRC_IO_RECORDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casus/base/error.h"
#include "casus/io/delimited.h"
#include "casus/io/input.h"
#include "src/io/scan.h"

namespace casus::internal {

inline constexpr std::string_view kBom = "\xEF\xBB\xBF";

// Bytes that were read, and the structure of those that were scanned.
struct Page {
  Page(std::size_t bytes_room, std::size_t ends_room)
      : bytes(std::make_unique_for_overwrite<char[]>(bytes_room + kScanPadding)),
        capacity(bytes_room),
        room(ends_room),
        found(ends_room) {}

  std::unique_ptr<char[]> bytes;
  std::size_t capacity;
  std::size_t room;  // for ends
  Structure found;
};

// Records one behind the other that are well-formed and need no conversion but that of doubled
// quotes: their fields may be taken as they stand. Lines with nothing in them may stand between
// them, and the numbers of their fields are not checked.
//
// At least kScanPadding bytes may be read behind `end`, whatever is in them.
struct RecordRun {
  std::shared_ptr<Page> page;
  std::size_t begin = 0;  // in the bytes of the page
  std::size_t end = 0;
  std::size_t first_end = 0;  // in the page's ends
  std::size_t first_record = 0;
  std::size_t record_count = 0;  // lines with nothing in them included
  std::uint64_t first_line = 1;
};

// The message for a record of a wrong number of fields.
std::string WrongFieldCount(std::size_t count, std::string_view wanted);

// Appends a quoted field's text without the second of each two quotes.
void AppendUndoubled(std::string& out, std::string_view text);

// Reads a text scanned in advance. Records that the scan found easy are taken from its structure;
// all others, and what goes beyond its limits, are gone through a byte at a time by a state machine
// that keeps its state where the buffer ends, so that the sizes of the reads make no difference.
// Both give the same; all positions inside a record are offsets from its first byte, which stay
// true when the buffer moves.
class RecordReader {
 public:
  using Step = DelimitedReader::Step;

  RecordReader(std::unique_ptr<Input> input, DelimitedOptions options);

  Step Next();
  // Takes the next records, as many as stand ready; false if the next one must be asked of Next().
  // A run must be given back or destroyed on the thread of the reader; until then its bytes stay.
  bool NextRun(RecordRun& run);
  void GiveBack(RecordRun run);

  std::span<const std::string_view> fields() const { return fields_; }
  const Error& error() const;
  std::string_view raw() const { return raw_; }
  std::uint64_t line() const { return line_; }
  Where WhereOf(std::size_t field, std::string_view name) const;
  void set_columns(std::size_t columns) { options_.columns = columns; }
  std::uint64_t records() const { return records_; }
  std::uint64_t blank_lines() const { return blank_lines_; }
  const std::string& name() const { return input_->name(); }
  // How much of the input is still to be read, as stored; 0 where that is not known.
  std::uint64_t BytesLeft() const;

 private:
  enum class State : std::uint8_t {
    kFieldStart,
    kUnquoted,
    kQuoted,
    kAfterQuote,  // a quote inside a quoted field: it ends the field, or is doubled
  };
  // A field's bytes without its quotes, and where it begins with them.
  struct Bounds {
    std::size_t begin = 0;
    std::size_t text_begin = 0;
    std::size_t text_end = 0;
    bool doubled = false;  // holds doubled quotes
  };

  Step Fail(Error error);
  void Start();
  void BeginRecord();

  // Scans, and reads on where nothing is left to be scanned, until a whole record stands ready;
  // false where none will, and the state machine has to go on.
  Result<bool> FindReady();
  bool ScanOn();
  // The end of the next record that stands ready.
  std::size_t ReadyEnd() const { return page_->found.ends[page_->found.records[record_next_]]; }
  // Is it odd, or too long?
  bool IsEasy();
  void TakeReady();
  void DropReady();
  bool MakeEasyFields(std::size_t record_end);  // false: the columns are too many or too few

  Step NextByBytes();
  std::size_t Offset() const { return pos_ - begin_; }
  void Break(std::size_t at, std::string_view why);
  void EndField(std::size_t end);
  void BeginField();
  std::size_t WithoutCr(std::size_t end) const;
  bool GoOn();
  void EndRecord(std::size_t end);
  Result<void> FindEnd();
  void TakeRaw();
  void BecomeTooLong();
  std::uint64_t CountLines(std::size_t size) const;
  Result<void> Refill();
  void MakeRoom(std::size_t wanted);
  void MoveStructure(Structure& to, std::uint32_t distance);
  Where At(std::size_t offset) const;
  void Refuse(ErrorCode code, std::string message, std::size_t at, std::string_view text);
  std::string OverLines() const;
  void Finish();
  std::string_view FieldTextAt(std::size_t offset) const;
  void MakeFields();

  const char* bytes() const { return page_->bytes.get(); }

  std::unique_ptr<Input> input_;
  DelimitedOptions options_;
  std::array<bool, 256> stops_{};  // the bytes at which an unquoted field may end

  std::string head_;  // the first bytes, looked at before they are parsed
  std::size_t head_used_ = 0;
  std::shared_ptr<Page> page_;
  std::vector<std::shared_ptr<Page>> free_pages_;
  std::size_t begin_ = 0;  // of the record
  std::size_t pos_ = 0;    // the records before here are done
  std::size_t end_ = 0;    // of what was read
  bool at_end_ = false;
  bool started_ = false;
  std::optional<Step> over_;

  // How far the scan is: its structure from `ends_next_` on begins with the record at `pos_`.
  ScanDialect dialect_;
  bool can_scan_ = true;
  bool scan_stopped_ = false;
  ScanState scan_;
  std::size_t scanned_ = 0;
  std::size_t ends_next_ = 0;
  std::size_t record_next_ = 0;
  std::size_t odd_next_ = 0;

  // The record being read.
  bool easy_ = false;           // taken from the structure, where its ends begin with
  std::size_t easy_first_ = 0;  // this one
  State state_ = State::kFieldStart;
  std::vector<Bounds> bounds_;
  Bounds field_;
  std::size_t raw_size_ = 0;
  std::size_t cr_after_quote_ = 0;
  bool nothing_left_ = false;
  bool has_quotes_ = false;
  bool has_cr_ = false;  // in the current field
  bool broken_ = false;
  std::size_t broken_at_ = 0;
  std::string_view broken_why_;
  bool too_long_ = false;
  std::uint64_t dropped_lines_ = 0;
  std::string head_of_long_;

  std::vector<std::string_view> fields_;
  std::string scratch_;
  std::string_view raw_;
  std::optional<Error> error_;
  std::uint64_t line_ = 1;
  std::uint64_t lines_used_ = 0;
  std::uint64_t records_ = 0;
  std::uint64_t blank_lines_ = 0;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_RECORDS_H_
