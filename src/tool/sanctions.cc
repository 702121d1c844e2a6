// casus status, casus blocked: who is listed, since when, by whom; and who is blocked because of
// it.

#include <algorithm>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "casus/analysis/sanctions.h"
#include "casus/chronicle/describe.h"
#include "casus/time/edtf.h"
#include "src/tool/verbs.h"

namespace casus::tool {
namespace {

std::string InTitle(ListingState state) {
  switch (state) {
    case ListingState::kListed: return "listed";
    case ListingState::kDelisted: return "delisted";
    case ListingState::kNotYet: return "not listed yet";
    case ListingState::kNeverSeen: return "on no list known";
    case ListingState::kNotCovered: return "not covered by any source: no listing means nothing";
  }
  return "";
}

// What both verbs ask: the day and whose lists.
struct Question {
  Day day = Day::Min();
  SanctionFilter filter;
  std::string heading;  // "on 2022-03-01, by European Union, as known on 2023-01-01"
};

Result<Question> QuestionOf(const Chronicle& chronicle, const SanctionArguments& arguments) {
  Question question;
  const Result<Day> day = ParseDayArgument(arguments.day);
  if (!day.ok()) return day.error();
  question.day = *day;
  question.heading = "on " + ToString(*day);
  if (!arguments.sender.empty()) {
    const Result<ActorId> sender = ResolveActor(chronicle, arguments.sender);
    if (!sender.ok()) return sender.error();
    question.filter.sender = *sender;
    question.filter.with_organisations = arguments.with_organisations;
    question.heading += ", by " + chronicle.actor(*sender).name;
    if (arguments.with_organisations) question.heading += " or what it is a member of";
  }
  if (!arguments.regime.empty()) {
    const std::optional<FactRef> regime = chronicle.FindRow(Table::kRegimes, arguments.regime);
    if (!regime) {
      return Error(ErrorCode::kNotFound, "no regime has this key", {}, arguments.regime);
    }
    question.filter.regime = std::get<RegimeId>(*regime);
    question.heading += ", regime " + std::string(chronicle.LabelOf(*regime));
  }
  if (!arguments.source.empty()) {
    const Result<SourceId> source = ResolveSource(chronicle, arguments.source);
    if (!source.ok()) return source.error();
    question.filter.source = *source;
    question.heading += ", on " + arguments.source;
  }
  if (!arguments.known.empty()) {
    const Result<Day> known = ParseDayArgument(arguments.known);
    if (!known.ok()) return known.error();
    question.filter.as_known = *known;
    question.heading += ", as known on " + ToString(*known);
  }
  return question;
}

// Rows of designations, exemptions and relations, each with its part in the answer.
class Rows {
 public:
  Rows(const Session& session, const Chronicle& chronicle, const std::string& heading)
      : chronicle_(chronicle),
        answer_(session.style, {{"part", true},
                                {"key", true},
                                {"truth"},
                                {"what"},
                                {"when"},
                                {"edtf", true},
                                {"source"}}) {
    answer_.Section(heading);
  }

  void Section(const std::string& heading) { answer_.Section(heading); }
  // The answer itself, which people read in the heading.
  void Answered(std::string_view part, std::string_view key, Truth truth, std::string_view what) {
    answer_.Row({part, key, ToString(truth), what, "", "", ""});
  }
  void Add(std::string_view part, const FactRef& ref, Truth truth) {
    const Span span = chronicle_.SpanOf(ref);
    answer_.Row({part, chronicle_.KeyOf(ref), ToString(truth), Describe(chronicle_, ref),
                 InWords(span), ToEdtf(span), "[" + chronicle_.SourceOf(ref).key + "]"});
  }
  template <typename IdType>
  void AddAll(const std::string& heading, std::string_view part,
              const std::vector<Match<IdType>>& matches) {
    if (matches.empty()) return;
    answer_.Section(heading);
    for (const Match<IdType>& match : matches) Add(part, match.id, match.truth);
  }
  void Print(std::size_t limit) const { answer_.Print(std::cout, limit); }

