#ifndef CASUS_TESTS_IO_REAL_DATA_H_
#define CASUS_TESTS_IO_REAL_DATA_H_

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace casus_test {

// Files as their publishers made them are no part of the repository. CASUS_REAL_DATA names a folder
// that has them; without it the tests of them are skipped.
inline std::string RealDataPath(std::string_view name) {
  const char* const folder = std::getenv("CASUS_REAL_DATA");
  return folder == nullptr ? std::string() : std::string(folder) + "/" + std::string(name);
}


#define CASUS_REQUIRE_REAL_DATA(path) \
  if ((path).empty()) GTEST_SKIP() << "set CASUS_REAL_DATA to the folder of the real files"

// The bytes of a file by way of another program, so that nothing of casus is trusted.
inline std::string BytesOf(const std::string& path) {
  const bool is_compressed = std::string_view(path).ends_with(".gz");
  const std::string command = (is_compressed ? "gzip -dc '" : "cat '") + path + "'";
  std::string bytes;
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return bytes;
  char buffer[65536];
  for (std::size_t got; (got = std::fread(buffer, 1, sizeof(buffer), pipe)) > 0;) {
    bytes.append(buffer, got);
  }
  EXPECT_EQ(pclose(pipe), 0) << command;
  return bytes;
}

// Records of CSV, by the plainest code there is.
inline std::vector<std::vector<std::string>> PlainCsv(const std::string& text) {
  std::vector<std::vector<std::string>> records;
  std::vector<std::string> record;
  std::string field;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
        field += '"';
        ++i;
      } else if (c == '"') {
        quoted = false;
      } else {
        field += c;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      record.push_back(field);
      field.clear();
    } else if (c == '\n') {
      record.push_back(field);
      field.clear();
      records.push_back(record);
      record.clear();
    } else if (c != '\r') {
      field += c;
    }
  }
  return records;
}

inline std::vector<std::vector<std::string>> PlainTabs(const std::string& text) {
  std::vector<std::vector<std::string>> records;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find('\n', begin);
    std::vector<std::string> record(1);
    for (const char c : text.substr(begin, end - begin)) {
      if (c == '\t') {
        record.emplace_back();
      } else {
        record.back() += c;
      }
    }
    records.push_back(record);
    begin = end == std::string::npos ? text.size() : end + 1;
  }
  return records;
}

// Do two texts name the same number?
inline bool SameNumber(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return a == b;
  return std::strtod(a.c_str(), nullptr) == std::strtod(b.c_str(), nullptr);
}

}  // namespace casus_test

#endif  // CASUS_TESTS_IO_REAL_DATA_H_
