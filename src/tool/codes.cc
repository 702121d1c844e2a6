// casus codes: whose a code of a state is on a day, and a column of codes in another system.

#include "casus/actor/codes.h"

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/io/delimited.h"
#include "casus/io/input.h"
#include "casus/time/edtf.h"
#include "src/tool/verbs.h"

namespace casus::tool {
namespace {

Result<CodeSystem> ParseSystem(const std::string& word) {
  if (word == "iso2") return CodeSystem::kIso3166Alpha2;
  if (word == "iso3") return CodeSystem::kIso3166Alpha3;
  std::string known = "iso2, iso3";
  for (const CodeSystem system : StateCodeSystems()) {
    if (ToString(system) == word) return system;
    known += ", " + std::string(ToString(system));
  }
  return Error(ErrorCode::kParse, "no system of codes of states; known are " + known, {}, word);
}

Result<std::optional<Day>> ParseOn(const std::string& text) {
  if (text.empty()) return std::optional<Day>();
  const Result<Day> day = ParseDayArgument(text);
  if (!day.ok()) return day.error();
  return std::optional<Day>(*day);
}

std::string NameOf(StateId state, std::optional<Day> day) {
  return std::string(StateName(state, day));
}

// The systems of which the text is a code (on the day), and whose it is there.
std::string Elsewhere(const std::string& code, CodeSystem but, std::optional<Day> day) {
  std::string list;
  for (const CodeSystem system : StateCodeSystems()) {
    if (system == but) continue;
    const auto found = Resolve(code, system, day);
    if (!found.ok()) continue;
    for (const ResolvedCode& one : *found) {
      if (!list.empty()) list += "; ";
      list += std::string(ToString(system)) + ": " + NameOf(one.state, day);
    }
  }
  return list;
}

// ---- A file ----

// The day in a cell: a day, or with --in-year a year.
Result<Day> DayOfCell(std::string_view cell, const std::string& in_year) {
  const Result<Moment> moment = ParseEdtfMoment(cell);
  if (!moment.ok()) return moment.error();
  if (moment->is_exact()) return moment->earliest();
  if (moment->basis() != Basis::kYear || in_year.empty()) {
    return Error(ErrorCode::kInvalidArgument,
                 in_year.empty() ? "no single day (for years, --in-year says which day is meant)"
                                 : "neither a day nor a year",
                 {}, std::string(cell));
  }
  const Result<Moment> day = ParseEdtfMoment(std::string(cell) + "-" + in_year);
  if (!day.ok()) return day.error();
  return day->earliest();
}

std::optional<std::size_t> ColumnOf(const std::vector<std::string>& header,
                                    const std::string& name) {
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (header[i] == name) return i;
  }
  return std::nullopt;
}

class FileCrosswalk {
 public:
  FileCrosswalk(const Session& session, const CodesArguments& arguments)
      : session_(session), arguments_(arguments) {}

  int Run() {
    const Result<void> made = Read();
    if (!made.ok()) return Fail(made.error());
    const Result<void> written = Translate();
    if (!written.ok()) return Fail(written.error());
    return refused_.errors() == 0 ? kDone : kFailed;
  }

 private:
  struct Row {
    std::vector<std::string> fields;
    std::optional<Day> day;
  };

  Result<void> Read() {
    const Result<CodeSystem> from = ParseSystem(arguments_.crosswalk[0]);
    if (!from.ok()) return from.error();
    const Result<CodeSystem> to = ParseSystem(arguments_.crosswalk[1]);
    if (!to.ok()) return to.error();
    from_ = *from;
    to_ = *to;
    Result<std::unique_ptr<Input>> input = OpenInput(arguments_.crosswalk[2]);
    if (!input.ok()) return input.error();
    DelimitedOptions options = DelimitedOptions::Csv();
    options.delimiter = arguments_.delimiter == "tab" ? '\t' : arguments_.delimiter.front();
    options.encoding = session_.encoding;
    options.progress = TerminalProgress(session_);
    DelimitedReader reader(std::move(*input), options);
    for (;;) {
      switch (reader.Next()) {
        case DelimitedReader::Step::kRecord: {
          const Result<void> taken = Take(reader);
          if (!taken.ok()) return taken.error();
          break;
        }
        case DelimitedReader::Step::kRefused:
          refused_.AddError(reader.error(), "record left out");
          break;
        case DelimitedReader::Step::kFailed: return reader.error();
        case DelimitedReader::Step::kEnd:
          ClearProgress();
          if (header_.empty()) {
            return Error(ErrorCode::kParse, "no header", Where{.file = reader.name(), .field = {}});
          }
          return {};
      }
    }
  }

