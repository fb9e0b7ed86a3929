#pragma once

// Internal to geo/: drags in GDAL's headers; include it from .cpp files only.

#include <ogr_spatialref.h>

#include "libcoverage/geo/crs.h"

namespace coverage {

struct Crs::Handle {
  OGRSpatialReference reference;
};

/// Takes over a reference read from a layer: horizontal part, traditional axis order. Throws
/// GeometryError where it is neither geographic nor projected.
Crs make_crs(const OGRSpatialReference& reference);

}  // namespace coverage
