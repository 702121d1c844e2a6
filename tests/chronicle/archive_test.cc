// Versions of a dataset in one chronicle: against a dataset that is a map, in every order.

#include "casus/chronicle/archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "casus/chronicle/versions.h"
#include "casus/time/edtf.h"
#include "random_chronicle.h"
#include "versions_testing.h"

namespace casus {
namespace {

using chronicle_test::BytesOf;
using chronicle_test::Random;
using chronicle_test::Words;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Scope = ArchiveVersion::Scope;

const Day kStart = Day::FromYmd(2024, 1, 1);

// What a dataset says of one event, apart from its key.
struct Record {
  int day = 0;
  int days = 1;
  int deaths = 0;
  int actor = 0;
  int place = 0;
  std::string note = {};
  std::string part_of = {};
  std::optional<int> learnt = std::nullopt;
  friend bool operator==(const Record&, const Record&) = default;
};
using Dataset = std::map<std::string, Record>;

Chronicle Made(const Dataset& dataset, const std::string& file = "data") {
  ChronicleBuilder builder;
  Source source;
  source.key = "set:" + file;
  source.kind = SourceKind::kDataset;
  source.note = "read from " + file;
  const SourceId source_id = builder.Add(source);
  const auto actor_of = [&](int number) {
    const std::string key = "actor:" + std::to_string(number);
    if (const std::optional<ActorId> held = builder.FindActor(key)) return *held;
    Actor actor;
    actor.fact.key = key;
    actor.fact.source = source_id;
    // Its name follows from the rows, as a file's do.
    actor.name = "of " + std::to_string(dataset.size() % 3);
    return builder.Add(actor);
  };
  const auto place_of = [&](int number) {
    const std::string key = "place:" + std::to_string(number);
    if (const std::optional<PlaceId> held = builder.FindPlace(key)) return *held;
    Place place;
    place.fact.key = key;
    place.fact.source = source_id;
    return builder.Add(place);
  };
  std::map<std::string, EventId> ids;
  for (const auto& [key, record] : dataset) {
    ids.emplace(key, EventId(static_cast<std::uint32_t>(ids.size())));
  }
  for (const auto& [key, record] : dataset) {
    Event event;
    event.fact.key = key;
    const Day first = kStart + record.day;
    event.fact.span = Span::Exactly(Period::Of(first, first + record.days));
    event.fact.source = source_id;
    event.fact.note = record.note;
    if (record.learnt) {
      event.fact.learnt = Moment::AtTime(kStart + *record.learnt, 3600, 0).value();
    }
    event.type = EventType::kBattle;
    event.parties = {{actor_of(record.actor), Role::kSideA}};
    event.place = place_of(record.place);
    event.casualties.emplace().best = record.deaths;
    if (ids.contains(record.part_of)) event.part_of = ids.at(record.part_of);
    builder.Add(event);
  }
  Coverage coverage;
  coverage.key = "coverage";
  coverage.source = source_id;
  builder.Add(coverage);
  return builder.Build().value();
}

ArchiveVersion Whole(const std::string& name, int day) {
  return {.name = name, .published = kStart + 1000 + day};
}

Record AnyRecord(Random& random) {
  Record record;
  record.day = random.Between(0, 90);
  record.days = random.OneIn(4) ? random.Between(1, 40) : 1;
  record.deaths = random.Between(0, 3);
  record.actor = random.Between(0, 4);
  record.place = random.Between(0, 3);
  if (random.OneIn(3)) record.note = "note " + std::to_string(random.Between(0, 2));
  if (random.OneIn(4)) record.part_of = "e" + std::to_string(random.Between(0, 30));
  if (random.OneIn(3)) record.learnt = random.Between(0, 100);
  return record;
}

// The next state of a dataset: some records come, go, change, come back, or bear another key.
Dataset Next(Random& random, Dataset dataset) {
  const Dataset before = dataset;
  for (const auto& [key, record] : before) {
    if (random.OneIn(8)) dataset[key] = AnyRecord(random);
    if (random.OneIn(8)) dataset.erase(key);
    if (random.OneIn(12)) {
      dataset.erase(key);
      dataset["e" + std::to_string(random.Between(31, 60))] = record;
    }
  }
  for (int i = random.Between(0, 4); i > 0; --i) {
    dataset["e" + std::to_string(random.Between(0, 30))] = AnyRecord(random);
  }
  return dataset;
}

TEST(Archive, GivesBackEveryWholeVersionWhateverTheOrder) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Random random(seed);
    std::vector<Dataset> datasets;
    Dataset dataset;
    for (int i = 0; i < 20; ++i) dataset["e" + std::to_string(i)] = AnyRecord(random);
    for (int i = 0; i < 4; ++i) {
      datasets.push_back(dataset);
      dataset = Next(random, dataset);
    }
    std::vector<int> order = {0, 1, 2, 3};
    std::string bytes;
    do {
      Archive archive;
      for (const int i : order) {
        const Result<void> added = archive.Add(Whole("v" + std::to_string(i), 10 * i),
                                               Made(datasets[static_cast<std::size_t>(i)]));
        ASSERT_TRUE(added.ok()) << added.error();
      }
      const Result<Chronicle> built = archive.Build();
      ASSERT_TRUE(built.ok()) << built.error();
      if (!bytes.empty()) {
        ASSERT_TRUE(BytesOf(*built) == bytes);
        continue;
      }
      bytes = BytesOf(*built);
      for (int i = 0; i < 4; ++i) {
        const Chronicle version = Made(datasets[static_cast<std::size_t>(i)]);
        for (const int day : {10 * i, 10 * i + 9}) {
          const Result<Chronicle> known = AsKnown(*built, kStart + 1000 + day);
          ASSERT_TRUE(known.ok()) << known.error();
          EXPECT_EQ(Words(Diff(version, *known)), "");
          EXPECT_EQ(known->event_count(), version.event_count());
          EXPECT_EQ(Fingerprint(*known).value(), Fingerprint(version).value());
          EXPECT_EQ(known->coverage().size(), static_cast<std::size_t>(i) + 1);
        }
      }
      EXPECT_EQ(AsKnown(*built, kStart + 999)->size(), 0u);
    } while (std::next_permutation(order.begin(), order.end()));
  }
}

