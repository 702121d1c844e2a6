// Shows: opening a chronicle and asking what held on a day; vague dates, coverage, and what was
// known at the time.
//
//   example_02_what_held [FOLDER [DAY]]

#include <casus/casus.h>

#include <iostream>
#include <string>

#include "bundled.h"

namespace {

template <typename Query>
void Print(const casus::Chronicle& chronicle, const char* heading, const Query& query) {
  std::cout << '\n' << heading << '\n';
  for (const auto& match : chronicle.Find(query)) {
    std::cout << Margin(match.truth) << casus::Describe(chronicle, match.id) << ", "
              << casus::InWords(chronicle.SpanOf(match.id)) << " ["
              << chronicle.SourceOf(match.id).key << "]\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  const casus::Chronicle chronicle =
      ReadOrExit(argc > 1 ? argv[1] : "examples/data/russia-ukraine");
  const casus::Result<casus::Day> day =
      casus::ParseDay(argc > 2 ? argv[2] : "2022-11-11", casus::DayShape::kIso);
  if (!day.ok()) {
    std::cerr << day.error() << '\n';
    return 1;
  }
  std::cout << "On " << *day << ", a " << casus::ToString(day->weekday()) << ":\n";

  casus::EventQuery events;
  events.when = casus::At{*day};
  Print(chronicle, "What happened:", events);

  casus::StatusQuery control;
  control.when = casus::At{*day};
  control.axes = {casus::Axis::kControl};
  Print(chronicle, "Who controlled what:", control);

  casus::AgreementQuery agreements;
  agreements.when = casus::At{*day};
  Print(chronicle, "Agreements in force:", agreements);

  casus::RelationQuery offices;
  offices.when = casus::At{*day};
  offices.kinds = {casus::RelationKind::kHoldsOffice};
  Print(chronicle, "Who held office:", offices);

  // The same question on the same facts, asked of an earlier state of knowledge.
  casus::StatusQuery earlier = control;
  earlier.as_known = *day - 30;
  std::cout << "\nOf " << chronicle.Find(control).size() << " answers on control, "
            << chronicle.Find(earlier).size() << " stand on what was known 30 days before.\n";

  const casus::Day long_ago = casus::Day::FromYmd(1999, 1, 1);
  std::cout << "Do the sources here speak of events on " << long_ago << "? "
            << chronicle.Covered(casus::Table::kEvents, long_ago)
            << ": an empty answer about that day would mean nothing.\n";
}
