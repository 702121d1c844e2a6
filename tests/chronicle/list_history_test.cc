// Lists of several days in one chronicle: against lists that are maps and a truth of each day, in
// every order.

#include "casus/chronicle/list_history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "casus/analysis/sanctions.h"
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

const Day kStart = Day::FromYmd(2024, 1, 1);

// What a list says of an entry, apart from its number.
struct Entry {
  std::string name = "A";
  std::set<std::string> programmes = {"P"};
  std::string remarks = {};
  std::optional<int> listed = std::nullopt;  // the list's own day
  std::string linked_to = {};                // another's number
  friend bool operator==(const Entry&, const Entry&) = default;
};
using List = std::map<std::string, Entry>;

Moment On(int day) { return Moment::OnDay(kStart + day); }

template <typename RowType>
RowType RowOf(const std::string& key) {
  RowType row;
  row.fact.key = key;
  row.fact.source = SourceId(0);
  return row;
}
Actor ActorOf(const std::string& key, const std::string& name) {
  Actor actor = RowOf<Actor>(key);
  actor.name = name;
  return actor;
}

// A list as a reader leaves it.
Chronicle Made(const List& list, int day, const std::string& prefix = "x:") {
  ChronicleBuilder builder;
  Source source;
  source.key = "file";
  source.note = "read from a file";
  source.published = On(day);
  source.publisher = ActorId(0);
  builder.Add(source);
  const auto seen_since = [&](std::optional<int> listed) {
    const Moment first = listed ? On(*listed) : Moment::NotAfter(kStart + day);
    return Span::Make(first, Moment::NotBefore(kStart + day)).value();
  };
  builder.Add(ActorOf(prefix + "sender", "Sender"));
  std::map<std::string, ActorId> actors;
  std::map<std::string, RegimeId> regimes;
  for (const auto& [number, entry] : list) {
    Actor actor = ActorOf(prefix + number, entry.name);
    actor.fact.locator = "number " + number;
    actor.fact.note = entry.remarks;
    actor.codes.push_back({CodeSystem::kOfacUid, number, std::nullopt});
    actors.emplace(number, builder.Add(actor));
    for (const std::string& programme : entry.programmes) {
      if (!regimes.contains(programme)) {
        Regime regime = RowOf<Regime>(prefix + "programme:" + programme);
        regime.name = programme;
        regime.senders = {ActorId(0)};
        regimes.emplace(programme, builder.Add(regime));
      }
      Designation designation = RowOf<Designation>(prefix + number + ":" + programme);
      designation.fact.span = seen_since(entry.listed);
      designation.regime = regimes.at(programme);
      designation.target = actors.at(number);
      designation.measures = {Measure::kAssetFreeze};
      builder.Add(designation);
    }
  }
  for (const auto& [number, entry] : list) {
    if (!actors.contains(entry.linked_to)) continue;
    Relation relation = RowOf<Relation>(prefix + number + ":linked-to:" + entry.linked_to);
    relation.fact.span = seen_since(std::nullopt);
    relation.kind = RelationKind::kActsFor;
    relation.from = actors.at(number);
    relation.to = actors.at(entry.linked_to);
    builder.Add(relation);
  }
  Coverage coverage;
  coverage.key = "file:coverage";
  coverage.source = SourceId(0);
  coverage.table = Table::kDesignations;
  coverage.period = Period::Of(kStart + day, kStart + day + 1);
  builder.Add(coverage);
  return builder.Build().value();
}

struct Step {
  int day = 0;
  List list = {};
  bool complete = true;
  std::vector<std::string> refused = {};
};

ListVersion VersionOf(const Step& step, const std::string& list = "x") {
  return {.list = list,
          .name = "d" + std::to_string(step.day),
          .published = kStart + step.day,
          .complete = step.complete,
          .refused = step.refused};
}

ListHistory HistoryOf(const std::vector<Step>& steps) {
  ListHistory history;
  for (const Step& step : steps) {
    const Result<void> added = history.Add(VersionOf(step), Made(step.list, step.day));
    EXPECT_TRUE(added.ok()) << added.error();
  }
  return history;
}

Chronicle BuiltOf(const std::vector<Step>& steps) {
  Result<Chronicle> built = HistoryOf(steps).Build();
  EXPECT_TRUE(built.ok()) << built.error();
  return *std::move(built);
}

// The designations that stand, with their spans.
std::map<std::string, std::string> Periods(const Chronicle& chronicle) {
  std::map<std::string, std::string> periods;
  for (const Designation& row : chronicle.designations()) {
    if (!row.fact.superseded) periods[row.fact.key] = ToEdtf(row.fact.span);
  }
  return periods;
}
using Expected = std::map<std::string, std::string>;

