#pragma once

#include <vector>

#include "libcoverage/synthetic/demo_files.h"
#include "libcoverage/synthetic/generate_demo.h"
#include "libcoverage/synthetic/territory_plan.h"

/// Real communes between which roads are invented. Internal to this folder.
namespace coverage::synthetic {

struct RealCommunes {
  std::vector<Place> places;
  std::vector<MultiPolygon> shapes;   ///< of all communes read, in EPSG:2154
  std::int64_t known_population = 0;  ///< of the study area, as the table has it
};

/// Communes of the study area and around it, with populations where `options` has them. A commune's
/// village stands where its first France services does, else at a point on its surface. Communes
/// that come twice are left out, with a warning. Throws InputError.
RealCommunes read_real_communes(const DemoOptions& options, const Execution& execution);

/// A study of these communes with the invented roads.
DemoFile real_study_file(const DemoOptions& options);

}  // namespace coverage::synthetic
