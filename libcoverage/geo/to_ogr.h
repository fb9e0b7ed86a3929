#pragma once

// Internal to geo/: drags in GDAL's headers; include it from .cpp files only.

#include <ogr_geometry.h>

#include <memory>

#include "libcoverage/geo/geometry.h"

namespace coverage {

/// A shape for OGR: points as they are, lines and polygons as their multi- kinds; null for an
/// absent or empty one.
std::unique_ptr<OGRGeometry> to_ogr(const Geometry& geometry);

}  // namespace coverage
