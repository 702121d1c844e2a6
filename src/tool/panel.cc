// casus panel: events and deaths by unit and bin, what is certain of them and what possible, and
// where nobody looked.

#include "casus/analysis/panel.h"

#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casus/time/edtf.h"
#include "src/tool/verbs.h"

namespace casus::tool {
namespace {

// One date, or an interval where EDTF knows none (weeks).
std::string BinInEdtf(Bin bin, Period period) {
  const Day first = period.first();
  switch (bin) {
    case Bin::kDay:
    case Bin::kMonth:
    case Bin::kYear: return BinLabel(bin, first);
    case Bin::kWeek: return ToString(period);
    case Bin::kQuarter: {
      const int number = 33 + (first.month() - 1) / 3;
      return ToEdtf(Moment::InSeason(first.year(), number).value());
    }
  }
  return {};
}

std::string Counted(std::int64_t count, const char* one, const char* more) {
  return std::to_string(count) + " " + (count == 1 ? one : more);
}

class Printing {
 public:
  Printing(const Session& session, const Panel& panel)
      : session_(session),
        panel_(panel),
        answer_(session.style, {{"row", true},
                                {"unit"},
                                {"name"},
                                {"bin"},
                                {"first", true},
                                {"last", true},
                                {"events_certain"},
                                {"events_possible"},
                                {"deaths_low_certain"},
                                {"deaths_low_possible", true},
                                {"deaths_best_certain"},
                                {"deaths_best_possible"},
                                {"deaths_high_certain", true},
                                {"deaths_high_possible"},
                                {"without_best_certain", true},
                                {"without_best_possible", true},
                                {"covered"}}) {}

  void Print(const std::string& heading) {
    const PanelTotals& t = panel_.totals;
    answer_.Section(heading);
    answer_.Section(
        "Cells: events certain and possible; deaths low certain, best certain, best possible, "
        "high possible; covered");
    for (const PanelCell& cell : panel_.cells) AddCell(cell);
    answer_.Section("Surely of a unit, and sure of no bin: " + std::to_string(t.spread.events) +
                    " with a unit, of " + Counted(t.all.events, "entry", "entries"));
    for (const PanelUnit& unit : panel_.units) {
      if (unit.spread.events > 0) AddSum("spread", unit.key, unit.name, unit.spread);
    }
    answer_.Section("Certain in no cell, and in all");
    AddTotal("unit_unsure", "of one of several units, or perhaps of none", t.unit_unsure);
    AddTotal("doubtful", "only possibly asked about", t.doubtful);
    AddTotal("outside", "outside of the period", t.outside);
    AddTotal("undated", "without any date", t.undated);
    AddTotal("total", "all", t.all);
    if (t.all.events != t.events) {
      answer_.Section(Counted(t.events, "event", "events") +
                      ": one counts once with each of its actors.");
    }
    if (t.all.without_best > 0) {
      answer_.Section(std::to_string(t.all.without_best) + " of " +
                      Counted(t.all.events, "entry gives", "entries give") +
                      " no best number of deaths.");
    }
    answer_.Print(std::cout, session_.limit);
  }

 private:
  void AddCell(const PanelCell& cell) {
    const PanelUnit& unit = panel_.units[cell.unit];
    const Period bin = panel_.bins[cell.bin];
    std::vector<Cell> cells = {"cell",
                               unit.key,
                               unit.key.empty() ? "(no unit)" : unit.name,
                               session_.style == Style::kHuman ? BinLabel(panel_.bin, bin.first())
                                                               : BinInEdtf(panel_.bin, bin),
                               ToString(bin.first()),
                               ToString(bin.last() - 1)};
    if (cell.possible.events == 0 && cell.covered == Truth::kNo) {
      // Nobody looked: that is no zero.
      cells.insert(cells.end(), 10, Cell(""));
    } else {
      AppendSums(cells, cell.certain, cell.possible);
    }
    cells.push_back(ToString(cell.covered));
    answer_.Row(std::move(cells));
  }