// What a history gives back of a day is the list of that day, row for row.
void ExpectListOf(const Chronicle& history, const Step& step, int day) {
  const Chronicle list = Made(step.list, step.day);
  const Result<Chronicle> known = AsKnown(history, kStart + day);
  ASSERT_TRUE(known.ok()) << known.error();
  EXPECT_EQ(Words(Diff(list, *known)), "") << step.day << " on " << day;
  EXPECT_EQ(known->actors().size(), list.actors().size());
  EXPECT_EQ(known->designations().size(), list.designations().size());
  EXPECT_EQ(known->relations().size(), list.relations().size());
  EXPECT_THAT(known->claims(), IsEmpty());
  if (const Result<std::string> fingerprint = Fingerprint(*known); fingerprint.ok()) {
    EXPECT_EQ(*fingerprint, Fingerprint(list).value());
  }
}

// --- The example of the header, and what else it says.

TEST(ListHistory, MakesPeriodsOfLists) {
  const List a = {{"1", {}}}, ab = {{"1", {}}, {"2", {}}}, abc = {{"1", {}}, {"2", {}}, {"3", {}}};
  const std::vector<Step> steps = {{9, ab}, {40, a}, {69, abc}, {100, ab}};
  std::vector<ListHistory::Counts> counts;
  const Chronicle built = HistoryOf(steps).Build(&counts).value();
  EXPECT_EQ(
      Periods(built),
      (Expected{{"x:1:P", "[..2024-01-10]/[2024-04-10..]"},
                {"x:2:P", "[2024-02-11..2024-03-10]/[2024-04-10..]"},
                {"x:2:P/until/2024-02-10", "[..2024-01-10]/[2024-01-10..2024-02-09]"},
                {"x:3:P/until/2024-04-10", "[2024-02-11..2024-03-10]/[2024-03-10..2024-04-09]"}}));
  using Counts = ListHistory::Counts;
  EXPECT_EQ(counts, (std::vector<Counts>{
                        {.list = "x", .version = "d9", .added = 2},
                        {.list = "x", .version = "d40", .unchanged = 1, .delisted = 1},
                        {.list = "x", .version = "d69", .added = 1, .relisted = 1, .unchanged = 1},
                        {.list = "x", .version = "d100", .unchanged = 2, .delisted = 1}}));
  EXPECT_THAT(built.claims(), IsEmpty());
  EXPECT_TRUE(IsListHistory(built));
  EXPECT_FALSE(IsListHistory(Made(a, 9)));
}

TEST(ListHistory, AnswersWhoWasListed) {
  const List a = {{"1", {}}}, ab = {{"1", {}}, {"2", {}}};
  const Chronicle built = BuiltOf({{10, ab}, {20, a}, {30, a}, {40, ab}});
  const ActorId two = *built.FindActor("x:2");
  const ActorId sender = *built.FindActor("x:sender");
  const auto status = [&](ActorId actor, int day, std::optional<int> known = std::nullopt) {
    SanctionFilter filter;
    if (known) filter.as_known = kStart + *known;
    const ListingStatus answer = StatusOn(built, actor, kStart + day, filter);
    return std::string(ToString(answer.state)) + " " + std::string(ToString(answer.truth));
  };
  EXPECT_EQ(status(two, 5), "listed possible");
  EXPECT_EQ(status(two, 10), "listed certain");
  EXPECT_EQ(status(two, 19), "listed possible");
  EXPECT_EQ(status(two, 20), "delisted possible") << "lists do not claim to be complete";
  EXPECT_EQ(status(two, 30), "delisted possible");
  EXPECT_EQ(status(two, 31), "listed possible");
  EXPECT_EQ(status(two, 40), "listed certain");
  EXPECT_EQ(status(two, 41), "listed possible");
  // Whom no list has.
  EXPECT_EQ(status(sender, 9), "not_covered certain");
  EXPECT_EQ(status(sender, 10), "never_seen possible");
  EXPECT_EQ(status(sender, 15), "not_covered certain");
  EXPECT_EQ(status(sender, 40), "never_seen possible");
  EXPECT_EQ(status(sender, 41), "not_covered certain");
  // What later lists said nobody knew.
  EXPECT_EQ(status(two, 19, 10), "listed possible");
  EXPECT_EQ(status(two, 30, 25), "delisted possible");
  EXPECT_EQ(status(two, 40, 39), "delisted possible");

  const Chronicle later = BuiltOf({{10, a}, {20, ab}});
  const ListingStatus before = StatusOn(later, *later.FindActor("x:2"), kStart + 10);
  EXPECT_EQ(before.state, ListingState::kNotYet);
  EXPECT_THAT(before.later, SizeIs(1));
}

