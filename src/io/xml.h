#ifndef CASUS_SRC_IO_XML_H_
#define CASUS_SRC_IO_XML_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/progress.h"
#include "casus/io/input.h"

namespace casus::internal {

// An element with all that is in it. Names are as they are written, with their prefixes.
struct XmlNode {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text;  // all of it, references resolved, without that of its children
  std::vector<XmlNode> children;
  std::uint64_t line = 0;    // of its first byte
  std::uint64_t column = 0;  // in characters

  // The text without white space around it, and with a blank for each run of it.
  std::string Text() const;
  // That of the first child of the name; empty where there is none, or nothing in it.
  std::string ChildText(std::string_view child) const;
  // The first attribute of the name.
  std::optional<std::string_view> Attribute(std::string_view attribute) const;
};

// White space around a text taken off, and each run of it inside made one blank.
std::string CollapseBlanks(std::string_view text);

struct XmlOptions {
  // Elements of these names are records, wherever they stand outside of others.
  std::vector<std::string> records;
  // The depth of elements in a document, the bytes and elements of a record. What goes beyond the
  // first is no document; a record that goes beyond the others is refused.
  std::size_t max_depth = 64;
  std::size_t max_record_bytes = std::size_t{4} << 20;
  std::size_t max_record_nodes = std::size_t{100'000};
  std::size_t buffer_bytes = std::size_t{64} << 10;
  ProgressCallback progress;  // in bytes as stored
};

// The records of an XML document one at a time, in memory bounded by the largest record: a file of
// any size streams. Nothing outside of the document is ever read, and a document that declares
// entities of its own is refused whole: none of the lists needs one, and they are how a small file
// becomes a large one.
//
// Elements outside of records are passed over; their attributes and those of records are kept.
// Failures, after which nothing more can be read: those of Input::Read, kCancelled; kCorrupt for a
// document that is not well-formed or ends early, with its line and column; kUnsupported where
// casus was built without Expat, and for an entity that nobody defines; kOutOfRange for a single
// tag or comment that is larger than a record may be.
//
// Not thread-safe.
class XmlReader {
 public:
  enum class Step : std::uint8_t {
    kRecord,   // record() holds it
    kRefused,  // a record beyond the limits: error() says why
    kEnd,
    kFailed,  // error() says why
  };

  XmlReader(std::unique_ptr<Input> input, XmlOptions options);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  Step Next();

  // Lives until the next call of Next(). Valid after kRecord.
  const XmlNode& record() const;
  // REQUIRES: the last Next() gave kRefused or kFailed.
  const Error& error() const;
  // The outermost element, with its attributes only. Valid after the first kRecord or kEnd.
  const XmlNode& root() const;

  const std::string& name() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// The name of the outermost element in the beginning of a document, if it is one.
std::optional<std::string> XmlRootOf(std::string_view head);

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_XML_H_
