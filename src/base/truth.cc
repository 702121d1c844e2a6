#include "casus/base/truth.h"

#include <ostream>

namespace casus {

std::string_view ToString(Truth truth) {
  switch (truth) {
    case Truth::kNo: return "no";
    case Truth::kPossible: return "possible";
    case Truth::kCertain: return "certain";
  }
  return "no";
}

std::ostream& operator<<(std::ostream& out, Truth truth) { return out << ToString(truth); }

std::ostream& operator<<(std::ostream& out, const Bounds& bounds) {
  out << bounds.certain;
  if (!bounds.exact()) out << ".." << bounds.possible;
  return out;
}

}  // namespace casus
