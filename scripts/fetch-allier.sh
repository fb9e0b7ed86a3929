#!/usr/bin/env bash
# Builds a complete study of a French département from the official sources: roads (the Geofabrik
# extract of OpenStreetMap), communes with populations and EPCIs (the State's geographic API), the
# France services list (data.gouv.fr) and INSEE's 200 m population grid.
#
# Usage: scripts/fetch-allier.sh [FOLDER]           default: study-03
#   DEPARTEMENT=2A scripts/fetch-allier.sh          any other département (01 … 95, 2A, 2B, 971 …)
#   SURROUNDINGS="18 58 63" scripts/fetch-allier.sh neighbours too: their communes and their roads
#   GRID=no scripts/fetch-allier.sh                 without the grid (200 MB): people live along roads
#
# Run it again after a failure: what is complete is kept, what was cut short goes on where it stopped.
# HTTPS_PROXY is honoured. GEOFABRIK_URL, GEO_API_URL, DATA_GOUV_URL and INSEE_URL replace the base
# addresses of the sources. Exit status: 0 done, 2 usage, 1 a source could not be fetched.
set -euo pipefail
export LC_ALL=C

: "${DEPARTEMENT:=03}" "${SURROUNDINGS:=}" "${GRID:=yes}"
: "${GEOFABRIK_URL:=https://download.geofabrik.de}"
: "${GEO_API_URL:=https://geo.api.gouv.fr}"
: "${DATA_GOUV_URL:=https://www.data.gouv.fr}"
: "${INSEE_URL:=https://www.insee.fr}"
# Stable addresses below those bases: the list's "latest" resource, and the grid's edition.
france_services_path=fr/datasets/r/afc3f97f-0ef5-429b-bf16-7b7876d27cd4
grid_path=fr/statistiques/fichier/7655475/Filosofi2019_carreaux_200m_gpkg.zip
grid_edition=2019

say() { printf 'fetch-allier.sh: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
usage() { say "$*"; say "usage: [DEPARTEMENT=03] scripts/fetch-allier.sh [FOLDER]"; exit 2; }

# The Geofabrik extract (a région of before 2016) of a département.
region_of() {
  case $1 in
    67|68) echo alsace ;;
    24|33|40|47|64) echo aquitaine ;;
    03|15|43|63) echo auvergne ;;
    14|50|61) echo basse-normandie ;;
    21|58|71|89) echo bourgogne ;;
    22|29|35|56) echo bretagne ;;
    18|28|36|37|41|45) echo centre ;;
    08|10|51|52) echo champagne-ardenne ;;
    2A|2B) echo corse ;;
    25|39|70|90) echo franche-comte ;;
    971) echo guadeloupe ;;
    973) echo guyane ;;
    27|76) echo haute-normandie ;;
    75|77|78|91|92|93|94|95) echo ile-de-france ;;
    11|30|34|48|66) echo languedoc-roussillon ;;
    19|23|87) echo limousin ;;
    54|55|57|88) echo lorraine ;;
    972) echo martinique ;;
    976) echo mayotte ;;
    09|12|31|32|46|65|81|82) echo midi-pyrenees ;;
    59|62) echo nord-pas-de-calais ;;
    44|49|53|72|85) echo pays-de-la-loire ;;
    02|60|80) echo picardie ;;
    16|17|79|86) echo poitou-charentes ;;
    04|05|06|13|83|84) echo provence-alpes-cote-d-azur ;;
    974) echo reunion ;;
    01|07|26|38|42|69|73|74) echo rhone-alpes ;;
    *) return 1 ;;
  esac
}

# The projected CRS in use there.
crs_of() {
  case $1 in
    971|972) echo EPSG:5490 ;;
    973) echo EPSG:2972 ;;
    974) echo EPSG:2975 ;;
    976) echo EPSG:4471 ;;
    *) echo EPSG:2154 ;;
  esac
}

# The file of INSEE's archive that covers it; none for Guadeloupe, Guyane and Mayotte.
grid_of() {
  case $1 in
    971|973|976) return 1 ;;
    972) echo carreaux_200m_mart.gpkg ;;
    974) echo carreaux_200m_reun.gpkg ;;
    *) echo carreaux_200m_met.gpkg ;;
  esac
}

# ---- Checks of what came, by type: each prints what is wrong and returns 1.

is_page() { head -c 512 "$1" | tr '[:upper:]' '[:lower:]' | grep -Eq '<!doctype html|<html'; }