// What stands after a version, by the words of archive.h.
Dataset After(Dataset state, const ArchiveVersion& version, const Dataset& stated) {
  for (const std::string& key : version.deleted) state.erase(key);
  if (version.scope == Scope::kWhole) state.clear();
  if (version.scope == Scope::kPeriod) {
    std::erase_if(state, [&](const auto& entry) {
      const Day first = kStart + entry.second.day;
      return first >= version.period->first() &&
             first + entry.second.days <= version.period->last();
    });
  }
  for (const auto& [key, record] : stated) state[key] = record;
  return state;
}

struct Step {
  ArchiveVersion version;
  Dataset stated;
};

std::vector<Step> AnySteps(Random& random) {
  std::vector<Step> steps;
  Dataset state;
  for (int i = 0; i < 5; ++i) {
    Step& step = steps.emplace_back();
    step.version.name = "v" + std::to_string(i);
    step.version.published = kStart + 1000 + 10 * i;
    Dataset next = Next(random, state);
    for (auto& [key, record] : next) record.part_of.clear();
    const int scope = i == 0 ? 0 : random.Between(0, 2);
    if (scope == 0) {
      step.stated = next;
    } else if (scope == 1) {
      step.version.scope = Scope::kPeriod;
      const Day first = kStart + random.Between(0, 50);
      step.version.period = Period::Of(first, first + random.Between(1, 40));
      for (const auto& [key, record] : next) {
        const Day day = kStart + record.day;
        if (day >= first && day + record.days <= step.version.period->last()) {
          step.stated[key] = record;
        }
      }
    } else {
      step.version.scope = Scope::kUpdates;
      for (const auto& [key, record] : next) {
        if (!state.contains(key) || state[key] != record || random.OneIn(5)) {
          step.stated[key] = record;
        }
      }
      for (const auto& [key, record] : state) {
        if (!next.contains(key)) step.version.deleted.push_back(key);
      }
      if (random.OneIn(3)) step.version.deleted.push_back("zz-never-there");
    }
    state = After(state, step.version, step.stated);
  }
  return steps;
}

std::map<std::string, std::string> EventsOf(const Chronicle& chronicle) {
  std::map<std::string, std::string> events;
  for (std::uint32_t i = 0; i < chronicle.event_count(); ++i) {
    const EventView event = chronicle.event(EventId(i));
    const Event record = event.Record();
    events[std::string(event.key())] =
        ToEdtf(event.span()) + " " + std::to_string(*event.casualties()->best) + " " +
        std::string(chronicle.KeyOf(record.parties.at(0).actor)) + " " +
        std::string(chronicle.KeyOf(*record.place)) + " " + record.fact.note + " " +
        (record.fact.learnt ? ToEdtf(*record.fact.learnt) : "");
  }
  return events;
}

