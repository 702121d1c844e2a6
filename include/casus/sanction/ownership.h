#ifndef CASUS_SANCTION_OWNERSHIP_H_
#define CASUS_SANCTION_OWNERSHIP_H_

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/function_ref.h"
#include "casus/base/id.h"
#include "casus/base/issue.h"
#include "casus/base/tokens.h"
#include "casus/base/truth.h"
#include "casus/time/day.h"
#include "casus/time/period.h"
#include "casus/time/span.h"
#include "casus/timeline/timeline.h"

namespace casus {

// A part of a whole in per cent, exact in decimals to six places: 16.7 + 16.7 + 16.6 is 50, and so
// is 33.3333 + 16.6667. Sums may exceed 100. What has more places lies between two of these. 8
// bytes, copied by value.
class PerCent {
 public:
  // None.
  constexpr PerCent() = default;
  static constexpr PerCent OfMillionths(std::int64_t millionths) { return PerCent(millionths); }
  // Of what a Share is given in.
  static constexpr PerCent OfHundredths(std::int32_t hundredths) {
    return PerCent(std::int64_t{hundredths} * 10'000);
  }
  static constexpr PerCent Of(std::int32_t whole) {
    return PerCent(std::int64_t{whole} * 1'000'000);
  }

  constexpr std::int64_t millionths() const { return millionths_; }

  friend constexpr PerCent operator+(PerCent a, PerCent b) {
    return PerCent(a.millionths_ + b.millionths_);
  }
  friend constexpr PerCent operator-(PerCent a, PerCent b) {
    return PerCent(a.millionths_ - b.millionths_);
  }
  friend constexpr auto operator<=>(PerCent, PerCent) = default;

 private:
  constexpr explicit PerCent(std::int64_t millionths) : millionths_(millionths) {}
  std::int64_t millionths_ = 0;
};

// "16.7": digits, and a point with one to six more; no sign, no "%". Errors: kParse; kOutOfRange
// for more than 100, or for more than six places that are not 0: such a share is known within
// bounds.
CASUS_EXPORT Result<PerCent> ParsePerCent(std::string_view text);
// "16.7", "50", "-0.01" (of a difference).
CASUS_EXPORT std::string ToString(PerCent share);
CASUS_EXPORT std::ostream& operator<<(std::ostream& out, PerCent share);

// When owning an entity makes measures against its owners hit it, too. Ownership alone: control,
// which the EU and the UK also look at, needs a judgement and is not a number (OFAC: FAQ 398).
struct OwnershipRule {
  std::string name;
  PerCent threshold = PerCent::Of(50);
  bool at_threshold = true;  // exactly the threshold is enough; else more than it
  bool aggregate = true;     // holdings of several owners add up; else one must reach it alone
  Period valid = Period::Always();

  bool IsReachedBy(PerCent owned) const {
    return owned > threshold || (at_threshold && owned == threshold);
  }
  friend bool operator==(const OwnershipRule&, const OwnershipRule&) = default;
};

enum class OwnershipSystem : std::uint8_t {
  kOfac,
  kEu,
  kUk,
  kBisAffiliates,  // export controls of the U.S. Entity List, not blocking
};
template <>
inline constexpr auto kTokens<OwnershipSystem> = std::to_array<Token<OwnershipSystem>>({
    {OwnershipSystem::kOfac, "ofac"},
    {OwnershipSystem::kEu, "eu"},
    {OwnershipSystem::kUk, "uk"},
    {OwnershipSystem::kBisAffiliates, "bis"},
});

// The rule of the system on the day, as published until November 2026; make another by hand.
//
//   ofac  50 % or more, from 2008-02-14 by one blocked person (guidance of that day); from
//         2014-08-13 in the aggregate (revised guidance, 79 FR 47726; FAQ 398 to 402)
//   eu    in the aggregate; more than 50 %, and 50 % or more from 2024-07-03 (Best Practices of
//         the Council as updated that day; guidance, not law)
//   uk    from 2020-12-31, when its own regulations began: more than 50 %, by one person (The
//         Russia (Sanctions) (EU Exit) Regulations 2019, reg. 7, and those like it; OFSI's guidance
//         adds holdings up only under a joint arrangement, which is the caller's to know)
//   bis   50 % or more in the aggregate, from 2025-09-29 to 2025-11-09 (Affiliates Rule, 15 CFR
//         744; suspended from 2025-11-10 for one year)
//
// Errors: kNotFound on a day without a rule (before the first, while it was suspended);
// kUnsupported where it is not known whether there is one (bis from 2026-11-10: by its own terms
// the suspension has ended). REQUIRES: the day is finite.
CASUS_EXPORT Result<OwnershipRule> RuleOn(OwnershipSystem system, Day day);

// One parcel: `owner` holds between `low` and `high` of `owned` during `span`. Where nobody says
// how much, that is 0 to 100.
struct Holding {
  ActorId owner;
  ActorId owned;
  PerCent low;
  PerCent high = PerCent::Of(100);
  SpanBounds span = {Day::BeginningOfTime(), Day::BeginningOfTime(), Day::EndOfTime(),
                     Day::EndOfTime()};  // always
};

// Who is listed on the day asked, and how surely.
struct Listed {
  ActorId actor;
  Truth truth = Truth::kCertain;
};

class Blocking;

// Who owns how much of whom. Built once and asked about many days and lists; immutable, safe to
// share between threads, and cheap to copy. 40 bytes a holding and 8 an entity.
//
// A row is the number of a holding in the list it was built of. Several parcels of one owner in one
// entity add up. A holding of an entity in itself never counts towards its being blocked. Nothing
// is repaired: Check says what looks wrong.
//
//   casus::Holdings holdings = casus::Holdings::Build(entities, rows).value();
//   casus::OwnershipRule rule = casus::RuleOn(casus::OwnershipSystem::kOfac, day).value();
//   casus::Blocking blocking = holdings.Blocked(rule, day, listed).value();
//   blocking.truth(company);
class CASUS_EXPORT Holdings {
 public:
  // Of nobody.
  Holdings();

