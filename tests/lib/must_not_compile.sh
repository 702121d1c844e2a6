#!/bin/sh
# must_not_compile.sh <file.cc> <case> <compiler> [flags...]
# Compiles one case of a file of misuses (cmake/CasusTest.cmake says how such a file is written) and fails unless
# case 0 compiles, or another case fails with errors that match all its EXPECT lines.
set -eu
# Messages in the C locale quote with ' in both compilers.
LC_ALL=C
export LC_ALL

file=$1
case=$2
shift 2

status=0
output=$("$@" -Werror=unused-result "-DCASUS_CASE=$case" -S -o /dev/null "$file" 2>&1) || status=$?

if [ "$case" -eq 0 ]; then
  [ "$status" -eq 0 ] && exit 0
  printf '%s\n' "$output"
  echo "FAILED: case 0 of $file is right and must compile"
  exit 1
fi

if [ "$status" -eq 0 ]; then
  echo "FAILED: case $case of $file compiles, and must not"
  exit 1
fi

expected=$(awk -v case="$case" '
  $0 ~ "^#if CASUS_CASE == " case "$" { inside = 1; next }
  /^#endif/ { inside = 0 }
  inside && sub(/^[ \t]*\/\/ EXPECT: */, "") { print }' "$file")
if [ -z "$expected" ]; then
  echo "FAILED: case $case of $file has no line '// EXPECT: regular expression'"
  exit 1
fi

failures=$(printf '%s\n' "$expected" | while IFS= read -r regex; do
  printf '%s\n' "$output" | grep -E 'error:' | grep -Eq -e "$regex" || printf '%s\n' "$regex"
done)
if [ -n "$failures" ]; then
  printf '%s\n' "$output"
  echo "FAILED: case $case of $file was refused, but no error matches:"
  printf '%s\n' "$failures"
  exit 1
fi
