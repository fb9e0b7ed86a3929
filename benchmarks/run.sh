#!/usr/bin/env bash
# Builds and runs the benchmarks: the demo's main job, and a study of a million junctions over about
# 100 × 100 km (1,320 communes), with the time and peak memory of each stage.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh --benchmarks
cmake --preset release -DCOVERAGE_BUILD_BENCHMARKS=ON >/dev/null
cmake --build build/release --target pipeline_benchmark
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
grep -m1 'model name' /proc/cpuinfo || true
run=build/release/benchmarks/pipeline_benchmark
"$run" 60000 "$work/demo" "$(nproc)"
"$run" 1000000 "$work/million" "$(nproc)" 1320
