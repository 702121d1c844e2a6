#ifndef CASUS_TESTS_CHRONICLE_VERSIONS_TESTING_H_
#define CASUS_TESTS_CHRONICLE_VERSIONS_TESTING_H_

// What tests of versions of datasets and of lists compare.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "casus/chronicle/versions.h"

namespace casus::chronicle_test {

// The snapshot.
inline std::string BytesOf(const Chronicle& chronicle) {
  const std::string path =
      std::filesystem::temp_directory_path() / ("casus_versions_" + std::to_string(getpid()));
  EXPECT_TRUE(chronicle.Save(path).ok());
  std::ifstream file(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  file.close();
  std::filesystem::remove(path);
  return bytes;
}

// The rows that differ, a line for each.
inline std::string Words(const Difference& difference) {
  std::string words;
  for (const RowDifference& row : difference.rows) {
    words +=
        std::string(ToString(row.table)) + " " + std::string(ToString(row.change)) + " " + row.key;
    if (!row.key_before.empty()) words += " was " + row.key_before;
    for (const std::string& field : row.fields) words += " " + field;
    words += "\n";
  }
  return words;
}

}  // namespace casus::chronicle_test

#endif  // CASUS_TESTS_CHRONICLE_VERSIONS_TESTING_H_