TEST(ListHistory, BeginsOnTheListsOwnDateWhereItCan) {
  const List dated = {{"1", {.listed = 2}}, {"2", {.listed = 15}}};
  // 1 was listed before the first list, 2 between two; then both were off, and came back.
  const Chronicle built =
      BuiltOf({{10, {{"1", {.listed = 2}}}}, {20, dated}, {30, {}}, {40, dated}});
  EXPECT_EQ(Periods(built),
            (Expected{{"x:1:P/until/2024-01-31", "2024-01-03/[2024-01-21..2024-01-30]"},
                      {"x:2:P/until/2024-01-31", "2024-01-16/[2024-01-21..2024-01-30]"},
                      {"x:1:P", "[2024-02-01..2024-02-10]/[2024-02-10..]"},
                      {"x:2:P", "[2024-02-01..2024-02-10]/[2024-02-10..]"}}));
  ASSERT_THAT(built.claims(), SizeIs(2));
  const Claim& claim = built.claims()[0];
  EXPECT_EQ(claim.fact.key, "archive:own-date/x:1:P/2024-02-10");
  EXPECT_THAT(claim.proposition, HasSubstr("2024-01-03/"));
  EXPECT_EQ(built.KeyOf(claim.about.at(0)), "x:1:P");
  ExpectListOf(built, {40, dated}, 40);
}

// A list of one entry, whose designation has this span.
Chronicle MadeWith(const std::string& edtf, int day) {
  const Chronicle plain = Made({{"1", {}}}, day);
  ChronicleBuilder builder;
  builder.Add(plain.sources()[0]);
  for (const Actor& actor : plain.actors()) builder.Add(actor);
  builder.Add(plain.regimes()[0]);
  Designation designation = plain.designations()[0];
  designation.fact.span = ParseEdtfSpan(edtf).value();
  builder.Add(designation);
  return builder.Build().value();
}

// Of lists of 2024-01-06 without it, of 11 and 21 January with it, and of 31 without it.
std::string PeriodOf(const std::string& edtf, std::size_t claims, bool is_new = true) {
  ListHistory history;
  if (is_new) {
    EXPECT_TRUE(history.Add(VersionOf({5}), Made({}, 5)).ok());
  }
  for (const int day : {10, 20}) {
    EXPECT_TRUE(history.Add(VersionOf({day}), MadeWith(edtf, day)).ok());
  }
  EXPECT_TRUE(history.Add(VersionOf({30}), Made({}, 30)).ok());
  const Chronicle built = history.Build().value();
  EXPECT_THAT(built.claims(), SizeIs(claims)) << edtf;
  EXPECT_EQ(Words(Diff(MadeWith(edtf, 20), AsKnown(built, kStart + 20).value())), "") << edtf;
  EXPECT_TRUE(BytesOf(ListHistory::Of(built)->Build().value()) == BytesOf(built)) << edtf;
  return Periods(built).at("x:1:P/until/2024-01-31");
}

TEST(ListHistory, WeighsTheListsOwnDates) {
  const std::string lists = "[2024-01-07..2024-01-11]/[2024-01-21..2024-01-30]";
  // Nothing said, a date of the time in between, vague ones of which the lists leave a part.
  EXPECT_EQ(PeriodOf(ToEdtf(Span::Unknown()), 0), lists);
  EXPECT_EQ(PeriodOf("2024-01-08/", 0), "2024-01-08/[2024-01-21..2024-01-30]");
  EXPECT_EQ(PeriodOf("2024-01/", 0), "[2024-01-07..2024-01-31]/[2024-01-21..2024-01-30]");
  EXPECT_EQ(PeriodOf("2024-01/", 0, false), "2024-01/[2024-01-21..2024-01-30]");
  // A begin that the lists rule out: before one without it, or after it was gone.
  EXPECT_EQ(PeriodOf("2024-01-06/", 1), lists);
  EXPECT_EQ(PeriodOf("2024-03-01/", 1), lists);
  EXPECT_EQ(PeriodOf("../2024-05-01", 1), lists);
  // Ends: one before it was gone is the list's word; a later one was not waited for.
  EXPECT_EQ(PeriodOf("2024-01-08/2024-01-25", 0), "2024-01-08/2024-01-25");
  EXPECT_EQ(PeriodOf("2024-01-08/2024-12-31", 0), "2024-01-08/[2024-01-21..2024-01-30]");
  EXPECT_EQ(PeriodOf("2024-01-08/..", 0), "2024-01-08/[2024-01-21..2024-01-30]");
  // Ended before it was there.
  EXPECT_EQ(PeriodOf("2023-12-01/2023-12-31", 1), lists);
}

