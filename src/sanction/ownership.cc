#include "casus/sanction/ownership.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <ostream>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"

namespace casus {
namespace {

constexpr std::int64_t kWhole = PerCent::Of(100).millionths();
// No turn: not blocked.
constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max();
// Greater explanations are not searched for smaller ones: the search goes as deep.
constexpr std::size_t kMaxSearched = 1'000;

// The least sum that the rule is reached by, in millionths.
std::int64_t LeastSum(const OwnershipRule& rule) {
  return rule.threshold.millionths() + (rule.at_threshold ? 0 : 1);
}

Error NoRule(ErrorCode code, std::string why, Day day) {
  return Error(code, std::move(why), {}, ToString(day));
}

}  // namespace

Result<PerCent> ParsePerCent(std::string_view text) {
  const auto wrong = [&](std::size_t at) {
    return Error(ErrorCode::kParse, "no per cent: digits, and a point with more",
                 Where{.file = {}, .line = 0, .column = at + 1, .field = {}}, std::string(text));
  };
  constexpr int kPlaces = 6;
  std::int64_t millionths = 0;
  int places = -1;  // no point yet
  bool finer = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '.' && places < 0 && i > 0) {
      places = 0;
      continue;
    }
    if (c < '0' || c > '9') return wrong(i);
    const int digit = c - '0';
    if (places == kPlaces) {
      finer = finer || digit != 0;
      continue;
    }
    if (places >= 0) ++places;
    // Enough to see that it is too much.
    if (millionths <= kWhole) millionths = millionths * 10 + digit;
  }
  if (text.empty() || places == 0) return wrong(text.size());
  for (int i = std::max(places, 0); i < kPlaces; ++i) millionths *= 10;
  if (millionths > kWhole || (finer && millionths == kWhole)) {
    return Error(ErrorCode::kOutOfRange, "more than 100 per cent", {}, std::string(text));
  }
  if (finer) {
    return Error(ErrorCode::kOutOfRange, "finer than six places: give bounds", {},
                 std::string(text));
  }
  return PerCent::OfMillionths(millionths);
}

std::string ToString(PerCent share) {
  const std::int64_t whole = PerCent::Of(1).millionths();
  const std::int64_t millionths = share.millionths();
  std::string text = millionths < 0 ? "-" : "";
  text += std::to_string(std::abs(millionths / whole));
  std::string places = std::to_string(std::abs(millionths % whole));
  places.insert(0, 6 - places.size(), '0');
  places.erase(places.find_last_not_of('0') + 1);
  if (!places.empty()) text += "." + places;
  return text;
}

std::ostream& operator<<(std::ostream& out, PerCent share) { return out << ToString(share); }

Result<OwnershipRule> RuleOn(OwnershipSystem system, Day day) {
  const PerCent half = PerCent::Of(50);
  const auto from_to = [](Day first, Day last) { return Period::Of(first, last); };
  switch (system) {
    case OwnershipSystem::kOfac: {
      const Day first = Day::FromYmd(2008, 2, 14);
      const Day aggregated = Day::FromYmd(2014, 8, 13);
      if (day < first) {
        return NoRule(ErrorCode::kNotFound, "OFAC has no ownership rule before 2008-02-14", day);
      }
      if (day < aggregated) {
        return OwnershipRule{"OFAC 2008: 50 % or more, of one owner", half, true, false,
                             from_to(first, aggregated)};
      }
      return OwnershipRule{"OFAC 2014: 50 % or more, in the aggregate", half, true, true,
                           from_to(aggregated, Day::EndOfTime())};
    }
    case OwnershipSystem::kEu: {
      const Day at_half = Day::FromYmd(2024, 7, 3);
      if (day < at_half) {
        return OwnershipRule{"EU until 2024: more than 50 %, in the aggregate", half, false, true,
                             from_to(Day::BeginningOfTime(), at_half)};
      }
      return OwnershipRule{"EU 2024: 50 % or more, in the aggregate", half, true, true,
                           from_to(at_half, Day::EndOfTime())};
    }
    case OwnershipSystem::kUk: {
      const Day first = Day::FromYmd(2020, 12, 31);
      if (day < first) {
        return NoRule(
            ErrorCode::kNotFound,
            "the UK has no ownership rule of its own before 2020-12-31 (the EU's applied)", day);
      }
      return OwnershipRule{"UK 2020: more than 50 %, of one owner", half, false, false,
                           from_to(first, Day::EndOfTime())};
    }
    case OwnershipSystem::kBisAffiliates: {
      const Day first = Day::FromYmd(2025, 9, 29);
      const Day suspended = Day::FromYmd(2025, 11, 10);
      if (day < first) {
        return NoRule(ErrorCode::kNotFound, "BIS has no ownership rule before 2025-09-29", day);
      }
      if (day < suspended) {
        return OwnershipRule{"BIS 2025: 50 % or more, in the aggregate", half, true, true,
                             from_to(first, suspended)};
      }
      if (day < Day::FromYmd(2026, 11, 10)) {
        return NoRule(ErrorCode::kNotFound,
                      "the ownership rule of BIS is suspended from 2025-11-10 to 2026-11-09", day);
      }
      return NoRule(ErrorCode::kUnsupported,
                    "whether the ownership rule of BIS applies again from 2026-11-10 is not known "
                    "here",
                    day);
    }
  }
  return Error(ErrorCode::kInvalidArgument, "no such system of sanctions");
}

