#include "casus/timeline/grouped.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "casus/index/interval_index.h"
#include "src/base/array.h"
#include "src/timeline/box.h"
#include "src/timeline/index.h"

// All groups stand in one index: the days of group g are the numbers from g * width on, and width
// is so large that no span of one group reaches the numbers of another. What a group is asked is
// then asked of its numbers.

namespace casus {
namespace {

using internal::Box;
using internal::Question;
using internal::TimelineAccess;
using internal::TruthOf;
using GroupIndex = IntervalIndex<std::int64_t>;
using GroupBox = IntervalBox<std::int64_t>;

// Below, looking at all rows costs less than asking the index.
constexpr std::size_t kSmallGroup = 64;

// Days as numbers of one group. The days that spans begin and end on are [first, last]; what lies
// before and behind them is one number each, and so are the sentinels.
struct DayNumbers {
  std::int64_t first = 0;
  std::int64_t last = 0;

  std::int64_t width() const { return last - first + 5; }
  std::int64_t Of(Day day) const {
    if (day == Day::BeginningOfTime()) return 0;
    if (day == Day::EndOfTime()) return width() - 1;
    return std::clamp<std::int64_t>(day.number() - first + 2, 1, width() - 2);
  }
};

// Rows of large groups in one index. `rows` and, for those that are exact, no more.
struct Part {
  GroupIndex index;
  std::vector<Row> rows;  // by position
};

struct Entries {
  std::vector<std::int64_t> begins;
  std::vector<std::int64_t> ends;
  std::vector<Row> rows;
  std::vector<std::uint64_t> sizes;  // of the groups

  Result<Part> Index() const {
    // Questions go to groups as rows do, and meet a density that is so many times the mean.
    double squares = 0;
    double sum = 0;
    for (const std::uint64_t size : sizes) {
      squares += static_cast<double>(size) * static_cast<double>(size);
      sum += static_cast<double>(size);
    }
    const double denser = sum == 0 ? 1 : squares / sum * static_cast<double>(sizes.size()) / sum;
    IntervalIndexOptions options;
    options.class_cost =
        static_cast<std::uint32_t>(std::clamp(static_cast<double>(options.class_cost) / denser, 1.0,
                                              static_cast<double>(options.class_cost)));
    Result<GroupIndex> index = GroupIndex::Build(begins, ends, options);
    if (!index.ok()) return index.error();
    Part part;
    part.rows.reserve(rows.size());
    for (const std::uint32_t i : index->order()) part.rows.push_back(rows[i]);
    index->ForgetOrder();
    part.index = *std::move(index);
    return part;
  }
};

}  // namespace

// A question and what it asks of the numbers of a group.
struct GroupedTimeline::Asked {
  Question question;
  bool within;
  Day first;
  Day last;

  static Asked At(Day day) {
    return {Box::Meeting(day.number(), day.number()), false, day, day + 1};
  }
  static Asked During(Period period) {
    return {Box::MeetingPeriod(period), false, period.first(), period.last()};
  }
  static Asked Within(Period period) {
    return {Box::LyingIn(period), true, period.first(), period.last()};
  }

  GroupBox Meeting(Group group, const DayNumbers& days) const {
    const std::int64_t origin = group * days.width();
    return GroupBox::Meeting(origin + days.Of(first), origin + days.Of(last));
  }
  GroupBox Exact(Group group, const DayNumbers& days) const {
    if (!within) return Meeting(group, days);
    const std::int64_t origin = group * days.width();
    return GroupBox::Within(origin + days.Of(first), origin + days.Of(last));
  }
};

struct GroupedTimeline::Index {
  // Rows of group g: members [starts[g], starts[g + 1]), ascending.
  std::vector<std::uint32_t> starts;
  std::vector<Row> members;
  DayNumbers days;
  // Of large groups, the rows that stand now: those whose ends are known to the day, and the hulls
  // of the others.
  Part exact;
  Part hulls;

