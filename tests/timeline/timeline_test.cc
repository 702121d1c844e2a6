#include "casus/timeline/timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "random_spans.h"

namespace casus::timeline_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Truth kPossible = Truth::kPossible;
constexpr Truth kCertain = Truth::kCertain;

Day Ymd(int year, int month, int day) { return Day::FromYmd(year, month, day); }
Span OnDay(int year, int month, int day) { return Span::On(Ymd(year, month, day)); }
Span InMonth(int year, int month) { return Span::On(Moment::InMonth(year, month).value()); }
Span From(Day day) { return Span::Make(Moment::OnDay(day), Moment::OpenEnd()).value(); }

Timeline BuildFrom(const std::vector<Span>& spans, const std::vector<KnownTime>& known = {}) {
  return Timeline::Build(spans, known).value();
}

TEST(TimelineTest, SomeDayInMarchSurelyFallsInMarchButOnNoDayOfItSurely) {
  const Timeline timeline = BuildFrom({InMonth(2014, 3)});
  EXPECT_THAT(timeline.During(Period::OfMonth(2014, 3)), ElementsAre(Hit{0, kCertain}));
  EXPECT_THAT(timeline.Within(Period::OfMonth(2014, 3)), ElementsAre(Hit{0, kCertain}));
  EXPECT_THAT(timeline.At(Ymd(2014, 3, 18)), ElementsAre(Hit{0, kPossible}));
  EXPECT_THAT(timeline.At(Ymd(2014, 4, 1)), IsEmpty());
  EXPECT_EQ(timeline.CountDuring(Period::OfMonth(2014, 3)), (Bounds{1, 1, {}}));
  EXPECT_EQ(timeline.CountAt(Ymd(2014, 3, 31)), (Bounds{0, 1, {}}));
  EXPECT_EQ(timeline.CountAt(Ymd(2014, 2, 28)), Bounds());
}

TEST(TimelineTest, AnEndlessFactHoldsFromItsBeginOn) {
  const Timeline timeline = BuildFrom({From(Ymd(2014, 3, 18))});
  EXPECT_THAT(timeline.At(Ymd(2014, 3, 17)), IsEmpty());
  EXPECT_THAT(timeline.At(Ymd(2014, 3, 18)), ElementsAre(Hit{0, kCertain}));
  EXPECT_THAT(timeline.At(Day::Max()), ElementsAre(Hit{0, kCertain}));
  EXPECT_THAT(timeline.Within(Period::Of(Ymd(2014, 1, 1), Day::Max())), IsEmpty());
  EXPECT_THAT(timeline.Within(Period::Of(Ymd(2014, 1, 1), kForever)),
              ElementsAre(Hit{0, kCertain}));
  EXPECT_THAT(timeline.NearestBefore(kForever, 3), IsEmpty());
}

TEST(TimelineTest, AnUnknownTimeIsPossibleEverywhereAndCertainOnlyAlways) {
  const Timeline timeline = BuildFrom({Span::Unknown()});
  EXPECT_THAT(timeline.At(Ymd(1648, 10, 24)), ElementsAre(Hit{0, kPossible}));
  EXPECT_THAT(timeline.During(Period::OfYear(1816)), ElementsAre(Hit{0, kPossible}));
  EXPECT_THAT(timeline.During(Period::Always()), ElementsAre(Hit{0, kCertain}));
  EXPECT_THAT(timeline.Within(Period::Always()), ElementsAre(Hit{0, kCertain}));
  EXPECT_EQ(timeline.Hull(), Period::Always());
}

TEST(TimelineTest, HitsAreSortedByTheEarliestBeginThenByTheRow) {
  const Timeline timeline = BuildFrom({OnDay(2022, 2, 25), InMonth(2022, 2), OnDay(2022, 2, 25),
                                       OnDay(2022, 2, 24), InMonth(2022, 2)});
  std::vector<Hit> hits = timeline.During(Period::OfYear(2022));
  timeline.SortByBegin(hits);
  EXPECT_THAT(hits, ElementsAre(Hit{1, kCertain}, Hit{4, kCertain}, Hit{3, kCertain},
                                Hit{0, kCertain}, Hit{2, kCertain}));
}

