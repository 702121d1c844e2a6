#include "casus/io/columns.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "testing.h"

namespace {

using casus::CellRule;
using casus::Column;
using casus::ColumnOptions;
using casus::ColumnSpec;
using casus::ColumnTable;
using casus::ColumnType;
using casus::Day;
using casus::ErrorCode;
using casus::Result;

const std::vector<ColumnSpec>& Specs() {
  static const std::vector<ColumnSpec> specs = {ColumnSpec::Named("id", ColumnType::kInteger),
                                                ColumnSpec::Named("country", ColumnType::kText),
                                                ColumnSpec::Named("day", ColumnType::kDay),
                                                ColumnSpec::Named("lat", ColumnType::kReal)};
  return specs;
}

Result<ColumnTable> Read(std::string_view text, const std::vector<ColumnSpec>& specs = Specs(),
                         const ColumnOptions& options = {}) {
  return ColumnTable::Read(casus::InputFromMemory(text, "t.csv"), specs, options);
}

std::string Failure(std::string_view text, const std::vector<ColumnSpec>& specs = Specs(),
                    const ColumnOptions& options = {}) {
  const Result<ColumnTable> table = Read(text, specs, options);
  return table.ok() ? "" : table.error().ToString();
}

std::vector<std::string> Issues(const Result<ColumnTable>& table) {
  std::vector<std::string> issues;
  for (const casus::Issue& issue : table->issues().issues()) issues.push_back(ToString(issue));
  return issues;
}

template <typename T>
std::vector<T> ToVector(std::span<const T> values) {
  return {values.begin(), values.end()};
}

TEST(Columns, ReadsTheColumnsNamedInTheOrderAskedFor) {
  const Result<ColumnTable> table = Read(
      "lat,unread,id,country,day\n"
      "50.45,x,1,Ukraine,2022-02-24\n"
      "-3.5,\"y,\n\",-2,\"Congo, \"\"DR\"\"\",1998-08-02\r\n"
      "0,,9223372036854775807,Ukraine,2014-03-18\n");
  ASSERT_TRUE(table.ok()) << table.error();
  EXPECT_EQ(table->size(), 3u);
  EXPECT_EQ(ToVector(table->column("id").integers()),
            (std::vector<std::int64_t>{1, -2, 9223372036854775807}));
  EXPECT_EQ(ToVector(table->column(1).ids()), (std::vector<std::uint32_t>{0, 1, 0}));
  EXPECT_EQ(ToVector(table->column(1).words()),
            (std::vector<std::string_view>{"Ukraine", "Congo, \"DR\""}));
  EXPECT_EQ(table->column("country").text(2), "Ukraine");
  EXPECT_EQ(ToVector(table->column("day").days()),
            (std::vector<Day>{Day::FromYmd(2022, 2, 24), Day::FromYmd(1998, 8, 2),
                              Day::FromYmd(2014, 3, 18)}));
  EXPECT_EQ(ToVector(table->column("lat").reals()), (std::vector<double>{50.45, -3.5, 0}));
  EXPECT_EQ(table->columns()[3].name(), "lat");
  EXPECT_EQ(table->issues().issues().size(), 0u);
  EXPECT_GT(table->bytes(), 3u * (8 + 4 + 4 + 8));
}

TEST(Columns, AMissingValueIsNotZero) {
  const Result<ColumnTable> table =
      Read("id,country,day,lat\n0,a,1970-01-01,0\n,,,\n1,b,1970-01-02,1\n");
  ASSERT_TRUE(table.ok()) << table.error();
  for (const Column& column : table->columns()) {
    EXPECT_TRUE(column.has(0)) << column.name();
    EXPECT_FALSE(column.has(1)) << column.name();
    EXPECT_EQ(column.present()[0], 0b101u) << column.name();
    EXPECT_EQ(column.missing_count(), 1u);
  }
  EXPECT_EQ(table->column("id").integers()[1], 0);
  EXPECT_EQ(table->column("country").ids()[1], Column::kNoWord);
  EXPECT_EQ(table->column("country").text(1), "");
}

TEST(Columns, MissingWordsAreThoseOfTheSpec) {
  std::vector<ColumnSpec> specs = Specs();
  specs[0].missing = {"-99", "NA"};
  specs[1].missing = {"NA"};
  const Result<ColumnTable> table =
      Read("id,country,day,lat\n-99,,2020-01-01,1\nNA,NA,2020-01-01,1\n-9,x,2020-01-01,1\n", specs);
  ASSERT_TRUE(table.ok()) << table.error();
  EXPECT_EQ(table->column("id").present()[0], 0b100u);
  EXPECT_EQ(table->column("country").present()[0], 0b101u) << "an empty text is a text here";
  EXPECT_EQ(ToVector(table->column("country").words()), (std::vector<std::string_view>{"", "x"}));
  EXPECT_EQ(
      Issues(Read("id,country,day,lat\n,,2020-01-01,1\n", specs)),
      (std::vector<std::string>{"t.csv:2:1 (id): error: not a whole number [record refused]"}))
      << "and an empty number is none";
}

TEST(Columns, RefusesRecordsAndSaysWhichCellAndWhy) {
  std::vector<ColumnSpec> specs = Specs();
  specs[0].when_missing = CellRule::kRefuse;
  specs[1].when_missing = CellRule::kRefuse;
  const Result<ColumnTable> table = Read(
      "id,country,day,lat\n"
      "1,a,2020-01-01,1\n"
      ",a,2020-01-01,1\n"
      "2,,2020-01-01,1\n"
      "1.0,a,2020-01-01,x\n"
      "9223372036854775808,a,2020-01-01,1\n"
      "3,\"two\nlines\",2020-02-30,1\n"
      "4,b,NA,1\n"
      "5,b,2020-01-01,nan\n"
      "6,b,2020-01-01,1e999\n"
      "+7,b,2020-01-01,1\n"
      "8,b,2020-01-01, 1\n"
      "9,b,2020-01-01\n"
      "10,b\"c,2020-01-01,1\n"
      "11,c,2020-01-02,\"\"\"\"\n"
      "12,d,2020-01-02,2\n",
      specs);
  ASSERT_TRUE(table.ok()) << table.error();
  EXPECT_EQ(Issues(table),
            (std::vector<std::string>{
                "t.csv:3:1 (id): error: missing [record refused]",
                "t.csv:4:3 (country): error: missing [record refused]",
                "t.csv:5:1 (id): error: not a whole number: '1.0' [record refused]",
                "t.csv:6:1 (id): error: a whole number that 64 bits do not hold: "
                "'9223372036854775808' [record refused]",
                "t.csv:8:8 (day): error: no such day: 2020-02-30: '2020-02-30' [record refused]",
                "t.csv:9:5 (day): error: a date is wanted and the value is missing: 'NA' [record "
                "refused]",
                "t.csv:10:16 (lat): error: not a number: 'nan' [record refused]",
                "t.csv:11:16 (lat): error: a number that 64 bits do not hold: '1e999' [record "
                "refused]",
                "t.csv:12:1 (id): error: not a whole number: '+7' [record refused]",
                "t.csv:13:16 (lat): error: not a number: ' 1' [record refused]",
                "t.csv:14:1: error: 3 fields where there must be 4: '9,b,2020-01-01' [record "
                "refused]",
                "t.csv:15:5: error: a quote inside a field that does not begin with one: "
                "'b\"c,2020-01-01,1' [record refused]",
                "t.csv:16:17 (lat): error: not a number: '\"' [record refused]"}));
  EXPECT_EQ(table->refused(), 13u);
  EXPECT_EQ(table->kept(), 2u);
  EXPECT_EQ(table->records(), 15u);
  EXPECT_EQ(ToVector(table->column("id").integers()), (std::vector<std::int64_t>{1, 12}));
  EXPECT_EQ(ToVector(table->column("country").words()), (std::vector<std::string_view>{"a", "d"}))
      << "words of refused records are none of the table";
}

TEST(Columns, KeepsWhatIsWrongAsMissingWhereAskedAndWarns) {
  std::vector<ColumnSpec> specs = Specs();
  specs[3].when_wrong = CellRule::kKeep;
  const Result<ColumnTable> table = Read(
      "id,country,day,lat\n1,a,2020-01-01,north\n2,a,2020-01-01,2\nx,a,2020-01-01,south\n", specs);
  ASSERT_TRUE(table.ok()) << table.error();
  EXPECT_EQ(Issues(table), (std::vector<std::string>{
                               "t.csv:2:16 (lat): warning: not a number: 'north' [kept as missing]",
                               "t.csv:4:1 (id): error: not a whole number: 'x' [record refused]"}))
      << "a refused record has no warnings";
  EXPECT_EQ(table->column("lat").present()[0], 0b10u);
  EXPECT_EQ(table->column("lat").missing_count(), 1u);
}

TEST(Columns, FindsColumnsByPositionWhereThereIsNoHeader) {
  const std::vector<ColumnSpec> specs = {ColumnSpec::At(2, "root", ColumnType::kInteger),
                                         ColumnSpec::At(0, "id", ColumnType::kInteger)};
  ColumnOptions options;
  options.header = false;
  options.text.delimiter = '\t';
  options.text.quoting = casus::Quoting::kNone;
  Result<ColumnTable> table = Read("1\t\"\t3\n4\t5\t6\t7\n8\t9\n", specs, options);
  ASSERT_TRUE(table.ok()) << table.error();
  EXPECT_EQ(ToVector(table->column("root").integers()), (std::vector<std::int64_t>{3, 6}));
  EXPECT_EQ(Issues(table), (std::vector<std::string>{"t.csv:3:1: error: 2 fields where there must "
                                                     "be at least 3: '8\t9' [record refused]"}));
  options.text.columns = 3;
  table = Read("1\t\"\t3\n4\t5\t6\t7\n8\t9\n", specs, options);
  ASSERT_TRUE(table.ok()) << table.error();
  EXPECT_EQ(table->size(), 1u);
  EXPECT_EQ(table->refused(), 2u);
}

TEST(Columns, ReadsEveryShapeOfDayAndKeepsToTheYears) {
  ColumnSpec spec = ColumnSpec::Named("d", ColumnType::kDay);
  const auto day = [&](casus::DayShape shape, const std::string& text) {
    spec.day_shape = shape;
    const Result<ColumnTable> table = Read("d\n" + text + "\n" + text + "\n", {spec});
    return table.ok() && table->size() == 2 &&
                   table->column(0).days()[0] == table->column(0).days()[1]
               ? ToString(table->column(0).days()[1])
               : "refused";
  };
  EXPECT_EQ(day(casus::DayShape::kCompact, "20191024"), "2019-10-24");
  EXPECT_EQ(day(casus::DayShape::kIsoMidnight, "2020-12-03 00:00:00.000"), "2020-12-03");
  EXPECT_EQ(day(casus::DayShape::kIsoMidnight, "2020-12-03T00:00:00"), "2020-12-03");
  EXPECT_EQ(day(casus::DayShape::kIsoMidnight, "2020-12-03 00:00:00.001"), "refused");
  EXPECT_EQ(day(casus::DayShape::kIsoMidnight, "2020-12-03"), "refused");
  EXPECT_EQ(day(casus::DayShape::kDayMonthNameYear, "03 December 2020"), "2020-12-03");
  EXPECT_EQ(day(casus::DayShape::kIso, "0988-03-15"), "0988-03-15");
  EXPECT_EQ(day(casus::DayShape::kIso, "-0044-03-15"), "-0044-03-15");
  EXPECT_EQ(day(casus::DayShape::kIso, "2020-13-03"), "refused");
  EXPECT_EQ(day(casus::DayShape::kIso, "2020-1a-03"), "refused");
  EXPECT_EQ(day(casus::DayShape::kIso, "2020-12-03 00:00:00.000"), "refused");
  EXPECT_EQ(day(casus::DayShape::kIso, std::string(40, '1')), "refused");
  spec.year_limits = {1946, 2030};
  EXPECT_EQ(day(casus::DayShape::kIso, "1946-01-01"), "1946-01-01");
  EXPECT_EQ(day(casus::DayShape::kIso, "1945-12-31"), "refused");
  EXPECT_EQ(day(casus::DayShape::kIso, "2031-01-01"), "refused");
}

TEST(Columns, ReadsManyFilesOneBehindTheOther) {
  const casus_test::TemporaryFile first("a.csv", "id,word\n1,x\ny,x\n2,z\n");
  const casus_test::TemporaryFile second("b.csv", "word,id\nz,3\n");
  const std::vector<ColumnSpec> specs = {ColumnSpec::Named("id", ColumnType::kInteger),
                                         ColumnSpec::Named("word", ColumnType::kText)};
  for (const unsigned threads : {1U, 2U}) {
    ColumnOptions options;
    options.threads = threads;
    const Result<ColumnTable> table =
        ColumnTable::Read({first.path(), second.path(), first.path()}, specs, options);
    ASSERT_TRUE(table.ok()) << table.error();
    EXPECT_EQ(ToVector(table->column("id").integers()), (std::vector<std::int64_t>{1, 2, 3, 1, 2}));
    EXPECT_EQ(ToVector(table->column("word").ids()), (std::vector<std::uint32_t>{0, 1, 1, 0, 1}));
    ASSERT_EQ(table->files().size(), 3u);
    EXPECT_EQ(table->files()[1].name, second.path());
    EXPECT_EQ(table->files()[1].first_row, 2u);
    EXPECT_EQ(table->files()[2].first_row, 3u);
    EXPECT_EQ(table->files()[2].kept, 2u);
    EXPECT_EQ(table->files()[2].refused, 1u);
    EXPECT_EQ(table->files()[2].records(), 3u);
    EXPECT_EQ(table->issues().issues()[1].where.file, first.path());
  }
}

TEST(Columns, ReadsACompressedFile) {
  // "id\n1\n2\n", by gzip.
  constexpr unsigned char kGzip[] = {0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                                     0x03, 0xcb, 0x4c, 0xe1, 0x32, 0xe4, 0x32, 0xe2, 0x02,
                                     0x00, 0xd8, 0x24, 0x32, 0x12, 0x07, 0x00, 0x00, 0x00};
  const casus_test::TemporaryFile file(
      "id.csv.gz", std::string_view(reinterpret_cast<const char*>(kGzip), sizeof(kGzip)));
  const Result<ColumnTable> table =
      ColumnTable::Read({file.path()}, {ColumnSpec::Named("id", ColumnType::kInteger)});
  if (!table.ok() && table.error().code() == ErrorCode::kUnsupported) GTEST_SKIP();
  ASSERT_TRUE(table.ok()) << table.error();
  EXPECT_EQ(ToVector(table->column(0).integers()), (std::vector<std::int64_t>{1, 2}));
}

TEST(Columns, AFailureOfAFileIsOneOfTheWhole) {
  EXPECT_EQ(Failure(""), "t.csv: corrupt input: there is no header line");
  EXPECT_EQ(Failure("id,country,day\n"),
            "t.csv:1:1: not found: no column 'lat' in the header: 'id,country,day'");
  EXPECT_EQ(Failure("id,country,day,lat,id\n"),
            "t.csv:1:20 (id): duplicate: a second column of that name: 'id'");
  EXPECT_EQ(Failure("id\"\n"),
            "t.csv:1:3: parse error: a quote inside a field that does not begin with one: 'id\"'");
  EXPECT_NE(Failure("%PDF-1.4").find("PDF"), std::string::npos);
  const Result<ColumnTable> table = ColumnTable::Read({"/no/such.csv"}, Specs());
  ASSERT_FALSE(table.ok());
  EXPECT_EQ(table.error().code(), ErrorCode::kNotFound);
}

TEST(Columns, RefusesSpecsThatMakeNoSense) {
  ColumnOptions headless;
  headless.header = false;
  const ColumnSpec named = ColumnSpec::Named("a", ColumnType::kText);
  const ColumnSpec placed = ColumnSpec::At(1, "a", ColumnType::kText);
  EXPECT_EQ(Failure("a\n", {}), "invalid argument: no columns are asked for");
  EXPECT_EQ(Failure("a\n", {named, named}), "invalid argument: two columns are called 'a'");
  EXPECT_EQ(Failure("a\n", {placed}),
            "invalid argument: column 'a' is asked for by position where there is a header");
  EXPECT_EQ(Failure("a\n", {named}, headless),
            "invalid argument: column 'a' needs a position where there is no header");
  headless.text.columns = 1;
  EXPECT_EQ(Failure("a\n", {placed}, headless),
            "invalid argument: column 'a' stands behind the last of 1");
}

TEST(Columns, TellsHowFarItIsAndCanBeCancelled) {
  std::string text = "id\n";
  for (int i = 0; i < 100'000; ++i) text += std::to_string(i) + "\n";
  ColumnOptions options;
  options.text.buffer_bytes = 10'000;
  for (const unsigned threads : {1U, 3U}) {
    options.threads = threads;
    std::uint64_t last = 0;
    options.text.progress = [&](const casus::Progress& progress) {
      EXPECT_EQ(progress.stage, "reading t.csv");
      EXPECT_GE(progress.done, last);
      last = progress.done;
      return true;
    };
    const std::vector<ColumnSpec> id = {ColumnSpec::Named("id", ColumnType::kInteger)};
    EXPECT_EQ(Read(text, id, options)->size(), 100'000u);
    EXPECT_EQ(last, text.size());
    options.text.progress = [](const casus::Progress& progress) { return progress.done < 200'000; };
    EXPECT_EQ(Failure(text, id, options), "t.csv: cancelled: cancelled by the caller");
  }
}

TEST(Columns, IssuesAreCountedBeyondThoseKept) {
  std::string text = "id\n";
  for (int i = 0; i < 1'000; ++i) text += "x\n";
  ColumnOptions options;
  options.max_issues = 10;
  const Result<ColumnTable> table =
      Read(text, {ColumnSpec::Named("id", ColumnType::kInteger)}, options);
  ASSERT_TRUE(table.ok()) << table.error();
  EXPECT_EQ(table->issues().issues().size(), 10u);
  EXPECT_EQ(table->issues().errors(), 1'000u);
  EXPECT_EQ(table->refused(), 1'000u);
}

TEST(Columns, ATableOfNoRowsHasItsColumns) {
  const Result<ColumnTable> table = Read("id,country,day,lat\n");
  ASSERT_TRUE(table.ok()) << table.error();
  EXPECT_EQ(table->size(), 0u);
  EXPECT_EQ(table->column("id").integers().size(), 0u);
  EXPECT_EQ(table->column("country").words().size(), 0u);
  EXPECT_EQ(table->column("lat").present().size(), 0u);
}

TEST(Columns, AMovedTableKeepsWhatItsSpansShow) {
  Result<ColumnTable> table = Read("id,country,day,lat\n1,a,2020-01-01,1\n");
  ASSERT_TRUE(table.ok()) << table.error();
  const std::span<const std::int64_t> ids = table->column("id").integers();
  const std::string_view word = table->column("country").text(0);
  const ColumnTable moved = *std::move(table);
  EXPECT_EQ(ids[0], 1);
  EXPECT_EQ(word, "a");
  EXPECT_EQ(moved.column("id").integers().data(), ids.data());
}

TEST(ColumnsDeathTest, AColumnOfAnotherTypeIsAMisuse) {
  const Result<ColumnTable> table = Read("id,country,day,lat\n1,a,2020-01-01,1\n");
  ASSERT_TRUE(table.ok()) << table.error();
  EXPECT_DEATH((void)table->column("id").reals(), "not a column of that type");
  EXPECT_DEATH((void)table->column("nought"), "no column of that name");
}

}  // namespace