  std::span<const Row> Rows(Group group) const {
    if (std::size_t{group} + 1 >= starts.size()) return {};
    return std::span<const Row>(members).subspan(starts[group], starts[group + 1] - starts[group]);
  }
};

GroupedTimeline::GroupedTimeline() {
  static const auto* const kEmpty =
      new std::shared_ptr<const Index>(std::make_shared<const Index>());
  index_ = *kEmpty;
}

Result<GroupedTimeline> GroupedTimeline::Build(const Timeline& timeline,
                                               std::span<const GroupMember> members) {
  if (members.size() > std::numeric_limits<std::uint32_t>::max()) {
    return Error(ErrorCode::kOutOfRange,
                 std::to_string(members.size()) + " members, but groups hold fewer than 2^32");
  }
  std::size_t groups = 0;
  for (const GroupMember& member : members) {
    if (member.row >= timeline.size()) {
      return Error(ErrorCode::kInvalidArgument, "group " + std::to_string(member.group) +
                                                    " has row " + std::to_string(member.row) +
                                                    ", but the timeline has " +
                                                    std::to_string(timeline.size()));
    }
    groups = std::max(groups, std::size_t{member.group} + 1);
  }
  auto index = std::make_shared<Index>();
  index->starts.resize(groups + 1);
  std::vector<std::uint32_t>& starts = index->starts;
  for (const GroupMember& member : members) ++starts[member.group];
  std::uint32_t start = 0;
  for (std::uint32_t& one : starts) start += std::exchange(one, start);
  index->members.resize(members.size());
  for (const GroupMember& member : members) index->members[starts[member.group]++] = member.row;
  // Each start stands where the next group begins. Sorts and closes the gaps of what was given
  // twice.
  std::uint32_t begin = 0;
  std::uint32_t kept = 0;
  for (std::size_t group = 0; group < groups; ++group) {
    const auto first = index->members.begin() + begin;
    const auto last = index->members.begin() + starts[group];
    begin = starts[group];
    std::sort(first, last);
    const auto unique = std::unique(first, last);
    starts[group] = kept;
    kept = static_cast<std::uint32_t>(std::move(first, unique, index->members.begin() + kept) -
                                      index->members.begin());
  }
  starts.back() = kept;
  index->members.resize(kept);

  const Timeline now = TimelineAccess::Now(timeline);
  const auto is_large = [&](Group group) { return index->Rows(group).size() > kSmallGroup; };
  bool any = false;
  DayNumbers& days = index->days;
  for (Group group = 0; group < groups; ++group) {
    if (!is_large(group)) continue;
    for (const Row row : index->Rows(group)) {
      const SpanBounds span = now.bounds(row);
      for (const Day day : {span.begin_earliest, span.end_latest}) {
        if (!day.is_finite()) continue;
        days.first = any ? std::min<std::int64_t>(days.first, day.number()) : day.number();
        days.last = any ? std::max<std::int64_t>(days.last, day.number()) : day.number();
        any = true;
      }
    }
  }
  if (static_cast<std::int64_t>(groups) >
      std::numeric_limits<std::int64_t>::max() / days.width() - 1) {
    return Error(ErrorCode::kOutOfRange, "too many groups");
  }
  Entries exact;
  Entries hulls;
  for (Group group = 0; group < groups; ++group) {
    if (!is_large(group)) continue;
    const std::int64_t origin = group * days.width();
    const std::size_t exact_before = exact.rows.size();
    const std::size_t hulls_before = hulls.rows.size();
    for (const Row row : index->Rows(group)) {
      if (now.Stands(row) == Truth::kNo) continue;
      const SpanBounds span = now.bounds(row);
      Entries& entries = internal::IsExact(span) ? exact : hulls;
      entries.begins.push_back(origin + days.Of(span.begin_earliest));
      entries.ends.push_back(origin + days.Of(span.end_latest));
      entries.rows.push_back(row);
    }
    exact.sizes.push_back(exact.rows.size() - exact_before);
    hulls.sizes.push_back(hulls.rows.size() - hulls_before);
  }
  for (const auto& [part, entries] :
       {std::pair(&index->exact, &exact), std::pair(&index->hulls, &hulls)}) {
    Result<Part> built = entries->Index();
    if (!built.ok()) return built.error();
    *part = *std::move(built);
  }
  GroupedTimeline grouped;
  grouped.timeline_ = timeline;
  grouped.index_ = std::move(index);
  return grouped;
}

std::size_t GroupedTimeline::group_count() const {
  return index_->starts.empty() ? 0 : index_->starts.size() - 1;
}

std::span<const Row> GroupedTimeline::rows(Group group) const { return index_->Rows(group); }

std::size_t GroupedTimeline::MemoryUsed() const {
  const auto bytes = [](const std::vector<std::uint32_t>& numbers) {
    return numbers.capacity() * sizeof(std::uint32_t);
  };
  return sizeof(Index) + bytes(index_->starts) + bytes(index_->members) +
         bytes(index_->exact.rows) + bytes(index_->hulls.rows) + index_->exact.index.MemoryUsed() +
         index_->hulls.index.MemoryUsed();
}

GroupedTimeline GroupedTimeline::AsKnown(Day day) const {
  GroupedTimeline grouped = *this;
  grouped.timeline_ = timeline_.AsKnown(day);
  return grouped;
}

void GroupedTimeline::VisitGroup(Group group, const Asked& asked, Timeline::Visitor visit) const {
  const std::span<const Row> rows = index_->Rows(group);
  if (rows.size() <= kSmallGroup || TimelineAccess::KnownOn(timeline_)) {
    for (const Row row : rows) {
      const Truth truth = TruthOf(timeline_.bounds(row), asked.question);
      if (truth == Truth::kNo) continue;
      const Truth both = And(truth, timeline_.Stands(row));
      if (both != Truth::kNo) visit(row, both);
    }
    return;
  }
  const DayNumbers& days = index_->days;
  const internal::ScratchLease scratch;
  const Part& exact = index_->exact;
  exact.index.Visit(asked.Exact(group, days), scratch->answer,
                    [&](std::uint32_t first, std::uint32_t last) {
                      for (; first < last; ++first) visit(exact.rows[first], Truth::kCertain);
                    });
  const Part& hulls = index_->hulls;
  if (hulls.rows.empty()) return;
  hulls.index.Visit(asked.Meeting(group, days), scratch->answer,
                    [&](std::uint32_t first, std::uint32_t last) {
                      for (; first < last; ++first) {
                        const Row row = hulls.rows[first];
                        const Truth truth = TruthOf(timeline_.bounds(row), asked.question);
                        if (truth != Truth::kNo) visit(row, truth);
                      }
                    });
}

Bounds GroupedTimeline::CountGroup(Group group, const Asked& asked) const {
  Bounds count;
  if (index_->Rows(group).size() <= kSmallGroup || TimelineAccess::KnownOn(timeline_)) {
    VisitGroup(group, asked, [&](Row, Truth truth) { count.Count(truth); });
    return count;
  }
  const DayNumbers& days = index_->days;
  count.certain = count.possible = index_->exact.index.Count(asked.Exact(group, days));
  const Part& hulls = index_->hulls;
  if (hulls.rows.empty()) return count;
  const internal::ScratchLease scratch;
  hulls.index.Visit(asked.Meeting(group, days), scratch->answer,
                    [&](std::uint32_t first, std::uint32_t last) {
                      for (; first < last; ++first) {
                        count.Count(TruthOf(timeline_.bounds(hulls.rows[first]), asked.question));
                      }
                    });
  return count;
}

std::vector<Hit> GroupedTimeline::Collect(Group group, const Asked& asked) const {
  std::vector<Hit> hits;
  VisitGroup(group, asked, [&](Row row, Truth truth) { hits.push_back({row, truth}); });
  return hits;
}

void GroupedTimeline::Visit(std::span<const Group> groups, const Asked& asked,
                            Timeline::Visitor visit) const {
  if (groups.empty()) internal::DieOnMisuse("GroupedTimeline: no group is asked about");
  // What a group's answers are at most: counting costs less than they do, but not where all rows
  // would have to be looked at.
  const auto cost = [&](Group group) {
    const std::size_t size = index_->Rows(group).size();
    if (size <= kSmallGroup || TimelineAccess::KnownOn(timeline_)) return size;
    return std::size_t{index_->exact.index.Count(asked.Meeting(group, index_->days))} +
           index_->hulls.index.Count(asked.Meeting(group, index_->days));
  };
  std::size_t cheapest = 0;
  if (groups.size() > 1) {
    std::size_t least = cost(groups[0]);
    for (std::size_t i = 1; i < groups.size(); ++i) {
      const std::size_t other = cost(groups[i]);
      if (other < least) {
        least = other;
        cheapest = i;
      }
    }
  }
  VisitGroup(groups[cheapest], asked, [&](Row row, Truth truth) {
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (i == cheapest) continue;
      const std::span<const Row> rows = index_->Rows(groups[i]);
      if (!std::binary_search(rows.begin(), rows.end(), row)) return;
    }
    visit(row, truth);
  });
}