struct Holdings::Index {
  // A holding as its owner has it. Shares fit: they are at most 1e8 millionths.
  struct Edge {
    std::uint32_t owned;
    std::int32_t low;
    std::int32_t high;
    SpanBounds span;
    Row row;
  };
  static_assert(sizeof(Edge) == 32);

  std::span<const Edge> Of(std::uint32_t owner) const {
    return std::span(edges).subspan(owner_begins[owner],
                                    owner_begins[owner + 1] - owner_begins[owner]);
  }
  // Positions in `edges`.
  std::span<const std::uint32_t> In(std::uint32_t owned) const {
    return std::span(incoming).subspan(owned_begins[owned],
                                       owned_begins[owned + 1] - owned_begins[owned]);
  }
  std::uint32_t OwnerAt(std::uint32_t position) const {
    const auto after = std::upper_bound(owner_begins.begin(), owner_begins.end(), position);
    return static_cast<std::uint32_t>(after - owner_begins.begin() - 1);
  }

  std::vector<std::uint32_t> owner_begins = {0};  // of each owner in `edges`, and the end
  std::vector<Edge> edges;                        // by (owner, owned, row)
  std::vector<std::uint32_t> owned_begins = {0};  // of each owned in `incoming`, and the end
  std::vector<std::uint32_t> incoming;            // positions in `edges`, by (owned, row)
  std::vector<std::uint32_t> positions;           // in `edges`, of each row
};

