#ifndef CASUS_TESTS_CHRONICLE_RANDOM_CHRONICLE_H_
#define CASUS_TESTS_CHRONICLE_RANDOM_CHRONICLE_H_

// Small random chronicles, dense with what is hard: vague and open spans, versions, cycles of
// parts, disputed places, actors in several roles.

#include <cstdint>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "casus/chronicle/chronicle.h"

namespace casus::chronicle_test {

// Everything happens on the days 0..kDays, give or take open ends.
inline constexpr int kDays = 20;

// The same numbers on every machine, which std::uniform_int_distribution does not promise.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  int Between(int low, int high) {
    const auto width = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<int>(engine_() % width);
  }
  bool OneIn(int n) { return Between(1, n) == 1; }
  template <typename T>
  const T& Of(const std::vector<T>& values) {
    return values[static_cast<std::size_t>(Between(0, static_cast<int>(std::ssize(values)) - 1))];
  }
  // Some of the values, in order.
  template <typename T>
  std::vector<T> SomeOf(const std::vector<T>& values, int one_in) {
    std::vector<T> some;
    for (const T& value : values) {
      if (OneIn(one_in)) some.push_back(value);
    }
    return some;
  }

  Day AnyDay() { return Day::FromNumber(Between(0, kDays)); }
  Period AnyPeriod() {
    if (OneIn(10)) return Period::Of(Day::BeginningOfTime(), AnyDay() + 1);
    if (OneIn(10)) return Period::Of(AnyDay(), Day::EndOfTime());
    const Day first = AnyDay();
    return Period::Of(first, first + Between(1, 8));
  }
  Moment AnyMoment() {
    const Day day = AnyDay();
    if (OneIn(2)) return Moment::OnDay(day);
    if (OneIn(8)) return Moment::NotBefore(day);
    if (OneIn(8)) return Moment::NotAfter(day);
    if (OneIn(10)) return Moment::Unknown();
    return Moment::Between(day, day + Between(1, 6)).value();
  }
  Span AnySpan() {
    if (OneIn(12)) return Span::Unknown();
    if (OneIn(3)) return Span::On(AnyMoment());
    while (true) {
      const Moment first = OneIn(10) ? Moment::OpenBegin() : AnyMoment();
      const Moment last = OneIn(6) ? Moment::OpenEnd() : AnyMoment();
      const Result<Span> span = Span::Make(first, last);
      if (span.ok()) return *span;
    }
  }
  std::optional<Span> PerhapsSpan() {
    return OneIn(3) ? std::nullopt : std::optional<Span>(AnySpan());
  }

 private:
  std::mt19937_64 engine_;
};

class RandomChronicle {
 public:
  explicit RandomChronicle(std::uint64_t seed) : random_(seed) {}

  Chronicle Make() {
    for (int i = 0; i < 3; ++i) {
      Source source;
      source.key = Key("source");
      if (!random_.OneIn(3)) source.published = random_.AnyMoment();
      sources_.push_back(builder_.Add(source));
    }
    Rows(7, [this] { AddActor(); });
    Rows(10, [this] { AddRelation(); });
    Rows(6, [this] { AddPlace(); });
    LinkPlaces();
    Rows(3, [this] { AddProcess(); });
    Rows(3, [this] { AddRegime(); });
    Rows(16, [this] { AddEvent(); });
    Rows(8, [this] { AddObservation(); });
    Rows(8, [this] { AddDesignation(); });
    Rows(8, [this] { AddStatus(); });
    Rows(6, [this] { AddAgreement(); });
    Rows(5, [this] { AddPosition(); });
    Rows(6, [this] { AddClaim(); });
    AddPlaceHistories();
    return builder_.Build().value();
  }

 private:
  template <typename F>
  void Rows(int count, F add) {
    for (int i = random_.Between(count / 2, count); i > 0; --i) add();
  }

  std::string Key(const std::string& word) { return word + std::to_string(++count_); }

