#!/usr/bin/env bash
# Runs scripts/fetch-allier.sh against a loopback server that serves small stand-ins of the sources.
# Usage: fetch_allier_test.sh SOURCE_DIR BUILD_DIR       exit status 77: something needed is missing
set -euo pipefail
source_dir=$1 build_dir=$2
here=$source_dir/tests/scripts
for tool in python3 curl unzip ogr2ogr bsdtar; do
  command -v $tool >/dev/null || { echo "SKIPPED: needs $tool"; exit 77; }
done

work=$(mktemp -d)
server=
cleanup() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT
failures=0
check() { # check NAME COMMAND…
  local name=$1
  shift
  if "$@"; then echo "ok: $name"; else echo "FAILED: $name"; failures=$((failures + 1)); fi
}
says() { grep -qF -- "$1" "$work/said" || { cat "$work/said"; return 1; }; }
logged() { grep -qE -- "$1" "$work/log"; }
absent() { [ ! -e "$1" ]; }
# run STATUS FOLDER [VARIABLE=VALUE…]: the script ends with that status; what it says is in `said`.
run() {
  local expected=$1 folder=$2 status=0
  shift 2
  env GEOFABRIK_URL="$base" GEO_API_URL="$base" DATA_GOUV_URL="$base" INSEE_URL="$base" \
    no_proxy=127.0.0.1 "$@" "$source_dir/scripts/fetch-allier.sh" "$folder" > "$work/said" 2>&1 || status=$?
  [ $status -eq "$expected" ] || { echo "status $status, not $expected:"; cat "$work/said"; return 1; }
}

python3 "$here/fetch_allier_sources.py" "$work"
# The grid as INSEE packs it: GeoPackages in a 7z archive in a zip archive.
ogr2ogr -f GPKG -t_srs EPSG:2154 "$work/carreaux_200m_met.gpkg" "$work/www/squares.geojson"
(cd "$work" && bsdtar -cf grid.7z --format 7zip carreaux_200m_met.gpkg)
mkdir -p "$work/www/fr/statistiques/fichier/7655475"
python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1], "w").write(sys.argv[2], "Filosofi2019.7z")' \
  "$work/www/fr/statistiques/fichier/7655475/Filosofi2019_carreaux_200m_gpkg.zip" "$work/grid.7z"

python3 "$here/fetch_allier_server.py" "$work" &
server=$!
for _ in $(seq 100); do [ -s "$work/port" ] && break; sleep 0.1; done
base=http://127.0.0.1:$(cat "$work/port")
: > "$work/log"
pbf=$work/www/europe/france/auvergne-latest.osm.pbf
one=$work/one

check "a département that does not exist is a usage error" run 2 "$work/none" DEPARTEMENT=20
check "and it is named" says "'20' is no département"

echo auvergne > "$work/page"
check "a web page instead of a file stops the run" run 1 "$one"
check "and is called a page" says "is not what is expected: a web page"
check "and leaves no file" absent "$one/auvergne.osm.pbf"
check "nor a study" absent "$one/study.toml"
rm "$work/page"

echo auvergne > "$work/truncate"
check "a download that is cut short stops the run" run 1 "$one"
check "and says how to go on" says "was cut short"
check "and keeps the part" test -s "$one/auvergne.osm.pbf.part"
check "a second run ends well" run 0 "$one"
check "and goes on where the first stopped" says "auvergne.osm.pbf: going on after"
check "by asking for the rest only" logged 'auvergne-latest.osm.pbf bytes=[1-9]'
check "to the same bytes" cmp -s "$pbf" "$one/auvergne.osm.pbf"
check "with a study at the end" test -s "$one/study.toml"
check "no parts stay" test -z "$(find "$one" -name '*.part*')"
check "the list is as published" cmp -s "$one/france-services.csv" \
  "$work/www/fr/datasets/r/afc3f97f-0ef5-429b-bf16-7b7876d27cd4"
