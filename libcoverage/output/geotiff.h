#pragma once

#include <filesystem>

#include "libcoverage/base/execution.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// Whether the study has a raster to write: a grid with cells and a query with values on it.
bool has_raster(const Results& results);

/// Writes the cloud-optimised GeoTIFF: per query, in study order, the bands `QUERY.access_time_s`
/// and `QUERY.facility_fid` (the `fid` of layer `facilities`); nodata where there is no value.
/// Throws OutputError.
void write_access_raster(const Results& results, const std::filesystem::path& path,
                         const Execution& execution);

}  // namespace coverage
