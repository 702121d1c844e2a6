#include "casus/actor/match.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <utility>

#include "src/actor/name_form.h"
#include "src/actor/name_index.h"
#include "src/actor/name_score.h"

namespace casus {
namespace {

using internal::NameIndex;
using internal::PreparedName;
using internal::Profile;

Profile ProfileOf(BearerKind kind) {
  switch (kind) {
    case BearerKind::kPerson: return Profile::kPerson;
    case BearerKind::kVessel: return Profile::kVessel;
    case BearerKind::kOrganisation:
    case BearerKind::kOther: break;
  }
  return Profile::kOrganisation;
}

// Letters of both, each once.
std::string Joined(const std::string& a, const std::string& b) { return a == b ? a : a + b; }

}  // namespace

class NameMatcher::Impl {
 public:
  Impl() {
    for (const Profile profile : {Profile::kPerson, Profile::kOrganisation, Profile::kVessel}) {
      indexes_.emplace_back(profile);
    }
  }

  Result<void> Add(const std::vector<NameEntry>& entries, IssueLog* issues) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const NameEntry& entry = entries[i];
      bearers_.push_back({entry.number, entry.kind});
      const Profile profile = ProfileOf(entry.kind);
      for (std::size_t n = 0; n < entry.names.size(); ++n) {
        const Name& name = entry.names[n];
        const PreparedName prepared = Prepare(name.text, profile, transliterator_);
        if (issues != nullptr) Note(prepared, name.text, i, n, *issues);
        if (prepared.uses.empty()) continue;
        if (names_ == kMostNames || i > kMostNames) {
          return Error(ErrorCode::kOutOfRange, "more names than a matcher can hold");
        }
        ++names_;
        Index(profile).Add(prepared, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(n),
                           name.kind == NameKind::kWeakAlias);
        if (!prepared.unread.empty()) unread_.emplace_back(std::pair(i, n), prepared.unread);
      }
    }
    for (NameIndex& index : indexes_) index.Finish();
    return {};
  }

  MatchAnswer Search(std::string_view text, const SearchOptions& options) const {
    MatchAnswer answer;
    const double least = std::max(options.min_score, std::numeric_limits<double>::min());
    std::vector<Found> found;
    for (const Profile profile : {Profile::kPerson, Profile::kOrganisation, Profile::kVessel}) {
      if (options.kind && ProfileOf(*options.kind) != profile) continue;
      const NameIndex& index = Index(profile);
      PreparedName query = Prepare(text, profile, transliterator_);
      answer.unread = query.unread;
      index.Weigh(query);
      index.Search(ViewOf(query), least, [&](std::uint32_t number, double score) {
        const NameIndex::Row& row = index.rows()[number];
        if (row.is_weak && !options.include_weak) return;
        if (options.kind && bearers_[row.entry].kind != *options.kind) return;
        const Found one{score, row.entry, number, row.is_weak, profile};
        // Names of an entry follow each other.
        if (found.empty() || found.back().entry != row.entry) {
          found.push_back(one);
        } else if (Better(one, found.back())) {
          found.back() = one;
        }
      });
    }
    std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
      return a.score != b.score ? a.score > b.score : a.entry < b.entry;
    });
    answer.found = found.size();
    if (found.size() > options.limit) found.resize(options.limit);
    std::array<std::optional<PreparedName>, internal::kProfiles> queries;
    for (const Found& one : found) {
      std::optional<PreparedName>& query = queries[static_cast<std::size_t>(one.profile)];
      const NameIndex& index = Index(one.profile);
      if (!query) {
        query = Prepare(text, one.profile, transliterator_);
        index.Weigh(*query);
      }
      const NameIndex::Row& row = index.rows()[one.row];
      NameScore score = ExplainedScore(ViewOf(*query), index.View(one.row), one.profile);
      answer.matches.push_back({one.entry, bearers_[one.entry].number, row.name, score.score,
                                one.is_weak, std::move(score.pairing), std::move(score.rules),
                                Joined(answer.unread, UnreadOf(row.entry, row.name))});
    }
    return answer;
  }

  NameScore Score(std::string_view a, std::string_view b, BearerKind kind) const {
    const Profile profile = ProfileOf(kind);
    const NameIndex& index = Index(profile);
    PreparedName first = Prepare(a, profile, transliterator_);
    PreparedName second = Prepare(b, profile, transliterator_);
    index.Weigh(first);
    index.Weigh(second);
    NameScore score = ExplainedScore(ViewOf(first), ViewOf(second), profile);
    score.unread = Joined(first.unread, second.unread);
    return score;
  }

  std::size_t entries() const { return bearers_.size(); }
  std::size_t names() const { return names_; }

  std::size_t MemoryUsed() const {
    std::size_t bytes = sizeof(*this) + bearers_.capacity() * sizeof(Bearer) +
                        unread_.capacity() * sizeof(decltype(unread_)::value_type);
    for (const NameIndex& index : indexes_) bytes += index.MemoryUsed();
    return bytes;
  }

 private:
  static constexpr std::size_t kMostNames = std::size_t{1} << 31;

  struct Bearer {
    std::uint64_t number;
    BearerKind kind;
  };
  struct Found {
    double score;
    std::uint32_t entry;
    std::uint32_t row;
    bool is_weak;
    Profile profile;
  };

  static bool Better(const Found& a, const Found& b) {
    if (a.score != b.score) return a.score > b.score;
    return !a.is_weak && b.is_weak;
  }

  static void Note(const PreparedName& prepared, const std::string& text, std::size_t entry,
                   std::size_t name, IssueLog& issues) {
    const auto note = [&](ErrorCode code, std::string message, const char* action) {
      issues.Add({Severity::kNote, code,
                  Where{.file = {},
                        .line = entry + 1,
                        .column = 0,
                        .field = "names[" + std::to_string(name) + "]"},
                  text, std::move(message), action});
    };
    const bool is_empty = prepared.uses.empty();
    if (!prepared.unread.empty()) {
      note(ErrorCode::kUnsupported, "no Latin letters are known for: " + prepared.unread,
           is_empty ? "cannot be found" : "found by its other letters only");
    } else if (is_empty) {
      note(ErrorCode::kInvalidArgument, "a name without letters and digits", "cannot be found");
    }
    if (prepared.is_cut) {
      note(ErrorCode::kOutOfRange, "more than " + std::to_string(internal::kMostTokens) + " words",
           "found by the first of them only");
    }
  }

  NameIndex& Index(Profile profile) { return indexes_[static_cast<std::size_t>(profile)]; }
  const NameIndex& Index(Profile profile) const {
    return indexes_[static_cast<std::size_t>(profile)];
  }

  std::string UnreadOf(std::size_t entry, std::size_t name) const {
    const std::pair key(entry, name);
    const auto found =
        std::lower_bound(unread_.begin(), unread_.end(), key,
                         [](const auto& one, const auto& asked) { return one.first < asked; });
    return found == unread_.end() || found->first != key ? std::string() : found->second;
  }

  internal::Transliterator transliterator_;
  std::vector<NameIndex> indexes_;  // by profile
  std::vector<Bearer> bearers_;
  std::size_t names_ = 0;
  std::vector<std::pair<std::pair<std::size_t, std::size_t>, std::string>> unread_;
};

