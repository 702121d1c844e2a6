#ifndef CASUS_ANALYSIS_PANEL_H_
#define CASUS_ANALYSIS_PANEL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/issue.h"
#include "casus/base/truth.h"
#include "casus/chronicle/chronicle.h"
#include "casus/chronicle/query.h"
#include "casus/time/calendar.h"
#include "casus/time/period.h"

namespace casus {

// What a panel has a row of cells for.
enum class PanelUnitKind : std::uint8_t {
  kWorld,   // all events together
  kPlace,   // places of one kind, see PanelOptions::place_kind
  kActor,   // parties
  kType,    // types of events
  kSource,  // who says so
};

struct PanelOptions {
  // Which events are asked about. Their time is `period`: a `when` is refused.
  EventQuery query;

  PanelUnitKind by = PanelUnitKind::kPlace;
  // Of kPlace. A place of this kind that lies surely in another of it is no unit: the outer one is.
  PlaceKind place_kind = PlaceKind::kCountry;
  // Of kPlace: whose view of what lies where, beside what is undisputed. Empty: everyone's, of
  // which none is sure.
  std::optional<ActorId> viewpoint;
  // Of kActor: which parties count. Empty: those in any role.
  std::vector<Role> roles;

  Bin bin = Bin::kMonth;
  // Is widened to whole bins. Empty: from the first to the last day that an event asked names.
  std::optional<Period> period;

  // Cells of units and bins without events, too: all units of kPlace that may have been there in
  // the bin, all sources that cover events, the types asked; of actors those that have an event.
  bool balanced = false;
};

// Of a number of events. A source that gives a low, best or high number of deaths counts with
//   deaths_low   its low one, else the least that it gives
//   deaths_best  its best one; where it gives none, `without_best` counts the event
//   deaths_high  its high one, else the greatest that it gives
// as it stands: a source may break low <= best <= high.
struct PanelSums {
  std::int64_t events = 0;
  std::int64_t deaths_low = 0;
  std::int64_t deaths_best = 0;
  std::int64_t deaths_high = 0;
  std::int64_t without_best = 0;

  CASUS_EXPORT PanelSums& operator+=(const PanelSums& other);
  friend bool operator==(const PanelSums&, const PanelSums&) = default;
};

struct PanelUnit {
  std::string key;  // empty: the unit of what has none
  std::string name;
  std::optional<FactRef> row;  // of kPlace, kActor, kSource
  // What is surely of this unit and meets the period, but is sure of no bin.
  PanelSums spread;
};

struct PanelCell {
  std::uint32_t unit = 0;  // in Panel::units
  std::uint32_t bin = 0;   // in Panel::bins
  PanelSums certain;       // of what surely belongs here
  PanelSums possible;      // of what surely or possibly does
  // As Chronicle::Covered over the days of the bin, for the unit (and the place asked): certain on
  // all of them; possible if on some, or possible there. No events where this is kNo mean nothing.
  // Where one source is asked about, or is the unit, only what it covers itself counts.
  Truth covered = Truth::kNo;

  Bounds events() const { return {certain.events, possible.events, std::nullopt}; }
};

// Every entry is in one of these.
struct PanelTotals {
  PanelSums in_cells;       // certain in one cell of a unit
  PanelSums without_unit;   // in a bin, or spread
  PanelSums spread;         // surely of a unit, not surely in one bin
  PanelSums unit_unsure;    // of one of several units, or perhaps of none
  PanelSums doubtful;       // the query itself finds it no more than possible
  PanelSums outside;        // shares no day with the period
  PanelSums undated;        // nobody says anything of its time
  PanelSums all;            // the sum of these
  std::int64_t events = 0;  // asked; fewer than entries where a unit is an actor
};

// The events of a chronicle by unit and bin of time, as counts and deaths with their bounds.
//
// An event makes an entry for its unit, an event of several actors one for each, an event without a
// unit one for the unit whose key is empty. Which cells an entry belongs to:
//
//   bins   possibly to each that its hull meets, certainly to the one that holds all of its hull:
//          "March 2014" is surely in the month, and only possibly in any day of it; a battle from
//          30 March to 2 April is possibly in March and in April and surely in neither.
//   units  of a place: that of the kind asked which the place is or lies in, on the days of the
//          hull. A place that reaches no further than outside of such units (a country, where the
//          units are provinces) belongs possibly to each that lies inside it. One that lies in
//          several, or in different ones on different days, or by someone's view only, belongs
//          possibly to each. Nothing else is guessed: not from coordinates, not from names.
//   query  what the query finds only possible is only possible in any cell.
//
// A cell counts as certain the entries that surely belong to it, as possible those that may; it has
// no part in `without_unit`, nor in `undated`, which might belong anywhere. Each entry is certain
// in one cell or counted in one other sum of PanelTotals, so that nothing gets lost:
//
//   in_cells + without_unit + spread + unit_unsure + doubtful + outside + undated == all
//
// Events are counted as the sources give them: what two sources tell of counts twice, unless the
// query names one of them. A note says so where it happened.
struct Panel {
  Bin bin = Bin::kMonth;
  std::vector<Period> bins;      // whole, adjacent
  std::vector<PanelUnit> units;  // that have a cell or a spread, by key
  std::vector<PanelCell> cells;  // that are possible or balanced, by (unit, bin)
  PanelTotals totals;
  IssueLog issues;  // notes
};

// Cost: a search for the events, one look at each, and the cells. The same for the same chronicle
// and options. Errors: kInvalidArgument for a query with a `when`, a period with an open side, and
// where no period is given and no event asked is dated; kOutOfRange for more than 1,000,000 bins or
// perhaps 50,000,000 cells, and for deaths that add up to more than 2^63 - 1.
//
//   casus::PanelOptions options;
//   options.query.source = ged;
//   options.bin = casus::Bin::kYear;
//   const casus::Panel panel = casus::PanelOf(chronicle, options).value();
//   for (const casus::PanelCell& cell : panel.cells) {
//     std::cout << panel.units[cell.unit].key << ' ' << cell.events() << '\n';
//   }
CASUS_EXPORT Result<Panel> PanelOf(const Chronicle& chronicle, const PanelOptions& options);

}  // namespace casus

#endif  // CASUS_ANALYSIS_PANEL_H_
