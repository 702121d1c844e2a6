// Every question, with every combination of filters, against an oracle that loops over the rows.

#include "oracle.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "lib/sanitized.h"
#include "random_chronicle.h"

namespace casus {

template <typename IdType>
std::ostream& operator<<(std::ostream& out, const Match<IdType>& match) {
  return out << "(" << match.id.value() << " " << match.truth << ")";
}
static std::ostream& operator<<(std::ostream& out, const Chronicle::Part& part) {
  out << "(actor " << part.actor.value() << " " << part.truth << " by";
  for (const RelationId relation : part.path) out << " " << relation.value();
  return out << ")";
}
static bool operator==(const Chronicle::Part& a, const Chronicle::Part& b) {
  return a.actor == b.actor && a.truth == b.truth && a.path == b.path;
}

namespace chronicle_test {
namespace {

class Asker {
 public:
  Asker(Random& random, const Chronicle& chronicle) : random_(random), chronicle_(chronicle) {}

  // Each filter is there about as often as not.
  template <typename Query>
  Query Common() {
    Query query;
    const int when = random_.Between(0, 3);
    if (when == 1) query.when = At{random_.AnyDay()};
    if (when == 2) query.when = During{random_.AnyPeriod()};
    if (when == 3) query.when = Within{random_.AnyPeriod()};
    if (random_.OneIn(2)) query.actor = AnyFilter();
    if (random_.OneIn(4)) query.dyad = std::pair(AnyFilter(), AnyFilter());
    if (random_.OneIn(3)) query.place = AnyPlace();
    query.only_place_itself = random_.OneIn(4);
    if (random_.OneIn(4)) query.source = AnyOf<SourceId>(Table::kSources);
    if (random_.OneIn(2)) query.as_known = random_.AnyDay() + random_.Between(-2, 8);
    return query;
  }
  ActorFilter AnyFilter() {
    return ActorFilter{AnyOf<ActorId>(Table::kActors), random_.OneIn(2), random_.OneIn(3)};
  }
  PlaceId AnyPlace() { return AnyOf<PlaceId>(Table::kPlaces); }
  template <typename IdType>
  IdType AnyOf(Table table) {
    const int count = static_cast<int>(chronicle_.size(table));
    return IdType(static_cast<std::uint32_t>(random_.Between(0, count - 1)));
  }
  template <typename IdType>
  std::optional<IdType> Perhaps(Table table, int one_in = 3) {
    if (!random_.OneIn(one_in)) return std::nullopt;
    return AnyOf<IdType>(table);
  }

  Random& random_;
  const Chronicle& chronicle_;
};

// One random chronicle, and questions for it.
struct Case {
  explicit Case(int seed)
      : chronicle(RandomChronicle(static_cast<std::uint64_t>(seed)).Make()),
        oracle(chronicle),
        random(static_cast<std::uint64_t>(seed) + 1000),
        ask(random, chronicle) {}

  template <typename Query>
  void Compare(const Query& query) {
    const auto expected = oracle.Find(query);
    EXPECT_EQ(chronicle.Find(query), expected);
    answers += expected.size();
  }

