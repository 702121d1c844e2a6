// Every question against a loop over the rows, and in small grids against every placement of every
// span, on random and adversarial tables. A failing table is cut down before it is printed.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <ostream>
#include <span>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "lib/sanitized.h"
#include "random_spans.h"
#include "src/timeline/parts.h"

namespace casus::timeline_test {
namespace {

using testing_lib::Rounds;

struct RowData {
  SpanBounds span;
  KnownTime known;
};
std::ostream& operator<<(std::ostream& out, const RowData& row) {
  return out << row.span << " learnt " << row.known.learnt_earliest.number() << ".."
             << row.known.learnt_latest.number() << " superseded " << row.known.superseded.number();
}

using Rows = std::vector<RowData>;

Rows Zip(const std::vector<SpanBounds>& spans, const std::vector<KnownTime>& known = {}) {
  Rows rows;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    rows.push_back({spans[i], known.empty() ? KnownTime() : known[i]});
  }
  return rows;
}

Timeline BuildFrom(const Rows& rows) {
  std::vector<SpanBounds> spans;
  std::vector<KnownTime> known;
  bool plain = true;
  for (const RowData& row : rows) {
    spans.push_back(row.span);
    known.push_back(row.known);
    plain = plain && row.known == KnownTime();
  }
  return Timeline::Build(spans, plain ? std::span<const KnownTime>() : known).value();
}

enum class Kind { kAt, kDuring, kWithin, kNearest, kBins, kHull };

struct Question {
  Kind kind = Kind::kAt;
  Period period = Period::Always();
  Day day = D(0);
  std::size_t k = 1;
  Bin bin = Bin::kDay;
  std::optional<Day> known_on;
};

std::ostream& operator<<(std::ostream& out, const Question& q) {
  constexpr const char* kNames[] = {"At",         "During", "Within", "NearestBefore",
                                    "CountByBin", "Hull"};
  out << kNames[static_cast<int>(q.kind)] << " day " << q.day.number() << " period ["
      << q.period.first().number() << ", " << q.period.last().number() << ") k " << q.k << " bin "
      << ToString(q.bin);
  if (q.known_on) out << " as known on " << q.known_on->number();
  return out;
}

Truth Stands(const RowData& row, std::optional<Day> day) {
  if (day) return StandsOn(row.known, *day);
  return row.known.superseded == kForever ? Truth::kCertain : Truth::kNo;
}

// What one row answers.
Truth Holds(const Question& q, const SpanBounds& span) {
  switch (q.kind) {
    case Kind::kAt: return HoldsAt(span, q.day);
    case Kind::kDuring: return MeetsDuring(span, q.period);
    default: return LiesWithin(span, q.period);
  }
}

// The same from every placement of the span. A sentinel and a few days next to it stand for all the
// days beyond the grid.
std::vector<std::pair<std::int64_t, std::int64_t>> Placements(const SpanBounds& span) {
  std::vector<std::int64_t> days = {kNever.number()};
  for (std::int64_t day = -6; day <= 45; ++day) days.push_back(day);
  days.push_back(kForever.number());
  std::vector<std::pair<std::int64_t, std::int64_t>> placements;
  for (const std::int64_t b : days) {
    for (const std::int64_t e : days) {
      if (b < e && span.begin_earliest.number() <= b && b <= span.begin_latest.number() &&
          span.end_earliest.number() <= e && e <= span.end_latest.number()) {
        placements.emplace_back(b, e);
      }
    }
  }
  return placements;
}

Truth HoldsByPlacement(const Question& q, const SpanBounds& span) {
  std::size_t yes = 0;
  const auto placements = Placements(span);
  for (const auto& [b, e] : placements) {
    bool holds = false;
    switch (q.kind) {
      case Kind::kAt: holds = b <= q.day.number() && q.day.number() < e; break;
      case Kind::kDuring:
        holds = b < q.period.last().number() && q.period.first().number() < e;
        break;
      default: holds = q.period.first().number() <= b && e <= q.period.last().number(); break;
    }
    yes += holds ? 1 : 0;
  }
  return yes == 0 ? Truth::kNo : yes == placements.size() ? Truth::kCertain : Truth::kPossible;
}

std::vector<Hit> Expected(const Rows& rows, const Question& q) {
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Truth truth = And(Holds(q, rows[i].span), Stands(rows[i], q.known_on));
    if (truth != Truth::kNo) hits.push_back({static_cast<Row>(i), truth});
  }
  return hits;
}