TEST(ListHistory, TakesARangeUpToTheDayOfTheListForTheSameOnEveryList) {
  ListHistory history;
  const auto span = [](int day) {
    return "[2023-11-05.." + ToString(kStart + day) + "]/[" + ToString(kStart + day) + "..]";
  };
  for (const int day : {10, 20}) {
    ASSERT_TRUE(history.Add(VersionOf({day}), MadeWith(span(day), day)).ok());
  }
  std::vector<ListHistory::Counts> counts;
  const Chronicle built = history.Build(&counts).value();
  EXPECT_EQ(counts.at(1).unchanged, 1u);
  EXPECT_EQ(Periods(built).at("x:1:P"), "[2023-11-05..2024-01-11]/[2024-01-21..]");
  for (const int day : {10, 20}) {
    EXPECT_EQ(Words(Diff(MadeWith(span(day), day), AsKnown(built, kStart + day).value())), "");
  }
}

TEST(ListHistory, KeepsWhatRowsReferTo) {
  const auto made = [](int day, const std::string& note) {
    ChronicleBuilder builder;
    Source source;
    source.key = "s";
    source.publisher = ActorId(0);
    builder.Add(source);
    builder.Add(ActorOf("council", "Council"));
    Place country = RowOf<Place>("country");
    country.fact.note = note;
    builder.Add(country);
    Place region = RowOf<Place>("region");
    region.parents.push_back({PlaceId(0), {}, {}});
    builder.Add(region);
    Regime regime = RowOf<Regime>("regime");
    regime.senders = {ActorId(0)};
    builder.Add(regime);
    Instrument instrument = RowOf<Instrument>("act");
    instrument.regime = RegimeId(0);
    builder.Add(instrument);
    Designation designation = RowOf<Designation>("d");
    designation.regime = RegimeId(0);
    designation.instrument = InstrumentId(0);
    designation.target = PlaceId(1);
    builder.Add(designation);
    Coverage coverage;
    coverage.key = "c";
    coverage.source = SourceId(0);
    coverage.table = Table::kDesignations;
    coverage.place = PlaceId(0);
    coverage.period = Period::Of(kStart + day, kStart + day + 1);
    builder.Add(coverage);
    return builder.Build().value();
  };
  ListHistory history;
  ASSERT_TRUE(history.Add(VersionOf({10}), made(10, "before")).ok());
  ASSERT_TRUE(history.Add(VersionOf({20}), made(20, "after")).ok());
  const Chronicle built = history.Build().value();
  EXPECT_TRUE(BytesOf(ListHistory::Of(built)->Build().value()) == BytesOf(built));
  for (const auto& [day, note] : {std::pair(10, "before"), std::pair(20, "after")}) {
    const Chronicle known = AsKnown(built, kStart + day).value();
    EXPECT_EQ(Words(Diff(made(day, note), known)), "");
    EXPECT_EQ(known.actors()[known.sources()[0].publisher->value()].name, "Council");
    EXPECT_EQ(known.place(*known.coverage()[0].place).fact.key, "country");
  }
}

TEST(ListHistory, IsSilentOfWhatWasRefused) {
  const List a = {{"1", {}}}, ab = {{"1", {}}, {"2", {}}};
  const Expected on_all = {{"x:1:P", "[..2024-01-11]/[2024-01-31..]"},
                           {"x:2:P", "[..2024-01-11]/[2024-01-31..]"}};
  EXPECT_NE(Periods(BuiltOf({{10, ab}, {20, a}, {30, ab}})), on_all);
  for (const std::string key : {"x:2", "x:2:P"}) {
    EXPECT_EQ(Periods(BuiltOf({{10, ab}, {20, a, true, {key}}, {30, ab}})), on_all) << key;
  }
  EXPECT_EQ(Periods(BuiltOf({{10, ab}, {20, a, false}, {30, ab}})), on_all);
  // Nor does it say when somebody came, or went.
  EXPECT_EQ(
      Periods(BuiltOf({{10, a}, {20, a, false}, {30, ab}, {35, {}, false}, {40, a}})),
      (Expected{{"x:1:P", "[..2024-01-11]/[2024-02-10..]"},
                {"x:2:P/until/2024-02-10", "[2024-01-12..2024-01-31]/[2024-01-31..2024-02-09]"}}));
}

