// The reader against a slow, obvious one that has the whole text in memory and looks at it a
// character at a time, on random text dense in what matters: quotes, delimiters and line ends.

#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "casus/io/delimited.h"
#include "lib/sanitized.h"
#include "testing.h"

namespace {

using casus::DelimitedOptions;
using casus::DelimitedReader;
using casus::Quoting;

struct Record {
  bool refused = false;
  std::uint64_t line = 0;
  std::vector<std::string> fields;  // of those not refused
  std::string raw;
  friend bool operator==(const Record&, const Record&) = default;
  friend void PrintTo(const Record& record, std::ostream* out) {
    *out << "line " << record.line << (record.refused ? " refused " : " ")
         << testing::PrintToString(record.fields) << " of " << testing::PrintToString(record.raw);
  }
};

class SlowReader {
 public:
  SlowReader(std::string_view text, char delimiter, Quoting quoting)
      : text_(text), delimiter_(delimiter), quoting_(quoting) {}

  std::vector<Record> ReadAll() {
    std::vector<Record> records;
    while (pos_ < text_.size()) {
      Record record = ReadRecord();
      if (!record.raw.empty()) records.push_back(std::move(record));
    }
    return records;
  }

 private:
  // How long the line end here is: "\n", "\r\n", "\r\r\n", or at the end of the text up to two CRs;
  // nothing if there is none.
  std::optional<std::size_t> LineEnd(std::size_t at) const {
    for (std::size_t crs = 0; crs <= 2; ++crs) {
      const std::string line_end = std::string(crs, '\r') + "\n";
      if (text_.substr(at, line_end.size()) == line_end) return line_end.size();
      if (text_.substr(at) == std::string(crs, '\r')) return crs;
    }
    return std::nullopt;
  }

  Record ReadRecord() {
    Record record;
    record.line = 1;
    for (const char c : text_.substr(0, pos_)) record.line += c == '\n';
    const std::size_t begin = pos_;
    for (;;) {
      std::string field;
      bool ended = false;
      if (quoting_ == Quoting::kRfc4180 && pos_ < text_.size() && text_[pos_] == '"') {
        ++pos_;
        bool closed = false;
        while (pos_ < text_.size() && !closed) {
          if (text_.substr(pos_, 2) == "\"\"") {
            field += '"';
            pos_ += 2;
          } else if (text_[pos_] == '"') {
            closed = true;
            ++pos_;
          } else {
            field += text_[pos_++];
          }
        }
        if (!closed) record.refused = true;
        const bool delimited = pos_ < text_.size() && text_[pos_] == delimiter_;
        ended = delimited || LineEnd(pos_).has_value();
        if (!ended)
          record.refused = true;  // text after the quote, which is read to the field's end
      }
      if (!ended) {
        while (!LineEnd(pos_) && text_[pos_] != delimiter_) {
          const bool stray = text_[pos_] == '"' || text_[pos_] == '\r';
          if (stray && quoting_ == Quoting::kRfc4180) record.refused = true;
          field += text_[pos_++];
        }
      }
      record.fields.push_back(field);
      if (const std::optional<std::size_t> line_end = LineEnd(pos_)) {
        record.raw = text_.substr(begin, pos_ - begin);
        pos_ += *line_end;
        if (record.refused) record.fields.clear();
        return record;
      }
      ++pos_;
    }
  }

