#!/usr/bin/env bash
# From PBF to a network file, against `osmium fileinfo -e` (which decodes every object of the same
# file and keeps none): medians of five runs of each, alternating, as ratios; peak memory as a
# multiple of the network file; the time to open the network again.
# Usage: benchmarks/network.sh [JUNCTIONS…]     default: 300000 1000000
# Real extracts are measured too where COVERAGE_TEST_DATA, or ../shared/data, has them.
set -euo pipefail
cd "$(dirname "$0")/.."

sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || sizes=(300000 1000000)
scripts/setup.sh --benchmarks
cmake --preset release >/dev/null
cmake --build build/release --target coverage-network coverage-demo
bin=$PWD/build/release/bin
data=${COVERAGE_TEST_DATA:-../shared/data}
[ ! -d "$data" ] || data=$(cd "$data" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
# Seconds and peak KiB of a command, whose own output is dropped.
measure() { /usr/bin/time -f '%e %M' "$@" 2>&1 >/dev/null | tail -n 1; }

write_study() { # FOLDER PBF CRS
  mkdir -p "$1"
  cat >"$1/study.toml" <<TOML
crs = "$3"
[[facilities]]
name = "town_halls"
path = "$2"
tags = "amenity=townhall"
kind = "mairie"
[roads]
path = "$2"
TOML
}

compare() { # NAME PBF STUDY
  local pbf=$2 study=$3 folder
  folder=$(dirname "$study")/.coverage
  : >"$work/peer"; : >"$work/ours"; : >"$work/again"
  for _ in 1 2 3 4 5; do
    measure osmium fileinfo -e "$pbf" >>"$work/peer"
    rm -rf "$folder"
    measure "$bin/coverage-network" build "$study" --quiet --threads 2 >>"$work/ours"
    measure "$bin/coverage-network" build "$study" --quiet --threads 2 >>"$work/again"
  done
  local peer ours again peak bytes
  peer=$(median <"$work/peer"); ours=$(median <"$work/ours"); again=$(median <"$work/again")
  peak=$(awk '{ print $2 }' "$work/ours" | median)
  bytes=$(cat "$folder"/*.network | wc -c)
  awk -v name="$1" -v mb="$(wc -c <"$pbf")" -v peer="$peer" -v ours="$ours" -v again="$again" \
      -v peak="$peak" -v bytes="$bytes" 'BEGIN {
    printf "| %s | %.1f | %.2f | %.2f | %.1f | %.2f | %.0f | %.0f |\n", name, mb / 1e6, peer, ours,
           ours / (peer > 0 ? peer : 0.01), again, peak / 1024, bytes / 1048576 }'
}

echo '| roads | PBF, MB | osmium fileinfo -e, s | build, s | ratio | opened again, s | peak, MiB | network file, MiB |'
echo '|---|---:|---:|---:|---:|---:|---:|---:|'
for extract in liechtenstein:EPSG:32632 andorra:EPSG:32631; do
  pbf=$data/osm/${extract%%:*}.osm.pbf
  [ -r "$pbf" ] || { echo "network.sh: no $pbf, skipped" >&2; continue; }
  write_study "$work/${extract%%:*}" "$pbf" "${extract#*:}"
  compare "${extract%%:*}" "$pbf" "$work/${extract%%:*}/study.toml"
done
for size in "${sizes[@]}"; do
  "$bin/coverage-demo" "$work/$size" --junctions "$size" --quiet >/dev/null
  compare "generated, $size junctions" "$work/$size/roads.osm.pbf" "$work/$size/study.toml"
done
