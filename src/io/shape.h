#ifndef CASUS_SRC_IO_SHAPE_H_
#define CASUS_SRC_IO_SHAPE_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "casus/base/error.h"
#include "casus/io/delimited.h"
#include "casus/io/input.h"

namespace casus::internal {

// An input whose beginning was looked at and is still to be read. Where its lines end in CR alone,
// as those of programs on old Macs do, each CR is read as LF.
class PeekedInput final : public Input {
 public:
  static Result<std::unique_ptr<PeekedInput>> Open(const std::string& path, std::size_t size);

  // The first bytes, fewer than `size` only where there are no more.
  std::string_view head() const { return head_; }
  // There is no LF in the first bytes, but there are CRs.
  bool ends_in_cr() const { return ends_in_cr_; }

  Result<std::size_t> Read(char* into, std::size_t size) override;
  std::uint64_t consumed() const override { return rest_->consumed(); }
  std::uint64_t total() const override { return rest_->total(); }

 private:
  explicit PeekedInput(std::unique_ptr<Input> rest) : Input(rest->name()), rest_(std::move(rest)) {}
  std::unique_ptr<Input> rest_;
  std::string head_;
  std::size_t used_ = 0;
  bool ends_in_cr_ = false;
};

// The beginning of a delimited text, by the delimiter that makes most fields of its first record.
// What a format is recognised by, and what a refusal describes.
struct Shape {
  char delimiter = ',';
  std::vector<std::string> first;                 // the fields of the first record
  std::vector<std::vector<std::string>> records;  // the first records, that one among them
  std::string first_bytes;                        // for what is no table

  // "65 columns between commas, beginning ',Global_Event_ID,Day,YYYYMM'".
  std::string Describe() const;
};

// Error kUnknownFormat for what holds no text at all.
Result<Shape> ShapeOf(std::string_view head, bool is_whole, const std::string& name,
                      Encoding encoding);

// The dialect of a delimiter: tabs go without quotes.
DelimitedOptions DialectOf(char delimiter);

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_SHAPE_H_