TEST(TimelineTest, NearestBeforeCountsBackFromTheLastEnd) {
  const Timeline timeline =
      BuildFrom({OnDay(2014, 3, 1), OnDay(2014, 3, 16), OnDay(2014, 3, 16), InMonth(2014, 3),
                 OnDay(2014, 3, 18), From(Ymd(2014, 1, 1))});
  EXPECT_THAT(timeline.NearestBefore(Ymd(2014, 3, 18), 2), ElementsAre(2, 1));
  EXPECT_THAT(timeline.NearestBefore(Ymd(2014, 3, 18), 9), ElementsAre(2, 1, 0));
  // What happened on the day did not end before it.
  EXPECT_THAT(timeline.NearestBefore(Ymd(2014, 3, 19), 1), ElementsAre(4));
  EXPECT_THAT(timeline.NearestBefore(Ymd(2014, 4, 1), 2), ElementsAre(3, 4));
  EXPECT_THAT(timeline.NearestBefore(Ymd(2014, 4, 1), 0), IsEmpty());
  EXPECT_THAT(timeline.NearestBefore(Ymd(2014, 3, 1), 1), IsEmpty());
}

TEST(TimelineTest, BinsAreWholeAndTheEmptyOnesAreThere) {
  const Timeline timeline = BuildFrom({OnDay(2014, 1, 5), InMonth(2014, 3), OnDay(2014, 3, 30)});
  const std::vector<BinCount> months =
      timeline.CountByBin(Bin::kMonth, Period::Of(Ymd(2014, 1, 20), Ymd(2014, 3, 2))).value();
  EXPECT_THAT(months, ElementsAre(BinCount{Period::OfMonth(2014, 1), {1, 1, {}}},
                                  BinCount{Period::OfMonth(2014, 2), {0, 0, {}}},
                                  BinCount{Period::OfMonth(2014, 3), {2, 2, {}}}));
}

TEST(TimelineTest, BinsNeedAPeriodWithTwoEnds) {
  const Timeline timeline = BuildFrom({OnDay(2014, 1, 5)});
  for (const Period period : {Period::Always(), Period::Of(kNever, Ymd(2014, 1, 1)),
                              Period::Of(Ymd(2014, 1, 1), kForever)}) {
    const auto bins = timeline.CountByBin(Bin::kYear, period);
    ASSERT_FALSE(bins.ok());
    EXPECT_EQ(bins.error().code(), ErrorCode::kInvalidArgument);
  }
}

TEST(TimelineTest, AnIndexOverNothingAnswersNothing) {
  for (const Timeline& timeline : {Timeline(), BuildFrom({}), BuildFrom({}).AsKnown(D(0))}) {
    EXPECT_EQ(timeline.size(), 0U);
    EXPECT_THAT(timeline.At(D(0)), IsEmpty());
    EXPECT_EQ(timeline.CountDuring(Period::Always()), Bounds());
    EXPECT_EQ(timeline.CountWithin(Period::Always()), Bounds());
    EXPECT_THAT(timeline.NearestBefore(kForever, 5), IsEmpty());
    EXPECT_EQ(timeline.Hull(), std::nullopt);
    EXPECT_THAT(timeline.CountByBin(Bin::kYear, Period::OfYear(2014)).value(),
                ElementsAre(BinCount{Period::OfYear(2014), {}}));
  }
}

