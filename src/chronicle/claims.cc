#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "src/chronicle/data.h"

namespace casus {

Truth Chronicle::Covered(Table table, Day day, std::optional<PlaceId> place) const {
  Truth covered = Truth::kNo;
  for (const Coverage& row : coverage()) {
    if (row.table != table || !row.period.Contains(day)) continue;
    // Of the place, or of all places.
    Truth whole = Truth::kCertain;
    if (row.place) whole = place ? IsInside(*place, *row.place, day) : Truth::kNo;
    if (whole == Truth::kCertain && row.complete) return Truth::kCertain;
    // Of a part of what was asked.
    const bool of_part = row.place && (!place || IsInside(*row.place, *place, day) != Truth::kNo);
    if (whole != Truth::kNo || of_part) covered = Truth::kPossible;
  }
  return covered;
}

std::optional<Period> Chronicle::WindowUnder(std::span<const ClaimId> claims,
                                             const FactRef& subject) const {
  const auto is_subject = [&](const FactRef& ref) {
    const Table table = TableOf(ref);
    return table == TableOf(subject) &&
           data_->SameRow(table, RowOf(ref)) == data_->SameRow(table, RowOf(subject));
  };
  const SpanBounds own = SpanOf(subject).bounds();
  Day first = own.begin_earliest;
  Day last = own.end_latest;
  const auto end_by = [&](Day day) { last = std::min(last, day); };
  const auto begin_from = [&](Day day) { first = std::max(first, day); };
  std::vector<SpanBounds> held;  // what must fit into the subject
  for (const ClaimId id : claims) {
    for (const TimeConstraint& constraint : claim(id).constraints) {
      const bool forward = is_subject(constraint.subject);
      const bool backward = is_subject(constraint.object);
      if (!forward && !backward) continue;
      if (forward && backward) {
        if (constraint.relation == TimeRelation::kDuring) continue;
        return std::nullopt;  // before itself
      }
      // A vague object binds only as far as every placement of it does.
      const SpanBounds other = SpanOf(forward ? constraint.object : constraint.subject).bounds();
      const bool before = constraint.relation == TimeRelation::kBefore;
      if (constraint.relation == TimeRelation::kDuring) {
        if (forward) {
          begin_from(other.begin_earliest);
          end_by(other.end_latest);
        } else {
          held.push_back(other);
        }
      } else if (before == forward) {
        end_by(other.begin_latest);
      } else {
        begin_from(other.end_earliest);
      }
    }
  }
  if (!(first < last)) return std::nullopt;
  const Period window = Period::Of(first, last);
  // The days may be there and yet too few for the subject, or for what it must hold.
  if (LiesWithin(own, window) == Truth::kNo) return std::nullopt;
  for (const SpanBounds& bounds : held) {
    if (LiesWithin(bounds, window) == Truth::kNo) return std::nullopt;
  }
  return window;
}

std::vector<ClaimId> Chronicle::ClaimsAbout(const FactRef& ref) const {
  const Table table = TableOf(ref);
  return data_->claims_about->About(table, data_->SameRow(table, RowOf(ref)));
}

}  // namespace casus