TEST(Archive, FollowsPeriodsAndUpdatesWhateverTheOrder) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    std::vector<Step> steps = AnySteps(random);
    std::vector<Dataset> states;
    for (const Step& step : steps) {
      states.push_back(
          After(states.empty() ? Dataset() : states.back(), step.version, step.stated));
    }
    std::string bytes;
    for (int round = 0; round < 4; ++round) {
      std::vector<Step> shuffled = steps;
      for (std::size_t i = shuffled.size(); round > 0 && i > 1; --i) {
        std::swap(shuffled[i - 1],
                  shuffled[static_cast<std::size_t>(random.Between(0, static_cast<int>(i) - 1))]);
      }
      Archive archive;
      for (const Step& step : shuffled) {
        const Result<void> added = archive.Add(step.version, Made(step.stated));
        ASSERT_TRUE(added.ok()) << added.error();
      }
      std::vector<Archive::Counts> counts;
      const Result<Chronicle> built = archive.Build(&counts);
      ASSERT_TRUE(built.ok()) << built.error();
      if (round > 0) {
        ASSERT_TRUE(BytesOf(*built) == bytes) << seed;
        continue;
      }
      bytes = BytesOf(*built);
      ASSERT_EQ(counts.size(), steps.size());
      for (std::size_t i = 0; i < steps.size(); ++i) {
        const Result<Chronicle> known = AsKnown(*built, steps[i].version.published);
        ASSERT_TRUE(known.ok()) << known.error();
        ASSERT_EQ(EventsOf(*known), EventsOf(Made(states[i]))) << seed << " " << i;

        Archive::Counts expected;
        expected.version = steps[i].version.name;
        const Dataset before = i == 0 ? Dataset() : states[i - 1];
        for (const auto& [key, record] : steps[i].stated) {
          ++(!before.contains(key)      ? expected.added
             : before.at(key) == record ? expected.unchanged
                                        : expected.changed);
        }
        for (const auto& [key, record] : before) {
          if (!states[i].contains(key)) ++expected.deleted;
        }
        for (const std::string& key : steps[i].version.deleted) {
          if (!before.contains(key)) ++expected.unknown;
        }
        expected.rekeyed = counts[i].rekeyed;  // below
        EXPECT_EQ(counts[i], expected) << seed << " " << i;
      }
    }
  }
}

TEST(Archive, IsContinuedWhereItWasLeft) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Random random(seed);
    const std::vector<Step> steps = AnySteps(random);
    Archive all;
    Archive some;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      ASSERT_TRUE(all.Add(steps[i].version, Made(steps[i].stated)).ok());
      if (i >= 3) continue;
      ASSERT_TRUE(some.Add(steps[i].version, Made(steps[i].stated)).ok());
    }
    Result<Archive> continued = Archive::Of(some.Build().value());
    ASSERT_TRUE(continued.ok()) << continued.error();
    std::vector<ArchiveVersion> versions = continued->versions();
    ASSERT_THAT(versions, SizeIs(3));
    // Nobody knows any more of what was named but was not there.
    for (std::size_t i = 0; i < 3; ++i) {
      versions[i].deleted = steps[i].version.deleted;
      EXPECT_EQ(versions[i], steps[i].version);
    }
    EXPECT_TRUE(BytesOf(continued->Build().value()) == BytesOf(some.Build().value())) << seed;
    for (std::size_t i = 3; i < steps.size(); ++i) {
      const Result<void> added = continued->Add(steps[i].version, Made(steps[i].stated));
      ASSERT_TRUE(added.ok()) << added.error();
    }
    EXPECT_TRUE(BytesOf(continued->Build().value()) == BytesOf(all.Build().value())) << seed;
  }
}