  Result<void> Take(DelimitedReader& reader) {
    if (header_.empty()) {
      header_.assign(reader.fields().begin(), reader.fields().end());
      reader.set_columns(header_.size());
      return FindColumns(reader.name());
    }
    Row row;
    row.fields.assign(reader.fields().begin(), reader.fields().end());
    if (day_column_) {
      const Result<Day> day = DayOfCell(row.fields[*day_column_], arguments_.in_year);
      if (day.ok()) {
        row.day = *day;
      } else {
        refused_.AddError(
            Error(day.error().code(), day.error().message(),
                  reader.WhereOf(*day_column_, arguments_.day_column), row.fields[*day_column_]),
            "kept without a code");
      }
    }
    rows_.push_back(std::move(row));
    return {};
  }

  Result<void> FindColumns(const std::string& file) {
    const auto find = [&](const std::string& name) -> Result<std::size_t> {
      const std::optional<std::size_t> column = ColumnOf(header_, name);
      if (column) return *column;
      return Error(ErrorCode::kNotFound, "no such column",
                   Where{.file = file, .line = 1, .field = {}}, name);
    };
    const Result<std::size_t> code = find(arguments_.column);
    if (!code.ok()) return code.error();
    code_column_ = *code;
    if (!arguments_.day_column.empty()) {
      const Result<std::size_t> day = find(arguments_.day_column);
      if (!day.ok()) return day.error();
      day_column_ = *day;
    }
    added_ = std::string(ToString(to_));
    for (const std::string& name : {added_, added_ + "_outcome"}) {
      if (ColumnOf(header_, name)) {
        return Error(ErrorCode::kDuplicate, "the file has a column of the name to be added",
                     Where{.file = file, .line = 1, .field = {}}, name);
      }
    }
    return {};
  }

  Result<void> Translate() {
    std::vector<std::string_view> codes;
    std::vector<Day> days;
    for (const Row& row : rows_) {
      if (day_column_ && !row.day) continue;
      codes.push_back(row.fields[code_column_]);
      if (row.day) days.push_back(*row.day);
    }
    const Result<std::optional<Day>> on = ParseOn(arguments_.on);
    if (!on.ok()) return on.error();
    const Result<CodeCrosswalk> made =
        day_column_ ? Crosswalk(codes, from_, to_, days) : Crosswalk(codes, from_, to_, *on);
    if (!made.ok()) return made.error();

    std::vector<std::string_view> record(header_.begin(), header_.end());
    const std::string outcome_name = added_ + "_outcome";
    record.push_back(added_);
    record.push_back(outcome_name);
    Print(record);
    std::size_t next = 0;
    for (const Row& row : rows_) {
      record.assign(row.fields.begin(), row.fields.end());
      std::string code;
      std::string_view outcome = "no_day";
      if (!day_column_ || row.day) {
        const CrosswalkedCode& answer = (*made)[next++];
        for (const std::string_view one : answer.codes) {
          if (!code.empty()) code += ';';
          code += one;
        }
        const bool unsure =
            answer.outcome == CodeOutcome::kMapped && answer.truth == Truth::kPossible;
        outcome = unsure ? "possible" : ToString(answer.outcome);
      }
      record.push_back(code);
      record.push_back(outcome);
      Print(record);
    }
    std::cout.flush();
    if (!std::cout) return Error(ErrorCode::kIo, "standard output could not be written");
    std::cerr << made->losses;
    PrintIssues(refused_, Severity::kNote, session_.limit);
    return {};
  }

  static void Print(const std::vector<std::string_view>& record) {
    std::string line;
    AppendCsvRecord(line, record);
    std::cout << line;
  }

