#!/usr/bin/env bash
# The slower checks, run before an issue is called resolved: formatting, clang-tidy, and the tests under
# the address, undefined-behaviour and thread sanitizers.
# Usage: scripts/check.sh [format|tidy|asan|tsan|debug]…      default: all but debug, which asan's build
# holds (no optimisation that hides a fault, assertions of the standard library, and the sanitizers)
set -euo pipefail
cd "$(dirname "$0")/.."

checks=("$@")
[ ${#checks[@]} -gt 0 ] || checks=(format tidy asan tsan)

sources() { git ls-files '*.h' '*.cpp'; }

check_format() { sources | xargs clang-format --dry-run --Werror; }

check_tidy() {
  cmake --preset tidy >/dev/null
  git ls-files 'libcoverage/*.cpp' 'apps/*.cpp' |
    xargs -P "$(nproc)" -n 4 clang-tidy --quiet -p build/tidy --extra-arg=-Wno-unknown-warning-option
}

check_preset() {
  cmake --preset "$1" -DCOVERAGE_BUILD_TESTS=ON >/dev/null
  cmake --build "build/$1"
  ctest --preset "$1" -j "$(nproc)"
}

for check in "${checks[@]}"; do
  echo "== $check"
  case "$check" in
    format) check_format ;;
    tidy) check_tidy ;;
    debug | asan | tsan) check_preset "$check" ;;
    *) echo "check.sh: unknown check '$check'; known: format tidy debug asan tsan" >&2; exit 2 ;;
  esac
done
echo "check.sh: all passed"
