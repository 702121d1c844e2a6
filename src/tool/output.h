#ifndef CASUS_SRC_TOOL_OUTPUT_H_
#define CASUS_SRC_TOOL_OUTPUT_H_

#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace casus::tool {

enum class Style { kHuman, kCsv, kJson };

// A value of an answer. Numbers are right-aligned for people and bare in JSON.
struct Cell {
  Cell(std::string value) : text(std::move(value)) {}
  Cell(std::string_view value) : text(value) {}
  Cell(const char* value) : text(value) {}
  Cell(std::uint64_t value) : text(std::to_string(value)), is_number(true) {}
  Cell(std::int64_t value) : text(std::to_string(value)), is_number(true) {}

  std::string text;
  bool is_number = false;
};

// What a verb answers: one table, in sections for people. CSV and JSON have all columns; people
// see those that are not `detail`.
class Answer {
 public:
  struct Column {
    std::string name;
    bool detail = false;
  };

  Answer(Style style, std::vector<Column> columns) : style_(style), columns_(std::move(columns)) {}

  // What people read above the rows that follow. CSV and JSON say it in a column.
  void Section(std::string heading) { sections_.push_back({std::move(heading), {}}); }
  void Row(std::vector<Cell> cells) { sections_.back().rows.push_back(std::move(cells)); }

  // People see at most `limit` rows a section (0: all) and are told how many more there are.
  void Print(std::ostream& out, std::size_t limit) const;

 private:
  struct Part {
    std::string heading;
    std::vector<std::vector<Cell>> rows;
  };

  void PrintHuman(std::ostream& out, std::size_t limit) const;
  void PrintCsv(std::ostream& out) const;
  void PrintJson(std::ostream& out) const;

  Style style_;
  std::vector<Column> columns_;
  std::vector<Part> sections_;
};

}  // namespace casus::tool

#endif  // CASUS_SRC_TOOL_OUTPUT_H_