std::vector<Hit> Collected(const Timeline& timeline, const Question& q) {
  switch (q.kind) {
    case Kind::kAt: return timeline.At(q.day);
    case Kind::kDuring: return timeline.During(q.period);
    default: return timeline.Within(q.period);
  }
}

std::vector<Hit> Visited(const Timeline& timeline, const Question& q) {
  std::vector<Hit> hits;
  const auto visit = [&](Row row, Truth truth) { hits.push_back({row, truth}); };
  switch (q.kind) {
    case Kind::kAt: timeline.At(q.day, visit); break;
    case Kind::kDuring: timeline.During(q.period, visit); break;
    default: timeline.Within(q.period, visit); break;
  }
  return hits;
}

std::vector<Hit> VisitedRuns(const Timeline& timeline, const Question& q) {
  std::vector<Hit> hits;
  const auto visit = [&](std::span<const Row> rows, Truth truth) {
    EXPECT_FALSE(rows.empty());
    for (const Row row : rows) hits.push_back({row, truth});
  };
  switch (q.kind) {
    case Kind::kAt: timeline.RunsAt(q.day, visit); break;
    case Kind::kDuring: timeline.RunsDuring(q.period, visit); break;
    default: timeline.RunsWithin(q.period, visit); break;
  }
  return hits;
}

Bounds Counted(const Timeline& timeline, const Question& q) {
  switch (q.kind) {
    case Kind::kAt: return timeline.CountAt(q.day);
    case Kind::kDuring: return timeline.CountDuring(q.period);
    default: return timeline.CountWithin(q.period);
  }
}

Bounds CountOf(const std::vector<Hit>& hits) {
  Bounds count;
  for (const Hit& hit : hits) count.Count(hit.truth);
  return count;
}

