#include <algorithm>
#include <utility>

#include "casus/geo/locator.h"
#include "casus/time/period.h"

namespace casus {
namespace {

// Something that has a truth on each of an event's possible days: is it so when the event happens?
class OverDays {
 public:
  // Of some of the days; `is_sure`: it happens on one of them at least, whenever that is.
  void Add(Truth truth, bool is_sure) {
    least_ = std::min(least_, truth);
    most_ = std::max(most_, truth);
    if (is_sure) surest_ = std::max(surest_, truth);
  }
  Truth truth() const {
    if (Or(least_, surest_) == Truth::kCertain) return Truth::kCertain;
    return most_ == Truth::kNo ? Truth::kNo : Truth::kPossible;
  }

 private:
  Truth least_ = Truth::kCertain;
  Truth most_ = Truth::kNo;
  Truth surest_ = Truth::kNo;
};

// Days from one on to the next stretch, on which all answers are the same.
struct Stretch {
  Day first;
  bool is_sure;  // the event surely goes on on one of them
};

std::vector<Stretch> StretchesOf(const Span& span, std::vector<Day> changes) {
  const Period hull = span.hull();
  const Day first = std::max(hull.first(), Day::Min());
  changes.push_back(first);
  std::sort(changes.begin(), changes.end());
  changes.erase(std::unique(changes.begin(), changes.end()), changes.end());
  std::erase_if(changes, [&](Day day) { return day < first || day >= hull.last(); });
  const std::optional<Period> core = span.core();
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Day end = i + 1 < changes.size() ? changes[i + 1] : hull.last();
    stretches.push_back({changes[i], core && changes[i] < core->last() && core->first() < end});
  }
  return stretches;
}

class EventPlacer {
 public:
  EventPlacer(const TerritoryIndex& index, const PlaceLocator& locator, Axis axis,
              const TerritoryFilter& filter)
      : index_(index), locator_(locator), axis_(axis), filter_(filter) {}

  EventOnMap Of(const EventView& event, Truth truth) const {
    EventOnMap out;
    out.truth = truth;
    const Span span = event.span();
    if (const std::optional<PlaceId> place = event.place()) {
      PlaceAtEvent named = {Same(*place), Truth::kCertain, PlacedBy::kName, {}};
      const auto always = [](Day) { return Truth::kCertain; };
      named.holders = HoldersOf(named.place, span, {}, always);
      out.places.push_back(std::move(named));
    }
    if (event.at()) AddByPoint(*event.at(), span, event.place_precision(), out.places);
    return out;
  }

 private:
  PlaceId Same(PlaceId place) const {
    const Chronicle& chronicle = index_.chronicle();
    return chronicle.FindPlace(chronicle.place(place).fact.key).value_or(place);
  }

  void AddByPoint(Coordinates at, const Span& span, PlacePrecision precision,
                  std::vector<PlaceAtEvent>& places) const {
    PlacedBy by = PlacedBy::kRepresentative;
    if (precision == PlacePrecision::kExact || precision == PlacePrecision::kUnknown) {
      by = PlacedBy::kPoint;
    } else if (precision == PlacePrecision::kNear) {
      by = PlacedBy::kNearPoint;
    }
    const Truth most = by == PlacedBy::kRepresentative ? Truth::kPossible : Truth::kCertain;
    const double metres = by == PlacedBy::kNearPoint ? std::max(kNearKm * 1000, locator_.border_m())
                                                     : locator_.border_m();

    // On each stretch of days the places that the point lies in.
    const bool is_one_day = span.hull().length() == 1;
    const std::vector<Day> changes = is_one_day ? std::vector<Day>() : locator_.Changes(at, metres);
    const std::vector<Stretch> stretches = StretchesOf(span, changes);
    std::vector<std::vector<PlaceMatch>> matches;
    std::vector<PlaceId> found;
    for (const Stretch& stretch : stretches) {
      matches.push_back(locator_.Find(at, stretch.first, metres));
      for (const PlaceMatch& match : matches.back()) found.push_back(match.place);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());

    const bool is_named = !places.empty();
    for (const PlaceId place : found) {
      if (is_named && place == places.front().place) continue;
      const auto truth_on = [&](std::size_t stretch) {
        for (const PlaceMatch& match : matches[stretch]) {
          if (match.place == place) return And(match.truth, most);
        }
        return Truth::kNo;
      };
      OverDays over;
      for (std::size_t i = 0; i < stretches.size(); ++i)
        over.Add(truth_on(i), stretches[i].is_sure);
      PlaceAtEvent here = {place, over.truth(), by, {}};
      here.holders = HoldersOf(place, span, changes, [&](Day day) {
        std::size_t i = stretches.size() - 1;
        while (i > 0 && day < stretches[i].first) --i;
        return truth_on(i);
      });
      places.push_back(std::move(here));
    }
  }

