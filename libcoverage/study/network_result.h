#pragma once

#include <optional>

#include "libcoverage/output/results.h"
#include "libcoverage/study/study_inputs.h"

namespace coverage {

/// What outputs tell of a network, with where points meet it. Roads refused to points, and issues
/// of the roads, are for the caller to add.
NetworkResult network_result(const StudyNetwork& network,
                             IdVector<DemandIndex, std::optional<Snap>> demand_snaps);

}  // namespace coverage
