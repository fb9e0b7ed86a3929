#!/usr/bin/env bash
# Two runs, with one and two threads, under two locales, write the same bytes.
set -euo pipefail
source_dir=$1 build_dir=$2
export PATH="$build_dir/bin:$PATH"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

coverage-demo "$work/demo" --junctions 10000 --seed 3 --quiet
coverage-demo "$work/again" --junctions 10000 --seed 3 --quiet --threads 1
diff -r "$work/demo" "$work/again" || { echo "the generator's files differ between two runs"; exit 1; }

# A locale with a decimal comma, made here so that none need be installed.
if command -v localedef >/dev/null && localedef -i fr_FR -f UTF-8 "$work/fr_FR.UTF-8" 2>/dev/null; then
  # The C library never frees the list it makes of LOCPATH, which a leak checker would report.
  french=(env LOCPATH="$work" LC_ALL=fr_FR.UTF-8 ASAN_OPTIONS=detect_leaks=0)
else
  echo "no localedef: the locale is not tried"
  french=(env LC_ALL=C)
fi
env LC_ALL=C coverage-run "$work/demo/study.toml" --out "$work/one" --threads 1 --quiet --csv excel-fr
"${french[@]}" coverage-run "$work/demo/study.toml" --out "$work/two" --threads 2 --quiet --csv excel-fr
diff -r "$work/one" "$work/two" || { echo "results differ"; exit 1; }
test -s "$work/one/coverage.gpkg" && test -s "$work/one/manifest.json"

# A third run over the first's results replaces them by the same.
cp -r "$work/one" "$work/before"
coverage-run "$work/demo/study.toml" --out "$work/one" --quiet --csv excel-fr
diff -r "$work/before" "$work/one"
