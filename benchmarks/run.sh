#!/usr/bin/env bash
# Builds and runs the benchmarks: the demo's main job and a study of a million junctions, with the time
# and peak memory of each stage. Usage: benchmarks/run.sh [JUNCTIONS…]     default: 60000 1000000
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh --benchmarks
cmake --preset release -DCOVERAGE_BUILD_BENCHMARKS=ON >/dev/null
cmake --build build/release --target pipeline_benchmark
sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || sizes=(60000 1000000)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
grep -m1 'model name' /proc/cpuinfo || true
for size in "${sizes[@]}"; do
  build/release/benchmarks/pipeline_benchmark "$size" "$work/$size" "$(nproc)"
done
