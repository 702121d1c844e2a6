// Shows: screening. Whom a name on a payment may mean, where they stood on the lists on the day it
// was made (not today), what exempted them, and who was blocked through owners alone.
//
//   example_10_screen_payment [FOLDER [DAY NAME...]]

#include <casus/casus.h>

#include <iostream>
#include <string>
#include <vector>

#include "bundled.h"

namespace {

// Entry i is actor i.
std::vector<casus::NameEntry> NamesOf(const casus::Chronicle& chronicle) {
  std::vector<casus::NameEntry> entries;
  for (const casus::Actor& actor : chronicle.actors()) {
    casus::NameEntry entry{entries.size(), casus::BearerKindOf(actor.kind), actor.names};
    entry.names.push_back({actor.name, casus::NameKind::kOfficial, {}, {}});
    entries.push_back(std::move(entry));
  }
  return entries;
}

void PrintStatus(const casus::Chronicle& chronicle, casus::ActorId actor, casus::Day day) {
  const casus::ListingStatus status = casus::StatusOn(chronicle, actor, day);
  std::cout << Margin(status.truth) << casus::ToString(status.state) << '\n';
  for (const auto* const designations : {&status.in_force, &status.ended, &status.later}) {
    for (const casus::Match<casus::DesignationId>& match : *designations) {
      std::cout << "              " << casus::Describe(chronicle, match.id) << ", "
                << casus::InWords(chronicle.SpanOf(match.id)) << '\n';
    }
  }
  for (const casus::Match<casus::ExemptionId>& exemption : status.exemptions) {
    std::cout << "              exempted: " << chronicle.exemption(exemption.id).scope << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  const casus::Chronicle chronicle =
      ReadOrExit(argc > 1 ? argv[1] : "examples/data/invented-owners");
  const casus::Day day =
      OrExit(casus::ParseDay(argc > 2 ? argv[2] : "2023-03-10", casus::DayShape::kIso));
  std::vector<std::string> names(argv + (argc > 3 ? 3 : argc), argv + argc);
  if (names.empty()) names = {"MARLOWE, Ada", "Quil, Bo", "Ferry Lines Ltd", "Reed Cy", "Jo Doe"};

  const casus::NameMatcher matcher = OrExit(casus::NameMatcher::Build(NamesOf(chronicle)));
  const casus::OwnershipRule rule = OrExit(casus::RuleOn(casus::OwnershipSystem::kEu, day));
  const casus::BlockedAnswer blocked = OrExit(casus::BlockedOn(chronicle, day, rule));

  std::cout << "On " << day << '\n';
  for (const std::string& name : names) {
    const casus::MatchAnswer found = matcher.Search(name);
    std::cout << '\n' << name << (found.matches.empty() ? ": nobody here" : "") << '\n';
    for (const casus::NameMatch& match : found.matches) {
      const casus::ActorId actor(static_cast<std::uint32_t>(match.number));
      std::cout << chronicle.actor(actor).name << " (" << casus::Explain(match.pairing) << ")\n";
      PrintStatus(chronicle, actor, day);
      // The listing itself is told above.
      if (blocked.blocking.listed(actor) == casus::Truth::kNo) {
        const casus::BlockingReason reason = blocked.blocking.Explain(actor);
        std::cout << Margin(reason.truth) << "blocked by ownership; blocked owners hold "
                  << reason.certain_share << " %\n";
        for (const casus::Row row : reason.holdings) {
          std::cout << "              " << casus::Describe(chronicle, blocked.relations[row])
                    << '\n';
        }
      }
    }
  }
}