Bounds GroupedTimeline::Count(std::span<const Group> groups, const Asked& asked) const {
  if (groups.size() == 1) return CountGroup(groups.front(), asked);
  Bounds count;
  Visit(groups, asked, [&](Row, Truth truth) { count.Count(truth); });
  return count;
}

void GroupedTimeline::At(Group group, Day day, Timeline::Visitor visit) const {
  VisitGroup(group, Asked::At(day), visit);
}
std::vector<Hit> GroupedTimeline::At(Group group, Day day) const {
  return Collect(group, Asked::At(day));
}
Bounds GroupedTimeline::CountAt(Group group, Day day) const {
  return CountGroup(group, Asked::At(day));
}
void GroupedTimeline::During(Group group, Period period, Timeline::Visitor visit) const {
  VisitGroup(group, Asked::During(period), visit);
}
std::vector<Hit> GroupedTimeline::During(Group group, Period period) const {
  return Collect(group, Asked::During(period));
}
Bounds GroupedTimeline::CountDuring(Group group, Period period) const {
  return CountGroup(group, Asked::During(period));
}
void GroupedTimeline::Within(Group group, Period period, Timeline::Visitor visit) const {
  VisitGroup(group, Asked::Within(period), visit);
}
std::vector<Hit> GroupedTimeline::Within(Group group, Period period) const {
  return Collect(group, Asked::Within(period));
}
Bounds GroupedTimeline::CountWithin(Group group, Period period) const {
  return CountGroup(group, Asked::Within(period));
}

void GroupedTimeline::At(std::span<const Group> groups, Day day, Timeline::Visitor visit) const {
  Visit(groups, Asked::At(day), visit);
}
Bounds GroupedTimeline::CountAt(std::span<const Group> groups, Day day) const {
  return Count(groups, Asked::At(day));
}
void GroupedTimeline::During(std::span<const Group> groups, Period period,
                             Timeline::Visitor visit) const {
  Visit(groups, Asked::During(period), visit);
}
Bounds GroupedTimeline::CountDuring(std::span<const Group> groups, Period period) const {
  return Count(groups, Asked::During(period));
}
void GroupedTimeline::Within(std::span<const Group> groups, Period period,
                             Timeline::Visitor visit) const {
  Visit(groups, Asked::Within(period), visit);
}
Bounds GroupedTimeline::CountWithin(std::span<const Group> groups, Period period) const {
  return Count(groups, Asked::Within(period));
}

}  // namespace casus