TEST(ListHistory, TellsListsApart) {
  const List a = {{"1", {}}}, b = {{"2", {}}};
  ListHistory history;
  ASSERT_TRUE(history.Add(VersionOf({10, a}, "x"), Made(a, 10, "x:")).ok());
  ASSERT_TRUE(history.Add(VersionOf({10, b}, "y"), Made(b, 10, "y:")).ok());
  ASSERT_TRUE(history.Add(VersionOf({20, a}, "x"), Made(a, 20, "x:")).ok());
  const Chronicle built = history.Build().value();
  EXPECT_EQ(Periods(built), (Expected{{"x:1:P", "[..2024-01-11]/[2024-01-21..]"},
                                      {"y:2:P", "[..2024-01-11]/[2024-01-11..]"}}));
  EXPECT_EQ(AsKnown(built, kStart + 20)->designations().size(), 2u);
  ListHistory continued = ListHistory::Of(built).value();
  EXPECT_EQ(continued.versions(), history.versions());
  EXPECT_TRUE(BytesOf(continued.Build().value()) == BytesOf(built));
}

TEST(ListHistory, SaysWhatGoesOnUnderAnotherNumber) {
  const Entry b{.name = "B", .remarks = "DOB 1970"};
  const List before = {{"1", {}}, {"2", b}, {"7", {.name = "C"}}, {"8", {.name = "C"}}};
  const List after = {{"1", {}}, {"5", b}, {"9", {.name = "C"}}};
  std::vector<ListHistory::Counts> counts;
  const Chronicle built = HistoryOf({{10, before}, {20, after}}).Build(&counts).value();
  EXPECT_EQ(
      counts.at(1),
      (ListHistory::Counts{
          .list = "x", .version = "d20", .added = 2, .unchanged = 1, .delisted = 3, .rekeyed = 1}));
  ASSERT_THAT(built.claims(), SizeIs(1));  // of the two named C nobody knows
  const Claim& claim = built.claims()[0];
  EXPECT_EQ(claim.fact.key, "archive:rekeyed/x:2/2024-01-21");
  EXPECT_EQ(claim.modality, Modality::kEvaluated);
  EXPECT_EQ(built.KeyOf(claim.about.at(0)), "x:2");
  EXPECT_EQ(built.KeyOf(claim.about.at(1)), "x:5");
  // An entry that a list does not have for certain is not gone.
  EXPECT_THAT(BuiltOf({{10, before}, {20, after, false}}).claims(), IsEmpty());
  EXPECT_THAT(BuiltOf({{10, before}, {20, after, true, {"x:2"}}}).claims(), IsEmpty());
}

TEST(ListHistory, KeepsRelationsThatAListHasNoMore) {
  const List linked = {{"1", {.linked_to = "2"}}, {"2", {}}}, apart = {{"1", {}}, {"2", {}}};
  const Chronicle built = BuiltOf({{10, linked}, {20, apart}, {30, apart}});
  std::map<std::string, std::string> standing;
  for (const Relation& row : built.relations()) {
    if (!row.fact.superseded) standing[row.fact.key] = ToEdtf(row.fact.span);
  }
  EXPECT_EQ(standing,
            (Expected{{"x:1:linked-to:2/until/2024-01-21", "[..2024-01-11]/[2024-01-11..]"}}));
  ExpectListOf(built, {10, linked}, 19);
  ExpectListOf(built, {30, apart}, 30);
}

// --- Against what a day is.

template <typename T>
std::vector<T> Shuffled(Random& random, std::vector<T> values) {
  for (std::size_t i = values.size(); i > 1; --i) {
    std::swap(values[i - 1],
              values[static_cast<std::size_t>(random.Between(0, static_cast<int>(i) - 1))]);
  }
  return values;
}

Entry AnyEntry(Random& random) {
  Entry entry;
  entry.name = "name " + std::to_string(random.Between(0, 3));
  entry.programmes.clear();
  for (const char* const programme : {"P", "Q", "R"}) {
    if (random.OneIn(2)) entry.programmes.insert(programme);
  }
  if (entry.programmes.empty()) entry.programmes.insert("P");
  if (random.OneIn(2)) entry.remarks = "remarks " + std::to_string(random.Between(0, 2));
  if (random.OneIn(3)) entry.linked_to = std::to_string(random.Between(0, 9));
  return entry;
}

// Lists of some days; now and then one that is not complete, where there may be.
std::vector<Step> AnySteps(Random& random, bool all_complete) {
  std::vector<Step> steps;
  List list;
  int day = 0;
  for (int i = 0; i < 7; ++i) {
    day += random.Between(1, 9);
    const List before = list;
    for (const auto& [number, entry] : before) {
      if (random.OneIn(4)) list.erase(number);
      if (random.OneIn(6)) list[number] = AnyEntry(random);
    }
    for (int n = random.Between(0, 3); n > 0; --n) {
      const std::string number = std::to_string(random.Between(0, 9));
      list.try_emplace(number, AnyEntry(random));
    }
    Step& step = steps.emplace_back(Step{day, list});
    if (all_complete || !random.OneIn(3)) continue;
    step.complete = random.OneIn(2);
    for (const auto& [number, entry] : before) {
      if (!random.OneIn(3)) continue;
      step.list.erase(number);
      if (step.complete) step.refused.push_back("x:" + number);
    }
  }
  return steps;
}

