#include "casus/analysis/panel.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <span>
#include <string_view>
#include <utility>
#include <variant>

#include "absl/container/flat_hash_map.h"
#include "src/analysis/coverage.h"
#include "src/analysis/place_units.h"

namespace casus {
namespace {

using internal::Candidates;
using internal::CandidateSets;
using internal::EventCoverage;
using internal::PlaceGraph;
using internal::PlaceUnits;

constexpr std::size_t kMostBins = 1'000'000;
constexpr std::size_t kMostCells = 50'000'000;

// Are the sums still those of true numbers? All terms are 0 or more.
bool AddWithin(std::int64_t& sum, std::int64_t more) {
  if (more > std::numeric_limits<std::int64_t>::max() - sum) return false;
  sum += more;
  return true;
}

void Subtract(PanelSums& sums, const PanelSums& less) {
  sums.events -= less.events;
  sums.deaths_low -= less.deaths_low;
  sums.deaths_best -= less.deaths_best;
  sums.deaths_high -= less.deaths_high;
  sums.without_best -= less.without_best;
}

PanelSums SumsOf(const std::optional<Casualties>& casualties) {
  PanelSums sums;
  sums.events = 1;
  sums.without_best = 1;
  if (!casualties || !casualties->said()) return sums;
  const Bounds bounds = casualties->AsBounds();
  sums.deaths_low = casualties->low.value_or(bounds.certain);
  sums.deaths_high = casualties->high.value_or(bounds.possible);
  if (casualties->best) {
    sums.deaths_best = *casualties->best;
    sums.without_best = 0;
  }
  return sums;
}

// Sums by (group, bin), found by a table while that is small, else by hash.
class CellTable {
 public:
  explicit CellTable(std::size_t bins) : bins_(bins) {}

  PanelSums& At(std::uint32_t group, std::uint32_t bin) {
    const std::size_t index = group * bins_ + bin;
    if (index >= kTableSize) return sums_[Numbered(hashed_[index])];
    if (index >= table_.size()) table_.resize(std::min((group + 1) * bins_, kTableSize), 0);
    return sums_[Numbered(table_[index])];
  }

  struct Entry {
    std::uint32_t group;
    std::uint32_t bin;
    PanelSums sums;
  };
  // By (group, bin).
  std::vector<Entry> Entries() const {
    std::vector<Entry> entries;
    entries.reserve(sums_.size());
    const auto append = [&](std::size_t index, std::uint32_t number) {
      entries.push_back({static_cast<std::uint32_t>(index / bins_),
                         static_cast<std::uint32_t>(index % bins_), sums_[number - 1]});
    };
    for (std::size_t index = 0; index < table_.size(); ++index) {
      if (table_[index] != 0) append(index, table_[index]);
    }
    std::vector<std::pair<std::size_t, std::uint32_t>> rest(hashed_.begin(), hashed_.end());
    std::sort(rest.begin(), rest.end());
    for (const auto& [index, number] : rest) append(index, number);
    return entries;
  }

 private:
  static constexpr std::size_t kTableSize = std::size_t{1} << 24;

  // Where the sums of the cell are; makes them where the number is 0.
  std::size_t Numbered(std::uint32_t& number) {
    if (number == 0) {
      sums_.emplace_back();
      number = static_cast<std::uint32_t>(sums_.size());
    }
    return number - 1;
  }

  std::size_t bins_;
  std::vector<std::uint32_t> table_;
  absl::flat_hash_map<std::size_t, std::uint32_t> hashed_;
  std::vector<PanelSums> sums_;
};

class Counting {
 public:
  Counting(const Chronicle& chronicle, const PanelOptions& options)
      : chronicle_(chronicle),
        options_(options),
        timeline_(chronicle.timeline(Table::kEvents)),
        sources_seen_(chronicle.sources().size(), false) {}

  Result<Panel> Run() {
    if (!std::holds_alternative<std::monostate>(options_.query.when)) {
      return Error(ErrorCode::kInvalidArgument,
                   "the query of a panel has no time of its own: give a period");
    }
    FindEvents();
    Result<void> result = MakeBins();
    if (result.ok()) result = MakeUnits();
    if (result.ok()) result = CountAll();
    if (result.ok()) result = MakeCells();
    if (!result.ok()) return result.error();
    AddNotes();
    return std::move(panel_);
  }

