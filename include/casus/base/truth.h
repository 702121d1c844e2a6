#ifndef CASUS_BASE_TRUTH_H_
#define CASUS_BASE_TRUTH_H_

#include <compare>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string_view>

#include "casus/base/export.h"

namespace casus {

// The answer to a question about facts that are known only within bounds.
//   kNo        no placement of the facts inside their bounds makes it true
//   kPossible  some placements do, others do not
//   kCertain   all of them do
// Ordered: kNo < kPossible < kCertain.
enum class Truth : std::uint8_t { kNo = 0, kPossible = 1, kCertain = 2 };

// Kleene's three-valued logic: And is the smaller, Or the larger.
constexpr Truth And(Truth a, Truth b) { return a < b ? a : b; }
constexpr Truth Or(Truth a, Truth b) { return a < b ? b : a; }
constexpr Truth Not(Truth a) {
  return static_cast<Truth>(static_cast<std::uint8_t>(Truth::kCertain) -
                            static_cast<std::uint8_t>(a));
}

// "no", "possible", "certain".
CASUS_EXPORT std::string_view ToString(Truth truth);
CASUS_EXPORT std::ostream& operator<<(std::ostream& out, Truth truth);

// A count or a sum known within bounds: at least `certain`, at most `possible`; 0 <= certain <=
// possible. `best` where the source names a best estimate of its own (UCDP, ACLED); it may lie
// outside the bounds, as in the sources, and is never used to move them.
struct Bounds {
  std::int64_t certain = 0;
  std::int64_t possible = 0;
  std::optional<std::int64_t> best;

  // What a sum begins with: a best estimate of 0, which the sum keeps while every term has one.
  static constexpr Bounds Zero() { return Bounds{0, 0, 0}; }

  constexpr bool exact() const { return certain == possible; }

  // Sums add bound by bound; the sum has a best estimate only if every term has one.
  constexpr Bounds& operator+=(const Bounds& other) {
    certain += other.certain;
    possible += other.possible;
    best = best && other.best ? std::optional<std::int64_t>(*best + *other.best) : std::nullopt;
    return *this;
  }
  friend constexpr Bounds operator+(Bounds a, const Bounds& b) { return a += b; }
  friend constexpr bool operator==(const Bounds&, const Bounds&) = default;

  // Counts one thing that is true to this degree.
  constexpr void Count(Truth truth) {
    certain += truth == Truth::kCertain ? 1 : 0;
    possible += truth != Truth::kNo ? 1 : 0;
  }
};

// "12" when exact, "9..12" otherwise.
CASUS_EXPORT std::ostream& operator<<(std::ostream& out, const Bounds& bounds);

}  // namespace casus

#endif  // CASUS_BASE_TRUTH_H_