namespace {

// Where the rows of each of `count` numbers begin, when they are ordered by number(row).
template <typename NumberOf>
std::vector<std::uint32_t> Begins(std::size_t count, std::size_t rows, NumberOf number) {
  std::vector<std::uint32_t> begins(count + 1);
  for (std::size_t row = 0; row < rows; ++row) ++begins[number(row) + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  return begins;
}

}  // namespace

Holdings::Holdings() : index_(std::make_shared<const Index>()) {}
Holdings::Holdings(std::shared_ptr<const Index> index) : index_(std::move(index)) {}

Result<Holdings> Holdings::Build(std::size_t entities, std::span<const Holding> holdings) {
  if (holdings.size() >= kNever) {
    return Error(ErrorCode::kOutOfRange, "more than 2^32 - 2 holdings");
  }
  const auto refuse = [](ErrorCode code, const char* why, std::size_t row) {
    return Error(code, "holding " + std::to_string(row) + ": " + why);
  };
  for (std::size_t row = 0; row < holdings.size(); ++row) {
    const Holding& holding = holdings[row];
    if (holding.owner.value() >= entities || holding.owned.value() >= entities) {
      return refuse(ErrorCode::kBadReference, "there is no such owner or owned", row);
    }
    if (holding.low < PerCent() || PerCent::Of(100) < holding.high) {
      return refuse(ErrorCode::kInvalidArgument, "a share outside of 0 to 100 %", row);
    }
    if (holding.high < holding.low) {
      return refuse(ErrorCode::kInvalidArgument, "a share whose high bound is below its low one",
                    row);
    }
  }

  // Two stable passes: by owned, then by owner.
  const auto owner = [&](std::size_t row) { return holdings[row].owner.value(); };
  const auto owned = [&](std::size_t row) { return holdings[row].owned.value(); };
  auto index = std::make_shared<Index>();
  index->owned_begins = Begins(entities, holdings.size(), owned);
  index->owner_begins = Begins(entities, holdings.size(), owner);
  std::vector<std::uint32_t> by_owned(holdings.size());
  std::vector<std::uint32_t> next(index->owned_begins.begin(), index->owned_begins.end() - 1);
  for (Row row = 0; row < holdings.size(); ++row) by_owned[next[owned(row)]++] = row;
  next.assign(index->owner_begins.begin(), index->owner_begins.end() - 1);
  constexpr SpanBounds kNoDay = {Day::Min(), Day::Min(), Day::Min(), Day::Min()};
  index->edges.assign(holdings.size(), Index::Edge{0, 0, 0, kNoDay, 0});
  index->positions.resize(holdings.size());
  for (const Row row : by_owned) {
    const Holding& holding = holdings[row];
    const std::uint32_t position = next[owner(row)]++;
    index->edges[position] = {
        holding.owned.value(), static_cast<std::int32_t>(holding.low.millionths()),
        static_cast<std::int32_t>(holding.high.millionths()), holding.span, row};
    index->positions[row] = position;
  }
  index->incoming = std::move(by_owned);
  for (std::uint32_t& row : index->incoming) row = index->positions[row];
  return Holdings(std::move(index));
}

std::size_t Holdings::entity_count() const { return index_->owner_begins.size() - 1; }
std::size_t Holdings::holding_count() const { return index_->edges.size(); }

Holding Holdings::holding(Row row) const {
  const std::uint32_t position = index_->positions[row];
  const Index::Edge& edge = index_->edges[position];
  return {ActorId(index_->OwnerAt(position)), ActorId(edge.owned), PerCent::OfMillionths(edge.low),
          PerCent::OfMillionths(edge.high), edge.span};
}

std::size_t Holdings::MemoryUsed() const {
  return sizeof(Index) + index_->edges.capacity() * sizeof(Index::Edge) +
         (index_->owner_begins.capacity() + index_->owned_begins.capacity() +
          index_->incoming.capacity() + index_->positions.capacity()) *
             sizeof(std::uint32_t);
}

IssueLog Holdings::Check(Day day, FunctionRef<std::string(ActorId)> name_of,
                         FunctionRef<std::string(Row)> key_of) const {
  IssueLog log;
  const auto warn = [&](std::uint32_t entity, std::string message, const char* action) {
    log.Add(Issue{Severity::kWarning,
                  ErrorCode::kInvalidArgument,
                  {},
                  name_of(ActorId(entity)),
                  std::move(message),
                  action});
  };
  struct Parcel {
    std::uint32_t owner;
    std::int32_t low;
    std::int32_t high;
    Row row;
    bool SameAs(const Parcel& other) const {
      return owner == other.owner && low == other.low && high == other.high;
    }
  };
  std::vector<Parcel> parcels;
  for (std::uint32_t entity = 0; entity < entity_count(); ++entity) {
    parcels.clear();
    std::int64_t sum = 0;
    for (const std::uint32_t position : index_->In(entity)) {
      const Index::Edge& edge = index_->edges[position];
      const Truth truth = HoldsAt(edge.span, day);
      if (truth == Truth::kNo) continue;
      if (truth == Truth::kCertain) sum += edge.low;
      const std::uint32_t owner = index_->OwnerAt(position);
      if (owner == entity) {
        warn(entity, "owns a part of itself: " + key_of(edge.row), "does not count");
      }
      parcels.push_back({owner, edge.low, edge.high, edge.row});
    }
    if (sum > kWhole) {
      warn(entity, "shares in it add up to " + ToString(PerCent::OfMillionths(sum)) + " %",
           "counted as given");
    }
    std::sort(parcels.begin(), parcels.end(), [](const Parcel& a, const Parcel& b) {
      return std::tie(a.owner, a.low, a.high, a.row) < std::tie(b.owner, b.low, b.high, b.row);
    });
    for (std::size_t i = 1; i < parcels.size(); ++i) {
      if (!parcels[i].SameAs(parcels[i - 1])) continue;
      warn(entity,
           "two parcels of one owner and size: " + key_of(parcels[i - 1].row) + ", " +
               key_of(parcels[i].row),
           "added up");
    }
  }
  return log;
}

Result<Blocking> Holdings::Blocked(const OwnershipRule& rule, Day day,
                                   std::span<const Listed> listed) const {
  if (!rule.valid.Contains(day)) {
    return Error(ErrorCode::kInvalidArgument, "the rule is not valid on this day: " + rule.name, {},
                 ToString(day));
  }
  const std::int64_t least = LeastSum(rule);
  if (least < 1 || least > kWhole) {
    return Error(ErrorCode::kInvalidArgument, "no threshold that a share can reach", {},
                 ToString(rule.threshold));
  }
  const std::size_t entities = entity_count();
  Blocking blocking;
  blocking.index_ = index_;
  blocking.rule_ = rule;
  blocking.day_ = day;
  blocking.listed_.assign(entities, Truth::kNo);
  for (const Listed& one : listed) {
    if (one.actor.value() >= entities) {
      return Error(ErrorCode::kBadReference, "there is no such actor to be listed", {},
                   std::to_string(one.actor.value()));
    }
    Truth& truth = blocking.listed_[one.actor.value()];
    truth = Or(truth, one.truth);
  }

  std::vector<std::uint32_t> queue;
  // One pass with the low bounds of what is sure, one with the high bounds of what may be: raising
  // a share or a listing never unblocks anyone, so that these two bound all cases between them.
  const auto spread = [&](bool certain, std::vector<Blocking::Reached>& reached) {
    const Truth level = certain ? Truth::kCertain : Truth::kPossible;
    reached.assign(entities, {0, kNever});
    queue.clear();
    const auto block = [&](std::uint32_t entity) {
      reached[entity].turn = static_cast<std::uint32_t>(queue.size());
      queue.push_back(entity);
    };
    for (std::uint32_t entity = 0; entity < entities; ++entity) {
      if (blocking.listed_[entity] >= level) block(entity);
    }
    // Owners lie anywhere, and so does what they own: each is fetched some turns ahead.
    const auto fetch_ahead = [&](std::size_t turn) {
      constexpr std::size_t kStep = 6;
      constexpr std::size_t kMostOwned = 8;
      const auto begin_of = [&](std::size_t at) { return index_->owner_begins[queue[at]]; };
      if (turn + 3 * kStep < queue.size()) {
        __builtin_prefetch(&index_->owner_begins[queue[turn + 3 * kStep]]);
      }
      if (turn + 2 * kStep < queue.size()) {
        __builtin_prefetch(index_->edges.data() + begin_of(turn + 2 * kStep));
      }
      if (turn + kStep < queue.size()) {
        const std::span<const Index::Edge> edges = index_->Of(queue[turn + kStep]);
        for (const Index::Edge& edge : edges.first(std::min(edges.size(), kMostOwned))) {
          __builtin_prefetch(&reached[edge.owned], 1);
        }
      }
    };
    for (std::size_t turn = 0; turn < queue.size(); ++turn) {
      fetch_ahead(turn);
      const std::uint32_t owner = queue[turn];
      const std::span<const Index::Edge> edges = index_->Of(owner);
      for (std::size_t i = 0; i < edges.size();) {
        const std::uint32_t owned = edges[i].owned;
        std::int64_t sum = 0;
        for (; i < edges.size() && edges[i].owned == owned; ++i) {
          if (HoldsAt(edges[i].span, day) >= level) sum += certain ? edges[i].low : edges[i].high;
        }
        if (sum == 0 || owned == owner) continue;
        Blocking::Reached& of_owned = reached[owned];
        of_owned.share = rule.aggregate ? of_owned.share + sum : std::max(of_owned.share, sum);
        if (of_owned.share >= least && of_owned.turn == kNever) block(owned);
      }
    }
  };
  blocking.truths_.assign(entities, Truth::kNo);
  spread(false, blocking.possible_);
  for (const std::uint32_t entity : queue) blocking.truths_[entity] = Truth::kPossible;
  blocking.count_.possible = static_cast<std::int64_t>(queue.size());
  spread(true, blocking.certain_);
  for (const std::uint32_t entity : queue) blocking.truths_[entity] = Truth::kCertain;
  blocking.count_.certain = static_cast<std::int64_t>(queue.size());
  return blocking;
}

void Blocking::Visit(FunctionRef<void(ActorId, Truth)> visit) const {
  for (std::uint32_t entity = 0; entity < truths_.size(); ++entity) {
    if (truths_[entity] != Truth::kNo) visit(ActorId(entity), truths_[entity]);
  }
}

// Sets of holdings (positions in the index) that block an entity. Each entity in such a set that is
// not listed needs holdings in it that reach the rule, and none more than that; their owners that
// are not listed are then to be explained in their turn.
class Blocking::Search {
 public:
  Search(const Blocking& blocking, Truth level, std::size_t steps)
      : blocking_(blocking),
        index_(*blocking.index_),
        level_(level),
        reached_(level == Truth::kCertain ? blocking.certain_ : blocking.possible_),
        least_(LeastSum(blocking.rule_)),
        steps_left_(steps) {}

