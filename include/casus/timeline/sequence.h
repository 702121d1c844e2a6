#ifndef CASUS_TIMELINE_SEQUENCE_H_
#define CASUS_TIMELINE_SEQUENCE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/truth.h"
#include "casus/timeline/timeline.h"

namespace casus {

// The rows of a timeline by a key (a dyad, a place): one key per row. Made once, it answers which
// rows of one such table are followed by which of another within some days, in the same key: "a
// threat, then a strike, within a week".
//
// Holds the rows that stand, or stood on the day of AsKnown, when it was made. Memory: 32 bytes a
// row. Immutable and safe to share between threads; copies are cheap and share it.
class CASUS_EXPORT KeyedTimeline {
 public:
  // Of no rows.
  KeyedTimeline();
  // keys[row] is the row's. Error kInvalidArgument if they are not as many as the rows. Costs two
  // sorts of the rows.
  static Result<KeyedTimeline> Build(const Timeline& timeline, std::span<const std::uint32_t> keys);

  // How many rows stand.
  std::size_t size() const;
  std::size_t MemoryUsed() const;

 private:
  struct Rows;
  std::shared_ptr<const Rows> rows_;

  friend CASUS_EXPORT void VisitSequences(const KeyedTimeline&, const KeyedTimeline&, std::int32_t,
                                          PairRunVisitor);
  friend CASUS_EXPORT Bounds CountSequences(const KeyedTimeline&, const KeyedTimeline&,
                                            std::int32_t);
};

// Pairs (first, then) of one key in which the second fact begins after the first has ended, at most
// `days` days later: 0 <= begin - end <= days (see JoinFollowing). Certain if in every placement,
// and if both surely stand. Each pair once, in lists of rows of which each pairs with each, valid
// during the call. REQUIRES: days >= 0.
//
// Costs one pass over both tables where ends are known to the day, and the pairs, which a count
// does not look at; a vague row costs a search, and a look at each vague row of its key.
CASUS_EXPORT void VisitSequences(const KeyedTimeline& first, const KeyedTimeline& then,
                                 std::int32_t days, PairRunVisitor visit);
CASUS_EXPORT Bounds CountSequences(const KeyedTimeline& first, const KeyedTimeline& then,
                                   std::int32_t days);

}  // namespace casus

#endif  // CASUS_TIMELINE_SEQUENCE_H_
