// Shows: sanctions at events. For each battle of a period: which sanctions were in force between
// its parties on its day, and how surely; then how many were in force in each year, target by
// target.
//
//   example_09_sanctions_at_battles [FOLDER [FIRST LAST]]

#include <casus/casus.h>

#include <iostream>
#include <map>
#include <string>
#include <utility>

#include "bundled.h"

int main(int argc, char** argv) {
  const casus::Chronicle chronicle =
      ReadOrExit(argc > 1 ? argv[1] : "examples/data/russia-ukraine");
  casus::EventQuery battles;
  battles.types = {casus::EventType::kBattle};
  if (argc > 3) {
    const casus::Day first = OrExit(casus::ParseDay(argv[2], casus::DayShape::kIso));
    const casus::Day last = OrExit(casus::ParseDay(argv[3], casus::DayShape::kIso));
    battles.when = casus::During{OrExit(casus::Period::MakeClosed(first, last))};
  }

  std::multimap<casus::EventId, casus::SanctionAtEvent> by_battle;
  for (const auto sanctions = OrExit(casus::SanctionsAtEvents(chronicle, battles));
       const casus::SanctionAtEvent& one : sanctions) {
    by_battle.emplace(one.event, one);
  }
  chronicle.Visit(battles, [&](casus::EventView battle, casus::Truth) {
    std::cout << casus::Describe(chronicle, battle.id()) << ", " << casus::InWords(battle.span())
              << '\n';
    const auto [first, last] = by_battle.equal_range(battle.id());
    if (first == last) std::cout << "  none known between its parties\n";
    for (auto one = first; one != last; ++one) {
      std::cout << Margin(one->second.truth) << casus::Describe(chronicle, one->second.designation)
                << '\n';
    }
  });

  casus::SanctionYearsOptions options;
  options.first_year = 2013;
  options.last_year = 2025;
  options.targets = {
      {.actor = Known(chronicle.FindActor("russia"), "russia"), .with_parts = true},
      {.actor = Known(chronicle.FindActor("ukraine"), "ukraine"), .with_parts = true}};
  const casus::SanctionYears years = OrExit(casus::SanctionYearsOf(chronicle, options));
  std::cout << "Designations in force, and regimes, by anyone against each state and its parts\n";
  for (const casus::SanctionYear& row : years.rows) {
    if (row.sender) continue;
    const std::size_t year = static_cast<std::size_t>(row.year - options.first_year);
    std::cout << "  " << chronicle.actor(std::get<casus::ActorId>(row.target)).name << ' '
              << row.year << ": " << row.designations << " of " << row.regimes
              << " (covered: " << years.covered[year] << ")\n";
  }
}