TEST(TimelineTest, KeepsTheBoundsAndKnownTimesOfItsRows) {
  const std::vector<Span> spans = {OnDay(2022, 2, 24), InMonth(2014, 3)};
  const std::vector<KnownTime> known = {{D(10), D(12), D(20)}, {}};
  const Timeline timeline = BuildFrom(spans, known);
  EXPECT_EQ(timeline.size(), 2U);
  EXPECT_EQ(timeline.bounds(0), spans[0].bounds());
  EXPECT_EQ(timeline.bounds(1), spans[1].bounds());
  EXPECT_EQ(timeline.known(0), known[0]);
  EXPECT_EQ(timeline.known(1), known[1]);
  EXPECT_EQ(BuildFrom(spans).known(1), KnownTime());
}

TEST(TimelineTest, SpansAndTheirBoundsBuildTheSame) {
  const std::vector<Span> spans = {OnDay(2022, 2, 24), InMonth(2014, 3), Span::Unknown(),
                                   From(Ymd(2014, 3, 18))};
  std::vector<SpanBounds> bounds;
  for (const Span& span : spans) bounds.push_back(span.bounds());
  const Timeline timeline = Timeline::Build(bounds).value();
  for (const Period period : {Period::Always(), Period::OfMonth(2014, 3), Period::OfYear(2022)}) {
    EXPECT_EQ(timeline.During(period), BuildFrom(spans).During(period));
    EXPECT_EQ(timeline.Within(period), BuildFrom(spans).Within(period));
  }
}

