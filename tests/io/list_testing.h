#ifndef CASUS_TESTS_IO_LIST_TESTING_H_
#define CASUS_TESTS_IO_LIST_TESTING_H_

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "casus/time/edtf.h"
#include "import_testing.h"

// What the tests of sanctions lists share.

namespace casus_test {

// A folder of files that is gone when the test is over.
class Folder {
 public:
  Folder() {
    path_ = testing::TempDir() + "casus_ofac_" +
            testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(path_);
    std::filesystem::create_directory(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string Add(const std::string& name, const std::string& text) const {
    std::ofstream(path_ + "/" + name, std::ios::binary) << text;
    return path_ + "/" + name;
  }
  std::string AddIn(const std::string& folder, const std::string& name,
                    const std::string& text) const {
    std::filesystem::create_directory(path_ + "/" + folder);
    return Add(folder + "/" + name, text);
  }

 private:
  std::string path_;
};

inline casus::ImportOptions On(casus::Day day) {
  casus::ImportOptions options;
  options.published = casus::Moment::OnDay(day);
  return options;
}

inline const casus::Actor& ActorOf(const Imported& imported, std::string_view key) {
  const auto id = imported.chronicle.FindActor(key);
  EXPECT_TRUE(id) << key;
  return imported.chronicle.actor(id.value_or(casus::ActorId(0)));
}
inline const casus::Designation& DesignationOf(const Imported& imported, std::string_view key) {
  const auto row = imported.chronicle.FindRow(casus::Table::kDesignations, key);
  EXPECT_TRUE(row) << key;
  return imported.chronicle.designation(row ? std::get<casus::DesignationId>(*row)
                                            : casus::DesignationId(0));
}
inline std::vector<std::string> KeysOf(const Imported& imported) {
  std::vector<std::string> keys;
  for (const casus::Designation& designation : imported.chronicle.designations()) {
    keys.push_back(designation.fact.key);
  }
  return keys;
}
inline std::string NamesOf(const casus::Actor& actor) {
  std::string text;
  for (const casus::Name& name : actor.names) {
    text += std::string(ToString(name.kind)) + " " + name.text + "\n";
  }
  return text;
}
inline std::string CodesOf(const casus::Actor& actor) {
  std::string text;
  for (const casus::Code& code : actor.codes) {
    text += code.value + (code.span ? " " + ToEdtf(*code.span) : "") + "\n";
  }
  return text;
}
// All issues in words, without the folder of their file.
inline std::string IssuesOf(const Imported& imported) {
  std::string text;
  for (casus::Issue issue : imported.report.issues.issues()) {
    issue.where.file = std::filesystem::path(issue.where.file).filename();
    text += ToString(issue) + "\n";
  }
  return text;
}

// "key kind from > to (note)" of each.
inline std::string RelationsOf(const Imported& imported) {
  std::string text;
  for (const casus::Relation& relation : imported.chronicle.relations()) {
    text += relation.fact.key + " " + std::string(ToString(relation.kind)) + " " +
            imported.chronicle.actor(*relation.from).name + " > " +
            imported.chronicle.actor(*relation.to).name + " (" + relation.fact.note + ")\n";
  }
  return text;
}

// Is XML read in this build?
inline bool ReadsXml() {
  const TemporaryFile file("probe.xml", "<sdnList></sdnList>");
  casus::ChronicleBuilder builder;
  const auto report = casus::Import("ofac-xml", file.path(), {}, builder);
  return report.ok() || report.error().code() != casus::ErrorCode::kUnsupported;
}

}  // namespace casus_test

#endif  // CASUS_TESTS_IO_LIST_TESTING_H_
