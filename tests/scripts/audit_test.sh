#!/usr/bin/env bash
# coverage-network audit on roads made by hand: exit status, standard output exactly, the file's
# layers.
set -euo pipefail
source_dir=$1 build_dir=$2
export PATH="$build_dir/bin:$PATH" LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

. "$source_dir/tests/scripts/expect.bash"

# 0.001 degrees on the equator are 111.32 m to the east and 110.57 m to the north. A street of
# 1113.2 m (way 10); at its east end a closed way of 110.6 m (way 30) to an island of 110.6 m (way
# 20); from the middle of the street a bend of two roads that stops 3.3 m before it (way 21), and
# another that goes on there as a footway (ways 22 and 31).
cat >roads.osm <<'XML'
<?xml version='1.0'?>
<osm version='0.6'>
  <node id='1' lon='3.000' lat='0.000'/> <node id='2' lon='3.005' lat='0.000'/>
  <node id='3' lon='3.010' lat='0.000'/> <node id='4' lon='3.010' lat='0.001'/>
  <node id='5' lon='3.010' lat='0.002'/> <node id='6' lon='3.005' lat='0.002'/>
  <node id='7' lon='3.002' lat='0.002'/> <node id='8' lon='3.002' lat='0.00003'/>
  <node id='9' lon='3.008' lat='0.002'/> <node id='10' lon='3.008' lat='0.00003'/>
  <node id='11' lon='3.0085' lat='0.0005'/>
  <way id='10'><nd ref='1'/><nd ref='2'/><nd ref='3'/><tag k='highway' v='residential'/></way>
  <way id='20'><nd ref='4'/><nd ref='5'/><tag k='highway' v='residential'/></way>
  <way id='21'><nd ref='2'/><nd ref='6'/><nd ref='7'/><nd ref='8'/>
    <tag k='highway' v='residential'/></way>
  <way id='22'><nd ref='6'/><nd ref='9'/><nd ref='10'/><tag k='highway' v='residential'/></way>
  <way id='30'><nd ref='3'/><nd ref='4'/><tag k='highway' v='service'/><tag k='access' v='no'/></way>
  <way id='31'><nd ref='10'/><nd ref='11'/><tag k='highway' v='footway'/></way>
  <way id='40'><nd ref='1'/><nd ref='7'/><tag k='highway' v='residential'/>
    <tag k='access:conditional' v='no @ (Su)'/></way>
</osm>
XML
cat >study.toml <<'TOML'
title = "By hand"
crs = "EPSG:32631"
[[facilities]]
name = "mairies"
kind = "mairie"
path = "places.csv"
[roads]
path = "roads.osm"
TOML
printf 'id,name,lon,lat\n1,Mairie du Bourg,3.0045,0\n' >places.csv

expect 0 coverage-network audit study.toml --lang en --out audit.gpkg
# 2.9 km: 1113.2 m, 773.0 m (way 21), 551.8 m (22), 313.8 m (40), and the island's 110.6 m.
cat >expected <<'TEXT'
Roads by car, off-peak: 2.9 km, of which 2.8 km in the main network
        1  cut off: neither entered nor left, 0.1 km (20)
        0  one-way dead end: entered, not left
        0  no way in: left, not entered
        1  dead ends within 5 m of another road, not joined to it (21)
        0  places where the speed changes at once by a factor of 2 or more
        0  places where the data end
        0  points without any usable road within 1000 m
        1  points whose nearest road is refused (20:0)
        0  points farther than 500 m from any usable road
        1  ways closed to this mode, 0.1 km (30)
        1  ways of a kind that this mode does not use, 0.1 km (31)
        1  By car, off-peak: ways whose access also depends on hours or conditions: these are not applied (40)
Written: audit.gpkg
TEXT
diff expected out || fail "the English summary is another one"
[ ! -s err ] || { cat err; fail "the audit says something on standard error"; }
[ "$(head -c 15 audit.gpkg)" = "SQLite format 3" ] || fail "the audit is no GeoPackage"
python3 - <<'PY'
import sqlite3
layers = [name for (name,) in sqlite3.connect("audit.gpkg").execute(
    "SELECT table_name FROM gpkg_contents WHERE data_type = 'features' ORDER BY table_name")]
assert layers == ["components", "cut_ends", "dropped_ways", "missing_junctions", "snaps",
                  "speed_changes"], layers
PY

expect 0 coverage-network audit study.toml --lang fr --out audit-fr.gpkg
grep -q "^Routes en voiture, heures creuses : " out || fail "the French summary is not French"

expect 0 coverage-network audit study.toml --json --out audit-json.gpkg
python3 -c 'import json; assert json.load(open("out"))["profile"] == "car"'

# The mode's own label, in every summary.
expect 0 coverage-network info study.toml --lang fr
grep -q "^Réseau « car » (en voiture, heures creuses) : " out || fail "info names no mode"

# A profile of the study's own is found by its path, to read every byte of its network too.
printf 'base = "car"\nname = "mine"\n' >mine.toml
expect 0 coverage-network info study.toml --set roads.profile=mine.toml --verify --lang en
grep -q "^Network 'mine' (by car, off-peak): " out || fail "the study's own profile is not told"
# A byte that has changed is found, and the network built again from its roads.
cp out sound.txt
network=$(echo .coverage/*mine*.network)
cp "$network" sound.network
printf 'X' | dd of="$network" bs=1 seek=$(($(wc -c <"$network") / 2)) conv=notrunc 2>dd.txt
expect 0 coverage-network info study.toml --set roads.profile=mine.toml --verify --lang en
cmp out sound.txt && cmp "$network" sound.network || fail "a damaged network is not built again"

expect 3 coverage-network audit study.toml --profile carr
expect 2 coverage-network audit
expect 1 coverage-network audit study.toml --out places.csv/audit.gpkg
echo "coverage-network audit says what it finds"
