#pragma once

#include "libcoverage/geo/geometry.h"

class OGRGeometry;

namespace coverage {

/// Internal to geo/: an OGR geometry (or none) as plain values: Z and M dropped, curves as lines,
/// rings closed; a multipoint is its first point; a collection is what it holds where its parts are
/// of one family. Throws GeometryError for mixed collections, surfaces in space, coordinates that
/// are not finite.
Geometry from_ogr(const OGRGeometry* geometry);

}  // namespace coverage
