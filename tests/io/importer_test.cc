#include "casus/io/importer.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "import_testing.h"

namespace {

using casus::ChronicleBuilder;
using casus::Error;
using casus::ErrorCode;
using casus::Import;
using casus::ImportOptions;
using casus::ImportReport;
using casus::Result;
using casus_test::DataPath;
using casus_test::Imported;
using casus_test::ImportFile;
using casus_test::ReadAll;
using casus_test::Refusal;
using casus_test::TemporaryFile;

TEST(Importer, ListsItsFormatsInOrder) {
  std::vector<std::string_view> names;
  for (const casus::Format& format : casus::Formats()) {
    names.push_back(format.name);
    EXPECT_FALSE(format.description.empty());
  }
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_TRUE(std::find(names.begin(), names.end(), "gdelt") != names.end());
  EXPECT_TRUE(std::find(names.begin(), names.end(), "ucdp-ged") != names.end());
  EXPECT_TRUE(std::find(names.begin(), names.end(), "auto") == names.end());
}

TEST(Importer, AutoRecognisesFormatsByTheirContent) {
  EXPECT_EQ(ImportFile("auto", DataPath("ged_49.csv")).report.format, "ucdp-ged");
  EXPECT_EQ(ImportFile("auto", DataPath("ged_41.csv")).report.format, "ucdp-ged");
  EXPECT_EQ(ImportFile("auto", DataPath("ged_candidate_no_header.csv")).report.format, "ucdp-ged");
  EXPECT_EQ(ImportFile("auto", DataPath("gdelt_1_mixed.csv")).report.format, "gdelt");
  EXPECT_EQ(ImportFile("auto", DataPath("gdelt_2.export.CSV")).report.format, "gdelt");
}

TEST(Importer, NoFormatTakesTheFileOfAnother) {
  const std::vector<std::pair<std::string, std::string>> samples = {
      {"acled", "acled.csv"},     {"gdelt", "gdelt_1_mixed.csv"},
      {"gtd", "gtd.csv"},         {"icews", "icews.tab"},
      {"polecat", "polecat.txt"}, {"scad", "scad.csv"},
      {"ucdp-ged", "ged_49.csv"}, {"ucdp-ged", "ged_candidate_no_header.csv"},
  };
  for (const auto& [format, file] : samples) {
    EXPECT_EQ(ImportFile("auto", DataPath(file)).report.format, format) << file;
    const std::string text = ReadAll(DataPath(file));
    for (const casus::Format& other : casus::Formats()) {
      if (other.name == format) continue;
      const Error error = Refusal(other.name, text);
      EXPECT_EQ(error.code(), ErrorCode::kUnknownFormat) << other.name << " took " << file;
      EXPECT_NE(error.message().find("(here "), std::string::npos) << error;
    }
  }
}

TEST(Importer, AutoRefusesUnknownShapesAndNamesThoseItKnows) {
  const Error error = Refusal("auto", "name;begin;end\nwar;1914;1918\n");
  // A line for each format.
  EXPECT_EQ(std::count(error.message().begin(), error.message().end(), '\n'),
            std::ssize(casus::Formats()));
  EXPECT_EQ(error.code(), ErrorCode::kUnknownFormat);
  EXPECT_NE(error.message().find("3 columns between semicolons, beginning 'name;begin;end'"),
            std::string::npos)
      << error;
  EXPECT_NE(error.message().find("gdelt reads "), std::string::npos) << error;
  EXPECT_NE(error.message().find("ucdp-ged reads "), std::string::npos) << error;
  EXPECT_NE(Refusal("auto", "<html>\n<body>Not found</body>").message().find("1 column, beginning"),
            std::string::npos);
}

TEST(Importer, RefusesAFormatNobodyReads) {
  ChronicleBuilder builder;
  const Result<ImportReport> report = Import("acled-1", DataPath("ged_49.csv"), {}, builder);
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code(), ErrorCode::kInvalidArgument);
  EXPECT_NE(report.error().message().find("known: auto, acled, "), std::string::npos);
  EXPECT_NE(report.error().message().find(", ucdp-ged"), std::string::npos);
}

TEST(Importer, RefusesAFileOfAnotherFormatThanTheOneNamed) {
  EXPECT_EQ(Refusal("gdelt", ReadAll(DataPath("ged_49.csv"))).code(), ErrorCode::kUnknownFormat);
  EXPECT_EQ(Refusal("ucdp-ged", ReadAll(DataPath("gdelt_2.export.CSV"))).code(),
            ErrorCode::kUnknownFormat);
}