check "rows of it without a position are allowed by their number" grep -q '^max_rejected = 1 ' "$one/study.toml"
check "populations and EPCIs are a table" grep -qxF '03191,Épreuve,2000,200071140,"CA Moulins, d'"'"'Allier"' \
  "$one/communes.csv"
squares() { ogrinfo -so "$1" carreaux | sed -n 's/^Feature Count: //p'; }
check "the grid is cut to the study" test "$(squares "$one/carreaux-200m.gpkg")" = 40

: > "$work/log"
check "a third run ends well" run 0 "$one"
check "and asks for nothing" test ! -s "$work/log"

two=$work/two
echo auvergne > "$work/truncate"
check "cut short again" run 1 "$two"
printf 'more' >> "$pbf"
check "a file that changed meanwhile is fetched afresh" run 0 "$two"
check "and is the new one" cmp -s "$pbf" "$two/auvergne.osm.pbf"
python3 "$here/fetch_allier_sources.py" "$work"

md5sum < "$pbf" | sed 's/ .*/  auvergne-latest.osm.pbf/' > "$pbf.md5"
: > "$work/log"
check "an extract that is what its checksum says is kept" run 0 "$work/sum" GRID=no
check "and its checksum was asked for" logged 'auvergne-latest.osm.pbf.md5'
echo "0123456789abcdef0123456789abcdef  auvergne-latest.osm.pbf" > "$pbf.md5"
check "an extract that is not what its checksum says stops the run" run 1 "$work/othersum" GRID=no
check "and says so" says "its MD5 checksum is not the one that stands in"
check "and leaves no file" absent "$work/othersum/auvergne.osm.pbf"
check "nor a part" test -z "$(find "$work/othersum" -name '*.part*')"
echo "<html>no such file</html>" > "$pbf.md5"
check "what is no checksum is no reason to stop" run 0 "$work/othersum" GRID=no
rm "$pbf.md5"

three=$work/three
echo auvergne > "$work/truncate"
echo yes > "$work/no-ranges"
check "cut short by a server without ranges" run 1 "$three"
check "it is fetched afresh" run 0 "$three"
check "to the same bytes" cmp -s "$pbf" "$three/auvergne.osm.pbf"
rm "$work/no-ranges"

printf 'PK\003\004 half an archive%400s' '' > "$work/www/fr/statistiques/fichier/7655475/Filosofi2019_carreaux_200m_gpkg.zip"
check "a damaged archive stops the run" run 1 "$work/four"
check "and is named" says "no complete zip archive"
check "GRID=no needs none" run 0 "$work/four" GRID=no
check "people then live along the roads" grep -q 'method = "network"' "$work/four/study.toml"

printf 'id;nom\n1;autre liste\n%400s' '' > "$work/www/fr/datasets/r/afc3f97f-0ef5-429b-bf16-7b7876d27cd4"
check "another list stops the run" run 1 "$work/five" GRID=no
check "and is refused by its columns" says "no column id_fs: not the France services list"
python3 "$here/fetch_allier_sources.py" "$work"

check "another département" run 0 "$work/six" DEPARTEMENT=2A GRID=no
check "has its own communes" test -s "$work/six/communes-2A.geojson"
check "and its own roads" test -s "$work/six/corse.osm.pbf"

check "an https source goes through HTTPS_PROXY" run 1 "$work/seven" \
  HTTPS_PROXY="$base" https_proxy="$base" GEO_API_URL=https://api.invalid
check "which is asked to connect" logged 'CONNECT api.invalid:443'

if [ -x "$build_dir/bin/coverage-run" ]; then
  check "the study is one that coverage-run reads" \
    "$build_dir/bin/coverage-run" "$one/study.toml" --dry-run
else
  echo "note: no coverage-run in $build_dir/bin yet, the study was not tried"
fi
[ $failures -eq 0 ] || { echo "$failures checks failed"; exit 1; }
