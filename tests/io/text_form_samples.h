#ifndef CASUS_TESTS_IO_TEXT_FORM_SAMPLES_H_
#define CASUS_TESTS_IO_TEXT_FORM_SAMPLES_H_

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "casus/chronicle/chronicle.h"

namespace casus_test {

// A chronicle in which every table has rows, every column a cell that says something, and every type
// of event its details.
casus::Chronicle FullChronicle();

// Rows of all tables that refer to each other at random, with every word of every enumeration,
// dates of all shapes, keys of several versions and texts that need care.
casus::Chronicle RandomChronicle(std::uint64_t seed);

// Fails with the table and row of the first difference.
void ExpectSame(const casus::Chronicle& actual, const casus::Chronicle& expected);

// File name -> bytes.
using Folder = std::map<std::string, std::string>;
Folder BytesOf(const std::string& folder);
void WriteBytes(const Folder& files, const std::string& folder);

// An empty folder that is removed with all in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace casus_test

#endif  // CASUS_TESTS_IO_TEXT_FORM_SAMPLES_H_