TEST(Importer, RefusesWhatIsNoFileOrHoldsNoText) {
  using namespace std::string_view_literals;
  ChronicleBuilder builder;
  EXPECT_EQ(Import("auto", "no/such.csv", {}, builder).error().code(), ErrorCode::kNotFound);
  EXPECT_EQ(Import("auto", DataPath(""), {}, builder).error().code(), ErrorCode::kIo);
  const Error empty = Refusal("auto", "");
  EXPECT_EQ(empty.code(), ErrorCode::kUnknownFormat);
  EXPECT_EQ(empty.message(), "the file is empty");
  EXPECT_EQ(Refusal("gdelt", "\xEF\xBB\xBF\n\n").message(), "the file is empty");
  EXPECT_EQ(Refusal("auto", "\x00\x01\x02\x03\x04\x05\x06"sv).code(), ErrorCode::kUnknownFormat);
  const Error pdf = Refusal("ucdp-ged", "%PDF-1.7\n...");
  EXPECT_EQ(pdf.code(), ErrorCode::kUnknownFormat);
  EXPECT_NE(pdf.message().find("PDF"), std::string::npos);
}

TEST(Importer, ReadsCompressedFilesAndRefusesThoseCutOffWhole) {
  const std::string path = DataPath("gdelt_2.export.CSV.gz");
  ChronicleBuilder builder;
  const Result<ImportReport> report = Import("gdelt", path, {}, builder);
  if (!report.ok() && report.error().code() == ErrorCode::kUnsupported) {
    GTEST_SKIP() << "built without libarchive";
  }
  ASSERT_TRUE(report.ok()) << report.error();
  EXPECT_EQ(report->kept, 7u);
  const std::string bytes = ReadAll(path);
  EXPECT_EQ(Refusal("gdelt", bytes.substr(0, bytes.size() - 9)).code(), ErrorCode::kCorrupt);
}

// A gzip file of many records, cut where some have been read: what was read must not stay.
TEST(Importer, AFileThatFailsHalfWayLeavesTheBuilderAsItWas) {
  ChronicleBuilder builder;
  ASSERT_TRUE(Import("ucdp-ged", DataPath("ged_49.csv"), {}, builder).ok());
  std::vector<std::size_t> before;
  for (const auto& table : casus::kTokens<casus::Table>)
    before.push_back(builder.size(table.value));
  int calls = 0;
  ImportOptions options;
  options.progress = [&](const casus::Progress&) { return ++calls < 2; };
  std::string text;
  const std::string row = ReadAll(DataPath("gdelt_2.export.CSV"));
  for (int i = 0; i < 1'000; ++i) text += row;
  const TemporaryFile file("long.csv", text);
  const Result<ImportReport> report = Import("gdelt", file.path(), options, builder);
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code(), ErrorCode::kCancelled);
  EXPECT_EQ(calls, 2);
  std::vector<std::size_t> after;
  for (const auto& table : casus::kTokens<casus::Table>) after.push_back(builder.size(table.value));
  EXPECT_EQ(after, before);
}

TEST(Importer, CountsLinesWithNothingInThem) {
  std::string text = ReadAll(DataPath("gdelt_2.export.CSV"));
  text += "\n\n";
  const Imported imported = casus_test::ImportText("gdelt", text);
  EXPECT_EQ(imported.report.records, 7u);
  EXPECT_EQ(imported.report.issues.issues().back().message, "2 lines with nothing in them");
}

TEST(Importer, FilesOfSeveralFormatsGoIntoOneChronicle) {
  ChronicleBuilder builder;
  ASSERT_TRUE(Import("auto", DataPath("ged_49.csv"), {}, builder).ok());
  ASSERT_TRUE(Import("auto", DataPath("gdelt_2.export.CSV"), {}, builder).ok());
  ASSERT_TRUE(Import("auto", DataPath("gdelt_1_mixed.csv"), {}, builder).ok());
  const Result<casus::Chronicle> chronicle = builder.Build();
  ASSERT_TRUE(chronicle.ok()) << chronicle.error();
  EXPECT_EQ(chronicle->event_count(), 16u);
  EXPECT_EQ(chronicle->sources().size(), 3u);
  EXPECT_EQ(chronicle->place(*chronicle->FindPlace("fips:SX")).fact.source, casus::SourceId(1));
  EXPECT_EQ(casus_test::EventOf(*chronicle, "gdelt:100003").source().key, "gdelt:gdelt_1_mixed");
}

TEST(Importer, TheSameFileGivesTheSameChronicle) {
  const Imported one = ImportFile("auto", DataPath("gdelt_2.export.CSV"));
  const Imported two = ImportFile("auto", DataPath("gdelt_2.export.CSV"));
  ASSERT_EQ(one.chronicle.event_count(), two.chronicle.event_count());
  for (std::uint32_t i = 0; i < one.chronicle.event_count(); ++i) {
    EXPECT_EQ(one.chronicle.event(casus::EventId(i)).Record(),
              two.chronicle.event(casus::EventId(i)).Record());
  }
  EXPECT_TRUE(std::equal(one.chronicle.actors().begin(), one.chronicle.actors().end(),
                         two.chronicle.actors().begin(), two.chronicle.actors().end()));
  EXPECT_TRUE(std::equal(one.chronicle.places().begin(), one.chronicle.places().end(),
                         two.chronicle.places().begin(), two.chronicle.places().end()));
}

}  // namespace