  std::string_view text_;
  char delimiter_;
  Quoting quoting_;
  std::size_t pos_ = 0;
};

std::vector<Record> Read(std::string_view text, DelimitedOptions options,
                         std::vector<std::string>* errors = nullptr) {
  DelimitedReader reader(casus::InputFromMemory(text, "text"), std::move(options));
  std::vector<Record> records;
  for (;;) {
    const DelimitedReader::Step step = reader.Next();
    if (step == DelimitedReader::Step::kEnd) break;
    if (step == DelimitedReader::Step::kFailed) {
      ADD_FAILURE() << reader.error();
      break;
    }
    Record record;
    record.refused = step == DelimitedReader::Step::kRefused;
    record.line = reader.line();
    record.raw = reader.raw();
    if (record.refused) {
      if (errors != nullptr) errors->push_back(reader.error().ToString());
    } else {
      record.fields.assign(reader.fields().begin(), reader.fields().end());
    }
    records.push_back(std::move(record));
  }
  EXPECT_EQ(reader.records(), records.size());
  return records;
}

std::string RandomText(std::mt19937_64& random, std::size_t pieces,
                       const std::vector<std::string>& alphabet) {
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += alphabet[random() % alphabet.size()];
  return text;
}

const std::vector<std::string>& DenseAlphabet() {
  static const std::vector<std::string> alphabet = {
      "a", "b", ",", "\"", "\"\"", "\n", "\r", "\r\n", "\r\r\n", ",\"", "\",", "\t", "\xC3\xA9"};
  return alphabet;
}

// Most of the structure of random text is broken at once; this one breaks seldom.
std::string MostlyValidText(std::mt19937_64& random, std::size_t lines) {
  std::string text;
  for (std::size_t i = 0; i < lines; ++i) {
    const std::size_t columns = 1 + random() % 4;
    std::vector<std::string> fields;
    for (std::size_t column = 0; column < columns; ++column) {
      fields.push_back(RandomText(random, random() % 6, {"a", "bc", ",", "\"", "\n", "\r\n", " "}));
    }
    const std::vector<std::string_view> views(fields.begin(), fields.end());
    casus::AppendCsvRecord(text, views);
    if (random() % 50 == 0) text[text.size() - 1] = DenseAlphabet()[random() % 7][0];
  }
  return text;
}

TEST(DelimitedOracle, AgreesOnShortRandomCsv) {
  std::mt19937_64 random(20140318);
  for (int round = 0; round < casus::testing_lib::Rounds(40'000); ++round) {
    const std::string text = RandomText(random, random() % 14, DenseAlphabet());
    const std::vector<Record> expected = SlowReader(text, ',', Quoting::kRfc4180).ReadAll();
    ASSERT_EQ(Read(text, DelimitedOptions::Csv()), expected) << testing::PrintToString(text);
  }
}

TEST(DelimitedOracle, AgreesOnShortRandomTabText) {
  std::mt19937_64 random(20140319);
  for (int round = 0; round < casus::testing_lib::Rounds(20'000); ++round) {
    const std::string text = RandomText(random, random() % 14, DenseAlphabet());
    const std::vector<Record> expected = SlowReader(text, '\t', Quoting::kNone).ReadAll();
    ASSERT_EQ(Read(text, DelimitedOptions::Tabs()), expected) << testing::PrintToString(text);
  }
}

TEST(DelimitedOracle, AgreesOnMostlyValidCsv) {
  std::mt19937_64 random(20220224);
  for (int round = 0; round < 300; ++round) {
    const std::string text = MostlyValidText(random, 200);
    const std::vector<Record> expected = SlowReader(text, ',', Quoting::kRfc4180).ReadAll();
    ASSERT_EQ(Read(text, DelimitedOptions::Csv()), expected);
  }
}

TEST(DelimitedOracle, AnyBufferSizeGivesTheSameRecordsAndErrors) {
  std::mt19937_64 random(20150212);
  for (int round = 0; round < 400; ++round) {
    const std::string text =
        round % 2 == 0 ? RandomText(random, 400, DenseAlphabet()) : MostlyValidText(random, 60);
    for (const std::size_t longest : {std::size_t{20}, std::size_t{1} << 20}) {
      DelimitedOptions options;
      options.max_record_bytes = longest;
      if (round % 3 == 0) options.columns = 2;
      std::vector<std::string> expected_errors;
      const std::vector<Record> expected = Read(text, options, &expected_errors);
      for (const std::size_t size : {1U, 2U, 3U, 5U, 7U, 64U, 1000U, 100'000U}) {
        options.buffer_bytes = size;
        std::vector<std::string> errors;
        ASSERT_EQ(Read(text, options, &errors), expected) << "buffer of " << size;
        ASSERT_EQ(errors, expected_errors) << "buffer of " << size;
      }
    }
  }
}

TEST(DelimitedOracle, WhatIsWrittenIsReadBackTheSame) {
  std::mt19937_64 random(20140411);
  const std::vector<std::string> alphabet = {"a",  ",",  ";", "\"",       "\n",
                                             "\r", "\t", " ", "\xC3\xA9", "\xEF\xBB\xBF"};
  for (int round = 0; round < casus::testing_lib::Rounds(5'000); ++round) {
    const char delimiter = ",;\t"[random() % 3];
    std::vector<std::vector<std::string>> table(random() % 6);
    std::string text;
    for (std::vector<std::string>& row : table) {
      for (std::size_t i = random() % 4 + 1; i > 0; --i) {
        row.push_back(RandomText(random, random() % 5, alphabet));
      }
      const std::vector<std::string_view> views(row.begin(), row.end());
      casus::AppendCsvRecord(text, views, delimiter);
    }
    DelimitedOptions options;
    options.delimiter = delimiter;
    std::vector<std::vector<std::string>> read;
    for (const Record& record : Read(text, options)) read.push_back(record.fields);
    ASSERT_EQ(read, table) << testing::PrintToString(text);
  }
}

}  // namespace
