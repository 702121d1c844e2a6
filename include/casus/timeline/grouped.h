#ifndef CASUS_TIMELINE_GROUPED_H_
#define CASUS_TIMELINE_GROUPED_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/truth.h"
#include "casus/time/day.h"
#include "casus/time/period.h"
#include "casus/timeline/timeline.h"

namespace casus {

// A group of rows: an actor, a dyad, a place with all that lies in it. Dense numbers from 0.
using Group = std::uint32_t;

struct GroupMember {
  Group group;
  Row row;
  friend bool operator==(const GroupMember&, const GroupMember&) = default;
};

// A Timeline that is asked about the rows of a group, or about those that several groups share,
// with the answers and the truth of Timeline. A row may be in any number of groups.
//
// Cost, for a group of n rows of which m are vague and C classes of durations (those of all groups
// together): of a group of 64 rows or less, all of them are looked at. Of a larger one a question
// costs O(C + log n) and what the answer costs, as it would over a timeline of the group alone;
// counts cost O(log n) and the looking at vague rows. Several groups: the one with the fewest
// answers is asked, and each of its answers is searched for in the others, O(log n) each. Questions
// of the past (AsKnown) look at all rows of the group.
// Memory: 4 bytes a member and, in large groups, some 10 more.
//
// Immutable and safe to share between threads; copies are cheap and share the index and the
// timeline. Answers come in an order of the index's own, see Timeline.
//
//   casus::GroupedTimeline by_actor = casus::GroupedTimeline::Build(timeline, members).value();
//   by_actor.CountDuring(actor, casus::Period::OfYear(2022));
//   by_actor.During(std::vector<casus::Group>{actor, place}, period, visit);
class CASUS_EXPORT GroupedTimeline {
 public:
  // Of no groups.
  GroupedTimeline();

  // The members in any order; one that is given twice counts once. Groups are 0 to the greatest
  // that has a member. Error kInvalidArgument for a row that the timeline does not have;
  // kOutOfRange for 2^32 members or more, or where groups times days exceed 63 bits. Of the rows
  // that the timeline got by appending they are members as any others.
  static Result<GroupedTimeline> Build(const Timeline& timeline,
                                       std::span<const GroupMember> members);

  std::size_t group_count() const;
  // Ascending, superseded rows included; empty for a group that is not there. Valid as long as this
  // or a copy lives.
  std::span<const Row> rows(Group group) const;
  const Timeline& timeline() const { return timeline_; }
  // Bytes held, but for the timeline's.
  std::size_t MemoryUsed() const;

  // See Timeline::AsKnown.
  GroupedTimeline AsKnown(Day day) const;

  // REQUIRES (of At and CountAt): day is finite.
  void At(Group group, Day day, Timeline::Visitor visit) const;
  std::vector<Hit> At(Group group, Day day) const;
  Bounds CountAt(Group group, Day day) const;

  void During(Group group, Period period, Timeline::Visitor visit) const;
  std::vector<Hit> During(Group group, Period period) const;
  Bounds CountDuring(Group group, Period period) const;

  void Within(Group group, Period period, Timeline::Visitor visit) const;
  std::vector<Hit> Within(Group group, Period period) const;
  Bounds CountWithin(Group group, Period period) const;

  // The rows that are in each of the groups. REQUIRES: at least one group.
  void At(std::span<const Group> groups, Day day, Timeline::Visitor visit) const;
  Bounds CountAt(std::span<const Group> groups, Day day) const;
  void During(std::span<const Group> groups, Period period, Timeline::Visitor visit) const;
  Bounds CountDuring(std::span<const Group> groups, Period period) const;
  void Within(std::span<const Group> groups, Period period, Timeline::Visitor visit) const;
  Bounds CountWithin(std::span<const Group> groups, Period period) const;

 private:
  struct Index;
  struct Asked;
  void Visit(std::span<const Group> groups, const Asked& asked, Timeline::Visitor visit) const;
  void VisitGroup(Group group, const Asked& asked, Timeline::Visitor visit) const;
  Bounds Count(std::span<const Group> groups, const Asked& asked) const;
  Bounds CountGroup(Group group, const Asked& asked) const;
  std::vector<Hit> Collect(Group group, const Asked& asked) const;

  Timeline timeline_;
  std::shared_ptr<const Index> index_;
};

}  // namespace casus

#endif  // CASUS_TIMELINE_GROUPED_H_