  // A row has one version, or two of which the later took over on a day, or was withdrawn.
  template <typename Make>
  auto AddVersions(const std::string& word, Make make) {
    Fact fact;
    fact.key = Key(word);
    fact.span = random_.AnySpan();
    fact.source = random_.Of(sources_);
    if (random_.OneIn(2)) fact.learnt = random_.AnyMoment();
    if (!random_.OneIn(3)) return builder_.Add(make(fact));
    fact.learnt = random_.OneIn(2) ? random_.AnyMoment() : Moment::Unknown();
    fact.superseded = random_.AnyDay() + 5;
    if (*fact.superseded <= fact.learnt->earliest()) {
      fact.superseded = fact.learnt->earliest() + random_.Between(1, 5);
    }
    const auto first = builder_.Add(make(fact));
    if (random_.OneIn(3)) return first;
    fact.learnt =
        Moment::Between(*fact.superseded, *fact.superseded + random_.Between(0, 3)).value();
    fact.superseded.reset();
    fact.span = random_.AnySpan();
    const auto second = builder_.Add(make(fact));
    return random_.OneIn(2) ? first : second;
  }

  std::vector<Party> AnyParties() {
    std::vector<Party> parties;
    for (int i = random_.Between(0, 3); i > 0; --i) {
      parties.push_back({random_.Of(actors_), random_.OneIn(2) ? Role::kSideA : Role::kSideB});
    }
    return parties;
  }
  std::optional<ActorId> PerhapsActor() {
    return random_.OneIn(3) ? std::nullopt : std::optional<ActorId>(random_.Of(actors_));
  }
  std::optional<PlaceId> PerhapsPlace() {
    return random_.OneIn(3) ? std::nullopt : std::optional<PlaceId>(random_.Of(places_));
  }