bool Has(const Step& step, const std::string& key) {
  for (const auto& [number, entry] : step.list) {
    for (const std::string& programme : entry.programmes) {
      if (key == "x:" + number + ":" + programme) return true;
    }
  }
  return false;
}
bool SaysNothingOf(const Step& step, const std::string& key) {
  if (Has(step, key)) return false;
  return !step.complete ||
         std::count(step.refused.begin(), step.refused.end(), key.substr(0, key.rfind(':'))) > 0;
}

// Was it on the list on the day, by the lists before and after that say something of it?
Truth WasListed(const std::vector<Step>& steps, const std::string& key, int day) {
  std::optional<bool> before;
  std::optional<bool> after;
  for (const Step& step : steps) {
    if (SaysNothingOf(step, key)) continue;
    if (step.day <= day) before = Has(step, key);
    if (step.day >= day && !after) after = Has(step, key);
  }
  if (before == true && after == true) return Truth::kCertain;
  return before == true || after == true ? Truth::kPossible : Truth::kNo;
}

Truth HeldOn(const Chronicle& chronicle, const std::string& key, int day) {
  Truth truth = Truth::kNo;
  for (const Designation& row : chronicle.designations()) {
    const std::string& of = row.fact.key;
    if (row.fact.superseded || (of != key && !of.starts_with(key + "/until/"))) continue;
    truth = Or(truth, HoldsAt(row.fact.span, kStart + day));
  }
  return truth;
}

TEST(ListHistory, AgreesWithEveryDayWhateverTheOrder) {
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    Random random(seed);
    const bool all_complete = random.OneIn(2);
    const std::vector<Step> steps = AnySteps(random, all_complete);
    std::string bytes;
    // Snapshots are written and synced, so that few seeds have to do.
    for (int round = 0; round < (seed <= 4 ? 4 : 1); ++round) {
      const Chronicle built = BuiltOf(round > 0 ? Shuffled(random, steps) : steps);
      if (round > 0) {
        ASSERT_TRUE(BytesOf(built) == bytes) << seed;
        continue;
      }
      if (seed <= 4) bytes = BytesOf(built);
      for (int number = 0; number <= 9; ++number) {
        for (const char* const programme : {"P", "Q", "R"}) {
          const std::string key = "x:" + std::to_string(number) + ":" + programme;
          for (int day = 0; day <= steps.back().day + 2; ++day) {
            ASSERT_EQ(HeldOn(built, key, day), WasListed(steps, key, day))
                << seed << " " << key << " on " << day;
          }
        }
      }
      for (std::size_t i = 0; all_complete && i < steps.size(); ++i) {
        ExpectListOf(built, steps[i], steps[i].day);
        if (i + 1 < steps.size()) ExpectListOf(built, steps[i], steps[i + 1].day - 1);
      }
    }
  }
}

TEST(ListHistory, CountsWhatAListChanged) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Random random(seed);
    const std::vector<Step> steps = AnySteps(random, true);
    std::vector<ListHistory::Counts> counts;
    ASSERT_TRUE(HistoryOf(steps).Build(&counts).ok());
    ASSERT_THAT(counts, SizeIs(steps.size()));
    std::set<std::string> ever;
    std::map<std::string, Entry> before;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      std::map<std::string, Entry> now;
      for (auto [number, entry] : steps[i].list) {
        entry.linked_to.clear();
        for (const std::string& programme : steps[i].list.at(number).programmes) {
          entry.programmes = {programme};
          now["x:" + number + ":" + programme] = entry;
        }
      }
      ListHistory::Counts expected{.list = "x", .version = VersionOf(steps[i]).name};
      for (const auto& [key, entry] : now) {
        ++(before.contains(key) ? (before[key] == entry ? expected.unchanged : expected.changed)
           : ever.contains(key) ? expected.relisted
                                : expected.added);
        ever.insert(key);
      }
      for (const auto& [key, entry] : before) expected.delisted += !now.contains(key);
      expected.rekeyed = counts[i].rekeyed;  // see above
      EXPECT_EQ(counts[i], expected) << seed << " " << i;
      before = std::move(now);
    }
  }
}

