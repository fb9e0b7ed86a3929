#pragma once

#include <memory>

#include "libcoverage/geo/crs.h"

class OGRSpatialReference;

namespace coverage {

/// Internal to geo/: GDAL's side of a Crs.
struct Crs::Handle {
  std::shared_ptr<OGRSpatialReference> owned;
  OGRSpatialReference& reference;  ///< what is owned
};

/// Takes over a reference read from a layer: horizontal part, traditional axis order. Throws
/// GeometryError where it is neither geographic nor projected.
Crs make_crs(const OGRSpatialReference& reference);

}  // namespace coverage