  // REQUIRES: the entity is blocked, as surely as the level says, and not by being listed.
  void Run(std::uint32_t entity) {
    best_ = Greedy(entity);
    if (best_.size() > kMaxSearched) {
      proven_ = best_.size() == CandidatesOf(entity).fewest;
      return;
    }
    Open(entity);
    Expand();
    proven_ = !gave_up_;
  }

  bool proven() const { return proven_; }
  // The rows of the best set, each after those that explain its owner.
  std::vector<Row> Rows() const {
    const absl::flat_hash_map<std::uint32_t, std::size_t> rounds = Derive(best_);
    std::vector<std::pair<std::size_t, Row>> order;
    for (const std::uint32_t position : best_) {
      const Holdings::Index::Edge& edge = index_.edges[position];
      order.emplace_back(rounds.at(edge.owned), edge.row);
    }
    std::sort(order.begin(), order.end());
    std::vector<Row> rows;
    for (const auto& [round, row] : order) rows.push_back(row);
    return rows;
  }

 private:
  struct Candidate {
    std::uint32_t position;
    std::uint32_t owner;
    std::int64_t share;
    bool is_listed;
  };
  // The holdings that may explain an entity. Where the rule aggregates, one group with all of them;
  // else one for each owner that reaches it alone.
  struct Group {
    std::vector<Candidate> candidates;  // greatest first
    std::vector<std::int64_t> rest;     // sums of the shares from each on
    std::size_t fewest = 0;             // how many are needed at least
  };
  struct Candidates {
    std::vector<Group> groups;  // those that need fewest first
    std::size_t fewest = 0;
  };