TEST(ListHistory, IsContinuedWhereItWasLeft) {
  for (std::uint64_t seed = 1; seed <= 14; ++seed) {
    Random random(seed);
    const bool all_complete = random.OneIn(2);
    std::vector<Step> steps = AnySteps(random, all_complete);
    const std::string bytes = BytesOf(BuiltOf(steps));
    // Of complete ones in any order.
    if (all_complete) std::swap(steps[1], steps[4]);
    Chronicle stored = BuiltOf({steps[0]});
    for (std::size_t i = 1; i < steps.size(); ++i) {
      Result<ListHistory> continued = ListHistory::Of(stored);
      ASSERT_TRUE(continued.ok()) << continued.error();
      if (i == 4) {
        EXPECT_TRUE(BytesOf(continued->Build().value()) == BytesOf(stored)) << seed;
      }
      const Result<void> added =
          continued->Add(VersionOf(steps[i]), Made(steps[i].list, steps[i].day));
      ASSERT_TRUE(added.ok()) << added.error();
      stored = continued->Build().value();
    }
    EXPECT_TRUE(BytesOf(stored) == bytes) << seed;
  }
}

// Who was listed once, of whom some lists are seen: another list narrows what the others leave, and
// never contradicts it.
TEST(ListHistory, IsNarrowedByListsInBetween) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Random random(seed);
    const int begin = random.Between(0, 30);
    const int end = begin + random.Between(1, 30);
    std::vector<Step> steps;
    std::vector<Truth> truths(70, Truth::kPossible);
    std::set<int> days;
    while (days.size() < 8) days.insert(random.Between(0, 65));
    const bool is_seen =
        std::any_of(days.begin(), days.end(), [&](int day) { return begin <= day && day < end; });
    if (!is_seen) continue;
    bool was_seen = false;
    for (const int day : Shuffled(random, std::vector<int>(days.begin(), days.end()))) {
      List list;
      if (begin <= day && day < end) list["1"] = {};
      was_seen = was_seen || !list.empty();
      steps.push_back({day, list});
      if (!was_seen) continue;
      const Chronicle built = BuiltOf(steps);
      for (int d = 0; d < 70; ++d) {
        Truth& truth = truths[static_cast<std::size_t>(d)];
        const Truth now = HeldOn(built, "x:1:P", d);
        EXPECT_TRUE(truth == Truth::kPossible || truth == now) << seed << " on " << d;
        EXPECT_NE(now, begin <= d && d < end ? Truth::kNo : Truth::kCertain) << seed << " on " << d;
        truth = now;
      }
    }
  }
}

// --- What it refuses.

std::string RefusalOf(const ListVersion& version, const Chronicle& rows) {
  ListHistory history = HistoryOf({{10, {{"1", {}}}}});
  const std::string before = BytesOf(history.Build().value());
  const Result<void> added = history.Add(version, rows);
  if (added.ok()) return "taken";
  EXPECT_THAT(history.versions(), SizeIs(1));
  EXPECT_TRUE(BytesOf(history.Build().value()) == before);
  return added.error().ToString();
}

TEST(ListHistory, RefusesWhatIsNoListOfADay) {
  const List list = {{"1", {}}};
  const Chronicle good = Made(list, 20);
  const auto version = [](auto change) {
    ListVersion made = VersionOf({20, {}});
    change(made);
    return made;
  };
  EXPECT_EQ(RefusalOf(VersionOf({20, list}), good), "taken");
  EXPECT_THAT(RefusalOf(version([](ListVersion& v) { v.list = "x y"; }), good),
              HasSubstr("letters, digits"));
  EXPECT_THAT(RefusalOf(version([](ListVersion& v) { v.name = ""; }), good),
              HasSubstr("letters, digits"));
  EXPECT_THAT(RefusalOf({.list = "x", .name = "n"}, good), HasSubstr("a list is of a day"));
  EXPECT_THAT(RefusalOf(version([](ListVersion& v) { v.name = "d10"; }), good),
              HasSubstr("has a version of this name"));
  EXPECT_THAT(RefusalOf({.list = "x", .name = "n", .published = kStart + 10}, Made(list, 10)),
              HasSubstr("has this list of 2024-01-11: d10"));
  EXPECT_THAT(RefusalOf(version([](ListVersion& v) {
                          v.complete = false;
                          v.refused = {"x:2"};
                        }),
                        good),
              HasSubstr("need not be named"));
  EXPECT_THAT(RefusalOf(version([](ListVersion& v) { v.refused = {"x:1"}; }), good),
              HasSubstr("named as refused, but there: x:1"));
  EXPECT_THAT(RefusalOf(VersionOf({20, list}), Made(list, 21)),
              HasSubstr("published 2024-01-22, not 2024-01-21"));
  EXPECT_THAT(RefusalOf(VersionOf({20, list}), Chronicle()), HasSubstr("one source, this one 0"));
  EXPECT_THAT(RefusalOf(VersionOf({20, list}), BuiltOf({{20, list}})),
              HasSubstr("of a history, not of a list, is x:1:P"));
  EXPECT_THAT(RefusalOf(VersionOf({20, list}, "y"), good),
              HasSubstr("another list has it, too: x:1:P"));
}

