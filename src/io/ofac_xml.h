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

void AddXmlIssue(ImportReport& report, const std::string& file, Severity severity,
                 const XmlNode& at, std::string_view text, std::string message, std::string action);

// Counts a record as kept, or as refused with its error.
void CountXmlRecord(ImportReport& report, const std::optional<Error>& refusal);

// Moves the entries into the builder, with the source of the file. A day that is not known is
// warned of.
void FinishOfacXml(std::string_view format, OfacList list, const std::optional<Moment>& list_day,
                   const std::string& file, const ImportOptions& options, OfacEntries& entries,
                   ImportReport& report);

// Why a text is no XML of this outermost element; empty where it is.
std::string WhyNotXml(const Shape& shape, std::string_view root);

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_OFAC_XML_H_
