// Shows: ownership. Why is this company blocked, by which rule, and since when: the fewest holdings
// that explain it, day by day as rules, lists and owners change.
//
//   example_08_why_blocked [FOLDER [COMPANY SENDER]]

#include <casus/casus.h>

#include <iostream>
#include <string>

#include "bundled.h"

namespace {

void PrintReason(const casus::Chronicle& chronicle, const casus::BlockedAnswer& answer,
                 casus::ActorId company) {
  const casus::BlockingReason reason = answer.blocking.Explain(company);
  std::cout << Margin(reason.truth) << chronicle.actor(company).name << ": blocked owners hold "
            << reason.certain_share;
  if (reason.certain_share != reason.possible_share) std::cout << " to " << reason.possible_share;
  std::cout << " % (" << answer.blocking.rule().name << ")\n";
  for (const casus::Row row : reason.holdings) {
    std::cout << "              " << casus::Describe(chronicle, answer.relations[row]) << '\n';
  }
  for (const casus::Listing& listing : answer.listings) {
    bool explains = listing.actor == company;
    for (const casus::Row row : reason.holdings) {
      explains = explains || chronicle.relation(answer.relations[row]).from == listing.actor;
    }
    if (explains) {
      std::cout << "              " << casus::Describe(chronicle, listing.designation.id) << ", "
                << casus::InWords(chronicle.SpanOf(listing.designation.id)) << '\n';
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const casus::Chronicle chronicle =
      ReadOrExit(argc > 1 ? argv[1] : "examples/data/invented-owners");
  const char* const company_key = argc > 3 ? argv[2] : "orchard";
  const char* const sender_key = argc > 3 ? argv[3] : "council";
  const casus::ActorId company = Known(chronicle.FindActor(company_key), company_key);
  casus::SanctionFilter council;
  council.sender = Known(chronicle.FindActor(sender_key), sender_key);

  for (const casus::Day day : {casus::Day::FromYmd(2022, 1, 1), casus::Day::FromYmd(2022, 6, 1),
                               casus::Day::FromYmd(2022, 12, 1), casus::Day::FromYmd(2024, 7, 2),
                               casus::Day::FromYmd(2024, 7, 3)}) {
    std::cout << day << '\n';
    const casus::OwnershipRule rule = OrExit(casus::RuleOn(casus::OwnershipSystem::kEu, day));
    PrintReason(chronicle, OrExit(casus::BlockedOn(chronicle, day, rule, council)), company);
  }
}
