#include "src/tool/output.h"

#include <algorithm>
#include <cstdio>
#include <ostream>

namespace casus::tool {
namespace {

// Columns on a terminal: code points, which is right for the scripts that names here come in.
std::size_t Width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

void Pad(std::ostream& out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out << ' ';
}

void PrintCsvCell(std::ostream& out, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out << text;
    return;
  }
  out << '"';
  for (const char c : text) {
    if (c == '"') out << '"';
    out << c;
  }
  out << '"';
}

void PrintJsonString(std::ostream& out, std::string_view text) {
  out << '"';
  for (const char c : text) {
    switch (c) {
      case '"': out << "\\\""; break;
      case '\\': out << "\\\\"; break;
      case '\n': out << "\\n"; break;
      case '\r': out << "\\r"; break;
      case '\t': out << "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          char escape[8];
          std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
          out << escape;
        } else {
          out << c;
        }
    }
  }
  out << '"';
}

}  // namespace

void Answer::Print(std::ostream& out, std::size_t limit) const {
  switch (style_) {
    case Style::kHuman: return PrintHuman(out, limit);
    case Style::kCsv: return PrintCsv(out);
    case Style::kJson: return PrintJson(out);
  }
}

void Answer::PrintHuman(std::ostream& out, std::size_t limit) const {
  bool first = true;
  for (const Part& part : sections_) {
    if (!first) out << '\n';
    first = false;
    if (!part.heading.empty()) out << part.heading << '\n';
    const std::size_t shown = limit == 0 ? part.rows.size() : std::min(limit, part.rows.size());

    std::vector<std::size_t> widths(columns_.size(), 0);
    for (std::size_t r = 0; r < shown; ++r) {
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        widths[c] = std::max(widths[c], Width(part.rows[r][c].text));
      }
    }
    for (std::size_t r = 0; r < shown; ++r) {
      std::size_t owed =
          2;  // blanks are owed until something follows, so that no line ends in them
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (columns_[c].detail || widths[c] == 0) continue;
        const Cell& cell = part.rows[r][c];
        const std::size_t gap = widths[c] - Width(cell.text);
        if (cell.is_number) owed += gap;
        if (!cell.text.empty()) {
          Pad(out, owed);
          out << cell.text;
          owed = 0;
        }
        owed += 2 + (cell.is_number ? 0 : gap);
      }
      out << '\n';
    }
    if (shown < part.rows.size()) {
      out << "  ... and " << part.rows.size() - shown << " more (--limit 0 shows all)\n";
    }
  }
}

void Answer::PrintCsv(std::ostream& out) const {
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (c != 0) out << ',';
    PrintCsvCell(out, columns_[c].name);
  }
  out << '\n';
  for (const Part& part : sections_) {
    for (const std::vector<Cell>& row : part.rows) {
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (c != 0) out << ',';
        PrintCsvCell(out, row[c].text);
      }
      out << '\n';
    }
  }
}

void Answer::PrintJson(std::ostream& out) const {
  out << '[';
  bool first = true;
  for (const Part& part : sections_) {
    for (const std::vector<Cell>& row : part.rows) {
      out << (first ? "\n" : ",\n") << "  {";
      first = false;
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (c != 0) out << ", ";
        PrintJsonString(out, columns_[c].name);
        out << ": ";
        if (row[c].is_number)
          out << row[c].text;
        else
          PrintJsonString(out, row[c].text);
      }
      out << '}';
    }
  }
  out << (first ? "]\n" : "\n]\n");
}

}  // namespace casus::tool
