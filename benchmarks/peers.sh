#!/usr/bin/env bash
# What people script today, on the graph that our own figures are measured on: SciPy, igraph,
# NetworkX and pgRouting, beside our median on the same machine. Prints Markdown.
# Usage: benchmarks/peers.sh [SIDE]     a perturbed grid of SIDE × SIDE junctions; default 1000
set -euo pipefail
cd "$(dirname "$0")/.."

side=${1:-1000}
scripts/setup.sh --peers >&2
cmake --preset release -DCOVERAGE_BUILD_BENCHMARKS=ON >/dev/null
cmake --build build/release --target routing_benchmark >&2
work=$(mktemp -d)
server=
stop() {
  [ -z "$server" ] || su postgres -c "$server/pg_ctl -D '$work/db' -m immediate stop" >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap stop EXIT
run=build/release/benchmarks/routing_benchmark
"$run" --side="$side" --export="$work/graph"

# A database server of our own in a temporary folder, reached through a socket there: nothing of the
# machine's is touched. It must not run as root, so it needs root to become somebody else.
postgres=$(find /usr/lib/postgresql -name pg_ctl -printf '%h\n' 2>/dev/null | sort -V | tail -n 1)
if [ -n "$postgres" ] && [ "$(id -u)" -eq 0 ]; then
  chmod 755 "$work"
  install -d -o postgres "$work/db" "$work/socket"
  su postgres -c "$postgres/initdb -D '$work/db' -A trust" >/dev/null
  su postgres -c "$postgres/pg_ctl -D '$work/db' -o \"-k '$work/socket' -c listen_addresses=''\" -l '$work/db/log' -w start" >/dev/null
  server=$postgres
  export PGHOST=$work/socket PGUSER=postgres PGDATABASE=postgres
fi

echo "Machine: $(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo), $(nproc) cores, $(uname -sr)"
echo "Graph: $(($(wc -c <"$work/graph/answers.u32") / 4)) vertices, $(($(wc -c <"$work/graph/tails.u32") / 4)) arcs"
echo
table=$("$run" --side="$side" --benchmark_filter='^J1 nearest of 30/(ours|Boost.Graph)/' 2>/dev/null)
ours=$(awk -F' *[|] *' '$3 == "ours" { print $4 }' <<<"$table")
# Debian's own, which has Debian's packages.
/usr/bin/python3 benchmarks/peers.py "$work/graph" --ours-ms "$ours"
printf '%s\n' "$table"
