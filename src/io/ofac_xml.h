#ifndef CASUS_SRC_IO_OFAC_XML_H_
#define CASUS_SRC_IO_OFAC_XML_H_

#include <optional>
#include <string>
#include <string_view>

#include "src/io/format.h"
#include "src/io/ofac_common.h"
#include "src/io/xml.h"

// What the readers of OFAC's lists in XML share.

namespace casus::internal {

// An element with all that is in it: "text | attribute: value | child: text".
std::string FlatText(const XmlNode& node);

// `field` must outlive the reading.
OfacPlace PlaceOf(const XmlNode& node, std::string_view field);

// What both readers have of a file that is being read.
class OfacXmlList {
 public:
  // All must outlive the reading.
  OfacXmlList(const std::string& file, const ImportOptions& options, ChronicleBuilder& builder,
              ImportReport& report);

 protected:
  void Add(Severity severity, const XmlNode& at, std::string_view text, std::string message,
           std::string action);
  // The day that the file has: that of the list, unless another was given.
  void TakeDay(const XmlNode& at, const Moment& day);
  // Moves the entries into the builder, with the source of the file. A day that is not known is
  // warned of.
  void FinishList(std::string_view format);

  const std::string& file_;
  const ImportOptions& options_;
  const OfacList list_;
  OfacEntries entries_;
  ImportReport& report_;

 private:
  std::optional<Moment> list_day_;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_OFAC_XML_H_