 private:
  struct Range {
    std::uint32_t group;
    std::uint32_t first;  // bins, both inside
    std::uint32_t last;
    friend auto operator<=>(const Range&, const Range&) = default;
    template <typename H>
    friend H AbslHashValue(H h, const Range& range) {
      return H::combine(std::move(h), range.group, range.first, range.last);
    }
  };
  // Entries with the same candidates, which the query finds certain or not.
  struct Group {
    std::uint32_t set;
    bool is_doubtful;
  };

  SpanBounds bounds(EventId id) const { return timeline_.bounds(id.value()); }

  // What Chronicle::Find answers, in order of id where no filter needs the index of parties and
  // places: that takes as long to make as all the rest.
  void FindEvents() {
    const EventQuery& query = options_.query;
    if (query.actor || query.dyad || query.place) {
      asked_ = chronicle_.Find(query);
      return;
    }
    const Timeline timeline = query.as_known ? timeline_.AsKnown(*query.as_known) : timeline_;
    for (Row row = 0; row < timeline.size(); ++row) {
      const Truth truth = timeline.Stands(row);
      if (truth == Truth::kNo) continue;
      const EventView event = chronicle_.event(EventId(row));
      const EventStatus status = event.status();
      const bool is_realised = status == EventStatus::kOccurred || status == EventStatus::kAlleged;
      if (!is_realised && !query.include_unrealised) continue;
      if (!query.types.empty() &&
          std::find(query.types.begin(), query.types.end(), event.type()) == query.types.end()) {
        continue;
      }
      if (query.source && SourceNumber(event) != query.source->value()) continue;
      asked_.push_back({EventId(row), truth});
    }
  }

  // From the first to the last day named. The first and the last of the calendar are what the
  // bounds of open and unknown ends are cut off at.
  std::optional<Period> Named() const {
    Day first = Day::EndOfTime();
    Day last = Day::BeginningOfTime();
    const auto name = [&](Day day) {
      if (day <= Day::Min() || Day::Max() <= day) return;
      first = std::min(first, day);
      last = std::max(last, day);
    };
    for (const auto& match : asked_) {
      const SpanBounds span = bounds(match.id);
      name(span.begin_earliest);
      name(span.begin_latest);
      name(span.end_earliest - 1);
      name(span.end_latest - 1);
    }
    if (last < first) return std::nullopt;
    return Period::Of(first, last + 1);
  }

  Result<void> MakeBins() {
    const std::optional<Period> period = options_.period ? options_.period : Named();
    if (!period) {
      return Error(ErrorCode::kInvalidArgument,
                   "no event asked has a date, and no period was given");
    }
    if (const std::optional<std::int64_t> days = period->length()) {
      constexpr int kLeastDays[] = {1, 7, 28, 90, 365};
      const std::int64_t most = *days / kLeastDays[static_cast<std::size_t>(options_.bin)] + 2;
      if (most > static_cast<std::int64_t>(kMostBins)) {
        return Error(ErrorCode::kOutOfRange, "more than " + std::to_string(kMostBins) +
                                                 " bins: take larger ones or a shorter period");
      }
    }
    Result<std::vector<Period>> bins = BinsOver(options_.bin, *period);
    if (!bins.ok()) return bins.error();
    panel_.bin = options_.bin;
    panel_.bins = *std::move(bins);
    days_ = Period::Of(panel_.bins.front().first(), panel_.bins.back().last());
    if (!days_.length()) {
      return Error(ErrorCode::kInvalidArgument,
                   "a bin reaches past the calendar: " + ToString(days_));
    }
    for (std::uint32_t bin = 0; bin < panel_.bins.size(); ++bin) {
      const std::int64_t length = panel_.bins[bin].length().value_or(0);
      bin_of_day_.insert(bin_of_day_.end(), static_cast<std::size_t>(length), bin);
    }
    if (options_.period && days_ != *options_.period) {
      Note("the period is counted in whole " + std::string(ToString(options_.bin)) + "s",
           ToString(*options_.period), "widened to " + ToString(days_));
    }
    return {};
  }

