#ifndef CASUS_EXAMPLES_BUNDLED_H_
#define CASUS_EXAMPLES_BUNDLED_H_

// Where the examples find the bundled chronicle, and what they do if they can't.

#include <casus/casus.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <type_traits>
#include <utility>

// What a result holds; or says why there is none and ends the program.
template <typename T>
T OrExit(casus::Result<T> result) {
  if (!result.ok()) {
    std::cerr << result.error() << '\n';
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

// The chronicle of a folder.
inline casus::Chronicle ReadOrExit(const std::string& folder) {
  return std::move(OrExit(casus::ReadTextForm(folder)).chronicle);
}

// The row that the examples speak of; they are written for the bundled chronicle.
template <typename Id>
Id Known(const std::optional<Id>& found, const char* key) {
  if (!found) {
    std::cerr << "this chronicle has no " << key << '\n';
    std::exit(1);
  }
  return *found;
}

// "  certain   ".
inline std::string Margin(casus::Truth truth) {
  std::string word(casus::ToString(truth));
  return "  " + word + std::string(10 - word.size(), ' ');
}

#endif  // CASUS_EXAMPLES_BUNDLED_H_
