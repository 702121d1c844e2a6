#!/usr/bin/env bash
# The main job: builds casus with its tool and examples (installing what is missing on Debian 12),
# reads the bundled chronicle of the Russia-Ukraine conflict and prints what it answers.
#
#   ./examples/run.sh             the bundled chronicle
#   ./examples/run.sh FILE...     and each file of a format that casus knows, plain or compressed
set -euo pipefail
export LC_ALL=C.UTF-8
root=$(cd "$(dirname "$0")/.." && pwd)
files=()
for file in "$@"; do files+=("$(realpath "$file")"); done

"$root/cmake/install-packages.sh" build
build="$root/build/examples"
log="$build/build.log"
mkdir -p "$build"
echo "Building casus (log: build/examples/build.log) ..." >&2
if ! { cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCASUS_TESTING=OFF &&
       cmake --build "$build"; } > "$log" 2>&1; then
  tail -n 40 "$log" >&2
  echo "The build failed; the whole log is in $log" >&2
  exit 1
fi
casus="$build/src/tool/casus"
chronicle=examples/data/russia-ukraine
cd "$root"

title() { printf '\n=== %s\n' "$1"; }

title 'What the bundled chronicle holds: casus info'
"$casus" info "$chronicle" --limit 8

title 'A day: 11 November 2022, when Kherson was retaken: casus at ... --place kherson-oblast'
"$casus" at "$chronicle" 2022-11-11 --place kherson-oblast

title 'The talks in Miami, as one news report tells them'
"$build/examples/example_03_miami_talks" "$chronicle"

title 'Who held the place when something happened there, and under which sanctions'
"$build/examples/example_04_who_held_the_place" "$chronicle" 2022-09-01 2022-11-30

title 'Kherson day by day: who controlled it, by whose word, and on which days sources disagree'
"$build/examples/example_12_kherson_day_by_day" "$chronicle"

title 'Two versions of a dataset: what changed, and deaths by quarter as each has them'
"$build/examples/example_07_versions_and_panels" examples/data/invented-ged.csv

title 'Was it on a list that day? casus status sberbank 2022-04-07'
"$casus" status sberbank 2022-04-07 "$chronicle"

title 'Why a company is blocked, by which rule, and since when'
"$build/examples/example_08_why_blocked" examples/data/invented-owners

title 'A payment of 10 March 2023: whom its names may mean, and where they stood that day'
"$build/examples/example_10_screen_payment" examples/data/invented-owners

title 'Sanctions lists of three days: who was on them when a payment was made'
"$build/examples/example_11_lists_of_days" examples/data/invented-sdn

title 'Crimea as six sources have it: since when, by whose view, with how many witnesses'
"$build/examples/example_13_crimea_six_sources" examples/data/crimea

for file in "${files[@]}"; do
  title "Your file: $file"
  "$build/examples/example_05_your_file" "$file" "$chronicle"
done
if [ ${#files[@]} -eq 0 ]; then
  printf '\nGive a file of a format that casus knows (plain, .gz or .zip; casus read --help lists them) to read it too: ./examples/run.sh FILE\n'
fi
