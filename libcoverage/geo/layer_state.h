#pragma once

// Internal to geo/: drags in GDAL's headers; include it from .cpp files only.

#include <ogrsf_frmts.h>

#include "libcoverage/geo/vector_dataset.h"
#include "libcoverage/geo/vector_layer.h"

namespace coverage {

struct VectorLayer::State {
  std::string path;
  GDALDatasetUniquePtr dataset;
  OGRLayer* layer = nullptr;
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::string> warnings;
};

}  // namespace coverage
