// Shows: joining tables. For each military operation and battle: who controlled the place when it
// happened, and which sanctions were in force between the parties.
//
//   example_04_who_held_the_place [FOLDER [FIRST LAST]]

#include <casus/casus.h>

#include <iostream>
#include <string>
#include <vector>

#include "bundled.h"

namespace {

// Control statuses of the place at the time; where none is known, of the unit it lay in.
std::vector<casus::Match<casus::StatusId>> ControlOf(const casus::Chronicle& chronicle,
                                                     casus::PlaceId place, casus::Period when) {
  casus::StatusQuery query;
  query.when = casus::During{when};
  query.axes = {casus::Axis::kControl};
  query.place = place;
  query.only_place_itself = true;
  auto found = chronicle.Find(query);
  if (!found.empty()) return found;
  for (const casus::PlaceParent& parent : chronicle.place(place).parents) {
    found = ControlOf(chronicle, parent.parent, when);
    if (!found.empty()) return found;
  }
  return {};
}

// Designations by one party, or an organisation it is a member of, against another party.
std::vector<casus::Match<casus::DesignationId>> SanctionsBetween(const casus::Chronicle& chronicle,
                                                                 const casus::EventView& event,
                                                                 casus::Period when) {
  std::vector<casus::Match<casus::DesignationId>> all;
  for (const casus::Party& sender : event.parties()) {
    for (const casus::Party& target : event.parties()) {
      if (sender.actor == target.actor) continue;
      casus::DesignationQuery query;
      query.when = casus::During{when};
      query.sender = sender.actor;
      query.target = casus::ActorFilter{target.actor, true, false};
      const auto found = chronicle.Find(query);
      all.insert(all.end(), found.begin(), found.end());
    }
  }
  return all;
}

std::size_t SanctionsAgainst(const casus::Chronicle& chronicle, casus::ActorId target,
                             casus::Period when) {
  casus::DesignationQuery query;
  query.when = casus::During{when};
  query.target = casus::ActorFilter{target, true, false};
  return chronicle.Find(query).size();
}

}  // namespace

int main(int argc, char** argv) {
  const casus::Chronicle chronicle =
      ReadOrExit(argc > 1 ? argv[1] : "examples/data/russia-ukraine");
  casus::EventQuery query;
  query.types = {casus::EventType::kMilitaryOperation, casus::EventType::kBattle,
                 casus::EventType::kRemoteViolence};
  if (argc > 3) {
    const auto first = casus::ParseDay(argv[2], casus::DayShape::kIso);
    const auto last = casus::ParseDay(argv[3], casus::DayShape::kIso);
    if (!first.ok() || !last.ok()) {
      std::cerr << (first.ok() ? last.error() : first.error()) << '\n';
      return 1;
    }
    const auto period = casus::Period::MakeClosed(*first, *last);
    if (!period.ok()) {
      std::cerr << period.error() << '\n';
      return 1;
    }
    query.when = casus::During{*period};
  }

  chronicle.Visit(query, [&](casus::EventView event, casus::Truth) {
    if (!event.place()) return;
    const casus::Period when = event.span().hull();
    std::cout << casus::Describe(chronicle, event.id()) << ", " << casus::InWords(event.span())
              << '\n';
    const auto control = ControlOf(chronicle, *event.place(), when);
    if (control.empty()) std::cout << "  unknown   who controlled the place: no source says\n";
    for (const auto& match : control) {
      std::cout << Margin(match.truth) << casus::Describe(chronicle, match.id) << ", "
                << casus::InWords(chronicle.SpanOf(match.id)) << " ["
                << chronicle.SourceOf(match.id).key << "]\n";
    }
    for (const auto& match : SanctionsBetween(chronicle, event, when)) {
      std::cout << Margin(match.truth)
                << "sanctions between them: " << casus::Describe(chronicle, match.id) << " ["
                << chronicle.SourceOf(match.id).key << "]\n";
    }
    for (const casus::Party& party : event.parties()) {
      const std::size_t count = SanctionsAgainst(chronicle, party.actor, when);
      if (count == 0) continue;
      std::cout << "            " << chronicle.actor(party.actor).name << ": " << count
                << " sanctions of others against it or its parts\n";
    }
  });
}