TEST(Archive, TakesAnEarlierVersionWhereAllAreWhole) {
  const Dataset a = {{"e1", {.deaths = 1}}, {"e2", {.deaths = 2}}};
  const Dataset b = {{"e1", {.deaths = 3}}};
  const Dataset c = {{"e1", {.deaths = 1}}, {"e2", {.deaths = 2}}};
  Archive all;
  ASSERT_TRUE(all.Add(Whole("1", 0), Made(a)).ok());
  ASSERT_TRUE(all.Add(Whole("2", 1), Made(b)).ok());
  ASSERT_TRUE(all.Add(Whole("3", 2), Made(c)).ok());
  Archive outer;
  ASSERT_TRUE(outer.Add(Whole("3", 2), Made(c)).ok());
  ASSERT_TRUE(outer.Add(Whole("1", 0), Made(a)).ok());
  const Chronicle two = outer.Build().value();
  EXPECT_EQ(two.event_count(), 2u);  // unchanged: each once
  Archive continued = Archive::Of(two).value();
  ASSERT_TRUE(continued.Add(Whole("2", 1), Made(b)).ok());
  EXPECT_TRUE(BytesOf(continued.Build().value()) == BytesOf(all.Build().value()));
  EXPECT_EQ(all.Build()->event_count(), 5u);

  Archive partial;
  ASSERT_TRUE(
      partial.Add({.name = "u", .published = kStart + 1002, .scope = Scope::kUpdates}, Made(a))
          .ok());
  Archive reopened = Archive::Of(partial.Build().value()).value();
  const Result<void> refused = reopened.Add(Whole("1", 0), Made(b));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), ErrorCode::kUnsupported);
}

TEST(Archive, SaysWhatWasDeletedAndWhatGoesOnUnderAnotherKey) {
  Archive archive;
  ASSERT_TRUE(archive
                  .Add(Whole("1", 0), Made({{"gone", {.day = 1}},
                                            {"old", {.day = 2, .deaths = 7}},
                                            {"twin-1", {.day = 3}},
                                            {"twin-2", {.day = 3}}}))
                  .ok());
  ASSERT_TRUE(archive
                  .Add(Whole("2", 5), Made({{"new", {.day = 2, .deaths = 7}},
                                            {"twin-3", {.day = 3}},
                                            {"fresh", {.day = 9}}}))
                  .ok());
  std::vector<Archive::Counts> counts;
  const Chronicle built = archive.Build(&counts).value();
  ASSERT_THAT(counts, SizeIs(2));
  EXPECT_EQ(counts[1], (Archive::Counts{.version = "2", .added = 3, .deleted = 4, .rekeyed = 1}));

  const std::string day = ToString(kStart + 1005);
  std::set<std::string> keys;
  for (const Claim& claim : built.claims()) keys.insert(claim.fact.key);
  // Which of the twins goes on nobody knows.
  EXPECT_EQ(keys,
            (std::set<std::string>{"archive:deleted/gone/" + day, "archive:deleted/twin-1/" + day,
                                   "archive:deleted/twin-2/" + day, "archive:rekeyed/old/" + day}));
  const FactRef gone = *built.FindRow(Table::kEvents, "gone");
  ASSERT_THAT(built.ClaimsAbout(gone), SizeIs(1));
  const Claim& claim = built.claim(built.ClaimsAbout(gone)[0]);
  EXPECT_TRUE(claim.negated);
  EXPECT_EQ(built.source(*claim.fact.source).version, "2");
  EXPECT_EQ(built.event(std::get<EventId>(gone)).known().superseded, kStart + 1005);
  const Claim& rekeyed = built.claims().back();
  ASSERT_THAT(rekeyed.about, SizeIs(2));
  EXPECT_EQ(built.KeyOf(rekeyed.about[0]), "old");
  EXPECT_EQ(built.KeyOf(rekeyed.about[1]), "new");
  EXPECT_EQ(rekeyed.modality, Modality::kEvaluated);

  EXPECT_EQ(
      Words(Diff(AsKnown(built, kStart + 1004).value(), AsKnown(built, kStart + 1005).value())),
      "actors changed actor:0 name\n"
      "events added fresh\n"
      "events deleted gone\n"
      "events rekeyed new was old\n"
      "events deleted twin-1\n"
      "events deleted twin-2\n"
      "events added twin-3\n");
}