  Chronicle chronicle;
  Oracle oracle;
  Random random;
  Asker ask;
  std::size_t answers = 0;
};

// Stops at the first chronicle with a wrong answer.
template <typename F>
void ForEachCase(F test) {
  constexpr int kSeeds = testing_lib::Rounds(200);
  for (int seed = 0; seed < kSeeds && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Case c(seed);
    test(c);
  }
}

constexpr int kQuestions = 60;

TEST(Oracle, Events) {
  ForEachCase([](Case& c) {
    const std::vector<EventType> types = {EventType::kBattle, EventType::kTerritorialChange,
                                          EventType::kOther};
    for (int i = 0; i < kQuestions; ++i) {
      auto query = c.ask.Common<EventQuery>();
      query.types = c.random.SomeOf(types, 3);
      query.include_unrealised = c.random.OneIn(2);
      c.Compare(query);

      Bounds count;
      std::vector<Match<EventId>> visited;
      c.chronicle.Visit(query, [&](EventView event, Truth truth) {
        visited.push_back({event.id(), truth});
        count.Count(truth);
      });
      EXPECT_EQ(visited, c.chronicle.Find(query));
      EXPECT_EQ(c.chronicle.Count(query), count);
    }
  });
}

TEST(Oracle, Observations) {
  ForEachCase([](Case& c) {
    for (int i = 0; i < kQuestions; ++i) {
      auto query = c.ask.Common<ObservationQuery>();
      if (c.random.OneIn(2)) query.kinds = {ObservationKind::kIdps};
      c.Compare(query);
    }
  });
}

TEST(Oracle, Relations) {
  ForEachCase([](Case& c) {
    for (int i = 0; i < kQuestions; ++i) {
      auto query = c.ask.Common<RelationQuery>();
      if (c.random.OneIn(2)) query.kinds = {RelationKind::kPartOf, RelationKind::kCommands};
      query.from = c.ask.Perhaps<ActorId>(Table::kActors);
      query.to = c.ask.Perhaps<ActorId>(Table::kActors);
      c.Compare(query);
    }
  });
}

TEST(Oracle, Designations) {
  ForEachCase([](Case& c) {
    for (int i = 0; i < kQuestions; ++i) {
      auto query = c.ask.Common<DesignationQuery>();
      query.sender = c.ask.Perhaps<ActorId>(Table::kActors);
      if (c.random.OneIn(2)) query.target = c.ask.AnyFilter();
      query.regime = c.ask.Perhaps<RegimeId>(Table::kRegimes);
      if (c.random.OneIn(2)) query.measures = {Measure::kSectoral, Measure::kTravelBan};
      query.include_threats = c.random.OneIn(2);
      c.Compare(query);
    }
  });
}

TEST(Oracle, Statuses) {
  ForEachCase([](Case& c) {
    for (int i = 0; i < kQuestions; ++i) {
      auto query = c.ask.Common<StatusQuery>();
      if (c.random.OneIn(2)) query.axes = {Axis::kRecognition};
      query.holder = c.ask.Perhaps<ActorId>(Table::kActors);
      query.viewpoint = c.ask.Perhaps<ActorId>(Table::kActors);
      c.Compare(query);
    }
  });
}

TEST(Oracle, TalksAndClaims) {
  ForEachCase([](Case& c) {
    for (int i = 0; i < kQuestions; ++i) {
      c.Compare(c.ask.Common<ProcessQuery>());
      auto agreements = c.ask.Common<AgreementQuery>();
      agreements.process = c.ask.Perhaps<ProcessId>(Table::kProcesses);
      c.Compare(agreements);
      c.Compare(c.ask.Common<PositionQuery>());
      auto claims = c.ask.Common<ClaimQuery>();
      claims.speaker = c.ask.Perhaps<ActorId>(Table::kActors);
      c.Compare(claims);
    }
  });
}

TEST(Oracle, PartsAndPlaces) {
  ForEachCase([](Case& c) {
    for (int i = 0; i < kQuestions; ++i) {
      const Day day = c.random.AnyDay();
      const ActorFilter filter = c.ask.AnyFilter();
      const std::optional<Day> as_known =
          c.random.OneIn(2) ? std::optional<Day>(c.random.AnyDay()) : std::nullopt;
      EXPECT_EQ(c.chronicle.PartsOf(filter, day, as_known),
                c.oracle.PartsOf(filter, day, as_known));

      const PlaceId place = c.ask.AnyPlace();
      const PlaceId outer = c.ask.AnyPlace();
      const auto viewpoint = c.ask.Perhaps<ActorId>(Table::kActors, 2);
      EXPECT_EQ(c.chronicle.IsInside(place, outer, day, viewpoint, as_known),
                c.oracle.IsInside(place, outer, day, viewpoint, as_known));
    }
  });
}

TEST(Oracle, Claims) {
  ForEachCase([](Case& c) {
    for (std::uint32_t row = 0; row < c.chronicle.event_count(); ++row) {
      const EventId event(row);
      EXPECT_EQ(c.chronicle.ClaimsAbout(event), c.oracle.ClaimsAbout(event));
      for (int i = 0; i < 4; ++i) {
        std::vector<ClaimId> claims;
        for (std::uint32_t claim = 0; claim < c.chronicle.claims().size(); ++claim) {
          if (c.random.OneIn(2)) claims.push_back(ClaimId(claim));
        }
        std::optional<Period> window = c.chronicle.WindowUnder(claims, event);
        // The oracle sees no further than the days it looks at.
        if (window) {
          window = Period::Of(Day::FromNumber(Nearby(window->first())),
                              Day::FromNumber(Nearby(window->last())));
        }
        EXPECT_EQ(window, c.oracle.WindowUnder(claims, event));
      }
    }
  });
}

// The questions above would be worth little if nothing answered them.
TEST(Oracle, QuestionsHaveAnswers) {
  ForEachCase([](Case& c) {
    for (int i = 0; i < 4 * kQuestions; ++i) {
      auto query = c.ask.Common<EventQuery>();
      query.dyad.reset();
      query.source.reset();
      c.Compare(query);
    }
    EXPECT_GT(c.answers, 25U);
  });
}

}  // namespace
}  // namespace chronicle_test
}  // namespace casus
