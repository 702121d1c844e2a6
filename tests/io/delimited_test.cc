#include "casus/io/delimited.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/sanitized.h"
#include "testing.h"

namespace {

using casus::DelimitedOptions;
using casus::DelimitedReader;
using casus::Encoding;
using casus::Error;
using casus::ErrorCode;
using casus::Input;
using casus::Result;
using Step = DelimitedReader::Step;
using Fields = std::vector<std::string>;

DelimitedReader ReaderOf(std::string_view text, DelimitedOptions options = {}) {
  return DelimitedReader(casus::InputFromMemory(text, "t.csv"), std::move(options));
}

// The records as fields; "!" and the error where one is refused.
std::vector<Fields> Read(std::string_view text, DelimitedOptions options = {}) {
  DelimitedReader reader = ReaderOf(text, std::move(options));
  std::vector<Fields> records;
  for (;;) {
    switch (reader.Next()) {
      case Step::kRecord:
        records.emplace_back(reader.fields().begin(), reader.fields().end());
        break;
      case Step::kRefused: records.push_back({"!", reader.error().ToString()}); break;
      case Step::kEnd: return records;
      case Step::kFailed:
        records.push_back({"failed", reader.error().ToString()});
        EXPECT_EQ(reader.Next(), Step::kFailed) << "a failure stays";
        return records;
    }
  }
}

TEST(Delimited, ReadsRecordsWithAnyLineEnd) {
  const std::vector<Fields> expected = {{"a", "b"}, {"c", "d"}};
  EXPECT_EQ(Read("a,b\nc,d\n"), expected);
  EXPECT_EQ(Read("a,b\nc,d"), expected);
  EXPECT_EQ(Read("a,b\r\nc,d\r\n"), expected);
  EXPECT_EQ(Read("a,b\r\nc,d\r"), expected);
  EXPECT_EQ(Read("a,b\r\r\nc,d\r\r\n"), expected);
  EXPECT_EQ(Read("\"a\",\"b\"\r\r\n\"c\",\"d\"\r"), expected);
}

TEST(Delimited, KeepsEmptyFields) {
  EXPECT_EQ(Read(",\n"), (std::vector<Fields>{{"", ""}}));
  EXPECT_EQ(Read(",,a,\n"), (std::vector<Fields>{{"", "", "a", ""}}));
  EXPECT_EQ(Read("\"\",\"\""), (std::vector<Fields>{{"", ""}}));
  EXPECT_EQ(Read("a\tb\t\n", DelimitedOptions::Tabs()), (std::vector<Fields>{{"a", "b", ""}}));
}

TEST(Delimited, SkipsAndCountsLinesWithNothingInThem) {
  DelimitedReader reader = ReaderOf("\n\r\na\n\r\r\n\"\"\n\n");
  EXPECT_EQ(reader.Next(), Step::kRecord);
  EXPECT_EQ(reader.line(), 3u);
  EXPECT_EQ(reader.Next(), Step::kRecord) << "a quoted empty field is a record";
  EXPECT_EQ(reader.line(), 5u);
  EXPECT_EQ(reader.Next(), Step::kEnd);
  EXPECT_EQ(reader.Next(), Step::kEnd);
  EXPECT_EQ(reader.records(), 2u);
  EXPECT_EQ(reader.blank_lines(), 4u);
}

TEST(Delimited, AnEmptyTextHasNoRecords) {
  EXPECT_TRUE(Read("").empty());
  EXPECT_TRUE(Read("\xEF\xBB\xBF").empty());
}

TEST(Delimited, SkipsAByteOrderMark) {
  EXPECT_EQ(Read("\xEF\xBB\xBFid,b\n"), (std::vector<Fields>{{"id", "b"}}));
  EXPECT_EQ(Read("\xEF\xBB\xBF\"id\",b\n"), (std::vector<Fields>{{"id", "b"}}));
}

TEST(Delimited, UnderstandsQuotes) {
  EXPECT_EQ(Read("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\n"),
            (std::vector<Fields>{{"a,b", "say \"hi\"", "two\r\nlines"}}));
  EXPECT_EQ(Read("\"\"\"\"\n"), (std::vector<Fields>{{"\""}}));
  EXPECT_EQ(Read("\"\"\"\"\"\"\"\"\n"), (std::vector<Fields>{{"\"\"\""}}));
}

TEST(Delimited, TakesQuotesAsDataWhereTheDialectHasNone) {
  EXPECT_EQ(Read("\"a\tb\"c\n\"\n", DelimitedOptions::Tabs()),
            (std::vector<Fields>{{"\"a", "b\"c"}, {"\""}}));
}

TEST(Delimited, ReadsOtherDelimiters) {
  DelimitedOptions options;
  options.delimiter = ';';
  EXPECT_EQ(Read("a,b;\"c;d\"\n", options), (std::vector<Fields>{{"a,b", "c;d"}}));
}

TEST(Delimited, SaysWhereFieldsBegin) {
  DelimitedReader reader = ReaderOf("a,\"x\ny\nz\",c\nd,e\n");
  ASSERT_EQ(reader.Next(), Step::kRecord);
  EXPECT_EQ(ToString(reader.WhereOf(0, "id")), "t.csv:1:1 (id)");
  EXPECT_EQ(ToString(reader.WhereOf(1)), "t.csv:1:3 (2)");
  EXPECT_EQ(ToString(reader.WhereOf(2)), "t.csv:3:4 (3)");
  EXPECT_EQ(reader.raw(), "a,\"x\ny\nz\",c");
  ASSERT_EQ(reader.Next(), Step::kRecord);
  EXPECT_EQ(reader.line(), 4u);
  EXPECT_EQ(ToString(reader.WhereOf(1)), "t.csv:4:3 (2)");
}

TEST(Delimited, RefusesAQuoteThatIsNeverClosedAndSaysHowFarItRan) {
  EXPECT_EQ(Read("a,b\nc,\"d\ne,f\n"),
            (std::vector<Fields>{
                {"a", "b"},
                {"!",
                 "t.csv:2:3: parse error: a quote that is never closed; the record takes 3 "
                 "lines: '\"d\ne,f\n'"}}));
}

TEST(Delimited, RefusesTextAfterAClosingQuoteAndGoesOn) {
  EXPECT_EQ(
      Read("\"a\"b,c\nd,e\n"),
      (std::vector<Fields>{{"!", "t.csv:1:4: parse error: text after a closing quote: '\"a\"b,c'"},
                           {"d", "e"}}));
  EXPECT_EQ(Read("\"a\" ,c\nd,e\n")[1], (Fields{"d", "e"}));
  EXPECT_EQ(Read("\"a\"\rb\nd,e\n")[0][0], "!");
}

TEST(Delimited, RefusesAQuoteInsideAFieldThatDoesNotBeginWithOne) {
  EXPECT_EQ(Read("x,5\" gun\nd,e\n"),
            (std::vector<Fields>{{"!",
                                  "t.csv:1:4: parse error: a quote inside a field that does "
                                  "not begin with one: '5\" gun'"},
                                 {"d", "e"}}));
}

TEST(Delimited, RefusesACarriageReturnThatEndsNoLine) {
  EXPECT_EQ(Read("a,b\rc,d\n"),
            (std::vector<Fields>{{"!",
                                  "t.csv:1:4: parse error: a carriage return that ends no "
                                  "line: 'b\rc,d'"}}));
  EXPECT_EQ(Read("a\tb\rc\n", DelimitedOptions::Tabs()), (std::vector<Fields>{{"a", "b\rc"}}))
      << "data, where nothing is quoted";
}

TEST(Delimited, RefusesNulBytes) {
  using namespace std::string_literals;
  EXPECT_EQ(
      Read("a,b\0c\nd,e\n"s),
      (std::vector<Fields>{{"!", "t.csv:1:4: parse error: a NUL byte: 'b\\x00c'"}, {"d", "e"}}));
}

TEST(Delimited, RefusesBytesThatAreNoUtf8AndNamesThem) {
  EXPECT_EQ(
      Read("a,W\x9Frttemberg\nd,e\n"),
      (std::vector<Fields>{
          {"!", "t.csv:1:4: parse error: byte 0x9F is not UTF-8: 'W\\x9Frttemberg'"}, {"d", "e"}}));
  for (const char* const bad : {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xED\xA0\x80",
                                "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xFF"}) {
    EXPECT_EQ(Read(bad)[0][0], "!") << testing::PrintToString(bad);
  }
  for (const char* const good : {"\x7F", "\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                                 "\xEF\xBF\xBD", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(Read(good), (std::vector<Fields>{{good}})) << testing::PrintToString(good);
  }
}

TEST(Delimited, ConvertsLatin1AndWindows1252WhereAsked) {
  DelimitedOptions options;
  options.encoding = Encoding::kLatin1;
  EXPECT_EQ(Read("C\xF4te,\"d\"\"\xC9 \"\"\"\n", options),
            (std::vector<Fields>{{"C\xC3\xB4te", "d\"\xC3\x89 \""}}));
  options.encoding = Encoding::kCp1252;
  EXPECT_EQ(Read("\x80 \x92,\xFF\n", options),
            (std::vector<Fields>{{"\xE2\x82\xAC \xE2\x80\x99", "\xC3\xBF"}}));
  EXPECT_EQ(Read("a,\x81\n", options),
            (std::vector<Fields>{
                {"!", "t.csv:1:3: parse error: byte 0x81 is not Windows-1252: '\\x81'"}}));
}

TEST(Delimited, ConvertsMacRomanWhereAsked) {
  DelimitedOptions options;
  options.encoding = Encoding::kMacRoman;
  EXPECT_EQ(Read("W\x9Frttemberg,C. d\xD5Ivoire\n", options),
            (std::vector<Fields>{{"Württemberg", "C. d’Ivoire"}}));
  std::string bytes;
  for (int byte = 0x80; byte <= 0xFF; ++byte) bytes += static_cast<char>(byte);
  const std::string characters =
      "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü"
      "†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
      "¿¡¬√ƒ≈∆«»… ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ"
      "‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\xEF\xA3\xBF"
      "ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
  EXPECT_EQ(Read(bytes, options), (std::vector<Fields>{{characters}}));
}

TEST(Delimited, RefusesRaggedRecordsWhereTheNumberOfColumnsIsKnown) {
  DelimitedReader reader = ReaderOf("a,b\n1\n1,2,3\n1,2\n");
  ASSERT_EQ(reader.Next(), Step::kRecord);
  reader.set_columns(reader.fields().size());
  ASSERT_EQ(reader.Next(), Step::kRefused);
  EXPECT_EQ(reader.error().ToString(),
            "t.csv:2:1: parse error: 1 field where there must be 2: '1'");
  ASSERT_EQ(reader.Next(), Step::kRefused);
  EXPECT_EQ(reader.error().message(), "3 fields where there must be 2");
  EXPECT_EQ(reader.raw(), "1,2,3");
  ASSERT_EQ(reader.Next(), Step::kRecord);
}

TEST(Delimited, RefusesARecordLongerThanTheLimitAndGoesOn) {
  DelimitedOptions options;
  options.max_record_bytes = 10;
  EXPECT_EQ(
      Read("0123456789\r\r\n0123456789a\nb\n\"0\n12345678\"\nc\n\"0\n123456\"\n", options),
      (std::vector<Fields>{{"0123456789"},
                           {"!",
                            "t.csv:2:1: out of range: a record of more than 10 bytes: "
                            "'0123456789'"},
                           {"b"},
                           {"!",
                            "t.csv:4:1: out of range: a record of more than 10 bytes: is a quote "
                            "in it never closed?; the record takes 2 lines: '\"0\n1234567'"},
                           {"c"},
                           {"0\n123456"}}));
}

TEST(Delimited, CutsLongTextsInErrorsAndShowsTheByteMeant) {
  const std::string text = std::string(5'000, 'x') + "\xFF" + std::string(5'000, 'y');
  DelimitedReader reader = ReaderOf(text);
  ASSERT_EQ(reader.Next(), Step::kRefused);
  EXPECT_LE(reader.error().text().size(), 200u);
  EXPECT_NE(reader.error().text().find("x\\xFFy"), std::string::npos);
  EXPECT_TRUE(reader.error().text().ends_with("..."));
  EXPECT_EQ(reader.error().where().column, 5'001u);
}

TEST(Delimited, ControlCharactersAloneDoNotMakeATextBinary) {
  EXPECT_EQ(Read("a\x18\x18\x18\x18\x18,\x01\n"),
            (std::vector<Fields>{{"a\x18\x18\x18\x18\x18", "\x01"}}));
}

TEST(Delimited, RefusesWhatIsNoTextBeforeReadingOn) {
  using namespace std::string_literals;
  std::string junk;
  unsigned state = 12345;
  for (int i = 0; i < 10'000; ++i) {
    state = state * 1103515245u + 12345u;
    junk += static_cast<char>(state >> 16);
  }
  const auto failure = [](std::string_view text) { return Read(text)[0]; };
  EXPECT_EQ(failure(junk)[0], "failed");
  EXPECT_NE(failure(junk)[1].find("binary data, not delimited text"), std::string::npos);
  EXPECT_NE(failure("%PDF-1.4\nabc"s)[1].find("PDF"), std::string::npos);
  EXPECT_NE(failure("\xFF\xFEi\0d\0,\0"s)[1].find("UTF-16"), std::string::npos);
  EXPECT_NE(failure("\x7F"
                    "ELF\x02\x01\x01"s)[1]
                .find("a program"),
            std::string::npos);
}

TEST(Delimited, PassesOnFailuresOfTheInput) {
  class Broken final : public Input {
   public:
    Broken() : Input("pipe") {}
    Result<std::size_t> Read(char* into, std::size_t size) override {
      if (++reads_ > 2) return Error(ErrorCode::kIo, "unplugged");
      std::memset(into, 'a', size);
      into[size - 1] = '\n';
      return size;
    }
    std::uint64_t consumed() const override { return 0; }
    std::uint64_t total() const override { return 0; }

   private:
    int reads_ = 0;
  };
  DelimitedOptions options;
  options.buffer_bytes = 100;
  DelimitedReader reader(std::make_unique<Broken>(), options);
  Step step;
  int records = 0;
  while ((step = reader.Next()) == Step::kRecord) ++records;
  EXPECT_EQ(step, Step::kFailed);
  EXPECT_EQ(reader.error().message(), "unplugged");
  EXPECT_EQ(records, 2) << "what was read before it is given";
}

TEST(Delimited, TellsHowFarItIsAndCanBeCancelled) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "some,words\n";
  DelimitedOptions options;
  options.buffer_bytes = 1'000;
  std::vector<std::uint64_t> seen;
  options.progress = [&](const casus::Progress& progress) {
    EXPECT_EQ(progress.stage, "reading t.csv");
    EXPECT_EQ(progress.unit, "bytes");
    EXPECT_EQ(progress.total, text.size());
    seen.push_back(progress.done);
    return true;
  };
  EXPECT_EQ(Read(text, options).size(), 10'000u);
  ASSERT_GT(seen.size(), 100u);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_EQ(seen.back(), text.size());

  options.progress = [](const casus::Progress& progress) { return progress.done < 50'000; };
  const std::vector<Fields> records = Read(text, options);
  EXPECT_LT(records.size(), 5'000u);
  EXPECT_EQ(records.back(), (Fields{"failed", "t.csv: cancelled: cancelled by the caller"}));
}

TEST(Delimited, GoesOnBehindABrokenRecordInTheMiddleOfMany) {
  using namespace std::string_literals;
  const std::string good = "1,\"two, \"\"2\"\"\",\"three\nlines\"\r\n";
  const Fields fields = {"1", "two, \"2\"", "three\nlines"};
  for (const std::string& broken : {"x,5\" gun,z\n"s, "x,\"y\"z,w\n"s, "x,y\0,z\n"s, "x,\xC3,z\n"s,
                                    "x,\xE2\x82\n"s, "x\n"s, "x,y\r,z\n"s}) {
    std::string text;
    for (int i = 0; i < 50; ++i) text += i % 10 == 7 ? broken : good;
    DelimitedReader reader = ReaderOf(text);
    reader.set_columns(3);
    for (int i = 0; i < 50; ++i) {
      const Step step = reader.Next();
      EXPECT_EQ(reader.line(), 1u + static_cast<unsigned>(2 * i - (i + 2) / 10));
      if (i % 10 == 7) {
        EXPECT_EQ(step, Step::kRefused) << i << " " << testing::PrintToString(broken);
        continue;
      }
      ASSERT_EQ(step, Step::kRecord) << i << " " << testing::PrintToString(broken);
      EXPECT_EQ(Fields(reader.fields().begin(), reader.fields().end()), fields);
      EXPECT_EQ(reader.WhereOf(2).column, 16u);
    }
    EXPECT_EQ(reader.Next(), Step::kEnd);
  }
}

TEST(Delimited, ReadsRecordsOfMillionsOfBytesAmongShortOnes) {
  const std::string field(700'000, 'x');
  std::string text;
  for (int i = 0; i < 4; ++i) {
    text += "a,b\n" + field + "," + field + "," + field + ",\"" + field + "\"\n";
    for (int fields = 0; fields < 300'000; ++fields) text += ",\n";
  }
  DelimitedOptions options;
  options.buffer_bytes = 8 << 20;
  for (int small = 0; small < 2; ++small) {
    DelimitedReader reader = ReaderOf(text, options);
    for (int i = 0; i < 4; ++i) {
      ASSERT_EQ(reader.Next(), Step::kRecord);
      EXPECT_EQ(reader.fields()[1], "b");
      ASSERT_EQ(reader.Next(), Step::kRecord);
      ASSERT_EQ(reader.fields().size(), 4u);
      EXPECT_EQ(reader.fields()[3], field);
      for (int fields = 0; fields < 300'000; ++fields) {
        ASSERT_EQ(reader.Next(), Step::kRecord);
        ASSERT_EQ(reader.fields().size(), 2u);
      }
    }
    EXPECT_EQ(reader.Next(), Step::kEnd);
    EXPECT_EQ(reader.line(), 1'200'009u);
    options.buffer_bytes = 10'000;
  }
}

TEST(Delimited, AMovedReaderGoesOn) {
  DelimitedReader reader = ReaderOf("a\nb\n");
  ASSERT_EQ(reader.Next(), Step::kRecord);
  DelimitedReader other = std::move(reader);
  EXPECT_EQ(other.fields()[0], "a");
  ASSERT_EQ(other.Next(), Step::kRecord);
  EXPECT_EQ(other.fields()[0], "b");
}

// One line of the size given, then "\nlast\n"; never in memory as a whole.
class LongLine final : public Input {
 public:
  LongLine(std::uint64_t size, std::string_view begin)
      : Input("long"), size_(size), begin_(begin) {}
  Result<std::size_t> Read(char* into, std::size_t size) override {
    const std::string_view end = "\nlast\n";
    std::size_t count = 0;
    for (; count < size && used_ < size_ + end.size(); ++count, ++used_) {
      into[count] = used_ < begin_.size() ? begin_[used_]
                    : used_ < size_       ? 'x'
                                          : end[used_ - size_];
    }
    return count;
  }
  std::uint64_t consumed() const override { return used_; }
  std::uint64_t total() const override { return 0; }

 private:
  std::uint64_t size_;
  std::string begin_;
  std::uint64_t used_ = 0;
};

long PeakKilobytes() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST(Delimited, ALineOfAnyLengthTakesNoMoreThanTheLimitAllows) {
  const long before = PeakKilobytes();
  DelimitedOptions options;
  options.max_record_bytes = 1 << 20;
  DelimitedReader reader(
      std::make_unique<LongLine>(std::uint64_t{casus::testing_lib::Rounds(300U)} << 20, "a,b"),
      options);
  ASSERT_EQ(reader.Next(), Step::kRefused);
  EXPECT_EQ(reader.error().code(), ErrorCode::kOutOfRange);
  ASSERT_EQ(reader.Next(), Step::kRecord);
  EXPECT_EQ(reader.fields()[0], "last");
  EXPECT_EQ(reader.line(), 2u);
  EXPECT_LT(PeakKilobytes() - before, 16 << 10);
}

TEST(Delimited, AnUnclosedQuoteTakesNoMoreThanTheDefaultLimitAllows) {
  const long before = PeakKilobytes();
  DelimitedReader reader(std::make_unique<LongLine>(std::uint64_t{150} << 20, "a,\"b"), {});
  ASSERT_EQ(reader.Next(), Step::kRefused);
  EXPECT_EQ(reader.error().code(), ErrorCode::kOutOfRange);
  EXPECT_NE(reader.error().message().find("never closed"), std::string::npos);
  EXPECT_EQ(reader.Next(), Step::kEnd);
  // Its quarantine keeps what was freed, so that the peak says nothing.
  if (!casus::testing_lib::kAddressSanitizer) {
    EXPECT_LT(PeakKilobytes() - before, 160 << 10);
  }
}

TEST(CsvWriter, QuotesOnlyWhereNeeded) {
  const auto written = [](std::vector<std::string_view> fields) {
    std::string out;
    casus::AppendCsvRecord(out, fields);
    return out;
  };
  EXPECT_EQ(written({"a", "b c", "", "d;e", "'"}), "a,b c,,d;e,'\n");
  EXPECT_EQ(written({"a,b", "say \"hi\"", "two\nlines", "cr\r"}),
            "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"cr\r\"\n");
  EXPECT_EQ(written({""}), "\"\"\n");
  EXPECT_EQ(written({"", ""}), ",\n");
}

}  // namespace
