#include "src/chronicle/tables.h"

#include <algorithm>

namespace casus::internal {

Moment LearntAt(const Fact& fact, const std::vector<Source>& sources) {
  Moment learnt = Moment::Unknown();
  if (fact.learnt) {
    learnt = *fact.learnt;
  } else if (fact.source && fact.source->value() < sources.size()) {
    learnt = sources[fact.source->value()].published;
  }
  // An open moment is no day of learning.
  return learnt.is_open() ? Moment::Unknown() : learnt;
}

KnownTime KnownTimeOf(const Fact& fact, const std::vector<Source>& sources) {
  const Moment learnt = LearntAt(fact, sources);
  const Day superseded = fact.superseded.value_or(Day::EndOfTime());
  // What was replaced had been learnt before, however vague the day of learning: on the last day
  // before its replacement the version stood for certain.
  return KnownTime{learnt.earliest(), std::min(learnt.latest(), superseded - 1), superseded};
}

}  // namespace casus::internal
