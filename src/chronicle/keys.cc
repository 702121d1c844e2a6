#include "src/chronicle/keys.h"

namespace casus::internal {

// FNV-1a, stirred once more, as its low bits follow the last letter too closely.
std::uint64_t KeyMap::Hash(std::string_view key) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  hash ^= hash >> 32;
  return hash * 0x9E3779B97F4A7C15U >> 16;
}

}  // namespace casus::internal