std::string Differs(const Timeline& whole, const Rows& rows, const Question& q) {
  const Timeline timeline = q.known_on ? whole.AsKnown(*q.known_on) : whole;
  std::ostringstream out;
  switch (q.kind) {
    case Kind::kAt:
    case Kind::kDuring:
    case Kind::kWithin: {
      const std::vector<Hit> expected = Expected(rows, q);
      std::vector<Hit> sorted = Collected(timeline, q);
      const std::vector<Hit> collected = InOrder(sorted);
      timeline.SortByBegin(sorted);
      std::vector<Hit> expected_sorted = expected;
      std::stable_sort(expected_sorted.begin(), expected_sorted.end(),
                       [&](const Hit& a, const Hit& b) {
                         return rows[a.row].span.begin_earliest < rows[b.row].span.begin_earliest;
                       });
      if (collected != expected) {
        out << "collected" << Print(collected) << "\nexpected" << Print(expected);
      } else if (Visited(timeline, q) != Collected(timeline, q)) {
        out << "visited" << Print(Visited(timeline, q)) << "\nexpected" << Print(expected);
      } else if (VisitedRuns(timeline, q) != Collected(timeline, q)) {
        out << "visited runs" << Print(VisitedRuns(timeline, q)) << "\nexpected" << Print(expected);
      } else if (sorted != expected_sorted) {
        out << "sorted" << Print(sorted) << "\nexpected" << Print(expected_sorted);
      } else if (Counted(timeline, q) != CountOf(expected)) {
        out << "counted " << Counted(timeline, q) << ", expected " << CountOf(expected);
      }
      break;
    }
    case Kind::kNearest: {
      std::vector<Row> expected;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const Day end = rows[i].span.end_latest;
        if (end <= q.day && end != kForever && Stands(rows[i], q.known_on) == Truth::kCertain) {
          expected.push_back(static_cast<Row>(i));
        }
      }
      std::sort(expected.begin(), expected.end(), [&](Row a, Row b) {
        return std::pair(rows[a].span.end_latest, a) > std::pair(rows[b].span.end_latest, b);
      });
      if (expected.size() > q.k) expected.resize(q.k);
      const std::vector<Row> nearest = timeline.NearestBefore(q.day, q.k);
      if (nearest != expected) {
        out << "nearest" << Print(nearest) << "\nexpected" << Print(expected);
      }
      break;
    }
    case Kind::kBins: {
      const std::vector<BinCount> counts = timeline.CountByBin(q.bin, q.period).value();
      const std::vector<Period> bins = BinsOver(q.bin, q.period).value();
      if (q.bin == Bin::kDay) {
        std::vector<std::uint32_t> certain = {7};
        std::vector<std::uint32_t> possible;
        timeline.CountDays(q.period, certain, possible);
        for (std::size_t i = 0; i < counts.size(); ++i) {
          if (certain.size() != counts.size() || certain[i] != counts[i].count.certain ||
              possible[i] != counts[i].count.possible) {
            out << "days are counted in another way";
          }
        }
      }
      if (counts.size() != bins.size()) out << counts.size() << " bins, not " << bins.size();
      for (std::size_t i = 0; i < std::min(counts.size(), bins.size()); ++i) {
        Bounds expected;
        for (const RowData& row : rows) {
          expected.Count(And(MeetsDuring(row.span, bins[i]), Stands(row, q.known_on)));
        }
        if (counts[i] != BinCount{bins[i], expected}) {
          out << "bin " << bins[i] << " counted " << counts[i].count << ", expected " << expected;
          break;
        }
      }
      break;
    }
    case Kind::kHull: {
      std::optional<Period> expected;
      for (const RowData& row : rows) {
        if (Stands(row, q.known_on) == Truth::kNo) continue;
        const Period hull = Period::Of(row.span.begin_earliest, row.span.end_latest);
        expected = expected ? Period::Of(std::min(expected->first(), hull.first()),
                                         std::max(expected->last(), hull.last()))
                            : hull;
      }
      if (timeline.Hull() != expected) out << "another hull";
      break;
    }
  }
  return out.str();
}

// From arrays as a file would give them. They live as long as the program.
Timeline BuildFromParts(const Rows& rows) {
  static auto* const kept = new std::vector<Timeline>();
  kept->push_back(BuildFrom(rows));
  return internal::TimelineFromParts(internal::PartsOf(kept->back()), true).value();
}

// The same rows, appended in pieces: large ones, then small ones.
Timeline BuildInPieces(const Rows& rows) {
  Timeline timeline;
  for (std::size_t first = 0; first < rows.size();) {
    const std::size_t size = std::max<std::size_t>(1, (rows.size() - first) * 9 / 10);
    std::vector<SpanBounds> spans;
    std::vector<KnownTime> known;
    for (std::size_t i = first; i < first + size; ++i) {
      spans.push_back(rows[i].span);
      known.push_back(rows[i].known);
    }
    timeline = timeline.Appended(spans, known).value();
    first += size;
  }
  return timeline;
}

void ExpectAnswers(const Rows& rows, const std::vector<Question>& questions) {
  for (Timeline (*build)(const Rows&) : {&BuildFrom, &BuildInPieces, &BuildFromParts}) {
    const Timeline timeline = build(rows);
    for (const Question& question : questions) {
      if (Differs(timeline, rows, question).empty()) continue;
      const Rows fewest = Shrink<RowData>(
          rows, [&](const Rows& fewer) { return !Differs(build(fewer), fewer, question).empty(); });
      ADD_FAILURE() << question << "\n"
                    << Differs(build(fewest), fewest, question) << "\nrows" << Print(fewest);
      return;
    }
  }
}

