// Two names of any bytes, between the first and the second half: a score is from 0 to 1, the same
// both ways, 1 for a name with itself; and what is scored is found.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "casus/actor/match.h"

namespace {

void Check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2 || size > 2000) return 0;
  static const casus::NameMatcher empty = casus::NameMatcher::Build({}).value();
  const auto kind = static_cast<casus::BearerKind>(data[0] % 4);
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::string_view a = text.substr(0, text.size() / 2);
  const std::string_view b = text.substr(text.size() / 2);

  const casus::NameScore score = empty.Score(a, b, kind);
  Check(score.score >= 0 && score.score <= 1);
  Check(empty.Score(b, a, kind).score == score.score);
  for (const std::string_view name : {a, b, text}) {
    const casus::NameScore itself = empty.Score(name, name, kind);
    Check(itself.score == (itself.pairing.empty() ? 0 : 1));
  }

  casus::NameEntry entry{1, kind, {}};
  entry.names.push_back({std::string(b), casus::NameKind::kAlias, {}, {}});
  const casus::NameMatcher matcher = casus::NameMatcher::Build({entry}).value();
  const double with_one = matcher.Score(a, b, kind).score;
  const casus::MatchAnswer answer = matcher.Search(a);
  Check(answer.matches.size() == (with_one >= casus::kDefaultMinScore ? 1 : 0));
  if (!answer.matches.empty()) Check(answer.matches[0].score == with_one);
  return 0;
}
