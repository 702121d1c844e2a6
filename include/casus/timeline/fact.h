#ifndef CASUS_TIMELINE_FACT_H_
#define CASUS_TIMELINE_FACT_H_

#include <optional>
#include <string>

#include "casus/base/id.h"
#include "casus/time/day.h"
#include "casus/time/moment.h"
#include "casus/time/span.h"

namespace casus {

// What every fact carries, of whatever kind: when it held or happened, when it was learnt, and who
// says so.
struct Fact {
  // The record's name: unique in its table of a chronicle, stable across versions. Letters, digits
  // and "._:/-" only; never empty. A missing key is an input error, not a fact without a name.
  std::string key;

  // When. Span::Unknown() where nobody says.
  Span span = Span::Unknown();

  // Who says so, and where in that source: an article, a page, a record number.
  std::optional<SourceId> source;
  std::string locator;

  // When this version was learnt; empty: when its source was published. Vague days of learning make
  // answers of the past "possible" (see KnownTime).
  std::optional<Moment> learnt;
  // The first day on which a later version, or a deletion, had replaced this one.
  std::optional<Day> superseded;

  std::string note;

  friend bool operator==(const Fact&, const Fact&) = default;
};

}  // namespace casus

#endif  // CASUS_TIMELINE_FACT_H_