  bool IsListed(std::uint32_t entity) const { return blocking_.listed_[entity] >= level_; }

  // `before`: only of owners that were blocked before this turn.
  std::vector<Candidate> CandidateList(std::uint32_t entity, std::uint32_t before) const {
    std::vector<Candidate> list;
    for (const std::uint32_t position : index_.In(entity)) {
      const Holdings::Index::Edge& edge = index_.edges[position];
      const std::int64_t share = level_ == Truth::kCertain ? edge.low : edge.high;
      const std::uint32_t owner = index_.OwnerAt(position);
      if (share == 0 || owner == entity || reached_[owner].turn >= before ||
          HoldsAt(edge.span, blocking_.day_) < level_) {
        continue;
      }
      list.push_back({position, owner, share, IsListed(owner)});
    }
    std::sort(list.begin(), list.end(), [&](const Candidate& a, const Candidate& b) {
      return std::tuple(-a.share, !a.is_listed, a.owner, index_.edges[a.position].row) <
             std::tuple(-b.share, !b.is_listed, b.owner, index_.edges[b.position].row);
    });
    return list;
  }

  Candidates GroupsOf(std::vector<Candidate> list) const {
    Candidates candidates;
    const auto add = [&](std::vector<Candidate> members) {
      Group group;
      group.candidates = std::move(members);
      group.rest.assign(group.candidates.size() + 1, 0);
      for (std::size_t i = group.candidates.size(); i-- > 0;) {
        group.rest[i] = group.rest[i + 1] + group.candidates[i].share;
      }
      if (group.rest.front() < least_) return;
      std::int64_t sum = 0;
      while (sum < least_) sum += group.candidates[group.fewest++].share;
      candidates.groups.push_back(std::move(group));
    };
    if (blocking_.rule_.aggregate) {
      add(std::move(list));
    } else {
      std::stable_sort(list.begin(), list.end(),
                       [](const Candidate& a, const Candidate& b) { return a.owner < b.owner; });
      for (auto first = list.begin(); first != list.end();) {
        const auto last = std::find_if(first, list.end(), [&](const Candidate& candidate) {
          return candidate.owner != first->owner;
        });
        add(std::vector<Candidate>(first, last));
        first = last;
      }
      std::stable_sort(candidates.groups.begin(), candidates.groups.end(),
                       [](const Group& a, const Group& b) {
                         return std::pair(a.fewest, !a.candidates.front().is_listed) <
                                std::pair(b.fewest, !b.candidates.front().is_listed);
                       });
    }
    if (!candidates.groups.empty()) candidates.fewest = candidates.groups.front().fewest;
    return candidates;
  }

