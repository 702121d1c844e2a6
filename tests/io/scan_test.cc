// The structural scan in each of its forms, against a slow, obvious one.

#include "src/io/scan.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "casus/io/delimited.h"
#include "src/io/utf8.h"
#include "testing.h"

namespace {

using casus::internal::ScanDialect;
using casus::internal::ScanState;
using casus::internal::Simd;
using casus::internal::Structure;

// What a scan of a text must find.
struct Expected {
  std::vector<std::uint32_t> ends;
  std::vector<std::uint32_t> records;
  std::vector<std::uint32_t> odd;
  bool stopped = false;
  std::size_t stop = 0;
};

// The bytes at which a check of UTF-8 finds something wrong: those that cannot stand where they
// are, also after a sequence cut short.
std::vector<bool> BadUtf8(std::string_view text) {
  std::vector<bool> bad(text.size(), false);
  std::size_t due = 0;
  unsigned low = 0x80;
  unsigned high = 0xBF;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool trail = byte >= 0x80 && byte <= 0xBF;
    const bool after_ascii = i == 0 || static_cast<unsigned char>(text[i - 1]) < 0x80;
    if (due > 0) {
      --due;
      if (!trail || after_ascii || byte < low || byte > high) bad[i] = true;
      low = 0x80;
      high = 0xBF;
      if (trail) continue;
      // A new sequence may begin while the old one still waits for its bytes: see below.
    } else if (trail) {
      bad[i] = true;
      continue;
    }
    std::size_t wanted = 0;
    if (byte >= 0xC2 && byte <= 0xDF) wanted = 1;
    if (byte >= 0xE0 && byte <= 0xEF) wanted = 2;
    if (byte >= 0xF0 && byte <= 0xF4) wanted = 3;
    if (byte >= 0x80 && wanted == 0) bad[i] = true;
    if (wanted > 0) {
      low = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
      high = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
      due = wanted > due ? wanted : due;
    }
  }
  return bad;
}

Expected SlowScan(std::string_view text, const ScanDialect& dialect) {
  Expected expected;
  const std::vector<bool> bad = BadUtf8(text);
  bool quoted = false;
  bool after_end = true;
  bool after_close = false;
  bool after_cr = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool ends = c == dialect.delimiter || c == '\n';
    if (dialect.quotes) {
      const bool opens = c == '"' && !quoted;
      const bool allowed_after_close = ends || c == '\r' || c == '"';
      if ((opens && !after_end && !after_close) || (after_close && !allowed_after_close)) {
        expected.stopped = true;
        expected.stop = i;
        return expected;
      }
    }
    const bool high = (static_cast<unsigned char>(c) & 0x80) != 0;
    bool odd = c == '\0' || (dialect.utf8 ? bad[i] : high);
    if (dialect.quotes && after_cr && c != '\n') odd = true;
    if (odd) expected.odd.push_back(static_cast<std::uint32_t>(i));
    const bool toggles = dialect.quotes && c == '"';
    const bool closes = toggles && quoted;
    if (toggles) quoted = !quoted;
    after_cr = c == '\r' && !quoted;
    after_close = closes;
    after_end = ends && !quoted;
    if (after_end) {
      if (c == '\n') expected.records.push_back(static_cast<std::uint32_t>(expected.ends.size()));
      expected.ends.push_back(static_cast<std::uint32_t>(i));
    }
  }
  return expected;
}

std::string RandomText(std::mt19937_64& random, std::size_t pieces,
                       const std::vector<std::string>& alphabet) {
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += alphabet[random() % alphabet.size()];
  return text;
}

// In pieces of random sizes, one behind the other.
void CheckScan(std::string_view text, const ScanDialect& dialect, std::mt19937_64& random) {
  const Expected expected = SlowScan(text, dialect);
  // Bytes behind the text, which must make no difference.
  std::string padded(text);
  padded.append(casus::internal::kScanPadding, ",\n\"\xC3"[random() % 4]);
  Structure found(text.size());
  ScanState state;
  std::size_t at = 0;
  bool stopped = false;
  while (at < text.size() && !stopped) {
    const std::size_t to =
        random() % 2 == 0 ? text.size() : std::min(text.size(), at + 1 + random() % 90);
    const std::size_t reached = casus::internal::Scan(padded.data(), at, to, dialect, state, found);
    stopped = reached < to;
    at = reached;
  }
  const std::vector<std::uint32_t> ends(found.ends.get(), found.ends.get() + found.end_count);
  const std::vector<std::uint32_t> records(found.records.get(),
                                           found.records.get() + found.record_count);
  ASSERT_EQ(stopped, expected.stopped) << testing::PrintToString(text);
  if (stopped) {
    ASSERT_EQ(at, expected.stop) << testing::PrintToString(text);
  }
  ASSERT_EQ(ends, expected.ends) << testing::PrintToString(text);
  ASSERT_EQ(records, expected.records) << testing::PrintToString(text);
  ASSERT_EQ(found.odd, expected.odd) << testing::PrintToString(text);
}

