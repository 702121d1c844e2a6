#include <algorithm>
#include <limits>
#include <ostream>
#include <sstream>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "casus/actor/codes.h"

namespace casus {
namespace {

// A code and the number of its day.
using CodeAndDay = std::pair<std::string_view, std::int32_t>;
// Where no day is asked.
constexpr Day kNoDay = Day::EndOfTime();

// Do two codes hold on a common day?
Truth Together(const Span& a, const Span& b) {
  if (!a.hull().Meets(b.hull())) return Truth::kNo;
  const auto core = a.core();
  return core && b.core() && core->Meets(*b.core()) ? Truth::kCertain : Truth::kPossible;
}

CrosswalkedCode Translate(std::string_view code, CodeSystem from, CodeSystem to,
                          std::optional<Day> day) {
  CrosswalkedCode answer;
  if (code.empty()) return answer;
  const auto bearers = Resolve(code, from);
  if (!bearers.ok()) {
    answer.outcome = CodeOutcome::kMalformed;
    answer.problem = bearers.error().message();
    return answer;
  }
  if (bearers->empty()) {
    answer.outcome = CodeOutcome::kUnknown;
    return answer;
  }
  bool any_bearer = false;
  bool any_counterpart = false;
  std::vector<std::pair<std::string_view, Truth>> found;
  for (const ResolvedCode& bearer : *bearers) {
    const Truth is_bearer = day ? HoldsAt(bearer.span, *day) : Truth::kCertain;
    if (is_bearer == Truth::kNo) continue;
    any_bearer = true;
    const auto theirs = CodesOf(bearer.state, to).value();
    any_counterpart = any_counterpart || !theirs.empty();
    for (const StateCode& other : theirs) {
      const Truth truth =
          day ? And(is_bearer, HoldsAt(other.span, *day)) : Together(bearer.span, other.span);
      if (truth != Truth::kNo) found.emplace_back(other.code, truth);
    }
  }
  std::sort(found.begin(), found.end());
  for (const auto& [text, truth] : found) {
    answer.truth = Or(answer.truth, truth);
    if (answer.codes.empty() || answer.codes.back() != text) answer.codes.push_back(text);
  }
  if (answer.codes.empty()) {
    answer.outcome =
        any_bearer && !any_counterpart ? CodeOutcome::kNoCounterpart : CodeOutcome::kOutOfValidity;
  } else {
    answer.outcome = answer.codes.size() == 1 ? CodeOutcome::kMapped : CodeOutcome::kSplit;
  }
  return answer;
}

// What became one code: one code of the column, or several.
class Sources {
 public:
  void Add(std::uint32_t code) {
    if (first_ == kNone) first_ = code;
    several_ = several_ || first_ != code;
  }
  bool several() const { return several_; }

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t first_ = kNone;
  bool several_ = false;
};

class Column {
 public:
  Column(std::span<const std::string_view> codes, CodeSystem from, CodeSystem to,
         std::optional<Day> day, std::span<const Day> days)
      : codes_(codes), days_(days), day_(day) {
    made_.losses.from = from;
    made_.losses.to = to;
  }

  CodeCrosswalk Run() {
    TranslateAll();
    FindMerged();
    Report();
    return std::move(made_);
  }

 private:
  // What is alike in all rows of one answer.
  struct Cell {
    std::string_view code;
    Day day;
    std::uint32_t code_number;
    std::uint32_t first_row;
    std::uint64_t rows = 0;
    bool merged = false;
    bool duplicated = false;
  };

  Day DayOfRow(std::size_t row) const { return days_.empty() ? day_.value_or(kNoDay) : days_[row]; }

  void TranslateAll() {
    absl::flat_hash_map<std::string_view, std::uint32_t> numbers;
    absl::flat_hash_map<CodeAndDay, std::uint32_t> cells;
    made_.answer_of.reserve(codes_.size());
    for (std::size_t row = 0; row < codes_.size(); ++row) {
      const Day day = DayOfRow(row);
      const auto next = static_cast<std::uint32_t>(cells_.size());
      const auto [found, is_new] = cells.try_emplace(CodeAndDay(codes_[row], day.number()), next);
      if (is_new) {
        const auto number = static_cast<std::uint32_t>(numbers.size());
        cells_.push_back(Cell{codes_[row], day,
                              numbers.try_emplace(codes_[row], number).first->second,
                              static_cast<std::uint32_t>(row)});
        made_.answers.push_back(Translate(codes_[row], made_.losses.from, made_.losses.to,
                                          day == kNoDay ? std::nullopt : std::optional<Day>(day)));
      }
      ++cells_[found->second].rows;
      made_.answer_of.push_back(found->second);
    }
  }

  void FindMerged() {
    absl::flat_hash_map<std::string_view, Sources> ever;
    absl::flat_hash_map<CodeAndDay, Sources> on_day;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      for (const std::string_view became : made_.answers[i].codes) {
        ever[became].Add(cells_[i].code_number);
        on_day[{became, cells_[i].day.number()}].Add(cells_[i].code_number);
      }
    }
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      for (const std::string_view became : made_.answers[i].codes) {
        cells_[i].merged = cells_[i].merged || ever[became].several();
        cells_[i].duplicated =
            cells_[i].duplicated || on_day[{became, cells_[i].day.number()}].several();
      }
    }
  }

