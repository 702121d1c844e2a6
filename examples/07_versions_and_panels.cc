// Shows: two versions of a dataset in one archive, what changed between them, the dataset as it was
// known on a day, and deaths by country and quarter as each version has them.
//
//   example_07_versions_and_panels FILE    (UCDP GED)

#include <casus/casus.h>

#include <iostream>
#include <string>

#include "bundled.h"

namespace {

// A later version as a publisher makes one: an event was revised, another is no longer there.
casus::Chronicle Revised(const casus::Chronicle& first) {
  casus::ChronicleBuilder builder;
  const casus::SourceId source = builder.Add(first.sources()[0]);
  for (const casus::Place& place : first.places()) builder.Add(place);
  for (const casus::Actor& actor : first.actors()) builder.Add(actor);
  for (std::uint32_t row = 0; row + 1 < first.event_count(); ++row) {
    casus::Event event = first.event(casus::EventId(row)).Record();
    if (row == 0 && event.casualties)
      event.casualties->best = event.casualties->best.value_or(0) + 3;
    event.fact.source = source;
    builder.Add(event);
  }
  for (const casus::Coverage& coverage : first.coverage()) builder.Add(coverage);
  return OrExit(builder.Build());
}

void PrintPanel(const casus::Chronicle& chronicle) {
  casus::PanelOptions options;
  options.by = casus::PanelUnitKind::kPlace;
  options.bin = casus::Bin::kQuarter;
  const casus::Panel panel = OrExit(casus::PanelOf(chronicle, options));
  for (const casus::PanelCell& cell : panel.cells) {
    std::cout << "  " << panel.units[cell.unit].name << ", "
              << casus::BinLabel(panel.bin, panel.bins[cell.bin].first()) << ": events "
              << cell.events() << ", deaths (best) " << cell.certain.deaths_best << " to "
              << cell.possible.deaths_best << ", covered: " << cell.covered << '\n';
  }
  std::cout << "  not sure of one quarter: " << panel.totals.spread.events
            << ", without a country: " << panel.totals.without_unit.events
            << ", all: " << panel.totals.all.events << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: example_07_versions_and_panels FILE\n";
    return 2;
  }
  casus::ChronicleBuilder builder;
  OrExit(casus::Import("ucdp-ged", argv[1], {}, builder));
  const casus::Chronicle first = OrExit(builder.Build());

  const casus::Day spring = casus::Day::FromYmd(2023, 6, 1);
  const casus::Day next_spring = casus::Day::FromYmd(2024, 6, 1);
  casus::Archive archive;
  // In any order: the archive is the same.
  OrExit(archive.Add({.name = "24.1", .published = next_spring}, Revised(first)));
  OrExit(archive.Add({.name = "23.1", .published = spring}, first));
  const casus::Chronicle history = OrExit(archive.Build());

  const casus::Chronicle before = OrExit(casus::AsKnown(history, spring));
  const casus::Chronicle after = OrExit(casus::AsKnown(history, next_spring));
  std::cout << "From 23.1 to 24.1:\n";
  for (const casus::RowDifference& row : casus::Diff(before, after).rows) {
    std::cout << "  " << row.key << ' ' << casus::ToString(row.change);
    for (const std::string& field : row.fields) std::cout << ' ' << field;
    std::cout << '\n';
  }
  for (const casus::Claim& claim : history.claims()) {
    std::cout << "  " << history.source(*claim.fact.source).version << " on "
              << history.KeyOf(claim.about.at(0)) << ": " << (claim.negated ? "not so: " : "")
              << claim.proposition << '\n';
  }
  std::cout << "\nAs known on " << spring << ":\n";
  PrintPanel(before);
  std::cout << "\nAs known on " << next_spring << ":\n";
  PrintPanel(after);
}
