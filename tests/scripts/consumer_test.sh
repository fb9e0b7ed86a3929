#!/usr/bin/env bash
# Installs the build into a temporary prefix, then configures, builds and runs a project outside the
# tree that knows the library by find_package(Coverage) alone.
# Usage: consumer_test.sh SOURCE_DIR BUILD_DIR
set -euo pipefail

build=$(cd "$2" && pwd)
if grep -q -- '-fsanitize=' "$build/CMakeCache.txt"; then
  echo "SKIPPED: a consumer is built without the sanitizers of this build"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "== install"
cmake --install "$build" --prefix "$work/prefix" > "$work/install.log" ||
  { cat "$work/install.log"; exit 1; }

mkdir "$work/consumer"
cat > "$work/consumer/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(Consumer LANGUAGES CXX)
find_package(Coverage 0.1 REQUIRED)
add_executable(consumer main.cpp)
target_link_libraries(consumer PRIVATE Coverage::coverage)
CMAKE
cat > "$work/consumer/main.cpp" <<'CPP'
#include <cstdio>

#include "libcoverage/base/quantities.h"
#include "libcoverage/base/version.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/geo/polygon_index.h"
#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/model/study.h"

using namespace coverage;

int main() {
  const auto origin = Projection(Crs::from_text("EPSG:2154")).project({3, 46.5});
  const MultiPolygon square{{Polygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}}}};
  const bool found = PolygonIndex(std::span(&square, 1)).find(point_on_surface(square)) == 0u;
  const bool right = origin && std::abs(origin->x - 700000) < 0.01 && found &&
                     Study().target.time == Seconds::from_minutes(10);
  std::printf("coverage %s: %s\n", version().c_str(), right ? "works" : "does not work");
  return right ? 0 : 1;
}
CPP

# As anybody would: no cache, no path into the source tree.
echo "== configure, build and run"
cmake -S "$work/consumer" -B "$work/consumer/build" -DCMAKE_PREFIX_PATH="$work/prefix" \
  > "$work/consumer.log" 2>&1 || { cat "$work/consumer.log"; exit 1; }
cmake --build "$work/consumer/build" >> "$work/consumer.log" 2>&1 || { cat "$work/consumer.log"; exit 1; }
"$work/consumer/build/consumer"

echo "== the installed headers and CMake files name nothing of this tree"
if grep -rlF -e "$1/" -e "$build" "$work/prefix/include" "$work/prefix"/lib*/cmake "$work/prefix"/lib/*/cmake 2> /dev/null; then
  echo "the files above name the source or build folder" >&2
  exit 1
fi
