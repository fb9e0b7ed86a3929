#!/usr/bin/env bash
# Matrices: what coverage-access says of each destination alone, with and without a hierarchy in the
# network's file; what damaged files, bad points and full disks give.
set -euo pipefail
source_dir=$1 build_dir=$2
export PATH="$build_dir/bin:$PATH" LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

. "$source_dir/tests/scripts/expect.bash"

expect 0 coverage-demo demo --junctions 10000 --seed 7 --quiet
study=demo/study.toml
expect 0 coverage-network export "$study" --nodes nodes.csv --quiet

# Places beside junctions all over the network, several on one road; some are of no use.
python3 - <<'PY'
import csv, random, tomllib
chance = random.Random(5)
nodes = list(csv.DictReader(open("nodes.csv")))
def place(node, metres):
    return [round(float(node["lon"]) + chance.uniform(-1, 1) * metres / 78000, 6),
            round(float(node["lat"]) + chance.uniform(-1, 1) * metres / 111000, 6)]
def write(name, rows):
    with open(name, "w") as file:
        csv.writer(file, lineterminator="\n").writerows([["id", "lon", "lat"]] + rows)
chosen = chance.sample(nodes, 6)
sites = [[f"s{i}"] + place(node, 60) for i, node in enumerate(chosen)]
homes = [[f"h{i}"] + place(node, 300) for i, node in enumerate(chance.sample(nodes, 40))]
homes += [[f"n{i}"] + place(node, 80) for i, node in enumerate(chosen)]
write("sites.csv", sites)
write("homes.csv", homes + [["x", "x", 46.4], ["sea", -20, 46.4]])
# A study whose only facility is written anew for each site.
import re
roads = tomllib.load(open("demo/study.toml", "rb"))
text = f'crs = "{roads.get("crs", "EPSG:2154")}"\n[roads]\npath = "demo/{roads["roads"]["path"]}"\n'
text += f'profile = "{roads["roads"].get("profile", "car")}"\n'
text += '[[facilities]]\nname = "only"\nkind = "only"\npath = "only.csv"\n'
text += 'columns = { id = "id", name = "id", lon = "lon", lat = "lat" }\n'
open("only.toml", "w").write(text)
PY

expect 0 coverage-network matrix only.toml --origins homes.csv --destinations sites.csv --dry-run --json
[ ! -e matrix.csv ] || fail "--dry-run writes"
echo 'id,lon,lat' >only.csv
python3 - <<'PY'
import csv, json, subprocess
plan = json.load(open("out"))
assert plan["pairs"] == 48 * 6 and plan["unsnapped_origins"] >= 2, plan
assert plan["method"] == "from_destinations" and plan["file_bytes"] > 1000, plan
times = {}
for site in csv.DictReader(open("sites.csv")):
    with open("only.csv", "w") as file:
        csv.writer(file).writerows([["id", "lon", "lat"], [site["id"], site["lon"], site["lat"]]])
    answer = subprocess.run(["coverage-access", "only.toml", "--points", "homes.csv", "--quiet"],
                            capture_output=True, text=True, check=True).stdout
    for row in csv.DictReader(answer.splitlines()):
        times[row["id"], site["id"]] = [row["access_time_s"], row["status"]]
with open("expected.csv", "w") as file:
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(["origin", "destination", "time_s", "status"])
    sites = [site["id"] for site in csv.DictReader(open("sites.csv"))]
    for home in csv.DictReader(open("homes.csv")):
        rows.writerows([home["id"], site] + times[home["id"], site] for site in sites)
assert sum(time[1] == "ok" for time in times.values()) > 200
PY
says "point x"