  // Of the actors 0 to entities - 1. Errors, each with the row: kBadReference for another actor;
  // kInvalidArgument for shares out of order or outside of 0 to 100 %; kOutOfRange for 2^32 - 1
  // holdings or more.
  static Result<Holdings> Build(std::size_t entities, std::span<const Holding> holdings);

  std::size_t entity_count() const;
  std::size_t holding_count() const;
  // REQUIRES: row < holding_count().
  Holding holding(Row row) const;
  std::size_t MemoryUsed() const;

  // Who is blocked on the day: the least set that holds all who are listed and all that the members
  // of the set own enough of. A holding in an entity that is owned by a blocked one counts whole,
  // one by an entity that is not blocked counts nothing (FAQ 401), and entities that own each other
  // do not block each other unless someone listed owns enough of them.
  //
  //   certain   so it is in every case: by those surely listed, and the low bounds of what they and
  //             those surely blocked surely hold on the day
  //   possible  so it is in some case: by those perhaps listed, and the high bounds of what may
  //   hold
  //
  // Every share may be anything within its bounds, whatever the others of the same entity are: that
  // they add up to 100 is not used, for they may be of different classes.
  //
  // An actor listed twice is listed as surely as the surer says. Cost: a look at each holding of
  // those that are blocked, and some bytes an entity. Errors: kBadReference for a listed actor that
  // is not there; kInvalidArgument for a rule that is not valid on the day, or whose threshold is
  // none that a share can reach (0 or less, or above 100). REQUIRES: the day is finite.
  Result<Blocking> Blocked(const OwnershipRule& rule, Day day,
                           std::span<const Listed> listed) const;

  // What looks wrong on the day, and was counted as it stands. Warnings:
  //   an entity that owns a part of itself (does not count)
  //   shares in an entity that surely add up to more than 100 % (classes of shares are mixed, or
  //     something is told twice)
  //   parcels of one owner in one entity of the same size (added up, though it may be one told
  //   twice)
  // In order of entity; `name_of` gives the text of each issue, and `key_of` names a row in its
  // message.
  IssueLog Check(Day day, FunctionRef<std::string(ActorId)> name_of,
                 FunctionRef<std::string(Row)> key_of) const;

 private:
  friend class Blocking;
  struct Index;
  explicit Holdings(std::shared_ptr<const Index> index);
  std::shared_ptr<const Index> index_;
};

// Why an entity is blocked, or how far it is from being so.
struct BlockingReason {
  Truth truth = Truth::kNo;   // of its being blocked, for whatever reason
  Truth listed = Truth::kNo;  // of its being listed itself
  // What those that are surely (perhaps) blocked surely (at most) own of it: all of them together,
  // or the greatest owner, where the rule does not aggregate. Beside the threshold this says how
  // far it is above or below.
  PerCent certain_share;
  PerCent possible_share;
  // Enough holdings that the entity would be blocked (as surely as `truth`) if there were no
  // others: those of its owners, of the owners' owners and so on down to the listed. Each comes
  // after all that explain its owner. Empty where the listing itself is the reason, and where
  // `truth` is kNo.
  std::vector<Row> holdings;
  // No smaller set of holdings would do. False where the search for one had to be given up.
  bool fewest = true;
  // All holdings in the entity that count towards `possible_share` of all owners, in order of row.
  std::vector<Row> counted;
};

// The answer of Holdings::Blocked. Immutable, safe to share between threads; keeps what it needs of
// the holdings alive.
class CASUS_EXPORT Blocking {
 public:
  const OwnershipRule& rule() const { return rule_; }
  Day day() const { return day_; }
  std::size_t entity_count() const { return truths_.size(); }

  // REQUIRES (all of these): entity.value() < entity_count().
  Truth truth(ActorId entity) const { return truths_[entity.value()]; }
  Truth listed(ActorId entity) const { return listed_[entity.value()]; }
  PerCent certain_share(ActorId entity) const {
    return PerCent::OfMillionths(certain_[entity.value()].share);
  }
  PerCent possible_share(ActorId entity) const {
    return PerCent::OfMillionths(possible_[entity.value()].share);
  }
  // Calls visit(entity, truth) for all that are blocked, if only possibly, in order of id.
  void Visit(FunctionRef<void(ActorId, Truth)> visit) const;
  // How many.
  Bounds count() const { return count_; }

  // The fewest holdings that explain it, sought among all combinations, each counted once though it
  // explain several. The search begins with a set that takes, from the entity down, the greatest
  // holdings of owners that were blocked before it, and after `steps` gives the best so far; of
  // sets of more than 1,000 holdings it gives that first one.
  static constexpr std::size_t kSteps = 100'000;
  BlockingReason Explain(ActorId entity, std::size_t steps = kSteps) const;

 private:
  friend class Holdings;
  class Search;
  Blocking() = default;

  std::shared_ptr<const Holdings::Index> index_;
  OwnershipRule rule_;
  Day day_ = Day::Min();
  Bounds count_;
  std::vector<Truth> truths_;
  std::vector<Truth> listed_;
  // Of each entity, by what is certain and by what is possible.
  struct Reached {
    std::int64_t share = 0;  // in millionths of a per cent
    // When the worklist came to it: every blocked one is so by those that came before it.
    std::uint32_t turn = 0;
  };
  std::vector<Reached> certain_;
  std::vector<Reached> possible_;
};

}  // namespace casus

#endif  // CASUS_SANCTION_OWNERSHIP_H_
