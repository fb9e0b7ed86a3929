#pragma once

#include <optional>

#include "libcoverage/base/strong_id.h"
#include "libcoverage/geo/geometry.h"
#include "libcoverage/model/demand.h"
#include "libcoverage/model/territory.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// The declared proxy for a commune's seat (`seats = "busiest_junction"`): by commune the junction
/// in it with the most of its demand, by the main weight, within 500 m. Junctions that the main
/// component does not reach do not count; ties go to the westernmost, then the southernmost.
/// Nothing for communes outside the study area, without a junction, or without demand near one.
IdVector<CommuneIndex, std::optional<Point>> busiest_junctions(const RoadNetwork& network,
                                                               const Territory& territory,
                                                               const Demand& demand);

}  // namespace coverage
