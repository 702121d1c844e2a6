// Shows: one event as six sources have it. When each says that control of Crimea passed, how
// precisely, under what name and by whose view; what is certain on chosen days and by how many
// witnesses of their own; a change of what is known without a change of the world; title and
// recognition, which are other questions. Files of COW Territorial Change, where they are given,
// are read as well.
//
//   example_13_crimea_six_sources [FOLDER [COW-FILE...]]

#include <casus/casus.h>

#include <algorithm>
#include <iostream>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bundled.h"

namespace {

casus::ChangeProcedure ProcedureOf(const casus::EventView& event) {
  const auto* const details = std::get_if<casus::TerritorialChangeDetails>(&event.details());
  return details == nullptr ? casus::ChangeProcedure::kUnknown : details->procedure;
}

// "2014-03-01 to 2014-03-31"; a side that has no limit is left out.
std::string DaysInWords(casus::Day earliest, casus::Day latest) {
  if (earliest == latest) return earliest.is_finite() ? ToString(earliest) : "no day";
  if (!earliest.is_finite()) return "not later than " + ToString(latest);
  if (!latest.is_finite()) return "not before " + ToString(earliest);
  return ToString(earliest) + " to " + ToString(latest);
}

void PrintStatus(const casus::Chronicle& chronicle, const casus::TerritorialStatus& status) {
  const casus::Source& source = chronicle.source(*status.fact.source);
  const casus::SpanBounds& bounds = status.fact.span.bounds();
  std::cout << source.title << " (" << source.key << ", " << status.fact.locator << ")\n"
            << "  " << casus::ToEdtf(status.fact.span)
            << "; begins: " << DaysInWords(bounds.begin_earliest, bounds.begin_latest)
            << "; is over: " << DaysInWords(bounds.end_earliest, bounds.end_latest) << '\n';
  std::cout << "  procedure: "
            << (status.begun_by ? ToString(ProcedureOf(chronicle.event(*status.begun_by)))
                                : "none is told")
            << "; regime: " << ToString(status.regime) << "; view: "
            << (status.viewpoint ? chronicle.actor(*status.viewpoint).name : "none is named")
            << "; draws on: ";
  for (const casus::SourceId root : source.derived_from) {
    std::cout << chronicle.source(root).key << ' ';
  }
  std::cout << (source.derived_from.empty() ? "nothing named\n" : "\n");
}

// Does the source say for which days it speaks, and is the day none of them?
bool IsNotCovered(const casus::Chronicle& chronicle, casus::SourceId source, casus::Day day) {
  bool any = false;
  for (const casus::Coverage& coverage : chronicle.coverage()) {
    if (coverage.source != source || coverage.table != casus::Table::kStatuses) continue;
    any = true;
    if (coverage.period.first() <= day && day < coverage.period.last()) return false;
  }
  return any;
}

void PrintDay(const casus::TerritoryIndex& territory, casus::PlaceId place, casus::Day day,
              const std::vector<casus::SourceId>& sources) {
  const casus::Chronicle& chronicle = territory.chronicle();
  std::cout << day << '\n';
  for (const casus::Holder& holder : territory.Holders(place, day, casus::Axis::kControl)) {
    for (const casus::Truth truth : {casus::Truth::kCertain, casus::Truth::kPossible}) {
      std::vector<casus::SourceId> says;
      for (const casus::StatusId id : holder.statuses) {
        const casus::TerritorialStatus& status = chronicle.status(id);
        if (casus::HoldsAt(status.fact.span, day) == truth) says.push_back(*status.fact.source);
      }
      if (says.empty()) continue;
      std::cout << Margin(truth) << chronicle.actor(*holder.actor).name << ", by";
      for (const casus::SourceId source : says) std::cout << ' ' << chronicle.source(source).key;
      std::cout << ": witnesses of their own " << casus::IndependentSources(chronicle, says)
                << '\n';
    }
  }
  for (const casus::SourceId source : sources) {
    if (IsNotCovered(chronicle, source, day)) {
      std::cout << "  does not speak of this day: " << chronicle.source(source).key << '\n';
    }
  }
}

void PrintBy(const casus::TerritoryIndex& territory, casus::PlaceId place, casus::Day day,
             casus::Axis axis, const char* viewer) {
  const casus::Chronicle& chronicle = territory.chronicle();
  casus::TerritoryFilter filter;
  filter.axes = {axis};
  filter.viewpoint = Known(chronicle.FindActor(viewer), viewer);
  for (const casus::PlaceStatus& found : territory.At(place, day, filter)) {
    const casus::TerritorialStatus& status = chronicle.status(found.status);
    std::cout << Margin(found.truth) << ToString(axis) << ' '
              << chronicle.actor(*filter.viewpoint).name << ": "
              << chronicle.actor(status.holders.front()).name;
    if (axis == casus::Axis::kRecognition) std::cout << ", " << ToString(status.recognition);
    std::cout << " [" << chronicle.source(*status.fact.source).key << "]\n";
    if (!status.begun_by) continue;
    for (const casus::Attribute& attribute : chronicle.event(*status.begun_by).attributes()) {
      std::cout << "            " << attribute.name << ' ' << attribute.value << '\n';
    }
  }
}

// What the rows of COW's own files say of Ukraine's territory.
void PrintCow(const std::string& file) {
  casus::ChronicleBuilder builder;
  const casus::ImportReport report = OrExit(casus::Import("cow-tc", file, {}, builder));
  const casus::Chronicle chronicle = OrExit(builder.Build());
  std::cout << '\n'
            << file << ": " << report.kept << " changes, " << chronicle.statuses().size()
            << " statuses; of Ukraine (369):\n";
  const std::optional<casus::PlaceId> ukraine = chronicle.FindPlace("cow:territory:369");
  for (const casus::TerritorialStatus& status : chronicle.statuses()) {
    if (!ukraine || status.place != ukraine) continue;
    std::cout << "  " << status.fact.key << ' ' << casus::ToEdtf(status.fact.span) << ": "
              << chronicle.actor(status.holders.front()).name
              << (status.extent.fraction_low < 10000 ? ", a part" : ", the whole") << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  const casus::Chronicle chronicle = ReadOrExit(argc > 1 ? argv[1] : "examples/data/crimea");
  const casus::PlaceId crimea = Known(chronicle.FindPlace("crimea"), "crimea");
  const casus::TerritoryIndex territory = casus::TerritoryIndex::Build(chronicle);

  std::cout << "Who controls Crimea since when, by whose word:\n";
  std::vector<casus::SourceId> sources;
  for (const casus::TerritorialStatus& status : chronicle.statuses()) {
    if (status.axis != casus::Axis::kControl) continue;
    PrintStatus(chronicle, status);
    sources.push_back(*status.fact.source);
  }
  std::cout << sources.size()
            << " sources, witnesses of their own: " << casus::IndependentSources(chronicle, sources)
            << '\n';

  std::cout << "\nWhat is certain on some days, and what only possible:\n";
  for (const casus::Day day : {casus::Day::FromYmd(2014, 2, 19), casus::Day::FromYmd(2014, 2, 25),
                               casus::Day::FromYmd(2014, 3, 10), casus::Day::FromYmd(2014, 3, 18),
                               casus::Day::FromYmd(2025, 1, 1)}) {
    PrintDay(territory, crimea, day, sources);
  }

  const casus::Day asked = casus::Day::FromYmd(2023, 5, 1);
  std::cout << "\nWhat editions of BorderLines say of control on " << asked
            << ", as known then and later:\n";
  for (const casus::Day known :
       {casus::Day::FromYmd(2022, 1, 1), casus::Day::FromYmd(2024, 1, 1)}) {
    std::size_t told = 0;
    for (const char* const edition : {"borderlines-2021-08", "borderlines-2023-05"}) {
      casus::TerritoryFilter filter;
      filter.axes = {casus::Axis::kControl};
      filter.source = Known(chronicle.FindSource(edition), edition);
      filter.as_known = known;
      for (const casus::PlaceStatus& found : territory.At(crimea, asked, filter)) {
        ++told;
        std::cout << "  " << known << ": "
                  << chronicle.actor(chronicle.status(found.status).holders.front()).name << ", "
                  << found.truth << " [" << edition << "]\n";
      }
    }
    if (told == 0) std::cout << "  " << known << ": nothing\n";
  }

  const casus::Day later = casus::Day::FromYmd(2015, 1, 1);
  std::cout << "\nTitle and recognition on " << later << ", by whose law or view:\n";
  PrintBy(territory, crimea, later, casus::Axis::kTitle, "ukraine");
  PrintBy(territory, crimea, later, casus::Axis::kTitle, "russia");
  PrintBy(territory, crimea, later, casus::Axis::kRecognition, "un-ga");

  for (int i = 2; i < argc; ++i) PrintCow(argv[i]);
}