class ScanTest : public testing::TestWithParam<Simd> {
 protected:
  void SetUp() override {
    if (!casus::internal::UseScanSimd(GetParam())) GTEST_SKIP() << "not on this machine";
  }
  void TearDown() override {
    for (const Simd simd : {Simd::kPlain, Simd::kAvx2, Simd::kAvx512}) {
      casus::internal::UseScanSimd(simd);
    }
  }
};

TEST_P(ScanTest, AgreesOnTextDenseInWhatMatters) {
  std::mt19937_64 random(20140318);
  const std::vector<std::string> alphabet = {"a",  "bcd",      ",",    "\"",   "\"\"",    "\n",
                                             "\r", "\r\n",     ",\"",  "\",",  "\t",      "\"\n\"",
                                             "é",  "\xE2\x82", "\x80", "\xED", "\xF4\x90"};
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = RandomText(random, random() % 60, alphabet);
    CheckScan(text, {",\t"[random() % 2], random() % 2 == 0, random() % 2 == 0}, random);
    if (HasFatalFailure()) return;
  }
}

TEST_P(ScanTest, AgreesOnLongWellFormedText) {
  std::mt19937_64 random(20140319);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int row = 0; row < 40; ++row) {
      std::vector<std::string> fields(1 + random() % 70);
      for (std::string& field : fields) {
        field = RandomText(random, random() % 12, {"a", "b c", "1", "é", ",", "\"", "\n", "–"});
      }
      const std::vector<std::string_view> views(fields.begin(), fields.end());
      casus::AppendCsvRecord(text, views);
      if (random() % 5 == 0) text.insert(text.size() - 1, "\r");
    }
    CheckScan(text, {',', true, true}, random);
    CheckScan(text, {',', false, true}, random);
    if (HasFatalFailure()) return;
  }
}

TEST_P(ScanTest, AgreesOnAnyBytesAboveAscii) {
  std::mt19937_64 random(20140320);
  const std::vector<std::string> alphabet = {
      "a",    "\n",   "\x7F", "\x80", "\x8F", "\x90", "\x9F",
      "\xA0", "\xBF", "\xC0", "\xC1", "\xC2", "\xDF", "\xE0",
      "\xE1", "\xEC", "\xED", "\xEE", "\xEF", "\xF0", "\xF1",
      "\xF3", "\xF4", "\xF5", "\xFF", "é",    "–",    "\xF0\x9F\x95\x8A"};
  for (int round = 0; round < 20'000; ++round) {
    std::string text = RandomText(random, random() % 150, alphabet);
    CheckScan(text, {',', false, true}, random);
    if (HasFatalFailure()) return;
    // What matters to the reader: a line that a careful look would find wrong has an odd byte.
    text += "\n";
    const std::vector<std::uint32_t> odd = SlowScan(text, {',', false, true}).odd;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = text.find('\n', begin) + 1;
      const auto first = std::lower_bound(odd.begin(), odd.end(), begin);
      const std::string line = text.substr(begin, end - begin);
      EXPECT_TRUE((first != odd.end() && *first < end) ||
                  casus::internal::FindInvalidUtf8(line) == std::string_view::npos)
          << testing::PrintToString(line) << " of " << testing::PrintToString(text);
      begin = end;
    }
  }
}

TEST_P(ScanTest, CountsLineFeeds) {
  std::mt19937_64 random(20140321);
  for (int round = 0; round < 1'000; ++round) {
    const std::string text = RandomText(random, random() % 400, {"a", "\n", "\r", "\x8A"});
    EXPECT_EQ(casus::internal::CountLf(text),
              static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')));
  }
}

INSTANTIATE_TEST_SUITE_P(AllForms, ScanTest,
                         testing::Values(Simd::kPlain, Simd::kAvx2, Simd::kAvx512),
                         [](const testing::TestParamInfo<Simd>& form) -> std::string {
                           switch (form.param) {
                             case Simd::kPlain: return "Plain";
                             case Simd::kAvx2: return "Avx2";
                             case Simd::kAvx512: return "Avx512";
                           }
                           return "";
                         });

}  // namespace
