#include "casus/base/issue.h"

#include <ostream>
#include <utility>

namespace casus {

std::string_view ToString(Severity severity) {
  switch (severity) {
    case Severity::kNote: return "note";
    case Severity::kWarning: return "warning";
    case Severity::kError: return "error";
  }
  return "error";
}

std::string ToString(const Issue& issue) {
  std::string out = ToString(issue.where);
  if (!out.empty()) out += ": ";
  out += ToString(issue.severity);
  out += ": ";
  out += issue.message;
  if (!issue.text.empty()) out += ": '" + issue.text + "'";
  if (!issue.action.empty()) out += " [" + issue.action + "]";
  return out;
}

std::ostream& operator<<(std::ostream& out, const Issue& issue) { return out << ToString(issue); }

void IssueLog::Add(Issue issue) {
  constexpr std::size_t kMaxText = 200;
  const std::uint64_t before = counts_[static_cast<std::size_t>(issue.severity)]++;
  if (before >= max_kept_) {
    ++not_kept_;
    return;
  }
  if (issue.text.size() > kMaxText) {
    // Not through the middle of a character: what is left should still be UTF-8 if it was.
    std::size_t cut = kMaxText;
    while (cut > kMaxText - 3 && (static_cast<unsigned char>(issue.text[cut]) & 0xC0) == 0x80) {
      --cut;
    }
    issue.text.resize(cut);
    issue.text += "...";
  }
  issues_.push_back(std::move(issue));
}

void IssueLog::AddError(const Error& error, std::string action) {
  Add(Issue{Severity::kError, error.code(), error.where(), error.text(), error.message(),
            std::move(action)});
}

void IssueLog::Append(const IssueLog& other) {
  if (&other == this) return Append(IssueLog(other));
  for (const Issue& issue : other.issues_) Add(issue);
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    std::uint64_t kept = 0;
    for (const Issue& issue : other.issues_) kept += static_cast<std::size_t>(issue.severity) == i;
    counts_[i] += other.counts_[i] - kept;
  }
  not_kept_ += other.not_kept_;
}

}  // namespace casus
