#!/usr/bin/env bash
# Sets up, builds (release, assertions kept, warnings as errors) and passes every test.
# Usage: scripts/test.sh [CTEST OPTIONS]      for example scripts/test.sh -R snap
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
# A build of the demo before leaves them out.
cmake --preset release -DCOVERAGE_BUILD_TESTS=ON >build-configure.log 2>&1 || { cat build-configure.log >&2; exit 1; }
rm -f build-configure.log
cmake --build build/release

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
ctest --preset release --no-tests=error --parallel "$(nproc)" --output-log "$log" -V "$@" >/dev/null 2>&1 || status=$?
skipped=$(grep -c 'SKIPPED: needs real data' "$log" || true)
if [ "$status" -ne 0 ]; then
  sed -n '/The following tests FAILED/,$p' "$log"
  ctest --preset release --rerun-failed --output-on-failure || true
fi
echo "Tests skipped for want of real data: $skipped (COVERAGE_TEST_DATA, else ../shared/data)"
# ctest's own summary closes the output.
grep -E '^[0-9]+% tests passed|^Total Test time' "$log" || true
exit "$status"