# matrix ARGUMENT…: the matrix on standard output, as coverage-access has it.
same() {
  expect 0 coverage-network matrix only.toml --origins homes.csv --destinations sites.csv "$@"
  cmp out expected.csv || fail "matrix $* is not what coverage-access gives"
}
for search in auto plain hierarchy; do same --search "$search" --quiet; done
expect 0 coverage-network build only.toml --hierarchy --json
python3 -c 'import json; h=json.load(open("out"))[0]["hierarchy"]; assert h["build_s"] > 0 and h["shortcuts"] > 0'
expect 0 coverage-network info only.toml --verify --json
python3 -c 'import json; h=json.load(open("out"))[0]["hierarchy"]; assert "build_s" not in h and h["depth"] > 5 and len(h["largest_separators"]) == 4'
expect 0 coverage-network info only.toml
grep -q "hierarchy: .* shortcuts" out || fail "info says nothing of the hierarchy"
expect 0 coverage-network info only.toml --lang fr
grep -q "hiérarchie : .* raccourcis" out || fail "info ne dit rien de la hiérarchie"
for search in auto plain hierarchy; do
  for threads in 1 3; do same --search "$search" --threads "$threads"; done
done

# To a file, with a summary; from a pipe; wide.
expect 0 coverage-network matrix only.toml --origins homes.csv --destinations sites.csv --out m.csv --json
cmp m.csv expected.csv || fail "--out differs from standard output"
python3 - <<'PY'
import csv, json
summary = json.load(open("out"))
assert summary["method"] == "stored_hierarchy"
rows = list(csv.DictReader(open("m.csv")))
for status in ("ok", "unreachable", "unsnapped"):
    assert summary[status] == sum(row["status"] == status for row in rows), status
PY
expect 0 coverage-network matrix only.toml --origins - --destinations sites.csv <homes.csv
cmp out expected.csv || fail "a pipe answers otherwise than a file"
expect 0 coverage-network matrix only.toml --origins homes.csv --destinations sites.csv --format wide
python3 - <<'PY'
import csv
long_rows = list(csv.DictReader(open("expected.csv")))
wide = {row["origin"]: row for row in csv.DictReader(open("out"))}
assert all(wide[row["origin"]][row["destination"]] == row["time_s"] for row in long_rows)
PY
expect 0 coverage-network matrix only.toml --origins homes.csv --destinations sites.csv --profile foot --quiet
! cmp -s out expected.csv || fail "--profile changes nothing"

# A damaged hierarchy costs a warning and the searches, not the answer; build makes it anew.
network=$(ls .coverage/only-car-*.network)
python3 - "$network" <<'PY'
import sys
with open(sys.argv[1], "r+b") as file:
    file.seek(-8, 2)
    file.write(b"\x7e" * 4)
PY
same --search hierarchy
says "its hierarchy cannot be used"
expect 3 coverage-network info only.toml --verify
says "does not match its checksum"
expect 0 coverage-network build only.toml --hierarchy --quiet
expect 0 coverage-network info only.toml --verify
same
python3 - "$network" <<'PY'
import os, sys
os.truncate(sys.argv[1], os.path.getsize(sys.argv[1]) - 1000)
PY
same --search hierarchy
says "it is built again"

# Bad points, and nothing to write to.
echo 'id,lon,lat' >none.csv
expect 3 coverage-network matrix only.toml --origins none.csv --destinations sites.csv
says "none.csv"
expect 3 coverage-network matrix only.toml --origins homes.csv --destinations missing.csv
says "missing.csv"
printf 'id,lon,lat\na,1,46\na,1,47\n' >twice.csv
expect 3 coverage-network matrix only.toml --origins twice.csv --destinations sites.csv
says "same id 'a'"
printf 'id,lon,lat\na,-20,46\n' >sea.csv
expect 4 coverage-network matrix only.toml --origins homes.csv --destinations sea.csv
says "sea.csv: no destination is near a road"
[ ! -s out ] || fail "a refused matrix has rows"
expect 2 coverage-network matrix only.toml --origins homes.csv
expect 2 coverage-network matrix only.toml --origins homes.csv --destinations sites.csv --json
expect 1 coverage-network matrix only.toml --origins homes.csv --destinations sites.csv --out absent/m.csv
[ ! -e absent ] || fail "a folder was made"
status=0
coverage-network matrix only.toml --origins homes.csv --destinations sites.csv >/dev/full 2>err || status=$?
[ "$status" -eq 1 ] || fail "a full standard output exits with $status"