  void Count(CodeLoss& loss, std::size_t cell) const {
    loss.rows += cells_[cell].rows;
    if (loss.examples.size() >= CodeLoss::kExamples) return;
    const CrosswalkedCode& answer = made_.answers[cell];
    loss.examples.push_back(CodeLoss::Example{
        cells_[cell].first_row, std::string(cells_[cell].code),
        cells_[cell].day == kNoDay ? std::nullopt : std::optional<Day>(cells_[cell].day),
        answer.codes, answer.problem});
  }

  void Report() {
    CodeLossReport& losses = made_.losses;
    losses.rows = codes_.size();
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const CrosswalkedCode& answer = made_.answers[i];
      switch (answer.outcome) {
        case CodeOutcome::kEmpty: losses.empty += cells_[i].rows; continue;
        case CodeOutcome::kMalformed: Count(losses.malformed, i); continue;
        case CodeOutcome::kUnknown: Count(losses.unknown, i); continue;
        case CodeOutcome::kOutOfValidity: Count(losses.out_of_validity, i); continue;
        case CodeOutcome::kNoCounterpart: Count(losses.no_counterpart, i); continue;
        case CodeOutcome::kMapped: losses.mapped += cells_[i].rows; break;
        case CodeOutcome::kSplit:
          Count(losses.split, i);
          losses.added_rows += cells_[i].rows * (answer.codes.size() - 1);
          break;
      }
      if (answer.truth == Truth::kPossible) Count(losses.possible, i);
      if (cells_[i].merged) Count(losses.merged, i);
      if (cells_[i].duplicated) Count(losses.duplicated, i);
    }
  }

  std::span<const std::string_view> codes_;
  std::span<const Day> days_;
  std::optional<Day> day_;
  std::vector<Cell> cells_;  // as made_.answers
  CodeCrosswalk made_;
};

Result<CodeCrosswalk> Run(std::span<const std::string_view> codes, CodeSystem from, CodeSystem to,
                          std::optional<Day> day, std::span<const Day> days) {
  for (const CodeSystem system : {from, to}) {
    const auto systems = StateCodeSystems();
    if (std::find(systems.begin(), systems.end(), system) == systems.end()) {
      return Error(ErrorCode::kUnsupported,
                   "no table of states in the system " + std::string(ToString(system)));
    }
  }
  if (codes.size() > std::numeric_limits<std::uint32_t>::max()) {
    return Error(ErrorCode::kOutOfRange, "2^32 rows or more");
  }
  if (day && !day->is_finite()) {
    return Error(ErrorCode::kInvalidArgument, "the day is not a day of the calendar");
  }
  for (std::size_t row = 0; row < days.size(); ++row) {
    if (!days[row].is_finite()) {
      return Error(ErrorCode::kInvalidArgument,
                   "the day of row " + std::to_string(row) + " is not a day of the calendar");
    }
  }
  return Column(codes, from, to, day, days).Run();
}

void Print(std::ostream& out, std::string_view what, const CodeLoss& loss) {
  if (loss.rows == 0) return;
  out << "  " << what << ": " << loss.rows << (loss.rows == 1 ? " row" : " rows");
  std::string_view between = " (";
  for (const CodeLoss::Example& example : loss.examples) {
    out << between << '"' << example.code << '"';
    if (example.day) out << " on " << *example.day;
    for (std::size_t i = 0; i < example.became.size(); ++i) {
      out << (i == 0 ? " -> " : ", ") << example.became[i];
    }
    if (!example.problem.empty()) out << ": " << example.problem;
    between = "; ";
  }
  out << ")\n";
}

}  // namespace

Result<CodeCrosswalk> Crosswalk(std::span<const std::string_view> codes, CodeSystem from,
                                CodeSystem to, std::optional<Day> day) {
  return Run(codes, from, to, day, {});
}

Result<CodeCrosswalk> Crosswalk(std::span<const std::string_view> codes, CodeSystem from,
                                CodeSystem to, std::span<const Day> days) {
  if (days.size() != codes.size()) {
    return Error(ErrorCode::kInvalidArgument, std::to_string(codes.size()) + " codes, but " +
                                                  std::to_string(days.size()) + " days");
  }
  return Run(codes, from, to, std::nullopt, days);
}

std::string ToString(const CodeLossReport& report) {
  std::ostringstream out;
  out << report;
  return out.str();
}

std::ostream& operator<<(std::ostream& out, const CodeLossReport& report) {
  out << report.rows << (report.rows == 1 ? " row" : " rows") << ", " << report.from << " to "
      << report.to << ": " << report.mapped << " mapped\n";
  if (report.empty > 0) out << "  empty: " << report.empty << '\n';
  Print(out, "malformed", report.malformed);
  Print(out, "unknown", report.unknown);
  Print(out, "no counterpart", report.no_counterpart);
  Print(out, "out of validity", report.out_of_validity);
  Print(out, "split", report.split);
  if (report.added_rows > 0) {
    out << "    rows added if each is written once for each code: " << report.added_rows << '\n';
  }
  Print(out, "only possible", report.possible);
  Print(out, "merged", report.merged);
  Print(out, "duplicated", report.duplicated);
  return out;
}

}  // namespace casus
