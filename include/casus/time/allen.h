#ifndef CASUS_TIME_ALLEN_H_
#define CASUS_TIME_ALLEN_H_

#include <cstdint>
#include <string_view>

#include "casus/base/export.h"
#include "casus/base/truth.h"
#include "casus/time/span.h"

namespace casus {

// The thirteen relations of Allen (CACM 26(11), 1983) between two stretches of days; exactly one
// holds between any two whose ends are known. Ends are compared as half-open: a stretch whose last
// day is the day before another's first kMeets it.
enum class Allen : std::uint8_t {
  kBefore,
  kMeets,
  kOverlaps,
  kStarts,
  kDuring,
  kFinishes,
  kEquals,
  kFinishedBy,
  kContains,
  kStartedBy,
  kOverlappedBy,
  kMetBy,
  kAfter,
};
CASUS_EXPORT std::string_view ToString(Allen relation);

// A set of Allen relations. 2 bytes, copied by value.
class AllenSet {
 public:
  constexpr AllenSet() = default;
  // Implicit: one relation is a set of one.
  constexpr AllenSet(Allen relation)
      : bits_(static_cast<std::uint16_t>(1U << static_cast<unsigned>(relation))) {}
  static constexpr AllenSet All() { return AllenSet(std::uint16_t{0x1FFF}); }

  constexpr bool Contains(Allen relation) const { return !(*this & relation).empty(); }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool SubsetOf(AllenSet other) const { return (bits_ & ~other.bits_) == 0; }
  friend constexpr AllenSet operator|(AllenSet a, AllenSet b) {
    return AllenSet(static_cast<std::uint16_t>(a.bits_ | b.bits_));
  }
  friend constexpr AllenSet operator&(AllenSet a, AllenSet b) {
    return AllenSet(static_cast<std::uint16_t>(a.bits_ & b.bits_));
  }
  friend constexpr bool operator==(AllenSet, AllenSet) = default;

 private:
  constexpr explicit AllenSet(std::uint16_t bits) : bits_(bits) {}
  std::uint16_t bits_ = 0;
};

// Relations a user asks for by name.
// a ends before b begins, with or without a day between.
inline constexpr AllenSet kAnyBefore = AllenSet(Allen::kBefore) | Allen::kMeets;
inline constexpr AllenSet kAnyAfter = AllenSet(Allen::kAfter) | Allen::kMetBy;
// a and b share a day.
inline constexpr AllenSet kSharesDay = AllenSet(Allen::kOverlaps) | Allen::kStarts |
                                       Allen::kDuring | Allen::kFinishes | Allen::kEquals |
                                       Allen::kFinishedBy | Allen::kContains | Allen::kStartedBy |
                                       Allen::kOverlappedBy;
// Every day of a is a day of b, and the other way round.
inline constexpr AllenSet kInside =
    AllenSet(Allen::kStarts) | Allen::kDuring | Allen::kFinishes | Allen::kEquals;
inline constexpr AllenSet kCovers =
    AllenSet(Allen::kStartedBy) | Allen::kContains | Allen::kFinishedBy | Allen::kEquals;

// All relations that some placement of the bounds makes true; never empty.
CASUS_EXPORT AllenSet PossibleRelations(const SpanBounds& a, const SpanBounds& b);

// Is one of `relations` true of a and b? Certain if every placement of the eight bounds makes one
// of them true.
CASUS_EXPORT Truth Relate(const SpanBounds& a, AllenSet relations, const SpanBounds& b);
inline Truth Relate(const Span& a, AllenSet relations, const Span& b) {
  return Relate(a.bounds(), relations, b.bounds());
}

}  // namespace casus

#endif  // CASUS_TIME_ALLEN_H_
