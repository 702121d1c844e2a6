#ifndef CASUS_TESTS_TIME_RANDOM_MOMENTS_H_
#define CASUS_TESTS_TIME_RANDOM_MOMENTS_H_

#include <algorithm>
#include <optional>

#include "casus/time/moment.h"
#include "casus/time/span.h"

// Moments and spans of every kind that the factories make, drawn with `pick(low, high)`, a source
// of integers in [low, high]: a random engine, or a property test that shrinks towards `low`.

namespace casus {

template <typename Pick>
Day RandomDay(Pick& pick) {
  switch (pick(0, 5)) {
    case 0: return Day::FromYmd(2014, 3, 18) + pick(0, 60);
    case 1: return Day::FromYmd(pick(1816, 2030), pick(1, 12), 1);
    case 2: return Day::FromYmd(pick(1816, 2030), 1, 1);
    case 3: return Day::FromYmd(pick(1816, 2030), 12, 31);
    case 4: return pick(0, 1) == 0 ? Day::Min() + pick(0, 400) : Day::Max() - pick(0, 400);
    default: return Day::Min() + pick(0, Day::Max() - Day::Min());
  }
}

// Not open.
template <typename Pick>
Moment RandomMoment(Pick& pick) {
  const auto qualifier = [&] { return static_cast<Qualifier>(pick(0, 3)); };
  const auto year = [&] { return pick(0, 3) > 0 ? pick(1816, 2030) : pick(-9999, 9999); };
  switch (pick(0, 10)) {
    case 0: return Moment::OnDay(RandomDay(pick), qualifier());
    case 1: return *Moment::InMonth(year(), pick(1, 12), qualifier());
    case 2: return *Moment::InYear(year(), qualifier());
    case 3: return *Moment::InSeason(year(), pick(21, 41), qualifier());
    case 4: return *Moment::InDecade(pick(0, 999) * 10, qualifier());
    case 5: return *Moment::InCentury(pick(0, 99) * 100, qualifier());
    case 6: {
      const Day a = RandomDay(pick);
      const Day b = RandomDay(pick);
      return *Moment::Between(std::min(a, b), std::max(a, b));
    }
    case 7: return Moment::NotBefore(RandomDay(pick));
    case 8: return Moment::NotAfter(RandomDay(pick));
    case 9: {
      const std::optional<int> offset =
          pick(0, 2) == 0 ? std::nullopt : std::optional<int>(pick(-1439, 1439));
      return *Moment::AtTime(RandomDay(pick), pick(0, 86400), offset);
    }
    default: return Moment::Unknown();
  }
}

template <typename Pick>
Span RandomSpan(Pick& pick) {
  const Moment first = pick(0, 5) == 5 ? Moment::OpenBegin() : RandomMoment(pick);
  const Moment last = pick(0, 5) == 5 ? Moment::OpenEnd() : RandomMoment(pick);
  const Result<Span> span = Span::Make(first, last);
  if (span.ok()) return *span;
  const Result<Span> other_way = Span::Make(last, first);
  return other_way.ok() ? *other_way : Span::On(RandomMoment(pick));
}

}  // namespace casus

#endif  // CASUS_TESTS_TIME_RANDOM_MOMENTS_H_
