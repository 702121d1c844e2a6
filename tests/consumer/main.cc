// What a stranger's program looks like; every way of getting casus must build and run it.

#include <iostream>

#include <casus/base/version.h>
#include <casus/time/day.h>

int main() {
  std::cout << "casus " << casus::kVersion << ' ' << casus::Day::FromYmd(2022, 2, 24) << '\n';
}
