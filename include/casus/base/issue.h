#ifndef CASUS_BASE_ISSUE_H_
#define CASUS_BASE_ISSUE_H_

#include <array>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"

namespace casus {

// How much a problem in the input matters.
enum class Severity : std::uint8_t {
  kNote,     // kept, worth knowing
  kWarning,  // kept, though it breaks the source's own rule
  kError,    // the record is refused, and listed here
};

CASUS_EXPORT std::string_view ToString(Severity severity);

// One problem found while reading or checking: where, what the text was, what is wrong with it and
// what was done about it. Nothing is dropped without one.
struct Issue {
  Severity severity = Severity::kError;
  ErrorCode code = ErrorCode::kParse;
  Where where;
  std::string text;     // verbatim, cut to 200 bytes with "..." where longer
  std::string message;  // what is wrong
  std::string action;   // what was done: "record refused", "kept as given"

  bool operator==(const Issue&) const = default;
};

// "events.csv:12:7 (begin): error: no such day: '2022-02-30' [record refused]".
CASUS_EXPORT std::string ToString(const Issue& issue);
CASUS_EXPORT std::ostream& operator<<(std::ostream& out, const Issue& issue);

// The problems of one reading, in the order found. Keeps every count; keeps the first
// `max_kept` issues of each severity in full, so that a broken file of a gigabyte does not
// become a broken memory of a gigabyte. Not thread-safe.
class CASUS_EXPORT IssueLog {
 public:
  explicit IssueLog(std::size_t max_kept_per_severity = 100'000)
      : max_kept_(max_kept_per_severity) {}

  void Add(Issue issue);
  void AddError(const Error& error, std::string action);

  const std::vector<Issue>& issues() const& { return issues_; }
  // Of a log about to go, by value: `for (const Issue& issue : builder.Check().issues())` is safe.
  std::vector<Issue> issues() && { return std::move(issues_); }
  std::uint64_t count(Severity severity) const {
    return counts_[static_cast<std::size_t>(severity)];
  }
  std::uint64_t errors() const { return count(Severity::kError); }
  std::uint64_t warnings() const { return count(Severity::kWarning); }
  std::uint64_t notes() const { return count(Severity::kNote); }
  // How many are counted but no longer held in `issues()`.
  std::uint64_t not_kept() const { return not_kept_; }

  void Append(const IssueLog& other);

 private:
  std::size_t max_kept_;
  std::vector<Issue> issues_;
  std::array<std::uint64_t, 3> counts_{};
  std::uint64_t not_kept_ = 0;
};

}  // namespace casus

#endif  // CASUS_BASE_ISSUE_H_
