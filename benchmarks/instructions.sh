#!/usr/bin/env bash
# Counts the instructions of each kernel on one fixed input (a perturbed grid of 90,000 junctions)
# under callgrind: the figure that no other load on the machine can touch. Prints a Markdown table.
# Usage: benchmarks/instructions.sh [KERNEL…]
set -euo pipefail
cd "$(dirname "$0")/.."

kernels=("$@")
[ ${#kernels[@]} -gt 0 ] || kernels=(nearest boost_nearest three_nearest reach boost_reach open close)
scripts/setup.sh --benchmarks >&2
cmake --preset release -DCOVERAGE_BUILD_BENCHMARKS=ON >/dev/null
cmake --build build/release --target kernel_once >&2
echo '| kernel | instructions | vertices | instructions a vertex |'
echo '|---|---:|---:|---:|'
for kernel in "${kernels[@]}"; do
  log=$(mktemp)
  vertices=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect='*counted*' \
    --log-file="$log" build/release/benchmarks/kernel_once "$kernel")
  instructions=$(awk '/Collected/ { print $NF }' "$log")
  rm -f "$log"
  awk -v k="$kernel" -v i="$instructions" -v v="$vertices" \
    'BEGIN { printf "| %s | %d | %d | %.1f |\n", k, i, v, i / v }'
done
