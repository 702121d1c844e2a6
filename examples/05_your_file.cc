// Shows: reading somebody's file (UCDP GED, GDELT), what a careful reader tells about it, counts
// and deaths with bounds, and a join with another chronicle by place.
//
//   example_05_your_file FILE [FOLDER]

#include <casus/casus.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <optional>
#include <string>

#include "bundled.h"

namespace {

void PrintYears(const casus::Chronicle& chronicle) {
  struct Year {
    casus::Bounds events;
    casus::Bounds deaths;
  };
  std::map<casus::Period, Year> years;
  const std::optional<casus::Period> hull = chronicle.timeline(casus::Table::kEvents).Hull();
  if (!hull) return;
  const auto counts =
      chronicle.timeline(casus::Table::kEvents).CountByBin(casus::Bin::kYear, *hull);
  if (!counts.ok()) return;  // an event without any date leaves the hull open
  for (const casus::BinCount& count : *counts) {
    if (count.count.possible > 0) years[count.bin].events = count.count;
  }
  chronicle.Visit(casus::EventQuery{}, [&](casus::EventView event, casus::Truth) {
    if (!event.casualties()) return;
    const casus::Bounds deaths = event.casualties()->AsBounds();
    for (auto& [year, sums] : years) {
      // A death surely fell in the year only if all of the event did.
      if (casus::LiesWithin(event.span(), year) == casus::Truth::kCertain) {
        sums.deaths.certain += deaths.certain;
      }
      if (casus::MeetsDuring(event.span(), year) != casus::Truth::kNo) {
        sums.deaths.possible += deaths.possible;
      }
    }
  });
  std::cout << "\nYear: events, deaths (certain..possible)\n";
  for (const auto& [year, sums] : years) {
    std::cout << "  " << casus::BinLabel(casus::Bin::kYear, year.first()) << ": " << sums.events
              << ", " << sums.deaths << '\n';
  }
}

// The settlement of `places` nearest to the point, if one is within the distance.
std::optional<casus::PlaceId> Nearest(const casus::Chronicle& places, casus::Coordinates at,
                                      double within_km) {
  std::optional<casus::PlaceId> nearest;
  for (std::uint32_t row = 0; row < places.places().size(); ++row) {
    const casus::Place& place = places.places()[row];
    if (place.kind != casus::PlaceKind::kSettlement || !place.at) continue;
    const double distance = casus::DistanceKm(*place.at, at);
    if (distance > within_km) continue;
    within_km = distance;
    nearest = casus::PlaceId(row);
  }
  return nearest;
}

// Who, by the other chronicle, held the settlement where each event happened?
void PrintHolders(const casus::Chronicle& chronicle, const casus::Chronicle& other) {
  constexpr double kWithinKm = 10;
  constexpr int kShown = 10;
  int joined = 0;
  int located = 0;
  chronicle.Visit(casus::EventQuery{}, [&](casus::EventView event, casus::Truth) {
    if (!event.at() || event.place_precision() > casus::PlacePrecision::kNear) return;
    ++located;
    const std::optional<casus::PlaceId> place = Nearest(other, *event.at(), kWithinKm);
    if (!place) return;
    casus::StatusQuery control;
    control.when = casus::During{event.span().hull()};
    control.axes = {casus::Axis::kControl};
    control.place = *place;
    control.only_place_itself = true;
    for (const auto& match : other.Find(control)) {
      // The hull only finds the candidates: a vague event need not have met what its hull meets.
      const casus::Truth truth =
          casus::Relate(event.span(), casus::kSharesDay, other.SpanOf(match.id));
      if (++joined > kShown) continue;
      std::cout << Margin(truth) << event.key() << ", " << casus::InWords(event.span()) << ": "
                << casus::Describe(other, match.id) << '\n';
    }
  });
  std::cout << "  " << joined << " (event, holder) pairs from " << located
            << " events known to about 25 km, within " << kWithinKm
            << " km of a settlement whose control the other chronicle knows\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: example_05_your_file FILE [FOLDER]\n";
    return 2;
  }
  casus::ChronicleBuilder builder;
  const casus::Result<casus::ImportReport> report = casus::Import("auto", argv[1], {}, builder);
  if (!report.ok()) {
    std::cerr << report.error() << '\n';
    return 1;
  }
  std::cout << report->format << ", " << report->layout << ": " << report->records
            << " records = " << report->kept << " kept + " << report->refused << " refused; "
            << report->issues.warnings() << " warnings, " << report->issues.notes() << " notes\n";
  for (const casus::Issue& issue : report->issues.issues()) {
    if (issue.severity != casus::Severity::kNote) {
      std::cout << "  for example, line " << issue.where.line << ", " << issue.where.field << ": "
                << issue.message << ": '" << issue.text << "' [" << issue.action << "]\n";
      break;
    }
  }
  const casus::Result<casus::Chronicle> chronicle = builder.Build();
  if (!chronicle.ok()) {
    std::cerr << chronicle.error() << '\n';
    return 1;
  }
  std::uint64_t exact = 0;
  chronicle->Visit(casus::EventQuery{},
                   [&](casus::EventView event, casus::Truth) { exact += event.span().is_exact(); });
  std::cout << chronicle->event_count() << " events, " << exact << " known to the day, "
            << chronicle->actors().size() << " actors, " << chronicle->places().size()
            << " places\n";
  PrintYears(*chronicle);
  if (argc > 2) {
    std::cout << "\nWho held the place when it happened, by the other chronicle:\n";
    PrintHolders(*chronicle, ReadOrExit(argv[2]));
  }
}
