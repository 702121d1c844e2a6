#!/bin/sh
# layers.sh <root> <modules.txt>
# Fails, naming file and line, where an #include below <root>/include/casus or <root>/src
#   - reaches a module that modules.txt does not let it reach, or climbs out of its folder with "../";
#   - names in a public header anything but the standard library and casus (time/boost.h may name Boost);
# and where a module is not in modules.txt or a public header's guard is not CASUS_<MODULE>_<FILE>_H_.
set -eu
root=$1
table=$2

cd "$root"
# casus/casus.h gathers everything and belongs to no module.
files=$(find include/casus src -name '*.h' -o -name '*.cc' | grep -v '^include/casus/casus\.h$' | LC_ALL=C sort)
if [ -z "$files" ]; then
  echo "FAILED: no sources below $root"
  exit 1
fi

# shellcheck disable=SC2086  # one argument per file; no file name has a space
awk '
  function complain(text) { printf "%s:%d: %s\n", FILENAME, FNR, text; bad = 1 }

  FILENAME == ARGV[1] {
    sub(/#.*/, "")
    if (!NF) next
    sub(/:/, " ")
    known[$1] = 1
    reach[$1, $1] = 1
    # Modules stand in order, so that what a lower one reaches is already known.
    for (i = 2; i <= NF; ++i) {
      if (!($i in known)) { complain($1 " names " $i ", which does not stand above it"); exit }
      for (m in known) if (reach[$i, m]) reach[$1, m] = 1
    }
    next
  }

  FNR == 1 {
    public = FILENAME ~ /^include\//
    split(FILENAME, part, "/")
    module = public ? part[3] : part[2]
    boost = FILENAME == "include/casus/time/boost.h"
    if (!(module in known)) complain("module " module " is not in modules.txt")
    guard = toupper(FILENAME)
    sub(/^INCLUDE\//, "", guard)
    gsub(/[^A-Z0-9]/, "_", guard)
    guard = guard "_"
    guarded = !public
  }

  !guarded && /^#ifndef / {
    guarded = 1
    if ($2 != guard) complain("the include guard is " $2 ", not " guard)
  }

  /^[ \t]*#[ \t]*include/ {
    if (!guarded) { complain("there is no include guard before the first include"); guarded = 1 }
    name = $0
    sub(/^[^<"]*[<"]/, "", name)
    sub(/[>"].*/, "", name)
    if (name ~ /\.\.\//) complain("includes " name ": write the path from the root")
    if (name ~ /^casus\/[a-z_]+\// || name ~ /^src\/[a-z_]+\//) {
      split(name, part, "/")
      if (name ~ /^src\// && public) complain("public, but includes the private " name)
      if (!reach[module, part[2]]) complain(module " may not include " part[2] ": " name)
    } else if (name == "casus/casus.h") {
      if (module != "tool") complain("includes casus.h, which includes every module")
    } else if (public && name !~ /^[a-z_0-9]+$/ && !(boost && name ~ /^boost\//)) {
      complain("public, but includes " name)
    }
  }

  public && /(^|[^A-Za-z_])absl::/ && !/^[ \t]*\/\// { complain("public, but names absl") }

  END { exit bad }
' "$table" $files
