#pragma once

#include <vector>

#include "libcoverage/geo/geopackage_writer.h"
#include "libcoverage/output/result_styles.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// Layer `routes`, for studies that ask for it: per query and commune the route of its seat (or of
/// the place where its median inhabitants live), as a line from door to door, with the legs as a
/// table of text. Places without a route have a row with their status and no line.
GeoPackageLayer route_layer(const Results& results);

/// A style per query: within its target and beyond.
std::vector<NamedStyle> route_styles(const Results& results, const DataTable& table);

}  // namespace coverage