  const Session& session_;
  const CodesArguments& arguments_;
  CodeSystem from_ = CodeSystem::kOther;
  CodeSystem to_ = CodeSystem::kOther;
  std::vector<std::string> header_;
  std::size_t code_column_ = 0;
  std::optional<std::size_t> day_column_;
  std::string added_;
  std::vector<Row> rows_;
  IssueLog refused_;
};

int Misused(std::string_view why) {
  std::cerr << "casus: codes: " << why << '\n';
  return kMisused;
}

int ShowCode(const Session& session, const CodesArguments& arguments) {
  const Result<CodeSystem> from = ParseSystem(arguments.from);
  if (!from.ok()) return Fail(from.error());
  std::optional<CodeSystem> to;
  if (!arguments.to.empty()) {
    const Result<CodeSystem> system = ParseSystem(arguments.to);
    if (!system.ok()) return Fail(system.error());
    to = *system;
  }
  const Result<std::optional<Day>> on = ParseOn(arguments.on);
  if (!on.ok()) return Fail(on.error());
  const std::optional<Day> day = *on;
  const auto spells = Resolve(arguments.code, *from);
  if (!spells.ok()) return Fail(spells.error());

  Answer answer(session.style, {{"truth"},
                                {"state"},
                                {"name"},
                                {"valid"},
                                {"to", true},
                                {"code"},
                                {"code_truth"},
                                {"code_valid"}});
  const std::string what = arguments.code + " in " + std::string(ToString(*from));
  const std::string when = day ? " on " + ToString(*day) : "";
  const auto add = [&](const ResolvedCode& spell, Truth truth) {
    const std::vector<Cell> bearer = {ToString(truth), StateKey(spell.state),
                                      NameOf(spell.state, day), ToEdtf(spell.span)};
    const auto row = [&](std::string_view code, std::string_view code_truth,
                         const std::string& code_valid) {
      std::vector<Cell> cells = bearer;
      cells.insert(cells.end(),
                   {Cell(to ? ToString(*to) : ""), Cell(code), Cell(code_truth), Cell(code_valid)});
      answer.Row(std::move(cells));
    };
    std::vector<StateCode> codes =
        to ? CodesOf(spell.state, *to, day).value() : std::vector<StateCode>();
    // Without a day, those that are held together with the code.
    if (!day) {
      std::erase_if(
          codes, [&](const StateCode& code) { return !code.span.hull().Meets(spell.span.hull()); });
    }
    for (const StateCode& code : codes) row(code.code, ToString(code.truth), ToEdtf(code.span));
    if (codes.empty()) row("", "", "");
  };
  const bool any = std::any_of(spells->begin(), spells->end(), [&](const ResolvedCode& spell) {
    return !day || HoldsAt(spell.span, *day) != Truth::kNo;
  });
  answer.Section(any               ? what + when
                 : spells->empty() ? what + ": nobody ever bore it"
                                   : what + ": nobody bears it" + when + "; on other days");
  for (const ResolvedCode& spell : *spells) {
    const Truth truth = day ? HoldsAt(spell.span, *day) : Truth::kCertain;
    if (!any || truth != Truth::kNo) add(spell, truth);
  }
  const std::string elsewhere = any ? std::string() : Elsewhere(arguments.code, *from, day);
  if (!elsewhere.empty()) answer.Section("A code of other systems" + when + ": " + elsewhere);
  answer.Print(std::cout, session.limit);
  return kDone;
}

}  // namespace

int Codes(const Session& session, const CodesArguments& arguments) {
  const bool is_file = !arguments.crosswalk.empty();
  if (is_file == !arguments.code.empty()) {
    return Misused("either CODE or --crosswalk FROM TO FILE");
  }
  if (!is_file) {
    if (arguments.from.empty()) return Misused("--from says whose code it is");
    return ShowCode(session, arguments);
  }
  if (arguments.column.empty()) return Misused("--column says which column has the codes");
  if (arguments.delimiter.size() != 1 && arguments.delimiter != "tab") {
    return Misused("--delimiter is one character, or tab");
  }
  return FileCrosswalk(session, arguments).Run();
}

}  // namespace casus::tool
