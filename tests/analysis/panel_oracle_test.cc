// Panels of random chronicles against an oracle that looks at every event, day, unit and bin.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "casus/analysis/panel.h"
#include "tests/chronicle/oracle.h"
#include "tests/chronicle/random_chronicle.h"

namespace casus {

static std::ostream& operator<<(std::ostream& out, const PanelSums& sums) {
  return out << "(" << sums.events << " events, " << sums.deaths_low << " " << sums.deaths_best
             << " " << sums.deaths_high << " deaths, " << sums.without_best << " without)";
}

namespace chronicle_test {
namespace {

// The chronicle with what random ones lack: kinds of places, deaths, coverage.
Chronicle Enriched(const Chronicle& plain, Random& random) {
  const std::vector<PlaceKind> kinds = {PlaceKind::kCountry, PlaceKind::kCountry,
                                        PlaceKind::kAdmin1, PlaceKind::kSettlement};
  ChronicleBuilder builder;
  for (const Source& row : plain.sources()) builder.Add(row);
  for (const Actor& row : plain.actors()) builder.Add(row);
  for (Place row : plain.places()) {
    row.kind = random.Of(kinds);
    builder.Add(row);
  }
  for (const Relation& row : plain.relations()) builder.Add(row);
  const auto perhaps = [&random] {
    return random.OneIn(3) ? std::nullopt : std::optional<std::int64_t>(random.Between(0, 9));
  };
  for (std::uint32_t i = 0; i < plain.event_count(); ++i) {
    Event row = plain.event(EventId(i)).Record();
    if (!random.OneIn(3))
      row.casualties = Casualties{perhaps(), perhaps(), perhaps(), {}, {}, {}, {}};
    builder.Add(row);
  }
  const int places = static_cast<int>(plain.places().size());
  const int sources = static_cast<int>(plain.sources().size());
  for (int i = random.Between(0, 4); i > 0; --i) {
    Coverage row;
    row.key = "coverage" + std::to_string(i);
    row.source = SourceId(static_cast<std::uint32_t>(random.Between(0, sources - 1)));
    row.period = random.AnyPeriod();
    if (random.OneIn(2)) {
      row.place = PlaceId(static_cast<std::uint32_t>(random.Between(0, places - 1)));
    }
    row.complete = random.OneIn(2);
    if (random.OneIn(5)) row.table = Table::kStatuses;
    builder.Add(row);
  }
  return builder.Build().value();
}

class PanelOracle {
 public:
  PanelOracle(const Chronicle& chronicle, const PanelOptions& options,
              const std::vector<Period>& bins)
      : c_(chronicle), o_(options), bins_(bins), facts_(chronicle) {
    for (const auto& match : c_.Find(o_.query)) Add(c_.event(match.id), match.truth);
  }

  std::map<std::pair<std::string, std::size_t>, std::pair<PanelSums, PanelSums>> cells;
  std::map<std::string, PanelSums> spread;
  PanelTotals totals;

  Truth Covered(const std::string& unit, Period bin) const {
    std::optional<PlaceId> place = o_.query.place;
    std::optional<SourceId> source = o_.query.source;
    if (o_.by == PanelUnitKind::kSource && !unit.empty()) source = c_.FindSource(unit);
    if (o_.by == PanelUnitKind::kPlace && !unit.empty()) {
      const PlaceId id = *c_.FindPlace(unit);
      if (!place || EverIn(id, *place)) place = id;
    }
    bool all = true;
    bool some = false;
    for (Day day = bin.first(); day < bin.last(); ++day) {
      const Truth truth = CoveredOn(day, place, source);
      all = all && truth == Truth::kCertain;
      some = some || truth != Truth::kNo;
    }
    return all ? Truth::kCertain : some ? Truth::kPossible : Truth::kNo;
  }

 private:
  using Units = std::set<std::string>;

