#!/usr/bin/env bash
# All measurements of the searches in one go: ours and Boost.Graph's on perturbed grids of 10⁴, 10⁵
# and 10⁶ junctions and on the networks of real extracts, what people script today, instruction
# counts, and the growth curves. Writes FOLDER/routing.md and FOLDER/growth.svg.
# Usage: benchmarks/routing.sh [--country] [FOLDER]
#   --country  a grid of 10⁷ junctions too (2 GiB), without a hierarchy, to which grids are the worst case
#   FOLDER     default build/routing
# Real extracts are measured where COVERAGE_TEST_DATA, or ../shared/data, has them.
set -euo pipefail
cd "$(dirname "$0")/.."

sides=(100 316 1000)
country_side=
if [ "${1:-}" = --country ]; then
  country_side=3162
  shift
fi
folder=${1:-build/routing}
mkdir -p "$folder"
scripts/setup.sh --peers
cmake --preset release -DCOVERAGE_BUILD_BENCHMARKS=ON >/dev/null
cmake --build build/release --target routing_benchmark kernel_once coverage-network
run=build/release/benchmarks/routing_benchmark
report=$folder/routing.md
data=${COVERAGE_TEST_DATA:-../shared/data}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The tables of one network, then the peak memory of the process (ours and Boost.Graph's together).
measure() {
  /usr/bin/time -f '%M' -o "$work/peak" "$run" "$@" --benchmark_filter=-memory 2>/dev/null
  printf '\nPeak memory of the process: %d MiB\n' "$(($(tail -n 1 "$work/peak") / 1024))"
}

build_network() { # NAME CRS
  mkdir -p "$work/$1"
  cat >"$work/$1/study.toml" <<TOML
crs = "$2"
[[facilities]]
name = "town_halls"
path = "$(realpath "$data/osm/$1.osm.pbf")"
tags = "amenity=townhall"
kind = "mairie"
[roads]
path = "$(realpath "$data/osm/$1.osm.pbf")"
TOML
  build/release/bin/coverage-network build "$work/$1/study.toml" --quiet
  mv "$work/$1"/.coverage/*.network "$work/$1/$1.network"
}

{
  echo "# Searches, $(date -u +%F)"
  echo
  echo "$(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo), $(nproc) cores, $(uname -sr), $(c++ --version | head -n 1)"
  "$run" --side=100 --benchmark_filter=memory 2>/dev/null
  for side in "${sides[@]}"; do measure --side="$side" --hierarchy; done
  [ -z "$country_side" ] || measure --side="$country_side"
  for extract in liechtenstein:EPSG:32632 andorra:EPSG:32631; do
    name=${extract%%:*}
    if [ -r "$data/osm/$name.osm.pbf" ]; then
      build_network "$name" "${extract#*:}" >&2
      measure --network="$work/$name/$name.network" --hierarchy
    else
      echo "routing.sh: no $data/osm/$name.osm.pbf, skipped" >&2
    fi
  done
  printf '\n## What people script today\n\n'
  benchmarks/peers.sh 1000 | sed '/^### /,$d'
  printf '\n## Instructions\n\n'
  benchmarks/instructions.sh
} | tee "$report"
benchmarks/growth.py "$report" >"$folder/growth.svg"
echo "routing.sh: $report and $folder/growth.svg" >&2
