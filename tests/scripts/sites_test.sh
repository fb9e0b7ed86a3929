#!/usr/bin/env bash
# Asks where the next sites of a demo should open, and holds the answers against runs of the
# study in which these sites are facilities: the same inhabitants, the same mean time.
# Usage: sites_test.sh SOURCE BUILD
set -euo pipefail
bin=$2/bin
[ -x "$bin/coverage-sites" ] && command -v python3 >/dev/null || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$bin/coverage-demo" "$work/demo" --quiet >/dev/null
cat >"$work/check.py" <<'PYTHON'
import csv, json, subprocess, sys
bin, work = sys.argv[1:]
study = f"{work}/demo/study.toml"

def sites(*options):
    command = [f"{bin}/coverage-sites", study, "--query", "third_place", "--quiet", *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout

def run_with(rows):
    """The summary of the study with these places open too."""
    changes = "".join(
        f'[[change]]\nadd = "third_place"\nlon = {row["lon"]}\nlat = {row["lat"]}\n' for row in rows)
    path = f"{work}/demo/with.toml"
    with open(path, "w") as file:
        file.write('base = "study.toml"\n' + changes)
    subprocess.run([f"{bin}/coverage-run", path, "--out", f"{work}/out", "--quiet", "--set",
                    "output.cell_size_m=2000"], check=True)
    with open(f"{work}/out/summary.json") as file:
        return json.load(file)["queries"]["third_place"]

def covered(summary, threshold):
    return next(t["covered"] for t in summary["thresholds"]
                if t["threshold_s"] == threshold and not t.get("threshold_m"))

for p in (1, 2):
    ask = ("--problem", "mclp", "--p", str(p))
    plan = json.loads(sites(*ask, "--json"))
    rows = [r for r in csv.DictReader(sites(*ask).splitlines()) if r["status"] == "proposed"]
    assert plan["optimal"] and plan["threshold"] == 600, plan
    assert sorted(r["site"] for r in rows) == sorted(plan["sites"]), (rows, plan)
    found = covered(run_with(rows), 600)
    assert found == plan["objective"], (found, plan)

plan = json.loads(sites("--problem", "p-median", "--p", "2", "--json"))
rows = [r for r in csv.DictReader(sites("--problem", "p-median", "--p", "2").splitlines())
        if r["status"] == "proposed"]
mean = run_with(rows)["mean_s"]
assert abs(mean - plan["objective"] / plan["weight"]) < 0.01, (mean, plan)

# Plans almost as good are what they say, and no two are the same.
ask = ("--problem", "mclp", "--p", "2", "--alternatives", "3", "--within", "20")
plan = json.loads(sites(*ask, "--json"))
others = plan["alternatives"]
assert others and plan["alternatives_complete"], plan
assert len({tuple(a["sites"]) for a in [plan, *others]}) == 1 + len(others), plan
assert all(0.8 * plan["objective"] <= a["objective"] <= plan["objective"] for a in others), plan
rows = [r for r in csv.DictReader(sites(*ask).splitlines())
        if r["plan"] == "2" and r["status"] == "proposed"]
assert all(r["kind"] == "alternative" for r in rows), rows
assert covered(run_with(rows), 600) == others[0]["objective"], (rows, others)

# A search that time ends writes what it has, whole, and says how far it may be from the optimum.
sites("--problem", "p-median", "--p", "4", "--time-limit", "0.001", "--out", f"{work}/cut")
with open(f"{work}/cut/sites.json") as file:
    cut = json.load(file)
assert (cut["stopped"] == "time_limit") == (cut["plans"][0]["gap"] > 0), cut["stopped"]
assert cut["limits"]["in_words"], cut["limits"]

# No single candidate covers more than the proposal: each is tried in turn.
best = json.loads(sites("--problem", "mclp", "--p", "1", "--json"))["objective"]
halls = [{"lon": f["geometry"]["coordinates"][0], "lat": f["geometry"]["coordinates"][1]}
         for f in json.load(open(f"{work}/demo/mairies.geojson"))["features"]]
step = max(1, len(halls) // 5)
for hall in halls[::step]:
    assert covered(run_with([hall]), 600) <= best, hall
PYTHON
python3 "$work/check.py" "$bin" "$work"

# Refusals: what is not known is named.
status=0
"$bin/coverage-sites" "$work/demo/study.toml" --problem mclp --p 1 --query third \
  >"$work/stdout" 2>"$work/stderr" || status=$?
[ "$status" = 3 ] && [ ! -s "$work/stdout" ] && grep -q "no query 'third'" "$work/stderr"