  Result<void> MakeUnits() {
    graph_.emplace(chronicle_);
    switch (options_.by) {
      case PanelUnitKind::kWorld: unit_count_ = 1; break;
      case PanelUnitKind::kType: unit_count_ = kTokens<EventType>.size(); break;
      case PanelUnitKind::kSource: unit_count_ = chronicle_.sources().size(); break;
      case PanelUnitKind::kActor:
        actors_ = internal::SameRows(
            chronicle_.actors(), [&](const std::string& key) { return chronicle_.FindActor(key); });
        unit_count_ = actors_.size();
        break;
      case PanelUnitKind::kPlace:
        unit_count_ = chronicle_.places().size();
        places_.emplace(chronicle_, *graph_, options_.place_kind, options_.viewpoint,
                        options_.query.as_known, sets_);
        break;
    }
    if (options_.by != PanelUnitKind::kPlace) {
      // Number 1 + unit is the set of the unit alone.
      for (std::uint32_t unit = 0; unit < unit_count_; ++unit) {
        sets_.NumberOf(Candidates{{unit}, true});
      }
    }
    return {};
  }

  static std::uint32_t SetOf(std::uint32_t unit) { return unit + 1; }

  // --- One pass over the events.

  Result<void> CountAll() {
    cells_.emplace(panel_.bins.size());
    panel_.totals.events = static_cast<std::int64_t>(asked_.size());
    const bool several_sources = MayAddUpSources();
    std::vector<std::uint32_t> parties;
    for (const auto& match : asked_) {
      const EventView event = chronicle_.event(match.id);
      const SpanBounds span = bounds(match.id);
      const PanelSums sums = SumsOf(event.casualties());
      bool fits = true;
      const auto count = [&](std::uint32_t set) {
        fits = fits && CountEntry(span, match.truth, set, sums);
      };
      switch (options_.by) {
        case PanelUnitKind::kWorld: count(SetOf(0)); break;
        case PanelUnitKind::kType: count(SetOf(static_cast<std::uint32_t>(event.type()))); break;
        case PanelUnitKind::kSource: count(SetOf(SourceNumber(event))); break;
        case PanelUnitKind::kActor:
          FindParties(event, parties);
          for (const std::uint32_t actor : parties) count(SetOf(actor));
          if (parties.empty()) count(0);
          break;
        case PanelUnitKind::kPlace:
          const std::optional<PlaceId> place = event.place();
          count(place ? places_->Find(*place, span) : 0);
          break;
      }
      if (!fits) {
        return Error(ErrorCode::kOutOfRange, "the deaths add up to more than a number holds", {},
                     std::string(event.key()));
      }
      if (several_sources && span.begin_earliest < days_.last() &&
          days_.first() < span.end_latest) {
        sources_seen_[SourceNumber(event)] = true;
      }
    }
    return {};
  }

  std::uint32_t SourceNumber(const EventView& event) const {
    return static_cast<std::uint32_t>(&event.source() - chronicle_.sources().data());
  }

  void FindParties(const EventView& event, std::vector<std::uint32_t>& actors) const {
    actors.clear();
    for (const Party& party : event.parties()) {
      const bool counts = options_.roles.empty() ||
                          std::find(options_.roles.begin(), options_.roles.end(), party.role) !=
                              options_.roles.end();
      if (!counts) continue;
      const std::uint32_t actor = actors_[party.actor.value()];
      if (std::find(actors.begin(), actors.end(), actor) == actors.end()) actors.push_back(actor);
    }
  }

  // False: the sums grow too large.
  bool CountEntry(const SpanBounds& span, Truth truth, std::uint32_t set, const PanelSums& sums) {
    PanelTotals& totals = panel_.totals;
    // Of these all others are parts.
    if (!AddWithin(totals.all.deaths_low, sums.deaths_low) ||
        !AddWithin(totals.all.deaths_best, sums.deaths_best) ||
        !AddWithin(totals.all.deaths_high, sums.deaths_high)) {
      return false;
    }
    ++totals.all.events;
    totals.all.without_best += sums.without_best;
    if (span == undated_) {
      totals.undated += sums;
      return true;
    }
    if (!(span.begin_earliest < days_.last() && days_.first() < span.end_latest)) {
      totals.outside += sums;
      return true;
    }
    const std::uint32_t first =
        span.begin_earliest <= days_.first() ? 0 : BinOn(span.begin_earliest);
    const std::uint32_t last = days_.last() <= span.end_latest
                                   ? static_cast<std::uint32_t>(panel_.bins.size()) - 1
                                   : BinOn(span.end_latest - 1);
    const bool in_one_bin =
        first == last && days_.first() <= span.begin_earliest && span.end_latest <= days_.last();
    const std::uint32_t group = GroupOf(set, truth != Truth::kCertain);
    if (in_one_bin) {
      cells_->At(group, first) += sums;
    } else {
      ranges_[Range{group, first, last}] += sums;
    }
    const Candidates& candidates = sets_[set];
    if (truth != Truth::kCertain) {
      totals.doubtful += sums;
    } else if (candidates.units.empty()) {
      totals.without_unit += sums;
    } else if (!candidates.sure) {
      totals.unit_unsure += sums;
    } else if (in_one_bin) {
      totals.in_cells += sums;
    } else {
      totals.spread += sums;
    }
    return true;
  }