TEST(Archive, RefusesWhatContradictsItself) {
  const auto refusal = [](const ArchiveVersion& version, const Chronicle& rows) {
    Archive archive;
    EXPECT_TRUE(archive.Add(Whole("1", 0), Made({{"e", {}}})).ok());
    const Result<void> added = archive.Add(version, rows);
    EXPECT_THAT(archive.versions(), SizeIs(added.ok() ? 2 : 1));
    return added.ok() ? "taken" : added.error().ToString();
  };
  const Chronicle good = Made({{"e", {.deaths = 1}}});
  EXPECT_EQ(refusal(Whole("2", 1), good), "taken");
  EXPECT_THAT(refusal(Whole("1", 1), good), HasSubstr("has a version of this name"));
  EXPECT_THAT(refusal(Whole("2 b", 1), good), HasSubstr("letters, digits"));
  EXPECT_THAT(refusal({.name = "2"}, good), HasSubstr("published on a day"));
  EXPECT_THAT(refusal({.name = "2", .published = kStart, .scope = Scope::kPeriod}, good),
              HasSubstr("a version of a period"));
  EXPECT_THAT(refusal({.name = "2", .published = kStart, .period = Period::Always()}, good),
              HasSubstr("a version of a period"));
  EXPECT_THAT(refusal({.name = "2", .published = kStart, .deleted = {"e"}}, good),
              HasSubstr("only updates name"));
  EXPECT_THAT(refusal({.name = "2",
                       .published = kStart,
                       .scope = Scope::kPeriod,
                       .period = Period::Of(kStart + 1, kStart + 5)},
                      good),
              HasSubstr("outside its period lies perhaps e"));

  const auto changed = [&](auto change) {
    ChronicleBuilder builder;
    Source source;
    source.key = "s";
    builder.Add(source);
    Actor actor;
    actor.fact.key = "a";
    actor.fact.source = SourceId(0);
    builder.Add(actor);
    change(builder);
    return builder.Build().value();
  };
  EXPECT_THAT(refusal(Whole("2", 1), Chronicle()), HasSubstr("one source, this one 0"));
  EXPECT_THAT(refusal(Whole("2", 1), changed([](ChronicleBuilder& builder) {
                        Source source;
                        source.key = "t";
                        builder.Add(source);
                      })),
              HasSubstr("one source, this one 2"));
  EXPECT_THAT(refusal(Whole("2", 1), changed([](ChronicleBuilder& builder) {
                        builder.source_at(SourceId(0)).published = Moment::OnDay(kStart);
                      })),
              HasSubstr("says that it was published 2024-01-01"));
  EXPECT_THAT(refusal(Whole("2", 1), changed([](ChronicleBuilder& builder) {
                        Observation observation;
                        observation.fact.key = "o";
                        observation.fact.source = SourceId(0);
                        builder.Add(observation);
                      })),
              HasSubstr("this version has observations"));
  EXPECT_THAT(refusal(Whole("2", 1), changed([](ChronicleBuilder& builder) {
                        builder.actor_at(ActorId(0)).fact.learnt = Moment::OnDay(kStart);
                      })),
              HasSubstr("not so a"));
  EXPECT_THAT(refusal(Whole("2", 1), changed([](ChronicleBuilder& builder) {
                        Actor& actor = builder.actor_at(ActorId(0));
                        actor.fact.learnt = Moment::OnDay(kStart);
                        actor.fact.superseded = kStart + 1;
                      })),
              HasSubstr("superseded is a"));
}

TEST(Archive, RefusesTwoVersionsOfOneDayThatDisagree) {
  Archive archive;
  ASSERT_TRUE(archive.Add(Whole("a", 0), Made({{"e", {.deaths = 1}}, {"f", {}}})).ok());
  ASSERT_TRUE(archive.Add(Whole("b", 0), Made({{"e", {.deaths = 1}}, {"f", {}}})).ok());
  EXPECT_TRUE(archive.Build().ok());
  ASSERT_TRUE(archive.Add(Whole("c", 0), Made({{"e", {.deaths = 2}}, {"f", {}}})).ok());
  const Result<Chronicle> built = archive.Build();
  ASSERT_FALSE(built.ok());
  EXPECT_EQ(built.error().code(), ErrorCode::kDuplicate);
  EXPECT_THAT(built.error().ToString(), HasSubstr("versions a and c, published on one day"));
}

TEST(Archive, IsNoOtherChronicle) {
  const Result<Archive> archive = Archive::Of(Made({{"e", {}}}));
  ASSERT_FALSE(archive.ok());
  EXPECT_EQ(archive.error().code(), ErrorCode::kInvalidArgument);
}

TEST(Archive, IsMuchSmallerThanItsVersions) {
  Random random(9);
  Dataset dataset;
  for (int i = 0; i < 3000; ++i) {
    Record record = AnyRecord(random);
    record.note = "Some words about what happened there, number " + std::to_string(i);
    dataset["e" + std::to_string(i)] = record;
  }
  Archive archive;
  std::size_t separately = 0;
  for (int i = 0; i < 10; ++i) {
    const Chronicle version = Made(dataset);
    separately += BytesOf(version).size();
    ASSERT_TRUE(archive.Add(Whole("v" + std::to_string(i), i), version).ok());
    for (int n = 0; n < 60; ++n) {
      dataset["e" + std::to_string(random.Between(0, 2999))].deaths = random.Between(0, 9);
    }
  }
  EXPECT_LT(5 * BytesOf(archive.Build().value()).size(), separately);
}