check_pbf() {
  head -c 64 "$1" | grep -aq OSMHeader || { echo "no OSM PBF file"; return 1; }
}

check_zip() {
  unzip -tqq "$1" >/dev/null 2>&1 || { echo "no complete zip archive"; return 1; }
}

check_communes() {
  python3 - "$1" <<'PY'
import json, sys
try:
    features = json.load(open(sys.argv[1], encoding="utf-8"))["features"]
    wrong = [f for f in features if not f.get("geometry") or not f["properties"].get("code")]
except (ValueError, KeyError, TypeError):
    sys.exit(print("no GeoJSON of communes") or 1)
if not features:
    sys.exit(print("a GeoJSON without communes") or 1)
if wrong:
    sys.exit(print(f"{len(wrong)} communes without code or outline") or 1)
PY
}

check_populations() {
  python3 - "$1" <<'PY'
import json, sys
try:
    rows = json.load(open(sys.argv[1], encoding="utf-8"))
    known = [row for row in rows if row["code"] and row.get("population") is not None]
except (ValueError, KeyError, TypeError):
    sys.exit(print("no list of communes") or 1)
if not known:
    sys.exit(print("a list without populations") or 1)
PY
}

check_list() {
  local header
  header=$(head -n 1 "$1")
  for column in id_fs lib_fs latitude longitude; do
    case $header in *$column*) ;; *) echo "no column $column: not the France services list"; return 1 ;; esac
  done
}

# Geofabrik gives a checksum beside each extract: prints what is wrong where FILE is not that one. A
# server without it, or with something else there, is believed.
check_sum() {
  local file=$1 address=$2 given
  given=$(curl --fail --location --silent --proto '=http,https' --proto-redir '=http,https' \
    --connect-timeout 30 --max-time 60 "$address.md5" 2>/dev/null |
    grep -aoE -m 1 '^[0-9a-f]{32}( |$)' | tr -d ' ') || return 0
  [ "$(md5sum < "$file" | cut -c1-32)" = "$given" ] ||
    echo "its MD5 checksum is not the one that stands in $address.md5 (damaged, or replaced meanwhile)"
}

# fetch FILE ADDRESS TYPE MINIMUM_BYTES: FILE appears when it is whole and of its type.
fetch() {
  local file=$1 address=$2 type=$3 minimum=$4 status=0 problem size
  local part=$file.part
  if [ -s "$file" ]; then
    say "$(basename "$file"): already there"
    return
  fi
  # A part is continued only from the same address and the same edition of the file.
  if [ "$(cat "$part.address" 2>/dev/null || true)" != "$address" ]; then
    rm -f "$part" "$part.tag"
    printf '%s' "$address" > "$part.address"
  fi
  local continue_at=()
  if [ -s "$part" ]; then
    say "$(basename "$file"): going on after $(stat -c %s "$part") bytes"
    continue_at=(-C -)
    [ -s "$part.tag" ] && continue_at+=(-H "If-Range: $(cat "$part.tag")")
  else
    say "$(basename "$file"): fetching $address"
  fi
  download "$part" "$address" "${continue_at[@]}" || status=$?
  # 33, 36: the file has changed, or the server cannot continue; 22 may be "nothing left to send".
  if [ ${#continue_at[@]} -gt 0 ] && { [ $status -eq 33 ] || [ $status -eq 36 ] || [ $status -eq 22 ]; }; then
    say "$(basename "$file"): cannot go on, starting afresh"
    rm -f "$part" "$part.tag"
    status=0
    download "$part" "$address" || status=$?
  fi
  case $status in
    0) ;;
    18|28|56) fail "$address was cut short (curl status $status): run this again, it goes on where it stopped" ;;
    22) fail "$address: refused by the server (see above)" ;;
    *) fail "$address could not be fetched (curl status $status): check the network, and HTTPS_PROXY where there is a proxy" ;;
  esac
  size=$(stat -c %s "$part")
  if is_page "$part"; then
    problem="a web page, probably an error message"
  elif [ "$size" -lt "$minimum" ]; then
    problem="only $size bytes, at least $minimum expected"
  else
    problem=$("check_$type" "$part") || true
    [ -n "$problem" ] || [ "$type" != pbf ] || problem=$(check_sum "$part" "$address")
  fi
  if [ -n "$problem" ]; then
    rm -f "$part" "$part.tag" "$part.address"
    fail "$address is not what is expected: $problem"
  fi
  mv "$part" "$file"
  rm -f "$part.tag" "$part.address"
}