  const Candidates& CandidatesOf(std::uint32_t entity) {
    std::unique_ptr<Candidates>& known = candidates_[entity];
    if (known == nullptr) {
      known = std::make_unique<Candidates>(GroupsOf(CandidateList(entity, kNever)));
    }
    return *known;
  }

  std::vector<std::uint32_t> Greedy(std::uint32_t root) const {
    std::vector<std::uint32_t> chosen;
    absl::flat_hash_set<std::uint32_t> seen = {root};
    std::vector<std::uint32_t> open = {root};
    while (!open.empty()) {
      const std::uint32_t entity = open.back();
      open.pop_back();
      const Candidates candidates = GroupsOf(CandidateList(entity, reached_[entity].turn));
      const Group& group = candidates.groups.front();
      for (std::size_t i = 0; i < group.fewest; ++i) {
        const Candidate& candidate = group.candidates[i];
        chosen.push_back(candidate.position);
        if (!candidate.is_listed && seen.insert(candidate.owner).second) {
          open.push_back(candidate.owner);
        }
      }
    }
    return chosen;
  }

  void Open(std::uint32_t entity) {
    seen_.insert(entity);
    open_.push_back(entity);
    open_need_ += CandidatesOf(entity).fewest;
  }

  bool Step() {
    if (steps_left_ == 0) {
      gave_up_ = true;
      return false;
    }
    --steps_left_;
    return true;
  }

  // Explains the open entities in all ways that may need fewer holdings than the best known.
  void Expand() {
    if (gave_up_ || chosen_.size() + open_need_ >= best_.size()) return;
    if (open_.empty()) {
      // Owners of each other may have been taken to explain each other.
      if (Derive(chosen_).size() == seen_.size()) best_ = chosen_;
      return;
    }
    const std::uint32_t entity = open_.back();
    const Candidates& candidates = CandidatesOf(entity);
    open_.pop_back();
    open_need_ -= candidates.fewest;
    for (const Group& group : candidates.groups) Choose(group, 0, 0);
    open_need_ += candidates.fewest;
    open_.push_back(entity);
  }

