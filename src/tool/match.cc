// casus match: whom a name may mean, among the actors of chronicles and files, and why.

#include "casus/actor/match.h"

#include <cstdio>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "src/tool/verbs.h"

namespace casus::tool {
namespace {

// An actor as it is told: the chronicles themselves need not stay open.
struct Told {
  std::string file;
  std::string key;
  std::string name;
};

std::string WithTwoPlaces(double score) {
  char text[32];
  // Never rounded up to a score that was not reached.
  std::snprintf(text, sizeof text, "%.2f", static_cast<int>(score * 100 + 1e-9) / 100.0);
  return text;
}

std::string RulesOf(const NameMatch& match) {
  std::string text;
  for (const MatchRule rule : match.rules) {
    text += (text.empty() ? "" : ", ") + std::string(ToString(rule));
  }
  return text;
}

}  // namespace

int MatchNames(const Session& session, const MatchArguments& arguments) {
  SearchOptions options;
  if (!(arguments.min_score > 0 && arguments.min_score <= 1)) {
    return Fail(Error(ErrorCode::kInvalidArgument, "--min-score is above 0 and at most 1"));
  }
  options.min_score = arguments.min_score;
  options.include_weak = arguments.weak;
  if (!arguments.kind.empty()) {
    const Result<BearerKind> kind = ParseToken<BearerKind>(arguments.kind);
    if (!kind.ok()) return Fail(kind.error());
    options.kind = *kind;
  }

  std::vector<NameEntry> entries;
  std::vector<Told> told;
  for (const std::string& file : arguments.files) {
    const Result<Opened> opened = Open(session, file);
    if (!opened.ok()) return Fail(opened.error());
    const Chronicle& chronicle = opened->chronicle;
    for (std::size_t i = 0; i < chronicle.actors().size(); ++i) {
      const Actor& actor = chronicle.actor(ActorId(static_cast<std::uint32_t>(i)));
      NameEntry entry{told.size(), BearerKindOf(actor.kind), {}};
      entry.names.push_back({actor.name, NameKind::kOfficial, {}, {}});
      entry.names.insert(entry.names.end(), actor.names.begin(), actor.names.end());
      entries.push_back(std::move(entry));
      told.push_back({file, actor.fact.key, actor.name});
    }
  }

  IssueLog issues;
  const Result<NameMatcher> matcher = NameMatcher::Build(entries, &issues);
  if (!matcher.ok()) return Fail(matcher.error());
  if (issues.notes() > 0) {
    std::cerr << "casus: " << issues.notes()
              << " names cannot be found, or not by all their words; the first: "
              << issues.issues().front() << '\n';
  }
  const MatchAnswer answer = matcher->Search(arguments.name, options);
  if (!answer.unread.empty()) {
    std::cerr << "casus: no Latin letters are known for, and not compared: " << answer.unread
              << '\n';
  }

  Answer printed(session.style, {{"score"},
                                 {"key"},
                                 {"name"},
                                 {"matched"},
                                 {"kind", true},
                                 {"weak"},
                                 {"pairing"},
                                 {"rules"},
                                 {"file", true}});
  printed.Section(std::to_string(answer.found) + " of " + std::to_string(entries.size()) +
                  " actors may be meant by: " + arguments.name);
  for (const NameMatch& match : answer.matches) {
    const NameEntry& entry = entries[match.entry];
    const Told& actor = told[match.entry];
    printed.Row({WithTwoPlaces(match.score), actor.key, actor.name, entry.names[match.name].text,
                 ToString(entry.kind), match.weak ? "weak" : "", Explain(match.pairing),
                 RulesOf(match), actor.file});
  }
  printed.Print(std::cout, session.limit);
  return answer.matches.empty() ? kFailed : kDone;
}

}  // namespace casus::tool
