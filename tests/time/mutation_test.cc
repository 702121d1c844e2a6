#include <gtest/gtest.h>

#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include "date_invariants.h"
#include "lib/sanitized.h"
#include "random_moments.h"

namespace casus {
namespace {

constexpr std::string_view kSeeds[] = {"2014-03-18",
                                       "20191024",
                                       "2020-12-03 00:00:00.000",
                                       "2015-04-07-04:00",
                                       "03 December 2020",
                                       "22feb1984",
                                       "1.9.1960",
                                       "18:03:2014",
                                       "8-3-2014",
                                       "3/18/2014",
                                       "26-Dec-90",
                                       "901226",
                                       "20191024143000",
                                       "2026-08-05T16:47:04.449+02:00",
                                       "1649187000",
                                       "201400",
                                       "-0044-03-15",
                                       "2014-21~",
                                       "201X?",
                                       "20XX",
                                       "XXXX",
                                       "2014-XX-XX",
                                       "[2014-02..2014-03]",
                                       "[..1935]",
                                       "[1960..]",
                                       "2014/..",
                                       "../1960",
                                       "/1960",
                                       "2014/[2024-12-31..]",
                                       "Y170000002",
                                       "?2004-06-~11",
                                       "circa 25 Dec 1965",
                                       "c.1965",
                                       "20th century",
                                       "Between 1959 and 1965",
                                       "1970-1973",
                                       "25 Dec 1959 to 3 Mar 1960",
                                       "01.09.1960 - 30.03.2015",
                                       "2016-",
                                       "since 2016",
                                       "dd/mm/1945",
                                       "00/00/1963",
                                       "spring 1916",
                                       "1960s",
                                       "Dec. 25th, 1965",
                                       "2014/03/18",
                                       "2016 to present",
                                       "1970\u20131973",
                                       "NA",
                                       "-0- ",
                                       "9999-12-31",
                                       "9999~",
                                       "-9999-01-01~"};

constexpr std::string_view kBytes = "0123456789-/.:[]?~%XYTZ+, sdctoabmn{}\xE2\x80\x93\x01\xFF";

TEST(Parsers, KeepTheirWordForMutatedDates) {
  for (const std::string_view seed : kSeeds) CheckAllParsers(seed);
  std::mt19937 random(1816);
  for (int i = 0; i < casus::testing_lib::Rounds(60000); ++i) {
    std::string text(kSeeds[random() % std::size(kSeeds)]);
    for (auto edits = 1 + random() % 3; edits > 0; --edits) {
      const std::size_t at = random() % (text.size() + 1);
      const char byte = kBytes[random() % kBytes.size()];
      switch (random() % 5) {
        case 0: text.insert(at, 1, byte); break;
        case 1: text.erase(at, 1 + random() % 2); break;
        case 2: text.append(kSeeds[random() % std::size(kSeeds)]); break;
        case 3: text.resize(at); break;
        default:
          if (at < text.size()) text[at] = byte;
      }
    }
    CheckAllParsers(text);
  }
}

// Whatever stands behind a date, a strict parser sees it.
TEST(Parsers, ReadTheWholeText) {
  for (const std::string_view seed : kSeeds) {
    for (const char byte : {'x', '\0', '\n', ')'}) {
      const std::string text = std::string(seed) + byte;
      CheckAllParsers(text);
      for (int shape = 0; shape <= static_cast<int>(DayShape::kMdySlashes); ++shape) {
        EXPECT_FALSE(ParseDay(text, static_cast<DayShape>(shape)).ok()) << text;
      }
      EXPECT_FALSE(ParseMoment(text).ok()) << text;
      EXPECT_FALSE(ParseSpanText(text).ok()) << text;
      EXPECT_FALSE(ParseEdtfSpan(text).ok()) << text;
      EXPECT_FALSE(ParseTimestamp14(text).ok()) << text;
      EXPECT_FALSE(ParseTimestampIso(text).ok()) << text;
    }
  }
}

TEST(Parsers, KeepTheirWordForWhatCasusWrites) {
  std::mt19937 random(2014);
  auto pick = [&](int low, int high) {
    return low + static_cast<int>(random() % (static_cast<unsigned>(high - low) + 1U));
  };
  for (int i = 0; i < 3000; ++i) {
    CheckAllParsers(ToEdtf(RandomMoment(pick)));
    CheckAllParsers(ToEdtf(RandomSpan(pick)));
  }
}

}  // namespace
}  // namespace casus