# Keeps the server's tag of the file beside the part, for the next run.
download() {
  local part=$1 address=$2 status=0
  shift 2
  curl --fail --location --silent --show-error --proto '=http,https' --proto-redir '=http,https' \
    --connect-timeout 30 --speed-limit 1000 --speed-time 60 --retry 2 --retry-delay 1 \
    --dump-header "$part.headers" --output "$part" "$@" "$address" || status=$?
  sed -n 's/^[Ee][Tt][Aa][Gg]: *\("[^"]*"\).*$/\1/p' "$part.headers" 2>/dev/null | tail -n 1 > "$part.tag.new"
  if [ -s "$part.tag.new" ]; then mv "$part.tag.new" "$part.tag"; else rm -f "$part.tag.new"; fi
  rm -f "$part.headers"
  return $status
}

# ---- What the sources give → what the study reads.

# Communes of the API as the table of populations and EPCIs.
write_populations() {
  python3 - "$@" <<'PY'
import csv, json, os, sys
*sources, target = sys.argv[1:]
rows = []
for source in sources:
    with open(source, encoding="utf-8") as file:
        for commune in json.load(file):
            epci = commune.get("epci") or {}
            rows.append([commune["code"], commune["nom"], commune.get("population", ""),
                         epci.get("code") or commune.get("codeEpci") or "", epci.get("nom") or ""])
part = target + ".part"
with open(part, "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["code", "name", "population", "epci_code", "epci_name"])
    writer.writerows(sorted(rows))
os.replace(part, target)
PY
}

# The extent of GeoJSON files, as ogr2ogr takes it.
extent_of() {
  python3 - "$@" <<'PY'
import json, sys
def positions(value):
    if isinstance(value[0], (int, float)):
        yield value
    else:
        for part in value:
            yield from positions(part)
points = [p for name in sys.argv[1:] for f in json.load(open(name, encoding="utf-8"))["features"]
          for p in positions(f["geometry"]["coordinates"])]
print(min(p[0] for p in points), min(p[1] for p in points),
      max(p[0] for p in points), max(p[1] for p in points))
PY
}

# extract_member ARCHIVE MEMBER TARGET: the archive holds the member, or a 7z archive that does.
extract_member() {
  local archive=$1 member=$2 target=$3 name inner
  name=$(unzip -Z1 "$archive" | grep -E "(^|/)$member\$" | head -n 1 || true)
  if [ -n "$name" ]; then
    unzip -p "$archive" "$name" > "$target.part"
  else
    inner=$(unzip -Z1 "$archive" | grep -E '\.7z$' | head -n 1 || true)
    [ -n "$inner" ] || fail "$archive holds neither $member nor a 7z archive"
    command -v bsdtar >/dev/null || fail "$inner needs bsdtar: install libarchive-tools (scripts/setup.sh does)"
    unzip -p "$archive" "$inner" > "$target.7z"
    name=$(bsdtar -tf "$target.7z" | grep -E "(^|/)$member\$" | head -n 1 || true)
    [ -n "$name" ] || fail "$inner of $archive does not hold $member"
    bsdtar -xOf "$target.7z" "$name" > "$target.part"
    rm -f "$target.7z"
  fi
  mv "$target.part" "$target"
}

# Cuts the national grid to the study's extent.
clip_grid() {
  local archive=$1 member=$2 target=$3 extent
  shift 3
  extract_member "$archive" "$member" "$downloads/$member"
  rm -f "$target.part.gpkg"
  read -r -a extent <<< "$(extent_of "$@")"
  say "$(basename "$target"): cutting $member to the study"
  ogr2ogr -f GPKG -nln carreaux -spat "${extent[@]}" -spat_srs EPSG:4326 \
    "$target.part.gpkg" "$downloads/$member" || fail "the grid could not be cut (see above)"
  mv "$target.part.gpkg" "$target"
  rm -f "$downloads/$member"
}

# The rows of the national list without a usable position: they are lost to any study.
rows_without_position() {
  python3 - "$1" <<'PY'
import csv, sys
with open(sys.argv[1], "rb") as file:
    data = file.read()
try:
    text = data.decode("utf-8-sig")
except UnicodeDecodeError:
    text = data.decode("cp1252", "replace")
lines = text.splitlines(keepends=True)
separator = max(",;\t", key=lines[0].count)
lost = 0
for row in csv.DictReader(lines, delimiter=separator):
    try:
        position = [float((row[name] or "").replace(",", ".")) for name in ("latitude", "longitude")]
        lost += position == [0, 0]
    except ValueError:
        lost += 1
print(lost)
PY
}

quoted_list() {
  local list="" item
  for item in "$@"; do list+="${list:+, }\"$item\""; done
  printf '[%s]' "$list"
}

write_study() {
  local today lost
  today=$(date -u +%Y-%m-%d)
  lost=$(rows_without_position france-services.csv)
  [ "$lost" -eq 0 ] || say "france-services.csv: $lost rows of the national list have no position"
  {
    cat <<TOML
title = "Accès aux France services, département $DEPARTEMENT"
language = "fr"
crs = "$(crs_of "$DEPARTEMENT")"
thresholds = ["10 min", "20 min", "30 min"]
target = "30 min"
target_source = "engagement de l’État"

[communes]
path = $(quoted_list "${communes[@]}")
edition = "API Découpage administratif, $today"
code = "code"
name = "nom"
study_area = ["$DEPARTEMENT"]

[population]
path = "communes.csv"
edition = "API Découpage administratif, $today"
concept = "population municipale"
code = "code"
columns = { population = "population", epci_code = "epci_code", epci_name = "epci_name" }

[[facilities]]
name = "france_services"
path = "france-services.csv"
kind = "france_services"
edition = "$today"
columns = { id = "id_fs", name = "lib_fs", lon = "longitude", lat = "latitude" }
rules = ['kind = france_services_poste when name contains "La Poste"']
elsewhere = "leave_out"    # the list covers the whole country
max_rejected = $lost            # rows of the national list without a position

TOML
    if [ -n "$grid" ]; then
      cat <<TOML
[demand]
method = "grid"
path = "$grid"
edition = "$grid_edition"
concept = "ménages fiscaux"
weights = { population = "ind", pop_80_plus = "ind_80p" }
calibrate = "commune"

TOML
    else
      printf '[demand]\nmethod = "network"\n\n'
    fi
    cat <<TOML
[roads]
path = $(quoted_list "${roads[@]}")
edition = "$today"
profile = "car"

[queries.france_services]
where = "kind in (france_services, france_services_poste)"
label = "France services"
target = "30 min"
target_source = "engagement de l’État"
TOML
  } > study.toml.part
  mv study.toml.part study.toml
}

[ $# -le 1 ] || usage "too many arguments"
case ${1:-} in -*) usage "unknown option '$1'" ;; esac
for code in $DEPARTEMENT $SURROUNDINGS; do
  region_of "$code" >/dev/null || usage "'$code' is no département (01 … 95, 2A, 2B, 971 … 974, 976)"
done
case $GRID in yes|no) ;; *) usage "GRID is yes or no, not '$GRID'" ;; esac
for tool in curl python3 unzip; do
  command -v $tool >/dev/null || fail "needs $tool: run scripts/setup.sh"
