#!/bin/sh
# The README's program is example 01 but for its comment, and what the README says it prints is what the example's test
# expects.
#
#   check.sh ROOT
set -eu
root=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The n-th fenced block that opens with the fence given.
block() {
  awk -v fence="$1" '
    inside && $0 == "```" { exit }
    inside { print }
    !inside && $0 == fence { inside = 1 }' "$2"
}

block '```cpp' "$root/README.md" > "$work/readme.cc"
grep -v '^//' "$root/examples/01_own_facts.cc" > "$work/example.cc"
diff -u "$work/example.cc" "$work/readme.cc"

block '```text' "$root/README.md" > "$work/readme.out"
diff -u "$root/examples/01_own_facts.expected" "$work/readme.out"
