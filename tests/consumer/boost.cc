// Uses the component boost, the only header that needs Boost.

#include <casus/time/boost.h>

int main() {}