  std::uint32_t BinOn(Day day) const {
    return bin_of_day_[static_cast<std::size_t>(day - days_.first())];
  }

  std::uint32_t GroupOf(std::uint32_t set, bool is_doubtful) {
    if (set >= group_of_set_.size()) group_of_set_.resize(std::size_t{set} + 1, {kNone, kNone});
    std::uint32_t& group = group_of_set_[set][is_doubtful ? 1 : 0];
    if (group == kNone) {
      group = static_cast<std::uint32_t>(groups_.size());
      groups_.push_back({set, is_doubtful});
    }
    return group;
  }

  // --- From groups to units.

  Result<void> MakeCells() {
    const std::vector<CellTable::Entry> entries = cells_->Entries();
    std::vector<std::pair<Range, PanelSums>> ranges(ranges_.begin(), ranges_.end());
    std::sort(ranges.begin(), ranges.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    // Where those of each group begin.
    std::vector<std::size_t> entry_begins(groups_.size() + 1, 0);
    std::vector<std::size_t> range_begins(groups_.size() + 1, 0);
    for (const CellTable::Entry& entry : entries) ++entry_begins[entry.group + 1];
    for (const auto& [range, sums] : ranges) ++range_begins[range.group + 1];
    for (std::size_t group = 0; group < groups_.size(); ++group) {
      entry_begins[group + 1] += entry_begins[group];
      range_begins[group + 1] += range_begins[group];
    }

    // The last is the unit of what has none.
    std::vector<std::vector<std::uint32_t>> groups_of(unit_count_ + 1);
    for (std::uint32_t group = 0; group < groups_.size(); ++group) {
      const Candidates& candidates = sets_[groups_[group].set];
      for (const std::uint32_t unit : candidates.units) groups_of[unit].push_back(group);
      if (candidates.units.empty()) groups_of[unit_count_].push_back(group);
    }

    const std::vector<std::uint32_t> units = UnitsInOrder(groups_of);
    const std::size_t bins = panel_.bins.size();
    // At the most: several groups may have the same bins.
    std::size_t most_cells = 0;
    for (const std::uint32_t unit : units) {
      if (options_.balanced && unit != unit_count_) {
        most_cells += bins;
        continue;
      }
      std::size_t ranged = 0;
      for (const std::uint32_t group : groups_of[unit]) {
        most_cells += entry_begins[group + 1] - entry_begins[group];
        for (std::size_t i = range_begins[group]; i < range_begins[group + 1]; ++i) {
          ranged += ranges[i].first.last - ranges[i].first.first + 1;
        }
      }
      most_cells += std::min(ranged, bins);
    }
    if (most_cells > kMostCells) {
      return Error(ErrorCode::kOutOfRange,
                   "more than " + std::to_string(kMostCells) +
                       " cells may be needed: take larger bins or a shorter period");
    }

    std::vector<PanelSums> certain(bins);
    std::vector<PanelSums> possible(bins);
    std::vector<PanelSums> begun(bins);  // of ranges
    std::vector<PanelSums> ended(bins);
    std::vector<bool> is_touched(bins, false);
    std::vector<std::uint32_t> touched;
    for (const std::uint32_t unit : units) {
      PanelUnit described = Described(unit);
      touched.clear();
      std::uint32_t first_ranged = static_cast<std::uint32_t>(bins);
      std::uint32_t last_ranged = 0;
      for (const std::uint32_t group : groups_of[unit]) {
        const Candidates& candidates = sets_[groups_[group].set];
        const bool is_sure =
            !groups_[group].is_doubtful && (candidates.sure || candidates.units.empty());
        for (std::size_t i = entry_begins[group]; i < entry_begins[group + 1]; ++i) {
          const std::uint32_t bin = entries[i].bin;
          if (!is_touched[bin]) touched.push_back(bin);
          is_touched[bin] = true;
          possible[bin] += entries[i].sums;
          if (is_sure) certain[bin] += entries[i].sums;
        }
        for (std::size_t i = range_begins[group]; i < range_begins[group + 1]; ++i) {
          const auto& [range, sums] = ranges[i];
          begun[range.first] += sums;
          ended[range.last] += sums;
          first_ranged = std::min(first_ranged, range.first);
          last_ranged = std::max(last_ranged, range.last);
          if (is_sure) described.spread += sums;
        }
      }
      // The bins in order, with what lies over them.
      const bool is_balanced = options_.balanced && unit != unit_count_;
      if (is_balanced || first_ranged <= last_ranged) {
        const std::uint32_t first = is_balanced ? 0 : first_ranged;
        const std::uint32_t last = is_balanced ? static_cast<std::uint32_t>(bins) - 1 : last_ranged;
        PanelSums over;
        for (std::uint32_t bin = first; bin <= last; ++bin) {
          over += begun[bin];
          possible[bin] += over;
          Subtract(over, ended[bin]);
          begun[bin] = ended[bin] = PanelSums();
          const bool is_cell = possible[bin].events > 0 || (is_balanced && IsThere(unit, bin));
          if (!is_touched[bin] && is_cell) touched.push_back(bin);
        }
      }
      std::sort(touched.begin(), touched.end());
      if (!touched.empty()) {
        const EventCoverage& coverage = CoverageOf(unit);
        const std::uint32_t number = static_cast<std::uint32_t>(panel_.units.size());
        for (const std::uint32_t bin : touched) {
          panel_.cells.push_back({number, bin, std::exchange(certain[bin], {}),
                                  std::exchange(possible[bin], {}),
                                  coverage.Over(panel_.bins[bin])});
          is_touched[bin] = false;
        }
        panel_.units.push_back(std::move(described));
      }
    }
    return {};
  }

  // Those that have something, and those that a balanced panel has anyway, by key.
  std::vector<std::uint32_t> UnitsInOrder(
      const std::vector<std::vector<std::uint32_t>>& groups_of) {
    std::vector<std::pair<std::string_view, std::uint32_t>> keyed;
    for (std::uint32_t unit = 0; unit <= unit_count_; ++unit) {
      if (!groups_of[unit].empty() || (options_.balanced && IsAlways(unit))) {
        keyed.emplace_back(KeyOf(unit), unit);
      }
    }
    std::sort(keyed.begin(), keyed.end());
    std::vector<std::uint32_t> units;
    for (const auto& [key, unit] : keyed) units.push_back(unit);
    return units;
  }

  // Does a balanced panel have it whatever happened?
  bool IsAlways(std::uint32_t unit) {
    if (unit == unit_count_) return false;
    switch (options_.by) {
      case PanelUnitKind::kWorld: return true;
      case PanelUnitKind::kActor: return false;
      case PanelUnitKind::kType: {
        const std::vector<EventType>& types = options_.query.types;
        return std::find(types.begin(), types.end(), static_cast<EventType>(unit)) != types.end();
      }
      case PanelUnitKind::kSource: {
        const SourceId id(unit);
        if (options_.query.source) return *options_.query.source == id;
        const std::span<const Coverage> rows = chronicle_.coverage();
        return std::any_of(rows.begin(), rows.end(), [&](const Coverage& row) {
          return row.table == Table::kEvents && row.source == id;
        });
      }
      case PanelUnitKind::kPlace: {
        const PlaceId id(unit);
        if (graph_->NodeOf(id) != unit || !places_->IsOfKind(unit)) return false;
        if (places_->Stands(unit) == Truth::kNo) return false;
        if (options_.query.place && !MayShare(unit, *options_.query.place)) return false;
        const SpanBounds whole = Span::Exactly(days_).bounds();
        const std::vector<std::uint32_t>& units = sets_[places_->Find(id, whole)].units;
        return std::find(units.begin(), units.end(), unit) != units.end();
      }
    }
    return false;
  }

  bool LiesIn(std::uint32_t inner, std::uint32_t outer) const {
    const std::vector<PlaceGraph::Node> around = graph_->Outward(inner);
    return std::binary_search(around.begin(), around.end(), outer);
  }
  bool MayShare(std::uint32_t unit, PlaceId place) const {
    const std::uint32_t node = graph_->NodeOf(place);
    return LiesIn(unit, node) || (!options_.query.only_place_itself && LiesIn(node, unit));
  }

  // May the unit exist in the bin?
  bool IsThere(std::uint32_t unit, std::uint32_t bin) const {
    if (options_.by != PanelUnitKind::kPlace) return true;
    return MeetsDuring(chronicle_.place(PlaceId(unit)).fact.span, panel_.bins[bin]) != Truth::kNo;
  }

  std::string_view KeyOf(std::uint32_t unit) const {
    if (unit == unit_count_) return "";
    switch (options_.by) {
      case PanelUnitKind::kWorld: return "world";
      case PanelUnitKind::kType: return ToString(static_cast<EventType>(unit));
      case PanelUnitKind::kSource: return chronicle_.source(SourceId(unit)).key;
      case PanelUnitKind::kActor: return chronicle_.actor(ActorId(unit)).fact.key;
      case PanelUnitKind::kPlace: return chronicle_.place(PlaceId(unit)).fact.key;
    }
    return "";
  }

  PanelUnit Described(std::uint32_t unit) const {
    PanelUnit described;
    if (unit == unit_count_) return described;
    described.key = KeyOf(unit);
    described.name = described.key;
    if (options_.by == PanelUnitKind::kSource) described.row = SourceId(unit);
    if (options_.by == PanelUnitKind::kActor) described.row = ActorId(unit);
    if (options_.by == PanelUnitKind::kPlace) described.row = PlaceId(unit);
    if (described.row) described.name = chronicle_.LabelOf(*described.row);
    return described;
  }

  // Lives until the next call.
  const EventCoverage& CoverageOf(std::uint32_t unit) {
    const bool by_source = options_.by == PanelUnitKind::kSource && unit != unit_count_;
    const bool by_place = options_.by == PanelUnitKind::kPlace && unit != unit_count_;
    if (coverage_ && !by_source && !by_place && !coverage_is_of_unit_) return *coverage_;
    std::optional<PlaceId> place = options_.query.place;
    // The smaller of the two: no more was asked about.
    if (by_place && (!place || LiesIn(unit, graph_->NodeOf(*place)))) place = PlaceId(unit);
    coverage_.emplace(chronicle_, *graph_, place,
                      by_source ? std::optional(SourceId(unit)) : options_.query.source);
    coverage_is_of_unit_ = by_source || by_place;
    return *coverage_;
  }

  bool MayAddUpSources() const {
    return options_.by != PanelUnitKind::kSource && !options_.query.source &&
           sources_seen_.size() > 1;
  }
  void AddNotes() {
    if (!MayAddUpSources()) return;
    std::string keys;
    std::size_t count = 0;
    for (std::size_t i = 0; i < sources_seen_.size(); ++i) {
      if (!sources_seen_[i]) continue;
      if (++count <= 5) keys += (keys.empty() ? "" : ", ") + chronicle_.sources()[i].key;
    }
    if (count < 2) return;
    if (count > 5) keys += ", ...";
    Note("events of " + std::to_string(count) + " sources are added up", keys,
         "what several of them tell of counts several times");
  }

  void Note(std::string message, std::string text, std::string action) {
    panel_.issues.Add(Issue{Severity::kNote,
                            ErrorCode::kInvalidArgument,
                            {},
                            std::move(text),
                            std::move(message),
                            std::move(action)});
  }

  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  const Chronicle& chronicle_;
  const PanelOptions& options_;
  const Timeline& timeline_;
  const SpanBounds undated_ = Span::Unknown().bounds();
  Panel panel_;
  std::vector<Match<EventId>> asked_;
  std::vector<bool> sources_seen_;

  Period days_ = Period::Always();  // of all bins
  std::vector<std::uint32_t> bin_of_day_;

  std::size_t unit_count_ = 0;
  CandidateSets sets_;
  std::vector<std::uint32_t> actors_;  // one row for all versions of a key
  std::optional<PlaceGraph> graph_;
  std::optional<PlaceUnits> places_;
  std::optional<EventCoverage> coverage_;
  bool coverage_is_of_unit_ = false;

  std::vector<Group> groups_;
  std::vector<std::array<std::uint32_t, 2>> group_of_set_;  // without and with doubt
  std::optional<CellTable> cells_;
  absl::flat_hash_map<Range, PanelSums> ranges_;
};

}  // namespace

PanelSums& PanelSums::operator+=(const PanelSums& other) {
  events += other.events;
  deaths_low += other.deaths_low;
  deaths_best += other.deaths_best;
  deaths_high += other.deaths_high;
  without_best += other.without_best;
  return *this;
}

Result<Panel> PanelOf(const Chronicle& chronicle, const PanelOptions& options) {
  return Counting(chronicle, options).Run();
}

}  // namespace casus