  void Choose(const Group& group, std::size_t first, std::int64_t sum) {
    if (sum >= least_) return Expand();
    for (std::size_t i = first; i < group.candidates.size(); ++i) {
      const std::int64_t missing = least_ - sum;
      if (group.rest[i] < missing || !Step()) return;
      const Candidate& candidate = group.candidates[i];
      const std::int64_t more = (missing + candidate.share - 1) / candidate.share;
      if (chosen_.size() + open_need_ + static_cast<std::size_t>(more) >= best_.size()) return;
      // Instead of one that was left out, its like explains nothing more.
      if (i > first && IsLike(candidate, group.candidates[i - 1])) continue;
      chosen_.push_back(candidate.position);
      const bool opens = !candidate.is_listed && !seen_.contains(candidate.owner);
      if (opens) Open(candidate.owner);
      Choose(group, i + 1, sum + candidate.share);
      if (opens) {
        open_.pop_back();
        open_need_ -= CandidatesOf(candidate.owner).fewest;
        seen_.erase(candidate.owner);
      }
      chosen_.pop_back();
    }
  }

  static bool IsLike(const Candidate& a, const Candidate& b) {
    return a.share == b.share && (a.owner == b.owner || (a.is_listed && b.is_listed));
  }

  // Who is blocked by the holdings of the set alone, and in which round.
  absl::flat_hash_map<std::uint32_t, std::size_t> Derive(
      const std::vector<std::uint32_t>& positions) const {
    absl::flat_hash_map<std::uint32_t, std::vector<std::uint32_t>> by_owner;
    std::vector<std::uint32_t> queue;
    for (const std::uint32_t position : positions) {
      const std::uint32_t owner = index_.OwnerAt(position);
      const auto [found, is_new] = by_owner.try_emplace(owner);
      found->second.push_back(position);
      if (is_new && IsListed(owner)) queue.push_back(owner);
    }
    absl::flat_hash_map<std::uint32_t, std::size_t> rounds;
    // Of one owner, where the rule does not aggregate: a set never takes holdings of two.
    absl::flat_hash_map<std::uint32_t, std::int64_t> sums;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const auto found = by_owner.find(queue[i]);
      if (found == by_owner.end()) continue;
      for (const std::uint32_t position : found->second) {
        const Holdings::Index::Edge& edge = index_.edges[position];
        std::int64_t& sum = sums[edge.owned];
        sum += level_ == Truth::kCertain ? edge.low : edge.high;
        if (sum >= least_ && rounds.try_emplace(edge.owned, rounds.size()).second) {
          queue.push_back(edge.owned);
        }
      }
    }
    return rounds;
  }

  const Blocking& blocking_;
  const Holdings::Index& index_;
  const Truth level_;
  const std::vector<Reached>& reached_;
  const std::int64_t least_;
  std::size_t steps_left_;
  bool gave_up_ = false;
  bool proven_ = true;
  absl::flat_hash_map<std::uint32_t, std::unique_ptr<Candidates>> candidates_;
  std::vector<std::uint32_t> best_;
  // The set that is being made: its holdings; the entities in it that are not listed; those of them
  // that are still to be explained, and the least number of holdings which that takes.
  std::vector<std::uint32_t> chosen_;
  absl::flat_hash_set<std::uint32_t> seen_;
  std::vector<std::uint32_t> open_;
  std::size_t open_need_ = 0;
};

BlockingReason Blocking::Explain(ActorId entity, std::size_t steps) const {
  BlockingReason reason;
  reason.truth = truth(entity);
  reason.listed = listed(entity);
  reason.certain_share = certain_share(entity);
  reason.possible_share = possible_share(entity);
  for (const std::uint32_t position : index_->In(entity.value())) {
    const Holdings::Index::Edge& edge = index_->edges[position];
    const std::uint32_t owner = index_->OwnerAt(position);
    if (owner != entity.value() && edge.high > 0 && possible_[owner].turn != kNever &&
        HoldsAt(edge.span, day_) != Truth::kNo) {
      reason.counted.push_back(edge.row);
    }
  }
  if (reason.truth == Truth::kNo || reason.listed >= reason.truth) return reason;
  Search search(*this, reason.truth, steps);
  search.Run(entity.value());
  reason.holdings = search.Rows();
  reason.fewest = search.proven();
  return reason;
}

}  // namespace casus
