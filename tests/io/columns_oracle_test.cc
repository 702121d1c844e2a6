// The columns against a slow, obvious reading, on random tables with dirt in them; and the fast
// loops for numbers against std::from_chars.

#include "columns_oracle.h"

#include <charconv>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "src/io/cells.h"
#include "src/io/scan.h"
#include "testing.h"

namespace {

using casus::CellRule;
using casus::ColumnOptions;
using casus::ColumnSpec;
using casus::ColumnTable;
using casus::ColumnType;
using casus::internal::Simd;
using casus_test::PlainOf;
using casus_test::PlainTable;
using casus_test::ReadSlowly;

std::string RandomDigits(std::mt19937_64& random, std::size_t most) {
  std::string digits;
  for (std::size_t i = random() % (most + 1); i > 0; --i) {
    digits += static_cast<char>('0' + random() % 10);
  }
  return digits;
}

// Mostly decimal numbers, of all lengths, and what looks like them.
std::string RandomNumber(std::mt19937_64& random) {
  std::string text = random() % 3 == 0 ? "-" : "";
  text += RandomDigits(random, random() % 4 == 0 ? 22 : 9);
  if (random() % 2 == 0) text += "." + RandomDigits(random, random() % 4 == 0 ? 18 : 5);
  switch (random() % 40) {
    case 0: text += "e" + std::to_string(static_cast<int>(random() % 700) - 350); break;
    case 1: text = "+" + text; break;
    case 2: text += " "; break;
    case 3: text = "nan"; break;
    case 4: text = "-inf"; break;
    case 5: text.insert(random() % (text.size() + 1), 1, ".-/:x,"[random() % 6]); break;
    case 6: text = "9223372036854775807"; break;
    case 7: text = "-9223372036854775808"; break;
    case 8: text = "9223372036854775808"; break;
    case 9: text = "1e999"; break;
    case 10: text = "9007199254740993"; break;  // 2^53 + 1
    default: break;
  }
  return text;
}

std::string RandomDay(std::mt19937_64& random) {
  const auto two = [&](std::uint64_t most) {
    const std::string digits = std::to_string(random() % (most + 1));
    return digits.size() < 2 ? "0" + digits : digits;
  };
  std::string text = "20" + two(24) + "-" + two(12) + "-" + two(30);
  if (random() % 20 == 0) text += " 00:00:00.000";
  if (random() % 20 == 0) text = "NA";
  if (random() % 40 == 0) text += "x";
  return text;
}

std::string RandomWord(std::mt19937_64& random) {
  static const std::vector<std::string> kWords = {
      "",
      "a",
      "Kyiv",
      "UKR",
      "RUS, or not",
      "say \"hi\"",
      "é",
      "-99",
      "two\nlines",
      "\"",
      "sixteen bytes ok",
      "seventeen bytes!!",
      "a text that is longer than a short key of sixteen bytes",
      "a text that is longer than a short key of sixteen byteS",
      "NA",
      "x\r\ny"};
  if (random() % 8 == 0) return "w" + std::to_string(random() % 500);
  return kWords[random() % kWords.size()];
}

// A table of four columns that are read and one that is not, and dirt between its records.
std::string RandomTable(std::mt19937_64& random, std::size_t rows, bool quotes, std::size_t dirt) {
  const char delimiter = quotes ? ',' : '\t';
  const std::string line_end = random() % 2 == 0 ? "\n" : "\r\n";
  std::string text = quotes ? "word,unread,number,\"day\",real" : "word\tunread\tnumber\tday\treal";
  text += line_end;
  for (std::size_t i = 0; i < rows; ++i) {
    std::vector<std::string> fields = {RandomWord(random), RandomWord(random), RandomNumber(random),
                                       RandomDay(random), RandomNumber(random)};
    if (random() % 2 == 0) fields[2] = std::to_string(static_cast<int>(random() % 2000) - 100);
    if (random() % 5 == 0) fields[2 + random() % 3] = "";
    std::string line;
    if (quotes) {
      const std::vector<std::string_view> views(fields.begin(), fields.end());
      casus::AppendCsvRecord(line, views);
      line.pop_back();
    } else {
      for (std::size_t field = 0; field < fields.size(); ++field) {
        if (field > 0) line += delimiter;
        for (const char c : fields[field]) line += c == '\n' ? ' ' : c;
      }
    }
    text += line + line_end;
    if (dirt > 0 && random() % dirt == 0) {
      static const std::vector<std::string> kDirt = {"",
                                                     "\n",
                                                     "\r\n",
                                                     "a,b\n",
                                                     "a\tb\tc\n",
                                                     "\"",
                                                     "x\"y,1,1,2020-01-01,1\n",
                                                     "\xFF",
                                                     "\r",
                                                     "é",
                                                     "\"a\"b,1\n",
                                                     std::string("\0", 1),
                                                     "\xE2\x82\n",
                                                     ",,,,\n",
                                                     "\t\t\t\t\n"};
      text.insert(text.size() - random() % std::min<std::size_t>(text.size(), 60),
                  kDirt[random() % kDirt.size()]);
    }
  }
  if (random() % 3 == 0) text.resize(text.size() - line_end.size());
  return text;
}

std::vector<ColumnSpec> RandomSpecs(std::mt19937_64& random, bool header) {
  std::vector<ColumnSpec> specs = {ColumnSpec::Named("real", ColumnType::kReal),
                                   ColumnSpec::Named("number", ColumnType::kInteger),
                                   ColumnSpec::Named("word", ColumnType::kText),
                                   ColumnSpec::Named("day", ColumnType::kDay)};
  const std::size_t places[] = {4, 2, 0, 3};
  for (std::size_t i = 0; i < specs.size(); ++i) {
    ColumnSpec& spec = specs[i];
    if (!header) spec.position = places[i];
    spec.when_missing = random() % 3 == 0 ? CellRule::kRefuse : CellRule::kKeep;
    spec.when_wrong = random() % 2 == 0 ? CellRule::kRefuse : CellRule::kKeep;
    switch (random() % 4) {
      case 0: spec.missing = {"", "NA", "-99"}; break;
      case 1: spec.missing = {}; break;
      case 2: spec.missing = {"NA", "7", "say \"hi\""}; break;
      default: break;
    }
  }
  std::shuffle(specs.begin(), specs.end(), random);
  return specs;
}

void CheckTables(std::uint64_t seed, std::size_t rounds, std::size_t most_rows) {
  std::mt19937_64 random(seed);
  for (std::size_t round = 0; round < rounds; ++round) {
    const bool quotes = random() % 2 == 0;
    const std::string text = RandomTable(random, random() % most_rows, quotes,
                                         random() % 4 == 0 ? 0 : 1 + random() % 30);
    ColumnOptions options;
    options.header = random() % 3 != 0;
    options.text.delimiter = quotes ? ',' : '\t';
    options.text.quoting = quotes ? casus::Quoting::kRfc4180 : casus::Quoting::kNone;
    if (random() % 5 == 0) options.text.encoding = casus::Encoding::kLatin1;
    if (random() % 5 == 0) options.text.max_record_bytes = 60;
    if (!options.header && random() % 2 == 0) options.text.columns = 5;
    const std::vector<ColumnSpec> specs = RandomSpecs(random, options.header);
    const PlainTable expected = ReadSlowly(casus::InputFromMemory(text, "t"), specs, options);
    for (const unsigned threads : {1U, 2U, 3U}) {
      for (const std::size_t buffer :
           {std::size_t{1} + random() % 70, std::size_t{1000}, std::size_t{100'000}}) {
        options.threads = threads;
        options.text.buffer_bytes = buffer;
        const PlainTable table =
            PlainOf(ColumnTable::Read(casus::InputFromMemory(text, "t"), specs, options));
        ASSERT_EQ(table.failure, expected.failure) << testing::PrintToString(text);
        ASSERT_EQ(table.issues, expected.issues) << testing::PrintToString(text);
        ASSERT_EQ(table.columns, expected.columns) << testing::PrintToString(text);
        ASSERT_TRUE(table == expected)
            << threads << " threads, buffer of " << buffer << ": " << testing::PrintToString(text);
      }
    }
  }
}

TEST(ColumnsOracle, AgreesOnSmallTables) { CheckTables(20140318, 400, 12); }
TEST(ColumnsOracle, AgreesOnTablesOfManyBlocks) { CheckTables(20220224, 40, 700); }

class CellsTest : public testing::TestWithParam<Simd> {
 protected:
  void SetUp() override {
    if (!casus::internal::UseCellsSimd(GetParam())) GTEST_SKIP() << "not on this machine";
  }
  void TearDown() override {
    casus::internal::UseCellsSimd(Simd::kPlain);
    casus::internal::UseCellsSimd(Simd::kAvx2);
  }
};

TEST_P(CellsTest, GivesWhatFromCharsGivesOrNothing) {
  std::mt19937_64 random(20150212);
  using casus::internal::CellState;
  std::vector<std::string> texts = {"",
                                    "0",
                                    "-0",
                                    ".",
                                    "-",
                                    "-.",
                                    ".5",
                                    "5.",
                                    "-5.",
                                    "0.0",
                                    "1234567890123456",
                                    "123456789012345.",
                                    ".123456789012345",
                                    "9007199254740992",
                                    "9007199254740993",
                                    "-3.33333333333333"};
  for (int i = 0; i < 200'000; ++i) texts.push_back(RandomNumber(random));
  std::string bytes;
  std::vector<std::uint32_t> begins;
  std::vector<std::uint32_t> sizes;
  for (const std::string& text : texts) {
    begins.push_back(static_cast<std::uint32_t>(bytes.size()));
    sizes.push_back(static_cast<std::uint32_t>(text.size()));
    bytes += text + "\t";
  }
  bytes.append(casus::internal::kScanPadding, '7');
  const casus::internal::Cells cells{bytes.data(), begins.data(), sizes.data(), texts.size()};
  std::vector<std::int64_t> integers(texts.size());
  std::vector<double> reals(texts.size());
  std::vector<CellState> integer_states(texts.size());
  std::vector<CellState> real_states(texts.size());
  casus::internal::ReadIntegers(cells, integers.data(), integer_states.data());
  casus::internal::ReadReals(cells, reals.data(), real_states.data());
  std::size_t read = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string& text = texts[i];
    const auto integer = casus_test::SlowNumber<std::int64_t>(text, "");
    const auto real = casus_test::SlowNumber<double>(text, "");
    ASSERT_EQ(integer_states[i] == CellState::kEmpty, text.empty());
    ASSERT_EQ(real_states[i] == CellState::kEmpty, text.empty());
    if (integer_states[i] == CellState::kValue) {
      ASSERT_EQ(integer.value, std::to_string(integers[i])) << text;
      ++read;
    } else {
      ASSERT_EQ(integers[i], 0) << text;
      const bool is_short = text.size() <= 16;
      ASSERT_FALSE(integer.value && is_short) << text;
    }
    if (real_states[i] == CellState::kValue) {
      ASSERT_EQ(real.value, casus_test::Bits(reals[i])) << text;
    } else {
      ASSERT_EQ(reals[i], 0) << text;
      const bool is_short = text.size() <= 15 && text.find('e') == std::string::npos;
      ASSERT_FALSE(real.value && is_short) << text;
    }
  }
  EXPECT_GT(read, texts.size() / 3);
}

INSTANTIATE_TEST_SUITE_P(BothForms, CellsTest, testing::Values(Simd::kPlain, Simd::kAvx2),
                         [](const testing::TestParamInfo<Simd>& form) {
                           return std::string(form.param == Simd::kPlain ? "Plain" : "Avx2");
                         });

}  // namespace
