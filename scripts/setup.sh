#!/usr/bin/env bash
# Installs every Debian package that building, testing and running needs. Idempotent.
# Usage: scripts/setup.sh [--benchmarks | --peers]     as root, or as a user who may use sudo
#   --benchmarks  what measuring needs too
#   --peers       and the programs that ours are compared with
set -euo pipefail

fail() { printf 'setup.sh: %s\n' "$*" >&2; exit 1; }

packages=(
  build-essential cmake ninja-build pkg-config ccache git ca-certificates
  libgdal-dev gdal-bin libgeos-dev libproj-dev libsqlite3-dev
  libboost-dev libboost-graph-dev libeigen3-dev libmetis-dev coinor-libcbc-dev catch2
  libosmium2-dev libprotozero-dev libbz2-dev zlib1g-dev liblz4-dev libexpat1-dev
  libtomlplusplus-dev libcli11-dev nlohmann-json3-dev libfmt-dev libssl-dev
  curl python3-minimal libpython3-stdlib unzip libarchive-tools locales
  clang-format clang-tidy
)
if [ "${1:-}" = "--benchmarks" ] || [ "${1:-}" = "--peers" ]; then
  packages+=(libbenchmark-dev osmium-tool time valgrind)
  if [ "$1" = "--peers" ]; then
    packages+=(python3-scipy python3-networkx python3-igraph python3-psycopg2 postgresql-15-pgrouting)
  fi
elif [ $# -gt 0 ]; then
  fail "unknown option '$1'; usage: scripts/setup.sh [--benchmarks | --peers]"
fi

[ -r /etc/os-release ] || fail "this is not a Debian system (no /etc/os-release). Install the packages listed in this script by hand, then build with cmake --preset release."
# shellcheck disable=SC1091
. /etc/os-release
if [ "${ID:-}" != debian ] || [ "${VERSION_ID:-0}" -lt 12 ] 2>/dev/null; then
  fail "this script knows Debian 12 and later, not '${PRETTY_NAME:-unknown}'. Install the packages listed in it by hand, then build with cmake --preset release."
fi

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null || true)
  [ "${status:0:2}" = ii ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  echo "setup.sh: all ${#packages[@]} packages are already installed"
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || fail "needs root to install: ${missing[*]}. Run it as root, or install sudo."
  as_root=(sudo)
fi
echo "setup.sh: installing ${missing[*]}"
"${as_root[@]}" apt-get update -qq || fail "apt-get update failed: check the network and /etc/apt/sources.list"
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
  fail "apt-get could not install: ${missing[*]}"
echo "setup.sh: done"
