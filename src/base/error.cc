#include "casus/base/error.h"

#include <cstdio>
#include <cstdlib>
#include <ostream>

namespace casus {

std::string_view ToString(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument: return "invalid argument";
    case ErrorCode::kParse: return "parse error";
    case ErrorCode::kOutOfRange: return "out of range";
    case ErrorCode::kNotFound: return "not found";
    case ErrorCode::kDuplicate: return "duplicate";
    case ErrorCode::kBadReference: return "bad reference";
    case ErrorCode::kUnknownFormat: return "unknown format";
    case ErrorCode::kCorrupt: return "corrupt input";
    case ErrorCode::kIo: return "input/output error";
    case ErrorCode::kUnsupported: return "unsupported";
    case ErrorCode::kCancelled: return "cancelled";
  }
  return "unknown error";
}

std::string ToString(const Where& where) {
  std::string out = where.file;
  if (where.line != 0) {
    if (out.empty())
      out = "line ";
    else
      out += ':';
    out += std::to_string(where.line);
  }
  if (where.column != 0) {
    if (out.empty())
      out = "column ";
    else
      out += ':';
    out += std::to_string(where.column);
  }
  if (!where.field.empty()) {
    if (!out.empty()) out += ' ';
    out += '(' + where.field + ')';
  }
  return out;
}

Error Error::At(Where where) const {
  if (where_.column != 0)
    where.column = where.column == 0 ? where_.column : where.column + where_.column - 1;
  if (where.file.empty()) where.file = where_.file;
  if (where.line == 0) where.line = where_.line;
  if (where.field.empty()) where.field = where_.field;
  return Error(code_, message_, std::move(where), text_);
}

std::string Error::ToString() const {
  std::string out = casus::ToString(where_);
  if (!out.empty()) out += ": ";
  out += casus::ToString(code_);
  out += ": ";
  out += message_;
  if (!text_.empty()) out += ": '" + text_ + "'";
  return out;
}

std::ostream& operator<<(std::ostream& out, const Error& error) { return out << error.ToString(); }

namespace internal {

void DieOnError(const Error& error) {
  std::fprintf(stderr, "casus: value() of a failed Result: %s\n", error.ToString().c_str());
  std::abort();
}

void DieOnMisuse(const char* what) {
  std::fprintf(stderr, "casus: %s\n", what);
  std::abort();
}

}  // namespace internal
}  // namespace casus
