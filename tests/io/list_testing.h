#ifndef CASUS_TESTS_IO_LIST_TESTING_H_
#define CASUS_TESTS_IO_LIST_TESTING_H_

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "casus/casus.h"
#include "import_testing.h"

// What tests of sanctions lists share: rows by key, and texts of what a row holds.

namespace casus_test {

// Can this build read the text? Not where a library was missing.
inline bool CanRead(std::string_view format, std::string_view text) {
  const TemporaryFile file("probe", text);
  casus::ChronicleBuilder builder;
  const auto report = casus::Import(format, file.path(), {}, builder);
  return report.ok() || report.error().code() != casus::ErrorCode::kUnsupported;
}

// A folder of files that is gone when the test is over.
class Folder {
 public:
  Folder() {
    path_ = testing::TempDir() + "casus_list_" +
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

// A list that is recognised as the format.
inline Imported ReadList(std::string_view format, const std::string& text,
                         const casus::ImportOptions& options = {}) {
  const TemporaryFile file("list", text);
  Imported imported = ImportRows("auto", file.path(), options);
  EXPECT_EQ(imported.report.format, format);
  return imported;
}

inline const casus::Actor& ActorOf(const Imported& imported, std::string_view key) {
  const auto id = imported.chronicle.FindActor(key);
  EXPECT_TRUE(id) << key;
  static const casus::Actor kNone;
  return id ? imported.chronicle.actor(*id) : kNone;
}
inline const casus::Designation& DesignationOf(const Imported& imported, std::string_view key) {
  const auto row = imported.chronicle.FindRow(casus::Table::kDesignations, key);
  EXPECT_TRUE(row) << key;
  static const casus::Designation kNone;
  return row ? imported.chronicle.designation(std::get<casus::DesignationId>(*row)) : kNone;
}
inline std::vector<std::string> KeysOf(const Imported& imported) {
  std::vector<std::string> keys;
  for (const casus::Designation& designation : imported.chronicle.designations()) {
    keys.push_back(designation.fact.key);
  }
  return keys;
}
inline const casus::Relation& RelationOf(const Imported& imported, std::string_view key) {
  const auto row = imported.chronicle.FindRow(casus::Table::kRelations, key);
  EXPECT_TRUE(row) << key;
  static const casus::Relation kNone;
  return row ? imported.chronicle.relation(std::get<casus::RelationId>(*row)) : kNone;
}

inline std::string SpanText(const casus::Fact& fact) { return ToEdtf(fact.span); }

inline std::string SpanOf(const Imported& imported, std::string_view key) {
  return ToEdtf(DesignationOf(imported, key).fact.span);
}

inline std::string BirthOf(const Imported& imported, std::string_view key) {
  return ToEdtf(ActorOf(imported, key).fact.span.first());
}

// "alias Rudolf\n", a line for each.
inline std::string NamesOf(const casus::Actor& actor) {
  std::string text;
  for (const casus::Name& name : actor.names) {
    text += std::string(ToString(name.kind)) + " " + name.text;
    if (!name.language.empty()) text += " [" + name.language + "]";
    text += "\n";
  }
  return text;
}
inline std::string CodesOf(const casus::Actor& actor) {
  std::string text;
  for (const casus::Code& code : actor.codes) {
    text += std::string(ToString(code.system)) + " " + code.value;
    if (code.span) text += " " + ToEdtf(*code.span);
    text += "\n";
  }
  return text;
}
// The values alone.
inline std::string CodeValuesOf(const casus::Actor& actor) {
  std::string text;
  for (const casus::Code& code : actor.codes) {
    text += code.value + (code.span ? " " + ToEdtf(*code.span) : "") + "\n";
  }
  return text;
}
// "acts_for a > b 2014/..", by the keys of the actors.
inline std::string RelationText(const Imported& imported, std::string_view key) {
  const casus::Relation& relation = RelationOf(imported, key);
  const auto end = [&](const std::optional<casus::ActorId>& id) {
    return id ? imported.chronicle.actor(*id).fact.key : std::string("?");
  };
  return std::string(ToString(relation.kind)) + " " + end(relation.from) + " > " +
         end(relation.to) + " " + ToEdtf(relation.fact.span);
}

// All issues in words, without the folder of their file.
inline std::string IssuesInWords(const Imported& imported) {
  std::string text;
  for (casus::Issue issue : imported.report.issues.issues()) {
    issue.where.file = std::filesystem::path(issue.where.file).filename();
    text += ToString(issue) + "\n";
  }
  return text;
}

// Without the name of the file and the column; a line for each.
inline std::string IssuesOf(const Imported& imported) {
  std::string text;
  for (casus::Issue issue : imported.report.issues.issues()) {
    issue.where.file = "f";
    issue.where.column = 0;
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

// Both hold the same actors, regimes and designations, row for row.
inline void ExpectSameRows(const Imported& a, const Imported& b) {
  const auto rows = [](auto all) {
    return std::vector<typename decltype(all)::value_type>(all.begin(), all.end());
  };
  EXPECT_EQ(rows(a.chronicle.actors()), rows(b.chronicle.actors()));
  EXPECT_EQ(rows(a.chronicle.regimes()), rows(b.chronicle.regimes()));
  EXPECT_EQ(rows(a.chronicle.designations()), rows(b.chronicle.designations()));
}

}  // namespace casus_test

#endif  // CASUS_TESTS_IO_LIST_TESTING_H_
