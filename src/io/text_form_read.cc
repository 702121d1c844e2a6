#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/base/error.h"
#include "casus/base/issue.h"
#include "casus/base/progress.h"
#include "casus/chronicle/chronicle.h"
#include "casus/io/delimited.h"
#include "casus/io/input.h"
#include "src/io/text_form_cells.h"
#include "src/io/text_form_files.h"
#include "src/io/text_form_keys.h"
#include "src/io/text_form_schema.h"
#include "src/io/utf8.h"

namespace casus::text_form {
namespace {

constexpr char kAction[] = "the folder is refused";

// The problems found, and the rows that have one: what a check says about such a row follows from
// it and is not reported again.
struct Problems {
  IssueLog log;
  std::set<std::pair<std::string, std::uint64_t>> wrong_rows;

  void Add(const Error& error) { log.AddError(error, kAction); }
};

// The records of one file, by the columns it should have. Reads the same records each time it is
// made anew; reports what is wrong with them only if given `problems`.
class FileReader {
 public:
  FileReader(const TextFile& file, std::vector<Head> heads, Problems* problems,
             ProgressCallback progress)
      : name_(file.name), heads_(std::move(heads)), problems_(problems) {
    DelimitedOptions options = DelimitedOptions::Csv();
    // It is in memory already.
    options.max_record_bytes = std::max<std::size_t>(file.bytes.size(), 1);
    options.buffer_bytes = std::min(options.buffer_bytes, options.max_record_bytes);
    options.progress = std::move(progress);
    if (!file.read.ok()) {
      Refuse(file.read.error().At(InFile(name_)));
      return;
    }
    reader_.emplace(InputFromMemory(file.bytes, name_), options);
    ReadHeader();
  }

  // The next record; false at the end. A record of a wrong number of cells is one, too: it holds a
  // row's place.
  bool Next() {
    if (!reader_ || !usable_) return false;
    for (;;) {
      switch (reader_->Next()) {
        case DelimitedReader::Step::kRecord: break;
        case DelimitedReader::Step::kRefused: Refuse(reader_->error()); continue;
        case DelimitedReader::Step::kFailed: Refuse(reader_->error()); return false;
        case DelimitedReader::Step::kEnd: return false;
      }
      const std::span<const std::string_view> fields = reader_->fields();
      ragged_ = fields.size() != width_;
      if (ragged_) {
        Report(Error(ErrorCode::kParse,
                     "the header has " + std::to_string(width_) + " columns and this record " +
                         std::to_string(fields.size()) + " cells",
                     Here(), internal::Excerpt(reader_->raw())));
      }
      for (std::size_t i = 0; i < cells_.size(); ++i) {
        cells_[i] = column_[i] < fields.size() ? fields[column_[i]] : std::string_view();
      }
      return true;
    }
  }

  // Of the last record, in the order of the heads; empty where the file has no such column.
  std::span<const std::string_view> cells() const { return cells_; }
  bool ragged() const { return ragged_; }
  Where Here() const { return InFile(name_, reader_->line()); }
  // All records could be told apart: no other row is in the file.
  bool complete() const { return complete_; }

  // A problem of a cell, or of the record where the file has no such column.
  void Report(std::size_t column, const Error& error) {
    if (problems_ == nullptr) return;
    problems_->wrong_rows.emplace(name_, reader_->line());
    // Not judged: what the cell names may be in a table that could not be read.
    if (error.code() == ErrorCode::kCancelled) return;
    if (column_[column] == kNone) {
      Where where = Here();
      where.field = heads_[column].name;
      Report(error.At(std::move(where)));
      return;
    }
    Where where = reader_->WhereOf(column_[column], heads_[column].name);
    // The error counts in the text of the cell, behind its quote.
    if (error.where().column != 0 && IsQuoted(where)) ++where.column;
    const std::string text = error.text().empty() ? std::string(cells_[column]) : error.text();
    Report(Error(error.code(), error.message(), error.At(std::move(where)).where(), text));
  }
  void Warn(std::size_t column, std::string message) {
    if (problems_ == nullptr) return;
    Issue issue;
    issue.severity = Severity::kWarning;
    issue.code = ErrorCode::kInvalidArgument;
    issue.where = reader_->WhereOf(column_[column], heads_[column].name);
    issue.text = std::string(cells_[column]);
    issue.message = std::move(message);
    issue.action = "kept as given";
    problems_->log.Add(std::move(issue));
  }

