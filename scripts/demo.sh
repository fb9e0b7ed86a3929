#!/usr/bin/env bash
# Sets up, builds, generates the demo study (a fictitious rural département), runs it and says where
# the results are.
# Usage: scripts/demo.sh [DIR]      default: out/demo
set -euo pipefail
cd "$(dirname "$0")/.."
directory=${1:-out/demo}

scripts/setup.sh
cmake --preset release -DCOVERAGE_BUILD_TESTS=OFF >/dev/null
cmake --build build/release
export PATH="$PWD/build/release/bin:$PATH"

coverage-demo "$directory"
coverage-run "$directory/study.toml" --out "$directory/results"