  void AddSum(const char* kind, std::string_view unit, std::string_view name,
              const PanelSums& sums) {
    std::vector<Cell> cells = {kind, unit, name.empty() ? std::string_view("(no unit)") : name,
                               "",   "",   ""};
    AppendSums(cells, sums, sums);
    cells.push_back("");
    answer_.Row(std::move(cells));
  }
  void AddTotal(const char* kind, const char* words, const PanelSums& sums) {
    AddSum(kind, "", words, sums);
  }

  static void AppendSums(std::vector<Cell>& cells, const PanelSums& certain,
                         const PanelSums& possible) {
    for (std::int64_t PanelSums::*sum :
         {&PanelSums::events, &PanelSums::deaths_low, &PanelSums::deaths_best,
          &PanelSums::deaths_high, &PanelSums::without_best}) {
      cells.push_back(certain.*sum);
      cells.push_back(possible.*sum);
    }
  }

  const Session& session_;
  const Panel& panel_;
  Answer answer_;
};

// What --by may name.
Result<void> SetUnit(const std::string& word, PanelOptions& options) {
  if (word == "world") {
    options.by = PanelUnitKind::kWorld;
  } else if (word == "actor") {
    options.by = PanelUnitKind::kActor;
  } else if (word == "type") {
    options.by = PanelUnitKind::kType;
  } else if (word == "source") {
    options.by = PanelUnitKind::kSource;
  } else {
    const Result<PlaceKind> kind = ParseToken<PlaceKind>(word);
    if (!kind.ok()) {
      return Error(ErrorCode::kInvalidArgument,
                   "no unit: actor, type, source, or a kind of place " + kind.error().message(), {},
                   word);
    }
    options.by = PanelUnitKind::kPlace;
    options.place_kind = *kind;
  }
  return {};
}

}  // namespace

int MakePanel(const Session& session, const PanelArguments& arguments) {
  PanelOptions options;
  const Result<void> unit = SetUnit(arguments.by, options);
  if (!unit.ok()) return Fail(unit.error());
  const Result<Bin> bin = ParseBin(arguments.bin);
  if (!bin.ok()) return Fail(bin.error());
  options.bin = *bin;
  options.balanced = arguments.balanced;
  if (!arguments.first.empty()) {
    const Result<Period> period = ParsePeriodArguments(arguments.first, arguments.last);
    if (!period.ok()) return Fail(period.error());
    options.period = *period;
  }
  const Result<std::vector<EventType>> types = ParseTypes(arguments.types);
  if (!types.ok()) return Fail(types.error());
  options.query.types = *types;
  if (!arguments.known.empty()) {
    const Result<Day> known = ParseDayArgument(arguments.known);
    if (!known.ok()) return Fail(known.error());
    options.query.as_known = *known;
  }

  const Result<Opened> opened = Open(session, arguments.path);
  if (!opened.ok()) return Fail(opened.error());
  const Chronicle& chronicle = opened->chronicle;
  if (!arguments.source.empty()) {
    const Result<SourceId> source = ResolveSource(chronicle, arguments.source);
    if (!source.ok()) return Fail(source.error());
    options.query.source = *source;
  }
  if (!arguments.place.empty()) {
    const Result<PlaceId> place = ResolvePlace(chronicle, arguments.place);
    if (!place.ok()) return Fail(place.error());
    options.query.place = *place;
  }
  if (!arguments.viewpoint.empty()) {
    const Result<ActorId> viewpoint = ResolveActor(chronicle, arguments.viewpoint);
    if (!viewpoint.ok()) return Fail(viewpoint.error());
    options.viewpoint = *viewpoint;
  }

  const Result<Panel> panel = PanelOf(chronicle, options);
  if (!panel.ok()) return Fail(panel.error());
  PrintIssues(panel->issues, Severity::kNote, session.limit);
  const Period whole = Period::Of(panel->bins.front().first(), panel->bins.back().last());
  Printing(session, *panel)
      .Print("Events by " + arguments.by + " and " + arguments.bin + ", " + ToString(whole) + ": " +
             std::to_string(panel->totals.events));
  return kDone;
}

}  // namespace casus::tool