  void Add(const EventView& event, Truth truth) {
    ++totals.events;
    bool is_sure = true;
    switch (o_.by) {
      case PanelUnitKind::kWorld: return AddEntry(event, truth, {"world"}, true);
      case PanelUnitKind::kType:
        return AddEntry(event, truth, {std::string(ToString(event.type()))}, true);
      case PanelUnitKind::kSource: return AddEntry(event, truth, {event.source().key}, true);
      case PanelUnitKind::kActor: {
        Units actors;
        for (const Party& party : event.parties()) {
          if (o_.roles.empty() || party.role == o_.roles.front()) {
            actors.insert(c_.actor(party.actor).fact.key);
          }
        }
        for (const std::string& actor : actors) AddEntry(event, truth, {actor}, true);
        if (actors.empty()) AddEntry(event, truth, {}, true);
        return;
      }
      case PanelUnitKind::kPlace: {
        Units units;
        if (event.place()) {
          std::set<std::pair<Units, bool>> daily;
          const SpanBounds bounds = event.span().bounds();
          for (int d = Nearby(bounds.begin_earliest); d < Nearby(bounds.end_latest); ++d) {
            daily.insert(UnitsOn(*event.place(), DayOf(d)));
          }
          for (const auto& [on_day, sure] : daily) units.insert(on_day.begin(), on_day.end());
          is_sure = daily.size() == 1 && daily.begin()->second;
        }
        return AddEntry(event, truth, units, is_sure);
      }
    }
  }

  void AddEntry(const EventView& event, Truth truth, const Units& units, bool is_sure) {
    PanelSums sums;
    sums.events = 1;
    sums.without_best = 1;
    if (const std::optional<Casualties> deaths = event.casualties()) {
      std::set<std::int64_t> given;
      for (const auto& number : {deaths->low, deaths->best, deaths->high}) {
        if (number) given.insert(*number);
      }
      if (!given.empty()) {
        sums.deaths_low = deaths->low ? *deaths->low : *given.begin();
        sums.deaths_high = deaths->high ? *deaths->high : *given.rbegin();
      }
      if (deaths->best) {
        sums.deaths_best = *deaths->best;
        sums.without_best = 0;
      }
    }
    totals.all += sums;
    if (event.span() == Span::Unknown()) {
      totals.undated += sums;
      return;
    }
    std::vector<std::size_t> met;
    bool is_one_bin = false;
    const SpanBounds bounds = event.span().bounds();
    for (std::size_t bin = 0; bin < bins_.size(); ++bin) {
      bool all = true;
      bool some = false;
      for (int d = Nearby(bounds.begin_earliest); d < Nearby(bounds.end_latest); ++d) {
        const bool is_in = bins_[bin].Contains(DayOf(d));
        all = all && is_in;
        some = some || is_in;
      }
      if (some) met.push_back(bin);
      is_one_bin = is_one_bin || all;
    }
    if (met.empty()) {
      totals.outside += sums;
      return;
    }
    const bool has_unit = !units.empty();
    const bool is_certain = truth == Truth::kCertain && (is_sure || !has_unit);
    for (const std::string& unit : has_unit ? units : Units{""}) {
      for (const std::size_t bin : met) {
        auto& [certain, possible] = cells[{unit, bin}];
        possible += sums;
        if (is_certain && is_one_bin) certain += sums;
      }
      if (is_certain && !is_one_bin) spread[unit] += sums;
    }
    if (truth != Truth::kCertain) {
      totals.doubtful += sums;
    } else if (!has_unit) {
      totals.without_unit += sums;
    } else if (!is_sure) {
      totals.unit_unsure += sums;
    } else if (is_one_bin) {
      totals.in_cells += sums;
    } else {
      totals.spread += sums;
    }
  }

  // By every path, as Oracle::IsInside; but what is disputed is no more than possible.
  Truth In(const std::string& inner, const std::string& outer, Day day,
           std::set<std::string> seen = {}) const {
    if (inner == outer) return Truth::kCertain;
    Truth truth = Truth::kNo;
    if (!seen.insert(inner).second) return truth;
    for (const Place& version : c_.places()) {
      if (version.fact.key != inner) continue;
      for (const PlaceParent& parent : version.parents) {
        Truth link = facts_.Stands(version.fact, o_.query.as_known);
        if (parent.viewpoint) {
          if (!o_.viewpoint) link = And(link, Truth::kPossible);
          if (o_.viewpoint && !facts_.Same(*o_.viewpoint, *parent.viewpoint)) continue;
        }
        if (parent.span) {
          link = And(link, HoldsAt(*parent.span, day));
        } else {
          link = And(link, Exists(version, day));
          link = And(link, Exists(c_.place(parent.parent), day));
        }
        if (link == Truth::kNo) continue;
        truth = Or(truth, And(link, In(c_.place(parent.parent).fact.key, outer, day, seen)));
      }
    }
    return truth;
  }
  static Truth Exists(const Place& place, Day day) {
    return place.fact.span == Span::Unknown() ? Truth::kCertain : HoldsAt(place.fact.span, day);
  }
  bool EverIn(PlaceId inner, PlaceId outer) const {
    std::set<std::string> found = {c_.place(inner).fact.key};
    for (std::size_t before = 0; before != found.size();) {
      before = found.size();
      for (const Place& version : c_.places()) {
        if (!found.contains(version.fact.key)) continue;
        for (const PlaceParent& parent : version.parents) {
          found.insert(c_.place(parent.parent).fact.key);
        }
      }
    }
    return found.contains(c_.place(outer).fact.key);
  }

