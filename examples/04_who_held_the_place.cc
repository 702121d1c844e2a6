// Shows: joining tables. For each battle, strike, operation and meeting: who controlled the place
// when it happened, and which sanctions were in force between the parties.
//
//   example_04_who_held_the_place [FOLDER [FIRST LAST]]

#include <casus/casus.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include "bundled.h"

namespace {

// How sure is it that the status, designation, ... was in force on a day of the event?
template <typename Id>
casus::Truth InForce(const casus::Chronicle& chronicle, const casus::EventView& event, Id fact) {
  return casus::Relate(event.span(), casus::kSharesDay, chronicle.SpanOf(fact));
}

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

// The parties, and whatever they were a part of or spoke for: an army's state, a president's.
std::vector<casus::ActorId> Principals(const casus::Chronicle& chronicle,
                                       const casus::EventView& event, casus::Period when) {
  std::vector<casus::ActorId> actors;
  const auto add = [&](casus::ActorId actor) {
    if (std::find(actors.begin(), actors.end(), actor) == actors.end()) actors.push_back(actor);
  };
  for (const casus::Party& party : event.parties()) add(party.actor);
  for (std::size_t i = 0; i < actors.size(); ++i) {
    casus::RelationQuery query;
    query.when = casus::During{when};
    query.kinds = {casus::RelationKind::kPartOf, casus::RelationKind::kRepresents,
                   casus::RelationKind::kHoldsOffice};
    query.from = actors[i];
    for (const auto& match : chronicle.Find(query)) add(*chronicle.relation(match.id).to);
  }
  return actors;
}

void PrintSanctionsBetween(const casus::Chronicle& chronicle, const casus::EventView& event,
                           casus::Period when) {
  constexpr std::size_t kShown = 3;
  const std::vector<casus::ActorId> actors = Principals(chronicle, event, when);
  for (const casus::ActorId sender : actors) {
    for (const casus::ActorId target : actors) {
      if (sender == target) continue;
      casus::DesignationQuery query;
      query.when = casus::During{when};
      query.sender = sender;
      query.target = casus::ActorFilter{.actor = target};
      const auto found = chronicle.Find(query);
      for (std::size_t i = 0; i < found.size() && i < kShown; ++i) {
        std::cout << Margin(InForce(chronicle, event, found[i].id))
                  << "sanctions between them: " << casus::Describe(chronicle, found[i].id) << " ["
                  << chronicle.SourceOf(found[i].id).key << "]\n";
      }
      if (found.size() > kShown) {
        std::cout << "            ... and " << found.size() - kShown << " more of "
                  << chronicle.actor(sender).name << " against " << chronicle.actor(target).name
                  << '\n';
      }
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const casus::Chronicle chronicle =
      ReadOrExit(argc > 1 ? argv[1] : "examples/data/russia-ukraine");
  casus::EventQuery query;
  query.types = {casus::EventType::kMilitaryOperation, casus::EventType::kBattle,
                 casus::EventType::kRemoteViolence, casus::EventType::kMeeting};
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
      std::cout << Margin(InForce(chronicle, event, match.id))
                << casus::Describe(chronicle, match.id) << ", "
                << casus::InWords(chronicle.SpanOf(match.id)) << " ["
                << chronicle.SourceOf(match.id).key << "]\n";
    }
    PrintSanctionsBetween(chronicle, event, when);
  });
}
