#!/usr/bin/env bash
# Builds the benchmarks (preset bench) and prints one table: what casus takes, and how many times that each peer takes,
# all from one run.
#
#   bench/run.sh [--filter REGEX] [--repetitions N] [--min-time SECONDS] [--instructions] [benchmark...]
#
# The benchmarks are those of CMakeLists.txt (chronicle takes some minutes for its 10 million events, unless it is
# filtered); without arguments timeline, dates and sql are run. For DuckDB beside the others in sql, analytics and
# ingest, CASUS_DUCKDB names libduckdb.so (see README.md). --instructions counts the instructions of the hot loops under
# valgrind instead. Times are medians of the repetitions in CPU time, of methods with several threads in wall time; the
# repetitions of all benchmarks are interleaved at random, so that what else the machine does hits all of them alike.
# BUILD names the build folder (build/bench).
set -euo pipefail
export LC_ALL=C.UTF-8

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=${BUILD:-$root/build/bench}
filter=.
repetitions=5
min_time=0.05
instructions=false
benchmarks=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --filter) filter=$2; shift 2 ;;
    --repetitions) repetitions=$2; shift 2 ;;
    --min-time) min_time=$2; shift 2 ;;
    --instructions) instructions=true; shift ;;
    -*) sed -n '2,/^set/{/^#/p}' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
    *) benchmarks+=("$1"); shift ;;
  esac
done
if [[ ${#benchmarks[@]} -eq 0 ]]; then
  benchmarks=(timeline dates sql)
fi
if $instructions; then
  benchmarks=(instructions)
fi

cmake -S "$root" --preset bench -B "$build" >&2
cmake --build "$build" --target "${benchmarks[@]/#/bench_}" >&2

if $instructions; then
  out=$(mktemp -d)
  trap 'rm -rf "$out"' EXIT
  program=$build/bench/bench_instructions
  for function in $("$program"); do
    line=$(valgrind --tool=callgrind --callgrind-out-file="$out/$function" --toggle-collect="$function" \
      "$program" "$function" 2>"$out/log" || { cat "$out/log" >&2; exit 1; })
    awk -v name="$function" -v line="$line" '
      /^(summary|totals):/ { total = $2 }
      END {
        split(line, field, " ")
        printf "%-18s %11.1f instructions a question (%d), %d found\n", name, total / field[1], field[1], field[2]
      }' "$out/$function"
  done
  exit 0
fi

for benchmark in "${benchmarks[@]}"; do
  # The console's format: the CSV reporter stops at a counter that not every benchmark has.
  "$build/bench/bench_$benchmark" --benchmark_filter="$filter" \
    --benchmark_repetitions="$repetitions" --benchmark_min_time="$min_time" \
    --benchmark_enable_random_interleaving=true --benchmark_report_aggregates_only=true |
    awk '
      function text(ns) {
        return ns < 1e3 ? sprintf("%.1f ns", ns) : ns < 1e6 ? sprintf("%.1f us", ns / 1e3) : sprintf("%.1f ms", ns / 1e6)
      }
      $1 ~ /_median$/ {
        name = $1
        sub(/_median$/, "", name)
        wall = sub(/\/real_time$/, "", name)  # of several threads
        method = name
        sub(/.*\//, "", method)
        question = substr(name, 1, length(name) - length(method) - 1)
        time = (wall ? $2 : $4) * ($5 == "ms" ? 1e6 : $5 == "us" ? 1e3 : 1)
        if (method == "casus") {
          casus[question] = time
          for (i = 6; i <= NF; ++i) if ($i ~ /^found=/) found[question] = substr($i, 7)
        } else {
          peers[question] = peers[question] (peers[question] == "" ? "" : " ") method
          took[question, method] = time
        }
        if (!(question in seen)) { seen[question] = 1; order[++count] = question }
      }
      END {
        printf "%-32s %12s %10s   %s\n", "question/shape/rows", "casus", "found", "peers: time, times as long as casus"
        for (i = 1; i <= count; ++i) {
          question = order[i]
          line = ""
          split(peers[question], methods, " ")
          for (m = 1; m in methods; ++m) {
            ns = took[question, methods[m]]
            line = line sprintf("%-13s%10s %8.1fx   ", methods[m], text(ns), ns / casus[question])
          }
          printf "%-32s %12s %10s   %s\n", question, text(casus[question]), \
            (question in found) ? found[question] : "", line
        }
      }' || exit 1
  echo
done
