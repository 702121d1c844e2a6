#ifndef CASUS_TIME_MOMENT_H_
#define CASUS_TIME_MOMENT_H_

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/truth.h"
#include "casus/time/day.h"

namespace casus {

// How a Moment came by its bounds.
enum class Basis : std::uint8_t {
  kTime,     // a day with a time of day
  kDay,      // "2014-03-18"
  kMonth,    // "2014-03"
  kSeason,   // "2014-21": EDTF season, quarter (33..36), quadrimester (37..39) or half (40, 41)
  kYear,     // "2014"
  kDecade,   // "201X"
  kCentury,  // "20XX"
  kRange,    // "[2014-02-20..2014-03-18]", "[..1935]", "[1960..]"
  kUnknown,  // it has a date, nobody says which
  kOpen,     // no bound at all: has always been, goes on ("..")
};

// The doubt a source expresses about its own date: EDTF "?", "~" and "%".
enum class Qualifier : std::uint8_t { kNone, kUncertain, kApproximate, kBoth };

// A day known only to lie in [earliest, latest] (both inside). "March 2014" is some day from
// 2014-03-01 to 2014-03-31: it is never the 1st.
//
// Qualified moments ("circa 1965", 1965~, 1965?) have no hard bounds in the source. casus widens
// them by one unit of their precision to either side: 1965~ is [1964-01-01, 1966-12-31], 2014-03~
// is [2014-02-01, 2014-04-30]. So an answer that rests on one is seldom "certain", and the
// convention is this one everywhere. Where a source states its margin, use Between.
//
// The bounds are finite but for kRange and kUnknown, whose sentinels leave a side unbounded, and
// kOpen. What a qualifier or a season would put outside the calendar is cut off at its ends.
//
// unknown and open are different: an unknown end lies somewhere, an open end lies nowhere.
// 20 bytes, copied by value, comparable for equality; for order ask Before(), which answers Truth.
class CASUS_EXPORT Moment {
 public:
  // REQUIRES: the day is finite.
  static Moment OnDay(Day day);
  // A time of day as the source wrote it; `second` in 0..86400 (a leap second counts as 86400),
  // `utc_offset_minutes` empty where the source names no zone. The day is the one written; it is
  // not moved to UTC. Error kInvalidArgument for values outside.
  static Result<Moment> AtTime(Day day, int second, std::optional<int> utc_offset_minutes);
  // Error kInvalidArgument if the month or year does not exist.
  static Result<Moment> InMonth(int year, int month, Qualifier qualifier = Qualifier::kNone);
  static Result<Moment> InYear(int year, Qualifier qualifier = Qualifier::kNone);
  // EDTF numbers: 21..24 seasons of either hemisphere, 25..28 northern, 29..32 southern, 33..36
  // quarters, 37..39 quadrimesters, 40..41 halves. A season without a hemisphere is known only to
  // the days that either could mean; the bounds are those of the widest reading (astronomical or
  // meteorological).
  static Result<Moment> InSeason(int year, int season, Qualifier qualifier = Qualifier::kNone);
  // 2010 -> the ten years 2010..2019; 1900 -> the hundred years 1900..1999 (EDTF "201X", "19XX").
  // REQUIRES a multiple of 10 (100); otherwise kInvalidArgument. The "20th century" in words is
  // 1901..2000: use Between.
  static Result<Moment> InDecade(int first_year, Qualifier qualifier = Qualifier::kNone);
  static Result<Moment> InCentury(int first_year, Qualifier qualifier = Qualifier::kNone);
  // Some day from `earliest` to `latest`, both inside; a sentinel leaves that side unbounded.
  // Equal days make OnDay; two sentinels make Unknown. Error kInvalidArgument if reversed.
  static Result<Moment> Between(Day earliest, Day latest);
  // REQUIRES: the day is finite.
  static Moment NotBefore(Day day);
  static Moment NotAfter(Day day);
  // A day with doubt about it: bounds one day to either side.
  static Moment OnDay(Day day, Qualifier qualifier);
  static Moment Unknown();
  // No begin (has always held) and no end (goes on). Only for the ends of a Span.
  static Moment OpenBegin();
  static Moment OpenEnd();

  Day earliest() const { return earliest_; }
  Day latest() const { return latest_; }
  Basis basis() const { return basis_; }
  Qualifier qualifier() const { return qualifier_; }
  // The EDTF season number; 0 unless basis() is kSeason.
  int season() const { return season_; }
  // Present only if basis() is kTime.
  std::optional<int> second_of_day() const {
    return basis_ == Basis::kTime ? std::optional<int>(second_) : std::nullopt;
  }
  std::optional<int> utc_offset_minutes() const {
    return basis_ == Basis::kTime && offset_ != kNoOffset ? std::optional<int>(offset_)
                                                          : std::nullopt;
  }

  // Known to the day.
  bool is_exact() const { return earliest_ == latest_ && earliest_.is_finite(); }
  bool is_unknown() const { return basis_ == Basis::kUnknown; }
  bool is_open() const { return basis_ == Basis::kOpen; }
  bool Admits(Day day) const { return earliest_ <= day && day <= latest_; }

  friend bool operator==(const Moment&, const Moment&) = default;

 private:
  static constexpr std::int16_t kNoOffset = 32767;
  Moment(Day earliest, Day latest, Basis basis, Qualifier qualifier = Qualifier::kNone,
         std::uint8_t season = 0)
      : earliest_(earliest),
        latest_(latest),
        basis_(basis),
        qualifier_(qualifier),
        season_(season) {}

  Day earliest_;
  Day latest_;
  Basis basis_;
  Qualifier qualifier_;
  std::uint8_t season_;
  std::int16_t offset_ = kNoOffset;
  std::int32_t second_ = 0;
};

// Is a's day before b's? Same day is not before. OpenBegin is before, and OpenEnd after, every day,
// an unknown one too.
CASUS_EXPORT Truth Before(const Moment& a, const Moment& b);
// Do both name the same day? An open moment names none.
CASUS_EXPORT Truth SameDay(const Moment& a, const Moment& b);

CASUS_EXPORT std::string_view ToString(Basis basis);
CASUS_EXPORT std::string_view ToString(Qualifier qualifier);
// EDTF, see edtf.h.
CASUS_EXPORT std::ostream& operator<<(std::ostream& out, const Moment& moment);

}  // namespace casus

#endif  // CASUS_TIME_MOMENT_H_