 private:
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  void Report(const Error& error) {
    if (problems_ == nullptr) return;
    problems_->wrong_rows.emplace(name_, error.where().line);
    problems_->Add(error);
  }
  // A record (or the file) that is lost.
  void Refuse(const Error& error) {
    complete_ = false;
    Report(error);
  }

  void ReadHeader() {
    cells_.resize(heads_.size());
    column_.assign(heads_.size(), kNone);
    switch (reader_->Next()) {
      case DelimitedReader::Step::kRecord: break;
      case DelimitedReader::Step::kEnd:
        Refuse(Error(ErrorCode::kCorrupt,
                     "the file is empty: a table without rows has its header line, or no file",
                     InFile(name_)));
        usable_ = false;
        return;
      case DelimitedReader::Step::kRefused:
      case DelimitedReader::Step::kFailed:
        Refuse(reader_->error());
        usable_ = false;
        return;
    }
    const std::span<const std::string_view> fields = reader_->fields();
    width_ = fields.size();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const auto head = std::find_if(heads_.begin(), heads_.end(),
                                     [&](const Head& known) { return known.name == fields[i]; });
      if (head == heads_.end()) {
        Report(Error(ErrorCode::kParse, "unknown column: the file has " + Names(),
                     reader_->WhereOf(i), internal::Excerpt(fields[i])));
        continue;
      }
      std::size_t& column = column_[static_cast<std::size_t>(head - heads_.begin())];
      if (column == kNone) {
        column = i;
      } else {
        Report(Error(ErrorCode::kDuplicate, "a column of this name twice",
                     reader_->WhereOf(i, head->name), std::string(fields[i])));
      }
    }
    for (std::size_t i = 0; i < heads_.size(); ++i) {
      if (!heads_[i].required || column_[i] != kNone) continue;
      // Said once, not for every row; without it no row can be understood.
      usable_ = false;
      Where where = Here();
      where.field = heads_[i].name;
      Refuse(Error(ErrorCode::kParse, "a column that must be there is missing", std::move(where)));
    }
  }

  std::string Names() const {
    std::string names;
    for (const Head& head : heads_) {
      if (!names.empty()) names += ", ";
      names += head.name;
    }
    return names;
  }

  bool IsQuoted(const Where& where) const {
    const std::string_view raw = reader_->raw();
    std::size_t begin = 0;
    for (std::uint64_t line = reader_->line(); line < where.line; ++line) {
      begin = raw.find('\n', begin);
      if (begin == std::string_view::npos) return false;
      ++begin;
    }
    const std::size_t at = begin + static_cast<std::size_t>(where.column) - 1;
    return at < raw.size() && raw[at] == '"';
  }

  std::string name_;
  std::vector<Head> heads_;
  Problems* problems_;
  std::optional<DelimitedReader> reader_;
  std::size_t width_ = 0;
  std::vector<std::size_t> column_;  // of the file, by head
  std::vector<std::string_view> cells_;
  bool ragged_ = false;
  bool complete_ = true;
  bool usable_ = true;
};

// The place of a column in the heads of Row's file. REQUIRES: there is one.
template <typename Row>
constexpr std::size_t ColumnNamed(std::string_view name) {
  std::size_t i = 0;
  while (Spec<Row>::kColumns[i].head.name != name) ++i;
  return i;
}

template <typename Row>
std::vector<Head> MainHeads() {
  const auto heads = HeadsOf(Spec<Row>::kColumns);
  return {heads.begin(), heads.end()};
}

template <typename Row>
concept HasPoint = requires(const Row& row) {
  row.at->latitude;
};

class FolderReader {
 public:
  FolderReader(std::span<const TextFile> files, const ProgressCallback& progress)
      : progress_(progress) {
    for (const TextFile& file : files) {
      if (!IsFileOfTextForm(file.name)) {
        std::string known;
        for (const FileHeads& heads : AllFiles()) {
          known += known.empty() ? "" : ", ";
          known += heads.name;
        }
        problems_.Add(Error(ErrorCode::kUnknownFormat,
                            "no file of the text form, which are " + known +
                                " and, for remarks of any kind, README.md",
                            InFile(file.name)));
      } else if (!files_.emplace(file.name, &file).second) {
        problems_.Add(Error(ErrorCode::kDuplicate, "a file of this name twice", InFile(file.name)));
      } else {
        bytes_ += file.bytes.size();
      }
    }
  }

