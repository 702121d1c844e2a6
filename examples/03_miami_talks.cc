// Shows: one news report as a source. What it says happened, how sure that is, who says so in which
// words, what contradicts what, and what its own hints leave of the date it does not give.
//
//   example_03_miami_talks [FOLDER]

#include <casus/casus.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bundled.h"

namespace {

std::string Window(const std::optional<casus::Period>& window) {
  if (!window) return "no day at all: the hints contradict each other";
  // A fact without any date still leaves the days of the calendar.
  const bool from_start = window->first() <= casus::Day::Min() + 1;
  if (from_start && window->last() == casus::Day::EndOfTime()) return "any day: it has no date";
  return casus::InWords(casus::Span::Exactly(*window));
}

void PrintEvents(const casus::Chronicle& chronicle, casus::SourceId report) {
  casus::EventQuery query;
  query.source = report;
  query.include_unrealised = true;
  std::cout << "\nWhat it reports:\n";
  chronicle.Visit(query, [&](casus::EventView event, casus::Truth) {
    std::cout << "  " << casus::Describe(chronicle, event.id()) << ", "
              << casus::InWords(event.span()) << '\n';
    if (const auto* meeting = std::get_if<casus::MeetingDetails>(&event.details())) {
      std::cout << "      format " << casus::ToString(meeting->format) << ", outcome "
                << casus::ToString(meeting->outcome);
      if (meeting->days) std::cout << ", over " << *meeting->days << " days";
      std::cout << '\n';
      for (const casus::Party& party : event.parties()) {
        std::cout << "      " << casus::ToString(party.role) << ": "
                  << chronicle.actor(party.actor).name << '\n';
      }
      for (const std::string& topic : meeting->agenda) {
        std::cout << "      discussed, not agreed: " << topic << '\n';
      }
    }
  });
  query.include_unrealised = false;
  const casus::Bounds happened = chronicle.Count(query);
  query.include_unrealised = true;
  const casus::Bounds all = chronicle.Count(query);
  std::cout << "  " << all.possible << " events, of which " << all.possible - happened.possible
            << " did not (yet) happen and are never counted as events unless asked for\n";
}

void PrintDating(const casus::Chronicle& chronicle, const casus::FactRef& meetings) {
  std::cout << "\nWhen were the meetings? The report gives no date.\n";
  const casus::Span span = chronicle.SpanOf(meetings);
  for (const char* text : {"2022-06-01", "2025-11-20"}) {
    const casus::Day day = casus::ParseDay(text, casus::DayShape::kIso).value();
    std::cout << Margin(casus::HoldsAt(span, day)) << "they were held on " << day << '\n';
  }
  std::vector<casus::ClaimId> hints;
  for (std::uint32_t row = 0; row < chronicle.claims().size(); ++row) {
    for (const casus::TimeConstraint& constraint : chronicle.claims()[row].constraints) {
      if (constraint.subject == meetings &&
          (hints.empty() || hints.back() != casus::ClaimId(row))) {
        hints.push_back(casus::ClaimId(row));
      }
    }
  }
  for (const casus::ClaimId hint : hints) {
    const std::vector<casus::ClaimId> alone = {hint};
    std::cout << "  if this mention is right: " << chronicle.claim(hint).proposition << "\n      "
              << Window(chronicle.WindowUnder(alone, meetings)) << '\n';
  }
  std::cout << "  if all are right:\n      " << Window(chronicle.WindowUnder(hints, meetings))
            << '\n';
}

void PrintStatements(const casus::Chronicle& chronicle, casus::SourceId report) {
  casus::ClaimQuery query;
  query.source = report;
  const auto claims = chronicle.Find(query);
  std::cout << "\nWho says so (" << claims.size() << " statements; the last of a chain speaks):\n";
  std::map<std::string, std::vector<casus::ClaimId>> by_speaker;
  for (const auto& match : claims) {
    const casus::Claim& claim = chronicle.claim(match.id);
    std::string speaker = "the report itself";
    if (!claim.speakers.empty()) {
      const casus::Speaker& last = claim.speakers.back();
      speaker = last.actor           ? chronicle.actor(*last.actor).name
                : last.words.empty() ? "nobody is named (passive voice)"
                                     : "\"" + last.words + "\"";
    }
    by_speaker[speaker].push_back(match.id);
  }
  for (const auto& [speaker, said] : by_speaker) {
    std::cout << "  " << speaker << ":\n";
    for (const casus::ClaimId id : said) {
      const casus::Claim& claim = chronicle.claim(id);
      std::cout << "      [" << casus::ToString(claim.modality) << (claim.negated ? ", not" : "")
                << "] " << claim.proposition << '\n';
      if (!claim.quote.empty()) std::cout << "          \"" << claim.quote << "\"\n";
    }
  }
  std::cout << "\nWhich sides speak?\n";
  for (const char* side : {"united-states", "russia", "ukraine"}) {
    casus::ClaimQuery asked = query;
    asked.actor = casus::ActorFilter{Known(chronicle.FindActor(side), side), true, true};
    std::cout << "  " << chronicle.actor(asked.actor->actor).name << ": "
              << chronicle.Find(asked).size() << " statements\n";
  }

  std::cout << "\nWhat contradicts what:\n";
  for (const auto& match : claims) {
    for (const casus::ClaimId other : chronicle.claim(match.id).contradicts) {
      // Two claims that name each other are one contradiction.
      const std::vector<casus::ClaimId>& back = chronicle.claim(other).contradicts;
      if (other < match.id && std::find(back.begin(), back.end(), match.id) != back.end()) continue;
      std::cout << "  " << chronicle.claim(match.id).proposition
                << "\n      against: " << chronicle.claim(other).proposition << '\n';
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const casus::Chronicle chronicle =
      ReadOrExit(argc > 1 ? argv[1] : "examples/data/russia-ukraine");
  const casus::SourceId report = Known(chronicle.FindSource("article"), "article");
  const casus::FactRef meetings =
      Known(chronicle.FindRow(casus::Table::kEvents, "miami-meetings"), "event miami-meetings");

  std::cout << "The report: " << chronicle.source(report).title << "\n  published on "
            << casus::InWords(chronicle.source(report).published) << '\n';
  PrintEvents(chronicle, report);
  PrintDating(chronicle, meetings);
  PrintStatements(chronicle, report);
}
