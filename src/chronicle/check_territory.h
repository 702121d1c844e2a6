#ifndef CASUS_SRC_CHRONICLE_CHECK_TERRITORY_H_
#define CASUS_SRC_CHRONICLE_CHECK_TERRITORY_H_

#include <string>
#include <string_view>

#include "casus/base/function_ref.h"
#include "casus/base/issue.h"
#include "src/chronicle/tables.h"

namespace casus::internal {

// What is wrong with territorial statuses, and with changes of territory, beside each other: the
// warnings and notes that ChronicleBuilder::Check lists under "of territory". Of rows that stand
// now; those that refer to rows that are not there are passed over.
//
// `report` is given the row, in no order. `name_of` gives a row's name for a message.
void FindTerritoryProblems(const Tables& tables,
                           FunctionRef<std::string(Table table, Row row)> name_of,
                           FunctionRef<void(Severity severity, Table table, Row row,
                                            std::string_view field, std::string message)>
                               report);

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_CHECK_TERRITORY_H_
