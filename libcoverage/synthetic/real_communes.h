#pragma once

#include <vector>

#include "libcoverage/synthetic/demo_files.h"
#include "libcoverage/synthetic/generate_demo.h"
#include "libcoverage/synthetic/territory_plan.h"

/// Real communes between which roads are invented. Internal to this folder.
namespace coverage::synthetic {

/// Communes of the study area and around it, seats on their surface, with populations where
/// `options` has them. Throws InputError.
std::vector<Place> read_real_communes(const DemoOptions& options);

/// A study of these communes with the invented roads.
DemoFile real_study_file(const DemoOptions& options);

}  // namespace coverage::synthetic
