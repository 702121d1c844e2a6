#include "casus/base/function_ref.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

namespace casus {
namespace {

int Call(FunctionRef<int(int)> function, int value) { return function(value); }

int Twice(int value) { return 2 * value; }

TEST(FunctionRef, CallsALambdaThatKeepsState) {
  int calls = 0;
  EXPECT_EQ(Call([&](int value) { return ++calls, value + 1; }, 4), 5);
  EXPECT_EQ(calls, 1);
}

TEST(FunctionRef, CallsTheCallableItselfNotACopy) {
  struct Counter {
    int count = 0;
    int operator()(int value) { return count += value; }
  } counter;
  Call(counter, 3);
  Call(counter, 4);
  EXPECT_EQ(counter.count, 7);
}

TEST(FunctionRef, CallsConstCallables) {
  const auto add = [](int value) { return value + 10; };
  EXPECT_EQ(Call(add, 1), 11);
}

TEST(FunctionRef, CallsFunctionsAndPointersToThem) {
  EXPECT_EQ(Call(Twice, 4), 8);
  EXPECT_EQ(Call(&Twice, 4), 8);
  const std::function<int(int)> function = Twice;
  EXPECT_EQ(Call(function, 4), 8);
}

TEST(FunctionRef, DropsAResultNobodyAskedFor) {
  std::string text;
  const auto append = [&](char c) -> std::string& { return text.append(1, c); };
  const FunctionRef<void(char)> drop = append;
  drop('a');
  drop('b');
  EXPECT_EQ(text, "ab");
}

TEST(FunctionRef, PassesReferencesAndMoveOnlyArguments) {
  const auto increment = [](int& value) { ++value; };
  const FunctionRef<void(int&)> by_reference = increment;
  int value = 1;
  by_reference(value);
  EXPECT_EQ(value, 2);
  const auto take = [](std::unique_ptr<int> p) { return *p; };
  const FunctionRef<int(std::unique_ptr<int>)> by_move = take;
  EXPECT_EQ(by_move(std::make_unique<int>(9)), 9);
}

TEST(FunctionRef, IsTwoPointers) { EXPECT_EQ(sizeof(FunctionRef<int(int)>), 2 * sizeof(void*)); }

}  // namespace
}  // namespace casus