BearerKind BearerKindOf(ActorKind kind) {
  switch (kind) {
    case ActorKind::kPerson: return BearerKind::kPerson;
    case ActorKind::kVessel: return BearerKind::kVessel;
    case ActorKind::kOther:
    case ActorKind::kAnonymous: return BearerKind::kOther;
    default: return BearerKind::kOrganisation;
  }
}

NameMatcher::NameMatcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
NameMatcher::NameMatcher(NameMatcher&&) noexcept = default;
NameMatcher& NameMatcher::operator=(NameMatcher&&) noexcept = default;
NameMatcher::~NameMatcher() = default;

Result<NameMatcher> NameMatcher::Build(const std::vector<NameEntry>& entries, IssueLog* issues) {
  auto impl = std::make_unique<Impl>();
  Result<void> added = impl->Add(entries, issues);
  if (!added.ok()) return added.error();
  return NameMatcher(std::move(impl));
}

MatchAnswer NameMatcher::Search(std::string_view query, const SearchOptions& options) const {
  return impl_->Search(query, options);
}
NameScore NameMatcher::Score(std::string_view a, std::string_view b, BearerKind kind) const {
  return impl_->Score(a, b, kind);
}
std::size_t NameMatcher::entries() const { return impl_->entries(); }
std::size_t NameMatcher::names() const { return impl_->names(); }
std::size_t NameMatcher::MemoryUsed() const { return impl_->MemoryUsed(); }

bool CanTransliterate() {
#ifdef CASUS_HAVE_ICU
  return true;
#else
  return false;
#endif
}

std::string Explain(const std::vector<TokenPair>& pairing) {
  std::string text;
  for (const TokenPair& pair : pairing) {
    if (!text.empty()) text += ", ";
    if (pair.how == PairKind::kExtra) {
      text += "-" + pair.query;
    } else if (pair.how == PairKind::kMissing) {
      text += "+" + pair.name;
    } else if (pair.how == PairKind::kEqual) {
      text += pair.query;
    } else {
      text += pair.query + "=" + pair.name + " (" + std::string(ToString(pair.how));
      if (pair.how == PairKind::kTypo) {
        char distance[32];
        std::snprintf(distance, sizeof distance, " %.2g", pair.distance);
        text += distance;
      }
      text += ")";
    }
  }
  return text;
}

}  // namespace casus
