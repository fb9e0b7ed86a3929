#!/usr/bin/env bash
# coverage-access --explain on a network made by hand: standard output compared exactly.
set -euo pipefail
build_dir=$2
export PATH="$build_dir/bin:$PATH" LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() { echo "FAILED: $*"; exit 1; }

# 0.001 degrees on the equator are 111.32 m to the east and 110.57 m to the north.
cat >roads.osm <<'XML'
<?xml version='1.0'?>
<osm version='0.6'>
  <node id='1' lon='3.000' lat='0.000'/> <node id='2' lon='3.006' lat='0.000'/>
  <node id='3' lon='3.010' lat='0.000'/> <node id='4' lon='3.010' lat='0.010'/>
  <way id='10'><nd ref='1'/><nd ref='2'/>
    <tag k='highway' v='secondary'/><tag k='ref' v='D 945'/><tag k='name' v='Rue de Paris'/></way>
  <way id='11'><nd ref='2'/><nd ref='3'/>
    <tag k='highway' v='secondary'/><tag k='ref' v='D 945'/><tag k='name' v='Rue de Paris'/></way>
  <way id='12'><nd ref='3'/><nd ref='4'/><tag k='highway' v='residential'/></way>
</osm>
XML
cat >plain.toml <<'TOML'
name = "plain"
traffic = "peak"
access_keys = ["access"]
max_speed_km_h = 90
connector_speed_km_h = 3.6
terminal_time_s = 60
[limits]
[classes]
secondary = { speed_km_h = 36 }
residential = { speed_km_h = 18 }
TOML
cat >study.toml <<'TOML'
title = "By hand"
crs = "EPSG:32631"
thresholds = ["10 min"]
[[facilities]]
name = "mairies"
kind = "mairie"
path = "places.csv"
[roads]
path = "roads.osm"
profile = "plain.toml"
TOML
printf 'id,name,lon,lat\n1,Mairie du Bourg,3.0105,0.005\n' >places.csv

# On foot 99.5 m at 1 m/s; half of the D 945's 1113 m, two ways of one name, at 10 m/s; half of
# 1106 m at 5 m/s; a minute of parking; on foot 55.7 m.
coverage-access study.toml 3.005,0.0009 3.9,0.1 --explain --lang fr >out 2>err
cat >expected <<'TEXT'
1 (3.005, 0.0009) · Mairie → Mairie du Bourg (mairies:1)
  1 min 40 s    100 m  à pied jusqu’à la route
        56 s    557 m  D 945 Rue de Paris, à 36 km/h (nature de la route, hors agglomération)
  1 min 50 s    552 m  voie sans nom (rue résidentielle), à 18 km/h (nature de la route, hors agglomération)
  1 min 00 s           départ, stationnement et marche jusqu’à la porte
        56 s     56 m  à pied jusqu’au lieu d’accueil
  6 min 22 s  1 265 m  en tout, profil « plain », heures pleines

2 (3.9, 0.1) · Mairie : non rattaché au réseau routier ; la route la plus proche (way 12) est à 99,6 km : au-delà de la limite (1000 m)
TEXT
diff expected out || fail "the French route is another one"
[ ! -s err ] || { cat err; fail "--explain says something on standard error"; }

coverage-access study.toml 3.005,0.0009 --explain --lang en >out
cat >expected <<'TEXT'
1 (3.005, 0.0009) · Mairie → Mairie du Bourg (mairies:1)
  1 min 40 s    100 m  on foot to the road
        56 s    557 m  D 945 Rue de Paris, at 36 km/h (kind of road, outside built-up areas)
  1 min 50 s    552 m  road without a name (residential street), at 18 km/h (kind of road, outside built-up areas)
  1 min 00 s           starting, parking and walking to the door
        56 s     56 m  on foot to the facility
  6 min 22 s  1,265 m  in all, profile “plain”, peak traffic
TEXT
diff expected out || fail "the English route is another one"

# Several points, one without a position: it says why and stops nobody.
printf 'id,lon,lat\nhome,3.005,0.0009\nbad,x,0\n' >points.csv
coverage-access study.toml --points points.csv --explain --lang en >out 2>/dev/null
sed 's/^1 (/home (/' expected >expected_file
printf "\nbad · Mairie: not connected to the road network; 'x', '0' is not a position\n" >>expected_file
diff expected_file out || fail "a file of points is explained otherwise"

# For machines: the same keys and answers as without --explain, and legs that sum to them.
coverage-access study.toml 3.005,0.0009 3.9,0.1 --json >plain.json
coverage-access study.toml 3.005,0.0009 3.9,0.1 --json --explain >out
python3 - <<'PY'
import json
plain, explained = json.load(open("plain.json")), json.load(open("out"))
assert len(plain) == len(explained) == 2
for row, more in zip(plain, explained):
    assert {key: more[key] for key in row} == row, (row, more)
legs = explained[0]["legs"]
assert [leg["kind"] for leg in legs] == [
    "walk_to_road", "road", "road", "terminal", "walk_to_facility"], legs
assert legs[1]["name"] == "D 945 Rue de Paris" and legs[1]["way_ids"] == [10, 11], legs[1]
assert legs[1]["speed_km_h"] == 36 and legs[1]["speed_source"] == "class_rural", legs[1]
assert sum(round(leg["time_s"] * 1000) for leg in legs) == round(plain[0]["access_time_s"] * 1000)
assert sum(round(leg.get("length_m", 0) * 1000) for leg in legs) == round(
    plain[0]["access_distance_m"] * 1000)
assert explained[1]["legs"] is None and "99.6" in explained[1]["reason"], explained[1]
PY