  std::pair<Units, bool> UnitsOn(PlaceId place, Day day) const {
    const std::string key = c_.place(place).fact.key;
    Units kind;
    for (const Place& row : c_.places()) {
      if (c_.place(*c_.FindPlace(row.fact.key)).kind == o_.place_kind) kind.insert(row.fact.key);
    }
    Units units;
    for (const std::string& unit : kind) {
      if (In(key, unit, day) != Truth::kNo) units.insert(unit);
    }
    const bool reaches = !units.empty();
    if (!reaches) {
      for (const std::string& unit : kind) {
        if (In(unit, key, day) != Truth::kNo) units.insert(unit);
      }
    }
    Units outermost;
    for (const std::string& a : units) {
      const bool is_inner = std::any_of(units.begin(), units.end(), [&](const std::string& b) {
        return b != a && In(a, b, day) == Truth::kCertain;
      });
      if (!is_inner) outermost.insert(a);
    }
    const bool is_sure =
        reaches && outermost.size() == 1 && In(key, *outermost.begin(), day) == Truth::kCertain;
    return {outermost, is_sure};
  }

  Truth CoveredOn(Day day, std::optional<PlaceId> place, std::optional<SourceId> source) const {
    if (!source) return c_.Covered(Table::kEvents, day, place);
    Truth covered = Truth::kNo;
    for (const Coverage& row : c_.coverage()) {
      if (row.source != source || row.table != Table::kEvents || !row.period.Contains(day)) {
        continue;
      }
      Truth whole = Truth::kCertain;
      Truth part = Truth::kNo;
      if (row.place && !place) {
        whole = Truth::kNo;
        part = Truth::kPossible;
      } else if (row.place) {
        whole = c_.IsInside(*place, *row.place, day);
        part = c_.IsInside(*row.place, *place, day);
      }
      if (whole == Truth::kCertain && row.complete) return Truth::kCertain;
      if (whole != Truth::kNo || part != Truth::kNo) covered = Truth::kPossible;
    }
    return covered;
  }

