#pragma once

#include <vector>

#include "libcoverage/geo/geometry.h"
#include "libcoverage/output/siting_results.h"

namespace coverage {

/// The ground from which people would go to each of some sites of a plan, as a picture: the squares
/// of `catchment_square_m` where people live, each given to the site that is nearest for most of
/// them. No figure is computed from it. Empty where nobody goes there. In the order of `sites`.
std::vector<MultiPolygon> proposal_catchments(const SitingResults& siting, const PlanOutcome& plan,
                                              const std::vector<FacilityIndex>& sites);

inline constexpr double catchment_square_m = 500;

}  // namespace coverage