  Result<TextFormResult> Read(IssueLog* issues) {
    ReadAll(AllRows{});
    if (cancelled_) {
      if (issues != nullptr) *issues = IssueLog();
      return Error(ErrorCode::kCancelled, "cancelled by the caller");
    }
    Result<Chronicle> chronicle = Finish();
    if (issues != nullptr) *issues = problems_.log;
    if (!chronicle.ok()) return chronicle.error();
    return TextFormResult{*std::move(chronicle), std::move(problems_.log), records_};
  }

 private:
  template <typename... Rows>
  void ReadAll(TypeList<Rows...>) {
    (CountTwice<Rows>(), ...);
    // A reference may name a row of any file, further up or further down: all keys first.
    (ReadKeys<Rows>(), ...);
    (ReadTable<Rows>(), ...);
  }

  // Nothing more is there once the caller wants no more.
  const TextFile* Find(std::string_view name) const {
    const auto found = cancelled_ ? files_.end() : files_.find(name);
    return found == files_.end() ? nullptr : found->second;
  }

  template <typename Row>
  void CountTwice() {
    if constexpr (kTableOf<Row>.has_value()) {
      if (const TextFile* const file = Find(Spec<Row>::kFile)) bytes_ += file->bytes.size();
    }
  }

  // For one reading of the file.
  ProgressCallback ProgressOf(const TextFile& file) {
    const std::uint64_t before = std::exchange(bytes_done_, bytes_done_ + file.bytes.size());
    if (!progress_) return {};
    return [this, before](const Progress& of_file) {
      cancelled_ = cancelled_ ||
                   !progress_(Progress{of_file.stage, before + of_file.done, bytes_, of_file.unit});
      return !cancelled_;
    };
  }

  template <typename Row>
  void ReadKeys() {
    if constexpr (kTableOf<Row>.has_value()) {
      const TextFile* const file = Find(Spec<Row>::kFile);
      if (file == nullptr) return;
      FileReader reader(*file, MainHeads<Row>(), nullptr, ProgressOf(*file));
      while (reader.Next()) {
        bool stands = true;
        if constexpr (!std::is_same_v<Row, Source>) {
          stands = reader.cells()[ColumnNamed<Row>("superseded")].empty();
        }
        const std::string_view key = reader.cells()[ColumnNamed<Row>("key")];
        keys_.Add(*kTableOf<Row>, key_texts_.emplace_back(key), stands);
      }
      if (!reader.complete()) keys_.MarkIncomplete(*kTableOf<Row>);
    }
  }

  template <typename Row>
  void ReadTable() {
    std::vector<Row> rows;
    std::vector<Where> places;
    if (const TextFile* const file = Find(Spec<Row>::kFile)) {
      FileReader reader(*file, MainHeads<Row>(), &problems_, ProgressOf(*file));
      const auto report = [&](std::size_t column, const Error& error) {
        reader.Report(column, error);
      };
      while (reader.Next()) {
        ++records_;
        places.push_back(reader.Here());
        Row& row = rows.emplace_back();
        if (reader.ragged()) continue;
        const bool good =
            ReadCells(Spec<Row>::kColumns, Record{reader.cells(), report}, 0, keys_, row);
        if constexpr (HasPoint<Row>) {
          if (good) CheckPoint(row, reader);
        }
      }
    }
    std::apply([&](const auto&... side) { (ReadSide(side, rows, places), ...); },
               Spec<Row>::kSides);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      builder_.Add(std::move(rows[i]), std::move(places[i]));
    }
  }