  // `lies`: that the event is in the place, if it is on that day; it changes on `changes` only.
  template <typename Lies>
  std::vector<Holder> HoldersOf(PlaceId place, const Span& span, std::vector<Day> changes,
                                Lies lies) const {
    if (span.hull().length() != 1) {
      for (const OpinionSpell& spell : index_.Opinions(place, axis_, span.hull(), filter_)) {
        if (spell.period.first().is_finite()) changes.push_back(spell.period.first());
      }
    }
    const std::vector<Stretch> stretches = StretchesOf(span, std::move(changes));
    std::vector<Holder> holders;
    std::vector<std::vector<Truth>> truths;  // by holder and stretch
    for (std::size_t i = 0; i < stretches.size(); ++i) {
      const Truth in_place = lies(stretches[i].first);
      if (in_place == Truth::kNo) continue;
      for (Holder& holder : index_.Holders(place, stretches[i].first, axis_, filter_)) {
        const auto same = std::find_if(holders.begin(), holders.end(), [&](const Holder& other) {
          return other.actor == holder.actor;
        });
        const auto row = static_cast<std::size_t>(same - holders.begin());
        if (same == holders.end()) {
          truths.emplace_back(stretches.size(), Truth::kNo);
          truths.back()[i] = And(holder.truth, in_place);
          holders.push_back(std::move(holder));
          continue;
        }
        truths[row][i] = And(holder.truth, in_place);
        same->of_part = same->of_part && holder.of_part;
        for (const StatusId status : holder.statuses) {
          if (std::find(same->statuses.begin(), same->statuses.end(), status) ==
              same->statuses.end()) {
            same->statuses.push_back(status);
          }
        }
      }
    }
    for (std::size_t row = 0; row < holders.size(); ++row)
      Finish(holders[row], truths[row], stretches);
    std::stable_sort(holders.begin(), holders.end(),
                     [](const Holder& a, const Holder& b) { return a.truth > b.truth; });
    return holders;
  }

  void Finish(Holder& holder, const std::vector<Truth>& truths,
              const std::vector<Stretch>& stretches) const {
    OverDays over;
    for (std::size_t i = 0; i < stretches.size(); ++i) over.Add(truths[i], stretches[i].is_sure);
    holder.truth = over.truth();
    if (stretches.size() == 1) return;
    const Chronicle& chronicle = index_.chronicle();
    std::vector<SourceId> sources;
    for (const StatusId status : holder.statuses) {
      if (const auto source = chronicle.status(status).fact.source) sources.push_back(*source);
    }
    holder.witnesses = IndependentSources(chronicle, sources);
  }

  const TerritoryIndex& index_;
  const PlaceLocator& locator_;
  const Axis axis_;
  const TerritoryFilter& filter_;
};

}  // namespace

void HoldersAtEvents(const TerritoryIndex& index, const PlaceLocator& locator,
                     const EventQuery& events, Axis axis, const TerritoryFilter& filter,
                     FunctionRef<void(EventView, const EventOnMap&)> visit) {
  const EventPlacer placer(index, locator, axis, filter);
  index.chronicle().Visit(
      events, [&](EventView event, Truth truth) { visit(event, placer.Of(event, truth)); });
}

}  // namespace casus
