#!/usr/bin/env bash
# Every command: help in both languages, version, exit statuses, data on standard output only, nothing
# left behind by failures.
set -euo pipefail
source_dir=$1 build_dir=$2
export PATH="$build_dir/bin:$PATH" LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

. "$source_dir/tests/scripts/expect.bash"

for command in coverage-run coverage-network coverage-access coverage-sites coverage-demo; do
  for lang in fr en; do
    expect 0 "$command" --help --lang "$lang"
    [ -s out ] && [ ! -s err ] || fail "$command --help does not print on standard output alone"
    grep -q -- --threads out || fail "$command --help does not name --threads"
  done
  expect 0 "$command" --version
  grep -Eq "^$command [0-9]+\.[0-9]+\.[0-9]+$" out || fail "$command --version prints: $(cat out)"
  expect 2 "$command" --nonsense
  [ ! -s out ] || fail "$command --nonsense prints on standard output"
  expect 2 "$command"
  page="$build_dir/share/man/man1/$command.1"
  [ -s "$page" ] && [ -s "$build_dir/share/bash-completion/completions/$command" ] ||
    fail "$command has no manual or completion"
  bash -n "$build_dir/share/bash-completion/completions/$command"
done

expect 3 coverage-run missing.toml
says "missing.toml"

expect 0 coverage-demo demo --junctions 10000 --quiet
[ ! -s out ] && [ ! -s err ] || fail "coverage-demo --quiet is not quiet"
study=demo/study.toml

expect 0 coverage-run "$study" --dry-run --json
python3 -c 'import json,sys; d=json.load(open("out")); assert d["communes"] > 0 and "coverage.gpkg" in d["files"]'
[ ! -e demo/out ] || fail "--dry-run writes"
cp out dry.json

expect 0 coverage-run "$study" --out results --json
python3 - dry.json <<'PY'
import json, os, sys
foretold = set(json.load(open(sys.argv[1]))["files"])
assert foretold == set(os.listdir("results")), foretold ^ set(os.listdir("results"))
PY
[ ! -s err ] || { cat err; fail "a good run says something on standard error in a pipe"; }
cmp out results/summary.json || fail "--json prints something else than summary.json"
python3 - <<'PY'
import json
summary = json.load(open("results/summary.json"))
for name, query in summary["queries"].items():
    for row in query["thresholds"]:
        total = sum(round(row[k] * 1e6) for k in ("covered", "uncovered", "unreachable", "unsnapped"))
        assert total == round(summary["population"] * 1e6), (name, row)
PY

# A folder of somebody else is refused, kept, and overwritten only where asked.
mkdir other && echo precious >other/letter.txt
expect 1 coverage-run "$study" --out other --quiet
says "--overwrite"
[ "$(ls other)" = letter.txt ] || fail "a refused folder was changed"
expect 0 coverage-run "$study" --out other --quiet --overwrite
[ -f other/letter.txt ] || fail "--overwrite removed a foreign file"

# Points: the command line, a pipe, a file; the raster and the CSV agree with them elsewhere.
expect 0 coverage-access "$study" 3.0,46.4 --json
python3 -c 'import json; assert len(json.load(open("out"))) >= 1'
printf 'id,lon,lat\na,3.0,46.4\nb,x,46.4\nc,250,46.4\n' >points.csv
expect 0 coverage-access "$study" --points points.csv
[ "$(head -1 out)" = "id,lon,lat,query,access_time_s,access_distance_m,facility_id,snap_distance_m,status" ] ||
  fail "header: $(head -1 out)"
grep -q '^b,.*unsnapped' out && grep -q '^c,.*unsnapped' out || { cat out; fail "bad points have no row"; }
says "point b"
cp out from_file
expect 0 coverage-access "$study" --points - <points.csv
cmp out from_file || fail "a pipe answers otherwise than a file"
expect 3 coverage-access "$study" 3.0,46.4 --query nonsense
says "nonsense"
expect 2 coverage-access "$study"

# Standard output that takes nothing more is an error, not silence.
status=0
coverage-access "$study" 3.0,46.4 --quiet >/dev/full 2>err || status=$?
[ "$status" -eq 1 ] || fail "a full standard output exits with $status"

# Interrupted: status 130, the earlier result as it was, no hidden folder left.
cp -r results before
coverage-run "$study" --out results --set output.cell_size_m=10 --quiet 2>err &
run=$!
sleep 0.5
kill -INT "$run" 2>/dev/null || true
status=0
wait "$run" || status=$?
[ "$status" -eq 130 ] || fail "an interrupted run exits with $status"
diff -r before results || fail "an interrupted run changed the earlier result"
[ -z "$(find . -maxdepth 1 -name '.*results*')" ] || fail "an interrupted run left $(ls -A)"
