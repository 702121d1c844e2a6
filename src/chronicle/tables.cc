#include "src/chronicle/tables.h"

#include <algorithm>

namespace casus::internal {

Moment LearntAt(std::optional<Moment> learnt, std::optional<SourceId> source,
                const Rows<Source>& sources) {
  if (!learnt && source && source->value() < sources.size()) {
    learnt = sources[source->value()].published;
  }
  // An open moment is no day of learning.
  return learnt && !learnt->is_open() ? *learnt : Moment::Unknown();
}

KnownTime KnownTimeFrom(const Moment& learnt, std::optional<Day> superseded) {
  const Day until = superseded.value_or(Day::EndOfTime());
  // What was replaced had been learnt before, however vague the day of learning: on the last day
  // before its replacement the version stood for certain.
  return KnownTime{learnt.earliest(), std::min(learnt.latest(), until - 1), until};
}

}  // namespace casus::internal
