#pragma once

// Internal to geo/: drags in GDAL's headers; include it from .cpp files only.

#include <ogr_geometry.h>

#include "libcoverage/geo/geometry.h"

namespace coverage {

/// An OGR geometry (or none) as plain values: Z and M dropped, curves as lines, rings closed; a
/// multipoint is its first point; a collection is what it holds where its parts are of one family.
/// Throws GeometryError for mixed collections, surfaces in space, coordinates that are not finite.
Geometry from_ogr(const OGRGeometry* geometry);

}  // namespace coverage
