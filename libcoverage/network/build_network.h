#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/input/raw_roads.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/network/profile.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// Raw ways + profile → network. The ways are forgotten as soon as they are cut into segments: who
/// moves them in saves their memory. Ways that the profile refuses are counted in `report` by
/// reason. Throws InputError where no way is left.
RoadNetwork build_network(RawRoads roads, const Profile& profile, const Crs& study_crs,
                          const Execution& execution, SourceReport& report);

}  // namespace coverage