std::vector<Question> RandomQuestions(Random& random, const Shape& shape, std::size_t size,
                                      bool as_known) {
  std::vector<Question> questions;
  while (questions.size() < size) {
    Question q;
    q.kind = static_cast<Kind>(random.Between(0, 5));
    q.day = random.OneIn(12) ? (random.OneIn(2) ? kNever : kForever)
                             : D(random.Between(shape.first - 2, shape.last + 2));
    if (q.kind == Kind::kAt && !q.day.is_finite()) q.day = D(shape.first);
    q.period = RandomPeriod(random, shape);
    q.k = static_cast<std::size_t>(random.Between(0, 6));
    q.bin = static_cast<Bin>(random.Between(0, 4));
    // The oracle takes rows times bins.
    constexpr std::int64_t kLongest = 1500;
    if (q.kind == Kind::kBins && q.period.length().value_or(kLongest + 1) > kLongest) {
      const std::int64_t first = random.Between(shape.first - 2, shape.last);
      q.period = Period::Of(D(first), D(first + std::min(kLongest, shape.longest)));
    }
    if (as_known) {
      q.known_on = random.OneIn(10) ? (random.OneIn(2) ? kNever : kForever)
                                    : D(random.Between(shape.first - 2, shape.last + 2));
    }
    questions.push_back(q);
  }
  return questions;
}

// Every day and every period of the grid, open ones too.
std::vector<Question> AllQuestions(const Shape& shape) {
  std::vector<Day> days = {kNever};
  for (std::int64_t day = shape.first - 2; day <= shape.last + 3; ++day) days.push_back(D(day));
  days.push_back(kForever);
  std::vector<Question> questions;
  for (const Day first : days) {
    Question q;
    q.day = first;
    if (first.is_finite()) questions.push_back(q);
    for (const Day last : days) {
      if (!(first < last)) continue;
      q.period = Period::Of(first, last);
      for (const Kind kind : {Kind::kDuring, Kind::kWithin}) {
        q.kind = kind;
        questions.push_back(q);
      }
    }
  }
  return questions;
}

TEST(OracleTest, SmallTablesAnswerAsEveryPlacementDoes) {
  const Shape shape{.first = 0, .last = 7, .longest = 6};
  Random random(1);
  const std::vector<Question> questions = AllQuestions(shape);
  for (int round = 0; round < 60; ++round) {
    const std::vector<SpanBounds> spans =
        RandomSpans(random, static_cast<std::size_t>(random.Between(0, 24)), shape);
    const Timeline timeline = Timeline::Build(spans).value();
    for (const Question& q : questions) {
      std::vector<Truth> truths(spans.size(), Truth::kNo);
      for (const Hit& hit : Collected(timeline, q)) truths[hit.row] = hit.truth;
      Bounds count;
      for (std::size_t row = 0; row < spans.size(); ++row) {
        const Truth expected = HoldsByPlacement(q, spans[row]);
        ASSERT_EQ(truths[row], expected) << q << "\n" << spans[row];
        count.Count(expected);
      }
      ASSERT_EQ(Counted(timeline, q), count) << q << Print(spans);
    }
  }
}

TEST(OracleTest, EveryQuestionOfAGridIsAnsweredAsByALoopOverTheRows) {
  const Shape shape;
  Random random(2);
  const std::vector<Question> questions = AllQuestions(shape);
  for (int round = 0; round < Rounds(150); ++round) {
    const auto size = static_cast<std::size_t>(random.Between(0, round % 3 < 2 ? 40 : 700));
    ExpectAnswers(Zip(RandomSpans(random, size, shape)), questions);
    if (HasFailure()) return;
  }
}

struct Mix {
  const char* name;
  Shape shape;
  int rounds;
  std::int64_t size;
};

class RandomTables : public ::testing::TestWithParam<Mix> {};

