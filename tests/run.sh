#!/usr/bin/env bash
# Builds and tests casus on Debian 12: with both compilers, the sanitizers and the fuzzers, installed and packaged.
#
#   tests/run.sh [--quick] [preset...]
#
# Without arguments all presets (CMakePresets.json) are run: dev asan tsan; --quick is dev alone. Missing
# Debian packages are installed first. CASUS_REAL_DATA names a folder of real data files; without it the tests that
# need them skip themselves.
# The last line counts the tests of all presets; the exit status is 0 only if all of them passed.
set -euo pipefail
export LC_ALL=C.UTF-8

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

presets=()
for argument in "$@"; do
  case $argument in
    --quick) presets+=(dev) ;;
    -*)
      echo "usage: tests/run.sh [--quick] [preset...]" >&2
      exit 2
      ;;
    *) presets+=("$argument") ;;
  esac
done
if [[ ${#presets[@]} -eq 0 ]]; then
  presets=(dev asan tsan)
fi

if [[ -n ${CASUS_REAL_DATA:-} && ! -d $CASUS_REAL_DATA ]]; then
  echo "CASUS_REAL_DATA=$CASUS_REAL_DATA is not a folder" >&2
  exit 1
fi

cmake/install-packages.sh build test
jobs=$(nproc)
precompile=ON
if command -v ccache > /dev/null; then
  export CMAKE_CXX_COMPILER_LAUNCHER=ccache
  precompile=OFF
fi

passed=0
failed=0
skipped=0
lines=()     # of the summary
failures=()  # "preset: test"
skips=()

# fails <preset> <what>: a step that failed counts as one failed test.
fails() {
  failed=$((failed + 1))
  failures+=("$1: $2")
  lines+=("$(printf '%-8s %s failed' "$1" "$2")")
}

run_preset() {
  local preset=$1 start=$SECONDS built
  printf '\n=== %s\n' "$preset"

  cmake --preset "$preset" -DCASUS_PRECOMPILE=$precompile || { fails "$preset" configuring; return; }
  cmake --build --preset "$preset" --parallel "$jobs" || { fails "$preset" building; return; }
  built=$((SECONDS - start))

  local report=$root/build/$preset/ctest.xml status=0
  rm -f "$report"
  ctest --preset "$preset" --parallel "$jobs" --output-junit "$report" || status=$?
  if [[ ! -s $report ]]; then
    fails "$preset" testing
    return
  fi

  local all bad ignored name kind
  all=$(sed -n 's/^\ttests="\([0-9]*\)"$/\1/p' "$report")
  bad=$(sed -n 's/^\tfailures="\([0-9]*\)"$/\1/p' "$report")
  ignored=0
  # Whatever neither ran to its end nor skipped itself (not built, disabled) is a failure too.
  while IFS=$'\t' read -r kind name; do
    case $kind in
      skipped)
        ignored=$((ignored + 1))
        skips+=("$preset: $name")
        ;;
      failed) failures+=("$preset: $name") ;;
      *)
        bad=$((bad + 1))
        failures+=("$preset: $name ($kind)")
        ;;
    esac
  done < <(awk '
    /^\t<testcase / {
      name = status = $0
      sub(/.* name="/, "", name); sub(/".*/, "", name)
      sub(/.* status="/, "", status); sub(/".*/, "", status)
      if (status == "fail") print "failed\t" name
      pending = status != "run" && status != "fail"
      next
    }
    pending {
      reason = /<skipped message="SKIP_/ ? "skipped" : "did not run"
      print reason "\t" name
      pending = 0
    }' "$report")
  if [[ $status -ne 0 && $bad -eq 0 ]]; then
    fails "$preset" "ctest (status $status)"
  fi
  passed=$((passed + all - bad - ignored))
  failed=$((failed + bad))
  skipped=$((skipped + ignored))
  lines+=("$(printf '%-8s %5d passed, %d failed, %d skipped   (%d s: built in %d s)' \
    "$preset" $((all - bad - ignored)) "$bad" "$ignored" $((SECONDS - start)) "$built")")
}

for preset in "${presets[@]}"; do
  run_preset "$preset"
done

printf '\n=== Summary\n'
printf '%s\n' "${lines[@]}"
if [[ ${#skips[@]} -gt 0 ]]; then
  printf '\nSkipped:\n'
  printf '  %s\n' "${skips[@]}"
fi
if [[ ${#failures[@]} -gt 0 ]]; then
  printf '\nFailed:\n'
  printf '  %s\n' "${failures[@]}"
fi
echo
echo "$passed passed, $failed failed, $skipped skipped"
[[ $failed -eq 0 && $passed -gt 0 ]]
