#include "casus/base/error.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <sstream>
#include <string>

namespace casus {
namespace {

Where At(std::string file, std::uint64_t line, std::uint64_t column, std::string field) {
  Where where;
  where.file = std::move(file);
  where.line = line;
  where.column = column;
  where.field = std::move(field);
  return where;
}

TEST(Where, PrintsWhatIsKnown) {
  EXPECT_EQ(ToString(Where{}), "");
  EXPECT_EQ(ToString(At("events.csv", 0, 0, "")), "events.csv");
  EXPECT_EQ(ToString(At("events.csv", 12, 0, "")), "events.csv:12");
  EXPECT_EQ(ToString(At("events.csv", 12, 7, "begin")), "events.csv:12:7 (begin)");
  EXPECT_EQ(ToString(At("", 12, 7, "")), "line 12:7");
  EXPECT_EQ(ToString(At("", 0, 7, "")), "column 7");
  EXPECT_EQ(ToString(At("", 0, 0, "begin")), "(begin)");
}

TEST(Where, IsEmptyWhenNothingIsKnown) {
  EXPECT_TRUE(Where{}.empty());
  EXPECT_FALSE(At("a", 0, 0, "").empty());
  EXPECT_FALSE(At("", 1, 0, "").empty());
  EXPECT_FALSE(At("", 0, 1, "").empty());
  EXPECT_FALSE(At("", 0, 0, "a").empty());
}

TEST(Error, EachCodeHasItsOwnWords) {
  std::set<std::string> words;
  for (int code = 0; code <= static_cast<int>(ErrorCode::kCancelled); ++code) {
    words.insert(std::string(ToString(static_cast<ErrorCode>(code))));
  }
  EXPECT_EQ(words.size(), static_cast<std::size_t>(ErrorCode::kCancelled) + 1);
  EXPECT_FALSE(words.contains("unknown error"));
}

TEST(Error, PrintsPlaceCodeMessageAndText) {
  const Error error(ErrorCode::kInvalidArgument, "no such day: 2022-02-30",
                    At("events.csv", 12, 9, "begin"), "2022-02-30");
  EXPECT_EQ(error.ToString(),
            "events.csv:12:9 (begin): invalid argument: no such day: 2022-02-30: '2022-02-30'");
  std::ostringstream out;
  out << error;
  EXPECT_EQ(out.str(), error.ToString());
  EXPECT_EQ(Error(ErrorCode::kNotFound, "no such file").ToString(), "not found: no such file");
}

TEST(Error, AtAddsTheOffsetInTheTextToTheColumnOfTheText) {
  const Error error(ErrorCode::kParse, "message", At("", 0, 5, ""), "2014-x");
  const Error placed = error.At(At("a.csv", 3, 20, "date"));
  EXPECT_EQ(placed.where(), At("a.csv", 3, 24, "date"));
  EXPECT_EQ(placed.text(), "2014-x");
  EXPECT_EQ(placed.code(), ErrorCode::kParse);
  EXPECT_EQ(placed.message(), "message");
}

TEST(Error, AtKeepsWhatTheCallerDoesNotKnow) {
  const Error error(ErrorCode::kParse, "message", At("inner.csv", 7, 5, "month"));
  EXPECT_EQ(error.At(Where{}).where(), At("inner.csv", 7, 5, "month"));
  EXPECT_EQ(error.At(At("outer.csv", 0, 0, "")).where(), At("outer.csv", 7, 5, "month"));
  EXPECT_EQ(error.At(At("", 9, 0, "date")).where(), At("inner.csv", 9, 5, "date"));
  // A column alone, where the parser found none.
  EXPECT_EQ(Error(ErrorCode::kParse, "m").At(At("", 0, 4, "")).where().column, 4U);
}

TEST(Result, HoldsAValueOrAnError) {
  const Result<int> value = 7;
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(*value, 7);
  EXPECT_EQ(value.value(), 7);
  const Result<int> error = Error(ErrorCode::kParse, "no");
  ASSERT_FALSE(error.ok());
  EXPECT_EQ(error.error().message(), "no");
}

TEST(Result, ReachesTheMembersOfItsValue) {
  Result<std::string> text = std::string("abc");
  EXPECT_EQ(text->size(), 3U);
  text->push_back('d');
  *text += 'e';
  EXPECT_EQ(text.value(), "abcde");
}

TEST(Result, MovesOutOfATemporary) {
  const auto make = [] { return Result<std::unique_ptr<int>>(std::make_unique<int>(5)); };
  std::unique_ptr<int> taken = make().value();
  EXPECT_EQ(*taken, 5);
  taken = *make();
  EXPECT_EQ(*taken, 5);
}

TEST(Result, OfNothingIsOkOrAnError) {
  EXPECT_TRUE(Result<void>().ok());
  const Result<void> error = Error(ErrorCode::kIo, "disk full");
  ASSERT_FALSE(error.ok());
  EXPECT_EQ(error.error().code(), ErrorCode::kIo);
}

TEST(ResultDeathTest, SaysWhatWasWrongWhenTheValueOfAnErrorIsTaken) {
  const Result<int> error = Error(ErrorCode::kParse, "not a number", At("a.csv", 2, 0, ""), "x");
  EXPECT_DEATH((void)error.value(), "a.csv:2: parse error: not a number: 'x'");
  EXPECT_DEATH((void)*error, "not a number");
}

TEST(ResultDeathTest, HasNoErrorWhenItHoldsAValue) {
  const Result<int> value = 7;
  EXPECT_DEATH((void)value.error(), "holds a value");
  EXPECT_DEATH((void)Result<void>().error(), "holds no error");
}

}  // namespace
}  // namespace casus