done
grid=
if [ "$GRID" = yes ] && grid_of "$DEPARTEMENT" >/dev/null; then
  command -v ogr2ogr >/dev/null || fail "needs ogr2ogr to cut the grid: run scripts/setup.sh, or use GRID=no"
  grid=carreaux-200m.gpkg
fi

folder=${1:-study-$DEPARTEMENT}
mkdir -p "$folder/downloads"
cd "$folder"
downloads=downloads

communes=() populations=() roads=()
for code in $DEPARTEMENT $SURROUNDINGS; do
  address=$GEO_API_URL/departements/$code/communes
  fetch "communes-$code.geojson" "$address?fields=nom,code&format=geojson&geometry=contour" communes 200
  fetch "$downloads/communes-$code.json" "$address?fields=nom,code,population,codeEpci,epci&format=json" populations 20
  communes+=("communes-$code.geojson")
  populations+=("$downloads/communes-$code.json")
  extract=$(region_of "$code").osm.pbf
  case " ${roads[*]:-} " in *" $extract "*) continue ;; esac
  fetch "$extract" "$GEOFABRIK_URL/europe/france/${extract%.osm.pbf}-latest.osm.pbf" pbf 200
  roads+=("$extract")
done
write_populations "${populations[@]}" communes.csv
fetch france-services.csv "$DATA_GOUV_URL/$france_services_path" list 200
if [ -n "$grid" ] && [ ! -s "$grid" ]; then
  fetch "$downloads/carreaux-200m.zip" "$INSEE_URL/$grid_path" zip 200
  clip_grid "$downloads/carreaux-200m.zip" "$(grid_of "$DEPARTEMENT")" "$grid" "${communes[@]}"
fi
write_study
say "done: coverage-run $(pwd)/study.toml"