TEST(TimelineTest, MemoryGrowsWithTheRowsAndIsSharedWithThePast) {
  const Timeline small = BuildFrom({OnDay(2022, 2, 24)});
  const Timeline large = BuildFrom(std::vector<Span>(10'000, OnDay(2022, 2, 24)));
  EXPECT_GT(small.MemoryUsed(), 0U);
  EXPECT_GE(large.MemoryUsed(), 10'000 * (sizeof(Row) + 2 * sizeof(Day)));
  EXPECT_LE(large.MemoryUsed(), 10'000 * sizeof(SpanBounds));
  EXPECT_EQ(large.AsKnown(D(0)).MemoryUsed(), large.MemoryUsed());
}

TEST(TimelineTest, KnownTimesThatManyRowsShareAreKeptOnce) {
  constexpr std::size_t kRows = 50'000;
  const std::vector<Span> spans(kRows, OnDay(2022, 2, 24));
  const std::size_t plain = BuildFrom(spans).MemoryUsed();
  std::vector<KnownTime> known(kRows, KnownTime{D(9), D(9), kForever});
  EXPECT_LE(BuildFrom(spans, known).MemoryUsed(), plain + 100);
  for (const std::int64_t different : {200, 300, 49'000, 70'000}) {
    for (std::size_t i = 0; i < kRows; ++i) {
      const Day learnt = D(static_cast<std::int64_t>(i) % different);
      known[i] = {learnt, learnt, kForever};
    }
    const Timeline timeline = BuildFrom(spans, known);
    for (Row row = 0; row < kRows; row += 7) ASSERT_EQ(timeline.known(row), known[row]);
    const std::size_t times =
        sizeof(KnownTime) * static_cast<std::size_t>(std::min<std::int64_t>(different, kRows));
    const std::size_t width = different < 256 ? 1 : different < 65536 ? 2 : 4;
    EXPECT_LE(timeline.MemoryUsed(), plain + times + width * kRows + 100) << different;
  }
}

TEST(TimelineTest, RowsKeptInItsOrderAreFoundInRunsOfNeighbours) {
  Random random(8);
  const Shape shape{.first = 0, .last = 300, .longest = 60};
  const std::vector<SpanBounds> spans = RandomSpans(random, 700, shape);
  const std::vector<KnownTime> known = RandomKnowns(random, 700, shape);
  const std::vector<Row> order = Timeline::Build(spans, known)->Order();
  std::vector<SpanBounds> ordered;
  std::vector<KnownTime> ordered_known;
  for (const Row row : order) {
    ordered.push_back(spans[row]);
    ordered_known.push_back(known[row]);
  }
  ASSERT_EQ(order.size(), spans.size());
  const Timeline timeline = Timeline::Build(ordered, ordered_known).value();
  const std::vector<Row> again = timeline.Order();
  for (Row row = 0; row < again.size(); ++row) ASSERT_EQ(again[row], row);
  const std::vector<Hit> all = timeline.During(Period::Always());
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                             [](const Hit& a, const Hit& b) { return a.row < b.row; }));
}

TEST(TimelineTest, AppendedRowsAreNumberedOnAndShareTheOldIndex) {
  const Timeline first = BuildFrom(std::vector<Span>(10'000, OnDay(2022, 2, 24)));
  Timeline all = first;
  for (std::int64_t i = 0; i < 300; ++i) {
    all = all.Appended(std::vector<SpanBounds>{Exact(i, i + 1)}).value();
  }
  EXPECT_EQ(first.size(), 10'000U);
  ASSERT_EQ(all.size(), 10'300U);
  EXPECT_THAT(all.At(D(7)), ElementsAre(Hit{10'007, kCertain}));
  EXPECT_EQ(all.bounds(10'299), Exact(299, 300));
  EXPECT_EQ(all.CountDuring(Period::Always()), (Bounds{10'300, 10'300, {}}));
  EXPECT_EQ(all.Compacted().CountDuring(Period::Always()), (Bounds{10'300, 10'300, {}}));
  EXPECT_EQ(all.Compacted().bounds(10'299), Exact(299, 300));
}

TEST(TimelineTest, WhatCannotBeAppendedIsNamedByItsRow) {
  const Timeline first = BuildFrom({OnDay(2022, 2, 24)});
  const auto appended = first.Appended(std::vector<SpanBounds>{{D(1), D(0), D(5), D(6)}});
  ASSERT_FALSE(appended.ok());
  EXPECT_EQ(appended.error().code(), ErrorCode::kInvalidArgument);
  EXPECT_THAT(appended.error().message(), HasSubstr("row 1 "));
  EXPECT_FALSE(first.Appended({}, std::vector<KnownTime>{{}}).ok());
}

TEST(TimelineTest, ACopyOutlivesTheOriginal) {
  Timeline copy;
  {
    const Timeline original = BuildFrom({OnDay(2022, 2, 24)});
    copy = original;
  }
  EXPECT_EQ(copy.CountAt(Ymd(2022, 2, 24)), (Bounds{1, 1, {}}));
}

TEST(TimelineTest, AVisitorMayAskTheSameTimeline) {
  const Timeline timeline = BuildFrom({OnDay(2022, 2, 24), OnDay(2022, 2, 24)});
  int seen = 0;
  timeline.At(Ymd(2022, 2, 24), [&](Row, Truth) {
    timeline.During(Period::OfYear(2022), [&](Row, Truth) { ++seen; });
  });
  EXPECT_EQ(seen, 4);
}

// Row 0 was replaced by row 1; row 2 was learnt some day in 2015 and deleted in 2018.
class KnownTimeTest : public ::testing::Test {
 protected:
  const Timeline timeline_ = BuildFrom({OnDay(2014, 3, 16), OnDay(2014, 3, 18), OnDay(2014, 3, 18)},
                                       {{Ymd(2014, 3, 17), Ymd(2014, 3, 17), Ymd(2016, 1, 1)},
                                        {Ymd(2016, 1, 1), Ymd(2016, 1, 1), kForever},
                                        {Ymd(2015, 1, 1), Ymd(2015, 12, 31), Ymd(2018, 1, 1)}});
};

TEST_F(KnownTimeTest, PlainQuestionsSeeWhatStandsNow) {
  EXPECT_THAT(timeline_.During(Period::Always()), ElementsAre(Hit{1, kCertain}));
  EXPECT_EQ(timeline_.CountDuring(Period::Always()), (Bounds{1, 1, {}}));
  EXPECT_THAT(timeline_.NearestBefore(Ymd(2020, 1, 1), 5), ElementsAre(1));
  EXPECT_EQ(timeline_.Hull(), Period::OfDay(Ymd(2014, 3, 18)));
  EXPECT_EQ(timeline_.Stands(0), Truth::kNo);
  EXPECT_EQ(timeline_.Stands(1), kCertain);
  EXPECT_EQ(timeline_.size(), 3U);
}

TEST_F(KnownTimeTest, ThePastIsSeenAsItStood) {
  EXPECT_THAT(timeline_.AsKnown(Ymd(2014, 3, 16)).During(Period::Always()), IsEmpty());
  EXPECT_THAT(timeline_.AsKnown(Ymd(2014, 3, 17)).During(Period::Always()),
              ElementsAre(Hit{0, kCertain}));
  EXPECT_THAT(timeline_.AsKnown(Ymd(2015, 12, 31)).During(Period::Always()),
              ElementsAre(Hit{0, kCertain}, Hit{2, kCertain}));
  EXPECT_THAT(timeline_.AsKnown(Ymd(2016, 1, 1)).During(Period::Always()),
              ElementsAre(Hit{1, kCertain}, Hit{2, kCertain}));
  EXPECT_THAT(timeline_.AsKnown(Ymd(2018, 1, 1)).During(Period::Always()),
              ElementsAre(Hit{1, kCertain}));
}

TEST_F(KnownTimeTest, WhatWasPerhapsNotYetLearntIsPossible) {
  const Timeline then = timeline_.AsKnown(Ymd(2015, 6, 1));
  EXPECT_THAT(then.At(Ymd(2014, 3, 18)), ElementsAre(Hit{2, kPossible}));
  EXPECT_EQ(then.CountDuring(Period::Always()), (Bounds{1, 2, {}}));
  EXPECT_EQ(then.Stands(2), kPossible);
  EXPECT_THAT(then.NearestBefore(Ymd(2020, 1, 1), 5), ElementsAre(0));
  EXPECT_EQ(then.Hull(), Period::Of(Ymd(2014, 3, 16), Ymd(2014, 3, 19)));
  EXPECT_THAT(then.CountByBin(Bin::kMonth, Period::OfMonth(2014, 3)).value(),
              ElementsAre(BinCount{Period::OfMonth(2014, 3), {1, 2, {}}}));
}

TEST_F(KnownTimeTest, AskingThePastTwiceAsksTheLaterQuestion) {
  const Timeline then = timeline_.AsKnown(Ymd(2014, 3, 17)).AsKnown(Ymd(2016, 1, 1));
  EXPECT_THAT(then.During(Period::Always()), ElementsAre(Hit{1, kCertain}, Hit{2, kCertain}));
}

TEST_F(KnownTimeTest, NothingStandsAtTheEndOfTime) {
  EXPECT_THAT(timeline_.AsKnown(kForever).During(Period::Always()), IsEmpty());
  const Timeline plain = BuildFrom({OnDay(2014, 3, 16)});
  EXPECT_THAT(plain.AsKnown(kForever).During(Period::Always()), IsEmpty());
  EXPECT_EQ(plain.AsKnown(kForever).Stands(0), Truth::kNo);
  EXPECT_THAT(plain.AsKnown(kNever).During(Period::Always()), ElementsAre(Hit{0, kCertain}));
}

TEST_F(KnownTimeTest, JoinsSeeWhatStood) {
  const Timeline events = BuildFrom({OnDay(2014, 3, 18)});
  EXPECT_THAT(CollectJoin(events, kSharesDay, timeline_), ElementsAre(RowPair{0, 1, kCertain}));
  EXPECT_THAT(CollectJoin(events, kSharesDay, timeline_.AsKnown(Ymd(2015, 6, 1))),
              ElementsAre(RowPair{0, 2, kPossible}));
  EXPECT_EQ(CountJoin(timeline_.AsKnown(Ymd(2016, 1, 1)), kSharesDay, events), (Bounds{2, 2, {}}));
}

ErrorCode CodeOf(const std::vector<SpanBounds>& spans, const std::vector<KnownTime>& known,
                 const std::string& message) {
  const Result<Timeline> built = Timeline::Build(spans, known);
  EXPECT_FALSE(built.ok());
  if (built.ok()) return ErrorCode::kIo;
  EXPECT_THAT(built.error().message(), HasSubstr(message));
  return built.error().code();
}

TEST(TimelineBuildTest, RefusesKnownTimesThatDoNotPair) {
  EXPECT_EQ(CodeOf({Exact(0, 1), Exact(1, 2)}, {{}}, "2 spans, but 1"),
            ErrorCode::kInvalidArgument);
  EXPECT_EQ(CodeOf({}, {{}}, "0 spans, but 1"), ErrorCode::kInvalidArgument);
}

TEST(TimelineBuildTest, RefusesBoundsThatAreNotTightAndNamesTheRow) {
  const SpanBounds good = Exact(0, 1);
  EXPECT_TRUE(Timeline::Build(std::vector<SpanBounds>{good}).ok());
  for (const SpanBounds& bad : {
           SpanBounds{D(1), D(0), D(5), D(6)},  // begins latest before earliest
           SpanBounds{D(0), D(1), D(6), D(5)},  // ends latest before earliest
           SpanBounds{D(0), D(5), D(1), D(5)},  // begins latest when it has ended
           SpanBounds{D(3), D(4), D(3), D(5)},  // ends earliest when it has not begun
           SpanBounds{D(3), D(3), D(3), D(3)},
           SpanBounds{kForever, kForever, kForever, kForever},
           SpanBounds{kNever, kNever, kNever, kNever},
           SpanBounds{kNever, kForever, D(0), kForever},
           SpanBounds{kNever, D(0), kNever, kForever},
       }) {
    EXPECT_EQ(CodeOf({good, bad}, {}, "row 1 "), ErrorCode::kInvalidArgument) << bad;
  }
}

TEST(TimelineBuildTest, RefusesWhatWasSupersededBeforeItWasLearnt) {
  const std::vector<SpanBounds> spans = {Exact(0, 1)};
  EXPECT_EQ(CodeOf(spans, {{D(5), D(5), D(5)}}, "superseded"), ErrorCode::kInvalidArgument);
  EXPECT_EQ(CodeOf(spans, {{D(5), D(5), D(4)}}, "superseded"), ErrorCode::kInvalidArgument);
  EXPECT_EQ(CodeOf(spans, {{kNever, kNever, kNever}}, "superseded"), ErrorCode::kInvalidArgument);
  EXPECT_EQ(CodeOf(spans, {{kForever, kForever, kForever}}, "superseded"),
            ErrorCode::kInvalidArgument);
  EXPECT_EQ(CodeOf(spans, {{D(5), D(4), D(9)}}, "learnt"), ErrorCode::kInvalidArgument);
  // Learnt some day from 5 to 9 and replaced on 6: learnt on 5, or never seen to stand.
  EXPECT_TRUE(Timeline::Build(spans, std::vector<KnownTime>{{D(5), D(9), D(6)}}).ok());
}

TEST(TimelineBuildTest, RefusesMoreRowsThanARowCanNumber) {
  constexpr std::size_t kRows = std::size_t{1} << 32;
  // Address space without memory: the rows are counted before they are read.
  void* const pages = mmap(nullptr, kRows * sizeof(SpanBounds), PROT_NONE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (pages == MAP_FAILED) GTEST_SKIP() << "no 64 GiB of addresses";
  const Result<Timeline> built =
      Timeline::Build(std::span<const SpanBounds>(static_cast<const SpanBounds*>(pages), kRows));
  ASSERT_FALSE(built.ok());
  EXPECT_EQ(built.error().code(), ErrorCode::kOutOfRange);
  munmap(pages, kRows * sizeof(SpanBounds));
}

}  // namespace
}  // namespace casus::timeline_test
