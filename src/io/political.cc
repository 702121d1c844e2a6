#include "src/io/political.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "src/io/format.h"

namespace casus::internal {

namespace {

constexpr std::int64_t kLeague = 0;
constexpr std::int64_t kUnitedNations = 1;

}  // namespace

std::optional<StateId> BearerOf(const NumberSystem& system, std::int64_t number) {
  const Result<std::vector<ResolvedCode>> bearers = Resolve(std::to_string(number), system.code);
  if (!bearers.ok() || bearers->empty()) return std::nullopt;
  const StateId state = bearers->front().state;
  for (const ResolvedCode& bearer : *bearers) {
    if (bearer.state != state) return std::nullopt;
  }
  return state;
}

bool IsCowMember(std::int64_t number, Day day) {
  const Result<std::vector<ResolvedCode>> bearers =
      Resolve(std::to_string(number), CodeSystem::kCow, day);
  return bearers.ok() &&
         std::any_of(bearers->begin(), bearers->end(),
                     [](const ResolvedCode& bearer) { return bearer.truth == Truth::kCertain; });
}

ActorId PoliticalActor(Staging& staging, const NumberSystem& system, std::int64_t number,
                       Day when) {
  const std::string code = std::to_string(number);
  return staging.FindOrAddActor(system.prefix + code, [&] {
    Actor actor;
    actor.kind = ActorKind::kOther;
    actor.name = code;
    if (number == kLeague || number == kUnitedNations) {
      actor.kind = ActorKind::kInternationalOrganisation;
      actor.name = number == kLeague ? "League of Nations" : "United Nations";
      return actor;
    }
    actor.codes.push_back(Code{system.code, code, std::nullopt});
    if (const std::optional<StateId> state = BearerOf(system, number)) {
      actor.kind = ActorKind::kState;
      actor.name = StateName(*state, when.is_finite() ? std::optional<Day>(when) : std::nullopt);
    }
    return actor;
  });
}

std::string TerritoryKey(const NumberSystem& system, std::int64_t number) {
  return system.prefix + "territory:" + std::to_string(number);
}

void DrawOnCowTerritorialChange(Source& source, ChronicleBuilder& builder) {
  const std::string key = "cow-tc";
  if (source.key == key) return;
  std::optional<SourceId> root = builder.FindSource(key);
  if (!root) {
    Source row;
    row.key = key;
    row.kind = SourceKind::kDataset;
    row.title = "Correlates of War Territorial Change, in any version";
    row.locator = "https://correlatesofwar.org/data-sets/territorial-change/";
    root = builder.Add(std::move(row));
  }
  source.derived_from.push_back(*root);
}

void StageCoverageOfStatuses(const Source& source, Day first, Day last, const std::string& file,
                             Staging& staging) {
  Coverage coverage;
  coverage.key = source.key + ":coverage:statuses";
  coverage.table = Table::kStatuses;
  coverage.period = Period::Of(first, last + 1);
  coverage.note = "the first to the last day in " + BaseName(file) + ", which may be a selection";
  staging.AddCoverage(std::move(coverage), std::nullopt);
}

}  // namespace casus::internal
