// One chronicle read from many threads at once: run under ThreadSanitizer.

#include <gtest/gtest.h>

#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "random_chronicle.h"

namespace casus::chronicle_test {
namespace {

// Everything a chronicle can be asked, in numbers.
std::vector<std::size_t> AskEverything(const Chronicle& chronicle) {
  std::vector<std::size_t> answers;
  for (int d = 0; d < kDays; ++d) {
    const Day day = Day::FromNumber(d);
    for (std::uint32_t a = 0; a < chronicle.actors().size(); ++a) {
      const ActorFilter filter{ActorId(a), true, true};
      const auto with = [&](auto query) {
        query.when = At{day};
        query.actor = filter;
        query.as_known = day + 5;
        answers.push_back(chronicle.Find(query).size());
      };
      with(EventQuery());
      with(ObservationQuery());
      with(RelationQuery());
      with(DesignationQuery());
      with(StatusQuery());
      with(ProcessQuery());
      with(AgreementQuery());
      with(PositionQuery());
      with(ClaimQuery());
      answers.push_back(chronicle.PartsOf(filter, day).size());
      answers.push_back(chronicle.ActorsNamed(chronicle.LabelOf(ActorId(a))).size());
      answers.push_back(chronicle.FindActor(chronicle.KeyOf(ActorId(a))).value().value());
    }
    for (std::uint32_t p = 0; p < chronicle.places().size(); ++p) {
      EventQuery query;
      query.place = PlaceId(p);
      query.when = During{Period::Of(day, day + 3)};
      answers.push_back(chronicle.Find(query).size());
      answers.push_back(static_cast<std::size_t>(chronicle.Count(query).possible));
      answers.push_back(static_cast<std::size_t>(chronicle.IsInside(PlaceId(p), PlaceId(0), day)));
    }
  }
  for (std::uint32_t e = 0; e < chronicle.event_count(); ++e) {
    const EventView event = chronicle.event(EventId(e));
    answers.push_back(event.Record().parties.size() + event.source().key.size());
    const std::vector<ClaimId> claims = chronicle.ClaimsAbout(EventId(e));
    answers.push_back(claims.size());
    answers.push_back(chronicle.WindowUnder(claims, EventId(e)).has_value() ? 1 : 0);
    answers.push_back(chronicle.Versions(EventId(e)).size());
  }
  answers.push_back(chronicle.MemoryUsed());
  return answers;
}

TEST(Threads, ReadOneChronicleTogether) {
  const Chronicle chronicle = RandomChronicle(11).Make();
  const std::vector<std::size_t> expected = AskEverything(chronicle);
  constexpr int kThreads = 8;
  std::vector<std::vector<std::size_t>> answers(kThreads);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    std::vector<std::size_t>& answer = answers[static_cast<std::size_t>(i)];
    // Half of them through copies that come and go.
    if (i % 2 == 0) {
      threads.emplace_back([&answer, &chronicle] { answer = AskEverything(chronicle); });
    } else {
      threads.emplace_back([&answer, copy = chronicle] { answer = AskEverything(copy); });
    }
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::vector<std::size_t>& answer : answers) EXPECT_EQ(answer, expected);
}

TEST(Threads, BuildTheirOwnChronicles) {
  std::vector<std::thread> threads;
  std::vector<std::size_t> sizes(8);
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    threads.emplace_back(
        [&size = sizes[i]] { size = RandomChronicle(12).Make().size() + Chronicle().size(); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::size_t size : sizes) EXPECT_EQ(size, sizes.front());
}

}  // namespace
}  // namespace casus::chronicle_test