 private:
  const Chronicle& chronicle_;
  Answer answer_;
};

// "50 %", "20 to 60 %".
std::string Shares(PerCent low, PerCent high) {
  return (low == high ? ToString(low) : ToString(low) + " to " + ToString(high)) + " %";
}

void AddReason(Rows& rows, const Chronicle& chronicle, const BlockedAnswer& answer,
               ActorId entity) {
  const BlockingReason reason = answer.blocking.Explain(entity);
  const OwnershipRule& rule = answer.blocking.rule();
  rows.Section(
      std::string(rule.aggregate ? "Blocked owners hold " : "The blocked owner with most holds ") +
      Shares(reason.certain_share, reason.possible_share) + " of it; the rule asks for " +
      (rule.at_threshold ? "" : "more than ") + ToString(rule.threshold) + " %" +
      (rule.at_threshold ? " or more" : ""));
  for (const Row row : reason.counted) {
    const RelationId relation = answer.relations[row];
    const ActorId owner = *chronicle.relation(relation).from;
    const ActorId same = chronicle.FindActor(chronicle.actor(owner).fact.key).value_or(owner);
    rows.Add("counted", relation,
             And(answer.blocking.truth(same),
                 HoldsAt(chronicle.SpanOf(relation), answer.blocking.day())));
  }
  if (!reason.holdings.empty()) {
    rows.Section(reason.fewest ? "The fewest holdings that explain it"
                               : "Holdings that explain it (fewer may do)");
    for (const Row row : reason.holdings) {
      rows.Add("explains", answer.relations[row], reason.truth);
    }
  }
  // Who is listed of those that own something in the explanation, and itself.
  std::vector<ActorId> asked = {entity};
  for (const Row row : reason.holdings) {
    const ActorId owner = *chronicle.relation(answer.relations[row]).from;
    asked.push_back(chronicle.FindActor(chronicle.actor(owner).fact.key).value_or(owner));
  }
  std::vector<Match<DesignationId>> listings;
  for (const Listing& listing : answer.listings) {
    if (std::find(asked.begin(), asked.end(), listing.actor) != asked.end()) {
      listings.push_back(listing.designation);
    }
  }
  rows.AddAll("Listed", "listed", listings);
}

}  // namespace

int ShowStatus(const Session& session, const SanctionArguments& arguments) {
  const Result<Opened> opened = OpenAll(session, arguments.files);
  if (!opened.ok()) return Fail(opened.error());
  const Chronicle& chronicle = opened->chronicle;
  const Result<ActorId> actor = ResolveActor(chronicle, arguments.actor);
  if (!actor.ok()) return Fail(actor.error());
  const Result<Question> question = QuestionOf(chronicle, arguments);
  if (!question.ok()) return Fail(question.error());

  const ListingStatus status = StatusOn(chronicle, *actor, question->day, question->filter);
  const std::string& name = chronicle.actor(*actor).name;
  Rows rows(
      session, chronicle,
      name + " " + question->heading + ": " + InTitle(status.state) +
          (status.state == ListingState::kNotCovered ? ""
                                                     : ", " + std::string(ToString(status.truth))));
  if (session.style != Style::kHuman) {
    rows.Answered("status", chronicle.actor(*actor).fact.key, status.truth, ToString(status.state));
  }
  rows.AddAll("In force", "in_force", status.in_force);
  rows.AddAll("Exempted from it", "exemption", status.exemptions);
  rows.AddAll("Threatened", "threat", status.threats);
  rows.AddAll("Ended before", "ended", status.ended);
  rows.AddAll("Later", "later", status.later);
  if (status.state != ListingState::kListed && status.state != ListingState::kNotCovered &&
      status.covered != Truth::kCertain) {
    rows.Section(status.covered == Truth::kNo
                     ? "No source speaks of this day: another listing may be missing."
                     : "No source claims to list all on this day: a listing may be missing.");
  }
  rows.Print(session.limit);
  return kDone;
}

int ShowBlocked(const Session& session, const SanctionArguments& arguments) {
  const Result<OwnershipSystem> system = ParseToken<OwnershipSystem>(arguments.rule);
  if (!system.ok()) return Fail(system.error());
  const Result<Opened> opened = OpenAll(session, arguments.files);
  if (!opened.ok()) return Fail(opened.error());
  const Chronicle& chronicle = opened->chronicle;
  const Result<Question> question = QuestionOf(chronicle, arguments);
  if (!question.ok()) return Fail(question.error());
  std::optional<ActorId> entity;
  if (!arguments.entity.empty()) {
    const Result<ActorId> named = ResolveActor(chronicle, arguments.entity);
    if (!named.ok()) return Fail(named.error());
    entity = chronicle.FindActor(chronicle.actor(*named).fact.key);
  }
  const Result<OwnershipRule> rule = RuleOn(*system, question->day);
  if (!rule.ok()) return Fail(rule.error());
  const Result<BlockedAnswer> answer = BlockedOn(chronicle, question->day, *rule, question->filter);
  if (!answer.ok()) return Fail(answer.error());
  PrintIssues(answer->issues, Severity::kNote, session.limit);

  const Blocking& blocking = answer->blocking;
  const std::string whose =
      question->filter.sender || question->filter.regime ? "" : ", on anyone's list";
  if (entity) {
    const Truth truth = blocking.truth(*entity);
    Rows rows(session, chronicle,
              chronicle.actor(*entity).name + " " + question->heading + whose + " (" + rule->name +
                  "): " +
                  (truth == Truth::kCertain    ? "blocked"
                   : truth == Truth::kPossible ? "possibly blocked"
                                               : "not blocked"));
    if (session.style != Style::kHuman) {
      rows.Answered("entity", chronicle.actor(*entity).fact.key, truth,
                    chronicle.actor(*entity).name);
    }
    AddReason(rows, chronicle, *answer, *entity);
    if (truth != Truth::kCertain && answer->relations_covered != Truth::kCertain) {
      rows.Section("No source claims to know all owners on this day.");
    }
    if (truth != Truth::kCertain && answer->designations_covered != Truth::kCertain) {
      rows.Section("No source claims to list all on this day: a listing may be missing.");
    }
    rows.Print(session.limit);
    return kDone;
  }

  Rows rows(session, chronicle, "Blocked " + question->heading + whose + " (" + rule->name + ")");
  for (const bool by_listing : {true, false}) {
    Bounds count;
    blocking.Visit([&](ActorId actor, Truth truth) {
      if ((blocking.listed(actor) == truth) == by_listing) count.Count(truth);
    });
    rows.Section(std::string(by_listing ? "Listed: " : "By ownership: ") +
                 std::to_string(count.certain) + " certain, " +
                 std::to_string(count.possible - count.certain) + " only possible");
    blocking.Visit([&](ActorId actor, Truth truth) {
      if ((blocking.listed(actor) == truth) != by_listing) return;
      rows.Answered(by_listing ? "listed" : "owned", chronicle.actor(actor).fact.key, truth,
                    chronicle.actor(actor).name +
                        (by_listing ? std::string()
                                    : ": " + Shares(blocking.certain_share(actor),
                                                    blocking.possible_share(actor))));
    });
  }
  if (answer->relations.empty()) rows.Section("No ownership is known here.");
  rows.Print(session.limit);
  return kDone;
}

}  // namespace casus::tool