// --- Of any chronicle.

std::set<std::string> Standing(const Chronicle& chronicle, Table table, std::optional<Day> day) {
  std::set<std::string> keys;
  const Timeline timeline =
      day ? chronicle.timeline(table).AsKnown(*day) : chronicle.timeline(table);
  for (Row row = 0; row < timeline.size(); ++row) {
    if (timeline.Stands(row) == Truth::kNo) continue;
    FactRef ref = SourceId(0);
    if (table == Table::kActors) ref = ActorId(row);
    if (table == Table::kPlaces) ref = PlaceId(row);
    if (table == Table::kEvents) ref = EventId(row);
    if (table == Table::kRelations) ref = RelationId(row);
    if (table == Table::kClaims) ref = ClaimId(row);
    keys.insert(std::string(chronicle.KeyOf(ref)));
  }
  return keys;
}

TEST(AsKnown, HasWhatStood) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const Chronicle chronicle = chronicle_test::RandomChronicle(seed).Make();
    for (const int day : {-1, 3, 7, 12, 20, 40}) {
      const Day known_on = Day::FromNumber(day);
      const Result<Chronicle> known = AsKnown(chronicle, known_on);
      ASSERT_TRUE(known.ok()) << seed << " " << day << " " << known.error();
      for (const Table table : {Table::kEvents, Table::kRelations, Table::kClaims}) {
        const std::set<std::string> expected = Standing(chronicle, table, known_on);
        // What rows refer to comes along.
        for (const std::string& key : expected) {
          EXPECT_TRUE(known->FindRow(table, key)) << seed << " " << day << " " << key;
        }
      }
      for (std::uint32_t i = 0; i < known->event_count(); ++i) {
        const std::optional<Day> superseded = known->event(EventId(i)).Record().fact.superseded;
        const std::string key(known->event(EventId(i)).key());
        const bool stands = Standing(*known, Table::kEvents, std::nullopt).contains(key);
        EXPECT_TRUE(stands || superseded) << seed << " " << day << " " << key;
      }
    }
  }
}

TEST(Diff, OfAChronicleWithItselfIsEmpty) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const Chronicle chronicle = chronicle_test::RandomChronicle(seed).Make();
    const Difference difference = Diff(chronicle, chronicle);
    EXPECT_THAT(difference.rows, IsEmpty());
    EXPECT_THAT(difference.tables, SizeIs(kTokens<Table>.size() - 1));
    for (const TableDifference& table : difference.tables) {
      EXPECT_EQ(table.before, table.unchanged);
      EXPECT_EQ(table.after, table.unchanged);
    }
  }
}

TEST(Diff, NamesTheFieldsThatDiffer) {
  const Dataset before = {{"e", {.day = 1, .actor = 1, .part_of = "f"}}, {"f", {}}};
  Dataset after = before;
  EXPECT_EQ(Words(Diff(Made(before), Made(after, "other"))), "");
  after["e"].day = 2;
  after["e"].note = "now";
  after["e"].learnt = 5;
  EXPECT_EQ(Words(Diff(Made(before), Made(after))), "events changed e span learnt note\n");
  after = before;
  after["e"].part_of = "";
  after["e"].place = 3;
  EXPECT_EQ(Words(Diff(Made(before), Made(after))),
            "places added place:3\nevents changed e place part_of\n");
  after = before;
  after["e"].actor = 2;
  EXPECT_EQ(Words(Diff(Made(before), Made(after))),
            "actors rekeyed actor:2 was actor:1\nevents changed e parties\n");
}

TEST(Fingerprint, FollowsFromTheRowsAlone) {
  const Dataset dataset = {{"e", {.day = 1}}, {"f", {.deaths = 3}}};
  const std::string fingerprint = Fingerprint(Made(dataset)).value();
  EXPECT_THAT(fingerprint, SizeIs(16));
  EXPECT_EQ(Fingerprint(Made(dataset, "elsewhere")).value(), fingerprint);
  Dataset other = dataset;
  other["e"].day = 2;
  EXPECT_NE(Fingerprint(Made(other)).value(), fingerprint);
  other = dataset;
  other["g"] = {};
  EXPECT_NE(Fingerprint(Made(other)).value(), fingerprint);
}

}  // namespace
}  // namespace casus