  template <HasPoint Row>
  void CheckPoint(const Row& row, FileReader& reader) {
    if (!row.at) return;
    constexpr std::size_t kLatitude = ColumnNamed<Row>("latitude");
    constexpr std::size_t kLongitude = ColumnNamed<Row>("longitude");
    for (const std::size_t column : {kLatitude, kLongitude}) {
      if (reader.cells()[column].empty()) {
        reader.Report(
            column, Error(ErrorCode::kParse, "a point has a latitude and a longitude, or neither"));
        return;
      }
    }
    if (row.at->latitude == 0 && row.at->longitude == 0) {
      reader.Warn(kLatitude, "the point 0, 0 lies in the Gulf of Guinea and is often a mistake");
    }
  }

  template <typename Side, typename Owner>
  void ReadSide(const Side& side, std::vector<Owner>& owners, const std::vector<Where>& places) {
    const TextFile* const file = Find(side.name);
    if (file == nullptr) return;
    FileReader reader(*file, side.Heads(), &problems_, ProgressOf(*file));
    const auto report = [&](std::size_t column, const Error& error) {
      reader.Report(column, error);
    };
    Seen seen;
    while (reader.Next()) {
      ++records_;
      if (reader.ragged()) continue;
      const Record record{reader.cells(), report};
      const std::string_view key = record.cells[0];
      const Result<std::uint32_t> found = key.empty()
                                              ? Error(ErrorCode::kParse, "must not be empty")
                                              : keys_.Find(*kTableOf<Owner>, key);
      if (!found.ok()) reader.Report(0, found.error());
      // Details cannot be judged where the type of their event is not known.
      const bool known_owner = found.ok() && !IsWrong(places[*found]);
      if (std::is_same_v<Side, DetailsFile> && !known_owner) continue;
      Owner nobody;
      Seen nothing;
      side.Read(record, keys_, found.ok() ? owners[*found] : nobody, found.ok() ? *found : 0,
                found.ok() ? seen : nothing);
    }
  }

  bool IsWrong(const Where& row) const {
    return problems_.wrong_rows.contains({row.file, row.line});
  }

  Result<Chronicle> Finish() {
    const IssueLog check = builder_.Check();
    if (problems_.wrong_rows.empty()) {
      problems_.log.Append(check);
    } else {
      for (const Issue& issue : check.issues()) {
        if (!IsWrong(issue.where)) problems_.log.Add(issue);
      }
    }
    const IssueLog& log = problems_.log;
    if (log.errors() == 0) return builder_.Build();
    const auto first =
        std::find_if(log.issues().begin(), log.issues().end(),
                     [](const Issue& issue) { return issue.severity == Severity::kError; });
    std::string message = first->message;
    if (log.errors() > 1) {
      message += " (and " + std::to_string(log.errors() - 1) + " more error" +
                 (log.errors() > 2 ? "s" : "") + ")";
    }
    return Error(first->code, std::move(message), first->where, first->text);
  }

  const ProgressCallback& progress_;
  std::uint64_t bytes_ = 0;  // to be read, those of two readings twice
  std::uint64_t bytes_done_ = 0;
  bool cancelled_ = false;
  absl::flat_hash_map<std::string_view, const TextFile*> files_;
  Problems problems_;
  Keys keys_;
  std::deque<std::string> key_texts_;  // what keys_ points to
  ChronicleBuilder builder_;
  std::uint64_t records_ = 0;
};

}  // namespace

Result<TextFormResult> ReadFiles(std::span<const TextFile> files, IssueLog* issues,
                                 const ProgressCallback& progress) {
  return FolderReader(files, progress).Read(issues);
}

}  // namespace casus::text_form
