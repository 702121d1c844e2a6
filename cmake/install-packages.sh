#!/bin/sh
# install-packages.sh <group...>
# Installs what is missing of the groups of packages-debian12.txt; does nothing, and needs no rights, if nothing is.
set -eu
list=$(dirname "$0")/packages-debian12.txt

if ! command -v apt-get > /dev/null; then
  echo "This is not Debian: see $list for what has to be there."
  exit 0
fi

missing=
for group in "$@"; do
  for package in $(awk -v group="$group" '$1 == group { print $2 }' "$list"); do
    status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2> /dev/null || true)
    [ "$status" = installed ] || missing="$missing $package"
  done
done
[ -n "$missing" ] || exit 0

echo "Installing with apt, which may take minutes:$missing" >&2
run=
if [ "$(id -u)" -ne 0 ]; then
  run=sudo
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086  # words
if ! {
  $run apt-get update -q &&
    $run env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
} > "$log" 2>&1; then
  cat "$log"
  echo "apt could not install them; its output is above." >&2
  exit 1
fi
