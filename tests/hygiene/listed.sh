#!/bin/sh
# listed.sh <root> <list>
# Fails where a public header or a source of the library is in no casus_module(): it would not be installed, or
# compiled alone, or compiled at all. <list> holds the files that the build knows.
set -eu
root=$1
list=$2
unlisted=$(cd "$root" && find include src \( -path 'include/*.h' -o -name '*.cc' \) | LC_ALL=C sort | while read -r file; do
  grep -Fqx "$root/$file" "$list" || echo "$file"
done)
if [ -n "$unlisted" ]; then
  echo "FAILED: in no casus_module():"
  echo "$unlisted"
  exit 1
fi
