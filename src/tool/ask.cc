// casus at, casus during: what held, what happened, who says so.

#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "casus/chronicle/describe.h"
#include "casus/time/edtf.h"
#include "src/tool/verbs.h"

namespace casus::tool {
namespace {

template <typename Query>
Query Typed(const FactQuery& asked) {
  Query query;
  static_cast<FactQuery&>(query) = asked;
  return query;
}

class Answering {
 public:
  Answering(const Session& session, const Chronicle& chronicle, const FactQuery& asked,
            const std::string& heading, bool undated)
      : chronicle_(chronicle),
        asked_(asked),
        // Programs get every row; people would read the same undated ones under every day.
        undated_(undated || session.style != Style::kHuman),
        answer_(session.style, {{"table", true},
                                {"key", true},
                                {"truth"},
                                {"what"},
                                {"when"},
                                {"begin_earliest", true},
                                {"begin_latest", true},
                                {"end_earliest", true},
                                {"end_latest", true},
                                {"edtf", true},
                                {"source"},
                                {"source_title", true},
                                {"locator", true}}) {
    answer_.Section(heading);
  }

  template <typename Query>
  void Add(const char* heading, Table table) {
    auto matches = chronicle_.Find(Typed<Query>(asked_));
    if (!undated_) {
      unlisted_ += std::erase_if(matches, [&](const auto& match) {
        const Span span = chronicle_.SpanOf(match.id);
        return span.begin_kind() == EndKind::kUnknown && span.end_kind() == EndKind::kUnknown;
      });
    }
    Bounds count;
    for (const auto& match : matches) count.Count(match.truth);
    if (matches.empty()) {
      silent_.push_back(table);
      return;
    }
    answer_.Section(std::string(heading) + ": " + std::to_string(count.certain) + " certain, " +
                    std::to_string(count.possible - count.certain) + " only possible");
    for (const auto& match : matches) AddRow(table, match.id, match.truth);
  }

  // Says of the tables without rows whether that means anything.
  void AddSilence(Day day) {
    if (unlisted_ > 0) {
      answer_.Section(std::to_string(unlisted_) +
                      " facts that no source dates are possible here as on any day (--undated "
                      "lists them).");
    }
    std::string covered;
    std::string uncovered;
    for (const Table table : silent_) {
      const bool spoken_of = chronicle_.Covered(table, day) != Truth::kNo;
      std::string& list = spoken_of ? covered : uncovered;
      list += (list.empty() ? "" : ", ") + std::string(ToString(table));
    }
    if (!covered.empty()) answer_.Section("None among: " + covered + ".");
    if (!uncovered.empty()) {
      answer_.Section("Not covered on " + ToString(day) + " by any source here: " + uncovered +
                      ". That none are listed means nothing.");
    }
  }

  void Print(std::size_t limit) const { answer_.Print(std::cout, limit); }

 private:
  void AddRow(Table table, const FactRef& ref, Truth truth) {
    const Span span = chronicle_.SpanOf(ref);
    const SpanBounds& bounds = span.bounds();
    const Source& source = chronicle_.SourceOf(ref);
    answer_.Row({ToString(table), chronicle_.KeyOf(ref), ToString(truth), Describe(chronicle_, ref),
                 InWords(span), ToString(bounds.begin_earliest), ToString(bounds.begin_latest),
                 ToString(bounds.end_earliest), ToString(bounds.end_latest), ToEdtf(span),
                 "[" + source.key + "]", source.title, chronicle_.LocatorOf(ref)});
  }

  const Chronicle& chronicle_;
  const FactQuery& asked_;
  bool undated_;
  std::size_t unlisted_ = 0;
  Answer answer_;
  std::vector<Table> silent_;
};

}  // namespace

int Ask(const Session& session, const AskArguments& arguments) {
  const bool one_day = arguments.last.empty();
  FactQuery asked;
  std::string heading;
  Day day = Day::Min();
  if (one_day) {
    const Result<Day> parsed = ParseDayArgument(arguments.first);
    if (!parsed.ok()) return Fail(parsed.error());
    day = *parsed;
    asked.when = At{day};
    heading = "On " + ToString(day) + ", a " + std::string(ToString(day.weekday()));
  } else {
    const Result<Period> period = ParsePeriodArguments(arguments.first, arguments.last);
    if (!period.ok()) return Fail(period.error());
    day = period->first();
    asked.when = During{*period};
    heading = "From " + ToString(period->first()) + " to " + ToString(period->last() - 1);
  }

  Result<Opened> opened = Open(session, arguments.path);
  if (!opened.ok()) return Fail(opened.error());
  const Chronicle& chronicle = opened->chronicle;
  if (!arguments.actor.empty()) {
    const Result<ActorId> actor = ResolveActor(chronicle, arguments.actor);
    if (!actor.ok()) return Fail(actor.error());
    asked.actor = ActorFilter{*actor, arguments.with_parts, arguments.with_parts};
    heading += ", " + chronicle.actor(*actor).name;
    if (arguments.with_parts) heading += " with its parts and members";
  }
  if (!arguments.place.empty()) {
    const Result<PlaceId> place = ResolvePlace(chronicle, arguments.place);
    if (!place.ok()) return Fail(place.error());
    asked.place = *place;
    heading += ", in " + chronicle.place(*place).name;
  }
  if (!arguments.known.empty()) {
    const Result<Day> known = ParseDayArgument(arguments.known);
    if (!known.ok()) return Fail(known.error());
    asked.as_known = *known;
    heading += ", as known on " + ToString(*known);
  }

  Answering answering(session, chronicle, asked, heading + ":", arguments.undated);
  answering.Add<EventQuery>("What happened", Table::kEvents);
  answering.Add<StatusQuery>("Territory", Table::kStatuses);
  answering.Add<DesignationQuery>("Sanctions in force", Table::kDesignations);
  answering.Add<AgreementQuery>("Agreements in force", Table::kAgreements);
  answering.Add<RelationQuery>("Offices, memberships, alliances", Table::kRelations);
  answering.Add<PositionQuery>("Positions", Table::kPositions);
  answering.Add<ObservationQuery>("Counts and consequences", Table::kObservations);
  answering.Add<ClaimQuery>("Statements", Table::kClaims);
  answering.AddSilence(day);
  answering.Print(session.limit);
  return kDone;
}

}  // namespace casus::tool
