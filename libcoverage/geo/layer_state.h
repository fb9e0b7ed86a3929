#pragma once

#include <string>
#include <vector>

#include "libcoverage/geo/vector_dataset.h"
#include "libcoverage/geo/vector_layer.h"

class OGRLayer;

namespace coverage {

/// Internal to geo/: what a VectorLayer holds.
struct VectorLayer::State {
  std::string path;
  VectorDataset dataset;
  OGRLayer* layer = nullptr;
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::string> warnings;

  /// Notes the name and the columns of `layer`.
  void take_columns();
};

}  // namespace coverage
