#!/bin/sh
# selftest.sh <root> <work folder> <compiler> <flag for C++20>
# The checks are shown what they must refuse, and must refuse it for the right reason.
set -eu
root=$1
work=$2
compiler=$3
standard=$4

rm -rf "$work"
mkdir -p "$work"
cd "$work"
failures=0

passes() {
  if ! output=$("$@" 2>&1); then
    printf 'FAILED: refused, but is right: %s\n%s\n' "$*" "$output"
    failures=$((failures + 1))
  fi
}

# refused <words of the message> <command...>
refused() {
  words=$1
  shift
  if output=$("$@" 2>&1); then
    printf 'FAILED: accepted, but is wrong (%s): %s\n' "$words" "$*"
    failures=$((failures + 1))
  elif ! printf '%s\n' "$output" | grep -Fq -e "$words"; then
    printf 'FAILED: refused, but not with "%s": %s\n%s\n' "$words" "$*" "$output"
    failures=$((failures + 1))
  fi
}

# --- layers.sh and listed.sh, on a tree of two modules and one change at a time
tree() {
  rm -rf tree
  mkdir -p tree/include/casus/base tree/include/casus/time tree/src/base tree/src/time
  printf '#ifndef CASUS_BASE_A_H_\n#define CASUS_BASE_A_H_\n#include <string>\n#endif\n' > tree/include/casus/base/a.h
  printf '#ifndef CASUS_TIME_B_H_\n#define CASUS_TIME_B_H_\n#include "casus/base/a.h"\n#endif\n' \
    > tree/include/casus/time/b.h
  printf '#include <casus/time/b.h>\n#include "absl/strings/str_cat.h"\n#include "src/base/c.h"\n' > tree/src/time/b.cc
  : > tree/src/base/c.h
}
layers() { sh "$root/tests/hygiene/layers.sh" "$work/tree" "$root/tests/hygiene/modules.txt"; }
listed() { sh "$root/tests/hygiene/listed.sh" "$work/tree" "$work/list"; }

tree
printf '%s\n' "$work/tree/include/casus/base/a.h" "$work/tree/include/casus/time/b.h" "$work/tree/src/time/b.cc" > list
passes layers
passes listed

: > tree/include/casus/base/new.h
refused include/casus/base/new.h listed
tree
: > tree/src/base/new.cc
refused src/base/new.cc listed

tree
echo '#include "casus/time/b.h"' > tree/src/base/a.cc
refused 'src/base/a.cc:1: base may not include time' layers
tree
echo '#  include <src/time/b.h>' > tree/src/base/a.cc
refused 'base may not include time' layers
tree
echo '#include "../time/b.h"' > tree/src/base/a.cc
refused 'from the root' layers
tree
mkdir tree/src/extra
: > tree/src/extra/x.cc
echo '#include <string>' > tree/src/extra/x.cc
refused 'module extra is not in modules.txt' layers
for name in absl/types/span.h boost/date_time.hpp sys/mman.h stdio.h; do
  tree
  echo "#include <$name>" >> tree/include/casus/base/a.h
  refused "public, but includes $name" layers
done
tree
echo 'absl::string_view View();' >> tree/include/casus/base/a.h
refused 'public, but names absl' layers
tree
cp tree/include/casus/base/a.h tree/include/casus/base/copy.h
refused 'the include guard is CASUS_BASE_A_H_, not CASUS_BASE_COPY_H_' layers
tree
printf '#include <string>\n' > tree/include/casus/base/a.h
refused 'no include guard' layers
tree
printf '#ifndef CASUS_TIME_BOOST_H_\n#define CASUS_TIME_BOOST_H_\n#include <boost/a.hpp>\n#endif\n' \
  > tree/include/casus/time/boost.h
passes layers

# --- must_not_compile.sh
cat > misuse.cc <<'EOF'
struct Opaque { explicit Opaque(int); };
[[nodiscard]] int Answer();
#if CASUS_CASE == 1
// EXPECT: conversion from 'int' to non-scalar|no viable conversion from 'int'
Opaque opaque = 1;
#endif
#if CASUS_CASE == 2
// EXPECT: ignoring return value
void Ignore() { Answer(); }
#endif
#if CASUS_CASE == 3
// EXPECT: conversion
Opaque opaque(1);
#endif
#if CASUS_CASE == 4
// EXPECT: a reason that no compiler gives
Opaque opaque = 1;
#endif
#if CASUS_CASE == 5
Opaque opaque = 1;
#endif
EOF
printf 'int broken = ;\n#if CASUS_CASE == 1\n// EXPECT: .\n#endif\n' > broken.cc
misuse() { sh "$root/tests/lib/must_not_compile.sh" "$1" "$2" "$compiler" "$standard"; }
passes misuse misuse.cc 0
passes misuse misuse.cc 1
passes misuse misuse.cc 2
refused 'compiles, and must not' misuse misuse.cc 3
refused 'no error matches' misuse misuse.cc 4
refused 'has no line' misuse misuse.cc 5
refused 'must compile' misuse broken.cc 0

# --- run_example.cmake
example() {
  printf '%s' "$1" > expect
  shift
  cmake -DEXPECT=expect -DACTUAL=actual -P "$root/tests/lib/run_example.cmake" -- "$@"
}
passes example 'a b' printf %s 'a b'
refused '+other' example 'one' printf %s other
refused 'exit status' example '' false

if [ "$failures" -ne 0 ]; then
  exit 1
fi
