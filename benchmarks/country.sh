#!/usr/bin/env bash
# A whole country on one machine: 10,000,000 junctions, 35,000 communes, every inhabited square, ten
# queries, a raster of 200 m. Generates it, builds its network file, then measures the study stage
# by stage as Markdown: up to the table of the communes; with ALL=1, all other results too.
# Usage: [ALL=1] benchmarks/country.sh [FOLDER] [JUNCTIONS] [THREADS]
# Default: a temporary folder, 10000000, 2. A folder that has been generated already is used again.
set -euo pipefail
cd "$(dirname "$0")/.."

junctions=${2:-10000000}
threads=${3:-2}
if [ $# -gt 0 ]; then
  folder=$1
else
  temporary=$(mktemp -d)
  trap 'rm -rf "$temporary"' EXIT
  folder=$temporary/country
fi
scripts/setup.sh --benchmarks
cmake --preset release -DCOVERAGE_BUILD_BENCHMARKS=ON >/dev/null
cmake --build build/release --target coverage-demo coverage-network study_benchmark raster_benchmark
bin=$PWD/build/release/bin
tools=$PWD/build/release/benchmarks

# Seconds and peak MiB of a step, as a row.
step() { # NAME COMMAND…
  local name=$1 spent
  shift
  spent=$(/usr/bin/time -f '%e %U %M' "$@" 2>&1 >/dev/null | tail -n 1)
  awk -v name="$name" '{ printf "| %s | %.1f | %.1f | %.0f |\n", name, $1, $2, $3 / 1024 }' <<<"$spent"
}

grep -m1 'model name' /proc/cpuinfo || true
echo
echo '| before | seconds | of processors | peak MiB |'
echo '|---|---:|---:|---:|'
[ -e "$folder/study.toml" ] ||
  step "generation" "$bin/coverage-demo" "$folder" --junctions "$junctions" --quiet
# Six queries are the demo's; one threshold with a distance takes a search a facility, and is left out.
cat >"$folder/country.toml" <<'TOML'
base = "study.toml"
thresholds = ["7 min", "10 min", "20 min", "30 min"]

[queries.postal]
target = "20 min"

[queries.france_services_niveau_2]
where = "kind = france_services and tier >= 2"
target = "30 min"

[queries.library]
where = "kind = library"
target = "20 min"

[queries.cpam]
where = "kind = cpam"
target = "30 min"

[queries.caf_or_cpam]
where = "kind in (caf, cpam)"
target = "30 min"

[output]
directory = "out-country"
cell_size_m = 200
TOML
step "network file" "$bin/coverage-network" build "$folder/study.toml" --quiet --threads "$threads"
"$tools/study_benchmark" "$folder/country.toml" "$folder/measured" "$threads" ${ALL:+all}
echo
"$tools/raster_benchmark" "$folder/country.toml" 3
