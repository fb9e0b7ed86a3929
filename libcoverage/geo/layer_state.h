#pragma once

#include <string>
#include <vector>

#include "libcoverage/geo/vector_dataset.h"
#include "libcoverage/geo/vector_layer.h"

class OGREnvelope;
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
  bool in_degrees = false;  ///< features that are read must be

  /// Notes the name and the columns of `layer`.
  void take_columns();
  /// Throws GeometryError where coordinates cannot be degrees, now or when they are read.
  void expect_degrees();
  static void require_degrees(const OGREnvelope& box);
};

}  // namespace coverage