TEST(ListHistory, RefusesRowsThatItWouldLose) {
  const List list = {{"1", {}}};
  const auto refusal = [&](auto change) {
    const Chronicle rows = Made(list, 20);
    ChronicleBuilder builder;
    builder.Add(rows.sources()[0]);
    for (const Actor& actor : rows.actors()) builder.Add(actor);
    builder.Add(rows.regimes()[0]);
    Designation designation = rows.designations()[0];
    change(builder, designation);
    builder.Add(designation);
    return RefusalOf(VersionOf({20, list}), builder.Build().value());
  };
  EXPECT_EQ(refusal([](ChronicleBuilder&, Designation&) {}), "taken");
  EXPECT_THAT(refusal([](ChronicleBuilder& builder, Designation&) {
                Source source;
                source.key = "t";
                builder.Add(source);
              }),
              HasSubstr("one source, this one 2"));
  EXPECT_THAT(refusal([](ChronicleBuilder& builder, Designation&) {
                builder.source_at(SourceId(0)).derived_from = {SourceId(0)};
              }),
              HasSubstr("draws on itself"));
  EXPECT_THAT(refusal([&](ChronicleBuilder& builder, Designation&) {
                Exemption exemption = RowOf<Exemption>("e");
                exemption.regime = RegimeId(0);
                builder.Add(exemption);
              }),
              HasSubstr("this list has exemptions"));
  EXPECT_THAT(refusal([&](ChronicleBuilder& builder, Designation&) {
                builder.Add(ActorOf("x:2", "Nobody"));
              }),
              HasSubstr("no designation or relation refers to x:2"));
  EXPECT_THAT(refusal([](ChronicleBuilder&, Designation& row) { row.fact.learnt = On(20); }),
              HasSubstr("learnt with it; not so x:1:P"));
  EXPECT_THAT(
      refusal([](ChronicleBuilder&, Designation& row) { row.fact.superseded = kStart + 21; }),
      HasSubstr("superseded is x:1:P"));
}

TEST(ListHistory, SharesActorsThatReadAlike) {
  const List list = {{"1", {}}};
  const auto with_sender = [&](const std::string& name) {
    const Chronicle rows = Made(list, 20, "y:");
    ChronicleBuilder builder;
    builder.Add(rows.sources()[0]);
    Actor sender = rows.actors()[0];
    sender.fact.key = "x:sender";
    sender.name = name;
    builder.Add(sender);
    builder.Add(rows.actors()[1]);
    builder.Add(rows.regimes()[0]);
    builder.Add(rows.designations()[0]);
    return builder.Build().value();
  };
  EXPECT_EQ(RefusalOf(VersionOf({20, list}, "y"), with_sender("Sender")), "taken");
  EXPECT_THAT(RefusalOf(VersionOf({20, list}, "y"), with_sender("Other")),
              HasSubstr("reads differently on another list: x:sender (each needs a history"));
}

TEST(ListHistory, IsContinuedBehindAnIncompleteListOnly) {
  const List list = {{"1", {}}};
  ListHistory history = ListHistory::Of(BuiltOf({{10, list}, {20, list, false}})).value();
  const Result<void> added = history.Add(VersionOf({15, list}), Made(list, 15));
  ASSERT_FALSE(added.ok());
  EXPECT_EQ(added.error().code(), ErrorCode::kUnsupported);
  EXPECT_THAT(added.error().ToString(), HasSubstr("not complete (2024-01-21)"));
  EXPECT_TRUE(history.Add(VersionOf({25, list}), Made(list, 25)).ok());
  // Another list may be of any day.
  EXPECT_TRUE(history.Add(VersionOf({5, list}, "y"), Made(list, 5, "y:")).ok());

  // What first reads like this on an incomplete list.
  const Chronicle renamed =
      BuiltOf({{10, list}, {20, {{"1", {.name = "B"}}}, false}, {30, {{"1", {.name = "B"}}}}});
  EXPECT_TRUE(BytesOf(ListHistory::Of(renamed)->Build().value()) == BytesOf(renamed));

  for (const Chronicle& other : {Made(list, 10), chronicle_test::RandomChronicle(1).Make()}) {
    const Result<ListHistory> none = ListHistory::Of(other);
    ASSERT_FALSE(none.ok());
    EXPECT_EQ(none.error().code(), ErrorCode::kInvalidArgument);
    EXPECT_THAT(none.error().ToString(), HasSubstr("not a history of lists"));
  }
}

}  // namespace
}  // namespace casus