  const Chronicle& c_;
  const PanelOptions& o_;
  const std::vector<Period>& bins_;
  const Oracle facts_;
};

PanelOptions AnyOptions(const Chronicle& chronicle, Random& random) {
  const auto any = [&](Table table) {
    return static_cast<std::uint32_t>(
        random.Between(0, static_cast<int>(chronicle.size(table)) - 1));
  };
  PanelOptions options;
  options.by = random.Of<PanelUnitKind>(
      {PanelUnitKind::kWorld, PanelUnitKind::kPlace, PanelUnitKind::kPlace, PanelUnitKind::kPlace,
       PanelUnitKind::kActor, PanelUnitKind::kType, PanelUnitKind::kSource});
  options.place_kind = random.OneIn(3) ? PlaceKind::kAdmin1 : PlaceKind::kCountry;
  options.bin = random.Of<Bin>({Bin::kDay, Bin::kDay, Bin::kWeek, Bin::kMonth});
  if (!random.OneIn(4)) {
    const Day first = random.AnyDay();
    options.period = Period::Of(first, first + random.Between(1, 8));
  }
  if (random.OneIn(4)) options.viewpoint = ActorId(any(Table::kActors));
  if (random.OneIn(3)) options.roles = {Role::kSideA};
  if (random.OneIn(3)) options.query.source = SourceId(any(Table::kSources));
  if (random.OneIn(4)) options.query.place = PlaceId(any(Table::kPlaces));
  if (random.OneIn(4)) options.query.types = {EventType::kBattle};
  if (random.OneIn(3)) options.query.as_known = random.AnyDay() + random.Between(-2, 8);
  options.query.include_unrealised = random.OneIn(2);
  options.balanced = random.OneIn(3);
  return options;
}

TEST(PanelOracleTest, CountsWhatEveryEventDayUnitAndBinSay) {
  PanelTotals seen;  // that no sum is always 0
  int balanced_zeros = 0;
  int covered_zeros = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Random random(seed + 77);
    const Chronicle chronicle = Enriched(RandomChronicle(seed).Make(), random);
    for (int round = 0; round < 4; ++round) {
      SCOPED_TRACE("seed " + std::to_string(seed) + " round " + std::to_string(round));
      const PanelOptions options = AnyOptions(chronicle, random);
      const Result<Panel> made = PanelOf(chronicle, options);
      if (!made.ok()) {
        EXPECT_FALSE(options.period);  // nothing dated was asked about
        continue;
      }
      const Panel& panel = *made;
      const PanelOracle oracle(chronicle, options, panel.bins);

      std::map<std::pair<std::string, std::size_t>, std::pair<PanelSums, PanelSums>> cells;
      std::pair<std::string, std::uint32_t> before;
      for (const PanelCell& cell : panel.cells) {
        const std::string& unit = panel.units[cell.unit].key;
        const std::pair<std::string, std::uint32_t> here = {unit, cell.bin};
        EXPECT_TRUE(&cell == &panel.cells.front() || before < here);
        before = here;
        EXPECT_EQ(cell.covered, oracle.Covered(unit, panel.bins[cell.bin])) << unit;
        if (cell.possible.events > 0) {
          cells[here] = {cell.certain, cell.possible};
        } else {
          EXPECT_TRUE(options.balanced);
          EXPECT_EQ(cell.certain, PanelSums());
          EXPECT_EQ(cell.possible, PanelSums());
          ++balanced_zeros;
          covered_zeros += cell.covered == Truth::kCertain ? 1 : 0;
        }
      }
      EXPECT_EQ(cells, oracle.cells);
      std::map<std::string, PanelSums> spread;
      for (const PanelUnit& unit : panel.units) {
        if (unit.spread != PanelSums()) spread[unit.key] = unit.spread;
      }
      EXPECT_EQ(spread, oracle.spread);

      const PanelTotals& t = panel.totals;
      EXPECT_EQ(t.in_cells, oracle.totals.in_cells);
      EXPECT_EQ(t.without_unit, oracle.totals.without_unit);
      EXPECT_EQ(t.spread, oracle.totals.spread);
      EXPECT_EQ(t.unit_unsure, oracle.totals.unit_unsure);
      EXPECT_EQ(t.doubtful, oracle.totals.doubtful);
      EXPECT_EQ(t.outside, oracle.totals.outside);
      EXPECT_EQ(t.undated, oracle.totals.undated);
      EXPECT_EQ(t.all, oracle.totals.all);
      EXPECT_EQ(t.events, oracle.totals.events);

      // Nothing gets lost: by the totals, and by the cells and rows alone.
      PanelSums sum;
      for (const PanelSums& part : {t.in_cells, t.without_unit, t.spread, t.unit_unsure, t.doubtful,
                                    t.outside, t.undated}) {
        sum += part;
      }
      EXPECT_EQ(sum, t.all);
      PanelSums of_rows;
      for (const PanelCell& cell : panel.cells) of_rows += cell.certain;
      for (const PanelUnit& unit : panel.units) of_rows += unit.spread;
      for (const PanelSums& part : {t.unit_unsure, t.doubtful, t.outside, t.undated}) {
        of_rows += part;
      }
      EXPECT_EQ(of_rows, t.all);
      if (options.by != PanelUnitKind::kActor) {
        EXPECT_EQ(t.all.events, t.events);
      }

      seen.in_cells += t.in_cells;
      seen.without_unit += t.without_unit;
      seen.spread += t.spread;
      seen.unit_unsure += t.unit_unsure;
      seen.doubtful += t.doubtful;
      seen.outside += t.outside;
      seen.undated += t.undated;
      if (HasFailure()) return;
    }
  }
  for (const PanelSums& sums : {seen.in_cells, seen.without_unit, seen.spread, seen.unit_unsure,
                                seen.doubtful, seen.outside, seen.undated}) {
    EXPECT_GT(sums.events, 100);
  }
  EXPECT_GT(balanced_zeros, 100);
  EXPECT_GT(covered_zeros, 20);
}

}  // namespace
}  // namespace chronicle_test
}  // namespace casus