  void AddActor() {
    actors_.push_back(AddVersions("actor", [](const Fact& fact) {
      Actor actor;
      actor.fact = fact;
      return actor;
    }));
  }
  void AddRelation() {
    const std::vector<RelationKind> kinds = {RelationKind::kPartOf,    RelationKind::kPartOf,
                                             RelationKind::kMemberOf,  RelationKind::kMemberOf,
                                             RelationKind::kCommands,  RelationKind::kHoldsOffice,
                                             RelationKind::kAlliedWith};
    AddVersions("relation", [&](const Fact& fact) {
      Relation relation;
      relation.fact = fact;
      relation.kind = random_.Of(kinds);
      relation.from = random_.Of(actors_);
      relation.to = random_.Of(actors_);
      return relation;
    });
  }
  void AddPlace() {
    places_.push_back(AddVersions("place", [](const Fact& fact) {
      Place place;
      place.fact = fact;
      return place;
    }));
  }
  // Every version of a place by its own parents. Only places named before: what surely lies inside
  // itself is refused.
  void LinkPlaces() {
    for (std::uint32_t row = 0; row < builder_.size(Table::kPlaces); ++row) {
      Place& place = builder_.place_at(PlaceId(row));
      for (int i = random_.Between(0, 2); i > 0; --i) {
        const PlaceId parent = random_.Of(places_);
        if (builder_.place_at(parent).fact.key >= place.fact.key) continue;
        place.parents.push_back(
            {parent, random_.PerhapsSpan(), random_.OneIn(2) ? std::nullopt : PerhapsActor()});
      }
    }
  }
  // What versions of places covered, and from which places of earlier names they came.
  void AddPlaceHistories() {
    for (std::uint32_t row = 0; row < builder_.size(Table::kPlaces); ++row) {
      Place& place = builder_.place_at(PlaceId(row));
      if (random_.OneIn(2)) place.geometries.push_back({random_.PerhapsSpan(), {AnyPolygon()}});
      for (int i = random_.Between(0, 2); i > 0; --i) {
        PlaceOrigin origin{random_.Of(places_), random_.Of(std::vector<PlaceChange>{
                                                    PlaceChange::kSplit, PlaceChange::kTransfer})};
        if (builder_.place_at(origin.from).fact.key >= place.fact.key) continue;
        if (random_.OneIn(2)) origin.when = random_.AnyMoment();
        origin.share_low = random_.Between(0, origin.share_high);
        place.origins.push_back(origin);
      }
    }
  }
  Polygon AnyPolygon() {
    const auto corner = [&] {
      return Coordinates{random_.Between(-900, 900) / 10.0, random_.Between(-1800, 1800) / 10.0};
    };
    return Polygon{{corner(), corner(), corner()}, {{corner(), corner(), corner(), corner()}}};
  }
  void AddProcess() {
    processes_.push_back(AddVersions("process", [&](const Fact& fact) {
      Process process;
      process.fact = fact;
      process.parties = AnyParties();
      return process;
    }));
  }
  void AddRegime() {
    regimes_.push_back(AddVersions("regime", [&](const Fact& fact) {
      Regime regime;
      regime.fact = fact;
      regime.senders = random_.SomeOf(actors_, 4);
      return regime;
    }));
  }
  void AddEvent() {
    const std::vector<EventStatus> statuses = {EventStatus::kOccurred, EventStatus::kOccurred,
                                               EventStatus::kAlleged,  EventStatus::kPlanned,
                                               EventStatus::kNotHeld,  EventStatus::kCancelled};
    AddVersions("event", [&](const Fact& fact) {
      Event event;
      event.fact = fact;
      event.status = random_.Of(statuses);
      event.parties = AnyParties();
      event.place = PerhapsPlace();
      if (random_.OneIn(3)) {
        event.type = EventType::kTerritorialChange;
        TerritorialChangeDetails details;
        details.territory = PerhapsPlace();
        event.details = details;
      } else if (random_.OneIn(2)) {
        event.type = EventType::kBattle;
      }
      return event;
    });
  }
  void AddObservation() {
    AddVersions("observation", [&](const Fact& fact) {
      Observation observation;
      observation.fact = fact;
      observation.kind = random_.OneIn(2) ? ObservationKind::kIdps : ObservationKind::kDeaths;
      observation.subject = PerhapsActor();
      observation.place = PerhapsPlace();
      return observation;
    });
  }
  void AddDesignation() {
    const std::vector<Measure> measures = {Measure::kAssetFreeze, Measure::kTravelBan,
                                           Measure::kSectoral};
    AddVersions("designation", [&](const Fact& fact) {
      Designation designation;
      designation.fact = fact;
      designation.regime = random_.Of(regimes_);
      if (random_.OneIn(4)) {
        designation.target = random_.Of(places_);
      } else if (random_.OneIn(6)) {
        designation.target = std::string("energy");
      } else {
        designation.target = random_.Of(actors_);
      }
      designation.measures = random_.SomeOf(measures, 2);
      if (random_.OneIn(4)) designation.stage = DesignationStage::kThreatened;
      return designation;
    });
  }
  void AddStatus() {
    AddVersions("status", [&](const Fact& fact) {
      TerritorialStatus status;
      status.fact = fact;
      status.place = random_.Of(places_);
      status.axis = random_.OneIn(2) ? Axis::kControl : Axis::kRecognition;
      status.holders = random_.SomeOf(actors_, 4);
      status.viewpoint = PerhapsActor();
      if (random_.OneIn(3)) status.extent.except = random_.SomeOf(places_, 4);
      if (random_.OneIn(4)) {
        status.extent.fraction_high = 2500 * random_.Between(0, 4);
        status.extent.fraction_low = random_.Between(0, status.extent.fraction_high);
      }
      return status;
    });
  }
  void AddAgreement() {
    AddVersions("agreement", [&](const Fact& fact) {
      Agreement agreement;
      agreement.fact = fact;
      agreement.parties = AnyParties();
      if (!random_.OneIn(3)) agreement.process = random_.Of(processes_);
      return agreement;
    });
  }
  void AddPosition() {
    AddVersions("position", [&](const Fact& fact) {
      Position position;
      position.fact = fact;
      position.actor = random_.Of(actors_);
      return position;
    });
  }
  void AddClaim() {
    AddVersions("claim", [&](const Fact& fact) {
      Claim claim;
      claim.fact = fact;
      for (int i = random_.Between(0, 3); i > 0; --i) {
        claim.speakers.push_back({PerhapsActor(), "someone"});
      }
      for (int i = random_.Between(0, 3); i > 0; --i) claim.about.push_back(AnyEvent());
      for (int i = random_.Between(0, 3); i > 0; --i) {
        const std::vector<TimeRelation> relations = {TimeRelation::kBefore, TimeRelation::kAfter,
                                                     TimeRelation::kDuring};
        claim.constraints.push_back({AnyEvent(), random_.Of(relations), AnyEvent()});
      }
      return claim;
    });
  }
  FactRef AnyEvent() {
    const int count = static_cast<int>(builder_.size(Table::kEvents));
    return EventId(static_cast<std::uint32_t>(random_.Between(0, count - 1)));
  }

  Random random_;
  ChronicleBuilder builder_;
  int count_ = 0;
  std::vector<SourceId> sources_;
  std::vector<ActorId> actors_;
  std::vector<PlaceId> places_;
  std::vector<ProcessId> processes_;
  std::vector<RegimeId> regimes_;
};

}  // namespace casus::chronicle_test

#endif  // CASUS_TESTS_CHRONICLE_RANDOM_CHRONICLE_H_
