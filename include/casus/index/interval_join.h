#ifndef CASUS_INDEX_INTERVAL_JOIN_H_
#define CASUS_INDEX_INTERVAL_JOIN_H_

#include <cstdint>
#include <span>

#include "casus/base/export.h"
#include "casus/base/function_ref.h"
#include "casus/index/interval_index.h"

namespace casus {

// Pairs of a row of `left` and a row of `right`, for Time std::int32_t and std::int64_t. All are
// safe to call from several threads at once.

// How many pairs share a number: left.begin < right.end and right.begin < left.end. From the ranks
// alone: O(the numbers that the tables span) where both are dense, else two ranks per row of
// `left`.
template <typename Time>
CASUS_EXPORT std::uint64_t CountJoinMeeting(const IntervalIndex<Time>& left,
                                            const IntervalIndex<Time>& right);

// f(left positions, right positions): each of the first meets each of the second. Every pair that
// meets is named once, in no order. Rows of `left` that are the same interval are asked about once.
template <typename Time>
CASUS_EXPORT void JoinMeeting(const IntervalIndex<Time>& left, const IntervalIndex<Time>& right,
                              FunctionRef<void(PositionRange, PositionRange)> f);

// The same where the right row begins at least `least` and at most `most` after the left one ends:
// least <= right.begin - left.end <= most. (0, n): follows within n. Open ends are followed by
// nothing, and open begins follow nothing.
template <typename Time>
CASUS_EXPORT std::uint64_t CountJoinFollowing(const IntervalIndex<Time>& left,
                                              const IntervalIndex<Time>& right, Time least,
                                              Time most);
template <typename Time>
CASUS_EXPORT void JoinFollowing(const IntervalIndex<Time>& left, const IntervalIndex<Time>& right,
                                Time least, Time most,
                                FunctionRef<void(PositionRange, PositionRange)> f);

// Happenings at a time, each of a key (a pair of actors, a place).
// REQUIRES: as many keys as times, ascending by key, then by time.
template <typename Time>
struct KeyedTimes {
  std::span<const std::uint32_t> keys;
  std::span<const Time> times;
};

// A then B in one key: pairs with least <= b's time - a's time <= most. O(a + b), for the count and
// for the calls: f(a, first b, last b) for each a that is followed, by the range of those that do.
// REQUIRES: least <= most.
template <typename Time>
CASUS_EXPORT std::uint64_t CountSequences(const KeyedTimes<Time>& a, const KeyedTimes<Time>& b,
                                          Time least, Time most);
template <typename Time>
CASUS_EXPORT void VisitSequences(const KeyedTimes<Time>& a, const KeyedTimes<Time>& b, Time least,
                                 Time most,
                                 FunctionRef<void(std::size_t, std::size_t, std::size_t)> f);

}  // namespace casus

#endif  // CASUS_INDEX_INTERVAL_JOIN_H_