TEST_P(RandomTables, AreAnsweredAsByALoopOverTheRows) {
  const Mix& mix = GetParam();
  Random random(3);
  for (int round = 0; round < Rounds(mix.rounds); ++round) {
    const auto size = static_cast<std::size_t>(random.Between(0, mix.size));
    const std::vector<SpanBounds> spans = RandomSpans(random, size, mix.shape);
    const std::vector<KnownTime> known = RandomKnowns(random, size, mix.shape);
    ExpectAnswers(Zip(spans), RandomQuestions(random, mix.shape, 40, false));
    ExpectAnswers(Zip(spans), RandomQuestions(random, mix.shape, 10, true));
    ExpectAnswers(Zip(spans, known), RandomQuestions(random, mix.shape, 20, false));
    ExpectAnswers(Zip(spans, known), RandomQuestions(random, mix.shape, 40, true));
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Mixes, RandomTables,
    ::testing::Values(
        Mix{"grid", {}, 400, 40}, Mix{"grid_many", {}, 20, 2000},
        Mix{"exact", {.vague = false, .open = false}, 200, 60},
        Mix{"exact_open", {.vague = false}, 200, 60}, Mix{"vague", {.open = false}, 200, 60},
        Mix{"months", {.first = 19000, .last = 19400, .longest = 40}, 40, 1500},
        Mix{"long", {.first = 10000, .last = 21000, .longest = 7000}, 20, 3000},
        Mix{"short", {.first = 10000, .last = 21000, .longest = 3, .open = false}, 20, 5000},
        Mix{"calendar", {.first = -4000000, .last = 2900000, .longest = 30000}, 10, 3000}),
    [](const ::testing::TestParamInfo<Mix>& mix) { return std::string(mix.param.name); });

TEST(OracleTest, AHundredThousandRowsOnOneDay) {
  std::vector<SpanBounds> spans(100'000, Exact(5, 6));
  ExpectAnswers(Zip(spans), AllQuestions({.first = 4, .last = 6}));
  // And one that outlasts them in front, so that no run can be passed over for its end.
  spans[77] = {D(0), D(0), kForever, kForever};
  ExpectAnswers(Zip(spans), AllQuestions({.first = 4, .last = 6}));
  spans[78] = {D(4), D(8), D(5), D(9)};
  ExpectAnswers(Zip(spans), AllQuestions({.first = 4, .last = 6}));
}

TEST(OracleTest, EveryRowWithoutACore) {
  Random random(4);
  const Shape shape{.first = 0, .last = 60};
  std::vector<SpanBounds> spans;
  while (spans.size() < 600) {
    const std::int64_t day = random.Between(shape.first, shape.last);
    const std::int64_t doubt = random.Between(1, 30);
    spans.push_back({D(day), D(day + doubt), D(day + random.Between(1, doubt)),
                     D(day + doubt + random.Between(1, 9))});
  }
  ExpectAnswers(Zip(spans), AllQuestions(shape));
}

// Sizes at which a run or a block of compared rows is just full.
TEST(OracleTest, SizesAroundPowersOfTwo) {
  Random random(5);
  const Shape shape{.first = 0, .last = 40, .longest = 25};
  for (const std::size_t size : {0U,   1U,   2U,   15U,  16U,  17U,   31U,   32U,   33U,   255U,
                                 256U, 257U, 271U, 272U, 273U, 4095U, 4096U, 4097U, 4112U, 4113U}) {
    ExpectAnswers(Zip(RandomSpans(random, size, shape)), RandomQuestions(random, shape, 60, false));
    Shape exact = shape;
    exact.vague = false;
    ExpectAnswers(Zip(RandomSpans(random, size, exact)), RandomQuestions(random, shape, 60, false));
    if (HasFailure()) return;
  }
}

TEST(OracleTest, DayBinsOfOneDayFactsAddUpToTheFacts) {
  Random random(6);
  const Shape shape{.first = 18000, .last = 19000, .longest = 1, .vague = false, .open = false};
  std::vector<SpanBounds> spans;
  while (spans.size() < 5000) {
    const std::int64_t day = random.Between(shape.first, shape.last);
    spans.push_back(Exact(day, day + 1));
  }
  const Timeline timeline = Timeline::Build(spans).value();
  for (const Bin bin : {Bin::kDay, Bin::kWeek, Bin::kMonth, Bin::kQuarter, Bin::kYear}) {
    Bounds sum;
    const std::vector<BinCount> counts =
        timeline.CountByBin(bin, Period::Of(D(shape.first), D(shape.last + 1))).value();
    for (const BinCount& count : counts) sum += count.count;
    EXPECT_EQ(sum, (Bounds{5000, 5000, {}})) << ToString(bin);
  }
}

}  // namespace
}  // namespace casus::timeline_test
