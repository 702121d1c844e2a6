// Uses the component boost, the only header that needs Boost.

#include <casus/time/boost.h>

int main() {
  const casus::Day day = casus::Day::FromYmd(2022, 2, 24);
  const auto there = casus::ToBoostDate(day);
  return there.ok() && casus::FromBoostDate(*there).value() == day ? 0 : 1;
}
