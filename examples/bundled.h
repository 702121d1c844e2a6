#ifndef CASUS_EXAMPLES_BUNDLED_H_
#define CASUS_EXAMPLES_BUNDLED_H_

// Where the examples find the bundled chronicle, and what they do if they can't.

#include <casus/casus.h>

#include <cstdlib>
#include <iostream>
#include <string>

// Reads the chronicle of a folder, or says why not and ends the program.
inline casus::Chronicle ReadOrExit(const std::string& folder) {
  casus::Result<casus::TextFormResult> read = casus::ReadTextForm(folder);
  if (!read.ok()) {
    std::cerr << read.error() << '\n';
    std::exit(1);
  }
  return std::move(read->chronicle);
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
