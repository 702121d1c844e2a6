#ifndef CASUS_CHRONICLE_DESCRIBE_H_
#define CASUS_CHRONICLE_DESCRIBE_H_

#include <string>

#include "casus/base/export.h"
#include "casus/chronicle/chronicle.h"
#include "casus/chronicle/source.h"
#include "casus/event/observation.h"
#include "casus/time/moment.h"
#include "casus/time/span.h"

namespace casus {

// Facts in words, for people: one line, English, no line breaks. For programs there are the fields;
// the wording may change between versions.

// "2014-03-18", "some day in 2014-03", "about 1965", "2014-02-20 to 2014-03-18", "an unknown day".
CASUS_EXPORT std::string InWords(const Moment& moment);

// "on 2022-11-11", "on some day in 2014-03", "from 2022-03-02 to 2022-11-11", "since 2014-03-18",
// "from 2014 to an unknown day", "from 2014-03-18 to 2024-12-31 at least".
CASUS_EXPORT std::string InWords(const Span& span);

// "14200 to 14400", "at least 1000", "6 (best)", "thousands"; "not said" when nothing is.
CASUS_EXPORT std::string InWords(const Quantity& quantity);

// Who or what the row is about, without time and source: "Kherson: control by Russia",
// "Volodymyr Zelenskyy holds office: President of Ukraine".
CASUS_EXPORT std::string Describe(const Chronicle& chronicle, const FactRef& ref);

}  // namespace casus

#endif  // CASUS_CHRONICLE_DESCRIBE_H_
