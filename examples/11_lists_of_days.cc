// Shows: sanctions lists of several days as one chronicle. OFAC's files hold no dates, and who was
// delisted is gone from them; beside each other they say who was listed when a payment was made.
//
//   example_11_lists_of_days [FOLDER [DAY NAME...]]

#include <casus/casus.h>

#include <iostream>
#include <string>
#include <vector>

#include "bundled.h"

namespace {

// Each list is read by itself: invented_sdn_2024-01-10.csv is that of 10 January 2024.
casus::Chronicle ReadList(const std::string& path, casus::Day day) {
  casus::ImportOptions options;
  options.published = casus::Moment::OnDay(day);
  casus::ChronicleBuilder builder;
  const casus::ImportReport report = OrExit(casus::Import("ofac", path, options, builder));
  if (report.refused > 0) std::cout << path << ": " << report.refused << " were refused\n";
  return OrExit(builder.Build());
}

void PrintStatus(const casus::Chronicle& chronicle, const std::string& name, casus::Day day) {
  const std::vector<casus::ActorId> actors = chronicle.ActorsNamed(name);
  if (actors.empty()) std::cout << "            " << name << ": on no list\n";
  for (const casus::ActorId actor : actors) {
    const casus::ListingStatus status = casus::StatusOn(chronicle, actor, day);
    std::cout << Margin(status.truth) << name << ": " << casus::ToString(status.state) << '\n';
    for (const auto* const listings : {&status.ended, &status.in_force, &status.later}) {
      for (const casus::Match<casus::DesignationId>& match : *listings) {
        std::cout << "              " << casus::InWords(chronicle.SpanOf(match.id)) << '\n';
      }
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : "examples/data/invented-sdn";
  const casus::Day paid =
      OrExit(casus::ParseDay(argc > 2 ? argv[2] : "2024-02-10", casus::DayShape::kIso));
  std::vector<std::string> names(argv + (argc > 3 ? 3 : argc), argv + argc);
  if (names.empty()) {
    names = {"BRACKEN BANK", "LINDQUIST, Oda", "HALYARD SHIPPING", "MARROW TRADING", "Jo Doe"};
  }

  casus::ListHistory history;
  for (const std::string text : {"2024-03-10", "2024-01-10", "2024-02-10"}) {  // in any order
    const casus::Day day = OrExit(casus::ParseDay(text, casus::DayShape::kIso));
    const casus::Chronicle list = ReadList(folder + "/invented_sdn_" + text + ".csv", day);
    OrExit(history.Add({.list = "ofac-sdn", .name = text, .published = day}, list));
  }
  std::vector<casus::ListHistory::Counts> counts;
  const casus::Chronicle chronicle = OrExit(history.Build(&counts));
  for (const casus::ListHistory::Counts& list : counts) {
    std::cout << list.version << ": " << list.added << " added, " << list.relisted << " relisted, "
              << list.changed << " changed, " << list.delisted << " delisted\n";
  }

  for (const casus::Day day : {paid - 10, paid, paid + 45}) {
    std::cout << "\nOn " << day << '\n';
    for (const std::string& name : names) PrintStatus(chronicle, name, day);
  }
  // What the list of that day had, before anybody could know of later ones.
  const casus::Chronicle then = OrExit(casus::AsKnown(chronicle, paid));
  std::cout << "\nOn the list of " << paid << " were\n";
  for (const casus::Designation& row : then.designations()) {
    std::cout << "              " << then.actor(std::get<casus::ActorId>(*row.target)).name << '\n';
  }
}
