#pragma once

#include "libcoverage/geo/geopackage_writer.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// Layer `snaps`: per network, a line from each demand point and facility to where it meets the
/// network; unsnapped points have a row with status `unsnapped` and no line. Beside the
/// chosen road stands the nearest one of all: the same, or one that was refused, and why.
GeoPackageLayer snap_layer(const Results& results);

/// Layer `network_issues`: what somebody should look at, as points. Unsnapped points, and those
/// whose connector is longer than half the snap limit; then the issues of each network itself.
GeoPackageLayer network_issue_layer(const Results& results);

}  // namespace coverage
