#!/bin/sh
# fuzz.sh <fuzzer> <folder of seeds> <work folder> <seconds>
# Runs a fuzzer for a while. It works on a copy of the seeds, so that the sources are never written to; what it finds
# is kept in the work folder. The random numbers are the same in each run, so that a test which fails where it passed
# before fails because of a change; for new ground, set CASUS_FUZZ_SEED=0 and CASUS_FUZZ_SECONDS.
set -eu
fuzzer=$1
seeds=$2
work=$3
seconds=${CASUS_FUZZ_SECONDS:-$4}

rm -rf "$work/corpus"
mkdir -p "$work/corpus" "$work/found"
if [ -d "$seeds" ]; then
  cp -R "$seeds/." "$work/corpus/"
fi
exec "$fuzzer" -seed="${CASUS_FUZZ_SEED:-20140318}" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
  -print_final_stats=1 -artifact_prefix="$work/found/" "$work/corpus"
